//! The tables of a text, each with what stands right above it: its annex, its title, its unit.

use super::{
    Figure, Scope, Table,
    build::scope_in,
    forms, heads,
    kept::{Anchor, Around, KeptTable},
    reader::TableReader,
};
use crate::{
    AGAIN,
    map::Map,
    memory::Kept,
    number::{Unit, parse_unit},
    rules::passages::Concerned,
    ruleset::RuleSet,
    syntax::{Node, Notation, RawRow, RawTable, SectionId, Syntax, pages},
    words,
};
use std::sync::{Arc, OnceLock};

/// Reads the tables, one after the other, into figures.
pub(super) struct Builder<'b, 't> {
    pub(super) syntax: &'b Syntax<'t>,
    pub(super) rules: &'b RuleSet,
    pub(super) year: Option<i32>,
    /// 金额单位 of the header.
    pub(super) unit: Option<Unit>,
    pub(super) figures: Vec<Figure>,
    pub(super) tables: Vec<Table>,
    pub(super) aliases: Map<String, String>,
    /// By section.
    pub(super) scopes: &'b [Scope],
    /// Of each table, with its node.
    pub(super) concerned: Vec<(usize, Concerned)>,
}

/// What stands right above a table.
#[derive(Default)]
struct Above {
    annex: Option<String>,
    title: Option<String>,
    unit: Option<Unit>,
}

