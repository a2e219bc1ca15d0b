//! Which figure a name in a mark means.
//!
//! Marks are the writer's own words, so a name either leads to one figure for certain, or it is said why it does not:
//! nothing is taken by likeness.

use super::{
    FigureId, Home, Model, Role, Scope,
    names::{self, Basis, Year},
    tree::Value,
};
use crate::{
    expression::{Name, NameYear},
    map::Map,
    number::Dimension,
    text::Span,
};
use std::cell::{Cell, RefCell};

/// Names for which similar ones are looked for, in one text.
const MAX_GUESSES: usize = 50;
/// Longest name, in characters, of which every end is looked at.
const MAX_NAME: usize = 60;
/// Rows above a row that are looked at for `甲·乙`.
const MAX_ANCESTORS: usize = 32;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Operand {
    Figure(FigureId),
    /// A cell that is empty: unknown, not zero.
    Empty(Span),
}

/// Why a name leads to no figure.
#[derive(Clone, Debug)]
pub(crate) enum Miss {
    /// There is no such name; perhaps a similar one.
    Unknown { nearest: Option<String> },
    /// Several names end with it.
    SeveralNames(Vec<String>),
    /// It is printed in several places with different amounts.
    SeveralFigures(Vec<FigureId>),
    /// It is known, but not of this year and basis; these are known.
    Elsewhere(Vec<String>),
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    operand: Operand,
    year: Option<i32>,
    basis: Basis,
    scope: Scope,
    /// Nothing where the cell is empty.
    dimension: Option<Dimension>,
    /// 0 for what a mark states, 1 for a table, 2 for prose: how certain it is that the name belongs to it.
    tier: u8,
    row: Option<RowPlace>,
}

/// Table, part of the table, row.
type RowPlace = (usize, usize, usize);

/// All names of a report.
pub(crate) struct Known<'m> {
    model: &'m Model<'m>,
    entries: Map<&'m str, Vec<Entry>>,
    unit: String,
    guesses: Cell<usize>,
    /// What was looked for before.
    found: RefCell<Map<Sought, Result<Operand, Miss>>>,
}

/// Year and basis that a name carries itself.
type Said = (Option<Year>, Option<Basis>);

type Sought = (String, Option<NameYear>, Option<Basis>, Scope);

impl<'m> Known<'m> {
    /// The names of a model.
    pub(crate) fn new(model: &'m Model<'m>) -> Self {
        let unit = model.unit_names.clone();
        let mut known = Known {
            model,
            entries: Map::new(),
            unit,
            guesses: Cell::new(MAX_GUESSES),
            found: RefCell::default(),
        };
        let rows = known.cells();
        known.figures(&rows);
        known
    }

    fn figures(&mut self, rows: &Map<FigureId, RowPlace>) {
        let mut facts: Vec<FigureId> = super::marks::facts(&self.model.marks).collect();
        facts.sort_unstable();
        for (i, figure) in self.model.figures.iter().enumerate() {
            if figure.item.is_empty() || !matches!(figure.role, Role::Level | Role::Rate) {
                continue;
            }
            let id = FigureId(i);
            let tier = match figure.home {
                _ if facts.binary_search(&id).is_ok() => 0,
                Home::Cell { .. } => 1,
                Home::Prose { .. } => 2,
            };
            self.entries.entry_or_default(&figure.item).push(Entry {
                operand: Operand::Figure(id),
                year: figure.year,
                basis: figure.basis,
                scope: figure.scope,
                dimension: Some(figure.quantity.unit.dimension),
                tier,
                row: rows.get(&id).copied(),
            });
        }
        for entries in self.entries.values_mut() {
            // A rate beside an amount in one row is a rate of the item, not the item.
            let percent = |entry: &Entry| entry.dimension == Some(Dimension::Percent);
            if !entries.iter().all(percent) {
                entries.retain(|entry| !percent(entry));
            }
        }
    }

    /// Notes the empty cells; gives the rows that figures of tables stand in.
    fn cells(&mut self) -> Map<FigureId, RowPlace> {
        let mut rows = Map::new();
        for (t, table) in self.model.tables.iter().enumerate() {
            for (p, part) in table.amounts.iter().enumerate() {
                for (r, row) in part.rows.iter().enumerate().filter(|(_, row)| !row.item.is_empty()) {
                    for (value, column) in row.values.iter().zip(&part.columns) {
                        match value {
                            Value::Figure(id) => {
                                rows.insert(*id, (t, p, r));
                            }
                            Value::Empty(span) => self.entries.entry_or_default(&row.item).push(Entry {
                                operand: Operand::Empty(*span),
                                year: column.year,
                                basis: column.basis,
                                scope: table.scope,
                                dimension: None,
                                tier: 1,
                                row: Some((t, p, r)),
                            }),
                            Value::Text | Value::Unbound => {}
                        }
                    }
                }
            }
        }
        rows
    }

