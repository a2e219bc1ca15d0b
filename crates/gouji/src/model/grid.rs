//! Plain tables of figures: 序号, 乡镇, 金额, with 合计 below or beside them. No form says what such a table is about, so its
//! figures are nothing beyond it; but what it calls a total is one.

use super::{
    FigureId,
    cells::{self, Content},
    forms,
    heads::{self, Head},
    names, tree,
};
use crate::{
    number::{Dimension, Unit, parse_chinese_number, parse_number, sum, times},
    syntax::{RawCell, RawRow, RawTable},
    words,
};
use rust_decimal::Decimal;

/// A plain table.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// The column that is the sum of others of its row, as an index of [`GridRow::figures`].
    pub(crate) total_column: Option<usize>,
    /// Whether the rows are numbered from 1 on without a gap: then none is missing.
    pub(crate) numbered: bool,
    pub(crate) kind: GridKind,
    pub(crate) rows: Vec<GridRow>,
    /// Weight, points and 得分率, for every column or row of a table of scores.
    pub(crate) scores: Vec<Score>,
}

/// What says that the rows of a plain table make up its total.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum GridKind {
    /// Nothing but that one row is called 合计.
    Plain,
    /// It is half of a table of receipts and spending.
    Halves,
    /// The names of its rows: 财政拨款 and 其他资金 are all there is.
    Named,
}

/// Weight, points and 得分率, as far as they are there.
pub(crate) type Score = [Option<FigureId>; 3];

impl Grid {
    /// Rows with a total among them and nothing beside them.
    pub(super) fn of_rows(rows: Vec<GridRow>, numbered: bool) -> Self {
        Grid { total_column: None, numbered, kind: GridKind::Plain, rows, scores: Vec::new() }
    }
}

/// A row of a plain table.
#[derive(Clone, Debug)]
pub(crate) struct GridRow {
    /// Whether it is the sum of the others.
    pub(crate) total: bool,
    /// Its figures in the columns that can be added up; none in an empty cell.
    pub(crate) figures: Vec<Option<FigureId>>,
}

/// A line of one half of a table whose halves stand beside each other: receipts and spending.
pub(super) struct HalfLine {
    pub(super) label: String,
    pub(super) figures: Vec<Option<FigureId>>,
}

/// The line that is a sum, and those that make it up.
struct HalfSum<'l> {
    total: &'l HalfLine,
    parts: Vec<&'l HalfLine>,
    /// Whether the parts are numbered without a gap: then none is missing.
    numbered: bool,
}

/// The sums of the halves, each by itself; and where lines without an amount are left out, 一、 and 八、 above 本年收入合计, all of them beside
/// each other, if the cells are `certain`: where the others come out, no line with an amount is missing.
pub(super) fn sums_of_halves(halves: &[Vec<HalfLine>], certain: bool) -> Vec<Grid> {
    let sums: Vec<HalfSum<'_>> = halves.iter().flat_map(|lines| sums_of_half(lines)).collect();
    let mut grids: Vec<Grid> = sums.iter().map(added).collect();
    if certain && sums.iter().any(|sum| !sum.numbered) {
        let of_line = |line: Option<&&HalfLine>, width: usize| match line {
            Some(line) => line.figures.clone(),
            None => vec![None; width],
        };
        let figures = |part: usize| {
            sums.iter().flat_map(move |sum| of_line(sum.parts.get(part), sum.total.figures.len())).collect()
        };
        let most = sums.iter().map(|sum| sum.parts.len()).max().unwrap_or_default();
        let parts = (0..most).map(|part| GridRow { total: false, figures: figures(part) });
        let totals = sums.iter().flat_map(|sum| sum.total.figures.iter().copied()).collect();
        let rows = parts.chain([GridRow { total: true, figures: totals }]).collect();
        grids.push(Grid {
            total_column: None,
            numbered: false,
            kind: GridKind::Halves,
            rows,
            scores: Vec::new(),
        });
    }
    grids
}

