//! 同比增减：幅度、增减额、方向、持平、零基数、与原因是否一致。

use super::{
    Rule, Sink,
    claim::{Claim, terms},
    nearby,
    otherwise::is_of_region,
    rule,
};
use crate::{
    exact::{Exact, Expression, Formula, Judgement, Outcome, Power, Reason, Sign, judge},
    finding::{Finding, Phrase, Words},
    model::{FigureId, Model, lookup::Wanted, names::Basis},
    number::{minus, plus},
    statement::{Change, Direction, Statement},
    text::Span,
    words,
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

rule! {
    /// # 增减幅度与两年的数矛盾
    ///
    /// “与上年相比增加P%”应等于（本年－上年）÷上年。四舍五入、截尾、用原始数计算都不可能得到时报告。“其中”各项之后的增减，
    /// 说的可能是最后一项，也可能是合计，都对不上才报告。本句没有写上年数的，用报告里同名的上年数；那里若另有与本处不同的本年数
    /// （另一年度、季度、级次、基金），不拿来比。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为25.00万元，比2023年执行数增加20.00%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为25.00万元，比2023年执行数增加25.00%。
    /// ```
    /// ## 怎么改
    /// 幅度可改为重算值；若幅度是对的，则核对两年的数。
    RATE = "GJ311", Error, Contradiction;
    title: "增减幅度与两年的数矛盾", "a rate of change contradicts the two years' figures";
    zh: "{name}{direction}{stated}，按{shown}为{computed}，相差{gap}{why}，请核实幅度或两年的数。";
    en: "{name} is said to {direction} by {stated}, but {shown} is {computed}, {gap} apart{why}; check the rate or the two figures.";
}

rule! {
    /// # 增减幅度差在尾数
    ///
    /// 按印出的数重算与所写幅度略有不同，原始数未四舍五入前可能相符。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年接待费执行数为3.71万元，2024年接待费执行数为6.99万元，比2023年执行数增加88.48%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年接待费执行数为3.71万元，2024年接待费执行数为6.99万元，比2023年执行数增加88.41%。
    /// ```
    /// ## 怎么改
    /// 可改为重算值；如按元计算得到所写的数，可不改。
    RATE_TAIL = "GJ312", Info, Rounding;
    title: "增减幅度差在尾数", "a rate of change is off by rounding";
    zh: "{name}{direction}{stated}，按所列金额（{shown}）为{computed}，相差{gap}{why}，如按元计算可不改。";
    en: "{name} is said to {direction} by {stated}; the amounts ({shown}) give {computed}, {gap} apart{why}; fine if it holds in yuan.";
}

rule! {
    /// # 增减额与两年的数矛盾
    ///
    /// “比上年增加X万元”应等于本年数减上年数；前一句写了预算和决算，“决算数较预算数减少X万元”应等于两者之差；支出、收入增加的数不会超过
    /// 它自己。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为25.00万元，比2023年执行数增加6.00万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为25.00万元，比2023年执行数增加5.00万元。
    /// ```
    /// ## 怎么改
    /// 核对增减额和两年的数。
    AMOUNT = "GJ313", Error, Contradiction;
    title: "增减额与两年的数矛盾", "an amount of change contradicts the two years' figures";
    zh: "{name}{direction}{stated}，按{shown}为{computed}，相差{gap}{why}，请核实增减额或两年的数。";
    en: "{name} is said to {direction} by {stated}, but {shown} is {computed}, {gap} apart{why}; check the amount or the two figures.";
}

rule! {
    /// # 增减额差在尾数
    ///
    /// 两年印出的数相减与所写增减额差在末位，属正常尾差。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为25.00万元，比2023年执行数增加5.01万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为25.00万元，比2023年执行数增加5.00万元。
    /// ```
    /// ## 怎么改
    /// 如按元计算相符，可不改。
    AMOUNT_TAIL = "GJ314", Info, Rounding;
    title: "增减额差在尾数", "an amount of change is off by rounding";
    zh: "{name}{direction}{stated}，两年所列金额相减（{shown}）为{computed}，相差{gap}，如按元计算可不改。";
    en: "{name} is said to {direction} by {stated}; the amounts ({shown}) give {computed}, {gap} apart; fine if it holds in yuan.";
}

rule! {
    /// # 基数为零却写了增减幅度
    ///
    /// 上年为 0 时增长率没有意义，不能写成“增长100%”。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年教育支出执行数为0.00万元，2024年教育支出执行数为25.00万元，比2023年执行数增加100.00%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年教育支出执行数为0.00万元，2024年教育支出执行数为25.00万元，比2023年执行数增加25.00万元。
    /// ```
    /// ## 怎么改
    /// 删去百分比，改写增加额，或写“上年无此项支出”。
    ZERO_BASE = "GJ315", Error, Contradiction;
    title: "基数为零却写了增减幅度", "a rate of change from zero";
    zh: "{name}基数为{old}，从零增长没有增长率可言，却写“{direction}{stated}”，请改写增减额。";
    en: "{name} starts from {old}; a change from zero has no rate, yet {stated} is given; state the amount instead.";
}

rule! {
    /// # 增减方向与两年的数相反
    ///
    /// 写“增加”而数字减少，写“减少”而数字增加，或写“持平”而数字不同。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为15.00万元，比2023年执行数增加25.00%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年培训费执行数为20.00万元，2024年培训费执行数为15.00万元，比2023年执行数减少25.00%。
    /// ```
    /// ## 怎么改
    /// 核对两年的数；数字无误则改正方向词。
    DIRECTION = "GJ316", Error, Contradiction;
    title: "增减方向与两年的数相反", "the direction of a change contradicts the figures";
    zh: "{name}由{old}变为{new}，却写“{direction}”，请核实两年的数或改正方向。";
    en: "{name} goes from {old} to {new}, yet the text says “{direction}”; check the figures or the word.";
}

rule! {
    /// # 原因与增减方向相反
    ///
    /// 写“减少”而原因说“经费增加”，或写“持平”而原因说减少，多半是照抄了上一条。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年宣传费执行数为114.00万元，2024年宣传费执行数为110.60万元，比2023年执行数减少2.98%。主要原因是：宣传费增加。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年宣传费执行数为114.00万元，2024年宣传费执行数为110.60万元，比2023年执行数减少2.98%。主要原因是：宣传费减少。
    /// ```
    /// ## 怎么改
    /// 核对增减方向，改写原因。
    REASON = "GJ317", Warning, Contradiction;
    title: "原因与增减方向相反", "the reason contradicts the direction of the change";
    zh: "{name}写“{direction}”，所述原因却是“{reason}”，请核实方向或原因。";
    en: "{name} is said to {direction}, yet the reason given is “{reason}”; check one or the other.";
}

rule! {
    /// # 大小之说与数字不符
    ///
    /// 写“决算数小于预算数”“大于”“持平”而所列两个数并非如此，或写“大于”“小于”而完成预算的比率低于、高于100%；年度指标值、实际完成值
    /// 后面紧接着写“完成年度目标”“未完成年度目标”等，而两个数并非如此。
    ///
    /// ## 反例
    /// ```gj bad
    /// 培训费年初预算为10.00万元，支出决算为12.00万元。决算数小于预算数的主要原因：节约开支。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 培训费年初预算为10.00万元，支出决算为8.00万元。决算数小于预算数的主要原因：节约开支。
    /// ```
    /// ## 怎么改
    /// 核对两个数；数字无误则改正文字。
    COMPARE = "GJ318", Error, Contradiction;
    title: "大小之说与数字不符", "words of comparison contradict the figures";
    zh: "写“{words}”，而{figures}，请核实数字或文字。";
    en: "The text says “{words}”, but {figures}; check the figures or the words.";
}

rule! {
    /// # 增减额与增减幅度方向相反
    ///
    /// 同一处先写“减少若干元”，紧接着又写“增长百分之几”，两个方向至少有一个写错。
    ///
    /// ## 反例
    /// ```gj bad
    /// 与上年相比，部门整体支出减少177.28万元，增长4.32%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 与上年相比，部门整体支出减少177.28万元，下降4.32%。
    /// ```
    /// ## 怎么改
    /// 按两年的数核对方向，改正其中一个词。
    OPPOSED = "GJ319", Error, Contradiction;
    title: "增减额与增减幅度方向相反", "amount and rate of one change go in two directions";
    zh: "“{words}”中增减额与幅度方向相反，请核实方向。";
    en: "“{words}”: amount and rate of one change go in two directions; check them.";
}

static RISE: Phrase = Phrase { zh: "增加", en: "rise" };
static FALL: Phrase = Phrase { zh: "减少", en: "fall" };
static SAME: Phrase = Phrase { zh: "持平", en: "stay level" };

/// Holds every change and comparison of the prose against the figures it speaks of.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for (at, statement) in model.statements.iter().enumerate() {
        match statement {
            Statement::Change(change) => change_of(model, sink, change, beside(model, at)),
            Statement::Compare { level, other, relation, span } => {
                compare(model, sink, (*level, *other), *relation, *span);
            }
            Statement::CompareRate { rate, relation, span } => {
                compare_rate(model, sink, *rate, *relation, *span);
            }
            Statement::Opposed { amount, rate, span } => opposed(model, sink, [*amount, *rate], *span),
            _ => {}
        }
    }
}

