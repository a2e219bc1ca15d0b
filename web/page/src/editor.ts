/** The report's text in a plain text area: works in every browser, with every input method and screen reader. */

import { h } from "./dom.js";
import { textOfHtml } from "./paste.js";
import type { Range } from "./positions.js";
import type { Strings } from "./strings.js";

/** Above this length a text area that wraps its lines is slow to lay out. */
const WRAP_BELOW = 300_000;

export interface EditorActions {
  /** The text was changed by typing. */
  input(text: string): void;
  /** A paste with tables, turned into report text, and what it replaces. */
  undo(): void;
  redo(): void;
}

export class Editor {
  readonly element: HTMLTextAreaElement;
  private composing = false;

  constructor(actions: EditorActions, strings: Strings) {
    this.element = h("textarea", {
      class: "editor",
      id: "editor",
      // Browsers keep what is typed into forms for their session; a report is not theirs to keep.
      attrs: { autocomplete: "off", spellcheck: "false", "aria-label": strings.editorLabel, "aria-describedby": "live" },
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
        paste: (event) => this.paste(event, actions),
        beforeinput: (event) => {
          // One history for typing and for fixes: the browser's own knows nothing of the latter.
          if (event.inputType === "historyUndo") this.take(event, actions.undo);
          if (event.inputType === "historyRedo") this.take(event, actions.redo);
        },
      },
    });
  }

  setStrings(strings: Strings): void {
    this.element.setAttribute("aria-label", strings.editorLabel);
    this.element.placeholder = strings.dropHint;
  }

  /** Shows a text; the caret stays where it was if the text is the same. */
  setText(text: string): void {
    const normal = text.replace(/\r\n?/g, "\n");
    if (this.element.value === normal) return;
    this.element.wrap = text.length < WRAP_BELOW ? "soft" : "off";
    this.element.value = text;
    this.element.setSelectionRange(0, 0);
    this.element.scrollTop = 0;
  }

  /** Selects a range, brings it into sight and gives it the keyboard. */
  reveal(text: string, range: Range): void {
    // A text area turns every line end into \n; a text with \r\n counts one more a line.
    const before = (index: number): number => index - (text.slice(0, index).match(/\r\n/g) ?? []).length;
    const [start, end] = [before(range.start), before(range.end)];
    this.element.focus({ preventScroll: true });
    this.element.setSelectionRange(start, end);
    this.element.scrollTop = Math.max(0, this.topOf(start) - this.element.clientHeight / 3);
  }

  /** How far below the top of the text a place is: measured in a box of the same width and type. */
  private topOf(index: number): number {
    const { value } = this.element;
    const mirror = h("div", { class: "editor editor-mirror", attrs: { "aria-hidden": "true" } });
    mirror.style.width = `${this.element.clientWidth}px`;
    mirror.style.whiteSpace = this.element.wrap === "off" ? "pre" : "pre-wrap";
    mirror.textContent = `${value.slice(0, index)}\u200b`;
    document.body.appendChild(mirror);
    const top = mirror.scrollHeight;
    mirror.remove();
    return top;
  }

  private paste(event: ClipboardEvent, actions: EditorActions): void {
    const html = event.clipboardData?.getData("text/html");
    const text = html ? textOfHtml(html) : null;
    if (text === null) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = this.element;
    this.element.setRangeText(text, selectionStart, selectionEnd, "end");
    actions.input(this.element.value);
  }

  private take(event: Event, action: () => void): void {
    event.preventDefault();
    action();
  }
}
