//! 指标行的填写：空指标、无完成值、同义反复、照抄符号、漏百分号。

use super::{
    Sink,
    indicator_points::{cell_or_row, row_name, row_place},
    kept::{TableRule, each_table},
    rule,
};
use crate::{
    finding::{Finding, Phrase, Words},
    model::{
        Model, Table,
        forms::{IndicatorRow, IndicatorTable},
    },
    score::{
        is_empty,
        target::{self, Value},
    },
    text::Span,
    words,
};

rule! {
    /// # 空指标
    ///
    /// 表中有二级指标一行，却没有指标值、完成值、分值和得分。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 效益指标 | 社会效益指标 | 方便群众 | ≥90% | 95% | 30 | 30 | |
    /// | | 可持续影响指标 | | | | | | |
    /// | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 95% | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 效益指标 | 社会效益指标 | 方便群众 | ≥90% | 95% | 20 | 20 | |
    /// | | 可持续影响指标 | 制度健全 | 建立台账 | 已建立 | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 补填指标，或删去这一行。
    EMPTY = "GJ530", Hint, Review;
    title: "空指标", "an indicator that was left empty";
    zh: "{names}没有填指标值、完成值、分值和得分，请补填，或删去不适用的行。";
    en: "{names}: no target, actual value, weight or points; fill it in, or delete the row if it does not apply.";
}

rule! {
    /// # 有得分而无完成值
    ///
    /// 指标给了分，实际完成值却空着，得分没有依据。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 开展培训 | ≥5场 | | 10 | 10 | |
    /// | | | 编发信息 | ≥9篇 | 9篇 | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 开展培训 | ≥5场 | 6场 | 10 | 10 | |
    /// | | | 编发信息 | ≥9篇 | 9篇 | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 补填实际完成值。
    NO_ACTUAL = "GJ531", Warning, Missing;
    title: "有得分而无完成值", "points without an actual value";
    zh: "{name}得{points}分，而实际完成值为空，请补填。";
    en: "{name} has {points} points but no actual value; fill it in.";
}

rule! {
    /// # 指标值与完成值是同一句空话
    ///
    /// 指标值写“产业繁荣”，完成值也写“产业繁荣”：没有可以衡量的标准，也没有说明做到什么程度。
    ///
    /// 依据：绩效指标应当清晰、细化、可衡量（财预〔2021〕101号，条文待核）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 效益指标 | 经济效益指标 | 带动产业 | 产业繁荣 | 产业繁荣 | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 效益指标 | 经济效益指标 | 带动产业 | 增加值增长≥5% | 增长6.1% | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 把指标值改成可以核对的数或事实，完成值写实际做到的结果。
    VAGUE = "GJ532", Hint, Review;
    title: "指标值与完成值是同一句空话", "target and actual value are the same unmeasurable words";
    zh: "{count}项指标的完成值照写指标值，且不可衡量：{names}，请补充可以核对的结果。";
    en: "{count} row(s) repeat unmeasurable words of the target as the actual value: {names}; give a result that can be checked.";
}

rule! {
    /// # 完成值照抄了“≥”“≤”
    ///
    /// 实际完成值应当是做到的数，带“≥”“≤”的多半是从指标值照抄来的。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 管道长度 | ≥120米 | ≥120米 | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 产出指标 | 数量指标 | 管道长度 | ≥120米 | 126米 | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 填写实际完成的数。
    COPIED = "GJ533", Hint, Review;
    title: "完成值照抄了“≥”“≤”", "an actual value with the sign of its target";
    zh: "{count}项指标的实际完成值带有“≥”“≤”等符号：{names}，请填写实际完成的数。";
    en: "{count} actual value(s) carry a sign like ≥: {names}; give the figure that was reached.";
}

rule! {
    /// # 完成值漏了百分号
    ///
    /// 指标值是百分数，完成值是不带百分号的数。
    ///
    /// ## 反例
    /// ```gj bad
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥92% | 97 | 10 | 10 | |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 整体支出绩效自评表
    /// | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
    /// | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥92% | 97% | 10 | 10 | |
    /// ```
    /// ## 怎么改
    /// 补上百分号。
    NO_SIGN = "GJ534", Hint, Review;
    title: "完成值漏了百分号", "an actual value without its per cent sign";
    zh: "{count}项指标的指标值是百分数，实际完成值没有写成百分数：{names}，请补上百分号。";
    en: "{count} actual value(s) lack the per cent sign of the target: {names}; write them in per cent.";
}

static LISTED: Phrase = Phrase { zh: "{name}：{text}", en: "{name}: {text}" };
static AND_MORE: Phrase = Phrase { zh: "等", en: " and more" };

/// Most rows that a message names; the others stand among the related places.
const NAMED: usize = 6;

/// Looks at what the cells of every indicator say.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    each_table(model, sink, TableRule::Texts, |model, sink, table| {
        if let Some(indicators) = &table.indicators {
            texts(model, sink, table, indicators);
        }
    });
}

