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
    model::{forms, tree},
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
/// Rows among which the heads of a table stand.
const HEAD_ROWS: usize = 4;
/// Rows at the head and at the end of a table that are looked at: one of many pages is read once, not once for each of them.
const LOOKED_AT: usize = 40;
/// Longest line at the end of a page, in characters.
const MAX_LINE: usize = 60;

/// Where a table goes on.
pub(super) struct NextPage {
    /// The line of the first row there.
    pub(super) line: usize,
    /// The row that this one is once more, if it is.
    pub(super) again: Option<usize>,
}

/// Where the table goes on that began at line `begin` and whose rows end before line `at`; `row` reads the cells of a line.
pub(super) fn next_page<'t>(
    text: &'t str,
    lines: &Sight<'_>,
    (begin, at): (usize, usize),
    rows: &[RawRow<'t>],
    kind: LineKind,
    row: impl Fn(usize) -> RawRow<'t>,
) -> Option<NextPage> {
    let last = rows.iter().rev().take(LOOKED_AT).find(|row| !row.loose && !row.outside)?;
    if is_total(last) {
        return None;
    }
    let (line, marked) =
        behind_page(text, lines, (begin, at), |_, line| line.kind == kind, kind == LineKind::Pipe)?;
    let first = row(line);
    // The heads are whole, whatever the end of a line does to other rows.
    let width = rows.first()?.cells.len();
    let head = |(_, row): &(usize, &RawRow<'_>)| row.cells.len() == width && width >= MIN_WIDTH;
    let mut heads = rows.iter().take(LOOKED_AT).enumerate().filter(head).take(HEAD_ROWS);
    let again = heads.find(|(_, row)| row.says_same(&first)).map(|(at, _)| at);
    let mut body = (line + usize::from(again.is_some())..).take_while(|&line| is_row(lines, line, kind));
    let total = body.next().is_some_and(|line| is_total(&row(line)));
    // Two cells are known again only where all rows have two: others may have been torn apart.
    let mut near = rows.iter().rev().take(LOOKED_AT).filter(|row| !row.loose && !row.outside);
    let whole = width >= MIN_WIDTH || near.all(|row| row.cells.len() == width);
    let goes_on = again.is_some() || (marked && whole && first.cells.len() == width);
    (goes_on && !total).then_some(NextPage { line, again })
}

/// Whether a row is that of the heads once more, with nothing but the end of a page before it: the rows before and behind it are of one
/// table. Forms repeat the heads of their parts, so the table must begin with them and the row before have figures as wide.
pub(super) fn repeats_heads(rows: &[RawRow<'_>], row: &RawRow<'_>) -> bool {
    let Some(head) = rows.first().filter(|head| head.says_same(row)) else { return false };
    let Some(last) = rows.iter().rev().take(LOOKED_AT).find(|row| !row.loose && !row.outside) else {
        return false;
    };
    let figure = |cell: &RawCell<'_>| parse_number(&cell.text).is_some();
    let filled = head.cells.iter().filter(|cell| !cell.text.is_empty());
    filled.count() >= MIN_WIDTH
        && !head.cells.iter().any(|cell| figure(cell) || cell.text.contains("指标"))
        && last.cells.len() == head.cells.len()
        && last.cells.iter().any(figure)
        && !is_total(last)
}

/// Whether a table that was written with bars between the same lines might go on with a row on line `next`.
pub(super) fn may_go_on(text: &str, lines: &Sight<'_>, table: (usize, usize), next: usize) -> bool {
    behind_page(text, lines, table, |line, _| line == next, true).is_some()
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
    let (mut marked, mut empty, mut noted) = (false, 0, false);
    for at_line in at..at + MAX_LINES {
        let line = lines.get(at_line)?;
        if is_row(at_line, line) {
            return (at_line > at && !noted).then_some((at_line, marked));
        }
        if matches!(line.kind, LineKind::Blank | LineKind::Padding) {
            empty += usize::from(is_empty_line(text, line));
            if empty == TABLE_BREAK && bars {
                return None;
            }
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

fn is_row(lines: &Sight<'_>, at: usize, kind: LineKind) -> bool {
    lines.get(at).is_some_and(|line| line.kind == kind)
}

/// 续表, 第3页，共8页: a table goes on here.
pub(super) fn is_mark(line: &str) -> bool {
    const MARKS: &str = "续表|续上表|接上表|接上页|（续|(续|注：本表续|注:本表续|转下页";
    words::starts(line, MARKS) || words::ends(line, "（续）|(续)|（续表）") || is_page_line(line)
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
