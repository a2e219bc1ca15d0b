//! Forms whose every cell is a paragraph of its own, without any mark: what is left of a table that was copied from a web
//! page or out of a text box. Those with a row a line and spaces between the cells are in `spaced.rs`, what goes on below itself there in
//! `wrapped.rs`, those with bars in `barred.rs`.
//!
//! Nothing says where a row ends, so rows are told by what is in them: heads that follow each other, then a name with as
//! many figures as there are heads; or, of indicators, the name before and the points behind each. A row that has another
//! number of figures is kept with its cells, but bound to no column; where the order of an indicator cannot be told, the
//! table ends before it. Empty cells leave no trace in such a text, so nothing is ever taken for empty.

pub(super) mod barred;
mod expenses;
mod spaced;
mod wrapped;

use super::{
    ListNumber, Style,
    edges::is_page_number,
    lines::{Line, LineKind},
    pages::is_mark,
    sight::Sight,
    tables::{self, Notation, RawCell, RawRow, RawTable, is_contents_line},
};
use crate::{
    model::{
        cells::{self, Content},
        forms::{is_all_funds, is_group_head, is_score_total, without_brackets},
        heads::{self, Head},
        tree::is_total,
    },
    number::Unit,
    text::Span,
    words,
};
use std::ops::Range;

/// Most cells without a figure of their own between two rows of one form: 年度总体目标 and what it says.
const MAX_GAP: usize = 16;
/// Most lines of one cell: what goes on for longer behind an open bracket is no cell.
const MAX_LINES: usize = 24;
/// Most heads of a table.
const MAX_HEADS: usize = 12;
/// Most cells of one indicator with the reason for the one before.
const MAX_ROW: usize = 16;
/// Most lines to the next filled one: a row whose every cell behind its name is empty, with a blank line behind each.
const MAX_BLANK: usize = 32;
/// Longest name of a row, in characters.
const MAX_NAME: usize = 40;
/// Highest points of an indicator.
const MAX_POINTS: u32 = 100;

/// The table whose first cell is line `at`, or `None` where no heads follow each other there.
pub(super) fn table_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    // Most lines are prose, which no head is as short as.
    let first = lines.get(at)?;
    let second = next_filled(lines, at + 1)?;
    let long = |span: Span| span.end - span.start > 3 * MAX_NAME;
    if long(first.span) || long(lines.line(second).span) {
        return None;
    }
    let between = if is_spaced(lines, at) { Between::BlankLines } else { Between::Lines };
    let mut form =
        Form { text, lines, cells: Vec::new(), next: at, between, starts: Vec::new(), rows: Vec::new() };
    if form.heads(0).is_none() && form.record(0).is_none() && form.funds(0).is_none() {
        return None;
    }
    form.read();
    form.table(at)
}

/// The table whose heads stand on line `at` with spaces between them.
pub(super) fn spaced_table_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    form_at(text, lines, at).or_else(|| expenses::table_at(text, lines, at))
}

fn form_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    let between = Between::Spaces(spaced::gap(text, lines.get(at)?)?);
    let mut form =
        Form { text, lines, cells: Vec::new(), next: at, between, starts: Vec::new(), rows: Vec::new() };
    form.heads(0)?;
    form.read();
    form.table(at)
}

/// Whether blank lines stand between the cells: an empty cell leaves one, too, but not behind every other cell.
fn is_spaced(lines: &Sight<'_>, at: usize) -> bool {
    const LOOKED_AT: usize = 4;
    let filled = std::iter::successors(Some(at), |at| next_filled(lines, at + 1)).take(LOOKED_AT + 1);
    let filled: Vec<usize> = filled.collect();
    let blank = filled.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
    2 * blank >= filled.len() - 1 && blank > 0
}

fn next_filled(lines: &Sight<'_>, from: usize) -> Option<usize> {
    let mut near = lines.behind(from).take(MAX_BLANK);
    near.find(|(_, line)| !matches!(line.kind, LineKind::Blank | LineKind::Padding)).map(|(at, _)| at)
}

/// One paragraph that may be a cell.
#[derive(Clone, Debug)]
struct Cell<'t> {
    raw: RawCell<'t>,
    /// The line behind it.
    end: usize,
    /// 一、 or （一） before it.
    heading: bool,
    /// No blank line stands before it though one stands between the others: perhaps the number of a page.
    close: bool,
}

impl Cell<'_> {
    fn text(&self) -> &str {
        &self.raw.text
    }

    /// A figure, or a sign that there is none.
    fn is_value(&self) -> bool {
        !matches!(self.content(), Content::Text)
    }

    fn content(&self) -> Content {
        content(self.text())
    }

    /// Points or weight of an indicator: a number without a sign behind it.
    fn is_points(&self) -> bool {
        let number = crate::number::parse_number(self.text().trim_end_matches('分'));
        number.is_some_and(|(value, _)| !value.is_sign_negative() && value <= MAX_POINTS.into())
    }

    /// The same of a total, which a slip of the keyboard makes 400.
    fn is_number(&self) -> bool {
        crate::number::parse_number(self.text().trim_end_matches('分')).is_some()
    }

    fn can_be_name(&self) -> bool {
        let text = self.text();
        text.chars().count() <= MAX_NAME && !text.contains(['。', '；', '，']) && !self.is_value()
    }
}

