//! Lines → header, paragraphs, tables and marked blocks, with the section each belongs to.

use super::{
    Field, Flow, ListNumber, RawTable, Section, SectionId, Wraps, cell_lines,
    known_tables::{KnownTables, Looked, looked},
    lines::{Line, LineKind, Lines},
    outline::OutlineBuilder,
    pages,
    sight::Sight,
    tables::{self, RawRow, SPACE, is_contents_line},
    titles::{Title, is_title},
    wrapping::Wrapping,
};
use crate::{AGAIN, beside::Both, text::Span, words};
use std::iter::Peekable;

/// A paragraph: one or several lines of running text.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph<'t> {
    /// Its number in the outline.
    pub(crate) number: Option<ListNumber>,
    /// The text behind the number.
    pub(crate) flow: Flow<'t>,
    pub(crate) span: Span,
    /// The section it opens, or else the one it stands in.
    pub(crate) section: Option<SectionId>,
    /// A line of a table of contents: no outline, no statements.
    pub(crate) contents: bool,
}

/// What a 【…】 line opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BlockKind {
    /// 【表 …】
    Table,
    /// 【绩效指标】
    Indicators,
    /// 【资金 …】
    Funds,
    /// 【基础数据】
    BaseData,
    /// 【核对】: equations and waivers, a line each.
    Checks,
}

impl BlockKind {
    /// The word behind 【.
    pub(crate) fn name(self) -> &'static str {
        match self {
            BlockKind::Table => "表",
            BlockKind::Indicators => "绩效指标",
            BlockKind::Funds => "资金",
            BlockKind::BaseData => "基础数据",
            BlockKind::Checks => "核对",
        }
    }
}

/// A 【…】 line and, for 【核对】, the lines under it.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) title: Span,
    /// The text behind 】: 单位：万元.
    pub(crate) caption: Span,
    pub(crate) span: Span,
    pub(crate) closed: bool,
    pub(crate) body: Vec<Span>,
}

/// A piece of the text, in order.
#[derive(Clone, Debug)]
pub(crate) enum Node<'t> {
    Paragraph(Paragraph<'t>),
    Table {
        table: RawTable<'t>,
        section: Option<SectionId>,
    },
    Block(Block),
    /// 附件1-1 or 第二部分, as it stands.
    Division {
        span: Span,
        annex: bool,
    },
}

/// Keys that make the first line of a text a header.
pub(crate) const HEADER_KEYS: [&str; 9] =
    ["报告", "填报单位", "单位名称", "年度", "规程", "语言", "金额单位", "简称", "部门"];

/// The header, and the index of the first line behind it. A text has one only if its first line has a known key.
pub(crate) fn header(text: &str, lines: &Lines) -> (Vec<Field>, usize) {
    let Some(first) = lines.lines.iter().position(|line| line.kind != LineKind::Blank) else {
        return (vec![], 0);
    };
    let known = |field: &Field| HEADER_KEYS.contains(&field.key.of(text));
    if !field(text, &lines.lines[first]).is_some_and(|f| known(&f)) {
        return (vec![], 0);
    }
    // A pasted report may begin with its unit's name; the marks of a header are 报告, 规程, 语言 or 年度 in it.
    let fields: Vec<Field> = lines.lines[first..].iter().map_while(|line| field(text, line)).collect();
    let marked = fields.iter().any(|f| ["报告", "规程", "语言", "年度"].contains(&f.key.of(text)));
    if !marked {
        return (vec![], 0);
    }
    let end = first + fields.len();
    (fields, end)
}

fn field(text: &str, line: &Line) -> Option<Field> {
    if line.kind != LineKind::Plain {
        return None;
    }
    let whole = line.span.of(text);
    let (key, value) = whole.split_once(['：', ':'])?;
    let trimmed = key.trim();
    if trimmed.is_empty() || trimmed.chars().count() > 8 || trimmed.contains(['，', '。', '、']) {
        return None;
    }
    let start = line.span.start + (key.len() - key.trim_start().len());
    let value_start = line.span.end - value.trim_start().len();
    let value_end = value_start + value.trim().len();
    Some(Field { key: Span::new(start, start + trimmed.len()), value: Span::new(value_start, value_end) })
}

