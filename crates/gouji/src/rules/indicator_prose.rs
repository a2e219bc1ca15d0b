//! 正文里的指标与自评表里的同一指标。

use super::{
    Rule, Sink,
    change::COMPARE,
    grade::names_other_year,
    indicator_points::{cell_or_row, row_place},
    nearby,
    rate::RATE,
    rule,
};
use crate::map::{Map, Set};
use crate::{
    exact::{Formula, Outcome, Printed, judge},
    finding::{Finding, Phrase, Words},
    model::{
        Figure, FigureId, Home, Model, ProseIndicator, Role, Table,
        forms::{IndicatorRow, TextCell},
        names::canonical,
    },
    number::{Approx, Dimension, Quantity, plus},
    score::target::{self, Amount, Relation, Value, same},
    syntax::SectionId,
    text::Span,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 指标在正文与自评表中不一致
    ///
    /// 同名指标的指标值或实际完成值，正文与自评表不同。数按较粗的一方的位数比较，单位不同的先换算；只有文字的不比。正文只写名称和数
    /// 值的（验收合格率98%），也与实际完成值比较；与指标值相同的、写明是目标、上年、某个项目的，或正文有两个数的，不报告。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// （一）产出指标
    /// 编发信息，年度指标值≥40篇，实际完成值64篇。
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 编发信息 | ≥40篇 | 46篇 | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// （一）产出指标
    /// 编发信息，年度指标值≥40篇，实际完成值46篇。
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 编发信息 | ≥40篇 | 46篇 | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 与台账核对，改正有误的一方。
    DIFFERS = "GJ540", Error, Contradiction;
    title: "指标在正文与自评表中不一致", "an indicator differs between prose and form";
    zh: "{name}{first}{second}，两处应一致，请核实。";
    en: "{name}: {first}{second}; they should be the same, please check.";
}

rule! {
    /// # 一项指标两个名称
    ///
    /// 正文的指标在自评表里找不到同名的，而同一二级指标下恰有一项名称相近、数值相同。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// （一）质量指标
    /// 年度任务完成率，年度指标值=100%，实际完成值100%。
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 年度重点任务完成率 | =100% | 100% | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// （一）质量指标
    /// 年度重点任务完成率，年度指标值=100%，实际完成值100%。
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 质量指标 | 年度重点任务完成率 | =100% | 100% | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 以批复的绩效目标表为准，统一名称。
    TWO_NAMES = "GJ541", Hint, Review;
    title: "一项指标两个名称", "one indicator under two names";
    zh: "正文“{name}”与{place}“{other}”像是同一项指标，请统一名称。";
    en: "“{name}” in the text and “{other}” ({place}) look like one indicator; use one name.";
}

rule! {
    /// # 满意度在正文与自评表中名称和数值都不同
    ///
    /// 正文“满意度”一节写了一个满意度，自评表只有一项满意度指标，名称和数值都不一样。可能本来是两项调查，也可能写错。
    ///
    /// ## 反例
    /// ```gj bad
    /// 六、绩效情况
    /// （一）满意度指标
    /// 企业满意度97.2%。
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 满意度指标 | 服务对象满意度指标 | 公众满意度 | ≥92% | 98.5% | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 六、绩效情况
    /// （一）满意度指标
    /// 公众满意度98.5%。
    ///
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 满意度指标 | 服务对象满意度指标 | 公众满意度 | ≥92% | 98.5% | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 写明用的是哪一次调查，两处统一。
    SATISFACTION = "GJ542", Hint, Review;
    title: "满意度在正文与自评表中名称和数值都不同", "satisfaction differs in name and value";
    zh: "正文“{name}”为{stated}，{place}“{other}”为{value}，名称和数值都不同，请核实是否为同一项调查。";
    en: "“{name}” in the text is {stated}, “{other}” ({place}) is {value}; both name and value differ; is it one survey?";
}

