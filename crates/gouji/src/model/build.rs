//! Builds the model: tables first, since they say which items there are, then the prose, then the names.

use super::{
    Aside, Figure, FigureId, Home, Model, Role, Scope, Table,
    cells::{self, Content},
    columns::{self, Columns, Kind},
    forms::{self, FundGroup, FundRow, FundTable, IndicatorGroup, IndicatorRow, IndicatorTable, TextCell},
    grid::{self, Grid, GridRow, HalfLine, LaidRow, Layout},
    heading::{self, Heading},
    heads::{self, Head},
    kept::{Anchor, Around, KeptTable},
    marks,
    names::{self, Basis, Year, absolute, read_label},
    owners,
    tree::{self, AmountColumn, AmountRow, AmountTable, CodeRow, CodeTable, Link, RowHead, Value},
};
use crate::map::Map;
use crate::{
    AGAIN, Both,
    memory::{Kept, Parts, Prose},
    number::{Approx, Counter, Dimension, Quantity, Unit, parse_number, parse_unit, plus},
    rules::passages::Concerned,
    ruleset::{DefaultBasis, RuleSet},
    statement::{
        Piece, Statement, Whole, pieces,
        reader::{self, Context, Output},
    },
    syntax::{Node, Notation, RawCell, RawRow, RawTable, SectionId, Style, Syntax},
    text::Span,
    words,
};
use rust_decimal::Decimal;
use std::sync::{Arc, OnceLock};

/// Title, unit and year of a report, from its header or its first lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity {
    pub(crate) title: String,
    pub(crate) unit_name: String,
    pub(crate) year: Option<i32>,
    /// 简称: other names of the unit, between 、.
    pub(crate) short_names: String,
    /// 金额单位 as the header names it.
    pub(crate) amount_unit: Option<Unit>,
    /// 规程 as the header names it.
    pub(crate) ruleset: Option<Span>,
    /// Whether somebody named the rule set; else the title only suggests one.
    pub(crate) asked: bool,
}

/// Who reports on which year.
pub(crate) fn identify(syntax: &Syntax<'_>) -> Identity {
    let mut identity = Identity::default();
    for field in &syntax.header {
        let value = field.value.of(syntax.text);
        match field.key.of(syntax.text) {
            "报告" => value.clone_into(&mut identity.title),
            "填报单位" | "单位名称" | "部门" => value.clone_into(&mut identity.unit_name),
            "年度" => identity.year = year_in(value).or_else(|| four_digits(value)),
            "简称" => value.replace(['，', ',', '；', ' '], "、").clone_into(&mut identity.short_names),
            "金额单位" => {
                identity.amount_unit =
                    parse_unit(value.trim()).filter(|unit| unit.dimension == Dimension::Money)
            }
            "规程" => identity.ruleset = Some(field.value),
            _ => {}
        }
    }
    // The title ends with the first line of running text; forms come without any.
    let mut lines = Vec::new();
    for node in syntax.nodes.iter().take(12) {
        match node {
            Node::Paragraph(p)
                if p.number.is_none() && !p.flow.text.contains('。') && p.flow.text.chars().count() < 80 =>
            {
                lines.push(p.flow.text.trim().to_owned());
            }
            Node::Division { .. } if lines.is_empty() => {}
            _ => break,
        }
    }
    if identity.title.is_empty() {
        identity.title = lines
            .iter()
            .filter(|line| !line.contains(['：', ':']))
            .take(4)
            .cloned()
            .collect::<Vec<_>>()
            .concat();
    }
    // A line below the title may have been joined to it: 某局部门决算 / 公开时间：2023年9月20日.
    if identity.title.is_empty() && !lines.is_empty() {
        let first = syntax.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let plain = !first.contains(['：', ':', '。', '\t']) && first.chars().count() < 80;
        identity.title = first.chars().filter(|_| plain).collect();
    }
    if identity.title.is_empty() {
        identity.title = first_table_text(syntax);
    }
    if identity.unit_name.is_empty() {
        identity.unit_name = unit_name(syntax, &identity.title);
    }
    if identity.year.is_none() {
        let near = lines.iter().find_map(|line| year_in(line));
        identity.year = year_in(&identity.title).or(near).or_else(|| year_in(&first_table_text(syntax)));
    }
    identity
}

/// The words before and in the first table, for texts that are nothing but a form.
fn first_table_text(syntax: &Syntax<'_>) -> String {
    for node in &syntax.nodes {
        if let Node::Table { table, .. } = node {
            return table
                .rows
                .iter()
                .take(3)
                .flat_map(|row| &row.cells)
                .map(|cell| cell.text.as_ref())
                .collect();
        }
    }
    String::new()
}

/// A year by itself: 2023.
fn four_digits(value: &str) -> Option<i32> {
    let digits: String = value.trim().chars().map(crate::number::halfwidth).collect();
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// The first 20xx年 of a text.
fn year_in(text: &str) -> Option<i32> {
    text.match_indices('年').find_map(|(at, _)| {
        let head: String =
            text[..at].trim_end().chars().rev().take(4).map(crate::number::halfwidth).collect();
        let year: String = head.chars().rev().collect();
        year.parse().ok().filter(|y| (1990..2100).contains(y))
    })
}

/// 填报单位：… under the title of a form, or else what stands before the year's report in the title.
fn unit_name(syntax: &Syntax<'_>, title: &str) -> String {
    for key in ["填报单位：", "填报单位:", "单位名称：", "单位名称:", "预算部门：", "编制部门："]
    {
        if let Some(at) = syntax.text.find(key) {
            let rest = &syntax.text[at + key.len()..];
            let end = rest.find(['\n', '\r', '\t', '|', '｜']).unwrap_or(rest.len());
            let name =
                rest[..end].split("  ").next().unwrap_or_default().trim_matches(|c: char| c.is_whitespace());
            if !name.is_empty() && name.chars().count() < 40 {
                return name.to_owned();
            }
        }
    }
    unit_in_title(title)
}

/// The unit that a report's title begins with.
pub(crate) fn unit_in_title(title: &str) -> String {
    let label = read_label(title);
    let end = ["部门整体", "整体支出", "部门支出", "部门预算", "部门决算", "绩效", "年度", "项目"]
        .iter()
        .filter_map(|word| label.name.find(word))
        .min()
        .unwrap_or(label.name.len());
    let name = &label.name[..end];
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度').to_owned()
}

/// Builds the model of a text under a rule set.
pub(crate) fn build<'t>(
    syntax: Syntax<'t>,
    rules: &'t RuleSet,
    identity: Identity,
    mut memory: Option<&mut Parts>,
    both: Both,
) -> Model<'t> {
    if let Some(memory) = &mut memory {
        memory.begin(rules, identity.year);
    }
    let scopes = section_scopes(&syntax);
    let mut builder = Builder {
        scopes: &scopes,
        concerned: Vec::new(),
        syntax: &syntax,
        rules,
        year: identity.year,
        unit: identity.amount_unit,
        figures: Vec::new(),
        tables: Vec::new(),
        aliases: aliases(rules),
    };
    let basis = match rules.basis {
        DefaultBasis::Final
            if identity.title.contains("预算")
                && !identity.title.contains("绩效")
                && !identity.title.contains("决算") =>
        {
            Basis::Budget
        }
        DefaultBasis::Final => Basis::Final,
        DefaultBasis::Budget => Basis::Budget,
    };
    let unit_names = [identity.unit_name.as_str(), identity.short_names.as_str()].join("、");
    let context = Context { year: identity.year, unit_name: &unit_names, basis };
    let (mut of_prose, mut of_tables) = match &mut memory {
        Some(Parts { prose, tables, .. }) => (Some(prose), Some(tables)),
        None => (None, None),
    };
    let (mut out, mut headings) = (Output::default(), Vec::new());
    let mut concerned = vec![Concerned::unknown(); syntax.nodes.len()];
    let mut read_prose = || {
        if let Some(memory) = &of_prose {
            out.figures.reserve(memory.figures);
        }
        headings = heading::headings(&syntax, of_prose.as_deref_mut());
        prose(&syntax, context, (&headings, &scopes), &mut out, &mut concerned, of_prose.as_deref_mut());
    };
    both(&mut read_prose, &mut || builder.tables(of_tables.as_deref_mut()));
    if let Some(memory) = memory {
        memory.prose.figures = out.figures.len();
        memory.end();
    }
    let Builder { tables, aliases, figures, concerned: of_tables, .. } = builder;
    of_tables.into_iter().for_each(|(node, of_table)| concerned[node] = of_table);
    let mut known = known_items(&aliases, &figures);
    out.put_behind(figures);
    // What the writer states by name is as well known as a row of a table.
    known.extend(marks::facts(&out.marks).map(|id| (out.figures[id.0].item.to_string(), ())));
    out.name_spans.extend(syntax.header.iter().map(|field| field.value));
    resolve(&mut out.figures, &known, &aliases, context);
    let sections = (&syntax.sections[..], &headings[..]);
    owners::apply(&mut out.figures, &tables, sections, identity.title.contains("项目"));
    resolve_statements(&mut out.statements, &known, &aliases, &unit_names);
    let by_item = index(&out.figures);
    Model {
        rules,
        asked: identity.asked,
        title: identity.title,
        unit_name: identity.unit_name,
        unit_names: names::canonical(&unit_names),
        year: identity.year,
        places: vec![OnceLock::new(); syntax.sections.len()],
        chapters: owners::chapters(&syntax.sections, &headings),
        reaches: OnceLock::new(),
        budgets: OnceLock::new(),
        lists: OnceLock::new(),
        missing_sections: OnceLock::new(),
        bases: out.figures.iter().map(|figure| figure.quantity.base_value()).collect(),
        figures: out.figures,
        tables,
        statements: out.statements,
        claims: out.claims,
        total_claims: out.total_claims,
        prose_indicators: out.indicators,
        basis,
        marks: out.marks,
        waivers: out.waivers,
        open_braces: out.open_braces,
        name_spans: out.name_spans,
        by_item,
        aliases,
        concerned,
        syntax,
    }
}

