//! What a caller can ask for, as it comes in JSON.

use gouji::{ColumnUnit, Lang, RuleSet};
use serde::Deserialize;
use std::borrow::Cow;

/// Options of every call; each call takes those that mean something to it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
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
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(untagged)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speech {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Speech {
    /// The same for the core.
    pub fn lang(self) -> Lang {
        match self {
            Speech::Zh => Lang::Zh,
            Speech::En => Lang::En,
        }
    }
}

/// The unit in which columns are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
pub enum Encoding {
    /// UTF-16 units, as JavaScript counts.
    #[default]
    #[serde(rename = "utf-16")]
    Utf16,
    /// UTF-8 bytes.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Unicode scalar values.
    #[serde(rename = "utf-32")]
    Utf32,
}

impl Encoding {
    /// The same for the core.
    pub fn unit(self) -> ColumnUnit {
        match self {
            Encoding::Utf16 => ColumnUnit::Utf16,
            Encoding::Utf8 => ColumnUnit::Utf8,
            Encoding::Utf32 => ColumnUnit::Utf32,
        }
    }
}

impl Options {
    /// The rule set that was asked for; `None` lets the text decide.
    ///
    /// # Errors
    /// A sentence where there is no such rule set, or where its TOML cannot be read.
    pub fn ruleset(&self) -> Result<Option<Cow<'static, RuleSet>>, String> {
        match &self.rules {
            None => Ok(None),
            Some(Rules::Own { toml }) => RuleSet::from_toml(toml).map(|own| Some(Cow::Owned(own))),
            Some(Rules::Name(name)) => match RuleSet::builtin(name) {
                Some(builtin) => Ok(Some(Cow::Borrowed(builtin))),
                None => Err(unknown(name, self.lang)),
            },
        }
    }
}

fn unknown(name: &str, lang: Speech) -> String {
    let names: Vec<&str> = RuleSet::builtins().iter().map(|ruleset| ruleset.name.as_str()).collect();
    match lang {
        Speech::Zh => format!("没有规程“{name}”；内置规程有{}", names.join("、")),
        Speech::En => format!("there is no rule set {name}; built in are {}", names.join(", ")),
    }
}
