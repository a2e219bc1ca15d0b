//! Text → syntax: lines by pest, then paragraphs, tables and the outline.
//!
//! Never fails: a line that fits nothing is prose, and prose is always allowed.

mod blocks;
mod cell_lines;
mod edges;
mod flow;
mod known_tables;
mod lines;
mod outline;
pub(crate) mod pages;
mod sight;
mod tables;
mod titles;
mod torn_rows;
mod wrapping;

pub(crate) use blocks::{Block, BlockKind, HEADER_KEYS, Node, Paragraph};
pub(crate) use flow::Flow;
pub(crate) use known_tables::KnownTables;
pub(crate) use lines::{Line, LineKind, Lines, list_number, parse_lines, pest_alone};
pub(crate) use outline::{ListNumber, Section, SectionId, Sequence, Style};
pub(crate) use sight::Sight;
pub(crate) use tables::{INVISIBLE, Notation, RawCell, RawRow, RawTable, SPACE, is_empty_line, keeps_apart};

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
    assemble(text, Page::of(text), in_turn, Wraps::Perhaps)
}

/// A text as lines, with what is known of its tables where anything is.
pub(crate) struct Page<'k> {
    pub(crate) lines: Arc<Lines>,
    pub(crate) tables: Option<&'k mut KnownTables>,
}

impl Page<'_> {
    /// The lines of a text of which nothing is known.
    pub(crate) fn of(text: &str) -> Self {
        Self { lines: Arc::new(parse_lines(text)), tables: None }
    }
}

/// Whether paragraphs may be wrapped, each on several lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wraps {
    Perhaps,
    /// They have been put together before.
    No,
}

/// Reads `text`, given its lines; its tables are looked for by `both`.
pub(crate) fn assemble<'t>(text: &'t str, page: Page<'_>, both: Both, wraps: Wraps) -> Syntax<'t> {
    let Page { lines, tables } = page;
    let (header, body) = blocks::header(text, &lines);
    let tables = blocks::find_tables(text, &lines, body, both, tables);
    let (nodes, sections, reports) = blocks::assemble(text, &lines, body, both, tables, wraps);
    Syntax { text, lines, header, nodes, sections, reports }
}
