/** The list of findings: grouped, counted, filtered; each with its equation, derivation, places and fixes. */

import { causeOf, differs, unitOf, type Derivation, type Piece } from "./derivation.js";
import { h, replace, svg, type Child } from "./dom.js";
import { GROUPS, LOUD, type Group, type Item, type Result } from "./model.js";
import type { Range } from "./positions.js";
import * as exact from "./rational.js";
import type { Strings } from "./strings.js";

/** What the list asks of the page. */
export interface FindingsActions {
  select(item: Item): void;
  /** Shows a place of the report. `related` is its number among the finding's places. */
  goTo(item: Item, range: Range, related: number | null): void;
  applyFix(item: Item, fix: number): void;
  explain(item: Item, into: HTMLElement): void;
}

export class FindingsView {
  private result: Result | null = null;
  private strings: Strings;
  private current: Item | null = null;
  /** What was opened or closed by hand, by group. */
  private readonly opened = new Map<Group, boolean>();
  /** How many steps of a derivation are open, by finding. */
  private readonly steps = new Map<string, number>();
  private readonly hidden = new Set<Group>();
  private query = "";
  private readonly bodies = new Map<Item, HTMLElement>();

  constructor(
    private readonly root: HTMLElement,
    private readonly actions: FindingsActions,
    strings: Strings,
  ) {
    this.strings = strings;
  }

  /** Shows a result; what was open stays open where its finding is still there. */
  show(result: Result, strings: Strings): void {
    const before = this.current?.key;
    this.result = result;
    this.strings = strings;
    this.current = result.items.find((item) => item.key === before) ?? null;
    this.draw();
  }

  get selected(): Item | null {
    return this.current;
  }

  /** The findings that pass the filter, in the order of the text. */
  get passing(): readonly Item[] {
    return (this.result?.byPlace ?? []).filter((item) => this.passes(item));
  }

  forget(): void {
    this.opened.clear();
    this.steps.clear();
    this.hidden.clear();
    this.query = "";
    this.current = null;
  }

