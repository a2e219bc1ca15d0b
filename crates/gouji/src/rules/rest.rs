//! 问题186个，已整改171个，正在整改15个: all of something, what was done of it and what is left, in neighbouring clauses.
//!
//! The words for what is left are the safe ones; what was done has to be called by the same word or, of money, as spending, and the
//! sentence may have no other amount of its kind. A rate beside them that two of them give, or a rest that they give, confirms them.

use super::{
    Sink,
    balance::{BALANCE, is_digit, leaves},
    breakdown::is_slip,
    claim::{Claim, significant},
    nearby, rate,
};
use crate::{
    exact::{Judgement, Outcome, Sign},
    model::{FigureId, Home, Model, Role},
    number::{Dimension, minus, plus, times},
    words,
};
use rust_decimal::Decimal;

/// Most figures on either side.
const NEAR: usize = 10;
/// What may lead to a number behind a word.
const LEADS: [char; 6] = ['为', '了', '共', '计', '约', ' '];

/// Holds what is left against all and what was done of it.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for left in (0..model.figures.len()).map(FigureId) {
        if let Some([whole, done]) = all_and_done(model, left)
            && !sink.found_at(model.figure(left).span)
        {
            decide(model, sink, [whole, done, left]);
        }
    }
}

/// What was done and all of it, where what is left beside a rate is just the difference: 到位资金36792万元，支出35964.84万元，支出率97.75%，结余827.16万元.
pub(super) fn confirmed(model: &Model<'_>, stated: FigureId, name: &str) -> Option<(FigureId, FigureId)> {
    const OF_MONEY: &str = "支付率|支出率|使用率|执行率|发放率|拨付率|分配率|兑付率|完成率|支出进度|支付进度|执行进度|使用进度|拨付进度";
    const OF_COUNTS: &str = "完成率|整改率|结案率|办结率|审结率|解决率|消除率|整改完成率";
    const HEADS: &str = "预算资金|项目资金|财政资金|补助资金|专项资金|资金|预算|总体|整体|全年|审计问题|问题|案件|隐患|信访件|综合";
    // 要求整改率达到95%: a goal.
    let goal = words::has(nearby::clause_before(model, stated), "要求|目标|标准|考核|高于|低于|不低于|以上");
    let plain = words::without_head(name, HEADS).unwrap_or(name);
    // 可用资金1250万元，支出1200万元，年末结转50万元，结转率4%
    let of_left = words::is(plain, "结转率|结余率|结转结余率|结余结转率");
    let money = of_left || words::is(plain, OF_MONEY);
    if goal || !money && !words::is(plain, OF_COUNTS) {
        return None;
    }
    if let Some(pair) = of_parts(model, stated, name) {
        return Some(pair);
    }
    let around = stated.0.saturating_sub(2)..model.figures.len().min(stated.0 + 3);
    around.map(FigureId).find_map(|left| {
        let [whole, done] = all_and_done(model, left).filter(|[_, done]| *done < stated)?;
        let between = nearby::between(model, left.min(stated), left.max(stated));
        let sum = plus(model.base_value(done)?, model.base_value(left)?);
        let exact = sum == model.base_value(whole) && !between.contains('。');
        // 完成率100% may be said of the work instead, and 预算执行率 of no projects.
        let amounts = model.figure(whole).quantity.unit.dimension == Dimension::Money;
        let fits = match amounts {
            true => money && !plain.ends_with("完成率"),
            false => words::is(plain, OF_COUNTS) && !name.contains("资金"),
        };
        // 结转50万元，无结余，结余率0%: of one of the two.
        let clause = nearby::clause_before(model, left);
        let same = |kind: &str| clause.contains(kind) == plain.contains(kind);
        let of_it = !of_left || same("结转") && same("结余");
        (exact && fits && of_it).then_some((if of_left { left } else { done }, whole))
    })
}

/// 预算155.60万元。 | 实际支出149.38万元，占预算的96.00%，结余6.22万元: of a budget that stands before, with what was spent of it, the rate and what is left, two
/// confirm each other, and the third is held against them.
pub(super) fn check_apart(model: &Model<'_>, sink: &mut Sink) {
    for stated in (0..model.figures.len()).map(FigureId) {
        let figure = model.figure(stated);
        let percent = figure.quantity.unit.dimension == Dimension::Percent;
        if percent && matches!(figure.home, Home::Prose { .. }) && figure.role == Role::Rate {
            apart(model, sink, stated);
        }
    }
}

