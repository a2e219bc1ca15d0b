//! Tables that go on behind the end of a page: 续表, the title or the unit once more, and mostly the heads once more.
//!
//! What stands between the two parts belongs to neither, and a total in one of them is the total of both. Two tables of
//! one kind below each other look much the same, so a table never goes on behind its total, nor before another one.

use super::{
    edges::is_page_line,
    lines::{Line, LineKind},
    sight::Sight,
    tables::{RawCell, RawRow, SPACE, TABLE_BREAK, is_empty_line},
};
use crate::{
    model::{forms, heads, tree},
    number::parse_number,
    words,
};

/// What a table that goes on begins with.
pub(crate) const CONTINUED: &str = "续表|续上表|接上表";
/// What stands below a table.
pub(crate) const NOTES: &str = "注：|注:|备注：|备注:|说明：|说明:";
/// Most lines between two parts of a table.
const MAX_LINES: usize = 8;
/// Lines above a table among which its title stands.
const TITLE_LINES: usize = 6;
/// Lines above a table that are looked at, blank ones too.
const MAX_ABOVE: usize = 40;
/// Fewest cells of heads that are known again.
const MIN_WIDTH: usize = 3;
/// Most rows of words above the figures, with titles and what a form is about.
const MOST_HEADS: usize = 16;
/// Rows among which the heads of a table stand.
const HEAD_ROWS: usize = 4;
/// Rows at the head and at the end of a table that are looked at: one of many pages is read once, not once for each of them.
const LOOKED_AT: usize = 40;
/// Longest line at the end of a page, in characters.
const MAX_LINE: usize = 60;

