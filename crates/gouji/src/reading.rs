//! A text as it was understood, as plain owned data: for editors, which show it beside the text.
//!
//! [`crate::read`] makes one pass as [`crate::check`] does and keeps what that throws away. Everything is in the order of
//! the text, so that whoever looks for a place can search by halves; names of places are made only when asked for.

use crate::map::Map;
use crate::{
    Report,
    coverage::{self, NumberState},
    expression::{NameYear, Waiver as RawWaiver},
    finding::Severity,
    model::{
        self, FigureId, Model, heads,
        marks::Mark as RawMark,
        names,
        place::{Cells, clip, path_place},
        tree::{self, Value},
    },
    number::Quantity,
    rules::{self, Agreement, EquationKind, Sink, Traced},
    source::Places,
    syntax,
    text::Span,
};
use rust_decimal::Decimal;
use std::sync::Arc;

pub use crate::rules::{Agreement as Outcome, EquationKind as Kind};

/// The keys that a header may have; the ones in the second row are other words for 填报单位.
pub const HEADER_KEYS: [&str; 9] = syntax::HEADER_KEYS;

/// The keys of a header that make a text a 勾稽 text: without one of them the first lines are a pasted report.
pub const MARKING_KEYS: [&str; 4] = ["报告", "规程", "语言", "年度"];

/// The names of blocks: `【表 …】`.
pub const BLOCKS: [&str; 5] = ["表", "绩效指标", "资金", "基础数据", "核对"];

/// What a figure is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// An amount or a count.
    Level,
    /// A share, rate or degree.
    Rate,
    /// The amount or rate by which an item changed.
    Change,
    /// Points, weights.
    Points,
}

/// Where a figure stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Home {
    /// In running text: its section, as an index.
    Prose {
        /// Index of the piece in [`Reading::nodes`].
        node: usize,
        /// Index in [`Reading::sections`].
        section: Option<usize>,
    },
    /// In a table.
    Cell {
        /// Index in [`Reading::tables`].
        table: usize,
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
    },
}

/// A figure as it is printed, with what it is known to mean.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The number and, in prose, its unit.
    pub span: Span,
    /// Its value, places and unit.
    pub quantity: Quantity,
    /// The item's name as it stands there; empty where it is unknown.
    pub name: Arc<str>,
    /// The item's name as it is compared; empty where it is unknown.
    pub item: Arc<str>,
    /// The year that it is of.
    pub year: Option<i32>,
    /// 口径 in Chinese; empty where nothing is said.
    pub basis: &'static str,
    /// What it is.
    pub role: Role,
    /// Where it stands.
    pub home: Home,
    /// What became of it.
    pub state: NumberState,
}

/// A decided equation.
#[derive(Clone, Debug)]
pub struct Equation {
    /// What it is about.
    pub kind: EquationKind,
    /// The figure that is held against the others, as an index.
    pub stated: usize,
    /// The other figures.
    pub operands: Vec<usize>,
    /// The formula in figures without its result; of a comparison the whole of it.
    pub shown: String,
    /// The figure recomputed, in the unit of the stated one.
    pub computed: Option<Decimal>,
    /// Stated minus computed.
    pub gap: Option<Decimal>,
    /// How it came out.
    pub outcome: Agreement,
    /// The code of the finding about it; none where it agrees, was waived or was folded into another finding.
    pub code: Option<&'static str>,
}

/// A `键：值` line of the header.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub key: Span,
    /// The value.
    pub value: Span,
}

/// A numbered heading with what stands below it, a part (第二部分), or an annex.
#[derive(Clone, Debug)]
pub struct Section {
    /// The number sign; none for a part or an annex.
    pub number: Option<Span>,
    /// 1 for 一、 to 5 for ①; 0 for a part or an annex.
    pub level: usize,
    /// The first clause behind the number.
    pub title: Span,
    /// The section that it is part of.
    pub parent: Option<usize>,
    /// From the heading to the next section that is not within this one.
    pub span: Span,
    /// The paragraph of the heading, as an index in [`Reading::nodes`]; none for a part or an annex.
    pub node: Option<usize>,
}

