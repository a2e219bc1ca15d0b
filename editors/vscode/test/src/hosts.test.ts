/** The packaged extension in real editors: what a clerk does with it, on the web's host and on the desktop's. */
import assert from "node:assert/strict";
import { after, before, describe, test, type TestContext } from "node:test";
import { Editor } from "./editor";
import { desktopHost, hasDesktopHost, webHost, type Host } from "./hosts";

const unpacked = process.env["GOUJI_UNPACKED"];
const vsix = process.env["GOUJI_VSIX"];
const universal = process.env["GOUJI_UNIVERSAL"];

describe("in the browser, without any server", { skip: unpacked === undefined && "GOUJI_UNPACKED is not set" }, () => {
  works(() => webHost(unpacked ?? ""));
});

const skip = vsix === undefined ? "GOUJI_VSIX is not set" : !hasDesktopHost() && "the desktop-like host runs on Linux x64 only";
describe("on the desktop, with the program that the package brings", { skip }, () => {
  works(() => desktopHost(vsix ?? ""));
});

describe("on the desktop, with the package for every platform", { skip: skip || (universal === undefined && "GOUJI_UNIVERSAL is not set") }, () => {
  let host: Host;
  let editor: Editor;
  before(async () => {
    host = await desktopHost(universal ?? "");
    editor = await Editor.open(host);
  });
  after(async () => {
    await editor.quit();
    await host.close();
  });

  test("the session in WebAssembly takes the place of the program", async () => {
    await editor.openFile("示例.gj");
    await editor.openProblems();
    await editor.findProblem("占比写16.50%");
    await editor.find(19, "82.20万元");
    await editor.type("1");
    await editor.findProblem("182.20");
    await editor.command("核对整个文件夹");
    await editor.page.locator(".notification-list-item", { hasText: /核对了4份报告/ }).waitFor();
  });
});

