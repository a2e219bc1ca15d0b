//! JSON as a page sends it: the options of a call, the fields of a form. A reader of our own, because a general one knows
//! fractions, every type that could have been meant, and a sentence for each: a twentieth of the module for the page.

use std::{fmt::Display, str::FromStr};

/// Deeper than any request goes.
const MAX_DEPTH: usize = 8;

/// A value. A number stays as it is written: nothing reckons with it here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    /// `null`, `true`, `false` or a number.
    Word(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

/// What is read, or a sentence that says why it cannot be.
pub(crate) type Read<T> = Result<T, String>;

impl Value {
    /// Reads all of `json`.
    pub(crate) fn new(json: &str) -> Read<Self> {
        let mut reader = Reader { rest: json };
        let value = reader.value(MAX_DEPTH)?;
        reader.skip_space();
        if reader.rest.is_empty() { Ok(value) } else { Err(reader.unexpected()) }
    }

    pub(crate) fn text(self) -> Read<String> {
        match self {
            Value::Text(text) => Ok(text),
            other => Err(other.instead_of("a text")),
        }
    }

    pub(crate) fn number<N: FromStr>(self) -> Read<N> {
        match &self {
            Value::Word(word) => word.parse().map_err(|_| self.instead_of("a whole number")),
            _ => Err(self.instead_of("a number")),
        }
    }

    pub(crate) fn list(self) -> Read<Vec<Value>> {
        match self {
            Value::List(list) => Ok(list),
            other => Err(other.instead_of("a list")),
        }
    }

    pub(crate) fn object(self) -> Read<Vec<(String, Value)>> {
        match self {
            Value::Object(members) => Ok(members),
            other => Err(other.instead_of("an object")),
        }
    }

    /// Reads every member of an object; `member` says what is wrong with one, and its key is put before that.
    pub(crate) fn members(self, member: &mut dyn FnMut(&str, Value) -> Read<()>) -> Read<()> {
        self.object()?
            .into_iter()
            .try_for_each(|(key, value)| member(&key, value).map_err(|why| within(&key, why)))
    }

    /// An object of members that are all read alike.
    pub(crate) fn map<T, M: FromIterator<(String, T)>>(self, read: impl Fn(Value) -> Read<T>) -> Read<M> {
        self.object()?
            .into_iter()
            .map(|(key, value)| {
                let value = read(value).map_err(|why| within(&key, why))?;
                Ok((key, value))
            })
            .collect()
    }

    /// `None` for `null`.
    pub(crate) fn optional<T>(self, read: impl FnOnce(Value) -> Read<T>) -> Read<Option<T>> {
        match self {
            Value::Word(word) if word == "null" => Ok(None),
            value => read(value).map(Some),
        }
    }

    fn instead_of(&self, wanted: &str) -> String {
        match self {
            Value::Word(word) => format!("{wanted} is expected, not {word}"),
            Value::Text(text) => format!("{wanted} is expected, not \"{text}\""),
            Value::List(_) => format!("{wanted} is expected, not a list"),
            Value::Object(_) => format!("{wanted} is expected, not an object"),
        }
    }
}

/// Says where in a request something is wrong.
pub(crate) fn within(place: &str, why: impl Display) -> String {
    format!("{place}: {why}")
}

/// The refusal of a member that nobody knows, a slip of the pen in most cases.
pub(crate) fn unknown<T>() -> Read<T> {
    Err("unknown field".to_owned())
}

struct Reader<'j> {
    rest: &'j str,
}