/// Everything behind the header.
pub(crate) fn assemble<'t>(
    text: &'t str,
    lines: &Lines,
    body: usize,
    both: Both,
    tables: Vec<RawTable<'t>>,
    wraps: Wraps,
) -> (Vec<Node<'t>>, Vec<Section>, Vec<usize>) {
    let mut assembler = Assembler {
        text,
        lines,
        wrapping: (wraps == Wraps::Perhaps).then(|| Wrapping::of(text, lines, &tables, both)),
        tables: tables.into_iter().peekable(),
        outline: OutlineBuilder::default(),
        nodes: Vec::new(),
        title: None,
        said: false,
        reports: Vec::new(),
    };
    let mut at = body;
    while at < lines.lines.len() {
        at = assembler.node(at);
    }
    (assembler.nodes, assembler.outline.sections, assembler.reports)
}

/// Every table of the text. They are found before anything else, since the lines in them say nothing about how the
/// lines of prose are wrapped.
pub(crate) fn find_tables<'t>(
    text: &'t str,
    lines: &Lines,
    body: usize,
    both: Both,
    known: Option<&mut KnownTables>,
) -> Vec<RawTable<'t>> {
    let all = lines.lines.len();
    let half = body + all.saturating_sub(body) / 2;
    let is_blank = |line: &Line| line.kind == LineKind::Blank;
    let middle = lines.lines[half..].iter().position(is_blank).map_or(all, |blank| half + blank);
    tables_apart(text, lines, (body, middle), both, known)
}

/// The tables from line `body` on; those from line `middle` on are looked for beside the others.
fn tables_apart<'t>(
    text: &'t str,
    lines: &Lines,
    (body, middle): (usize, usize),
    both: Both,
    known: Option<&mut KnownTables>,
) -> Vec<RawTable<'t>> {
    let known = known.filter(|_| AGAIN);
    let all = lines.lines.len();
    let (mut front, mut back) = (Found::default(), Found::default());
    let look = |from, to| tables_from(text, lines, (from, to), known.as_deref());
    both(&mut || front = look(body, middle), &mut || back = look(middle, all));
    let (mut found, mut behind, mut end) = (front.tables, back.tables, front.end);
    let mut looked = front.looked;
    looked.append(&mut back.looked);
    // A table that reaches over the middle says where the others begin, up to the first that begins where it was found.
    while end > middle {
        behind.retain(|table| table.lines.0 >= end);
        let next = behind.first().map_or(all, |table| table.lines.0);
        let mut between = tables_from(text, lines, (end, next), None);
        found.append(&mut between.tables);
        end = if between.end > next { between.end } else { middle };
    }
    found.append(&mut behind);
    if let Some(known) = known {
        known.keep(all, looked);
    }
    found
}

/// The tables of some lines.
#[derive(Default)]
struct Found<'t> {
    tables: Vec<RawTable<'t>>,
    /// The line behind the last one that was looked at.
    end: usize,
    /// What is newly known.
    looked: Vec<Looked>,
}

/// The tables that begin from line `from` to before line `to`.
fn tables_from<'t>(
    text: &'t str,
    lines: &Lines,
    (from, to): (usize, usize),
    known: Option<&KnownTables>,
) -> Found<'t> {
    let mut found = Found { end: from, ..Found::default() };
    while let Some(line) = lines.lines.get(found.end).filter(|_| found.end < to) {
        let at = found.end;
        found.end = match line.kind {
            LineKind::Block { kind, .. } if block_kind(kind.of(text)) == BlockKind::Checks => {
                checks(text, lines, at).1
            }
            LineKind::Pipe | LineKind::Tab | LineKind::Plain => {
                let table = match known {
                    Some(known) => known.at(text, lines, at).unwrap_or_else(|| {
                        let sight = Sight::from(lines, at);
                        let table = whole_table_at(text, &sight, at);
                        found.looked.extend(looked(text, lines, at, &sight, table.as_ref()));
                        table
                    }),
                    None => whole_table_at(text, &Sight::from(lines, at), at),
                };
                let end = table.as_ref().map_or(0, |table| table.lines.1).max(at + 1);
                found.tables.extend(table);
                end
            }
            _ => at + 1,
        };
    }
    found
}

