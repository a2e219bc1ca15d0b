/** The score sheet: a bar for each indicator, computed points beside those that the report claims, the grade. */

import type { Points, Score, ScoreRow } from "./contract.js";
import { h, replace, svg, type Child } from "./dom.js";
import * as exact from "./rational.js";
import type { Strings } from "./strings.js";

const BAR_WIDTH = 96;
const BAR_HEIGHT = 10;

/** Draws the sheet; `goTo` shows a row's place in the report. */
export function drawScore(
  root: HTMLElement,
  score: Score | undefined,
  strings: Strings,
  goTo: ((row: ScoreRow) => void) | null,
): void {
  if (!score || score.rows.length === 0) return replace(root, h("p", { class: "none-found" }, strings.scoreNone));
  replace(
    root,
    h("p", { class: "panel-lead" }, strings.scoreLead),
    totals(score, strings),
    sheet(score, strings, goTo),
    score.open_rows > 0 && h("p", { class: "note" }, strings.scoreOpen(score.open_rows)),
  );
}

/** The total; nothing where no row could be computed, for what is claimed, added up, is no computation. */
export function totalOf(score: Score): Points | null {
  return isOpen(score, null) ? null : score.computed;
}

/** Whether no row of a group, or of the whole sheet, could be computed. */
function isOpen(score: Score, first: string | null): boolean {
  return score.rows.every((row) => row.name === "" || row.computed === null || (first !== null && row.first !== first));
}

/** `104–110`, or one figure where the method leaves no room. */
export function pointsText(points: Points | null, strings: Strings): string {
  if (!points) return "—";
  return points.low === points.high ? points.low : `${points.low}${strings.to}${points.high}`;
}

/** Whether what is claimed lies outside what can be computed. */
export function differs(computed: Points | null, claimed: string | null): boolean {
  const [low, high, value] = [computed?.low, computed?.high, claimed].map((text) => exact.parse(text ?? ""));
  if (!low || !high || !value) return false;
  return exact.compare(value, low) < 0 || exact.compare(value, high) > 0;
}

/** What the weights add up to, where that is not 100: points out of it are no points out of a hundred, and no grade goes by them. */
export function weightsOff(score: Score): string | null {
  const weight = exact.parse(score.weight ?? "");
  return weight && exact.compare(weight, exact.whole(100)) !== 0 ? score.weight : null;
}

function totals(score: Score, strings: Strings): HTMLElement {
  const computed = totalOf(score);
  const wrong = differs(computed, score.claimed);
  const off = weightsOff(score);
  const figure = (label: string, value: Child, className = ""): HTMLElement =>
    h("div", { class: `total ${className}` }, h("dt", {}, label), h("dd", {}, value));
  return h(
    "dl",
    { class: "totals" },
    figure(strings.scoreComputed, [
      h("b", {}, pointsText(computed, strings)),
      score.weight !== null && off === null && h("small", { class: "quiet" }, `${strings.scoreWeight} ${score.weight}`),
      computed !== null && score.open_rows > 0 && h("small", {}, strings.scoreAsClaimed(score.open_rows)),
    ]),
    figure(
      strings.scoreClaimed,
      [h("b", {}, score.claimed ?? "—"), wrong && h("small", { class: "differs" }, `≠ ${strings.scoreDiffers}`)],
      wrong ? "is-wrong" : "",
    ),
    off === null && computed !== null && score.grades.length > 0 && figure(strings.scoreGrade, h("b", {}, score.grades.join(strings.to))),
    off !== null && figure(strings.scoreWeight, [h("b", {}, off), h("small", {}, strings.scoreWeightsOff(off))]),
  );
}