/// The sums of a half: 本年收入合计 is all that is numbered above it, and 总计 is that with what was carried over (部门决算报表
/// 财决01表、财决01-1表).
fn sums_of_half(lines: &[HalfLine]) -> Vec<HalfSum<'_>> {
    let ends = |line: &HalfLine, tail: &str| names::row_label(&line.label).ends_with(tail);
    let carried =
        || lines.iter().any(|line| line.label.contains("结转") && line.figures.iter().any(Option::is_some));
    // 收入总计 alone, where nothing was carried over.
    let only = || lines.iter().position(|line| ends(line, "总计")).filter(|_| !carried());
    let Some(sum) = lines.iter().position(|line| ends(line, "合计")).or_else(only) else {
        return Vec::new();
    };
    let members: Vec<&HalfLine> = lines[..sum].iter().filter(|line| ordinal(&line.label).is_some()).collect();
    let ordinals = || members.iter().filter_map(|line| ordinal(&line.label));
    let numbered = ordinals().zip(1..).all(|(ordinal, number)| ordinal == number);
    // Spending by function, and below it once more by its kind.
    let rising = ordinals().zip(ordinals().skip(1)).all(|(before, next)| before < next);
    // Text out of a PDF may have lines of one half in the other.
    let sides = |side: &str, other: &str| {
        lines[sum].label.contains(side) && members.iter().any(|line| line.label.contains(other))
    };
    if !rising || sides("收入", "支出") || sides("支出", "收入") {
        return Vec::new();
    }
    let mut sums = vec![HalfSum { total: &lines[sum], parts: members, numbered }];
    let behind = &lines[sum + 1..];
    if let Some(all) = behind.iter().position(|line| ends(line, "总计")) {
        let filled = behind[..all].iter().filter(|line| line.figures.iter().any(Option::is_some));
        let (carried, others): (Vec<&HalfLine>, Vec<&HalfLine>) =
            filled.partition(|line| words::has(&line.label, "结转|结余"));
        let parts = [&lines[sum]].into_iter().chain(carried.iter().copied()).collect();
        // 其中：项目支出结转和结余 is of what stands above it.
        let within = |line: &&&HalfLine| words::has(&line.label, "其中|基本支出|项目支出|经营");
        let numbered = others.is_empty() && !carried.iter().any(|line| within(&line));
        sums.push(HalfSum { total: &behind[all], parts, numbered });
    }
    sums
}

/// The sums of a row as columns beside each other, each with its parts above its total; `certain` where the titles say whose each
/// figure is.
pub(super) fn sums_of_row(figures: &[Option<FigureId>], sums: &[(usize, Vec<usize>)], certain: bool) -> Grid {
    let most = sums.iter().map(|(_, parts)| parts.len()).max().unwrap_or_default();
    let part = |at: usize| sums.iter().map(|(_, parts)| parts.get(at).and_then(|of| figures[*of])).collect();
    let parts = (0..most).map(|at| GridRow { total: false, figures: part(at) });
    let total = sums.iter().map(|(total, _)| figures[*total]).collect();
    let rows = parts.chain([GridRow { total: true, figures: total }]).collect();
    Grid::of_rows(rows, certain)
}

fn added(sum: &HalfSum<'_>) -> Grid {
    let row = |line: &HalfLine, total: bool| GridRow { total, figures: line.figures.clone() };
    let rows = sum.parts.iter().map(|line| row(line, false)).chain([row(sum.total, true)]).collect();
    Grid { total_column: None, numbered: sum.numbered, kind: GridKind::Halves, rows, scores: Vec::new() }
}

/// 三 of 三、国有资本经营预算财政拨款收入.
pub(super) fn ordinal(label: &str) -> Option<u32> {
    let (number, _) = label.trim_start().split_once('、')?;
    parse_chinese_number(number)
}

/// The sums within a row of “三公”经费: 合计, 因公出国（境）费, 公务用车 with 小计, 购置费 and 运行费, and 公务接待费 beside each other, once or once
/// for the budget and once for what was spent (部门决算报表 财决公开07表). Each column with those that make it up; none where a title is
/// of anything else, as 合计 may then be of that too.
pub(super) fn sums_of_expenses(titles: &[&str]) -> Vec<(usize, Vec<usize>)> {
    let starts = || (0..titles.len()).filter(|at| titles[*at].contains("合计"));
    let ends = starts().skip(1).chain([titles.len()]);
    starts()
        .zip(ends)
        .filter_map(|(start, end)| sums_of_expense(&titles[start..end], start))
        .flatten()
        .collect()
}

/// The titles in the order of the form, where all of them stand above, but not in the columns of the figures.
pub(super) fn titles_of_expenses<'c>(
    heads: impl Iterator<Item = &'c str>,
    width: usize,
) -> Option<Vec<&'static str>> {
    const TITLES: [&str; 6] =
        ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行费", "公务接待费"];
    const WORDS: [&str; 6] = ["合计", "出国", "小计", "购置", "运行", "接待"];
    let mut counts = [0; 6];
    for head in heads.filter(|head| !(head.contains("购置") && head.contains("运行"))) {
        if let Some(at) = WORDS.iter().position(|word| head.contains(word)) {
            counts[at] += 1;
        }
    }
    let halves = width / TITLES.len();
    let all = halves > 0 && width.is_multiple_of(TITLES.len()) && counts == [halves; 6];
    all.then(|| TITLES.repeat(halves))
}

