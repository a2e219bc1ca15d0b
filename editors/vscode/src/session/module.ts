/** The session in WebAssembly: a request as bytes in, JSON as bytes out. */

interface Exports {
  readonly memory: WebAssembly.Memory;
  gouji_input(length: number): number;
  gouji_call(): number;
  gouji_output(): number;
  gouji_output_length(): number;
}

/** What the session says, and in how many milliseconds it wants to work on; null if it has nothing to do. */
export interface Outcome {
  readonly messages: readonly unknown[];
  readonly pending: number | null;
}

/** Texts that the session may read, by URI. */
export type Texts = Readonly<Record<string, string>>;

/** A running session. */
export interface Session {
  /** Takes in a message of the protocol. */
  receive(message: unknown): Outcome;
  /** Does a piece of the work that waits. */
  work(): Outcome;
  /** Hands over the texts of files, in place of those before. */
  files(texts: Texts): void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Compiles the module and starts a session. */
export async function startSession(bytes: BufferSource): Promise<Session> {
  const { instance } = await WebAssembly.instantiate(bytes);
  const exports = instance.exports as unknown as Exports;
  const call = (name: string, body = ""): unknown => {
    const request = encoder.encode(`${name}\n\n${body}`);
    const at = exports.gouji_input(request.length);
    new Uint8Array(exports.memory.buffer, at, request.length).set(request);
    const refused = exports.gouji_call() !== 0;
    const answer = decoder.decode(new Uint8Array(exports.memory.buffer, exports.gouji_output(), exports.gouji_output_length()));
    if (refused) throw new Error(answer);
    return JSON.parse(answer);
  };
  return {
    receive: (message) => call("receive", JSON.stringify(message)) as Outcome,
    work: () => call("work") as Outcome,
    files: (texts) => void call("files", JSON.stringify(texts)),
  };
}
