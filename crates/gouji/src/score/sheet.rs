//! The sheet of one form: its rows, the subtotals of its groups, its total and grade.

use super::{
    Points, ScoreRow, ScoreSheet,
    method::{self, Case, Outcome},
    target::{self, Value},
};
use crate::{
    finding::{Phrase, Words},
    model::{
        FigureId, Model, Table,
        forms::{FundRow, FundTable, IndicatorRow, IndicatorTable},
    },
    number::{self, Dimension, times},
    words,
};
use rust_decimal::Decimal;

/// An indicator with what its cells say and what they come to.
#[derive(Clone, Debug)]
pub(crate) struct RowScore {
    pub(crate) target: Value,
    pub(crate) actual: Value,
    /// `None` for a row without a weight.
    pub(crate) outcome: Option<Outcome>,
}

/// Reads and scores a row of the indicators.
pub(crate) fn score_row<'r>(
    model: &Model<'_>,
    table: &IndicatorTable,
    row: &'r IndicatorRow,
) -> &'r RowScore {
    row.score.get_or_init(|| score(model, table, row))
}

fn score(model: &Model<'_>, table: &IndicatorTable, row: &IndicatorRow) -> RowScore {
    let target = target::read(&row.target.text, model.year);
    let actual = target::read(&row.actual.text, model.year);
    let weight =
        row.weight.map(|id| model.figure(id).quantity.value).filter(|weight| !weight.is_sign_negative());
    let outcome = weight.map(|weight| {
        let less_is_better = less_is_better(table, row);
        method::score(
            &Case { target: &target, actual: &actual, weight, less_is_better },
            &model.rules.scoring,
        )
    });
    RowScore { target, actual, outcome }
}

/// Whether the row's names say that less of it is better.
pub(crate) fn less_is_better(table: &IndicatorTable, row: &IndicatorRow) -> bool {
    const WORDS: [&str; 20] = [
        "成本",
        "费用",
        "造价",
        "支出控制",
        "超支",
        "投诉",
        "差错",
        "失误",
        "事故",
        "违规",
        "违纪",
        "违法",
        "逾期",
        "时限",
        "时长",
        "死亡",
        "发案",
        "返工",
        "能耗",
        "排放",
    ];
    /// What is the better the less there is of it, by its own name.
    const LOW: &str = "预算调整率|结转结余率|结余结转率|结转率|结余率|偏差率|偏离率|偏离度|变动率|差异率|失业率|债务率|负债率|空编率|空置率|闲置率|流失率|改判率|\
        漏报率|误差率|发病率|患病率|返贫率|辍学率|贫困发生率|信访件数|信访件次|信访量|信访人次|上访人次|上访次数|上访量|越级上访";
    // 三公经费控制率 and 在职人员控制率 are what was spent or filled of what may be, while 病虫害控制率 is good when it is high.
    const CONTROLLED: &str = "经费|三公|公用|人员|编制|成本|费用|支出|预算|投资|造价";
    // 成本节约率 and 投诉办结率 are good when they are high.
    const TURNED: &str = "节约|降低|下降|减少|办结|处理|完成率|及时率|控制率|整改";
    let group = row.group.and_then(|group| table.groups.get(group)).map_or("", |group| group.name.as_str());
    let names = [group, &*row.second.text, &*row.name.text];
    let says = |word: &&str| names.iter().any(|name| name.contains(*word));
    let name = &*row.name.text;
    if name.contains("控制率") && words::has(name, CONTROLLED) || words::has(name, LOW) {
        return true;
    }
    WORDS.iter().any(says) && !words::has(name, TURNED)
}

/// Weight and points of executing the budget, for a row of the funds that is scored.
pub(crate) fn execution(model: &Model<'_>, funds: &FundTable, row: &FundRow) -> Option<(Decimal, Outcome)> {
    row.points.or(row.weight)?;
    let value = |id: FigureId| model.figure(id).quantity.value;
    let weight = row.weight.map(value).or_else(|| head_weight(model, funds))?;
    // A rate of a budget that is printed as zero says nothing.
    let no_budget = row.adjusted.is_some_and(|id| value(id).is_zero());
    let rate = if no_budget { None } else { rate(model, row) };
    Some((weight, method::execution(weight, amounts(model, row), rate)))
}

