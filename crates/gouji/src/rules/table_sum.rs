//! 表内合计与明细：行与其下各行、合计行、科目的类款项、资金的收支两组。

use super::{
    Rule, Sink, account_rows,
    breakdown::{LESS, MORE, is_slip, usual_places},
    claim::{Claim, settle, shown_sum, significant},
    kept::{TableRule, each_table},
    nesting, rule,
};
use crate::{
    exact::{Formula, Outcome, Side, Sign, Term, judge},
    finding::{Finding, Phrase, Words},
    model::{
        FigureId, Home, Model, Table,
        forms::{FundGroup, FundRow, FundTable},
        grid::{Grid, GridKind, GridRow},
        names,
        tree::{self, AmountTable, CodeTable, Link, Value},
    },
    number::{Dimension, minus, plus, sum},
    ruleset::EquationRule,
    syntax::{Node, Notation, Style},
    text::Span,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 表内明细相加与上级矛盾
    ///
    /// 表中一行的数应等于其下各行相加（规程的表样规定相加的，或合计行、科目的类款项）；“其中”所列各行不必齐全，但不应超过上级。
    /// 空格按未知处理：相加不足而有空格时只提示（GJ213）。没有表样的普通表，只在序号连续、按乡镇或资金来源分配一列资金、同一合计行或同一合计列的
    /// 其他数相符、或只错一位数字时报告；“三公”经费、公务用车购置及运行维护费按口径由其各项组成，不论次序和编号；总额之下分列财政拨款、其他资金的，
    /// 逐行核对三者。小计是上一个小计以下各行之和，合计是各小计之和；行名写“其中”的普通表不核对。科目表同一行的合计等于其后各列
    /// （基本支出、项目支出等），其他各行都这样相符、只有一行不符时报告。从PDF取出的科目表，几列同时相加不足时
    /// 可能是丢了一行，不报告，这一级的合计不作核对。
    ///
    /// 依据：报表内部勾稽关系。
    ///
    /// ## 反例
    /// ```gj bad
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2023年预算数 | 2023年决算数 |
    /// | 项目支出 | 100 | 120 |
    /// |   1、甲专项 | 60 | 70 |
    /// |   2、乙专项 | 50 | 50 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2023年预算数 | 2023年决算数 |
    /// | 项目支出 | 110 | 120 |
    /// |   1、甲专项 | 60 | 70 |
    /// |   2、乙专项 | 50 | 50 |
    /// ```
    /// ## 怎么改
    /// 与账上核对上级数和每一项明细，改正有误的一方。
    CONTRADICTION = "GJ211", Error, Contradiction;
    title: "表内明细相加与上级矛盾", "rows contradict the row they belong to";
    zh: "{name}{stated}，所列{count}项相加{computed}，{side}{gap}{why}，请核实合计或明细。{also}";
    en: "{name} is {stated}, but its {count} rows add up to {computed}, {side} {gap}{why}; check the total or the rows.{also}";
}

rule! {
    /// # 表内明细相加差在尾数
    ///
    /// 按印出的数相加得不到上级数，但各数未四舍五入之前可能相符。属正常尾差。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 经费控制情况 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.72 | 104.99 |
    /// |   1、公务用车购置和维护经费 | 138.00 | 98.00 |
    /// |   2、公务接待 | 3.71 | 6.99 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 经费控制情况 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.71 | 104.99 |
    /// |   1、公务用车购置和维护经费 | 138.00 | 98.00 |
    /// |   2、公务接待 | 3.71 | 6.99 |
    /// ```
    /// ## 怎么改
    /// 如按元计算相符，可不改。
    TAIL = "GJ212", Info, Rounding;
    title: "表内明细相加差在尾数", "rows miss their total by rounding";
    zh: "{name}{stated}，所列{count}项相加为{computed}，相差{gap}，如按元计算可不改。";
    en: "{name} is {stated}; its {count} rows add up to {computed}, {gap} apart; fine if it holds in yuan.";
}

rule! {
    /// # 表内明细不足上级，且有空格
    ///
    /// 所列各行相加少于上级数，而有的格子空着，无法判断是漏填还是没有。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 经费控制情况 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.72 | 104.98 |
    /// |   1、公务用车购置和维护经费 | 100.00 | 97.99 |
    /// |   2、出国经费 |  | |
    /// |   3、公务接待 | 3.71 | 6.99 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 经费控制情况 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.71 | 104.98 |
    /// |   1、公务用车购置和维护经费 | 138.00 | 97.99 |
    /// |   2、出国经费 |  | |
    /// |   3、公务接待 | 3.71 | 6.99 |
    /// ```
    /// ## 怎么改
    /// 没有发生的填 0，漏填的补上。
    SHORT = "GJ213", Hint, Review;
    title: "表内明细不足上级，且有空格", "rows fall short while cells are empty";
    zh: "{name}{stated}，已填各项相加{computed}，少{gap}，另有{blank}项空着，请核实是否漏填。";
    en: "{name} is {stated}; the rows filled in add up to {computed}, {gap} short, and {blank} cells are empty; is one missing?";
}

static ALSO: Phrase = Phrase {
    zh: "同一行另有{count}列也不相符。",
    en: " {count} more columns of this row do not agree either.",
};
static BLANK: Phrase = Phrase { zh: "空格", en: "empty cell" };

/// Holds every row of every table against the rows below it.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    each_table(model, sink, TableRule::Sums, sums);
}