    /// The figure that a name means where `scope` is spoken of.
    pub(crate) fn find(&self, name: &Name, scope: Scope) -> Result<Operand, Miss> {
        let key = (name.text(), name.year, name.basis, scope);
        if let Some(found) = self.found.borrow().get(&key) {
            return found.clone();
        }
        let found = self.look(name, scope);
        self.found.borrow_mut().insert(key, found.clone());
        found
    }

    fn look(&self, name: &Name, scope: Scope) -> Result<Operand, Miss> {
        let (item, said) = self.item_said(name)?;
        let parent = match &*name.path {
            [above @ .., _] if !above.is_empty() && !self.entries.contains_key(self.whole(name).as_str()) => {
                Some(self.resolve(&names::canonical(&above.join("·")))?)
            }
            _ => None,
        };
        let entries = self.entries.get(item).map_or(&[][..], Vec::as_slice);
        let within = |entry: &&Entry| parent.is_none_or(|parent| self.is_within(entry, parent));
        let all: Vec<Entry> = entries.iter().filter(within).copied().collect();
        let year = match (name.year, said.0) {
            (Some(NameYear::Of(year)), _) => Some(year),
            (Some(NameYear::Before), _) => Some(names::year_before(self.model.year)),
            (None, Some(Year::Of(year))) => Some(year),
            (None, Some(Year::Before)) => Some(names::year_before(self.model.year)),
            _ => self.model.year,
        };
        let basis = name.basis.or(said.1);
        let year = year.or_else(|| self.only_year(&all));
        let of_year: Vec<Entry> = all.iter().copied().filter(|entry| entry.year == year).collect();
        let fits = self.of_basis(&of_year, basis);
        if fits.is_empty() {
            return Err(Miss::Elsewhere(self.elsewhere(&all)));
        }
        choose(self.model, &of_scope(fits, scope))
    }

