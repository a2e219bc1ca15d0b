/**
 * What is pasted from Word, WPS, Excel or a web page, turned into report text: paragraphs a line each, tables as rows
 * of pipes with their merged cells in place. The HTML is parsed into a document that runs and loads nothing.
 */

/** Elements that end a line. */
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION UL CAPTION".split(
    " ",
  ),
);
/** Elements whose text is not the report's. */
const SILENT = new Set("HEAD STYLE SCRIPT NOSCRIPT TEMPLATE TITLE OBJECT IFRAME SVG MATH".split(" "));
/** A merged cell spans at most so many rows or columns, whatever the HTML claims. */
const MAX_SPAN = 200;
/** Wider tables are no forms; their cells would only cost memory. */
const MAX_COLUMNS = 500;

/**
 * HTML to be read without its looks. A parsed document is under the page's policy, which complains of every `<style>` and
 * `style=` in it, a hundred times for a page of Word's, though nothing of them is ever applied.
 */
function parse(html: string): Document {
  const plain = html
    .replace(/<style\b[\s\S]*?(?:<\/style\s*>|$)/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle(?=\s*=)/gi, " data-style"));
  return new DOMParser().parseFromString(plain, "text/html");
}

/** The report text of pasted HTML; `null` where it has no table, for then the plain text is as good and safer. */
export function textOfHtml(html: string): string | null {
  const parsed = parse(html);
  return parsed.querySelector("table") ? written(parsed) : null;
}

/** The report text of a whole web page, with tables or without. */
export function reportOfHtml(html: string): string {
  return written(parse(html));
}

function written(parsed: Document): string {
  const out = new Writer();
  walk(parsed.body, out);
  return out.text();
}

/** What a paste holds: tables in HTML before plain text. */
export function textOfPaste(data: DataTransfer): string {
  const html = data.getData("text/html");
  return (html ? textOfHtml(html) : null) ?? data.getData("text/plain");
}

/** Collects lines; blanks within a line are kept as one, as a browser shows them. */
class Writer {
  private readonly lines: string[] = [];
  private line = "";

  add(text: string): void {
    this.line += text;
  }

  endLine(): void {
    const line = this.line.replace(/[ \t\r\n]+/g, " ").trim();
    if (line) this.lines.push(line);
    this.line = "";
  }

  addTable(rows: readonly (readonly string[])[]): void {
    this.endLine();
    for (const row of rows) this.lines.push(`| ${row.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`);
    // A blank line, so that two tables in a row stay two.
    this.lines.push("");
  }

  text(): string {
    this.endLine();
    return `${this.lines.join("\n").trim()}\n`;
  }
}

function walk(node: Node, out: Writer): void {
  for (const child of Array.from(node.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE) out.add(child.nodeValue ?? "");
    else if (child instanceof Element || child.nodeType === Node.ELEMENT_NODE) walkElement(child as Element, out);
  }
}

function walkElement(element: Element, out: Writer): void {
  const name = element.tagName.toUpperCase();
  if (SILENT.has(name)) return;
  if (name === "BR") return out.endLine();
  if (name === "TABLE") return walkTable(element as HTMLTableElement, out);
  const block = BLOCKS.has(name);
  if (block) out.endLine();
  walk(element, out);
  if (block) out.endLine();
}

/** A table with one cell is a frame around text; the rest is a form. */
function walkTable(table: HTMLTableElement, out: Writer): void {
  const rows = Array.from(table.rows);
  const cells = rows.reduce((count, row) => count + row.cells.length, 0);
  if (table.caption) walkElement(table.caption, out);
  if (cells <= 1) {
    out.endLine();
    for (const row of rows) for (const cell of Array.from(row.cells)) walk(cell, out);
    return out.endLine();
  }
  out.addTable(grid(rows));
}

/** The cells at their places: a merged cell stands at its first place, its other places are empty. */
function grid(rows: readonly HTMLTableRowElement[]): string[][] {
  const texts: string[][] = rows.map(() => []);
  const taken: boolean[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of Array.from(row.cells)) {
      while (taken[y]?.[x]) x += 1;
      const across = Math.min(cell.colSpan || 1, MAX_SPAN, Math.max(1, MAX_COLUMNS - x));
      // A rowspan of 0 reaches to the end of the table.
      const down = Math.min(cell.rowSpan || rows.length, MAX_SPAN, rows.length - y);
      for (let dy = 0; dy < down; dy += 1) {
        for (let dx = 0; dx < across; dx += 1) {
          const [line, marks] = [texts[y + dy], taken[y + dy]];
          if (!line || !marks) continue;
          marks[x + dx] = true;
          line[x + dx] = dy === 0 && dx === 0 ? cellText(cell) : "";
        }
      }
      x += across;
    }
  });
  const width = Math.max(...texts.map((line) => line.length));
  return texts.map((line) => Array.from({ length: width }, (_, x) => line[x] ?? ""));
}

/** A cell's text in one line. Indentation says which row belongs to which, so blanks at its start are kept. */
function cellText(cell: Element): string {
  const raw = spoken(cell);
  const indent = /^[\u00a0\u3000]*/.exec(raw.replace(/^[ \t\r\n]+/, ""))?.[0].length ?? 0;
  const text = raw.replace(/[\s\u00a0\u3000]+/g, " ").trim();
  // In Chinese a break within a cell means nothing; between Latin words it is a blank.
  return " ".repeat(indent * 2) + text.replace(/([^\x00-\x7f]) (?=[^\x00-\x7f])/g, "$1");
}

/** The text of an element without that of scripts and styles; what ends a line is a blank. */
function spoken(node: Node): string {
  let text = "";
  for (const child of Array.from(node.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE) text += child.nodeValue ?? "";
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    const name = (child as Element).tagName.toUpperCase();
    if (SILENT.has(name)) continue;
    const ends = name === "BR" || BLOCKS.has(name);
    text += ends ? `${spoken(child)} ` : spoken(child);
  }
  return text;
}
