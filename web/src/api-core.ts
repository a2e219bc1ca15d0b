/** What every build offers, with or without a page. */

export { Checker, SyncChecker, createCheckerSync } from "./checker.js";
export type { CallOptions, CheckerOptions, Encoding, Lang, Rules, Tier } from "./checker.js";
export { Refused, Unchecked } from "./engine.js";
export { AbortError, isAbort } from "./queue.js";
export { LineStarts } from "./places.js";
export { brief } from "./words.js";
export type * from "./types.js";
