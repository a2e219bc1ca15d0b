/** The page of the preview: draws the model, reports clicks. Whatever stands in a report is set as text, never as HTML. */
import { runs, worst, type Mark } from "./inline";
import type { Block, FromPage, Kind, Model, Note, Sheet, SheetRow, Span, Tab, ToPage } from "./model";
import type { Points, Severity } from "../protocol";
import type { Lang } from "../words";

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: unknown): void };

const vscode = acquireVsCodeApi();
const WORDS = {
  zh: {
    report: "报告", findings: "发现", score: "得分", error: "须核实", warning: "请留意", info: "说明", hint: "提示",
    none: "没有须核实的内容。未核对不代表无误。", noSheet: "这份报告里没有读到绩效指标，无法计分。",
    computed: "重算", claimed: "自评", weight: "分值", target: "指标值", actual: "完成值", why: "规则说明",
    points: "分", indicator: "指标", differs: "与自评不一致", weightsOff: (weight: string) => `各项分值合计${weight}分，不是100分`, open: (n: number) => `${n}项无法计分，请人工评定`, noNext: "没有列出任何一处，F8 没有下一处可去。未核对不代表无误。", line: (n: number) => `第${n}行`,
    legend: "条为按年度指标值和实际完成值重算的得分，竖线为自评得分；浅色为计分办法留有余地的部分。",
    moved: "", total: "合计", sections: "内容",
  },
  en: {
    report: "Report", findings: "Findings", score: "Score", error: "To verify", warning: "To look at", info: "Remarks", hint: "Hints",
    none: "Nothing to verify. Unchecked does not mean correct.", noSheet: "No indicators were read in this report.",
    computed: "recomputed", claimed: "claimed", weight: "weight", target: "target", actual: "actual", why: "Explain",
    points: " points", indicator: "Indicator", differs: "differs from the claim", weightsOff: (weight: string) => `the weights add up to ${weight}, not to 100`, open: (n: number) => `${n} not computable; please judge them`, noNext: "Nothing is listed, so F8 has nowhere to go. Unchecked does not mean correct.", line: (n: number) => `line ${n}`,
    legend: "Bars are points recomputed from target and actual, the line is the points claimed; the light part is where the method leaves room.",
    moved: "", total: "Total", sections: "Contents",
  },
};
const KINDS: Record<Lang, Record<Kind, string>> = {
  zh: { contradiction: "矛盾", doubt: "存疑", missing: "缺项", rounding: "尾差", review: "提示", syntax: "写法" },
  en: { contradiction: "Contradiction", doubt: "Doubtful", missing: "Missing", rounding: "Rounding tail", review: "Review", syntax: "Notation" },
};
const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];
const TABS: readonly Tab[] = ["report", "findings", "score"];

let model: Model | undefined;
let tab: Tab = "report";
let words = WORDS.zh;
/** Blocks that are drawn, so that those that have not changed stay as they are. */
let drawn: { key: string; element: HTMLElement }[] = [];
let selected: number | undefined;
/** The mark whose findings are open below its block. */
let openMark: HTMLElement | undefined;
/** Where each tab was scrolled to. */
const scrolled: Record<Tab, number> = { report: 0, findings: 0, score: 0 };
/** Opened groups of the list stay open when the list is drawn anew. */
const opened = new Set<Severity>(["error", "warning"]);

const bar = make("header", "bar");
const tabs = make("div", "tabs");
tabs.setAttribute("role", "tablist");
const panels: Record<Tab, HTMLElement> = { report: make("section", "report"), findings: make("section", "findings"), score: make("section", "score") };
const paper = make("div", "paper");
paper.lang = "zh-CN";
panels.report.append(paper);
/** What a key that leads nowhere has to say, seen and read out. */
const live = make("p", "live");
live.setAttribute("role", "status");
bar.append(tabs, live);
document.body.append(bar, panels.report, panels.findings, panels.score);

