//! Other readings of a list: which of the figures behind a whole are its parts, and what else they may be. A list is wrong only
//! where none of them comes out.

use super::{
    breakdown::{TELLING, are_all_people, family_of, sum_claim},
    claim::significant,
    nearby::{self, sum_of},
    nesting, rest,
};
use crate::{
    exact::{Outcome, judge},
    model::{Figure, FigureId, Model, Role},
    number::{Counter, Dimension, minus, plus, times},
    statement::reader::is_adjustment,
    words,
};
use rust_decimal::Decimal;

/// 预算100万元，支出90万元，结余10万元: what was spent of what was granted, and what is left of it.
fn is_balance(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let &[spent, left] = parts else { return false };
    let granted = [whole, spent].map(|id| model.figure(id).granted);
    granted == [Some(true), Some(false)] && words::ends(&model.figure(left).name, "结余|节余|剩余|结余资金")
}

/// Whether another reading of the list explains that it misses its whole: then nothing certain is wrong, nor checked.
pub(super) fn is_explained(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let values: Option<Vec<Decimal>> = parts.iter().map(|part| model.base_value(*part)).collect();
    let (Some(total), Some(values)) = (model.base_value(whole), values) else { return false };
    // 其中：防汛支出600万元，节支100万元；…: what was saved is no part.
    if parts.iter().any(|part| is_adjustment(&model.figure(*part).item)) && !is_balance(model, whole, parts) {
        return true;
    }
    // 其中：抚育3.54万元，补偿资金调减2.66万元，造林6.42万元: what was taken off stands among the parts.
    if values_taken_off(model, whole, parts)
        .any(|value| sum_of(&values).and_then(|sum| minus(sum, value)) == Some(total))
    {
        return true;
    }
    // 项目支出80万元，支出明细：甲公司合同100万元，…; 项目支出500万元，主要包括：培训经费预算320万元，…: what was agreed or planned is not what was spent.
    let name = |id: FigureId| &*model.figure(id).name;
    let of_contracts = |id: FigureId| words::ends(name(id), "合同|合同额|合同金额");
    let budget = |id: FigureId| model.figure(id).basis.is_budget();
    if parts.iter().all(|part| of_contracts(*part)) && !name(whole).contains("合同")
        || parts.iter().all(|part| budget(*part)) && !budget(whole)
    {
        return true;
    }
    // 预算200万元，已执行90%，其中人员经费120万元，公用经费60万元: of what the rate says was spent.
    let rate = FigureId(whole.0 + 1);
    let rated = model.figures.get(rate.0).is_some_and(|figure| {
        figure.role == Role::Rate && figure.home == model.figure(whole).home && rate < parts[0]
    });
    if rated && sum_of(&values).is_some_and(|sum| nearby::is_rate(model, rate, sum, total)) {
        return true;
    }
    // 其中：合同价1000万元，变更增加26万元，审减40万元: with what the list does not take for parts.
    let of_sentence = |id: &FigureId| {
        let figure = model.figures.get(id.0);
        figure.is_some_and(|figure| figure.home == model.figure(whole).home)
            && !nearby::between(model, whole, *id).contains('。')
    };
    let alike = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(whole).quantity);
    let behind = (parts[0].0..parts[0].0 + 8).map(FigureId).take_while(of_sentence);
    let row: Vec<FigureId> = behind.filter(alike).collect();
    if nesting::takes_off(model, whole, parts)
        || (parts.len()..=row.len()).any(|end| nesting::takes_off(model, whole, &row[..end]))
    {
        return true;
    }
    if goes_both_ways(model, whole, parts) || names_more(model, whole, parts, total) {
        return true;
    }
    // 收入完成857亿元，其中：税收收入580亿元；支出完成1612亿元: spending is no part of receipts.
    let side = |id: FigureId, of: &str| model.figure(id).name.contains(of);
    if side(whole, "收入") && parts.iter().any(|part| side(*part, "支出") && !side(*part, "收入")) {
        return true;
    }
    let Some(sum) = sum_of(&values) else { return false };
    let Some(excess) = minus(sum, total) else { return false };
    let exceeds = excess > Decimal::ZERO;
    if is_nested(model, whole, parts) {
        return true;
    }
    if exceeds && (is_last_of_list(model, whole, sum) || is_detail_on_next_line(model, parts, excess)) {
        return true;
    }
    // 其中，2021年提取基金126万元，基金累计1752万元，…: what came in this year is within what there is.
    let said = |part: &FigureId, words: &str| words::has(nearby::clause_before(model, *part), words);
    let is_within =
        |part: &FigureId| model.base_value(*part) == Some(excess) && said(part, "提取|计提|当年|本年|新增");
    if exceeds && parts.iter().any(is_within) && parts.iter().any(|part| said(part, "累计")) {
        return true;
    }
    // 其中：地方一般公共预算收入12亿元；地方税收收入8亿元: taxes are part of what comes in.
    let named = |words: &str| parts.iter().any(|part| words::has(&model.figure(*part).name, words));
    if exceeds && named("税收") && named("公共预算收入|财政收入|地方收入") {
        return true;
    }
    let kind = model.figure(whole).quantity.unit.dimension;
    let counted = !matches!(kind, Dimension::Money | Dimension::Points);
    // 博士4名、硕士60名: nobody is both, but there may be others.
    let apart = || exceeds && family_of(model, whole, parts).is_some();
    // 机关编制15名，其中行政编制15名；所属单位事业编制12名: one of them is all.
    let one = || parts.iter().any(|part| model.base_value(*part) == Some(total));
    let all_posts = || parts.iter().all(|part| model.figure(*part).name.contains("编制"));
    let posts = || model.figure(whole).name.contains("编制") && (apart() || all_posts()) && !one();
    let car = |part: &FigureId| {
        let name = &*model.figure(*part).name;
        name.ends_with("用车") && !words::has(name, "新能源|国产|租赁")
    };
    let cars = || parts.iter().all(car);
    let apart_by_name = || are_all_people(model, whole, parts) || posts() || cars();
    let twice = || exceeds && excess >= total / Decimal::TWO && !apart_by_name();
    // 低保户413户，特困人员62户，共计475户: what is added up before its total is apart.
    let behind = nearby::text_behind(model, model.figure(whole).span.end, 60);
    let once = !words::has(behind.split('。').next().unwrap_or_default(), "重复|剔除|扣除|去重|其中|交叉");
    let added_up = parts.last().is_some_and(|last| *last < whole) && model.figure(whole).total && once;
    if counted && !added_up && (overlaps(model, parts) && !apart() || twice()) {
        return true;
    }
    // 共23个，完成22个，其中产出12个、效益8个、满意度3个: parts of another figure of the sentence. 12个项目中，已完工8个，其中验收6个，在建3个，未开工1个.
    let others = nearby::levels_before(model, parts[0]);
    // 收入总计30万元，其中本年收入20万元、结转10万元；支出总计35万元，其中…: not of what has parts of its own.
    let has_parts = |id: FigureId| {
        let behind: Vec<FigureId> = (id.0 + 1..whole.0).map(FigureId).filter(alike).collect();
        id < whole && rest::parts_of(model, id, &behind, 0) > 0
    };
    let mut others =
        others.iter().filter(|id| **id != whole && !has_parts(**id)).filter_map(|id| model.base_value(*id));
    let beside =
        |other: Decimal| counted && minus(other, total).is_some_and(|rest| is_suffix_sum(&values, rest));
    if others.any(|other| other == sum || beside(other)) {
        return true;
    }
    // 项目预算846.93万元，支出829.99万元。其中：甲563万元；乙283.93万元: parts of the budget.
    let item = &model.figure(whole).item;
    // What is called the same, of one year and basis, and off by a digit, is the whole itself, once more and right.
    let itself = |id: &FigureId| {
        let (other, whole) = (model.figure(*id), model.figure(whole));
        let one =
            !item.is_empty() && other.item == *item && other.year == whole.year && other.basis == whole.basis;
        one && significant(excess) == 1 && significant(whole.quantity.value) + 1 >= TELLING
    };
    let is_sum = |id: &FigureId| *id != whole && comes_to(model, *id, parts, sum) && !itself(id);
    let of_item = || !item.is_empty() && model.around(item, whole).iter().any(is_sum);
    let same_item = |id: &FigureId| model.figure(*id).item == *item;
    if nearby::levels_of_paragraph(model, parts[0]).filter(same_item).any(|id| is_sum(&id)) || of_item() {
        return true;
    }
    if is_of_stages(model, parts, total) || begins_above(model, whole, parts, -excess) {
        return true;
    }
    let flat = without_details(model, parts, &values);
    // 项目支出477.07万元，其中水库298.2万元，资金来源为中央240万元、省级58.2万元: all that follows the first part is what makes it up.
    let of_first = flat.len() == 1 && (values.len() > 3 || values.len() > 2 && significant(values[0]) > 2);
    of_first || flat.len() < values.len() && (counted && exceeds || sum_of(&flat) == Some(total))
}

