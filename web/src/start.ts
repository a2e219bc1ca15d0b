/** Starts the module in this thread: as WebAssembly, else as JavaScript. Used by pages and by the worker. */

import { anyJsBuild } from "./build.js";
import { Engine, type ModuleExports } from "./engine.js";

/** Where the module comes from. */
export type Source = string | ArrayBuffer | Uint8Array;

/** How this thread gets at files; pages, workers and Node differ. */
export interface Host {
  /** The bytes of a file. */
  read(url: string, integrity?: string): Promise<ArrayBuffer | Uint8Array>;
  /** Runs a classic script, which registers itself; see `build.ts`. */
  run(url: string): Promise<void>;
}

/** What to start. */
export interface Start {
  wasm: Source | false;
  fallback: string | false;
  integrity?: string | undefined;
}

/** A module that runs in this thread. */
export interface Started {
  engine: Engine;
  kind: "wasm" | "js";
}

/** Starts WebAssembly and, where that is barred or missing, the JavaScript build. */
export async function start(options: Start, host: Host): Promise<Started> {
  let why: unknown = new Error("WebAssembly is switched off");
  if (options.wasm !== false) {
    try {
      return { engine: await startWasm(options.wasm, host, options.integrity), kind: "wasm" };
    } catch (error) {
      why = error;
    }
  }
  if (options.fallback === false) throw why;
  return { engine: await startJs(options.fallback, host), kind: "js" };
}

async function startWasm(source: Source, host: Host, integrity: string | undefined): Promise<Engine> {
  if (typeof WebAssembly === "undefined") throw new Error("WebAssembly is missing");
  const bytes = typeof source === "string" ? await host.read(source, integrity) : source;
  const module = await WebAssembly.compile(bytes as BufferSource);
  return Engine.start(async () => {
    const instance = await WebAssembly.instantiate(module, {});
    return instance.exports as unknown as ModuleExports;
  });
}

async function startJs(url: string, host: Host): Promise<Engine> {
  await host.run(url);
  const build = anyJsBuild();
  if (build === undefined) throw new Error("no JavaScript build in " + url);
  return Engine.start(async () => build());
}
