//! “三公”经费 out of a PDF: the heads of its form (财决公开07表) torn over several lines, and below them a line with a figure for each of
//! its six columns, once or once for the budget and once for what was spent.

use super::spaced;
use crate::{
    number::parse_number,
    syntax::{
        lines::{Line, LineKind},
        sight::Sight,
        tables::{self, Notation, RawRow, RawTable},
    },
    text::Span,
    words,
};

/// Columns of the form.
const COLUMNS: usize = 6;
/// Most lines of heads.
const MOST: usize = 8;
/// Spaces between two cells.
const GAP: usize = 2;
/// Words that stand in no other heads together, in the order of the form.
const KINDS: [&str; 3] = ["出国", "公务用车", "接待"];

/// The table whose heads begin on line `at`.
pub(super) fn table_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    if !is_head(text, lines.get(at)?) || !words::has(lines.line(at).span.of(text), "出国|公务") {
        return None;
    }
    let rest = || lines.behind(at).map(|(_, line)| line).take(MOST);
    let heads = rest().take_while(|line| is_head(text, line)).count();
    let figures = rest().skip(heads).take_while(|line| is_row(text, line)).count();
    let whole = || lines.between(at..at + heads).iter().map(|line| line.span.of(text));
    let complete = KINDS.iter().all(|kind| whole().any(|line| line.contains(kind)));
    let in_order = |line: &str| KINDS.iter().filter_map(|kind| line.find(kind)).is_sorted();
    if figures == 0 || !complete || !whole().all(in_order) {
        return None;
    }
    let end = at + heads + figures;
    let rows = lines.between(at..end).iter().map(|line| row(text, line)).collect();
    Some(RawTable { notation: Notation::CellLines, rows, lines: (at, end) })
}

/// A line of short words.
fn is_head(text: &str, line: &Line) -> bool {
    let words = line.span.of(text);
    let sentence = words.contains(['。', '，', '；', '：', ':', '、']);
    line.kind == LineKind::Plain && !sentence && !words.contains(|c: char| c.is_ascii_digit())
}

/// A line of nothing but a figure for each column.
fn is_row(text: &str, line: &Line) -> bool {
    if line.kind != LineKind::Plain {
        return false;
    }
    let cells = spaced::tokens(text, line.span, GAP);
    let figures = cells.iter().all(|cell| parse_number(cell.of(text)).is_some());
    figures && [COLUMNS, 2 * COLUMNS].contains(&cells.len())
}

fn row<'t>(text: &'t str, line: &Line) -> RawRow<'t> {
    let found = spaced::tokens(text, line.span, GAP);
    let cells = found.iter().enumerate().map(|(at, span)| {
        let start = if at == 0 { line.span.start } else { span.start };
        let outer = Span { start, end: found.get(at + 1).map_or(line.span.end, |next| next.start) };
        tables::cell(text, tables::visible(span.of(text).into()), outer, 0)
    });
    RawRow { cells: cells.collect(), span: line.span, loose: false, outside: false }
}
