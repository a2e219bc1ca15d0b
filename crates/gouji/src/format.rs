//! Writes the tables of a text as aligned pipe tables and leaves everything else as it is.
//!
//! Formatting must never change what a report says. So this works on the syntax alone: a row of cells becomes a line
//! between bars, whatever the notation it came in, and the reader finds the same cells in it again (a property test
//! holds both to that). Every character that is not white space stays; bars and the `\` before a bar in a cell are all
//! that is added.

use crate::{
    finding::Edit,
    number::parse_number,
    syntax::{
        self, INVISIBLE, LineKind, Lines, Node, Notation, RawCell, RawRow, RawTable, SPACE, Sight,
        is_empty_line, keeps_apart,
    },
    text::Span,
    width::{is_letter_or_number, width_cjk},
};
use std::borrow::Cow;

/// Cells wider than this do not widen their column: a paragraph in a cell would push all other cells off the screen.
const MAX_CELL_WIDTH: usize = 40;

/// Columns beyond this many are not aligned: nobody reads them side by side, and the padding of a row of a million
/// empty cells would be many times the text.
const MAX_ALIGNED: usize = 64;

/// `text` with its tables as aligned pipe tables.
pub(crate) fn format(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut copied = 0;
    for edit in edits(text) {
        out.push_str(&text[copied..edit.span.start]);
        out.push_str(&edit.text);
        copied = edit.span.end;
    }
    out.push_str(&text[copied..]);
    out
}

/// What formatting changes: one edit a table, which also keeps it apart from the next one.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let syntax = syntax::parse(text);
    let tables: Vec<&RawTable<'_>> = syntax
        .nodes
        .iter()
        .filter_map(|node| match node {
            Node::Table { table, .. } if !table.rows.is_empty() => Some(table),
            _ => None,
        })
        .collect();
    let mut edits = Vec::with_capacity(tables.len());
    for (i, table) in tables.iter().enumerate().filter(|(_, table)| !goes_on_below(table)) {
        let (Some(first), Some(last)) =
            (syntax.lines.lines.get(table.lines.0), last_line(&syntax.lines, table))
        else {
            continue;
        };
        let span = Span::new(first.span.start, last.span.end);
        let mut out = String::with_capacity((span.end - span.start) * 5 / 4);
        Layout::of(text, &syntax.lines, table).write(&mut out);
        if let Some(next) = tables.get(i + 1) {
            separate(&mut out, text, &syntax.lines, table, next);
        }
        edits.push(Edit { span, text: out });
    }
    edits
}

/// Whether cells go on on the line below, between those of others: between bars they would be cells of their own.
fn goes_on_below(table: &RawTable<'_>) -> bool {
    let joined = |cell: &RawCell<'_>| cell.text.len() > cell.span.end - cell.span.start;
    table.notation == Notation::CellLines && table.rows.iter().flat_map(|row| &row.cells).any(joined)
}

fn last_line<'l>(lines: &'l Lines, table: &RawTable<'_>) -> Option<&'l syntax::Line> {
    lines.lines.get(table.lines.1.checked_sub(1)?)
}

/// The line end that `rest` begins with or, where it goes on with the end of a row, has first.
fn line_end(rest: &str) -> &'static str {
    let at = rest.find(['\n', '\r']).unwrap_or(rest.len());
    ["\r\n", "\n", "\r"].into_iter().find(|end| rest[at..].starts_with(end)).unwrap_or("\n")
}

/// Blank lines behind a table that would run on into the next one, now that both are written with bars.
fn separate(out: &mut String, text: &str, lines: &Lines, table: &RawTable<'_>, next: &RawTable<'_>) {
    let needed = keeps_apart(text, &Sight::from(lines, table.lines.1), table, next.lines.0);
    let between = &lines.lines[table.lines.1..next.lines.0];
    let there = between.iter().take_while(|line| is_empty_line(text, line)).count();
    // The line end that follows is repeated: a lone \r before a \n would be one line end, not two.
    let rest = last_line(lines, table).map_or("", |line| &text[line.span.end..]);
    let line_end = line_end(rest);
    for _ in there..needed {
        out.push_str(line_end);
    }
}

/// A cell as it will be written.
struct Piece<'t> {
    bar: char,
    indent: usize,
    text: Cow<'t, str>,
    width: usize,
    figure: bool,
}

