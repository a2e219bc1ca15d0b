/** The result of a check in a sentence: for the head of the list, for screen readers, for paper. */

import { GROUPS, type Result } from "./model.js";
import { pointsText, totalOf, weightsOff } from "./scoreview.js";
import type { Strings } from "./strings.js";

/** `须核实10处，请留意3处。矛盾10处、缺项3处……已核221处……` */
export function summary(result: Result, strings: Strings): string {
  const { coverage, score } = result.file;
  if (result.isBlank) return strings.nothingThere;
  const parts = [`${verdictSentence(result, strings)}${strings.stop}`];
  const groups = GROUPS.filter((group) => result.count(group) > 0).map(
    (group) => `${strings.groups[group]} ${strings.counted(counted(result, result.count(group), strings))}`,
  );
  if (groups.length > 0) parts.push(`${groups.join(strings.sep)}${strings.stop}`);
  const states = (["checked", "stated", "unread"] as const).map(
    (state) => `${strings.coverageStates[state]} ${strings.counted(String(coverage[state]))}`,
  );
  parts.push(`${states.join(strings.sep)}${strings.stop}`);
  const computed = score ? totalOf(score) : null;
  if (score && computed) {
    const open = score.open_rows > 0 ? `${strings.comma}${strings.scoreAsClaimed(score.open_rows)}` : "";
    const claimed = score.claimed === null ? "" : `${strings.comma}${strings.scoreClaims} ${score.claimed}`;
    const off = weightsOff(score);
    const why = off === null ? "" : `${strings.comma}${strings.scoreWeightsOff(off)}`;
    parts.push(`${strings.scoreComputed} ${pointsText(computed, strings)}${open}${claimed}${why}${strings.stop}`);
  }
  return parts.join(strings.wordGap);
}

/** `须核实10处，请留意3处`, or that nothing was found. */
export function verdictSentence(result: Result, strings: Strings): string {
  if (result.errors + result.warnings === 0) {
    const nothing = result.file.coverage.checked === 0;
    return (nothing ? strings.nothingChecked : strings.noneFound).replace(/[。.]$/, "");
  }
  const part = (name: string, count: number): string => `${name} ${strings.counted(counted(result, count, strings))}`;
  return [part(strings.severities.error, result.errors), part(strings.severities.warning, result.warnings)].join(
    strings.comma,
  );
}

/** A number of findings; where only a part of them is listed, there may be more of each kind. */
export function counted(result: Result, count: number, strings: Strings): string {
  return `${result.file.omitted > 0 ? strings.atLeast : ""}${count}`;
}
