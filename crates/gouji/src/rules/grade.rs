//! 自评等级与总分。

use super::{
    Sink, graded_rows, nearby,
    passages::{Passage, Wording},
    rule,
};
use crate::{
    finding::{Finding, Phrase, Words},
    model::{Figure, FigureId, Home, Model, Role},
    number::parse_number,
    score::sheet,
    syntax::{Node, Paragraph},
    text::Span,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 等级与总分不符
    ///
    /// 正文或表中写明的评价等级，与总分按规程应得的等级不同。规程未改的：90（含）以上为优，80（含）以上为良，60（含）以上为中，
    /// 其余为差；“优秀”“良好”“合格”“不合格”等叫法视同。表中有“总分”“等级”两列的，逐行核对；有几行不符的，视为另有划分。
    ///
    /// 依据：项目支出绩效评价管理办法（财预〔2020〕10号，条文待核）及各地等级划分。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// 根据绩效评价指标，绩效自评总分85分，自评等级为“优”。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// 根据绩效评价指标，绩效自评总分85分，自评等级为“良”。
    /// ```
    /// ## 怎么改
    /// 核对总分；总分无误的，按总分改等级。
    GRADE = "GJ550", Error, Contradiction;
    title: "等级与总分不符", "the grade does not follow from the total";
    zh: "等级写为“{stated}”，而总分{total}分应为“{computed}”，请核实。";
    en: "the grade is given as “{stated}”, but a total of {total} makes it “{computed}”; check.";
}

static TOTAL: Phrase = Phrase { zh: "总分{total}分", en: "total {total}" };

/// A grade that the report gives itself.
struct Claim {
    span: Span,
    /// The sentence or row, in which the total may stand as well.
    within: Span,
    word: &'static str,
    class: usize,
    /// Whether it is of the points right before it or of none: 自评得分95.4分（优）.
    beside: bool,
}

/// Words for grades by class, best first; longer ones before those that they begin with.
const GRADES: &[(&str, usize)] = &[
    ("优秀", 0),
    ("优", 0),
    ("良好", 1),
    ("良", 1),
    ("中等", 2),
    ("中", 2),
    ("合格", 2),
    ("一般", 2),
    ("不合格", 3),
    ("较差", 3),
    ("差", 3),
];

/// Words right before a grade.
const KEYS: &[&str] = &[
    "等级",
    "评级",
    "等次",
    "级别",
    "分，",
    "分（",
    "分(",
    "评定为",
    "自评结论",
    "评价结论",
    "评价结果",
    "自评结果",
    "绩效结果",
];

/// What the grades are held against.
struct Totals {
    /// Totals that the report claims, in the order of the text.
    claimed: Vec<FigureId>,
    /// The grades that they fall into.
    classes: Vec<usize>,
    /// The computed total and its grades, where every row could be computed.
    computed: Option<(String, Vec<String>)>,
}

/// Holds every grade that is claimed against the totals.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    if !concerns_any(model) || has_own_scale(model) {
        return;
    }
    graded_rows::check(model, sink);
    let claims = claims(model);
    if claims.is_empty() {
        return;
    }
    let totals = totals(model);
    totals.claimed.iter().for_each(|id| sink.checked(*id));
    for claim in &claims {
        let near = graded(model, claim, &totals);
        near.into_iter().for_each(|id| sink.checked(id));
        if is_of_others(model, claim, near) {
            continue;
        }
        sink.findings.extend(grade(model, claim, near, &totals));
    }
}

/// Whether a grade may stand anywhere.
fn concerns_any(model: &Model<'_>) -> bool {
    (0..model.syntax.nodes.len()).any(|node| model.concerns(node, Wording::Grade))
}

/// Whether the text itself says from how many points on the best grade is given, and otherwise than the rule set: 95分以上为优秀.
fn has_own_scale(model: &Model<'_>) -> bool {
    /// Longest clause that says it, in bytes.
    const FAR: usize = 60;
    let text = model.text();
    let best = model.rules.scoring.grades.first().map(|grade| grade.from);
    text.match_indices('优').any(|(at, _)| {
        if names_other_bounds(model, text, at) {
            return true;
        }
        let before = &text[text.ceil_char_boundary(at.saturating_sub(FAR))..at];
        let clause =
            before.rsplit(['，', ',', '。', '；', ';', '：', ':', '\n', '|']).next().unwrap_or_default();
        // S≥95优: the bound stands behind its sign, which needs no 分.
        let bound = clause.rsplit(['≥', '≧', '>', '＞']).next().unwrap_or_default();
        let signed = bound.len() < clause.len();
        let bound = bound.trim_start_matches(|c: char| !c.is_ascii_digit());
        let digits = bound.len() - bound.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let from = parse_number(&bound[..digits]).map(|(from, _)| from);
        let is_range = signed || words::has(bound, "以上|-|—|～|~|至") && bound.contains('分');
        from.is_some() && from != best && is_range
    })
}

