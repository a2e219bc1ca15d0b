//! What the words of a heading say by themselves of what stands below it.

use super::owners;
use crate::{AGAIN, memory::Prose, statement::reader::Lead, syntax::Syntax};
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

/// The heading of every section.
pub(super) fn headings(syntax: &Syntax<'_>, memory: Option<&mut Prose>) -> Vec<Arc<Heading>> {
    let titles = syntax.sections.iter().map(|section| section.title.of(syntax.text));
    match memory.filter(|_| AGAIN) {
        Some(memory) => titles.map(|title| memory.heading(title)).collect(),
        None => titles.map(|title| Arc::new(Heading::of(title))).collect(),
    }
}