/// The amounts between a whole and the last of its parts that were taken off something.
fn values_taken_off(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> impl Iterator<Item = Decimal> {
    let last = parts.iter().copied().max().unwrap_or(whole);
    let within = (whole.0 + 1..last.0).map(FigureId).filter(|id| !parts.contains(id));
    let taken = within.filter(|id| {
        words::ends(nearby::clause_before(model, *id).trim(), "调减|核减|收回|压减|扣减|扣除|退回|减少")
    });
    taken.filter_map(|id| model.base_value(id))
}

/// （一）中央下达3268万元。 | （二）省级安排320万元，县级安排80万元，共计3668万元: whether what a total behind its parts has more than they have
/// stands right above.
fn begins_above(model: &Model<'_>, whole: FigureId, parts: &[FigureId], missing: Decimal) -> bool {
    let node = |id: FigureId| nearby::paragraph_of(model, id).unwrap_or(usize::MAX);
    let Some(last) = parts.last().filter(|last| **last < whole) else { return false };
    let above = |id: &FigureId| node(*id) < node(*last) && node(*last) - node(*id) <= 2;
    // A round amount is as much by chance, unless it is said to be more of the same.
    let telling = |id: FigureId| {
        significant(model.figure(id).quantity.value) >= TELLING
            || words::has(nearby::clause_before(model, id), "结转|中央|下达")
    };
    let is_missing = |id: FigureId| model.base_value(id) == Some(missing) && telling(id);
    missing > Decimal::ZERO && nearby::said_before(model, parts[0]).filter(above).any(is_missing)
}

/// 按来源分：财政拨款1210万元，其他资金50万元。按类型分：基本支出865万元，项目支出395万元: whether the parts make up all of another list that names
/// no total.
pub(super) fn divide_again(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let alike = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(whole).quantity);
    let row: Vec<FigureId> = nearby::levels_of_paragraph(model, parts[0]).filter(alike).collect();
    let sum = model.sum_of(parts).filter(|sum| significant(*sum) >= TELLING);
    sum.is_some() && nearby::last_sums(model, &row).any(|row| Some(row) == sum)
}

