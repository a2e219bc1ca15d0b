//! Points by the rule set's method, from target, actual and weight.
//!
//! Where the method leaves room (a qualitative band) the result is a range; where target and actual cannot be held
//! against each other it is open, and says why.

use super::{
    Points,
    target::{Amount, Relation, Value, align},
};
use crate::{
    exact::Exact,
    finding::{Phrase, Words},
    number::{Dimension, Quantity},
    ruleset::{AtMostMethod, ScoringRule},
    words,
};
use rust_decimal::Decimal;

/// Decimal places of computed points, as integrated platforms round them.
const PLACES: u32 = 2;

/// How the actual value stands to the target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reach {
    /// The target was reached.
    Met,
    /// Both are figures, and the target was missed.
    Missed,
    /// The day was missed; no method says what that costs.
    Late,
    /// Words that mean the band of this index.
    Band(usize),
    /// It cannot be decided.
    Open,
}

/// What target and actual come to.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) reach: Reach,
    /// Points that the method allows; `None` where it cannot decide.
    pub(crate) points: Option<Points>,
    /// The points before rounding, by every formula that is in use; the rule set's own first.
    exact: Vec<Exact>,
    /// Actual in per cent of the target, where both are figures.
    pub(crate) completion: Option<Decimal>,
    /// Whether the target says itself how it binds (≥, ≤, =).
    pub(crate) sure: bool,
    /// The formula in figures, with its result.
    pub(crate) formula: Option<String>,
    pub(crate) why: Words,
}

impl Outcome {
    fn new(reach: Reach, why: &'static Phrase) -> Self {
        Self {
            reach,
            points: None,
            exact: Vec::new(),
            completion: None,
            sure: true,
            formula: None,
            why: Words::new(why),
        }
    }

    /// Whether claimed points are what the method gives: rounded half up or cut off to their own places, or inside
    /// the range. `None` where nothing was computed.
    pub(crate) fn agrees(&self, claimed: Quantity) -> Option<bool> {
        let points = self.points?;
        let inside = points.low <= claimed.value && claimed.value <= points.high;
        let printed = |exact: &Exact| exact.prints_as(claimed.value, claimed.places);
        Some(inside || self.exact.iter().any(printed))
    }

    /// The most that the method gives, before it is rounded.
    pub(crate) fn most(&self) -> Option<Decimal> {
        self.exact.iter().filter_map(|points| points.round_half_up(4)).max()
    }

    /// Whether more is claimed than the method allows.
    pub(crate) fn exceeds(&self, claimed: Quantity) -> bool {
        self.agrees(claimed) == Some(false) && self.points.is_some_and(|points| claimed.value > points.high)
    }

    /// Whether less is claimed than the method gives.
    pub(crate) fn falls_short(&self, claimed: Quantity) -> bool {
        self.agrees(claimed) == Some(false) && self.points.is_some_and(|points| claimed.value < points.low)
    }

    /// Whether the claim is the whole weight and only rounding to a whole number makes it so: 9.53 of 10, printed as 10. What
    /// is 10.0 as well is full points to any reader.
    pub(crate) fn is_rounded_up_to(&self, weight: Decimal, claimed: Quantity) -> bool {
        let below = |exact: &Exact| exact.round_half_up(1).is_some_and(|points| points < weight);
        claimed.value == weight
            && self.reach == Reach::Missed
            && !self.exact.is_empty()
            && self.exact.iter().all(below)
    }

    /// Whether bands say what the completion scores, the lowest of which begins there: then the points need not be in proportion to it.
    pub(crate) fn is_within(&self, band: Option<u32>) -> bool {
        band.zip(self.completion).is_some_and(|(lowest, completion)| completion >= lowest.into())
    }

    fn full(reach: Reach, weight: Decimal, why: &'static Phrase) -> Self {
        Self { points: Some(Points::exactly(weight)), exact: vec![weight.into()], ..Self::new(reach, why) }
    }
}

/// An indicator: what it asks for and what was done.
pub(crate) struct Case<'c> {
    pub(crate) target: &'c Value,
    pub(crate) actual: &'c Value,
    pub(crate) weight: Decimal,
    /// Whether less is better where the target does not say: costs, complaints.
    pub(crate) less_is_better: bool,
}