/// Which of the figures are amounts of changes that a sentence gives with their levels. Of a change that was read by its rate alone, the
/// amount says more.
pub(super) fn read_amounts(model: &Model<'_>) -> Vec<bool> {
    let mut read = vec![false; model.figures.len()];
    for statement in &model.statements {
        if let Statement::Change(Change { amount: Some(amount), .. }) = statement {
            read[amount.0] = true;
        }
    }
    read
}

/// The statements around one, as far as they can be of one sentence with it.
fn beside<'m>(model: &'m Model<'_>, at: usize) -> &'m [Statement] {
    const NEAR: usize = 24;
    &model.statements[at.saturating_sub(NEAR)..model.statements.len().min(at + NEAR)]
}

fn change_of(model: &Model<'_>, sink: &mut Sink, change: &Change, beside: &[Statement]) {
    let of_rate;
    let change = if is_from_plan(model, change) {
        of_rate = Change { amount: None, ..change.clone() };
        &of_rate
    } else {
        change
    };
    let Some(change) = &meant(model, change, beside) else { return };
    let old = base_level(model, change);
    // A wrong direction word contradicts the reason as well: that is one fault.
    if let Some(old) = old
        && wrong_direction(model, sink, change, old)
    {
        return;
    }
    if !is_negative(model, change) {
        reason(model, sink, change);
    }
    if let (Some(amount), Some(old)) = (change.amount, old) {
        amount_of(model, sink, change, amount, old);
    }
    if let Some(rate) = change.rate {
        rate_of(model, sink, change, rate, old);
    }
}