function works(start: () => Promise<Host>): void {
  let host: Host;
  let editor: Editor;
  before(async () => {
    host = await start();
    editor = await Editor.open(host);
  });
  after(async () => {
    await editor.quit();
    await host.close();
  });

  // Each step starts where the one before ended; after one that failed the others would say little.
  let failed = false;
  const step = (name: string, run: () => Promise<void>): void => {
    test(name, async (context: TestContext) => {
      if (failed && process.env["GOUJI_KEEP_GOING"] === undefined) return context.skip("a step before failed");
      failed = true;
      await run().catch(async (error: unknown) => {
        await editor.picture("failed");
        throw error;
      });
      failed = false;
    });
  };

  step("the sample as it is shows its findings in the Problems panel and the status bar", async () => {
    await editor.openFile("怀化2023.gj");
    await editor.status().waitFor();
    assert.match((await editor.status().textContent()) ?? "", /须核实/);
    await editor.openProblems();
    await editor.findProblem("所列2项相加1799.43万元");
    await editor.findProblem("GJ201");
    await editor.filterProblems("");
    await editor.picture("findings");
  });

  step("a finding leads to its place", async () => {
    await (await editor.findProblem("所列2项相加1799.43万元")).click();
    await editor.cursor(30);
  });

  step("a fix is offered and applied, and its finding goes", async () => {
    await editor.openFile("示例.gj");
    await editor.findProblem("左边为81.17%");
    await editor.find(21, "81.17%");
    // The shortcut would be lost if VS Code just then asked for the bulb anew, as it does whenever the cursor came to rest.
    await editor.bulb().click();
    const offer = editor.page.locator(".action-widget .monaco-list-row", { hasText: "改为重算值82.17%" });
    await offer.first().waitFor();
    await editor.picture("fix");
    await editor.press("Enter");
    await editor.sees(/\{82\.17% = 三公经费/);
    await editor.missProblem("左边为81.17%");
  });

  step("hovering says what an amount is", async () => {
    await editor.find(21, "9.86万元");
    await editor.press("Control+k", "Control+i");
    const hover = editor.page.locator(".monaco-hover:visible", { hasText: "三公经费" });
    await hover.first().waitFor();
    await editor.picture("hover");
    await editor.press("Escape");
  });

  step("items are completed as one types", async () => {
    await editor.find(54, "三公经费 ≤");
    await editor.press("End", "Enter");
    await editor.type("三公");
    const list = editor.page.locator(".suggest-widget .monaco-list-row", { hasText: "三公经费" });
    if (!(await list.first().isVisible())) await editor.press("Control+Space");
    await list.first().waitFor();
    await editor.picture("completion");
    await editor.press("Enter");
    await editor.sees(/\n三公经费$/m);
    await editor.press("Shift+Home", "Backspace", "Backspace");
    await editor.seesNot(/\n三公经费$/m);
  });

  step("an item is renamed in prose, table and checks alike", async () => {
    await editor.find(54, "三公经费 ≤");
    await editor.press("F2");
    const box = editor.page.locator(".rename-box input");
    await box.waitFor();
    await box.fill("三公总经费");
    await editor.press("Enter");
    await editor.sees(/三公总经费 ≤ 三公总经费@2023预算/);
    await editor.find(24, "2022年决算数");
    await editor.sees(/\| 三公总经费/);
    await editor.press("Control+z");
    await editor.find(24, "2022年决算数");
    await editor.sees(/\| 三公经费 /);
    await editor.seesNot(/三公总经费/);
  });

  step("tables are aligned by formatting", async () => {
    await editor.find(25, "10.95");
    await editor.type("   ");
    await editor.until("the columns are out of line", async () => !aligned(await editor.text()));
    await editor.command("Format Document");
    await editor.until("the columns are aligned", async () => aligned(await editor.text()));
  });

  step("the preview lays the report out, with the findings marked", async () => {
    // Room for both: without the panel below and the list at the side.
    await editor.press("Control+j", "Control+b");
    await editor.command("在旁边打开预览");
    const preview = editor.preview();
    await preview.locator("h1.title", { hasText: "示例市档案局" }).waitFor();
    await preview.locator("mark.error", { hasText: "16.50%" }).waitFor();
    // Facts are printed as their values.
    await preview.locator("p", { hasText: "三公经费实际支出9.86万元" }).waitFor();
    await preview.locator("table td", { hasText: "3、公务接待" }).waitFor();
    await editor.picture("preview-light");
  });

  step("the preview and the text lead to each other", async () => {
    const preview = editor.preview();
    await preview.locator("mark.error", { hasText: "16.50%" }).click();
    await preview.locator(".notes .message", { hasText: "占比写16.50%" }).waitFor();
    await editor.cursor(19);
    await preview.locator("td", { hasText: "查档群众满意度" }).first().click();
    await editor.cursor(44);
    await editor.find(28, "3、公务接待");
    await preview.locator("td.here", { hasText: "3、公务接待" }).waitFor();
  });

  step("the preview changes with the text, and its fixes change the text", async () => {
    const preview = editor.preview();
    await editor.find(10, "示例市档案局内设科室");
    await editor.type("我局");
    await preview.locator("p", { hasText: "我局示例市档案局内设科室" }).waitFor();
    // What is open below an unchanged paragraph stays open.
    await preview.locator(".notes .message", { hasText: "占比写16.50%" }).waitFor();
    await preview.locator("mark.hint", { hasText: "目标目标" }).click();
    await editor.cursor(50);
    await preview.locator(".notes button.fix", { hasText: "删去“目标”" }).click();
    await editor.sees(/严格制定绩效目标，落实到人/);
    await preview.locator("mark", { hasText: "目标目标" }).waitFor({ state: "detached" });
  });

  step("the score sheet has a bar for each indicator, beside the points claimed", async () => {
    const preview = editor.preview();
    await preview.getByRole("tab", { name: /得分/ }).click();
    await preview.locator(".total strong", { hasText: /\d/ }).waitFor();
    await preview.locator("tr.differs", { hasText: "档案数字化合格率" }).waitFor();
    assert.ok((await preview.locator(".sheet .gauge").count()) >= 6);
    await editor.picture("score");
    await preview.getByRole("tab", { name: /发现/ }).click();
    await preview.locator(".note.error .kind", { hasText: "矛盾" }).first().waitFor();
    await editor.picture("list");
    await preview.getByRole("tab", { name: /报告/ }).click();
  });

  step("nothing of a report runs in the preview", async () => {
    const preview = editor.preview();
    await editor.find(10, "我局示例市档案局");
    await editor.type("<img src=x onerror=alert(1)>\u202e");
    await preview.locator("p", { hasText: "<img src=x onerror=alert(1)>⟦U+202E⟧我局" }).waitFor();
    assert.equal(await preview.locator("img").count(), 0);
    await editor.until("nothing of it is left", async () => {
      await editor.press("Control+z");
      return !(await editor.text()).includes("<img");
    });
    await preview.locator("p", { hasText: "<img" }).waitFor({ state: "detached" });
  });

  step("a dark theme is as readable", async () => {
    await editor.command("Preferences: Toggle between Light/Dark Themes");
    await editor.preview().locator("body.vscode-dark").waitFor();
    await editor.picture("preview-dark");
    await editor.command("Preferences: Toggle between Light/Dark Themes");
    await editor.preview().locator("body.vscode-light").waitFor();
    await editor.close("预览");
    await editor.press("Control+b");
  });

  step("F8 in a preview without findings says that there is nowhere to go", async () => {
    await editor.openFile("无误.gj");
    await editor.command("在旁边打开预览");
    const preview = editor.preview();
    await preview.locator("p", { hasText: "基本支出合计110万元" }).click();
    await editor.press("F8");
    await preview.locator("[role=status]", { hasText: "没有列出任何一处" }).waitFor();
    await editor.close("预览");
    await editor.openFile("示例.gj");
  });

  step("what was understood is shown", async () => {
    await editor.command("查看读懂了什么");
    await editor.tab("读懂了什么").waitFor();
    await editor.picture("tree");
    await editor.close("读懂了什么");
  });

  step("a rule is explained", async () => {
    await editor.command("查看一条规则的说明");
    await editor.page.locator(".quick-input-widget input[placeholder*='哪条规则']").fill("GJ301");
    await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "GJ301" }).first().waitFor();
    await editor.press("Enter");
    await editor.preview().locator("h1", { hasText: "GJ301" }).waitFor();
    await editor.picture("rule");
    await editor.close("GJ301");
  });

  step("a text file is taken for a report when asked", async () => {
    await editor.openFile("原文.txt");
    await editor.command("用勾稽核对此文件");
    await editor.openProblems();
    await editor.findProblem("所列2项相加1799.43万元", 2);
  });

  step("a new report has the sections of its rule set", async () => {
    await editor.command("新建报告");
    await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "部门整体支出" }).waitFor();
    await editor.press("Enter");
    const box = editor.page.locator(".quick-input-widget input.input");
    await editor.page.locator(".quick-input-message", { hasText: "全称" }).waitFor();
    await box.fill("某市某局");
    await editor.press("Enter");
    await editor.page.locator(".quick-input-message", { hasText: "年度" }).waitFor();
    await box.fill("2024");
    await editor.press("Enter");
    await editor.sees(/报告：2024年度某市某局/);
    await editor.sees(/规程：部门整体支出/);
  });

  step("it can be restarted", async () => {
    await editor.openFile("示例.gj");
    await editor.command("重新启动");
    await editor.findProblem("占比写16.50%");
  });

  step("a whole folder is checked", async () => {
    await editor.command("核对整个文件夹");
    await editor.page.locator(".notification-list-item", { hasText: /核对了\d+份报告/ }).waitFor();
    await editor.picture("folder");
  });

  step("the walkthrough starts from nothing", async () => {
    await editor.command("从这里开始");
    await editor.page.locator(".gettingStartedContainer", { hasText: /打开一份报告|Open a report/ }).waitFor();
    await editor.picture("walkthrough");
  });
}

/** Whether the bars of the table in view stand below each other, Chinese characters taking two columns. */
function aligned(text: string): boolean {
  const rows = text.split("\n").filter((line) => /^\| .*(三公经费|公务接待|出国经费)/.test(line));
  const bars = rows.map((row) => {
    let column = 0;
    const found: number[] = [];
    for (const char of row) {
      if (char === "|") found.push(column);
      column += /[\u1100-\u115f\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char) ? 2 : 1;
    }
    return found.join(" ");
  });
  return rows.length >= 3 && new Set(bars).size === 1 && !/\| {2,}三公经费/.test(text);
}