/// 收到资金200.12万元，支出150万元。其中：甲120.08万元，乙80.05万元: whether parts make up another amount, their last digits not counted where it has
/// more of them than chance would hit.
fn comes_to(model: &Model<'_>, whole: FigureId, parts: &[FigureId], sum: Decimal) -> bool {
    let Some(value) = model.base_value(whole) else { return false };
    let figure = model.figure(whole);
    let near = |gap: Decimal| {
        times(gap, Decimal::ONE_HUNDRED).is_some_and(|gap| gap.abs() < value)
            && significant(figure.quantity.value) >= TELLING
            && figure.quantity.comparable(&model.figure(parts[0]).quantity)
            && is_tail(model, whole, parts, gap)
    };
    value == sum || minus(sum, value).is_some_and(near)
}

/// Whether parts, which miss a whole by `gap`, make it up but for what rounding takes from each.
fn is_tail(model: &Model<'_>, whole: FigureId, parts: &[FigureId], gap: Decimal) -> bool {
    // That is no more than a last digit of each, some tens where it is given as about so much: nearly all amounts are further
    // off, and to see that is many times cheaper than to judge the sum.
    let last_digit = |id: &FigureId| {
        let quantity = &model.figure(*id).quantity;
        times(quantity.unit.scale, Decimal::try_new(1, quantity.places).ok()?)
    };
    let tails = parts.iter().chain([&whole]).try_fold(Decimal::ZERO, |all, id| plus(all, last_digit(id)?));
    if tails.and_then(|tails| times(tails, Decimal::TEN)).is_none_or(|most| gap.abs() > most) {
        return false;
    }
    let stated = model.exact(whole).zip(sum_claim(model, whole, parts));
    stated.is_some_and(|(stated, claim)| {
        matches!(judge(&stated, &claim.formula).outcome, Outcome::Agrees | Outcome::Tail)
    })
}

/// 编制163名（含工勤编制5名），其中公务员编制92名，事业编制66名; 编制163名，其中…，工勤编制5名不占编: whether the sentence names what is in the whole besides its
/// parts, or says of a part that it is not in it.
fn names_more(model: &Model<'_>, whole: FigureId, parts: &[FigureId], total: Decimal) -> bool {
    const OUTSIDE: &str = "不占编|不占编制|不计入|编外|不含在内";
    let text = model.text();
    let apart = |part: &FigureId| {
        let figure = model.figure(*part);
        text.get(figure.span.end..).is_some_and(|behind| words::starts(behind, OUTSIDE))
            || words::has(nearby::clause_before(model, *part), OUTSIDE)
    };
    let next = FigureId(whole.0 + 1);
    let included = || {
        let between = nearby::between(model, whole, next);
        let rest = model.sum_of(parts).and_then(|sum| minus(total, sum));
        words::starts(between, "（含|（包括|(含|(包括|（其中含") && model.base_value(next) == rest
    };
    parts.iter().any(apart) || next.0 < model.figures.len() && !parts.contains(&next) && included()
}

