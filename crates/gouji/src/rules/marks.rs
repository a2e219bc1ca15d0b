//! 花括号和【核对】里的写法：括号、等号、缺项、过长过深。

use super::{
    Rule, Sink,
    passages::{Passage, Wording},
    rule,
};
use crate::{
    expression::{MAX_DEPTH, MAX_LENGTH, Slip, SlipKind},
    finding::{Edit, Finding, Fix, Phrase, Words},
    model::{Model, marks::Mark},
    number::{Dimension, MAX_DIGITS},
    syntax::{Node, Paragraph},
    text::Span,
    words,
};

rule! {
    /// # 花括号不成对
    ///
    /// 正文里的花括号用来写事实 `{名 = 值}` 和核对 `{值 = 式}`。只有一半的花括号，后面的内容按普通文字处理。
    ///
    /// ## 反例
    /// ```gj bad
    /// 三公经费支出{三公经费 = 104.98万元，低于预算。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 三公经费支出{三公经费 = 104.98万元}，低于预算。
    /// ```
    /// ## 怎么改
    /// 补上缺的一半；若不是标记，删去或改用其他括号。
    BRACE = "GJ001", Warning, Syntax;
    title: "花括号不成对", "a brace without its partner";
    zh: "“{brace}”没有配对的另一半，所标内容未作核对，请补上或删去。";
    en: "“{brace}” has no partner, so what it marks was not checked; add or delete it.";
}

rule! {
    /// # 算式缺少一项或缺运算符
    ///
    /// 运算符、等号的两侧都要有数或名称；两个名称之间要有运算符。名称中带空格的，用「」括起来。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，项目支出50万元。
    ///
    /// 【核对】
    /// 基本支出 + = 项目支出
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，项目支出50万元。
    ///
    /// 【核对】
    /// 基本支出 ≥ 项目支出
    /// ```
    /// ## 怎么改
    /// 补上缺的一项或运算符。
    OPERAND = "GJ002", Warning, Syntax;
    title: "算式缺少一项或缺运算符", "an operand or operator is missing";
    zh: "“{at}”{what}，本式未核对，请补全。";
    en: "“{at}” {what}; the check was not run. Complete it.";
}

rule! {
    /// # 等号重复
    ///
    /// 等号写一个即可。已按一个等号核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，人员经费60万元。
    ///
    /// 【核对】
    /// 基本支出 == 人员经费
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，人员经费60万元。
    ///
    /// 【核对】
    /// 基本支出 = 人员经费
    /// ```
    /// ## 怎么改
    /// 删去多余的等号。
    DOUBLED = "GJ003", Warning, Syntax;
    title: "等号重复", "a doubled equals sign";
    zh: "“{at}”应写一个等号，已按一个等号核对。";
    en: "“{at}” should be one equals sign, as which it was read.";
}

rule! {
    /// # 算式中的括号或引号不成对
    ///
    /// 少右括号的，按到式子末尾或等号前结束核对；多右括号的，略去多余的核对。引号「」不成对的，不能核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，人员经费40万元，公用经费20万元。
    ///
    /// 【核对】
    /// 基本支出 = （人员经费 + 公用经费
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，人员经费40万元，公用经费20万元。
    ///
    /// 【核对】
    /// 基本支出 = （人员经费 + 公用经费）
    /// ```
    /// ## 怎么改
    /// 补上或删去一半括号。
    BRACKET = "GJ004", Warning, Syntax;
    title: "算式中的括号或引号不成对", "brackets or quotes in a check do not match";
    zh: "算式中的“{at}”没有配对的另一半，请补上或删去。";
    en: "“{at}” has no partner in this check; add or delete it.";
}

rule! {
    /// # 算式中有看不懂的写法
    ///
    /// 算式由名称、数字（带单位）、`＋ − × ÷`、括号和 `= ≠ ≤ ≥ < > ≈` 组成，半角全角均可。名称后面的 `@` 写年度、
    /// 口径，如 `@2022决算`、`@预算`、`@上年`。
    ///
    /// ## 反例
    /// ```gj bad
    /// 三公经费104.98万元。
    ///
    /// 【核对】
    /// 三公经费@很早以前 ≤ 106万元
    /// ```
    /// ## 正例
    /// ```gj good
    /// 三公经费104.98万元。
    ///
    /// 【核对】
    /// 三公经费 ≤ 106万元
    /// ```
    /// ## 怎么改
    /// 删去多余的标点；名称中含标点、运算符号的，用「」括起来；说明文字写在以“#”开头的行里。
    UNREADABLE = "GJ005", Warning, Syntax;
    title: "算式中有看不懂的写法", "a check cannot be read";
    zh: "看不懂“{at}”{what}，本式未核对。";
    en: "“{at}” cannot be read{what}; the check was not run.";
}