fn apart(model: &Model<'_>, sink: &mut Sink, stated: FigureId) -> Option<()> {
    /// Fewest digits of a rate, and of what makes up a budget, that do not agree by chance.
    const TELLING: usize = 3;
    let [done, left] = done_and_left(model, stated)?;
    let value = |id: FigureId| model.base_value(id);
    let (spent, rest) = (value(done)?, value(left)?);
    let all = plus(spent, rest)?;
    let budgets = budgets_before(model, done);
    let of_budget = |id: &FigureId| nearby::clause_before(model, *id).contains("预算");
    // 部门预算执行率 is of no project's money.
    let other = nearby::clause_before(model, stated).contains("部门") && !budgets.iter().any(of_budget);
    let told = [stated, done, left].into_iter().any(|id| sink.found_at(model.figure(id).span));
    let rate = model.figure(stated).quantity;
    let precise = rate.places > 1 || significant(rate.value) >= TELLING;
    let telling = precise && significant(all) >= TELLING;
    // A rate may be of several amounts together.
    let values: Vec<Decimal> = budgets.iter().filter_map(|id| value(*id)).collect();
    let sums = values.iter().enumerate().flat_map(|(at, one)| {
        values[..at].iter().flat_map(|other| [plus(*one, *other), minus(*one, *other).map(|gap| gap.abs())])
    });
    let wholes: Vec<Decimal> = values.iter().copied().chain(sums.flatten()).collect();
    let is_rate = |over: Decimal, under: Decimal| nearby::is_rate(model, stated, over, under);
    let adds_up = |id: &&FigureId| value(**id) == Some(all);
    let of_rate = |id: &&FigureId| value(**id).is_some_and(|budget| is_rate(spent, budget));
    if told || other || !telling {
        return None;
    }
    let [made_up, rated] = [wholes.contains(&all), wholes.iter().any(|whole| is_rate(spent, *whole))];
    match (made_up, rated) {
        (true, true) => None,
        (true, false) => {
            rate::rate_of(model, sink, stated, done, *budgets.iter().find(adds_up)?);
            Some(())
        }
        (false, true) if leaves_otherwise(model, done, left) => None,
        (false, true) => decide(model, sink, [*budgets.iter().find(of_rate)?, done, left]),
        // 支出100万元，执行率80%，结余25万元: they agree without any budget.
        (false, false) if rest.is_zero() || is_rate(spent, all) => None,
        (false, false) => {
            // Of several amounts before it one fits by chance.
            let named = |id: &&FigureId| {
                let words = nearby::clause_before(model, **id);
                model.figure(**id).basis.is_budget() || words::has(words, "预算|下达|安排|批复|总投资")
            };
            let of_rest = |id: &&FigureId| {
                let all = value(**id).unwrap_or_default();
                minus(all, rest).is_some_and(|spent| is_rate(spent, all))
            };
            let [budget] = budgets.iter().filter(named).filter(of_rest).collect::<Vec<_>>()[..] else {
                return None;
            };
            wrong_spending(model, sink, [*budget, done, left])
        }
    }
}

/// Whether the text around says that more than the spending went off, or that something was left before: 年末财政收回5万元; 上年末结余10万元.
fn leaves_otherwise(model: &Model<'_>, done: FigureId, left: FigureId) -> bool {
    const BEFORE: &str = "年末结余|年初结|结转|上年|滚存|期初|到位率";
    const BEHIND: &str = "收回|上缴|退回|其余|统筹|核减|调减|余额|结余资金|结余为|为结余";
    /// How far around, in bytes, that is looked for.
    const FAR: usize = 300;
    let before = nearby::text_before(model, model.figure(done).span.start, FAR);
    let behind = nearby::text_behind(model, model.figure(left).span.end, FAR);
    words::has(before, BEFORE) || words::has(behind, BEHIND)
}

/// What was spent, where the budget, the rate and the rest agree without it and it is only mistyped.
fn wrong_spending(model: &Model<'_>, sink: &mut Sink, [whole, done, left]: [FigureId; 3]) -> Option<()> {
    let claim = Claim::of_signed_sum(model, done, &[(Sign::Plus, whole), (Sign::Minus, left)], 0)?;
    let judgement = claim.judged(model)?;
    let gap = judgement.gap.filter(|_| judgement.outcome == Outcome::Contradiction)?;
    let computed = minus(model.base_value(whole)?, model.base_value(left)?)?;
    if significant(gap) > 1 && !is_slip_of(model.base_value(done)?, computed) {
        return None;
    }
    tell(model, sink, claim, &judgement);
    Some(())
}

