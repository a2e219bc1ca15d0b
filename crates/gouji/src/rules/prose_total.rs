//! 正文自评总分与自评表总分：同一份自评的总分只有一个。

use super::{
    Sink,
    claim::{Claim, show, stands},
    grade::names_other_year,
    nearby, rule,
    same_figure::same_claim,
};
use crate::{
    exact::{Cause, Formula, Judgement, Outcome},
    finding::Finding,
    model::{FigureId, Home, Model, Role, Table},
    number::minus,
    syntax::Node,
    words,
};

rule! {
    /// # 正文总分与自评表总分不同
    ///
    /// 正文和自评表表头写的自评总分应与自评表的总分相同。全文只有一张表有总分（或只有一张“整体”自评表）时核对；正文另有一处与表相同、
    /// 或写明是上年、平均、复核、财政评价的得分，或正文按另一套指标（决策、过程、产出、效益）评分时，不报告。
    ///
    /// 依据：自评报告与自评表是同一次自评的两种写法。
    ///
    /// ## 反例
    /// ```gj bad
    /// 部门整体支出绩效自评得分94.98分。
    ///
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 培训期数 | ≥5期 | 5期 | 100 | 98.94 |
    /// | 总分 |  |  |  |  | 100 | 98.94 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 部门整体支出绩效自评得分98.94分。
    ///
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 培训期数 | ≥5期 | 5期 | 100 | 98.94 |
    /// | 总分 |  |  |  |  | 100 | 98.94 |
    /// ```
    /// ## 怎么改
    /// 以自评表为准核对正文，或反之；等级（优、良）也随总分核对。
    DIFFERS = "GJ508", Error, Contradiction;
    title: "正文总分与自评表总分不同", "the prose gives another total of points than the form";
    zh: "此处总分写{stated}，{form}总分为{computed}，相差{gap}{why}，请核实。";
    en: "The total of points is {stated} here, but that of {form} is {computed}, {gap} apart{why}; check.";
}

rule! {
    /// # 正文两处总分不同
    ///
    /// 正文各处写的自评总分应是同一个数。全文恰有两个不同的数，且只差一位数字或两位数字颠倒时报告；写明是上年、平均、复核、财政评价、某个
    /// 项目或某个单位的得分，或一处写“自评”、另一处不写的，不报告。
    ///
    /// ## 反例
    /// ```gj bad
    /// 一、基本情况
    /// 部门整体支出绩效自评得分96.50分，评价等级为“优”。
    /// 二、自评结论
    /// 部门整体支出绩效自评得分为91.50分，等级为优。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 一、基本情况
    /// 部门整体支出绩效自评得分96.50分，评价等级为“优”。
    /// 二、自评结论
    /// 部门整体支出绩效自评得分为96.50分，等级为优。
    /// ```
    /// ## 怎么改
    /// 以评分表为准，改正写错的一处。
    TWICE = "GJ509", Warning, Review;
    title: "正文两处总分不同", "the prose gives two totals of points";
    zh: "总分此处写{stated}，另一处写{other}，请核实。";
    en: "The total of points is {stated} here and {other} elsewhere; check.";
}

/// The totals of points in the prose that are those of the report.
fn claims_of_report(model: &Model<'_>) -> Vec<FigureId> {
    model.total_claims.iter().copied().filter(|id| is_of_report(model, *id)).collect()
}

/// Holds the totals of points that the prose gives against each other.
fn twice(model: &Model<'_>, sink: &mut Sink) {
    let own = |id: FigureId| nearby::clause_before(model, id).contains("自评");
    let claims = claims_of_report(model);
    let value = |id: FigureId| model.figure(id).quantity.value;
    let Some(&first) = claims.first() else { return };
    let Some(&other) = claims.iter().find(|id| value(**id) != value(first)) else { return };
    let of_two = claims.iter().all(|id| value(*id) == value(first) || value(*id) == value(other));
    let told = [first, other].iter().any(|id| sink.found_at(model.figure(*id).span));
    let alike = own(first) == own(other)
        && model.report_of(first) == model.report_of(other)
        && model.reach(first) == model.reach(other);
    let apart = model.figure(first).home != model.figure(other).home;
    let plain = of_two && !told && alike && apart && !is_of_one(model, first) && !is_of_one(model, other);
    if !plain || !is_slip(model, first, other) {
        return;
    }
    let mut finding = Finding::new(&TWICE, model.figure(other).span)
        .with("stated", show(model, other))
        .with("other", show(model, first))
        .relate(model.figure(first).span, stands(model, first));
    finding.place = model.place(other);
    finding.stated = Some(model.plain(other));
    sink.push(finding);
}