/// What was executed and the adjusted budget, in one unit.
pub(crate) fn amounts(model: &Model<'_>, row: &FundRow) -> Option<(Decimal, Decimal)> {
    let (executed, adjusted) = (model.figure(row.executed?).quantity, model.figure(row.adjusted?).quantity);
    let one_unit = executed.unit == adjusted.unit;
    (one_unit && adjusted.value > Decimal::ZERO && executed.value >= Decimal::ZERO)
        .then_some((executed.value, adjusted.value))
}

/// The printed rate in per cent; a bare 1 is 100% where the amounts say so.
fn rate(model: &Model<'_>, row: &FundRow) -> Option<Decimal> {
    let quantity = model.figure(row.rate?).quantity;
    if quantity.unit.dimension == Dimension::Percent
        || quantity.value > Decimal::from(2)
        || quantity.value.is_zero()
    {
        return Some(quantity.value);
    }
    // 1 or 0.98 without a sign is a fraction, not one per cent.
    times(quantity.value, Decimal::ONE_HUNDRED)
}

/// （20分） in the row of heads, where the form has no column for the weight.
fn head_weight(model: &Model<'_>, funds: &FundTable) -> Option<Decimal> {
    let head = target::plain(funds.head.of(model.text()));
    head.match_indices('分').find_map(|(at, _)| {
        let before = &head[..at];
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let bracket = before[..digits].ends_with('(');
        before[digits..].parse::<u32>().ok().filter(|_| bracket).map(Decimal::from)
    })
}

// --- the sheet -------------------------------------------------------------------------------------------------------

/// What the row for executing the budget is called.
pub(crate) const BUDGET: &str = "预算执行率";
static NO_WEIGHT: Phrase = Phrase { zh: "没有分值", en: "there is no weight" };
static SUBTOTAL: Phrase = Phrase { zh: "{count}项之和", en: "the sum of {count} indicators" };
static SUBTOTAL_OPEN: Phrase = Phrase {
    zh: "{count}项之和，其中{open}项不能计算，按自评得分计入",
    en: "the sum of {count} indicators, {open} of which could not be computed and count as claimed",
};

/// The score sheet of the report's first form with indicators.
pub(crate) fn sheet(model: &Model<'_>) -> Option<ScoreSheet> {
    let tables = form(model);
    tables.iter().find_map(|table| table.indicators.as_ref())?;
    let mut sheet = ScoreSheet::default();
    let mut sum = Sum::default();
    // Rows that stand under no column may be worth anything.
    let unbound: usize = tables.iter().filter_map(|t| Some(t.indicators.as_ref()?.unbound)).sum();
    for table in &tables {
        if let Some(funds) = &table.funds {
            execution_rows(model, funds, &mut sheet, &mut sum);
        }
        if let Some(indicators) = &table.indicators {
            indicator_rows(model, indicators, &mut sheet, &mut sum);
            sheet.claimed = sheet.claimed.or(value(model, indicators.total_points));
        }
    }
    let weighted = sheet.rows.iter().all(|row| row.weight.is_some());
    sheet.weight = sum.weight.filter(|_| weighted);
    sheet.computed = sum.points().filter(|_| unbound == 0);
    sheet.open_rows = sum.open + unbound;
    sheet.claimed =
        sheet.claimed.or_else(|| model.total_claims.first().and_then(|id| value(model, Some(*id))));
    // Of weights that add up to 110 no grade follows: nobody knows which of them is wrong.
    let on_scale = sheet.weight == Some(model.rules.scoring.total);
    let points = sheet.computed.filter(|_| on_scale);
    sheet.grades = points.map(|points| grades(model, points)).unwrap_or_default();
    Some(sheet)
}

/// The tables of the first form: those that follow each other until the funds or the total come again.
fn form<'m>(model: &'m Model<'_>) -> Vec<&'m Table> {
    let mut tables: Vec<&Table> = Vec::new();
    let (mut funded, mut totalled) = (false, false);
    for table in model.tables.iter().filter(|table| table.funds.is_some() || table.indicators.is_some()) {
        if totalled || (funded && table.funds.is_some()) {
            break;
        }
        funded |= table.funds.is_some();
        totalled = table
            .indicators
            .as_ref()
            .is_some_and(|indicators| indicators.total_points.is_some() || indicators.total_weight.is_some());
        tables.push(table);
    }
    tables
}

