//! The words of a report, passage by passage: paragraphs and cells alike, each with the way back to its place.
//!
//! Rules about wording read passages and never lines, so that they find the same whatever notation a table is in.

use super::{
    Finding, Rule, alternatives, arithmetic, average, doubled, empty_tables, grade, impossible, marks,
    placeholders, prompts, residue, sign_off, unit_names,
};
use crate::map::Map;
use crate::{
    finding::{Edit, Fix, Phrase, Words},
    model::{Model, cells, place::clip},
    syntax::{Flow, Node, RawCell, RawRow, RawTable, SectionId},
    text::Span,
};
use std::{ops::Range, sync::Arc};

/// Most places that a finding lists beside its own; the count says how many there are.
const MAX_RELATED: usize = 20;

/// Different words that a finding quotes.
const SAMPLES: usize = 3;

/// What passages are grouped by, so that a blank template does not give hundreds of findings.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
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

/// All passages in the order of the text, but for those of which it is known that the rule finds nothing in them.
pub(crate) fn passages<'m>(model: &'m Model<'m>, wording: Wording) -> impl Iterator<Item = Passage<'m>> + 'm {
    let text = model.text();
    let header = model.syntax.header.iter().map(move |field| Passage {
        text: field.value.of(text),
        group: Group::Header,
        cell: None,
        contents: false,
        source: Source::Line(field.value),
    });
    header.chain(
        model
            .syntax
            .nodes
            .iter()
            .enumerate()
            .filter(move |(i, _)| model.concerns(*i, wording))
            .flat_map(move |(i, node)| of_node(model, text, i, node, wording)),
    )
}

/// Rules that look for words, whatever stands around them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wording {
    Alternatives,
    Arithmetic,
    Averages,
    Braces,
    Doubled,
    EmptyTables,
    Grade,
    Impossible,
    Placeholders,
    Prompts,
    Residue,
    SignOff,
    UnitNames,
}

/// Whether a rule may find something in a passage.
type FindsIn = fn(&Passage<'_>) -> bool;

/// What each of them looks for.
const WORDINGS: [(Wording, FindsIn); 13] = [
    (Wording::Alternatives, alternatives::finds_in),
    (Wording::Arithmetic, arithmetic::finds_in),
    (Wording::Averages, average::finds_in),
    (Wording::Braces, marks::finds_in),
    (Wording::Doubled, doubled::finds_in),
    (Wording::EmptyTables, empty_tables::finds_in),
    (Wording::Grade, grade::finds_in),
    (Wording::Impossible, impossible::finds_in),
    (Wording::Placeholders, placeholders::finds_in),
    (Wording::Prompts, prompts::finds_in),
    (Wording::Residue, residue::finds_in),
    (Wording::SignOff, sign_off::finds_in),
    (Wording::UnitNames, unit_names::finds_in),
];

/// The rules that may find something in a part of the text, each a bit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Concerned {
    any: u16,
    /// The same for each row of a table.
    rows: Arc<[u16]>,
}

impl Concerned {
    /// Nothing is known of the part.
    pub(crate) fn unknown() -> Self {
        Self { any: u16::MAX, rows: Arc::default() }
    }

    pub(crate) fn by_paragraph(flow: &Flow<'_>) -> Self {
        let source = Source::Flow(flow);
        let text: &str = &flow.text;
        let any = bits(&[Passage { text, group: Group::Division, cell: None, contents: false, source }]);
        Self { any, rows: Arc::default() }
    }

    pub(crate) fn by_table(table: &RawTable<'_>) -> Self {
        let row = |(row, raw): (usize, &'_ RawRow<'_>)| {
            let cells = raw.cells.iter().enumerate().map(|(column, cell)| of_cell(0, (row, column), cell));
            bits(&cells.collect::<Vec<_>>())
        };
        let rows: Arc<[u16]> = table.rows.iter().enumerate().map(row).collect();
        Self { any: rows.iter().fold(0, |any, row| any | row), rows }
    }

    pub(crate) fn has(&self, wording: Wording) -> bool {
        self.any & bit(wording) != 0
    }

