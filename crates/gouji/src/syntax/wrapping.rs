//! Which lines go on with the one before: paragraphs that a machine broke into lines, as text out of a PDF is.

use super::{
    ListNumber, RawTable, Style,
    edges::{Headers, is_page_line},
    lines::{Line, LineKind, Lines},
    tables::{SPACE, indent, is_contents_line},
};
use crate::{
    beside::Both,
    number::halfwidth,
    width::{is_han, width},
    words,
};

/// How the lines of a text were wrapped.
pub(super) struct Wrapping<'a> {
    text: &'a str,
    lines: &'a Lines,
    /// The width of the lines, if they were wrapped by a machine.
    edge: Option<usize>,
    /// Whether what was wrapped has an empty line behind every line: each was made a paragraph of its own.
    spread: bool,
    /// What stands again at the edges of pages.
    headers: Headers,
}

/// Marks of which none ends a paragraph: what stands before the end of the line goes on behind it.
const OPEN: [char; 13] = ['，', ',', '、', '/', '／', '×', '÷', '+', '＋', '=', '＝', '（', '('];
/// Marks that end a sentence or a part of one.
const ENDS: [char; 9] = ['。', '；', '：', ':', ';', '！', '？', '!', '?'];
/// What stands behind the digits of an amount or a rate.
const UNITS: &str = "万元|亿元|元|千元|%|％|个百分点";
/// Half-width columns from which on a line is too long for a name or a heading.
const LONG: usize = 40;

impl<'a> Wrapping<'a> {
    pub(super) fn of(text: &'a str, lines: &'a Lines, tables: &[RawTable<'_>], both: Both) -> Self {
        let spread = is_spread(lines);
        let (mut headers, mut edge) = (Headers::default(), None);
        both(&mut || headers = Headers::of(text, lines), &mut || {
            edge = wrap_width(text, lines, tables, spread)
        });
        Self { text, lines, edge, spread, headers }
    }

    /// The line that goes on with the paragraph which began at line `first` and reaches to before line `end`.
    pub(super) fn next(&self, first: usize, end: usize) -> Option<usize> {
        let before = end.checked_sub(1)?;
        let (next, page) = self.behind_edges(end)?;
        if before == first && is_page_line(self.content(first)) {
            return None;
        }
        let goes_on = if page {
            !self.content(before).ends_with(ENDS) || self.lists_on(first, before)
        } else {
            next == end || self.may_be_torn(first, before, next)
        };
        (goes_on && self.joins(first, before, next)).then_some(next)
    }

    fn content(&self, at: usize) -> &'a str {
        self.whole(at).trim()
    }