fn sums(model: &Model<'_>, sink: &mut Sink, table: &Table) {
    if table.partial {
        return;
    }
    for amounts in &table.amounts {
        let defined = defined_sums(model, sink, amounts);
        tree_sums(model, sink, amounts, &defined);
        total_rows(model, sink, amounts, &defined);
    }
    for codes in &table.codes {
        code_sums(model, sink, table, codes);
    }
    for grid in &table.grids {
        grid_sums(model, sink, grid);
    }
    if let Some(funds) = &table.funds {
        fund_sums(model, sink, funds);
    }
}

/// A whole and what is below it in one column.
pub(super) struct Column {
    pub(super) whole: FigureId,
    pub(super) parts: Vec<FigureId>,
    blanks: Vec<Span>,
    /// Whether the parts must make up the whole, or only may not exceed it.
    complete: bool,
    /// Whether parts that fall short while cells are empty are worth a hint.
    tells_gaps: bool,
}

impl Column {
    /// A whole with all its parts.
    pub(super) fn of(whole: FigureId, parts: Vec<FigureId>) -> Self {
        Column { whole, parts, blanks: Vec::new(), complete: true, tells_gaps: false }
    }
}

/// What is made up of certain accounts wherever they stand: 三公经费, in whatever order and whether or not numbers or blanks say what is
/// part of what. Gives the rows that are decided so.
fn defined_sums(model: &Model<'_>, sink: &mut Sink, amounts: &AmountTable) -> Vec<usize> {
    let rows = &amounts.rows;
    let children = amounts.children();
    // What a department spends in all may be more than the rule set says that it is.
    let told = |rule: &&EquationRule| words::has(&rule.whole, "三公|公务用车") && rule.perhaps.is_empty();
    let row_of = |name: &String| {
        let name = model.standard(name);
        let mut found = (0..rows.len()).filter(|row| &*rows[*row].item == name);
        found.next().filter(|_| found.next().is_none())
    };
    let known: Vec<Option<usize>> =
        model.rules.equations.iter().filter(told).flat_map(|rule| rule.parts.iter().map(row_of)).collect();
    // 合计 below nothing else is the total of these accounts.
    let total = || {
        let mut found =
            (0..rows.len()).filter(|row| !known.contains(&Some(*row)) && rows[*row].link != Link::Prompt);
        found.next().filter(|row| rows[*row].link == Link::Total && found.next().is_none())
    };
    let (mut decided, mut seen) = (Vec::new(), Vec::new());
    for rule in model.rules.equations.iter().filter(told) {
        let whole = row_of(&rule.whole).or_else(|| total().filter(|_| rule.whole.contains("三公")));
        let parts = rule.parts.iter().map(row_of).collect::<Option<Vec<usize>>>();
        let Some((whole, parts)) = whole.zip(parts).filter(|(whole, _)| !seen.contains(whole)) else {
            continue;
        };
        seen.push(whole);
        // The rows that lie within it say as much.
        let within = |part: &usize| rows[*part].parent == Some(whole) && rows[*part].link == Link::Part;
        // 其中：公车购置 and, below it, 公车运行维护: by itself the form leaves only one of them as a part.
        let divided = || children[whole].iter().all(|child| rows[*child].link == Link::Part);
        if parts.len() == children[whole].len() && parts.iter().all(within) || rows[whole].sum && divided() {
            continue;
        }
        let column = |column: usize| {
            let Value::Figure(id) = rows[whole].values.get(column).copied()? else { return None };
            let mut found =
                Column { whole: id, parts: vec![], blanks: vec![], complete: true, tells_gaps: false };
            for part in &parts {
                collect(amounts, &children, *part, column, &mut found)?;
            }
            (found.parts.len() + found.blanks.len() == parts.len()).then_some(found)
        };
        let columns: Vec<Column> = (0..amounts.columns.len()).filter_map(column).collect();
        decide_row(model, sink, &columns, Nesting::Alike);
        decided.push(whole);
    }
    decided
}

fn tree_sums(model: &Model<'_>, sink: &mut Sink, amounts: &AmountTable, defined: &[usize]) {
    let children = amounts.children();
    for (row, below) in children.iter().enumerate() {
        if below.is_empty() || defined.contains(&row) {
            continue;
        }
        let mut columns: Vec<Column> =
            (0..amounts.columns.len()).filter_map(|c| tree_column(amounts, &children, row, c)).collect();
        // 年度资金总额, 其中：中央财政资金, 地方财政资金: where all of it came from, as one column proves.
        let of_funds = words::has(&amounts.rows[row].label, "资金总额|总金额");
        if of_funds && columns.iter().any(|column| adds_up(model, column)) {
            columns.iter_mut().for_each(|column| column.complete = true);
        }
        decide_row(model, sink, &columns, Nesting::Alike);
    }
}

fn tree_column(amounts: &AmountTable, children: &[Vec<usize>], row: usize, column: usize) -> Option<Column> {
    let Value::Figure(whole) = amounts.rows[row].values.get(column).copied()? else { return None };
    let mut found = Column {
        whole,
        parts: Vec::new(),
        blanks: Vec::new(),
        complete: amounts.rows[row].sum,
        tells_gaps: true,
    };
    let of_which = children[row].iter().all(|&child| amounts.rows[child].link == Link::OfWhich);
    for &child in &children[row] {
        // A 其中 beside numbered parts repeats some of them.
        if of_which || amounts.rows[child].link == Link::Part {
            collect(amounts, children, child, column, &mut found)?;
        }
    }
    // A single row below another need not be all of it.
    if found.parts.len() + found.blanks.len() < 2 {
        return None;
    }
    found.tells_gaps = !of_which;
    // Numbered rows that no form speaks of are taken to be complete only if nothing below is empty.
    found.complete |= !of_which && found.blanks.is_empty() && found.parts.len() >= 2;
    Some(found)
}

