//! Sections and forms of a rule set as text to fill in, and what the words of the language mean.

use crate::words::pick;
use gouji::{
    Lang, RuleSet,
    reading::BLOCKS,
    ruleset::{FormRule, SectionRule},
};

/// What a key of the header means.
pub(crate) fn key_docs(key: &str, lang: Lang) -> Option<&'static str> {
    Some(match key {
        "报告" => pick(
            lang,
            "报告的题目；不写时取正文开头几行。",
            "The title of the report; without it the first lines of the text.",
        ),
        "填报单位" | "单位名称" | "部门" => pick(
            lang,
            "单位全称，用来认出“某局三公经费”就是“三公经费”。",
            "The full name of the unit, by which “某局三公经费” is known to be “三公经费”.",
        ),
        "简称" => pick(lang, "单位的其他称呼，用顿号隔开。", "Other names of the unit, between 、."),
        "年度" => pick(
            lang,
            "报告年度，四位数字；不写时取题目里的年份。",
            "The year of the report, four digits; without it the year in the title.",
        ),
        "规程" => pick(
            lang,
            "按哪套规程核对；不写时由题目决定。",
            "The rule set to check by; without it the title decides.",
        ),
        "金额单位" => pick(
            lang,
            "表格没有写单位时用的单位：元、千元、万元、亿元。",
            "The unit of tables that do not say theirs: 元, 千元, 万元, 亿元.",
        ),
        "语言" => pick(lang, "勾稽文本的版本，目前是 1。", "The version of the report language, now 1."),
        _ => return None,
    })
}

/// What a block holds.
pub(crate) fn block_docs(kind: &str, lang: Lang) -> &'static str {
    match kind {
        "绩效指标" => pick(
            lang,
            "绩效指标表：目标值、实际完成值、分值、得分。",
            "The indicators: target, actual value, weight, points.",
        ),
        "资金" => pick(
            lang,
            "资金表：年初预算、全年预算、全年执行、分值、执行率、得分。",
            "The funds: initial and adjusted budget, what was executed, weight, rate, points.",
        ),
        "基础数据" => pick(lang, "基础数据表。", "The base-data form."),
        "核对" => pick(
            lang,
            "自己写的等式、不等式和豁免，一行一个；`#` 开头的行是说明。\n\n```gj\n三公经费 = 公务用车购置及运行维护费 + 因公出国（境）费 + 公务接待费\n允许 GJ302（三公经费@2023决算）：理由\n```",
            "Equations, inequalities and waivers of your own, a line each; a line that begins with `#` is a note.",
        ),
        _ => pick(
            lang,
            "金额表。标题后可写“单位：万元”。表头里的年度、口径就是那一列数的年度、口径。",
            "A table of amounts. 单位：万元 may stand behind the title. The heads say the year and basis of their columns.",
        ),
    }
}

/// The first table row of a block's form.
pub(crate) fn block_snippet(kind: &str, year: i32) -> String {
    let last = year - 1;
    match kind {
        "绩效指标" => "【绩效指标】\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n| ${1:产出指标（50分）} | ${2:数量指标} | ${3:指标名称} | ${4:≥1件} | ${5} | ${6:10} | ${7} | |\n".to_owned(),
        "资金" => "【资金】单位：${1:万元}\n| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | ${2} | ${3} | ${4} | 10 | ${5} | ${6} |\n".to_owned(),
        "基础数据" => format!("【基础数据】单位：${{1:万元}}\n| 项目 | {last}年决算数 | {year}年预算数 | {year}年决算数 |\n| ${{2:三公经费}} | ${{3}} | ${{4}} | ${{5}} |\n"),
        "核对" => "【核对】\n${1:甲 = 乙 + 丙}\n".to_owned(),
        _ => format!("【表 ${{1:标题}}】单位：${{2:万元}}\n| 项目 | {last}年决算数 | {year}年预算数 | {year}年决算数 |\n| ${{3}} | ${{4}} | ${{5}} | ${{6}} |\n"),
    }
}

