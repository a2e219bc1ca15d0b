//! 比目标值90%高6个百分点、较计划10次多2次：说出的差额与两个数是否相符。

use super::{
    Sink,
    claim::{Claim, terms},
    nearby, rule,
};
use crate::{
    exact::{Formula, Outcome, Sign, Term},
    finding::{Edit, Finding, Fix, Phrase, Words},
    model::{FigureId, Home, Model, Role},
    number::{Dimension, minus},
    text::Span,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 与目标或上年的差额不符
    ///
    /// “满意度96%，比目标值90%高6个百分点”“任务10次，完成12次，超额完成2次”：同一句里的两个数相减，应等于说出的差额，方向也应一致。
    /// 句中有几个实际数、“分别”写出或看不出与哪个数相比的，不作核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 受益群众满意度96%，比目标值90%高9个百分点。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 受益群众满意度96%，比目标值90%高6个百分点。
    /// ```
    /// ## 怎么改
    /// 核对实际完成值和目标值，按两者之差改正差额。
    DIFFERENCE = "GJ309", Error, Contradiction;
    title: "与目标或上年的差额不符", "a difference contradicts its two figures";
    zh: "{name}写{stated}，按{shown}为{computed}，相差{gap}{why}，请核实。";
    en: "{name} is given as {stated}, but {shown} is {computed}, {gap} apart{why}; check.";
}

rule! {
    /// # 百分点写成了百分比
    ///
    /// “收缴率由76.3%提高到88.9%，提高12.6%”：两个百分比之差是百分点；写“提高12.6%”，意思是提高到原来的1.126倍。只在所写的数带小数、正好等于两个
    /// 百分比之差、又不是两者的增长率时提出。
    ///
    /// ## 反例
    /// ```gj bad
    /// 水费收缴率由上年的76.3%提高到88.9%，提高12.6%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 水费收缴率由上年的76.3%提高到88.9%，提高12.6个百分点。
    /// ```
    /// ## 怎么改
    /// 把“%”改为“个百分点”。
    POINTS = "GJ310", Warning, Review;
    title: "百分点写成了百分比", "points written as per cent";
    zh: "{shown}是两个百分比之差，应写“{points}个百分点”，写“{stated}”是另一个意思，请核实。";
    en: "{shown} is the difference of two percentages, that is {points} percentage points; “{stated}” means something else.";
}

static AS_POINTS: Phrase = Phrase { zh: "改为“个百分点”", en: "write percentage points" };

/// What an actual value is held against.
const GOALS: &str = "目标|计划|任务|指标值|预期";
const BEFORE: &str = "上年|去年|上一年|上年度|同期|年的|年为|由|从";
/// Words that begin the clause of what something is held against.
const AGAINST: &str = "比|较|与|同|高于|低于|超过|超出|高出";
/// Furthest that a sentence is looked through, in figures.
const NEAR: usize = 6;

/// Holds every difference of the prose against the two figures that it is of.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for apart in (0..model.figures.len()).map(FigureId) {
        let figure = model.figure(apart);
        let of_prose = matches!(figure.home, Home::Prose { .. });
        let counted = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Percent);
        if of_prose
            && !counted
            && let Some(higher) = way(nearby::clause_before(model, apart))
        {
            difference(model, sink, apart, higher);
        }
        if of_prose && figure.quantity.unit.dimension == Dimension::Percent && figure.role == Role::Change {
            points(model, sink, apart);
        }
    }
}