impl<'j> Reader<'j> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Whether `sign` comes next; it is read if so.
    fn has(&mut self, sign: char) -> bool {
        self.skip_space();
        let behind = self.rest.strip_prefix(sign);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    fn expect(&mut self, sign: char) -> Read<()> {
        if self.has(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> String {
        match self.rest.chars().next() {
            Some(sign) => format!("JSON cannot go on with {sign}"),
            None => "the JSON breaks off".to_owned(),
        }
    }

    fn value(&mut self, depth: usize) -> Read<Value> {
        let Some(inside) = depth.checked_sub(1) else { return Err("too deep".to_owned()) };
        if self.has('{') {
            let member = |reader: &mut Self| {
                reader.expect('"')?;
                let key = reader.text()?;
                reader.expect(':')?;
                Ok((key, reader.value(inside)?))
            };
            self.row('}', member).map(Value::Object)
        } else if self.has('[') {
            self.row(']', |reader| reader.value(inside)).map(Value::List)
        } else if self.has('"') {
            self.text().map(Value::Text)
        } else {
            self.word()
        }
    }

    /// Anything between commas, up to the bracket that closes.
    fn row<T>(&mut self, close: char, one: impl Fn(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let mut row = Vec::new();
        if self.has(close) {
            return Ok(row);
        }
        loop {
            row.push(one(self)?);
            if self.has(close) {
                return Ok(row);
            }
            self.expect(',')?;
        }
    }

    /// What stands without quotation marks.
    fn word(&mut self) -> Read<Value> {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let begins_a_number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if !begins_a_number && !["null", "true", "false"].contains(&word) {
            return Err(self.unexpected());
        }
        self.rest = rest;
        Ok(Value::Word(word.to_owned()))
    }

    /// A text behind its opening quotation mark.
    fn text(&mut self) -> Read<String> {
        let mut text = String::new();
        loop {
            let Some(end) = self.rest.find(['"', '\\']) else { return Err("the JSON breaks off".to_owned()) };
            text += &self.rest[..end];
            let closed = self.rest[end..].starts_with('"');
            self.rest = &self.rest[end + 1..];
            if closed {
                return Ok(text);
            }
            text.push(self.escaped()?);
        }
    }

    /// A character behind its backslash.
    fn escaped(&mut self) -> Read<char> {
        let mut chars = self.rest.chars();
        let sign = chars.next();
        self.rest = chars.as_str();
        match sign {
            Some(sign @ ('"' | '\\' | '/')) => Ok(sign),
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('u') => self.by_number(),
            _ => Err("there is no such escape in JSON".to_owned()),
        }
    }

    /// A character by the number of its UTF-16 unit, or by those of two.
    fn by_number(&mut self) -> Read<char> {
        let mut units = vec![self.unit()?];
        if (0xd800..0xdc00).contains(&units[0]) && self.rest.starts_with("\\u") {
            self.rest = &self.rest[2..];
            units.push(self.unit()?);
        }
        match char::decode_utf16(units).next() {
            Some(Ok(sign)) => Ok(sign),
            _ => Err("half a character".to_owned()),
        }
    }

    fn unit(&mut self) -> Read<u16> {
        let digits = self.rest.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let unit = digits.ok_or_else(|| self.unexpected())?;
        self.rest = &self.rest[4..];
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The same value as serde's reader has it.
    fn as_serde(value: Value) -> serde_json::Value {
        match value {
            Value::Word(word) => serde_json::from_str(&word).unwrap(),
            Value::Text(text) => text.into(),
            Value::List(list) => list.into_iter().map(as_serde).collect(),
            Value::Object(members) => {
                members.into_iter().map(|(key, value)| (key, as_serde(value))).collect()
            }
        }
    }

    #[test]
    fn json_is_read_as_serde_reads_it() {
        let value = json!({
            "texts": ["", "三公经费@2023决算", "a\"b\\c/d\u{8}\u{c}\n\r\t\u{1}", "𠮷😀"],
            "numbers": [0, -1, 106, 1.5, 1e21],
            "words": [null, true, false],
            "nested": {"empty": {}, "list": [[], [[]]]},
        });
        for json in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            assert_eq!(as_serde(Value::new(&json).unwrap()), value);
        }
        assert_eq!(Value::new(r#""\ud842\udfb7\u4e07\/""#), Ok(Value::Text("𠮷万/".to_owned())));
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for json in [
            "",
            "{",
            "[",
            "\"",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[1,]",
            "[1 2]",
            "{a:1}",
            "nul",
            "x",
            "1 1",
            r#""\x""#,
            r#""\u12""#,
            r#""\u123😀""#,
            r#""\ud842""#,
            r#""\ud842\u0041""#,
            r#""\udfb7""#,
            "[[[[[[[[[]]]]]]]]]",
        ] {
            assert!(Value::new(json).is_err(), "{json}");
        }
    }
}
