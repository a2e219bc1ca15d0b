//! 空表说明与表内数字、“无此项”与表内数字是否相符。

use super::{
    Sink,
    passages::{Passage, Wording},
    rule,
};
use crate::{
    finding::{Finding, Phrase, Words},
    model::{
        FigureId, Home, Model, Role,
        cells::{self, Content},
        names::{self, Basis},
    },
    number::{Dimension, Unit},
    rules::claim::{show, stands},
    syntax::{Node, Paragraph, RawRow, RawTable},
    text::Span,
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 注明空表，表内有数
    ///
    /// 表下注“故本表为空表”“本表无数据”，而紧挨着的上表里有不为零的数。多半是沿用了模板的注。
    /// 栏次（1、2、3……）和科目编码不算数。
    ///
    /// ## 反例
    /// ```gj bad
    /// 部门“三公”经费预算表
    /// | 合计  | 因公出国(境)费 | 公务接待费 | 公务用车购置及运行费 |
    /// | 47.91 | 0              | 1.35       | 46.56                |
    ///
    /// 注：本部门2024年无“三公”经费预算，故本表为空表。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 部门“三公”经费预算表
    /// | 合计 | 因公出国(境)费 | 公务接待费 | 公务用车购置及运行费 |
    /// | 0.00 | 0              | 0          | 0                    |
    ///
    /// 注：本部门2024年无“三公”经费预算，故本表为空表。
    /// ```
    /// ## 怎么改
    /// 确有数据的删去该注；确无数据的核对表内数字。
    NOTE = "GJ141", Warning, Contradiction;
    title: "注明空表，表内有数", "a table said to be empty has figures";
    zh: "注称“{words}”，而上表有{count}个不为零的数（{figures}），请核实删去该注或改正表内数字。";
    en: "the note says “{words}”, but the table above has {count} figures that are not zero ({figures}).";
}

rule! {
    /// # 正文称无此项，表内有数
    ///
    /// 正文写“无……费”“未发生……费”“未安排……预算”，而表内同一项目、同一年度的数不为零。只在项目、年度、口径都确定时报告。
    ///
    /// ## 反例
    /// ```gj bad
    /// 报告：2023年度某市某局部门整体支出绩效自评报告
    /// 规程：部门整体支出
    ///
    /// 2023年无因公出国（境）费。
    ///
    /// | 项目               | 2022年决算数 | 2023年决算数 |
    /// | 因公出国（境）费   |         0.00 |         4.20 |
    /// | 公务接待费         |         3.71 |         6.99 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 报告：2023年度某市某局部门整体支出绩效自评报告
    /// 规程：部门整体支出
    ///
    /// 2023年无因公出国（境）费。
    ///
    /// | 项目               | 2022年决算数 | 2023年决算数 |
    /// | 因公出国（境）费   |         4.20 |         0.00 |
    /// | 公务接待费         |         3.71 |         6.99 |
    /// ```
    /// ## 怎么改
    /// 核对该项有无，改正正文或表。
    NONE = "GJ142", Warning, Contradiction;
    title: "正文称无此项，表内有数", "prose says there is none, a table has a figure";
    zh: "正文称“{words}”，而{place}为{stated}，请核实。";
    en: "the text says “{words}”, but {place} is {stated}.";
}

/// Figures of the table that a finding names.
const SHOWN: usize = 5;

static CELL: Phrase = Phrase { zh: "表内“{figure}”", en: "in the table: {figure}" };

/// Holds every 空表 note against its table, and every 无此项 in prose against the forms.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for (index, node) in model.syntax.nodes.iter().enumerate() {
        let Node::Paragraph(paragraph) = node else { continue };
        if paragraph.contents || !model.concerns(index, Wording::EmptyTables) {
            continue;
        }
        if let Some(words) = note_words(&paragraph.flow.text) {
            note(model, sink, index, paragraph, words);
        } else {
            none(model, sink, paragraph);
        }
    }
}

pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    let text = passage.text;
    passage.cell.is_none() && (LEADS.iter().any(|lead| text.contains(lead)) || note_words(text).is_some())
}

/// Words that begin to say that there is none.
const LEADS: [&str; 5] = ["无", "未发生", "没有发生", "未安排", "没有安排"];

