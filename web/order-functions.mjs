/**
 * Finds an order for the functions of a module in which those alike lie near each other: gzip looks back 32 KB and no
 * further, and wasm-bindgen writes functions by their size. What goes over the wire becomes smaller by a twentieth; what
 * runs is the same.
 *
 * `node order-functions.mjs FILE` names every function after its place, and wasm-opt then sorts them by name.
 */

import { readFileSync, writeFileSync } from "node:fs";

/** What gzip sees, with room for the function itself. */
const WINDOW = 30_000;
/** Runs of so many bytes are compared. */
const RUN = 7;
/** A run that more functions than this have in common says nothing about any two of them. */
const COMMON = 300;

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

/** The bodies of the functions, in their order. */
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
        bodies.push(module.subarray(from, (next = from + size)));
      }
      return bodies;
    }
    at = start + length;
  }
  throw new Error("the module has no code");
}

/** For each function the runs that it shares with some, but not with many, as numbers; and for each run its functions. */
function sharedRuns(bodies) {
  const owners = new Map();
  bodies.forEach((body, index) => {
    const text = body.toString("latin1");
    for (let at = 0; at + RUN <= text.length; at += 1) {
      const run = text.slice(at, at + RUN);
      const found = owners.get(run);
      if (!found) owners.set(run, [index]);
      else if (found[found.length - 1] !== index) found.push(index);
    }
  });
  const shared = [...owners.values()].filter((found) => found.length > 1 && found.length <= COMMON);
  const runs = bodies.map(() => []);
  shared.forEach((found, run) => found.forEach((index) => runs[index].push(run)));
  return { shared, runs };
}

/** Always next comes the function that shares most, for its length, with those that gzip still sees. */
function order(bodies) {
  const { shared, runs } = sharedRuns(bodies);
  const score = new Int32Array(bodies.length);
  const inWindow = new Int32Array(shared.length);
  const rest = new Set(bodies.keys());
  const ordered = [];
  let [first, size] = [0, 0];
  let current = bodies.reduce((best, body, index) => (body.length > bodies[best].length ? index : best), 0);
  for (;;) {
    ordered.push(current);
    rest.delete(current);
    if (rest.size === 0) return ordered;
    size += bodies[current].length;
    for (const run of runs[current]) {
      if (inWindow[run]++ === 0) for (const index of shared[run]) score[index] += 1;
    }
    while (size > WINDOW && first < ordered.length - 1) {
      const gone = ordered[first++];
      size -= bodies[gone].length;
      for (const run of runs[gone]) {
        if (--inWindow[run] === 0) for (const index of shared[run]) score[index] -= 1;
      }
    }
    let best = -1;
    for (const index of rest) {
      const share = score[index] / (bodies[index].length + 30);
      if (share > best) [best, current] = [share, index];
    }
  }
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
writeFileSync(file, Buffer.concat([module, nameSection(order(functions(module)))]));
