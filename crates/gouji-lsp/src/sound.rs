//! What clients send, made sound before it is read.
//!
//! Positions are numbers that fit, and URIs are URIs: several editors send Chinese file names as they are, which the
//! types of the protocol refuse. They are escaped on the way in and given back as they were on the way out, so that the
//! editor knows its own file again.

use ls_types::Uri;
use serde_json::{Value, json};
use std::{collections::HashMap, str::FromStr};

/// Makes the positions in `params` numbers from 0 to [`u32::MAX`]: a negative one is 0, a huge one the largest.
pub(crate) fn clamp_positions(params: &mut Value) {
    match params {
        Value::Object(fields) => {
            for (key, value) in fields {
                if matches!(key.as_str(), "line" | "character") {
                    clamp(value);
                } else {
                    clamp_positions(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(clamp_positions),
        _ => {}
    }
}

fn clamp(value: &mut Value) {
    let Some(number) = value.as_f64() else { return };
    // The cast itself keeps within the bounds of the type.
    *value = json!(number as u32);
}

/// How the client spells the URIs that had to be escaped.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    /// The client's spelling by ours.
    theirs: HashMap<String, String>,
}

/// The fields that hold a URI.
const URI_FIELDS: [&str; 8] =
    ["uri", "oldUri", "newUri", "rootUri", "scopeUri", "baseUri", "targetUri", "folder"];

impl Spelling {
    /// Escapes the URIs in `params`.
    pub(crate) fn escape(&mut self, params: &mut Value) {
        match params {
            Value::Object(fields) => {
                for (key, value) in fields {
                    match value {
                        Value::String(uri) if URI_FIELDS.contains(&key.as_str()) => self.escape_one(uri),
                        Value::Object(_) | Value::Array(_) => self.escape(value),
                        _ => {}
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.escape(item)),
            _ => {}
        }
    }

    fn escape_one(&mut self, uri: &mut String) {
        if Uri::from_str(uri).is_ok() {
            return;
        }
        let escaped = escaped(uri);
        let theirs = std::mem::replace(uri, escaped.clone());
        self.theirs.insert(escaped, theirs);
    }

    /// Gives the client its own spelling back, in strings and in keys.
    pub(crate) fn restore(&self, message: &mut Value) {
        if !self.theirs.is_empty() {
            self.restore_in(message);
        }
    }

    fn restore_in(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(theirs) = self.theirs.get(text.as_str()) {
                    theirs.clone_into(text);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.restore_in(item)),
            Value::Object(fields) => {
                let keys: Vec<String> =
                    fields.keys().filter(|key| self.theirs.contains_key(*key)).cloned().collect();
                for key in keys {
                    if let (Some(theirs), Some(value)) = (self.theirs.get(&key), fields.remove(&key)) {
                        fields.insert(theirs.clone(), value);
                    }
                }
                fields.values_mut().for_each(|value| self.restore_in(value));
            }
            _ => {}
        }
    }
}

/// A URI that stands for `text`, whatever that is.
fn escaped(text: &str) -> String {
    let light = escape_bytes(text, b"-._~:/?#@!$&'()*+,;=%");
    if Uri::from_str(&light).is_ok() {
        return light;
    }
    format!("unreadable:{}", escape_bytes(text, b"-._~"))
}

/// `text` with every byte escaped that is neither a letter or digit nor in `kept`. A `%` is kept only before two hex
/// digits.
pub(crate) fn escape_bytes(text: &str, kept: &[u8]) -> String {
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut out = String::with_capacity(text.len() * 2);
    for (at, &byte) in bytes.iter().enumerate() {
        let escape_sign = byte != b'%' || (hex(at + 1) && hex(at + 2));
        if byte.is_ascii_alphanumeric() || (kept.contains(&byte) && escape_sign) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The URI of a path, on Unix or on Windows; `None` for a path that is not absolute.
pub(crate) fn file_uri(path: &str) -> Option<String> {
    let slashed = path.replace('\\', "/");
    let drive = slashed.as_bytes().get(1) == Some(&b':') && slashed.as_bytes().get(2) == Some(&b'/');
    if drive {
        return Some(format!("file:///{}", escape_bytes(&slashed, b"-._~/")));
    }
    path.starts_with('/').then(|| format!("file://{}", escape_bytes(path, b"-._~/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_fit() {
        let mut params =
            json!({"position": {"line": -3, "character": 1e300}, "x": [{"line": 7}, {"line": "a"}]});
        clamp_positions(&mut params);
        let expected =
            json!({"position": {"line": 0, "character": u32::MAX}, "x": [{"line": 7}, {"line": "a"}]});
        assert_eq!(params, expected);
    }

    #[test]
    fn every_string_becomes_a_uri_and_itself_again() {
        for theirs in
            ["file:///报告/2023 年.gj", "报告.gj", "", "file:///a%zz[1].gj", "file://[::", "untitled:𠮷"]
        {
            let mut spelling = Spelling::default();
            let mut params = json!({"textDocument": {"uri": theirs}});
            spelling.escape(&mut params);
            let ours = params["textDocument"]["uri"].as_str().unwrap().to_owned();
            assert!(Uri::from_str(&ours).is_ok(), "{ours}");
            let mut back = json!({"uri": ours, "changes": {ours.as_str(): 1}});
            spelling.restore(&mut back);
            assert_eq!(back, json!({"uri": theirs, "changes": {theirs: 1}}));
        }
    }

    #[test]
    fn a_sound_uri_stays() {
        let mut params = json!({"uri": "file:///%E6%8A%A5.gj"});
        let mut spelling = Spelling::default();
        spelling.escape(&mut params);
        assert_eq!(params, json!({"uri": "file:///%E6%8A%A5.gj"}));
        assert!(spelling.theirs.is_empty());
    }

    #[test]
    fn absolute_paths_have_uris() {
        assert_eq!(file_uri("/规程/a b.toml").unwrap(), "file:///%E8%A7%84%E7%A8%8B/a%20b.toml");
        assert_eq!(file_uri("C:\\a\\b.toml").unwrap(), "file:///C%3A/a/b.toml");
        assert_eq!(file_uri("a.toml"), None);
    }
}