fn sums_of_expense(titles: &[&str], start: usize) -> Option<Vec<(usize, Vec<usize>)>> {
    let one = |fits: &dyn Fn(&str) -> bool| {
        let mut found = (1..titles.len()).filter(|at| fits(titles[*at]));
        let at = found.next().filter(|_| found.next().is_none())?;
        Some(start + at)
    };
    let (buys, runs) = (|title: &str| title.contains("购置"), |title: &str| title.contains("运行"));
    let abroad = one(&|title| title.contains("出国"))?;
    let guests = one(&|title| title.contains("接待"))?;
    let cars = one(&|title| title.contains("小计") || buys(title) && runs(title));
    let bought = one(&|title| buys(title) && !runs(title));
    let run = one(&|title| runs(title) && !buys(title));
    let parts: Vec<usize> = [bought, run].into_iter().flatten().collect();
    let known = 3 + usize::from(cars.is_some()) + parts.len();
    let complete = cars.is_some() || parts.len() == 2;
    if known != titles.len() || !complete {
        return None;
    }
    let all = |cars: Vec<usize>| (start, [vec![abroad], cars, vec![guests]].concat());
    Some(match cars {
        Some(cars) if parts.len() == 2 => vec![all(vec![cars]), (cars, parts)],
        Some(cars) => vec![all(vec![cars])],
        None => vec![all(parts)],
    })
}

/// The sums of a table of points. Rows numbered 一、 among others are made up of those below them, and the total of these alone.
pub(super) fn sums_of_scores(rows: Vec<GridRow>, numbered: &[bool]) -> Vec<Grid> {
    let of_rows = |rows| Grid::of_rows(rows, false);
    let levels = rows.iter().zip(numbered).filter(|(row, _)| !row.total);
    if levels.clone().all(|(_, numbered)| *numbered) || !levels.clone().any(|(_, numbered)| *numbered) {
        return vec![of_rows(rows)];
    }
    let lines: Vec<(GridRow, bool)> = rows.into_iter().zip(numbered.iter().copied()).collect();
    let tops = lines.iter().filter(|(row, numbered)| row.total || *numbered);
    let mut grids = vec![of_rows(tops.map(|(row, _)| row.clone()).collect())];
    for group in lines.chunk_by(|_, (row, numbered)| !numbered && !row.total) {
        let mut rows: Vec<GridRow> = group.iter().map(|(row, _)| row.clone()).collect();
        if group[0].1 && rows.len() > 2 {
            rows[0].total = true;
            grids.push(of_rows(rows));
        }
    }
    grids
}

/// The sums of rows of two levels: each 小计 is that of the rows since the last one, and 合计 is that of them and of the rows behind them.
pub(super) fn sums_of_levels(rows: &[GridRow], subtotals: &[bool]) -> Vec<Grid> {
    let (mut grids, mut open, mut top) = (Vec::new(), Vec::new(), Vec::new());
    let total = |row: &GridRow| GridRow { total: true, ..row.clone() };
    for (row, sub) in rows.iter().zip(subtotals) {
        if *sub {
            top.push(row.clone());
            open.push(total(row));
            grids.push(Grid::of_rows(std::mem::take(&mut open), false));
        } else if row.total {
            top.append(&mut open);
            top.push(row.clone());
        } else {
            open.push(row.clone());
        }
    }
    grids.push(Grid::of_rows(top, false));
    grids
}

/// How a plain table lies in the cells.
pub(super) struct Layout {
    pub(super) head: usize,
    /// Columns that can be added up, and the unit of their figures.
    pub(super) columns: Vec<(usize, Unit)>,
    pub(super) total_column: Option<usize>,
    pub(super) numbered: bool,
    pub(super) rows: Vec<LaidRow>,
    /// 得分率, in a table of scores.
    pub(super) rates: Option<LaidRow>,
}

/// A row of a plain table, before its figures are known.
pub(super) struct LaidRow {
    pub(super) row: usize,
    pub(super) total: bool,
    /// Whether it is the sum of the rows since the last such.
    pub(super) sub: bool,
    /// The column of its name.
    pub(super) label: usize,
    /// How many cells 合计 spans beyond its own.
    pub(super) merged: usize,
}

