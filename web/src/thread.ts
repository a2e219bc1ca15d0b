/** Where calls are run: in a worker, or in the thread of the page. */

import { broken, Refused, Unchecked, type Engine } from "./engine.js";
import type { Start } from "./start.js";
import { scriptUrl } from "./trusted.js";

/** What a page sends to its worker. */
export type ToWorker =
  | { type: "start"; options: Start }
  | { type: "call"; id: number; call: string; options: object; text: string };

/** What a worker sends back. */
export type FromWorker =
  | { type: "ready"; kind: "wasm" | "js" }
  | { type: "failed"; message: string }
  | { type: "answer"; id: number; answer: string }
  | { type: "refused"; id: number; message: string; refused: boolean };

/** Runs calls, one at a time. */
export interface Thread {
  run(call: string, options: object, text: string): Promise<string>;
  close(): void;
}

/** Calls run in the thread of the page; between two of them the page gets its turn. */
export class HereThread implements Thread {
  constructor(private readonly engine: Engine) {}

  async run(call: string, options: object, text: string): Promise<string> {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    return this.engine.call(call, options, text);
  }

  close(): void {}
}

/** A check that takes longer than this has gone wrong: the largest report takes a second. */
const PATIENCE = 60_000;

interface Waiting {
  id: number;
  resolve(answer: string): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/** Calls run in a worker, which is replaced when it breaks or never ends. */
export class WorkerThread implements Thread {
  private waiting: Waiting | null = null;
  private lastId = 0;

  private constructor(
    private worker: Worker,
    private readonly url: string,
    private readonly options: Start,
  ) {
    this.listen();
  }

  /** Starts a worker and says what it runs; rejects where there can be none. */
  static async start(url: string, options: Start): Promise<{ thread: WorkerThread; kind: "wasm" | "js" }> {
    const { worker, kind } = await startWorker(url, options);
    return { thread: new WorkerThread(worker, url, options), kind };
  }

  run(call: string, options: object, text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      const timer = setTimeout(() => void this.replace("it did not end"), PATIENCE);
      this.waiting = { id, resolve, reject, timer };
      this.worker.postMessage({ type: "call", id, call, options, text });
    });
  }

  close(): void {
    this.worker.terminate();
    this.settle((waiting) => waiting.reject(new Unchecked("closed")));
  }

  private listen(): void {
    this.worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const message = event.data;
      if (message.type !== "answer" && message.type !== "refused") return;
      if (this.waiting === null || this.waiting.id !== message.id) return;
      this.settle((waiting) => {
        if (message.type === "answer") waiting.resolve(message.answer);
        else waiting.reject(message.refused ? new Refused(message.message) : new Unchecked(message.message));
      });
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      void this.replace(event.message);
    };
  }

  private settle(how: (waiting: Waiting) => void): void {
    const waiting = this.waiting;
    if (waiting === null) return;
    this.waiting = null;
    clearTimeout(waiting.timer);
    how(waiting);
  }

  private async replace(why: string): Promise<void> {
    this.worker.terminate();
    try {
      const { worker } = await startWorker(this.url, this.options);
      this.worker = worker;
      this.listen();
    } finally {
      this.settle((waiting) => waiting.reject(new Unchecked(broken(why))));
    }
  }
}

function startWorker(url: string, options: Start): Promise<{ worker: Worker; kind: "wasm" | "js" }> {
  return new Promise((resolve, reject) => {
    if (typeof Worker === "undefined") throw new Error("Worker is missing");
    const worker = new Worker(scriptUrl(url));
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const message = event.data;
      if (message.type === "ready") resolve({ worker, kind: message.kind });
      else if (message.type === "failed") {
        worker.terminate();
        reject(new Error(message.message));
      }
    };
    // A worker that CSP bars tells it here and nowhere else.
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new Error(event.message || "the worker could not be started"));
    };
    worker.postMessage({ type: "start", options });
  });
}
