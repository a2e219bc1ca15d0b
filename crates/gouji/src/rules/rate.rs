//! 占比、控制率、执行率、完成率：由两个数算得的百分比。

use super::{
    Rule, Sink,
    claim::{Claim, show, stands, terms},
    granted, nearby, rate_beside, rest, rule, shares_left,
};
use crate::{
    exact::{self, Cause, Formula, Judgement, Outcome, Printed, judge},
    finding::Finding,
    model::{
        Budget, Figure, FigureId, Home, Model, Role,
        lookup::Wanted,
        names::{self, Basis},
        place,
    },
    number::{Approx, Counter, Dimension, Quantity, minus, parse_number, plus, times},
    ruleset::{RateBasis, RateRule},
    statement::{Statement, Whole, reader::is_adjustment},
    text::Span,
    words,
};
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

rule! {
    /// # 占比与所依据的数矛盾
    ///
    /// “X占T的P%”应等于 X÷T。四舍五入、截尾、用原始数计算都不可能得到时报告。没有写明整体的，以各项金额之和正好等于的、或多数占比
    /// 算得出的那个数为整体。基本支出与项目支出各占多少，没有写金额的，合计应为100%。基本支出、项目支出或各类支出写明占同一个整体多少、整体
    /// 又没有金额的，由各项推出的整体应当一致。整体在别处、那里又有同名而不同的金额（另一
    /// 年度、级次、基金）的，不拿来比；同一句里另有两个数算得出的，也不报告。
    ///
    /// ## 反例
    /// ```gj bad
    /// 本年支出合计2940.05万元，其中：一般公共服务支出2106.66万元，占71.73%；其他支出833.39万元，占28.35%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 本年支出合计2940.05万元，其中：一般公共服务支出2106.66万元，占71.65%；其他支出833.39万元，占28.35%。
    /// ```
    /// ## 怎么改
    /// 占比可按括号内的算式改为重算值；若占比是对的，则核对分子、分母。
    SHARE = "GJ301", Error, Contradiction;
    title: "占比与所依据的数矛盾", "a share contradicts its figures";
    zh: "占比写{stated}，按{shown}为{computed}，相差{gap}{why}，请核实占比或两个金额。";
    en: "The share is given as {stated}, but {shown} is {computed}, {gap} apart{why}; check the share or the two amounts.";
}

rule! {
    /// # 占比差在尾数
    ///
    /// 按印出的数重算与所写占比差在末位，原始数未四舍五入前可能相符。常见原因是截去尾数，或用 100% 倒挤。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出合计1706.18万元，其中：人员经费1394.37万元，占基本支出81.73%；公用经费311.81万元，占基本支出18.27%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出合计1706.18万元，其中：人员经费1394.37万元，占基本支出81.72%；公用经费311.81万元，占基本支出18.28%。
    /// ```
    /// ## 怎么改
    /// 可改为重算值；如按元计算得到所写的数，可不改。
    SHARE_TAIL = "GJ302", Info, Rounding;
    title: "占比差在尾数", "a share is off by rounding";
    zh: "占比写{stated}，按所列金额（{shown}）为{computed}，相差{gap}{why}，如按元计算可不改。";
    en: "The share is given as {stated}; the amounts ({shown}) give {computed}, {gap} apart{why}; fine if it holds in yuan.";
}

rule! {
    /// # 比率与所依据的数矛盾
    ///
    /// 预算控制率、执行率、完成率等规程给出公式的比率，得分率（得分÷分值），以及同一句里写明应做多少、做了多少的完成率、合格率、办结
    /// 率和资金到位率等，一句（或比率后的括号）里只有预算、支出两个数的支付率、支出进度等，重算得不到所写的数。执行率
    /// 这样的比率，同一句里另有两个数（预算可以加减追加、调减、结转）正好算得出的，不报告；“完成预算的P%”有几个预算数的，都算不出才
    /// 报告；与重算值悬殊、预算可能没有写出来的，以及年中又调整过、只有年初预算可比的，不报告。使用率、支付率等紧接在到位（下达、安排）数和
    /// 支出数之后，只差一位数字的，提示核实。
    ///
    /// 依据：规程的 `rates`（如：预算控制率＝决算数÷预算数）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 公务接待费年初预算为8万元，支出决算为6.99万元，完成年初预算的78.38%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 公务接待费年初预算为8万元，支出决算为6.99万元，完成年初预算的87.38%。
    /// ```
    /// ## 怎么改
    /// 比率可改为重算值；若比率是对的，则核对决算数和预算数。
    RATE = "GJ303", Error, Contradiction;
    title: "比率与所依据的数矛盾", "a rate contradicts its figures";
    zh: "{name}写{stated}，按{shown}为{computed}，相差{gap}{why}，请核实比率或两个金额。";
    en: "{name} is given as {stated}, but {shown} is {computed}, {gap} apart{why}; check the rate or the two amounts.";
}

rule! {
    /// # 比率差在尾数
    ///
    /// 重算与所写比率差在末位，原始数未四舍五入前可能相符。
    ///
    /// ## 反例
    /// ```gj bad
    /// 公务接待费年初预算为8万元，支出决算为6.99万元，完成年初预算的87.37%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 公务接待费年初预算为8万元，支出决算为6.99万元，完成年初预算的87.38%。
    /// ```
    /// ## 怎么改
    /// 可改为重算值；如按元计算得到所写的数，可不改。
    RATE_TAIL = "GJ304", Info, Rounding;
    title: "比率差在尾数", "a rate is off by rounding";
    zh: "{name}写{stated}，按所列金额（{shown}）为{computed}，相差{gap}{why}，如按元计算可不改。";
    en: "{name} is given as {stated}; the amounts ({shown}) give {computed}, {gap} apart{why}; fine if it holds in yuan.";
}

rule! {
    /// # 预算为零却写了完成率
    ///
    /// 预算数为 0 时没有完成率可言，不能写成“完成年初预算的100%”。预算和决算都是 0 的除外。
    ///
    /// ## 反例
    /// ```gj bad
    /// 安全监管支出年初预算为0万元，支出决算为46万元，完成年初预算的100%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 安全监管支出年初预算为0万元，支出决算为46万元，由于年初预算为0，无法计算完成率。
    /// ```
    /// ## 怎么改
    /// 删去百分比，写明是年中追加；或核对年初预算数。
    ZERO_BUDGET = "GJ306", Error, Contradiction;
    title: "预算为零却写了完成率", "a rate of completion of a budget of zero";
    zh: "{name}预算为{old}、决算为{new}，以零为分母没有完成率可言，却写{stated}，请改写追加情况或核实预算数。";
    en: "{name} had a budget of {old} and {new} was spent; there is no rate of a budget of zero, yet {stated} is given.";
}

rule! {
    /// # 合格率、满意度等超过 100%
    ///
    /// 合格率、优良率、满意度、满意率、覆盖率、及时率、准确率是部分占全部的比例，不会超过 100%，“占支出总额的P%”也是。正文里的数和
    /// 自评表的实际完成值都查。
    ///
    /// ## 反例
    /// ```gj bad
    /// 项目验收合格率980%，群众满意度98.50%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 项目验收合格率98.0%，群众满意度98.50%。
    /// ```
    /// ## 怎么改
    /// 多半漏了小数点或多写了一位，对照原始资料改正。
    ABOVE_ALL = "GJ308", Warning, Review;
    title: "合格率、满意度等超过100%", "a part of all above 100 %";
    zh: "{name}写{stated}，这类比率不会超过100%，请核实是否漏了小数点。";
    en: "{name} is given as {stated}; such a rate cannot be above 100%; is a decimal point missing?";
}

/// Holds every share and rate of the prose against the figures it follows from.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for statement in &model.statements {
        match statement {
            Statement::Share { rate, part, whole } => share(model, sink, *rate, *part, whole),
            Statement::Completion { rate, level, under: Some(under), .. } => {
                completion_of(model, sink, *rate, *level, *under);
            }
            Statement::Completion { rate, level, base, .. } => completion(model, sink, *rate, *level, *base),
            Statement::Rate { rate, name, level, item, .. } => {
                named_rate(model, sink, *rate, name, *level, item)
            }
            _ => {}
        }
    }
    record_rates(model, sink);
    saved_rates(model, sink);
    above_all(model, sink);
    shares_left::check(model, sink);
}