/// A piece of the text, in order.
#[derive(Clone, Debug)]
pub enum Node {
    /// Running text.
    Paragraph {
        /// All its lines.
        span: Span,
        /// The number sign that it begins with.
        number: Option<Span>,
        /// The section that it opens, or else the one it stands in.
        section: Option<usize>,
        /// Its text behind the number, where that is not what stands at one place: lines joined.
        joined: Option<Box<str>>,
        /// Whether it is a line of a table of contents.
        contents: bool,
    },
    /// A table, as an index in [`Reading::tables`].
    Table(usize),
    /// A block, as an index in [`Reading::blocks`].
    Block(usize),
    /// 附件1-1 or 第二部分.
    Division {
        /// Its line.
        span: Span,
        /// Whether it is an annex.
        annex: bool,
    },
}

/// A `【…】` line with the lines of checks below it.
#[derive(Clone, Debug)]
pub struct Block {
    /// One of [`BLOCKS`].
    pub kind: &'static str,
    /// The whole line.
    pub span: Span,
    /// The words behind the name.
    pub title: Span,
    /// The text behind 】.
    pub caption: Span,
    /// Whether the closing 】 is there.
    pub closed: bool,
    /// The lines of 【核对】.
    pub body: Vec<Span>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its text without the white space around it.
    pub span: Span,
    /// From mark to mark.
    pub outer: Span,
    /// Its text, where that is not what stands there: wrapped lines joined, `\|` read as a bar.
    pub written: Option<Box<str>>,
    /// White space before the text, in half-width columns.
    pub indent: usize,
}

impl Cell {
    /// What the cell says.
    pub fn text<'c>(&'c self, source: &'c str) -> &'c str {
        self.written.as_deref().unwrap_or_else(|| self.span.of(source))
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row without the white space around it.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// A line without cell marks between rows.
    pub loose: bool,
}

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Notation {
    /// `| a | b |`
    Pipes,
    /// A row a line, cells between tabs.
    Tabs,
    /// A cell a line behind a tab.
    TabLed,
    /// A cell a paragraph, without any mark.
    CellLines,
}

/// How a row belongs to the one it is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    /// It is part of no row.
    Root,
    /// One of the parts.
    Part,
    /// One of a 其中.
    OfWhich,
    /// 合计, 小计.
    Total,
    /// Left over from the form.
    Prompt,
}

/// A row of amounts with its place in the tree.
#[derive(Clone, Debug)]
pub struct AmountRow {
    /// The label without list signs.
    pub label: Arc<str>,
    /// The label's cell.
    pub span: Span,
    /// The item that it names.
    pub item: Arc<str>,
    /// The figure in each column.
    pub figures: Vec<Option<usize>>,
    /// The row that it is part of, in the same [`Amounts`].
    pub parent: Option<usize>,
    /// How it belongs to it.
    pub link: Link,
}

/// A column of amounts.
#[derive(Clone, Debug)]
pub struct AmountColumn {
    /// Its index among the cells.
    pub index: usize,
    /// Its head.
    pub title: Arc<str>,
}

/// Rows of amounts under one row of heads.
#[derive(Clone, Debug)]
pub struct Amounts {
    /// The columns.
    pub columns: Vec<AmountColumn>,
    /// The rows.
    pub rows: Vec<AmountRow>,
}

/// A row of the indicators.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its row in the table.
    pub row: usize,
    /// The whole row.
    pub span: Span,
    /// 二级指标 as it stands there or further up.
    pub second: Arc<str>,
    /// 三级指标.
    pub name: Arc<str>,
    /// The cell of 三级指标; empty where there is none.
    pub name_span: Span,
    /// The cell of 年度指标值.
    pub target: Span,
    /// The cell of 实际完成值.
    pub actual: Span,
    /// 分值.
    pub weight: Option<usize>,
    /// 得分.
    pub points: Option<usize>,
}

/// A table with what it is about.
#[derive(Clone, Debug)]
pub struct Table {
    /// From its first line to its last.
    pub span: Span,
    /// What people call it; empty where it has no name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The rule set's form that it is.
    pub form: Option<String>,
    /// The section that it stands in.
    pub section: Option<usize>,
    /// How it is written.
    pub notation: Notation,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Rows of heads.
    pub head_rows: Vec<usize>,
    /// Its amounts as trees.
    pub amounts: Vec<Amounts>,
    /// Its indicators.
    pub indicators: Vec<Indicator>,
    /// Rows whose cells could not be bound to columns, and so were not checked.
    pub unbound_rows: usize,
}

/// A name in a mark, with the item that it means.
#[derive(Clone, Debug)]
pub struct MarkName {
    /// Where it stands, with its year and basis.
    pub span: Span,
    /// The name as it is compared.
    pub item: String,
}

