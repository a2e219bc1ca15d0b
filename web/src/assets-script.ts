/** Where the files of the package are, for the classic script: beside it. */

declare const goujiScript: string;

const beside = (name: string): string => new URL(name, goujiScript).href;

export const assets = {
  wasm: (features: "checker" | "ide"): string => beside(features === "ide" ? "gouji-ide.wasm" : "gouji.wasm"),
  fallback: (features: "checker" | "ide"): string =>
    beside(features === "ide" ? "gouji-ide.wasm.js" : "gouji.wasm.js"),
  worker: (): string => beside("gouji-worker.js"),
  docs: (): string => beside("gouji-rules.json"),
};
