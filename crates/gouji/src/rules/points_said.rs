//! Points in sentences of their own forms: 共扣3.3分：立项依据扣0.8分，…; 投入得9分，过程得18分，合计得27分; 得17.7分，扣2.3分，得分率88.5%.

use super::{
    Sink, balance, breakdown,
    claim::{Claim, terms},
    nearby, rate,
};
use crate::{
    exact::{Formula, Outcome},
    model::{FigureId, Home, Model},
    number::{Dimension, minus},
    words,
};
use rust_decimal::Decimal;

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

/// Holds all that was taken off against what was taken off for each reason, and all that was got against what was got of each part.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for total in (0..model.figures.len()).map(FigureId).filter(|id| is_points(model, *id)) {
        let parts = deductions(model, total).or_else(|| got_of_each(model, total));
        if let Some(parts) = parts.filter(|_| !sink.found_at(model.figure(total).span)) {
            breakdown::equation(model, sink, total, &parts);
        }
    }
}

/// What points in a sentence are, by the words beside them.
#[derive(PartialEq, Eq)]
enum Kind {
    Got,
    /// The same by those who were scored, which may stand beside what others gave.
    GotByThemselves,
    Worth,
    Lost,
}

fn kind_of(model: &Model<'_>, id: FigureId) -> Option<Kind> {
    const ALL: &str = "总得|总得分|合计得|合计得分|共得|共计得|总计得|小计得|综合得分|平均得|平均得分";
    const WORTH: &str = "满分|满分值|分值|权重|权重分值|标准分|标准分值";
    let said = said(model, id);
    let next = FigureId(id.0 + 1);
    let got_behind = || {
        if !is_points(model, next) {
            return false;
        }
        let between = nearby::between(model, id, next).trim_matches(['分', '）', ')', '，', ',', '中', ' ']);
        words::is(between, "得|得分|自评得|自评得分|实得|实际得分|评价得|评价得分")
    };
    match said {
        _ if words::ends(said, ALL) => None,
        // 因资料不全扣3分: of none of the parts.
        _ if words::ends(said, "扣|扣分|扣减|扣除|失分|失") => {
            words::is(said, "扣|扣分|扣减|扣除|失分|共扣").then_some(Kind::Lost)
        }
        _ if words::ends(said, WORTH) => Some(Kind::Worth),
        _ if words::ends(said, "自评得|自评得分") => Some(Kind::GotByThemselves),
        _ if words::ends(said, "得|得分") => Some(Kind::Got),
        _ => got_behind().then_some(Kind::Worth),
    }
}

/// 投入指标得9分、过程指标得18分，合计得27分; 综合得分93分，投入指标得9分，…: all that was got, and what was got of each part before it or behind it.
fn got_of_each(model: &Model<'_>, total: FigureId) -> Option<Vec<FigureId>> {
    const SUMS: &str = "合计|合计得|合计得分|共计|共计得|总计|总计得|共得|小计|小计得";
    const NOT: &str = "其余|其他|其它|均得|均为|各得|各项|每|等|上年|去年|比|较|加分|附加|奖励|倒扣|另|折算|加权|平均|系数|×|*|以上|以下|\
        最高|最低|复核|核减|调整|初评|上述|标准|满分的|得满分|为满分|不得分|仅|合计|小计|共|总";
    let words = said(model, total);
    let sum = words::is(words, SUMS);
    // 合计100分，得90.8分: what all parts are worth.
    if !sum && !is_total(words) || kind_of(model, total) == Some(Kind::Worth) {
        return None;
    }
    // 部门绩效45分，自评得分43分: of what stands before it.
    let before = total.0.checked_sub(1).map(FigureId).filter(|id| is_points(model, *id));
    let worth = |id: &FigureId| kind_of(model, *id) == Some(Kind::Worth) && !is_hundred(model, &[*id]);
    if let Some(before) = before.filter(worth)
        && !nearby::between(model, before, total).contains(['。', '；', '）', ')'])
    {
        return None;
    }
    let (figures, text) = points_before(model, total).or_else(|| points_behind(model, total))?;
    let kinds: Vec<Kind> = figures.iter().map(|id| kind_of(model, *id)).collect::<Option<_>>()?;
    let of = |kind: Kind| -> Vec<FigureId> {
        figures.iter().zip(&kinds).filter(|(_, of)| **of == kind).map(|(id, _)| *id).collect()
    };
    let (others, own, worth) = (of(Kind::Got), of(Kind::GotByThemselves), of(Kind::Worth));
    // 自评得9分，评价得8分: of one part twice.
    let parts = if own.is_empty() { others } else { Some(own).filter(|_| others.is_empty())? };
    let (all, stated) = (model.sum_of(&parts)?, model.base_value(total)?);
    let most = parts.iter().filter_map(|id| model.base_value(*id)).max()?;
    let least = parts.iter().filter_map(|id| model.base_value(*id)).min()?;
    let (wholes, _) = balance::without_parts(model, &parts);
    let gap = minus(all, stated)?.abs();
    // Of all that a sentence sums up it names all; a total may be of more.
    let named = if sum { gap < least } else { is_whole_sheet(text) || is_hundred(model, &worth) };
    let divided = wholes.len() < parts.len() || text.contains("其中");
    // Where the parts are worth a hundred, more than that was got by a slip.
    let possible = all <= Decimal::ONE_HUNDRED || is_hundred(model, &worth) && stated < Decimal::ONE_HUNDRED;
    let less = most < stated || is_hundred(model, &worth);
    let fits = parts.len() > 1 && less && possible && gap < most;
    // 绩效目标未得满分，仅3分: points that were read as something else.
    let is_read = |(at, _): &(usize, &str)| text[..*at].ends_with(|c: char| c.is_ascii_digit());
    let all_read = text.match_indices('分').filter(is_read).count() == figures.len();
    let plain = all_read && !words::has(text, NOT);
    (fits && plain && named && !divided).then_some(parts)
}