function sheet(score: Score, strings: Strings, goTo: ((row: ScoreRow) => void) | null): HTMLElement {
  const head = h(
    "tr",
    {},
    h("th", { attrs: { scope: "col" } }, strings.scoreIndicator),
    h("th", { attrs: { scope: "col" }, class: "bar-cell" }, h("span", { class: "sr-only" }, strings.scoreCompletion)),
    h("th", { attrs: { scope: "col" }, class: "is-figure" }, strings.scoreComputed),
    h("th", { attrs: { scope: "col" }, class: "is-figure" }, strings.scoreClaimed),
  );
  const bodies: HTMLElement[] = [];
  let first: string | null = null;
  let body = h("tbody");
  for (const row of score.rows) {
    if (row.first !== first) {
      first = row.first;
      body = h("tbody");
      bodies.push(body);
      const title = h("th", { class: "score-first", attrs: { scope: "rowgroup", colspan: 4 } }, row.first);
      // A group of one row of the same name needs no title.
      if (row.first !== row.name) body.appendChild(h("tr", { class: "score-group" }, title));
    }
    const open = row.name === "" && isOpen(score, row.first);
    body.appendChild(line(open ? { ...row, computed: null, why: strings.scoreNothing } : row, strings, goTo));
  }
  return h("table", { class: "score-sheet" }, h("thead", {}, head), bodies);
}

function line(row: ScoreRow, strings: Strings, goTo: ((row: ScoreRow) => void) | null): HTMLElement {
  const isSum = row.name === "";
  const wrong = differs(row.computed, row.claimed);
  const name = isSum ? strings.scoreSubtotal(row.first) : row.name;
  const label = goTo
    ? h("button", { class: "place-link", attrs: { type: "button" }, on: { click: () => goTo(row) } }, name)
    : h("span", {}, name);
  const values = row.target || row.actual ? strings.scoreChange(row.target, row.actual, row.completion) : null;
  const second = !isSum && row.second && row.second !== row.name ? row.second.replace(/指标$/, "") : null;
  return h(
    "tr",
    { class: `${isSum ? "is-sum" : ""} ${wrong ? "is-wrong" : ""}`.trim() },
    h(
      "th",
      { attrs: { scope: "row" } },
      second && h("span", { class: "score-second" }, second),
      label,
      values && h("span", { class: "score-values" }, values),
      row.why && h("span", { class: "score-why" }, row.why),
    ),
    h("td", { class: "bar-cell" }, bar(row.computed, row.weight, strings)),
    h(
      "td",
      { class: "is-figure" },
      h("b", {}, pointsText(row.computed, strings)),
      row.weight !== null && h("span", { class: "quiet" }, `/${row.weight}`),
    ),
    h(
      "td",
      { class: "is-figure" },
      wrong && h("span", { class: "differs" }, "≠ ", h("span", { class: "sr-only" }, strings.scoreDiffers)),
      row.claimed ?? "—",
    ),
  );
}

/** Points reached in full colour, points that the method leaves open hatched. */
function bar(points: Points | null, weight: string | null, strings: Strings): Child {
  const all = Number(weight);
  if (!points || !(all > 0)) return null;
  const reach = (value: string): number => Math.max(0, Math.min(1, Number(value) / all)) * BAR_WIDTH;
  const [low, high] = [reach(points.low), reach(points.high)];
  const shape = svg(
    "svg",
    {
      class: "bar",
      width: BAR_WIDTH,
      height: BAR_HEIGHT,
      viewBox: `0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`,
      role: "img",
      "aria-label": strings.scoreBar(pointsText(points, strings), weight ?? ""),
    },
    svg("rect", { class: "bar-ground", x: 0.5, y: 0.5, width: BAR_WIDTH - 1, height: BAR_HEIGHT - 1 }),
    svg("rect", { class: "bar-low", x: 0, y: 0, width: low, height: BAR_HEIGHT }),
  );
  // Stripes instead of a paler colour, so that they can be told apart in grey.
  for (let x = low + 1; x < high - 0.5; x += 4) {
    shape.appendChild(svg("rect", { class: "bar-open", x, y: 1, width: Math.min(2, high - x), height: BAR_HEIGHT - 2 }));
  }
  return shape;
}
