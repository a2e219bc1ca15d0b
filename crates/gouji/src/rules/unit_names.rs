//! 附表的填报单位与报告标题的单位是否一致。

use super::{
    Sink,
    passages::{Passage, Wording},
    rule,
};
use crate::{
    finding::{Finding, Phrase, Words},
    model::{Model, identity::unit_in_title, names},
    syntax::{INVISIBLE, Node},
    text::Span,
    words,
};

rule! {
    /// # 填报单位与标题的单位不同
    ///
    /// 表上的“填报单位”“预算单位名称”明显是另一个单位，可能套用了别的单位的表。简称、全称、带不带地名都算同一个单位；
    /// 下属单位单独填报的可不理会。只作提示。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2023年度某市水利局部门整体支出绩效自评报告
    ///
    /// 整体支出绩效自评表
    /// 填报单位：某市农业农村局
    /// | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 办结件数 | 10   | 10   |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2023年度某市水利局部门整体支出绩效自评报告
    ///
    /// 整体支出绩效自评表
    /// 填报单位：水利局
    /// | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
    /// | 产出指标 | 数量指标 | 办结件数 | 10   | 10   |
    /// ```
    /// ## 怎么改
    /// 核对表是不是本单位的，改正单位名称。
    OTHER = "GJ152", Hint, Review;
    title: "填报单位与标题的单位不同", "a form names another unit than the title";
    zh: "此处单位写作“{words}”，与{from}“{unit}”不同，请核对；下属单位单独填报的可不理会。";
    en: "the unit here is “{words}”, not “{unit}” as in {from}; check it.";
}

static TITLE: Phrase = Phrase { zh: "报告标题", en: "the title" };
static FIRST: Phrase = Phrase { zh: "前面的填报单位", en: "the form before" };

const KEYS: [&str; 5] = ["填报单位", "预算单位名称", "填报部门", "编制单位", "编制部门"];

/// Compares the units that forms name with the title's, or with the first form's.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let named = named_units(model);
    let title = unit_in_title(&model.title);
    let (unit, from) = match (is_unit_name(&title), named.first()) {
        (true, _) => (title, &TITLE),
        (false, Some((first, _))) => (first.clone(), &FIRST),
        (false, None) => return,
    };
    let mut told: Vec<&str> = Vec::new();
    for (name, span) in named.iter().filter(|(name, _)| is_other(name, &unit)) {
        if told.contains(&name.as_str()) {
            continue;
        }
        told.push(name);
        let finding = Finding::new(&OTHER, *span).with("words", name).with("unit", &unit);
        sink.push(finding.with_words("from", Words::new(from)));
    }
}

/// Whether the words of a title that may be a unit are one.
fn is_unit_name(name: &str) -> bool {
    const KINDS: [char; 26] = [
        '局', '委', '办', '室', '厅', '院', '会', '处', '站', '所', '校', '部', '心', '府', '协', '联', '队',
        '社', '馆', '团', '园', '学', '庭', '台', '行', '司',
    ];
    name.chars().count() >= 4
        && name.ends_with(KINDS)
        && !name.contains(|c: char| c.is_ascii_alphanumeric() || c == '×')
}

pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    is_key(passage.text) || value_of(passage.text).is_some()
}

/// 填报单位：… in lines and cells, with the name's place.
fn named_units(model: &Model<'_>) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let nodes = model.syntax.nodes.iter().enumerate();
    for (_, node) in nodes.filter(|(index, _)| model.concerns(*index, Wording::UnitNames)) {
        match node {
            Node::Paragraph(p) if p.number.is_none() => {
                let place = |at: usize, len: usize| p.flow.span(at..at + len);
                found.extend(
                    value_of(&p.flow.text).map(|(at, name)| (name.to_owned(), place(at, name.len()))),
                );
            }
            Node::Table { table, .. } => {
                for row in &table.rows {
                    for (i, cell) in row.cells.iter().enumerate() {
                        if let Some((_, name)) = value_of(&cell.text) {
                            let span = crate::model::cells::locate(model.text(), cell.span, name)
                                .unwrap_or(cell.span);
                            found.push((name.to_owned(), span));
                        } else if let (true, Some(next)) =
                            (is_key(&cell.text), row.cells.get(i + 1).filter(|next| is_name(&next.text)))
                        {
                            found.push((next.text.clone().into_owned(), next.span));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    KEYS.contains(&text.trim_end_matches(['：', ':', ' ']))
}

/// The name behind 填报单位：, up to a wide gap or the next entry.
fn value_of(text: &str) -> Option<(usize, &str)> {
    let trimmed = text.trim_start();
    let key = KEYS.iter().find(|key| trimmed.starts_with(**key))?;
    let start = text.len() - trimmed.len() + key.len();
    let rest = text[start..].trim_start_matches(bracketed(&text[start..])).trim_start();
    let rest = rest.strip_prefix(['：', ':'])?.trim_start();
    let end = ["  ", "\u{3000}", "\t", "（盖章", "(盖章", "（公章", "单位：", "金额单位"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()
        .unwrap_or(rest.len());
    let name = rest[..end].trim();
    is_name(name).then(|| (text.len() - rest.len(), name))
}

/// （盖章） between key and colon.
fn bracketed(text: &str) -> &str {
    let end = text.starts_with(['（', '(']).then(|| text.find(['）', ')'])).flatten();
    end.map_or("", |end| &text[..end + text[end..].chars().next().map_or(0, char::len_utf8)])
}

fn is_name(text: &str) -> bool {
    let count = text.chars().count();
    (3..=30).contains(&count) && !text.contains(['。', '，', '；', '_', '：', 'X', 'Ｘ', '×'])
}

/// Neither name is a form of the other, and past their places they share no word.
fn is_other(name: &str, unit: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| {
                !c.is_whitespace()
                    && !INVISIBLE.contains(c)
                    && !c.is_ascii_digit()
                    && !"-—（）()".contains(*c)
            })
            .collect()
    };
    let (name, unit) = (bare(name), bare(unit));
    if name.is_empty() || unit.is_empty() || name.contains(&unit) || unit.contains(&name) {
        return false;
    }
    if names::is_unit(&name, &unit) || names::is_unit(&unit, &name) {
        return false;
    }
    let shared =
        name.chars().zip(unit.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let (own, other) = (own_part(&name[shared..]), own_part(&unit[shared..]));
    let pair = |text: &str| text.chars().zip(text.chars().skip(1)).collect::<Vec<_>>();
    let others = pair(other);
    !own.is_empty() && !other.is_empty() && !pair(own).iter().any(|p| others.contains(p))
}

/// A name without the word for the kind of unit, which many share.
fn own_part(name: &str) -> &str {
    words::without_tail(name, "人民政府办公室|委员会|办公室|中心|局|厅|处|院|站|所").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clearly_other_names_are_other() {
        assert!(is_other("怀某市财政局", "怀某市水利局"));
        assert!(is_other("某县卫生健康局", "某县教育体育局"));
        for (name, unit) in [
            ("市政府办公室", "怀某市人民政府办公室"),
            ("怀某市政府办", "怀某市人民政府办公室"),
            ("某县水利局机关", "某县水利局"),
            ("某省某县水利局（本级）", "某县水利局"),
            ("219001-某区某镇人民政府", "某区某镇人民政府"),
            ("县卫健局", "某县卫生健康局"),
        ] {
            assert!(!is_other(name, unit), "{name} {unit}");
        }
    }
}
