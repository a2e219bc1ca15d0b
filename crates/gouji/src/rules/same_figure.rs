//! 同一项目、同一年度、同一口径的数在两处应当一致：正文与正文、正文与表、表与表。

use super::{
    Agreement, EquationKind, Sink, Traced,
    breakdown::TELLING,
    claim::{Claim, Draft, Said, show, significant, terms},
    funds_said,
    granted::{self, granted},
    kept::KeptItem,
    other_measure,
    otherwise::{adds_up, companions, is_of_region},
    rule,
};
use crate::map::Map;
use crate::{
    AGAIN,
    beside::halves,
    exact::{self, Cause, Formula, Outcome},
    finding::{Finding, Phrase, Words},
    memory::Kept,
    model::{
        Aside, Chapter, Figure, FigureId, Home, Model, Role, Scope,
        forms::FundGroup,
        names::Basis,
        reach::Reach,
        tree::{AmountRow, AmountTable, Value},
    },
    number::{Dimension, Quantity, minus, times},
    statement::{Statement, reader::is_adjustment},
    syntax::SectionId,
    words,
};
use rust_decimal::Decimal;
use std::sync::Arc;

rule! {
    /// # 同一数字在两处不同
    ///
    /// 同一项目、同一年度、同一口径（预算、决算等）的数，无论写在正文还是表里，应按较粗的精度一致。“下达”“安排”不说明口径，
    /// 只要等于年初预算、全年预算、决算中的任一个即可。
    ///
    /// 同一段里再次出现的名称多半说的是下一个项目、村或单位，不作比较（完整的类、款、项路径除外）；几个项目的自评表、以单位
    /// 名称为题的各节，各算各的。没有名称的预算和支出并列写出、其中一个就是自评表年度资金总额的，另一个也应与表中相同。
    /// 正文里全部门的年初预算、全年预算，若像是把唯一一张自评表的资金总额写错了一位，作提醒。
    ///
    /// 依据：正文与附表、表与表之间的勾稽关系。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年度某局部门整体支出绩效自评报告
    /// 2023年“三公经费”实际支出总额104.98万元。
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.72 | 104.99 |
    /// | 公用经费 | 302.76 | 311.81 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年度某局部门整体支出绩效自评报告
    /// 2023年“三公经费”实际支出总额104.98万元。
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.72 | 104.98 |
    /// | 公用经费 | 302.76 | 311.81 |
    /// ```
    /// ## 怎么改
    /// 以账上的数为准，改正写错的一处；若口径不同，在正文中写明口径。
    DIFFERS = "GJ401", Error, Contradiction;
    title: "同一数字在两处不同", "one figure, two values";
    zh: "{name}此处写{stated}，{other_place}为{other}，相差{gap}{why}，请核实。";
    en: "{name} is {stated} here and {other} at {other_place}, {gap} apart{why}; check.";
}

rule! {
    /// # 疑似引用了别的年度或口径
    ///
    /// 正文的数与表中应引的数不同，却恰好等于同一行的另一列，多半是抄错了列。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年度某局部门整体支出绩效自评报告
    /// 2023年下达专项经费共计310万元，主要是调研经费143.8万元等。
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2022年决算数 | 2023年预算数 | 2023年决算数 |
    /// | 调研经费 | 143.8 | 136.5 | 136.5 |
    /// | 公用经费 | 302.76 | 300 | 311.81 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年度某局部门整体支出绩效自评报告
    /// 2023年下达专项经费共计310万元，主要是调研经费136.5万元等。
    /// 附件1-1
    /// 部门整体支出绩效评价基础数据表
    /// | 经费控制情况 | 2022年决算数 | 2023年预算数 | 2023年决算数 |
    /// | 调研经费 | 143.8 | 136.5 | 136.5 |
    /// | 公用经费 | 302.76 | 300 | 311.81 |
    /// ```
    /// ## 怎么改
    /// 按所写的年度和口径改引正确的列。
    WRONG_COLUMN = "GJ402", Error, Contradiction;
    title: "疑似引用了别的年度或口径", "a figure looks taken from another column";
    zh: "{name}此处写{stated}，{other_place}为{other}，相差{gap}；{stated}恰为{column}，疑引用他列，请核实。";
    en: "{name} is {stated} here and {other} at {other_place}, {gap} apart; {stated} is just the figure of {column}; taken from the wrong column?";
}

