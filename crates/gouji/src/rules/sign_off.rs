//! 表末填表人、填报日期、联系电话是否填写。

use super::{
    Sink,
    passages::{self, Passage, Wording},
    rule,
};
use crate::{
    finding::{Finding, Severity},
    model::Model,
    syntax::{Node, RawTable},
    text::Span,
    width::is_han,
    words,
};

rule! {
    /// # 填表人、填报日期、联系电话未填
    ///
    /// 表末印有这些栏而没有填写。同一张表的几栏合为一处。签字、盖章栏不查：电子文本里本来就是空的。
    /// 表末没有印这些栏的，不视为缺项。
    ///
    /// 依据：自评表、基础数据表的固定栏目；规程未列为必填的只作提示。
    ///
    /// ## 反例
    /// ```gj bad
    /// 规程：部门整体支出
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 办结件数 | 10   | 10   |
    ///
    /// 填表人：          填报日期：          联系电话：
    /// ```
    /// ## 正例
    /// ```gj good
    /// 规程：部门整体支出
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 办结件数 | 10   | 10   |
    ///
    /// 填表人：张三    填报日期：2024年4月2日    联系电话：2250000
    /// ```
    /// ## 怎么改
    /// 填写空缺的栏目。
    BLANK = "GJ113", Warning, Missing;
    title: "填表人、填报日期、联系电话未填", "the sign-off of a form is blank";
    zh: "{form}的{names}未填写，请补填。";
    en: "{names} of {form} is not filled in.";
}

/// What people sign off with. Keys of one meaning stand together.
const KEYS: [&str; 13] = [
    "填表人",
    "填报人",
    "制表人",
    "填表日期",
    "填报日期",
    "填表时间",
    "填报时间",
    "报送日期",
    "联系电话",
    "联系方式",
    "联系人",
    "电话",
    "审核人",
];

/// A sign-off entry: its key, and whether a value follows.
struct Entry {
    key: &'static str,
    span: Span,
    filled: bool,
}

pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    !entries(passage.text, |_, _| Span::default()).is_empty()
}

/// Looks at the lines around every form.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut run: Vec<Entry> = Vec::new();
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        let entries = match node {
            Node::Paragraph(p) if model.concerns(index, Wording::SignOff) => {
                let place = |at: usize, len: usize| p.flow.span(at..at + len);
                let mut entries = entries(&p.flow.text, place);
                if is_value_below(model, index, &entries) {
                    entries.iter_mut().for_each(|entry| entry.filled = true);
                }
                entries
            }
            Node::Table { table, .. } => {
                report(model, sink, &mut run, index);
                if model.concerns(index, Wording::SignOff) {
                    run = in_table(model, table);
                }
                report(model, sink, &mut run, index + 1);
                continue;
            }
            _ => Vec::new(),
        };
        if entries.is_empty() {
            report(model, sink, &mut run, index);
        } else {
            run.extend(entries);
        }
    }
    let end = model.syntax.nodes.len();
    report(model, sink, &mut run, end);
}

/// 填表人： and on the next line 张三, or 填表人：  联系电话： and below them 张三  8223456: whether what is asked for on a line stands on the one below it.
fn is_value_below(model: &Model<'_>, index: usize, entries: &[Entry]) -> bool {
    /// Longest line that is nothing but values, in characters.
    const LONG: usize = 60;
    if entries.is_empty() || entries.iter().any(|entry| entry.filled) {
        return false;
    }
    let Some(Node::Paragraph(below)) = model.syntax.nodes.get(index + 1) else { return false };
    let line = below.flow.text.trim();
    let values = line.split_whitespace().count();
    let plain = below.number.is_none()
        && line.chars().count() <= LONG
        && !line.contains(['：', ':', '。', '，', '；']);
    plain && values == entries.len() && !is_blank(line) && !words::ends(line, "表|报告|说明")
}

/// One finding for the entries that stand together before node `end`.
fn report(model: &Model<'_>, sink: &mut Sink, run: &mut Vec<Entry>, end: usize) {
    let entries = std::mem::take(run);
    let blank: Vec<&Entry> = entries.iter().filter(|entry| !entry.filled).collect();
    let Some(span) = blank.iter().map(|entry| entry.span).reduce(Span::join) else { return };
    let Some(table) = model.tables.iter().rfind(|table| table.node < end) else { return };
    let form = table.form.and_then(|form| model.rules.forms.get(form));
    let mut names: Vec<&str> = Vec::new();
    for entry in &blank {
        if !names.contains(&entry.key) {
            names.push(entry.key);
        }
    }
    let mut finding =
        Finding::new(&BLANK, span).with("form", model.table_name(table)).with("names", names.join("、"));
    finding.place = model.table_name(table);
    let demanded =
        form.is_some_and(|form| names.iter().any(|name| form.sign_off.iter().any(|key| key == name)));
    if !demanded {
        finding.severity = Severity::Hint;
    }
    sink.push(finding);
}

