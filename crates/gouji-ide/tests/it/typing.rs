//! What happens while typing, what a place lies in, and what can be folded.

use crate::common::{SMALL, analyse, applied, cursor};
use gouji_ide::FoldKind;

/// The text after Enter was typed before `$0`.
fn enter(text: &str) -> String {
    let (text, at) = cursor(text);
    applied(&text, &analyse(&text).format_on_type(at, '\n'))
}

#[test]
fn a_row_is_followed_by_a_row() {
    assert_eq!(enter("| 项目 | 决算数 |\n$0\n"), "| 项目 | 决算数 |\n| \n");
    assert_eq!(enter("| 项目 | 决算数 |\r\n$0"), "| 项目 | 决算数 |\r\n| ");
    assert_eq!(enter("| 项目 | 1 |\n| \n$0"), "| 项目 | 1 |\n\n", "an empty row ends the table");
    assert_eq!(enter("| 项目 \n$0| 1 |"), "| 项目 \n| 1 |", "a row that was split stays");
}

#[test]
fn a_list_counts_on() {
    assert_eq!(enter("1、办理来文。\n$0"), "1、办理来文。\n2、");
    assert_eq!(enter("  （9）督查；\n$0"), "  （9）督查；\n  （10）");
    assert_eq!(enter("①办会。\n$0"), "①办会。\n②");
    assert_eq!(enter("1、办理来文。\n2、\n$0"), "1、办理来文。\n\n", "an empty item ends the list");
    assert_eq!(enter("一、基本情况\n$0"), "一、基本情况\n", "a heading is followed by text");
    assert_eq!(enter("15.16%用于培训。\n$0"), "15.16%用于培训。\n", "a decimal is no number of a list");
}

#[test]
fn pieces_grow_from_the_number_to_the_text() {
    let (text, at) = cursor("一、支出\n（一）概况\n甲费支出10$04.98万元，乙费1万元。丙费2万元。\n");
    let analysis = analyse(&text);
    let pieces: Vec<&str> = analysis.selections(at).iter().map(|span| span.of(&text)).collect();
    assert_eq!(
        pieces,
        [
            "104.98",
            "104.98万元",
            "甲费支出104.98万元",
            "甲费支出104.98万元，乙费1万元",
            "甲费支出104.98万元，乙费1万元。丙费2万元。",
            "（一）概况\n甲费支出104.98万元，乙费1万元。丙费2万元。\n",
            "一、支出\n（一）概况\n甲费支出104.98万元，乙费1万元。丙费2万元。\n",
        ]
    );
}

#[test]
fn pieces_of_a_table_are_cells_rows_and_the_table() {
    let (text, at) = cursor("| 项目 | 决算数 |\n| 甲费 | 1$02 |\n");
    let pieces: Vec<String> =
        analyse(&text).selections(at).iter().map(|span| span.of(&text).to_owned()).collect();
    assert_eq!(pieces, ["12", " 12 ", "| 甲费 | 12 |", "| 项目 | 决算数 |\n| 甲费 | 12 |", &text]);
}

#[test]
fn everything_on_several_lines_folds() {
    let folds: Vec<(FoldKind, String)> = analyse(SMALL)
        .folds()
        .iter()
        .map(|fold| (fold.kind, fold.span.of(SMALL).lines().next().unwrap_or_default().to_owned()))
        .collect();
    let of = |kind, line: &str| (kind, line.to_owned());
    assert_eq!(
        folds,
        [
            of(FoldKind::Header, "报告：2023年度某市某局部门整体支出绩效自评报告"),
            of(FoldKind::Section, "一、部门基本情况"),
            of(FoldKind::Section, "（二）人员编制情况"),
            of(FoldKind::Section, "二、部门整体支出管理及使用情况"),
            of(
                FoldKind::Table,
                "| 项目                       | 2022年决算数 | 2023年预算数 | 2023年决算数 |"
            ),
            of(FoldKind::Block, "【核对】"),
        ]
    );
}

#[test]
fn formatting_changes_only_what_differs() {
    let text = "前文\n| 项目 | 决算数 |\n| 甲 | 1.00 |\n| 乙费 | 12.00 |\n后文\n";
    let analysis = analyse(text);
    let edits = analysis.format();
    assert!(edits.iter().all(|edit| edit.span.end - edit.span.start < 16), "{edits:?}");
    assert_eq!(applied(text, &edits), gouji::format(text));
    let two = "| 项目 | 决算数 |\n| 甲 | 1.00 |\n\n正文，一句。\n\n| 项目 | 决算数 |\n| 甲 | 1.00 |\n";
    let first = analyse(two).format_range(gouji_ide::Span::new(0, 3));
    assert!(!first.is_empty() && first.iter().all(|edit| edit.span.end < two.find("正文").expect("prose")));
}