/// 总分, 项目绩效自评得分, 最终综合得分: words for the points of all. 调整后得分, 乡镇评价得分 are others.
fn is_total(words: &str) -> bool {
    const HEADS: &str =
        "部门|整体|支出|项目|绩效|自评|评价|综合|总体|最终|最后|本|该|我局|我单位|单位|年度|全年";
    let mut rest = words;
    while let Some(next) = words::without_head(rest, HEADS) {
        rest = next;
    }
    words::is(rest, "总分|总得分|总评分|总评") || rest.len() < words.len() && words::is(rest, "得分|评分")
}

fn is_hundred(model: &Model<'_>, worth: &[FigureId]) -> bool {
    model.sum_of(worth) == Some(Decimal::ONE_HUNDRED)
}

/// Whether the parts of a whole score are named: 决策、过程、产出、效益, or the rate of execution with 产出、效益、满意度.
fn is_whole_sheet(text: &str) -> bool {
    let named = |words: &str| words::has(text, words);
    named("产出") && named("效益|效果") && named("决策|过程|投入|管理|执行") && named("满意|决策|过程")
}

/// The points of its sentence before a total, or of the sentences before where it has none, and all that is said there.
fn points_before<'m>(model: &'m Model<'_>, total: FigureId) -> Option<(Vec<FigureId>, &'m str)> {
    const MOST: usize = 40;
    const FAR: usize = 1800;
    let of_paragraph = |id: &FigureId| model.figure(*id).home == model.figure(total).home;
    let before = (total.0.saturating_sub(MOST)..total.0).rev().map(FigureId).take_while(of_paragraph);
    let mut points: Vec<FigureId> = before.filter(|id| is_points(model, *id)).collect();
    let of_sentence = |id: &FigureId| !nearby::between(model, *id, total).contains('。');
    if points.first().is_some_and(of_sentence) {
        points.retain(of_sentence);
    }
    points.reverse();
    let first = *points.first().filter(|_| points.len() > 1)?;
    let start = model.figure(first).span.start - nearby::clause_before(model, first).len();
    let end = model.figure(total).span.start - nearby::clause_before(model, total).len();
    let text = model.text().get(start..end).filter(|text| text.len() <= FAR)?;
    // …，按规定封顶，自评得分80分: what leads to the total says nothing else.
    let last = *points.last()?;
    let between = model.text().get(model.figure(last).span.end..end)?;
    let mut clauses = between.split(['，', ',', '；', ';', '。', '、', '\n']);
    let plain = |clause: &str| {
        let clause = clause.trim_matches(['分', '）', ')', '（', '(', ' ']);
        words::is(clause, "|综上|因此|经评价|经综合评价|经自评|未扣分|不扣分") || clause.starts_with("得分率")
    };
    clauses.all(plain).then_some((points, text))
}

/// The points of its sentence behind a total, where they are of parts that stand right behind it.
fn points_behind<'m>(model: &'m Model<'_>, total: FigureId) -> Option<(Vec<FigureId>, &'m str)> {
    let (points, text) = behind(model, total)?;
    let text = text.trim_start_matches('分');
    (points.len() > 1 && words::starts(text, "，|,|；")).then_some((points, text))
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