/// The entries of a line: a key is followed by its value or by the next key.
fn entries(text: &str, place: impl Fn(usize, usize) -> Span) -> Vec<Entry> {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    if !text.contains(['：', ':']) || !text.contains(['填', '制', '报', '联', '电', '审']) {
        return Vec::new();
    }
    for key in KEYS {
        for (at, _) in text.match_indices(key) {
            let end = at + key.len();
            let colon = text[end..].trim_start_matches([' ', '\u{3000}', '\u{a0}']);
            // 电话 of 联系电话 is no key of its own.
            let whole = !passages::before(text, at).is_some_and(is_han);
            if colon.starts_with(['：', ':']) && whole {
                found.push((at, end, key));
            }
        }
    }
    found.sort_unstable();
    let ends = found.iter().skip(1).map(|next| next.0).chain([text.len()]).collect::<Vec<_>>();
    found
        .iter()
        .zip(ends)
        .map(|(&(at, end, key), next)| Entry {
            key,
            span: place(at, end - at),
            filled: !is_blank(&text[end..next]),
        })
        .collect()
}

/// Entries in cells; a value may stand in the next cell. A form's own columns for people are no sign-off.
fn in_table(model: &Model<'_>, table: &RawTable<'_>) -> Vec<Entry> {
    let mut found = Vec::new();
    for row in &table.rows {
        for (i, cell) in row.cells.iter().enumerate() {
            let place = |at: usize, len: usize| {
                let wanted = cell.text.get(at..at + len).unwrap_or_default();
                crate::model::cells::locate(model.text(), cell.span, wanted).unwrap_or(cell.span)
            };
            let mut entries = entries(&cell.text, place);
            if let Some(last) = entries.last_mut().filter(|entry| !entry.filled) {
                let next = row.cells.get(i + 1);
                last.filled = next.is_some_and(|next| {
                    !is_blank(&next.text) && !KEYS.iter().any(|key| next.text.starts_with(key))
                });
            }
            found.extend(entries);
        }
    }
    found
}

/// Nothing but white space, lines to write on, and the 年 月 日 that a form prints, with its year perhaps.
fn is_blank(value: &str) -> bool {
    let filler = |c: char| {
        c.is_whitespace() || "：:_＿年月日—-、，。（）()".contains(c) || crate::syntax::INVISIBLE.contains(&c)
    };
    if value.chars().all(filler) {
        return true;
    }
    let Some((year, rest)) = value.split_once('年') else { return false };
    let printed = year.trim().chars().all(|c| filler(c) || crate::number::halfwidth(c).is_ascii_digit());
    printed && rest.trim_start().starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let report = crate::check(text, None);
        let own = report.findings.iter().filter(|f| f.rule.code == BLANK.code);
        own.map(|f| format!("{:?} {}", f.severity, f.message(crate::Lang::Zh))).collect()
    }

    const FORM: &str =
        "整体支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t得分\n产出\t数量\t件数\t10\t10\n";

    #[test]
    fn one_finding_for_the_foot_of_a_form() {
        for foot in [
            "填表人：    填报日期：  年  月  日   联系电话：\n",
            "填表人：\n填报日期：\n联系电话：____\n",
            "填表人：\t填报日期：\t联系电话：\n",
            "填表人： 填报日期：2024年  月  日 联系电话：\n",
        ] {
            let all = found(&format!("2023年度某局部门整体支出绩效自评报告\n{FORM}\n{foot}"));
            assert_eq!(
                all,
                ["Warning 整体支出绩效自评表的填表人、填报日期、联系电话未填写，请补填。"],
                "{foot}"
            );
        }
    }

    #[test]
    fn what_is_filled_in_or_not_printed_is_no_fault() {
        for foot in [
            "填表人：张三 填报日期：2024.4.2 联系电话：0745-2250000\n",
            "",
            "填表人：\t张三\t联系电话：\t2250000\n",
            "单位负责人（签字）：\n",
        ] {
            let all = found(&format!("2023年度某局部门整体支出绩效自评报告\n{FORM}\n{foot}"));
            assert!(all.is_empty(), "{foot} {all:?}");
        }
    }

    #[test]
    fn only_the_blank_ones_are_named() {
        let all =
            found(&format!("2023年度某局部门整体支出绩效自评报告\n{FORM}\n填表人：张三   联系电话：\n"));
        assert_eq!(all, ["Warning 整体支出绩效自评表的联系电话未填写，请补填。"]);
    }
}
