//! 满意度调查：发放、收回、满意的份数与回收率、满意度。

use super::{
    Sink,
    rate::{outcome, rate_of},
};
use crate::{
    exact::Outcome,
    model::{FigureId, Home, Model, Role},
    number::Dimension,
    words,
};

/// What a survey of one paragraph counts.
#[derive(Default)]
struct Survey {
    handed_out: Option<FigureId>,
    returned: Option<FigureId>,
    satisfied: Option<FigureId>,
    /// 基本满意, 不满意, several surveys: what satisfied people are counted against is not certain.
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
                let slot = if says("基本满意|不满意|较满意|非常满意|很满意") {
                    self.unclear = true;
                    return;
                } else if says("满意") {
                    &mut self.satisfied
                } else if says("收回|回收|有效问卷") {
                    &mut self.returned
                } else if says("发放|调查|问卷") {
                    &mut self.handed_out
                } else {
                    return;
                };
                self.unclear |= slot.replace(id).is_some();
            }
            _ => {}
        }
    }

    fn decide(self, model: &Model<'_>, sink: &mut Sink) {
        if self.unclear {
            return;
        }
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
