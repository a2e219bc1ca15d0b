//! 表内各列：增减额、增减率、占比、执行率、结余与同一行的其他数。

use super::{
    Sink,
    claim::Claim,
    kept::{TableRule, each_table},
    rule,
    table_sum::{Column, Nesting, decide_row},
};
use crate::{
    exact::{Expression, Formula, Outcome, Power, Printed, judge},
    model::{
        FigureId, Home, Model, Table,
        columns::{Columns, Kind, Level, Row, is_mean, is_of_which},
    },
    number::{Dimension, minus, parse_number, plus, times},
    syntax::{Node, RawCell},
    text::Span,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 同一行各列的数不相符
    ///
    /// 表中一列的数由同一行另外两列的数得出：增减额、结余是两列之差，占比、增减率、执行率是两列之比，金额是人均、单价与数量之积。由哪两列得出，看其他各行：
    /// 至少两行这样相符、只有个别行不符时才报告。
    ///
    /// 依据：报表内部勾稽关系。
    ///
    /// ## 反例
    /// ```gj bad
    /// 收支对比表
    /// 单位：万元
    /// | 项目 | 2022年决算数 | 2021年决算数 | 增减额 | 增减幅度（%） |
    /// | 公共卫生 | 486.00 | 412.30 | 73.70 | 17.88 |
    /// | 机构补助 | 320.00 | 300.00 | 20.00 | 6.67 |
    /// | 人才培养 | 150.00 | 120.00 | 20.00 | 25.00 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 收支对比表
    /// 单位：万元
    /// | 项目 | 2022年决算数 | 2021年决算数 | 增减额 | 增减幅度（%） |
    /// | 公共卫生 | 486.00 | 412.30 | 73.70 | 17.88 |
    /// | 机构补助 | 320.00 | 300.00 | 20.00 | 6.67 |
    /// | 人才培养 | 150.00 | 120.00 | 30.00 | 25.00 |
    /// ```
    /// ## 怎么改
    /// 与账上核对这一行的各个数，改正有误的一个。
    CONTRADICTION = "GJ214", Error, Contradiction;
    title: "同一行各列的数不相符", "figures of one row contradict each other";
    zh: "{column}{stated}，按同一行的{shown}为{computed}，而其他{right}行都这样相符，请核实这一行。";
    en: "{column} is {stated}; the same row gives {shown} = {computed}, as it does in {right} other rows; check this row.";
}

/// Holds the columns of every table against each other.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    each_table(model, sink, TableRule::Columns, |model, sink, table| {
        columns(model, sink, table);
    });
}

/// How a column may follow from two others, or from one and its total.
#[derive(Clone, Copy)]
enum Way {
    /// One less the other; the other way round where it is more and the figure has no sign.
    Less(usize, usize),
    And(usize, usize),
    Of(usize, usize),
    Growth(usize, usize),
    OfTotal(usize),
    /// What falls to each times how many there are.
    Times(usize, usize),
}

fn columns(model: &Model<'_>, sink: &mut Sink, table: &Table) -> Option<()> {
    let columns = table.columns.as_ref()?;
    let mut told: Vec<usize> = Vec::new();
    for (at, kind) in columns.kinds.iter().enumerate() {
        if *kind == Kind::Rate
            && let Some(sum) = belied_total(model, columns, at)
        {
            if !sink.found_at(model.figure(sum.whole).span) {
                decide_row(model, sink, &[sum], Nesting::Named);
            }
            continue;
        }
        let judged = ways(columns, at, *kind).filter_map(|way| established(model, columns, at, way));
        let judged: Vec<Established> = judged.collect();
        // Of ways that explain as much, the first is the plainest.
        let fewest = judged.iter().map(|way| (way.wrong.len(), std::cmp::Reverse(way.right))).min();
        let best = judged.iter().find(|way| Some((way.wrong.len(), std::cmp::Reverse(way.right))) == fewest);
        // Among the ways of many columns some are right in two rows by chance.
        let proved = |best: &&Established| columns.kinds.len() <= FAR || best.right >= 3;
        let Some(best) = best.filter(proved) else { continue };
        let right_otherwise = |row: usize| judged.iter().any(|way| !way.wrong.contains(&row));
        for (row, claim) in &best.claims {
            let wrong = best.wrong.contains(row);
            if wrong
                && (right_otherwise(*row)
                    || says_more(model, &columns.rows[*row], claim)
                    || (is_explained(model, &columns.rows[*row], claim) || is_sum(model, columns, *row, at)))
            {
                continue;
            }
            let Some(judgement) = claim.decide(model, sink) else { continue };
            let known = told.contains(row) || sink.found_at(model.figure(claim.stated).span);
            if wrong && judgement.outcome == Outcome::Contradiction && !known {
                told.push(*row);
                let finding = claim.draft(model, &CONTRADICTION, &judgement);
                let finding = finding.with("column", &columns.titles[at]).with("right", best.right);
                sink.push(finding);
            }
        }
    }
    Some(())
}

