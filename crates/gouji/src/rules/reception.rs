//! 公务接待费1.22万元。2023年国内公务接待18批次、126人、3.22万元: what receptions at home cost is part of what all receptions cost.

use super::{
    Sink,
    breakdown::{self, EXCEEDS},
    claim::significant,
    nearby,
};
use crate::{
    exact::Outcome,
    model::{FigureId, Home, Model, Role},
    number::{Dimension, minus},
    words,
};

/// How many figures back what all receptions cost is looked for.
const NEAR: usize = 12;

/// Holds what receptions at home cost against what all of them cost.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for part in (1..model.figures.len()).map(FigureId) {
        if let Some(whole) = is_at_home(model, part).then(|| all_receptions(model, part)).flatten() {
            decide(model, sink, whole, part);
        }
    }
}

fn is_money(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figure(id);
    figure.quantity.unit.dimension == Dimension::Money
        && figure.role == Role::Level
        && matches!(figure.home, Home::Prose { .. })
}

/// Whether an amount is what receptions at home cost, by the sentence that counts them.
fn is_at_home(model: &Model<'_>, id: FigureId) -> bool {
    const OTHERS: &str = "人均|每|上年|去年|比|较|预算|累计减少|其中";
    if !is_money(model, id)
        || !matches!(model.figure(FigureId(id.0 - 1)).quantity.unit.dimension, Dimension::Count(_))
    {
        return false;
    }
    let sentence = nearby::sentence_before(model, id);
    let Some((_, said)) = sentence.split_once("国内公务接待") else { return false };
    !words::has(said, OTHERS)
        && model.figure(id).year == model.year
        && words::is(
            nearby::clause_before(model, id).trim_matches(['共', '计', '总', ' ', '，']),
            "|支出|费用|费用支出|接待费|接待费用|经费|经费支出|支出金额|金额",
        )
}

/// What all receptions cost, the last amount before that is called so.
fn all_receptions(model: &Model<'_>, part: FigureId) -> Option<FigureId> {
    let of = model.figure(part);
    let called = |id: &FigureId| {
        let figure = model.figure(*id);
        is_money(model, *id)
            && words::is(&figure.item, "公务接待费|公务接待费支出|公务接待")
            && figure.year == of.year
            && !figure.basis.is_budget()
            && model.report_of(*id) == model.report_of(part)
    };
    (part.0.saturating_sub(NEAR)..part.0).rev().map(FigureId).find(called)
}

/// 外事接待费0万元: what receptions of foreign guests cost, where the sentences around say it.
fn of_foreigners(model: &Model<'_>, part: FigureId) -> Option<FigureId> {
    const NEAR: usize = 4;
    let around = part.0.saturating_sub(NEAR)..model.figures.len().min(part.0 + NEAR);
    let home = model.figure(part).home;
    around.map(FigureId).find(|id| {
        let figure = model.figure(*id);
        is_money(model, *id)
            && figure.home == home
            && figure.year == model.figure(part).year
            && !figure.basis.is_budget()
            && !words::starts(nearby::clause_before(model, *id).trim_start(), "比|较|与")
            && words::starts(&figure.name, "外事接待|外宾接待|国（境）外接待")
    })
}

fn decide(model: &Model<'_>, sink: &mut Sink, whole: FigureId, part: FigureId) -> Option<()> {
    if let Some(foreign) = of_foreigners(model, part) {
        let gap = minus(model.base_value(whole)?, model.sum_of(&[foreign, part])?)?;
        // 招商引资接待0.40万元: others than those two.
        let other = nearby::levels_beside(model, part).any(|id| model.base_value(id) == Some(gap.abs()));
        if gap.is_zero() || significant(gap) == 1 && !other {
            breakdown::equation(model, sink, whole, &[foreign, part]);
            return Some(());
        }
    }
    let claim = breakdown::sum_claim(model, whole, &[part])?;
    let judgement = claim.judged(model)?;
    let exceeds = model.base_value(part) > model.base_value(whole);
    if judgement.outcome == Outcome::Contradiction && !exceeds {
        return None;
    }
    claim.mark(model, sink, &judgement);
    if judgement.outcome == Outcome::Contradiction {
        let finding = claim.draft(model, &EXCEEDS, &judgement).with("count", 1);
        sink.push_decided(finding, claim);
    }
    Some(())
}
