/** Lines and columns of a text as offsets. Lines end at `\n`, `\r\n` or a lone `\r`, as the server counts them. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
    this.starts = starts;
  }

  /** The offset of a line and column, both from 0; what lies outside the text is moved to its end. */
  offset(line: number, column: number): number {
    const start = this.starts[line];
    return start === undefined ? this.text.length : Math.min(start + column, this.text.length);
  }
}
