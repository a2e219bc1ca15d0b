/** The JavaScript build of a module, as wasm2js writes it, made a classic script. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { transform } from "esbuild";

/** It registers itself as a classic script, so that pages, workers and Node load it alike. */
export async function wrapJsBuild(dist, name, target) {
  const source = `${dist}/${name}.wasm2js.js`;
  if (!existsSync(source)) return;
  const text = readFileSync(source, "utf8");
  const end = text.indexOf("var retasmFunc");
  if (end < 0 || /^import /m.test(text)) throw new Error(`${source}: not the shape that wasm2js used to write`);
  const wrapped = `(function(){${text.slice(0, end)}
(globalThis.goujiJsBuilds=globalThis.goujiJsBuilds||{})["${name}"]=function(){return asmFunc({})}})();`;
  const { code } = await transform(wrapped, { minify: true, target, charset: "utf8" });
  writeFileSync(`${dist}/${name}.wasm.js`, code);
  rmSync(source);
}
