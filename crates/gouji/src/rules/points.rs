//! 分值与得分的合计：正文各级标题之间、表内各级之间、正文与表之间。

use super::{
    Rule, Sink,
    claim::{Claim, recomputed, settle, stands},
    indicator_points::row_name,
    nearby, rule,
};
use crate::map::Map;
use crate::{
    exact::{Formula, Outcome, Sign, Term},
    finding::{Finding, Phrase, Related, Words},
    model::{
        ClaimedPoints, FigureId, Home, Model, Table,
        forms::{FundRow, IndicatorRow, IndicatorTable, is_execution},
        names::canonical,
    },
    number::{self, minus, plus, times},
    statement::Statement,
    syntax::{ListNumber, Node, Paragraph, SectionId},
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 正文标题的分值与下级分值之和不符
    ///
    /// 标题括号里的分值应等于其下各标题分值之和。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// （一）产出指标（分值50分，得50分）
    /// 1、数量指标（分值20分，得20分）
    /// 2、质量指标（分值20分，得20分）
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// （一）产出指标（分值40分，得40分）
    /// 1、数量指标（分值20分，得20分）
    /// 2、质量指标（分值20分，得20分）
    /// ```
    /// ## 怎么改
    /// 按规程规定的权重核对各级分值。
    OUTLINE_WEIGHT = "GJ501", Error, Contradiction;
    title: "正文标题的分值与下级之和不符", "a heading's weight contradicts those below it";
    zh: "“{title}”分值写{stated}，其下{count}项分值相加{computed}（{shown}），相差{gap}，请核实。{also}";
    en: "“{title}” has a weight of {stated}, but the {count} below it add up to {computed} ({shown}), {gap} apart; check.{also}";
}

rule! {
    /// # 正文标题的得分与下级得分之和不符
    ///
    /// 标题括号里的得分应等于其下各标题得分之和；写“未扣分”而下级扣了分，也属此类。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// （一）效益指标（分值20分，得20分，未扣分）
    /// 1、经济效益指标（分值10分，得10分，未扣分）
    /// 2、生态效益指标（分值10分，得9分，扣1分）
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// （一）效益指标（分值20分，得19分，扣1分）
    /// 1、经济效益指标（分值10分，得10分，未扣分）
    /// 2、生态效益指标（分值10分，得9分，扣1分）
    /// ```
    /// ## 怎么改
    /// 改正标题的得分（并相应改“未扣分”），或核对下级扣分是否属实，总分随之核对。
    OUTLINE_POINTS = "GJ502", Error, Contradiction;
    title: "正文标题的得分与下级之和不符", "a heading's points contradict those below it";
    zh: "“{title}”得{stated}{none}，其下{count}项得分相加{computed}（{shown}），相差{gap}，请核实。{also}";
    en: "“{title}” claims {stated}{none}, but the {count} below it add up to {computed} ({shown}), {gap} apart; check.{also}";
}

rule! {
    /// # 分值、得分、扣分三者不符
    ///
    /// 得分加扣分应等于分值；写“未扣分”时得分应等于分值。评分表有“扣分”一列的逐行核对，多数行相符时才报告。
    ///
    /// ## 反例
    /// ```gj bad
    /// （一）数量指标（分值10分，得9分，未扣分）
    /// ```
    /// ## 正例
    /// ```gj good
    /// （一）数量指标（分值10分，得9分，扣1分）
    /// ```
    /// ## 怎么改
    /// 三个数按实际评分改成一致。
    DEDUCTION = "GJ503", Error, Contradiction;
    title: "分值、得分、扣分三者不符", "weight, points and deduction do not agree";
    zh: "“{title}”分值{weight}、得{stated}，应扣{due}，却写“{words}”，请核实。";
    en: "“{title}” has a weight of {weight} and {stated}, which is {due} off, yet the text says “{words}”; check.";
}

rule! {
    /// # 总分与各部分得分之和不符
    ///
    /// 正文写的绩效总分应等于各一级指标（含预算执行率）得分之和。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// 部门整体支出绩效得分98分，具体情况如下：
    /// （一）预算执行率（分值10分，得10分）
    /// （二）产出指标（分值90分，得90分）
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// 部门整体支出绩效得分100分，具体情况如下：
    /// （一）预算执行率（分值10分，得10分）
    /// （二）产出指标（分值90分，得90分）
    /// ```
    /// ## 怎么改
    /// 核对各部分得分，改正总分。
    TOTAL = "GJ504", Error, Contradiction;
    title: "总分与各部分得分之和不符", "the total contradicts its parts";
    zh: "总分写{stated}，各部分得分相加{computed}（{shown}），相差{gap}，请核实。";
    en: "The total is {stated}, but its parts add up to {computed} ({shown}), {gap} apart; check.";
}

rule! {
    /// # 表内一级指标的分值与各行之和不符
    ///
    /// 一级指标名称后括号里的分值（如“产出指标（50分）”）应等于其下各三级指标分值之和。二级指标写明分值的，应等于其下各行之和，
    /// 一级指标应等于其下各二级指标之和；其他各级都相符、只有一处不符时报告。
    ///
    /// 依据：自评表表注，各级权重逐级相加，总分 100 分。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标（10分） | 数量指标 | 甲 | ≥1个 | 1个 | 10 | 10 |
    /// |  |  | 乙 | ≥1个 | 1个 | 10 | 10 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标（20分） | 数量指标 | 甲 | ≥1个 | 1个 | 10 | 10 |
    /// |  |  | 乙 | ≥1个 | 1个 | 10 | 10 |
    /// ```
    /// ## 怎么改
    /// 按规程权重调整各三级指标的分值，使其相加等于一级指标分值。
    GROUP_WEIGHT = "GJ505", Error, Contradiction;
    title: "表内一级指标的分值与各行之和不符", "a group's weight contradicts its rows";
    zh: "“{title}”分值{stated}，其下{count}行分值相加{computed}（{shown}），相差{gap}，请核实。{also}";
    en: "“{title}” has a weight of {stated}, but its {count} rows add up to {computed} ({shown}), {gap} apart; check.{also}";
}

rule! {
    /// # 表内总分与各行之和不符
    ///
    /// 总分行的分值、得分应分别等于各指标（含预算执行率）分值、得分之和。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 甲 | ≥1个 | 1个 | 60 | 60 |
    /// |  |  | 乙 | ≥1个 | 1个 | 50 | 50 |
    /// | 总分 | 100 | 100 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 甲 | ≥1个 | 1个 | 60 | 60 |
    /// |  |  | 乙 | ≥1个 | 1个 | 40 | 40 |
    /// | 总分 | 100 | 100 |
    /// ```
    /// ## 怎么改
    /// 核对各行分值、得分，改正总分或各行。
    FORM_TOTAL = "GJ506", Error, Contradiction;
    title: "表内总分与各行之和不符", "the form's total contradicts its rows";
    zh: "总分行{kind}写{stated}，各部分相加{computed}（{shown}），相差{gap}，请核实。{also}";
    en: "The form's total {kind} is {stated}, but its parts add up to {computed} ({shown}), {gap} apart; check.{also}";
}