for (const name of TABS) {
  const panel = panels[name];
  panel.id = `panel-${name}`;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", `tab-${name}`);
  const button = make("button", "tab");
  button.id = `tab-${name}`;
  button.setAttribute("role", "tab");
  button.setAttribute("aria-controls", panel.id);
  button.addEventListener("click", () => show(name));
  tabs.append(button);
}
tabs.addEventListener("keydown", (event) => {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  show(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? "report");
  tabButton(tab).focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || model === undefined) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});
paper.addEventListener("click", clicked);
paper.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  const mark = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(".mark") : null;
  if (mark === null) return;
  event.preventDefault();
  openNotes(mark);
});

window.addEventListener("message", (event: MessageEvent<ToPage>) => {
  const message = event.data;
  switch (message.type) {
    case "model":
      model = message.model;
      draw();
      break;
    case "tab":
      show(message.tab);
      break;
    case "cursor":
      follow(message.offset, true);
      break;
    case "scroll":
      follow(message.offset, false);
      break;
  }
});
show("report");
// With this an editor that is opened again finds the report.
vscode.setState({ uri: decodeURIComponent(document.body.dataset["report"] ?? "") });
vscode.postMessage({ type: "ready" });

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className?: string, text?: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== undefined) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function tabButton(name: Tab): HTMLElement {
  return document.getElementById(`tab-${name}`) ?? tabs;
}

function show(name: Tab): void {
  scrolled[tab] = window.scrollY;
  tab = name;
  for (const each of TABS) {
    panels[each].hidden = each !== name;
    const button = tabButton(each);
    button.setAttribute("aria-selected", String(each === name));
    button.tabIndex = each === name ? 0 : -1;
  }
  window.scrollTo({ top: scrolled[name] });
}

function draw(): void {
  if (model === undefined) return;
  words = WORDS[model.lang];
  document.documentElement.lang = model.lang === "zh" ? "zh-CN" : "en";
  tabs.setAttribute("aria-label", words.sections);
  live.textContent = "";
  drawTabs(model);
  drawReport(model);
  drawFindings(model);
  drawScore(model);
}

function drawTabs(model: Model): void {
  const urgent = model.notes.some((note) => note.severity === "error");
  tabButton("report").textContent = words.report;
  tabButton("findings").replaceChildren(words.findings, make("span", urgent ? "count urgent" : "count", String(model.notes.length)));
  const total = model.sheet?.computed;
  tabButton("score").replaceChildren(words.score, ...(total ? [make("span", "count", pointsText(total))] : []));
}

// ── The report as a document

function drawReport(model: Model): void {
  const marks = marksOf(model);
  const next = model.blocks.map((block, index) => ({ block, marks: marks[index] ?? [], key: keyOf(model, block, marks[index] ?? []) }));
  let head = 0;
  while (head < next.length && head < drawn.length && next[head]?.key === drawn[head]?.key) head += 1;
  let tail = 0;
  while (tail < next.length - head && tail < drawn.length - head && next.at(-1 - tail)?.key === drawn.at(-1 - tail)?.key) tail += 1;

  for (const old of drawn.slice(head, drawn.length - tail)) old.element.remove();
  const anchor = drawn[drawn.length - tail]?.element ?? null;
  const fresh = next.slice(head, next.length - tail).map(({ block, marks, key }) => {
    const element = blockElement(model, block, marks);
    paper.insertBefore(element, anchor);
    return { key, element };
  });
  drawn = [...drawn.slice(0, head), ...fresh, ...drawn.slice(drawn.length - tail)];
  // The same words may have moved: places are counted from the start of the block, and findings by their number.
  drawn.forEach(({ element }, index) => {
    element.dataset["block"] = String(index);
  });
  keepNotes();
}

/** What is open below a block stays open, told anew, as long as its mark stands. */
function keepNotes(): void {
  if (openMark?.isConnected === true) showNotes(openMark);
  else closeNotes();
}