/// 优（95-100），良（85-94）: whether around a best grade others are named with two or more bounds, some of which the rule set does not know.
fn names_other_bounds(model: &Model<'_>, text: &str, at: usize) -> bool {
    /// How far a scale is looked for on either side, in bytes.
    const FAR: usize = 200;
    const LEAST: Decimal = Decimal::from_parts(55, 0, 0, false, 0);
    let around = &text[text.ceil_char_boundary(at.saturating_sub(FAR))..text.floor_char_boundary(at + FAR)];
    if !around.contains('良') {
        return false;
    }
    let known = |bound: Decimal| {
        // 89 is the last whole number below 90.
        let of_grade = |from: Decimal| bound == from || bound + Decimal::ONE == from;
        bound == Decimal::ONE_HUNDRED || model.rules.scoring.grades.iter().any(|grade| of_grade(grade.from))
    };
    let bounds = numbers_in(around).filter(|(before, bound, behind)| {
        let said =
            words::ends(before.trim_end_matches(['为', '：', ':', '了', ' ']), "得|得分|总分|评分|分数|结果")
                || behind.starts_with(['%', '％', '个', '项', '万', '元', '年', '月', '日', '家', '户']);
        !said && bound.scale() == 0 && (LEAST..=Decimal::ONE_HUNDRED).contains(bound)
    });
    let bounds: Vec<Decimal> = bounds.map(|(_, bound, _)| bound).collect();
    bounds.len() >= 2 && bounds.iter().filter(|bound| !known(**bound)).count() >= 2
}

/// The numbers of a text, each with what stands before and behind it.
fn numbers_in(text: &str) -> impl Iterator<Item = (&str, Decimal, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|c: char| c.is_ascii_digit())?;
        let end = rest[start..]
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(rest.len(), |end| start + end);
        let found = (&rest[..start], parse_number(&rest[start..end]).map(|(value, _)| value), &rest[end..]);
        rest = &rest[end..];
        Some(found)
    })
    .filter_map(|(before, value, behind)| Some((before, value?, behind)))
}

/// Whether what stands between points and a grade changes the points that are graded: 综合得分88分，加分2分后为90分，等级为“优”; or what they are
/// points of: 42.5分（满分50分）.
fn are_changed(model: &Model<'_>, points: FigureId, claim: &Claim) -> bool {
    const CHANGES: &str = "加|扣除|因|核减|核增|合计|最终|实际得分|折合|换算|四舍五入|取整|约|最高|下调|上调|得分率|满分|\
        项目|目标|指标|财政|抽查|复核|审核|专家|考核|下属|所属|专项";
    let end = model.figure(points).span.end;
    let between = model.text().get(end..claim.span.start).unwrap_or_default();
    let full = words::has(between, "满分100分|满分为100分|满分：100分|总分100分|满分值100分");
    let changed = CHANGES.split('|').any(|word| between.contains(word) && !(full && word == "满分"));
    changed || between.contains("总分") && !full
}

/// The total in the sentence of a grade: it is the one that is graded.
fn graded(model: &Model<'_>, claim: &Claim, totals: &Totals) -> Option<FigureId> {
    let at = totals.claimed.partition_point(|id| model.figure(*id).span.start < claim.within.start);
    let claimed = totals.claimed[at..].first().copied();
    let claimed = claimed.filter(|id| claim.within.contains(model.figure(*id).span));
    // 满意度88分（优秀）: in a bracket only the points of all say what they are of.
    claimed.or_else(|| points_before(model, claim).filter(|_| !claim.beside))
}

/// Whether the points of the sentence are not those that are graded.
fn is_of_others(model: &Model<'_>, claim: &Claim, near: Option<FigureId>) -> bool {
    const LEAST: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
    // （一）决策（15分）: what it got of these is not graded as the whole is.
    // 部门整体支出绩效自评得分34.8分 is that of all.
    let of_all = |points: FigureId| {
        const WORDS: &str = "整体|支出|部门|单位|绩效|我局|自评|得分|总分|年度|本|为|是|年";
        let said = nearby::clause_before(model, points);
        let others = words::without(said, WORDS).contains(char::is_alphabetic);
        said.contains("自评") && said.contains("整体") && !others
    };
    let of_part = |points: FigureId| model.figure(points).quantity.value < LEAST && !of_all(points);
    near.is_some_and(|points| of_part(points) || are_changed(model, points, claim))
}