rule! {
    /// # 正文与表的分值或得分不同
    ///
    /// 正文标题写的分值、得分应与自评表同名指标各行之和一致。标题是三级指标的，分值、得分有一项与表相同才比另一项：都不同的可能按
    /// 另一张表评分。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// 1、数量指标（分值10分，得10分）
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 甲 | ≥1个 | 1个 | 10 | 10 |
    /// |  |  | 乙 | ≥1个 | 1个 | 10 | 10 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// 1、数量指标（分值20分，得20分）
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 甲 | ≥1个 | 1个 | 10 | 10 |
    /// |  |  | 乙 | ≥1个 | 1个 | 10 | 10 |
    /// ```
    /// ## 怎么改
    /// 以自评表为准核对正文，或反之。
    PROSE_FORM = "GJ507", Error, Contradiction;
    title: "正文与表的分值或得分不同", "prose and form differ in weight or points";
    zh: "“{title}”正文{kind}{stated}，{form}同名指标{count}行相加{computed}（{shown}），相差{gap}，请核实。{also}";
    en: "“{title}” has {kind} {stated} in the prose, but its {count} rows in {form} add up to {computed} ({shown}), {gap} apart; check.{also}";
}

rule! {
    /// # 同级标题的分值相加不是满分
    ///
    /// 同一级各标题都写分值、其上没有分值的，相加应为满分（规程的总分，通常100分）。至少三个标题、其中有两类以上一级指标（投入、决策、
    /// 过程、产出、效益等）的才核对；只差预算执行率常占的10分、20分而标题中没有这一项的，以及相加等于文中总分的，不报告。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// （一）投入指标（15分）
    /// （二）产出指标（40分）
    /// （三）效益指标（30分）
    /// （四）满意度指标（10分）
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// （一）投入指标（15分）
    /// （二）产出指标（40分）
    /// （三）效益指标（35分）
    /// （四）满意度指标（10分）
    /// ```
    /// ## 怎么改
    /// 按规程规定的权重核对各级分值。
    OUTLINE_FULL = "GJ519", Error, Contradiction;
    title: "同级标题的分值相加不是满分", "the weights of headings do not make up the full score";
    zh: "{count}个同级标题的分值相加{computed}分（{shown}），不是满分{full}分，请核实。";
    en: "The weights of {count} headings add up to {computed} ({shown}), not to {full}; check.";
}

static WEIGHT: Phrase = Phrase { zh: "分值", en: "weight" };
static POINTS: Phrase = Phrase { zh: "得分", en: "points" };
static NONE_LOST: Phrase = Phrase { zh: "、写“未扣分”", en: " and says that none were taken off" };
static FOLLOWS: Phrase = Phrase {
    zh: "{place}写{stated}，各部分相加{computed}：随上述一处改正后即相符",
    en: "{place} says {stated} where its parts add up to {computed}; it agrees once the above is put right",
};
static FORM_TOO: Phrase =
    Phrase { zh: "{form}同名指标各行也为{shown}。", en: " So do the rows in {form}: {shown}." };
static ALSO_ONE: Phrase = Phrase { zh: "随之：{one}。", en: " With it: {one}." };
static ALSO: Phrase = Phrase { zh: "{before}{one}", en: "{before}{one}" };

/// Holds weights and points of every level against each other.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    deductions(model, sink);
    let mut roots = outline(model, sink);
    let claims = plain_claims(model);
    let forms = forms_of(model, &claims);
    for table in &model.tables {
        if let Some(indicators) = &table.indicators {
            form(model, sink, (table, indicators), &forms, &mut roots);
        }
    }
    for root in roots {
        sink.push(root.finish());
    }
    total_of_list(model, sink);
}

/// 自评94.9分。（一）预算执行满分10分，自评9.4分；（二）…: the points of all before or behind a numbered list whose weights make up a hundred.
fn total_of_list(model: &Model<'_>, sink: &mut Sink) {
    let scores = first_scores(model);
    // The points of headings are held against each other with those below them.
    let whole = model.claims.iter().filter(|claim| claim.weight.is_some());
    let mut of_headings: Vec<FigureId> = whole.filter_map(|claim| claim.points).collect();
    of_headings.sort_unstable();
    for &total in &model.total_claims {
        let Home::Prose { node, .. } = model.figure(total).home else { continue };
        let at = scores.partition_point(|score| score.node < node);
        // What the paragraph itself says of its parts is held against it elsewhere.
        let here =
            scores.get(at).is_some_and(|score| score.node == node && score.weight != Decimal::ONE_HUNDRED);
        let behind = scores.partition_point(|score| score.node <= node);
        let parts =
            list_of(scores[behind..].iter(), node).or_else(|| list_of(scores[..at].iter().rev(), node));
        let of_heading = |part: &FigureId| of_headings.binary_search(part).is_ok();
        let told = sink.found_at(model.figure(total).span);
        let listed = |parts: &Vec<FigureId>| !here && !told && !parts.iter().all(of_heading);
        let Some(parts) = parts.filter(listed) else { continue };
        if let Some(broken) = broken_sum(model, sink, total, parts, &TOTAL) {
            sink.push(broken.finish());
        }
    }
}

/// What the first score of a paragraph says.
struct FirstScore {
    node: usize,
    /// None of a line by itself: 部门管理：20分／18.8分；
    number: Option<ListNumber>,
    weight: Decimal,
    points: FigureId,
}

fn first_scores(model: &Model<'_>) -> Vec<FirstScore> {
    let mut scores: Vec<FirstScore> = Vec::new();
    for statement in &model.statements {
        let Statement::Score { weight, points } = statement else { continue };
        let Home::Prose { node, .. } = model.figure(*weight).home else { continue };
        let Some(Node::Paragraph(Paragraph { number, .. })) = model.syntax.nodes.get(node) else { continue };
        if scores.last().is_none_or(|last| last.node != node) {
            let weight = model.figure(*weight).quantity.value;
            scores.push(FirstScore { node, number: *number, weight, points: *points });
        }
    }
    scores
}

/// The points of a list that begins or ends beside a paragraph, where its numbers follow each other and its weights make up a hundred; what
/// is numbered otherwise between them is said of the parts.
fn list_of<'s>(scores: impl Iterator<Item = &'s FirstScore>, beside: usize) -> Option<Vec<FigureId>> {
    /// Most paragraphs between two items, and most items.
    const NEAR: usize = 12;
    let (mut parts, mut sum, mut last) = (Vec::new(), Decimal::ZERO, None::<&FirstScore>);
    for score in scores.take(NEAR * NEAR) {
        let from = last.map_or(beside, |last| last.node);
        if score.node.abs_diff(from) > NEAR {
            return None;
        }
        let style = |score: &FirstScore| score.number.map(|number| number.style);
        let follows = |last: &FirstScore| match (score.number, last.number) {
            (Some(number), Some(last)) => number.value.abs_diff(last.value) == 1,
            _ => score.node.abs_diff(last.node) == 1,
        };
        // Lines without numbers stand right beside each other.
        if score.number.is_none() && last.is_none() && score.node.abs_diff(beside) > 1 {
            return None;
        }
        match last {
            Some(last) if style(last) != style(score) => continue,
            Some(last) if !follows(last) => return None,
            _ => {}
        }
        parts.push(score.points);
        sum = plus(sum, score.weight)?;
        last = Some(score);
        if sum == Decimal::ONE_HUNDRED {
            return (2..=NEAR).contains(&parts.len()).then_some(parts);
        }
    }
    None
}

/// The headings with points by their titles, as far as a title stands once: which one is meant is else not certain.
fn plain_claims<'m>(model: &'m Model<'_>) -> Vec<(String, &'m ClaimedPoints)> {
    let mut titles: Map<String, usize> = Map::new();
    for claim in &model.claims {
        *titles.entry_or_default(canonical(&claim.title)) += 1;
    }
    let titled = model.claims.iter().map(|claim| (canonical(&claim.title), claim));
    titled.filter(|(title, _)| !title.is_empty() && titles.get(title) == Some(&1)).collect()
}

