/** The page: what is open, what was found, and what the reader does with it. */

import { isOvertaken, type Ask, type PageChecker } from "./checker.js";
import type { FileResult, Lang, ScoreRow } from "./contract.js";
import { drawCounts } from "./countsview.js";
import { drawCoverage, legend } from "./coverageview.js";
import { byId, h, replace, type Child } from "./dom.js";
import { PlainEditor, RichEditor, loadRichEditor, type Editor } from "./editor.js";
import { baseName, onePage, save } from "./exporting.js";
import { FindingsView } from "./findingsview.js";
import { TextHistory } from "./history.js";
import { isField, listenForReports } from "./intake.js";
import { byLines, fromLayout, rangeOf, rowNames } from "./layout.js";
import { markdown } from "./markdown.js";
import type { NumberMark } from "./marks.js";
import { Result, type Item } from "./model.js";
import { Notices } from "./notices.js";
import { open, type Opened, type Opening } from "./open.js";
import { PageView } from "./pageview.js";
import { compose } from "./paper.js";
import type { Range } from "./positions.js";
import { drawScore } from "./scoreview.js";
import { strings, type Strings } from "./strings.js";
import { summary } from "./summary.js";
import { hiddenCount } from "./visible.js";

export type Tab = "text" | "findings" | "score" | "coverage";
export type View = "page" | "edit";

/** The tabs of a narrow screen; a wide one shows the text beside the others. */
const TABS: readonly Tab[] = ["text", "findings", "score", "coverage"];
/** A report of more blocks is never put into the page at once, but to be printed. */
const MANY_BLOCKS = 1500;
/** Milliseconds without typing before the text is checked. */
const DEBOUNCE = 150;

export interface Surroundings {
  readonly lang: Lang;
  readonly rules: string | null;
  /** Whether this is the one-file build, which has no network at all. */
  readonly offline: boolean;
  /** The sample, where there is one. */
  readonly sample: (() => Promise<Opened>) | null;
}

export class App {
  private lang: Lang;
  private strings: Strings;
  private rules: string | null;
  private checker: PageChecker | null = null;
  private checkerFailed = false;
  private opened: Opened | null = null;
  /** The text as it was opened. */
  private original = "";
  private lineEnd: "\n" | "\r\n" = "\n";
  private readonly history = new TextHistory();
  private view: View = "page";
  private tab: Tab = "findings";
  /** How far down each panel was left. */
  private readonly scrolled = new Map<Tab, number>();
  private result: Result | null = null;
  private json = "";
  private numbers: readonly NumberMark[] | null = null;
  /** What the row of a form is called in which something begins. */
  private rowOf = (_start: number): string => "";
  /** The text whose layout the page shows. */
  private laidOut: Result | null = null;
  private timer = 0;
  /** The report that the editor holds. */
  private edited: string | null = null;
  private readonly narrow = window.matchMedia("(max-width: 899px)");
  private readonly notices: Notices;
  private readonly findings: FindingsView;
  private readonly page: PageView;
  private editor: Editor;
  private richEditor: Promise<void> | null = null;
  private readonly editing = {
    input: (text: string): void => this.type(text),
    undo: (): void => this.undo(),
    redo: (): void => this.redo(),
    check: (): Promise<FileResult> => this.checkEdited(),
  };

  constructor(private readonly around: Surroundings) {
    this.lang = around.lang;
    this.rules = around.rules;
    this.strings = strings(this.lang);
    this.notices = new Notices(byId("notices"), () => this.strings.dismiss, () => this.focusOnContent());
    this.page = new PageView(byId("page"), (item) => this.select(item, "link"));
    this.findings = new FindingsView(
      byId("panel-findings"),
      {
        select: (item) => this.select(item === this.findings.selected ? null : item, "list"),
        goTo: (item, range, related) => this.goTo(item, range, related),
        applyFix: (item, fix) => this.applyFix(item, fix),
        explain: (item, into) => void this.explain(item, into),
      },
      this.strings,
    );
    this.editor = new PlainEditor(this.editing);
    byId("editor-frame").appendChild(this.editor.element);
    this.listen();
    this.draw();
  }

