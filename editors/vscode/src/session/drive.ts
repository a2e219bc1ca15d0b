/** Hands the messages of a client to the session, and the session's to the client. */
import type { Dispatch } from "./module";

/** Messages are kept until the session runs, and are answered in the order in which they came. */
export class Driver {
  private dispatch: Dispatch | undefined;
  private waiting: unknown[] = [];

  constructor(private readonly send: (message: unknown) => void) {}

  receive(message: unknown): void {
    if (this.dispatch === undefined) this.waiting.push(message);
    else for (const answer of this.dispatch(message)) this.send(answer);
  }

  start(dispatch: Dispatch): void {
    this.dispatch = dispatch;
    const waiting = this.waiting;
    this.waiting = [];
    for (const message of waiting) this.receive(message);
  }
}
