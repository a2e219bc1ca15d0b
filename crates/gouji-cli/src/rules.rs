//! `--rules NAME|FILE`: a built-in rule set or one's own.

use crate::{
    Failure, encoding,
    read::{self, Input},
    say::pick,
};
use gouji::{Lang, RuleSet};
use std::path::Path;

/// The rule set that was asked for; `None` lets each report decide.
pub(crate) fn load(name: Option<&str>, lang: Lang) -> Result<Option<RuleSet>, Failure> {
    let Some(name) = name else { return Ok(None) };
    if let Some(builtin) = RuleSet::builtin(name) {
        return Ok(Some(builtin));
    }
    let path = Path::new(name);
    if !path.exists() {
        return Err(Failure::Refused(unknown(name, lang)));
    }
    let bytes = read::bytes(&Input::File(path.to_owned()))
        .map_err(|error| Failure::Refused(format!("{name}：{}", read::io_reason(&error, lang))))?;
    let toml = encoding::decode(bytes).text;
    let ruleset = RuleSet::from_toml(&toml).map_err(|why| Failure::Refused(format!("{name}：{why}")))?;
    Ok(Some(ruleset))
}

fn unknown(name: &str, lang: Lang) -> String {
    let what =
        pick(lang, "没有名为此的内置规程，也没有这个文件", "is neither a built-in rule set nor a file");
    format!("--rules {name}：{what}")
}
