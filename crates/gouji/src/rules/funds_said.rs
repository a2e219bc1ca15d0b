//! 全年预算1200万元，支出1108万元: amounts without a name that are those of the form's funds.
//!
//! Of what such a sentence speaks, it does not say. Where two amounts stand right behind each other, and one of them is that
//! of 年度资金总额 in the only form, the other is held against that row too.

use super::{
    Sink,
    nearby::{between, levels_beside},
    same_figure::differs,
};
use crate::{
    model::{Figure, FigureId, Home, Model, Role, forms::FundRow, names::Basis},
    number::{Dimension, plus},
    words,
};

/// Holds the unnamed amounts of the prose against the funds of the form.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    let Some(funds) = only_total(model) else { return };
    for at in 1..model.figures.len() {
        let (first, second) = (FigureId(at - 1), FigureId(at));
        if is_pair(model, first, second) {
            pair(model, sink, funds, [first, second]);
        }
    }
}

/// The row of all funds, where the report has one form.
fn only_total<'m>(model: &'m Model<'_>) -> Option<&'m FundRow> {
    let rows = model.tables.iter().filter_map(|table| table.funds.as_ref()).flat_map(|funds| &funds.rows);
    let mut totals = rows.filter(|row| words::has(&row.label.text, "总额|合计"));
    let total = totals.next()?;
    totals.next().is_none().then_some(total)
}

/// Whether two figures of the whole give amounts of one year right behind each other.
fn is_pair(model: &Model<'_>, first: FigureId, second: FigureId) -> bool {
    /// Longest words between them, in bytes.
    const NEAR: usize = 60;
    let (a, b) = (model.figure(first), model.figure(second));
    if !is_of_whole(a) || !is_of_whole(b) || a.home != b.home || a.year != b.year {
        return false;
    }
    let words = between(model, first, second);
    words.len() <= NEAR && !words.contains(['。', '；', ';', '（', '(', '、', '\n'])
}

/// Whether an amount of the prose has no name, or one that says no more than that it is of the whole.
fn is_of_whole(figure: &Figure) -> bool {
    words::is(&figure.item, "|部门|单位|支出|总支出|部门支出|部门总支出|单位支出|单位总支出")
        && figure.role == Role::Level
        && figure.quantity.unit.dimension == Dimension::Money
        && matches!(figure.home, Home::Prose { .. })
}

/// The figure of the form that an amount of the prose should be.
fn column(funds: &FundRow, figure: &Figure) -> Option<FigureId> {
    match figure.basis {
        Basis::Initial => funds.initial,
        Basis::Adjusted | Basis::Budget => funds.adjusted,
        Basis::Final => funds.executed,
        Basis::Unsaid if figure.granted == Some(false) => funds.executed,
        _ => None,
    }
}

/// Where one of two amounts is the form's, the other has to be it too.
fn pair(model: &Model<'_>, sink: &mut Sink, funds: &FundRow, pair: [FigureId; 2]) -> Option<()> {
    let said = pair.map(|id| model.figure(id));
    let of_form = [column(funds, said[0])?, column(funds, said[1])?];
    let values = [pair, of_form].map(|ids| ids.map(|id| model.base_value(id)));
    let other = usize::from(values[0][0] == values[1][0]);
    let anchor = values[0][1 - other].filter(|value| !value.is_zero());
    let of_year = of_form.iter().all(|id| model.figure(*id).year == said[0].year);
    let (id, reference) = (pair[other], of_form[other]);
    if anchor.is_none() || anchor != values[1][1 - other] || !of_year || of_form[0] == of_form[1] {
        return None;
    }
    // Which budget 预算 is, it does not say.
    let open =
        said[other].basis == Basis::Budget || said[other].aside.other || sink.found_at(said[other].span);
    // 当年支出1108万元，上年结转支出72万元: the two together are what was spent.
    let sum = |beside: FigureId| plus(model.base_value(beside)?, values[0][other]?);
    let rest = |beside: FigureId| sum(beside).is_some_and(|sum| Some(sum) == values[1][other]);
    if open || levels_beside(model, id).any(rest) {
        return None;
    }
    let row: Vec<FigureId> = [funds.initial, funds.adjusted, funds.executed].into_iter().flatten().collect();
    let (finding, claim) = differs(model, sink, id, reference, &row)?;
    sink.push_decided(finding, claim);
    Some(())
}
