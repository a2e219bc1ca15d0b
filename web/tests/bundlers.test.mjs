// The package through Vite and webpack, as a portal would build it, and as it is served without either.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
const WRONG = "2023年，整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
const MAIN = `import { createChecker } from "gouji";
const checker = await createChecker();
const file = await checker.check(${JSON.stringify(WRONG)});
document.title = checker.tier + " " + file.findings.map((finding) => finding.code).join();
`;
const HTML = '<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">';

/** A portal's own directory with the package installed in it, as npm would. */
function portal() {
  const directory = mkdtempSync(join(web, "dist", "portal-"));
  mkdirSync(join(directory, "node_modules", "gouji"), { recursive: true });
  for (const part of ["package.json", "dist"]) {
    if (part === "dist") {
      mkdirSync(join(directory, "node_modules", "gouji", "dist"));
      for (const name of readdirSync(join(web, "dist"))) {
        if (/^(gouji.*\.(js|wasm|json|css)|react\.js|vue\.js)$/.test(name)) {
          symlinkSync(join(web, "dist", name), join(directory, "node_modules", "gouji", "dist", name));
        }
      }
    } else cpSync(join(web, part), join(directory, "node_modules", "gouji", part));
  }
  writeFileSync(join(directory, "main.js"), MAIN);
  writeFileSync(join(directory, "index.html"), `${HTML}<script type="module" src="./main.js"></script>`);
  return directory;
}

/** The files of a build, for the server of the tests. */
function files(directory, under = "") {
  const found = {};
  for (const name of readdirSync(join(directory, under))) {
    const path = under === "" ? name : `${under}/${name}`;
    if (statSync(join(directory, path)).isDirectory()) Object.assign(found, files(directory, path));
    else found[path] = readFileSync(join(directory, path));
  }
  return found;
}

describe("a portal", () => {
  let browser;
  const directories = [];
  before(async () => {
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  });
  after(async () => {
    await browser.close();
    for (const directory of directories) rmSync(directory, { recursive: true });
  });

  /** Opens what was built under a CSP with neither inline scripts nor data: addresses. */
  async function runs(pages) {
    const server = await serve(pages);
    const page = await browser.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${server.origin}/framework/index.html`);
    await page.waitForFunction(() => document.title !== "t", null, { timeout: 20_000 });
    assert.equal(await page.title(), "worker-wasm GJ201");
    assert.deepEqual(complaints, []);
    await page.close();
    await server.close();
  }

  test("builds with Vite", async () => {
    const { build } = await import("vite");
    const directory = portal();
    directories.push(directory);
    // Addresses of a page below a path, and nothing set that the package's documentation does not ask for.
    await build({ root: directory, base: "./", logLevel: "error", resolve: { preserveSymlinks: true }, build: { target: "es2022" } });
    await runs(files(join(directory, "dist")));
  });

  test("builds with webpack", async () => {
    const { default: webpack } = await import("webpack");
    const directory = portal();
    directories.push(directory);
    const options = {
      mode: "production",
      context: directory,
      entry: "./main.js",
      output: { path: join(directory, "out"), publicPath: "auto" },
      resolve: { symlinks: false },
      performance: false,
      // The JavaScript build is small already; to make 3 MB smaller again takes webpack minutes. README.md says so.
      optimization: { minimize: false },
    };
    const stats = await new Promise((resolve, reject) => webpack(options, (error, stats) => (error ? reject(error) : resolve(stats))));
    assert.equal(stats.hasErrors(), false, stats.toString("errors-only"));
    const out = files(join(directory, "out"));
    await runs({ ...out, "index.html": `${HTML}<script src="main.js"></script>` });
  });
});