fn share(model: &Model<'_>, sink: &mut Sink, rate: FigureId, part: FigureId, whole: &Whole) {
    let whole = match whole {
        Whole::Unsaid => return,
        Whole::Figure(id) if agrees(model, rate, part, *id) => Some(*id),
        Whole::Figure(id) => nearby::other_whole(model, rate, part, *id).or(Some(*id)),
        Whole::Named(name) => named_whole(model, rate, part, name)
            .or_else(|| whole_of_sentence(model, rate, part, name))
            .filter(|whole| agrees(model, rate, part, *whole) || !nearby::is_of_another(model, part, *whole)),
    };
    // 支出1026万元，其中：农村低保1807人，占47.39%，166.93万元，占16.27%: people are no share of an amount.
    let alike = |whole: &FigureId| model.figure(*whole).quantity.comparable(&model.figure(part).quantity);
    let Some(whole) = whole.filter(|whole| *whole != part && alike(whole)) else { return };
    let other = || nearby::other_part(model, rate, part, whole);
    let part = if agrees(model, rate, part, whole) { part } else { other().unwrap_or(part) };
    if !agrees(model, rate, part, whole) && is_of_whole_above(model, rate, part, whole) {
        return sink.checked(rate);
    }
    let others = || other_shares(model, rate, whole);
    decide(model, sink, rate, (part, whole), others, [&SHARE, &SHARE_TAIL]);
}

/// 支出合计200万元。基本支出100万元，占50%，其中人员经费60万元，占30%: whether a share is one of what its whole is a share of, as far as the two rates
/// tell.
fn is_of_whole_above(model: &Model<'_>, rate: FigureId, part: FigureId, whole: FigureId) -> bool {
    let above = FigureId(whole.0 + 1);
    let (Some(of_whole), stated) = (model.figures.get(above.0), model.figure(rate)) else { return false };
    let is_rate = of_whole.role == Role::Rate && of_whole.quantity.unit.dimension == Dimension::Percent;
    let beside =
        of_whole.home == model.figure(whole).home && nearby::between(model, whole, above).contains('占');
    let value = |id: FigureId| model.base_value(id);
    let (Some(part), Some(whole)) = (value(part), value(whole).filter(|whole| !whole.is_zero())) else {
        return false;
    };
    let share = times(part, of_whole.quantity.value).and_then(|share| share.checked_div(whole));
    // Both rates are rounded.
    let last_place = |figure: &Figure| Decimal::new(1, figure.quantity.places.min(9));
    let near = share.is_some_and(|share| {
        (share - stated.quantity.value).abs() <= last_place(stated).max(last_place(of_whole))
    });
    is_rate && beside && near
}

/// Holds a share against a whole that the text does not name beside it.
pub(super) fn share_of(model: &Model<'_>, sink: &mut Sink, rate: FigureId, part: FigureId, whole: FigureId) {
    decide(model, sink, rate, (part, whole), Vec::new, [&SHARE, &SHARE_TAIL]);
}

/// Holds a rate against two figures of its sentence.
pub(super) fn rate_of(model: &Model<'_>, sink: &mut Sink, rate: FigureId, part: FigureId, whole: FigureId) {
    one_of_pairs(model, sink, rate, (part, whole));
}

/// The whole of a share by its name. 总支出 may be 支出合计 or 支出总计: the one that the share agrees with is meant, and
/// only the first is held against it.
pub(super) fn named_whole(model: &Model<'_>, rate: FigureId, part: FigureId, name: &str) -> Option<FigureId> {
    let figure = model.figure(part);
    let (year, basis) = (figure.year, figure.basis);
    let find = |item: &str| {
        let wanted = Wanted { item, year, basis, from: part };
        model.lookup(wanted).or_else(|| model.lookup_of_all(wanted))
    };
    let (sum, grand_total) = match name {
        "总收入" => ("收入", names::ALL_RECEIPTS),
        "总支出" => ("支出", names::ALL_SPENDING),
        "收入" | "支出" | names::ALL_RECEIPTS | names::ALL_SPENDING => return find(name),
        _ => {
            let plain = plainly_called(name);
            let plain = plain.as_deref().map(|plain| model.resolve(plain));
            let wanted = |item| model.lookup(Wanted { item, year, basis, from: part });
            // 财政拨款总支出 may be with what is left for the next year.
            let is_it = |whole: &FigureId| {
                agrees(model, rate, part, *whole) || is_digit_off(model, rate, part, *whole)
            };
            return wanted(name).or_else(|| plain.and_then(wanted).filter(is_it));
        }
    };
    let agrees = |whole: &FigureId| agrees(model, rate, part, *whole);
    let first = find(name).or_else(|| find(sum));
    first.filter(agrees).or_else(|| find(grand_total).filter(agrees)).or(first)
}

/// 项目总投资100万元，其中：中央资金60万元，占总投资的60%: the amount of the sentence whose name ends with what a share is of.
fn whole_of_sentence(model: &Model<'_>, rate: FigureId, part: FigureId, name: &str) -> Option<FigureId> {
    const LEAST: usize = 3;
    // As it stands there: 固定资产 is no 资产总额.
    let said = said_whole(model, rate)?;
    let called = |id: &FigureId| {
        let before = nearby::clause_before(model, *id).trim_end_matches(['为', '达', '共', '计', ' ']);
        let alike = model.figure(*id).quantity.comparable(&model.figure(part).quantity);
        *id != part && alike && before.ends_with(said)
    };
    let named = nearby::levels_before(model, rate).into_iter().filter(called);
    model.agreed(named).filter(|_| said.contains(name) && said.chars().count() >= LEAST)
}

/// What a share calls its whole, as it stands there: 政府采购支出总额 of 占政府采购支出总额的20.5%.
fn said_whole<'m>(model: &'m Model<'_>, share: FigureId) -> Option<&'m str> {
    let (_, said) = nearby::clause_before(model, share).split_once('占')?;
    Some(said.trim_end_matches(['的', '比', '重', '例', '为']))
}

/// Whether a share is that of two amounts but for one digit, or for two that changed places.
fn is_digit_off(model: &Model<'_>, rate: FigureId, part: FigureId, whole: FigureId) -> bool {
    let stated = model.figure(rate).quantity;
    let amounts = model.base_value(part).zip(model.base_value(whole));
    let share = amounts.and_then(|(part, whole)| nearby::percent_of(part, whole));
    share.is_some_and(|share| rest::is_slip_of(stated.value, share.round_dp(stated.places)))
}

/// What is called with a word more or less: 财政拨款总支出 is 财政拨款支出, and what is 采购 of a department is 政府采购.
fn plainly_called(name: &str) -> Option<String> {
    if let Some(rest) = words::without_head(name, "采购") {
        return Some(format!("政府采购{rest}"));
    }
    let (head, kind) = ["支出", "收入"].iter().find_map(|kind| Some((name.strip_suffix(kind)?, kind)))?;
    Some(format!("{}{kind}", head.strip_suffix('总')?))
}

/// The other shares of the same whole, as far as they name it in the same way.
fn other_shares(model: &Model<'_>, rate: FigureId, whole: FigureId) -> Vec<FigureId> {
    let item = &*model.figure(whole).item;
    let same = |candidate: &Whole| match candidate {
        Whole::Unsaid => false,
        Whole::Figure(id) => *id == whole || (!item.is_empty() && &*model.figure(*id).item == item),
        Whole::Named(name) => name == item,
    };
    let shares = model.statements.iter().filter_map(|statement| match statement {
        Statement::Share { rate: other, whole, .. } if *other != rate && same(whole) => Some(*other),
        _ => None,
    });
    shares.take(12).collect()
}

