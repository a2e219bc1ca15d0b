//! How much of a text was checked: every number is counted, so that nobody takes silence for a pass.

use crate::{model::Model, text::Span, width::is_letter};
use serde::Serialize;

/// Counts of the numbers of a text by what became of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
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

/// Counts the numbers of a text. A run of digits is one number; `states` says what became of each figure, `compared`
/// which other texts were checked. `each` is shown every number.
pub(crate) fn count(
    model: &Model<'_>,
    states: &[NumberState],
    compared: &[Span],
    mut each: impl FnMut(Span, NumberState),
) -> Coverage {
    let mut known: Vec<(Span, NumberState)> =
        model.figures.iter().zip(states).map(|(figure, state)| (figure.span, *state)).collect();
    known.extend(compared.iter().map(|span| (*span, NumberState::Checked)));
    known.extend(model.names().map(|span| (span, NumberState::Name)));
    known.extend(
        model.syntax.sections.iter().filter_map(|s| s.number).map(|number| (number.span, NumberState::Name)),
    );
    known.sort_by_key(|(span, state)| (span.start, std::cmp::Reverse(*state)));
    let mut coverage = Coverage::default();
    let mut next = 0;
    for number in Numbers::new(model.text()) {
        while known.get(next).is_some_and(|(span, _)| span.end <= number.start) {
            next += 1;
        }
        let near = known[next..].iter().take_while(|(span, _)| span.start < number.end);
        // A longer span around it keeps shorter ones in sight that have ended already.
        let states = near.filter(|(span, _)| span.end > number.start).map(|(_, state)| *state);
        let state = states.max().unwrap_or_else(|| by_itself(model.text(), number));
        each(number, state);
        coverage.numbers += 1;
        match state {
            NumberState::Checked => coverage.checked += 1,
            NumberState::Stated => coverage.stated += 1,
            NumberState::Name => coverage.names += 1,
            NumberState::Unread => coverage.unread += 1,
        }
    }
    coverage
}

/// A number that no statement and no cell took: part of a name or a date by what stands around it, or not understood.
fn by_itself(text: &str, number: Span) -> NumberState {
    let before = text[..number.start].chars().next_back();
    let after = text[number.end..].chars().next();
    let date = after.is_some_and(|c| "年月日号届次第章条款".contains(c))
        || before.is_some_and(|c| "第〔[-—".contains(c));
    let letters = |c: Option<char>| c.is_some_and(is_letter);
    let sign = after.is_some_and(|c| "、.．）)".contains(c));
    // 12345热线, 附件1-1, X101: digits right inside words are names. A bare number in a cell is not.
    if date || sign || (letters(after) && letters(before)) || text[..number.start].ends_with("附件") {
        NumberState::Name
    } else {
        NumberState::Unread
    }
}

/// The runs of digits of a text, with their decimal point and thousands separators.
struct Numbers<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Numbers<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Numbers<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = first_digit(self.text, self.at)?;
        let bytes = self.text.as_bytes();
        let mut end = start;
        loop {
            let joint = match bytes[end..] {
                [b'.' | b',', ..] => 1,
                [0xef, 0xbc, 0x8e, ..] => '．'.len_utf8(),
                _ => 0,
            };
            let Some(digit) = digit_at(bytes, end + joint) else { break };
            end += joint + digit;
        }
        self.at = end;
        Some(Span::new(start, end))
    }
}

/// How long the digit is that stands at a byte, of either width.
fn digit_at(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'0'..=b'9', ..] => Some(1),
        [0xef, 0xbc, 0x90..=0x99, ..] => Some('０'.len_utf8()),
        _ => None,
    }
}

/// The first digit from `at` on. Most characters are neither ASCII nor begin as full-width digits do.
fn first_digit(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        let first = *bytes.get(at)?;
        if (first.is_ascii_digit() || first == 0xef) && digit_at(bytes, at).is_some() {
            return Some(at);
        }
        // Chinese characters have three bytes, of which the first tells enough.
        at += if matches!(first, 0xe0..=0xef) { 3 } else { 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_both_widths() {
        let text = "，１２．5元（3，456）0,7%５";
        let found: Vec<&str> = Numbers::new(text).map(|span| span.of(text)).collect();
        assert_eq!(found, ["１２．5", "3", "456", "0,7", "５"]);
    }
}
