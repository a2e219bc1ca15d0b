/** The list of findings beside a text. It knows nothing of where the text is; it is told what to show and what to do. */

import { element, fill } from "./dom.js";
import { style } from "./settings.js";
import type { Lang } from "./checker.js";
import type { FileJson, FindingJson, FixJson } from "./types.js";
import { counted, covered, pick, severityWord, verdictWord, visible } from "./words.js";

/** What the list asks of the text. */
export interface PanelActions {
  jump(finding: FindingJson): void;
  fix(finding: FindingJson, fix: FixJson): void;
}

/** Longest list that is laid out at once; the rest is counted. */
const SHOWN = 200;

export class Panel {
  /** What goes into the page. */
  readonly host: HTMLElement;
  private readonly counts = element("p", "counts", { role: "status", "aria-live": "polite" });
  private readonly coverage = element("p", "coverage");
  private readonly list = element("ol", "list");
  private readonly quiet = element("ol", "list");
  private readonly details: HTMLDetailsElement;
  private readonly summary = element("summary");

  constructor(
    private readonly actions: PanelActions,
    private readonly lang: Lang,
    options: { css?: string | undefined },
  ) {
    this.host = element("div", "", { "data-gouji-panel": "", lang: lang === "en" ? "en" : "zh-CN" });
    const root = this.host.attachShadow({ mode: "open" });
    style(root, options);
    this.details = element("details", "", {}, this.summary, this.quiet);
    const head = element("div", "head", {}, this.counts, this.coverage);
    const label = pick(lang, "核对结果", "Findings");
    root.appendChild(element("section", "panel", { "aria-label": label }, head, this.list, this.details));
    this.say(pick(lang, "尚未核对", "not checked yet"));
  }

  /** Says one sentence in place of counts: that it is checking, or why it could not. */
  say(sentence: string): void {
    // The same words again would be read out again.
    if (this.counts.textContent !== sentence) this.counts.textContent = sentence;
  }

  /** Nothing was checked, and this is why. Old findings go: they are about another text. */
  unchecked(sentence: string): void {
    this.say(sentence);
    this.coverage.textContent = "";
    fill(this.list);
    this.details.hidden = true;
  }

  /** There is no text to be checked. */
  empty(): void {
    this.unchecked(pick(this.lang, "尚未填写", "nothing written yet"));
  }

  show(file: FileJson): void {
    const { findings } = file;
    const loud = findings.filter((finding) => finding.severity === "error" || finding.severity === "warning");
    const quiet = findings.filter((finding) => finding.severity === "info" || finding.severity === "hint");
    this.say(counted(findings, this.lang) || pick(this.lang, "没有发现不一致之处", "nothing that does not agree was found"));
    this.coverage.textContent = covered(file.coverage, this.lang);
    fill(this.list, ...this.items(loud));
    fill(this.quiet, ...this.items(quiet));
    this.details.hidden = quiet.length === 0;
    this.summary.textContent = counted(quiet, this.lang);
  }

  /** Moves the focus of the list to a finding, for those who come by keyboard. */
  focusFirst(): void {
    const first = this.list.querySelector("button");
    if (first !== null) first.focus();
  }

  private items(findings: readonly FindingJson[]): HTMLElement[] {
    const items = findings.slice(0, SHOWN).map((finding) => this.item(finding));
    const left = findings.length - items.length;
    if (left > 0) items.push(element("li", "item", {}, pick(this.lang, "另有" + left + "处", left + " more")));
    return items;
  }

  private item(finding: FindingJson): HTMLElement {
    const { lang } = this;
    const word = severityWord(finding.severity, lang) + " · " + verdictWord(finding, lang);
    const where = visible(finding.place) + "（" + finding.start.line + ":" + finding.start.column + "） " + finding.code;
    const jump = element(
      "button",
      "jump",
      { type: "button" },
      element("span", "tag", {}, word),
      element("span", "where", {}, where),
      element("span", "message", {}, visible(finding.message)),
    );
    if (finding.equation !== null) jump.append(element("span", "equation", {}, visible(finding.equation)));
    jump.addEventListener("click", () => this.actions.jump(finding));
    const item = element("li", "item " + finding.severity, {}, jump);
    for (const fix of finding.fixes) {
      const button = element("button", "fix", { type: "button" }, visible(fix.message));
      button.addEventListener("click", () => this.actions.fix(finding, fix));
      item.append(button);
    }
    return item;
  }
}
