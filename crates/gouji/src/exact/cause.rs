//! What may lie behind a difference. Guesses, likeliest first; never a verdict.

use super::{Exact, Formula, Judgement, Outcome, Printed, Sign, Term, judge::recompute, number::ten_to, sum};

/// A possible explanation of why a stated figure is not the computed one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cause {
    /// The computed figure was cut off instead of rounded.
    CutOff,
    /// The computed figure was raised to the next place.
    RoundedUp,
    /// The figure is 100 less the other shares (倒挤).
    Remainder,
    /// Only unrounded amounts can explain it.
    FromUnrounded,
    /// The change was divided by the later level instead of the earlier one.
    OtherBase,
    /// What is stated as a change is the later level in per cent of the earlier one.
    LevelNotChange,
    /// A rise is stated as a fall, or the other way round.
    Reversed,
    /// Stated = computed × 10^`power`: 元 for 万元, say.
    UnitSlip {
        /// The power of ten; never 0.
        power: i8,
    },
    /// Two neighbouring digits changed places.
    DigitsSwapped,
    /// Two neighbouring digits changed places in the term of this index.
    TermSwapped(usize),
    /// The term of this index has a unit that is 10,000 times too small or too large: 元 for 万元.
    TermUnit(usize),
    /// A single digit differs.
    DigitDiffers,
    /// The difference is just the term of this index: it was left out.
    MissesTerm(usize),
    /// The difference is just the term of this index: it was counted twice.
    CountsTwice(usize),
}

/// Farthest power of ten that a unit slip is looked for.
const FARTHEST_SLIP: i8 = 8;

/// Fewest digits in which one that differs, or that shows a slipped unit, means anything.
const TELLING_DIGITS: usize = 3;

/// What may lie behind the difference that `judgement` found, likeliest first; nothing where the figures agree.
///
/// `other_shares` are the other shares of the same whole, where there are any.
pub fn causes(
    stated: &Printed,
    formula: &Formula,
    judgement: &Judgement,
    other_shares: &[Printed],
) -> Vec<Cause> {
    let exact = recompute(formula);
    let (Some(exact), Some(_)) = (exact, judgement.computed) else { return Vec::new() };
    let case = Case { stated, formula, exact, other_shares };
    match judgement.outcome {
        Outcome::Agrees | Outcome::Undecided(_) => Vec::new(),
        Outcome::Tail => case.of_tail(),
        Outcome::Contradiction => case.of_contradiction(),
    }
}

struct Case<'a> {
    stated: &'a Printed,
    formula: &'a Formula,
    exact: Exact,
    other_shares: &'a [Printed],
}