rule! {
    /// # 疑似同一数字，末位不同
    ///
    /// 不同的表里同名科目的数只差末位一两个单位，多半是同一个数各自取舍，供核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2024年度部门决算
    /// 收入支出决算总表
    /// | 项目 | 决算数 | 项目 | 决算数 |
    /// | 一、财政拨款收入 | 2940.05 | 一、社会保障和就业支出 | 326.71 |
    /// 一般公共预算财政拨款支出决算表
    /// | 项目 | 决算数 | 项目 | 决算数 |
    /// | 一、其他支出 | 2613.34 | 二、社会保障和就业支出 | 326.72 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2024年度部门决算
    /// 收入支出决算总表
    /// | 项目 | 决算数 | 项目 | 决算数 |
    /// | 一、财政拨款收入 | 2940.05 | 一、社会保障和就业支出 | 326.72 |
    /// 一般公共预算财政拨款支出决算表
    /// | 项目 | 决算数 | 项目 | 决算数 |
    /// | 一、其他支出 | 2613.34 | 二、社会保障和就业支出 | 326.72 |
    /// ```
    /// ## 怎么改
    /// 若是同一个数，改为一致；若口径不同，不必修改。
    NEARLY = "GJ403", Hint, Review;
    title: "疑似同一数字，末位不同", "perhaps one figure, last digit apart";
    zh: "{name}此处为{stated}，{other_place}为{other}，只差{gap}，如是同一数请改为一致。";
    en: "{name} is {stated} here and {other} at {other_place}, only {gap} apart; if it is one figure, make them the same.";
}

rule! {
    /// # 同名项目过多，未逐一核对
    ///
    /// 一个项目在文中出现超过 500 次，不再两两核对其是否一致，以免耗时过长。多半是把许多份报告放进了一个文件。
    ///
    /// ## 反例
    /// 下面一句重复六百遍：
    /// ```gj bad 600
    /// 培训费支出3.21万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 培训费支出3.21万元。
    /// ```
    /// ## 怎么改
    /// 一份报告一个文件，分别核对。
    TOO_MANY = "GJ409", Hint, Review;
    title: "同名项目过多，未逐一核对", "too many figures of one name to compare";
    zh: "“{name}”在文中有{count}处，未逐一核对是否一致；请一份报告一个文件分别核对。";
    en: "“{name}” stands in {count} places; they were not compared with each other. Check one report per file.";
}

/// Most figures of one item that are held against each other; the work grows with their square.
const MANY: usize = 500;

fn too_many(model: &Model<'_>, sink: &mut Sink, figures: &[FigureId]) {
    let Some(first) = figures.first() else { return };
    let finding = Finding::new(&TOO_MANY, model.figure(*first).span);
    sink.push(finding.with("name", model.short_name(*first)).with("count", figures.len()));
}

static SUM_OF: Phrase =
    Phrase { zh: "，{stated}恰为{names}之和", en: "; {stated} is just the sum of {names}" };

/// Holds all figures of one item, year, basis and scope against each other.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut items: Vec<&Arc<str>> =
        model.by_item.keys().filter(|item| model.of_item(item).len() > 1).collect();
    items.sort();
    let (many, items): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| model.of_item(item).len() > MANY);
    many.iter().for_each(|item| too_many(model, sink, model.of_item(item)));
    let wholes = Wholes::of(model);
    match sink.items.take().filter(|_| AGAIN) {
        Some(kept) => sink.items = Some(check_again(model, sink, &items, &wholes, kept)),
        None => items.iter().for_each(|item| item_figures(model, sink, model.of_item(item), &wholes)),
    }
    other_measure::check(model, sink);
    funds_said::check(model, sink);
}

/// The same, given what was found in the version before; gives what was found in this one.
fn check_again(
    model: &Model<'_>,
    sink: &mut Sink,
    items: &[&Arc<str>],
    wholes: &Wholes,
    mut kept: Kept<Item>,
) -> Kept<Item> {
    let in_groups = groups_of(model);
    let around = (wholes, &in_groups);
    let as_before = halves(sink.both, items, &|item: &&Arc<str>| {
        let figures = model.of_item(item);
        kept.peek(item).is_some_and(|kept| kept.seen(seen(model, sink, item, figures, around)))
    });
    for (item, as_before) in items.iter().zip(as_before) {
        let figures = model.of_item(item);
        if let Some(kept) = kept.get(item).filter(|_| as_before) {
            kept.again(model, sink, figures);
            continue;
        }
        let seen = seen(model, sink, item, figures, around).collect();
        let outcome = sink.outcome_of(&|sink| item_figures(model, sink, figures, wholes));
        kept.put(item, KeptItem::of(model, seen, figures, outcome));
    }
    kept.end_round();
    kept
}

fn item_figures(model: &Model<'_>, sink: &mut Sink, figures: &[FigureId], wholes: &Wholes) {
    for group in groups(model, figures) {
        decide_group(model, sink, &group, figures, wholes);
    }
    open_basis(model, sink, figures, wholes);
    near_misses(model, sink, figures);
}

/// What was found among the figures of an item.
pub(crate) type Item = KeptItem<Seen>;