/// The words by which a note calls its table empty.
fn note_words(text: &str) -> Option<&str> {
    let words =
        ["本表为空表", "此表为空表", "本表为空", "此表为空", "本表无数据", "此表无数据", "本表没有数据"];
    let at = words
        .iter()
        .filter(|words| text.contains(**words))
        .find_map(|words| text.find(words).map(|at| at..at + words.len()))?;
    // 无……的，仍保留该表格式：…… tells whoever fills the form in what to write.
    (!text.contains("仍保留") && !text.contains("如无") && !text.contains("如本表")).then_some(&text[at])
}

fn note(model: &Model<'_>, sink: &mut Sink, index: usize, paragraph: &Paragraph<'_>, words: &str) {
    let Some((node, table)) = table_above(model, index) else { return };
    let figures: Vec<(&str, Span)> = table.rows.iter().flat_map(amounts).collect();
    if figures.is_empty() {
        return;
    }
    let shown: Vec<&str> = figures.iter().take(SHOWN).map(|(figure, _)| *figure).collect();
    let more = if figures.len() > SHOWN { "等" } else { "" };
    let at = paragraph.flow.text.find(words).unwrap_or(0);
    let mut finding = Finding::new(&NOTE, paragraph.flow.span(at..at + words.len()))
        .with("words", words)
        .with("count", figures.len())
        .with("figures", format!("{}{more}", shown.join("、")));
    if let Some(table) = model.tables.iter().find(|table| table.node == node) {
        finding.place = model.table_name(table);
    }
    for (figure, span) in figures.iter().take(SHOWN) {
        finding = finding.relate(*span, Words::new(&CELL).with("figure", figure));
    }
    sink.push(finding);
}

/// The table right above a note; other notes may stand between.
fn table_above<'m>(model: &'m Model<'_>, index: usize) -> Option<(usize, &'m RawTable<'m>)> {
    for (i, node) in model.syntax.nodes[..index].iter().enumerate().rev().take(3) {
        match node {
            Node::Table { table, .. } => return Some((i, table)),
            Node::Paragraph(p) if p.flow.text.trim_start().starts_with(['注', '说']) => {}
            _ => return None,
        }
    }
    None
}

/// Cells of a row with an amount that is not zero.
fn amounts<'m>(row: &'m RawRow<'m>) -> Vec<(&'m str, Span)> {
    if row.loose || row.outside {
        return Vec::new();
    }
    let mut found = Vec::new();
    // Whole numbers that lead to a name are its code: 201 05 07 专项普查活动.
    let mut name_follows = false;
    for cell in row.cells.iter().rev() {
        let digits =
            !cell.text.is_empty() && cell.text.len() <= 7 && cell.text.bytes().all(|b| b.is_ascii_digit());
        match cells::read(&cell.text, Unit::ten_thousand_yuan()) {
            Content::Text => name_follows = true,
            Content::Number { .. } if digits && name_follows => {}
            Content::Number { quantity, .. } => {
                name_follows = false;
                if !quantity.value.is_zero() && quantity.unit.dimension == Dimension::Money {
                    found.push((cell.text.as_ref(), cell.span));
                }
            }
            Content::Empty => name_follows = false,
        }
    }
    found.reverse();
    found
}

/// 无因公出国（境）费: words that say that there is none, with the name behind them.
fn none(model: &Model<'_>, sink: &mut Sink, paragraph: &Paragraph<'_>) {
    let text: &str = &paragraph.flow.text;
    for lead in LEADS.into_iter().filter(|lead| text.contains(lead)) {
        for (at, _) in text.match_indices(lead) {
            let Some(claim) = denied(model, text, at, lead) else { continue };
            let Some(figure) = contradicting(model, &claim) else { continue };
            let words = &text[at..claim.end];
            let mut finding = Finding::new(&NONE, paragraph.flow.span(at..claim.end))
                .with("words", words)
                .with("place", model.place(figure))
                .with("stated", show(model, figure))
                .relate(model.figure(figure).span, stands(model, figure));
            finding.stated = Some("0".to_owned());
            finding.computed = Some(model.figure(figure).quantity.value.normalize().to_string());
            sink.push(finding);
        }
    }
}

/// Longest clause that is read, in bytes.
const MAX_CLAUSE: usize = 96;

/// What a clause says that there is none of.
struct Denied {
    item: String,
    year: i32,
    /// Whether it is spending, or the budget, that there is none of.
    basis: Basis,
    end: usize,
}

