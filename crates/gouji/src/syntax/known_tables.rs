//! The tables of a text, kept for its next version: whoever types in a paragraph does not have all the others looked for anew.

use super::{
    lines::{Changed, Lines},
    sight::Sight,
    tables::{RawCell, RawRow, RawTable},
};
use crate::text::Span;
use std::{borrow::Cow, iter};

/// What was found of tables in the version of a text that was read last.
#[derive(Debug, Default)]
pub(crate) struct KnownTables {
    /// What a look for a table at each line came to.
    looks: Vec<Look>,
    /// The tables, each with the line that it begins on, in their order.
    tables: Vec<(usize, RawTable<'static>)>,
}

/// A look for a table at a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// How many lines above the line were looked at.
    above: u32,
    /// How many from the line on; none where nobody looked.
    behind: u32,
    found: bool,
}

/// What a look at a line came to; of a table with what is kept of it.
pub(super) type Looked = (usize, Look, Option<RawTable<'static>>);

impl KnownTables {
    /// Forgets what was found where anybody looked at lines that have changed; everything, where it is not known which have.
    pub(crate) fn update(&mut self, changed: Option<Changed>) {
        let Some(Changed { old, new }) = changed.filter(|changed| changed.old.end <= self.looks.len()) else {
            *self = Self::default();
            return;
        };
        for (at, look) in self.looks.iter_mut().enumerate() {
            let (first, end) = (at - look.above as usize, at + look.behind as usize);
            if first < old.end && end > old.start {
                *look = Look::default();
            }
        }
        let looks = &self.looks;
        self.tables.retain(|(at, _)| looks[*at].found);
        let behind = self.tables.partition_point(|(at, _)| *at < old.end);
        self.tables[behind..].iter_mut().for_each(|(at, _)| *at = *at + new - old.len());
        self.looks.splice(old, iter::repeat_n(Look::default(), new));
    }

    /// The table that begins at a line, or that none does; nothing where that is not known.
    pub(super) fn at<'t>(&self, text: &'t str, lines: &Lines, at: usize) -> Option<Option<RawTable<'t>>> {
        let look = self.looks.get(at).filter(|look| look.behind > 0)?;
        if !look.found {
            return Some(None);
        }
        let table = self.tables.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        Some(Some(put_back(&self.tables[table].1, text, (at, lines.lines.get(at)?.span.start))))
    }

    /// Keeps what looks at lines came to.
    pub(super) fn keep(&mut self, lines: usize, looked: Vec<Looked>) {
        self.looks.resize(lines, Look::default());
        for (at, look, table) in looked {
            self.looks[at] = look;
            self.tables.extend(table.map(|table| (at, table)));
        }
        self.tables.sort_by_key(|(at, _)| *at);
    }
}

/// What a look at a line came to, to be kept; nothing where the table has something that stands before it.
pub(super) fn looked(
    text: &str,
    lines: &Lines,
    at: usize,
    sight: &Sight<'_>,
    found: Option<&RawTable<'_>>,
) -> Option<Looked> {
    let seen = sight.seen();
    let above = u32::try_from(at - seen.start).ok()?;
    let behind = u32::try_from(seen.end - at).ok()?;
    let start = lines.lines.get(at)?.span.start;
    let table = match found {
        Some(table) => Some(taken_out(table, text, (at, start))?),
        None => None,
    };
    Some((at, Look { above, behind, found: found.is_some() }, table))
}

/// A table without its text, its places counted from line `at`, which begins at byte `start`.
fn taken_out(table: &RawTable<'_>, text: &str, (at, start): (usize, usize)) -> Option<RawTable<'static>> {
    let span =
        |span: Span| Some(Span { start: span.start.checked_sub(start)?, end: span.end.checked_sub(start)? });
    let cell = |cell: &RawCell<'_>| {
        // What stands in the text as it is read is found there again.
        let there = !cell.text.is_empty() && cell.text == cell.span.of(text);
        let text = if there { Cow::Borrowed("") } else { Cow::Owned(cell.text.clone().into_owned()) };
        Some(RawCell { text, span: span(cell.span)?, outer: span(cell.outer)?, indent: cell.indent })
    };
    let row = |row: &RawRow<'_>| {
        let cells = row.cells.iter().map(cell).collect::<Option<_>>()?;
        Some(RawRow { cells, span: span(row.span)?, loose: row.loose, outside: row.outside })
    };
    let rows = table.rows.iter().map(row).collect::<Option<_>>()?;
    let (first, last) = table.lines;
    Some(RawTable { notation: table.notation, rows, lines: (first.checked_sub(at)?, last.checked_sub(at)?) })
}

/// The way back.
fn put_back<'t>(table: &RawTable<'static>, text: &'t str, (at, start): (usize, usize)) -> RawTable<'t> {
    let span = |span: Span| Span { start: span.start + start, end: span.end + start };
    let cell = |cell: &RawCell<'static>| {
        let place = span(cell.span);
        let text = match &cell.text {
            Cow::Borrowed(_) => Cow::Borrowed(place.of(text)),
            Cow::Owned(words) if words.is_empty() => Cow::Borrowed(""),
            Cow::Owned(words) => Cow::Owned(words.clone()),
        };
        RawCell { text, span: place, outer: span(cell.outer), indent: cell.indent }
    };
    let row = |row: &RawRow<'static>| RawRow {
        cells: row.cells.iter().map(cell).collect(),
        span: span(row.span),
        loose: row.loose,
        outside: row.outside,
    };
    let (first, last) = table.lines;
    RawTable {
        notation: table.notation,
        rows: table.rows.iter().map(row).collect(),
        lines: (first + at, last + at),
    }
}
