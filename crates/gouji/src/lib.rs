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
mod source;
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

use source::Places;
use syntax::Wraps;

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
    understood(text, ruleset, None, in_turn, |model, places, _| {
        let sink = rules::run(&model);
        let coverage = coverage::count(&model, sink.states(), sink.compared_spans(), |_, _| {});
        let mut report = report(&model, put_back(sink.findings, places), sink.omitted, coverage);
        report.put_back_sheet(places);
        report
    })
}

fn report(model: &model::Model<'_>, findings: Vec<Finding>, omitted: usize, coverage: Coverage) -> Report {
    Report { findings, omitted, coverage, sheet: score::sheet(model), ruleset: model.rules.name.clone() }
}

/// The findings at their places in the text.
fn put_back(mut findings: Vec<Finding>, places: &Places<'_>) -> Vec<Finding> {
    if !places.is_same() {
        findings.iter_mut().for_each(|finding| finding.put_back(places));
    }
    findings
}

impl Report {
    /// Puts the rows of the score sheet back to where they stand in the text.
    fn put_back_sheet(&mut self, places: &Places<'_>) {
        let rows = self.sheet.iter_mut().flat_map(|sheet| &mut sheet.rows);
        rows.for_each(|row| places.put_back(&mut row.span));
    }
}

/// Checks `text` as [`check`] does and keeps what was understood of it: what an editor shows.
pub fn read(text: &str, ruleset: Option<&RuleSet>) -> Reading {
    understood(text, ruleset, None, in_turn, |model, places, _| {
        let mut sink = rules::run_traced(&model);
        sink.findings = put_back(sink.findings, places);
        reading::of(model, sink, places)
    })
}

/// Reads the next version of a text as [`read`] does, and sooner: `memory` keeps what has not changed since the last.
pub fn read_again(text: &str, ruleset: Option<&RuleSet>, memory: &mut Memory) -> Reading {
    read_again_and_tell(text, ruleset, memory, in_turn, &mut |_| {})
}

/// The same; what is found is told, in the order of the text, before the rest is made: whoever waits for it need not wait
/// for all that is understood. The rules are run by `both`, which may do two things beside each other.
pub fn read_again_and_tell(
    text: &str,
    ruleset: Option<&RuleSet>,
    memory: &mut Memory,
    both: Both,
    tell: &mut dyn FnMut(&[Finding]),
) -> Reading {
    let items = std::mem::take(&mut memory.items);
    let (reading, items) = understood(text, ruleset, Some(memory), both, |model, places, both| {
        let mut sink = rules::run_again(&model, items, both);
        let items = sink.items.take().unwrap_or_default();
        sink.findings = put_back(sink.findings, places);
        tell(&sink.findings);
        (reading::of(model, sink, places), items)
    });
    memory.items = items;
    reading
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
    understood(text, ruleset, None, in_turn, |model, _, _| tree::render(&model, lang))
}

/// What `then` makes of the model of `text` under `ruleset`, or else under the one that its header or its title asks for,
/// and of the way from there back to the text.
fn understood<R>(
    text: &str,
    ruleset: Option<&RuleSet>,
    mut memory: Option<&mut Memory>,
    both: Both,
    then: impl FnOnce(model::Model<'_>, &Places<'_>, Both) -> R,
) -> R {
    memory = memory.filter(|_| AGAIN);
    let mut places = Places::new(text);
    let plain = source::plain(text, both).map(|changed| places.add(changed));
    let text = plain.as_deref().unwrap_or(text);
    let page = memory.as_deref_mut().map(|memory| &mut memory.page);
    let mut syntax = syntax::assemble(text, memory::page(page, text), both, Wraps::Perhaps);
    let joined = source::joined(&syntax).map(|changed| places.add(changed));
    if let Some(text) = &joined {
        let page = memory.as_deref_mut().map(|memory| &mut memory.joined);
        syntax = syntax::assemble(text, memory::page(page, text), both, Wraps::No);
    }
    let model = model_of(syntax, ruleset, memory.map(|memory| &mut memory.parts), both);
    then(model, &places, both)
}

fn model_of<'t>(
    syntax: syntax::Syntax<'t>,
    ruleset: Option<&'t RuleSet>,
    parts: Option<&mut memory::Parts>,
    both: Both,
) -> model::Model<'t> {
    let mut identity = model::identity::identify(&syntax);
    let named = || identity.ruleset.and_then(|span| RuleSet::builtin(span.of(syntax.text)));
    let asked = ruleset.or_else(named);
    identity.asked = asked.is_some();
    let rules = asked.unwrap_or_else(|| RuleSet::for_title(&identity.title));
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
