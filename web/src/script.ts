/** The classic script: everything under the name `gouji`. */

import { assets } from "./assets-script.js";
import { createCheckerOn, type Checker, type CheckerOptions } from "./checker.js";
import { host } from "./host-page.js";

export * from "./api.js";

export function createChecker(options: CheckerOptions = {}): Promise<Checker> {
  return createCheckerOn({ host, assets }, options);
}
