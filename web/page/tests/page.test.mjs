/** The portal page in Chromium and in Firefox, as a clerk uses it. Needs `cargo xtask page` before. */

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BROWSERS, axe, dist, exported, freshPage, openText, paste, seed, serve } from "./support.mjs";

const SAMPLE = "?report=huaihua-2023.txt";
const HOSTILE = '<script>window.pwned=1</script><img src=x onerror="window.pwned=2">\'"&lt;\u202e\u001b[31m';
const SUM = "2023年基本支出合计100万元，其中：人员经费70万元，公用经费40万元。\n";

/** A form with two groups of one indicator each; the second cannot be computed, the first only with these values. */
const form = (target, actual) => `2023年度部门整体支出绩效自评表

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 产出指标（60分） | 数量指标 | 巡查 | ${target} | ${actual} | 60 | 60 | |
| 效益指标（40分） | 社会效益指标 | 便民 | | | 40 | 38 | 略 |
| 总分 | | | | | 100 | 98 | |
`;

/** Firefox's driver asks its questions by eval, which the policy bars; nothing else may be complained of. */
const isOurs = (complaint) => !complaint.includes("blocked a JavaScript eval");

for (const [name, launch] of Object.entries(BROWSERS)) {
  describe(name, { concurrency: false }, () => {
    let browser;
    let server;
    let strict;
    before(async () => {
      server = await serve({ driven: name === "firefox" });
      strict = await serve({ driven: false });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await server?.close();
      await strict?.close();
    });

    /** A test with a page of its own, which must not complain about anything. */
    const pageTest = (title, options, run) =>
      test(title, async () => {
        const { page, context, complaints } = await freshPage(browser, options);
        try {
          await run(page, context);
          assert.deepEqual(complaints.filter(isOurs), []);
        } finally {
          await context.close();
        }
      });

    const openSample = async (page) => {
      await page.goto(server.url + SAMPLE);
      await page.waitForSelector("#page .mark");
    };

    pageTest("the sample is checked, laid out and marked", {}, async (page) => {
      await openSample(page);
      assert.equal(await page.textContent(".count.is-error dd"), "10");
      assert.equal(await page.textContent(".count.is-warning dd"), "3");
      // Of 311 numbers 68 are names and dates, which nobody would check.
      assert.match(await page.textContent("#counts"), /已核 221 \/ 243。未核对不代表无误/);
      assert.match(await page.textContent("#live"), /须核实 10处，请留意 3处/);
      assert.equal(await page.locator("#page .doc-title").first().textContent(), "2023年度怀化市人民政府办公室");
      assert.ok((await page.locator("#page .doc-table").count()) >= 2);
      // Every finding has its mark, and it says the same number.
      const marked = await page.$$eval("#page .mark-number", (marks) =>
        marks.flatMap((mark) => mark.lastChild.textContent.split(",").map(Number)),
      );
      const listed = (await page.textContent("#tab-findings .tab-count")) ?? "";
      assert.equal(await page.textContent("#tab-findings"), `结果 ${listed}`);
      assert.deepEqual(
        marked.sort((a, b) => a - b),
        Array.from({ length: Number(listed) }, (_, i) => i + 1),
      );
      assert.equal(await page.evaluate(() => window.crossOriginIsolated || true), true);
      assert.deepEqual(server.missing, []);
    });

    pageTest("under its own policy the module runs as WebAssembly in a worker", {}, async (page) => {
      await page.goto(strict.url + SAMPLE);
      await page.waitForSelector("#page .mark");
      assert.equal(await page.textContent(".count.is-error dd"), "10");
      assert.match(await page.textContent("#tier"), /^本机核对 · gouji/);
      assert.deepEqual(strict.missing, []);
    });

    pageTest("F8 goes from finding to finding in the order of the text, and back", {}, async (page) => {
      await openSample(page);
      const current = () => page.getAttribute("#page .mark.is-current", "id");
      const order = await page.$$eval("#page .mark[id]", (marks) => marks.map((mark) => mark.id));
      await page.keyboard.press("F8");
      assert.equal(await current(), order[0]);
      assert.equal(await page.evaluate(() => document.activeElement.className), "finding-head");
      await page.keyboard.press("F8");
      const second = await page.locator(".finding.is-open").getAttribute("id");
      await page.keyboard.press("F8");
      await page.keyboard.press("Shift+F8");
      assert.equal(await page.locator(".finding.is-open").getAttribute("id"), second);
      await page.keyboard.press("Shift+F8");
      await page.keyboard.press("Shift+F8");
      assert.equal(await current(), order[order.length - 1]);
    });

    pageTest("F8 says why there is nothing to go to", {}, async (page) => {
      await openText(page, server.url, "甲.txt", SUM.replace("100万元", "110万元"));
      await page.waitForSelector(".none-found");
      assert.equal(await page.isVisible("#keys"), false);
      await page.keyboard.press("F8");
      for (const part of ["#notices", "#live"]) assert.match(await page.textContent(part), /没有列出任何一处.*未核对不代表无误/, part);
      // Another report has its own findings, and what was said of the first is gone.
      await page.setInputFiles("#file-input", { name: "乙.txt", mimeType: "text/plain", buffer: Buffer.from(SUM) });
      await page.waitForSelector(".finding");
      assert.equal(await page.textContent("#notices"), "");
      await page.fill(".filter-input", "没有这样的结果");
      await page.keyboard.press("F8");
      for (const part of ["#notices", "#live"]) assert.match(await page.textContent(part), /没有符合筛选条件的结果/, part);
      await page.fill(".filter-input", "");
      await page.keyboard.press("F8");
      assert.equal(await page.locator(".finding.is-open").count(), 1);
      assert.equal(await page.textContent("#notices"), "");
    });

    pageTest("no two kinds of findings share a colour, and no count has that of a kind it does not count", {}, async (page) => {
      await openSample(page);
      for (const scheme of ["light", "dark"]) {
        const colours = await page.evaluate((wanted) => {
          document.documentElement.dataset.theme = wanted;
          const kinds = ["contradiction", "doubt", "missing", "rounding", "review", "syntax"];
          const style = getComputedStyle(document.documentElement);
          const look = getComputedStyle(document.querySelector(".count.is-warning dd"));
          return { kinds: kinds.map((kind) => style.getPropertyValue(`--${kind}`).trim()), count: look.color, ink: getComputedStyle(document.body).color };
        }, scheme);
        assert.equal(new Set(colours.kinds).size, 6);
        assert.equal(colours.count, colours.ink);
      }
    });

    pageTest("a finding opens its equation, step by step, and leads to its figures", {}, async (page) => {
      await openSample(page);
      const finding = page.locator("#finding-1");
      await finding.locator(".finding-head").focus();
      await page.keyboard.press("Enter");
      assert.equal(await finding.locator(".finding-head").getAttribute("aria-expanded"), "true");
      assert.equal((await finding.locator(".equation-line").textContent()).trim(), "1460.93 + 338.5 = 1799.43");
      await finding.locator(".derivation-head").click();
      assert.equal(await finding.locator(".steps > li").count(), 1);
      // Opening a step leaves the keyboard on the button for the next.
      await page.keyboard.press("Enter");
      assert.equal(await finding.locator(".steps > li").count(), 2);
      await finding.getByText("全部步骤").click();
      const steps = await finding.locator(".steps").textContent();
      for (const part of ["1394.37万元", "1799.43", "1394.365", "没有重合", "405.06"]) assert.ok(steps.includes(part), steps);
      await finding.locator(".equation-line .figure-link").first().click();
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "1460.93万元");
      assert.equal(await page.locator("#page .is-related").count(), 2);
    });

    pageTest("what may have another reason is told apart from a contradiction", {}, async (page) => {
      const perhaps = "2023年政府采购支出36.40万元，其中：货物11.25万元，服务21.55万元。\n";
      await openText(page, server.url, "甲.txt", SUM + "\n" + perhaps);
      await page.waitForSelector("#page .mark.is-doubt");
      for (const part of ["#page .mark", ".chip", ".finding", ".group .tag"]) {
        for (const kind of ["contradiction", "doubt"]) assert.equal(await page.locator(`${part}.is-${kind}`).count(), 1, part);
      }
      const lines = await page.$$eval("#page .mark", (marks) => marks.map((mark) => getComputedStyle(mark).borderBottomStyle));
      assert.equal(new Set(lines).size, 2);
      const edge = (row) => page.locator(row).evaluate((element) => getComputedStyle(element).borderLeftColor);
      const closed = await edge(".finding.is-doubt");
      await page.click(".finding.is-doubt .finding-head");
      assert.equal(await edge(".finding.is-doubt.is-open"), closed);
      assert.match(await page.textContent(".chip.is-doubt"), /存疑 1/);
      assert.match(await page.textContent("#live"), /矛盾 1处、存疑 1处/);
      assert.match(await page.textContent("#page .mark.is-doubt .sr-only"), /存疑/);
    });

    pageTest("a place that says something else is named, and nothing is said to be computed", {}, async (page) => {
      await openSample(page);
      const finding = page.locator("#finding-2");
      await finding.locator(".finding-head").click();
      assert.equal(await finding.locator(".equation h4").textContent(), "对照");
      await finding.locator(".derivation-head").click();
      await finding.getByText("全部步骤").click();
      const steps = await finding.locator(".steps").textContent();
      assert.match(steps, /另一处所写附件1-1 › 专项业务工作经费 › 2023年决算数：136\.5万元相差7\.3万元/);
      assert.doesNotMatch(steps, /算得|≠/);
    });

    /** Where the keyboard is: an id, or a class and the finding that it stands in. */
    const focused = (page) =>
      page.evaluate(() => {
        const { id, className } = document.activeElement;
        return id || `${document.activeElement.closest(".finding")?.id ?? ""} ${className}`.trim();
      });

    pageTest("the keyboard is never lost: at a report, a mark, a fix, a notice", {}, async (page) => {
      await page.goto(server.url);
      await page.focus("#welcome-sample");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#page .mark");
      assert.equal(await focused(page), "results");
      // A mark leads to its finding, and the finding back to its mark.
      await page.focus("#mark-2");
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "finding-2 finding-head");
      await page.locator("#finding-2").getByText("到原文").focus();
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "mark-2");
      // What was mended goes; the keyboard stays in the list.
      await page.fill(".filter-input", "GJ13");
      const fixes = page.locator(".finding");
      const before = await fixes.count();
      await fixes.first().locator(".finding-head").click();
      await fixes.first().locator(".apply").focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction((count) => document.querySelectorAll(".finding").length < count, before);
      assert.match(await focused(page), /^finding-\d+ finding-head$/);
      await page.locator(".notice .icon-button").focus();
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "results");
    });

    pageTest("a rule is explained where its finding stands", {}, async (page) => {
      await openSample(page);
      await page.click("#finding-1 .finding-head");
      await page.click("text=GJ201 规则说明");
      await page.waitForSelector("#finding-1 .markdown h5");
      assert.match(await page.textContent("#finding-1 .explanation"), /反例/);
      assert.doesNotMatch(await page.textContent("#finding-1 .explanation"), /only/);
      await page.click("#language");
      await page.waitForFunction(() => document.querySelector("#finding-1 .finding-message")?.textContent.includes("add up"));
      await page.click("text=About GJ201");
      await page.waitForSelector("#finding-1 .markdown h5");
      assert.match(await page.textContent("#finding-1 .explanation"), /explained in Chinese only/);
    });

    pageTest("what was cut off is derived to enough places", {}, async (page) => {
      await openSample(page);
      await page.getByRole("button", { name: /尾差.*9处/ }).click();
      const tail = page.locator(".finding", { hasText: "311.81 ÷ 1706.18" });
      await tail.locator(".finding-head").click();
      assert.equal((await tail.locator(".equation-line").textContent()).trim(), "311.81 ÷ 1706.18 = 18.28%");
      await tail.locator(".derivation-head").click();
      await tail.getByText("全部步骤").click();
      const steps = await tail.locator(".steps").textContent();
      for (const part of ["18.275328……%", "18.28%", "有重合", "截去尾数", "0.01个百分点"]) assert.ok(steps.includes(part), steps);
    });

    pageTest("a fix is applied, its finding goes, and undo brings both back", {}, async (page) => {
      await openSample(page);
      await page.fill(".filter-input", "GJ132");
      const finding = page.locator(".finding");
      await finding.locator(".finding-head").click();
      await finding.locator(".apply").click();
      await page.waitForSelector(".none-found");
      assert.match(await page.textContent("#notices"), /已改：删去“共计”/);
      await page.locator("#notices").getByRole("button", { name: "撤销" }).click();
      await finding.waitFor();
      assert.equal(await page.isDisabled("#undo").catch(() => true), true);
    });

    const editorText = (page) => page.$eval("#editor-frame > *", (editor) => editor.value);
    const openEditor = async (page) => {
      await page.click("#view-edit");
      await page.waitForSelector("gouji-editor#editor");
    };

    pageTest("the text is edited with live findings", {}, async (page) => {
      await openText(page, server.url, "甲.txt", SUM);
      await page.waitForSelector(".finding");
      await openEditor(page);
      await page.$eval("#editor", (editor) => editor.select(editor.value.indexOf("100"), editor.value.indexOf("100") + 3));
      await page.keyboard.type("110");
      await page.waitForSelector(".none-found");
      assert.match(await page.textContent("#file"), /已修改/);
      await page.keyboard.press("Control+z");
      await page.waitForSelector(".finding");
      assert.equal(await editorText(page), SUM);
      // F8 goes on in the text and leaves the keyboard there.
      await page.keyboard.press("F8");
      assert.equal(await page.locator(".finding.is-open").count(), 1);
      assert.equal(await page.evaluate(() => document.activeElement.id), "editor");
      await page.keyboard.type("110万元");
      await page.waitForSelector(".none-found");
      await page.click("#view-page");
      await page.waitForFunction(() => document.querySelector("#page").textContent.includes("110万元"));
    });

    pageTest("where the editor cannot be had, a plain text area does", {}, async (page) => {
      await page.route("**/editor.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
      await openText(page, server.url, "甲.txt", SUM);
      await page.waitForSelector(".finding");
      await page.click("#view-edit");
      const area = page.locator("textarea.editor");
      await area.evaluate((editor) => editor.setSelectionRange(editor.value.indexOf("100"), editor.value.indexOf("100") + 3));
      await page.keyboard.type("110");
      await page.waitForSelector(".none-found");
      await page.keyboard.press("Control+z");
      await page.waitForSelector(".finding");
      assert.equal(await area.inputValue(), SUM);
      await page.keyboard.press("F8");
      assert.equal(await area.evaluate((editor) => editor.value.slice(editor.selectionStart, editor.selectionEnd)), "100万元");
      assert.equal(await area.getAttribute("autocomplete"), "off");
    });

    /** Answers the page's question whether what was typed may go. */
    const answerOnce = (page, yes) => page.once("dialog", (dialog) => (yes ? dialog.accept() : dialog.dismiss()));

    pageTest("a second report has nothing of the first, and the first is not lost unasked", {}, async (page) => {
      const other = SUM.replace("100万元", "110万元");
      await openText(page, server.url, "甲.txt", SUM);
      await page.waitForSelector(".finding");
      const choose = (name, text) => page.setInputFiles("#file-input", { name, mimeType: "text/plain", buffer: Buffer.from(text) });
      await choose("乙.txt", other);
      await page.waitForSelector(".none-found");
      assert.doesNotMatch(await page.textContent("#file"), /已修改/);
      assert.equal(await page.isVisible("#undo"), false);
      await page.keyboard.press("Control+z");
      await openEditor(page);
      assert.equal(await editorText(page), other);
      await page.keyboard.type("x");
      await page.waitForFunction(() => document.querySelector("#file").textContent.includes("已修改"));
      // What goes back to the text that was opened is not edited any more.
      await page.click("#undo");
      await page.waitForFunction(() => !document.querySelector("#file").textContent.includes("已修改"));
      await page.click("#redo");
      answerOnce(page, false);
      await choose("丙.txt", SUM);
      await page.waitForTimeout(200);
      assert.match(await page.textContent("#file"), /乙\.txt.*已修改/);
      await page.click("#view-page");
      answerOnce(page, true);
      await paste(page, { "text/plain": SUM });
      await page.waitForSelector(".finding");
      assert.match(await page.textContent("#file"), /粘贴的报告/);
      assert.doesNotMatch(await page.textContent("#file"), /已修改/);
      assert.equal(await page.isVisible("#undo"), false);
    });

    pageTest("after the button for editing the keyboard types into the text", {}, async (page) => {
      await openText(page, server.url, "甲.txt", SUM);
      await page.waitForSelector("#page .mark");
      await page.focus("#view-edit");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement.id === "editor");
      await page.keyboard.type("甲1");
      assert.equal(await editorText(page), `甲1${SUM}`);
    });

    pageTest("a blank report says where to paste, and that nothing was pasted yet", {}, async (page) => {
      await page.goto(server.url);
      await page.waitForFunction(() => document.querySelector("#tier").textContent !== "");
      await page.click("#welcome-paste");
      await page.waitForSelector("gouji-editor#editor");
      const empty = () => page.$eval("#editor", (editor) => editor.shadowRoot.querySelector(".cm-placeholder")?.textContent ?? "");
      assert.match(await empty(), /在这里按 Ctrl\+V 粘贴报告/);
      await page.waitForFunction(() => document.querySelector("#counts").textContent.includes("还没有粘贴"));
      for (const part of ["#counts", "#live", "#panel-findings"]) {
        assert.doesNotMatch(await page.textContent(part), /没有找到|0 \/ 0|已核/);
      }
      await page.keyboard.type(SUM);
      await page.waitForSelector(".finding.is-contradiction");
      assert.equal(await empty(), "");
      assert.doesNotMatch(await page.textContent("#file"), /已修改/);
    });

    pageTest("a fix is undone where it was made, in the editor as well", {}, async (page) => {
      await openSample(page);
      await openEditor(page);
      await page.fill(".filter-input", "GJ131");
      await page.click(".finding .finding-head");
      await page.click(".finding .apply");
      await page.waitForSelector(".none-found");
      assert.notEqual(await editorText(page), seed);
      await page.locator("#notices").getByRole("button", { name: "撤销" }).click();
      await page.waitForSelector(".finding");
      assert.equal(await editorText(page), seed);
    });

    pageTest("the score sheet has a bar for each indicator and says what differs", {}, async (page) => {
      await openSample(page);
      await page.click("#tab-score");
      const panel = page.locator("#panel-score");
      assert.ok((await panel.locator("svg.bar").count()) >= 12);
      assert.match(await panel.textContent(), /104–110/);
      assert.match(await panel.locator(".total.is-wrong").textContent(), /99.*与计算不一致/);
      // Its weights add up to 110: the page says so, and gives no grade for points that are not out of a hundred.
      for (const part of ["#panel-score", "#counts", "#live"]) {
        assert.match(await page.textContent(part), /各项分值合计110分，不是100分/, part);
        assert.doesNotMatch(await page.textContent(part), /等级/, part);
      }
      await panel.locator(".place-link").nth(1).click();
      assert.match(await page.evaluate(() => document.activeElement.textContent), /提供有价值的参阅资料/);
    });

    pageTest("what is only claimed is not added up as if it were computed", {}, async (page) => {
      await openText(page, server.url, "表.txt", form("", ""));
      await page.waitForSelector(".score-sheet", { state: "attached" });
      const computed = () => page.$$eval(".score-sheet .is-sum td.is-figure b", (cells) => cells.map((cell) => cell.textContent));
      assert.deepEqual(await computed(), ["—", "—"]);
      assert.match(await page.textContent("#panel-score .totals"), /计算得分—/);
      assert.match(await page.textContent("#panel-score"), /有2项无法计算得分，请人工评定/);
      for (const part of ["#counts", "#live"]) assert.doesNotMatch(await page.textContent(part), /计算得分/, part);
      // Where a part can be computed, the total says what it is made of.
      await openText(page, server.url, "表.txt", form("≥20次", "20次"));
      await page.waitForSelector(".score-sheet", { state: "attached" });
      assert.deepEqual(await computed(), ["60", "—"]);
      for (const part of ["#counts", "#live", "#panel-score .totals"]) {
        assert.match(await page.textContent(part), /计算得分 ?98.*其中1项无法计算，按自评得分计入/, part);
      }
    });

    pageTest("a form in several parts has no gap between them and nothing cut off", {}, async (page) => {
      const wide = (columns) => `| ${Array.from({ length: columns }, (_, at) => `第${at + 1}格`).join(" | ")} |\n`;
      await openText(page, server.url, "表.txt", `附表\n\n${wide(4).repeat(30)}${wide(6).repeat(3)}${wide(4).repeat(30)}`);
      await page.waitForSelector(".goes-on");
      const parts = await page.$$eval(".doc-table", (tables) =>
        tables.map((table) => {
          const [{ top, bottom }, chunk] = [table, table.closest(".chunk")].map((element) => element.getBoundingClientRect());
          return { top, bottom, cutAt: chunk.top };
        }),
      );
      assert.ok(parts.length >= 3);
      parts.slice(1).forEach(({ top, cutAt }, at) => {
        assert.ok(Math.abs(top - parts[at].bottom) <= 1, `${parts[at].bottom} ${top}`);
        assert.ok(top >= cutAt - 1, `${top} ${cutAt}`);
      });
    });

    pageTest("coverage is drawn over the text, counted and listed", {}, async (page) => {
      await openSample(page);
      await page.click("#coverage-switch");
      const count = (state) => page.locator(`#page .number.is-${state}`).count();
      assert.ok((await count("checked")) >= 221);
      assert.equal(await page.isVisible("#legend"), true);
      await page.click("#tab-coverage");
      const panel = page.locator("#panel-coverage");
      assert.match(await panel.textContent(), /全文共有311个数.*未核对不代表无误/);
      const unread = panel.locator("section", { hasText: "未识别的数" }).locator("li");
      assert.equal(await unread.count(), 3);
      // A figure alone in its cell is known by its row.
      for (const place of await panel.locator(".place-name").allTextContents()) assert.match(place, /[\u4e00-\u9fff]/);
      await unread.first().getByRole("button").click();
      assert.equal(await page.locator(".is-flashing").count(), 1);
    });

    pageTest("everything is there in English, and in the dark", {}, async (page) => {
      await openSample(page);
      await page.click("#language");
      await page.waitForFunction(() => document.querySelector("#finding-1 .finding-message")?.textContent.includes("add up"));
      assert.equal(await page.getAttribute("html", "lang"), "en");
      assert.match(await page.textContent("#counts"), /Unchecked does not mean correct/);
      const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
      const before = await ink();
      await page.click("#theme");
      assert.notEqual(await ink(), before);
    });

    pageTest("pasted HTML keeps its merged cells", {}, async (page) => {
      await page.goto(server.url);
      const html = `<html><body><!--StartFragment--><p>一、经费</p><table><tr><td rowspan="2">项目</td><td colspan="2">2023年<b>决算数</b></td></tr>
        <tr><td>金额</td><td>占比</td></tr><tr><td>a|b</td><td>1</td><td><script>window.pwned=1</script>2<img src="x" onerror="window.pwned=2"></td></tr></table></body></html>`;
      await paste(page, { "text/html": html, "text/plain": "wrong" });
      await openEditor(page);
      const lines = (await editorText(page)).trim().split("\n");
      assert.deepEqual(lines, ["一、经费", "| 项目 | 2023年决算数 |  |", "|  | 金额 | 占比 |", "| a\\|b | 1 | 2 |"]);
      assert.equal(await page.evaluate(() => window.pwned), undefined);
      // Within the text as well, at the cursor.
      await page.$eval("#editor", (editor) => editor.select(0, 0));
      await paste(page, { "text/html": "<table><tr><td>甲</td><td>1</td></tr></table>" }, "#editor");
      assert.ok((await editorText(page)).startsWith("| 甲 | 1 |\n"));
    });

    pageTest("plain text is pasted as it is", {}, async (page) => {
      await page.goto(server.url);
      await paste(page, { "text/plain": SUM });
      await page.waitForSelector(".finding");
      assert.match(await page.textContent("#file"), /粘贴的报告/);
    });

    pageTest("files in other encodings are read", {}, async (page) => {
      const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SUM, "utf16le")]);
      // 合计 100 万元，其中：甲 70 万元，乙 40 万元。
      const gb = Buffer.from("bacfbcc6313030cdf2d4aaa3acc6e4d6d0a3bab0ecb9abb7d13730cdf2d4aaa1a2bbe1d2e9b7d13430cdf2d4aaa1a30a", "hex");
      for (const [bytes, encoding] of [
        [utf16, "UTF-16 LE"],
        [gb, "GB18030"],
      ]) {
        await openText(page, server.url, "甲.txt", bytes);
        await page.waitForSelector(".finding.is-contradiction");
        assert.match(await page.textContent("#file"), new RegExp(encoding));
      }
    });

    pageTest("a table with commas and a web page are read as what they show", {}, async (page) => {
      const csv = '2023年支出决算表,\n单位：万元,\n项目,2023年决算数\n合计,"1,100.00"\n基本支出,600.00\n项目支出,400.00\n';
      await openText(page, server.url, "表.csv", csv);
      await page.waitForSelector(".finding.is-contradiction");
      assert.equal(await page.locator("#page .doc-table td, #page .doc-table th").count(), 8);
      const html = `<html><head><title>标题</title></head><body><p>${SUM.trim()}</p><script>window.pwned=1</script></body></html>`;
      await openText(page, server.url, "页.html", html);
      await page.waitForSelector(".finding.is-contradiction");
      await openEditor(page);
      assert.equal(await editorText(page), SUM);
      assert.equal(await page.evaluate(() => window.pwned), undefined);
    });

    pageTest("a Word file is not read, and the page says that it was not checked", {}, async (page) => {
      await page.goto(server.url);
      // Whoever looks for a Word, Excel or PDF file must see it, to be told how to get its text.
      for (const ending of [".docx", ".xlsx", ".pdf"]) assert.ok((await page.getAttribute("#file-input", "accept")).includes(ending));
      const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]);
      await page.setInputFiles("#file-input", { name: "报告.docx", mimeType: "application/octet-stream", buffer: zip });
      await page.waitForSelector(".notice.is-grave");
      assert.match(await page.textContent(".notice"), /未核对：报告\.docx.*另存为/);
      assert.equal(await page.isVisible("#welcome"), true);
    });

    /** What was exported, opened from a file. */
    const exportedPage = async (context, html) => {
      const copy = join(mkdtempSync(join(tmpdir(), "gouji-")), "exported.html");
      // Firefox's driver can ask nothing of a page that bars eval.
      writeFileSync(copy, name === "firefox" ? html.replace("default-src 'none'", "$&; script-src 'unsafe-eval'") : html);
      const page = await context.newPage();
      await page.goto(pathToFileURL(copy).href);
      return page;
    };

    pageTest("hostile text is text everywhere, also in what is exported", {}, async (page, context) => {
      const text = [
        `报告：${HOSTILE}`,
        "年度：2023",
        `填报单位：${HOSTILE}`,
        "",
        `一、${HOSTILE}`,
        "支出合计100万元，其中：甲70万元、乙40万元。",
        `${HOSTILE}。`,
        "| 项目 | 2023年决算数 |",
        "| 合计 | 5 |",
        `| ${HOSTILE} | 1 |`,
        "| 乙 | 1 |",
        "",
      ].join("\n");
      await openText(page, server.url, `${HOSTILE.replace(/[/\u001b]/g, "")}.txt`, text);
      await page.waitForSelector("#page .mark");
      const check = async (where) => {
        assert.equal(await where.evaluate(() => window.pwned), undefined);
        assert.equal(await where.locator("img").count(), 0);
        const body = await where.evaluate(() => document.body.innerText);
        assert.ok(body.includes("<script>window.pwned=1</script>"));
        assert.ok(!/[\u202e\u001b]/.test(body), "control characters must be shown by their signs");
        assert.ok(body.includes("⟨U+202E⟩") && body.includes("␛[31m"));
      };
      await check(page);
      assert.match(await page.textContent("#notices"), /看不见的控制字符/);
      const { content: html } = await exported(page, "#export-html");
      assert.ok(!html.includes("<script"), "the exported page has no script at all");
      const other = await exportedPage(context, html);
      await check(other);
      assert.deepEqual(await axe(other), []);
    });

    pageTest("the findings are exported by the contract, and the text as it is", {}, async (page, context) => {
      await openSample(page);
      const json = await exported(page, "#export-json");
      assert.equal(json.name, "huaihua-2023.gouji.json");
      const report = JSON.parse(json.content);
      assert.equal(report.schema, "gouji/report/1");
      assert.equal(report.files[0].findings.length, 33);
      assert.equal(report.files[0].file, "huaihua-2023.txt");
      const text = await exported(page, "#export-text");
      assert.equal(text.name, "huaihua-2023.gj");
      assert.equal(text.content, seed);
      const { content: html } = await exported(page, "#export-html");
      assert.match(html, /http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
      assert.match(html, /1460\.93/);
      // What is drawn is in colour, and the two ranges are told apart.
      for (const part of ["interval-rows", "interval-stated", "interval-possible"]) {
        assert.match(html, new RegExp(`<style>[^<]*\\.${part}[ ,>{]`), part);
      }
      const other = await exportedPage(context, html);
      await other.setViewportSize({ width: 390, height: 844 });
      assert.equal(await other.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
    });

    pageTest("on paper there is everything, in black and white too", {}, async (page) => {
      await openSample(page);
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      const prints = await page.evaluate(() => matchMedia("print").matches);
      // Firefox's driver cannot show a page as a printer does; what is printed is there all the same.
      assert.equal(prints || name === "firefox", true);
      if (prints) assert.equal(await page.isVisible("#workspace"), false);
      assert.equal(await page.locator("#paper .paper-finding").count(), 33);
      assert.ok((await page.locator("#paper .sheet .mark").count()) >= 30);
      assert.ok((await page.locator("#paper .score-sheet tr").count()) > 12);
      assert.equal(await page.locator("#paper button").count(), 0);
      const lines = await page.$$eval("#paper .sheet .mark", (marks) => [
        ...new Set(marks.map((mark) => getComputedStyle(mark).borderBottomStyle)),
      ]);
      assert.ok(lines.length >= 4, `marks differ by their lines: ${lines}`);
      if (prints) {
        const display = await page.$eval("#paper thead", (head) => getComputedStyle(head).display);
        assert.equal(display, "table-header-group");
      }
      await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
      assert.equal(await page.locator("#paper *").count(), 0);
    });

    pageTest("a megabyte is pasted without a frozen page", {}, async (page) => {
      await page.goto(server.url);
      await page.waitForFunction(() => document.getElementById("tier").textContent !== "");
      let text = "";
      while (Buffer.byteLength(text) < 1_000_000) text += seed;
      await page.evaluate(() => {
        [window.longest, window.beats] = [0, 0];
        let last = performance.now();
        const beat = () => {
          const now = performance.now();
          window.longest = Math.max(window.longest, now - last);
          window.beats += 1;
          last = now;
          setTimeout(beat, 4);
        };
        beat();
      });
      // How long this machine lets a page wait that does nothing.
      await page.waitForFunction(() => window.beats > 100);
      const idle = await page.evaluate(() => {
        const { longest } = window;
        window.longest = 0;
        return longest;
      });
      await paste(page, { "text/plain": text });
      await page.waitForSelector("#page .mark", { timeout: 60_000 });
      await page.waitForFunction(() => !document.querySelector(".chunk:not(.is-filled)"), null, { timeout: 60_000 });
      const longest = await page.evaluate(() => Math.round(window.longest));
      assert.ok(longest < Math.max(500, 6 * idle), `the page stood still for ${longest} ms, ${idle} ms when idle`);
      // What is not listed is said before the list, and no count claims to be all.
      assert.match(await page.locator("#panel-findings > *").first().textContent(), /另有\d+处未列出/);
      assert.match(await page.textContent(".count.is-error dd"), /^至少\d+$/);
      assert.match(await page.textContent("#live"), /须核实 至少\d+处/);
    });

    pageTest("nothing is stored, and nothing is asked of any other server", {}, async (page, context) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await openSample(page);
      await openEditor(page);
      await page.keyboard.type("x");
      const stored = await page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases?.())?.length ?? 0,
        document.cookie,
        document.querySelector("#editor").form.autocomplete,
      ]);
      assert.deepEqual(stored, [0, 0, 0, "", "off"]);
      assert.deepEqual(await context.cookies(), []);
      assert.deepEqual(
        asked.filter((url) => !url.startsWith(server.url)),
        [],
      );
    });

    pageTest("back and forward bring the page back in order", {}, async (page) => {
      await openSample(page);
      await page.goto(`${server.url}?lang=en`);
      // From within the page: Firefox's driver waits for more than the return.
      const move = (steps) => page.evaluate((by) => void setTimeout(() => history.go(by)), steps);
      await move(-1);
      await page.waitForSelector("#page .mark");
      await page.keyboard.press("F8");
      assert.equal(await page.locator(".finding.is-open").count(), 1);
      await move(1);
      await page.waitForSelector("#welcome:not([hidden])");
      assert.match(await page.textContent("#welcome-title"), /Open, drop or paste/);
    });

    pageTest("the keyboard reaches everything", {}, async (page) => {
      await openSample(page);
      const wanted = ["open", "print", "theme", "language", "coverage-switch", "view-page", "view-edit", "tab-findings", "ruleset"];
      const reached = new Set();
      await page.evaluate(() => document.body.focus());
      for (let i = 0; i < 160 && reached.size < wanted.length; i += 1) {
        await page.keyboard.press("Tab");
        const id = await page.evaluate(() => document.activeElement.id);
        if (i === 0) assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
        if (wanted.includes(id)) reached.add(id);
      }
      assert.deepEqual([...reached].sort(), [...wanted].sort());
      await page.focus("#tab-findings");
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.getAttribute("#tab-score", "aria-selected"), "true");
    });

    for (const scheme of ["light", "dark"]) {
      pageTest(`axe finds nothing to say (${scheme})`, {}, async (page) => {
        // By the button: not every driver can ask for a colour scheme.
        const inScheme = () => page.evaluate((wanted) => void (document.documentElement.dataset.theme = wanted), scheme);
        await page.goto(server.url);
        await inScheme();
        await page.waitForFunction(() => document.getElementById("tier").textContent !== "");
        assert.deepEqual(await axe(page), []);
        await openSample(page);
        await inScheme();
        await page.keyboard.press("F8");
        await page.locator(".finding.is-open .derivation-head").click();
        await page.getByRole("button", { name: /提示/ }).first().click();
        assert.deepEqual(await axe(page), []);
        await page.click("#tab-score");
        assert.deepEqual(await axe(page), []);
        await page.click("#tab-coverage");
        await page.click("#coverage-switch");
        assert.deepEqual(await axe(page), []);
        await openEditor(page);
        assert.deepEqual(await axe(page), []);
      });
    }

    pageTest("a telephone shows one column and a sheet for the finding", { viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(server.url + SAMPLE);
      await page.waitForSelector(".finding");
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      assert.equal(await fits(), true);
      assert.equal(await page.isVisible("#page"), false);
      await page.click("#tab-text");
      await page.locator("#page .mark").first().click();
      assert.equal(await page.isVisible("#sheet"), true);
      assert.equal(await fits(), true);
      const first = await page.textContent("#sheet .tag");
      await page.locator("#sheet").getByRole("button", { name: "下一处" }).click();
      assert.notEqual(await page.textContent("#sheet .tag"), first);
      // The button that was pressed can be pressed again, and closing leads back to the text.
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "下一处");
      assert.deepEqual(await axe(page), []);
      const at = await page.getAttribute("#page .mark.is-current", "id");
      await page.keyboard.press("Escape");
      assert.equal(await page.isVisible("#sheet"), false);
      assert.equal(await focused(page), at);
      for (const tab of ["findings", "score", "coverage"]) {
        await page.click(`#tab-${tab}`);
        assert.equal(await fits(), true, tab);
      }
      assert.deepEqual(await axe(page), []);
    });

    pageTest("the one-file build works from a file, without any network", {}, async (page) => {
      const asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).protocol));
      await page.goto(pathToFileURL(join(dist, "gouji.html")).href);
      await page.click("#welcome-sample");
      await page.waitForSelector("#page .mark");
      assert.equal(await page.textContent(".count.is-error dd"), "10");
      assert.match(await page.textContent("#privacy"), /单个文件，不联网/);
      assert.deepEqual(
        asked.filter((protocol) => !["file:", "blob:", "data:"].includes(protocol)),
        [],
      );
    });
  });
}
