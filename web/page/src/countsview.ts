/** The head of the results: how much is to be verified, how much was checked, the score. */

import type { Score } from "./contract.js";
import { COUNTED, coverageBar } from "./coverageview.js";
import { h, replace, type Child } from "./dom.js";
import type { Result } from "./model.js";
import { differs, pointsText, totalOf, weightsOff } from "./scoreview.js";
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
  const checked = [
    `${s.coverageStates.checked} ${coverage.checked} / ${all}${s.stop}${s.wordGap}`,
    h("span", { class: "in-one" }, s.unchecked),
  ];
  replace(
    root,
    h(
      "dl",
      { class: "count-row" },
      big(result.errors, s.severities.error, "is-error"),
      big(result.warnings, s.severities.warning, "is-warning"),
      h("div", { class: "count count-wide" }, h("dd", {}, coverageBar(coverage, COUNTED, s)), h("dt", {}, checked)),
    ),
    result.errors + result.warnings === 0 && h("p", { class: "count-verdict" }, verdictSentence(result, s)),
    h(
      "p",
      { class: "count-line" },
      h("span", {}, score && scoreLine(score, s)),
      ruleset && h("span", { class: "quiet" }, s.rulesetUsed(ruleset)),
    ),
  );
}

/** What the indicators come to, what the report claims, and whether that is the same. */
function scoreLine(score: Score, s: Strings): Child {
  const computed = totalOf(score);
  if (!computed) return null;
  const off = weightsOff(score);
  return [
    `${s.scoreComputed} `,
    h("b", {}, pointsText(computed, s)),
    score.open_rows > 0 && `${s.comma}${s.scoreAsClaimed(score.open_rows)}`,
    score.claimed !== null && [`${s.comma}${s.scoreClaims} `, h("b", {}, score.claimed)],
    differs(computed, score.claimed) && h("span", { class: "differs" }, s.scoreIsOther),
    off !== null && `${s.comma}${s.scoreWeightsOff(off)}`,
    off === null && score.grades.length > 0 && `${s.comma}${s.scoreGradeSaid} ${score.grades.join(s.to)}`,
  ];
}
