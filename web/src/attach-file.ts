/** `attach(input[type=file])`: a report is checked before it is sent. What cannot be read is not checked, and says so. */

import { Validity } from "./dom.js";
import { decode, foreign } from "./decode.js";
import { Panel } from "./panel.js";
import { isAbort } from "./queue.js";
import { ownKind, type Attachment, type AttachOptions } from "./settings.js";
import type { FileJson, FindingJson } from "./types.js";
import { counted, pick, visible } from "./words.js";

export interface FileOptions extends AttachOptions {
  /**
   * What keeps the form from being sent: `"errors"` (contradictions and what could not be checked), `"unchecked"` (only
   * what could not be checked, or is being checked), or `false` for nothing.
   */
  block?: "errors" | "unchecked" | false;
  /** Called with the report of each file that was read. */
  onreport?: (file: FileJson, source: File) => void;
}

/** A year's report of a department has some hundred kilobytes. */
const LARGEST = 32 << 20;

export class FileAttachment implements Attachment {
  findings: readonly FindingJson[] = [];
  private panels: Panel[] = [];
  private readonly box = document.createElement("div");
  private readonly validity: Validity;
  private readonly kind = ownKind();
  private run = 0;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly options: FileOptions,
  ) {
    this.validity = new Validity(input);
    this.box.setAttribute("data-gouji-files", "");
    if (options.list === undefined) input.after(this.box);
    else options.list.appendChild(this.box);
    this.changed = this.changed.bind(this);
    input.addEventListener("change", this.changed);
    if (input.form !== null) input.form.addEventListener("reset", this.changed);
    void this.check();
  }

  /** Checks the chosen files, one after the other. */
  async check(): Promise<void> {
    const run = (this.run += 1);
    const { lang = "zh", block = "errors" } = this.options;
    const files = Array.from(this.input.files || []);
    this.clear();
    if (files.length === 0) {
      this.validity.set("");
      return;
    }
    if (block !== false) this.validity.set(pick(lang, "正在核对，请稍候", "being checked, please wait"));
    const found: FindingJson[] = [];
    const unchecked: string[] = [];
    for (const file of files) {
      const panel = this.panel(file.name, files.length > 1);
      try {
        const report = await this.checkOne(file, run);
        if (run !== this.run) return;
        panel.show(report);
        found.push(...report.findings);
        if (this.options.onreport !== undefined) this.options.onreport(report, file);
      } catch (error) {
        if (isAbort(error) || run !== this.run) return;
        const why = error instanceof Error ? error.message : String(error);
        panel.unchecked(why.startsWith("未核对") ? why : pick(lang, "未核对：", "not checked: ") + visible(why));
        unchecked.push(file.name);
      }
    }
    this.findings = found;
    this.validity.set(this.verdict(found, unchecked));
  }

  detach(): void {
    this.run += 1;
    this.input.removeEventListener("change", this.changed);
    if (this.input.form !== null) this.input.form.removeEventListener("reset", this.changed);
    this.validity.set("");
    this.box.remove();
  }

  private changed(event: Event): void {
    // A reset empties the field only after its event.
    if (event.type === "reset") setTimeout(() => void this.check(), 0);
    else void this.check();
  }

  private clear(): void {
    for (const panel of this.panels) panel.host.remove();
    this.panels = [];
    this.findings = [];
  }

  private panel(name: string, named: boolean): Panel {
    const { lang = "zh" } = this.options;
    const panel = new Panel({ jump: () => {}, fix: () => {} }, lang, this.options);
    if (named) {
      const title = document.createElement("p");
      title.textContent = visible(name);
      panel.host.append(title);
    }
    panel.say(pick(lang, "正在核对：", "checking: ") + visible(name));
    this.box.append(panel.host);
    this.panels.push(panel);
    return panel;
  }

  private async checkOne(file: File, run: number): Promise<FileJson> {
    const { lang = "zh", rules } = this.options;
    if (file.size > LARGEST) throw new Error(pick(lang, "文件超过 32 MB", "the file is larger than 32 MB"));
    if (file.size === 0) throw new Error(pick(lang, "文件是空的", "the file is empty"));
    // `Blob.arrayBuffer` came with Chromium 76; this also works before.
    const bytes = new Uint8Array(await new Response(file).arrayBuffer());
    const kind = foreign(file.name, bytes, lang);
    if (kind !== null) throw new Error(kind);
    const decoded = decode(bytes);
    if (isNoise(decoded.text)) throw new Error(pick(lang, "无法识别为文字", "this is no text"));
    const checker = await this.options.checker;
    return checker.check(decoded.text, {
      lang,
      rules,
      file: file.name,
      fileEncoding: decoded.encoding,
      replaced: decoded.replaced,
      kind: this.kind + " " + run,
    });
  }

  private verdict(found: readonly FindingJson[], unchecked: readonly string[]): string {
    const { lang = "zh", block = "errors" } = this.options;
    if (block === false) return "";
    if (unchecked.length > 0) return pick(lang, "未核对：", "not checked: ") + visible(unchecked.join("、"));
    const errors = found.filter((finding) => finding.severity === "error");
    return block === "errors" && errors.length > 0 ? counted(errors, lang) : "";
  }
}

/** Pictures and programs: a text has no zero characters and few places that are none. */
function isNoise(text: string): boolean {
  const bad = (text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g) || []).length;
  return bad * 20 > text.length;
}
