/** The units of an equation's figures, which are said where they are not the same: 352.67万元 ≠ 3503499元. */

import type { Figure, Piece } from "./derivation.js";

/** Gives each figure of an equation its unit, where several of one kind stand in it; elsewhere they are understood. */
export function withUnits(equation: readonly Piece[], shown: string, message: string, places: readonly Figure[]): Piece[] {
  const units = equation.map((piece) => {
    if (piece.kind === "sign") return "";
    if (piece.related !== null) return unitOf(places[piece.related]?.figure ?? "");
    // A cell leaves its unit to the head of its form; the message says it.
    return piece.self ? unitOf(shown) || amountUnitIn(message, piece.text) : "";
  });
  const known = new Set(units.filter((unit) => unit !== ""));
  const kinds = new Set(Array.from(known, kindOf));
  if (known.size < 2 || kinds.size > 1 || kinds.has("")) return [...equation];
  return equation.map((piece, at) => (piece.kind === "sign" ? piece : { ...piece, unit: units[at] ?? "" }));
}

/** `万元` of `352.67万元`. */
function unitOf(figure: string): string {
  return /\d\s*([^\d\s.,%％]{1,6})$/.exec(figure)?.[1] ?? "";
}

/** What a unit counts: 元 of 万元. */
function kindOf(unit: string): string {
  return unit.replace(/^[十百千万亿]+/, "");
}

/** The unit that a message gives an amount. */
function amountUnitIn(message: string, figure: string): string {
  const plain = (text: string): string => text.replace(/(\d),(?=\d{3})/g, "$1");
  const number = plain(figure).replace(".", "\\.");
  return new RegExp(`(?:^|[^\\d.])${number}([十百千万亿]*元)`).exec(plain(message))?.[1] ?? "";
}