rule! {
    /// # 没有等号，无从核对
    ///
    /// 花括号、【核对】的一行里要有 `= ≠ ≤ ≥ < > ≈` 之一。
    ///
    /// ## 反例
    /// ```gj bad
    /// 三公经费104.98万元。
    ///
    /// 【核对】
    /// 三公经费与预算一致
    /// ```
    /// ## 正例
    /// ```gj good
    /// 三公经费104.98万元。
    ///
    /// 【核对】
    /// # 三公经费与预算一致
    /// 三公经费 ≤ 106万元
    /// ```
    /// ## 怎么改
    /// 写成等式或不等式；说明文字写在以“#”开头的行里。
    NO_RELATION = "GJ006", Warning, Syntax;
    title: "没有等号，无从核对", "nothing is compared";
    zh: "“{at}”里没有等号或不等号，无从核对。";
    en: "“{at}” has no = ≠ ≤ ≥ < > ≈, so there is nothing to check.";
}

rule! {
    /// # 标出的数没有单位
    ///
    /// `{名 = 值}` 的值要带单位（万元、%、人、个……），否则不能与别处的数对照。
    ///
    /// ## 反例
    /// ```gj bad
    /// 三公经费支出{三公经费 = 104.98}万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 三公经费支出{三公经费 = 104.98万元}。
    /// ```
    /// ## 怎么改
    /// 把单位写进花括号。
    NO_UNIT = "GJ007", Warning, Syntax;
    title: "标出的数没有单位", "a stated figure has no unit";
    zh: "“{at}”没有写单位，不能与别处的数对照，请写明（如“{number}万元”）。";
    en: "“{at}” has no unit and cannot be compared with others; write it, such as “{number}万元”.";
}

rule! {
    /// # 超出读取范围
    ///
    /// 一个算式最多 4096 字节、括号最多 64 层；一个数最多 18 位数字。超出的不读，也就没有核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 三公经费104.98万元。
    ///
    /// 【核对】
    /// 三公经费 ≤ 1234567890123456789万元
    /// ```
    /// ## 正例
    /// ```gj good
    /// 三公经费104.98万元。
    ///
    /// 【核对】
    /// 三公经费 ≤ 123456789012345678万元
    /// ```
    /// ## 怎么改
    /// 把算式拆成几行；核对数字是否多写了位数。
    LIMIT = "GJ008", Warning, Syntax;
    title: "超出读取范围", "beyond what is read";
    zh: "{what}，未读取，也未核对。";
    en: "{what}; it was not read and not checked.";
}

rule! {
    /// # 表格里的花括号不起作用
    ///
    /// 事实、核对写在正文里或【核对】下；表格的格子本身就是事实，直接写数即可。带花括号的格子按文字处理，不参加核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 项目 | 2022年决算数 | 2023年决算数 |
    /// | 公务接待费 | 3.71 | {公务接待费 = 6.99万元} |
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 项目 | 2022年决算数 | 2023年决算数 |
    /// | 公务接待费 | 3.71 | 6.99 |
    /// ```
    /// ## 怎么改
    /// 格子里只写数；要核对的式子写到【核对】下。
    CELL = "GJ009", Warning, Syntax;
    title: "表格里的花括号不起作用", "braces in a table have no effect";
    zh: "表格里的“{at}”按文字处理，未作核对，请只写数。";
    en: "“{at}” in a table is read as words and was not checked; write the number only.";
}

static LEFT_OUT: Phrase = Phrase { zh: "的一侧缺少数或名称", en: "has nothing on one side" };
static SIDE_BY_SIDE: Phrase = Phrase { zh: "之前缺少运算符", en: "lacks an operator before it" };
static QUALIFIER: Phrase = Phrase {
    zh: "，“@”后面应是年度、口径，如“2022决算”“预算”“上年”",
    en: ": behind “@” stand year and basis, such as 2022决算",
};
static TOO_DEEP: Phrase =
    Phrase { zh: "括号超过{limit}层", en: "more than {limit} brackets inside each other" };
static TOO_LONG: Phrase =
    Phrase { zh: "算式超过{limit}字节", en: "the check is longer than {limit} bytes" };
static TOO_MANY_DIGITS: Phrase =
    Phrase { zh: "数字“{number}”超过18位", en: "“{number}” has more than 18 digits" };
static MEND: Phrase = Phrase { zh: "改正“{at}”", en: "correct “{at}”" };
static ONLY: Phrase = Phrase { zh: "只写“{value}”", en: "write “{value}” only" };
static CLOSE: Phrase = Phrase { zh: "补上“{brace}”", en: "add “{brace}”" };

/// Says what could not be read of the writer's marks.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for mark in &model.marks {
        for slip in &mark.parsed.slips {
            sink.push(slip_finding(model, mark, slip));
        }
        if let Some(finding) = without_unit(model, mark) {
            sink.push(finding);
        }
    }
    braces(model, sink);
    cells(model, sink);
    digits(model, sink);
}

