//! Lines above headings and tables: points and sums.

use crate::{
    Analysis,
    words::{self, pick},
};
use gouji::{
    Lang, Span,
    reading::{Amounts, Equation, Kind, Link, Outcome, Role, Section, Table},
    score::ScoreSheet,
};
use rust_decimal::Decimal;
use serde::Serialize;

/// A line above a heading or a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Lens {
    /// What it is about.
    pub span: Span,
    /// What it says.
    pub title: String,
    /// What lies behind it, in Markdown, for a tooltip.
    pub detail: String,
    /// Whether it is about points, so that a click shows the score sheet.
    pub score: bool,
}

/// Most equations in the details of a lens.
const MAX_LISTED: usize = 20;

impl Analysis {
    /// All lenses, in the order of the text.
    pub fn lenses(&self) -> Vec<Lens> {
        let mut lenses: Vec<Lens> =
            self.reading.claims.iter().filter_map(|claim| self.section_lens(claim)).collect();
        lenses.extend(self.score_lens());
        for (at, table) in self.reading.tables.iter().enumerate() {
            lenses.extend(self.sum_lens(at, table));
        }
        lenses.sort_by_key(|lens| lens.span);
        lenses
    }

    /// What a heading claims of points, beside what its indicators come to.
    fn section_lens(&self, claim: &gouji::reading::Claimed) -> Option<Lens> {
        let section = self.reading.sections.get(claim.section)?;
        let shown = |id: usize| self.reading.figures[id].quantity.value.normalize().to_string();
        let (weight, points) = (claim.weight.map(shown), claim.points.map(shown));
        let mut parts = Vec::new();
        let lang = self.lang();
        parts.extend(weight.map(|weight| format!("{}{weight}", pick(lang, "分值", "weight "))));
        parts.extend(points.map(|points| format!("{}{points}", pick(lang, "自评", "claimed "))));
        let subtotal = self.subtotal_of(section);
        parts.extend(subtotal.map(|points| format!("{}{points}", pick(lang, "重算", "computed "))));
        (!parts.is_empty()).then(|| Lens {
            span: self.heading_span(section),
            title: parts.join(" · "),
            detail: String::new(),
            score: true,
        })
    }

    /// The computed points of the 一级指标 that a heading names.
    fn subtotal_of(&self, section: &Section) -> Option<String> {
        let title = section.title.of(&self.text).trim();
        let sheet = self.reading.report.sheet.as_ref()?;
        let named = |first: &str| !first.is_empty() && title.starts_with(first);
        let row = sheet
            .rows
            .iter()
            .find(|row| named(&row.first) && (row.name.is_empty() || row.name == row.first))?;
        row.computed.map(|points| points.to_string())
    }

    /// The total, above the form that has it.
    fn score_lens(&self) -> Option<Lens> {
        let sheet = self.reading.report.sheet.as_ref()?;
        let table = self.reading.tables.iter().find(|table| !table.indicators.is_empty())?;
        let span = table.rows.first()?.span;
        Some(Lens { span, title: self.score_line(sheet)?, detail: String::new(), score: true })
    }

    fn score_line(&self, sheet: &ScoreSheet) -> Option<String> {
        let lang = self.lang();
        let mut parts = Vec::new();
        parts.extend(
            sheet.claimed.map(|claimed| format!("{}{}", pick(lang, "自评", "claimed "), claimed.normalize())),
        );
        parts.push(format!("{}{}", pick(lang, "重算", "computed "), sheet.computed?));
        if let Some(weight) = sheet.weight {
            parts.push(format!("{}{}", pick(lang, "满分", "of "), weight.normalize()));
        }
        if !sheet.grades.is_empty() {
            parts.push(sheet.grades.join(pick(lang, "或", " or ")));
        }
        if sheet.open_rows > 0 {
            parts.push(match lang {
                Lang::Zh => format!("{}项不能计算", sheet.open_rows),
                Lang::En => format!("{} not computable", sheet.open_rows),
            });
        }
        Some(parts.join(" · "))
    }

    /// How the sums of a table came out; where it has none, what its rows add up to.
    fn sum_lens(&self, at: usize, table: &Table) -> Option<Lens> {
        let span = table.rows.first()?.span;
        let inside = |equation: &&Equation| {
            equation.kind == Kind::Sum
                && equation.outcome != Outcome::Within
                && matches!(self.reading.figures[equation.stated].home, gouji::reading::Home::Cell { table, .. } if table == at)
        };
        let sums: Vec<&Equation> = self
            .look()
            .figures_in(&self.reading, table.span)
            .flat_map(|figure| {
                let equations =
                    self.look().equations_of(figure).iter().map(|&at| &self.reading.equations[at]);
                equations.filter(move |equation| equation.stated == figure)
            })
            .filter(inside)
            .collect();
        if sums.is_empty() {
            return self.row_sums(table, span);
        }
        let count = |outcome: Outcome| sums.iter().filter(|equation| equation.outcome == outcome).count();
        let lang = self.lang();
        let mut title = match lang {
            Lang::Zh => format!("表内合计{}处", sums.len()),
            Lang::En => format!("{} sums", sums.len()),
        };
        for outcome in [Outcome::Agrees, Outcome::Tail, Outcome::Contradiction] {
            let found = count(outcome);
            if found > 0 {
                title.push_str(&format!(" · {}{found}", words::outcome(lang, outcome)));
            }
        }
        let mut worst = sums;
        worst.sort_by_key(|equation| std::cmp::Reverse(equation.outcome));
        let lines =
            worst.into_iter().take(MAX_LISTED).map(|equation| format!("- {}", self.equation_line(equation)));
        Some(Lens { span, title, detail: lines.collect::<Vec<_>>().join("\n"), score: false })
    }

    /// 各行相加：2022年决算数 141.71，2023年决算数 104.98
    fn row_sums(&self, table: &Table, span: Span) -> Option<Lens> {
        let sums: Vec<String> = table.amounts.iter().flat_map(|amounts| self.column_sums(amounts)).collect();
        (!sums.is_empty()).then(|| Lens {
            span,
            title: format!(
                "{}{}",
                pick(self.lang(), "各行相加：", "rows add up to: "),
                sums.join(pick(self.lang(), "，", ", "))
            ),
            detail: String::new(),
            score: false,
        })
    }

    fn column_sums(&self, amounts: &Amounts) -> Vec<String> {
        let roots: Vec<_> = amounts.rows.iter().filter(|row| row.link == Link::Root).collect();
        if amounts.rows.iter().any(|row| row.link == Link::Total) {
            return Vec::new();
        }
        let sum = |column: usize| {
            let figures: Vec<_> = roots
                .iter()
                .filter_map(|row| *row.figures.get(column)?)
                .map(|id| &self.reading.figures[id])
                .collect();
            let unit = figures.first()?.quantity.unit;
            let same = figures.len() >= 2
                && figures.iter().all(|figure| figure.role == Role::Level && figure.quantity.unit == unit);
            let total =
                figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.quantity.value));
            same.then_some(total).flatten()
        };
        let columns = amounts.columns.iter().enumerate();
        columns
            .filter_map(|(at, column)| {
                Some(format!("{} {}", words::clip(&column.title, 16), sum(at)?.normalize()))
            })
            .collect()
    }
}
