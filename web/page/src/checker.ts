/** The checker as this page asks it; it runs in a worker, or wherever `createChecker` finds a place for it. */

import type { FileResult, Lang } from "./contract.js";
import type { Opened } from "./open.js";

/** The page's own words for what it wants checked. */
export interface Ask {
  readonly opened: Opened;
  readonly lang: Lang;
  /** The name of a rule set; `null` leaves it to the report. */
  readonly rules: string | null;
}

export interface Explanation {
  readonly code: string;
  readonly title: string;
  readonly markdown: string;
}

/** A piece of the laid-out report as `gouji-ide` gives it; spans are UTF-16 units. */
export interface PreviewSpan {
  readonly start: number;
  readonly end: number;
}

export interface PreviewCell {
  readonly span: PreviewSpan;
}

export interface PreviewRow {
  readonly head: boolean;
  readonly cells: readonly PreviewCell[];
}

export type PreviewBlock =
  | { readonly type: "header"; readonly span: PreviewSpan }
  | { readonly type: "title"; readonly span: PreviewSpan }
  | { readonly type: "heading"; readonly span: PreviewSpan; readonly level: number }
  | { readonly type: "paragraph"; readonly span: PreviewSpan }
  | { readonly type: "division"; readonly span: PreviewSpan; readonly annex: boolean }
  | { readonly type: "table"; readonly span: PreviewSpan; readonly rows: readonly PreviewRow[] }
  | { readonly type: "block"; readonly span: PreviewSpan };

export interface Preview {
  readonly title: string;
  readonly blocks: readonly PreviewBlock[];
}

export interface NumberSpan {
  readonly span: PreviewSpan;
  readonly state: "checked" | "stated" | "name" | "unread";
}

export interface PageChecker {
  /** Where it runs: `worker-wasm`, `wasm`, `worker-js` or `js`. */
  readonly tier: string;
  readonly version: string;
  check(ask: Ask): Promise<{ file: FileResult; json: string }>;
  preview(ask: Ask): Promise<Preview>;
  numbers(ask: Ask): Promise<readonly NumberSpan[]>;
  explain(code: string, lang: Lang): Promise<Explanation | null>;
  rules(): Promise<readonly string[]>;
}

/** Whether a call was overtaken by a later one: no fault, and nothing to say. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
