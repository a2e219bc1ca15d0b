/** Files to take away: the findings as one page or as JSON, and the report's text. */

import paperStyle from "../style/paper.css";
import { visible } from "./visible.js";

/** The hash of the style, made when the page is built: a page from a file may have no crypto.subtle. */
declare const __PAPER_STYLE_HASH__: string;

/** A page in one file: its style allowed by its hash, no script, no network. */
export function onePage(title: string, lang: string, article: HTMLElement): string {
  const policy = `default-src 'none'; style-src '${__PAPER_STYLE_HASH__}'; base-uri 'none'; form-action 'none'`;
  return [
    "<!DOCTYPE html>",
    `<html lang="${escape(lang)}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(visible(title))}</title>`,
    `<style>${paperStyle}</style>`,
    "</head>",
    // The serialiser escapes text and attributes; nothing of the report can leave the node it stands in.
    `<body class="exported"><main>${article.outerHTML}</main></body>`,
    "</html>",
    "",
  ].join("\n");
}

function escape(text: string): string {
  const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

/** Hands a file to the browser's downloads. */
export function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The file's name without its ending and without what no file name may hold. */
export function baseName(file: string): string {
  const name = file.replace(/^.*[\\/]/, "").replace(/\.(txt|gj|md|csv|tsv|html?)$/i, "");
  const safe = visible(name).replace(/[\u0000-\u001f<>:"/\\|?*]+/g, "_").slice(0, 80).trim();
  return safe || "report";
}
