//! Forms in which each value stands beside its name: 收入预算合计 | 1863.42 | 其中：上级财政拨款 | 240.00 |, and the other parts in the rows
//! below.

use super::TableReader;
use crate::{
    model::{
        FigureId,
        cells::{self, Content},
        forms::is_all_funds,
        grid::{Grid, GridKind, GridRow},
        names,
    },
    number::Unit,
    syntax::RawRow,
    words,
};
use std::sync::Arc;

/// A name, the column of its value, and whether the value is there.
struct Named<'r> {
    name: &'r str,
    value: usize,
    filled: bool,
}

/// A total with those of its parts that have been read.
struct Open {
    figures: Vec<Option<FigureId>>,
    names: Vec<String>,
}

impl TableReader<'_, '_, '_> {
    /// The totals whose parts are named behind them, as far down as the form is of names and values.
    pub(super) fn beside(&mut self) {
        let raw = self.raw;
        let end = self.builder.tables[self.table].head_rows.first().copied().unwrap_or(raw.rows.len());
        let mut open: Option<Open> = None;
        let mut below: Vec<(usize, Open)> = Vec::new();
        for row in (0..end).filter(|row| !raw.rows[*row].outside) {
            let named = named_values(&raw.rows[row], self.unit);
            // Two totals beside each other have their parts below each, not behind.
            let totals =
                named.iter().filter(|named| is_total(named.name) || is_budget_or_spent(named.name)).count();
            if totals > 1 {
                self.close_total(open.take());
                below.drain(..).for_each(|(_, of)| self.close_total(Some(of)));
                let begun = named.iter().filter(|_| totals == named.len());
                for named in begun.filter(|named| named.filled) {
                    let figures = vec![self.value(row, named)];
                    below.push((named.value, Open { figures, names: Vec::new() }));
                }
                continue;
            }
            if !below.is_empty() && self.parts_below(row, &named, &mut below) {
                continue;
            }
            below.drain(..).for_each(|(_, of)| self.close_total(Some(of)));
            if named.is_empty() {
                self.close_total(open.take());
                continue;
            }
            for named in named {
                if is_total(named.name) {
                    self.close_total(open.take());
                    let whole = self.value(row, &named);
                    open = whole.map(|whole| Open { figures: vec![Some(whole)], names: Vec::new() });
                    continue;
                }
                let of_which = named.name.trim_start().starts_with("其中");
                // 其中 begins the parts, and nothing else does.
                if open.as_ref().is_some_and(|open| open.names.is_empty() != of_which) {
                    self.close_total(open.take());
                }
                if open.is_some() {
                    let figure = self.value(row, &named);
                    let name = names::row_label(named.name).to_owned();
                    if let Some(open) = &mut open {
                        open.figures.push(figure);
                        open.names.push(name);
                    }
                }
            }
        }
        self.close_total(open);
        below.drain(..).for_each(|(_, of)| self.close_total(Some(of)));
    }

    /// Takes a row for parts of the totals above, 其中：财政拨款 | 2256.20 | 其中：财政拨款 | 2209.08, each below its own.
    fn parts_below(&mut self, row: usize, named: &[Named<'_>], below: &mut [(usize, Open)]) -> bool {
        let of_which = named.iter().filter(|named| named.name.trim_start().starts_with("其中")).count();
        let begins = below.iter().all(|(_, open)| open.names.is_empty());
        let columns = named.iter().map(|named| named.value).eq(below.iter().map(|(value, _)| *value));
        if !columns || of_which != if begins { named.len() } else { 0 } {
            return false;
        }
        for (named, (_, open)) in named.iter().zip(below) {
            let figure = self.value(row, named);
            open.figures.push(figure);
            open.names.push(names::row_label(named.name).to_owned());
        }
        true
    }

    fn value(&mut self, row: usize, named: &Named<'_>) -> Option<FigureId> {
        let cell = self.raw.rows[row].cells.get(named.value).filter(|_| named.filled)?;
        let (quantity, span) = self.number(cell, self.unit)?;
        let id = self.push(row, named.value, quantity, span, names::row_label(named.name));
        // Of which year's budget, only the title above may say.
        self.builder.figures[id.0].item = Arc::default();
        Some(id)
    }

    /// Takes a total for the sum of its parts where they are called so that nothing is left.
    fn close_total(&mut self, open: Option<Open>) {
        let Some(Open { figures, .. }) = open.filter(|open| is_complete(&open.names)) else { return };
        let row = GridRow { total: false, figures };
        let grid = Grid::of_rows(vec![row], false);
        let grid = Grid { total_column: Some(0), kind: GridKind::Named, ..grid };
        self.builder.tables[self.table].grids.push(grid);
    }
}

/// The names of a row with what stands right behind each; none where a cell is neither.
fn named_values<'r>(row: &'r RawRow<'_>, money: Unit) -> Vec<Named<'r>> {
    let content = |at: usize| row.cells.get(at).map_or(Content::Empty, |cell| cells::read(&cell.text, money));
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(cell) = row.cells.get(at) {
        match (content(at), content(at + 1)) {
            (Content::Empty, _) => at += 1,
            // 预算执行情况（万元） | 预算数 | 2356.20, 资金情况 | 年度资金总额： | 208: what the whole row is about.
            (Content::Text, Content::Text)
                if at == 0
                    && row
                        .cells
                        .get(1)
                        .is_some_and(|next| is_budget_or_spent(&next.text) || is_total(&next.text)) =>
            {
                at += 1;
            }
            (Content::Text, Content::Text) | (Content::Number { .. }, _) => return Vec::new(),
            (Content::Text, value) => {
                let filled = value != Content::Empty;
                found.push(Named { name: &cell.text, value: at + 1, filled });
                at += 2;
            }
        }
    }
    found
}

fn is_total(name: &str) -> bool {
    const TOTALS: &str = "收入预算合计|支出预算合计|收入合计|支出合计|预算收入合计|预算支出合计|收入总额|支出总额|预算总额|\
        部门预算总额|年度预算总额";
    is_all_funds(name) || words::is(names::row_label(name).trim_end_matches(['：', ':']), TOTALS)
}

/// 预算数 and 执行数 beside each other.
fn is_budget_or_spent(name: &str) -> bool {
    const NAMES: &str =
        "预算数|执行数|全年预算数|全年执行数|年初预算数|调整后预算数|决算数|预算金额|执行金额";
    words::is(names::row_label(name).trim_end_matches(['：', ':']), NAMES)
}

/// Whether parts are all there are: where the last is 其他资金, or 地方资金 behind those of the centre, or where what is spent is divided by
/// its kinds.
fn is_complete(names: &[String]) -> bool {
    let last = names.last().is_some_and(|last| last.starts_with("其他"));
    let sources = matches!(names, [first, last] if first.starts_with("中央") && last.starts_with("地方"));
    let kind = |name: &String| words::starts(name, "人员|公用|项目|基本支出|运转");
    let kinds = names.iter().all(kind) && names.iter().any(|name| name.starts_with("项目"));
    names.len() >= 2 && (last || sources || kinds)
}
