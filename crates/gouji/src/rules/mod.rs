//! The rules: one file each, with its documentation, its wording and its check.
//!
//! Codes: `GJ0xx` what could not be read; `GJ1xx` outline, sections, wording; `GJ2xx` sums and counts; `GJ3xx` shares,
//! rates, changes; `GJ4xx` the same figure in two places; `GJ5xx` weights, points, indicators; `GJ6xx` budget and
//! spending; `GJ7xx` checks and waivers of one's own. Tail and contradiction of one rule are two codes.

mod account_rows;
mod alternatives;
mod arithmetic;
mod average;
mod balance;
mod blocks;
mod breakdown;
mod change;
mod change_apart;
mod change_sum;
pub(crate) mod claim;
mod count;
mod difference;
mod doubled;
mod empty_tables;
mod equations;
mod execution;
mod fold;
mod form_budget;
pub(crate) mod forms;
mod from_budget;
mod funds_said;
mod gone_through;
mod grade;
mod graded_rows;
mod granted;
mod habit;
mod header;
mod impossible;
mod in_step;
mod indicator_points;
mod indicator_prose;
mod indicator_text;
pub(crate) mod kept;
mod lists;
mod lost;
mod marks;
mod nearby;
mod nesting;
mod numbering;
mod other_measure;
mod otherwise;
mod own;
mod parts_behind;
pub(crate) mod passages;
mod placeholders;
mod points;
mod points_said;
mod prompts;
mod prose_total;
mod rate;
mod rate_beside;
mod reasons;
mod reception;
mod residue;
mod rest;
pub(crate) mod same_figure;
mod same_whole;
pub(crate) mod sections;
mod shares_left;
mod sign_off;
mod slips;
mod spending;
mod survey;
mod table_columns;
mod table_sum;
mod two_kinds;
mod unit_names;
mod units;
mod unsaid_whole;
mod waiver;
mod years;

use crate::map::Set;
use crate::{
    beside::{Both, in_turn},
    coverage::NumberState,
    finding::{Finding, Phrase, Severity, Verdict},
    memory::Kept,
    model::{FigureId, Model},
    text::Span,
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

impl Rule {
    /// The lines of the documentation: a doc comment's text starts after the blank that follows its slashes.
    pub fn doc_lines(&self) -> impl Iterator<Item = &'static str> {
        self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line))
    }
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
            doc: if cfg!(feature = "slim") { "" } else { concat!($($doc, "\n"),+) },
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
    &impossible::NUMBER,
    &numbering::STARTS_LATE,
    &numbering::OUT_OF_ORDER,
    &numbering::MIXED,
    &sections::MISSING,
    &forms::MISSING,
    &sign_off::BLANK,
    &placeholders::BLANK,
    &alternatives::OPEN,
    &prompts::LEFT,
    &residue::FIELD,
    &doubled::DOUBLED,
    &doubled::TOTAL_TWICE,
    &empty_tables::NOTE,
    &empty_tables::NONE,
    &years::STALE,
    &unit_names::OTHER,
    &impossible::DATE,
    &breakdown::CONTRADICTION,
    &breakdown::TAIL,
    &breakdown::SHORT,
    &breakdown::EXCEEDS,
    &equations::UNBALANCED,
    &balance::BALANCE,
    &change_sum::SUM,
    &table_sum::CONTRADICTION,
    &table_sum::TAIL,
    &table_sum::SHORT,
    &table_columns::CONTRADICTION,
    &count::COUNT,
    &rate::SHARE,
    &rate::SHARE_TAIL,
    &rate::RATE,
    &rate::RATE_TAIL,
    &habit::CUTS_OFF,
    &rate::ZERO_BUDGET,
    &arithmetic::WRONG,
    &rate::ABOVE_ALL,
    &difference::DIFFERENCE,
    &difference::POINTS,
    &change::RATE,
    &change::RATE_TAIL,
    &change::AMOUNT,
    &change::AMOUNT_TAIL,
    &change::ZERO_BASE,
    &change::DIRECTION,
    &change::REASON,
    &change::COMPARE,
    &change::OPPOSED,
    &average::AVERAGE,
    &same_figure::DIFFERS,
    &same_figure::WRONG_COLUMN,
    &same_figure::NEARLY,
    &same_figure::TOO_MANY,
    &points::OUTLINE_WEIGHT,
    &points::OUTLINE_POINTS,
    &points::DEDUCTION,
    &points::TOTAL,
    &points::GROUP_WEIGHT,
    &points::FORM_TOTAL,
    &points::PROSE_FORM,
    &prose_total::DIFFERS,
    &prose_total::TWICE,
    &indicator_points::ABOVE_WEIGHT,
    &indicator_points::TOO_MANY,
    &indicator_points::TOO_FEW,
    &execution::RATE,
    &execution::RATE_TAIL,
    &execution::FRACTION,
    &execution::POINTS,
    &indicator_points::ROUNDED_FULL,
    &lost::LOST,
    &points::OUTLINE_FULL,
    &reasons::MISSING,
    &reasons::FAR_EXCEEDED,
    &reasons::MISSED,
    &indicator_text::EMPTY,
    &indicator_text::NO_ACTUAL,
    &indicator_text::VAGUE,
    &indicator_text::COPIED,
    &indicator_text::NO_SIGN,
    &indicator_prose::DIFFERS,
    &indicator_prose::TWO_NAMES,
    &indicator_prose::SATISFACTION,
    &grade::GRADE,
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