/// Standard name by every name of an item, all in the form in which names are compared.
fn aliases(rules: &RuleSet) -> Map<String, String> {
    let mut aliases = Map::new();
    for item in &rules.items {
        let standard = names::canonical(&item.name);
        for alias in item.aliases.iter().chain([&item.name]) {
            aliases.insert(names::canonical(alias), standard.clone());
        }
    }
    aliases
}

/// Which money each section speaks of: what the outermost heading around it says.
fn section_scopes(syntax: &Syntax<'_>) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::with_capacity(syntax.sections.len());
    for section in &syntax.sections {
        let scope = match scope_in(&scopes, section.parent) {
            Scope::Whole => Scope::of(section.title.of(syntax.text)),
            scope => scope,
        };
        scopes.push(scope);
    }
    scopes
}

fn scope_in(scopes: &[Scope], section: Option<SectionId>) -> Scope {
    section.and_then(|id| scopes.get(id.0)).copied().unwrap_or_default()
}

fn prose(
    syntax: &Syntax<'_>,
    context: Context<'_>,
    (headings, scopes): (&[Arc<Heading>], &[Scope]),
    out: &mut Output,
    concerned: &mut [Concerned],
    mut memory: Option<&mut Prose>,
) {
    memory = memory.filter(|_| AGAIN);
    for (node, content) in syntax.nodes.iter().enumerate() {
        match content {
            Node::Paragraph(paragraph) if !paragraph.contents => {
                let heading = paragraph.section.and_then(|id| headings.get(id.0));
                let lead = heading.map(|heading| &heading.lead);
                let scope = scope_in(scopes, paragraph.section);
                let read = |out: &mut Output, pieces: &[Piece]| {
                    reader::read(out, context, node, paragraph, pieces, lead, scope);
                };
                let text: &str = &paragraph.flow.text;
                let Some(memory) = &mut memory else {
                    read(out, &pieces(text));
                    continue;
                };
                let known = memory.paragraph(&paragraph.flow);
                concerned[node] = known.concerned.clone();
                let around = reader::Around::of(context, paragraph, lead, scope);
                if known.said.as_ref().is_some_and(|said| out.say_again(said, &around, node, paragraph)) {
                    continue;
                }
                let before = out.begin(paragraph);
                read(out, &known.pieces);
                if let Some(said) = out.said_since(before, around, paragraph) {
                    memory.keep(text, known, said);
                }
            }
            Node::Paragraph(_) => {}
            Node::Block(block) => {
                reader::end_section(out);
                marks::read_block(out, syntax.text, node, block);
            }
            _ => reader::end_section(out),
        }
    }
    reader::end_section(out);
}

/// Items that tables or the rule set name.
fn known_items(aliases: &Map<String, String>, figures: &[Figure]) -> Map<String, ()> {
    let listed = figures.iter().filter(|figure| figure.role == Role::Level).map(|figure| &*figure.item);
    let mut known = Map::new();
    for item in listed.chain(aliases.values().map(String::as_str)).filter(|item| !item.is_empty()) {
        if !known.contains_key(item) {
            known.insert(item.into(), ());
        }
    }
    known
}

/// Gives every figure the item that its name means: itself, an alias, or the one known item that it ends with when the
/// rest says nothing.
fn resolve(
    figures: &mut [Figure],
    known: &Map<String, ()>,
    aliases: &Map<String, String>,
    context: Context<'_>,
) {
    let unit = names::canonical(context.unit_name);
    let mut seen: Map<Arc<str>, (Arc<str>, usize)> = Map::new();
    for figure in figures.iter_mut() {
        if figure.item.is_empty() {
            continue;
        }
        let (item, from) = seen.entry_or_insert_with(figure.item.clone(), || {
            let (item, from) = resolve_name(&figure.item, known, aliases, &unit);
            (item.into(), from)
        });
        let from = *from;
        // What stands before the item's own name says nothing: the unit, the year.
        if from > 0 {
            figure.name = figure.item[from..].into();
        }
        figure.item = item.clone();
        let prose = matches!(figure.home, Home::Prose { .. });
        if prose
            && figure.basis == Basis::Unsaid
            && figure.quantity.unit.dimension == Dimension::Money
            && figure.role == Role::Level
        {
            figure.basis = context.basis;
        }
    }
}

/// Names in statements mean the same items as those of figures.
fn resolve_statements(
    statements: &mut [Statement],
    known: &Map<String, ()>,
    aliases: &Map<String, String>,
    unit_name: &str,
) {
    let unit = names::canonical(unit_name);
    for statement in statements {
        let name = match statement {
            Statement::Rate { item, .. } => item,
            Statement::Share { whole: Whole::Named(name), .. } => name,
            _ => continue,
        };
        *name = resolve_name(&names::canonical(name), known, aliases, &unit).0;
    }
}

/// The item that a name means, and where in the name the item's own name begins.
pub(crate) fn resolve_name(
    name: &str,
    known: &Map<String, ()>,
    aliases: &Map<String, String>,
    unit: &str,
) -> (String, usize) {
    if let Some(standard) = aliases.get(name) {
        return (standard.clone(), 0);
    }
    if known.contains_key(name) {
        return (name.to_owned(), 0);
    }
    // Account paths are names of their own.
    if name.contains("(类)") || name.chars().count() > 60 {
        let path = name.replace("(类)", "·").replace("(款)", "·").replace("(项)", "");
        return (path.trim_end_matches('·').to_owned(), 0);
    }
    for (at, _) in name.char_indices().skip(1) {
        let tail = &name[at..];
        let item = aliases.get(tail).map(String::as_str).or_else(|| known.contains_key(tail).then_some(tail));
        if let Some(item) = item
            && names::is_neutral(&name[..at], unit)
        {
            return (item.to_owned(), at);
        }
    }
    (name.to_owned(), 0)
}

fn index(figures: &[Figure]) -> Map<Arc<str>, Vec<FigureId>> {
    let mut by_item: Map<Arc<str>, Vec<FigureId>> = Map::new();
    for (i, figure) in figures.iter().enumerate() {
        if !figure.item.is_empty() && figure.role == Role::Level {
            match by_item.get_mut(&figure.item) {
                Some(figures) => figures.push(FigureId(i)),
                None => {
                    by_item.insert(figure.item.clone(), vec![FigureId(i)]);
                }
            }
        }
    }
    by_item
}

struct Builder<'b, 't> {
    syntax: &'b Syntax<'t>,
    rules: &'b RuleSet,
    year: Option<i32>,
    /// 金额单位 of the header.
    unit: Option<Unit>,
    figures: Vec<Figure>,
    tables: Vec<Table>,
    aliases: Map<String, String>,
    /// By section.
    scopes: &'b [Scope],
    /// Of each table, with its node.
    concerned: Vec<(usize, Concerned)>,
}

/// What stands right above a table.
#[derive(Default)]
struct Above {
    annex: Option<String>,
    title: Option<String>,
    unit: Option<Unit>,
}

impl<'t> Builder<'_, 't> {
    fn tables(&mut self, mut memory: Option<&mut Kept<KeptTable>>) {
        memory = memory.filter(|_| AGAIN);
        let mut above = Above::default();
        for (node, content) in self.syntax.nodes.iter().enumerate() {
            match content {
                Node::Table { table, section } => {
                    self.table(node, table, *section, &above, memory.as_deref_mut());
                    above = Above { annex: above.annex, ..Above::default() };
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
                    if text.contains("单位")
                        && let Some(unit) = heads::unit_in(text)
                    {
                        above.unit = Some(unit);
                    }
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
        }
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
        let Around { name, title, unit, unit_said, scope, notation, project } = around;
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
            codes: None,
            grids: Vec::new(),
            columns: None,
            projects,
            head_rows: Vec::new(),
            figure_heads: Vec::new(),
            unbound_rows: 0,
            first_figure: self.figures.len(),
            places: Arc::default(),
            outcomes: None,
        });
        TableReader { builder: self, raw, table: index, unit, unit_said, scope }.read();
        let read = &mut self.tables[index];
        read.places = self.figures[read.first_figure..].iter().map(|_| OnceLock::new()).collect();
    }
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

struct TableReader<'r, 'b, 't> {
    builder: &'r mut Builder<'b, 't>,
    raw: &'r RawTable<'t>,
    table: usize,
    unit: Unit,
    /// Whether the text says the unit.
    unit_said: bool,
    scope: Scope,
}

/// What a row of heads begins.
#[derive(Clone, Debug)]
enum Part {
    None,
    Amounts { heads: Vec<Option<Head>>, rows: Vec<usize>, head: usize },
    Record { head: usize },
    Funds { heads: Vec<Option<Head>>, head: usize },
    Indicators { heads: Vec<Option<Head>>, head: usize },
    Scores { heads: Vec<Option<Head>> },
}

