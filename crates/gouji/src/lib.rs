//! gouji: checks that the figures of a budget performance report agree with each other (勾稽).
//!
//! Text in; document, findings, score out. No I/O, no clock, no threads: whoever calls it reads files and prints.
#![forbid(unsafe_code)]

pub mod exact;
pub mod finding;
pub mod rules;
pub mod text;
