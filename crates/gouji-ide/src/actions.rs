//! What can be done about a place. No action invents or changes an amount: only rates, shares and points follow from
//! other figures.

use crate::{
    Analysis, Edit, diagnostics,
    formatting::trim_common,
    items::{self, sentence},
    skeleton,
    words::{self, pick},
};
use gouji::{
    Finding, Lang, Span, Verdict,
    number::Dimension,
    reading::{self, Equation, Figure, Home, Kind, Node, Outcome, Role},
};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;
use std::collections::HashSet;

/// What an action is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ActionKind {
    /// It puts one finding right.
    QuickFix,
    /// It puts right everything that can be put right safely.
    FixAll,
    /// It writes the same in another way.
    Refactor,
    /// It is about the whole text.
    Source,
}

/// Something that can be done about a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Action {
    /// What it does.
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// Replacements in the order of the text.
    pub edits: Vec<Edit>,
    /// The codes of the findings that it answers.
    pub codes: Vec<String>,
    /// Whether it is the one that most people want.
    pub preferred: bool,
    /// Where, in the text with the edits, there is something to be written next.
    pub cursor: Option<usize>,
}

/// Derived figures whose computed value may be written in their place.
const DERIVED: [Kind; 4] = [Kind::Share, Kind::Change, Kind::Product, Kind::Sum];

impl Analysis {
    /// What can be done about what stands at `span`.
    pub fn actions(&self, span: Span) -> Vec<Action> {
        let span = self.clamp_span(span);
        let mut actions = Vec::new();
        let findings = self.findings_at(span);
        for finding in &findings {
            actions.extend(self.prepared(finding));
        }
        self.fill_in(span, &mut actions);
        for finding in &findings {
            match finding.rule.code {
                "GJ111" => self.add_sections(&mut actions),
                "GJ112" => self.add_forms(&mut actions),
                _ => {}
            }
        }
        actions.extend(findings.iter().filter_map(|finding| self.waive(finding)));
        actions.extend(self.make_fact(span));
        actions.extend(self.align_table(span));
        actions.extend(self.fix_all());
        actions.extend(self.add_header());
        let mut seen = HashSet::new();
        actions
            .retain(|action| seen.insert((action.title.clone(), action.edits.first().map(|edit| edit.span))));
        // 81.17% by 82.17%, and 81.17 of it by 82.17: a fix that is prepared may be the computed value once more.
        let trimmed = |edit: &Edit| trim_common(&self.text, edit.span, &edit.text);
        let mut changes: Vec<Vec<Option<Edit>>> = Vec::new();
        actions.retain(|action| {
            let change: Vec<_> = action.edits.iter().map(trimmed).collect();
            let new = action.kind != ActionKind::QuickFix || change.is_empty() || !changes.contains(&change);
            changes.push(change);
            new
        });
        actions
    }

    /// Every prepared fix that leaves no choice and takes no words away, as one action; `None` where there is none.
    pub fn fix_all(&self) -> Option<Action> {
        let safe = |finding: &&Finding| {
            finding.fixes.len() == 1
                && (finding.verdict() == Verdict::Syntax || finding.rule.code.starts_with("GJ70"))
                && self.options.severity_of(finding).is_some()
        };
        let mut edits: Vec<Edit> = Vec::new();
        let mut codes: Vec<String> = Vec::new();
        let mut count = 0;
        for finding in self.reading.report.findings.iter().filter(safe) {
            let fix = &finding.fixes[0];
            let free = |new: &gouji::finding::Edit| edits.iter().all(|old| !touch(old.span, new.span));
            if !fix.edits.iter().all(free) {
                continue;
            }
            edits.extend(fix.edits.iter().map(diagnostics::edit));
            if !codes.iter().any(|code| code == finding.rule.code) {
                codes.push(finding.rule.code.to_owned());
            }
            count += 1;
        }
        if count == 0 {
            return None;
        }
        edits.sort_by_key(|edit| edit.span);
        let title = match self.lang() {
            Lang::Zh => format!("改正全部写法问题（{count}处，不改金额）"),
            Lang::En => format!("put right all notation ({count} places, no amounts)"),
        };
        Some(Action { title, kind: ActionKind::FixAll, edits, codes, preferred: false, cursor: None })
    }

    fn findings_at(&self, span: Span) -> Vec<&Finding> {
        let findings = &self.reading.report.findings;
        findings
            .iter()
            .take_while(|finding| finding.span.start <= span.end)
            .filter(|finding| finding.span.end >= span.start && self.options.severity_of(finding).is_some())
            .collect()
    }

