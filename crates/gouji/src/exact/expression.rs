//! Expressions of any shape, by interval arithmetic.
//!
//! [`Formula`](super::Formula) decides the shapes that reports use exactly. Here every figure counts as independent of
//! the others, so that one that stands twice makes the result wider than it is: a contradiction found here is one, but
//! a tail may be a contradiction.

use super::{Exact, Habit, Interval, Outcome, Printed, Reason, Sign, interval::Bound};

/// Whether a factor multiplies or divides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Power {
    /// ×
    Times,
    /// ÷
    Over,
}

/// How two sides are said to compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// =
    Equal,
    /// ≠
    Unequal,
    /// ≤
    AtMost,
    /// ≥
    AtLeast,
    /// <
    Less,
    /// >
    More,
    /// ≈: apart by no more than one per cent of the larger side.
    About,
}

/// Figures and what operators make of them.
#[derive(Clone, PartialEq, Debug)]
pub enum Expression {
    /// A figure, times a factor that turns its base unit into that of the expression: 1/100 for per cent.
    Figure {
        /// As it is printed.
        printed: Printed,
        /// One, or a hundredth for per cent.
        factor: Exact,
    },
    /// A number that is no figure.
    Number(Exact),
    /// Terms added and subtracted.
    Sum(Vec<(Sign, Expression)>),
    /// Factors multiplied and divided, in order.
    Product(Vec<(Power, Expression)>),
}

impl Expression {
    /// A figure in its base unit.
    pub fn figure(printed: Printed) -> Self {
        Expression::Figure { printed, factor: Exact::ONE }
    }

    /// What the printed figures come to; `None` for a division by zero and where 128 bits do not suffice.
    pub fn value(&self) -> Option<Exact> {
        match self {
            Expression::Figure { printed, factor } => Exact::from(printed.value()).checked_mul(*factor),
            Expression::Number(number) => Some(*number),
            Expression::Sum(terms) => terms.iter().try_fold(Exact::ZERO, |sum, (sign, term)| match sign {
                Sign::Plus => sum.checked_add(term.value()?),
                Sign::Minus => sum.checked_sub(term.value()?),
            }),
            Expression::Product(terms) => {
                terms.iter().try_fold(Exact::ONE, |product, (power, term)| match power {
                    Power::Times => product.checked_mul(term.value()?),
                    Power::Over => product.checked_div(term.value()?),
                })
            }
        }
    }

    /// All that amounts which print as the figures come to, if amounts have `habit`.
    pub fn reach(&self, habit: Habit) -> Option<Interval> {
        match self {
            Expression::Figure { printed, factor } => printed.interval(habit)?.checked_scale(*factor),
            Expression::Number(number) => Some(Interval::point(*number)),
            Expression::Sum(terms) => {
                terms.iter().try_fold(Interval::point(Exact::ZERO), |sum, (sign, term)| match sign {
                    Sign::Plus => sum.checked_add(&term.reach(habit)?),
                    Sign::Minus => sum.checked_sub(&term.reach(habit)?),
                })
            }
            Expression::Product(terms) => {
                terms.iter().try_fold(Interval::point(Exact::ONE), |product, (power, term)| match power {
                    Power::Times => product.checked_mul(&term.reach(habit)?),
                    Power::Over => product.checked_div(&term.reach(habit)?),
                })
            }
        }
    }

    /// Whether something is divided by zero, or by a figure that zero prints as.
    pub fn divides_by_zero(&self) -> bool {
        let zero = |term: &Expression| term.reach(Habit::Rounded).is_some_and(|reach| reach.reaches_zero());
        match self {
            Expression::Figure { .. } | Expression::Number(_) => false,
            Expression::Sum(terms) => terms.iter().any(|(_, term)| term.divides_by_zero()),
            Expression::Product(terms) => terms
                .iter()
                .any(|(power, term)| term.divides_by_zero() || (*power == Power::Over && zero(term))),
        }
    }

    /// Its figures, in order.
    pub(super) fn figures_mut(&mut self) -> Vec<&mut Printed> {
        match self {
            Expression::Figure { printed, .. } => vec![printed],
            Expression::Number(_) => Vec::new(),
            Expression::Sum(terms) => terms.iter_mut().flat_map(|(_, term)| term.figures_mut()).collect(),
            Expression::Product(terms) => terms.iter_mut().flat_map(|(_, term)| term.figures_mut()).collect(),
        }
    }

    /// Whether `test` holds for any of its figures.
    pub(super) fn any(&self, test: &mut dyn FnMut(&Printed) -> bool) -> bool {
        match self {
            Expression::Figure { printed, .. } => test(printed),
            Expression::Number(_) => false,
            Expression::Sum(terms) => terms.iter().any(|(_, term)| term.any(test)),
            Expression::Product(terms) => terms.iter().any(|(_, term)| term.any(test)),
        }
    }
}