/// 预算3.20万元，支出1.86万元，节约1.34万元，较上年2.05万元下降9.27%: whether the amount of a change with a rate is rather by how much what was
/// done differs from what was planned.
fn is_from_plan(model: &Model<'_>, change: &Change) -> bool {
    const PLANNED: &str = "预算|计划|目标|任务|应";
    let gap = change.amount.zip(change.rate).filter(|_| !change.base.basis.is_budget());
    let Some((amount, rate)) = gap else { return false };
    let (by, new) = (model.base_value(amount), model.base_value(change.new));
    let differs = |id: &FigureId| {
        let gap = new.zip(model.base_value(*id)).and_then(|(new, other)| minus(new, other));
        by.is_some() && gap.map(|gap| gap.abs()) == by
    };
    let planned = |id: &FigureId| {
        let of_plan =
            model.figure(*id).basis.is_budget() || words::has(nearby::clause_before(model, *id), PLANNED);
        *id != change.new && Some(*id) != change.old && of_plan
    };
    nearby::levels_before(model, rate).into_iter().filter(planned).any(|id| differs(&id))
}

/// The change as one of the level that it speaks of. 三公经费8.5万元，其中公务用车运行费6.5万元，公务接待费2万元，比上年减少0.5万元，下降5.56%:
/// of the last part or of the whole, and in a row of different things of the last one in the unit of the change. Of several
/// the one that fits is meant; nothing where none is told to fit or not to fit.
fn meant(model: &Model<'_>, change: &Change, beside: &[Statement]) -> Option<Change> {
    let Some(stated) = change.amount.or(change.rate) else { return Some(change.clone()) };
    let fits_unit = |id: FigureId| {
        let unit_of = |amount: FigureId| model.figure(id).quantity.comparable(&model.figure(amount).quantity);
        change.amount.is_none_or(unit_of)
    };
    let in_unit = fits_unit(change.new);
    let fit = fits(model, change);
    if in_unit && matches!(fit, None | Some(Outcome::Agrees)) {
        return Some(change.clone());
    }
    let of = |new: FigureId| Change { new, ..change.clone() };
    let other = |id: &FigureId| *id != change.new && Some(*id) != change.old && fits_unit(*id);
    let judged = |id: FigureId| (id, fits(model, &of(id)));
    let others: Vec<(FigureId, Option<Outcome>)> =
        nearby::levels_of_paragraph(model, stated).filter(other).map(judged).collect();
    let with = |wanted: Outcome| others.iter().find(|(_, fit)| *fit == Some(wanted)).map(|(id, _)| of(*id));
    if let Some(other) = with(Outcome::Agrees) {
        return Some(other);
    }
    if in_unit && fit == Some(Outcome::Tail) {
        return Some(change.clone());
    }
    if let Some(other) = with(Outcome::Tail) {
        return Some(other);
    }
    if !in_unit {
        return others.first().map(|(id, _)| of(*id));
    }
    if is_of_sum(model, change, stated) || is_of_others(model, change, stated) {
        return None;
    }
    let undecided = whole_of(beside, change.new).is_some_and(|whole| others.contains(&(whole, None)));
    // 决算17.2万元，预算23.6万元，减少6.4万元: from the last level to the one before it, where they differ by just that.
    let from = |other: &&(FigureId, Option<Outcome>)| {
        let [new, old] = [other.0, change.new].map(|id| model.base_value(id));
        let by = change.amount.and_then(|amount| model.base_value(amount));
        let by = by.map(|by| if change.direction == Direction::Fall { -by } else { by });
        by.is_some() && by == new.zip(old).and_then(|(new, old)| minus(new, old))
    };
    let beside = others.iter().find(from).filter(|_| change.old.is_none());
    let meant = beside.map(|(new, _)| Change { old: Some(change.new), ..of(*new) });
    (!undecided).then(|| meant.unwrap_or_else(|| change.clone()))
}

