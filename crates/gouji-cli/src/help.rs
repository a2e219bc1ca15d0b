//! Reads the command line, with its help and its refusals in the language that was asked for.
//!
//! clap makes the help while it parses, before it knows what `--lang` says; so that is looked for first.

use crate::{args::Cli, complain, say::list};
use clap::{
    Arg, Command, CommandFactory, Error, FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};
use gouji::Lang;
use std::{ffi::OsString, process::ExitCode};

/// What was asked for; or the exit code, where there is nothing more to do than what was said already.
pub(crate) fn parse(arguments: &[OsString]) -> Result<Cli, ExitCode> {
    let lang = asked_for(arguments);
    let matches = command(lang).try_get_matches_from(arguments);
    matches.and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| answer(&error, lang))
}

/// The language of `--lang`, which may stand anywhere before `--`.
fn asked_for(arguments: &[OsString]) -> Lang {
    let words = arguments.iter().map(|word| word.to_str().unwrap_or_default());
    let words: Vec<&str> = words.take_while(|word| *word != "--").collect();
    let apart = words.windows(2).any(|pair| pair == ["--lang", "en"]);
    if apart || words.contains(&"--lang=en") { Lang::En } else { Lang::Zh }
}

fn command(lang: Lang) -> Command {
    match lang {
        Lang::Zh => Cli::command(),
        Lang::En => {
            let root = ROOT.translate(Cli::command()).subcommand_help_heading("Commands").after_help(CODES);
            ENGLISH.iter().fold(root, |command, words| {
                command.mut_subcommand(words.name, |subcommand| words.translate(subcommand))
            })
        }
    }
}

/// Prints the help that was asked for, or says what is wrong with the command line.
fn answer(error: &Error, lang: Lang) -> ExitCode {
    match chinese(error).filter(|_| lang == Lang::Zh) {
        Some(why) => complain(&format!("{why}；gouji --help 显示用法")),
        // A closed output needs no help.
        None => drop(error.print()),
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// What is wrong, in Chinese; `None` for what clap has no fault to find with, and for rare faults.
fn chinese(error: &Error) -> Option<String> {
    let said = |kind| error.get(kind).map(words).filter(|words| !words.is_empty());
    let argument = said(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = said(ContextKind::SuggestedArg);
            format!("没有选项 {}{}", argument?, perhaps(near))
        }
        ErrorKind::InvalidSubcommand => {
            let near = said(ContextKind::SuggestedSubcommand);
            format!("没有命令 {}{}", said(ContextKind::InvalidSubcommand)?, perhaps(near))
        }
        ErrorKind::InvalidValue => {
            let can_be =
                said(ContextKind::ValidValue).map_or_else(String::new, |values| format!("，可以是 {values}"));
            match said(ContextKind::InvalidValue) {
                Some(value) => format!("{} 不能是 {value}{can_be}", argument?),
                None => format!("{} 缺少值{can_be}", argument?),
            }
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", argument?),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("{} 不能与 {} 同时使用", argument?, said(ContextKind::PriorArg)?)
        }
        _ => return None,
    })
}

fn perhaps(near: Option<String>) -> String {
    near.map_or_else(String::new, |near| format!("，是不是 {near}"))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => list(words, Lang::Zh),
        _ => String::new(),
    }
}

/// The help of one command in English.
struct Help {
    name: &'static str,
    about: &'static str,
    usage: &'static str,
    /// Of each argument its name in [`crate::args`], what stands for its value, and what it does.
    arguments: &'static [(&'static str, &'static str, &'static str)],
}

impl Help {
    fn translate(&self, command: Command) -> Command {
        let command = command.about(self.about).override_usage(self.usage).help_template(TEMPLATE);
        command.mut_args(|argument| self.argument(argument))
    }

    fn argument(&self, argument: Arg) -> Arg {
        let heading = if argument.is_positional() { "Arguments" } else { "Options" };
        let argument = argument.help_heading(heading);
        match self.arguments.iter().find(|(name, ..)| argument.get_id() == name) {
            Some((_, "", help)) => argument.help(*help),
            Some((_, value, help)) => argument.value_name(*value).help(*help),
            None => argument,
        }
    }
}

const TEMPLATE: &str = "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}";

