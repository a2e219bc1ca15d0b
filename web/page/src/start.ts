/** Starts the checker of the npm package, from the files beside the page or from the page itself. */

import { createChecker, type CallOptions, type Checker } from "../../src/index.js";
import type { Ask, Explanation, Layout, PageChecker } from "./checker.js";
import type { FileResult } from "./contract.js";

/** Reads what the one-file build holds under a name; `null` in the other build. */
export type Embedded = (id: string) => Uint8Array | null;

export async function startChecker(embedded: Embedded): Promise<PageChecker> {
  const wasm = embedded("embedded-wasm");
  const worker = embedded("embedded-worker");
  const checker = await createChecker(
    wasm && worker
      ? { features: "ide", wasm, worker: scriptUrl(worker), fallback: false }
      : { features: "ide", wasm: "gouji-ide.wasm", worker: "gouji-worker.js", fallback: "gouji-ide.wasm.js" },
  );
  return pageChecker(checker, await checker.version(), () => ruleDocs(embedded));
}

/** What the rules' own documentation says, by code. The module leaves it out; it is read when it is first asked for. */
type RuleDocs = Readonly<Record<string, string>>;

async function ruleDocs(embedded: Embedded): Promise<RuleDocs> {
  const bytes = embedded("embedded-rules");
  const text = bytes ? new TextDecoder().decode(bytes) : await (await fetch("gouji-rules.json")).text();
  return JSON.parse(text) as RuleDocs;
}

function scriptUrl(script: Uint8Array): string {
  return URL.createObjectURL(new Blob([script as BlobPart], { type: "text/javascript" }));
}

function pageChecker(checker: Checker, version: string, readDocs: () => Promise<RuleDocs>): PageChecker {
  let docs: Promise<RuleDocs> | null = null;
  return {
    tier: checker.tier,
    version,
    async check(ask) {
      const json = await checker.call("check", ask.opened.text, options(ask));
      const report = `{"schema":"gouji/report/1","version":${JSON.stringify(version)},"files":[${json}],"failed":[],"skipped":{}}\n`;
      return { file: JSON.parse(json) as FileResult, json: report };
    },
    layout: (ask) => checker.ask<Layout>("layout", ask.opened.text, options(ask)),
    ask: (name, text, asked) => checker.ask(name, text, { ...asked }),
    async explain(code, lang) {
      const rule = await checker.ask<Explanation | null>("explain", code, { lang });
      docs = docs ?? readDocs();
      return rule && { ...rule, markdown: rule.markdown || ((await docs)[rule.code] ?? "") };
    },
    rules: async () => (await checker.rules()).map((set) => set.name),
  };
}

function options(ask: Ask): CallOptions & Record<string, unknown> {
  const { name, encoding, replaced } = ask.opened;
  return { file: name, fileEncoding: encoding, replaced, lang: ask.lang, rules: ask.rules ?? undefined };
}


