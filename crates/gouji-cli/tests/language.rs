//! The two languages of the command line as a user meets them: help, refusals, explanations, the tree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A failed set-up fails the test.

mod common;

use common::{RIGHT, code, directory, run, stderr, stdout};
use std::fs;

#[test]
fn the_language_stands_before_the_command_or_after_it() {
    let here = directory("language-place");
    fs::write(here.join("a.txt"), RIGHT).unwrap();
    for args in [["--lang", "en", "check", "a.txt"], ["check", "a.txt", "--lang", "en"]] {
        let output = run(&here, &args);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("No disagreement found."), "{}", stdout(&output));
    }
}

#[test]
fn the_help_is_in_the_language_that_was_asked_for() {
    let here = directory("language-help");
    for args in
        [&["--lang", "en", "--help"][..], &["--help", "--lang=en"], &["check", "--help", "--lang", "en"]]
    {
        let output = run(&here, args);
        assert_eq!(code(&output), 0);
        let help = stdout(&output);
        assert!(
            help.contains("Usage: gouji") && help.contains("Options:") && !help.contains("用法"),
            "{help}"
        );
    }
    let help = stdout(&run(&here, &["check", "--help"]));
    assert!(help.contains("用法：gouji check") && help.contains("--lang <语言>"), "{help}");
}

#[test]
fn a_wrong_command_line_is_refused_in_the_language_that_was_asked_for() {
    let here = directory("language-refusal");
    let cases: [(&[&str], &str); 6] = [
        (&["check", "--al"], "gouji：没有选项 --al，是不是 --all；gouji --help 显示用法"),
        (&["chek"], "gouji：没有命令 chek，是不是 check；"),
        (&["check", "--format", "xml"], "不能是 xml，可以是 human、json、jsonl；"),
        (&["tree"], "gouji：缺少 <路径>；"),
        (&["--lang", "zh"], "gouji：缺少命令；"),
        (&["fmt", "a.txt", "--check", "--stdout"], "--check 不能与 --stdout 同时使用；"),
    ];
    for (args, said) in cases {
        let output = run(&here, args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains(said), "{args:?}: {}", stderr(&output));
    }
    let output = run(&here, &["check", "--al", "--lang", "en"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("unexpected argument '--al'"), "{}", stderr(&output));
}

#[test]
fn an_explanation_is_plain_text_with_its_title_once() {
    let here = directory("language-explain");
    for rule in gouji::rules::ALL {
        let page = stdout(&run(&here, &["explain", rule.code]));
        let marked = |line: &&str| !line.starts_with("    ") && (line.contains('`') || line.starts_with('#'));
        assert_eq!(page.lines().find(marked), None, "{}", rule.code);
        assert!(!page.contains("```"), "{page}");
        assert_eq!(page.lines().filter(|line| line.trim() == rule.title.zh).count(), 0, "{page}");
    }
    let page = stdout(&run(&here, &["explain", "GJ301"]));
    assert!(page.starts_with("GJ301 占比与所依据的数矛盾  矛盾，须核实\n\n“X占T的P%”"), "{page}");
    assert!(page.contains("\n\n反例\n    本年支出合计2940.05万元"), "{page}");
    let page = stdout(&run(&here, &["explain", "GJ301", "--lang", "en"]));
    assert!(page.contains("in Chinese only"), "{page}");
}

#[test]
fn the_tree_is_labelled_in_the_language_that_was_asked_for() {
    let here = directory("language-tree");
    fs::write(here.join("a.txt"), RIGHT).unwrap();
    let english = stdout(&run(&here, &["tree", "a.txt", "--lang", "en"]));
    assert!(english.starts_with("title 2023年度某局部门整体支出绩效自评报告\nunit "), "{english}");
    assert!(english.contains("整体支出@2023 final accounts = 4539.55万元"), "{english}");
    let chinese = stdout(&run(&here, &["tree", "a.txt"]));
    assert!(chinese.starts_with("题目 ") && chinese.contains("整体支出@2023决算 = 4539.55万元"), "{chinese}");
}
