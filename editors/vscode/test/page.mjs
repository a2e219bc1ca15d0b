// ../../../page.ts
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";

// src/preview/utf16.ts
var Utf16 = class {
  constructor(text2) {
    this.text = text2;
    let byte = 0;
    let unit = 0;
    let next = 256;
    while (unit < text2.length) {
      const size = sizeAt(text2, unit);
      byte += size.bytes;
      unit += size.units;
      if (unit >= next) {
        this.marks.push({ unit, byte });
        next = unit + 256;
      }
    }
  }
  text;
  /** Places counted beforehand, about every 256 units; what lies between is counted when it is asked for. */
  marks = [{ unit: 0, byte: 0 }];
  /** The unit at which byte `offset` stands; inside a character, that of the character. */
  of(offset) {
    let { unit, byte } = this.markBefore(offset);
    while (unit < this.text.length) {
      const size = sizeAt(this.text, unit);
      if (byte + size.bytes > offset) break;
      byte += size.bytes;
      unit += size.units;
    }
    return unit;
  }
  markBefore(offset) {
    let low = 0;
    let high = this.marks.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if ((this.marks[middle]?.byte ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.marks[low] ?? { unit: 0, byte: 0 };
  }
};
function sizeAt(text2, unit) {
  const point = text2.codePointAt(unit) ?? 0;
  if (point < 128) return { bytes: 1, units: 1 };
  if (point < 2048) return { bytes: 2, units: 1 };
  return point < 65536 ? { bytes: 3, units: 1 } : { bytes: 4, units: 2 };
}

// src/preview/adapt.ts
function adapt(response, text2, lang) {
  const units = new Utf16(text2);
  const places = { span: (bytes) => ({ start: units.of(bytes.start), end: units.of(bytes.end) }), between: (start, end) => ({ start: units.of(start.offset), end: units.of(end.offset) }) };
  return {
    lang,
    version: response.version,
    text: text2,
    blocks: response.preview.blocks.flatMap((block) => blocks(block, text2, places.span)),
    notes: response.findings.map((finding) => ({
      ...places.between(finding.start, finding.end),
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      place: finding.place,
      line: finding.start.line,
      equation: finding.equation,
      related: finding.related.map((related) => ({ ...places.between(related.start, related.end), message: related.message })),
      fixes: finding.fixes.map((fix) => fix.message)
    })),
    sheet: response.score === null ? null : sheet(response.score, places.between)
  };
}
function sheet(score, between) {
  return {
    rows: score.rows.map((row) => ({ ...between(row.start, row.end), first: row.first, second: row.second, name: row.name, target: row.target, actual: row.actual, weight: row.weight, computed: row.computed, claimed: row.claimed, why: row.why })),
    weight: score.weight,
    computed: score.computed,
    claimed: score.claimed,
    grades: score.grades,
    openRows: score.open_rows
  };
}
function blocks(block, text2, span) {
  const whole = span(block.span);
  switch (block.type) {
    case "header":
      return block.fields.map((field) => {
        const line = span(field.span);
        const value = { start: line.end - field.value.length, end: line.end };
        if (field.key === "\u62A5\u544A") return { kind: "title", ...value };
        return {
          kind: "header",
          ...line,
          key: { start: line.start, end: line.start + field.key.length },
          value
        };
      });
    case "title":
    case "paragraph":
      return [{ kind: block.type, ...whole }];
    case "heading":
      return [block.level > 2 && /[。；]\s*$/.test(text2.slice(whole.start, whole.end)) ? { kind: "paragraph", ...whole } : { kind: "heading", level: block.level, ...whole }];
    case "division":
      return [{ kind: "division", annex: block.annex, ...whole }];
    case "table":
      return [table(block.rows, whole, span)];
    case "block":
      return [caption(text2, whole), ...block.lines.map((line) => ({ kind: "line", ...span(line.span) }))];
  }
}
function table(rows, whole, span) {
  const width2 = Math.max(1, ...rows.map((row) => row.cells.length));
  const depths = depthsOf(rows);
  const firstBody = rows.findIndex((row) => !row.head);
  return {
    kind: "table",
    ...whole,
    head: firstBody < 0 ? 0 : firstBody,
    rows: rows.map((row) => row.cells.map((cell, index) => {
      const last = index === row.cells.length - 1;
      return {
        ...span(cell.span),
        columns: last ? width2 - index : 1,
        head: row.head,
        numeric: cell.numeric && !row.head,
        depth: index === 0 && !row.head ? depths.get(cell.indent) ?? 0 : 0
      };
    }))
  };
}
function depthsOf(rows) {
  const indents = new Set(rows.filter((row) => !row.head).flatMap((row) => row.cells[0]?.indent ?? []));
  return new Map([...indents].sort((left, right) => left - right).map((indent, depth) => [indent, Math.min(4, depth)]));
}
function caption(text2, whole) {
  const line = /^[^\n\r]*/.exec(text2.slice(whole.start, whole.end))?.[0] ?? "";
  const open = line.indexOf("\u3010");
  const close = line.indexOf("\u3011");
  const end = whole.start + line.length;
  const word = /^表\s+(?=\S)/.exec(line.slice(open + 1))?.[0] ?? "";
  const from = whole.start + open + 1 + word.length;
  const to = close < 0 ? end : whole.start + close;
  return { kind: "caption", start: whole.start, end, name: { start: from, end: to }, rest: { start: Math.min(end, to + 1), end } };
}

// ../../../page.ts
var [json, text, out, theme, width] = process.argv.slice(2);
var model = adapt(JSON.parse(readFileSync(json, "utf8")), readFileSync(text, "utf8"), "zh");
var browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
var page = await browser.newPage({ viewport: { width: Number(width ?? 760), height: 1e3 } });
page.on("pageerror", (e) => console.log(String(e)));
var dark = theme === "dark";
var vars = dark ? "--vscode-editor-background:#1e1e1e;--vscode-foreground:#ccc;--vscode-descriptionForeground:#9d9d9d;--vscode-font-family:'Noto Sans CJK SC';--vscode-editorWidget-background:#202020;--vscode-textLink-foreground:#4daafc;--vscode-button-background:#0078d4" : "--vscode-editor-background:#fff;--vscode-foreground:#3b3b3b;--vscode-descriptionForeground:#717171;--vscode-font-family:'Noto Sans CJK SC';--vscode-editorWidget-background:#f8f8f8;--vscode-textLink-foreground:#005fb8;--vscode-button-background:#005fb8";
await page.setContent(`<!doctype html><html style="${vars}"><body class="vscode-${dark ? "dark" : "light"}"></body></html>`);
await page.addStyleTag({ path: "/tmp/w-vscode/editors/vscode/dist/style.css" });
await page.evaluate(() => {
  globalThis.acquireVsCodeApi = () => ({ postMessage: (m) => console.log(JSON.stringify(m)), setState() {
  } });
});
page.on("console", (m) => console.log("page:", m.text().slice(0, 200)));
await page.addScriptTag({ path: "/tmp/w-vscode/editors/vscode/dist/preview.js" });
var t = Date.now();
await page.evaluate((m) => window.postMessage({ type: "model", model: m }, "*"), model);
await page.locator(".paper > *").first().waitFor();
console.log("drawn", Date.now() - t, "ms");
await page.screenshot({ path: `${out}-1.png` });
await page.locator(".mark.error").first().click();
await page.screenshot({ path: `${out}-2.png` });
await page.getByRole("tab").nth(1).click();
await page.screenshot({ path: `${out}-3.png` });
await page.getByRole("tab").nth(2).click();
await page.screenshot({ path: `${out}-4.png` });
await page.getByRole("tab").nth(0).click();
await page.evaluate(() => document.querySelector(".annex")?.scrollIntoView());
await page.waitForTimeout(100);
await page.screenshot({ path: `${out}-5.png` });
await browser.close();
