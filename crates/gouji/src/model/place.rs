//! Places as people name them: 附件1-1 › 三公经费 › 2023年决算数, or the headings around a paragraph.

use super::{FigureId, Home, Model, Place};
use crate::{
    syntax::{BlockKind, Node, SectionId},
    text::Span,
};

/// The place of the lines of a 【核对】 block.
const CHECKS: &str = "【核对】";
/// Longest heading that is quoted whole, in characters.
const MAX_TITLE: usize = 18;

impl Model<'_> {
    /// Where a figure stands.
    pub(crate) fn place(&self, id: FigureId) -> String {
        let figure = self.figure(id);
        match figure.home {
            Home::Prose { node, .. } if self.is_check_block(node) => CHECKS.to_owned(),
            Home::Prose { section, .. } => self.section_place(section),
            Home::Cell { table, row, column } => {
                let find = || self.cell_place(table, row, column, &figure.name);
                match self.kept_place(id, table, find) {
                    // The name may be read otherwise since: it depends on what the rest of the text names.
                    Some(kept) if kept.name == figure.name => kept.place.to_string(),
                    _ => find(),
                }
            }
        }
    }

    /// The place of a figure in a table as it was found when somebody asked first.
    fn kept_place(&self, id: FigureId, table: usize, find: impl Fn() -> String) -> Option<&Place> {
        let table = self.tables.get(table)?;
        let place = table.places.get(id.0.checked_sub(table.first_figure)?)?;
        Some(place.get_or_init(|| Place { name: self.figure(id).name.clone(), place: find().into() }))
    }

    fn is_check_block(&self, node: usize) -> bool {
        matches!(self.syntax.nodes.get(node), Some(Node::Block(block)) if block.kind == BlockKind::Checks)
    }

    /// The headings around a paragraph, outermost first: numbers, and the title of the innermost.
    pub(crate) fn section_place(&self, section: Option<SectionId>) -> String {
        let found = section.and_then(|id| self.places.get(id.0));
        found.map_or_else(
            || self.path_to(section),
            |place| place.get_or_init(|| self.path_to(section)).clone(),
        )
    }

    fn path_to(&self, section: Option<SectionId>) -> String {
        let text = self.text();
        let path = self.syntax.path(section);
        path_place(path.iter().map(|section| {
            (section.number.map_or("", |number| number.span.of(text)), section.title.of(text))
        }))
    }

    /// Table, row and column of a cell; `name` is what its figure is called.
    pub(crate) fn cell_place(&self, table: usize, row: usize, column: usize, name: &str) -> String {
        let Some(table) = self.tables.get(table) else { return String::new() };
        let Some(Node::Table { table: raw, .. }) = self.syntax.nodes.get(table.node) else {
            return self.table_name(table);
        };
        let named = Some(clip(super::names::row_label(name))).filter(|name| !name.is_empty());
        let cells = Cells {
            width: &|row| raw.rows.get(row).map_or(0, |row| row.cells.len()),
            text: &|row, column| Some(raw.rows.get(row)?.cells.get(column)?.text.as_ref()),
            head_rows: &table.head_rows,
            names_figures: &|head, column| {
                table.figure_heads.get(head).and_then(|cells| cells.get(column)).is_some_and(|names| *names)
            },
        };
        // The label of a total spans several columns, so its cells are not under their heads; nor is 基本支出：900.47.
        let named_itself = (cells.text)(row, column).is_some_and(|text| text.contains(['：', ':']));
        let head = cells.head(row, column).filter(|_| !named_itself && !name.starts_with("总分（"));
        let named = named.or_else(|| self.row_name(table, row));
        [Some(self.table_name(table)), named, head].into_iter().flatten().collect::<Vec<_>>().join(" › ")
    }

    /// What people call a table.
    pub(crate) fn table_name(&self, table: &super::Table) -> String {
        if table.name.is_empty() { "表".to_owned() } else { table.name.clone() }
    }

    /// The name of a row: its indicator or account, or the first words in it.
    fn row_name(&self, table: &super::Table, row: usize) -> Option<String> {
        if let Some(indicators) = &table.indicators
            && let Ok(at) = indicators.rows.binary_search_by_key(&row, |r| r.row)
        {
            let found = &indicators.rows[at];
            let name = if found.name.text.is_empty() { &found.second.text } else { &found.name.text };
            return Some(clip(name)).filter(|name| !name.is_empty());
        }
        let Some(Node::Table { table: raw, .. }) = self.syntax.nodes.get(table.node) else { return None };
        let words = |cell: &&crate::syntax::RawCell<'_>| {
            !cell.text.is_empty()
                && !cell.text.starts_with(|c: char| {
                    crate::number::halfwidth(c).is_ascii_digit()
                        && cell.text.chars().all(|c| c.is_ascii_digit() || ",.%，．".contains(c))
                })
        };
        let cell = raw.rows.get(row)?.cells.iter().find(words)?;
        Some(clip(super::names::row_label(&cell.text))).filter(|name| !name.is_empty())
    }

    /// The headings around a span of text, or the table it stands in.
    pub(crate) fn place_of(&self, span: Span) -> String {
        let at = self.syntax.nodes.partition_point(|node| node_start(node) <= span.start);
        match at.checked_sub(1).and_then(|i| self.syntax.nodes.get(i).map(|node| (i, node))) {
            Some((_, Node::Paragraph(paragraph))) => self.section_place(paragraph.section),
            Some((i, Node::Table { .. })) => {
                let table = self.tables.binary_search_by_key(&i, |table| table.node).ok();
                table.map_or(String::new(), |table| self.table_name(&self.tables[table]))
            }
            Some((_, Node::Division { span, .. })) => clip(span.of(self.text())),
            Some((_, Node::Block(block))) if block.kind == BlockKind::Checks => CHECKS.to_owned(),
            Some((_, Node::Block(block))) => block.title.of(self.text()).trim().to_owned(),
            None => "文首".to_owned(),
        }
    }

    /// The name of a figure's item, short enough for a sentence.
    pub(crate) fn short_name(&self, id: FigureId) -> String {
        let figure = self.figure(id);
        clip(super::names::row_label(&figure.name))
    }
}