const CODES: &str =
    "Exit codes: 0 nothing to verify; 1 something to verify; 2 could not run, or a file could not be read.";

const RULES: (&str, &str, &str) =
    ("name", "NAME|FILE", "a built-in rule set or a TOML file of one's own; by default the report decides");
const ONE_PATH: (&str, &str, &str) = ("path", "PATH", "a file or - (standard input)");

const ROOT: Help = Help {
    name: "gouji",
    about: "Checks that the figures of a Chinese budget performance report agree with each other.",
    usage: "gouji COMMAND [OPTIONS] [PATH]…",
    arguments: &[
        ("help", "", "print help"),
        ("version", "", "print the version"),
        ("lang", "LANGUAGE", "zh (default) or en, before the command or after it"),
        ("color", "WHEN", "auto (default: on a terminal), always or never"),
    ],
};

const ENGLISH: [Help; 7] = [
    Help {
        name: "check",
        about: "Check reports and list what does not agree",
        usage: "gouji check [OPTIONS] [PATH]…",
        arguments: &[
            (
                "paths",
                "PATH",
                "files, directories (their .txt and .gj, at any depth) or - (standard input); default: here",
            ),
            ("all", "", "everything in full: hints, rounding tails, equations and related places"),
            (
                "format",
                "FORMAT",
                "human (default, for reading), json (one object) or jsonl (a line per report)",
            ),
            ("coverage", "", "how many of the numbers of each report were checked"),
            ("columns", "UNIT", "what columns count: utf-16 (default, as editors do), utf-8 or utf-32"),
            RULES,
        ],
    },
    Help {
        name: "score",
        about: "Compute the points from targets and actual values and compare them with those claimed",
        usage: "gouji score [OPTIONS] PATH",
        arguments: &[
            ONE_PATH,
            ("format", "FORMAT", "table (default, with bars), json or csv (with a BOM, opens in Excel)"),
            RULES,
        ],
    },
    Help {
        name: "fmt",
        about: "Write tables as aligned pipe tables and leave all other text alone",
        usage: "gouji fmt [OPTIONS] PATH…",
        arguments: &[
            (
                "paths",
                "PATH",
                "files, directories (their .txt and .gj, at any depth) or - (standard input to standard output)",
            ),
            ("check", "", "change nothing; exit with 1 if a file needs formatting"),
            ("stdout", "", "write to standard output and change no file"),
        ],
    },
    Help {
        name: "explain",
        about: "Explain a rule: what it checks, why, what to do (the explanations are in Chinese)",
        usage: "gouji explain [OPTIONS] [CODE]",
        arguments: &[(
            "code",
            "CODE",
            "the code of a rule (GJ301) or words of its name; default: list all rules",
        )],
    },
    Help {
        name: "tree",
        about: "List what was understood of a report: outline, tables, figures, statements",
        usage: "gouji tree [OPTIONS] PATH",
        arguments: &[ONE_PATH, RULES],
    },
    Help {
        name: "rules",
        about: "List the built-in rule sets",
        usage: "gouji rules [OPTIONS]",
        arguments: &[],
    },
    Help {
        name: "lsp",
        about: "Language server: started by an editor, speaks over standard input and output",
        usage: "gouji lsp",
        arguments: &[("stdio", "", "speak over standard input and output (the default, and the only way)")],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(line: &str) -> Lang {
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        asked_for(&words)
    }

    #[test]
    fn the_language_may_stand_anywhere() {
        for line in ["gouji --lang en --help", "gouji check --lang=en", "gouji explain GJ301 --lang en"] {
            assert_eq!(asks(line), Lang::En, "{line}");
        }
        for line in ["gouji --help", "gouji check --lang zh", "gouji check -- --lang en"] {
            assert_eq!(asks(line), Lang::Zh, "{line}");
        }
    }

    #[test]
    fn the_english_help_is_english() {
        let mut command = command(Lang::En);
        command.build();
        let commands = command.get_subcommands().cloned().collect::<Vec<_>>();
        for mut command in commands.into_iter().chain([command]) {
            let help = command.render_long_help().to_string();
            let chinese: String = help.chars().filter(|char| *char > '\u{2E80}').collect();
            assert!(chinese.is_empty(), "{}: {chinese}", command.get_name());
        }
    }
}
