//! The rules: one file each, with its documentation, its wording and its check.

use crate::finding::{Phrase, Severity, Verdict};

/// What is known of a rule apart from its check.
#[derive(PartialEq, Eq, Debug)]
pub struct Rule {
    /// `GJ` and three digits; a hundred codes per family, never reused.
    pub code: &'static str,
    /// A short name of what it finds, in both languages.
    pub title: Phrase,
    /// How bad its findings are unless a rule set says otherwise.
    pub severity: Severity,
    /// The kind of judgement.
    pub verdict: Verdict,
    /// The message: what stands where, why it does not agree, what to do. `{name}` is an argument.
    pub message: Phrase,
    /// The documentation, in Markdown: what, why, legal basis, a bad and a good example (both executed), remedy.
    pub doc: &'static str,
}

/// Declares a [`Rule`] whose doc comment is at the same time what `gouji explain` prints.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])+
        $name:ident = $code:literal, $severity:ident, $verdict:ident;
        title: $title_zh:literal, $title_en:literal;
        zh: $zh:literal;
        en: $en:literal;
    ) => {
        $(#[doc = $doc])+
        pub static $name: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            title: $crate::finding::Phrase { zh: $title_zh, en: $title_en },
            severity: $crate::finding::Severity::$severity,
            verdict: $crate::finding::Verdict::$verdict,
            message: $crate::finding::Phrase { zh: $zh, en: $en },
            doc: concat!($($doc, "\n"),+),
        };
    };
}
#[allow(unused_imports)]
pub(crate) use rule;

/// Every rule, in the order of the codes.
pub static ALL: &[&Rule] = &[];

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
