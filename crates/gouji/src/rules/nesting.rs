//! 表中各行的层次：哪几行是另一行的明细，没有标明时只有数能说明。

use super::nearby;
use crate::{
    model::{FigureId, Model},
    number::{minus, plus, sum},
    words,
};
use rust_decimal::Decimal;

/// Most rows, and most tries, in looking for how rows lie within each other.
const MOST: usize = 40;
const TRIES: u32 = 400;

/// Whether something explains that the rows do not add up to a whole: they do where some are the sum of the rows behind or
/// before them, or counted once where they stand there twice; or the first or the last of them do alone, and the others are of
/// something else.
pub(super) fn explains(rows: &[Decimal], whole: Decimal) -> bool {
    let reversed: Vec<Decimal> = rows.iter().rev().copied().collect();
    let doubled = || plus(whole, whole).is_some_and(|twice| sum(rows.iter().copied()) == Some(twice));
    doubled() || [rows, &reversed].into_iter().any(|rows| first_make_up(rows, whole) || can_nest(rows, whole))
}

/// 固定资产净值1200万元，其中原值2000万元，累计折旧800万元; 加分 1.5, 减分 0.5 above 合计: whether the parts come to the whole to the digit where some
/// that are called so are taken off.
pub(super) fn takes_off(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    const OFF: &str = "扣|减|负债|折旧|摊销|未付|未支付|未完成|未到位|上缴|节约|节支|退|收回|回收|核销";
    /// What is spent is taken off what came in.
    const SPENT: &str = "支出|成本";
    const LEFT: &str = "收入|利润|结余|余额|收益|结转|盈余";
    /// Most parts that may be taken off.
    const FEW: usize = 8;
    let excess = model.sum_of(parts).zip(model.base_value(whole)).and_then(|(sum, whole)| minus(sum, whole));
    let Some(excess) = excess.filter(|excess| *excess > Decimal::ZERO) else { return false };
    let named = |id: FigureId, kinds: &str| {
        words::has(&model.figure(id).name, kinds) || words::has(nearby::clause_before(model, id), kinds)
    };
    let came_in = parts.first().is_some_and(|first| named(*first, LEFT)) && named(whole, LEFT);
    let off = |part: &&FigureId| named(**part, OFF) || came_in && named(**part, SPENT);
    // 共扣3.5分，其中预算执行率扣1.5分，…: these are all of one kind.
    if parts.first().is_none_or(|first| off(&first)) {
        return false;
    }
    let values: Vec<Decimal> =
        parts.iter().skip(1).filter(off).filter_map(|part| model.base_value(*part)).take(FEW).collect();
    let of = |set: usize| (0..values.len()).filter(move |at| set >> at & 1 == 1);
    let comes_out = |set: usize| {
        let taken = sum(of(set).map(|at| values[at]));
        taken.and_then(|taken| plus(taken, taken)) == Some(excess)
    };
    (1..1 << values.len()).any(comes_out)
}

/// Whether rows come to a whole where some of them are the sum of those right behind them.
pub(super) fn can_nest(rows: &[Decimal], whole: Decimal) -> bool {
    rows.len() <= MOST && nests(rows, &mut Vec::new(), whole, &mut { TRIES })
}

/// Whether rows, from the last one on, come to a whole where some of them are the sum of those right behind them, which `behind`
/// holds; as far as so many tries tell.
fn nests(rows: &[Decimal], behind: &mut Vec<Decimal>, whole: Decimal, tries: &mut u32) -> bool {
    *tries = tries.saturating_sub(1);
    let Some((row, before)) = rows.split_last() else {
        return sum(behind.iter().copied()) == Some(whole);
    };
    let mut details = Decimal::ZERO;
    for count in 1..=behind.len() {
        let at = behind.len() - count;
        let Some(next) = plus(details, behind[at]) else { break };
        details = next;
        if details == *row && !row.is_zero() && *tries > 0 {
            let rest = behind.split_off(at);
            behind.push(*row);
            let found = nests(before, behind, whole, tries);
            behind.truncate(at);
            behind.extend(rest);
            if found {
                return true;
            }
        }
    }
    behind.push(*row);
    let found = *tries > 0 && nests(before, behind, whole, tries);
    behind.pop();
    found
}

/// Whether the first of the rows come to a whole by themselves.
fn first_make_up(rows: &[Decimal], whole: Decimal) -> bool {
    let sums = rows.iter().scan(Decimal::ZERO, |sum, row| {
        *sum = plus(*sum, *row)?;
        Some(*sum)
    });
    { sums }.any(|sum| sum == whole)
}

/// Whether a total lies between the least and the most of its rows, nothing aside: it may be a mean, or what all have in common, and
/// no sum.
pub(super) fn is_between(rows: &[Decimal], total: Decimal) -> bool {
    let filled = || rows.iter().filter(|row| !row.is_zero());
    let (least, most) = (filled().min(), filled().max());
    filled().count() > 1
        && least.is_some_and(|least| *least <= total)
        && most.is_some_and(|most| total <= *most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(rows: &[i64], whole: i64) -> bool {
        let rows: Vec<Decimal> = rows.iter().map(|row| Decimal::from(*row)).collect();
        is_between(&rows, Decimal::from(whole)) || explains(&rows, Decimal::from(whole))
    }

    #[test]
    fn rows_lie_within_each_other_as_they_add_up() {
        assert!(explained(&[230, 100, 130, 100, 40, 60], 330));
        assert!(explained(&[100, 130, 230, 40, 60, 100], 330));
        assert!(explained(&[160, 160, 60, 100, 100, 100], 260));
        assert!(explained(&[90, 240, 90, 240], 330));
        assert!(explained(&[500, 120, 580], 620));
        assert!(explained(&[95, 96, 92], 94));
        assert!(!explained(&[100, 130, 40, 60], 340));
        assert!(!explained(&[], 340));
    }
}
