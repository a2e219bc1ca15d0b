//! 自评得分94.9分，扣5.1分：得分与扣分合起来是满分。

use super::{Sink, claim::Claim, nearby, rule};
use crate::{
    exact::{Outcome, Printed},
    model::{FigureId, Home, Model, Role},
    number::times,
    syntax::Node,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 总分与扣分之和不是满分
    ///
    /// “自评得分94.9分，扣5.1分”：紧跟在总分后面、全段只此一处的扣分，与总分相加应为满分（规程的总分，通常100分）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 综上，部门整体绩效自评得分94.9分，扣4.1分。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 综上，部门整体绩效自评得分94.9分，扣5.1分。
    /// ```
    /// ## 怎么改
    /// 核对各项扣分，改正总分或扣分。
    LOST = "GJ518", Error, Contradiction;
    title: "总分与扣分之和不是满分", "the total and what was taken off do not make up the full score";
    zh: "扣分写{stated}，按{shown}应为{computed}，相差{gap}，请核实总分与扣分。";
    en: "{stated} were taken off, but {shown} is {computed}, {gap} apart; check the total and the deduction.";
}

/// Holds what was taken off against what the total leaves of the full score.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for &total in &model.total_claims {
        if let Some(lost) = lost_behind(model, total) {
            decide(model, sink, total, lost);
        }
    }
}

/// The points right behind a total that are said to be taken off, and the only ones of its paragraph.
fn lost_behind(model: &Model<'_>, total: FigureId) -> Option<FigureId> {
    const TAKEN: &str = "扣|共扣|合计扣|累计扣|总扣|总计扣|被扣|扣减|共扣减";
    const MARKS: [char; 7] = ['分', '，', ',', '（', '(', '为', ' '];
    let lost = FigureId(total.0 + 1);
    let (figure, of) = (model.figures.get(lost.0)?, model.figure(total));
    let Home::Prose { node, .. } = of.home else { return None };
    // 总分100分，扣5分，加3分，得98分 begins with the full score; 满意度自评得分9分，扣1分 is of a part.
    let full = model.rules.scoring.total;
    let little = times(of.quantity.value, Decimal::from(5))? < times(full, Decimal::from(3))?;
    if of.quantity.value == full || little || is_of_part(model, total) {
        return None;
    }
    let said = nearby::between(model, total, lost).trim_matches(MARKS);
    let Some(Node::Paragraph(paragraph)) = model.syntax.nodes.get(node) else { return None };
    let text = &paragraph.flow.text;
    // 扣6.9分，加1分
    let adds = text.split('加').skip(1).any(|behind| behind.starts_with(|c: char| c.is_ascii_digit()));
    let alone = text.matches('扣').count() == 1 && !adds && !words::has(text, "加分|奖励|不含|满分|附加");
    // 扣4分为预算执行、2分为资产: the first of several.
    let whole = !model.text().get(figure.span.end..)?.starts_with("分为");
    let points = figure.role == Role::Points && figure.home == of.home && whole;
    (points && alone && words::is(said, TAKEN)).then_some(lost)
}

/// Whether the words before points name a part of what is scored.
fn is_of_part(model: &Model<'_>, total: FigureId) -> bool {
    const PARTS: &str =
        "指标|效益|成本|管理|决策|过程|产出|投入|质量|时效|数量|满意|履职|情况|该项|本项|此项|项目";
    words::has(nearby::clause_before(model, total), PARTS)
}

fn decide(model: &Model<'_>, sink: &mut Sink, total: FigureId, lost: FigureId) -> Option<()> {
    let full: Decimal = model.rules.scoring.total;
    let all = (Printed::new(full, 0, Decimal::ONE)?, &*full.normalize().to_string());
    let claim = Claim::of_rest(model, lost, all, &[total])?;
    let judgement = claim.decide(model, sink)?;
    if judgement.outcome == Outcome::Contradiction && judgement.computed.is_some() {
        sink.push_decided(claim.draft(model, &LOST, &judgement), claim);
    }
    Some(())
}
