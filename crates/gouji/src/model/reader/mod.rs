//! Reads a table into what it says: a row of heads begins a part, the rows below it are read by these heads, and the next heads or
//! the end of the table close the part.

mod accounts;
mod amounts;
mod beside;
mod funds;
mod indicators;
mod plain;
mod record;
mod scores;
mod splits;

use super::{
    Aside, Figure, FigureId, Home, Role, Scope,
    cells::{self, Content},
    forms::{self, TextCell},
    heads::{self, Head},
    names::{self, Basis, read_label},
    tables::Builder,
};
use crate::{
    number::{Quantity, Unit},
    syntax::{RawCell, RawRow, RawTable},
    text::Span,
};

/// A table that is being read, and where what it says is put.
pub(super) struct TableReader<'r, 'b, 't> {
    pub(super) builder: &'r mut Builder<'b, 't>,
    pub(super) raw: &'r RawTable<'t>,
    pub(super) table: usize,
    pub(super) unit: Unit,
    /// Whether the text says the unit.
    pub(super) unit_said: bool,
    pub(super) scope: Scope,
}

/// What a row of heads begins.
#[derive(Clone, Debug)]
enum Part {
    None,
    Amounts { heads: Vec<Option<Head>>, rows: Vec<usize>, head: usize },
    Record { head: usize },
    Funds { heads: Vec<Option<Head>>, head: usize },
    Indicators { heads: Vec<Option<Head>>, head: usize },
    Scores { heads: Vec<Option<Head>> },
}

/// Most rows that are no part of the table between two rows of heads.
const FEW: usize = 3;

