//! JSON-RPC, as far as the session speaks it.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// Why a request is not answered. The codes are those of JSON-RPC and LSP.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Failure {
    code: i32,
    message: String,
}

impl Failure {
    fn new(code: i32, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub(crate) fn invalid_request(why: impl Into<String>) -> Self {
        Self::new(-32600, why)
    }

    pub(crate) fn unknown_method(method: &str) -> Self {
        Self::new(-32601, format!("unknown method: {method}"))
    }

    pub(crate) fn invalid_params(why: impl Into<String>) -> Self {
        Self::new(-32602, why)
    }

    pub(crate) fn not_initialized() -> Self {
        Self::new(-32002, "not initialized")
    }

    /// The request is in order, but cannot be done; people read the reason.
    pub(crate) fn refused(why: impl Into<String>) -> Self {
        Self::new(-32803, why)
    }

    pub(crate) fn cancelled() -> Self {
        Self::new(-32800, "cancelled")
    }
}

/// A message of the client.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// Wants an answer.
    Request { id: Value, method: String, params: Value },
    /// Wants none.
    Notification { method: String, params: Value },
    /// Answers a request of ours; an error counts as null.
    Response { id: Value, result: Value },
    /// None of these.
    Unreadable,
}

impl Incoming {
    pub(crate) fn read(message: Value) -> Self {
        let Value::Object(mut fields) = message else { return Self::Unreadable };
        let id = fields.remove("id");
        match (fields.remove("method"), id) {
            (Some(Value::String(method)), Some(id @ (Value::Number(_) | Value::String(_)))) => {
                Self::Request { id, method, params: params(fields) }
            }
            (Some(Value::String(method)), None) => Self::Notification { method, params: params(fields) },
            (None, Some(id)) if fields.contains_key("result") || fields.contains_key("error") => {
                Self::Response { id, result: fields.remove("result").unwrap_or_default() }
            }
            _ => Self::Unreadable,
        }
    }
}

fn params(mut fields: Map<String, Value>) -> Value {
    fields.remove("params").unwrap_or_default()
}

/// The answer to a request.
pub(crate) fn response(id: Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(result) => message([("id", id), ("result", result)]),
        Err(Failure { code, message: why }) => {
            message([("id", id), ("error", json!({"code": code, "message": why}))])
        }
    }
}

/// A notification of ours.
pub(crate) fn notification(method: &str, params: impl Serialize) -> Value {
    message([("method", method.into()), ("params", value(params))])
}

/// A request of ours.
pub(crate) fn request(id: i64, method: &str, params: impl Serialize) -> Value {
    message([("id", id.into()), ("method", method.into()), ("params", value(params))])
}

/// A message of these fields, which are moved into it: a long list of findings is not copied once more.
fn message<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let version = ("jsonrpc", Value::from("2.0"));
    let fields = std::iter::once(version).chain(fields);
    Value::Object(fields.map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Plain data as JSON. The types that are sent have string keys only, so none fails.
pub(crate) fn value(data: impl Serialize) -> Value {
    serde_json::to_value(data).unwrap_or_default()
}
