/** gouji in a page: `await createChecker()`, and four ways into forms and portals. The classic script is built from it too. */

import { assets } from "./assets.js";
import { createCheckerOn, type Checker, type CheckerOptions } from "./checker.js";
import { host } from "./host-page.js";

export * from "./api.js";

/** Starts a checker. Nothing leaves the machine; only the package's own files are loaded. */
export function createChecker(options: CheckerOptions = {}): Promise<Checker> {
  return createCheckerOn({ host, assets }, options);
}