/// The line of the first row where the table goes on that began at line `begin` and whose rows end before line `at`; `row` reads the row
/// on a line, with the line behind it.
pub(super) fn next_page<'t>(
    text: &'t str,
    lines: &Sight<'_>,
    (begin, at): (usize, usize),
    rows: &[RawRow<'t>],
    kind: LineKind,
    row: impl Fn(usize) -> Option<(RawRow<'t>, usize)>,
) -> Option<usize> {
    let last = rows.iter().rev().take(LOOKED_AT).find(|row| !row.loose && !row.outside)?;
    if is_total(last) {
        return None;
    }
    let (line, marked) =
        behind_page(text, lines, (begin, at), |_, line| line.kind == kind, kind == LineKind::Pipe)?;
    let next = |(_, end): &(RawRow<'t>, usize)| row(*end);
    let first = std::iter::successors(row(line), next).take(HEAD_ROWS);
    let first: Vec<RawRow<'t>> = first.map(|(row, _)| row).collect();
    // The heads are whole, whatever the end of a line does to other rows.
    let width = rows.first()?.cells.len();
    let again = (0..rows.len().min(LOOKED_AT)).any(|head| repeats(&rows[head..], &first));
    let total = first.get(usize::from(again)).is_some_and(is_total);
    // Two cells are known again only where all rows have two: others may have been torn apart.
    let mut near = rows.iter().rev().take(LOOKED_AT).filter(|row| !row.loose && !row.outside);
    let whole = width >= MIN_WIDTH || near.all(|row| row.cells.len() == width);
    let goes_on = again || (marked && whole && first.first()?.cells.len() == width);
    (goes_on && !total).then_some(line)
}

/// Whether the rows of a table look like those of the one right above it, which lacks a total: they begin with the same heads, or with
/// figures below as many heads.
pub(crate) fn goes_on(above: &[RawRow<'_>], rows: &[RawRow<'_>]) -> bool {
    let own = |row: &&RawRow<'_>| !row.loose && !row.outside;
    let Some((last, first)) = above.iter().rev().find(own).zip(rows.iter().find(own)) else { return false };
    // Each of them has its total on top.
    if rows.iter().filter(own).find(|row| has_figure(row)).is_some_and(is_total) {
        return false;
    }
    let headless = || first.cells.len() == last.cells.len() && has_figure(first) && !is_total(first);
    let again = || (0..above.len().min(LOOKED_AT)).any(|head| repeats(&above[head..], rows));
    !is_total(last) && (headless() || again())
}

/// Whether a row begins another form right behind the total of one: with 项目名称 once more, or with the same heads of indicators.
pub(super) fn begins_next_form(rows: &[RawRow<'_>], row: &RawRow<'_>) -> bool {
    let scored = |row: &RawRow<'_>| row.label().is_some_and(|cell| forms::is_score_total(&cell.text));
    let Some(label) = row.label().filter(|_| rows.last().is_some_and(scored)) else { return false };
    let mut above = rows.iter().take(LOOKED_AT);
    if label.text.starts_with("项目名称") {
        return above.any(|row| row.label().is_some_and(|cell| cell.text == label.text));
    }
    label.text.contains("指标") && above.any(|head| head.says_same(row))
}

/// Marks the heads that stand once more within a table, where a page ends: the rows before and behind them are of one table. Behind a
/// total other rows begin, and with 项目名称 another form.
pub(super) fn mark_repeated(rows: &mut [RawRow<'_>]) {
    // The heads of the rows that are read, whether rows with figures stand below them, and which of the heads comes next once more.
    let (mut heads, mut filled, mut again) = (0..0, false, None);
    for at in 0..rows.len() {
        let row = &rows[at];
        let mark = matches!(&row.cells[..], [cell] if says_continued(&cell.text));
        if mark || row.loose || row.outside {
            rows[at].outside |= mark;
            continue;
        }
        let next = again.take().filter(|head: &usize| heads.contains(head) && rows[*head].says_same(row));
        let found =
            next.or_else(|| heads.clone().find(|&head| filled && repeats(&rows[head..], &rows[at..])));
        if let Some(head) = found {
            again = Some(head + 1);
            rows[at].outside = true;
        } else if has_figure(row) {
            // A total may stand on top, too.
            if is_total(row) && filled {
                heads = 0..0;
            }
            filled = true;
        } else if heads.is_empty() || (filled && begins_heads(row)) {
            // 绩效指标 beside 一级指标 may be a row of its own.
            let named = at.checked_sub(1).filter(|above| rows[*above].cells.len() == 1 && !heads.is_empty());
            (heads, filled) = (named.unwrap_or(at)..at + 1, false);
        } else if !filled && heads.len() < MOST_HEADS {
            heads.end = at + 1;
        }
    }
}

/// Whether rows begin with heads as others do; where one has few words, the next must be the same, too.
fn repeats(heads: &[RawRow<'_>], rows: &[RawRow<'_>]) -> bool {
    let filled = |row: &RawRow<'_>| row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let same = heads.iter().zip(rows).take(HEAD_ROWS).take_while(|(head, row)| head.says_same(row));
    { same }.any(|(_, row)| filled(row) >= MIN_WIDTH && !has_figure(row))
}

fn has_figure(row: &RawRow<'_>) -> bool {
    row.cells.iter().any(|cell| parse_number(&cell.text).is_some())
}

/// Whether the heads of another part begin with a row of words.
fn begins_heads(row: &RawRow<'_>) -> bool {
    let known = |cell: &&RawCell<'_>| heads::read(&cell.text).is_some();
    let form = row.label().is_some_and(|cell| words::starts(&cell.text, "项目名称|单位名称|部门名称"));
    form || row.cells.iter().filter(known).count() >= 2
}

/// How many blank lines keep a table that was written with bars between the same lines from going on with a row on line `next`.
pub(super) fn keeps_apart(text: &str, lines: &Sight<'_>, table: (usize, usize), next: usize) -> usize {
    match behind_page(text, lines, table, |line, _| line == next, true) {
        Some((_, marked)) => TABLE_BREAK + usize::from(marked),
        None => 0,
    }
}

/// The line of the first row behind lines that stand at the end or the head of a page, and whether one of them says so.
fn behind_page(
    text: &str,
    lines: &Sight<'_>,
    (begin, at): (usize, usize),
    is_row: impl Fn(usize, &Line) -> bool,
    bars: bool,
) -> Option<(usize, bool)> {
    let titles = titles(text, lines, begin);
    // Two blank lines end a table with bars, unless the number of a page says that it goes on; three end it in any case.
    let (mut marked, mut empty, mut noted, mut apart) = (false, 0, false, false);
    for at_line in at..at + MAX_LINES {
        let line = lines.get(at_line)?;
        if is_row(at_line, line) {
            return (at_line > at && !noted && (marked || !apart)).then_some((at_line, marked));
        }
        if matches!(line.kind, LineKind::Blank | LineKind::Padding) {
            empty += usize::from(is_empty_line(text, line));
            if empty > TABLE_BREAK && bars {
                return None;
            }
            apart |= empty == TABLE_BREAK && bars;
            continue;
        }
        empty = 0;
        let content = content(text, lines, at_line);
        let mark = is_mark(content);
        // A note stands below a whole table, unless the next one says that it goes on with this one.
        if !mark && !is_caption(content) && line.kind == LineKind::Plain && words::starts(content, NOTES) {
            noted = true;
            continue;
        }
        noted &= !words::starts(content, CONTINUED);
        let stands_there = mark || is_caption(content) || titles.contains(&content);
        if line.kind != LineKind::Plain || content.chars().count() > MAX_LINE || !stands_there {
            return None;
        }
        marked |= mark;
    }
    None
}

/// The titles among the lines of words right above a table.
fn titles<'t>(text: &'t str, lines: &Sight<'_>, begin: usize) -> Vec<&'t str> {
    let above = lines.above(begin).take(MAX_ABOVE);
    let words = above.filter(|line| !matches!(line.kind, LineKind::Blank | LineKind::Padding));
    let words = words.take(TITLE_LINES).take_while(|line| line.kind == LineKind::Plain);
    let contents = words.map(|line| line.span.of(text).trim_matches(SPACE));
    contents.filter(|line| line.ends_with('表')).collect()
}

fn content<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> &'t str {
    lines.get(at).map_or("", |line| line.span.of(text).trim_matches(SPACE))
}

/// 续表, 第3页，共8页: a table goes on here.
pub(super) fn is_mark(line: &str) -> bool {
    const MARKS: &str = "接上页|（续|(续|注：本表续|注:本表续|转下页";
    says_continued(line) || words::starts(line, MARKS) || is_page_line(line)
}

/// 续表, 自评表（续）.
fn says_continued(line: &str) -> bool {
    words::starts(line, CONTINUED) || words::ends(line, "（续）|(续)|（续表）")
}

/// What stands once more above each page of a table.
fn is_caption(line: &str) -> bool {
    const CAPTIONS: &str = "单位：|单位:|金额单位|部门：|部门:|编制单位|编报单位|公开部门|填报单位";
    let numbered = line.starts_with("公开") && line.ends_with('表') && line.chars().count() <= 8;
    numbered || words::starts(line, CAPTIONS) || words::is(line, "备注：|备注:|备注")
}

/// 合计, 总分.
pub(super) fn is_total(row: &RawRow<'_>) -> bool {
    row.label().is_some_and(|cell| tree::is_total(&cell.text) || forms::is_score_total(&cell.text))
}
