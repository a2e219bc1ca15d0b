//! What a paragraph said in the version before, said again where the same paragraph stands now.
//!
//! What a paragraph says depends on its own words, on the heading above it and on little else; where it stands only moves
//! its places and renumbers its figures. Lists that go on in the next paragraph and marks are always read anew.

use super::{Context, Lead, Output};
use crate::{
    model::{ClaimedPoints, Figure, FigureId, Home, ProseIndicator, Scope, names::Basis},
    statement::Statement,
    syntax::{Paragraph, SectionId},
    text::Span,
};

/// What a paragraph is read with, beside its own words.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Around {
    lead: Option<Lead>,
    scope: Scope,
    year: Option<i32>,
    basis: Basis,
    /// Whether it has a number, and whether it stands in a section: only then it can claim points.
    numbered: (bool, bool),
}

impl Around {
    pub(crate) fn of(
        context: Context<'_>,
        paragraph: &Paragraph<'_>,
        lead: Option<&Lead>,
        scope: Scope,
    ) -> Self {
        let numbered = (paragraph.number.is_some(), paragraph.section.is_some());
        Self { lead: lead.cloned(), scope, year: context.year, basis: context.basis, numbered }
    }
}

/// What a paragraph said. Its figures are counted from its first one, its places from its first byte.
#[derive(Debug)]
pub(crate) struct Said {
    around: Around,
    figures: Vec<Figure>,
    statements: Vec<Statement>,
    claims: Vec<ClaimedPoints>,
    total_claims: Vec<FigureId>,
    indicators: Vec<ProseIndicator>,
    name_spans: Vec<Span>,
}

/// How much was read before a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before {
    figures: usize,
    statements: usize,
    claims: usize,
    total_claims: usize,
    indicators: usize,
    name_spans: usize,
    marks: usize,
}

impl Output {
    /// Begins a paragraph.
    pub(crate) fn begin(&mut self, paragraph: &Paragraph<'_>) -> Before {
        self.bound = self.goes_on_in(paragraph);
        Before {
            figures: self.figures.len(),
            statements: self.statements.len(),
            claims: self.claims.len(),
            total_claims: self.total_claims.len(),
            indicators: self.indicators.len(),
            name_spans: self.name_spans.len(),
            marks: self.marks.len() + self.open_braces.len(),
        }
    }

    /// Whether an earlier paragraph opened a list that may have to do with this one.
    fn goes_on_in(&self, paragraph: &Paragraph<'_>) -> bool {
        self.pending.as_ref().is_some_and(|pending| pending.concerns(paragraph.number))
    }

    /// What was said since a paragraph began; `None` where it has to be read again, wherever it stands.
    pub(crate) fn said_since(
        &self,
        before: Before,
        around: Around,
        paragraph: &Paragraph<'_>,
    ) -> Option<Said> {
        if self.bound || self.marks.len() + self.open_braces.len() > before.marks {
            return None;
        }
        let start = paragraph.flow.offset(0);
        let put = Put {
            node: 0,
            section: None,
            id: &|id| FigureId(id.0 - before.figures),
            span: &|span| Span { start: span.start - start, end: span.end - start },
        };
        Some(Said {
            around,
            figures: self.figures[before.figures..].iter().map(|figure| put.figure(figure)).collect(),
            statements: self.statements[before.statements..].iter().map(|said| put.statement(said)).collect(),
            claims: self.claims[before.claims..].iter().map(|claim| put.claim(claim)).collect(),
            total_claims: self.total_claims[before.total_claims..].iter().map(|id| (put.id)(*id)).collect(),
            indicators: self.indicators[before.indicators..].iter().map(|said| put.indicator(said)).collect(),
            name_spans: self.name_spans[before.name_spans..].iter().map(|span| (put.span)(*span)).collect(),
        })
    }

