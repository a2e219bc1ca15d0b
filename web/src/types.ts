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
