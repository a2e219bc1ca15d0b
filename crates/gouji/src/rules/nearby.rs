//! Other readings of a sentence. What a rate or a change speaks of is often not said beside it: of several figures of the
//! sentence any may be meant, and only what fits none of them is wrong.

use super::rate;
use crate::{
    model::{Budget, FigureId, Home, Model, Role, names::Basis},
    number::{Approx, Dimension, minus, plus, sum, times},
    statement::reader::is_adjustment,
    words,
};
use rust_decimal::Decimal;

/// Most figures of a sentence that are tried.
const MANY: usize = 16;
/// Longest sentence in bytes that is looked back over.
const LONG: usize = 1500;

/// The levels of the paragraph that a figure stands in, up to that figure, the last one first.
pub(super) fn levels_of_paragraph(model: &Model<'_>, figure: FigureId) -> impl Iterator<Item = FigureId> {
    let home = model.figure(figure).home;
    let before = (figure.0.saturating_sub(2 * MANY)..figure.0).rev().map(FigureId);
    let here =
        before.filter(move |id| model.figure(*id).home == home && model.figure(*id).role == Role::Level);
    here.chain(whole_above(model, figure))
}

/// The other levels beside a figure in its paragraph that can be added to it.
pub(super) fn levels_beside(model: &Model<'_>, figure: FigureId) -> impl Iterator<Item = FigureId> {
    const NEAR: usize = 8;
    let of = model.figure(figure);
    let around = figure.0.saturating_sub(NEAR)..model.figures.len().min(figure.0 + NEAR);
    around.map(FigureId).filter(move |id| {
        let other = model.figure(*id);
        let beside = matches!(of.home, Home::Prose { .. }) && other.home == of.home && *id != figure;
        beside && other.role == Role::Level && other.quantity.comparable(&of.quantity)
    })
}

/// The whole of a list that goes on where a figure stands: 支出1241万元，其中：, and the parts on the lines below.
pub(super) fn whole_above(model: &Model<'_>, figure: FigureId) -> Option<FigureId> {
    /// Longest rest of a line in bytes that is looked through.
    const REST: usize = 60;
    let home = model.figure(figure).home;
    if !matches!(home, Home::Prose { .. }) {
        return None;
    }
    let text = model.text();
    let before = (figure.0.saturating_sub(2 * MANY)..figure.0).rev().map(FigureId);
    for id in before.filter(|id| model.figure(*id).role == Role::Level) {
        let other = model.figure(id);
        if !matches!(other.home, Home::Prose { .. }) {
            return None;
        }
        let end = other.span.end;
        let behind = &text[end..text.floor_char_boundary(end + REST)];
        let Some((line, _)) = behind.split_once('\n') else { continue };
        let line = line.trim_end();
        if other.home != home && (line.contains('。') || line.is_empty()) {
            return None;
        }
        if words::ends(line, "：|:|其中|包括|如下") {
            return Some(id);
        }
    }
    None
}

/// 一、县级：三公经费80万元，比上年100万元下降20%。二、乡级：三公经费60万元，比上年下降25%: whether what an amount is held against stands in another
/// sentence beside another amount of the same item: then both of these are of another year, quarter, level or fund.
pub(super) fn is_of_another(model: &Model<'_>, amount: FigureId, against: FigureId) -> bool {
    let of_sentence = |id: FigureId| {
        let apart = between(model, id.min(against), id.max(against)).contains('。');
        model.figure(id).home == model.figure(against).home && !apart
    };
    if of_sentence(amount) {
        return false;
    }
    let of_item = |id: &FigureId| {
        let (figure, against) = (model.figure(*id), model.figure(against));
        let apart = figure.item != against.item || figure.year != against.year;
        apart && figure.item == model.figure(amount).item && of_sentence(*id)
    };
    let mut beside = levels_beside(model, against).filter(of_item).map(|id| model.base_value(id)).peekable();
    beside.peek().is_some() && { beside }.all(|other| other != model.base_value(amount))
}