  /** Opens a finding; `focus` moves the keyboard there as well. */
  select(item: Item | null, focus: boolean): void {
    const before = this.current;
    this.current = item;
    if (item && !this.passes(item)) {
      this.hidden.delete(item.group);
      this.query = "";
      this.draw();
    } else if (item && !this.isOpen(item.group)) {
      this.opened.set(item.group, true);
      this.draw();
    } else {
      for (const each of [before, item]) if (each) this.redraw(each);
    }
    const button = item && this.root.querySelector<HTMLElement>(`#finding-${item.number} > .finding-head`);
    if (!button) return;
    if (focus) button.focus({ preventScroll: true });
    button.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** The parts of a finding behind its head, also for the sheet of a narrow screen and for print. */
  details(item: Item, allSteps: boolean): HTMLElement {
    const body = h("div", { class: "finding-body" });
    const { derivation } = item;
    if (derivation) body.appendChild(this.equation(item, derivation));
    if (derivation) body.appendChild(this.derivation(item, derivation, allSteps));
    if (item.related.length > 0) body.appendChild(this.related(item));
    if (item.finding.fixes.length > 0) body.appendChild(this.fixes(item));
    return body;
  }

  private passes(item: Item): boolean {
    if (this.hidden.has(item.group)) return false;
    if (!this.query) return true;
    const { message, place, code, equation } = item.finding;
    return `${message}\n${place}\n${code}\n${equation ?? ""}`.toLowerCase().includes(this.query.toLowerCase());
  }

  private isOpen(group: Group): boolean {
    const loud = LOUD.has(group) || !(this.result?.items ?? []).some((item) => LOUD.has(item.group));
    return this.opened.get(group) ?? (loud || this.query !== "");
  }

  private draw(): void {
    const { result, strings } = this;
    if (!result) return replace(this.root);
    this.bodies.clear();
    const filter = this.filterBar(result);
    const list = h("div", { class: "groups" });
    const hadFocus = this.root.querySelector("input") === document.activeElement;
    const row = document.activeElement?.closest<HTMLElement>(".finding");
    const at = row && this.root.contains(row) ? this.rows.indexOf(row) : -1;
    const { omitted, findings } = result.file;
    const left = omitted > 0 && h("p", { class: "note" }, strings.omitted(findings.length, omitted));
    replace(this.root, left, filter, list);
    this.drawGroups(list, result);
    if (hadFocus) this.root.querySelector("input")?.focus();
    else if (at >= 0) this.focusRow(at);
  }

  private get rows(): HTMLElement[] {
    return Array.from(this.root.querySelectorAll<HTMLElement>(".finding"));
  }

  /** The finding that the keyboard was at, or the one that took its place in the list, or else the list. */
  private focusRow(at: number): void {
    const own = this.current && this.bodies.get(this.current);
    const row = own ?? this.rows[Math.min(at, this.rows.length - 1)];
    (row?.querySelector<HTMLElement>(".finding-head") ?? this.root).focus({ preventScroll: true });
  }

  private drawGroups(list: HTMLElement, result: Result): void {
    const groups = GROUPS.map((group) => this.group(group, result)).filter((each) => each !== null);
    const { strings } = this;
    // The head of the results says that nothing is there yet.
    if (result.isBlank) return replace(list);
    if (result.items.length === 0) {
      const checked = result.file.coverage.checked > 0;
      replace(
        list,
        h(
          "p",
          { class: "none-found" },
          checked ? strings.noneFound : strings.nothingChecked,
          h("span", { class: "quiet" }, ` ${strings.unchecked}`),
        ),
      );
    } else if (groups.length === 0) {
      const clear = (): void => {
        this.hidden.clear();
        this.query = "";
        this.draw();
        this.root.querySelector("input")?.focus();
      };
      const button = h("button", { class: "link", attrs: { type: "button" }, on: { click: clear } }, strings.clearFilter);
      replace(list, h("p", { class: "none-found" }, strings.filterNone, " ", button));
    } else {
      replace(list, groups);
    }
  }

  private filterBar(result: Result): HTMLElement {
    const { strings } = this;
    const chips = GROUPS.filter((group) => result.count(group) > 0).map((group) => {
      const shown = !this.hidden.has(group);
      const toggle = (): void => {
        if (shown) this.hidden.add(group);
        else this.hidden.delete(group);
        this.draw();
        this.root.querySelector<HTMLElement>(`[data-chip="${group}"]`)?.focus();
      };
      return h(
        "button",
        {
          class: `chip is-${group}`,
          attrs: {
            type: "button",
            "aria-pressed": String(shown),
            "data-chip": group,
            title: strings.groupMeaning[group],
          },
          on: { click: toggle },
        },
        `${strings.groups[group]} `,
        h("b", {}, String(result.count(group))),
      );
    });
    const input = h("input", {
      class: "filter-input",
      attrs: {
        type: "search",
        placeholder: strings.filterPlaceholder,
        "aria-label": strings.filterPlaceholder,
        autocomplete: "off",
        value: this.query,
      },
      on: {
        input: () => {
          this.query = input.value.trim();
          this.bodies.clear();
          const list = this.root.querySelector<HTMLElement>(".groups");
          if (list) this.drawGroups(list, result);
        },
      },
    });
    const bar = h("div", { class: "filter", attrs: { role: "group", "aria-label": strings.filterLabel } });
    if (result.items.length > 0) replace(bar, h("div", { class: "chips" }, chips), input);
    return bar;
  }

  private group(group: Group, result: Result): HTMLElement | null {
    const items = result.items.filter((item) => item.group === group && this.passes(item));
    if (items.length === 0) return null;
    const { strings } = this;
    const open = this.isOpen(group);
    const id = `group-${group}`;
    const toggle = (): void => {
      this.opened.set(group, !open);
      this.draw();
      this.root.querySelector<HTMLElement>(`#${id} .group-head`)?.focus();
    };
    const head = h(
      "button",
      {
        class: "group-head",
        attrs: { type: "button", "aria-expanded": String(open), "aria-controls": `${id}-list` },
        on: { click: toggle },
      },
      h("span", { class: "twist", attrs: { "aria-hidden": "true" } }),
      h("span", { class: `tag is-${group}` }, strings.groups[group]),
      h("span", { class: "group-count" }, strings.counted(String(items.length))),
      h("span", { class: "group-meaning" }, strings.groupMeaning[group]),
    );
    const list = h("ol", { class: "finding-list", id: `${id}-list`, attrs: { hidden: !open } });
    if (open) for (const item of items) list.appendChild(this.row(item));
    return h("section", { class: "group", id }, h("h3", { class: "group-title" }, head), list);
  }

  private row(item: Item): HTMLElement {
    const row = h("li", { class: "finding", id: `finding-${item.number}` });
    this.bodies.set(item, row);
    this.fillRow(row, item);
    return row;
  }

  private redraw(item: Item): void {
    const row = this.bodies.get(item);
    if (row) this.fillRow(row, item);
  }

  private fillRow(row: HTMLElement, item: Item): void {
    const hadFocus = row.contains(document.activeElement);
    const open = item === this.current;
    const { strings } = this;
    const { finding } = item;
    const bodyId = `finding-${item.number}-body`;
    row.className = `finding is-${item.group}${open ? " is-open" : ""}`;
    const head = h(
      "button",
      {
        class: "finding-head",
        attrs: {
          type: "button",
          "aria-expanded": String(open),
          "aria-controls": open ? bodyId : null,
          "aria-describedby": `finding-${item.number}-message`,
        },
        on: { click: () => this.actions.select(item) },
      },
      h("span", { class: "finding-number" }, String(item.number)),
      h("span", { class: "finding-place" }, finding.place || strings.line(finding.start.line)),
      h("span", { class: "finding-line" }, strings.line(finding.start.line)),
    );
    const message = h("p", { class: "finding-message", id: `finding-${item.number}-message` }, finding.message);
    replace(row, head, message);
    if (open) {
      const body = this.details(item, false);
      body.id = bodyId;
      replace(body, this.excerpt(item), Array.from(body.childNodes), this.footer(item));
      row.appendChild(body);
    }
    if (hadFocus) head.focus({ preventScroll: true });
  }

  /** The line of the report, shortened around the figure. */
  private excerpt(item: Item): HTMLElement | null {
    const text = this.result?.text ?? "";
    const { start, end } = item.range;
    const before = /[^\r\n]{0,22}$/.exec(text.slice(Math.max(0, start - 22), start))?.[0] ?? "";
    const after = /^[^\r\n]{0,22}/.exec(text.slice(end, end + 22))?.[0] ?? "";
    if ((before + after).trim() === "" || item.shown === "") return null;
    const go = (): void => this.actions.goTo(item, item.range, null);
    const cut = (part: string): string => part.replace(/[\s\u3000]+/g, " ");
    return h(
      "p",
      { class: "finding-excerpt" },
      before.length === 22 ? "…" : "",
      cut(before).trimStart(),
      h("button", { class: "figure-link", attrs: { type: "button" }, on: { click: go } }, item.shown.slice(0, 60)),
      cut(after).trimEnd(),
      after.length === 22 ? "…" : "",
    );
  }

  private footer(item: Item): HTMLElement {
    const { strings } = this;
    const explanation = h("div", { class: "explanation", attrs: { hidden: true } });
    const explain = h(
      "button",
      {
        class: "link",
        attrs: { type: "button", "aria-expanded": "false" },
        on: {
          click: () => {
            const show = explanation.hidden;
            explanation.hidden = !show;
            explain.setAttribute("aria-expanded", String(show));
            if (show && !explanation.hasChildNodes()) this.actions.explain(item, explanation);
          },
        },
      },
      strings.aboutRule(item.finding.code),
    );
    const go = h(
      "button",
      { class: "link", attrs: { type: "button" }, on: { click: () => this.actions.goTo(item, item.range, null) } },
      strings.goTo,
    );
    const severity = strings.severities[item.finding.severity];
    // Hints are called what their group is called: said once is enough.
    const isNews = severity !== strings.groups[item.group];
    return h(
      "div",
      { class: "finding-foot" },
      h("div", { class: "finding-links" }, go, explain, isNews && h("span", { class: "quiet" }, severity)),
      explanation,
    );
  }

  private equation(item: Item, derivation: Derivation): HTMLElement {
    return h(
      "div",
      { class: "equation" },
      h("h4", {}, differs(derivation.equation) ? this.strings.comparison : this.strings.equation),
      h("p", { class: "equation-line" }, this.figures(item, derivation.equation)),
    );
  }

  /** The pieces of an equation, each figure a link to its place. */
  private figures(item: Item, equation: readonly Piece[]): Child[] {
    return equation.map((piece) => {
      if (piece.kind === "sign") return piece.text;
      const place = piece.related === null ? null : item.related[piece.related];
      const range = place?.range ?? (piece.self ? item.range : null);
      const figure = piece.text + piece.unit;
      if (!range) return h("b", { class: "equation-figure" }, figure);
      const label = place ? `${figure}${this.strings.comma}${place.place}` : figure;
      return h(
        "button",
        {
          class: "figure-link",
          attrs: {
            type: "button",
            title: place?.place ?? item.finding.place,
            "aria-label": label,
            "data-related": piece.related,
          },
          on: { click: () => this.actions.goTo(item, range, piece.related) },
        },
        figure,
      );
    });
  }

  private derivation(item: Item, derivation: Derivation, allSteps: boolean): HTMLElement {
    const { strings } = this;
    const steps = this.stepsOf(item, derivation);
    const shown = allSteps ? steps.length : Math.min(this.steps.get(item.key) ?? 0, steps.length);
    const list = h("ol", { class: "steps", attrs: { "aria-live": "polite" } });
    steps.slice(0, shown).forEach((step) => list.appendChild(step));
    const open = (count: number): void => {
      this.steps.set(item.key, count);
      const fresh = this.derivation(item, derivation, false);
      box.replaceWith(fresh);
      (fresh.querySelector<HTMLElement>("button.step-next") ?? fresh.querySelector<HTMLElement>("button"))?.focus();
    };
    const button = (label: string, count: number, className: string, expanded?: boolean): HTMLElement =>
      h(
        "button",
        {
          class: className,
          attrs: { type: "button", "aria-expanded": expanded === undefined ? null : String(expanded) },
          on: { click: () => open(count) },
        },
        label,
      );
    const box = h(
      "div",
      { class: "derivation" },
      h(
        "h4",
        {},
        allSteps ? strings.derivation : button(strings.derivation, shown > 0 ? 0 : 1, "derivation-head", shown > 0),
      ),
      shown > 0 && list,
      !allSteps &&
        shown > 0 &&
        shown < steps.length &&
        h(
          "p",
          { class: "step-buttons" },
          button(`${strings.nextStep}（${shown + 1}/${steps.length}）`, shown + 1, "link step-next"),
          button(strings.allSteps, steps.length, "link"),
        ),
    );
    return box;
  }

  private stepsOf(item: Item, derivation: Derivation): HTMLElement[] {
    const { strings } = this;
    const { finding } = item;
    const steps: HTMLElement[] = [];
    const step = (title: string, ...content: Child[]): void => {
      steps.push(h("li", {}, h("span", { class: "step-title" }, title), h("span", { class: "step-text" }, content)));
    };
    const { name } = item;
    const unit = unitStated(derivation) || unitOf(finding, item.shown);
    const what = name ? strings.figureName(name.name, name.year, name.basis) : finding.place;
    step(strings.steps.stated, what && `${what}${strings.colon}`, h("b", {}, item.shown || (finding.stated ?? "")));
    // Where two places differ there is nothing to compute: the other place is all that there is to be said.
    if (differs(derivation.equation)) step(strings.steps.other, this.otherPlace(item, derivation, unit));
    else for (const [title, ...content] of this.computation(item, derivation, unit)) step(title, ...content);
    if (derivation.intervals) step(strings.steps.interval, this.intervals(derivation.intervals));
    if (finding.gap !== null) step(strings.steps.gap, h("b", {}, strings.gap(finding.gap.replace(/^-/, ""), unit)));
    const cause = causeOf(finding.message);
    if (cause) step(strings.steps.cause, cause);
    return steps;
  }

  /** From the figures of the report to what they come to. */
  private computation(item: Item, derivation: Derivation, unit: string): [string, ...Child[]][] {
    const { strings } = this;
    const { equation, computed } = item.finding;
    const steps: [string, ...Child[]][] = [];
    if (derivation.words) steps.push([strings.steps.words, derivation.words]);
    else if (equation?.includes("…")) steps.push([strings.steps.words, strings.sumOf(operandCount(derivation))]);
    steps.push([strings.steps.figures, this.figures(item, derivation.equation)]);
    if (derivation.result) {
      const { text, exact: all } = derivation.result;
      const value = `${text}${all ? "" : strings.resultMore}${derivation.result.unit || unit}`;
      const rounded = all && exact.trimmed(text) === computed ? "" : strings.roundedTo(`${computed ?? ""}${unit}`);
      steps.push([strings.steps.result, h("b", {}, value), rounded]);
    } else if (computed !== null) {
      steps.push([strings.steps.result, h("b", {}, computed + unit)]);
    }
    return steps;
  }

  /** The place that says something else, and what it says. */
  private otherPlace(item: Item, derivation: Derivation, unit: string): Child[] {
    const figure = derivation.equation.find((piece) => piece.kind === "figure" && !piece.self);
    if (figure?.kind !== "figure") return [];
    const place = figure.related === null ? undefined : item.related[figure.related]?.place;
    return [place && `${place}${this.strings.colon}`, ...this.figures(item, [{ ...figure, unit: figure.unit || unit }])];
  }

  /** The two ranges in figures and drawn one above the other, so that one sees whether they meet. */
  private intervals(intervals: NonNullable<Derivation["intervals"]>): Child[] {
    const { strings } = this;
    const habit = { rounded: strings.habitRounded, cut: strings.habitCut };
    const { stated, statedHabit, possible, possibleHabit, meet } = intervals;
    const row = (name: string, { low, high }: { low: string; high: string }): Child => [
      h("span", {}, name),
      h("span", {}, strings.intervalRange(low, high)),
    ];
    return [
      h(
        "span",
        { class: "interval-rows" },
        row(strings.intervalStated(habit[statedHabit]), stated),
        row(strings.intervalPossible(habit[possibleHabit]), possible),
      ),
      intervalPicture(stated.drawn, possible.drawn),
      meet ? strings.intervalMeet : strings.intervalApart,
    ];
  }

  private related(item: Item): HTMLElement {
    const { strings } = this;
    const places = item.related.map((place, at) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            class: "place-link",
            attrs: { type: "button", "data-related": at },
            on: { click: () => this.actions.goTo(item, place.range, at) },
          },
          h("span", { class: "place-name" }, place.place),
          place.figure && h("b", { class: "place-figure" }, place.figure),
          h("span", { class: "place-line" }, strings.line(place.line)),
        ),
      ),
    );
    return h("div", { class: "related-places" }, h("h4", {}, strings.relatedTitle), h("ul", {}, places));
  }

  private fixes(item: Item): HTMLElement {
    const { strings } = this;
    const buttons = item.finding.fixes.map((fix, at) =>
      h(
        "li",
        {},
        h("span", {}, fix.message),
        h(
          "button",
          {
            class: "apply",
            attrs: { type: "button", "aria-label": `${strings.apply}${strings.colon}${fix.message}` },
            on: { click: () => this.actions.applyFix(item, at) },
          },
          strings.apply,
        ),
      ),
    );
    return h("div", { class: "fixes" }, h("h4", {}, strings.fixTitle), h("ul", {}, buttons));
  }
}