impl Case<'_> {
    fn of_tail(&self) -> Vec<Cause> {
        let mut causes = Vec::new();
        causes.extend(self.cut_off());
        causes.extend(self.remainder());
        causes.extend(self.rounded_up());
        if causes.is_empty() {
            causes.push(Cause::FromUnrounded);
        }
        causes
    }

    fn of_contradiction(&self) -> Vec<Cause> {
        let mut causes = Vec::new();
        causes.extend(self.odd_term());
        causes.extend(self.unit_slip());
        causes.extend(self.other_rate());
        causes.extend(self.remainder());
        causes.extend(self.rounded_up());
        causes.extend(self.digits());
        causes.extend(self.swapped_term());
        causes.extend(self.term_in_other_unit());
        causes
    }

    fn value(&self) -> Exact {
        self.stated.value().into()
    }

    /// Whether `number`, rounded as the stated figure is, gives it.
    fn fits(&self, number: Option<Exact>) -> bool {
        number.and_then(|number| number.round_to(self.stated.last_place())) == Some(self.value())
    }

    fn cut_off(&self) -> Option<Cause> {
        let cut = self.exact.cut_to(self.stated.last_place())?;
        (cut == self.value()).then_some(Cause::CutOff)
    }

    fn rounded_up(&self) -> Option<Cause> {
        let raised = self.exact.raise_to(self.stated.last_place())?;
        (raised == self.value()).then_some(Cause::RoundedUp)
    }

    fn remainder(&self) -> Option<Cause> {
        if self.other_shares.is_empty() {
            return None;
        }
        let mut rest = Exact::HUNDRED;
        for share in self.other_shares {
            rest = rest.checked_sub(share.value().into())?;
        }
        (rest == self.value()).then_some(Cause::Remainder)
    }

    /// One term of a sum of several that was left out or counted twice.
    fn odd_term(&self) -> Option<Cause> {
        let Formula::Sum { terms } = self.formula else { return None };
        if terms.len() < 2 {
            return None;
        }
        let total = sum::total(terms, self.stated.exponent())?;
        let missing = self.exact.checked_sub(self.value())?;
        let (index, left_out) = sum::odd_one(terms, missing, total.exponent)?;
        Some(if left_out { Cause::MissesTerm(index) } else { Cause::CountsTwice(index) })
    }

    fn unit_slip(&self) -> Option<Cause> {
        if self.exact.is_zero() {
            return None;
        }
        // Only powers near the ratio of the two can be it; the digits before the point tell which those are.
        let near = magnitude(self.value())?.checked_sub(magnitude(self.exact)?)?;
        let mut powers = (1..=FARTHEST_SLIP).flat_map(|power| [power, -power]);
        let power = powers
            .find(|&power| (i32::from(power) - near).abs() <= 2 && self.is_slipped_by(power) == Some(true))?;
        Some(Cause::UnitSlip { power })
    }

    /// Whether the stated figure is the computed one times 10^`power`, as far as both are printed.
    fn is_slipped_by(&self, power: i8) -> Option<bool> {
        let factor = Exact::fraction(ten_to(power.unsigned_abs().into())?, 1)?;
        let factor = if power > 0 { factor } else { Exact::ONE.checked_div(factor)? };
        let moved = self.exact.checked_mul(factor)?;
        if moved == self.value() {
            return Some(true);
        }
        // The same figure printed twice is as fine as its coarser print, wherever its point has moved to.
        let unit = match self.formula {
            Formula::Same(other) => self.stated.last_place().max(other.last_place().checked_mul(factor)?),
            _ => self.stated.last_place(),
        };
        let moved = moved.round_to(unit)?;
        let telling = digit_count(moved.checked_div(unit)?.numer()) >= TELLING_DIGITS;
        Some(telling && moved == self.value().round_to(unit)?)
    }

    /// Another rate of the same figures.
    fn other_rate(&self) -> Option<Cause> {
        if self.fits(Some(-self.exact)) {
            return Some(Cause::Reversed);
        }
        let (new, old) = match self.formula {
            Formula::Change { new, old, .. } => (new.value().into(), old.value().into()),
            Formula::ChangeBy { new, delta, decrease } => {
                let (new, delta) = (Exact::from(new.value()), Exact::from(delta.value()));
                let old = if *decrease { new.checked_add(delta) } else { new.checked_sub(delta) };
                (new, old?)
            }
            _ => return None,
        };
        let level = new.checked_div(old)?.checked_mul(Exact::HUNDRED);
        if self.fits(level) {
            return Some(Cause::LevelNotChange);
        }
        // The change by the later level is the change by the earlier one times old / new.
        let other = old.checked_div(new).and_then(|ratio| self.exact.checked_mul(ratio));
        self.fits(other).then_some(Cause::OtherBase)
    }

    /// A slip of the keyboard: two digits swapped, or one wrong.
    fn digits(&self) -> Option<Cause> {
        match Self::slip_to(self.stated, self.exact)? {
            Slip::Swapped => Some(Cause::DigitsSwapped),
            Slip::Differs { digits } => (digits >= TELLING_DIGITS).then_some(Cause::DigitDiffers),
        }
    }

    /// The one term of a sum with which, its digits put right, the sum comes out.
    fn swapped_term(&self) -> Option<Cause> {
        // Few digits give the difference by chance, and there are several terms.
        const FEWEST: i128 = 1000;
        let Formula::Sum { terms } = self.formula else { return None };
        let missing = self.value().checked_sub(self.exact)?;
        let swapped = |(index, (sign, term)): (usize, &(Sign, Term))| {
            let Term::Printed(term) = term else { return None };
            let missing = if *sign == Sign::Plus { missing } else { -missing };
            let value = Exact::from(term.value());
            let telling = term.digits_of(value)?.abs() >= FEWEST;
            let slip = Self::slip_to(term, value.checked_add(missing)?);
            (telling && matches!(slip, Some(Slip::Swapped))).then_some(index)
        };
        only(terms.iter().enumerate().filter_map(swapped)).map(Cause::TermSwapped)
    }

    /// The one term of a sum that makes it come out with another unit of money.
    fn term_in_other_unit(&self) -> Option<Cause> {
        let Formula::Sum { terms } = self.formula else { return None };
        let missing = self.value().checked_sub(self.exact)?;
        let factor = Exact::fraction(ten_to(4)?, 1)?;
        let slipped = |(index, (sign, term)): (usize, &(Sign, Term))| {
            let Term::Printed(term) = term else { return None };
            let value = Exact::from(term.value());
            let value = if *sign == Sign::Plus { value } else { -value };
            let fits =
                |other: Option<Exact>| other.and_then(|other| other.checked_sub(value)) == Some(missing);
            let telling = digit_count(term.digits_of(value)?) >= TELLING_DIGITS;
            let slipped = fits(value.checked_mul(factor)) || fits(value.checked_div(factor));
            (telling && slipped).then_some(index)
        };
        only(terms.iter().enumerate().filter_map(slipped)).map(Cause::TermUnit)
    }

    /// The slip that makes `right` into what is printed.
    fn slip_to(printed: &Printed, right: Exact) -> Option<Slip> {
        let round = printed.places() == 0;
        let right = printed.digits_of(right.round_to(printed.unit().into())?)?;
        let printed = printed.digits_of(printed.value().into())?;
        if printed.signum() != right.signum() {
            return None;
        }
        let (printed, right) = (printed.unsigned_abs().to_string(), right.unsigned_abs().to_string());
        let (printed, right) = (printed.as_bytes(), right.as_bytes());
        if printed.len() != right.len() {
            return None;
        }
        let differing: Vec<_> = (0..printed.len()).filter(|&i| printed.get(i) != right.get(i)).collect();
        match differing[..] {
            [i, j] if i + 1 == j && printed.get(i) == right.get(j) && printed.get(j) == right.get(i) => {
                Some(Slip::Swapped)
            }
            [_] => {
                // 700 and 300 say no more than 7 and 3, unless the zeros stand behind the point.
                let zeros = (0..printed.len()).rev().take_while(|&i| printed[i] == b'0' && right[i] == b'0');
                let zeros = if round { zeros.count() } else { 0 };
                Some(Slip::Differs { digits: printed.len() - zeros })
            }
            _ => None,
        }
    }
}

/// The one that is found; `None` where there are several, for then nothing points at one of them.
fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    found.next().filter(|_| found.next().is_none())
}

/// How the keyboard slipped.
enum Slip {
    /// Two neighbouring digits changed places.
    Swapped,
    /// One of so many digits is another.
    Differs { digits: usize },
}

/// The power of ten of a number, to within one; `None` for zero.
fn magnitude(number: Exact) -> Option<i32> {
    let digits =
        |part: i128| part.unsigned_abs().checked_ilog10().and_then(|digits| i32::try_from(digits).ok());
    digits(number.numer())?.checked_sub(digits(number.denom())?)
}

/// How many digits a number has, not counting zeros at its end.
fn digit_count(mut mantissa: i128) -> usize {
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
    }
    if mantissa == 0 { 0 } else { mantissa.unsigned_abs().to_string().len() }
}