/// 公务接待费3.5万元、公务用车费8.9万元，比上年的12万元增加0.4万元: whether a change is one of what the levels before it come to, which is not said.
fn is_of_sum(model: &Model<'_>, change: &Change, stated: FigureId) -> bool {
    let Some(old) = base_level(model, change) else { return false };
    let Some(base) = model.base_value(old) else { return false };
    let alike = |id: &FigureId| {
        *id != old && model.figure(*id).quantity.comparable(&model.figure(change.new).quantity)
    };
    let levels: Vec<FigureId> = nearby::levels_before(model, stated).into_iter().filter(alike).collect();
    let rises = change.direction == Direction::Rise;
    let amount = change.amount.and_then(|amount| model.base_value(amount));
    nearby::last_sums(model, &levels).any(|sum| {
        let Some(by) = (if rises { minus(sum, base) } else { minus(base, sum) }) else { return false };
        match (amount, change.rate) {
            (Some(amount), _) => by == amount,
            (None, Some(rate)) => by > Decimal::ZERO && nearby::is_rate(model, rate, by, base),
            (None, None) => false,
        }
    })
}

/// Whether a change comes out of levels of its paragraph other than the two that it is taken to be between, in all that it says.
/// Where the amount stands right behind the level that it is counted from it is of no other.
fn is_of_others(model: &Model<'_>, change: &Change, stated: FigureId) -> bool {
    /// Among more levels a change would come out of any two.
    const FEW: usize = 10;
    if change.old.is_some_and(|old| old.0 + 1 == stated.0) {
        return false;
    }
    let alike = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(change.new).quantity);
    let levels = nearby::levels_of_paragraph(model, stated).filter(alike).take(FEW);
    let levels: Vec<(FigureId, Decimal)> =
        levels.filter_map(|id| Some((id, model.base_value(id)?))).collect();
    let rises = change.direction == Direction::Rise;
    let from = |new: Decimal, by: Decimal| if rises { minus(new, by) } else { plus(new, by) };
    let is_rate = |by: Decimal, old: Option<Decimal>| {
        let places = |rate: &FigureId| model.figure(*rate).quantity.places > 0;
        change.rate.filter(places).zip(old).is_some_and(|(rate, old)| nearby::is_rate(model, rate, by, old))
    };
    let amount = change.amount.and_then(|amount| model.base_value(amount));
    // What the amount alone says of its rate has been found wrong already.
    let alone = base_level(model, change).is_none();
    levels.iter().any(|(new, value)| match amount {
        Some(by) if change.rate.is_some() => !(alone && *new == change.new) && is_rate(by, from(*value, by)),
        Some(by) => levels
            .iter()
            .any(|(old, level)| *new != change.new && old != new && Some(*level) == from(*value, by)),
        None => levels.iter().any(|(_, old)| {
            let by = if rises { minus(*value, *old) } else { minus(*old, *value) };
            by.filter(|by| !by.is_zero()).is_some_and(|by| is_rate(by, Some(*old)))
        }),
    })
}

