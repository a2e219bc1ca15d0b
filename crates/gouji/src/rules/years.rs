//! 附表、附件标题的年度与报告年度是否一致。

use super::{Sink, rule, sections::title_span};
use crate::{
    finding::{Finding, Phrase, Words},
    model::Model,
    syntax::{Node, RawTable},
    text::Span,
    words,
};
use std::ops::Range;

rule! {
    /// # 表题年度与报告不符
    ///
    /// 报告是某一年度的，所附自评表、预算表、决算表的标题却写着更早的年度，多半是套用了上年的表。
    /// 列名里的上年、比较和结转，发文字号，以及“上年结果应用”一类标题不算。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年度某市某局部门整体支出绩效自评报告
    ///
    /// 一、基本情况
    ///
    /// 附件1：2022年度整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 办结件数 | 10   | 10   |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年度某市某局部门整体支出绩效自评报告
    ///
    /// 一、基本情况
    /// 二、2022年度绩效评价结果应用情况
    ///
    /// 附件1：2023年度整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 办结件数 | 10   | 10   |
    /// ```
    /// ## 怎么改
    /// 核对所附是不是本年度的表，改正年度。
    STALE = "GJ151", Warning, Review;
    title: "表题年度与报告不符", "a form is of another year than the report";
    zh: "报告为{year}年度，此处标题写作“{words}”，请核对年度。";
    en: "the report is on {year}, but this title says “{words}”; check the year.";
}

static REPORT: Phrase = Phrase { zh: "报告标题：{year}年度", en: "the report's title: {year}" };

/// Rows at the head of a form in which its title may stand.
const TITLE_ROWS: usize = 3;

/// Looks at the titles of forms and annexes.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let Some(year) = report_year(model) else { return };
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        match node {
            Node::Paragraph(p) if !p.contents && p.number.is_none() && heads_table(model, index) => {
                if let Some(range) = stale(&p.flow.text, year) {
                    report(model, sink, year, p.flow.span(range.clone()), &p.flow.text[range]);
                }
            }
            Node::Division { span, annex: true } => report_line(model, sink, year, *span),
            Node::Block(block) => report_line(model, sink, year, block.title),
            Node::Table { table, .. } => in_form(model, sink, year, table),
            _ => {}
        }
    }
}

fn report_line(model: &Model<'_>, sink: &mut Sink, year: i32, span: Span) {
    if let Some(range) = stale(span.of(model.text()), year) {
        let place = Span::new(span.start + range.start, span.start + range.end);
        report(model, sink, year, place, place.of(model.text()));
    }
}

/// The title of a form often stands in its own first rows.
fn in_form(model: &Model<'_>, sink: &mut Sink, year: i32, table: &RawTable<'_>) {
    for row in table.rows.iter().take(TITLE_ROWS).filter(|row| row.cells.len() == 1) {
        report_line(model, sink, year, row.cells[0].span);
    }
}

fn report(model: &Model<'_>, sink: &mut Sink, year: i32, span: Span, words: &str) {
    let title = title_span(model);
    if title.contains(span) {
        return;
    }
    let finding = Finding::new(&STALE, span).with("year", year).with("words", words);
    sink.push(finding.relate(title, Words::new(&REPORT).with("year", year)));
}

/// The year of the report, where its title names one year and no other.
fn report_year(model: &Model<'_>) -> Option<i32> {
    let said: Vec<i32> = years(&model.title).map(|(_, year)| year).collect();
    let year = model.year?;
    let header = model.syntax.header.iter().any(|field| field.key.of(model.text()) == "年度");
    ((header && said.is_empty()) || (!said.is_empty() && said.iter().all(|said| *said == year)))
        .then_some(year)
}

/// Whether a short line stands right above a table, with no more than a unit's name and the like between.
fn heads_table(model: &Model<'_>, index: usize) -> bool {
    for node in model.syntax.nodes[index + 1..].iter().take(3) {
        match node {
            Node::Table { .. } => return true,
            Node::Paragraph(p)
                if p.number.is_none() && p.flow.text.chars().count() <= 40 && !p.flow.text.contains('。') => {
            }
            _ => return false,
        }
    }
    false
}

/// An earlier year in the title of a form.
fn stale(title: &str, year: i32) -> Option<Range<usize>> {
    let short = title.chars().count() <= 50 && !title.contains(['。', '；', '，']);
    let compares = "至|较|比|对照|上年|结转|结果|应用|整改|年末|年初|以来|决算数|预算数|-|—|～|、";
    if !short || words::has(title, compares) {
        return None;
    }
    let form = title.ends_with('表') && words::has(title, "自评|绩效|预算|决算|基础数据");
    let alone =
        title.trim().trim_matches(['（', '）', '(', ')']).trim_end_matches('度').trim_end_matches('年').len()
            == 4;
    let mut said = years(title);
    let (_, first) = said.next()?;
    let other = said.next().is_some();
    ((form || alone) && !other && first < year && first + 3 >= year).then_some(0..title.len())
}

/// Years named in a text: 2023年, 2023年度.
fn years(text: &str) -> impl Iterator<Item = (Range<usize>, i32)> + '_ {
    text.match_indices('年').filter_map(|(at, sign)| {
        let digits: Vec<char> =
            text[..at].chars().rev().take_while(|c| crate::number::halfwidth(*c).is_ascii_digit()).collect();
        let year: String = digits.iter().rev().copied().map(crate::number::halfwidth).collect();
        let start = at - digits.iter().map(|c| c.len_utf8()).sum::<usize>();
        let year = year.parse().ok().filter(|year| digits.len() == 4 && (1990..2100).contains(year))?;
        Some((start..at + sign.len(), year))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let report = crate::check(text, None);
        let own = report.findings.iter().filter(|f| f.rule.code == STALE.code);
        own.map(|f| f.message(crate::Lang::Zh)).collect()
    }

    const ROWS: &str = "一级指标\t二级指标\t三级指标\t分值\t得分\n产出\t数量\t件数\t10\t10\n";

    #[test]
    fn a_form_of_last_year_is_found() {
        let title = "2023年度某市某局部门整体支出绩效自评报告\n一、基本情况\n";
        assert_eq!(found(&format!("{title}整体支出绩效自评表\n（2022年度）\n{ROWS}")).len(), 1);
        assert_eq!(found(&format!("{title}2022年度整体支出绩效自评表\n填报单位：某局\n{ROWS}")).len(), 1);
        assert_eq!(found(&format!("{title}附件2：2022年整体支出绩效自评表\n{ROWS}")).len(), 1);
    }

    #[test]
    fn comparisons_next_year_and_numbers_of_documents_are_none() {
        let title = "2023年度某市某局部门整体支出绩效自评报告\n一、基本情况\n";
        for line in [
            "2023年度整体支出绩效自评表",
            "2024年度部门整体支出绩效目标表",
            "2021—2023年支出情况表",
            "2022年度与2023年度预算对照表",
            "三公经费决算表（2022年决算数、2023年决算数）",
        ] {
            let text = format!("{title}{line}\n{ROWS}");
            assert!(found(&text).is_empty(), "{line} {:?}", found(&text));
        }
    }
}
