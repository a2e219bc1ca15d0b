/** The session in a process of Node, for desktops without a program of their own. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Driver, isAside } from "./drive";
import { startSession } from "./module";

const driver = new Driver((message) => process.send?.(message));

process.on("message", (message) => {
  if (!isAside(message)) {
    driver.receive(message);
    if (typeof message === "object" && message !== null && Reflect.get(message, "method") === "exit") process.exit(0);
  } else if (message.gouji === "files") driver.files(message.texts);
});
process.on("disconnect", () => process.exit(0));

void readFile(join(__dirname, "gouji.wasm"))
  .then((bytes) => startSession(bytes))
  .then((session) => driver.start(session));