static NO_TARGET: Phrase = Phrase { zh: "没有指标值", en: "there is no target" };
static NO_ACTUAL: Phrase = Phrase { zh: "没有实际完成值", en: "there is no actual value" };
static MET: Phrase = Phrase { zh: "达到指标值，得满分", en: "the target is reached: full points" };
static SAME: Phrase = Phrase {
    zh: "完成值与指标值相同，得满分",
    en: "the actual value is the target itself: full points",
};
static PROPORTION: Phrase =
    Phrase { zh: "未达到指标值，{shown}", en: "the target is missed: {shown}" };
static MISSED: Phrase = Phrase {
    zh: "未达到指标值，没有可用的计分公式",
    en: "the target is missed, and no formula applies",
};
static IN_TIME: Phrase = Phrase { zh: "在期限内完成，得满分", en: "done in time: full points" };
static LATE: Phrase = Phrase {
    zh: "晚于期限，扣多少分由评分人定",
    en: "later than the deadline; how much that costs is for the scorer to say",
};
static DAYS_UNCLEAR: Phrase = Phrase {
    zh: "完成时间与期限不能比较",
    en: "the day done and the deadline cannot be compared",
};
static UNITS: Phrase = Phrase {
    zh: "指标值与完成值的单位不能比较",
    en: "the units of target and actual value cannot be compared",
};
static VAGUE_ACTUAL: Phrase = Phrase {
    zh: "完成值只给出范围，不能确定是否达到",
    en: "the actual value is only a bound; whether it is enough is open",
};
static DIRECTION: Phrase = Phrase {
    zh: "指标值没有写明≥或≤，不能确定高低哪一方为好",
    en: "the target says neither ≥ nor ≤, so it is open which side is better",
};
static BAND: Phrase =
    Phrase { zh: "定性指标，按“{band}”档计分", en: "qualitative, in the band “{band}”" };
static REPEATED: Phrase = Phrase {
    zh: "定性指标，完成值与指标值文字相同，按“{band}”档计分",
    en: "qualitative; the actual value repeats the target, taken as the band “{band}”",
};
static WORDS: Phrase = Phrase {
    zh: "定性指标，完成值没有说明达成程度",
    en: "qualitative, and the actual value does not say how far it was reached",
};
static YES: Phrase = Phrase {
    zh: "是否类指标，已达成，得满分",
    en: "a yes-or-no indicator, reached: full points",
};
static NO: Phrase = Phrase {
    zh: "是否类指标，未达成，不得分",
    en: "a yes-or-no indicator, not reached: no points",
};

/// Points of one indicator.
pub(crate) fn score(case: &Case<'_>, rule: &ScoringRule) -> Outcome {
    match (case.target, case.actual) {
        (Value::Empty, _) => Outcome::new(Reach::Open, &NO_TARGET),
        (_, Value::Empty) => Outcome::new(Reach::Open, &NO_ACTUAL),
        (target, actual) if target == actual && !matches!(target, Value::Words(_)) => {
            let mut outcome = Outcome::full(Reach::Met, case.weight, &SAME);
            if let Value::Amount(..) = target {
                outcome.completion = Some(Decimal::ONE_HUNDRED);
            }
            outcome
        }
        (Value::Amount(relation, target), Value::Amount(said, actual)) => {
            quantities(case, rule, *relation, target, *said, actual)
        }
        (Value::Range(low, high), Value::Amount(said, actual)) => within(case, low, high, *said, actual),
        (Value::Amount(relation, target), Value::Range(low, high)) => {
            spread(case, *relation, target, low, high)
        }
        (Value::Days(target), Value::Days(actual)) => {
            if actual.to <= target.to {
                Outcome::full(Reach::Met, case.weight, &IN_TIME)
            } else if actual.from > target.to {
                Outcome::new(Reach::Late, &LATE)
            } else {
                Outcome::new(Reach::Open, &DAYS_UNCLEAR)
            }
        }
        (target, Value::Words(actual)) => words(case, rule, target, actual),
        (Value::Words(target), Value::Amount(_, actual)) if is_all(actual) && asks_for_all(target) => {
            Outcome::full(Reach::Met, case.weight, &MET)
        }
        (Value::Words(_), _) => Outcome::new(Reach::Open, &WORDS),
        (Value::Days(_), _) | (_, Value::Days(_)) => Outcome::new(Reach::Open, &DAYS_UNCLEAR),
        (Value::Range(..), Value::Range(..)) => Outcome::new(Reach::Open, &VAGUE_ACTUAL),
    }
}