/// The only two amounts of the sentence of a rate of spending: what was spent before it, and what is left.
fn done_and_left(model: &Model<'_>, stated: FigureId) -> Option<[FigureId; 2]> {
    const OF: &str = "支付率|资金支付率|支出率|资金支出率|使用率|资金使用率|执行率|预算执行率|资金执行率|部门预算执行率|全年预算执行率|\
        总体执行率|支出进度|预算支出进度|执行进度|预算执行进度";
    const UNLESS: &str = "其中|分别|人均|平均|每|历年|滚存|以前|年初结|上年|去年|往年|同期|利息|收回|上缴|退回|调剂|统筹|追加|调增|调减|含|扣除|剔除|\
        自筹|另|弥补|盘活|预计|计划|拟|质保|累计结|比|较";
    let clause = nearby::clause_before(model, stated).trim_end_matches(LEADS);
    let mut levels = nearby::levels_before(model, stated);
    levels.reverse();
    levels.extend(nearby::levels_behind(model, stated));
    let &[done, left] = levels.as_slice() else { return None };
    let money = |id: FigureId| model.figure(id).quantity.unit.dimension == Dimension::Money;
    let said = [nearby::clause_before(model, done), nearby::between(model, done, left), behind(model, left)];
    let between = nearby::between(model, done.min(stated), left.max(stated));
    let plain = !said.iter().any(|said| words::has(&said.replace("占比", ""), UNLESS))
        && !between.contains(['；', ';', '（', '(', '\n']);
    let named = is_done(said[0].trim(), "", true)
        && stem_of_left(nearby::clause_before(model, left), true) == Some("")
        && model.figure(done).year == model.figure(left).year;
    let of_all = words::is(clause.trim(), OF) || words::ends(clause, "预算的|资金的|预算数的|总投资的|占比");
    let spent = words::ends(said[0].trim(), "支出|执行|支付|使用|执行数|支出数|支付资金|使用资金|支付金额");
    (of_all && spent && money(done) && money(left) && done < stated && plain && named).then_some([done, left])
}

/// The amounts before what was spent that may be its budget: of its paragraph and of the few before it.
fn budgets_before(model: &Model<'_>, done: FigureId) -> Vec<FigureId> {
    const NODES: usize = 4;
    const MOST: usize = 12;
    let Home::Prose { node: at, .. } = model.figure(done).home else { return Vec::new() };
    let report = model.report_of(done);
    let fits = |id: &FigureId| {
        let figure = model.figure(*id);
        let near = matches!(figure.home, Home::Prose { node, .. } if node + NODES >= at && node <= at);
        near && matches!(figure.role, Role::Level | Role::Change)
            && figure.quantity.unit.dimension == Dimension::Money
            && model.report_of(*id) == report
    };
    (done.0.saturating_sub(2 * MOST)..done.0).rev().map(FigureId).filter(fits).take(MOST).collect()
}

/// 问题82个，已整改38个，正在整改31个，移送13个，整改率46.34%: the one of the parts of a count that was done, where they make it up.
fn of_parts(model: &Model<'_>, stated: FigureId, name: &str) -> Option<(FigureId, FigureId)> {
    let stem = name.strip_suffix('率')?;
    let mut levels = nearby::levels_before(model, stated);
    levels.reverse();
    let (whole, parts) = levels.split_first()?;
    let unit = model.figure(*whole).quantity.unit;
    let count = matches!(unit.dimension, Dimension::Count(_));
    let alike = parts.len() > 2 && parts.iter().all(|id| model.figure(*id).quantity.unit == unit);
    let sum = model.sum_of(parts).filter(|_| count && alike);
    let clause = |id: &FigureId| nearby::clause_before(model, *id).trim();
    let mut done = parts.iter().filter(|id| is_done(clause(id), stem, false));
    let only = done.next().filter(|_| done.next().is_none())?;
    let made_up = sum.is_some() && sum == model.base_value(*whole) && is_whole(clause(whole), false);
    (made_up && !is_of_some(model, stated, (*whole, parts))).then_some((*only, *whole))
}