/// Whether a list that misses its whole by more than a slip may be none, or another one than it looks.
pub(super) fn may_be_other(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    may_end_sooner(model, whole, parts)
        || are_of_row(model, whole, parts)
        || is_behind_list(model, whole, parts)
        || shares_say_more(model, whole, parts)
}

/// 资产总额1000万元，其中流动资产200万元，负债总额300万元: behind one or more parts that the whole has room for, a comma may begin to
/// speak of something else. So may what stands in a clause of its own behind names:
/// 内设机构3个，分别为督查室、法规科，下属事业单位4个.
fn may_end_sooner(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    const OPENS: &str = "其中|主要|包括|分别|用于|含|分为|具体|按|由";
    let between = nearby::between(model, whole, parts[0]);
    let clauses = || between.split(['，', ',']);
    let apart = clauses().next_back().is_some_and(|last| !words::has(last, OPENS));
    if apart && clauses().rev().skip(1).any(|clause| words::has(clause, OPENS) && clause.contains('、')) {
        return true;
    }
    let has_room = |parts: &[FigureId]| {
        let sum = model.sum_of(parts);
        sum.is_some_and(|sum| model.base_value(whole).is_some_and(|whole| sum <= whole))
    };
    (1..parts.len()).any(|at| {
        let (before, next) = (parts[at - 1], parts[at]);
        let words = nearby::between(model, before, next);
        words.contains(['，', ','])
            && !words.contains(['；', ';', '。', '\n'])
            && is_beside(model, whole, before, next)
            && has_room(&parts[..at])
    })
}

/// Whether what stands behind a part is rather an amount beside the whole: it is called like the whole as the part is not, or is
/// of another kind than any part.
fn is_beside(model: &Model<'_>, whole: FigureId, before: FigureId, next: FigureId) -> bool {
    // 一是甲37万元，二是乙85万元: the next item of the list.
    const SIGNS: &str = "二是|三是|四是|五是|六是|②|③|④|⑤|⑥";
    const OTHER: &str = "负债|净资产|净值|净额|折旧|实收|限额|累计|完成投资|到位|年末|结转下年|未支出|节约|节省|次均|月均|\
        人均|户均|平均|授予|下属|合同价|审定价|中标价|结算价|总投资";
    let [whole, before, next] = [whole, before, next].map(|id| nearby::clause_before(model, id).trim());
    if words::starts(next, SIGNS) {
        return false;
    }
    let like_whole = last_word(next).is_some_and(|end| whole.ends_with(end) && !before.ends_with(end));
    let said = |word: &str| [whole, before].iter().any(|words| words.contains(word));
    let other = OTHER.split('|').any(|word| next.contains(word) && !said(word));
    // 年末在职133人，其中行政人员75人，离退休人员22人.
    let retired = whole.contains("在职") && words::has(next, "退休|离休");
    let spent = whole.ends_with("收入") && next.ends_with("支出");
    // 支出4939万元，其中基本支出4235万元，公用经费783万元: what runs a department is part of its running.
    let within = before.ends_with("基本支出") && words::ends(next, "人员经费|公用经费");
    // 其中中央投资2000万元，完成2000万元: how much of the part was done.
    let done = words::is(next, "完成|实际完成|支出|实际支出|到位|支付|拨付|执行|使用");
    spent || within || retired || other || done || like_whole && !next.starts_with("其他")
}

/// The last two characters, which say what kind of thing a name is of: 支出, 经费, 总额.
fn last_word(name: &str) -> Option<&str> {
    name.char_indices().rev().nth(1).map(|(at, _)| &name[at..])
}

