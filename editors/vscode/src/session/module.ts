/** The session in WebAssembly: a request as bytes in, JSON as bytes out. */

interface Exports {
  readonly memory: WebAssembly.Memory;
  gouji_input(length: number): number;
  gouji_call(): number;
  gouji_output(): number;
  gouji_output_length(): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Calls the session; a message of the protocol in, those that answer it out. */
export type Dispatch = (message: unknown) => unknown[];

/** Compiles the module and starts a session. */
export async function startSession(bytes: BufferSource): Promise<Dispatch> {
  const { instance } = await WebAssembly.instantiate(bytes);
  const exports = instance.exports as unknown as Exports;
  return (message) => {
    const request = encoder.encode(`dispatch\n\n${JSON.stringify(message)}`);
    const at = exports.gouji_input(request.length);
    new Uint8Array(exports.memory.buffer, at, request.length).set(request);
    const refused = exports.gouji_call() !== 0;
    const answer = decoder.decode(new Uint8Array(exports.memory.buffer, exports.gouji_output(), exports.gouji_output_length()));
    if (refused) throw new Error(answer);
    return JSON.parse(answer) as unknown[];
  };
}
