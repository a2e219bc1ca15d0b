//! 预算与支出：没有预算的支出、远超预算的支出。

use super::{Sink, rule};
use crate::{
    finding::Finding,
    model::{
        FigureId, Model, Table,
        names::Basis,
        tree::{AmountTable, Link, Value},
    },
    number::{self, times},
};
use rust_decimal::Decimal;

rule! {
    /// # 有支出而无预算
    ///
    /// 表中各专项一行一行列出预算数和决算数，而有些行有决算、预算格空着。可能是年中追加，应在报告中说明。一张表报告一次，列出各行。
    ///
    /// ## 反例
    /// ```gj bad
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2023年预算数 | 2023年决算数 |
    /// | 项目支出 | 100 | 170 |
    /// |   1、甲专项 | 100 | 100 |
    /// |   2、乙专项 |  | 70 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2023年预算数 | 2023年决算数 |
    /// | 项目支出 | 170 | 170 |
    /// |   1、甲专项 | 100 | 100 |
    /// |   2、乙专项 | 70 | 70 |
    /// ```
    /// ## 怎么改
    /// 补填预算数；年中追加的，在正文说明追加的依据。
    NO_BUDGET = "GJ601", Hint, Review;
    title: "有支出而无预算", "spending without a budget";
    zh: "{name}下有{count}行有{final_column}、无{budget_column}，合计{sum}（{rows}），请补填预算或说明追加原因。";
    en: "{count} rows under {name} have {final_column} but no {budget_column}, {sum} in all ({rows}); fill in the budget or explain.";
}

rule! {
    /// # 决算远超预算
    ///
    /// 决算超过预算一半以上，应说明预算调整的原因。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 经费控制情况 | 2023年预算数 | 2023年决算数 |
    /// | 项目支出 | 100 | 201 |
    /// | 公用经费 | 100 | 98 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 经费控制情况 | 2023年预算数 | 2023年决算数 |
    /// | 项目支出 | 200 | 201 |
    /// | 公用经费 | 100 | 98 |
    /// ```
    /// ## 怎么改
    /// 核对两个数；属年中追加的，在正文说明。
    OVERSPENT = "GJ602", Hint, Review;
    title: "决算远超预算", "spending far above the budget";
    zh: "{name}{final_column}{stated}，为{budget_column}{other}的{rate}，请核实或说明预算调整情况。";
    en: "{name}: {final_column} {stated} is {rate} of {budget_column} {other}; check, or explain the adjustment.";
}

/// Looks for spending that no budget covers, in every table that has both columns.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for table in &model.tables {
        for amounts in &table.amounts {
            if let Some((budget, spent)) = columns(model, amounts) {
                no_budget(model, sink, table, amounts, budget, spent);
                overspent(model, sink, amounts, budget, spent);
            }
        }
    }
}

/// The columns of the report year's budget and final accounts.
fn columns(model: &Model<'_>, amounts: &AmountTable) -> Option<(usize, usize)> {
    let budget = |basis| matches!(basis, Basis::Initial | Basis::Budget | Basis::Adjusted);
    let of_year = |year: Option<i32>| year == model.year;
    let found = |wanted: &dyn Fn(Basis) -> bool| {
        amounts.columns.iter().rposition(|column| of_year(column.year) && wanted(column.basis))
    };
    Some((found(&budget)?, found(&|basis| basis == Basis::Final)?))
}

