//! 年初预算36.00万元，支出决算31.52万元，完成年初预算的87.56%。决算数较年初预算数减少4.48万元: by how much what was spent differs from its budget, where both stand
//! in the sentence before.
//!
//! The words have to say that it is the spending that differs from the budget, and there may be one of each. An amount that any two others of
//! the paragraph give is in order, and else one that is off by a digit is told. Of a budget that stands nowhere the rate and the amount have to
//! say the same: 支出1741.75万元，完成年初预算103.32%，决算数大于预算数55.93万元.

use super::{
    Sink, change,
    change_apart::one_digit_gives,
    claim::{Claim, significant, terms},
    nearby,
    rate::RATE,
    rest::is_slip_of,
};
use crate::{
    exact::{Cause, Exact, Expression, Formula, Outcome, Power, Sign},
    model::{FigureId, Home, Model, Role, names::Basis},
    number::{Dimension, minus, plus, times},
    statement::{BasePoint, Change, Direction},
    words,
};
use rust_decimal::Decimal;

/// What a clause says of the amount behind it.
struct Said {
    /// The budget that is meant; [`Basis::Budget`] where it may be any.
    budget: Basis,
    direction: Direction,
}

/// Holds the amounts by which spending differs from its budget against the two.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    let read = change::read_amounts(model);
    for amount in (2..model.figures.len()).map(FigureId) {
        let figure = model.figure(amount);
        let money = figure.quantity.unit.dimension == Dimension::Money;
        if money && matches!(figure.home, Home::Prose { .. }) && !sink.found_at(figure.span) {
            decide(model, sink, amount, read[amount.0]);
        }
    }
}

/// `read` says that the sentence itself was understood as a change.
fn decide(model: &Model<'_>, sink: &mut Sink, amount: FigureId, read: bool) -> Option<()> {
    // 完成年初预算的87.56%，决算数较年初预算数减少4.48万元: the clause alone, where figures stand before it.
    let whole = said(nearby::sentence_before(model, amount));
    let said = whole.or_else(|| said(nearby::clause_before(model, amount)))?;
    let Some([spent, budget]) = spent_and_budget(model, amount, said.budget) else {
        return by_rate(model, sink, amount, &said);
    };
    if read {
        return None;
    }
    let figure = model.figure(amount);
    let change = Change {
        new: spent,
        base: BasePoint { year: figure.year, basis: said.budget },
        old: Some(budget),
        comparable: true,
        direction: said.direction,
        amount: Some(amount),
        rate: None,
        span: figure.span,
        reason: None,
        node: 0,
    };
    let claim = change::amount_claim(model, &change, amount, budget)?;
    let judgement = claim.judged(model)?;
    if judgement.outcome != Outcome::Contradiction {
        claim.mark(model, sink, &judgement);
        return Some(());
    }
    let [new, old, by] = [spent, budget, amount].map(|id| model.base_value(id).unwrap_or_default());
    let gap = minus(new, old)?.abs();
    // 决算数较预算数增加4.48万元, where it is less by just that.
    if gap == by {
        return change::wrong_direction(model, sink, &change, budget).then_some(());
    }
    if !is_slip_of(by, gap) || significant(by) < 3 || is_of_others(model, amount) {
        return None;
    }
    change::decide(model, sink, &change, claim, [&change::AMOUNT, &change::AMOUNT_TAIL]);
    Some(())
}