/// The paragraph that a figure of the prose stands in, by its node.
pub(super) fn paragraph_of(model: &Model<'_>, id: FigureId) -> Option<usize> {
    match model.figures.get(id.0)?.home {
        Home::Prose { node, .. } => Some(node),
        Home::Cell { .. } => None,
    }
}

/// The character that a figure ends with, which says what it counts: 人 of 83人.
pub(super) fn counter_of(model: &Model<'_>, id: FigureId) -> Option<char> {
    model.figure(id).span.of(model.text()).chars().next_back()
}

/// What stands between two figures of the prose.
pub(super) fn between<'m>(model: &'m Model<'_>, first: FigureId, second: FigureId) -> &'m str {
    let between = model.figure(first).span.end..model.figure(second).span.start;
    model.text().get(between).unwrap_or_default()
}

/// The text before a place, at most so many bytes of it.
pub(super) fn text_before<'m>(model: &'m Model<'_>, end: usize, most: usize) -> &'m str {
    let text = model.text();
    &text[text.ceil_char_boundary(end.saturating_sub(most))..end]
}

/// The text behind a place, at most so many bytes of it.
pub(super) fn text_behind<'m>(model: &'m Model<'_>, start: usize, most: usize) -> &'m str {
    let text = model.text();
    &text[start..text.floor_char_boundary(start.saturating_add(most))]
}

/// The words of its sentence before a figure of the prose, as far as they are near.
pub(super) fn sentence_before<'m>(model: &'m Model<'_>, figure: FigureId) -> &'m str {
    const NEAR: usize = 120;
    let before = text_before(model, model.figure(figure).span.start, NEAR);
    before.rsplit(['。', '\n']).next().unwrap_or_default()
}

/// The words between the last mark and a figure of the prose.
pub(super) fn clause_before<'m>(model: &'m Model<'_>, figure: FigureId) -> &'m str {
    const NEAR: usize = 90;
    let before = text_before(model, model.figure(figure).span.start, NEAR);
    before.rsplit(['，', ',', '。', '；', ';', '：', ':', '、', '\n']).next().unwrap_or_default()
}

/// What a bracket says before a figure that stands in it.
pub(super) fn inside_bracket<'m>(model: &'m Model<'_>, figure: FigureId) -> Option<&'m str> {
    const NEAR: usize = 90;
    let before = text_before(model, model.figure(figure).span.start, NEAR);
    let (_, said) = before.rsplit_once(['（', '('])?;
    (!said.contains(['）', ')', '。'])).then_some(said)
}

/// The levels of the sentence that a figure stands in, from that figure on.
pub(super) fn levels_behind(model: &Model<'_>, figure: FigureId) -> Vec<FigureId> {
    let start = model.figure(figure).span.start;
    let text = &model.text()[start..model.text().floor_char_boundary(start.saturating_add(LONG))];
    let end = start + text.find(['。', '！', '？']).unwrap_or(text.len());
    let home = model.figure(figure).home;
    let of_sentence = |id: &FigureId| {
        let figure = model.figures.get(id.0);
        figure.is_some_and(|figure| figure.home == home && figure.span.start < end)
    };
    let behind = (figure.0..figure.0 + 2 * MANY).map(FigureId).take_while(of_sentence);
    behind.filter(|id| model.figure(*id).role == Role::Level).collect()
}

/// The levels of the sentence that a figure stands in, up to that figure, the last one first.
pub(super) fn levels_before(model: &Model<'_>, figure: FigureId) -> Vec<FigureId> {
    let Home::Prose { node, .. } = model.figure(figure).home else { return Vec::new() };
    let sentence = sentence_start(model, figure);
    let of_sentence = |id: &FigureId| {
        let figure = model.figure(*id);
        matches!(figure.home, Home::Prose { node: of, .. } if of == node) && figure.span.start >= sentence
    };
    let before = (0..figure.0).rev().map(FigureId).take_while(of_sentence);
    before.filter(|id| model.figure(*id).role == Role::Level).take(MANY).collect()
}

