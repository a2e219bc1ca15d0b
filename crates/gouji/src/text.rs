//! Places in a text: byte spans inside, lines and columns at the edge.

/// A range of bytes of the decoded UTF-8 text (without a byte order mark), `start` included, `end` not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text at this span.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The unit in which columns are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ColumnUnit {
    /// UTF-16 code units: what editors and browsers count, and the default on every surface.
    #[default]
    Utf16,
    /// UTF-8 bytes.
    Utf8,
    /// Unicode scalar values.
    Utf32,
}

/// A place as people name it: line and column, both from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line number from 1. Lines end at `\n`, `\r\n` or a lone `\r`.
    pub line: usize,
    /// Column from 1, in the unit that was asked for.
    pub column: usize,
}

/// Distance of the checkpoints, in bytes, that keep columns of very long lines cheap.
const CHECKPOINT: usize = 4096;

/// How many UTF-16 units and scalars a text has.
fn lengths(text: &str) -> (usize, usize) {
    let scalars = text.chars().count();
    // So few bytes at once that a byte can count them: sixteen are then looked at together.
    let parts = text.as_bytes().chunks(255);
    let pairs = parts.map(|part| part.iter().map(|byte| u8::from(*byte >= 0xf0)).sum::<u8>());
    (scalars + pairs.map(usize::from).sum::<usize>(), scalars)
}

/// Finds line and column of a byte offset; built once per version of a text.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    line_starts: Vec<usize>,
    /// (offset, UTF-16 units before it, scalars before it), about one per [`CHECKPOINT`] bytes.
    checkpoints: Vec<(usize, usize, usize)>,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let behind = |(at, _): (usize, &str)| at + 1;
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(behind));
        // Looked for apart: hardly any text has one, and a search for a single byte skips what is none.
        let lone = text.match_indices('\r').map(behind).filter(|at| bytes.get(*at) != Some(&b'\n'));
        let feeds = line_starts.len();
        line_starts.extend(lone);
        if line_starts.len() > feeds {
            line_starts.sort_unstable();
        }
        let mut checkpoints = vec![(0, 0, 0)];
        let (mut offset, mut units, mut scalars) = (0, 0, 0);
        while text.len() - offset > CHECKPOINT {
            let next = text.ceil_char_boundary(offset + CHECKPOINT);
            let (more_units, more_scalars) = lengths(&text[offset..next]);
            (offset, units, scalars) = (next, units + more_units, scalars + more_scalars);
            checkpoints.push((offset, units, scalars));
        }
        Self { line_starts, checkpoints }
    }

    /// The number of lines; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Line and column of `offset`, which is moved back to the start of its character if it lies inside one.
    pub fn position(&self, text: &str, offset: usize, unit: ColumnUnit) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.line_starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = self.line_starts.get(line).copied().unwrap_or(0);
        let column = match unit {
            ColumnUnit::Utf8 => offset - start,
            ColumnUnit::Utf16 => self.count(text, offset).0 - self.count(text, start).0,
            ColumnUnit::Utf32 => self.count(text, offset).1 - self.count(text, start).1,
        };
        Position { line: line + 1, column: column + 1 }
    }

    /// The span of a line, from 0, without its line end.
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let start = self.line_starts.get(line).copied().unwrap_or(text.len());
        let end = self.line_starts.get(line + 1).copied().unwrap_or(text.len());
        Span::new(start, start + text[start..end].trim_end_matches(['\r', '\n']).len())
    }

    /// UTF-16 units and scalars before `offset`.
    fn count(&self, text: &str, offset: usize) -> (usize, usize) {
        let at = self.checkpoints.partition_point(|c| c.0 <= offset).saturating_sub(1);
        let (start, units, scalars) = self.checkpoints.get(at).copied().unwrap_or_default();
        text[start..offset].chars().fold((units, scalars), |(u, s), c| (u + c.len_utf16(), s + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_every_kind_of_line_end() {
        let text = "a\r\n𠮷b\rc\n";
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 4);
        let b = text.find('b').unwrap();
        assert_eq!(index.position(text, b, ColumnUnit::Utf16), Position { line: 2, column: 3 });
        assert_eq!(index.position(text, b, ColumnUnit::Utf8), Position { line: 2, column: 5 });
        assert_eq!(index.position(text, b, ColumnUnit::Utf32), Position { line: 2, column: 2 });
        assert_eq!(index.line_span(text, 1).of(text), "𠮷b");
        assert_eq!(index.position(text, text.len(), ColumnUnit::Utf16), Position { line: 4, column: 1 });
    }

    #[test]
    fn columns_of_a_long_line_agree_with_counting() {
        let text = "表𠮷a".repeat(5000);
        let index = LineIndex::new(&text);
        for offset in [0, 3, 4095, 4096, 20_000, text.len()] {
            let offset = text.floor_char_boundary(offset);
            let expected = text[..offset].encode_utf16().count() + 1;
            assert_eq!(index.position(&text, offset, ColumnUnit::Utf16).column, expected);
        }
    }
}