// --- figures ---------------------------------------------------------------------------------------------------------

fn quantities(
    case: &Case<'_>,
    rule: &ScoringRule,
    relation: Relation,
    target: &Amount,
    said: Relation,
    actual: &Amount,
) -> Outcome {
    let Some((a, b)) = align(target, actual) else { return Outcome::new(Reach::Open, &UNITS) };
    let completion =
        b.checked_div(a).and_then(|ratio| ratio.checked_mul(Exact::HUNDRED)?.round_half_up(PLACES));
    let sure = relation != Relation::Unsaid;
    let less = relation.is_down() || (!sure && (case.less_is_better || target.is_duration()));
    let met = match relation {
        Relation::AtLeast => b >= a,
        Relation::MoreThan => b > a || (b == a && said == Relation::MoreThan),
        Relation::AtMost => b <= a,
        Relation::LessThan => b < a || (b == a && said == Relation::LessThan),
        // A target of none is met by none alone; any other is met by more as well, as platforms take it.
        Relation::Equal if a.is_zero() => !b.is_positive(),
        Relation::Equal => b >= a,
        Relation::Unsaid if less => b <= a,
        Relation::Unsaid => b >= a,
    };
    let same_unit = target.quantity.unit == actual.quantity.unit || target.is_bare() || actual.is_bare();
    let in_base = |number: Exact| number.round_half_up(4).unwrap_or_default();
    let printed =
        if same_unit { (target.quantity.value, actual.quantity.value) } else { (in_base(a), in_base(b)) };
    let bounds = Bounds { a, b, met, less, said, printed };
    let mut outcome = decide(case, rule, &bounds, target);
    outcome.completion = completion;
    outcome.sure = sure;
    outcome
}

/// Target `a` and actual `b` in one unit, and how they stand to each other.
struct Bounds {
    a: Exact,
    b: Exact,
    met: bool,
    /// Whether less is better.
    less: bool,
    /// The relation that the actual value itself has.
    said: Relation,
    printed: (Decimal, Decimal),
}

fn decide(case: &Case<'_>, rule: &ScoringRule, bounds: &Bounds, target: &Amount) -> Outcome {
    let Bounds { a, b, met, less, said, printed } = *bounds;
    // An actual of ≥120 reaches ≥110, may or may not reach ≥130, and surely misses ≤100.
    let open_end = (said.is_up() && met == less) || (said.is_down() && met != less);
    if open_end {
        return Outcome::new(Reach::Open, &VAGUE_ACTUAL);
    }
    if met {
        return Outcome::full(Reach::Met, case.weight, &MET);
    }
    let bounded = said.is_up() || said.is_down();
    let unsaid = matches!(case.target, Value::Amount(Relation::Unsaid, _));
    // Less money than planned may be thrift or work undone; more time or cost than a bare figure may be allowed.
    if unsaid && (less || target.quantity.unit.dimension == Dimension::Money) {
        return Outcome::new(Reach::Open, &DIRECTION);
    }
    if bounded || a.is_negative() || b.is_negative() {
        return Outcome::new(Reach::Missed, &MISSED);
    }
    proportion(case, rule, a, b, less, printed)
}