/// A heading with points, and the rows of the form that it is held against.
struct Claimed<'m> {
    title: &'m str,
    claim: &'m ClaimedPoints,
    /// The node of the form's table, and its rows under the title of the heading.
    form: Option<(usize, Titled<'m>)>,
}

/// The rows of a form under one title, and the 一级指标 that the title is, where it is no 二级指标.
#[derive(Clone, Default)]
struct Titled<'m> {
    group: Option<usize>,
    rows: Vec<&'m IndicatorRow>,
}

impl Titled<'_> {
    fn weights(&self) -> Vec<FigureId> {
        self.rows.iter().filter_map(|row| row.weight).collect()
    }

    fn points(&self) -> Vec<FigureId> {
        self.rows.iter().filter_map(|row| row.points).collect()
    }
}

/// The headings with the form that each is held against: of several that name it the one that agrees, since each project has a form
/// with weights of its own, else the first one. What a whole department claims, the form of a project says nothing of.
fn forms_of<'m>(model: &'m Model<'_>, claims: &'m [(String, &'m ClaimedPoints)]) -> Vec<Claimed<'m>> {
    let of_claim = |(title, claim): &'m (String, &'m ClaimedPoints)| Claimed { title, claim, form: None };
    let mut forms: Vec<Claimed<'_>> = claims.iter().map(of_claim).collect();
    let of_whole = |title: &str| title.contains("整体");
    let of_project = |title: &str| title.contains("项目") && !of_whole(title);
    let other = |table: &Table| claims.is_empty() || of_whole(&model.title) && of_project(&table.title);
    for table in model.tables.iter().filter(|table| !other(table)) {
        let Some(indicators) = table.indicators.as_ref().filter(|found| is_certain(found)) else { continue };
        let titled = under_titles(indicators);
        for heading in &mut forms {
            let Some(rows) = titled.get(heading.title) else { continue };
            let claim = heading.claim;
            let stated = claim.points.or(claim.weight);
            if stated.is_some_and(|id| model.report_of(id) != model.report_at(table.node)) {
                continue;
            }
            let before = heading.form.as_ref().map(|(_, rows)| agreement(model, claim, rows));
            if before.is_none_or(|before| before < agreement(model, claim, rows)) {
                heading.form = Some((table.node, rows.clone()));
            }
        }
    }
    forms
}

/// Whether weight and points of a heading are those of the rows.
fn agreement(model: &Model<'_>, claim: &ClaimedPoints, rows: &Titled<'_>) -> (bool, bool) {
    let agrees = |stated: Option<FigureId>, parts: &[FigureId]| {
        stated.is_some_and(|stated| model.sum_of(parts) == model.base_value(stated))
    };
    (agrees(claim.weight, &rows.weights()), agrees(claim.points, &rows.points()))
}

/// The rows of a form under each of its titles.
fn under_titles(indicators: &IndicatorTable) -> Map<String, Titled<'_>> {
    let mut titled: Map<String, Titled<'_>> = Map::new();
    let mut grouped = vec![Vec::new(); indicators.groups.len()];
    for row in &indicators.rows {
        titled.entry_or_default(canonical(&row.second.text)).rows.push(row);
        if let Some(rows) = row.group.and_then(|group| grouped.get_mut(group)) {
            rows.push(row);
        }
    }
    // Which rows are those of a merged cell is not certain.
    let grouped = grouped.into_iter().enumerate().filter(|_| !indicators.has_merged_names());
    for (at, rows) in grouped {
        let of_group = || Titled { group: Some(at), rows };
        titled.entry_or_insert_with(canonical(&indicators.groups[at].name), of_group);
    }
    titled
}

/// Whether all rows of a form could be read.
fn is_certain(indicators: &IndicatorTable) -> bool {
    indicators.unbound == 0 && !indicators.cut_off
}

// --- prose -----------------------------------------------------------------------------------------------------------

/// A sum of points that does not hold, kept back until it is clear whether it only follows from another.
struct Broken {
    claim: Claim,
    finding: Finding,
    /// The computed points, as the finding gives them.
    computed: String,
    /// The computed points minus the stated ones.
    excess: Decimal,
    parts: Vec<FigureId>,
    /// Sums that only fail because this one does.
    follow: Vec<Words>,
}

impl Broken {
    /// The finding, with what follows from it named.
    fn finish(self) -> Finding {
        let also = self
            .follow
            .into_iter()
            .reduce(|before, one| Words::new(&ALSO).with_words("before", before).with_words("one", one));
        match also {
            Some(words) => self.finding.with_words("also", words),
            None => self.finding,
        }
    }
}

/// The headings with points as a tree.
struct Headings {
    /// For every claim the nearest heading above that claims points too.
    parents: Vec<Option<usize>>,
    /// For every claim the claims right below.
    below: Vec<Vec<usize>>,
    /// Numbered sections right below each section, and below none.
    numbered: Map<Option<SectionId>, usize>,
}

impl Headings {
    fn of(model: &Model<'_>) -> Self {
        let by_section: Map<SectionId, usize> =
            model.claims.iter().enumerate().map(|(i, claim)| (claim.section, i)).collect();
        let parents: Vec<Option<usize>> =
            model.claims.iter().map(|claim| parent_claim(model, claim, &by_section)).collect();
        let mut below = vec![Vec::new(); model.claims.len()];
        for (i, parent) in parents.iter().enumerate() {
            if let Some(list) = parent.and_then(|parent| below.get_mut(parent)) {
                list.push(i);
            }
        }
        let mut numbered = Map::new();
        for section in model.syntax.sections.iter().filter(|section| section.number.is_some()) {
            *numbered.entry_or_default(section.parent) += 1;
        }
        Self { parents, below, numbered }
    }
}

fn outline(model: &Model<'_>, sink: &mut Sink) -> Vec<Broken> {
    let headings = Headings::of(model);
    let mut roots: Vec<Broken> = Vec::new();
    for (at, claim) in model.claims.iter().enumerate() {
        if let (Some(weight), Some(points)) = (claim.weight, claim.points) {
            deduction(model, sink, &claim.title, (weight, points), (claim.lost, claim.none_lost.is_some()));
        }
        let below: Vec<&ClaimedPoints> = claims_below(model, &headings, at);
        // （一）过程（40分） above 预算调整率（4分）, 结转结余率（4分）: some headings, those of what was lost.
        let weights: Option<Vec<FigureId>> = below.iter().map(|below| below.weight).collect();
        let sum = weights.and_then(|weights| model.sum_of(&weights));
        let whole = claim.weight.and_then(|weight| model.base_value(weight));
        let some = sum
            .and_then(|sum| times(sum, Decimal::TWO))
            .zip(whole)
            .is_some_and(|(twice, whole)| twice < whole);
        if below.len() < 2 || some {
            continue;
        }
        roots.extend(heading_sum(model, sink, claim, &below, |c| c.weight, &OUTLINE_WEIGHT));
        if let Some(mut broken) = heading_sum(model, sink, claim, &below, |c| c.points, &OUTLINE_POINTS) {
            if let Some(span) = claim.none_lost {
                broken.finding =
                    broken.finding.with_words("none", Words::new(&NONE_LOST)).relate(span, Words::new(&NONE));
            }
            roots.push(broken);
        }
    }
    full_scores(model, sink, &headings);
    if let Some(total) = outline_total(model, sink, &headings)
        && let Some(alone) = fold(model, &mut roots, total)
    {
        roots.push(alone);
    }
    roots
}