/// Everything about a figure that can matter to what is found among those of its item.
#[derive(PartialEq, Debug)]
pub(crate) struct Seen {
    /// Whether the rule set knows the item.
    known: bool,
    quantity: Quantity,
    /// Zeros behind the point are shown in equations.
    scale: u32,
    year: Option<i32>,
    basis: Basis,
    scope: Scope,
    in_table: bool,
    unit_unsaid: bool,
    /// Whether it stands in the same table or paragraph as the one before.
    beside: bool,
    fact: bool,
    chapter: Chapter,
    reach: Reach,
    /// The whole that it is part of.
    whole: Option<SeenWhole>,
    /// What its own parts come to.
    parts: Vec<Decimal>,
    /// The part of the report that it stands in.
    part_of_report: Option<SectionId>,
    /// Whether another rule has found something at its place.
    found: bool,
    /// Whether its sentence speaks of a budget.
    granted: Option<bool>,
    aside: Aside,
    /// The amounts of its name beside it.
    companions: Vec<Decimal>,
    /// What it may be part of in its table.
    tops: [Option<Decimal>; 2],
    /// Its group of funds, where the item has a figure in one.
    group: Option<Group>,
}

/// What a whole is called and comes to.
#[derive(PartialEq, Debug)]
struct SeenWhole {
    amount: Option<Decimal>,
    name: Arc<str>,
    item: Arc<str>,
    role: Role,
}

/// What a finding may say of a figure whose item stands in a group of funds.
#[derive(PartialEq, Debug)]
struct Group {
    printed: Box<str>,
    /// Amounts and names of the figures of its group; none where it is in none itself.
    parts: Vec<(Option<Decimal>, Arc<str>)>,
}

fn seen<'s>(
    model: &'s Model<'_>,
    sink: &'s Sink,
    item: &str,
    figures: &'s [FigureId],
    (wholes, groups): (&'s Wholes, &'s Map<FigureId, &'s FundGroup>),
) -> impl Iterator<Item = Seen> + use<'s> {
    let known = model.aliases.contains_key(item);
    let mut last = None;
    let grouped = figures.iter().any(|id| groups.contains_key(id));
    let group = move |id: &FigureId| {
        let parts = groups.get(id).map_or(&[][..], |group| &group.parts);
        let part = |id: &FigureId| (model.base_value(*id), model.figure(*id).name.clone());
        grouped.then(|| Group { printed: model.printed(*id).into(), parts: parts.iter().map(part).collect() })
    };
    let see = move |id: &FigureId| {
        let figure = model.figure(*id);
        let home = match figure.home {
            Home::Cell { table, .. } => (true, table),
            Home::Prose { node, .. } => (false, node),
        };
        Seen {
            known,
            quantity: figure.quantity,
            scale: figure.quantity.value.scale(),
            year: figure.year,
            basis: figure.basis,
            scope: figure.scope,
            in_table: home.0,
            unit_unsaid: is_unit_unsaid(model, *id),
            beside: last.replace(home) == Some(home),
            fact: !home.0 && model.is_fact(*id),
            chapter: model.chapter_of(*id),
            reach: model.reach(*id),
            whole: wholes.wholes[id.0].map(|id| {
                let whole = model.figure(id);
                SeenWhole {
                    amount: model.base_value(id),
                    name: whole.name.clone(),
                    item: whole.item.clone(),
                    role: whole.role,
                }
            }),
            parts: wholes.parts_of(*id).filter_map(|part| model.base_value(part)).collect(),
            part_of_report: part_of_report(model, *id),
            found: sink.found_at(figure.span),
            granted: granted(model, *id),
            aside: figure.aside,
            companions: companions(model, *id).collect(),
            tops: wholes.tops[id.0],
            group: group(id),
        }
    };
    figures.iter().map(see)
}

/// The group of funds that a figure is part of: a finding may say that another one is the sum of all.
fn groups_of<'m>(model: &'m Model<'_>) -> Map<FigureId, &'m FundGroup> {
    let mut found = Map::new();
    for group in model.tables.iter().filter_map(|table| table.funds.as_ref()).flat_map(|funds| &funds.groups)
    {
        for part in &group.parts {
            found.entry_or_insert_with(*part, || group);
        }
    }
    found
}

/// What must be the same for two figures to be one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    year: Option<i32>,
    basis: Basis,
    scope_rank: u8,
    dimension: Dimension,
}

fn key(figure: &Figure) -> Key {
    Key {
        year: figure.year,
        basis: figure.basis,
        scope_rank: scope_rank(figure.scope),
        dimension: figure.quantity.unit.dimension,
    }
}

fn scope_rank(scope: Scope) -> u8 {
    match scope {
        Scope::Whole => 0,
        Scope::Fund => 1,
        Scope::StateCapital => 2,
        Scope::SocialInsurance => 3,
        Scope::General => 4,
    }
}

