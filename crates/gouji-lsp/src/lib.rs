//! The language server of gouji: a plain, synchronous [`Session`] and, with the feature `server`, a thin tower-lsp
//! shell around it.
#![forbid(unsafe_code)]
mod text;
