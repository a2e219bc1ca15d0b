/** Places of findings in JavaScript's own count. */

import type { PlaceJson } from "./types.js";

/** Turns the lines and columns of findings (utf-16) into indices of the string, which a text field selects by. */
export class LineStarts {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const crlf = code === 13 && text.charCodeAt(i + 1) === 10;
      if (code === 10 || (code === 13 && !crlf)) this.starts.push(i + 1);
    }
  }

  /** The index of a place, within the text whatever the place says. */
  index(place: Pick<PlaceJson, "line" | "column">): number {
    const start = this.starts[place.line - 1];
    if (start === undefined) return this.text.length;
    return Math.min(start + place.column - 1, this.text.length);
  }
}
