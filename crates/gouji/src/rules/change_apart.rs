//! “三公”经费支出决算数比上年减少18987.42元，下降42.13%: a change with its rate that gives no level itself.
//!
//! The amount, the rate and this year's level fix each other. A change that names something is held against the levels of that name in the
//! paragraphs before, of which none may fit; 决算数较上年减少2.15万元 against what its paragraph spoke of last, where nothing else can be meant. One of the
//! three has to be off by a digit or by two that changed places.

use super::{Sink, balance, change, claim::significant, nearby};
use crate::{
    exact::{Cause, Outcome},
    model::{
        FigureId, Home, Model, Role,
        names::{Basis, canonical, read_label},
    },
    number::{Dimension, minus, plus, times},
    statement::{BasePoint, Change, Direction},
    text::Span,
    words,
};
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// How many figures before a change are looked through.
const NEAR: usize = 60;
const RISES: &str = "增加|增长|上升|提高";
const FALLS: &str = "减少|下降|降低|减支";

/// Holds the changes that no level stands beside against the levels before.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    let read = change::read_amounts(model);
    for amount in (0..model.figures.len().saturating_sub(1)).map(FigureId) {
        let rate = FigureId(amount.0 + 1);
        if is_pair(model, amount, rate) && !read[amount.0] && !sink.found_at(model.figure(rate).span) {
            decide(model, sink, amount, rate);
        }
    }
}

/// 减少18987.42元，下降42.13%: an amount and a rate of one change.
fn is_pair(model: &Model<'_>, amount: FigureId, rate: FigureId) -> bool {
    let [figure, of] = [amount, rate].map(|id| model.figure(id));
    figure.role == Role::Change
        && figure.quantity.unit.dimension == Dimension::Money
        && matches!(figure.home, Home::Prose { .. })
        && figure.home == of.home
        && of.quantity.unit.dimension == Dimension::Percent
        && of.quantity.value > Decimal::ZERO
}

fn way(said: &str) -> Option<(Direction, &str)> {
    let said = said.trim_end_matches(['了', '约', ' ']);
    let rises = words::without_tail(said, RISES).map(|before| (Direction::Rise, before));
    rises.or_else(|| words::without_tail(said, FALLS).map(|before| (Direction::Fall, before)))
}

/// The clause before a change, with the one before it where that only says what it is from: 收入支出总体与上年相比，增加58.21万元.
fn clause_of_change<'m>(model: &'m Model<'_>, amount: FigureId) -> &'m str {
    let clause = nearby::clause_before(model, amount);
    let sentence = nearby::sentence_before(model, amount);
    let before = sentence.strip_suffix(clause).unwrap_or_default();
    let compared = before.trim_end_matches(['，', ',']);
    let alone = way(clause).is_some_and(|(_, name)| name.is_empty());
    if !alone || compared.len() == before.len() || !compared.ends_with("相比") {
        return clause;
    }
    let start = compared
        .rfind(['，', ',', '；', ';'])
        .map_or(0, |at| at + compared[at..].chars().next().map_or(0, char::len_utf8));
    &sentence[start..]
}