fn completion(model: &Model<'_>, sink: &mut Sink, rate: FigureId, level: FigureId, base: Basis) {
    let figure = model.figure(level);
    // 全年预算1374.56万元，全年支出1339.44万元，完成预算的97.45%: spending without another name is of the budget without one.
    let plain = figure.item.is_empty() || is_plain_spending(&figure.item);
    let of_sentence = || budget_of_sentence(model, rate, level, base).filter(|_| plain);
    let unsaid = figure.basis == Basis::Unsaid && figure.granted == Some(false);
    if figure.item.is_empty() && figure.basis == Basis::Final {
        if let Some(under) = of_sentence() {
            completion_of(model, sink, rate, level, under);
        }
        return;
    }
    if figure.basis != Basis::Final && !unsaid {
        return;
    }
    let wanted = Wanted { item: &figure.item, year: figure.year, basis: base, from: level };
    let known = if unsaid { None } else { model.lookup(wanted) };
    let Some(under) = known else {
        if let Some(under) = of_sentence() {
            one_of_pairs(model, sink, rate, (level, under));
        }
        return;
    };
    // 防汛400万元；抗旱200万元；已支出540万元，完成预算的90%: of what the sentence began with.
    let other = || nearby::other_budget(model, rate, level, base);
    let fits = fits(model, rate, (level, under));
    // 公务接待费2万元，完成预算的80%。全年预算1200万元: what stands behind may be of all, unless the sentence itself goes on with it.
    let behind = under > rate && model.figure(under).home == model.figure(rate).home;
    let apart = || {
        let raised = nearby::text_behind(model, model.figure(under).span.end, 60);
        nearby::between(model, rate, under).contains(['。', '；', ';', '（'])
            || words::has(raised, "追加|调增|调整|新增|增加")
    };
    if !fits && behind && apart() {
        return;
    }
    let under = if fits { under } else { other().unwrap_or(under) };
    completion_of(model, sink, rate, level, under);
}

/// 年初预算支出820.50万元，决算支出920.30万元，完成年初预算的112.16%: the budget that a sentence gives before what was spent, where it
/// has no other amounts. Of several budgets it is the one that the completion names, or fits, or the last one.
fn budget_of_sentence(model: &Model<'_>, rate: FigureId, level: FigureId, base: Basis) -> Option<FigureId> {
    let mut levels = nearby::levels_before(model, rate);
    // 调整后预算数1374万元。支出1339万元，占调整后预算数的97.40%: in the sentence before.
    if levels.len() == 1 {
        let said = |id: &FigureId| model.figure(*id).basis == base && base != Basis::Budget;
        levels.extend(nearby::levels_of_paragraph(model, rate).nth(1).filter(said));
    }
    let (last, budgets) = levels.split_first()?;
    let of_all = |item: &str| words::is(item, "|整体支出|部门整体支出|部门支出|单位支出");
    let of_year = |id: &FigureId| model.figure(*id).year == model.figure(level).year;
    let plain =
        |id: &FigureId| model.figure(*id).basis.is_budget() && of_all(&model.figure(*id).item) && of_year(id);
    if *last != level || !budgets.iter().all(plain) {
        return None;
    }
    let named = |id: &&FigureId| base == Basis::Budget || model.figure(**id).basis == base;
    let fits = |id: &&FigureId| fits(model, rate, (level, **id));
    let of_base = || budgets.iter().filter(named);
    of_base().find(fits).or_else(|| of_base().next()).copied()
}

fn completion_of(model: &Model<'_>, sink: &mut Sink, rate: FigureId, level: FigureId, under: FigureId) {
    if !model.figure(level).quantity.comparable(&model.figure(under).quantity) {
        return;
    }
    if model.figure(under).quantity.value.is_zero() {
        zero_budget(model, sink, rate, (level, under));
        return;
    }
    // 支出1241万元，其中：, and on the next line …，完成预算1289万元的96.25%: of the whole.
    let fits = |level: &FigureId| agrees(model, rate, *level, under);
    let other = || nearby::whole_above(model, rate).filter(fits);
    let level = if fits(&level) { level } else { other().unwrap_or(level) };
    if !fits(&level) && is_of_raised(model, rate, level) {
        return sink.checked(rate);
    }
    // 完成抽检4368批次，其中合格4300批次，完成年度目标4200批次的104%: rather of what was counted first.
    let of_other = |other: &FigureId| *other != under && agrees(model, rate, *other, under);
    if model.figure(under).basis == Basis::Open && nearby::levels_before(model, rate).iter().any(of_other) {
        return sink.checked(rate);
    }
    decide(model, sink, rate, (level, under), Vec::new, [&RATE, &RATE_TAIL]);
}

/// 部门预算1000万元，年中追加100万元，支出1045万元，占全年预算的95%: whether a rate is one of what the amounts before the one that was spent come to.
fn is_of_raised(model: &Model<'_>, rate: FigureId, spent: FigureId) -> bool {
    const ADDED: &str = "追加|增加|调增|新增|结转|结余|下达|调整";
    const MOST: usize = 4;
    let before = |id: &FigureId| *id < spent && spent.0 - id.0 <= MOST;
    let amounts: Vec<FigureId> = nearby::levels_before(model, rate).into_iter().filter(before).collect();
    let added = amounts.iter().any(|id| words::has(nearby::clause_before(model, *id), ADDED));
    let whole = model.sum_of(&amounts).zip(model.base_value(spent)).filter(|_| added && amounts.len() > 1);
    whole.is_some_and(|(whole, spent)| nearby::is_rate(model, rate, spent, whole))
}

fn zero_budget(model: &Model<'_>, sink: &mut Sink, rate: FigureId, (level, under): (FigureId, FigureId)) {
    let zero = |id: FigureId| model.figure(id).quantity.value.is_zero();
    for id in [rate, level, under] {
        sink.checked(id);
    }
    if zero(level) || zero(rate) {
        return;
    }
    let mut finding = Finding::new(&ZERO_BUDGET, model.figure(rate).span)
        .with("name", model.short_name(level))
        .with("old", show(model, under))
        .with("new", show(model, level))
        .with("stated", show(model, rate));
    finding.place = model.place(rate);
    finding.stated = Some(model.plain(rate));
    let finding =
        [level, under].into_iter().fold(finding, |f, id| f.relate(model.figure(id).span, stands(model, id)));
    sink.push(finding);
}

fn named_rate(
    model: &Model<'_>,
    sink: &mut Sink,
    rate: FigureId,
    name: &str,
    level: Option<FigureId>,
    item: &str,
) {
    let rule = model
        .rules
        .rates
        .iter()
        .filter(|rule| name.ends_with(rule.name.as_str()))
        .max_by_key(|rule| rule.name.len());
    let pair = spent_and_granted(model, rate, name).or_else(|| people_and_posts(model, rate, name));
    let pair = pair.or_else(|| rest::confirmed(model, rate, name));
    if let Some(pair) = pair {
        // 预算322.57万元。到位312.05万元，执行262.51万元，支出进度81.38%: of what stands in the sentence before.
        let of_other = |other: FigureId| other != pair.0 && agrees(model, rate, pair.0, other);
        if !fits(model, rate, pair) && nearby::levels_of_paragraph(model, rate).any(of_other) {
            return sink.checked(rate);
        }
        return one_of_pairs(model, sink, rate, pair);
    }
    if rate_beside::check(model, sink, rate, name) {
        return;
    }
    let Some(rule) = rule else { return of_counts(model, sink, rate, name) };
    let prefix = crate::model::names::canonical(name.strip_suffix(rule.name.as_str()).unwrap_or_default());
    // 总体执行率: of what the sentence speaks of.
    let of_all = words::is(&prefix, "|总|总体|整体|资金|全年|年度");
    let item = if of_all { item } else { model.resolve(&prefix) };
    let from = level.or_else(|| of_this_year(model, item)).or_else(|| {
        let over = Some(model.standard(&rule.over_item)).filter(|over| !over.is_empty())?;
        model.agreed(model.of_item(over).iter().copied().take(MANY))
    });
    let from = from.filter(|from| model.report_of(*from) == model.report_of(rate));
    let Some((pair, fits)) = from.and_then(|from| operands(model, rule, rate, item, from)) else {
        return rate_of_paragraph(model, sink, rule, rate, item);
    };
    if fits {
        // 预算2555万元，实际支出2537万元，其中基本支出765万元、项目支出1773万元，执行率99.31%: of the whole, where its budget stands in the
        // sentence and that comes out to the digit.
        let (over, under) = pair;
        let of_whole =
            || nearby::other_pair(model, rate).filter(|[over, under]| agrees(model, rate, *over, *under));
        let other = if agrees(model, rate, over, under) { None } else { of_whole() };
        let pair = other.map_or(pair, |[over, under]| (over, under));
        return decide(model, sink, rate, pair, Vec::new, [&RATE, &RATE_TAIL]);
    }
    // 决算支出100万元，其中基本支出60万元，项目支出40万元，预算执行率98%: rather of another item of the sentence than of the last.
    let others = nearby::levels_before(model, rate);
    let of = |other: &FigureId| operands(model, rule, rate, &model.figure(*other).item, *other);
    let other = others.iter().filter_map(of).find(|(_, fits)| *fits).map(|(other, _)| other);
    // Of what an amount without a name is, other sentences may say.
    let unnamed = |other: &FigureId| {
        let other = model.figure(*other);
        other.item.is_empty() && other.quantity.comparable(&model.figure(pair.0).quantity)
    };
    match other {
        Some(other) => decide(model, sink, rate, other, Vec::new, [&RATE, &RATE_TAIL]),
        None if others.iter().any(unnamed) => {}
        None => one_of_pairs(model, sink, rate, pair),
    }
}

