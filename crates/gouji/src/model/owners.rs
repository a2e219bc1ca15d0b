//! Whose a figure is, where a text speaks of several projects or units one after the other.
//!
//! The items of such figures carry the name of their owner, so that 三公经费 of one school is not held against that of the next.

use super::{Figure, Home, Table, heading::Heading, names};
use crate::map::Map;
use crate::syntax::{Section, SectionId};
use crate::words;
use std::sync::Arc;

/// Gives the figures of project forms and of units' chapters items of their own. In the report of a single project, `of_project`,
/// the amounts of its form are what the prose speaks of.
pub(super) fn apply(
    figures: &mut [Figure],
    tables: &[Table],
    (sections, headings): (&[Section], &[Arc<Heading>]),
    of_project: bool,
) {
    let forms = forms(tables, of_project);
    let units = units(sections, headings);
    if forms.iter().all(Vec::is_empty) && units.iter().all(Option::is_none) {
        return;
    }
    for figure in figures.iter_mut().filter(|figure| !figure.item.is_empty()) {
        let owner = match figure.home {
            Home::Cell { table, row, .. } => project_of(&forms[table], row),
            Home::Prose { section: Some(section), .. } => units.get(section.0).and_then(Option::as_ref),
            _ => None,
        };
        if let Some(owner) = owner {
            figure.item = format!("{owner}·{}", figure.item).into();
        }
    }
}

/// Rows of a table from which on its figures are those of a project, with its name.
type Forms = Vec<(usize, Arc<str>)>;

/// For each table the forms of projects in it. None where all are of the one project that the report is about.
fn forms(tables: &[Table], of_project: bool) -> Vec<Forms> {
    let of_unit = |table: &Table| table.title.contains("整体");
    let funded = tables.iter().filter(|table| table.funds.is_some()).count();
    let mut forms: Vec<Forms> = tables.iter().map(|table| table.projects.clone()).collect();
    for (form, table) in forms.iter_mut().zip(tables) {
        // A form that does not name its project is one of its own all the same where it is not the only one.
        let unnamed = form.is_empty() && table.funds.is_some() && !of_unit(table);
        if unnamed && (table.title.contains("项目") || funded > 1) {
            form.push((0, table.title.as_str().into()));
        }
    }
    let all: Vec<&mut (usize, Arc<str>)> = forms.iter_mut().flatten().collect();
    let one = all.first().is_none_or(|(_, first)| all.iter().all(|(_, name)| name == first));
    // A report on a project that annexes the form of the department is of both.
    let with_unit = tables.iter().any(|table| table.funds.is_some() && of_unit(table));
    if of_project && one && !with_unit {
        return vec![Vec::new(); tables.len()];
    }
    // Two forms of one name are still two.
    let mut names: Map<Arc<str>, (Arc<str>, usize)> = Map::new();
    for (_, name) in all {
        let (_, count) = names.entry_or_insert_with(name.clone(), || (name.clone(), 0));
        *count += 1;
        if *count > 1 {
            *name = format!("{name}（{count}）").into();
        }
    }
    forms
}

fn project_of(forms: &Forms, row: usize) -> Option<&Arc<str>> {
    let above = forms.iter().rev().find(|(from, _)| *from <= row);
    above.map(|(_, project)| project)
}

/// For each section the chapter that it lies in, where several chapters beside each other speak of different things of one
/// kind: the heading around them, and the chapter. What such chapters call by one name is not one figure.
pub(super) fn chapters(sections: &[Section], headings: &[Arc<Heading>]) -> Vec<Option<(usize, usize)>> {
    let parent = |at: usize| sections[at].parent.map_or(0, |parent| parent.0 + 1);
    let mut beside = vec![[0; KINDS.len()]; sections.len() + 1];
    for (at, heading) in headings.iter().enumerate() {
        heading.kind.iter().for_each(|kind| beside[parent(at)][*kind] += 1);
    }
    let mut chapters: Vec<Option<(usize, usize)>> = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        let above = section.parent.and_then(|SectionId(parent)| chapters.get(parent).copied().flatten());
        let several = |kind: &usize| beside[parent(at)][*kind] >= 2;
        chapters.push(above.or_else(|| headings[at].kind.filter(several).map(|_| (parent(at), at))));
    }
    chapters
}