fn decide(model: &Model<'_>, sink: &mut Sink, amount: FigureId, rate: FigureId) -> Option<()> {
    let clause = clause_of_change(model, amount);
    let (direction, before) = way(clause)?;
    let before = before.trim_end_matches(['，', ',']);
    let between = nearby::between(model, amount, rate).trim_start_matches(['，', ',', '、', ' ']);
    let (same, nothing) = way(between)?;
    if same != direction || !nothing.is_empty() {
        return None;
    }
    let (name, against) = before.find(['比', '较', '与']).map_or((before, ""), |at| before.split_at(at));
    let name = name.trim_start_matches("其中").trim_start_matches('同');
    let item = canonical(&read_label(name).name);
    let sides = says_both_sides(name);
    let it = sides || says_it(name);
    let levels = match it {
        true if is_from_base(model, amount, against) => {
            let said = if sides { both_sides(model, amount) } else { level_said_last(model, amount, name) };
            said.into_iter().collect()
        }
        false if is_from_last_year(model, amount, against) => {
            let found = levels_of(model, amount, model.resolve(&item));
            // 财政拨款支出1264.92万元。与上年相比，财政拨款增加27.44万元
            let spent = || levels_of(model, amount, &format!("{item}支出"));
            if found.is_empty() && item.ends_with("拨款") { spent() } else { found }
        }
        _ => return None,
    };
    let of = |new: FigureId| Change {
        new,
        base: BasePoint { year: model.figure(new).year.map(|year| year - 1), basis: Basis::Unsaid },
        old: None,
        comparable: true,
        direction,
        amount: Some(amount),
        rate: Some(rate),
        span: Span {
            start: model.figure(amount).span.start - clause.len(),
            end: model.figure(rate).span.end,
        },
        reason: None,
        node: 0,
    };
    let claims =
        levels.iter().filter_map(|new| Some((*new, change::rate_claim(model, &of(*new), rate, None)?)));
    let judged: Vec<_> = claims.filter_map(|(new, claim)| Some((new, claim.judged(model)?, claim))).collect();
    let (new, judgement, claim) = judged.first()?;
    if let Some((.., claim)) =
        judged.iter().find(|(_, judgement, _)| judgement.outcome != Outcome::Contradiction)
    {
        claim.mark(model, sink, judgement);
        return Some(());
    }
    let change = of(*new);
    if it && is_of_others(model, &change, rate) {
        return None;
    }
    // Of a single level a slip is told by fewer digits than of one found among many.
    let digits = if it { (3, 3) } else { (4, 3) };
    let slip = matches!(claim.cause(model, judgement), Some(Cause::DigitDiffers | Cause::DigitsSwapped))
        || is_digit_of_amount(model, &change, (amount, rate), digits).unwrap_or(false)
        || it && is_digit_of_level(model, &change, (amount, rate)).unwrap_or(false);
    slip.then(|| change::decide(model, sink, &change, claim.clone(), [&change::RATE, &change::RATE_TAIL]))
}

/// Whether the amount with one digit otherwise gives the rate to its last place; `digits` are the fewest of the two among which one is told
/// from chance.
fn is_digit_of_amount(
    model: &Model<'_>,
    change: &Change,
    (amount, rate): (FigureId, FigureId),
    digits: (usize, usize),
) -> Option<bool> {
    let [new, by, of] = [change.new, amount, rate].map(|id| model.figure(id).quantity);
    if significant(by.value) < digits.0 || significant(of.value) < digits.1 {
        return None;
    }
    let half = Decimal::try_new(5, of.places + 1).ok()?;
    let amount_for = |rate: Decimal| {
        let falls = change.direction == Direction::Fall;
        let old = if falls { minus(Decimal::ONE_HUNDRED, rate)? } else { plus(Decimal::ONE_HUNDRED, rate)? };
        times(new.value, rate)?.checked_div(old)
    };
    let range = amount_for(minus(of.value, half)?)?..=amount_for(plus(of.value, half)?)?;
    Some(one_digit_gives(by.value, &range))
}

/// Whether this year's level with one digit otherwise gives the rate to its last place.
fn is_digit_of_level(
    model: &Model<'_>,
    change: &Change,
    (amount, rate): (FigureId, FigureId),
) -> Option<bool> {
    /// Fewest digits of the level and of the two others.
    const DIGITS: (usize, usize) = (4, 3);
    let [new, by, of] = [change.new, amount, rate].map(|id| model.figure(id).quantity);
    let few = significant(new.value) < DIGITS.0
        || significant(by.value) < DIGITS.1
        || significant(of.value) < DIGITS.1;
    if few || new.unit != by.unit {
        return None;
    }
    let half = Decimal::try_new(5, of.places + 1).ok()?;
    let level_for = |rate: Decimal| {
        let old = times(by.value, Decimal::ONE_HUNDRED)?.checked_div(rate)?;
        if change.direction == Direction::Fall { minus(old, by.value) } else { plus(old, by.value) }
    };
    let range = level_for(plus(of.value, half)?)?..=level_for(minus(of.value, half)?)?;
    Some(one_digit_gives(new.value, &range))
}

/// Whether a number with one digit otherwise lies in a range.
pub(super) fn one_digit_gives(value: Decimal, range: &RangeInclusive<Decimal>) -> bool {
    let (digits, scale) = (value.mantissa(), value.scale());
    let powers = std::iter::successors(Some(1i128), |power| power.checked_mul(10));
    let mut others = powers.take_while(|power| *power <= digits).flat_map(|power| {
        let digit = digits / power % 10;
        (0..10).map(move |other| digits + (other - digit) * power)
    });
    others.any(|other| {
        Decimal::try_from_i128_with_scale(other, scale).is_ok_and(|other| range.contains(&other))
    })
}