/// The figures that stand for a row: its own, or those below it where it is empty. `None` where one cannot be read.
fn collect(
    amounts: &AmountTable,
    children: &[Vec<usize>],
    row: usize,
    column: usize,
    found: &mut Column,
) -> Option<()> {
    match amounts.rows[row].values.get(column).copied()? {
        Value::Figure(id) => found.parts.push(id),
        Value::Empty(_) if !children[row].is_empty() => {
            for &child in &children[row] {
                collect(amounts, children, child, column, found)?;
            }
        }
        Value::Empty(span) => found.blanks.push(span),
        Value::Text | Value::Unbound => return None,
    }
    Some(())
}

/// 合计 at the head or the foot of a table is the sum of its rows; 小计 of those since the last one.
fn total_rows(model: &Model<'_>, sink: &mut Sink, amounts: &AmountTable, defined: &[usize]) {
    let rows = &amounts.rows;
    let children = amounts.children();
    let members = |range: std::ops::Range<usize>| {
        range.filter(|&i| rows[i].parent.is_none() && rows[i].link == Link::Root).collect::<Vec<_>>()
    };
    for (at, row) in rows.iter().enumerate() {
        if row.link != Link::Total || defined.contains(&at) {
            continue;
        }
        let since = rows[..at].iter().rposition(|row| row.link == Link::Total);
        let subtotal = row.label.contains('小');
        let totals = || (0..at).filter(|row| rows[*row].link == Link::Total);
        // 小计 and 小计 above 合计, each of the rows since the last one.
        let levels = !subtotal && since > Some(0) && totals().all(|total| rows[total].label.contains('小'));
        let group = match since {
            _ if at == 0 => members(1..rows.len()),
            Some(last) if levels => totals().chain(members(last + 1..at)).collect(),
            _ => members(since.filter(|_| subtotal).map_or(0, |s| s + 1)..at),
        };
        // Subtotals among the rows would be counted twice.
        if group.len() < 2
            || (!subtotal && !levels && since > Some(0))
            || (at == 0 && rows[1..].iter().any(|r| r.link == Link::Total))
        {
            continue;
        }
        let roots = group.len();
        let group = if subtotal || levels { group } else { numbered(model, amounts, (at, group)) };
        if group.len() < roots {
            sections(model, sink, amounts, (at, &group));
        }
        let columns: Vec<Column> = (0..amounts.columns.len())
            .filter_map(|c| {
                let Value::Figure(whole) = row.values.get(c).copied()? else { return None };
                let mut found =
                    Column { whole, parts: vec![], blanks: vec![], complete: true, tells_gaps: true };
                for &member in &group {
                    collect(amounts, &children, member, c, &mut found)?;
                }
                (found.parts.len() >= 2).then_some(found)
            })
            .collect();
        if !levels || columns.iter().any(|column| adds_up(model, column)) {
            decide_row(model, sink, &columns, Nesting::Alike);
        }
    }
}

/// The rows that a total is of: 一、基本支出, 人员经费, 公用经费, 二、项目支出, where the numbered ones alone make it up.
fn numbered(model: &Model<'_>, amounts: &AmountTable, (total, rows): (usize, Vec<usize>)) -> Vec<usize> {
    let is_numbered = |row: &usize| {
        let sign = names::list_sign(amounts.rows[*row].label_span.of(model.text()));
        sign.is_some_and(|sign| sign.style == Style::ChineseComma)
    };
    let range = if total == 0 { 1..amounts.rows.len() } else { 0..total };
    let alone: Vec<usize> = range.filter(is_numbered).collect();
    let figure = |row: usize, column: usize| match amounts.rows[row].values.get(column) {
        Some(Value::Figure(id)) => Some(*id),
        _ => None,
    };
    let comes_out = |column: usize| {
        let parts = alone.iter().map(|row| figure(*row, column)).collect::<Option<Vec<_>>>();
        let sum = parts.and_then(|parts| model.sum_of(&parts));
        sum.is_some() && sum == figure(total, column).and_then(|whole| model.base_value(whole))
    };
    let alone_fits = alone.len() >= 2 && (0..amounts.columns.len()).any(comes_out);
    if alone_fits { alone } else { rows }
}

/// 一、工资福利支出, 基本工资, 津贴补贴, 二、…, where the numbered rows alone make up the total: the rows between them are rather their
/// details. Where those of one come out, those of another may not exceed it, nor miss it by a slip of the keyboard.
fn sections(model: &Model<'_>, sink: &mut Sink, amounts: &AmountTable, (total, numbered): (usize, &[usize])) {
    let rows = &amounts.rows;
    let end = if total == 0 { rows.len() } else { total };
    let ends = || numbered.iter().skip(1).copied().chain([end]);
    let plain = |row: usize| {
        rows[row].link == Link::Root && names::list_sign(rows[row].label_span.of(model.text())).is_none()
    };
    let figure_in = |column: usize, row: usize| match rows[row].values.get(column) {
        Some(Value::Figure(id)) => Some(*id),
        _ => None,
    };
    let sum_in = |column: usize, (whole, end): (&usize, usize)| {
        let below = (whole + 1..end).map(|row| figure_in(column, row).filter(|_| plain(row)));
        let parts = below.collect::<Option<Vec<FigureId>>>().filter(|parts| parts.len() >= 2)?;
        let whole = figure_in(column, *whole)?;
        Some(Column::of(whole, parts))
    };
    let falls_short = |sum: &Column| model.sum_of(&sum.parts) < model.base_value(sum.whole);
    for rows in numbered.iter().zip(ends()) {
        let columns = (0..amounts.columns.len()).filter_map(|column| sum_in(column, rows));
        let columns: Vec<Column> = columns.filter(|sum| !falls_short(sum)).collect();
        if columns.iter().any(|sum| adds_up(model, sum)) {
            decide_row(model, sink, &columns, Nesting::Alike);
        }
    }
    for column in 0..amounts.columns.len() {
        let sums = numbered.iter().zip(ends()).filter_map(|rows| sum_in(column, rows));
        let (short, others): (Vec<Column>, Vec<Column>) = sums.partition(falls_short);
        if others.iter().any(|sum| comes_out(model, sum)) {
            decide_grid(model, sink, &others, 1, Nesting::Unknown);
            decide_grid(model, sink, &short, usize::MAX, Nesting::Unknown);
        }
    }
}

