//! 得分与分值、指标值、实际完成值。

use super::{
    Sink,
    indicator_prose::degree_of,
    kept::{TableRule, each_table},
    nearby,
    rate::{agrees, rate_of},
    rule,
};
use crate::{
    finding::{Finding, Phrase, Severity, Words},
    model::{
        FigureId, Model, ProseIndicator, Table,
        forms::{IndicatorRow, IndicatorTable, TextCell, lowest_band},
    },
    number::{parse_number, plus, times},
    score::{
        method::{Outcome, Reach},
        score_row,
    },
    statement::Statement,
    text::Span,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 得分高于分值
    ///
    /// 一项指标的得分不得超过它的分值，表内、正文都是如此。
    ///
    /// 依据：项目支出绩效自评表表注（三级指标得分不得超过该指标分值上限）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 开展培训 | ≥5场 | 6场 | 10 | 12 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 开展培训 | ≥5场 | 6场 | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 核对分值与得分是否填颠倒或填串行。
    ABOVE_WEIGHT = "GJ510", Error, Contradiction;
    title: "得分高于分值", "more points than the weight";
    zh: "{name}分值{weight}分，得分{points}分，高出{gap}分，得分不应超过分值，请核实。";
    en: "{name} has a weight of {weight} and {points} points, {gap} too many; points may not exceed the weight.";
}

rule! {
    /// # 得分高于按完成情况可得的分
    ///
    /// 自评表和正文（“年度指标值…，实际完成值…，分值…，得…”）里，未达到指标值的，按完成值与指标值的比例得分；定性指标“部分达成”“未达成”各有得分区间。得分高于由指标值、完成值和分值
    /// 算出的分时报告。按分值印出的位数四舍五入或截尾都算相符。指标值没有写明≥、≤、=的，只作警告。
    ///
    /// 依据：项目支出绩效自评表表注（未完成指标值的，按完成值与指标值的比例计分；定性指标分三档）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 验收合格率 | ≥95% | 80% | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 验收合格率 | ≥95% | 80% | 10 | 8.42 | 一批设备返修 |
    /// ```
    /// ## 怎么改
    /// 核对指标值与完成值；都无误的，按算出的分改得分，同时改小计与总分。
    TOO_MANY = "GJ511", Error, Contradiction;
    title: "得分高于按完成情况可得的分", "more points than target and actual value give";
    zh: "{name}指标值{target}，实际完成{actual}，分值{weight}分，{why}，填报{points}分，高于{computed}分，请核实。";
    en: "{name}: target {target}, actual {actual}, weight {weight}; {why}; {points} is claimed, more than {computed}; check.";
}

rule! {
    /// # 得分低于按比例可得的分
    ///
    /// 未达到指标值，得分又低于按比例算出的分。可能从严扣分，也可能算错，供核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 验收合格率 | ≥95% | 90% | 10 | 5 | 一批设备返修 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 验收合格率 | ≥95% | 90% | 10 | 9.47 | 一批设备返修 |
    /// ```
    /// ## 怎么改
    /// 从严扣分的，在偏差原因一栏写明；算错的，按比例重算。
    TOO_FEW = "GJ512", Hint, Review;
    title: "得分低于按比例可得的分", "fewer points than the proportion gives";
    zh: "{name}指标值{target}，实际完成{actual}，分值{weight}分，{why}，填报{points}分，低于{computed}分，请核实是否从严扣分。";
    en: "{name}: target {target}, actual {actual}, weight {weight}; {why}; {points} is claimed, less than {computed}; was it meant?";
}

rule! {
    /// # 未达标而四舍五入成满分
    ///
    /// 未达到指标值或执行率不足 100%，算出的分不到满分，四舍五入到整数才成为满分。位数是允许的，但没有扣分也就没有说明原因，供核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 验收合格率 | =100% | 96% | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 验收合格率 | =100% | 96% | 10 | 9.6 | 一批设备返修 |
    /// ```
    /// ## 怎么改
    /// 得分保留一到两位小数。
    ROUNDED_FULL = "GJ517", Warning, Review;
    title: "未达标而四舍五入成满分", "full points by rounding alone";
    zh: "{name}{why}，不足满分，四舍五入到整数才得{points}分，请核实是否应保留小数并说明原因。";
    en: "{name}: {why}; only rounding to whole points makes it the full {points}; should the decimals stay, and a reason be given?";
}

