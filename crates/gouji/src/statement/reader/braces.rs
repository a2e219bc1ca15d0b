//! Facts and checks in braces.

use super::{Output, Reading};
use crate::{
    expression::{self, Name, NameYear, Number, Relation, Term},
    model::{
        FigureId, Role,
        marks::Mark,
        names::{Basis, Label, Year, read_label},
    },
    number::Dimension,
    statement::pieces::{Piece, Printed, with_money},
};
use std::ops::Range;

impl Reading<'_, '_> {
    /// A fact enters the text's figures under its own name; a check's leading value is the prose's own figure.
    pub(super) fn brace(&mut self, out: &mut Output, pieces: &[Piece], i: usize, body: Range<usize>) {
        let text = &self.text[body.clone()];
        let inner = |range: Range<usize>| body.start + range.start..body.start + range.end;
        let parsed = expression::marked(text, &|range| self.paragraph.flow.span(inner(range)));
        let leading = parsed.expression.as_ref().and_then(|e| match (&e.sides[0], e.relations.first()) {
            (Term::Number(number), Some(Relation::Equal)) => Some(number.index),
            _ => None,
        });
        let mut fact = None;
        let mut numbers = Vec::new();
        if let Some((name, number)) = parsed.fact() {
            let id = self.fact(out, pieces, i, name, number, inner(number.at.clone()));
            fact = Some(id);
            numbers.push(id);
        } else {
            for number in parsed.numbers() {
                let printed = Printed { quantity: number.quantity, range: inner(number.at.clone()) };
                numbers.push(self.checked_number(out, pieces, i, &printed, leading == Some(number.index)));
            }
        }
        out.name_spans.extend(parsed.names().iter().map(|name| name.span));
        let (span, scope) = (self.span(pieces[i].range.clone()), self.scope);
        out.marks.push(Mark {
            span,
            inner: self.span(body),
            home: self.home(),
            scope,
            line: false,
            parsed,
            numbers,
            fact,
        });
    }

    /// `{名 = 值}`: as a figure in the sentence, but with the name, year and basis that the mark gives it.
    fn fact(
        &mut self,
        out: &mut Output,
        pieces: &[Piece],
        i: usize,
        name: &Name,
        number: &Number,
        range: Range<usize>,
    ) -> FigureId {
        let text = self.text;
        let before = read_label(text.get(self.boundary..pieces[i].range.start).unwrap_or_default());
        let year = match name.year {
            Some(NameYear::Of(year)) => Year::Of(year),
            Some(NameYear::Before) => Year::Before,
            None => Year::Reported,
        };
        let basis = name.basis.unwrap_or(Basis::Unsaid);
        let label = Label { name: "".into(), year, year_said: true, basis, total: before.total };
        let printed = Printed { quantity: number.quantity, range: range.clone() };
        let quantity = with_money(text, &printed, &name.text());
        let rate = matches!(quantity.unit.dimension, Dimension::Percent | Dimension::PercentPoint);
        let sentence_year = self.year;
        let id =
            self.push(out, quantity, range, name.text(), &label, if rate { Role::Rate } else { Role::Level });
        self.year = sentence_year;
        if rate {
            return id;
        }
        self.subject_name.clone_from(&out.figures[id.0].name);
        self.subject.clone_from(&out.figures[id.0].item);
        self.add_part(out, id, "");
        self.last_level = Some(id);
        self.last_in_clause = true;
        self.count_behind(out, pieces, i, quantity, pieces[i].range.clone());
        id
    }

    /// A number of a check. The leading one is what the sentence prints; the others are figures without a name.
    fn checked_number(
        &mut self,
        out: &mut Output,
        pieces: &[Piece],
        i: usize,
        printed: &Printed,
        leading: bool,
    ) -> FigureId {
        let rate = matches!(printed.quantity.unit.dimension, Dimension::Percent | Dimension::PercentPoint);
        let next = out.figures.len();
        if leading && !rate {
            self.figure(out, pieces, i, printed);
        }
        if out.figures.len() == next {
            let role = if rate { Role::Rate } else { Role::Level };
            self.push(out, printed.quantity, printed.range.clone(), String::new(), &read_label(""), role);
        }
        FigureId(next)
    }
}
