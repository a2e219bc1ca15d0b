//! What stands at the edges of pages and in no sentence: numbers of pages, and headers that run through a text.

use super::{
    lines::{Line, LineKind, Lines},
    tables::SPACE,
};
use crate::{number::halfwidth, words};

/// Longest line that may be the number of a page, in bytes.
const MAX_NUMBER: usize = 60;
/// Lines among which the title of a text stands.
const TITLE_LINES: usize = 6;
/// Fewest characters of a header, so that no end of a sentence is one.
const MIN_HEADER: usize = 6;
/// How often a line stands beside the number of a page if it is a header.
const FEWEST: usize = 3;
/// Most headers that are looked for.
const MAX_HEADERS: usize = 12;

/// 1, - 2 -, 第 2 页 共 9 页.
pub(super) fn is_page_number(line: &str) -> bool {
    let frame = |c: char| c.is_ascii_digit() || "-—–－第页共/ \u{3000}\u{c}".contains(c);
    let digits = || line.chars().filter(char::is_ascii_digit).count();
    line.chars().all(frame) && line.chars().count() <= 20 && (1..=8).contains(&digits())
}

/// The number of a page in any frame and any words: ―3―, ［3］, 第 3 页，共 12 页, 第三页, Page 3 of 12.
pub(super) fn is_page_line(line: &str) -> bool {
    const FRAME: &str = "-—–－―─_~～·•.．…*<>〈〉《》|[]［］()（）【】";
    let line = line.trim();
    // Most lines say something else from their first character on.
    let may_stand = |c: char| {
        let c = halfwidth(c);
        c.is_ascii_digit()
            || c.is_whitespace()
            || WORDS.contains(c)
            || BESIDE.contains(c)
            || FRAME.contains(c)
    };
    if line.len() > MAX_NUMBER || !line.chars().all(may_stand) {
        return false;
    }
    let words = words::has(line, "页|of|P|p|v|i|V|I");
    if !words && !line.contains(|c| halfwidth(c).is_ascii_digit()) {
        return false;
    }
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).map(halfwidth).collect();
    let number = plain.trim_matches(|c| FRAME.contains(c));
    let all = |text: &str, chars: &str| !text.is_empty() && text.chars().all(|c| chars.contains(c));
    let framed = number.len() <= 4 && all(number, "0123456789") && !line.starts_with('.');
    let roman = number.len() <= 5
        && number.contains(['i', 'v', 'I', 'V'])
        && (all(number, "ivx") || all(number, "IVX"));
    is_page_number(line) || framed || roman || says_page(&plain)
}

/// The letters of what the numbers of pages are called, and Roman numerals.
const WORDS: &str = "pageofPAGEOFivxIVX页码第共总";
/// What stands beside them.
const BESIDE: &str = "一二三四五六七八九十百,，/()（）[]-—.·:：";

/// 第3页，共12页, 第三页, Page3of12, P3: nothing but the numbers of pages and what they are called.
fn says_page(plain: &str) -> bool {
    let rest = plain.to_ascii_lowercase();
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let named = rest.contains('页') || digits > 0 && (rest.starts_with('p') || rest.contains("of"));
    if !named {
        return false;
    }
    let rest = words::without(&rest, "page|of|页码|第|页|共|总|p");
    let counts = digits > 0 || plain.starts_with('第');
    counts
        && digits <= 8
        && !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_digit() || BESIDE.contains(c))
}

/// The lines that stand again at the head or the foot of pages.
#[derive(Default)]
pub(super) struct Headers {
    lines: Vec<String>,
    /// The line behind those of the title itself.
    body: usize,
}

impl Headers {
    pub(super) fn of(text: &str, lines: &Lines) -> Self {
        let (mut headers, body) = titles(text, lines);
        headers.extend(repeated(text, lines));
        headers.truncate(MAX_HEADERS);
        Self { lines: headers, body }
    }

    /// Whether line `at`, which says `line`, is one of them, alone or beside the number of its page.
    pub(super) fn has(&self, at: usize, line: &str) -> bool {
        let alone = |rest: &str| rest.trim().is_empty() || is_page_line(rest);
        at >= self.body
            && self.lines.iter().any(|header| {
                line.strip_prefix(&**header).is_some_and(alone)
                    || line.strip_suffix(&**header).is_some_and(alone)
            })
    }
}

/// The title, its lines by themselves and several of them in one, and the line behind them.
fn titles(text: &str, lines: &Lines) -> (Vec<String>, usize) {
    const TAILS: &str = "报告|总结|自评|自评表|评价表|说明|公开|决算|预算";
    let blank = |line: &Line| matches!(line.kind, LineKind::Blank | LineKind::Padding);
    let filled = lines.lines.iter().enumerate().filter(|(_, line)| !blank(line)).take(TITLE_LINES);
    let plain = filled.take_while(|(_, line)| line.kind == LineKind::Plain);
    let words = plain.map(|(at, line)| (at, line.span.of(text).trim_matches(SPACE)));
    let lines: Vec<(usize, &str)> =
        words.take_while(|(_, line)| may_be_header(line) || line.len() < MIN_HEADER * 3).collect();
    let (mut titles, mut body) = (Vec::new(), 0);
    for first in 0..lines.len() {
        for end in first + 1..=lines.len().min(first + 3) {
            let title: String = lines[first..end].iter().map(|(_, line)| *line).collect();
            if may_be_header(&title) && words::ends(&title, TAILS) {
                body = lines[end - 1].0 + 1;
                titles.push(title);
            }
        }
    }
    (titles, body)
}

/// Lines beside the numbers of pages that are the same on several of them.
fn repeated(text: &str, lines: &Lines) -> Vec<String> {
    let content = |line: &Line| line.span.of(text).trim();
    let prose = |line: &&Line| matches!(line.kind, LineKind::Plain | LineKind::Numbered(_));
    let filled: Vec<&Line> = lines.lines.iter().filter(|line| !content(line).is_empty()).collect();
    let mut beside = Vec::new();
    for (at, line) in filled.iter().enumerate().filter(|(_, line)| prose(line)) {
        if is_page_line(content(line)) {
            let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let near = near.filter_map(|at| filled.get(at)).filter(|line| line.kind == LineKind::Plain);
            beside.extend(near.map(|line| content(line)).filter(|line| may_be_header(line)));
        }
    }
    beside.sort_unstable();
    let runs = beside.chunk_by(|a, b| a == b).filter(|run| run.len() >= FEWEST);
    runs.map(|run| run[0].to_owned()).collect()
}

fn may_be_header(line: &str) -> bool {
    let longest = 60;
    (MIN_HEADER..=longest).contains(&line.chars().count()) && !line.contains(['。', '，', '；', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_told_from_words_and_figures() {
        let pages = "3|- 3 -|— 3 —|―3―|· 3 ·|[3]|［3］|(3)|~3~|3 .|3/12|第3页|第 3 页，共 12 页|第3页,共12页|共 12 页，第 3 页|\
            第 3 页（共 12 页）|第三页|第十二页 共二十页|Page 3|Page 3 of 12|3 of 12|P3|p. 3|III|iv|页码：3|第３页";
        for line in pages.split('|') {
            assert!(is_page_line(line), "{line}");
        }
        let others =
            "0.5|.2|12.5%|3人|共5项|第三|XX|X|一页|5万元|2022年|（一）|of|Page|12,000.5|项|，|—|1.65|P";
        for line in others.split('|') {
            assert!(!is_page_line(line), "{line}");
        }
    }
}
