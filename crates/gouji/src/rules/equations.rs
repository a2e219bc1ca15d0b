//! The rule set's equations between items, where the prose gives every one of them: 三公经费, its three parts in three
//! paragraphs.
//!
//! Tables and lists in one sentence are held against their wholes by what they are; here the names alone say what
//! belongs together, so every item must be known for certain: one amount wherever the prose gives it.

use super::{
    Sink, breakdown,
    claim::{show, terms},
    nearby,
    rest::is_slip_of,
    rule,
    same_figure::same_claim,
};
use crate::{
    exact::Outcome,
    map::Set,
    model::{FigureId, Home, Model, Role, names::Basis},
    number::minus,
    ruleset::EquationRule,
    statement::{ListKind, Statement},
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 收入总计与支出总计不等
    ///
    /// 收入总计包括上年结转，支出总计包括年末结转和结余，两者必然相等。
    ///
    /// 依据：部门决算收入支出决算总表的平衡关系。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年度收入总计986.54万元，支出总计968.54万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年度收入总计986.54万元，支出总计986.54万元。
    /// ```
    /// ## 怎么改
    /// 对照收入支出决算总表，改正写错的一方。
    UNBALANCED = "GJ205", Error, Contradiction;
    title: "收入总计与支出总计不等", "total receipts and total spending differ";
    zh: "{name}{stated}，{other_name}{other}，相差{gap}{why}，两者应当相等，请核实。";
    en: "{name} is {stated}, {other_name} is {other}, {gap} apart{why}; the two must be equal.";
}

/// Holds the wholes of the rule set's equations against their parts.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let listed = listed(model);
    for rule in &model.rules.equations {
        let whole = model.standard(&rule.whole);
        let mut seen = Set::new();
        for id in model.of_item(whole).iter().copied().filter(|id| is_level(model, *id)) {
            let figure = model.figure(id);
            if !seen.insert((figure.year, figure.basis, figure.scope)) {
                continue;
            }
            let Some(whole) = known(model, whole, id) else { continue };
            let Some(parts) = parts(model, rule, whole) else { continue };
            // What may be of any basis is of one within a paragraph.
            let apart = |part: &FigureId| model.figure(*part).home != model.figure(whole).home;
            if figure.basis == Basis::Open && parts.iter().any(apart) {
                continue;
            }
            match parts.as_slice() {
                [other] => balance(model, sink, whole, *other),
                parts if is_listed(model, &listed, whole) || is_of_another(model, whole, parts) => {}
                // A list of its own paragraph has told it.
                _ if sink.found_at(model.figure(whole).span) => {}
                parts => breakdown::equation(model, sink, whole, parts),
            }
        }
    }
    sides_of_sentence(model, sink);
    common_totals(model, sink);
}

/// 收支总预算607.2万元。 | 收入预算507.2万元，其中：… | 支出预算507.2万元，其中：…: what both sides come to, and then each of them in a paragraph of its own. Where these
/// two are as much, and the first is off by a digit, it is told.
fn common_totals(model: &Model<'_>, sink: &mut Sink) {
    /// Figures that are looked through behind it.
    const NEAR: usize = 40;
    const OF_SOME: &str = "财政拨款|公共预算|基金|本级|其中|上年|比|较|国有资本|基本支出|项目支出";
    for both in (0..model.figures.len()).map(FigureId) {
        let said = |id: FigureId| nearby::clause_before(model, id).trim_end_matches(['为', '数', '共', '计']);
        let total = |id: FigureId, of: &str| {
            is_level(model, id) && words::ends(said(id), of) && !words::has(said(id), OF_SOME)
        };
        if !total(both, "收支总预算|收支预算总额|收支预算总|收支预算")
            || sink.found_at(model.figure(both).span)
        {
            continue;
        }
        let of = model.figure(both);
        let alike = |id: &FigureId| {
            let figure = model.figure(*id);
            figure.year == of.year
                && figure.quantity.unit == of.quantity.unit
                && model.report_of(*id) == model.report_of(both)
        };
        let behind = || (both.0 + 1..model.figures.len()).map(FigureId).take(NEAR).filter(alike);
        // 某县公安局2023年收支总预算, 某县公安局2023年收入预算: whose it is, and what.
        let parts = |id: FigureId| {
            let said = said(id).trim();
            let (owner, name) = said.rsplit_once('年').unwrap_or(("", said));
            (owner.trim_end_matches(|c: char| c.is_ascii_digit()), name.trim_start_matches('度'))
        };
        let (owner, _) = parts(both);
        // 局机关收入预算507.2万元 is of a part, and of two of them neither is of all.
        let only = |names: &str| {
            let mut found = behind().filter(|id| is_level(model, *id) && words::ends(parts(*id).1, names));
            let first = found.next().filter(|_| found.next().is_none())?;
            let (of, name) = parts(first);
            (words::is(name, names) && (of.is_empty() || of == owner)).then_some(first)
        };
        let receipts = only("收入预算|收入总预算|收入预算总额|收入预算总");
        let spending = only("支出预算|支出总预算|支出预算总额|支出预算总");
        let value = |id: FigureId| model.base_value(id);
        let Some((receipts, spending)) = receipts.zip(spending) else { continue };
        let slip = value(both).zip(value(receipts)).is_some_and(|(all, side)| is_slip_of(all, side));
        if slip && value(receipts) == value(spending) {
            balance(model, sink, both, receipts);
        }
    }
}