/// The table that begins on line `at`, with the rows marked that are none of it.
fn whole_table_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    /// Rows at the top of a table among which its title and its unit may stand.
    const TOP: usize = 3;
    let mut table = table_at(text, lines, at)?;
    // The row with the unit, and the title above it.
    let top = table.rows.iter().take(TOP).rposition(RawRow::is_caption).map_or(0, |row| row + 1);
    table.rows.iter_mut().take(top).for_each(|row| row.outside |= row.stands_above());
    table.rows.iter_mut().for_each(|row| row.outside |= row.numbers_columns() || row.is_rule());
    pages::mark_repeated(&mut table.rows);
    Some(table)
}

/// The table that begins on line `at`.
fn table_at<'t>(text: &'t str, lines: &Sight<'_>, at: usize) -> Option<RawTable<'t>> {
    let barred = || cell_lines::barred::table_at(text, lines, at);
    match lines.get(at)?.kind {
        LineKind::Plain => barred()
            .or_else(|| cell_lines::table_at(text, lines, at))
            .or_else(|| cell_lines::spaced_table_at(text, lines, at)),
        LineKind::Pipe => barred().or_else(|| tables::table_at(text, lines, at)),
        _ => tables::table_at(text, lines, at),
    }
}

fn block_kind(name: &str) -> BlockKind {
    match name {
        "绩效指标" => BlockKind::Indicators,
        "资金" => BlockKind::Funds,
        "基础数据" => BlockKind::BaseData,
        "核对" => BlockKind::Checks,
        _ => BlockKind::Table,
    }
}

/// The checks that the 【核对】 at line `at` opens, and the line behind them.
fn checks(text: &str, lines: &Lines, at: usize) -> (Vec<Span>, usize) {
    let mut body = Vec::new();
    let mut end = at + 1;
    let mut blank_before = false;
    for line in &lines.lines[at + 1..] {
        let states = is_check(line.content.of(text));
        match line.kind {
            // Text of another kind behind a blank line is the next paragraph.
            LineKind::Plain | LineKind::Tab if states || !blank_before => body.push(line.span),
            LineKind::Numbered(_) if states => body.push(line.content),
            LineKind::Blank | LineKind::Padding => {}
            _ => break,
        }
        blank_before = matches!(line.kind, LineKind::Blank | LineKind::Padding);
        end += 1;
    }
    (body, end)
}

struct Assembler<'a, 't> {
    text: &'t str,
    lines: &'a Lines,
    /// How paragraphs were wrapped, where some may be.
    wrapping: Option<Wrapping<'a>>,
    /// The tables that are still to come.
    tables: Peekable<std::vec::IntoIter<RawTable<'t>>>,
    outline: OutlineBuilder,
    nodes: Vec<Node<'t>>,
    /// The title of the report.
    title: Option<Title>,
    /// Whether anything has been said below that title.
    said: bool,
    reports: Vec<usize>,
}

