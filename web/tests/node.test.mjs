// The package in Node: `node --test tests/node.test.mjs`. GOUJI is the native binary to hold it against.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createChecker, createCheckerSync, isAbort, LineStarts, Unchecked } from "gouji";
import { corpus, native, seed } from "./corpus.mjs";

const binary = process.env.GOUJI;
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const reports = corpus();

describe("one text, one answer", () => {
  for (const [build, options] of [
    ["wasm", {}],
    ["ide wasm", { features: "ide" }],
    ["js", { wasm: false }],
    ["ide js", { wasm: false, features: "ide" }],
  ]) {
    test(`${build} says of every report what the command line says, byte for byte`, async () => {
      assert.ok(binary, "GOUJI names the native binary");
      const checker = await createChecker(options);
      assert.equal(checker.tier, build.endsWith("js") ? "js" : "wasm");
      for (const [name, text] of reports) {
        assert.equal(await checker.call("check", text, { file: name }), native(binary, name, text), name);
      }
      checker.close();
    });
  }

  test("without promises too", () => {
    const text = seed();
    const checker = createCheckerSync(readFileSync(dist + "gouji.wasm"));
    assert.equal(checker.call("check", text, { file: "a" }), native(binary, "a", text));
  });
});

describe("old Chromium", () => {
  const script = `
    var fs = require("fs"), text = fs.readFileSync(process.argv[3], "utf8"), module = process.argv[2];
    global.globalThis = global;
    function ask(x) {
      var b = new (require("util").TextEncoder)().encode("check\\n{\\"file\\":\\"a\\"}\\n" + text);
      var at = x.gouji_input(b.length);
      new Uint8Array(x.memory.buffer, at, b.length).set(b);
      if (x.gouji_call() !== 0) throw new Error("refused");
      fs.writeSync(1, Buffer.from(x.memory.buffer, x.gouji_output(), x.gouji_output_length()));
    }
    if (/wasm$/.test(module)) ask(new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(module)), {}).exports);
    else { require(module); ask(goujiJsBuilds[Object.keys(goujiJsBuilds)[0]]()); }`;
  const directory = mkdtempSync(join(tmpdir(), "gouji-"));
  const runner = join(directory, "run.cjs");
  const report = join(directory, "report.txt");
  before(() => {
    writeFileSync(runner, script);
    writeFileSync(report, seed());
  });
  for (const [name, chromium] of [["node12", 78], ["node14", 84], ["node16", 94]]) {
    const node = fileURLToPath(new URL(`../node_modules/${name}/bin/node`, import.meta.url));
    const skip = existsSync(node) ? false : "this old Node runs on Linux only";
    for (const module of ["gouji.wasm", "gouji.wasm.js", "gouji-ide.wasm"]) {
      test(`${module} in the V8 of Chromium ${chromium}`, { skip }, () => {
        // As a .cjs: the package says that its scripts are modules, which browsers do not ask.
        let file = dist + module;
        if (module.endsWith(".js")) {
          file = join(directory, `${name}-${module}.cjs`);
          writeFileSync(file, readFileSync(dist + module));
        }
        const out = execFileSync(node, [runner, file, report], { encoding: "utf8", maxBuffer: 1 << 28 });
        assert.equal(out, native(binary, "a", seed()));
      });
    }
    test(`every script for pages is read by the V8 of Chromium ${chromium}`, { skip }, () => {
      for (const script of ["gouji.script.js", "gouji-worker.js", "gouji.inline.script.js", "gouji-editor.script.js"]) {
        const code = `new (require("vm").Script)(require("fs").readFileSync(${JSON.stringify(dist + script)}, "utf8"))`;
        execFileSync(node, ["-e", code]);
      }
    });
  }
});

