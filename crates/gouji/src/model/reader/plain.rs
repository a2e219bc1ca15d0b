//! Tables that no form describes: columns that follow from others, “三公”经费 in one row, a list with its total.

use super::{TableReader, record::record_unit};
use crate::{
    map::Map,
    model::{
        FigureId, Home, Role,
        columns::{self, Columns, Kind},
        forms,
        grid::{self, Grid, GridKind, GridRow, Layout},
        heads,
    },
    number::{Dimension, Unit},
    words,
};
use std::sync::Arc;

impl TableReader<'_, '_, '_> {
    /// The columns of a table with a single row of heads.
    pub(super) fn columns(&mut self) {
        let table = &mut self.builder.tables[self.table];
        if table.indicators.is_some() {
            return;
        }
        let head = match table.head_rows[..] {
            [head] => head,
            [] => {
                let Some(head) = grid::head(self.raw, self.unit) else { return };
                head
            }
            _ => return,
        };
        let known = heads::read_row(&self.raw.rows[head]);
        let scored = if table.funds.is_some() { known.as_slice() } else { &[] };
        let Some(layout) = columns::layout(self.raw, head, (self.unit, self.unit_said), scored) else {
            return;
        };
        let at = self.figures_by_cell();
        let mut rows = Vec::with_capacity(layout.rows.len());
        let raw = self.raw;
        let title = |column: usize| raw.rows[head].cells[column].text.trim();
        for (row, level) in layout.rows {
            let mut units: Vec<Unit> = Vec::new();
            let mut figure = |&(column, kind, unit): &(usize, Kind, Unit)| {
                if let Some(id) = at.get(&(row, column)) {
                    if kind != Kind::Rate {
                        units.push(self.builder.figures[id.0].quantity.unit);
                    }
                    return Some(*id);
                }
                // 增减额 is in the unit of what it is the change of, unless its head says another.
                let of_others = |unit: Unit| {
                    let alike = units.iter().any(|other| other.dimension == unit.dimension);
                    let said = || heads::unit_in(title(column)).is_some();
                    let last = units.last().copied().filter(|last| last.dimension != Dimension::Percent);
                    if alike || said() { None } else { last }
                };
                let unit = if kind == Kind::Difference { of_others(unit).unwrap_or(unit) } else { unit };
                let (quantity, span) = self.number(&self.raw.rows[row].cells[column], unit)?;
                let id = self.push(row, column, quantity, span, "");
                match kind {
                    Kind::Rate => self.builder.figures[id.0].role = Role::Rate,
                    _ => units.push(quantity.unit),
                }
                Some(id)
            };
            rows.push(columns::Row { level, figures: layout.columns.iter().map(&mut figure).collect() });
        }
        let titles = layout.columns.iter().map(|(column, ..)| title(*column).into()).collect();
        let kinds = layout.columns.iter().map(|(_, kind, _)| *kind).collect();
        let table = &mut self.builder.tables[self.table];
        if table.head_rows.is_empty() {
            table.head_rows.push(head);
            table.figure_heads.push(vec![false; self.raw.rows[head].cells.len()]);
        }
        for (column, ..) in &layout.columns {
            if let Some(names) = table.figure_heads[0].get_mut(*column) {
                *names = true;
            }
        }
        table.columns = Some(Columns { kinds, titles, rows });
    }

    /// The figures that were read, by row and column.
    pub(super) fn figures_by_cell(&self) -> Map<(usize, usize), FigureId> {
        let first = self.builder.tables[self.table].first_figure;
        let mut by_cell = Map::new();
        for (id, figure) in self.builder.figures.iter().enumerate().skip(first) {
            if let Home::Cell { row, column, .. } = figure.home {
                by_cell.insert((row, column), FigureId(id));
            }
        }
        by_cell
    }

    /// “三公”经费 with its parts beside each other, in rows without a name.
    pub(super) fn expenses(&mut self) {
        /// Most columns: those of the budget and of what was spent.
        const MOST: usize = 16;
        let raw = self.raw;
        let width = raw.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let full = |row: &usize| raw.rows[*row].cells.len() == width && !raw.rows[*row].outside;
        let has_figures =
            |row: &usize| raw.rows[*row].cells.iter().any(|cell| self.number(cell, self.unit).is_some());
        let first = (0..raw.rows.len()).find(|row| full(row) && has_figures(row));
        let Some(first) = first.filter(|_| width <= MOST) else { return };
        let cell = |row: usize, column: usize| raw.rows[row].cells[column].text.trim();
        let title = |column: usize| {
            let said = (0..first).rev().filter(full).map(|row| cell(row, column));
            { said }.find(|text| !text.is_empty()).unwrap_or_default()
        };
        let mut titles: Vec<&str> = (0..width).map(title).collect();
        let mut sums = grid::sums_of_expenses(&titles);
        let certain = !sums.is_empty();
        if !certain {
            let heads = raw.rows[..first].iter().flat_map(|row| &row.cells).map(|cell| cell.text.trim());
            let Some(of_form) = grid::titles_of_expenses(heads, width) else { return };
            titles = of_form;
            sums = grid::sums_of_expenses(&titles);
        }
        for row in (first..raw.rows.len()).filter(full) {
            self.expense_row(row, &titles, &sums, certain);
        }
        let table = &mut self.builder.tables[self.table];
        for row in (0..first).filter(full) {
            table.head_rows.push(row);
            table.figure_heads.push((0..width).map(|column| !cell(row, column).is_empty()).collect());
        }
    }

    fn expense_row(&mut self, row: usize, titles: &[&str], sums: &[(usize, Vec<usize>)], certain: bool) {
        let cells = &self.raw.rows[row].cells;
        let mut figure = |column: usize| {
            let (quantity, span) = self.number(&cells[column], self.unit)?;
            let id = self.push(row, column, quantity, span, titles[column]);
            // Of the budget or of what was spent, and of which money, only the title above may say.
            self.builder.figures[id.0].item = Arc::default();
            Some(id)
        };
        let figures: Vec<Option<FigureId>> = (0..titles.len()).map(&mut figure).collect();
        let grid = grid::sums_of_row(&figures, sums, certain);
        self.builder.tables[self.table].grids.push(grid);
    }

    /// A plain table with a total.
    pub(super) fn grid(&mut self) {
        let Some(layout) = grid::layout(self.raw, self.unit, self.unit_said) else { return };
        let raw = self.raw;
        let of_unit = !words::has(&self.builder.tables[self.table].title, "下属|直属|所属|二级|各");
        let mut rows = Vec::with_capacity(layout.rows.len());
        for row in &layout.rows {
            let cells = &raw.rows[row.row].cells;
            let mut figure = |&(column, unit): &(usize, Unit)| {
                let at = column.checked_sub(row.merged)?;
                let title = forms::without_brackets(&raw.rows[layout.head].cells[column].text);
                let staff = words::has(title, "编制|在职") && !title.contains('年');
                let unit = if staff { record_unit(title, unit) } else { unit };
                let (quantity, span) = self.number(cells.get(at)?, unit)?;
                // What it is an amount of, only the title above the table may say; 编制数 in all is that of the unit.
                let of_all = staff && row.total && of_unit;
                let id = self.push(row.row, at, quantity, span, &cells[row.label].text);
                let item = if of_all { self.item(title).into() } else { Arc::default() };
                self.builder.figures[id.0].item = item;
                Some(id)
            };
            let figures = layout.columns.iter().map(&mut figure).collect();
            rows.push(GridRow { total: row.total, figures });
        }
        let subtotals: Vec<bool> = layout.rows.iter().map(|row| row.sub).collect();
        let levels = subtotals.contains(&true);
        let of_levels = if levels { grid::sums_of_levels(&rows, &subtotals) } else { Vec::new() };
        if levels {
            rows.iter_mut().for_each(|row| row.total = false);
        }
        let scores = self.scores(&layout, &rows);
        let table = &mut self.builder.tables[self.table];
        table.head_rows.push(layout.head);
        let width = raw.rows[layout.head].cells.len();
        let added = |column: usize| layout.columns.iter().any(|(of, _)| *of == column);
        table.figure_heads.push((0..width).map(added).collect());
        let Layout { total_column, numbered, .. } = layout;
        table.grids = vec![Grid { total_column, numbered, kind: GridKind::Plain, rows, scores }];
        table.grids.extend(of_levels);
    }
}