/// Whether a rate is that of some of the parts in the whole, or in the whole but for another of them: 移送 may count as 整改.
fn is_of_some(model: &Model<'_>, stated: FigureId, (whole, parts): (FigureId, &[FigureId])) -> bool {
    const MOST: usize = 6;
    let value = |id: FigureId| model.base_value(id).unwrap_or_default();
    let of = |some: usize| parts.iter().enumerate().filter(move |(at, _)| some >> at & 1 == 1);
    let wholes = || parts.iter().filter_map(|part| minus(value(whole), value(*part))).chain([value(whole)]);
    parts.len() > MOST
        || (1..1usize << parts.len()).any(|some| {
            let over = of(some).try_fold(Decimal::ZERO, |sum, (_, part)| plus(sum, value(*part)));
            over.is_some_and(|over| wholes().any(|under| nearby::is_rate(model, stated, over, under)))
        })
}

fn is_counted(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figure(id);
    let unit = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Count(_));
    unit && matches!(figure.home, Home::Prose { .. }) && matches!(figure.role, Role::Level | Role::Change)
}

/// All of something and what was done of it, the only two amounts before one that is called what is left.
fn all_and_done(model: &Model<'_>, left: FigureId) -> Option<[FigureId; 2]> {
    /// What speaks of more than the three.
    const UNLESS: &str = "分别|人均|平均|每|历年|滚存|以前|年初结|上年|去年|往年|同期|利息|收回|上缴|退回|调剂|统筹|追加|调增|调减|新收|旧存|含|\
        扣除|剔除|除去|自筹|另|弥补|核减|核增|盘活|预计|计划|拟|跨年|质保|累计结|比|较|第一|一是|各有|各为";
    if !is_counted(model, left) {
        return None;
    }
    let money = model.figure(left).quantity.unit.dimension == Dimension::Money;
    let clause = nearby::clause_before(model, left);
    let stem = stem_of_left(clause, money).or_else(|| stem_behind(model, left, clause).filter(|_| !money))?;
    let before = amounts_before(model, left);
    let (whole, rest) = before.split_first()?;
    let parts = parts_of(model, *whole, rest, 1);
    let &[done] = rest.get(parts..)? else { return None };
    let from = if parts > 0 { rest[parts - 1] } else { *whole };
    let [of_whole, of_done] = [*whole, done].map(|id| nearby::clause_before(model, id).trim());
    // 计划改造2300户，已竣工2288户，在建12户
    let planned = if stem == "建" { of_whole.trim_start_matches("计划") } else { of_whole };
    let said = [planned, nearby::between(model, from, left), behind(model, left)];
    // 安排抽检300批次，合格298批次，不合格5批次: as many as were looked at; 在建12座，提前完成下年任务: more than were planned.
    let passed =
        stem == "合格" && (!clause.trim().ends_with("不合格") || words::has(of_whole, "计划|安排|拟"));
    if !money && (passed || words::has(said[2], "提前|超额|超计划")) {
        return None;
    }
    // 检查企业186家，已整改问题171个: of another thing.
    let counter = |id: FigureId| nearby::counter_of(model, id);
    let alike = money || [*whole, done].iter().all(|id| counter(*id) == counter(left));
    let same_year = [*whole, done].iter().all(|id| model.figure(*id).year == model.figure(left).year);
    let more = model.base_value(*whole) > model.base_value(done);
    let fits = alike && same_year && more && !said.iter().any(|said| words::has(said, UNLESS));
    let named = is_done(of_done, stem, money) && is_whole(of_whole, money);
    let between = nearby::between(model, done, left);
    (fits && named && !between.contains(['（', '('])).then_some([*whole, done])
}

/// The rest of the sentence behind a figure.
fn behind<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    const FAR: usize = 120;
    let (text, start) = (model.text(), model.figure(id).span.end);
    let rest = &text[start..text.floor_char_boundary((start + FAR).min(text.len()))];
    rest.split(['。', '\n', '；']).next().unwrap_or_default()
}

