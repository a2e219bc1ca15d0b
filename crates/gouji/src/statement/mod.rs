//! Report model → statements: what the prose says about figures, as relations between them.
//!
//! `pieces` reads a paragraph flat with the grammar; `reader` attaches the pieces to each other. Where the reading is
//! not certain there is no statement: a wrong alarm costs more trust than a missing one.

pub(crate) mod counts;
pub(crate) mod pieces;
pub(crate) mod reader;

pub(crate) use counts::Listed;
pub(crate) use pieces::{Direction, Piece, pieces};

use crate::{
    model::{FigureId, names::Basis},
    text::Span,
};

/// How complete a list of parts claims to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ListKind {
    /// 其中 with two or more parts, 分别为: the parts make up the whole.
    Exhaustive,
    /// 主要, 包括, 等, or a single part: they may only not exceed it.
    Partial,
}

/// What a share is a share of.
#[derive(Clone, Debug)]
pub(crate) enum Whole {
    /// The whole of the list that the share stands in.
    Figure(FigureId),
    /// An item by name.
    Named(String),
    /// The text does not say; the shares around it may.
    Unsaid,
}

/// What a change is counted from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BasePoint {
    pub(crate) year: Option<i32>,
    pub(crate) basis: Basis,
}

/// A relation between figures that the prose states.
#[derive(Clone, Debug)]
pub(crate) enum Statement {
    /// A whole and parts of it.
    Breakdown { whole: FigureId, parts: Vec<FigureId>, kind: ListKind, closed: bool },
    /// Parts of one of several figures, or of one that the list may go beyond.
    Likely { wholes: Vec<FigureId>, parts: Vec<FigureId> },
    /// 占T的P%.
    Share { rate: FigureId, part: FigureId, whole: Whole },
    /// The per cent sign is missing behind a share.
    ShareWithoutSign { rate: FigureId },
    /// A rate by its name: 预算控制率为99.03%.
    Rate { rate: FigureId, name: String, level: Option<FigureId>, item: String, node: usize },
    /// 完成年初预算的98.20%, 完成全年预算84.82万元的73.2%.
    Completion { rate: FigureId, level: FigureId, base: Basis, under: Option<FigureId>, node: usize },
    /// 与上年相比减少25.92%, 比2023年预算持平.
    Change(Change),
    /// 决算数小于预算数.
    Compare { level: FigureId, other: FigureId, relation: std::cmp::Ordering, span: Span },
    /// 完成年初预算的110%，决算数小于预算数: the same where only the rate of completion is given.
    CompareRate { rate: FigureId, relation: std::cmp::Ordering, span: Span },
    /// 减少177.28万元，增长4.32%: one change in two directions.
    Opposed { amount: FigureId, rate: FigureId, span: Span },
    /// 分值3分，得2.6分: what something is worth and what it got, side by side.
    Score { weight: FigureId, points: FigureId },
    /// 分值6分，得5.2分，扣0.8分: the same with what was lost of it.
    Deducted { weight: FigureId, points: FigureId, lost: FigureId },
    /// 内科室为22个：…
    Count { stated: u32, span: Span, name: String, list: Listed },
}

impl Statement {
    /// Says the same of other figures.
    pub(crate) fn renumber(&mut self, to: &dyn Fn(FigureId) -> FigureId) {
        let renumber = |id: &mut FigureId| *id = to(*id);
        match self {
            Statement::Breakdown { whole, parts, .. } => {
                renumber(whole);
                parts.iter_mut().for_each(renumber);
            }
            Statement::Likely { wholes, parts } => wholes.iter_mut().chain(parts).for_each(renumber),
            Statement::Share { rate, part, whole } => {
                renumber(rate);
                renumber(part);
                if let Whole::Figure(whole) = whole {
                    renumber(whole);
                }
            }
            Statement::ShareWithoutSign { rate } | Statement::CompareRate { rate, .. } => renumber(rate),
            Statement::Score { weight: first, points: second }
            | Statement::Compare { level: first, other: second, .. }
            | Statement::Opposed { amount: first, rate: second, .. } => {
                renumber(first);
                renumber(second);
            }
            Statement::Deducted { weight, points, lost } => {
                [weight, points, lost].into_iter().for_each(renumber);
            }
            Statement::Rate { rate, level, .. } => {
                renumber(rate);
                level.iter_mut().for_each(renumber);
            }
            Statement::Completion { rate, level, under, .. } => {
                renumber(rate);
                renumber(level);
                under.iter_mut().for_each(renumber);
            }
            Statement::Change(change) => {
                renumber(&mut change.new);
                let others = [&mut change.old, &mut change.amount, &mut change.rate];
                others.into_iter().flatten().for_each(renumber);
            }
            Statement::Count { .. } => {}
        }
    }
}

/// A change and, where it gives them, its amount, its rate and its reason.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) new: FigureId,
    pub(crate) base: BasePoint,
    /// The level that it is counted from, where the sentence itself gives it.
    pub(crate) old: Option<FigureId>,
    /// 按可比口径: counted from last year's figure on this year's terms, which stands nowhere else.
    pub(crate) comparable: bool,
    pub(crate) direction: Direction,
    pub(crate) amount: Option<FigureId>,
    pub(crate) rate: Option<FigureId>,
    /// The words that state it.
    pub(crate) span: Span,
    /// 主要原因是…: the reason given.
    pub(crate) reason: Option<Span>,
    pub(crate) node: usize,
}
