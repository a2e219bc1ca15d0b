//! 总分 | 等级：表中每行的等级与同一行的总分。

use super::{
    Sink,
    grade::{class_of, exact_grade, finding, name_of},
    passages::Wording,
};
use crate::{
    model::{Model, forms::without_brackets},
    number::parse_number,
    syntax::{Node, RawTable},
    text::Span,
    words,
};
use rust_decimal::Decimal;

/// A row with points of all and the grade that it gives itself.
struct Row {
    points: Decimal,
    class: usize,
    word: &'static str,
    /// Where the grade stands.
    span: Span,
}

/// Holds the grades of every table with a column of them against the points beside them.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        if let Node::Table { table, .. } = node
            && model.concerns(index, Wording::Grade)
        {
            table_of(model, sink, table);
        }
    }
}

fn table_of(model: &Model<'_>, sink: &mut Sink, table: &RawTable<'_>) {
    let Some((head, points, grade)) = columns(table) else { return };
    let rows: Vec<Row> = rows(table, head, points, grade).collect();
    let fits = |row: &&Row| class_of(model, row.points) == Some(row.class);
    let right: Vec<&Row> = rows.iter().filter(fits).collect();
    // Where several rows do not fit, the table has a scale of its own.
    let mut wrong = rows.iter().filter(|row| !fits(row));
    let (Some(one), None) = (wrong.next(), wrong.next()) else { return };
    if right.len() >= 2 && no_scale_gives(model, one, &right) {
        let name = name_of(model, one.points).unwrap_or_default();
        sink.push(finding((one.span, one.word), &one.points.normalize().to_string(), &name));
    }
}

/// Whether no other scale explains a grade: a row with more points has a worse one, or one with fewer a better one. A best grade for fewer
/// points than the rule set asks for is rarer than one that asks for more.
fn no_scale_gives(model: &Model<'_>, row: &Row, others: &[&Row]) -> bool {
    let against = |other: &&Row| {
        other.points >= row.points && other.class > row.class
            || other.points <= row.points && other.class < row.class
    };
    others.iter().any(against) || class_of(model, row.points).is_some_and(|class| class > row.class)
}

/// The row of heads with the column of points and that of grades, where there is one of each.
fn columns(table: &RawTable<'_>) -> Option<(usize, usize, usize)> {
    const POINTS: &str =
        "总分|总得分|自评总分|自评得分|自评分|自评分数|综合得分|绩效得分|自评综合得分|得分|评分";
    const GRADE: &str =
        "等级|等次|评级|自评等级|评价等级|绩效等级|自评等次|评价等次|绩效评级|自评评级|等级评定|评定等级";
    /// Rows that heads may stand in.
    const FIRST: usize = 4;
    table.rows.iter().enumerate().take(FIRST).find_map(|(at, row)| {
        let titles: Vec<&str> = row.cells.iter().map(|cell| without_brackets(&cell.text)).collect();
        let only = |names: &str| {
            let mut found = titles.iter().enumerate().filter(|(_, title)| words::is(title, names));
            found.next().filter(|_| found.next().is_none()).map(|(column, _)| column)
        };
        // 复评得分, 财政评价得分: it is open which of them is graded.
        let scores = titles.iter().filter(|title| words::ends(title, "总分|得分|评分|分数")).count();
        let staff = titles.iter().any(|title| words::has(title, "姓名|考核|岗位|人员|上年|去年"));
        (scores == 1 && !staff).then_some((at, only(POINTS)?, only(GRADE)?))
    })
}

fn rows<'t>(
    table: &'t RawTable<'_>,
    head: usize,
    points: usize,
    grade: usize,
) -> impl Iterator<Item = Row> + 't {
    let width = table.rows[head].cells.len();
    let full = table.rows[head + 1..].iter().filter(move |row| row.cells.len() == width);
    full.filter_map(move |row| {
        let text = row.cells[points].text.trim().trim_end_matches('分');
        let (value, _) = parse_number(text)?;
        let (word, class) = exact_grade(&row.cells[grade].text)?;
        let in_scale = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value);
        in_scale.then_some(Row { points: value, class, word, span: row.cells[grade].span })
    })
}
