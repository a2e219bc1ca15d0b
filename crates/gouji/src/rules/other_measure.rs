//! Amounts of one name that are no one figure: 结余5.4万元：甲3.6万元、乙1.8万元 is held against no column of what was spent, and 2022年项目支出表 is
//! not 2023年项目支出表.
//!
//! What a list gives of several names, or a table of several rows, is not always said beside each of them. A slip of the keyboard
//! leaves the others as they are, and looks like one; where all of them differ, something else is meant.

use super::{
    EquationKind, Rule, Sink,
    grade::names_other_year,
    nearby,
    same_figure::{DIFFERS, WRONG_COLUMN},
};
use crate::{
    exact::Cause,
    finding::{Finding, Severity},
    map::{Map, Set},
    model::{FigureId, Home, Model, Role},
    number::times,
    words,
};
use rust_decimal::Decimal;

/// What becomes of a finding.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Stays,
    Hint,
    Goes,
}

/// Takes back what was found between amounts that are rather no one figure, or tells it as a hint.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut tables: Map<(usize, usize), bool> = Map::new();
    let mut verdicts = Vec::with_capacity(sink.findings.len());
    for finding in &mut sink.findings {
        verdicts.push(verdict(model, finding, &mut tables));
    }
    let hints = sink.findings.iter_mut().zip(&verdicts).filter(|(_, verdict)| **verdict == Verdict::Hint);
    hints.for_each(|(finding, _)| finding.severity = Severity::Hint);
    if verdicts.contains(&Verdict::Goes) {
        let mut verdicts = verdicts.into_iter();
        let mut gone = Set::new();
        sink.retain(|finding| {
            let goes = verdicts.next() == Some(Verdict::Goes);
            let stated = finding.draft.as_ref().map(|draft| draft.stated());
            if let Some(stated) = stated.filter(|_| goes) {
                gone.insert(stated);
            }
            !goes
        });
        if let Some(trace) = &mut sink.trace {
            trace.retain(|traced| traced.kind != EquationKind::Same || !gone.contains(&traced.stated));
        }
    }
}

fn verdict(model: &Model<'_>, finding: &mut Finding, tables: &mut Map<(usize, usize), bool>) -> Verdict {
    if finding.rule != &DIFFERS && finding.rule != &WRONG_COLUMN {
        return Verdict::Stays;
    }
    let Some((stated, reference, cause)) = finding.draft.as_mut().and_then(|draft| draft.pair(model)) else {
        return Verdict::Stays;
    };
    match (model.figure(stated).home, model.figure(reference).home) {
        (Home::Cell { table: one, .. }, Home::Cell { table: other, .. }) => {
            let pair = (one.min(other), one.max(other));
            let apart = *tables.entry_or_insert_with(pair, || are_apart(model, pair));
            if apart { Verdict::Goes } else { Verdict::Stays }
        }
        (Home::Prose { .. }, Home::Prose { .. }) => of_lists(model, stated, reference),
        (Home::Prose { .. }, Home::Cell { .. }) => of_prose(model, finding.rule, (stated, reference), cause),
        (Home::Cell { .. }, Home::Prose { .. }) => Verdict::Stays,
    }
}

/// Amounts of two lists in the prose: 局机关人员经费40万元，公用经费10万元。 | 县福利院人员经费25万元，公用经费5万元。 are of two units, budgets or
/// quarters, whatever is said of which.
fn of_lists(model: &Model<'_>, stated: FigureId, reference: FigureId) -> Verdict {
    let others: Vec<FigureId> = beside(model, reference).collect();
    let (mut alike, mut differ) = (0, 1);
    // 局机关“三公”经费 beside that of the whole department.
    let scope = |id: FigureId| {
        const SCOPES: [&str; 6] = ["局机关", "本级", "一般公共预算", "财政拨款", "机关", "下属"];
        const NEAR: usize = 300;
        let before = nearby::text_before(model, model.figure(id).span.start, NEAR);
        let line = before.rsplit('\n').next().unwrap_or_default();
        SCOPES.map(|word| line.contains(word))
    };
    let scoped = scope(stated) != scope(reference);
    for id in beside(model, stated) {
        let figure = model.figure(id);
        let same = |other: &&FigureId| {
            let other = model.figure(**other);
            let one = other.item == figure.item && other.year == figure.year;
            // 公务用车费27.46万元，完成预算29.60万元的92.77%: the budget is no other spending.
            let alike = scoped || !other.basis.differs(figure.basis);
            one && alike && other.span != figure.span
        };
        let nearest = others.iter().filter(same).min_by_key(|other| other.0.abs_diff(reference.0));
        match nearest {
            Some(other) if model.base_value(*other) == model.base_value(id) => alike += 1,
            Some(_) => differ += 1,
            None => {}
        }
    }
    match (differ, alike) {
        // 全年人员经费45万元，公用经费12万元 behind 全年人员经费40万元，公用经费10万元: perhaps of an older draft.
        (2.., 0) if first_name(model, stated) != first_name(model, reference) => Verdict::Goes,
        (2.., _) if differ > alike => Verdict::Hint,
        (_, 0) if are_parallel(model, stated, reference) => Verdict::Hint,
        _ => Verdict::Stays,
    }
}

/// The name of the first amount of a sentence.
fn first_name<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    let first = beside(model, id).next().map_or(id, |first| first.min(id));
    &model.figure(first).name
}