/// 全年预算956.70万元，支出920.30万元，完成率96.20%; 预算执行率96.20%（实际支出920.30万元，预算956.70万元）: what was spent and what there was to be
/// spent, the only two amounts of the sentence before a rate of money, or of the bracket behind it.
fn spent_and_granted(model: &Model<'_>, rate: FigureId, name: &str) -> Option<(FigureId, FigureId)> {
    const NAMES: &str = "完成率|支付率|使用率|执行率|支出率|拨付率|支出完成率|支出进度|执行进度|支付进度|拨付进度|完成比例|支出比例|支付比例|执行比例|使用比例";
    const OF: &str = "|资金|预算|经费|财政|总体|整体|全年|年度|预算资金|项目资金|财政资金|专项资金";
    const BUDGETS: &str = "预算|下达|到位|安排|专项资金|项目资金|财政拨款|收到|拨入";
    const TO_BE_SPENT: &str = "预算|下达|安排|专项资金|项目资金";
    /// Longest bracket, in bytes.
    const FAR: usize = 300;
    const OTHERS: &str = "累计下达|历年|总投资|概算|估算|合同|申报";
    let stem = words::without_tail(name, NAMES).or_else(|| words::is(name, NAMES).then_some(""))?;
    let money = |id: FigureId| model.figure(id).quantity.unit.dimension == Dimension::Money;
    if !words::is(stem, OF) {
        return None;
    }
    let text = model.text();
    let end = model.figure(rate).span.end;
    let before = nearby::levels_before(model, rate);
    let in_bracket = before.is_empty() && text.get(end..).is_some_and(|rest| rest.starts_with(['（', '(']));
    let levels = if in_bracket {
        let rest = &text[end..text.floor_char_boundary(end.saturating_add(FAR))];
        let close = rest.find(['）', ')', '。', '\n'])? + end;
        let within = |id: &FigureId| model.figure(*id).span.end <= close;
        nearby::levels_behind(model, rate).into_iter().filter(within).collect()
    } else {
        before
    };
    // 部门预算总额872万元。总支出851万元，预算完成率97.65%: the budget may stand in the sentence before, by itself.
    let levels = match levels.as_slice() {
        [_] if !in_bracket => {
            nearby::levels_of_paragraph(model, rate).filter(|id| money(*id)).take(3).collect()
        }
        _ => levels,
    };
    let &[one, other] = without_parts(model, &levels).as_slice() else { return None };
    // 项目资金共2179万元，已完成拨付2113.63万元: paid out of what was granted.
    let paid =
        |id: FigureId| words::has(nearby::clause_before(model, id), "已拨付|已完成拨付|实际拨付|累计拨付");
    let granted = |id: FigureId| if paid(id) { Some(false) } else { model.figure(id).granted };
    let (over, under) = match (granted(one)?, granted(other)?) {
        (false, true) => (one, other),
        (true, false) => (other, one),
        _ => return None,
    };
    let (spent, budget) = (model.figure(over), model.figure(under));
    let full = model.figure(rate).quantity.value == Decimal::ONE_HUNDRED;
    let of = |id: FigureId| nearby::clause_before(model, id);
    let of_one = spent.item.is_empty() || spent.item == budget.item || is_plain_spending(&spent.item);
    let apart = !in_bracket && nearby::between(model, under, rate).contains(['；', ';', '（', '(']);
    // 项目资金共1200万元，涉及三年，2023年已拨付360万元: of another amount.
    const OTHERWISE: &str = "扣除|可用|涉及|三年|两年|分年|跨年|多年";
    let between = nearby::between(model, one.min(other), one.max(other));
    let of_other = words::has(between, OTHERWISE);
    let fits = money(over) && money(under) && spent.year == budget.year && of_one && !apart && !of_other;
    // 到位资金1000万元，支出950万元，预算执行率90%: of a budget that does not stand here.
    let of_budget = words::has(name, "执行|完成|进度|支出");
    let said = match of_budget {
        _ if name.contains("预算") => words::has(of(under), "预算|安排"),
        true => words::has(of(under), TO_BE_SPENT) && !of(under).contains("到位"),
        false => words::has(of(under), BUDGETS),
    };
    let said = said && !words::has(of(under), OTHERS);
    // 完成率100% may be said of the work instead.
    (fits && said && !(full && name.ends_with("完成率"))).then_some((over, under))
}

/// Figures, the last one first, without those right behind the first of the text that make it up: 总量58亿元（其中甲8亿元，乙50亿元），支出13亿元.
fn without_parts(model: &Model<'_>, levels: &[FigureId]) -> Vec<FigureId> {
    let mut levels: Vec<FigureId> = levels.iter().rev().copied().collect();
    if let Some((whole, rest)) = levels.split_first() {
        let parts = rest::parts_of(model, *whole, rest, 1);
        levels.drain(1..=parts);
    }
    levels.reverse();
    levels
}

/// 部门编制数95人，实有在职人数90人，在职人员控制率94.74%: the people and the posts of the sentence, where it has no other figures, whatever they are called.
fn people_and_posts(model: &Model<'_>, rate: FigureId, name: &str) -> Option<(FigureId, FigureId)> {
    const NAMES: &str =
        "控制率|在职人员控制率|人员控制率|编制控制率|人员编制控制率|财政供养人员控制率|编制使用率";
    // 编制94名（行政编制46名、事业编制48名），实有91人
    let levels = without_parts(model, &nearby::levels_before(model, rate));
    let &[one, other] = levels.as_slice() else { return None };
    let said = |id: FigureId| nearby::clause_before(model, id);
    let people = |id: FigureId| model.figure(id).quantity.unit.dimension == Dimension::Count(Counter::People);
    let posts = |id: &FigureId| said(*id).contains("编制");
    let staff = |id: &FigureId| words::has(said(*id), "在职|实有|在编|现有") && !posts(id);
    let (over, under) = if posts(&other) { (one, other) } else { (other, one) };
    let known = posts(&under) && staff(&over) && people(over) && people(under);
    (words::is(name, NAMES) && known).then_some((over, under))
}

/// 支付资金, 累计支出, 实际使用: spending that names nothing it was for.
fn is_plain_spending(name: &str) -> bool {
    const WORDS: &str = "实际|累计|总|总计|当年|本年|全年|年度|已|共|完成|支付|使用|支出|拨付|执行|决算|资金|经费|数|额|截至|截止|月|日|底|末";
    let figures =
        |rest: &'_ str| -> usize { rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len() };
    let mut rest = &name[figures(name)..];
    while let Some(next) = words::without_head(rest, WORDS) {
        rest = &next[figures(next)..];
    }
    rest.is_empty()
}

/// Most figures of an item that are looked through.
const MANY: usize = 60;