static LATE: Phrase = Phrase { zh: "晚于期限", en: "later than the deadline" };
static LATE_POINTS: Phrase = Phrase { zh: "逾期可得的", en: "a late indicator can have" };
static WEIGHT: Phrase = Phrase { zh: "分值{points}分", en: "weight {points}" };
static TARGET: Phrase = Phrase { zh: "指标值{text}", en: "target {text}" };
static ACTUAL: Phrase = Phrase { zh: "实际完成值{text}", en: "actual value {text}" };

/// Holds the points of every row of every form, and of every title, against its weight, and against what target and actual give.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for statement in &model.statements {
        if let Statement::Score { weight, points } = statement {
            above_weight(model, sink, *weight, *points);
        }
    }
    for prose in &model.prose_indicators {
        in_prose(model, sink, prose);
    }
    each_table(model, sink, TableRule::Points, |model, sink, table| {
        for row in table.funds.iter().flat_map(|funds| &funds.rows) {
            if let (Some(weight), Some(points)) = (row.weight, row.points) {
                above_weight(model, sink, weight, points);
            }
        }
        for &[weight, points, rate] in table.grids.iter().flat_map(|grid| &grid.scores) {
            let Some((weight, points)) = weight.zip(points) else { continue };
            if let Some(rate) = rate.filter(|_| !above_weight(model, sink, weight, points)) {
                rate_of(model, sink, rate, points, weight);
            }
        }
        if let Some(indicators) = &table.indicators {
            rates(model, sink, indicators);
            degrees(model, sink, indicators);
        }
        let indicators =
            table.indicators.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        for (indicators, row) in indicators {
            if let Some(finding) = indicator(model, sink, indicators, row) {
                sink.push(finding);
            }
        }
    });
}

/// Holds the column 得分率 against weight and points, where most of its rows show that it is of them. A rate of a group stands in the first of
/// its rows only.
fn rates(model: &Model<'_>, sink: &mut Sink, indicators: &IndicatorTable) {
    let scored = indicators.rows.iter().filter(|row| row.weight.is_some() && row.points.is_some()).count();
    let rates = &indicators.rates;
    let of_total = rates.iter().filter(|[_, points, _]| Some(*points) == indicators.total_points).count();
    if rates.len() - of_total < scored {
        return;
    }
    let wrong: Vec<&[FigureId; 3]> =
        rates.iter().filter(|[weight, points, rate]| !agrees(model, *rate, *points, *weight)).collect();
    let right = rates.len() - wrong.len();
    if right < 2 || right <= wrong.len() {
        return;
    }
    // The rate of a group may stand in each of its rows.
    let value = |[.., rate]: &[FigureId; 3]| model.figure(*rate).quantity.value;
    let of_group = wrong.windows(2).any(|pair| value(pair[0]) == value(pair[1]));
    for [weight, points, rate] in rates.iter().filter(|_| !of_group) {
        rate_of(model, sink, *rate, *points, *weight);
    }
}

/// Holds the column 完成率 against targets and what was reached, where all rows but one show that it is of them.
fn degrees(model: &Model<'_>, sink: &mut Sink, indicators: &IndicatorTable) {
    let judged = indicators.rows.iter().filter(|row| may_be_more(row)).filter_map(|row| {
        let found = degree_of(model, row.degree?, [&row.target.text, &row.actual.text], true)?;
        (found.is_none() || !is_cut(model, row)).then_some((row.degree?, found))
    });
    let (wrong, right): (Vec<_>, Vec<_>) = judged.partition(|(_, found)| found.is_some());
    if right.len() < 2 || wrong.len() > 1 {
        return;
    }
    right.iter().for_each(|(degree, _)| sink.checked(*degree));
    wrong.into_iter().filter_map(|(_, found)| found).for_each(|found| sink.push(found));
}

