//! One stated figure held against the figures that it follows from: the common part of all arithmetic rules.

use super::{Agreement, EquationKind, Rule, Sink, Traced};
use crate::{
    exact::{Cause, Formula, Judgement, Outcome, Printed, Sign, Term, causes, judge},
    finding::{Finding, Phrase, Related, Words},
    model::{FigureId, Model, Role},
    number::{Approx, Dimension, Quantity, minus, plus, times},
};
use rust_decimal::Decimal;

/// A figure and how it follows from others.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Claim {
    pub(crate) stated: FigureId,
    pub(crate) formula: Formula,
    /// The figures of the formula, in its order.
    pub(crate) operands: Vec<FigureId>,
    /// The formula in figures, without the result: `1460.93 + 338.5`.
    pub(crate) shown: String,
    /// Other shares of the same whole, for "taken as 100 % minus the rest".
    pub(crate) others: Vec<FigureId>,
}

/// A finding about a claim whose words have not been made: most findings of a long text are never shown.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Draft {
    claim: Claim,
    judgement: Judgement,
    /// Arguments of the message that are filled with what is said of a figure.
    said: Vec<(&'static str, Said, FigureId)>,
    /// Figures that are named with their places behind those of the claim.
    also: Vec<FigureId>,
    /// What explains the difference, where that was looked for already.
    cause: Option<Option<Cause>>,
}

/// What a message says of a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    /// As it is printed, with its unit.
    Printed,
    /// Where it stands.
    Place,
}

impl Draft {
    /// The figure that it is about.
    pub(crate) fn stated(&self) -> FigureId {
        self.claim.stated
    }

    /// Two figures that are to be one, and what explains that they are not.
    pub(crate) fn pair(&mut self, model: &Model<'_>) -> Option<(FigureId, FigureId, Option<Cause>)> {
        let reference = *self.claim.operands.first()?;
        self.explain(model);
        Some((self.claim.stated, reference, self.cause.flatten()))
    }

    /// Looks for what explains the difference, which depends on nothing but the figures.
    pub(crate) fn explain(&mut self, model: &Model<'_>) {
        self.cause.get_or_insert_with(|| self.claim.cause(model, &self.judgement));
    }

    /// Speaks of other figures.
    pub(crate) fn renumber(&mut self, to: &dyn Fn(FigureId) -> FigureId) {
        self.claim.renumber(to);
        let ids = self.said.iter_mut().map(|(_, _, id)| id).chain(&mut self.also);
        ids.for_each(|id| *id = to(*id));
    }

    /// Fills `{argument}` with what is said of a figure.
    pub(crate) fn say(&mut self, argument: &'static str, said: Said, id: FigureId) {
        self.said.push((argument, said, id));
    }

    /// Names another figure with its place.
    pub(crate) fn relate(&mut self, id: FigureId) {
        self.also.push(id);
    }
}

/// Most figures of an equation that are named with their places.
const MAX_RELATED: usize = 20;

impl Model<'_> {
    /// A figure for exact arithmetic, in base units; `None` where it has more digits than that can hold.
    pub(crate) fn exact(&self, id: FigureId) -> Option<Printed> {
        let figure = self.figure(id);
        let Quantity { value, places, unit, approx } = figure.quantity;
        let printed = Printed::new(value, places, unit.scale)?;
        let base = printed.value();
        let step = || times(last_digit(value, places)?, unit.scale);
        match approx {
            Approx::More => return Some(printed.within(base, plus(base, step()?)?)),
            Approx::About if significant(value) < 4 => {
                let step = step()?;
                return Some(printed.within(minus(base, step)?, plus(base, step)?));
            }
            _ => {}
        }
        // What is counted in 万 or with decimals is rounded like an amount.
        let whole = places == 0 && unit.scale == Decimal::ONE;
        let counted = matches!(unit.dimension, Dimension::Count(_) | Dimension::Bare);
        if unit.dimension == Dimension::Points || counted && whole {
            return Some(printed.exact());
        }
        let rate = unit.dimension == Dimension::Percent || figure.role == Role::Rate;
        Some(if rate { printed.rate() } else { printed })
    }
}