impl<'t> Builder<'_, 't> {
    pub(super) fn tables(&mut self, mut memory: Option<&mut Kept<KeptTable>>) {
        memory = memory.filter(|_| AGAIN);
        let mut above = Above::default();
        // 单位： | 元: a unit on a line of its own.
        let mut names_unit = false;
        for (node, content) in self.syntax.nodes.iter().enumerate() {
            match content {
                Node::Table { table, section } => {
                    self.table(node, table, *section, &above, memory.as_deref_mut());
                    // A form right below another is of the same unit.
                    let next = matches!(self.syntax.nodes.get(node + 1), Some(Node::Table { .. }));
                    above =
                        Above { annex: above.annex, unit: above.unit.filter(|_| next), ..Above::default() };
                }
                Node::Division { span, annex } => {
                    let text = span.of(self.syntax.text).trim();
                    // 附表4 may stand below the title of its table, too.
                    let numbers = |title: &String| text.starts_with("附表") && self.stands_above(node, title);
                    let titled = above.title.take().filter(numbers);
                    above = Above::default();
                    if *annex {
                        above.unit = heads::unit_in(text).filter(|_| text.contains("单位"));
                        // 附表2 支出决算表（单位：元）: what a bracket says of the unit is no part of the title.
                        let plain = text.find(['（', '(']).filter(|at| text[*at..].contains("单位"));
                        let text = &text[..plain.unwrap_or(text.len())];
                        let (name, title) = text.split_once(['：', ':']).unwrap_or((text, ""));
                        above.annex = Some(name.trim().to_owned());
                        above.title =
                            Some(title.trim().to_owned()).filter(|title| !title.is_empty()).or(titled);
                    }
                }
                Node::Block(block) => {
                    let title = block.title.of(self.syntax.text).trim();
                    above.title = Some(title.to_owned()).filter(|t| !t.is_empty());
                    above.unit = heads::unit_in(block.caption.of(self.syntax.text));
                }
                Node::Paragraph(paragraph) => {
                    let text = paragraph.flow.text.trim();
                    let of_line = text.trim_start_matches(['-', '*', '•', ' ']);
                    let unit = if text.contains("单位") {
                        heads::unit_in(text)
                    } else {
                        Some(of_line).filter(|unit| names_unit && unit.ends_with('元')).and_then(parse_unit)
                    };
                    above.unit = unit.or(above.unit);
                    let before = words::without_tail(text, "人民币").unwrap_or(text);
                    names_unit = before.trim_end_matches(['：', ':', ' ']).ends_with("单位");
                    // The end of a wrapped title line counts: 某某局2024年收支预算总表.
                    let title = !text.contains(['。', '，', '；']) && text.chars().count() <= 60;
                    if title
                        && !text.starts_with("单位")
                        && (text.ends_with(['表', '）', ')']) || text.ends_with("情况"))
                        && !text.starts_with(['(', '（'])
                        && !(above.title.is_some() && is_form_number(text))
                    {
                        above.title = Some(text.to_owned());
                    } else if !title {
                        above.title = None;
                    }
                }
            }
        }
    }

    /// Whether the line right above a node is that title.
    fn stands_above(&self, node: usize, title: &str) -> bool {
        let before = node.checked_sub(1).and_then(|before| self.syntax.nodes.get(before));
        matches!(before, Some(Node::Paragraph(line)) if line.number.is_none() && line.flow.text.trim() == title)
    }

    fn table(
        &mut self,
        node: usize,
        raw: &RawTable<'t>,
        section: Option<SectionId>,
        above: &Above,
        memory: Option<&mut Kept<KeptTable>>,
    ) {
        let mut around = self.around(raw, section, above);
        around.project = self.project_above(node);
        around.partial = self.is_partial(node);
        around.band = self.band_below(node);
        let Some(memory) = memory else { return self.read_table(node, raw, around) };
        let place = raw.span(&self.syntax.lines);
        let text = place.of(self.syntax.text);
        let at = Anchor { start: place.start, figure: self.figures.len(), table: self.tables.len(), node };
        if let Some(kept) = memory.get(text).and_then(|kept| kept.at(at, &around)) {
            let (table, figures, concerned) = kept;
            self.tables.push(table);
            self.figures.extend(figures);
            self.concerned.push((node, concerned));
            return;
        }
        self.read_table(node, raw, around.clone());
        self.tables[at.table].outcomes = Some(Arc::default());
        let figures = self.figures[at.figure..].to_vec();
        let table = self.tables[at.table].clone();
        let concerned = Concerned::by_table(raw);
        self.concerned.push((node, concerned.clone()));
        memory.put(text, KeptTable { around, at, table, figures, concerned });
    }

    /// What a table says beside its own lines.
    fn around(&self, raw: &RawTable<'t>, section: Option<SectionId>, above: &Above) -> Around {
        let title = above.title.clone().unwrap_or_default();
        let name = above.annex.clone().or_else(|| above.title.clone()).unwrap_or_default();
        let scope = match Scope::of(&title) {
            Scope::Whole => scope_in(self.scopes, section),
            scope => scope,
        };
        // Word and Excel keep 单位：元 in a row of its own above the heads.
        let captions =
            raw.rows.iter().take(3).flat_map(|row| &row.cells).filter(|cell| cell.text.contains("单位"));
        let caption = captions.map(|cell| heads::unit_in(&cell.text)).find(Option::is_some).flatten();
        let caption = caption.or_else(|| raw.rows.iter().take(3).find_map(unit_beside));
        let unit_said = above.unit.or(caption).or(self.unit);
        let unit = unit_said.or_else(|| parse_unit(&self.rules.unit)).unwrap_or_else(Unit::ten_thousand_yuan);
        Around {
            name,
            title,
            unit,
            unit_said: unit_said.is_some(),
            scope,
            notation: raw.notation,
            project: None,
            partial: false,
            band: None,
        }
    }

    /// Whether a table is one of two parts: 续表 stands right above or below it, perhaps behind its notes or its unit, or nothing
    /// stands between it and what goes on like it.
    fn is_partial(&self, node: usize) -> bool {
        const NEAR: usize = 3;
        fn line<'n>(node: &'n Node<'_>) -> Option<&'n str> {
            match node {
                Node::Paragraph(line) => Some(line.flow.text.trim()),
                _ => None,
            }
        }
        let aside = |line: &&str| words::starts(line, pages::NOTES) || words::has(line, "单位：|单位:");
        let continued = |line: &str| words::starts(line, pages::CONTINUED) && line.chars().count() <= 12;
        let says = |lines: &mut dyn Iterator<Item = &str>| {
            lines.take(NEAR).find(|line| !aside(line)).is_some_and(continued)
        };
        let table = |node: usize| match self.syntax.nodes.get(node) {
            Some(Node::Table { table, .. }) => Some(table),
            _ => None,
        };
        let pair = |first: usize| table(first).zip(table(first + 1));
        let pairs = [node.checked_sub(1), Some(node)].into_iter().flatten().filter_map(pair);
        if { pairs }.any(|(first, second)| pages::goes_on(&first.rows, &second.rows)) {
            return true;
        }
        let (above, below) = self.syntax.nodes.split_at(node);
        says(&mut below.iter().skip(1).map_while(line)) || says(&mut above.iter().rev().map_while(line))
    }

    /// 注：预算执行率在90%以上的得满分: the lowest execution rate of which a note right below a table says what it scores.
    fn band_below(&self, node: usize) -> Option<u32> {
        const NEAR: usize = 3;
        let below = self.syntax.nodes[node + 1..].iter().map_while(|node| match node {
            Node::Paragraph(line) => Some(line.flow.text.trim()),
            _ => None,
        });
        let mut notes = below.take(NEAR).filter(|line| words::starts(line, pages::NOTES));
        notes.find(|note| note.contains("执行率")).and_then(forms::lowest_band)
    }

    /// The project that the lines above a table name: where each cell is a line of its own, 项目名称 is no part of the table.
    fn project_above(&self, node: usize) -> Option<Arc<str>> {
        const MOST: usize = 20;
        // Prose is longer than any cell of a form's head.
        const LONGEST: usize = 120;
        let upwards = self.syntax.nodes[..node].iter().rev().map_while(|node| match node {
            Node::Paragraph(line) if line.flow.text.len() <= LONGEST => Some(&*line.flow.text),
            _ => None,
        });
        let lines: Vec<&str> = upwards.take(MOST).collect();
        (0..lines.len()).find_map(|at| heads::project(lines[..=at].iter().rev().copied()))
    }

    fn read_table(&mut self, node: usize, raw: &RawTable<'t>, around: Around) {
        let Around { name, title, unit, unit_said, scope, notation, project, partial, band } = around;
        let mut projects = heads::projects(raw);
        if let Some(project) = project.filter(|_| projects.is_empty() || notation == Notation::CellLines) {
            projects.insert(0, (0, project));
        }
        let form = self
            .rules
            .forms
            .iter()
            .position(|form| form.title_words.iter().any(|word| title.contains(word.as_str())));
        let index = self.tables.len();
        self.tables.push(Table {
            node,
            name,
            title,
            form,
            scope,
            amounts: Vec::new(),
            funds: None,
            indicators: None,
            codes: Vec::new(),
            grids: Vec::new(),
            columns: None,
            projects,
            head_rows: Vec::new(),
            figure_heads: Vec::new(),
            unbound_rows: 0,
            partial,
            band,
            unit_said: unit_said
                || raw.rows.iter().take(3).flat_map(|row| &row.cells).any(|cell| cell.text.contains('元')),
            first_figure: self.figures.len(),
            places: Arc::default(),
            outcomes: None,
        });
        TableReader { builder: self, raw, table: index, unit, unit_said, scope }.read();
        let read = &mut self.tables[index];
        if let Some(indicators) = read.indicators.as_mut().filter(|_| partial) {
            indicators.unbound += 1;
        }
        read.places = self.figures[read.first_figure..].iter().map(|_| OnceLock::new()).collect();
    }
}

/// 单位： | 元: the unit in the cell behind the word.
fn unit_beside(row: &RawRow<'_>) -> Option<Unit> {
    let said = row
        .cells
        .windows(2)
        .find(|pair| pair[0].text.trim().ends_with(['：', ':']) && pair[0].text.contains("单位"))?;
    Some(said[1].text.trim()).filter(|unit| unit.ends_with('元')).and_then(parse_unit)
}

/// Whether a line is nothing but the number of a form: 公开04表, 财决公开04表. The sheets of final accounts print it below the
/// title, which says of which money the table is.
fn is_form_number(line: &str) -> bool {
    const KINDS: &str = "部门预决算财公开批复附表第-";
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    line.strip_suffix('表').is_some_and(|number| {
        number.ends_with(numeral) && number.chars().all(|c| numeral(c) || KINDS.contains(c))
    })
}
