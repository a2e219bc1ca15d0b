/** What the package says by itself, in both languages. The findings' own words come from the module. */

import type { Lang } from "./checker.js";
import type { Coverage, FieldFinding, FindingJson, Severity, Verdict } from "./types.js";

export const pick = (lang: Lang, zh: string, en: string): string => (lang === "en" ? en : zh);

const VERDICTS: Record<Verdict, [string, string]> = {
  contradiction: ["矛盾", "contradiction"],
  rounding: ["尾差", "rounding"],
  missing: ["缺项", "missing"],
  review: ["提示", "note"],
  syntax: ["写法", "wording"],
};

const SEVERITIES: Record<Severity, [string, string]> = {
  error: ["须核实", "to verify"],
  warning: ["请留意", "to look at"],
  info: ["说明", "explained"],
  hint: ["提示", "hints"],
};

/** What disagrees but may have a reason that the text does not say is no contradiction. */
export function verdictWord({ verdict, severity }: Pick<FindingJson, "verdict" | "severity">, lang: Lang): string {
  const doubt = verdict === "contradiction" && severity !== "error";
  return doubt ? pick(lang, "存疑", "doubtful") : pick(lang, ...VERDICTS[verdict]);
}

export const severityWord = (severity: Severity, lang: Lang): string => pick(lang, ...SEVERITIES[severity]);

export const SEVERITY_ORDER: readonly Severity[] = ["error", "warning", "info", "hint"];

/** 须核实2处，请留意1处; nothing where there is nothing. */
export function counted(findings: readonly Pick<FindingJson, "severity">[], lang: Lang): string {
  const parts: string[] = [];
  for (const severity of SEVERITY_ORDER) {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count > 0) parts.push(lang === "en" ? count + " " + severityWord(severity, lang) : severityWord(severity, lang) + count + "处");
  }
  return parts.join(lang === "en" ? ", " : "，");
}

/** What a field has room for: the figure that was expected and where it comes from. The message tells the rest. */
export function brief({ equation, message, verdict }: FieldFinding, lang: Lang = "zh"): string {
  const parts = /^(.+?) ?([=≤≥<>≠]) ?([^=≤≥<>≠]+)$/.exec(equation || "");
  if (parts === null) return visible(message);
  const [whole, formula, relation, result] = parts as unknown as [string, string, string, string];
  if (relation !== "=") return visible(pick(lang, "应当 " + whole + "，请核实。", "Expected: " + whole + ". Please check."));
  if (verdict === "rounding") {
    return visible(pick(lang, "算得" + result + "（" + formula + "），尾差，可不改。", result + " by " + formula + "; rounding, may stay."));
  }
  return visible(pick(lang, "应为" + result + "（" + formula + "），请核实。", "Expected " + result + " (" + formula + "). Please check."));
}

export function covered(coverage: Coverage, lang: Lang): string {
  const { checked, stated, unread } = coverage;
  return pick(
    lang,
    "已核" + checked + "处，" + stated + "处无对照，" + unread + "处未识别；未核对不代表无误。",
    checked + " figures checked, " + stated + " with nothing to check against, " + unread + " not understood; unchecked does not mean correct.",
  );
}

/** Characters that change how their neighbours are shown, or show nothing themselves. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The text with invisible and direction-changing characters written out, so that nothing can be hidden in it. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (char) => "‹U+" + ("000" + char.charCodeAt(0).toString(16).toUpperCase()).slice(-4) + "›");
}
