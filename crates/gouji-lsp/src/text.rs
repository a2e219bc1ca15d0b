//! The text of an open document, changed in place as the editor says.
//!
//! An editor's positions are not trusted: a line or column beyond the end means the end, a column inside a character
//! (half of a surrogate pair, a byte of a Chinese character) means the start of that character, a range that runs
//! backwards is turned round. So every change gives a text, and the same one on every platform.

use gouji::{ColumnUnit, Span};
use ls_types::{Position, Range};

/// A text with the starts of its lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Text {
    text: String,
    /// Where each line starts. Lines end at `\n`, `\r\n` or a lone `\r`, as in the core.
    starts: Vec<usize>,
}

impl Text {
    pub(crate) fn new(text: String) -> Self {
        let mut starts = vec![0];
        line_starts(&text, 0, text.len(), &mut starts);
        Self { text, starts }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Replaces `range` by `new`.
    pub(crate) fn replace(&mut self, range: Range, unit: ColumnUnit, new: &str) {
        let (a, b) = (self.offset(range.start, unit), self.offset(range.end, unit));
        let (start, end) = (a.min(b), a.max(b));
        self.text.replace_range(start..end, new);
        self.reindex(start, end, new.len());
    }

    /// The byte at `position`.
    pub(crate) fn offset(&self, position: Position, unit: ColumnUnit) -> usize {
        let Some(line) = self.line(position.line as usize) else { return self.text.len() };
        line.start + column_to_bytes(line.of(&self.text), position.character as usize, unit)
    }

    /// The position of the byte `offset`, moved back to the start of its character. `known` is a byte with its position
    /// from which columns are counted on where it lies before on the same line.
    pub(crate) fn position_from(
        &self,
        offset: usize,
        unit: ColumnUnit,
        known: (usize, Position),
    ) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let (near, at) = known;
        let go_on = at.line as usize == line && near <= offset && self.text.is_char_boundary(near);
        let (from, before) = if go_on { (near, at.character) } else { (self.starts[line], 0) };
        let between = &self.text[from..offset];
        let columns = match unit {
            ColumnUnit::Utf8 => between.len(),
            ColumnUnit::Utf16 => between.chars().map(char::len_utf16).sum(),
            ColumnUnit::Utf32 => between.chars().count(),
        };
        Position::new(line as u32, before + columns as u32)
    }

    /// The span of a line without its end; `None` beyond the last line.
    fn line(&self, line: usize) -> Option<Span> {
        let start = *self.starts.get(line)?;
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\r', '\n']).len();
        Some(Span::new(start, start + content))
    }

    /// Finds the line starts again around a replacement of `start..end` by `len` bytes. A `\r` or `\n` beside the edit
    /// may have become one line end with its neighbour, or ceased to be, so one byte on either side is looked at too.
    fn reindex(&mut self, start: usize, end: usize, len: usize) {
        let from = start.saturating_sub(1);
        let first = self.starts.partition_point(|&s| s <= from);
        let last = self.starts.partition_point(|&s| s <= end + 1);
        let mut found = Vec::new();
        line_starts(&self.text, from, (start + len + 1).min(self.text.len()), &mut found);
        for later in &mut self.starts[last..] {
            *later = *later - end + start + len;
        }
        self.starts.splice(first..last, found);
    }
}

/// Adds the starts of lines whose line end has its last byte in `from..to`.
fn line_starts(text: &str, from: usize, to: usize, starts: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    for at in from..to {
        let ends = match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            starts.push(at + 1);
        }
    }
}

/// Bytes before column `column` of `line`, at most all of them.
fn column_to_bytes(line: &str, column: usize, unit: ColumnUnit) -> usize {
    if unit == ColumnUnit::Utf8 {
        return line.floor_char_boundary(column);
    }
    let mut left = column;
    for (at, char) in line.char_indices() {
        let width = if unit == ColumnUnit::Utf16 { char.len_utf16() } else { 1 };
        if left < width {
            return at;
        }
        left -= width;
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: (u32, u32), end: (u32, u32)) -> Range {
        Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1))
    }

    fn edited(text: &str, start: (u32, u32), end: (u32, u32), new: &str) -> String {
        let mut edited = Text::new(text.to_owned());
        edited.replace(range(start, end), ColumnUnit::Utf16, new);
        assert_eq!(edited, Text::new(edited.text.clone()), "line starts after an edit");
        edited.text
    }

    #[test]
    fn columns_are_counted_in_the_unit_that_was_agreed() {
        let text = Text::new("甲𠮷乙\r\nb".to_owned());
        let at = |column, unit| text.offset(Position::new(0, column), unit);
        assert_eq!(at(3, ColumnUnit::Utf16), 7);
        assert_eq!(at(7, ColumnUnit::Utf8), 7);
        assert_eq!(at(2, ColumnUnit::Utf32), 7);
    }

    #[test]
    fn a_column_inside_a_character_is_its_start() {
        let text = Text::new("甲𠮷乙".to_owned());
        assert_eq!(text.offset(Position::new(0, 2), ColumnUnit::Utf16), 3);
        assert_eq!(text.offset(Position::new(0, 5), ColumnUnit::Utf8), 3);
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        let text = Text::new("甲\r\n乙\r丙".to_owned());
        assert_eq!(text.offset(Position::new(0, 99), ColumnUnit::Utf16), 3, "before the line end");
        assert_eq!(text.offset(Position::new(1, u32::MAX), ColumnUnit::Utf8), 8);
        assert_eq!(text.offset(Position::new(u32::MAX, 0), ColumnUnit::Utf16), text.text.len());
    }

    #[test]
    fn line_ends_join_and_part() {
        assert_eq!(edited("a\rb", (1, 0), (1, 0), "\n"), "a\r\nb");
        assert_eq!(edited("a\r\nb", (0, 1), (0, 1), "\r"), "a\r\r\nb");
        assert_eq!(edited("a\rx\nb", (1, 0), (1, 1), ""), "a\r\nb");
        assert_eq!(edited("a\r\nb\nc", (0, 0), (2, 1), ""), "");
        assert_eq!(edited("a\nb\nc", (2, 1), (1, 0), "x"), "a\nx", "a range that runs backwards");
        assert_eq!(edited("", (9, 9), (9, 9), "\r\n𠮷"), "\r\n𠮷");
    }
}
