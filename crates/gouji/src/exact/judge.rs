//! Whether a stated figure agrees with the figures that it follows from.

use rust_decimal::Decimal;

use super::{Exact, Expression, Habit, Interval, Printed, sum};

/// Whether a term is added or subtracted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Added.
    Plus,
    /// Subtracted.
    Minus,
}

/// One term of a sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Term {
    /// A figure.
    Printed(Printed),
    /// An empty cell. Nothing as far as agreement and tails go; at least zero before anything is called a contradiction.
    Unknown,
}

/// How a stated figure follows from others.
#[derive(Clone, PartialEq, Debug)]
pub enum Formula {
    /// The same figure, printed in another place.
    Same(Printed),
    /// Terms added and subtracted. The stated figure is an amount like them.
    Sum {
        /// The terms, in the order of the text.
        terms: Vec<(Sign, Term)>,
    },
    /// `part / whole`, in per cent.
    Share {
        /// What is divided.
        part: Printed,
        /// What it is divided by.
        whole: Printed,
    },
    /// `(new − old) / old`, in per cent.
    Change {
        /// The later level.
        new: Printed,
        /// The earlier level.
        old: Printed,
        /// Whether a fall is stated, as a positive rate.
        decrease: bool,
    },
    /// The same rate, where the text gives the change itself instead of the earlier level: `delta / (new − delta)`.
    ChangeBy {
        /// The later level.
        new: Printed,
        /// By how much it changed, as a positive amount.
        delta: Printed,
        /// Whether it fell; the earlier level is then `new + delta`.
        decrease: bool,
    },
    /// `weight × rate / 100`: points for a degree of completion.
    Product {
        /// The points that can be had.
        weight: Printed,
        /// The degree of completion, in per cent.
        rate: Printed,
    },
    /// Anything else, in the stated figure's base unit; decided by plain interval arithmetic.
    Expression(Expression),
}

impl Formula {
    /// Whether a stated percentage is what the formula gives rounded half up, and what it gives cut off. `None` where
    /// nothing can be computed.
    pub fn rounded_or_cut(&self, stated: &Printed) -> Option<(bool, bool)> {
        let exact = recompute(self)?;
        let places = stated.places();
        let value = Exact::from(stated.value());
        let rounded = Exact::from(exact.round_half_up(places)?) == value;
        let cut = Exact::from(exact.truncate(places)?) == value;
        Some((rounded, cut))
    }

    /// The formula with another figure in place of its `index`-th; itself where it has no such figure.
    #[must_use]
    pub fn with_figure(&self, index: usize, figure: Printed) -> Self {
        let mut changed = self.clone();
        let mut figures = changed.figures_mut();
        if let Some(slot) = figures.get_mut(index) {
            **slot = figure;
        }
        changed
    }

    /// The printed figures, in the order of the formula.
    fn figures_mut(&mut self) -> Vec<&mut Printed> {
        match self {
            Formula::Same(other) => vec![other],
            Formula::Sum { terms } => terms
                .iter_mut()
                .filter_map(|(_, term)| match term {
                    Term::Printed(printed) => Some(printed),
                    Term::Unknown => None,
                })
                .collect(),
            Formula::Share { part, whole } => vec![part, whole],
            Formula::Change { new, old, .. } => vec![new, old],
            Formula::ChangeBy { new, delta, .. } => vec![new, delta],
            Formula::Product { weight, rate } => vec![weight, rate],
            Formula::Expression(expression) => expression.figures_mut(),
        }
    }

    /// `left − right`.
    pub fn difference(left: Printed, right: Printed) -> Self {
        let terms = vec![(Sign::Plus, Term::Printed(left)), (Sign::Minus, Term::Printed(right))];
        Formula::Sum { terms }
    }

    /// All `terms` added.
    pub fn total(terms: impl IntoIterator<Item = Printed>) -> Self {
        Formula::Sum { terms: terms.into_iter().map(|term| (Sign::Plus, Term::Printed(term))).collect() }
    }

    fn any(&self, mut test: impl FnMut(&Printed) -> bool) -> bool {
        match self {
            Formula::Same(a) => test(a),
            Formula::Sum { terms } => {
                terms.iter().any(|(_, term)| matches!(term, Term::Printed(term) if test(term)))
            }
            Formula::Share { part: a, whole: b }
            | Formula::Change { new: a, old: b, .. }
            | Formula::ChangeBy { new: a, delta: b, .. }
            | Formula::Product { weight: a, rate: b } => test(a) || test(b),
            Formula::Expression(expression) => expression.any(&mut test),
        }
    }
}

/// What a comparison came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// 一致: recomputing and rounding half up gives the stated figure.
    Agrees,
    /// 尾差: it does not, but some unrounded amounts that print as these figures would.
    Tail,
    /// 矛盾: no unrounded amounts could.
    Contradiction,
    /// It could not be decided.
    Undecided(Reason),
}