/// 本年收入100万元、年初结转50万元，其中：基本支出90万元、项目支出60万元: whether the parts make up several of the amounts before them.
/// 甲镇35万元、乙镇557万元，分别拨付32万元、501万元: whether they are of as many amounts, one each.
fn are_of_row(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let before = nearby::levels_before(model, parts[0]);
    let alike = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(whole).quantity);
    let row: Vec<FigureId> = before.iter().copied().filter(alike).collect();
    let sum = model.sum_of(parts);
    // 收入合计2740.28万元，年初结转9.04万元，其中…: of the amount before.
    let is_other = |sum: Decimal| {
        let other = |id: &FigureId| *id != whole && model.base_value(*id) == Some(sum);
        significant(sum) >= TELLING && row.iter().any(other)
    };
    let first_ones = || (2..=parts.len()).filter_map(|count| model.sum_of(&parts[..count])).any(is_other);
    let said = nearby::between(model, whole, parts[0]);
    let each = said.contains("分别") && !words::has(said, "分别为|分别是|分别有");
    let fits = |(part, of): (&FigureId, &FigureId)| model.base_value(*part) <= model.base_value(*of);
    nearby::last_sums(model, &row).any(|row| Some(row) == sum)
        || first_ones()
        || each && before.len() >= parts.len() && parts.iter().rev().zip(&before).all(fits)
}

/// 公开招标180万元，竞争性磋商120万元，询价38万元。其中中小企业300万元: whether a sentence of its own speaks of all amounts of the one before.
fn is_behind_list(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let item = |id: &FigureId| &*model.figure(*id).item;
    let before = nearby::levels_before(model, whole).into_iter();
    let others = before.take_while(|id| item(id).is_empty() || item(id) != item(&whole));
    let row: Vec<FigureId> = [whole].into_iter().chain(others).collect();
    let sum = model.sum_of(parts);
    let room = |amount: Decimal| sum.is_some_and(|sum| sum <= amount);
    let in_all = || nearby::last_sums(model, &row).any(room);
    // 本年支出511万元、年末结转16万元，其中：基本支出266万元: of either.
    let beside = |before: &FigureId| nearby::between(model, *before, whole).starts_with('、');
    if row.get(1).is_some_and(beside) {
        return in_all() || row.iter().filter_map(|id| model.base_value(*id)).any(room);
    }
    nearby::between(model, whole, parts[0]).contains('。') && row.len() > 2 && in_all()
}

/// 项目支出559万元，其中道路420万元，占75.16%；河道97万元，占17.39%: whether the shares, of each part or of all of them, say that there is
/// more in the whole than the list names.
fn shares_say_more(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let (Some(sum), Some(total), Some(last)) = (model.sum_of(parts), model.base_value(whole), parts.last())
    else {
        return false;
    };
    let rate_behind = |part: FigureId| {
        let rate = FigureId(part.0 + 1);
        // 地方安排41亿元，分配率99.5%: no share.
        let is_rate = |figure: &Figure| {
            figure.role == Role::Rate
                && figure.home == model.figure(part).home
                && !figure.name.ends_with('率')
        };
        model.figures.get(rate.0).is_some_and(is_rate).then_some(rate)
    };
    let of_whole = |part: FigureId, amount: Decimal| {
        rate_behind(part).is_some_and(|rate| nearby::is_rate(model, rate, amount, total))
    };
    let each = || parts.iter().all(|part| of_whole(*part, model.base_value(*part).unwrap_or_default()));
    sum < total && (of_whole(*last, sum) || each())
}

/// 多支出148.7万元，其中人员经费多支出366.9万元，公用经费少支出218.2万元: parts of a change of which some go the other way do not add up to it.
fn goes_both_ways(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    const MORE: &str = "追加|调增|增加|增支|多支出|多安排|多列支|多拨付|多发放|多收|多列";
    const LESS: &str = "追减|调减|核减|减少|减支|少支出|少安排|少列支|少拨付|少发放|少收|少列|收回|压减|退回";
    let says = |id: FigureId, ways: &str| {
        let clause = nearby::clause_before(model, id).trim();
        let clause = clause.trim_start_matches("其中");
        words::starts(clause, ways) || words::ends(clause, ways)
    };
    let parts_say = |ways: &str| parts.iter().any(|part| says(*part, ways));
    let of_whole = nearby::clause_before(model, whole);
    words::has(of_whole, MORE) && parts_say(LESS) || words::has(of_whole, LESS) && parts_say(MORE)
}

