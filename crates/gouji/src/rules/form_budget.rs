//! 正文里的年初预算、全年预算与自评表资金总额。

use super::{
    Sink,
    prose_total::is_slip,
    same_figure::{DIFFERS, name_other, same_claim},
};
use crate::{
    model::{FigureId, Home, Model, Role, names::Basis},
    number::Dimension,
    words,
};

/// Holds the budgets of the whole department in the prose against those of the only form that says what became of its funds.
///
/// The prose rarely calls them as the form does, so only what looks like the form's figure with a digit put wrong, and stands nowhere else,
/// is told.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut forms = model.tables.iter().filter_map(|table| table.funds.as_ref()?.rows.first());
    let (Some(funds), None) = (forms.next(), forms.next()) else { return };
    for (of_form, basis) in [(funds.initial, Basis::Initial), (funds.adjusted, Basis::Adjusted)] {
        let Some(of_form) = of_form else { continue };
        let said = budgets(model, of_form, basis);
        // Whoever gives it right somewhere means something else elsewhere.
        if said.iter().all(|id| model.base_value(*id) != model.base_value(of_form)) {
            said.into_iter().for_each(|id| hold(model, sink, id, of_form));
        }
    }
}

/// The budgets of this kind in the prose that are of no item.
fn budgets(model: &Model<'_>, of_form: FigureId, basis: Basis) -> Vec<FigureId> {
    const ALL: &str = "|部门|年初部门|本部门|单位|整体支出|部门整体支出|资金总额|年度资金总额|部门支出|支出";
    const MOST: usize = 20;
    let of = model.figure(of_form);
    let said = (0..model.figures.len()).map(FigureId).filter(|id| {
        let figure = model.figure(*id);
        let initial =
            basis == Basis::Initial && figure.basis == Basis::Budget && figure.name.starts_with("年初");
        matches!(figure.home, Home::Prose { .. })
            && figure.role == Role::Level
            && figure.quantity.unit.dimension == Dimension::Money
            && (figure.basis == basis || initial)
            && figure.year == of.year
            && words::is(&figure.name, ALL)
    });
    said.take(MOST).collect()
}

fn hold(model: &Model<'_>, sink: &mut Sink, said: FigureId, of_form: FigureId) {
    let value = model.base_value(said);
    let elsewhere =
        (0..model.figures.len()).map(FigureId).any(|id| id != said && model.base_value(id) == value);
    if elsewhere || sink.found_at(model.figure(said).span) || !is_slip(model, said, of_form) {
        return;
    }
    let Some(claim) = same_claim(model, said, of_form) else { return };
    let Some(judgement) = claim.decide(model, sink) else { return };
    let mut finding = claim.draft(model, &DIFFERS, &judgement).with("name", model.short_name(of_form));
    name_other(&mut finding, of_form);
    finding.severity = crate::Severity::Warning;
    sink.push(finding);
}
