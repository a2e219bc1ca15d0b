/** The checker as a page sees it. */

import type { Host, Source, Start, Started } from "./start.js";
import { start } from "./start.js";
import { anyJsBuild } from "./build.js";
import { request, type ModuleExports } from "./engine.js";
import { Queue } from "./queue.js";
import { HereThread, WorkerThread, type Thread } from "./thread.js";
import type {
  ExplainJson,
  FieldMapping,
  FieldModel,
  FieldOptions,
  FieldReport,
  FileJson,
  RulesJson,
  ScoreJson,
} from "./types.js";

/** How the checker runs: in a worker or in the thread of the page, as WebAssembly or as JavaScript. */
export type Tier = "worker-wasm" | "wasm" | "worker-js" | "js";

/** A rule set: the name of a built-in one, or one's own as TOML. Left out, the report itself decides. */
export type Rules = string | { toml: string };

/** The language of messages. */
export type Lang = "zh" | "en";

/** The unit in which columns are counted; JavaScript's own by default. */
export type Encoding = "utf-16" | "utf-8" | "utf-32";

/** Options of a call; those that are left out are taken from the checker. */
export interface CallOptions {
  rules?: Rules | undefined;
  lang?: Lang | undefined;
  encoding?: Encoding | undefined;
  /** The name by which the output calls the text. */
  file?: string | undefined;
  /** The encoding that the bytes of the file were decoded from. */
  fileEncoding?: string | undefined;
  /** How many places of the file were no text in that encoding. */
  replaced?: number | undefined;
  /**
   * Calls of the same kind overtake each other: only the latest is answered, the others reject with an `AbortError`.
   * Left out, it is the name of the call. Whoever shares a checker between several texts names a kind for each.
   */
  kind?: string | undefined;
}

/** Options of a checker. */
export interface CheckerOptions {
  /** The module: an address, its bytes, or `false` for none. By default the file beside this script. */
  wasm?: Source | false;
  /** The script of the worker, or `false` to run in the thread of the page. By default the file beside this script. */
  worker?: string | false;
  /** The JavaScript build, loaded only where WebAssembly is barred or missing, or `false` for none. */
  fallback?: string | false;
  /** `"ide"` takes the larger module with hover, completion, fixes and what else an editor needs. */
  features?: "checker" | "ide";
  /** Subresource integrity of the module, as in `<script integrity>`. */
  integrity?: string;
  rules?: Rules;
  lang?: Lang;
  encoding?: Encoding;
}

/** Calls that do not speak about a text, so that none overtakes another. */
const LASTING = new Set(["explain", "rules", "version"]);

/** What both kinds of checker know about options. */
export function merged(defaults: CallOptions, options: CallOptions): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const from of [defaults, options]) {
    for (const key of Object.keys(from) as (keyof CallOptions)[]) {
      if (key !== "kind" && from[key] !== undefined) all[key] = from[key];
    }
  }
  return all;
}

export class Checker {
  private calls = 0;
  private docs: Promise<Record<string, string>> | null = null;

  /** @internal */
  constructor(
    /** How the checker runs. */
    readonly tier: Tier,
    private readonly queue: Queue,
    private readonly defaults: CallOptions,
    private readonly readDocs: () => Promise<Record<string, string>>,
  ) {}

  /** Sends any call and gives the answer as it comes, in JSON. */
  call(name: string, text: string, options: CallOptions & Record<string, unknown> = {}): Promise<string> {
    this.calls += 1;
    const kind = LASTING.has(name) ? name + this.calls : name + " " + (options.kind || "");
    return this.queue.ask(kind, name, merged(this.defaults, options), text);
  }

  /** Sends any call and reads the answer. */
  async ask<T>(name: string, text: string, options: CallOptions & Record<string, unknown> = {}): Promise<T> {
    return JSON.parse(await this.call(name, text, options)) as T;
  }

  /** Checks a text; the same JSON as `gouji check --format json` gives for one file. */
  check(text: string, options: CallOptions = {}): Promise<FileJson> {
    return this.ask("check", text, { ...options });
  }

  /** The score sheet, or `null` where the text has no indicators. */
  score(text: string, options: CallOptions = {}): Promise<ScoreJson | null> {
    return this.ask("score", text, { ...options });
  }

  /** The text with its tables as aligned pipe tables; nothing else changes. */
  format(text: string, options: CallOptions = {}): Promise<string> {
    return this.ask("format", text, { ...options });
  }

  /** What a rule checks, why, and what to do (loaded when first asked for); `null` where there is no such rule. */
  async explain(code: string, options: CallOptions = {}): Promise<ExplainJson | null> {
    const rule = await this.ask<ExplainJson | null>("explain", code, { ...options });
    if (rule === null || rule.markdown !== "") return rule;
    // The module leaves the documentation out; most pages never ask for it.
    if (this.docs === null) this.docs = this.readDocs();
    const docs = await this.docs;
    return { ...rule, markdown: docs[rule.code] || "" };
  }

  /** The built-in rule sets. */
  rules(): Promise<RulesJson[]> {
    return this.ask("rules", "");
  }