/// Braces in prose, or a line of 【核对】.
#[derive(Clone, Debug)]
pub struct Mark {
    /// With the braces.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Whether it is a line of 【核对】.
    pub line: bool,
    /// Whether it could be read.
    pub read: bool,
    /// The names in it.
    pub names: Vec<MarkName>,
    /// Its numbers, as figures.
    pub numbers: Vec<usize>,
    /// The figure that it states.
    pub fact: Option<usize>,
}

/// 允许 GJ302（三公经费@2022决算）：理由.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The whole of it.
    pub span: Span,
    /// The code.
    pub code: Option<Span>,
    /// The item or place.
    pub target: Option<Span>,
    /// The item, where the target can be a name.
    pub name: Option<MarkName>,
    /// The reason.
    pub reason: Span,
}

/// A number of the text and what became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Number {
    /// Its digits.
    pub span: Span,
    /// What became of it.
    pub state: NumberState,
}

/// An indicator that prose states: 提供参阅资料，年度指标值≥100篇，实际完成值284篇.
#[derive(Clone, Debug)]
pub struct ProseIndicator {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// 年度指标值.
    pub target: Span,
    /// 实际完成值.
    pub actual: Span,
}

/// Points that a heading claims: （分值10分，得9分）.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The section.
    pub section: usize,
    /// 分值.
    pub weight: Option<usize>,
    /// 得分.
    pub points: Option<usize>,
}

/// Everything that was understood of one text.
#[derive(Debug)]
pub struct Reading {
    /// Findings, coverage and score sheet.
    pub report: Report,
    /// The title.
    pub title: String,
    /// 填报单位.
    pub unit_name: String,
    /// The report's year.
    pub year: Option<i32>,
    /// 口径 of an amount that does not say its own.
    pub basis: &'static str,
    /// Whether somebody named the rule set; else the title suggested it.
    pub asked: bool,
    /// The lines of the header.
    pub header: Vec<Field>,
    /// All pieces behind the header.
    pub nodes: Vec<Node>,
    /// The outline.
    pub sections: Vec<Section>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The figures, those of tables first.
    pub figures: Vec<Figure>,
    /// The figures of each item.
    pub by_item: Map<Arc<str>, Vec<usize>>,
    /// Every decided equation.
    pub equations: Vec<Equation>,
    /// Facts and checks.
    pub marks: Vec<Mark>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// Numbers that are part of names and dates.
    pub names: Vec<Span>,
    /// Every number.
    pub numbers: Vec<Number>,
    /// Indicators that prose states.
    pub prose_indicators: Vec<ProseIndicator>,
    /// Points claimed by headings.
    pub claims: Vec<Claimed>,
    /// Sections of the rule set that no heading fits, with what their absence is.
    pub missing_sections: Vec<(String, Option<Severity>)>,
    /// Forms that the rule set requires and the text neither has nor mentions.
    pub missing_forms: Vec<String>,
    /// Standard name by every name of an item that the rule set knows, as names are compared.
    aliases: Map<String, String>,
    /// The unit's names, as names are compared.
    unit_names: String,
}

impl Reading {
    /// Puts all that was understood back to where it stands in the text.
    fn put_back(&mut self, places: &Places<'_>) {
        self.report.put_back_sheet(places);
        let put = |span: &mut Span| places.put_back(span);
        self.header.iter_mut().flat_map(|field| [&mut field.key, &mut field.value]).for_each(put);
        for node in &mut self.nodes {
            match node {
                Node::Paragraph { span, number, .. } => number.iter_mut().chain([span]).for_each(put),
                Node::Division { span, .. } => put(span),
                Node::Table(_) | Node::Block(_) => {}
            }
        }
        for section in &mut self.sections {
            let Section { number, title, span, .. } = section;
            number.iter_mut().chain([title, span]).for_each(put);
        }
        for block in &mut self.blocks {
            [&mut block.span, &mut block.title, &mut block.caption]
                .into_iter()
                .chain(&mut block.body)
                .for_each(put);
        }
        self.tables.iter_mut().for_each(|table| table.put_back(places));
        self.figures.iter_mut().for_each(|figure| put(&mut figure.span));
        for mark in &mut self.marks {
            let names = mark.names.iter_mut().map(|name| &mut name.span);
            names.chain([&mut mark.span, &mut mark.inner]).for_each(put);
        }
        for waiver in &mut self.waivers {
            let Waiver { span, code, target, name, reason } = waiver;
            let parts = code.iter_mut().chain(target).chain(name.iter_mut().map(|name| &mut name.span));
            parts.chain([span, reason]).for_each(put);
        }
        self.names.iter_mut().chain(self.numbers.iter_mut().map(|number| &mut number.span)).for_each(put);
        for indicator in &mut self.prose_indicators {
            let ProseIndicator { name_span, target, actual, .. } = indicator;
            [name_span, target, actual].into_iter().for_each(put);
        }
    }

