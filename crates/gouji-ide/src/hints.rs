//! Computed figures beside those that are stated.

use crate::{
    Analysis,
    words::{self, pick},
};
use gouji::{
    Lang, Span,
    reading::{Equation, Figure, Home, Kind, Outcome, Role},
};
use serde::Serialize;

/// What a hint says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum HintKind {
    /// The figure agrees.
    Agrees,
    /// Something else was computed.
    Computed,
    /// Points that the method gives.
    Points,
}

/// A few words behind a place of the text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hint {
    /// Where.
    pub offset: usize,
    /// What is shown.
    pub label: String,
    /// Where it comes from.
    pub tooltip: String,
    /// What it says.
    pub kind: HintKind,
}

impl Hint {
    /// Takes in another hint for the same place.
    fn take_in(&mut self, other: &Hint) -> bool {
        if self.label != other.label {
            self.label = format!("{}  {}", self.label, other.label);
            self.tooltip = format!("{}\n\n{}", self.tooltip, other.tooltip);
        }
        true
    }
}

impl Analysis {
    /// The hints within `span`: behind every share, rate, sum and change what was computed, behind points what the method
    /// gives.
    pub fn hints(&self, span: Span) -> Vec<Hint> {
        let span = self.clamp_span(span);
        let mut hints = Vec::new();
        for figure in self.look().figures_in(&self.reading, span) {
            let hint = self.points_hint(figure).or_else(|| self.equation_hint(figure));
            hints.extend(hint.and_then(|hint| self.behind_its_row(figure, hint)));
        }
        hints.sort_by_key(|hint: &Hint| hint.offset);
        hints.dedup_by(|next, first| next.offset == first.offset && first.take_in(next));
        hints
    }

    /// Within a row a hint would push the columns behind it out of line. It stands behind the row and says its column;
    /// that a cell agrees is not worth that.
    fn behind_its_row(&self, figure: usize, hint: Hint) -> Option<Hint> {
        if !matches!(self.reading.figures[figure].home, Home::Cell { .. }) {
            return Some(hint);
        }
        if hint.kind == HintKind::Agrees {
            return None;
        }
        let place = self.reading.place(&self.text, figure);
        let column = place.rsplit(" › ").next().unwrap_or_default();
        let rest = &self.text[hint.offset..];
        let offset = hint.offset + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let label = format!("{column}{}{}", pick(self.lang(), "：", ": "), hint.label);
        Some(Hint { offset, label, ..hint })
    }

    fn equation_hint(&self, figure: usize) -> Option<Hint> {
        let tells = |equation: &&Equation| {
            // What one part alone comes to tells nobody anything while it agrees.
            let trivial = equation.operands.len() < 2 && equation.outcome == Outcome::Agrees;
            let tells = equation.outcome != Outcome::Within && equation.kind != Kind::Same;
            equation.stated == figure && tells && (!trivial || equation.kind == Kind::Own)
        };
        let equations = self.look().equations_of(figure).iter().map(|&at| &self.reading.equations[at]);
        let equation = equations.filter(tells).max_by_key(|equation| equation.outcome)?;
        let own = &self.reading.figures[figure];
        let tooltip = self.equation_line(equation);
        if equation.outcome == Outcome::Agrees {
            return Some(Hint {
                offset: self.behind(own),
                label: "✓".into(),
                tooltip,
                kind: HintKind::Agrees,
            });
        }
        let computed = words::computed(equation.computed?, own.quantity);
        let label = match equation.outcome {
            Outcome::Tail => format!("≈{computed}"),
            _ => format!("{}{computed}", pick(self.lang(), "算得", "computed ")),
        };
        Some(Hint { offset: self.behind(own), label, tooltip, kind: HintKind::Computed })
    }

    /// Behind a figure and the sign of its unit.
    fn behind(&self, figure: &Figure) -> usize {
        let end = figure.span.end;
        let unit = words::unit_sign(figure.quantity.unit);
        let said = figure.span.of(&self.text).ends_with(unit);
        let follows = !said && self.text[end..].starts_with(unit);
        if follows { end + unit.len() } else { end }
    }

    fn points_hint(&self, figure: usize) -> Option<Hint> {
        let own = &self.reading.figures[figure];
        let Home::Cell { table, row, .. } = own.home else { return None };
        let table = self.reading.tables.get(table).filter(|_| own.role == Role::Points)?;
        let at = table.indicators.binary_search_by_key(&row, |indicator| indicator.row).ok()?;
        if table.indicators[at].points != Some(figure) {
            return None;
        }
        let score = self.score_row_in(table.rows.get(row)?.span)?;
        let points = score.computed?;
        let inside = points.low <= own.quantity.value && own.quantity.value <= points.high;
        let (label, kind) = match (inside, self.lang()) {
            (true, _) => ("✓".to_owned(), HintKind::Agrees),
            (false, Lang::Zh) => (format!("算得{points}"), HintKind::Points),
            (false, Lang::En) => (format!("computed {points}"), HintKind::Points),
        };
        Some(Hint { offset: self.behind(own), label, tooltip: self.points_markdown(score), kind })
    }
}
