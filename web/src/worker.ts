/** The worker: a classic script, because module workers came only with Chromium 80. */

import { Refused, type Engine } from "./engine.js";
import { start, type Host, type Start } from "./start.js";
import { scriptUrl } from "./trusted.js";
import type { FromWorker, ToWorker } from "./thread.js";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
  importScripts(url: string): void;
}

const scope = self as unknown as WorkerScope;
let engine: Engine | null = null;

const host: Host = {
  async read(url, integrity) {
    const response = await fetch(url, integrity === undefined ? {} : { integrity });
    if (!response.ok) throw new Error(url + ": " + response.status);
    return response.arrayBuffer();
  },
  async run(url) {
    scope.importScripts(scriptUrl(url));
  },
};

async function begin(options: Start): Promise<void> {
  try {
    const started = await start(options, host);
    engine = started.engine;
    scope.postMessage({ type: "ready", kind: started.kind });
  } catch (error) {
    scope.postMessage({ type: "failed", message: String(error) });
  }
}

async function answer(id: number, call: string, options: object, text: string): Promise<void> {
  try {
    if (engine === null) throw new Error("not started");
    scope.postMessage({ type: "answer", id, answer: await engine.call(call, options, text) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    scope.postMessage({ type: "refused", id, message, refused: error instanceof Refused });
  }
}

scope.onmessage = (event) => {
  const message = event.data;
  if (message.type === "start") void begin(message.options);
  else void answer(message.id, message.call, message.options, message.text);
};
