/**
 * Fields of a form, checked against each other as people type. `data-gouji="三公经费@2023决算"` says which figure a field
 * is; all this does is read the attributes, ask `checkFields`, and put the answers at the fields.
 */

import { element, freshId, toggleId, typeInto, Validity } from "./dom.js";
import { isAbort } from "./queue.js";
import { ownKind, style, type AttachOptions } from "./settings.js";
import type { FieldFinding, FieldMapping, FieldMeaning, FieldModel, FieldOptions, FieldReport } from "./types.js";
import { brief, counted, pick, visible } from "./words.js";

type Field = HTMLInputElement | HTMLTextAreaElement;

export interface FieldsOptions extends AttachOptions, FieldOptions {
  /** Which figure each field is, by name or id, for forms whose markup cannot be changed. */
  mapping?: FieldMapping;
  /** Called with every new report. */
  onreport?: (report: FieldReport) => void;
}

/** Notes stand in the light tree, because ids do not lead into shadow roots, and carry their own style. */
class Note {
  readonly host = element("gouji-note" as "div");
  /** What is read out at the field: a sentence for each finding. */
  readonly text = element("span", "", { id: freshId("gouji-note") });
  /** The same at length, for whoever opens it. */
  private readonly full = element("span", "", { slot: "full" });
  private readonly offer = element("button", "fix", { type: "button" });
  private readonly frame = element("span", "note");
  private take: (() => void) | null = null;

  constructor(
    private readonly field: Field,
    private readonly options: FieldsOptions,
  ) {
    const root = this.host.attachShadow({ mode: "open" });
    style(root, options);
    const { lang = "zh" } = options;
    const summary = element("summary", "", {}, pick(lang, "详情", "Details"));
    const more = element("details", "more", {}, summary, element("slot", "", { name: "full" }));
    this.frame.append(element("slot"));
    this.offer.hidden = true;
    this.offer.addEventListener("click", () => this.take !== null && this.take());
    root.append(this.frame, this.offer, more);
    this.host.append(this.text, this.full);
    this.host.hidden = true;
    field.after(this.host);
  }

  show(findings: readonly FieldFinding[]): void {
    const { lang = "zh" } = this.options;
    const first = findings[0];
    this.host.hidden = first === undefined;
    if (first === undefined) return;
    this.frame.className = "note " + first.severity;
    say(this.text, findings.map((finding) => brief(finding, lang)).join("\n"));
    say(this.full, findings.map((finding) => visible(finding.message)).join("\n"));
    const offered = findings.find((finding) => finding.computed !== null);
    this.offer.hidden = offered === undefined;
    if (offered === undefined || offered.computed === null) return;
    const value = offered.computed;
    this.offer.textContent = pick(lang, "填入" + value, "put in " + value);
    this.take = () => typeInto(this.field, 0, this.field.value.length, value);
  }
}

/** The same words again would be read out again. */
function say(at: Element, words: string): void {
  if (at.textContent !== words) at.textContent = words;
}

interface Entry {
  field: Field;
  note: Note;
  validity: Validity;
}

/** What keeps a form's fields checked. */
export class FieldsAttachment {
  /** What was found last. */
  report: FieldReport = {};
  private readonly entries = new Map<Field, Entry>();
  private readonly status = element("div", "", { role: "status", "aria-live": "polite" });
  private readonly summary = element("gouji-summary" as "div");
  private readonly kind = ownKind();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private composing = false;

  constructor(
    private readonly form: HTMLElement,
    private readonly options: FieldsOptions,
  ) {
    this.typed = this.typed.bind(this);
    this.composed = this.composed.bind(this);
    this.reset = this.reset.bind(this);
    for (const name of ["input", "change"]) form.addEventListener(name, this.typed);
    for (const name of ["compositionstart", "compositionend"]) form.addEventListener(name, this.composed);
    form.addEventListener("reset", this.reset);
    const root = this.summary.attachShadow({ mode: "open" });
    style(root, options);
    root.append(element("p", "coverage", {}, element("slot")));
    this.summary.append(this.status);
    (options.list || form).appendChild(this.summary);
    void this.check();
  }

  /** Checks what stands in the fields now. */
  async check(): Promise<void> {
    clearTimeout(this.timer);
    const { lang = "zh", rules, onreport, year, checks } = this.options;
    const { model, mapping, fields } = this.read();
    try {
      const checker = await this.options.checker;
      const own: FieldOptions = {};
      if (year !== undefined) own.year = year;
      if (checks !== undefined) own.checks = checks;
      const report = await checker.checkFields(model, mapping, own, { lang, rules, kind: this.kind });
      this.report = report;
      for (const key of Object.keys(fields)) this.show(fields[key] as Field, report[key]);
      const all = Object.keys(report).reduce<FieldFinding[]>((found, key) => found.concat(report[key] || []), []);
      const numbers = Object.keys(report).length;
      const unchecked = Object.keys(fields).length - numbers;
      const left = unchecked === 0 ? "" : pick(lang, "，未填或未填完" + unchecked + "项未核对", ", " + unchecked + " not checked");
      this.say(
        (counted(all, lang) || pick(lang, "所填数字未见不一致", "the figures agree")) +
          pick(lang, "；已读" + numbers + "项" + left + "。", "; " + numbers + " read" + left + "."),
      );
      if (onreport !== undefined) onreport(report);
    } catch (error) {
      if (isAbort(error)) return;
      for (const key of Object.keys(fields)) this.show(fields[key] as Field, undefined);
      const why = error instanceof Error ? error.message : String(error);
      this.say(why.startsWith("未核对") ? why : pick(lang, "未核对：", "not checked: ") + visible(why));
    }
  }