/// Whether one total is the other one with a digit or two put wrong.
pub(super) fn is_slip(model: &Model<'_>, first: FigureId, other: FigureId) -> bool {
    let Some(claim) = same_claim(model, other, first) else { return false };
    let cause = claim.judged(model).and_then(|judgement| claim.cause(model, &judgement));
    matches!(cause, Some(Cause::DigitDiffers | Cause::DigitsSwapped))
}

/// Whether a figure stands below a heading that names one unit or one project among several.
fn is_of_one(model: &Model<'_>, id: FigureId) -> bool {
    const ONES: &str = "局|委|会|办|办公室|机关|本级|院|校|学|园|处|所|站|中心|队|馆|公司|镇|乡|村|街道|社区|项目|工程|资金|经费|专项";
    let Home::Prose { section, .. } = model.figure(id).home else { return false };
    model.syntax.path(section).iter().any(|section| {
        let title = section.title.of(model.text());
        let name = title.split(['。', '，', '（', '(', '：', ':']).next().unwrap_or_default();
        words::ends(name.trim(), ONES)
    })
}

/// Holds the totals of points that the prose gives against that of the form, or else against each other.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    in_form(model, sink);
    let Some((table, total)) = form_total(model) else { return twice(model, sink) };
    if is_of_other_sheet(model, table) {
        return;
    }
    let mut claims = claims_of_report(model);
    claims.retain(|id| model.report_of(*id) == model.report_of(total));
    let claim_of = |stated: &FigureId| {
        let form = model.exact(total)?;
        Some(Claim {
            stated: *stated,
            formula: Formula::Same(form),
            operands: vec![total],
            shown: model.plain(total),
            others: Vec::new(),
        })
    };
    let judged = claims.iter().filter_map(|id| {
        let claim = claim_of(id)?;
        let judgement = claim.judged(model)?;
        Some((claim, judgement))
    });
    let judged: Vec<_> = judged.collect();
    let differs = |outcome: Outcome| outcome == Outcome::Contradiction;
    let some_agree = judged.iter().any(|(_, judgement)| !differs(judgement.outcome));
    for (claim, judgement) in judged {
        // What its parts contradict is told with them.
        let told =
            || sink.found_at(model.figure(claim.stated).span) || sink.found_at(model.figure(total).span);
        if differs(judgement.outcome) && (some_agree || told()) {
            continue;
        }
        decide(model, sink, table, (claim, judgement));
    }
}

/// 自评得分 | 96 in the head of a form, against its total.
fn in_form(model: &Model<'_>, sink: &mut Sink) {
    for table in &model.tables {
        let Some(indicators) = &table.indicators else { continue };
        let Some((stated, total)) = indicators.claimed_points.zip(indicators.total_points) else { continue };
        let value = |id: FigureId| model.figure(id).quantity.value;
        // 合计 of the indicators alone, 90 of a hundred, leaves out the points for the rate of execution; more than a hundred is cut.
        let all = model.rules.scoring.total;
        if indicators.total_weight.map(value) != Some(all) || value(stated) == all {
            continue;
        }
        let told = [stated, total].iter().any(|id| sink.found_at(model.figure(*id).span));
        if let Some(claim) = same_claim(model, stated, total).filter(|_| !told)
            && let Some(judgement) = claim.judged(model)
        {
            decide(model, sink, table, (claim, judgement));
        }
    }
}

/// Takes a total for the form's, and tells where it is another one.
fn decide(model: &Model<'_>, sink: &mut Sink, table: &Table, (claim, judgement): (Claim, Judgement)) {
    let (value, total) = (|id: FigureId| model.figure(id).quantity.value, claim.operands[0]);
    claim.mark(model, sink, &judgement);
    if judgement.outcome != Outcome::Contradiction {
        return;
    }
    let gap = minus(value(total), value(claim.stated)).unwrap_or_default().abs().normalize();
    let mut finding = claim.draft(model, &DIFFERS, &judgement).with("form", model.table_name(table));
    // Points are exact, to whatever place they are printed.
    finding.computed = Some(model.plain(total));
    finding.gap = Some(gap.to_string());
    let finding = finding.with("computed", show(model, total)).with("gap", format!("{gap}分"));
    sink.push_decided(finding, claim);
}