static TARGET: Phrase = Phrase {
    zh: "指标值正文为{prose}、{place}为{form}",
    en: "the target is {prose} in the text, {form} in {place}",
};
static ACTUAL: Phrase = Phrase {
    zh: "实际完成值正文为{prose}、{place}为{form}",
    en: "the actual value is {prose} in the text, {form} in {place}",
};
static ALSO: Phrase = Phrase { zh: "；{words}", en: "; {words}" };
static STANDS: Phrase = Phrase { zh: "{place}：{text}", en: "{place}: {text}" };

/// Most rows of one name, and most comparisons of names that differ: beyond that nothing is certain anyway.
const MOST_ROWS: usize = 8;
const MOST_PAIRS: usize = 100_000;

/// Least likeness of two names, in per cent.
const LIKENESS: usize = 75;

/// A row with its table.
#[derive(Clone, Copy)]
struct Entry<'m> {
    table: &'m Table,
    row: &'m IndicatorRow,
}

/// Holds the indicators of the prose against those of the forms.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut by_name: Map<String, Vec<Entry<'_>>> = Map::new();
    for table in &model.tables {
        for row in table.indicators.iter().flat_map(|indicators| &indicators.rows) {
            if !row.name.text.is_empty() {
                by_name.entry_or_default(plain_name(&row.name.text)).push(Entry { table, row });
            }
        }
    }
    for prose in &model.prose_indicators {
        degree(model, sink, prose);
        reached(model, sink, prose);
    }
    if by_name.is_empty() {
        return;
    }
    let (mut matched, mut unmatched) = (Set::new(), Vec::new());
    for prose in &model.prose_indicators {
        let name = canonical(&prose.name);
        match by_name.get(&name) {
            Some(entries) => {
                compare(model, sink, prose, entries);
                matched.insert(name);
            }
            None => unmatched.push((name, prose)),
        }
    }
    names(model, sink, &by_name, &matched, &unmatched);
    satisfaction(model, sink);
    in_passing(model, sink, &by_name);
}

/// The name of a row as it is compared; its weight may stand behind it: 水库除险加固（10分）.
fn plain_name(name: &str) -> String {
    let plain = words::without_tail(name, "分）|分)").and_then(|name| name.rsplit_once(['（', '(']));
    canonical(plain.map_or(name, |(name, _)| name))
}

/// 年初目标值≥42公里，实际完成值43.5公里，指标完成率103.57%. More than what was asked for is often given as 100%, and a limit is kept to in
/// degrees of many kinds.
fn degree(model: &Model<'_>, sink: &mut Sink, prose: &ProseIndicator) {
    let Some(rate) = prose.rate else { return };
    let texts = [prose.target, prose.actual].map(|span| span.of(model.text()).trim());
    let Some(finding) = degree_of(model, rate, texts, false) else { return };
    [prose.target, prose.actual].into_iter().for_each(|span| sink.compared(span));
    sink.checked(rate);
    if let Some(finding) = finding {
        sink.push(finding);
    }
}

/// What is wrong with the rate that was reached of a target, or that nothing is; `None` where nobody can tell. Both may be rounded,
/// unless they are `exact`.
pub(super) fn degree_of(
    model: &Model<'_>,
    rate: FigureId,
    [target, actual]: [&str; 2],
    exact: bool,
) -> Option<Option<Finding>> {
    let read = |text: &str| target::read(text, model.year);
    let (Value::Amount(relation, wanted), Value::Amount(_, reached)) = (read(target), read(actual)) else {
        return None;
    };
    let alike = target::align(&wanted, &reached).is_some() && !relation.is_down();
    let printed = |value: &Amount| {
        let Quantity { value, places, unit, .. } = value.quantity;
        let printed = Printed::new(value, places, unit.scale)?;
        Some(if exact { printed.exact() } else { printed })
    };
    let (part, whole) = printed(&reached).zip(printed(&wanted)).filter(|_| alike)?;
    let judgement = judge(&model.exact(rate)?, &Formula::Share { part, whole });
    let full = Decimal::ONE_HUNDRED;
    let stated = model.figure(rate).quantity.value;
    let computed = judgement.computed.filter(|computed| stated != full || *computed < full)?;
    if judgement.outcome != Outcome::Contradiction {
        return Some(None);
    }
    let computed = computed.round_dp(2).normalize();
    let mut finding = Finding::new(&RATE, model.figure(rate).span)
        .with("name", model.rate_name(rate))
        .with("stated", model.printed(rate))
        .with("shown", format!("{actual} ÷ {}", target.trim_start_matches(['≥', '＞', '>', '=', '＝'])))
        .with("computed", format!("{computed}%"))
        .with_words("gap", super::claim::percent_points(stated.saturating_sub(computed).abs()));
    finding.place = model.place(rate);
    finding.stated = Some(stated.to_string());
    finding.computed = Some(computed.to_string());
    Some(Some(finding))
}

