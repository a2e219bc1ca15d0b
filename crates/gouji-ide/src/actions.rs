//! What can be done about a place.

use crate::{Analysis, Edit};
use gouji::Span;
use serde::Serialize;

/// What an action is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ActionKind {
    /// It puts one finding right.
    QuickFix,
    /// It puts right everything that can be put right safely.
    FixAll,
    /// It writes the same in another way.
    Refactor,
    /// It is about the whole text.
    Source,
}

/// Something that can be done about a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Action {
    /// What it does.
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// Replacements in the order of the text.
    pub edits: Vec<Edit>,
    /// The codes of the findings that it answers.
    pub codes: Vec<String>,
    /// Whether it is the one that most people want.
    pub preferred: bool,
}

impl Analysis {
    /// What can be done about what stands at `span`.
    pub fn actions(&self, span: Span) -> Vec<Action> {
        let _ = self.clamp_span(span);
        Vec::new()
    }

    /// Every prepared fix that leaves no choice, as one action; `None` where there is none.
    pub fn fix_all(&self) -> Option<Action> {
        None
    }
}
