//! What kind of line each line is, as the grammar `report.pest` tells them apart.

use super::outline::{ListNumber, Style};
use crate::{
    grammar::{self, Rule, report},
    number,
    text::Span,
    words,
};
use pest::iterators::Pair;
use std::ops::Range;

/// What a line is by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineKind {
    /// Nothing, or half-width spaces.
    Blank,
    /// Nothing but full-width or no-break spaces: in a table it is the content of a cell.
    Padding,
    /// `| a | b |`.
    Pipe,
    /// Cells between tabs.
    Tab,
    /// `+------+-----+`: the frame of a table, above, between or below its rows.
    Frame,
    /// `【名 …】`: the spans of kind and title, and whether the closing 】 is there.
    Block { kind: Span, title: Span, closed: bool },
    /// 附件1-1, with the span of its number.
    Annex,
    /// 第二部分.
    Part,
    /// A line behind a number of the outline.
    Numbered(ListNumber),
    /// Anything else.
    Plain,
}

/// One line, without its line end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line {
    pub(crate) kind: LineKind,
    pub(crate) span: Span,
    /// Behind number sign or block mark; the whole line elsewhere.
    pub(crate) content: Span,
    cells: (usize, usize),
}

/// Which lines of a text became others in its next version.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    /// Those that were there before.
    pub(super) old: Range<usize>,
    /// How many stand there now.
    pub(super) new: usize,
}

/// All lines of a text and the cells of those that have cells.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    cells: Vec<Span>,
}

impl Lines {
    pub(crate) fn cells(&self, line: &Line) -> &[Span] {
        self.cells.get(line.cells.0..line.cells.1).unwrap_or_default()
    }

    /// Makes lines of `old_text` those of `text`: only what lies between their common beginning and their common end is
    /// parsed. A line is told by itself alone, so the rest stays as it was.
    /// Gives which lines have changed; nothing where all were parsed.
    pub(crate) fn update(&mut self, old_text: &str, text: &str) -> Option<Changed> {
        let same_start = common_start(old_text.as_bytes(), text.as_bytes());
        let most = old_text.len().min(text.len()) - same_start;
        let same_end = common_end(old_text.as_bytes(), text.as_bytes()).min(most);
        // A line whose first byte is the same begins where it did: a lone \r before it did not become \r\n.
        let head = self.lines.partition_point(|line| line.span.start < same_start).saturating_sub(1);
        let tail = self.lines.partition_point(|line| line.span.start <= old_text.len() - same_end).max(head);
        // The tail moves by the difference in length.
        let end =
            self.lines.get(tail).map_or(text.len(), |line| line.span.start + text.len() - old_text.len());
        let start = self.lines.get(head).map(|line| line.span.start);
        let Some((start, changed)) = start.and_then(|start| Some((start, text.get(start..end)?))) else {
            *self = parse_lines(text);
            return None;
        };
        let mut middle = parse_lines(changed);
        if tail < self.lines.len() {
            // What follows the last line end is the tail's first line.
            middle.lines.pop();
        }
        let changed = Changed { old: head..tail, new: middle.lines.len() };
        self.splice(head..tail, middle, start, |offset| offset + text.len() - old_text.len());
        Some(changed)
    }

    /// Puts `middle`, which begins at byte `start`, in place of some lines; the offsets of those behind move by `to`.
    fn splice(&mut self, range: Range<usize>, mut middle: Lines, start: usize, to: impl Fn(usize) -> usize) {
        let first_cell =
            |lines: &Lines, at: usize| lines.lines.get(at).map_or(lines.cells.len(), |l| l.cells.0);
        let cells = first_cell(self, range.start)..first_cell(self, range.end);
        let new_cells = middle.cells.len();
        middle.shift(0, 0, |offset| offset + start, |cell| cell + cells.start);
        self.shift(range.end, cells.end, to, |cell| cell - cells.len() + new_cells);
        self.lines.splice(range, middle.lines);
        self.cells.splice(cells, middle.cells);
    }

    /// Moves the lines from `line` on and the cells from `cell` on.
    fn shift(
        &mut self,
        line: usize,
        cell: usize,
        to: impl Fn(usize) -> usize,
        cell_to: impl Fn(usize) -> usize,
    ) {
        let moved = |span: &mut Span| *span = Span::new(to(span.start), to(span.end));
        self.cells[cell..].iter_mut().for_each(moved);
        for line in &mut self.lines[line..] {
            match &mut line.kind {
                LineKind::Block { kind, title, .. } => [kind, title].into_iter().for_each(moved),
                LineKind::Numbered(number) => moved(&mut number.span),
                _ => {}
            }
            moved(&mut line.span);
            moved(&mut line.content);
            line.cells = (cell_to(line.cells.0), cell_to(line.cells.1));
        }
    }
}

/// Bytes that are compared at once.
const CHUNK: usize = 256;

/// How many bytes two texts have in common at their beginning.
fn common_start(left: &[u8], right: &[u8]) -> usize {
    let chunks = left.chunks_exact(CHUNK).zip(right.chunks_exact(CHUNK));
    let equal = CHUNK * chunks.take_while(|(left, right)| left == right).count();
    let rest = left[equal..].iter().zip(&right[equal..]);
    equal + rest.take_while(|(left, right)| left == right).count()
}

