//! What the words of a heading say by themselves of what stands below it.

use super::owners;
use crate::{
    AGAIN,
    memory::Prose,
    statement::reader::Lead,
    syntax::{SPACE, Section, Syntax},
    words,
};
use std::sync::Arc;

/// What is known of a heading by its words.
#[derive(Debug)]
pub(crate) struct Heading {
    /// What the paragraphs below are about.
    pub(super) lead: Lead,
    /// The kind of thing that it names.
    pub(super) kind: Option<usize>,
    /// The unit that it is the name of.
    pub(super) unit: Option<Arc<str>>,
}

impl Heading {
    pub(crate) fn of(title: &str) -> Self {
        Self {
            lead: Lead::of_title(title),
            kind: owners::kind_of_chapter(title),
            unit: owners::unit_name(title),
        }
    }
}

/// What a heading says behind its number: 局本级 of 第一部分 局本级.
fn words_of<'t>(section: &Section, text: &'t str) -> &'t str {
    let title = section.title.of(text);
    // The title of another report names nothing that its figures are about.
    if section.number.is_none()
        && words::ends(title.trim_end_matches(SPACE), "报告|）|)")
        && title.contains("报告")
    {
        return "";
    }
    let behind = ["部分", "章", "篇"].iter().filter_map(|part| title.split_once(part));
    let behind = behind.min_by_key(|(sign, _)| sign.len()).filter(|_| section.number.is_none());
    let words = behind.filter(|(sign, _)| sign.trim_start_matches(SPACE).starts_with('第'));
    words.map_or(title, |(_, words)| words.trim_matches(|c| SPACE.contains(&c) || "、，．.：".contains(c)))
}

/// The heading of every section.
pub(super) fn headings(syntax: &Syntax<'_>, memory: Option<&mut Prose>) -> Vec<Arc<Heading>> {
    let titles = syntax.sections.iter().map(|section| words_of(section, syntax.text));
    match memory.filter(|_| AGAIN) {
        Some(memory) => titles.map(|title| memory.heading(title)).collect(),
        None => titles.map(|title| Arc::new(Heading::of(title))).collect(),
    }
}