static ACTUAL_AND_TARGET: Phrase =
    Phrase { zh: "指标值{target}、实际完成{actual}", en: "{actual} was reached of {target}" };

/// 年度指标值≥95%，实际完成93%，完成年度目标: what is said right behind the two values of whether the one reaches the other, where a sign says
/// which way is better.
fn reached(model: &Model<'_>, sink: &mut Sink, prose: &ProseIndicator) -> Option<()> {
    const FAR: usize = 60;
    const GOALS: &str = "年度目标|年度目标值|年度目标任务|年度任务|年度指标|年度指标值|年初目标|年初目标值|目标|目标值|目标任务|预期目标|指标值|绩效目标";
    let (text, end) = (model.text(), prose.actual.end);
    let behind = text.get(end..text.floor_char_boundary((end + FAR).min(text.len())))?;
    let said = behind.strip_prefix(['，', ','])?.split(['，', ',', '。', '；', ';', '\n']).next()?.trim();
    let missed = said.starts_with('未');
    let goal = words::without_head(said.trim_start_matches(['未', '已']), "完成|达到")?;
    if !words::is(goal, GOALS) {
        return None;
    }
    let (Value::Amount(relation, asked), Value::Amount(_, done)) =
        (read(model, prose.target), read(model, prose.actual))
    else {
        return None;
    };
    let (target, actual) = target::align(&asked, &done).filter(|_| relation.is_up() || relation.is_down())?;
    let fits = if relation.is_down() { actual <= target } else { actual >= target };
    [prose.target, prose.actual].into_iter().for_each(|span| sink.compared(span));
    if fits == missed {
        let [target, actual] = [prose.target, prose.actual].map(|span| span.of(text).trim());
        let figures = Words::new(&ACTUAL_AND_TARGET).with("target", target).with("actual", actual);
        let finding = Finding::new(&COMPARE, prose.actual).with("words", said);
        sink.push(finding.with_words("figures", figures));
    }
    Some(())
}

fn compare(model: &Model<'_>, sink: &mut Sink, prose: &ProseIndicator, entries: &[Entry<'_>]) {
    // The report's own form comes first; other forms may have indicators of the same name.
    let own = |entry: &&Entry<'_>| is_of_report(model, entry, prose.name_span);
    let entries: Vec<Entry<'_>> = entries.iter().filter(own).copied().collect();
    let [entry] = entries.as_slice() else {
        let near: Vec<Entry<'_>> = entries.iter().take(MOST_ROWS).copied().collect();
        if !near.is_empty()
            && near.len() == entries.len()
            && near.iter().all(|entry| agrees(model, prose, entry) == Some(false))
        {
            differs(model, sink, prose, &near[0]);
        }
        return;
    };
    if agrees(model, prose, entry).is_some() {
        for span in [prose.target, prose.actual, entry.row.target.span, entry.row.actual.span] {
            sink.compared(span);
        }
    }
    differs(model, sink, prose, entry);
}

/// Whether a row stands in the report that a place in the text is of: the forms of another project may have indicators of the same name.
fn is_of_report(model: &Model<'_>, entry: &Entry<'_>, span: Span) -> bool {
    model.report_at(entry.table.node) == model.report_around(span.start)
}

