//! A figure as it is printed, and the amounts that it can stand for.

use rust_decimal::Decimal;

use super::{Bound, Exact, Interval, number::scaled};

/// How an amount became the figure that is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit {
    /// Rounded to the nearest place. Halves may have gone either way.
    Rounded,
    /// Cut off, towards zero.
    CutOff,
    /// One or the other: what is known of a rate, each of which is made by itself.
    Either,
}

/// What a figure is, which decides how it can have been rounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Rounded or cut off like all amounts of its document.
    Amount,
    /// Rounded or cut off by itself.
    Rate,
    /// Not rounded at all: a number of people, a weight.
    Exact,
}

/// A printed figure, in base units: 104.98万元 stands as 1049800 元.
///
/// The base unit of a rate is one per cent: 81.73% stands as 81.73.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Printed {
    value: Decimal,
    /// Base units in one printed unit.
    scale: Decimal,
    /// Size of the last printed place.
    unit: Decimal,
    /// Size of the last place once dropped zeros are filled up; as `unit` where none were.
    fine: Decimal,
    kind: Kind,
    /// The amounts that words like 余 or 约 make of the figure: from, up to but not including.
    range: Option<(Decimal, Decimal)>,
}

impl Printed {
    /// The figure `value`, printed with `places` decimal places, in units of `scale` base units (10000 for 万元).
    ///
    /// `None` if `scale` is not positive or the figure has more digits than can be reckoned with.
    pub fn new(value: Decimal, places: u32, scale: Decimal) -> Option<Self> {
        if scale.mantissa() <= 0 {
            return None;
        }
        let mut mantissa = value.mantissa().checked_mul(scale.mantissa())?;
        let mut exponent = value.scale() + scale.scale();
        while exponent > Decimal::MAX_SCALE && mantissa % 10 == 0 {
            mantissa /= 10;
            exponent -= 1;
        }
        let value = Decimal::try_from_i128_with_scale(mantissa, exponent).ok()?;
        let exponent = scale.scale().checked_add(places)?;
        let unit = Decimal::try_from_i128_with_scale(scale.mantissa(), exponent).ok()?;
        Some(Printed { value, scale, unit, fine: unit, kind: Kind::Amount, range: None })
    }

    /// A rate in per cent, with as many places as `value` has. Unlike an amount it is rounded or cut off by itself.
    pub fn percent(value: Decimal) -> Self {
        let unit = Decimal::try_from_i128_with_scale(1, value.scale()).unwrap_or(Decimal::ONE);
        Printed { value, scale: Decimal::ONE, unit, fine: unit, kind: Kind::Rate, range: None }
    }

    /// The same figure as one that is rounded or cut off by itself, as rates are.
    #[must_use]
    pub fn rate(self) -> Self {
        let kind = if self.kind == Kind::Exact { Kind::Exact } else { Kind::Rate };
        Printed { kind, ..self }
    }

    /// The same figure as one that was never rounded: a number of people, a weight.
    ///
    /// What a division or a product gives is taken as rounded all the same.
    #[must_use]
    pub fn exact(self) -> Self {
        Printed { kind: Kind::Exact, ..self }
    }

    /// The same figure with dropped zeros filled up to `places`: `8` beside `6.99` is 8.00.
    ///
    /// Nothing changes where the figure has that many places.
    #[must_use]
    pub fn filled_to(self, places: u32) -> Self {
        let exponent = self.scale.scale().saturating_add(places);
        match Decimal::try_from_i128_with_scale(self.scale.mantissa(), exponent) {
            Ok(fine) if fine < self.fine => Printed { fine, ..self },
            _ => self,
        }
    }

    /// The same figure, standing for the amounts from `low` up to, not including, `high`, in base units.
    ///
    /// For figures that words widen: 32万余 is from 320000 to 330000. Nothing changes unless `low` is below `high`.
    #[must_use]
    pub fn within(self, low: Decimal, high: Decimal) -> Self {
        if low >= high {
            return self;
        }
        Printed { range: Some((low, high)), ..self }
    }

    /// The figure in base units.
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// Base units in one printed unit.
    pub fn scale(&self) -> Decimal {
        self.scale
    }

    /// Decimal places as printed.
    pub fn places(&self) -> u32 {
        self.unit.scale().saturating_sub(self.scale.scale())
    }

    /// Size of the last printed place, in base units.
    pub fn unit(&self) -> Decimal {
        self.unit
    }

    /// Size of the last place once dropped zeros are filled up, where some were.
    pub fn filled_unit(&self) -> Option<Decimal> {
        self.is_filled().then_some(self.fine)
    }

    /// Whether dropped zeros were filled up.
    pub fn is_filled(&self) -> bool {
        self.fine != self.unit
    }