/// The whole of the list that a level is the last part of, where no part before it has a change of its own.
fn whole_of(beside: &[Statement], part: FigureId) -> Option<FigureId> {
    let (whole, parts) = beside.iter().find_map(|statement| match statement {
        Statement::Breakdown { whole, parts, .. } if parts.last() == Some(&part) => Some((*whole, parts)),
        _ => None,
    })?;
    let changed = beside.iter().filter_map(|statement| match statement {
        Statement::Change(change) => Some(change.new),
        _ => None,
    });
    let before = &parts[..parts.len() - 1];
    (!{ changed }.any(|new| before.contains(&new))).then_some(whole)
}

/// How amount and rate follow from the level that the change speaks of, as far as it can be told: the worse of the two.
fn fits(model: &Model<'_>, change: &Change) -> Option<Outcome> {
    let old = base_level(model, change);
    let amount = change.amount.zip(old).and_then(|(amount, old)| amount_claim(model, change, amount, old));
    let rate = change.rate.and_then(|rate| rate_claim(model, change, rate, old));
    let judged = amount.into_iter().chain(rate).filter_map(|claim| {
        match judge(&model.exact(claim.stated)?, &claim.formula).outcome {
            // 县级20家，比上年增加20家，增长43.48%: from nothing nothing grows by a rate.
            Outcome::Undecided(Reason::ZeroBase) => Some(Outcome::Contradiction),
            Outcome::Undecided(_) => None,
            decided => Some(decided),
        }
    });
    judged.reduce(|one, other| match (one, other) {
        (Outcome::Agrees, other) => other,
        (Outcome::Tail, Outcome::Contradiction) => other,
        (one, _) => one,
    })
}

/// The level that the change is counted from: the one that the sentence gives with it, or else one that the report has. Whether one
/// without a name is of this item or of the whole of its list (其中教育支出259万元，比上年139万元增加…), what follows from it tells.
fn base_level(model: &Model<'_>, change: &Change) -> Option<FigureId> {
    let agrees = |claim: Claim| {
        model
            .exact(claim.stated)
            .is_some_and(|stated| judge(&stated, &claim.formula).outcome == Outcome::Agrees)
    };
    let tells = |old: FigureId| {
        let amount = change.amount.and_then(|amount| amount_claim(model, change, amount, old));
        let rate = change.rate.and_then(|rate| rate_claim(model, change, rate, Some(old)));
        amount.into_iter().chain(rate).any(agrees)
    };
    let certain =
        |old: FigureId| !model.figure(old).item.is_empty() || model.figure(change.new).item.is_empty();
    let given = change.old.filter(|old| certain(*old) || tells(*old));
    // 会议费26.8万元，比预算减少5.2万元。全年预算1200万元: what stands behind may be of all.
    let stated = change.amount.or(change.rate);
    let behind = |old: FigureId| {
        stated.is_some_and(|stated| old > stated && model.figure(old).home == model.figure(stated).home)
    };
    given.or_else(|| earlier_level(model, change).filter(|old| !behind(*old) || tells(*old)))
}

/// The level of the report that the change is counted from.
fn earlier_level(model: &Model<'_>, change: &Change) -> Option<FigureId> {
    let new = model.figure(change.new);
    let basis = if change.base.basis == Basis::Unsaid { new.basis } else { change.base.basis };
    let same = change.base.year == new.year && (basis == new.basis || basis.meets(new.basis));
    // Last year's, of a report that says no year.
    let unknown = change.base.year.is_none() && change.base.basis == Basis::Unsaid;
    if new.item.is_empty() || same || unknown || change.comparable {
        return None;
    }
    let found = model.lookup(Wanted { item: &new.item, year: change.base.year, basis, from: change.new });
    // 全县“三公”经费支出1250万元，同比下降5%: from no amount of the unit itself.
    found.filter(|old| {
        !is_of_region(model, change.new, *old) && !nearby::is_of_another(model, change.new, *old)
    })
}

