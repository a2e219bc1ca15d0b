//! How much of a text was checked: every number is counted, so that nobody takes silence for a pass.

use serde::Serialize;

/// Counts of the numbers of a text by what became of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Coverage {
    /// All numbers of the text: the sum of the other four.
    pub numbers: usize,
    /// Part of at least one equation or comparison that was decided.
    pub checked: usize,
    /// Item, year, basis and unit are known, but there is nothing to hold it against.
    pub stated: usize,
    /// Part of a name, a date, a list number or a document number.
    pub names: usize,
    /// Not understood.
    pub unread: usize,
}

/// What became of one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NumberState {
    /// Not understood.
    Unread,
    /// Part of a name, a date, a list number or a document number.
    Name,
    /// Known, with nothing to hold it against.
    Stated,
    /// Part of a decided equation or comparison.
    Checked,
}
