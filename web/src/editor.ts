/**
 * `<gouji-editor name="report">`: an editor for reports that is a field of its form, like a `<textarea>`.
 *
 * It needs form-associated elements and constructed style sheets: Chromium 77, Firefox 101, Safari 16.4. Where they are
 * missing the element is not defined, and what stands inside of it (a `<textarea>`, say) is shown instead.
 */

import { autocompletion, completionKeymap, snippet, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintGutter, lintKeymap, nextDiagnostic, previousDiagnostic, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { searchKeymap, search } from "@codemirror/search";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  hoverTooltip,
  keymap,
  lineNumbers,
  placeholder,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import type { Checker, Lang, Rules } from "./checker.js";
import { adopt, element } from "./dom.js";
import css from "./editor.css";
import { markdown } from "./markdown.js";
import { LineStarts } from "./places.js";
import { isAbort } from "./queue.js";
import { ownKind } from "./settings.js";
import type { Completion, Edit, FileJson, FindingJson, FixJson, Hover, Token } from "./types.js";
import { counted, covered, pick, severityWord, verdictWord, visible } from "./words.js";

const setTokens = StateEffect.define<DecorationSet>();

/** The colours of the text, which come from the checker and move with the text until new ones come. */
const tokens = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    let next = value.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setTokens)) next = effect.value;
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Rests this long after a key before it checks. */
const DELAY = 200;

/** The page's checker for editors that were not given one. */
let common: Promise<Checker> | null = null;

