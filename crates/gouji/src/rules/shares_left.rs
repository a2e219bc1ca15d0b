//! 基本支出占60%，项目支出占40%: shares of all spending that give no amounts.
//!
//! A department spends on its running and on projects (部门预算管理办法), so the shares of both, or of all that they are made up of, are a
//! hundred.

use super::{
    Sink,
    claim::Claim,
    nearby,
    rate::{SHARE, SHARE_TAIL},
};
use crate::{
    exact::{Outcome, Printed},
    model::{FigureId, Home, Model, Role},
    words,
};
use rust_decimal::Decimal;

/// What spending is made up of, in the order in which it is named.
const PARTS: [&[&str]; 2] = [&["基本支出", "项目支出"], &["人员经费", "公用经费", "项目支出"]];

/// Holds the last share of a sentence about all spending against the others.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for first in 0..model.figures.len() {
        if let Some(shares) = PARTS.iter().find_map(|parts| shares(model, first, parts)) {
            share_left(model, sink, &shares);
        }
    }
}

/// The shares of just these parts, where the first one is that of the first part.
fn shares(model: &Model<'_>, first: usize, parts: &[&str]) -> Option<Vec<FigureId>> {
    let figures = model.figures.get(first..first + parts.len())?;
    if figures.iter().zip(parts).any(|(figure, part)| *figure.name != **part) {
        return None;
    }
    let shares: Vec<FigureId> = (first..first + parts.len()).map(FigureId).collect();
    let in_a_row = shares.windows(2).all(|pair| is_next_share(model, pair[0], pair[1]));
    (in_a_row && are_all_shares(model, &shares)).then_some(shares)
}

/// Whether two percentages are shares of one whole right behind each other.
fn is_next_share(model: &Model<'_>, first: FigureId, second: FigureId) -> bool {
    /// Longest words between them, in bytes.
    const NEAR: usize = 60;
    let (a, b) = (model.figure(first), model.figure(second));
    let words = nearby::between(model, first, second);
    let shares = [a, b].iter().all(|figure| figure.role == Role::Rate && figure.item.is_empty());
    let beside = a.home == b.home && matches!(a.home, Home::Prose { .. }) && words.len() <= NEAR;
    let whole = |id: FigureId| {
        let (_, whole) = nearby::clause_before(model, id).split_once('占')?;
        Some(whole.trim_end_matches(['比', '例', '重', '的', '为', '约', '达', ' ']))
    };
    let of_one = whole(second).is_some_and(|of| of.is_empty() || Some(of) == whole(first));
    shares && beside && of_one && a.year == b.year && !words.contains(['。', '；', '年', '（', '('])
}

/// Whether the sentence around speaks of no further share.
fn are_all_shares(model: &Model<'_>, shares: &[FigureId]) -> bool {
    /// How far the sentence is looked through on either side, in bytes.
    const FAR: usize = 150;
    const MORE: &str = "占|其余|其他|另|经营|上缴|附属";
    let (Some(first), Some(last)) = (shares.first(), shares.last()) else { return false };
    let before = nearby::text_before(model, model.figure(*first).span.start, FAR);
    let behind = nearby::text_behind(model, model.figure(*last).span.end, FAR);
    let stop = ['。', '；', ';', '\n'];
    let before = before.rsplit(stop).next().unwrap_or_default();
    let behind = behind.split(stop).next().unwrap_or_default();
    before.matches('占').count() == 1 && !words::has(behind, MORE)
}

/// Holds the last share against what the others leave of a hundred.
fn share_left(model: &Model<'_>, sink: &mut Sink, shares: &[FigureId]) -> Option<()> {
    let (last, others) = shares.split_last()?;
    let claim = Claim::of_rest(model, *last, (Printed::percent(Decimal::ONE_HUNDRED), "100%"), others)?;
    let judgement = claim.decide(model, sink)?;
    let rule = match judgement.outcome {
        Outcome::Agrees | Outcome::Undecided(_) => return None,
        Outcome::Tail => &SHARE_TAIL,
        Outcome::Contradiction => &SHARE,
    };
    sink.push_decided(claim.finding(model, rule, &judgement), claim);
    Some(())
}