/// The parts with the figures right behind them, where together they make up the whole: 其中：购置费560万元，运行费2350万元；接待费355万元.
pub(super) fn going_on(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> Option<Vec<FigureId>> {
    const MOST: usize = 8;
    let (total, last) = (model.base_value(whole)?, *parts.last()?);
    if total < Decimal::TEN {
        return None;
    }
    let mut all = parts.to_vec();
    let mut sum = model.sum_of(parts)?;
    for next in (last.0 + 1..=last.0 + MOST).map(FigureId) {
        let figure = model.figures.get(next.0)?;
        if sum >= total {
            return None;
        }
        // …；商务厅等5部门20万元: what is counted beside the amounts.
        if figure.role != Role::Level || !figure.quantity.comparable(&model.figure(whole).quantity) {
            continue;
        }
        sum = plus(sum, model.base_value(next)?)?;
        all.push(next);
        if sum == total || comes_to(model, whole, &all, sum) {
            return Some(all);
        }
    }
    None
}

/// Whether the part that is too much is a detail of the one before it: 基本支出879万元，其中：人员经费861万元, and on the next line 公用经费18万元.
fn is_detail_on_next_line(model: &Model<'_>, parts: &[FigureId], excess: Decimal) -> bool {
    parts.windows(2).any(|pair| {
        let between = (pair[0].0 + 1..=pair[1].0).map(FigureId);
        let details: Option<Vec<Decimal>> = between.map(|id| model.base_value(id)).collect();
        let details = details.filter(|details| details.len() > 1 && details.last() == Some(&excess));
        details.is_some_and(|details| sum_of(&details) == model.base_value(pair[0]))
    })
}

/// 支出500万元，其中：工资300万元，商品和服务150万元，其中办公费100万元、差旅费50万元，资本性支出50万元: whether the amounts behind the whole, or behind
/// one before it, make it up when some of them are details of the one before them, as the words say.
fn is_nested(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    /// Most amounts of a list and of the lists in it.
    const MOST: usize = 14;
    /// Most amounts that may be the whole.
    const FEW: usize = 6;
    // Numbers of people and things make up each other by chance.
    let money = model.figure(whole).quantity.unit.dimension == Dimension::Money;
    let Some(last) = parts.last().filter(|_| money) else { return false };
    let wholes = [whole].into_iter().chain(nearby::levels_of_paragraph(model, whole)).take(FEW);
    { wholes }.any(|outer| {
        let of = model.figure(outer);
        let alike = |id: &FigureId| {
            let figure = model.figure(*id);
            figure.role == Role::Level && figure.quantity.comparable(&of.quantity)
        };
        let of_paragraph =
            |id: &FigureId| model.figures.get(id.0).is_some_and(|figure| figure.home == of.home);
        let behind = (outer.0 + 1..model.figures.len()).map(FigureId).take_while(of_paragraph);
        let levels: Vec<FigureId> = behind.take(4 * MOST).filter(alike).take(MOST).collect();
        let values: Option<Vec<Decimal>> = levels.iter().map(|id| model.base_value(*id)).collect();
        let opens = |at: usize| levels.get(at..at + 2).is_some_and(|pair| opens_list(model, pair));
        let free = levels.iter().filter(|level| **level > *last).count();
        let beside = levels.iter().position(|level| level == last).filter(|_| outer != whole);
        let nesting = values.zip(model.base_value(outer));
        nesting.is_some_and(|(values, outer)| {
            Nesting { values, opens: &opens, free, beside, tries: 0 }.makes_up(0, outer)
        })
    })
}

/// Amounts of which some may be details of the one before them.
struct Nesting<'n> {
    values: Vec<Decimal>,
    /// Whether words behind an amount open a list.
    opens: &'n dyn Fn(usize) -> bool,
    /// How many of the last ones need not belong to it.
    free: usize,
    /// One that is no detail.
    beside: Option<usize>,
    tries: usize,
}

impl Nesting<'_> {
    /// Whether the amounts from one on make up a whole. Where one opens a list, some of those behind it may be its details, which need
    /// not be all of them: 基本支出950万元，其中人员经费750万元；项目支出300万元.
    fn makes_up(&mut self, at: usize, whole: Decimal) -> bool {
        /// Most ways that are tried; sentences that people write have a few.
        const MOST: usize = 200;
        if whole.is_zero() && self.values.len() - at <= self.free {
            return true;
        }
        self.tries += 1;
        let Some(first) = self.values.get(at).copied().filter(|_| self.tries <= MOST) else { return false };
        let Some(left) = minus(whole, first).filter(|left| *left >= Decimal::ZERO) else { return false };
        if self.makes_up(at + 1, left) {
            return true;
        }
        if !(self.opens)(at) {
            return false;
        }
        let mut details = Decimal::ZERO;
        let end = self.beside.filter(|beside| *beside > at).unwrap_or(self.values.len());
        for next in at + 1..end {
            match plus(details, self.values[next]) {
                Some(sum) if sum <= first => details = sum,
                _ => return false,
            }
            if self.makes_up(next + 1, left) {
                return true;
            }
        }
        false
    }
}

/// Whether words between two amounts say that the second is a detail of the first.
fn opens_list(model: &Model<'_>, pair: &[FigureId]) -> bool {
    const OPENS: &str = "其中|主要|包括|包含|分别|具体|含|（|(";
    words::has(nearby::between(model, pair[0], pair[1]), OPENS)
}

