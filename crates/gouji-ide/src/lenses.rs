//! Lines above headings and tables: points and sums.

use crate::Analysis;
use gouji::Span;
use serde::Serialize;

/// A line above a heading or a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Lens {
    /// What it is about.
    pub span: Span,
    /// What it says.
    pub title: String,
    /// What lies behind it, for a tooltip.
    pub detail: String,
    /// Whether it is about points, so that a click shows the score sheet.
    pub score: bool,
}

impl Analysis {
    /// All lenses, in the order of the text.
    pub fn lenses(&self) -> Vec<Lens> {
        Vec::new()
    }
}