/// Whether two sentences begin with amounts of different things of one kind: 甲项目支出100万元，公务接待费5万元。 | 乙项目支出140万元，公务接待费10万元。
fn are_parallel(model: &Model<'_>, one: FigureId, other: FigureId) -> bool {
    const LEAST: usize = 2;
    let first =
        |id: FigureId| beside(model, id).next().filter(|first| *first < id).map(|id| &*model.figure(id).item);
    let (Some(one), Some(other)) = (first(one), first(other)) else { return false };
    let common = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other).count();
    one != other && common >= LEAST
}

/// Whether two tables are of different years, periods or units: their titles say so, or most of what they both give differs.
fn are_apart(model: &Model<'_>, (one, other): (usize, usize)) -> bool {
    let (Some(first), Some(second)) = (model.tables.get(one), model.tables.get(other)) else { return false };
    if says_other_time(model, &first.title) != says_other_time(model, &second.title) {
        return true;
    }
    let (mut alike, mut differ) = (0, 0);
    for id in (first.first_figure..first.first_figure + first.places.len()).map(FigureId) {
        let Some(same) = same_in(model, id, other) else { continue };
        if model.base_value(id) == model.base_value(same) { alike += 1 } else { differ += 1 }
    }
    differ > 1 && differ >= alike
}

/// 2022年项目支出表, 上半年执行情况.
fn says_other_time(model: &Model<'_>, title: &str) -> bool {
    const TIMES: &str = "上年|去年|上半年|下半年|季度|截至|截止|月底|月末";
    words::has(title, TIMES) || model.year.is_some_and(|year| names_other_year(title, year))
}

/// The figure of a table that is of the same item, year and basis as another one.
fn same_in(model: &Model<'_>, id: FigureId, table: usize) -> Option<FigureId> {
    let figure = model.figure(id);
    let alike = |other: &FigureId| {
        let other = model.figure(*other);
        other.year == figure.year
            && other.basis == figure.basis
            && other.quantity.comparable(&figure.quantity)
    };
    model.cells_of(&figure.item, table).iter().copied().find(alike)
}

/// An amount of the prose against a cell.
fn of_prose(
    model: &Model<'_>,
    rule: &Rule,
    (stated, cell): (FigureId, FigureId),
    cause: Option<Cause>,
) -> Verdict {
    let Home::Cell { table, column, .. } = model.figure(cell).home else { return Verdict::Stays };
    let beside: Vec<FigureId> = beside(model, stated).collect();
    let agree_in = |column: usize| {
        beside.iter().filter(|id| in_column(model, **id, table, column) == Some(true)).count()
    };
    // 部门预算支出…，其中：人员支出…、公用支出…: the others stand in that column as well. From one of another year they were copied.
    let columns = model.cells_of(&model.figure(stated).item, table);
    let same = |other: &&FigureId| {
        model.base_value(**other) == model.base_value(stated)
            && model.figure(**other).year == model.figure(stated).year
    };
    let other = columns.iter().find(same).and_then(|id| match model.figure(*id).home {
        Home::Cell { column, .. } => Some(column),
        Home::Prose { .. } => None,
    });
    if other.is_some_and(|other| agree_in(other) > agree_in(column)) {
        return Verdict::Goes;
    }
    let is_slip = matches!(
        cause,
        Some(Cause::DigitDiffers | Cause::DigitsSwapped | Cause::UnitSlip { .. } | Cause::Reversed)
    );
    if is_slip || rule == &WRONG_COLUMN || agree_in(column) > 0 {
        return Verdict::Stays;
    }
    // What every department has and whole paths of accounts are no names that come again.
    const OF_ALL: &str = "基本支出|项目支出|人员经费|公用经费|支出|收入|总支出|总收入";
    let item = &*model.figure(stated).item;
    let known = model.aliases.contains_key(item) || words::is(item, OF_ALL) || item.matches('·').count() >= 2;
    let held = beside.iter().any(|id| in_column(model, *id, table, column) == Some(false));
    if known && !is_far(model, stated, cell, held) { Verdict::Stays } else { Verdict::Hint }
}

/// Whether two amounts are further apart than what was written down from an older version would be; a list in which all of them
/// are, sooner.
fn is_far(model: &Model<'_>, one: FigureId, other: FigureId, of_list: bool) -> bool {
    let most = if of_list { Decimal::new(125, 2) } else { Decimal::new(15, 1) };
    let (Some(one), Some(other)) = (model.base_value(one), model.base_value(other)) else { return false };
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    times(low, most).is_some_and(|low| low < high)
}

/// The other amounts of the sentence that a figure stands in.
fn beside<'m>(model: &'m Model<'_>, stated: FigureId) -> impl Iterator<Item = FigureId> + 'm {
    let of_sentence = move |id: &FigureId| {
        let between = nearby::between(model, stated.min(*id), stated.max(*id));
        let figure = model.figure(*id);
        figure.role == Role::Level && !figure.item.is_empty() && !between.contains(['。', '：', ':'])
    };
    nearby::levels_beside(model, stated).filter(of_sentence)
}

/// Whether an amount is what a column of a table gives of its item; nothing where that has no such row.
fn in_column(model: &Model<'_>, id: FigureId, table: usize, column: usize) -> Option<bool> {
    let of_column =
        |cell: &FigureId| matches!(model.figure(*cell).home, Home::Cell { column: c, .. } if c == column);
    let cell = model.cells_of(&model.figure(id).item, table).iter().copied().find(of_column)?;
    Some(model.base_value(cell) == model.base_value(id))
}
