/** The session in a process of Node, for desktops without a program of their own. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Driver } from "./drive";
import { startSession } from "./module";

const driver = new Driver((message) => process.send?.(message));
process.on("message", (message) => driver.receive(message));
process.on("disconnect", () => process.exit(0));

void readFile(join(__dirname, "gouji.wasm"))
  .then((module) => startSession(module))
  .then((dispatch) => driver.start(dispatch));
