/** Takes the pictures of the page for the README: `node page/picture.mjs`, after `cargo xtask page`. */

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BROWSERS, freshPage, serve } from "./tests/support.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "docs");
mkdirSync(folder, { recursive: true });
const server = await serve({ driven: false });
const browser = await BROWSERS.chromium();

async function picture(name, options, prepare) {
  const { page, context } = await freshPage(browser, options);
  await page.goto(`${server.url}?report=huaihua-2023.txt`);
  await page.waitForSelector("#page .mark", { state: "attached" });
  await prepare(page);
  // The light that shows a place goes out by itself; a picture is to be the same each time.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.screenshot({ path: join(folder, name) });
  await context.close();
  console.log(`wrote web/docs/${name}`);
}

await picture("page.png", { viewport: { width: 1280, height: 860 } }, async (page) => {
  await page.click("#finding-1 .finding-head");
  await page.click("#finding-1 .derivation-head");
  await page.click("text=全部步骤");
});
await picture("page-form.png", { viewport: { width: 1280, height: 860 } }, async (page) => {
  await page.click("#finding-9 .finding-head");
  await page.click("#tab-score");
});
await picture("page-narrow.png", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }, async (page) => {
  await page.click("#tab-text");
  await page.locator("#page .mark").first().click();
});
await browser.close();
await server.close();
