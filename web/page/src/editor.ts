/** The report's text to be edited: in the package's editor where the browser can have it, else in a plain text area. */

import type { PageChecker } from "./checker.js";
import type { FileResult } from "./contract.js";
import { h } from "./dom.js";
import { textOfHtml } from "./paste.js";
import type { Range } from "./positions.js";
import type { Strings } from "./strings.js";

export interface EditorActions {
  /** The text was changed by typing. Lines end with `\n`. */
  input(text: string): void;
  undo(): void;
  redo(): void;
  /** Checks the text that was typed last; for editors that say themselves when. */
  check(): Promise<FileResult>;
}

export interface Editor {
  readonly element: HTMLElement;
  /** Whether it asks for checks itself, by `check`. */
  readonly checksItself: boolean;
  setStrings(strings: Strings): void;
  /** Shows a text; `fresh` forgets the one before. */
  setText(text: string, fresh: boolean): void;
  /** Selects a range, brings it into sight and gives it the keyboard. */
  reveal(text: string, range: Range): void;
}

/** Editors end lines with `\n` alone; a text with `\r\n` counts one more a line. */
function withoutReturns(text: string, index: number): number {
  return index - (text.slice(0, index).match(/\r\n/g) ?? []).length;
}

function normal(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Pasted HTML with tables, as report text. */
function pastedTables(event: ClipboardEvent): string | null {
  const html = event.clipboardData?.getData("text/html");
  const text = html ? textOfHtml(html) : null;
  if (text !== null) {
    event.preventDefault();
    event.stopPropagation();
  }
  return text;
}

// In a plain text area

/** Above this length a text area that wraps its lines is slow to lay out. */
const WRAP_BELOW = 300_000;

/** Works in every browser, with every input method and screen reader. */
export class PlainEditor implements Editor {
  readonly element: HTMLTextAreaElement;
  readonly checksItself = false;
  private composing = false;

  constructor(actions: EditorActions) {
    this.element = h("textarea", {
      class: "editor",
      // Browsers keep what is typed into forms for their session; a report is not theirs to keep.
      attrs: { autocomplete: "off", spellcheck: "false", "aria-describedby": "live" },
      on: {
        compositionstart: () => {
          this.composing = true;
        },
        compositionend: () => {
          this.composing = false;
          actions.input(this.element.value);
        },
        input: () => {
          // Half-composed words are not the report's yet.
          if (!this.composing) actions.input(this.element.value);
        },
        paste: (event) => {
          const text = pastedTables(event);
          if (text === null) return;
          const { selectionStart, selectionEnd } = this.element;
          this.element.setRangeText(text, selectionStart, selectionEnd, "end");
          actions.input(this.element.value);
        },
        beforeinput: (event) => {
          // One history for typing and for fixes: the browser's own knows nothing of the latter.
          const action = { historyUndo: actions.undo, historyRedo: actions.redo }[event.inputType];
          if (!action) return;
          event.preventDefault();
          action();
        },
      },
    });
  }

  setStrings(strings: Strings): void {
    this.element.setAttribute("aria-label", strings.editorLabel);
    this.element.placeholder = strings.pasteHere;
  }

  setText(text: string, fresh: boolean): void {
    if (this.element.value === normal(text)) return;
    const { selectionStart, scrollTop } = this.element;
    this.element.wrap = text.length < WRAP_BELOW ? "soft" : "off";
    this.element.value = text;
    const caret = fresh ? 0 : Math.min(selectionStart, this.element.value.length);
    this.element.setSelectionRange(caret, caret);
    this.element.scrollTop = fresh ? 0 : scrollTop;
  }

  reveal(text: string, range: Range): void {
    const start = withoutReturns(text, range.start);
    this.element.focus({ preventScroll: true });
    this.element.setSelectionRange(start, withoutReturns(text, range.end));
    this.element.scrollTop = Math.max(0, this.topOf(start) - this.element.clientHeight / 3);
  }

  /** How far below the top of the text a place is: measured in a box of the same width and type. */
  private topOf(index: number): number {
    const mirror = h("div", { class: "editor editor-mirror", attrs: { "aria-hidden": "true" } });
    mirror.style.width = `${this.element.clientWidth}px`;
    mirror.style.whiteSpace = this.element.wrap === "off" ? "pre" : "pre-wrap";
    mirror.textContent = `${this.element.value.slice(0, index)}\u200b`;
    document.body.appendChild(mirror);
    const top = mirror.scrollHeight;
    mirror.remove();
    return top;
  }
}

// In the package's editor

/** What the element of the package offers; see `web/src/editor.ts`. */
interface GoujiEditorElement extends HTMLElement {
  value: string;
  checker: unknown;
  select(start: number, end: number): void;
  insert(text: string): void;
  edit(text: string): void;
}

export class RichEditor implements Editor {
  readonly element: GoujiEditorElement;
  readonly checksItself = true;

  constructor(actions: EditorActions, checker: PageChecker, strings: Strings) {
    const element = document.createElement("gouji-editor") as GoujiEditorElement;
    element.id = "editor";
    element.className = "rich-editor";
    element.addEventListener("input", () => actions.input(element.value));
    // Before the editor sees it, which reads plain text only.
    element.addEventListener(
      "paste",
      (event) => {
        const text = pastedTables(event);
        if (text !== null) element.insert(text);
      },
      true,
    );
    this.element = element;
    this.setStrings(strings);
    // The page checks once, for its list and for the editor alike.
    element.checker = { check: () => actions.check(), ask: checker.ask };
  }

  setStrings(strings: Strings): void {
    this.element.setAttribute("lang", strings.lang);
    this.element.setAttribute("aria-label", strings.editorLabel);
    this.element.setAttribute("placeholder", strings.pasteHere);
  }

  setText(text: string, fresh: boolean): void {
    if (fresh) this.element.value = normal(text);
    else this.element.edit(normal(text));
  }

  reveal(text: string, range: Range): void {
    this.element.select(withoutReturns(text, range.start), withoutReturns(text, range.end));
  }
}

/** Loads the package's editor; whether this browser has it then. */
export async function loadRichEditor(script: string | null): Promise<boolean> {
  const known = (): boolean => typeof customElements !== "undefined" && customElements.get("gouji-editor") !== undefined;
  if (known() || script === null) return known();
  await new Promise<void>((resolve) => {
    const element = h("script", { attrs: { src: script }, on: { load: () => resolve(), error: () => resolve() } });
    document.head.appendChild(element);
  });
  return known();
}
