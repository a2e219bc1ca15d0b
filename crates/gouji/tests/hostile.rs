//! Texts that nobody should send: each gives a result, with findings capped and output bounded.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)] // A failed set-up fails the test.

use gouji::{
    ColumnUnit, Lang, MAX_FINDINGS, Report,
    json::{MAX_RELATED, file_json},
};
use std::time::Instant;

/// The report that was published, as its department took it out of Word.
const SEED: &str = include_str!("../../../tests/corpus/huaihua-2023.txt");

/// Longest message, place or equation of a finding: it is to be read by people.
const MAX_SENTENCE: usize = 4000;

/// Checks `text` and holds the result to its bounds.
fn survives(name: &str, text: &str) -> Report {
    let report = gouji::check(text, None);
    assert!(report.findings.len() <= MAX_FINDINGS, "{name}: {} findings", report.findings.len());
    let coverage = report.coverage;
    let sum = coverage.checked + coverage.stated + coverage.names + coverage.unread;
    assert_eq!(coverage.numbers, sum, "{name}: every number is counted once");
    for finding in &report.findings {
        for lang in [Lang::Zh, Lang::En] {
            let message = finding.message(lang);
            assert!(!message.is_empty() && message.len() <= MAX_SENTENCE, "{name}: {message}");
        }
        assert!(finding.place.len() <= MAX_SENTENCE, "{name}: a place of {} bytes", finding.place.len());
        assert!(finding.equation.as_ref().is_none_or(|equation| equation.len() <= MAX_SENTENCE), "{name}");
        let spans = finding.related.iter().map(|related| related.span);
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in spans.chain(edits).chain([finding.span]) {
            assert!(
                text.get(span.start..span.end).is_some(),
                "{name}: {} points into a character",
                finding.rule.code
            );
        }
    }
    let json = file_json(text, name, "utf-8", &report, Lang::Zh, ColumnUnit::Utf16);
    assert!(json.findings.iter().all(|finding| finding.related.len() <= MAX_RELATED), "{name}");
    let bytes = serde_json::to_vec(&json.findings).unwrap().len();
    assert!(bytes <= 20_000 * (json.findings.len() + 1), "{name}: {bytes} bytes of findings");
    report
}

