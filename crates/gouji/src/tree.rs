//! What was understood of a text, as text: for people who ask why a finding is there or is not.

use crate::{
    Lang,
    model::{
        Figure, FigureId, Home, Model, Role,
        forms::TextCell,
        marks::Mark,
        names::{self, Basis},
        tree::{Link, Value},
    },
    statement::{Direction, ListKind, Statement, Whole},
    syntax::Node,
};
use std::{cmp::Ordering, fmt::Write};

/// Outline, tables, figures and statements of a model, a line each, labelled in `lang`; what the report says stays as
/// it says it.
pub(crate) fn render(model: &Model<'_>, lang: Lang) -> String {
    let mut out = String::new();
    let year = model.year.map_or(pick(lang, "未知", "unknown").to_owned(), |year| year.to_string());
    line(&mut out, 0, &format!("{} {}", pick(lang, "题目", "title"), model.title));
    let [unit, of_year, rules] = match lang {
        Lang::Zh => ["单位", "年度", "规程"],
        Lang::En => ["unit", "year", "rules"],
    };
    let (unit_name, ruleset) = (&model.unit_name, &model.rules.name);
    line(&mut out, 0, &format!("{unit} {unit_name} · {of_year} {year} · {rules} {ruleset}"));
    let page = Page { model, lang };
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        render_node(&mut out, page, index, node);
    }
    out
}

/// A model and the language of the labels.
#[derive(Clone, Copy)]
struct Page<'m, 't> {
    model: &'m Model<'t>,
    lang: Lang,
}

impl Page<'_, '_> {
    /// The label in the language of the page.
    fn say(self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.lang, zh, en)
    }
}

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    let _ = writeln!(out, "{:indent$}{}", "", text.replace(['\n', '\r'], " "), indent = depth * 2);
}

fn clip(text: &str, length: usize) -> String {
    let mut short: String = text.chars().take(length).collect();
    if text.chars().count() > length {
        short.push('…');
    }
    short
}

fn render_node(out: &mut String, page: Page<'_, '_>, index: usize, node: &Node<'_>) {
    let model = page.model;
    match node {
        Node::Division { span, .. } => line(out, 0, &format!("# {}", span.of(model.text()).trim())),
        Node::Block(block) => {
            line(out, 0, &format!("【{}】{}", block.kind.name(), block.title.of(model.text())));
            render_marks(out, page, 1, index);
            let first = model.waivers.partition_point(|waiver| waiver.span.start < block.span.start);
            let end = block.body.last().map_or(block.span.end, |last| last.end);
            for waiver in model.waivers[first..].iter().take_while(|waiver| waiver.span.start < end) {
                line(
                    out,
                    1,
                    &format!("{} {}", page.say("允许", "allowed"), clip(waiver.span.of(model.text()), 60)),
                );
            }
        }
        Node::Paragraph(paragraph) => {
            let depth = model.syntax.path(paragraph.section).len().max(1);
            let number = paragraph.number.map_or("", |number| number.span.of(model.text()));
            line(out, depth, &format!("{}{}", number.trim(), clip(&paragraph.flow.text, 40)));
            render_figures(
                out,
                page,
                depth + 1,
                |home| matches!(home, Home::Prose { node, .. } if node == index),
            );
            render_marks(out, page, depth + 1, index);
            for statement in model.statements.iter().filter(|s| node_of(model, s) == Some(index)) {
                line(out, depth + 1, &format!("= {}", describe(page, statement)));
            }
        }
        Node::Table { .. } => render_table(out, page, index),
    }
}

fn render_marks(out: &mut String, page: Page<'_, '_>, depth: usize, node: usize) {
    let model = page.model;
    let node_of = |mark: &Mark| match mark.home {
        Home::Prose { node, .. } => node,
        Home::Cell { .. } => usize::MAX,
    };
    let first = model.marks.partition_point(|mark| node_of(mark) < node);
    for mark in model.marks[first..].iter().take_while(|mark| node_of(mark) == node) {
        let kind = match (&mark.fact, &mark.parsed.expression) {
            (Some(_), _) => page.say("事实", "fact"),
            (None, Some(_)) => page.say("核对", "check"),
            (None, None) => page.say("未读", "not read"),
        };
        line(out, depth, &format!("{kind} {}", clip(mark.inner.of(model.text()).trim(), 60)));
    }
}

fn render_figures(out: &mut String, page: Page<'_, '_>, depth: usize, wanted: impl Fn(Home) -> bool) {
    for figure in page.model.figures.iter().filter(|figure| wanted(figure.home)) {
        line(out, depth, &format!("· {}", describe_figure(page, figure)));
    }
}

fn describe_figure(page: Page<'_, '_>, figure: &Figure) -> String {
    let when = when(page, figure.year, figure.basis);
    let role = match figure.role {
        Role::Level => "",
        Role::Rate => page.say("（比率）", " (rate)"),
        Role::Change => page.say("（增减）", " (change)"),
        Role::Points => page.say("（分数）", " (points)"),
    };
    let name = if figure.item.is_empty() { page.say("未命名", "unnamed") } else { &figure.item };
    format!("{name}@{when} = {}{role}", figure.span.of(page.model.text()))
}

