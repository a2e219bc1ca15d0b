//! The page of a rule.

use crate::words::{pick, severity};
use gouji::{Lang, Severity, Verdict};
use serde::Serialize;

/// What is known of a rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Explanation {
    /// `GJ` and three digits.
    pub code: &'static str,
    /// Its short name.
    pub title: String,
    /// How bad its findings usually are.
    pub severity: Severity,
    /// The kind of judgement.
    pub verdict: Verdict,
    /// What it finds, why, on what legal basis, with examples, and how to put it right.
    pub markdown: String,
}

/// Explains the rule with this code; `None` where there is none. The page itself is in Chinese, as the field is.
pub fn explain(code: &str, lang: Lang) -> Option<Explanation> {
    let rule = gouji::rules::find(code)?;
    let doc: Vec<&str> = rule.doc_lines().collect();
    let doc = doc.join("\n").replace("```gj bad", "```gj").replace("```gj good", "```gj");
    let title = pick(lang, rule.title.zh, rule.title.en).to_owned();
    let verdict = match rule.verdict {
        // What disagrees but need not be a mistake is not called a contradiction.
        Verdict::Contradiction if rule.severity != Severity::Error => pick(lang, "存疑", "doubtful"),
        Verdict::Contradiction => pick(lang, "矛盾", "contradiction"),
        Verdict::Rounding => pick(lang, "尾差", "rounding"),
        Verdict::Missing => pick(lang, "缺项", "missing"),
        Verdict::Review => pick(lang, "提示", "for review"),
        Verdict::Syntax => pick(lang, "写法", "notation"),
    };
    let body = doc.trim_start().split_once('\n').map_or("", |(_, rest)| rest).trim();
    let markdown =
        format!("# {} {title}\n\n{verdict} · {}\n\n{body}\n", rule.code, severity(lang, rule.severity));
    Some(Explanation { code: rule.code, title, severity: rule.severity, verdict: rule.verdict, markdown })
}
