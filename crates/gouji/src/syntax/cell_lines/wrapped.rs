//! Cells that go on below themselves in a table whose columns are aligned by blanks: 全年预算 on one line, 数 right below it on the next.
//!
//! The figures of a row are never torn apart, so each line with figures is a row, and a line of words alone holds pieces of the row
//! above or below it. A cell goes on only where its line is full, which tells the two apart; a line that fits neither way stays a row.

use super::{Cell, Form, MAX_HEADS, Row, ends_form, spaced::MIN_HEADS};
use crate::words;
use crate::{
    model::{
        cells::Content,
        forms::is_score_total,
        heads::{self, Head},
    },
    syntax::tables::{RawCell, join_wrapped},
    text::Span,
    width::{width, width_cjk},
};
use std::{borrow::Cow, ops::Range};

/// Longest piece of a head, in characters.
const MAX_PIECE: usize = 8;
/// Marks that no line begins with, so that they stand beyond the end of a full one.
const HANGING: [char; 14] = ['，', '。', '；', '、', '：', '）', '”', '！', '？', ',', '.', ';', ':', ')'];
/// Most lines that are looked at below heads.
const MOST: usize = 120;

impl<'t> Form<'_, 't> {
    /// The columns that the cells of a line of heads begin in; `None` where it is none.
    pub(super) fn heads_of(&self, cells: &[Cell<'t>]) -> Option<Vec<[usize; 2]>> {
        let known = cells.iter().filter(|cell| heads::read(cell.text()).is_some()).count();
        let whole = (MIN_HEADS..=MAX_HEADS).contains(&cells.len()) && cells.iter().all(Cell::can_be_name);
        let begins = |cell: &Cell<'_>| self.begins(cell.raw.span.start, self.lines.line(cell.end - 1).span);
        (whole && known >= 2).then(|| cells.iter().map(begins).collect())
    }

    /// The titles of heads with the pieces of them that stand on the lines right below, and the cell behind these.
    pub(super) fn titles(&mut self, line: &Range<usize>) -> (Vec<String>, usize) {
        let mut titles: Vec<String> =
            self.cells[line.clone()].iter().map(|cell| cell.text().to_owned()).collect();
        let mut next = line.end;
        while let Some(more) = self.line(next) {
            let cells = &self.cells[more.clone()];
            let short = |cell: &Cell<'_>| cell.can_be_name() && cell.text().chars().count() <= MAX_PIECE;
            let below = cells.iter().all(short).then(|| self.aligned(more.clone(), line, true)).flatten();
            // Below the head of the names alone stands the name of a row.
            let goes_on = |(cell, at): (&Cell<'_>, &usize)| is_over_figures(&titles, *at, cell.text());
            let Some(below) = below.filter(|below| cells.iter().zip(below).any(goes_on)) else { break };
            for (cell, at) in cells.iter().zip(below) {
                titles[at].push_str(cell.text());
            }
            next = more.end;
        }
        (titles, next)
    }

    /// Whether every line below heads has its cells right where these begin, and one at least holds nothing but pieces.
    pub(super) fn wrapped_below(&mut self, heads: &Range<usize>, titles: &[String], from: usize) -> bool {
        let figures = figure_columns(titles.iter().map(|title| heads::read(title)));
        let (mut at, mut rows, mut pieces) = (from, 0, usize::from(from > heads.end));
        if !figures.contains(&true) {
            return false;
        }
        for _ in 0..MOST {
            let Some(line) = self.line(at) else { break };
            at = line.end;
            let cells = &self.cells[line.clone()];
            let other_heads = !cells.iter().any(Cell::is_value)
                && cells.iter().filter(|cell| heads::read(cell.text()).is_some()).count() >= 2;
            if ends_form(cells[0].text()) || cells.len() == 1 && cells[0].heading || other_heads {
                break;
            }
            if cells.iter().any(|cell| cell.text().contains('|')) {
                return false;
            }
            let total = is_score_total(cells[0].text());
            match self.aligned(line.clone(), heads, true) {
                Some(under) => {
                    let row = cells.iter().zip(under).any(|(cell, at)| figures[at] && cell.is_value());
                    rows += usize::from(row);
                    pieces += usize::from(!row);
                }
                None if total => {}
                // What the table is of ends there.
                None if rows >= 2 && !cells.iter().any(Cell::is_value) => break,
                None => return false,
            }
            if total && rows > 1 {
                break;
            }
        }
        rows >= 2 && pieces > 0
    }

    /// Cells with the only blank before the head of a column between them, or a mark that hangs over it: 更新（含设备采购、512.30.
    pub(super) fn apart(&self, found: Vec<Span>, line: Span) -> Vec<Span> {
        let under = |at: usize, near: usize| {
            let place = self.begins(at, line);
            let right = |start: &[usize; 2]| (0..2).any(|by| start[by].abs_diff(place[by]) <= near);
            self.starts.iter().any(right)
        };
        let mut apart = Vec::with_capacity(found.len());
        for Span { mut start, end } in found {
            let mut before = None;
            let text = Span { start, end }.of(self.text);
            for (at, char) in text.char_indices() {
                let blank = before == Some(' ') && char != ' ';
                let hangs = before.is_some_and(|mark| !mark.is_ascii() && HANGING.contains(&mark))
                    && char.is_ascii_digit();
                let next = end - text.len() + at;
                if (blank && under(next, 1) || hangs && under(next, 0)) && under(start, 1) {
                    apart.push(Span { start, end: next - usize::from(blank) });
                    start = next;
                }
                before = Some(char);
            }
            apart.push(Span { start, end });
        }
        apart
    }

    /// In which column of a line a place in it is, as programs count them.
    fn begins(&self, at: usize, line: Span) -> [usize; 2] {
        let before = Span { start: line.start, end: at }.of(self.text);
        [width(before), width_cjk(before)]
    }

    /// Puts the pieces of cells together in the rows from the heads on; a line of pieces is no row any more.
    pub(super) fn join_pieces(&mut self, begun: usize) {
        let Some(head) = self.rows.get(begun) else { return };
        let width = head.raw.cells.len();
        let whole = |at: usize, form: &Self| form.rows[at].raw.cells.len() == width;
        // Pieces of heads come first, since they say what the columns are.
        let mut from = begun + 1;
        while from < self.rows.len() && whole(from, self) && self.is_piece_of_heads(begun, from) {
            for at in 0..width {
                self.join(begun, from, at);
            }
            self.rows[from].raw.outside = true;
            from += 1;
        }
        let read: Vec<Option<Head>> =
            self.rows[begun].raw.cells.iter().map(|cell| heads::read(&cell.text)).collect();
        let figures = figure_columns(read.iter().copied());
        let lead: Vec<bool> =
            read.iter().map(|head| matches!(head, Some(Head::First | Head::Second))).collect();
        let names = read.iter().position(|head| *head == Some(Head::First));
        let is_row = |cells: &[RawCell<'_>]| {
            cells.iter().zip(&figures).any(|(cell, figures)| {
                *figures && !cell.text.is_empty() && super::content(&cell.text) != Content::Text
            })
        };
        let full = self.widest(from, width);
        let is_full = |cell: &RawCell<'_>, at: usize| solid(&cell.text) + 1 >= full[at];
        // The row that each column goes on from, and the last piece of it.
        let mut open: Vec<Option<(usize, usize)>> = vec![None; width];
        let mut down: Vec<usize> = Vec::new();
        for at in from..self.rows.len() {
            let cells = &self.rows[at].raw.cells;
            if cells.len() != width {
                (open, down) = (vec![None; width], Vec::new());
                continue;
            }
            let filled: Vec<usize> = (0..width).filter(|column| !cells[*column].text.is_empty()).collect();
            if is_row(cells) || filled.is_empty() {
                for &column in &filled {
                    open[column] = Some((at, at));
                }
                for column in (0..width).filter(|column| !lead[*column] && !filled.contains(column)) {
                    open[column] = None;
                }
                for above in std::mem::take(&mut down).into_iter().rev() {
                    self.join_above(at, above, &mut open);
                }
                continue;
            }
            // （50分） below 产出指标 stays where it is: how many rows it stands beside is not known.
            let filled: Vec<usize> = filled.into_iter().filter(|column| Some(*column) != names).collect();
            let goes_on = |column: &usize| {
                open[*column].is_some_and(|(_, last)| is_full(&self.last_piece(last, *column), *column))
            };
            let begins =
                |column: &usize| is_full(&cells[*column], *column) && self.rows.get(at + 1).is_some();
            // 其中：中央补 above a line of figures without a name is the name of that.
            let nameless = |row: &Row<'_>| {
                let cells = &row.raw.cells;
                let filled = cells.iter().filter(|cell| !cell.text.is_empty()).count();
                cells.len() == width && is_row(cells) && cells[0].text.is_empty() && filled > 1
            };
            let below = names.is_none()
                && filled.contains(&0)
                && figures.get(1).is_some_and(|figures| *figures)
                && self.rows.get(at + 1).is_some_and(nameless);
            let (up, begun_below) = (filled.iter().all(goes_on), filled.iter().all(begins));
            if below {
                down.push(at);
            } else if up && down.is_empty() {
                for &column in &filled {
                    if let Some((row, last)) = &mut open[column] {
                        let row = *row;
                        *last = at;
                        self.join(row, at, column);
                    }
                }
                self.take_away(at, names);
            } else if begun_below {
                down.push(at);
            }
        }
    }

    /// Whether a line below heads goes on with them: it has pieces over figures, and none itself.
    fn is_piece_of_heads(&self, head: usize, at: usize) -> bool {
        let (heads, cells) = (&self.rows[head].raw.cells, &self.rows[at].raw.cells);
        let filled = || cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        let titles: Vec<&str> = heads.iter().map(|head| &*head.text).collect();
        filled().all(|(_, cell)| {
            (super::content(&cell.text) == Content::Text || is_unit(&cell.text))
                && cell.text.chars().count() <= MAX_PIECE
        }) && filled().any(|(at, cell)| is_over_figures(&titles, at, &cell.text))
    }

    /// How wide the lines of each column are at most.
    fn widest(&self, from: usize, width: usize) -> Vec<usize> {
        let rows = || self.rows[from..].iter().filter(|row| row.raw.cells.len() == width);
        (0..width).map(|at| rows().map(|row| solid(&row.raw.cells[at].text)).max().unwrap_or(0)).collect()
    }

    /// The cell of a line as it stands there.
    fn last_piece(&self, row: usize, column: usize) -> RawCell<'t> {
        let cell = &self.rows[row].raw.cells[column];
        RawCell { text: cell.span.of(self.text).into(), ..cell.clone() }
    }

    /// Adds what stands below a cell to its text.
    fn join(&mut self, row: usize, piece: usize, column: usize) {
        let more = self.rows[piece].raw.cells[column].text.clone();
        let cell = &mut self.rows[row].raw.cells[column];
        if !more.is_empty() {
            add(cell, [cell.text.clone(), more]);
        }
    }

    /// Puts pieces before the cells of the row below them.
    fn join_above(&mut self, row: usize, piece: usize, open: &mut [Option<(usize, usize)>]) {
        for (column, open) in open.iter_mut().enumerate() {
            let above = self.rows[piece].raw.cells[column].text.clone();
            let cell = &mut self.rows[row].raw.cells[column];
            if !above.is_empty() {
                open.get_or_insert((row, piece));
                add(cell, [above, cell.text.clone()]);
            }
        }
        self.rows[piece].raw.outside = true;
    }

    /// Takes pieces away that were joined to a row above, but for the name of a group.
    fn take_away(&mut self, at: usize, names: Option<usize>) {
        let row = &mut self.rows[at].raw;
        let mut kept = false;
        for (column, cell) in row.cells.iter_mut().enumerate() {
            if Some(column) == names && !cell.text.is_empty() {
                kept = true;
            } else {
                cell.text = "".into();
            }
        }
        row.outside = !kept;
    }
}