/// A row, and the line behind it.
struct Row<'t> {
    raw: RawRow<'t>,
    end: usize,
}

/// A form while it is read, from its first cell on.
struct Form<'a, 't> {
    text: &'t str,
    lines: &'a Sight<'a>,
    /// The cells so far; more are read when they are asked for.
    cells: Vec<Cell<'t>>,
    /// The line behind the last cell.
    next: usize,
    between: Between,
    /// The columns that the last heads between spaces begin in, as programs count them.
    starts: Vec<[usize; 2]>,
    rows: Vec<Row<'t>>,
}

/// Rows with more figures than there are heads: a head that is not known stands before or behind the others, and what each of
/// them is of cannot be told.
#[derive(Default)]
struct Odd {
    rows: usize,
    wider: usize,
}

impl Odd {
    /// Whether the rows as far as the last one prove it. One of many may have the number of a page behind it; the first has all its
    /// figures.
    fn is_proved_by(&mut self, rows: &[Row<'_>], count: usize) -> bool {
        self.rows += 1;
        self.wider += usize::from(rows.last().is_some_and(|row| row.raw.cells.len() > count + 1));
        self.wider > 1 || self.wider == self.rows
    }
}

/// Whether the last row is a total: other heads behind it begin another table.
fn is_behind_total(rows: &[Row<'_>]) -> bool {
    let label = rows.last().and_then(|row| row.raw.label());
    label.is_some_and(|cell| is_total(&cell.text) || is_score_total(&cell.text))
}

/// What stands between the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    /// The end of a line.
    Lines,
    /// Blank lines, so lines without one between them are one cell.
    BlankLines,
    /// So many spaces at least.
    Spaces(usize),
}

/// What the columns of the rows are.
enum Heads {
    /// Behind the name of a row, as many figures.
    Figures { count: usize },
    /// The same where a line is a row; `named` where the names have a head, too. `over` are the heads of the figures where
    /// these stand right below them.
    Spaced { shape: spaced::Shape, named: bool, over: Option<Range<usize>> },
    /// 项目, 决算数, 项目, 决算数: receipts and spending beside each other, with so many columns each.
    Halves(usize),
    /// Heads of anything, with cells that begin right where they do; `wrapped` where some go on on the next line.
    Aligned { heads: Range<usize>, wrapped: bool },
    /// Groups, names, targets, actual values and points of indicators; `labelled` where 年度绩效指标 stands before their heads, and
    /// before no row below them.
    Indicators { columns: Columns, labelled: bool },
}

impl<'t> Form<'_, 't> {
    fn read(&mut self) {
        let (mut at, mut heads, mut good) = (0, None, 0);
        // The row of the heads, and how far those below it speak against it.
        let (mut begun, mut odd) = (0, Odd::default());
        // Whether the last heads were those of indicators.
        let mut scored = false;
        // The row of heads below which cells go on on the next line.
        let mut wrapped = None;
        while self.rows.len() <= good + MAX_GAP {
            if let Some((found, next)) = self.heads(at) {
                // The funds of a form may have nothing but their total before the indicators.
                let of_form = matches!(found, Heads::Indicators { .. }) && !scored;
                if good > 0 && !of_form && is_behind_total(&self.rows[..good]) {
                    break;
                }
                scored = matches!(found, Heads::Indicators { .. });
                let goes_on = matches!(found, Heads::Aligned { wrapped: true, .. });
                if let Some(begun) = std::mem::replace(&mut wrapped, goes_on.then_some(self.rows.len())) {
                    self.join_pieces(begun);
                }
                (begun, odd) = (self.rows.len(), Odd::default());
                at = match found {
                    Heads::Spaced { named, .. } => self.spaced_head_row(at, next, named),
                    Heads::Indicators { labelled: true, .. } => {
                        let heads = self.row(at, at + 1);
                        self.row(heads, next)
                    }
                    _ => self.row(at, next),
                };
                heads = Some(found);
            } else if heads.is_none()
                && !self.is_spaced()
                && let Some(count) = self.record(at)
            {
                let figures = self.row(at, at + 1 + count);
                at = self.row_without_name(figures, figures + count);
                good = self.rows.len();
                continue;
            }
            if heads.is_none()
                && !self.is_spaced()
                && let Some(end) = self.funds(at)
            {
                while at < end {
                    at = self.row(at, at + 2);
                }
                good = self.rows.len();
                continue;
            }
            let done = match &heads {
                Some(Heads::Figures { count }) => self.groups(at).or_else(|| self.figures(at, *count)),
                Some(Heads::Spaced { shape, over, .. }) => self.spaced_row(at, *shape, over.clone()),
                Some(Heads::Halves(width)) => self.halves(at, *width).map(|end| self.row(at, end)),
                Some(Heads::Aligned { heads, wrapped }) => self.aligned_row(at, &heads.clone(), *wrapped),
                Some(Heads::Indicators { columns, .. }) => {
                    let columns = columns.clone();
                    heads = None;
                    let before = self.rows.len();
                    let done = self.indicators(at, &columns);
                    // Where one row cannot be read, nobody knows what the others lack.
                    if done.is_none() {
                        self.rows.truncate(before);
                    }
                    done
                }
                None => None,
            };
            if let (Some(Heads::Figures { count }), Some(_)) = (&heads, done)
                && odd.is_proved_by(&self.rows, *count)
            {
                good = good.min(begun);
                break;
            }
            if let Some(next) = done {
                at = next;
                good = self.rows.len();
                continue;
            }
            if self.is_spaced() {
                // What stands behind a line without columns was not looked at, unless that numbers the page.
                let page = self.cell(at).is_some_and(|cell| is_page_number(cell.text()));
                if !page && matches!(heads, Some(Heads::Aligned { wrapped: true, .. })) {
                    heads = None;
                }
                let Some(next) = self.spaced_between(at) else { break };
                at = next;
                continue;
            }
            let Some(cell) = self.cell(at) else { break };
            if cell.heading || ends_form(cell.text()) {
                break;
            }
            // Heads that are not read as a row of them end what was under those before.
            if is_head_of_indicators(cell) {
                heads = None;
            }
            at = self.row(at, at + 1);
        }
        self.rows.truncate(good);
        if let Some(begun) = wrapped {
            self.join_pieces(begun);
        }
    }

