//! Intervals whose ends belong to them or not.

use super::Exact;

/// One end of an interval.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bound {
    /// Where it ends.
    pub at: Exact,
    /// Whether the end itself belongs to the interval.
    pub closed: bool,
}

impl Bound {
    /// An end that belongs to the interval.
    pub fn closed(at: Exact) -> Self {
        Bound { at, closed: true }
    }

    /// An end that does not belong to the interval.
    pub fn open(at: Exact) -> Self {
        Bound { at, closed: false }
    }

    fn negated(self) -> Self {
        Bound { at: -self.at, ..self }
    }

    fn plus(self, other: Bound) -> Option<Bound> {
        Some(Bound { at: self.at.checked_add(other.at)?, closed: self.closed && other.closed })
    }
}

/// All numbers between two ends; never empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    low: Bound,
    high: Bound,
}

impl Interval {
    /// The numbers from `low` to `high`; `None` if there is none.
    pub fn new(low: Bound, high: Bound) -> Option<Self> {
        let empty = low.at > high.at || (low.at == high.at && !(low.closed && high.closed));
        (!empty).then_some(Interval { low, high })
    }

    /// One number.
    pub fn point(at: Exact) -> Self {
        Interval { low: Bound::closed(at), high: Bound::closed(at) }
    }

    /// The lower end.
    pub fn low(&self) -> Bound {
        self.low
    }

    /// The upper end.
    pub fn high(&self) -> Bound {
        self.high
    }

    /// Whether `number` lies in the interval.
    pub fn contains(&self, number: Exact) -> bool {
        self.intersects(&Interval::point(number))
    }

    /// Whether every number of this interval is smaller than every number of `other`.
    pub fn is_below(&self, other: &Interval) -> bool {
        let touch = self.high.closed && other.low.closed;
        self.high.at < other.low.at || (self.high.at == other.low.at && !touch)
    }

    /// Whether both have a number in common. Where they only touch, the point must belong to both.
    pub fn intersects(&self, other: &Interval) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// All sums of a number of each.
    pub fn checked_add(&self, other: &Interval) -> Option<Interval> {
        Some(Interval { low: self.low.plus(other.low)?, high: self.high.plus(other.high)? })
    }

    /// All differences of a number of each.
    pub fn checked_sub(&self, other: &Interval) -> Option<Interval> {
        self.checked_add(&other.negated())
    }

    /// All numbers with the other sign. The ends change places, and take with them whether they belong.
    #[must_use]
    pub fn negated(&self) -> Interval {
        Interval { low: self.high.negated(), high: self.low.negated() }
    }

    /// All multiples by `factor`.
    pub fn checked_scale(&self, factor: Exact) -> Option<Interval> {
        self.checked_mul(&Interval::point(factor))
    }

    /// All products of a number of each.
    pub fn checked_mul(&self, other: &Interval) -> Option<Interval> {
        self.corners(other, Exact::checked_mul)
    }

    /// All quotients of a number of each; `None` if `divisor` reaches zero.
    pub fn checked_div(&self, divisor: &Interval) -> Option<Interval> {
        if divisor.reaches_zero() {
            return None;
        }
        self.corners(divisor, Exact::checked_div)
    }

    /// Whether zero lies in the interval or is one of its ends.
    pub fn reaches_zero(&self) -> bool {
        !self.low.at.is_positive() && !self.high.at.is_negative()
    }

    /// All results of `function` on a number of each.
    ///
    /// `function` must be continuous and, with either argument held fixed, nowhere change direction in the other: then
    /// its least and greatest results are found at the corners. It may be constant in one argument only where the other
    /// is zero, as products and quotients are: there an open end is no hindrance to reaching the corner's result.
    pub(super) fn corners(
        &self,
        other: &Interval,
        function: impl Fn(Exact, Exact) -> Option<Exact>,
    ) -> Option<Interval> {
        let mut ends: Option<(Bound, Bound)> = None;
        for left in [self.low, self.high] {
            for right in [other.low, other.high] {
                let attained = |end: Bound, other: Bound| end.closed && (other.closed || end.at.is_zero());
                let closed = attained(left, right) || attained(right, left);
                let corner = Bound { at: function(left.at, right.at)?, closed };
                ends = Some(match ends {
                    None => (corner, corner),
                    Some((low, high)) => (further(low, corner, false), further(high, corner, true)),
                });
            }
        }
        ends.map(|(low, high)| Interval { low, high })
    }
}

/// The one of two ends that lies further up (or down); of two at one place, the one that belongs.
fn further(end: Bound, other: Bound, up: bool) -> Bound {
    if end.at == other.at {
        return Bound { closed: end.closed || other.closed, ..end };
    }
    if (other.at > end.at) == up { other } else { end }
}
