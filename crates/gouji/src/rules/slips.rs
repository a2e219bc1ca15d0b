//! 到位资金372.98万元，支出337.17万元，执行率80.4%: a rate that no other rule knows what it is of, where the two figures right before it give it but for one
//! digit.
//!
//! Two figures that have nothing to do with a rate give one that is a digit off about once in 250 times where it has two decimals; with the words
//! that name other rates left out, hardly ever. A rate that any other figures of its surroundings give is in order.

use super::{
    Sink,
    claim::{Claim, significant, terms},
    nearby,
    rate::{RATE, SHARE},
};
use crate::{
    Severity,
    coverage::NumberState,
    exact::{Cause, Formula, Outcome},
    model::{FigureId, Home, Model, Role},
    number::{Dimension, minus},
    words,
};
use rust_decimal::Decimal;

/// Holds rates that nothing was held against yet against the two figures before them.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for stated in (2..model.figures.len()).map(FigureId) {
        let figure = model.figure(stated);
        let percent = figure.quantity.unit.dimension == Dimension::Percent && figure.role == Role::Rate;
        let open = sink.states()[stated.0] == NumberState::Stated;
        if percent && open && matches!(figure.home, Home::Prose { .. }) && !sink.found_at(figure.span) {
            decide(model, sink, stated);
        }
    }
}

fn decide(model: &Model<'_>, sink: &mut Sink, stated: FigureId) -> Option<()> {
    let (part, whole) = pair_before(model, stated).filter(|_| is_telling(model, stated))?;
    if is_of_others(model, stated) {
        return None;
    }
    let claim = Claim {
        stated,
        formula: Formula::Share { part: model.exact(part)?, whole: model.exact(whole)? },
        operands: vec![part, whole],
        shown: terms(model, [part, whole]).join(" ÷ "),
        others: Vec::new(),
    };
    let judgement = claim.judged(model).filter(|judged| judged.outcome == Outcome::Contradiction)?;
    let cause = claim.cause(model, &judgement);
    if !matches!(cause, Some(Cause::DigitDiffers | Cause::DigitsSwapped)) {
        return None;
    }
    claim.mark(model, sink, &judgement);
    let of_whole = nearby::clause_before(model, stated).contains('占');
    let rule = if of_whole { &SHARE } else { &RATE };
    let mut finding = claim.draft(model, rule, &judgement).with("name", model.rate_name(stated));
    finding.severity = Severity::Warning;
    sink.push_decided(finding, claim);
    Some(())
}

/// Whether a rate has digits enough for one of them to be told from chance, and its words do not say that it is of something else.
fn is_telling(model: &Model<'_>, stated: FigureId) -> bool {
    const DIGITS: usize = 3;
    const OTHERS: &str = "增|降|减|提高|提升|上升|回落|同比|环比|上年|去年|往年|目标|指标|计划|要求|标准|以上|不低于|不少于|超过|高于|低于|达标|\
        利率|税率|费率|税负|平均|均|最高|最低|每|综合|加权|生产总值|控制在|以内|左右|约|近|逾|概率|负债|市场|全国|全省|全市|全县|覆盖|渗透|人口|城镇|其余|剩余";
    let rate = model.figure(stated).quantity;
    let said = nearby::clause_before(model, stated);
    let behind = nearby::text_behind(model, model.figure(stated).span.end, 12);
    rate.places > 0
        && significant(rate.value) >= DIGITS
        && rate.value < Decimal::ONE_HUNDRED
        && !words::has(said, OTHERS)
        && !words::starts(behind, "以上|以下|左右|以内|至|-|—|～|~|的目标|的标准|的要求")
}

/// The two figures right before a rate in its sentence, the smaller one first; with one decimal only where the sentence has no others.
fn pair_before(model: &Model<'_>, stated: FigureId) -> Option<(FigureId, FigureId)> {
    const UNLESS: &str = "增|减|上年|去年|比|较|其中|分别|人均|每|平均|累计|目标|指标";
    let (far, near) = (FigureId(stated.0 - 2), FigureId(stated.0 - 1));
    let levels = nearby::levels_before(model, stated);
    let &[last, before] = levels.get(..2)? else { return None };
    let [one, other] = [far, near].map(|id| model.figure(id));
    let counter = |id: FigureId| model.printed(id).chars().next_back();
    let counted = matches!(one.quantity.unit.dimension, Dimension::Count(_));
    let alike = match one.quantity.unit.dimension {
        Dimension::Money => other.quantity.unit.dimension == Dimension::Money,
        Dimension::Count(_) => one.quantity.unit == other.quantity.unit && counter(far) == counter(near),
        _ => false,
    };
    let said = [
        nearby::clause_before(model, far),
        nearby::between(model, far, near),
        nearby::between(model, near, stated),
    ];
    let one_of_few = model.figure(stated).quantity.places > 1 && !counted || levels.len() == 2;
    let breaks =
        |said: &&str| words::has(&said.replace("占比", ""), UNLESS) || said.contains(['。', '；', '\n']);
    // 预算收入1374.56万元，支出1339.44万元，完成预算的99.45%: of neither, where one came in and the other went out.
    let sides = ["收入", "支出"].map(|side| said[..2].iter().any(|said| said.contains(side)));
    let plain = !said.iter().any(|said| breaks(&said)) && sides != [true, true];
    let (less, more) = match model.base_value(far)?.cmp(&model.base_value(near)?) {
        std::cmp::Ordering::Less => (far, near),
        std::cmp::Ordering::Greater => (near, far),
        std::cmp::Ordering::Equal => return None,
    };
    let same_year = one.year == other.year;
    ([last, before] == [near, far] && alike && same_year && plain && one_of_few).then_some((less, more))
}

/// Whether any other figures around give the rate, or what is missing from it to a hundred.
fn is_of_others(model: &Model<'_>, stated: FigureId) -> bool {
    /// Most figures that are tried in pairs.
    const MOST: usize = 14;
    let rate = model.figure(stated).quantity;
    let rest = minus(Decimal::ONE_HUNDRED, rate.value).unwrap_or_default();
    let near = (stated.0.saturating_sub(MOST)..model.figures.len().min(stated.0 + 6)).map(FigureId);
    let amounts = near.filter(|id| {
        let figure = model.figure(*id);
        let counted = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Count(_));
        counted && matches!(figure.home, Home::Prose { .. })
    });
    let amounts: Vec<FigureId> = amounts.collect();
    let value = |id: &FigureId| model.base_value(*id).unwrap_or_default();
    let gives = |over: Decimal, under: Decimal| {
        let other = minus(under, over).unwrap_or_default();
        nearby::is_rate(model, stated, over, under) || nearby::is_rate(model, stated, other, under)
    };
    let of_two = amounts.iter().any(|over| {
        let of = |under: &&FigureId| model.figure(*over).quantity.comparable(&model.figure(**under).quantity);
        amounts.iter().filter(of).any(|under| over != under && gives(value(over), value(under)))
    });
    // 执行率98.54%，结转结余率1.46%: what is left is said elsewhere.
    let said_rest = (stated.0.saturating_sub(MOST)..model.figures.len().min(stated.0 + MOST)).map(FigureId);
    let mut said_rest =
        said_rest.filter(|id| model.figure(*id).quantity.unit.dimension == Dimension::Percent);
    of_two
        || nearby::is_of_paragraph(model, stated)
        || said_rest.any(|id| model.figure(id).quantity.value == rest)
}