/// The parts without those that are rather details of one before them, behind which words open a list:
/// 其中：一般公共预算收入10.72亿元，主要为税收返还收入0.75亿元；一般性转移支付收入6.95亿元；专项转移收入3.02亿元；….
pub(super) fn without_inner_lists(model: &Model<'_>, parts: &[FigureId]) -> Vec<FigureId> {
    let levels = nearby::levels_behind(model, parts[0]);
    let values: Option<Vec<Decimal>> = levels.iter().map(|id| model.base_value(*id)).collect();
    let Some(values) = values else { return parts.to_vec() };
    let details = levels.windows(2).enumerate().flat_map(|(at, pair)| {
        let is_part = parts.contains(&pair[0]);
        let count = if is_part { details_of(values[at], &values[at + 1..]) } else { 0 };
        if count > 1 && opens_list(model, pair) { &levels[at + 1..=at + count] } else { &[] }
    });
    let details: Vec<FigureId> = details.copied().collect();
    parts.iter().copied().filter(|part| !details.contains(part)).collect()
}

/// Whether the figures before the whole make up another one with it, which the parts fit into: 采购支出156万元，其中货物56万元、工程60万元、
/// 服务40万元，其中授予中小企业120万元.
fn is_last_of_list(model: &Model<'_>, whole: FigureId, parts: Decimal) -> bool {
    let mut sum = model.base_value(whole);
    nearby::levels_before(model, whole).into_iter().any(|other| {
        let value = model.base_value(other);
        let made_up = sum.is_some() && sum == value && value.is_some_and(|value| parts <= value);
        sum = sum.zip(value).and_then(|(sum, value)| plus(sum, value));
        made_up
    })
}

/// 其中：宣传53万元，拨付50万元；培训70万元，拨付66万元: whether the list says several things of every part, of which the first,
/// behind each semicolon, or the ones at one place make up the whole.
fn is_of_stages(model: &Model<'_>, parts: &[FigureId], total: Decimal) -> bool {
    const MOST: usize = 4;
    let values = |ids: &mut dyn Iterator<Item = FigureId>| {
        let values: Option<Vec<Decimal>> = ids.map(|id| model.base_value(id)).collect();
        values.filter(|values| values.len() >= 2).and_then(|values| sum_of(&values))
    };
    let behind = nearby::levels_behind(model, parts[0]);
    let in_turn = |parts: &[FigureId]| {
        (2..=MOST).filter(|each| parts.len().is_multiple_of(*each)).any(|each| {
            (0..each).any(|at| values(&mut parts.iter().copied().skip(at).step_by(each)) == Some(total))
        })
    };
    let starts =
        |pair: &[FigureId]| nearby::between(model, pair[0], pair[1]).contains(['；', ';']).then_some(pair[1]);
    let firsts = [parts[0]].into_iter().chain(behind.windows(2).filter_map(starts));
    // 1.安排乡村道路项目236万元，已支付236万元。2.…: of what is said second of each.
    let next = |part: &FigureId| {
        let next = FigureId(part.0 + 1);
        let level = |figure: &Figure| figure.role == Role::Level && figure.home == model.figure(*part).home;
        model.figures.get(next.0).is_some_and(level).then_some(next)
    };
    let seconds: Option<Vec<FigureId>> = parts.iter().map(next).collect();
    let of_seconds = seconds.is_some_and(|seconds| values(&mut seconds.into_iter()) == Some(total));
    of_seconds || in_turn(parts) || in_turn(&behind) || values(&mut { firsts }) == Some(total)
}

/// Whether some of the values at the end, but not all, add up to `wanted`.
fn is_suffix_sum(values: &[Decimal], wanted: Decimal) -> bool {
    let mut sum = Decimal::ZERO;
    let ends = values.iter().skip(1).rev().map_while(|value| {
        sum = plus(sum, *value)?;
        Some(sum)
    });
    !wanted.is_zero() && { ends }.any(|sum| sum == wanted)
}

/// People and things counted by what does not exclude each other, 女性5名，35岁以下8名，大专以上12名, or by what is done with
/// them in turn: 刑拘90人、逮捕70人、移送起诉65人. Men and women alone make up everybody.
fn overlaps(model: &Model<'_>, parts: &[FigureId]) -> bool {
    const TRAITS: &str = "女|男|少数民族|党员|岁|大专|本科|硕士|博士|研究生|学历|职称|高级|中级|残疾|\
            脱贫|低保|再就业|就业困难|毕业生|新增|优秀|不合格|调入|调出|招录|辞职|辞退|去世|\
            拘留|刑拘|逮捕|批捕|移送|起诉|立案|结案|办结|审结|判决|处分|问责|持证|获证|参保";
    let names = |of: char| parts.iter().filter(|part| model.figure(**part).name.starts_with(of)).count();
    let everybody = parts.len() == 2 && names('男') == 1 && names('女') == 1;
    !everybody && parts.iter().any(|part| words::has(&model.figure(*part).name, TRAITS))
}

