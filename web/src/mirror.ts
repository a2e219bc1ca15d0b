/**
 * A copy of a text field's text, laid over it to paint marks and to find out where a place is. The field itself is never
 * touched: no wrapper, no attribute, no style, and while an input method composes the copy is out of sight.
 */

import { element, fill } from "./dom.js";
import { style } from "./settings.js";
import type { Severity } from "./types.js";

/** A marked stretch of the text, by string index. */
export interface Mark {
  start: number;
  end: number;
  severity: Severity;
}

/** What decides where a character stands. */
const COPIED = [
  "border-top-width",
  "border-right-width",
  "border-bottom-width",
  "border-left-width",
  "padding-top",
  "padding-right",
  "padding-bottom",
  "padding-left",
  "font-family",
  "font-size",
  "font-style",
  "font-variant",
  "font-weight",
  "font-stretch",
  "font-feature-settings",
  "letter-spacing",
  "line-height",
  "tab-size",
  "text-align",
  "text-indent",
  "text-transform",
  "word-break",
  "word-spacing",
  "direction",
];

/** Longer texts are not copied: laying them out twice would be felt at every key. */
const LONGEST = 200_000;

export class Mirror {
  /** What goes into the page, behind the field. */
  readonly host = element("div", "", { "aria-hidden": "true", "data-gouji-marks": "" });
  private readonly copy = element("div", "mirror");
  private readonly sized: ResizeObserver | null;

  constructor(
    private readonly field: HTMLTextAreaElement,
    options: { css?: string | undefined },
  ) {
    const root = this.host.attachShadow({ mode: "open" });
    style(root, options);
    root.appendChild(this.copy);
    // Out of the flow, and outside of whatever the page says about elements of its kind.
    for (const [name, value] of [
      ["position", "absolute"],
      ["pointer-events", "none"],
      ["margin", "0"],
      ["padding", "0"],
      ["border", "0"],
      ["width", "0"],
      ["height", "0"],
      ["overflow", "visible"],
    ] as const) {
      this.host.style.setProperty(name, value, "important");
    }
    this.scroll = this.scroll.bind(this);
    this.place = this.place.bind(this);
    field.addEventListener("scroll", this.scroll);
    window.addEventListener("resize", this.place);
    this.sized = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(this.place);
    if (this.sized !== null) this.sized.observe(field);
  }

  /** Paints marks over `text`, which is what the field holds. They may overlap; the gravest is seen. */
  paint(text: string, marks: readonly Mark[]): void {
    if (text.length > LONGEST) {
      fill(this.copy);
      return;
    }
    const parts: Node[] = [];
    let at = 0;
    for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
      const start = Math.max(mark.start, at);
      if (mark.end <= start) continue;
      parts.push(document.createTextNode(text.slice(at, start)));
      parts.push(element("mark", mark.severity, {}, text.slice(start, mark.end)));
      at = mark.end;
    }
    // A last line that is empty has no height without something in it.
    parts.push(document.createTextNode(text.slice(at) + "\u200b"));
    fill(this.copy, ...parts);
    this.place();
  }

  /** Scrolls the field so that a place is in sight. */
  reveal(text: string, index: number): void {
    const { field, copy } = this;
    const painted = Array.from(copy.childNodes);
    const here = element("span", "", {}, "\u200b");
    fill(copy, document.createTextNode(text.slice(0, index)), here);
    this.place();
    const top = here.offsetTop;
    fill(copy, ...painted);
    field.scrollTop = Math.max(0, top - field.clientHeight / 3);
    this.scroll();
  }

  /** Out of sight while an input method composes: the text below it is not the field's own yet. */
  hide(hidden: boolean): void {
    this.copy.style.visibility = hidden ? "hidden" : "visible";
  }

  remove(): void {
    this.field.removeEventListener("scroll", this.scroll);
    window.removeEventListener("resize", this.place);
    if (this.sized !== null) this.sized.disconnect();
    this.host.remove();
  }

  /** Lays the copy exactly over the field. */
  private place(): void {
    const { field, copy, host } = this;
    const from = getComputedStyle(field);
    for (const name of COPIED) copy.style.setProperty(name, from.getPropertyValue(name));
    // The scroll bar takes room from the text, not from the frame.
    const frame = parseFloat(from.borderLeftWidth) + parseFloat(from.borderRightWidth);
    copy.style.width = field.clientWidth + frame + "px";
    copy.style.height = field.offsetHeight + "px";
    host.style.setProperty("left", "0", "important");
    host.style.setProperty("top", "0", "important");
    const own = host.getBoundingClientRect();
    const target = field.getBoundingClientRect();
    host.style.setProperty("left", target.left - own.left + "px", "important");
    host.style.setProperty("top", target.top - own.top + "px", "important");
    this.scroll();
  }

  private scroll(): void {
    this.copy.scrollTop = this.field.scrollTop;
    this.copy.scrollLeft = this.field.scrollLeft;
  }
}
