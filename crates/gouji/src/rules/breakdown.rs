//! 合计与所列明细：正文里“…X万元，其中：甲Y万元、乙Z万元”。

use super::{
    Rule, Sink,
    claim::{Claim, show, shown_sum, significant},
    lists::{divide_again, going_on, is_explained, list_breaks, may_be_other, members, without_inner_lists},
    nearby,
    parts_behind::{self, Behind},
    rule,
};
use crate::{
    exact::{Cause, Formula, Judgement, Outcome, Side, Sign, Term, causes, judge},
    finding::{Finding, Phrase, Words},
    model::{FigureId, Model},
    number::{Counter, Dimension, minus, times},
    statement::{ListKind, Statement},
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 明细相加与合计矛盾
    ///
    /// 正文写“其中”“分别为”并列出两项以上时，所列各项应当等于合计。按四舍五入或截尾都不可能得到合计数时报告。
    /// 只写“主要是”“包括”“等”的不完全列举，仅要求各项之和不超过合计（见 GJ204）。各项互有交叉（女性、党员、高级职称）、
    /// 某几项是前一项的明细、或正好是同一句另一个数的明细时，不报告。另成一句而合起来就是全部的两类（税收与非税收入、中央与地方）
    /// 也这样核对。前几项相加已等于合计、其后又列有同类的一项时，只作提醒。
    ///
    /// 依据：会计数据勾稽关系；分项与合计口径应一致。
    ///
    /// ## 反例
    /// ```gj bad
    /// 人员经费支出1394.37万元，其中：工资福利支出1460.93万元、对个人和家庭的补助支出338.5万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出合计4539.55万元，其中：基本支出1706.18万元，项目支出2833.37万元。
    /// ```
    /// ## 怎么改
    /// 核对合计与每一项明细的原始凭证，改正有误的一方。工具不知道哪一个数是对的，因此不会替您改金额。
    CONTRADICTION = "GJ201", Error, Contradiction;
    title: "明细相加与合计矛盾", "parts contradict their total";
    zh: "{name}{stated}，所列{count}项相加{computed}（{shown}），{side}{gap}{why}，请核实合计或明细。";
    en: "{name} is {stated}, but the {count} parts listed add up to {computed} ({shown}), {side} {gap}{why}; check the total or the parts.";
}

rule! {
    /// # 明细相加与合计差在尾数
    ///
    /// 按印出的数相加得不到合计，但各数未四舍五入之前可能相符。属正常尾差，供核对，不必修改。
    ///
    /// ## 反例
    /// ```gj bad
    /// 采购金额251.25万元，其中：货物采购4.79万元、工程采购0万元、服务采购246.47万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 采购金额251.26万元，其中：货物采购4.79万元、工程采购0万元、服务采购246.47万元。
    /// ```
    /// ## 怎么改
    /// 如按元计算相符，可不改；也可以把其中一项调整一个末位，使印出的数相加正好。
    TAIL = "GJ202", Info, Rounding;
    title: "明细相加与合计差在尾数", "parts miss their total by rounding";
    zh: "{name}{stated}，所列{count}项相加为{computed}，相差{gap}{why}，如按元计算可不改。";
    en: "{name} is {stated}; the {count} parts listed add up to {computed}, {gap} apart{why}; fine if it holds in yuan.";
}

rule! {
    /// # 所列明细不足合计
    ///
    /// “其中”列出两项以上而相加少于合计，可能漏列了一项，也可能列举本来就不完全；缺的比所列任何一项都多时，只作提示，
    /// 但列出三类以上编制、指标、各级资金或评价等级的除外，这些分类本应列全。列举里还有列举的，有一种套法能合上就不报；只列保险费和
    /// 财政补贴的社会保险基金、结存中的收益、“重点支出”中的几项，本来就不是全部。
    /// 合计写明“合计”“总计”“共计”时按 GJ201 报告。
    ///
    /// ## 反例
    /// ```gj bad
    /// 项目预算为2455.5万元，其中部门项目支出87.5万元，专项支出2350万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 项目预算为2437.5万元，其中部门项目支出87.5万元，专项支出2350万元。
    /// ```
    /// ## 怎么改
    /// 补上漏列的项目；若本来只列主要部分，把“其中”改为“其中主要是”，或在末尾加“等”。
    SHORT = "GJ203", Warning, Contradiction;
    title: "所列明细不足合计", "parts fall short of their total";
    zh: "{name}{stated}，“其中”所列{count}项相加{computed}（{shown}），少{gap}{why}，请核实是否漏列或数字有误。";
    en: "{name} is {stated}; the {count} parts listed add up to {computed} ({shown}), {gap} short{why}; is one left out?";
}