/// Points in proportion to what was done; `printed` are target and actual as a reader sees them.
fn proportion(
    case: &Case<'_>,
    rule: &ScoringRule,
    a: Exact,
    b: Exact,
    less: bool,
    printed: (Decimal, Decimal),
) -> Outcome {
    let weight = Exact::from(case.weight);
    let shown = (printed.0.normalize(), printed.1.normalize(), case.weight.normalize());
    let (exact, formula) = if less {
        let inverse = a.checked_div(b).and_then(|ratio| ratio.checked_mul(weight));
        let linear = linear(a, b).and_then(|ratio| ratio.checked_mul(weight));
        let (a, b, weight) = shown;
        match rule.at_most {
            AtMostMethod::Inverse => ([inverse, linear], format!("{a}÷{b}×{weight}")),
            AtMostMethod::Linear => ([linear, inverse], format!("(1-({b}-{a})÷{a})×{weight}")),
        }
    } else {
        let ratio = if a.is_zero() { Some(Exact::ZERO) } else { b.checked_div(a) };
        let exact = ratio.and_then(|ratio| ratio.checked_mul(weight));
        ([exact, None], format!("{}÷{}×{}", shown.1, shown.0, shown.2))
    };
    let exact: Vec<Exact> = exact.into_iter().flatten().map(|points| points.min(weight)).collect();
    let Some(points) = exact.first().and_then(|points| points.round_half_up(PLACES)) else {
        return Outcome::new(Reach::Missed, &MISSED);
    };
    let mut outcome = Outcome::new(Reach::Missed, &PROPORTION);
    let formula = format!("{formula}={}", points.normalize());
    outcome.why = outcome.why.with("shown", &formula);
    outcome.formula = Some(formula);
    outcome.points = Some(Points::exactly(points));
    outcome.exact = exact;
    outcome
}

/// 1 − (B − A) / A, none from 2A on.
fn linear(a: Exact, b: Exact) -> Option<Exact> {
    if !a.is_positive() {
        return Some(Exact::ZERO);
    }
    let ratio = Exact::ONE.checked_sub(b.checked_sub(a)?.checked_div(a)?)?;
    Some(ratio.max(Exact::ZERO))
}

/// A target that is a range: inside is full; what a miss costs is not laid down.
fn within(case: &Case<'_>, low: &Amount, high: &Amount, said: Relation, actual: &Amount) -> Outcome {
    let (Some((low, value)), Some((high, _))) = (align(low, actual), align(high, actual)) else {
        return Outcome::new(Reach::Open, &UNITS);
    };
    if said.is_up() || said.is_down() {
        return Outcome::new(Reach::Open, &VAGUE_ACTUAL);
    }
    if low <= value && value <= high {
        return Outcome::full(Reach::Met, case.weight, &MET);
    }
    Outcome::new(Reach::Open, &DIRECTION)
}

/// An actual value that is a range: it counts where all of it is on one side.
fn spread(case: &Case<'_>, relation: Relation, target: &Amount, low: &Amount, high: &Amount) -> Outcome {
    let (Some((a, low)), Some((_, high))) = (align(target, low), align(target, high)) else {
        return Outcome::new(Reach::Open, &UNITS);
    };
    let met = match relation {
        Relation::AtLeast => low >= a,
        Relation::MoreThan => low > a,
        Relation::AtMost => high <= a,
        Relation::LessThan => high < a,
        Relation::Equal | Relation::Unsaid => false,
    };
    if met { Outcome::full(Reach::Met, case.weight, &MET) } else { Outcome::new(Reach::Open, &VAGUE_ACTUAL) }
}

/// 100%.
fn is_all(actual: &Amount) -> bool {
    actual.is_percent() && actual.quantity.value == Decimal::ONE_HUNDRED
}

fn asks_for_all(target: &str) -> bool {
    words::has(target, "完成|全部|达标|及时|按时|合格|到位")
}

// --- words -----------------------------------------------------------------------------------------------------------

const YES_WORDS: [&str; 6] = ["是", "有", "√", "✓", "☑", "已达成"];
const NO_WORDS: [&str; 4] = ["否", "×", "☒", "✗"];