  /** The checker is there: whatever is open is checked. */
  async ready(checker: PageChecker): Promise<void> {
    this.checker = checker;
    byId("tier").textContent = `${this.strings.tiers[checker.tier] ?? checker.tier} · ${this.strings.version(checker.version)}`;
    const names = await checker.rules();
    // An address may name a rule set that is not there.
    if (this.rules !== null && !names.includes(this.rules)) {
      this.notices.show("rules", this.strings.noSuchRules(this.rules), true);
      this.rules = null;
    }
    this.drawRules(names);
    void this.check();
  }

  /** The checker cannot be had. The text stays, and nothing says that it was checked. */
  failed(): void {
    this.checkerFailed = true;
    this.notices.show("load", this.strings.loadFailed, true);
    this.drawState();
    void this.check();
  }

  /** Shows a report, in place of the one before: nothing of that can come back under the name of this one. */
  openReport(opened: Opened): void {
    if (!this.mayLeave()) return;
    const hadFocus = !hasLostFocus();
    this.history.clear();
    this.opened = opened;
    this.original = opened.text;
    this.lineEnd = opened.text.includes("\r\n") ? "\r\n" : "\n";
    this.result = null;
    this.laidOut = null;
    this.numbers = null;
    this.findings.forget();
    this.page.clear();
    this.clearNotices();
    this.noticeAbout(opened);
    this.edited = null;
    this.scrolled.clear();
    this.setView("page");
    this.setTab(this.narrow.matches ? "findings" : this.tab === "text" ? "findings" : this.tab);
    this.draw();
    if (hadFocus && hasLostFocus()) this.focusOnContent();
    void this.check();
  }

  async openFiles(files: readonly File[]): Promise<void> {
    const [file, ...others] = files;
    if (!file) return;
    const opening: Opening = await open(file);
    if (opening.ok) this.openReport(opening.opened);
    else this.refuse(opening);
    if (others.length > 0) this.notices.show("several", this.strings.severalFiles(others.length), false);
  }

  async openSample(): Promise<void> {
    if (!this.around.sample) return;
    try {
      this.openReport(await this.around.sample());
    } catch {
      this.sampleFailed();
    }
  }

  sampleFailed(): void {
    this.notices.show("sample", this.strings.sampleFailed, true);
  }

  // Reading

  /** The keyboard goes to the results, or to the first thing to do where there are none. */
  private focusOnContent(): void {
    byId(this.opened ? "results" : "welcome-open").focus({ preventScroll: true });
  }

  /** `link` is a mark that was followed: the keyboard goes where it leads. */
  private select(item: Item | null, from: "list" | "page" | "keys" | "link"): void {
    if (item && this.tab !== "findings" && !(this.narrow.matches && this.tab === "text")) this.setTab("findings");
    const inEditor = document.activeElement === this.editor.element;
    const leads = from === "link" || (from === "keys" && !inEditor);
    const before = this.findings.selected;
    this.findings.select(item, leads && this.tab === "findings");
    this.page.select(item);
    if (!item) return this.closeSheet(before);
    if (this.view === "edit") {
      if (inEditor && from === "keys") this.editor.reveal(this.text, item.range);
    } else if (from === "list" || from === "keys") {
      this.scrollTo(this.page.markOf(item));
    }
    this.drawSheet();
    const inSheet = byId("sheet").contains(document.activeElement);
    if (this.narrow.matches && this.tab === "text" && leads && !inSheet) byId("sheet").focus();
  }

  /** Nothing is looked at any more; whoever was in the sheet goes back to the mark that led there. */
  private closeSheet(item: Item | null): void {
    const hadFocus = byId("sheet").contains(document.activeElement);
    this.drawSheet();
    if (hadFocus && item) this.page.markOf(item)?.focus({ preventScroll: true });
  }

