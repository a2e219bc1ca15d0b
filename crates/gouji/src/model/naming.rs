//! Which item each name means: one that a table or the rule set names, by itself, by an alias, or as the end of a longer name.

use super::{
    Figure, FigureId, Home, Role,
    names::{self, Basis},
};
use crate::{
    map::Map,
    number::Dimension,
    ruleset::RuleSet,
    statement::{Statement, Whole, reader::Context},
};
use std::sync::Arc;

/// Standard name by every name of an item, all in the form in which names are compared.
pub(super) fn aliases(rules: &RuleSet) -> Map<String, String> {
    let mut aliases = Map::new();
    for item in &rules.items {
        let standard = names::canonical(&item.name);
        for alias in item.aliases.iter().chain([&item.name]) {
            aliases.insert(names::canonical(alias), standard.clone());
        }
    }
    aliases
}

/// Items that tables or the rule set name.
pub(super) fn known_items(aliases: &Map<String, String>, figures: &[Figure]) -> Map<String, ()> {
    let listed = figures.iter().filter(|figure| figure.role == Role::Level).map(|figure| &*figure.item);
    let mut known = Map::new();
    for item in listed.chain(aliases.values().map(String::as_str)).filter(|item| !item.is_empty()) {
        if !known.contains_key(item) {
            known.insert(item.into(), ());
        }
    }
    known
}

/// Gives every figure the item that its name means: itself, an alias, or the one known item that it ends with when the
/// rest says nothing.
pub(super) fn resolve(
    figures: &mut [Figure],
    known: &Map<String, ()>,
    aliases: &Map<String, String>,
    context: Context<'_>,
) {
    let unit = names::canonical(context.unit_name);
    let mut seen: Map<Arc<str>, (Arc<str>, usize)> = Map::new();
    for figure in figures.iter_mut() {
        if figure.item.is_empty() {
            continue;
        }
        let (item, from) = seen.entry_or_insert_with(figure.item.clone(), || {
            let (item, from) = resolve_name(&figure.item, known, aliases, &unit);
            (item.into(), from)
        });
        let from = *from;
        // What stands before the item's own name says nothing: the unit, the year.
        if from > 0 {
            figure.name = figure.item[from..].into();
        }
        figure.item = item.clone();
        let prose = matches!(figure.home, Home::Prose { .. });
        if prose
            && figure.basis == Basis::Unsaid
            && figure.quantity.unit.dimension == Dimension::Money
            && figure.role == Role::Level
        {
            figure.basis = context.basis;
        }
    }
}

/// Names in statements mean the same items as those of figures.
pub(super) fn resolve_statements(
    statements: &mut [Statement],
    known: &Map<String, ()>,
    aliases: &Map<String, String>,
    unit_name: &str,
) {
    let unit = names::canonical(unit_name);
    for statement in statements {
        let name = match statement {
            Statement::Rate { item, .. } => item,
            Statement::Share { whole: Whole::Named(name), .. } => name,
            _ => continue,
        };
        *name = resolve_name(&names::canonical(name), known, aliases, &unit).0;
    }
}

/// The item that a name means, and where in the name the item's own name begins.
fn resolve_name(
    name: &str,
    known: &Map<String, ()>,
    aliases: &Map<String, String>,
    unit: &str,
) -> (String, usize) {
    if let Some(standard) = aliases.get(name) {
        return (standard.clone(), 0);
    }
    if known.contains_key(name) {
        return (name.to_owned(), 0);
    }
    // Account paths are names of their own.
    if name.contains("(类)") || name.chars().count() > 60 {
        let path = name.replace("(类)", "·").replace("(款)", "·").replace("(项)", "");
        return (path.trim_end_matches('·').to_owned(), 0);
    }
    for (at, _) in name.char_indices().skip(1) {
        let tail = &name[at..];
        let item = aliases.get(tail).map(String::as_str).or_else(|| known.contains_key(tail).then_some(tail));
        if let Some(item) = item
            && names::is_neutral(&name[..at], unit)
        {
            return (item.to_owned(), at);
        }
    }
    (name.to_owned(), 0)
}

pub(super) fn index(figures: &[Figure]) -> Map<Arc<str>, Vec<FigureId>> {
    let mut by_item: Map<Arc<str>, Vec<FigureId>> = Map::new();
    for (i, figure) in figures.iter().enumerate() {
        if !figure.item.is_empty() && figure.role == Role::Level {
            match by_item.get_mut(&figure.item) {
                Some(figures) => figures.push(FigureId(i)),
                None => {
                    by_item.insert(figure.item.clone(), vec![FigureId(i)]);
                }
            }
        }
    }
    by_item
}