    /// Whether words widen the figure.
    pub fn is_widened(&self) -> bool {
        self.range.is_some()
    }

    /// Whether the figure was never rounded.
    pub fn is_exact(&self) -> bool {
        self.kind == Kind::Exact
    }

    /// The same figure without filled zeros.
    #[must_use]
    pub fn unfilled(self) -> Self {
        Printed { fine: self.unit, ..self }
    }

    /// An amount in base units as this figure would print it, rounded half up: 1049800 as 104.98 beside 104.99万元.
    pub fn in_print(&self, amount: Decimal) -> Option<Decimal> {
        let places = self.fine.scale().saturating_sub(self.scale.scale());
        Exact::from(amount).checked_div(self.scale.into())?.round_half_up(places)
    }

    /// The amounts that print as this figure if amounts have `habit`. Of no effect on rates, weights and widened
    /// figures, whose interval does not depend on it.
    ///
    /// `None` where 128 bits do not suffice.
    pub fn interval(&self, habit: Habit) -> Option<Interval> {
        let exponent = self.exponent();
        let ends = self.ends(habit, exponent)?;
        let low = Bound { at: Exact::scaled(ends.low, exponent)?, closed: ends.low_closed };
        let high = Bound { at: Exact::scaled(ends.high, exponent)?, closed: ends.high_closed };
        Interval::new(low, high)
    }

    /// The size of the places that count: the filled ones, where zeros were filled up.
    pub(super) fn last_place(&self) -> Exact {
        self.fine.into()
    }

    /// The same as a decimal.
    pub(super) fn place(&self) -> Decimal {
        self.fine
    }

    /// Decimal places, in base units, that hold the figure and the ends of its interval.
    pub(super) fn exponent(&self) -> u32 {
        let range = self.range.map_or(0, |(low, high)| low.scale().max(high.scale()));
        // One more, because half of the last place needs it.
        self.value.scale().max(self.fine.scale()).max(range) + 1
    }

    /// The ends of the interval as whole numbers of 10^-`exponent`, which makes long sums cheap.
    pub(super) fn ends(&self, habit: Habit, exponent: u32) -> Option<Ends> {
        if let Some((low, high)) = self.range {
            let (low, high) = (scaled(low, exponent)?, scaled(high, exponent)?);
            return Some(Ends { low, high, low_closed: true, high_closed: false });
        }
        let value = scaled(self.value, exponent)?;
        let unit = scaled(self.fine, exponent)?;
        let (half, sign) = (unit / 2, value.signum());
        // What is cut off went towards zero: it lies above a positive figure and below a negative one.
        let cut_above = if sign >= 0 { unit } else { 0 };
        let cut_below = if sign <= 0 { unit } else { 0 };
        let habit = if self.kind == Kind::Rate { Habit::Either } else { habit };
        let (below, above) = match (self.kind, habit) {
            (Kind::Exact, _) => (0, 0),
            (_, Habit::Rounded) => (half, half),
            (_, Habit::CutOff) => (cut_below, cut_above),
            (_, Habit::Either) => (half.max(cut_below), half.max(cut_above)),
        };
        Some(Ends {
            low: value.checked_sub(below)?,
            high: value.checked_add(above)?,
            // A whole unit away the next figure would have been printed.
            low_closed: below != unit,
            high_closed: above != unit,
        })
    }

    /// Whether `count` of 10^-`exponent` is this figure.
    pub(super) fn is_scaled(&self, count: i128, exponent: u32) -> bool {
        scaled(self.value, exponent) == Some(count)
    }

    /// The same figure as the result of a division or a product, which is rounded even where amounts are not.
    pub(super) fn derived(self) -> Self {
        Printed { kind: Kind::Rate, ..self }
    }

    /// `amount` counted in last printed places of this figure, if that is a whole number.
    pub(super) fn digits_of(&self, amount: Exact) -> Option<i128> {
        let count = amount.checked_div(self.unit.into())?;
        (count.denom() == 1).then_some(count.numer())
    }
}

/// The ends of an interval as whole numbers of some power of ten.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    pub(super) low: i128,
    pub(super) high: i128,
    pub(super) low_closed: bool,
    pub(super) high_closed: bool,
}

impl Ends {
    /// Adds what one term contributes; a subtracted term contributes its ends the other way round.
    pub(super) fn add(&mut self, term: Ends, minus: bool) -> Option<()> {
        if minus {
            self.low = self.low.checked_sub(term.high)?;
            self.high = self.high.checked_sub(term.low)?;
            self.low_closed &= term.high_closed;
            self.high_closed &= term.low_closed;
        } else {
            self.low = self.low.checked_add(term.low)?;
            self.high = self.high.checked_add(term.high)?;
            self.low_closed &= term.low_closed;
            self.high_closed &= term.high_closed;
        }
        Some(())
    }
}
