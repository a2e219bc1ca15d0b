/** The session in a web worker. The first message is the module. */
import { Driver, isAside } from "./drive";
import { startSession } from "./module";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const driver = new Driver((message) => scope.postMessage(message));

scope.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = event.data;
  if (!isAside(message)) driver.receive(message);
  else if (message.gouji === "files") driver.files(message.texts);
  else void startSession(message.bytes).then((session) => driver.start(session));
});
