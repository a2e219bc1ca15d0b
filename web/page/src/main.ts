/** Starts the page. */

import { App } from "./app.js";
import { startChecker } from "./start.js";
import { byId } from "./dom.js";
import type { Lang } from "./contract.js";
import { decode, type Opened } from "./open.js";
import { seal } from "./paper.js";

const query = new URLSearchParams(location.search);

/** A report beside the page may be named in its address; only a plain file name, so that no other site is asked. */
const SAMPLE = "huaihua-2023.txt";
const PLAIN_NAME = /^[\w-]+\.(txt|gj)$/;

function lang(): Lang {
  return query.get("lang") === "en" ? "en" : "zh";
}

async function fetchSample(name: string): Promise<Opened> {
  const response = await fetch(`samples/${name}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return { name, ...decode(new Uint8Array(await response.arrayBuffer())) };
}

/** In the one-file build the sample stands in the page itself. */
function embedded(id: string): Uint8Array | null {
  const element = document.getElementById(id);
  if (!element) return null;
  const binary = atob((element.textContent ?? "").trim());
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

async function main(): Promise<void> {
  byId("seal").appendChild(seal());
  const offline = document.getElementById("embedded-wasm") !== null;
  const embeddedSample = embedded("embedded-sample");
  const sample = embeddedSample
    ? () => Promise.resolve({ name: SAMPLE, ...decode(embeddedSample) })
    : () => fetchSample(SAMPLE);
  const app = new App({ lang: lang(), rules: query.get("rules"), offline, sample });
  const asked = query.get("report");
  if (asked && PLAIN_NAME.test(asked) && !offline) {
    void fetchSample(asked)
      .then((opened) => app.openReport(opened))
      .catch(() => app.sampleFailed());
  }
  try {
    await app.ready(await startChecker(embedded));
  } catch {
    app.failed();
  }
}

void main();
