//! The rules: one file each, with its documentation, its wording and its check.
//!
//! Codes: `GJ0xx` what could not be read; `GJ1xx` outline, sections, wording; `GJ2xx` sums and counts; `GJ3xx` shares,
//! rates, changes; `GJ4xx` the same figure in two places; `GJ5xx` weights, points, indicators; `GJ6xx` budget and
//! spending; `GJ7xx` checks and waivers of one's own. Tail and contradiction of one rule are two codes.

mod blocks;
mod breakdown;
mod change;
mod claim;
mod count;
mod fold;
mod habit;
mod header;
mod marks;
mod own;
mod points;
mod rate;
mod same_figure;
mod spending;
mod table_sum;
mod units;
mod waiver;

use crate::{
    coverage::NumberState,
    finding::{Finding, Phrase, Severity, Verdict},
    model::{FigureId, Model},
};

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
        pub(crate) static $name: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            title: $crate::finding::Phrase { zh: $title_zh, en: $title_en },
            severity: $crate::finding::Severity::$severity,
            verdict: $crate::finding::Verdict::$verdict,
            message: $crate::finding::Phrase { zh: $zh, en: $en },
            doc: concat!($($doc, "\n"),+),
        };
    };
}
pub(crate) use rule;

/// Every rule, in the order of the codes.
pub static ALL: &[&Rule] = &[
    &marks::BRACE,
    &marks::OPERAND,
    &marks::DOUBLED,
    &marks::BRACKET,
    &marks::UNREADABLE,
    &marks::NO_RELATION,
    &marks::NO_UNIT,
    &marks::LIMIT,
    &marks::CELL,
    &header::KEY,
    &header::VALUE,
    &header::RULES,
    &header::REPEATED,
    &blocks::UNCLOSED,
    &blocks::UNKNOWN,
    &units::PERCENT,
    &units::YUAN,
    &breakdown::CONTRADICTION,
    &breakdown::TAIL,
    &breakdown::SHORT,
    &breakdown::EXCEEDS,
    &table_sum::CONTRADICTION,
    &table_sum::TAIL,
    &table_sum::SHORT,
    &count::COUNT,
    &rate::SHARE,
    &rate::SHARE_TAIL,
    &rate::RATE,
    &rate::RATE_TAIL,
    &habit::CUTS_OFF,
    &change::RATE,
    &change::RATE_TAIL,
    &change::AMOUNT,
    &change::AMOUNT_TAIL,
    &change::ZERO_BASE,
    &change::DIRECTION,
    &change::REASON,
    &change::COMPARE,
    &same_figure::DIFFERS,
    &same_figure::WRONG_COLUMN,
    &same_figure::NEARLY,
    &points::OUTLINE_WEIGHT,
    &points::OUTLINE_POINTS,
    &points::DEDUCTION,
    &points::TOTAL,
    &points::GROUP_WEIGHT,
    &points::FORM_TOTAL,
    &points::PROSE_FORM,
    &spending::NO_BUDGET,
    &spending::OVERSPENT,
    &own::CONTRADICTION,
    &own::TAIL,
    &own::UNKNOWN,
    &own::SEVERAL,
    &own::ELSEWHERE,
    &own::UNDECIDED,
    &waiver::UNUSED,
    &waiver::REASON,
    &waiver::CODE,
    &waiver::TARGET,
];

/// The checks, in the order in which they run. A later one may see what an earlier one found.
const CHECKS: &[fn(&Model<'_>, &mut Sink)] = &[
    marks::check,
    header::check,
    blocks::check,
    units::check,
    breakdown::check,
    table_sum::check,
    count::check,
    rate::check,
    change::check,
    same_figure::check,
    points::check,
    spending::check,
    own::check,
];

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}

/// Where checks put what they find and what they have checked.
#[derive(Debug)]
pub(crate) struct Sink {
    pub(crate) findings: Vec<Finding>,
    states: Vec<NumberState>,
    /// For every percentage recomputed: whether rounding gives it, and whether cutting off does.
    pub(crate) habits: Vec<(bool, bool)>,
    /// Contradictions with their claims, so that consequences can be folded into their root.
    pub(crate) decided: Vec<fold::Decided>,
}

impl Sink {
    fn new(figures: usize) -> Self {
        let states = vec![NumberState::Stated; figures];
        Self { findings: Vec::new(), states, habits: Vec::new(), decided: Vec::new() }
    }

    /// Keeps a finding.
    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Keeps a contradiction together with the claim behind it.
    pub(crate) fn push_decided(&mut self, finding: Finding, claim: claim::Claim) {
        if finding.rule.verdict == Verdict::Contradiction {
            self.decided.push(fold::Decided { finding: self.findings.len(), claim });
        }
        self.findings.push(finding);
    }

    /// Drops findings; claims stay with theirs.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&Finding) -> bool) {
        let kept: Vec<bool> = self.findings.iter().map(&mut keep).collect();
        let mut place = 0;
        let places: Vec<Option<usize>> = kept
            .iter()
            .map(|&kept| {
                place += usize::from(kept);
                kept.then(|| place - 1)
            })
            .collect();
        self.decided.retain_mut(|decided| match places.get(decided.finding) {
            Some(Some(place)) => {
                decided.finding = *place;
                true
            }
            _ => false,
        });
        let mut kept = kept.into_iter();
        self.findings.retain(|_| kept.next().unwrap_or(true));
    }

    /// Notes that a figure was part of a decided equation or comparison.
    pub(crate) fn checked(&mut self, id: FigureId) {
        if let Some(state) = self.states.get_mut(id.0) {
            *state = NumberState::Checked;
        }
    }

    /// What became of each figure.
    pub(crate) fn states(&self) -> &[NumberState] {
        &self.states
    }
}

/// Runs every check on a model. Findings come in the order of the text.
pub(crate) fn run(model: &Model<'_>) -> Sink {
    let mut sink = Sink::new(model.figures.len());
    for check in CHECKS {
        check(model, &mut sink);
    }
    place(model, &mut sink);
    // Before folding, so that a waiver of a root does not take its consequences with it.
    waiver::apply(model, &mut sink);
    fold::fold(model, &mut sink);
    habit::check(model, &mut sink);
    place(model, &mut sink);
    sink.findings.retain_mut(|finding| match model.rules.severity.get(finding.rule.code) {
        None => true,
        Some(set) => set.severity().map(|severity| finding.severity = severity).is_some(),
    });
    sink.findings.sort_by(|a, b| (a.span, a.rule.code).cmp(&(b.span, b.rule.code)));
    sink
}

/// Says where the findings stand that do not say it themselves.
fn place(model: &Model<'_>, sink: &mut Sink) {
    for finding in &mut sink.findings {
        if finding.place.is_empty() {
            finding.place = model.place_of(finding.span);
        }
    }
}
