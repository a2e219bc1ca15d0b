//! 模板里的两可说法没有选定：增加（减少）、下降（增长）。

use super::{
    Sink,
    passages::{Gathered, Passage, Wording, passages},
    rule,
};
use crate::{model::Model, words};
use std::ops::Range;

rule! {
    /// # 两可说法没有选定
    ///
    /// 模板写作“增加（减少）”“大于（小于）”，应当按实际情况留下一个。表头里的“增减”“增加（减少以负数填列）”不算。
    /// 同一节的合为一处。
    ///
    /// ## 反例
    /// ```gj bad
    /// 与2023年度相比，收入支出总计增加（减少）56.95万元，下降1.87%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 与2023年度相比，收入支出总计减少56.95万元，下降1.87%。
    /// ```
    /// ## 怎么改
    /// 按数字留下其中一个，删去另一个和括号。
    OPEN = "GJ122", Warning, Missing;
    title: "两可说法没有选定", "an alternative of the template is left open";
    zh: "有{count}处“{words}”{more}没有选定，请按实际情况留下一个。";
    en: "“{words}” is left open in {count} places; keep the one that holds.";
}

/// Words of which a report has to choose one.
const PAIRS: [(&str, &str); 12] = [
    ("增加", "减少"),
    ("增长", "下降"),
    ("增长", "减少"),
    ("增加", "下降"),
    ("上升", "下降"),
    ("提高", "降低"),
    ("大于", "小于"),
    ("高于", "低于"),
    ("多于", "少于"),
    ("超过", "低于"),
    ("完成", "未完成"),
    ("达到", "未达到"),
];

/// Whether the rule finds anything in a passage.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    passage.cell.is_none() && !open_alternatives(passage.text).is_empty()
}

/// Looks for open alternatives in prose; the heads of tables may name both directions.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut gathered = Gathered::new(&OPEN);
    for passage in
        passages(model, Wording::Alternatives).filter(|passage| passage.cell.is_none() && !passage.contents)
    {
        for range in open_alternatives(passage.text) {
            let words = &passage.text[range.clone()];
            gathered.add(passage.group, passage.span(model, range), words);
        }
    }
    for finding in gathered.findings() {
        sink.push(finding);
    }
}

fn open_alternatives(text: &str) -> Vec<Range<usize>> {
    text.match_indices(['（', '(', '/', '／']).filter_map(|(at, open)| alternative(text, at, open)).collect()
}

/// 增加（减少） or 增加/减少 around the bracket or slash at `at`.
fn alternative(text: &str, at: usize, open: &str) -> Option<Range<usize>> {
    let (head, rest) = (&text[..at], &text[at + open.len()..]);
    let both = PAIRS.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    let (first, second) =
        both.into_iter().find(|(first, second)| head.ends_with(first) && rest.starts_with(second))?;
    let start = at - first.len();
    let end = at + open.len() + second.len();
    if matches!(open, "/" | "／") {
        // 增加/减少情况 names both; 增长/下降3% leaves it open.
        let figure = text[end..].trim_start_matches(['）', ')', ' ']).chars().next();
        let open =
            figure.is_some_and(|c| crate::number::halfwidth(c).is_ascii_digit() || "XxＸ×_＿".contains(c));
        return open.then_some(start..end);
    }
    let close = text[end..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let end = end + close.len_utf8();
    // 增长（下降）率, 增加（减少）额: the name of what may be either.
    const NAMED: &str = "率|额|数|幅度|比例|比率|值|量";
    let sentence_end = text[end..].find(['。', '；', '\n']).map_or(text.len(), |behind| end + behind);
    if words::starts(&text[end..], NAMED) || asks(&text[..start], &text[end..sentence_end]) {
        return None;
    }
    // 收入增加（减少）的主要原因 as a heading names both.
    let names_both =
        words::is(text[end..].trim().trim_end_matches(['：', ':']), "的主要原因|的原因|原因|原因分析|情况");
    (!names_both).then_some(start..end)
}

/// 决算数大于（小于）预算数20%以上的，应说明原因: whether a sentence tells what to do in either case.
fn asks(before: &str, behind: &str) -> bool {
    const NEAR: usize = 60;
    let said = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let said = &said[said.ceil_char_boundary(said.len().saturating_sub(NEAR))..];
    words::has(said, "填表说明|填报说明|评分标准|扣分标准|计分|如果|如有|凡")
        || words::has(
            behind,
            "以上的|的，应|的,应|的应|应说明|应当说明|请说明|须说明|需说明|的，须|的，需|的扣|的，扣|的不得分",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_are_found() {
        let words =
            |text: &str| open_alternatives(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(words("总计增加（减少）5万元，增长（下降）2%"), ["增加（减少）", "增长（下降）"]);
        assert_eq!(words("决算数大于(小于)预算数，（增长/下降）3%"), ["大于(小于)", "增长/下降"]);
        assert!(words("人员增加/减少情况").is_empty());
        assert!(words("收入增加（减少）的主要原因").is_empty());
        assert_eq!(words("收入增加（减少）的主要原因是人员经费增加"), ["增加（减少）"]);
        assert!(words("填表说明：决算数大于（小于）预算数20%以上的，应说明原因。").is_empty());
        assert!(words("增长（下降）率以%表示，年末净资产增加（减少）额为20万元").is_empty());
        assert_eq!(words("支出增加（减少）5万元。上年结余超过20%以上的，应说明"), ["增加（减少）"]);
        assert!(words("增加（减少以“-”号填列）、有增加有减少、增加（因人员减少）").is_empty());
    }
}
