//! The language server's session for an editor in a browser: messages in, messages out. It has no clock; whoever drives
//! it is told when there is work left, and no disk; texts that it may ask for are handed over.

use crate::answer::json;
use gouji::Lang;
use gouji_lsp::{Files, Listing, NoFiles, Pending, Session};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{cell::RefCell, collections::BTreeMap};

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new(Session::new(Box::new(Handed)));
    static TEXTS: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// What the session says, and in how many milliseconds it wants to work on; nothing if it has nothing to do.
#[derive(Serialize)]
struct Outcome {
    messages: Vec<Value>,
    pending: Option<u64>,
}

/// Files that were handed over.
struct Handed;

impl Files for Handed {
    fn reports(&mut self, folder: &str, lang: Lang) -> Result<Listing, String> {
        NoFiles.reports(folder, lang)
    }

    fn read(&mut self, uri: &str, lang: Lang) -> Result<String, String> {
        match TEXTS.with_borrow(|texts| texts.get(uri).cloned()) {
            Some(text) => Ok(text),
            None => NoFiles.read(uri, lang),
        }
    }
}

/// Answers one JSON-RPC message with a list of messages to be sent, and does all work that follows from it.
pub(crate) fn dispatch(message: &str) -> Result<String, String> {
    json(&SESSION.with_borrow_mut(|session| Ok::<_, String>(session.dispatch(parse(message)?)))?)
}

/// Takes in a message of the client.
pub(crate) fn receive(message: &str) -> Result<String, String> {
    let message = parse(message)?;
    outcome(|session| session.receive(message))
}

/// Does a piece of the work that waits.
pub(crate) fn work() -> Result<String, String> {
    outcome(|session| {
        let mut messages = Vec::new();
        session.work(&mut |message| messages.push(message));
        messages
    })
}

/// Takes the texts of files, an object by URI, in place of those before.
pub(crate) fn files(texts: &str) -> Result<String, String> {
    TEXTS.set(parse(texts)?);
    Ok("null".to_owned())
}

fn outcome(run: impl FnOnce(&mut Session) -> Vec<Value>) -> Result<String, String> {
    let outcome = SESSION.with_borrow_mut(|session| {
        let messages = run(session);
        let pending = match session.pending() {
            Pending::Nothing => None,
            Pending::Now => Some(0),
            Pending::After(milliseconds) => Some(milliseconds),
        };
        Outcome { messages, pending }
    });
    json(&outcome)
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("message: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tell(message: Value) -> Value {
        serde_json::from_str(&receive(&message.to_string()).unwrap()).unwrap()
    }

    #[test]
    fn a_report_is_checked_when_the_driver_finds_the_time() {
        tell(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}));
        tell(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        let text = "2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
        let document = json!({"uri": "memfs:/a.gj", "languageId": "gouji", "version": 1, "text": text});
        let opened = tell(
            json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
        );
        assert_eq!(opened["pending"], 0);

        let worked: Value = serde_json::from_str(&work().unwrap()).unwrap();
        assert_eq!(worked["pending"], Value::Null);
        assert!(worked["messages"].to_string().contains("GJ201"));
    }

    #[test]
    fn files_are_those_that_were_handed_over() {
        files(r#"{"memfs:/rules.toml": "name = \"某规程\""}"#).unwrap();
        assert!(Handed.read("memfs:/rules.toml", Lang::Zh).unwrap().contains("某规程"));
        assert!(Handed.read("memfs:/other.toml", Lang::Zh).is_err());
        assert!(receive("{").is_err());
    }
}