pub(super) fn wrong_direction(model: &Model<'_>, sink: &mut Sink, change: &Change, old: FigureId) -> bool {
    let (new_value, old_value) = (model.base_value(change.new), model.base_value(old));
    let (Some(new_value), Some(old_value)) = (new_value, old_value) else { return false };
    if is_negative(model, change) {
        return false;
    }
    let words = change.span.of(model.text());
    let wrong = match (change.direction, new_value.cmp(&old_value)) {
        (Direction::Rise, Ordering::Less) | (Direction::Fall, Ordering::Greater) => true,
        // 基本持平 leaves room; five per cent is more room than anyone gives it.
        (Direction::Level, Ordering::Less | Ordering::Greater) => {
            let Some(gap) = minus(new_value, old_value) else { return false };
            let room = if words.contains("基本") || words.contains("大体") {
                old_value.abs() / rust_decimal::Decimal::from(20)
            } else {
                rust_decimal::Decimal::ZERO
            };
            gap.abs() > room && !matches!(same_amount(model, change.new, old), Some(Outcome::Agrees))
        }
        _ => false,
    };
    sink.checked(change.new);
    sink.checked(old);
    if wrong {
        let finding = Finding::new(&DIRECTION, change.span)
            .with("old", super::claim::show(model, old))
            .with("new", super::claim::show(model, change.new));
        let finding = described(model, finding, change);
        sink.push(
            finding
                .relate(model.figure(change.new).span, super::claim::stands(model, change.new))
                .relate(model.figure(old).span, super::claim::stands(model, old)),
        );
    }
    wrong
}

/// 增长-10.2%: what was filled into a form's words turns them round.
fn is_negative(model: &Model<'_>, change: &Change) -> bool {
    let stated = [change.amount, change.rate].into_iter().flatten();
    { stated }.any(|id| model.figure(id).quantity.value.is_sign_negative())
}

fn opposed(model: &Model<'_>, sink: &mut Sink, figures: [FigureId; 2], span: Span) {
    figures.into_iter().for_each(|id| sink.checked(id));
    let mut finding = Finding::new(&OPPOSED, span).with("words", span.of(model.text()));
    finding.place = model.place(figures[1]);
    sink.push(finding);
}

fn same_amount(model: &Model<'_>, a: FigureId, b: FigureId) -> Option<Outcome> {
    Some(judge(&model.exact(a)?, &Formula::Same(model.exact(b)?)).outcome)
}

fn described(model: &Model<'_>, finding: Finding, change: &Change) -> Finding {
    let direction = match change.direction {
        Direction::Rise => &RISE,
        Direction::Fall => &FALL,
        Direction::Level => &SAME,
    };
    finding.with("name", model.short_name(change.new)).with_words("direction", Words::new(direction))
}

fn amount_of(model: &Model<'_>, sink: &mut Sink, change: &Change, amount: FigureId, old: FigureId) {
    let Some(claim) = amount_claim(model, change, amount, old) else { return };
    decide(model, sink, change, claim, [&AMOUNT, &AMOUNT_TAIL]);
}

pub(super) fn amount_claim(
    model: &Model<'_>,
    change: &Change,
    amount: FigureId,
    old: FigureId,
) -> Option<Claim> {
    let (new_exact, old_exact) = (model.exact(change.new)?, model.exact(old)?);
    let falls = change.direction == Direction::Fall;
    let (left, right) = if falls {
        ((old, old_exact), (change.new, new_exact))
    } else {
        ((change.new, new_exact), (old, old_exact))
    };
    Some(Claim {
        stated: amount,
        formula: Formula::difference(left.1, right.1),
        operands: vec![left.0, right.0],
        shown: terms(model, [left.0, right.0]).join(" − "),
        others: Vec::new(),
    })
}

fn rate_of(model: &Model<'_>, sink: &mut Sink, change: &Change, rate: FigureId, old: Option<FigureId>) {
    let Some(claim) = rate_claim(model, change, rate, old) else { return };
    let judgement: Option<Judgement> = model.exact(rate).map(|stated| judge(&stated, &claim.formula));
    if judgement.is_some_and(|j| j.outcome == Outcome::Undecided(Reason::ZeroBase)) {
        zero_base(model, sink, change, rate, old);
        return;
    }
    if more_than_itself(model, sink, change, rate).is_none() {
        decide(model, sink, change, claim, [&RATE, &RATE_TAIL]);
    }
}

