/** A checked report as the page shows it: findings numbered, grouped and placed in the text. */

import type { FileResult, Finding, Verdict } from "./contract.js";
import { derive, splitRelated, type Derivation } from "./derivation.js";
import { Lines, type Range } from "./positions.js";

/** Groups in the order in which they are read: what must be verified first. */
export const VERDICTS: readonly Verdict[] = ["contradiction", "missing", "rounding", "review", "syntax"];

/** Groups that are open at first; tails and hints are opened by whoever wants them. */
export const LOUD: ReadonlySet<Verdict> = new Set<Verdict>(["contradiction", "missing"]);

/** Another place of a finding. */
export interface RelatedPlace {
  readonly place: string;
  readonly figure: string;
  readonly line: number;
  readonly range: Range;
}

/** A finding with its number in the list and its place in the text. */
export class Item {
  readonly range: Range;
  readonly related: readonly RelatedPlace[];
  /** What stands at its place, shortened. */
  readonly shown: string;
  private derived: Derivation | null | undefined;

  constructor(
    readonly number: number,
    readonly finding: Finding,
    lines: Lines,
  ) {
    this.range = lines.range(finding.start, finding.end);
    this.shown = lines.text.slice(this.range.start, Math.min(this.range.end, this.range.start + 200)).trim();
    this.related = finding.related.map((related) => ({
      ...splitRelated(related.message),
      line: related.start.line,
      range: lines.range(related.start, related.end),
    }));
  }

  get verdict(): Verdict {
    return this.finding.verdict;
  }

  get derivation(): Derivation | null {
    if (this.derived === undefined) this.derived = derive(this.finding, this.shown);
    return this.derived;
  }

  /** Stays the same when other parts of the report are edited, so that what was opened stays open. */
  get key(): string {
    const { code, place, stated } = this.finding;
    return `${code} ${place} ${stated ?? ""} ${this.shown}`;
  }
}

/** One check of one text. */
export class Result {
  readonly lines: Lines;
  /** In the order of the list: by group, then by place. */
  readonly items: readonly Item[];
  /** In the order of the text. */
  readonly byPlace: readonly Item[];

  constructor(
    readonly text: string,
    readonly file: FileResult,
  ) {
    this.lines = new Lines(text);
    const grouped = VERDICTS.flatMap((verdict) => file.findings.filter((finding) => finding.verdict === verdict));
    this.items = grouped.map((finding, at) => new Item(at + 1, finding, this.lines));
    this.byPlace = [...this.items].sort((a, b) => a.range.start - b.range.start || a.number - b.number);
  }

  count(verdict: Verdict): number {
    return this.file.findings.filter((finding) => finding.verdict === verdict).length;
  }

  get errors(): number {
    return this.file.findings.filter((finding) => finding.severity === "error").length;
  }

  get warnings(): number {
    return this.file.findings.filter((finding) => finding.severity === "warning").length;
  }
}
