/** Turns what the server says about a report into what the page draws. */
import { Lines } from "./lines";
import type { Block, Cell, Kind, Model, Note, Sheet, Span } from "./model";
import type { Finding, Place, Score } from "../protocol";
import type { Lang } from "../words";

/** A range of the protocol: lines and columns from 0. */
interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

interface Piece {
  readonly span: Range;
}

interface ServerCell extends Piece {
  readonly numeric: boolean;
  /** How far it is set in, in characters. */
  readonly indent: number;
}

interface Row {
  readonly head: boolean;
  readonly cells: readonly ServerCell[];
}

/** The pieces of a report as the server lays them out. */
export type ServerBlock =
  | { readonly type: "header"; readonly span: Range; readonly fields: readonly { readonly span: Range; readonly key: string; readonly value: string }[] }
  | { readonly type: "title" | "paragraph"; readonly span: Range }
  | { readonly type: "heading"; readonly span: Range; readonly level: number }
  | { readonly type: "division"; readonly span: Range; readonly annex: boolean }
  | { readonly type: "table"; readonly span: Range; readonly rows: readonly Row[] }
  | { readonly type: "block"; readonly span: Range; readonly kind: string; readonly lines: readonly Piece[] };

export interface ServerPreview {
  readonly blocks: readonly ServerBlock[];
}

/** The answer to `gouji/preview`. */
export interface PreviewResponse {
  readonly version: number;
  readonly preview: ServerPreview;
  readonly findings: readonly Finding[];
  readonly score: Score | null;
}

/** The model of a page; `text` is the text of that version. */
export function adapt(response: PreviewResponse, text: string, lang: Lang): Model {
  const lines = new Lines(text);
  const span = ({ start, end }: Range): Span => ({ start: lines.offset(start.line, start.character), end: lines.offset(end.line, end.character) });
  // The JSON contract counts from 1.
  const between = (start: Place, end: Place): Span => ({ start: lines.offset(start.line - 1, start.column - 1), end: lines.offset(end.line - 1, end.column - 1) });
  return {
    lang,
    version: response.version,
    text,
    blocks: response.preview.blocks.flatMap((block) => blocks(block, text, span)),
    notes: response.findings.map((finding): Note => ({
      ...between(finding.start, finding.end),
      code: finding.code,
      severity: finding.severity,
      kind: kindOf(finding),
      message: finding.message,
      place: finding.place,
      line: finding.start.line,
      equation: finding.equation,
      related: finding.related.map((related) => ({ ...between(related.start, related.end), message: related.message })),
      fixes: finding.fixes.map((fix) => fix.message),
    })),
    sheet: response.score === null ? null : sheet(response.score, between),
  };
}

function kindOf({ verdict, severity }: Finding): Kind {
  return verdict === "contradiction" && severity !== "error" ? "doubt" : verdict;
}

/** What is claimed, added up, is no computation: where no row of a group could be computed, nothing is said to come to anything. */
function sheet(score: Score, between: (start: Place, end: Place) => Span): Sheet {
  const isOpen = (first: string | null): boolean => score.rows.every((row) => row.name === "" || row.computed === null || (first !== null && row.first !== first));
  const nothing = isOpen(null);
  return {
    rows: score.rows.map((row) => {
      const open = row.name === "" && isOpen(row.first);
      return { ...between(row.start, row.end), first: row.first, second: row.second, name: row.name, target: row.target, actual: row.actual, weight: row.weight, computed: open ? null : row.computed, claimed: row.claimed, why: open ? null : row.why };
    }),
    weight: score.weight,
    computed: nothing ? null : score.computed,
    claimed: score.claimed,
    grades: nothing ? [] : score.grades,
    openRows: score.open_rows,
  };
}

function blocks(block: ServerBlock, text: string, span: (range: Range) => Span): Block[] {
  const whole = span(block.span);
  switch (block.type) {
    case "header":
      return block.fields.map((field) => {
        const line = span(field.span);
        const value = { start: line.end - field.value.length, end: line.end };
        // The title of the report is its title, not an entry of a form.
        if (field.key === "报告") return { kind: "title", ...value };
        return {
          kind: "header",
          ...line,
          key: { start: line.start, end: line.start + field.key.length },
          value,
        };
      });
    case "title":
    case "paragraph":
      return [{ kind: block.type, ...whole }];
    case "heading":
      // A numbered sentence reads as text, however short it is.
      return [block.level > 2 && /[。；]\s*$/.test(text.slice(whole.start, whole.end)) ? { kind: "paragraph", ...whole } : { kind: "heading", level: block.level, ...whole }];
    case "division":
      return [{ kind: "division", annex: block.annex, ...whole }];
    case "table":
      return [table(block.rows, whole, span)];
    case "block":
      return [caption(text, whole), ...block.lines.map((line): Block => ({ kind: "line", ...span(line.span) }))];
  }
}

/** Rows that end early are widened to the table, as a row that stands for a whole section is. */
function table(rows: readonly Row[], whole: Span, span: (range: Range) => Span): Block {
  const width = Math.max(1, ...rows.map((row) => row.cells.length));
  const depths = depthsOf(rows);
  const firstBody = rows.findIndex((row) => !row.head);
  return {
    kind: "table",
    ...whole,
    head: firstBody < 0 ? 0 : firstBody,
    rows: rows.map((row) => row.cells.map((cell, index): Cell => {
      const last = index === row.cells.length - 1;
      return {
        ...span(cell.span),
        columns: last ? width - index : 1,
        head: row.head,
        numeric: cell.numeric && !row.head,
        depth: index === 0 && !row.head ? (depths.get(cell.indent) ?? 0) : 0,
      };
    })),
  };
}

/** Reports set their rows in by any number of blanks; what counts is which are set in further than others. */
function depthsOf(rows: readonly Row[]): Map<number, number> {
  const indents = new Set(rows.filter((row) => !row.head).flatMap((row) => row.cells[0]?.indent ?? []));
  return new Map([...indents].sort((left, right) => left - right).map((indent, depth) => [indent, Math.min(4, depth)]));
}

/** 【表 标题】单位：万元: the name in the brackets, and what stands behind them. */
function caption(text: string, whole: Span): Block {
  const line = /^[^\n\r]*/.exec(text.slice(whole.start, whole.end))?.[0] ?? "";
  const open = line.indexOf("【");
  const close = line.indexOf("】");
  const end = whole.start + line.length;
  // 表 only says that a table follows.
  const word = /^表\s+(?=\S)/.exec(line.slice(open + 1))?.[0] ?? "";
  const from = whole.start + open + 1 + word.length;
  const to = close < 0 ? end : whole.start + close;
  return { kind: "caption", start: whole.start, end, name: { start: from, end: to }, rest: { start: Math.min(end, to + 1), end } };
}
