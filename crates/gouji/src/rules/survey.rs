//! 满意度调查：发放、收回、满意的份数与回收率、满意度。

use super::{
    Sink, breakdown,
    claim::{Claim, significant},
    nearby::{self, sum_of},
    rate::{RATE, outcome, rate_of},
};
use crate::{
    exact::{Formula, Outcome, Printed},
    model::{FigureId, Home, Model, Role},
    number::{Dimension, minus},
    words,
};
use rust_decimal::Decimal;

/// What a survey of one paragraph counts.
#[derive(Default)]
struct Survey {
    handed_out: Option<FigureId>,
    returned: Option<FigureId>,
    satisfied: Option<FigureId>,
    /// 非常满意, 基本满意, 不满意: what else was answered, and whether it counts as satisfied as well.
    others: Vec<(FigureId, bool)>,
    /// Several surveys: what satisfied people are counted against is not certain.
    unclear: bool,
    rates: Vec<FigureId>,
}

/// Holds the rates of surveys against what they were counted from: 发放问卷200份，收回196份，回收率98%.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut survey = Survey::default();
    let mut last = None;
    for (i, figure) in model.figures.iter().enumerate() {
        let Home::Prose { node, .. } = figure.home else { continue };
        if last.replace(node) != Some(node) {
            std::mem::take(&mut survey).decide(model, sink);
        }
        survey.add(model, FigureId(i));
    }
    survey.decide(model, sink);
}

impl Survey {
    fn add(&mut self, model: &Model<'_>, id: FigureId) {
        let figure = model.figure(id);
        let name = &*figure.name;
        let says = |words: &str| words::has(name, words);
        match (figure.role, figure.quantity.unit.dimension) {
            (Role::Rate, _) if says("回收率|收回率|满意率|满意度") => self.rates.push(id),
            (Role::Level, Dimension::Count(_)) => {
                let slot = if says("基本满意|不满意|较满意|非常满意|很满意|一般") {
                    self.others.push((id, !says("不|一般")));
                    return;
                } else if says("满意") && !says("调查表|问卷|调查问卷|测评表") {
                    &mut self.satisfied
                } else if says("收回|回收|有效问卷") {
                    &mut self.returned
                } else if says("发放|调查|问卷|测评表") {
                    &mut self.handed_out
                } else {
                    return;
                };
                self.unclear |= slot.replace(id).is_some();
            }
            _ => {}
        }
    }

    /// 调查100人，满意80人，基本满意15人，不满意5人，满意度95%: where the answers make up all that were asked, the rate is one of those who were satisfied,
    /// with or without those who were so by and large. What is weighed by grades (综合满意度) is none.
    fn graded(&self, model: &Model<'_>, sink: &mut Sink, rate: FigureId, satisfied: FigureId) {
        const MOST: usize = 6;
        if self.others.len() >= MOST || self.rates.len() > MOST {
            return;
        }
        let answers: Vec<FigureId> = self.others.iter().map(|(id, _)| *id).chain([satisfied]).collect();
        let all = model.sum_of(&answers);
        let whole = [self.returned, self.handed_out].into_iter().flatten();
        let whole = whole.into_iter().find(|whole| all.is_some() && all == model.base_value(*whole));
        // 不满意率5%, 上年满意度92.5%, 满意率=151/203×100%: other rates, or ones that are reckoned elsewhere.
        const OTHERS: &str = "不|综合|加权|平均|上年|去年|目标|指标|=|＝|×|/|÷";
        let of_year = |id: FigureId| model.figure(id).year.is_none_or(|year| Some(year) == model.year);
        let other = |id: FigureId| words::has(&model.figure(id).name, OTHERS) || !of_year(id);
        let rates = self.rates.iter().filter(|id| !other(**id) && !model.figure(**id).name.contains('收'));
        let alone = rates.count() == 1 && !other(rate);
        let Some(whole) = whole.filter(|_| alone) else { return };
        let good: Vec<FigureId> = [satisfied]
            .into_iter()
            .chain(self.others.iter().filter(|(_, good)| *good).map(|(id, _)| *id))
            .collect();
        let claim = |parts: &[FigureId]| {
            let values = parts.iter().map(|id| model.base_value(*id)).collect::<Option<Vec<_>>>()?;
            let part = Printed::new(sum_of(&values)?, 0, Decimal::ONE)?.exact();
            Some(Claim {
                stated: rate,
                formula: Formula::Share { part, whole: model.exact(whole)? },
                operands: parts.iter().copied().chain([whole]).collect(),
                shown: format!(
                    "({}) ÷ {}",
                    parts.iter().map(|id| model.plain(*id)).collect::<Vec<_>>().join(" + "),
                    model.plain(whole)
                ),
                others: Vec::new(),
            })
        };
        let agrees = |parts: &[FigureId]| {
            let judged = claim(parts).and_then(|claim| claim.judged(model));
            judged.is_some_and(|judged| judged.outcome != Outcome::Contradiction)
        };
        // 一般 may count as not dissatisfied.
        let named = |id: &FigureId, words: &str| words::has(&model.figure(*id).name, words);
        let fair: Vec<FigureId> = answers.iter().copied().filter(|id| !named(id, "不")).collect();
        if agrees(&fair)
            || (1..=good.len()).any(|end| agrees(&good[..end]))
            || good.iter().any(|one| agrees(&[*one]))
        {
            return answers.into_iter().chain([rate, whole]).for_each(|id| sink.checked(id));
        }
        let Some(claim) = claim(&good).filter(|_| !sink.found_at(model.figure(rate).span)) else { return };
        if let Some(judgement) = claim.decide(model, sink) {
            let finding = claim.draft(model, &RATE, &judgement).with("name", model.rate_name(rate));
            sink.push_decided(finding, claim);
        }
    }

