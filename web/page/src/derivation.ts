/**
 * How a finding was reached, step by step, from what the contract gives: the equation, the figures' places, the stated
 * and the recomputed value. The judgement itself is the checker's; where these steps cannot retell it, they are left out.
 */

import type { LayoutFigure } from "./checker.js";
import type { Finding } from "./contract.js";
import * as exact from "./rational.js";
import type { Rational } from "./rational.js";

/** A piece of an equation: a sign or words, or a figure that stands at a place of the report. */
export type Piece =
  | { readonly kind: "sign"; readonly text: string }
  | {
      readonly kind: "figure";
      readonly text: string;
      /** `%`; or `万元`, where the figures of the equation are not in one unit; else nothing. */
      readonly unit: string;
      readonly related: number | null;
      readonly self: boolean;
    };

/** What an interval holds: every amount that could stand behind a printed figure. */
export interface Interval {
  readonly low: string;
  readonly high: string;
  /** The same ends, near enough to draw. */
  readonly drawn: readonly [number, number];
}

export interface Derivation {
  /** The equation, its figures linked to the finding's related places. */
  readonly equation: readonly Piece[];
  /** The same with the figures' names in place of the figures, where every name is known and they differ. */
  readonly words: readonly string[] | null;
  /** The result with enough places to see how it was rounded, and whether those are all. */
  readonly result: { readonly text: string; readonly exact: boolean; readonly unit: string } | null;
  /** What the printed result stands for, and what the printed figures allow, where both had the said habit. */
  readonly intervals: {
    readonly stated: Interval;
    readonly statedHabit: Habit;
    readonly possible: Interval;
    readonly possibleHabit: Habit;
    readonly meet: boolean;
  } | null;
}

type Token =
  | { readonly kind: "number"; readonly text: string; readonly unit: string }
  | { readonly kind: "sign"; readonly text: string };

/** How figures were brought to their printed places: to the nearest, or with what was over cut off. */
type Habit = "rounded" | "cut";

/** How the checker's messages begin or phrase a likely cause, in both languages. */
const CAUSE = /^(像是|疑|it looks|looks|taken from)|恰为|只有一位数字不同|is just the|single digit/;
const RELATIONS = "=≠≤≥<>≈";
/** Places shown beyond those that are printed. */
const EXTRA_PLACES = 4;
/** So many different figures at most are tried at both ends of what they stand for, in every combination. */
const MAX_CORNERS = 8;
/** A formula of more figures is not said in words. */
const MAX_NAMED = 8;

/** A figure at another place, as far as a derivation needs it. */
export interface Figure {
  readonly place: string;
  readonly figure: string;
}

/**
 * The steps behind a finding, or `null` if it has no equation. `shown` is the figure as it stands in the report; `places`
 * are the finding's other places and `names` what the figures there are called, where that is known.
 */
export function derive(
  finding: Finding,
  shown: string,
  places: readonly Figure[],
  names: readonly (LayoutFigure | null)[],
): Derivation | null {
  if (!finding.equation) return null;
  const tokens = tokenize(finding.equation);
  const equation = expand(link(tokens, finding, places), finding, places);
  const left = equation.slice(0, relationAt(equation));
  // Nothing is reckoned across units.
  const units = new Set(left.flatMap((piece) => (piece.kind === "figure" ? [piece.unit] : [])));
  const whole = left.every((piece) => !piece.text.includes("…")) && (units.size < 2 && ["", "%"].includes([...units][0] ?? ""));
  const formula = whole ? parseFormula(left) : null;
  const percent = equation.slice(left.length).some((piece) => piece.kind === "figure" && piece.unit === "%");
  const factor = exact.whole(percent && !units.has("%") ? 100 : 1);
  const result = formula && resultOf(finding, formula, factor, percent ? "%" : "");
  return {
    equation,
    words: nameWords(equation, places, names),
    result,
    intervals: formula && result && intervalsOf(finding, formula, factor, shown),
  };
}

/** Whether an equation holds two places against each other, and nothing is computed. */
export function differs(equation: readonly (Token | Piece)[]): boolean {
  return equation[relationAt(equation)]?.text === "≠";
}

/** The unit of the figure that a finding is about: behind it in the report, or in the words of the finding. */
export function unitOf(finding: Finding, shown: string): string {
  const own = /([千万亿]?元|[%％])$/.exec(shown)?.[1];
  if (own) return own.replace("％", "%");
  const { stated, message } = finding;
  const at = stated ? message.indexOf(stated) : -1;
  return at < 0 ? "" : (/^(?:[千万亿]?元|%|分)/.exec(message.slice(at + (stated ?? "").length))?.[0] ?? "");
}