    fn prepared(&self, finding: &Finding) -> Vec<Action> {
        let only = finding.fixes.len() == 1;
        let action = |fix: &gouji::finding::Fix| Action {
            title: fix.words.render(self.lang()),
            kind: ActionKind::QuickFix,
            edits: fix.edits.iter().map(diagnostics::edit).collect(),
            codes: vec![finding.rule.code.to_owned()],
            preferred: only,
            cursor: None,
        };
        finding.fixes.iter().map(action).collect()
    }

    // --- computed rates, shares and points --------------------------------------------------------------------------------

    /// Computed values in place of contradicted ones, and into empty cells.
    fn fill_in(&self, span: Span, actions: &mut Vec<Action>) {
        let figures: Vec<usize> = self.figures_touching(span);
        for figure in figures {
            let equations = self.look().equations_of(figure).iter().map(|&at| &self.reading.equations[at]);
            let wrong = equations.filter(|equation| equation.stated == figure && self.can_write(equation));
            // What contradicts comes before what is off by rounding.
            if let Some(equation) = wrong.max_by_key(|equation| equation.outcome) {
                actions.extend(self.write_computed(equation));
            }
            actions.extend(self.write_points(figure));
        }
        actions.extend(self.fill_cell(span));
    }

    pub(crate) fn figures_touching(&self, span: Span) -> Vec<usize> {
        let from = self.text.floor_char_boundary(span.start.saturating_sub(64));
        let near = Span::new(from, span.end.max(from) + 1);
        let touches = |id: &usize| touch(self.reading.figures[*id].span, span);
        self.look().figures_in(&self.reading, near).filter(touches).collect()
    }

    fn can_write(&self, equation: &Equation) -> bool {
        let figure = &self.reading.figures[equation.stated];
        let derived = match figure.role {
            Role::Rate => true,
            Role::Points => !self.is_weight(equation.stated),
            Role::Change => {
                matches!(figure.quantity.unit.dimension, Dimension::Percent | Dimension::PercentPoint)
            }
            Role::Level => false,
        };
        derived
            && (DERIVED.contains(&equation.kind) || (equation.kind == Kind::Own && figure.role == Role::Rate))
            && matches!(equation.outcome, Outcome::Tail | Outcome::Contradiction)
            && equation.computed.is_some_and(|computed| !computed.is_sign_negative())
    }

    /// Whether points are those that can be had: nobody but the rule set can say how many.
    fn is_weight(&self, id: usize) -> bool {
        let figure = &self.reading.figures[id];
        let Home::Cell { table, row, column } = figure.home else {
            return self.reading.claims.iter().any(|claim| claim.weight == Some(id));
        };
        let Some(table) = self.reading.tables.get(table) else { return true };
        let cell = table.rows.get(row).and_then(|row| row.cells.get(column));
        // 产出指标（50分）
        let in_name = cell.is_some_and(|cell| cell.span != figure.span);
        let of_row = table.indicators.iter().any(|indicator| indicator.weight == Some(id));
        in_name || of_row || figure.name.ends_with("（分值）")
    }

    fn write_computed(&self, equation: &Equation) -> Option<Action> {
        let figure = &self.reading.figures[equation.stated];
        let value = words::fixed(equation.computed?, figure.quantity.places);
        let span = self.digits_of(figure)?;
        (span.of(&self.text) != value).then(|| {
            let shown = format!("{value}{}", words::unit_sign(figure.quantity.unit));
            let title = match self.lang() {
                Lang::Zh => format!("改为重算值{shown}（{}）", words::clip(&equation.shown, 40)),
                Lang::En => format!("write the computed {shown} ({})", words::clip(&equation.shown, 40)),
            };
            Action {
                title,
                kind: ActionKind::QuickFix,
                edits: vec![Edit::replace(span, value)],
                codes: equation.code.into_iter().map(str::to_owned).collect(),
                preferred: false,
                cursor: None,
            }
        })
    }

