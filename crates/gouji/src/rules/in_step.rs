//! 甲镇、乙镇分别为120万元、130万元，合计250万元: amounts that are told in step with their names, and what they come to behind them or before them.

use super::{
    Sink,
    breakdown::{equation, is_slip, sum_claim},
    nearby,
};
use crate::{
    exact::Outcome,
    model::{FigureId, Home, Model},
    number::Dimension,
    words,
};

/// Most amounts of one row.
const MOST: usize = 12;

/// Holds what the amounts of a row come to against them.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for last in (1..model.figures.len()).map(FigureId) {
        if ends_row(model, last)
            && let Some(row) = row_to(model, last)
        {
            sum_behind(model, sink, &row);
            sum_before(model, sink, &row);
        }
    }
}

fn is_amount(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figure(id);
    let counted = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Count(_));
    counted && matches!(figure.home, Home::Prose { .. })
}

/// Whether two amounts stand beside each other in a row: 120万元、130万元.
fn beside(model: &Model<'_>, one: FigureId, next: FigureId) -> bool {
    let alike = model.figure(one).quantity.unit == model.figure(next).quantity.unit
        && model.figure(one).home == model.figure(next).home;
    alike && words::is(nearby::between(model, one, next).trim(), "、|和|及|与|，|,")
}

/// Whether an amount is the last one of a row.
fn ends_row(model: &Model<'_>, last: FigureId) -> bool {
    let next = FigureId(last.0 + 1);
    let goes_on = next.0 < model.figures.len() && beside(model, last, next);
    is_amount(model, last) && !goes_on && beside(model, FigureId(last.0 - 1), last)
}

/// The amounts of a row behind 分别; of levels, not of changes or shares.
fn row_to(model: &Model<'_>, last: FigureId) -> Option<Vec<FigureId>> {
    const OTHERWISE: &str = "增|减|升|降|占|比|较|每|人均|户均|超|节约|结余";
    let mut first = last;
    while let Some(before) = first.0.checked_sub(1).map(FigureId).filter(|id| beside(model, *id, first)) {
        first = before;
    }
    let said = nearby::clause_before(model, first);
    let (_, verb) = said.rsplit_once("分别")?;
    let plain = !words::has(said, OTHERWISE) && verb.chars().count() <= MOST;
    (plain && last.0 - first.0 < MOST).then(|| (first.0..=last.0).map(FigureId).collect())
}

/// …分别招生1200人、1300人，共招生2500人: the sum right behind a row, where the sentence has no other amount of its kind before it.
fn sum_behind(model: &Model<'_>, sink: &mut Sink, row: &[FigureId]) -> Option<()> {
    const SUMS: &str = "合计|共计|总计|三年共|两年共|三年合计|两年合计|一共|共";
    const VERBS: &str = "|为|是|达|达到|金额|投入|安排|下达|拨付|支出|投资|发放|招生|培训|完成|到位|资金|投入资金|安排资金|下达资金|\
        拨付资金|到位资金|支出资金|发放资金|金额为|支出为|建设|购置|采购|检查|受理|办理|发放补助|发放补贴|实施";
    const MORE: &str = "（含|(含|，含|（包括|，另|（不含|（其中含|，其他|，其余|以上|以内";
    let (first, last) = (*row.first()?, *row.last()?);
    let total = FigureId(last.0 + 1);
    let figure = model.figures.get(total.0)?;
    let alike = figure.home == model.figure(last).home
        && figure.quantity.comparable(&model.figure(last).quantity)
        && is_amount(model, total);
    let between = nearby::between(model, last, total);
    let said = between.trim_start_matches(['，', ',', '；', ' ']).trim_end();
    let verb = words::without_head(said, SUMS)?;
    let counted =
        words::starts(said, "两年") && row.len() != 2 || words::starts(said, "三年") && row.len() != 3;
    let behind = model.text().get(figure.span.end..).unwrap_or_default();
    let others = nearby::levels_before(model, first);
    let other = |id: &FigureId| model.figure(*id).quantity.comparable(&figure.quantity);
    let plain = words::is(verb, VERBS) && !counted && !words::starts(behind, MORE);
    if !alike || !plain || others.iter().any(other) || sink.found_at(figure.span) {
        return None;
    }
    equation(model, sink, total, row);
    Some(())
}

/// 支出1244.56万元，甲镇、乙镇分别为633.45万元、611.11万元: what stands before a row need not be its sum; one slip away from it, it is.
fn sum_before(model: &Model<'_>, sink: &mut Sink, row: &[FigureId]) -> Option<()> {
    let first = *row.first()?;
    let whole = first.0.checked_sub(1).map(FigureId)?;
    let figure = model.figure(whole);
    let between = nearby::between(model, whole, first);
    let alike = figure.home == model.figure(first).home
        && figure.quantity.comparable(&model.figure(first).quantity)
        && figure.year == model.figure(first).year;
    // 总投资1234万元，2022年、2023年分别支出600万元、624万元: of another time, or of what need not be all.
    let apart = between.contains(['。', '；', '（', '年'])
        || words::has(nearby::clause_before(model, whole), "投资|概算|估算|合同|预算|累计|目标|计划");
    let direct = between.starts_with(['，', ',', '：', ':']) && !apart;
    // …，其他收入10万元: what goes on with the sentence may be a part as well.
    let last = *row.last()?;
    let next = FigureId(last.0 + 1);
    let goes_on = model.figures.get(next.0).is_some_and(|more| {
        let alike = more.home == figure.home && more.quantity.comparable(&figure.quantity);
        alike && !nearby::between(model, last, next).contains('。')
    });
    let claim = sum_claim(model, whole, row).filter(|_| alike && direct && !goes_on)?;
    let judgement = claim.judged(model)?;
    let slip = judgement.outcome == Outcome::Contradiction && is_slip(model, &claim, &judgement);
    if slip && !sink.found_at(figure.span) {
        equation(model, sink, whole, row);
    }
    Some(())
}
