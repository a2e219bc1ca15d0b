/** Hands the messages of a client to the session, and the session's to the client. */
import type { Outcome, Session, Texts } from "./module";

/** Keeps the session's time: it has no clock of its own. Whatever comes before it runs is kept, in order. */
export class Driver {
  private session: Session | undefined;
  private readonly waiting: ((session: Session) => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (message: unknown) => void) {}

  /** A message of the client. */
  receive(message: unknown): void {
    this.when((session) => this.take(session.receive(message)));
  }

  /** Texts of files that the session may ask for. */
  files(texts: Texts): void {
    this.when((session) => session.files(texts));
  }

  start(session: Session): void {
    this.session = session;
    for (const each of this.waiting.splice(0)) each(session);
  }

  private when(then: (session: Session) => void): void {
    if (this.session === undefined) this.waiting.push(then);
    else then(this.session);
  }

  private take(outcome: Outcome): void {
    for (const message of outcome.messages) this.send(message);
    // Each message puts off what waits for a pause.
    clearTimeout(this.timer);
    if (outcome.pending === null) return;
    this.timer = setTimeout(() => this.when((session) => this.take(session.work())), outcome.pending);
  }
}

/** The messages beside the protocol's, from the extension to whatever drives the session. */
export type Aside = { readonly gouji: "module"; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly gouji: "files"; readonly texts: Texts };

/** Whether a message is one of these; no message of the protocol has such a field. */
export function isAside(message: unknown): message is Aside {
  return typeof message === "object" && message !== null && "gouji" in message;
}
