//! Columns that may follow from other columns of their table: 增减额, 增减率, 占比, 执行率, 结余. What they are of, no form
//! says; the figures of the rows do.

use super::{FigureId, grid, heads::Head, tree};
use crate::{
    model::cells::{self, Content},
    number::{Dimension, Unit},
    syntax::{RawRow, RawTable},
    words,
};
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Figures that nothing is said of.
    Level,
    /// By how much two others differ: 增减额, 结余.
    Difference,
    /// What one is of another, in per cent: 占比, 增减率, 执行率.
    Rate,
}

/// The columns of a table with figures in every row.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub(crate) kinds: Vec<Kind>,
    pub(crate) titles: Vec<Arc<str>>,
    pub(crate) rows: Vec<Row>,
}

/// Its figures in each of the columns.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) level: Level,
    pub(crate) figures: Vec<Option<FigureId>>,
}

/// Which rows a row is one of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    /// The sum of all.
    Total,
    Plain,
    /// 其中：, 小计, and what is set in: of some of the rows.
    Below,
}

/// How they lie in the cells.
pub(super) struct Layout {
    /// Where each column stands, what it holds, and the unit of its figures.
    pub(super) columns: Vec<(usize, Kind, Unit)>,
    pub(super) rows: Vec<(usize, Level)>,
}

/// Most columns and rows of a table that is looked at.
const MOST_COLUMNS: usize = 16;
const MOST_ROWS: usize = 200;

/// The columns below the heads of row `head`; `None` where none of them follows from others by what it is called, or where
/// there are too few rows to tell. Rates of a kind that another rule knows are in `known`.
pub(super) fn layout(
    raw: &RawTable<'_>,
    head: usize,
    (money, said): (Unit, bool),
    known: &[Option<Head>],
) -> Option<Layout> {
    let width = raw.rows[head].cells.len();
    let body = raw.rows.iter().enumerate().skip(head + 1);
    let rows: Vec<(usize, Level)> = body
        .filter(|(_, row)| !row.loose && !row.outside && row.cells.len() == width && !is_of_rates(row))
        .map(|(at, row)| (at, level_of(row)))
        .collect();
    if rows.len() < 3 || rows.len() > MOST_ROWS {
        return None;
    }
    // Beside what was lost, or what two scores differ by, scores are figures like others.
    let deducts =
        raw.rows[head].cells.iter().any(|cell| words::is(&cell.text, LOST) || words::is(&cell.text, APART));
    let column = |at: usize| {
        let title = &raw.rows[head].cells[at].text;
        let of_score = if deducts { kind_of_score(title) } else { None };
        let (kind, unit) = match of_score {
            Some(kind) => (kind, Unit::base(Dimension::Points)),
            None => kind_of(title, (money, said), known.get(at).copied().flatten())?,
        };
        let (mut figures, mut rates) = (0, 0);
        for (row, _) in &rows {
            let text = &raw.rows[*row].cells[at].text;
            match cells::read(text, unit) {
                Content::Number { .. } => {
                    figures += 1;
                    rates += usize::from(text.ends_with(['%', '％']));
                }
                Content::Empty => {}
                Content::Text => return None,
            }
        }
        // 同比增长: that it is a rate, its figures may say alone.
        let kind = if rates == figures { Kind::Rate } else { kind };
        (figures >= 3).then_some((at, kind, unit))
    };
    let columns: Vec<_> = (0..width).filter_map(column).collect();
    let title = |at: usize| &raw.rows[head].cells[at].text;
    let derived = columns
        .iter()
        .any(|(at, kind, _)| *kind != Kind::Level || is_of_which(title(*at)) || is_mean(title(*at)))
        || ["基本支出", "项目支出"].iter().all(|kind| columns.iter().any(|(at, ..)| title(*at) == kind));
    (derived && columns.len() >= 2 && columns.len() <= MOST_COLUMNS).then_some(Layout { columns, rows })
}

/// Whether a head says that the figures below are parts of those beside them.
pub(crate) fn is_of_which(title: &str) -> bool {
    title.trim_start().starts_with("其中")
}

/// Whether a head says that the figures below are what falls to each of something.
pub(crate) fn is_mean(title: &str) -> bool {
    words::has(title, "人均|户均|单价|亩均|平均|均价|补助标准")
}

fn level_of(row: &RawRow<'_>) -> Level {
    let mut labels = row.cells.iter().take(2);
    if labels.clone().any(|cell| tree::is_total(&cell.text) && !cell.text.contains('小')) {
        return Level::Total;
    }
    let below = labels.any(|cell| cell.indent > 0 || words::has(&cell.text, "其中|小计|平均|均值"));
    if below { Level::Below } else { Level::Plain }
}

/// 增长率 | 16.67% | 14.29%: the rates of the amounts above, of which none follows from others.
fn is_of_rates(row: &RawRow<'_>) -> bool {
    let mut figures = row.cells.iter().skip(1).filter(|cell| !cell.text.is_empty());
    let label = row.label().map_or("", |cell| &cell.text);
    let named = is_rate(label) || words::has(label, "增长|下降|增减");
    named && figures.all(|cell| cell.text.ends_with(['%', '％']))
}

/// Whether a head says that the figures below are rates.
pub(super) fn is_rate(title: &str) -> bool {
    const RATE: &str = "率|幅度|增幅|降幅|占比|比重|比例|百分|进度|增长比|增减比|%|％";
    words::has(title, RATE)
}

/// What a column of what was lost is called.
const LOST: &str = "扣分|失分|扣分值|扣分数|扣减分值|扣分（分）|扣分(分)";

/// What a column of what two scores differ by is called.
const APART: &str = "差异|差值|差额|分差|得分差异|差异（分）|差异分";

/// 满分 | 自评得分 | 扣分: beside a column of what was lost, what could be had and what was got are figures like others.
fn kind_of_score(title: &str) -> Option<Kind> {
    const SCORE: &str = "满分|分值|权重|标准分|标准分值|得分|自评得分|实际得分|自评分|评价得分|自评分数|满分（分）|得分（分）|分值（分）|\
        复核得分|复评得分|核定得分|抽查得分|复核分|财政评价得分|第三方得分";
    let lost = (words::is(title, LOST) || words::is(title, APART)).then_some(Kind::Difference);
    lost.or_else(|| words::is(title, SCORE).then_some(Kind::Level))
}

fn kind_of(title: &str, (money, said): (Unit, bool), known: Option<Head>) -> Option<(Kind, Unit)> {
    const DIFFERENCE: &str = "增减|增加|减少|差额|差异|差值|结余|结转|剩余|余额|未支出|未执行|调整|调剂|追加|节约|节支|变动|空编|缺编|空缺|\
        增长额|增额|减额|增长数|下降额|未付|欠付|未拨|待付|尚欠|超支";
    const NEITHER: &str = "序号|编号|编码|行次|栏次|得分|分值|权重|指标值|完成值";
    let figures_otherwise = matches!(
        known,
        Some(Head::Code | Head::Rate | Head::Weight | Head::Points | Head::Target | Head::Actual)
    );
    if title.trim().is_empty() || figures_otherwise || words::has(title, NEITHER) {
        return None;
    }
    if is_rate(title) {
        return Some((Kind::Rate, Unit::base(Dimension::Percent)));
    }
    // 调整预算 is a budget of its own.
    let difference = words::has(title, DIFFERENCE) && !words::ends(title, "预算|预算数");
    let kind = if difference { Kind::Difference } else { Kind::Level };
    Some((kind, grid::unit_of(title, money, said)))
}
