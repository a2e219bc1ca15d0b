//! What gouji-ide promises, feature by feature and for any text.

mod actions;
mod common;
mod completion;
mod items;
mod properties;
mod seed;
mod typing;
