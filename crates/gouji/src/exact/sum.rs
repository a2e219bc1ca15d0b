//! Sums, in whole numbers of one power of ten: linear, and without a single division per term.

use super::{Exact, Habit, Interval, Printed, Sign, Term, interval::Bound, number::scaled, printed::Ends};

/// What a first pass over the terms of a sum shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Total {
    /// The printed terms added up, in whole numbers of 10^-`exponent`; empty cells count as zero.
    pub(super) count: i128,
    /// Decimal places that hold every term and the ends of its interval.
    pub(super) exponent: u32,
    /// Whether words widen a term, so that its digits cannot be compared.
    pub(super) widened: bool,
    /// Whether there is a printed term at all.
    pub(super) known: bool,
    /// Whether an empty cell is added.
    pub(super) unknown_added: bool,
    /// Whether an empty cell is subtracted.
    pub(super) unknown_subtracted: bool,
}

impl Total {
    /// The total as a number.
    pub(super) fn exact(&self) -> Option<Exact> {
        Exact::scaled(self.count, self.exponent)
    }
}

/// Adds up the printed terms. `least` is the number of decimal places to work with at least.
pub(super) fn total(terms: &[(Sign, Term)], least: u32) -> Option<Total> {
    let exponent = printed(terms).map(|(_, term)| term.exponent()).fold(least, u32::max);
    let mut total = Total {
        count: 0,
        exponent,
        widened: false,
        known: false,
        unknown_added: false,
        unknown_subtracted: false,
    };
    for (sign, term) in terms {
        match (term, sign) {
            (Term::Unknown, Sign::Plus) => total.unknown_added = true,
            (Term::Unknown, Sign::Minus) => total.unknown_subtracted = true,
            (Term::Printed(term), sign) => {
                total.count = total.count.checked_add(contribution(*sign, term, exponent)?)?;
                total.widened |= term.is_widened();
                total.known = true;
            }
        }
    }
    Some(total)
}

/// The sums of all amounts that print as the terms, if amounts have `habit`; empty cells count as zero.
pub(super) fn reach(terms: &[(Sign, Term)], habit: Habit, filled: bool, exponent: u32) -> Option<Interval> {
    let mut sum = Ends { low_closed: true, high_closed: true, ..Ends::default() };
    for (sign, term) in printed(terms) {
        let term = if filled { *term } else { term.unfilled() };
        sum.add(term.ends(habit, exponent)?, sign == Sign::Minus)?;
    }
    let low = Bound { at: Exact::scaled(sum.low, exponent)?, closed: sum.low_closed };
    let high = Bound { at: Exact::scaled(sum.high, exponent)?, closed: sum.high_closed };
    Interval::new(low, high)
}

/// The one term that contributes `wanted` (left out of the total) or its opposite (counted twice), and which it is.
///
/// `None` if no term does, or several do, for then nothing points at one of them.
pub(super) fn odd_one(terms: &[(Sign, Term)], wanted: Exact, exponent: u32) -> Option<(usize, bool)> {
    let wanted = scaled(wanted.to_decimal(exponent.min(28))?, exponent)?;
    let mut found = None;
    for (index, (sign, term)) in terms.iter().enumerate() {
        let Term::Printed(term) = term else { continue };
        let count = contribution(*sign, term, exponent)?;
        if count == 0 || count.checked_abs() != wanted.checked_abs() {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some((index, count == wanted));
    }
    found
}

fn printed(terms: &[(Sign, Term)]) -> impl Iterator<Item = (Sign, &Printed)> {
    terms.iter().filter_map(|(sign, term)| match term {
        Term::Printed(term) => Some((*sign, term)),
        Term::Unknown => None,
    })
}

fn contribution(sign: Sign, term: &Printed, exponent: u32) -> Option<i128> {
    let count = scaled(term.value(), exponent)?;
    match sign {
        Sign::Plus => Some(count),
        Sign::Minus => count.checked_neg(),
    }
}
