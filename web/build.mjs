// Builds the npm package into dist/: `node build.mjs`. The modules are built before, by `cargo xtask wasm`.

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { wrapJsBuild } from "./js-build.mjs";
import { patient } from "./patient.mjs";

/** Office desktops run old Chromium forks; see README.md. */
const target = ["chrome78", "firefox78", "safari15"];

/**
 * Upper bounds over the wire, gzip, in KB. The aim is 300 for the module and 400 for the JavaScript build; these bounds stand
 * just above what is reached.
 */
const gates = { "gouji.wasm": 575, "gouji.wasm.js": 755 };

const common = { bundle: true, minify: true, target, charset: "utf8", legalComments: "none", logLevel: "warning", loader: { ".css": "text" } };
const page = { ...common, platform: "browser" };

for (const name of ["gouji", "gouji-ide"]) await wrapJsBuild("dist", name, target);

/** The classic script finds its files beside itself; the ES module by addresses that bundlers understand. */
const beside = {
  name: "beside",
  setup(build) {
    build.onResolve({ filter: /\/assets\.js$/ }, () => ({ path: resolve("src/assets-script.ts") }));
  },
};
const banner = { js: "var goujiScript=document.currentScript&&document.currentScript.src||document.baseURI;" };
const inside = { ".css": "text", ".wasm": "binary" };

const module = (entry, name, more = {}) =>
  build({ ...page, entryPoints: [`src/${entry}.ts`], outfile: `dist/${name}.js`, format: "esm", ...more });
const script = (entry, name, more = {}) =>
  build({
    ...page,
    entryPoints: [`src/${entry}.ts`],
    outfile: `dist/${name}.js`,
    format: "iife",
    plugins: [beside],
    banner,
    ...more,
  });

await module("index", "gouji");
await script("index", "gouji.script", { globalName: "gouji" });
await script("worker", "gouji-worker", { banner: {} });
await module("editor-module", "gouji-editor", { plugins: [patient] });
await script("editor-module", "gouji-editor.script", { plugins: [beside, patient] });
await module("vue", "vue", { external: ["vue"] });
await module("react", "react", { external: ["react"] });
if (existsSync("dist/gouji.wasm")) {
  await module("inline", "gouji.inline", { loader: inside });
  await script("inline", "gouji.inline.script", { loader: inside, globalName: "gouji" });
}
await build({
  ...common,
  entryPoints: ["src/node.ts"],
  outfile: "dist/node.js",
  format: "esm",
  platform: "node",
  target: "node20",
});
copyFileSync("src/gouji.css", "dist/gouji.css");
copyFileSync("src/editor.css", "dist/gouji-editor.css");

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "tsconfig.json"], { stdio: "inherit" });

let tooLarge = false;
const names = [
  "gouji.wasm",
  "gouji.wasm.js",
  "gouji-ide.wasm",
  "gouji-ide.wasm.js",
  "gouji-session.wasm",
  "gouji.js",
  "gouji.script.js",
  "gouji-worker.js",
  "gouji-editor.js",
];
for (const name of names) {
  if (!existsSync(`dist/${name}`)) continue;
  const bytes = readFileSync(`dist/${name}`);
  const [gzip, brotli] = [gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  const gate = gates[name];
  const over = gate !== undefined && gzip > gate * 1024;
  tooLarge ||= over;
  const kb = (n) => `${(n / 1024).toFixed(0)} KB`.padStart(8);
  console.log(`${name.padEnd(20)}${kb(bytes.length)}  gzip${kb(gzip)}  brotli${kb(brotli)}${over ? `  over ${gate} KB` : ""}`);
}
if (tooLarge) process.exitCode = 1;
