//! Terms of the writer's → exact arithmetic, with the units that they come to.

use crate::{
    exact::Term as SumTerm,
    exact::{Exact, Expression, Formula, Power, Printed, Reason, Sign},
    expression::Term,
    model::{FigureId, Model, known::Operand, marks::Mark},
    number::Dimension,
    rules::claim::show,
    text::Span,
};

/// Why a check cannot be computed.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// Two terms that cannot be added or compared.
    Units(String, String),
    /// Two factors whose units have no product or quotient.
    Factors(String, String),
    /// An operand of which the cell is empty.
    Empty(String),
    Reason(Reason),
}

/// What a term comes to.
#[derive(Clone, Debug)]
pub(super) struct Lowered {
    pub(super) expression: Expression,
    /// Nothing for numbers, rates and ratios.
    dimension: Option<Dimension>,
    /// A number that was typed without a unit, which fits numbers of people and points.
    bare: bool,
    /// Whether it is printed in per cent.
    pub(super) percent: bool,
    /// The first figure with a unit, in which the result is shown.
    pub(super) unit: Option<FigureId>,
    /// Most places of its figures.
    pub(super) places: u32,
}

impl Lowered {
    pub(super) fn is_scalar(&self) -> bool {
        self.dimension.is_none()
    }

    /// Whether the two can be added and compared.
    fn fits(&self, other: &Lowered) -> bool {
        let counted = |side: &Lowered| {
            matches!(side.dimension, Some(Dimension::Count(_) | Dimension::Points | Dimension::Area))
        };
        self.dimension == other.dimension || (self.bare && counted(other)) || (other.bare && counted(self))
    }

    fn is_count(&self) -> bool {
        matches!(self.dimension, Some(Dimension::Count(_)))
    }
}

/// A mark with what its names stand for.
pub(super) struct Reader<'r, 'm> {
    pub(super) model: &'r Model<'m>,
    pub(super) mark: &'r Mark,
    /// By the place of the name, ascending.
    pub(super) operands: Vec<(usize, Operand)>,
}

impl Reader<'_, '_> {
    /// What a term that is a single figure stands for.
    pub(super) fn lone(&self, term: &Term) -> Option<Operand> {
        match term {
            Term::Number(number) => self.mark.numbers.get(number.index).copied().map(Operand::Figure),
            Term::Name(name) => {
                let at = self.operands.binary_search_by_key(&name.span.start, |(start, _)| *start).ok()?;
                self.operands.get(at).map(|(_, operand)| *operand)
            }
            Term::Sum(_) | Term::Product(_) => None,
        }
    }

    /// The figures of a term, in the order of the text.
    pub(super) fn figures(&self, term: &Term) -> Vec<FigureId> {
        let mut figures = Vec::new();
        term.visit(&mut |term| {
            if let Some(Operand::Figure(id)) = self.lone(term) {
                figures.push(id);
            }
        });
        figures
    }

    /// Where a term stands.
    pub(super) fn span(&self, term: &Term) -> Span {
        let mut whole: Option<Span> = None;
        term.visit(&mut |term| {
            let span = match term {
                Term::Number(number) => number.span,
                Term::Name(name) => name.span,
                Term::Sum(_) | Term::Product(_) => return,
            };
            whole = Some(whole.map_or(span, |whole| whole.join(span)));
        });
        whole.unwrap_or(self.mark.inner)
    }

    /// A term in the writer's words.
    pub(super) fn words(&self, term: &Term) -> String {
        crate::model::place::clip(self.span(term).of(self.model.text()))
    }

    /// A term in figures: without units where all are in the unit of `like`.
    pub(super) fn shown(&self, term: &Term, like: Option<FigureId>) -> String {
        let figures = self.figures(term);
        let unit = like.or(figures.first().copied()).map(|id| self.model.figure(id).quantity.unit);
        let plain = figures.iter().all(|id| Some(self.model.figure(*id).quantity.unit) == unit);
        self.render(term, plain, false)
    }

    fn render(&self, term: &Term, plain: bool, inner: bool) -> String {
        let mut out = String::new();
        match term {
            Term::Number(_) | Term::Name(_) => match self.lone(term) {
                Some(Operand::Figure(id)) if plain => out = self.model.term(id),
                Some(Operand::Figure(id)) => out = show(self.model, id),
                _ => out.push('空'),
            },
            Term::Sum(terms) => {
                for (i, (sign, term)) in terms.iter().enumerate() {
                    out.push_str(match (sign, i) {
                        (Sign::Plus, 0) => "",
                        (Sign::Minus, 0) => "−",
                        (Sign::Plus, _) => " + ",
                        (Sign::Minus, _) => " − ",
                    });
                    out.push_str(&self.render(term, plain, true));
                }
            }
            Term::Product(terms) => {
                for (i, (power, term)) in terms.iter().enumerate() {
                    out.push_str(match (power, i) {
                        (_, 0) => "",
                        (Power::Times, _) => " × ",
                        (Power::Over, _) => " ÷ ",
                    });
                    out.push_str(&self.render(term, plain, true));
                }
                return out;
            }
        }
        if inner && matches!(term, Term::Sum(_)) { format!("（{out}）") } else { out }
    }