/// The size of the last digit that is not a zero: 10000 for 320000, so that 32万余 ends at 33万.
fn last_digit(value: Decimal, places: u32) -> Option<Decimal> {
    let mut step = Decimal::try_new(1, places).ok()?;
    let ten = Decimal::TEN;
    if value.is_zero() {
        return Some(step);
    }
    while let Some(next) = times(step, ten) {
        if !value.checked_rem(next)?.is_zero() {
            break;
        }
        step = next;
    }
    Some(step)
}

/// How many digits a number has, not counting zeros at its end.
pub(crate) fn significant(value: Decimal) -> usize {
    let digits = value.abs().mantissa().to_string();
    digits.trim_end_matches('0').len()
}

impl Claim {
    /// An amount as what others come to that are added or taken off; where they drop zeros, these are filled up to so many places.
    pub(crate) fn of_signed_sum(
        model: &Model<'_>,
        stated: FigureId,
        terms: &[(Sign, FigureId)],
        places: u32,
    ) -> Option<Self> {
        let printed = |id: FigureId| Some(Term::Printed(model.exact(id)?.filled_to(places)));
        let formula =
            terms.iter().map(|(sign, id)| Some((*sign, printed(*id)?))).collect::<Option<Vec<_>>>()?;
        let shown = terms.iter().fold(String::new(), |shown, (sign, id)| {
            let sign = match sign {
                Sign::Plus if shown.is_empty() => "",
                Sign::Plus => " + ",
                Sign::Minus if shown.is_empty() => "−",
                Sign::Minus => " − ",
            };
            shown + sign + &model.term(*id)
        });
        let operands = terms.iter().map(|(_, id)| *id).collect();
        Some(Self { stated, formula: Formula::Sum { terms: formula }, operands, shown, others: Vec::new() })
    }

    /// A figure as what others leave of all of something, which is no figure of the text: 100分, or 100% of a whole.
    pub(crate) fn of_rest(
        model: &Model<'_>,
        stated: FigureId,
        (all, shown): (Printed, &str),
        others: &[FigureId],
    ) -> Option<Self> {
        let all = Some((Sign::Plus, Term::Printed(all.exact())));
        let taken = others.iter().map(|id| Some((Sign::Minus, Term::Printed(model.exact(*id)?))));
        Some(Self {
            stated,
            formula: Formula::Sum { terms: [all].into_iter().chain(taken).collect::<Option<Vec<_>>>()? },
            operands: others.to_vec(),
            shown: others.iter().fold(shown.to_owned(), |shown, id| shown + " − " + &model.term(*id)),
            others: Vec::new(),
        })
    }

    /// Is about other figures.
    pub(crate) fn renumber(&mut self, to: &dyn Fn(FigureId) -> FigureId) {
        let ids = std::iter::once(&mut self.stated).chain(&mut self.operands).chain(&mut self.others);
        ids.for_each(|id| *id = to(*id));
    }

    /// Decides the claim and marks its figures as checked. `None` where nothing could be decided.
    pub(crate) fn decide(&self, model: &Model<'_>, sink: &mut Sink) -> Option<Judgement> {
        let judgement = self.judged(model)?;
        self.mark(model, sink, &judgement);
        Some(judgement)
    }

    /// What the figures say of the claim. `None` where nothing could be decided.
    pub(crate) fn judged(&self, model: &Model<'_>) -> Option<Judgement> {
        let judgement = judge(&model.exact(self.stated)?, &self.formula);
        (!matches!(judgement.outcome, Outcome::Undecided(_))).then_some(judgement)
    }

    /// Marks the figures as checked: the claim is one that the text makes.
    pub(crate) fn mark(&self, model: &Model<'_>, sink: &mut Sink, judgement: &Judgement) {
        sink.checked(self.stated);
        for id in &self.operands {
            sink.checked(*id);
        }
        sink.note(|| self.traced(model, judgement));
        if matches!(self.formula, Formula::Share { .. } | Formula::Change { .. } | Formula::ChangeBy { .. })
            && judgement.outcome != Outcome::Contradiction
            && let Some(stated) = model.exact(self.stated)
        {
            sink.habits.extend(self.formula.rounded_or_cut(&stated));
        }
    }