fn execution_rows(model: &Model<'_>, funds: &FundTable, sheet: &mut ScoreSheet, sum: &mut Sum) {
    for row in &funds.rows {
        let Some((weight, outcome)) = execution(model, funds, row) else { continue };
        let claimed = value(model, row.points);
        let printed =
            |id: Option<FigureId>| id.map_or(String::new(), |id| model.printed(id).trim().to_owned());
        sum.add(Some(weight), outcome.points, claimed);
        sheet.rows.push(ScoreRow {
            first: BUDGET.to_owned(),
            second: String::new(),
            name: BUDGET.to_owned(),
            target: printed(row.adjusted),
            actual: printed(row.executed),
            completion: outcome.completion,
            weight: Some(weight),
            computed: outcome.points,
            claimed,
            why: Some(outcome.why),
            span: row.label.span,
        });
    }
}

fn indicator_rows(model: &Model<'_>, table: &IndicatorTable, sheet: &mut ScoreSheet, sum: &mut Sum) {
    let mut at = 0;
    while let Some(row) = table.rows.get(at) {
        let group = row.group;
        let rows = table.rows[at..].iter().take_while(|row| row.group == group);
        let mut part = Sum::default();
        let name = group.and_then(|group| table.groups.get(group)).map_or("", |group| group.name.as_str());
        for row in rows {
            at += 1;
            if !is_empty(row) {
                let line = indicator_row(model, table, row, name);
                part.add(line.weight, line.computed, line.claimed);
                sheet.rows.push(line);
            }
        }
        if part.count > 0 && !name.is_empty() {
            sheet.rows.push(subtotal(table, group, name, &part));
        }
        sum.join(&part);
    }
}

/// A row of the form in which neither target nor actual value, neither weight nor points were filled in.
pub(crate) fn is_empty(row: &IndicatorRow) -> bool {
    let blank = [&row.target, &row.actual].iter().all(|cell| target::read(&cell.text, None) == Value::Empty);
    blank && row.weight.is_none() && row.points.is_none()
}

fn indicator_row(model: &Model<'_>, table: &IndicatorTable, row: &IndicatorRow, group: &str) -> ScoreRow {
    let outcome = score_row(model, table, row).outcome.clone();
    let (computed, completion) =
        outcome.as_ref().map_or((None, None), |outcome| (outcome.points, outcome.completion));
    ScoreRow {
        first: group.to_owned(),
        second: row.second.text.to_string(),
        name: row.name.text.to_string(),
        target: row.target.text.to_string(),
        actual: row.actual.text.to_string(),
        completion,
        weight: value(model, row.weight),
        computed,
        claimed: value(model, row.points),
        why: Some(outcome.map_or_else(|| Words::new(&NO_WEIGHT), |outcome| outcome.why)),
        span: row.span,
    }
}

fn subtotal(table: &IndicatorTable, group: Option<usize>, name: &str, part: &Sum) -> ScoreRow {
    let why = if part.open == 0 {
        Words::new(&SUBTOTAL)
    } else {
        Words::new(&SUBTOTAL_OPEN).with("open", part.open)
    };
    ScoreRow {
        first: name.to_owned(),
        second: String::new(),
        name: String::new(),
        target: String::new(),
        actual: String::new(),
        completion: None,
        weight: part.weight,
        computed: part.points(),
        claimed: part.claimed,
        why: Some(why.with("count", part.count)),
        span: group
            .and_then(|group| table.groups.get(group))
            .map_or_else(Default::default, |group| group.span),
    }
}

fn value(model: &Model<'_>, id: Option<FigureId>) -> Option<Decimal> {
    id.map(|id| model.figure(id).quantity.value)
}

/// The grades that points within the range fall into, best first.
fn grades(model: &Model<'_>, points: Points) -> Vec<String> {
    let grades = &model.rules.scoring.grades;
    let of = |points: Decimal| grades.iter().position(|grade| points >= grade.from);
    let (Some(best), Some(worst)) = (of(points.high), of(points.low)) else { return Vec::new() };
    grades.get(best..=worst).unwrap_or_default().iter().map(|grade| grade.name.clone()).collect()
}

