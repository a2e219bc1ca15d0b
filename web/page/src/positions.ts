/** Lines and columns of the contract, turned into indexes of a JavaScript string. */

/** A place as the contract gives it: line and column from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A range of a JavaScript string. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the lines of a text start. They end at `\n`, `\r\n` or a lone `\r`, as everywhere in gouji. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    const ends = /\r\n|\n|\r/g;
    while (ends.exec(text)) this.starts.push(ends.lastIndex);
  }

  get count(): number {
    return this.starts.length;
  }

  /** The index of a place; one that is not in the text is moved into it. */
  index(place: Place): number {
    const line = Math.min(Math.max(place.line, 1), this.starts.length);
    const start = this.starts[line - 1] ?? 0;
    return Math.min(start + Math.max(place.column, 1) - 1, this.text.length);
  }

  range(start: Place, end: Place): Range {
    const from = this.index(start);
    return { start: from, end: Math.max(from, this.index(end)) };
  }

  /** The line, from 1, that holds an index. */
  lineAt(index: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
