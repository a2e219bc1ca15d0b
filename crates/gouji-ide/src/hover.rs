//! What stands at a place.

use crate::Analysis;
use gouji::Span;
use serde::Serialize;

/// What is known of the thing at a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Hover {
    /// The thing.
    pub span: Span,
    /// What is known of it, in Markdown.
    pub markdown: String,
}

impl Analysis {
    /// What is known of the thing at `offset`.
    pub fn hover(&self, offset: usize) -> Option<Hover> {
        let offset = self.clamp(offset);
        let _ = offset;
        None
    }
}
