//! Statements of official prose.
pub(crate) mod pieces;
