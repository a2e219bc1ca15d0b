//! Heads of two rows: 预算数 over 总额, 财政拨款 and 其他资金. What such a head is divided into adds up beside it, and each of its columns
//! below it.

use super::TableReader;
use crate::{
    map::Map,
    model::{
        FigureId,
        cells::{self, Content},
        grid::{self, Grid, GridKind, GridRow},
        tree,
    },
    number::Unit,
    syntax::{RawRow, RawTable},
    words,
};
use std::sync::Arc;

/// Two rows of heads, and what those of the upper one are divided into.
struct Heads {
    upper: usize,
    lower: usize,
    splits: Vec<Split>,
}

/// The columns below one head of the upper row.
struct Split {
    /// That of the total, and behind it those that it is made of.
    columns: Vec<usize>,
    unit: Unit,
    /// Whether the parts are called so that nothing is left: 财政拨款 and 其他资金.
    complete: bool,
}

/// A row below the heads; `merged` is how many cells 合计 spans beyond its own.
struct Line {
    row: usize,
    total: bool,
    merged: usize,
}

impl TableReader<'_, '_, '_> {
    /// The sums under heads of two rows.
    pub(super) fn splits(&mut self) {
        let Some(heads) = heads(self.raw, self.unit, self.unit_said) else { return };
        let lines = lines(self.raw, &heads, self.unit);
        let known = self.figures_by_cell();
        let total = |line: &Line| line.total;
        let one_level = lines.iter().any(total) && !lines.iter().any(|line| is_of_levels(self.raw, line));
        let mut rows: Vec<GridRow> = Vec::with_capacity(lines.len());
        for line in &lines {
            let columns =
                heads.splits.iter().flat_map(|split| split.columns.iter().map(|at| (*at, split.unit)));
            let figures =
                columns.map(|(column, unit)| self.split_figure(line, column, unit, &known)).collect();
            rows.push(GridRow { total: line.total, figures });
        }
        let grids = &mut self.builder.tables[self.table].grids;
        let mut first = 0;
        for split in &heads.splits {
            let end = first + split.columns.len();
            let beside = |row: &GridRow| GridRow { total: false, figures: row.figures[first..end].to_vec() };
            let kind = if split.complete { GridKind::Named } else { GridKind::Plain };
            let beside = Grid::of_rows(rows.iter().map(beside).collect(), false);
            grids.push(Grid { total_column: Some(0), kind, ..beside });
            first = end;
        }
        if one_level {
            grids.push(Grid::of_rows(rows, false));
        }
        self.name_columns(&heads);
    }

    /// A figure under heads of two rows, which is nothing beyond its table.
    fn split_figure(
        &mut self,
        line: &Line,
        column: usize,
        unit: Unit,
        known: &Map<(usize, usize), FigureId>,
    ) -> Option<FigureId> {
        let cells = &self.raw.rows[line.row].cells;
        let column = column.checked_sub(line.merged)?;
        if let Some(id) = known.get(&(line.row, column)) {
            return Some(*id);
        }
        let (quantity, span) = self.number(cells.get(column)?, unit)?;
        let name = cells.iter().find(|cell| !cell.text.is_empty())?;
        let id = self.push(line.row, column, quantity, span, &name.text);
        self.builder.figures[id.0].item = Arc::default();
        Some(id)
    }

    /// The lower heads say what their columns are, but that of a total, which the head above it names better.
    fn name_columns(&mut self, heads: &Heads) {
        let upper = &self.raw.rows[heads.upper].cells;
        let table = &mut self.builder.tables[self.table];
        for row in [heads.upper, heads.lower] {
            if let Err(at) = table.head_rows.binary_search(&row) {
                table.head_rows.insert(at, row);
                table.figure_heads.insert(at, vec![false; upper.len()]);
            }
        }
        let [above, below] =
            [heads.upper, heads.lower].map(|row| table.head_rows.partition_point(|head| *head < row));
        for &column in heads.splits.iter().flat_map(|split| &split.columns) {
            let row = if upper[column].text.is_empty() { below } else { above };
            if let Some(names) = table.figure_heads[row].get_mut(column) {
                *names = true;
            }
        }
    }
}