rule! {
    /// # 部分超过整体
    ///
    /// “主要是”“包括”“等”或只列一项的“其中”，各项之和不应超过整体；国内公务接待所用不应超过公务接待费。
    ///
    /// ## 反例
    /// ```gj bad
    /// 专项经费100万元，主要用于信息化建设80万元、培训30万元等。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 专项经费100万元，主要用于信息化建设60万元、培训30万元等。
    /// ```
    /// ## 怎么改
    /// 核对整体与所列各项的金额和年度。
    EXCEEDS = "GJ204", Error, Contradiction;
    title: "部分超过整体", "parts exceed the whole";
    zh: "{name}{stated}，所列{count}项相加{computed}（{shown}），超出{gap}{why}，部分不应超过整体，请核实。";
    en: "{name} is {stated}, but the {count} parts listed already add up to {computed} ({shown}), {gap} more{why}; check.";
}

pub(super) static MORE: Phrase = Phrase { zh: "多", en: "more by" };
pub(super) static LESS: Phrase = Phrase { zh: "少", en: "less by" };

/// Holds every whole in prose against its parts.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for statement in &model.statements {
        match statement {
            Statement::Breakdown { whole, parts, kind, closed } => {
                breakdown(model, sink, *whole, parts, *kind, *closed);
            }
            Statement::Likely { wholes, parts } => likely(model, sink, wholes, parts),
            _ => {}
        }
    }
    for id in (0..model.figures.len()).map(FigureId) {
        if sink.found_at(model.figure(id).span) {
            continue;
        }
        match parts_behind::of(model, id) {
            Some(Behind::All(parts)) => equation(model, sink, id, &parts),
            Some(Behind::Likely(parts)) => likely(model, sink, &[id], &parts),
            None => {}
        }
    }
}

fn breakdown(
    model: &Model<'_>,
    sink: &mut Sink,
    whole: FigureId,
    parts: &[FigureId],
    kind: ListKind,
    closed: bool,
) {
    let count = members(model, whole, parts);
    // 收入936万元，其中上年结转36万元，财政拨款收入900万元，其他收入20万元: what the first ones make up lacks one of the same kind.
    let lacks_part = count < parts.len() && are_one_family(model, whole, parts, count);
    let parts = if lacks_part { parts } else { &parts[..count] };
    let Some(claim) = sum_claim(model, whole, parts) else { return };
    let Some(judgement) = claim.judged(model) else { return };
    // 年末结转5万元，其中上年结转25万元已全部使用: what was there before is no part of what is left.
    let name = |id: &FigureId| &*model.figure(*id).name;
    if words::ends(name(&whole), "结转|结余")
        && parts.iter().any(|part| words::has(name(part), "上年|以前年度"))
    {
        return;
    }
    let mut other_unit = false;
    if judgement.outcome == Outcome::Contradiction {
        let outer = without_inner_lists(model, parts);
        if outer.len() < parts.len() {
            let kind = if outer.len() == 1 { ListKind::Partial } else { kind };
            return breakdown(model, sink, whole, &outer, kind, closed);
        }
        if let Some(parts) = going_on(model, whole, parts) {
            return equation(model, sink, whole, &parts);
        }
        if is_explained(model, whole, parts) || of_several(model, sink, whole, parts) {
            return;
        }
        other_unit = is_in_other_unit(model, &claim, &judgement);
        let certain = other_unit
            || is_slip(model, &claim, &judgement)
            || is_car_spending(model, whole, parts)
            || is_exceeded_by_family(model, whole, parts);
        if !certain && may_be_other(model, whole, parts) {
            return;
        }
    }
    // 超过99万元: what is no figure of its own leaves nothing to show.
    if judgement.outcome == Outcome::Contradiction && judgement.computed.is_none() {
        return;
    }
    claim.mark(model, sink, &judgement);
    let exceeds = judgement.side == Some(Side::Over);
    // 绩效目标5分、预算执行25分等均得满分
    let and_so_on = |last: &FigureId| {
        model.text()[model.figure(*last).span.end..].trim_start_matches('分').starts_with('等')
    };
    let partial = kind == ListKind::Partial && !is_all_by_law(model, whole, parts)
        || !closed
        || parts.last().is_some_and(and_so_on)
        || names_some(model, whole, parts);
    // Of three and more parts of the points none is left out.
    let of_points = parts.len() > 2 && model.figure(whole).quantity.unit.dimension == Dimension::Points;
    let rule = match judgement.outcome {
        Outcome::Agrees | Outcome::Undecided(_) => return,
        _ if partial && !exceeds && !other_unit => return sink.note_within(),
        Outcome::Tail => &TAIL,
        Outcome::Contradiction if other_unit => &CONTRADICTION,
        Outcome::Contradiction if partial => &EXCEEDS,
        Outcome::Contradiction if exceeds || model.figure(whole).total || of_points => &CONTRADICTION,
        Outcome::Contradiction => &SHORT,
    };
    let mut finding = finding(model, &claim, rule, &judgement);
    if rule == &SHORT && names_rest(model, parts) {
        return sink.note_within();
    }
    let rather_left_out = || {
        !is_all_by_law(model, whole, parts)
            && !is_car_spending(model, whole, parts)
            && !family_of(model, whole, parts).is_some_and(|family| family.is_complete(model, parts))
            && misses_most(model, whole, &judgement, parts)
            && !is_swapped(model, &claim, &judgement)
    };
    let overlap = || {
        may_overlap(model, whole, parts)
            && !is_slip(model, &claim, &judgement)
            && !is_little(model, whole, &judgement)
    };
    if lacks_part {
        finding.severity = crate::Severity::Warning;
    }
    if rule == &SHORT && rather_left_out() || rule == &CONTRADICTION && overlap() {
        finding.severity = crate::Severity::Hint;
    }
    sink.push_decided(finding, claim);
}

