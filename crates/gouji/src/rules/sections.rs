//! 规程要求的章节是否齐全。

use super::{Sink, rule};
use crate::{
    finding::{Finding, Phrase, Severity, Words},
    model::{Model, place::node_start},
    ruleset::SectionRule,
    syntax::{Node, Style},
    text::Span,
};

rule! {
    /// # 缺少规程要求的章节
    ///
    /// 自评报告按规程（报告提纲）应有的章节，没有一个标题与之相符。没有该类预算的，也应写明“无”。
    /// 只有提纲成形的报告（至少三个一级标题）才检查；摘录的片段和单独的表不检查。规程是按标题推定的（文首没有写“规程：”，
    /// 也没有另外指定），报告有规程所列章节的四分之三才检查：别处的报告提纲本来就不同。
    ///
    /// 依据：规程 `sections` 列出的章节；其中未核对原文的要求只作提示。
    ///
    /// ## 反例
    /// ```gj bad
    /// 报告：2023年度某市某局部门整体支出绩效自评报告
    /// 规程：部门整体支出
    ///
    /// 一、部门基本情况
    /// 二、部门整体支出管理及使用情况
    /// 三、部门整体支出绩效情况
    /// ```
    /// ## 正例
    /// ```gj good
    /// 报告：2023年度某市某局部门整体支出绩效自评报告
    /// 规程：部门整体支出
    ///
    /// 一、部门基本情况
    /// 二、部门整体支出管理及使用情况
    /// 三、政府性基金预算支出情况
    /// 四、国有资本经营预算支出情况
    /// 五、社会保险基金预算支出情况
    /// 六、部门整体支出绩效情况
    /// 七、存在的问题及原因分析
    /// 八、下一步改进措施
    /// ```
    /// ## 怎么改
    /// 补写该章节；确无内容的写“无”。标题用了别的说法的，可在规程里加上该说法。
    MISSING = "GJ111", Warning, Missing;
    title: "缺少规程要求的章节", "a required section is missing";
    zh: "按规程{ruleset}，报告应有“{names}”，未见相应标题，请补写；没有相关内容的请写“无”。";
    en: "the rule set {ruleset} asks for a section on “{names}”; no heading fits. Add it, or say that there is nothing to report.";
}

static NAMED: Phrase = Phrase { zh: "“{name}”", en: "“{name}”" };
static GUESSED: Phrase =
    Phrase { zh: "“{name}”（据标题推定）", en: "“{name}” (guessed from the title)" };

/// The rule set, and whether anybody named it.
pub(crate) fn ruleset(model: &Model<'_>) -> Words {
    Words::new(if model.asked { &NAMED } else { &GUESSED }).with("name", &model.rules.name)
}

/// Fewest first-level headings of a report whose outline can be judged.
const MIN_HEADINGS: usize = 3;
/// Longest line without a number that may be a heading, in characters.
const MAX_HEADING: usize = 30;

/// Whether the text is a report with an outline of its own, not a form or an excerpt.
fn is_whole_report(model: &Model<'_>) -> bool {
    let first_level = |style: Style| style == Style::ChineseComma;
    model.syntax.sections.iter().filter_map(|s| s.number).filter(|n| first_level(n.style)).count()
        >= MIN_HEADINGS
}

/// Looks for every section that the rule set asks for.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    if !is_in_outline(model) {
        return;
    }
    let missing: Vec<(&SectionRule, Severity)> =
        missing(model).filter_map(|section| Some((section, severity(section)?))).collect();
    for severity in [Severity::Error, Severity::Warning, Severity::Info, Severity::Hint] {
        let names: Vec<&str> =
            missing.iter().filter(|(_, s)| *s == severity).map(|(rule, _)| rule.name.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        let mut finding = Finding::new(&MISSING, title_span(model))
            .with_words("ruleset", ruleset(model))
            .with("names", names.join("”“"));
        finding.severity = severity;
        sink.push(finding);
    }
}

/// Whether the rule set's outline can be asked of the text: a whole report, and either somebody named the rule set or
/// the report follows it but for a few sections.
pub(crate) fn is_in_outline(model: &Model<'_>) -> bool {
    let sections = model.rules.sections.len();
    is_whole_report(model) && (model.asked || missing(model).count() * 4 <= sections)
}

/// Sections that no heading fits.
pub(crate) fn missing<'m>(model: &'m Model<'_>) -> impl Iterator<Item = &'m SectionRule> {
    // Several rules ask, and every heading of the text has to be looked at.
    let missing = model.missing_sections.get_or_init(|| {
        let headings = headings(model);
        let fits = |section: &SectionRule| headings.iter().any(|heading| section.fits(heading));
        model.rules.sections.iter().map(|section| !fits(section)).collect()
    });
    model.rules.sections.iter().zip(missing).filter_map(|(section, missing)| missing.then_some(section))
}

fn severity(section: &SectionRule) -> Option<Severity> {
    section.severity.map_or(Some(MISSING.severity), |set| set.severity())
}

/// Every line that may be a heading: numbered ones, parts and annexes, and short lines without a sentence in them.
fn headings<'m>(model: &'m Model<'_>) -> Vec<&'m str> {
    let text = model.text();
    let mut found = Vec::new();
    for node in &model.syntax.nodes {
        match node {
            Node::Paragraph(p) if p.number.is_some() => found.push(first_line(&p.flow.text)),
            Node::Paragraph(p)
                if p.flow.text.chars().nth(MAX_HEADING).is_none() && !p.flow.text.contains('。') =>
            {
                found.push(&p.flow.text);
            }
            Node::Division { span, .. } => found.push(span.of(text)),
            Node::Block(block) => found.push(block.title.of(text)),
            _ => {}
        }
    }
    found
}

/// The heading of a numbered paragraph that goes on in the same line.
fn first_line(text: &str) -> &str {
    text.split(['。', '：', ':']).next().unwrap_or(text)
}

/// Where a finding about the whole report stands: its title.
pub(crate) fn title_span(model: &Model<'_>) -> Span {
    if let Some(field) = model.syntax.header.iter().find(|field| field.key.of(model.text()) == "报告") {
        return field.value;
    }
    match model.syntax.nodes.first() {
        Some(Node::Paragraph(paragraph)) => paragraph.span,
        Some(Node::Division { span, .. }) => *span,
        Some(node) => Span { start: node_start(node), end: node_start(node) },
        None => Span::default(),
    }
}
