/**
 * Builds the portal page: `dist/page/` for a server, and `dist/gouji.html`, the same in one file for machines without
 * any network. The module is taken from `dist/`, where `cargo xtask wasm` or `page` puts it.
 */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { wrapJsBuild } from "../js-build.mjs";
import { patient } from "../patient.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const web = dirname(here);
const dist = join(web, "dist");
const page = join(dist, "page");
const sample = join(dirname(web), "tests", "corpus", "huaihua-2023.txt");

/** The files of the checker that the page loads. */
const PARTS = ["gouji-ide.wasm", "gouji-ide.wasm.js", "gouji-rules.json"];
/** Office desktops run old Chromium forks. */
const target = "chrome78";

const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
const read = (name) => readFileSync(join(here, name), "utf8");

async function bundle(options) {
  const result = await build({ bundle: true, minify: true, write: false, target, charset: "utf8", logLevel: "warning", ...options });
  return result.outputFiles[0].text;
}

async function styles() {
  const of = (name) => bundle({ entryPoints: [join(here, "style", name)] });
  return { page: await of("page.css"), paper: await of("paper.css") };
}

/** The script; the style of what it exports is in it as text. */
function script(paper) {
  const asText = {
    name: "paper-style",
    setup(setup) {
      setup.onLoad({ filter: /[\\/]paper\.css$/ }, () => ({ contents: paper, loader: "text" }));
    },
  };
  return bundle({
    entryPoints: [join(here, "src", "main.ts")],
    format: "iife",
    plugins: [asText],
    // The package carries its own style sheets as text.
    loader: { ".css": "text" },
    // The page names its files itself; nothing is looked for beside a module.
    define: { __PAPER_STYLE_HASH__: JSON.stringify(hash(paper)), "import.meta.url": '""' },
  });
}

/** The editor, which a page loads when somebody edits. */
function editorScript() {
  return bundle({ entryPoints: [join(here, "src", "rich.ts")], format: "iife", plugins: [patient], loader: { ".css": "text" }, define: { "import.meta.url": '""' } });
}

/** Everything within one file. Its own policy allows just its own script and style, and no connection at all. */
function oneFile(style, code) {
  const base64 = (path) => readFileSync(path).toString("base64");
  // A script may not hold the end of its own element.
  const inline = code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const policy = [
    "default-src 'none'",
    `script-src '${hash(inline)}' 'wasm-unsafe-eval'`,
    `style-src '${hash(style)}'`,
    "connect-src 'none'",
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const data = (id, path) => `<script type="application/octet-stream" id="${id}">${base64(path)}</script>`;
  const icon = `data:image/svg+xml;base64,${base64(join(here, "icon.svg"))}`;
  const replaced = [
    [/<!-- head:.*?-->/, `<meta http-equiv="Content-Security-Policy" content="${policy}" />`],
    [/<link rel="icon"[^>]*>/, `<link rel="icon" href="${icon}" />`],
    [/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`],
    [/<script src="page.js" defer><\/script>\n?/, ""],
    [
      /<!-- foot:.*?-->/,
      [
        data("embedded-wasm", join(dist, "gouji-ide.wasm")),
        data("embedded-worker", join(page, "gouji-worker.js")),
        data("embedded-rules", join(dist, "gouji-rules.json")),
        data("embedded-sample", sample),
        `<script>${inline}</script>`,
      ].join("\n"),
    ],
  ];
  return replaced.reduce((html, [from, to]) => {
    if (!from.test(html)) throw new Error(`index.html has no ${from}`);
    return html.replace(from, () => to);
  }, read("index.html"));
}

const style = await styles();
const code = await script(style.paper);
const editor = await editorScript();
const worker = await bundle({ entryPoints: [join(web, "src", "worker.ts")], format: "iife" });
await wrapJsBuild(dist, "gouji-ide", target);
mkdirSync(join(page, "samples"), { recursive: true });
writeFileSync(join(page, "page.js"), code);
writeFileSync(join(page, "editor.js"), editor);
writeFileSync(join(page, "gouji-worker.js"), worker);
writeFileSync(join(page, "page.css"), style.page);
const comments = /\n? *<!-- (?:head|foot):.*?-->/g;
writeFileSync(join(page, "index.html"), read("index.html").replace(comments, ""));
copyFileSync(join(here, "icon.svg"), join(page, "icon.svg"));
copyFileSync(sample, join(page, "samples", "huaihua-2023.txt"));
for (const part of PARTS) copyFileSync(join(dist, part), join(page, part));
writeFileSync(join(dist, "gouji.html"), oneFile(style.page, `${editor}\n${code}`));
