//! The self-evaluation form: funds with their execution rate, indicators with their points.

use super::{FigureId, names};
use crate::{score::RowScore, text::Span, words};
use std::sync::{Arc, OnceLock};

/// A text cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextCell {
    pub(crate) text: Arc<str>,
    pub(crate) span: Span,
}

/// A row of the funds: 年度资金总额, 其中：本年财政拨款.
#[derive(Clone, Debug, Default)]
pub(crate) struct FundRow {
    pub(crate) row: usize,
    pub(crate) label: TextCell,
    /// 年初预算数.
    pub(crate) initial: Option<FigureId>,
    /// 全年预算数, or the only budget there is.
    pub(crate) adjusted: Option<FigureId>,
    /// 全年执行数.
    pub(crate) executed: Option<FigureId>,
    /// 分值.
    pub(crate) weight: Option<FigureId>,
    /// 执行率.
    pub(crate) rate: Option<FigureId>,
    /// 得分.
    pub(crate) points: Option<FigureId>,
}

/// 按收入性质分, 按支出性质分: one column of `名：值` cells that add up to the funds.
#[derive(Clone, Debug)]
pub(crate) struct FundGroup {
    pub(crate) title: TextCell,
    /// Whether other groups stand beside it: then the heads above say nothing of its cells.
    pub(crate) beside: bool,
    /// The column of the title, counted from the first one that is not empty.
    pub(crate) column: usize,
    pub(crate) parts: Vec<FigureId>,
    /// Parts that are named without a figure.
    pub(crate) blank: Vec<TextCell>,
}

/// The funds of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct FundTable {
    pub(crate) rows: Vec<FundRow>,
    pub(crate) groups: Vec<FundGroup>,
    /// The row of heads.
    pub(crate) head: Span,
}

/// A row of the indicators.
#[derive(Clone, Debug, Default)]
pub(crate) struct IndicatorRow {
    pub(crate) row: usize,
    pub(crate) span: Span,
    /// 一级指标, index in [`IndicatorTable::groups`].
    pub(crate) group: Option<usize>,
    /// 二级指标.
    pub(crate) second: TextCell,
    /// What the 二级指标 is worth, in the row where its name stands.
    pub(crate) second_weight: Option<FigureId>,
    /// 三级指标.
    pub(crate) name: TextCell,
    /// 年度指标值; with 指标性质 and 度量单位 where the form has columns for them.
    pub(crate) target: TextCell,
    /// 实际完成值.
    pub(crate) actual: TextCell,
    pub(crate) weight: Option<FigureId>,
    pub(crate) points: Option<FigureId>,
    /// 扣分.
    pub(crate) lost: Option<FigureId>,
    /// 完成率: what was reached of the target.
    pub(crate) degree: Option<FigureId>,
    /// 偏差原因分析及改进措施.
    pub(crate) reason: TextCell,
    /// How it scores, once somebody has asked; the same wherever the table moves.
    pub(crate) score: Arc<OnceLock<RowScore>>,
}

/// A 一级指标 with the rows below it.
#[derive(Clone, Debug)]
pub(crate) struct IndicatorGroup {
    /// The name without its points: 产出指标.
    pub(crate) name: String,
    pub(crate) span: Span,
    /// The points in its name: 产出指标（50分).
    pub(crate) weight: Option<FigureId>,
    /// The rows that its name begins and ends in: （50分） may stand below 产出指标, in the middle of the rows of a merged cell.
    pub(crate) named: (usize, usize),
}

