//! Points in sentences of their own forms: 共扣3.3分：立项依据扣0.8分，…; 得17.7分，扣2.3分，得分率88.5%.

use super::{
    Sink, balance, breakdown,
    claim::{Claim, terms},
    nearby, rate,
};
use crate::{
    exact::{Formula, Outcome},
    model::{FigureId, Home, Model},
    number::Dimension,
    words,
};

/// What leads to points.
const LEADS: [char; 4] = ['为', '是', '：', ' '];

fn is_points(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figures.get(id.0);
    figure.is_some_and(|figure| {
        figure.quantity.unit.dimension == Dimension::Points && matches!(figure.home, Home::Prose { .. })
    })
}

fn said<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    nearby::clause_before(model, id).trim_matches(LEADS)
}

/// Holds all that was taken off against what was taken off for each reason.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for total in (0..model.figures.len()).map(FigureId).filter(|id| is_points(model, *id)) {
        if let Some(parts) = deductions(model, total).filter(|_| !sink.found_at(model.figure(total).span)) {
            breakdown::equation(model, sink, total, &parts);
        }
    }
}

/// The points behind a total up to the end of the sentence; `None` where a figure of another kind stands among them.
fn behind<'m>(model: &'m Model<'_>, total: FigureId) -> Option<(Vec<FigureId>, &'m str)> {
    const MOST: usize = 12;
    const FAR: usize = 600;
    let (text, start) = (model.text(), model.figure(total).span.end);
    let rest = &text[start..text.floor_char_boundary((start + FAR).min(text.len()))];
    let end = rest.find(['。', '\n'])?;
    let within = |id: &FigureId| {
        let figure = model.figures.get(id.0);
        figure
            .is_some_and(|figure| figure.span.start < start + end && figure.home == model.figure(total).home)
    };
    let parts: Vec<FigureId> = (total.0 + 1..).map(FigureId).take_while(within).take(MOST).collect();
    parts.iter().all(|id| is_points(model, *id)).then_some((parts, &rest[..end]))
}

/// 共扣3.3分：立项依据扣0.8分，立项程序扣1分，绩效指标扣1.5分: all that was taken off.
fn deductions(model: &Model<'_>, total: FigureId) -> Option<Vec<FigureId>> {
    if !words::ends(said(model, total), "共扣|合计扣|累计扣|共计扣|共扣分|共扣减|合计扣分|累计扣分")
    {
        return None;
    }
    let (parts, rest) = behind(model, total)?;
    const NOT: &str = "等|主要|加分|另|分别|各|每|含|满分|其中|上年|比|较|少扣|多扣|再|共|应扣|未扣|可扣|拟扣|免扣|酌情|上述|即|上限|建议";
    let rest = rest.trim_start_matches('分');
    // One list: with brackets in it, or words behind its bracket, it says more.
    let plain = match rest.strip_prefix(['（', '(']) {
        Some(inside) => inside.ends_with(['）', ')']) && !inside.contains(['（', '(']),
        None => words::starts(rest, "：|:") && !rest.contains(['（', '(']),
    };
    // 过程扣3分，资金扣1分、管理扣2分: what was taken off a part is divided again.
    let (wholes, _) = balance::without_parts(model, &parts);
    let divided = wholes.len() < parts.len() && model.sum_of(&wholes) == model.base_value(total);
    let again = rest.matches(['：', ':']).count() > 1;
    let each = parts.len() > 1 && parts.iter().all(|id| words::ends(said(model, *id), "扣|扣分|扣减|扣了"));
    (plain && each && !divided && !again && !words::has(rest, NOT)).then_some(parts)
}

/// 得17.7分，扣2.3分，得分率88.5%: what was got, of that and what was lost.
pub(super) fn check_rates(model: &Model<'_>, sink: &mut Sink) {
    for stated in (2..model.figures.len()).map(FigureId) {
        let percent = model.figure(stated).quantity.unit.dimension == Dimension::Percent;
        if percent && words::is(said(model, stated), "得分率") {
            rate_of_lost(model, sink, stated);
        }
    }
}

fn rate_of_lost(model: &Model<'_>, sink: &mut Sink, stated: FigureId) -> Option<()> {
    const MARKS: [char; 6] = ['分', '，', ',', '为', '是', ' '];
    let [got, lost] = [FigureId(stated.0 - 2), FigureId(stated.0 - 1)];
    let beside = [got, lost]
        .iter()
        .all(|id| is_points(model, *id) && model.figure(*id).home == model.figure(stated).home);
    let plain = words::ends(said(model, got), "得|得分|实得|实际得分|自评得分|评价得分")
        && words::is(nearby::between(model, got, lost).trim_matches(MARKS), "扣|扣分|共扣|失分|扣除")
        && words::is(nearby::between(model, lost, stated).trim_matches(MARKS), "得分率");
    // 满分20分，得17.7分，扣2.3分: held against what it was worth elsewhere.
    let before = got.0.checked_sub(1).map(FigureId).filter(|id| is_points(model, *id));
    let worth = before.is_some_and(|id| !nearby::between(model, id, got).contains(['。', '\n']));
    if !beside || !plain || worth || sink.found_at(model.figure(stated).span) {
        return None;
    }
    let [g, l] = terms(model, [got, lost]);
    let formula = Formula::ChangeBy { new: model.exact(lost)?, delta: model.exact(got)?, decrease: true };
    let shown = format!("{g} ÷ ({g} + {l})");
    let claim = Claim { stated, formula, operands: vec![lost, got], shown, others: Vec::new() };
    let judgement = claim.decide(model, sink)?;
    if judgement.outcome == Outcome::Contradiction && judgement.computed.is_some() {
        let finding = claim.draft(model, &rate::RATE, &judgement).with("name", model.rate_name(stated));
        sink.push_decided(finding, claim);
    }
    Some(())
}
