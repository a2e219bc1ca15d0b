//! Which report a text is: its title, who reports, on which year.

use super::names::read_label;
use crate::{
    number::{Dimension, Unit, parse_unit, year_digit},
    syntax::{Node, Syntax},
    text::Span,
};

/// Title, unit and year of a report, from its header or its first lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity {
    pub(crate) title: String,
    pub(crate) unit_name: String,
    pub(crate) year: Option<i32>,
    /// 简称: other names of the unit, between 、.
    pub(crate) short_names: String,
    /// 金额单位 as the header names it.
    pub(crate) amount_unit: Option<Unit>,
    /// 规程 as the header names it.
    pub(crate) ruleset: Option<Span>,
    /// Whether somebody named the rule set; else the title only suggests one.
    pub(crate) asked: bool,
}

/// Who reports on which year.
pub(crate) fn identify(syntax: &Syntax<'_>) -> Identity {
    let mut identity = Identity::default();
    for field in &syntax.header {
        let value = field.value.of(syntax.text);
        match field.key.of(syntax.text) {
            "报告" => value.clone_into(&mut identity.title),
            "填报单位" | "单位名称" | "部门" => value.clone_into(&mut identity.unit_name),
            "年度" => identity.year = year_in(value).or_else(|| four_digits(value)),
            "简称" => value.replace(['，', ',', '；', ' '], "、").clone_into(&mut identity.short_names),
            "金额单位" => {
                identity.amount_unit =
                    parse_unit(value.trim()).filter(|unit| unit.dimension == Dimension::Money)
            }
            "规程" => identity.ruleset = Some(field.value),
            _ => {}
        }
    }
    // The title ends with the first line of running text; forms come without any.
    let mut lines = Vec::new();
    for node in syntax.nodes.iter().take(12) {
        match node {
            Node::Paragraph(p)
                if p.number.is_none() && !p.flow.text.contains('。') && p.flow.text.chars().count() < 80 =>
            {
                lines.push(p.flow.text.trim().to_owned());
            }
            Node::Division { .. } if lines.is_empty() => {}
            _ => break,
        }
    }
    if identity.title.is_empty() {
        identity.title = lines
            .iter()
            .filter(|line| !(line.contains(['：', ':']) || is_dated(line) && line.ends_with(['日', '月'])))
            .take(4)
            .cloned()
            .collect::<Vec<_>>()
            .concat();
    }
    if identity.title.is_empty() {
        identity.title = first_table_text(syntax);
    }
    if identity.unit_name.is_empty() {
        identity.unit_name = unit_name(syntax, &identity.title);
    }
    if identity.year.is_none() {
        let near = lines.iter().filter(|line| !is_dated(line)).find_map(|line| year_in(line));
        let of_form = || year_in(&first_table_text(syntax));
        identity.year =
            year_in(&identity.title).or(near).or_else(of_form).or_else(|| usual_year(syntax.text));
    }
    identity
}

/// The words before and in the first table, for texts that are nothing but a form.
fn first_table_text(syntax: &Syntax<'_>) -> String {
    for node in &syntax.nodes {
        if let Node::Table { table, .. } = node {
            return table
                .rows
                .iter()
                .take(3)
                .flat_map(|row| &row.cells)
                .map(|cell| cell.text.as_ref())
                .collect();
        }
    }
    String::new()
}

/// A year by itself: 2023.
fn four_digits(value: &str) -> Option<i32> {
    let digits: String = value.trim().chars().map(crate::number::halfwidth).collect();
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// The first 20xx年 of a text.
fn year_in(text: &str) -> Option<i32> {
    years_in(text).next()
}

/// Whether a line says when, and not on which year: 2024年3月15日, 评价时间：2024年1月至3月.
fn is_dated(line: &str) -> bool {
    let month = |(_, rest): (&str, &str)| {
        let behind = rest.trim_start().trim_start_matches(|c| year_digit(c).is_ascii_digit() || c == '十');
        behind.len() < rest.trim_start().len() && behind.trim_start().starts_with('月')
    };
    line.split_once('年').is_some_and(month)
}

/// The years of a text, in digits or as 二〇二二年.
pub(crate) fn years_in(text: &str) -> impl Iterator<Item = i32> {
    text.match_indices('年').filter_map(|(at, _)| {
        let head: String = text[..at].trim_end().chars().rev().take(4).map(year_digit).collect();
        let year: String = head.chars().rev().collect();
        year.parse().ok().filter(|y| (1990..2100).contains(y))
    })
}

/// The year that a text without one in its title speaks of most; none where two are named as often.
fn usual_year(text: &str) -> Option<i32> {
    const FEWEST: usize = 2;
    let mut named: Vec<i32> = years_in(text).collect();
    named.sort_unstable();
    let mut counts: Vec<(usize, i32)> =
        named.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
    counts.sort_unstable();
    let (most, year) = counts.pop()?;
    let next = counts.last().map_or(0, |(count, _)| *count);
    (most >= FEWEST && most > next).then_some(year)
}

/// 填报单位：… under the title of a form, or else what stands before the year's report in the title.
fn unit_name(syntax: &Syntax<'_>, title: &str) -> String {
    for key in ["填报单位：", "填报单位:", "单位名称：", "单位名称:", "预算部门：", "编制部门："]
    {
        if let Some(at) = syntax.text.find(key) {
            let rest = &syntax.text[at + key.len()..];
            let end = rest.find(['\n', '\r', '\t', '|', '｜']).unwrap_or(rest.len());
            let name =
                rest[..end].split("  ").next().unwrap_or_default().trim_matches(|c: char| c.is_whitespace());
            if !name.is_empty() && name.chars().count() < 40 {
                return name.to_owned();
            }
        }
    }
    unit_in_title(title)
}

/// The unit that a report's title begins with.
pub(crate) fn unit_in_title(title: &str) -> String {
    let label = read_label(title);
    let end = ["部门整体", "整体支出", "部门支出", "部门预算", "部门决算", "绩效", "年度", "项目"]
        .iter()
        .filter_map(|word| label.name.find(word))
        .min()
        .unwrap_or(label.name.len());
    let name = &label.name[..end];
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度').to_owned()
}
