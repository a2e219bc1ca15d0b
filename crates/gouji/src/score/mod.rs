//! The score sheet: every indicator's points, computed from target, actual and weight, beside what is claimed.
//!
//! `target` reads what the cells say, `method` turns it into points by the rule set, `sheet` adds them up.

pub(crate) mod method;
mod sheet;
pub(crate) mod target;

pub(crate) use sheet::{BUDGET, RowScore, amounts, execution, is_empty, less_is_better, score_row, sheet};

use crate::{finding::Words, text::Span};
use rust_decimal::Decimal;

/// Points that a method allows: one value, or a range where it leaves room (a qualitative band).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Points {
    /// Fewest points.
    pub low: Decimal,
    /// Most points; equal to `low` where the method leaves no room.
    pub high: Decimal,
}

impl Points {
    /// Points that leave no room.
    pub fn exactly(points: Decimal) -> Self {
        Self { low: points, high: points }
    }

    /// Whether the method leaves room.
    pub fn is_range(&self) -> bool {
        self.low != self.high
    }
}

impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = (self.low.normalize(), self.high.normalize());
        if self.is_range() { write!(f, "{low}～{high}") } else { write!(f, "{low}") }
    }
}

/// One line of the sheet: an indicator, the budget execution rate, or a subtotal.
#[derive(Clone, PartialEq, Debug)]
pub struct ScoreRow {
    /// 一级指标, as in the form.
    pub first: String,
    /// 二级指标.
    pub second: String,
    /// 三级指标, or 预算执行率; empty for a subtotal of `first`.
    pub name: String,
    /// 年度指标值 as printed.
    pub target: String,
    /// 实际完成值 as printed.
    pub actual: String,
    /// Degree of completion in per cent, where target and actual are numbers.
    pub completion: Option<Decimal>,
    /// 分值.
    pub weight: Option<Decimal>,
    /// Points by the rule set's method; `None` where it cannot decide.
    pub computed: Option<Points>,
    /// 得分 as claimed.
    pub claimed: Option<Decimal>,
    /// Why it is this many points, or why they could not be computed.
    pub why: Option<Words>,
    /// The row in the text.
    pub span: Span,
}

/// All points of a report.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ScoreSheet {
    /// In the order of the form; a subtotal after its rows.
    pub rows: Vec<ScoreRow>,
    /// 总分 分值: the sum of the weights of the indicators.
    pub weight: Option<Decimal>,
    /// 总分 得分 computed: the sum over the indicators, claimed points where a row could not be computed.
    pub computed: Option<Points>,
    /// 总分 得分 as claimed.
    pub claimed: Option<Decimal>,
    /// 等级 that the computed total falls into, in proportion to the weights; two or more where the range spans a
    /// border, none where rows lack a weight.
    pub grades: Vec<String>,
    /// Rows whose points could not be computed.
    pub open_rows: usize,
}
