//! Other readings of a sentence. What a rate or a change speaks of is often not said beside it: of several figures of the
//! sentence any may be meant, and only what fits none of them is wrong.

use super::rate;
use crate::model::{FigureId, Home, Model, Role};
use rust_decimal::Decimal;

/// Most figures of a sentence that are tried.
const MANY: usize = 16;
/// Longest sentence in bytes that is looked back over.
const LONG: usize = 1500;

/// The levels of the sentence that a figure stands in, up to that figure, the last one first.
pub(super) fn levels_before(model: &Model<'_>, figure: FigureId) -> Vec<FigureId> {
    let Home::Prose { node, .. } = model.figure(figure).home else { return Vec::new() };
    let (text, end) = (model.text(), model.figure(figure).span.start);
    let from = text.ceil_char_boundary(end.saturating_sub(LONG));
    let sentence = text[from..end].rfind(['。', '！', '？']).map_or(from, |stop| from + stop);
    let of_sentence = |id: &FigureId| {
        let figure = model.figure(*id);
        matches!(figure.home, Home::Prose { node: of, .. } if of == node) && figure.span.start >= sentence
    };
    let before = (0..figure.0).rev().map(FigureId).take_while(of_sentence);
    before.filter(|id| model.figure(*id).role == Role::Level).take(MANY).collect()
}

/// Another figure of the sentence before a share that it agrees with as its whole. That it is a share of the budget instead
/// of what was spent is a slip.
pub(super) fn other_whole(
    model: &Model<'_>,
    share: FigureId,
    part: FigureId,
    whole: FigureId,
) -> Option<FigureId> {
    let fits = |other: &FigureId| {
        let other_basis = model.figure(*other).basis.differs(model.figure(whole).basis);
        *other != part && !other_basis && agrees(model, share, part, *other)
    };
    levels_before(model, share).into_iter().find(fits)
}

/// Two figures of the sentence before a rate that it agrees with: 年初预算1000万元，调整后预算1200万元，支出1180万元，执行率98.33%.
/// What a budget was raised by counts with it: 年初预算1000万元，年中追加200万元.
pub(super) fn other_pair(model: &Model<'_>, stated: FigureId) -> Option<[FigureId; 2]> {
    let levels = levels_before(model, stated);
    for &over in &levels {
        if let Some(under) =
            levels.iter().find(|under| **under != over && agrees(model, stated, over, **under))
        {
            return Some([over, *under]);
        }
        if let Some(under) = raised(model, stated, over, &levels) {
            return Some([over, under]);
        }
    }
    None
}

fn agrees(model: &Model<'_>, stated: FigureId, over: FigureId, under: FigureId) -> bool {
    let comparable = model.figure(over).quantity.comparable(&model.figure(under).quantity);
    comparable && rate::agrees(model, stated, over, under)
}

/// The budget that, with what it was raised or lowered by, the rate is of.
fn raised(model: &Model<'_>, stated: FigureId, over: FigureId, levels: &[FigureId]) -> Option<FigureId> {
    let rate = model.figure(stated).quantity;
    let unit = Decimal::try_new(1, rate.places).ok()?;
    let spent = model.base_value(over)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let fits = |budget: Option<Decimal>| {
        let computed = budget.and_then(|budget| spent.checked_div(budget));
        let gap = computed.and_then(|computed| computed.checked_sub(rate.value));
        gap.is_some_and(|gap| gap.abs() < unit)
    };
    let steps: Vec<Decimal> = amounts_before(model, stated, over).collect();
    levels.iter().copied().filter(|budget| *budget != over).find(|budget| {
        let Some(budget) = model.base_value(*budget) else { return false };
        let one = |step: &Decimal| fits(budget.checked_add(*step)) || fits(budget.checked_sub(*step));
        let two = |steps: &[Decimal]| fits(sum_of(steps).and_then(|steps| budget.checked_add(steps)));
        steps.iter().any(one) || steps.windows(2).any(two)
    })
}

/// The amounts before a rate but the one that was spent, the last one first.
fn amounts_before(model: &Model<'_>, stated: FigureId, spent: FigureId) -> impl Iterator<Item = Decimal> {
    let before = (stated.0.saturating_sub(MANY)..stated.0).rev().map(FigureId).filter(move |id| *id != spent);
    let near = before.filter(move |id| model.figure(*id).home == model.figure(stated).home);
    let amount = |id: &FigureId| matches!(model.figure(*id).role, Role::Level | Role::Change);
    near.filter(amount)
        .filter(move |id| model.figure(*id).quantity.comparable(&model.figure(spent).quantity))
        .filter_map(|id| model.base_value(id))
}

/// Whether the levels of the sentence before an amount add up to it: 收入30亿元，加上级补助20亿元、调入资金10亿元，收入总计60亿元.
pub(super) fn sums_up(model: &Model<'_>, total: FigureId) -> bool {
    let mut sum = Some(Decimal::ZERO);
    levels_before(model, total).into_iter().enumerate().any(|(at, level)| {
        sum = sum.zip(model.base_value(level)).and_then(|(sum, next)| sum.checked_add(next));
        at > 0 && sum.is_some() && sum == model.base_value(total)
    })
}

pub(super) fn sum_of(values: &[Decimal]) -> Option<Decimal> {
    values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))
}