/// Most cells of a table that is looked at.
const MOST: usize = 20_000;

/// The layout of a table as a plain one; `None` where it has no total, or where its rows are not all of one level.
pub(super) fn layout(raw: &RawTable<'_>, money: Unit, said: bool) -> Option<Layout> {
    let head = head(raw, money)?;
    let width = raw.rows[head].cells.len();
    let body = raw.rows.get(head + 1..)?;
    if body.len().saturating_mul(width) > MOST {
        return None;
    }
    let mut rows = Vec::with_capacity(body.len());
    let mut rates = None;
    for (at, row) in body.iter().enumerate() {
        let label = row.cells.iter().position(|cell| is_words(cell, money));
        let Some(label) = label.filter(|_| !row.outside) else { continue };
        let text = &row.cells[label].text;
        let sub = tree::is_total(text) && text.contains('小');
        let total = tree::is_total(text) && !sub;
        let merged = width.checked_sub(row.cells.len()).filter(|merged| *merged == 0 || total || sub);
        let figures = |cell: &RawCell<'_>| matches!(cells::read(&cell.text, money), Content::Number { .. });
        // A name with nothing beside it, however many cells are empty.
        if merged.is_none() && !row.loose && !row.cells.iter().any(figures) {
            continue;
        }
        let merged = merged?;
        // 其中, and 小计 by any other name, make rows of two levels.
        if row.loose || text.contains("小计") && !sub || text.trim_start().starts_with("其中") {
            return None;
        }
        let laid = LaidRow { row: head + 1 + at, total, sub, label, merged };
        if text.trim_start().starts_with("得分率") && rates.is_none() {
            rates = Some(laid);
        } else {
            rows.push(laid);
        }
    }
    if rows.iter().filter(|row| row.total).count() > 1 {
        return None;
    }
    let cell = |row: &LaidRow, column: usize| raw.rows[row.row].cells.get(column.checked_sub(row.merged)?);
    let addable = |column: &usize| {
        let title = &raw.rows[head].cells[*column].text;
        let contents = rows.iter().map(|row| cell(row, *column).map(|cell| cells::read(&cell.text, money)));
        let mut figures = 0;
        for content in contents.flatten() {
            match content {
                Content::Number { quantity, .. } if quantity.unit.dimension != Dimension::Percent => {
                    figures += 1
                }
                Content::Empty => {}
                _ => return false,
            }
        }
        figures >= 2 && can_be_added(title.trim_start().trim_start_matches("其中"))
    };
    let mut columns: Vec<usize> = (0..width).filter(addable).collect();
    let title = |column: usize| &raw.rows[head].cells[column].text;
    // 其中：行政 adds up below itself, and to nothing with the columns beside it.
    if columns.iter().any(|column| is_total_head(title(*column))) {
        columns.retain(|column| can_be_added(title(*column)));
    }
    // 单位 | 决策 | 过程 | 产出 | 效益 | 总分.
    let of_points = |title: &str| words::is(forms::without_brackets(title), "总分|总得分");
    // 加分 may take the total beyond what it can be.
    let plain = !columns.iter().any(|column| words::has(title(*column), "加分|扣分|附加"));
    let total_column =
        columns.iter().position(|column| is_total_head(title(*column)) || plain && of_points(title(*column)));
    let number =
        |row: &LaidRow| raw.rows[row.row].cells.first().and_then(|cell| cell.text.trim().parse().ok());
    let members = rows.iter().filter(|row| !row.total);
    let numbered = members.zip(1..).all(|(row, at): (_, usize)| number(row) == Some(at));
    let of_money = |column: usize| unit_of(title(column), money, said).dimension == Dimension::Money;
    let numbered =
        numbered || matches!(columns[..], [only] if of_money(only) && shares_out(raw, head, &rows, only));
    let any = rows.iter().any(|row| row.total || row.sub) || total_column.is_some();
    let points = Unit::base(Dimension::Points);
    let unit = |column: usize| if rates.is_some() { points } else { unit_of(title(column), money, said) };
    let columns = columns.iter().map(|column| (*column, unit(*column))).collect();
    any.then_some(Layout { head, columns, total_column, numbered, rows, rates })
}