/** The findings on each block. */
function marksOf(model: Model): Mark[][] {
  const marks: Mark[][] = model.blocks.map(() => []);
  model.notes.forEach((note, index) => {
    for (let at = lastBefore(model.blocks, note.start); at < model.blocks.length; at += 1) {
      if ((model.blocks[at]?.start ?? Infinity) > note.end) break;
      marks[at]?.push({ start: note.start, end: note.end, index });
    }
  });
  return marks;
}

/** Two blocks of one key look alike. */
function keyOf(model: Model, block: Block, found: readonly Mark[]): string {
  const marks = found.map(({ start, end, index }) => [start - block.start, end - block.start, index, model.notes[index]?.severity, model.notes[index]?.message]);
  const shape = block.kind === "table" ? [block.head, block.rows.map((row) => row.map((cell) => [cell.start - block.start, cell.end - block.start, cell.columns, cell.head, cell.depth]))] : block.kind === "heading" ? block.level : 0;
  return JSON.stringify([block.kind, shape, model.text.slice(block.start, block.end), marks]);
}

function blockElement(model: Model, block: Block, marks: readonly Mark[]): HTMLElement {
  const fill = (span: Span, into: HTMLElement): HTMLElement => inline(model, span, marks, into, block.start);
  switch (block.kind) {
    case "title":
      return fill(block, make("h1", "title"));
    case "heading":
      return fill(block, make(block.level < 5 ? (`h${block.level + 1}` as "h2") : "h6", `level${block.level}`));
    case "division":
      return fill(block, make("h2", block.annex ? "annex" : "part"));
    case "paragraph":
      return fill(block, make("p"));
    case "line":
      return fill(block, make("p", "line"));
    case "header": {
      const row = make("div", "key");
      row.append(fill(block.key, make("span", "name")), fill(block.value, make("span", "value")));
      return row;
    }
    case "caption": {
      const row = make("div", "caption");
      row.append(fill(block.name, make("span", "name")), fill(block.rest, make("span", "rest")));
      return row;
    }
    case "table":
      return tableElement(block, fill);
  }
}

function tableElement(block: Extract<Block, { kind: "table" }>, fill: (span: Span, into: HTMLElement) => HTMLElement): HTMLElement {
  const table = make("table");
  const head = make("thead");
  const body = make("tbody");
  block.rows.forEach((cells, index) => {
    const row = make("tr");
    cells.forEach((cell) => {
      const element = make(cell.head ? "th" : "td");
      if (cell.columns > 1) element.colSpan = cell.columns;
      if (cell.numeric) element.classList.add("figure");
      if (cell.depth > 0) element.classList.add(`depth${cell.depth}`);
      fill(cell, element);
      row.append(element);
    });
    (index < block.head ? head : body).append(row);
  });
  if (head.childElementCount > 0) table.append(head);
  table.append(body);
  const frame = make("div", "table");
  frame.append(table);
  return frame;
}

function inline(model: Model, span: Span, marks: readonly Mark[], into: HTMLElement, base: number): HTMLElement {
  let mark: { notes: string; element: HTMLElement } | undefined;
  for (const run of runs(model.text, span, marks)) {
    const piece = make("span", run.control ? "control" : undefined, run.text);
    piece.dataset["at"] = String(run.start - base);
    const notes = run.notes.join(" ");
    if (notes === "") {
      mark = undefined;
      into.append(piece);
      continue;
    }
    if (mark?.notes !== notes) {
      mark = { notes, element: markElement(model, run.notes) };
      into.append(mark.element);
    }
    mark.element.append(piece);
  }
  return into;
}

function markElement(model: Model, notes: readonly number[]): HTMLElement {
  const element = make("mark", `mark ${worst(model.notes, notes)}`);
  element.dataset["notes"] = notes.join(" ");
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  element.title = notes.map((index) => model.notes[index]?.message ?? "").join("\n");
  return element;
}

// ── From the page to the text

