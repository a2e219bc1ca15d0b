//! gouji: checks that the figures of a budget performance report agree with each other (勾稽).
//!
//! Text in; document, findings, score out. No I/O, no clock, no threads: whoever calls it reads files and prints.
#![forbid(unsafe_code)]

mod beside;
pub mod coverage;
pub mod exact;
mod expression;
pub mod fields;
pub mod finding;
mod format;
mod grammar;
pub mod json;
mod map;
mod memory;
mod model;
pub mod number;
pub mod reading;
pub mod rules;
pub mod ruleset;
pub mod score;
mod similar;
mod statement;
mod syntax;
pub mod text;
mod tree;
mod width;
mod words;

pub use beside::{Both, in_turn};
pub use coverage::Coverage;
pub use finding::{Finding, Lang, Severity, Verdict};
pub use memory::Memory;
pub use reading::Reading;
pub use ruleset::RuleSet;
pub use score::ScoreSheet;
pub use text::{ColumnUnit, LineIndex, Position, Span};

/// How many findings of one text are kept, the most severe; how many are left out is in [`Report::omitted`].
pub const MAX_FINDINGS: usize = 1000;

/// Whether anything is kept of a text for its next version.
pub(crate) const AGAIN: bool = cfg!(feature = "again");

/// Everything that a check of one text gives.
#[derive(Debug, Default)]
pub struct Report {
    /// What was found, in the order of the text.
    pub findings: Vec<Finding>,
    /// Findings beyond [`MAX_FINDINGS`], the lightest, counted but not kept.
    pub omitted: usize,
    /// What became of the numbers.
    pub coverage: Coverage,
    /// The score sheet, where the report has indicators.
    pub sheet: Option<ScoreSheet>,
    /// Name of the rule set that was applied.
    pub ruleset: String,
}

/// Checks `text`, with `ruleset` or else the one that its header or its title asks for.
///
/// Never fails: what cannot be read becomes a finding.
pub fn check(text: &str, ruleset: Option<&RuleSet>) -> Report {
    let model = model_of(text, ruleset, None, in_turn);
    let sink = rules::run(&model);
    let coverage = coverage::count(&model, sink.states(), sink.compared_spans(), |_, _| {});
    report(&model, sink.findings, sink.omitted, coverage)
}

fn report(model: &model::Model<'_>, findings: Vec<Finding>, omitted: usize, coverage: Coverage) -> Report {
    Report { findings, omitted, coverage, sheet: score::sheet(model), ruleset: model.rules.name.clone() }
}

/// Checks `text` as [`check`] does and keeps what was understood of it: what an editor shows.
pub fn read(text: &str, ruleset: Option<&RuleSet>) -> Reading {
    let model = model_of(text, ruleset, None, in_turn);
    let sink = rules::run_traced(&model);
    reading::of(model, sink)
}

/// Reads the next version of a text as [`read`] does, and sooner: `memory` keeps what has not changed since the last.
pub fn read_again(text: &str, ruleset: Option<&RuleSet>, memory: &mut Memory) -> Reading {
    check_again(text, ruleset, memory, in_turn).reading()
}

/// The first half of [`read_again`]: whoever waits for what is found need not wait for all that is understood. The rules
/// are run by `both`, which may do two things beside each other.
pub fn check_again<'t>(
    text: &'t str,
    ruleset: Option<&'t RuleSet>,
    memory: &mut Memory,
    both: Both,
) -> Checked<'t> {
    let model = model_of(text, ruleset, Some(memory), both);
    let mut sink = rules::run_again(&model, std::mem::take(&mut memory.items), both);
    memory.items = sink.items.take().unwrap_or_default();
    Checked { model, sink }
}

/// A text that was checked and may still be read.
#[derive(Debug)]
pub struct Checked<'t> {
    model: model::Model<'t>,
    sink: rules::Sink,
}

impl Checked<'_> {
    /// What was found, in the order of the text.
    pub fn findings(&self) -> &[Finding] {
        &self.sink.findings
    }

    /// What was understood.
    pub fn reading(self) -> Reading {
        reading::of(self.model, self.sink)
    }
}

/// What formatting changes in `text`, in its order: one edit a table.
pub fn format_edits(text: &str) -> Vec<finding::Edit> {
    format::edits(text)
}

/// `text` with its tables as aligned pipe tables; every other character that is not white space stays.
pub fn format(text: &str) -> String {
    format::format(text)
}

/// What was understood of `text`: outline, tables, facts and statements, for people who ask why.
pub fn tree(text: &str, ruleset: Option<&RuleSet>) -> String {
    tree_in(text, ruleset, Lang::Zh)
}

/// The same with its labels in `lang`.
pub fn tree_in(text: &str, ruleset: Option<&RuleSet>, lang: Lang) -> String {
    tree::render(&model_of(text, ruleset, None, in_turn), lang)
}

/// The model of `text` under `ruleset`, or else under the one that its header or its title asks for.
fn model_of<'t>(
    text: &'t str,
    ruleset: Option<&'t RuleSet>,
    mut memory: Option<&mut Memory>,
    both: Both,
) -> model::Model<'t> {
    memory = memory.filter(|_| AGAIN);
    let syntax = match &mut memory {
        Some(memory) => syntax::assemble(text, memory.lines(text), both),
        None => syntax::parse(text),
    };
    let mut identity = model::identity::identify(&syntax);
    let named = || identity.ruleset.and_then(|span| RuleSet::builtin(span.of(text)));
    let asked = ruleset.or_else(named);
    identity.asked = asked.is_some();
    let rules = asked.unwrap_or_else(|| RuleSet::for_title(&identity.title));
    let parts = memory.map(|memory| &mut memory.parts);
    model::build::build(syntax, rules, identity, parts, both)
}

/// What benchmarks hold the checker against.
#[doc(hidden)]
pub mod bench {
    /// Pest over a page and its paragraphs, split beforehand.
    pub fn pest_of(text: &str, paragraphs: &[&str]) -> usize {
        let page = crate::syntax::pest_alone(text);
        paragraphs.iter().map(|paragraph| crate::statement::pieces::pest_alone(paragraph)).sum::<usize>()
            + page
    }

    /// The paragraphs of running text, for [`pest_of`].
    pub fn paragraphs(text: &str) -> Vec<String> {
        let syntax = crate::syntax::parse(text);
        let text_of = |node: &crate::syntax::Node<'_>| match node {
            crate::syntax::Node::Paragraph(paragraph) if !paragraph.contents => {
                Some(paragraph.flow.text.to_string())
            }
            _ => None,
        };
        syntax.nodes.iter().filter_map(text_of).collect()
    }

    /// A text of about `bytes` bytes: reports like `seed`, one after the other, each with figures of its own.
    pub fn reports(seed: &str, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + seed.len());
        let mut copy: u32 = 0;
        while text.len() < bytes {
            copy += 1;
            let mut in_decimals = false;
            let mut before = ' ';
            for char in seed.chars() {
                // Only decimals change: numbering, years and document numbers keep the structure of the report.
                in_decimals = char.is_ascii_digit() && (in_decimals || before == '.')
                    || char == '.' && before.is_ascii_digit();
                before = char;
                let digit = char.to_digit(10).filter(|_| in_decimals);
                text.push(digit.and_then(|digit| char::from_digit((digit + copy) % 10, 10)).unwrap_or(char));
            }
            text.push('\n');
        }
        text
    }
}