/// What was not done, by the words before what is left: 整改 of 正在整改, nothing of 结余.
fn stem_of_left(clause: &str, money: bool) -> Option<&str> {
    const THINGS: &str = "问题|项目|事项|案件|资金|金额|预算|预算资金|经费|款项|款|数|数额";
    const LONG: usize = 4;
    let mut said = clause.trim_end_matches(LEADS).trim();
    while let Some(rest) = words::without_head(said, "目前|现|尚|仍|还|有|其余|本年|年末|年底|当年|资金|预算")
    {
        said = rest;
    }
    if money && words::is(said, "尾款|余款") {
        return Some("");
    }
    let said = words::without_tail(said, THINGS).unwrap_or(said);
    const RESTS: &str = "结余|剩余|节余|结存|结转|结转下年|结转下年使用|结转结余|结转和结余|结余结转";
    if money && words::is(said, RESTS) {
        return Some("");
    }
    let stem = words::without_head(said, "未|正在|在|待|不").filter(|stem| *stem != "足")?;
    (!stem.is_empty() && stem.chars().count() <= LONG).then_some(stem)
}

/// 剩余5个正在整改: the same by the words behind what is left.
fn stem_behind<'m>(model: &'m Model<'_>, left: FigureId, clause: &str) -> Option<&'m str> {
    let rest = words::is(clause.trim().trim_start_matches(['仍', '尚', '还']), "剩余|余下|其余|有");
    let said = behind(model, left).split(['，', ',']).next().unwrap_or_default();
    let said = words::without_head(said, "问题|项目|案件").unwrap_or(said);
    let stem = words::without_head(said, "正在|尚未|未|仍未|待")?;
    let stem = words::without_tail(stem, "中|到位|完成").unwrap_or(stem);
    (rest && (2..=4).contains(&stem.chars().count())).then_some(stem)
}

/// Whether these words say that so much of something was done.
fn is_done(said: &str, stem: &str, money: bool) -> bool {
    const SPENT: &str = "支出|支付|使用|执行|拨付|发放|分配|下达|兑付|已用|付款|完成投资|完成总投资|到位";
    const CLOSED: &str = "审结|办结|执结|结案|已结";
    const BUILT: &str = "完工|竣工|建成|完成";
    if words::has(said, "未|正在|待|不|其中|计划|应|拟|预算|收入|下年") || said.contains(['（', '('])
    {
        return false;
    }
    match stem {
        "" => words::has(said, SPENT),
        _ if money => {
            said.contains(stem) || words::has(said, "支出|支付|使用") && words::is(stem, "支出|支付|使用")
        }
        "结" | "办结" | "审结" | "办" => words::has(said, CLOSED),
        "建" | "完工" | "竣工" | "施工" | "建设" => words::has(said, BUILT),
        _ => said.contains(stem),
    }
}

/// Whether an amount of which something was done may be called so.
fn is_whole(said: &str, money: bool) -> bool {
    const GRANTED: &str = "资金|预算|收到|下达|到位|安排|拨入|接收|接受|拨款|指标|补贴|募集|专款";
    let plain = !words::has(said, "其中|结余|结转|余额|未|支付|已|实际支|增加|减少|合同|收入|三年|两年");
    plain && (!money || words::has(said, GRANTED))
}

/// The amounts of its kind before one in its sentence, the first one first, and in the sentence before where there is but one.
fn amounts_before(model: &Model<'_>, left: FigureId) -> Vec<FigureId> {
    let of = model.figure(left);
    let alike = |id: &FigureId| {
        let figure = model.figure(*id);
        let unit = &figure.quantity;
        let counted = matches!(of.quantity.unit.dimension, Dimension::Money) || unit.unit == of.quantity.unit;
        is_counted(model, *id) && figure.home == of.home && counted && unit.comparable(&of.quantity)
    };
    let before = (left.0.saturating_sub(NEAR)..left.0).rev().map(FigureId);
    let found = before.filter(alike).collect();
    let mut amounts = nearby::of_sentence_or_before(model, found, left, |here| here <= 1);
    // 年初预算3200万元，年中追加2000万元，全年预算5200万元: what it was raised to.
    let is_raised =
        |id: &FigureId| words::has(nearby::clause_before(model, *id), "全年预算|调整后预算|调整预算");
    let raised = amounts.iter().rposition(is_raised).unwrap_or(0);
    amounts.drain(..raised);
    amounts
}

/// How many of the amounts right behind a whole make it up, where so many more stand behind them: 受理8556件，其中旧存380件、新收8176件；审结8238件.
pub(super) fn parts_of(model: &Model<'_>, whole: FigureId, rest: &[FigureId], behind: usize) -> usize {
    let reversed = |last: usize| rest[..last].iter().map(|id| model.base_value(*id));
    let makes_up = |last: &usize| {
        let sum = reversed(*last).try_fold(Decimal::ZERO, |sum, next| plus(sum, next?));
        sum.is_some() && sum == model.base_value(whole)
    };
    (2..(rest.len() + 1).saturating_sub(behind)).find(makes_up).unwrap_or(0)
}