fn grade(model: &Model<'_>, claim: &Claim, near: Option<FigureId>, totals: &Totals) -> Option<Finding> {
    let value = |id: FigureId| model.figure(id).quantity.value;
    let fits = match near {
        Some(id) => class_of(model, value(id)) == Some(claim.class),
        // Totals that fall into different grades are a contradiction of their own; then any of them serves.
        None => claim.beside || totals.classes.contains(&claim.class),
    };
    if fits {
        return None;
    }
    let Some(total) = near.or(totals.claimed.first().copied()) else { return by_sheet(claim, totals) };
    let words = Words::new(&TOTAL).with("total", value(total).normalize());
    let name = name_of(model, value(total))?;
    let stated = (claim.span, claim.word);
    Some(
        finding(stated, &value(total).normalize().to_string(), &name).relate(model.figure(total).span, words),
    )
}

/// 项目得分86.40分，评价等级为“优”: the only points of the sentence, right before the grade, where they are too many for one of its parts.
fn points_before(model: &Model<'_>, claim: &Claim) -> Option<FigureId> {
    /// Longest words between them, in bytes.
    const NEAR: usize = 40;
    const LEAST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
    // Figures of tables come first.
    let is_before =
        |figure: &Figure| matches!(figure.home, Home::Cell { .. }) || figure.span.start < claim.within.start;
    let first = model.figures.partition_point(is_before);
    let of_sentence = (first..model.figures.len()).map(FigureId);
    let of_sentence = of_sentence.take_while(|id| model.figure(*id).span.start < claim.within.end);
    // 自评得97分，等级为“优”，扣3分
    let lost = |id: &FigureId| words::ends(nearby::clause_before(model, *id), "扣|扣分|扣减|失分");
    let mut points = of_sentence.filter(|id| model.figure(*id).role == Role::Points && !lost(id));
    let only = points.next().filter(|_| points.next().is_none())?;
    let (figure, end) = (model.figure(only), model.figure(only).span.end);
    let of_users = words::has(nearby::clause_before(model, only), "满意|测评|调查");
    let beside = !of_users && claim.span.start.checked_sub(end).is_some_and(|between| between <= NEAR);
    (beside && (LEAST..=model.rules.scoring.total).contains(&figure.quantity.value)).then_some(only)
}

/// Without a claimed total the computed one decides.
fn by_sheet(claim: &Claim, totals: &Totals) -> Option<Finding> {
    let (points, grades) = totals.computed.as_ref()?;
    let fits = grades.iter().any(|name| class(name) == Some(claim.class));
    (!fits && !grades.is_empty()).then(|| finding((claim.span, claim.word), points, &grades.join("、")))
}

/// The word of a grade and its place, against what the total makes it.
pub(super) fn finding((span, word): (Span, &str), total: &str, name: &str) -> Finding {
    let mut finding =
        Finding::new(&GRADE, span).with("stated", word).with("total", total).with("computed", name);
    finding.stated = Some(word.to_owned());
    finding.computed = Some(name.to_owned());
    finding
}

/// Totals of points that the report claims, in the form and in prose; those above the scale mean something else.
fn totals(model: &Model<'_>) -> Totals {
    let forms = model.tables.iter().filter_map(|table| table.indicators.as_ref()?.total_points);
    let scale = model.rules.scoring.total;
    let all = model.total_claims.iter().copied().chain(forms);
    let value = |id: &FigureId| model.figure(*id).quantity.value;
    let mut claimed: Vec<FigureId> = all.filter(|id| (Decimal::ZERO..=scale).contains(&value(id))).collect();
    claimed.sort_by_key(|id| model.figure(*id).span.start);
    let mut classes: Vec<usize> = claimed.iter().filter_map(|id| class_of(model, value(id))).collect();
    classes.sort_unstable();
    classes.dedup();
    let computed = sheet(model).filter(|sheet| sheet.open_rows == 0 && sheet.weight == Some(scale));
    let computed = computed.and_then(|sheet| Some((sheet.computed?.to_string(), sheet.grades)));
    Totals { claimed, classes, computed }
}

pub(super) fn name_of(model: &Model<'_>, points: Decimal) -> Option<String> {
    model.rules.scoring.grades.iter().find(|grade| points >= grade.from).map(|grade| grade.name.clone())
}

pub(super) fn class_of(model: &Model<'_>, points: Decimal) -> Option<usize> {
    class(&name_of(model, points)?)
}