function clicked(event: MouseEvent): void {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (model === undefined || target === undefined || target.closest(".notes") !== null) return;
  // Text that is being selected is not meant as a jump.
  if (document.getSelection()?.isCollapsed === false) return;
  const mark = target.closest<HTMLElement>(".mark");
  if (mark !== null) {
    openNotes(mark);
    return;
  }
  const block = blockOf(target);
  if (block === undefined) return;
  const at = offsetAt(event, target, block);
  reveal({ start: at, end: at });
}

function blockOf(element: HTMLElement): Block | undefined {
  const index = element.closest<HTMLElement>("[data-block]")?.dataset["block"];
  return index === undefined ? undefined : model?.blocks[Number(index)];
}

/** The place in the source under the pointer. */
function offsetAt(event: MouseEvent, target: HTMLElement, block: Block): number {
  const piece = target.closest<HTMLElement>("[data-at]") ?? target.querySelector<HTMLElement>("[data-at]");
  if (piece === null) return block.start;
  const caret = document.caretRangeFromPoint(event.clientX, event.clientY);
  const within = caret !== null && piece.contains(caret.startContainer) ? caret.startOffset : 0;
  return block.start + Number(piece.dataset["at"]) + within;
}

function reveal(span: Span): void {
  if (model !== undefined) vscode.postMessage({ type: "reveal", start: span.start, end: span.end, version: model.version });
}

/** Opens what was found at a mark, below its block, and goes there in the text. */
function openNotes(mark: HTMLElement): void {
  const [index] = showNotes(mark);
  const note = index === undefined ? undefined : model?.notes[index];
  select(index);
  if (note !== undefined) reveal(note);
}

/** Shows what was found at a mark below its block, and says which findings that are. */
function showNotes(mark: HTMLElement): number[] {
  closeNotes();
  const indices = (mark.dataset["notes"] ?? "").split(" ").map(Number);
  const box = make("aside", "notes");
  for (const index of indices) {
    const note = model?.notes[index];
    if (note !== undefined) box.append(noteElement(note, index));
  }
  mark.closest("[data-block]")?.after(box);
  openMark = mark;
  return indices;
}

function closeNotes(): void {
  for (const open of paper.querySelectorAll(".notes")) open.remove();
  openMark = undefined;
}

/** Goes to the next or the previous finding, round and round. */
function step(by: 1 | -1): void {
  const count = model?.notes.length ?? 0;
  if (count === 0) {
    live.textContent = words.noNext;
    return;
  }
  const from = selected ?? (by === 1 ? -1 : 0);
  goTo((from + by + count) % count);
}

function goTo(index: number): void {
  const note = model?.notes[index];
  if (note === undefined) return;
  const mark = [...paper.querySelectorAll<HTMLElement>(".mark")].find((each) => each.dataset["notes"]?.split(" ").includes(String(index)));
  if (tab === "report" && mark !== undefined) {
    openNotes(mark);
    mark.scrollIntoView({ block: "center" });
  }
  select(index);
  reveal(note);
}

function select(index: number | undefined): void {
  selected = index;
  for (const old of document.querySelectorAll(".selected")) old.classList.remove("selected");
  if (index === undefined) return;
  for (const mark of paper.querySelectorAll<HTMLElement>(".mark")) {
    if (mark.dataset["notes"]?.split(" ").includes(String(index))) mark.classList.add("selected");
  }
  for (const item of panels.findings.querySelectorAll<HTMLElement>(`[data-note="${index}"]`)) {
    item.classList.add("selected");
    item.scrollIntoView({ block: "nearest" });
  }
}

// ── From the text to the page

