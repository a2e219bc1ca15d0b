//! Text → syntax: lines by pest, then paragraphs, tables and the outline.
//!
//! Never fails: a line that fits nothing is prose, and prose is always allowed.

mod blocks;
mod cell_lines;
mod edges;
mod flow;
mod lines;
mod outline;
pub(crate) mod pages;
mod tables;
mod torn_rows;
mod wrapping;

pub(crate) use blocks::{Block, BlockKind, HEADER_KEYS, Node, Paragraph};
pub(crate) use flow::Flow;
pub(crate) use lines::{Line, LineKind, Lines, list_number, parse_lines, pest_alone};
pub(crate) use outline::{ListNumber, Section, SectionId, Sequence, Style};
pub(crate) use tables::{
    INVISIBLE, Notation, RawCell, RawRow, RawTable, SPACE, TABLE_BREAK, is_empty_line, runs_on,
};

use crate::{
    beside::{Both, in_turn},
    text::Span,
};
use std::sync::Arc;

/// A `键：值` line of the header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) key: Span,
    pub(crate) value: Span,
}

/// A text as lines, blocks and outline.
#[derive(Debug)]
pub(crate) struct Syntax<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: Arc<Lines>,
    pub(crate) header: Vec<Field>,
    pub(crate) nodes: Vec<Node<'t>>,
    pub(crate) sections: Vec<Section>,
    /// The titles of further reports behind the first, as indices of `nodes`.
    pub(crate) reports: Vec<usize>,
}

impl Syntax<'_> {
    /// The titles of the sections around `section`, outermost first.
    pub(crate) fn path(&self, section: Option<SectionId>) -> Vec<&Section> {
        let mut path = Vec::new();
        let mut next = section;
        while let Some(id) = next {
            let Some(section) = self.sections.get(id.0) else { break };
            path.push(section);
            next = section.parent;
        }
        path.reverse();
        path
    }
}

/// Reads `text`; every text is readable.
pub(crate) fn parse(text: &str) -> Syntax<'_> {
    assemble(text, Arc::new(parse_lines(text)), in_turn)
}

/// Reads `text`, given its lines; its tables are looked for by `both`.
pub(crate) fn assemble(text: &str, lines: Arc<Lines>, both: Both) -> Syntax<'_> {
    assembled(text, lines, both, true)
}

/// The same for a text of which no paragraph is wrapped.
pub(crate) fn assemble_unwrapped(text: &str, lines: Arc<Lines>, both: Both) -> Syntax<'_> {
    assembled(text, lines, both, false)
}

fn assembled(text: &str, lines: Arc<Lines>, both: Both, wrapped: bool) -> Syntax<'_> {
    let (header, body) = blocks::header(text, &lines);
    let (nodes, sections, reports) = blocks::assemble(text, &lines, body, both, wrapped);
    Syntax { text, lines, header, nodes, sections, reports }
}