    /// The item that a name means: itself, an alias, or the one known item that it ends with where the rest says nothing.
    pub fn item_of(&self, name: &str) -> Option<&str> {
        let canonical = names::canonical(names::row_label(name));
        let known = |name: &str| {
            let standard = self.aliases.get(name).map_or(name, String::as_str);
            self.by_item
                .get_key_value(standard)
                .map(|(item, _)| item.as_ref())
                .or_else(|| self.aliases.get(name).map(String::as_str))
        };
        if let Some(item) = known(&canonical) {
            return Some(item);
        }
        let mut tails = canonical.char_indices().skip(1).take(60);
        tails.find_map(|(at, _)| {
            known(&canonical[at..]).filter(|_| names::is_neutral(&canonical[..at], &self.unit_names))
        })
    }

    /// The standard name behind a name in the form in which names are compared.
    pub fn standard<'n>(&'n self, canonical: &'n str) -> &'n str {
        self.aliases.get(canonical).map_or(canonical, String::as_str)
    }

    /// Where a figure stands, as people name it: 附件1-1 › 三公经费 › 2023年决算数.
    pub fn place(&self, source: &str, figure: usize) -> String {
        let Some(figure) = self.figures.get(figure) else { return String::new() };
        match figure.home {
            Home::Prose { node, section } => match self.nodes.get(node) {
                Some(Node::Block(block)) if self.blocks.get(*block).is_some_and(|b| b.kind == "核对") => {
                    "【核对】".to_owned()
                }
                _ => self.section_place(source, section),
            },
            Home::Cell { table, row, column } => self.cell_place(source, table, (row, column), &figure.name),
        }
    }

    /// The headings around a place.
    pub fn section_place(&self, source: &str, section: Option<usize>) -> String {
        let mut path = Vec::new();
        let mut next = section;
        while let Some(section) = next.and_then(|id| self.sections.get(id)) {
            path.push((section.number.map_or("", |number| number.of(source)), section.title.of(source)));
            next = section.parent;
        }
        path_place(path.into_iter().rev())
    }

    fn cell_place(&self, source: &str, table: usize, (row, column): (usize, usize), name: &str) -> String {
        let Some(table) = self.tables.get(table) else { return String::new() };
        let text = |row: usize, column: usize| Some(table.rows.get(row)?.cells.get(column)?.text(source));
        let cells = Cells {
            width: &|row| table.rows.get(row).map_or(0, |row| row.cells.len()),
            text: &text,
            head_rows: &table.head_rows,
            names_figures: &|head, column| {
                let text = table.head_rows.get(head).and_then(|&row| text(row, column));
                text.and_then(heads::read).is_some_and(heads::names_figures)
            },
        };
        let head = if name.starts_with("总分（") { None } else { cells.head(row, column) };
        let indicator = || {
            let at = table.indicators.binary_search_by_key(&row, |indicator| indicator.row).ok()?;
            let found = &table.indicators[at];
            Some(clip(if found.name.is_empty() { &found.second } else { &found.name }))
        };
        let named = Some(clip(names::row_label(name))).filter(|name| !name.is_empty()).or_else(indicator);
        let title = if table.name.is_empty() { "表".to_owned() } else { table.name.clone() };
        [Some(title), named.filter(|name| !name.is_empty()), head]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" › ")
    }
}

impl Table {
    fn put_back(&mut self, places: &Places<'_>) {
        let put = |span: &mut Span| places.put_back(span);
        put(&mut self.span);
        for row in &mut self.rows {
            put(&mut row.span);
            row.cells.iter_mut().flat_map(|cell| [&mut cell.span, &mut cell.outer]).for_each(put);
        }
        self.amounts.iter_mut().flat_map(|amounts| &mut amounts.rows).for_each(|row| put(&mut row.span));
        for row in &mut self.indicators {
            let Indicator { span, name_span, target, actual, .. } = row;
            [span, name_span, target, actual].into_iter().for_each(put);
        }
    }
}

