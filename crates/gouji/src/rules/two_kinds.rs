//! 税收收入 and 非税收入, 中央 and 地方: two kinds that leave nothing over, in sentences of their own behind what they divide.
//!
//! 一般公共预算收入1000亿元。分税收和非税收入看，税收收入850亿元；非税收入150亿元。 No word says which amount they divide: of those before it with just
//! that name it is the one that they come nearest to.

use super::{Sink, breakdown, nearby};
use crate::{
    model::{Figure, FigureId, Home, Model, Role},
    number::{Dimension, minus, times},
    words,
};
use rust_decimal::Decimal;

/// How many figures around are looked at.
const NEAR: usize = 16;
/// Names of receipts that taxes and all else make up.
const RECEIPTS: &str = "一般公共预算收入|公共财政预算收入|财政收入";

/// Holds two kinds against the amount before them.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for first in (0..model.figures.len()).map(FigureId) {
        let figure = model.figure(first);
        let divides = words::has(&figure.name, "税收|中央|企业") && figure.role == Role::Level;
        if !divides || figure.quantity.unit.dimension != Dimension::Money {
            continue;
        }
        if let Some((whole, second)) = divided(model, first)
            && !sink.found_at(model.figure(whole).span)
        {
            breakdown::equation(model, sink, whole, &[first, second]);
        }
    }
}

/// What two kinds divide, and the second of them.
fn divided(model: &Model<'_>, first: FigureId) -> Option<(FigureId, FigureId)> {
    let Home::Prose { node, .. } = model.figure(first).home else { return None };
    let beside = |id: FigureId| {
        Some(model.figures.get(id.0)?).filter(|figure| figure.home == model.figure(first).home)
    };
    let level = |id: &FigureId| beside(*id).is_some_and(|figure| figure.role == Role::Level);
    let alike = |id: FigureId| {
        let (figure, other) = (model.figure(id), model.figure(first));
        (figure.year == other.year || figure.year.is_none() || other.year.is_none())
            && figure.quantity.comparable(&other.quantity)
            && !figure.basis.differs(other.basis)
    };
    let behind = |id: FigureId| (id.0 + 1..id.0 + NEAR).map(FigureId).find(level);
    let second = behind(first).filter(|id| alike(*id))?;
    let stem = stem(&model.figure(first).name, &model.figure(second).name)?;
    let between = nearby::between(model, first, second);
    // A third kind makes them no halves.
    let third = behind(second).filter(|id| alike(*id));
    let goes_on = third.is_some_and(|third| {
        let apart = nearby::between(model, second, third);
        !apart.contains('。') || stem == COMPANIES && model.figure(third).name.ends_with(stem)
    });
    // 其中中央企业…；地方国有企业…: a list of which it is not certain that it names all.
    let listed = |parts: &[FigureId]| parts.len() > 1 && (stem != COMPANIES || parts != [first, second]);
    if goes_on || between.matches('。').count() > 1 || nearby::parts_with(model, first).is_some_and(listed) {
        return None;
    }
    let is_whole = |figure: &Figure| {
        let near = matches!(figure.home, Home::Prose { node: at, .. } if at == node || at + 1 == node);
        let named = match stem {
            TAXES => words::ends(&figure.name, RECEIPTS),
            COMPANIES => figure.name.contains(stem) && !words::has(&figure.name, "中央|地方|省属|县属"),
            stem => figure.name.ends_with(stem) && !words::has(&figure.name, "中央|地方"),
        };
        near && figure.role == Role::Level && named
    };
    let before = (first.0.saturating_sub(NEAR)..first.0).rev().map(FigureId);
    let wholes: Vec<FigureId> = before.filter(|id| is_whole(model.figure(*id)) && alike(*id)).collect();
    let sum = model.sum_of(&[first, second])?;
    let gap = |id: &FigureId| Some(minus(model.base_value(*id)?, sum)?.abs());
    // What is far from it is of another region or time.
    let is_near = |id: &&FigureId| {
        let five = gap(id).and_then(|gap| times(gap, Decimal::from(5)));
        five.is_some_and(|gap| model.base_value(**id).is_some_and(|whole| gap <= whole))
    };
    let whole = *wholes.iter().filter(is_near).min_by_key(|id| gap(id))?;
    of_one_time(model, whole, first).then_some((whole, second))
}

const TAXES: &str = "税收";
const COMPANIES: &str = "企业";

/// What two kinds are of: one word for taxes and one for companies, else what both names end with.
fn stem<'n>(first: &'n str, second: &str) -> Option<&'n str> {
    if words::ends(first, "税收收入|税收") && second.ends_with("非税收入") && !first.contains("非税")
    {
        return Some(TAXES);
    }
    if first.ends_with(COMPANIES) && second.ends_with(COMPANIES) {
        let pair = |one: &str, other: &str| first.contains(one) && second.contains(other);
        let halves = pair("中央", "地方") || pair("省属", "市县") || pair("县属", "乡镇");
        return halves.then_some(COMPANIES);
    }
    let of = |name: &str, owner: &str| name.split_once(owner).map(|(_, rest)| rest.replace("本级", ""));
    let (_, stem) = first.split_once("中央")?;
    let money = words::ends(stem, "预算收入|预算支出");
    (money && of(second, "地方")? == stem.replace("本级", "") && !stem.contains("本级")).then_some(stem)
}

/// 1-11月收入110亿元。 | 前10个月，税收收入80亿元，非税收入20亿元。: whether no months but those of the whole are named between it and its parts.
fn of_one_time(model: &Model<'_>, whole: FigureId, first: FigureId) -> bool {
    const LEAD: usize = 120;
    let (text, start) = (model.text(), model.figure(whole).span.start);
    let lead = &text[text.ceil_char_boundary(start.saturating_sub(LEAD))..start];
    let digits = |part: &str| {
        let part = part.trim_end_matches(['个', '份']);
        part[part.trim_end_matches(|c: char| c.is_ascii_digit()).len()..].to_owned()
    };
    let mut parts: Vec<&str> = nearby::between(model, whole, first).split('月').collect();
    parts.pop();
    parts.into_iter().all(|part| lead.contains(&digits(part)))
}
