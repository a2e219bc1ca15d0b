/**
 * Where the files of the package are, for the ES module. Written out one by one, because bundlers (Vite, webpack) find
 * and copy files only where `new URL` has a fixed name.
 */

export const assets = {
  wasm: (features: "checker" | "ide"): string =>
    features === "ide"
      ? new URL("./gouji-ide.wasm", import.meta.url).href
      : new URL("./gouji.wasm", import.meta.url).href,
  fallback: (features: "checker" | "ide"): string =>
    features === "ide"
      ? new URL("./gouji-ide.wasm.js", import.meta.url).href
      : new URL("./gouji.wasm.js", import.meta.url).href,
  worker: (): string => new URL("./gouji-worker.js", import.meta.url).href,
  docs: (): string => new URL("./gouji-rules.json", import.meta.url).href,
};
