//! The server as an editor meets it.

mod client;
mod edits;
mod features;
mod folder;
mod hostile;
mod life;
mod settings;
