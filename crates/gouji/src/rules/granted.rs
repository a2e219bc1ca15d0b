//! Whether an amount is one of money that was granted or of money that was spent, where nothing beside its name says so.

use crate::{
    model::{FigureId, Home, Model},
    statement::reader::says_granted,
};

/// Names of money that a unit is given.
const FUNDS: [&str; 6] = ["资金", "拨款", "补助", "结转", "结余", "收入"];

/// Whether it was granted: by the last word before it in its paragraph that speaks of a budget or of spending, else by its name,
/// else by the headings around. `None` where none of them says it.
pub(super) fn granted(model: &Model<'_>, id: FigureId) -> Option<bool> {
    let figure = model.figure(id);
    let Home::Prose { mut section, .. } = figure.home else { return None };
    let named = || FUNDS.iter().any(|fund| figure.name.ends_with(fund)).then_some(true);
    if let Some(granted) = figure.granted.or_else(named) {
        return Some(granted);
    }
    while let Some(heading) = section.and_then(|id| model.syntax.sections.get(id.0)) {
        if let Some(granted) = says_granted(heading.title.of(model.text())) {
            return Some(granted);
        }
        section = heading.parent;
    }
    None
}

/// Whether one is known to be a budget, and the other is not.
pub(super) fn differ(model: &Model<'_>, a: FigureId, b: FigureId) -> bool {
    let is_budget = |id: FigureId| granted(model, id) == Some(true);
    is_budget(a) != is_budget(b)
}