/// Whether a target is one of what is counted and may be more: of costs, dates and complaints fewer are better.
fn may_be_more(row: &IndicatorRow) -> bool {
    const LESS: &str = "成本|费用|经费|支出|单价|造价|时间|时限|时效|工期|周期|天数|投诉|信访|事故|发生|控制|下降|降低|压减|减少|排放|能耗|死亡|\
        偏差|失业|调整|结转|结余|超|误差|违|不|未|逾期|负债|贫困|发病|返贫|辍学";
    const MEASURES: &str = "元|天|日|月|小时|分钟|秒|年|以内|以下|不超过|≤|<|＜|≦|以前|前";
    let less = |text: &str| words::has(text, LESS);
    let measured = |text: &str| words::has(text, MEASURES);
    !less(&row.name.text)
        && !less(&row.second.text)
        && !measured(&row.target.text)
        && !measured(&row.actual.text)
}

/// Whether a degree of completion stops at a round number, or just repeats what was reached of a target in per cent.
fn is_cut(model: &Model<'_>, row: &IndicatorRow) -> bool {
    let degree = row.degree.map(|id| model.figure(id).quantity.value).unwrap_or_default();
    let number = |text: &str| {
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(['%', '％']);
        parse_number(digits).map(|(value, _)| value)
    };
    let again = row.actual.text.contains(['%', '％']) && number(&row.actual.text) == Some(degree);
    again || degree >= Decimal::ONE_HUNDRED && (degree % Decimal::TEN).is_zero()
}

/// 年度指标值≥500人，实际完成值320人，分值10分，得10分 in a sentence, as in a row of a form. What excuses a miss may stand behind it.
fn in_prose(model: &Model<'_>, sink: &mut Sink, prose: &ProseIndicator) {
    /// How far behind, in bytes, a reason is looked for.
    const FAR: usize = 300;
    let Some((weight, points)) = prose.scored else { return };
    let value = |id: FigureId| model.figure(id).quantity.value;
    let behind = nearby::text_behind(model, model.figure(points).span.end, FAR);
    let excused = words::has(behind.split('\n').next().unwrap_or_default(), "原因|由于|因为|受");
    // Points above the weight are found as such.
    if excused || value(points) > value(weight) {
        return;
    }
    let cell = |span: Span| TextCell { text: span.of(model.text()).trim().into(), span };
    let row = IndicatorRow {
        span: prose.name_span,
        name: cell(prose.name_span),
        target: cell(prose.target),
        actual: cell(prose.actual),
        weight: Some(weight),
        points: Some(points),
        ..IndicatorRow::default()
    };
    // What rounding makes of it, or words and bare figures may mean, a sentence leaves open.
    let certain = |finding: &Finding| finding.rule == &TOO_MANY && finding.severity == Severity::Error;
    if let Some(finding) = indicator(model, sink, &IndicatorTable::default(), &row).filter(certain) {
        sink.push(finding);
    }
}