    /// The points that the method gives, in place of those that are claimed.
    fn write_points(&self, figure: usize) -> Option<Action> {
        let own = &self.reading.figures[figure];
        let Home::Cell { table, row, .. } = own.home else { return None };
        let indicators = &self.reading.tables.get(table)?.indicators;
        let at = indicators.binary_search_by_key(&row, |indicator| indicator.row).ok()?;
        if indicators[at].points != Some(figure) {
            return None;
        }
        let points = self.exact_points(table, row)?;
        (points != own.quantity.value).then_some(())?;
        let span = self.digits_of(own)?;
        let codes =
            self.findings_at(own.span).into_iter().filter(|finding| finding.rule.code.starts_with("GJ51"));
        Some(self.points_action(
            Edit::replace(span, points.normalize().to_string()),
            points,
            codes.map(|f| f.rule.code.to_owned()).collect(),
        ))
    }

    fn points_action(&self, edit: Edit, points: Decimal, codes: Vec<String>) -> Action {
        let title = match self.lang() {
            Lang::Zh => format!("填入按规程计算的得分{}分", points.normalize()),
            Lang::En => format!("write the {} points that the method gives", points.normalize()),
        };
        Action { title, kind: ActionKind::QuickFix, edits: vec![edit], codes, preferred: false, cursor: None }
    }

    /// The computed points of a row of a form, where the method leaves no room.
    fn exact_points(&self, table: usize, row: usize) -> Option<Decimal> {
        let row = self.reading.tables.get(table)?.rows.get(row)?;
        let points = self.score_row_in(row.span)?.computed?;
        (!points.is_range()).then_some(points.low)
    }

    /// Points or a rate into an empty cell.
    fn fill_cell(&self, span: Span) -> Option<Action> {
        let node = self.look().node_at(span.start)?;
        let Some(Node::Table(id)) = self.reading.nodes.get(node) else { return None };
        let table = self.reading.tables.get(*id)?;
        let row = table.rows.iter().position(|row| {
            row.cells.iter().any(|cell| cell.outer.start <= span.start && span.start <= cell.outer.end)
        })?;
        let head = *table.head_rows.iter().rev().find(|&&head| head < row)?;
        let raw = &table.rows[row];
        let (column, cell) = raw.cells.iter().enumerate().find(|(column, cell)| {
            cell.span.start == cell.span.end
                && !cell.outer.of(&self.text).contains(['\n', '\r'])
                && (touch(cell.outer, span)
                    || self.head_of(table, head, *column).is_some_and(|title| DERIVED_HEADS.contains(&title)))
        })?;
        let title = self.head_of(table, head, column)?;
        let edit = |value: String| {
            // A cell between bars keeps its white space.
            let spaced =
                if table.notation == reading::Notation::Pipes { format!(" {value} ") } else { value };
            Edit::replace(cell.outer, spaced)
        };
        if title == "得分" {
            let points = self.exact_points(*id, row)?;
            return Some(self.points_action(edit(points.normalize().to_string()), points, Vec::new()));
        }
        if title != "执行率" {
            return None;
        }
        let rate = self.execution_rate(*id, row)?;
        let value = format!("{}%", rate.normalize());
        let title = match self.lang() {
            Lang::Zh => format!("填入执行率{value}（执行数÷全年预算数）"),
            Lang::En => format!("write the execution rate {value} (executed ÷ budget)"),
        };
        Some(Action {
            title,
            kind: ActionKind::QuickFix,
            edits: vec![edit(value)],
            codes: Vec::new(),
            preferred: false,
            cursor: None,
        })
    }

