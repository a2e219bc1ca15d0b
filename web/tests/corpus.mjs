// The reports of the corpus, and what the command line says about them.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Hostile, empty and odd texts besides the real ones. */
const ODD = {
  "empty.txt": "",
  "astral.txt": "𠮷😀2023年，整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\r\n𠮷\r三公经费{三公经费 = 1万元}。\n",
  "hostile.txt":
    "报告：<script>alert(1)</script>\u202e\"'&\u001b[31m\n\n2023年整体支出合计100万元，其中：<img src=x onerror=alert(1)>支出60万元，项目支出50万元。\n",
};

/** Every report: `[name, text]`. */
export function corpus() {
  const reports = [];
  for (const directory of ["tests/corpus", "tests/reports"]) {
    for (const name of readdirSync(join(root, directory), { recursive: true }).sort()) {
      if (!/\.(txt|gj)$/.test(name)) continue;
      const text = readFileSync(join(root, directory, name), "utf8").replace(/^\ufeff/, "");
      reports.push([`${directory}/${name}`, text]);
    }
  }
  return [...reports, ...Object.entries(ODD)];
}

/** The seed: the report on which everything is shown. */
export const seed = () => readFileSync(join(root, "tests/corpus/huaihua-2023.txt"), "utf8");

/** What `gouji check --format jsonl` says about a text, as the JSON of one file under `name`. */
export function native(binary, name, text) {
  let out;
  try {
    out = execFileSync(binary, ["check", "--format", "jsonl", "-"], { input: text, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "ignore"] });
  } catch (error) {
    // 1 says that there is something to verify.
    if (error.status !== 1) throw error;
    out = error.stdout;
  }
  const line = out.trim();
  // The frame of a line goes; what is left is the file as it stands, byte for byte.
  const start = line.indexOf('"file":"-"');
  return `{"file":${JSON.stringify(name)}${line.slice(start + '"file":"-"'.length)}`;
}
