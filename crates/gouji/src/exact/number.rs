//! Exact fractions.

use std::{cmp::Ordering, ops::Neg};

use num_rational::Ratio;
use rust_decimal::Decimal;

/// The powers of ten that 128 bits hold.
const POWERS_OF_TEN: [i128; 39] = {
    let mut powers = [1; 39];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// Ten to the power of `exponent`, if 128 bits hold it.
pub(super) fn ten_to(exponent: u32) -> Option<i128> {
    POWERS_OF_TEN.get(usize::try_from(exponent).ok()?).copied()
}

/// `value` as a whole number of 10^-`exponent`, if it is one and 128 bits hold it.
pub(super) fn scaled(value: Decimal, exponent: u32) -> Option<i128> {
    value.mantissa().checked_mul(ten_to(exponent.checked_sub(value.scale())?)?)
}

/// An exact rational number.
///
/// Always in lowest terms with a positive denominator, and the numerator is never `i128::MIN`, so that negation and
/// absolute value cannot overflow. Other arithmetic gives `None` where 128 bits do not suffice.
#[derive(Clone, Copy, Debug)]
pub struct Exact(Ratio<i128>);

impl Exact {
    /// 0.
    pub const ZERO: Exact = Exact(Ratio::new_raw(0, 1));
    /// 1.
    pub const ONE: Exact = Exact(Ratio::new_raw(1, 1));
    /// 100, which turns a quotient into per cent.
    pub const HUNDRED: Exact = Exact(Ratio::new_raw(100, 1));

    /// `numer / denom`; `None` for a denominator of zero.
    pub fn fraction(numer: i128, denom: i128) -> Option<Exact> {
        if denom == 0 || numer == i128::MIN || denom == i128::MIN {
            return None;
        }
        let (numer, denom) = if denom < 0 { (-numer, -denom) } else { (numer, denom) };
        let divisor = gcd(numer, denom);
        Some(Exact(Ratio::new_raw(numer / divisor, denom / divisor)))
    }

    /// `mantissa` × 10^-`exponent`.
    pub(super) fn scaled(mantissa: i128, exponent: u32) -> Option<Exact> {
        Exact::fraction(mantissa, ten_to(exponent)?)
    }

    /// The numerator, in lowest terms.
    pub fn numer(self) -> i128 {
        *self.0.numer()
    }

    /// The denominator, in lowest terms and positive.
    pub fn denom(self) -> i128 {
        *self.0.denom()
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.numer() == 0
    }

    /// Whether it is above 0.
    pub fn is_positive(self) -> bool {
        self.numer() > 0
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.numer() < 0
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(self) -> Exact {
        if self.is_negative() { -self } else { self }
    }

    /// The sum.
    pub fn checked_add(self, other: Exact) -> Option<Exact> {
        if self.denom() == other.denom() {
            return Exact::fraction(self.numer().checked_add(other.numer())?, self.denom());
        }
        // Only the common part of the denominators can cancel, which keeps the numbers small.
        let common = gcd(self.denom(), other.denom());
        let (left, right) = (self.denom() / common, other.denom() / common);
        let numer = self.numer().checked_mul(right)?.checked_add(other.numer().checked_mul(left)?)?;
        Exact::fraction(numer, left.checked_mul(other.denom())?)
    }

    /// The difference.
    pub fn checked_sub(self, other: Exact) -> Option<Exact> {
        self.checked_add(-other)
    }

    /// The product.
    pub fn checked_mul(self, other: Exact) -> Option<Exact> {
        // Cancelling before multiplying keeps the numbers small and the result in lowest terms.
        let (a, b) = (gcd(self.numer(), other.denom()), gcd(other.numer(), self.denom()));
        let numer = (self.numer() / a).checked_mul(other.numer() / b)?;
        let denom = (self.denom() / b).checked_mul(other.denom() / a)?;
        (numer != i128::MIN).then_some(Exact(Ratio::new_raw(numer, denom)))
    }

    /// The quotient; `None` for a divisor of zero.
    pub fn checked_div(self, other: Exact) -> Option<Exact> {
        let reciprocal = match other.numer().cmp(&0) {
            Ordering::Equal => return None,
            Ordering::Greater => Ratio::new_raw(other.denom(), other.numer()),
            Ordering::Less => Ratio::new_raw(-other.denom(), -other.numer()),
        };
        self.checked_mul(Exact(reciprocal))
    }

    /// The nearest multiple of `unit`, halves away from zero (四舍五入). `None` unless `unit` is positive.
    pub fn round_to(self, unit: Exact) -> Option<Exact> {
        self.to_multiple(unit, |rest, whole| rest >= whole - rest)
    }

    /// The multiple of `unit` that remains when everything smaller is cut off, towards zero.
    pub fn cut_to(self, unit: Exact) -> Option<Exact> {
        self.to_multiple(unit, |_, _| false)
    }

    /// The next multiple of `unit` away from zero, for those who round up whatever remains.
    pub fn raise_to(self, unit: Exact) -> Option<Exact> {
        self.to_multiple(unit, |rest, _| rest > 0)
    }

    /// The multiple of `unit` next to the number: away from zero where `raise(rest, whole)` says so.
    fn to_multiple(self, unit: Exact, raise: impl Fn(i128, i128) -> bool) -> Option<Exact> {
        if !unit.is_positive() {
            return None;
        }
        let units = self.checked_div(unit)?;
        let (size, whole) = (units.abs().numer(), units.denom());
        let count = (size / whole).checked_add(i128::from(raise(size % whole, whole)))?;
        let count = if self.is_negative() { -count } else { count };
        Exact::fraction(count, 1)?.checked_mul(unit)
    }

    /// Rounded to `places` decimal places, halves away from zero (四舍五入).
    pub fn round_half_up(self, places: u32) -> Option<Decimal> {
        self.round_to(Exact::scaled(1, places)?)?.to_decimal(places)
    }

    /// Cut off after `places` decimal places.
    pub fn truncate(self, places: u32) -> Option<Decimal> {
        self.cut_to(Exact::scaled(1, places)?)?.to_decimal(places)
    }

    /// Whether it is printed as `value`, which has `places` decimal places: rounded half up or cut off.
    pub(crate) fn prints_as(self, value: Decimal, places: u32) -> bool {
        [self.round_half_up(places), self.truncate(places)].contains(&Some(value))
    }

    /// The same number as a decimal with `places` places; `None` if it has more.
    pub fn to_decimal(self, places: u32) -> Option<Decimal> {
        let power = ten_to(places)?;
        if power % self.denom() != 0 {
            return None;
        }
        let mantissa = self.numer().checked_mul(power / self.denom())?;
        Decimal::try_from_i128_with_scale(mantissa, places).ok()
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        // A decimal has 96 bits and at most 28 places, so neither part can be out of range.
        Exact::scaled(value.mantissa(), value.scale()).unwrap_or(Exact::ZERO)
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Exact(Ratio::new_raw(i128::from(value), 1))
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(Ratio::new_raw(-self.numer(), self.denom()))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.numer() == other.numer() && self.denom() == other.denom()
    }
}

impl Eq for Exact {}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denom() == other.denom() {
            return self.numer().cmp(&other.numer());
        }
        let products = (self.numer().checked_mul(other.denom()), other.numer().checked_mul(self.denom()));
        match products {
            (Some(left), Some(right)) => left.cmp(&right),
            // Slower, by continued fractions, but without overflow.
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The greatest common divisor of `a` and a positive `b`.
fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        // Amounts nearly always fit 64 bits, where dividing is many times faster.
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return i128::from(gcd_64(small_a, small_b));
        }
        (a, b) = (b, a % b);
    }
    // It divides the positive `b` of the start, so it is in range.
    i128::try_from(a).unwrap_or(1)
}

/// Euclid's algorithm.
fn gcd_64(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