/// Why a comparison could not be decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The figures are too large or too fine to reckon with.
    Overflow,
    /// The rate's base is zero, or zero prints as it.
    ZeroBase,
    /// The rate's base is below zero, where 增长 and 下降 have no settled meaning.
    NegativeBase,
    /// The terms fall short of the stated figure, but empty cells could make up for it; or all cells are empty.
    EmptyCells,
}

/// On which side of the stated figure the sum of its parts lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The parts exceed the whole.
    Over,
    /// The parts fall short of the whole.
    Short,
}

/// What [`judge`] found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// Whether the figures agree.
    pub outcome: Outcome,
    /// The figure recomputed from the others and rounded half up to the stated figure's places, in base units;
    /// [`Printed::in_print`] gives it as the stated figure is printed. `None` where words widen one of the others.
    pub computed: Option<Decimal>,
    /// The stated figure minus `computed`, in base units.
    pub gap: Option<Decimal>,
    /// Whether there is a contradiction only because dropped zeros were filled up.
    pub only_filled: bool,
    /// On which side the parts of a sum lie, where they do not agree with the whole.
    pub side: Option<Side>,
}

impl Judgement {
    fn of(outcome: Outcome) -> Self {
        Judgement { outcome, computed: None, gap: None, only_filled: false, side: None }
    }

    /// `outcome`, with what was computed beside what is stated.
    fn compared(outcome: Outcome, stated: &Printed, computed: Option<Decimal>) -> Self {
        let gap = computed.and_then(|computed| {
            let places = stated.value().scale().max(computed.scale());
            Exact::from(stated.value()).checked_sub(computed.into())?.to_decimal(places)
        });
        Judgement { computed, gap, ..Judgement::of(outcome) }
    }
}

/// Judges whether `stated` agrees with what `formula` makes of the other figures.
pub fn judge(stated: &Printed, formula: &Formula) -> Judgement {
    let mut judgement = decide(stated, formula, true);
    if judgement.outcome == Outcome::Agrees {
        return judgement;
    }
    let contradicts = judgement.outcome == Outcome::Contradiction;
    if contradicts && (stated.is_filled() || formula.any(Printed::is_filled)) {
        judgement.only_filled = decide(stated, formula, false).outcome != Outcome::Contradiction;
    }
    judgement
}

/// Judges with dropped zeros filled up, or with the figures just as they are printed.
fn decide(stated: &Printed, formula: &Formula, filled: bool) -> Judgement {
    let as_read = |figure: &Printed| if filled { *figure } else { figure.unfilled() };
    let stated = as_read(stated);
    let judgement = match formula {
        Formula::Same(other) => same(&stated, &as_read(other)).ok_or(Reason::Overflow),
        Formula::Sum { terms } => of_sum(&stated, terms, filled),
        _ => of_rate(&stated.derived(), formula, as_read),
    };
    judgement.unwrap_or_else(|reason| Judgement::of(Outcome::Undecided(reason)))
}

/// Whether two figures agree as one that is printed twice: what [`judge`] says of them as [`Formula::Same`].
pub fn is_same(stated: &Printed, other: &Printed) -> bool {
    let plain = !stated.is_widened() && !other.is_widened();
    let gap = stated.value().checked_sub(other.value()).map(|gap| gap.abs());
    // Rounding and cutting off change a figure by less than a last place.
    let apart = plain && gap.is_some_and(|gap| gap >= stated.place().max(other.place()));
    !apart && judge(stated, &Formula::Same(*other)).outcome == Outcome::Agrees
}

/// Whether a share or another rate agrees with what is stated: what [`judge`] says of it, sooner where it does not.
pub fn agrees(stated: &Printed, formula: &Formula) -> bool {
    if stated.is_widened() || formula.any(Printed::is_widened) {
        return judge(stated, formula).outcome == Outcome::Agrees;
    }
    let rounded = recompute(formula).and_then(|exact| exact.round_to(stated.last_place()));
    rounded == Some(stated.value().into())
}

/// Judges one figure that is printed twice: the finer one, rounded or cut off, must give the coarser one.
fn same(stated: &Printed, other: &Printed) -> Option<Judgement> {
    if stated.is_widened() || other.is_widened() {
        let agrees = stated.interval(Habit::Either)?.intersects(&other.interval(Habit::Either)?);
        let computed = (!other.is_widened()).then(|| other.value());
        return Some(Judgement::compared(equal(agrees), stated, computed));
    }
    let (finer, coarser) =
        if other.last_place() <= stated.last_place() { (other, stated) } else { (stated, other) };
    let (fine, coarse) = (Exact::from(finer.value()), Exact::from(coarser.value()));
    let unit = coarser.last_place();
    let agrees = fine == coarse || fine.round_to(unit)? == coarse || fine.cut_to(unit)? == coarse;
    let computed = Exact::from(other.value());
    let computed = if finer == other { computed.round_to(unit)? } else { computed };
    Some(Judgement::compared(equal(agrees), stated, shown(computed, stated, other.value().scale())))
}