/// What a figure was planned or spent as; nothing where the report does not say.
fn basis_word(page: Page<'_, '_>, basis: Basis) -> &'static str {
    let english = match basis {
        Basis::Initial => "initial budget",
        Basis::Adjusted => "adjusted budget",
        Basis::Budget => "budget",
        Basis::Final => "final accounts",
        Basis::Open => "basis open",
        Basis::Unsaid => "",
    };
    page.say(basis.word(), english)
}

/// The year and the basis of a figure.
fn when(page: Page<'_, '_>, year: Option<i32>, basis: Basis) -> String {
    let (year, basis) = (year_word(page, year), basis_word(page, basis));
    let apart = page.lang == Lang::En && !year.is_empty() && !basis.is_empty();
    format!("{year}{}{basis}", if apart { " " } else { "" })
}

fn year_word(page: Page<'_, '_>, year: Option<i32>) -> String {
    match year {
        Some(names::LAST_YEAR) => page.say("上年", "last year").to_owned(),
        year => year.map_or(String::new(), |year| year.to_string()),
    }
}

fn figure(model: &Model<'_>, id: FigureId) -> String {
    let figure = model.figure(id);
    format!("{} {}", figure.name, figure.span.of(model.text())).trim().to_owned()
}

fn node_of(model: &Model<'_>, statement: &Statement) -> Option<usize> {
    let id = match statement {
        Statement::Breakdown { whole, .. } => *whole,
        Statement::Likely { parts, .. } => *parts.first()?,
        Statement::Share { rate, .. }
        | Statement::ShareWithoutSign { rate }
        | Statement::CompareRate { rate, .. } => *rate,
        Statement::Rate { node, .. } | Statement::Completion { node, .. } => return Some(*node),
        Statement::Change(change) => return Some(change.node),
        Statement::Compare { level: id, .. } | Statement::Opposed { amount: id, .. } => *id,
        Statement::Score { points, .. } | Statement::Deducted { points, .. } => *points,
        Statement::Count { span, .. } => {
            return model
                .syntax
                .nodes
                .iter()
                .position(|node| matches!(node, Node::Paragraph(p) if p.span.contains(*span)));
        }
    };
    match model.figure(id).home {
        Home::Prose { node, .. } => Some(node),
        Home::Cell { .. } => None,
    }
}

fn sign_of(relation: Ordering) -> &'static str {
    match relation {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    }
}

fn describe(page: Page<'_, '_>, statement: &Statement) -> String {
    let model = page.model;
    match statement {
        Statement::Breakdown { whole, parts, kind, closed } => {
            let parts: Vec<String> = parts.iter().map(|part| figure(model, *part)).collect();
            let partial = *kind == ListKind::Partial || !closed;
            let kind = if partial {
                page.say("（列出部分）", " (some listed)")
            } else {
                page.say("（列出全部）", " (all listed)")
            };
            format!("{} ← {}{kind}", figure(model, *whole), parts.join(" + "))
        }
        Statement::Likely { wholes, parts } => {
            let names = |ids: &[FigureId]| ids.iter().map(|id| figure(model, *id)).collect::<Vec<_>>();
            let perhaps = page.say("（可能）", " (perhaps)");
            format!("{} ← {}{perhaps}", names(wholes).join(" / "), names(parts).join(" + "))
        }
        Statement::Share { rate, part, whole } => {
            let whole = match whole {
                Whole::Figure(id) => figure(model, *id),
                Whole::Named(name) => name.clone(),
                Whole::Unsaid => "？".to_owned(),
            };
            format!("{} = {} ÷ {whole}", figure(model, *rate), figure(model, *part))
        }
        Statement::ShareWithoutSign { rate } => {
            format!("{} {}", figure(model, *rate), page.say("漏%", "without %"))
        }
        Statement::Rate { rate, name, item, .. } => format!("{name} {} 〔{item}〕", figure(model, *rate)),
        Statement::Completion { rate, level, base, under, .. } => {
            let under =
                under.map_or_else(|| basis_word(page, *base).to_owned(), |under| figure(model, under));
            format!("{} = {} ÷ {under}", figure(model, *rate), figure(model, *level))
        }
        Statement::Change(change) => format!(
            "{} {} {} {} {} {}",
            figure(model, change.new),
            page.say("比", "against"),
            when(page, change.base.year, change.base.basis),
            match change.direction {
                Direction::Rise => page.say("增", "up"),
                Direction::Fall => page.say("减", "down"),
                Direction::Level => page.say("平", "level"),
            },
            change.amount.map_or(String::new(), |id| figure(model, id)),
            change.rate.map_or(String::new(), |id| figure(model, id)),
        ),
        Statement::Compare { level, other, relation, .. } => {
            format!("{} {} {}", figure(model, *level), sign_of(*relation), figure(model, *other))
        }
        Statement::CompareRate { rate, relation, .. } => {
            format!("{} {} 100%", figure(model, *rate), sign_of(*relation))
        }
        Statement::Opposed { amount, rate, .. } => {
            let opposed = page.say("方向相反", "go opposite ways");
            format!("{} {} {} {opposed}", figure(model, *amount), page.say("与", "and"), figure(model, *rate))
        }
        Statement::Score { weight, points } => {
            format!("{} / {}", figure(model, *points), figure(model, *weight))
        }
        Statement::Deducted { weight, points, lost } => {
            let [weight, points, lost] = [weight, points, lost].map(|id| figure(model, *id));
            format!("{weight} = {points} + {lost}")
        }
        Statement::Count { stated, name, list, .. } => {
            let (items, uncertain) = (list.items, list.joins > 0 || list.open);
            match page.lang {
                Lang::Zh => {
                    let uncertain = if uncertain { "，列举未必完全" } else { "" };
                    format!("{name} {stated} 个，列 {items} 个{uncertain}")
                }
                Lang::En => {
                    let uncertain = if uncertain { ", perhaps not all" } else { "" };
                    format!("{name} {stated} said, {items} listed{uncertain}")
                }
            }
        }
    }
}

