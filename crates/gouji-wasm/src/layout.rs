//! A report as the portal page draws it: its pieces, its numbers and its equations as places in the text. What stands
//! there the page has itself, so that a report of a megabyte crosses the border once.

use gouji::{Span, coverage::NumberState};
use gouji_ide::{Analysis, PreviewBlock};
use serde::Serialize;

/// A range in UTF-16 units, as JavaScript counts.
type Range = (usize, usize);

/// The whole report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LayoutJson {
    /// Its pieces, in order.
    pub blocks: Vec<BlockJson>,
    /// Its numbers, in order.
    pub numbers: Vec<NumberJson>,
    /// The figures that have a name, in order.
    pub figures: Vec<FigureJson>,
    /// The equations that findings speak of.
    pub equations: Vec<EquationJson>,
}

/// A piece of the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockJson {
    /// A line of the title.
    Title {
        /// Where it stands.
        range: Range,
    },
    /// A numbered heading.
    Heading {
        /// Where it stands.
        range: Range,
        /// 1 for 一、 to 5 for ①.
        level: usize,
    },
    /// Running text.
    Paragraph {
        /// Where it stands.
        range: Range,
    },
    /// A part, or an annex, which begins a page.
    Division {
        /// Where it stands.
        range: Range,
        /// Whether it is an annex.
        annex: bool,
    },
    /// The header or a `【…】` block: lines that are shown as they are written.
    Source {
        /// Where it stands.
        range: Range,
    },
    /// A table.
    Table {
        /// Its rows.
        rows: Vec<RowJson>,
    },
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RowJson {
    /// Whether it heads the columns.
    pub head: bool,
    /// Its cells.
    pub cells: Vec<CellJson>,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CellJson {
    /// Where its text stands.
    pub range: Range,
    /// How far it is set in, in characters.
    pub indent: usize,
}

/// A number and what became of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NumberJson {
    /// Its digits.
    pub range: Range,
    /// `checked`, `stated`, `name` or `unread`.
    pub state: NumberState,
}

/// A figure that has a name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FigureJson {
    /// The number with its unit.
    pub range: Range,
    /// The item as it is called there.
    pub name: String,
    /// The year that it is of.
    pub year: Option<i32>,
    /// 口径; empty where nothing is said.
    pub basis: &'static str,
}

/// An equation with all its figures, however many there are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EquationJson {
    /// The rule that reported it.
    pub code: &'static str,
    /// The figure that is held against the others.
    pub stated: Range,
    /// The others.
    pub operands: Vec<Range>,
}

/// The layout of a text that was read.
pub fn layout(analysis: &Analysis) -> LayoutJson {
    let units = Units::new(analysis.text());
    let reading = analysis.reading();
    let numbers = reading.numbers.iter();
    let figures = reading.figures.iter();
    let equations = reading.equations.iter().filter_map(|equation| {
        let place = |figure: &usize| reading.figures.get(*figure).map(|figure| units.range(figure.span));
        Some(EquationJson {
            code: equation.code?,
            stated: place(&equation.stated)?,
            operands: equation.operands.iter().filter_map(place).collect(),
        })
    });
    LayoutJson {
        blocks: analysis.preview().blocks.iter().map(|block| block_json(block, &units)).collect(),
        numbers: numbers
            .map(|number| NumberJson { range: units.range(number.span), state: number.state })
            .collect(),
        figures: figures
            .filter(|figure| !figure.name.is_empty())
            .map(|figure| FigureJson {
                range: units.range(figure.span),
                name: figure.name.to_string(),
                year: figure.year,
                basis: figure.basis,
            })
            .collect(),
        equations: equations.collect(),
    }
}

fn block_json(block: &PreviewBlock, units: &Units) -> BlockJson {
    match block {
        PreviewBlock::Title { span, .. } => BlockJson::Title { range: units.range(*span) },
        PreviewBlock::Heading { span, level, .. } => {
            BlockJson::Heading { range: units.range(*span), level: *level }
        }
        PreviewBlock::Paragraph { span, .. } => BlockJson::Paragraph { range: units.range(*span) },
        PreviewBlock::Division { span, annex, .. } => {
            BlockJson::Division { range: units.range(*span), annex: *annex }
        }
        PreviewBlock::Header { span, .. } | PreviewBlock::Block { span, .. } => {
            BlockJson::Source { range: units.range(*span) }
        }
        PreviewBlock::Table { rows, .. } => BlockJson::Table {
            rows: rows
                .iter()
                .map(|row| RowJson {
                    head: row.head,
                    cells: row
                        .cells
                        .iter()
                        .map(|cell| CellJson { range: units.range(cell.span), indent: cell.indent })
                        .collect(),
                })
                .collect(),
        },
    }
}

/// UTF-16 units before each byte of a text.
struct Units(Vec<usize>);

impl Units {
    fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut units = 0;
        for char in text.chars() {
            before.extend(std::iter::repeat_n(units, char.len_utf8()));
            units += char.len_utf16();
        }
        before.push(units);
        Self(before)
    }

    fn range(&self, span: Span) -> Range {
        let at = |byte: usize| self.0.get(byte).or(self.0.last()).copied().unwrap_or_default();
        (at(span.start), at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji_ide::Options;

    #[test]
    fn places_are_counted_as_javascript_counts() {
        let text = "一、𠮷市经费\n基本支出100万元，其中：人员经费70万元，公用经费40万元。\n\n项目\t2023年决算数\n  会议费\t3\n";
        let analysis = Analysis::new(text, &Options::default());
        let layout = layout(&analysis);
        let units: Vec<u16> = text.encode_utf16().collect();
        let said = |(start, end): Range| String::from_utf16_lossy(&units[start..end]);

        assert!(
            matches!(layout.blocks[0], BlockJson::Heading { level: 1, range } if said(range) == "一、𠮷市经费")
        );
        let equation = &layout.equations[0];
        assert_eq!((equation.code, said(equation.stated).as_str()), ("GJ201", "100万元"));
        let operands: Vec<String> = equation.operands.iter().map(|range| said(*range)).collect();
        assert_eq!(operands, ["70万元", "40万元"]);
        assert!(
            layout.figures.iter().any(|figure| figure.name == "人员经费" && said(figure.range) == "70万元")
        );
        let table = layout.blocks.iter().find_map(|block| match block {
            BlockJson::Table { rows } => Some(rows),
            _ => None,
        });
        let rows = table.unwrap();
        assert!(rows[0].head && !rows[1].head);
        assert_eq!(said(rows[1].cells[1].range), "3");
        assert!(layout.numbers.iter().any(|number| said(number.range) == "100"));
    }
}