    fn printed(&self, id: FigureId) -> Result<Printed, Refusal> {
        self.model.exact(id).ok_or(Refusal::Reason(Reason::Overflow))
    }

    /// How the figure alone on one side follows from the other side, and from which figures, in the formula's order.
    pub(super) fn formula(
        &self,
        own: &Term,
        stated: FigureId,
        other: &Term,
    ) -> Result<(Formula, Vec<FigureId>), Refusal> {
        let alone = self.figure(stated)?;
        if let Some(sum) = self.sum(own, &alone, other)? {
            return Ok((sum, self.figures(other)));
        }
        let lowered = self.lower(other)?;
        self.same_kind(own, &alone, other, &lowered)?;
        if !alone.percent {
            return Ok((Formula::Expression(lowered.expression), self.figures(other)));
        }
        if let Some(rate) = self.rate(other) {
            return Ok(rate);
        }
        let hundred = (Power::Times, Expression::Number(Exact::HUNDRED));
        let percent = Expression::Product(vec![hundred, (Power::Times, lowered.expression)]);
        Ok((Formula::Expression(percent), self.figures(other)))
    }

    /// Figures added and subtracted, or a single one; empty cells may be among them.
    fn sum(&self, own: &Term, alone: &Lowered, other: &Term) -> Result<Option<Formula>, Refusal> {
        let single = [(Sign::Plus, other.clone())];
        let terms: &[(Sign, Term)] = match other {
            Term::Sum(terms) => terms,
            Term::Number(_) | Term::Name(_) => &single,
            Term::Product(_) => return Ok(None),
        };
        let mut parts = Vec::with_capacity(terms.len());
        for (sign, term) in terms {
            let part = match self.lone(term) {
                None => return Ok(None),
                Some(Operand::Empty(_)) if terms.len() == 1 => return Err(Refusal::Empty(self.words(term))),
                Some(Operand::Empty(_)) => SumTerm::Unknown,
                Some(Operand::Figure(id)) => {
                    let part = self.figure(id)?;
                    self.same_kind(own, alone, term, &part)?;
                    // Per cent and plain ratios are not of one scale.
                    if part.percent != alone.percent {
                        return Ok(None);
                    }
                    SumTerm::Printed(self.printed(id)?)
                }
            };
            parts.push((*sign, part));
        }
        Ok(Some(match parts.as_slice() {
            [(Sign::Plus, SumTerm::Printed(same))] => Formula::Same(*same),
            _ => Formula::Sum { terms: parts },
        }))
    }

    /// `a ÷ b`, `(a − b) ÷ b` and `(b − a) ÷ b`, in which every figure counts once.
    fn rate(&self, term: &Term) -> Option<(Formula, Vec<FigureId>)> {
        let Term::Product(terms) = term else { return None };
        let [(Power::Times, over), (Power::Over, under)] = terms.as_slice() else { return None };
        let base = self.one(under)?;
        if let Some(part) = self.one(over) {
            let formula = Formula::Share { part: self.model.exact(part)?, whole: self.model.exact(base)? };
            return Some((formula, vec![part, base]));
        }
        let Term::Sum(difference) = over else { return None };
        let [(Sign::Plus, first), (Sign::Minus, second)] = difference.as_slice() else { return None };
        let (first, second) = (self.one(first)?, self.one(second)?);
        let (new, decrease) = match (first == base, second == base) {
            (false, true) => (first, false),
            (true, false) => (second, true),
            _ => return None,
        };
        let formula = Formula::Change { new: self.model.exact(new)?, old: self.model.exact(base)?, decrease };
        Some((formula, vec![new, base]))
    }

    fn one(&self, term: &Term) -> Option<FigureId> {
        match self.lone(term) {
            Some(Operand::Figure(id)) => Some(id),
            _ => None,
        }
    }