/// The words at a place, short enough for a sentence.
fn quote(model: &Model<'_>, span: Span) -> String {
    crate::model::place::clip(span.of(model.text()).trim())
}

fn slip_finding(model: &Model<'_>, mark: &Mark, slip: &Slip) -> Finding {
    let at = quote(model, slip.span);
    let of = |rule: &'static Rule| Finding::new(rule, slip.span).with("at", &at);
    let what = |rule, phrase| of(rule).with_words("what", Words::new(phrase));
    let limit = |phrase, limit: usize| of(&LIMIT).with_words("what", Words::new(phrase).with("limit", limit));
    let mut finding = match slip.kind {
        SlipKind::MissingOperand => what(&OPERAND, &LEFT_OUT),
        SlipKind::MissingOperator => what(&OPERAND, &SIDE_BY_SIDE),
        SlipKind::DoubledRelation => of(&DOUBLED),
        SlipKind::Bracket | SlipKind::Quote => of(&BRACKET),
        SlipKind::Unreadable => of(&UNREADABLE),
        SlipKind::Qualifier => what(&UNREADABLE, &QUALIFIER),
        SlipKind::NoRelation => of(&NO_RELATION),
        SlipKind::TooDeep => limit(&TOO_DEEP, MAX_DEPTH),
        SlipKind::TooLong => limit(&TOO_LONG, MAX_LENGTH),
        SlipKind::TooManyDigits => {
            of(&LIMIT).with_words("what", Words::new(&TOO_MANY_DIGITS).with("number", &at))
        }
    };
    // Braces that state nothing may be no mark of ours at all.
    if slip.kind == SlipKind::NoRelation && !mark.line {
        finding.severity = crate::Severity::Hint;
    }
    if !slip.edits.is_empty() {
        finding.fixes.push(Fix { words: Words::new(&MEND).with("at", &at), edits: slip.edits.clone() });
    }
    finding
}

fn without_unit(model: &Model<'_>, mark: &Mark) -> Option<Finding> {
    let figure = model.figure(mark.fact?);
    if figure.quantity.unit.dimension != Dimension::Bare {
        return None;
    }
    let at = quote(model, mark.inner);
    Some(Finding::new(&NO_UNIT, mark.span).with("at", at).with("number", quote(model, figure.span)))
}

/// Braces of which the other half is missing.
fn braces(model: &Model<'_>, sink: &mut Sink) {
    for &open in &model.open_braces {
        let mut finding = Finding::new(&BRACE, open).with("brace", quote(model, open));
        match closing_place(model, open) {
            Some(end) => {
                let close = if open.of(model.text()) == "｛" { "｝" } else { "}" };
                let edits = vec![Edit { span: Span { start: end, end }, text: close.to_owned() }];
                finding.fixes.push(Fix { words: Words::new(&CLOSE).with("brace", close), edits });
            }
            // What follows is no mark, so the brace may be a character like any other.
            None => finding.severity = crate::Severity::Hint,
        }
        sink.push(finding);
    }
    let mut marks = model.marks.iter().filter(|mark| !mark.line).map(|mark| mark.span).peekable();
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        let Node::Paragraph(paragraph) = node else { continue };
        if !model.concerns(index, Wording::Braces) {
            continue;
        }
        for close in closing_braces(paragraph) {
            while marks.peek().is_some_and(|mark| mark.end < close.end) {
                marks.next();
            }
            if !marks.peek().is_some_and(|mark| mark.contains(close)) && !ends_document(model, close) {
                let mut finding = Finding::new(&BRACE, close).with("brace", quote(model, close));
                finding.severity = crate::Severity::Hint;
                sink.push(finding);
            }
        }
    }
}

/// Whether a brace closes the one around the number of a document: {财社指【2021】43号}.
fn ends_document(model: &Model<'_>, close: Span) -> bool {
    const NEAR: usize = 90;
    let before = &model.text()[..close.start];
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let open = before.rfind(['{', '｛', '}', '｝']);
    before.ends_with('号') && open.is_some_and(|at| before[at..].starts_with(['{', '｛']))
}

pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    passage.text.contains(['{', '}', '｛', '｝'])
}

/// Marks in cells, which are read as words.
fn cells(model: &Model<'_>, sink: &mut Sink) {
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        let Node::Table { table, .. } = node else { continue };
        if !model.concerns(index, Wording::Braces) {
            continue;
        }
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let text = cell.span.of(model.text());
            let inner = text.strip_prefix(['{', '｛']).and_then(|text| text.strip_suffix(['}', '｝']));
            let Some(inner) = inner.filter(|inner| !inner.contains(['\n', '\r'])) else { continue };
            let parsed = crate::expression::marked(inner, &|range| Span::new(range.start, range.end));
            if parsed.expression.is_none() {
                continue;
            }
            let mut finding = Finding::new(&CELL, cell.span).with("at", quote(model, cell.span));
            if let Some((_, number)) = parsed.fact() {
                let value = number.span.of(inner).to_owned();
                let words = Words::new(&ONLY).with("value", &value);
                finding.fixes.push(Fix { words, edits: vec![Edit { span: cell.span, text: value }] });
            }
            sink.push(finding);
        }
    }
}