fn words(case: &Case<'_>, rule: &ScoringRule, target: &Value, actual: &str) -> Outcome {
    // 0起 and 无 say the same.
    if let Value::Amount(relation, amount) = target
        && matches!(actual, "无" | "没有" | "未发生")
    {
        let none = amount.quantity.value.is_zero() || relation.is_down();
        return if none {
            Outcome::full(Reach::Met, case.weight, &MET)
        } else {
            Outcome::new(Reach::Open, &WORDS)
        };
    }
    let same = matches!(target, Value::Words(target) if target == actual);
    let asks_yes = matches!(target, Value::Words(target) if YES_WORDS.contains(&target.as_str()));
    if YES_WORDS.contains(&actual)
        && (same || asks_yes || NO_WORDS.iter().all(|no| !matches!(target, Value::Words(t) if t == no)))
    {
        return Outcome::full(Reach::Met, case.weight, &YES);
    }
    if NO_WORDS.contains(&actual) && asks_yes {
        return Outcome::full(Reach::Missed, Decimal::ZERO, &NO);
    }
    if same {
        return band(case, rule, 0, &REPEATED);
    }
    match band_of(rule, actual) {
        // 已完成 for a target in figures or with a day: it was reached, as far as words say.
        Some(0) if !matches!(target, Value::Words(_)) => Outcome::full(Reach::Met, case.weight, &MET),
        Some(index) => band(case, rule, index, &BAND),
        None => Outcome::new(Reach::Open, &WORDS),
    }
}

/// The band that words mean. A worse band wins, because its words hold those of the better one.
fn band_of(rule: &ScoringRule, actual: &str) -> Option<usize> {
    // The names of the bands are the platforms' own choices; they need no guessing.
    if let Some(exact) = rule.bands.iter().position(|band| band.name == actual) {
        return Some(exact);
    }
    // 基本完成 is taken as either band; a person decides.
    if actual.starts_with("基本") || actual.starts_with("大部分") {
        return None;
    }
    let says = |words: &Vec<String>| words.iter().any(|word| actual.contains(word.as_str()));
    let index = rule.band_words.iter().rposition(says)?;
    // 无不合格产品 is good news.
    let denied = words::has(actual, "无|零|未发生|未出现|杜绝|避免|没有发生");
    (index == 0 || !denied).then_some(index)
}

fn band(case: &Case<'_>, rule: &ScoringRule, index: usize, why: &'static Phrase) -> Outcome {
    let Some(band) = rule.bands.get(index) else { return Outcome::new(Reach::Open, &WORDS) };
    let share = |percent: Decimal| {
        let points = Exact::from(case.weight).checked_mul(percent.into())?.checked_div(Exact::HUNDRED)?;
        points.round_half_up(PLACES)
    };
    let mut outcome = Outcome::new(Reach::Band(index), why);
    outcome.why = outcome.why.with("band", &band.name);
    outcome.points = share(band.from).zip(share(band.to)).map(|(low, high)| Points { low, high });
    outcome
}

// --- the execution rate --------------------------------------------------------------------------------------------

static EXECUTED: Phrase = Phrase {
    zh: "{executed}÷{adjusted}×{weight}={points}",
    en: "{executed}÷{adjusted}×{weight}={points}",
};
static BY_RATE: Phrase = Phrase { zh: "{rate}%×{weight}={points}", en: "{rate}%×{weight}={points}" };
static NO_BUDGET: Phrase = Phrase {
    zh: "全年预算数为0或未填，不能计算执行率",
    en: "the adjusted budget is zero or missing, so there is no rate",
};

/// Points for executing the budget: weight × executed ÷ adjusted budget, at most the weight. The printed rate serves
/// where amounts are missing, and points that follow from it agree as well.
pub(crate) fn execution(
    weight: Decimal,
    amounts: Option<(Decimal, Decimal)>,
    rate: Option<Decimal>,
) -> Outcome {
    let full = Exact::from(weight);
    let points = |share: Exact| share.checked_mul(full).map(|points| points.min(full).max(Exact::ZERO));
    let ratio = amounts.and_then(|(executed, adjusted)| {
        let ratio = Exact::from(executed).checked_div(adjusted.into())?;
        Some((executed, adjusted, ratio))
    });
    let stated = rate.and_then(|rate| Exact::from(rate).checked_div(Exact::HUNDRED));
    let exact: Vec<Exact> = [ratio.map(|r| r.2), stated].into_iter().flatten().filter_map(points).collect();
    let Some(rounded) = exact.first().and_then(|points| points.round_half_up(PLACES)) else {
        return Outcome::new(Reach::Open, &NO_BUDGET);
    };
    let why = match (ratio, rate) {
        (Some((executed, adjusted, _)), _) => Words::new(&EXECUTED)
            .with("executed", executed.normalize())
            .with("adjusted", adjusted.normalize()),
        (None, rate) => Words::new(&BY_RATE).with("rate", rate.unwrap_or_default().normalize()),
    };
    let why = why.with("weight", weight.normalize()).with("points", rounded.normalize());
    let reach = if rounded == weight { Reach::Met } else { Reach::Missed };
    let completion =
        ratio.map(|r| r.2).or(stated).and_then(|r| r.checked_mul(Exact::HUNDRED)?.round_half_up(PLACES));
    let formula = Some(why.render(crate::finding::Lang::Zh));
    Outcome { reach, points: Some(Points::exactly(rounded)), exact, completion, sure: true, formula, why }
}