describe("a checker", () => {
  let checker;
  before(async () => {
    checker = await createChecker();
  });
  after(() => checker.close());

  test("gives the latest call of a kind; those before are overtaken", async () => {
    const texts = ["2022年", "2023年", "2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n"];
    const asked = await Promise.allSettled(texts.map((text) => checker.check(text)));
    assert.deepEqual(asked.map((one) => one.status), ["rejected", "rejected", "fulfilled"]);
    assert.ok(isAbort(asked[0].reason));
    assert.deepEqual(asked[2].value.findings.map((finding) => finding.code), ["GJ201"]);
  });

  test("keeps calls of different kinds apart", async () => {
    const both = await Promise.all([checker.check("甲", { kind: "a" }), checker.check("乙", { kind: "b" }), checker.score("丙")]);
    assert.equal(both.length, 3);
  });

  test("is replaced after a trap, and says 未核对", async () => {
    await assert.rejects(checker.call("trap", "text"), (error) => error instanceof Unchecked && error.message.startsWith("未核对"));
    assert.equal((await checker.check(seed())).findings.length > 0, true);
  });

  test("refuses what it does not know in a sentence", async () => {
    await assert.rejects(checker.check("", { rules: "某规程" }), /没有规程“某规程”/);
    await assert.rejects(checker.check("", { rules: { toml: 'name = "我的规程"' } }), /gouji-ide\.wasm/);
  });

  test("explains rules, with the documentation that the module leaves out", async () => {
    const rule = await checker.explain("GJ301");
    assert.equal(rule.code, "GJ301");
    assert.match(rule.markdown, /GJ301|占/);
    assert.equal(await checker.explain("GJ999"), null);
  });

  test("names rule sets", async () => {
    const names = (await checker.rules()).map((rules) => rules.name);
    assert.ok(names.includes("部门整体支出"));
    assert.equal((await checker.check("甲", { rules: "项目支出" })).ruleset, "项目支出");
  });

  test("counts columns in UTF-16 unless asked otherwise, and finds the place in the string", async () => {
    const text = "甲\r\n𠮷2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
    const [finding] = (await checker.check(text)).findings;
    const lines = new LineStarts(text);
    assert.equal(text.slice(lines.index(finding.start), lines.index(finding.end)), "100万元");
    const [bytes] = (await checker.check(text, { encoding: "utf-8" })).findings;
    assert.ok(bytes.start.column > finding.start.column);
  });

  test("formats, scores, and speaks English", async () => {
    assert.equal(await checker.format("| 甲 | 乙丙 |\n| 1 | 2 |\n"), "| 甲 | 乙丙 |\n|  1 |    2 |\n");
    const score = await checker.score(seed());
    assert.ok(score.rows.length > 0);
    assert.match((await checker.check(seed(), { lang: "en" })).findings[0].message, /[a-z]{3}/);
  });

  test("checks fields; half-typed ones are not named", async () => {
    const mapping = { total: "三公经费@2023决算", budget: "三公经费@2023预算", rate: "三公经费预算控制率@2023" };
    const report = await checker.checkFields({ total: "104.98", budget: "106.00", rate: "95.04" }, mapping);
    assert.deepEqual(Object.keys(report).sort(), ["budget", "rate", "total"]);
    assert.equal(report.rate[0].severity, "error");
    assert.equal(report.rate[0].computed, "99.04");
    const half = await checker.checkFields({ total: "104.", budget: "106.00", rate: "95.04" }, mapping);
    assert.deepEqual(Object.keys(half).sort(), ["budget", "rate"]);
    assert.deepEqual(half.rate.filter((finding) => finding.severity === "error"), []);
  });
});

describe("the ide module", () => {
  test("answers an editor in string indices", async () => {
    const checker = await createChecker({ features: "ide" });
    const text = "𠮷\n2023年，三公经费{三公经费 = 104.98万元}，预算控制率{99.04% = 三公经费 / 三公经费@预算}。\n";
    const tokens = await checker.ask("tokens", text);
    const number = tokens.find((token) => token.kind === "number");
    assert.match(text.slice(number.span.start, number.span.end), /^\d/);
    const hover = await checker.ask("hover", text, { offset: text.indexOf("104") + 1 });
    assert.match(hover.markdown, /三公经费/);
    const numbers = await checker.ask("numbers", text);
    assert.ok(numbers.length >= 3);
    assert.ok((await checker.ask("completions", "规", { offset: 1 })).length > 0);
    assert.ok((await checker.ask("preview", seed())).blocks.length > 10);
    checker.close();
  });

  test("takes a rule set of the caller's own", async () => {
    const checker = await createChecker({ features: "ide" });
    assert.equal((await checker.check("甲", { rules: { toml: 'name = "我的规程"\n' } })).ruleset, "我的规程");
    await assert.rejects(checker.check("", { rules: { toml: "x = 1" } }), /unknown field/);
    checker.close();
  });

  test("is not asked of the small module in vain", async () => {
    const checker = await createChecker();
    await assert.rejects(checker.ask("hover", "甲", { offset: 0 }), /no such call/);
    checker.close();
  });
});

test("the packed package holds what it exports", () => {
  const { exports } = createRequire(import.meta.url)("../package.json");
  for (const target of Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [] : Object.values(entry)))) {
    assert.ok(existsSync(fileURLToPath(new URL(`../${target}`, import.meta.url))), target);
  }
});