  detach(): void {
    clearTimeout(this.timer);
    for (const name of ["input", "change"]) this.form.removeEventListener(name, this.typed);
    for (const name of ["compositionstart", "compositionend"]) this.form.removeEventListener(name, this.composed);
    this.form.removeEventListener("reset", this.reset);
    this.entries.forEach((entry) => {
      this.show(entry.field, undefined);
      entry.note.host.remove();
    });
    this.entries.clear();
    this.summary.remove();
  }

  private say(sentence: string): void {
    say(this.status, sentence);
  }

  private typed(): void {
    if (this.composing) return;
    clearTimeout(this.timer);
    const { delay = 200 } = this.options;
    this.timer = setTimeout(() => void this.check(), delay);
  }

  private composed(event: Event): void {
    this.composing = event.type === "compositionstart";
    if (!this.composing) this.typed();
  }

  private reset(): void {
    setTimeout(() => void this.check(), 0);
  }

  /** The fields as they are now: rows may have come and gone. */
  private read(): { model: FieldModel; mapping: FieldMapping; fields: Record<string, Field> } {
    const { mapping: given = {} } = this.options;
    const model: FieldModel = {};
    const mapping: FieldMapping = {};
    const fields: Record<string, Field> = {};
    let unnamed = 0;
    for (const field of Array.from(this.form.querySelectorAll<Field>("input, textarea"))) {
      const meaning = given[field.name] || given[field.id] || meaningOf(field);
      if (meaning === null || field.disabled) continue;
      // Two fields of one name would hide each other.
      let key = field.name || field.id;
      if (key === "" || fields[key] !== undefined) key = key + "#" + (unnamed += 1);
      model[key] = field.value;
      mapping[key] = meaning;
      fields[key] = field;
    }
    return { model, mapping, fields };
  }

  private show(field: Field, findings: readonly FieldFinding[] | undefined): void {
    let entry = this.entries.get(field);
    const some = findings !== undefined && findings.length > 0;
    if (entry === undefined) {
      if (!some) return;
      entry = { field, note: new Note(field, this.options), validity: new Validity(field) };
      this.entries.set(field, entry);
    }
    const { note, validity } = entry;
    note.show(findings || []);
    const errors = (findings || []).filter((finding) => finding.severity === "error");
    const first = errors[0];
    validity.set(first === undefined ? "" : brief(first, this.options.lang || "zh"));
    if (first === undefined) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
    toggleId(field, "aria-describedby", note.text.id, some);
    if (first === undefined) field.removeAttribute("aria-errormessage");
    else field.setAttribute("aria-errormessage", note.text.id);
  }
}

/** What the markup says of a field: its own attribute, or the key of its row and the head of its column. */
function meaningOf(field: Field): FieldMeaning | null {
  const own = field.getAttribute("data-gouji");
  if (own !== null && !/^[@·]/.test(own)) return full(field, own);
  const row = field.closest("[data-gouji-row]");
  const key = row === null ? null : row.getAttribute("data-gouji-row");
  const column = own === null ? columnOf(field) : own;
  if (key === null || key === "" || column === null) return null;
  return full(field, column.charAt(0) === "·" ? "指标·" + key + column : key + column);
}

/** What the head of a table says of a field's column. */
function columnOf(field: Field): string | null {
  const cell = field.closest("td, th") as HTMLTableCellElement | null;
  const table = field.closest("table");
  if (cell === null || table === null) return null;
  for (const head of Array.from(table.querySelectorAll<HTMLTableCellElement>("th[data-gouji]"))) {
    if (head.cellIndex === cell.cellIndex) return head.getAttribute("data-gouji");
  }
  return null;
}

function full(field: Field, figure: string): FieldMeaning {
  const unit = field.getAttribute("data-gouji-unit");
  const kept = field.getAttribute("data-gouji-places") || placesOf(field.getAttribute("step"));
  const places = kept === null ? -1 : Number(kept);
  const meaning: { figure: string; unit?: string; places?: number } = { figure };
  if (unit !== null) meaning.unit = unit;
  if (Number.isInteger(places) && places >= 0 && places < 9) meaning.places = places;
  return meaning;
}

/** `step="0.01"` keeps two places. */
function placesOf(step: string | null): string | null {
  const match = step === null ? null : /^0?\.(0*1)$/.exec(step);
  return match === null ? null : String((match[1] as string).length);
}
