/** What the TextMate grammar makes of single lines: each piece of text with the scope that colours it. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { IGrammar, IRawGrammar } from "vscode-textmate";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma") as typeof import("vscode-oniguruma");
const textmate = require("vscode-textmate") as typeof import("vscode-textmate");

const grammar = await load();

async function load(): Promise<IGrammar> {
  await oniguruma.loadWASM(await readFile(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => JSON.parse(await readFile("syntaxes/gouji.tmLanguage.json", "utf8")) as IRawGrammar,
  });
  const grammar = await registry.loadGrammar("text.gouji");
  assert.ok(grammar);
  return grammar;
}

/** Each piece of each line as `text scope`, with the innermost scope; plain text is left out. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      const scope = token.scopes.at(-1) ?? "";
      const piece = line.slice(token.startIndex, token.endIndex).trim();
      if (piece !== "" && scope !== "text.gouji" && !scope.startsWith("meta.")) found.push(`${piece} ${scope.replace(".gouji", "")}`);
    }
  }
  return found;
}

test("header lines are keys and values, until the first line that is none", () => {
  assert.deepEqual(pieces("报告：2023年度报告\n填报单元：某局\n年度: 2023\n\n单位：万元"), [
    "报告 entity.name.tag",
    "： punctuation.separator.key-value",
    "2023年度报告 string.unquoted",
    "填报单元 invalid.unknown.key",
    "： punctuation.separator.key-value",
    "年度 entity.name.tag",
    ": punctuation.separator.key-value",
    "2023 string.unquoted",
  ]);
});

test("the five levels of official numbering are headings where they head", () => {
  const headings = ["一、部门基本情况", "（一）机构设置情况", "1.内设机构", "2、内设机构", "（1）人员", "①办公室", "第二部分 绩效", "附件1-1"];
  const levels = headings.map((line) => {
    const result = grammar.tokenizeLine(line, textmate.INITIAL);
    return result.tokens.flatMap((token) => token.scopes).find((scope) => scope.startsWith("markup.heading"));
  });
  assert.deepEqual(levels, [1, 2, 3, 3, 4, 5, 1, 1].map((level) => `markup.heading.${level}.gouji`));
});

test("numbered running text has only its number set off; a decimal point is no numbering", () => {
  assert.deepEqual(pieces("（1）人员经费支出1394.37万元，占基本支出81.73%。"), [
    "（1） punctuation.definition.heading",
    "1394.37 constant.numeric",
    "万元 keyword.other.unit",
    "81.73 constant.numeric",
    "% keyword.other.unit",
  ]);
  assert.deepEqual(pieces("15.16%的资金"), ["15.16 constant.numeric", "% keyword.other.unit"]);
});

test("blocks have a kind, a title and a unit", () => {
  assert.deepEqual(pieces("【表 经费控制情况】单位：万元"), [
    "【 punctuation.definition.block.begin",
    "表 keyword.other.block",
    "经费控制情况 entity.name.section.block",
    "】 punctuation.definition.block.end",
    "单位 entity.name.tag",
    "： punctuation.separator.key-value",
    "万元 keyword.other.unit",
  ]);
});

test("rows of tables, with pipes and with tabs", () => {
  assert.deepEqual(pieces("| 其中：公车购置 | 48.93 | 8\\|9 |"), [
    "| punctuation.separator.table",
    "其中 keyword.other.among",
    "| punctuation.separator.table",
    "48.93 constant.numeric",
    "| punctuation.separator.table",
    "\\| constant.character.escape",
    "| punctuation.separator.table",
  ]);
  assert.deepEqual(pieces("合计\t1,406.4\t　106"), ["合计 keyword.other.total", "1,406.4 constant.numeric", "106 constant.numeric"]);
});

test("facts in braces: names with brackets, year and basis, operators", () => {
  assert.deepEqual(pieces("支出{因公出国（境）费@2022决算 = 1.5万元}，占{99.04% = 甲 / 「乙 + 丙」}。"), [
    "{ punctuation.definition.fact.begin",
    "因公出国（境）费 variable.other.item",
    "@ punctuation.definition.basis",
    "2022决算 support.constant.basis",
    "= keyword.operator.comparison",
    "1.5 constant.numeric",
    "万元 keyword.other.unit",
    "} punctuation.definition.fact.end",
    "{ punctuation.definition.fact.begin",
    "99.04 constant.numeric",
    "% keyword.other.unit",
    "= keyword.operator.comparison",
    "甲 variable.other.item",
    "/ keyword.operator.arithmetic",
    "「 punctuation.definition.string.begin",
    "乙 + 丙 variable.other.item",
    "」 punctuation.definition.string.end",
    "} punctuation.definition.fact.end",
  ]);
});

test("checks of one's own, notes and waivers, to the end of their block", () => {
  assert.deepEqual(pieces("【核对】\n# 三公\n三公经费 ≤ 三公经费@预算\n允许 GJ302（三公经费@2022决算）：以元为单位\n\n下面是正文。"), [
    "【 punctuation.definition.block.begin",
    "核对 keyword.other.block",
    "】 punctuation.definition.block.end",
    "# 三公 comment.line.number-sign",
    "三公经费 variable.other.item",
    "≤ keyword.operator.comparison",
    "三公经费 variable.other.item",
    "@ punctuation.definition.basis",
    "预算 support.constant.basis",
    "允许 keyword.control.waiver",
    "GJ302 constant.other.rule-code",
    "（ punctuation.section.parens.begin",
    "三公经费 variable.other.item",
    "@ punctuation.definition.basis",
    "2022决算 support.constant.basis",
    "） punctuation.section.parens.end",
    "： punctuation.separator.reason",
    "以元为单位 string.unquoted.reason",
  ]);
});

test("hostile lines take no longer than their length asks for", () => {
  const line = `允许 GJ1（${"（".repeat(5000)}{${"甲（".repeat(5000)}`;
  const { stoppedEarly } = grammar.tokenizeLine(line, textmate.INITIAL, 2000);
  assert.equal(stoppedEarly, false);
});