    fn traced(&self, model: &Model<'_>, judgement: &Judgement) -> Traced {
        let quantity = model.figure(self.stated).quantity;
        let in_unit = |value: Decimal| value.checked_div(quantity.unit.scale).unwrap_or(value).normalize();
        let kind = match self.formula {
            Formula::Same(_) => EquationKind::Same,
            Formula::Sum { .. } => EquationKind::Sum,
            Formula::Share { .. } => EquationKind::Share,
            Formula::Change { .. } | Formula::ChangeBy { .. } => EquationKind::Change,
            Formula::Product { .. } => EquationKind::Product,
            Formula::Expression(_) => EquationKind::Own,
        };
        let agreement = match judgement.outcome {
            Outcome::Agrees | Outcome::Undecided(_) => Agreement::Agrees,
            Outcome::Tail => Agreement::Tail,
            Outcome::Contradiction => Agreement::Contradiction,
        };
        Traced {
            kind,
            stated: self.stated,
            operands: self.operands.clone(),
            shown: self.shown.clone(),
            computed: judgement.computed.map(in_unit),
            gap: judgement.gap.map(in_unit),
            agreement,
        }
    }

    /// A finding of `rule` with all that the claim knows: stated, computed, gap, equation, the figures' places.
    pub(crate) fn finding(&self, model: &Model<'_>, rule: &'static Rule, judgement: &Judgement) -> Finding {
        let mut finding = self.draft(model, rule, judgement);
        settle(model, &mut finding);
        finding
    }

    /// The same before its words are made. What it is given until then stays: it goes before what the claim knows.
    pub(crate) fn draft(&self, model: &Model<'_>, rule: &'static Rule, judgement: &Judgement) -> Finding {
        let mut finding = Finding::new(rule, model.figure(self.stated).span);
        // A conflict that is there only because dropped zeros were filled up is not certain.
        if judgement.only_filled && finding.severity == crate::Severity::Error {
            finding.severity = crate::Severity::Warning;
        }
        finding.draft = Some(Box::new(Draft {
            claim: self.clone(),
            judgement: *judgement,
            said: Vec::new(),
            also: Vec::new(),
            cause: None,
        }));
        finding
    }

    /// Why the stated figure may be wrong.
    pub(crate) fn cause(&self, model: &Model<'_>, judgement: &Judgement) -> Option<Cause> {
        let stated = model.exact(self.stated)?;
        let others: Vec<Printed> = self.others.iter().filter_map(|id| model.exact(*id)).collect();
        let causes = causes(&stated, &self.formula, judgement, &others);
        causes.first().copied()
    }
}

/// Says where a finding stands, where it does not say it itself.
fn place(model: &Model<'_>, finding: &mut Finding) {
    if finding.place.is_empty() {
        finding.place = match &finding.draft {
            Some(draft) => model.place(draft.claim.stated),
            None => model.place_of(finding.span),
        };
    }
}

/// Makes the words of a finding, as far as it has not been given others.
pub(crate) fn settle(model: &Model<'_>, finding: &mut Finding) {
    place(model, finding);
    settle_draft(model, finding);
}

/// The same, where the words depend on nothing but the figures that the finding is about.
pub(crate) fn settle_draft(model: &Model<'_>, finding: &mut Finding) {
    if finding.draft.is_some() {
        place(model, finding);
    }
    let Some(draft) = finding.draft.take() else { return };
    let Draft { claim, judgement, said, also, cause } = *draft;
    let figure = model.figure(claim.stated);
    let plain = |value: Decimal| in_unit(figure.quantity, value);
    let stated = figure.quantity.value.normalize();
    let suffix = unit_suffix(figure.quantity);
    let words = &mut finding.words;
    for (argument, said, id) in said {
        words.fill_gap(argument, || match said {
            Said::Printed => show(model, id),
            Said::Place => model.place(id),
        });
    }
    words.fill_gap("place", || finding.place.clone());
    words.fill_gap("name", || model.short_name(claim.stated));
    words.fill_gap("stated", || show(model, claim.stated));
    let sign = figure.quantity.percent_sign();
    words.fill_gap("equation", || format!("{} = {stated}{sign}", claim.shown));
    finding.stated.get_or_insert_with(|| stated.to_string());
    finding.unit = suffix;
    if let Some(computed) = judgement.computed.map(plain) {
        words.fill_gap("computed", || format!("{computed}{suffix}"));
        words.fill_gap("shown", || claim.shown.clone());
        finding.computed.get_or_insert_with(|| computed.to_string());
        finding.equation.get_or_insert_with(|| format!("{} = {computed}{sign}", claim.shown));
    }
    if let Some(gap) = judgement.gap.map(plain) {
        let percent = figure.quantity.unit.dimension == Dimension::Percent;
        if !percent {
            words.fill_gap("gap", || format!("{}{suffix}", gap.abs()));
        } else if !words.has("gap") {
            words.fill_with("gap", percent_points(gap.abs()));
        }
        finding.gap.get_or_insert_with(|| gap.to_string());
    }
    if !words.has("why")
        && let Some(cause) = cause.unwrap_or_else(|| claim.cause(model, &judgement))
        && let Some(cause) = why(model, &claim, cause)
    {
        words.fill_with("why", Words::new(&WHY).with_words("cause", cause));
    }
    let named = claim.operands.iter().take(MAX_RELATED).chain(&also);
    let named = named.map(|id| Related { span: model.figure(*id).span, words: stands(model, *id) });
    let before = std::mem::take(&mut finding.related);
    finding.related = named.chain(before).collect();
    finding.unnamed = claim.operands.len().saturating_sub(MAX_RELATED);
}

