//! The text as its writer meant it: without what the ways of a text (Word, PDF, web pages) do to it.
//!
//! Marks of no width go, digits of full width become plain ones, and a paragraph that was wrapped stands on one line, so
//! that no rule has to think of any of this. What is found there is then put back to where it stands in the text.

use crate::{
    beside::Both,
    syntax::{Node, SPACE, Syntax},
    text::Span,
    width::is_han,
    words,
};
use std::cell::OnceCell;

/// Marks without width: what web pages and Word leave between characters.
const INVISIBLE: [char; 6] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'];

/// The mark of Markdown before and behind bold words.
const BOLD: &str = "**";

/// Lines that are looked at on either side of one that ends with a tab.
const AROUND: usize = 3;

/// What has numbers of its own: 附件1 200万元 and 见表3，200户 are two figures each.
const NUMBERED: &str = "第|附件|表|图|注|号|条|项目|标段|工程|课题|子项|任务|中心|分局|队|校|村|组|包|区|楼|期|类|级|档|批|分|数|章|节|款|步";

/// A text of which some parts were changed.
pub(crate) struct Changed {
    text: String,
    layer: Layer,
}

/// Which parts of a text were changed, in its order.
#[derive(Debug)]
struct Layer(Vec<Edit>);

#[derive(Debug)]
struct Edit {
    /// What stands in the text.
    from: Span,
    /// What stands there after the change.
    to: Span,
}

/// The way back from what is checked to the text.
#[derive(Debug)]
pub(crate) struct Places<'t> {
    text: &'t str,
    layers: Vec<Layer>,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, layers: Vec::new() }
    }

    /// Adds one more change; gives the text behind it.
    pub(crate) fn add(&mut self, changed: Changed) -> String {
        self.layers.push(changed.layer);
        changed.text
    }

    /// Whether what is checked is the text itself.
    pub(crate) fn is_same(&self) -> bool {
        self.layers.is_empty()
    }

    /// What was read at a place, unless just that stands there in the text.
    pub(crate) fn unless_there(&self, mut span: Span, read: &str) -> Option<Box<str>> {
        self.put_back(&mut span);
        (span.of(self.text) != read).then(|| read.into())
    }

    /// Where something stands in the text.
    pub(crate) fn put_back(&self, span: &mut Span) {
        for layer in self.layers.iter().rev() {
            *span = layer.back(*span);
        }
    }
}

impl Layer {
    fn back(&self, span: Span) -> Span {
        let before = self.0.partition_point(|edit| edit.to.start <= span.start);
        let inside = before.checked_sub(1).map(|last| &self.0[last]).filter(|last| span.start < last.to.end);
        let start = inside.map_or_else(|| self.offset(span.start, before), |last| last.from.start);
        if span.start == span.end {
            return Span { start, end: start };
        }
        // The end belongs to the last character, not to what was taken out behind it.
        let within = |edit: &Edit| edit.to.start < span.end;
        let behind = &self.0[before..];
        let more = if behind.first().is_some_and(within) { behind.partition_point(within) } else { 0 };
        let end = self.offset(span.end, before + more);
        Span { start, end: end.max(start) }
    }

    /// The place of an offset that has so many changes before it.
    fn offset(&self, offset: usize, before: usize) -> usize {
        let Some(last) = before.checked_sub(1).and_then(|last| self.0.get(last)) else { return offset };
        last.from.end + offset.saturating_sub(last.to.end)
    }
}

