/** gouji in Node: the same module from the same files, without a worker. */

import { createCheckerOn, type Checker, type CheckerOptions, type Platform } from "./checker.js";

export * from "./api-core.js";

const file = (name: string): string => new URL(name, import.meta.url).href;

const platform: Platform = {
  host: {
    async read(url) {
      const { readFile } = await import("node:fs/promises");
      return readFile(url.startsWith("file:") ? new URL(url) : url);
    },
    async run(url) {
      await import(url);
    },
  },
  assets: {
    wasm: (features) => file(features === "ide" ? "./gouji-ide.wasm" : "./gouji.wasm"),
    fallback: (features) => file(features === "ide" ? "./gouji-ide.wasm.js" : "./gouji.wasm.js"),
    worker: null,
    docs: () => file("./gouji-rules.json"),
  },
};

export function createChecker(options: CheckerOptions = {}): Promise<Checker> {
  return createCheckerOn(platform, { ...options, worker: false });
}
