//! The language server's session in a worker: a message of the protocol goes in, the messages that answer it come out.

use crate::answer::json;
use gouji_lsp::{NoFiles, Session};
use serde_json::Value;
use std::cell::RefCell;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new(Session::new(Box::new(NoFiles)));
}

/// Answers one JSON-RPC message with a list of messages to be sent.
///
/// # Errors
/// A sentence where `message` is no JSON.
pub(crate) fn dispatch(message: &str) -> Result<String, String> {
    let message: Value = serde_json::from_str(message).map_err(|error| format!("message: {error}"))?;
    json(&SESSION.with_borrow_mut(|session| session.dispatch(message)))
}
