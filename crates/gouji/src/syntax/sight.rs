//! The lines of a text as one who looks for a table sees them: it is noted how far was looked.
//!
//! Where none of the lines that were looked at has changed in the next version of the text, the same is found there.

use super::lines::{Line, Lines};
use crate::text::Span;
use std::{cell::Cell, ops::Range};

/// Lines, and which of them have been looked at.
pub(crate) struct Sight<'l> {
    lines: &'l Lines,
    first: Cell<usize>,
    /// The line behind the last one; one more than there are where the end of the text was seen.
    end: Cell<usize>,
}

impl<'l> Sight<'l> {
    /// A look from line `at`.
    pub(crate) fn from(lines: &'l Lines, at: usize) -> Self {
        Self { lines, first: Cell::new(at), end: Cell::new(at) }
    }

    /// The lines that have been looked at.
    pub(super) fn seen(&self) -> Range<usize> {
        self.first.get()..self.end.get()
    }

    fn note(&self, at: usize) {
        self.first.set(self.first.get().min(at));
        self.end.set(self.end.get().max(at + 1));
    }

    pub(super) fn get(&self, at: usize) -> Option<&'l Line> {
        self.note(at);
        self.lines.lines.get(at)
    }

    /// A line that is known to be there.
    pub(super) fn line(&self, at: usize) -> &'l Line {
        self.note(at);
        &self.lines.lines[at]
    }

    /// The lines from `at` on, as far as they are asked for, with their numbers.
    pub(super) fn behind(&self, at: usize) -> impl Iterator<Item = (usize, &'l Line)> + '_ {
        (at..).map_while(|at| Some((at, self.get(at)?)))
    }

    /// The lines before `at`, the last one first.
    pub(super) fn above(&self, at: usize) -> impl Iterator<Item = &'l Line> + '_ {
        (0..at).rev().map_while(|at| self.get(at))
    }

    /// The lines of a range; none where not all of them are there.
    pub(super) fn between(&self, range: Range<usize>) -> &'l [Line] {
        if let Some(last) = range.clone().last() {
            self.note(range.start);
            self.note(last);
        }
        self.lines.lines.get(range).unwrap_or_default()
    }

    pub(super) fn cells(&self, line: &Line) -> &'l [Span] {
        self.lines.cells(line)
    }
}
