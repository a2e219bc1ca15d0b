/**
 * An order for functions in which those alike lie near each other: gzip looks back 32 KB and no further. What goes over the
 * wire becomes smaller by a twentieth; what runs is the same.
 */

/** What gzip sees, with room for the function itself. */
const WINDOW = 30_000;
/** A run that more functions than this have in common says nothing about any two of them. */
const COMMON = 300;

/** For each function the runs that it shares with some, but not with many, as numbers; and for each run its functions. */
function sharedRuns(bodies, length) {
  const owners = new Map();
  bodies.forEach((text, index) => {
    for (let at = 0; at + length <= text.length; at += 1) {
      const run = text.slice(at, at + length);
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

/**
 * The numbers of `bodies` in their new order, told by the runs of `length` characters that they share. Always next comes
 * the function that shares most, for its length, with those that gzip still sees.
 */
export function order(bodies, length) {
  const { shared, runs } = sharedRuns(bodies, length);
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
