//! Whose a figure is, where a text speaks of several projects or units one after the other.
//!
//! The items of such figures carry the name of their owner, so that 三公经费 of one school is not held against that of the next.

use super::{Figure, Home, Table, names};
use crate::syntax::{SectionId, Syntax};
use crate::words;
use std::sync::Arc;

/// Gives the figures of project forms and of units' chapters items of their own. In the report of a single project, `of_project`,
/// the amounts of its form are what the prose speaks of.
pub(super) fn apply(figures: &mut [Figure], tables: &[Table], syntax: &Syntax<'_>, of_project: bool) {
    let several = several_projects(tables, of_project);
    let units = units(syntax);
    if !several && units.iter().all(Option::is_none) {
        return;
    }
    for figure in figures.iter_mut().filter(|figure| !figure.item.is_empty()) {
        let owner = match figure.home {
            Home::Cell { table, row, .. } if several => project_of(&tables[table], row),
            Home::Prose { section: Some(section), .. } => units.get(section.0).and_then(Option::as_ref),
            _ => None,
        };
        if let Some(owner) = owner {
            figure.item = format!("{owner}·{}", figure.item).into();
        }
    }
}

/// Whether forms of projects are those of parts of what the report is about.
fn several_projects(tables: &[Table], of_project: bool) -> bool {
    let mut names = tables.iter().flat_map(|table| &table.projects).map(|(_, name)| name);
    let Some(first) = names.next() else { return false };
    !of_project || names.any(|name| name != first)
}

fn project_of(table: &Table, row: usize) -> Option<&Arc<str>> {
    let above = table.projects.iter().rev().find(|(from, _)| *from <= row);
    above.map(|(_, project)| project)
}

/// For each section the unit that it is about: headings that are nothing but the names of units, at least two beside each
/// other.
fn units(syntax: &Syntax<'_>) -> Vec<Option<Arc<str>>> {
    let named: Vec<Option<Arc<str>>> =
        syntax.sections.iter().map(|section| unit_name(section.title.of(syntax.text))).collect();
    let parent = |at: usize| syntax.sections[at].parent.map_or(0, |parent| parent.0 + 1);
    let mut beside = vec![0; named.len() + 1];
    (0..named.len()).filter(|at| named[*at].is_some()).for_each(|at| beside[parent(at)] += 1);
    let mut units: Vec<Option<Arc<str>>> = Vec::with_capacity(named.len());
    for (at, section) in syntax.sections.iter().enumerate() {
        let own = named[at].clone().filter(|_| beside[parent(at)] >= 2);
        let above = section.parent.and_then(|SectionId(parent)| units.get(parent).cloned().flatten());
        units.push(own.or(above));
    }
    units
}

fn unit_name(title: &str) -> Option<Arc<str>> {
    const TAILS: &str = "局|委员会|办公室|学院|医院|法院|检察院|学校|中学|小学|大学|幼儿园|中心|站|\
            研究所|大队|支队|总队|图书馆|博物馆|文化馆|档案馆|监狱|协会|党校|局机关";
    let label = names::row_label(title);
    let name = label.split(['（', '(']).next().unwrap_or_default().trim();
    let short = (3..=20).contains(&name.chars().count()) && !name.contains(['，', '、', '：', '。']);
    (short && words::ends(name, TAILS)).then(|| name.into())
}
