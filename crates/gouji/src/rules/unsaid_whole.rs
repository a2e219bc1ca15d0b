//! 占…% of what the text does not say: several shares in a row name their whole by agreeing with it.
//!
//! 支出5.32亿元。教育支出4.61亿元，占86.7%；社会保障支出4125.60万元，占7.8%；住房保障支出2980.13万元，占5.6%。 The whole stands
//! in a sentence or a paragraph before. It is the one amount there of which at least two of the shares, and more than
//! disagree, are shares, or which their amounts make up; only then are the others held against it. So it is where they say 占总支出 and no
//! amount is called that.
//!
//! 人员经费1502.30万元（53.2%）、公用经费210.40万元（7.5%）, 占比分别为53.2%、7.5%: percentages that say less of what they are count as such shares
//! where at least one of them comes out.

use super::{Sink, nearby, rate};
use crate::{
    exact::Outcome,
    map::Set,
    model::{FigureId, Home, Model, Role},
    number::Dimension,
    statement::{Statement, Whole},
    words,
};

/// How many levels before the first share can be the whole.
const NEAR: usize = 12;
/// How many nodes before the first share they may stand.
const NODES: usize = 3;
/// Fewest shares that make a whole certain.
const CERTAIN: usize = 2;

/// Rate and part of a share.
type Share = (FigureId, FigureId);

/// Holds shares without a whole against the one that most of their neighbours agree with.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for group in groups(model) {
        // （一）收入3158万元，年初结转186万元、占5.90%… and （二）支出2967万元：基本支出1673万元，占56.38%… are of two wholes.
        if !of_one_whole(model, sink, &group) {
            let node = |share: &Share| model.figure(share.0).home;
            let apart = group
                .chunk_by(|a, b| node(a) == node(b))
                .filter(|part| part.len() >= CERTAIN && part.len() < group.len());
            apart.for_each(|part| {
                of_one_whole(model, sink, part);
            });
        }
    }
    for group in said_briefly(model) {
        let candidates = candidates(model, group[0].1);
        let whole = whole_of(model, &group, &candidates);
        let one = |whole: &FigureId| {
            group.iter().any(|share| tells(model, *share) && agrees(model, *share, *whole))
        };
        if let Some(whole) = whole.filter(one) {
            hold_against(model, sink, &group, whole, &candidates);
        }
    }
}

/// Holds shares against the whole that they are all of; whether there is one.
fn of_one_whole(model: &Model<'_>, sink: &mut Sink, group: &[Share]) -> bool {
    let candidates = candidates(model, group[0].1);
    let Some(whole) = whole_of(model, group, &candidates) else { return false };
    hold_against(model, sink, group, whole, &candidates);
    true
}

fn hold_against(
    model: &Model<'_>,
    sink: &mut Sink,
    group: &[Share],
    whole: FigureId,
    candidates: &[FigureId],
) {
    for &(rate, part) in group {
        if agrees(model, (rate, part), whole) || !of_another(model, (rate, part), candidates) {
            rate::share_of(model, sink, rate, part, whole);
        }
    }
}

/// Shares of one paragraph, or of paragraphs that follow each other.
fn groups(model: &Model<'_>) -> Vec<Vec<Share>> {
    let mut groups: Vec<Vec<Share>> = Vec::new();
    let mut last = None;
    for statement in &model.statements {
        let Statement::Share { rate, part, whole } = statement else { continue };
        if !is_unsaid(model, (*rate, *part), whole) {
            continue;
        }
        let Home::Prose { node, .. } = model.figure(*rate).home else { continue };
        let follows = last.is_some_and(|last| node == last || node == last + 1);
        last = Some(node);
        match groups.last_mut().filter(|_| follows) {
            Some(group) => group.push((*rate, *part)),
            None => groups.push(vec![(*rate, *part)]),
        }
    }
    groups.retain(|group| group.len() >= CERTAIN);
    groups
}

/// Shares that are only to be seen from where they stand: in brackets behind amounts, or as many in a row as there are amounts before
/// them.
fn said_briefly(model: &Model<'_>) -> Vec<Vec<Share>> {
    let mut said = vec![false; model.figures.len()];
    for statement in &model.statements {
        if let Statement::Share { rate, .. }
        | Statement::Rate { rate, .. }
        | Statement::Completion { rate, .. } = statement
        {
            said[rate.0] = true;
        }
    }
    let bare = |id: FigureId| {
        let figure = model.figure(id);
        let percent = figure.role == Role::Rate && figure.quantity.unit.dimension == Dimension::Percent;
        percent && matches!(figure.home, Home::Prose { .. }) && !said[id.0]
    };
    let mut groups: Vec<Vec<Share>> = Vec::new();
    let mut at = 0;
    while at < model.figures.len() {
        let first = FigureId(at);
        let in_row = if bare(first) { in_row(model, first, &bare) } else { Vec::new() };
        at += in_row.len().max(1);
        if let Some(parts) = parts_of(model, &in_row) {
            groups.push(in_row.into_iter().zip(parts).collect());
        } else if bare(first)
            && let Some(part) = bracketed(model, first)
        {
            let goes_on = |group: &&mut Vec<Share>| {
                group.last().is_some_and(|(rate, _)| rate.0 + 2 == first.0 && is_beside(model, *rate, first))
            };
            match groups.last_mut().filter(goes_on) {
                Some(group) => group.push((first, part)),
                None => groups.push(vec![(first, part)]),
            }
        }
    }
    groups.retain(|group| group.len() >= CERTAIN);
    groups
}