impl<'r, 't> TableReader<'r, '_, 't> {
    fn read(&mut self) {
        if self.read_codes() {
            return;
        }
        let raw = self.raw;
        let mut part = Part::None;
        for row in (0..raw.rows.len()).filter(|&row| !raw.rows[row].outside) {
            if let Some(next) = self.begins(row, &part) {
                let heads = heads::read_row(&self.raw.rows[row]);
                let figures = heads.iter().map(|head| head.is_some_and(heads::names_figures)).collect();
                self.builder.tables[self.table].head_rows.push(row);
                self.builder.tables[self.table].figure_heads.push(figures);
                let done = std::mem::replace(&mut part, next);
                self.close(done);
                continue;
            }
            part = self.body_row(row, part);
        }
        self.close(part);
        if self.builder.tables[self.table].first_figure == self.builder.figures.len() {
            self.expenses();
        }
        if self.builder.tables[self.table].first_figure == self.builder.figures.len() {
            self.score_sheet();
        }
        if self.builder.tables[self.table].first_figure == self.builder.figures.len() {
            self.grid();
        }
        self.columns();
    }

    /// The columns of a table with a single row of heads.
    fn columns(&mut self) {
        let table = &mut self.builder.tables[self.table];
        if table.indicators.is_some() {
            return;
        }
        let head = match table.head_rows[..] {
            [head] => head,
            [] => {
                let Some(head) = grid::head(self.raw, self.unit) else { return };
                head
            }
            _ => return,
        };
        let known = heads::read_row(&self.raw.rows[head]);
        let scored = if table.funds.is_some() { known.as_slice() } else { &[] };
        let Some(layout) = columns::layout(self.raw, head, (self.unit, self.unit_said), scored) else {
            return;
        };
        let first = table.first_figure;
        let mut at: Map<(usize, usize), FigureId> = Map::new();
        for (id, figure) in self.builder.figures.iter().enumerate().skip(first) {
            if let Home::Cell { row, column, .. } = figure.home {
                at.insert((row, column), FigureId(id));
            }
        }
        let mut rows = Vec::with_capacity(layout.rows.len());
        for (row, level) in layout.rows {
            let mut figure = |&(column, kind, unit): &(usize, Kind, Unit)| {
                if let Some(id) = at.get(&(row, column)) {
                    return Some(*id);
                }
                let (quantity, span) = self.number(&self.raw.rows[row].cells[column], unit)?;
                let id = self.push(row, column, quantity, span, "");
                if kind == Kind::Rate {
                    self.builder.figures[id.0].role = Role::Rate;
                }
                Some(id)
            };
            rows.push(columns::Row { level, figures: layout.columns.iter().map(&mut figure).collect() });
        }
        let title = |column: usize| self.raw.rows[head].cells[column].text.trim().into();
        let titles = layout.columns.iter().map(|(column, ..)| title(*column)).collect();
        let kinds = layout.columns.iter().map(|(_, kind, _)| *kind).collect();
        let table = &mut self.builder.tables[self.table];
        if table.head_rows.is_empty() {
            table.head_rows.push(head);
            table.figure_heads.push(vec![false; self.raw.rows[head].cells.len()]);
        }
        for (column, ..) in &layout.columns {
            if let Some(names) = table.figure_heads[0].get_mut(*column) {
                *names = true;
            }
        }
        table.columns = Some(Columns { kinds, titles, rows });
    }

    /// “三公”经费 with its parts beside each other, in rows without a name.
    fn expenses(&mut self) {
        /// Most columns: those of the budget and of what was spent.
        const MOST: usize = 16;
        let raw = self.raw;
        let width = raw.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let full = |row: &usize| raw.rows[*row].cells.len() == width && !raw.rows[*row].outside;
        let has_figures =
            |row: &usize| raw.rows[*row].cells.iter().any(|cell| self.number(cell, self.unit).is_some());
        let first = (0..raw.rows.len()).find(|row| full(row) && has_figures(row));
        let Some(first) = first.filter(|_| width <= MOST) else { return };
        let cell = |row: usize, column: usize| raw.rows[row].cells[column].text.trim();
        let title = |column: usize| {
            let said = (0..first).rev().filter(full).map(|row| cell(row, column));
            { said }.find(|text| !text.is_empty()).unwrap_or_default()
        };
        let mut titles: Vec<&str> = (0..width).map(title).collect();
        let mut sums = grid::sums_of_expenses(&titles);
        let certain = !sums.is_empty();
        if !certain {
            let heads = raw.rows[..first].iter().flat_map(|row| &row.cells).map(|cell| cell.text.trim());
            let Some(of_form) = grid::titles_of_expenses(heads, width) else { return };
            titles = of_form;
            sums = grid::sums_of_expenses(&titles);
        }
        for row in (first..raw.rows.len()).filter(full) {
            self.expense_row(row, &titles, &sums, certain);
        }
        let table = &mut self.builder.tables[self.table];
        for row in (0..first).filter(full) {
            table.head_rows.push(row);
            table.figure_heads.push((0..width).map(|column| !cell(row, column).is_empty()).collect());
        }
    }

    fn expense_row(&mut self, row: usize, titles: &[&str], sums: &[(usize, Vec<usize>)], certain: bool) {
        let cells = &self.raw.rows[row].cells;
        let mut figure = |column: usize| {
            let (quantity, span) = self.number(&cells[column], self.unit)?;
            let id = self.push(row, column, quantity, span, titles[column]);
            // Of the budget or of what was spent, and of which money, only the title above may say.
            self.builder.figures[id.0].item = Arc::default();
            Some(id)
        };
        let figures: Vec<Option<FigureId>> = (0..titles.len()).map(&mut figure).collect();
        let grid = grid::sums_of_row(&figures, sums, certain);
        self.builder.tables[self.table].grids.push(grid);
    }

    /// A plain table with a total.
    fn grid(&mut self) {
        let Some(layout) = grid::layout(self.raw, self.unit, self.unit_said) else { return };
        let raw = self.raw;
        let of_unit = !words::has(&self.builder.tables[self.table].title, "下属|直属|所属|二级|各");
        let mut rows = Vec::with_capacity(layout.rows.len());
        for row in &layout.rows {
            let cells = &raw.rows[row.row].cells;
            let mut figure = |&(column, unit): &(usize, Unit)| {
                let at = column.checked_sub(row.merged)?;
                let title = forms::without_brackets(&raw.rows[layout.head].cells[column].text);
                let staff = words::has(title, "编制|在职") && !title.contains('年');
                let unit = if staff { record_unit(title, unit) } else { unit };
                let (quantity, span) = self.number(cells.get(at)?, unit)?;
                // What it is an amount of, only the title above the table may say; 编制数 in all is that of the unit.
                let of_all = staff && row.total && of_unit;
                let id = self.push(row.row, at, quantity, span, &cells[row.label].text);
                let item = if of_all { self.item(title).into() } else { Arc::default() };
                self.builder.figures[id.0].item = item;
                Some(id)
            };
            let figures = layout.columns.iter().map(&mut figure).collect();
            rows.push(GridRow { total: row.total, figures });
        }
        let scores = self.scores(&layout, &rows);
        let table = &mut self.builder.tables[self.table];
        table.head_rows.push(layout.head);
        let width = raw.rows[layout.head].cells.len();
        let added = |column: usize| layout.columns.iter().any(|(of, _)| *of == column);
        table.figure_heads.push((0..width).map(added).collect());
        let Layout { total_column, numbered, .. } = layout;
        table.grids = vec![Grid { total_column, numbered, halves: false, rows, scores }];
    }

    /// A table of points without indicators: 项目, 分值, 得分 and perhaps 得分率 beside each other, with 合计 below.
    fn score_sheet(&mut self) -> Option<()> {
        let raw = self.raw;
        let head = grid::head(raw, self.unit)?;
        let heads = heads::read_row(&raw.rows[head]);
        let (weight, points) = (column_of(&heads, Head::Weight)?, column_of(&heads, Head::Points)?);
        let of_scores = |head: &Head| matches!(head, Head::Weight | Head::Points);
        if heads.iter().flatten().filter(|head| of_scores(head)).count() > 2 {
            return None;
        }
        let rate = raw.rows[head].cells.iter().position(|cell| cell.text.starts_with("得分率"));
        let (first, last) = (weight.min(points), weight.max(points));
        let width = heads.len();
        let whole = |cells: &[RawCell<'_>]| {
            cells.len() == width || raw.notation == Notation::CellLines && cells.len() > last
        };
        let label = |row: &usize| raw.rows[*row].cells[..first].iter().find(|cell| !cell.text.is_empty());
        let body =
            (head + 1..raw.rows.len()).filter(|row| !raw.rows[*row].outside && whole(&raw.rows[*row].cells));
        let body: Vec<usize> = body.filter(|row| label(row).is_some()).collect();
        // 小计 makes rows of two levels; without a total nothing says what the points are of.
        if body.iter().any(|row| is_subtotal(&raw.rows[*row])) || !is_score_total(&raw.rows[*body.last()?]) {
            return None;
        }
        let (mut rows, mut numbered, mut scores) = (Vec::new(), Vec::new(), Vec::new());
        for row in body {
            let name = label(&row)?;
            let found = [(Some(weight), Role::Points), (Some(points), Role::Points), (rate, Role::Rate)];
            let found = found.map(|(column, role)| self.score_figure(row, column?, role, &name.text));
            let sign = names::list_sign(name.span.of(self.builder.syntax.text));
            numbered.push(sign.is_some_and(|sign| sign.style == Style::ChineseComma));
            rows.push(GridRow { total: is_score_total(&raw.rows[row]), figures: found[..2].to_vec() });
            scores.push(found);
        }
        let mut grids = grid::sums_of_scores(rows, &numbered);
        grids.first_mut()?.scores = scores;
        let table = &mut self.builder.tables[self.table];
        table.head_rows.push(head);
        table.figure_heads.push(
            (0..width).map(|column| [Some(weight), Some(points), rate].contains(&Some(column))).collect(),
        );
        table.grids = grids;
        Some(())
    }

    /// A figure of a table of points, which is nothing beyond it.
    fn score_figure(&mut self, row: usize, column: usize, role: Role, name: &str) -> Option<FigureId> {
        let unit = if role == Role::Rate { Dimension::Percent } else { Dimension::Points };
        let (quantity, span) = self.number(self.raw.rows[row].cells.get(column)?, Unit::base(unit))?;
        let id = self.push(row, column, quantity, span, name);
        let figure = &mut self.builder.figures[id.0];
        (figure.role, figure.item) = (role, Arc::default());
        Some(id)
    }

    /// 权重, 得分 and 得分率 below each other in a table of scores.
    fn scores(&mut self, layout: &Layout, rows: &[GridRow]) -> Vec<grid::Score> {
        let raw = self.raw;
        let label = |laid: &LaidRow| &*raw.rows[laid.row].cells[laid.label].text;
        let row = |named: &str| layout.rows.iter().position(|laid| words::has(label(laid), named));
        let found = layout.rates.as_ref().zip(row("权重|分值|满分|标准分").zip(row("得分|绩效分")));
        let Some((rates, (weights, points))) = found.filter(|(_, (weights, points))| weights != points)
        else {
            return Vec::new();
        };
        let percent = Unit::base(Dimension::Percent);
        let mut of_column = |(at, (column, _)): (usize, &(usize, Unit))| {
            let (weight, points) = rows[weights].figures[at].zip(rows[points].figures[at])?;
            let cell = raw.rows[rates.row].cells.get(column.checked_sub(rates.merged)?)?;
            let (quantity, span) = self.number(cell, percent)?;
            let id = self.push(rates.row, *column, quantity, span, label(rates));
            let figure = &mut self.builder.figures[id.0];
            (figure.role, figure.item) = (Role::Rate, Arc::default());
            Some([weight, points, id].map(Some))
        };
        layout.columns.iter().enumerate().filter_map(&mut of_column).collect()
    }

    /// The part that begins with `row`, if it is a row of heads.
    fn begins(&self, row: usize, part: &Part) -> Option<Part> {
        let cells = &self.raw.rows[row].cells;
        if cells.len() < 2 || self.raw.rows[row].loose {
            return None;
        }
        let heads = heads::read_row(&self.raw.rows[row]);
        let count =
            |wanted: &dyn Fn(Head) -> bool| heads.iter().flatten().filter(|head| wanted(**head)).count();
        let indicator =
            count(&|h| matches!(h, Head::First | Head::Second | Head::Third | Head::Target | Head::Actual));
        let scored = count(&|h| matches!(h, Head::Weight | Head::Points | Head::Rate));
        let amounts = count(&|h| matches!(h, Head::Amount { .. }));
        let labels = count(&|h| matches!(h, Head::Label));
        let filled = cells.iter().filter(|cell| !cell.text.is_empty()).count();
        if indicator >= 2 && (indicator >= 3 || scored >= 1) {
            return Some(Part::Indicators { heads, head: row });
        }
        if amounts >= 1 && scored >= 1 && amounts + scored >= 3 {
            return Some(Part::Funds { heads, head: row });
        }
        let of_scores = heads.contains(&Some(Head::Weight)) && heads.contains(&Some(Head::Points));
        if of_scores && amounts + indicator == 0 && matches!(part, Part::Funds { .. } | Part::Scores { .. }) {
            return Some(Part::Scores { heads });
        }
        let mut known = amounts + labels + count(&|h| matches!(h, Head::Code | Head::Reason | Head::Rate));
        // Below the indicators of a form another table may begin; a table by itself is told by its columns.
        if matches!(part, Part::Indicators { .. }) {
            known += cells.iter().filter(|cell| heads::is_beside_amounts(&cell.text)).count();
        }
        if (amounts >= 2 && (known + 1 >= filled || labels >= 2))
            || (amounts >= 1 && labels >= 1 && known == filled)
        {
            return Some(Part::Amounts { heads, rows: Vec::new(), head: row });
        }
        let inside = !matches!(part, Part::None);
        (!matches!(part, Part::Indicators { .. }) && self.is_record_head(row, inside))
            .then_some(Part::Record { head: row })
    }

    /// Heads over one row of figures: 编制数, 实际在职人数, 控制率.
    fn is_record_head(&self, row: usize, inside: bool) -> bool {
        let cells = &self.raw.rows[row].cells;
        let Some(next) = self.raw.rows.get(row + 1) else { return false };
        let tails = ["数", "率", "额", "规模", "面积", "投资", "人数"];
        let named = |cell: &&RawCell<'_>| {
            let head = forms::without_brackets(&cell.text);
            tails.iter().any(|tail| head.ends_with(tail)) && head.chars().count() <= 14
        };
        let names_rows = !cells.first().as_ref().is_some_and(named);
        let named = cells.iter().filter(named).count();
        let figure = |cell: &&RawCell<'_>| !matches!(cells::read(&cell.text, self.unit), Content::Text);
        let plain =
            |cell: &&RawCell<'_>| matches!(cells::read(&cell.text, self.unit), Content::Number { .. });
        let texts = cells.iter().all(|cell| !plain(&cell));
        let of_figures = |row: &RawRow<'_>| {
            row.cells.len() == cells.len() && row.cells.iter().skip(1).all(|cell| figure(&cell))
        };
        let below = of_figures(next);
        // 单位, 编制数, 在职人数 over a row for every office: the first of them is no figure of the whole.
        let filled = |row: &RawRow<'_>| of_figures(row) && row.cells.iter().skip(1).any(|cell| plain(&cell));
        let one_of_several = || names_rows && self.raw.rows.get(row + 2).is_some_and(filled);
        let no_name = below && next.cells[0].text.is_empty();
        texts && named >= 2 && named + 1 >= cells.len() && below && (no_name || !inside && !one_of_several())
    }

    fn body_row(&mut self, row: usize, mut part: Part) -> Part {
        match &mut part {
            Part::None => self.label_facts(row),
            Part::Amounts { rows, .. } => {
                rows.push(row);
            }
            Part::Record { head } => {
                if row == *head + 1 {
                    self.record(*head, row);
                } else {
                    self.label_facts(row);
                }
            }
            Part::Funds { heads, head } => {
                let (heads, head) = (heads.clone(), *head);
                self.fund_row(&heads, head, row);
            }
            Part::Indicators { heads, head } => {
                let (heads, head) = (heads.clone(), *head);
                self.indicator_row(&heads, head, row);
            }
            Part::Scores { heads } => {
                let heads = heads.clone();
                self.score_row(&heads, row);
            }
        }
        part
    }

    fn close(&mut self, part: Part) {
        if let Part::Amounts { heads, rows, head } = part {
            let labels = self.label_columns(&heads, &rows);
            if labels.len() > 1 {
                self.pairs(&heads, &rows, &labels);
            } else {
                self.amounts(&heads, head, &rows);
            }
            return;
        }
        match part {
            Part::Indicators { head, .. } => self.drop_levels(head),
            Part::Funds { .. } => self.group_bases(),
            _ => {}
        }
    }

    /// Takes the parts of the funds that add up to a budget, and not to what was spent, for parts of that budget: the form leaves
    /// open which of its columns 按支出性质分 divides.
    fn group_bases(&mut self) {
        let figures = &mut self.builder.figures;
        let Some(funds) = &self.builder.tables[self.table].funds else { return };
        for parts in funds.groups.iter().map(|group| &group.parts) {
            let values = parts.iter().map(|id| figures[id.0].quantity.base_value());
            let sum = values.reduce(|sum, value| plus(sum?, value?)).flatten();
            let comes_to = |wanted: fn(&FundRow) -> Option<FigureId>| {
                let mut amounts = funds.rows.iter().filter_map(wanted);
                sum.is_some() && amounts.any(|id| figures[id.0].quantity.base_value() == sum)
            };
            let basis = match () {
                () if comes_to(|row| row.executed) => Basis::Open,
                () if comes_to(|row| row.adjusted) => Basis::Adjusted,
                () if comes_to(|row| row.initial) => Basis::Initial,
                () => Basis::Open,
            };
            parts.iter().for_each(|id| figures[id.0].basis = basis);
        }
    }

    /// Takes the rows below a head out of the indicators that only add up those below them: 产出指标 50 above its indicators,
    /// which alone have targets or actual values.
    fn drop_levels(&mut self, head: usize) {
        /// Most indicators of one group.
        const MOST: usize = 60;
        let figures = &self.builder.figures;
        let Some(indicators) = &mut self.builder.tables[self.table].indicators else { return };
        let first = indicators.rows.partition_point(|row| row.row < head);
        let rows = indicators.rows.split_off(first);
        let value = |row: &IndicatorRow| Some(figures[row.weight.or(row.points)?.0].quantity.value);
        let blank = |row: &IndicatorRow| row.target.text.is_empty() && row.actual.text.is_empty();
        let mut level = vec![false; rows.len()];
        for at in (0..rows.len()).rev().filter(|&at| blank(&rows[at])) {
            let Some(whole) = value(&rows[at]) else { continue };
            let below = (at + 1..rows.len()).take(MOST).filter(|&row| !level[row]);
            let below = below.take_while(|&row| !blank(&rows[row]));
            let mut sum = Decimal::ZERO;
            level[at] = below.map_while(|row| value(&rows[row])).any(|points| {
                sum = plus(sum, points).unwrap_or(sum);
                sum == whole
            });
        }
        let kept = rows.into_iter().zip(level).filter(|(_, level)| !level).map(|(row, _)| row);
        indicators.rows.extend(kept);
    }

    // --- cells -----------------------------------------------------------------------------------------------------

    fn push(&mut self, row: usize, column: usize, quantity: Quantity, span: Span, name: &str) -> FigureId {
        let figure = Figure {
            quantity,
            span,
            name: name.into(),
            item: self.item(name).into(),
            year: self.builder.year,
            basis: Basis::Unsaid,
            total: false,
            scope: self.scope,
            role: Role::Level,
            granted: None,
            aside: Aside::default(),
            home: Home::Cell { table: self.table, row, column },
        };
        self.builder.figures.push(figure);
        FigureId(self.builder.figures.len() - 1)
    }

    fn item(&self, name: &str) -> String {
        let label = names::row_label(name);
        let whole = names::canonical(label);
        if let Some(standard) = self.builder.aliases.get(&whole) {
            return standard.clone();
        }
        let canonical = names::canonical(&read_label(label).name);
        self.builder.aliases.get(&canonical).cloned().unwrap_or(canonical)
    }

    /// The number of a cell with the span of its digits and unit.
    fn number(&self, cell: &RawCell<'_>, default: Unit) -> Option<(Quantity, Span)> {
        match cells::read(&cell.text, default) {
            Content::Number { quantity, .. } => Some((quantity, cell.span)),
            _ => None,
        }
    }

    /// A cell that reads `名：值`, as in 其中：基本支出：1706.18.
    fn label_fact(&mut self, row: usize, column: usize) -> Option<FigureId> {
        let cell = &self.raw.rows[row].cells[column];
        let (name, value) = split_fact(&cell.text)?;
        let Content::Number { quantity, .. } = cells::read(value, self.unit) else { return None };
        let span = cells::locate(self.builder.syntax.text, cell.span, value)?;
        let name = names::row_label(name).to_owned();
        let id = self.push(row, column, quantity, span, &name);
        self.builder.figures[id.0].basis = Basis::Open;
        Some(id)
    }

    fn label_facts(&mut self, row: usize) {
        for column in 0..self.raw.rows[row].cells.len() {
            self.label_fact(row, column);
        }
    }

    // --- a row of figures under its heads --------------------------------------------------------------------------

    fn record(&mut self, head: usize, row: usize) {
        for column in 0..self.raw.rows[row].cells.len() {
            let title = self.raw.rows[head].cells[column].text.clone().into_owned();
            let default = record_unit(&title, self.unit);
            let cell = &self.raw.rows[row].cells[column];
            let Some((quantity, span)) = self.number(cell, default) else { continue };
            let label = read_label(&title);
            let year = absolute(label.year_said.then_some(label.year), self.builder.year);
            let name = forms::without_brackets(&title).to_owned();
            let id = self.push(row, column, quantity, span, &name);
            let figure = &mut self.builder.figures[id.0];
            figure.year = year;
            figure.basis = label.basis;
            if quantity.unit.dimension == Dimension::Percent {
                figure.role = Role::Rate;
            }
        }
    }

    // --- amounts ---------------------------------------------------------------------------------------------------

    fn amounts(&mut self, heads: &[Option<Head>], head: usize, rows: &[usize]) {
        let head_cells = &self.raw.rows[head].cells;
        let mut columns = Vec::new();
        for (index, found) in heads.iter().enumerate() {
            if let Some(Head::Amount { year, basis }) = found {
                let title = head_cells[index].text.clone().into_owned();
                columns.push(AmountColumn {
                    index,
                    title: title.into(),
                    year: absolute(*year, self.builder.year),
                    basis: *basis,
                });
            }
        }
        let first = columns.first().map_or(0, |column| column.index);
        let label_column = (0..first).rev().find(|&c| !matches!(heads[c], Some(Head::Code))).unwrap_or(0);
        if first == 0 {
            return;
        }
        let width = head_cells.len();
        let prints_empty = rows.iter().any(|&row| prints_empty(&self.raw.rows[row]));
        // 合计 may stand in the column of numbers before the names.
        let label_of = |row: usize| {
            let cells = &self.raw.rows[row].cells;
            let label = cells.get(label_column)?;
            let total = cells[..label_column].iter().rev().find(|cell| tree::is_total(&cell.text));
            Some(total.filter(|_| label.text.is_empty()).unwrap_or(label))
        };
        let items: Vec<String> =
            rows.iter().map(|&row| label_of(row).map_or(String::new(), |c| self.item(&c.text))).collect();
        let heads_of: Vec<RowHead<'_>> = rows
            .iter()
            .zip(&items)
            .map(|(&row, item)| {
                let cells = &self.raw.rows[row].cells;
                let blank = cells.iter().enumerate().all(|(i, cell)| {
                    i <= label_column || cells::read(&cell.text, self.unit) == Content::Empty
                });
                let label = label_of(row);
                RowHead {
                    text: label.map_or("", |c| c.text.as_ref()),
                    indent: label.map_or(0, |c| c.indent),
                    item,
                    blank,
                }
            })
            .collect();
        let form = self.builder.tables[self.table].form.and_then(|form| self.builder.rules.forms.get(form));
        let form = form.filter(|form| !form.rows.is_empty());
        let placed = tree::place_rows(&heads_of, form);
        let mut table = AmountTable { columns, rows: Vec::with_capacity(rows.len()) };
        for ((&row, placed), item) in rows.iter().zip(placed).zip(items) {
            let raw = &self.raw.rows[row];
            let Some(label) = label_of(row) else { continue };
            let bound = !raw.loose
                && (raw.cells.len() == width
                    || (raw.cells.len() < width && prints_empty && raw.cells.len() > label_column));
            let values = self.values(row, &table.columns, bound, &label.text);
            let any = values.iter().any(|value| matches!(value, Value::Figure(_)));
            if !bound
                && raw
                    .cells
                    .iter()
                    .skip(1)
                    .any(|cell| matches!(cells::read(&cell.text, self.unit), Content::Number { .. }))
            {
                self.builder.tables[self.table].unbound_rows += 1;
            }
            if label.text.is_empty() && !any {
                // An empty row is no member of the tree, but rows keep their places in it.
                table.rows.push(amount_row(
                    label,
                    String::new(),
                    values,
                    tree::Placed { parent: None, link: Link::Prompt, sum: false, open: false },
                ));
                continue;
            }
            table.rows.push(amount_row(label, item, values, placed));
        }
        self.builder.tables[self.table].amounts.push(table);
    }

    fn values(&mut self, row: usize, columns: &[AmountColumn], bound: bool, label: &str) -> Vec<Value> {
        let raw = &self.raw.rows[row];
        columns
            .iter()
            .map(|column| {
                if !bound {
                    return Value::Unbound;
                }
                let Some(cell) = raw.cells.get(column.index) else {
                    return Value::Empty(Span { start: raw.span.end, end: raw.span.end });
                };
                let default = row_unit(label, self.unit);
                match cells::read(&cell.text, default) {
                    Content::Empty => Value::Empty(cell.span),
                    Content::Text => Value::Text,
                    Content::Number { quantity, .. } => {
                        let id = self.push(row, column.index, quantity, cell.span, label);
                        let figure = &mut self.builder.figures[id.0];
                        figure.year = column.year;
                        figure.basis = column.basis;
                        if quantity.unit.dimension == Dimension::Percent {
                            figure.role = Role::Rate;
                        }
                        Value::Figure(id)
                    }
                }
            })
            .collect()
    }

    /// The columns of names: those called so, and those that stand before amounts and hold a total. 收入项目 预算数 支出项目 预算数 are two
    /// tables beside each other, whatever the first of them is called.
    fn label_columns(&self, heads: &[Option<Head>], rows: &[usize]) -> Vec<usize> {
        let amount = |column: usize| matches!(heads.get(column), Some(Some(Head::Amount { .. })));
        let total = |row: &usize, column: usize| {
            let cell = self.raw.rows[*row].cells.get(column);
            cell.is_some_and(|cell| tree::is_total(&cell.text))
        };
        let names = |column: &usize| match heads[*column] {
            Some(head) => head == Head::Label,
            None => amount(column + 1) && rows.iter().any(|row| total(row, *column)),
        };
        let mut labels: Vec<usize> = (0..heads.len()).filter(names).collect();
        let before = (0..heads.len()).find(|column| amount(*column)).and_then(|first| first.checked_sub(1));
        let unnamed = before.filter(|first| heads[*first].is_none() && labels.first() > Some(first));
        if let Some(first) = unnamed {
            labels.insert(0, first);
        }
        labels
    }

    /// 项目 决算数 项目 决算数: two tables beside each other, each below one of the columns of names.
    fn pairs(&mut self, heads: &[Option<Head>], rows: &[usize], labels: &[usize]) {
        let mut halves = Vec::with_capacity(labels.len());
        for (half, &label) in labels.iter().enumerate() {
            let end = labels.get(half + 1).copied().unwrap_or(heads.len());
            let amount = |column: usize| match heads[column] {
                Some(Head::Amount { year, basis }) => Some((column, (year, basis))),
                _ => None,
            };
            let columns: Vec<_> = (label + 1..end).filter_map(amount).collect();
            let lines = rows.iter().filter_map(|&row| self.half_line(row, label, &columns));
            halves.push(lines.collect::<Vec<HalfLine>>());
        }
        // Text out of a PDF loses empty cells, and lines with them.
        let certain = rows.iter().all(|row| self.raw.rows[*row].cells.len() == heads.len());
        let sums = grid::sums_of_halves(&halves, certain);
        self.builder.tables[self.table].grids.extend(sums);
    }

    /// A name with its figures. Several columns of one year and basis are amounts of different kinds, of which only the first is
    /// the name's own.
    fn half_line(
        &mut self,
        row: usize,
        label: usize,
        columns: &[(usize, (Option<Year>, Basis))],
    ) -> Option<HalfLine> {
        let cells = &self.raw.rows[row].cells;
        let name = cells.get(label).filter(|name| {
            !name.text.is_empty() && matches!(cells::read(&name.text, self.unit), Content::Text)
        })?;
        let printed = name.text.clone().into_owned();
        let named = if tree::is_total(&printed) { self.title_item() } else { printed.clone() };
        let mut figures = Vec::with_capacity(columns.len());
        for (at, (column, of)) in columns.iter().enumerate() {
            let number = cells.get(*column).and_then(|cell| self.number(cell, self.unit));
            figures.push(number.map(|(quantity, span)| {
                let id = self.push(row, *column, quantity, span, &named);
                let year = absolute(of.0, self.builder.year);
                let figure = &mut self.builder.figures[id.0];
                figure.name = names::row_label(&printed).into();
                (figure.year, figure.basis) = (year, of.1);
                if columns[..at].iter().any(|(_, before)| before == of) {
                    figure.item = Arc::default();
                }
                id
            }));
        }
        Some(HalfLine { label: printed, figures })
    }

    /// What the total of a table is a total of: 财政拨款收入支出 for 财政拨款收入支出决算总表.
    fn title_item(&self) -> String {
        let title = &self.builder.tables[self.table].title;
        read_label(title.trim_end_matches("总表").trim_end_matches('表')).name.into_owned()
    }

    // --- accounts --------------------------------------------------------------------------------------------------

    /// A table of 类, 款, 项 codes. Three rows with codes make one.
    fn read_codes(&mut self) -> bool {
        let coded = |row: &RawRow<'_>| tree::account_code(row.cells.iter().map(|cell| cell.text.as_ref()));
        if self
            .raw
            .rows
            .iter()
            .filter(|row| coded(row).is_some_and(|(_, used)| used < row.cells.len()))
            .take(3)
            .count()
            < 3
        {
            return false;
        }
        let mut table = CodeTable { rows: Vec::new(), full: true, aligned: true };
        let mut width = None;
        let titles = self.code_titles();
        let basis = self.code_basis();
        for (index, row) in self.raw.rows.iter().enumerate() {
            // 合计 stands across the columns of codes and names, or under the head of the names.
            let first = row.cells.iter().position(|cell| !cell.text.is_empty());
            let total = first.filter(|&first| tree::is_total(&row.cells[first].text));
            let Some((code, used)) = coded(row).or(total.map(|at| (String::new(), at))) else { continue };
            let label = row
                .cells
                .get(used)
                .filter(|cell| matches!(cells::read(&cell.text, self.unit), Content::Text));
            let mut figures = Vec::new();
            let name = label.map_or(String::new(), |cell| cell.text.clone().into_owned());
            for (column, cell) in row.cells.iter().enumerate().skip(used) {
                // 完成年初预算%: rates of accounts add up to nothing.
                let title =
                    titles.map(|titles| &titles.cells).filter(|titles| titles.len() == row.cells.len());
                let rate = title.is_some_and(|titles| columns::is_rate(&titles[column].text));
                let unit = if rate { Unit::base(Dimension::Percent) } else { self.unit };
                if let Some((quantity, span)) = self.number(cell, unit) {
                    let id = self.push(index, column, quantity, span, &name);
                    let figure = &mut self.builder.figures[id.0];
                    figure.basis = basis;
                    // Only the first figure is certainly the row's total; the other columns are of other items.
                    if !figures.is_empty() {
                        figure.item = Arc::default();
                    }
                    figures.push(id);
                }
            }
            // The figures of a row torn by a long name stand in another: no sum that it is part of is known.
            let torn = row.cells.len() < width.unwrap_or_default();
            if figures.is_empty() && total.is_none() && !torn {
                continue;
            }
            table.aligned &= *width.get_or_insert(row.cells.len()) == row.cells.len();
            let cells = row.cells[..used].iter().map(|cell| cell.span);
            let place = cells.reduce(Span::join).filter(|_| !code.is_empty()).unwrap_or_default();
            table.rows.push(CodeRow { code, place, label: name, figures });
        }
        // Two charts side by side, torn apart by a text extractor, have codes without names: nothing certain is left.
        let named = table.rows.iter().filter(|row| !row.label.is_empty()).count();
        let text = |cell: &RawCell<'_>| matches!(cells::read(&cell.text, self.unit), Content::Text);
        let doubled = self
            .raw
            .rows
            .iter()
            .filter(|row| row.cells.iter().filter(|cell| text(cell)).count() > 1 && coded(row).is_some())
            .count();
        if named * 10 < table.rows.len() * 6 || doubled * 10 > table.rows.len() {
            for id in table.rows.iter().flat_map(|row| &row.figures) {
                self.builder.figures[id.0].item = Arc::default();
            }
            self.builder.tables[self.table].unbound_rows += table.rows.len();
            return true;
        }
        let widest = table.rows.iter().map(|row| row.figures.len()).max().unwrap_or(0);
        table.full = table.rows.iter().all(|row| row.figures.is_empty() || row.figures.len() == widest);
        self.name_paths(&table);
        self.builder.tables[self.table].codes = Some(table);
        true
    }

    /// The row of heads above the accounts.
    fn code_titles(&self) -> Option<&'r RawRow<'t>> {
        let coded =
            |row: &RawRow<'_>| tree::account_code(row.cells.iter().map(|cell| cell.text.as_ref())).is_some();
        let first = self.raw.rows.iter().position(coded)?;
        let titles = |row: &&RawRow<'_>| {
            row.cells.len() > 2
                && row.cells.iter().any(|cell| cell.text.contains("名称") || cell.text.contains("科目"))
        };
        self.raw.rows[..first].iter().rev().find(titles)
    }

    fn code_basis(&self) -> Basis {
        let title = &self.builder.tables[self.table].title;
        if title.contains("决算") {
            Basis::Final
        } else if title.contains("预算") {
            Basis::Budget
        } else {
            Basis::Unsaid
        }
    }

    /// Accounts are known by their whole path: 行政运行 stands under many. Receipts for an account are another item than
    /// spending on it.
    fn name_paths(&mut self, table: &CodeTable) {
        let title = &self.builder.tables[self.table].title;
        let income = title.contains("收入") && !title.contains("支出");
        let names: Map<&str, &str> = table
            .rows
            .iter()
            .map(|row| (row.code.as_str(), row.label.as_str()))
            .filter(|(_, name)| !name.is_empty())
            .collect();
        for row in &table.rows {
            let Some(&first) = row.figures.first() else { continue };
            let levels: Vec<&str> = [3, 5, 7]
                .into_iter()
                .filter(|&length| length <= row.code.len())
                .filter_map(|length| names.get(&row.code[..length]).copied())
                .collect();
            let complete = levels.len() == (row.code.len().max(3) - 1) / 2;
            let item = if complete && !row.code.is_empty() {
                names::canonical(&levels.join("·"))
            } else {
                String::new()
            };
            let item = if income && !item.is_empty() { format!("{item}·收入") } else { item };
            self.builder.figures[first.0].item = item.into();
        }
    }

    // --- funds -----------------------------------------------------------------------------------------------------

    fn fund_row(&mut self, heads: &[Option<Head>], head: usize, row: usize) {
        let raw = &self.raw.rows[row];
        let width = heads.len();
        let first = heads.iter().position(|h| matches!(h, Some(Head::Amount { .. }))).unwrap_or(0);
        let figures =
            raw.cells.iter().skip(first).filter(|cell| self.number(cell, self.unit).is_some()).count();
        // 局机关 | 32 | 30 | 2418.60: what is counted may stand between the name and the amounts.
        let words =
            |cell: &RawCell<'_>| !cell.text.is_empty() && cells::read(&cell.text, self.unit) == Content::Text;
        let before = || raw.cells.iter().take(first);
        let label_column =
            before().rposition(words).or_else(|| before().rposition(|cell| !cell.text.is_empty()));
        let leading_empty = raw.cells.first().is_some_and(|cell| cell.text.is_empty());
        let head_span = self.raw.rows[head].span;
        let bound = raw.cells.len() == width || (raw.cells.len() < width && leading_empty && figures > 0);
        // The heads of the indicators below could not be read: 指标1工程资金金额.
        let indicator = label_column.is_some_and(|column| raw.cells[column].text.starts_with("指标"));
        if indicator {
            return;
        }
        // 分值 and 得分 on lines of their own: whatever has points below them stands in no row that could be read.
        let alone = |row: usize| match &self.raw.rows[row].cells[..] {
            [cell] => heads::read(&cell.text),
            _ => None,
        };
        if alone(row) == Some(Head::Points) && alone(row - 1) == Some(Head::Weight) {
            self.indicators().unbound += 1;
        }
        // A row right below the heads may have its name before these: 预算资金情况, 全年预算数.
        let of_heads =
            self.raw.rows[head].cells.first().filter(|_| row == head + 1 && raw.cells.len() == width);
        let label = label_column.map(|column| &raw.cells[column]).or(of_heads);
        if let (true, true, Some(label)) = (bound, figures > 0, label) {
            let mut fund = FundRow { row, label: text_cell(label), ..FundRow::default() };
            let name = label.text.clone().into_owned();
            let before = self.builder.figures.len();
            for (column, found) in heads.iter().enumerate() {
                self.fund_cell(&mut fund, &name, *found, row, column, head);
            }
            if label_column.is_none() {
                self.builder.figures[before..].iter_mut().for_each(|figure| figure.item = Arc::default());
            }
            let first = self.builder.tables[self.table].funds.is_none();
            if first && fund.points.is_some() && fund.weight.is_none() {
                fund.weight = self.weight_in_heads(head);
            }
            let funds = self.builder.tables[self.table].funds.get_or_insert_default();
            funds.head = head_span;
            funds.rows.push(fund);
            return;
        }
        self.fund_groups(row, head_span);
    }

    /// 预算执行（10分） beside the heads of the funds: what the rate of execution is worth, where no column says it.
    fn weight_in_heads(&mut self, head: usize) -> Option<FigureId> {
        let cells = &self.raw.rows[head].cells;
        let named =
            |cell: &RawCell<'_>| words::starts(&cell.text, "预算执行|资金执行|执行率|预算资金|项目资金|得分");
        let column = cells.iter().position(|cell| named(cell) && bracket_points(&cell.text).is_some())?;
        self.bracket_weight(head, column, &text_cell(&cells[column]))
    }

    fn fund_cell(
        &mut self,
        fund: &mut FundRow,
        name: &str,
        head: Option<Head>,
        row: usize,
        column: usize,
        head_row: usize,
    ) {
        let Some(cell) = self.raw.rows[row].cells.get(column) else { return };
        let default = match head {
            Some(Head::Weight | Head::Points) => Unit::base(Dimension::Points),
            Some(Head::Rate) => Unit::base(Dimension::Bare),
            Some(Head::Amount { .. }) => {
                let titles = &self.raw.rows[head_row].cells;
                let said = |column: usize| titles.get(column).and_then(|title| heads::unit_in(&title.text));
                said(column).or_else(|| said(0)).unwrap_or(self.unit)
            }
            _ => return,
        };
        let Some((quantity, span)) = self.number(cell, default) else { return };
        let id = self.push(row, column, quantity, span, name);
        let year = self.builder.year;
        let figure = &mut self.builder.figures[id.0];
        let slot = match head {
            Some(Head::Amount { year: said, basis }) => {
                figure.year = absolute(said, year);
                figure.basis = basis;
                // 2021年决算, 2022年预算, 2022年决算, 执行率: the rate is of the report's own year.
                if names::is_other_year(said, year) {
                    return;
                }
                let title = &self.raw.rows[head_row].cells[column].text;
                let spent = basis == Basis::Unsaid && title.contains("支出") && !title.contains("预算");
                match basis {
                    Basis::Initial => &mut fund.initial,
                    Basis::Final => &mut fund.executed,
                    // 2023年预算 beside 2023年支出.
                    _ if spent && fund.adjusted.is_some() => &mut fund.executed,
                    _ => &mut fund.adjusted,
                }
            }
            Some(Head::Rate) => {
                figure.role = Role::Rate;
                &mut fund.rate
            }
            Some(Head::Weight) => {
                figure.role = Role::Points;
                &mut fund.weight
            }
            _ => {
                figure.role = Role::Points;
                &mut fund.points
            }
        };
        slot.get_or_insert(id);
    }

    /// 按收入性质分 heads a column of `名：值` cells.
    fn fund_groups(&mut self, row: usize, head_span: Span) {
        let raw = &self.raw.rows[row];
        let leading = usize::from(raw.cells.first().is_some_and(|cell| cell.text.is_empty()));
        let opens = |at: &usize| forms::is_group_head(&raw.cells[*at].text);
        let heads: Vec<usize> = (0..raw.cells.len()).filter(opens).collect();
        if !heads.is_empty() {
            let funds = self.builder.tables[self.table].funds.get_or_insert_default();
            funds.head = head_span;
            funds.groups.extend(heads.into_iter().map(|at| FundGroup {
                title: group_title(&raw.cells[at]),
                column: at - leading.min(at),
                parts: Vec::new(),
                blank: Vec::new(),
            }));
            return;
        }
        let columns = |funds: &FundTable| funds.groups.iter().map(|group| group.column).collect();
        let columns: Vec<usize> = self.builder.tables[self.table].funds.as_ref().map_or(Vec::new(), columns);
        let filled: Vec<usize> = (0..raw.cells.len()).filter(|&c| !raw.cells[c].text.is_empty()).collect();
        for column in filled {
            let fact = self.label_fact(row, column);
            // Under its head, or in its turn where only the heads stand apart from each other.
            let at = column.saturating_sub(leading);
            let group = columns.iter().rposition(|head| *head == at).unwrap_or(at);
            if group >= columns.len() {
                continue;
            }
            let cell = text_cell(&self.raw.rows[row].cells[column]);
            let blank = split_fact(&cell.text)
                .is_some_and(|(_, value)| cells::read(value, self.unit) == Content::Empty);
            if let Some(group) =
                self.builder.tables[self.table].funds.as_mut().and_then(|funds| funds.groups.get_mut(group))
            {
                group.parts.extend(fact);
                if blank && fact.is_none() {
                    group.blank.push(cell);
                }
            }
        }
    }

    // --- indicators ------------------------------------------------------------------------------------------------

    fn indicator_row(&mut self, heads: &[Option<Head>], head: usize, row: usize) {
        let raw = &self.raw.rows[row];
        let width = self.raw.rows[head].cells.len();
        let has = |wanted: Head| heads.contains(&Some(wanted));
        let (weight, points, reason) = (has(Head::Weight), has(Head::Points), has(Head::Reason));
        let indicators = self.builder.tables[self.table].indicators.get_or_insert_default();
        indicators.has_weight |= weight;
        indicators.has_points |= points;
        indicators.has_reason |= reason;
        if is_score_total(raw) {
            self.score_total(heads, row);
            return;
        }
        let filled = raw.cells.iter().filter(|cell| !cell.text.is_empty()).count();
        let done = is_subtotal(raw) || is_goal(raw) || (self.has_total() && is_score(raw));
        if filled == 0 || done {
            return;
        }
        if is_bonus(raw) {
            self.bonus(row);
            return;
        }
        let first = heads
            .iter()
            .position(|h| matches!(h, Some(Head::First | Head::Second | Head::Third)))
            .unwrap_or(0);
        let leading_empty = raw.cells.first().is_some_and(|cell| cell.text.is_empty());
        let missing = missing_groups(raw, heads, width);
        let bound = !raw.loose
            && (raw.cells.len() == width
                || missing > 0
                || (raw.cells.len() < width && raw.cells.len() > first && (leading_empty || first == 0)));
        if !bound {
            if filled >= 3 && !raw.loose {
                self.indicators().unbound += 1;
            }
            return;
        }
        let last = row + 1 == self.raw.rows.len();
        self.bound_indicator(&heads[missing.min(heads.len())..], row, width - missing, last);
    }

    /// A row below 资金管理情况, 情况说明, 分值, 得分: the forms of 河南 give points for how the money was managed, which are part of the
    /// total like those of the indicators.
    fn score_row(&mut self, heads: &[Option<Head>], row: usize) {
        let raw = &self.raw.rows[row];
        if is_score_total(raw) || is_subtotal(raw) {
            return;
        }
        let points = Unit::base(Dimension::Points);
        let numbers = raw.cells.iter().filter(|cell| self.number(cell, points).is_some()).count();
        let mut words =
            raw.cells.iter().filter(|cell| matches!(cells::read(&cell.text, self.unit), Content::Text));
        let Some(name) = words.next().filter(|_| numbers > 0) else { return self.label_facts(row) };
        if raw.cells.len() != heads.len() || raw.loose {
            self.indicators().unbound += 1;
            return;
        }
        let (name, reason) = (text_cell(name), words.next().map(text_cell).unwrap_or_default());
        let mut indicator = IndicatorRow { row, span: raw.span, name, reason, ..IndicatorRow::default() };
        self.score_cells(heads, row, &mut indicator);
        self.indicators().rows.push(indicator);
    }

    /// The weight and the points of a row.
    fn score_cells(&mut self, heads: &[Option<Head>], row: usize, indicator: &mut IndicatorRow) {
        let points = Unit::base(Dimension::Points);
        for (wanted, slot) in [(Head::Weight, &mut indicator.weight), (Head::Points, &mut indicator.points)] {
            let Some(column) = column_of(heads, wanted) else { continue };
            let found = self.raw.rows[row].cells.get(column).and_then(|cell| self.number(cell, points));
            let Some((quantity, span)) = found else { continue };
            let quantity = Quantity { unit: points, ..quantity };
            let id = self.push(row, column, quantity, span, &indicator.name.text);
            self.builder.figures[id.0].role = Role::Points;
            *slot = Some(id);
        }
    }

    /// The weight and the points of 加分项, which the totals may count or not.
    fn bonus(&mut self, row: usize) {
        let points = Unit::base(Dimension::Points);
        for (column, cell) in self.raw.rows[row].cells.iter().enumerate() {
            let found = self.number(cell, points).filter(|(quantity, _)| quantity.unit == points);
            let Some((quantity, span)) = found else { continue };
            let id = self.push(row, column, quantity, span, "");
            self.builder.figures[id.0].role = Role::Points;
            self.indicators().bonus.push(id);
        }
    }

    /// Whether the total of the scores has been read.
    fn has_total(&mut self) -> bool {
        let indicators = self.indicators();
        indicators.total_weight.is_some() || indicators.total_points.is_some()
    }

    fn indicators(&mut self) -> &mut IndicatorTable {
        self.builder.tables[self.table].indicators.get_or_insert_default()
    }

    fn bound_indicator(&mut self, heads: &[Option<Head>], row: usize, width: usize, last: bool) {
        let raw = &self.raw.rows[row];
        let cell = |wanted: Head| column_of(heads, wanted).and_then(|c| raw.cells.get(c));
        let text = |wanted: Head| cell(wanted).map(text_cell).unwrap_or_default();
        let (first, second, mut third) = (text(Head::First), text(Head::Second), text(Head::Third));
        // 预算执行率 stands among the groups, and has no indicators below it.
        if second.text.is_empty() && third.text.is_empty() && forms::is_execution(&first) {
            third = first.clone();
        }
        let mut indicator = IndicatorRow {
            row,
            span: raw.span,
            second,
            name: third,
            target: target_cell(text(Head::Relation), text(Head::Target), text(Head::Measure)),
            actual: text(Head::Actual),
            reason: text(Head::Reason),
            ..IndicatorRow::default()
        };
        self.score_cells(heads, row, &mut indicator);
        let empty = [&indicator.second, &indicator.name, &indicator.target, &indicator.actual]
            .iter()
            .all(|c| c.text.is_empty());
        if !first.text.is_empty() {
            if !self.goes_on(&first) {
                let group = self.group(row, heads, &first);
                self.indicators().groups.push(group);
            }
        } else if empty && indicator.weight.is_none() && indicator.points.is_none() {
            return;
        }
        // A text that was cut off ends in the middle of a row that had more to say.
        let cut = last
            && raw.cells.len() < width
            && indicator.points.is_none()
            && heads.contains(&Some(Head::Points));
        let indicators = self.indicators();
        let groups = indicators.groups.len();
        // In a form aligned by spaces nothing tells 预算执行率 behind the last indicators from the name of one.
        let apart = first.text.is_empty()
            && [&indicator.second, &indicator.name].into_iter().any(forms::is_execution)
            && indicators.groups.last().is_some_and(|group| words::has(&group.name, "满意度|效益"));
        if apart {
            self.indicators().rows.push(indicator);
            return;
        }
        if indicator.second.text.is_empty()
            && let Some(above) = self.indicators().rows.last()
            && above.group == groups.checked_sub(1)
        {
            indicator.second = above.second.clone();
        }
        indicator.group = groups.checked_sub(1);
        let indicators = self.indicators();
        indicators.cut_off |= cut;
        indicators.rows.push(indicator);
    }

    /// Whether a row of the same form repeats the group of the row above, as cells that are not merged do.
    fn goes_on(&self, first: &TextCell) -> bool {
        let (table, text) = (&self.builder.tables[self.table], self.builder.syntax.text);
        let Some(indicators) = &table.indicators else { return false };
        let (Some(group), Some(above)) = (indicators.groups.last(), indicators.rows.last()) else {
            return false;
        };
        let same_form = table.head_rows.last().is_none_or(|head| *head < above.row);
        same_form && group.span.of(text) == first.span.of(text)
    }

    fn group(&mut self, row: usize, heads: &[Option<Head>], first: &TextCell) -> IndicatorGroup {
        let column = column_of(heads, Head::First).unwrap_or(0);
        let weight = self.bracket_weight(row, column, first);
        // A weight that no indicator takes is the group's own.
        let weight = match heads.get(column + 1) {
            Some(None) => weight.or_else(|| self.weight_beside(row, column + 1)),
            _ => weight,
        };
        IndicatorGroup { name: forms::without_brackets(&first.text).to_owned(), span: first.span, weight }
    }

    /// The weight of a group in a column of its own: 一级指标, 分值, 二级指标, 分值, 三级指标, 分值, 得分.
    fn weight_beside(&mut self, row: usize, column: usize) -> Option<FigureId> {
        let head = *self.builder.tables[self.table].head_rows.last()?;
        let (titles, cells) = (&self.raw.rows[head].cells, &self.raw.rows[row].cells);
        let title = titles.get(column).filter(|_| cells.len() == titles.len())?;
        let name = cells.get(column.checked_sub(1)?)?;
        if heads::read(&title.text) != Some(Head::Weight) {
            return None;
        }
        self.score_figure(row, column, Role::Points, forms::without_brackets(&name.text))
    }

    /// The points in the brackets of a cell: 50 of 产出指标（50分）.
    fn bracket_weight(&mut self, row: usize, column: usize, cell: &TextCell) -> Option<FigureId> {
        let digits = bracket_points(&cell.text)?;
        let span = cells::locate(self.builder.syntax.text, cell.span, digits)?;
        let (value, places) = parse_number(digits)?;
        let unit = Unit::base(Dimension::Points);
        let quantity = Quantity { value, places, unit, approx: Approx::Exact };
        let id = self.push(row, column, quantity, span, forms::without_brackets(&cell.text));
        self.builder.figures[id.0].role = Role::Points;
        Some(id)
    }

    /// 总分 100 99: the label spans the columns before the points.
    fn score_total(&mut self, heads: &[Option<Head>], row: usize) {
        let raw = &self.raw.rows[row];
        let has_number = |column: &usize| {
            raw.cells.get(*column).and_then(|cell| self.number(cell, Unit::base(Dimension::Points))).is_some()
        };
        let mut numbers: Vec<usize> = (1..raw.cells.len()).filter(has_number).collect();
        // The weights of the groups have totals of their own.
        if numbers.len() > 2 && raw.cells.len() == heads.len() {
            numbers.retain(|column| matches!(heads[*column], Some(Head::Weight | Head::Points)));
        }
        let has = |wanted: Head| heads.contains(&Some(wanted));
        let slots: &[Head] = match (has(Head::Weight), has(Head::Points), numbers.len()) {
            (true, true, 2) if column_of(heads, Head::Points) < column_of(heads, Head::Weight) => {
                &[Head::Points, Head::Weight]
            }
            (true, true, 2) => &[Head::Weight, Head::Points],
            (false, true, 1) => &[Head::Points],
            (true, false, 1) => &[Head::Weight],
            _ => return,
        };
        for (&column, slot) in numbers.iter().zip(slots) {
            let Some((quantity, span)) = self.number(&raw.cells[column], Unit::base(Dimension::Points))
            else {
                continue;
            };
            let quantity = Quantity { unit: Unit::base(Dimension::Points), ..quantity };
            let name = if *slot == Head::Weight { "总分（分值）" } else { "总分（得分）" };
            let id = self.push(row, column, quantity, span, name);
            self.builder.figures[id.0].role = Role::Points;
            let indicators = self.indicators();
            match slot {
                Head::Weight => indicators.total_weight = Some(id),
                _ => indicators.total_points = Some(id),
            }
        }
    }
}