/// A value in base units as it would be printed beside a figure.
fn in_unit(quantity: Quantity, value: Decimal) -> Decimal {
    let value = value.checked_div(quantity.unit.scale).unwrap_or(value);
    value.round_dp(quantity.places.max(value.normalize().scale().min(8))).normalize()
}

/// The stated figure of a claim as it is recomputed; nothing where it cannot be.
pub(crate) fn recomputed(model: &Model<'_>, claim: &Claim, judgement: &Judgement) -> String {
    let quantity = model.figure(claim.stated).quantity;
    judgement.computed.map_or_else(String::new, |value| in_unit(quantity, value).to_string())
}

/// A figure with the unit that people read behind it.
pub(crate) fn show(model: &Model<'_>, id: FigureId) -> String {
    let quantity = model.figure(id).quantity;
    // A figure may be broken over two lines.
    let printed = model.printed(id);
    let mut shown = String::with_capacity(printed.len() + "个百分点".len());
    shown.extend(printed.chars().filter(|c| !c.is_whitespace()));
    if shown.ends_with(|c: char| crate::number::halfwidth(c).is_ascii_digit()) {
        shown.push_str(unit_suffix(quantity));
    }
    shown
}

/// Figures as an equation shows them: without their unit where all have one, else each with its own, because `352.67 ≠ 3503499`
/// says nothing of 万元 and 元.
pub(crate) fn terms<const N: usize>(model: &Model<'_>, ids: [FigureId; N]) -> [String; N] {
    let unit = |id: FigureId| model.figure(id).quantity.unit;
    let one_unit = ids.iter().all(|id| unit(*id) == unit(ids[0]));
    // Not as they are printed: what an equation shows depends on nothing but the quantities.
    let with_unit = |id: FigureId| model.plain(id) + unit_suffix(model.figure(id).quantity);
    ids.map(|id| if one_unit { model.term(id) } else { with_unit(id) })
}

/// Figures added up, as an equation shows them; of a long list only the first and the last.
pub(crate) fn shown_sum(figures: &[FigureId], term: impl Fn(FigureId) -> String) -> String {
    const SHOWN: usize = 6;
    let terms = |figures: &[FigureId]| figures.iter().map(|id| term(*id)).collect::<Vec<_>>().join(" + ");
    match figures {
        [first @ .., last] if first.len() > SHOWN => format!("{} + … + {}", terms(&first[..3]), term(*last)),
        _ => terms(figures),
    }
}

/// The unit's sign for a number in it.
pub(crate) fn unit_suffix(quantity: Quantity) -> &'static str {
    let names = [(1, "元"), (1000, "千元"), (10_000, "万元"), (100_000_000, "亿元")];
    match quantity.unit.dimension {
        Dimension::Money => {
            let named = names.into_iter().find(|(scale, _)| quantity.unit.scale == Decimal::from(*scale));
            named.map_or("", |(_, name)| name)
        }
        Dimension::Percent => "%",
        Dimension::PercentPoint => "个百分点",
        Dimension::Points => "分",
        Dimension::Area => "㎡",
        _ => "",
    }
}

static PERCENT_POINTS: Phrase = Phrase { zh: "{points}个百分点", en: "{points} percentage points" };

/// How far two percentages are apart.
pub(crate) fn percent_points(gap: impl ToString) -> Words {
    Words::new(&PERCENT_POINTS).with("points", gap)
}