/// Of the amounts before a figure, the last one first, those of its sentence, with those of the sentence before where it has so `few`; in
/// the order of the text.
pub(super) fn of_sentence_or_before(
    model: &Model<'_>,
    mut amounts: Vec<FigureId>,
    figure: FigureId,
    few: impl Fn(usize) -> bool,
) -> Vec<FigureId> {
    let stops = |id: &FigureId| between(model, *id, figure).matches('。').count();
    let here = amounts.iter().filter(|id| stops(id) == 0).count();
    amounts.retain(|id| stops(id) <= usize::from(few(here)));
    amounts.reverse();
    amounts
}

/// Where the sentence that a figure stands in begins, as far as it is looked back over.
fn sentence_start(model: &Model<'_>, figure: FigureId) -> usize {
    let (text, end) = (model.text(), model.figure(figure).span.start);
    let from = text.ceil_char_boundary(end.saturating_sub(LONG));
    text[from..end].rfind(['。', '！', '？']).map_or(from, |stop| from + stop)
}

/// Another figure of the sentence before a share that it agrees with as its whole. That it is a share of the budget instead
/// of what was spent is a slip, unless the parts of the list make up the budget; then it may stand in a sentence before.
pub(super) fn other_whole(
    model: &Model<'_>,
    share: FigureId,
    part: FigureId,
    whole: FigureId,
) -> Option<FigureId> {
    let fits = |other: &FigureId| *other != part && *other != whole && agrees(model, share, part, *other);
    let of_basis = |other: &FigureId| !model.figure(*other).basis.differs(model.figure(whole).basis);
    let beside = levels_before(model, share).into_iter().find(|other| fits(other) && of_basis(other));
    beside.or_else(|| {
        let mut others = levels_of_paragraph(model, share).filter(fits).peekable();
        others.peek()?;
        let parts = model.sum_of(parts_with(model, part)?);
        others.find(|other| parts.is_some() && parts == model.base_value(*other))
    })
}

/// The parts of the list that a figure is a part of.
pub(super) fn parts_with<'m>(model: &'m Model<'_>, part: FigureId) -> Option<&'m [FigureId]> {
    model.list_with(part).map(|(_, parts)| parts)
}

/// The whole of the list that a figure is a part of.
pub(super) fn whole_of(model: &Model<'_>, part: FigureId) -> Option<FigureId> {
    model.list_with(part)?.0
}

/// Another figure of the paragraph before a share that it agrees with: where the whole stands in the share itself, any;
/// else what the last figures make up together. 完成投资3.2亿元，其中水利1.2亿元，交通2亿元，占年度计划3亿元的106.67%.
pub(super) fn other_part(
    model: &Model<'_>,
    share: FigureId,
    part: FigureId,
    whole: FigureId,
) -> Option<FigureId> {
    let in_share = part < whole && whole.0 + 1 == share.0;
    let mut parts = Some(Decimal::ZERO);
    levels_of_paragraph(model, share).filter(|other| *other != whole).find(|other| {
        let made_up = parts.is_some() && parts == model.base_value(*other);
        parts = parts.zip(model.base_value(*other)).and_then(|(parts, next)| plus(parts, next));
        (in_share || made_up) && agrees(model, share, *other, whole)
    })
}

/// Another figure of the sentence before a rate that it agrees with as the budget of this basis that was completed.
pub(super) fn other_budget(
    model: &Model<'_>,
    rate: FigureId,
    level: FigureId,
    basis: Basis,
) -> Option<FigureId> {
    let said = |other: FigureId| {
        let of = model.figure(other).basis;
        of == Basis::Final || !of.differs(basis)
    };
    let fits = |other: &FigureId| *other != level && said(*other) && agrees(model, rate, level, *other);
    levels_before(model, rate).into_iter().find(fits)
}