/// 其中金额较大的有…, 其中单个项目400万元以上的有3个：…: whether the list says that it names only some. Doctors and nurses never are all
/// who work in a hospital, nor contributions all that a fund receives.
fn names_some(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let Some(first) = parts.first() else { return false };
    let between = nearby::between(model, whole, *first);
    let said = between.rsplit("其中").next().unwrap_or_default();
    // 财政支出875亿元。各项重点支出得到保障，其中：教育支出128亿元；….
    let some = words::has(said, "较大的|较多的|主要项目|重点项目|以上的|单个")
        || words::has(between, "重点支出|重点领域|民生支出");
    let has = |words: &str| parts.iter().any(|part| words::has(&model.figure(*part).name, words));
    let name = &*model.figure(whole).name;
    // 累计结存6.40万亿元，其中：投资运营规模1.46万亿元，当年投资收益额632亿元: what came in is no part of what there is.
    let earned = words::ends(name, "结存|结余|余额|规模") && has("收益|利息");
    let of_fund = is_of_fund(name) && has("保险费|财政补贴|政府资助") && !has("其他");
    // 地区生产总值469.20亿元，其中第二产业130.33亿元，第三产业338.11亿元: the first is so small that it is left out.
    let of_product = has("第二产业|第三产业|工业增加值|服务业") && !has("第一产业|农业|农林牧渔");
    // 猪牛羊禽肉产量2.99万吨，其中猪肉2.11万吨，牛肉0.38万吨.
    let of_meat = name.contains("猪牛羊") && parts.len() < 4;
    // 民生支出145亿元，其中教育31亿元，社保28亿元: what else counts, every place decides for itself.
    let of_life = words::has(name, "民生支出|民生方面|民生领域");
    // 其中满意138人，基本满意4人: nobody likes to say how many were not.
    let of_survey = parts
        .iter()
        .all(|part| words::is(&model.figure(*part).name, "满意|非常满意|很满意|比较满意|基本满意|表示满意"));
    some || of_survey || of_life || has("医师|护士") || earned || of_fund || of_product || of_meat
}

/// 企业职工基本养老保险基金收入: reports name what insured people and budgets pay in, and leave out interest and what other funds
/// hand over (社会保险基金财务制度).
fn is_of_fund(name: &str) -> bool {
    words::has(name, "保险基金|医保基金|社保基金") && name.contains("收入")
}

/// 其中线上350场，线下810场，其余为联合开展: whether the sentence goes on with the rest.
fn names_rest(model: &Model<'_>, parts: &[FigureId]) -> bool {
    const NEAR: usize = 90;
    let Some(last) = parts.last() else { return false };
    let end = model.figure(*last).span.end;
    let behind = &model.text()[end..model.text().floor_char_boundary(end + NEAR)];
    // A page may end within the sentence.
    let sentence = behind.split('。').next().unwrap_or_default().replace(['\n', '\r'], "");
    // 公用经费100万元，主要包括办公费、其他支出: what a part is spent on.
    let own = ["主要", "包括", "用于"].iter().filter_map(|word| sentence.find(word)).min();
    words::has(&sentence, "，其余|，剩余|，另有|，其他|；其余|；另有|,其余")
        || sentence[..own.unwrap_or(sentence.len())].contains("、其他")
}