/// Percentages with nothing but a mark or 和 between them, from `first` on.
fn in_row(model: &Model<'_>, first: FigureId, bare: &dyn Fn(FigureId) -> bool) -> Vec<FigureId> {
    let next = |id: &FigureId| {
        let next = FigureId(id.0 + 1);
        let beside = next.0 < model.figures.len() && bare(next) && is_beside(model, *id, next);
        (beside && words::is(nearby::between(model, *id, next).trim(), "、|和|，|与|及|,")).then_some(next)
    };
    std::iter::successors(Some(first), next).collect()
}

fn is_beside(model: &Model<'_>, first: FigureId, second: FigureId) -> bool {
    model.figure(first).home == model.figure(second).home
        && !nearby::between(model, first, second).contains(['。', '；', ';', '\n'])
}

/// The amounts that percentages in a row are shares of a whole of: as many as stand right before them, 占比分别为84.88%、15.12%.
fn parts_of(model: &Model<'_>, rates: &[FigureId]) -> Option<Vec<FigureId>> {
    let first = *rates.first().filter(|_| rates.len() >= CERTAIN)?;
    let lead = nearby::clause_before(model, first);
    if !lead.contains('占') || !lead.contains("分别") {
        return None;
    }
    let mut levels: Vec<FigureId> = nearby::levels_of_paragraph(model, first).take(rates.len()).collect();
    levels.reverse();
    let alike = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(levels[0]).quantity);
    (levels.len() == rates.len() && levels.iter().all(alike)).then_some(levels)
}

/// The amount that a percentage alone in a bracket stands right behind.
fn bracketed(model: &Model<'_>, rate: FigureId) -> Option<FigureId> {
    let part = FigureId(rate.0.checked_sub(1)?);
    let (amount, figure) = (model.figure(part), model.figure(rate));
    let opens =
        amount.home == figure.home && words::is(nearby::between(model, part, rate), "（|(|（占|（占比|(占");
    let closes = model.text().get(figure.span.end..)?.starts_with(['）', ')']);
    (opens && closes && amount.role == Role::Level).then_some(part)
}

/// Whether the text gives no amount by the name that a share calls its whole, or does not call it anything.
fn is_unsaid(model: &Model<'_>, (rate, part): Share, whole: &Whole) -> bool {
    const ALL: &str = "总支出|总收入|支出|收入|支出合计|收入合计|支出总额|收入总额";
    match whole {
        Whole::Unsaid => true,
        Whole::Named(name) => words::is(name, ALL) && rate::named_whole(model, rate, part, name).is_none(),
        Whole::Figure(_) => false,
    }
}

/// The levels before the first part that can be its whole, the nearest first.
fn candidates(model: &Model<'_>, part: FigureId) -> Vec<FigureId> {
    let first = model.figure(part);
    let Home::Prose { node: at, .. } = first.home else { return Vec::new() };
    (part.0.saturating_sub(NEAR)..part.0)
        .rev()
        .map(FigureId)
        .filter(|id| {
            let figure = model.figure(*id);
            let near = matches!(figure.home, Home::Prose { node, .. } if node + NODES >= at && node <= at);
            near && figure.role == Role::Level && figure.quantity.comparable(&first.quantity)
        })
        .collect()
}

/// The candidate that the parts make up, or else the one that most shares are of, if they are enough and no other amount has as many.
fn whole_of(model: &Model<'_>, group: &[Share], candidates: &[FigureId]) -> Option<FigureId> {
    let parts: Vec<FigureId> = group.iter().map(|(_, part)| *part).collect();
    let several =
        || parts.iter().filter(|part| !model.figure(**part).quantity.value.is_zero()).count() >= CERTAIN;
    let sum = model.sum_of(&parts).filter(|_| several());
    let made_up = |whole: &&FigureId| sum.is_some() && model.base_value(**whole) == sum;
    if let Some(whole) = candidates.iter().find(made_up) {
        return Some(*whole);
    }
    let votes = |whole: FigureId| {
        let agreeing = group.iter().filter(|share| tells(model, **share) && agrees(model, **share, whole));
        // The same amount twice is one vote.
        let mut seen = Set::new();
        agreeing.filter_map(|(_, part)| model.base_value(*part)).filter(|value| seen.insert(*value)).count()
    };
    let counted: Vec<(FigureId, usize)> = candidates.iter().map(|id| (*id, votes(*id))).collect();
    let most = counted.iter().map(|(_, votes)| *votes).max()?;
    if most < CERTAIN || most * 2 <= group.len() {
        return None;
    }
    let mut best = counted.iter().filter(|(_, votes)| *votes == most).map(|(id, _)| *id);
    let whole = best.next()?;
    best.all(|other| model.base_value(other) == model.base_value(whole)).then_some(whole)
}

/// A share of nothing or of everything would agree with too much.
fn tells(model: &Model<'_>, (rate, part): Share) -> bool {
    let rate = model.figure(rate).quantity.value;
    !rate.is_zero()
        && rate != rust_decimal::Decimal::ONE_HUNDRED
        && !model.figure(part).quantity.value.is_zero()
}

fn agrees(model: &Model<'_>, (rate, part): Share, whole: FigureId) -> bool {
    whole != part && matches!(rate::outcome(model, rate, part, whole), Some(Outcome::Agrees | Outcome::Tail))
}

/// Whether it is a share of something else nearby: of a part that is itself broken down.
fn of_another(model: &Model<'_>, share: Share, candidates: &[FigureId]) -> bool {
    let between = (share.1.0.saturating_sub(NEAR)..share.1.0).map(FigureId);
    let level = |id: &FigureId| model.figure(*id).role == Role::Level;
    between.filter(level).chain(candidates.iter().copied()).any(|id| agrees(model, share, id))
}