fn indicator(
    model: &Model<'_>,
    sink: &mut Sink,
    table: &IndicatorTable,
    row: &IndicatorRow,
) -> Option<Finding> {
    let (Some(weight), Some(points)) = (row.weight, row.points) else { return None };
    if above_weight(model, sink, weight, points) {
        return None;
    }
    let outcome = score_row(model, table, row).outcome.as_ref()?;
    let claimed = model.figure(points).quantity;
    // A cell of the row may say by which bands it is scored, which is not worked out.
    let mut cells = row.span.of(model.text()).split(['\t', '|', '\n', ' ', '\u{3000}']);
    if outcome.is_within(cells.find_map(lowest_band)) {
        return None;
    }
    if outcome.points.is_some() {
        sink.checked(weight);
        sink.checked(points);
        sink.compared(row.target.span);
        sink.compared(row.actual.span);
    }
    let full = claimed.value == model.figure(weight).quantity.value && !claimed.value.is_zero();
    let rule = match outcome.reach {
        Reach::Late if full => &TOO_MANY,
        _ if outcome.exceeds(claimed) && within_rounding(row, outcome, claimed.value) => return None,
        _ if outcome.exceeds(claimed) => &TOO_MANY,
        Reach::Missed if outcome.falls_short(claimed) => &TOO_FEW,
        _ if outcome.is_rounded_up_to(model.figure(weight).quantity.value, claimed) => &ROUNDED_FULL,
        _ => return None,
    };
    let mut finding = finding(model, rule, row, outcome, weight, points);
    // A late day, a band of words and a bare figure leave room for another reading; a reason may excuse the miss.
    let plain = outcome.reach == Reach::Missed && outcome.sure && row.reason.text.is_empty();
    if rule == &TOO_MANY && !plain {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}

/// 94%, of which 4.71 points of 5 are claimed: by the rate before it was rounded.
fn within_rounding(row: &IndicatorRow, outcome: &Outcome, claimed: Decimal) -> bool {
    let Some(number) = row.actual.text.trim().strip_suffix(['%', '％']) else { return false };
    let most = || {
        let (rate, places) = parse_number(number)?;
        let half = Decimal::try_new(5, places + 1).ok()?;
        times(outcome.most()?, plus(rate, half)?)?.checked_div(rate)
    };
    most().is_some_and(|most| claimed <= most)
}

/// Whether the points are above the weight; if so, that is all that is said of them.
fn above_weight(model: &Model<'_>, sink: &mut Sink, weight: FigureId, points: FigureId) -> bool {
    let (top, claimed) = (model.figure(weight).quantity.value, model.figure(points).quantity.value);
    sink.checked(weight);
    sink.checked(points);
    if claimed <= top {
        return false;
    }
    let gap = claimed.saturating_sub(top).normalize();
    let mut finding = Finding::new(&ABOVE_WEIGHT, model.figure(points).span)
        .with("name", model.short_name(points))
        .with("weight", top.normalize())
        .with("points", claimed.normalize())
        .with("gap", gap)
        .relate(model.figure(weight).span, Words::new(&WEIGHT).with("points", top.normalize()));
    finding.place = model.place(points);
    finding.stated = Some(claimed.normalize().to_string());
    finding.gap = Some(gap.to_string());
    finding.equation = Some(format!("{} ≤ {}", claimed.normalize(), top.normalize()));
    sink.push(finding);
    true
}

fn finding(
    model: &Model<'_>,
    rule: &'static super::Rule,
    row: &IndicatorRow,
    outcome: &Outcome,
    weight: FigureId,
    points: FigureId,
) -> Finding {
    let (top, claimed) =
        (model.figure(weight).quantity.value.normalize(), model.figure(points).quantity.value);
    let mut finding = Finding::new(rule, model.figure(points).span)
        .with("name", row_name(row))
        .with("target", &row.target.text)
        .with("actual", &row.actual.text)
        .with("weight", top)
        .with("points", claimed.normalize())
        .with_words("why", if outcome.reach == Reach::Late { Words::new(&LATE) } else { outcome.why.clone() })
        .relate(row.target.span, Words::new(&TARGET).with("text", &row.target.text))
        .relate(row.actual.span, Words::new(&ACTUAL).with("text", &row.actual.text))
        .relate(model.figure(weight).span, Words::new(&WEIGHT).with("points", top));
    finding.place = model.place(points);
    finding.stated = Some(claimed.normalize().to_string());
    finding.equation.clone_from(&outcome.formula);
    finding = match outcome.points {
        Some(allowed) => {
            if !allowed.is_range() {
                let gap = claimed.saturating_sub(allowed.low).normalize();
                finding.computed = Some(allowed.low.normalize().to_string());
                finding.gap = Some(gap.to_string());
            }
            finding.with("computed", allowed)
        }
        None => finding.with_words("computed", Words::new(&LATE_POINTS)),
    };
    finding
}

/// The name of an indicator for a sentence: its own, or that of its second level.
pub(crate) fn row_name(row: &IndicatorRow) -> String {
    let name = if row.name.text.is_empty() { &row.second.text } else { &row.name.text };
    crate::model::place::clip(name)
}

/// Table, indicator and column, as people name them.
pub(crate) fn row_place(model: &Model<'_>, table: &Table, row: &IndicatorRow, column: &str) -> String {
    let parts = [model.table_name(table), row_name(row), column.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

/// Where a cell is that may be empty: the cell itself, or its row.
pub(crate) fn cell_or_row(cell: Span, row: &IndicatorRow) -> Span {
    if cell.start == cell.end { row.span } else { cell }
}