/// 财政拨款收入总计540.12万元，支出总计500.12万元: the totals of both sides in one sentence, where one is off by a digit. Of one that
/// gives the sums of the year as such they differ otherwise.
fn sides_of_sentence(model: &Model<'_>, sink: &mut Sink) {
    for whole in (0..model.figures.len().saturating_sub(1)).map(FigureId) {
        let other = FigureId(whole.0 + 1);
        let said = |id: FigureId| nearby::clause_before(model, id).trim_end_matches(['为', '数']);
        if !is_level(model, whole)
            || !is_level(model, other)
            || model.figure(whole).home != model.figure(other).home
        {
            continue;
        }
        let between = nearby::between(model, whole, other);
        let sides = words::ends(said(whole), "收入总计|收入决算总计|收入预算总计")
            && words::ends(said(other), "支出总计|支出决算总计|支出预算总计")
            && !between.contains(['。', '；', '\n']);
        let slip =
            model.base_value(whole).zip(model.base_value(other)).is_some_and(|(a, b)| is_slip_of(a, b));
        let told = [whole, other].iter().any(|id| sink.found_at(model.figure(*id).span));
        if sides && slip && !told {
            balance(model, sink, whole, other);
        }
    }
}

fn parts(model: &Model<'_>, rule: &EquationRule, whole: FigureId) -> Option<Vec<FigureId>> {
    let part = |name: &String| known(model, model.standard(name), whole);
    let mut parts = rule.parts.iter().map(part).collect::<Option<Vec<_>>>()?;
    for name in &rule.perhaps {
        match part(name) {
            Some(id) => parts.push(id),
            // An amount that the text speaks of and that is not certain leaves the equation open.
            None if model.text().contains(name.as_str()) => return None,
            None => {}
        }
    }
    Some(parts)
}

/// Whether the parts are rather those of another amount: one that a sentence breaks down into them, or one that they add up to.
/// 年初预算基本支出888万元（人员经费293万元，公用经费595万元）。全年支出中基本支出972万元.
fn is_of_another(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let value = model.base_value(whole);
    let sum = model.sum_of(parts);
    if sum.is_none() || sum == value {
        return false;
    }
    let listed = |statement: &Statement| match statement {
        Statement::Breakdown { whole: other, parts: listed, .. } => {
            model.base_value(*other) != value && listed.iter().any(|part| parts.contains(part))
        }
        _ => false,
    };
    let mut figures = (0..model.figures.len()).map(FigureId);
    model.statements.iter().any(listed) || figures.any(|id| model.base_value(id) == sum)
}

fn balance(model: &Model<'_>, sink: &mut Sink, whole: FigureId, other: FigureId) {
    // 收入总计1000万元，支出总计950万元，年末结转50万元: used for what came in and what was spent, and in order.
    let gap = model.base_value(whole).zip(model.base_value(other)).and_then(|(all, spent)| minus(all, spent));
    if gap.is_some_and(|gap| !gap.is_zero() && is_left_over(model, gap.abs())) {
        return;
    }
    let Some(claim) = same_claim(model, whole, other) else { return };
    let Some(judgement) = claim.decide(model, sink) else { return };
    if judgement.outcome == Outcome::Agrees {
        return;
    }
    let mut finding = claim
        .draft(model, &UNBALANCED, &judgement)
        .with("other_name", model.short_name(other))
        .with("other", show(model, other));
    finding.equation = Some(terms(model, [whole, other]).join(" ≠ "));
    sink.push_decided(finding, claim);
}

/// Whether an amount stands in the prose as carried over or left over.
fn is_left_over(model: &Model<'_>, amount: Decimal) -> bool {
    let left = |name: &str| words::has(name, "结转|结余|剩余|差额|收支差");
    let mut ids = (0..model.figures.len()).map(FigureId).filter(|id| left(&model.figure(*id).name));
    ids.any(|id| model.base_value(id) == Some(amount))
}

/// The prose's one amount of an item, of the year, basis, scope and reach of `like`.
fn known(model: &Model<'_>, item: &str, like: FigureId) -> Option<FigureId> {
    let wanted = model.figure(like);
    let found: Vec<FigureId> = model
        .of_item(item)
        .iter()
        .copied()
        .filter(|id| {
            let figure = model.figure(*id);
            is_level(model, *id)
                && figure.year == wanted.year
                && figure.basis == wanted.basis
                && figure.scope == wanted.scope
                && figure.quantity.comparable(&wanted.quantity)
        })
        .filter(|id| model.reach(*id) == model.reach(like))
        .collect();
    model.agreed(found.into_iter())
}

/// What the writer states by name is checked where the writer says so.
fn is_level(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figure(id);
    figure.role == Role::Level && matches!(figure.home, Home::Prose { .. }) && !model.is_fact(id)
}

/// The wholes that a sentence already breaks down.
fn listed(model: &Model<'_>) -> Vec<FigureId> {
    let whole = |statement: &Statement| match statement {
        Statement::Breakdown { whole, kind: ListKind::Exhaustive, .. } => Some(*whole),
        _ => None,
    };
    model.statements.iter().filter_map(whole).collect()
}

/// Whether a sentence breaks down this very amount.
fn is_listed(model: &Model<'_>, listed: &[FigureId], whole: FigureId) -> bool {
    let figure = model.figure(whole);
    let same = |id: &FigureId| {
        let other = model.figure(*id);
        *id == whole
            || (other.item == figure.item && other.year == figure.year && other.basis == figure.basis)
    };
    listed.iter().any(same)
}