/// 支出275373.54元，同比增加490249.14元，增长223.5%: nothing that is spent or comes in grew by more than it is; the rate says by how much it did.
fn more_than_itself(model: &Model<'_>, sink: &mut Sink, change: &Change, rate: FigureId) -> Option<()> {
    let amount = change.amount.filter(|_| change.direction == Direction::Rise)?;
    let (new, by) = (model.base_value(change.new)?, model.base_value(amount)?);
    let named = words::ends(&model.figure(change.new).name, "支出|收入|经费|费|费用|拨款|预算|决算");
    if by <= new || new <= Decimal::ZERO || !named {
        return None;
    }
    let figure = |id: FigureId| model.exact(id).map(Expression::figure);
    let hundred = Expression::Number(Exact::HUNDRED);
    let under = Expression::Sum(vec![(Sign::Plus, hundred), (Sign::Plus, figure(rate)?)]);
    let factors =
        vec![(Power::Times, figure(change.new)?), (Power::Times, figure(rate)?), (Power::Over, under)];
    let [level, percent] = terms(model, [change.new, rate]);
    let claim = Claim {
        stated: amount,
        formula: Formula::Expression(Expression::Product(factors)),
        operands: vec![change.new, rate],
        shown: format!("{level} × {percent} ÷ (1 + {percent})"),
        others: Vec::new(),
    };
    decide(model, sink, change, claim, [&AMOUNT, &AMOUNT_TAIL]);
    Some(())
}

pub(super) fn rate_claim(
    model: &Model<'_>,
    change: &Change,
    rate: FigureId,
    old: Option<FigureId>,
) -> Option<Claim> {
    let decrease = change.direction == Direction::Fall;
    let new = model.exact(change.new)?;
    if let Some(old_id) = old {
        let old = model.exact(old_id)?;
        let [n, o] = terms(model, [change.new, old_id]);
        let top = if decrease { format!("({o} − {n})") } else { format!("({n} − {o})") };
        return Some(Claim {
            stated: rate,
            formula: Formula::Change { new, old, decrease },
            operands: vec![change.new, old_id],
            shown: format!("{top} ÷ {o}"),
            others: Vec::new(),
        });
    }
    let amount = change.amount?;
    let delta = model.exact(amount)?;
    let [n, d] = terms(model, [change.new, amount]);
    let sign = if decrease { "+" } else { "−" };
    Some(Claim {
        stated: rate,
        formula: Formula::ChangeBy { new, delta, decrease },
        operands: vec![change.new, amount],
        shown: format!("{d} ÷ ({n} {sign} {d})"),
        others: Vec::new(),
    })
}

fn zero_base(model: &Model<'_>, sink: &mut Sink, change: &Change, rate: FigureId, old: Option<FigureId>) {
    let zero_new = model.figure(change.new).quantity.value.is_zero();
    let zero_rate = model.figure(rate).quantity.value.is_zero();
    if zero_new || zero_rate {
        return;
    }
    sink.checked(rate);
    sink.checked(change.new);
    let old_text = old.map_or("0".to_owned(), |id| super::claim::show(model, id));
    let mut finding = Finding::new(&ZERO_BASE, model.figure(rate).span)
        .with("old", old_text)
        .with("stated", super::claim::show(model, rate));
    finding.stated = Some(model.plain(rate));
    let mut finding = described(model, finding, change);
    for id in old.into_iter().chain([change.new]) {
        finding = finding.relate(model.figure(id).span, super::claim::stands(model, id));
    }
    sink.push(finding);
}

