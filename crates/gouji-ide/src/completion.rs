//! What can be written at a place.

use crate::{Analysis, Edit};
use serde::Serialize;

/// What a completion is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum CompletionKind {
    /// A key of the header.
    Key,
    /// A value of the header.
    Value,
    /// A `【…】` line.
    Block,
    /// The name of an item.
    Item,
    /// A unit.
    Unit,
    /// A year or basis.
    Basis,
    /// The code of a rule.
    Code,
    /// A word of the language.
    Keyword,
    /// A section or form to fill in.
    Snippet,
}

/// Something that can be written at a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What the list shows beside it.
    pub detail: String,
    /// What is known of it, in Markdown.
    pub docs: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What is written.
    pub edit: Edit,
    /// Whether the text has `${1:…}` places to fill in.
    pub snippet: bool,
    /// By which the list is sorted.
    pub sort: String,
    /// By which what is typed picks it.
    pub filter: String,
}

impl Analysis {
    /// What can be written at `offset`.
    pub fn completions(&self, offset: usize) -> Vec<Completion> {
        let _ = self.clamp(offset);
        Vec::new()
    }
}
