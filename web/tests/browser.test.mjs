// The package in real browsers: `BROWSER=chromium node --test tests/browser.test.mjs`, or firefox. GOUJI is the native binary.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { chromium, firefox } from "./playwright.mjs";
import { corpus, native, seed } from "./corpus.mjs";
import { serve } from "./server.mjs";

const name = process.env.BROWSER ?? "chromium";
const binary = process.env.GOUJI;
const pictures = process.env.PICTURES;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Contradicts itself once. */
const WRONG = "2023年，整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
const HOSTILE = "2023年整体支出合计100万元，其中：<img src=x onerror=alert(1)>\u202e支出60万元，\"'&项目支出50万元。\n";

/** A page with nothing on it, to call the package from. */
const BLANK = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><link rel="icon" href="examples/icon.svg"><script src="dist/gouji.script.js"></script>`;

/** The same where there are no workers. */
const NO_WORKER = BLANK.replace("<script ", '<script src="no-worker.js"></script><script ');

const pages = {
  "blank.html": BLANK,
  "no-worker.html": NO_WORKER,
  "no-worker.js": "delete self.Worker;",
  "inline.html": BLANK.replace("gouji.script.js", "gouji.inline.script.js"),
  "module.html": BLANK.replace("</title>", '</title><script type="module" src="module.js"></script>').replace(/<script src.*/, ""),
  "module.js": 'import * as gouji from "./dist/gouji.js"; self.gouji = gouji;',
  "rude.html": `<!doctype html><html lang="zh"><meta charset="utf-8"><title>t</title><link rel="icon" href="examples/icon.svg"><link rel="stylesheet" href="rude.css"><body><form><textarea id="t"></textarea><input id="after"></form><script src="dist/gouji.script.js"></script>`,
  // A portal whose style reaches everywhere.
  "rude.css": "* { letter-spacing: 1px; } div { color: red; border: 9px solid; margin: 40px; } form > * { display: block; } textarea { width: 400px; height: 120px; padding: 7px; border: 3px solid; font: 17px/1.9 serif; }",
};

const launch = () =>
  name === "firefox"
    ? firefox.launch({ channel: "moz-firefox", executablePath: "/usr/bin/firefox-esr" })
    : chromium.launch({
        executablePath: existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : "/usr/bin/chromium-browser",
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
      });

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve(pages, { driven: name === "firefox" })]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

/** Opens a page, lets `then` work with it, and demands that nothing was complained about. */
async function open(url, then, { width = 1280, height = 900, expected = /^$/ } = {}) {
  const page = await browser.newPage({ viewport: { width, height } });
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => (complaints.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => request.url().startsWith(server.origin) || complaints.push(`request: ${request.url()}`));
  page.setDefaultTimeout(20_000);
  try {
    await page.goto(`${server.origin}/${url}`);
    await then(page);
    assert.deepEqual(complaints.filter((complaint) => !expected.test(complaint)), []);
  } finally {
    await page.close();
  }
}

const panel = (page) => page.locator("[data-gouji-panel]");
const picture = async (page, file) => {
  if (pictures === undefined || name !== "chromium") return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${file}.png`, fullPage: true });
};