fn amount_row(label: &RawCell<'_>, item: String, values: Vec<Value>, placed: tree::Placed) -> AmountRow {
    AmountRow {
        label: names::row_label(&label.text).into(),
        label_span: label.span,
        item: item.into(),
        values,
        parent: placed.parent,
        link: placed.link,
        sum: placed.sum,
    }
}

fn text_cell(cell: &RawCell<'_>) -> TextCell {
    TextCell { text: cell.text.as_ref().into(), span: cell.span }
}

/// How many cells of groups a row lacks at its head: in web pages a cell that spans rows stands in the first of them only.
fn missing_groups(row: &RawRow<'_>, heads: &[Option<Head>], width: usize) -> usize {
    let [Some(name), Some(weight), Some(points)] =
        [Head::Third, Head::Weight, Head::Points].map(|wanted| column_of(heads, wanted))
    else {
        return 0;
    };
    let number = |at: usize| row.cells.get(at).is_some_and(|cell| parse_number(&cell.text).is_some());
    let fits = |missing: &usize| {
        let words = |cell: &RawCell<'_>| !cell.text.is_empty() && parse_number(&cell.text).is_none();
        row.cells.get(name - missing).is_some_and(words)
            && number(weight - missing)
            && number(points - missing)
    };
    let short = width.saturating_sub(row.cells.len());
    let ordered = weight > name && points > name;
    // A group that is there stands in the first cell of the row.
    (0..=short.min(name)).find(|missing| ordered && fits(missing)).unwrap_or(0)
}