/// Whether the parts are all that the whole can have: 货物, 工程 and 服务 are all that is bought (政府采购法第二条), 三公经费 is spent on
/// travel abroad, cars and receptions, and a department spends on its running (基本支出: 人员经费 and 公用经费) and on projects
/// (部门预算管理办法).
fn is_all_by_law(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let named = |words: &str| parts.iter().any(|part| words::has(&model.figure(*part).name, words));
    let whole = &model.figure(whole).name;
    let bought = whole.contains("采购") && named("货物") && named("工程") && named("服务");
    let travel = whole.contains("三公") && named("因公出国|出国费|出国（境）");
    let spent = words::has(whole, "支出|预算|决算") && named("基本支出") && named("项目支出");
    // 财政拨款安排的人员经费 is of one source.
    let of_source = || named("财政|公共预算|本级|机关");
    let run = words::ends(whole, "基本支出") && named("人员经费") && named("公用经费") && !of_source();
    bought || spent || run || travel && named("公务用车|公车") && named("接待")
}

/// 公务用车购置及运行维护费25.90万元（购置费14.98万元，运行维护费10.92万元）: what cars cost is that of buying and that of running them.
fn is_car_spending(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let [bought, run] = parts else { return false };
    let has = |id: FigureId, words: &str| words::has(&model.figure(id).name, words);
    has(whole, "购置及运行|购置和运行|购置费及运行") && has(*bought, "购置") && has(*run, "运行|运维")
}

/// Kinds that a whole is divided into without one being part of another.
pub(super) struct Family {
    /// The words one of which the whole has; no words where it may be anything that is counted.
    whole: &'static str,
    kinds: &'static [&'static str],
    /// How many of the kinds leave hardly anything over, the last of which is one of them; none where they do not.
    complete: Option<(usize, &'static str)>,
}

static FAMILIES: [Family; 13] = [
    Family {
        whole: "编制", kinds: &["行政", "参公|公务员", "事业", "工勤"], complete: Some((2, "事业"))
    },
    Family {
        whole: "指标", kinds: &["产出", "效益", "满意度", "成本"], complete: Some((3, "满意度"))
    },
    Family {
        whole: "资金|投资|经费|预算",
        kinds: &["中央", "省级|省财政|自治区", "市级|州级|市财政", "县级|区级|县财政|本级", "自筹"],
        complete: Some((3, "县级|区级|县财政|本级|自筹")),
    },
    Family {
        whole: "三公", kinds: &["出国", "购置及|购置和|购置费及", "接待"], complete: None
    },
    Family {
        whole: "收入",
        kinds: &["财政拨款", "结转|结余", "事业收入", "经营收入", "其他收入", "上级补助"],
        complete: None,
    },
    Family {
        whole: "在职|在编|实有|人员|职工|干部",
        kinds: &["公务员|行政", "参公|参照", "事业", "工勤|工人"],
        complete: None,
    },
    Family {
        whole: "教师|教职工|学位|学生|学校",
        kinds: &["幼儿园|幼儿|学前", "小学", "初中", "高中|中职|职高", "职业学校", "特殊教育|特教"],
        complete: None,
    },
    Family {
        whole: "干警|在职|在编|实有|人员",
        kinds: &["员额法官|员额检察官", "法官助理|检察官助理", "书记员", "司法警察|法警", "行政人员"],
        complete: None,
    },
    Family {
        whole: "残疾|康复|救助",
        kinds: &["视力", "听力", "言语", "肢体", "智力", "精神", "多重"],
        complete: None,
    },
    Family {
        whole: "公路|道路|里程", kinds: &["国道", "省道", "县道", "乡道", "村道"], complete: None
    },
    Family {
        whole: "", kinds: &["新建", "改扩建|改建|改、扩建|改造", "扩建", "续建"], complete: None
    },
    Family {
        whole: "",
        kinds: &["博士|博士研究生", "硕士|硕士研究生", "本科|大学本科|全日制本科", "大专|专科|大学专科"],
        complete: None,
    },
    // How good something was found to be.
    Family {
        whole: "",
        kinds: &["优|优秀", "良|良好", "中|中等|一般", "差|较差"],
        complete: Some((3, "优|优秀|良|良好")),
    },
];

impl Family {
    fn kind_of(&self, name: &str) -> Option<usize> {
        let fits =
            |kind: &&str| if self.whole.is_empty() { words::is(name, kind) } else { words::has(name, kind) };
        let mut found = (0..self.kinds.len()).filter(|kind| fits(&self.kinds[*kind]));
        found.next().filter(|_| found.next().is_none())
    }

