//! What can be written at a place.

use crate::common::{SMALL, analyse, applied, cursor};
use gouji_ide::{Completion, CompletionKind};

fn complete(text: &str) -> (String, Vec<Completion>) {
    let (text, at) = cursor(text);
    let found = analyse(&text).completions(at);
    (text, found)
}

fn labels(text: &str) -> Vec<String> {
    complete(text).1.into_iter().map(|completion| completion.label).collect()
}

/// The text with the completion of that label taken.
fn take(text: &str, label: &str) -> String {
    let (text, found) = complete(text);
    let labels: Vec<&str> = found.iter().map(|completion| completion.label.as_str()).collect();
    let one = found.iter().find(|completion| completion.label == label);
    let one = one.unwrap_or_else(|| panic!("{label} is not among {labels:?}"));
    applied(&text, std::slice::from_ref(&one.edit))
}

fn has(text: &str, label: &str) {
    let labels = labels(text);
    assert!(labels.iter().any(|one| one == label), "{label} is not among {labels:?}");
}

#[test]
fn a_header_takes_keys_and_values() {
    has("$0", "报告");
    has("$0", "新报告：部门整体支出");
    assert_eq!(take("报告：2023年度某局自评报告\n规$0\n", "规程"), "报告：2023年度某局自评报告\n规程：\n");
    assert_eq!(
        take("报告：2023年度某局自评报告\n年度：$0\n", "2023"),
        "报告：2023年度某局自评报告\n年度：2023\n"
    );
    has("报告：某局\n规程：部门$0\n", "部门整体支出");
    assert!(labels("报告：某局\n年度：2023\n$0\n").iter().all(|label| label != "年度"), "no key twice");
}

#[test]
fn blocks_come_with_their_tables() {
    let after = take("正文，一句话。\n【$0】\n", "【核对】");
    assert_eq!(after, "正文，一句话。\n【核对】\n${1:甲 = 乙 + 丙}\n\n");
    has("正文，一句话。\n【$0\n", "【绩效指标】");
}

#[test]
fn names_years_and_bases_come_in_checks() {
    let text = format!("{SMALL}三公$0\n");
    assert_eq!(take(&text, "三公经费"), format!("{SMALL}三公经费\n"));
    let text = format!("{SMALL}三公经费@$0\n");
    let found = complete(&text).1;
    let bases: Vec<(&str, &str)> =
        found.iter().map(|c| (c.label.as_str(), c.detail.as_str())).take(3).collect();
    assert_eq!(bases, [("2022决算", "141.72万元"), ("2023预算", "106万元"), ("2023决算", "104.98万元")]);
    assert_eq!(take(&text, "年初预算"), format!("{SMALL}三公经费@年初预算\n"));
}

#[test]
fn names_come_in_braces() {
    let text = SMALL.replace("三公经费 / 三公经费@预算}", "$0}");
    has(&text, "三公经费");
    assert_eq!(
        take(&SMALL.replace("三公经费 / 三公经费@预算}", "公务接$0}"), "公务接待费"),
        SMALL.replace("三公经费 / 三公经费@预算}", "公务接待费}")
    );
}

#[test]
fn waivers_offer_the_codes_that_were_found() {
    let text = format!(
        "{}允许 $0\n",
        SMALL.replace("允许 GJ212（三公经费@2022决算）：原始数据以元为单位，四舍五入产生尾差\n", "")
    );
    let found = complete(&text).1;
    let tail = found.iter().find(|completion| completion.label == "GJ212").expect("the tail");
    assert!(tail.snippet && tail.kind == CompletionKind::Code);
    assert_eq!(tail.edit.text, "GJ212（${1:三公经费@2022决算}）：${2:理由}");
    assert!(tail.docs.contains("尾差"), "{}", tail.docs);
    has(&text.replace("允许 $0", "允许 GJ212（$0"), "三公经费@2022决算");
    has(&text.replace("允许 $0", "允$0"), "允许");
}

#[test]
fn cells_take_rows_of_the_form_and_no_amounts() {
    let form = "规程：部门整体支出\n年度：2023\n\n部门整体支出绩效评价基础数据表\n| 经费控制情况 | 2022年决算数 | 2023年决算数 |\n| 三公经费 | 1 | 2 |\n";
    has(&format!("{form}| 公务$0 | 1 | 2 |\n"), "公务接待费");
    has(&format!("{form}|   1、公务接$0 | 1 | 2 |\n"), "公务接待费");
    assert!(labels(&format!("{form}| 公务接待费 | $0 | 2 |\n")).is_empty());
    assert!(labels(&format!("{form}| 公务接待费 | 1$0 | 2 |\n")).is_empty());
}

#[test]
fn indicators_take_their_kinds() {
    let head = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n";
    has(&format!("{head}| 产出$0 | | | | | | |\n"), "产出指标");
    has(&format!("{head}| 产出指标 | 质$0 | | | | | |\n"), "质量指标");
}

#[test]
fn prose_takes_names_and_units() {
    let text = "2023年三公经费104.98万元，其中会议费1$0";
    has(text, "万元");
    assert_eq!(
        take("一、情况\n2023年三公经费1万元，比较三公$0", "三公经费"),
        "一、情况\n2023年三公经费1万元，比较三公经费"
    );
    assert!(labels("一、情况\n这是一句普通的话$0").is_empty());
}

#[test]
fn sections_and_forms_of_the_rule_set_are_offered() {
    let text = format!("{SMALL}\n\n三、$0");
    let text = text
        .replace("【核对】", "备注")
        .replace("允许", "许可")
        .replace(" = 公务用车", "为公务用车")
        .replace(" ≤ ", "不大于");
    let labels = labels(&text);
    assert!(labels.iter().any(|label| label.starts_with("三、")), "{labels:?}");
}

#[test]
fn line_ends_are_those_of_the_text() {
    let found = complete("正文，一句话。\r\n【$0\r\n").1;
    assert!(found.iter().all(|c| !c.edit.text.replace("\r\n", "").contains('\n')), "{found:?}");
}