    /// Adds what the paragraph said in the version before; `false` where it has to be read again.
    pub(crate) fn say_again(
        &mut self,
        said: &Said,
        around: &Around,
        node: usize,
        paragraph: &Paragraph<'_>,
    ) -> bool {
        if self.goes_on_in(paragraph) || said.around != *around {
            return false;
        }
        let (start, first) = (paragraph.flow.offset(0), self.figures.len());
        let put = Put {
            node,
            section: paragraph.section,
            id: &|id| FigureId(id.0 + first),
            span: &|span| Span { start: span.start + start, end: span.end + start },
        };
        self.figures.extend(said.figures.iter().map(|figure| put.figure(figure)));
        self.statements.extend(said.statements.iter().map(|said| put.statement(said)));
        self.claims.extend(said.claims.iter().map(|claim| put.claim(claim)));
        self.total_claims.extend(said.total_claims.iter().map(|id| (put.id)(*id)));
        self.indicators.extend(said.indicators.iter().map(|said| put.indicator(said)));
        self.name_spans.extend(said.name_spans.iter().map(|span| (put.span)(*span)));
        true
    }
}

impl Output {
    /// Puts the figures of prose behind those of tables.
    pub(crate) fn put_behind(&mut self, figures: Vec<Figure>) {
        let first = figures.len();
        let of_prose = std::mem::replace(&mut self.figures, figures);
        self.figures.extend(of_prose);
        let renumber = |id: &mut FigureId| id.0 += first;
        let by_first = |id: FigureId| FigureId(id.0 + first);
        self.statements.iter_mut().for_each(|statement| statement.renumber(&by_first));
        for claim in &mut self.claims {
            [&mut claim.weight, &mut claim.points, &mut claim.lost].into_iter().flatten().for_each(renumber);
        }
        self.total_claims.iter_mut().for_each(renumber);
        for indicator in &mut self.indicators {
            indicator.rate.iter_mut().for_each(renumber);
            indicator.scored = indicator.scored.map(|(weight, points)| (by_first(weight), by_first(points)));
        }
        for mark in &mut self.marks {
            mark.numbers.iter_mut().chain(&mut mark.fact).for_each(renumber);
        }
    }
}

/// Puts what was said into a node, with other numbers of figures and other places.
struct Put<'p> {
    node: usize,
    section: Option<SectionId>,
    id: &'p dyn Fn(FigureId) -> FigureId,
    span: &'p dyn Fn(Span) -> Span,
}

impl Put<'_> {
    fn figure(&self, figure: &Figure) -> Figure {
        let home = Home::Prose { node: self.node, section: self.section };
        Figure { span: (self.span)(figure.span), home, ..figure.clone() }
    }

    fn claim(&self, claim: &ClaimedPoints) -> ClaimedPoints {
        ClaimedPoints {
            section: self.section.unwrap_or(claim.section),
            title: claim.title.clone(),
            weight: claim.weight.map(self.id),
            points: claim.points.map(self.id),
            lost: claim.lost.map(self.id),
            none_lost: claim.none_lost.map(self.span),
        }
    }

    fn indicator(&self, indicator: &ProseIndicator) -> ProseIndicator {
        ProseIndicator {
            name: indicator.name.clone(),
            name_span: (self.span)(indicator.name_span),
            target: (self.span)(indicator.target),
            actual: (self.span)(indicator.actual),
            rate: indicator.rate.map(self.id),
            scored: indicator.scored.map(|(weight, points)| ((self.id)(weight), (self.id)(points))),
            section: self.section,
        }
    }

    fn statement(&self, statement: &Statement) -> Statement {
        let mut statement = statement.clone();
        statement.renumber(self.id);
        match &mut statement {
            Statement::Rate { node, .. } | Statement::Completion { node, .. } => *node = self.node,
            Statement::Change(change) => {
                change.span = (self.span)(change.span);
                change.reason = change.reason.map(self.span);
                change.node = self.node;
            }
            Statement::Compare { span, .. }
            | Statement::CompareRate { span, .. }
            | Statement::Opposed { span, .. }
            | Statement::Count { span, .. } => *span = (self.span)(*span),
            _ => {}
        }
        statement
    }
}