/// 支出1741.75万元，完成年初预算103.32%，决算数大于预算数55.93万元: the rate of a budget that the text does not give, by what was spent and by how much it differs.
fn by_rate(model: &Model<'_>, sink: &mut Sink, amount: FigureId, said: &Said) -> Option<()> {
    let (spent, rate) = (FigureId(amount.0 - 2), FigureId(amount.0 - 1));
    let home = model.figure(amount).home;
    let beside = [spent, rate].iter().all(|id| model.figure(*id).home == home);
    let level = model.figure(spent);
    let done = nearby::between(model, spent, rate).trim_start_matches(['，', ',']);
    let base = budget_called(done.strip_prefix("完成")?.trim_end_matches(['的', '为', ' ']))?;
    // 完成调整预算的100%，决算数大于预算数20.12万元: than that of the beginning of the year.
    let of_one = base == said.budget || said.budget == Basis::Budget && base == Basis::Initial;
    let money = level.quantity.unit == model.figure(amount).quantity.unit;
    let final_ = level.role == Role::Level && !level.basis.is_budget();
    if !beside || !of_one || !money || !final_ || nearby::between(model, rate, amount).contains('。') {
        return None;
    }
    let claim = rate_claim(model, [spent, rate, amount], said.direction)?;
    let judgement = claim.judged(model)?;
    if judgement.outcome != Outcome::Contradiction {
        claim.mark(model, sink, &judgement);
        return Some(());
    }
    let slip = matches!(claim.cause(model, &judgement), Some(Cause::DigitDiffers | Cause::DigitsSwapped));
    // A budget that was kept to the full leaves no more than what rounding hides, and none is less than nothing.
    let whole = model.figure(rate).quantity.value == Decimal::ONE_HUNDRED
        && judgement.gap.is_some_and(|gap| gap.abs() > Decimal::ONE);
    let below = said.direction == Direction::Rise && model.base_value(amount) >= model.base_value(spent);
    if !slip && !whole && !below && !is_slip_of_gap(model, [spent, rate, amount], said.direction)? {
        return None;
    }
    let finding = claim.draft(model, &RATE, &judgement).with("name", model.rate_name(rate));
    claim.mark(model, sink, &judgement);
    sink.push_decided(finding, claim);
    Some(())
}

/// A rate against what was spent and by how much that is more, or less, than the budget.
fn rate_claim(model: &Model<'_>, [spent, rate, amount]: [FigureId; 3], way: Direction) -> Option<Claim> {
    let [over, by] = [spent, amount].map(|id| model.exact(id));
    let (over, by) = (Expression::figure(over?), Expression::figure(by?));
    let (sign, shown) = if way == Direction::Rise { (Sign::Minus, '−') } else { (Sign::Plus, '+') };
    let under = Expression::Sum(vec![(Sign::Plus, over.clone()), (sign, by)]);
    let hundred = Expression::Number(Exact::HUNDRED);
    let factors = vec![(Power::Times, over), (Power::Times, hundred), (Power::Over, under)];
    let [all, gap] = terms(model, [spent, amount]);
    Some(Claim {
        stated: rate,
        formula: Formula::Expression(Expression::Product(factors)),
        operands: vec![spent, amount],
        shown: format!("{all} ÷ ({all} {shown} {gap})"),
        others: Vec::new(),
    })
}

/// Whether what spending differs by is off by a digit from what the rate makes it.
fn is_slip_of_gap(model: &Model<'_>, [spent, rate, amount]: [FigureId; 3], way: Direction) -> Option<bool> {
    let [spent, by] = [spent, amount].map(|id| model.figure(id).quantity);
    let rate = model.figure(rate).quantity;
    let half = Decimal::try_new(5, rate.places + 1).ok()?;
    let gap = |rate: Decimal| {
        let budget = times(spent.value, Decimal::ONE_HUNDRED)?.checked_div(rate)?;
        if way == Direction::Rise { minus(spent.value, budget) } else { minus(budget, spent.value) }
    };
    let [one, other] = [gap(minus(rate.value, half)?)?, gap(plus(rate.value, half)?)?];
    Some(significant(by.value) > 2 && one_digit_gives(by.value, &(one.min(other)..=one.max(other))))
}