/// Whether a table says how money was shared out among places, or where it came from: 乡镇 | 补助资金, with 合计 at its foot and an amount in
/// every row. None of them is part of another.
fn shares_out(raw: &RawTable<'_>, head: usize, rows: &[LaidRow], column: usize) -> bool {
    const PLACES: &str =
        "乡镇|镇乡|乡镇街道|乡镇名称|镇街|镇街名称|街镇|街道|镇|乡|县|县区|区县|县市区|资金来源";
    const OPEN: &str = "其中|等|其他|其它|部分|本级|省级以上|…|合计|小计";
    let titles = &raw.rows[head].cells;
    let names = titles[..column].iter().rev().find(|title| !title.text.is_empty());
    let bare =
        |title: &str| title.split(['（', '(']).next().unwrap_or_default().replace(['、', '/', ' '], "");
    let named = names.is_some_and(|title| words::is(&bare(&title.text), PLACES));
    let amount = |row: &LaidRow| raw.rows[row.row].cells.get(column.wrapping_sub(row.merged));
    let open = |row: &LaidRow| words::has(&raw.rows[row.row].cells[row.label].text, OPEN);
    let Some((last, places)) = rows.split_last().filter(|(last, places)| last.total && places.len() > 2)
    else {
        return false;
    };
    // A table that shows some of the places has the total of all.
    let value = |row: &LaidRow| parse_number(amount(row)?.text.trim()).map(|(value, _)| value);
    let shown =
        places.iter().map(value).collect::<Option<Vec<_>>>().and_then(|values| sum(values.into_iter()));
    let most = |(shown, all): (Decimal, Decimal)| {
        times(shown, Decimal::from(5))
            .zip(times(all, Decimal::from(4)))
            .is_some_and(|(shown, all)| shown >= all)
    };
    let all_shown = shown.zip(value(last)).is_some_and(most);
    named && all_shown && !places.iter().any(|row| row.sub || open(row))
}

/// The first row of names.
pub(super) fn head(raw: &RawTable<'_>, money: Unit) -> Option<usize> {
    raw.rows.iter().position(|row| !row.loose && !row.outside && is_head(row, money))
}

/// A row of names only.
fn is_head(row: &RawRow<'_>, money: Unit) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    filled >= 2 && filled == row.cells.iter().filter(|cell| is_words(cell, money)).count()
}

fn is_words(cell: &RawCell<'_>, money: Unit) -> bool {
    !cell.text.is_empty() && cells::read(&cell.text, money) == Content::Text
}

pub(super) fn is_total_head(title: &str) -> bool {
    let title = title.split(['（', '(']).next().unwrap_or_default();
    tree::is_total(title) || matches!(title.trim(), "总额" | "合计金额" | "金额合计" | "总数")
}

/// Whether the figures under a head mean something when they are added up.
pub(super) fn can_be_added(title: &str) -> bool {
    const NOT: &str = "率|比|序号|编号|编码|代码|年份|年度|日期|时间|电话|单价|均|标准|得分|分值|分数|权重|排名|名次|系数|\
            账号|指标值|完成值|目标|%|其中|最高|最低|最大|最小|中位|峰值|文号|工期|周期";
    !title.trim().is_empty() && !words::has(title, NOT) && !matches!(heads::read(title), Some(Head::Code))
}

/// Money where the head speaks of money, or where the table says its unit (`said`) and the head of nothing that is counted: 2023年,
/// 中央, 一季度. Else a bare number.
pub(super) fn unit_of(title: &str, money: Unit, said: bool) -> Unit {
    const COUNTED: &str = "人|数量|编制|户|个|次|辆|套|件|台|名|家|项|批|场|期|篇|处|座|间|床|面积|亩|里|米|吨|斤|产量|天|月数|年限|空编|在职|\
        实有|序|度|进度|占|率|%|％|比|分";
    const TIMES: [&str; 7] = ["同期", "本期", "上期", "当期", "期末", "期初", "年度"];
    const MONEY: &str = "金额|资金|预算|决算|支出|收入|投资|补助|补贴|经费|费用|拨款|元|增减额|差额|余额|结余|结转|原值|净值|折旧|摊销|\
        合同价|中标价|控制价|成交价|采购价|付款|价款|借款|贷款|债务";
    if let Some(unit) = heads::unit_in(title) {
        return unit;
    }
    // 上年同期数 and 本年度 are of a time; what was counted is not said.
    let counts =
        || words::has(&TIMES.iter().fold(title.to_owned(), |title, time| title.replace(time, "")), COUNTED);
    let of_money = words::has(title, MONEY) || is_total_head(title) || said && !counts();
    if of_money { money } else { Unit::base(Dimension::Bare) }
}