    /// The rows as a table that begins on line `at`.
    fn table(self, at: usize) -> Option<RawTable<'t>> {
        let last = self.rows.last()?.end;
        let rows = self.rows.into_iter().map(|row| row.raw).collect();
        Some(RawTable { notation: Notation::CellLines, rows, lines: (at, last) })
    }

    fn is_spaced(&self) -> bool {
        matches!(self.between, Between::Spaces(_))
    }

    /// The cell of that index.
    fn cell(&mut self, index: usize) -> Option<&Cell<'t>> {
        while self.cells.len() <= index {
            if let Between::Spaces(gap) = self.between {
                self.next_spaced(gap)?;
                continue;
            }
            let cell = self.next_cell()?;
            self.cells.push(cell);
        }
        self.cells.get(index)
    }

    fn next_cell(&mut self) -> Option<Cell<'t>> {
        let mut at = next_filled(self.lines, self.next)?;
        if is_framed_number(self.lines.line(at).span.of(self.text)) {
            at = next_filled(self.lines, at + 1)?;
        }
        let first = *self.lines.line(at);
        let can_be_cell = |line: &Line| {
            matches!(line.kind, LineKind::Plain | LineKind::Numbered(_))
                && !is_contents_line(line.span.of(self.text))
        };
        if !can_be_cell(&first) {
            return None;
        }
        let heading = is_heading(&first);
        let mut span = first.span;
        let mut more = Vec::new();
        let mut end = at + 1;
        // The title of the next form is no cell, and what stands right below it no part of it.
        let title = is_title(first.span.of(self.text).trim_matches(tables::SPACE));
        while let Some(next) = self.goes_on(end).filter(|_| !title && more.len() + 1 < MAX_LINES) {
            let line = *self.lines.line(next);
            span = span.join(line.span);
            more.push(line.span);
            end = next + 1;
        }
        let pieces = std::iter::once(&first.span).chain(&more);
        let joined = tables::join_wrapped(pieces.map(|piece| piece.of(self.text)));
        let raw =
            tables::cell(self.text, tables::visible(joined), span, tables::indent(first.span.of(self.text)));
        let close = self.between == Between::BlankLines && at == self.next && at > 0;
        self.next = end;
        Some(Cell { raw, end, heading, close })
    }

    /// The next line of a cell whose last line is the one before `end`.
    fn goes_on(&self, end: usize) -> Option<usize> {
        let next = next_filled(self.lines, end)?;
        let line = *self.lines.line(next);
        let text = line.span.of(self.text).trim_matches(tables::SPACE);
        let words =
            line.kind == LineKind::Plain && matches!(content(text), Content::Text) && !is_framed_number(text);
        // （20分） under 预算执行情况 belongs to it wherever it stands.
        let bracket =
            text.starts_with(['（', '(']) && text.chars().count() <= 12 && heads::read(text).is_none();
        (words && (bracket || (self.between == Between::BlankLines && next == end))).then_some(next)
    }

    /// The heads that begin at a cell, or behind the label at it, and the cell behind them.
    fn heads(&mut self, at: usize) -> Option<(Heads, usize)> {
        if self.is_spaced() {
            return self.spaced_heads(at);
        }
        let labelled = !matches!(self.head(at)?, Some(head) if head != Head::Label);
        if labelled && let Some(width) = self.heads_of_halves(at) {
            return Some((Heads::Halves(width), at + 2 * width));
        }
        if let Some(found) = labelled.then(|| self.heads_by_rows(at)).flatten() {
            return Some(found);
        }
        let first = at + usize::from(labelled);
        let mut found = Vec::new();
        while found.len() < MAX_HEADS
            && let Some(Some(head)) = self.head(first + found.len())
            && head != Head::Label
            && !self.is_named_total(first + found.len(), found.len())
        {
            found.push(head);
        }
        let next = first + found.len();
        let amounts = found.iter().filter(|head| matches!(head, Head::Amount { .. })).count();
        let scored = found.iter().filter(|h| matches!(h, Head::Weight | Head::Points | Head::Rate)).count();
        let figures = amounts + scored == found.len();
        if labelled && figures && (amounts >= 2 || (amounts >= 1 && scored >= 2)) {
            return Some((Heads::Figures { count: found.len() }, next));
        }
        // 评价指标, 分值, 得分, 备注: a table of points; a remark is no figure.
        let remark = found.last() == Some(&Head::Reason);
        let of_points = [Head::Weight, Head::Points].iter().all(|wanted| found.contains(wanted));
        if labelled && of_points && found.len() - usize::from(remark) == scored {
            return Some((Heads::Figures { count: scored }, next));
        }
        let columns = Columns::of(&found).filter(|_| !labelled)?;
        Some((Heads::Indicators { columns, labelled: false }, next))
    }

    /// Heads of which some are not known, 年初批复数 or 占总支出比重: the two rows below have a name and a figure for each of them.
    fn heads_by_rows(&mut self, at: usize) -> Option<(Heads, usize)> {
        let plain = |cell: &Cell<'_>| !cell.heading && cell.can_be_name();
        let mut near = at..at + MAX_HEADS + 2;
        let value = near.find(|&at| !self.cell(at).is_some_and(plain))?;
        let (name, count) = (value.checked_sub(1)?, value.checked_sub(at + 2).filter(|count| *count >= 2)?);
        let known = |cell: &Cell<'_>| heads::read(cell.text()).filter(|head| *head != Head::Label);
        let mut row = |from: usize| {
            self.cell(from).is_some_and(plain)
                && (1..=count).all(|next| self.cell(from + next).is_some_and(Cell::is_value))
                && !self.cell(from + count + 1).is_some_and(Cell::is_value)
        };
        let fits = row(name) && row(value + count);
        let titles = self.cells.get(at..name).filter(|_| fits)?;
        let figures = titles.iter().filter_map(known).filter(|head| heads::names_figures(*head)).count();
        let of_indicators = titles.iter().filter_map(known).any(heads::is_of_indicators);
        (figures > 0 && !of_indicators).then_some((Heads::Figures { count }, name))
    }

    /// How many columns each of two halves has whose heads begin at a cell, with rows of both below them.
    fn heads_of_halves(&mut self, at: usize) -> Option<usize> {
        const MOST: usize = 4;
        let label = |head: Option<Option<Head>>| head == Some(Some(Head::Label));
        let width = (2..=MOST).find(|width| label(self.head(at + width)))?;
        let figures =
            |head: Option<Option<Head>>| matches!(head, Some(Some(Head::Amount { .. } | Head::Code)));
        let alike = label(self.head(at))
            && (1..width).all(|next| {
                let heads = [self.head(at + next), self.head(at + width + next)];
                heads.into_iter().all(figures)
            });
        let numbers = self.cell(at + 2 * width).is_some_and(|cell| is_number_of_column(cell.text()));
        let first = at + 2 * width + if numbers { 4 } else { 0 };
        let next = self.halves(first, width).filter(|_| alike)?;
        let below = self.halves(next, width)?;
        (next - first == 2 * width && below - next == 2 * width).then_some(width)
    }

    /// The cell behind a name with its figures, and behind another one of spending beside it where both have all of them.
    fn halves(&mut self, at: usize, width: usize) -> Option<usize> {
        let first = self.half(at, width)?;
        let second = self.half(first, width).filter(|second| second - at == 2 * width);
        // 栏次 | 1 | 栏次 | 2.
        if is_number_of_column(self.cells[at].text()) {
            return self.half(first, width);
        }
        let text = |cell: usize| self.cells[cell].text();
        let both = !words::has(text(at), "支出|年末|结余分配");
        Some(second.filter(|_| both && !words::has(text(first), "收入|拨款|年初")).unwrap_or(first))
    }

    fn half(&mut self, at: usize, width: usize) -> Option<usize> {
        let named = self.cell(at).is_some_and(Cell::can_be_name);
        let values = (1..=width).take_while(|next| self.cell(at + next).is_some_and(Cell::is_value)).count();
        (named && (1..width).contains(&values)).then_some(at + 1 + values)
    }

    /// Whether 合计 behind heads is the name of the first row below them: its figures follow.
    fn is_named_total(&mut self, at: usize, heads: usize) -> bool {
        let total = heads > 0 && self.cell(at).is_some_and(|cell| is_total(cell.text()));
        total && self.cell(at + 1).is_some_and(Cell::is_value)
    }

    /// What a cell says as a head; `None` behind the last cell.
    fn head(&mut self, at: usize) -> Option<Option<Head>> {
        let cell = self.cell(at)?;
        Some(if cell.heading { None } else { heads::read(cell.text()) })
    }

    /// How many names stand at a cell, behind a label, over as many figures: 编制数, 实际在职人数, 控制率.
    fn record(&mut self, at: usize) -> Option<usize> {
        let mut count = 0;
        while count < MAX_HEADS && self.cell(at + 1 + count).is_some_and(is_record_head) {
            count += 1;
        }
        let figures = at + 1 + count;
        let enough = count >= 2
            && self.cell(at).is_some_and(Cell::can_be_name)
            && (figures..figures + count)
                .all(|i| self.cell(i).is_some_and(|cell| matches!(cell.content(), Content::Number { .. })))
            && !self.cell(figures + count).is_some_and(Cell::is_value);
        enough.then_some(count)
    }

    /// The cell behind all the funds of a year and where they came from: 年度资金总额, 208, 其中：财政拨款, 165, 其他资金, 43.
    fn funds(&mut self, at: usize) -> Option<usize> {
        /// Most sources.
        const MOST: usize = 8;
        let pair = |form: &mut Self, at: usize| {
            form.cell(at).is_some_and(|cell| !cell.heading && cell.can_be_name())
                && form.cell(at + 1).is_some_and(Cell::is_value)
        };
        let named = self.cell(at).is_some_and(|cell| is_all_funds(cell.text())) && pair(self, at);
        let begun = named && self.cell(at + 2).is_some_and(|cell| cell.text().starts_with("其中"));
        let sources = (1..=MOST).take_while(|next| begun && pair(self, at + 2 * next)).count();
        let end = at + 2 + 2 * sources;
        (sources >= 2 && !self.cell(end).is_some_and(Cell::is_value)).then_some(end)
    }

    /// Keeps the cells from `at` to `next` as a row.
    fn row(&mut self, at: usize, next: usize) -> usize {
        let cells = self.cells[at..next].iter().map(|cell| cell.raw.clone()).collect();
        self.push(cells, self.cells[next - 1].end);
        next
    }

    /// The same below a label that spans rows.
    fn row_without_name(&mut self, at: usize, next: usize) -> usize {
        let name = empty_at(self.cells[at].raw.outer.start);
        let cells =
            [name].into_iter().chain(self.cells[at..next].iter().map(|cell| cell.raw.clone())).collect();
        self.push(cells, self.cells[next - 1].end);
        next
    }

    fn push(&mut self, cells: Vec<RawCell<'t>>, end: usize) {
        if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
            let span = first.span.join(last.span);
            self.rows.push(Row { raw: RawRow { cells, span, loose: false, outside: false }, end });
        }
    }

    /// A name with figures behind it. Only as many as there are heads are bound to them by the reader.
    fn figures(&mut self, at: usize, count: usize) -> Option<usize> {
        if !self.cell(at).is_some_and(Cell::can_be_name) {
            return self.nameless_figures(at, count);
        }
        let mut found = 0;
        while found <= count && self.cell(at + 1 + found).is_some_and(Cell::is_value) {
            found += 1;
        }
        let heading = self.cell(at).is_some_and(|cell| cell.heading);
        (found > 0 && (!heading || found == count)).then(|| self.row(at, at + 1 + found))
    }

    /// The figures right below the heads whose name is the label before these: 预算资金情况, 全年预算数, 全年执行数, 执行率, 958.3, …
    fn nameless_figures(&mut self, at: usize, count: usize) -> Option<usize> {
        let all = (at..at + count).all(|at| self.cell(at).is_some_and(Cell::is_value));
        let ends = !self.cell(at + count).is_some_and(Cell::is_value);
        let is_head =
            |row: &Row<'_>| row.raw.cells.get(count).is_some_and(|cell| heads::read(&cell.text).is_some());
        let headed = self.rows.last().is_some_and(is_head);
        (headed && all && ends).then(|| self.row_without_name(at, at + count))
    }

    /// 按收入性质分 and 按支出性质分 with the `名：值` cells below them, which stand in turn from one column and the other.
    fn groups(&mut self, at: usize) -> Option<usize> {
        let head = |cell: &Cell<'_>| is_group_head(cell.text());
        if !self.cell(at).is_some_and(head) || !self.cell(at + 1).is_some_and(head) {
            return None;
        }
        let mut next = self.row(at, at + 2);
        loop {
            // The number of a page: no figure stands by itself there.
            if self.cell(next).is_some_and(Cell::is_value) {
                next += 1;
            }
            let Some(spending) = self.cell(next).and_then(part_of_spending) else { break };
            let start = self.cells[next].raw.outer.start;
            if spending {
                let cells = vec![empty_at(start), empty_at(start), self.cells[next].raw.clone()];
                self.push(cells, self.cells[next].end);
                next += 1;
            } else {
                let both = self.cell(next + 1).and_then(part_of_spending) == Some(true);
                next = self.row(next, next + 1 + usize::from(both));
            }
        }
        Some(next)
    }

    // --- indicators ------------------------------------------------------------------------------------------------

    /// The rows of indicators from a cell on, and the cell behind them.
    fn indicators(&mut self, at: usize, columns: &Columns) -> Option<usize> {
        // 年度绩效指标 spans all rows.
        let labelled = self.cell(at).is_some_and(|cell| words::starts(cell.text(), "年度绩效指标"));
        let mut next = at;
        if labelled {
            next = self.row(at, at + 1);
            self.rows.iter_mut().next_back().into_iter().for_each(|row| row.raw.outside = true);
        }
        let mut row: Option<Vec<RawCell<'t>>> = None;
        while let Some(found) = self.indicator(next, columns, row.is_some()) {
            if let Some(before) = row.take() {
                self.close(columns, before, found.reason.clone());
            }
            next = found.end;
            let Kind::Row { groups, name } = found.kind else {
                return Some(self.row(found.reason.end, found.end));
            };
            let (mut cells, lead) = (self.indicator_cells(columns, groups, name..found.end), columns.lead);
            if let Some(measure) = columns.measure().filter(|_| cells.len() < lead + columns.tail.len()) {
                let behind = cells[lead + measure - 1].outer.end;
                cells.insert(lead + measure, empty_at(behind));
            }
            row = Some(cells);
        }
        let last = row.filter(|_| !self.goes_on_otherwise(next))?;
        let reason = next..if columns.reason { self.last_reason(next) } else { next };
        self.close(columns, last, reason.clone());
        Some(reason.end)
    }

    /// The cell behind the reason of the last row. It stands on the line of the row, or before the heads of the next page; before anything else
    /// it cannot be told from what stands under the form.
    fn last_reason(&mut self, at: usize) -> usize {
        /// Most cells of a reason, with 续表 behind it.
        const MOST: usize = 4;
        if self.is_spaced() {
            let line = self.cells[at - 1].end;
            return at + self.cells[at..].iter().take_while(|cell| cell.end == line).count();
        }
        self.cell(at + MOST);
        let near = self.cells[at..].iter().take(MOST).take_while(|cell| !cell.heading && !cell.is_value());
        let Some(heads) = { near }.position(is_head_of_indicators) else { return at };
        let reason = self.cells[at..at + heads].iter().take_while(|cell| !ends_part(cell.text()));
        at + reason.count()
    }

    /// Whether points stand behind a cell before the form, or the page, ends: then a row is not read, and sums lack it.
    fn goes_on_otherwise(&mut self, at: usize) -> bool {
        let at = self.behind_page(at);
        let within =
            |cell: &&Cell<'_>| !cell.heading && !ends_form(cell.text()) && !is_head_of_indicators(cell);
        self.cell(at + MAX_ROW);
        self.cells[at..].iter().take(MAX_ROW).take_while(within).any(Cell::is_points)
    }

    /// The indicator, or the total, that follows; with `reason` some cells of the row before may stand in front of it.
    fn indicator(&mut self, at: usize, columns: &Columns, follows: bool) -> Option<Indicator> {
        let reason = columns.reason && follows;
        for end in at + 1..at + MAX_ROW {
            let cell = self.cell(end - 1)?;
            if cell.heading || ends_form(cell.text()) {
                return None;
            }
            if is_score_total(cell.text()) && (reason || end == at + 1) {
                let values = (0..3).take_while(|i| self.cell(end + i).is_some_and(Cell::is_number)).count();
                let most =
                    columns.tail.iter().filter(|head| matches!(head, Head::Weight | Head::Points)).count();
                let kind = Kind::Total;
                let plain = !self.cells[at..end].iter().any(Cell::is_value);
                return (plain && (1..=most).contains(&values)).then_some(Indicator {
                    reason: at..end - 1,
                    kind,
                    end: end + values,
                });
            }
            if let Some(found) = self.row_before(at..end, columns, reason) {
                return found;
            }
            // 办学条件改善 | = | 明显 | 明显: what is told in words is measured in nothing.
            let unmeasured = columns.unmeasured().and_then(|columns| {
                let name = end.checked_sub(columns.tail.len()).filter(|name| *name >= at)?;
                let of_words = is_sign(self.cells[name + 1].text()) && !self.cells[name + 2].is_value();
                let ends = !self.cell(end).is_some_and(Cell::is_value);
                if of_words && ends { self.row_before(at..end, &columns, reason) } else { None }
            });
            if let Some(found) = unmeasured {
                return found;
            }
        }
        None
    }

    /// The indicator that ends before `end`, with the reason of the row before in front of it where it may have one; `Some(None)` where one
    /// ends there, but not what stands before it can be told.
    fn row_before(
        &mut self,
        Range { start: at, end }: Range<usize>,
        columns: &Columns,
        reason: bool,
    ) -> Option<Option<Indicator>> {
        let name = end.checked_sub(columns.tail.len()).filter(|name| *name >= at)?;
        // Behind all its groups even 群众满意度（10分） is the name of an indicator.
        let groups = self.cells[at..name].iter().rev().take(columns.lead);
        let whole = columns.lead > 0
            && groups.len() == columns.lead
            && groups.clone().all(|cell| is_group(cell.text()));
        if !self.closes_indicator(name, end, columns, whole) {
            return None;
        }
        let most = columns.lead.min(name - at);
        let groups = if reason {
            (0..most).take_while(|i| is_group(self.cells[name - 1 - i].text())).count()
        } else {
            name - at
        };
        let plain = !self.cells[at..name].iter().any(Cell::is_value);
        let kind = Kind::Row { groups: name - groups..name, name };
        let found = Indicator { reason: at..name - groups, kind, end };
        Some(Some(found).filter(|_| groups <= columns.lead && plain))
    }

    /// Whether the cells from `name` to `end` are name, target, actual value and points of an indicator; `grouped` where all its groups stand
    /// before it.
    fn closes_indicator(&mut self, name: usize, end: usize, columns: &Columns, grouped: bool) -> bool {
        if self.cell(end).is_some_and(Cell::is_value) && self.behind_page(end) == end {
            return false;
        }
        // 效果显著, 效果显著, 30, 30, 6: target and actual value, so that the name stands before them.
        let same = self.cells[name].text() == self.cells[name + 1].text();
        let mut cells = self.cells[name..end].iter().zip(&columns.tail);
        !same
            && cells.all(|(cell, head)| match head {
                Head::Weight | Head::Points => cell.is_points() && !cell.close,
                // A group in the place of the name says that a cell is missing.
                Head::Third => {
                    cell.can_be_name()
                        && !cell.text().starts_with(['≥', '≤', '＞', '＜', '>', '<', '=', '＝'])
                        && !cell.text().trim_end_matches(['）', ')']).ends_with("指标")
                        && (grouped || !is_first_level(cell.text()))
                }
                _ => true,
            })
    }

    /// The cells of a row under their heads; a group that stands in a row above leaves its cell empty.
    fn indicator_cells(
        &self,
        columns: &Columns,
        groups: Range<usize>,
        tail: Range<usize>,
    ) -> Vec<RawCell<'t>> {
        let empty = || empty_at(self.cells[tail.start].raw.outer.start);
        let missing = columns.lead - groups.len();
        let first = self
            .cells
            .get(groups.start)
            .is_some_and(|cell| is_first_level(cell.text()) && !is_second_level(cell.text()));
        let mut cells: Vec<RawCell<'t>> =
            self.cells[groups.clone()].iter().map(|cell| cell.raw.clone()).collect();
        for _ in 0..missing {
            if first {
                cells.push(empty());
            } else {
                cells.insert(0, empty_at(self.cells[groups.start.min(tail.start)].raw.outer.start));
            }
        }
        cells.extend(self.cells[tail].iter().map(|cell| cell.raw.clone()));
        cells
    }

    /// Ends a row of indicators with the reason that stands behind it.
    fn close(&mut self, columns: &Columns, mut cells: Vec<RawCell<'t>>, reason: Range<usize>) {
        let end = self.cells[reason.end - 1].end;
        let found = &self.cells[reason.clone()];
        if let (Some(from), Some(to)) = (found.first(), found.last()) {
            let span = from.raw.outer.join(to.raw.outer);
            let joined = tables::join_wrapped(found.iter().map(|cell| cell.raw.outer.of(self.text)));
            cells.push(tables::cell(self.text, tables::visible(joined), span, 0));
        } else if columns.reason {
            cells.push(empty_at(self.cells[reason.start - 1].raw.outer.end));
        }
        self.push(cells, end);
    }
}

