//! The outline of a report: sections, tables with their rows, blocks, facts.

use crate::{Analysis, words};
use gouji::{
    Span,
    reading::{AmountRow, Link, Node, Table},
};
use serde::Serialize;

/// What a symbol is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum SymbolKind {
    /// The header.
    Header,
    /// A part or an annex.
    Division,
    /// A numbered heading.
    Section,
    /// A table.
    Table,
    /// A row of amounts.
    Row,
    /// An indicator.
    Indicator,
    /// A `【…】` block.
    Block,
    /// A fact in braces.
    Fact,
    /// A check or a waiver.
    Check,
}

/// An entry of the outline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Symbol {
    /// What it is called.
    pub name: String,
    /// What else is worth saying of it.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// Its name in the text; within `span`.
    pub name_span: Span,
    /// What is part of it.
    pub children: Vec<Symbol>,
}

/// Longest name, in characters.
const MAX_NAME: usize = 40;

impl Analysis {
    /// The outline.
    pub fn symbols(&self) -> Vec<Symbol> {
        let mut flat = Vec::new();
        self.header_symbol(&mut flat);
        flat.extend(self.reading.sections.iter().map(|section| self.section_symbol(section)));
        for node in &self.reading.nodes {
            match node {
                Node::Table(table) => {
                    flat.extend(self.reading.tables.get(*table).map(|t| self.table_symbol(t)))
                }
                Node::Block(block) => {
                    flat.extend(self.reading.blocks.get(*block).map(|b| self.block_symbol(b)))
                }
                _ => {}
            }
        }
        let facts = self.reading.marks.iter().filter(|mark| !mark.line && mark.fact.is_some());
        flat.extend(facts.map(|mark| Symbol {
            name: words::clip(mark.inner.of(&self.text), MAX_NAME),
            detail: words::pick(self.lang(), "事实", "fact").to_owned(),
            kind: SymbolKind::Fact,
            span: mark.span,
            name_span: mark.names.first().map_or(mark.span, |name| name.span),
            children: Vec::new(),
        }));
        nest(flat)
    }

    fn header_symbol(&self, flat: &mut Vec<Symbol>) {
        let (Some(first), Some(last)) = (self.reading.header.first(), self.reading.header.last()) else {
            return;
        };
        let span = first.key.join(last.value);
        flat.push(Symbol {
            name: words::pick(self.lang(), "文首", "header").to_owned(),
            detail: words::clip(&self.reading.title, MAX_NAME),
            kind: SymbolKind::Header,
            span,
            name_span: first.key,
            children: Vec::new(),
        });
    }

    fn section_symbol(&self, section: &gouji::reading::Section) -> Symbol {
        let name_span = self.heading_span(section);
        let number = section.number.map_or("", |number| number.of(&self.text)).trim();
        let end = self.text[..section.span.end].trim_end().len();
        Symbol {
            name: words::clip(
                &format!("{number}{}", self.title_span(section).of(&self.text).trim()),
                MAX_NAME,
            ),
            detail: String::new(),
            kind: if section.number.is_some() { SymbolKind::Section } else { SymbolKind::Division },
            span: Span::new(section.span.start, end.max(name_span.end)),
            name_span,
            children: Vec::new(),
        }
    }

    fn table_symbol(&self, table: &Table) -> Symbol {
        let lang = self.lang();
        let name = if table.title.is_empty() { &table.name } else { &table.title };
        let name = if name.is_empty() { words::pick(lang, "表", "table") } else { name.as_str() };
        let detail = match lang {
            gouji::Lang::Zh => format!("{}行", table.rows.len()),
            gouji::Lang::En => format!("{} rows", table.rows.len()),
        };
        let mut children: Vec<Symbol> =
            table.amounts.iter().flat_map(|amounts| self.row_symbols(table, &amounts.rows)).collect();
        children.extend(table.indicators.iter().filter(|row| !row.name.is_empty()).map(|row| Symbol {
            name: words::clip(&row.name, MAX_NAME),
            detail: words::clip(&row.second, MAX_NAME),
            kind: SymbolKind::Indicator,
            span: row.span,
            name_span: if row.span.contains(row.name_span) { row.name_span } else { row.span },
            children: Vec::new(),
        }));
        children.sort_by_key(|child| child.span);
        let name_span = table.rows.first().map_or(table.span, |row| row.span);
        Symbol {
            name: words::clip(name, MAX_NAME),
            detail,
            kind: SymbolKind::Table,
            span: table.span.join(name_span),
            name_span,
            children,
        }
    }

    /// Rows below the rows that they are part of. The span of a row reaches over those below it.
    fn row_symbols(&self, table: &Table, rows: &[AmountRow]) -> Vec<Symbol> {
        let mut at = 0;
        let mut roots = Vec::new();
        while at < rows.len() {
            roots.extend(self.row_symbol(table, rows, &mut at));
        }
        roots
    }

    fn row_symbol(&self, table: &Table, rows: &[AmountRow], at: &mut usize) -> Option<Symbol> {
        let this = *at;
        let row = rows.get(this)?;
        *at += 1;
        if row.link == Link::Prompt || row.label.is_empty() {
            return None;
        }
        let first = table.rows.partition_point(|raw| raw.span.end < row.span.start);
        let span = table.rows.get(first).map_or(row.span, |raw| raw.span.join(row.span));
        let figures: Vec<&str> =
            row.figures.iter().flatten().map(|&id| self.reading.figures[id].span.of(&self.text)).collect();
        let mut symbol = Symbol {
            name: words::clip(&row.label, MAX_NAME),
            detail: figures.join(" "),
            kind: SymbolKind::Row,
            span,
            name_span: row.span,
            children: Vec::new(),
        };
        while rows.get(*at).is_some_and(|next| next.parent == Some(this)) {
            if let Some(child) = self.row_symbol(table, rows, at) {
                symbol.span = symbol.span.join(child.span);
                symbol.children.push(child);
            }
        }
        Some(symbol)
    }

    fn block_symbol(&self, block: &gouji::reading::Block) -> Symbol {
        let checks = block.body.iter().map(|line| Symbol {
            name: words::clip(line.of(&self.text), MAX_NAME),
            detail: String::new(),
            kind: SymbolKind::Check,
            span: *line,
            name_span: *line,
            children: Vec::new(),
        });
        let checks: Vec<Symbol> = checks.collect();
        let end = checks.last().map_or(block.span, |last| block.span.join(last.span));
        Symbol {
            name: format!("【{}】", block.kind),
            detail: words::clip(block.title.of(&self.text), MAX_NAME),
            kind: SymbolKind::Block,
            span: end,
            name_span: block.span,
            children: checks,
        }
    }
}

/// Puts what lies within something else below it.
fn nest(mut flat: Vec<Symbol>) -> Vec<Symbol> {
    flat.sort_by_key(|symbol| (symbol.span.start, std::cmp::Reverse(symbol.span.end)));
    let mut roots: Vec<Symbol> = Vec::new();
    let mut open: Vec<Symbol> = Vec::new();
    let close = |open: &mut Vec<Symbol>, roots: &mut Vec<Symbol>| {
        if let Some(done) = open.pop() {
            open.last_mut().map_or(&mut *roots, |parent| &mut parent.children).push(done);
        }
    };
    for symbol in flat {
        while open.last().is_some_and(|last| !last.span.contains(symbol.span)) {
            close(&mut open, &mut roots);
        }
        open.push(symbol);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}