/// Whether a change is one from the year before, by its own words or by those of its paragraph before.
fn is_from_last_year(model: &Model<'_>, amount: FigureId, against: &str) -> bool {
    const FAR: usize = 600;
    const YEAR: &str = "上年|去年|上一年";
    let last = model.year.map(|year| (year - 1).to_string());
    let of_year =
        |said: &str| words::has(said, YEAR) || last.as_ref().is_some_and(|last| said.contains(&**last));
    if !against.is_empty() {
        return of_year(against) && !words::has(against, "预算|同期|月");
    }
    let before = nearby::text_before(model, model.figure(amount).span.start, FAR);
    let paragraph = before.rsplit('\n').next().unwrap_or_default();
    of_year(paragraph) && !words::has(paragraph, "比预算|比年初|较年初|较预算|预算相比|同期")
}

/// 决算数较上年减少2.15万元; 费用支出较年初预算数减少0.75万元: whether the words mean what was spoken of last.
fn says_it(name: &str) -> bool {
    const IT: &str = "|决算|决算数|支出|支出数|费用|费用支出|经费支出|支出决算|支出决算数|收入决算|执行数|实际支出|本年收入|本年支出|\
        收入|总额|采购总额|采购支出总额|支出预算|收入预算|预算数|结转结余|结转和结余";
    words::is(name.trim(), IT)
}

/// Whether a change of what was spoken of last is one from an amount: from the year before, or from a budget.
fn is_from_base(model: &Model<'_>, amount: FigureId, against: &str) -> bool {
    let budget = words::has(against, "年初预算|预算数") && !words::has(against, "同期|月");
    budget || is_from_last_year(model, amount, against)
}

/// 收、支总计各增加84.37万元: whether a change is one of receipts and of spending, which are as much.
fn says_both_sides(name: &str) -> bool {
    let name = name.trim();
    let total = words::without_tail(name, "各|均|各自|均各|分别").unwrap_or(name);
    words::ends(total, "总计|合计|总额|总体") && total.contains('收') && total.contains('支')
}

/// The total of this year's receipts that stands in the paragraphs before a change, where the total of the spending behind it is as much.
fn both_sides(model: &Model<'_>, amount: FigureId) -> Option<FigureId> {
    /// Paragraphs that are looked through.
    const NODES: usize = 3;
    let node = |id: FigureId| nearby::paragraph_of(model, id).unwrap_or(usize::MAX);
    let side = |id: &FigureId, of: char, other: char| {
        let figure = model.figure(*id);
        let said = nearby::clause_before(model, *id);
        node(*id) <= node(amount)
            && node(*id) + NODES > node(amount)
            && figure.role == Role::Level
            && figure.year == model.year
            && said.contains(of)
            && !said.contains(other)
            && words::has(said, "总计|合计|总额")
    };
    // 收入总计434.72万元，其中：本年收入合计434.17万元: the first of each.
    let receipts = figures_before(amount).find(|id| side(id, '收', '支'))?;
    let spending = figures_before(amount).find(|id| side(id, '支', '收')).filter(|id| *id > receipts)?;
    (model.base_value(receipts) == model.base_value(spending)).then_some(receipts)
}

/// What was spoken of last: the only level of this year in the paragraph before a change, or the first of them where the others are its parts;
/// nothing where others may be meant.
fn level_said_last(model: &Model<'_>, amount: FigureId, name: &str) -> Option<FigureId> {
    const OTHERS: &str = "月|季度|累计|上年|去年|资产|负债";
    let from = model.figure(amount);
    let fits = |id: &FigureId| {
        let figure = model.figure(*id);
        figure.home == from.home
            && figure.role == Role::Level
            && figure.year == model.year
            && !figure.basis.differs(model.basis)
            && figure.quantity.unit.dimension == Dimension::Money
            && model.base_value(*id).is_some_and(|value| !value.is_zero())
    };
    let levels: Vec<FigureId> = figures_before(amount).filter(fits).collect();
    let (first, rest) = levels.split_first()?;
    // 其中：基本支出1202.56万元，包括人员经费868.53万元和公用经费334.03万元；项目支出931.57万元
    let (rest, _) = balance::without_parts(model, rest);
    let said = nearby::clause_before(model, *first);
    let value = model.base_value(*first);
    let adds_up = |parts: &[FigureId]| parts.len() > 1 && model.sum_of(parts) == value;
    // 采购总额353.39万元，其中：…。授予中小企业200.61万元。采购总额减少79万元: behind the parts of what is named again others may stand.
    let named = words::ends(name.trim(), "总额|合计|总计");
    let whole =
        rest.is_empty() || adds_up(&rest) || named && (2..rest.len()).any(|end| adds_up(&rest[..end]));
    (whole && !words::has(said, OTHERS) && is_called(model, *first, name)).then_some(*first)
}

