//! 扣了分而没有原因，完成值远高于指标值而没有原因。

use super::{
    Sink,
    indicator_points::{cell_or_row, row_name, row_place},
    kept::{TableRule, each_table},
    rule,
};
use crate::{
    exact::Exact,
    finding::{Finding, Phrase, Words},
    model::{
        Model, Table,
        forms::{self, IndicatorRow, IndicatorTable},
    },
    number::{Dimension, minus, times},
    score::{
        less_is_better, score_row,
        target::{self, Relation, Value, align},
    },
    syntax::{Node, Notation},
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 扣了分而没有填偏差原因
    ///
    /// 得分低于分值的指标，“偏差原因分析及改进措施”一栏应当说明原因和拟采取的措施。表中没有这一栏的不查；预算执行率按执行率折算的得分不查。
    ///
    /// 依据：项目支出绩效自评表表注；一体化平台自评模块（得分低于分值而备注为空的不能保存）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 效益指标 | 生态效益指标 | 治理水体 | 水质改善 | 水质改善 | 10 | 9 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 效益指标 | 生态效益指标 | 治理水体 | 水质改善 | 水质改善 | 10 | 9 | 个别点位未达标，已列入下年整治 |
    /// ```
    /// ## 怎么改
    /// 在该栏写明扣分的原因和改进措施。
    MISSING = "GJ520", Warning, Missing;
    title: "扣了分而没有填偏差原因", "points were taken off without a reason";
    zh: "{name}分值{weight}分，得分{points}分，扣{lost}分，偏差原因一栏没有写原因，请补充原因和改进措施。";
    en: "{name} lost {lost} of {weight} points ({points} left), and the column for the reason gives none; add the reason and the remedy.";
}

rule! {
    /// # 完成值远高于指标值而没有说明
    ///
    /// 完成值达到指标值的 130%（规程可改）以上的，通常说明年初指标定得偏低，应当说明原因。只问“≥”“＞”或未写符号的数量指标；
    /// 期限、“≤”、成本和不超过 100% 的比率不问。
    ///
    /// 依据：完成值高于指标值较多的，要分析原因（财预〔2020〕10号，条文待核）；一体化平台以 130% 为提醒线。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 编发信息 | ≥40篇 | 96 | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 编发信息 | ≥40篇 | 96 | 10 | 10 | 年初指标偏低，下年调整 |
    /// | | | 受理来信 | ≥400件 | 516 | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 在偏差原因一栏说明，并在下年调整指标值。
    FAR_EXCEEDED = "GJ521", Hint, Review;
    title: "完成值远高于指标值而没有说明", "a target far exceeded without a reason";
    zh: "{name}指标值{target}，实际完成{actual}，为指标值的{rate}%，没有说明原因，请核实指标值是否定得偏低。";
    en: "{name}: {actual} against a target of {target} is {rate}% of it, without a reason; was the target set too low?";
}

rule! {
    /// # 未达到指标值而没有填偏差原因
    ///
    /// 没有分值的表，只能看完成值与指标值：写明“≥”“≤”“=”的指标没有达到，“偏差原因”一栏又空着的，供核对。
    ///
    /// 依据：部门整体支出绩效自评表（偏差原因分析及改进措施一栏）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 治理水土流失面积 | ≥32平方公里 | 23.4平方公里 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 治理水土流失面积 | ≥32平方公里 | 33.4平方公里 | |
    /// ```
    /// ## 怎么改
    /// 核对指标值与完成值；确未达到的，在该栏写明原因和改进措施。
    MISSED = "GJ522", Hint, Review;
    title: "未达到指标值而没有填偏差原因", "a target was missed without a reason";
    zh: "{name}指标值{target}，实际完成{actual}，没有达到，偏差原因一栏没有写原因，请核实。";
    en: "{name}: {actual} misses the target of {target}, and the column for the reason gives none; check.";
}

static WEIGHT: Phrase = Phrase { zh: "分值{points}分", en: "weight {points}" };
static TARGET: Phrase = Phrase { zh: "指标值{text}", en: "target {text}" };

/// Looks for reasons where points were taken off or a target was far exceeded.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    each_table(model, sink, TableRule::Reasons, |model, sink, table| {
        if let Some(indicators) = &table.indicators {
            rows(model, sink, table, indicators);
        }
    });
}

fn rows(model: &Model<'_>, sink: &mut Sink, table: &Table, indicators: &IndicatorTable) {
    for (index, row) in indicators.rows.iter().enumerate() {
        // The last row of a text that was cut off may have had a reason.
        let cut = indicators.cut_off && index + 1 == indicators.rows.len();
        if cut || has_reason(row) {
            continue;
        }
        if indicators.has_reason {
            missing(model, sink, table, row);
            missed(model, sink, table, indicators, row);
        }
        far_exceeded(model, sink, table, indicators, row);
    }
}

/// 无 in the column for the reason gives none.
fn has_reason(row: &IndicatorRow) -> bool {
    match target::read(&row.reason.text, None) {
        Value::Empty => false,
        Value::Words(words) => words != "无",
        _ => true,
    }
}