/// The columns of indicators.
#[derive(Clone)]
struct Columns {
    /// How many columns of groups stand before the names: 一级指标, 二级指标.
    lead: usize,
    /// From the name to the points.
    tail: Vec<Head>,
    /// Whether reasons stand behind the points.
    reason: bool,
}

impl Columns {
    /// Groups, then the name, then what ends with the points, then perhaps a reason.
    fn of(heads: &[Head]) -> Option<Columns> {
        let lead = heads.iter().position(|head| *head == Head::Third)?;
        let last = heads.iter().rposition(|head| matches!(head, Head::Weight | Head::Points))?;
        let tail = heads.get(lead..=last)?.to_vec();
        let groups = heads[..lead].iter().all(|head| matches!(head, Head::First | Head::Second));
        let whole = [Head::Target, Head::Actual, Head::Points].iter().all(|wanted| tail.contains(wanted));
        let reason = &heads[last + 1..];
        let known = reason.is_empty() || reason == [Head::Reason];
        (groups && whole && known).then_some(Columns { lead, tail, reason: !reason.is_empty() })
    }

    /// Where 度量单位 stands behind the name.
    fn measure(&self) -> Option<usize> {
        self.tail.iter().position(|head| *head == Head::Measure)
    }

    /// The columns of a row without a measure, whose target stands behind a sign.
    fn unmeasured(&self) -> Option<Columns> {
        let measure =
            self.measure().filter(|_| self.tail.starts_with(&[Head::Third, Head::Relation, Head::Target]))?;
        let mut columns = self.clone();
        columns.tail.remove(measure);
        Some(columns)
    }
}