/// Makes one text of the pieces of a cell; words beside a figure are no piece of it.
fn add(cell: &mut RawCell<'_>, pieces: [Cow<'_, str>; 2]) {
    let joined = join_wrapped(pieces.iter().map(|piece| &**piece)).into_owned();
    let is_value = |text: &str| !matches!(super::content(text), Content::Text | Content::Empty);
    if is_value(&joined) || !pieces.iter().any(|piece| is_value(piece)) {
        cell.text = joined.into();
    }
}

/// （万元） below the name of a head.
fn is_unit(text: &str) -> bool {
    words::is(text, "（万元）|(万元)|（元）|(元)|（亿元）|(亿元)|（%）|(%)|（分）|(分)")
}

/// Whether a piece below heads goes on with one of figures, or stands behind one.
fn is_over_figures(titles: &[impl AsRef<str>], at: usize, piece: &str) -> bool {
    let figures = |title: &str| heads::read(title).is_some_and(heads::names_figures);
    at > 0
        && (figures(&format!("{}{piece}", titles[at].as_ref()))
            || titles[..at].iter().any(|title| figures(title.as_ref())))
}

/// Which of the heads have nothing but figures below them.
fn figure_columns(heads: impl Iterator<Item = Option<Head>>) -> Vec<bool> {
    let figures = |head: Option<Head>| {
        head.is_some_and(|head| heads::names_figures(head) && !matches!(head, Head::Target | Head::Actual))
    };
    heads.map(figures).collect()
}

/// How wide a line of a cell is without the marks that may stand beyond its end.
fn solid(text: &str) -> usize {
    width_cjk(text.trim_end_matches(HANGING))
}