/// A total that every rate below a head contradicts, where they are all of what the rows add up to.
fn belied_total(model: &Model<'_>, columns: &Columns, rate: usize) -> Option<Column> {
    let total = columns.rows.iter().find(|row| row.level == Level::Total)?;
    let others = || columns.rows.iter().filter(|row| row.level != Level::Total);
    if others().any(|row| row.level == Level::Below) {
        return None;
    }
    let levels = (0..columns.kinds.len()).filter(|at| columns.kinds[*at] == Kind::Level);
    let of_column = |at: usize| {
        let whole = total.figures[at]?;
        let parts = others().map(|row| row.figures[at]).collect::<Option<Vec<FigureId>>>()?;
        let quantity = model.figure(whole).quantity;
        let sum = model.sum_of(&parts)?.checked_div(quantity.unit.scale)?;
        let (sum, stated) = (Printed::new(sum, quantity.places, quantity.unit.scale)?, model.exact(whole)?);
        let agree = |whole: Printed| {
            let agrees = |(row, part): (&Row, &FigureId)| {
                let part = model.exact(*part)?;
                let outcome =
                    judge(&model.exact(row.figures[rate]?)?, &Formula::Share { part, whole }).outcome;
                Some(matches!(outcome, Outcome::Agrees | Outcome::Tail))
            };
            others().zip(&parts).filter(|pair| agrees(*pair) == Some(true)).count()
        };
        let certain = parts.len() > 2 && agree(sum) == parts.len() && agree(stated) == 0;
        certain.then(|| Column::of(whole, parts))
    };
    { levels }.find_map(of_column)
}

/// Whether a figure of a total is the sum of its column: posts that are free where nobody is too many.
fn is_sum(model: &Model<'_>, columns: &Columns, row: usize, at: usize) -> bool {
    let total = &columns.rows[row];
    let others =
        columns.rows.iter().filter(|row| row.level == Level::Plain).filter_map(|row| row.figures[at]);
    let others: Vec<FigureId> = others.collect();
    let sum = model.sum_of(&others);
    total.level == Level::Total
        && sum.is_some()
        && total.figures[at].and_then(|id| model.base_value(id)) == sum
}

/// Whether something else explains that a row is not as the others: a third column that comes into it, a difference that is cut
/// off at nought or a rate at a hundred, or that nothing has come about yet.
fn is_explained(model: &Model<'_>, row: &Row, claim: &Claim) -> bool {
    let value = |id: FigureId| model.base_value(id).unwrap_or_default();
    let stated = value(claim.stated);
    let printed = model.figure(claim.stated).quantity.value;
    let rate = matches!(claim.formula, Formula::Share { .. } | Formula::Change { .. });
    if printed.is_zero() || rate && printed == Decimal::ONE_HUNDRED {
        return true;
    }
    let computed = model.exact(claim.stated).and_then(|stated| judge(&stated, &claim.formula).computed);
    // A difference has no sign, so it may be missed on either side.
    let gaps = computed.map(|computed| [minus(stated, computed), plus(stated, computed)]);
    let third = |id: &FigureId| *id != claim.stated && !claim.operands.contains(id);
    // As they are printed: a head that names no money leaves its figures without a unit.
    let scale = model.figure(claim.stated).quantity.unit.scale;
    let makes_up = |id: FigureId| {
        let printed = times(model.figure(id).quantity.value, scale).unwrap_or_default();
        gaps.iter().flatten().flatten().any(|gap| gap.abs() == printed.abs() && !gap.is_zero())
    };
    !rate && row.figures.iter().flatten().filter(|id| third(id)).any(|id| makes_up(*id))
}

/// Whether a row has a figure or a remark that most others lack: 备注：含安装费200元; a column 变更增加 that is filled in this row alone.
fn says_more(model: &Model<'_>, row: &Row, claim: &Claim) -> bool {
    const REMARKS: &str = "含|另|折|优惠|半年|扣|减免|补|追加|其中|不足|按";
    let Home::Cell { table, row: at, .. } = model.figure(claim.stated).home else { return false };
    let rate = matches!(claim.formula, Formula::Share { .. } | Formula::Change { .. });
    let Some(Node::Table { table: raw, .. }) = model.syntax.nodes.get(model.tables[table].node) else {
        return false;
    };
    let known = |span: Span| row.figures.iter().flatten().any(|id| span.contains(model.figure(*id).span));
    let more = |cell: &RawCell<'_>| {
        let text = cell.text.trim();
        let number = parse_number(text).is_some_and(|(value, _)| !value.is_zero());
        number && !known(cell.span) || text.chars().count() > 2 && words::has(text, REMARKS)
    };
    let Some(raw) = raw.rows.get(at) else { return false };
    // What two means differ by is not the mean of what each two differ by.
    let mean = raw.cells.iter().take(2).any(|cell| cell.text.contains("平均"));
    // The first cells are the number and the name.
    mean || !rate && raw.cells.iter().skip(2).any(more)
}

