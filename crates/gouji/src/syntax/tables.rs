//! Tables in every notation as rows of cells; all that follows is the same for each notation.
//!
//! Which notation a table is in is decided for the table as a whole: `|` rows, a row a line between tabs, or one
//! tab-led cell a line with blank lines between rows (what Word-to-text tools write). In text out of a PDF short lines
//! without any tab stand between the rows; they stay with the table as *loose* rows of one cell.

use super::{
    cell_lines::is_framed_number,
    lines::{Line, LineKind, Lines},
    pages,
    sight::Sight,
    torn_rows,
};
use crate::{text::Span, width::width, words};
use std::borrow::Cow;

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Notation {
    /// `| a | b |`
    Pipes,
    /// A row a line, cells between tabs.
    Tabs,
    /// A cell a line, each behind a tab; a blank line ends a row.
    TabLed,
    /// A cell a paragraph, without any mark.
    CellLines,
}

/// One cell: its text without surrounding white space, wrapped lines joined.
#[derive(Clone, Debug)]
pub(crate) struct RawCell<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) span: Span,
    /// The cell with the white space around its text, from mark to mark.
    pub(crate) outer: Span,
    /// Width of the white space before the text, in half-width columns; none in an empty cell.
    pub(crate) indent: usize,
}

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct RawRow<'t> {
    pub(crate) cells: Vec<RawCell<'t>>,
    pub(crate) span: Span,
    /// A line without cell marks that stands between rows.
    pub(crate) loose: bool,
    /// No row of the table: what stands at the end of a page or once more at the head of the next one, and the numbers of the
    /// columns.
    pub(crate) outside: bool,
}

impl<'t> RawRow<'t> {
    /// The first cell with anything in it: what the row is called.
    pub(crate) fn label(&self) -> Option<&RawCell<'t>> {
        self.cells.iter().find(|cell| !cell.text.is_empty())
    }

    /// Whether it numbers the columns: 栏次 1 2 3, which some forms write without a name, or as 1=2+3.
    pub(super) fn numbers_columns(&self) -> bool {
        const NAMES: &str = "栏次|行次|栏号|序号";
        let formula =
            |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || "=+-()＝＋－（）—甲乙丙丁".contains(c));
        let filled = || self.cells.iter().map(|cell| &*cell.text).filter(|cell| !cell.is_empty());
        // Of nearly all rows the first cell tells.
        let mut named = false;
        for cell in filled().filter(|cell| !formula(cell)) {
            if !cell.starts_with(['栏', '行', '序']) || !words::is(&cell.replace(SPACE, ""), NAMES) {
                return false;
            }
            named = true;
        }
        let number = |cell: &str| cell.parse::<usize>().ok().filter(|number| *number < 100);
        let numbers = || filled().filter_map(number);
        let rising = numbers().zip(numbers().skip(1)).all(|(before, next)| before < next);
        let from_first = named || numbers().zip(1..).all(|(number, at)| number == at);
        let enough = numbers().count() >= if named { 2 } else { 3 };
        enough && rising && from_first
    }

    /// 支出情况表 | 单位：万元: the title of a table, or who made it and when, with the unit of its figures.
    pub(super) fn is_caption(&self) -> bool {
        let named = self.label().is_some_and(|cell| words::ends(&cell.text, "单位：|单位:|部门：|部门:"));
        let of_unit = |cell: &RawCell<'_>| {
            words::has(&cell.text, "单位：|单位:") && cell.text.ends_with(['元', '）', ')'])
        };
        self.cells.iter().any(of_unit) && self.is_of_words(3 + usize::from(named))
    }

    /// Whether it is such a row, or the title above one.
    pub(super) fn stands_above(&self) -> bool {
        self.is_caption() || self.is_of_words(2)
    }

    /// Whether no more cells than so many are filled, and none with a figure.
    fn is_of_words(&self, most: usize) -> bool {
        let filled = || self.cells.iter().map(|cell| &*cell.text).filter(|cell| !cell.is_empty());
        filled().count() <= most && !filled().any(|cell| crate::number::parse_number(cell).is_some())
    }

    /// |---|:---:|: the line that Markdown puts below the heads.
    pub(super) fn is_rule(&self) -> bool {
        let line = |cell: &str| cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':'));
        let mut cells = self.cells.iter().map(|cell| &*cell.text);
        self.cells.len() > 1 && cells.all(line)
    }

    /// Whether another row has the same cells.
    pub(super) fn says_same(&self, other: &RawRow<'_>) -> bool {
        self.cells.iter().map(|cell| &*cell.text).eq(other.cells.iter().map(|cell| &*cell.text))
    }
}

