//! A table as it was read in the version before, put where the same table stands now.
//!
//! What a table says depends on its own lines, on what stands right above it and on little else; where it stands only
//! moves its places and renumbers its figures.

use super::{Figure, FigureId, Home, Scope, Table, forms::TextCell, tree::Value};
use crate::{number::Unit, rules::passages::Concerned, syntax::Notation, text::Span};
use std::sync::Arc;

/// What a table says beside its own lines.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Around {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) unit: Unit,
    /// Whether the text says it.
    pub(crate) unit_said: bool,
    pub(crate) scope: Scope,
    pub(crate) notation: Notation,
    /// The project that the lines above name.
    pub(crate) project: Option<Arc<str>>,
    /// Whether it is a part of a table, of which the other parts are tables of their own.
    pub(crate) partial: bool,
    /// The lowest execution rate of which a note below says what it scores.
    pub(crate) band: Option<u32>,
}

/// Where a table stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Anchor {
    /// Its first byte.
    pub(crate) start: usize,
    /// Its first figure.
    pub(crate) figure: usize,
    /// Its index among the tables.
    pub(crate) table: usize,
    /// Its node.
    pub(crate) node: usize,
}

/// A table that was read, with its figures.
#[derive(Clone, Debug)]
pub(crate) struct KeptTable {
    pub(crate) around: Around,
    pub(crate) at: Anchor,
    pub(crate) table: Table,
    pub(crate) figures: Vec<Figure>,
    /// The rules about wording that may find something in it.
    pub(crate) concerned: Concerned,
}

impl KeptTable {
    /// The table and its figures as they are at `at`, and who is concerned; `None` where it has to be read again.
    pub(crate) fn at(&self, at: Anchor, around: &Around) -> Option<(Table, Vec<Figure>, Concerned)> {
        // An empty span at the first byte of the text could be a place, or that of a cell that is not there.
        if self.around != *around || (self.at.start == 0 && at.start > 0) {
            return None;
        }
        let shift = Shift { from: self.at, to: at };
        let mut figures = self.figures.clone();
        for figure in &mut figures {
            shift.span(&mut figure.span);
            if let Home::Cell { table, .. } = &mut figure.home {
                *table = at.table;
            }
        }
        let mut table = self.table.clone();
        table.node = at.node;
        table.first_figure = at.figure;
        shift.table(&mut table);
        Some((table, figures, self.concerned.clone()))
    }
}

/// Moves what refers to places and figures.
#[derive(Clone, Copy)]
struct Shift {
    from: Anchor,
    to: Anchor,
}

impl Shift {
    fn span(self, span: &mut Span) {
        // The span of a cell that is not there.
        if *span != Span::default() {
            span.start = span.start - self.from.start + self.to.start;
            span.end = span.end - self.from.start + self.to.start;
        }
    }

    fn cell(self, cell: &mut TextCell) {
        self.span(&mut cell.span);
    }

    fn figure(self, id: &mut FigureId) {
        id.0 = id.0 - self.from.figure + self.to.figure;
    }

    fn figures<'i>(self, ids: impl IntoIterator<Item = &'i mut FigureId>) {
        ids.into_iter().for_each(|id| self.figure(id));
    }

    fn table(self, table: &mut Table) {
        for row in table.amounts.iter_mut().flat_map(|amounts| &mut amounts.rows) {
            self.span(&mut row.label_span);
            row.values.iter_mut().for_each(|value| self.value(value));
        }
        for row in table.codes.iter_mut().flat_map(|codes| &mut codes.rows) {
            self.span(&mut row.place);
            self.figures(&mut row.figures);
        }
        for row in table.grids.iter_mut().flat_map(|grid| &mut grid.rows) {
            self.figures(row.figures.iter_mut().flatten());
        }
        for row in table.columns.iter_mut().flat_map(|columns| &mut columns.rows) {
            self.figures(row.figures.iter_mut().flatten());
        }
        self.figures(table.grids.iter_mut().flat_map(|grid| &mut grid.scores).flatten().flatten());
        self.funds(table);
        self.indicators(table);
    }

    fn value(self, value: &mut Value) {
        match value {
            Value::Figure(id) => self.figure(id),
            Value::Empty(span) => self.span(span),
            Value::Text | Value::Unbound => {}
        }
    }

    fn funds(self, table: &mut Table) {
        let Some(funds) = &mut table.funds else { return };
        self.span(&mut funds.head);
        for row in &mut funds.rows {
            self.cell(&mut row.label);
            let amounts = [&mut row.initial, &mut row.adjusted, &mut row.executed];
            self.figures(
                amounts.into_iter().chain([&mut row.weight, &mut row.rate, &mut row.points]).flatten(),
            );
        }
        for group in &mut funds.groups {
            self.cell(&mut group.title);
            self.figures(&mut group.parts);
            group.blank.iter_mut().for_each(|cell| self.cell(cell));
        }
    }

    fn indicators(self, table: &mut Table) {
        let Some(indicators) = &mut table.indicators else { return };
        for group in &mut indicators.groups {
            self.span(&mut group.span);
            self.figures(&mut group.weight);
        }
        for row in &mut indicators.rows {
            self.span(&mut row.span);
            for cell in [&mut row.second, &mut row.name, &mut row.target, &mut row.actual, &mut row.reason] {
                self.cell(cell);
            }
            let points = [&mut row.weight, &mut row.points, &mut row.lost];
            let points = points.into_iter().chain([&mut row.second_weight, &mut row.degree]);
            self.figures(points.flatten());
        }
        self.figures(&mut indicators.bonus);
        self.figures(&mut indicators.claimed_points);
        let totals = [&mut indicators.total_weight, &mut indicators.total_points, &mut indicators.total_lost];
        self.figures(totals.into_iter().flatten());
        self.figures(indicators.rates.iter_mut().flatten());
    }
}
