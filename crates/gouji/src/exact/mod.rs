//! Exact numbers, intervals, and whether printed figures agree.
//!
//! Printed figures are rounded or cut off, so recomputing them and comparing is too strict, and a fixed tolerance
//! swallows real errors. Here every figure stands for the exact interval of the amounts that print as it, intervals are
//! carried through sums, shares and rates without any rounding, and [`judge()`] says which of three holds: the figures
//! agree, they differ by a rounding tail, or nothing could make them agree. No floating point is used anywhere, and
//! arithmetic that leaves the range of 128 bits gives `None`, never a wrong number.

mod cause;
mod expression;
mod interval;
mod judge;
mod number;
mod printed;
mod sum;

pub use cause::{Cause, causes};
pub use expression::{Expression, Power, Relation, compare};
pub use interval::{Bound, Interval};
pub use judge::{Formula, Judgement, Outcome, Reason, Side, Sign, Term, agrees, is_same, judge};
pub use number::Exact;
pub use printed::{Habit, Printed};

#[cfg(test)]
mod tests;