/// ≥, =, 定性: what stands under 指标性质.
fn is_sign(text: &str) -> bool {
    words::is(text, "≥|≤|＝|=|>|<|＞|＜|定性|文字描述")
}

/// What follows in a form of indicators.
struct Indicator {
    /// Cells before it that belong to the row before.
    reason: Range<usize>,
    kind: Kind,
    end: usize,
}

enum Kind {
    /// The groups that begin with a row, and its name.
    Row { groups: Range<usize>, name: usize },
    /// 总分.
    Total,
}

fn is_number_of_column(text: &str) -> bool {
    words::is(&text.replace(tables::SPACE, ""), "栏次")
}

/// 一、 or （一） before a line.
fn is_heading(line: &Line) -> bool {
    let number = |number: ListNumber| matches!(number.style, Style::ChineseComma | Style::ChineseBracket);
    matches!(line.kind, LineKind::Numbered(found) if number(found))
}

fn empty_at<'t>(at: usize) -> RawCell<'t> {
    let span = Span { start: at, end: at };
    RawCell { text: "".into(), span, outer: span, indent: 0 }
}

/// 产出指标（50分）: what an indicator itself is never called.
fn is_first_level(text: &str) -> bool {
    let name = without_brackets(text);
    let points = text.trim_end().ends_with(['）', ')']) && text.contains('分');
    matches!(name, "产出指标" | "效益指标") || (points && is_group(name))
}

