//! 规程要求的附表是否齐全。

use super::{
    Sink, rule,
    sections::{is_in_outline, ruleset, title_span},
};
use crate::{
    finding::{Finding, Severity},
    model::{Model, Table, names},
    ruleset::FormRule,
};

rule! {
    /// # 缺少规程要求的附表
    ///
    /// 规程要求报告附有的表，正文没有提到，文中也没有一张表像它。全文没有任何表格时（附表可能另行报送）只作提示。
    /// 单独的表、摘录的片段，以及规程是按标题推定而提纲不同的报告，不检查（见 GJ111）。
    ///
    /// 依据：规程 `forms` 中 `required = true` 的表。
    ///
    /// ## 反例
    /// ```gj bad
    /// 报告：2023年度某市某局部门整体支出绩效自评报告
    /// 规程：部门整体支出
    ///
    /// 一、部门基本情况
    /// 二、部门整体支出管理及使用情况
    /// 三、部门整体支出绩效情况
    ///
    /// 附件1：部门整体支出绩效评价基础数据表
    /// | 项目     | 2023年预算数 | 2023年决算数 |
    /// | 三公经费 |          106 |       104.98 |
    /// ```
    /// ## 正例
    /// ```gj good
    /// 报告：2023年度某市某局部门整体支出绩效自评报告
    /// 规程：部门整体支出
    ///
    /// 一、部门基本情况
    /// 二、部门整体支出管理及使用情况
    /// 三、部门整体支出绩效情况
    ///
    /// 附件：1.部门整体支出绩效评价基础数据表
    /// 2.整体支出绩效自评表
    /// ```
    /// ## 怎么改
    /// 补上该表；另行报送的，在文末附件清单里写明。
    MISSING = "GJ112", Warning, Missing;
    title: "缺少规程要求的附表", "a required form is missing";
    zh: "按规程{ruleset}，报告应附“{name}”，文中未见该表，也未提到另附，请补上。";
    en: "the rule set {ruleset} asks for the form “{name}”; the report neither has nor mentions it.";
}

/// Rows that a form and a table must share to be taken for each other.
const SHARED_ROWS: usize = 3;

/// Looks for every form that the rule set asks for.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    if !is_in_outline(model) {
        return;
    }
    for form in missing(model) {
        let mut finding = Finding::new(&MISSING, title_span(model))
            .with_words("ruleset", ruleset(model))
            .with("name", &form.name);
        if model.tables.is_empty() {
            finding.severity = Severity::Hint;
        }
        sink.push(finding);
    }
}

/// Required forms that the text neither has nor mentions.
pub(crate) fn missing<'m>(model: &'m Model<'_>) -> impl Iterator<Item = &'m FormRule> {
    let is_there = |index: usize, form: &FormRule| {
        is_mentioned(model, form) || model.tables.iter().any(|table| is_form(model, table, index, form))
    };
    let forms = model.rules.forms.iter().enumerate().filter(|(_, form)| form.required);
    forms.filter(move |(index, form)| !is_there(*index, form)).map(|(_, form)| form)
}

/// A form that is handed in apart stands in the list of annexes at least.
fn is_mentioned(model: &Model<'_>, form: &FormRule) -> bool {
    form.title_words.iter().any(|word| model.text().contains(word.as_str()))
}

/// Whether a table without the form's title is it all the same, by its rows or its indicators.
fn is_form(model: &Model<'_>, table: &Table, index: usize, form: &FormRule) -> bool {
    if table.form == Some(index) {
        return true;
    }
    let scored = form.rows.is_empty() && table.indicators.is_some();
    let wanted: Vec<String> = form.rows.iter().map(|row| standard(model, &row.name)).collect();
    let rows = table.amounts.iter().flat_map(|amounts| &amounts.rows);
    scored
        || rows.filter(|row| wanted.iter().any(|item| **item == *row.item)).take(SHARED_ROWS).count()
            == SHARED_ROWS
}

fn standard(model: &Model<'_>, name: &str) -> String {
    let name = names::canonical(name);
    model.aliases.get(&name).cloned().unwrap_or(name)
}