    fn is_complete(&self, model: &Model<'_>, parts: &[FigureId]) -> bool {
        self.complete.is_some_and(|(least, last)| {
            parts.len() >= least && parts.iter().any(|part| words::has(&model.figure(*part).name, last))
        })
    }
}

/// The family that the parts are of, each of another kind.
pub(super) fn family_of(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> Option<&'static Family> {
    // 书记员35人（含聘用制书记员20人）; 事业编制12名另计: some of a part are not of the whole.
    let people = model.figure(whole).quantity.unit.dimension == Dimension::Count(Counter::People);
    let (text, start) = (model.text(), model.figure(whole).span.end);
    let end = parts.iter().map(|part| model.figure(*part).span.end).max().unwrap_or(start).max(start);
    let said = &text[start..text.floor_char_boundary(end.saturating_add(24))];
    if people && words::has(said, "（含|(含|聘用|编外|另计|另有|不计|不占") {
        return None;
    }
    let whole = &model.figure(whole).name;
    let divides = |family: &&Family| {
        let mut kinds: Vec<usize> =
            parts.iter().map_while(|part| family.kind_of(&model.figure(*part).name)).collect();
        kinds.sort_unstable();
        let all = kinds.len() == parts.len() && kinds.windows(2).all(|pair| pair[0] != pair[1]);
        all && (family.whole.is_empty() || words::has(whole, family.whole))
            && !family.kinds.iter().any(|kind| words::has(whole, kind))
    };
    FAMILIES.iter().find(divides)
}

/// Whether what stands behind the first parts, which make up the whole by themselves, is of one family with them, and nothing that
/// was carried over or comes from elsewhere: 上级资金530万元，其中中央210万元，省级320万元，县级配套100万元.
fn are_one_family(model: &Model<'_>, whole: FigureId, parts: &[FigureId], count: usize) -> bool {
    let carried = |part: &FigureId| {
        words::has(&model.figure(*part).name, "结转|结余|年初|上年|配套|自筹|县级|区级|本级")
    };
    family_of(model, whole, parts).is_some()
        && !parts[count..].iter().any(carried)
        && !list_breaks(model, parts, count - 1)
}

/// Whether people are divided in one of the ways that leave nobody over, and all parts are of that one: 职工50人（在职30人，退休20人）.
pub(super) fn are_all_people(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    const WAYS: [[&str; 2]; 5] = [
        ["在职|在岗|在编", "退休|离休"],
        ["离休", "退休"],
        ["行政|公务员", "事业"],
        ["男", "女"],
        ["在编|编内", "编外|聘用|临聘|合同|同工同酬"],
    ];
    let people = |id: FigureId| model.figure(id).quantity.unit.dimension == Dimension::Count(Counter::People);
    let name = |id: FigureId| &*model.figure(id).name;
    let of = |id: FigureId, words: &str| words::has(name(id), words);
    // 离退休人员59名（离休2名，退休57名）
    let of_whole = name(whole).replace("离退休", "");
    let divides = |[one, other]: &[&str; 2]| {
        let both = parts.iter().any(|part| of(*part, one)) && parts.iter().any(|part| of(*part, other));
        both && parts.iter().all(|part| of(*part, one) != of(*part, other))
            && !words::has(&of_whole, one)
            && !words::has(&of_whole, other)
    };
    people(whole) && !of(whole, "编制") && parts.iter().all(|part| people(*part)) && WAYS.iter().any(divides)
}

/// Whether parts exceed what is counted by so little that hardly any can be counted twice.
fn is_little(model: &Model<'_>, whole: FigureId, judgement: &Judgement) -> bool {
    let gap = judgement.gap.and_then(|gap| times(gap, Decimal::ONE_HUNDRED));
    gap.zip(model.base_value(whole)).is_some_and(|(gap, whole)| gap.abs() <= whole)
}

