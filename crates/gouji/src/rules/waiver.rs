//! 豁免：允许 GJ302（三公经费@2022决算）：理由。

use super::{Sink, find, rule};
use crate::map::Map;
use crate::{
    expression::{NameYear, Waiver},
    finding::{Finding, Phrase, Words},
    model::{
        FigureId, Model,
        known::Known,
        names::{self, Basis},
    },
    text::Span,
};

rule! {
    /// # 豁免没有用上
    ///
    /// 所允许的情况没有出现：或已改正，或代码、项目写得不对。多余的豁免会掩盖以后的问题，请删去。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，项目支出50万元，整体支出110万元。
    ///
    /// 【核对】
    /// 整体支出 = 基本支出 + 项目支出
    /// 允许 GJ701（整体支出）：口径不同
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，项目支出50万元，整体支出120万元。
    ///
    /// 【核对】
    /// 整体支出 = 基本支出 + 项目支出
    /// 允许 GJ701（整体支出）：另有上缴上级支出10万元，不在本部门列支
    /// ```
    /// ## 怎么改
    /// 已改正的，删去这一行；写错的，照发现里的代码和项目改。
    UNUSED = "GJ711", Warning, Review;
    title: "豁免没有用上", "a waiver that nothing needs";
    zh: "{code}（{target}）没有出现，这条豁免没有用上{hint}，请改正或删去。";
    en: "{code}（{target}） was not found, so the waiver is of no use{hint}; correct or delete it.";
}

rule! {
    /// # 豁免没有写理由
    ///
    /// 每条豁免都要说明为什么允许，写在冒号后面。没有理由的不起作用。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，人员经费50万元。
    ///
    /// 【核对】
    /// 基本支出 = 人员经费
    /// 允许 GJ701（基本支出）
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，人员经费50万元。
    ///
    /// 【核对】
    /// 基本支出 = 人员经费
    /// 允许 GJ701（基本支出）：公用经费10万元由上级统一列支
    /// ```
    /// ## 怎么改
    /// 在后面写“：理由”。
    REASON = "GJ712", Warning, Syntax;
    title: "豁免没有写理由", "a waiver without a reason";
    zh: "“{waiver}”没有写理由，不起作用，请在后面写“：理由”。";
    en: "“{waiver}” gives no reason and has no effect; write it behind a colon.";
}

rule! {
    /// # 豁免的代码不存在
    ///
    /// 代码是“GJ”加三位数字，见每条发现的前面。
    ///
    /// ## 反例
    /// ```gj bad
    /// 【核对】
    /// 允许 GJ999（三公经费）：尾差
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，人员经费50万元。
    ///
    /// 【核对】
    /// 基本支出 = 人员经费
    /// 允许 GJ701（基本支出）：公用经费10万元由上级统一列支
    /// ```
    /// ## 怎么改
    /// 照抄发现前面的代码。
    CODE = "GJ713", Warning, Syntax;
    title: "豁免的代码不存在", "a waiver of an unknown code";
    zh: "没有代码“{code}”，这条豁免不起作用，请照抄发现前面的代码（如 GJ302）。";
    en: "There is no code “{code}”, so the waiver has no effect; copy the code of the finding, such as GJ302.";
}

rule! {
    /// # 豁免没有指明项目或位置
    ///
    /// 豁免只对一个代码和一个项目（或位置）有效，项目或位置写在代码后的括号里。项目不写年度、口径时指报告年度的决算。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，人员经费50万元。
    ///
    /// 【核对】
    /// 基本支出 = 人员经费
    /// 允许 GJ701：公用经费由上级统一列支
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，人员经费50万元。
    ///
    /// 【核对】
    /// 基本支出 = 人员经费
    /// 允许 GJ701（基本支出）：公用经费10万元由上级统一列支
    /// ```
    /// ## 怎么改
    /// 在代码后面写“（项目@年度口径）”或“（位置）”，位置照抄发现里的位置，如“附件1-1 › 三公经费”。
    TARGET = "GJ714", Warning, Syntax;
    title: "豁免没有指明项目或位置", "a waiver that binds to nothing";
    zh: "“{waiver}”没有指明项目或位置，不起作用，请在代码后面写“（项目@年度口径）”或“（位置）”。";
    en: "“{waiver}” names no item or place and has no effect; write it in brackets behind the code.";
}

static OTHERS: Phrase = Phrase { zh: "；{code}出现在：{places}", en: "; {code} was found at {places}" };