/// Rows that belong together.
#[derive(Clone, Debug)]
pub(crate) struct RawTable<'t> {
    pub(crate) notation: Notation,
    pub(crate) rows: Vec<RawRow<'t>>,
    /// First line and the one past the last.
    pub(crate) lines: (usize, usize),
}

impl RawTable<'_> {
    /// All its lines.
    pub(crate) fn span(&self, lines: &Lines) -> Span {
        let start = lines.lines.get(self.lines.0).map_or(0, |line| line.span.start);
        let last = self.lines.1.checked_sub(1).and_then(|last| lines.lines.get(last));
        Span { start, end: last.map_or(start, |line| line.span.end).max(start) }
    }
}

/// White space around the text of a cell, and the invisible marks that Word leaves behind.
pub(crate) const SPACE: [char; 6] = [' ', '\u{3000}', '\u{a0}', '\t', '\u{feff}', '\u{200b}'];
/// Those of [`SPACE`] that are characters without being white space.
pub(crate) const INVISIBLE: [char; 2] = ['\u{feff}', '\u{200b}'];

/// Most lines without cell marks that may stand between two rows of one table (a chart of accounts has some thirty
/// headings of which most are empty).
const MAX_GAP: usize = 30;
/// Lines without anything in them that end a table of pipes. In the other notations they stand between rows.
pub(crate) const TABLE_BREAK: usize = 2;
/// Longest such line, in half-width columns.
const MAX_LOOSE_WIDTH: usize = 72;

/// Joins lines that were wrapped inside a cell. Chinese needs no space between them; Latin words do.
pub(crate) fn join_wrapped<'t>(pieces: impl Iterator<Item = &'t str>) -> Cow<'t, str> {
    let mut out: Cow<'t, str> = Cow::Borrowed("");
    for piece in pieces.map(|p| p.trim_matches(SPACE)).filter(|p| !p.is_empty()) {
        if out.is_empty() {
            out = Cow::Borrowed(piece);
            continue;
        }
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let spaced = latin(out.chars().next_back()) && latin(piece.chars().next());
        let text = out.to_mut();
        if spaced {
            text.push(' ');
        }
        text.push_str(piece);
    }
    out
}

/// Whether the line is one of a table of contents: dots or a page number lead to its end.
pub(crate) fn is_contents_line(text: &str) -> bool {
    let tail = text.trim_end_matches(|c: char| c.is_ascii_digit() || SPACE.contains(&c));
    let dots = tail.chars().rev().take_while(|c| matches!(c, '…' | '.' | '·' | '．' | '⋯')).count();
    if dots >= 3 {
        return tail.chars().count() > dots;
    }
    // 一、基本情况……1, 一、基本情况 -------- - 1 -.
    let numbered = text.trim_end_matches(|c: char| SPACE.contains(&c) || "-—－".contains(c));
    let tail = numbered.trim_end_matches(|c: char| c.is_ascii_digit());
    let line = tail.trim_end_matches(|c: char| SPACE.contains(&c) || "-—－_".contains(c));
    tail.len() < numbered.len()
        && !line.is_empty()
        && (tail.ends_with("……") || tail[line.len()..].matches(['-', '—', '－', '_']).count() >= 6)
}

/// The table that begins at line `at`, or `None` where the line is no row.
pub(crate) fn table_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    match lines.get(at)?.kind {
        LineKind::Pipe => Some(rows_by_line(text, lines, at, Notation::Pipes)),
        LineKind::Tab if is_tab_led(text, lines, at) && begins_tab_led(text, lines, at) => {
            Some(tab_led(text, lines, at))
        }
        LineKind::Tab if begins_tab_rows(text, lines, at) => {
            Some(rows_by_line(text, lines, at, Notation::Tabs))
        }
        _ => None,
    }
}

