//! The report model.
pub(crate) mod names;
