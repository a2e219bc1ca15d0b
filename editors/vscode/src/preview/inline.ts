/** Running text with its marks, cut into runs whose place in the source is known. */
import type { Note, Span } from "./model";
import type { Severity } from "../protocol";

/** A stretch of the source shown as it stands. */
export interface Run {
  readonly start: number;
  readonly text: string;
  /** The findings on it, by index. */
  readonly notes: readonly number[];
  /** A sign that would be invisible, or would turn the line around, shown by its code. */
  readonly control: boolean;
}

const RANK: Record<Severity, number> = { error: 3, warning: 2, info: 1, hint: 0 };

/** The worst severity among findings. */
export function worst(notes: readonly Note[], indices: readonly number[]): Severity {
  let found: Severity = "hint";
  for (const index of indices) {
    const severity = notes[index]?.severity;
    if (severity !== undefined && RANK[severity] > RANK[found]) found = severity;
  }
  return found;
}

/** Bidirectional controls and other signs that show as nothing. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;

const BLANK = /[ \t\u3000\u00a0]/;

/** A finding's place, and its number among the findings. */
export interface Mark extends Span {
  readonly index: number;
}

/**
 * The runs of `text` within `span`. Line ends and the blanks around them are left out, as are bars escaped in a table;
 * each run is verbatim, so that a click in it is a place in the source. Of facts in braces only the value is shown.
 */
export function runs(text: string, span: Span, found: readonly Mark[]): Run[] {
  const within = found.map((mark) => ({ index: mark.index, ...widened(mark) })).filter((mark) => mark.start < span.end && mark.end > span.start);
  const hidden = hiddenOfFacts(text, span);
  const result: Run[] = [];
  let start = -1;
  let marks: readonly number[] = [];

  const close = (end: number): void => {
    if (start >= 0 && end > start) result.push({ start, text: text.slice(start, end), notes: marks, control: false });
    start = -1;
  };

  let at = skipBlank(text, span.start, span.end);
  const end = trimmedEnd(text, at, span.end);
  while (at < end) {
    const char = text[at] ?? "";
    if (char === "\n" || char === "\r") {
      close(at);
      dropTrailingBlank(result);
      at = skipBlank(text, at, end);
      if (joinsWords(text, result, at)) result.push({ start: at, text: " ", notes: [], control: true });
      continue;
    }
    const skipped = hidden.find((part) => part.start <= at && at < part.end);
    if (skipped !== undefined) {
      close(at);
      at = skipped.end;
      continue;
    }
    const here = within.filter((note) => note.start <= at && at < note.end).map((note) => note.index);
    if (CONTROL.test(char)) {
      close(at);
      if (char !== "\ufeff" && char !== "\u200b") result.push({ start: at, text: shown(char), notes: here, control: true });
      at += 1;
      continue;
    }
    if (char === "\\" && (text[at + 1] === "|" || text[at + 1] === "｜")) {
      close(at);
      at += 1;
      continue;
    }
    if (start >= 0 && !same(marks, here)) close(at);
    if (start < 0) {
      start = at;
      marks = here;
    }
    at += 1;
  }
  close(end);
  return result;
}

/** A finding at a point, such as a missing sign, is shown on the character there. */
function widened(mark: Span): Span {
  return { start: mark.start, end: Math.max(mark.end, mark.start + 1) };
}

const FACT = /[{｛]([^{}｛｝]*)[=＝]([^{}｛｝]*)[}｝]/g;
const VALUE =
  /^\s*([-－−]?[\d０-９][\d０-９,.，．]*(?:余|多)?(?:万亿|亿|千万|百万|万|千|百)?(?:元|平方米|㎡|个百分点|百分点|[%％‰]|人次|[分人名位户个家所件篇次项辆台套场期份条批倍])?)\s*$/;

/** In print a fact is its value: of `{三公经费 = 104.98万元}` everything but 104.98万元 goes. */
function hiddenOfFacts(text: string, span: Span): Span[] {
  const parts: Span[] = [];
  for (const fact of text.slice(span.start, span.end).matchAll(FACT)) {
    const [whole, left = "", right = ""] = fact;
    const start = span.start + fact.index;
    const value = VALUE.exec(left) ?? VALUE.exec(right);
    if (value === null) continue;
    const side = value.input === left ? start + 1 : start + whole.length - 1 - right.length;
    const from = side + value[0].indexOf(value[1] ?? "");
    parts.push({ start, end: from }, { start: from + (value[1] ?? "").length, end: start + whole.length });
  }
  return parts;
}

function same(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

function skipBlank(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[\s\u3000\u00a0\ufeff]/.test(text[at] ?? "")) at += 1;
  return at;
}

function trimmedEnd(text: string, start: number, from: number): number {
  let end = from;
  while (end > start && /[\s\u3000\u00a0]/.test(text[end - 1] ?? "")) end -= 1;
  return end;
}

function dropTrailingBlank(result: Run[]): void {
  const last = result.at(-1);
  if (last === undefined || last.control) return;
  let length = last.text.length;
  while (length > 0 && BLANK.test(last.text[length - 1] ?? "")) length -= 1;
  result[result.length - 1] = { ...last, text: last.text.slice(0, length) };
}

/** Chinese lines join without a space, Latin words with one. */
function joinsWords(text: string, result: readonly Run[], at: number): boolean {
  const before = result.at(-1)?.text.at(-1) ?? "";
  return /[A-Za-z0-9]/.test(before) && /[A-Za-z]/.test(text[at] ?? "");
}

function shown(char: string): string {
  return `⟦U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟧`;
}