static NONE: Phrase = Phrase { zh: "写“未扣分”", en: "says that none were taken off" };

/// The nearest heading above that claims points too.
fn parent_claim(
    model: &Model<'_>,
    claim: &ClaimedPoints,
    by_section: &Map<SectionId, usize>,
) -> Option<usize> {
    let mut next = parent_section(model, claim.section);
    while let Some(section) = next {
        if let Some(found) = by_section.get(&section) {
            return Some(*found);
        }
        next = parent_section(model, section);
    }
    None
}

fn parent_section(model: &Model<'_>, section: SectionId) -> Option<SectionId> {
    model.syntax.sections.get(section.0).and_then(|section| section.parent)
}

/// The headings right below that claim points; none where a heading among them claims nothing.
fn claims_below<'m>(model: &'m Model<'_>, headings: &Headings, at: usize) -> Vec<&'m ClaimedPoints> {
    let below: Vec<&ClaimedPoints> = headings.below[at].iter().map(|&i| &model.claims[i]).collect();
    let section = Some(model.claims[at].section);
    let direct = below.iter().all(|claim| parent_section(model, claim.section) == section);
    let numbered = headings.numbered.get(&section).copied().unwrap_or(0);
    if direct && below.len() == numbered { below } else { Vec::new() }
}

fn heading_sum(
    model: &Model<'_>,
    sink: &mut Sink,
    claim: &ClaimedPoints,
    below: &[&ClaimedPoints],
    pick: fn(&ClaimedPoints) -> Option<FigureId>,
    rule: &'static Rule,
) -> Option<Broken> {
    let stated = pick(claim)?;
    let parts = below.iter().map(|claim| pick(claim)).collect::<Option<Vec<_>>>()?;
    let mut broken = broken_sum(model, sink, stated, parts, rule)?;
    broken.finding = broken.finding.with("title", &claim.title);
    Some(broken)
}

/// A sum of points that contradicts what is stated, as a finding of `rule`.
fn broken_sum(
    model: &Model<'_>,
    sink: &mut Sink,
    stated: FigureId,
    parts: Vec<FigureId>,
    rule: &'static Rule,
) -> Option<Broken> {
    let report = model.report_of(stated);
    if parts.iter().any(|part| model.report_of(*part) != report) {
        return None;
    }
    let claim = points_claim(model, stated, &parts)?;
    let judgement = claim.decide(model, sink)?;
    if judgement.outcome == Outcome::Agrees {
        return None;
    }
    let excess = times(judgement.gap?, Decimal::NEGATIVE_ONE)?;
    let finding = claim.draft(model, rule, &judgement).with("count", parts.len());
    let computed = recomputed(model, &claim, &judgement);
    Some(Broken { claim, finding, computed, excess, parts, follow: Vec::new() })
}

fn points_claim(model: &Model<'_>, stated: FigureId, parts: &[FigureId]) -> Option<Claim> {
    let terms = parts
        .iter()
        .map(|id| model.exact(*id).map(|p| (Sign::Plus, Term::Printed(p))))
        .collect::<Option<Vec<_>>>()?;
    let shown: Vec<String> = parts.iter().map(|id| model.plain(*id)).collect();
    Some(Claim {
        stated,
        formula: Formula::Sum { terms },
        operands: parts.to_vec(),
        shown: shown.join(" + "),
        others: Vec::new(),
    })
}

/// 决策类指标满分10分，得9.67分，扣0.33分: three points of one clause, wherever they stand.
fn deductions(model: &Model<'_>, sink: &mut Sink) {
    for statement in &model.statements {
        let Statement::Deducted { weight, points, lost } = statement else { continue };
        // 每项满分2分，得9分; 扣1分的有2项.
        let of_each = words::has(nearby::clause_before(model, *weight), "每|各项");
        let behind = model.text().get(model.figure(*lost).span.end..).unwrap_or_default();
        if of_each || words::starts(behind, "分的|的") || behind.starts_with("分，另") {
            continue;
        }
        deduction(model, sink, title_before(model, *weight), (*weight, *points), (Some(*lost), false));
    }
}

/// What a weight is of: 决策类指标 of 决策类指标满分10分 and of 决策类指标，满分10分.
fn title_before<'m>(model: &'m Model<'_>, weight: FigureId) -> &'m str {
    const NEAR: usize = 90;
    const MARKS: [char; 8] = ['，', ',', '（', '(', '为', '：', ':', ' '];
    let before = nearby::text_before(model, model.figure(weight).span.start, NEAR).trim_end_matches(MARKS);
    let before = words::without_tail(before, "满分值|满分|标准分值|标准分|分值|权重").unwrap_or(before);
    let before = before.trim_end_matches(MARKS);
    before.rsplit(['，', ',', '。', '；', ';', '：', ':', '、', '\n']).next().unwrap_or_default()
}

/// 分值 = 得分 + 扣分, or 未扣分 where `none` says so.
fn deduction(
    model: &Model<'_>,
    sink: &mut Sink,
    title: &str,
    (weight, points): (FigureId, FigureId),
    (lost, none): (Option<FigureId>, bool),
) {
    let value = |id: FigureId| model.figure(id).quantity.value;
    let Some(due) = due(model, weight, points) else { return };
    let said = match lost {
        Some(lost) => (value(lost), format!("扣{}分", model.plain(lost))),
        None if none => (Decimal::ZERO, "未扣分".to_owned()),
        None => return,
    };
    for id in [Some(weight), Some(points), lost].into_iter().flatten() {
        sink.checked(id);
    }
    // 得9.7分，扣0.33分: the points were rounded.
    let places = model.figure(points).quantity.places;
    if due == said.0
        || due == said.0.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
    {
        return;
    }
    sink.push(not_due(model, (title, weight, points), due, said.1));
}

/// 分值 = 得分 + 扣分 in the rows of a form, where most of them say so.
fn row_deductions(model: &Model<'_>, sink: &mut Sink, indicators: &IndicatorTable) {
    let said = |(name, weight, points, lost): (String, Option<_>, Option<_>, Option<_>)| {
        let (weight, points, lost) = (weight?, points?, lost?);
        let due = due(model, weight, points)?;
        // 扣分 may have a sign.
        let right = due == model.figure(lost).quantity.value.abs();
        Some((name, [weight, points, lost], due, right))
    };
    let rows = indicators.rows.iter().map(|row| (row_name(row), row.weight, row.points, row.lost));
    let total = ("总分".to_owned(), indicators.total_weight, indicators.total_points, indicators.total_lost);
    // Points beyond the full ones are in the total alone.
    let total = Some(total).filter(|_| indicators.bonus.is_empty());
    let rows: Vec<_> = rows.chain(total).filter_map(said).collect();
    let wrong = rows.iter().filter(|(.., right)| !right).count();
    if 2 * wrong >= rows.len() {
        return;
    }
    for (name, [weight, points, lost], due, right) in rows {
        [weight, points, lost].into_iter().for_each(|id| sink.checked(id));
        if !right && !sink.found_at(model.figure(points).span) {
            let words = format!("扣{}分", model.plain(lost));
            sink.push(not_due(model, (&name, weight, points), due, words));
        }
    }
}

/// What points miss of their weight.
fn due(model: &Model<'_>, weight: FigureId, points: FigureId) -> Option<Decimal> {
    let value = |id: FigureId| model.figure(id).quantity.value;
    minus(value(weight), value(points)).filter(|due| !due.is_sign_negative())
}