/// How many bytes two texts have in common at their end.
fn common_end(left: &[u8], right: &[u8]) -> usize {
    let chunks = left.rchunks_exact(CHUNK).zip(right.rchunks_exact(CHUNK));
    let equal = CHUNK * chunks.take_while(|(left, right)| left == right).count();
    let rest = left[..left.len() - equal].iter().rev().zip(right[..right.len() - equal].iter().rev());
    equal + rest.take_while(|(left, right)| left == right).count()
}

fn span(pair: &Pair<'_, Rule>) -> Span {
    let span = pair.as_span();
    Span::new(span.start(), span.end())
}

/// What pest alone makes of a text, for benchmarks.
pub(crate) fn pest_alone(text: &str) -> usize {
    grammar::parse(&report::document, text).map_or(0, |pairs| pairs.flatten().count())
}

/// The number of the outline that `text` begins with.
pub(crate) fn list_number(text: &str) -> Option<ListNumber> {
    // Every sign has one of these; most labels begin with 一般公共预算 or the like and have none.
    let closes = |c: char| matches!(c, '、' | '．' | '.' | '﹒' | '）' | ')' | '①'..='⑳');
    if !text.contains(closes) {
        return None;
    }
    let numbered = grammar::parse(&report::numbered, text)?;
    let sign = numbered.flat_map(Pair::into_inner).find(|part| part.as_rule() != Rule::rest)?;
    number_of(sign)
}

/// Splits `text` into lines and tells their kinds.
pub(crate) fn parse_lines(text: &str) -> Lines {
    let mut out = Lines::default();
    // The grammar is total, so there is always a document; a text that broke it would be one line of prose.
    let Some(document) = grammar::parse(&report::document, text) else {
        let span = Span::new(0, text.len());
        out.lines.push(Line { kind: LineKind::Plain, span, content: span, cells: (0, 0) });
        return out;
    };
    for pair in document.flat_map(Pair::into_inner) {
        if !matches!(pair.as_rule(), Rule::eol | Rule::EOI) {
            push_line(&mut out, text, pair);
        }
    }
    out
}

fn push_line(out: &mut Lines, text: &str, pair: Pair<'_, Rule>) {
    let whole = span(&pair);
    let first_cell = out.cells.len();
    let mut content = whole;
    let kind = match pair.as_rule() {
        Rule::blank if whole.of(text).contains(['\u{3000}', '\u{a0}']) => LineKind::Padding,
        Rule::blank => LineKind::Blank,
        Rule::pipe_row => {
            out.cells.extend(pair.into_inner().map(|cell| span(&cell)));
            close_pipe_row(out, text, first_cell);
            LineKind::Pipe
        }
        Rule::tab_row => {
            out.cells.extend(pair.into_inner().map(|cell| span(&cell)));
            LineKind::Tab
        }
        Rule::plain | Rule::numbered if bare_row(out, text, whole) => LineKind::Pipe,
        Rule::plain if is_frame(whole.of(text)) => LineKind::Frame,
        Rule::block => block(pair, &mut content),
        Rule::annex => LineKind::Annex,
        Rule::part => LineKind::Part,
        Rule::numbered => numbered(pair, &mut content),
        _ => LineKind::Plain,
    };
    out.lines.push(Line { kind, span: whole, content, cells: (first_cell, out.cells.len()) });
}

/// Whether a line is nothing but the frame of a table.
fn is_frame(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && words::has(line, "--|==")
        && line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// 甲项目 | 100 | 90 |: the table of a web page as programs copy it, without a bar before the first cell. Adds the cells of a line
/// that is such a row. The grammar does not tell: it would have to read every line of prose to its end.
fn bare_row(out: &mut Lines, text: &str, line: Span) -> bool {
    let words = line.of(text);
    // 序号|项目|预算|支出 without a space is a row where it has several cells and no sentence.
    let least = if words.contains(" |") { 2 } else { 3 };
    if words.matches('|').take(least).count() < least
        || words.contains(['\t', '｜', '\\'])
        || least > 2 && words.contains('。')
    {
        return false;
    }
    let first_cell = out.cells.len();
    let mut start = line.start;
    for cell in words.split('|') {
        out.cells.push(Span::new(start, start + cell.len()));
        start += cell.len() + 1;
    }
    close_pipe_row(out, text, first_cell);
    true
}

/// The text behind the last bar of a pipe row is no cell unless something stands in it.
fn close_pipe_row(out: &mut Lines, text: &str, first_cell: usize) {
    if let Some(last) = out.cells.last()
        && out.cells.len() > first_cell + 1
        && last.of(text).trim().is_empty()
    {
        out.cells.pop();
    }
}

fn block(pair: Pair<'_, Rule>, content: &mut Span) -> LineKind {
    let (mut kind, mut title, mut closed) = (span(&pair), span(&pair), true);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::block_kind => kind = span(&part),
            Rule::block_title => title = span(&part),
            Rule::block_unclosed => closed = false,
            Rule::rest => *content = span(&part),
            _ => {}
        }
    }
    LineKind::Block { kind, title, closed }
}