fn groups(model: &Model<'_>, figures: &[FigureId]) -> Vec<Vec<FigureId>> {
    let certain = |id: FigureId| model.figure(id).basis != Basis::Open && !model.figure(id).aside.other;
    let sure = figures.iter().filter(|id| certain(**id));
    let mut keyed: Vec<(Key, FigureId)> = sure.map(|id| (key(model.figure(*id)), *id)).collect();
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    groups.map(|group| group.iter().map(|(_, id)| *id).collect()).collect()
}

/// The value that most of the group have is taken as the one to hold the others against; tables count before prose.
fn decide_group(model: &Model<'_>, sink: &mut Sink, group: &[FigureId], all: &[FigureId], wholes: &Wholes) {
    let in_table = |id: FigureId| matches!(model.figure(id).home, Home::Cell { .. });
    let mut values: Vec<Decimal> = group.iter().filter_map(|id| model.base_value(*id)).collect();
    values.sort_unstable();
    let count = |value: Decimal| {
        values.partition_point(|other| *other <= value) - values.partition_point(|other| *other < value)
    };
    let weight = |id: &FigureId| {
        (
            model.base_value(*id).map_or(0, count),
            in_table(*id),
            model.figure(*id).quantity.places,
            std::cmp::Reverse(id.0),
        )
    };
    let Some(reference) = group.iter().copied().max_by_key(weight) else { return };
    let mut reported: Map<Quantity, usize> = Map::new();
    for &id in group {
        if id == reference
            || !comparable_places(model, id, reference)
            || is_of_region(model, id, reference)
            || !wholes.are_one(model, id, reference)
            || wholes.has_part(model, reference, id)
            || wholes.has_part(model, id, reference)
        {
            continue;
        }
        let figure = model.figure(id);
        // The same wrong value again is the same fault.
        if let Some(first) = reported.get(&figure.quantity).and_then(|&first| sink.findings.get_mut(first)) {
            draft(first, |draft| draft.relate(id));
            sink.checked(id);
            continue;
        }
        let Some((finding, claim)) = differs(model, sink, id, reference, all) else { continue };
        reported.insert(figure.quantity, sink.findings.len());
        sink.push_decided(finding, claim);
    }
}

/// What figures are parts of.
struct Wholes {
    /// For every part of a list in prose its whole.
    wholes: Vec<Option<FigureId>>,
    /// For every figure of a table what it may be part of there: the row above it, and the most that stands in its column.
    tops: Vec<[Option<Decimal>; 2]>,
}

fn tops(model: &Model<'_>) -> Vec<[Option<Decimal>; 2]> {
    let mut tops = vec![[None; 2]; model.figures.len()];
    for table in &model.tables {
        let figures = table.first_figure..table.first_figure + table.places.len();
        let mut columns: Vec<Option<Decimal>> = Vec::new();
        let column_of = |at: usize| match model.figures[at].home {
            Home::Cell { column, .. } => column,
            Home::Prose { .. } => 0,
        };
        for at in figures.clone() {
            let column = column_of(at);
            columns.resize(columns.len().max(column + 1), None);
            columns[column] = columns[column].max(model.bases[at]);
        }
        figures.for_each(|at| tops[at][1] = columns[column_of(at)]);
        for amounts in &table.amounts {
            for row in &amounts.rows {
                for (column, value) in row.values.iter().enumerate() {
                    if let Value::Figure(id) = value {
                        tops[id.0][0] =
                            figure_above(amounts, row, column).and_then(|id| model.base_value(id));
                    }
                }
            }
        }
    }
    tops
}

/// The figure of the nearest row above in which the column is not empty: of 项目支出 through 3、市级专项资金.
fn figure_above(amounts: &AmountTable, row: &AmountRow, column: usize) -> Option<FigureId> {
    const LEVELS: usize = 6;
    let parent = |row: &&AmountRow| amounts.rows.get(row.parent?);
    let above = std::iter::successors(parent(&row), parent).take(LEVELS);
    { above }.find_map(|row| match row.values.get(column) {
        Some(Value::Figure(id)) => Some(*id),
        _ => None,
    })
}

impl Wholes {
    fn of(model: &Model<'_>) -> Self {
        let mut wholes = vec![None; model.figures.len()];
        for statement in &model.statements {
            let (whole, parts) = match statement {
                Statement::Breakdown { whole, parts, .. } => (whole, parts),
                Statement::Likely { wholes, parts } if wholes.len() == 1 => (&wholes[0], parts),
                _ => continue,
            };
            parts.iter().for_each(|part| wholes[part.0] = Some(*whole));
        }
        Self { wholes, tops: tops(model) }
    }

    /// The parts of a whole, as far as they stand near it.
    fn parts_of(&self, whole: FigureId) -> impl Iterator<Item = FigureId> {
        const NEAR: usize = 12;
        let near = (whole.0..self.wholes.len().min(whole.0 + NEAR)).map(FigureId);
        near.filter(move |part| self.wholes[part.0] == Some(whole))
    }