type Check = fn(&Model<'_>, &mut Sink);

/// The checks of marks, sums and counts, in the order in which they run. A later one may see what an earlier one of the same
/// list found.
const OF_SUMS: &[Check] = &[
    marks::check,
    header::check,
    blocks::check,
    units::check,
    breakdown::check,
    two_kinds::check,
    in_step::check,
    balance::check,
    rest::check,
    reception::check,
    points_said::check,
    equations::check,
    table_sum::check,
    table_columns::check,
    count::check,
];

/// The checks of rates and changes.
const OF_RATES: &[Check] = &[
    rate::check,
    unsaid_whole::check,
    survey::check,
    change::check,
    change_sum::check,
    change_apart::check,
    from_budget::check,
    points_said::check_rates,
    difference::check,
    arithmetic::check,
    average::check,
];

/// The checks of points and of indicators.
const OF_FORMS: &[Check] = &[
    points::check,
    lost::check,
    prose_total::check,
    indicator_points::check,
    execution::check,
    reasons::check,
    indicator_text::check,
    indicator_prose::check,
];

/// The checks of the outline and of the wording.
const OF_WORDS: &[Check] = &[
    grade::check,
    numbering::check,
    sections::check,
    forms::check,
    sign_off::check,
    placeholders::check,
    alternatives::check,
    prompts::check,
    residue::check,
    doubled::check,
    empty_tables::check,
    years::check,
    unit_names::check,
    impossible::check,
];

/// The checks that see what all others found.
const LAST: &[Check] = &[
    rest::check_apart,
    gone_through::check,
    same_whole::check,
    form_budget::check,
    spending::check,
    own::check,
    slips::check,
    habit::check,
];

/// Runs the lists of checks that do not look at what each other found; between figures that stand in two places, what was
/// found of sums and rates matters.
fn run_lists(model: &Model<'_>, sink: &mut Sink) {
    let run = |checks: &[Check], sink: &mut Sink| checks.iter().for_each(|check| check(model, sink));
    let both = sink.both;
    let (mut of_rates, mut of_forms, mut of_words) = (sink.beside(), sink.beside(), sink.beside());
    let mut rates_and_forms =
        || both(&mut || run(OF_RATES, &mut of_rates), &mut || run(OF_FORMS, &mut of_forms));
    let mut sums_and_words = || both(&mut || run(OF_SUMS, sink), &mut || run(OF_WORDS, &mut of_words));
    both(&mut rates_and_forms, &mut sums_and_words);
    sink.take_in(of_rates);
    same_figure::check(model, sink);
    sink.take_in(of_forms);
    sink.take_in(of_words);
    run(LAST, sink);
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}

/// Where checks put what they find and what they have checked.
#[derive(Debug)]
pub(crate) struct Sink {
    pub(crate) findings: Vec<Finding>,
    /// Findings beyond the most that are kept.
    pub(crate) omitted: usize,
    states: Vec<NumberState>,
    compared: Vec<Span>,
    /// For every percentage recomputed: whether rounding gives it, and whether cutting off does.
    pub(crate) habits: Vec<(bool, bool)>,
    /// Contradictions with their claims, so that consequences can be folded into their root.
    pub(crate) decided: Vec<fold::Decided>,
    /// Places of the findings so far.
    found: Set<Span>,
    /// Every decided equation, where somebody asked for them.
    pub(crate) trace: Option<Vec<Traced>>,
    /// Figures that were checked, while somebody keeps what a check does.
    log: Option<Vec<FigureId>>,
    /// What is kept of each item from one version of a text to the next, where anything is.
    pub(crate) items: Option<Kept<same_figure::Item>>,
    /// How two pieces of work are done.
    both: Both,
}

/// What an equation is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EquationKind {
    /// The same figure in two places.
    Same,
    /// A whole and its parts.
    Sum,
    /// A share or a rate.
    Share,
    /// A change against an earlier level.
    Change,
    /// Points for a degree of completion.
    Product,
    /// A check of the writer's own.
    Own,
}