/// ≥ | 100 | 篇 in three columns reads ≥100篇.
fn target_cell(relation: TextCell, target: TextCell, measure: TextCell) -> TextCell {
    let sign = ["≥", "≤", "＝", "=", ">", "<", "＞", "＜"].contains(&&*relation.text);
    let prefix = if sign { &*relation.text } else { "" };
    let number = parse_number(&target.text).is_some();
    let suffix = if number { &*measure.text } else { "" };
    TextCell { text: format!("{prefix}{}{suffix}", target.text).into(), span: target.span }
}

fn prints_empty(row: &RawRow<'_>) -> bool {
    row.cells
        .iter()
        .position(|cell| cell.text.is_empty())
        .is_some_and(|at| row.cells[at..].iter().any(|cell| !cell.text.is_empty()))
}

/// 按收入性质分, without the amount that may stand behind it.
fn group_title(cell: &RawCell<'_>) -> TextCell {
    let text = split_fact(&cell.text).map_or(cell.text.as_ref(), |(name, _)| name);
    TextCell { text: text.into(), span: cell.span }
}

/// The first column with that head.
fn column_of(heads: &[Option<Head>], wanted: Head) -> Option<usize> {
    heads.iter().position(|head| *head == Some(wanted))
}

fn is_score_total(row: &RawRow<'_>) -> bool {
    row.label().is_some_and(|cell| forms::is_score_total(&cell.text))
}

