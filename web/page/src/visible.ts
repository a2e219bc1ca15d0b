/** Characters that steer a terminal or turn text around, made to be seen: a report must not look other than it is. */

// Everything but tab and line ends that has no shape of its own and can change how its neighbours are shown.
// The same set as the command line's.
const HIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const ANY_HIDDEN = new RegExp(HIDDEN.source, "u");

/** `text` with every such character shown as a sign (␛) or by its number (⟨U+202E⟩). */
export function visible(text: string): string {
  return ANY_HIDDEN.test(text) ? text.replace(HIDDEN, sign) : text;
}

/** How many such characters there are. */
export function hiddenCount(text: string): number {
  return ANY_HIDDEN.test(text) ? (text.match(HIDDEN) ?? []).length : 0;
}

function sign(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
