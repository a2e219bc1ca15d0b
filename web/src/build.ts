/** The JavaScript build: how it is found and started where WebAssembly is barred or missing. */

import type { ModuleExports } from "./engine.js";

/** Each file of the JavaScript build registers how to make an instance of it, under the name of the module. */
export interface JsBuilds {
  [module: string]: (() => ModuleExports) | undefined;
}

const scope = globalThis as typeof globalThis & { goujiJsBuilds?: JsBuilds };

/** What a file of the JavaScript build has registered, if it was loaded. */
export function jsBuild(module: string): (() => ModuleExports) | undefined {
  return scope.goujiJsBuilds === undefined ? undefined : scope.goujiJsBuilds[module];
}

/** The one that was loaded last, whatever its name. */
export function anyJsBuild(): (() => ModuleExports) | undefined {
  const builds = scope.goujiJsBuilds;
  if (builds === undefined) return undefined;
  const names = Object.keys(builds);
  return builds[names[names.length - 1] as string];
}