/// A line of one cell behind a tab.
fn is_tab_led(text: &str, lines: &Sight<'_>, at: usize) -> bool {
    lines.get(at).is_some_and(|line| match lines.cells(line) {
        [first, _] => line.kind == LineKind::Tab && first.of(text).trim_matches(SPACE).is_empty(),
        _ => false,
    })
}

/// A cell a line only where no row of several cells stands in the same run of lines.
fn begins_tab_led(text: &str, lines: &Sight<'_>, at: usize) -> bool {
    let mut cells = 0;
    for (i, line) in lines.behind(at).take(24) {
        match line.kind {
            LineKind::Tab if is_tab_led(text, lines, i) => cells += 1,
            LineKind::Tab | LineKind::Pipe => return false,
            LineKind::Block { .. } | LineKind::Annex | LineKind::Part => break,
            _ => {}
        }
    }
    cells >= 2
}

fn tab_led<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> RawTable<'t> {
    let mut rows = Vec::new();
    let mut row = OpenRow::default();
    let (mut end, mut next) = (at, at);
    while let Some(line) = lines.get(next) {
        if is_tab_led(text, lines, next) {
            row.begin_cell(lines.cells(line)[1]);
            end = next + 1;
        } else if row.goes_on(text, line) {
            row.go_on(line.span);
            end = next + 1;
        } else if line.kind == LineKind::Blank {
            rows.extend(row.close(text));
        } else if line.kind != LineKind::Padding {
            rows.extend(row.close(text));
            let read = |at: usize| led_row(text, lines, at);
            let Some(page) = pages::next_page(text, lines, (at, end), &rows, LineKind::Tab, read) else {
                break;
            };
            let between = lines.between(end..page).iter();
            let words = between.filter(|line| !matches!(line.kind, LineKind::Blank | LineKind::Padding));
            rows.extend(words.map(|line| RawRow { outside: true, ..loose_row(text, line) }));
            next = page;
            continue;
        }
        next += 1;
    }
    rows.extend(row.close(text));
    RawTable { notation: Notation::TabLed, rows, lines: (at, end) }
}

/// The row whose cells begin on line `at`, or behind blank lines there, and the line behind it.
fn led_row<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<(RawRow<'t>, usize)> {
    let mut row = OpenRow::default();
    let mut end = at;
    for (at, line) in lines.behind(at) {
        if is_tab_led(text, lines, at) {
            row.begin_cell(lines.cells(line)[1]);
        } else if row.goes_on(text, line) {
            row.go_on(line.span);
        } else if line.kind != LineKind::Blank || !row.cells.is_empty() {
            break;
        }
        end = at + 1;
    }
    Some((row.close(text)?, end))
}

/// Lines that stand under a form, not in its last cell.
pub(super) fn ends_table(line: &str) -> bool {
    let line = line.trim_matches(SPACE);
    words::starts(line, "填表人|填报人|说明：|说明:|注：|注:|备注：|联系人")
}

/// A row of a table with a cell a line, as far as it was read.
#[derive(Default)]
struct OpenRow {
    /// Each cell with the first of its lines, as an index in `lines`.
    cells: Vec<(Span, usize)>,
    lines: Vec<Span>,
}

impl OpenRow {
    fn begin_cell(&mut self, line: Span) {
        self.cells.push((line, self.lines.len()));
        self.lines.push(line);
    }

    /// Whether a line goes on with the last cell: text right under it does, text behind a finished row ends the table.
    fn goes_on(&self, text: &str, line: &Line) -> bool {
        matches!(line.kind, LineKind::Padding | LineKind::Plain | LineKind::Numbered(_))
            && !self.cells.is_empty()
            && !ends_table(line.span.of(text))
    }

    /// Adds a line to the last cell.
    fn go_on(&mut self, line: Span) {
        if let Some((span, _)) = self.cells.last_mut() {
            *span = span.join(line);
            self.lines.push(line);
        }
    }