    /// The line with the blanks around it.
    fn whole(&self, at: usize) -> &'a str {
        self.lines.lines.get(at).map_or("", |line| line.span.of(self.text))
    }

    /// The first line from line `at` on that is neither empty nor at the edge of a page, and whether such an edge lies before it.
    fn behind_edges(&self, at: usize) -> Option<(usize, bool)> {
        /// A header, a footer and the number of a page.
        const MOST: usize = 4;
        let (mut next, mut page) = (at, false);
        for _ in 0..MOST {
            let filled = filled(self.lines, next)?;
            let feeds = |line: &Line| line.span.of(self.text).contains('\u{c}');
            page |= self.lines.lines.get(next..filled)?.iter().any(feeds);
            next = filled;
            if !self.is_edge(next) {
                return Some((next, page));
            }
            page = true;
            next += 1;
        }
        None
    }

    fn is_edge(&self, at: usize) -> bool {
        let line = self.content(at);
        is_page_line(line) || self.headers.has(at, line) || is_title_on_page(line)
    }

    /// Whether line `next`, which stands behind empty lines, may go on with line `before` all the same:
    /// …同比增加 | | 2433505.07元，增长60.89%.
    fn may_be_torn(&self, first: usize, before: usize, next: usize) -> bool {
        /// Half-width columns of lines that a machine broke: a paragraph that merely lacks its mark at the end is seldom as long.
        const BROKEN: std::ops::RangeInclusive<usize> = 50..=110;
        let text = self.content(before);
        if text.ends_with(ENDS) {
            return (self.spread || BROKEN.contains(&width(text))) && self.lists_on(first, before);
        }
        let sentence = before > first || is_sentence(text);
        let behind = self.content(next);
        let inside = text.ends_with(|c: char| halfwidth(c).is_ascii_digit()) && ends_figure(behind);
        let amount = is_sentence(text) && (begins_with_amount(behind) || inside);
        let wrapped = self.spread && self.edge.is_some();
        let broken = || {
            text.ends_with(['，', '、', '（', '('])
                || !text.ends_with(['）', ')']) && BROKEN.contains(&width(text))
        };
        amount || wrapped || sentence && broken() || leads_on(text)
    }

    /// Whether line `next` goes on with line `before` of the paragraph that began at line `first`.
    fn joins(&self, first: usize, before: usize, next: usize) -> bool {
        let Some(line) = self.lines.lines.get(next) else { return false };
        let (before_text, text) = (self.content(before), self.content(next));
        if let LineKind::Numbered(number) = line.kind {
            return goes_on(before_text, number, line.content.of(self.text));
        }
        if line.kind != LineKind::Plain || is_contents_line(text) || before == first && is_caption(text) {
            return false;
        }
        // 上级补助收入113万元（其中：| 抗疫特别国债7万元），…: a bracket that was opened is closed there.
        if opens_bracket(before_text) && text.contains(['）', ')']) {
            return true;
        }
        // Behind a line at the margin an indented one begins a paragraph.
        let set_off = |at: usize| indent(self.whole(at)) >= INDENT;
        if before > first && set_off(next) && !set_off(before) {
            return false;
        }
        // A line of closing marks alone can only belong to the line before it.
        if text.chars().all(|c| "。；，、）》”%％".contains(c)) {
            return true;
        }
        if before == first && is_report_title(before_text) {
            return false;
        }
        // …三公经费较上年减少 | 1897.9万元: nor does anybody end one there.
        if begins_with_amount(text) && words::ends(before_text, "增加|减少|增长|下降") {
            return true;
        }
        let ends = before_text.ends_with(ENDS);
        let is_heading = before == first && self.is_heading(first);
        // …支出1180万元，其中：| 基本支出600万元；项目支出580万元: the whole list stands in the next line.
        if words::ends(before_text, "其中：|其中:")
            && text.trim_end_matches('。').contains(['；', ';'])
            && !begins_item(text)
        {
            return true;
        }
        let item = begins_item(text);
        if !item && self.lists_on(first, before) {
            return true;
        }
        let within = before > first || is_sentence(before_text);
        // …补助32 | 6.8亿元: the figure itself is broken.
        let inside = before_text.chars().nth(8).is_some()
            && before_text.ends_with(|c: char| halfwidth(c).is_ascii_digit());
        if !ends && !is_heading && !item && (within || inside) {
            // Nobody begins a paragraph with an amount.
            if before_text.ends_with(OPEN)
                || leads_on(before_text)
                || begins_with_amount(text.strip_prefix('的').unwrap_or(text))
                || inside && ends_figure(text)
            {
                return true;
            }
        }
        let columns = || width(before_text);
        match self.edge {
            // Among short lines a heading is nearly as long as they are.
            Some(edge) if edge < LONG && !within && !item => {
                let torn = begins_with_amount(text) || inside && ends_figure(text);
                torn || width(self.whole(before).trim_end()) + if is_heading { 2 } else { 4 } >= edge
            }
            // A list within the line goes on behind its semicolons.
            Some(edge) if !item && is_list(before_text) => columns() * 10 >= edge * 6,
            Some(edge) if ends || item => columns() + 4 >= edge,
            // A numbered line without a sentence in it is a heading unless it comes near the edge.
            Some(edge) if is_heading => columns() * 20 >= edge * 17,
            Some(edge) => columns() * 10 >= edge * 7,
            // A list goes on behind its semicolons.
            None => {
                !is_heading && !item && columns() >= LONG && (!ends || before_text.ends_with(['；', ';']))
            }
        }
    }

    /// …817万元，其中：货物245万元； | 工程382万元； | 服务190万元。: a list goes on behind its semicolons, however short its lines are.
    fn lists_on(&self, first: usize, before: usize) -> bool {
        /// Nobody says longer than this before 其中.
        const LONG: usize = 3000;
        if !self.content(before).ends_with(['；', ';']) {
            return false;
        }
        let (Some(from), Some(to)) = (self.lines.lines.get(first), self.lines.lines.get(before)) else {
            return false;
        };
        let start = from.span.start.max(to.span.end.saturating_sub(LONG));
        let said = &self.text[self.text.ceil_char_boundary(start)..to.span.end];
        let sentence = said.rfind('。').map_or(said, |at| &said[at..]);
        opens_list(sentence)
    }

    /// A numbered line without a sentence in it: （一）预算执行率（分值10分，得10分）.
    fn is_heading(&self, at: usize) -> bool {
        let numbered = |line: &Line| matches!(line.kind, LineKind::Numbered(_));
        let ends_inside = self.content(at).ends_with(['/', '／', '×', '÷', '+', '＋', '=', '＝']);
        self.lines.lines.get(at).is_some_and(numbered) && !has_sentence(self.content(at)) && !ends_inside
    }
}

