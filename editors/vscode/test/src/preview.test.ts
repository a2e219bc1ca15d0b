/** The parts of the preview that need no editor. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { adapt, type PreviewResponse } from "../../src/preview/adapt";
import { runs } from "../../src/preview/inline";
import { Lines } from "../../src/preview/lines";
import type { Status } from "../../src/protocol";
import { statusText } from "../../src/statustext";
import type { Words } from "../../src/words";

test("lines end as the server has them end", () => {
  const lines = new Lines("甲\n𠮷乙\r\n丙\r丁");
  assert.deepEqual([lines.offset(1, 2), lines.offset(2, 0), lines.offset(3, 1), lines.offset(9, 0), lines.offset(3, 9)], [4, 7, 10, 10, 10]);
});

test("runs are verbatim, cut at marks and line ends, without the blanks of the layout", () => {
  const text = "  三公经费\n 104.98万元 ";
  const found = runs(text, { start: 0, end: text.length }, [{ start: 4, end: 10, index: 0 }]);
  assert.deepEqual(
    found.map((run) => [run.text, run.notes]),
    [
      ["三公", []],
      ["经费", [0]],
      ["10", [0]],
      ["4.98万元", []],
    ],
  );
  for (const run of found) assert.equal(text.slice(run.start, run.start + run.text.length), run.text);
});

test("the status bar gives no tick where nothing was checked", () => {
  const w = {
    errors: "须核实",
    warnings: "请留意",
    statusName: "勾稽",
    nothingChecked: "没有可核对的数",
    checkedOf: (checked: number, all: number) => `已核 ${checked}/${all}`,
  } as Words;
  const said = (checked: number, errors: number): string => {
    const coverage = { numbers: checked + 2, names: 2, checked, stated: 0, unread: 0 };
    return statusText({ uri: "", version: 1, errors, warnings: 0, infos: 0, hints: 0, coverage, ruleset: "" } as Status, w);
  };
  assert.equal(said(0, 0), "勾稽 $(circle-slash) 没有可核对的数");
  assert.equal(said(9, 0), "勾稽 $(check) 已核 9/9");
  assert.equal(said(9, 3), "勾稽 $(error) 须核实 3");
});

test("controls that hide or turn text are shown by their code", () => {
  const text = "金额\u202e104\u0007";
  assert.deepEqual(
    runs(text, { start: 0, end: text.length }, []).map((run) => run.text),
    ["金额", "⟦U+202E⟧", "104", "⟦U+0007⟧"],
  );
});

test("of a fact only its value is printed", () => {
  const shown = (text: string): string => runs(text, { start: 0, end: text.length }, []).map((run) => run.text).join("");
  assert.equal(shown("支出{三公经费 = 104.98万元}，占{99.04% = 三公经费 / 三公经费@预算}。"), "支出104.98万元，占99.04%。");
  assert.equal(shown("{12345政务热线经费 = 80万元}"), "80万元");
  assert.equal(shown("{甲 ≤ 乙}和{甲 = 乙 + 丙}"), "{甲 ≤ 乙}和{甲 = 乙 + 丙}");
});

test("a bar that is escaped in a table shows without its backslash", () => {
  assert.deepEqual(runs("8\\|9", { start: 0, end: 4 }, []).map((run) => run.text), ["8", "|9"]);
});

test("the server's answer becomes places of the text", () => {
  const text = "单位：𠮷局\n【表 经费】单位：万元\n| 项目 | 决算 |\n| 合计 |\n";
  const range = (piece: string): { start: { line: number; character: number }; end: { line: number; character: number } } => {
    const at = (offset: number): { line: number; character: number } => {
      const before = text.slice(0, offset).split("\n");
      return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    };
    const start = text.indexOf(piece);
    return { start: at(start), end: at(start + piece.length) };
  };
  const cell = (piece: string): { span: ReturnType<typeof range>; numeric: boolean; indent: number } => ({ span: range(piece), numeric: false, indent: 0 });
  const model = adapt(
    {
      version: 3,
      preview: {
        blocks: [
          { type: "header", span: range("单位：𠮷局"), fields: [{ span: range("单位：𠮷局"), key: "单位", value: "𠮷局" }] },
          { type: "block", span: range("【表 经费】单位：万元"), kind: "表", lines: [] },
          {
            type: "table",
            span: range("| 项目 | 决算 |\n| 合计 |"),
            rows: [
              { head: true, cells: [cell("项目"), cell("决算")] },
              { head: false, cells: [cell("合计")] },
            ],
          },
        ],
      },
      findings: [],
      score: null,
    },
    text,
    "zh",
  );
  const shown = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
  const [header, caption, table] = model.blocks;
  assert.ok(header?.kind === "header" && caption?.kind === "caption" && table?.kind === "table");
  assert.deepEqual([shown(header.key), shown(header.value)], ["单位", "𠮷局"]);
  assert.deepEqual([shown(caption.name), shown(caption.rest)], ["经费", "单位：万元"]);
  assert.equal(table.head, 1);
  assert.deepEqual(table.rows[1]?.map((cell) => [shown(cell), cell.columns]), [["合计", 2]]);
});

test("what need not be a mistake is a doubt, and what is only claimed is not said to be computed", () => {
  const place = { line: 1, column: 1, offset: 0 };
  const row = { first: "产出指标", second: "", target: "", actual: "", completion: null, weight: "40", claimed: "38", why: null, start: place, end: place };
  const points = { low: "38", high: "38" };
  const rows = [
    { ...row, name: "便民", computed: null },
    { ...row, name: "", computed: points, why: "1项之和，其中1项不能计算，按自评得分计入" },
  ];
  const score = { rows, weight: "40", computed: points, claimed: "38", grades: ["优"], open_rows: 1 };
  const finding = { code: "GJ203", verdict: "contradiction", severity: "warning", message: "", place: "", equation: null, related: [], fixes: [], start: place, end: place };
  const answer = { version: 1, preview: { blocks: [] }, findings: [finding, { ...finding, code: "GJ201", severity: "error" }], score };
  const model = adapt(answer as unknown as PreviewResponse, "", "zh");
  assert.deepEqual(model.notes.map((note) => note.kind), ["doubt", "contradiction"]);
  assert.deepEqual([model.sheet?.computed, model.sheet?.grades, model.sheet?.rows[1]?.computed], [null, [], null]);
});