  /** The version of gouji. */
  version(): Promise<string> {
    return this.ask("version", "");
  }

  /** Checks the fields of a form against each other and the rule set. */
  checkFields(
    model: FieldModel,
    mapping: FieldMapping,
    own: FieldOptions = {},
    options: CallOptions = {},
  ): Promise<FieldReport> {
    return this.ask("check_fields", JSON.stringify({ model, mapping, options: own }), { ...options });
  }

  /** Ends the worker. Calls that are under way reject with an `AbortError`. */
  close(): void {
    this.queue.close();
  }
}

/** What differs between builds: where the files are by default and how this thread gets at them. */
export interface Platform {
  host: Host;
  assets: {
    wasm(features: "checker" | "ide"): Source;
    fallback(features: "checker" | "ide"): string | false;
    worker: (() => string) | null;
    docs(): string;
  };
}

/** Starts a checker on a platform. */
export async function createCheckerOn(platform: Platform, options: CheckerOptions): Promise<Checker> {
  const features = options.features || "checker";
  const from: Start = {
    wasm: options.wasm === undefined ? platform.assets.wasm(features) : absolute(options.wasm),
    fallback: options.fallback === undefined ? platform.assets.fallback(features) : absolute(options.fallback),
    integrity: options.integrity,
  };
  const { thread, tier } = await startThread(platform, options.worker, from);
  const { rules, lang, encoding } = options;
  const docs = async (): Promise<Record<string, string>> => {
    const bytes = await platform.host.read(platform.assets.docs());
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
  };
  return new Checker(tier, new Queue(thread), { rules, lang, encoding }, docs);
}

async function startThread(
  platform: Platform,
  wanted: string | false | undefined,
  from: Start,
): Promise<{ thread: Thread; tier: Tier }> {
  const worker = wanted === undefined ? platform.assets.worker && platform.assets.worker() : absolute(wanted);
  if (worker) {
    try {
      const { thread, kind } = await WorkerThread.start(worker, from);
      return { thread, tier: kind === "wasm" ? "worker-wasm" : "worker-js" };
    } catch {
      // No worker here, or none that can read the module; the page's own thread may still.
    }
  }
  const started: Started = await start(from, platform.host);
  return { thread: new HereThread(started.engine), tier: started.kind };
}

/** A worker takes relative addresses from its own script; a page means its own. */
function absolute<T>(source: T): T {
  if (typeof source !== "string" || typeof document === "undefined") return source;
  return new URL(source, document.baseURI).href as unknown as T;
}

/** The same checker without promises, for scripts that cannot wait. */
export class SyncChecker {
  /** @internal */
  constructor(
    readonly tier: "wasm" | "js",
    private readonly make: () => ModuleExports,
    private readonly defaults: CallOptions,
  ) {
    this.exports = make();
  }

  private exports: ModuleExports;

  call(name: string, text: string, options: CallOptions & Record<string, unknown> = {}): string {
    try {
      return request(this.exports, name, merged(this.defaults, options), text);
    } catch (error) {
      if (!(error instanceof Error && error.name === "Refused")) this.exports = this.make();
      throw error;
    }
  }

  check(text: string, options: CallOptions = {}): FileJson {
    return JSON.parse(this.call("check", text, { ...options })) as FileJson;
  }

  score(text: string, options: CallOptions = {}): ScoreJson | null {
    return JSON.parse(this.call("score", text, { ...options })) as ScoreJson | null;
  }

  format(text: string, options: CallOptions = {}): string {
    return JSON.parse(this.call("format", text, { ...options })) as string;
  }

  explain(code: string, options: CallOptions = {}): ExplainJson | null {
    return JSON.parse(this.call("explain", code, { ...options })) as ExplainJson | null;
  }

  checkFields(
    model: FieldModel,
    mapping: FieldMapping,
    own: FieldOptions = {},
    options: CallOptions = {},
  ): FieldReport {
    const asked = JSON.stringify({ model, mapping, options: own });
    return JSON.parse(this.call("check_fields", asked, { ...options })) as FieldReport;
  }
}

/**
 * A checker without promises, from the bytes of the module. Without bytes it takes the JavaScript build, which has to be
 * loaded before as a script. (Chromium compiles at most 4 KB or 8 MB in the thread of a page, by version: a page
 * that has to run in old ones takes the JavaScript build, or calls this in a worker.)
 */
export function createCheckerSync(
  wasm: ArrayBuffer | Uint8Array | null,
  options: Pick<CheckerOptions, "rules" | "lang" | "encoding"> = {},
): SyncChecker {
  const { rules, lang, encoding } = options;
  const defaults = { rules, lang, encoding };
  if (wasm === null) {
    const build = anyJsBuild();
    if (build === undefined) throw new Error("load the JavaScript build (gouji.wasm.js) first");
    return new SyncChecker("js", build, defaults);
  }
  const module = new WebAssembly.Module(wasm as BufferSource);
  const make = () => new WebAssembly.Instance(module, {}).exports as unknown as ModuleExports;
  return new SyncChecker("wasm", make, defaults);
}
