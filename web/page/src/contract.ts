/** The findings' JSON contract (`gouji/report/1`) by the names that this page uses; the types come from the Rust types. */

export type {
  Coverage,
  FileJson as FileResult,
  FindingJson as Finding,
  PointsJson as Points,
  ScoreJson as Score,
  ScoreRowJson as ScoreRow,
  Severity,
  Verdict,
} from "../../src/types.js";

export type Lang = "zh" | "en";
