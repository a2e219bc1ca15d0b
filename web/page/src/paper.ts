/** The check on paper: what is printed, and what the exported one-file page holds. Built as nodes, never as a string. */

import { drawCoverage } from "./coverageview.js";
import { h, svg } from "./dom.js";
import type { FindingsView } from "./findingsview.js";
import { GROUPS, LOUD, type Group, type Item, type Result } from "./model.js";
import type { PageView } from "./pageview.js";
import { drawScore } from "./scoreview.js";
import type { Strings } from "./strings.js";
import { summary } from "./summary.js";

/** What a paper is made of. */
export interface Paper {
  readonly result: Result;
  readonly findings: FindingsView;
  readonly page: PageView;
  readonly pageRoot: HTMLElement;
  readonly strings: Strings;
  readonly when: Date;
  readonly lang: "zh" | "en";
}

/** Title, counts, findings with all their steps, score sheet, coverage, and the report with its marks. */
export function compose(paper: Paper): HTMLElement {
  const { result, strings } = paper;
  const { file } = result;
  const when = paper.when.toLocaleString(paper.lang === "zh" ? "zh-CN" : "en-GB", { hour12: false });
  const score = h("div", { class: "paper-score" });
  if (file.score) drawScore(score, file.score, strings, null);
  const coverage = h("div", { class: "paper-coverage" });
  drawCoverage(coverage, file.coverage, null, result.lines, strings, null);
  paper.page.fillAll();
  nameRelatedPlaces(paper);
  const text = h("div", { class: "sheet" });
  for (const chunk of Array.from(paper.pageRoot.childNodes)) text.appendChild(chunk.cloneNode(true));
  const article = h(
    "article",
    { class: `paper paper-${paper.lang}` },
    h("h1", { class: "paper-title" }, strings.printedTitle),
    h(
      "p",
      { class: "paper-meta" },
      h("span", {}, strings.printedFrom(file.file)),
      file.ruleset && h("span", {}, strings.rulesetUsed(file.ruleset)),
      h("span", {}, strings.printedAt(when)),
    ),
    h("p", { class: "paper-summary" }, summary(result, strings), " ", h("b", {}, strings.unchecked)),
    file.omitted > 0 && h("p", { class: "note" }, strings.omitted(file.findings.length, file.omitted)),
    GROUPS.map((each) => group(paper, each)),
    file.score && h("section", {}, h("h2", {}, strings.scoreTitle), score),
    h("section", {}, h("h2", {}, strings.coverageTitle), coverage),
    h("section", { class: "paper-text" }, h("h2", {}, strings.printedText), text),
  );
  unlink(article, paper);
  return article;
}

function group(paper: Paper, name: Group): HTMLElement | null {
  const { strings, result } = paper;
  const items = result.items.filter((item) => item.group === name);
  if (items.length === 0) return null;
  const rows = items.map((item) => {
    const row = h(
      "li",
      { class: `paper-finding is-${name}`, id: `finding-${item.number}`, attrs: { "data-item": item.number } },
      h(
        "h3",
        {},
        h("a", { class: "finding-number", attrs: { href: `#mark-${item.number}` } }, String(item.number)),
        h("span", { class: "finding-place" }, item.finding.place),
        h("span", { class: "finding-line" }, `${item.finding.code} ${strings.line(item.finding.start.line)}`),
      ),
      h("p", { class: "finding-message" }, item.finding.message),
    );
    // Tails and hints say all in their sentence; what must be verified shows how it was reached.
    if (LOUD.has(name)) row.appendChild(paper.findings.details(item, true));
    return row;
  });
  return h(
    "section",
    {},
    h(
      "h2",
      {},
      h("span", { class: `tag is-${name}` }, strings.groups[name]),
      ` ${strings.counted(String(items.length))}`,
      h("small", {}, strings.groupMeaning[name]),
    ),
    h("ol", { class: "paper-list" }, rows),
  );
}

/** Gives each related place in the text a name that a link can lead to. */
function nameRelatedPlaces(paper: Paper): void {
  for (const item of paper.result.items) {
    item.related.forEach((_, at) => {
      const element = paper.page.relatedOf(item, at);
      if (element && !element.id) element.id = `place-${item.number}-${at}`;
    });
  }
}

/** Turns buttons into links within the paper: it has no script. */
function unlink(article: HTMLElement, paper: Paper): void {
  for (const button of Array.from(article.querySelectorAll("button"))) {
    const target = targetOf(button, paper);
    const link = target ? h("a", { class: button.className, attrs: { href: `#${target}` } }) : h("span", {});
    while (button.firstChild) link.appendChild(button.firstChild);
    button.replaceWith(link);
  }
  for (const element of Array.from(article.querySelectorAll("[tabindex], [aria-live], .is-current, .is-related"))) {
    element.removeAttribute("tabindex");
    element.removeAttribute("aria-live");
    element.classList.remove("is-current", "is-related");
  }
}

function targetOf(button: HTMLElement, paper: Paper): string | null {
  const number = Number(button.closest<HTMLElement>("[data-item]")?.dataset["item"]);
  const item: Item | undefined = paper.result.items[number - 1];
  if (!item || !button.classList.contains("figure-link") && !button.classList.contains("place-link")) return null;
  const related = button.dataset["related"];
  return related === undefined ? `mark-${item.number}` : paper.page.relatedOf(item, Number(related))?.id || null;
}

/** The mark of the product, drawn. */
export function seal(): SVGElement {
  return svg(
    "svg",
    { class: "seal", viewBox: "0 0 32 32", width: 32, height: 32, "aria-hidden": "true", focusable: "false" },
    svg("rect", { class: "seal-ground", x: 1, y: 1, width: 30, height: 30, rx: 5 }),
    // Two figures that agree, held together by a hook (勾), above a line that adds them up (稽).
    svg("path", { class: "seal-sign", d: "M8 11h9M8 17h9M8 24h16M21 8v6.5a3 3 0 0 1-3 3" }),
  );
}
