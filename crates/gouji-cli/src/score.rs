//! `gouji score`: the score sheet, as a table with bars, JSON or CSV.

use crate::{
    Failure, Outcome,
    args::{ScoreArgs, ScoreFormat, ShowArgs},
    check::json,
    read::{self, Input, Source},
    rules,
    say::pick,
    terminal::{self, Ink, Look, fit, fit_right, visible, width_of},
};
use gouji::{
    ColumnUnit, Lang, ScoreSheet,
    json::{SCHEMA, ScoreJson, score_json, version},
    score::{Points, ScoreRow},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Serialize;
use std::io::Write;

/// Runs the command.
pub(crate) fn run(args: &ScoreArgs, show: ShowArgs) -> Result<Outcome, Failure> {
    let lang = show.lang();
    let ruleset = rules::load(args.rules.name.as_deref(), lang)?;
    let source = read::read(&Input::of(&args.path), lang)
        .map_err(|failed| Failure::Refused(format!("{}：{}", failed.name, failed.reason)))?;
    let report = gouji::check(&source.decoded.text, ruleset.as_ref());
    let Some(sheet) = &report.sheet else {
        let why = pick(lang, "没有找到绩效指标，无从计分", "has no indicators to score");
        return Err(Failure::Refused(format!("{}：{why}", source.name)));
    };
    let (mut screen, look) = terminal::screen(show);
    let output = match args.format {
        ScoreFormat::Table => table(&source.name, &report.ruleset, sheet, lang, look),
        ScoreFormat::Json => json(&Scored::new(&source, &report.ruleset, sheet, lang)) + "\n",
        ScoreFormat::Csv => csv(sheet, lang),
    };
    screen.write_all(output.as_bytes())?;
    screen.flush()?;
    Ok(Outcome::Clean)
}

/// `--format json`: the sheet of one report.
#[derive(Serialize)]
struct Scored<'a> {
    schema: &'static str,
    version: &'static str,
    file: &'a str,
    encoding: &'static str,
    ruleset: &'a str,
    score: ScoreJson,
}

impl<'a> Scored<'a> {
    fn new(source: &'a Source, ruleset: &'a str, sheet: &ScoreSheet, lang: Lang) -> Self {
        Scored {
            schema: SCHEMA,
            version: version(),
            file: &source.name,
            encoding: source.decoded.encoding.id(),
            ruleset,
            score: score_json(&source.decoded.text, sheet, lang, ColumnUnit::Utf16),
        }
    }
}

/// Widths of the table's columns.
const NAME: usize = 32;
const TARGET: usize = 14;
const ACTUAL: usize = 14;
const DONE: usize = 8;
const BAR: usize = 12;
const POINTS: usize = 10;
const CLAIMED: usize = 8;

/// The sheet for people.
fn table(name: &str, ruleset: &str, sheet: &ScoreSheet, lang: Lang, look: Look) -> String {
    let mut out =
        format!("{}  {}\n", look.ink(Ink::Bold, &visible(name)), look.ink(Ink::Dim, &visible(ruleset)));
    out += &look.ink(Ink::Dim, &heads(lang));
    out.push('\n');
    let mut first = "";
    for row in &sheet.rows {
        if row.first != first && !row.name.is_empty() {
            first = &row.first;
            out += &look.ink(Ink::Bold, &visible(first));
            out.push('\n');
        }
        out += &line(row, lang, look);
    }
    out + &total(sheet, lang, look)
}

fn heads(lang: Lang) -> String {
    let head = |zh, en| pick(lang, zh, en);
    format!(
        "{} {} {} {} {} {} {}  {}",
        fit(head("指标", "indicator"), NAME),
        fit(head("年度指标值", "target"), TARGET),
        fit(head("实际完成值", "actual"), ACTUAL),
        fit_right(head("完成程度", "done"), DONE),
        fit("", BAR),
        fit_right(head("计算得分", "computed"), POINTS),
        fit_right(head("自评得分", "claimed"), CLAIMED),
        head("说明", "why")
    )
}