fn not_due(
    model: &Model<'_>,
    (title, weight, points): (&str, FigureId, FigureId),
    due: Decimal,
    words: String,
) -> Finding {
    let mut finding = Finding::new(&DEDUCTION, model.figure(points).span)
        .with("title", title)
        .with("weight", super::claim::show(model, weight))
        .with("stated", super::claim::show(model, points))
        .with("due", format!("{}分", due.normalize()))
        .with("words", words);
    finding.place = model.place(points);
    finding.equation =
        Some(format!("{} − {} = {}", model.plain(weight), model.plain(points), due.normalize()));
    finding.relate(model.figure(weight).span, stands(model, weight))
}

/// 绩效得分99分 against the headings that have no heading with points above them.
fn outline_total(model: &Model<'_>, sink: &mut Sink, headings: &Headings) -> Option<Broken> {
    let total = *model
        .total_claims
        .iter()
        .find(|id| matches!(model.figure(**id).home, crate::model::Home::Prose { .. }))?;
    let tops: Vec<&ClaimedPoints> = model
        .claims
        .iter()
        .enumerate()
        .filter(|(i, _)| headings.parents[*i].is_none())
        .map(|(_, claim)| claim)
        .collect();
    let parts = tops.iter().map(|claim| claim.points).collect::<Option<Vec<_>>>()?;
    let section = parent_section(model, tops.first()?.section);
    let siblings = headings.numbered.get(&section).copied().unwrap_or(0);
    let together = tops.iter().all(|claim| parent_section(model, claim.section) == section);
    if parts.len() < 2 || !together || siblings != tops.len() {
        return None;
    }
    // Points that stand elsewhere may be missing where the headings do not say that they share out all of them.
    if model.sum_of(&parts) < model.base_value(total) && !shares_out_all(model, &tops) {
        return None;
    }
    broken_sum(model, sink, total, parts, &TOTAL)
}

/// （一）投入（15分）, （二）产出（40分）, …: what the headings of one level are worth makes up the full score where nothing above them is worth anything.
fn full_scores(model: &Model<'_>, sink: &mut Sink, headings: &Headings) {
    let mut levels: Map<Option<SectionId>, Vec<&ClaimedPoints>> = Map::new();
    for (claim, _) in model.claims.iter().zip(&headings.parents).filter(|(_, parent)| parent.is_none()) {
        levels.entry_or_default(parent_section(model, claim.section)).push(claim);
    }
    let levels: Vec<_> = levels
        .iter()
        .filter(|(section, claims)| {
            claims.len() >= 3 && headings.numbered.get(section).copied() == Some(claims.len())
        })
        .map(|(_, claims)| claims)
        .collect();
    for claims in levels {
        full_score(model, sink, claims);
    }
}

fn full_score(model: &Model<'_>, sink: &mut Sink, claims: &[&ClaimedPoints]) -> Option<()> {
    const EXECUTION: &str = "预算执行|执行率|投入|决策|资金";
    const OTHERS: &str = "加分|扣分|附加|奖励|倒扣|创新|特色";
    /// Words of the last headings of a sheet: without one of them some may stand elsewhere.
    const LAST: &str = "效益|效果|满意度";
    let weights = claims.iter().map(|claim| claim.weight).collect::<Option<Vec<_>>>()?;
    let (sum, full) = (model.sum_of(&weights)?, model.rules.scoring.total);
    weights.iter().for_each(|id| sink.checked(*id));
    let named = |words: &str| claims.iter().any(|claim| words::has(&claim.title, words));
    let known = FIRST.into_iter().chain(["效益", "效果", "满意度"]).filter(|word| named(word)).count() >= 2;
    let lack = minus(full, sum)?;
    let without_execution = !named(EXECUTION) && [Decimal::TEN, Decimal::from(20)].contains(&lack);
    // 产出指标（38.5分）, …: what each of them got.
    let got = |id: &FigureId| model.base_value(*id) == Some(sum);
    let whole = weights.iter().all(|id| model.figure(*id).quantity.places == 0);
    if sum == full
        || !known
        || without_execution
        || named(OTHERS)
        || lack.is_sign_positive() && !named(LAST)
        || has_other_full_score(model, sum)
        || !whole
        || model.total_claims.iter().any(got)
    {
        return None;
    }
    let shown: Vec<String> = weights.iter().map(|id| model.plain(*id)).collect();
    let finding = Finding::new(&OUTLINE_FULL, model.figure(*weights.first()?).span)
        .with("count", weights.len())
        .with("computed", sum.normalize())
        .with("shown", shown.join(" + "))
        .with("full", full.normalize());
    sink.push(
        weights[1..]
            .iter()
            .fold(finding, |finding, id| finding.relate(model.figure(*id).span, stands(model, *id))),
    );
    Some(())
}

/// 本次评价满分120分, 满分按70分计: whether the text gives another full score than the rule set, or one of just this `sum`.
fn has_other_full_score(model: &Model<'_>, sum: Decimal) -> bool {
    let (text, full) = (model.text(), model.rules.scoring.total);
    text.match_indices("满分").any(|(at, word)| {
        let behind = text[at + word.len()..].trim_start_matches(['为', '是', '值', '按', '：', ' ']);
        let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let said = crate::number::parse_number(&behind[..digits]).map(|(said, _)| said);
        said.is_some_and(|said| said > full || said == sum)
    })
}

/// Titles of the first level of every sheet.
const FIRST: [&str; 4] = ["投入", "决策", "过程", "产出"];

/// Whether the full points of the headings make up a hundred, or the headings are the first level of every such sheet.
fn shares_out_all(model: &Model<'_>, tops: &[&ClaimedPoints]) -> bool {
    let weights = tops.iter().map(|claim| claim.weight).collect::<Option<Vec<_>>>();
    let all = weights.and_then(|weights| model.sum_of(&weights));
    let named = |word: &str| tops.iter().any(|claim| claim.title.contains(word));
    all == Some(Decimal::ONE_HUNDRED) || FIRST.into_iter().filter(|word| named(word)).count() >= 2
}

/// Where a sum only fails because a figure in it does, it is folded into that figure's finding. Gives it back otherwise.
fn fold(model: &Model<'_>, roots: &mut [Broken], broken: Broken) -> Option<Broken> {
    let explains =
        |root: &&mut Broken| broken.parts.contains(&root.claim.stated) && root.excess == -broken.excess;
    let Some(root) = roots.iter_mut().find(explains) else { return Some(broken) };
    absorb(model, root, &broken);
    None
}

fn absorb(model: &Model<'_>, root: &mut Broken, broken: &Broken) {
    let words = Words::new(&FOLLOWS)
        .with("place", model.place(broken.claim.stated))
        .with("stated", super::claim::show(model, broken.claim.stated))
        .with("computed", &broken.computed);
    // The sum that is absorbed is named before the figures of the root's own.
    settle(model, &mut root.finding);
    root.finding.related.insert(0, Related { span: broken.finding.span, words: words.clone() });
    root.follow.push(Words::new(&ALSO_ONE).with_words("one", words));
}

// --- form ------------------------------------------------------------------------------------------------------------