impl<'t> Assembler<'_, 't> {
    /// Reads what begins at line `at`; gives the line behind it.
    fn node(&mut self, at: usize) -> usize {
        let line = self.lines.lines[at];
        match line.kind {
            LineKind::Blank | LineKind::Padding | LineKind::Frame => at + 1,
            LineKind::Block { kind, title, closed } => self.block(at, kind, title, closed),
            LineKind::Annex | LineKind::Part => {
                self.outline.restart(line.span);
                self.nodes.push(Node::Division { span: line.span, annex: line.kind == LineKind::Annex });
                at + 1
            }
            _ => match self.tables.next_if(|table| table.lines.0 == at) {
                Some(table) => {
                    let end = table.lines.1.max(at + 1);
                    self.said = true;
                    self.nodes.push(Node::Table { table, section: self.outline.current() });
                    end
                }
                None => self.paragraph(at),
            },
        }
    }

    fn block(&mut self, at: usize, kind: Span, title: Span, closed: bool) -> usize {
        let line = &self.lines.lines[at];
        let kind = block_kind(kind.of(self.text));
        let (body, end) = match kind {
            BlockKind::Checks => checks(self.text, self.lines, at),
            _ => (Vec::new(), at + 1),
        };
        let caption = if closed { line.content } else { Span { start: line.span.end, end: line.span.end } };
        self.nodes.push(Node::Block(Block { kind, title, caption, span: line.span, closed, body }));
        end
    }

    fn paragraph(&mut self, at: usize) -> usize {
        let line = self.lines.lines[at];
        let number = match line.kind {
            LineKind::Numbered(number) => Some(number),
            _ => None,
        };
        let contents = is_contents_line(line.span.of(self.text));
        if let (Some(number), Some((head, rest))) = (number, heading_and_text(self.text, line.content)) {
            let section = Some(self.outline.enter(number, head));
            let (flow, span) = (Flow::of(self.text, head), Span { start: line.span.start, end: head.end });
            let heading = Paragraph { number: Some(number), flow, span, section, contents };
            self.nodes.push(Node::Paragraph(heading));
            return self.text_from(at, None, rest, rest);
        }
        self.text_from(at, number, trimmed(self.text, line.content), line.span)
    }

    /// The paragraph whose first piece is `content`, in `span`, of line `at`.
    fn text_from(&mut self, at: usize, number: Option<ListNumber>, content: Span, mut span: Span) -> usize {
        let line = self.lines.lines[at];
        let contents = is_contents_line(line.span.of(self.text));
        let mut flow = Flow::of(self.text, content);
        let mut end = at + 1;
        let table = self.tables.peek().map_or(usize::MAX, |table| table.lines.0);
        let goes_on =
            |end: usize| self.wrapping.as_ref()?.next(at, end).filter(|next| !contents && *next < table);
        while let Some(next) = goes_on(end) {
            let line = trimmed(self.text, self.lines.lines[next].span);
            flow.push(self.text, line);
            span = span.join(line);
            end = next + 1;
        }
        let section = match number {
            Some(number) if !contents => Some(self.outline.enter(number, title(self.text, line.content))),
            _ => {
                let alone = end == at + 1 && !contents;
                if alone && self.begins_report(&flow.text) {
                    self.outline.restart(span);
                    self.reports.push(self.nodes.len());
                } else if end == at + 1 && is_title(flow.text.trim()) {
                    self.outline.title();
                }
                self.outline.current()
            }
        };
        self.said |= number.is_some() || flow.text.contains('。');
        self.nodes.push(Node::Paragraph(Paragraph { number, flow, span, section, contents }));
        end
    }

    /// Whether a line is the title of another report, below what the report before says.
    fn begins_report(&mut self, line: &str) -> bool {
        let Some(title) = Title::of(line) else { return false };
        let Some(before) = &self.title else {
            self.title = Some(title);
            return false;
        };
        let another = title.is_of_another(before);
        if another || title.is_of_first_accounts(before) {
            self.title = Some(title);
        }
        another && std::mem::take(&mut self.said)
    }
}

/// Whether a line of 【核对】 compares something, waives something or is a note.
fn is_check(line: &str) -> bool {
    const SIGNS: [char; 14] = ['=', '＝', '≠', '≤', '≥', '<', '>', '＜', '＞', '≈', '≦', '≧', '≒', '≌'];
    let line = line.trim_start();
    line.contains(SIGNS) || line.starts_with("允许") || line.starts_with(['#', '＃'])
}

fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let space = [' ', '\u{c}', '\u{3000}', '\u{a0}', '\t', '\u{feff}', '\u{200b}'];
    let start = span.start + (whole.len() - whole.trim_start_matches(space).len());
    Span { start, end: start + whole.trim_matches(space).len() }
}

/// 一、局本级  公用经费40万元。: a heading and the text below it in one line, with a space between them.
fn heading_and_text(text: &str, content: Span) -> Option<(Span, Span)> {
    const HEADS: &str = "情况|说明|概况|原因|分析|本级|机关|乡镇|中心|工作|安排|草案|上半年|下半年|全年|基金";
    /// Longest heading, in bytes, and shortest text.
    const LONGEST: usize = 48;
    const SHORTEST: usize = 24;
    let content = trimmed(text, content);
    let whole = content.of(text);
    let head = &whole[..whole.find([' ', '\u{3000}', '\u{a0}'])?];
    let rest = whole[head.len()..].trim_start_matches(SPACE);
    let plain = |c: char| !c.is_ascii() && !"。，；：".contains(c);
    let apart = head.len() <= LONGEST
        && head.chars().all(plain)
        && words::ends(head, HEADS)
        && rest.len() >= SHORTEST
        && rest.contains('。');
    let head = Span { start: content.start, end: content.start + head.len() };
    apart.then(|| (head, Span { start: content.end - rest.len(), end: content.end }))
}

/// The first clause of a numbered line, up to the first mark of a sentence.
fn title(text: &str, content: Span) -> Span {
    let content = trimmed(text, content);
    let whole = content.of(text);
    let end = whole.find(['。', '：', '；', '，', ':']).unwrap_or(whole.len());
    Span { start: content.start, end: content.start + end }
}

#[cfg(test)]
mod tests {
    use super::super::{KnownTables, Lines, Node, parse, parse_lines};
    use super::{find_tables, tables_apart};
    use crate::beside::in_turn;

    fn outline(text: &str) -> Vec<String> {
        parse(text)
            .nodes
            .iter()
            .map(|node| match node {
                Node::Paragraph(p) => {
                    format!("P {}{}", if p.number.is_some() { "# " } else { "" }, p.flow.text)
                }
                Node::Table { table, .. } => {
                    let rows = table.rows.iter().map(|row| {
                        row.cells.iter().map(|cell| cell.text.as_ref()).collect::<Vec<_>>().join("|")
                    });
                    format!("T {}", rows.collect::<Vec<_>>().join(" / "))
                }
                Node::Block(block) => format!("B {:?} {}", block.kind, block.body.len()),
                Node::Division { span, .. } => format!("D {}", span.of(text).trim()),
            })
            .collect()
    }

    #[test]
    fn tables_of_every_notation_give_the_same_rows() {
        let pipes = "| 三公经费 | 141.72 | |\n|   1、公务接待 | 3.71 | 8 |\n";
        let tabs = "三公经费\t141.72\t\n  1、公务接待\t3.71\t8\n";
        let led = "\t三公经费\n\t　141.72\n\t\n\n\t  1、公务\n接待\n\t3.71\n\t8　\n\n";
        let expected = ["T 三公经费|141.72| / 1、公务接待|3.71|8"];
        assert_eq!(outline(pipes), expected);
        assert_eq!(outline(tabs), expected);
        assert_eq!(outline(led), expected);
    }

    #[test]
    fn tables_are_the_same_wherever_the_text_is_cut_to_look_for_them() {
        let led = "\t三公经费\n\t　141.72\n\t\n\n\t  1、公务\n接待\n\t3.71\n\t8　\n\n";
        let cells = "项目\n年初预算数\n决算数\n办公费\n12.5\n10.5\n印刷费\n20.5\n20\n差旅费\n3\n4\n\n";
        let text = format!("支出见下表。\n\n{led}说明。\n\n{cells}甲\t1\n乙\t2\n\n丙\t3\n\n以上。\n");
        let lines = parse_lines(&text);
        let all = format!("{:?}", tables_apart(&text, &lines, (0, lines.lines.len()), in_turn, None));
        assert!(all.contains("公务接待") && all.contains("印刷费"), "{all}");
        for middle in 0..lines.lines.len() {
            let apart = format!("{:?}", tables_apart(&text, &lines, (0, middle), in_turn, None));
            assert_eq!(apart, all, "cut at line {middle}");
        }
    }

