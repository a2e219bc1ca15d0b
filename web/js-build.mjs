/** The JavaScript build of a module, as wasm2js writes it, made a classic script. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { transform } from "esbuild";

const DECODER = /var base64ReverseLookup[^]*?\n  function base64DecodeToExistingUint8Array[^]*?\n  \}\n/;
const DATA = /base64DecodeToExistingUint8Array\((\w+), (\d+), "([^"]*)"\)/g;

/**
 * The data in hexadecimal digits instead of base64: longer as such, and a ninth shorter over the wire, since what
 * repeats still reads the same wherever it stands. Still nothing but ASCII, whatever encoding a page declares.
 */
function dataInHex(text) {
  if (!DECODER.test(text)) throw new Error("wasm2js writes its data differently now");
  const decoder = `function writeHex(memory, at, digits) {
  for (var i = 0; i < digits.length; i += 2) memory[at++] = parseInt(digits.substr(i, 2), 16);
}
`;
  const inHex = (_, memory, at, data) => `writeHex(${memory}, ${at}, "${Buffer.from(data, "base64").toString("hex")}")`;
  return text.replace(DECODER, () => decoder).replace(DATA, inHex);
}

/** It registers itself as a classic script, so that pages, workers and Node load it alike. */
export async function wrapJsBuild(dist, name, target) {
  const source = `${dist}/${name}.wasm2js.js`;
  if (!existsSync(source)) return;
  const text = dataInHex(readFileSync(source, "utf8"));
  const end = text.indexOf("var retasmFunc");
  if (end < 0 || /^import /m.test(text)) throw new Error(`${source}: not the shape that wasm2js used to write`);
  const wrapped = `(function(){${text.slice(0, end)}
(globalThis.goujiJsBuilds=globalThis.goujiJsBuilds||{})["${name}"]=function(){return asmFunc({})}})();`;
  const { code } = await transform(wrapped, { minify: true, target, charset: "utf8" });
  writeFileSync(`${dist}/${name}.wasm.js`, code);
  rmSync(source);
}
