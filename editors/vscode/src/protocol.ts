/** The requests and notifications of the server beyond the protocol, and the JSON contract of the core. */
import { NotificationType, RequestType, type TextDocumentIdentifier } from "vscode-languageclient";

/** A place in the text: line and column from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Severity = "error" | "warning" | "info" | "hint";

export interface Edit {
  readonly start: Place;
  readonly end: Place;
  readonly text: string;
}

export interface Fix {
  readonly message: string;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly message: string;
  readonly start: Place;
  readonly end: Place;
}

/** One thing that a check found. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly verdict: string;
  readonly message: string;
  readonly place: string;
  readonly start: Place;
  readonly end: Place;
  readonly related: readonly Related[];
  readonly stated: string | null;
  readonly computed: string | null;
  readonly gap: string | null;
  readonly equation: string | null;
  readonly fixes: readonly Fix[];
}

/** Points that a method allows; `low` and `high` are the same where it leaves no room. */
export interface Points {
  readonly low: string;
  readonly high: string;
}

export interface ScoreRow {
  readonly first: string;
  readonly second: string;
  readonly name: string;
  readonly target: string;
  readonly actual: string;
  readonly completion: string | null;
  readonly weight: string | null;
  readonly computed: Points | null;
  readonly claimed: string | null;
  readonly why: string | null;
  readonly start: Place;
  readonly end: Place;
}

/** The score sheet. */
export interface Score {
  readonly rows: readonly ScoreRow[];
  readonly weight: string | null;
  readonly computed: Points | null;
  readonly claimed: string | null;
  readonly grades: readonly string[];
  readonly open_rows: number;
}

/** What became of the numbers of a text. */
export interface Coverage {
  readonly numbers: number;
  readonly checked: number;
  readonly stated: number;
  readonly names: number;
  readonly unread: number;
}

interface OfDocument {
  readonly textDocument: TextDocumentIdentifier;
}

export const TreeRequest = new RequestType<OfDocument, { text: string } | null, void>("gouji/tree");

export interface Explanation {
  readonly code: string;
  readonly title: string;
  readonly markdown: string;
}
export const ExplainRequest = new RequestType<{ code: string; lang?: string }, Explanation | null, void>("gouji/explain");

/** What the server says after each check of a document. */
export interface Status {
  readonly uri: string;
  readonly version: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  readonly score?: Pick<Score, "computed" | "claimed" | "grades"> | null;
  readonly coverage: Coverage;
  readonly ruleset: string;
}
export const StatusNotification = new NotificationType<Status>("gouji/status");
