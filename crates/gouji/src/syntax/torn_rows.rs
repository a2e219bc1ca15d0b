//! Rows that the end of a line inside a cell has torn apart: 森林资源 ends one line, 培育 begins the next.
//!
//! Nothing marks the tear. The pieces are put together only where they then have as many cells as the other rows, and
//! where each cell holds what the other rows hold in its column, a figure or words.

use super::{
    cell_lines::content,
    tables::{RawCell, RawRow, cell, join_wrapped},
};
use crate::model::{cells::Content, heads, names, tree};

/// Most pieces of a row.
const MAX_PIECES: usize = 4;
/// Fewest cells of a row that is put together.
const MIN_WIDTH: usize = 3;
/// Fewest rows that are whole, with the heads.
const MIN_WHOLE: usize = 2;

/// What the whole rows hold in a column.
#[derive(Clone, Copy, Default)]
struct Column {
    figures: bool,
    /// Numbers without a unit, in whose place no words stand.
    bare: bool,
    words: bool,
}

/// Puts torn rows together again. Each row of heads begins a part of the table with a width of its own.
pub(super) fn mend<'t>(text: &'t str, rows: &mut Vec<RawRow<'t>>) {
    if rows.windows(2).all(|pair| pair[0].cells.len() == pair[1].cells.len()) {
        return;
    }
    let mut left = std::mem::take(rows).into_iter().peekable();
    while let Some(first) = left.next() {
        let mut part = vec![first];
        part.extend(std::iter::from_fn(|| left.next_if(|row| !are_heads(row))));
        mend_part(text, &mut part);
        rows.append(&mut part);
    }
}

/// Whether a row is one of heads, as far as these are known by themselves.
fn are_heads(row: &RawRow<'_>) -> bool {
    const FEWEST: usize = 3;
    let known = row.cells.iter().filter(|cell| heads::read(&cell.text).is_some());
    row.cells.len() >= MIN_WIDTH && known.count() >= FEWEST
}

fn mend_part<'t>(text: &'t str, rows: &mut Vec<RawRow<'t>>) {
    let Some(width) = usual_width(rows) else { return };
    if rows.iter().all(|row| row.cells.len() == width) {
        return;
    }
    let whole = |row: &&RawRow<'_>| row.cells.len() == width && !row.outside;
    let mut columns = vec![Column::default(); width];
    for row in rows.iter().filter(whole).skip(1) {
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            match content(&cell.text) {
                Content::Number { unit_said, .. } => {
                    column.figures = true;
                    column.bare |= !unit_said;
                }
                Content::Text => column.words = true,
                Content::Empty => {}
            }
        }
    }
    let mut torn = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let found = whole_row(text, &rows[at..], &columns);
        let pieces = found.as_ref().map_or(1, |(pieces, _)| *pieces);
        torn.extend(found.map(|(_, row)| (at..at + pieces, row)));
        at += pieces;
    }
    let mut old = std::mem::take(rows).into_iter().enumerate().peekable();
    for (pieces, row) in torn {
        rows.extend(std::iter::from_fn(|| old.next_if(|(at, _)| *at < pieces.start)).map(|(_, row)| row));
        while old.next_if(|(at, _)| *at < pieces.end).is_some() {}
        rows.push(row);
    }
    rows.extend(old.map(|(_, row)| row));
}

/// The number of cells that the heads have, if it is that of at least half of the rows that are no two pieces of one.
fn usual_width(rows: &[RawRow<'_>]) -> Option<usize> {
    let wide = |row: &&RawRow<'_>| row.cells.len() >= MIN_WIDTH;
    let width = rows.first().filter(wide)?.cells.len();
    let whole = rows.iter().filter(|row| row.cells.len() == width).count();
    let of_two = rows
        .windows(2)
        .filter(|pair| pair[0].cells.len() < width && pair[0].cells.len() + pair[1].cells.len() == width + 1);
    let torn: usize = of_two.map(|pair| pair.iter().filter(wide).count()).sum();
    let others = rows.iter().filter(wide).count().saturating_sub(whole + torn);
    (whole >= MIN_WHOLE && whole >= others).then_some(width)
}

/// The row that the first rows are pieces of, and how many they are.
fn whole_row<'t>(text: &'t str, rows: &[RawRow<'t>], columns: &[Column]) -> Option<(usize, RawRow<'t>)> {
    let width = columns.len();
    let first = rows.first().filter(|row| !row.outside && row.cells.len() < width)?;
    // A line without a tab is mostly a caption between rows: 产出 above （40分） is none.
    let bracket = |row: &RawRow<'_>| row.cells.first().is_some_and(|cell| cell.text.starts_with(['（', '(']));
    if first.loose && !rows.get(1).is_some_and(bracket) {
        return None;
    }
    let torn = |row: &RawRow<'_>| row.cells.last().is_some_and(|cell| content(&cell.text) == Content::Text);
    let mut cells = first.cells.clone();
    let mut before = first;
    for (piece, row) in rows.iter().enumerate().take(MAX_PIECES).skip(1) {
        let (last, first) = (before.cells.last()?, row.cells.first()?);
        let goes_on = is_broken_number(&last.text, &first.text) || torn(before) && can_go_on(&first.text);
        if row.outside || row.cells.len() + cells.len() > width + 1 || !goes_on {
            return None;
        }
        let last = cells.pop()?;
        cells.push(joined(text, &last, row.cells.first()?));
        cells.extend(row.cells.iter().skip(1).cloned());
        if cells.len() == width {
            let fits = cells.iter().zip(columns).all(|(cell, column)| match content(&cell.text) {
                Content::Number { .. } => column.figures || !column.words,
                Content::Text => column.words || !column.bare,
                Content::Empty => true,
            });
            let span = first.span.join(row.span);
            return fits.then_some((piece + 1, RawRow { cells, span, loose: false, outside: false }));
        }
        before = row;
    }
    None
}

/// 92. at the end of one line, 53% at the beginning of the next.
fn is_broken_number(last: &str, first: &str) -> bool {
    let whole = last.strip_suffix('.').is_some_and(|whole| whole.ends_with(|c: char| c.is_ascii_digit()));
    whole && first.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether words may be the rest of a cell: no figure, and nothing that begins a row.
fn can_go_on(text: &str) -> bool {
    matches!(content(text), Content::Text | Content::Empty)
        && names::list_sign(text).is_none()
        && !tree::is_total(text)
        && !text.starts_with("其中")
}

fn joined<'t>(text: &'t str, first: &RawCell<'t>, second: &RawCell<'t>) -> RawCell<'t> {
    let whole = join_wrapped([&*first.text, &*second.text].into_iter()).into_owned();
    cell(text, whole.into(), first.outer.join(second.outer), first.indent)
}