/// The first figure of an item that is one of the report's year, or else the first one: a table may begin with the year before.
fn of_this_year(model: &Model<'_>, item: &str) -> Option<FigureId> {
    let all = model.of_item(item);
    let of_year = |id: &&FigureId| model.figure(**id).year.is_none_or(|year| Some(year) == model.year);
    all.iter().take(MANY).find(of_year).or(all.first()).copied()
}

/// 计划建设20个，实际完成19个，完成率95%; 受理120件，办结118件，办结率98.33%: what was done of what was to be, in one sentence. More than was
/// to be done is often given as 100%. Of money it is what has come in: 预算100万元，到位资金90万元，到位率90%.
fn of_counts(model: &Model<'_>, sink: &mut Sink, rate: FigureId, name: &str) {
    const PLANNED: &str = "计划|目标|任务|应|设定|设置|设立";
    const OF_GOALS: &str =
        "|任务|目标|计划|指标|实际|数量|产出数量|工作|工作任务|目标任务|年度任务|年度计划|年度目标";
    let mut levels = nearby::levels_before(model, rate);
    // 应检查120家（含新增5家），实际检查114家: what is counted in.
    levels.retain(|id| !is_counted_in(model, *id));
    let stem =
        name.strip_suffix('率').or_else(|| name.strip_suffix("比例").filter(|stem| stem.ends_with("追加")));
    let (Some(stem), [last, before, ..]) = (stem, &levels[..]) else { return };
    // 死亡率8.75‰: of all who live there.
    if model.text()[..model.figure(rate).span.end].ends_with('‰') {
        return;
    }
    let of_money = words::is(stem, "到位|到账|资金到位|资金到账|预算资金到位|项目资金到位|财政资金到位");
    let stem = if of_money {
        words::without_head(stem, "资金|预算资金|项目资金|财政资金").unwrap_or(stem)
    } else {
        stem
    };
    // 年初预算3860万元，年中追加419万元，追加比例10.87%: what came to a budget, in it.
    let of_raise = words::is(stem, "追加|预算调整|调整|预算追加");
    let counts = |id: FigureId| match model.figure(id).quantity.unit.dimension {
        _ if of_raise => model.figure(id).quantity.unit.dimension == Dimension::Money,
        Dimension::Count(_) => true,
        dimension => of_money && dimension == Dimension::Money,
    };
    let alike = model.figure(*last).quantity.comparable(&model.figure(*before).quantity) && counts(*last);
    // 计划培训500人，实际培训490人，培训完成率98%: of what both amounts are called.
    let of_goal = words::without_tail(stem, "完成|完工").is_some_and(|of| {
        let said = |id: &FigureId| nearby::clause_before(model, *id).contains(of);
        words::is(of, OF_GOALS) || of.chars().count() >= 2 && said(last) && said(before)
    });
    // 投诉件数目标≤10件，实际8件，完成率100%: less is no worse.
    if of_goal
        && levels.iter().take(2).any(|id| {
            words::ends(nearby::clause_before(model, *id), "≤|<|＜|不超过|不高于|不多于|低于|以内|控制在")
        })
    {
        return;
    }
    let between = nearby::between(model, *before, rate);
    let bracketed = of_goal && is_goal_in_bracket(model, *before, *last);
    if !alike || !bracketed && (between.contains(['；', ';']) || !says_only_what_is_in(between)) {
        return;
    }
    let in_time = stem.ends_with("及时");
    let planned = |id: FigureId| words::has(nearby::clause_before(model, id), PLANNED);
    let done = |id: FigureId| {
        let said = nearby::clause_before(model, id);
        let came = of_money && words::has(said, "收到|到位|到账");
        // 参加考试120人，合格114人，考试合格率95%
        let short = said.trim().trim_end_matches(['为', '有', '了']);
        let of = stem.strip_suffix(short).filter(|_| short.chars().count() >= 2);
        let ends_so = of.is_some_and(|of| {
            let other = if id == *last { *before } else { *last };
            !of.is_empty() && nearby::clause_before(model, other).contains(of)
        });
        let said_done = said.contains(stem)
            || came
            || ends_so
            || of_goal && words::has(said, "完成|完工|实际|已|建成")
            || in_time && words::has(said, "按时|按期|及时");
        said_done && !planned(id) && !words::has(said, "不|未")
    };
    let pair = match (done(*last), done(*before)) {
        (true, false) if planned(*before) || !of_goal => (*last, *before),
        (false, true) if of_goal && planned(*last) => (*before, *last),
        (false, false) if of_goal && is_goal_of(model, *before, *last) => (*before, *last),
        (true, false) if of_goal && is_done_of(model, *before, *last, &levels) => (*last, *before),
        _ => return,
    };
    // 预算295万元，上年结转18万元，调减2万元，到位280万元，到位率90%: of what they come to.
    let adjusts = |id: &FigureId| {
        let name = &model.figure(*id).name;
        is_adjustment(name) || words::has(name, "结转|结余")
    };
    if of_money && levels.iter().any(adjusts) {
        return;
    }
    let more = model.base_value(pair.0) > model.base_value(pair.1);
    let full = model.figure(rate).quantity.value == Decimal::ONE_HUNDRED;
    // 延期9个，及时114个，及时率92.68%: more of one part than of the other.
    let beside = more && (in_time || is_part_of(stem, nearby::clause_before(model, pair.0)));
    let all_of_it = full && (more || says_other_all(model, pair, of_money));
    if stem.chars().count() >= 2 && !all_of_it && !beside {
        one_of_pairs(model, sink, rate, pair);
    }
}

/// 总投资500万元，2023年到位380万元，到位率100%: whether all that was due may be less than the larger amount.
fn says_other_all(model: &Model<'_>, (done, all): (FigureId, FigureId), of_money: bool) -> bool {
    const DUE: &str = "预算|安排|下达|应到位";
    const MORE: &str = "总投资|概算|估算|申报|申请|计划投资|投资|三年|两年|分期|分年|累计";
    /// How far behind, in bytes, the sentence is looked at.
    const FAR: usize = 200;
    const LESS: &str = "变更|合并|符合|截至|截止|上半年|季度|月|其中|减|收回|退回|扣|调整|分期|分批|首批|第一|取消|终止|因|按进度";
    const REACHED: &str = "到位|到位资金|资金到位|实际到位|实际到位资金|已到位|已到位资金|全部到位|财政拨款到位|资金实际到位|共到位|到位财政资金";
    const DONE: &str = "新建|改建|续建|扩建|其中|经|变更|合并|符合";
    let said = nearby::clause_before(model, all);
    let between = nearby::between(model, done.min(all), done.max(all));
    let own = nearby::clause_before(model, done);
    let own = own.rsplit('年').next().unwrap_or(own).trim();
    let of_part = if of_money { !words::is(own, REACHED) } else { words::has(own, DONE) };
    let behind = nearby::text_behind(model, model.figure(done.max(all)).span.end, FAR);
    let behind = behind.split(['。', '\n']).next().unwrap_or_default();
    let less = words::has(between, LESS) || words::has(behind, "因|取消|变更|应补|应享|其余|续建|；");
    of_money && (!words::has(said, DUE) || words::has(said, MORE)) || of_part || less
}

/// Whether words before a count are the end of the name of its rate: 合格 of 考试合格率.
fn is_part_of(stem: &str, said: &str) -> bool {
    !said.contains(stem) && stem.ends_with(said.trim())
}

/// What a bracket says of what is counted in an amount before it.
const COUNTED_IN: &str = "含|其中|包括|包含|不含|上年|去年";

/// 应检查120家（含新增5家）: whether a figure stands in such a bracket.
fn is_counted_in(model: &Model<'_>, id: FigureId) -> bool {
    nearby::inside_bracket(model, id).is_some_and(|said| words::starts(said, COUNTED_IN))
}

/// Whether all brackets of a text are of that kind.
fn says_only_what_is_in(text: &str) -> bool {
    text.split(['（', '(']).skip(1).all(|said| words::starts(said, COUNTED_IN) && said.contains(['）', ')']))
}