/// 最终得分, 折算得分: what became of a total above it.
fn is_score(row: &RawRow<'_>) -> bool {
    row.label().is_some_and(|cell| words::ends(forms::without_brackets(cell.text.trim()), "得分|分数"))
}

/// The cells of a row that are not empty.
fn labels<'r>(row: &'r RawRow<'_>) -> impl Iterator<Item = &'r str> {
    row.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
}

/// A row of sums of the rows above it: 小计, 决策小计.
fn is_subtotal(row: &RawRow<'_>) -> bool {
    labels(row).take(3).any(|label| label.ends_with("小计"))
}

/// 年度目标2（40分） | 改善人居环境: what the indicators below the next heads are of.
fn is_goal(row: &RawRow<'_>) -> bool {
    let goal = labels(row).next().is_some_and(|label| words::starts(label, "年度目标|年度总体目标|总体目标"));
    goal && labels(row).count() <= 2
}

/// A row of points beyond the full ones: 加分项, 扣分项.
fn is_bonus(row: &RawRow<'_>) -> bool {
    labels(row).next().is_some_and(|label| words::starts(label, "加分|扣分|减分|附加分|奖励分"))
}

/// 名 and 值 of `名：值`; the name may have 其中： before it.
fn split_fact(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.rsplit_once(['：', ':'])?;
    let name = name.trim();
    let plain = !name.is_empty()
        && name.chars().count() <= 30
        && !name.contains(['。', '，', '；'])
        && names::row_label(name).chars().count() >= 2;
    plain.then_some((name, value.trim()))
}