/** Defines the element. `create` starts the checker of editors that were not given one. */
export function defineEditor(create: () => Promise<Checker>): boolean {
  const able = typeof customElements !== "undefined" && "attachInternals" in HTMLElement.prototype && "adoptedStyleSheets" in Document.prototype;
  if (!able) return false;
  if (customElements.get("gouji-editor") !== undefined) return true;

  class GoujiEditor extends HTMLElement {
    static readonly formAssociated = true;
    static readonly observedAttributes = ["readonly", "aria-label", "placeholder"];

    /** What was found last. */
    findings: readonly FindingJson[] = [];
    private readonly internals = this.attachInternals();
    private readonly view: EditorView;
    private readonly editable = new Compartment();
    private readonly status = element("p", "status", { role: "status", "aria-live": "polite" });
    private readonly kind = ownKind();
    private given: Checker | Promise<Checker> | null = null;
    private initial = "";
    /** Until the next check, and until the part that came into sight is coloured. */
    private timer: ReturnType<typeof setTimeout> | undefined;
    private colouring: ReturnType<typeof setTimeout> | undefined;

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open", delegatesFocus: true });
      adopt(root, css, "gouji-editor.css");
      const format = element("button", "tool", { type: "button" }, pick(this.speech, "整理表格", "align tables"));
      format.addEventListener("click", () => void this.format());
      const next = element("button", "tool", { type: "button" }, pick(this.speech, "下一处 F8", "next F8"));
      next.addEventListener("click", () => {
        nextDiagnostic(this.view);
        this.view.focus();
      });
      const place = element("div", "editor");
      root.append(place, element("div", "foot", { part: "foot" }, this.status, element("span", "tools", {}, next, format)));
      this.view = new EditorView({ parent: place, root, state: this.state("") });
      // What a label or a click gives the keyboard to is the first part that can have it, which nobody can type into.
      this.view.scrollDOM.addEventListener("focus", () => this.view.focus());
    }

    /** Gives the text the keyboard. */
    override focus(options?: FocusOptions): void {
      this.view.contentDOM.focus(options);
    }

    /** The text. Lines end with `\n`. */
    get value(): string {
      return this.view.state.doc.toString();
    }

    set value(text: string) {
      this.view.setState(this.state(text));
      this.changed();
    }

    get form(): HTMLFormElement | null {
      return this.internals.form;
    }

    get name(): string {
      return this.getAttribute("name") || "";
    }

    get type(): string {
      return "gouji-editor";
    }

    get validity(): ValidityState {
      return this.internals.validity;
    }

    get validationMessage(): string {
      return this.internals.validationMessage;
    }

    get willValidate(): boolean {
      return this.internals.willValidate;
    }

    checkValidity(): boolean {
      return this.internals.checkValidity();
    }

    reportValidity(): boolean {
      return this.internals.reportValidity();
    }

    /** A checker with `features: "ide"`; without one the page's editors share their own. */
    set checker(checker: Checker | Promise<Checker>) {
      this.given = checker;
      void this.check();
    }

    /** Selects a part of the text, brings it into sight and takes the keyboard. */
    select(start: number, end: number): void {
      const { length } = this.view.state.doc;
      const [anchor, head] = [Math.min(start, length), Math.min(end, length)];
      this.view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      this.view.focus();
    }

    /** Puts text in place of what is selected. */
    insert(text: string): void {
      this.view.dispatch(this.view.state.replaceSelection(text), { userEvent: "input.paste", scrollIntoView: true });
    }

    /** Makes the text another one by a single change, which can be undone; the cursor stays where it was. */
    edit(text: string): void {
      const before = this.value;
      const most = Math.min(before.length, text.length);
      let start = 0;
      while (start < most && before[start] === text[start]) start += 1;
      let end = 0;
      while (end < most - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end += 1;
      if (before === text) return;
      const insert = text.slice(start, text.length - end);
      this.view.dispatch({ changes: { from: start, to: before.length - end, insert }, userEvent: "input" });
    }

    connectedCallback(): void {
      if (this.initial === "" && this.value === "") {
        const area = this.querySelector("textarea");
        // A fallback text field inside would be sent as well.
        if (area !== null) area.disabled = true;
        this.initial = area === null ? (this.textContent || "").replace(/^\n/, "") : area.defaultValue;
        if (this.initial !== "") this.value = this.initial;
      }
      void this.check();
    }

    disconnectedCallback(): void {
      clearTimeout(this.timer);
      clearTimeout(this.colouring);
    }

    attributeChangedCallback(): void {
      this.view.dispatch({ effects: this.editable.reconfigure(this.manner(false)) });
    }

    formDisabledCallback(disabled: boolean): void {
      this.view.dispatch({ effects: this.editable.reconfigure(this.manner(disabled)) });
    }

    formResetCallback(): void {
      this.value = this.initial;
    }

    formStateRestoreCallback(state: string | File | FormData | null): void {
      if (typeof state === "string") this.value = state;
    }

    /** Checks now. */
    async check(): Promise<void> {
      clearTimeout(this.timer);
      const text = this.value;
      const lang = this.speech;
      try {
        const checker = await this.current();
        const file = await checker.check(text, { ...this.options(), lang });
        if (text !== this.value) return;
        this.show(text, file);
        await this.colour(checker);
      } catch (error) {
        if (isAbort(error)) return;
        this.findings = [];
        this.view.dispatch(setDiagnostics(this.view.state, []));
        const why = error instanceof Error ? error.message : String(error);
        this.status.textContent = why.startsWith("未核对") ? why : pick(lang, "未核对：", "not checked: ") + visible(why);
        this.judge(null);
      }
    }

    /** Writes the tables as aligned pipe tables. */
    async format(): Promise<void> {
      const text = this.value;
      const checker = await this.current();
      const edits = await checker.ask<Edit[]>("format_edits", text, this.options());
      if (text !== this.value) return;
      this.apply(edits);
      this.view.focus();
    }

    private get speech(): Lang {
      return this.getAttribute("lang") === "en" ? "en" : "zh";
    }

    private options(): { lang: Lang; rules?: Rules; kind: string } {
      const rules = this.getAttribute("rules");
      const { speech: lang, kind } = this;
      return rules === null ? { lang, kind } : { lang, kind, rules };
    }

    private current(): Promise<Checker> {
      if (this.given !== null) return Promise.resolve(this.given);
      if (common === null) common = create();
      return common;
    }

    private manner(disabled: boolean) {
      const fixed = disabled || this.hasAttribute("readonly");
      const label = this.getAttribute("aria-label") || pick(this.speech, "报告正文", "report");
      const hint = this.getAttribute("placeholder") || "";
      return [
        EditorState.readOnly.of(fixed),
        EditorView.editable.of(!disabled),
        hint === "" ? [] : placeholder(hint),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-multiline": "true", spellcheck: "false", tabindex: "0" }),
      ];
    }

    private state(text: string): EditorState {
      return EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          search({ top: true }),
          lintGutter(),
          tokens,
          autocompletion({ override: [(context) => this.complete(context)] }),
          hoverTooltip((_, position) => this.explain(position)),
          keymap.of([
            { key: "F8", run: nextDiagnostic },
            { key: "Shift-F8", run: previousDiagnostic },
            { key: "Shift-Alt-f", run: () => (void this.format(), true) },
            ...completionKeymap,
            ...lintKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          // Chromium keeps the looks of marked text that is typed over by a style attribute, which a strict policy bars.
          EditorView.domEventHandlers({
            beforeinput: (event, view) => {
              const { readOnly, selection } = view.state;
              if (event.inputType !== "insertText" || !event.data || event.isComposing || readOnly || selection.main.empty) return false;
              view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
              return true;
            },
          }),
          EditorView.updateListener.of((update) => this.updated(update)),
          this.editable.of(this.manner(false)),
        ],
      });
    }

    private updated(update: ViewUpdate): void {
      if (update.docChanged) this.changed();
      else if (update.viewportChanged) {
        clearTimeout(this.colouring);
        this.colouring = setTimeout(() => void this.current().then((checker) => this.colour(checker)).catch(() => {}), DELAY);
      }
    }

    private changed(): void {
      this.internals.setFormValue(this.value);
      // What is not checked yet is not said to be wrong, and not to be right.
      this.dispatchEvent(new Event("input", { bubbles: true }));
      this.rest(() => (this.view.composing ? this.changed() : void this.check()));
    }

    private rest(then: () => void): void {
      clearTimeout(this.timer);
      this.timer = setTimeout(then, DELAY);
    }

    private show(text: string, file: FileJson): void {
      const lang = this.speech;
      this.findings = file.findings;
      const lines = new LineStarts(text);
      const diagnostics = file.findings.map((finding): Diagnostic => {
        const from = lines.index(finding.start);
        return {
          from,
          to: Math.max(lines.index(finding.end), from),
          severity: finding.severity,
          source: finding.code,
          message: severityWord(finding.severity, lang) + " · " + verdictWord(finding, lang) + "：" + visible(finding.message),
          actions: finding.fixes.map((fix) => ({
            name: visible(fix.message),
            apply: () => this.fix(text, fix),
          })),
        };
      });
      diagnostics.sort((a, b) => a.from - b.from);
      this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
      if (text.trim() === "") {
        this.status.textContent = pick(lang, "尚未填写", "nothing written yet");
        this.judge(null);
        return;
      }
      const counts = counted(file.findings, lang) || pick(lang, "没有发现不一致之处", "nothing that does not agree was found");
      this.status.textContent = counts + pick(lang, "。", ". ") + covered(file.coverage, lang);
      this.judge(file);
      this.dispatchEvent(new CustomEvent("gouji-report", { bubbles: true, detail: file }));
    }

    /** `block` keeps the form from being sent while there are contradictions. */
    private judge(file: FileJson | null): void {
      const errors = file === null ? 0 : file.findings.filter((finding) => finding.severity === "error").length;
      if (!this.hasAttribute("block") || errors === 0) this.internals.setValidity({});
      else {
        const sentence = pick(this.speech, "报告有" + errors + "处须核实", errors + " places of the report are to be verified");
        this.internals.setValidity({ customError: true }, sentence, this.view.contentDOM);
      }
    }

    private fix(text: string, fix: FixJson): void {
      if (text !== this.value) return;
      const lines = new LineStarts(text);
      this.apply(fix.edits.map((edit) => ({ span: { start: lines.index(edit.start), end: lines.index(edit.end) }, text: edit.text })));
    }

    private apply(edits: readonly Edit[]): void {
      const changes = edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text }));
      this.view.dispatch({ changes, userEvent: "input" });
    }

    private async colour(checker: Checker): Promise<void> {
      const text = this.value;
      const { from, to } = this.view.viewport;
      try {
        const found = await checker.ask<Token[]>("tokens", text, { ...this.options(), start: from, end: to });
        if (text !== this.value) return;
        const marks = found
          .filter((token) => token.span.end > token.span.start)
          .map((token) => Decoration.mark({ class: "gj-" + token.kind }).range(token.span.start, token.span.end));
        this.view.dispatch({ effects: setTokens.of(Decoration.set(marks, true)) });
      } catch (error) {
        // The small module knows no tokens; a text without colours is still a text.
        if (isAbort(error)) return;
      }
    }

    private async complete(context: CompletionContext): Promise<CompletionResult | null> {
      const text = context.state.doc.toString();
      const found = await this.asked<Completion[]>("completions", text, context.pos);
      const first = found === null ? undefined : found[0];
      if (found === null || first === undefined || context.aborted) return null;
      const typed = context.pos - first.edit.span.start;
      if (typed <= 0 && !context.explicit) return null;
      return {
        from: first.edit.span.start,
        options: found
          // What stands there in full is no offer, and would take the next line end for its own.
          .filter((one) => one.edit.span.start === first.edit.span.start && one.edit.text !== text.slice(first.edit.span.start, context.pos))
          .map((one, index) => ({
            label: one.label,
            detail: one.detail,
            info: one.docs === "" ? null : () => markdown(one.docs),
            sortText: one.sort,
            boost: -index / 100,
            apply: one.snippet ? snippet(one.edit.text) : one.edit.text,
          })) as CompletionResult["options"],
      };
    }

    private async explain(position: number) {
      const hover = await this.asked<Hover | null>("hover", this.value, position);
      if (hover === null) return null;
      return {
        pos: hover.span.start,
        end: hover.span.end,
        create: () => ({ dom: element("div", "hover", {}, markdown(hover.markdown)) }),
      };
    }

    private async asked<T>(name: string, text: string, offset: number): Promise<T | null> {
      try {
        const checker = await this.current();
        return await checker.ask<T>(name, text, { ...this.options(), offset });
      } catch {
        return null;
      }
    }
  }

  customElements.define("gouji-editor", GoujiEditor);
  return true;
}
