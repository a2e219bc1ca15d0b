//! Marks of the writer's own: what they add to plain prose, and that no input of theirs is too much.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A failed set-up fails the test.

use gouji::{Finding, Lang, Severity};
use std::time::{Duration, Instant};

fn findings(text: &str) -> Vec<Finding> {
    gouji::check(text, None).findings
}

fn codes(text: &str) -> Vec<&'static str> {
    findings(text).iter().map(|finding| finding.rule.code).collect()
}

fn shown(text: &str) -> Vec<String> {
    let bad = |finding: &&Finding| matches!(finding.severity, Severity::Error | Severity::Warning);
    findings(text).iter().filter(bad).map(|f| format!("{} {}", f.rule.code, f.message(Lang::Zh))).collect()
}

/// A text with the edits of a fix applied.
fn fixed(text: &str, finding: &Finding, fix: usize) -> String {
    let mut out = text.to_owned();
    for edit in finding.fixes[fix].edits.iter().rev() {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    out
}

#[test]
fn marks_take_nothing_from_the_sentence_they_stand_in() {
    let plain = "2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
    let marked = "2023年整体支出合计{整体支出 = 100万元}，其中：基本支出{基本支出 = 60万元}，项目支出{项目支出 = 50万元}。\n";
    let value = "2023年整体支出合计{100万元 = 整体支出}，其中：基本支出60万元，项目支出50万元。\n";
    assert_eq!(codes(plain), ["GJ201"]);
    assert_eq!(codes(marked), ["GJ201"]);
    assert_eq!(codes(value), ["GJ201"]);
}

#[test]
fn facts_are_figures_like_those_of_tables() {
    let text = "2023年度支出情况\n\n公务接待费{公务接待费 = 7.99万元}，有所下降。\n\n\
                | 项目 | 2022年决算数 | 2023年决算数 |\n| 公务接待费 | 8.00 | 6.99 |\n";
    assert!(codes(text).iter().any(|code| code.starts_with("GJ4")), "{:?}", codes(text));
    let agrees = text.replace("7.99", "6.99");
    assert!(shown(&agrees).is_empty(), "{:?}", shown(&agrees));
}

#[test]
fn facts_of_one_name_must_be_one_figure() {
    let text = "2023年度情况\n\n甲经费{甲经费 = 1万元}。\n\n乙经费{甲经费 = 9万元}。\n";
    assert_eq!(codes(text), ["GJ401"]);
    assert!(codes(&text.replace("9万元", "10000元")).is_empty());
}

#[test]
fn what_stands_in_braces_is_not_read_as_prose() {
    let text = "2023年人员经费40万元，占{66.67% = 人员经费 / 基本支出}，基本支出60万元。\n";
    assert!(codes(text).is_empty(), "{:?}", shown(text));
    let text = "2023年人员经费40万元，基本支出60万元，与上年相比{50% = 人员经费 / 基本支出}。\n";
    assert_eq!(codes(text), ["GJ701"]);
}

#[test]
fn changes_are_decided_exactly() {
    let table = "2023年度情况\n| 项目 | 2022年决算数 | 2023年决算数 |\n| 三公经费 | 141.72 | 104.98 |\n";
    let with = |check: &str| codes(&format!("{table}\n【核对】\n{check}\n"));
    assert!(with("25.92% = （三公经费@2022 − 三公经费） / 三公经费@2022").is_empty());
    assert_eq!(with("25.93% = （三公经费@2022 − 三公经费） / 三公经费@2022"), ["GJ702"]);
    assert_eq!(with("26.92% = （三公经费@2022 − 三公经费） / 三公经费@2022"), ["GJ701"]);
    assert!(with("（三公经费@2022 − 三公经费） / 三公经费@2022 = 25.92%").is_empty());
    assert!(with("三公经费@上年 > 三公经费").is_empty());
    assert_eq!(with("三公经费@上年 < 三公经费"), ["GJ701"]);
    assert_eq!(with("三公经费@2021 < 三公经费"), ["GJ705"]);
    assert!(with("2022年三公经费决算数 − 三公经费 = 36.74万元").is_empty());
    assert!(with("三公经费@2022 − 三公经费 = 367400元").is_empty());
}

#[test]
fn empty_cells_are_unknown() {
    let text = "2023年度情况\n| 项目 | 2022年决算数 | 2023年决算数 |\n| 三公经费 | 5 | 104.98 |\n| 用车 | 1 | 97.99 |\n\
                | 出国 | | |\n| 接待 | 4 | 6.99 |\n\n【核对】\n三公经费 = 用车 + 出国 + 接待\n";
    assert!(codes(text).is_empty(), "{:?}", shown(text));
    let over = text.replace("104.98", "100.98");
    assert_eq!(codes(&over), ["GJ701"]);
    let short = text.replace("104.98", "108.98");
    assert_eq!(codes(&short), ["GJ706"]);
    assert!(shown(&short).is_empty());
}

#[test]
fn a_waiver_takes_its_finding_and_no_other() {
    let text = "2023年度情况\n\n甲项目支出60万元，乙项目支出50万元，丙项目支出40万元。\n\n【核对】\n\
                甲项目支出 = 乙项目支出\n乙项目支出 = 丙项目支出\n";
    assert_eq!(codes(text), ["GJ701", "GJ701"]);
    assert_eq!(codes(&format!("{text}允许 GJ701（甲项目支出）：口径不同\n")), ["GJ701"]);
    assert_eq!(codes(&format!("{text}允许 GJ701（甲项目支出@2022决算）：口径不同\n")).len(), 3);
    assert!(codes(&format!("{text}允许 GJ701（【核对】）：口径不同\n")).is_empty());
    let table = "2023年度情况\n\n附件1：支出情况表\n| 项目 | 2022年决算数 | 2023年决算数 |\n| 合计 | 10 | 20 |\n| 甲费 | 4 | 15 |\n| 乙费 | 6 | 6 |\n";
    let found = findings(table);
    if let Some(finding) = found.iter().find(|finding| finding.severity == Severity::Error) {
        let waived =
            format!("{table}\n【核对】\n允许 {}（{}）：口径不同\n", finding.rule.code, finding.place);
        assert!(
            !codes(&waived).contains(&finding.rule.code),
            "{} {}",
            finding.place,
            shown(&waived).join("\n")
        );
    }
}

#[test]
fn every_fix_puts_its_finding_right() {
    let mut tried = 0;
    for rule in
        gouji::rules::ALL.iter().filter(|rule| rule.code.starts_with("GJ0") || rule.code.starts_with("GJ7"))
    {
        let Some((_, example)) = rule.doc.split_once("```gj bad\n") else { continue };
        let Some((example, _)) = example.split_once("```") else { continue };
        let text: String =
            example.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
        for finding in findings(&text).iter().filter(|finding| finding.rule.code == rule.code) {
            for fix in 0..finding.fixes.len() {
                tried += 1;
                let after = fixed(&text, finding, fix);
                assert!(!codes(&after).contains(&rule.code), "{} stays in\n{after}", rule.code);
            }
        }
    }
    assert!(tried >= 8, "only {tried} fixes");
}

#[test]
fn names_lead_to_their_figure_or_say_why_not() {
    let text = "某市科学技术局2023年度部门整体支出绩效自评报告\n\n2023年公务接待费6.99万元，预算控制率为87.38%，编制数103人。\n\n【核对】\n";
    let with = |check: &str| codes(&format!("{text}{check}\n"));
    assert!(with("某市科学技术局公务接待费 = 69900元").is_empty());
    assert!(with("公务接待 ≤ 8万元").is_empty());
    assert!(with("预算控制率 ≤ 100%").is_empty());
    assert!(with("编制数 = 103").is_empty());
    assert_eq!(with("项目公务接待费 ≤ 8万元"), ["GJ703"]);
    assert_eq!(with("公务接待费 = 6.99"), ["GJ706"]);
    assert_eq!(with("公务接待费@预算 = 8万元"), ["GJ705"]);
}

#[test]
fn one_fault_is_one_finding() {
    let text = "2023年度情况\n\n2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n\n【核对】\n\
                整体支出 = 基本支出 + 项目支出\n";
    assert_eq!(codes(text), ["GJ201"]);
    assert!(
        findings(text)[0]
            .related
            .iter()
            .any(|related| related.words.render(Lang::Zh).contains("整体支出 = "))
    );
}

#[test]
fn a_fact_may_announce_a_list() {
    let text = "内设机构{内设机构 = 3个}：办公室、财务科。\n";
    assert_eq!(codes(text), codes("内设机构3个：办公室、财务科。\n"));
    assert!(!codes(text).is_empty());
}

#[test]
fn numbers_of_marks_are_counted() {
    let text = "2023年度情况\n\n基本支出{基本支出 = 60万元}，占{60.00% = 基本支出@2023 / 「A / 1号支出」}。\n\n整体{「A / 1号支出」 = 100万元}。\n\n\
                【核对】\n# 第1条\n基本支出@2023决算 ≤ 100万元\n允许 GJ201（甲）：100元以内\n";
    let coverage = gouji::check(text, None).coverage;
    assert_eq!((coverage.unread, coverage.checked), (0, 4), "{coverage:?} {:?}", codes(text));
}

#[test]
fn a_sum_written_without_spaces_is_explained() {
    let text = "2023年度情况\n\n甲项目支出60万元，乙项目支出50万元，合计支出110万元。\n\n【核对】\n合计支出 = 甲项目支出+乙项目支出\n";
    let found = findings(text);
    assert_eq!(found.len(), 1, "{:?}", shown(text));
    assert_eq!(found[0].rule.code, "GJ703");
    assert!(codes(&fixed(text, &found[0], 0)).is_empty());
}

/// Checks a hostile text and holds it to a time that only grows with its size.
fn survives(text: &str) -> Vec<&'static str> {
    let start = Instant::now();
    let codes = codes(text);
    let allowed = Duration::from_millis(3000) + Duration::from_micros(text.len() as u64 * 20);
    assert!(start.elapsed() < allowed, "{} bytes took {:?}", text.len(), start.elapsed());
    codes
}

