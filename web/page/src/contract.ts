/** The findings' JSON contract (`gouji/report/1`) as this page reads it. */

import type { Place } from "./positions.js";

export type Severity = "error" | "warning" | "info" | "hint";
export type Verdict = "contradiction" | "missing" | "rounding" | "review" | "syntax";
export type Lang = "zh" | "en";

export interface PlaceJson extends Place {
  readonly offset: number;
}

export interface Related {
  readonly message: string;
  readonly start: PlaceJson;
  readonly end: PlaceJson;
}

export interface Edit {
  readonly start: PlaceJson;
  readonly end: PlaceJson;
  readonly text: string;
}

export interface Fix {
  readonly message: string;
  readonly edits: readonly Edit[];
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly message: string;
  readonly place: string;
  readonly start: PlaceJson;
  readonly end: PlaceJson;
  readonly related: readonly Related[];
  readonly stated: string | null;
  readonly computed: string | null;
  readonly gap: string | null;
  readonly equation: string | null;
  readonly fixes: readonly Fix[];
}

export interface Coverage {
  readonly numbers: number;
  readonly checked: number;
  readonly stated: number;
  readonly names: number;
  readonly unread: number;
}

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
  readonly start: PlaceJson;
  readonly end: PlaceJson;
}

export interface Score {
  readonly rows: readonly ScoreRow[];
  readonly weight: string | null;
  readonly computed: Points | null;
  readonly claimed: string | null;
  readonly grades: readonly string[];
  readonly open_rows: number;
}

export interface FileResult {
  readonly file: string;
  readonly encoding: string;
  readonly replaced: number;
  readonly ruleset: string;
  readonly findings: readonly Finding[];
  readonly omitted: number;
  readonly coverage: Coverage;
  readonly score?: Score;
}
