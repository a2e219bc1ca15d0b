//! What the head of a column says: which year and basis, or which part of an indicator.

use super::names::{self, Basis, Year, read_label};
use crate::{
    number::{Unit, parse_number, parse_unit},
    syntax::{Notation, RawCell, RawRow, RawTable},
    words,
};
use std::sync::Arc;

/// The meaning of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Head {
    /// Names of rows: 项目, 指标名称.
    Label,
    /// 序号, 编码: structure, no item.
    Code,
    /// Amounts of a year and basis.
    Amount { year: Option<Year>, basis: Basis },
    /// 一级指标.
    First,
    /// 二级指标.
    Second,
    /// 三级指标.
    Third,
    /// 年度指标值.
    Target,
    /// 实际完成值.
    Actual,
    /// 分值, 权重.
    Weight,
    /// 得分.
    Points,
    /// 扣分: what the points miss of the weight.
    Lost,
    /// 执行率.
    Rate,
    /// 偏差原因分析及改进措施.
    Reason,
    /// 指标性质: ≥, ≤, =.
    Relation,
    /// 度量单位.
    Measure,
}

/// Whether a column of that head holds figures rather than names.
pub(crate) fn names_figures(head: Head) -> bool {
    matches!(
        head,
        Head::Amount { .. }
            | Head::Weight
            | Head::Points
            | Head::Lost
            | Head::Rate
            | Head::Target
            | Head::Actual
    )
}

/// Whether a head says what part of an indicator stands below it, as none of amounts does.
pub(crate) fn is_of_indicators(head: Head) -> bool {
    use Head::{Actual, First, Measure, Relation, Second, Target, Third};
    matches!(head, First | Second | Third | Target | Actual | Relation | Measure)
}

/// The heads of the columns of a row of cells.
pub(crate) fn read_row(row: &RawRow<'_>) -> Vec<Option<Head>> {
    let mut heads: Vec<Option<Head>> = row.cells.iter().map(|cell| read(&cell.text)).collect();
    // 年度绩效指标完成情况 beside 实际完成值 is the label of the form.
    let values = row
        .cells
        .iter()
        .zip(&heads)
        .any(|(cell, head)| *head == Some(Head::Actual) && cell.text.contains('值'));
    for (cell, head) in row.cells.iter().zip(&mut heads).filter(|_| values) {
        if *head == Some(Head::Actual) && cell.text.trim().ends_with("完成情况") {
            *head = None;
        }
    }
    drop_other_years(row, &mut heads);
    keep_plainest(row, &mut heads);
    keep_budget(row, &mut heads);
    take_weighted(row, &mut heads);
    take_spending(row, &mut heads);
    let level = |head: &Option<Head>| matches!(head, Some(Head::First | Head::Second | Head::Third));
    let (first, last) = (heads.iter().position(level), heads.iter().rposition(level));
    // 分值 between 一级指标 and 三级指标 is the weight of a group, not of an indicator.
    if let (Some(first), Some(last)) = (first, last) {
        let of_group = |head: &Option<Head>| matches!(head, Some(Head::Weight | Head::Points));
        heads[first..last].iter_mut().filter(|head| of_group(head)).for_each(|head| *head = None);
    }
    heads
}

/// Whether a row says what indicators are held against: 指标值 and 实际完成值.
pub(crate) fn has_target_and_actual(heads: &[Option<Head>]) -> bool {
    heads.contains(&Some(Head::Target)) && heads.contains(&Some(Head::Actual))
}