fn closing_braces<'p>(paragraph: &'p Paragraph<'_>) -> impl Iterator<Item = Span> + 'p {
    // Told at once of most paragraphs.
    let any = paragraph.flow.text.contains('}') || paragraph.flow.text.contains('｝');
    let text = if any { paragraph.flow.text.as_ref() } else { "" };
    let signs = text.match_indices(['}', '｝']);
    signs.map(|(at, sign)| paragraph.flow.span(at..at + sign.len()))
}

/// Where the missing brace belongs: behind the clause, if that reads as a fact or a check.
fn closing_place(model: &Model<'_>, open: Span) -> Option<usize> {
    let rest = &model.text()[open.end..];
    let rest = &rest[..rest.floor_char_boundary(MAX_LENGTH.min(rest.len()))];
    let end = rest.find(['，', '。', '；', '{', '}', '｛', '｝', '\n', '\r']).unwrap_or(rest.len());
    let body = rest[..end].trim_end();
    if body.is_empty() {
        return None;
    }
    let parsed = crate::expression::marked(body, &|range| Span::new(range.start, range.end));
    parsed.expression.map(|_| open.end + body.len())
}

fn is_digit(char: char) -> bool {
    crate::number::halfwidth(char).is_ascii_digit()
}

/// Runs of digits with commas between, each from its first digit, that may be longer than what is read.
fn long_runs(text: &str) -> Vec<Span> {
    const STEP: usize = MAX_DIGITS + 1;
    let of_run = |c: char| is_digit(c) || c == ',';
    let mut runs = Vec::new();
    // So long a run covers one of any places that are so far apart: what lies between is leapt over.
    let mut at = STEP - 1;
    while let Some(byte) = text.as_bytes().get(at) {
        let place = text.floor_char_boundary(at);
        // A digit or comma, or one of the bytes of a full-width digit, which stand in other characters too.
        let likely = matches!(byte, b'0'..=b'9' | b',' | 0xef | 0xbc | 0x90..=0x99);
        if !likely || !text[place..].starts_with(of_run) {
            at += STEP;
            continue;
        }
        let end = text.len() - text[place..].trim_start_matches(of_run).len();
        let start = text[..place].trim_end_matches(of_run).len();
        let start = end - text[start..end].trim_start_matches(',').len();
        runs.push(Span::new(start, end));
        at = end + STEP;
    }
    runs
}

/// Runs of more digits than are read, where an amount is meant: a unit follows. Longer ones without are accounts and
/// the like.
fn digits(model: &Model<'_>, sink: &mut Sink) {
    const UNITS: &str = "元|万元|亿元|千元|%|％";
    let text = model.text();
    for span in long_runs(text) {
        let start = span.start;
        let count = span.of(text).chars().filter(|c| is_digit(*c)).count();
        let behind = text[span.end..].trim_start();
        // Marks stand in the order of the text, and say themselves which numbers of theirs are too long.
        let marked = || {
            let behind = model.marks.partition_point(|mark| mark.span.start <= start);
            behind.checked_sub(1).is_some_and(|last| start < model.marks[last].span.end)
        };
        if count > MAX_DIGITS && words::starts(behind, UNITS) && !marked() {
            let words = Words::new(&TOO_MANY_DIGITS).with("number", quote(model, span));
            sink.push(Finding::new(&LIMIT, span).with_words("what", words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every run of digits and commas from its first digit on, character by character.
    fn runs(text: &str) -> Vec<Span> {
        let mut runs = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find(is_digit) {
            let start = at + found;
            let length = text[start..].find(|c: char| !is_digit(c) && c != ',');
            at = length.map_or(text.len(), |length| start + length);
            runs.push(Span::new(start, at));
        }
        runs
    }

    #[test]
    fn no_long_run_is_leapt_over() {
        let pieces = ["1", "２", ",", "，", "元", "a", "12345678901234567", "１２３４５６", ",,,,,,,,,"];
        let mut dice: usize = 1;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..12 {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(dice >> 33) % pieces.len()]);
            }
            let long = |span: &Span| span.of(&text).chars().filter(|c| is_digit(*c)).count() > MAX_DIGITS;
            let found: Vec<Span> = long_runs(&text).into_iter().filter(long).collect();
            let all: Vec<Span> = runs(&text).into_iter().filter(long).collect();
            assert_eq!(found, all, "{text}");
        }
    }
}