/// Two figures of the sentence before a rate that it agrees with: 年初预算1000万元，调整后预算1200万元，支出1180万元，执行率98.33%.
/// What a budget was raised by counts with it: 年初预算1000万元，年中追加200万元.
pub(super) fn other_pair(model: &Model<'_>, stated: FigureId) -> Option<[FigureId; 2]> {
    let levels = levels_before(model, stated);
    let all = adjustments(model, stated);
    for &over in &levels {
        let fits =
            |under: &&FigureId| may_be_pair(model, over, **under) && agrees(model, stated, over, **under);
        if let Some(under) = levels.iter().find(fits) {
            return Some([over, *under]);
        }
        if let Some(under) = raised(model, stated, over, (&levels, &all)) {
            return Some([over, under]);
        }
    }
    None
}

/// Whether a rate may be of two amounts. 年初预算400万元，调整后预算400万元，支出380万元，执行率100%: not of one budget said twice.
fn may_be_pair(model: &Model<'_>, over: FigureId, under: FigureId) -> bool {
    let budget = |id: FigureId| model.figure(id).basis.is_budget();
    let again = model.base_value(under) == model.base_value(over) && budget(under) && budget(over);
    under != over && !again
}

/// Whether a rate is that of two amounts of its paragraph, or of several pairs of them before it taken together.
pub(super) fn is_of_paragraph(model: &Model<'_>, stated: FigureId) -> bool {
    let money = |id: &FigureId| model.figure(*id).quantity.unit.dimension == Dimension::Money;
    let levels: Vec<FigureId> = levels_of_paragraph(model, stated).filter(money).collect();
    let of_two = levels
        .iter()
        .any(|over| levels.iter().any(|under| over != under && rate::agrees(model, stated, *over, *under)));
    of_two || summed_pairs(model, stated, &levels)
}

/// Whether a rate is that of several pairs of amounts taken together: 甲预算100万元，支出95万元；乙预算200万元，支出150万元。预算执行率81.67%.
fn summed_pairs(model: &Model<'_>, stated: FigureId, levels: &[FigureId]) -> bool {
    let sums = |at: usize| {
        let values = levels.iter().skip(at).step_by(2).map(|id| model.base_value(*id).unwrap_or_default());
        values.scan(Decimal::ZERO, |sum, next| {
            *sum = plus(*sum, next)?;
            Some(*sum)
        })
    };
    sums(0).zip(sums(1)).skip(1).any(|(over, under)| is_rate(model, stated, over, under))
}

/// How many per cent an amount is of another.
pub(super) fn percent_of(over: Decimal, under: Decimal) -> Option<Decimal> {
    times(over, Decimal::ONE_HUNDRED)?.checked_div(under)
}

/// Whether a rate is that of two sums of amounts, as far as it is printed.
pub(super) fn is_rate(model: &Model<'_>, stated: FigureId, over: Decimal, under: Decimal) -> bool {
    let rate = model.figure(stated).quantity;
    let gap = percent_of(over, under).and_then(|computed| minus(computed, rate.value));
    let unit = Decimal::try_new(1, rate.places);
    gap.zip(unit.ok()).is_some_and(|(gap, unit)| gap.abs() < unit)
}