/// 合计 below and beside the figures of a plain table. Nothing says that just these rows or columns are meant but that other
/// sums of the table come out.
fn grid_sums<'g>(model: &Model<'_>, sink: &mut Sink, grid: &'g Grid) {
    let column_of = |whole: FigureId, parts: Vec<FigureId>| {
        let enough = parts.len() >= 2;
        enough.then_some(Column::of(whole, parts))
    };
    if let Some(total) = grid.rows.iter().find(|row| row.total) {
        let others = || grid.rows.iter().filter(|row| !row.total);
        let below = total.figures.iter().enumerate().filter_map(|(column, whole)| {
            column_of((*whole)?, others().filter_map(|row| row.figures[column]).collect())
        });
        let enough = usize::from(!grid.numbered);
        let kind = match grid.kind {
            GridKind::Halves if grid.numbered => Nesting::Certain,
            GridKind::Halves => Nesting::Halves,
            GridKind::Plain | GridKind::Named => Nesting::Unknown,
        };
        decide_grid(model, sink, &below.collect::<Vec<_>>(), enough, kind);
    }
    if let Some(at) = grid.total_column {
        let parts_of = |row: &'g GridRow| if at == 0 { &row.figures[1..] } else { &row.figures[..at] };
        if grid.kind == GridKind::Named {
            let beside =
                grid.rows.iter().filter_map(|row| named_parts(model, row.figures[at]?, parts_of(row)));
            return decide_grid(model, sink, &beside.collect::<Vec<_>>(), 0, Nesting::Named);
        }
        let beside = grid
            .rows
            .iter()
            .filter_map(|row| column_of(row.figures[at]?, parts_of(row).iter().copied().flatten().collect()));
        // 权重 and 得分 of a score sheet have their total at the end.
        let enough = if grid.scores.is_empty() { 2 } else { 0 };
        decide_grid(model, sink, &beside.collect::<Vec<_>>(), enough, Nesting::Unknown);
    }
}

/// A total with parts that are called so that nothing is left. While the cells of some are empty, the others may only not exceed it.
fn named_parts(model: &Model<'_>, whole: FigureId, parts: &[Option<FigureId>]) -> Option<Column> {
    let complete = parts.iter().all(Option::is_some);
    let parts: Vec<FigureId> = parts.iter().copied().flatten().collect();
    let filled_in = parts.iter().any(|part| !model.figure(*part).quantity.value.is_zero());
    filled_in.then_some(Column { whole, parts, blanks: Vec::new(), complete, tells_gaps: false })
}

/// Decides sums of one kind where at least `enough` of them, and half of them, come out; of the others one that is wrong by a slip of
/// the keyboard alone.
fn decide_grid(model: &Model<'_>, sink: &mut Sink, sums: &[Column], enough: usize, kind: Nesting) {
    let judged = sums.iter().filter_map(|column| {
        let claim = claim_of(model, column)?;
        let judgement = judge(&model.exact(column.whole)?, &claim.formula);
        Some((column, claim, judgement))
    });
    let judged: Vec<_> = judged.collect();
    let right = judged.iter().filter(|(.., judgement)| judgement.outcome == Outcome::Agrees).count();
    let certain = right >= enough && (enough == 0 || 2 * right >= sums.len());
    // A total below and beside is told once.
    let told = judged.iter().filter(|(column, claim, judgement)| {
        !sink.found_at(model.figure(column.whole).span) && (certain || is_slip(model, claim, judgement))
    });
    let told: Vec<&Column> = told.map(|(column, ..)| *column).collect();
    decide_row(model, sink, told, kind);
}

/// 类 = Σ款, 款 = Σ项, 合计 = Σ类.
fn code_sums(model: &Model<'_>, sink: &mut Sink, table: &Table, codes: &CodeTable) {
    let node = model.syntax.nodes.get(table.node);
    let torn = matches!(node, Some(Node::Table { table, .. }) if table.notation == Notation::CellLines);
    let columns =
        if codes.full { codes.rows.iter().map(|row| row.figures.len()).max().unwrap_or(0) } else { 1 };
    let total = codes.rows.iter().position(|row| row.code.is_empty() && !row.figures.is_empty());
    let below = rows_below(codes, total);
    // Pages repeat rows: then a sum over all of them would count them twice.
    let mut seen = crate::map::Set::new();
    let repeated = !codes.rows.iter().all(|row| seen.insert(row.code.as_str()));
    let across = sums_across(model, codes, torn);
    let wrong: Vec<(&Column, Decimal)> =
        across.iter().filter_map(|sum| Some((sum, gap(model, sum).filter(|gap| !gap.is_zero())?))).collect();
    for (parent, list) in below.iter().enumerate() {
        if list.is_empty() || (repeated && Some(parent) == total) {
            continue;
        }
        let within = only_within(&below, list);
        let mut decided: Vec<Column> = if codes.aligned {
            aligned_columns(model, codes, parent, within)
        } else {
            (0..columns).filter_map(|column| code_column(codes, parent, within, column)).collect()
        };
        // 201 with nothing but 20106 in it: where the two are the same, what makes up the other is looked at there.
        if let &[only] = list.as_slice() {
            let amounts = || codes.rows[only].figures.iter().map(|id| model.base_value(*id));
            decided.retain(|column| !amounts().any(|amount| amount == model.base_value(column.whole)));
        }
        if torn && may_lack_row(model, &decided) {
            continue;
        }
        // Where figures were torn from their rows, rows may be as well.
        let slip = |gap: Decimal| gap <= Decimal::ZERO || significant(gap) == 1;
        decided.retain(|column| !codes.strays || gap(model, column).is_none_or(slip));
        // What a row misses beside itself is told there, and not once more below.
        decided.retain(|column| {
            let within = |sum: &Column| {
                sum.parts.contains(&column.whole)
                    || column.parts.iter().any(|part| *part == sum.whole || sum.parts.contains(part))
            };
            let missed = gap(model, column).map(|gap| gap.abs());
            !wrong.iter().any(|(sum, gap)| missed == Some(gap.abs()) && within(sum))
        });
        // The rows between say nothing else than their codes do.
        let kind = if list.len() == 1 || codes.beside { Nesting::Named } else { Nesting::Alike };
        decide_row(model, sink, &decided, kind);
    }
    for sum in across {
        let span = model.figure(sum.whole).span;
        let same = |found: &Finding| found.span == span && found.rule == &CONTRADICTION;
        if !sink.found_at(span) || !sink.findings.iter().any(same) {
            decide_row(model, sink, &[sum], Nesting::Named);
        }
    }
}

