//! 预算执行率：全年执行数÷全年预算数，得分=分值×执行率。

use super::{
    Sink,
    claim::{Claim, stands},
    indicator_points::ROUNDED_FULL,
    kept::{TableRule, each_table},
    nearby, rule,
};
use crate::{
    exact::{Exact, Formula, Judgement, Outcome as Judged},
    finding::{Finding, Phrase, Severity, Words},
    model::{
        FigureId, Model, Table,
        forms::{FundRow, FundTable, lowest_band},
    },
    number::{Dimension, minus, times},
    score::{BUDGET, amounts, execution, method::Outcome},
    statement::Statement,
    syntax::Node,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 执行率与执行数、预算数矛盾
    ///
    /// 自评表资金栏的执行率应等于全年执行数÷全年预算数（调整后，不是年初数）。四舍五入、截尾和金额本身的舍入都解释不了时报告。
    /// 全年预算数为 0 的不核。
    ///
    /// 依据：项目支出绩效自评表表注；四川、湖北等省表式注明“执行率(B/A)”。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 100 | 90 | 10 | 95% | 9.5 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 100 | 90 | 10 | 90% | 9 |
    /// ```
    /// ## 怎么改
    /// 先核对执行数与预算数，再按算出的数改执行率和得分。
    RATE = "GJ513", Error, Contradiction;
    title: "执行率与执行数、预算数矛盾", "the execution rate contradicts its amounts";
    zh: "{name}执行率{stated}，按全年执行数÷全年预算数（{shown}）为{computed}，相差{gap}{why}，请核实。";
    en: "the execution rate of {name} is {stated}, but executed ÷ adjusted budget ({shown}) gives {computed}, {gap} apart{why}; check.";
}

rule! {
    /// # 执行率差在尾数
    ///
    /// 按印出的金额算不出印出的执行率，但金额未四舍五入之前可能相符。属正常尾差。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 90 | 87 | 10 | 96.66% | 9.67 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 90 | 87 | 10 | 96.67% | 9.67 |
    /// ```
    /// ## 怎么改
    /// 如按元计算相符，可不改。
    RATE_TAIL = "GJ514", Info, Rounding;
    title: "执行率差在尾数", "the execution rate misses by rounding";
    zh: "{name}执行率{stated}，按所列金额（{shown}）为{computed}，相差{gap}{why}，如按元计算可不改。";
    en: "the execution rate of {name} is {stated}; the amounts printed ({shown}) give {computed}, {gap} apart{why}; fine if it holds in yuan.";
}

rule! {
    /// # 执行率没有写成百分数
    ///
    /// 执行率栏写成 1、0.98 这样的小数，容易读成百分之一。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 100 | 100 | 10 | 1 | 10 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 100 | 100 | 10 | 100% | 10 |
    /// ```
    /// ## 怎么改
    /// 改写为百分数。
    FRACTION = "GJ515", Hint, Review;
    title: "执行率没有写成百分数", "the execution rate is not in per cent";
    zh: "{name}执行率写作{stated}，按执行数和预算数是{computed}%，请改写为百分数。";
    en: "the execution rate of {name} is written {stated}; by its amounts it is {computed}%; write it in per cent.";
}

rule! {
    /// # 预算执行率得分与执行率不符
    ///
    /// 预算执行率的得分=分值×执行率，最高为分值。按金额或按印出的执行率算，四舍五入或截尾到得分的位数，有一种相符即可。
    /// 按区间计分的（执行率 80% 以上得七成，60% 以上得五成）也算相符。正文写“预算执行率…，分值10分，得10分”的，执行率不到 90% 而得满分、
    /// 又没有写计分办法的，作警告。
    ///
    /// 依据：项目支出绩效自评表表注（预算执行率得分=该指标分值×执行率）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 100 | 90 | 10 | 90% | 10 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    /// | 年度资金总额 | 80 | 100 | 90 | 10 | 90% | 9 |
    /// ```
    /// ## 怎么改
    /// 按执行率重算得分，同时改总分。
    POINTS = "GJ516", Error, Contradiction;
    title: "预算执行率得分与执行率不符", "the points for executing the budget do not follow from the rate";
    zh: "预算执行率分值{weight}分，按执行率得分为{why}，填报{points}分，相差{gap}分，请核实。";
    en: "executing the budget weighs {weight}: {why}, but {points} is claimed, {gap} apart; check.";
}

static INITIAL: Phrase = Phrase {
    zh: "，与执行数÷年初预算数相符，像是用年初预算数作了分母",
    en: "; it fits executed ÷ initial budget, which looks used as the base",
};