    /// The item that a name means, whatever its year and basis.
    pub(crate) fn item(&self, name: &Name) -> Result<&'m str, Miss> {
        self.item_said(name).map(|(item, _)| item)
    }

    fn whole(&self, name: &Name) -> String {
        names::canonical(&name.text())
    }

    /// The item, and the year and basis that its name carries itself: 2022年三公经费决算数.
    fn item_said(&self, name: &Name) -> Result<(&'m str, Said), Miss> {
        if let Some((item, _)) = self.entries.get_key_value(self.whole(name).as_str()) {
            return Ok((item, (None, None)));
        }
        let last = names::canonical(name.path.last().map_or("", String::as_str));
        if let Some(item) = self.certain(&last) {
            return Ok((item, (None, None)));
        }
        let label = names::read_label(&last);
        if let Some(item) = self.certain(&label.name) {
            let basis = Some(label.basis).filter(|basis| *basis != Basis::Unsaid);
            return Ok((item, (label.year_said.then_some(label.year), basis)));
        }
        self.guess(&last).map(|item| (item, (None, None)))
    }

    /// A name in canonical form: itself, an alias, or the one known name that it ends with where the rest says nothing.
    fn certain(&self, name: &str) -> Option<&'m str> {
        let key = |name: &str| self.entries.get_key_value(name).map(|(item, _)| *item);
        let meant = |name: &str| {
            self.model.aliases.get(name).and_then(|standard| key(standard)).or_else(|| key(name))
        };
        let tail = |(at, _): (usize, char)| {
            meant(&name[at..]).filter(|_| names::is_neutral(&name[..at], &self.unit))
        };
        meant(name).or_else(|| name.char_indices().skip(1).take(MAX_NAME).find_map(tail))
    }

    /// The one known name that ends with this one, where the rest says nothing.
    fn guess(&self, name: &str) -> Result<&'m str, Miss> {
        // Looking through all names is dear; a text with many unknown ones gets no more guesses.
        let Some(left) = self.guesses.get().checked_sub(1) else {
            return Err(Miss::Unknown { nearest: None });
        };
        self.guesses.set(left);
        let ending = |item: &&&'m str| {
            item.strip_suffix(name)
                .is_some_and(|rest| !rest.is_empty() && names::is_neutral(rest, &self.unit))
        };
        let mut found: Vec<&'m str> = self.entries.keys().filter(ending).copied().collect();
        found.sort_unstable();
        match found.as_slice() {
            [item] => Ok(item),
            [] => Err(Miss::Unknown { nearest: self.nearest(name) }),
            _ => Err(Miss::SeveralNames(found.iter().map(|item| self.shown(item)).collect())),
        }
    }

    fn resolve(&self, name: &str) -> Result<&'m str, Miss> {
        self.certain(name).map_or_else(|| self.guess(name), Ok)
    }

    /// Whether the entry's row stands under a row of `parent`.
    fn is_within(&self, entry: &Entry, parent: &str) -> bool {
        let Some((table, part, row)) = entry.row else { return false };
        let Some(part) = self.model.tables.get(table).and_then(|table| table.amounts.get(part)) else {
            return false;
        };
        let mut next = part.rows.get(row).and_then(|row| row.parent);
        for _ in 0..MAX_ANCESTORS {
            let Some(row) = next.and_then(|at| part.rows.get(at)) else { return false };
            if &*row.item == parent {
                return true;
            }
            next = row.parent;
        }
        false
    }

    /// The year of all entries, for reports that do not say their own.
    fn only_year(&self, entries: &[Entry]) -> Option<i32> {
        let first = entries.first()?.year;
        entries.iter().all(|entry| entry.year == first).then_some(first)?
    }

    /// The entries of a basis; of the report's own where none is said.
    fn of_basis(&self, entries: &[Entry], basis: Option<Basis>) -> Vec<Entry> {
        let only = |fits: &dyn Fn(&Entry) -> bool| -> Vec<Entry> {
            entries.iter().copied().filter(|e| fits(e)).collect()
        };
        let wanted = basis.unwrap_or(self.model.basis);
        let said = only(&|entry| entry.basis == wanted);
        if !said.is_empty() {
            return said;
        }
        match basis {
            Some(basis) => only(&|entry| entry.basis.meets(basis)),
            // People and things have no basis, nor have amounts in a column that does not say one.
            None => only(&|entry| entry.basis == Basis::Unsaid),
        }
    }

    /// The years and bases of which an item is known.
    fn elsewhere(&self, entries: &[Entry]) -> Vec<String> {
        let mut found: Vec<String> = entries
            .iter()
            .map(|entry| {
                let year = entry.year.map_or(String::new(), |year| year.to_string());
                format!("@{year}{}", if entry.basis == Basis::Open { "" } else { entry.basis.word() })
            })
            .filter(|said| said != "@")
            .collect();
        found.sort_unstable();
        found.dedup();
        found.truncate(6);
        found
    }

    /// An item as the text itself names it.
    fn shown(&self, item: &str) -> String {
        let id = self.model.of_item(item).first();
        let name =
            id.map(|id| names::row_label(&self.model.figure(*id).name)).filter(|name| !name.is_empty());
        name.unwrap_or(item).to_owned()
    }

    /// The known name that differs least, if it differs little.
    fn nearest(&self, name: &str) -> Option<String> {
        crate::similar::nearest(name, self.entries.keys().copied()).map(|item| self.shown(item))
    }
}

/// The entries of a scope, where the amounts are of several.
fn of_scope(entries: Vec<Entry>, scope: Scope) -> Vec<Entry> {
    for wanted in [scope, Scope::Whole, Scope::General] {
        let of: Vec<Entry> = entries.iter().copied().filter(|entry| entry.scope == wanted).collect();
        if !of.is_empty() {
            return of;
        }
    }
    entries
}

/// The one figure that the most certain entries agree on: the one with the most places.
fn choose(model: &Model<'_>, entries: &[Entry]) -> Result<Operand, Miss> {
    let tier = entries.iter().map(|entry| entry.tier).min().unwrap_or(0);
    let mut certain: Vec<&Entry> = entries.iter().filter(|entry| entry.tier == tier).collect();
    // 公务接待 is an amount and a number of guests; in an equation of a budget report the amount is meant.
    if certain.iter().any(|entry| entry.dimension == Some(Dimension::Money)) {
        certain.retain(|entry| entry.dimension.is_none_or(|dimension| dimension == Dimension::Money));
    }
    let figures: Vec<FigureId> = certain
        .iter()
        .filter_map(|entry| match entry.operand {
            Operand::Figure(id) => Some(id),
            Operand::Empty(_) => None,
        })
        .collect();
    if figures.is_empty() {
        // Every place that could have it is empty.
        return certain.first().map(|entry| entry.operand).ok_or(Miss::Unknown { nearest: None });
    }
    model.agreed(figures.iter().copied()).map(Operand::Figure).ok_or(Miss::SeveralFigures(figures))
}
