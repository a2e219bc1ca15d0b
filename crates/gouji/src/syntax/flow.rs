//! The running text of a paragraph that may stand on several lines.

use crate::text::Span;
use std::{borrow::Cow, ops::Range};

/// Running text with the way back to where each part of it stands.
#[derive(Clone, Debug)]
pub(crate) struct Flow<'t> {
    pub(crate) text: Cow<'t, str>,
    /// Where the first piece stands in the source.
    first: usize,
    /// (offset in `text`, offset in the source) of each further piece, ascending.
    more: Vec<(usize, usize)>,
}

impl<'t> Flow<'t> {
    /// One piece of the source as it stands.
    pub(crate) fn of(source: &'t str, span: Span) -> Self {
        Self { text: Cow::Borrowed(span.of(source)), first: span.start, more: Vec::new() }
    }

    /// Goes on with another piece of the source. Chinese needs no space between lines; words in Latin letters do.
    pub(crate) fn push(&mut self, source: &str, span: Span) {
        let piece = span.of(source);
        let text = self.text.to_mut();
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        if latin(text.chars().next_back()) && latin(piece.chars().next()) {
            text.push(' ');
        }
        self.more.push((text.len(), span.start));
        text.push_str(piece);
    }

    /// What stands in the source between the pieces, each with what stands there in the running text.
    pub(crate) fn gaps(&self) -> Vec<(Span, &'static str)> {
        let gap = |pair: &[(usize, usize)]| {
            let [(from, source), (to, next)] = *pair else { return None };
            let spaced = self.text.get(from..to)?.ends_with(' ');
            let end = source + (to - from) - usize::from(spaced);
            Some((Span { start: end, end: next }, if spaced { " " } else { "" }))
        };
        if self.more.is_empty() {
            return Vec::new();
        }
        let pieces: Vec<_> = std::iter::once((0, self.first)).chain(self.more.iter().copied()).collect();
        pieces.windows(2).filter_map(gap).collect()
    }

    /// The place in the source of an offset of the running text.
    pub(crate) fn offset(&self, offset: usize) -> usize {
        let behind = self.more.partition_point(|piece| piece.0 <= offset);
        let (from, source) = behind.checked_sub(1).map_or((0, self.first), |at| self.more[at]);
        source + (offset - from)
    }

    /// The place in the source of a range of the running text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        if range.is_empty() {
            return Span { start, end: start };
        }
        // The end belongs to the piece that the last character stands in, not to the next one.
        Span { start, end: self.offset(range.end - 1) + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_lead_back_to_their_places() {
        let source = "基本支出1706.18万元，\n  其中 word\nnext";
        let first = source.find('\n').unwrap();
        let mut flow = Flow::of(source, Span::new(0, first));
        let second = source.find("其中").unwrap();
        flow.push(source, Span::new(second, second + "其中 word".len()));
        flow.push(source, Span::new(source.len() - 4, source.len()));
        assert_eq!(flow.text, "基本支出1706.18万元，其中 word next");
        let at = flow.text.find("其中").unwrap();
        assert_eq!(flow.span(at..at + 6).of(source), "其中");
        let next = flow.text.find("next").unwrap();
        assert_eq!(flow.span(next..next + 4).of(source), "next");
    }
}