#[cfg(test)]
mod tests {
    use super::{super::target::read, *};
    use crate::number::{Approx, Unit};
    use proptest::prelude::*;

    fn outcome(target: &str, actual: &str) -> Outcome {
        with(target, actual, &ScoringRule::default(), false)
    }

    fn with(target: &str, actual: &str, rule: &ScoringRule, less_is_better: bool) -> Outcome {
        let (target, actual) = (read(target, Some(2023)), read(actual, Some(2023)));
        score(&Case { target: &target, actual: &actual, weight: Decimal::TEN, less_is_better }, rule)
    }

    fn points(target: &str, actual: &str) -> String {
        outcome(target, actual).points.map_or("open".to_owned(), |points| points.to_string())
    }

    fn claimed(text: &str) -> Quantity {
        let (value, places) = crate::number::parse_number(text).unwrap();
        Quantity { value, places, unit: Unit::base(Dimension::Points), approx: Approx::Exact }
    }

    #[test]
    fn positive_targets_give_full_points_or_a_proportion() {
        for (target, actual, expected) in [
            ("≥40篇", "96", "10"),
            ("≥40篇", "96篇", "10"),
            ("≥92%", "97", "10"),
            ("≥95%", "90%", "9.47"),
            ("=100%", "100%", "10"),
            ("=100%", "120%", "10"),
            ("=100%", "97.5%", "9.75"),
            ("=0", "0", "10"),
            ("0起", "无", "10"),
            ("=0", "2", "0"),
            ("100%", "98%", "9.8"),
            ("≥120米", "≥120米", "10"),
            ("≥110米", "≥120米", "10"),
            ("≥130米", "≥120米", "open"),
            ("3亿元", "3.8亿元", "10"),
            ("≥5亿元", "4亿元", "8"),
            ("≥5亿元", "40000万元", "8"),
            ("90%-100%", "95%", "10"),
            ("≥95%", "0.96", "open"),
            ("≥5件", "5篇", "open"),
        ] {
            assert_eq!(points(target, actual), expected, "{target} {actual}");
        }
    }

    #[test]
    fn targets_of_at_most_have_two_formulas() {
        assert_eq!(points("≤90万元", "89.9万元"), "10");
        assert_eq!(points("≤100%", "125%"), "8");
        let linear = ScoringRule { at_most: AtMostMethod::Linear, ..ScoringRule::default() };
        let points = |target, actual| with(target, actual, &linear, false).points.unwrap().to_string();
        assert_eq!(points("≤100%", "125%"), "7.5");
        assert_eq!(points("≤100%", "250%"), "0");
        // Either formula is in use somewhere, so points by either agree.
        assert_eq!(outcome("≤100%", "125%").agrees(claimed("7.5")), Some(true));
        assert_eq!(outcome("≤100%", "125%").agrees(claimed("9")), Some(false));
        assert_eq!(points("≤0起", "2起"), "0");
    }

    #[test]
    fn a_bare_figure_of_money_or_time_binds_neither_way() {
        assert_eq!(points("20万元", "20万元"), "10");
        assert_eq!(points("20万元", "18万元"), "open");
        assert_eq!(points("3天", "5天"), "open");
        assert_eq!(points("3天", "2天"), "10");
        assert!(
            with("5%", "4%", &ScoringRule::default(), true).points.is_some_and(|p| p.low == Decimal::TEN)
        );
    }

