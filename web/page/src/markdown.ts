/** The few signs of Markdown that the rules' own documentation uses, as nodes. */

import { h, type Child } from "./dom.js";

/** Headings, paragraphs, lists, code blocks, and code and strong text within a line. Anything else stays text. */
export function markdown(source: string): HTMLElement {
  const root = h("div", { class: "markdown" });
  const lines = source.split("\n");
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) root.appendChild(h("p", {}, inline(paragraph.join(""))));
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const heading = /^#+ +(.*)$/.exec(line);
    const bullet = /^[-*] +(.*)$/.exec(line);
    if (/^```/.test(line)) {
      endParagraph();
      const end = lines.findIndex((each, i) => i > at && /^```/.test(each));
      const stop = end < 0 ? lines.length : end;
      root.appendChild(h("pre", { attrs: { tabindex: 0 } }, h("code", {}, lines.slice(at + 1, stop).join("\n"))));
      at = stop;
    } else if (heading) {
      endParagraph();
      root.appendChild(h("h5", {}, inline(heading[1] ?? "")));
    } else if (bullet) {
      endParagraph();
      const list = root.lastElementChild instanceof HTMLUListElement ? root.lastElementChild : root.appendChild(h("ul"));
      list.appendChild(h("li", {}, inline(bullet[1] ?? "")));
    } else if (line.trim() === "") {
      endParagraph();
    } else {
      paragraph.push(line);
    }
  }
  endParagraph();
  return root;
}

function inline(text: string): Child[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith("`") && part.endsWith("`") && part.length > 2) return h("code", {}, part.slice(1, -1));
    if (part.startsWith("**") && part.endsWith("**") && part.length > 4) return h("strong", {}, part.slice(2, -2));
    return part;
  });
}