/** Runs axe in the page, shadow roots included; without the rules that judge what is not ours. */
async function accessible(page, without = []) {
  // Evaluated by the debugger, not by the page: its CSP stays as it is.
  await page.evaluate(axe);
  const found = await page.evaluate(() => self.axe.run(document, { resultTypes: ["violations"] }));
  const violations = found.violations.filter(({ id }) => !without.includes(id));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`), []);
}

/** What the browser itself says about scripts and modules that a policy bars; the package goes on without. */
const BARRED = /Content.Security.Policy|WebAssembly|wasm/i;

describe("every way to run", () => {
  for (const [url, tier, options] of [
    ["strict/blank.html", "worker-wasm", {}],
    ["strict/module.html", "worker-wasm", {}],
    ["strict/inline.html", "worker-wasm", {}],
    ["strict/blank.html", "wasm", { worker: false }],
    ["strict/no-worker.html", "wasm", {}],
    ["strict/blank.html", "worker-js", { wasm: false }],
    ["nowasm/blank.html", "worker-js", {}],
    ["nowasm/no-worker.html", "js", {}],
  ]) {
    const skip = name === "firefox" && url.startsWith("nowasm") ? "Firefox's driver needs eval, which lets WebAssembly in" : false;
    test(`${url} ${JSON.stringify(options)} runs as ${tier} and says what the command line says`, { skip }, async () => {
      await open(
        url,
        async (page) => {
          await page.waitForFunction(() => self.gouji !== undefined);
          const reports = corpus();
          const found = await page.evaluate(
            async ({ reports, options }) => {
              const checker = await self.gouji.createChecker(options);
              const answers = [];
              for (const [file, text] of reports) answers.push(await checker.call("check", text, { file }));
              const tier = checker.tier;
              const trapped = await checker.call("trap", "").catch((error) => error.message);
              const again = await checker.check("甲");
              checker.close();
              return { tier, answers, trapped, again: again.coverage.numbers };
            },
            { reports, options },
          );
          assert.equal(found.tier, tier);
          reports.forEach(([file, text], index) => assert.equal(found.answers[index], native(binary, file, text), file));
          if (tier.endsWith("wasm")) assert.match(found.trapped, /^未核对/);
          assert.equal(found.again, 0);
        },
        { expected: BARRED },
      );
    });
  }

  test("a text of 1 MB does not hold up the page", async () => {
    await open("strict/blank.html", async (page) => {
      const { longest, findings } = await page.evaluate(async (text) => {
        const checker = await self.gouji.createChecker();
        let longest = 0;
        let last = performance.now();
        let running = true;
        const beat = () => {
          longest = Math.max(longest, performance.now() - last);
          last = performance.now();
          if (running) setTimeout(beat, 0);
        };
        beat();
        const { findings } = await checker.check(text.repeat(Math.ceil(1_000_000 / text.length)));
        running = false;
        return { longest, findings: findings.length };
      }, seed());
      assert.ok(findings > 0);
      assert.ok(longest < 200, `the page stood still for ${longest} ms`);
    });
  });
});

describe("attach(textarea)", () => {
  const textarea = "strict/examples/textarea.html";

  test("lists what it finds, jumps to the place, and counts", async () => {
    await open(textarea, async (page) => {
      await page.fill("#report", `第一行\n${WRONG}`);
      await panel(page).getByText("须核实1处").waitFor();
      await panel(page).getByRole("button", { name: /GJ201/ }).click();
      const selected = await page.$eval("#report", (field) => field.value.slice(field.selectionStart, field.selectionEnd));
      assert.equal(selected, "100万元");
      await page.$eval("#report", (field) => field.setSelectionRange(0, 0));
      await page.press("#report", "F8");
      assert.equal(await page.$eval("#report", (field) => field.selectionStart), 4 + WRONG.indexOf("100"));
    });
  });

  test("tells what may have another reason apart from a contradiction", async () => {
    await open(textarea, async (page) => {
      await page.fill("#report", `${WRONG}\n2023年政府采购支出36.40万元，其中：货物11.25万元，服务21.55万元。\n`);
      await panel(page).getByText("须核实 · 矛盾").waitFor();
      assert.equal(await panel(page).getByText("请留意 · 存疑").count(), 1);
    });
  });

  test("marks the place in the text, exactly over it", async () => {
    for (const url of [textarea, "strict/rude.html"]) {
      await open(url, async (page) => {
        const id = url === textarea ? "#report" : "#t";
        if (url !== textarea) {
          await page.evaluate(() => void self.gouji.attach(document.getElementById("t"), { checker: self.gouji.createChecker() }));
        }
        await page.fill(id, WRONG);
        await page.locator("mark.error").waitFor({ state: "attached" });
        // The copy lays its text out as the field does when the field's scroll height is its own.
        const same = await page.evaluate((id) => {
          const field = document.querySelector(id);
          const copy = document.querySelector("[data-gouji-marks]").shadowRoot.querySelector(".mirror");
          const [a, b] = [field.getBoundingClientRect(), copy.getBoundingClientRect()];
          return { left: a.left - b.left, top: a.top - b.top, height: Math.abs(field.scrollHeight - copy.scrollHeight) < 2, width: field.clientWidth - copy.clientWidth };
        }, id);
        assert.deepEqual(same, { left: 0, top: 0, height: true, width: 0 });
      });
    }
  });

  test("changes nothing of the field and its neighbours, and goes without a trace", async () => {
    await open("strict/rude.html", async (page) => {
      const look = () =>
        page.evaluate(() => {
          const of = (element) => JSON.stringify([element.getBoundingClientRect(), element.getAttributeNames(), element.className]);
          return of(document.getElementById("t")) + of(document.body.firstElementChild) + document.forms[0].innerHTML.length;
        });
      const before = await look();
      await page.evaluate(() => {
        self.attached = self.gouji.attach(document.getElementById("t"), { checker: self.gouji.createChecker(), list: document.body });
      });
      await page.fill("#t", WRONG);
      await page.locator("mark.error").waitFor({ state: "attached" });
      const box = await page.$eval("#t", (field) => [field.getAttribute("style"), field.getAttributeNames().join()]);
      assert.deepEqual(box, [null, "id"]);
      await page.evaluate(() => self.attached.detach());
      await page.fill("#t", "");
      assert.equal(await look(), before);
    });
  });

  test("leaves an input method alone while it composes", { skip: name === "firefox" ? "Firefox cannot be told to compose" : false }, async () => {
    await open(textarea, async (page) => {
      await page.fill("#report", WRONG);
      await panel(page).getByText("须核实1处").waitFor();
      await page.$eval("#report", (field) => field.setSelectionRange(0, 0));
      const session = await page.context().newCDPSession(page);
      await session.send("Input.imeSetComposition", { text: "zhong", selectionStart: 5, selectionEnd: 5 });
      const during = await page.evaluate(() => ({
        value: document.getElementById("report").value.slice(0, 5),
        marks: getComputedStyle(document.querySelector("[data-gouji-marks]").shadowRoot.querySelector(".mirror")).visibility,
      }));
      assert.deepEqual(during, { value: "zhong", marks: "hidden" });
      await session.send("Input.insertText", { text: "中" });
      await page.waitForFunction(() => document.querySelector("[data-gouji-marks]").shadowRoot.querySelector(".mirror").textContent.startsWith("中2023"));
      assert.equal(await page.$eval("#report", (field) => field.value), `中${WRONG}`);
      await page.waitForFunction(() => getComputedStyle(document.querySelector("[data-gouji-marks]").shadowRoot.querySelector(".mirror")).visibility === "visible");
    });
  });

  test("applies a fix that can be undone", async () => {
    await open(textarea, async (page) => {
      const text = "2023年度情况\n| 项目 | 2022年决算数 | 2023年决算数 |\n| 三公经费 | 141.72 | 104.98 |\n\n【核对】\n26.92% = （三公经费@2022 − 三公经费） / 三公经费@2022\n";
      await page.fill("#report", text);
      const fix = panel(page).getByRole("button", { name: /改为/ }).first();
      await fix.click();
      await page.waitForFunction((text) => document.getElementById("report").value !== text, text);
      assert.match(await page.$eval("#report", (field) => field.value), /^25\.92% = /m);
      await page.press("#report", "Control+z");
      await page.waitForFunction((text) => document.getElementById("report").value === text, text);
    });
  });

  test("shows hostile text as text", async () => {
    await open(textarea, async (page) => {
      await page.fill("#report", HOSTILE);
      await panel(page).getByText(/须核实|请留意/).first().waitFor();
      assert.equal(await page.locator("img").count(), 0);
      const said = await panel(page).evaluate((host) => host.shadowRoot.textContent);
      assert.ok(!said.includes("\u202e"));
    });
  });

  test("checks again what the browser brings back", async () => {
    await open(textarea, async (page) => {
      await page.fill("#report", WRONG);
      await panel(page).getByText("须核实1处").waitFor();
      await page.click("button[type=submit]");
      await page.getByText("已收到，共").waitFor();
      await page.goBack();
      await page.waitForFunction(() => {
        const found = document.querySelector("[data-gouji-panel]");
        const text = document.getElementById("report").value;
        return found !== null && found.shadowRoot.querySelector(".counts").textContent.includes(text === "" ? "尚未填写" : "须核实1处");
      });
    });
  });

  test("is accessible, and fits a narrow screen", async () => {
    for (const width of [1280, 390]) {
      await open(
        textarea,
        async (page) => {
          await page.fill("#report", seed());
          await panel(page).getByText(/须核实/).first().waitFor();
          await accessible(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(wide, 0);
          await page.$eval("#report", (field) => (field.scrollTop = 0));
          await picture(page, `textarea-${width}`);
        },
        { width },
      );
    }
  });

  test("a paste of 1 MB does not freeze the page", async () => {
    await open(textarea, async (page) => {
      const stood = await page.evaluate(async (text) => {
        const field = document.getElementById("report");
        field.value = text.repeat(Math.ceil(1_000_000 / text.length));
        const start = performance.now();
        field.dispatchEvent(new Event("input", { bubbles: true }));
        return performance.now() - start;
      }, seed());
      assert.ok(stood < 100, `${stood} ms`);
      await panel(page).getByText(/须核实/).first().waitFor();
    });
  });
});

describe("<gouji-editor>", () => {
  const url = "strict/examples/editor.html";
  const ready = (page) => page.waitForFunction(() => customElements.get("gouji-editor") !== undefined);
  const write = (page, text) => page.$eval("gouji-editor", (editor, text) => (editor.value = text), text);
  const status = (page, text) => page.waitForFunction((text) => document.querySelector("gouji-editor").shadowRoot.querySelector(".status").textContent.includes(text), text);

  test("is a field of its form", async () => {
    await open(url, async (page) => {
      await ready(page);
      await write(page, WRONG);
      await status(page, "须核实1处");
      const form = () =>
        page.evaluate(() => {
          const form = document.getElementById("report-form");
          return { sent: new FormData(form).getAll("report"), valid: form.checkValidity() };
        });
      assert.deepEqual(await form(), { sent: [WRONG], valid: false });
      await write(page, "甲\n");
      await status(page, "没有发现");
      assert.deepEqual(await form(), { sent: ["甲\n"], valid: true });
      await page.click("button[type=reset]");
      await status(page, "尚未填写");
      assert.deepEqual(await form(), { sent: [""], valid: true });
    });
  });

  test("has the keyboard in its text when it is given the keyboard", async () => {
    await open(url, async (page) => {
      await ready(page);
      const value = () => page.$eval("gouji-editor", (editor) => editor.value);
      await page.$eval("gouji-editor", (editor) => editor.focus());
      await page.keyboard.type("1");
      assert.equal(await value(), "1");
      await page.$eval("gouji-editor", (editor) => {
        editor.blur();
        editor.id = "report";
        const label = document.createElement("label");
        label.htmlFor = "report";
        label.textContent = "标签";
        editor.before(label);
      });
      await page.getByText("标签", { exact: true }).click();
      await page.keyboard.type("2");
      assert.equal((await value()).length, 2);
    });
  });

  test("shows its placeholder while nothing is written", async () => {
    await open(url, async (page) => {
      await ready(page);
      await page.$eval("gouji-editor", (editor) => editor.setAttribute("placeholder", "写在这里"));
      const hint = page.locator("gouji-editor .cm-placeholder");
      assert.equal(await hint.textContent(), "写在这里");
      await write(page, "甲");
      assert.equal(await hint.count(), 0);
    });
  });

  test("colours, completes, explains and aligns", async () => {
    await open(url, async (page) => {
      await ready(page);
      await write(page, seed());
      await status(page, "须核实");
      await page.locator("gouji-editor .gj-number").first().waitFor();
      await picture(page, "editor-1280");
      await write(page, "| 甲 | 乙丙 |\n| 1 | 2 |\n");
      await page.getByRole("button", { name: "整理表格" }).click();
      await page.waitForFunction(() => document.querySelector("gouji-editor").value === "| 甲 | 乙丙 |\n|  1 |    2 |\n");
      await write(page, "报告：甲\n");
      await page.locator("gouji-editor .cm-content").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("规");
      await page.keyboard.press("Control+Space");
      await page.locator("gouji-editor .cm-tooltip-autocomplete li").first().waitFor();
    });
  });

  test("goes from place to place by F8 and offers fixes", async () => {
    await open(url, async (page) => {
      await ready(page);
      await write(page, `甲\n${WRONG}`);
      await status(page, "须核实1处");
      await page.locator("gouji-editor .cm-content").click();
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("F8");
      await page.locator("gouji-editor .cm-tooltip-lint, gouji-editor .cm-tooltip").first().waitFor();
      assert.match(await page.locator("gouji-editor .cm-tooltip").first().innerText(), /矛盾/);
    });
  });

  test("is accessible, and fits a narrow screen", async () => {
    await open(
      url,
      async (page) => {
        await ready(page);
        await write(page, WRONG);
        await status(page, "须核实1处");
        await accessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0);
        await picture(page, "editor-390");
      },
      { width: 390 },
    );
  });
});

describe("attach(input[type=file])", () => {
  const url = "strict/examples/file.html";
  const choose = (page, name, buffer) => page.setInputFiles("#file", { name, mimeType: "text/plain", buffer });
  const valid = (page) => page.$eval("#file", (field) => field.checkValidity());

  test("checks a report before it is sent, and keeps one with contradictions", async () => {
    await open(url, async (page) => {
      await page.setInputFiles("#file", path("../../tests/corpus/huaihua-2023.txt"));
      await panel(page).getByText(/须核实\d+处/).first().waitFor();
      assert.equal(await valid(page), false);
      await picture(page, "file-1280");
      await accessible(page);
      await choose(page, "好.txt", Buffer.from("2023年，整体支出合计110万元，其中：基本支出60万元，项目支出50万元。\n"));
      await panel(page).getByText("没有发现").waitFor();
      assert.equal(await valid(page), true);
      await page.click("button[type=submit]");
      await page.getByText("已收到").waitFor();
    });
  });

  test("reads GB18030 and UTF-16", async () => {
    await open(url, async (page) => {
      const gb = Buffer.from("323032 33c4eaa3ac d5fbcce5d6a7b3f6bacfbcc6 313030cdf2d4aaa3acc6e4d6d0a3babbf9b1bed6a7b3f6 3630cdf2d4aaa3acCFEEC4BFD6A7B3F6 3530CDF2D4AAA1A3".replace(/\s/g, ""), "hex");
      for (const bytes of [gb, Buffer.from(`\ufeff${WRONG}`, "utf16le"), Buffer.from(`\ufeff${WRONG}`)]) {
        await choose(page, "报告.txt", bytes);
        await panel(page).getByText("须核实1处").waitFor();
      }
    });
  });

  test("does not pass what it cannot read", async () => {
    await open(url, async (page) => {
      for (const [file, bytes, advice] of [
        ["a.docx", Buffer.from("PK\x03\x04...."), /这是 Word 文档.*纯文本（\.txt）/],
        ["a.doc", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /这是 Word 文档/],
        ["a.xlsx", Buffer.from("PK\x03\x04...."), /这是 Excel 工作簿.*制表符分隔/],
        ["a.zip", Buffer.from("PK\x03\x04...."), /不是文本/],
        ["a.pdf", Buffer.from("%PDF-1.7"), /这是 PDF 文件.*全选复制/],
        ["<b>a</b>.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0, 0, 0, 2]), /无法识别为文字/],
        ["a.txt", Buffer.alloc(0), /文件是空的/],
      ]) {
        await choose(page, file, bytes);
        await panel(page).getByText(advice).waitFor();
        await panel(page).getByText(/^未核对/).waitFor();
        assert.equal(await valid(page), false, file);
      }
    });
  });
});

describe("fields with data-gouji", () => {
  const url = "strict/examples/fields.html";
  const guests = '[name="公务接待费-2023决算"]';
  const total = '[name="三公经费-2023决算"]';

  test("are held against each other; errors block, others do not", async () => {
    await open(url, async (page) => {
      await page.getByText("所填数字未见不一致").waitFor();
      assert.equal(await page.$eval("#money-form", (form) => form.checkValidity()), true);
      await page.fill(guests, "9.66");
      await page.waitForSelector(`${total}[aria-invalid=true]`);
      const field = await page.$eval(total, (input) => ({
        message: input.validationMessage,
        error: document.getElementById(input.getAttribute("aria-errormessage"))?.textContent,
        described: document.getElementById(input.getAttribute("aria-describedby"))?.textContent,
      }));
      // One short sentence: what was expected and where it comes from. The rest is there for whoever asks.
      assert.equal(field.message, "应为107.65（0.00 + 97.99 + 9.66），请核实。");
      assert.ok(field.error.startsWith(field.message) && field.error.length < 80, field.error);
      assert.equal(field.described, field.error);
      const more = page.locator("gouji-note", { hasText: "107.65" }).getByText("详情");
      await more.focus();
      await page.keyboard.press("Enter");
      assert.equal(await page.getByText(/右边为107\.65万元/).first().isVisible(), true);
      await accessible(page);
      await picture(page, "fields-1280");
      await page.fill(guests, "6.99");
      await page.waitForSelector(`${total}:not([aria-invalid])`);
      assert.equal(await page.$eval("#money-form", (form) => form.checkValidity()), true);
    });
  });

  test("offer the computed value of a rate, and of points, and never of an amount", async () => {
    await open(url, async (page) => {
      await page.fill("#control", "95.04");
      await page.getByRole("button", { name: "填入99.04" }).click();
      await page.waitForSelector("#control:not([aria-invalid])");
      assert.equal(await page.inputValue("#control"), "99.04");
      await page.fill('[name="actual"]', "84篇");
      await page.getByRole("button", { name: "填入8.4" }).click();
      assert.equal(await page.inputValue('[name="points"]'), "8.4");
      await page.fill(guests, "9.66");
      await page.waitForSelector(`${total}[aria-invalid=true]`);
      assert.equal(await page.getByRole("button", { name: /^填入/ }).count(), 0);
    });
  });

  test("that are half typed are no findings", async () => {
    await open(url, async (page) => {
      // Where every field was read, nothing is said of the others.
      await page.getByText(/^所填数字未见不一致；已读\d+项。$/).waitFor();
      await page.fill(guests, "12.");
      await page.getByText("未填或未填完1项未核对").waitFor();
      assert.equal(await page.locator("[aria-invalid]").count(), 0);
    });
  });

  test("keep a message that the page itself has set", async () => {
    await open(url, async (page) => {
      await page.getByText("所填数字未见不一致").waitFor();
      await page.$eval(total, (input) => input.setCustomValidity("本页自己的话"));
      await page.fill(guests, "9.66");
      await page.waitForSelector(`${total}[aria-invalid=true]`);
      assert.equal(await page.$eval(total, (input) => input.validationMessage), "本页自己的话");
    });
  });

  test("fit a narrow screen", async () => {
    await open(
      url,
      async (page) => {
        await page.fill(guests, "9.66");
        await page.waitForSelector(`${total}[aria-invalid=true]`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0);
        await picture(page, "fields-390");
      },
      { width: 390 },
    );
  });
});

/** Types as a person would: React hears nothing of a value that Firefox's driver sets. */
async function type(page, field, text) {
  await page.focus(field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

describe("frameworks", () => {
  for (const framework of ["vue", "react"]) {
    test(`${framework}: errors block, the computed rate is offered`, async () => {
      await open(`framework/examples/${framework}.html`, async (page) => {
        await page.getByText("已读6项，未见不一致").waitFor();
        await type(page, "[data-field=guests]", "9.66");
        await page.getByText(/^应为107\.65（/).waitFor();
        // The colours are the framework's own.
        await accessible(page, ["color-contrast"]);
        await picture(page, `${framework}-1280`);
        await page.getByRole("button", { name: /提\s*交/ }).click();
        await page.getByText("请先核实标出的项目").waitFor();
        await type(page, "[data-field=guests]", "6.99");
        await type(page, "[data-field=control]", "95.04");
        await page.getByRole("button", { name: "填入99.04" }).click();
        await page.waitForFunction(() => document.querySelector("[data-field=control]").value === "99.04");
        await page.getByRole("button", { name: /提\s*交/ }).click();
        await page.getByText("已提交").waitFor();
      });
    });
  }
});