fn numbered(pair: Pair<'_, Rule>, content: &mut Span) -> LineKind {
    let (mut number, mut rest) = (None, *content);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::rest => rest = span(&part),
            _ => number = number_of(part),
        }
    }
    let Some(number) = number else { return LineKind::Plain };
    *content = rest;
    LineKind::Numbered(number)
}

fn number_of(sign: Pair<'_, Rule>) -> Option<ListNumber> {
    let whole = span(&sign);
    let rule = sign.as_rule();
    let text = sign.as_str();
    let mut value = None;
    let mut comma = false;
    for part in sign.into_inner() {
        match part.as_rule() {
            Rule::cn_number => value = number::parse_chinese_number(part.as_str()),
            Rule::arabic => value = number::parse_number(part.as_str()).and_then(|n| u32::try_from(n.0).ok()),
            Rule::enumeration_comma => comma = true,
            _ => {}
        }
    }
    let style = match rule {
        Rule::level1 => Style::ChineseComma,
        Rule::level2 => Style::ChineseBracket,
        Rule::level3 if comma => Style::ArabicComma,
        Rule::level3 => Style::ArabicStop,
        Rule::level4 => Style::ArabicBracket,
        Rule::half_bracket => Style::HalfBracket,
        _ => {
            value = text.trim().chars().next().map(|c| c as u32 - '①' as u32 + 1);
            Style::Circled
        }
    };
    // No outline counts from nought: 0、 is a figure that a line happens to begin with.
    let value = value.filter(|value| *value > 0)?;
    Some(ListNumber { style, value, span: whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<LineKind> {
        parse_lines(text).lines.iter().map(|line| line.kind).collect()
    }

    #[test]
    fn number_signs_are_told_from_decimals() {
        let styles = |text: &str| match kinds(text)[0] {
            LineKind::Numbered(number) => Some((number.style, number.value)),
            _ => None,
        };
        assert_eq!(styles("一、基本情况"), Some((Style::ChineseComma, 1)));
        assert_eq!(styles("　（十二）其他"), Some((Style::ChineseBracket, 12)));
        assert_eq!(styles("0、其他"), None);
        assert_eq!(styles("2.项目支出"), Some((Style::ArabicStop, 2)));
        assert_eq!(styles("2、项目支出"), Some((Style::ArabicComma, 2)));
        assert_eq!(styles("(3) 其他"), Some((Style::ArabicBracket, 3)));
        assert_eq!(styles("3）其他"), Some((Style::HalfBracket, 3)));
        assert_eq!(styles("2.2021年"), Some((Style::ArabicStop, 2)));
        assert_eq!(styles("2.2021万元"), None);
        assert_eq!(styles("③2023年"), Some((Style::Circled, 3)));
        assert_eq!(styles("15.16%的资金"), None);
        assert_eq!(styles("0.94万元"), None);
        assert_eq!(styles("2023年"), None);
    }

    #[test]
    fn rows_have_cells() {
        let text = "| a | b\\|c |\n\t103\u{3000}\nx\ty\n";
        let lines = parse_lines(text);
        let cells = |i: usize| lines.cells(&lines.lines[i]).iter().map(|c| c.of(text)).collect::<Vec<_>>();
        assert_eq!(cells(0), [" a ", " b\\|c "]);
        assert_eq!(cells(1), ["", "103\u{3000}"]);
        assert_eq!(cells(2), ["x", "y"]);
    }

    #[test]
    fn lines_read_again_are_the_lines_read_afresh() {
        let alphabet =
            ["\r", "\n", "\r\n", "|", "\t", "一、", "甲", "1", ".", "【表 ", "】", "附件1", " ", "\u{3000}"];
        // Every change of up to two characters at every place of a text that has all kinds of lines.
        let old = "一、甲\r\n|a|b|\r\t1\n附件1\r\r\n【表 乙】\n\n二、丙";
        let before = parse_lines(old);
        let places: Vec<usize> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
        for (i, &start) in places.iter().enumerate() {
            for &end in places[i..].iter().take(3) {
                for first in alphabet.iter().chain([&""]) {
                    for second in alphabet.iter().chain([&""]) {
                        let new = [&old[..start], first, second, &old[end..]].concat();
                        let mut lines = before.clone();
                        lines.update(old, &new);
                        assert_eq!(lines, parse_lines(&new), "{new:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn frames_are_told_from_words() {
        let frames = kinds("+----+---+\n  +--+--+\n+----+ 1\n+\n++\n-----");
        let frame = |kind: &LineKind| *kind == LineKind::Frame;
        assert_eq!(frames.iter().map(frame).collect::<Vec<_>>(), [true, true, false, false, false, false]);
    }

    #[test]
    fn every_line_end_ends_a_line() {
        assert_eq!(kinds("a\r\nb\rc\n").len(), 4);
        assert_eq!(kinds(""), [LineKind::Blank]);
        assert_eq!(kinds("\u{3000}"), [LineKind::Padding]);
    }
}
