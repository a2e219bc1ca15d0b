//! gouji-ide: what an editor shows beside a report, in an editor's words, as plain data.
//!
//! A text and its [`Options`] give an [`Analysis`]; every feature is a method on it that takes byte offsets and gives
//! byte spans. Nothing here knows a protocol, a clock or a file: the language server and the page call the same methods.
//! What takes time is made when it is first asked for and kept.
#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod actions;
mod completion;
mod diagnostics;
mod explain;
mod folds;
mod formatting;
mod hints;
mod hover;
mod index;
mod items;
mod lenses;
mod links;
mod outline;
mod preview;
mod selections;
mod skeleton;
mod symbols;
mod tokens;
mod words;

pub use actions::{Action, ActionKind};
pub use completion::{Completion, CompletionKind};
pub use diagnostics::{Diagnostic, Fix, MAX_RELATED, Related, is_unnecessary};
pub use explain::{Explanation, explain};
pub use folds::{Fold, FoldKind};
pub use gouji::{
    Lang, LineIndex, Reading, RuleSet, Severity, Span, Verdict, coverage::NumberState, ruleset::SeverityRule,
};
pub use hints::{Hint, HintKind};
pub use hover::Hover;
pub use items::Refusal;
pub use lenses::Lens;
pub use links::{Link, LinkTarget};
pub use preview::{Piece, Preview, PreviewBlock, PreviewCell, PreviewField, PreviewRow};
pub use skeleton::new_report;
pub use symbols::{Symbol, SymbolKind};
pub use tokens::{Modifier, Modifiers, Token, TokenKind};

use index::Index;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

/// How a text is looked at.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of all words.
    pub lang: Lang,
    /// The rule set; without one the header or the title of the text decides.
    pub rules: Option<Arc<RuleSet>>,
    /// Severities that differ from those of the rules, by code.
    pub severity: BTreeMap<String, SeverityRule>,
}

/// One replacement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Edit {
    /// The text that goes; empty for an insertion.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

impl Edit {
    /// An insertion at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::new(offset, offset), text: text.into() }
    }

    /// A replacement of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// A place that a name or a figure leads to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Target {
    /// The row, mark or clause around it.
    pub span: Span,
    /// The name or figure itself.
    pub name_span: Span,
}

/// A text that was read, and everything an editor may ask about it.
#[derive(Debug)]
pub struct Analysis {
    text: Arc<str>,
    line_index: LineIndex,
    reading: Reading,
    options: Options,
    index: OnceLock<Index>,
    tokens: OnceLock<Vec<Token>>,
    occurrences: OnceLock<items::Occurrences>,
    stripped: OnceLock<items::Stripped>,
    formatted: OnceLock<Vec<gouji::finding::Edit>>,
}

impl Analysis {
    /// Reads `text`. Never fails: what cannot be read becomes a finding.
    pub fn new(text: impl Into<Arc<str>>, options: &Options) -> Self {
        let text = text.into();
        let reading = gouji::read(&text, options.rules.as_deref());
        Self::of(text, reading, options)
    }

    /// Reads the next version of a text, the same and sooner: `memory` keeps what has not changed since the last.
    pub fn again(text: impl Into<Arc<str>>, options: &Options, memory: &mut gouji::Memory) -> Self {
        let text = text.into();
        let reading = gouji::read_again(&text, options.rules.as_deref(), memory);
        Self::of(text, reading, options)
    }

    /// The same of a text that was read already; `reading` must be of just this text under the options' rule set.
    pub fn of(text: impl Into<Arc<str>>, reading: Reading, options: &Options) -> Self {
        let text = text.into();
        Self {
            line_index: LineIndex::new(&text),
            reading,
            text,
            options: options.clone(),
            index: OnceLock::new(),
            tokens: OnceLock::new(),
            occurrences: OnceLock::new(),
            stripped: OnceLock::new(),
            formatted: OnceLock::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Lines and columns of the text.
    pub fn index(&self) -> &LineIndex {
        &self.line_index
    }

    /// What was understood of the text.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// How the text is looked at.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The rule set that was applied.
    pub fn rules(&self) -> &RuleSet {
        match &self.options.rules {
            Some(rules) => rules,
            None => RuleSet::builtin(&self.reading.report.ruleset).unwrap_or_else(|| RuleSet::for_title("")),
        }
    }

    fn lang(&self) -> Lang {
        self.options.lang
    }

    fn look(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text, &self.reading))
    }

    /// `offset` moved back to the start of its character and into the text.
    fn clamp(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }

    /// The span moved onto characters and into the text.
    fn clamp_span(&self, span: Span) -> Span {
        let start = self.clamp(span.start);
        Span::new(start, self.text.ceil_char_boundary(span.end.min(self.text.len())).max(start))
    }
}

/// `text` with `edits` applied; they must be in order and not overlap. `None` where they are not.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for edit in sorted {
        out.push_str(text.get(copied..edit.span.start)?);
        text.get(edit.span.start..edit.span.end)?;
        out.push_str(&edit.text);
        copied = edit.span.end;
    }
    out.push_str(text.get(copied..)?);
    Some(out)
}
