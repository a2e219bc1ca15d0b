//! 模板的填写说明、示例行没有删去。

use super::{
    Sink,
    passages::{Gathered, Passage, Wording, passages},
    rule,
};
use crate::{
    model::Model,
    syntax::{Node, RawRow},
    words,
};
use std::ops::Range;

rule! {
    /// # 模板提示语没有删去
    ///
    /// “（一个专项一行）”“（如持平作持平表述）”“由主管部门根据……填写”、空的“指标2：”和只有省略号的示例行，是给填表人看的，
    /// 公开前应当删去。表下固定的“说明：……需要填报……”是表的一部分，不算。同一节或同一张表的合为一处。
    ///
    /// ## 反例
    /// ```gj bad
    /// 一般公共预算支出99.5万元，与上年持平。（如持平作持平表述）
    /// ```
    /// ## 正例
    /// ```gj good
    /// 一般公共预算支出99.5万元，与上年持平。
    /// ```
    /// ## 怎么改
    /// 删去提示语和空的示例行。
    LEFT = "GJ123", Hint, Review;
    title: "模板提示语没有删去", "words of the template for whoever fills it in";
    zh: "有{count}处模板提示语或示例行没有删去（“{words}”{more}），公开前请删去。";
    en: "{count} prompts or sample rows of the template are left (“{words}”); delete them.";
}

/// Words in brackets that speak to whoever fills in the form.
const IN_BRACKETS: &str = "一个专项一行|一个项目一行|作持平表述|不涉及的不列|不涉及不填|没有的不填|\
            没有则不填|可续行|可加行|可另附页|请填写|此处填写|请在此|请说明|\
            根据实际情况填写|据实填写|逐项说明|按实际填写";

/// Sentences that do.
const SENTENCES: [&str; 9] = [
    "作下述说明",
    "作如下说明：",
    "按上述格式",
    "仍保留该表格式",
    "由主管部门根据",
    "由各部门根据",
    "由各单位根据",
    "请根据实际情况填写",
    "请按实际情况填写",
];

/// Whether the rule finds anything in a passage.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    !prompts(passage).is_empty() || (passage.cell.is_some() && is_filler(passage.text))
}

/// Looks for prompts in every passage and for sample rows in every table.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut gathered = Gathered::new(&LEFT);
    for passage in passages(model, Wording::Prompts).filter(|passage| !passage.contents) {
        for range in prompts(&passage).into_iter().chain(sample_row(model, &passage)) {
            let words = &passage.text[range.clone()];
            let span = passage.span(model, range);
            // A bracket in a sentence can go as it stands; in a table its line or its row may hang on it.
            let bracket = words.starts_with(['（', '(', '【']) && passage.cell.is_none();
            if bracket && span.of(model.text()) == words {
                gathered.add_surplus(passage.group, span, words);
            } else {
                gathered.add(passage.group, span, words);
            }
        }
    }
    for finding in gathered.findings() {
        sink.push(finding);
    }
}