/// How far a column stands at least from those that it does not follow from.
const FAR: usize = 8;

fn ways(columns: &Columns, derived: usize, kind: Kind) -> impl Iterator<Item = Way> + '_ {
    // 增减率, 节约率: what two others differ by comes into rates of just that.
    let of_difference = words::has(&columns.titles[derived], "增|减|节|结|剩|变动|空|调");
    // Of many columns those far away are of something else, and the more there are, the more come out by chance.
    let near = move |at: &usize| at.abs_diff(derived) < FAR;
    let of = move |at: &usize| match columns.kinds[*at] {
        Kind::Rate => false,
        Kind::Difference => *at != derived && (kind == Kind::Difference || of_difference),
        Kind::Level => *at != derived,
    };
    let others = move || (0..columns.kinds.len()).filter(near).filter(of);
    let pairs = others().flat_map(move |one| others().map(move |other| (one, other)));
    let pairs = pairs.filter(|(one, other)| one != other);
    let title = |at: usize| &*columns.titles[at];
    // 实有人数 | 其中：行政 | 其中：事业.
    let divided = move |one: usize, other: usize| {
        one == derived + 1 && other == one + 1 && is_of_which(title(one)) && is_of_which(title(other))
    };
    // 实际支出 | 基本支出 | 项目支出: spending of both kinds.
    let of_spending =
        words::has(title(derived), "支出|合计|总额") && !words::has(title(derived), "收入|预算");
    let kinds = move |one: usize, other: usize| {
        of_spending
            && title(one) == "基本支出"
            && title(other) == "项目支出"
            && other == one + 1
            && (derived + 1 == one || derived == other + 1)
    };
    let of_pairs = pairs.flat_map(move |(one, other)| match kind {
        Kind::Rate => vec![Way::Of(one, other), Way::Growth(one, other)],
        Kind::Difference => vec![Way::Less(one, other), Way::And(one, other)],
        Kind::Level if divided(one, other) || kinds(one, other) => vec![Way::And(one, other)],
        Kind::Level if is_mean(title(one)) && !is_mean(title(other)) && is_product(title(derived)) => {
            vec![Way::Times(one, other)]
        }
        Kind::Level => Vec::new(),
    });
    of_pairs.chain(others().filter(move |_| kind == Kind::Rate).map(Way::OfTotal))
}

/// 金额, 合计; not 单价 itself, nor what was paid in the end: 实发金额, 成交价.
fn is_product(title: &str) -> bool {
    words::has(title, "金额|合计|小计|总价|合价|总额|应发|补助|资金|经费|支出")
        && !is_mean(title)
        && !words::has(title, "实发|实际|成交|结算|支付|拨付|到位|已|审定|中标")
}

/// What the rows say of a way.
struct Established {
    /// Rows in which it says something, and holds.
    right: usize,
    /// Rows in which it does not.
    wrong: Vec<usize>,
    claims: Vec<(usize, Claim)>,
}

/// The way, if the rows bear it out: two at least, and hardly one speaks against it. Whole per cents are alike by chance, so
/// they take three.
fn established(model: &Model<'_>, columns: &Columns, derived: usize, way: Way) -> Option<Established> {
    let mut found = Established { right: 0, wrong: Vec::new(), claims: Vec::new() };
    let mut whole = true;
    let negative = |id: FigureId| model.figure(id).quantity.value.is_sign_negative();
    let signed = columns.rows.iter().any(|row| row.figures[derived].is_some_and(negative));
    for (at, row) in columns.rows.iter().enumerate() {
        let Some(claim) = claim_of(model, columns, row, (derived, signed), way) else { continue };
        match model.exact(claim.stated).map(|stated| judge(&stated, &claim.formula).outcome) {
            Some(Outcome::Agrees | Outcome::Tail) => {
                let telling = says_something(model, &claim);
                found.right += usize::from(telling);
                whole &= !telling || model.figure(claim.stated).quantity.places == 0;
            }
            Some(Outcome::Contradiction) => found.wrong.push(at),
            _ => continue,
        }
        // A row more against it than for it is too many whatever follows.
        if found.wrong.len() > 1 + found.right {
            return None;
        }
        found.claims.push((at, claim));
    }
    let enough = if whole && columns.kinds[derived] == Kind::Rate { 3 } else { 2 };
    let few = found.wrong.len() <= 1 || found.wrong.len() * 4 <= found.right;
    (found.right >= enough && few).then_some(found)
}