impl Piece<'_> {
    fn is_words(&self) -> bool {
        !self.figure && self.text.chars().any(is_letter_or_number)
    }
}

/// A row as it will be written.
enum Line<'t> {
    Row {
        lead: String,
        cells: Vec<Piece<'t>>,
        closing: char,
    },
    /// A line without cell marks, as it stands.
    Loose(&'t str),
}

/// The lines of a table and the widths of its columns.
struct Layout<'t> {
    /// The lines and how each ends in the source.
    lines: Vec<(Line<'t>, &'static str)>,
    columns: Vec<Column>,
    /// How many columns, at the left, may hold labels whose indentation says what they are part of.
    labels: usize,
}

/// What is known of a column.
#[derive(Clone, Copy, Default)]
struct Column {
    width: usize,
    figures: usize,
    words: usize,
}

impl Column {
    /// Whether figures make up the column, but for its heads.
    fn is_numeric(self) -> bool {
        self.figures > 0 && self.figures >= self.words
    }
}

impl<'t> Layout<'t> {
    fn of(text: &'t str, lines: &Lines, table: &RawTable<'t>) -> Self {
        let mut layout =
            Layout { lines: Vec::with_capacity(table.rows.len()), columns: Vec::new(), labels: 1 };
        let mut marked = marked_lines(text, lines, table).into_iter().peekable();
        for row in &table.rows {
            let start = row.cells.first().map_or(row.span, |cell| cell.outer).start;
            while let Some(span) = marked.next_if(|span| span.end < start) {
                layout.lines.push((Line::Loose(span.of(text)), line_end(&text[span.end..])));
            }
            let end = row.cells.last().map_or(row.span, |cell| cell.outer).end;
            layout.lines.push((line(text, table, row), line_end(&text[end..])));
        }
        layout.measure();
        layout
    }

    fn measure(&mut self) {
        for (line, _) in &self.lines {
            let Line::Row { cells, .. } = line else { continue };
            self.columns.resize(self.columns.len().max(cells.len().min(MAX_ALIGNED)), Column::default());
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                column.figures += usize::from(cell.figure);
                column.words += usize::from(cell.is_words());
            }
        }
        // Labels stand left of the first figures; further right white space is mere filling.
        self.labels = self.columns.iter().position(|column| column.is_numeric()).unwrap_or(1).max(1);
        for (line, _) in &mut self.lines {
            let Line::Row { cells, .. } = line else { continue };
            for (i, cell) in cells.iter_mut().enumerate() {
                if cell.figure || i >= self.labels {
                    cell.indent = 0;
                }
                let width = cell.indent + cell.width;
                if let Some(column) = self.columns.get_mut(i).filter(|_| width <= MAX_CELL_WIDTH) {
                    column.width = column.width.max(width);
                }
            }
        }
    }

    fn write(&self, out: &mut String) {
        for (i, (line, line_end)) in self.lines.iter().enumerate() {
            match line {
                Line::Loose(text) => out.push_str(text),
                Line::Row { lead, cells, closing } => {
                    out.push_str(lead);
                    self.write_cells(out, cells);
                    out.push(*closing);
                }
            }
            // The last line end stands behind the table, and is copied with what follows.
            if i + 1 < self.lines.len() {
                out.push_str(line_end);
            }
        }
    }

    fn write_cells(&self, out: &mut String, cells: &[Piece<'_>]) {
        // A row of words alone heads the columns, so its cells stand above their figures.
        let heads =
            !cells.iter().any(|cell| cell.figure) && cells.iter().filter(|cell| cell.is_words()).count() >= 2;
        for (i, cell) in cells.iter().enumerate() {
            let column = self.columns.get(i).copied().unwrap_or_default();
            let room = column.width.saturating_sub(cell.indent + cell.width);
            let right = column.is_numeric() && (cell.figure || (heads && i >= self.labels));
            let (before, after) = if right { (room, 0) } else { (0, room) };
            out.push(cell.bar);
            spaces(out, 1 + before + cell.indent);
            out.push_str(&cell.text);
            spaces(out, after + 1);
        }
    }
}

