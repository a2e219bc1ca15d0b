/** What is marked in the text, cut into pieces that do not overlap, leaf by leaf. */

import type { Item } from "./model.js";
import type { Range } from "./positions.js";

export type NumberState = "checked" | "stated" | "names" | "unread";

/** A number of the text and what became of it. */
export interface NumberMark extends Range {
  readonly state: NumberState;
}

/** Something that covers a part of a leaf. */
type Cover =
  | { readonly kind: "finding"; readonly range: Range; readonly item: Item }
  | { readonly kind: "related"; readonly range: Range; readonly item: Item; readonly related: number }
  | { readonly kind: "number"; readonly range: Range; readonly state: NumberState };

/** A piece of a leaf with all that covers it. */
export interface Piece {
  readonly range: Range;
  /** The findings on it, the gravest first. */
  readonly items: readonly Item[];
  readonly related: readonly { readonly item: Item; readonly related: number }[];
  readonly state: NumberState | null;
}

/** What is to be drawn in one leaf. */
export interface LeafMarks {
  readonly covers: readonly Cover[];
  /** Findings at a place where nothing is printed: an empty cell, a missing line. */
  readonly points: readonly Item[];
}

const NOTHING: LeafMarks = { covers: [], points: [] };

/** Spreads findings, related places and numbers over the leaves of a text, which are in its order. */
export class MarkIndex {
  private readonly byLeaf = new Map<number, { covers: Cover[]; points: Item[] }>();

  constructor(
    private readonly text: string,
    private readonly leaves: readonly Range[],
    items: readonly Item[],
    numbers: readonly NumberMark[],
  ) {
    for (const item of items) {
      const shown = this.cover({ kind: "finding", range: item.range, item });
      if (!shown) this.slot(this.nearest(item.range)).points.push(item);
      item.related.forEach((place, related) => {
        this.cover({ kind: "related", range: place.range, item, related });
      });
    }
    for (const number of numbers) this.cover({ kind: "number", range: number, state: number.state });
  }

  of(leaf: number): LeafMarks {
    return this.byLeaf.get(leaf) ?? NOTHING;
  }

  /** The leaf at which a range begins, or the one before it. */
  nearest(range: Range): number {
    const after = this.firstEndingAtOrAfter(range.start);
    const here = this.leaves[after];
    return here && here.start <= range.start ? after : Math.max(0, after - 1);
  }

  /** Whether any character that is seen is covered. */
  private cover(cover: Cover): boolean {
    const { start, end } = cover.range;
    let shown = false;
    for (let leaf = this.firstEndingAtOrAfter(start); leaf < this.leaves.length; leaf += 1) {
      const range = this.leaves[leaf];
      if (!range || range.start >= end) break;
      const part = this.text.slice(Math.max(range.start, start), Math.min(range.end, end));
      if (part.trim() === "") continue;
      this.slot(leaf).covers.push(cover);
      shown = true;
    }
    return shown;
  }

  private slot(leaf: number): { covers: Cover[]; points: Item[] } {
    const known = this.byLeaf.get(leaf);
    if (known) return known;
    const fresh = { covers: [], points: [] };
    this.byLeaf.set(leaf, fresh);
    return fresh;
  }

  private firstEndingAtOrAfter(index: number): number {
    let low = 0;
    let high = this.leaves.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.leaves[middle]?.end ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Cuts a leaf where anything begins or ends. */
export function pieces(leaf: Range, covers: readonly Cover[]): Piece[] {
  const cuts = new Set([leaf.start, leaf.end]);
  for (const { range } of covers) {
    if (range.start > leaf.start && range.start < leaf.end) cuts.add(range.start);
    if (range.end > leaf.start && range.end < leaf.end) cuts.add(range.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const result: Piece[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const range = { start: sorted[i] ?? 0, end: sorted[i + 1] ?? 0 };
    const here = covers.filter((cover) => cover.range.start <= range.start && cover.range.end >= range.end);
    result.push({
      range,
      items: here.flatMap((cover) => (cover.kind === "finding" ? [cover.item] : [])).sort((a, b) => a.number - b.number),
      related: here.flatMap((cover) => (cover.kind === "related" ? [{ item: cover.item, related: cover.related }] : [])),
      state: here.reduce<NumberState | null>((state, cover) => (cover.kind === "number" ? cover.state : state), null),
    });
  }
  return result;
}