/// 投放宣传广告48条（目标45条）: a goal that stands alone in a bracket right behind what was done.
fn is_goal_in_bracket(model: &Model<'_>, done: FigureId, goal: FigureId) -> bool {
    let closes = model.text()[model.figure(goal).span.end..].starts_with(['）', ')']);
    closes && nearby::between(model, done, goal).starts_with(['（', '(']) && is_goal_of(model, done, goal)
}

/// 更换管网46.8公里，目标45公里: a goal that says nothing else is that of what stands before it.
fn is_goal_of(model: &Model<'_>, done: FigureId, goal: FigureId) -> bool {
    let same_year = model.figure(done).year == model.figure(goal).year;
    let open = words::has(nearby::clause_before(model, done), "计划|目标|任务|应|设定|累计|上年|去年|其中");
    let said = nearby::between(model, done, goal).trim_start_matches(['，', ',', '（', '(']);
    done.0 + 1 == goal.0 && same_year && !open && is_goal(said)
}

fn is_goal(said: &str) -> bool {
    const GOAL: &str = "目标|目标值|目标任务|目标数|年度目标|年度目标值|年初目标|年初目标值|全年目标|计划|年度计划|年初计划|全年计划|计划数|\
        任务|任务数|年度任务|指标值|年度指标值";
    words::is(said.trim().trim_end_matches(['为', '是', '：', ':', ' ']), GOAL)
}

/// 修缮古城墙1200米，已完成1020米: of what the sentence speaks of, where it gives no other count of it and no goal.
fn is_done_of(model: &Model<'_>, all: FigureId, done: FigureId, levels: &[FigureId]) -> bool {
    let clause = |id: FigureId| nearby::clause_before(model, id);
    let said = words::is(clause(done).trim(), "已完成|实际完成|目前已完成|现已完成");
    let open = words::has(clause(all), "累计|上年|去年|其中|总|现有|共有|完成");
    let unit = model.figure(done).quantity.unit;
    let others = levels.iter().filter(|id| model.figure(**id).quantity.unit == unit).count() > 2;
    all.0 + 1 == done.0 && said && !open && !others && model.figure(all).year == model.figure(done).year
}

/// 年初预算5992万元，年中追加683万元，全年预算6675万元。全年支出6608万元，预算执行率99%: where no name leads to the budget, what the
/// paragraph says was spent last is held against what it says was granted for the same.
fn rate_of_paragraph(model: &Model<'_>, sink: &mut Sink, rule: &RateRule, rate: FigureId, item: &str) {
    if basis_of(rule.over) != Basis::Final {
        return;
    }
    let figure = |id: &FigureId| model.figure(*id);
    let money = |id: &FigureId| figure(id).quantity.unit.dimension == Dimension::Money;
    // 执行数1140万元，结余60万元，执行率95%: what was left was not spent.
    let left = |id: &FigureId| words::ends(&figure(id).name, "结余|节余|剩余");
    let levels = nearby::levels_of_paragraph(model, rate).filter(|id| money(id) && !left(id));
    let levels: Vec<FigureId> = levels.collect();
    // 预算100万元，到位资金90万元，支出80万元，执行率80%: what has come in is spent, but is not what the rate is of.
    let came_in = |item: &str| item.contains("到位");
    let item = if came_in(item) { "" } else { item };
    let of_item = |id: &&FigureId| item.is_empty() || &*figure(id).item == item;
    let Some(&over) = levels.iter().find(of_item).filter(|id| figure(id).granted == Some(false)) else {
        return;
    };
    // 预算600万元，支出500万元，其中基本支出300万元、项目支出200万元，…项目支出执行率80%: of its own budget, which is not said.
    let is_part = !item.is_empty() && nearby::parts_with(model, over).is_some();
    let granted = |id: &&FigureId| {
        let of = &*figure(id).item;
        let same = of.is_empty() && !is_part || *of == *figure(&over).item || came_in(of);
        same && figure(id).granted == Some(true) && !is_adjustment(&figure(id).name)
    };
    let adjusted = |id: &&FigureId| figure(id).basis == Basis::Adjusted;
    let budgets = || levels.iter().filter(granted);
    let Some(&under) = budgets().find(adjusted).or_else(|| budgets().next()) else { return };
    let fits_other = |other: &FigureId| *other != over && fits(model, rate, (over, *other));
    match levels.iter().copied().find(fits_other) {
        Some(other) => decide(model, sink, rate, (over, other), Vec::new, [&RATE, &RATE_TAIL]),
        None => one_of_pairs(model, sink, rate, (over, under)),
    }
}

fn fits(model: &Model<'_>, rate: FigureId, (over, under): (FigureId, FigureId)) -> bool {
    matches!(outcome(model, rate, over, under), Some(Outcome::Agrees | Outcome::Tail))
}

/// What a rate is of an item by the rule set, and whether it fits: of the bases that the item may be under, the first that
/// agrees.
fn operands(
    model: &Model<'_>,
    rule: &RateRule,
    rate: FigureId,
    item: &str,
    from: FigureId,
) -> Option<((FigureId, FigureId), bool)> {
    let over = numerator(model, rule, item, from)?;
    let year = model.figure(over).year;
    let under_item = if rule.under_item.is_empty() { item } else { model.standard(&rule.under_item) };
    let mut candidates = Vec::new();
    for basis in &rule.under {
        let wanted = Wanted { item: under_item, year, basis: basis_of(*basis), from: over };
        let Some(under) = model.lookup(wanted) else { continue };
        if agrees(model, rate, over, under) {
            return Some(((over, under), true));
        }
        candidates.push(under);
    }
    let tail = candidates.iter().find(|under| fits(model, rate, (over, **under)));
    let under = tail.or(candidates.first())?;
    Some(((over, *under), tail.is_some()))
}

/// Holds a rate against two figures unless it is that of two others of its sentence.
fn one_of_pairs(model: &Model<'_>, sink: &mut Sink, rate: FigureId, (over, under): (FigureId, FigureId)) {
    if !fits(model, rate, (over, under))
        && let Some(pair) = nearby::other_pair(model, rate)
    {
        pair.into_iter().chain([rate]).for_each(|id| sink.checked(id));
        return;
    }
    // 支出480万元，其中基本支出300万元、项目支出180万元，执行率96%（预算500万元）: of the whole, whose budget stands behind.
    let of_under = |other: &FigureId| *other != under && agrees(model, rate, *other, under);
    let over = match nearby::levels_before(model, rate).into_iter().find(of_under) {
        Some(other) if under > rate => other,
        _ => over,
    };
    // 项目预算200万元，支出150万元。预算执行率81.67%: in a sentence of its own it may be of anything before.
    if nearby::levels_before(model, rate).is_empty() && nearby::is_of_paragraph(model, rate) {
        return sink.checked(rate);
    }
    decide(model, sink, rate, (over, under), Vec::new, [&RATE, &RATE_TAIL]);
}

fn numerator(model: &Model<'_>, rule: &RateRule, item: &str, from: FigureId) -> Option<FigureId> {
    let basis = basis_of(rule.over);
    let figure = model.figure(from);
    let item = if rule.over_item.is_empty() { item } else { model.standard(&rule.over_item) };
    if &*figure.item == item && (figure.basis == basis || figure.basis.meets(basis)) {
        return Some(from);
    }
    model.lookup(Wanted { item, year: figure.year, basis, from })
}

/// 预算120万元，采购金额114万元，节约率5%: read as a change, it is a rate by its name.
fn saved_rates(model: &Model<'_>, sink: &mut Sink) {
    for stated in (2..model.figures.len()).map(FigureId) {
        let figure = model.figure(stated);
        let percent = figure.quantity.unit.dimension == Dimension::Percent && figure.role == Role::Change;
        if percent && matches!(figure.home, Home::Prose { .. }) {
            let said = nearby::clause_before(model, stated).trim_end_matches(['为', '达', '到', '是', ' ']);
            rate_beside::check(model, sink, stated, said);
        }
    }
}