    /// 年末实有人数98人，其中在职80人，退休18人: a form that says 80人 means one of the parts; not 公务用车购置及运行费7.90万元，其中购置费0万元，运行费7.30万元,
    /// where one part is all.
    fn has_part(&self, model: &Model<'_>, reference: FigureId, whole: FigureId) -> bool {
        let parts: Vec<FigureId> = self.parts_of(whole).collect();
        let value = model.base_value(reference);
        (parts.len() < 2 || model.sum_of(&parts) != value)
            && parts.iter().any(|part| model.base_value(*part) == value)
    }

    /// 下达资金…（其中：甲县300万元…），支出…（其中：甲县250万元…）: parts of one name of different wholes are different
    /// figures.
    fn are_one(&self, model: &Model<'_>, a: FigureId, b: FigureId) -> bool {
        match (self.wholes[a.0], self.wholes[b.0]) {
            (None, None) => true,
            (Some(first), Some(second)) => {
                first == second || model.base_value(first) == model.base_value(second)
            }
            (Some(whole), None) => self.is_of_all(model, whole, a, b),
            (None, Some(whole)) => self.is_of_all(model, whole, b, a),
        }
    }

    /// Whether a part of a list is what its item comes to in all: 基本支出 of 支出合计, 公务接待费 of 三公经费. 年中追加200万元，其中基本支出20万元,
    /// or 局机关支出884万元，其中基本支出500万元, is some of it, and so is what a form calls otherwise in all.
    fn is_of_all(&self, model: &Model<'_>, whole: FigureId, part: FigureId, other: FigureId) -> bool {
        let named = |words: &str| words::has(&model.figure(part).item, words);
        let name = &model.figure(whole).name;
        let item = &model.figure(whole).item;
        let of_name = named("人员|公用|工资|商品和服务|个人和家庭|资本性")
            && words::has(item, "基本支出|人员经费|公用经费")
            || named("货物|工程|服务") && item.contains("采购")
            || item.contains("三公")
            || !item.is_empty() && model.figure(part).item.starts_with(&**item);
        let near = |top: Decimal, whole: Decimal| {
            let gap = minus(top, whole).and_then(|gap| times(gap.abs(), Decimal::TEN));
            gap.is_some_and(|gap| gap <= top.abs())
        };
        let in_all = || {
            let mut tops = self.tops[other.0].into_iter().flatten().peekable();
            let whole = model.base_value(whole);
            tops.peek().is_none() || tops.any(|top| whole.is_some_and(|whole| near(top, whole)))
        };
        let is_step = model.figure(whole).role != Role::Level
            || is_adjustment(name)
            || words::has(name, "结转|结余|追加");
        !is_step && (of_name || says_all_of_it(item) && in_all())
    }
}

/// Whether the name of a whole says nothing but that it is one: 部门整体支出, 支出合计, 下达专项经费.
fn says_all_of_it(item: &str) -> bool {
    const ALL: &str = "部门|单位|本|我|局|整体|总|全|年度|年初|年|度|预算|决算|收入|支出|资金|执行|合计|额|经费|安排|批复|核定|实际|\
        共|金|规模|数|项目|专项|财政|收支|下达|到位|使用|拨付|投资|资产|负债|编制|人员|人|在职|职工|实有|在编|在岗|离退休|的";
    !words::without(item, ALL).contains(char::is_alphabetic)
}

/// Figures of the prose in different chapters that differ by more than half are taken for different things.
fn comparable_places(model: &Model<'_>, a: FigureId, b: FigureId) -> bool {
    let (first, second) = (model.figure(a), model.figure(b));
    let both_prose = matches!((first.home, second.home), (Home::Prose { .. }, Home::Prose { .. }));
    if !both_prose {
        return !matches!((first.home, second.home), (Home::Cell { table: s, .. }, Home::Cell { table: t, .. }) if s == t);
    }
    // What the writer states by name is of that name for certain.
    if model.is_fact(a) && model.is_fact(b) {
        return true;
    }
    // 全市…，加上上年结转4亿元 … 市本级…，加上上年结转6亿元.
    if model.reach(a).differs(model.reach(b)) {
        return false;
    }
    // 年初安排…（人员经费348万元），…。年末决算支出…，其中人员经费316万元: a budget and what was spent.
    if granted::differ(model, a, b) || first.aside.all != second.aside.all {
        return false;
    }
    // （一）防汛经费 … 上年结转38万元 … （二）河长制经费 … 上年结转20万元.
    if model.chapter_of(a).differs(model.chapter_of(b)) {
        return false;
    }
    let (Some(x), Some(y)) = (model.base_value(a), model.base_value(b)) else {
        return false;
    };
    let same_paragraph = matches!((first.home, second.home), (Home::Prose { node: s, .. }, Home::Prose { node: t, .. }) if s == t);
    let counted = matches!(first.quantity.unit.dimension, Dimension::Count(_));
    if counted {
        return false;
    }
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    let close = times(low, Decimal::TWO).is_some_and(|double| double >= high) || is_unit_slipped(model, a, b);
    // In one paragraph a name comes again for the next project, village or department, unless it is a whole account path.
    let account = first.item.matches('·').count() >= 2;
    let known = || model.known_item(&first.item) || are_slipped(model, a, b) || are_digits_off(model, a, b);
    close && if same_paragraph { account } else { known() }
}