fn form(
    model: &Model<'_>,
    sink: &mut Sink,
    (table, indicators): (&Table, &IndicatorTable),
    headings: &[Claimed<'_>],
    prose: &mut Vec<Broken>,
) {
    row_deductions(model, sink, indicators);
    let certain = is_certain(indicators);
    let mut roots: Vec<Broken> = Vec::new();
    if certain && indicators.has_weight && !falls_into_groups(model, indicators) {
        for (at, group) in indicators.groups.iter().enumerate() {
            let parts: Vec<FigureId> = indicators.rows_of(at).filter_map(|row| row.weight).collect();
            if let (Some(stated), false) =
                (group.weight, parts.is_empty() || may_hold_others(model, indicators, at))
            {
                let broken = broken_sum(model, sink, stated, parts, &GROUP_WEIGHT);
                roots.extend(broken.map(|mut b| {
                    b.finding = b.finding.with("title", &group.name);
                    b
                }));
            }
        }
    }
    if certain && !indicators.has_merged_names() {
        second_weights(model, sink, indicators, &mut roots);
    }
    if certain {
        form_totals(model, sink, table, indicators, &mut roots);
        prose_and_form(model, sink, (table, indicators), headings, &mut roots);
    }
    for root in roots {
        // What the prose already contradicts by itself, the form contradicts by as much.
        let same =
            |other: &&mut Broken| other.claim.stated == root.claim.stated && other.excess == root.excess;
        match prose.iter_mut().find(same) {
            Some(known) => {
                let rows = root.parts.first().map_or(String::new(), |id| model.place(*id));
                let words = Words::new(&FORM_TOO)
                    .with("form", model.table_name(table))
                    .with("shown", &root.claim.shown);
                known.finding.related.push(Related {
                    span: root.parts.first().map_or(root.finding.span, |id| model.figure(*id).span),
                    words: words.clone().with("rows", rows),
                });
                known.follow.push(words);
            }
            None => prose.push(root),
        }
    }
}

/// What the 二级指标 are worth, against the rows below each and the groups that they are in. That the form means it so, the others say.
fn second_weights(model: &Model<'_>, sink: &mut Sink, indicators: &IndicatorTable, roots: &mut Vec<Broken>) {
    let rows = &indicators.rows;
    let same = |one: &IndicatorRow, other: &IndicatorRow| {
        one.group == other.group && one.second.text == other.second.text
    };
    let seconds: Vec<&[IndicatorRow]> = rows.chunk_by(same).collect();
    let of_rows = seconds.iter().filter_map(|rows| {
        let parts = rows.iter().map(|row| row.weight).collect::<Option<Vec<FigureId>>>()?;
        Some((rows[0].second_weight?, parts))
    });
    let of_groups = indicators.groups.iter().enumerate().filter_map(|(at, group)| {
        let within = seconds.iter().filter(|rows| rows[0].group == Some(at));
        let parts = within.map(|rows| rows[0].second_weight).collect::<Option<Vec<FigureId>>>()?;
        Some((group.weight?, parts)).filter(|(_, parts)| !parts.is_empty())
    });
    let all = |of: &dyn Fn(&IndicatorRow) -> Option<FigureId>| {
        let weights: Vec<FigureId> = rows.iter().filter_map(of).collect();
        model.sum_of(&weights)
    };
    let seconds_in_all =
        model.sum_of(&seconds.iter().filter_map(|rows| rows[0].second_weight).collect::<Vec<_>>());
    let groups_in_all =
        model.sum_of(&indicators.groups.iter().filter_map(|group| group.weight).collect::<Vec<_>>());
    // Where both come to the same in all, names stand in the middle of merged cells or once more behind the end of a page.
    let shifted = [all(&|row| row.weight) == seconds_in_all, groups_in_all == seconds_in_all];
    for (sums, shifted) in [of_rows.collect::<Vec<_>>(), of_groups.collect()].into_iter().zip(shifted) {
        if shifted {
            continue;
        }
        let agrees = |(stated, parts): &&(FigureId, Vec<FigureId>)| {
            model.base_value(*stated).is_some_and(|stated| model.sum_of(parts) == Some(stated))
        };
        let (right, wrong): (Vec<_>, Vec<_>) = sums.iter().partition(agrees);
        if right.len() < 2 || wrong.len() > 1 {
            continue;
        }
        for (stated, parts) in sums {
            let told = |root: &Broken| root.claim.stated == stated || parts.contains(&root.claim.stated);
            if roots.iter().any(told) {
                continue;
            }
            let broken = broken_sum(model, sink, stated, parts, &GROUP_WEIGHT);
            // What the weight of the whole group misses is told there.
            let same = |broken: &Broken| {
                let within = |root: &Broken| broken.parts.iter().all(|part| root.parts.contains(part));
                roots.iter().any(|root| root.excess == broken.excess && within(root))
            };
            let broken = broken.filter(|broken| !same(broken));
            let title = &model.figure(stated).name;
            roots.extend(
                broken.map(|broken| Broken { finding: broken.finding.with("title", title), ..broken }),
            );
        }
    }
}

/// Whether the rows fall into runs, each with the name of its group on one of them, that make up the weights of all groups: a name may
/// stand in the middle of a merged cell.
fn falls_into_groups(model: &Model<'_>, indicators: &IndicatorTable) -> bool {
    let rows = &indicators.rows;
    let Some(first) = indicators.groups.first() else { return false };
    let begin = rows.partition_point(|row| row.row < first.named.0);
    let fits = |begin: usize| {
        let mut rows = rows[begin..].iter().peekable();
        let each = indicators.groups.iter().all(|group| {
            let Some(weight) = group.weight.and_then(|id| model.base_value(id)) else {
                // 预算执行率 with its own row.
                return rows.next_if(|row| row.row == group.named.0).is_some();
            };
            let (mut sum, mut last) = (Decimal::ZERO, 0);
            while let Some(row) = rows.next_if(|row| sum < weight || row.row <= group.named.0) {
                let own = row.weight.and_then(|id| model.base_value(id)).unwrap_or_default();
                (sum, last) = (plus(sum, own).unwrap_or(sum), row.row);
            }
            sum == weight && last >= group.named.0
        });
        each && rows.all(|row| row.group.is_none())
    };
    // 预算执行率 may stand above the groups.
    (0..=begin).rev().take(MOST_ABOVE).any(fits)
}

/// Whether rows beside those below the name of a group make up its weight with them: in the middle of a merged cell the name stands on
/// several lines, and rows above it are its own.
fn may_hold_others(model: &Model<'_>, indicators: &IndicatorTable, at: usize) -> bool {
    /// Most rows on either side.
    const MOST: usize = 40;
    let (groups, merged) = (&indicators.groups, indicators.has_merged_names());
    let (from, to) = groups[at].named;
    // The name of a group without a weight may be the beginning of this one's.
    let unnamed = groups[..at].iter().rev().take_while(|group| group.weight.is_none()).count();
    let Some(weight) =
        groups[at].weight.and_then(|id| model.base_value(id)).filter(|_| merged || unnamed > 0)
    else {
        return false;
    };
    let begin = (at - unnamed).checked_sub(1).map_or(0, |before| groups[before].named.1 + 1);
    let end = groups.get(at + 1).map_or(usize::MAX, |next| next.named.0);
    let rows = |range: std::ops::Range<usize>| {
        let at = |row: usize| indicators.rows.partition_point(|found| found.row < row);
        let found = &indicators.rows[at(range.start)..at(range.end).max(at(range.start))];
        found.iter().map(|row| row.weight.and_then(|id| model.base_value(id)).unwrap_or_default())
    };
    let sums = |own: Decimal, weight: Decimal| plus(own, weight).unwrap_or(own);
    let own = rows(from..to + 1).fold(Decimal::ZERO, sums);
    let sum_up = |sum: &mut Decimal, weight: Decimal| {
        *sum = sums(*sum, weight);
        Some(*sum)
    };
    let mut behind: Vec<Decimal> = rows(to + 1..end).take(MOST).scan(own, sum_up).collect();
    behind.insert(0, own);
    let last = behind.len() - 1;
    let behind = if merged { &behind[..] } else { &behind[last..] };
    let mut above =
        std::iter::once(Decimal::ZERO).chain(rows(begin..from).rev().take(MOST).scan(Decimal::ZERO, sum_up));
    above.any(|above| behind.iter().any(|behind| plus(above, *behind) == Some(weight)))
}

/// The row with the execution rate, where it has points.
fn execution(table: &Table) -> Option<&FundRow> {
    table.funds.as_ref()?.rows.iter().find(|row| row.weight.is_some() || row.points.is_some())
}

fn form_totals(
    model: &Model<'_>,
    sink: &mut Sink,
    table: &Table,
    indicators: &IndicatorTable,
    roots: &mut Vec<Broken>,
) {
    // Rows that could all be read and have no points say that there are none.
    let funds = funds_of(model, table);
    let unscored = funds.is_some_and(|funds| execution(funds).is_none() && funds.unbound_rows == 0);
    let execution =
        funds.and_then(execution).filter(|_| !is_of_indicators(model, (table, indicators), funds));
    let of_more = execution.is_none() && !unscored && lacks_execution(model, indicators)
        || is_rest_of_form(model, table);
    if of_more || !says_something(indicators) {
        return;
    }
    let kinds: [(Option<FigureId>, Vec<FigureId>, &'static Phrase); 2] = [
        (
            indicators.total_weight,
            execution
                .and_then(|row| row.weight)
                .into_iter()
                .chain(indicators.rows.iter().filter_map(|row| row.weight))
                .collect(),
            &WEIGHT,
        ),
        (
            indicators
                .total_points
                .filter(|_| {
                    let said = indicators.total_weight.is_some() || !indicators.has_weight;
                    said || are_all(model, execution, indicators)
                })
                .or_else(|| claimed_points(model, execution, indicators)),
            execution
                .and_then(|row| row.points)
                .into_iter()
                .chain(indicators.rows.iter().filter_map(|row| row.points))
                .collect(),
            &POINTS,
        ),
    ];
    let unsaid = |kind: &'static Phrase, stated: FigureId, parts: &[FigureId]| {
        kind == &WEIGHT && execution.is_some_and(|row| is_unsaid(model, row, stated, parts))
    };
    let group_excess: Vec<Decimal> = roots.iter().map(|root| root.excess).collect();
    let mut first_total: Option<usize> = None;
    for (stated, parts, kind) in kinds {
        let Some(stated) = stated
            .filter(|stated| !counts_bonus(model, *stated, &parts, (&indicators.bonus, kind == &WEIGHT)))
            .filter(|stated| !unsaid(kind, *stated, &parts))
        else {
            continue;
        };
        let shown = group_sums(model, execution, indicators, kind == &WEIGHT);
        let Some(mut broken) = broken_sum(model, sink, stated, parts, &FORM_TOTAL) else { continue };
        broken.finding = broken.finding.with_words("kind", Words::new(kind)).with("shown", &shown);
        broken.finding.equation = Some(format!("{shown} = {}", broken.computed));
        // A group that is too heavy by as much as the total explains it; so does the total of the other column.
        let root = group_excess
            .iter()
            .position(|excess| *excess == broken.excess)
            .or(first_total.filter(|&at| roots[at].excess == broken.excess));
        if let Some(root) = root.and_then(|at| roots.get_mut(at)) {
            absorb(model, root, &broken);
            continue;
        }
        first_total.get_or_insert(roots.len());
        roots.push(broken);
    }
}

/// 自评得分 above indicators without a total, where their weights make up the full score, so that none of them is missing.
fn claimed_points(
    model: &Model<'_>,
    execution: Option<&FundRow>,
    indicators: &IndicatorTable,
) -> Option<FigureId> {
    let full = indicators.total_weight.is_none() && are_all(model, execution, indicators);
    indicators.claimed_points.filter(|_| full)
}

/// Whether the weights of a form make up the full score, so that none of its rows is missing or stands there twice.
fn are_all(model: &Model<'_>, execution: Option<&FundRow>, indicators: &IndicatorTable) -> bool {
    let of_rate = execution.and_then(|row| row.weight);
    let weights: Vec<FigureId> =
        of_rate.into_iter().chain(indicators.rows.iter().filter_map(|row| row.weight)).collect();
    model.sum_of(&weights) == Some(model.rules.scoring.total)
}

/// Most rows above the first name that may be those of its group.
const MOST_ABOVE: usize = 40;

/// Most points that a form gives to the execution rate: 10 by 财预〔2020〕10号, 20 in 湖北.
const MOST_OF_RATE: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Whether a total is that of the indicators alone, 90 of a hundred, or any below funds in a table of their own: the points of the rate
/// of execution stand beside it.
fn is_of_indicators(
    model: &Model<'_>,
    (table, indicators): (&Table, &IndicatorTable),
    funds: Option<&Table>,
) -> bool {
    let apart = funds.is_some_and(|funds| funds.node != table.node);
    let sum = |pick: fn(&IndicatorRow) -> Option<FigureId>| {
        model.sum_of(&indicators.rows.iter().filter_map(pick).collect::<Vec<_>>())
    };
    let total = |id: Option<FigureId>| model.base_value(id?);
    let weight = total(indicators.total_weight);
    // 预算执行率 stands among the indicators once more.
    let twice = indicators.rows.iter().any(|row| is_execution(&row.name));
    weight.is_some_and(|weight| apart || twice || weight < Decimal::ONE_HUNDRED)
        && weight == sum(|row| row.weight)
        || (apart || weight.is_none())
            && total(indicators.total_points).is_some_and(|points| sum(|row| row.points) == Some(points))
}

/// Whether a total counts a weight that its form does not say: that of a rate of execution with points, where what the indicators
/// leave of the total may be it.
fn is_unsaid(model: &Model<'_>, row: &FundRow, total: FigureId, parts: &[FigureId]) -> bool {
    let rest = || minus(model.base_value(total)?, model.sum_of(parts)?);
    let points = row.points.filter(|_| row.weight.is_none()).and_then(|points| model.base_value(points));
    points.zip(rest()).is_some_and(|(points, rest)| points <= rest && rest <= MOST_OF_RATE)
}

/// Whether a total counts 加分项 or 扣分项 as well.
fn counts_bonus(
    model: &Model<'_>,
    total: FigureId,
    parts: &[FigureId],
    (bonus, weight): (&[FigureId], bool),
) -> bool {
    let Some((total, sum)) = model.base_value(total).zip(model.sum_of(parts)) else { return false };
    let bonus = bonus.iter().filter_map(|id| model.base_value(*id)).filter(|bonus| !bonus.is_zero());
    // Points may be taken off; no weight is less for it.
    let less = |bonus: Decimal| !weight && minus(sum, bonus) == Some(total);
    { bonus }.any(|bonus| plus(sum, bonus) == Some(total) || less(bonus))
}

/// The table with what became of the funds in the form that a table of indicators is part of. Before the form another table may have
/// such rows, projects with their rates of execution; between the funds of a form and its indicators there are only its goals.
fn funds_of<'m>(model: &'m Model<'_>, table: &Table) -> Option<&'m Table> {
    const NEAR: usize = 12;
    const HEAD_OF_FORM: &str = "项目名称|主管部门|实施单位|项目资金|资金总额|执行率|预算数|自评表";
    let goal = |node: &Node<'_>| match node {
        Node::Paragraph(line) => !words::has(&line.flow.text, HEAD_OF_FORM),
        _ => false,
    };
    let follows = |funds: &&Table| {
        let between = model.syntax.nodes.get(funds.node + 1..table.node).unwrap_or_default();
        funds.node == table.node || between.len() <= NEAR && between.iter().all(goal)
    };
    let before = model.tables.iter().rev().skip_while(|other| other.node > table.node);
    let mut of_form = before.take_while(|other| other.node == table.node || other.indicators.is_none());
    let rows = |table: &&Table| table.funds.as_ref().is_some_and(|funds| !funds.rows.is_empty());
    of_form.find(rows).filter(follows)
}