/// The first two rows of heads that lie so.
fn heads(raw: &RawTable<'_>, money: Unit, said: bool) -> Option<Heads> {
    let mut rows = (0..raw.rows.len()).filter(|row| !raw.rows[*row].outside).peekable();
    while let Some(upper) = rows.next() {
        let lower = *rows.peek()?;
        let splits = splits(&raw.rows[upper], &raw.rows[lower], (money, said));
        if !splits.is_empty() {
            return Some(Heads { upper, lower, splits });
        }
    }
    None
}

/// What the heads of a row are divided into by those of the next one. An upper head spans the empty cells behind it.
fn splits(upper: &RawRow<'_>, lower: &RawRow<'_>, money: (Unit, bool)) -> Vec<Split> {
    let width = upper.cells.len();
    let words = |row: &RawRow<'_>| {
        row.cells.iter().all(|cell| cell.text.is_empty() || cells::read(&cell.text, money.0) == Content::Text)
    };
    if lower.cells.len() != width || upper.loose || lower.loose || !words(lower) || !words(upper) {
        return Vec::new();
    }
    let starts: Vec<usize> = (0..width).filter(|column| !upper.cells[*column].text.is_empty()).collect();
    let ends = starts.iter().skip(1).copied().chain([width]);
    let split = |(&start, end): (&usize, usize)| {
        let filled = (start..end).take_while(|column| !lower.cells[*column].text.is_empty());
        let title = &upper.cells[start].text;
        split(lower, filled.collect(), grid::unit_of(title, money.0, money.1))
    };
    starts.iter().zip(ends).filter_map(split).collect()
}

/// A total first or last, and two or more parts of it.
fn split(titles: &RawRow<'_>, mut columns: Vec<usize>, unit: Unit) -> Option<Split> {
    let title = |column: &usize| &*titles.cells[*column].text;
    let total = columns.iter().position(|column| grid::is_total_head(title(column)))?;
    if columns.len() < 3 || total > 0 && total + 1 < columns.len() {
        return None;
    }
    columns[..=total].rotate_right(1);
    let parts = &columns[1..];
    if parts.iter().any(|part| grid::is_total_head(title(part)) || !grid::can_be_added(title(part))) {
        return None;
    }
    let complete = matches!(parts, [first, last]
        if words::starts(title(first), "财政") && words::starts(title(last), "其他|非财政"));
    Some(Split { columns, unit, complete })
}

/// The rows below the heads, as far as what stands there are figures; a total at the foot ends them.
fn lines(raw: &RawTable<'_>, heads: &Heads, money: Unit) -> Vec<Line> {
    let width = raw.rows[heads.upper].cells.len();
    let mut lines: Vec<Line> = Vec::new();
    for at in (heads.lower + 1..raw.rows.len()).filter(|row| !raw.rows[*row].outside) {
        let row = &raw.rows[at];
        let total = row.label().is_some_and(|label| tree::is_total(&label.text));
        let merged = width.checked_sub(row.cells.len()).filter(|merged| *merged == 0 || total);
        let Some(merged) = merged.filter(|_| !row.loose) else { break };
        let cell = |column: &usize| row.cells.get(column.checked_sub(merged)?);
        let mut cells = heads.splits.iter().flat_map(|split| &split.columns).filter_map(cell);
        if cells.any(|cell| cells::read(&cell.text, money) == Content::Text) {
            break;
        }
        lines.push(Line { row: at, total, merged });
        if total && lines.len() > 1 {
            break;
        }
    }
    lines
}

/// Whether a row is a part of another one, or the sum of some.
fn is_of_levels(raw: &RawTable<'_>, line: &Line) -> bool {
    let cells = &raw.rows[line.row].cells;
    cells.iter().take(3).any(|cell| cell.indent > 0 || words::has(&cell.text, "小计|其中"))
}