/// What the words before an amount say of it: 决算数较年初预算数减少, 与全年预算数相比，决算数增加, 决算数小于年初预算数.
fn said(before: &str) -> Option<Said> {
    const SPENT: &str = "|支出决算数|决算支出数|支出决算|决算数|决算|支出数|支出|实际支出|实际支出数|执行数|全年执行数|全年支出|本年支出|费用支出|\
        经费支出|实际执行数";
    const MORE: &str = "大于|高于|超出|超过|多于|超";
    const LESS: &str = "小于|低于|少于";
    const RISES: &str = "增加|增长|超支|增支|多支出";
    const FALLS: &str = "减少|下降|降低|节约|节支|减支|少支出";
    let said = before.trim_start_matches('。').trim_end_matches(['了', '约', ' ']).replace(['，', ','], "");
    let said = said.trim();
    let said = said.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
    let ways = [(Direction::Rise, RISES, MORE), (Direction::Fall, FALLS, LESS)];
    ways.into_iter().find_map(|(direction, behind, between)| {
        if let Some(rest) = words::without_tail(said, behind) {
            let (subject, against) = rest.split_at(rest.find(['比', '较', '与', '同'])?);
            let against = against.trim_start_matches(['比', '较', '与', '同']);
            // 与年初预算数相比决算数减少
            let (name, subject) = match against.split_once('相') {
                Some((name, rest)) if subject.is_empty() => (name, rest.trim_start_matches(['比', '较'])),
                Some((name, rest)) => words::is(rest, "比|较|比较").then_some((name, subject))?,
                None => (against, subject),
            };
            return words::is(subject, SPENT)
                .then(|| budget_called(name))?
                .map(|budget| Said { budget, direction });
        }
        let (subject, name) = each_split(said, between)?;
        words::is(subject, SPENT).then(|| budget_called(name))?.map(|budget| Said { budget, direction })
    })
}

/// The budget that a name means; [`Basis::Budget`] where it may be any.
fn budget_called(name: &str) -> Option<Basis> {
    const BUDGETS: &str = "年初预算数|年初预算|年初预算安排数|全年预算数|全年预算|调整后预算数|调整后预算|调整预算数|调整预算|预算数|预算|预算安排数";
    words::is(name, BUDGETS).then(|| match name {
        _ if name.starts_with("年初") => Basis::Initial,
        _ if words::starts(name, "全年|调整") => Basis::Adjusted,
        _ => Basis::Budget,
    })
}

/// What stands before and behind the first of these words that stands in a text.
fn each_split<'t>(text: &'t str, words: &str) -> Option<(&'t str, &'t str)> {
    words.split('|').find_map(|word| text.split_once(word))
}

/// The only amount of spending and the only budget of the sentence before, or before in the sentence, of one year and one item.
fn spent_and_budget(model: &Model<'_>, amount: FigureId, basis: Basis) -> Option<[FigureId; 2]> {
    const MOST: usize = 8;
    let of = model.figure(amount);
    let before = (amount.0.saturating_sub(MOST)..amount.0).rev().map(FigureId);
    let alike = |id: &FigureId| {
        let figure = model.figure(*id);
        figure.home == of.home && figure.role == Role::Level && figure.quantity.comparable(&of.quantity)
    };
    let levels =
        nearby::of_sentence_or_before(model, before.filter(alike).collect(), amount, |here| here == 0);
    let &[budget, spent] = levels.as_slice() else { return None };
    let [one, other] = [budget, spent].map(|id| model.figure(id));
    let of_basis =
        one.basis == basis || basis == Basis::Budget && one.basis.is_budget() || one.basis == Basis::Budget;
    let of_one = one.year == other.year && (one.item == other.item || other.item.is_empty());
    let final_ = other.basis == Basis::Final && !nearby::between(model, budget, spent).contains("其中");
    (of_basis && of_one && final_).then_some([spent, budget])
}

/// Whether any two amounts of the paragraph differ by just this.
fn is_of_others(model: &Model<'_>, amount: FigureId) -> bool {
    let by = model.base_value(amount);
    let levels: Vec<Decimal> =
        nearby::levels_of_paragraph(model, amount).filter_map(|id| model.base_value(id)).collect();
    let differ = |one: &Decimal| levels.iter().any(|other| minus(*one, *other) == by);
    levels.iter().any(differ)
}
