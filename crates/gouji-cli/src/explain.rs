//! `gouji explain`: what a rule checks, why, and what to do about its findings.

use crate::{
    Failure, Outcome,
    args::ExplainArgs,
    say::{self, list, pick},
    terminal::{self, Ink, Look, fit, width_of},
};
use gouji::{
    Lang,
    rules::{self, Rule},
};
use std::io::Write;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let lang = args.show.lang();
    let (mut screen, look) = terminal::screen(args.show);
    let page = match args.code.as_deref().map(str::trim) {
        None | Some("") => catalogue(rules::ALL, lang, look),
        Some(word) => answer(word, lang, look)?,
    };
    screen.write_all(page.as_bytes())?;
    screen.flush()?;
    Ok(Outcome::Clean)
}

/// The page of a code, or the rules whose title holds a word.
fn answer(word: &str, lang: Lang, look: Look) -> Result<String, Failure> {
    if let Some(rule) = rules::find(word) {
        return Ok(page(rule, lang, look));
    }
    let named: Vec<&Rule> = rules::ALL.iter().copied().filter(|rule| is_named(rule, word)).collect();
    if named.is_empty() {
        Err(Failure::Refused(unknown(word, lang)))
    } else {
        Ok(catalogue(&named, lang, look))
    }
}

fn is_named(rule: &Rule, word: &str) -> bool {
    rule.title.zh.contains(word) || rule.title.en.to_lowercase().contains(&word.to_lowercase())
}

fn page(rule: &Rule, lang: Lang, look: Look) -> String {
    let title = format!("{} {}", rule.code, pick(lang, rule.title.zh, rule.title.en));
    let kind = kind(rule, lang);
    let mut out = format!("{}  {}\n\n", look.ink(Ink::Bold, &title), look.ink(Ink::Dim, &kind));
    let mut in_sample = false;
    for line in rule.doc_lines() {
        let fence = line.trim_start().starts_with("```");
        in_sample ^= fence;
        let ink = if fence || in_sample {
            Some(Ink::Dim)
        } else if line.starts_with('#') {
            Some(Ink::Bold)
        } else {
            None
        };
        match ink {
            Some(ink) => out += &look.ink(ink, line),
            None => out += line,
        }
        out.push('\n');
    }
    out
}

/// Verdict and severity.
fn kind(rule: &Rule, lang: Lang) -> String {
    let (verdict, severity) = (say::verdict(rule.verdict, lang), say::severity(rule.severity, lang));
    if verdict == severity {
        return verdict.to_owned();
    }
    match lang {
        Lang::Zh => format!("{verdict}，{severity}"),
        Lang::En => format!("{verdict}, {severity}"),
    }
}

/// A line per rule.
fn catalogue(rules: &[&Rule], lang: Lang, look: Look) -> String {
    let width = rules.iter().map(|rule| width_of(&kind(rule, lang))).max().unwrap_or(0);
    let line = |rule: &&Rule| {
        let code = look.ink(Ink::Bold, rule.code);
        let kind = fit(&kind(rule, lang), width + 1);
        format!("{code}  {kind} {}\n", pick(lang, rule.title.zh, rule.title.en))
    };
    rules.iter().map(line).collect()
}

fn unknown(word: &str, lang: Lang) -> String {
    let near: Vec<String> = nearest(word).iter().map(|rule| rule.code.to_owned()).collect();
    if near.is_empty() {
        return match lang {
            Lang::Zh => format!("没有规则 {word}；gouji explain 列出全部规则"),
            Lang::En => format!("there is no rule {word}; gouji explain lists them all"),
        };
    }
    let near = list(&near, lang);
    match lang {
        Lang::Zh => format!("没有规则 {word}；相近的有 {near}"),
        Lang::En => format!("there is no rule {word}; the nearest are {near}"),
    }
}

/// The three codes nearest in number.
fn nearest(word: &str) -> Vec<&'static Rule> {
    let number = |text: &str| -> Option<i64> {
        let digits: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
        digits.parse().ok()
    };
    let Some(wanted) = number(word) else { return Vec::new() };
    let mut rules: Vec<&'static Rule> = rules::ALL.to_vec();
    rules.sort_by_key(|rule| number(rule.code).map_or(i64::MAX, |code| (code - wanted).abs()));
    rules.truncate(3);
    rules.sort_by_key(|rule| rule.code);
    rules
}