/// Whether what is counted may be in several of the parts: 支持企业20家，其中规模以上12家、高新技术8家、专精特新5家. Kinds by
/// law (…用车, …单位) and opposites (有效, 无效) are apart from each other.
fn may_overlap(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    const KINDS: &str = "车|单位|机构|指标|编制|行政|事业|工勤|参公|在职|在编|退休|离休";
    let name = |id: FigureId| &*model.figure(id).name;
    let counted = matches!(model.figure(whole).quantity.unit.dimension, Dimension::Count(_));
    // 其中甲镇930户，乙镇420户: nobody lives in two places; but 重点镇8个，特色小镇6个 are kinds, and whom one met may be met again.
    const PLACES: &str = "镇|乡|街道|村|社区|县|区|农场|园区";
    let unit = |id: FigureId| {
        model.printed(id).trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c)).to_owned()
    };
    let of_whole = unit(whole);
    let last = parts.iter().max().unwrap_or(&whole);
    let twice = words::has(nearby::text_behind(model, model.figure(*last).span.end, 40), "重复|跨");
    let by_place = || {
        !twice
            && !words::is(&of_whole, "个|家|所|人次|次|件|起")
            && parts.iter().all(|part| words::ends(name(*part), PLACES) && unit(*part) == of_whole)
    };
    let of_one_kind = || parts.iter().all(|part| words::has(name(*part), KINDS)) || by_place();
    let denied = || parts.iter().any(|part| words::has(name(*part), "不|无|未|非"));
    let fits = |part: &FigureId| model.base_value(*part) <= model.base_value(whole);
    counted
        && !model.figure(whole).total
        && parts.iter().all(fits)
        && !are_all_people(model, whole, parts)
        && (family_of(model, whole, parts).is_none() || is_one_too_many(model, whole, parts))
        && !of_one_kind()
        && !denied()
}

/// 在职120人，其中公务员60人、事业人员60人、工勤人员5人: whether the others make up the whole, so that one of the parts may be in another.
fn is_one_too_many(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    let rest = model.sum_of(parts).zip(model.base_value(whole)).and_then(|(sum, whole)| minus(sum, whole));
    rest.is_some() && parts.iter().any(|part| model.base_value(*part) == rest)
}

/// Whether the whole is one of several, given in a row, of which the parts are too: 2021年、2022年分别为19万元、17万元，其中甲分别为14万元、
/// 13万元，乙分别为5万元、4万元. Which is whose, the order says, and where that does not come out, nothing certain.
fn of_several(model: &Model<'_>, sink: &mut Sink, whole: FigureId, parts: &[FigureId]) -> bool {
    const MOST: usize = 5;
    let comparable = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(whole).quantity);
    let others = nearby::levels_of_paragraph(model, parts[0]).filter(comparable);
    let mut row: Vec<FigureId> = others.take(MOST).collect();
    row.reverse();
    if row.last() != Some(&whole) {
        return false;
    }
    let in_row = row.windows(2).last().is_some_and(|last| is_series(model, last[0], last[1]));
    (2..=row.len()).any(|count| in_turn(model, sink, &row[row.len() - count..], parts)) || in_row
}

/// Whether nothing but 、 stands between two figures: 19万元、17万元.
fn is_series(model: &Model<'_>, first: FigureId, second: FigureId) -> bool {
    words::is(nearby::between(model, first, second).trim(), "、|和|及|与")
}

/// Whether more is missing than any of the parts: then the list is rather one of examples than one that lost a part. One
/// wrong digit may be worth as much.
fn misses_most(model: &Model<'_>, whole: FigureId, judgement: &Judgement, parts: &[FigureId]) -> bool {
    let most = parts.iter().filter_map(|part| model.base_value(*part)).max();
    let more = judgement.gap.zip(most).is_some_and(|(gap, most)| gap > most);
    let telling = significant(model.figure(whole).quantity.value) >= TELLING;
    let one_digit = judgement.gap.is_some_and(|gap| significant(gap) == 1);
    // 抓获1651名，其中刑拘523名、逮捕314名、移送起诉392名: of some it is said what became of them.
    let counted = matches!(model.figure(whole).quantity.unit.dimension, Dimension::Count(_));
    let rest = judgement.gap.zip(model.base_value(whole));
    let much = rest.is_some_and(|(gap, whole)| times(gap, Decimal::from(5)).is_some_and(|gap| gap > whole));
    (more || counted && much || is_of_many(model, whole, parts)) && !(telling && one_digit)
}

/// 税收收入80万元，其中增值税30万元，所得税20万元: of what has many parts, a few are never all.
fn is_of_many(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    const OF_MANY: &str =
        "税收收入|工资福利支出|商品和服务支出|固定资产|资产总额|政府性基金支出|政府性基金收入";
    parts.len() <= 5 && words::ends(&model.figure(whole).name, OF_MANY)
}

