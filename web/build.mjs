// Builds the npm package into dist/: `node build.mjs`. The modules are built before, by `cargo xtask wasm`.

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** Office desktops run old Chromium forks; see README.md. */
const target = ["chrome78", "firefox78", "safari15"];

/** Upper bounds over the wire, gzip, in KB. */
const gates = { "gouji.wasm": 300, "gouji.wasm.js": 400 };

const common = { bundle: true, minify: true, target, charset: "utf8", legalComments: "none", logLevel: "warning" };
const page = { ...common, platform: "browser" };

// The JavaScript build registers itself as a classic script, so that pages, workers and Node load it alike.
for (const name of ["gouji", "gouji-ide"]) {
  const source = `dist/${name}.wasm2js.js`;
  if (!existsSync(source)) continue;
  const text = readFileSync(source, "utf8");
  const end = text.indexOf("var retasmFunc");
  if (end < 0 || /^import /m.test(text)) throw new Error(`${source}: not the shape that wasm2js used to write`);
  writeFileSync(
    `dist/${name}.wasm.js`,
    `(function(){${text.slice(0, end)}\n(globalThis.goujiJsBuilds=globalThis.goujiJsBuilds||{})["${name}"]=function(){return asmFunc({})}})();\n`,
  );
  rmSync(source);
}

await build({ ...page, entryPoints: ["src/index.ts"], outfile: "dist/gouji.js", format: "esm" });
await build({
  ...page,
  entryPoints: ["src/script.ts"],
  outfile: "dist/gouji.script.js",
  format: "iife",
  globalName: "gouji",
  banner: { js: "var goujiScript=document.currentScript&&document.currentScript.src||document.baseURI;" },
});
await build({ ...page, entryPoints: ["src/worker.ts"], outfile: "dist/gouji-worker.js", format: "iife" });
await build({
  ...common,
  entryPoints: ["src/node.ts"],
  outfile: "dist/node.js",
  format: "esm",
  platform: "node",
  target: "node20",
});

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "tsconfig.json"], { stdio: "inherit" });

let tooLarge = false;
const names = [
  "gouji.wasm",
  "gouji.wasm.js",
  "gouji-ide.wasm",
  "gouji-ide.wasm.js",
  "gouji.js",
  "gouji.script.js",
  "gouji-worker.js",
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