fn denied(model: &Model<'_>, text: &str, at: usize, lead: &str) -> Option<Denied> {
    let start = at + lead.len();
    let rest = &text[start..text.floor_char_boundary((start + MAX_CLAUSE).min(text.len()))];
    let length = rest.find(['，', '。', '；', '、', '：', ',', ';'])?;
    let name = rest[..length].trim();
    // 无……的部门, 无关, 无需: no statement about the item.
    if name.chars().count() < 3 || name.contains(['的', '时', '则']) || name.chars().count() > 30 {
        return None;
    }
    // Before it only the year, the unit and 本年: 如无, 若无 are conditions.
    let head = &text[text.ceil_char_boundary(at.saturating_sub(MAX_CLAUSE))..at];
    let head = head.rsplit(['，', '。', '；', '：', '、']).next().unwrap_or_default();
    if head.contains(['如', '若', '凡']) || head.ends_with(['毫', '有']) {
        return None;
    }
    let label = names::read_label(name);
    let canonical = names::canonical(&label.name);
    let item = model.aliases.get(&canonical).cloned().unwrap_or(canonical);
    if model.of_item(&item).is_empty() {
        return None;
    }
    let basis = match (label.basis, lead) {
        // 年初未安排…，年中追加50万元.
        (Basis::Unsaid, _) if head.contains("年初") => Basis::Initial,
        (Basis::Unsaid, "未安排" | "没有安排") => Basis::Budget,
        (Basis::Unsaid, _) => Basis::Final,
        (basis, _) => basis,
    };
    let before = words::has(head, "上年|去年|上一年");
    let year = year_said(head).or(model.year.map(|year| year - i32::from(before)))?;
    Some(Denied { item, year, basis, end: at + lead.len() + length })
}

/// The last year that the words before the claim name.
fn year_said(head: &str) -> Option<i32> {
    let at = head.rfind('年')?;
    let digits: String = head[..at]
        .chars()
        .rev()
        .take(4)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .map(crate::number::halfwidth)
        .collect();
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// A figure in a table that is not zero although there should be none.
fn contradicting(model: &Model<'_>, claim: &Denied) -> Option<FigureId> {
    model.of_item(&claim.item).iter().copied().find(|&id| {
        let figure = model.figure(id);
        matches!(figure.home, Home::Cell { .. })
            && figure.role == Role::Level
            && figure.year == Some(claim.year)
            && figure.quantity.unit.dimension == Dimension::Money
            && figure.basis.meets(claim.basis)
            && figure.quantity.value > Decimal::ZERO
    })
}

#[cfg(test)]
mod tests {

    fn found(text: &str) -> Vec<String> {
        let report = crate::check(text, None);
        let own = report.findings.iter().filter(|f| ["GJ141", "GJ142"].contains(&f.rule.code));
        own.map(|f| format!("{} {}", f.rule.code, f.message(crate::Lang::Zh))).collect()
    }

    #[test]
    fn codes_and_column_numbers_are_no_amounts() {
        let text = "政府性基金预算支出决算表\n栏次\t1\t2\t3\n科目编码\t科目名称\t合计\n2080101\t行政运行\t0\n\n注：本表无数据。\n";
        assert!(found(text).is_empty(), "{:?}", found(text));
        let text = text.replace("\t0\n", "\t12.5\n");
        assert_eq!(found(&text).len(), 1);
        assert!(found(&text)[0].contains("12.5"));
    }

    #[test]
    fn conditions_and_instructions_are_no_claims() {
        let form = "\n项目\t2022年决算数\t2023年决算数\n因公出国（境）费\t0\t4.2\n公务接待费\t1\t2\n";
        let title = "报告：2023年度某局部门整体支出绩效自评报告\n规程：部门整体支出\n\n";
        for (prose, count) in [
            ("2023年未发生因公出国（境）费。", 1),
            ("2023年无因公出国（境）费，无其他支出。", 1),
            ("如无因公出国（境）费，请写“无”。", 0),
            ("无因公出国（境）费的单位，作下述说明：", 0),
            ("2022年无因公出国（境）费。", 0),
            ("上年无因公出国（境）费。", 0),
            ("年初未安排因公出国（境）费，年中追加4.2万元。", 0),
        ] {
            assert_eq!(
                found(&format!("{title}{prose}\n{form}")).len(),
                count,
                "{prose} {:?}",
                found(&format!("{title}{prose}\n{form}"))
            );
        }
    }
}
