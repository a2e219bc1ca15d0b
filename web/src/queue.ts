/** One call after the other, and of each kind only the latest: nobody waits for what was overtaken. */

import type { Thread } from "./thread.js";

/** Rejects a call that a later one of its kind has overtaken. */
export class AbortError extends Error {
  override readonly name = "AbortError";
}

/** Whether a call was overtaken, which is no fault and needs no message. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

interface Job {
  kind: string;
  call: string;
  options: object;
  text: string;
  resolve(answer: string): void;
  reject(error: unknown): void;
}

export class Queue {
  private readonly jobs: Job[] = [];
  private running: Job | null = null;
  private closed = false;

  constructor(private readonly thread: Thread) {}

  /** Asks for an answer. A call that is still waiting or running under the same `kind` is rejected. */
  ask(kind: string, call: string, options: object, text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new AbortError("closed"));
        return;
      }
      this.overtake(kind);
      this.jobs.push({ kind, call, options, text, resolve, reject });
      void this.next();
    });
  }

  close(): void {
    this.closed = true;
    const left = this.running === null ? this.jobs : [this.running, ...this.jobs];
    for (const job of left) job.reject(new AbortError("closed"));
    this.jobs.length = 0;
    this.thread.close();
  }

  private overtake(kind: string): void {
    const overtaken = new AbortError("a later call has overtaken this one");
    if (this.running !== null && this.running.kind === kind) this.running.reject(overtaken);
    for (let i = this.jobs.length - 1; i >= 0; i -= 1) {
      const job = this.jobs[i] as Job;
      if (job.kind !== kind) continue;
      this.jobs.splice(i, 1);
      job.reject(overtaken);
    }
  }

  private async next(): Promise<void> {
    if (this.running !== null) return;
    const job = this.jobs.shift();
    if (job === undefined) return;
    this.running = job;
    try {
      job.resolve(await this.thread.run(job.call, job.options, job.text));
    } catch (error) {
      job.reject(error);
    }
    this.running = null;
    void this.next();
  }
}