/// 年末结转48.65万元 and 年末结转48.65元: the same number with another unit.
fn is_unit_slipped(model: &Model<'_>, a: FigureId, b: FigureId) -> bool {
    let [a, b] = [a, b].map(|id| model.figure(id).quantity);
    let money = a.unit.dimension == Dimension::Money && b.unit.dimension == Dimension::Money;
    money && a.value == b.value && a.unit != b.unit && significant(a.value) >= TELLING
}

/// Whether two amounts differ by their unit alone, or by two neighbouring digits that changed places, which two things of one name hardly do: 基本支出2274.35万元
/// and 基本支出2724.35万元.
fn are_slipped(model: &Model<'_>, a: FigureId, b: FigureId) -> bool {
    if is_unit_slipped(model, a, b) {
        return true;
    }
    let claim = same_claim(model, a, b);
    let cause = claim.and_then(|claim| claim.cause(model, &claim.judged(model)?));
    cause == Some(Cause::DigitsSwapped) && significant(model.figure(a).quantity.value) >= 4
}

pub(super) fn differs(
    model: &Model<'_>,
    sink: &mut Sink,
    id: FigureId,
    reference: FigureId,
    all: &[FigureId],
) -> Option<(Finding, Claim)> {
    let claim = same_claim(model, id, reference)?;
    let judgement = claim.judged(model)?;
    if judgement.outcome == Outcome::Contradiction && adds_up(model, id, reference) {
        sink.checked(id);
        sink.checked(reference);
        return None;
    }
    // A table that does not say its unit may be in another one.
    if is_unit_unsaid(model, id) != is_unit_unsaid(model, reference)
        && matches!(claim.cause(model, &judgement), Some(Cause::UnitSlip { power: 4 | -4 }))
    {
        return None;
    }
    let column = other_column(model, id, all);
    if judgement.outcome != Outcome::Agrees
        && let Some(column) = column.filter(|column| is_budget_of(model, id, *column))
    {
        sink.checked(id);
        sink.checked(column);
        return None;
    }
    if judgement.outcome != Outcome::Agrees && is_of_each_project(model, id, reference) {
        let slips = [Cause::DigitDiffers, Cause::DigitsSwapped];
        let telling = significant(model.figure(id).quantity.value) >= TELLING;
        claim.cause(model, &judgement).filter(|cause| telling && slips.contains(cause))?;
    }
    claim.mark(model, sink, &judgement);
    if judgement.outcome == Outcome::Agrees {
        return None;
    }
    let rule = if column.is_some() { &WRONG_COLUMN } else { &DIFFERS };
    let mut finding = claim.draft(model, rule, &judgement);
    finding.equation = Some(format!("{} ≠ {}", terms(model, [id, reference])[0], claim.shown));
    name_other(&mut finding, reference);
    if let Some(column) = column {
        draft(&mut finding, |draft| {
            draft.say("column", Said::Place, column);
            draft.relate(column);
        });
    }
    Some((finding, claim))
}

/// Whether a figure stands in a table of which nothing says the unit.
fn is_unit_unsaid(model: &Model<'_>, id: FigureId) -> bool {
    matches!(model.figure(id).home, Home::Cell { table, .. } if !model.tables[table].unit_said)
}

/// 支出决算情况说明: （一）财政拨款支出598.40万元… （二）财政拨款支出598.20万元…: whether two amounts of one part of the report that are of all by their name are off
/// by a single digit, and not by a round one of the front, which some other money may be.
fn are_digits_off(model: &Model<'_>, a: FigureId, b: FigureId) -> bool {
    const OF_ALL: &str = "财政拨款支出|财政拨款收入|财政拨款基本支出|本年收入|本年支出|收入合计|支出合计";
    let part = part_of_report(model, a);
    let one_part = part.is_some() && part == part_of_report(model, b);
    let gap = model.base_value(a).zip(model.base_value(b)).and_then(|(a, b)| minus(a, b));
    let of = model.figure(a).quantity;
    let little = |gap: Decimal| {
        let place = Decimal::try_new(1, of.places).ok().and_then(|place| times(place, of.unit.scale));
        let most = place.and_then(|place| times(place, Decimal::ONE_HUNDRED));
        significant(gap) == 1 && most.is_some_and(|most| gap.abs() < most)
    };
    let of_all = words::is(&model.figure(a).item, OF_ALL);
    one_part && of_all && significant(of.value) >= TELLING && gap.is_some_and(little)
}

