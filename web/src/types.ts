// Written by `cargo xtask types` from the Rust types; edit those.

/**
 * How bad a finding is.
 */
export type Severity = "error" | "warning" | "info" | "hint";

/**
 * The kind of judgement behind a finding.
 */
export type Verdict = "contradiction" | "rounding" | "missing" | "review" | "syntax";

/**
 * Counts of the numbers of a text by what became of them.
 */
export type Coverage = { 
/**
 * All numbers of the text: the sum of the other four.
 */
numbers: number, 
/**
 * Part of at least one equation or comparison that was decided.
 */
checked: number, 
/**
 * Item, year, basis and unit are known, but there is nothing to hold it against.
 */
stated: number, 
/**
 * Part of a name, a date, a list number or a document number.
 */
names: number, 
/**
 * Not understood.
 */
unread: number, };

/**
 * A place in the text.
 */
export type PlaceJson = { 
/**
 * Line from 1. Lines end at `\n`, `\r\n` or a lone `\r`.
 */
line: number, 
/**
 * Column from 1, in UTF-16 units unless another unit was asked for.
 */
column: number, 
/**
 * Bytes of the decoded UTF-8 text, without byte order mark, before the place.
 */
offset: number, };

/**
 * One replacement of a fix.
 */
export type EditJson = { 
/**
 * The first character that goes.
 */
start: PlaceJson, 
/**
 * One past the last character that goes.
 */
end: PlaceJson, 
/**
 * What comes in its place.
 */
text: string, };

/**
 * A change that puts a finding right.
 */
export type FixJson = { 
/**
 * What the fix does.
 */
message: string, 
/**
 * Replacements, in the order of the text, that do not overlap.
 */
edits: Array<EditJson>, };

/**
 * Another place that a finding speaks of.
 */
export type RelatedJson = { 
/**
 * What stands there.
 */
message: string, 
/**
 * The first character.
 */
start: PlaceJson, 
/**
 * One past the last character.
 */
end: PlaceJson, };

/**
 * One thing that a check found.
 */
export type FindingJson = { 
/**
 * `GJ` and three digits.
 */
code: string, 
/**
 * How bad it is.
 */
severity: Severity, 
/**
 * The kind of judgement.
 */
verdict: Verdict, 
/**
 * What stands where, why it does not agree, what to do.
 */
message: string, 
/**
 * The place as people name it.
 */
place: string, 
/**
 * The first character.
 */
start: PlaceJson, 
/**
 * One past the last character.
 */
end: PlaceJson, 
/**
 * Other places, at most [`MAX_RELATED`].
 */
related: Array<RelatedJson>, 
/**
 * The figure as printed.
 */
stated: string | null, 
/**
 * The figure recomputed.
 */
computed: string | null, 
/**
 * `stated` minus `computed`.
 */
gap: string | null, 
/**
 * The equation in figures.
 */
equation: string | null, 
/**
 * What can be offered to put it right; never a change of an amount.
 */
fixes: Array<FixJson>, };

/**
 * Points that a method allows.
 */
export type PointsJson = { 
/**
 * Fewest.
 */
low: string, 
/**
 * Most; the same as `low` where the method leaves no room.
 */
high: string, };

/**
 * One line of the score sheet.
 */
export type ScoreRowJson = { 
/**
 * 一级指标.
 */
first: string, 
/**
 * 二级指标.
 */
second: string, 
/**
 * 三级指标; empty for a subtotal.
 */
name: string, 
/**
 * 年度指标值 as printed.
 */
target: string, 
/**
 * 实际完成值 as printed.
 */
actual: string, 
/**
 * Degree of completion in per cent.
 */
completion: string | null, 
/**
 * 分值.
 */
weight: string | null, 
/**
 * Points by the rule set's method.
 */
computed: PointsJson | null, 
/**
 * 得分 as claimed.
 */
claimed: string | null, 
/**
 * Why it is this many points, or why they could not be computed.
 */
why: string | null, 
/**
 * The first character of the row.
 */
start: PlaceJson, 
/**
 * One past its last character.
 */
end: PlaceJson, };

/**
 * The score sheet.
 */