/// 由76.3%提高到88.9%，提高12.6%: tells the difference of two percentages that is called one in per cent.
fn points(model: &Model<'_>, sink: &mut Sink, apart: FigureId) -> Option<()> {
    let clause = nearby::clause_before(model, apart);
    let higher = way(clause)?;
    let (actual, base) =
        pair(model, apart, clause).filter(|(actual, base)| actual < &apart && base < &apart)?;
    let (more, less) = if higher { (actual, base) } else { (base, actual) };
    let value = |id: FigureId| model.figure(id).quantity.value;
    let gap = minus(value(more), value(less))?;
    let figure = model.figure(apart);
    // 由60%调整到70%，增加10%: with round numbers people say so.
    if figure.quantity.places == 0
        || gap != figure.quantity.value
        || gap <= Decimal::ZERO
        || nearby::is_rate(model, apart, gap, value(base))
    {
        return None;
    }
    let stated = figure.span.of(model.text());
    let sign = stated.find(['%', '％', '﹪'])?;
    let span = Span::new(figure.span.start + sign, figure.span.end);
    let mut finding = Finding::new(&POINTS, figure.span)
        .with("shown", terms(model, [more, less]).join(" − "))
        .with("points", gap.normalize())
        .with("stated", stated.trim());
    finding.place = model.place(apart);
    finding
        .fixes
        .push(Fix {
            words: Words::new(&AS_POINTS), edits: vec![Edit { span, text: "个百分点".to_owned() }]
        });
    [actual, base, apart].into_iter().for_each(|id| sink.checked(id));
    sink.push(finding);
    Some(())
}

/// Whether a figure behind these words says how much more, or how much less, something is.
fn way(clause: &str) -> Option<bool> {
    const LEADS: [char; 6] = ['约', '了', '出', '达', '为', ' '];
    const MORE: &str = "高|多|超|超额|超额完成|超过目标|超目标|超计划|超任务|高于目标|高于目标值|高于计划|提高|增加|提升|上升|增长|上涨";
    const LESS: &str = "低|少|下降|降低|减少|回落|差|短缺|低于目标|低于目标值|低于计划|少于计划";
    let said = clause.trim_end_matches(LEADS);
    // 高于目标（95.5%）0.6个百分点
    let bracket = said.strip_suffix(['）', ')']).and_then(|said| said.rsplit_once(['（', '(']));
    let said = bracket.map_or(said, |(before, _)| before);
    // 高于目标值90%1.5个百分点
    // 低于90%的目标值1.77个百分点
    let named = words::without_tail(said, "的目标值|的目标|的年度目标值|的年度目标|的指标值");
    let said = named.unwrap_or(said);
    let said = said.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '％'));
    if named.is_some() {
        let higher = words::ends(said, "高于|超过|超出|超").then_some(true);
        return higher.or_else(|| said.ends_with("低于").then_some(false));
    }
    words::ends(said, MORE).then_some(true).or_else(|| words::ends(said, LESS).then_some(false))
}

fn difference(model: &Model<'_>, sink: &mut Sink, apart: FigureId, higher: bool) -> Option<()> {
    let clause = nearby::clause_before(model, apart);
    let points = model.figure(apart).quantity.unit.dimension == Dimension::PercentPoint;
    // More or fewer of a thing is said against many others as well.
    if !points && !speaks_of_goal(clause) || clause.contains("分别") {
        return None;
    }
    let (actual, base) = pair(model, apart, clause)?;
    let (more, less) = if higher { (actual, base) } else { (base, actual) };
    let mut claim = Claim::of_signed_sum(model, apart, &[(Sign::Plus, more), (Sign::Minus, less)], 0)?;
    // A goal is no measured value that was rounded.
    if words::has(said_of(model, base), GOALS)
        && let (Formula::Sum { terms }, Some(goal)) = (&mut claim.formula, model.exact(base))
        && let Some((_, term)) = terms.get_mut(usize::from(base == less))
    {
        *term = Term::Printed(goal.exact());
    }
    let judgement = claim.decide(model, sink)?;
    if judgement.outcome == Outcome::Contradiction && judgement.computed.is_some() {
        let finding = claim.draft(model, &DIFFERENCE, &judgement).with("name", clause.trim());
        sink.push_decided(finding, claim);
    }
    Some(())
}

/// Whether a difference is one from a goal: 比目标值高, 超额完成.
fn speaks_of_goal(clause: &str) -> bool {
    words::has(clause, GOALS) || clause.contains("超额")
}

