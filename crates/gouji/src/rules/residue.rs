//! Word 域代码和 Excel 错误值的残留：错误!未定义书签。、PAGEREF _Toc、#REF!。

use super::{
    Sink,
    passages::{Gathered, Group, Passage, Wording, passages},
    rule,
};
use crate::model::Model;
use std::ops::Range;

rule! {
    /// # Word 域代码、Excel 错误值残留
    ///
    /// 目录、交叉引用在转换或粘贴时失效，留下“错误!未定义书签。”“PAGEREF _Toc…”“HYPERLINK …”等代码；公式算不出时留下 #REF!、#DIV/0!
    /// 等错误值，列太窄时留下一格 ####。全文合为一处，注明处数。
    ///
    /// ## 反例
    /// ```gj bad
    /// 一、部门概况 PAGEREF _Toc12345678 \h 3
    /// ```
    /// ## 正例
    /// ```gj good
    /// 一、部门概况 3
    /// ```
    /// ## 怎么改
    /// 在 Word 里更新域（全选后按 F9）再导出，或直接删去这些代码；在 Excel 里改正公式、拉宽列，再把数填上。
    FIELD = "GJ124", Warning, Review;
    title: "Word 域代码、Excel 错误值残留", "field codes of Word or error values of Excel are left";
    zh: "有{count}处Word域代码或Excel错误值残留（“{words}”{more}），请更新后重新导出，或改成应有的内容。";
    en: "{count} field codes of Word or error values of Excel are left (“{words}”); update them and export again.";
}

const CODES: [&str; 21] = [
    "错误!未定义书签",
    "错误！未定义书签",
    "错误!未找到引用源",
    "错误！未找到引用源",
    "错误!超链接引用无效",
    "错误！超链接引用无效",
    "Error! Bookmark not defined",
    "Error! Reference source not found",
    "PAGEREF _",
    "HYPERLINK \"",
    "HYPERLINK \\l",
    "TOC \\o",
    "MERGEFORMAT",
    "EMBED Equation",
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#N/A",
    "#NAME?",
    "#NUM!",
    "#NULL!",
];

/// Whether the rule finds anything in a passage.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    !found_in(passage).is_empty()
}

/// Looks for field codes everywhere, tables of contents first of all.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut gathered = Gathered::new(&FIELD);
    for passage in passages(model, Wording::Residue) {
        for range in found_in(&passage) {
            let words = &passage.text[range.clone()];
            gathered.add(Group::Header, passage.span(model, range), words);
        }
    }
    for finding in gathered.findings() {
        sink.push(finding);
    }
}

fn found_in(passage: &Passage<'_>) -> Vec<Range<usize>> {
    // A cell of nothing but ####: the column was too narrow for its figure.
    if passage.cell.is_some() && passage.text.len() > 3 && passage.text.bytes().all(|byte| byte == b'#') {
        return std::iter::once(0..passage.text.len()).collect();
    }
    // 报表公式出现#DIV/0!等错误5处，已更正: speaks of them.
    if passage.text.contains('#') && passage.text.contains("更正") {
        return Vec::new();
    }
    codes(passage.text)
}

fn codes(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['错', 'E', 'H', 'T', '#']) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = CODES
        .iter()
        .flat_map(|code| text.match_indices(code).map(|(at, code)| at..at + code.len()))
        .collect();
    found.sort_unstable_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_text_gives_one_finding() {
        let text =
            "一、职能错误!未定义书签。\n二、机构PAGEREF _Toc123 \\h 3\n三、正文\n|a|错误!未找到引用源。|\n";
        let report = crate::check(text, None);
        let own: Vec<_> = report.findings.iter().filter(|f| f.rule.code == FIELD.code).collect();
        assert_eq!(own.len(), 1);
        assert!(own[0].message(crate::Lang::Zh).contains("有3处"));
        assert!(codes("HYPERION项目，纠正错误，#1楼，3#机组").is_empty());
        assert_eq!(codes("支出#REF!万元，执行率#DIV/0!").len(), 2);
        let report = crate::check("| 项目 | 金额 |\n| 甲 | ##### |\n", None);
        assert!(report.findings.iter().any(|f| f.rule.code == FIELD.code));
    }
}