fn class(name: &str) -> Option<usize> {
    GRADES.iter().find(|(word, _)| *word == name).map(|(_, class)| *class)
}

// --- where grades are claimed --------------------------------------------------------------------------------------

pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    KEYS.iter().any(|key| passage.text.contains(key))
}

fn claims(model: &Model<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        if let Node::Paragraph(paragraph) = node
            && model.concerns(index, Wording::Grade)
        {
            in_paragraph(model, paragraph, &mut claims);
        }
    }
    let forms = model.tables.iter().filter(|table| table.indicators.is_some());
    for table in forms.filter(|table| model.concerns(table.node, Wording::Grade)) {
        if let Some(Node::Table { table: raw, .. }) = model.syntax.nodes.get(table.node) {
            for row in &raw.rows {
                let cells: Vec<(&str, Span)> =
                    row.cells.iter().map(|cell| (cell.text.as_ref(), cell.span)).collect();
                claims.extend(in_row(&cells, row.span));
            }
        }
    }
    claims
}

fn in_paragraph(model: &Model<'_>, paragraph: &Paragraph<'_>, claims: &mut Vec<Claim>) {
    let text = paragraph.flow.text.as_ref();
    if paragraph.contents || !KEYS.iter().any(|key| text.contains(key)) {
        return;
    }
    let mut start = 0;
    for sentence in text.split_inclusive(['。', '；', ';', '！']) {
        let found = if speaks_of_all(model, sentence) { in_sentence(sentence) } else { Vec::new() };
        // Two different grades are a scale, or the grades of several projects.
        let one = found.first().is_some_and(|first| found.iter().all(|other| other.2 == first.2));
        if let (true, Some((range, word, class))) = (one, found.first()) {
            let at = paragraph.flow.span(start + range.start..start + range.end);
            let beside = sentence[..range.start].ends_with(['（', '(']);
            let from = if beside { points_begin(&sentence[..range.start]) } else { 0 };
            let to = if beside { range.end } else { sentence.len() };
            let within = paragraph.flow.span(start + from..start + to);
            claims.push(Claim { span: at, within, word, class: *class, beside });
        }
        start += sentence.len();
    }
}

/// Where the points begin that a bracket with their grade stands behind: 自评得分95.4分（.
fn points_begin(before: &str) -> usize {
    let points = before.trim_end_matches(['（', '(', '分']);
    points.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len()
}

/// 较上年度提高2.8分, between others: a clause that only says by how much the points changed.
fn is_comparison(clause: &str) -> bool {
    let changed = words::has(clause, "提高|提升|增加|上升|下降|降低|减少|回落|持平|高|低");
    words::starts(clause.trim(), "较|比|与|同比|高于|低于")
        && changed
        && !KEYS.iter().any(|key| clause.contains(key))
}

/// Whether a sentence may give the report's own grade: not that of staff, of other years, or of some projects.
fn speaks_of_all(model: &Model<'_>, sentence: &str) -> bool {
    let performance = words::has(sentence, "绩效|自评|评价|得分|总分|等级标准");
    let clauses = || sentence.split(['，', ',']);
    let compares = clauses().any(is_comparison);
    let rest =
        compares.then(|| clauses().filter(|clause| !is_comparison(clause)).collect::<Vec<_>>().join("，"));
    let sentence = rest.as_deref().unwrap_or(sentence);
    let other = [
        "考核",
        "上年",
        "去年",
        "信用",
        "风险",
        "安全等级",
        "划分",
        "水质",
        "空气",
        "质量等级",
        "项目等级",
        "个项目",
        "复评",
        "复核",
        "抽评",
        "重点评价",
        "财政评价",
        "再评价",
    ];
    // In a report of a third party it is the group that evaluates whose grade it is.
    let of_all = model.title.contains("绩效评价报告")
        && words::has(sentence, "最终得分|综合得分|总得分|总分|最终评分|综合评分");
    let of_group = !of_all && words::has(sentence, "评价组|评审组|专家组");
    // 分为优、良、中、差; not 总分为97.3分.
    // A scale in numbers, 90—100分为优, is the rule set's where it is none of the text's own.
    let names_no_points = |c: char| !"总得评）)".contains(c) && !c.is_ascii_digit();
    let scale = |(at, _): (usize, &str)| sentence[..at].ends_with(names_no_points);
    let other = other.iter().any(|word| sentence.contains(word)) || sentence.match_indices("分为").any(scale);
    let year = model.year.is_none_or(|year| !names_other_year(sentence, year));
    performance && !other && !of_group && year
}

