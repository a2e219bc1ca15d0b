//! A row of figures under its heads: 编制数, 实际在职人数, 控制率.

use super::TableReader;
use crate::{
    model::{
        Role,
        cells::{self, Content},
        forms, heads,
        names::{absolute, read_label},
    },
    number::{Counter, Dimension, Unit},
    syntax::{RawCell, RawRow},
    words,
};

impl TableReader<'_, '_, '_> {
    /// Heads over one row of figures: 编制数, 实际在职人数, 控制率.
    pub(super) fn is_record_head(&self, row: usize, inside: bool) -> bool {
        let cells = &self.raw.rows[row].cells;
        let Some(next) = self.raw.rows.get(row + 1) else { return false };
        let tails = ["数", "率", "额", "规模", "面积", "投资", "人数"];
        let named = |cell: &&RawCell<'_>| {
            let head = forms::without_brackets(&cell.text);
            tails.iter().any(|tail| head.ends_with(tail)) && head.chars().count() <= 14
        };
        let names_rows = !cells.first().as_ref().is_some_and(named);
        let named = cells.iter().filter(named).count();
        let figure = |cell: &&RawCell<'_>| !matches!(cells::read(&cell.text, self.unit), Content::Text);
        let plain =
            |cell: &&RawCell<'_>| matches!(cells::read(&cell.text, self.unit), Content::Number { .. });
        let texts = cells.iter().all(|cell| !plain(&cell));
        let of_figures = |row: &RawRow<'_>| {
            row.cells.len() == cells.len() && row.cells.iter().skip(1).all(|cell| figure(&cell))
        };
        let below = of_figures(next);
        // 单位, 编制数, 在职人数 over a row for every office: the first of them is no figure of the whole.
        let filled = |row: &RawRow<'_>| of_figures(row) && row.cells.iter().skip(1).any(|cell| plain(&cell));
        let one_of_several = || names_rows && self.raw.rows.get(row + 2).is_some_and(filled);
        let no_name = below && next.cells[0].text.is_empty();
        texts && named >= 2 && named + 1 >= cells.len() && below && (no_name || !inside && !one_of_several())
    }

    pub(super) fn record(&mut self, head: usize, row: usize) {
        for column in 0..self.raw.rows[row].cells.len() {
            let title = self.raw.rows[head].cells[column].text.clone().into_owned();
            let default = record_unit(&title, self.unit);
            let cell = &self.raw.rows[row].cells[column];
            let Some((quantity, span)) = self.number(cell, default) else { continue };
            let label = read_label(&title);
            let year = absolute(label.year_said.then_some(label.year), self.builder.year);
            let name = forms::without_brackets(&title).to_owned();
            let id = self.push(row, column, quantity, span, &name);
            let figure = &mut self.builder.figures[id.0];
            figure.year = year;
            figure.basis = label.basis;
            if quantity.unit.dimension == Dimension::Percent {
                figure.role = Role::Rate;
            }
        }
    }
}

/// The unit of figures under a head that is itself the name of what is counted.
pub(super) fn record_unit(title: &str, money: Unit) -> Unit {
    let name = forms::without_brackets(title);
    if let Some(unit) = heads::unit_in(title) {
        return unit;
    }
    if name.ends_with('率') {
        return Unit::base(Dimension::Percent);
    }
    if name.contains('人') || name.contains("编制") {
        return Unit::base(Dimension::Count(Counter::People));
    }
    if name.contains("规模") || name.contains("面积") {
        return Unit::base(Dimension::Area);
    }
    if name.ends_with('数') && !words::ends(name, "预算数|决算数|执行数|支出数") {
        return Unit::base(Dimension::Bare);
    }
    money
}
