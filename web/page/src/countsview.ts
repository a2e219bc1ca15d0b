/** The head of the results: how much is to be verified, how much was checked, the score. */

import { coverageBar } from "./coverageview.js";
import { h, replace, type Child } from "./dom.js";
import type { Result } from "./model.js";
import { differs, pointsText, weightsOff } from "./scoreview.js";
import type { Strings } from "./strings.js";
import { verdictSentence } from "./summary.js";

export function drawCounts(root: HTMLElement, result: Result, s: Strings): void {
  const { coverage, score, ruleset } = result.file;
  if (result.isBlank) return replace(root, h("p", { class: "quiet" }, s.nothingThere));
  const least = (): Child => result.file.omitted > 0 && h("small", {}, s.atLeast);
  const big = (count: number, label: string, className: string): HTMLElement =>
    h("div", { class: `count ${count > 0 ? className : "is-zero"}` }, h("dd", {}, least(), String(count)), h("dt", {}, label));
  // Names and dates are nothing to be checked.
  const all = coverage.numbers - coverage.names;
  const checked = `${s.coverageStates.checked} ${coverage.checked} / ${all}${s.stop}${s.wordGap}${s.unchecked}`;
  const off = score ? weightsOff(score) : null;
  const scoreLine = score?.computed && [
    `${s.scoreComputed} `,
    h("b", {}, pointsText(score.computed, s)),
    score.claimed !== null && [`${s.comma}${s.scoreClaimed} `, h("b", {}, score.claimed)],
    differs(score.computed, score.claimed) && h("span", { class: "differs" }, " ≠"),
    off !== null && `${s.comma}${s.scoreWeightsOff(off)}`,
    off === null && score.grades.length > 0 && `${s.comma}${s.scoreGrade} ${score.grades.join(s.to)}`,
  ];
  replace(
    root,
    h(
      "dl",
      { class: "count-row" },
      big(result.errors, s.severities.error, "is-contradiction"),
      big(result.warnings, s.severities.warning, "is-missing"),
      h("div", { class: "count count-wide" }, h("dd", {}, coverageBar(coverage, s)), h("dt", {}, checked)),
    ),
    result.errors + result.warnings === 0 && h("p", { class: "count-verdict" }, verdictSentence(result, s)),
    h(
      "p",
      { class: "count-line" },
      h("span", {}, scoreLine),
      ruleset && h("span", { class: "quiet" }, s.rulesetUsed(ruleset)),
    ),
  );
}