export type ScoreJson = { 
/**
 * In the order of the form; a subtotal after its rows.
 */
rows: Array<ScoreRowJson>, 
/**
 * The sum of the weights.
 */
weight: string | null, 
/**
 * The sum of the points.
 */
computed: PointsJson | null, 
/**
 * The total that the report claims.
 */
claimed: string | null, 
/**
 * The grades that the computed total may fall into.
 */
grades: Array<string>, 
/**
 * Rows whose points could not be computed.
 */
open_rows: number, };

/**
 * What a check says about one file.
 */
export type FileJson = { 
/**
 * The name or path by which the file was given.
 */
file: string, 
/**
 * The encoding that it was read in: `utf-8`, `utf-16le`, `utf-16be` or `gb18030`.
 */
encoding: string, 
/**
 * Places whose bytes are no text in that encoding and stand as U+FFFD.
 */
replaced: number, 
/**
 * The rule set that was applied.
 */
ruleset: string, 
/**
 * In the order of the text.
 */
findings: Array<FindingJson>, 
/**
 * Findings beyond [`crate::MAX_FINDINGS`]: counted, not given.
 */
omitted: number, 
/**
 * What became of the numbers.
 */
coverage: Coverage, 
/**
 * The score sheet, where the report has indicators.
 */
score?: ScoreJson, };

/** What stands in the fields, by their names. */
export type FieldModel = Record<string, string>;

/**
 * Which figure a field is.
 */
export type FieldMeaning = string | { 
/**
 * As in the short form.
 */
figure: string, 
/**
 * The unit of what is typed; 万元, % and 分 by default, as the figure is.
 */
unit?: string, 
/**
 * The decimal places that the form keeps: 106 stands for 106.00 where it is 2.
 */
places?: number, };

/** Which figure each field is. */
export type FieldMapping = Record<string, FieldMeaning>;

/**
 * Options of a check of fields.
 */
export type FieldOptions = { 
/**
 * The year of figures that do not say theirs.
 */
year?: number, 
/**
 * Checks of the form's own: `三公经费 ≤ 三公经费@预算`.
 */
checks?: Array<string>, };

/**
 * One finding at a field.
 */
export type FieldFinding = { 
/**
 * How bad it is.
 */
severity: Severity, 
/**
 * The kind of judgement.
 */
verdict: Verdict, 
/**
 * `GJ` and three digits.
 */
code: string, 
/**
 * What stands where, why it does not agree, what to do.
 */
message: string, 
/**
 * The equation in figures, which says the same in few signs: `104.98万元 ÷ 106.00万元 = 99.04%`.
 */
equation: string | null, 
/**
 * The figure that the field is, as the mapping says it.
 */
place: string, 
/**
 * What could be put in the field: only for rates, shares and points. Nobody knows an amount but who answers for it.
 */
computed: string | null, 
/**
 * The fields whose figures were put together.
 */
fields: Array<string>, };

/** What was found, by field. A field that could not be checked is not named: it has not passed. */
export type FieldReport = Record<string, FieldFinding[]>;

/**
 * A rule, for people who ask what it checks and why.
 */
export type ExplainJson = { 
/**
 * `GJ` and three digits.
 */
code: string, 
/**
 * A short name.
 */
title: string, 
/**
 * How bad its findings are, unless a rule set says otherwise.
 */
severity: Severity, 
/**
 * The kind of judgement.
 */
verdict: Verdict, 
/**
 * What, why, legal basis, examples, remedy.
 */
markdown: string, };

/**
 * A built-in rule set.
 */
export type RulesJson = { 
/**
 * The name that asks for it.
 */
name: string, 
/**
 * Other names for it.
 */
aliases: Array<string>, };

/**
 * A range of bytes of the decoded UTF-8 text (without a byte order mark), `start` included, `end` not.
 */
export type Span = { 
/**
 * First byte.
 */
start: number, 
/**
 * One past the last byte.
 */
end: number, };

/**
 * What became of one number.
 */
export type NumberState = "unread" | "name" | "stated" | "checked";

/**
 * A number of the text and what became of it.
 */
export type Number = { 
/**
 * Its digits.
 */
span: Span, 
/**
 * What became of it.
 */
state: NumberState, };

/**
 * One replacement.
 */
export type Edit = { 
/**
 * The text that goes; empty for an insertion.
 */
span: Span, 
/**
 * What comes in its place.
 */
text: string, };

/**
 * A place that a name or a figure leads to.
 */
export type Target = { 
/**
 * The row, mark or clause around it.
 */
span: Span, 
/**
 * The name or figure itself.
 */
nameSpan: Span, };