/// Holds execution rates against their amounts, and the points for them against the rates.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    each_table(model, sink, TableRule::Execution, |model, sink, table| {
        for (funds, row) in
            table.funds.iter().flat_map(|funds| funds.rows.iter().map(move |row| (funds, row)))
        {
            // A mean is of the rates above it, not of its own amounts.
            if row.label.text.contains("平均") {
                continue;
            }
            rate(model, sink, row);
            points(model, sink, table, (funds, row));
        }
    });
    for pair in model.statements.windows(2) {
        if let [Statement::Rate { rate, name, .. }, Statement::Score { weight, points }] = pair
            && rate.0 + 1 == weight.0
            && name.ends_with("执行率")
        {
            in_prose(model, sink, *rate, (*weight, *points));
        }
    }
}

/// 预算执行率86.20%，分值10分，得10分: full points in prose for a rate that is far from full. Sheets of their own may ask for less; where the
/// paragraph says by which rule it scores, nothing is said.
fn in_prose(model: &Model<'_>, sink: &mut Sink, rate: FigureId, (weight, points): (FigureId, FigureId)) {
    const RULE: &str = "每|以上|≥|计分|计满分|得满分|标准|区间|达到|原因|由于";
    /// How far around, in bytes, a rule is looked for.
    const FAR: usize = 300;
    let value = |id: FigureId| model.figure(id).quantity.value;
    let before = nearby::text_before(model, model.figure(rate).span.start, FAR);
    let behind = nearby::text_behind(model, model.figure(points).span.end, FAR);
    let around = [before.rsplit('\n').next(), behind.split('\n').next()];
    let by_rule = around.into_iter().flatten().any(|said| words::has(said, RULE));
    let standard = value(weight) == Decimal::TEN || value(weight) == Decimal::from(20);
    let row = FundRow { rate: Some(rate), weight: Some(weight), points: Some(points), ..FundRow::default() };
    if by_rule || !standard || value(points) != value(weight) || value(rate) >= Decimal::from(90) {
        return;
    }
    let Some((_, outcome)) = execution(model, &FundTable::default(), &row) else { return };
    if let Some(mut finding) = wrong_points(model, &row, points, value(weight), outcome) {
        finding.severity = Severity::Warning;
        sink.push(finding);
    }
}

fn rate(model: &Model<'_>, sink: &mut Sink, row: &FundRow) -> Option<()> {
    let (rate, executed, adjusted) = (row.rate?, row.executed?, row.adjusted?);
    amounts(model, row)?;
    let claim = share(model, rate, executed, adjusted)?;
    let printed = model.figure(rate).quantity;
    let judgement = claim.decide(model, sink)?;
    if judgement.outcome == Judged::Agrees {
        return None;
    }
    if printed.unit.dimension != Dimension::Percent && is_fraction(model, row, printed.value) {
        let computed = judgement.computed.unwrap_or_default();
        let computed =
            exact_rate(model, row).and_then(|rate| rate.round_half_up(2)).unwrap_or(computed).normalize();
        let mut finding = Finding::new(&FRACTION, model.figure(rate).span)
            .with("name", model.short_name(rate))
            .with("stated", printed.value)
            .with("computed", computed);
        finding.place = model.place(rate);
        finding.stated = Some(printed.value.to_string());
        sink.push(finding);
        return None;
    }
    // 8 where 98.83% is due: rather the number of a page in an empty cell.
    let bare = printed.unit.dimension != Dimension::Percent;
    let far = |computed| times(printed.value, Decimal::from(5)).is_some_and(|most| most < computed);
    if bare && judgement.computed.is_some_and(far) {
        return None;
    }
    let finding = wrong_rate(model, row, &claim, &judgement);
    sink.push(finding);
    None
}

fn share(model: &Model<'_>, rate: FigureId, executed: FigureId, budget: FigureId) -> Option<Claim> {
    let formula = Formula::Share { part: model.exact(executed)?, whole: model.exact(budget)? };
    let value = |id: FigureId| model.figure(id).quantity.value.normalize();
    let shown = format!("{}÷{}", value(executed), value(budget));
    Some(Claim { stated: rate, formula, operands: vec![executed, budget], shown, others: Vec::new() })
}

fn wrong_rate(model: &Model<'_>, row: &FundRow, claim: &Claim, judgement: &Judgement) -> Finding {
    if judgement.outcome == Judged::Tail {
        return claim.finding(model, &RATE_TAIL, judgement);
    }
    let mut finding = claim.finding(model, &RATE, judgement);
    if let Some(initial) = row.initial.filter(|initial| fits(model, row, *initial)) {
        finding = finding
            .with_words("why", Words::new(&INITIAL))
            .relate(model.figure(initial).span, stands(model, initial));
    }
    finding
}

