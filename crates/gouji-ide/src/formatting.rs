//! Formatting: of everything, of a part, and while typing.

use crate::{Analysis, Edit, index};
use gouji::Span;

impl Analysis {
    /// What formatting changes, line by line where it can, so that an editor keeps its marks.
    pub fn format(&self) -> Vec<Edit> {
        self.table_edits().iter().flat_map(|edit| narrow(&self.text, edit)).collect()
    }

    /// What formatting changes in the tables that a span touches: a table is aligned as a whole or not at all.
    pub fn format_range(&self, span: Span) -> Vec<Edit> {
        let span = self.clamp_span(span);
        self.table_edits()
            .iter()
            .filter(|edit| edit.span.start <= span.end && span.start <= edit.span.end)
            .flat_map(|edit| narrow(&self.text, edit))
            .collect()
    }
}

impl Analysis {
    /// What formatting makes of each table; kept, since editors ask at every move of the cursor.
    fn table_edits(&self) -> &[gouji::finding::Edit] {
        self.formatted.get_or_init(|| gouji::format_edits(&self.text))
    }
}

/// The edit as one for every line that changes, where both sides have as many lines.
fn narrow(text: &str, edit: &gouji::finding::Edit) -> Vec<Edit> {
    let (old, new) = (lines(edit.span.of(text)), lines(&edit.text));
    if old.len() != new.len() || old.iter().zip(&new).any(|(a, b)| end_of(a) != end_of(b)) {
        let whole = trim_common(text, edit.span, &edit.text);
        return whole.into_iter().collect();
    }
    let mut edits = Vec::new();
    let mut start = edit.span.start;
    for (old, new) in old.iter().zip(&new) {
        edits.extend(trim_common(text, Span::new(start, start + old.len()), new));
        start += old.len();
    }
    edits
}

/// Lines with their ends.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let end = if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
        lines.push(&rest[..end]);
        rest = &rest[end..];
    }
    lines.push(rest);
    lines
}

fn end_of(line: &str) -> &str {
    &line[line.trim_end_matches(['\n', '\r']).len()..]
}

/// The edit without what both sides begin and end with; nothing where they are the same.
pub(crate) fn trim_common(text: &str, span: Span, new: &str) -> Option<Edit> {
    let old = span.of(text);
    if old == new {
        return None;
    }
    let head: usize =
        old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old, new) = (&old[head..], &new[head..]);
    let tail: usize =
        old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let start = span.start + head;
    Some(Edit { span: Span::new(start, start + old.len() - tail), text: new[..new.len() - tail].to_owned() })
}

// --- while typing --------------------------------------------------------------------------------------------------------

impl Analysis {
    /// What is to be changed when `typed` was typed and the cursor stands at `offset` behind it: a new line below a row of
    /// a table begins a row, one below an item of a list has the next number. A row or item without anything in it ends
    /// table or list.
    pub fn format_on_type(&self, offset: usize, typed: char) -> Vec<Edit> {
        let offset = self.clamp(offset);
        if typed != '\n' {
            return Vec::new();
        }
        let line = index::line_around(&self.text, Span::new(offset, offset));
        // Where a line was split, what goes on stands there already.
        if !line.of(&self.text).trim().is_empty() {
            return Vec::new();
        }
        let Some(above) = self.line_above(line.start) else { return Vec::new() };
        self.next_row(above, offset).or_else(|| self.next_item(above, offset)).unwrap_or_default()
    }

    fn line_above(&self, start: usize) -> Option<Span> {
        let end = self.text[..start]
            .strip_suffix("\r\n")
            .or_else(|| self.text[..start].strip_suffix(['\n', '\r']))?
            .len();
        Some(index::line_around(&self.text, Span::new(end, end)))
    }

    fn next_row(&self, above: Span, offset: usize) -> Option<Vec<Edit>> {
        let row = above.of(&self.text).trim();
        let bar = row.chars().next().filter(|c| matches!(c, '|' | '｜'))?;
        if row.trim_matches(['|', '｜', ' ', '\u{3000}']).is_empty() {
            return Some(vec![Edit::replace(above, "")]);
        }
        let ended = row.ends_with(['|', '｜']) && row.len() > bar.len_utf8();
        ended.then(|| vec![Edit::insert(offset, format!("{bar} "))])
    }

    fn next_item(&self, above: Span, offset: usize) -> Option<Vec<Edit>> {
        let line = above.of(&self.text);
        let lead = &line[..line.len() - line.trim_start().len()];
        let (sign, next) = next_number(line.trim())?;
        let rest = line.trim().strip_prefix(sign.as_str())?.trim();
        if rest.is_empty() {
            return Some(vec![Edit::replace(above, "")]);
        }
        // A heading is followed by text, an item of a list by the next one.
        rest.ends_with(['。', '；', ';']).then(|| vec![Edit::insert(offset, format!("{lead}{next}"))])
    }
}

/// The sign of a list item of the third level or below, and the one that comes next.
fn next_number(line: &str) -> Option<(String, String)> {
    if let Some(first) = line.chars().next().filter(|c| ('①'..'⑳').contains(c)) {
        let next = char::from_u32(first as u32 + 1)?;
        return Some((first.to_string(), next.to_string()));
    }
    let (open, rest) = match line.chars().next()? {
        c @ ('（' | '(') => (c.to_string(), &line[c.len_utf8()..]),
        _ => (String::new(), line),
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().ok().filter(|number| *number < 1000)?;
    let close = rest[digits.len()..].chars().next()?;
    let fits =
        if open.is_empty() { matches!(close, '.' | '、' | '．') } else { matches!(close, '）' | ')') };
    // 15.16% is no number of a list.
    let decimal = rest[digits.len() + close.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
    (fits && !decimal).then(|| (format!("{open}{digits}{close}"), format!("{open}{}{close}", number + 1)))
}