/// The first line from `from` on that has anything in it, over a few empty ones.
fn filled(lines: &Lines, from: usize) -> Option<usize> {
    (from..from + 4).find(|&at| lines.lines.get(at).is_some_and(|line| line.kind != LineKind::Blank))
}

/// Whether nearly every line has an empty one behind it.
fn is_spread(lines: &Lines) -> bool {
    let filled = lines.lines.iter().filter(|line| line.kind != LineKind::Blank).count();
    let blank = |line: &Line| line.kind == LineKind::Blank;
    let followed = lines.lines.windows(2).filter(|pair| !blank(&pair[0]) && blank(&pair[1])).count();
    followed * 10 >= filled * 9
}

/// Whether the last bracket of a line is not closed in it.
fn opens_bracket(line: &str) -> bool {
    let open = line.rfind(['（', '(']);
    open.is_some_and(|open| !line[open..].contains(['）', ')']))
}

/// Whether marks of a sentence stand outside of brackets.
fn has_sentence(line: &str) -> bool {
    let mut depth = 0_usize;
    has_comma(line)
        || line.chars().any(|char| {
            match char {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(char, '。' | '；' | '，')
        })
}

/// 政府采购支出817万元，其中：货物245万元；: a line that opens a list and gives its first part.
fn opens_list(line: &str) -> bool {
    let behind = |(at, word): (usize, &str)| line[at + word.len()..].starts_with(['：', ':', '，', ',']);
    line.match_indices("其中").any(behind)
}

/// 事业收入0万元，占0%；经营收入0万元，占0%；
fn is_list(line: &str) -> bool {
    line.strip_suffix(['；', ';']).is_some_and(|line| line.contains(['；', ';']))
}

/// 部门：某某局  单位：万元: what stands between the title of a table and its heads.
fn is_caption(line: &str) -> bool {
    let label = line.split_once(['：', ':']).map(|(label, _)| label.replace(SPACE, ""));
    label.is_some_and(|label| {
        words::is(&label, "部门|单位|编制单位|编制部门|填报单位|公开部门|部门名称|单位名称")
    })
}

/// Whether a line is more than a name: it has marks of a sentence or of a formula.
fn is_sentence(line: &str) -> bool {
    line.contains(['，', '。', '；', '：', ':', '=', '＝']) || has_comma(line)
}

/// Whether a line has a half-width comma that is not one between the digits of a figure: 支出1,236万元,其中….
fn has_comma(line: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let sides = |(at, _): (usize, &str)| !line[..at].ends_with(digit) || !line[at + 1..].starts_with(digit);
    line.match_indices(',').any(sides)
}

/// 二是课题研究…, ●课题研究…: the next item of a list, on a line of its own.
fn begins_item(line: &str) -> bool {
    let behind = line.trim_start_matches(is_numeral);
    behind.len() < line.len() && behind.starts_with('是')
        || line.starts_with(['●', '◆', '■', '·', '-', '—', '★', '•', '□', '○', '◇', '▲', '※', '*', '#', '>'])
        || begins_with_number(line)
}

/// 1　公务接待费…, 第1，公务接待费…: numbered otherwise than the grammar knows.
fn begins_with_number(line: &str) -> bool {
    let (line, ends) = match line.strip_prefix('第') {
        Some(line) => (line, "，|,|、"),
        None => (line, "\u{3000}|  "),
    };
    let behind = line.trim_start_matches(|c: char| halfwidth(c).is_ascii_digit() || is_numeral(c));
    (1..=6).contains(&(line.len() - behind.len())) && words::starts(behind, ends)
}

fn is_numeral(char: char) -> bool {
    "一二三四五六七八九十".contains(char)
}

/// …支出6120万元，完成 | 年初预算数…, …，比上年减支 | 31800万元: words behind the last mark that are part of those before an amount, with which nobody
/// ends a sentence.
fn leads_on(line: &str) -> bool {
    const WORDS: &str = "占年初预算月进度|占年初预算数|占调整预算数|占全年预算数|占年度预算数|完成年初预算数|完成调整预算数|完成全年预算数|\
        短月进度|超月进度|达到|共计|合计|总计|为|同比增支|同比减支|同比增收|同比减收";
    const THAN: [&str; 2] = ["上年|去年", "同期|同月|"];
    const BY: &str = "增收|减收|增支|减支";
    let last = line.rsplit(['，', ',', '。', '；', ';', '：', ':']).next().unwrap_or_default();
    let part = |words: &str| words.split('|').any(|word| word.starts_with(last));
    let than = last.trim_start_matches(['比', '较']);
    let than = than.len() < last.len() && {
        let behind = words::without_head(than, THAN[0]);
        let behind = behind.map(|behind| words::without_head(behind, THAN[1]).unwrap_or(behind));
        match behind {
            Some(behind) => BY.split('|').any(|word| word.starts_with(behind)),
            None => THAN[0].split('|').any(|word| word.starts_with(than)),
        }
    };
    !last.is_empty() && last.len() < line.len() && (than || part(WORDS))
}

/// 47.64万元，下降5.29%.
fn begins_with_amount(line: &str) -> bool {
    let unit =
        line.trim_start_matches(|c: char| halfwidth(c).is_ascii_digit() || matches!(c, '.' | ',' | '，'));
    unit.len() < line.len() && words::starts(unit.trim_start_matches(' '), UNITS)
}

/// 2022年度某某县水利局部门整体支出绩效自评报告: however long it is, nothing goes on with it.
fn is_report_title(line: &str) -> bool {
    // …自评报告（2023年度）.
    let year = line.rfind(['（', '(']).filter(|at| line.ends_with(['）', ')']) && line[*at..].contains('年'));
    let line = &line[..year.unwrap_or(line.len())];
    !is_sentence(line)
        && words::ends(
            line,
            "报告|总结|说明|情况|情况表|评价表|自评表|决算表|部门决算|部门预算|单位决算|单位预算",
        )
}

/// 2022年度部门整体支出绩效自评报告  3: a title with the number of its page.
fn is_title_on_page(line: &str) -> bool {
    let title = line.trim_end_matches(|c: char| c.is_ascii_digit() || "-—－– ".contains(c));
    title.len() < line.len() && title.ends_with("报告") && is_report_title(title)
}

/// 3年较2022年减少…, behind a line that ends in 202; 万元，… and 年预算…, behind one that ends in 2015.
fn ends_figure(line: &str) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (..4).contains(&(line.len() - behind.len())) && behind.starts_with('年') || words::starts(line, UNITS)
}

