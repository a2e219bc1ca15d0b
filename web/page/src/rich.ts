/** The package's editor element, loaded when somebody wants to edit: highlighting, completion, hover, large texts. */

import { defineEditor } from "../../src/editor.js";

// The page gives the element its own checker; it never starts one.
defineEditor(() => Promise.reject(new Error("no checker")));