fn read(model: &Model<'_>, span: Span) -> Value {
    target::read(span.of(model.text()), model.year)
}

/// Targets and actual values of both: `Some(false)` where one differs.
fn both(model: &Model<'_>, prose: &ProseIndicator, entry: &Entry<'_>) -> [Option<bool>; 2] {
    let form = |cell: &TextCell| target::read(&cell.text, model.year);
    [
        same(&read(model, prose.target), &form(&entry.row.target)),
        same(&read(model, prose.actual), &form(&entry.row.actual)),
    ]
}

fn agrees(model: &Model<'_>, prose: &ProseIndicator, entry: &Entry<'_>) -> Option<bool> {
    match both(model, prose, entry) {
        [Some(false), _] | [_, Some(false)] => Some(false),
        [None, None] => None,
        _ => Some(true),
    }
}

fn differs(model: &Model<'_>, sink: &mut Sink, prose: &ProseIndicator, entry: &Entry<'_>) {
    let [target, actual] = both(model, prose, entry);
    let place = model.table_name(entry.table);
    let words = |phrase: &'static Phrase, span: Span, cell: &TextCell| {
        Words::new(phrase)
            .with("prose", span.of(model.text()).trim())
            .with("place", &place)
            .with("form", &cell.text)
    };
    let row = entry.row;
    let mut found = Vec::new();
    if target == Some(false) {
        found.push((words(&TARGET, prose.target, &row.target), prose.target, &row.target, "年度指标值"));
    }
    if actual == Some(false) {
        found.push((words(&ACTUAL, prose.actual, &row.actual), prose.actual, &row.actual, "实际完成值"));
    }
    let mut found = found.into_iter();
    let Some((first, span, cell, column)) = found.next() else { return };
    let stated = span.of(model.text()).trim().to_owned();
    let mut finding = Finding::new(&DIFFERS, span).with("name", &prose.name).with_words("first", first);
    finding.place = model.section_place(prose.section);
    finding.stated = Some(stated);
    finding = finding.relate(cell_or_row(cell.span, row), stands(model, entry, column, &cell.text));
    if let Some((second, _, cell, column)) = found.next() {
        finding = finding
            .with_words("second", Words::new(&ALSO).with_words("words", second))
            .relate(cell_or_row(cell.span, row), stands(model, entry, column, &cell.text));
    }
    sink.push(finding);
}

fn stands(model: &Model<'_>, entry: &Entry<'_>, column: &str, text: &str) -> Words {
    Words::new(&STANDS).with("place", row_place(model, entry.table, entry.row, column)).with("text", text)
}

// --- names -----------------------------------------------------------------------------------------------------------