    /// 收回196份，非常满意150份，满意40份，基本满意6份，不满意0份: answers down to the worst make up all that came back, where no list of the sentence is held
    /// against it anyway.
    fn answers(&self, model: &Model<'_>, sink: &mut Sink) -> Option<()> {
        const FEWEST: usize = 3;
        let whole = self.returned?;
        let mut answers: Vec<FigureId> =
            self.others.iter().map(|(id, _)| *id).chain(self.satisfied).collect();
        answers.sort_unstable();
        let unit = model.figure(whole).quantity.unit;
        let alike = answers.iter().all(|id| model.figure(*id).quantity.unit == unit && *id > whole);
        let worst = answers.iter().any(|id| words::ends(&model.figure(*id).name, "不满意"));
        let listed = nearby::whole_of(model, *answers.first()?).is_some();
        if answers.len() < FEWEST || !alike || !worst || listed {
            return None;
        }
        let gap = minus(model.sum_of(&answers)?, model.base_value(whole)?)?;
        // Some may have given no answer.
        if gap >= Decimal::ZERO || significant(gap) == 1 {
            breakdown::equation(model, sink, whole, &answers);
        }
        Some(())
    }

    fn decide(self, model: &Model<'_>, sink: &mut Sink) {
        if self.unclear {
            return;
        }
        self.answers(model, sink);
        for &rate in &self.rates {
            let returns = model.figure(rate).name.contains('收');
            let (part, wholes) = if returns {
                (self.returned, [self.handed_out, None])
            } else {
                (self.satisfied, [self.returned, self.handed_out])
            };
            // 回收率 is also said of what is no questionnaire.
            let paper = |id: &FigureId| !returns || model.printed(*id).ends_with('份');
            // …满意度61.47%，另访谈20人，满意18人，满意率90%: who was satisfied is counted for the rate behind.
            let of_next = |part: &FigureId| rate < *part && self.rates.iter().any(|next| part < next);
            let Some(part) = part.filter(|part| paper(part) && !of_next(part)) else { continue };
            if !returns && !self.others.is_empty() {
                self.graded(model, sink, rate, part);
                continue;
            }
            let wholes: Vec<FigureId> = wholes.into_iter().flatten().filter(paper).collect();
            let agrees =
                |rate: FigureId, whole: FigureId| outcome(model, rate, part, whole) == Some(Outcome::Agrees);
            let found = wholes.iter().find(|whole| agrees(rate, **whole));
            // 群众满意率98.6%。…收回问卷57份，满意54份，满意度94.74%: the first one is of another survey.
            let is_of_other = |other: &FigureId| {
                let alike = model.figure(*other).name.contains('收') == returns;
                alike && wholes.iter().any(|whole| agrees(*other, *whole))
            };
            if found.is_none() && self.rates.iter().any(is_of_other) {
                continue;
            }
            let whole = found.or(wholes.first());
            // 回收200份，回收率89%: what the rule of rates has told already is not told again.
            if let Some(whole) = whole.filter(|_| !sink.found_at(model.figure(rate).span)) {
                rate_of(model, sink, rate, part, *whole);
            }
        }
    }
}