/** What an entry of `related` says, apart: the place, then the figure that stands there. Other words stay together. */
export function splitRelated(message: string): Figure {
  const match = /^(.*)(?:：|: )([≥≤=<>]?[-−]?\d[^：]{0,24})$/.exec(message);
  return { place: match?.[1] ?? message, figure: match?.[2] ?? "" };
}

/** The likely cause, as the message says it: taken from the wrong column, cut off, two digits swapped. */
export function causeOf(message: string): string | null {
  const clauses = message.split(/[，；。;]\s*|,\s(?!\d)/);
  const causes = clauses.filter((clause) => CAUSE.test(clause));
  return causes.length > 0 ? causes.join(/[\u4e00-\u9fff]$/.test(causes[0] ?? "") ? "，" : ", ") : null;
}

function tokenize(equation: string): Token[] {
  const tokens: Token[] = [];
  // The sign is loose: whatever is no number is kept as it is, so that nothing of an equation is ever lost.
  const pattern = /(\d[\d,]*(?:\.\d+)?)([千万亿]?元|%)?|[^\d]+?(?=\d|$)/g;
  for (const [match, number, unit = ""] of equation.matchAll(pattern)) {
    if (number !== undefined) tokens.push({ kind: "number", text: number, unit });
    else for (const sign of match.split(/([=≠≤≥<>≈])/)) if (sign) tokens.push({ kind: "sign", text: sign });
  }
  return tokens;
}

function relationAt(tokens: readonly (Token | Piece)[]): number {
  const at = tokens.findIndex((token) => token.kind === "sign" && RELATIONS.includes(token.text));
  return at < 0 ? tokens.length : at;
}

/**
 * Gives each figure the related place at which it stands: the first with the same digits that no other figure took, or
 * else one that was taken, for a formula may name a figure twice. Where two places differ (≠), the first is the finding's.
 */
function link(tokens: readonly Token[], finding: Finding, places: readonly Figure[]): Piece[] {
  const figures = places.map(figureOf);
  const stated = exact.parse(finding.stated ?? "");
  const differ = differs(tokens);
  const end = relationAt(tokens);
  // What follows an ellipsis stands at the end of the places, too.
  const elided = tokens.findIndex((token) => token.text.includes("…"));
  const taken = new Set<number>();
  return tokens.map((token, at) => {
    if (token.kind === "sign") return token;
    const value = exact.parse(token.text);
    const figure = { kind: "figure", text: token.text, unit: token.unit } as const;
    if (at > end && !differ) return { ...figure, related: null, self: false };
    if (at < end && differ && same(stated, value)) return { ...figure, related: null, self: true };
    const matches = figures.flatMap((other, i) => (!taken.has(i) && same(other, value) ? [i] : []));
    const fresh = (elided >= 0 && at > elided ? matches[matches.length - 1] : matches[0]) ?? -1;
    const related = fresh >= 0 ? fresh : figures.findIndex((other) => same(other, value));
    if (related < 0) return { ...figure, related: null, self: same(stated, value) };
    taken.add(related);
    return { ...figure, related, self: false };
  });
}

/**
 * A long sum is shown with `…`. Where the places between its ends make it whole, they take the place of the `…`: the
 * figures then add up to the result, or it is left as it is.
 */
function expand(equation: readonly Piece[], finding: Finding, places: readonly Figure[]): Piece[] {
  const gap = equation.findIndex((piece) => piece.text.includes("…"));
  const end = relationAt(equation);
  const isSum = equation.slice(0, end).every((piece) => piece.kind === "figure" || /^[\s+…]*$/.test(piece.text));
  if (gap < 0 || !isSum) return [...equation];
  const operands = places.map((place, at) => ({ at, value: figureOf(place), text: digitsOf(place) ?? "" }));
  const total = operands.reduce<Rational | null>((sum, { value }) => sum && value && exact.add(sum, value), exact.zero);
  if (!same(total, exact.parse(finding.computed ?? ""))) return [...equation];
  const sum = operands.flatMap(({ at, text }): Piece[] => {
    const figure: Piece = { kind: "figure", text, unit: "", related: at, self: false };
    return at === 0 ? [figure] : [{ kind: "sign", text: " + " }, figure];
  });
  return [...sum, { kind: "sign", text: " " }, ...equation.slice(end)];
}