/// The section above the one that a figure of the prose stands in.
fn part_of_report(model: &Model<'_>, id: FigureId) -> Option<SectionId> {
    model.syntax.sections.get(model.section_of(id)?)?.parent
}

/// 1.甲项目…，上年结转18万元；2.乙项目…，上年结转12万元: what was carried over or left is said of each project, without its name.
fn is_of_each_project(model: &Model<'_>, id: FigureId, other: FigureId) -> bool {
    const CARRIED: &str =
        "上年结转|上年结转资金|上年结余|年初结转|年初结余|年末结转|年末结余|结转|结余|结转下年";
    let [first, second] = [id, other].map(|id| model.figure(id));
    let prose = |figure: &Figure| matches!(figure.home, Home::Prose { .. });
    words::is(&first.name, CARRIED)
        && prose(first)
        && prose(second)
        && first.home != second.home
        && ![first, second].into_iter().any(|figure| is_under_general_heading(model, figure))
}

/// Whether the heading above a figure names no project: （一）总体情况.
fn is_under_general_heading(model: &Model<'_>, figure: &Figure) -> bool {
    let Home::Prose { section: Some(section), .. } = figure.home else { return true };
    let heading = model.syntax.sections.get(section.0).map(|section| section.title.of(model.text()));
    heading.is_some_and(|heading| words::ends(heading, "情况|概况|说明|总结"))
}

/// The figure that a finding holds its own against, and where that stands.
pub(super) fn name_other(finding: &mut Finding, other: FigureId) {
    draft(finding, |draft| {
        draft.say("other", Said::Printed, other);
        draft.say("other_place", Said::Place, other);
    });
}

/// Adds to what the words of a finding will be made of.
fn draft(finding: &mut Finding, add: impl FnOnce(&mut Draft)) {
    if let Some(draft) = &mut finding.draft {
        add(draft);
    }
}

/// Two figures that are to be one.
pub(super) fn same_claim(model: &Model<'_>, id: FigureId, reference: FigureId) -> Option<Claim> {
    Some(Claim {
        stated: id,
        formula: Formula::Same(model.exact(reference)?),
        operands: vec![reference],
        shown: terms(model, [reference, id])[0].clone(),
        others: Vec::new(),
    })
}

/// Whether an amount of the prose, of which nothing says that it was spent, is the budget that stands in this column.
fn is_budget_of(model: &Model<'_>, id: FigureId, column: FigureId) -> bool {
    model.figure(column).year == model.figure(id).year && granted(model, id) != Some(false)
}

/// A figure of a table of the same item that has just this value in another year or basis.
fn other_column(model: &Model<'_>, id: FigureId, all: &[FigureId]) -> Option<FigureId> {
    let figure = model.figure(id);
    let value = model.base_value(id)?;
    if !matches!(figure.home, Home::Prose { .. }) || value.is_zero() {
        return None;
    }
    all.iter().copied().find(|other| {
        let candidate = model.figure(*other);
        matches!(candidate.home, Home::Cell { .. })
            && model.base_value(*other) == Some(value)
            && candidate.basis != Basis::Open
            && (candidate.year != figure.year || candidate.basis != figure.basis)
    })
}

/// 下达, 安排, and the parts of a form's funds: equal to any known figure of the item's year agrees, equal to none
/// contradicts.
fn open_basis(model: &Model<'_>, sink: &mut Sink, figures: &[FigureId], wholes: &Wholes) {
    for &id in figures {
        let figure = model.figure(id);
        if figure.basis != Basis::Open || figure.aside.other {
            continue;
        }
        let same_table = |other: &Figure| matches!((figure.home, other.home), (Home::Cell { table: s, .. }, Home::Cell { table: t, .. }) if s == t);
        // 下达专项经费2833万元，主要是…: what is the whole in one column need not be in that of the budget.
        let in_table = |other: FigureId| matches!(model.figure(other).home, Home::Cell { .. });
        let of_all = figures.iter().any(|other| in_table(*other) && wholes.are_one(model, id, *other));
        let known = figures.iter().copied().filter(|other| {
            let candidate = model.figure(*other);
            *other != id
                && candidate.year == figure.year
                && candidate.scope == figure.scope
                && candidate.quantity.comparable(&figure.quantity)
                && candidate.basis != Basis::Open
                && !same_table(candidate)
                && !model.figure(*other).aside.other
                && !is_of_region(model, id, *other)
                && (of_all && in_table(*other) || wholes.are_one(model, id, *other))
        });
        open_figure(model, sink, id, known, figures);
    }
}