/// How an equation came out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// 一致.
    Agrees,
    /// The parts of a list that need not be complete do not exceed the whole.
    Within,
    /// 尾差.
    Tail,
    /// 矛盾.
    Contradiction,
}

/// A decided equation, kept for those who ask what was held against what.
#[derive(Clone, Debug)]
pub(crate) struct Traced {
    pub(crate) kind: EquationKind,
    pub(crate) stated: FigureId,
    pub(crate) operands: Vec<FigureId>,
    pub(crate) shown: String,
    /// In the unit of the stated figure.
    pub(crate) computed: Option<rust_decimal::Decimal>,
    pub(crate) gap: Option<rust_decimal::Decimal>,
    pub(crate) agreement: Agreement,
}

impl Sink {
    fn new(figures: usize) -> Self {
        let states = vec![NumberState::Stated; figures];
        Self {
            findings: Vec::new(),
            omitted: 0,
            states,
            compared: Vec::new(),
            habits: Vec::new(),
            decided: Vec::new(),
            found: Set::new(),
            trace: None,
            log: None,
            items: None,
            both: in_turn,
        }
    }

    /// A sink for checks that may run beside those that fill this one.
    fn beside(&self) -> Self {
        Self { trace: self.trace.as_ref().map(|_| Vec::new()), ..Self::new(self.states.len()) }
    }

    /// Adds what checks put into another sink.
    fn take_in(&mut self, other: Sink) {
        for (state, theirs) in self.states.iter_mut().zip(&other.states) {
            if *theirs == NumberState::Checked {
                *state = NumberState::Checked;
            }
        }
        self.add(kept::Outcome {
            findings: other.findings,
            decided: other.decided,
            trace: other.trace.unwrap_or_default(),
            habits: other.habits,
            compared: other.compared,
            checked: Vec::new(),
        });
    }

    /// Keeps a decided equation, if anybody wants to know.
    pub(crate) fn note(&mut self, traced: impl FnOnce() -> Traced) {
        if let Some(trace) = &mut self.trace {
            trace.push(traced());
        }
    }

    /// The equation noted last was of a list that need not be complete, and its parts do not exceed the whole.
    pub(crate) fn note_within(&mut self) {
        if let Some(last) = self.trace.as_mut().and_then(|trace| trace.last_mut()) {
            last.agreement = Agreement::Within;
        }
    }

    /// Whether something was found at just this place.
    pub(crate) fn found_at(&self, span: Span) -> bool {
        self.found.contains(&span)
    }

