/** The JavaScript build of a module, as wasm2js writes it, made a classic script. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { transform } from "esbuild";
import { order } from "./order.mjs";

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

/** A function of the module, as esbuild writes it with its line breaks. */
const FUNCTION = /^    function [^]*?^    \}\n/gm;
/** Runs of so many characters are compared. */
const RUN = 12;

/** The functions in an order that is good for gzip; where a function is declared means nothing to JavaScript. */
function ordered(code) {
  const functions = code.match(FUNCTION);
  if (!functions) throw new Error("esbuild writes functions differently now");
  const bodies = functions.map((text) => text.replace(/\s+/g, ""));
  const places = order(bodies, RUN);
  let next = 0;
  return code.replace(FUNCTION, () => functions[places[next++]]);
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
  const options = { target, charset: "utf8" };
  const { code } = await transform(wrapped, { ...options, minifyIdentifiers: true, minifySyntax: true });
  const smallest = await transform(ordered(code), { ...options, minifyWhitespace: true });
  writeFileSync(`${dist}/${name}.wasm.js`, smallest.code);
  rmSync(source);
}
