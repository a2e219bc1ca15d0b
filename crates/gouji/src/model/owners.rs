//! Whose a figure is, where a text speaks of several projects or units one after the other.
//!
//! The items of such figures carry the name of their owner, so that 三公经费 of one school is not held against that of the next.

use super::{Figure, Home, Table, heading::Heading, names};
use crate::map::Map;
use crate::syntax::{Node, Section, SectionId, Syntax};
use crate::words;
use std::sync::Arc;

/// Gives the figures of project forms and of units' chapters items of their own. In the report of a single project, `of_project`,
/// the amounts of its form are what the prose speaks of.
pub(super) fn apply(
    figures: &mut [Figure],
    tables: &[Table],
    (syntax, headings): (&Syntax<'_>, &[Arc<Heading>]),
    of_project: bool,
) {
    of_reports(figures, tables, &syntax.reports);
    let sections = &syntax.sections;
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

/// Gives the figures of every report behind the first items of their own: 三公经费 of 2019 is not that of 2023.
fn of_reports(figures: &mut [Figure], tables: &[Table], reports: &[usize]) {
    if reports.is_empty() {
        return;
    }
    for figure in figures.iter_mut().filter(|figure| !figure.item.is_empty()) {
        let node = match figure.home {
            Home::Cell { table, .. } => tables.get(table).map_or(0, |table| table.node),
            Home::Prose { node, .. } => node,
        };
        let report = reports.partition_point(|title| *title <= node);
        if report > 0 {
            figure.item = format!("报告{}·{}", report + 1, figure.item).into();
        }
    }
}

/// The item of a figure, whichever of several reports it stands in.
pub(super) fn in_any_report(item: &str) -> &str {
    item.strip_prefix("报告").and_then(|item| item.split_once('·')).map_or(item, |(_, item)| item)
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

/// The chapter that a figure stands in and what is around it: below a heading with a number, and below one without.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Chapter {
    pub(super) numbered: Option<(usize, usize)>,
    pub(super) plain: Option<((Option<SectionId>, usize), usize)>,
}

impl Chapter {
    /// Whether the two lie beside each other.
    pub(crate) fn differs(self, other: Self) -> bool {
        fn beside<T: PartialEq>(first: Option<(T, usize)>, second: Option<(T, usize)>) -> bool {
            first.zip(second).is_some_and(|(first, second)| first.0 == second.0 && first.1 != second.1)
        }
        beside(self.numbered, other.numbered) || beside(self.plain, other.plain)
    }
}

/// A heading without a number that names a unit or a time, and the section in which it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainChapter {
    node: usize,
    around: Option<SectionId>,
    kind: usize,
}

/// 局本级 | 公务接待费10万元。 | 乡镇 | 公务接待费5万元。: the headings without a number where several of one kind stand in one section, in
/// the order of the text.
pub(super) fn plain_chapters(syntax: &Syntax<'_>) -> Vec<PlainChapter> {
    let chapter = |(node, content): (usize, &Node<'_>)| match content {
        Node::Paragraph(line) if line.number.is_none() && !line.contents => {
            let kind = kind_of_line(&line.flow.text)?;
            Some(PlainChapter { node, around: line.section, kind })
        }
        _ => None,
    };
    let mut found: Vec<PlainChapter> = syntax.nodes.iter().enumerate().filter_map(chapter).collect();
    let key = |chapter: &PlainChapter| (chapter.around, chapter.kind);
    let mut keys: Vec<_> = found.iter().map(key).collect();
    keys.sort_unstable();
    let is_one = |at: usize, of: &(Option<SectionId>, usize)| keys.get(at) == Some(of);
    found.retain(|chapter| is_one(keys.partition_point(|other| *other < key(chapter)) + 1, &key(chapter)));
    found
}

/// The chapter without a number that a paragraph stands in, and what tells those beside it from others.
pub(super) fn plain_chapter(
    syntax: &Syntax<'_>,
    chapters: &[PlainChapter],
    (node, section): (usize, Option<SectionId>),
) -> Option<((Option<SectionId>, usize), usize)> {
    /// Headings before the paragraph that are looked at.
    const NEAR: usize = 8;
    let lies_in = |around: SectionId| {
        let mut above = section;
        while let Some(id) = above.filter(|id| *id > around) {
            above = syntax.sections.get(id.0).and_then(|section| section.parent);
        }
        above == Some(around)
    };
    let before = chapters.partition_point(|chapter| chapter.node <= node);
    let mut near = chapters[..before].iter().rev().take(NEAR);
    let chapter = near.find(|chapter| chapter.around.is_none_or(lies_in))?;
    Some(((chapter.around, chapter.kind), chapter.node))
}

/// What kind of thing a line by itself names, or what stands before its colon: 【局本级】, ●乡镇, 1.1 局本级, 乡镇：公用经费20万元.
fn kind_of_line(line: &str) -> Option<usize> {
    /// Longest heading, in bytes.
    const LONGEST: usize = 90;
    let (label, inline) =
        line.split_once(['：', ':']).map_or((line, false), |(label, rest)| (label, !rest.trim().is_empty()));
    if label.len() > LONGEST
        || label.contains(['。', '；', '，', '《', '%']) && !label.starts_with(is_numeral)
    {
        return None;
    }
    let sign = label.find(|c: char| !is_sign(c)).unwrap_or_default();
    let (sign, name) = label.split_at(sign);
    // 2023年 is no number of a heading.
    let name = if sign.ends_with(|c: char| c.is_ascii_digit()) { label } else { name };
    let behind = name.trim_start_matches(is_numeral);
    let name = if behind.len() < name.len() {
        behind.trim_start_matches(['，', ',', ' ', '\u{3000}'])
    } else {
        name
    };
    let kind = kind_of_chapter(name.trim_end_matches(['*', '】', ' ', '\u{3000}']))?;
    (!inline || matches!(kind, REACH | TIME)).then_some(kind)
}

fn is_numeral(char: char) -> bool {
    "一二三四五六七八九十".contains(char)
}

/// What a heading may begin with that is no word: ●, ##, **, 【, A., Ⅰ、, 1.1.
fn is_sign(char: char) -> bool {
    char.is_ascii() && !char.is_ascii_lowercase()
        || "●◆■○★·—【、．） \u{3000}".contains(char)
        || ('Ⅰ'..='ⅻ').contains(&char)
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
    let numeral = |c: char| c.is_ascii_digit() || is_numeral(c);
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