fn missing(model: &Model<'_>, sink: &mut Sink, table: &Table, row: &IndicatorRow) {
    let (Some(weight), Some(points)) = (row.weight, row.points) else { return };
    let (top, claimed) = (model.figure(weight).quantity.value, model.figure(points).quantity.value);
    // Where no rate stands in its row, what was got follows from one that stands elsewhere.
    let follows = row.actual.text.is_empty() || follows_rate(row, top, claimed);
    let excused = forms::is_execution(&row.name) && follows;
    if claimed >= top || excused || may_stand_below(model, table, row) {
        return;
    }
    let mut finding = Finding::new(&MISSING, model.figure(points).span)
        .with("name", row_name(row))
        .with("weight", top.normalize())
        .with("points", claimed.normalize())
        .with("lost", top.saturating_sub(claimed).normalize())
        .relate(model.figure(weight).span, Words::new(&WEIGHT).with("points", top.normalize()));
    finding.place = row_place(model, table, row, "偏差原因");
    sink.push(finding);
}

/// Whether the reason of a row may stand below the table: where each cell is a line, what is behind the last row is not known to be its own.
fn may_stand_below(model: &Model<'_>, table: &Table, row: &IndicatorRow) -> bool {
    let Some(Node::Table { table: raw, .. }) = model.syntax.nodes.get(table.node) else { return false };
    let last = raw.rows.iter().rposition(|row| !row.loose && !row.outside) == Some(row.row);
    raw.notation == Notation::CellLines && last && row.reason.text.is_empty()
}

/// A target that was missed, in a form without points.
fn missed(
    model: &Model<'_>,
    sink: &mut Sink,
    table: &Table,
    indicators: &IndicatorTable,
    row: &IndicatorRow,
) {
    if indicators.has_weight || indicators.has_points || row.weight.is_some() || row.points.is_some() {
        return;
    }
    let score = score_row(model, indicators, row);
    let (Value::Amount(relation, asked), Value::Amount(_, done)) = (&score.target, &score.actual) else {
        return;
    };
    let Some((asked, done)) = align(asked, done) else { return };
    let falls_short = *relation == Relation::Equal && !less_is_better(indicators, row);
    if !(relation.is_down() && done > asked || (relation.is_up() || falls_short) && done < asked) {
        return;
    }
    let mut finding = Finding::new(&MISSED, cell_or_row(row.actual.span, row))
        .with("name", row_name(row))
        .with("target", &row.target.text)
        .with("actual", &row.actual.text)
        .relate(row.target.span, Words::new(&TARGET).with("text", &row.target.text));
    finding.place = row_place(model, table, row, "实际完成值");
    sink.push(finding);
}

/// Whether the points are the share of their weight that the rate of execution says: 98.2% of 10 is 9.82, and nobody took anything off.
fn follows_rate(row: &IndicatorRow, top: Decimal, claimed: Decimal) -> bool {
    let Value::Amount(_, rate) = target::read(&row.actual.text, None) else { return false };
    let due = times(top, rate.quantity.value).filter(|_| rate.is_percent());
    let gap = due.and_then(|due| minus(due, times(claimed, Decimal::ONE_HUNDRED)?));
    // Points have one place at least.
    gap.is_some_and(|gap| gap.abs() <= Decimal::from(5))
}

fn far_exceeded(
    model: &Model<'_>,
    sink: &mut Sink,
    table: &Table,
    indicators: &IndicatorTable,
    row: &IndicatorRow,
) {
    let score = score_row(model, indicators, row);
    let (Value::Amount(relation, asked), Value::Amount(_, done)) = (&score.target, &score.actual) else {
        return;
    };
    // A bare amount of money or time may be one that should not be exceeded at all.
    let money = asked.quantity.unit.dimension == Dimension::Money;
    let limit = money || asked.is_duration() || less_is_better(indicators, row);
    if (*relation == Relation::Unsaid && limit) || !(relation.is_up() || *relation == Relation::Unsaid) {
        return;
    }
    // A share ends at 100%: all of ≥70% is good work, no low target. Growth has no such end.
    let growth = words::has(&row.name.text, "增长|增速|增幅|提升率|提高率");
    if asked.is_percent() && done.quantity.value <= Decimal::ONE_HUNDRED && !growth {
        return;
    }
    let Some(rate) = align(asked, done).and_then(|(a, b)| percent_of(a, b)) else { return };
    if rate < model.rules.scoring.over_target.into() {
        return;
    }
    let rate = rate.round_half_up(1).unwrap_or_default().normalize();
    let mut finding = Finding::new(&FAR_EXCEEDED, cell_or_row(row.actual.span, row))
        .with("name", row_name(row))
        .with("target", &row.target.text)
        .with("actual", &row.actual.text)
        .with("rate", rate)
        .relate(row.target.span, Words::new(&TARGET).with("text", &row.target.text));
    finding.place = row_place(model, table, row, "实际完成值");
    finding.equation =
        Some(format!("{}÷{} = {rate}%", done.quantity.value.normalize(), asked.quantity.value.normalize()));
    sink.push(finding);
}

/// `b` in per cent of a positive `a`.
fn percent_of(a: Exact, b: Exact) -> Option<Exact> {
    if !a.is_positive() {
        return None;
    }
    b.checked_div(a)?.checked_mul(Exact::HUNDRED)
}