    /// The row, where there is one; the next one begins.
    fn close<'t>(&mut self, text: &'t str) -> Option<RawRow<'t>> {
        let mut end = self.lines.len();
        let mut cells: Vec<RawCell<'t>> = Vec::with_capacity(self.cells.len());
        for (span, first) in self.cells.drain(..).rev() {
            let lines = self.lines[first..end].iter().map(|line| line.of(text));
            let indent = lines.clone().next().map_or(0, indent);
            cells.push(cell(text, visible(join_wrapped(lines)), span, indent));
            end = first;
        }
        cells.reverse();
        self.lines.clear();
        let span = cells.first()?.span.join(cells.last()?.span);
        Some(RawRow { cells, span, loose: false, outside: false })
    }
}

/// The span without the white space around it; an empty span at its start where there is nothing else.
fn content_span(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let space = |c: char| SPACE.contains(&c) || c == '\n' || c == '\r';
    let from_first = whole.trim_start_matches(space);
    let trimmed = from_first.trim_end_matches(space);
    if trimmed.is_empty() {
        return Span { start: span.start, end: span.start };
    }
    let start = span.start + (whole.len() - from_first.len());
    Span { start, end: start + trimmed.len() }
}

pub(super) fn cell<'t>(source: &str, text: Cow<'t, str>, outer: Span, indent: usize) -> RawCell<'t> {
    // The white space in an empty cell is what fills the column, not what sets a name off.
    let indent = if text.is_empty() { 0 } else { indent };
    RawCell { text, span: content_span(source, outer), outer, indent }
}