/// The sums beside each other in the rows of accounts, as far as they are certain. Where figures stand in rows of their own, or cells are
/// lost, only a slip of the keyboard is, and only if no figure beside the rows explains it.
fn sums_across(model: &Model<'_>, codes: &CodeTable, torn: bool) -> Vec<Column> {
    let certain = (codes.aligned || codes.full) && !torn;
    let slip = |gap: Decimal| {
        let missing = codes.strays && gap > Decimal::ZERO;
        gap.is_zero() || significant(gap) == 1 && !missing
    };
    let mut sums = account_rows::sums(model, codes);
    sums.retain(|sum| certain || gap(model, sum).is_some_and(slip));
    sums
}

/// What the parts of a column miss of their whole.
fn gap(model: &Model<'_>, column: &Column) -> Option<Decimal> {
    minus(model.base_value(column.whole)?, model.sum_of(&column.parts)?)
}

/// For every row of accounts the rows right below it; below the total those that are in none.
fn rows_below(codes: &CodeTable, total: Option<usize>) -> Vec<Vec<usize>> {
    let mut stack: Vec<usize> = Vec::new();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); codes.rows.len()];
    let mut outermost = Vec::new();
    for (i, row) in codes.rows.iter().enumerate() {
        if row.code.is_empty() {
            stack.clear();
            continue;
        }
        while stack.last().is_some_and(|&open| {
            !row.code.starts_with(&codes.rows[open].code) || codes.rows[open].code == row.code
        }) {
            stack.pop();
        }
        match stack.last() {
            Some(&parent) => below[parent].push(i),
            None => outermost.push(i),
        }
        stack.push(i);
    }
    // 类, or in a table of 项 alone these; where some of the 类 are left out, nothing adds up to the total.
    let length = |row: &usize| codes.rows[*row].code.len();
    let whole = outermost.iter().any(|row| length(row) == 3);
    let alike = outermost.windows(2).all(|pair| length(&pair[0]) == length(&pair[1]));
    if let Some(total) = total.filter(|_| whole || alike) {
        below[total] = outermost.into_iter().filter(|row| !whole || length(row) == 3).collect();
    }
    below
}

/// The rows of a list, or those within its only row, or within the only one of these.
fn only_within<'b>(below: &'b [Vec<usize>], mut list: &'b [usize]) -> &'b [usize] {
    while let [only] = list
        && !below[*only].is_empty()
    {
        list = &below[*only];
    }
    list
}

/// Whether the sums fall short as they do where a row is missing, in several columns. In text out of a PDF, rows are lost where a
/// name is long or a page ends; a wrong figure is missed in one column alone.
fn may_lack_row(model: &Model<'_>, columns: &[Column]) -> bool {
    let gaps = columns.iter().map(|column| gap(model, column));
    let Some(gaps) = gaps.collect::<Option<Vec<Decimal>>>() else { return true };
    gaps.len() < 2 || gaps.iter().filter(|gap| **gap > Decimal::ZERO).count() >= 2
}

/// The columns by the cells that the figures stand in; an empty cell adds nothing.
fn aligned_columns(model: &Model<'_>, codes: &CodeTable, parent: usize, list: &[usize]) -> Vec<Column> {
    let column_of = |id: FigureId| match model.figure(id).home {
        Home::Cell { column, .. } => Some(column),
        Home::Prose { .. } => None,
    };
    let in_column = |row: usize, of: FigureId| {
        codes.rows[row].figures.iter().copied().find(|id| column_of(*id) == column_of(of))
    };
    let money = |id: &FigureId| model.figure(*id).quantity.unit.dimension != Dimension::Percent;
    let wholes = codes.rows[parent].figures.iter().copied().filter(money);
    let column = |whole: FigureId| {
        let parts: Vec<FigureId> = list.iter().filter_map(|row| in_column(*row, whole)).collect();
        let any = !parts.is_empty();
        any.then_some(Column::of(whole, parts))
    };
    wholes.filter_map(column).collect()
}

fn code_column(codes: &CodeTable, parent: usize, list: &[usize], column: usize) -> Option<Column> {
    let whole = codes.rows[parent].figures.get(column).copied()?;
    let parts =
        list.iter().map(|&i| codes.rows[i].figures.get(column).copied()).collect::<Option<Vec<_>>>()?;
    Some(Column::of(whole, parts))
}

