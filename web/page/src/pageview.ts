/** The report laid out as an official document, with marks at the findings. */

import { h, replace } from "./dom.js";
import { leavesOf, type Block } from "./layout.js";
import { MarkIndex, pieces, type NumberMark, type Piece } from "./marks.js";
import type { Item } from "./model.js";
import type { Range } from "./positions.js";
import type { Strings } from "./strings.js";

/** What the page view is asked to show. */
export interface Sheet {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly items: readonly Item[];
  readonly numbers: readonly NumberMark[];
  readonly strings: Strings;
}

/** Blocks are put into the page in chunks of about this many leaves, so that no step is long. */
const CHUNK_LEAVES = 80;
/** How long one step of filling the page may take, in milliseconds. */
const STEP = 8;
/** A longer table is set in several, for a browser lays out a table only as a whole. */
const MAX_TABLE_ROWS = 200;
/** Steps of indentation that the style knows. */
const MAX_INDENT = 8;

interface Chunk {
  readonly blocks: readonly Block[];
  readonly firstLeaf: number;
  readonly leaves: number;
  readonly element: HTMLElement;
  filled: boolean;
}

export class PageView {
  private sheet: Sheet | null = null;
  private index: MarkIndex | null = null;
  private chunks: Chunk[] = [];
  /** The tables whose next part stands right below them. */
  private continued: ReadonlySet<Block> = new Set();
  private marks = new Map<Item, HTMLElement[]>();
  private relatedMarks = new Map<Item, Map<number, HTMLElement[]>>();
  private current: Item | null = null;
  private generation = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly onSelect: (item: Item) => void,
  ) {}

  /** Shows a checked text. What is in sight comes at once, the rest bit by bit. */
  show(sheet: Sheet): void {
    this.generation += 1;
    this.sheet = sheet;
    this.current = null;
    this.marks = new Map();
    this.relatedMarks = new Map();
    const blocks = splitTables(sheet.blocks);
    this.index = new MarkIndex(sheet.text, blocks.flatMap(leavesOf), sheet.items, sheet.numbers);
    this.continued = new Set(blocks.filter((_, at) => isRest(blocks[at + 1])));
    this.chunks = chunksOf(blocks);
    replace(this.root, this.chunks.map((chunk) => chunk.element));
    const first = this.chunks[0];
    if (first) this.fill(first);
    this.fillRest(this.generation);
  }

  clear(): void {
    this.generation += 1;
    this.sheet = null;
    this.chunks = [];
    replace(this.root);
  }

  /** Everything, at once: a printer does not scroll. */
  fillAll(): void {
    for (const chunk of this.chunks) this.fill(chunk);
  }

  /** Marks the finding that is looked at and its related places; `null` for none. */
  select(item: Item | null): void {
    this.highlight(this.current, false);
    this.current = item;
    if (!item) return;
    this.fillAt(item.range);
    for (const place of item.related) this.fillAt(place.range);
    this.highlight(item, true);
  }

  /** The element at which a finding is marked first. */
  markOf(item: Item): HTMLElement | null {
    this.fillAt(item.range);
    return this.marks.get(item)?.[0] ?? null;
  }

  /** The element at a related place. */
  relatedOf(item: Item, related: number): HTMLElement | null {
    const place = item.related[related];
    if (place) this.fillAt(place.range);
    return this.relatedMarks.get(item)?.get(related)?.[0] ?? null;
  }

  /** The element that shows the beginning of a range. */
  leafAt(range: Range): HTMLElement | null {
    const leaf = this.fillAt(range);
    return this.root.querySelector<HTMLElement>(`[data-leaf="${leaf}"]`);
  }

  private highlight(item: Item | null, on: boolean): void {
    if (!item) return;
    for (const mark of this.marks.get(item) ?? []) {
      mark.classList.toggle("is-current", on);
      if (on) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
    for (const places of this.relatedMarks.get(item)?.values() ?? []) {
      for (const mark of places) mark.classList.toggle("is-related", on);
    }
  }

  private fillAt(range: Range): number {
    const leaf = this.index?.nearest(range) ?? 0;
    const chunk = this.chunks.find((each) => leaf >= each.firstLeaf && leaf < each.firstLeaf + each.leaves);
    if (chunk) this.fill(chunk);
    return leaf;
  }

  private fillRest(generation: number): void {
    const step = (): void => {
      if (generation !== this.generation) return;
      const end = performance.now() + STEP;
      for (const chunk of this.chunks) {
        if (chunk.filled) continue;
        if (performance.now() > end) {
          setTimeout(step);
          return;
        }
        this.fill(chunk);
      }
    };
    setTimeout(step);
  }

  private fill(chunk: Chunk): void {
    if (chunk.filled) return;
    chunk.filled = true;
    let leaf = chunk.firstLeaf;
    for (const block of chunk.blocks) {
      chunk.element.appendChild(this.block(block, leaf));
      leaf += leavesOf(block).length;
    }
    chunk.element.classList.add("is-filled");
    this.highlight(this.current, true);
  }

  private block(block: Block, leaf: number): HTMLElement {
    switch (block.kind) {
      case "title":
        return this.leaf(h("p", { class: "doc-title" }), block.range, leaf);
      case "heading":
        // The page's own headings are h1 and h2; the report's begin below them and never go deeper than h6.
        return this.leaf(h(headingTag(block.level), { class: `doc-heading level-${block.level}${this.isContents(block.range) ? " is-contents" : ""}` }), block.range, leaf);
      case "division":
        return this.leaf(h("h3", { class: block.annex ? "doc-annex" : "doc-part" }), block.range, leaf);
      case "paragraph":
        return this.leaf(h("p", { class: `doc-paragraph${this.isContents(block.range) ? " is-contents" : ""}` }), block.range, leaf);
      case "source":
        return this.leaf(h("p", { class: "doc-source" }), block.range, leaf);
      case "table":
        return this.table(block, leaf);
    }
  }

  /** A line of a table of contents, with dots that lead to the number of the page. */
  private isContents(range: Range): boolean {
    return /[.…·．]{6}/.test((this.sheet?.text ?? "").slice(range.start, range.end));
  }

  private table(block: Extract<Block, { kind: "table" }>, firstLeaf: number): HTMLElement {
    const head = h("thead");
    const body = h("tbody");
    const columns = Math.max(1, ...block.rows.map((row) => row.length));
    let leaf = firstLeaf;
    let inHead = true;
    for (const row of block.rows) {
      inHead = inHead && row.some((cell) => cell.head);
      const line = h("tr");
      row.forEach((cell, at) => {
        // An empty head would be read out as one.
        const isHead = cell.head && cell.range.start < cell.range.end;
        const tag = isHead ? "th" : "td";
        // A row that is short of cells lets its last one reach to the edge, so that no grid line ends in the air.
        const span = at === row.length - 1 ? columns - at : 1;
        const attrs = { colspan: span > 1 ? span : null, scope: isHead ? "col" : null };
        const figure = isFigure(this.sheet?.text ?? "", cell.range);
        const indent = Math.min(MAX_INDENT, Math.ceil(cell.indent / 2));
        const className = figure ? "is-figure" : at === 0 && indent > 0 ? `indent-${indent}` : "";
        line.appendChild(this.leaf(h(tag, { class: className, attrs }), cell.range, leaf));
        leaf += 1;
      });
      (inHead ? head : body).appendChild(line);
    }
    const table = h("table", { class: `doc-table${block.even ? " is-even" : ""}` }, head.hasChildNodes() && head, body);
    const label = this.sheet?.strings.tableLabel ?? "";
    const className = `doc-table-frame${block.goesOn ? " goes-on" : ""}${this.continued.has(block) ? " is-continued" : ""}`;
    return h("div", { class: className, attrs: { role: "group", "aria-label": label, tabindex: 0 } }, table);
  }

  /** Fills an element with a leaf's text and marks. */
  private leaf<E extends HTMLElement>(element: E, range: Range, number: number): E {
    element.dataset["leaf"] = String(number);
    const marks = this.index?.of(number);
    if (!marks || (marks.covers.length === 0 && marks.points.length === 0)) {
      element.appendChild(this.textOf(range));
      return element;
    }
    for (const run of runsOf(pieces(range, marks.covers), (piece) => piece.items)) {
      const content = runsOf(run, (piece) => piece.related.map(({ item, related }) => `${item.number} ${related}`)).map(
        (part) => this.part(part),
      );
      const items = run[0]?.items ?? [];
      if (items.length === 0) content.forEach((node) => element.appendChild(node));
      else element.appendChild(this.mark(items, content));
    }
    for (const item of marks.points) element.appendChild(this.mark([item], [h("span", { class: "mark-gap" })]));
    return element;
  }

  /** Pieces that belong to the same other findings: one element, so that they light up as one. */
  private part(pieces: readonly Piece[]): Node {
    const fragment = document.createDocumentFragment();
    for (const piece of pieces) {
      const text = this.textOf(piece.range);
      fragment.appendChild(piece.state ? h("span", { class: `number is-${piece.state}` }, text) : text);
    }
    const related = pieces[0]?.related ?? [];
    if (related.length === 0) return fragment;
    const element = h("span", { class: "related" }, fragment);
    for (const { item, related: at } of related) {
      const places = this.relatedMarks.get(item) ?? new Map<number, HTMLElement[]>();
      this.relatedMarks.set(item, places);
      places.set(at, [...(places.get(at) ?? []), element]);
    }
    return element;
  }

  /** A link from the text to its finding. Its number and its group are said, not only coloured. */
  private mark(items: readonly Item[], content: readonly Node[]): HTMLElement {
    const gravest = items[0];
    if (!gravest) return h("span", {}, content);
    const { strings } = this.sheet ?? { strings: null };
    const fresh = items.filter((item) => !this.marks.has(item));
    const label = fresh.map((item) => String(item.number)).join(",");
    const group = strings?.groups[gravest.group] ?? "";
    const link = h(
      "a",
      {
        class: `mark is-${gravest.group}`,
        attrs: { href: `#finding-${gravest.number}`, id: fresh.length > 0 ? `mark-${fresh[0]?.number}` : null },
        on: {
          click: (event) => {
            event.preventDefault();
            // A second click on a figure with several findings goes on to the next.
            const at = this.current ? items.indexOf(this.current) : -1;
            this.onSelect(items[(at + 1) % items.length] ?? gravest);
          },
        },
      },
      content,
      label && h("sup", { class: "mark-number" }, h("span", { class: "sr-only" }, group), label),
    );
    for (const item of items) this.marks.set(item, [...(this.marks.get(item) ?? []), link]);
    return link;
  }

  /** A range as text: a line end inside a sentence or a cell is no blank in Chinese. */
  private textOf(range: Range): Text | DocumentFragment {
    const raw = (this.sheet?.text ?? "").slice(range.start, range.end);
    const fragment = document.createDocumentFragment();
    replace(fragment, raw.replace(/[ \t]*(?:\r\n|\n|\r)[ \t\u3000]*/g, "").replace(/\t/g, " "));
    return fragment;
  }
}