/// Rates that are parts of all and above it, in the prose and as actual values of indicators.
fn above_all(model: &Model<'_>, sink: &mut Sink) {
    const OF_ALL: &str = "合格率|优良率|满意度|满意率|覆盖率|及时率|准确率";
    // 拨备覆盖率 is what a bank has put by.
    let named = |name: &str| words::ends(name, OF_ALL) && !words::has(name, "拨备|担保|利息|风险|完成率");
    let tell = |sink: &mut Sink, name: &str, span: Span| {
        let stated = span.of(model.text()).trim();
        let finding = Finding::new(&ABOVE_ALL, span).with("name", place::clip(name)).with("stated", stated);
        sink.push(finding);
    };
    for figure in &model.figures {
        let value = figure.quantity.value;
        let percent = figure.quantity.unit.dimension == Dimension::Percent && value > Decimal::ONE_HUNDRED;
        let in_prose = matches!(figure.home, Home::Prose { .. });
        if percent && in_prose && figure.role == Role::Rate && named(&figure.name) {
            tell(sink, &figure.name, figure.span);
        }
    }
    for statement in &model.statements {
        let Statement::Share { rate, .. } = statement else { continue };
        let figure = model.figure(*rate);
        if figure.quantity.value > Decimal::ONE_HUNDRED
            && is_of_total(model, *rate)
            && !sink.found_at(figure.span)
        {
            tell(sink, "占比", figure.span);
        }
    }
    for row in model.tables.iter().filter_map(|table| table.indicators.as_ref()).flat_map(|found| &found.rows)
    {
        let actual = row.actual.text.trim().strip_suffix(['%', '％']).and_then(parse_number);
        if actual.is_some_and(|(value, _)| value > Decimal::ONE_HUNDRED) && named(row.name.text.trim()) {
            tell(sink, &row.name.text, row.actual.span);
        }
    }
}

/// 占项目支出总额的100%: whether a share is one of all that there is, not of what was planned or was there before.
fn is_of_total(model: &Model<'_>, rate: FigureId) -> bool {
    const WHOLE: &str = "支出总额|支出合计|总支出|支出总计|采购总额|项目总数";
    let clause = nearby::clause_before(model, rate);
    let whole = clause.rsplit_once('占').map(|(_, whole)| whole);
    whole.is_some_and(|whole| words::has(whole, WHOLE) && !words::has(whole, "预算|计划|上年|去年|年初|收入"))
}

/// 控制率 beside 编制数 and 实际在职人数 in one row of a form.
fn record_rates(model: &Model<'_>, sink: &mut Sink) {
    for (i, figure) in model.figures.iter().enumerate() {
        let Home::Cell { table, row, .. } = figure.home else { continue };
        if figure.role != Role::Rate || figure.name.is_empty() {
            continue;
        }
        let named = |rule: &&RateRule| !rule.over_item.is_empty() && rule.name.ends_with(&*figure.name);
        let Some(rule) = model.rules.rates.iter().find(named) else { continue };
        let beside = |item: &str| {
            let of_row =
                |id: &FigureId| matches!(model.figure(*id).home, Home::Cell { row: r, .. } if r == row);
            model.cells_of(model.standard(item), table).iter().copied().find(of_row)
        };
        if let (Some(over), Some(under)) = (beside(&rule.over_item), beside(&rule.under_item)) {
            decide(model, sink, FigureId(i), (over, under), Vec::new, [&RATE, &RATE_TAIL]);
        }
    }
}

fn basis_of(basis: RateBasis) -> Basis {
    match basis {
        RateBasis::Final => Basis::Final,
        RateBasis::Initial => Basis::Initial,
        RateBasis::Adjusted => Basis::Adjusted,
        RateBasis::Budget => Basis::Budget,
        RateBasis::None => Basis::Unsaid,
    }
}

fn basis_differs(model: &Model<'_>, [part, whole]: [FigureId; 2]) -> bool {
    model.figure(part).basis.differs(model.figure(whole).basis)
}

/// Whether [`outcome`] is that they agree.
pub(super) fn agrees(model: &Model<'_>, rate: FigureId, part: FigureId, whole: FigureId) -> bool {
    let printed = (model.exact(part), model.exact(whole), model.exact(rate));
    let (Some(part), Some(whole), Some(rate)) = printed else { return false };
    exact::agrees(&rate, &Formula::Share { part, whole })
}

/// Base values among which every part is that a rate can be of, given its whole. Of the amounts of a text nearly all lie
/// outside, and to see that is many times cheaper than to round an exact fraction. `None` where it is not known.
pub(super) fn parts(model: &Model<'_>, rate: FigureId, whole: FigureId) -> Option<RangeInclusive<Decimal>> {
    let (low, high, whole) = ends(model, rate, whole)?;
    let part = |rate: Decimal| times(whole, rate)?.checked_div(Decimal::ONE_HUNDRED);
    Some(part(low)?..=part(high)?)
}

/// The same of the wholes, given the part.
pub(super) fn wholes(model: &Model<'_>, rate: FigureId, part: FigureId) -> Option<RangeInclusive<Decimal>> {
    let (low, high, part) = ends(model, rate, part)?;
    let whole = |rate: Decimal| times(part, Decimal::ONE_HUNDRED)?.checked_div(rate);
    Some(whole(high)?..=whole(low)?)
}

/// A rate less and more its last place, both above zero, and the amount that it is held against.
fn ends(model: &Model<'_>, rate: FigureId, amount: FigureId) -> Option<(Decimal, Decimal, Decimal)> {
    let plain = |id: FigureId| model.figure(id).quantity.approx == Approx::Exact;
    if !plain(rate) || !plain(amount) {
        return None;
    }
    let Quantity { places, unit, .. } = model.figure(rate).quantity;
    let last_place = times(Decimal::try_new(1, places).ok()?, unit.scale)?;
    let (rate, amount) = (model.base_value(rate)?, model.base_value(amount)?);
    let (low, high) = (minus(rate, last_place)?, plus(rate, last_place)?);
    (low > Decimal::ZERO && amount > Decimal::ZERO).then_some((low, high, amount))
}

pub(super) fn outcome(model: &Model<'_>, rate: FigureId, part: FigureId, whole: FigureId) -> Option<Outcome> {
    let (part, whole) = filled(model, (part, model.exact(part)?), (whole, model.exact(whole)?));
    Some(judge(&model.exact(rate)?, &Formula::Share { part, whole }).outcome)
}

/// Two amounts of one paragraph or one table are printed to the same places: 8 beside 6.99 is 8.00.
fn filled(
    model: &Model<'_>,
    (part, over): (FigureId, Printed),
    (whole, under): (FigureId, Printed),
) -> (Printed, Printed) {
    let (a, b) = (model.figure(part), model.figure(whole));
    let beside = match (a.home, b.home) {
        (Home::Prose { node: s, .. }, Home::Prose { node: t, .. }) => s == t,
        (Home::Cell { table: s, .. }, Home::Cell { table: t, .. }) => s == t,
        _ => false,
    };
    if !beside || a.quantity.unit != b.quantity.unit || a.quantity.unit.dimension != Dimension::Money {
        return (over, under);
    }
    let places = a.quantity.places.max(b.quantity.places).min(2);
    (over.filled_to(places), under.filled_to(places))
}

/// Whether a rate is so far from what is recomputed (`far` in hundredths of the lesser of the two) that it is rather one of other
/// amounts. What a slip explains is wrong all the same.
fn is_of_another(model: &Model<'_>, claim: &Claim, judgement: &Judgement, far: i64) -> bool {
    let far = Decimal::new(far, 2);
    let stated = model.figure(claim.stated).quantity.value;
    let Some(computed) = judgement.computed.filter(|computed| !computed.is_zero() && !stated.is_zero())
    else {
        return false;
    };
    let apart = |more: Decimal, less: Decimal| times(less, far).is_some_and(|less| more > less);
    let slips = [Cause::DigitDiffers, Cause::DigitsSwapped, Cause::Reversed];
    let explained = || {
        claim
            .cause(model, judgement)
            .is_some_and(|cause| slips.contains(&cause) || matches!(cause, Cause::UnitSlip { .. }))
    };
    (apart(computed, stated) || apart(stated, computed)) && !explained()
}

