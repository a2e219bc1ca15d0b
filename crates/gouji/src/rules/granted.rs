//! Whether an amount is one of money that was granted, where nothing beside its name says so.

use crate::{
    model::{FigureId, Home, Model},
    statement::reader::says_granted,
};

/// Names of money that a unit is given.
const FUNDS: [&str; 6] = ["资金", "拨款", "补助", "结转", "结余", "收入"];

/// By the last word before it in its paragraph that speaks of a budget or of spending, else by its name, else by the headings
/// around.
pub(super) fn is_granted(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figure(id);
    let Home::Prose { mut section, .. } = figure.home else { return false };
    if let Some(granted) = figure.granted {
        return granted;
    }
    if FUNDS.iter().any(|fund| figure.name.ends_with(fund)) {
        return true;
    }
    while let Some(heading) = section.and_then(|id| model.syntax.sections.get(id.0)) {
        if let Some(granted) = says_granted(heading.title.of(model.text())) {
            return granted;
        }
        section = heading.parent;
    }
    false
}
