//! The language server of gouji: a plain, synchronous [`Session`] and, with the feature `server`, a thin tower-lsp
//! shell around it.
//!
//! The session takes and gives JSON-RPC messages, so that a web worker drives it just as the shell does.
#![forbid(unsafe_code)]

mod capabilities;
mod client;
mod commands;
mod diagnostics;
mod edits;
mod files;
mod folder;
#[cfg(feature = "server")]
mod guard;
mod language;
mod rpc;
mod rulesets;
#[cfg(feature = "server")]
mod server;
mod session;
mod settings;
mod sound;
mod structure;
mod text;
mod view;

pub use files::{Files, Listing, NoFiles};
#[cfg(feature = "server")]
pub use server::{run_stdio, serve, serve_stdio};
pub use session::{Pending, Session};
