/** A person at a VS Code window: what one sees and which keys one presses. Every wait is for something to be seen. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type FrameLocator, type Locator, type Page } from "playwright-core";
import type { Host } from "./hosts";

/** Milliseconds after which something that should show is given up: far more than it takes on a busy machine. */
const PATIENCE = Number(process.env["GOUJI_PATIENCE"] ?? 30_000);

/** What keeps Chromium to itself. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export class Editor {
  private constructor(
    private readonly context: BrowserContext,
    private readonly profile: string,
    readonly page: Page,
    private readonly host: Host,
  ) {}

  /** Opens the host's window and waits until its files are listed. */
  static async open(host: Host): Promise<Editor> {
    // A profile of its own that lets frames of other addresses keep things, as the web's host does with webviews.
    const profile = await mkdtemp(join(tmpdir(), "gouji-profile-"));
    await mkdir(join(profile, "Default"));
    await writeFile(join(profile, "Default/Preferences"), JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ARGUMENTS,
      viewport: { width: 1440, height: 900 },
      locale: "zh-CN",
    });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(PATIENCE);
    await page.goto(host.url);
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "示例.gj" }).waitFor({ timeout: 60_000 });
    return new Editor(context, profile, page, host);
  }

  async quit(): Promise<void> {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Opens a file from the list at the side. */
  async openFile(name: string): Promise<void> {
    await this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
    await this.tab(name).waitFor();
    await this.lines().first().waitFor();
  }

  tab(name: string): Locator {
    return this.page.locator(".tabs-container .tab", { hasText: name }).first();
  }

  async close(name: string): Promise<void> {
    await this.tab(name).click({ button: "middle" });
    await this.page.locator(".tabs-container .tab", { hasText: name }).waitFor({ state: "detached" });
  }

  /** The lines of the text that are in view. */
  lines(): Locator {
    return this.page.locator(".editor-instance .view-lines .view-line");
  }

  /** The text in view, without the hints beside it. Editors show blanks as no-break spaces. */
  async text(): Promise<string> {
    const lines = await this.lines().evaluateAll((all) =>
      all.map((line) => {
        const copy = line.cloneNode(true) as HTMLElement;
        for (const hint of copy.querySelectorAll('[class*="dyn-rule"]')) hint.remove();
        return { top: (line as HTMLElement).offsetTop, text: copy.textContent ?? "" };
      }),
    );
    return lines.sort((left, right) => left.top - right.top).map((line) => line.text.replaceAll("\u00a0", " ")).join("\n");
  }

  async sees(what: RegExp): Promise<void> {
    await this.until(`the text shows ${what.source}`, async () => what.test(await this.text()));
  }

  async seesNot(what: RegExp): Promise<void> {
    await this.until(`the text shows no ${what.source}`, async () => !what.test(await this.text()));
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types as an input method does: characters come whole. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Runs a command by its title in the palette, which knows the Chinese titles in every language. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    const box = this.page.locator(".quick-input-widget input.input");
    await box.waitFor();
    await box.fill(`>${title}`);
    await this.until(`the palette offers ${title} alone`, async () => {
      const rows = await this.page.locator(".quick-input-list .monaco-list-row").allTextContents();
      return rows.length === 1 || (rows[0] ?? "").includes(title);
    });
    await this.page.keyboard.press("Enter");
  }

  /** Goes to a line and clicks before the first place in it that says this. */
  async find(line: number, text: string): Promise<void> {
    await this.page.keyboard.press("Control+1");
    // From the preview, which is a page of its own, the focus takes a moment to come back.
    await this.page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
    await this.page.keyboard.press("Control+g");
    const box = this.page.locator(".quick-input-widget input.input");
    await box.waitFor();
    await box.fill(`:${line}`);
    // Enter does nothing before the line is offered.
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: new RegExp(`\\b${line}\\b`) }).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.cursor(line);
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    const place = await this.resting(text);
    await this.page.mouse.click(place.x, place.y);
    // A mouse that stays would open what the keyboard is to open.
    await this.page.mouse.move(place.x, 5);
    await this.cursor(line);
  }

  /** Where a text stands once the lines have come to rest: what is shown between them may still come in. */
  private async resting(text: string): Promise<{ x: number; y: number }> {
    let last: { x: number; y: number } | undefined;
    await this.until(`the text shows ${text} at rest`, async () => {
      const before = last;
      last = await this.place(text);
      return last !== undefined && last.x === before?.x && last.y === before.y;
    });
    assert.ok(last);
    return last;
  }

  /** Where a text stands on the screen, in the lines in view. */
  private place(text: string): Promise<{ x: number; y: number } | undefined> {
    return this.lines().evaluateAll((lines, wanted) => {
      for (const line of lines) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes: { node: Node; start: number }[] = [];
        let whole = "";
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if (node.parentElement?.closest('[class*="dyn-rule"]')) continue;
          nodes.push({ node, start: whole.length });
          whole += (node.textContent ?? "").replaceAll("\u00a0", " ");
        }
        const at = whole.indexOf(wanted);
        const found = at < 0 ? undefined : nodes.findLast(({ start }) => start <= at);
        if (found === undefined) continue;
        const range = document.createRange();
        range.setStart(found.node, at - found.start);
        range.setEnd(found.node, at - found.start + 1);
        const box = range.getBoundingClientRect();
        return { x: box.left + 1, y: box.top + box.height / 2 };
      }
      return undefined;
    }, text);
  }

  /** Waits until the cursor is in that line. */
  async cursor(line: number): Promise<void> {
    await this.page.locator(".editor-instance .active-line-number", { hasText: new RegExp(`^${line}$`) }).waitFor();
  }

  /** The item of gouji in the status bar. */
  status(): Locator {
    return this.page.locator(".statusbar-item", { hasText: "勾稽" }).filter({ hasText: /须核实|\d+分|\d+\/\d+/ });
  }

  /** The rows of the Problems panel that say this. */
  private problems(text: string): Locator {
    return this.page.locator(".markers-panel .monaco-list-row", { hasText: text });
  }

  async openProblems(): Promise<void> {
    if (!(await this.page.locator(".markers-panel").isVisible())) await this.page.keyboard.press("Control+Shift+M");
    await this.page.locator(".markers-panel").waitFor();
  }

  /** Waits until the Problems panel lists this. The list shows only what is in view, so it is filtered. */
  async findProblem(text: string, count = 1): Promise<Locator> {
    await this.until(`the Problems panel lists ${text}`, async () => {
      await this.filterProblems(text);
      return (await this.problems(text).count()) >= count;
    });
    return this.problems(text).first();
  }

  /** Waits until the Problems panel, filtered for this before, lists it no more. */
  async missProblem(text: string): Promise<void> {
    await this.until(`the Problems panel lists no ${text}`, async () => {
      await this.filterProblems(text);
      return (await this.problems(text).count()) === 0;
    });
  }

  /** The panel sets its filter anew when the list changes meanwhile, so the filter is looked at each time. */
  async filterProblems(text: string): Promise<void> {
    const filter = this.page.locator(".viewpane-filter input");
    if ((await filter.inputValue()) !== text) await filter.fill(text);
  }

  /** The page of the preview, inside the two frames that VS Code keeps it in. */
  preview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").last().frameLocator("iframe#active-frame");
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (!(await holds())) {
      if (Date.now() > deadline) {
        await this.picture("failed");
        assert.fail(`waited in vain until ${what}; in view:\n${await this.text()}`);
      }
      await this.page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
    }
  }

  /** The bulb that says that something can be done at the cursor. */
  bulb(): Locator {
    return this.page.locator(".editor-instance [class*='lightbulb' i]:visible").first();
  }

  /** A picture of the window below its title, where pictures are wanted. */
  async picture(name: string): Promise<void> {
    const folder = process.env["GOUJI_PICTURES"];
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    // The window's own tooltips are about wherever the pointer was left.
    const style = ".workbench-hover-container { display: none }";
    await this.page.screenshot({ path: join(folder, `${this.host.name}-${name}.png`), clip: { x: 0, y: 35, width: 1440, height: 865 }, style });
  }
}