    /// Keeps a finding.
    pub(crate) fn push(&mut self, finding: Finding) {
        self.found.insert(finding.span);
        self.findings.push(finding);
    }

    /// Keeps a contradiction together with the claim behind it.
    pub(crate) fn push_decided(&mut self, finding: Finding, claim: claim::Claim) {
        if finding.rule.verdict == Verdict::Contradiction {
            self.decided.push(fold::Decided { finding: self.findings.len(), claim });
        }
        self.push(finding);
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
        if let Some(log) = &mut self.log {
            log.push(id);
        }
    }

    /// Notes that the numbers in a text (a target, an actual value) were held against something.
    pub(crate) fn compared(&mut self, span: Span) {
        self.compared.push(span);
    }

    /// Texts of which the numbers were held against something.
    pub(crate) fn compared_spans(&self) -> &[Span] {
        &self.compared
    }

    /// What became of each figure.
    pub(crate) fn states(&self) -> &[NumberState] {
        &self.states
    }
}

/// Runs every check on a model. Findings come in the order of the text.
pub(crate) fn run(model: &Model<'_>) -> Sink {
    run_in(model, Sink::new(model.figures.len()))
}

/// The same, keeping every decided equation.
pub(crate) fn run_traced(model: &Model<'_>) -> Sink {
    run_in(model, Sink { trace: Some(Vec::new()), ..Sink::new(model.figures.len()) })
}

/// The same, given what was found among the figures of each item in the version before.
pub(crate) fn run_again(model: &Model<'_>, items: Kept<same_figure::Item>, both: Both) -> Sink {
    kept::begin(model);
    let sink = Sink::new(model.figures.len());
    run_in(model, Sink { trace: Some(Vec::new()), items: Some(items), both, ..sink })
}

/// Leaves the findings beyond the limit out, the lightest first: hints by the hundred must not hide a contradiction.
/// They are given back, since letting go of thousands takes a while.
fn cut(sink: &mut Sink) -> Vec<Finding> {
    sink.omitted = sink.findings.len().saturating_sub(crate::MAX_FINDINGS);
    if sink.omitted == 0 {
        return Vec::new();
    }
    let mut severities: Vec<Severity> = sink.findings.iter().map(|finding| finding.severity).collect();
    severities.sort_unstable();
    // The last that are kept are of this severity, and no more of it than so many.
    let lightest = severities[crate::MAX_FINDINGS - 1];
    let heavier = severities.partition_point(|severity| *severity < lightest);
    let mut room = crate::MAX_FINDINGS - heavier;
    let is_omitted = |finding: &mut Finding| {
        let last = finding.severity == lightest;
        let keep = finding.severity < lightest || last && room > 0;
        room -= usize::from(last && keep);
        !keep
    };
    sink.findings.extract_if(.., is_omitted).collect()
}

fn run_in(model: &Model<'_>, mut sink: Sink) -> Sink {
    let both = sink.both;
    run_lists(model, &mut sink);
    // Waivers look at places and at the other figures.
    if !model.waivers.is_empty() {
        sink.findings.iter_mut().for_each(|finding| claim::settle(model, finding));
    }
    // Before folding, so that a waiver of a root does not take its consequences with it.
    waiver::apply(model, &mut sink);
    fold::fold(model, &mut sink);
    sink.findings.retain_mut(|finding| match model.rules.severity.get(finding.rule.code) {
        None => true,
        Some(set) => set.severity().map(|severity| finding.severity = severity).is_some(),
    });
    sink.findings.sort_by(|a, b| (a.span, a.rule.code).cmp(&(b.span, b.rule.code)));
    let mut omitted = cut(&mut sink);
    let settle = |findings: &mut [Finding]| findings.iter_mut().for_each(|f| claim::settle(model, f));
    let half = sink.findings.len() / 2;
    let (front, back) = sink.findings.split_at_mut(half);
    both(&mut || settle(front), &mut || {
        omitted.clear();
        settle(back);
    });
    sink
}
