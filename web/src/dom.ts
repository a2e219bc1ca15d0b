/** Small tools for the parts that a page sees. Text is always set as text. */

/** An element with a class, attributes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = "",
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key] as string);
  made.append(...children);
  return made;
}

/** Puts `children` in place of what is there (`replaceChildren` came only with Chromium 86). */
export function fill(parent: Node, ...children: Node[]): void {
  while (parent.lastChild !== null) parent.removeChild(parent.lastChild);
  for (const child of children) parent.appendChild(child);
}

const sheets = new Map<string, CSSStyleSheet>();

/**
 * Gives a shadow root its style. A constructed sheet needs no permission from `style-src`; where there is none, the
 * package's own file is linked.
 */
export function adopt(root: ShadowRoot, css: string, file: string): void {
  try {
    let sheet = sheets.get(css);
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      // Old Chromium has replaceSync and no `replace` of single rules; both take the same text.
      sheet.replaceSync(css);
      sheets.set(css, sheet);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.appendChild(element("link", "", { rel: "stylesheet", href: file }));
  }
}

let lastId = 0;

/** An id that nothing else on the page has. */
export function freshId(prefix: string): string {
  do lastId += 1;
  while (document.getElementById(prefix + "-" + lastId) !== null);
  return prefix + "-" + lastId;
}

/** Adds or takes one id of a list of ids (`aria-describedby`), and leaves the host's own alone. */
export function toggleId(on: Element, attribute: string, id: string, there: boolean): void {
  const ids = (on.getAttribute(attribute) || "").split(/\s+/).filter((one) => one !== "" && one !== id);
  if (there) ids.push(id);
  if (ids.length > 0) on.setAttribute(attribute, ids.join(" "));
  else on.removeAttribute(attribute);
}

/** Sets what a field holds as if it had been typed: frameworks listen to the events, and undo keeps working. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement, start: number, end: number, text: string): void {
  field.focus();
  const ranged = field.tagName === "TEXTAREA" || field.selectionStart !== null;
  if (ranged) field.setSelectionRange(start, end);
  else field.select();
  const before = field.value;
  const done = document.execCommand(text === "" ? "delete" : "insertText", false, text);
  if (done && field.value !== before) return;
  const value = ranged ? before.slice(0, start) + text + before.slice(end) : text;
  // Frameworks replace the setter of the element; the prototype's is the browser's own.
  const prototype = field.tagName === "TEXTAREA" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  const setter = Object.getOwnPropertyDescriptor(prototype, "value");
  if (setter !== undefined && setter.set !== undefined) setter.set.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A message of ours at a field that the browser shows on submit; one that the host has set stays. */
export class Validity {
  private ours = "";

  constructor(private readonly field: HTMLInputElement | HTMLTextAreaElement) {}

  set(message: string): void {
    const { validity, validationMessage } = this.field;
    if (validity.customError && validationMessage !== this.ours) return;
    this.field.setCustomValidity(message);
    this.ours = message === "" ? "" : this.field.validationMessage || message;
  }
}
