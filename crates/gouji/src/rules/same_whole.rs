//! 基本支出247.63万元，占一般公共预算支出的84.06%。 | 项目支出46.95万元，占一般公共预算支出的19.62%: shares that name one whole, which the text does not give.
//!
//! An amount and its share say how much the whole is, and two of them have to say the same. Which of the four is wrong they do not say; told
//! are those that cannot be of two wholes: that go beyond a hundred or just make it up, that are alike, or off by a digit.

use super::{
    Sink,
    claim::{Claim, terms},
    nearby,
    rate::SHARE,
};
use crate::{
    Severity,
    coverage::NumberState,
    exact::{Cause, Expression, Formula, Outcome, Power},
    model::{FigureId, Model},
    number::{Dimension, plus, times},
    statement::{Statement, Whole},
    words,
};
use rust_decimal::Decimal;

/// A share of a whole that has no amount.
struct Share<'m> {
    rate: FigureId,
    part: FigureId,
    whole: &'m str,
}

/// Holds every share of a whole without an amount against the one before it of the same whole.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    let shares = model.statements.iter().filter_map(|statement| match statement {
        Statement::Share { rate, part, whole: Whole::Named(whole) } => {
            Some(Share { rate: *rate, part: *part, whole })
        }
        _ => None,
    });
    let mut before: Option<Share<'_>> = None;
    for share in shares {
        if let Some(before) =
            before.replace(Share { ..share }).filter(|before| are_of_one(model, before, &share))
        {
            decide(model, sink, &before, &share);
        }
    }
}

/// Whether an amount opens its line or what stands behind a semicolon, by a name that says what all spending is divided into and nothing of
/// whose it is.
fn is_plain(model: &Model<'_>, part: FigureId) -> bool {
    const NEAR: usize = 120;
    const NAMES: &str = "基本支出|项目支出|人员经费|公用经费|教育支出|卫生健康支出|社会保障和就业支出|住房保障支出|农林水支出|一般公共服务支出|\
        公共安全支出|科学技术支出|城乡社区支出|节能环保支出|交通运输支出|文化旅游体育与传媒支出|社会保障支出";
    let before = nearby::text_before(model, model.figure(part).span.start, NEAR);
    let said = before.rsplit(['\n', '；', ';']).next().unwrap_or_default();
    let numbered =
        |char: char| char.is_ascii_digit() || "一二三四五六七八九十（）()、.．①②③④⑤⑥ \u{3000}".contains(char);
    let name = said.trim_start_matches(numbered).trim_end_matches(['为', '数', '共']);
    words::is(name.strip_suffix("预算").unwrap_or(name), NAMES)
}

/// Whether two shares are of one whole: it is called the same, and they stand in one paragraph or right below each other.
fn are_of_one(model: &Model<'_>, one: &Share<'_>, other: &Share<'_>) -> bool {
    const NODES: usize = 2;
    // 占总计划的, 占同类产品采购规模的: each has one of its own.
    const WHOLES: &str = "支出|收入|总量|总额|总支出|总收入";
    const OWN: &str = "计划|目标|任务|同类|同期|各|其|该";
    let node = |id: FigureId| nearby::paragraph_of(model, id);
    let near =
        node(one.rate).zip(node(other.rate)).is_some_and(|(one, other)| one <= other && other <= one + NODES);
    let [a, b] = [one, other].map(|share| model.figure(share.part));
    one.whole == other.whole
        && words::ends(one.whole, WHOLES)
        && !words::has(one.whole, OWN)
        && a.quantity.unit.dimension == Dimension::Money
        && near
        && [one, other].iter().all(|share| is_plain(model, share.part))
        && a.name != b.name
        && a.year == b.year
        && !a.basis.differs(b.basis)
        && a.quantity.comparable(&b.quantity)
}

fn decide(model: &Model<'_>, sink: &mut Sink, one: &Share<'_>, other: &Share<'_>) -> Option<()> {
    let open = |share: &Share<'_>| {
        sink.states()[share.rate.0] == NumberState::Stated && !sink.found_at(model.figure(share.rate).span)
    };
    if !open(one) || !open(other) {
        return None;
    }
    let figure = |id: FigureId| model.exact(id).map(Expression::figure);
    let factors = vec![
        (Power::Times, figure(other.part)?),
        (Power::Times, figure(one.rate)?),
        (Power::Over, figure(one.part)?),
    ];
    let [part, of, share] = terms(model, [other.part, one.part, one.rate]);
    let claim = Claim {
        stated: other.rate,
        formula: Formula::Expression(Expression::Product(factors)),
        operands: vec![other.part, one.part, one.rate],
        shown: format!("{part} ÷ ({of} ÷ {share})"),
        others: Vec::new(),
    };
    let judgement = claim.judged(model)?;
    if judgement.outcome != Outcome::Contradiction {
        claim.mark(model, sink, &judgement);
        return Some(());
    }
    let [first, second] = [one.rate, other.rate].map(|id| model.figure(id).quantity.value);
    let sum = plus(first, second)?;
    let slip = matches!(claim.cause(model, &judgement), Some(Cause::DigitDiffers | Cause::DigitsSwapped));
    let alike = first == second && model.base_value(one.part) != model.base_value(other.part);
    let apart = |gap: Decimal| times(gap.abs(), Decimal::from(20)).is_some_and(|gap| gap > second);
    let told = slip || sum > Decimal::from(101) || sum == Decimal::ONE_HUNDRED || alike;
    if !told || !judgement.gap.is_some_and(apart) || nearby::is_of_paragraph(model, other.rate) {
        return None;
    }
    claim.mark(model, sink, &judgement);
    let mut finding = claim.draft(model, &SHARE, &judgement).with("name", model.rate_name(other.rate));
    finding.severity = Severity::Warning;
    sink.push_decided(finding, claim);
    Some(())
}
