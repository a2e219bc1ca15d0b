//! 总增减额与各项增减额：“三公”经费比上年减少X万元，其中：公务接待费减少a万元，公务用车费增加b万元。

use super::{
    Sink,
    breakdown::{is_slip, usual_places},
    claim::Claim,
    nearby, rule,
};
use crate::{
    exact::{Outcome, Sign},
    map::Map,
    model::{FigureId, Model, Role, names::Basis},
    number::Dimension,
    statement::{Change, Direction, ListKind, Statement},
    words,
};

rule! {
    /// # 各项增减额之和与总增减额不符
    ///
    /// 合计比上年增减多少，“其中”又逐项写明增减多少的，各项增减额相加（减少为负）应等于总增减额。“三公”经费三项、基本支出和项目支出
    /// 列全的，以及差额像是一位数字写错的，作提醒；有一项没有写增减额、按可比口径计算、或两种基数混用的，不核。
    ///
    /// ## 反例
    /// ```gj bad
    /// “三公”经费支出比上年减少5.25万元，其中：因公出国（境）费与上年持平，公务用车购置及运行维护费增加1.20万元，公务接待费减少6.54万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// “三公”经费支出比上年减少5.34万元，其中：因公出国（境）费与上年持平，公务用车购置及运行维护费增加1.20万元，公务接待费减少6.54万元。
    /// ```
    /// ## 怎么改
    /// 核对各项的两年数，改正有误的增减额或方向。
    SUM = "GJ207", Warning, Contradiction;
    title: "各项增减额之和与总增减额不符", "changes of the parts do not add up to the change of the whole";
    zh: "合计增减{stated}，各项增减额相加（{shown}）为{computed}，相差{gap}{why}，请核实增减额或方向。";
    en: "The whole changed by {stated}, but the changes of its parts ({shown}) add up to {computed}, {gap} apart{why}; check the amounts or their direction.";
}

/// Holds the change of a whole against the changes of its parts.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for id in (0..model.figures.len()).map(FigureId) {
        let figure = model.figure(id);
        if figure.role == Role::Change && figure.quantity.unit.dimension == Dimension::Money {
            in_sentence(model, sink, id);
        }
    }
    of_lists(model, sink);
}

/// An amount by which something changed, and which way.
type By = (Direction, FigureId);

/// 减少5万元，其中：甲减少6万元，乙增加1万元: the amounts behind one in its sentence, or in the one that 其中 begins.
fn in_sentence(model: &Model<'_>, sink: &mut Sink, whole: FigureId) -> Option<()> {
    /// Longest list, in bytes.
    const LONG: usize = 900;
    let text = model.text();
    let home = model.figure(whole).home;
    let of_home = |id: &FigureId| model.figures.get(id.0).is_some_and(|figure| figure.home == home);
    let next = FigureId(whole.0 + 1);
    let has_rate = of_home(&next) && is_rate_behind(model, whole, next);
    let last = if has_rate { next } else { whole };
    let start = model.figure(last).span.end;
    let behind = text.get(start..text.floor_char_boundary(start + LONG))?;
    let list = words::without_head(behind.trim_start_matches(['%', '％']), "，其中|。其中|,其中|；其中")?;
    let end = start + behind.len() - list.len() + list.find(['。', '\n']).unwrap_or(list.len());
    let parts = parts_of(model, (last, end))?;
    let before = nearby::levels_before(model, whole).last().map_or(whole, |first| (*first).min(whole));
    let from = text.ceil_char_boundary(model.figure(before).span.start.saturating_sub(LONG / 6));
    let said = text.get(from..end)?;
    let two_bases = said.contains("预算") && words::has(said, "上年|去年|同比|同期");
    let otherwise = words::has(said, "口径|主要|剔除|扣除|不含|等") || {
        // …运行维护费7634.75万元（其中：购置费2337.35万元，运行费5297.40万元）: what a bracket says is of one part alone.
        said.matches("其中").count() > 1 + said.matches("（其中").count() + said.matches("(其中").count()
    };
    if two_bases || otherwise {
        return None;
    }
    let complete = names_all(text.get(from..start)?, text.get(start..end)?);
    decide(model, sink, (way_of(model, whole)?, whole), &parts, complete)
}

/// Whether a list names all that there can be: the three kinds of 三公经费, 基本支出 and 项目支出.
fn names_all(before: &str, list: &str) -> bool {
    let all = |kinds: &[&str]| kinds.iter().all(|kind| list.contains(kind));
    before.contains("三公") && all(&["因公出国", "公务用车", "接待"]) || all(&["基本支出", "项目支出"])
}

/// Whether a rate is that of the amount right before it: 减少5万元，下降10%.
fn is_rate_behind(model: &Model<'_>, amount: FigureId, rate: FigureId) -> bool {
    let figure = model.figure(rate);
    let between = nearby::between(model, amount, rate);
    figure.quantity.unit.dimension == Dimension::Percent
        && matches!(figure.role, Role::Change | Role::Rate)
        && !between.contains(['。', '；', ';'])
        && between.len() < 30
}