/// Running totals. A row that could not be computed counts as claimed.
#[derive(Default)]
struct Sum {
    count: usize,
    open: usize,
    weight: Option<Decimal>,
    claimed: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Sum {
    fn add(&mut self, weight: Option<Decimal>, computed: Option<Points>, claimed: Option<Decimal>) {
        let points = computed.or(claimed.map(Points::exactly));
        self.join(&Sum {
            count: 1,
            open: usize::from(computed.is_none()),
            weight,
            claimed,
            low: points.map(|points| points.low),
            high: points.map(|points| points.high),
        });
    }

    fn join(&mut self, part: &Sum) {
        self.count += part.count;
        self.open += part.open;
        self.weight = plus(self.weight, part.weight);
        self.claimed = plus(self.claimed, part.claimed);
        self.low = plus(self.low, part.low);
        self.high = plus(self.high, part.high);
    }

    fn points(&self) -> Option<Points> {
        Some(Points { low: self.low?, high: self.high? })
    }
}

/// The sum of what is known. Figures have at most 18 digits, so that no form can leave the range of a decimal.
fn plus(sum: Option<Decimal>, term: Option<Decimal>) -> Option<Decimal> {
    match (sum, term) {
        (Some(sum), Some(term)) => number::plus(sum, term),
        (sum, term) => sum.or(term),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Lang, ScoreSheet, check};
    use rust_decimal::Decimal;

    const FUNDS: &str = "
| 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | 80 | 100 | 95 | 10 | 95% | 9.5 |
";
    const HEAD: &str = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n";

    fn sheet(rows: &str) -> ScoreSheet {
        let text = format!("整体支出绩效自评表\n{FUNDS}{HEAD}{rows}");
        check(&text, None).sheet.unwrap_or_default()
    }

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn subtotals_follow_their_rows_and_the_total_adds_up() {
        let sheet = sheet(
            "| 产出指标（60分） | 数量指标 | 巡查 | ≥20次 | 18次 | 30 | 27 | 天气 |\n\
             | | 质量指标 | 合格率 | ≥95% | 96% | 30 | 30 | |\n\
             | 效益指标（30分） | 社会效益指标 | 便民 | 群众便利 | 群众便利 | 30 | 28 | 个别窗口偏慢 |\n\
             | 总分 | | | | | 100 | 94.5 | |\n",
        );
        let names: Vec<&str> = sheet.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["预算执行率", "巡查", "合格率", "", "便民", ""]);
        let points =
            |index: usize| sheet.rows[index].computed.map(|points| points.to_string()).unwrap_or_default();
        assert_eq!(
            (points(0), points(1), points(3), points(5)),
            ("9.5".into(), "27".into(), "57".into(), "24～30".into())
        );
        assert_eq!(sheet.rows[1].completion, Some(d("90")));
        assert_eq!(sheet.computed.map(|points| points.to_string()).as_deref(), Some("90.5～96.5"));
        assert_eq!((sheet.weight, sheet.claimed, sheet.open_rows), (Some(d("100")), Some(d("94.5")), 0));
        assert_eq!(sheet.grades, ["优"]);
    }

    #[test]
    fn what_cannot_be_computed_counts_as_claimed_and_says_why() {
        let sheet = sheet(
            "| 产出指标（90分） | 时效指标 | 完工 | 2023年6月底前 | 2023年8月 | 90 | 70 | 雨季停工 |\n\
             | | 成本指标 | | | | | | |\n",
        );
        assert_eq!(sheet.open_rows, 1);
        assert_eq!(sheet.computed.map(|points| points.to_string()).as_deref(), Some("79.5"));
        assert_eq!(sheet.grades, ["中"]);
        let why = sheet.rows[1].why.as_ref().map(|why| why.render(Lang::Zh)).unwrap_or_default();
        assert!(why.starts_with("晚于期限"), "{why}");
    }

    #[test]
    fn a_range_across_a_border_gives_both_grades() {
        let sheet = sheet("| 产出指标 | 质量指标 | 规范 | 管理规范 | 管理规范 | 90 | 85 | 略 |\n");
        assert_eq!(sheet.computed.map(|points| points.to_string()).as_deref(), Some("81.5～99.5"));
        assert_eq!(sheet.grades, ["优", "良"]);
    }

    #[test]
    fn a_second_form_is_not_added_to_the_first() {
        let form = format!(
            "项目支出绩效自评表\n{FUNDS}{HEAD}| 产出指标 | 数量指标 | 巡查 | ≥2次 | 2次 | 90 | 90 | |\n| 总分 | | | | | 100 | 99.5 | |\n"
        );
        let sheet = check(&format!("{form}\n\n{form}"), None).sheet.unwrap_or_default();
        assert_eq!(sheet.computed.map(|points| points.to_string()).as_deref(), Some("99.5"));
        assert!(check("没有自评表。", None).sheet.is_none());
    }
}
