//! Formatting: of everything, of a part, and while typing.

use crate::{Analysis, Edit};
use gouji::Span;

impl Analysis {
    /// What formatting changes, line by line where it can, so that an editor keeps its marks.
    pub fn format(&self) -> Vec<Edit> {
        gouji::format_edits(&self.text).iter().flat_map(|edit| narrow(&self.text, edit)).collect()
    }

    /// What formatting changes in the tables that a span touches: a table is aligned as a whole or not at all.
    pub fn format_range(&self, span: Span) -> Vec<Edit> {
        let span = self.clamp_span(span);
        gouji::format_edits(&self.text)
            .iter()
            .filter(|edit| edit.span.start <= span.end && span.start <= edit.span.end)
            .flat_map(|edit| narrow(&self.text, edit))
            .collect()
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

impl Analysis {
    /// What is to be changed when `typed` was typed and the cursor stands at `offset` behind it.
    pub fn format_on_type(&self, offset: usize, typed: char) -> Vec<Edit> {
        let _ = (self.clamp(offset), typed);
        Vec::new()
    }
}