    #[test]
    fn tables_that_are_known_are_those_that_are_found() {
        let led = "\t三公经费\n\t　141.72\n\t\n\n\t  1、公务\n接待\n\t3.71\n\t8　\n\n";
        let cells = "项目\n年初预算数\n决算数\n办公费\n12.5\n10.5\n印刷费\n20.5\n20\n差旅费\n3\n4\n\n";
        let pages = "支出表\n|甲|乙|丙|\n|一|1|2|\n第1页\n支出表\n|甲|乙|丙|\n|二|3|4|\n";
        let spaced = "项目  预算数  决算数\n办公费  12.5  10.5\n印刷费  20.5  20\n合计  33  30.5\n";
        let bars = "项目 |\n\n预算 |\n\n决算 |\n\n甲 |\n\n1 |\n\n2 |\n\n乙 |\n\n3 |\n\n4 |\n";
        let old = format!("甲\t1\n乙\t2\n说明。\n{led}{cells}{pages}。\n{spaced}以上。\n\n{bars}\n{cells}");
        let tables = |text: &str, lines: &Lines, known: Option<&mut KnownTables>| {
            format!("{:?}", find_tables(text, lines, 0, in_turn, known))
        };
        let places: Vec<usize> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
        let (mut lines, mut known) = (parse_lines(&old), KnownTables::default());
        assert!(tables(&old, &lines, Some(&mut known)).matches("notation").count() > 4);
        let mut before = old.clone();
        for (i, &start) in places.iter().enumerate() {
            for end in [i, i + 1, i + 9].map(|end| places.get(end).copied().unwrap_or(old.len())) {
                for put in ["", "\n", "|", "\t", "  ", "甲", "第1页\n", "一、甲\n"] {
                    let text = [&old[..start], put, &old[end..]].concat();
                    known.update(lines.update(&before, &text));
                    let found = tables(&text, &lines, Some(&mut known));
                    assert_eq!(found, tables(&text, &lines, None), "{text:?}");
                    before = text;
                }
            }
        }
    }

    #[test]
    fn a_tab_in_prose_makes_no_table() {
        assert_eq!(outline("第一点\t是这样的。\n"), ["P 第一点\t是这样的。"]);
        assert_eq!(outline("一、职能\t……………………\n"), ["P 一、职能\t……………………"]);
    }

    #[test]
    fn a_tab_behind_a_number_sign_is_no_table() {
        assert_eq!(outline("一、\t职能\n二、\t机构\n"), ["P # 职能", "P # 机构"]);
    }

    #[test]
    fn an_enumeration_that_was_wrapped_is_no_list() {
        let text = "一、职责\n监管第一、\n二、三产业，自12月\n30、31日起，依照第\n（三）项。\n二、机构\n";
        let expected = ["P # 职责", "P 监管第一、二、三产业，自12月30、31日起，依照第（三）项。", "P # 机构"];
        assert_eq!(outline(text), expected);
    }

    #[test]
    fn text_under_a_finished_row_ends_the_table() {
        let text = "\t填表内容\n\t10\n\n\n说明：须填报。\n";
        assert_eq!(outline(text), ["T 填表内容|10", "P 说明：须填报。"]);
    }

    #[test]
    fn check_blocks_hold_their_lines() {
        let text = "【核对】\n甲 = 乙 + 丙\n\n丁 ≤ 戊\n一、标题\n";
        assert_eq!(outline(text), ["B Checks 2", "P # 标题"]);
        let text = "【核对】\n1. 甲 = 乙\n2. 丙 = 丁\n\n以上为核对。\n";
        assert_eq!(outline(text), ["B Checks 2", "P 以上为核对。"]);
    }
}
