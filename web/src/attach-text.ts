/** `attach(textarea)`: an existing text field gets live findings. Its value, its style and its events stay its own. */

import { LineStarts } from "./places.js";
import { Mirror, type Mark } from "./mirror.js";
import { Panel } from "./panel.js";
import { isAbort } from "./queue.js";
import { typeInto, Validity } from "./dom.js";
import { ownKind, type Attachment, type AttachOptions } from "./settings.js";
import type { FileJson, FindingJson, FixJson } from "./types.js";
import { pick } from "./words.js";

export interface TextOptions extends AttachOptions {
  /** Marks in the text; `false` leaves only the list. */
  marks?: boolean;
  /** Whether contradictions keep the form from being sent. They do not unless it is asked for. */
  block?: boolean;
  /** Called with every new report. */
  onreport?: (file: FileJson) => void;
}

const DELAY = 250;

export class TextAttachment implements Attachment {
  findings: readonly FindingJson[] = [];
  private readonly panel: Panel;
  private readonly mirror: Mirror | null;
  private readonly validity: Validity;
  private readonly kind = ownKind();
  private readonly stop: (() => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private composing = false;
  /** The frame before which the marks are moved; 0 for none. */
  private frame = 0;
  /** The text that the marks are about. */
  private text = "";
  private marks: Mark[] = [];
  /** The text that the findings are about. */
  private checked = "";

  constructor(
    private readonly field: HTMLTextAreaElement,
    private readonly options: TextOptions,
  ) {
    this.validity = new Validity(field);
    const actions = {
      jump: (finding: FindingJson) => this.jump(finding),
      fix: (_: FindingJson, fix: FixJson) => this.fix(fix),
    };
    this.panel = new Panel(actions, options.lang || "zh", options);
    this.mirror = options.marks === false ? null : new Mirror(field, options);
    if (this.mirror !== null) field.after(this.mirror.host);
    if (options.list === undefined) (this.mirror === null ? field : this.mirror.host).after(this.panel.host);
    else options.list.appendChild(this.panel.host);
    this.listen("input", () => this.typed());
    this.listen("compositionstart", () => this.compose(true));
    this.listen("compositionend", () => this.compose(false));
    this.listen("keydown", (event) => this.key(event as KeyboardEvent));
    // A form that is reset, or a page that comes back, sets the value without a word.
    const form = field.form;
    if (form !== null) this.listen("reset", () => setTimeout(() => void this.check(), 0), form);
    this.listen("pageshow", () => this.field.value !== this.text && void this.check(), window);
    void this.check();
  }

  async check(): Promise<void> {
    clearTimeout(this.timer);
    const text = this.field.value;
    const { lang = "zh", rules, block, onreport } = this.options;
    try {
      const checker = await this.options.checker;
      const file = await checker.check(text, { lang, rules, kind: this.kind });
      if (text !== this.field.value) return;
      this.show(text, file);
      const errors = file.findings.filter((finding) => finding.severity === "error").length;
      const sentence = pick(lang, "有" + errors + "处须核实", errors + " places to verify");
      this.validity.set(block === true && errors > 0 ? sentence : "");
      if (onreport !== undefined) onreport(file);
    } catch (error) {
      if (isAbort(error)) return;
      this.findings = [];
      this.marks = [];
      if (this.mirror !== null) this.mirror.paint("", []);
      const why = error instanceof Error ? error.message : String(error);
      this.panel.unchecked(why.startsWith("未核对") ? why : pick(lang, "未核对：", "not checked: ") + why);
    }
  }

  detach(): void {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    for (const stop of this.stop) stop();
    this.validity.set("");
    this.panel.host.remove();
    if (this.mirror !== null) this.mirror.remove();
  }

  private listen(name: string, then: (event: Event) => void, on: EventTarget = this.field): void {
    on.addEventListener(name, then);
    this.stop.push(() => on.removeEventListener(name, then));
  }

  private typed(): void {
    if (this.composing) return;
    // Some pastes come as an event a line; the marks are moved once before the page is painted.
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        if (!this.composing) this.move(this.field.value);
      });
    }
    clearTimeout(this.timer);
    const { delay = DELAY } = this.options;
    this.timer = setTimeout(() => void this.check(), delay);
  }

  private compose(composing: boolean): void {
    this.composing = composing;
    if (this.mirror !== null) this.mirror.hide(composing);
    if (!composing) this.typed();
  }

  private show(text: string, file: FileJson): void {
    this.findings = file.findings;
    this.text = text;
    this.checked = text;
    const lines = new LineStarts(text);
    this.marks = file.findings.map(({ start, end, severity }) => ({
      start: lines.index(start),
      end: lines.index(end),
      severity,
    }));
    if (text.trim() === "") this.panel.empty();
    else this.panel.show(file);
    if (this.mirror !== null) this.mirror.paint(text, this.marks);
  }

  /** Marks follow the text at once; what was edited loses its mark until the check says more. */
  private move(text: string): void {
    const old = this.text;
    let before = 0;
    while (before < old.length && before < text.length && old[before] === text[before]) before += 1;
    let after = 0;
    const most = Math.min(old.length, text.length) - before;
    while (after < most && old[old.length - 1 - after] === text[text.length - 1 - after]) after += 1;
    const shift = text.length - old.length;
    const moved: Mark[] = [];
    for (const mark of this.marks) {
      if (mark.end <= before) moved.push(mark);
      else if (mark.start >= old.length - after)
        moved.push({ ...mark, start: mark.start + shift, end: mark.end + shift });
    }
    this.text = text;
    this.marks = moved;
    if (this.mirror !== null) this.mirror.paint(text, moved);
  }

  private jump(finding: FindingJson): void {
    const lines = new LineStarts(this.field.value);
    this.select(lines.index(finding.start), lines.index(finding.end));
  }

  private select(start: number, end: number): void {
    this.field.focus();
    this.field.setSelectionRange(start, end);
    if (this.mirror !== null) this.mirror.reveal(this.field.value, start);
  }

  private fix(fix: FixJson): void {
    // The edits were made for the text that was checked; on another they would hit other words.
    if (this.field.value !== this.checked || this.field.readOnly || this.field.disabled) return;
    const lines = new LineStarts(this.checked);
    for (const edit of [...fix.edits].reverse()) {
      typeInto(this.field, lines.index(edit.start), lines.index(edit.end), edit.text);
    }
  }

  /** F8 and Shift+F8 go from place to place, as in editors. */
  private key(event: KeyboardEvent): void {
    if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const places = [...this.marks].sort((a, b) => a.start - b.start);
    if (places.length === 0) return;
    event.preventDefault();
    const at = this.field.selectionStart;
    const next = event.shiftKey
      ? [...places].reverse().find((mark) => mark.start < at) || places[places.length - 1]
      : places.find((mark) => mark.start > at) || places[0];
    if (next !== undefined) this.select(next.start, next.end);
  }
}
