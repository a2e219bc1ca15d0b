/** Sentences above the report: what was not read, what was changed. Each stays until it is dismissed or out of date. */

import { h, replace } from "./dom.js";

/** What a notice offers to do. */
export interface NoticeAction {
  readonly label: string;
  run(): void;
}

export class Notices {
  constructor(
    private readonly root: HTMLElement,
    private readonly dismissLabel: () => string,
    /** Where the keyboard goes when the notice that it was at is gone. */
    private readonly leave: () => void,
  ) {}

  /** Shows a sentence, in place of an earlier one under the same name. A grave one interrupts a screen reader. */
  show(name: string, text: string, grave: boolean, action?: NoticeAction): void {
    this.dismiss(name);
    const dismiss = h(
      "button",
      {
        class: "icon-button",
        attrs: { type: "button", "aria-label": this.dismissLabel() },
        on: { click: () => this.dismiss(name) },
      },
      "×",
    );
    const act = action && h("button", { class: "link", attrs: { type: "button" }, on: { click: action.run } }, action.label);
    const attrs = { "data-notice": name, role: grave ? "alert" : null };
    this.root.appendChild(h("div", { class: `notice${grave ? " is-grave" : ""}`, attrs }, h("p", {}, text), act, dismiss));
  }

  dismiss(name: string): void {
    const found = Array.from(this.root.children).find((each) => (each as HTMLElement).dataset["notice"] === name);
    if (!found) return;
    const hadFocus = found.contains(document.activeElement);
    found.remove();
    if (hadFocus) this.leave();
  }

  clear(): void {
    replace(this.root);
  }
}
