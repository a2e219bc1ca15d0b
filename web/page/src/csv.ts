/** A table that was saved with commas, as rows of cells with tabs between them, which the checker reads as a table. */
export function tabbed(csv: string): string {
  return rowsOf(csv)
    .map((cells) => {
      // A title stands alone in its row; it is no row of the table.
      const title = cells.slice(1).every((cell) => cell === "");
      return title ? (cells[0] ?? "") : cells.join("\t");
    })
    .join("\n");
}

/** Cells may stand in quotes; within them commas and line ends are text, and a quote is written twice. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\r|\n|$)/g;
  for (let match = pattern.exec(csv); match; match = pattern.exec(csv)) {
    const [, cell = "", end = ""] = match;
    rows[rows.length - 1]?.push(plain(cell));
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows;
}

function plain(cell: string): string {
  const text = /^"[^]*"$/.test(cell) ? cell.slice(1, -1).replace(/""/g, '"') : cell;
  return text.replace(/[\t\r\n]+/g, " ").trim();
}
