/** The steps behind a finding, without a browser. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

/** A module of the page, compiled as it is for the browser. */
async function load(name) {
  const options = { bundle: true, write: false, format: "esm", target: "es2022", logLevel: "warning" };
  const { outputFiles } = await build({ ...options, entryPoints: [join(source, name)] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const { derive, differs, unitOf, causeOf } = await load("derivation.ts");
const { decode, open, refuse } = await load("open.ts");
const { visible } = await load("visible.ts");
const { Lines } = await load("positions.ts");
const { excerpt } = await load("excerpt.ts");
const { tabbed } = await load("csv.ts");

const finding = (equation, verdict, stated, computed) => ({ equation, verdict, stated, computed, message: "占比写%" });
const places = (...figures) => figures.map((figure) => ({ place: `附件1-1 › ${figure}`, figure }));
const unnamed = (list) => list.map(() => null);
const said = (derivation) => derivation.equation.map((piece) => piece.text).join("");

test("each figure of an equation is linked to its own place", () => {
  const at = places("10分", "10分", "9分");
  const { equation } = derive(finding("10 + 10 + 9 = 29", "contradiction", "30", "29"), "30", at, unnamed(at));
  const related = equation.filter((piece) => piece.kind === "figure").map((piece) => piece.related);
  assert.deepEqual(related, [0, 1, 2, null]);
});

test("where two places differ, the first is the finding's own", () => {
  const at = places("136.5万元", "143.8万元");
  const { equation } = derive(finding("143.8 ≠ 136.5", "contradiction", "143.8", "136.5"), "143.8万元", at, unnamed(at));
  const figures = equation.filter((piece) => piece.kind === "figure");
  assert.deepEqual(
    figures.map(({ self, related }) => [self, related]),
    [
      [true, null],
      [false, 0],
    ],
  );
});

test("figures in different units say theirs, figures in one unit do not", () => {
  const written = ({ equation }) => equation.map((piece) => piece.text + (piece.unit ?? "")).join("");
  const at = places("3,503,499元");
  const differs = finding("352.67万元 ≠ 3503499元", "contradiction", "352.67", "350.35");
  assert.equal(written(derive(differs, "352.67万元", at, unnamed(at))), "352.67万元 ≠ 3503499元");
  // In a form the cell has no unit; the equation says it all the same.
  assert.equal(written(derive(differs, "352.67", at, unnamed(at))), "352.67万元 ≠ 3503499元");
  const fall = finding("1417100元 − 104.98万元 = 36.73", "contradiction", "30.73", "36.73");
  const years = places("1417100元", "104.98万元");
  const across = derive(fall, "30.73万元", years, unnamed(years));
  assert.equal(written(across), "1417100元 − 104.98万元 = 36.73");
  assert.equal(across.result, null);
  const same = places("136.5万元");
  const alike = finding("143.8 ≠ 136.5", "contradiction", "143.8", "136.5");
  assert.equal(written(derive(alike, "143.8万元", same, unnamed(same))), "143.8 ≠ 136.5");
  // A square metre is no other unit for being written in another way.
  const area = places("8013平方米", "5356㎡");
  const sum = finding("8013 + 5356 = 13369", "contradiction", "13459", "13369");
  assert.equal(written(derive(sum, "13459平方米", area, unnamed(area))), "8013 + 5356 = 13369");
});

test("a tail meets what rounding leaves open, a contradiction does not", () => {
  const at = places("311.81万元", "1706.18万元");
  const tail = derive(finding("311.81 ÷ 1706.18 = 18.28%", "rounding", "18.27", "18.28"), "18.27%", at, unnamed(at));
  assert.deepEqual(tail.result, { text: "18.275328", exact: false, unit: "%" });
  assert.equal(tail.intervals.meet, true);
  assert.deepEqual([tail.intervals.possible.low, tail.intervals.possible.high], ["18.27498", "18.27568"]);

  const parts = places("1460.93万元", "338.5万元");
  const sum = finding("1460.93 + 338.5 = 1799.43", "contradiction", "1394.37", "1799.43");
  const wrong = derive(sum, "1394.37万元", parts, unnamed(parts));
  assert.equal(wrong.intervals.meet, false);
  assert.deepEqual([wrong.intervals.stated.low, wrong.intervals.stated.high], ["1394.365", "1394.375"]);
});

test("a file of blanks is empty", async () => {
  for (const content of ["", " \n\n\u3000\n", "\ufeff\n"]) {
    assert.deepEqual(await open(new File([content], "空.txt")), { ok: false, name: "空.txt", refusal: "empty" });
  }
});

test("a share keeps its sign, and shares are added up as they are", () => {
  const at = places("81.73%", "18.27%");
  const sum = derive(finding("81.73% + 18.27% = 100%", "contradiction", "99", "100"), "99%", at, unnamed(at));
  assert.equal(sum.equation.map((piece) => piece.text + (piece.unit ?? "")).join(""), "81.73% + 18.27% = 100%");
  assert.deepEqual(sum.result, { text: "100", exact: true, unit: "%" });
  // Points that come out of a rate are none themselves.
  const due = places("99.1%", "100%", "10分");
  const points = derive(finding("99.1÷100×10=9.91", "contradiction", "9.5", "9.91"), "9.5", due, unnamed(due));
  assert.equal(points.result.unit, "");
});

test("two places that differ are no sum, and a figure has the unit that its words say", () => {
  const at = places("136.5万元");
  const apart = derive(finding("143.8 ≠ 136.5", "contradiction", "143.8", "136.5"), "143.8万元", at, unnamed(at));
  assert.equal(differs(apart.equation), true);
  const sum = derive(finding("1 + 2 = 3", "contradiction", "4", "3"), "4", at, unnamed(at));
  assert.equal(differs(sum.equation), false);
  const about = (stated, message, shown) => unitOf({ stated, message }, shown);
  assert.equal(about("143.8", "经费写143.8万元", "143.8万元"), "万元");
  assert.equal(about("141.72", "三公经费141.72万元，所列2项相加", "141.72"), "万元");
  assert.equal(about("87.37", "预算控制率写87.37％", "87.37％"), "%");
  assert.equal(about("50", "“产出指标”分值50分", "50"), "分");
  assert.equal(about(null, "", ""), "");
});

test("a figure that stands twice in a formula is one figure", () => {
  const at = places("6.99万元", "3.71万元");
  const change = finding("(6.99 − 3.71) ÷ 3.71 = 88.41%", "rounding", "88.48", "88.41");
  const { result, intervals } = derive(change, "88.48%", at, unnamed(at));
  assert.equal(result.text, "88.409703");
  // (6.985 − 3.715) ÷ 3.715 and (6.995 − 3.705) ÷ 3.705.
  assert.deepEqual([intervals.possible.low, intervals.possible.high], ["88.02153", "88.79892"]);
});

test("steps that would not retell the checker's judgement are left out", () => {
  const at = places("10分", "10分");
  const points = derive(finding("10 + 10 = 20", "contradiction", "10", "20"), "10", at, unnamed(at));
  assert.equal(points.intervals, null, "points are counted, not rounded");
  const odd = derive(finding("2 + 2 = 5", "contradiction", "6", "5"), "6", at, unnamed(at));
  assert.equal(odd.result, null);
  assert.equal(derive(finding(null, "review", null, null), "", [], []), null);
  for (const equation of ["((((", "1 ÷ 0 = 1", "÷", "1..2 = 3", "", "… = …", "９ + 1 = 10"]) {
    assert.doesNotThrow(() => derive(finding(equation, "contradiction", "1", "2"), "1", [], []));
  }
});

test("a long sum is written out where all its figures are known", () => {
  const at = places("1.5万元", "2万元", "3万元", "4万元", "5万元");
  const long = finding("1.5 + 2 + 3 + … + 5 = 15.5", "contradiction", "16", "15.5");
  assert.equal(said(derive(long, "16", at, unnamed(at))), "1.5 + 2 + 3 + 4 + 5 = 15.5");
  const partly = places("1.5万元", "2万元", "3万元");
  assert.equal(said(derive(long, "16", partly, unnamed(partly))), "1.5 + 2 + 3 + … + 5 = 15.5");
});

test("a formula is said in words where its figures have names", () => {
  const at = places("104.98万元", "106万元");
  const rate = finding("104.98 ÷ 106 = 99.04%", "rounding", "99.03", "99.04");
  const name = (basis) => ({ range: [0, 0], name: "三公经费", year: 2023, basis });
  const { words } = derive(rate, "99.03%", at, [name("决算"), name("年初预算")]);
  assert.equal(words.join(""), "三公经费（2023年决算） ÷ 三公经费（2023年年初预算） ");
});

test("likely causes are taken from the message, in both languages", () => {
  assert.equal(causeOf("占比写1%，按所列为2%，相差1个百分点，像是直接截去尾数而未四舍五入，如按元计算可不改。"), "像是直接截去尾数而未四舍五入");
  assert.equal(causeOf("The share is 1%; it looks cut off instead of rounded; fine if it holds in yuan."), "it looks cut off instead of rounded");
  assert.equal(causeOf("合计100万元，所列2项相加110万元，请核实。"), null);
});

test("files are read in every encoding that offices write", () => {
  const text = "2023年度三公经费104.98万元。\r\n";
  const utf16 = (order) => {
    const bytes = Buffer.from(text, "utf16le");
    return order === "le" ? bytes : bytes.swap16();
  };
  const mark = (...bytes) => Buffer.from(bytes);
  const cases = [
    [Buffer.from(text), "utf-8"],
    [Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(text)]), "utf-8"],
    [utf16("le"), "utf-16le"],
    [utf16("be"), "utf-16be"],
    [Buffer.concat([mark(0xff, 0xfe), utf16("le")]), "utf-16le"],
    [Buffer.concat([mark(0xfe, 0xff), utf16("be")]), "utf-16be"],
  ];
  for (const [bytes, encoding] of cases) {
    assert.deepEqual(decode(new Uint8Array(bytes)), { encoding, text, replaced: 0 });
    assert.equal(refuse("甲.txt", new Uint8Array(bytes)), null);
  }
  const gb18030 = new Uint8Array(Buffer.from("c8fdb9abbeadb7d1", "hex"));
  assert.deepEqual(decode(gb18030), { encoding: "gb18030", text: "三公经费", replaced: 0 });
  const broken = Buffer.concat([Buffer.from(text.repeat(9)), mark(0xff), Buffer.from(text)]);
  assert.equal(decode(new Uint8Array(broken)).encoding, "utf-8");
  assert.equal(decode(new Uint8Array(broken)).replaced, 1);
});

test("what is no text is refused by its bytes and its name", () => {
  const of = (name, ...bytes) => refuse(name, new Uint8Array(bytes));
  assert.equal(of("报告.docx", 0x50, 0x4b, 3, 4), "word");
  assert.equal(of("表.XLSX", 0x50, 0x4b, 3, 4), "excel");
  assert.equal(of("旧.doc", 0xd0, 0xcf, 0x11, 0xe0), "word");
  assert.equal(of("x", 0x25, 0x50, 0x44, 0x46), "pdf");
  assert.equal(of("图.png", 0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3), "other");
  assert.equal(refuse("其实是文本.doc", new Uint8Array(Buffer.from("三公经费"))), null);
});

test("what steers a screen is shown instead", () => {
  assert.equal(visible("三公\u001b[31m经费\u202e89.401\u0007"), "三公␛[31m经费⟨U+202E⟩89.401␇");
  assert.equal(visible("〔2024〕46号\t𠮷\n"), "〔2024〕46号\t𠮷\n");
});

test("lines end as everywhere in gouji", () => {
  const lines = new Lines("甲\r\n𠮷乙\r丙\n丁");
  assert.equal(lines.count, 4);
  assert.equal(lines.index({ line: 2, column: 3 }), 5);
  assert.equal(lines.lineAt(5), 2);
  assert.equal(lines.index({ line: 99, column: 1 }), 9);
  assert.equal(lines.index({ line: 4, column: 99 }), 10);
});

test("an excerpt cuts no figure in two and says where it is cut", () => {
  const around = (text, figure) => {
    const start = text.indexOf(figure);
    const { before, after, bare } = excerpt(text, { start, end: start + figure.length });
    return [before, after, bare];
  };
  const prose = "到2023年度末的各项收入决算总额共156,211,123元，其中3亿元是上级补助的专项资金和其他收入合计52.5万元";
  assert.deepEqual(around(prose, "156,211,123"), ["…年度末的各项收入决算总额共", "元，其中3亿元是上级补助的专项资…", false]);
  assert.deepEqual(around("收入156,211,123元，主要是财政拨款3亿元", "3亿"), ["…元，主要是财政拨款", "元", false]);
  assert.deepEqual(around("3亿元是上级补助的专项资金收入合计156,211,123元", "3亿"), ["", "元是上级补助的专项资金收入合计…", false]);
  assert.deepEqual(around("甲12345万元", "12345"), ["甲", "万元", false]);
  assert.deepEqual(around("| 甲 | 157.8 | 5 |", "157.8"), ["", "", true]);
});

test("a table with commas becomes one with tabs, quotes honoured", () => {
  const csv = '收支表,,\r\n项目,"金额\n（万元）",备注\r\n合计,"1,100.00","甲""乙"""\r\n,5,\r\n';
  assert.equal(tabbed(csv), '收支表\n项目\t金额 （万元）\t备注\n合计\t1,100.00\t甲"乙"\n\t5\t\n');
  assert.equal(tabbed('"没有结束,甲\n乙'), '"没有结束\t甲\n乙');
  assert.equal(tabbed(""), "");
});