#[test]
fn hostile_marks_are_survived() {
    for depth in [60, 1000, 100_000] {
        let nested = format!("{}甲{}", "（".repeat(depth), "）".repeat(depth));
        survives(&nested);
        survives(&format!("【核对】\n{nested} = 乙\n"));
        survives(&format!("支出{{{nested} = 乙}}。\n"));
        survives(&format!("【核对】\n允许 GJ201{nested}：理由\n"));
        survives(&format!("【核对】\n{}\n", "甲（".repeat(depth)));
        survives(&format!("【核对】\n{}\n", "甲 = 「".repeat(depth)));
    }
    assert!(survives(&format!("【核对】\n{}甲 = 乙\n", "（".repeat(100))).contains(&"GJ008"));
    for lone in [
        "{",
        "}",
        "｛",
        "{{",
        "}{",
        "{}",
        "{=}",
        "{ = 1万元}",
        "{甲 = }",
        "【核对",
        "【核对】",
        "【核对】\n=\n",
        "允许",
        "【核对】\n允许\n",
        "【核对】\n允许 \n",
    ] {
        survives(lone);
    }
    survives(&"{".repeat(100_000));
    survives(&"}".repeat(100_000));
    survives(&"{甲 = 1万元".repeat(20_000));
    survives(&"{甲 = 1万元}".repeat(20_000));
    survives(&format!("【核对】\n{}\n", "甲 + ".repeat(100_000)));
    survives(&format!("【核对】\n{}\n", "允许 GJ201（甲）：乙\n".repeat(20_000)));
    survives(&format!("甲费1万元。\n【核对】\n{}\n", "甲费 = 乙费 + 丙费\n".repeat(20_000)));
}

