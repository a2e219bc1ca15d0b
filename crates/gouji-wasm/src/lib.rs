//! gouji in a page: the same few functions of the core that the command line calls, behind one plain call.
//!
//! A page writes a request as bytes, calls, and reads JSON. There is no generated glue and nothing but numbers crosses
//! the border, so the same module runs in Chromium 78, in today's browsers, in Node, and as JavaScript (wasm2js) where
//! WebAssembly is barred. [`answer()`] is all there is; `abi` hands it bytes.

mod abi;
mod answer;
#[cfg(feature = "ide")]
mod ide;
#[cfg(feature = "ide")]
pub mod layout;
mod options;
#[cfg(feature = "ide")]
mod positions;
mod request;
#[cfg(feature = "session")]
mod session;
mod writer;

pub use answer::{ExplainJson, RulesJson, answer, markdown};
pub use options::{Encoding, Options, Rules, Speech};
