//! `gouji explain`, `gouji score` and `gouji tree` as a user runs them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A failed set-up fails the test.

mod common;

use common::{code, directory, run, seed, stderr, stdout};

#[test]
fn every_code_is_explained_and_listed() {
    let here = directory("explain");
    let list = stdout(&run(&here, &["explain"]));
    for rule in gouji::rules::ALL {
        assert!(list.contains(rule.code) && list.contains(rule.title.zh));
        let page = run(&here, &["explain", &rule.code.to_lowercase()]);
        assert_eq!(code(&page), 0);
        assert!(stdout(&page).contains(rule.title.zh) && stdout(&page).len() > 100, "{}", rule.code);
        let page = run(&here, &["explain", rule.code, "--lang", "en"]);
        assert!(stdout(&page).contains(rule.title.en));
    }
}

/// 所列明细不足合计 may have a good reason: parts that are not all listed.
#[test]
fn what_need_not_be_a_mistake_is_not_called_a_contradiction() {
    let here = directory("explain-doubt");
    let said = |args: &[&str]| stdout(&run(&here, args));
    assert!(said(&["explain", "GJ201"]).contains("矛盾，须核实"));
    let page = said(&["explain", "GJ203"]);
    assert!(page.contains("存疑，请留意") && !page.contains("矛盾，"), "{page}");
    assert!(said(&["explain", "GJ203", "--lang", "en"]).contains("doubtful, to look at"));
    let text = "2023年政府采购支出36.40万元，其中：货物11.25万元，服务21.55万元。\n";
    std::fs::write(here.join("采购.txt"), text).unwrap();
    let check = said(&["check", "采购.txt"]);
    assert!(check.contains("存疑 GJ203") && !check.contains("矛盾"), "{check}");
}

#[test]
fn an_unknown_code_names_its_nearest() {
    let here = directory("explain-unknown");
    let output = run(&here, &["explain", "GJ000"]);
    assert_eq!(code(&output), 2);
    let first = gouji::rules::ALL[0].code;
    assert!(stderr(&output).contains(first), "{}", stderr(&output));
    assert_eq!(code(&run(&here, &["explain", "没有这样的规则"])), 2);
}

#[test]
fn the_score_sheet_of_the_real_report_comes_in_every_format() {
    let here = directory("score");
    let seed = seed();
    let seed = seed.to_str().unwrap();
    let table = run(&here, &["score", seed]);
    assert_eq!(code(&table), 0, "{}", stderr(&table));
    assert!(stdout(&table).contains('█') && stdout(&table).contains("总分"));
    let csv = run(&here, &["score", seed, "--format", "csv"]);
    assert!(stdout(&csv).starts_with('\u{FEFF}'));
    let columns: Vec<usize> = stdout(&csv).lines().map(|line| line.matches(',').count()).collect();
    assert!(columns.len() > 10 && columns.iter().all(|count| *count >= 10));
    assert_eq!(code(&run(&here, &["score", "missing"])), 2);
}

#[test]
fn the_tree_shows_what_was_understood() {
    let output = run(&directory("tree"), &["tree", seed().to_str().unwrap()]);
    assert_eq!(code(&output), 0);
    let tree = stdout(&output);
    assert!(tree.lines().count() > 50);
    // It is for people: words of the field, none of the program's.
    for word in ["Level", "Exhaustive", "Partial", "OfWhich", "true", "false"] {
        assert!(!tree.contains(word), "{word}");
    }
}
