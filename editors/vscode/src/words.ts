import * as vscode from "vscode";

/** The languages in which the extension speaks. */
export type Lang = "zh" | "en";

const zh = {
  preview: "预览",
  tree: "读懂了什么",
  noReport: "请先打开一份勾稽报告（.gj），或对 .txt 文件运行“用勾稽核对此文件”。",
  starting: "勾稽正在启动，请稍候再试。",
  ruleSet: "按哪套规程写？",
  unit: "填报单位的全称",
  unitExample: "例如：某市财政局",
  year: "报告年度",
  yearWrong: "请写四位数字的年度，例如 2024",
  explainWhich: "查看哪条规则？选一条，或输入代码",
  explainHere: "本报告的发现",
  noRule: (code: string) => `没有代码为 ${code} 的规则。`,
  noFixes: "没有可以替您改的地方。金额从不替您改，请逐条核实。",
  folderWhich: "核对哪个文件夹？",
  folderRunning: (name: string) => `正在核对“${name}”`,
  folderDone: (files: number, errors: number) =>
    errors === 0
      ? `核对了${files}份报告，没有须核实的内容。未核对不代表无误。`
      : `核对了${files}份报告，有${errors}处须核实，见“问题”。未核对不代表无误。`,
  encoding: "这个文件像是用 GB18030（GBK）编码的，请选“用编码重新打开”，再选 GB18030。",
  reopen: "用编码重新打开",
  notText: "请先在 Word、WPS 里另存为纯文本（.txt），再用勾稽核对。",
  noServer: (path: string) => `设置 gouji.server.path 所指的程序不存在：${path}。已改用插件自带的程序。`,
  failed: (why: string) => `勾稽没有启动：${why}`,
  errors: "须核实",
  warnings: "请留意",
  infos: "说明",
  hints: "提示",
  coverage: (checked: number, stated: number, unread: number) =>
    `已核${checked}处，${stated}处无对照，${unread}处未识别；未核对不代表无误。`,
  points: (points: string) => `${points}分`,
  claimed: (points: string) => `自评${points}分`,
  recomputed: (points: string) => `重算${points}分`,
  statusName: "勾稽",
  nothingChecked: "没有可核对的数",
  checkedOf: (checked: number, all: number) => `已核 ${checked}/${all}`,
  statusHelp: "点击查看计分表",
  rules: (name: string) => `规程：${name}`,
  moved: "报告已经改动，请再点一次。",
};

export type Words = typeof zh;

const en: Words = {
  preview: "Preview",
  tree: "What was understood",
  noReport: "Open a gouji report (.gj) first, or run “Check This File with gouji” on a .txt file.",
  starting: "gouji is starting; please try again in a moment.",
  ruleSet: "Which rule set?",
  unit: "Full name of the reporting unit",
  unitExample: "for example 某市财政局",
  year: "Year of the report",
  yearWrong: "Four digits, please, such as 2024",
  explainWhich: "Which rule? Pick one or type a code",
  explainHere: "found in this report",
  noRule: (code) => `There is no rule ${code}.`,
  noFixes: "Nothing can be fixed for you. Amounts are never changed: please verify each finding.",
  folderWhich: "Which folder?",
  folderRunning: (name) => `Checking “${name}”`,
  folderDone: (files, errors) =>
    `${files} reports checked, ${errors} places to verify, see Problems. Unchecked does not mean correct.`,
  encoding: "This file looks like GB18030 (GBK): choose “Reopen with Encoding”, then GB18030.",
  reopen: "Reopen with Encoding",
  notText: "Save it as plain text (.txt) in Word or WPS first.",
  noServer: (path) => `gouji.server.path does not exist: ${path}. The program of the extension is used instead.`,
  failed: (why) => `gouji did not start: ${why}`,
  errors: "To verify",
  warnings: "To look at",
  infos: "Remarks",
  hints: "Hints",
  coverage: (checked, stated, unread) =>
    `${checked} figures checked, ${stated} with nothing to check against, ${unread} not understood; unchecked does not mean correct.`,
  points: (points) => `${points} points`,
  claimed: (points) => `claimed ${points}`,
  recomputed: (points) => `recomputed ${points}`,
  statusName: "gouji",
  nothingChecked: "nothing to check",
  checkedOf: (checked, all) => `checked ${checked}/${all}`,
  statusHelp: "Click for the score sheet",
  rules: (name) => `Rule set: ${name}`,
  moved: "The report has changed: please click again.",
};

/** The language that the settings ask for, or else the editor's own. */
export function lang(): Lang {
  const set = vscode.workspace.getConfiguration("gouji").get<string>("lang", "auto");
  if (set === "zh" || set === "en") return set;
  return vscode.env.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** What the extension says, in the language of the moment. */
export function words(): Words {
  return lang() === "zh" ? zh : en;
}