/// Whether it is no matter of course: nothing is nothing of anything, and all of it is all.
fn says_something(model: &Model<'_>, claim: &Claim) -> bool {
    let value = |id: FigureId| model.figure(id).quantity.value;
    let stated = value(claim.stated).abs();
    let all = matches!(claim.formula, Formula::Share { .. }) && stated == Decimal::ONE_HUNDRED;
    // 1 × 800 is 800 whatever the columns mean.
    let factors = matches!(claim.formula, Formula::Expression(_));
    let plain = |id: &FigureId| value(*id).is_zero() || factors && value(*id) == Decimal::ONE;
    !all && !stated.is_zero() && !claim.operands.iter().any(plain)
}

fn claim_of(
    model: &Model<'_>,
    columns: &Columns,
    row: &Row,
    (derived, signed): (usize, bool),
    way: Way,
) -> Option<Claim> {
    let stated = row.figures[derived]?;
    let total = || {
        let total = columns.rows.iter().find(|row| row.level == Level::Total);
        // 总投资 | 1000.00 | 100%
        let all = |row: &&Row| {
            let rate = row.figures[derived].map(|id| model.figure(id).quantity);
            rate.is_some_and(|rate| rate.value == Decimal::ONE_HUNDRED)
        };
        let mut whole = columns.rows.iter().filter(all);
        let of_all = words::has(&columns.titles[derived], "占|比重|比例|构成");
        let only = || whole.next().filter(|_| of_all && whole.next().is_none());
        total.or_else(only).filter(|_| row.level != Level::Below)
    };
    let (one, other) = match way {
        Way::Less(one, other)
        | Way::And(one, other)
        | Way::Of(one, other)
        | Way::Growth(one, other)
        | Way::Times(one, other) => (row.figures[one]?, row.figures[other]?),
        Way::OfTotal(column) => (row.figures[column]?, total()?.figures[column]?),
    };
    let comparable = matches!(way, Way::Times(..)) || are_alike(model, one, other);
    let (new, old) = (model.exact(one)?, model.exact(other)?);
    let printed = model.exact(stated)?;
    // A fall is written with and without its sign, but hardly both in one column.
    let unsigned = printed.value() >= Decimal::ZERO && !signed;
    let falls = unsigned && new.value() < old.value();
    let (formula, operands, sign) = match way {
        Way::Less(..) if falls => (Formula::difference(old, new), [other, one], "-"),
        Way::Less(..) => (Formula::difference(new, old), [one, other], "-"),
        Way::And(..) => (Formula::total([new, old]), [one, other], "+"),
        Way::Of(..) | Way::OfTotal(_) => (Formula::Share { part: new, whole: old }, [one, other], "÷"),
        Way::Growth(..) => (Formula::Change { new, old, decrease: falls }, [one, other], "÷"),
        Way::Times(..) => (product(new, old), [one, other], "×"),
    };
    let term = |id: FigureId| model.term(id);
    let [first, second] = operands;
    let shown = match way {
        Way::Growth(..) if falls => format!("({1} - {0}) ÷ {1}", term(first), term(second)),
        Way::Growth(..) => format!("({0} - {1}) ÷ {1}", term(first), term(second)),
        _ => format!("{} {sign} {}", term(first), term(second)),
    };
    let claim = Claim { stated, formula, operands: operands.to_vec(), shown, others: Vec::new() };
    (comparable && agrees_in_kind(model, &claim)).then_some(claim)
}

fn product(one: Printed, other: Printed) -> Formula {
    let factor = |printed| (Power::Times, Expression::figure(printed));
    Formula::Expression(Expression::Product(vec![factor(one), factor(other)]))
}

/// Amounts are the difference of amounts, counts that of counts.
fn agrees_in_kind(model: &Model<'_>, claim: &Claim) -> bool {
    !matches!(claim.formula, Formula::Sum { .. })
        || claim.operands.iter().all(|id| are_alike(model, *id, claim.stated))
}

/// Whether two figures can be added up. Of what is counted only some heads say what it is.
fn are_alike(model: &Model<'_>, one: FigureId, other: FigureId) -> bool {
    let counted = |id: FigureId| {
        let dimension = model.figure(id).quantity.unit.dimension;
        matches!(dimension, Dimension::Count(_) | Dimension::Bare)
    };
    model.figure(one).quantity.comparable(&model.figure(other).quantity) || counted(one) && counted(other)
}