fn prompts(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.text;
    // The note that a form prints at its foot belongs to it.
    if words::starts(text.trim_start(), "说明：|说明:|注：|注:|填表说明|填报说明|备注：") {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    found.extend(text.match_indices(['（', '(', '【']).filter_map(|(at, open)| bracket(text, at, open)));
    // A sentence of orders does not fit into fewer characters.
    if text.len() >= MIN_SENTENCE {
        found.extend(SENTENCES.iter().filter_map(|words| order(text, words)));
    }
    found.extend(sample_name(passage));
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut end = 0;
    found.retain(|range| {
        range.start >= end && {
            end = range.end;
            true
        }
    });
    found
}

/// Longest prompt, in bytes.
const MAX_PROMPT: usize = 300;
/// Shortest sentence that tells what to write, in bytes.
const MIN_SENTENCE: usize = 24;

/// The bracket that begins at `at`, if it holds a prompt.
fn bracket(text: &str, at: usize, open: &str) -> Option<Range<usize>> {
    let start = at + open.len();
    let near = &text[start..text.floor_char_boundary((start + MAX_PROMPT).min(text.len()))];
    let (length, close) = near.char_indices().find(|(_, c)| matches!(c, '）' | ')' | '】' | '（' | '('))?;
    let inside = &near[..length];
    // One of these is in every prompt; most brackets have none.
    if close == '（' || close == '(' || !inside.contains(['行', '述', '列', '填', '页', '请', '逐']) {
        return None;
    }
    let prompt = words::has(inside, IN_BRACKETS) || orders(inside);
    prompt.then(|| at..start + length + close.len_utf8())
}

/// （填写具体措施）: the bracket begins with the order.
fn orders(inside: &str) -> bool {
    inside.strip_prefix("填写").is_some_and(|rest| !words::starts(rest, "说明|人|日期|时间|单位"))
}

/// The sentence with the words of an order. 由……根据 orders only where it ends in 填写.
fn order(text: &str, words: &str) -> Option<Range<usize>> {
    // Telling that it is not there is far cheaper than looking where.
    let at = if text.contains(words) { text.find(words)? } else { return None };
    let sentence = sentence_around(text, at);
    let end = text[sentence.clone()].trim_end_matches(['。', '；', '）', ')', ' ']);
    let asks = !words.starts_with('由') || words::ends(end, "填写|填列|填报");
    asks.then_some(sentence)
}

fn sentence_around(text: &str, at: usize) -> Range<usize> {
    let near = text.ceil_char_boundary(at.saturating_sub(MAX_PROMPT));
    let far = text.floor_char_boundary((at + MAX_PROMPT).min(text.len()));
    let start = text[near..at].rfind(['。', '；']).map_or(near, |end| near + end + '。'.len_utf8());
    let end = text[at..far].find(['。', '；']).map_or(far, |end| at + end + '。'.len_utf8());
    start..end
}

/// 指标2： with nothing behind it: the name under which the form's second indicator would stand.
fn sample_name(passage: &Passage<'_>) -> Option<Range<usize>> {
    passage.cell?;
    let text = passage.text.trim_end_matches(['：', ':', ' ', '\u{3000}']);
    let digits = text.strip_prefix("指标")?;
    let sample = !digits.is_empty() && digits.chars().all(|c| crate::number::halfwidth(c).is_ascii_digit());
    sample.then_some(0..passage.text.len())
}

/// The first cell of a row that prints nothing but …….
fn sample_row(model: &Model<'_>, passage: &Passage<'_>) -> Option<Range<usize>> {
    let (row, column) = passage.cell?;
    if !is_filler(passage.text) {
        return None;
    }
    let super::passages::Group::Table(node) = passage.group else { return None };
    let Some(Node::Table { table, .. }) = model.syntax.nodes.get(node) else { return None };
    let cells = &table.rows.get(row)?.cells;
    let first = cells.iter().position(|cell| is_filler(&cell.text)) == Some(column);
    (first && is_sample(table.rows.get(row)?)).then_some(0..passage.text.len())
}

/// A row of dots; a number before them is the row's own.
fn is_sample(row: &RawRow<'_>) -> bool {
    row.cells.iter().all(|cell| {
        let text = cell.text.trim();
        text.is_empty()
            || is_filler(text)
            || text.chars().all(|c| crate::number::halfwidth(c).is_ascii_digit())
    })
}

/// ……, …, 。。。, ...
fn is_filler(text: &str) -> bool {
    let text = text.trim();
    let dots = text.chars().all(|c| "…⋯。.．·".contains(c));
    dots && (text.contains(['…', '⋯']) || text.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let report = crate::check(text, None);
        let own = report.findings.iter().filter(|f| f.rule.code == LEFT.code);
        own.map(|f| f.message(crate::Lang::Zh)).collect()
    }

    #[test]
    fn prompts_and_sample_rows_of_a_table_are_one_finding() {
        let text = "项目\t2022年决算数\t2023年决算数\n市级专项（一个专项一行）\t1\t2\n……\t\t\n指标2：\t\t\n";
        let all = found(text);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].contains("有3处") && all[0].contains("一个专项一行"), "{all:?}");
    }

    #[test]
    fn brackets_in_sentences_can_be_deleted() {
        let text = "支出99.5万元，与上年持平（如持平作持平表述）。\n";
        let report = crate::check(text, None);
        let finding = report.findings.iter().find(|f| f.rule.code == LEFT.code).unwrap();
        let edit = &finding.fixes[0].edits[0];
        assert_eq!((edit.span.of(text), edit.text.as_str()), ("（如持平作持平表述）", ""));
    }

    #[test]
    fn orders_in_brackets_are_found() {
        for text in
            ["下一步将（填写具体措施）。\n", "主要用于（请说明用途）。\n", "由主管部门根据三定方案填写。\n"]
        {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn notes_of_a_form_and_ellipses_in_prose_are_none() {
        for text in [
            "说明：“项目支出”需要填报基本支出以外的所有项目支出情况。\n",
            "开展了普法、调研……等工作。\n",
            "由主管部门根据绩效情况安排资金（填写说明见附表）。\n",
            "指标1：办结率\t95%\n数量\t1\n",
        ] {
            assert!(found(text).is_empty(), "{text} {:?}", found(text));
        }
    }
}