    fn has_in_row(&self, row: usize, wording: Wording) -> bool {
        self.rows.get(row).is_none_or(|bits| bits & bit(wording) != 0)
    }
}

/// The rules that find something in one of these passages.
fn bits(passages: &[Passage<'_>]) -> u16 {
    let any = |finds_in: FindsIn| passages.iter().any(finds_in);
    let bits = WORDINGS.iter().filter(|(_, finds_in)| any(*finds_in)).map(|(wording, _)| bit(*wording));
    bits.fold(0, |all, bit| all | bit)
}

fn bit(wording: Wording) -> u16 {
    1 << wording as u16
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

fn of_node<'m>(
    model: &'m Model<'_>,
    text: &'m str,
    index: usize,
    node: &'m Node<'m>,
    wording: Wording,
) -> Box<dyn Iterator<Item = Passage<'m>> + 'm> {
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
        Node::Table { table, .. } => {
            let concerned = model.concerned.get(index);
            let rows = table.rows.iter().enumerate();
            let rows = rows.filter(move |(row, _)| concerned.is_none_or(|c| c.has_in_row(*row, wording)));
            Box::new(rows.flat_map(move |(row, raw)| {
                raw.cells.iter().enumerate().map(move |(column, cell)| of_cell(index, (row, column), cell))
            }))
        }
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

static DELETE: Phrase = Phrase { zh: "删去这{count}处", en: "delete these {count}" };
static HERE: Phrase = Phrase { zh: "“{words}”", en: "“{words}”" };

/// Places of one kind, one finding a group.
pub(crate) struct Gathered {
    rule: &'static Rule,
    /// The groups in the order of their first places.
    groups: Vec<Places>,
    by_group: Map<Group, usize>,
}

/// The places of a group.
#[derive(Default)]
struct Places {
    count: usize,
    /// The first ones, with the words that stand there.
    shown: Vec<(Span, String)>,
    /// Places of which every character can go.
    surplus: Vec<Span>,
}

impl Gathered {
    pub(crate) fn new(rule: &'static Rule) -> Self {
        Self { rule, groups: Vec::new(), by_group: Map::new() }
    }

    /// Adds a place with the words that stand there.
    pub(crate) fn add(&mut self, group: Group, span: Span, words: &str) {
        let at = *self.by_group.entry_or_insert_with(group, || {
            self.groups.push(Places::default());
            self.groups.len() - 1
        });
        let places = &mut self.groups[at];
        places.count += 1;
        if places.shown.len() <= MAX_RELATED {
            places.shown.push((span, clip(words)));
        }
    }

    /// Adds words that can be deleted as they stand: the finding offers it.
    pub(crate) fn add_surplus(&mut self, group: Group, span: Span, words: &str) {
        self.add(group, span, words);
        if let Some(places) = self.by_group.get(&group).and_then(|at| self.groups.get_mut(*at)) {
            places.surplus.push(span);
        }
    }

    /// The findings, one a group.
    pub(crate) fn findings(self) -> impl Iterator<Item = Finding> {
        let rule = self.rule;
        self.groups.into_iter().filter_map(move |places| places.finding(rule))
    }
}

impl Places {
    fn finding(self, rule: &'static Rule) -> Option<Finding> {
        let (first, _) = self.shown.first()?;
        let mut samples: Vec<&str> = Vec::new();
        for (_, words) in &self.shown {
            if !samples.contains(&words.as_str()) {
                samples.push(words);
            }
        }
        let more = if samples.len() > SAMPLES { "等" } else { "" };
        samples.truncate(SAMPLES);
        let mut finding = Finding::new(rule, *first)
            .with("count", self.count)
            .with("words", samples.join("”“"))
            .with("more", more);
        for (span, words) in self.shown.iter().skip(1) {
            finding = finding.relate(*span, Words::new(&HERE).with("words", words));
        }
        if !self.surplus.is_empty() {
            let words = Words::new(&DELETE).with("count", self.surplus.len());
            let edits = self.surplus.into_iter().map(|span| Edit { span, text: String::new() }).collect();
            finding.fixes.push(Fix { words, edits });
        }
        Some(finding)
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