/// Whether a table is the rest of a form of which an earlier table holds indicators and no total: 湖北 gives each goal of the year a
/// block of its own, with one total below all of them.
fn is_rest_of_form(model: &Model<'_>, table: &Table) -> bool {
    const NEAR: usize = 4;
    let at = model.tables.partition_point(|other| other.node < table.node);
    let before = model.tables[..at].iter().rev().take(NEAR).find_map(|table| table.indicators.as_ref());
    let open = |found: &IndicatorTable| found.total_weight.is_none() && found.total_points.is_none();
    table.title.is_empty() && before.is_some_and(open)
}

/// Whether every group has points, and at least two of three rows give a value or points: cells that a text lost the columns of become rows of their own.
fn says_something(indicators: &IndicatorTable) -> bool {
    let blank = |row: &&IndicatorRow| {
        let values = !row.target.text.is_empty() || !row.actual.text.is_empty();
        !values && row.weight.is_none() && row.points.is_none()
    };
    let scored = |group: usize| indicators.rows_of(group).any(|row| row.weight.or(row.points).is_some());
    (0..indicators.groups.len()).all(scored)
        && indicators.rows.iter().filter(blank).count() * 3 <= indicators.rows.len()
}

/// Whether the rows fall short of the total by just the points that the form gives to the execution rate: then these stand where no row of the form could be read, in a heading or a line of their own.
fn lacks_execution(model: &Model<'_>, indicators: &IndicatorTable) -> bool {
    let lack = |total: Option<FigureId>, parts: Vec<FigureId>| {
        let (total, sum) = (model.base_value(total?)?, model.sum_of(&parts)?);
        minus(total, sum)
    };
    let rows = &indicators.rows;
    let weight = lack(indicators.total_weight, rows.iter().filter_map(|row| row.weight).collect());
    let points = lack(indicators.total_points, rows.iter().filter_map(|row| row.points).collect());
    let all = model.sum_of(&rows.iter().filter_map(|row| row.weight).collect::<Vec<_>>());
    match weight {
        Some(weight) => weight == Decimal::TEN || weight == MOST_OF_RATE,
        None if all == Some(model.rules.scoring.total) => false,
        None => points.is_some_and(|points| points > Decimal::ZERO && points <= MOST_OF_RATE),
    }
}