/// Judges whether `left` compares with `right` as `relation` says.
pub fn compare(left: &Expression, relation: Relation, right: &Expression) -> Outcome {
    decide(left, relation, right).unwrap_or_else(Outcome::Undecided)
}

fn decide(left: &Expression, relation: Relation, right: &Expression) -> Result<Outcome, Reason> {
    if left.divides_by_zero() || right.divides_by_zero() {
        return Err(Reason::ZeroBase);
    }
    let values = (left.value().ok_or(Reason::Overflow)?, right.value().ok_or(Reason::Overflow)?);
    if relation.holds(values.0, values.1).ok_or(Reason::Overflow)? {
        return Ok(Outcome::Agrees);
    }
    let mut reckoned = false;
    for habit in [Habit::Rounded, Habit::CutOff] {
        let (Some(left), Some(right)) = (left.reach(habit), right.reach(habit)) else { continue };
        let Some(possible) = relation.possible(&left, &right) else { continue };
        reckoned = true;
        if possible {
            return Ok(Outcome::Tail);
        }
    }
    if reckoned { Ok(Outcome::Contradiction) } else { Err(Reason::Overflow) }
}

impl Relation {
    /// Whether it holds between two numbers.
    fn holds(self, left: Exact, right: Exact) -> Option<bool> {
        Some(match self {
            Relation::Equal => left == right,
            Relation::Unequal => left != right,
            Relation::AtMost => left <= right,
            Relation::AtLeast => left >= right,
            Relation::Less => left < right,
            Relation::More => left > right,
            Relation::About => left.checked_sub(right)?.abs() <= tolerance(left, right)?,
        })
    }

    /// Whether it holds between some number of one interval and some number of the other.
    fn possible(self, left: &Interval, right: &Interval) -> Option<bool> {
        Some(match self {
            Relation::Equal => left.intersects(right),
            // Two intervals have no two different numbers only if both are the same point.
            Relation::Unequal => left.low().at != left.high().at || left != right,
            Relation::AtMost => !right.is_below(left),
            Relation::AtLeast => !left.is_below(right),
            Relation::Less => left.low().at < right.high().at,
            Relation::More => left.high().at > right.low().at,
            Relation::About => {
                let far = |interval: &Interval| interval.low().at.abs().max(interval.high().at.abs());
                let reach = tolerance(far(left), far(right))?;
                let apart = Interval::new(Bound::closed(-reach), Bound::closed(reach))?;
                left.checked_sub(right)?.intersects(&apart)
            }
        })
    }
}

/// One per cent of the larger one.
fn tolerance(left: Exact, right: Exact) -> Option<Exact> {
    left.abs().max(right.abs()).checked_div(Exact::HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn figure(text: &str) -> Expression {
        let value: Decimal = text.parse().unwrap();
        Expression::figure(Printed::new(value, value.scale(), Decimal::ONE).unwrap())
    }

    fn sum(terms: &[&str]) -> Expression {
        Expression::Sum(terms.iter().map(|term| (Sign::Plus, figure(term))).collect())
    }

    #[test]
    fn sides_agree_are_apart_by_a_tail_or_contradict() {
        let equal = |left: &Expression, right: &Expression| compare(left, Relation::Equal, right);
        assert_eq!(equal(&sum(&["1.2", "2.3"]), &sum(&["1.1", "2.4"])), Outcome::Agrees);
        assert_eq!(equal(&sum(&["1.2", "2.3"]), &sum(&["1.1", "2.5"])), Outcome::Tail);
        assert_eq!(equal(&sum(&["1.2", "2.3"]), &sum(&["1.1", "2.9"])), Outcome::Contradiction);
    }

    #[test]
    fn inequalities_hold_strictly_or_not() {
        let of = |left: &str, relation, right: &str| compare(&figure(left), relation, &figure(right));
        assert_eq!(of("1.0", Relation::AtMost, "1.0"), Outcome::Agrees);
        assert_eq!(of("1.0", Relation::Less, "1.0"), Outcome::Tail);
        assert_eq!(of("1.1", Relation::AtMost, "1.0"), Outcome::Tail);
        assert_eq!(of("1.5", Relation::AtMost, "1.0"), Outcome::Contradiction);
        assert_eq!(of("1.5", Relation::More, "1.0"), Outcome::Agrees);
        assert_eq!(of("100", Relation::About, "101"), Outcome::Agrees);
        assert_eq!(of("100", Relation::About, "103"), Outcome::Contradiction);
        assert_eq!(of("1.0", Relation::Unequal, "1.0"), Outcome::Tail);
    }

    #[test]
    fn a_zero_base_is_not_decided() {
        let ratio = Expression::Product(vec![(Power::Times, figure("5")), (Power::Over, figure("0"))]);
        assert_eq!(compare(&figure("1"), Relation::Equal, &ratio), Outcome::Undecided(Reason::ZeroBase));
    }
}