#[test]
fn many_names_and_many_checks_stay_linear() {
    let mut text = String::from("2023年度情况\n| 项目 | 2023年决算数 | 2022年决算数 |\n");
    for i in 0..20_000 {
        text += &format!("| 甲费 | {i} | 1 |\n| 第{i}号经费 | 2 | 3 |\n");
    }
    text += "\n【核对】\n";
    for i in 0..10_000 {
        text += &format!("甲费 ≤ 第{i}号经费\n第{i}项经费 = 1万元\n");
    }
    survives(&text);
}

#[test]
fn what_is_said_of_the_whole_text_can_be_waived() {
    let text = "2023年度某局部门决算\n一、支出情况\n\
        支出合计1706.18万元，其中：甲311.81万元，占18.27%；乙1394.37万元，占81.72%。\n\
        收入合计106.00万元，其中：甲104.98万元，占99.03%；乙1.02万元，占0.96%。\n\
        经费合计98.00万元，其中：甲97.99万元，占99.98%；乙0.01万元，占0.01%。\n";
    let all = |text: &str| -> Vec<&'static str> {
        gouji::check(text, None).findings.iter().map(|finding| finding.rule.code).collect()
    };
    assert!(all(text).contains(&"GJ305"));
    let waived = all(&format!("{text}【核对】\n允许 GJ305（一、支出情况）：系统按截尾导出\n"));
    assert!(!waived.contains(&"GJ305") && !waived.contains(&"GJ711"), "{waived:?}");
}