static STANDS: Phrase = Phrase { zh: "{place}：{figure}", en: "{place}: {figure}" };

/// `附件1-1 › 公务接待 › 2023年决算数：6.99`, for the other places of a finding.
pub(crate) fn stands(model: &Model<'_>, id: FigureId) -> Words {
    Words::new(&STANDS).with_text("place", model.place(id)).with_text("figure", show(model, id))
}

static WHY: Phrase = Phrase { zh: "，{cause}", en: "; {cause}" };
static CUT_OFF: Phrase =
    Phrase { zh: "像是直接截去尾数而未四舍五入", en: "it looks cut off instead of rounded" };
static ROUNDED_UP: Phrase = Phrase { zh: "像是只入不舍", en: "it looks rounded up" };
static REMAINDER: Phrase = Phrase {
    zh: "像是用100%减去其余占比倒挤得出",
    en: "it looks taken as 100% minus the other shares",
};
static UNIT: Phrase = Phrase {
    zh: "像是单位写错（相差{factor}倍）",
    en: "the unit looks wrong (a factor of {factor})",
};
static POINT: Phrase = Phrase {
    zh: "像是小数点错位，或者多写、少写了一位（相差{factor}倍）",
    en: "the decimal point looks misplaced, or a digit more or less was written (a factor of {factor})",
};
static SWAPPED: Phrase =
    Phrase { zh: "像是相邻两位数字颠倒", en: "two neighbouring digits look swapped" };
static TERM_SWAPPED: Phrase = Phrase {
    zh: "像是“{name}”{figure}相邻两位数字颠倒",
    en: "two neighbouring digits of {name} {figure} look swapped",
};
static TERM_UNIT: Phrase = Phrase {
    zh: "像是“{name}”{figure}单位写错（万元与元）",
    en: "{name} {figure} looks as if in the wrong unit (万元 or 元)",
};
static DIGIT: Phrase = Phrase { zh: "只有一位数字不同，像是笔误", en: "a single digit differs" };
static MISSES: Phrase = Phrase {
    zh: "差额恰为“{name}”{figure}，合计像是漏加了该项",
    en: "the gap is just {name} {figure}, which may have been left out",
};
static TWICE: Phrase = Phrase {
    zh: "差额恰为“{name}”{figure}，合计像是重复计入了该项",
    en: "the gap is just {name} {figure}, which may have been counted twice",
};
static REVERSED: Phrase =
    Phrase { zh: "像是分子分母颠倒", en: "numerator and denominator look exchanged" };
static OTHER_BASE: Phrase =
    Phrase { zh: "像是用本年数作了分母", en: "the later level looks used as the base" };
static LEVEL: Phrase = Phrase {
    zh: "像是写成了两数之比而不是增减幅度",
    en: "it looks like the ratio, not the change",
};

fn why(model: &Model<'_>, claim: &Claim, cause: Cause) -> Option<Words> {
    let term = |phrase: &'static Phrase, index: usize| {
        let id = *claim.operands.get(index)?;
        let name = model.short_name(id);
        (!name.is_empty()).then(|| Words::new(phrase).with("name", name).with("figure", show(model, id)))
    };
    Some(match cause {
        Cause::CutOff => Words::new(&CUT_OFF),
        Cause::RoundedUp => Words::new(&ROUNDED_UP),
        Cause::Remainder => Words::new(&REMAINDER),
        // Every tail's message says so already.
        Cause::FromUnrounded => return None,
        Cause::UnitSlip { power } => {
            // Units are apart by 万 or 亿.
            let phrase = if power % 4 == 0 { &UNIT } else { &POINT };
            Words::new(phrase).with("factor", 10_u64.pow(power.unsigned_abs().into()))
        }
        Cause::DigitsSwapped => Words::new(&SWAPPED),
        Cause::TermSwapped(index) => return term(&TERM_SWAPPED, index),
        Cause::TermUnit(index) => return term(&TERM_UNIT, index),
        Cause::DigitDiffers => Words::new(&DIGIT),
        Cause::MissesTerm(index) => return term(&MISSES, index),
        Cause::CountsTwice(index) => return term(&TWICE, index),
        Cause::Reversed => Words::new(&REVERSED),
        Cause::OtherBase => Words::new(&OTHER_BASE),
        Cause::LevelNotChange => Words::new(&LEVEL),
    })
}
