//! Finding the figure that a statement speaks of.

use super::{FigureId, Home, Model, Role, Scope, names::Basis};

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'w> {
    pub(crate) item: &'w str,
    pub(crate) year: Option<i32>,
    pub(crate) basis: Basis,
    /// The figure that the statement starts from: the scope must be its own, and its paragraph is looked at first.
    pub(crate) from: FigureId,
}

impl Model<'_> {
    /// The figure that is meant; `None` where there is none, or where there are several that differ.
    pub(crate) fn lookup(&self, wanted: Wanted<'_>) -> Option<FigureId> {
        self.lookup_in(self.figure(wanted.from).scope, wanted)
    }

    /// The same of all funds, whatever the section that the statement stands in is about: 占本年支出合计的91.29%.
    pub(crate) fn lookup_of_all(&self, wanted: Wanted<'_>) -> Option<FigureId> {
        self.lookup_in(Scope::Whole, wanted)
    }

    fn lookup_in(&self, scope: Scope, wanted: Wanted<'_>) -> Option<FigureId> {
        let from = self.figure(wanted.from);
        let fits = |id: &FigureId| {
            let figure = self.figure(*id);
            *id != wanted.from
                && figure.role == Role::Level
                && figure.year == wanted.year
                && figure.scope == scope
                && (figure.basis == wanted.basis || figure.basis.meets(wanted.basis))
                && figure.quantity.comparable(&from.quantity)
        };
        let around = self.around(wanted.item, wanted.from);
        // The figures of a node follow each other.
        let at = around.partition_point(|id| *id < wanted.from);
        let here = |id: &&FigureId| same_node(self.figure(**id).home, from.home);
        let before = around[..at].iter().rev().take_while(here).count();
        let behind = around[at..].iter().take_while(here).count();
        let near = around[at - before..at + behind].iter().copied().filter(fits);
        self.agreed(near).or_else(|| self.agreed(around.iter().copied().filter(fits)))
    }

    /// The figures of an item that stand nearest to `from`. No report has as many of one item as are looked at; the
    /// bound keeps the work linear where thousands of reports stand in one text.
    pub(crate) fn around(&self, item: &str, from: FigureId) -> &[FigureId] {
        const NEAR: usize = 200;
        let all = self.of_item(item);
        let at = all.partition_point(|id| *id < from);
        &all[at.saturating_sub(NEAR)..(at + NEAR).min(all.len())]
    }

    /// The figures of an item in a table; those of tables come first, table by table.
    pub(crate) fn cells_of(&self, item: &str, table: usize) -> &[FigureId] {
        let Some(of) = self.tables.get(table).filter(|_| !item.is_empty()) else { return &[] };
        let all = self.of_item(item);
        let from = all.partition_point(|id| id.0 < of.first_figure);
        let to = all.partition_point(|id| id.0 < of.first_figure + of.places.len());
        &all[from..to]
    }

    /// One figure for all of them, if they are all the same amount; the one with the most places.
    pub(crate) fn agreed(&self, mut found: impl Iterator<Item = FigureId>) -> Option<FigureId> {
        let mut best = found.next()?;
        let value = self.base_value(best)?;
        for id in found {
            if self.base_value(id) != Some(value) {
                return None;
            }
            if self.figure(id).quantity.places >= self.figure(best).quantity.places {
                best = id;
            }
        }
        Some(best)
    }
}

fn same_node(a: Home, b: Home) -> bool {
    match (a, b) {
        (Home::Prose { node: a, .. }, Home::Prose { node: b, .. }) => a == b,
        (Home::Cell { table: a, .. }, Home::Cell { table: b, .. }) => a == b,
        _ => false,
    }
}
