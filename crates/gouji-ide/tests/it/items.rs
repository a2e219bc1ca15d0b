//! Names and figures: where they are stated, where they stand, and renaming them.

use crate::common::{SEED, SMALL, analyse, analyse_en, applied, cursor, find, marked_lines};
use gouji_ide::Span;

/// The lines with the places that the one at `$0` refers to.
fn references(text: &str) -> String {
    let (text, at) = cursor(text);
    marked_lines(&text, &analyse(&text).references(at, true))
}

fn definition(text: &str) -> String {
    let (text, at) = cursor(text);
    let spans: Vec<Span> = analyse(&text).definition(at).iter().map(|target| target.name_span).collect();
    marked_lines(&text, &spans)
}

fn rename(text: &str, new: &str) -> String {
    let (text, at) = cursor(text);
    match analyse(&text).rename(at, new) {
        Ok(edits) => applied(&text, &edits),
        Err(refusal) => format!("不行：{}", refusal.reason),
    }
}

const TABLE: &str = "
| 项目 | 2022年决算数 | 2023年决算数 |
| 三公经费 | 141.72 | 104.98 |
|   1、公务接待费 | 3.71 | 6.99 |
";

#[test]
fn a_name_leads_to_all_places_of_its_item() {
    let found = references(&format!(
        "填报单位：某局\n年度：2023\n\n2023年某局“$0三公”经费支出104.98万元，控制三公经费。国内公务接待费1万元。\n{TABLE}\n【核对】\n三公经费@2022 = 141.72万元\n"
    ));
    assert_eq!(
        found,
        "2023年某局⟦“三公”经费⟧支出104.98万元，控制三公经费。国内公务接待费1万元。\n\
         | ⟦三公经费⟧ | 141.72 | 104.98 |\n\
         ⟦三公经费⟧@2022 = 141.72万元"
    );
}

#[test]
fn a_number_leads_to_the_same_figure() {
    let text = format!("2023年三公经费支出$0104.99万元，上年三公经费支出141.72万元。\n{TABLE}");
    assert_eq!(
        references(&text),
        "2023年三公经费支出⟦104.99万元⟧，上年三公经费支出141.72万元。\n| 三公经费 | 141.72 | ⟦104.98⟧ |"
    );
    assert_eq!(definition(&text), "| 三公经费 | 141.72 | ⟦104.98⟧ |");
    let cell = format!("2023年三公经费支出104.99万元。\n{}", TABLE.replace("104.98", "10$04.98"));
    assert_eq!(definition(&cell), "2023年三公经费支出⟦104.99万元⟧。");
}

#[test]
fn indicators_lead_from_prose_to_the_form_and_back() {
    let analysis = analyse(SEED);
    let prose = find(SEED, "提供有价值的参阅资料", 0);
    let form = find(SEED, "提供有价值的参阅资料", 1);
    assert_eq!(analysis.definition(prose)[0].name_span.start, form);
    assert_eq!(analysis.definition(form)[0].name_span.start, prose);
    assert_eq!(analysis.highlights(form).len(), 2);
}

#[test]
fn an_annex_is_found_by_its_number() {
    let text = "数据见附件$01。\n\n附件1\n基础数据表\n| 项目 | 2023年决算数 |\n| 会议费 | 1 |\n";
    assert_eq!(definition(text), "⟦附件1⟧");
}

#[test]
fn an_item_is_renamed_in_sentences_rows_facts_and_waivers() {
    let text = "2023年$0甲专项支出6.99万元，{甲专项 = 6.99万元}；乙专项1万元。\n\
                | 项目 | 2022年决算数 | 2023年决算数 |\n\
                | 1、甲专项 | 3.71 | 6.99 |\n\
                | 乙专项 | 3 | 1 |\n\n\
                【核对】\n\
                甲专项@2022 ≥ 3万元\n\
                允许 GJ401（甲专项）：理由\n";
    assert_eq!(
        rename(text, "12345热线专项"),
        "2023年12345热线专项支出6.99万元，{「12345热线专项」 = 6.99万元}；乙专项1万元。\n\
         | 项目 | 2022年决算数 | 2023年决算数 |\n\
         | 1、12345热线专项 | 3.71 | 6.99 |\n\
         | 乙专项 | 3 | 1 |\n\n\
         【核对】\n\
         「12345热线专项」@2022 ≥ 3万元\n\
         允许 GJ401（「12345热线专项」）：理由\n"
    );
}

#[test]
fn an_indicator_is_renamed_in_the_form_and_in_prose() {
    let at = find(SEED, "提供有价值的参阅资料", 1);
    let edits = analyse(SEED).rename(at, "报送参阅资料").unwrap_or_default();
    let renamed = applied(SEED, &edits);
    assert_eq!(edits.len(), 2);
    assert!(renamed.contains("报送参阅资料，年度指标值≥100篇") && !renamed.contains("提供有价值的参阅资料"));
    let taken = analyse(SEED).rename(at, "高效处理各类来文").expect_err("another indicator");
    assert!(taken.reason.contains("已经是另一个项目"), "{}", taken.reason);
}

#[test]
fn an_expense_keeps_the_word_behind_its_name_where_that_still_says_nothing() {
    let text = format!("规程：部门整体支出\n年度：2023\n\n2023年$0公务接待费支出6.99万元。\n{TABLE}");
    assert!(rename(&text, "来客招待费").contains("2023年来客招待费支出6.99万元。"));
    assert!(rename(&text, "来客招待").contains("2023年来客招待6.99万元。"));
}

#[test]
fn a_name_that_would_merge_two_items_is_refused() {
    let text = format!("2023年$0三公经费支出104.98万元。\n{TABLE}");
    assert_eq!(
        rename(&text, "公务接待费"),
        "不行：“公务接待费”已经是另一个项目（公务接待费）的名称，改名会把两个项目合成一个。"
    );
    let text = text.replace("2023年$0三公", "规程：部门整体支出\n\n2023年$0三公");
    assert!(rename(&text, "公务接待").contains("公务接待费"), "an alias of another item");
    assert!(rename(&text, "决算数").starts_with("不行：“决算数”的一部分"));
    assert!(rename(&text, "a|b").starts_with("不行：名称里不能有"));
    assert!(rename(&text, " ").starts_with("不行：请写一个名称"));
}

#[test]
fn only_names_can_be_renamed() {
    let analysis = analyse(SMALL);
    assert_eq!(analysis.rename_at(find(SMALL, "104.98万元", 0) + 2), None);
    let (span, name) = analysis.rename_at(find(SMALL, "三公经费 ≤", 0)).expect("a name");
    assert_eq!((span.of(SMALL), name.as_str()), ("三公经费", "三公经费"));
    let refusal = analyse_en(SMALL).rename(find(SMALL, "语言", 0), "甲").expect_err("no item");
    assert_eq!(refusal.reason, "There is no item to rename here.");
}

#[test]
fn links_lead_to_annexes_addresses_and_rules() {
    let text = "详见附件1，网址https://example.cn/a。\n\n附件1\n甲表\n\n【核对】\n允许 GJ302（甲）：理由\n";
    let analysis = analyse(text);
    let links: Vec<String> =
        analysis.links().iter().map(|link| format!("{} → {:?}", link.span.of(text), link.target)).collect();
    assert_eq!(links.len(), 3, "{links:?}");
    assert!(links[0].starts_with("附件1 → Place"));
    assert_eq!(links[1], "https://example.cn/a → Url(\"https://example.cn/a\")");
    assert_eq!(links[2], "GJ302 → Rule(\"GJ302\")");
}
