/** The JavaScript build of a module, as wasm2js writes it, made a classic script. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { transform } from "esbuild";
import { order } from "./order.mjs";

const DECODER = /var base64ReverseLookup[^]*?\n  function base64DecodeToExistingUint8Array[^]*?\n  \}\n/;
const DATA = /base64DecodeToExistingUint8Array\((\w+), (\d+), "([^"]*)"\)/g;

/** What a string may hold as it stands. */
const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((char) => !/["\\]/.test(char));
/** So many of them begin a pair. */
const PREFIXES = 2;

/**
 * The data with a character for each of the usual bytes, and two for the others: gzip makes of that what it makes of the
 * bytes themselves, an eighth less than of base64 and a twelfth less than of hexadecimal digits. Still nothing but ASCII,
 * whatever encoding a page declares.
 */
function dataInCharacters(text) {
  if (!DECODER.test(text)) throw new Error("wasm2js writes its data differently now");
  const bytes = Buffer.concat([...text.matchAll(DATA)].map(([, , , data]) => Buffer.from(data, "base64")));
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte]++;
  const usual = [...counts.keys()].sort((a, b) => counts[b] - counts[a]);
  const singles = PRINTABLE.length - PREFIXES;
  const written = new Map(
    usual.map((byte, at) => {
      const beyond = at - singles;
      const prefix = PRINTABLE[singles + Math.floor(beyond / PRINTABLE.length)];
      return [byte, beyond < 0 ? PRINTABLE[at] : prefix + PRINTABLE[beyond % PRINTABLE.length]];
    }),
  );
  // 34 and 92 are the characters that a string cannot hold. No function within the function: each of those finds its own
  // place below.
  const decoder = `var usualBytes = [${usual}];
function writeData(memory, at, text) {
  for (var i = 0, prefix = -1; i < text.length; i++) {
    var code = text.charCodeAt(i) - 32;
    code -= (code > 2) + (code > 60);
    if (prefix < 0 && code >= ${singles}) {
      prefix = code;
      continue;
    }
    memory[at++] = usualBytes[prefix < 0 ? code : ${singles} + (prefix - ${singles}) * ${PRINTABLE.length} + code];
    prefix = -1;
  }
}
`;
  const write = (data) => [...Buffer.from(data, "base64")].map((byte) => written.get(byte)).join("");
  const inCharacters = (_, memory, at, data) => `writeData(${memory}, ${at}, "${write(data)}")`;
  return text.replace(DECODER, () => decoder).replace(DATA, inCharacters);
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
  const text = dataInCharacters(readFileSync(source, "utf8"));
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
