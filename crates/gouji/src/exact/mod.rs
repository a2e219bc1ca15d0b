//! Exact numbers and intervals.