/// `text` with some parts, in their order, replaced; `None` where there are none.
fn replaced(text: &str, parts: impl Iterator<Item = (Span, &'static str)>) -> Option<Changed> {
    let (mut out, mut edits, mut end) = (String::new(), Vec::new(), 0);
    for (from, with) in parts {
        if edits.is_empty() {
            out.reserve(text.len());
        }
        out.push_str(text.get(end..from.start)?);
        let start = out.len();
        out.push_str(with);
        edits.push(Edit { from, to: Span { start, end: out.len() } });
        end = from.end;
    }
    if edits.is_empty() {
        return None;
    }
    out.push_str(text.get(end..)?);
    Some(Changed { text: out, layer: Layer(edits) })
}

/// The text with plain digits, with a line end behind each mark between pages, and without what says nothing: marks of no width and
/// of bold words, blanks within sentences, tabs behind them; `None` where it has none of these.
pub(crate) fn plain(text: &str, both: Both) -> Option<Changed> {
    let mut lines = Vec::with_capacity(text.len() / 64);
    let mut start = 0;
    let starred = text.contains(BOLD);
    for line in text.split(['\n', '\r']) {
        let bold = if starred { bold(line) } else { Vec::new() };
        lines.push(Line::new(start, line, bold));
        start += line.len() + 1;
    }
    let lines = &lines[..];
    let in_line = |at: usize| {
        let line = &lines[at];
        let sentence = OnceCell::new();
        let filled = line.text.trim_end().len();
        let part = move |(offset, char): (usize, char)| {
            let (before, behind) = (&line.text[..offset], &line.text[offset + char.len_utf8()..]);
            let with = match char {
                '０'..='９' => DIGITS[char as usize - '０' as usize],
                '．' if ends_wide(before) && begins_wide(behind) => ".",
                '，' if groups(before, behind) => ",",
                '\t' if ends_prose(lines, at, offset) => "",
                ' ' | '\u{a0}' if line.says_nothing(before, behind, &sentence) => "",
                '*' if line.is_bold(offset) => "",
                // The mark between two pages ends a line.
                '\u{c}' if offset < filled => "\u{c}\n",
                char if INVISIBLE.contains(&char) => "",
                _ => return None,
            };
            let at = line.start + offset;
            Some((Span { start: at, end: at + char.len_utf8() }, with))
        };
        suspects(line.text).filter_map(part)
    };
    let half = lines.len() / 2;
    let (mut front, mut behind) = (Vec::new(), Vec::new());
    both(&mut || front = (0..half).flat_map(in_line).collect(), &mut || {
        behind = (half..lines.len()).flat_map(in_line).collect();
    });
    replaced(text, front.into_iter().chain(behind))
}

/// The characters that may have to change, told by their first byte: most are none of these, and looking costs every key.
fn suspects(line: &str) -> impl Iterator<Item = (usize, char)> {
    let first = |(_, byte): &(usize, u8)| matches!(byte, b' ' | b'\t' | b'*' | 0xc | 0xc2 | 0xe2 | 0xef);
    line.bytes().enumerate().filter(first).filter_map(|(at, _)| Some((at, line[at..].chars().next()?)))
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

fn wide(char: Option<char>) -> bool {
    matches!(char, Some('０'..='９'))
}

fn ends_wide(text: &str) -> bool {
    wide(text.chars().next_back())
}

fn begins_wide(text: &str) -> bool {
    wide(text.chars().next())
}

/// Whether a mark stands between groups of thousands: １５，８５５; 1，236人.
fn groups(before: &str, behind: &str) -> bool {
    let digit = |char: &char| char.is_ascii_digit() || wide(Some(*char));
    let after = behind.chars().take(4).take_while(digit).count();
    if after != 3 {
        return false;
    }
    let first = before.chars().rev().take(4).take_while(digit).count();
    let mut head = before.chars().rev().skip(first.saturating_sub(1));
    let zero = matches!(head.next(), Some('0' | '０'));
    let goes_on = matches!(head.next(), Some('.' | '．'));
    let lead = || before.trim_end_matches(|char| digit(&char));
    (1..=3).contains(&first) && !zero && !goes_on && !words::ends(lead(), NUMBERED)
}

/// A line without its end.
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// The end of what stands in it.
    end: usize,
    /// Whether a tab stands before that.
    tabbed: bool,
    /// Where the marks of bold words stand in it.
    bold: Vec<usize>,
}

impl<'t> Line<'t> {
    fn new(start: usize, text: &'t str, bold: Vec<usize>) -> Self {
        let end = if text.ends_with(SPACE) { text.trim_end_matches(SPACE).len() } else { text.len() };
        Self { start, text, end, tabbed: text[..end].contains('\t'), bold }
    }

    fn said(&self) -> &'t str {
        &self.text[..self.end]
    }

    /// Whether the star at `offset` is one of the two of such a mark.
    fn is_bold(&self, offset: usize) -> bool {
        let before = self.bold.partition_point(|mark| *mark <= offset);
        before > 0 && self.bold[before - 1] + 1 >= offset
    }

    /// Whether it is a sentence rather than a row.
    fn is_sentence(&self) -> bool {
        let said = self.said().trim_start_matches(SPACE);
        // The mark between thousands is none of a sentence, and three figures with nothing but blanks between are a row.
        let digit =
            |text: Option<&str>| text.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        let comma = |(at, _): &(usize, &str)| !digit(said.get(at + 1..));
        let commas = said.match_indices(',').filter(comma).take(2).count();
        let marks = said.matches(['，', '；', '：']).take(2).count() + 2 * said.matches('。').take(1).count();
        let marks = marks + commas;
        let apart = |(at, _): &(usize, &str)| {
            digit(said.get(at + 1..)) && said[..*at].ends_with(|c: char| c.is_ascii_digit())
        };
        let figures = said.match_indices(' ').filter(apart).take(3).count() == 3;
        let row = figures || self.tabbed || said.contains(['|', '｜', '\u{3000}']) || said.contains("  ");
        marks >= 2 && !row
    }

    /// Whether a blank between these parts of the line says nothing: 1 236万元, 6 .5万元, 扣 6.9 分, 专 项资金. `sentence` keeps
    /// whether the line is one.
    fn says_nothing(&self, before: &str, behind: &str, sentence: &OnceCell<bool>) -> bool {
        let (last, next) = (before.chars().next_back(), behind.chars().next());
        let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit() || wide(Some(char)));
        let joins = |char: Option<char>| digit(char) || char.is_some_and(is_han);
        let nothing = match (digit(last), digit(next)) {
            (true, true) => is_broken(before, behind),
            (true, false) => joins(next) || next == Some('.'),
            (false, true) => joins(last) || last == Some('.'),
            (false, false) => joins(last) && joins(next),
        };
        nothing && *sentence.get_or_init(|| self.is_sentence()) && !is_heading(before)
    }
}

