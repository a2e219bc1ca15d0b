/** The editor element as an ES module: importing it defines `<gouji-editor>`. */

import { createChecker } from "./index.js";
import { defineEditor } from "./editor.js";

/** Whether this browser can have the element. */
export const supported = defineEditor(() => createChecker({ features: "ide" }));
