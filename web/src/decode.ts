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

/** What a file is that is no text, by its first bytes; read as text it would only give noise. */
export function foreign(bytes: Uint8Array, lang: Lang): string | null {
  const kinds: readonly [readonly number[], string, string][] = [
    [[0x50, 0x4b, 3, 4], "Word 或 Excel 文件（.docx、.xlsx）", "a Word or Excel file (.docx, .xlsx)"],
    [[0xd0, 0xcf, 0x11, 0xe0], "旧版 Word 或 Excel 文件（.doc、.xls）", "an old Word or Excel file (.doc, .xls)"],
    [[0x25, 0x50, 0x44, 0x46], "PDF 文件", "a PDF file"],
    [[0x7b, 0x5c, 0x72, 0x74, 0x66], "RTF 文件", "an RTF file"],
  ];
  const kind = kinds.find(([magic]) => begins(bytes, magic));
  if (kind === undefined) return null;
  return pick(
    lang,
    "这是" + kind[1] + "，请先另存为纯文本（.txt）再核对",
    "this is " + kind[2] + ": save it as plain text (.txt) first",
  );
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
