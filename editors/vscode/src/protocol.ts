/** The requests and notifications of the server beyond the protocol, and the JSON contract of the core. */
import { NotificationType, RequestType, type TextDocumentIdentifier } from "vscode-languageclient";

import type { Coverage, PlaceJson, PointsJson as Points, ScoreJson as Score, FindingJson as Finding, Severity, Verdict } from "../../../web/src/types";

/** A place in the text: line and column from 1, columns in UTF-16 units. */
export type Place = Pick<PlaceJson, "line" | "column">;
export type { Coverage, Finding, Points, Score, Severity, Verdict };

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