/// Lines between the rows with nothing in them but invisible marks. They stay, since the marks are characters too.
fn marked_lines(text: &str, lines: &Lines, table: &RawTable<'_>) -> Vec<Span> {
    let inside = |at: usize| {
        let row =
            table.rows.partition_point(|row| row.cells.first().is_some_and(|cell| cell.outer.start <= at));
        row.checked_sub(1)
            .and_then(|row| table.rows[row].cells.last())
            .is_some_and(|cell| at <= cell.outer.end)
    };
    let marked = |span: &Span| span.of(text).contains(INVISIBLE) && !inside(span.start);
    lines.lines[table.lines.0..table.lines.1]
        .iter()
        .filter(|line| matches!(line.kind, LineKind::Blank | LineKind::Padding))
        .map(|line| line.span)
        .filter(marked)
        .collect()
}

fn spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

fn line<'t>(text: &'t str, table: &RawTable<'t>, row: &RawRow<'t>) -> Line<'t> {
    if row.loose {
        return Line::Loose(row.cells.first().map_or("", |cell| cell.outer.of(text)));
    }
    let start = row.cells.first().map_or(0, |cell| cell.outer.start);
    let end = row.cells.last().map_or(0, |cell| cell.outer.end);
    let head = &text[..start];
    let lead = match table.notation {
        // A row may have no bar before its first cell.
        Notation::Pipes => lead(head.strip_suffix(bar(table.notation, head)).unwrap_or(head)),
        Notation::TabLed | Notation::CellLines => lead(head),
        Notation::Tabs => String::new(),
    };
    let cells =
        row.cells.iter().enumerate().map(|(i, cell)| piece(text, table.notation, cell, i == 0)).collect();
    // A full-width bar is as good as any, and nothing that was typed is lost.
    let wide = table.notation == Notation::Pipes && text[end..].starts_with('｜');
    Line::Row { lead, cells, closing: if wide { '｜' } else { '|' } }
}

/// The bar before a cell, given the text that leads to it.
fn bar(notation: Notation, head: &str) -> char {
    if notation == Notation::Pipes && head.ends_with('｜') { '｜' } else { '|' }
}

fn piece<'t>(text: &'t str, notation: Notation, cell: &RawCell<'t>, first: bool) -> Piece<'t> {
    let head = &text[..cell.outer.start];
    let mut words = written(cell.outer.of(text), &cell.text);
    if matches!(notation, Notation::TabLed | Notation::CellLines) && !first {
        let marks = lead(head);
        if !marks.is_empty() {
            words.to_mut().insert_str(0, &marks);
        }
    }
    if notation != Notation::Pipes && words.contains(['|', '｜']) {
        words = Cow::Owned(words.replace('|', "\\|").replace('｜', "\\｜"));
    }
    let figure = parse_number(cell.text.trim_end_matches(['%', '％'])).is_some();
    Piece { bar: bar(notation, head), indent: cell.indent, width: width_cjk(&words), text: words, figure }
}

/// The invisible marks in the white space at the end of `head`: what no eye sees stays all the same.
fn lead(head: &str) -> String {
    let marks: String =
        head.chars().rev().take_while(|c| SPACE.contains(c)).filter(|c| INVISIBLE.contains(c)).collect();
    marks.chars().rev().collect()
}

