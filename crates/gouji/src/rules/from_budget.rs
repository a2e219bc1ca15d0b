//! 年初预算36.00万元，支出决算31.52万元，完成年初预算的87.56%。决算数较年初预算数减少4.48万元: by how much what was spent differs from its budget, where both stand
//! in the sentence before.
//!
//! The words have to say that it is the spending that differs from the budget, and there may be one of each. An amount that any two others of
//! the paragraph give is in order, and else one that is off by a digit is told.

use super::{Sink, change, claim::significant, nearby, rest::is_slip_of};
use crate::{
    exact::Outcome,
    model::{FigureId, Home, Model, Role, names::Basis},
    number::{Dimension, minus},
    statement::{BasePoint, Change, Direction, Statement},
    text::Span,
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
    let mut read = vec![false; model.figures.len()];
    for statement in &model.statements {
        if let Statement::Change(Change { amount: Some(amount), .. }) = statement {
            read[amount.0] = true;
        }
    }
    for amount in (2..model.figures.len()).map(FigureId) {
        let figure = model.figure(amount);
        let money = figure.quantity.unit.dimension == Dimension::Money;
        if money && matches!(figure.home, Home::Prose { .. }) && !read[amount.0] {
            decide(model, sink, amount);
        }
    }
}

fn decide(model: &Model<'_>, sink: &mut Sink, amount: FigureId) -> Option<()> {
    let said = said(nearby::sentence_before(model, amount))?;
    let [spent, budget] = spent_and_budget(model, amount, said.budget)?;
    let figure = model.figure(amount);
    let change = Change {
        new: spent,
        base: BasePoint { year: figure.year, basis: said.budget },
        old: Some(budget),
        comparable: true,
        direction: said.direction,
        amount: Some(amount),
        rate: None,
        span: Span { start: figure.span.start, end: figure.span.end },
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

/// What the words before an amount say of it: 决算数较年初预算数减少, 与全年预算数相比，决算数增加, 决算数小于年初预算数.
fn said(before: &str) -> Option<Said> {
    const SPENT: &str = "|支出决算数|决算支出数|支出决算|决算数|决算|支出数|支出|实际支出|实际支出数|执行数|全年执行数|全年支出|本年支出|费用支出|\
        经费支出|实际执行数";
    const BUDGETS: &str = "年初预算数|年初预算|年初预算安排数|全年预算数|全年预算|调整后预算数|调整后预算|调整预算数|调整预算|预算数|预算|预算安排数|\
        当年预算数|当年预算|本年预算数|本年预算";
    const MORE: &str = "大于|高于|超出|超过|多于|超";
    const LESS: &str = "小于|低于|少于";
    const RISES: &str = "增加|增长|超支|增支|多支出";
    const FALLS: &str = "减少|下降|降低|节约|节支|减支|少支出";
    let said = before.trim_start_matches('。').trim_end_matches(['了', '约', ' ']).replace(['，', ','], "");
    let said = said.trim();
    let said = said.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
    let of_budget = |name: &str| {
        words::is(name, BUDGETS).then(|| match name {
            _ if name.starts_with("年初") => Basis::Initial,
            _ if words::starts(name, "全年|调整") => Basis::Adjusted,
            _ => Basis::Budget,
        })
    };
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
                .then(|| of_budget(name))?
                .map(|budget| Said { budget, direction });
        }
        let (subject, name) = each_split(said, between)?;
        words::is(subject, SPENT).then(|| of_budget(name))?.map(|budget| Said { budget, direction })
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