/// 年度资金总额 with its 其中 rows, and each group by kind of income or spending with the full-year budget.
fn fund_sums(model: &Model<'_>, sink: &mut Sink, funds: &FundTable) {
    let is_total = |row: &&FundRow| words::has(&row.label.text, "总额|合计|总金额");
    let Some(total) = funds.rows.iter().find(is_total) else { return };
    if let [.., last] = &funds.rows[..]
        && last.row == total.row
    {
        funds_above(model, sink, funds, total);
    }
    // A second total is that of the next form in one table.
    let behind = funds.rows.iter().filter(|row| row.row > total.row);
    let parts: Vec<_> = behind.take_while(|row| !is_total(row)).collect();
    for parts in breakdowns(&parts) {
        let column = |pick: fn(&FundRow) -> Option<FigureId>| {
            let found: Vec<FigureId> = parts.iter().filter_map(|row| pick(row)).collect();
            let blanks: Vec<Span> =
                parts.iter().filter(|row| pick(row).is_none()).map(|row| row.label.span).collect();
            let whole = pick(total).filter(|_| !found.is_empty())?;
            // 其中：一般公共预算：841.57 in a cell of its own, under whichever head there is room.
            let of = |whole: Option<FigureId>| whole.and_then(|whole| model.base_value(whole));
            let sum = model.sum_of(&found);
            if is_broken_down_twice(model, whole, &found) {
                return None;
            }
            let others = [total.initial, total.adjusted, total.executed];
            if sum != of(Some(whole)) && others.into_iter().any(|other| sum.is_some() && sum == of(other)) {
                return None;
            }
            // Rows without any figure are left out of the text by many forms, so the list counts as complete only if it is.
            let complete = parts.len() >= 2;
            Some(Column { whole, parts: found, blanks, complete, tells_gaps: complete })
        };
        let columns = [column(|row| row.initial), column(|row| row.adjusted), column(|row| row.executed)];
        decide_row(model, sink, &columns.into_iter().flatten().collect::<Vec<_>>(), Nesting::Alike);
    }
    for group in &funds.groups {
        fund_group(model, sink, funds, total, group);
    }
}

/// 合计 below a list of projects with their budgets and rates, decided like that of a plain table.
fn funds_above(model: &Model<'_>, sink: &mut Sink, funds: &FundTable, total: &FundRow) {
    let rows = &funds.rows[..funds.rows.len() - 1];
    // 小计 and 其中 make rows of two levels.
    let of_two_levels = |row: &FundRow| words::has(&row.label.text, "小计|其中|合计|总计");
    if !tree::is_total(&total.label.text) || rows.iter().any(of_two_levels) {
        return;
    }
    let column = |pick: fn(&FundRow) -> Option<FigureId>| {
        let parts: Vec<FigureId> = rows.iter().filter_map(pick).collect();
        let (whole, enough) = (pick(total)?, parts.len() >= 2);
        enough.then_some(Column::of(whole, parts))
    };
    let columns = [column(|row| row.initial), column(|row| row.adjusted), column(|row| row.executed)];
    decide_grid(model, sink, &columns.into_iter().flatten().collect::<Vec<_>>(), 1, Nesting::Unknown);
}

/// The rows below a total, apart where they break it down once more: 1、资金来源：（1）财政性资金 … 2、资金结构：（1）基本支出, or 按支出性质分：
/// on a row of its own and 其中：基本支出 below it.
fn breakdowns<'p, 'f>(parts: &'p [&'f FundRow]) -> Vec<&'p [&'f FundRow]> {
    let number = |row: &FundRow| names::list_sign(&row.label.text).map(|sign| sign.value);
    let kind_and_name = |row: &FundRow| {
        let name = row.label.text.split_once(['：', ':']);
        name.is_some_and(|(kind, name)| !kind.contains("其中") && !name.trim().is_empty())
    };
    let of_which_again = |before: &FundRow, row: &FundRow| {
        row.label.text.trim_start().starts_with("其中") && row.row > before.row + 1
    };
    let starts_over = |before: &FundRow, row: &FundRow| number(before) > Some(1) && number(row) == Some(1);
    let kinds = parts.first().is_some_and(|row| kind_and_name(row));
    let goes_on = |before: &&FundRow, row: &&FundRow| {
        !(kinds && kind_and_name(row) || of_which_again(before, row) || starts_over(before, row))
    };
    parts.chunk_by(goes_on).collect()
}

/// Whether the parts, in their order, make up the whole more than once.
fn is_broken_down_twice(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let (Some(whole), mut sum, mut times) = (model.base_value(whole), Decimal::ZERO, 0) else { return false };
    for part in parts {
        let Some(next) = model.base_value(*part).and_then(|part| plus(sum, part)) else { return false };
        let full = next == whole && !whole.is_zero();
        times += usize::from(full);
        sum = if full { Decimal::ZERO } else { next };
    }
    times >= 2 && sum.is_zero()
}