function follow(offset: number, cursor: boolean): void {
  if (model === undefined || tab !== "report") return;
  const index = lastBefore(model.blocks, offset);
  const element = drawn[index]?.element;
  const block = model.blocks[index];
  if (element === undefined || block === undefined) return;
  if (!cursor) {
    const box = element.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (offset - block.start) / Math.max(1, block.end - block.start)));
    window.scrollBy({ top: box.top + part * box.height - bar.offsetHeight - 8 });
    return;
  }
  for (const old of paper.querySelectorAll(".here")) old.classList.remove("here");
  const target = nearest(element, offset - block.start);
  (block.kind === "table" ? target : element).classList.add("here");
  const box = target.getBoundingClientRect();
  if (box.top < bar.offsetHeight || box.bottom > window.innerHeight) target.scrollIntoView({ block: "center" });
}

function lastBefore(blocks: readonly Span[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The cell, or else the block, in which a place of the source is shown. */
function nearest(element: HTMLElement, at: number): HTMLElement {
  let found = element;
  for (const piece of element.querySelectorAll<HTMLElement>("[data-at]")) {
    if (Number(piece.dataset["at"]) > at) break;
    found = piece.closest<HTMLElement>("td, th") ?? element;
  }
  return found;
}

// ── The list of findings

function drawFindings(model: Model): void {
  const panel = panels.findings;
  panel.replaceChildren();
  if (model.notes.length === 0) {
    panel.append(make("p", "empty", words.none));
    return;
  }
  for (const severity of SEVERITIES) {
    const notes = model.notes.map((note, index) => ({ note, index })).filter(({ note }) => note.severity === severity);
    if (notes.length === 0) continue;
    const group = make("details", `group ${severity}`);
    group.open = opened.has(severity);
    group.addEventListener("toggle", () => {
      if (group.open) opened.add(severity);
      else opened.delete(severity);
    });
    const summary = make("summary", undefined, words[severity]);
    summary.append(make("span", "count", String(notes.length)));
    const list = make("ol");
    for (const { note, index } of notes) {
      const item = make("li");
      item.append(noteElement(note, index));
      list.append(item);
    }
    group.append(summary, list);
    panel.append(group);
  }
}

function noteElement(note: Note, index: number): HTMLElement {
  const box = make("div", `note ${note.severity}`);
  box.dataset["note"] = String(index);
  if (selected === index) box.classList.add("selected");
  const head = make("button", "place");
  head.append(make("span", "kind", KINDS[model?.lang ?? "zh"][note.kind]), make("span", "where", note.place === "" ? words.line(note.line) : note.place), make("span", "line", words.line(note.line)));
  head.addEventListener("click", () => goTo(index));
  box.append(head, make("p", "message", note.message));
  if (note.equation !== null) box.append(make("p", "equation", note.equation));
  if (note.related.length > 0) {
    const list = make("ul", "related");
    for (const related of note.related) {
      const item = make("li");
      const link = make("button", "link", related.message);
      link.addEventListener("click", () => reveal(related));
      item.append(link);
      list.append(item);
    }
    box.append(list);
  }
  const actions = make("p", "actions");
  note.fixes.forEach((title, fix) => {
    const button = make("button", "fix", title);
    button.addEventListener("click", () => {
      if (model !== undefined) vscode.postMessage({ type: "fix", note: index, fix, version: model.version });
    });
    actions.append(button);
  });
  const explain = make("button", "link", `${words.why} ${note.code}`);
  explain.addEventListener("click", () => vscode.postMessage({ type: "explain", code: note.code }));
  actions.append(explain);
  box.append(actions);
  return box;
}

// ── The score sheet

function drawScore(model: Model): void {
  const panel = panels.score;
  panel.replaceChildren();
  const { sheet } = model;
  if (sheet === null) {
    panel.append(make("p", "empty", words.noSheet));
    return;
  }
  panel.append(totalElement(sheet));
  const table = make("table", "sheet");
  const head = make("tr");
  for (const title of [words.indicator, words.target, words.actual, words.weight, "", words.computed, words.claimed]) head.append(make("th", undefined, title));
  const thead = make("thead");
  thead.append(head);
  const body = make("tbody");
  let group = "";
  for (const row of sheet.rows) {
    if (row.first !== group && row.name !== "" && row.name !== row.first) {
      group = row.first;
      const line = make("tr", "group");
      const cell = make("th", undefined, row.first);
      cell.colSpan = 7;
      cell.scope = "colgroup";
      line.append(cell);
      body.append(line);
    }
    body.append(...rowElements(row));
  }
  table.append(thead, body);
  panel.append(table, make("p", "legend", words.legend));
}

/** Points out of another sum than a hundred are no points out of a hundred: no grade goes by them. */
function weightsOff(sheet: Sheet): boolean {
  return sheet.weight !== null && Number(sheet.weight) !== 100;
}

function totalElement(sheet: Sheet): HTMLElement {
  const box = make("div", "total");
  if (sheet.computed !== null) {
    const figure = make("p", "figure");
    figure.append(make("strong", undefined, pointsText(sheet.computed)), words.points);
    if (!weightsOff(sheet) && sheet.grades.length > 0) figure.append(make("span", "grade", sheet.grades.join(" / ")));
    box.append(figure, barElement(sheet.computed, sheet.claimed, sheet.weight));
  }
  const facts = make("p", "facts");
  const parts = [];
  if (sheet.claimed !== null) parts.push(`${words.claimed} ${sheet.claimed}${words.points}`);
  if (sheet.weight !== null) parts.push(weightsOff(sheet) ? words.weightsOff(sheet.weight) : `${words.weight} ${sheet.weight}${words.points}`);
  if (sheet.openRows > 0) parts.push(words.open(sheet.openRows));
  facts.textContent = parts.join(" · ");
  box.append(facts);
  if (differs(sheet)) box.append(make("p", "differs", words.differs));
  return box;
}

function rowElements(row: SheetRow): HTMLElement[] {
  const subtotal = row.name === "";
  const line = make("tr", subtotal ? "subtotal" : undefined);
  if (differs(row)) line.classList.add("differs");
  const name = make("td", "name");
  const link = make("button", "link", subtotal ? `${row.second || row.first}${words.total}` : row.name);
  link.addEventListener("click", () => reveal(row));
  name.append(link);
  const cell = make("td", "bars");
  if (row.computed !== null && row.weight !== null) cell.append(barElement(row.computed, row.claimed, row.weight));
  const figure = (text: string | null): HTMLElement => make("td", "figure", text ?? "—");
  line.append(name, make("td", undefined, row.target), make("td", undefined, row.actual), figure(row.weight), cell, figure(row.computed && pointsText(row.computed)), figure(row.claimed));
  if (row.why === null) return [line];
  const why = make("tr", differs(row) && !subtotal ? "why differs" : "why");
  const reason = make("td", undefined, row.why);
  reason.colSpan = 7;
  why.append(reason);
  return [line, why];
}

/** Whether the points claimed are none of those that the method allows. */
function differs(row: { computed: Points | null; claimed: string | null }): boolean {
  if (row.computed === null || row.claimed === null) return false;
  const claimed = Number(row.claimed);
  return claimed < Number(row.computed.low) || claimed > Number(row.computed.high);
}

function barElement(points: Points, claimed: string | null, weight: string | null): HTMLElement {
  const whole = Number(weight);
  const share = (value: string): number => (whole > 0 ? Math.min(100, Math.max(0, (Number(value) / whole) * 100)) : 0);
  const box = make("div", "gauge");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", `${words.computed} ${pointsText(points)} / ${weight ?? "—"}${claimed === null ? "" : `, ${words.claimed} ${claimed}`}`);
  const room = make("span", "room");
  room.style.width = `${share(points.high)}%`;
  const sure = make("span", "sure");
  sure.style.width = `${share(points.low)}%`;
  box.append(room, sure);
  if (claimed !== null) {
    const tick = make("span", "tick");
    tick.style.left = `${share(claimed)}%`;
    box.append(tick);
  }
  return box;
}

function pointsText(points: Points): string {
  return points.low === points.high ? points.low : `${points.low}～${points.high}`;
}