/// Drops the findings that are waived, and says which waivers are of no use.
pub(crate) fn apply(model: &Model<'_>, sink: &mut Sink) {
    if model.waivers.is_empty() {
        return;
    }
    let waivers: Vec<Bound<'_>> =
        model.waivers.iter().filter_map(|waiver| bind(model, sink, waiver)).collect();
    let known = Known::new(model);
    let matcher = Matcher::new(model);
    let items: Vec<Option<&str>> = waivers
        .iter()
        .map(|bound| bound.waiver.name.as_ref().and_then(|name| known.item(name).ok()))
        .collect();
    let mut by_code: Map<&str, Vec<usize>> = Map::new();
    for (i, bound) in waivers.iter().enumerate() {
        by_code.entry_or_default(bound.code).push(i);
    }
    let mut used = vec![false; waivers.len()];
    let mut places: Map<&str, Vec<String>> = Map::new();
    sink.retain(|finding| {
        let Some(candidates) = by_code.get(finding.rule.code) else { return true };
        let figures = matcher.figures(finding);
        let mut waived = false;
        for &i in candidates {
            let bound = &waivers[i];
            if is_at(&finding.place, bound.target)
                || items[i].is_some_and(|item| matcher.speaks_of(&figures, item, bound.waiver))
            {
                (used[i], waived) = (true, true);
            }
        }
        if !waived {
            let seen = places.entry_or_default(finding.rule.code);
            if seen.len() < 3 && !seen.contains(&finding.place) {
                seen.push(finding.place.clone());
            }
        }
        !waived
    });
    for (bound, _) in waivers.iter().zip(used).filter(|(_, used)| !used) {
        let mut finding = Finding::new(&UNUSED, bound.waiver.span)
            .with("code", bound.code)
            .with("target", bound.target.trim());
        if let Some(seen) = places.get(bound.code) {
            let words = Words::new(&OTHERS).with("code", bound.code).with("places", seen.join("、"));
            finding = finding.with_words("hint", words);
        }
        sink.push(finding);
    }
}

/// A waiver that says all that it must.
struct Bound<'w> {
    waiver: &'w Waiver,
    code: &'static str,
    target: &'w str,
}

fn bind<'w>(model: &'w Model<'_>, sink: &mut Sink, waiver: &'w Waiver) -> Option<Bound<'w>> {
    let text = model.text();
    let quoted = crate::model::place::clip(waiver.span.of(text).trim());
    let code = waiver.code.map_or("", |code| code.of(text));
    let rule = find(code);
    if rule.is_none() {
        let span = waiver.code.unwrap_or(waiver.span);
        sink.push(Finding::new(&CODE, span).with("code", code));
    }
    if waiver.target.is_none() {
        sink.push(Finding::new(&TARGET, waiver.span).with("waiver", &quoted));
    }
    if waiver.reason.of(text).trim().is_empty() {
        sink.push(Finding::new(&REASON, waiver.span).with("waiver", &quoted));
        return None;
    }
    Some(Bound { waiver, code: rule?.code, target: waiver.target?.of(text) })
}

/// Finds the figures that a finding speaks of.
struct Matcher<'m> {
    model: &'m Model<'m>,
    by_span: Map<Span, Vec<FigureId>>,
}

impl<'m> Matcher<'m> {
    fn new(model: &'m Model<'m>) -> Self {
        let mut by_span: Map<Span, Vec<FigureId>> = Map::new();
        for (i, figure) in model.figures.iter().enumerate() {
            by_span.entry_or_default(figure.span).push(FigureId(i));
        }
        Matcher { model, by_span }
    }

    /// The figure that a finding is about; where that has no name (a rate, a check), the figures it follows from.
    fn figures(&self, finding: &Finding) -> Vec<FigureId> {
        let at = |span: &Span| self.by_span.get(span).into_iter().flatten().copied();
        let own: Vec<FigureId> =
            at(&finding.span).filter(|id| !self.model.figure(*id).item.is_empty()).collect();
        if !own.is_empty() {
            return own;
        }
        finding.related.iter().flat_map(|related| at(&related.span)).collect()
    }

    /// Whether one of the figures is of the item, year and basis that the waiver names.
    fn speaks_of(&self, figures: &[FigureId], item: &str, waiver: &Waiver) -> bool {
        let Some(name) = &waiver.name else { return false };
        let year = match name.year {
            Some(NameYear::Of(year)) => Some(year),
            Some(NameYear::Before) => Some(names::year_before(self.model.year)),
            None => self.model.year,
        };
        figures.iter().map(|id| self.model.figure(*id)).any(|figure| {
            let basis = match name.basis {
                Some(basis) => figure.basis.meets(basis),
                None => figure.basis == Basis::Unsaid || figure.basis.meets(self.model.basis),
            };
            &*figure.item == item && (year.is_none() || figure.year == year) && basis
        })
    }
}

/// Whether `target` is the place of a finding or one of its steps.
fn is_at(place: &str, target: &str) -> bool {
    let steps = |text: &str| -> Vec<String> {
        text.split(['›', '>', '＞']).map(names::canonical).filter(|step| !step.is_empty()).collect()
    };
    let (place, target) = (steps(place), steps(target));
    !target.is_empty() && place.windows(target.len()).any(|window| window == target)
}