    /// 得分 or 执行率, where a column's head begins with it.
    fn head_of(&self, table: &reading::Table, head: usize, column: usize) -> Option<&'static str> {
        let title = table.rows.get(head)?.cells.get(column)?.text(&self.text);
        DERIVED_HEADS.into_iter().find(|known| title.trim_start_matches("自评").starts_with(known))
    }

    fn execution_rate(&self, table: usize, row: usize) -> Option<Decimal> {
        let span = self.reading.tables.get(table)?.rows.get(row)?.span;
        let figures: Vec<&Figure> = self
            .look()
            .figures_in(&self.reading, span)
            .map(|id| &self.reading.figures[id])
            .filter(|figure| figure.role == Role::Level)
            .collect();
        let of =
            |basis: &str| figures.iter().find(|figure| figure.basis == basis).map(|figure| figure.quantity);
        let (executed, budget) = (of("决算")?, of("全年预算").or_else(|| of("预算"))?);
        let share =
            executed.base_value()?.checked_div(budget.base_value()?)?.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The digits of a figure, without its sign and unit.
    fn digits_of(&self, figure: &Figure) -> Option<Span> {
        let printed = figure.span.of(&self.text);
        let digit = |c: char| gouji::number::halfwidth(c).is_ascii_digit();
        let start = printed.find(digit)?;
        let rest = &printed[start..];
        let end =
            rest.find(|c: char| !digit(c) && !matches!(c, '.' | '．' | ',' | '，')).unwrap_or(rest.len());
        let number = rest[..end].trim_end_matches(['.', '．', ',', '，']);
        (!number.contains(['\n', '\r'])).then(|| {
            let from = figure.span.start + start;
            Span::new(from, from + number.len())
        })
    }

    // --- sections, forms, the header ----------------------------------------------------------------------------------------

    fn add_sections(&self, actions: &mut Vec<Action>) {
        let names: Vec<&str> = self.reading.missing_sections.iter().map(|(name, _)| name.as_str()).collect();
        for name in &names {
            actions.extend(self.add_section(&[name]));
        }
        if names.len() > 1 {
            actions.extend(self.add_section(&names));
        }
    }

    /// Sections behind the last one of the body, with the next numbers.
    fn add_section(&self, names: &[&str]) -> Option<Action> {
        let sections = &self.reading.sections;
        let annex = sections.iter().position(|section| {
            section.level == 0
                && section.number.is_none()
                && section.title.of(&self.text).trim_start().starts_with("附")
        });
        let body = &sections[..annex.unwrap_or(sections.len())];
        let last = body.iter().rfind(|section| section.level == 1)?;
        let end = self.text[..last.span.end].trim_end().len();
        let eol = self.line_end();
        let mut text = String::new();
        let number = self.next_section_number(end);
        for (at, name) in (0..).zip(names) {
            let rule = self.rules().sections.iter().find(|rule| rule.name == **name)?;
            text.push_str(eol);
            text.push_str(&skeleton::section_text(rule, number + at, false).trim_end().replace('\n', eol));
        }
        let title = match (self.lang(), names) {
            (Lang::Zh, [name]) => format!("补写章节“{name}”"),
            (Lang::En, [name]) => format!("add the section “{name}”"),
            (Lang::Zh, _) => format!("补写所缺的{}个章节", names.len()),
            (Lang::En, _) => format!("add the {} missing sections", names.len()),
        };
        let cursor = Some(end + text.len());
        Some(Action {
            title,
            kind: ActionKind::QuickFix,
            edits: vec![Edit::insert(end, text)],
            codes: vec!["GJ111".to_owned()],
            preferred: names.len() > 1,
            cursor,
        })
    }

    fn add_forms(&self, actions: &mut Vec<Action>) {
        let eol = self.line_end();
        let annexes =
            self.reading.nodes.iter().filter(|node| matches!(node, Node::Division { annex: true, .. }));
        let number = annexes.count() + 1;
        for name in &self.reading.missing_forms {
            let Some(form) = self.rules().forms.iter().find(|form| form.name == *name) else { continue };
            let year = self.reading.year.unwrap_or(2024);
            let text = format!("\n\n附件{number}\n{}", skeleton::form_text(form, self.rules(), year));
            let end = self.text.trim_end().len();
            let title = match self.lang() {
                Lang::Zh => format!("补上附表“{name}”"),
                Lang::En => format!("add the form “{name}”"),
            };
            actions.push(Action {
                title,
                kind: ActionKind::QuickFix,
                edits: vec![Edit::insert(end, text.trim_end().replace('\n', eol))],
                codes: vec!["GJ112".to_owned()],
                preferred: false,
                cursor: None,
            });
        }
    }

    /// A header with what is known of a report that has none.
    fn add_header(&self) -> Option<Action> {
        if !self.reading.header.is_empty() || self.reading.title.is_empty() {
            return None;
        }
        let eol = self.line_end();
        let mut lines = vec![format!("报告：{}", self.reading.title)];
        if !self.reading.unit_name.is_empty() {
            lines.push(format!("填报单位：{}", self.reading.unit_name));
        }
        lines.extend(self.reading.year.map(|year| format!("年度：{year}")));
        lines.push(format!("规程：{}", self.rules().name));
        lines.push("语言：1".to_owned());
        Some(Action {
            title: pick(
                self.lang(),
                "加上文首（题目、单位、年度、规程）",
                "add a header (title, unit, year, rule set)",
            )
            .to_owned(),
            kind: ActionKind::Source,
            edits: vec![Edit::insert(0, format!("{}{eol}{eol}", lines.join(eol)))],
            codes: Vec::new(),
            preferred: false,
            cursor: None,
        })
    }

    // --- waivers ------------------------------------------------------------------------------------------------------------

    /// A line of 【核对】 that waives a finding once its reason is written.
    fn waive(&self, finding: &Finding) -> Option<Action> {
        let code = finding.rule.code;
        // What cannot be read or stands in a waiver itself is to be written right, not waived.
        // The habit of the whole text stands nowhere.
        if finding.verdict() == Verdict::Syntax || code.starts_with("GJ71") || code == "GJ305" {
            return None;
        }
        let target = self.waiver_target(finding);
        if target.is_empty() || target.contains(['\n', '\r']) {
            return None;
        }
        let eol = self.line_end();
        let line = format!("允许 {code}（{target}）：");
        let block = self.reading.blocks.iter().rev().find(|block| block.kind == "核对");
        let (at, text, behind) = match block {
            Some(block) => {
                let end = block.body.last().map_or(block.span.end, |last| last.end.max(block.span.end));
                (end, format!("{eol}{line}"), 0)
            }
            None => {
                let end = self.text.trim_end().len();
                let lead = if end == 0 { String::new() } else { format!("{eol}{eol}") };
                (end, format!("{lead}【核对】{eol}{line}{eol}"), eol.len())
            }
        };
        let title = match self.lang() {
            Lang::Zh => format!("豁免 {code}（{}），并写明理由", words::clip(&target, 30)),
            Lang::En => format!("waive {code} ({}) with a reason", words::clip(&target, 30)),
        };
        let cursor = Some(at + text.len() - behind);
        Some(Action {
            title,
            kind: ActionKind::QuickFix,
            edits: vec![Edit::insert(at, text)],
            codes: vec![code.to_owned()],
            preferred: false,
            cursor,
        })
    }

    // --- refactorings -------------------------------------------------------------------------------------------------------

    /// 104.98万元 as {三公经费 = 104.98万元}.
    fn make_fact(&self, span: Span) -> Option<Action> {
        let id = self.figures_touching(span).into_iter().next()?;
        let figure = &self.reading.figures[id];
        let Home::Prose { node, .. } = figure.home else { return None };
        let paragraph = matches!(self.reading.nodes.get(node), Some(Node::Paragraph { .. }));
        let marked = self.reading.marks.iter().any(|mark| mark.span.contains(figure.span));
        let printed = figure.span.of(&self.text);
        let unit_said = !printed.ends_with(|c: char| gouji::number::halfwidth(c).is_ascii_digit());
        let plain = figure.quantity.approx == gouji::number::Approx::Exact
            && !printed.contains(['\n', '\r', '{', '}']);
        let start = sentence(&self.text, figure.span).start;
        let open = self.text[start..figure.span.start].contains(['{', '｛']);
        if !paragraph
            || marked
            || open
            || !unit_said
            || !plain
            || figure.role != Role::Level
            || figure.item.is_empty()
        {
            return None;
        }
        let name = items::quoted(reading::bare_label(&figure.name));
        let own = figure.year == self.reading.year && items::meets(figure.basis, self.reading.basis);
        let said = if own || figure.basis.is_empty() && figure.year == self.reading.year {
            String::new()
        } else {
            format!("@{}{}", figure.year.map_or(String::new(), |year| year.to_string()), figure.basis)
        };
        let title = match self.lang() {
            Lang::Zh => format!("标为事实：{{{name}{said} = {printed}}}"),
            Lang::En => format!("mark as a fact: {{{name}{said} = {printed}}}"),
        };
        Some(Action {
            title,
            kind: ActionKind::Refactor,
            edits: vec![Edit::replace(figure.span, format!("{{{name}{said} = {printed}}}"))],
            codes: Vec::new(),
            preferred: false,
            cursor: None,
        })
    }

    /// The table at a place, aligned between bars.
    fn align_table(&self, span: Span) -> Option<Action> {
        let node = self.look().node_at(span.start)?;
        let Some(Node::Table(_)) = self.reading.nodes.get(node) else { return None };
        let edits = self.format_range(span);
        let changes = edits.iter().any(|edit| trim_common(&self.text, edit.span, &edit.text).is_some());
        changes.then(|| Action {
            title: pick(self.lang(), "对齐本表", "align this table").to_owned(),
            kind: ActionKind::Refactor,
            edits,
            codes: Vec::new(),
            preferred: false,
            cursor: None,
        })
    }
}

/// Heads of columns whose figures follow from others.
const DERIVED_HEADS: [&str; 2] = ["得分", "执行率"];

/// Whether two spans share a place or touch.
fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}