/// Whether a rate comes out of amounts that were said before it, one of them or both other than `over` and `under`, or of several
/// of them together: 全年预算600万元，支付设备款300万元、工程款200万元，执行率83.33%. An amount with a rate of its own behind it is spoken for;
/// `may` says what the rate may be of, and `any` whether it may be of any pair of them.
pub(super) fn is_of_others(
    model: &Model<'_>,
    stated: FigureId,
    [over, under]: [FigureId; 2],
    may: &dyn Fn(FigureId) -> bool,
    any: bool,
) -> bool {
    let home = model.figure(stated).home;
    let (Some(part), Some(whole)) = (model.base_value(over), model.base_value(under)) else { return false };
    if !matches!(home, Home::Prose { .. }) {
        return false;
    }
    let alike = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(over).quantity);
    let value = |id: FigureId| model.base_value(id).unwrap_or_default();
    let is = |over: Decimal, under: Decimal| is_rate(model, stated, over, under);
    let here: Vec<FigureId> = levels_of_paragraph(model, stated).filter(alike).collect();
    let parts: Vec<FigureId> = here.iter().copied().filter(|id| *id != under).collect();
    // 2023年支出100万元。| 青山乡支出40万元，占总支出的40%: of the total of its section rather than of all.
    let far = model.figure(under).home != home;
    let in_section = |id: &FigureId| far && model.section_of(*id) == model.section_of(stated);
    let granted = |id: &FigureId| [*id, under].iter().all(|id| model.figure(*id).granted == Some(true));
    let before = || said_before(model, stated).filter(|id| alike(id) && may(*id));
    // Of itself an amount is 100 %, but of 本年收入 it may be all beside what was carried over.
    let carried = || {
        const NEAR: usize = 150;
        let span = model.figure(stated).span;
        let around = [text_before(model, span.start, NEAR), text_behind(model, span.end, NEAR)];
        around.iter().any(|said| words::has(said, "结转|结余"))
    };
    let of_part = |under: FigureId| (under != over || carried()) && is(part, value(under));
    let of_whole = |over: &FigureId| {
        is_free(model, *over, stated) && may_be_pair(model, *over, under) && is(value(*over), whole)
    };
    if parts.iter().any(of_whole) || before().filter(|id| granted(id) || in_section(id)).any(of_part) {
        return true;
    }
    // A rate without decimals comes out of too many amounts to mean anything.
    let precise = model.figure(stated).quantity.places > 0;
    any && (last_sums(model, &parts).any(|over| is(over, whole))
        || here.last().is_some_and(|first| may(*first) && of_part(*first))
        || summed_pairs(model, stated, &here)
        || precise && far && before().any(of_part)
        || precise && of_pair(model, stated, [over, under], &here, may))
}

/// Whether an amount has no rate of its own behind it.
fn is_free(model: &Model<'_>, amount: FigureId, stated: FigureId) -> bool {
    let next = FigureId(amount.0 + 1);
    let other = |next: &FigureId| model.figure(*next).home == model.figure(stated).home && *next != stated;
    next.0 >= model.figures.len() || !other(&next) || model.figure(next).role != Role::Rate
}

/// Whether a rate is that of two of these amounts, of one of them less another, or of one of them and of two or three together;
/// the rate of `under` in `over` is rather one that was turned round.
fn of_pair(
    model: &Model<'_>,
    stated: FigureId,
    [over, under]: [FigureId; 2],
    levels: &[FigureId],
    may: &dyn Fn(FigureId) -> bool,
) -> bool {
    /// Among more any rate would find a pair.
    const FEW: usize = 10;
    let levels = &levels[..levels.len().min(FEW)];
    let value = |id: FigureId| model.base_value(id).unwrap_or_default();
    let is = |over: Decimal, under: Decimal| is_rate(model, stated, over, under);
    let sums: Vec<Decimal> =
        (0..levels.len()).flat_map(|first| last_sums(model, &levels[first..]).take(2)).collect();
    levels.iter().filter(|part| is_free(model, **part, stated)).any(|&part| {
        let wholes = levels.iter().copied();
        let wholes =
            wholes.filter(|id| may_be_pair(model, part, *id) && may(*id) && (part != under || *id != over));
        let less = |whole: Decimal| {
            levels.iter().filter_map(|other| minus(value(part), value(*other))).any(|part| is(part, whole))
        };
        let of_one = |whole: FigureId| is(value(part), value(whole)) || less(value(whole));
        wholes.into_iter().any(of_one) || sums.iter().any(|whole| is(value(part), *whole))
    })
}