/// 质量指标（30分）: what stands below 产出指标 or 效益指标 whatever it is worth.
fn is_second_level(text: &str) -> bool {
    words::starts(text, "数量|质量|时效|经济效益|社会效益|生态效益|环境效益|可持续影响")
}

/// - 2 -, 第2页: the number of a page, which no cell holds. A number alone may be one.
pub(super) fn is_framed_number(line: &str) -> bool {
    let line = line.trim();
    let framed = line.starts_with('第')
        || line.starts_with(['-', '—', '－', '–']) && line.ends_with(['-', '—', '－', '–']);
    framed && is_page_number(line)
}

/// 数量指标, 社会效益: what stands for a group of indicators.
fn is_group(text: &str) -> bool {
    let name = without_brackets(text);
    // 受疫情影响 is the reason for the points that a row lost.
    let tails = "指标|效益|可持续影响|社会影响|环境影响|生态影响|经济影响|满意度|数量|质量|时效|成本";
    name.chars().count() <= 12 && words::ends(name, tails)
}

/// What a cell holds; which unit it is in does not matter here.
pub(super) fn content(text: &str) -> Content {
    cells::read(text, Unit::ten_thousand_yuan())
}

/// Whether a `名：值` cell is a part of the spending rather than of the receipts; `None` for any other cell.
fn part_of_spending(cell: &Cell<'_>) -> Option<bool> {
    let (name, value) = cell.text().rsplit_once(['：', ':'])?;
    let part = cell.text().chars().count() <= MAX_NAME && !matches!(content(value), Content::Text);
    part.then(|| name.trim_end().ends_with("支出"))
}