  /** Goes on to the next finding in the text, or back; after the last comes the first. */
  private step(forward: boolean): void {
    const items = this.findings.passing;
    if (items.length === 0) return this.sayNoNext();
    this.notices.dismiss("step");
    const selected = this.findings.selected;
    const at = selected ? items.indexOf(selected) : -1;
    const next = at < 0 ? (forward ? 0 : items.length - 1) : (at + (forward ? 1 : -1) + items.length) % items.length;
    this.select(items[next] ?? null, "keys");
  }

  /** Why there is nowhere to go to: a key that does nothing looks broken. */
  private sayNoNext(): void {
    const sentence = this.whyNoNext();
    this.notices.show("step", sentence, false);
    this.announce(sentence);
  }

  private whyNoNext(): string {
    const { strings: s, result } = this;
    if (!result) return s.notChecked;
    if (result.isBlank) return s.nothingThere;
    return result.items.length > 0 ? s.filterNone : `${s.noNext}${s.wordGap}${s.unchecked}`;
  }

  private goTo(item: Item, range: Range, related: number | null): void {
    if (this.narrow.matches) this.setTab("text");
    if (this.view === "edit") return this.editor.reveal(this.text, range);
    if (item !== this.findings.selected) this.select(item, "page");
    const element = related === null ? this.page.markOf(item) : this.page.relatedOf(item, related);
    this.flash(element ?? this.page.leafAt(range));
  }

  private goToRange(range: Range): void {
    if (this.narrow.matches) this.setTab("text");
    if (this.view === "edit") return this.editor.reveal(this.text, range);
    this.flash(this.page.leafAt(range));
  }