fn open_figure(
    model: &Model<'_>,
    sink: &mut Sink,
    id: FigureId,
    known: impl Iterator<Item = FigureId> + Clone,
    all: &[FigureId],
) {
    let stated = model.exact(id);
    let agrees =
        |other: &FigureId| stated.zip(model.exact(*other)).is_some_and(|(a, b)| exact::is_same(&a, &b));
    if let Some(other) = known.clone().find(agrees) {
        sink.checked(id);
        sink.checked(other);
        sink.note(|| Traced {
            kind: EquationKind::Same,
            stated: id,
            operands: vec![other],
            shown: model.term(other),
            computed: None,
            gap: None,
            agreement: Agreement::Agrees,
        });
        return;
    }
    let in_table = matches!(model.figure(id).home, Home::Cell { .. });
    // What was granted may be a budget that stands nowhere else: spending alone cannot contradict it.
    let budget = |other: &FigureId| model.figure(*other).basis.is_budget();
    if !in_table && !known.clone().any(|other| budget(&other)) {
        return;
    }
    // A sentence is held against the last basis that is known (决算), a cell of the form against the first mention.
    let likeliest = |other: &FigureId| {
        let basis = if in_table { Basis::Unsaid } else { model.figure(*other).basis };
        (basis, std::cmp::Reverse(other.0))
    };
    let Some(other) = known.clone().max_by_key(likeliest) else { return };
    // 2023年安排150万元，实际支出142.50万元: what the paragraph says next of the item was spent of it.
    let next = all.get(all.partition_point(|other| *other <= id));
    if !in_table && next == Some(&other) && model.figure(other).home == model.figure(id).home {
        return;
    }
    // Of a cell and a sentence the sentence is the one to look at first.
    let prose = matches!(model.figure(other).home, Home::Prose { .. });
    let (stated, reference) = if in_table && prose { (other, id) } else { (id, other) };
    let Some((mut finding, claim)) = differs(model, sink, stated, reference, all) else { return };
    if let Some(words) = sum_of_group(model, stated, reference) {
        finding = finding.with_words("why", words);
    }
    for extra in known.filter(|k| *k != stated && *k != reference) {
        if model.base_value(extra) == model.base_value(stated) {
            draft(&mut finding, |draft| draft.relate(extra));
        }
    }
    sink.push_decided(finding, claim);
}

/// Where the stated figure is the total of the group of funds that the other one is a part of.
fn sum_of_group(model: &Model<'_>, stated: FigureId, reference: FigureId) -> Option<Words> {
    let value = model.base_value(stated)?;
    let groups = model.tables.iter().filter_map(|table| table.funds.as_ref()).flat_map(|funds| &funds.groups);
    let group = groups.into_iter().find(|group| group.parts.contains(&reference))?;
    let sum = model.sum_of(&group.parts)?;
    let names: Vec<String> = group.parts.iter().map(|part| model.short_name(*part)).collect();
    (sum == value && names.len() > 1)
        .then(|| Words::new(&SUM_OF).with("stated", show(model, stated)).with("names", names.join("、")))
}

/// Accounts of one name in tables of different scope that differ by a unit or two of the last place.
fn near_misses(model: &Model<'_>, sink: &mut Sink, figures: &[FigureId]) {
    let cells: Vec<FigureId> =
        figures.iter().copied().filter(|id| matches!(model.figure(*id).home, Home::Cell { .. })).collect();
    for pair in cells.windows(2) {
        let (first, second) = (model.figure(pair[0]), model.figure(pair[1]));
        let other_scope =
            first.scope != second.scope && first.year == second.year && first.basis == second.basis;
        if !other_scope || !first.quantity.comparable(&second.quantity) {
            continue;
        }
        let (Some(x), Some(y)) = (model.base_value(pair[0]), model.base_value(pair[1])) else {
            continue;
        };
        let Ok(step) = Decimal::try_new(1, first.quantity.places.max(second.quantity.places)) else {
            continue;
        };
        let Some(step) = times(step, first.quantity.unit.scale) else { continue };
        let (Some(gap), Some(thousand)) = (minus(x, y), times(step, Decimal::ONE_THOUSAND)) else { continue };
        let telling = x.abs() > thousand && first.quantity.places == second.quantity.places;
        let slight = times(step, Decimal::TWO).is_some_and(|most| gap.abs() <= most);
        if gap.is_zero() || !slight || !telling {
            continue;
        }
        // A figure that already differs from one of its own scope is reported there.
        if sink.found_at(first.span) || sink.found_at(second.span) {
            continue;
        }
        let Some(claim) = same_claim(model, pair[0], pair[1]) else { continue };
        let Some(judgement) = claim.decide(model, sink) else { continue };
        let mut finding = claim.draft(model, &NEARLY, &judgement);
        name_other(&mut finding, pair[1]);
        sink.push(finding);
    }
}