impl TableReader<'_, '_, '_> {
    pub(super) fn read(&mut self) {
        if self.read_codes() {
            return;
        }
        let raw = self.raw;
        let mut part = Part::None;
        for row in (0..raw.rows.len()).filter(|&row| !raw.rows[row].outside) {
            if let Some(next) = self.begins(row, &part) {
                let heads = heads::read_row(&self.raw.rows[row]);
                let figures = heads.iter().map(|head| head.is_some_and(heads::names_figures)).collect();
                self.builder.tables[self.table].head_rows.push(row);
                self.builder.tables[self.table].figure_heads.push(figures);
                let done = std::mem::replace(&mut part, next);
                self.close(done);
                continue;
            }
            part = self.body_row(row, part);
        }
        self.close(part);
        self.claimed_points();
        self.beside();
        if self.builder.tables[self.table].first_figure == self.builder.figures.len() {
            self.expenses();
        }
        if self.builder.tables[self.table].first_figure == self.builder.figures.len() {
            self.score_sheet();
        }
        if self.builder.tables[self.table].first_figure == self.builder.figures.len() {
            self.grid();
        }
        self.columns();
        self.splits();
    }

    /// The part that begins with `row`, if it is a row of heads.
    fn begins(&self, row: usize, part: &Part) -> Option<Part> {
        let cells = &self.raw.rows[row].cells;
        if cells.len() < 2 || self.raw.rows[row].loose {
            return None;
        }
        let heads = self.heads_at(row);
        let count =
            |wanted: &dyn Fn(Head) -> bool| heads.iter().flatten().filter(|head| wanted(**head)).count();
        let indicator =
            count(&|h| matches!(h, Head::First | Head::Second | Head::Third | Head::Target | Head::Actual));
        let scored = count(&|h| matches!(h, Head::Weight | Head::Points | Head::Rate));
        let amounts = count(&|h| matches!(h, Head::Amount { .. }));
        let labels = count(&|h| matches!(h, Head::Label));
        let filled = cells.iter().filter(|cell| !cell.text.is_empty()).count();
        let divided = || heads::has_target_and_actual(&heads) && self.is_divided_below(row);
        if indicator >= 2 && (indicator >= 3 || scored >= 1 || divided()) {
            return Some(Part::Indicators { heads, head: row });
        }
        if amounts >= 1 && scored >= 1 && amounts + scored >= 3 {
            return Some(Part::Funds { heads, head: row });
        }
        let of_scores = heads.contains(&Some(Head::Weight)) && heads.contains(&Some(Head::Points));
        if of_scores && amounts + indicator == 0 && matches!(part, Part::Funds { .. } | Part::Scores { .. }) {
            return Some(Part::Scores { heads });
        }
        let mut known = amounts + labels + count(&|h| matches!(h, Head::Code | Head::Reason | Head::Rate));
        // Below the indicators of a form another table may begin; a table by itself is told by its columns, or by several amounts
        // behind its names.
        if matches!(part, Part::Indicators { .. }) || amounts >= 2 && labels == 1 {
            known += cells.iter().filter(|cell| heads::is_beside_amounts(&cell.text)).count();
        }
        // 本年预算数 | 其中：公共预算财政拨款: what “三公”经费 is made of, its names say.
        if self.builder.tables[self.table].title.contains("三公") {
            known += cells.iter().filter(|cell| cell.text.starts_with("其中")).count();
        }
        if (amounts >= 2 && (known + 1 >= filled || labels >= 2))
            || (amounts >= 1 && labels >= 1 && known == filled)
        {
            return Some(Part::Amounts { heads, rows: Vec::new(), head: row });
        }
        let inside = !matches!(part, Part::None);
        (!matches!(part, Part::Indicators { .. }) && self.is_record_head(row, inside))
            .then_some(Part::Record { head: row })
    }

    /// Whether the row below a row of heads divides its first one into levels.
    fn is_divided_below(&self, row: usize) -> bool {
        let rows = &self.raw.rows;
        let below = rows[row + 1..].iter().take(FEW).find(|below| !below.outside);
        below.is_some_and(|below| heads::read_rows(&rows[row], below).is_some())
    }

    /// The heads of a row, with those that the row above it says alone.
    fn heads_at(&self, row: usize) -> Vec<Option<Head>> {
        let rows = &self.raw.rows;
        let above = rows[..row].iter().rev().take(FEW).find(|above| !above.outside);
        let both = above.and_then(|above| heads::read_rows(above, &rows[row]));
        both.unwrap_or_else(|| heads::read_row(&rows[row]))
    }

    fn body_row(&mut self, row: usize, mut part: Part) -> Part {
        match &mut part {
            Part::None => self.label_facts(row),
            Part::Amounts { rows, .. } => {
                rows.push(row);
            }
            Part::Record { head } => {
                if row == *head + 1 {
                    self.record(*head, row);
                } else {
                    self.label_facts(row);
                }
            }
            Part::Funds { heads, head } => {
                let (heads, head) = (heads.clone(), *head);
                self.fund_row(&heads, head, row);
            }
            Part::Indicators { heads, head } => {
                let (heads, head) = (heads.clone(), *head);
                self.indicator_row(&heads, head, row);
            }
            Part::Scores { heads } => {
                let heads = heads.clone();
                self.score_row(&heads, row);
            }
        }
        part
    }

    fn close(&mut self, part: Part) {
        if let Part::Amounts { heads, rows, head } = part {
            let labels = self.label_columns(&heads, &rows);
            if labels.len() > 1 {
                self.pairs(&heads, &rows, &labels);
            } else {
                self.amounts(&heads, head, &rows);
            }
            return;
        }
        match part {
            Part::Indicators { heads, head } => {
                self.drop_levels(head);
                self.weights_in_names(&heads, head);
            }
            Part::Funds { .. } => self.group_bases(),
            _ => {}
        }
    }

    fn push(&mut self, row: usize, column: usize, quantity: Quantity, span: Span, name: &str) -> FigureId {
        let figure = Figure {
            quantity,
            span,
            name: name.into(),
            item: self.item(name).into(),
            year: self.builder.year,
            basis: Basis::Unsaid,
            total: false,
            scope: self.scope,
            role: Role::Level,
            granted: None,
            aside: Aside::default(),
            home: Home::Cell { table: self.table, row, column },
        };
        self.builder.figures.push(figure);
        FigureId(self.builder.figures.len() - 1)
    }

    fn item(&self, name: &str) -> String {
        let label = names::row_label(name);
        let whole = names::canonical(label);
        if let Some(standard) = self.builder.aliases.get(&whole) {
            return standard.clone();
        }
        let canonical = names::canonical(&read_label(label).name);
        self.builder.aliases.get(&canonical).cloned().unwrap_or(canonical)
    }

    /// The number of a cell with the span of its digits and unit.
    fn number(&self, cell: &RawCell<'_>, default: Unit) -> Option<(Quantity, Span)> {
        match cells::read(&cell.text, default) {
            Content::Number { quantity, .. } => Some((quantity, cell.span)),
            _ => None,
        }
    }

    /// A cell that reads `名：值`, as in 其中：基本支出：1706.18.
    fn label_fact(&mut self, row: usize, column: usize) -> Option<FigureId> {
        let cell = &self.raw.rows[row].cells[column];
        let (name, value) = split_fact(&cell.text)?;
        let Content::Number { quantity, .. } = cells::read(value, self.unit) else { return None };
        let span = cells::locate(self.builder.syntax.text, cell.span, value)?;
        let name = names::row_label(name).to_owned();
        let id = self.push(row, column, quantity, span, &name);
        self.builder.figures[id.0].basis = Basis::Open;
        Some(id)
    }

    fn label_facts(&mut self, row: usize) {
        for column in 0..self.raw.rows[row].cells.len() {
            self.label_fact(row, column);
        }
    }
}

fn text_cell(cell: &RawCell<'_>) -> TextCell {
    TextCell { text: cell.text.as_ref().into(), span: cell.span }
}

/// The first column with that head.
fn column_of(heads: &[Option<Head>], wanted: Head) -> Option<usize> {
    heads.iter().position(|head| *head == Some(wanted))
}

fn is_score_total(row: &RawRow<'_>) -> bool {
    row.label().is_some_and(|cell| forms::is_score_total(&cell.text))
}

/// The cells of a row that are not empty.
fn labels<'r>(row: &'r RawRow<'_>) -> impl Iterator<Item = &'r str> {
    row.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
}

/// A row of sums of the rows above it: 小计, 决策小计.
fn is_subtotal(row: &RawRow<'_>) -> bool {
    const OF_INDICATORS: &str = "指标合计|绩效指标合计|指标得分合计|绩效指标得分合计|指标分合计|绩效指标总分";
    labels(row).take(3).any(|label| label.ends_with("小计") || crate::words::is(label, OF_INDICATORS))
}

/// 名 and 值 of `名：值`; the name may have 其中： before it.
fn split_fact(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.rsplit_once(['：', ':'])?;
    let name = name.trim();
    let plain = !name.is_empty()
        && name.chars().count() <= 30
        && !name.contains(['。', '，', '；'])
        && names::row_label(name).chars().count() >= 2;
    plain.then_some((name, value.trim()))
}
