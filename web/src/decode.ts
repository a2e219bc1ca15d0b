/** Bytes of a file to text, by the same judgement as the command line (`crates/gouji-cli/src/encoding.rs`). */

import type { Lang } from "./checker.js";
import { pick } from "./words.js";

export interface Decoded {
  text: string;
  /** As the JSON contract names it. */
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030";
  /** Places whose bytes are no text. */
  replaced: number;
}

const MARKS: readonly [Decoded["encoding"], readonly number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
  ["gb18030", [0x84, 0x31, 0x95, 0x33]],
];

const begins = (bytes: Uint8Array, with_: readonly number[]): boolean => with_.every((byte, i) => bytes[i] === byte);

/** How the text of each kind of file is had. */
const ADVICE: Readonly<Record<"word" | "excel" | "pdf" | "other", readonly [string, string]>> = {
  word: [
    "这是 Word 文档，暂不能直接读取。请在 Word 或 WPS 里“另存为 → 纯文本（.txt）”，再选这个文本文件",
    "this is a Word document, which cannot be read directly yet: save it as plain text (.txt) and choose that file",
  ],
  excel: [
    "这是 Excel 工作簿，暂不能直接读取。请在 Excel 或 WPS 里“另存为 → 文本文件（制表符分隔）”，再选这个文本文件",
    "this is an Excel workbook, which cannot be read directly yet: save it as tab-separated text and choose that file",
  ],
  pdf: [
    "这是 PDF 文件，暂不能直接读取。请打开后全选复制，粘贴到记事本里存成 .txt，再选这个文本文件",
    "this is a PDF file, which cannot be read directly yet: copy all of it into a text file (.txt) and choose that file",
  ],
  other: [
    "这个文件不是文本，没有读取。请另存为纯文本（.txt），再选这个文本文件",
    "this file is no text and was not read: save it as plain text (.txt) and choose that file",
  ],
};

/** What to do with a file that is no text, known by its first bytes; read as text it would only give noise. */
export function foreign(name: string, bytes: Uint8Array, lang: Lang): string | null {
  const kind = kindOf(name.toLowerCase(), bytes);
  return kind === null ? null : pick(lang, ...ADVICE[kind]);
}

function kindOf(name: string, bytes: Uint8Array): keyof typeof ADVICE | null {
  if (begins(bytes, [0x25, 0x50, 0x44, 0x46])) return "pdf";
  if (begins(bytes, [0x7b, 0x5c, 0x72, 0x74, 0x66])) return "word";
  // Word and Excel put their files into the same two containers; only the name tells them apart.
  if (!begins(bytes, [0x50, 0x4b, 3, 4]) && !begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return null;
  if (/\.(docx?|wps)$/.test(name)) return "word";
  return /\.(xlsx?|et)$/.test(name) ? "excel" : "other";
}

export function decode(bytes: Uint8Array): Decoded {
  const marked = MARKS.find(([, mark]) => begins(bytes, mark));
  if (marked !== undefined) return decodeAs(marked[0], bytes.subarray(marked[1].length));
  const wide = plainlyUtf16(bytes);
  if (wide !== null) return decodeAs(wide, bytes);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), encoding: "utf-8", replaced: 0 };
  } catch {
    const utf8 = decodeAs("utf-8", bytes);
    // Mostly UTF-8 with a broken place is still UTF-8; GB18030 read as UTF-8 breaks at nearly every character.
    return utf8.replaced * 10 <= countWide(utf8.text) ? utf8 : decodeAs("gb18030", bytes);
  }
}

function decodeAs(encoding: Decoded["encoding"], bytes: Uint8Array): Decoded {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return { text, encoding, replaced: (text.match(/\ufffd/g) || []).length };
}

const countWide = (text: string): number => (text.match(/[^\u0000-\u007f\ufffd]/g) || []).length;

/** UTF-16 without a mark: its line ends and digits hold a zero byte, which other texts never do. */
function plainlyUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const sample = bytes.subarray(0, Math.min(bytes.length, 4096) & ~1);
  if (bytes.length % 2 !== 0 || sample.indexOf(0) < 0) return null;
  const good = (low: 0 | 1): boolean => {
    let count = 0;
    for (let i = 0; i < sample.length; i += 2) {
      if (usual((sample[i + low] as number) | ((sample[i + 1 - low] as number) << 8))) count += 1;
    }
    return count * 10 >= (sample.length / 2) * 9;
  };
  const [little, big] = [good(0), good(1)];
  if (little === big) return null;
  return little ? "utf-16le" : "utf-16be";
}

/** Whether a report is likely to hold this UTF-16 unit. */
const usual = (unit: number): boolean =>
  unit === 9 ||
  unit === 10 ||
  unit === 13 ||
  (unit >= 0x20 && unit <= 0x7e) ||
  unit === 0xa0 ||
  (unit >= 0x2010 && unit <= 0x2027) ||
  unit === 0x2030 ||
  (unit >= 0x2460 && unit <= 0x249b) ||
  (unit >= 0x3000 && unit <= 0x301f) ||
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0xff00 && unit <= 0xffef);