/// All blocks, in the order in which they are offered.
pub(crate) fn blocks() -> impl Iterator<Item = &'static str> {
    BLOCKS.into_iter()
}

/// What stands where something is to be written. It is in brackets and asks to be replaced, so that a section nobody has
/// written does not pass for one that says 无: the check names it until it is gone.
const TO_WRITE: &str = "（请填写；没有相关内容的写“无”）";

/// A first-level heading with a line to fill in.
pub(crate) fn section_text(rule: &SectionRule, number: u32, snippet: bool) -> String {
    let body = if snippet { format!("${{1:{TO_WRITE}}}") } else { TO_WRITE.to_owned() };
    format!("{}、{}\n{body}\n", chinese(number), rule.name)
}

/// A form with the rows that it always has, and its sign-off.
pub(crate) fn form_text(form: &FormRule, rules: &RuleSet, year: i32) -> String {
    let mut out = format!("{}\n", form.name);
    if form.rows.is_empty() {
        out.push_str(&funds_and_indicators(rules));
    } else {
        let last = year - 1;
        out.push_str(&format!("| 项目 | {last}年决算数 | {year}年预算数 | {year}年决算数 |\n"));
        for row in &form.rows {
            let depth = depth(form, &row.name, 0);
            out.push_str(&format!("| {}{} |  |  |  |\n", "  ".repeat(depth), row.name));
        }
    }
    if !form.sign_off.is_empty() {
        out.push_str(&form.sign_off.iter().map(|key| format!("{key}：")).collect::<Vec<_>>().join("    "));
        out.push('\n');
    }
    out
}

fn funds_and_indicators(rules: &RuleSet) -> String {
    let mut out = "| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 |  |  |  |  |  |  |\n\n\n".to_owned();
    out.push_str("| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n");
    for weight in rules.scoring.weights.iter().filter(|weight| weight.name.ends_with("指标")) {
        out.push_str(&format!(
            "| {}（{}分） |  |  |  |  |  |  |  |\n",
            weight.name,
            weight.weight.normalize()
        ));
    }
    out.push_str("| 总分 |  |  |  |  |  |  |  |\n");
    out
}

/// How many rows a row of a form lies within.
fn depth(form: &FormRule, name: &str, above: usize) -> usize {
    let within = form.rows.iter().find(|row| row.name == name).map_or("", |row| row.within.as_str());
    if within.is_empty() || above > 8 { above } else { depth(form, within, above + 1) }
}

/// 一, 二, … 九十九.
pub(crate) fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens % 10), digit(ones)),
    }
}

/// A new report of a unit and year under a rule set, with every section and form that it asks for. The text of a report
/// is Chinese whatever the language of its editor.
pub fn new_report(rules: &RuleSet, unit: &str, year: i32) -> String {
    let unit = unit.trim();
    let shown = if unit.is_empty() { "某市某局" } else { unit };
    let kind = if rules.name == "通用" { "" } else { rules.name.as_str() };
    let title = match kind {
        "部门决算" => format!("{year}年度{shown}部门决算"),
        "" => format!("{year}年度{shown}绩效自评报告"),
        kind => format!("{year}年度{shown}{kind}绩效自评报告"),
    };
    let mut out =
        format!("报告：{title}\n填报单位：{shown}\n年度：{year}\n规程：{}\n语言：1\n\n", rules.name);
    for (number, section) in (1..).zip(&rules.sections) {
        out.push_str(&section_text(section, number, false));
        out.push('\n');
    }
    for (number, form) in (1..).zip(&rules.forms) {
        out.push_str(&format!("附件{number}\n{}\n", form_text(form, rules, year)));
    }
    out.push_str("【核对】\n# 在这里写自己的等式、不等式和豁免，一行一个\n");
    out
}
