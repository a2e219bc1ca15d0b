//! `gouji explain`: what a rule checks, why, and what to do about its findings.

use crate::{
    Failure, Outcome,
    args::{ExplainArgs, ShowArgs},
    say::{self, list, pick},
    terminal::{self, Ink, Look, fit, width_of},
};
use gouji::{
    Lang,
    rules::{self, Rule},
};
use std::io::Write;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs, show: ShowArgs) -> Result<Outcome, Failure> {
    let lang = show.lang();
    let (mut screen, look) = terminal::screen(show);
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

/// The explanation as plain text: it is written in Markdown, whose marks only get in the way on a screen.
fn page(rule: &Rule, lang: Lang, look: Look) -> String {
    let title = format!("{} {}", rule.code, pick(lang, rule.title.zh, rule.title.en));
    let kind = kind(rule, lang);
    let mut out = format!("{}  {}\n", look.ink(Ink::Bold, &title), look.ink(Ink::Dim, &kind));
    if lang == Lang::En {
        out += &look.ink(Ink::Dim, "(Explanations are in Chinese only.)");
        out.push('\n');
    }
    for part in parts(rule) {
        out += &match part {
            Part::Heading(words) => format!("\n{}\n", look.ink(Ink::Bold, &words)),
            Part::Sample(line) => format!("{}\n", look.ink(Ink::Dim, &format!("    {line}")).trim_end()),
            Part::Prose(words) => format!("{}\n", look.wrap(&words, 0)),
            Part::Blank => "\n".to_owned(),
        };
    }
    out
}

/// A part of an explanation, without the marks of Markdown.
#[derive(PartialEq, Eq, Debug)]
enum Part {
    Heading(String),
    /// A line of a report, as it is written.
    Sample(&'static str),
    /// A paragraph, its lines joined.
    Prose(String),
    Blank,
}

/// The parts of an explanation; not its title, which the page has already.
fn parts(rule: &Rule) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut in_sample = false;
    for line in rule.doc_lines() {
        if line.starts_with("```") {
            in_sample = !in_sample;
        } else if in_sample {
            parts.push(Part::Sample(line));
        } else if let Some(heading) = line.strip_prefix("## ") {
            parts.pop_if(|last| *last == Part::Blank);
            parts.push(Part::Heading(unmarked(heading)));
        } else if line.trim().is_empty() {
            parts.push(Part::Blank);
        } else if line.starts_with("# ") {
            // The title.
        } else if let Some(Part::Prose(words)) = parts.last_mut() {
            join(words, &unmarked(line));
        } else {
            parts.push(Part::Prose(unmarked(line)));
        }
    }
    parts
}

/// Continues a paragraph; only words of Latin letters have a blank between them.
fn join(words: &mut String, line: &str) {
    let latin = |char: Option<char>| char.is_some_and(|char| char.is_ascii_graphic());
    if latin(words.chars().next_back()) && latin(line.chars().next()) {
        words.push(' ');
    }
    words.push_str(line);
}

/// Without the marks of code and emphasis.
fn unmarked(line: &str) -> String {
    line.replace("**", "").replace('`', "")
}

/// Verdict and severity.
fn kind(rule: &Rule, lang: Lang) -> String {
    let verdict = say::verdict(rule.verdict, rule.severity, lang);
    let severity = say::severity(rule.severity, lang);
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
