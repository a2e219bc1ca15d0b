//! What a caller can ask for, as it comes in JSON.

use crate::request::{self, Read, Value};
use gouji::{ColumnUnit, Lang, RuleSet};
use std::borrow::Cow;

/// Options of every call; each call takes those that mean something to it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The rule set to apply; left out, the report's own header or title decides.
    pub rules: Option<Rules>,
    /// The language of messages.
    pub lang: Speech,
    /// The unit of columns.
    pub encoding: Encoding,
    /// The name by which the output calls the text.
    pub file: String,
    /// The encoding that the bytes of the file were decoded from.
    pub file_encoding: Option<String>,
    /// Places of the file that were no text in that encoding.
    pub replaced: usize,
    /// Where the cursor is, in units of `encoding`.
    pub offset: Option<usize>,
    /// Where a range begins.
    pub start: Option<usize>,
    /// Where it ends.
    pub end: Option<usize>,
    /// The new name of an item.
    pub name: Option<String>,
    /// The character that was typed.
    pub typed: Option<char>,
}

/// A rule set: the name of a built-in one, or one's own as TOML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rules {
    /// Name or alias of a built-in rule set.
    Name(String),
    /// A rule set of one's own.
    Own {
        /// Its text.
        toml: String,
    },
}

/// The languages of messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Speech {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Rules {
    fn read(value: Value) -> Read<Self> {
        if let Value::Text(name) = value {
            return Ok(Rules::Name(name));
        }
        let mut own = None;
        value.members(&mut |key, value| {
            if key == "toml" {
                own = Some(value.text()?);
            }
            Ok(())
        })?;
        own.map(|toml| Rules::Own { toml }).ok_or_else(|| "toml is missing".to_owned())
    }
}

impl Speech {
    fn read(value: Value) -> Read<Self> {
        match value.text()?.as_str() {
            "zh" => Ok(Speech::Zh),
            "en" => Ok(Speech::En),
            other => Err(format!("zh or en is expected, not {other}")),
        }
    }

    /// The same for the core.
    pub fn lang(self) -> Lang {
        match self {
            Speech::Zh => Lang::Zh,
            Speech::En => Lang::En,
        }
    }
}

/// The unit in which columns are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// UTF-16 units, as JavaScript counts.
    #[default]
    Utf16,
    /// UTF-8 bytes.
    Utf8,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    fn read(value: Value) -> Read<Self> {
        match value.text()?.as_str() {
            "utf-16" => Ok(Encoding::Utf16),
            "utf-8" => Ok(Encoding::Utf8),
            "utf-32" => Ok(Encoding::Utf32),
            other => Err(format!("utf-8, utf-16 or utf-32 is expected, not {other}")),
        }
    }

    /// The same for the core.
    pub fn unit(self) -> ColumnUnit {
        match self {
            Encoding::Utf16 => ColumnUnit::Utf16,
            Encoding::Utf8 => ColumnUnit::Utf8,
            Encoding::Utf32 => ColumnUnit::Utf32,
        }
    }
}

/// A text of one character.
fn character(value: Value) -> Read<char> {
    let text = value.text()?;
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(one), None) => Ok(one),
        _ => Err("one character is expected".to_owned()),
    }
}

impl Options {
    /// Reads options from JSON.
    pub(crate) fn read(json: &str) -> Read<Self> {
        let mut read = Self::default();
        Value::new(json)?.members(&mut |key, value| {
            match key {
                "rules" => read.rules = value.optional(Rules::read)?,
                "lang" => read.lang = Speech::read(value)?,
                "encoding" => read.encoding = Encoding::read(value)?,
                "file" => read.file = value.text()?,
                "fileEncoding" => read.file_encoding = value.optional(Value::text)?,
                "replaced" => read.replaced = value.number()?,
                "offset" => read.offset = value.optional(Value::number)?,
                "start" => read.start = value.optional(Value::number)?,
                "end" => read.end = value.optional(Value::number)?,
                "name" => read.name = value.optional(Value::text)?,
                "typed" => read.typed = value.optional(character)?,
                _ => return request::unknown(),
            }
            Ok(())
        })?;
        Ok(read)
    }

    /// The rule set that was asked for; `None` lets the text decide.
    ///
    /// # Errors
    /// A sentence where there is no such rule set, or where its TOML cannot be read.
    pub fn ruleset(&self) -> Result<Option<Cow<'static, RuleSet>>, String> {
        match &self.rules {
            None => Ok(None),
            Some(Rules::Own { toml }) => own(toml, self.lang).map(Some),
            Some(Rules::Name(name)) => match RuleSet::builtin(name) {
                Some(builtin) => Ok(Some(Cow::Borrowed(builtin))),
                None => Err(unknown(name, self.lang)),
            },
        }
    }
}

#[cfg(feature = "ide")]
fn own(toml: &str, _: Speech) -> Result<Cow<'static, RuleSet>, String> {
    RuleSet::from_toml(toml).map(Cow::Owned)
}

/// A reader of TOML would be a fifth of the small module.
#[cfg(not(feature = "ide"))]
fn own(_: &str, lang: Speech) -> Result<Cow<'static, RuleSet>, String> {
    Err(match lang {
        Speech::Zh => "这个模块只有内置规程；自定规程请用较大的模块 gouji-ide.wasm".to_owned(),
        Speech::En => {
            "this module has the built-in rule sets only; load gouji-ide.wasm for your own".to_owned()
        }
    })
}

fn unknown(name: &str, lang: Speech) -> String {
    let names: Vec<&str> = RuleSet::builtins().iter().map(|ruleset| ruleset.name.as_str()).collect();
    match lang {
        Speech::Zh => format!("没有规程“{name}”；内置规程有{}", names.join("、")),
        Speech::En => format!("there is no rule set {name}; built in are {}", names.join(", ")),
    }
}