fn render_table(out: &mut String, page: Page<'_, '_>, node: usize) {
    let model = page.model;
    let Some((index, table)) = model.tables.iter().enumerate().find(|(_, table)| table.node == node) else {
        return;
    };
    let (name, title, unbound) = (&table.name, &table.title, table.unbound_rows);
    line(
        out,
        0,
        &match page.lang {
            Lang::Zh => format!("[表] {name} {title}（未能对列 {unbound} 行）"),
            Lang::En => format!("[table] {name} {title} ({unbound} rows without columns)"),
        },
    );
    let empty = page.say("空", "empty");
    for amounts in &table.amounts {
        for row in &amounts.rows {
            let values: Vec<&str> = row
                .values
                .iter()
                .map(|value| match value {
                    Value::Figure(id) => model.printed(*id),
                    Value::Empty(_) => empty,
                    Value::Text => page.say("文字", "text"),
                    Value::Unbound => "?",
                })
                .collect();
            let parent = row.parent.and_then(|p| amounts.rows.get(p)).map_or("", |p| &*p.label);
            let link = match row.link {
                Link::Root => String::new(),
                Link::Part if page.lang == Lang::En => format!(", part of {parent}"),
                Link::OfWhich if page.lang == Lang::En => format!(", among {parent}"),
                Link::Part => format!("，{parent}的一项"),
                Link::OfWhich => format!("，{parent}其中的一项"),
                Link::Total => page.say("，合计", ", total").to_owned(),
                Link::Prompt => page.say("，模板提示", ", words of the template").to_owned(),
            };
            line(out, 1, &format!("{} | {}{link}", row.label, values.join(" | ")));
        }
    }
    for row in table.codes.iter().flat_map(|codes| &codes.rows) {
        let values: Vec<&str> = row.figures.iter().map(|id| model.printed(*id)).collect();
        line(out, 1, &format!("{} {} | {}", row.code, row.label, values.join(" | ")));
    }
    if let Some(funds) = &table.funds {
        for row in &funds.rows {
            let cells = [row.initial, row.adjusted, row.executed, row.weight, row.rate, row.points];
            let cells: Vec<&str> = cells.iter().map(|id| id.map_or(empty, |id| model.printed(id))).collect();
            line(
                out,
                1,
                &format!("{} {} | {}", page.say("资金", "funds"), row.label.text, cells.join(" | ")),
            );
        }
        for group in &funds.groups {
            let parts: Vec<String> = group.parts.iter().map(|id| figure(model, *id)).collect();
            line(out, 1, &format!("{} {}", group.title.text, parts.join(" + ")));
        }
    }
    if let Some(indicators) = &table.indicators {
        let indicator = page.say("指标", "indicator");
        for row in &indicators.rows {
            let group = row.group.and_then(|g| indicators.groups.get(g)).map_or("", |g| g.name.as_str());
            let text = |cell: &TextCell| clip(&cell.text, 24);
            let points = [row.weight, row.points].map(|id| id.map_or(empty, |id| model.printed(id)));
            line(
                out,
                1,
                &format!(
                    "{indicator} {group} › {} › {} | {} | {} | {} | {}",
                    text(&row.second),
                    text(&row.name),
                    text(&row.target),
                    text(&row.actual),
                    points.join(" | "),
                    text(&row.reason)
                ),
            );
        }
        let total = [indicators.total_weight, indicators.total_points]
            .map(|id| id.map_or(empty, |id| model.printed(id)));
        line(out, 1, &format!("{} {}", page.say("总分", "total points"), total.join(" | ")));
    }
    let bound = |home: Home| matches!(home, Home::Cell { table, .. } if table == index);
    if table.amounts.is_empty() && table.codes.is_empty() {
        render_figures(out, page, 1, bound);
    }
}