/// The total of the only form that has one, or of the only form of the whole department among several. It is the total of the
/// report if it is out of all the points there are.
fn form_total<'m>(model: &'m Model<'_>) -> Option<(&'m Table, FigureId)> {
    let value = |id: FigureId| model.figure(id).quantity.value;
    let total_of = |table: &'m Table| {
        let indicators = table.indicators.as_ref()?;
        let of_all = value(indicators.total_weight?) == model.rules.scoring.total;
        Some((table, indicators.total_points.filter(|_| of_all)?))
    };
    let all: Vec<(&Table, FigureId)> = model.tables.iter().filter_map(total_of).collect();
    let of_department = |(table, _): &&(&Table, FigureId)| table.name.contains("整体");
    match all.as_slice() {
        [(table, total)] if !is_of_project(model, table) || model.rules.name == "项目支出" => {
            Some((table, *total))
        }
        [_, _, ..] if all.iter().filter(of_department).count() == 1 => {
            all.iter().find(of_department).copied()
        }
        _ => None,
    }
}

/// Whether the prose scores by another sheet than the form: the one of an evaluation (决策、过程、产出、效益) beside that of the self-evaluation.
fn is_of_other_sheet(model: &Model<'_>, table: &Table) -> bool {
    let of_evaluation = |name: &str| words::has(name, "决策|过程");
    let groups = table.indicators.iter().flat_map(|indicators| &indicators.groups);
    let parts = model
        .figures
        .iter()
        .filter(|figure| figure.role == Role::Points && matches!(figure.home, Home::Prose { .. }));
    let said = model.claims.iter().any(|claim| of_evaluation(&claim.title))
        || parts.into_iter().any(|figure| of_evaluation(&figure.name));
    said && !groups.into_iter().any(|group| of_evaluation(&group.name))
}

/// Whether the form is one of a project, which a report on a whole department gives besides.
fn is_of_project(model: &Model<'_>, table: &Table) -> bool {
    /// Rows in which a form says whose it is.
    const HEAD: usize = 6;
    let Some(Node::Table { table: raw, .. }) = model.syntax.nodes.get(table.node) else { return false };
    let named =
        raw.rows.iter().take(HEAD).flat_map(|row| &row.cells).any(|cell| cell.text.starts_with("项目名称"));
    named || table.name.contains("项目")
}

/// Whether a total of points is that of the report, and of nothing else that has points: an indicator, a project, another
/// assessment, another year. Only a clause that names nothing else says so.
fn is_of_report(model: &Model<'_>, id: FigureId) -> bool {
    const OTHERS: &str = "上年|去年|上一年|平均|最高|最低|复核|复评|抽查|评审|财政评价|财政局|财政厅|财政部门|第三方|专家|\
        各|个项目|子项目|下属|二级单位|满意|预计|目标|应得|满分|资金|转移支付|考核|考评|测评|指标|执行";
    const OWN: &str = "部门|单位|本|我|局|委|办|院|厅|中心|整体|支出|预算|绩效|自评|自我|评价|总|综合|最终|最后|评分|得分|分值|\
        打分|分数|评定|结果|情况|为|是|共|合|计|达|到|经|年|度|该|的|得";
    /// Longest sentence in bytes that is looked through.
    const LONG: usize = 150;
    let figure = model.figure(id);
    let text = model.text();
    let from = text.ceil_char_boundary(figure.span.start.saturating_sub(LONG));
    let before = &text[from..figure.span.start];
    let sentence = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let clause = sentence.rsplit(['，', ',', '、', '：', ':', '“', '”']).next().unwrap_or_default();
    let of_projects = model.rules.name == "项目支出";
    let rest = words::without(&clause.replace(&model.unit_name, ""), OWN);
    let rest = if of_projects { rest.replace("项目", "") } else { rest };
    let names_other = rest.contains(char::is_alphabetic);
    let other_project = !of_projects && (sentence.contains("项目") || model.place(id).contains("项目"));
    let other_year = model.year.is_some_and(|year| names_other_year(sentence, year));
    let behind = text[figure.span.end..].trim_start().trim_start_matches('分').trim_start();
    let behind = behind.split(['。', '\n']).next().unwrap_or_default();
    // 总分100分，实得99.47分; 90分以上的4个.
    let value = figure.quantity.value;
    let full = value == model.rules.scoring.total && behind.contains(|c: char| c.is_ascii_digit());
    let class = words::starts(behind, "以上|以下|及以上|及以下|-|—|－|至|~|～");
    let in_prose = matches!(figure.home, Home::Prose { .. });
    let of_other = names_other || other_project || other_year || words::has(sentence, OTHERS);
    in_prose && value <= model.rules.scoring.total && !of_other && !full && !class
}