/**
 * Another place that a finding speaks of.
 */
export type Related = { 
/**
 * Where.
 */
span: Span, 
/**
 * What stands there.
 */
message: string, };

/**
 * A prepared change.
 */
export type Fix = { 
/**
 * What it does.
 */
title: string, 
/**
 * Replacements in the order of the text.
 */
edits: Array<Edit>, };

/**
 * One finding.
 */
export type Diagnostic = { 
/**
 * Where.
 */
span: Span, 
/**
 * How bad it is, as the configuration has it.
 */
severity: Severity, 
/**
 * The kind of judgement.
 */
verdict: Verdict, 
/**
 * The code of the rule.
 */
code: string, 
/**
 * The rule's short name.
 */
title: string, 
/**
 * What stands where, why it does not agree, what to do.
 */
message: string, 
/**
 * The place as people name it.
 */
place: string, 
/**
 * The equation in figures.
 */
equation: string | null, 
/**
 * Other places.
 */
related: Array<Related>, 
/**
 * What can be offered to put it right; never a change of an amount.
 */
fixes: Array<Fix>, 
/**
 * Whether what stands there may simply go.
 */
unnecessary: boolean, };

/**
 * What is known of the thing at a place.
 */
export type Hover = { 
/**
 * The thing.
 */
span: Span, 
/**
 * What is known of it, in Markdown.
 */
markdown: string, };

/**
 * What a completion is.
 */
export type CompletionKind = "key" | "value" | "block" | "item" | "unit" | "basis" | "code" | "keyword" | "snippet";

/**
 * Something that can be written at a place.
 */
export type Completion = { 
/**
 * What the list shows.
 */
label: string, 
/**
 * What the list shows beside it.
 */
detail: string, 
/**
 * What is known of it, in Markdown.
 */
docs: string, 
/**
 * What it is.
 */
kind: CompletionKind, 
/**
 * What is written.
 */
edit: Edit, 
/**
 * Whether the text has `${1:…}` places to fill in.
 */
snippet: boolean, 
/**
 * By which the list is sorted.
 */
sort: string, 
/**
 * By which what is typed picks it.
 */
filter: string, };

/**
 * What a symbol is.
 */
export type SymbolKind = "header" | "division" | "section" | "table" | "row" | "indicator" | "block" | "fact" | "check";

/**
 * An entry of the outline.
 */
export type Symbol = { 
/**
 * What it is called.
 */
name: string, 
/**
 * What else is worth saying of it.
 */
detail: string, 
/**
 * What it is.
 */
kind: SymbolKind, 
/**
 * All of it.
 */
span: Span, 
/**
 * Its name in the text; within `span`.
 */
nameSpan: Span, 
/**
 * What is part of it.
 */
children: Array<Symbol>, };

/**
 * What is folded.
 */
export type FoldKind = "header" | "section" | "table" | "block" | "paragraph";

/**
 * Lines that can be folded into their first one.
 */
export type Fold = { 
/**
 * From the first line to the end of the last.
 */
span: Span, 
/**
 * What it is.
 */
kind: FoldKind, };

/**
 * What a token is.
 */
export type TokenKind = "headerKey" | "headerValue" | "sectionNumber" | "heading" | "division" | "block" | "columnHead" | "rowName" | "itemName" | "number" | "unit" | "brace" | "operator" | "keyword" | "code" | "waiverTarget" | "comment";

/**
 * A set of [`Modifier`]s, the first of [`Modifier::ALL`] in the lowest bit.
 */
export type Modifiers = number;

/**
 * A part of one line.
 */
export type Token = { 
/**
 * Where it stands; never over the end of a line.
 */
span: Span, 
/**
 * What it is.
 */
kind: TokenKind, 
/**
 * What else is true of it.
 */
modifiers: Modifiers, };

/**
 * What an action is.
 */
export type ActionKind = "quickFix" | "fixAll" | "refactor" | "source";

/**
 * Something that can be done about a place.
 */
export type Action = { 
/**
 * What it does.
 */
title: string, 
/**
 * What it is.
 */
kind: ActionKind, 
/**
 * Replacements in the order of the text.
 */
edits: Array<Edit>, 
/**
 * The codes of the findings that it answers.
 */
codes: Array<string>, 
/**
 * Whether it is the one that most people want.
 */
preferred: boolean, 
/**
 * Where, in the text with the edits, there is something to be written next.
 */
cursor: number | null, };