/// Whether a sentence names a year that is not the report's.
pub(super) fn names_other_year(sentence: &str, year: i32) -> bool {
    sentence.match_indices('年').any(|(at, _)| {
        let digits: Vec<char> = sentence[..at].chars().rev().take(4).map(crate::number::halfwidth).collect();
        let named: String = digits.into_iter().rev().collect();
        named.parse::<i32>().is_ok_and(|named| (1990..2100).contains(&named) && named != year)
    })
}

type Found = (std::ops::Range<usize>, &'static str, usize);

fn in_sentence(sentence: &str) -> Vec<Found> {
    KEYS.iter()
        .flat_map(|key| sentence.match_indices(key).map(move |(at, _)| at + key.len()))
        .filter_map(|from| grade_at(sentence, from))
        .collect()
}

/// The grade that follows at `from`, behind 为 or a colon and quotation marks, and that nothing goes on from.
fn grade_at(text: &str, from: usize) -> Option<Found> {
    const JOINTS: [&str; 19] = [
        "属于",
        "属",
        "列为",
        "对应",
        "评价为",
        "自评为",
        "综合",
        "评定为",
        "确定为",
        "认定为",
        "评为",
        "定为",
        "达到",
        "为",
        "是",
        "：",
        ":",
        "“",
        "\"",
    ];
    let mut rest = text.get(from..)?.trim_start();
    // 自评等级优: the word needs nothing between.
    let mut joined = words::ends(&text[..from], "等级|评级|等次|分（|分(");
    while let Some(next) = JOINTS.iter().find_map(|word| rest.strip_prefix(word)) {
        (rest, joined) = (next.trim_start(), true);
    }
    let (word, class) = grade_word(rest)?;
    let start = text.len() - rest.len();
    let behind = rest[word.len()..].trim_start_matches(['”', '"', ' ']);
    let behind = words::without_head(behind, "等次|等级|档次|档|级").unwrap_or(behind);
    let ends =
        behind.is_empty() || behind.starts_with(['。', '，', ',', '；', ';', '）', ')', '！', '(', '（']);
    (joined && ends).then_some((start..start + word.len(), word, class))
}

/// The grade that a cell consists of.
pub(super) fn exact_grade(cell: &str) -> Option<(&'static str, usize)> {
    let word = cell.trim_matches(['“', '”', '"', ' ']);
    GRADES.iter().find(|(grade, _)| *grade == word).copied()
}

fn grade_word(text: &str) -> Option<(&'static str, usize)> {
    GRADES.iter().find(|(word, _)| text.starts_with(word)).copied()
}

/// 自评等级 | 优, or both in one cell.
fn in_row(cells: &[(&str, Span)], row: Span) -> Option<Claim> {
    for (index, (text, span)) in cells.iter().enumerate() {
        let key = KEYS.iter().find(|key| text.contains(**key))?;
        let label = text.trim_end_matches(['：', ':', ' ']);
        if label.ends_with(key) && label.chars().count() <= 8 {
            let (value, span) = cells[index + 1..].iter().find(|(text, _)| !text.is_empty())?;
            let (word, class) = grade_word(value.trim_matches(['“', '”', '"', ' ']))?;
            let whole = value.trim_matches(['“', '”', '"', ' ']).chars().count() <= word.chars().count() + 2;
            return whole.then_some(Claim { span: *span, within: row, word, class, beside: false });
        }
        let at = text.find(key)? + key.len();
        if let Some((_, word, class)) = grade_at(text, at) {
            return Some(Claim { span: *span, within: row, word, class, beside: false });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{class, in_sentence};

    fn grade(sentence: &str) -> Option<&'static str> {
        in_sentence(sentence).first().map(|found| found.1)
    }

    #[test]
    fn grades_are_read_behind_their_key() {
        assert_eq!(grade("绩效自评得分95分，自评等级为“优”。"), Some("优"));
        assert_eq!(grade("评价等级：良好，"), Some("良好"));
        assert_eq!(grade("综合评价结果为“优秀”等次。"), Some("优秀"));
        assert_eq!(grade("自评结论: 优"), Some("优"));
        assert_eq!(grade("绩效评级为“优”的项目4个"), None);
        assert_eq!(grade("评价等级良莠不齐。"), None);
        assert_eq!(grade("自评结果优化了管理。"), None);
    }

    #[test]
    fn other_words_for_a_grade_are_the_same_class() {
        assert_eq!(class("优秀"), class("优"));
        assert_eq!(class("合格"), class("中"));
        assert_eq!(class("不合格"), class("差"));
    }
}
