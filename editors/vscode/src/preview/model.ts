/** What the preview shows, as plain data between the extension and its page. Offsets are UTF-16 units of the text. */
import type { Points, Severity, Verdict } from "../protocol";
import type { Lang } from "../words";

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Cell extends Span {
  /** How many columns it spans. */
  readonly columns: number;
  /** Whether it heads a column. */
  readonly head: boolean;
  /** Whether it is a number, which stands at the right. */
  readonly numeric: boolean;
  /** How deep the row's name is set in, which says what it belongs to: 0 to 4. */
  readonly depth: number;
}

/** A piece of the document, in the order of the text. */
export type Block =
  | (Span & { readonly kind: "title" | "paragraph" | "line" })
  | (Span & { readonly kind: "header"; readonly key: Span; readonly value: Span })
  | (Span & { readonly kind: "heading"; readonly level: number })
  | (Span & { readonly kind: "division"; readonly annex: boolean })
  | (Span & { readonly kind: "caption"; readonly name: Span; readonly rest: Span })
  /** `head` rows at the top are repeated where the table breaks over pages. */
  | (Span & { readonly kind: "table"; readonly head: number; readonly rows: readonly (readonly Cell[])[] });

/** What a finding is called. What disagrees, but perhaps for a reason that the text does not say, is a doubt. */
export type Kind = Verdict | "doubt";

export interface Note extends Span {
  readonly code: string;
  readonly severity: Severity;
  readonly kind: Kind;
  readonly message: string;
  readonly place: string;
  readonly line: number;
  readonly equation: string | null;
  readonly related: readonly (Span & { readonly message: string })[];
  /** What can be put right, by its title. */
  readonly fixes: readonly string[];
}

export interface SheetRow extends Span {
  readonly first: string;
  readonly second: string;
  readonly name: string;
  readonly target: string;
  readonly actual: string;
  readonly weight: string | null;
  readonly computed: Points | null;
  readonly claimed: string | null;
  readonly why: string | null;
}

export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly weight: string | null;
  readonly computed: Points | null;
  readonly claimed: string | null;
  readonly grades: readonly string[];
  readonly openRows: number;
}

export interface Model {
  readonly lang: Lang;
  readonly version: number;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
  readonly sheet: Sheet | null;
}

export type Tab = "report" | "findings" | "score";

/** From the extension to the page. */
export type ToPage =
  | { readonly type: "model"; readonly model: Model }
  | { readonly type: "tab"; readonly tab: Tab }
  | { readonly type: "cursor"; readonly offset: number }
  | { readonly type: "scroll"; readonly offset: number };

/** From the page to the extension. */
export type FromPage =
  | { readonly type: "ready" }
  | { readonly type: "reveal"; readonly start: number; readonly end: number; readonly version: number }
  | { readonly type: "fix"; readonly note: number; readonly fix: number; readonly version: number }
  | { readonly type: "explain"; readonly code: string };