/// Whether a line only looks numbered, because a sentence was wrapped inside an enumeration: 第一、 | 二、三产业,
/// 12月 | 30、31日, 第 | （三）项.
fn goes_on(before: &str, number: ListNumber, rest: &str) -> bool {
    let next = rest.chars().next();
    let digit = next.is_some_and(|c| halfwidth(c).is_ascii_digit());
    let numeral = next.is_some_and(is_numeral);
    let enumerates = match number.style {
        Style::ChineseComma => numeral && before.ends_with('、'),
        Style::ArabicComma => digit && before.ends_with(['、', '月']),
        // …（2021年度 | 3）: the bracket was opened in the line before.
        Style::HalfBracket => opens_bracket(before),
        _ => false,
    };
    enumerates || before.ends_with('第')
}

/// Half-width columns that the first line of a paragraph is set off by.
const INDENT: usize = 4;

/// Half-width columns below which nothing is told from lines of names.
const NARROW: usize = 20;

/// The width at which short lines, each with its width and what stands behind it, were wrapped, as for a leaflet or the screen of a telephone: most
/// have marks of sentences in them, and many break within a word that the text has elsewhere, or between a figure and its unit.
fn narrow_edge(text: &str, broken: &[(usize, &str, &str)]) -> Option<usize> {
    /// Most lines that are looked at.
    const MOST: usize = 24;
    let broken = &broken[..broken.len().min(MOST)];
    let mut widths: Vec<usize> = broken.iter().map(|line| line.0).collect();
    widths.sort_unstable();
    let edge = *widths.get(widths.len() * 9 / 10)?;
    let of_lines =
        |is: &dyn Fn(&str, &str) -> bool| broken.iter().filter(|(_, line, next)| is(line, next)).count();
    let near = widths.iter().filter(|&&columns| columns + 6 >= edge && columns <= edge + 4).count();
    let said = of_lines(&|line, _| line.contains(['，', '。', '；', '、', ',']));
    let torn = of_lines(&|line, next| {
        let word = line.chars().next_back().into_iter().chain(next.chars().next()).collect::<String>();
        let within = word.chars().all(is_han) && text.contains(&word);
        line.ends_with(['，', '、', ',']) || begins_with_amount(next) || words::starts(next, UNITS) || within
    });
    let all = broken.len();
    // Where nearly all are as long, few need be torn to show it.
    let even = near * 12 >= all * 11 && torn * 6 >= all;
    (all > 4 && near * 4 >= all * 3 && said * 2 >= all && (torn * 3 >= all || even)).then_some(edge)
}