fn names(
    model: &Model<'_>,
    sink: &mut Sink,
    by_name: &Map<String, Vec<Entry<'_>>>,
    matched: &Set<String>,
    unmatched: &[(String, &ProseIndicator)],
) {
    let free: Vec<(&String, Entry<'_>)> = by_name
        .iter()
        .filter(|(name, _)| !matched.contains(*name))
        .map(|(name, entries)| (name, entries[0]))
        .collect();
    if free.len().saturating_mul(unmatched.len()) > MOST_PAIRS {
        return;
    }
    for (name, prose) in unmatched {
        let like = |(other, entry): &&(&String, Entry<'_>)| {
            similar(name, other)
                && is_of_report(model, entry, prose.name_span)
                && same_level(model, prose.section, entry)
                && agrees(model, prose, entry) == Some(true)
        };
        let mut like = free.iter().filter(like);
        if let (Some((_, entry)), None) = (like.next(), like.next()) {
            two_names(model, sink, prose, entry);
        }
    }
}

fn two_names(model: &Model<'_>, sink: &mut Sink, prose: &ProseIndicator, entry: &Entry<'_>) {
    let other = &entry.row.name;
    let mut finding = Finding::new(&TWO_NAMES, prose.name_span)
        .with("name", &prose.name)
        .with("place", model.table_name(entry.table))
        .with("other", &other.text)
        .relate(other.span, stands(model, entry, "", &other.text));
    finding.place = model.section_place(prose.section);
    sink.push(finding);
}

/// Whether the headings around a paragraph name the row's second level. Without headings any row may be meant.
fn same_level(model: &Model<'_>, section: Option<SectionId>, entry: &Entry<'_>) -> bool {
    let path = model.syntax.path(section);
    let titles = || path.iter().map(|section| section.title.of(model.text()));
    let second = &*entry.row.second.text;
    let levelled = titles().any(|title| title.contains("指标"));
    !levelled
        || (!second.is_empty() && titles().any(|title| title.contains(second)))
        || !titles().any(is_second)
}

fn is_second(title: &str) -> bool {
    words::has(title, "数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续")
}

/// Whether two names share most of their characters in the same order.
fn similar(left: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if a.len().min(b.len()) < 4 || a.len().max(b.len()) > 40 {
        return false;
    }
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    let common = row.last().copied().unwrap_or(0);
    common * 200 >= LIKENESS * (a.len() + b.len())
}

// --- satisfaction ------------------------------------------------------------------------------------------------------

/// Satisfaction is stated by its name alone (群众满意度96%), not with target and actual value.
fn satisfaction(model: &Model<'_>, sink: &mut Sink) {
    let asks = |text: &str| text.contains("满意");
    let rows: Vec<Entry<'_>> = model
        .tables
        .iter()
        .flat_map(|table| table.indicators.iter().flat_map(|i| &i.rows).map(move |row| Entry { table, row }))
        .filter(|entry| {
            (asks(&entry.row.name.text) || asks(&entry.row.second.text)) && !entry.row.actual.text.is_empty()
        })
        .take(MOST_ROWS)
        .collect();
    if rows.is_empty() {
        return;
    }
    let stated: Vec<&Figure> =
        model.figures.iter().filter(|figure| is_satisfaction(model, figure)).take(MOST_ROWS).collect();
    for figure in &stated {
        let name = canonical(&figure.name);
        let mut named = rows.iter().filter(|entry| canonical(&entry.row.name.text) == name);
        if let (Some(entry), None) = (named.next(), named.next()) {
            held_against(model, sink, figure, entry, &DIFFERS);
        } else if let ([entry], [_]) = (rows.as_slice(), stated.as_slice()) {
            held_against(model, sink, figure, entry, &SATISFACTION);
        }
    }
}

fn held_against(model: &Model<'_>, sink: &mut Sink, figure: &Figure, entry: &Entry<'_>, rule: &'static Rule) {
    if !is_of_report(model, entry, figure.span) {
        return;
    }
    let Some(agree) = stands_in(model, figure, entry) else { return };
    sink.compared(figure.span);
    sink.compared(entry.row.actual.span);
    if agree {
        return;
    }
    let mut finding = unlike(model, rule, figure, entry);
    if rule == &DIFFERS {
        let words = Words::new(&ACTUAL)
            .with("prose", figure.span.of(model.text()))
            .with("place", model.table_name(entry.table))
            .with("form", &entry.row.actual.text);
        finding = finding.with_words("first", words);
    }
    sink.push(finding);
}

/// Whether the actual value of a row is the figure; a sentence may as well repeat the target. `None` where the cell gives no value but
/// a bound.
fn stands_in(model: &Model<'_>, figure: &Figure, entry: &Entry<'_>) -> Option<bool> {
    let [actual, target] =
        [&entry.row.actual, &entry.row.target].map(|cell| target::read(&cell.text, model.year));
    let prose = read(model, figure.span);
    let plain = matches!(actual, Value::Amount(Relation::Unsaid | Relation::Equal, _));
    let agree = same(&prose, &actual).filter(|_| plain)?;
    Some(agree || same(&prose, &target) == Some(true))
}

/// A rate of satisfaction in a section about it.
fn is_satisfaction(model: &Model<'_>, figure: &Figure) -> bool {
    let Home::Prose { section, .. } = figure.home else { return false };
    let planned = words::has(&figure.name, "目标|指标|预期|计划|年初");
    let named = figure.role == Role::Rate && figure.name.contains("满意") && !planned;
    named
        && model.syntax.path(section).iter().any(|section| section.title.of(model.text()).contains("满意度"))
}

fn unlike(model: &Model<'_>, rule: &'static Rule, figure: &Figure, entry: &Entry<'_>) -> Finding {
    let Home::Prose { section, .. } = figure.home else { return Finding::new(rule, figure.span) };
    let mut finding = Finding::new(rule, figure.span)
        .with("name", &figure.name)
        .with("stated", figure.span.of(model.text()))
        .with("place", model.table_name(entry.table))
        .with("other", &entry.row.name.text)
        .with("value", &entry.row.actual.text)
        .relate(
            cell_or_row(entry.row.actual.span, entry.row),
            stands(model, entry, "实际完成值", &entry.row.actual.text),
        );
    finding.place = model.section_place(section);
    finding.stated = Some(figure.quantity.value.normalize().to_string());
    finding
}

// --- in passing --------------------------------------------------------------------------------------------------------

/// Values that a sentence gives beside nothing but the name of an indicator: 工程验收合格率98%, 完成水库除险加固16座. Where the text gives the
/// indicator two values, it may be one of several projects.
fn in_passing(model: &Model<'_>, sink: &mut Sink, by_name: &Map<String, Vec<Entry<'_>>>) {
    let mut stated: Map<&str, Vec<FigureId>> = Map::new();
    for (at, figure) in model.figures.iter().enumerate() {
        let named = named_as(figure, by_name).filter(|_| gives_value(model, figure));
        if let Some(name) = named {
            stated.entry_or_default(name).push(FigureId(at));
        }
    }
    for (name, figures) in stated.iter() {
        let Some(entries) = by_name.get(*name).filter(|entries| entries.len() <= MOST_ROWS) else { continue };
        let span = |id: FigureId| model.figure(id).span;
        let unlike = |id: &FigureId| {
            let one = same(&read(model, span(*id)), &read(model, span(figures[0]))) == Some(true);
            one && entries.iter().all(|entry| stands_in(model, model.figure(*id), entry) == Some(false))
        };
        let told = |id: &FigureId| sink.found_at(span(*id));
        if figures.iter().any(told) || figures.len() > 1 && !figures.iter().all(unlike) {
            continue;
        }
        for id in figures.iter().filter(|id| entries.len() == 1 || unlike(id)) {
            if !is_part(model, *id, &entries[0]) {
                held_against(model, sink, model.figure(*id), &entries[0], &DIFFERS);
            }
        }
    }
}

/// Whether a figure and the next ones of its paragraph make up the actual value of a row: 一是植树造林1500亩；二是封山育林1700亩.
fn is_part(model: &Model<'_>, id: FigureId, entry: &Entry<'_>) -> bool {
    let Value::Amount(_, actual) = target::read(&entry.row.actual.text, model.year) else { return false };
    let total = actual.quantity.base_value();
    let mut sum = model.base_value(id);
    nearby::levels_beside(model, id).filter(|other| *other > id).any(|other| {
        sum = sum.zip(model.base_value(other)).and_then(|(sum, next)| plus(sum, next));
        sum.is_some() && sum == total
    })
}

/// The indicator that the name of a figure is, with or without a word for its being done or counted.
fn named_as<'m>(figure: &Figure, by_name: &'m Map<String, Vec<Entry<'_>>>) -> Option<&'m str> {
    /// Rates of money, which other rules hold against the amounts.
    const OF_MONEY: &str = "预算|资金|支出|执行|支付|经费|采购|结余|结转";
    const SHORT: usize = 4;
    let in_prose = matches!(figure.home, Home::Prose { .. });
    if !in_prose || !is_of_indicators(figure) || figure.name.is_empty() || words::has(&figure.name, OF_MONEY)
    {
        return None;
    }
    let name = words::without_head(&figure.name, "实际完成|共完成|已完成|完成").unwrap_or(&figure.name);
    let name = words::without_tail(name, "实际完成|共完成|已完成|完成").unwrap_or(name);
    let name = canonical(name);
    let long = name.chars().count() >= SHORT;
    // 临时救助2146人次: the form may name what is counted (临时救助人次).
    let tails = if figure.role == Role::Rate {
        ""
    } else {
        "|数|数量|次数|场次|人次|人数|户数|件数|面积|长度|里程"
    };
    let mut key = String::with_capacity(name.len() + 12);
    let mut keyed = |tail: &str| {
        key.clear();
        key.push_str(&name);
        key.push_str(tail);
        by_name.get_key_value(&key)
    };
    tails.split('|').filter(|_| long).find_map(&mut keyed).map(|(key, _)| key.as_str())
}

/// A share, or so many of something.
fn is_of_indicators(figure: &Figure) -> bool {
    match figure.role {
        Role::Rate => true,
        Role::Level => matches!(figure.quantity.unit.dimension, Dimension::Count(_) | Dimension::Area),
        _ => false,
    }
}

/// Whether a figure is what an indicator came to this year: no plan, no bound, not that of one project among several.
fn gives_value(model: &Model<'_>, figure: &Figure) -> bool {
    const PLAN: &str = "目标|指标值|预期|预计|计划|年初|任务|不低于|不少于|不高于|不超过|不小于|不大于|应|力争|确保|争取|要求|\
        到20|至20|截至目前|目前|下一步|下步|明年|来年|思路|批复|核查|整改|复验|复查|下属|所属|上年|去年|往年|同比|平均|季度|上半年|下半年|月|以来|全省|全国|全市|标准|提升|增长|提高|由|从|≥|≤|＞|＜|>|<";
    const BOUND: &str = "以上|以下|以内|及以|的|左右|～|~|-|—|至|、";
    const LATER: &str = "问题|建议|下一步|计划|打算|安排|措施|思路|批复";
    /// Longest clause in bytes that is looked through.
    const LONG: usize = 150;
    let Home::Prose { section, .. } = figure.home else { return false };
    let text = model.text();
    let from = text.ceil_char_boundary(figure.span.start.saturating_sub(LONG));
    let before = &text[from..figure.span.start];
    let before = before.rfind(['。', '；', '\n']).map_or(before, |at| &before[at..]);
    // Two cells beside each other: the target and the actual value of a form that could not be read.
    let rest = text[figure.span.end..].split('\n').next().unwrap_or_default();
    let beside = [before, rest].iter().any(|part| part.trim().contains("    "));
    let of_year = figure.year.is_none() || figure.year == model.year;
    let exact = figure.quantity.approx == Approx::Exact;
    let of_one = model.rules.name != "项目支出" && before.contains("项目");
    let titles = model.syntax.path(section);
    let other = |title: &str| {
        let plan = title.contains("目标") && !words::has(title, "完成|实现|达成");
        let of_one = words::has(title, "项目|工程") && !words::has(title, "绩效|支出|指标|产出|效益|完成");
        let other_year = model.year.is_some_and(|year| names_other_year(title, year));
        plan || words::has(title, LATER) || of_one || other_year
    };
    let bound = words::starts(text[figure.span.end..].trim_start(), BOUND);
    of_year
        && exact
        && !of_one
        && !bound
        && !beside
        && !words::has(before, PLAN)
        && !titles.iter().any(|section| other(section.title.of(text)))
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn names_are_alike_when_most_characters_stand_in_order() {
        assert!(similar("年度任务完成率", "年度重点任务完成率"));
        assert!(!similar("培训完成率", "采购完成率"));
        assert!(!similar("满意度", "满意度"));
        assert!(!similar("参训学员满意度", "受益农户满意度"));
    }
}
