import type { Points, Status } from "./protocol";
import type { Words } from "./words";

/** Points as one reads them: one number, or an interval where the method leaves room. */
export function pointsText(points: Points): string {
  return points.low === points.high ? points.low : `${points.low}～${points.high}`;
}

/** What the item in the status bar says: points, and what is to be looked at. */
export function statusText(status: Status, w: Words): string {
  const parts: string[] = [];
  const points = status.score?.computed;
  if (points) {
    const grades = status.score?.grades ?? [];
    parts.push(`$(checklist) ${w.points(pointsText(points))}${grades.length === 1 ? ` ${grades[0]}` : ""}`);
  }
  if (status.errors > 0) parts.push(`$(error) ${w.errors} ${status.errors}`);
  if (status.warnings > 0) parts.push(`$(warning) ${w.warnings} ${status.warnings}`);
  if (status.errors === 0 && status.warnings === 0) parts.push(silence(status, w));
  return `${w.statusName} ${parts.join("  ")}`;
}

/** Silence is no pass: where nothing is found, it says how much was checked, and nothing checked bears no tick. */
function silence({ coverage }: Status, w: Words): string {
  if (coverage.checked === 0) return `$(circle-slash) ${w.nothingChecked}`;
  // Names and dates are nothing to be checked.
  return `$(check) ${w.checkedOf(coverage.checked, coverage.numbers - coverage.names)}`;
}
