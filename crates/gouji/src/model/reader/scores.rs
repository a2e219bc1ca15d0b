//! Tables of points without indicators: weights, points and rates, beside or below each other.

use super::{TableReader, column_of, is_score_total, is_subtotal};
use crate::{
    model::{
        FigureId, Role,
        grid::{self, GridRow, LaidRow, Layout},
        heads::{self, Head},
        names,
    },
    number::{Dimension, Unit},
    syntax::{Notation, RawCell, Style},
    words,
};
use std::sync::Arc;

impl TableReader<'_, '_, '_> {
    /// A table of points without indicators: 项目, 分值, 得分 and perhaps 得分率 beside each other, with 合计 below.
    pub(super) fn score_sheet(&mut self) -> Option<()> {
        let raw = self.raw;
        let head = grid::head(raw, self.unit)?;
        let heads = heads::read_row(&raw.rows[head]);
        let (weight, points) = (column_of(&heads, Head::Weight)?, column_of(&heads, Head::Points)?);
        let of_scores = |head: &Head| matches!(head, Head::Weight | Head::Points);
        if heads.iter().flatten().filter(|head| of_scores(head)).count() > 2 {
            return None;
        }
        let rate = raw.rows[head].cells.iter().position(|cell| cell.text.starts_with("得分率"));
        let (first, last) = (weight.min(points), weight.max(points));
        let width = heads.len();
        let whole = |cells: &[RawCell<'_>]| {
            cells.len() == width || raw.notation == Notation::CellLines && cells.len() > last
        };
        let label = |row: &usize| raw.rows[*row].cells[..first].iter().find(|cell| !cell.text.is_empty());
        let body =
            (head + 1..raw.rows.len()).filter(|row| !raw.rows[*row].outside && whole(&raw.rows[*row].cells));
        let body: Vec<usize> = body.filter(|row| label(row).is_some()).collect();
        // 小计 makes rows of two levels; without a total nothing says what the points are of.
        if body.iter().any(|row| is_subtotal(&raw.rows[*row])) || !is_score_total(&raw.rows[*body.last()?]) {
            return None;
        }
        let (mut rows, mut numbered, mut scores) = (Vec::new(), Vec::new(), Vec::new());
        for row in body {
            let name = label(&row)?;
            let found = [(Some(weight), Role::Points), (Some(points), Role::Points), (rate, Role::Rate)];
            let found = found.map(|(column, role)| self.score_figure(row, column?, role, &name.text));
            let sign = names::list_sign(name.span.of(self.builder.syntax.text));
            numbered.push(sign.is_some_and(|sign| sign.style == Style::ChineseComma));
            rows.push(GridRow { total: is_score_total(&raw.rows[row]), figures: found[..2].to_vec() });
            scores.push(found);
        }
        let mut grids = grid::sums_of_scores(rows, &numbered);
        grids.first_mut()?.scores = scores;
        let table = &mut self.builder.tables[self.table];
        table.head_rows.push(head);
        table.figure_heads.push(
            (0..width).map(|column| [Some(weight), Some(points), rate].contains(&Some(column))).collect(),
        );
        table.grids = grids;
        Some(())
    }

    /// A figure of a table of points, which is nothing beyond it.
    pub(super) fn score_figure(
        &mut self,
        row: usize,
        column: usize,
        role: Role,
        name: &str,
    ) -> Option<FigureId> {
        let unit = if role == Role::Rate { Dimension::Percent } else { Dimension::Points };
        let (quantity, span) = self.number(self.raw.rows[row].cells.get(column)?, Unit::base(unit))?;
        let id = self.push(row, column, quantity, span, name);
        let figure = &mut self.builder.figures[id.0];
        (figure.role, figure.item) = (role, Arc::default());
        Some(id)
    }

    /// 权重, 得分 and 得分率 below each other in a table of scores.
    pub(super) fn scores(&mut self, layout: &Layout, rows: &[GridRow]) -> Vec<grid::Score> {
        let raw = self.raw;
        let label = |laid: &LaidRow| &*raw.rows[laid.row].cells[laid.label].text;
        let row = |named: &str| layout.rows.iter().position(|laid| words::has(label(laid), named));
        let found = layout.rates.as_ref().zip(row("权重|分值|满分|标准分").zip(row("得分|绩效分")));
        let Some((rates, (weights, points))) = found.filter(|(_, (weights, points))| weights != points)
        else {
            return Vec::new();
        };
        let percent = Unit::base(Dimension::Percent);
        let mut of_column = |(at, (column, _)): (usize, &(usize, Unit))| {
            let (weight, points) = rows[weights].figures[at].zip(rows[points].figures[at])?;
            let cell = raw.rows[rates.row].cells.get(column.checked_sub(rates.merged)?)?;
            let (quantity, span) = self.number(cell, percent)?;
            let id = self.push(rates.row, *column, quantity, span, label(rates));
            let figure = &mut self.builder.figures[id.0];
            (figure.role, figure.item) = (Role::Rate, Arc::default());
            Some([weight, points, id].map(Some))
        };
        layout.columns.iter().enumerate().filter_map(&mut of_column).collect()
    }
}
