/** A few characters around a place, to know it by: its own line or cell only, and no figure cut in two. */

import type { Range } from "./positions.js";

/** So many characters are shown on each side. */
const AROUND = 16;

export interface Excerpt {
  readonly before: string;
  readonly after: string;
  /** Whether there are no words around it. */
  readonly bare: boolean;
}

export function excerpt(text: string, { start, end }: Range): Excerpt {
  const before = /[^\r\n|\t]*$/.exec(text.slice(Math.max(0, start - AROUND), start))?.[0] ?? "";
  const after = /^[^\r\n|\t]*/.exec(text.slice(end, end + AROUND))?.[0] ?? "";
  return {
    before: before.length < AROUND ? before.trimStart() : cutStart(before, text.charAt(start - AROUND - 1)),
    after: after.length < AROUND ? after.trimEnd() : cutEnd(after, text.charAt(end + AROUND)),
    bare: !/[^\s\d.,:：、%％()（）-]/.test(before + after),
  };
}

function cutStart(part: string, previous: string): string {
  if (isEdge(previous)) return part.trimStart();
  const whole = isOfNumber(previous) ? part.replace(/^[\d.,]+/, "") : part;
  return `…${whole.replace(/^[\s%％，；、。]+/, "")}`;
}

function cutEnd(part: string, next: string): string {
  if (isEdge(next)) return part.trimEnd();
  const whole = isOfNumber(next) ? part.replace(/[\d.,]+$/, "") : part;
  return `${whole.trimEnd()}…`;
}

/** Where a line or a cell ends; nothing is cut off there. */
function isEdge(char: string): boolean {
  return char === "" || /[\r\n|\t]/.test(char);
}

function isOfNumber(char: string): boolean {
  return /[\d.,%％]/.test(char);
}
