/** The little Markdown that the checker writes, as elements. Everything in it is set as text. */

import { element } from "./dom.js";
import { visible } from "./words.js";

export function markdown(text: string): HTMLElement {
  const box = element("div", "markdown");
  let list: HTMLElement | null = null;
  let table: HTMLElement | null = null;
  let code: HTMLElement | null = null;
  for (const line of text.split("\n")) {
    if (/^\s*```/.test(line)) {
      code = code === null ? box.appendChild(element("pre")) : null;
      continue;
    }
    if (code !== null) {
      code.append(visible(line) + "\n");
      continue;
    }
    const heading = /^#+\s+(.*)/.exec(line);
    const item = /^\s*[-*]\s+(.*)/.exec(line);
    const row = /^\s*\|(.*)\|\s*$/.exec(line);
    if (item === null) list = null;
    if (row === null) table = null;
    if (heading !== null) box.append(element("p", "heading", {}, ...inline(heading[1] as string)));
    else if (item !== null) {
      if (list === null) list = box.appendChild(element("ul"));
      list.append(element("li", "", {}, ...inline(item[1] as string)));
    } else if (row !== null) {
      if (table === null) table = box.appendChild(element("table"));
      const cells = (row[1] as string).split("|").map((cell) => cell.trim());
      if (!cells.every((cell) => /^:?-+:?$/.test(cell))) {
        table.append(element("tr", "", {}, ...cells.map((cell) => element("td", "", {}, ...inline(cell)))));
      }
    } else if (/^\s*(---+|\*\*\*+)\s*$/.test(line)) box.append(element("hr"));
    else if (line.trim() !== "") box.append(element("p", "", {}, ...inline(line)));
  }
  return box;
}

function inline(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  const pattern = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\([^)]*\)/g;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    parts.push(visible(text.slice(at, match.index)));
    const [, bold, code, link] = match;
    if (bold !== undefined) parts.push(element("strong", "", {}, visible(bold)));
    else if (code !== undefined) parts.push(element("code", "", {}, visible(code)));
    else parts.push(visible(link as string));
    at = match.index + match[0].length;
  }
  parts.push(visible(text.slice(at)));
  return parts;
}