function digitsOf(place: Figure): string | null {
  return /-?\d[\d,]*(?:\.\d+)?/.exec(place.figure)?.[0] ?? null;
}

function figureOf(place: Figure): Rational | null {
  return exact.parse(digitsOf(place) ?? "");
}

function same(a: Rational | null, b: Rational | null): boolean {
  return a !== null && b !== null && exact.compare(a, b) === 0;
}

/** The formula in words, if every figure left of the sign has a name and they are not all the same. */
function nameWords(
  equation: readonly Piece[],
  places: readonly Figure[],
  names: readonly (LayoutFigure | null)[],
): string[] | null {
  const left = equation.slice(0, relationAt(equation));
  const figures = left.flatMap((piece) => (piece.kind === "figure" ? [piece.related] : []));
  if (figures.length === 0 || figures.length > MAX_NAMED) return null;
  const known = (related: number | null): LayoutFigure | null => (related === null ? null : (names[related] ?? null));
  // Year and basis are said only where they tell two figures apart.
  const kinds = new Set(figures.map((related) => `${known(related)?.year ?? ""}${known(related)?.basis ?? ""}`));
  const wordOf = (related: number | null): string => {
    const figure = known(related);
    if (!figure) return related === null ? "" : lastPlace(places[related]?.place ?? "");
    const kind = `${figure.year === null ? "" : `${figure.year}年`}${figure.basis}`;
    return kinds.size > 1 && kind ? `${figure.name}（${kind}）` : figure.name;
  };
  const words = left.map((piece) => (piece.kind === "figure" ? wordOf(piece.related) : piece.text));
  const said = new Set(left.flatMap((piece, i) => (piece.kind === "figure" ? [words[i]] : [])));
  const enough = said.size === new Set(figures).size && !said.has("");
  return enough ? words : null;
}

/** A place as short as it stays clear: in a form its row and column, in prose its heading. */
function lastPlace(place: string): string {
  const steps = place.split(" › ");
  return /^(附件|表)/.test(steps[0] ?? "") ? steps.slice(1).join(" ") || place : (steps[steps.length - 1] ?? place);
}

/** Shown only where it is the value that the checker computed. */
function resultOf(finding: Finding, formula: Formula, factor: Rational, unit: string): Derivation["result"] {
  const value = times(formula.value((figure) => exact.parse(figure)), factor);
  const expected = exact.parse(finding.computed ?? "");
  if (!value || !expected) return null;
  const places = Math.max(exact.placesOf(finding.computed ?? ""), exact.placesOf(finding.stated ?? ""));
  if (!same(expected, exact.parse(exact.round(value, places).replace("−", "-")))) return null;
  const { text, exact: all } = exact.cut(value, places + EXTRA_PLACES);
  return { text: all ? exact.trimmed(text) : text, exact: all, unit };
}

/** Shown only where the two intervals say what the checker says: apart for a contradiction, together for a tail. */
function intervalsOf(finding: Finding, formula: Formula, factor: Rational, shown: string): Derivation["intervals"] {
  const printed = /\d[\d,]*(?:\.\d+)?/.exec(shown)?.[0] ?? finding.stated ?? "";
  const isTail = finding.verdict === "rounding";
  if (!isTail && finding.verdict !== "contradiction") return null;
  // Points and heads are counted, not rounded: there is nothing behind them.
  if (!printed.includes(".") && formula.figures.every((figure) => !figure.includes("."))) return null;
  // Amounts drop their zeros (8 beside 6.99): they are read to the places of their neighbours first, then as printed.
  const usual = Math.max(...formula.figures.map(exact.placesOf));
  const habits: readonly Habit[] = ["rounded", "cut"];
  const views = [usual, 0].flatMap((atLeast) =>
    habits.flatMap((possibleHabit) =>
      habits.map((statedHabit) => {
        const stated = behind(printed, statedHabit, 0);
        const possible = reach(formula, factor, possibleHabit, atLeast);
        return { stated, statedHabit, possible, possibleHabit, meet: !!stated && !!possible && touch(stated, possible) };
      }),
    ),
  );
  const chosen = views.find((view) => view.meet) ?? views[0];
  if (!chosen?.stated || !chosen.possible || chosen.meet !== isTail) return null;
  const places = exact.placesOf(printed) + 3;
  return { ...chosen, stated: plain(chosen.stated, places), possible: plain(chosen.possible, places) };
}

interface Ends {
  readonly low: Rational;
  readonly high: Rational;
}

