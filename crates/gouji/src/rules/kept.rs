//! What a rule found in a part of the text, put where the same part stands in the next version.
//!
//! Some rules look at nothing but one table, or at nothing but the figures of one item. Where that is as it was in the
//! version before, so is what they find, but for the numbers of the figures and the places.

use super::{Sink, Traced, claim, fold::Decided};
use crate::{
    AGAIN,
    finding::Finding,
    model::{Figure, FigureId, Model, Table, place::node_start},
    text::Span,
};
use std::sync::{Arc, Mutex, PoisonError};

/// What a rule added to its [`Sink`] while it looked at one part of the text.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(super) findings: Vec<Finding>,
    /// The findings are counted from the first one of the outcome.
    pub(super) decided: Vec<Decided>,
    pub(super) trace: Vec<Traced>,
    pub(super) habits: Vec<(bool, bool)>,
    pub(super) compared: Vec<Span>,
    pub(super) checked: Vec<FigureId>,
}

/// From the figures and places of a part to those of the text, or back.
#[derive(Clone, Copy)]
pub(crate) struct Way<'w> {
    pub(crate) figure: &'w dyn Fn(FigureId) -> FigureId,
    pub(crate) span: &'w dyn Fn(Span) -> Span,
}

impl Outcome {
    fn moved(mut self, way: Way<'_>) -> Self {
        for finding in &mut self.findings {
            move_finding(finding, way);
        }
        for decided in &mut self.decided {
            decided.claim.renumber(way.figure);
        }
        for traced in &mut self.trace {
            renumber([&mut traced.stated], way);
            renumber(&mut traced.operands, way);
        }
        self.compared.iter_mut().for_each(|span| *span = (way.span)(*span));
        renumber(&mut self.checked, way);
        self
    }
}

fn renumber<'i>(ids: impl IntoIterator<Item = &'i mut FigureId>, way: Way<'_>) {
    ids.into_iter().for_each(|id| *id = (way.figure)(*id));
}

fn move_finding(finding: &mut Finding, way: Way<'_>) {
    let related = finding.related.iter_mut().map(|related| &mut related.span);
    let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.span);
    let spans = std::iter::once(&mut finding.span).chain(related).chain(edits);
    spans.for_each(|span| *span = (way.span)(*span));
    if let Some(draft) = &mut finding.draft {
        draft.renumber(way.figure);
    }
}

impl Sink {
    /// What a check adds, beside having it added.
    pub(crate) fn outcome_of(&mut self, check: &dyn Fn(&mut Sink)) -> Outcome {
        let (findings, decided) = (self.findings.len(), self.decided.len());
        let (habits, compared) = (self.habits.len(), self.compared.len());
        let traced = self.trace.as_ref().map_or(0, Vec::len);
        self.log = Some(Vec::new());
        check(self);
        let in_outcome =
            |decided: &Decided| Decided { finding: decided.finding - findings, claim: decided.claim.clone() };
        Outcome {
            findings: self.findings[findings..].to_vec(),
            decided: self.decided[decided..].iter().map(in_outcome).collect(),
            trace: self.trace.as_ref().map_or_else(Vec::new, |trace| trace[traced..].to_vec()),
            habits: self.habits[habits..].to_vec(),
            compared: self.compared[compared..].to_vec(),
            checked: self.log.take().unwrap_or_default(),
        }
    }

    /// Adds what checks added elsewhere.
    pub(super) fn add(&mut self, outcome: Outcome) {
        let first = self.findings.len();
        outcome.findings.into_iter().for_each(|finding| self.push(finding));
        let placed = |decided: Decided| Decided { finding: first + decided.finding, ..decided };
        self.decided.extend(outcome.decided.into_iter().map(placed));
        if let Some(trace) = &mut self.trace {
            trace.extend(outcome.trace);
        }
        self.habits.extend(outcome.habits);
        self.compared.extend(outcome.compared);
        outcome.checked.into_iter().for_each(|id| self.checked(id));
    }
}

/// The rules that look at nothing but one table.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TableRule {
    Sums,
    Columns,
    Execution,
    Points,
    Reasons,
    Texts,
}

/// What they found in a table.
#[derive(Debug, Default)]
pub(crate) struct Outcomes(Mutex<InTable>);

#[derive(Debug, Default)]
struct InTable {
    /// Name and item of each figure: they depend on what the rest of the text names.
    called: Vec<(Arc<str>, Arc<str>)>,
    by_rule: [Option<Outcome>; 6],
}