  /** Brings a place into sight, gives it the keyboard for a moment and lets it light up once. */
  private flash(element: HTMLElement | null): void {
    if (!element) return;
    this.scrollTo(element);
    if (!element.hasAttribute("href")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.classList.remove("is-flashing");
    // Asking for a size ends the old animation, so that a second visit lights up again.
    void element.offsetWidth;
    element.classList.add("is-flashing");
    element.addEventListener("animationend", () => element.classList.remove("is-flashing"), { once: true });
  }

  private scrollTo(element: HTMLElement | null): void {
    // On a narrow screen the text is not there while the list is.
    if (element && element.offsetParent !== null) element.scrollIntoView({ block: "center", inline: "nearest" });
  }

  private async explain(item: Item, into: HTMLElement): Promise<void> {
    const explanation = await this.checker?.explain(item.finding.code, this.lang).catch(() => null);
    const { rulesLanguage } = this.strings;
    if (explanation) replace(into, rulesLanguage && h("p", { class: "quiet" }, rulesLanguage), markdown(explanation.markdown));
  }

  // Changing

  private get text(): string {
    return this.opened?.text ?? "";
  }

  private get isEdited(): boolean {
    return this.opened !== null && this.opened.text !== this.original;
  }

  /** Asks before anything is lost that was typed. */
  private mayLeave(): boolean {
    return !this.isEdited || window.confirm(this.strings.leave);
  }

  private type(value: string): void {
    const text = this.lineEnd === "\r\n" ? value.replace(/\r?\n/g, "\r\n") : value;
    if (text === this.text) return;
    this.change(text, true);
  }

  private change(text: string, typed: boolean): void {
    if (!this.opened) return;
    this.history.keep(this.opened.text, typed, Date.now());
    this.setText(text, typed);
  }

  private setText(text: string, typed: boolean): void {
    if (!this.opened) return;
    this.opened = { ...this.opened, text };
    if (!typed) this.editor.setText(text, false);
    this.drawState();
    window.clearTimeout(this.timer);
    if (typed && this.editor.checksItself) return;
    this.timer = window.setTimeout(() => void this.check(), typed ? DEBOUNCE : 0);
  }

  private applyFix(item: Item, number: number): void {
    const fix = item.finding.fixes[number];
    const result = this.result;
    if (!fix || !result || result.text !== this.text) return;
    const edits = fix.edits.map((edit) => ({ ...result.lines.range(edit.start, edit.end), text: edit.text }));
    const next = edits
      .sort((a, b) => b.start - a.start)
      .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), this.text);
    this.change(next, false);
    this.notices.show("fix", this.strings.applied(fix.message), false, { label: this.strings.undo, run: () => this.undo() });
  }

  private undo(): void {
    const text = this.history.undo(this.text);
    if (text === null) return;
    this.setText(text, false);
    this.notices.show("fix", this.strings.undone, false);
  }

  private redo(): void {
    const text = this.history.redo(this.text);
    if (text === null) return;
    this.setText(text, false);
    this.notices.dismiss("fix");
  }

  // Checking

  private ask(opened: Opened): Ask {
    return { opened, lang: this.lang, rules: this.rules };
  }

  /** For an editor that says itself when to check. Where the text has changed meanwhile, a later check answers it. */
  private async checkEdited(): Promise<FileResult> {
    const { text } = this;
    if (this.result?.text !== text) await this.check();
    if (this.result?.text === text) return this.result.file;
    throw new DOMException("a later check has overtaken this one", "AbortError");
  }

  private async check(): Promise<void> {
    const { opened, checker } = this;
    if (!opened) return;
    if (!checker) return this.showUnchecked(opened);
    this.setBusy(true);
    try {
      const { file, json } = await checker.check(this.ask(opened));
      if (opened !== this.opened) return;
      this.json = json;
      this.numbers = null;
      this.result = new Result(opened.text, file);
      this.notices.dismiss("check");
      this.drawResult(this.result);
      this.drawState();
      this.setBusy(false);
      await this.layOut();
    } catch (error) {
      if (isOvertaken(error)) return;
      this.setBusy(false);
      if (!this.result) this.showUnchecked(opened);
      this.notices.show("check", this.strings.checkFailed, true, {
        label: this.strings.retry,
        run: () => void this.check(),
      });
    }
  }

  /** Lays the checked text out, if it is to be seen and was not yet. */
  private async layOut(): Promise<void> {
    const { result, checker, opened } = this;
    if (!result || !checker || !opened || result === this.laidOut || this.view !== "page") return;
    const layout = await checker.layout(this.ask(opened)).catch(unlessOvertaken);
    if (result !== this.result) return;
    // Without a layout the text is still there, line by line.
    if (!layout) return this.showPage(result, byLines(result.text));
    this.numbers = layout.numbers.map(({ range, state }) => ({ ...rangeOf(range), state: state === "name" ? "names" : state }));
    this.rowOf = rowNames(result.text, layout);
    result.learn(layout);
    const blocks = fromLayout(result.text, layout);
    this.showPage(result, blocks.length > 0 ? blocks : byLines(result.text));
    this.drawCoveragePanel(result);
  }

  private showPage(result: Result, blocks: ReturnType<typeof byLines>): void {
    const scroller = byId("desk");
    const { scrollTop } = scroller;
    this.laidOut = result;
    this.page.show({ text: result.text, blocks, items: result.items, numbers: this.numbers ?? [], strings: this.strings });
    this.page.select(this.findings.selected);
    if (scrollTop > 0) {
      // The place where the reader was may not be there yet. A long report keeps room for what is to come instead.
      if (blocks.length < MANY_BLOCKS) this.page.fillAll();
      scroller.scrollTop = scrollTop;
    }
  }

  /** The text alone, where nothing checks it yet or nothing can. */
  private showUnchecked(opened: Opened): void {
    const waits = !this.checker && !this.checkerFailed;
    replace(byId("counts"), h("p", { class: "quiet" }, waits ? this.strings.loading : this.strings.notChecked));
    this.page.show({ text: opened.text, blocks: byLines(opened.text), items: [], numbers: [], strings: this.strings });
  }

  private setBusy(busy: boolean): void {
    byId("results").setAttribute("aria-busy", String(busy));
    if (busy && !this.result) replace(byId("counts"), h("p", { class: "quiet" }, this.strings.checking));
  }

  // Drawing

  private draw(): void {
    const { strings: s } = this;
    document.documentElement.lang = this.lang === "zh" ? "zh-CN" : "en";
    document.title = this.opened ? `${this.opened.name || s.pasted} — ${s.name}` : s.title;
    this.say();
    this.editor.setStrings(s);
    this.drawWelcome();
    this.drawTabs();
    this.drawState();
    if (this.result) this.drawResult(this.result);
    else for (const tab of TABS.slice(1)) replace(byId(`panel-${tab}`));
    this.drawSheet();
    if (this.checker) byId("tier").textContent = `${s.tiers[this.checker.tier] ?? this.checker.tier} · ${s.version(this.checker.version)}`;
  }

  /** Puts the words of the page's own HTML in place: each names its string in `data-say`. */
  private say(): void {
    const words = this.strings as unknown as Readonly<Record<string, unknown>>;
    const word = (key: string | undefined): string => String(words[key ?? ""] ?? "");
    for (const element of Array.from(document.querySelectorAll<HTMLElement>("[data-say]"))) {
      element.textContent = word(element.dataset["say"]);
    }
    for (const element of Array.from(document.querySelectorAll<HTMLElement>("[data-label]"))) {
      element.setAttribute("aria-label", word(element.dataset["label"]));
      if (element.hasAttribute("title")) element.title = word(element.dataset["label"]);
    }
    byId("privacy").textContent = this.around.offline ? this.strings.privacyOffline : this.strings.privacy;
    byId("language").lang = this.lang === "zh" ? "en" : "zh-CN";
  }

  private drawWelcome(): void {
    const { strings: s } = this;
    const list = s.what.map(([title, text]) => h("li", {}, h("b", {}, title), h("span", {}, text)));
    replace(byId("welcome-what"), list);
    byId("welcome-sample").hidden = !this.around.sample;
  }

  private drawTabs(): void {
    const { strings: s, result } = this;
    const counts: Partial<Record<Tab, Child>> = {};
    if (result) counts.findings = h("span", { class: "tab-count" }, `${result.items.length}${result.file.omitted > 0 ? "+" : ""}`);
    for (const tab of TABS) {
      const button = byId(`tab-${tab}`);
      const selected = tab === this.shownTab;
      replace(button, s.tabs[tab], counts[tab] ? [" ", counts[tab]] : null);
      button.setAttribute("aria-selected", String(selected));
      button.tabIndex = selected ? 0 : -1;
    }
    for (const tab of TABS.slice(1)) byId(`panel-${tab}`).hidden = tab !== this.shownTab;
    byId("keys").hidden = !result || result.items.length === 0;
    document.body.dataset["tab"] = this.shownTab;
  }

  /** On a wide screen the text is beside the panels, so its tab stands for the findings. */
  private get shownTab(): Tab {
    return !this.narrow.matches && this.tab === "text" ? "findings" : this.tab;
  }

  private setTab(tab: Tab): void {
    const scroller = this.narrow.matches ? document.documentElement : document.querySelector(".panels");
    const before = this.shownTab;
    const top = scroller?.scrollTop ?? 0;
    this.tab = tab;
    this.drawTabs();
    this.drawSheet();
    if (!scroller || this.shownTab === before) return;
    this.scrolled.set(before, top);
    // Each panel is found where it was left; on a narrow screen a new one begins below the counts, which stay out of sight.
    const start = this.narrow.matches ? Math.min(top, byId("counts").getBoundingClientRect().bottom + window.scrollY) : 0;
    scroller.scrollTop = this.scrolled.get(this.shownTab) ?? start;
  }

  private setView(view: View): void {
    this.view = view;
    document.body.dataset["view"] = view;
    for (const each of ["page", "edit"] as const) byId(`view-${each}`).setAttribute("aria-pressed", String(each === view));
    if (view === "page") void this.layOut();
    byId("page").hidden = view !== "page";
    byId("editor-frame").hidden = view !== "edit";
    this.drawSheet();
  }

  /** Opens the text for editing, at the finding that is looked at. */
  private async edit(): Promise<void> {
    this.setView("edit");
    // Without a checker there is only the plain editor, which gives way the next time.
    if (this.checker) this.richEditor = this.richEditor ?? this.mountRichEditor();
    await this.richEditor;
    if (this.view !== "edit") return;
    this.editor.setText(this.text, this.edited !== this.opened?.name);
    this.edited = this.opened?.name ?? null;
    const item = this.findings.selected;
    if (item) this.editor.reveal(this.text, item.range);
    else this.editor.element.focus({ preventScroll: true });
  }

  private async mountRichEditor(): Promise<void> {
    const { checker } = this;
    if (!checker || !(await loadRichEditor(this.around.offline ? null : "editor.js"))) return;
    const editor = new RichEditor(this.editing, checker, this.strings);
    this.editor.element.replaceWith(editor.element);
    this.editor = editor;
  }

  private drawState(): void {
    const isOpen = this.opened !== null;
    document.body.classList.toggle("has-report", isOpen);
    byId("welcome").hidden = isOpen;
    byId("workspace").hidden = !isOpen;
    for (const id of ["open", "print", "export", "close"]) byId(id).hidden = !isOpen;
    const hasHistory = this.history.canUndo || this.history.canRedo;
    for (const id of ["undo", "redo"]) byId(id).hidden = !isOpen || !hasHistory;
    byId<HTMLButtonElement>("undo").disabled = !this.history.canUndo;
    byId<HTMLButtonElement>("redo").disabled = !this.history.canRedo;
    // Of what is not checked there is nothing to print or to hand on but its text.
    for (const id of ["print", "export-html", "export-json"]) byId<HTMLButtonElement>(id).disabled = !this.result;
    if (!this.opened) return;
    const { name, encoding } = this.opened;
    // Where nothing was there to begin with, whatever is typed is the report itself.
    const edited = this.isEdited && this.original !== "";
    replace(
      byId("file"),
      h("b", { class: "file-name" }, name || this.strings.pasted),
      name && h("span", { class: "quiet" }, this.strings.encodings[encoding]),
      edited && h("span", { class: "quiet" }, this.strings.edited),
    );
  }

  private drawRules(names: readonly string[]): void {
    const select = byId<HTMLSelectElement>("ruleset");
    const option = (value: string, label: string): HTMLElement =>
      h("option", { attrs: { value, selected: value === (this.rules ?? "") } }, label);
    replace(
      select,
      option("", this.strings.rulesetAuto),
      names.map((name) => option(name, name)),
    );
    select.hidden = false;
  }

  private drawResult(result: Result): void {
    this.findings.show(result, this.strings);
    drawCounts(byId("counts"), result, this.strings);
    this.drawTabs();
    drawScore(byId("panel-score"), result.file.score, this.strings, (row) => this.goToRange(placeOfRow(result, row)));
    this.drawCoveragePanel(result);
    this.drawSheet();
    this.notices.dismiss("step");
    const said = summary(result, this.strings);
    const sentence = result.isBlank ? said : this.strings.done(said);
    if (byId("live").textContent !== sentence) this.announce(sentence);
  }

  /** Has a screen reader say a sentence. */
  private announce(sentence: string): void {
    byId("live").textContent = sentence;
  }

  private drawCoveragePanel(result: Result): void {
    drawCoverage(byId("panel-coverage"), result.file.coverage, this.numbers, result.lines, this.strings, {
      goTo: (range) => this.goToRange(range),
      rowOf: this.rowOf,
    });
    replace(byId("legend"), legend(result.file.coverage, this.strings, false), h("p", {}, this.strings.unchecked));
  }

  /** On a narrow screen the finding that was tapped lies over the foot of the text. */
  private drawSheet(): void {
    const sheet = byId("sheet");
    const item = this.findings.selected;
    const visible = this.narrow.matches && this.tab === "text" && item !== null && this.view === "page";
    sheet.hidden = !visible;
    document.body.classList.toggle("has-sheet", visible);
    if (!visible || !item) return;
    const { strings: s } = this;
    const pressed = sheet.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    const button = (label: string, sign: string, action: () => void): HTMLElement =>
      h(
        "button",
        { class: "icon-button", attrs: { type: "button", "aria-label": label, title: label }, on: { click: action } },
        sign,
      );
    replace(
      sheet,
      h(
        "div",
        { class: "sheet-head" },
        h("h3", {}, h("span", { class: `tag is-${item.group}` }, `${s.groups[item.group]} ${item.number}`)),
        h("span", { class: "sheet-place" }, item.finding.place),
        button(s.previous, "‹", () => this.step(false)),
        button(s.next, "›", () => this.step(true)),
        button(s.dismiss, "×", () => this.select(null, "page")),
      ),
      h("p", { class: "finding-message" }, item.finding.message),
      this.findings.details(item, false),
    );
    // The button that was pressed was drawn anew.
    const again = Array.from(sheet.querySelectorAll<HTMLElement>(".icon-button"));
    again.find((each) => each.getAttribute("aria-label") === pressed)?.focus();
  }

  // Notices

  private clearNotices(): void {
    this.notices.clear();
    if (this.checkerFailed) this.notices.show("load", this.strings.loadFailed, true);
  }

  private noticeAbout(opened: Opened): void {
    const { strings: s } = this;
    if (opened.replaced > 0) {
      this.notices.show("bytes", s.replacedBytes(opened.replaced, s.encodings[opened.encoding]), true);
    }
    const hidden = hiddenCount(opened.text);
    if (hidden > 0) this.notices.show("hidden", s.hiddenChars(hidden), false);
  }

  private refuse(opening: Extract<Opening, { ok: false }>): void {
    const { strings: s } = this;
    const sentence = s.refused(opening.name, s.refusals[opening.refusal]);
    this.notices.show("refused", `${s.refusalTitle}${s.colon}${sentence}`, true);
  }

  // Taking away

  /** Everything on paper, laid out; also where the text is being edited. */
  private async paper(): Promise<HTMLElement | null> {
    const { result } = this;
    if (!result) return null;
    if (this.laidOut !== result) {
      const { view } = this;
      this.view = "page";
      await this.layOut();
      this.view = view;
    }
    return this.paperNow();
  }

  private paperNow(): HTMLElement | null {
    const { result } = this;
    if (!result) return null;
    if (this.laidOut !== result) this.showPage(result, byLines(result.text));
    return compose({
      result,
      findings: this.findings,
      page: this.page,
      pageRoot: byId("page"),
      strings: this.strings,
      when: new Date(),
      lang: this.lang,
    });
  }

  private async exportAs(kind: "html" | "json" | "text"): Promise<void> {
    const { opened } = this;
    if (!opened) return;
    const name = baseName(opened.name || this.strings.pasted);
    if (kind === "text") return save(`${name}.gj`, "text/plain", opened.text);
    if (kind === "json") return save(`${name}.gouji.json`, "application/json", this.json);
    const article = await this.paper();
    if (article) save(`${name}.gouji.html`, "text/html", onePage(name, document.documentElement.lang, article));
  }

  private async print(): Promise<void> {
    await this.paper();
    window.print();
  }

  // Listening

  private listen(): void {
    const on = (id: string, action: () => void): void => byId(id).addEventListener("click", action);
    const input = byId<HTMLInputElement>("file-input");
    for (const id of ["open", "welcome-open"]) on(id, () => input.click());
    input.addEventListener("change", () => {
      void this.openFiles(Array.from(input.files ?? []));
      // The same file may be chosen again after it was changed elsewhere.
      input.value = "";
    });
    on("welcome-paste", () => {
      this.openReport({ name: "", encoding: "utf-8", replaced: 0, text: "" });
      if (this.narrow.matches) this.setTab("text");
      void this.edit();
    });
    on("welcome-sample", () => void this.openSample());
    on("close", () => this.close());
    on("print", () => void this.print());
    on("undo", () => this.undo());
    on("redo", () => this.redo());
    on("view-page", () => this.setView("page"));
    on("view-edit", () => void this.edit());
    on("language", () => this.setLang(this.lang === "zh" ? "en" : "zh"));
    on("theme", toggleTheme);
    byId("coverage-switch").addEventListener("click", () => {
      const button = byId("coverage-switch");
      const drawn = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(drawn));
      document.body.classList.toggle("draws-coverage", drawn);
    });
    byId<HTMLSelectElement>("ruleset").addEventListener("change", (event) => {
      this.rules = (event.target as HTMLSelectElement).value || null;
      void this.check();
    });
    this.listenToExport();
    this.listenToTabs();
    // Before the editor, which has keys of its own.
    document.addEventListener("keydown", (event) => this.key(event), true);
    listenForReports({
      text: (text) => this.openReport({ name: "", encoding: "utf-8", replaced: 0, text }),
      files: (files) => void this.openFiles(files),
      nothing: () => this.notices.show("paste", this.strings.clipboardEmpty, false),
    });
    window.addEventListener("beforeprint", () => {
      const article = this.paperNow();
      replace(byId("paper"), article);
    });
    window.addEventListener("afterprint", () => replace(byId("paper")));
    window.addEventListener("beforeunload", (event) => {
      if (this.isEdited) event.preventDefault();
    });
    const onWidth = (): void => {
      this.drawTabs();
      this.drawSheet();
    };
    // Older browsers know only addListener.
    if (this.narrow.addEventListener) this.narrow.addEventListener("change", onWidth);
    else this.narrow.addListener(onWidth);
  }

  private listenToExport(): void {
    const menu = byId<HTMLDetailsElement>("export");
    for (const kind of ["html", "json", "text"] as const) {
      byId(`export-${kind}`).addEventListener("click", () => {
        menu.open = false;
        menu.querySelector("summary")?.focus();
        void this.exportAs(kind);
      });
    }
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target as Node)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  }

  private listenToTabs(): void {
    for (const tab of TABS) byId(`tab-${tab}`).addEventListener("click", () => this.setTab(tab));
    byId("tabs").addEventListener("keydown", (event) => {
      const tabs = TABS.filter((tab) => byId(`tab-${tab}`).offsetParent !== null);
      const at = tabs.indexOf(this.shownTab);
      const moves: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
      const to = moves[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const tab = tabs[(to + tabs.length) % tabs.length];
      if (!tab) return;
      this.setTab(tab);
      byId(`tab-${tab}`).focus();
    });
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || !this.opened) return;
    if (event.key === "F8") {
      event.preventDefault();
      event.stopPropagation();
      this.step(!event.shiftKey);
    } else if (event.key === "Escape" && !byId("sheet").hidden) {
      this.select(null, "page");
    } else if ((event.ctrlKey || event.metaKey) && !event.altKey && !isField(event.target)) {
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) this.undo();
      else if (key === "y" || key === "z") this.redo();
      else return;
      event.preventDefault();
    }
  }

  private close(): void {
    if (!this.mayLeave()) return;
    this.opened = null;
    this.result = null;
    this.laidOut = null;
    this.findings.forget();
    this.history.clear();
    this.page.clear();
    this.edited = null;
    this.editor.setText("", true);
    this.clearNotices();
    this.draw();
    byId("welcome-open").focus();
  }

  private setLang(lang: Lang): void {
    this.lang = lang;
    this.strings = strings(lang);
    this.laidOut = null;
    this.draw();
    const select = byId<HTMLSelectElement>("ruleset");
    const auto = select.options[0];
    if (auto) auto.textContent = this.strings.rulesetAuto;
    void this.check();
  }
}

/** Where an indicator's name stands in its row; the row begins with merged cells that are empty. */
function placeOfRow(result: Result, row: ScoreRow): Range {
  const range = result.lines.range(row.start, row.end);
  const at = row.name === "" ? -1 : result.text.slice(range.start, range.end).indexOf(row.name);
  return at < 0 ? range : { start: range.start + at, end: range.start + at + row.name.length };
}

/** Whether the keyboard is nowhere: what it was at is not there any more, or not to be seen. */
function hasLostFocus(): boolean {
  const at = document.activeElement;
  return !(at instanceof HTMLElement) || at === document.body || at.offsetParent === null;
}

/** A call that failed gives nothing; one that was overtaken is somebody else's. */
function unlessOvertaken(error: unknown): null {
  if (isOvertaken(error)) throw error;
  return null;
}

/** From what is seen to the other: dark to light, light to dark. It is forgotten with the page, as everything is. */
function toggleTheme(): void {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset["theme"] = (root.dataset["theme"] ?? system) === "dark" ? "light" : "dark";
}
