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
/// What is of a whole region.
const REGIONS: [&str; 5] = ["全国", "全省", "全市", "全县", "全区"];
/// Names of receipts that taxes and all else make up.
const RECEIPTS: &str = "一般公共预算收入|公共财政预算收入";

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
    // 全市税收收入 is not of what stands before it of a county.
    let region = REGIONS.iter().find(|region| model.figure(first).name.starts_with(**region));
    let is_whole = |figure: &Figure| {
        let of_region = region.is_none_or(|region| figure.name.starts_with(region));
        let near = matches!(figure.home, Home::Prose { node: at, .. } if at == node || at + 1 == node);
        let named = match stem {
            TAXES => words::ends(&figure.name, RECEIPTS),
            COMPANIES => figure.name.contains(stem) && !words::has(&figure.name, "中央|地方|省属|县属"),
            stem => figure.name.ends_with(stem) && !words::has(&figure.name, "中央|地方"),
        };
        near && figure.role == Role::Level && named && of_region && !figure.name.contains("本级")
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
    // …非税收入150亿元。其他税收50亿元: what is missing, or twice there, is said behind.
    let missing = gap(&whole).filter(|gap| !gap.is_zero());
    let mut behind = (second.0 + 1..model.figures.len()).map(FigureId).take(NEAR);
    let told = missing.is_some() && behind.any(|id| model.base_value(id) == missing);
    (!told && leads_plainly(model, whole, first)).then_some((whole, second))
}

const TAXES: &str = "税收";
const COMPANIES: &str = "企业";

/// What two kinds are of: one word for taxes and one for companies, else what both names end with. A name that says more,
/// 城关镇税收收入 or 计划税收收入, is of something narrower.
fn stem<'n>(first: &'n str, second: &'n str) -> Option<&'n str> {
    let plain = |name: &'n str| REGIONS.iter().find_map(|region| name.strip_prefix(region)).unwrap_or(name);
    let (plain, rest) = (plain(first), plain(second));
    if words::is(plain, "税收收入|税收") && words::is(rest, "非税收入|非税") {
        return Some(TAXES);
    }
    if plain.ends_with(COMPANIES) && rest.ends_with(COMPANIES) {
        let pair = |one: &str, other: &str| plain.starts_with(one) && rest.starts_with(other);
        let halves = pair("中央", "地方") || pair("省属", "市县") || pair("县属", "乡镇");
        return halves.then_some(COMPANIES);
    }
    let (stem, of_places) = (plain.strip_prefix("中央")?, rest.strip_prefix("地方")?);
    let money = words::is(stem, "一般公共预算收入|一般公共预算支出|政府性基金预算收入|政府性基金预算支出");
    (money && of_places.replace("本级", "") == stem).then_some(stem)
}

/// Whether nothing stands before the name of the first part but that the whole is looked at by kinds, and the months of the
/// whole: 分税收和非税收入看，前4个月，.
fn leads_plainly(model: &Model<'_>, whole: FigureId, first: FigureId) -> bool {
    let before = nearby::sentence_before(model, whole);
    let lead = nearby::between(model, whole, first).rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let Some(lead) = lead.trim().rsplit_once(&*model.figure(first).name).map(|(lead, _)| lead) else {
        return false;
    };
    lead.split(['，', ',', '：', ':']).map(str::trim).all(|part| {
        let kinds =
            words::starts(part, "分|从|按") && part.ends_with('看') || words::is(part, "|其中|（1）|一是");
        kinds || part.contains('月') && before.split(['，', ',']).any(|clause| clause.trim() == part)
    })
}
