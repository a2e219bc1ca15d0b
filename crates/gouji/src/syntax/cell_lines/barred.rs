//! A cell a line with a bar behind it, or below it: what programs leave of the table of a web page.
//!
//! An empty cell leaves its bar, so rows are as long as that of the heads. How long that is shows where every row begins with a name,
//! and every column has figures or words alone; where it shows nowhere, cells were merged, and nothing is read.

use super::content;
use crate::{
    model::cells::Content,
    syntax::{
        lines::LineKind,
        sight::Sight,
        tables::{self, Notation, RawCell, RawRow, RawTable},
    },
    text::Span,
};

/// Most cells of a table, most of a row, and most that stand above the heads.
const MOST: usize = 4000;
const MOST_COLUMNS: usize = 12;
const MOST_ABOVE: usize = 14;
/// Fewest rows, with that of the heads.
const FEWEST_ROWS: usize = 3;
/// Most blank lines above a table that are passed over.
const MOST_BLANK: usize = 32;
/// Most lines and bytes of one cell.
const MOST_LINES: usize = 4;
const LONGEST: usize = 300;

/// The table whose first cell is line `at`.
pub(in crate::syntax) fn table_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    let line = |at: usize| lines.get(at).map_or("", |line| line.span.of(text));
    let begins = bars(line(at)).is_some()
        || line(at + 1).trim_start().starts_with('|') && bars(line(at + 1)).is_some();
    // Behind a bar that near a table has begun, or could not be read: it is not tried again from each of its cells.
    let mut above = (0..at)
        .rev()
        .take(MOST_BLANK)
        .map(line)
        .filter(|line| !line.trim_matches(tables::SPACE).is_empty())
        .take(MOST_LINES);
    if !begins || above.any(|above| above.contains('|')) {
        return None;
    }
    let (mut cells, mut ends) = (Vec::new(), Vec::new());
    let behind = read(text, lines, at, |cell, end| {
        cells.push(cell);
        ends.push(end);
    });
    // Where a row of several cells follows, it is one of them.
    if line(behind).contains('|') {
        return None;
    }
    let is_note = |cell: &RawCell<'_>| tables::ends_table(&cell.text);
    if let Some(note) = cells.iter().position(is_note) {
        cells.truncate(note);
    }
    let kinds: Vec<Content> = cells.iter().map(|cell| content(&cell.text)).collect();
    let filled = |above: usize| cells[..above].iter().filter(|cell| !cell.text.is_empty()).count();
    let row = |cells: &[RawCell<'t>]| {
        let span = cells[0].span.join(cells[cells.len() - 1].span);
        RawRow { cells: cells.to_vec(), span, loose: false, outside: false }
    };
    let above = (0..cells.len().min(MOST_ABOVE))
        .take_while(|above| filled(*above) <= 1 || row(&cells[..*above]).is_caption());
    let widths = |above: usize| (2..=MOST_COLUMNS).map(move |width| (above, width));
    let (above, width) = { above }.flat_map(widths).find(|(above, width)| fits(&kinds[*above..], *width))?;
    let rows = (above > 0).then(|| row(&cells[..above]));
    let rows: Vec<_> = rows.into_iter().chain(cells[above..].chunks_exact(width).map(row)).collect();
    let end = ends[above + (cells.len() - above) / width * width - 1];
    Some(RawTable { notation: Notation::CellLines, rows, lines: (at, end) })
}

/// What stands before the bars at the end of a line, and how many there are; `None` where there is none, or where more stands between them.
fn bars(line: &str) -> Option<(&str, usize)> {
    let (cell, rest) = line.split_once('|')?;
    let plain = rest.trim_start_matches('|').trim_matches(tables::SPACE).is_empty();
    (plain && !cell.contains(['\\', '\t', '｜'])).then(|| (cell, 1 + rest.matches('|').count()))
}

/// Gives the cells from line `at` on, each with the line behind its bar; the line that is no part of one.
fn read<'t>(text: &'t str, lines: &Sight<'_>, at: usize, mut found: impl FnMut(RawCell<'t>, usize)) -> usize {
    let (mut begin, mut count) = (at, 0);
    let mut last = at;
    for (at, line) in lines.behind(at) {
        let (words, start) = (line.span.of(text), lines.line(begin).span.start);
        last = at + 1;
        let Some((cell, bars)) = bars(words) else {
            let goes_on = matches!(line.kind, LineKind::Plain | LineKind::Numbered(_) | LineKind::Padding)
                && (at == begin || line.kind == LineKind::Plain)
                && !words.contains('|')
                && at + 1 < begin + MOST_LINES;
            if goes_on {
                continue;
            }
            return at;
        };
        let end = line.span.start + cell.len();
        if count + bars > MOST || end - start > LONGEST || matches!(line.kind, LineKind::Block { .. }) {
            return at;
        }
        for bar in 0..bars {
            // Further bars stand behind empty cells.
            let outer =
                if bar == 0 { Span { start, end } } else { Span { start: end + bar, end: end + bar } };
            let joined = tables::join_wrapped(outer.of(text).split(['\n', '\r']));
            found(tables::cell(text, tables::visible(joined), outer, 0), at + 1);
        }
        (begin, count) = (at + 1, count + bars);
    }
    last
}

/// Whether cells lie in rows of so many: words alone head the columns, the first of which has a name in every row.
fn fits(kinds: &[Content], width: usize) -> bool {
    let (head, body) = kinds.split_at(width.min(kinds.len()));
    let column = |at: usize| body.chunks_exact(width).map(move |row| &row[at]);
    let figures = |at: usize| column(at).filter(|cell| matches!(cell, Content::Number { .. })).count();
    let is = |wanted: Content| move |cell: &Content| *cell == wanted;
    let label = head.iter().position(is(Content::Text));
    let heads = head.iter().filter(|head| **head == Content::Text).count();
    let alike = |at: usize| match figures(at) {
        _ if head[at] == Content::Empty => column(at).all(|cell| *cell == Content::Empty),
        _ if Some(at) == label => column(at).all(|cell| *cell == Content::Text),
        0 => true,
        _ => column(at).all(|cell| *cell != Content::Text),
    };
    kinds.len() >= FEWEST_ROWS * width
        && body.chunks_exact(width).remainder().iter().all(is(Content::Empty))
        && heads >= 2
        && head.iter().all(|head| matches!(head, Content::Text | Content::Empty))
        && (0..width).any(|at| figures(at) >= 2)
        && (0..width).all(alike)
}