/// The indicators of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct IndicatorTable {
    pub(crate) groups: Vec<IndicatorGroup>,
    pub(crate) rows: Vec<IndicatorRow>,
    /// 总分 分值.
    pub(crate) total_weight: Option<FigureId>,
    /// 总分 得分.
    pub(crate) total_points: Option<FigureId>,
    /// 总分 扣分.
    pub(crate) total_lost: Option<FigureId>,
    /// 自评得分 above the indicators.
    pub(crate) claimed_points: Option<FigureId>,
    /// Points beyond the full ones: 加分项.
    pub(crate) bonus: Vec<FigureId>,
    /// Weight, points and 得分率 of the rows, and of the total, that have all of them.
    pub(crate) rates: Vec<[FigureId; 3]>,
    /// Whether the form has a column for weights, points, reasons.
    pub(crate) has_weight: bool,
    pub(crate) has_points: bool,
    pub(crate) has_reason: bool,
    /// Rows that could not be bound to the columns: then no sum is decided.
    pub(crate) unbound: usize,
    /// Whether the table stops in the middle of a row (a text that was cut off).
    pub(crate) cut_off: bool,
}

impl IndicatorTable {
    /// The rows of a group.
    pub(crate) fn rows_of(&self, group: usize) -> impl Iterator<Item = &IndicatorRow> + '_ {
        self.rows.iter().filter(move |row| row.group == Some(group))
    }

    /// Whether names stand in the middle of the rows of merged cells, or in several of them: none of them says where its rows begin.
    pub(crate) fn has_merged_names(&self) -> bool {
        let first = self.rows.first().zip(self.groups.first());
        let above = first.is_some_and(|(row, group)| row.group.is_none() && row.row < group.named.0);
        above || self.groups.iter().any(|group| group.named.0 < group.named.1)
    }
}

/// Whether a label names the total of a score sheet: 总分, 合计, 合计（含预算执行率10分）. 合计人数 is of something else.
pub(crate) fn is_score_total(label: &str) -> bool {
    let label: String = without_brackets(label).chars().filter(|c| !c.is_whitespace()).collect();
    words::starts(&label, "总分|合计|总计|总得分|得分合计|自评总分|综合得分")
        && !words::ends(&label, "人数|个数|户数|项数|排名|名次|电话")
        && label.chars().count() <= 8
}

/// Whether a cell names how much of the budget was spent: 预算执行率（10分）.
pub(crate) fn is_execution(cell: &TextCell) -> bool {
    words::is(without_brackets(&cell.text), "预算执行率|预算执行|预算执行情况|资金执行率|执行率")
}

/// The lowest rate of which a standard says what it scores: 90 of 90%以上得满分, 80 of 执行率80%—100%得8分. From there on points are not in
/// proportion to the rate.
pub(crate) fn lowest_band(standard: &str) -> Option<u32> {
    const FULL: u32 = 100;
    /// Rates below are steps: 每低1%扣0.1分.
    const LEAST: u32 = 50;
    let points = |behind: &str| behind.starts_with(|c: char| c.is_ascii_digit());
    if !standard.contains("满分") && !standard.split('得').skip(1).any(points) {
        return None;
    }
    // 按执行率×分值计算，低于60%得0分
    if words::has(standard, "按比例|×分值|*分值|分值×|比例得分|比例计") {
        return None;
    }
    let rate = |before: &str| {
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        before[digits..].split('.').next().and_then(|whole| whole.parse::<u32>().ok())
    };
    let rates = standard.split(['%', '％']).filter_map(rate);
    rates.filter(|rate| (LEAST..FULL).contains(rate)).min()
}

/// Whether a cell heads a column of parts of the funds: 按收入性质分, with or without its amount.
pub(crate) fn is_group_head(text: &str) -> bool {
    let name = text.split(['：', ':']).next().unwrap_or_default().trim();
    name.starts_with('按') && name.ends_with('分') && name.chars().count() <= 12
}

/// Whether a name is that of all the funds of a year, with the mark that may stand behind it: 年度资金总额：.
pub(crate) fn is_all_funds(name: &str) -> bool {
    const NAMES: &str = "资金总额|年度资金总额|预算资金总额|年度金额|年度资金";
    words::is(names::row_label(name).trim_end_matches(['：', ':']), NAMES)
}

/// What stands before the first bracket: 产出指标 of 产出指标（50分）.
pub(crate) fn without_brackets(text: &str) -> &str {
    text.split(['（', '(']).next().unwrap_or_default().trim()
}
