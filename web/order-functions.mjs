/**
 * Puts the functions of a module, which wasm-bindgen writes by their size, into an order that is good for gzip.
 *
 * `node order-functions.mjs FILE` names every function after its place, and wasm-opt then sorts them by name.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { order } from "./order.mjs";

/** Runs of so many bytes are compared. */
const RUN = 7;

const IMPORTS = 2;
const CODE = 10;
const CUSTOM = 0;
const FUNCTION_NAMES = 1;

/** An unsigned LEB128 number: `[value, where it ends]`. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function written(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** The bodies of the functions, in their order, a character a byte. */
function functions(module) {
  for (let at = 8; at < module.length; ) {
    const [length, start] = number(module, at + 1);
    // Imported functions would shift the numbers of ours; the modules import nothing.
    if (module[at] === IMPORTS) throw new Error("the module has imports");
    if (module[at] === CODE) {
      let [count, next] = number(module, start);
      const bodies = [];
      for (; bodies.length < count; ) {
        const [size, from] = number(module, next);
        bodies.push(module.toString("latin1", from, (next = from + size)));
      }
      return bodies;
    }
    at = start + length;
  }
  throw new Error("the module has no code");
}

/** The section that names every function after its place. */
function nameSection(ordered) {
  const places = [];
  ordered.forEach((index, place) => (places[index] = place));
  const names = places.flatMap((place, index) => {
    const name = [...Buffer.from(String(place).padStart(6, "0"))];
    return [...written(index), name.length, ...name];
  });
  const map = [...written(places.length), ...names];
  const section = [4, ...Buffer.from("name"), FUNCTION_NAMES, ...written(map.length), ...map];
  return Buffer.from([CUSTOM, ...written(section.length), ...section]);
}

const file = process.argv[2];
const module = readFileSync(file);
writeFileSync(file, Buffer.concat([module, nameSection(order(functions(module), RUN))]));
