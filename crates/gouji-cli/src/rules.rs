//! Rule sets: `--rules NAME|FILE` takes a built-in one or one's own, `gouji rules` lists the built-in ones.

use crate::{
    Failure, Outcome,
    args::ShowArgs,
    encoding,
    read::{self, Input},
    say::{list, pick},
    terminal::{self, Ink},
};
use gouji::{Lang, RuleSet};
use std::{io::Write, path::Path};

/// Runs the command.
pub(crate) fn run(show: ShowArgs) -> Result<Outcome, Failure> {
    let lang = show.lang();
    let (mut screen, look) = terminal::screen(show);
    for ruleset in RuleSet::builtins() {
        let also = if ruleset.aliases.is_empty() {
            String::new()
        } else {
            format!("{}{}", pick(lang, "  又名 ", "  also "), list(&ruleset.aliases, lang))
        };
        writeln!(screen, "{}{also}", look.ink(Ink::Bold, &ruleset.name))?;
    }
    screen.flush()?;
    Ok(Outcome::Clean)
}

/// The rule set that was asked for; `None` lets each report decide.
pub(crate) fn load(name: Option<&str>, lang: Lang) -> Result<Option<RuleSet>, Failure> {
    let Some(name) = name else { return Ok(None) };
    if let Some(builtin) = RuleSet::builtin(name) {
        return Ok(Some(builtin.clone()));
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
    let names: Vec<String> = RuleSet::builtins().iter().map(|ruleset| ruleset.name.clone()).collect();
    let names = list(&names, lang);
    match lang {
        Lang::Zh => format!("没有规程“{name}”，也没有这个文件；内置规程有 {names}"),
        Lang::En => format!("{name} is neither a rule set nor a file; built in are {names}"),
    }
}