/// The values without those that are the details of the one before them: 甲27.46，其中乙0、丙27.46，丁22.59.
fn without_details(model: &Model<'_>, parts: &[FigureId], values: &[Decimal]) -> Vec<Decimal> {
    let mut flat: Vec<Decimal> = Vec::with_capacity(values.len());
    let mut at = 0;
    // 主要领导用车1辆、机要通信用车1辆: a part that is as much as the one before it is a detail only where words say so.
    let says_so = |at: usize| {
        words::has(
            nearby::between(model, parts[at], parts[at + 1]),
            "其中|（|(|即|用于|含|包括|均|全部|：|；",
        )
    };
    while let Some(value) = values.get(at) {
        flat.push(*value);
        let details = details_of(*value, &values[at + 1..]);
        // 特种专业技术用车2辆、离退休干部用车0辆、其他用车2辆: nor with zeros between.
        let some = values[at + 1..=at + details].iter().filter(|detail| !detail.is_zero()).count();
        at += if some == 1 && !says_so(at) { 1 } else { 1 + details };
    }
    flat
}

/// How many of the values add up to the one before them.
fn details_of(whole: Decimal, behind: &[Decimal]) -> usize {
    const MOST: usize = 12;
    let mut sum = Decimal::ZERO;
    for (at, value) in behind.iter().take(MOST).enumerate() {
        let Some(next) = plus(sum, *value) else { break };
        sum = next;
        if sum == whole && !whole.is_zero() {
            return at + 1;
        }
    }
    0
}

/// How many of the parts are members: where the first ones, at least two of them, already make up the whole to the digit,
/// what follows says something else: 专项资金500万元，其中中央300万元、省级200万元，完成投资450万元, or 教职工62人，其中…，退休职工28人.
/// Counts make up their whole by chance more easily (3辆：1辆、2辆、1辆), so for them this holds where a total of people or 其他
/// ends the list (共有车辆12辆，其中轿车6辆，越野车4辆，其他2辆，报废3辆), or another mark stands before what follows:
/// 水库26座，其中中型2座、小型24座，病险水库5座.
pub(super) fn members(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> usize {
    let value = |id: FigureId| model.base_value(id);
    let Some(total) = value(whole) else { return parts.len() };
    let certain = match model.figure(whole).quantity.unit.dimension {
        Dimension::Money | Dimension::Area => true,
        Dimension::Count(Counter::People) => total >= Decimal::TEN,
        _ => false,
    };
    let is_rest = |part: FigureId| model.figure(part).name.starts_with("其他");
    let (mut sum, mut telling) = (Decimal::ZERO, 0);
    for (at, part) in parts.iter().enumerate() {
        let Some(next) = value(*part).and_then(|part| plus(sum, part)) else { break };
        telling += usize::from(next != sum);
        sum = next;
        let breaks = || total >= Decimal::TEN && list_breaks(model, parts, at);
        let ends = || certain || is_rest(*part) || breaks() || ends_segment(model, parts, at);
        if sum == total && telling >= 2 && ends() {
            return at + 1;
        }
    }
    parts.len()
}

/// Whether a semicolon stands behind a part and none before it: 科室4个，其中综合2个、业务2个；下属单位1个.
fn ends_segment(model: &Model<'_>, parts: &[FigureId], at: usize) -> bool {
    let segments = |at: usize| {
        parts.get(at + 1).is_some_and(|next| nearby::between(model, parts[at], *next).contains(['；', ';']))
    };
    segments(at) && !(0..at).any(segments)
}

/// Whether behind a part the list goes on otherwise than before it.
pub(super) fn list_breaks(model: &Model<'_>, parts: &[FigureId], at: usize) -> bool {
    let mark = |at: usize| {
        let between = nearby::between(model, parts[at], *parts.get(at + 1)?);
        let other_figure = between.contains(|c: char| c.is_ascii_digit());
        between.chars().find(|c| "、，,；;".contains(*c)).filter(|_| !other_figure)
    };
    at.checked_sub(1).is_some_and(|before| at + 1 < parts.len() && mark(before) != mark(at))
}