    #[test]
    fn days_are_met_or_late() {
        assert_eq!(points("2023年12月31日前", "2023年12月31日前"), "10");
        assert_eq!(points("2023年12月31日前", "2023年11月"), "10");
        assert_eq!(outcome("2023年12月31日前", "2024年1月5日").reach, Reach::Late);
        assert_eq!(points("2023年12月15日前", "2023年12月"), "open");
        assert_eq!(points("2023年12月31日前", "已完成"), "10");
        assert_eq!(points("12月底前", "2023年12月20日"), "10");
    }

    #[test]
    fn words_fall_into_bands() {
        assert_eq!(points("按制度执行", "达成预期指标"), "8～10");
        assert_eq!(points("水质改善", "水质改善"), "8～10");
        assert_eq!(points("效果明显", "部分达成年度指标并具有一定效果"), "6～8");
        assert_eq!(points("效果明显", "未达成年度指标且效果较差"), "0～6");
        assert_eq!(points("效果明显", "效果不明显"), "0～6");
        assert_eq!(points("效果明显", "基本达成"), "open");
        assert_eq!(points("效果明显", "开展了工作"), "open");
        assert_eq!(points("质量合格", "无不合格产品"), "open");
        assert_eq!(points("是", "是"), "10");
        assert_eq!(points("是", "否"), "0");
        assert_eq!(points("全部完成", "100%"), "10");
    }

    #[test]
    fn claims_agree_rounded_or_cut_off_or_inside_a_band() {
        let missed = outcome("≥95%", "90%");
        for (text, agrees) in
            [("9.47", true), ("9.5", true), ("9.4", true), ("9", true), ("10", false), ("9.8", false)]
        {
            assert_eq!(missed.agrees(claimed(text)), Some(agrees), "{text}");
        }
        let banded = outcome("水质改善", "水质改善");
        assert_eq!(banded.agrees(claimed("9")), Some(true));
        assert_eq!(banded.agrees(claimed("7")), Some(false));
    }

    #[test]
    fn executing_the_budget_gives_a_share_of_the_weight() {
        let d = |text: &str| text.parse::<Decimal>().unwrap();
        let full = execution(d("10"), Some((d("812.4"), d("812.4"))), Some(d("100")));
        assert_eq!(full.points, Some(Points::exactly(d("10"))));
        let most = execution(d("10"), Some((d("95.3"), d("100"))), Some(d("95")));
        assert_eq!(most.points, Some(Points::exactly(d("9.53"))));
        assert_eq!(most.agrees(claimed("9.5")), Some(true));
        assert_eq!(most.agrees(claimed("9.8")), Some(false));
        // Rounded to whole points it is 10, which a reviewer should know.
        assert_eq!(most.agrees(claimed("10")), Some(true));
        assert!(most.is_rounded_up_to(d("10"), claimed("10")));
        assert_eq!(
            execution(d("10"), Some((d("120"), d("100"))), None).points,
            Some(Points::exactly(d("10")))
        );
        assert_eq!(execution(d("10"), Some((d("0"), d("0"))), None).points, None);
        assert_eq!(execution(d("20"), None, Some(d("98"))).points, Some(Points::exactly(d("19.6"))));
    }

    proptest! {
        #[test]
        fn points_never_leave_the_weight(a in 0i64..5000, b in 0i64..5000, relation in prop::sample::select(vec!["≥", "≤", "=", "＞", "＜", ""])) {
            let outcome = outcome(&format!("{relation}{a}件"), &format!("{b}件"));
            if let Some(points) = outcome.points {
                prop_assert!(Decimal::ZERO <= points.low && points.low <= points.high && points.high <= Decimal::TEN);
                // What is computed is itself a claim that agrees.
                prop_assert_eq!(outcome.agrees(claimed(&points.low.to_string())), Some(true));
                prop_assert!(!outcome.exceeds(claimed(&points.high.to_string())));
            }
        }

        #[test]
        fn more_done_is_never_fewer_points(a in 1i64..500, b in 0i64..500) {
            let low = |b: i64| outcome(&format!("≥{a}件"), &format!("{b}件")).points.map(|points| points.low);
            prop_assert!(low(b) <= low(b + 1));
        }
    }
}