/** All amounts that may stand behind a printed figure, which is read to so many places at least. */
function behind(figure: string, habit: Habit, atLeast: number): Ends | null {
  const value = exact.parse(figure);
  if (!value) return null;
  const places = Math.max(exact.placesOf(figure), atLeast);
  if (habit === "cut") return { low: value, high: exact.add(value, exact.unit(places)) };
  const half = exact.halfUnit(places);
  return { low: exact.sub(value, half), high: exact.add(value, half) };
}

function touch(a: Ends, b: Ends): boolean {
  return exact.compare(a.low, b.high) <= 0 && exact.compare(b.low, a.high) <= 0;
}

function plain(ends: Ends, places: number): Interval {
  const text = (value: Rational): string => exact.trimmed(exact.round(value, places));
  const number = (value: Rational): number => Number(exact.round(value, places + 3).replace("−", "-"));
  return { low: text(ends.low), high: text(ends.high), drawn: [number(ends.low), number(ends.high)] };
}

/**
 * The least and the greatest value of a formula over all that its figures may stand for. Sums, shares and changes rise
 * or fall steadily with each figure, so their ends lie where every figure is at an end of its own.
 */
function reach(formula: Formula, factor: Rational, habit: Habit, atLeast: number): Ends | null {
  const figures = [...new Set(formula.figures)];
  const combinations = formula.onlyPlus ? [0, -1] : Array.from({ length: 2 ** figures.length }, (_, bits) => bits);
  if (!formula.onlyPlus && figures.length > MAX_CORNERS) return null;
  const values: Rational[] = [];
  for (const bits of combinations) {
    const end = (figure: string): Rational | null => {
      const ends = behind(figure, habit, atLeast);
      return ends && ((bits >> figures.indexOf(figure)) & 1 ? ends.high : ends.low);
    };
    const atEnds = formula.onlyPlus ? (figure: string) => behind(figure, habit, atLeast)?.[bits ? "high" : "low"] ?? null : end;
    const value = times(formula.value(atEnds), factor);
    if (!value) return null;
    values.push(value);
  }
  values.sort(exact.compare);
  const [low, high] = [values[0], values[values.length - 1]];
  return low && high ? { low, high } : null;
}

function times(value: Rational | null, factor: Rational): Rational | null {
  return value && exact.mul(value, factor);
}

/** A formula that can be worked out for any figures. */
interface Formula {
  /** The figures as printed, in order. */
  readonly figures: readonly string[];
  readonly onlyPlus: boolean;
  value(of: (figure: string) => Rational | null): Rational | null;
}

/** `null` for anything but figures, brackets and the four operations. */
function parseFormula(pieces: readonly Piece[]): Formula | null {
  const parts = pieces.flatMap((token): string[] =>
    token.kind === "figure" ? [token.text] : token.text.split("").filter((char) => char.trim() !== ""),
  );
  const figures = parts.filter((part) => /^\d/.test(part));
  const signs = parts.filter((part) => !/^\d/.test(part));
  if (figures.length === 0 || signs.some((sign) => !"+−-×÷/()（）".includes(sign))) return null;
  return { figures, onlyPlus: signs.every((sign) => sign === "+"), value: (of) => evaluate(parts, of) };
}

/** Recursive descent over the parts of a formula. */
function evaluate(parts: readonly string[], of: (figure: string) => Rational | null): Rational | null {
  let at = 0;

  function sum(depth: number): Rational | null {
    let left = product(depth);
    while (left && /^[+−-]$/.test(parts[at] ?? "")) {
      const operate = parts[at] === "+" ? exact.add : exact.sub;
      at += 1;
      const right = product(depth);
      left = right && operate(left, right);
    }
    return left;
  }

  function product(depth: number): Rational | null {
    let left = atom(depth);
    while (left && /^[×÷/]$/.test(parts[at] ?? "")) {
      const operate = parts[at] === "×" ? exact.mul : exact.div;
      at += 1;
      const right = atom(depth);
      left = right && operate(left, right);
    }
    return left;
  }

  function atom(depth: number): Rational | null {
    const part = parts[at] ?? "";
    at += 1;
    if (part !== "(" && part !== "（") return /^\d/.test(part) ? of(part) : null;
    const inner = depth < 16 ? sum(depth + 1) : null;
    const closed = /^[)）]$/.test(parts[at] ?? "");
    at += 1;
    return closed ? inner : null;
  }

  const result = sum(0);
  return at === parts.length ? result : null;
}