fn equal(agrees: bool) -> Outcome {
    if agrees { Outcome::Agrees } else { Outcome::Contradiction }
}

/// Judges a sum.
fn of_sum(stated: &Printed, terms: &[(Sign, Term)], filled: bool) -> Result<Judgement, Reason> {
    let total = sum::total(terms, stated.exponent()).ok_or(Reason::Overflow)?;
    if !total.known {
        return Err(Reason::EmptyCells);
    }
    let widened = total.widened || stated.is_widened();
    if !widened && stated.is_scaled(total.count, total.exponent) {
        return Ok(Judgement::compared(Outcome::Agrees, stated, Some(stated.value())));
    }
    let exact = total.exact().ok_or(Reason::Overflow)?;
    let reach = |habit| sum::reach(terms, habit, filled, total.exponent).ok_or(Reason::Overflow);
    let mut judgement = settle(stated, exact, total.widened, reach)?;
    if judgement.outcome == Outcome::Agrees {
        return Ok(judgement);
    }
    let over = exact > stated.value().into();
    judgement.side = Some(if over { Side::Over } else { Side::Short });
    if judgement.outcome == Outcome::Contradiction && empty_cells_explain(stated, &total, reach)? {
        judgement.outcome = Outcome::Undecided(Reason::EmptyCells);
    }
    Ok(judgement)
}

