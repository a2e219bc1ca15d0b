/**
 * One instance of the module and how to speak to it: a request goes in as bytes, an answer comes out as bytes.
 * The same few lines drive the WebAssembly build and the JavaScript build (wasm2js), in pages, workers and Node.
 */

/** What the module exports; see `crates/gouji-wasm/src/abi.rs`. */
export interface ModuleExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  gouji_input(length: number): number;
  gouji_call(): number;
  gouji_output(): number;
  gouji_output_length(): number;
}

/** The module refused: an unknown rule set, options that cannot be read. The message is a sentence. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** The module broke while it worked. The text is untouched, and it is not checked: 未核对 is not a pass. */
export class Unchecked extends Error {
  override readonly name = "Unchecked";
}

/** Makes a fresh instance. Asynchronous, because Chromium allows no other way for modules of this size. */
export type MakeInstance = () => Promise<ModuleExports>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Sends one request to an instance. What the instance throws (a trap) goes through. */
export function request(exports: ModuleExports, call: string, options: object, text: string): string {
  // JSON escapes line feeds, so the first two of the request are always those between its parts.
  const bytes = encoder.encode(call + "\n" + JSON.stringify(options) + "\n" + text);
  const input = exports.gouji_input(bytes.length);
  // The buffer is asked for anew each time: it is replaced whenever the memory grows.
  new Uint8Array(exports.memory.buffer, input >>> 0, bytes.length).set(bytes);
  const refused = exports.gouji_call() !== 0;
  const start = exports.gouji_output() >>> 0;
  const answer = decoder.decode(new Uint8Array(exports.memory.buffer, start, exports.gouji_output_length()));
  if (refused) throw new Refused(answer);
  return answer;
}

/** An instance that is replaced when it breaks. */
export class Engine {
  private constructor(
    private readonly make: MakeInstance,
    private exports: ModuleExports | null,
  ) {}

  static async start(make: MakeInstance): Promise<Engine> {
    return new Engine(make, await make());
  }

  async call(call: string, options: object, text: string): Promise<string> {
    if (this.exports === null) this.exports = await this.make();
    try {
      return request(this.exports, call, options, text);
    } catch (error) {
      if (error instanceof Refused) throw error;
      // After a trap nothing in its memory can be relied on.
      this.exports = null;
      throw new Unchecked(broken(error));
    }
  }
}

/** What to say about an instance that broke. */
export function broken(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return "未核对：核对程序自身出现故障，文字未受影响 (not checked: the checker itself failed: " + why + ")";
}