fn line(row: &ScoreRow, lang: Lang, look: Look) -> String {
    let subtotal = row.name.is_empty();
    let name = if subtotal {
        format!("  {}{}", row.first, pick(lang, "合计", " subtotal"))
    } else if row.second.is_empty() {
        format!("  {}", row.name)
    } else {
        format!("  {} {}", row.second.trim_end_matches("指标"), row.name)
    };
    let agrees = agreement(row.computed, row.claimed);
    let claimed = fit_right(&row.claimed.map_or_else(|| "—".to_owned(), decimal), CLAIMED);
    let mut line = format!(
        "{} {} {} {} {} {} {}",
        fit(&visible(&name), NAME),
        fit(&visible(&row.target), TARGET),
        fit(&visible(&row.actual), ACTUAL),
        fit_right(&row.completion.map_or_else(String::new, percent), DONE),
        look.ink(Ink::Green, &bar(row.computed, row.weight)),
        fit_right(&of(row.computed, row.weight), POINTS),
        if agrees == Some(false) { look.ink(Ink::Red, &claimed) } else { claimed }
    );
    line += if agrees == Some(false) { " ≠" } else { "" };
    if subtotal {
        line = look.ink(Ink::Bold, &line);
    }
    let Some(why) = row.why.as_ref().map(|why| why.render(lang)) else {
        return line.trim_end().to_owned() + "\n";
    };
    let why = visible(&why).into_owned();
    let used = NAME + TARGET + ACTUAL + DONE + BAR + POINTS + CLAIMED + 8;
    let room = look.width.map(|width| width.saturating_sub(used));
    if room.is_some_and(|room| width_of(&why) > room) {
        return format!("{line}\n{}\n", look.ink(Ink::Dim, &look.wrap(&why, 6)));
    }
    let gap = if agrees == Some(false) { " " } else { "   " };
    format!("{line}{}{}\n", &gap[1..], look.ink(Ink::Dim, &format!(" {why}")))
}

/// Full blocks for the points that are sure, shaded ones for those that the method leaves open, dots for the rest.
fn bar(computed: Option<Points>, weight: Option<Decimal>) -> String {
    let (Some(points), Some(weight)) = (computed, weight.filter(|weight| *weight > Decimal::ZERO)) else {
        return "?".to_owned() + &" ".repeat(BAR - 1);
    };
    let cells = |value: Decimal| {
        let share = value.checked_div(weight).and_then(|share| share.to_f64()).unwrap_or(0.0);
        // A share of the bar, not a figure: a float is exact enough.
        ((share * BAR as f64).round() as usize).min(BAR)
    };
    let sure = cells(points.low);
    let open = cells(points.high).saturating_sub(sure);
    format!("{}{}{}", "█".repeat(sure), "▒".repeat(open), "·".repeat(BAR - sure - open))
}

/// Whether the claimed points are among those computed; `None` where one of them is not known.
fn agreement(computed: Option<Points>, claimed: Option<Decimal>) -> Option<bool> {
    let (points, claimed) = (computed?, claimed?);
    Some(points.low <= claimed && claimed <= points.high)
}

fn of(computed: Option<Points>, weight: Option<Decimal>) -> String {
    let weight = weight.map_or_else(|| "—".to_owned(), decimal);
    format!("{}/{weight}", range(computed))
}

fn range(points: Option<Points>) -> String {
    match points {
        None => "?".to_owned(),
        Some(points) if points.low == points.high => decimal(points.low),
        Some(points) => format!("{}–{}", decimal(points.low), decimal(points.high)),
    }
}

fn decimal(value: Decimal) -> String {
    value.round_dp(2).normalize().to_string()
}

fn percent(value: Decimal) -> String {
    format!("{}%", value.round_dp(2).normalize())
}

/// Total, claim and grade.
fn total(sheet: &ScoreSheet, lang: Lang, look: Look) -> String {
    let claimed = sheet.claimed.map_or_else(|| "—".to_owned(), decimal);
    let grades = sheet.grades.join(pick(lang, "或", " or "));
    let computed = range(sheet.computed);
    let weight = sheet.weight.map_or_else(|| "—".to_owned(), decimal);
    let differs = agreement(sheet.computed, sheet.claimed) == Some(false);
    let sign = if differs { " ≠" } else { "" };
    let mut line = match lang {
        Lang::Zh => format!("总分  计算 {computed}（满分 {weight}）  自评 {claimed}{sign}"),
        Lang::En => format!("total  computed {computed} (of {weight})  claimed {claimed}{sign}"),
    };
    if !grades.is_empty() {
        line += &format!("{}{}", pick(lang, "  等级 ", "  grade "), visible(&grades));
    }
    let mut out = look.ink(Ink::Bold, &line) + "\n";
    if sheet.open_rows > 0 {
        let count = sheet.open_rows;
        out += &match lang {
            Lang::Zh => format!("{count}项不能计算得分，合计时按自评得分计入；请人工评定。\n"),
            Lang::En => format!("{count} rows cannot be computed and count as claimed; please judge them.\n"),
        };
    }
    out
}