/// What the last of these figures come to, two and more of them, each with the ones behind it.
pub(super) fn last_sums(model: &Model<'_>, figures: &[FigureId]) -> impl Iterator<Item = Decimal> {
    /// Nobody adds up more in passing.
    const MOST: usize = 8;
    let values = figures.iter().take(MOST).map(|id| model.base_value(*id));
    let sums = values.scan(Decimal::ZERO, |sum, next| {
        *sum = plus(*sum, next?)?;
        Some(*sum)
    });
    sums.skip(1)
}

/// The levels of the prose before a figure, whatever paragraph they stand in, the last one first.
pub(super) fn said_before(model: &Model<'_>, figure: FigureId) -> impl Iterator<Item = FigureId> {
    let before = (figure.0.saturating_sub(2 * MANY)..figure.0).rev().map(FigureId);
    before.filter(|id| {
        let figure = model.figure(*id);
        figure.role == Role::Level && matches!(figure.home, Home::Prose { .. })
    })
}

/// Whether a figure stands in another clause than a rate, between other full stops or semicolons.
fn is_apart(model: &Model<'_>, stated: FigureId, id: FigureId) -> bool {
    let (first, second) = if id < stated { (id, stated) } else { (stated, id) };
    let beside = model.figure(id).home == model.figure(stated).home;
    !beside || between(model, first, second).contains(['。', '；', ';'])
}

/// Whether a rate and the two figures that it is held against stand in one clause; so they do in a row of a table.
pub(super) fn in_one_clause(model: &Model<'_>, stated: FigureId, pair: [FigureId; 2]) -> bool {
    let in_table = matches!(model.figure(stated).home, Home::Cell { .. });
    in_table || !pair.into_iter().any(|id| is_apart(model, stated, id))
}

/// Another amount that a rate is of, together with the one of `pair` that stands in its clause: 其中基本支出640万元，项目支出960万元。…；
/// 项目支出920万元，执行率95.83%. A rate with decimals may be of any other amount of the
/// item, or of any budget.
pub(super) fn other_partner(
    model: &Model<'_>,
    stated: FigureId,
    pair: [FigureId; 2],
) -> Option<[FigureId; 2]> {
    let [over, under] = pair;
    let apart = is_apart(model, stated, over);
    if !matches!(model.figure(stated).home, Home::Prose { .. }) || apart == is_apart(model, stated, under) {
        return None;
    }
    let with = |other: FigureId| if apart { [other, under] } else { [over, other] };
    let near_enough =
        if apart { rate::parts(model, stated, under) } else { rate::wholes(model, stated, over) };
    let reachable = |exact: Option<Decimal>| match (&near_enough, exact) {
        (Some(range), Some(value)) => range.contains(&value),
        _ => true,
    };
    let agree = |other: FigureId| {
        let [over, under] = with(other);
        over != under && agrees(model, stated, over, under)
    };
    let exact =
        |id: FigureId| model.base_value(id).filter(|_| model.figure(id).quantity.approx == Approx::Exact);
    let fits = |other: &FigureId| reachable(exact(*other)) && agree(*other);
    let near = levels_of_paragraph(model, stated).find(fits);
    if model.figure(stated).quantity.places == 0 {
        return near.map(with);
    }
    let of_year = |id: &FigureId| {
        let (other, over) = (model.figure(*id), model.figure(over));
        other.role == Role::Level && other.year == over.year
    };
    let of_item =
        |id: FigureId| model.around(&model.figure(id).item, id).iter().copied().filter(of_year).take(MANY);
    let near = near.or_else(|| of_item(over).chain(of_item(under)).find(fits));
    let budget = || {
        let near_enough = budgets(model, stated).filter(|budget| reachable(budget.exact));
        near_enough.map(|budget| budget.figure).find(|budget| agree(*budget))
    };
    near.or_else(budget).map(with)
}