/// Whether the printed rate is that of the initial budget.
fn fits(model: &Model<'_>, row: &FundRow, initial: FigureId) -> bool {
    let (Some(rate), Some(executed)) = (row.rate, row.executed) else { return false };
    let judged = share(model, rate, executed, initial).and_then(|claim| {
        let stated = model.exact(rate)?;
        Some(crate::exact::judge(&stated, &claim.formula).outcome)
    });
    judged == Some(Judged::Agrees)
}

fn exact_rate(model: &Model<'_>, row: &FundRow) -> Option<Exact> {
    let (executed, adjusted) = amounts(model, row)?;
    Exact::from(executed).checked_div(adjusted.into())?.checked_mul(Exact::HUNDRED)
}

/// Whether a bare rate is the share itself, rounded or cut off to its places: 1 for 100%.
fn is_fraction(model: &Model<'_>, row: &FundRow, stated: Decimal) -> bool {
    let share = exact_rate(model, row).and_then(|rate| rate.checked_div(Exact::HUNDRED));
    share.is_some_and(|share| share.prints_as(stated, stated.scale())) && !stated.is_zero()
}

fn points(
    model: &Model<'_>,
    sink: &mut Sink,
    table: &Table,
    (funds, row): (&FundTable, &FundRow),
) -> Option<()> {
    let points = row.points?;
    let (weight, outcome) = execution(model, funds, row)?;
    let claimed = model.figure(points).quantity;
    // What a band scores is not worked out.
    let band = table.band.or_else(|| band_of(model, table, row.row));
    if outcome.is_within(band) {
        return None;
    }
    sink.checked(points);
    if let Some(weight) = row.weight {
        sink.checked(weight);
    }
    if outcome.is_rounded_up_to(weight, claimed) && outcome.agrees(claimed)? {
        sink.push(rounded_full(model, points, &outcome, claimed.value));
        return None;
    }
    // Points above the weight are found as such.
    if outcome.agrees(claimed)?
        || claimed.value > weight
        || by_bands(weight, outcome.completion, claimed.value)
    {
        return None;
    }
    sink.push(wrong_points(model, row, points, weight, outcome)?);
    None
}

fn wrong_points(
    model: &Model<'_>,
    row: &FundRow,
    points: FigureId,
    weight: Decimal,
    outcome: Outcome,
) -> Option<Finding> {
    let (claimed, computed) = (model.figure(points).quantity, outcome.points?);
    let gap = minus(claimed.value, computed.low)?.normalize();
    let mut finding = Finding::new(&POINTS, model.figure(points).span)
        .with("weight", weight.normalize())
        .with_words("why", outcome.why)
        .with("points", claimed.value.normalize())
        .with("gap", gap.abs());
    finding.place = model.place(points);
    finding.stated = Some(claimed.value.normalize().to_string());
    finding.computed = Some(computed.low.normalize().to_string());
    finding.gap = Some(gap.to_string());
    finding.equation = outcome.formula;
    for id in [row.executed, row.adjusted, row.rate, row.weight].into_iter().flatten() {
        finding = finding.relate(model.figure(id).span, stands(model, id));
    }
    Some(finding)
}

fn rounded_full(model: &Model<'_>, points: FigureId, outcome: &Outcome, claimed: Decimal) -> Finding {
    let mut finding = Finding::new(&ROUNDED_FULL, model.figure(points).span)
        .with("name", BUDGET)
        .with_words("why", outcome.why.clone())
        .with("points", claimed.normalize());
    finding.place = model.place(points);
    finding.stated = Some(claimed.normalize().to_string());
    finding.equation.clone_from(&outcome.formula);
    finding
}

/// The lowest rate of which the cells of a row say what it scores.
fn band_of(model: &Model<'_>, table: &Table, row: usize) -> Option<u32> {
    let Some(Node::Table { table, .. }) = model.syntax.nodes.get(table.node) else { return None };
    table.rows.get(row)?.cells.iter().find_map(|cell| lowest_band(&cell.text))
}

/// Some rules score the rate by bands: from 80% seven tenths, from 60% half, below that nothing.
fn by_bands(weight: Decimal, rate: Option<Decimal>, claimed: Decimal) -> bool {
    let Some(rate) = rate else { return false };
    let tenths = match rate {
        rate if rate >= Decimal::ONE_HUNDRED => 10,
        rate if rate >= Decimal::from(80) => 7,
        rate if rate >= Decimal::from(60) => 5,
        _ => 0,
    };
    times(weight, Decimal::new(tenths, 1)).is_some_and(|points| points == claimed)
}