fn decide(model: &Model<'_>, sink: &mut Sink, [whole, done, left]: [FigureId; 3]) -> Option<()> {
    let claim = Claim::of_signed_sum(model, left, &[(Sign::Plus, whole), (Sign::Minus, done)], 0)?;
    let judgement = claim.judged(model)?;
    if judgement.outcome != Outcome::Contradiction {
        claim.mark(model, sink, &judgement);
        return Some(());
    }
    let gap = judgement.gap.filter(|_| judgement.computed.is_some())?;
    let sure = is_confirmed(model, [whole, done, left]);
    let money = model.figure(left).quantity.unit.dimension == Dimension::Money;
    let said = nearby::clause_before(model, whole);
    // 受理100件，审结95件，未结12件; 新建30个，完工25个，在建12个: of those before as well.
    let of_these = words::has(said, "发现|反馈|排查|查出|涉及|计划|规划|梳理|检查|安排|实施|问题|隐患|对象");
    let before_too = !of_these || words::has(said, "受理|收案|接到|接收|收到|收|新增|新建|新开|新立|交办");
    let over = model.base_value(left)? > judgement.computed?;
    let little = || {
        times(gap.abs(), Decimal::from(50)).zip(model.base_value(whole)).is_some_and(|(gap, all)| gap <= all)
    };
    let value = model.base_value(left)?;
    let mixed_up =
        || judgement.computed.is_some_and(|computed| is_slip_of(value, computed) && significant(gap) > 1);
    let slip = is_slip(model, &claim, &judgement)
        || is_digit(model, &claim, &judgement)
        || sure && money && (significant(gap) == 1 && little() || mixed_up());
    let told = slip || !money && over && (sure || !before_too);
    let behind_left: Vec<FigureId> =
        (left.0 + 1..model.figures.len().min(left.0 + NEAR)).map(FigureId).collect();
    let others = behind_left.iter().filter(|id| is_counted(model, **id)).copied().collect::<Vec<_>>();
    let said_behind = nearby::last_sums(model, &others).any(|sum| sum == gap.abs());
    if !told || said_behind || leaves(model, &claim, &judgement) {
        return None;
    }
    tell(model, sink, claim, &judgement);
    Some(())
}

fn tell(model: &Model<'_>, sink: &mut Sink, claim: Claim, judgement: &Judgement) {
    claim.mark(model, sink, judgement);
    let name = nearby::clause_before(model, claim.stated).trim_end_matches(LEADS).trim();
    let mut finding = claim.draft(model, &BALANCE, judgement).with("name", name);
    finding.severity = crate::Severity::Warning;
    sink.push_decided(finding, claim);
}

/// Whether a number has just the digits that it should have, in another order or all but one: 25.27 for 27.25.
pub(super) fn is_slip_of(stated: Decimal, computed: Decimal) -> bool {
    const DIGITS: usize = 3;
    let places = stated.scale().max(computed.scale());
    let digits = |value: Decimal| {
        let mut value = value;
        value.rescale(places);
        value.mantissa().to_string().into_bytes()
    };
    let (mut one, mut other) = (digits(stated), digits(computed));
    let differ = one.iter().zip(&other).filter(|(one, other)| one != other).count();
    let telling = one.len() == other.len() && significant(stated).max(significant(computed)) >= DIGITS;
    let is_one = differ == 1;
    one.sort_unstable();
    other.sort_unstable();
    telling && (is_one || one == other)
}

/// Whether a rate of their sentence is that of what was done of all.
fn is_confirmed(model: &Model<'_>, [whole, done, left]: [FigureId; 3]) -> bool {
    let near = done.0 + 1..model.figures.len().min(left.0 + 3);
    { near }.map(FigureId).filter(|id| *id != left).any(|id| {
        let figure = model.figure(id);
        let percent = figure.quantity.unit.dimension == Dimension::Percent;
        let precise = significant(figure.quantity.value) >= 2;
        percent
            && precise
            && figure.home == model.figure(left).home
            && rate::agrees(model, id, done, whole)
            && !nearby::between(model, done, id).contains('。')
    })
}