/// The budgets of the tables, and those of the prose before a rate.
pub(super) fn budgets<'m>(model: &'m Model<'_>, stated: FigureId) -> impl Iterator<Item = &'m Budget> {
    /// Among more any rate would find one.
    const MOST: usize = 200;
    /// No report has as many figures; the bound keeps the work linear where thousands of reports stand in one text.
    const NEAR: usize = 1000;
    let all = model.budgets();
    let up_to = |figure: usize| all.partition_point(|budget| budget.figure.0 < figure);
    let (near, end) = (stated.0.saturating_sub(NEAR), up_to(stated.0));
    all[..up_to(near.min(NEAR))].iter().chain(&all[up_to(near)..end]).take(MOST)
}

fn agrees(model: &Model<'_>, stated: FigureId, over: FigureId, under: FigureId) -> bool {
    let comparable = model.figure(over).quantity.comparable(&model.figure(under).quantity);
    comparable && rate::agrees(model, stated, over, under)
}

/// The budget that, with what it was raised or lowered by, the rate is of.
fn raised(
    model: &Model<'_>,
    stated: FigureId,
    over: FigureId,
    (levels, all): (&[FigureId], &[Decimal]),
) -> Option<FigureId> {
    let spent = model.base_value(over)?;
    let fits = |budget: Option<Decimal>| budget.is_some_and(|budget| is_rate(model, stated, spent, budget));
    let steps: Vec<Decimal> = amounts_before(model, stated, over).collect();
    levels.iter().copied().filter(|budget| may_be_pair(model, over, *budget)).find(|budget| {
        let Some(budget) = model.base_value(*budget) else { return false };
        let one = |step: &Decimal| fits(plus(budget, *step)) || fits(minus(budget, *step));
        let two = |steps: &[Decimal]| fits(sum_of(steps).and_then(|steps| plus(budget, steps)));
        let all = all.iter().any(|all| fits(plus(budget, *all)));
        all || steps.iter().any(one) || steps.windows(2).any(two)
    })
}

/// What all that the sentence before a rate says came on top or was taken off comes to; of a change without a direction
/// either. Empty where it says no such thing.
fn adjustments(model: &Model<'_>, stated: FigureId) -> Vec<Decimal> {
    /// Of more nobody knows any more which of them count.
    const MOST: usize = 4;
    let near = (stated.0.saturating_sub(MANY)..stated.0).map(FigureId);
    let near = near.filter(|id| model.figure(*id).home == model.figure(stated).home);
    let sentence = sentence_start(model, stated);
    let near = near.filter(|id| model.figure(*id).span.start >= sentence);
    let is_step = |id: &FigureId| {
        let figure = model.figure(*id);
        let named = is_adjustment(&figure.name) || words::ends(&figure.item, "结转|结余");
        let money = figure.quantity.unit.dimension == Dimension::Money;
        money && (figure.role == Role::Change || (figure.role == Role::Level && named))
    };
    let steps: Vec<FigureId> = near.filter(is_step).collect();
    if steps.is_empty() || steps.len() > MOST {
        return Vec::new();
    }
    let mut sums = vec![Decimal::ZERO];
    for step in steps {
        let Some(value) = model.base_value(step) else { continue };
        let less = model.figure(step).name.contains('减');
        let either = model.figure(step).role == Role::Change;
        for sum in std::mem::take(&mut sums) {
            sums.extend(plus(sum, value).filter(|_| either || !less));
            sums.extend(minus(sum, value).filter(|_| either || less));
        }
    }
    sums
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
        sum = sum.zip(model.base_value(level)).and_then(|(sum, next)| plus(sum, next));
        at > 0 && sum.is_some() && sum == model.base_value(total)
    })
}

pub(super) fn sum_of(values: &[Decimal]) -> Option<Decimal> {
    sum(values.iter().copied())
}
