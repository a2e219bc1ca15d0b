/** What the page's tests share: a server with the page's own policy, two browsers, and reports to open. */

import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { chromium, firefox } from "../../tests/playwright.mjs";

const here = dirname(fileURLToPath(import.meta.url));
export const dist = join(here, "..", "..", "dist");
export const seed = readFileSync(join(here, "..", "..", "..", "tests", "corpus", "huaihua-2023.txt"), "utf8");
export const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const strict = readFileSync(join(here, "..", "policy.txt"), "utf8").trim();

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".txt": "text/plain",
};

/**
 * Serves `dist/page/` under the policy, and counts what is asked for that is not there. Firefox's driver asks its
 * questions by eval: for those `driven` allows it, and another test runs under the policy as it is.
 */
export async function serve({ driven }) {
  const policy = driven ? strict.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'") : strict;
  const missing = [];
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname).replace(/\/$/, "/index.html");
    try {
      const body = readFileSync(join(dist, "page", path));
      response.writeHead(200, {
        "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
      });
      response.end(body);
    } catch {
      missing.push(path);
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, missing, close: () => new Promise((resolve) => server.close(resolve)) };
}

const CHROMIUM = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where a browser usually is; `GOUJI_CHROMIUM` and `GOUJI_FIREFOX` name it otherwise. */
function find(variable, names) {
  const folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/Applications"];
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = process.env[variable] ?? places.find(existsSync);
  if (!found) throw new Error(`${names[0]} is missing: apt-get install ${names[0]}, or name one in ${variable}`);
  return found;
}

export const BROWSERS = {
  chromium: () =>
    chromium.launch({
      executablePath: find("GOUJI_CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
      args: CHROMIUM,
    }),
  firefox: () =>
    firefox.launch({
      channel: "moz-firefox",
      executablePath: find("GOUJI_FIREFOX", ["firefox-esr", "firefox"]),
      // Its driver loses pages that are kept alive while another one is looked at.
      firefoxUserPrefs: { "browser.sessionhistory.max_total_viewers": 0 },
    }),
};

/** A fresh page that keeps what it complains about. */
export async function freshPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, context, complaints };
}

/** The page with a report that was chosen by its button. */
export async function openText(page, url, name, content) {
  await page.goto(url);
  await page.setInputFiles("#file-input", { name, mimeType: "text/plain", buffer: Buffer.from(content) });
  await page.waitForSelector("#workspace:not([hidden])");
}

/** What a button hands to the browser's downloads: name and content. Taken at the page, for not every driver has downloads. */
export async function exported(page, button) {
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.exportedBlob = blob;
      return make.call(URL, blob);
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      window.exportedName = this.download;
      URL.createObjectURL = make;
      HTMLAnchorElement.prototype.click = click;
    };
  });
  await page.click("#export summary");
  await page.click(button);
  await page.waitForFunction(() => window.exportedName !== undefined);
  return page.evaluate(async () => {
    const [name, content] = [window.exportedName, await window.exportedBlob.text()];
    delete window.exportedName;
    return { name, content };
  });
}

/** Pastes as the system does: an event with several forms of the same text. */
export function paste(page, data, selector = "body") {
  return page.evaluate(
    ({ data, selector }) => {
      const transfer = new DataTransfer();
      for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
      const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
      // Firefox makes an empty clipboard of its own for events that a script made.
      if (!event.clipboardData || event.clipboardData.types.length === 0) {
        Object.defineProperty(event, "clipboardData", { value: transfer });
      }
      document.querySelector(selector).dispatchEvent(event);
    },
    { data, selector },
  );
}

/** What axe finds, in words. */
export async function axe(page) {
  // As a function, not as a script element: the page's policy bars that.
  await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "color-contrast": { enabled: true } } }),
  );
  return results.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`,
  );
}
