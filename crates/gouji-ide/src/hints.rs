//! Computed figures beside those that are stated.

use crate::Analysis;
use gouji::Span;
use serde::Serialize;

/// What a hint says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum HintKind {
    /// The figure agrees.
    Agrees,
    /// Something else was computed.
    Computed,
    /// Points that the method gives.
    Points,
}

/// A few words behind a place of the text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Hint {
    /// Where.
    pub offset: usize,
    /// What is shown.
    pub label: String,
    /// Where it comes from.
    pub tooltip: String,
    /// What it says.
    pub kind: HintKind,
}

impl Analysis {
    /// The hints within `span`.
    pub fn hints(&self, span: Span) -> Vec<Hint> {
        let _ = self.clamp_span(span);
        Vec::new()
    }
}
