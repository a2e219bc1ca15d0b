//! Writes the grammars as data: trees that `src/grammar.rs` walks. What pest's own generator writes is a function for every
//! sequence and every choice of every rule, which made an eighth of the module for the page.

use pest_meta::{
    ast::RuleType,
    optimizer::{OptimizedExpr, OptimizedRule},
    parse_and_optimize,
};
use std::{collections::BTreeSet, error::Error, fs};

/// Each grammar and the files that it consists of.
const GRAMMARS: [(&str, &[&str]); 3] = [
    ("report", &["report"]),
    ("expression", &["quantity", "expression"]),
    ("statement", &["quantity", "statement"]),
];

/// So many texts pest looks for with memchr; more it tries one by one at every byte.
const SOUGHT_QUICKLY: usize = 3;

/// All the grammars as Rust: the names of their rules, and for each grammar a module of its rules.
pub(crate) fn written() -> Result<String, Box<dyn Error>> {
    let mut names = BTreeSet::from(["EOI".to_owned()]);
    let mut modules = String::new();
    for (grammar, files) in GRAMMARS {
        let mut text = String::new();
        for file in files {
            let path = format!("grammar/{file}.pest");
            println!("cargo:rerun-if-changed={path}");
            text += &fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        }
        let (_, rules) = parse_and_optimize(&text).map_err(|errors| format!("{grammar}: {errors:?}"))?;
        names.extend(rules.iter().map(|rule| rule.name.clone()));
        let rules = rules.iter().map(definition).collect::<Result<String, _>>()?;
        modules += &format!(
            "// A shared file defines more than each grammar that shares it uses.\n\
             #[allow(dead_code, non_upper_case_globals)]\n\
             pub(crate) mod {grammar} {{\nuse super::{{Definition, Kind::*, Node::*, Rule}};\n{rules}}}\n"
        );
    }
    let names: String = names.iter().map(|name| format!("{name},\n")).collect();
    Ok(format!(
        "#[allow(non_camel_case_types, clippy::upper_case_acronyms)]\n\
         #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]\n\
         pub(crate) enum Rule {{\n{names}}}\n{modules}"
    ))
}

fn definition(rule: &OptimizedRule) -> Result<String, String> {
    let kind = match rule.ty {
        RuleType::Normal => "Normal",
        RuleType::Silent => "Silent",
        RuleType::Atomic => "Atomic",
        RuleType::CompoundAtomic => "CompoundAtomic",
        RuleType::NonAtomic => return Err(format!("{}: rules with ! are not written yet", rule.name)),
    };
    let (name, node) = (&rule.name, node(&rule.expr)?);
    Ok(format!(
        "pub(crate) static {name}: Definition = Definition {{ rule: Rule::{name}, kind: {kind}, node: {node} }};\n"
    ))
}

/// What pest nests in pairs, in a row: `split` takes the first from the rest.
fn in_a_row(
    mut rest: &OptimizedExpr,
    split: impl Fn(&OptimizedExpr) -> Option<(&OptimizedExpr, &OptimizedExpr)>,
) -> Vec<&OptimizedExpr> {
    let mut row = Vec::new();
    while let Some((first, others)) = split(rest) {
        row.push(first);
        rest = others;
    }
    row.push(rest);
    row
}

fn node(expression: &OptimizedExpr) -> Result<String, String> {
    Ok(match expression {
        OptimizedExpr::Str(text) => format!("Text({text:?})"),
        OptimizedExpr::Range(first, last) => format!("Range({:?}, {:?})", one(first)?, one(last)?),
        OptimizedExpr::Ident(name) => named(name),
        OptimizedExpr::PosPred(inner) => format!("Ahead(&{})", node(inner)?),
        OptimizedExpr::NegPred(inner) => format!("NotAhead(&{})", node(inner)?),
        OptimizedExpr::Seq(..) => {
            let parts = in_a_row(expression, |part| match part {
                OptimizedExpr::Seq(first, rest) => Some((first, rest)),
                _ => None,
            });
            format!("All(&[{}])", nodes(&parts)?)
        }
        OptimizedExpr::Choice(..) => {
            let ways = in_a_row(expression, |way| match way {
                OptimizedExpr::Choice(first, rest) => Some((first, rest)),
                _ => None,
            });
            choice(&ways)?
        }
        OptimizedExpr::Opt(inner) => format!("Maybe(&{})", node(inner)?),
        OptimizedExpr::Rep(inner) => format!("Repeated(&{})", node(inner)?),
        OptimizedExpr::Skip(texts) => match characters(texts) {
            Some(chars) if texts.len() > SOUGHT_QUICKLY => format!("Until(&{chars:?})"),
            _ => format!("UntilText(&{texts:?})"),
        },
        other => return Err(format!("not written yet: {other:?}")),
    })
}

/// A choice among texts alone is a plain list of them, and one among characters is looked up.
fn choice(ways: &[&OptimizedExpr]) -> Result<String, String> {
    let text = |way: &&OptimizedExpr| match way {
        OptimizedExpr::Str(text) => Some(text.clone()),
        _ => None,
    };
    match ways.iter().map(text).collect::<Option<Vec<_>>>() {
        Some(texts) => Ok(match characters(&texts) {
            Some(chars) => format!("OneOf(&{chars:?})"),
            None => format!("AnyText(&{texts:?})"),
        }),
        None => Ok(format!("AnyOf(&[{}])", nodes(ways)?)),
    }
}

/// The characters that `texts` are, in their order; `None` where one of them is longer.
fn characters(texts: &[String]) -> Option<Vec<char>> {
    let single = |text: &String| match text.chars().collect::<Vec<_>>()[..] {
        [one] => Some(one),
        _ => None,
    };
    let chars: Option<BTreeSet<char>> = texts.iter().map(single).collect();
    Some(chars?.into_iter().collect())
}

fn nodes(expressions: &[&OptimizedExpr]) -> Result<String, String> {
    let nodes: Vec<String> =
        expressions.iter().map(|expression| node(expression)).collect::<Result<_, _>>()?;
    Ok(nodes.join(", "))
}

fn one(text: &str) -> Result<char, String> {
    text.chars().next().ok_or_else(|| "a range without an end".to_owned())
}

/// What pest itself defines, as far as our grammars use it, or a rule.
fn named(name: &str) -> String {
    match name {
        "SOI" => "Start".to_owned(),
        "EOI" => "End".to_owned(),
        "ANY" => "Any".to_owned(),
        "ASCII_DIGIT" => "Range('0', '9')".to_owned(),
        "ASCII_ALPHANUMERIC" => "AnyOf(&[Range('a', 'z'), Range('A', 'Z'), Range('0', '9')])".to_owned(),
        rule => format!("Named(&{rule})"),
    }
}
