//! Tables that go on behind the end of a page: 续表, the title or the unit once more, and mostly the heads once more.
//!
//! What stands between the two parts belongs to neither, and a total in one of them is the total of both. Two tables of
//! one kind below each other look much the same, so a table never goes on behind its total, nor before another one.

use super::{
    lines::{LineKind, Lines},
    tables::{RawRow, SPACE, TABLE_BREAK, is_empty_line},
    wrapping::is_page_number,
};
use crate::{
    model::{forms, tree},
    words,
};

/// Most lines between two parts of a table.
const MAX_LINES: usize = 8;
/// Lines above a table among which its title stands.
const TITLE_LINES: usize = 6;
/// Rows among which the heads of a table stand.
const HEAD_ROWS: usize = 4;
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
    lines: &Lines,
    (begin, at): (usize, usize),
    rows: &[RawRow<'t>],
    kind: LineKind,
    row: impl Fn(usize) -> RawRow<'t>,
) -> Option<NextPage> {
    let last = rows.iter().rev().find(|row| !row.loose && !row.page)?;
    if is_total(last) {
        return None;
    }
    let (line, marked) = behind_page(text, lines, (begin, at), kind)?;
    let first = row(line);
    let same = |before: &RawRow<'_>| {
        let texts = |row: &RawRow<'_>| row.cells.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>();
        before.cells.len() >= 3 && texts(before) == texts(&first)
    };
    let again = rows.iter().take(HEAD_ROWS).position(same);
    let mut body = (line + usize::from(again.is_some())..).take_while(|&line| is_row(lines, line, kind));
    let total = body.next().is_some_and(|line| is_total(&row(line)));
    let goes_on = again.is_some() || (marked && first.cells.len() == last.cells.len());
    (goes_on && !total).then_some(NextPage { line, again })
}

/// The line of the first row behind lines that stand at the end or the head of a page, and whether one of them says so.
pub(super) fn behind_page(
    text: &str,
    lines: &Lines,
    (begin, at): (usize, usize),
    kind: LineKind,
) -> Option<(usize, bool)> {
    let titles: Vec<&str> =
        (begin.saturating_sub(TITLE_LINES)..begin).map(|at| content(text, lines, at)).collect();
    let (mut marked, mut empty) = (false, 0);
    for line in at..at + MAX_LINES {
        let found = lines.lines.get(line)?;
        if found.kind == kind {
            return (line > at).then_some((line, marked));
        }
        if matches!(found.kind, LineKind::Blank | LineKind::Padding) {
            empty += usize::from(is_empty_line(text, found));
            if empty == TABLE_BREAK && kind == LineKind::Pipe {
                return None;
            }
            continue;
        }
        empty = 0;
        let content = content(text, lines, line);
        let mark = is_mark(content);
        if content.chars().count() > MAX_LINE || !(mark || is_caption(content) || titles.contains(&content)) {
            return None;
        }
        marked |= mark;
    }
    None
}

fn content<'t>(text: &'t str, lines: &Lines, at: usize) -> &'t str {
    lines.lines.get(at).map_or("", |line| line.span.of(text).trim_matches(SPACE))
}

fn is_row(lines: &Lines, at: usize, kind: LineKind) -> bool {
    lines.lines.get(at).is_some_and(|line| line.kind == kind)
}

/// 续表, 第3页，共8页: a table goes on here.
fn is_mark(line: &str) -> bool {
    const MARKS: &str = "续表|续上表|接上表|接上页|（续|(续|注：本表续|转下页";
    words::starts(line, MARKS)
        || words::ends(line, "（续）|(续)|（续表）")
        || is_page_number(&line.replace(['，', ','], " "))
}

/// What stands once more above each page of a table.
fn is_caption(line: &str) -> bool {
    const CAPTIONS: &str = "单位：|单位:|金额单位|部门：|部门:|编制单位|编报单位|公开部门|填报单位";
    let numbered = line.starts_with("公开") && line.ends_with('表') && line.chars().count() <= 8;
    numbered || words::starts(line, CAPTIONS) || words::is(line, "备注：|备注")
}

/// 合计, 总分.
fn is_total(row: &RawRow<'_>) -> bool {
    let label = row.cells.iter().find(|cell| !cell.text.is_empty());
    label.is_some_and(|cell| tree::is_total(&cell.text) || forms::is_score_total(&cell.text))
}