fn no_budget(
    model: &Model<'_>,
    sink: &mut Sink,
    _table: &Table,
    amounts: &AmountTable,
    budget: usize,
    spent: usize,
) {
    let children = amounts.children();
    // Rows that the department itself lists, below one that has a budget: elsewhere an empty cell may mean none is due.
    for (top, row) in amounts.rows.iter().enumerate() {
        if row.link != Link::Root || !matches!(row.values.get(budget), Some(Value::Figure(_))) {
            continue;
        }
        let mut leaves = Vec::new();
        collect_leaves(amounts, &children, top, &mut leaves);
        let figure = |row: usize, column: usize| match amounts.rows[row].values.get(column) {
            Some(Value::Figure(id)) => Some(*id),
            _ => None,
        };
        let budgeted = leaves.iter().any(|&leaf| figure(leaf, budget).is_some());
        let without: Vec<FigureId> = leaves
            .iter()
            .filter(|&&leaf| matches!(amounts.rows[leaf].values.get(budget), Some(Value::Empty(_))))
            .filter_map(|&leaf| figure(leaf, spent))
            .filter(|id| !model.figure(*id).quantity.value.is_zero())
            .collect();
        if budgeted && !without.is_empty() {
            sink.push(no_budget_finding(model, amounts, top, &without, (budget, spent)));
        }
    }
}

fn collect_leaves(amounts: &AmountTable, children: &[Vec<usize>], row: usize, leaves: &mut Vec<usize>) {
    for &child in &children[row] {
        if amounts.rows[child].link != Link::Part {
            continue;
        }
        if children[child].iter().any(|&c| amounts.rows[c].link == Link::Part) {
            collect_leaves(amounts, children, child, leaves);
        } else {
            leaves.push(child);
        }
    }
}

fn no_budget_finding(
    model: &Model<'_>,
    amounts: &AmountTable,
    top: usize,
    without: &[FigureId],
    (budget, spent): (usize, usize),
) -> Finding {
    let sum = number::sum(without.iter().map(|id| model.figure(*id).quantity.value)).unwrap_or_default();
    let first = without[0];
    let unit = super::claim::unit_suffix(model.figure(first).quantity);
    let named: Vec<String> =
        without.iter().take(5).map(|id| format!("{}{}", model.short_name(*id), model.plain(*id))).collect();
    let etc = if without.len() > named.len() { "等" } else { "" };
    let row = &amounts.rows[top];
    let mut finding = Finding::new(&NO_BUDGET, row.label_span)
        .with("name", &row.label)
        .with("count", without.len())
        .with("sum", format!("{}{unit}", sum.normalize()))
        .with("rows", format!("{}{etc}", named.join("、")))
        .with("final_column", &amounts.columns[spent].title)
        .with("budget_column", &amounts.columns[budget].title);
    finding.computed = Some(sum.normalize().to_string());
    if let Some(Value::Figure(id)) = row.values.get(spent) {
        finding.place = model.place(*id);
    }
    for id in without.iter().take(20) {
        finding = finding.relate(model.figure(*id).span, super::claim::stands(model, *id));
    }
    finding
}

fn overspent(model: &Model<'_>, sink: &mut Sink, amounts: &AmountTable, budget: usize, spent: usize) {
    for row in &amounts.rows {
        let (Some(Value::Figure(b)), Some(Value::Figure(s)), Link::Root) =
            (row.values.get(budget), row.values.get(spent), row.link)
        else {
            continue;
        };
        // A budget that already contradicts its own rows says nothing about spending.
        let doubtful = sink.found_at(model.figure(*b).span);
        let (budget_value, spent_value) = (model.figure(*b).quantity.value, model.figure(*s).quantity.value);
        let half_more = times(budget_value, Decimal::new(15, 1));
        if doubtful || budget_value <= Decimal::ZERO || half_more.is_none_or(|limit| spent_value <= limit) {
            continue;
        }
        let Some(rate) =
            spent_value.checked_div(budget_value).and_then(|rate| times(rate, Decimal::ONE_HUNDRED))
        else {
            continue;
        };
        let mut finding = Finding::new(&OVERSPENT, model.figure(*s).span)
            .with("name", &row.label)
            .with("stated", super::claim::show(model, *s))
            .with("other", super::claim::show(model, *b))
            .with("rate", format!("{}%", rate.round_dp(1).normalize()))
            .with("final_column", &amounts.columns[spent].title)
            .with("budget_column", &amounts.columns[budget].title);
        finding.place = model.place(*s);
        sink.push(finding.relate(model.figure(*b).span, super::claim::stands(model, *b)));
    }
}