/// Without the invisible marks: nobody who looks for a name can type them.
pub(super) fn visible(text: Cow<'_, str>) -> Cow<'_, str> {
    // Hardly any text has one, and bytes are looked through sooner than characters.
    let may = text.bytes().any(|byte| matches!(byte, 0xe2 | 0xef));
    if may && text.contains(INVISIBLE) { Cow::Owned(text.replace(INVISIBLE, "")) } else { text }
}

pub(super) fn indent(cell: &str) -> usize {
    width(&cell[..cell.len() - cell.trim_start_matches(SPACE).len()])
}

/// A line with a tab is a row where it has figures or several cells or another row follows; else the tab is a slip in
/// prose.
fn begins_tab_rows(text: &str, lines: &Sight<'_>, at: usize) -> bool {
    let line = lines.line(at);
    if is_contents_line(line.span.of(text)) {
        return false;
    }
    let next_is_row = lines
        .behind(at + 1)
        .map(|(_, next)| next)
        .find(|next| next.kind != LineKind::Blank)
        .is_some_and(|next| next.kind == LineKind::Tab && !is_contents_line(next.span.of(text)));
    let cells = lines.cells(line);
    let filled = cells.iter().map(|cell| cell.of(text).trim_matches(SPACE)).filter(|cell| !cell.is_empty());
    let figures = filled.clone().any(|cell| crate::number::parse_number(cell).is_some());
    let prose = line.span.of(text).contains('。');
    let quoted = cells.last().is_some_and(|cell| quoted_to(text, lines, at + 1, *cell).is_some());
    next_is_row || quoted || (!prose && (figures || filled.count() >= 3))
}

fn rows_by_line<'t>(text: &'t str, lines: &Sight<'_>, at: usize, notation: Notation) -> RawTable<'t> {
    let kind = if notation == Notation::Pipes { LineKind::Pipe } else { LineKind::Tab };
    let tabs = notation == Notation::Tabs;
    let mut rows = Vec::new();
    let mut i = at;
    let mut end = at;
    while let Some(line) = lines.get(i) {
        let quoted = tabs && !rows.is_empty() && begins_quoted(text, lines, i);
        if quoted || line.kind == kind && !ends_in_dots(text, line) {
            let mut row = match quoted {
                true => RawRow { loose: false, ..loose_row(text, line) },
                false => row(text, lines, line, notation),
            };
            if pages::begins_next_form(&rows, &row) {
                break;
            }
            i += 1;
            let ends =
                |row: &RawRow<'_>, i| quoted_to(text, lines, i, row.cells.last()?.outer).filter(|_| tabs);
            while let Some(last) = ends(&row, i) {
                go_on(text, lines, i..last + 1, &mut row);
                i = last + 1;
            }
            rows.push(row);
            end = i;
            continue;
        }
        let page = || {
            let read = |at: usize| {
                let line = lines.get(at).filter(|line| line.kind == kind)?;
                Some((row(text, lines, line, notation), at + 1))
            };
            pages::next_page(text, lines, (at, i), &rows, kind, read)
        };
        let (next, page) = match next_row(text, lines, i, kind, rows.last()) {
            Some(next) => (next, false),
            None => match page() {
                Some(next) => (next, true),
                None => break,
            },
        };
        let between = lines.between(i..next).iter();
        let caption = |line: &Line| line.kind == LineKind::Plain || is_empty_line(text, line);
        let apart = !page && between.clone().any(caption);
        if apart && begins_other_table(&rows, &row(text, lines, lines.line(next), notation)) {
            break;
        }
        for loose in between.filter(|l| !matches!(l.kind, LineKind::Blank | LineKind::Padding)) {
            let frame = loose.kind == LineKind::Frame;
            let outside = page || frame || is_framed_number(loose.span.of(text));
            rows.push(RawRow { outside, ..loose_row(text, loose) });
        }
        i = next;
    }
    if tabs {
        torn_rows::mend(text, &mut rows);
    } else if let Some(width) = rows.first().map(|row| row.cells.len())
        && !lines.line(at).span.of(text).starts_with(['|', '｜'])
        && !lines.line(at).span.of(text).ends_with(['|', '｜'])
    {
        let open = !lines.line(at).span.of(text).trim_end_matches(SPACE).ends_with(['|', '｜']);
        rows.iter_mut().for_each(|row| begin_with_empty(text, width, row));
        rows.iter_mut().filter(|_| open).for_each(|row| end_with_empty(text, width, row));
    }
    RawTable { notation, rows, lines: (at, end) }
}

/// Among rows of so many cells that begin without a bar, | 合计 | 100 is one whose first cell is empty, and perhaps its last one.
fn begin_with_empty(text: &str, width: usize, row: &mut RawRow<'_>) {
    let missing = width.saturating_sub(row.cells.len());
    let Some(first) = row.cells.first().filter(|_| matches!(missing, 1 | 2)) else { return };
    if let Some((bar, '|' | '｜')) = text[..first.outer.start].char_indices().next_back() {
        let outer = Span { start: bar, end: bar };
        row.cells.insert(0, cell(text, "".into(), outer, 0));
    }
}

/// Where the heads end without a bar, one behind a row that lacks a cell stands before an empty one: 合计|230.6|88.75|.
fn end_with_empty(text: &str, width: usize, row: &mut RawRow<'_>) {
    let end = row.cells.last().map_or(0, |cell| cell.outer.end);
    if row.cells.len() + 1 == width && !row.loose && text[end..].starts_with(['|', '｜']) {
        let at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        row.cells.push(cell(text, "".into(), Span { start: at, end: at }, 0));
    }
}

/// Whether a row behind an empty line or a caption is the head of another table: a caption with a unit, 支出情况表 | 单位：万元, or heads without a figure
/// behind a total. The same heads once more go on with the table, and the indicators of a form with what stands above them.
fn begins_other_table(rows: &[RawRow<'_>], row: &RawRow<'_>) -> bool {
    const MIN_HEADS: usize = 3;
    const HEAD_ROWS: usize = 4;
    let filled = || row.cells.iter().map(|cell| &*cell.text).filter(|cell| !cell.is_empty());
    let figures = filled().any(|cell| crate::number::parse_number(cell).is_some());
    if figures || rows.iter().take(HEAD_ROWS).any(|head| head.says_same(row)) {
        return false;
    }
    let behind_total = rows.iter().rev().find(|row| !row.loose && !row.outside).is_some_and(pages::is_total);
    let heads = filled().count() >= MIN_HEADS && !filled().any(|cell| cell.contains("指标"));
    row.is_caption() || behind_total && heads
}

/// The line on which a cell ends that begins before line `at` and stands on several: Excel puts such a cell between quotation marks.
fn quoted_to(text: &str, lines: &Sight<'_>, at: usize, cell: Span) -> Option<usize> {
    const MOST: usize = 20;
    /// Bytes of the longest cell.
    const LONG: usize = 3000;
    let cell = cell.of(text).trim_start_matches(SPACE);
    let open = cell.len() <= LONG && cell.starts_with('"') && cell.matches('"').count() % 2 == 1;
    let mut rest = lines.behind(at).take(MOST).filter(|_| open);
    rest.find(|(_, line)| line.span.of(text).contains('"')).map(|(at, _)| at)
}

/// Whether a row begins on a line without a tab: its first cell stands on several lines, between quotation marks.
fn begins_quoted(text: &str, lines: &Sight<'_>, at: usize) -> bool {
    let line = lines.get(at).filter(|line| line.kind == LineKind::Plain);
    let last = line.and_then(|line| quoted_to(text, lines, at + 1, line.span));
    last.is_some_and(|last| lines.line(last).kind == LineKind::Tab)
}

/// Adds to a row the lines that its last cell goes on in, and the cells behind it.
fn go_on<'t>(text: &'t str, lines: &Sight<'_>, more: std::ops::Range<usize>, row: &mut RawRow<'t>) {
    let Some((open, last)) = row.cells.pop().zip(lines.get(more.end - 1)) else { return };
    let cells = match last.kind {
        LineKind::Tab => lines.cells(last),
        _ => std::slice::from_ref(&last.span),
    };
    let whole = open.outer.join(cells[0]);
    let joined = join_wrapped(whole.of(text).split(['\n', '\r']).map(|piece| piece.trim_matches(['"', ' '])));
    let mut quoted = cell(text, visible(joined), whole, open.indent);
    let inside = quoted.span.of(text).trim_matches('"');
    let start = quoted.span.start + usize::from(quoted.span.of(text).starts_with('"'));
    quoted.span = Span { start, end: start + inside.len() };
    row.cells.push(quoted);
    let behind = cells[1..].iter().map(|&outer| {
        let whole = outer.of(text);
        cell(text, visible(Cow::Borrowed(whole.trim_matches(SPACE))), outer, indent(whole))
    });
    row.cells.extend(behind);
    row.span = row.span.join(content_span(text, last.span));
}

/// The next row of the same table behind lines without cells, if those lines can stand inside a table.
fn next_row(
    text: &str,
    lines: &Sight<'_>,
    at: usize,
    kind: LineKind,
    last: Option<&RawRow<'_>>,
) -> Option<usize> {
    let (mut empty, mut framed) = (0, false);
    for (next, line) in lines.behind(at).take(MAX_GAP + 1) {
        match line.kind {
            // A frame that another one closed before begins the next table.
            LineKind::Frame if kind == LineKind::Pipe && !(framed && empty > 0) => {
                framed = true;
                continue;
            }
            k if k == kind => return Some(next).filter(|_| !ends_in_dots(text, line)),
            LineKind::Blank | LineKind::Padding => {
                empty += usize::from(is_empty_line(text, line));
                if empty == TABLE_BREAK && kind == LineKind::Pipe {
                    return None;
                }
                continue;
            }
            LineKind::Plain if can_be_loose(line.span.of(text)) => {}
            LineKind::Numbered(number)
                if can_be_loose(line.span.of(text)) && lists(last, number.style.level()) => {}
            _ => return None,
        }
        empty = 0;
    }
    None
}

/// A line without any character that must be kept.
pub(crate) fn is_empty_line(text: &str, line: &Line) -> bool {
    matches!(line.kind, LineKind::Blank | LineKind::Padding) && !line.span.of(text).contains(INVISIBLE)
}

/// A line of a table of contents between tabs. Bars mark a row whatever stands in it.
fn ends_in_dots(text: &str, line: &Line) -> bool {
    line.kind == LineKind::Tab && is_contents_line(line.span.of(text))
}

/// How many blank lines keep a table, once it is written with bars, from going on with a row at line `next`.
pub(crate) fn keeps_apart(text: &str, lines: &Sight<'_>, table: &RawTable<'_>, next: usize) -> usize {
    if next - table.lines.1 > MAX_GAP {
        return 0;
    }
    let needed = if runs_on(text, lines, table, next) { TABLE_BREAK } else { 0 };
    needed.max(pages::keeps_apart(text, lines, table.lines, next))
}

/// Whether a table of pipes that ended before line `end` would go on with a row at line `next`.
fn runs_on(text: &str, lines: &Sight<'_>, table: &RawTable<'_>, next: usize) -> bool {
    let between = lines.between(table.lines.1..next);
    let mut empty = 0;
    for line in between {
        match line.kind {
            LineKind::Blank | LineKind::Padding => empty += usize::from(is_empty_line(text, line)),
            LineKind::Frame => {}
            LineKind::Plain if can_be_loose(line.span.of(text)) => empty = 0,
            LineKind::Numbered(number)
                if can_be_loose(line.span.of(text)) && lists(table.rows.last(), number.style.level()) =>
            {
                empty = 0;
            }
            _ => return false,
        }
        if empty == TABLE_BREAK {
            return false;
        }
    }
    true
}

/// Whether the row before has a cell that begins with a number of this level, so that numbered lines are rows too.
fn lists(row: Option<&RawRow<'_>>, level: usize) -> bool {
    row.is_some_and(|row| {
        row.cells.iter().any(|cell| {
            let head = cell.text.get(..cell.text.floor_char_boundary(24)).unwrap_or_default();
            super::list_number(head).is_some_and(|number| number.style.level() == level)
        })
    })
}

/// A short line without the marks of a sentence, a caption or a title.
fn can_be_loose(line: &str) -> bool {
    let line = line.trim_matches(SPACE);
    let sentence = line.contains(['。', '；', '：', ':', '，']);
    !sentence && !line.ends_with('表') && !line.ends_with("情况说明") && width(line) <= MAX_LOOSE_WIDTH
}

fn loose_row<'t>(text: &'t str, line: &Line) -> RawRow<'t> {
    let whole = line.span.of(text);
    let cell = cell(text, visible(Cow::Borrowed(whole.trim_matches(SPACE))), line.span, indent(whole));
    RawRow { span: cell.span, cells: vec![cell], loose: true, outside: false }
}

