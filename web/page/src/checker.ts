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

/** From and to, in UTF-16 units. */
export type Pair = readonly [number, number];

/** What the checker knows of the report's shape; see `crates/gouji-wasm/src/layout.rs`. */
export interface Layout {
  readonly blocks: readonly LayoutBlock[];
  readonly numbers: readonly { readonly range: Pair; readonly state: "checked" | "stated" | "name" | "unread" }[];
  readonly figures: readonly LayoutFigure[];
  readonly equations: readonly LayoutEquation[];
}

export type LayoutBlock =
  | { readonly kind: "title" | "paragraph" | "source"; readonly range: Pair }
  | { readonly kind: "heading"; readonly range: Pair; readonly level: number }
  | { readonly kind: "division"; readonly range: Pair; readonly annex: boolean }
  | { readonly kind: "table"; readonly rows: readonly LayoutRow[] };

export interface LayoutRow {
  readonly head: boolean;
  readonly cells: readonly { readonly range: Pair; readonly indent: number }[];
}

/** A figure that has a name. */
export interface LayoutFigure {
  readonly range: Pair;
  readonly name: string;
  readonly year: number | null;
  /** 口径; empty where nothing is said. */
  readonly basis: string;
}

/** An equation with all its figures, however many there are. */
export interface LayoutEquation {
  readonly code: string;
  readonly stated: Pair;
  readonly operands: readonly Pair[];
}

export interface PageChecker {
  /** Where it runs: `worker-wasm`, `wasm`, `worker-js` or `js`. */
  readonly tier: string;
  readonly version: string;
  check(ask: Ask): Promise<{ file: FileResult; json: string }>;
  layout(ask: Ask): Promise<Layout>;
  /** Any call of the module, for the editor. */
  ask<T>(name: string, text: string, options: Readonly<Record<string, unknown>>): Promise<T>;
  explain(code: string, lang: Lang): Promise<Explanation | null>;
  rules(): Promise<readonly string[]>;
}

/** Whether a call was overtaken by a later one: no fault, and nothing to say. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