/// The actual value and what it is held against. `None` where the sentence leaves open which they are.
fn pair(model: &Model<'_>, apart: FigureId, clause: &str) -> Option<(FigureId, FigureId)> {
    let before = alike_before(model, apart);
    let against = |id: &FigureId| is_against(model, *id);
    let start = model.figure(apart).span.start - clause.len();
    // 满意度96%，比目标值90%高6个百分点: the base stands in the clause itself, and the actual value is the only one before.
    if let Some(base) = before.first().copied().filter(|base| model.figure(*base).span.start >= start) {
        let mut others = before[1..].iter().filter(|id| !against(id));
        let only = others.next().filter(|_| others.next().is_none())?;
        return against(&base).then_some((*only, base));
    }
    if let Some(pair) = pair_behind(model, apart) {
        return Some(pair);
    }
    let behind = base_behind(model, apart, clause);
    let named = speaks_of_goal(clause);
    // 提升至2022年的88.9%: where it went is no base.
    const REACHED: &str = "升至|高至|高到|升到|降至|降到|增至|加到|长到|加至|少到|少至";
    let is_base = |id: FigureId| {
        let said = said_of(model, id);
        words::has(said, if named { GOALS } else { BEFORE }) && (named || !words::has(said, REACHED))
    };
    match (before.as_slice(), behind) {
        // 满意率91.6%，同比提高2.4个百分点（2022年为89.2%）.
        ([actual], Some(base)) if !is_base(*actual) => Some((*actual, base)),
        // 任务10次，完成12次，超额完成2次; 由89.2%提高到91.6%，提高2.4个百分点: there any other word compares with something else.
        ([last, first], None) => match (is_base(*last), is_base(*first)) {
            (false, true) if named || is_bare(model, *last, apart) => Some((*last, *first)),
            (true, false) if named || is_last_year(model, [*last, *first], apart) => Some((*first, *last)),
            _ => None,
        },
        _ => None,
    }
}

/// 较上年提高2.3个百分点（由91.2%提高到93.5%）; 下降0.7个百分点，由3.2%降至2.5%: the two values right behind a difference, the later one first.
fn pair_behind(model: &Model<'_>, apart: FigureId) -> Option<(FigureId, FigureId)> {
    const SHORT: usize = 12;
    let [first, second] = [1, 2].map(|step| FigureId(apart.0 + step));
    let home = model.figure(apart).home;
    let fits = |id: FigureId| {
        let figure = model.figures.get(id.0);
        figure.is_some_and(|figure| figure.home == home && may_differ_by(model, id, apart))
    };
    if !fits(first) || !fits(second) {
        return None;
    }
    let (from, to) = (nearby::between(model, apart, first), nearby::between(model, first, second));
    let lead = from.trim_start_matches(['，', ',', '（', '(']);
    let short =
        |words: &str| words.chars().count() <= SHORT && !words.contains(['，', '。', '；', '、', '）', ')']);
    // 由于成本从5.2%降至2.5%: of something else.
    let since = words::without_head(lead.trim(), "由|从")?;
    let of_time = since.is_empty() || since.contains(['年', '期']);
    let plain = lead.len() < from.len() && short(lead) && short(to) && of_time;
    (plain && words::ends(to, "到|至|为")).then_some((second, first))
}

/// 满意度93.5%，上年为91.2%，提高2.3个百分点: whether nothing but the year before names a value that a difference stands right behind.
fn is_last_year(model: &Model<'_>, [id, first]: [FigureId; 2], apart: FigureId) -> bool {
    const YEARS: &str = "上年|去年|上年度|上年同期|去年同期|上一年|上一年度";
    let said = said_of(model, id).trim_end_matches(['为', '是', '的', ' ']);
    let clause = nearby::clause_before(model, apart);
    let between = nearby::between(model, id, apart);
    // …，同比提高2.3个百分点
    let yearly = clause.starts_with("同比") && between.trim_start_matches(['，', ',', ' ']) == clause;
    let said = words::without_head(said, "较|比").unwrap_or(said);
    // 执行率90.13%，上年度执行率86.05%，提升4.08个百分点
    let again = || YEARS.split('|').rev().find_map(|year| said.strip_prefix(year));
    let called_so = || again().is_some_and(|name| !name.is_empty() && said_of(model, first).ends_with(name));
    (words::is(said, YEARS) || called_so()) && (is_bare(model, id, apart) || yearly)
}