fn is_head_of_indicators(cell: &Cell<'_>) -> bool {
    heads::read(cell.text()).is_some_and(heads::is_of_indicators)
}

/// Text above the heads of the next page.
fn ends_part(text: &str) -> bool {
    ends_form(text) || is_mark(text) || text.ends_with("绩效指标")
}

/// Text that ends a form: a remark under it, or the title of the next one.
fn ends_form(text: &str) -> bool {
    tables::ends_table(text) || is_title(text)
}

/// 2022年度项目支出绩效自评表.
fn is_title(text: &str) -> bool {
    text.ends_with('表') && text.chars().count() >= 6
}

fn is_record_head(cell: &Cell<'_>) -> bool {
    let name = without_brackets(cell.text());
    let short = name.chars().count() <= 14 && !cell.heading && heads::read(cell.text()).is_none();
    short && words::ends(name, "数|率|编制")
}

#[cfg(test)]
mod tests {
    use super::super::{Node, parse};

    /// Rows between `/`, cells between `|`; prose between `¶`.
    fn nodes(text: &str) -> String {
        let syntax = parse(text);
        let nodes = syntax.nodes.iter().map(|node| match node {
            Node::Table { table, .. } => {
                let row = |row: &super::RawRow<'_>| {
                    row.cells.iter().map(|cell| cell.text.as_ref()).collect::<Vec<_>>().join("|")
                };
                table.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
            }
            Node::Paragraph(paragraph) => format!("¶{}", paragraph.flow.text),
            Node::Block(_) | Node::Division { .. } => "-".to_owned(),
        });
        nodes.collect::<Vec<_>>().join(" ")
    }

    fn spaced(cells: &str) -> String {
        cells.replace(' ', "\n\n")
    }

    #[test]
    fn figures_stand_behind_their_names() {
        let cells = "经费（万元） 2022年决算数 2023年决算数 三公经费 10 12 公务接待费 - 5 其他 以上已核对。";
        let expected =
            "经费（万元）|2022年决算数|2023年决算数 / 三公经费|10|12 / 公务接待费|-|5 ¶其他 ¶以上已核对。";
        assert_eq!(nodes(&spaced(cells)), expected);
        assert_eq!(nodes(&cells.replace(' ', "\n")), expected);
    }

    #[test]
    fn a_name_with_another_number_of_figures_is_bound_to_no_column() {
        let cells = "项目支出 2022年决算数 2023年决算数 甲 10 乙 1 2 3";
        assert_eq!(nodes(&spaced(cells)), "项目支出|2022年决算数|2023年决算数 / 甲|10 / 乙|1|2|3");
    }

    #[test]
    fn names_may_stand_over_their_figures() {
        let cells = "人员情况 编制数 实有人数 控制率 46 50 108.70%";
        assert_eq!(nodes(&spaced(cells)), "人员情况|编制数|实有人数|控制率 / |46|50|108.70%");
    }

    #[test]
    fn groups_and_reasons_of_indicators_are_told_apart() {
        let heads = "一级指标 二级指标 三级指标 指标值 完成值 分值 得分 偏差原因 ";
        let cells = format!(
            "{heads}产出指标 数量指标 培训 ≥5期 4 10 8 报名不足 检查 3 3 10 10 质量指标 合格率 100% 100% 10 10 总分 30 28"
        );
        let rows = [
            heads.trim().replace(' ', "|"),
            "产出指标|数量指标|培训|≥5期|4|10|8|报名不足".to_owned(),
            "||检查|3|3|10|10|".to_owned(),
            "|质量指标|合格率|100%|100%|10|10|".to_owned(),
            "总分|30|28".to_owned(),
        ];
        assert_eq!(nodes(&spaced(&cells)), rows.join(" / "));
    }

    #[test]
    fn where_an_indicator_cannot_be_told_the_table_ends() {
        // The actual value is missing, so what stands where cannot be known.
        let cells = "一级指标 二级指标 三级指标 指标值 完成值 分值 得分 产出指标 数量指标 培训 ≥5期 10 8 检查 3 3 10 10";
        assert!(!nodes(&spaced(cells)).contains('/'));
    }

    #[test]
    fn prose_and_headings_are_no_cells() {
        for text in [
            "2022年决算数\n\n本年决算情况如下。\n",
            "一、部门概况\n\n2022年决算数\n\n2023年决算数\n",
            "项目\n\n2022年决算数\n\n2023年决算数\n\n二、支出\n",
        ] {
            assert!(!nodes(text).contains('|'), "{text}");
        }
    }
}