/// The cells of a table, whoever holds them.
pub(crate) struct Cells<'c> {
    /// How many cells a row has.
    pub(crate) width: &'c dyn Fn(usize) -> usize,
    /// The text of a cell.
    pub(crate) text: &'c dyn Fn(usize, usize) -> Option<&'c str>,
    pub(crate) head_rows: &'c [usize],
    /// Whether a cell of a row of heads, given by its index among them, says what the figures below are.
    pub(crate) names_figures: &'c dyn Fn(usize, usize) -> bool,
}

impl Cells<'_> {
    /// The head of a cell's column, where it says what the figure is.
    pub(crate) fn head(&self, row: usize, column: usize) -> Option<String> {
        let above = self.head_rows.partition_point(|&r| r < row);
        let head = (0..above).rev().take(4).find(|&head| {
            let cells = (self.width)(self.head_rows[head]);
            cells >= 2 && cells >= (self.width)(row) && (self.names_figures)(head, column)
        });
        head.and_then(|head| (self.text)(self.head_rows[head], column)).map(clip)
    }
}

/// The headings around a place, outermost first: numbers, and the title of the innermost.
pub(crate) fn path_place<'p>(path: impl ExactSizeIterator<Item = (&'p str, &'p str)>) -> String {
    let count = path.len();
    let part = |(i, (number, title)): (usize, (&str, &str))| {
        let number = number.trim();
        let title = title.trim().split(['（', '(', '，', '。']).next().unwrap_or_default();
        let last = i + 1 == count;
        let name = if last || number.is_empty() { clip(title) } else { String::new() };
        format!("{number}{name}")
    };
    let parts: Vec<String> = path.enumerate().map(part).collect();
    if parts.is_empty() { "正文".to_owned() } else { parts.join(" › ") }
}

/// Where a node begins.
pub(crate) fn node_start(node: &Node<'_>) -> usize {
    match node {
        Node::Paragraph(paragraph) => paragraph.span.start,
        Node::Table { table, .. } => table.rows.first().map_or(0, |row| row.span.start),
        Node::Block(block) => block.span.start,
        Node::Division { span, .. } => span.start,
    }
}

/// The first words of a title, without tabs and wide gaps.
pub(crate) fn clip(title: &str) -> String {
    let mut short = String::with_capacity(title.len().min(4 * MAX_TITLE));
    let mut left = MAX_TITLE;
    for word in title.split_whitespace() {
        let gap = if short.is_empty() { None } else { Some(' ') };
        for char in gap.into_iter().chain(word.chars()) {
            if left == 0 {
                short.push('…');
                return short;
            }
            short.push(char);
            left -= 1;
        }
    }
    short
}
