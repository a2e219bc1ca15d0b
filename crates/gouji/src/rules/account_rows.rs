//! 科目表同一行的各列：合计与其后的基本支出、项目支出，或财政拨款收入、其他收入等。

use super::table_sum::{Column, claim_of};
use crate::{
    exact::{Judgement, Outcome, judge},
    map::Set,
    model::{FigureId, Home, Model, tree::CodeTable},
    number::Dimension,
};
use rust_decimal::Decimal;

/// Most columns of a table that is looked at.
const MOST: usize = 16;

/// The sums beside each other that the rows of a table of accounts bear out: which column is made up of which of those right behind it.
/// Where empty cells are lost, nothing is known but that the first figure of a row is the sum of the others.
pub(super) fn sums(model: &Model<'_>, codes: &CodeTable) -> Vec<Column> {
    let Some(rows) = cells(model, codes) else {
        let money =
            |row: &[FigureId]| row.iter().copied().filter(|id| is_money(model, *id)).map(Some).collect();
        let rows: Vec<Vec<Option<FigureId>>> = codes.rows.iter().map(|row| money(&row.figures)).collect();
        let all = rows.iter().filter_map(|row| column(row, 0, 1..row.len()));
        return Borne::by(model, all)
            .filter(|borne| borne.says_so(codes.totals))
            .map_or(Vec::new(), |borne| borne.sums);
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    if width > MOST {
        return Vec::new();
    }
    let (mut found, mut tops): (Vec<Column>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in (0..width).rev() {
        // The columns behind, the nearest first, but for those that are part of one of them.
        let ways = (2..=tops.len()).rev().filter_map(|count| {
            let parts = &tops[tops.len() - count..];
            let sums = rows.iter().filter_map(|row| column(row, at, parts.iter().copied()));
            let borne = Borne::by(model, sums)?;
            let all = codes.totals && at == 0 && count == tops.len();
            borne.says_so(all).then_some((count, borne))
        });
        let mut ways: Vec<(usize, Borne)> = ways.collect();
        ways.sort_by_key(|(count, borne)| (borne.wrong.len(), *count));
        let mut ways = ways.into_iter();
        if let Some((count, mut best)) = ways.next() {
            // What comes out with more or fewer columns is not wrong.
            let others: Vec<Borne> = ways.map(|(_, other)| other).collect();
            best.sums.retain(|sum| {
                let wrong = best.wrong.contains(&sum.whole);
                !wrong || others.iter().all(|other| other.wrong.contains(&sum.whole))
            });
            found.extend(best.sums);
            tops.truncate(tops.len() - count);
        }
        tops.push(at);
    }
    found
}

/// The amounts of every row by their columns, where these are certain.
fn cells(model: &Model<'_>, codes: &CodeTable) -> Option<Vec<Vec<Option<FigureId>>>> {
    let figures = || codes.rows.iter().flat_map(|row| &row.figures);
    let of = |id: FigureId| match model.figure(id).home {
        Home::Cell { column, .. } => column,
        Home::Prose { .. } => 0,
    };
    if codes.aligned {
        let mut columns: Vec<usize> =
            figures().filter(|id| is_money(model, **id)).map(|id| of(*id)).collect();
        columns.sort_unstable();
        columns.dedup();
        let row = |row: &[FigureId]| {
            columns.iter().map(|column| row.iter().copied().find(|id| of(*id) == *column)).collect()
        };
        return Some(codes.rows.iter().map(|of| row(&of.figures)).collect());
    }
    let row = |row: &[FigureId]| row.iter().map(|id| Some(*id).filter(|id| is_money(model, *id))).collect();
    codes.full.then(|| codes.rows.iter().map(|of| row(&of.figures)).collect())
}

fn is_money(model: &Model<'_>, id: FigureId) -> bool {
    model.figure(id).quantity.unit.dimension != Dimension::Percent
}

fn column(row: &[Option<FigureId>], whole: usize, parts: impl Iterator<Item = usize>) -> Option<Column> {
    let whole = row.get(whole).copied()??;
    let parts: Vec<FigureId> = parts.filter_map(|at| row.get(at).copied()?).collect();
    (!parts.is_empty()).then_some(Column::of(whole, parts))
}

/// What the rows say of a sum.
struct Borne {
    sums: Vec<Column>,
    /// How many different totals come out, and how many of these are of more than one part.
    right: usize,
    telling: usize,
    wrong: Vec<FigureId>,
}

impl Borne {
    /// `None` where more than a single row speaks against it.
    fn by(model: &Model<'_>, sums: impl Iterator<Item = Column>) -> Option<Self> {
        let mut found = Borne { sums: Vec::new(), right: 0, telling: 0, wrong: Vec::new() };
        let (mut right, mut telling) = (Set::new(), Set::new());
        for sum in sums {
            let Some(Judgement { outcome, .. }) = judged(model, &sum) else { continue };
            let whole = model.base_value(sum.whole).filter(|whole| !whole.is_zero());
            match (outcome, whole) {
                (Outcome::Contradiction, _) => found.wrong.push(sum.whole),
                (Outcome::Agrees | Outcome::Tail, Some(whole)) => {
                    let value =
                        |id: &&FigureId| model.base_value(**id).is_some_and(|part| part != Decimal::ZERO);
                    let parts = sum.parts.iter().filter(value).count();
                    found.right += usize::from(right.insert(whole));
                    found.telling += usize::from(parts > 1 && telling.insert(whole));
                }
                _ => {}
            }
            if found.wrong.len() > 1 {
                return None;
            }
            found.sums.push(sum);
        }
        Some(found)
    }

    /// Whether so many rows are no accident; `total` where the heads say that the first column is a total.
    fn says_so(&self, total: bool) -> bool {
        let telling = if total { 0 } else { 1 };
        self.right >= 3 && self.telling >= telling && self.right + self.telling >= 4
    }
}

fn judged(model: &Model<'_>, sum: &Column) -> Option<Judgement> {
    Some(judge(&model.exact(sum.whole)?, &claim_of(model, sum)?.formula))
}
