//! What can be folded away.

use crate::{Analysis, index};
use gouji::{Span, reading::Node};
use serde::Serialize;

/// What is folded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FoldKind {
    /// The header.
    Header,
    /// A section below its heading.
    Section,
    /// A table.
    Table,
    /// A block with its lines.
    Block,
    /// A paragraph of several lines.
    Paragraph,
}

/// Lines that can be folded into their first one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Fold {
    /// From the first line to the end of the last.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

impl Analysis {
    /// Everything that stands on more than one line, in the order of the text.
    pub fn folds(&self) -> Vec<Fold> {
        let mut folds = Vec::new();
        let mut push = |span: Span, kind: FoldKind| {
            let end = self.text[..span.end].trim_end().len();
            if end > span.start && self.text[span.start..end].contains(['\n', '\r']) {
                folds.push(Fold { span: Span::new(span.start, end), kind });
            }
        };
        if let (Some(first), Some(last)) = (self.reading.header.first(), self.reading.header.last()) {
            push(first.key.join(last.value), FoldKind::Header);
        }
        for section in &self.reading.sections {
            push(section.span, FoldKind::Section);
        }
        for node in &self.reading.nodes {
            let span = index::span_of(&self.reading, node);
            match node {
                Node::Table(_) => push(span, FoldKind::Table),
                Node::Block(_) => push(span, FoldKind::Block),
                Node::Paragraph { .. } => push(span, FoldKind::Paragraph),
                Node::Division { .. } => {}
            }
        }
        folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
        folds
    }
}