/// Whether a level, by its name or by the words before it, can be what is called so.
fn is_called(model: &Model<'_>, level: FigureId, name: &str) -> bool {
    const SPENT: &str = "费|费用|经费|支出|决算|执行";
    let said = nearby::clause_before(model, level).trim_end_matches(['为', '数', '合', '计']);
    let ends = |words: &str| words::ends(&model.figure(level).name, words) || words::ends(said, words);
    match name.trim() {
        "" => true,
        name if name.contains("预算") && !model.basis.is_budget() => false,
        name if name.contains("收入") => ends("收入|收入决算|收入预算"),
        name if name.contains("结转") => ends("结转|结余"),
        name if name.ends_with("总额") => ends("总额") && !said.contains("资产"),
        "预算数" => ends(SPENT) || ends("预算|收入"),
        _ => (ends(SPENT) || ends("预算")) && !said.contains("收入"),
    }
}

/// Whether any other amounts before a change give its rate: those of its paragraph and of the few before it, two of them or all of a sentence together.
fn is_of_others(model: &Model<'_>, change: &Change, rate: FigureId) -> bool {
    const MOST: usize = 12;
    let of = model.figure(change.new).quantity.unit;
    let amounts = nearby::said_before(model, rate).filter(|id| model.figure(*id).quantity.unit == of);
    let amounts: Vec<FigureId> = amounts.take(MOST).collect();
    let values: Vec<Decimal> = amounts.iter().filter_map(|id| model.base_value(*id)).collect();
    let pairs = values
        .iter()
        .enumerate()
        .flat_map(|(at, one)| values[..at].iter().filter_map(|other| plus(*one, *other)));
    let sums = (0..amounts.len()).flat_map(|from| nearby::last_sums(model, &amounts[from..]));
    let by = change.amount.and_then(|id| model.base_value(id)).unwrap_or_default();
    let fits = |new: Decimal| {
        let old = if change.direction == Direction::Fall { plus(new, by) } else { minus(new, by) };
        old.is_some_and(|old| nearby::is_rate(model, rate, by, old))
    };
    values.iter().copied().chain(pairs).chain(sums).any(fits)
}

/// The levels of this year with a name in the paragraphs before, the last one first.
fn levels_of(model: &Model<'_>, amount: FigureId, item: &str) -> Vec<FigureId> {
    const SHORT: usize = 4;
    if item.chars().count() < SHORT {
        return Vec::new();
    }
    let from = model.figure(amount);
    let fits = |id: &FigureId| {
        let figure = model.figure(*id);
        // 局本级三公经费 is of a part.
        let whole =
            words::without_tail(&figure.item, item).map(|head| words::is(head, "|全年|年度|本年|部门"));
        let named = *figure.item == *item || whole.unwrap_or(false);
        named
            && figure.role == Role::Level
            && figure.year == model.year
            && !figure.basis.differs(model.basis)
            && (!figure.basis.is_budget() || model.section_of(*id) == model.section_of(amount))
            && matches!(figure.home, Home::Prose { .. })
            && figure.quantity.unit == from.quantity.unit
            && model.report_of(*id) == model.report_of(amount)
            && model.base_value(*id).is_some_and(|value| !value.is_zero())
    };
    // 一般公共预算财政拨款基本支出1392万元。基本支出较上年…: that of the paragraph, whatever else is called so before.
    let is_longer = |id: FigureId| {
        let figure = model.figure(id);
        figure.home == from.home
            && figure.role == Role::Level
            && figure.item.ends_with(item)
            && *figure.item != *item
    };
    if figures_before(amount).any(is_longer) {
        return Vec::new();
    }
    figures_before(amount).rev().filter(fits).collect()
}

/// The figures before a change that are looked through.
fn figures_before(amount: FigureId) -> impl DoubleEndedIterator<Item = FigureId> {
    (amount.0.saturating_sub(NEAR)..amount.0).map(FigureId)
}
