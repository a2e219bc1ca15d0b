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

/**
 * The runs of `text` within `span`. Line ends and the blanks around them are left out, as are bars escaped in a table;
 * each run is verbatim, so that a click in it is a place in the source.
 */
export function runs(text: string, span: Span, notes: readonly Note[]): Run[] {
  const within = notes.map((note, index) => ({ index, ...widened(note) })).filter((note) => note.start < span.end && note.end > span.start);
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
function widened(note: Note): Span {
  return note.start === note.end ? { start: note.start, end: note.end + 1 } : note;
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
