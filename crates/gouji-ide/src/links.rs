//! What leads elsewhere.

use crate::Analysis;
use gouji::Span;
use serde::Serialize;

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "type", content = "value", rename_all = "camelCase")]
pub enum LinkTarget {
    /// An address.
    Url(String),
    /// A place in the same text.
    Place(Span),
    /// The page of a rule.
    Rule(String),
}

/// Text that leads somewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Link {
    /// The text.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
    /// What a tooltip says.
    pub tooltip: String,
}

impl Analysis {
    /// All links, in the order of the text.
    pub fn links(&self) -> Vec<Link> {
        Vec::new()
    }
}