/// The form in which names are compared: no quotation marks, spaces or list signs, brackets of one width.
pub fn canonical(name: &str) -> String {
    names::canonical(names::row_label(name))
}

/// What is left of a label when year, basis and filler are taken off: the name of the item that it would state.
pub fn name_in(label: &str) -> String {
    names::canonical(&names::read_label(names::row_label(label)).name)
}

/// A row's label without list signs and 其中.
pub fn bare_label(label: &str) -> &str {
    names::row_label(label)
}

/// The last place of `wanted` in a part of the source, whatever white space stands in it.
pub fn locate(source: &str, within: Span, wanted: &str) -> Option<Span> {
    model::cells::locate(source, within, wanted)
}

// --- from the model --------------------------------------------------------------------------------------------------

/// Everything that the checks found, put back to its place in the text, and that the model knows, without the model.
pub(crate) fn of(model: Model<'_>, sink: Sink, places: &Places<'_>) -> Reading {
    let mut numbers = Vec::new();
    let coverage = coverage::count(&model, sink.states(), sink.compared_spans(), |span, state| {
        numbers.push(Number { span, state });
    });
    let states = sink.states().to_vec();
    let trace = sink.trace.unwrap_or_default();
    let report = crate::report(&model, sink.findings, sink.omitted, coverage);
    let severity = |rule: &crate::ruleset::SectionRule| {
        rule.severity.map_or(Some(Severity::Warning), |set| set.severity())
    };
    let missing_sections =
        rules::sections::missing(&model).map(|rule| (rule.name.clone(), severity(rule))).collect();
    let missing_forms = rules::forms::missing(&model).map(|form| form.name.clone()).collect();
    let equations = equations(&model, &report, trace, places);
    let sections = sections(&model.syntax);
    let (nodes, blocks) = nodes(&model.syntax, places);
    let tables = tables(&model, places);
    let marks = model.marks.iter().map(|mark| mark_of(&model, mark)).collect();
    let waivers = model.waivers.iter().map(|waiver| waiver_of(&model, waiver)).collect();
    let claims = model.claims.iter().map(|claim| Claimed {
        section: claim.section.0,
        weight: claim.weight.map(|id| id.0),
        points: claim.points.map(|id| id.0),
    });
    let claims = claims.collect();
    let prose_indicators = model.prose_indicators.iter().map(|indicator| ProseIndicator {
        name: indicator.name.clone(),
        name_span: indicator.name_span,
        target: indicator.target,
        actual: indicator.actual,
    });
    let prose_indicators = prose_indicators.collect();
    let header = model.syntax.header.iter().map(|field| Field { key: field.key, value: field.value });
    let mut names: Vec<Span> = model.names().collect();
    names.sort_unstable();
    let mut reading = Reading {
        report,
        title: model.title,
        unit_name: model.unit_name,
        year: model.year,
        basis: model.basis.word(),
        asked: model.asked,
        header: header.collect(),
        nodes,
        sections,
        tables,
        blocks,
        figures: model
            .figures
            .into_iter()
            .zip(states)
            .map(|(figure, state)| figure_of(figure, state))
            .collect(),
        by_item: model
            .by_item
            .into_iter()
            .map(|(item, ids)| (item, ids.into_iter().map(|id| id.0).collect()))
            .collect(),
        equations,
        marks,
        waivers,
        names,
        numbers,
        prose_indicators,
        claims,
        missing_sections,
        missing_forms,
        aliases: model.aliases,
        unit_names: model.unit_names,
    };
    if !places.is_same() {
        reading.put_back(places);
    }
    reading
}

fn figure_of(figure: model::Figure, state: NumberState) -> Figure {
    let basis = if figure.basis == names::Basis::Open { "" } else { figure.basis.word() };
    Figure {
        span: figure.span,
        quantity: figure.quantity,
        name: figure.name,
        item: figure.item,
        year: figure.year.filter(|year| *year != names::LAST_YEAR),
        basis,
        role: match figure.role {
            model::Role::Level => Role::Level,
            model::Role::Rate => Role::Rate,
            model::Role::Change => Role::Change,
            model::Role::Points => Role::Points,
        },
        home: match figure.home {
            model::Home::Prose { node, section } => Home::Prose { node, section: section.map(|id| id.0) },
            model::Home::Cell { table, row, column } => Home::Cell { table, row, column },
        },
        state,
    }
}