pub(super) fn decide(
    model: &Model<'_>,
    sink: &mut Sink,
    change: &Change,
    claim: Claim,
    [contradiction, tail]: [&'static Rule; 2],
) {
    let Some(judgement) = claim.decide(model, sink) else { return };
    let rule = match judgement.outcome {
        Outcome::Agrees | Outcome::Undecided(_) => return,
        Outcome::Tail => tail,
        Outcome::Contradiction => contradiction,
    };
    let finding = claim.finding(model, rule, &judgement);
    let finding = described(model, finding, change);
    sink.push_decided(finding, claim);
}

/// A reason that says in so many words the opposite of the change. Reasons that speak of another year are left alone.
fn reason(model: &Model<'_>, sink: &mut Sink, change: &Change) {
    let Some(span) = change.reason else { return };
    let reason = span.of(model.text());
    // 结转增加，主要原因是支出减少: what is left grows where less is spent. 支出增加，主要原因是财政收回资金减少.
    const LEFT: &str = "结转|结余|余额|负债|债务|欠|收回|交回|缴回|退回";
    if words::has(&model.figure(change.new).name, LEFT) || words::has(reason, LEFT) {
        return;
    }
    let other_time = words::has(reason, "上年|去年|往年|以前|年度|同期|基数");
    let rises = words::has(reason, "增加|增长|提高|上升|上涨|增多");
    let falls = words::has(reason, "减少|下降|降低|压缩|节约|压减|调减");
    let whole_clause = reason.chars().count() <= 45;
    let words = change.span.of(model.text());
    let opposite = match change.direction {
        // The last words of the reason must say it of the amount itself, not of something that led to it.
        Direction::Rise => falls && !rises && ends_of_amount(reason),
        Direction::Fall => rises && !falls && ends_of_amount(reason),
        Direction::Level => {
            (rises != falls)
                && !words.contains("基本")
                && reason.trim_end().ends_with(['付', '少', '加', '长', '降'])
        }
    };
    if opposite && !other_time && whole_clause {
        let finding =
            Finding::new(&REASON, span).with("reason", reason.split_whitespace().collect::<String>());
        sink.push(described(model, finding, change).relate(change.span, Words::new(&CHANGE)));
    }
}

static CHANGE: Phrase = Phrase { zh: "所述增减", en: "the change" };

/// 经费增加, 支出减少: the reason ends in a direction of money.
fn ends_of_amount(reason: &str) -> bool {
    let reason: String = reason.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(head) = words::without_tail(&reason, "增加|增长|减少|下降|降低|上升") else {
        return false;
    };
    words::ends(head, "经费|费|支出|费用|资金|预算|金额|开支|缴费")
}

fn compare(
    model: &Model<'_>,
    sink: &mut Sink,
    (level, other): (FigureId, FigureId),
    relation: Ordering,
    span: Span,
) {
    let (Some(new), Some(old)) = (model.base_value(level), model.base_value(other)) else {
        return;
    };
    sink.checked(level);
    sink.checked(other);
    if new.cmp(&old) == relation {
        return;
    }
    let figures = Words::new(&FINAL_AND_BUDGET)
        .with("name", model.short_name(level))
        .with("new", super::claim::show(model, level))
        .with("old", super::claim::show(model, other));
    sink.push(
        compared(model, figures, span)
            .relate(model.figure(level).span, super::claim::stands(model, level))
            .relate(model.figure(other).span, super::claim::stands(model, other)),
    );
}

static FINAL_AND_BUDGET: Phrase =
    Phrase { zh: "{name}决算{new}、预算{old}", en: "{name} is {new} final against {old} budgeted" };
static COMPLETED: Phrase =
    Phrase { zh: "完成预算的比率为{rate}", en: "{rate} of the budget is said to be completed" };

/// 完成年初预算的110%，决算数小于预算数. A rate of 100% may be rounded, and one that is near may be called the same.
fn compare_rate(model: &Model<'_>, sink: &mut Sink, rate: FigureId, relation: Ordering, span: Span) {
    let value = model.figure(rate).quantity.value;
    let completed = value.cmp(&Decimal::ONE_HUNDRED);
    let near = (value - Decimal::ONE_HUNDRED).abs() < Decimal::ONE;
    if relation == Ordering::Equal && near || completed == Ordering::Equal {
        return;
    }
    sink.checked(rate);
    if completed == relation {
        return;
    }
    let figures = Words::new(&COMPLETED).with("rate", super::claim::show(model, rate));
    let finding = compared(model, figures, span);
    sink.push(finding.relate(model.figure(rate).span, super::claim::stands(model, rate)));
}

fn compared(model: &Model<'_>, figures: Words, span: Span) -> Finding {
    let words: String = span.of(model.text()).split_whitespace().collect();
    Finding::new(&COMPARE, span).with("words", words).with_words("figures", figures)
}
