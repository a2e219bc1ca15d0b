//! The words of a report, passage by passage: paragraphs and cells alike, each with the way back to its place.
//!
//! Rules about wording read passages and never lines, so that they find the same whatever notation a table is in.

use super::{Finding, Rule};
use crate::{
    finding::{Phrase, Words},
    model::{Model, cells, place::clip},
    syntax::{Flow, Node, RawCell, SectionId},
    text::Span,
};
use std::ops::Range;

/// Most places that a finding lists beside its own; the count says how many there are.
const MAX_RELATED: usize = 20;

/// What passages are grouped by, so that a blank template does not give hundreds of findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Group {
    /// The `键：值` lines at the top.
    Header,
    /// The paragraphs of a first-level section, with all that is below it.
    Section(Option<SectionId>),
    /// The cells of a table, by its node.
    Table(usize),
    /// Lines that open parts, annexes and blocks.
    Division,
}

#[derive(Clone, Copy)]
enum Source<'m> {
    Flow(&'m Flow<'m>),
    Cell(Span),
    Line(Span),
}

/// Words that stand together: a paragraph, a cell, a heading.
#[derive(Clone, Copy)]
pub(crate) struct Passage<'m> {
    pub(crate) text: &'m str,
    pub(crate) group: Group,
    /// Row and column of a cell.
    pub(crate) cell: Option<(usize, usize)>,
    /// A line of a table of contents.
    pub(crate) contents: bool,
    source: Source<'m>,
}

impl Passage<'_> {
    /// Where a part of the passage stands in the text.
    pub(crate) fn span(&self, model: &Model<'_>, range: Range<usize>) -> Span {
        match self.source {
            Source::Flow(flow) => flow.span(range),
            Source::Line(span) => Span::new(span.start + range.start, span.start + range.end),
            Source::Cell(span) if span.of(model.text()) == self.text => {
                Span::new(span.start + range.start, span.start + range.end)
            }
            // The cell is wrapped, or has marks of its own between: the words are looked for in it.
            Source::Cell(span) => {
                let wanted = self.text.get(range).unwrap_or_default();
                cells::locate(model.text(), span, wanted).unwrap_or(span)
            }
        }
    }
}

/// All passages in the order of the text.
pub(crate) fn passages<'m>(model: &'m Model<'m>) -> impl Iterator<Item = Passage<'m>> + 'm {
    let text = model.text();
    let header = model.syntax.header.iter().map(move |field| Passage {
        text: field.value.of(text),
        group: Group::Header,
        cell: None,
        contents: false,
        source: Source::Line(field.value),
    });
    header.chain(model.syntax.nodes.iter().enumerate().flat_map(move |(i, node)| of_node(model, text, i, node)))
}

/// The first-level section around `section`.
fn outermost(model: &Model<'_>, section: Option<SectionId>) -> Option<SectionId> {
    let sections = &model.syntax.sections;
    let mut found = section;
    while let Some(parent) = found.and_then(|id| sections.get(id.0)).and_then(|section| section.parent) {
        if sections.get(parent.0).is_none_or(|section| section.number.is_none()) {
            break;
        }
        found = Some(parent);
    }
    found
}

fn of_node<'m>(model: &'m Model<'_>, text: &'m str, index: usize, node: &'m Node<'m>) -> Box<dyn Iterator<Item = Passage<'m>> + 'm> {
    let line = move |span: Span| Passage {
        text: span.of(text),
        group: Group::Division,
        cell: None,
        contents: false,
        source: Source::Line(span),
    };
    match node {
        Node::Paragraph(paragraph) => Box::new(std::iter::once(Passage {
            text: &paragraph.flow.text,
            group: Group::Section(outermost(model, paragraph.section)),
            cell: None,
            contents: paragraph.contents,
            source: Source::Flow(&paragraph.flow),
        })),
        Node::Table { table, .. } => Box::new(table.rows.iter().enumerate().flat_map(move |(row, raw)| {
            raw.cells.iter().enumerate().map(move |(column, cell)| of_cell(index, (row, column), cell))
        })),
        Node::Block(block) => Box::new([block.title, block.caption].into_iter().map(line)),
        Node::Division { span, .. } => Box::new(std::iter::once(line(*span))),
    }
}

fn of_cell<'m>(node: usize, place: (usize, usize), cell: &'m RawCell<'m>) -> Passage<'m> {
    Passage {
        text: &cell.text,
        group: Group::Table(node),
        cell: Some(place),
        contents: false,
        source: Source::Cell(cell.span),
    }
}

static HERE: Phrase = Phrase { zh: "“{words}”", en: "“{words}”" };

/// Places of one kind in one group, as one finding.
pub(crate) struct Gathered {
    rule: &'static Rule,
    group: Option<Group>,
    places: Vec<(Span, String)>,
    count: usize,
    found: Vec<Finding>,
}

impl Gathered {
    pub(crate) fn new(rule: &'static Rule) -> Self {
        Self { rule, group: None, places: Vec::new(), count: 0, found: Vec::new() }
    }

    /// Adds a place with the words that stand there.
    pub(crate) fn add(&mut self, group: Group, span: Span, words: &str) {
        if self.group != Some(group) {
            self.close();
            self.group = Some(group);
        }
        self.count += 1;
        if self.places.len() <= MAX_RELATED {
            self.places.push((span, clip(words)));
        }
    }

    fn close(&mut self) {
        let places = std::mem::take(&mut self.places);
        let count = std::mem::take(&mut self.count);
        let Some((first, _)) = places.first() else { return };
        let mut samples: Vec<&str> = Vec::new();
        for (_, words) in &places {
            if !samples.contains(&words.as_str()) && samples.len() < 3 {
                samples.push(words);
            }
        }
        let more = if places.iter().any(|(_, words)| !samples.contains(&words.as_str())) { "等" } else { "" };
        let mut finding = Finding::new(self.rule, *first).with("count", count).with("words", samples.join("”“")).with("more", more);
        for (span, words) in places.iter().skip(1) {
            finding = finding.relate(*span, Words::new(&HERE).with("words", words));
        }
        self.found.push(finding);
    }

    /// The findings, one a group.
    pub(crate) fn findings(mut self) -> Vec<Finding> {
        self.close();
        self.found
    }
}

/// The character before a byte offset.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a byte offset.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// A Chinese character.
pub(crate) fn is_han(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}')
}