/// Every equation with the code of the finding that speaks of it.
fn equations(model: &Model<'_>, report: &Report, trace: Vec<Traced>, places: &Places<'_>) -> Vec<Equation> {
    let code = |traced: &Traced| {
        let mut span = model.figures.get(traced.stated.0)?.span;
        places.put_back(&mut span);
        let first = report.findings.partition_point(|finding| finding.span.start < span.start);
        let verdict = match traced.agreement {
            Agreement::Agrees | Agreement::Within => return None,
            Agreement::Tail => crate::Verdict::Rounding,
            Agreement::Contradiction => crate::Verdict::Contradiction,
        };
        let here = report.findings[first..].iter().take_while(|finding| finding.span.start == span.start);
        here.filter(|finding| finding.span == span && finding.verdict() == verdict)
            .max_by_key(|finding| finding.equation.as_ref().is_some_and(|e| e.contains(&traced.shown)))
            .map(|finding| finding.rule.code)
    };
    let known = |traced: &Traced| traced.stated.0 < model.figures.len();
    trace
        .into_iter()
        .filter(known)
        .map(|traced| Equation {
            code: code(&traced),
            kind: traced.kind,
            stated: traced.stated.0,
            operands: traced.operands.into_iter().map(|id: FigureId| id.0).collect(),
            shown: traced.shown,
            computed: traced.computed,
            gap: traced.gap,
            outcome: traced.agreement,
        })
        .collect()
}

/// The outline with the reach of each section.
fn sections(syntax: &syntax::Syntax<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = syntax
        .sections
        .iter()
        .map(|section| {
            let start = section.number.map_or(section.title.start, |number| number.span.start);
            Section {
                number: section.number.map(|number| number.span),
                level: section.number.map_or(0, |number| number.style.level()),
                title: section.title,
                parent: section.parent.map(|id| id.0),
                span: Span { start, end: syntax.text.len() },
                node: None,
            }
        })
        .collect();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..sections.len() {
        let (start, parent) = (sections[at].span.start, sections[at].parent);
        while let Some(&last) = open.last().filter(|last| Some(**last) != parent) {
            sections[last].span.end = start;
            open.pop();
        }
        open.push(at);
    }
    for (index, node) in syntax.nodes.iter().enumerate() {
        if let syntax::Node::Paragraph(syntax::Paragraph {
            number: Some(_),
            section: Some(id),
            contents: false,
            ..
        }) = node
            && let Some(section) = sections.get_mut(id.0)
        {
            section.node.get_or_insert(index);
        }
    }
    sections
}

fn nodes(syntax: &syntax::Syntax<'_>, places: &Places<'_>) -> (Vec<Node>, Vec<Block>) {
    let mut blocks = Vec::new();
    let mut tables = 0;
    let nodes = syntax.nodes.iter().map(|node| match node {
        syntax::Node::Paragraph(paragraph) => Node::Paragraph {
            span: paragraph.span,
            number: paragraph.number.map(|number| number.span),
            section: paragraph.section.map(|id| id.0),
            joined: places
                .unless_there(paragraph.flow.span(0..paragraph.flow.text.len()), &paragraph.flow.text),
            contents: paragraph.contents,
        },
        syntax::Node::Table { .. } => {
            tables += 1;
            Node::Table(tables - 1)
        }
        syntax::Node::Block(block) => {
            blocks.push(Block {
                kind: block.kind.name(),
                span: block.span,
                title: block.title,
                caption: block.caption,
                closed: block.closed,
                body: block.body.clone(),
            });
            Node::Block(blocks.len() - 1)
        }
        syntax::Node::Division { span, annex } => Node::Division { span: *span, annex: *annex },
    });
    let nodes = nodes.collect();
    (nodes, blocks)
}

fn tables(model: &Model<'_>, places: &Places<'_>) -> Vec<Table> {
    model
        .tables
        .iter()
        .filter_map(|table| match model.syntax.nodes.get(table.node) {
            Some(syntax::Node::Table { table: raw, section }) => {
                Some(table_of(model, table, raw, section.map(|id| id.0), places))
            }
            _ => None,
        })
        .collect()
}