/// A group of parts of the funds. The form does not say of which of its three amounts they are, so any of them may be their sum; where
/// none is, they were rather meant for one that they miss by a slip of the keyboard, for the one that another group makes up, or for the
/// one that they miss by least.
fn fund_group(model: &Model<'_>, sink: &mut Sink, funds: &FundTable, total: &FundRow, group: &FundGroup) {
    if group.parts.len() < 2 {
        return;
    }
    let wholes: Vec<FigureId> =
        [total.adjusted, total.executed, total.initial].into_iter().flatten().collect();
    let judged = |group: &FundGroup, whole: FigureId| {
        let claim = claim_of(model, &group_column(group, whole))?;
        let judgement = judge(&model.exact(whole)?, &claim.formula);
        Some((claim, judgement))
    };
    let makes_up = |group: &FundGroup, whole: &FigureId| {
        let judged = judged(group, *whole);
        judged.is_some_and(|(_, judgement)| matches!(judgement.outcome, Outcome::Agrees | Outcome::Tail))
    };
    let slip = |whole: &&FigureId| {
        let judged = judged(group, **whole);
        judged.is_some_and(|(claim, judgement)| is_slip(model, &claim, &judgement))
    };
    let of_another = |whole: &&FigureId| funds.groups.iter().any(|other| makes_up(other, whole));
    let sum = model.sum_of(&group.parts);
    let gap = |whole: &FigureId| Some(minus(model.base_value(*whole)?, sum?)?.abs());
    let meant = wholes
        .iter()
        .find(|whole| makes_up(group, whole))
        .or_else(|| wholes.iter().find(slip))
        .or_else(|| wholes.iter().find(of_another))
        .or_else(|| wholes.iter().min_by_key(|whole| gap(whole).unwrap_or(Decimal::MAX)));
    if let Some(whole) = meant {
        decide_row(model, sink, &[group_column(group, *whole)], Nesting::Alike);
    }
}

fn group_column(group: &FundGroup, whole: FigureId) -> Column {
    let blanks = group.blank.iter().map(|cell| cell.span).collect();
    Column { whole, parts: group.parts.clone(), blanks, complete: true, tells_gaps: true }
}

pub(super) fn claim_of(model: &Model<'_>, column: &Column) -> Option<Claim> {
    let places = usual_places(model, column.parts.iter().copied().chain([column.whole]));
    let mut terms = Vec::with_capacity(column.parts.len() + column.blanks.len());
    for id in &column.parts {
        terms.push((Sign::Plus, Term::Printed(model.exact(*id)?.filled_to(places))));
    }
    terms.extend(column.blanks.iter().map(|_| (Sign::Plus, Term::Unknown)));
    Some(Claim {
        stated: column.whole,
        formula: Formula::Sum { terms },
        operands: column.parts.clone(),
        shown: shown_sum(&column.parts, |id| model.term(id)),
        others: Vec::new(),
    })
}

/// Decides the columns of one row. Where the row is zero throughout and what is below it is not, that is one fault.
pub(super) fn decide_row<'c>(
    model: &Model<'_>,
    sink: &mut Sink,
    columns: impl IntoIterator<Item = &'c Column>,
    kind: Nesting,
) {
    let columns: Vec<&Column> = columns.into_iter().collect();
    let mut findings: Vec<(bool, Finding)> = Vec::new();
    for &column in &columns {
        // A row that is nothing in another column may be no part at all.
        let zero = |id: &FigureId| model.figure(*id).quantity.value.is_zero();
        let as_many = |other: &Column| {
            other.parts.len() == column.parts.len()
                && other.parts.iter().zip(&column.parts).all(|(there, here)| !zero(there) || zero(here))
        };
        let proven =
            kind == Nesting::Alike && columns.iter().any(|other| as_many(other) && adds_up(model, other));
        // 公务用车保有量（辆） below 三公经费合计: what is counted otherwise is no part.
        let alike =
            |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(column.whole).quantity);
        // Rows that are blank in a column that comes out without them are so in the others, where but one digit is off.
        let nothing = kind == Nesting::Alike
            && !column.blanks.is_empty()
            && gap(model, column).is_some_and(|gap| significant(gap) == 1)
            && columns.iter().any(|other| is_of_same_rows(model, other, column) && comes_out(model, other));
        let narrowed = (nothing || !column.parts.iter().all(alike)).then(|| Column {
            parts: column.parts.iter().copied().filter(alike).collect(),
            blanks: if nothing { Vec::new() } else { column.blanks.clone() },
            ..*column
        });
        let certain = if proven { None } else { Some(kind) };
        if let Some(finding) = decide(model, sink, narrowed.as_ref().unwrap_or(column), certain) {
            let zero = model.figure(column.whole).quantity.value.is_zero();
            findings.push((zero && finding.rule == &CONTRADICTION, finding));
        }
    }
    let zeros = findings.iter().filter(|(zero, _)| *zero).count();
    if zeros < 2 {
        for (_, finding) in findings {
            sink.push(finding);
        }
        return;
    }
    let (zero, rest): (Vec<_>, Vec<_>) = findings.into_iter().partition(|(zero, _)| *zero);
    let mut zero = zero.into_iter().map(|(_, finding)| finding);
    if let Some(mut first) = zero.next() {
        for mut other in zero {
            settle(model, &mut other);
            first.related.push(crate::finding::Related { span: other.span, words: other.words.clone() });
        }
        sink.push(first.with_words("also", Words::new(&ALSO).with("count", zeros - 1)));
    }
    for (_, finding) in rest {
        sink.push(finding);
    }
}

/// Whether the columns of a row are of one kind, amounts of several years or bases: where the rows add up in one of them, they lie
/// within each other as they were taken to in all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nesting {
    Alike,
    /// Any column of a plain table may hold what adds up to nothing: 累计完成, 最高价.
    Unknown,
    /// The parts are called so that nothing is left but they: only where they are many, some may be of others.
    Named,
    /// 本年收入合计 and 收入总计, with what is numbered above them, are sums and no means.
    Halves,
    /// The same where the numbers leave no gap: none of the rows is part of another.
    Certain,
}