/// The heads of a row of nothing but levels, 一级指标, 二级指标, 三级指标, with the others that the row above it says: 绩效指标, 指标值, 实际完成值.
/// `None` where the rows do not lie so.
pub(crate) fn read_rows(upper: &RawRow<'_>, lower: &RawRow<'_>) -> Option<Vec<Option<Head>>> {
    let level = |head: Head| matches!(head, Head::First | Head::Second | Head::Third);
    let blank = |cell: &RawCell<'_>| cell.text.is_empty();
    let (below, cells) = (read_row(lower), &lower.cells);
    if upper.cells.len() != cells.len() || upper.loose || !below.iter().flatten().all(|head| level(*head)) {
        return None;
    }
    let above = read_row(upper);
    let columns = || cells.iter().zip(&below).zip(&above);
    let fits = |((cell, below), above): ((&RawCell<'_>, &Option<Head>), &Option<Head>)| match blank(cell) {
        true => true,
        false => below.is_some() && above.is_none(),
    };
    let divided = below.iter().flatten().count() >= 2 && has_target_and_actual(&above);
    (divided && columns().all(fits)).then(|| columns().map(|((_, below), above)| below.or(*above)).collect())
}

/// 2022年完成值 beside 2023年目标值 and 2023年完成值 is no actual value of the year that the form is about: the latest that was reached.
fn drop_other_years(row: &RawRow<'_>, heads: &mut [Option<Head>]) {
    let year = |at: usize| read_label(&row.cells[at].text).year;
    let reached = |(at, head): (usize, &Option<Head>)| match year(at) {
        Year::Of(year) if *head == Some(Head::Actual) => Some(year),
        _ => None,
    };
    let last = heads.iter().enumerate().filter_map(reached).max();
    for (at, head) in heads.iter_mut().enumerate() {
        let other = match year(at) {
            Year::Of(year) => last.is_some_and(|last| last != year),
            Year::Before => true,
            Year::Reported => false,
        };
        if other && matches!(head, Some(Head::Target | Head::Actual)) {
            *head = None;
        }
    }
}

/// Of columns of one kind those that are called by its name alone: 执行率 beside 上年执行率, 实际完成值 beside 1-6月完成值, 年度指标值 beside
/// 三年目标值; and before these what was adjusted, as 调整后指标值.
fn keep_plainest(row: &RawRow<'_>, heads: &mut [Option<Head>]) {
    const KINDS: &str = "执行率|完成率|使用率|完成值|实际值|完成情况|实际完成|指标值|目标值";
    const PLAIN: &str = "全年|年度|本年|当年|实际|预算|资金|项目|指标|目标|绩效|预期|支出|值";
    let rank = |at: usize| {
        let title = bare(&row.cells[at].text);
        let mut rest = words::without_tail(&title, KINDS).unwrap_or(&title);
        while let Some(shorter) = words::without_head(rest, PLAIN) {
            rest = shorter;
        }
        if title.contains("调整后") { 2 } else { u8::from(rest.is_empty()) }
    };
    for kind in [Head::Rate, Head::Actual, Head::Target] {
        let columns: Vec<usize> = (0..heads.len()).filter(|at| heads[*at] == Some(kind)).collect();
        if let (2.., Some(best)) = (columns.len(), columns.iter().map(|at| rank(*at)).max()) {
            columns.iter().filter(|at| rank(**at) < best).for_each(|at| heads[*at] = None);
        }
    }
}

/// 权重 40% | 得分 90 | 加权得分 36: what was got of the weight is the weighted points, beside which the others are out of a hundred.
fn take_weighted(row: &RawRow<'_>, heads: &mut [Option<Head>]) {
    const WEIGHTED: &str = "加权得分|加权分|加权后得分|加权评分|折算得分";
    let weighted = row.cells.iter().position(|cell| words::is(&bare(&cell.text), WEIGHTED));
    let points = heads.iter().position(|head| *head == Some(Head::Points));
    if let (Some(weighted), Some(points), true) = (weighted, points, heads.contains(&Some(Head::Weight))) {
        heads[points] = None;
        heads[weighted] = Some(Head::Points);
    }
}

/// 全年预算数 | 支出 | 执行率: between a budget and its rate stands what was spent of it, called by nothing else. Where other columns say
/// more of what there was to spend, or of when it was spent, the rate may be of that.
fn take_spending(row: &RawRow<'_>, heads: &mut [Option<Head>]) {
    const SPENT: &str = "支出|支付数|支付金额|实际支付数|实际支付|已支付数|支付";
    const MORE: &str = "到位|追加|结转|收回|调整预算|其中|未付|收入|月|季度|时间";
    let is_budget = |head: Option<Head>| {
        matches!(head, Some(Head::Amount { basis: Basis::Adjusted | Basis::Budget, .. }))
    };
    let spent = Head::Amount { year: None, basis: Basis::Final };
    let title = |at: usize| bare(&row.cells[at].text);
    let Some(rate) = heads.iter().position(|head| *head == Some(Head::Rate)).filter(|rate| *rate >= 2) else {
        return;
    };
    let beside = is_budget(heads[rate - 2]) && words::is(&title(rate - 1), SPENT);
    // 年初预算 | 全年预算 | 支出: of the last one.
    let plain = (0..heads.len()).all(|at| !words::has(&title(at), MORE))
        && (0..rate - 2).all(|at| !is_budget(heads[at]) || title(at).contains("年初"));
    if beside && plain && !heads.contains(&Some(spent)) {
        heads[rate - 1] = Some(spent);
    }
}

/// 预算调整数 beside 全年预算数 is by how much the budget was adjusted; 总预算 beside the budget of the year, whose rate is given, is of all
/// years.
fn keep_budget(row: &RawRow<'_>, heads: &mut [Option<Head>]) {
    let title = |at: usize| bare(&row.cells[at].text);
    let budget = |head: Option<Head>| match head {
        Some(Head::Amount { year, basis: Basis::Adjusted | Basis::Budget }) => Some(year),
        _ => None,
    };
    let budgets: Vec<_> = (0..heads.len()).filter_map(|at| Some((at, budget(heads[at])?))).collect();
    /// Most budgets beside each other in one table.
    const MOST: usize = 16;
    if budgets.len() > MOST {
        return;
    }
    let rated = heads.contains(&Some(Head::Rate));
    for (at, year) in &budgets {
        let text = title(*at);
        let mut others = budgets.iter().filter(|(other, of)| other != at && of == year);
        let changed = text.contains("调整") && !words::has(&text, "调整后|全年");
        let drops = if changed {
            others.any(|(other, _)| words::has(&title(*other), "调整后|全年"))
        } else {
            rated && text.starts_with("总预算") && others.next().is_some()
        };
        if drops {
            heads[*at] = None;
        }
    }
}

/// 增减额, 占比: heads that stand beside amounts and say something of them.
pub(crate) fn is_beside_amounts(cell: &str) -> bool {
    const HEADS: &str =
        "增减额|增减率|增减幅度|增减|增减%|增长率|增长%|增幅|变动额|变动率|占比|比重|预算%|差额|结余|结转";
    words::ends(&bare(cell), HEADS)
}

/// What a cell says as the head of a column, if it is one.
pub(crate) fn read(cell: &str) -> Option<Head> {
    if cell.is_empty() || cell.len() > 90 {
        return None;
    }
    let text = bare(cell);
    // 执行率权重 and 执行率得分 beside 执行率: what the rate is worth.
    let of_rate = words::without_head(&text, "预算执行率|资金执行率|执行率").filter(|rest| !rest.is_empty());
    let exact = match of_rate.unwrap_or(&text) {
        "项目" | "项目名称" | "科目名称" | "名称" | "单位名称" | "指标" | "内容" | "经费控制情况"
        | "支出项目" | "收入项目" | "收入" | "支出" | "经费项目" | "费用项目" => {
            Some(Head::Label)
        }
        "序号" | "行次" | "编码" | "科目编码" | "编号" | "类" | "款" | "项" => {
            Some(Head::Code)
        }
        "一级指标" => Some(Head::First),
        "二级指标" => Some(Head::Second),
        "三级指标" | "指标名称" | "绩效指标名称" | "三级指标名称" | "四级指标" | "指标内容" => {
            Some(Head::Third)
        }
        "分值" | "权重" | "指标分值" | "权重分" | "分值权重" | "标准分" | "标准分值" | "权重分值"
        | "满分" | "指标权重" => Some(Head::Weight),
        "得分" | "自评得分" | "自评分" | "实际得分" | "评分" | "指标得分" | "自评分值" | "得分情况"
        | "评价得分" | "专家评分" | "自评分数" => Some(Head::Points),
        "扣分" | "扣分值" | "扣分数" | "扣减分" | "扣减分值" | "失分" => Some(Head::Lost),
        "指标性质" | "性质" => Some(Head::Relation),
        "度量单位" | "计量单位" | "指标单位" => Some(Head::Measure),
        "备注" | "说明" | "备注说明" => Some(Head::Reason),
        _ => None,
    };
    if exact.is_some() {
        return exact;
    }
    if words::has(&text, "原因|改进措施|偏差|扣分说明") {
        return Some(Head::Reason);
    }
    let ends = |tails: &[&str]| tails.iter().any(|tail| text.ends_with(tail));
    if ends(&["指标值", "目标值", "指标值目标值"]) && !text.contains("完成") && !text.contains("实际")
    {
        return Some(Head::Target);
    }
    if ends(&["完成值", "实际值", "完成情况", "实际完成", "完成指标值"])
        && !text.contains("目标完成情况")
        && !text.contains("总体")
    {
        return Some(Head::Actual);
    }
    // 上半年执行数, 累计支出: of another time than the year that the other columns are of.
    let part = words::has(&text, "累计|半年|季度|月") && !text.contains("12月");
    if part {
        return None;
    }
    // 项目完成率 is of the work; 上年执行率 and 目标执行率 are not what came out of the amounts beside them.
    let of_work = words::is(&text, "项目完成率|工程完成率|任务完成率|目标完成率");
    let other = of_work || words::has(&text, "上年|去年|同期|目标|平均|预计|年初|调整前|剔除");
    if ends(&["执行率", "完成率", "资金使用率"]) && text.chars().count() <= 7 && !other {
        return Some(Head::Rate);
    }
    amount(&text)
}

fn amount(text: &str) -> Option<Head> {
    if text.chars().count() > 12 {
        return None;
    }
    if words::is(text, "支出数|支出金额|全年支出|全年支出数") {
        return Some(Head::Amount { year: None, basis: Basis::Final });
    }
    let label = read_label(text);
    let plain = matches!(text, "合计" | "金额" | "小计" | "本年数" | "上年数" | "本年金额");
    let named =
        !label.name.is_empty() && !matches!(label.name.as_ref(), "数" | "金额" | "资金" | "支出" | "额");
    if named && !plain {
        return None;
    }
    if !plain && label.basis == Basis::Unsaid && !label.year_said {
        return None;
    }
    Some(Head::Amount { year: label.year_said.then_some(label.year), basis: label.basis })
}

/// The head without spaces, brackets and what they hold.
fn bare(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut depth = 0usize;
    for char in cell.chars() {
        match char {
            '（' | '(' | '〔' => depth += 1,
            '）' | ')' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || char.is_whitespace() || "：:\u{3000}".contains(char) => {}
            _ => out.push(char),
        }
    }
    out
}

/// The unit that stands in brackets in a head, a caption or a title: 预算投资（万元）, 单位：元.
pub(crate) fn unit_in(text: &str) -> Option<Unit> {
    const UNITS: [&str; 6] = ["亿元", "万元", "千元", "百元", "元", "㎡"];
    if !text.contains(['元', '㎡']) {
        return None;
    }
    let said = |unit: &str| {
        ["（", "(", "单位：", "单位:", "金额单位：", "：", ":"].iter().any(|lead| {
            text.match_indices(lead).any(|(at, _)| {
                let behind =
                    text[at + lead.len()..].trim_start_matches(|c: char| c.is_whitespace() || c == '|');
                behind.strip_prefix("人民币").unwrap_or(behind).starts_with(unit)
            })
        })
    };
    UNITS.into_iter().find(|unit| said(unit)).and_then(parse_unit)
}

/// Rows that name the project of a form, with its name: | 项目名称 | 防汛抗旱 |.
pub(super) fn projects(table: &RawTable<'_>) -> Vec<(usize, Arc<str>)> {
    let named = |(at, row): (usize, &RawRow<'_>)| {
        // Where each cell is a line of its own, the name stands in the row below.
        let alone = row.cells.len() == 1 && table.notation == Notation::CellLines;
        let below = table.rows.get(at + 1).filter(|_| alone);
        let cells = row.cells.iter().chain(below.iter().flat_map(|row| &row.cells));
        Some((at, project(cells.map(|cell| &*cell.text))?))
    };
    table.rows.iter().enumerate().filter_map(named).collect()
}

/// The project that cells or lines name: 项目名称 and 防汛抗旱, or 项目名称：防汛抗旱.
pub(super) fn project<'c>(cells: impl Iterator<Item = &'c str>) -> Option<Arc<str>> {
    const LABELS: &str =
        "项目名称|项目支出名称|专项名称|专项资金名称|资金名称|转移支付（项目）名称|转移支付项目名称";
    let parts =
        cells.flat_map(|text| text.split(['：', ':'])).flat_map(|part| part.split("  ")).map(str::trim);
    let mut parts = parts.filter(|part| !part.is_empty());
    parts.find(|part| words::is(names::row_label(part), LABELS))?;
    let name = parts.next().filter(|name| read(name).is_none() && parse_number(name).is_none())?;
    Some(name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_year_basis_or_part() {
        let amount = |year, basis| Some(Head::Amount { year, basis });
        assert_eq!(read("2022年决算数"), amount(Some(Year::Of(2022)), Basis::Final));
        assert_eq!(read("年初\u{3000}预算数"), amount(None, Basis::Initial));
        assert_eq!(read("全年预算数(A)"), amount(None, Basis::Adjusted));
        assert_eq!(read("全年执行数"), amount(None, Basis::Final));
        assert_eq!(read("执行率(B/A)"), Some(Head::Rate));
        assert_eq!(read("得分(20分*执行率)"), Some(Head::Points));
        assert_eq!(read("年度指标值"), Some(Head::Target));
        assert_eq!(read("年初目标值(A)"), Some(Head::Target));
        assert_eq!(read("全年实际值"), Some(Head::Actual));
        assert_eq!(read("偏差原因分析及改进措施"), Some(Head::Reason));
        assert_eq!(read("三公经费"), None);
        assert_eq!(read("年度总体目标完成情况综述"), None);
    }

    #[test]
    fn units_stand_in_brackets_or_behind_the_word() {
        assert_eq!(unit_in("预算投资（万元）"), parse_unit("万元"));
        assert_eq!(unit_in("编制部门：某局\t单位：元"), parse_unit("元"));
        assert_eq!(unit_in("三公经费"), None);
    }
}