/// Whether amounts of at least zero in the empty cells could bring the sum to the stated figure.
fn empty_cells_explain(
    stated: &Printed,
    total: &sum::Total,
    reach: impl Fn(Habit) -> Result<Interval, Reason>,
) -> Result<bool, Reason> {
    if !total.unknown_added && !total.unknown_subtracted {
        return Ok(false);
    }
    for habit in [Habit::Rounded, Habit::CutOff] {
        let stated = stated.interval(habit).ok_or(Reason::Overflow)?;
        let sum = reach(habit)?;
        let raised = total.unknown_added && !stated.is_below(&sum);
        let lowered = total.unknown_subtracted && !sum.is_below(&stated);
        if raised || lowered {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Judges a share, a change or a product. The stated figure is rounded or cut off by itself.
fn of_rate(
    stated: &Printed,
    formula: &Formula,
    as_read: impl Fn(&Printed) -> Printed,
) -> Result<Judgement, Reason> {
    let base = base(formula)?;
    if base.is_zero() {
        return Err(Reason::ZeroBase);
    }
    let exact = recompute(formula).ok_or(Reason::Overflow)?;
    let reach = |habit| {
        if let Formula::Expression(expression) = formula {
            return expression.reach(habit).ok_or(Reason::Overflow);
        }
        let interval = |figure: &Printed| as_read(figure).interval(habit).ok_or(Reason::Overflow);
        reach(formula, interval)
    };
    let judgement = settle(stated, exact, formula.any(Printed::is_widened), reach)?;
    if base.is_negative() && judgement.outcome != Outcome::Agrees {
        return Err(Reason::NegativeBase);
    }
    Ok(judgement)
}

/// Decides between the three outcomes, given what the printed figures come to and what amounts behind them could.
fn settle(
    stated: &Printed,
    exact: Exact,
    widened: bool,
    reach: impl Fn(Habit) -> Result<Interval, Reason>,
) -> Result<Judgement, Reason> {
    let rounded = exact.round_to(stated.last_place()).ok_or(Reason::Overflow)?;
    let agrees = if stated.is_widened() {
        stated.interval(Habit::Rounded).ok_or(Reason::Overflow)?.contains(exact)
    } else {
        rounded == stated.value().into()
    };
    // A widened operand has no digits to be off by: it agrees where any amount does.
    let outcome = if agrees && !widened {
        Outcome::Agrees
    } else if !possible(stated, reach)? {
        Outcome::Contradiction
    } else if widened {
        Outcome::Agrees
    } else {
        Outcome::Tail
    };
    let computed = if widened { None } else { shown(rounded, stated, 0) };
    Ok(Judgement::compared(outcome, stated, computed))
}

/// Whether amounts that print as the figures satisfy the formula: all of them rounded, or all of them cut off.
fn possible(stated: &Printed, reach: impl Fn(Habit) -> Result<Interval, Reason>) -> Result<bool, Reason> {
    let under = |habit| {
        let stated = stated.interval(habit).ok_or(Reason::Overflow)?;
        Ok(reach(habit)?.intersects(&stated))
    };
    // What cannot be reckoned under one habit is no obstacle if the other shows that it is possible.
    match (under(Habit::Rounded), under(Habit::CutOff)) {
        (Ok(true), _) | (_, Ok(true)) => Ok(true),
        (Err(reason), _) | (_, Err(reason)) => Err(reason),
        _ => Ok(false),
    }
}

/// `number` as a decimal with as many places as the last place of `stated` needs, and at least `least`.
fn shown(number: Exact, stated: &Printed, least: u32) -> Option<Decimal> {
    number.to_decimal(stated.filled_unit().unwrap_or(stated.unit()).scale().max(least))
}

/// What a rate is taken of, as printed; one where there is no such thing.
fn base(formula: &Formula) -> Result<Exact, Reason> {
    let exact = |figure: &Printed| Exact::from(figure.value());
    match formula {
        Formula::Share { whole, .. } => Some(exact(whole)),
        Formula::Change { old, .. } => Some(exact(old)),
        Formula::ChangeBy { new, delta, decrease } => earlier(exact(new), exact(delta), *decrease),
        Formula::Expression(expression) if expression.divides_by_zero() => Some(Exact::ZERO),
        Formula::Same(_) | Formula::Sum { .. } | Formula::Product { .. } | Formula::Expression(_) => {
            Some(Exact::ONE)
        }
    }
    .ok_or(Reason::Overflow)
}

/// The earlier level, from the later one and the change.
fn earlier(new: Exact, delta: Exact, decrease: bool) -> Option<Exact> {
    if decrease { new.checked_add(delta) } else { new.checked_sub(delta) }
}

/// What the printed figures come to, exactly; `None` for a base of zero and where 128 bits do not suffice.
pub(super) fn recompute(formula: &Formula) -> Option<Exact> {
    let exact = |figure: &Printed| Exact::from(figure.value());
    match formula {
        Formula::Same(other) => Some(exact(other)),
        Formula::Sum { terms } => sum::total(terms, 0)?.exact(),
        Formula::Share { part, whole } => exact(part).checked_div(exact(whole))?.checked_mul(Exact::HUNDRED),
        Formula::Change { new, old, decrease } => {
            let (new, old) = (exact(new), exact(old));
            let change = if *decrease { old.checked_sub(new) } else { new.checked_sub(old) };
            change?.checked_div(old)?.checked_mul(Exact::HUNDRED)
        }
        Formula::ChangeBy { new, delta, decrease } => {
            let (new, delta) = (exact(new), exact(delta));
            delta.checked_div(earlier(new, delta, *decrease)?)?.checked_mul(Exact::HUNDRED)
        }
        Formula::Product { weight, rate } => {
            exact(weight).checked_mul(exact(rate))?.checked_div(Exact::HUNDRED)
        }
        Formula::Expression(expression) => expression.value(),
    }
}

/// All that amounts within their intervals come to.
fn reach(
    formula: &Formula,
    interval: impl Fn(&Printed) -> Result<Interval, Reason>,
) -> Result<Interval, Reason> {
    let hundred = Interval::point(Exact::HUNDRED);
    let result = match formula {
        Formula::Same(other) => return interval(other),
        // Sums have a way of their own, in whole numbers, and so have expressions.
        Formula::Sum { .. } | Formula::Expression(_) => None,
        Formula::Share { part, whole } => {
            quotient(&interval(part)?, &interval(whole)?)?.checked_mul(&hundred)
        }
        Formula::Change { new, old, decrease } => {
            // Each amount must stand once for the interval to be exact: (new − old) / old = new / old − 1.
            let ratio = quotient(&interval(new)?, &interval(old)?)?;
            let change = ratio.checked_sub(&Interval::point(Exact::ONE)).ok_or(Reason::Overflow)?;
            (if *decrease { change.negated() } else { change }).checked_mul(&hundred)
        }
        Formula::ChangeBy { new, delta, decrease } => {
            let (new, delta) = (interval(new)?, interval(delta)?);
            let old = if *decrease { new.checked_add(&delta) } else { new.checked_sub(&delta) };
            if old.ok_or(Reason::Overflow)?.reaches_zero() {
                return Err(Reason::ZeroBase);
            }
            // The new level stands twice here, but the rate goes only one way in it, and only one way in the change.
            let rate = |new, delta: Exact| delta.checked_div(earlier(new, delta, *decrease)?);
            new.corners(&delta, rate).and_then(|rate| rate.checked_mul(&hundred))
        }
        Formula::Product { weight, rate } => {
            let points = interval(weight)?.checked_mul(&interval(&rate.rate())?);
            points.and_then(|points| points.checked_div(&hundred))
        }
    };
    result.ok_or(Reason::Overflow)
}

fn quotient(part: &Interval, whole: &Interval) -> Result<Interval, Reason> {
    if whole.reaches_zero() {
        return Err(Reason::ZeroBase);
    }
    part.checked_div(whole).ok_or(Reason::Overflow)
}