/// What is to be written of a cell: all of it but the white space around it and around the breaks of its lines.
fn written<'t>(outer: &'t str, text: &str) -> Cow<'t, str> {
    let trimmed = outer.trim_matches(SPACE);
    if trimmed.len() == text.len() && !outer.contains(INVISIBLE) && !trimmed.contains(['\n', '\r']) {
        return Cow::Borrowed(trimmed);
    }
    let mut out = String::with_capacity(outer.len());
    let mut before = None;
    for piece in outer.split(['\n', '\r']) {
        let bare = piece.trim_matches(SPACE);
        let start = piece.len() - piece.trim_start_matches(SPACE).len();
        let marks = |space: &str| space.chars().filter(|c| INVISIBLE.contains(c)).collect::<String>();
        let latin = |c: Option<char>| c.is_some_and(|c: char| c.is_ascii_alphanumeric());
        if latin(before) && latin(bare.chars().next()) {
            out.push(' ');
        }
        out.push_str(&marks(&piece[..start]));
        out.push_str(bare);
        out.push_str(&marks(&piece[start + bare.len()..]));
        before = bare.chars().next_back().or(before);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the reader makes of a text, whatever its notation: every node with its cells, and the labels' indents.
    fn structure(text: &str) -> Vec<String> {
        let syntax = syntax::parse(text);
        let show = |node: &Node<'_>| match node {
            Node::Paragraph(p) => format!("P {:?} {}", p.number.map(|n| (n.style, n.value)), p.flow.text),
            Node::Table { table, .. } => {
                let cell = |cell: &RawCell<'_>| cell.text.to_string();
                let row = |row: &RawRow<'_>| {
                    let label = row.cells.first().filter(|cell| parse_number(&cell.text).is_none());
                    let indent = label.map_or(0, |cell| cell.indent);
                    format!(
                        "{indent}{} {:?}",
                        if row.loose { "~" } else { "" },
                        row.cells.iter().map(cell).collect::<Vec<_>>()
                    )
                };
                format!("T {}", table.rows.iter().map(row).collect::<Vec<_>>().join("\n  "))
            }
            Node::Block(block) => format!("B {:?} {}", block.kind, block.body.len()),
            Node::Division { span, .. } => format!("D {}", span.of(text).trim()),
        };
        syntax.nodes.iter().map(show).collect()
    }

    /// The characters that must stay.
    fn kept(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '|' | '\\')).collect()
    }

    fn holds(text: &str) {
        let formatted = format(text);
        assert!(kept(text) == kept(&formatted), "lost characters");
        let (before, after) = (structure(text), structure(&formatted));
        let differs = before
            .iter()
            .zip(&after)
            .position(|(a, b)| a != b)
            .or((before.len() != after.len()).then_some(0));
        if let Some(at) = differs {
            assert_eq!(before[at], after[at], "{formatted:.300}");
        }
        assert_eq!(before.len(), after.len(), "{formatted:.300}");
        assert!(format(&formatted) == formatted, "twice differs: {formatted:.300}");
    }

    fn corpus() -> Vec<(String, String)> {
        let mut texts: Vec<(String, String)> = ["corpus", "reports"]
            .iter()
            .flat_map(|folder| {
                let folder = format!("{}/../../tests/{folder}", env!("CARGO_MANIFEST_DIR"));
                std::fs::read_dir(folder).unwrap()
            })
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "txt"))
            .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
            .collect();
        texts.sort();
        assert!(texts.len() >= 9);
        texts
    }

    fn findings(text: &str) -> Vec<String> {
        let report = crate::check(text, None);
        let mut all: Vec<String> = report
            .findings
            .iter()
            .map(|f| {
                format!(
                    "{} {} {} {:?} {:?} {:?}",
                    f.rule.code,
                    f.place,
                    f.message(crate::Lang::Zh),
                    f.stated,
                    f.computed,
                    f.gap
                )
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn real_reports_keep_their_cells_and_their_findings() {
        for (path, text) in corpus() {
            eprintln!("{path}");
            holds(&text);
            holds(&text.replace('\n', "\r\n"));
            assert_eq!(findings(&text), findings(&format(&text)), "{path}");
        }
    }

    #[test]
    fn every_notation_becomes_an_aligned_pipe_table() {
        let tabs = "项目\t2022年决算数\t2023年\n三公经费\t141.72\t106\n  1、公务接待\t3.71\t8\n";
        let expected = "\
| 项目          | 2022年决算数 | 2023年 |
| 三公经费      |       141.72 |    106 |
|   1、公务接待 |         3.71 |      8 |
";
        assert_eq!(format(tabs), expected);
        let led = "\t项目\n\t2022年决算数\n\t2023年\n\n\t三公经费\n\t　141.72\n\t106\n\n\t  1、公务\n接待\n\t3.71\n\t8　\n";
        assert_eq!(format(led), expected);
        assert_eq!(format(expected), expected);
    }

    #[test]
    fn long_cells_do_not_widen_the_table() {
        let long = "字".repeat(200);
        let text = format!("甲\t{long}\t1\n乙\t丙\t2\n");
        let formatted = format(&text);
        assert_eq!(formatted.lines().nth(1), Some("| 乙 | 丙 | 2 |"));
    }

    #[test]
    fn bars_line_ends_and_ragged_rows_stay() {
        assert_eq!(format("a|b\t1\r\nc\t2\r\n"), "| a\\|b | 1 |\r\n| c    | 2 |\r\n");
        assert_eq!(format("a\t1\tx\rc\t2"), "| a | 1 | x |\rc\t2".replace("c\t2", "| c | 2 |").as_str());
        assert_eq!(format("正文  \n第二行\t\n"), "正文  \n第二行\t\n");
        for text in
            ["|", "| |", "\t1", "a\t\t1\n\t\n", "| a ｜ b\\｜c ｜\n", "|a|b\u{200b}|c", "\\|\t1\n\\\t2\n"]
        {
            holds(text);
        }
    }

    #[test]
    fn a_number_on_a_line_of_its_own_stays_in_its_cell() {
        holds("\t\r1\r\t");
    }

    #[test]
    fn tables_next_to_each_other_stay_apart() {
        for text in [
            "a\t1\nb\t2\n| c | 3 |\n",
            "\ta\n\t1\n\n\tb\n\n附注\n\n\tc\n\td\n\n",
            "| a | 1 |\n\n\n| b | 2 |\n",
            "a\t1\r\n\r\n| b | 2 |\r\n",
            "a\t1\r| b | 2 |",
        ] {
            holds(text);
        }
    }

    #[test]
    fn a_hundred_thousand_rows_take_linear_space() {
        let text = "某项目经费\t1,234.50\t\t9\n".repeat(100_000);
        let formatted = format(&text);
        assert!(formatted.len() < text.len() * 2);
        let wide = "\t".repeat(100_000);
        assert!(format(&format!("{wide}1\n")).len() < 1_000_000);
    }

    /// Lines of every kind that a table can be made of or stand between.
    fn any_line() -> impl Strategy<Value = String> {
        let cell = prop_oneof![
            Just(String::new()),
            Just("　".to_owned()),
            Just("12.50".to_owned()),
            Just("　1,000".to_owned()),
            Just("其中：人员经费".to_owned()),
            Just("  1、公务接待".to_owned()),
            Just("a|b".to_owned()),
            Just("c\\".to_owned()),
            Just("\u{200b}标记\u{feff}".to_owned()),
            Just("……".to_owned()),
            "[a-z一二三四五、（）\u{3000} ]{0,8}",
        ];
        let tabs = prop::collection::vec(cell.clone(), 2..5).prop_map(|cells| cells.join("\t"));
        let pipes = prop::collection::vec(cell.clone(), 1..5)
            .prop_map(|cells| format!("|{}|", cells.join("|").replace("a|b", "a\\|b").replace("c\\", "c")));
        let led = cell.clone().prop_map(|cell| format!("\t{cell}"));
        prop_oneof![
            3 => tabs,
            2 => pipes,
            4 => led,
            2 => Just(String::new()),
            1 => Just("　".to_owned()),
            1 => Just("\u{200b}".to_owned()),
            1 => cell,
            1 => Just("附件1".to_owned()),
            1 => Just("正文一句，说明情况。".to_owned()),
            1 => Just("【核对】".to_owned()),
            1 => Just("一、标题".to_owned()),
            1 => Just("续表".to_owned()),
            1 => Just("单位：万元".to_owned()),
            1 => Just("项目\t2022年决算数\t2023年决算数".to_owned()),
            1 => Just("项目  2022年决算数  2023年决算数".to_owned()),
            2 => Just("  合 计  1.00  2.00  ".to_owned()),
            1 => Just("第3页，共8页".to_owned()),
            2 => prop_oneof![Just("项目 |"), Just("|"), Just("12.5 |"), Just("决算数\n|"), Just("甲\n项目 |")].prop_map(str::to_owned),
            1 => Just("项目 |\n决算数 |\n甲项目 |\n12.5 |\n乙项目 |\n12.5 |".to_owned()),
        ]
    }

    #[test]
    fn rows_that_were_torn_apart_go_on_behind_a_page_in_both_notations_or_in_none() {
        let torn = "\t\t其中：人员经费\n\t其中：人员经费\n\t其中：人员经费\n第3页，共8页\n\t\n";
        holds(&format!("\t\n项目\t2022年决算数\t2023年决算数\n{torn}"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

        #[test]
        fn formatting_keeps_rows_and_cells(lines in prop::collection::vec(any_line(), 1..24), end in 0..3usize) {
            holds(&lines.join(["\n", "\r\n", "\r"][end]));
        }

        #[test]
        fn any_text_keeps_its_structure(text in "[a1 \t\n\r|｜\\\\一、（）。\u{3000}\u{200b}附件]{0,60}") {
            holds(&text);
        }
    }
}