    fn figure(&self, id: FigureId) -> Result<Lowered, Refusal> {
        let quantity = self.model.figure(id).quantity;
        let printed = self.printed(id)?;
        let dimension = quantity.unit.dimension;
        let percent = matches!(dimension, Dimension::Percent | Dimension::PercentPoint);
        let bare = dimension == Dimension::Bare;
        let factor = if percent { Exact::fraction(1, 100).unwrap_or(Exact::ONE) } else { Exact::ONE };
        Ok(Lowered {
            expression: Expression::Figure { printed, factor },
            dimension: Some(dimension).filter(|_| !percent && !bare),
            bare,
            percent,
            unit: (!percent && !bare).then_some(id),
            places: quantity.places,
        })
    }

    /// A term as an expression, in the base units of what it comes to.
    pub(super) fn lower(&self, term: &Term) -> Result<Lowered, Refusal> {
        match term {
            Term::Number(_) | Term::Name(_) => match self.lone(term) {
                Some(Operand::Figure(id)) => self.figure(id),
                _ => Err(Refusal::Empty(self.words(term))),
            },
            Term::Sum(terms) => self.lower_sum(terms),
            Term::Product(terms) => self.lower_product(terms),
        }
    }

    fn lower_sum(&self, terms: &[(Sign, Term)]) -> Result<Lowered, Refusal> {
        let mut sum: Option<Lowered> = None;
        let mut parts = Vec::with_capacity(terms.len());
        for (sign, term) in terms {
            let part = self.lower(term)?;
            parts.push((*sign, part.expression.clone()));
            sum = Some(match sum {
                None => part,
                Some(sum) => {
                    self.same_kind(&terms[0].1, &sum, term, &part)?;
                    let dimension = sum.dimension.or(part.dimension);
                    let (percent, bare) = (sum.percent || part.percent, sum.bare && part.bare);
                    let (unit, places) = (sum.unit.or(part.unit), sum.places.max(part.places));
                    Lowered { dimension, percent, bare, unit, places, ..sum }
                }
            });
        }
        let sum = sum.ok_or(Refusal::Reason(Reason::Overflow))?;
        Ok(Lowered { expression: Expression::Sum(parts), ..sum })
    }

    fn lower_product(&self, terms: &[(Power, Term)]) -> Result<Lowered, Refusal> {
        let mut product: Option<Lowered> = None;
        let mut parts = Vec::with_capacity(terms.len());
        for (power, term) in terms {
            let part = self.lower(term)?;
            parts.push((*power, part.expression.clone()));
            product = Some(match product {
                None => part,
                Some(product) => {
                    let refuse = || Refusal::Factors(self.words(&terms[0].1), self.words(term));
                    let dimension = match power {
                        Power::Times => times(&product, &part),
                        Power::Over => over(&product, &part),
                    }
                    .ok_or_else(refuse)?;
                    let keeps = dimension.is_some() && product.dimension == dimension;
                    let unit = if keeps { product.unit } else { part.unit };
                    let places = product.places.max(part.places).max(2);
                    Lowered {
                        dimension,
                        bare: false,
                        unit: unit.filter(|_| dimension.is_some()),
                        places,
                        ..product
                    }
                }
            });
        }
        let product = product.ok_or(Refusal::Reason(Reason::Overflow))?;
        let percent = product.percent || terms.iter().any(|(power, _)| *power == Power::Over);
        Ok(Lowered { expression: Expression::Product(parts), percent, ..product })
    }

    /// Refuses two terms of different kinds.
    pub(super) fn same_kind(
        &self,
        left: &Term,
        a: &Lowered,
        right: &Term,
        b: &Lowered,
    ) -> Result<(), Refusal> {
        if a.fits(b) { Ok(()) } else { Err(Refusal::Units(self.words(left), self.words(right))) }
    }
}

/// The dimension of a product: amounts times a ratio, or an amount per head times heads.
#[allow(clippy::option_option, reason = "no dimension is a result of its own: a ratio")]
fn times(a: &Lowered, b: &Lowered) -> Option<Option<Dimension>> {
    match (a.dimension, b.dimension) {
        (dimension, None) | (None, dimension) => Some(dimension),
        (dimension, Some(_)) if b.is_count() => Some(dimension),
        (Some(_), dimension) if a.is_count() => Some(dimension),
        _ => None,
    }
}

/// The dimension of a quotient: a ratio of amounts of one kind, an amount by a ratio, or an amount per head.
#[allow(clippy::option_option, reason = "no dimension is a result of its own: a ratio")]
fn over(a: &Lowered, b: &Lowered) -> Option<Option<Dimension>> {
    match (a.dimension, b.dimension) {
        (a, b) if a == b => Some(None),
        (dimension, None) => Some(dimension),
        (dimension @ Some(_), Some(_)) if b.is_count() => Some(dimension),
        _ => None,
    }
}
