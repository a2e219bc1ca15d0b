/** The session in a web worker. The first message is the module; all others are the protocol's. */
import { Driver } from "./drive";
import { startSession } from "./module";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const driver = new Driver((message) => scope.postMessage(message));

scope.addEventListener("message", (event: MessageEvent<unknown>) => {
  const module = moduleOf(event.data);
  if (module === undefined) driver.receive(event.data);
  else void startSession(module).then((dispatch) => driver.start(dispatch));
});

function moduleOf(data: unknown): BufferSource | undefined {
  const module: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "gouji") : undefined;
  return module instanceof Uint8Array ? new Uint8Array(module) : undefined;
}
