//! Word 域代码的残留：错误!未定义书签。、PAGEREF _Toc、HYPERLINK。

use super::{
    Sink,
    passages::{Gathered, Group, Passage, Wording, passages},
    rule,
};
use crate::model::Model;
use std::ops::Range;

rule! {
    /// # Word 域代码残留
    ///
    /// 目录、交叉引用在转换或粘贴时失效，留下“错误!未定义书签。”“PAGEREF _Toc…”“HYPERLINK …”等代码。全文合为一处，注明处数。
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
    /// 在 Word 里更新域（全选后按 F9）再导出，或直接删去这些代码。
    FIELD = "GJ124", Warning, Review;
    title: "Word 域代码残留", "field codes of Word are left";
    zh: "有{count}处Word域代码残留（“{words}”{more}），请更新域后重新导出或删去。";
    en: "{count} field codes of Word are left (“{words}”); update the fields and export again.";
}

const CODES: [&str; 14] = [
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
];

/// Whether the rule finds anything in a passage.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    !codes(passage.text).is_empty()
}

/// Looks for field codes everywhere, tables of contents first of all.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut gathered = Gathered::new(&FIELD);
    for passage in passages(model, Wording::Residue) {
        for range in codes(passage.text) {
            let words = &passage.text[range.clone()];
            gathered.add(Group::Header, passage.span(model, range), words);
        }
    }
    for finding in gathered.findings() {
        sink.push(finding);
    }
}

fn codes(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['错', 'E', 'H', 'T']) {
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
        assert!(codes("HYPERION项目，纠正错误").is_empty());
    }
}
