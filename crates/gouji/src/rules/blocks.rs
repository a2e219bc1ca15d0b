//! 【…】行的写法。

use super::{Sink, rule};
use crate::{
    finding::{Edit, Finding, Fix, Phrase, Words},
    model::Model,
    similar,
    syntax::{Node, Paragraph},
    text::Span,
};

rule! {
    /// # 【】不成对
    ///
    /// 以“【表”等开头的一行没有右半边“】”。仍按这一块处理，但标题与单位分不开。
    ///
    /// ## 反例
    /// ```gj bad
    /// 【表 经费控制情况
    /// | 项目 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.72 | 104.98 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 【表 经费控制情况】
    /// | 项目 | 2022年决算数 | 2023年决算数 |
    /// | 三公经费 | 141.72 | 104.98 |
    /// ```
    /// ## 怎么改
    /// 在标题后面补“】”。
    UNCLOSED = "GJ021", Warning, Syntax;
    title: "【】不成对", "【 without 】";
    zh: "“{at}”缺少右半边“】”，请补上。";
    en: "“{at}” lacks its closing 】; add it.";
}

rule! {
    /// # 不认识的【】块
    ///
    /// 单独成行的【…】里写的与某个块名相近但不相同，按普通文字处理。块名有：表、绩效指标、资金、基础数据、核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，人员经费60万元。
    ///
    /// 【核对项】
    /// 基本支出 = 人员经费
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，人员经费60万元。
    ///
    /// 【核对】
    /// 基本支出 = 人员经费
    /// ```
    /// ## 怎么改
    /// 改为块名；若本来就是普通文字，可不改。
    UNKNOWN = "GJ022", Warning, Syntax;
    title: "不认识的【】块", "an unknown block name";
    zh: "没有“【{name}】”这种块，是否指“【{nearest}】”；现按普通文字处理。";
    en: "There is no block “【{name}】”; is “【{nearest}】” meant? It was read as plain text.";
}

static CLOSE: Phrase = Phrase { zh: "补上“】”", en: "add “】”" };
static RENAME: Phrase = Phrase { zh: "改为“【{nearest}】”", en: "write “【{nearest}】”" };

/// What a block can be called.
const NAMES: [&str; 5] = ["表", "绩效指标", "资金", "基础数据", "核对"];
/// Words that are used for a block without being alike.
const MEANT: &[(&str, &str)] = &[
    ("核查", "核对"),
    ("校核", "核对"),
    ("校对", "核对"),
    ("核验", "核对"),
    ("勾稽", "核对"),
    ("检查", "核对"),
    ("核对项", "核对"),
    ("表格", "表"),
    ("附表", "表"),
    ("数据表", "表"),
    ("资金情况", "资金"),
    ("基本数据", "基础数据"),
    ("指标", "绩效指标"),
];

/// Looks at 【…】 lines.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for (i, node) in model.syntax.nodes.iter().enumerate() {
        match node {
            Node::Block(block) if !block.closed => unclosed(model, sink, block.title, block.span),
            Node::Paragraph(paragraph) => unknown(model, sink, i, paragraph),
            _ => {}
        }
    }
}

/// The closing mark belongs before 单位：万元.
fn unclosed(model: &Model<'_>, sink: &mut Sink, title: Span, span: Span) {
    let written = title.of(model.text());
    let end = ["金额单位", "单位：", "单位:", "（单位", "(单位"]
        .iter()
        .filter_map(|caption| written.find(caption))
        .min();
    let end = title.start + written[..end.unwrap_or(written.len())].trim_end().len();
    let at = crate::model::place::clip(span.of(model.text()).trim());
    let mut finding = Finding::new(&UNCLOSED, span).with("at", at);
    let edits = vec![Edit { span: Span { start: end, end }, text: "】".to_owned() }];
    finding.fixes.push(Fix { words: Words::new(&CLOSE), edits });
    sink.push(finding);
}

fn unknown(model: &Model<'_>, sink: &mut Sink, node: usize, paragraph: &Paragraph<'_>) {
    // A wrapped line goes on as text, so only the paragraph's first line is looked at.
    let line = paragraph.span.of(model.text()).lines().next().unwrap_or_default();
    let Some(inner) = line.trim().strip_prefix('【') else { return };
    let Some((name, behind)) = inner.split_once('】') else { return };
    let alone = behind.trim().is_empty() || behind.contains("单位");
    let key = name.split_whitespace().next().unwrap_or_default();
    if paragraph.number.is_some() || !alone || NAMES.contains(&key) {
        return;
    }
    let meant = MEANT.iter().find(|(word, _)| *word == key).map(|(_, name)| *name);
    let long = NAMES.into_iter().filter(|name| name.chars().count() > 2);
    let Some(nearest) = meant.or_else(|| similar::nearest(key, long)) else { return };
    let start = paragraph.span.start + line.find(key).unwrap_or(0);
    let span = Span::new(start, start + key.len());
    let mut finding = Finding::new(&UNKNOWN, span).with("name", key).with("nearest", nearest);
    // 【绩效目标】 may as well be a heading; above a table or an equation it is not.
    if !begins_block(model, node, paragraph) {
        finding.severity = crate::Severity::Hint;
    }
    let edits = vec![Edit { span, text: nearest.to_owned() }];
    finding.fixes.push(Fix { words: Words::new(&RENAME).with("nearest", nearest), edits });
    sink.push(finding);
}

fn begins_block(model: &Model<'_>, node: usize, paragraph: &Paragraph<'_>) -> bool {
    let relation = |text: &str| text.contains(['=', '＝', '≤', '≥', '≈', '≠']);
    match model.syntax.nodes.get(node + 1) {
        _ if relation(&paragraph.flow.text) => true,
        Some(Node::Table { .. }) => true,
        Some(Node::Paragraph(next)) => relation(&next.flow.text),
        _ => false,
    }
}