/// 专项资金18650万元（中央14200万元，省级3150万元，市级1500万元）: whether parts of one family, of which more might be missing, are more than their whole.
fn is_exceeded_by_family(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> bool {
    // 编制75名（行政编制18名，事业编制87名）: posts of two kinds are all the same more than all.
    let posts = model.figure(whole).quantity.unit.dimension == Dimension::Count(Counter::People);
    let many = parts.len() > 2 || posts && parts.len() == 2;
    // 编制15名，其中行政编制15名；所属单位事业编制12名: one of them is all.
    let one = parts.iter().any(|part| model.base_value(*part) == model.base_value(whole));
    let exceeds = many && !one && model.sum_of(parts) > model.base_value(whole);
    let Some(family) = family_of(model, whole, parts).filter(|_| exceeds) else { return false };
    // 支出900万元（下达中央500万元，…）: another word before the first speaks of something else.
    let first = nearby::clause_before(model, parts[0]).rsplit(['（', '(']).next().unwrap_or_default();
    family.kinds.iter().any(|kind| words::starts(first, kind))
}

/// Parts whose whole is not certain: one that they make up is the whole; one that they miss by a slip of the keyboard, and
/// no other, is told.
fn likely(model: &Model<'_>, sink: &mut Sink, wholes: &[FigureId], parts: &[FigureId]) {
    if in_turn(model, sink, wholes, parts) || has_two_sides(model, parts) {
        return;
    }
    if let [whole] = wholes
        && (are_all_people(model, *whole, parts)
            || is_car_spending(model, *whole, parts)
            || is_exceeded_by_family(model, *whole, parts))
    {
        return breakdown(model, sink, *whole, parts, ListKind::Exhaustive, true);
    }
    // 编制86人，在职81人，其中行政71人、事业64人: more than either.
    let exceeds = |whole: &FigureId| model.sum_of(parts) > model.base_value(*whole);
    if let Some(last) = wholes.last()
        && wholes.iter().all(exceeds)
        && are_all_people(model, *last, parts)
    {
        return equation(model, sink, *last, parts);
    }
    let judged: Vec<(Claim, Judgement)> = wholes
        .iter()
        .filter_map(|whole| {
            let claim = sum_claim(model, *whole, parts)?;
            let judgement = judge(&model.exact(*whole)?, &claim.formula);
            Some((claim, judgement))
        })
        .collect();
    let agrees = |(_, judgement): &&(Claim, Judgement)| judgement.outcome == Outcome::Agrees;
    if let Some((claim, _)) = judged.iter().find(agrees) {
        claim.decide(model, sink);
        return;
    }
    let mut slips = judged.iter().filter(|(claim, judgement)| is_slip(model, claim, judgement));
    if let (Some((claim, _)), None) = (slips.next(), slips.next())
        && !divide_again(model, claim.stated, parts)
    {
        equation(model, sink, claim.stated, parts);
    }
}

/// 其中：工伤保险基金收入70亿元、支出67亿元；养老保险基金…: receipts and spending are no parts of one amount.
fn has_two_sides(model: &Model<'_>, parts: &[FigureId]) -> bool {
    let before = |part: FigureId| model.text().get(..model.figure(part).span.start).unwrap_or_default();
    let named = |side: &str| parts.iter().any(|part| before(*part).ends_with(side));
    named("收入") && named("支出")
}

/// 编制186人，实有178人。其中：局机关编制52人，实有49人；…: every part gives a figure for each of the wholes, in their order.
/// Where one of the sums comes out, the list is complete, and the other sums must come out as well.
fn in_turn(model: &Model<'_>, sink: &mut Sink, wholes: &[FigureId], parts: &[FigureId]) -> bool {
    let each = wholes.len();
    if each < 2 || !parts.len().is_multiple_of(each) || parts.len() < 2 * each {
        return false;
    }
    let of = |at: usize| parts.iter().copied().skip(at).step_by(each).collect::<Vec<_>>();
    let agrees = |at: usize| {
        let claim = sum_claim(model, wholes[at], &of(at))?;
        Some(judge(&model.exact(wholes[at])?, &claim.formula).outcome == Outcome::Agrees)
    };
    let comes_out = (0..each).any(|at| agrees(at) == Some(true));
    if comes_out {
        (0..each).for_each(|at| equation(model, sink, wholes[at], &of(at)));
    }
    comes_out
}

/// Fewest digits of an amount, zeros at its end not counted, in which a single wrong one is told from chance.
pub(super) const TELLING: usize = 4;

/// Whether one wrong digit, in the whole or in a part, explains the difference. Round amounts say little: a part that is none, or one that
/// is not listed, leaves a difference of one digit as easily.
pub(super) fn is_slip(model: &Model<'_>, claim: &Claim, judgement: &Judgement) -> bool {
    /// Significant digits of a round amount.
    const ROUND: usize = 2;
    let Some(stated) = model.exact(claim.stated) else { return false };
    let Some(gap) = judgement.gap.filter(|_| significant(stated.value()) >= TELLING) else { return false };
    if is_swapped(model, claim, judgement) {
        return true;
    }
    let is_round = |part: &&FigureId| significant(model.figure(**part).quantity.value) <= ROUND;
    let round: Vec<FigureId> = claim.operands.iter().filter(is_round).copied().collect();
    let telling = match judgement.side {
        // Even without the round ones the parts are too much.
        Some(Side::Over) => model.sum_of(&round).is_some_and(|round| round < gap.abs()),
        _ => times(gap, Decimal::ONE_HUNDRED).is_some_and(|gap| gap <= stated.value()),
    };
    telling && significant(gap) == 1
}

/// Whether two neighbouring digits that changed places, in the whole or in a part, explain the difference.
fn is_swapped(model: &Model<'_>, claim: &Claim, judgement: &Judgement) -> bool {
    let swapped = |cause: &Cause| matches!(cause, Cause::DigitsSwapped | Cause::TermSwapped(_));
    // Of two digits either order is as likely.
    let telling = significant(model.figure(claim.stated).quantity.value) > 2;
    telling && may_come_of(model, claim, judgement, swapped)
}

/// Whether one of the things that may lie behind a difference is such.
fn may_come_of(
    model: &Model<'_>,
    claim: &Claim,
    judgement: &Judgement,
    such: impl Fn(&Cause) -> bool,
) -> bool {
    let stated = model.exact(claim.stated);
    stated.is_some_and(|stated| causes(&stated, &claim.formula, judgement, &[]).iter().any(such))
}

/// 收入1540万元，包括：财政拨款1236.4万元、上年结转215万元、其他收入88.6元: whether all comes out to the digit once the unit of one amount is another.
fn is_in_other_unit(model: &Model<'_>, claim: &Claim, judgement: &Judgement) -> bool {
    let money = model.figure(claim.stated).quantity.unit.dimension == Dimension::Money;
    let of_unit = |cause: &Cause| matches!(cause, Cause::TermUnit(_) | Cause::UnitSlip { power: 4 | -4 });
    money && claim.operands.len() > 1 && may_come_of(model, claim, judgement, of_unit)
}

/// Holds a whole against parts that make it up for certain.
pub(super) fn equation(model: &Model<'_>, sink: &mut Sink, whole: FigureId, parts: &[FigureId]) {
    let Some(claim) = sum_claim(model, whole, parts) else { return };
    let Some(judgement) = claim.judged(model) else { return };
    if judgement.outcome == Outcome::Contradiction && nearby::sums_up(model, whole) {
        return;
    }
    claim.mark(model, sink, &judgement);
    let rule = match judgement.outcome {
        Outcome::Agrees | Outcome::Undecided(_) => return,
        Outcome::Tail => &TAIL,
        Outcome::Contradiction => &CONTRADICTION,
    };
    sink.push_decided(finding(model, &claim, rule, &judgement), claim);
}

/// What a rule says of parts that do not make up their whole.
fn finding(model: &Model<'_>, claim: &Claim, rule: &'static Rule, judgement: &Judgement) -> Finding {
    let side = if judgement.side == Some(Side::Over) { &MORE } else { &LESS };
    claim
        .draft(model, rule, judgement)
        .with("count", claim.operands.len())
        .with_words("side", Words::new(side))
}

/// The parts added up against the whole; zeros that an enumeration of amounts drops are filled up.
pub(crate) fn sum_claim(model: &Model<'_>, whole: FigureId, parts: &[FigureId]) -> Option<Claim> {
    let money = model.figure(whole).quantity.unit.dimension == Dimension::Money;
    let places = usual_places(model, parts.iter().copied().chain([whole]));
    let fill = |printed: crate::exact::Printed| if money { printed.filled_to(places) } else { printed };
    let terms = parts.iter().map(|id| model.exact(*id).map(fill)).collect::<Option<Vec<_>>>()?;
    let formula =
        Formula::Sum { terms: terms.into_iter().map(|term| (Sign::Plus, Term::Printed(term))).collect() };
    let same_unit =
        parts.iter().all(|id| model.figure(*id).quantity.unit == model.figure(whole).quantity.unit);
    let term = |id| if same_unit { model.term(id) } else { show(model, id) };
    Some(Claim {
        stated: whole,
        formula,
        operands: parts.to_vec(),
        shown: shown_sum(parts, term),
        others: Vec::new(),
    })
}

/// The most places printed among figures of one unit: what an enumeration of amounts usually shows.
pub(crate) fn usual_places(model: &Model<'_>, figures: impl Iterator<Item = FigureId>) -> u32 {
    figures.map(|id| model.figure(id).quantity.places).max().unwrap_or(0).min(2)
}
