//! 计数与所列名称：内设科室12个：甲、乙、…。

use super::{Sink, rule};
use crate::map::Map;
use crate::{
    finding::Finding,
    model::{FigureId, Home, Model},
    statement::Statement,
    text::Span,
};

rule! {
    /// # 计数与所列名称不符
    ///
    /// “内设科室N个：”“内设科室N个，分别是”后面、“共N个科室”前面列出的名称应有 N 个。名称后面的括号不计；以“等”结尾的不要求列全。
    ///
    /// ## 反例
    /// ```gj bad
    /// 我局内设科室4个：办公室、人事科、财务科。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 我局内设科室3个：办公室（挂督查室牌子）、人事科、财务科。
    /// ```
    /// ## 怎么改
    /// 数一数所列名称，改正计数或补全名称。
    COUNT = "GJ221", Error, Contradiction;
    title: "计数与所列名称不符", "a count contradicts the names listed";
    zh: "{name}写{stated}个，所列名称{computed}个，请核实计数或名称。";
    en: "{name} is given as {stated}, but {computed} names are listed; check the count or the names.";
}

/// Holds every count against the list that it announces.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let in_prose = model.figures.iter().enumerate();
    let in_prose = in_prose.filter(|(_, figure)| matches!(figure.home, Home::Prose { .. }));
    let figures: Map<Span, FigureId> = in_prose.map(|(i, figure)| (figure.span, FigureId(i))).collect();
    for statement in &model.statements {
        let Statement::Count { stated, span, name, list } = statement else { continue };
        let counted = list.items as u32;
        if let Some(id) = figures.get(span) {
            sink.checked(*id);
        }
        if list.fits(*stated) {
            continue;
        }
        let name = crate::model::place::clip(name);
        let mut finding =
            Finding::new(&COUNT, *span).with("name", name).with("stated", stated).with("computed", counted);
        finding.stated = Some(stated.to_string());
        finding.computed = Some(counted.to_string());
        finding.gap = Some((i64::from(*stated) - i64::from(counted)).to_string());
        sink.push(finding);
    }
}