/**
 * What a hint says.
 */
export type HintKind = "agrees" | "computed" | "points";

/**
 * A few words behind a place of the text.
 */
export type Hint = { 
/**
 * Where.
 */
offset: number, 
/**
 * What is shown.
 */
label: string, 
/**
 * Where it comes from.
 */
tooltip: string, 
/**
 * What it says.
 */
kind: HintKind, };

/**
 * A line above a heading or a table.
 */
export type Lens = { 
/**
 * What it is about.
 */
span: Span, 
/**
 * What it says.
 */
title: string, 
/**
 * What lies behind it, in Markdown, for a tooltip.
 */
detail: string, 
/**
 * Whether it is about points, so that a click shows the score sheet.
 */
score: boolean, };

/**
 * Where a link leads.
 */
export type LinkTarget = { "type": "url", "value": string } | { "type": "place", "value": Span } | { "type": "rule", "value": string };

/**
 * Text that leads somewhere.
 */
export type Link = { 
/**
 * The text.
 */
span: Span, 
/**
 * Where it leads.
 */
target: LinkTarget, 
/**
 * What a tooltip says.
 */
tooltip: string, };

/**
 * Text that stands in one place: a line of a paragraph or of a cell, just as it is in the source.
 */
export type Piece = { 
/**
 * Where it stands.
 */
span: Span, 
/**
 * What stands there.
 */
text: string, };

/**
 * A `键：值` line.
 */
export type PreviewField = { 
/**
 * The line.
 */
span: Span, 
/**
 * The key.
 */
key: string, 
/**
 * The value.
 */
value: string, };

/**
 * A cell.
 */
export type PreviewCell = { 
/**
 * Where its text stands.
 */
span: Span, 
/**
 * What it says.
 */
text: string, 
/**
 * The lines of its text as they stand in the source.
 */
pieces: Array<Piece>, 
/**
 * Whether it is a number, which stands at the right.
 */
numeric: boolean, 
/**
 * How far it is set in, in characters.
 */
indent: number, };

/**
 * A row.
 */
export type PreviewRow = { 
/**
 * Where it stands.
 */
span: Span, 
/**
 * Whether it heads the columns.
 */
head: boolean, 
/**
 * Its cells.
 */
cells: Array<PreviewCell>, };

/**
 * A piece of the report.
 */
export type PreviewBlock = { "type": "header", 
/**
 * All its lines.
 */
span: Span, 
/**
 * Each of them.
 */
fields: Array<PreviewField>, } | { "type": "title", 
/**
 * Where it stands.
 */
span: Span, 
/**
 * Its lines.
 */
pieces: Array<Piece>, } | { "type": "heading", 
/**
 * Where it stands.
 */
span: Span, 
/**
 * 1 for 一、 to 5 for ①.
 */
level: number, 
/**
 * Its lines, number and all.
 */
pieces: Array<Piece>, } | { "type": "paragraph", 
/**
 * Where it stands.
 */
span: Span, 
/**
 * Its lines, number and all.
 */
pieces: Array<Piece>, } | { "type": "division", 
/**
 * Where it stands.
 */
span: Span, 
/**
 * Its words.
 */
text: string, 
/**
 * Whether it is an annex, which begins a page.
 */
annex: boolean, } | { "type": "table", 
/**
 * Where it stands.
 */
span: Span, 
/**
 * What people call it.
 */
name: string, 
/**
 * Its rows.
 */
rows: Array<PreviewRow>, } | { "type": "block", 
/**
 * Where it stands.
 */
span: Span, 
/**
 * 表, 绩效指标, 资金, 基础数据 or 核对.
 */
kind: string, 
/**
 * The words behind the name.
 */
title: string, 
/**
 * The text behind 】.
 */
caption: string, 
/**
 * The lines of 【核对】.
 */
lines: Array<Piece>, };

/**
 * The whole report.
 */
export type Preview = { 
/**
 * Its title.
 */
title: string, 
/**
 * 填报单位.
 */
unit: string, 
/**
 * Its year.
 */
year: number | null, 
/**
 * The rule set that it follows.
 */
ruleset: string, 
/**
 * Its pieces, in order.
 */
blocks: Array<PreviewBlock>, };
