/** The report as blocks of an official document, each a range of its text. */

import type { Preview, PreviewRow } from "./checker.js";
import type { Range } from "./positions.js";

export interface Cell {
  readonly range: Range;
  readonly head: boolean;
}

export type Block =
  | { readonly kind: "title"; readonly range: Range }
  | { readonly kind: "heading"; readonly level: number; readonly range: Range }
  | { readonly kind: "paragraph"; readonly range: Range }
  /** A part or an annex; an annex begins a page. */
  | { readonly kind: "division"; readonly annex: boolean; readonly range: Range }
  /** Header lines, block lines and what stands in a 【核对】 block: shown as it is written. */
  | { readonly kind: "source"; readonly range: Range }
  | { readonly kind: "table"; readonly rows: readonly (readonly Cell[])[]; readonly range: Range };

/** Numbering of the five levels, as a last resort where nothing better is known of a line. */
const LEVELS: readonly RegExp[] = [
  /^[一二三四五六七八九十]{1,3}、/,
  /^[（(][一二三四五六七八九十]{1,3}[）)]/,
  /^\d{1,2}[.．、](?!\d)/,
  /^[（(]\d{1,2}[）)]/,
  /^[①-⑳]/,
];

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

/** The blocks of a preview, where every block lies in the text and they come in its order. */
export function fromPreview(text: string, preview: Preview): Block[] {
  return preview.blocks.flatMap((block): Block[] => {
    const range = trim(text, block.span);
    switch (block.type) {
      case "title":
      case "paragraph":
        return range.start < range.end ? [{ kind: block.type, range }] : [];
      case "heading":
        return [{ kind: "heading", level: block.level, range }];
      case "division":
        return [{ kind: "division", annex: block.annex, range }];
      case "header":
      case "block":
        return sourceLines(text, range);
      case "table":
        return [{ kind: "table", rows: block.rows.map((row) => cellsOf(text, row)), range }];
    }
  });
}

function cellsOf(text: string, row: PreviewRow): Cell[] {
  return row.cells.map((cell) => ({ range: trim(text, cell.span), head: row.head }));
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