function headingTag(level: number): "h3" | "h4" | "h5" | "h6" {
  return (["h3", "h4", "h5"] as const)[level - 1] ?? "h6";
}

/** Neighbours that share a list are one run. */
function runsOf<T>(pieces: readonly Piece[], listOf: (piece: Piece) => readonly T[]): Piece[][] {
  const runs: Piece[][] = [];
  let before: readonly T[] | null = null;
  for (const piece of pieces) {
    const list = listOf(piece);
    const last = runs[runs.length - 1];
    if (last && before && before.length === list.length && list.every((each, i) => each === before?.[i])) last.push(piece);
    else runs.push([piece]);
    before = list;
  }
  return runs;
}

/** Figures stand to the right, so that their points are below each other. */
function isFigure(text: string, range: Range): boolean {
  return /^[-−]?[\d,]+(\.\d+)?[%％]?$/.test(text.slice(range.start, range.end).trim());
}

/** Whether a block is the rest of the table before it. */
function isRest(block: Block | undefined): boolean {
  return block?.kind === "table" && block.goesOn;
}

function splitTables(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== "table" || block.rows.length <= MAX_TABLE_ROWS) return [block];
    const parts: Block[] = [];
    for (let at = 0; at < block.rows.length; at += MAX_TABLE_ROWS) {
      parts.push({ ...block, rows: block.rows.slice(at, at + MAX_TABLE_ROWS), goesOn: block.goesOn || at > 0 });
    }
    return parts;
  });
}

function chunksOf(blocks: readonly Block[]): Chunk[] {
  const chunks: Chunk[] = [];
  let [from, firstLeaf, leaves] = [0, 0, 0];
  const close = (to: number): void => {
    if (to === from) return;
    const element = h("div", { class: "chunk" });
    chunks.push({ blocks: blocks.slice(from, to), firstLeaf, leaves, element, filled: false });
    [from, firstLeaf, leaves] = [to, firstLeaf + leaves, 0];
  };
  blocks.forEach((block, at) => {
    leaves += leavesOf(block).length;
    if (leaves >= CHUNK_LEAVES) close(at + 1);
  });
  close(blocks.length);
  return chunks;
}