/// Headings of one kind: stages of a budget, reaches of a report and times by their whole words, all else by what they end
/// with.
const KINDS: [&str; 11] = [
    "年初预算|预算|预算情况|年初预算情况|预算安排|预算安排情况|预算编制情况|决算|决算情况|执行情况|预算执行|预算执行情况|调整前|调整后",
    "全县|全市|全区|全省|部门汇总|汇总|部门整体|单位整体|整体|全系统|机关|二级单位|二级预算单位|下属单位|下属事业单位|所属单位|\
        所属事业单位|行政单位|事业单位|参公单位|乡镇|城区|农村|省级|市级|县级|区级",
    "上半年|下半年|全年|十三五|十四五|“十三五”|“十四五”|“十三五”时期|“十四五”时期|十三五时期|十四五时期",
    "项目",
    "经费",
    "专项",
    "资金",
    "工程",
    "低保",
    "医保",
    "保险",
];
/// The kind of units, places and levels: 局本级, 甲中心 and 某某镇 beside each other are each of another.
const REACH: usize = 1;
const TIME: usize = 2;

/// What kind of thing a heading names, as an index of [`KINDS`].
pub(super) fn kind_of_chapter(title: &str) -> Option<usize> {
    /// Ends of the names of units, places and levels.
    const REACHES: &str = "本级|镇|乡|村|街道|社区|学|县|市|区|院|机关|财政所|服务所";
    let label = names::row_label(title);
    let name = label.split(['（', '(', '：', ':']).next().unwrap_or_default().trim();
    if !(2..=20).contains(&name.chars().count()) || name.contains(['，', '、', '。']) {
        return None;
    }
    let kind = |name: &str| {
        let listed = KINDS
            .iter()
            .position(|words| words::is(name, words) || (!words.contains('|') && name.ends_with(words)));
        let reach = || (words::ends(name, REACHES) || words::ends(name, UNITS)).then_some(REACH);
        let time = || {
            let is_time = words::ends(name, "季度|月|月份") || words::starts(name, "上半年|下半年|全年");
            is_time.then_some(TIME)
        };
        listed.or_else(reach).or_else(time)
    };
    // 甲中心情况, 项目一.
    let short = words::without_tail(name, "基本情况|收支情况|收支|情况").unwrap_or(name);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    kind(name).or_else(|| kind(short)).or_else(|| kind(short.trim_end_matches(numeral)))
}

/// Ends of the names of units.
const UNITS: &str = "局|委员会|办公室|学院|医院|法院|检察院|学校|中学|小学|大学|幼儿园|中心|站|\
    研究所|管理所|大队|支队|总队|图书馆|博物馆|文化馆|档案馆|监狱|协会|党校|局机关";

/// For each section the unit that it is about: headings that are nothing but the names of units, at least two beside each
/// other.
fn units(sections: &[Section], headings: &[Arc<Heading>]) -> Vec<Option<Arc<str>>> {
    let parent = |at: usize| sections[at].parent.map_or(0, |parent| parent.0 + 1);
    let mut beside = vec![0; sections.len() + 1];
    let named = (0..sections.len()).filter(|at| headings[*at].unit.is_some());
    named.for_each(|at| beside[parent(at)] += 1);
    let mut units: Vec<Option<Arc<str>>> = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        let own = headings[at].unit.clone().filter(|_| beside[parent(at)] >= 2);
        let above = section.parent.and_then(|SectionId(parent)| units.get(parent).cloned().flatten());
        units.push(own.or(above));
    }
    units
}

pub(super) fn unit_name(title: &str) -> Option<Arc<str>> {
    let label = names::row_label(title);
    let name = label.split(['（', '(']).next().unwrap_or_default().trim();
    let short = (3..=20).contains(&name.chars().count()) && !name.contains(['，', '、', '：', '。']);
    (short && words::ends(name, UNITS)).then(|| name.into())
}