/// The digits of （50分）.
fn bracket_points(text: &str) -> Option<&str> {
    let open = text.find(['（', '('])?;
    let rest = &text[open..];
    let start = rest.find(|c: char| crate::number::halfwidth(c).is_ascii_digit())?;
    let tail = &rest[start..];
    let end = tail
        .find(|c: char| !(crate::number::halfwidth(c).is_ascii_digit() || c == '.'))
        .unwrap_or(tail.len());
    tail[end..].trim_start().starts_with('分').then_some(&tail[..end])
}

/// The unit of figures under a head that is itself the name of what is counted.
fn record_unit(title: &str, money: Unit) -> Unit {
    let name = forms::without_brackets(title);
    if let Some(unit) = heads::unit_in(title) {
        return unit;
    }
    if name.ends_with('率') {
        return Unit::base(Dimension::Percent);
    }
    if name.contains('人') || name.contains("编制") {
        return Unit::base(Dimension::Count(Counter::People));
    }
    if name.contains("规模") || name.contains("面积") {
        return Unit::base(Dimension::Area);
    }
    if name.ends_with('数') && !words::ends(name, "预算数|决算数|执行数|支出数") {
        return Unit::base(Dimension::Bare);
    }
    money
}

/// The unit of a row whose label says that it counts something else than money.
fn row_unit(label: &str, money: Unit) -> Unit {
    if let Some(unit) = heads::unit_in(label) {
        return unit;
    }
    // 4.公务用车保有量（辆）
    // 3.市级专项资金（一个专项一行） is told how it is filled in.
    const COUNTED: &str = "人|人次|名|个|辆|台|套|台套|次|批|批次|户|家|件|亩|公里|团组|平方米|㎡|%|％";
    let bracket = label.trim_end().strip_suffix(['）', ')']).and_then(|rest| rest.rsplit(['（', '(']).next());
    let bracket = bracket.filter(|bracket| words::is(bracket.trim(), COUNTED));
    if let Some(unit) = bracket.and_then(parse_unit).filter(|unit| unit.dimension != Dimension::Money) {
        return unit;
    }
    let name = names::row_label(label);
    let tails = ["人数", "编制数", "人员编制", "在职人员", "人次", "批次", "车辆数", "辆数"];
    if tails.iter().any(|tail| name.ends_with(tail)) {
        return Unit::base(Dimension::Count(Counter::People));
    }
    if name.ends_with('率') {
        return Unit::base(Dimension::Percent);
    }
    money
}