/// The changes behind a figure up to a place. `None` where one of the parts does not say by how much it changed.
fn parts_of(model: &Model<'_>, (last, end): (FigureId, usize)) -> Option<Vec<By>> {
    /// Most figures of a list.
    const MOST: usize = 40;
    let home = model.figure(last).home;
    let text = model.text();
    let mut parts: Vec<By> = Vec::new();
    // Where a level stands whose change has not been told.
    let mut open: Option<usize> = None;
    let is_unchanged = |from: usize, to: usize| words::has(text.get(from..to).unwrap_or_default(), UNCHANGED);
    for id in (last.0 + 1..model.figures.len()).map(FigureId).take(MOST) {
        let figure = model.figure(id);
        if figure.home != home || figure.span.start >= end {
            break;
        }
        let money = figure.quantity.unit.dimension == Dimension::Money;
        if nearby::inside_bracket(model, id).is_some_and(|said| said.starts_with("其中")) {
            continue;
        }
        match figure.role {
            Role::Change if money => {
                parts.push((way_of(model, id)?, id));
                open = None;
            }
            Role::Change if parts.last().is_none_or(|(_, part)| part.0 + 1 != id.0) => return None,
            Role::Level if money => {
                if open.is_some_and(|from| !is_unchanged(from, figure.span.start)) {
                    return None;
                }
                open = Some(figure.span.end);
            }
            _ => {}
        }
    }
    let all = open.is_none_or(|from| is_unchanged(from, end));
    (all && parts.len() >= 2).then_some(parts)
}

/// What says that something did not change.
const UNCHANGED: &str = "持平|无变化|没有变化|无增减|没有增减|不变|一致|相同";

/// Which way an amount changed, by the word before it.
fn way_of(model: &Model<'_>, id: FigureId) -> Option<Direction> {
    let before = nearby::clause_before(model, id).trim_end_matches(['了', '为', '约', ' ']);
    if words::ends(before, "增加|增长|上升|提高|增支|增收|多支出|增") {
        return Some(Direction::Rise);
    }
    words::ends(before, "减少|下降|降低|减支|减收|少支出|减|压减|压缩").then_some(Direction::Fall)
}

/// 支出合计比上年增加50万元。其中：基本支出增加20万元；项目支出增加30万元: where the levels are a whole and its parts, each with its change.
fn of_lists(model: &Model<'_>, sink: &mut Sink) {
    let changes: Map<usize, &Change> = { model.statements.iter() }
        .filter_map(|statement| match statement {
            Statement::Change(change) => Some((change.new.0, change)),
            _ => None,
        })
        .collect();
    for statement in &model.statements {
        if let Statement::Breakdown { whole, parts, kind: ListKind::Exhaustive, closed: true } = statement
            && let Some(change) = changes.get(&whole.0)
        {
            of_list(model, sink, change, parts, &changes);
        }
    }
}

fn of_list(
    model: &Model<'_>,
    sink: &mut Sink,
    whole: &Change,
    levels: &[FigureId],
    changes: &Map<usize, &Change>,
) -> Option<()> {
    let amount = whole.amount.filter(|_| !whole.comparable)?;
    let base = |change: &Change| (change.base.year, change.base.basis == Basis::Unsaid);
    let changed =
        levels.iter().map(|level| changes.get(&level.0).filter(|change| base(change) == base(whole)));
    let changed: Vec<&Change> = changed.map(|change| change.copied()).collect::<Option<_>>()?;
    let by = |change: &&Change| match change.direction {
        Direction::Level => Some(None),
        direction => change.amount.map(|amount| Some((direction, amount))),
    };
    let parts: Vec<By> = changed.iter().map(by).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    if parts.len() < 2 || sink.found_at(model.figure(amount).span) {
        return None;
    }
    // 支出100万元，增加10万元，其中工资60万元，增加5万元: what changed besides is in what the list leaves out.
    let complete = model.sum_of(levels).is_some_and(|sum| Some(sum) == model.base_value(whole.new));
    decide(model, sink, (whole.direction, amount), &parts, complete)
}

/// Holds the amount by which a whole changed against those of its parts, which are all of them where the list is `complete`.
fn decide(model: &Model<'_>, sink: &mut Sink, (way, whole): By, parts: &[By], complete: bool) -> Option<()> {
    let comparable = |(_, id): &By| model.figure(*id).quantity.comparable(&model.figure(whole).quantity);
    if !parts.iter().all(comparable) {
        return None;
    }
    let places = usual_places(model, parts.iter().map(|(_, id)| *id).chain([whole]));
    let sign = |of: Direction| if of == way { Sign::Plus } else { Sign::Minus };
    let terms: Vec<(Sign, FigureId)> = parts.iter().map(|(of, id)| (sign(*of), *id)).collect();
    let claim = Claim::of_signed_sum(model, whole, &terms, places)?;
    let judgement = claim.judged(model)?;
    let wrong = judgement.outcome == Outcome::Contradiction;
    if wrong && !complete && !is_slip(model, &claim, &judgement) {
        return None;
    }
    claim.mark(model, sink, &judgement);
    if wrong && judgement.computed.is_some() {
        sink.push_decided(claim.draft(model, &SUM, &judgement), claim);
    }
    Some(())
}
