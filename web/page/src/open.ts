/** Files to text, as the command line reads them: UTF-8, UTF-16 or GB18030, with or without a byte order mark. */

import { tabbed } from "./csv.js";
import { reportOfHtml } from "./paste.js";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** A report as it was opened. */
export interface Opened {
  readonly name: string;
  readonly encoding: Encoding;
  /** Places whose bytes are no text; each stands as U+FFFD. */
  readonly replaced: number;
  readonly text: string;
}

/** Why a file was not read: what it is, so that the page can say how to get its text. */
export type Refusal = "word" | "excel" | "pdf" | "other" | "large" | "empty";

export type Opening =
  | { readonly ok: true; readonly opened: Opened }
  | { readonly ok: false; readonly name: string; readonly refusal: Refusal };

/** Larger files would hold the browser's memory; the command line reads them. */
export const MAX_BYTES = 32 * 1024 * 1024;

const BY_EXTENSION: Readonly<Record<string, Refusal>> = {
  doc: "word",
  docx: "word",
  wps: "word",
  rtf: "word",
  xls: "excel",
  xlsx: "excel",
  et: "excel",
  pdf: "pdf",
  ofd: "pdf",
};

/** Reads a file that was chosen or dropped. */
export async function open(file: File): Promise<Opening> {
  const { name } = file;
  if (file.size === 0) return { ok: false, name, refusal: "empty" };
  if (file.size > MAX_BYTES) return { ok: false, name, refusal: "large" };
  const bytes = new Uint8Array(await new Response(file).arrayBuffer());
  const refusal = refuse(name, bytes);
  if (refusal) return { ok: false, name, refusal };
  const decoded = decode(bytes);
  const text = asReport(name, decoded.text);
  // A file of nothing but blanks is as empty as one without a byte.
  if (text.trim() === "") return { ok: false, name, refusal: "empty" };
  return { ok: true, opened: { name, ...decoded, text } };
}

/** Web pages and tables with commas are turned into report text, as they are when they are pasted. */
function asReport(name: string, text: string): string {
  if (/\.html?$/i.test(name)) return reportOfHtml(text);
  return /\.csv$/i.test(name) ? tabbed(text) : text;
}

/** What a file is that holds no plain text, by its first bytes and by its name. */
export function refuse(name: string, bytes: Uint8Array): Refusal | null {
  const named = BY_EXTENSION[/\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? ""];
  const starts = (...signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte);
  const zip = starts(0x50, 0x4b, 0x03, 0x04);
  const ole = starts(0xd0, 0xcf, 0x11, 0xe0);
  const rtf = starts(0x7b, 0x5c, 0x72, 0x74, 0x66);
  if (starts(0x25, 0x50, 0x44, 0x46)) return "pdf";
  if (rtf) return "word";
  if (zip || ole) return named ?? "other";
  // A text that somebody named .doc is a text.
  if (named && looksBinary(bytes)) return named;
  return looksBinary(bytes) ? "other" : null;
}

/** Control characters that no text holds. Zeros alone may be UTF-16. */
function looksBinary(bytes: Uint8Array): boolean {
  if (decodeUtf16(bytes)) return false;
  const sample = bytes.subarray(0, 4096);
  const odd = sample.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x1b)).length;
  return odd * 20 > sample.length;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
  ["gb18030", [0x84, 0x31, 0x95, 0x33]],
];

/** Reads any bytes: what is no text becomes U+FFFD and is counted. */
export function decode(bytes: Uint8Array): { encoding: Encoding; text: string; replaced: number } {
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return decodeAs(marked[0], bytes.subarray(marked[1].length));
  const utf16 = decodeUtf16(bytes);
  if (utf16) return decodeAs(utf16, bytes);
  const strict = attempt(bytes);
  if (strict !== null) return { encoding: "utf-8", text: strict, replaced: 0 };
  const utf8 = decodeAs("utf-8", bytes);
  const gb18030 = decodeAs("gb18030", bytes);
  // A broken UTF-8 text has few faults as UTF-8; a GB18030 text has one in nearly every character.
  return utf8.replaced * 50 < utf8.text.length && utf8.replaced <= gb18030.replaced ? utf8 : gb18030;
}

function attempt(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): { encoding: Encoding; text: string; replaced: number } {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return { encoding, text, replaced: text.split("\ufffd").length - 1 };
}

/** UTF-16 without a mark, where the bytes read as such and as nothing else: line ends and digits hold a zero byte. */
function decodeUtf16(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (bytes.length % 2 !== 0 || !bytes.subarray(0, length).includes(0)) return null;
  const usual = (order: "le" | "be"): number => {
    let good = 0;
    for (let i = 0; i < length; i += 2) {
      const [a, b] = [bytes[i] ?? 0, bytes[i + 1] ?? 0];
      const unit = order === "le" ? a | (b << 8) : b | (a << 8);
      if (unit === 9 || unit === 10 || unit === 13 || isUsual(unit)) good += 1;
    }
    return good;
  };
  const enough = (length / 2) * 0.9;
  const [le, be] = [usual("le") >= enough, usual("be") >= enough];
  return le === be ? null : le ? "utf-16le" : "utf-16be";
}

/** ASCII, general punctuation, Chinese characters and signs. */
function isUsual(unit: number): boolean {
  return (
    (unit >= 0x20 && unit < 0x7f) ||
    (unit >= 0x2000 && unit < 0x2700) ||
    (unit >= 0x3000 && unit < 0xa000) ||
    (unit >= 0xff00 && unit < 0xfff0)
  );
}