fn table_of(
    model: &Model<'_>,
    table: &model::Table,
    raw: &syntax::RawTable<'_>,
    section: Option<usize>,
    places: &Places<'_>,
) -> Table {
    let cell = |cell: &syntax::RawCell<'_>| Cell {
        span: cell.span,
        outer: cell.outer,
        written: places.unless_there(cell.span, &cell.text),
        indent: cell.indent,
    };
    let rows = raw.rows.iter().map(|row| Row {
        span: row.span,
        cells: row.cells.iter().map(cell).collect(),
        loose: row.loose,
    });
    Table {
        span: raw.span(&model.syntax.lines),
        name: table.name.clone(),
        title: table.title.clone(),
        form: table.form.and_then(|form| model.rules.forms.get(form)).map(|form| form.name.clone()),
        section,
        notation: match raw.notation {
            syntax::Notation::Pipes => Notation::Pipes,
            syntax::Notation::Tabs => Notation::Tabs,
            syntax::Notation::TabLed => Notation::TabLed,
            syntax::Notation::CellLines => Notation::CellLines,
        },
        rows: rows.collect(),
        head_rows: table.head_rows.clone(),
        amounts: table.amounts.iter().map(amounts_of).collect(),
        indicators: table.indicators.iter().flat_map(|table| &table.rows).map(indicator_of).collect(),
        unbound_rows: table.unbound_rows,
    }
}

fn amounts_of(amounts: &tree::AmountTable) -> Amounts {
    let columns = amounts
        .columns
        .iter()
        .map(|column| AmountColumn { index: column.index, title: column.title.clone() })
        .collect();
    let figure = |value: &Value| match value {
        Value::Figure(id) => Some(id.0),
        _ => None,
    };
    let rows = amounts.rows.iter().map(|row| AmountRow {
        label: row.label.clone(),
        span: row.label_span,
        item: row.item.clone(),
        figures: row.values.iter().map(figure).collect(),
        parent: row.parent,
        link: match row.link {
            tree::Link::Root => Link::Root,
            tree::Link::Part => Link::Part,
            tree::Link::OfWhich => Link::OfWhich,
            tree::Link::Total => Link::Total,
            tree::Link::Prompt => Link::Prompt,
        },
    });
    Amounts { columns, rows: rows.collect() }
}

fn indicator_of(row: &model::forms::IndicatorRow) -> Indicator {
    Indicator {
        row: row.row,
        span: row.span,
        second: row.second.text.clone(),
        name: row.name.text.clone(),
        name_span: row.name.span,
        target: row.target.span,
        actual: row.actual.span,
        weight: row.weight.map(|id| id.0),
        points: row.points.map(|id| id.0),
    }
}

fn mark_of(model: &Model<'_>, mark: &RawMark) -> Mark {
    Mark {
        span: mark.span,
        inner: mark.inner,
        line: mark.line,
        read: mark.parsed.expression.is_some(),
        names: mark.parsed.names().into_iter().map(|name| name_of(model, name)).collect(),
        numbers: mark.numbers.iter().map(|id| id.0).collect(),
        fact: mark.fact.map(|id| id.0),
    }
}

fn name_of(model: &Model<'_>, name: &crate::expression::Name) -> MarkName {
    let canonical = names::canonical(name.path.last().map_or("", String::as_str));
    let label = names::read_label(&canonical);
    let meant = |name: &str| {
        let standard = model.resolve(name);
        model.by_item.contains_key(standard).then(|| standard.to_owned())
    };
    let tails = || {
        canonical.char_indices().skip(1).take(60).find_map(|(at, _)| {
            meant(&canonical[at..]).filter(|_| names::is_neutral(&canonical[..at], &model.unit_names))
        })
    };
    let item = meant(&names::canonical(&name.text()))
        .or_else(|| meant(&canonical))
        .or_else(|| meant(&names::canonical(&label.name)))
        .or_else(tails)
        .unwrap_or_else(|| model.resolve(&canonical).to_owned());
    MarkName { span: name.span, item }
}

fn waiver_of(model: &Model<'_>, waiver: &RawWaiver) -> Waiver {
    // A year without a name names no item.
    let named =
        |name: &&crate::expression::Name| !matches!(name.year, Some(NameYear::Of(_)) if name.path.is_empty());
    Waiver {
        span: waiver.span,
        code: waiver.code,
        target: waiver.target,
        name: waiver.name.as_ref().filter(named).map(|name| name_of(model, name)),
        reason: waiver.reason,
    }
}