/// The width at which the lines of the text were wrapped, if they were: where many lines stop at nearly the same width
/// in the middle of a sentence and hardly any is longer, a machine broke them.
fn wrap_width(text: &str, lines: &Lines, tables: &[RawTable<'_>], spread: bool) -> Option<usize> {
    let mut tables = tables.iter().peekable();
    let mut in_table = |at: usize| {
        while tables.next_if(|table| table.lines.1 <= at).is_some() {}
        tables.peek().is_some_and(|table| table.lines.0 <= at)
    };
    let mut prose = |at: usize, line: &Line| {
        matches!(line.kind, LineKind::Plain | LineKind::Numbered(_)) && !in_table(at)
    };
    let ends = |line: &str| line.ends_with(['。', '；', '：', ':', '！', '？', '）', ')']);
    let columns = |content: &str| {
        // Nothing that long was wrapped; its exact width does not matter.
        if content.len() > 2000 { content.len() } else { width(content) }
    };
    let (mut broken, mut short, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for (i, line) in lines.lines.iter().enumerate().filter(|&(i, line)| prose(i, line)) {
        let content = line.span.of(text).trim_end();
        all.push(content);
        let next = if spread { filled(lines, i + 1) } else { Some(i + 1) };
        let next = next.and_then(|next| lines.lines.get(next));
        let goes_on = next.is_some_and(|next| next.kind == LineKind::Plain);
        let Some(next) = next.filter(|_| goes_on && !ends(content)) else { continue };
        let columns = columns(content);
        broken.extend(Some(columns).filter(|columns| *columns >= LONG));
        if (NARROW..LONG + 6).contains(&columns) {
            short.push((columns, content, next.span.of(text).trim_start()));
        }
    }
    // Of most texts that is known before every line has been measured.
    if broken.len() < 5 {
        let longer = |edge: usize| all.iter().filter(|content| columns(content) > edge + 4).count();
        // The title is longer, and what else somebody has written between.
        return narrow_edge(text, &short).filter(|&edge| longer(edge) * 20 <= all.len() + 20);
    }
    broken.sort_unstable();
    let edge = broken[broken.len() * 9 / 10];
    let near = broken.iter().filter(|&&columns| columns + 8 >= edge && columns <= edge + 8).count();
    let longer = || all.iter().filter(|content| columns(content) > edge + 8).count();
    (near * 2 >= broken.len() && longer() * 50 <= all.len()).then_some(edge)
}
