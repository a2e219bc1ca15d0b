// What a page waits for, in Chromium, beside the AutoCorrect package on the same text in the same run: `node bench.mjs`.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { chromium } from "./tests/playwright.mjs";
import { seed } from "./tests/corpus.mjs";
import { serve } from "./tests/server.mjs";

const text = seed();
const megabyte = text.repeat(Math.ceil((1 << 20) / Buffer.byteLength(text)));
const peer = createRequire(import.meta.url).resolve("@huacnlee/autocorrect").replace(/[^/\\]+$/, "");
const page = (script) =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><link rel="icon" href="examples/icon.svg">${script}`;

const server = await serve({
  "gouji.html": page('<script src="dist/gouji.script.js"></script><script src="gouji-first.js"></script>'),
  "gouji-first.js":
    'fetch("seed.txt").then((r) => r.text()).then(async (text) => { self.text = text; self.checker = await gouji.createChecker(); self.run = (text) => self.checker.check(text); await self.run(text); self.first = performance.now(); });',
  "peer.html": page('<script type="module" src="peer-first.js"></script>'),
  "peer-first.js":
    'import * as glue from "./autocorrect_bg.js"; const text = await (await fetch("seed.txt")).text(); const { instance } = await WebAssembly.instantiateStreaming(fetch("autocorrect_bg.wasm"), { "./autocorrect_bg.js": glue }); glue.__wbg_set_wasm(instance.exports); instance.exports.__wbindgen_start(); self.text = text; self.run = async (text) => glue.lintFor(text, "text"); await self.run(text); self.first = performance.now();',
  "autocorrect_bg.js": readFileSync(peer + "autocorrect_bg.js"),
  "autocorrect_bg.wasm": readFileSync(peer + "autocorrect_bg.wasm"),
  "seed.txt": text,
});
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });

const size = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1024;
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

console.log("                     over the wire     first findings     a key on the seed        a key on 1 MB");
for (const [name, url, files] of [
  ["gouji", "gouji.html", ["dist/gouji.script.js", "dist/gouji-worker.js", "dist/gouji.wasm"]],
  ["AutoCorrect", "peer.html", [peer + "autocorrect_bg.js", peer + "autocorrect_bg.wasm"]],
]) {
  const firsts = [];
  for (let i = 0; i < 5; i += 1) {
    const tab = await browser.newPage();
    await tab.goto(`${server.origin}/strict/${url}`.replace("strict", "framework"));
    await tab.waitForFunction(() => self.first > 0, null, { timeout: 60_000 });
    firsts.push(await tab.evaluate(() => self.first));
    await tab.close();
  }
  const tab = await browser.newPage();
  await tab.goto(`${server.origin}/framework/${url}`);
  await tab.waitForFunction(() => self.first > 0, null, { timeout: 60_000 });
  const keys = (text, count) =>
    tab.evaluate(
      async ({ text, count }) => {
        const times = [];
        for (let i = 0; i < count; i += 1) {
          // Each key changes the text, as typing does.
          const typed = text + "键".repeat(i);
          const start = performance.now();
          await self.run(typed);
          times.push(performance.now() - start);
        }
        return times.sort((a, b) => a - b);
      },
      { text, count },
    );
  await keys(text, 20);
  const small = await keys(text, 200);
  const large = await keys(megabyte, 5);
  firsts.sort((a, b) => a - b);
  const ms = (value) => `${value.toFixed(1)} ms`;
  console.log(
    `${name.padEnd(14)} ${size(files).toFixed(0).padStart(8)} KB gzip ${ms(firsts[2]).padStart(16)}   p50 ${ms(at(small, 0.5))}, p99 ${ms(at(small, 0.99))}   p50 ${ms(at(large, 0.5))}`,
  );
}
await browser.close();
await server.close();
