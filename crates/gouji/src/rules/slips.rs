//! 到位资金372.98万元，支出337.17万元，执行率80.4%: a rate that no other rule knows what it is of, where the two amounts right before it give it but for one
//! digit.
//!
//! Rates and what amounts come to lie near each other, between 85 and 100, so that one in thirty that has nothing to do with the amounts before it
//! is a digit off. Only rates count whose name says that they are of what was spent, or that name the whole; one that any other
//! figures of its surroundings give is in order. 应训83人，实训76人，参训率97.57%: one of things that are counted is told whatever it is called where no number
//! of them gives it, nor one of anything else that is counted around.

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
    number::{Dimension, minus, times},
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
    if is_of_others(model, stated) || is_count(model, part) && is_of_some_count(model, stated) {
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

/// Whether a rate has digits enough for one of them to be told from chance.
fn is_telling(model: &Model<'_>, stated: FigureId) -> bool {
    const DIGITS: usize = 3;
    let rate = model.figure(stated).quantity;
    let behind = nearby::text_behind(model, model.figure(stated).span.end, 12);
    rate.places > 0
        && significant(rate.value) >= DIGITS
        && rate.value < Decimal::ONE_HUNDRED
        && !words::starts(behind, "以上|以下|左右|以内|至|-|—|～|~|的目标|的标准|的要求")
}

/// The two amounts right before a rate in its sentence, what was spent or counts as the part first.
fn pair_before(model: &Model<'_>, stated: FigureId) -> Option<(FigureId, FigureId)> {
    const UNLESS: &str = "增|减|上年|去年|较|分别|人均|每|平均|累计|目标|指标";
    let (far, near) = (FigureId(stated.0 - 2), FigureId(stated.0 - 1));
    let levels = nearby::levels_before(model, stated);
    let &[last, before] = levels.get(..2)? else { return None };
    let money = |id: FigureId| model.figure(id).quantity.unit.dimension == Dimension::Money;
    let counter = |id: FigureId| nearby::counter_of(model, id);
    let counted = is_count(model, near) && is_count(model, far) && counter(near) == counter(far);
    let alike = (counted || money(near) && money(far)) && model.figure(near).year == model.figure(far).year;
    let said = [
        nearby::clause_before(model, far),
        nearby::between(model, far, near),
        nearby::between(model, near, stated),
    ];
    let breaks = |said: &&str| words::has(said, UNLESS) || said.contains(['。', '；', '\n']);
    if [last, before] != [near, far] || !alike || said.iter().any(breaks) {
        return None;
    }
    let pairs = [(near, far), (far, near)];
    let is_less = |(part, whole): &(FigureId, FigureId)| model.base_value(*part) < model.base_value(*whole);
    pairs.into_iter().filter(is_less).find(|pair| names_them(model, stated, *pair))
}

/// Whether the words say that a rate is that of these two: one of what was spent of what there was, or a share that names the whole.
fn names_them(model: &Model<'_>, stated: FigureId, (part, whole): (FigureId, FigureId)) -> bool {
    const OF_SPENDING: &str = "|资金|预算|经费|专项资金|项目资金|预算资金|财政资金";
    const RATES: &str = "使用率|支付率|支出率|拨付率|执行率|支出进度|执行进度|支付进度|使用进度|拨付进度";
    const SPENT: &str = "支出|支付|使用|拨付|执行";
    const SOURCES: &str = "到位|下达|安排|预算|收到|拨入|拨付资金|调整";
    let said = nearby::clause_before(model, stated).trim_end_matches(['为', '达', '到', '是', ' ', '了']);
    if is_count(model, part) {
        // 参训率 of 实训76人, but no 满意度 of what came back.
        const PLAIN: &str = "完成实际数量项目工作资金";
        let stem = said.trim_end_matches(['率', '度']).trim_end_matches("比例");
        let of_part = nearby::clause_before(model, part);
        let named = stem.chars().any(|char| !PLAIN.contains(char) && of_part.contains(char));
        return named && stem.len() < said.len() && model.figure(stated).quantity.places > 1;
    }
    let [of_part, of_whole] = [part, whole].map(|id| nearby::clause_before(model, id));
    if let Some((_, name)) = said.rsplit_once('占') {
        let name = name.trim_end_matches(['的', '比', '重', '例', '达', '到']);
        return name.chars().count() > 3 && of_whole.contains(name) && !of_part.contains(name);
    }
    let completes = words::starts(said, "完成") && said.contains("预算");
    let named = words::without_tail(said, RATES).is_some_and(|head| words::is(head, OF_SPENDING));
    (completes || named)
        && words::has(of_part, SPENT)
        && words::has(of_whole, SOURCES)
        && !words::has(of_whole, "支出|支付|使用|执行数|收入")
}

fn is_count(model: &Model<'_>, id: FigureId) -> bool {
    matches!(model.figure(id).quantity.unit.dimension, Dimension::Count(_))
}

/// Whether the rate can be one of any number of the things that are counted around it: of 148 that came back 138 are 93.24 %, and 139 are 93.92 %, but
/// nothing is 93.27 %.
fn is_of_some_count(model: &Model<'_>, stated: FigureId) -> bool {
    let rate = model.figure(stated).quantity.value;
    let near = (stated.0.saturating_sub(MOST)..model.figures.len().min(stated.0 + MOST)).map(FigureId);
    { near }.filter(|id| is_count(model, *id)).any(|id| {
        let whole = model.base_value(id).unwrap_or_default();
        let part = times(rate, whole).map(|part| (part / Decimal::ONE_HUNDRED).floor());
        let gives = |part: Decimal| nearby::is_rate(model, stated, part, whole);
        !whole.is_zero() && part.is_none_or(|part| gives(part) || gives(part + Decimal::ONE))
    })
}

/// Most figures before a rate that are looked at.
const MOST: usize = 14;

/// Whether any other figures around give the rate, or what is missing from it to a hundred.
fn is_of_others(model: &Model<'_>, stated: FigureId) -> bool {
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