/// Whether two columns have figures, and blanks, in the same rows.
fn is_of_same_rows(model: &Model<'_>, one: &Column, other: &Column) -> bool {
    let row = |id: &FigureId| match model.figure(*id).home {
        Home::Cell { row, .. } => Some(row),
        Home::Prose { .. } => None,
    };
    one.whole != other.whole
        && one.blanks.len() == other.blanks.len()
        && one.parts.iter().map(row).eq(other.parts.iter().map(row))
}

/// Whether the figures of a column come to its total, which is something.
fn comes_out(model: &Model<'_>, column: &Column) -> bool {
    let whole = model.base_value(column.whole).filter(|whole| !whole.is_zero());
    whole.is_some() && model.sum_of(&column.parts) == whole
}

/// Whether the rows of a column, two or more of them not zero, add up to its total.
fn adds_up(model: &Model<'_>, column: &Column) -> bool {
    let values: Option<Vec<Decimal>> = column.parts.iter().map(|id| model.base_value(*id)).collect();
    let values = values.filter(|values| values.iter().filter(|value| !value.is_zero()).count() >= 2);
    let whole = model.base_value(column.whole);
    whole.is_some() && values.and_then(|values| sum(values.into_iter())) == whole
}

/// Decides a column; `doubted` is how far the rows may lie within each other otherwise.
fn decide(model: &Model<'_>, sink: &mut Sink, column: &Column, doubted: Option<Nesting>) -> Option<Finding> {
    let claim = claim_of(model, column)?;
    let Some(judgement) = claim.decide(model, sink) else { return short_with_blanks(model, &claim, column) };
    let exceeds = judgement.side == Some(Side::Over);
    let rule: &'static Rule = match judgement.outcome {
        Outcome::Agrees | Outcome::Undecided(_) => return None,
        _ if !column.complete && !exceeds => {
            sink.note_within();
            return None;
        }
        Outcome::Tail => &TAIL,
        Outcome::Contradiction
            if nesting::takes_off(model, column.whole, &column.parts)
                || doubted.is_some_and(|kind| is_nested_otherwise(model, column, kind)) =>
        {
            sink.note_within();
            return None;
        }
        Outcome::Contradiction => &CONTRADICTION,
    };
    let side = Words::new(if exceeds { &MORE } else { &LESS });
    Some(claim.draft(model, rule, &judgement).with("count", column.parts.len()).with_words("side", side))
}

/// Most figures of a table that is looked through for every sum that does not come out.
const MOST_FIGURES: usize = 4000;

/// Whether the rows make up their total in another way than they were taken to lie within each other, by themselves or with the
/// other rows of their column.
fn is_nested_otherwise(model: &Model<'_>, column: &Column, kind: Nesting) -> bool {
    let values =
        |ids: &[FigureId]| ids.iter().map(|id| model.base_value(*id)).collect::<Option<Vec<Decimal>>>();
    let whole = model.base_value(column.whole).filter(|whole| !whole.is_zero());
    let (Some(whole), Some(parts)) = (whole, values(&column.parts)) else { return false };
    if kind == Nesting::Certain {
        return false;
    }
    if kind == Nesting::Named {
        return parts.len() > 2 && nesting::explains(&parts, whole);
    }
    // 其中：人员经费, and behind it rows that nothing says are of it as well.
    let of_which = !column.complete && parts.first().is_some_and(|first| *first <= whole);
    let mean = kind != Nesting::Halves && nesting::is_between(&parts, whole);
    if of_which || mean || nesting::explains(&parts, whole) {
        return true;
    }
    let Home::Cell { table, column: at, .. } = model.figure(column.whole).home else { return false };
    let table = &model.tables[table];
    if table.places.len() > MOST_FIGURES {
        return false;
    }
    if values(&of_rows(model, table, column.whole, at)).is_some_and(|rows| nesting::can_nest(&rows, whole)) {
        return true;
    }
    // What is missing is another row, or the rows make up another one.
    let Some(sum) = sum(parts.iter().copied()) else { return false };
    let missing = minus(whole, sum);
    let all = (table.first_figure..table.first_figure + table.places.len()).map(FigureId);
    let mut others = all.filter(|id| {
        let other = *id != column.whole && !column.parts.contains(id);
        other && matches!(model.figure(*id).home, Home::Cell { column, .. } if column == at)
    });
    others.any(|id| {
        let other = model.base_value(id).filter(|other| !other.is_zero());
        other.is_some() && (other == missing || other == Some(sum))
    })
}

/// The figures of the column of a total that stands at its head or its foot, but that total.
fn of_rows(model: &Model<'_>, table: &Table, total: FigureId, column: usize) -> Vec<FigureId> {
    let all = (table.first_figure..table.first_figure + table.places.len()).map(FigureId);
    let of_column =
        |id: &FigureId| matches!(model.figure(*id).home, Home::Cell { column: of, .. } if of == column);
    let (before, behind): (Vec<FigureId>, Vec<FigureId>) =
        all.filter(|id| *id != total && of_column(id)).partition(|id| *id < total);
    match (before.is_empty(), behind.is_empty()) {
        (true, false) => behind,
        (false, true) => before,
        _ => Vec::new(),
    }
}

/// Parts fall short while cells are empty: nobody can tell which it is, so the cells are named.
fn short_with_blanks(model: &Model<'_>, claim: &Claim, column: &Column) -> Option<Finding> {
    if column.blanks.is_empty() || column.parts.is_empty() || !column.tells_gaps {
        return None;
    }
    let judgement = judge(&model.exact(column.whole)?, &claim.formula);
    if judgement.side != Some(Side::Short) {
        return None;
    }
    let mut finding = claim.draft(model, &SHORT, &judgement).with("blank", column.blanks.len());
    for span in column.blanks.iter().take(20) {
        finding = finding.relate(*span, Words::new(&BLANK));
    }
    Some(finding)
}