/// The figures of the sentence before a difference that it may be of, the last one first.
fn alike_before(model: &Model<'_>, apart: FigureId) -> Vec<FigureId> {
    let ids = (apart.0.saturating_sub(NEAR)..apart.0).rev().map(FigureId);
    let of_sentence = |id: &FigureId| {
        let ends = nearby::between(model, *id, apart).contains(['。', '；', ';', '\n']);
        model.figure(*id).home == model.figure(apart).home && !ends
    };
    ids.take_while(of_sentence).filter(|id| may_differ_by(model, *id, apart)).collect()
}

/// What is said of a value that became more or less.
const VERBS: &str = "提高|增加|提升|上升|增长|上涨|下降|降低|减少|回落";

/// Whether nothing but a word for more or less stands between a figure and a difference.
fn is_bare(model: &Model<'_>, last: FigureId, apart: FigureId) -> bool {
    let between = nearby::between(model, last, apart).trim_start_matches(['，', ',', '、', ' ']);
    words::is(between.trim_end_matches(['约', '近', '了', ' ']), VERBS)
}

/// The only figure of the bracket right behind a difference, where it is of what the difference is said to be from: of a goal, or of the
/// year before.
fn base_behind(model: &Model<'_>, apart: FigureId, clause: &str) -> Option<FigureId> {
    let start = model.figure(apart).span.end;
    let bracket = model.text().get(start..).filter(|rest| rest.starts_with(['（', '(']))?;
    let end = start + bracket.find(['）', ')'])?;
    let next = FigureId(apart.0 + 1);
    let figure = model.figures.get(next.0)?;
    let said = nearby::clause_before(model, next).trim_matches(['为', '是', '：', ' ', '（', '(']);
    let said = said.rsplit(['（', '(']).next().unwrap_or_default();
    let last_year = model.year.map(|year| format!("{}年", year - 1));
    let yearly = |text: &str| {
        words::is(text, "上年|去年|上年度|上年同期|去年同期")
            || last_year
                .as_deref()
                .is_some_and(|year| text.strip_prefix(year).is_some_and(|rest| words::is(rest, "|度|同期")))
    };
    let of_year = words::has(clause, "同比|上年|去年")
        || last_year.as_deref().is_some_and(|year| clause.contains(year));
    let fits = if speaks_of_goal(clause) {
        words::is(said, "目标|目标值|年度目标|年度目标值|计划|计划数|任务|任务数|年初目标|指标值")
    } else {
        of_year && yearly(said)
    };
    let within = |id: usize| model.figures.get(id).is_some_and(|figure| figure.span.end <= end);
    let only = within(next.0) && !within(next.0 + 1);
    (only && fits && figure.role != Role::Change && may_differ_by(model, next, apart)).then_some(next)
}

/// The words between the last mark or figure and a figure.
fn said_of<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    let clause = nearby::clause_before(model, id);
    let start = model.figure(id).span.start - clause.len();
    let last = id.0.checked_sub(1).map(|last| model.figure(FigureId(last)).span.end);
    let inside = last.filter(|end| *end > start).map_or(0, |end| end - start);
    clause.get(inside..).unwrap_or_default().trim()
}

/// Whether a figure is what another one is held against: 比目标值90%, 较计划10次.
fn is_against(model: &Model<'_>, id: FigureId) -> bool {
    words::starts(said_of(model, id), AGAINST)
}

/// Whether a figure can be one of two that differ by `apart`.
fn may_differ_by(model: &Model<'_>, id: FigureId, apart: FigureId) -> bool {
    let (figure, apart) = (&model.figure(id).quantity, &model.figure(apart).quantity);
    // What a change is counted from is no level of its own.
    let from = || is_against(model, id) && way(said_of(model, id)).is_none();
    // 由3.2%下降为2.5%
    let to = || {
        let verb = words::without_tail(said_of(model, id), "为|到|至");
        verb.is_some_and(|verb| words::is(verb, "降|升") || words::is(verb, VERBS))
    };
    // 由上年10.27%下降到5.13%
    let was = || words::has(said_of(model, id), "由|从");
    let role = model.figure(id).role != Role::Change || from() || to() || was();
    match apart.unit.dimension {
        Dimension::PercentPoint | Dimension::Percent => role && figure.unit.dimension == Dimension::Percent,
        _ => role && figure.unit == apart.unit,
    }
}