fn texts(model: &Model<'_>, sink: &mut Sink, table: &Table, indicators: &IndicatorTable) {
    let (mut empty, mut vague, mut copied, mut unsigned) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    // Where no actual value is filled in at all, the form is a blank one or has no such column.
    let has_actual = indicators.rows.iter().any(|row| !row.actual.text.is_empty());
    for (index, row) in indicators.rows.iter().enumerate() {
        let cut = indicators.cut_off && index + 1 == indicators.rows.len();
        let target = target::read(&row.target.text, model.year);
        let actual = target::read(&row.actual.text, model.year);
        if is_empty(row) {
            if !cut {
                empty.push(row);
            }
            continue;
        }
        if has_actual && !cut && actual == Value::Empty {
            no_actual(model, sink, table, row, &target);
        }
        if is_vague(model, &target, &actual) {
            vague.push(row);
        } else if is_copied(row, &actual) {
            copied.push(row);
        } else if lacks_sign(model, row, &target, &actual) {
            unsigned.push(row);
        }
    }
    empty_rows(model, sink, table, indicators, &empty);
    listed(model, sink, &VAGUE, table, &vague);
    listed(model, sink, &COPIED, table, &copied);
    listed(model, sink, &NO_SIGN, table, &unsigned);
}

fn empty_rows(
    model: &Model<'_>,
    sink: &mut Sink,
    table: &Table,
    indicators: &IndicatorTable,
    rows: &[&IndicatorRow],
) {
    // A form in which nothing is filled in is blank, and found as such.
    if rows.len() == indicators.rows.len() {
        return;
    }
    let Some(first) = rows.first() else { return };
    let mut finding =
        Finding::new(&EMPTY, label_span(first)).with_words("names", names(rows, |_| String::new()));
    finding.place = row_place(model, table, first, "");
    for row in &rows[1..] {
        finding =
            finding.relate(label_span(row), Words::new(&LISTED).with("name", row_name(row)).with("text", ""));
    }
    sink.push(finding);
}

fn label_span(row: &IndicatorRow) -> Span {
    let name = if row.name.text.is_empty() { &row.second } else { &row.name };
    cell_or_row(name.span, row)
}

fn no_actual(model: &Model<'_>, sink: &mut Sink, table: &Table, row: &IndicatorRow, target: &Value) {
    let Some(points) = row.points else { return };
    let claimed = model.figure(points).quantity.value;
    if claimed.is_zero() || *target == Value::Empty {
        return;
    }
    let mut finding = Finding::new(&NO_ACTUAL, model.figure(points).span)
        .with("name", row_name(row))
        .with("points", claimed.normalize());
    finding.place = row_place(model, table, row, "实际完成值");
    sink.push(finding);
}

/// The same short words of effect twice, without a figure.
fn is_vague(model: &Model<'_>, target: &Value, actual: &Value) -> bool {
    let (Value::Words(target), Value::Words(actual)) = (target, actual) else { return false };
    let short = target.chars().count() <= 20 && !target.contains(|c: char| c.is_ascii_digit());
    let vague = || model.rules.scoring.vague_words.iter().any(|word| target.contains(word.as_str()));
    target == actual && short && vague()
}

/// A sign in the actual value, or the very words of the target (95%以上 twice).
fn is_copied(row: &IndicatorRow, actual: &Value) -> bool {
    let bound = matches!(actual, Value::Amount(relation, _) if relation.is_up() || relation.is_down());
    let plain = target::plain(&row.actual.text);
    bound && (plain.contains(['≥', '≤', '>', '<']) || plain == target::plain(&row.target.text))
}

/// Whether the target is in per cent in its own cell, not by a column for the unit, and the actual value is bare.
fn lacks_sign(model: &Model<'_>, row: &IndicatorRow, target: &Value, actual: &Value) -> bool {
    let (Value::Amount(_, target), Value::Amount(_, actual)) = (target, actual) else { return false };
    let printed = row.target.span.of(model.text());
    let signed = words::has(printed, "%|％|﹪|百分比");
    target.is_percent() && signed && actual.is_bare() && !actual.quantity.value.is_zero()
}

/// One finding for all rows of a table.
fn listed(
    model: &Model<'_>,
    sink: &mut Sink,
    rule: &'static super::Rule,
    table: &Table,
    rows: &[&IndicatorRow],
) {
    let Some(first) = rows.first() else { return };
    let mut finding = Finding::new(rule, cell_or_row(first.actual.span, first))
        .with("count", rows.len())
        .with_words("names", names(rows, |row| format!("“{}”", row.actual.text)));
    finding.place = row_place(model, table, first, "实际完成值");
    for row in &rows[1..] {
        let words = Words::new(&LISTED).with("name", row_name(row)).with("text", &row.actual.text);
        finding = finding.relate(cell_or_row(row.actual.span, row), words);
    }
    sink.push(finding);
}

static NAMES: Phrase = Phrase { zh: "{names}{more}", en: "{names}{more}" };

/// The first rows by name, with what `tail` says of each.
fn names(rows: &[&IndicatorRow], tail: impl Fn(&IndicatorRow) -> String) -> Words {
    let named: Vec<String> =
        rows.iter().take(NAMED).map(|row| format!("{}{}", row_name(row), tail(row))).collect();
    let words = Words::new(&NAMES).with("names", named.join("、"));
    if rows.len() > NAMED { words.with_words("more", Words::new(&AND_MORE)) } else { words }
}
