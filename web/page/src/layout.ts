/** The report as blocks of an official document, each a range of its text. */

import type { Layout, LayoutRow, Pair } from "./checker.js";
import type { Range } from "./positions.js";

export interface Cell {
  readonly range: Range;
  readonly head: boolean;
  /** How far it is set in, in characters. */
  readonly indent: number;
}

/** Rows with the same grid of columns. */
export type Row = readonly Cell[];

export type Block =
  | { readonly kind: "title"; readonly range: Range }
  | { readonly kind: "heading"; readonly level: number; readonly range: Range }
  | { readonly kind: "paragraph"; readonly range: Range }
  /** A part or an annex; an annex begins a page. */
  | { readonly kind: "division"; readonly annex: boolean; readonly range: Range }
  /** Header lines, block lines and what stands in a 【核对】 block: shown as it is written. */
  | { readonly kind: "source"; readonly range: Range }
  /** `goesOn` where it is the rest of the table before it; `even` where all parts have columns of the same width. */
  | { readonly kind: "table"; readonly rows: readonly Row[]; readonly goesOn: boolean; readonly even: boolean };

/** Numbering of the five levels, as a last resort where nothing better is known of a line. */
const LEVELS: readonly RegExp[] = [
  /^[一二三四五六七八九十]{1,3}、/,
  /^[（(][一二三四五六七八九十]{1,3}[）)]/,
  /^\d{1,2}[.．、](?!\d)/,
  /^[（(]\d{1,2}[）)]/,
  /^[①-⑳]/,
];

/** Up to so many columns a form can give each the same width. */
const MAX_EVEN = 5;

/** A heading is a short line; a numbered sentence is a paragraph. */
const MAX_HEADING = 40;

/** The text line by line, for as long as its structure is not known. */
export function byLines(text: string): Block[] {
  const blocks: Block[] = [];
  const pattern = /[^\r\n]+/g;
  let seenHeading = false;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const range = trim(text, { start: match.index, end: pattern.lastIndex });
    if (range.start === range.end) continue;
    const line = text.slice(range.start, range.end);
    const level = line.length <= MAX_HEADING && !/[。；]$/.test(line) ? LEVELS.findIndex((sign) => sign.test(line)) : -1;
    const isTitle = !seenHeading && blocks.length < 3 && line.length <= MAX_HEADING && !/[。；：:]/.test(line);
    seenHeading = seenHeading || level >= 0;
    if (level >= 0) blocks.push({ kind: "heading", level: level + 1, range });
    else blocks.push({ kind: isTitle ? "title" : "paragraph", range });
  }
  return blocks;
}

/** The range without the blanks at its ends. */
export function trim(text: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}

/** A range that is shown in one piece: a paragraph or a cell. */
export function leavesOf(block: Block): readonly Range[] {
  return block.kind === "table" ? block.rows.flatMap((row) => row.map((cell) => cell.range)) : [block.range];
}

/** The blocks of a layout, in the order of the text. */
export function fromLayout(text: string, layout: Layout): Block[] {
  return layout.blocks.flatMap((block): Block[] => {
    if (block.kind === "table") return grids(block.rows.map((row) => cellsOf(text, row)));
    const range = trim(text, rangeOf(block.range));
    if (range.start === range.end) return [];
    switch (block.kind) {
      case "title":
      case "paragraph":
        return [{ kind: block.kind, range }];
      case "heading":
        return [isSentence(text, range, block.level) ? { kind: "paragraph", range } : { kind: "heading", level: block.level, range }];
      case "division":
        return [{ kind: "division", annex: block.annex, range }];
      case "source":
        return sourceLines(text, range);
    }
  });
}

/** What the row is called that a figure stands in, by where the figure begins; empty outside of forms. */
export function rowNames(text: string, layout: Layout): (start: number) => string {
  const rows = layout.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
  return (start) => {
    const row = rows.find(({ cells }) => (cells[cells.length - 1]?.range[1] ?? 0) > start);
    const first = row?.cells[0];
    return row && first && first.range[0] <= start ? rowName(text, row, start) : "";
  };
}

/** The cell with words that is nearest before a figure: a form may have two rows side by side. Else the first after it. */
function rowName(text: string, row: LayoutRow, figure: number): string {
  const named = row.cells.filter(({ range: [start, end] }) => /[\u4e00-\u9fffA-Za-z]/.test(text.slice(start, end)));
  const before = named.filter((cell) => cell.range[1] <= figure);
  const [start, end] = (before[before.length - 1] ?? named[0])?.range ?? [0, 0];
  return text.slice(start, end).trim();
}

/** A numbered sentence of a list is no heading: it would be set bold. */
function isSentence(text: string, { start, end }: Range, level: number): boolean {
  return level > 2 && (/[。；]$/.test(text.slice(start, end)) || end - start > MAX_HEADING);
}

export function rangeOf([start, end]: Pair): Range {
  return { start, end };
}

function cellsOf(text: string, row: LayoutRow): Cell[] {
  return row.cells.map((cell) => ({ range: trim(text, rangeOf(cell.range)), head: row.head, indent: cell.indent }));
}

/**
 * A form may change its heads part-way, and hold smaller ones with more columns than its own. Each part gets a grid and
 * a head of its own, right below the other: on one grid they would tear it apart, and a page would repeat a head that is
 * no longer true.
 */
function grids(rows: readonly Row[]): Block[] {
  const usual = usualColumns(rows);
  const parts: Row[][] = [];
  let before: Row | null = null;
  for (const row of rows) {
    const last = parts[parts.length - 1];
    const goesOn = before && row.length > usual === before.length > usual && (!isHead(row) || isHead(before));
    if (last && goesOn) last.push(row);
    else parts.push([row]);
    before = row;
  }
  const columns = (part: readonly Row[]): number => Math.max(...part.map((row) => row.length));
  return parts.map((part, at) => ({
    kind: "table",
    rows: part,
    goesOn: at > 0,
    even: parts.length > 1 && columns(part) > 2 && columns(part) <= MAX_EVEN,
  }));
}

function isHead(row: Row): boolean {
  return row.some((cell) => cell.head);
}

/** How many columns most rows have; of those with several cells only, for a row of one is a heading. */
function usualColumns(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let usual = 0;
  for (const [columns, count] of counts) {
    if (count > (counts.get(usual) ?? 0) || (count === counts.get(usual) && columns > usual)) usual = columns;
  }
  return usual;
}

function sourceLines(text: string, range: Range): Block[] {
  const blocks: Block[] = [];
  const pattern = /[^\r\n]+/g;
  const source = text.slice(range.start, range.end);
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const line = trim(text, { start: range.start + match.index, end: range.start + pattern.lastIndex });
    if (line.start < line.end) blocks.push({ kind: "source", range: line });
  }
  return blocks;
}