/** How many figures stand left of the sign. */
function operandCount(derivation: Derivation): number {
  const end = derivation.equation.findIndex((piece) => /[=≠]/.test(piece.text));
  return derivation.equation.slice(0, end).filter((piece) => piece.kind === "figure").length;
}

/** The unit of the finding's own figure, where the equation says its units. */
function unitStated(derivation: Derivation): string {
  const own = derivation.equation.find((piece) => piece.kind === "figure" && piece.self);
  return own?.kind === "figure" ? own.unit : "";
}

const PICTURE_WIDTH = 300;
/** A range that is very narrow beside the other must still be seen. */
const LEAST_WIDTH = 2;

/** Both ranges on one scale: what is written above the line, what can be computed below it. */
function intervalPicture(stated: readonly [number, number], possible: readonly [number, number]): SVGElement {
  const low = Math.min(stated[0], possible[0]);
  const span = Math.max(stated[1], possible[1]) - low || 1;
  const x = (value: number): number => 10 + ((value - low) / span) * (PICTURE_WIDTH - 20);
  const bar = (range: readonly [number, number], y: number, name: string): SVGElement =>
    svg("rect", { class: name, x: x(range[0]), y, width: Math.max(LEAST_WIDTH, x(range[1]) - x(range[0])), height: 8 });
  return svg(
    "svg",
    {
      class: "interval-picture",
      viewBox: `0 0 ${PICTURE_WIDTH} 34`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("line", { class: "interval-axis", x1: 0, x2: PICTURE_WIDTH, y1: 17, y2: 17 }),
    bar(stated, 7, "interval-stated"),
    bar(possible, 19, "interval-possible"),
  );
}
