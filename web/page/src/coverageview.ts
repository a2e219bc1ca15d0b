/** How much of the report was checked, as counts, as a bar, and as lists of what was not. */

import type { Coverage } from "./contract.js";
import { h, replace, svg, type Child } from "./dom.js";
import { excerpt } from "./excerpt.js";
import type { NumberMark, NumberState } from "./marks.js";
import type { Lines, Range } from "./positions.js";
import type { Strings } from "./strings.js";

export const STATES: readonly NumberState[] = ["checked", "stated", "names", "unread"];

/** Names and dates are nothing to be checked: beside `221 / 243` they would make the bar look shorter than it is. */
export const COUNTED: readonly NumberState[] = STATES.filter((state) => state !== "names");

const BAR = 400;
const HEIGHT = 12;
/** So many places of one kind are listed; the text shows the others. */
const MAX_LISTED = 200;

/** A bar of some of the four kinds, one after the other, each in a shade of its own. */
export function coverageBar(coverage: Coverage, states: readonly NumberState[], strings: Strings): SVGElement {
  const all = states.reduce((sum, state) => sum + coverage[state], 0);
  const label = states.map((state) => `${strings.coverageStates[state]} ${coverage[state]}`).join(strings.sep);
  const shape = svg("svg", {
    class: "coverage-bar",
    viewBox: `0 0 ${BAR} ${HEIGHT}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": label,
  });
  let x = 0;
  for (const state of states) {
    const width = all > 0 ? (coverage[state] / all) * BAR : 0;
    shape.appendChild(svg("rect", { class: `cover-${state}`, x, y: 0, width, height: HEIGHT }));
    x += width;
  }
  return shape;
}

/** The sentence that closes every check: how many were checked, and that silence is no pass. */
export function coverageSentence(coverage: Coverage, strings: Strings): string {
  const parts = STATES.map((state) => `${strings.coverageStates[state]} ${coverage[state]}`);
  return `${strings.coverageLead(coverage.numbers)} ${parts.join(strings.sep)}${strings.stop}`;
}

/** The legend; each entry looks as the numbers do in the text. */
export function legend(coverage: Coverage | null, strings: Strings, meanings: boolean): HTMLElement {
  const entries = STATES.map((state) =>
    h(
      "div",
      { class: "legend-entry" },
      h("dt", {}, h("span", { class: `swatch number is-${state}` }, "123"), strings.coverageStates[state]),
      coverage && h("dd", { class: "legend-count" }, String(coverage[state])),
      meanings && h("dd", { class: "legend-meaning" }, strings.coverageMeaning[state]),
    ),
  );
  return h("dl", { class: "legend", attrs: { "aria-label": strings.legend } }, entries);
}

/** What the lists ask of the page. */
export interface CoverageActions {
  goTo(range: Range): void;
  /** What the row of a form is called in which a figure begins; empty outside of forms. */
  rowOf(start: number): string;
}

/** Draws the panel; the lists come once the numbers are known. */
export function drawCoverage(
  root: HTMLElement,
  coverage: Coverage,
  numbers: readonly NumberMark[] | null,
  lines: Lines,
  strings: Strings,
  actions: CoverageActions | null,
): void {
  const list = (state: NumberState, title: string): Child => {
    const found = (numbers ?? []).filter((number) => number.state === state);
    if (found.length === 0 || !actions) return null;
    const entries = found.slice(0, MAX_LISTED).map((number) => entry(number, lines, strings, actions));
    return h("section", {}, h("h3", { class: "panel-title" }, title), h("ul", { class: "number-list" }, entries));
  };
  replace(
    root,
    h("p", { class: "panel-lead" }, strings.coverageLead(coverage.numbers), h("b", {}, ` ${strings.unchecked}`)),
    coverageBar(coverage, STATES, strings),
    legend(coverage, strings, true),
    list("unread", strings.coverageList),
    list("stated", strings.coverageListStated),
  );
}

function entry(number: NumberMark, lines: Lines, strings: Strings, actions: CoverageActions): HTMLElement {
  const { before, after, bare } = excerpt(lines.text, number);
  // A figure alone in its cell says nothing; the name of its row does.
  const name = bare ? actions.rowOf(number.start) : "";
  const row = name && `${name} › `;
  return h(
    "li",
    {},
    h(
      "button",
      { class: "place-link", attrs: { type: "button" }, on: { click: () => actions.goTo(number) } },
      h("span", { class: "place-name" }, row, before, h("b", {}, lines.text.slice(number.start, number.end)), after),
      h("span", { class: "place-line" }, strings.line(lines.lineAt(number.start))),
    ),
  );
}
