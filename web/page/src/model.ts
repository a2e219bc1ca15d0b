/** A checked report as the page shows it: findings numbered, grouped and placed in the text. */

import type { Layout, LayoutFigure } from "./checker.js";
import type { FileResult, Finding, Verdict } from "./contract.js";
import { derive, splitRelated, type Derivation } from "./derivation.js";
import { rangeOf } from "./layout.js";
import { Lines, type Range } from "./positions.js";

/**
 * What a finding is shown as. Figures that disagree, but perhaps for a reason that the text does not say (parts that are
 * not all listed), are a doubt: nobody should take them for a contradiction.
 */
export type Group = Verdict | "doubt";

/** Groups in the order in which they are read: what must be verified first. */
export const GROUPS: readonly Group[] = ["contradiction", "doubt", "missing", "rounding", "review", "syntax"];

/** Groups that are open at first; tails and hints are opened by whoever wants them. */
export const LOUD: ReadonlySet<Group> = new Set<Group>(["contradiction", "doubt", "missing"]);

function groupOf({ verdict, severity }: Finding): Group {
  return verdict === "contradiction" && severity !== "error" ? "doubt" : verdict;
}

/** Another place of a finding. */
export interface RelatedPlace {
  readonly place: string;
  readonly figure: string;
  readonly line: number;
  readonly range: Range;
}

/** The figures that have names, by where they begin. */
export interface Names {
  at(start: number): LayoutFigure | null;
}

const NO_NAMES: Names = { at: () => null };

/** A finding with its number in the list and its place in the text. */
export class Item {
  readonly range: Range;
  related: readonly RelatedPlace[];
  /** What stands at its place, shortened. */
  readonly shown: string;
  private derived: Derivation | null | undefined;
  private names: Names = NO_NAMES;

  constructor(
    readonly number: number,
    readonly finding: Finding,
    private readonly lines: Lines,
  ) {
    this.range = lines.range(finding.start, finding.end);
    this.shown = lines.text.slice(this.range.start, Math.min(this.range.end, this.range.start + 200)).trim();
    this.related = finding.related.map((related) => ({
      ...splitRelated(related.message),
      line: related.start.line,
      range: lines.range(related.start, related.end),
    }));
  }

  get group(): Group {
    return groupOf(this.finding);
  }

  get derivation(): Derivation | null {
    if (this.derived === undefined) {
      const names = this.related.map((place) => this.names.at(place.range.start));
      this.derived = derive(this.finding, this.shown, this.related, names);
    }
    return this.derived;
  }

  /** What the figure at this finding is called, if it has a name. */
  get name(): LayoutFigure | null {
    return this.names.at(this.range.start);
  }

  /** Adds what only the layout knows: the figures' names, and the figures that a finding has no room for. */
  learn(names: Names, operands: readonly Range[]): void {
    this.names = names;
    this.derived = undefined;
    // A finding that names all its figures is left as it is.
    if (!this.finding.equation?.includes("…")) return;
    const known = new Set(this.related.map((place) => place.range.start));
    const more = operands
      .filter((range) => !known.has(range.start))
      .map((range) => ({
        place: names.at(range.start)?.name ?? "",
        figure: this.lines.text.slice(range.start, range.end),
        line: this.lines.lineAt(range.start),
        range,
      }));
    if (more.length > 0) this.related = [...this.related, ...more];
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
    const grouped = GROUPS.flatMap((group) => file.findings.filter((finding) => groupOf(finding) === group));
    this.items = grouped.map((finding, at) => new Item(at + 1, finding, this.lines));
    this.byPlace = [...this.items].sort((a, b) => a.range.start - b.range.start || a.number - b.number);
  }

  /** Adds what the layout of the same text knows. */
  learn(layout: Layout): void {
    const byStart = new Map(layout.figures.map((figure) => [figure.range[0], figure]));
    const names: Names = { at: (start) => byStart.get(start) ?? null };
    const equations = new Map(layout.equations.map((equation) => [`${equation.code} ${equation.stated[0]}`, equation]));
    for (const item of this.items) {
      const operands = equations.get(`${item.finding.code} ${item.range.start}`)?.operands ?? [];
      item.learn(names, operands.map(rangeOf));
    }
  }

  /** Whether there is no text that could be checked. */
  get isBlank(): boolean {
    return this.text.trim() === "";
  }

  count(group: Group): number {
    return this.items.filter((item) => item.group === group).length;
  }

  get errors(): number {
    return this.file.findings.filter((finding) => finding.severity === "error").length;
  }

  get warnings(): number {
    return this.file.findings.filter((finding) => finding.severity === "warning").length;
  }
}