/// The sums of execution rate and groups, as people add them up: 10 + 60 + 30 + 10.
fn group_sums(
    model: &Model<'_>,
    execution: Option<&FundRow>,
    indicators: &IndicatorTable,
    weight: bool,
) -> String {
    let pick = |w: Option<FigureId>, p: Option<FigureId>| if weight { w } else { p };
    let mut sums: Vec<String> = execution
        .and_then(|row| pick(row.weight, row.points))
        .map(|id| model.plain(id))
        .into_iter()
        .collect();
    let ungrouped = indicators.rows.iter().any(|row| row.group.is_none()).then_some(None);
    for group in ungrouped.into_iter().chain((0..indicators.groups.len()).map(Some)) {
        let rows = indicators.rows.iter().filter(|row| row.group == group);
        let figures = rows.filter_map(|row| pick(row.weight, row.points));
        let sum = number::sum(figures.map(|id| model.figure(id).quantity.value)).unwrap_or_default();
        sums.push(sum.normalize().to_string());
    }
    sums.join(" + ")
}

/// Headings in prose against the rows of the form under the same name.
fn prose_and_form(
    model: &Model<'_>,
    sink: &mut Sink,
    (table, indicators): (&Table, &IndicatorTable),
    headings: &[Claimed<'_>],
    roots: &mut Vec<Broken>,
) {
    for Claimed { title, claim, form } in headings {
        let Some((node, rows)) = form else {
            one_indicator(model, sink, (table, indicators), (title, claim));
            continue;
        };
        // Where the form's own label agrees with the prose, its rows are another matter.
        let label = rows.group.and_then(|group| indicators.groups.get(group)?.weight);
        let same_label = label.zip(claim.weight).is_some_and(|(form, prose)| {
            model.figure(form).quantity.value == model.figure(prose).quantity.value
        });
        if *node != table.node || same_label && roots.iter().any(|root| Some(root.claim.stated) == label) {
            continue;
        }
        let (weights, points) = (rows.weights(), rows.points());
        let weight = claim
            .weight
            .filter(|_| !weights.is_empty())
            .and_then(|stated| broken_sum(model, sink, stated, weights, &PROSE_FORM));
        let points = claim
            .points
            .filter(|_| !points.is_empty())
            .and_then(|stated| broken_sum(model, sink, stated, points, &PROSE_FORM));
        let describe = |broken: Broken, kind: &'static Phrase| of_form(model, table, claim, broken, kind);
        match (weight.map(|b| describe(b, &WEIGHT)), points.map(|b| describe(b, &POINTS))) {
            // Weight and points that are off by the same are one fault.
            (Some(mut weight), Some(points)) if weight.excess == points.excess => {
                absorb(model, &mut weight, &points);
                roots.push(weight);
            }
            (weight, points) => roots.extend(weight.into_iter().chain(points)),
        }
    }
}

/// A difference between prose and form, with the words for it.
fn of_form(
    model: &Model<'_>,
    table: &Table,
    claim: &ClaimedPoints,
    mut broken: Broken,
    kind: &'static Phrase,
) -> Broken {
    broken.finding = broken
        .finding
        .with("title", &claim.title)
        .with("form", model.table_name(table))
        .with_words("kind", Words::new(kind));
    broken
}

/// 培训期数（分值10分，得9分） against the only row of the forms with that name: where neither weight nor points agree, it may be scored by
/// another sheet.
fn one_indicator(
    model: &Model<'_>,
    sink: &mut Sink,
    (table, indicators): (&Table, &IndicatorTable),
    (title, claim): (&str, &ClaimedPoints),
) {
    let named = |row: &&IndicatorRow| canonical(&row.name.text) == title;
    let Some(row) = indicators.rows.iter().find(named) else { return };
    let forms = model.tables.iter().filter_map(|table| table.indicators.as_ref());
    let alone = forms.flat_map(|indicators| &indicators.rows).filter(named).take(2).count() == 1;
    let pairs = [(claim.weight.zip(row.weight), &WEIGHT), (claim.points.zip(row.points), &POINTS)];
    let same = |pair: Option<(FigureId, FigureId)>| {
        pair.is_some_and(|(prose, form)| model.base_value(prose) == model.base_value(form))
    };
    if !alone || !pairs.iter().any(|(pair, _)| same(*pair)) {
        return;
    }
    for (pair, kind) in pairs {
        let Some((prose, form)) = pair else { continue };
        if let Some(broken) = broken_sum(model, sink, prose, vec![form], &PROSE_FORM) {
            sink.push(of_form(model, table, claim, broken, kind).finish());
        }
    }
}
