//! What was understood of a text, as text: for people who ask why a finding is there or is not.

use crate::{
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

/// Outline, tables, figures and statements of a model, a line each.
pub(crate) fn render(model: &Model<'_>) -> String {
    let mut out = String::new();
    let year = model.year.map_or("未知".to_owned(), |year| year.to_string());
    line(&mut out, 0, &format!("题目 {}", model.title));
    line(&mut out, 0, &format!("单位 {} · 年度 {year} · 规程 {}", model.unit_name, model.rules.name));
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        render_node(&mut out, model, index, node);
    }
    out
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

fn render_node(out: &mut String, model: &Model<'_>, index: usize, node: &Node<'_>) {
    match node {
        Node::Division { span, .. } => line(out, 0, &format!("# {}", span.of(model.text()).trim())),
        Node::Block(block) => {
            line(out, 0, &format!("【{}】{}", block.kind.name(), block.title.of(model.text())));
            render_marks(out, model, 1, index);
            let first = model.waivers.partition_point(|waiver| waiver.span.start < block.span.start);
            let end = block.body.last().map_or(block.span.end, |last| last.end);
            for waiver in model.waivers[first..].iter().take_while(|waiver| waiver.span.start < end) {
                line(out, 1, &format!("允许 {}", clip(waiver.span.of(model.text()), 60)));
            }
        }
        Node::Paragraph(paragraph) => {
            let depth = model.syntax.path(paragraph.section).len().max(1);
            let number = paragraph.number.map_or("", |number| number.span.of(model.text()));
            line(out, depth, &format!("{}{}", number.trim(), clip(&paragraph.flow.text, 40)));
            render_figures(
                out,
                model,
                depth + 1,
                |home| matches!(home, Home::Prose { node, .. } if node == index),
            );
            render_marks(out, model, depth + 1, index);
            for statement in model.statements.iter().filter(|s| node_of(model, s) == Some(index)) {
                line(out, depth + 1, &format!("= {}", describe(model, statement)));
            }
        }
        Node::Table { .. } => render_table(out, model, index),
    }
}

fn render_marks(out: &mut String, model: &Model<'_>, depth: usize, node: usize) {
    let node_of = |mark: &Mark| match mark.home {
        Home::Prose { node, .. } => node,
        Home::Cell { .. } => usize::MAX,
    };
    let first = model.marks.partition_point(|mark| node_of(mark) < node);
    for mark in model.marks[first..].iter().take_while(|mark| node_of(mark) == node) {
        let kind = match (&mark.fact, &mark.parsed.expression) {
            (Some(_), _) => "事实",
            (None, Some(_)) => "核对",
            (None, None) => "未读",
        };
        line(out, depth, &format!("{kind} {}", clip(mark.inner.of(model.text()).trim(), 60)));
    }
}

fn render_figures(out: &mut String, model: &Model<'_>, depth: usize, wanted: impl Fn(Home) -> bool) {
    for figure in model.figures.iter().filter(|figure| wanted(figure.home)) {
        line(out, depth, &format!("· {}", describe_figure(model, figure)));
    }
}

fn describe_figure(model: &Model<'_>, figure: &Figure) -> String {
    let basis = if figure.basis == Basis::Unsaid { "" } else { figure.basis.word() };
    let year = year_word(figure.year);
    let role = match figure.role {
        Role::Level => "",
        Role::Rate => "（比率）",
        Role::Change => "（增减）",
        Role::Points => "（分数）",
    };
    let name = if figure.item.is_empty() { "未命名" } else { &figure.item };
    format!("{name}@{year}{basis} = {}{role}", figure.span.of(model.text()))
}

fn year_word(year: Option<i32>) -> String {
    match year {
        Some(names::LAST_YEAR) => "上年".to_owned(),
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
        Statement::Share { rate, .. } | Statement::ShareWithoutSign { rate } => *rate,
        Statement::Rate { node, .. } | Statement::Completion { node, .. } => return Some(*node),
        Statement::Change(change) => return Some(change.node),
        Statement::Compare { level: id, .. } | Statement::Opposed { amount: id, .. } => *id,
        Statement::Score { points, .. } => *points,
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

fn describe(model: &Model<'_>, statement: &Statement) -> String {
    match statement {
        Statement::Breakdown { whole, parts, kind, closed } => {
            let parts: Vec<String> = parts.iter().map(|part| figure(model, *part)).collect();
            let kind = if *kind == ListKind::Partial || !closed { "部分" } else { "全部" };
            format!("{} ← {}（列出{kind}）", figure(model, *whole), parts.join(" + "))
        }
        Statement::Likely { wholes, parts } => {
            let names = |ids: &[FigureId]| ids.iter().map(|id| figure(model, *id)).collect::<Vec<_>>();
            format!("{} ← {}（可能）", names(wholes).join(" / "), names(parts).join(" + "))
        }
        Statement::Share { rate, part, whole } => {
            let whole = match whole {
                Whole::Figure(id) => figure(model, *id),
                Whole::Named(name) => name.clone(),
                Whole::Unsaid => "？".to_owned(),
            };
            format!("{} = {} ÷ {whole}", figure(model, *rate), figure(model, *part))
        }
        Statement::ShareWithoutSign { rate } => format!("{} 漏%", figure(model, *rate)),
        Statement::Rate { rate, name, item, .. } => format!("{name} {} 〔{item}〕", figure(model, *rate)),
        Statement::Completion { rate, level, base, under, .. } => {
            let under = under.map_or_else(|| base.word().to_owned(), |under| figure(model, under));
            format!("{} = {} ÷ {under}", figure(model, *rate), figure(model, *level))
        }
        Statement::Change(change) => format!(
            "{} 比 {}{} {} {} {}",
            figure(model, change.new),
            year_word(change.base.year),
            change.base.basis.word(),
            match change.direction {
                Direction::Rise => "增",
                Direction::Fall => "减",
                Direction::Level => "平",
            },
            change.amount.map_or(String::new(), |id| figure(model, id)),
            change.rate.map_or(String::new(), |id| figure(model, id)),
        ),
        Statement::Compare { level, other, relation, .. } => {
            let relation = match relation {
                Ordering::Less => "<",
                Ordering::Equal => "=",
                Ordering::Greater => ">",
            };
            format!("{} {relation} {}", figure(model, *level), figure(model, *other))
        }
        Statement::Opposed { amount, rate, .. } => {
            format!("{} 与 {} 方向相反", figure(model, *amount), figure(model, *rate))
        }
        Statement::Score { weight, points } => {
            format!("{} / {}", figure(model, *points), figure(model, *weight))
        }
        Statement::Count { stated, name, items, joined, open, .. } => {
            let uncertain = if *joined || *open { "，列举未必完全" } else { "" };
            format!("{name} {stated} 个，列 {items} 个{uncertain}")
        }
    }
}

fn render_table(out: &mut String, model: &Model<'_>, node: usize) {
    let Some((index, table)) = model.tables.iter().enumerate().find(|(_, table)| table.node == node) else {
        return;
    };
    line(out, 0, &format!("[表] {} {}（未能对列 {} 行）", table.name, table.title, table.unbound_rows));
    for amounts in &table.amounts {
        for row in &amounts.rows {
            let values: Vec<&str> = row
                .values
                .iter()
                .map(|value| match value {
                    Value::Figure(id) => model.printed(*id),
                    Value::Empty(_) => "空",
                    Value::Text => "文字",
                    Value::Unbound => "?",
                })
                .collect();
            let parent = row.parent.and_then(|p| amounts.rows.get(p)).map_or("", |p| &*p.label);
            let link = match row.link {
                Link::Root => String::new(),
                Link::Part => format!("，{parent}的一项"),
                Link::OfWhich => format!("，{parent}其中的一项"),
                Link::Total => "，合计".to_owned(),
                Link::Prompt => "，模板提示".to_owned(),
            };
            line(out, 1, &format!("{} | {}{link}", row.label, values.join(" | ")));
        }
    }
    if let Some(codes) = &table.codes {
        for row in &codes.rows {
            let values: Vec<&str> = row.figures.iter().map(|id| model.printed(*id)).collect();
            line(out, 1, &format!("{} {} | {}", row.code, row.label, values.join(" | ")));
        }
    }
    if let Some(funds) = &table.funds {
        for row in &funds.rows {
            let cells = [row.initial, row.adjusted, row.executed, row.weight, row.rate, row.points];
            let cells: Vec<&str> = cells.iter().map(|id| id.map_or("空", |id| model.printed(id))).collect();
            line(out, 1, &format!("资金 {} | {}", row.label.text, cells.join(" | ")));
        }
        for group in &funds.groups {
            let parts: Vec<String> = group.parts.iter().map(|id| figure(model, *id)).collect();
            line(out, 1, &format!("{} {}", group.title.text, parts.join(" + ")));
        }
    }
    if let Some(indicators) = &table.indicators {
        for row in &indicators.rows {
            let group = row.group.and_then(|g| indicators.groups.get(g)).map_or("", |g| g.name.as_str());
            let text = |cell: &TextCell| clip(&cell.text, 24);
            let points = [row.weight, row.points].map(|id| id.map_or("空", |id| model.printed(id)));
            line(
                out,
                1,
                &format!(
                    "指标 {group} › {} › {} | {} | {} | {} | {}",
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
            .map(|id| id.map_or("空", |id| model.printed(id)));
        line(out, 1, &format!("总分 {}", total.join(" | ")));
    }
    let bound = |home: Home| matches!(home, Home::Cell { table, .. } if table == index);
    if table.amounts.is_empty() && table.codes.is_none() {
        render_figures(out, model, 1, bound);
    }
}