/// The sheet for Excel: with a byte order mark, without which Excel takes the Chinese for another encoding.
fn csv(sheet: &ScoreSheet, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "完成程度（%）",
            "分值",
            "计算得分（低）",
            "计算得分（高）",
            "自评得分",
            "说明",
        ],
        Lang::En => [
            "level 1",
            "level 2",
            "indicator",
            "target",
            "actual",
            "done (%)",
            "weight",
            "computed (low)",
            "computed (high)",
            "claimed",
            "why",
        ],
    };
    let mut out = String::from("\u{FEFF}");
    out += &record(&heads.map(str::to_owned));
    for row in &sheet.rows {
        out += &record(&[
            row.first.clone(),
            row.second.clone(),
            if row.name.is_empty() { pick(lang, "合计", "subtotal").to_owned() } else { row.name.clone() },
            row.target.clone(),
            row.actual.clone(),
            row.completion.map_or_else(String::new, decimal),
            row.weight.map_or_else(String::new, decimal),
            row.computed.map_or_else(String::new, |points| decimal(points.low)),
            row.computed.map_or_else(String::new, |points| decimal(points.high)),
            row.claimed.map_or_else(String::new, decimal),
            row.why.as_ref().map_or_else(String::new, |why| why.render(lang)),
        ]);
    }
    let mut sum: [String; 11] = Default::default();
    sum[0] = pick(lang, "总分", "total").to_owned();
    sum[6] = sheet.weight.map_or_else(String::new, decimal);
    sum[7] = sheet.computed.map_or_else(String::new, |points| decimal(points.low));
    sum[8] = sheet.computed.map_or_else(String::new, |points| decimal(points.high));
    sum[9] = sheet.claimed.map_or_else(String::new, decimal);
    sum[10] = sheet.grades.join(pick(lang, "或", " or "));
    out + &record(&sum)
}

fn record(cells: &[String; 11]) -> String {
    cells.iter().map(|cell| field(cell)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A CSV field that a spreadsheet takes as text: what starts like a formula gets a ' before it, unless it is a number.
fn field(cell: &str) -> String {
    const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let text = cell.trim_start_matches([' ', '\u{A0}', '\u{3000}']);
    let formula = text.starts_with(STARTS) && text.parse::<Decimal>().is_err();
    let guarded = if formula { format!("'{cell}") } else { cell.to_owned() };
    if guarded.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji::Span;

    fn row(name: &str, low: i64, high: i64, claimed: i64) -> ScoreRow {
        ScoreRow {
            first: "产出指标（50分）".to_owned(),
            second: "数量指标".to_owned(),
            name: name.to_owned(),
            target: "≥100篇".to_owned(),
            actual: "284篇".to_owned(),
            completion: Some(Decimal::new(284, 0)),
            weight: Some(Decimal::new(10, 0)),
            computed: Some(Points { low: Decimal::new(low, 0), high: Decimal::new(high, 0) }),
            claimed: Some(Decimal::new(claimed, 0)),
            why: None,
            span: Span::default(),
        }
    }

    #[test]
    fn bars_show_what_is_sure_and_what_is_open() {
        let points = |low, high| Some(Points { low: Decimal::new(low, 0), high: Decimal::new(high, 0) });
        let ten = Some(Decimal::new(10, 0));
        assert_eq!(bar(points(10, 10), ten), "█".repeat(12));
        assert_eq!(bar(points(5, 10), ten), format!("{}{}", "█".repeat(6), "▒".repeat(6)));
        assert_eq!(bar(points(0, 0), ten), "·".repeat(12));
        assert_eq!(bar(None, ten).trim_end(), "?");
        assert_eq!(bar(points(10, 10), Some(Decimal::ZERO)).trim_end(), "?");
    }

    #[test]
    fn columns_stand_under_each_other() {
        let sheet = ScoreSheet {
            rows: vec![
                row("提供有价值的参阅资料", 10, 10, 10),
                row("全年履职目标完成率以及其他很长的名称", 8, 10, 7),
            ],
            ..ScoreSheet::default()
        };
        let look = Look { color: false, width: None };
        let table = table("a.txt", "部门整体支出", &sheet, Lang::Zh, look);
        let lines: Vec<&str> = table.lines().collect();
        let bar_at = |line: &str| width_of(&line[..line.find('█').unwrap()]);
        assert_eq!(bar_at(lines[3]), bar_at(lines[4]));
        assert!(lines[4].contains("8–10/10") && lines[4].ends_with("7 ≠"));
        assert!(!lines[3].contains('≠'));
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(field("=HYPERLINK(\"http://x\",\"y\")"), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        assert_eq!(field("+cmd|' /C calc'!A0"), "'+cmd|' /C calc'!A0");
        assert_eq!(field("\u{3000}＝1+1"), "'\u{3000}＝1+1");
        assert_eq!(field("-5.2"), "-5.2");
        assert_eq!(field("≥100篇"), "≥100篇");
    }

    #[test]
    fn csv_starts_with_a_mark_and_has_a_line_a_row() {
        let sheet = ScoreSheet { rows: vec![row("甲,乙", 10, 10, 10)], ..ScoreSheet::default() };
        let csv = csv(&sheet, Lang::Zh);
        assert!(csv.starts_with('\u{FEFF}'));
        assert_eq!(csv.matches("\r\n").count(), 3);
        assert!(csv.contains("\"甲,乙\",≥100篇,284篇,284,10,10,10,10,"));
    }
}