impl Outcomes {
    /// Forgets what was found where a figure is called otherwise since.
    fn begin(&self, figures: &[Figure]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let as_before = |(figure, (name, item)): (&Figure, &(Arc<str>, Arc<str>))| {
            figure.name == *name && figure.item == *item
        };
        if known.called.len() != figures.len() || !figures.iter().zip(&known.called).all(as_before) {
            let called = figures.iter().map(|figure| (figure.name.clone(), figure.item.clone())).collect();
            *known = InTable { called, ..InTable::default() };
        }
    }
}

/// Tells every table how its figures are called now.
pub(crate) fn begin(model: &Model<'_>) {
    for table in &model.tables {
        if let Some(outcomes) = table.outcomes.as_ref().filter(|_| AGAIN) {
            let end = table.first_figure + table.places.len();
            outcomes.begin(&model.figures[table.first_figure..end]);
        }
    }
}

/// Runs a check on every table, or adds what it found where the table is as it was.
pub(crate) fn each_table(
    model: &Model<'_>,
    sink: &mut Sink,
    rule: TableRule,
    check: fn(&Model<'_>, &mut Sink, &Table),
) {
    for table in &model.tables {
        match table.outcomes.as_ref().filter(|_| AGAIN) {
            Some(outcomes) => outcomes.check(model, sink, table, rule, &|sink| check(model, sink, table)),
            None => check(model, sink, table),
        }
    }
}

impl Outcomes {
    fn check(
        &self,
        model: &Model<'_>,
        sink: &mut Sink,
        table: &Table,
        rule: TableRule,
        check: &dyn Fn(&mut Sink),
    ) {
        let start = model.syntax.nodes.get(table.node).map_or(0, node_start);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = &mut known.by_rule[rule as usize];
        if let Some(outcome) = slot {
            let figure = |id: FigureId| FigureId(id.0 + table.first_figure);
            let span = |span: Span| move_span(span, |at| at + start);
            sink.add(outcome.clone().moved(Way { figure: &figure, span: &span }));
            return;
        }
        let mut outcome = sink.outcome_of(check);
        // The words are made at once: what they say of the figures of the table stays true as long as the rest.
        outcome.findings.iter_mut().for_each(|finding| claim::settle_draft(model, finding));
        let figure = |id: FigureId| FigureId(id.0 - table.first_figure);
        let span = |span: Span| move_span(span, |at| at - start);
        *slot = Some(outcome.moved(Way { figure: &figure, span: &span }));
    }
}

/// The span of a cell that is not there stays where it is.
fn move_span(span: Span, to: impl Fn(usize) -> usize) -> Span {
    if span == Span::default() { span } else { Span { start: to(span.start), end: to(span.end) } }
}

/// What a rule found among the figures of an item, and what it looked at.
#[derive(Debug)]
pub(crate) struct KeptItem<S> {
    /// Of each figure.
    seen: Vec<S>,
    outcome: Outcome,
}

impl<S: PartialEq> KeptItem<S> {
    /// What a check of these figures finds; its findings are drafts.
    pub(crate) fn of(model: &Model<'_>, seen: Vec<S>, figures: &[FigureId], mut outcome: Outcome) -> Self {
        let drafts = outcome.findings.iter_mut().filter_map(|finding| finding.draft.as_mut());
        drafts.for_each(|draft| draft.explain(model));
        let figure = |id: FigureId| FigureId(figures.binary_search(&id).unwrap_or_default());
        Self { seen, outcome: outcome.moved(Way { figure: &figure, span: &|span| span }) }
    }

    /// Whether just this was looked at.
    pub(crate) fn seen(&self, mut seen: impl Iterator<Item = S>) -> bool {
        let mut before = self.seen.iter();
        seen.all(|now| before.next() == Some(&now)) && before.next().is_none()
    }

    /// Adds what was found.
    pub(crate) fn again(&self, model: &Model<'_>, sink: &mut Sink, figures: &[FigureId]) {
        let figure = |id: FigureId| figures[id.0];
        let mut outcome = self.outcome.clone().moved(Way { figure: &figure, span: &|span| span });
        for finding in &mut outcome.findings {
            if let Some(draft) = &finding.draft {
                finding.span = model.figure(draft.stated()).span;
            }
        }
        sink.add(outcome);
    }
}