/// Formats and outlines `text`: the output is bounded, and formatting again changes nothing.
fn formats(name: &str, text: &str) {
    let once = gouji::format(text);
    assert!(once.len() <= 64 * text.len() + 1024, "{name}: {} bytes from {}", once.len(), text.len());
    assert_eq!(gouji::format(&once), once, "{name}: formatting twice changes something");
    assert!(gouji::tree(text, None).len() <= 64 * text.len() + 64 * 1024, "{name}");
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

#[test]
fn empty_texts() {
    for text in
        ["", "\u{FEFF}", "\n", "\r", "\0", "{", "}", "|", "\t", "【", "】", "\u{FFFD}", "=", "@", "1", "一、"]
    {
        survives(text, text);
        formats(text, text);
    }
}

#[test]
fn random_bytes() {
    for seed in 1..=40 {
        let mut dice = Dice(seed * 0x9E37_79B9);
        let bytes: Vec<u8> = (0..dice.throw(20_000)).map(|_| dice.throw(256) as u8).collect();
        let text = String::from_utf8_lossy(&bytes);
        survives("random bytes", &text);
        formats("random bytes", &text);
    }
}

#[test]
fn random_pieces_of_reports() {
    const PIECES: &str = "一、 （一） 1. （1） ① 2023年 其中： 合计 三公经费 104.98 万元 ％ % 占 的 ， 。 ； ： 、 ␤ ␍␤ ␍ ␉ ␤␉ | ｜ \
        { } = / @ 「 」 【表 【核对】 】 （ ） ( ) 与上年相比增加 预算控制率为 分值10 得分 附件1 报告： 规程： \u{3000} \u{A0} \
        \u{FEFF} \0 𠮷 １２ 1,234.5 - —— … ≥ 约 余 附件1-1 999999999999999999999999999999 0 元 人 年末 公务接待 小计 未扣分";
    let pieces: Vec<String> = PIECES
        .split(' ')
        .map(|piece| piece.replace('␤', "\n").replace('␍', "\r").replace('␉', "\t"))
        .chain([" ".to_owned()])
        .collect();
    for seed in 1..=60 {
        let mut dice = Dice(seed * 0x2545_F491);
        let text: String = (0..dice.throw(3000)).map(|_| pieces[dice.throw(pieces.len())].as_str()).collect();
        survives("pieces", &text);
        formats("pieces", &text);
    }
}

#[test]
fn the_report_with_bytes_knocked_out() {
    for seed in 1..=12 {
        let mut dice = Dice(seed * 0x0100_0193);
        let mut bytes = SEED.as_bytes().to_vec();
        for _ in 0..200 {
            let at = dice.throw(bytes.len());
            match dice.throw(3) {
                0 => bytes[at] = dice.throw(256) as u8,
                1 => drop(bytes.drain(at..(at + dice.throw(9)).min(bytes.len()))),
                _ => bytes.insert(at, dice.throw(256) as u8),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        survives("knocked out", &text);
        formats("knocked out", &text);
    }
}

#[test]
fn a_hundred_thousand_nested_brackets() {
    for bracket in
        ["(", "（", "[", "【", "{", "｛", "「", "『", "“", "〔", "《", "<", "{(", "{（三公经费 = ("]
    {
        let open = bracket.repeat(100_000);
        survives(bracket, &open);
        survives(bracket, &format!("核对{open}1{}", ")".repeat(100)));
        survives(bracket, &format!("【核对】\n三公经费 = {open}"));
    }
    survives("nested pairs", &format!("{{1 = {}1{}}}", "(".repeat(100_000), ")".repeat(100_000)));
    survives("nested minus", &format!("{{1 = {}1}}", "-".repeat(100_000)));
    survives("an open bracket a line", &"（\n".repeat(20_000));
    survives("nested parts", &"其中：甲1万元，".repeat(20_000));
    survives("nested wholes", &format!("甲9万元，{}", "其中".repeat(100_000)));
}

#[test]
fn a_line_of_ten_megabytes() {
    for piece in ["三公经费104.98万元，", "1", "字"] {
        survives(piece, &piece.repeat((10 << 20) / piece.len()));
    }
    for piece in ["1.", "(1)", " ", "{1 = 2} ", "| 1 ", "1 + "] {
        survives(piece, &piece.repeat((1 << 20) / piece.len()));
    }
}

#[test]
fn tables_of_a_hundred_thousand_rows() {
    let rows = |row: fn(usize) -> String| (0..100_000).map(row).collect::<String>();
    for (name, head, body) in [
        (
            "pipes",
            "| 项目 | 2022年决算数 | 2023年决算数 |\n",
            rows(|row| format!("| 项目{row} | {row}.5 | 7 |\n")),
        ),
        ("tabs", "项目\t2022年决算数\t2023年决算数\n", rows(|row| format!("项目{row}\t{row}.5\t7\n"))),
        (
            "cells",
            "\t项目\n\t2022年决算数\n\t2023年决算数\n\n",
            rows(|row| format!("\t项目{row}\n\t{row}.5\n\t7\n\n")),
        ),
        ("totals", "| 项目 | 2022年决算数 | 2023年决算数 |\n", rows(|_| "| 合计 | 1 | 2 |\n".to_owned())),
    ] {
        survives(name, &format!("【表 收支】单位：万元\n{head}{body}"));
        survives(name, &body);
    }
    survives("columns", &format!("{}\n{}\n", "| 2023年决算数 ".repeat(50_000), "| 1 ".repeat(50_000)));
}

#[test]
fn six_hundred_copies_in_one_text() {
    let one = survives("one copy", SEED);
    let copies = survives("600 copies", &SEED.repeat(600));
    assert!(copies.coverage.numbers >= 590 * one.coverage.numbers);
    assert!(copies.coverage.numbers <= 610 * one.coverage.numbers);
}

#[test]
fn deep_numbering_and_bare_white_space() {
    let levels = ["一、甲\n", "（一）乙\n", "1.丙\n", "（1）丁\n", "①戊\n"];
    survives("down and up", &levels.concat().repeat(20_000));
    survives("numbers alone", &"1.".repeat(100_000));
    survives("a long number", &format!("{}、", "一".repeat(100_000)));
    survives("dotted", &format!("{}1", "1.".repeat(100_000)));
    survives("parts", &"第一部分\n附件1\n".repeat(50_000));
    survives("headers", &"报告：甲\n年度：2023\n规程：乙\n".repeat(30_000));
    survives("blocks", &"【表 甲】\n【核对】\n【绩效指标】\n".repeat(30_000));
    survives("returns and text", &"三公经费104.98万元\r".repeat(50_000));
    for blank in ["\t", "\n", "\r", "\0", " ", "\u{3000}", "\u{A0}", "\t\n", "\u{FEFF}"] {
        let report = survives(&format!("{blank:?}"), &blank.repeat(1_000_000));
        assert_eq!(report.coverage.numbers, 0);
    }
}

#[test]
fn equations_without_end() {
    survives("terms", &format!("【核对】\n三公经费 = {}\n", "甲 + ".repeat(100_000)));
    survives("checks", &format!("【核对】\n{}", "三公经费 = 甲 + 乙\n".repeat(50_000)));
    let facts: String = (0..50_000).map(|fact| format!("{{甲{fact} = {fact}}}")).collect();
    survives("facts", &facts);
    let figures: String = (0..20_000).map(|figure| format!("经费{figure}万元，")).collect();
    survives("figures", &format!("合计9万元，其中：{figures}"));
    let digits = "9".repeat(100_000);
    survives("a long figure", &format!("三公经费{digits}.{digits}万元，其中：甲{digits}万元，乙{digits}%。"));
}

#[test]
fn findings_and_numbers_grow_with_the_text_and_not_faster() {
    let count = |copies: usize| {
        let report = gouji::check(&SEED.repeat(copies), None);
        let related: usize = report.findings.iter().map(|finding| finding.related.len()).sum();
        (report.findings.len() + report.omitted, report.coverage.numbers, related)
    };
    let (findings, numbers, _) = count(2);
    let (more_findings, more_numbers, related) = count(16);
    assert!(more_numbers <= 8 * numbers + 8, "{numbers} numbers became {more_numbers}");
    assert!(more_findings <= 12 * findings + 12, "{findings} findings became {more_findings}");
    assert!(related <= MAX_FINDINGS * 64, "{related} related places");
}

/// Seconds of a check, the better of two.
fn seconds(text: &str) -> f64 {
    let once = || {
        let (processor, wall) = (processor_nanoseconds(), Instant::now());
        gouji::check(text, None);
        match (processor, processor_nanoseconds()) {
            (Some(start), Some(end)) if end > start => (end - start) as f64 / 1e9,
            _ => wall.elapsed().as_secs_f64(),
        }
    };
    once().min(once())
}

/// Time of this thread on the processor, where the system tells it; other programs do not count in it.
fn processor_nanoseconds() -> Option<u64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok()
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    // Four times the text takes four times the time; with the square it would take sixteen times. A busy machine may
    // spoil a measurement, so what looks bad is measured again.
    let worst = 9.0;
    let head = "| 项目 | 2022年决算数 | 2023年决算数 |\n";
    let form = "| 三级指标 | 年度指标值 | 实际完成值 | 分值 |\n| 群众满意度 | 9 | 9 | 9 |\n\n";
    for (name, before, piece) in [
        ("prose", "", "三公经费104.98万元，占基本支出81.73%，"),
        ("paragraphs", "", "2023年三公经费104.98万元，其中：公务接待费6.99万元。\n"),
        ("titles", "", "《"),
        ("closed titles", "", "《办法》"),
        ("quotes", "", "“"),
        ("parentheses", "", "（"),
        ("square brackets", "", "〔"),
        ("braces", "", "{"),
        ("braces with names", "", "{甲 = "),
        ("blocks", "", "【表 甲】\n"),
        ("sums", "", "1 + "),
        ("parts", "", "其中：甲1万元，"),
        ("names", "", "督查室、"),
        ("headings", "", "一、甲\n（一）乙\n1.丙\n"),
        ("rows", head, "| 甲 | 1 | 2 |\n"),
        ("totals", head, "| 合计 | 1 | 2 |\n"),
        ("subtotals", head, "| 小计 | 1 | 2 |\n| 其中：甲 | 1 | 2 |\n"),
        ("cells with bars", "", "甲\n乙\n丙 |\n"),
        ("feeds", "", "\u{c}"),
        ("bold", "", "**甲**乙"),
        ("cells", "\t项目\n\t2022年决算数\n\t2023年决算数\n\n", "\t甲\n\t1\n\t2\n\n"),
        ("checks", "【核对】\n", "三公经费 = 甲 + 乙\n"),
        ("scores", "", "自评得分97分，其中：产出指标50分，效益指标9分，分值9分，得9分，扣1分，得分率9%，"),
        ("indicators", form, "群众满意度49%，实际完成值9%，完成率9%。"),
        (
            "forms",
            "",
            "1.群众满意度（分值9分，得8分），群众满意度49%。\n| 三级指标 | 年度指标值 | 实际完成值 | 分值 |\n| 群众满意度 | 9 | 9 | 9 |\n",
        ),
        ("counts", "", "计划建设20个，实际完成19个，完成率9%，完成年度目标9个的9%，"),
        ("reports", "", SEED),
    ] {
        let text = |bytes: usize| before.to_owned() + &piece.repeat(bytes / piece.len() + 1);
        let (little, much) = (text(50_000), text(200_000));
        let growth =
            (0..3).map(|_| seconds(&much) / seconds(&little).max(1e-4)).find(|growth| *growth < worst);
        assert!(growth.is_some(), "{name}: four times the text takes more than {worst} times as long");
    }
}
