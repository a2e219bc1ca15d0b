//! The report laid out as the official document it will be: pieces with their places, for whoever draws it.

use crate::Analysis;
use gouji::{
    Span,
    reading::{Cell, Node},
};
use serde::Serialize;

/// The whole report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// 填报单位.
    pub unit: String,
    /// Its year.
    pub year: Option<i32>,
    /// The rule set that it follows.
    pub ruleset: String,
    /// Its pieces, in order.
    pub blocks: Vec<PreviewBlock>,
}

/// Text that stands in one place: a line of a paragraph or of a cell, just as it is in the source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// A `键：值` line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreviewField {
    /// The line.
    pub span: Span,
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreviewCell {
    /// Where its text stands.
    pub span: Span,
    /// What it says.
    pub text: String,
    /// The lines of its text as they stand in the source.
    pub pieces: Vec<Piece>,
    /// Whether it is a number, which stands at the right.
    pub numeric: bool,
    /// How far it is set in, in characters.
    pub indent: usize,
}

/// A row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreviewRow {
    /// Where it stands.
    pub span: Span,
    /// Whether it heads the columns.
    pub head: bool,
    /// Its cells.
    pub cells: Vec<PreviewCell>,
}

/// A piece of the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PreviewBlock {
    /// The header.
    Header {
        /// All its lines.
        span: Span,
        /// Each of them.
        fields: Vec<PreviewField>,
    },
    /// A line of the title.
    Title {
        /// Where it stands.
        span: Span,
        /// Its lines.
        pieces: Vec<Piece>,
    },
    /// A numbered heading.
    Heading {
        /// Where it stands.
        span: Span,
        /// 1 for 一、 to 5 for ①.
        level: usize,
        /// Its lines, number and all.
        pieces: Vec<Piece>,
    },
    /// A paragraph.
    Paragraph {
        /// Where it stands.
        span: Span,
        /// Its lines, number and all.
        pieces: Vec<Piece>,
    },
    /// A part or an annex.
    Division {
        /// Where it stands.
        span: Span,
        /// Its words.
        text: String,
        /// Whether it is an annex, which begins a page.
        annex: bool,
    },
    /// A table.
    Table {
        /// Where it stands.
        span: Span,
        /// What people call it.
        name: String,
        /// Its rows.
        rows: Vec<PreviewRow>,
    },
    /// A `【…】` line: the caption of a table, or checks, which are not printed.
    Block {
        /// Where it stands.
        span: Span,
        /// 表, 绩效指标, 资金, 基础数据 or 核对.
        kind: &'static str,
        /// The words behind the name.
        title: String,
        /// The text behind 】.
        caption: String,
        /// The lines of 【核对】.
        lines: Vec<Piece>,
    },
}

impl Analysis {
    /// The report as it will look.
    pub fn preview(&self) -> Preview {
        let mut blocks = Vec::with_capacity(self.reading.nodes.len() + 1);
        blocks.extend(self.preview_header());
        let mut titles = true;
        for (at, node) in self.reading.nodes.iter().enumerate() {
            blocks.extend(self.preview_node(at, node, &mut titles));
        }
        Preview {
            title: self.reading.title.clone(),
            unit: self.reading.unit_name.clone(),
            year: self.reading.year,
            ruleset: self.reading.report.ruleset.clone(),
            blocks,
        }
    }

    fn preview_header(&self) -> Option<PreviewBlock> {
        let (first, last) = (self.reading.header.first()?, self.reading.header.last()?);
        let fields = self.reading.header.iter().map(|field| PreviewField {
            span: field.key.join(field.value),
            key: field.key.of(&self.text).to_owned(),
            value: field.value.of(&self.text).to_owned(),
        });
        Some(PreviewBlock::Header { span: first.key.join(last.value), fields: fields.collect() })
    }

    /// `titles` holds while only lines of the title came by.
    fn preview_node(&self, at: usize, node: &Node, titles: &mut bool) -> Option<PreviewBlock> {
        match node {
            Node::Paragraph { span, number, section, contents, .. } => {
                let pieces = self.pieces(*span);
                let section = section.and_then(|id| self.reading.sections.get(id));
                let opens = section.filter(|section| section.node == Some(at) && number.is_some());
                if let Some(section) = opens.filter(|section| !contents && self.is_heading(section)) {
                    *titles = false;
                    return Some(PreviewBlock::Heading { span: *span, level: section.level, pieces });
                }
                let text = span.of(&self.text);
                let title = *titles && !text.contains(['。', '：']) && text.chars().count() < 80;
                *titles = title;
                Some(if title {
                    PreviewBlock::Title { span: *span, pieces }
                } else {
                    PreviewBlock::Paragraph { span: *span, pieces }
                })
            }
            Node::Division { span, annex } => {
                // Below an annex stands the title of its form.
                *titles = true;
                let text = span.of(&self.text).trim().to_owned();
                Some(PreviewBlock::Division { span: *span, text, annex: *annex })
            }
            Node::Table(table) => {
                *titles = false;
                let table = self.reading.tables.get(*table)?;
                let rows = table.rows.iter().enumerate().map(|(row, raw)| PreviewRow {
                    span: raw.span,
                    head: table.head_rows.binary_search(&row).is_ok(),
                    cells: raw.cells.iter().map(|cell| self.preview_cell(cell)).collect(),
                });
                Some(PreviewBlock::Table { span: table.span, name: table.name.clone(), rows: rows.collect() })
            }
            Node::Block(block) => {
                let block = self.reading.blocks.get(*block)?;
                let lines = block.body.iter().flat_map(|line| self.pieces(*line));
                Some(PreviewBlock::Block {
                    span: block.span,
                    kind: block.kind,
                    title: block.title.of(&self.text).trim().to_owned(),
                    caption: block.caption.of(&self.text).trim().to_owned(),
                    lines: lines.collect(),
                })
            }
        }
    }

    fn preview_cell(&self, cell: &Cell) -> PreviewCell {
        let text = cell.text(&self.text);
        PreviewCell {
            span: cell.span,
            text: text.to_owned(),
            pieces: self.pieces(cell.span),
            numeric: gouji::number::parse_number(text.trim_end_matches(['%', '％'])).is_some(),
            indent: cell.indent,
        }
    }

    /// The lines of a span without the white space around them; those with nothing in them are left out.
    fn pieces(&self, span: Span) -> Vec<Piece> {
        let whole = span.of(&self.text);
        let mut pieces = Vec::new();
        let mut start = span.start;
        for line in whole.split(['\n', '\r']) {
            let text = line.trim();
            if !text.is_empty() {
                let at = start + (line.len() - line.trim_start().len());
                pieces.push(Piece { span: Span::new(at, at + text.len()), text: text.to_owned() });
            }
            start += line.len() + 1;
        }
        pieces
    }
}