fn row<'t>(text: &'t str, lines: &Sight<'_>, line: &Line, notation: Notation) -> RawRow<'t> {
    let cells = lines.cells(line).iter().map(|&outer| {
        let whole = outer.of(text);
        let trimmed = Cow::Borrowed(whole.trim_matches(SPACE));
        match notation {
            // A pipe cell is set off by one space that is no indentation.
            Notation::Pipes => {
                cell(text, visible(unescaped(trimmed)), outer, indent(whole).saturating_sub(1))
            }
            Notation::Tabs | Notation::TabLed | Notation::CellLines => {
                cell(text, visible(trimmed), outer, indent(whole))
            }
        }
    });
    let mut cells: Vec<RawCell<'t>> = cells.collect();
    // 其他收入 | 12.24 | 18.99 | |||||: a program that leaves empty cells out sets their bars at the end, so nobody knows where they stood.
    let spaced = cells.first().is_some_and(|cell| cell.outer.of(text).ends_with(' '));
    if notation == Notation::Pipes && spaced && !line.span.of(text).contains('｜') {
        let left_out = |cell: &RawCell<'_>| cell.outer.start == cell.outer.end;
        let kept = cells.iter().rposition(|cell| !left_out(cell)).map_or(1, |last| last + 1);
        cells.truncate(kept);
    }
    RawRow { cells, span: content_span(text, line.span), loose: false, outside: false }
}

/// With the bars that a cell of a pipe row writes as `\|`.
fn unescaped(cell: Cow<'_, str>) -> Cow<'_, str> {
    if !cell.contains("\\|") && !cell.contains("\\｜") {
        return cell;
    }
    Cow::Owned(cell.replace("\\|", "|").replace("\\｜", "｜"))
}