/// Where the marks around bold words of Markdown begin: **147.8**万元, **单位：**元. What stands for a name (张**、李**), a product or a line of
/// stars is none.
fn bold(line: &str) -> Vec<usize> {
    let (mut marks, mut open) = (Vec::new(), None);
    for (at, _) in line.match_indices(BOLD) {
        let (before, behind) = (line[..at].chars().next_back(), line[at + BOLD.len()..].chars().next());
        let word = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace() && char != '*');
        let begins = word(behind)
            && !behind.is_some_and(|char| "，。、；：,;:".contains(char))
            && !before.is_some_and(|char| char.is_ascii_digit() || char == '*');
        match open {
            Some(open) if word(before) && behind != Some('*') => marks.extend([open, at]),
            _ if begins => {
                open = Some(at);
                continue;
            }
            _ => {}
        }
        open = None;
    }
    marks
}

/// Whether the tab at `offset` of line `at` is one behind prose: no other stands in the line or within those beside it.
fn ends_prose(lines: &[Line<'_>], at: usize, offset: usize) -> bool {
    let line = &lines[at];
    if offset < line.end || line.end == 0 {
        return false;
    }
    let around = &lines[at.saturating_sub(AROUND)..lines.len().min(at + AROUND + 1)];
    around.iter().all(|line| !line.tabbed)
}

/// 一、局本级 公用经费40万元，…: what stands between a heading and the text below it says where the heading ends.
fn is_heading(before: &str) -> bool {
    const LONGEST: usize = 60;
    let numbered = |char: char| char.is_ascii_digit() || "一二三四五六七八九十（(第".contains(char);
    before.len() <= LONGEST
        && before.trim_start().starts_with(numbered)
        && !before.contains(['，', '。', '；', '：'])
}

/// Whether the digits on both sides of a blank are those of one amount.
fn is_broken(before: &str, behind: &str) -> bool {
    const UNITS: &str = "万|亿|元|%|％|分|人|件|个|项|户|次|家|所|亩|吨|辆|台|公里|平方米";
    let number = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',' | ' ');
    if !words::starts(behind.trim_start_matches(number), UNITS) {
        return false;
    }
    let head = before.trim_end_matches(number);
    let first = before[head.len()..].trim_start();
    let year = first.len() == 4 && words::starts(first, "19|20");
    // 附件1 200万元: the number of something.
    let named = words::ends(head, NUMBERED);
    let said = head.chars().next_back().is_some_and(|char| is_han(char) || "，、；：（=＝".contains(char));
    !year && !named && said
}

/// The text with every paragraph that was wrapped on one line; `None` where none is.
pub(crate) fn joined(syntax: &Syntax<'_>) -> Option<Changed> {
    let gaps = |node: &'_ Node<'_>| match node {
        Node::Paragraph(paragraph) => paragraph.flow.gaps(),
        _ => Vec::new(),
    };
    replaced(syntax.text, syntax.nodes.iter().flat_map(gaps))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::in_turn;

    #[test]
    fn what_was_changed_leads_back_to_its_place() {
        let text = "\u{feff}支出１５，８５５．５０万\u{200b}元，\t\n其\u{ad}中";
        let changed = plain(text, in_turn).unwrap();
        assert_eq!(changed.text, "支出15,855.50万元，\n其中");
        let at = |words: &str| {
            let start = changed.text.find(words).unwrap();
            changed.layer.back(Span { start, end: start + words.len() }).of(text)
        };
        assert_eq!(at("15,855.50万元"), "１５，８５５．５０万\u{200b}元");
        assert_eq!(at("支出"), "支出");
        assert_eq!(at("，"), "，");
        assert_eq!(at("其中"), "其\u{ad}中");
        assert_eq!(at("5,855"), "５，８５５");
    }

    #[test]
    fn tabs_of_rows_stay() {
        assert!(plain("甲\t1\n乙\t\n丙\t3\n", in_turn).is_none());
        assert_eq!(plain("一、概况\t\n支出1万元。\t\n", in_turn).unwrap().text, "一、概况\n支出1万元。\n");
        assert!(plain("２０２３", in_turn).is_some_and(|changed| changed.text == "2023"));
        assert!(plain("甲，乙．1", in_turn).is_none());
    }
}