/// Whether a rate that two amounts contradict is rather of others: of those of another year, of a budget that stands nowhere, or
/// of amounts that were said before.
fn may_be_of_others(
    model: &Model<'_>,
    claim: &Claim,
    judgement: &Judgement,
    [part, whole]: [FigureId; 2],
    rule: &Rule,
) -> bool {
    let rate = claim.stated;
    let (stated, of) = (model.figure(rate), model.figure(whole));
    if !matches!(stated.home, Home::Prose { .. }) {
        return false;
    }
    // 总体预算执行率93.33% on a line behind those of the projects: of all of them.
    let of_all = words::starts(&stated.name, "总|整体|平均|综合|合计");
    if of_all && model.figure(part).home != stated.home {
        return true;
    }
    let is_share = rule == &SHARE;
    if !is_share && may_be_of_other_budget(model, rate, [part, whole]) {
        return true;
    }
    // A share of the budget where one of what was spent is meant is a slip; what was left is one of the budget.
    let left = words::has(nearby::clause_before(model, part), "未支出|未使用|未执行|收回|结余|结转|剩余");
    let may = |id: FigureId| !is_share || left || !model.figure(id).basis.differs(of.basis);
    // Two digits exchanged are rather a slip than the rate of any two amounts.
    let any = claim.cause(model, judgement) != Some(Cause::DigitsSwapped) && !names_whole(model, rate, whole);
    nearby::is_of_others(model, rate, [part, whole], &may, any)
}

/// 占政府采购支出总额的20.5%: whether a share calls its whole by all of its name.
fn names_whole(model: &Model<'_>, share: FigureId, whole: FigureId) -> bool {
    const LONG: usize = 5;
    let name = said_whole(model, share).unwrap_or_default();
    let name = words::without_tail(name, "总额|合计|总计").unwrap_or(name);
    name.chars().count() > LONG && &*model.figure(whole).name == name
}

/// Whether a rate of the prose may be of another budget than the one that it is held against.
fn may_be_of_other_budget(model: &Model<'_>, rate: FigureId, [part, whole]: [FigureId; 2]) -> bool {
    const BEFORE: &str = "上年|去年|上一年|往年";
    let (stated, spent, of) = (model.figure(rate), model.figure(part), model.figure(whole));
    // 支出90万元，执行率90%，上年执行率80%.
    let of_last_year = |id: FigureId| words::has(nearby::clause_before(model, id), BEFORE);
    let other_year = stated.year.zip(spent.year).is_some_and(|(a, b)| a != b) || of_last_year(rate);
    // 上半年支出300万元，全年支出500万元，执行率50%: what was spent is no budget.
    let of_spending = of.granted == Some(false) && !of.basis.is_budget();
    // 资金到位660万元，全年执行613万元，预算执行率89.99%: the budget need not have come in in full.
    let came_in = |id: FigureId| model.figure(id).name.contains("到位");
    let budget = |id: FigureId| model.figure(id).granted == Some(true) && !came_in(id);
    let only_came_in = || {
        came_in(whole)
            && !came_in(rate)
            && rest::confirmed(model, rate, &stated.name).is_none()
            && !nearby::levels_of_paragraph(model, rate).any(budget)
    };
    other_year && !of_last_year(part)
        || of_spending
        || only_came_in()
        || may_be_of_all(model, rate, [part, whole])
}

/// Whether a rate of execution may be of more than the amounts of an item that stand in other paragraphs: it does not name the
/// item, or the item's budget was raised since.
fn may_be_of_all(model: &Model<'_>, rate: FigureId, [part, whole]: [FigureId; 2]) -> bool {
    let (stated, spent, budget) = (model.figure(rate), model.figure(part), model.figure(whole));
    let elsewhere = budget.home != stated.home;
    if !elsewhere && !nearby::between(model, whole, rate).contains('。') {
        return false;
    }
    // 支出726万元，其中基本支出335万元，项目支出391万元，预算执行率91.28%: of the whole.
    let named = !spent.item.is_empty() && stated.name.contains(&*spent.item);
    let is_part = || words::is(&spent.item, "基本支出|项目支出|人员经费|公用经费");
    let has_budget = |whole: FigureId| {
        let Figure { item, year, .. } = model.figure(whole);
        model.lookup(Wanted { item, year: *year, basis: budget.basis, from: whole }).is_some()
    };
    let of_whole = || nearby::whole_of(model, part).is_some_and(|whole| !has_budget(whole));
    if elsewhere && !named && (of_whole() || is_part() && spent.home != stated.home) {
        return true;
    }
    // 年初预算1742万元，其中基本支出316万元；年中追加86万元，调整预算1829万元。…基本支出执行率100%: of what it was raised to.
    let raised = |budget: &Budget| model.figure(budget.figure).basis == Basis::Adjusted;
    let by_budget =
        matches!(budget.basis, Basis::Initial | Basis::Budget) && words::ends(&stated.name, "执行率|完成率");
    by_budget && nearby::budgets(model, rate).any(raised)
}

fn decide(
    model: &Model<'_>,
    sink: &mut Sink,
    rate: FigureId,
    (part, whole): (FigureId, FigureId),
    others: impl FnOnce() -> Vec<FigureId>,
    [contradiction, tail]: [&'static Rule; 2],
) {
    let (Some(over), Some(under)) = (model.exact(part), model.exact(whole)) else { return };
    let (over, under) = filled(model, (part, over), (whole, under));
    let mut claim = Claim {
        stated: rate,
        formula: Formula::Share { part: over, whole: under },
        operands: vec![part, whole],
        shown: terms(model, [part, whole]).join(" ÷ "),
        others: Vec::new(),
    };
    let Some(judgement) = claim.judged(model) else { return };
    // 6290.70余万元: what is no figure of its own leaves nothing to show.
    if judgement.outcome == Outcome::Contradiction && judgement.computed.is_none() {
        return;
    }
    // 满意度调查发放问卷300份，有效问卷286份，满意度91.26%: of neither of them; not 收回196份，满意692份，满意度97.96%.
    let above = model.base_value(part) > model.base_value(whole);
    let counted = words::is(&model.figure(part).name, "合格|优良|满意|表示满意")
        && !words::has(nearby::clause_before(model, whole), "计划|安排|拟|应");
    if above && words::ends(&model.figure(rate).name, "合格率|优良率|满意度|满意率") && !counted {
        return;
    }
    // What a share is of, its list says; the budget of an execution rate may not stand in the text at all.
    let certain = contradiction == &SHARE || nearby::in_one_clause(model, rate, [part, whole]);
    let far = if certain { 20 * 100 } else { 110 };
    if judgement.outcome == Outcome::Contradiction && is_of_another(model, &claim, &judgement, far) {
        return;
    }
    // 年初预算基本支出607.41万元 … 人员经费358.95万元，占基本支出的56.85%: of what was spent, which may not stand in the text.
    let elsewhere = model.figure(part).home != model.figure(whole).home;
    let named_spending = contradiction == &SHARE && model.figure(whole).name.ends_with("支出");
    if judgement.outcome == Outcome::Contradiction
        && elsewhere
        && named_spending
        && granted::differ(model, part, whole)
    {
        return;
    }
    if judgement.outcome != Outcome::Agrees
        && let Some(pair) = nearby::other_partner(model, rate, [part, whole])
        // A share of the budget where one of what was spent is meant is a slip.
        && (contradiction != &SHARE || !basis_differs(model, pair))
    {
        pair.into_iter().chain([rate]).for_each(|id| sink.checked(id));
        return;
    }
    if judgement.outcome == Outcome::Contradiction
        && may_be_of_others(model, &claim, &judgement, [part, whole], contradiction)
    {
        return;
    }
    claim.mark(model, sink, &judgement);
    let rule = match judgement.outcome {
        Outcome::Agrees | Outcome::Undecided(_) => return,
        Outcome::Tail => tail,
        Outcome::Contradiction => contradiction,
    };
    claim.others = others();
    let name = model.rate_name(rate);
    let finding = claim.draft(model, rule, &judgement).with("name", name);
    sink.push_decided(finding, claim);
}
