//! `gouji check` as a user runs it: exit codes, formats, encodings, directories, closed pipes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A failed set-up fails the test.

mod common;

use common::{
    RIGHT, WRONG, code, directory, gb18030, gouji, run, run_with_input, seed, stderr, stdout, utf16be,
    utf16le,
};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
};

fn json(output: &std::process::Output) -> Value {
    serde_json::from_str(&stdout(output)).unwrap()
}

#[test]
fn the_exit_code_says_whether_there_is_something_to_verify() {
    let here = directory("check-exit");
    fs::write(here.join("wrong.txt"), WRONG).unwrap();
    fs::write(here.join("right.txt"), RIGHT).unwrap();
    assert_eq!(code(&run(&here, &["check", "right.txt"])), 0);
    assert_eq!(code(&run(&here, &["check", "wrong.txt"])), 1);
    assert_eq!(code(&run(&here, &["check", "right.txt", "wrong.txt"])), 1);
    assert_eq!(code(&run(&here, &["check"])), 1);
    assert_eq!(code(&run(&here, &["check", "--format", "nonsense"])), 2);
    assert_eq!(code(&run(&here, &["check", "--rules", "没有这个规程", "right.txt"])), 2);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_checked() {
    let here = directory("check-unreadable");
    fs::write(here.join("a.txt"), WRONG).unwrap();
    fs::write(here.join("b.txt"), b"PK\x03\x04 word/document.xml").unwrap();
    let output = run(&here, &["check", "missing.txt", "b.txt", "a.txt", "--format", "json"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("missing.txt：没有这个文件"));
    assert!(stderr(&output).contains("b.txt：这是 Word 文档，暂不能直接读取"));
    let json = json(&output);
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
    assert_eq!(json["failed"].as_array().unwrap().len(), 2);
}

#[test]
fn a_directory_gives_its_reports_in_the_order_of_their_names_and_counts_the_rest() {
    let here = directory("check-directory");
    fs::create_dir_all(here.join("reports/乙")).unwrap();
    fs::create_dir_all(here.join("reports/.git")).unwrap();
    for name in ["b.txt", "a.gj", "乙/c.TXT", "d.docx", "e.docx", "f", ".git/x.txt", "~$d.txt"] {
        fs::write(here.join("reports").join(name), WRONG).unwrap();
    }
    let output = run(&here, &["check", "reports", "reports/b.txt", "--format", "jsonl"]);
    let names: Vec<String> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["file"].as_str().unwrap().replace('\\', "/"))
        .collect();
    assert_eq!(names, ["reports/a.gj", "reports/b.txt", "reports/乙/c.TXT"]);

    let json = json(&run(&here, &["check", "reports", "--format", "json"]));
    assert_eq!(json["skipped"], serde_json::json!({"": 1, ".docx": 2}));

    let human = stdout(&run(&here, &["check", "reports"]));
    assert!(human.contains("共3份：须核实3份"), "{human}");
    assert!(human.contains("未核对的文件：无扩展名 1、.docx 2"), "{human}");
    assert!(human.contains("未核对不代表无误"));
}

#[test]
fn reports_in_which_nothing_could_be_checked_are_not_counted_as_agreeing() {
    let here = directory("check-unchecked");
    fs::write(here.join("a.txt"), RIGHT).unwrap();
    fs::write(here.join("b.txt"), "").unwrap();
    fs::write(here.join("c.txt"), " \n\n").unwrap();
    fs::write(here.join("d.txt"), "A letter without any figures.\n").unwrap();
    let human = stdout(&run(&here, &["check"]));
    assert!(
        human.contains("共4份：须核实0份，仅请留意0份，未见不一致1份，没有可以核对的数字3份。"),
        "{human}"
    );
    assert!(human.contains("没有可以核对的数字：./b.txt、./c.txt、./d.txt。"), "{human}");
    for number in 0..20 {
        fs::write(here.join(format!("e{number}.txt")), "").unwrap();
    }
    let human = stdout(&run(&here, &["check"]));
    assert!(human.contains("，另有13份。"), "{human}");
    let english = stdout(&run(&here, &["check", "--lang", "en"]));
    assert!(english.contains("1 without disagreement, 23 with no figures to check."), "{english}");
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    let here = directory("check-empty-file");
    for (name, text, said) in [("a.txt", "", "文件是空的"), ("b.txt", "　\n", "文件里只有空白")]
    {
        fs::write(here.join(name), text).unwrap();
        let output = run(&here, &["check", name]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains(said), "{}", stdout(&output));
    }
}

#[test]
fn a_directory_without_reports_is_no_pass() {
    let here = directory("check-nothing");
    fs::create_dir_all(here.join("空")).unwrap();
    let output = run(&here, &["check", "空"]);
    assert_eq!((code(&output), stdout(&output)), (2, String::new()));
    assert!(stderr(&output).contains("空：没有找到 .txt 或 .gj 文件"), "{}", stderr(&output));
    fs::write(here.join("空/a.docx"), "").unwrap();
    let output = run(&here, &["check", "空"]);
    assert_eq!(code(&output), 2);
    assert!(stdout(&output).starts_with("未核对的文件：.docx 1"), "{}", stdout(&output));
    let output = run(&here, &["check", "空", "--format", "json"]);
    assert_eq!(code(&output), 2);
    assert_eq!(json(&output)["skipped"], serde_json::json!({".docx": 1}));
}

#[test]
fn what_is_no_text_is_refused_with_a_way_to_get_the_text() {
    let here = directory("check-binary");
    let noise: Vec<u8> = (0_u32..4096).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let files: [(&str, &[u8], &str); 5] = [
        ("noise.txt", &noise, "这个文件不是文本，没有读取"),
        ("zeros.txt", &[0; 64], "这个文件不是文本，没有读取"),
        ("broken.txt", &[0xFF; 64], "这个文件不是文本，没有读取"),
        ("a.txt", b"%PDF-1.7", "这是 PDF 或版式文件，暂不能直接读取；请打开后全选复制"),
        ("a.xlsx", b"PK\x03\x04", "这是 Excel 工作簿，暂不能直接读取"),
    ];
    for (name, bytes, why) in files {
        fs::write(here.join(name), bytes).unwrap();
        let output = run(&here, &["check", name]);
        assert_eq!(code(&output), 2, "{name}");
        assert!(stderr(&output).contains(why), "{name}: {}", stderr(&output));
    }
}

#[test]
fn the_same_text_gives_the_same_findings_in_every_encoding() {
    let here = directory("check-encodings");
    let text = WRONG.replace('\n', "\r\n");
    let bom = |bytes: &[u8], mark: &[u8]| [mark, bytes].concat();
    let files = [
        ("utf8", text.clone().into_bytes(), "utf-8"),
        ("utf8-bom", bom(text.as_bytes(), b"\xEF\xBB\xBF"), "utf-8"),
        ("le", utf16le(&text), "utf-16le"),
        ("le-bom", bom(&utf16le(&text), b"\xFF\xFE"), "utf-16le"),
        ("be", utf16be(&text), "utf-16be"),
        ("be-bom", bom(&utf16be(&text), b"\xFE\xFF"), "utf-16be"),
        ("gb", gb18030(&text), "gb18030"),
    ];
    let mut findings = Vec::new();
    for (name, bytes, encoding) in files {
        fs::write(here.join(name), bytes).unwrap();
        let json = json(&run(&here, &["check", name, "--format", "json"]));
        assert_eq!(json["files"][0]["encoding"], encoding, "{name}");
        assert_eq!(json["files"][0]["replaced"], 0, "{name}");
        findings.push(json["files"][0]["findings"].clone());
    }
    assert!(findings.iter().all(|other| *other == findings[0]));
}

#[test]
fn bytes_that_are_no_text_are_reported_and_not_fatal() {
    let here = directory("check-broken");
    let mut bytes = RIGHT.as_bytes().to_vec();
    bytes.push(0xFF);
    fs::write(here.join("broken.txt"), &bytes).unwrap();
    let output = run(&here, &["check", "broken.txt"]);
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).contains("有1处字节不是UTF-8文字"));
    assert_eq!(json(&run(&here, &["check", "broken.txt", "--format", "json"]))["files"][0]["replaced"], 1);
}

#[test]
fn hints_by_the_thousand_hide_no_contradiction() {
    let here = directory("check-omitted");
    let name = |at: u32| {
        (0..4).filter_map(|k| char::from_u32(0x4E00 + (at * 97 + k * 1313) % 5000)).collect::<String>()
    };
    let hints: String = (0..1300).map(|at| format!("{}费支出{at}.3万。\n", name(at))).collect();
    fs::write(here.join("a.txt"), WRONG.replacen("2023年，", &format!("{hints}2023年，"), 1)).unwrap();
    let human = stdout(&run(&here, &["check", "a.txt"]));
    assert!(human.contains("× 1303:15 矛盾 GJ201"), "{human}");
    assert!(human.contains("只留下较重的1000处，另有301处未列出。\n须核实1处，请留意0处。"), "{human}");
    let json = json(&run(&here, &["check", "a.txt", "--format", "json"]));
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let lines: Vec<u64> = findings.iter().map(|finding| finding["start"]["line"].as_u64().unwrap()).collect();
    assert!(lines.len() == 1000 && lines.is_sorted());
}

#[test]
fn the_places_of_a_long_sum_are_counted_to_the_last() {
    let here = directory("check-long-sum");
    let name =
        |at: u32| (0..2).filter_map(|k| char::from_u32(0x4E00 + at * 37 + k * 999)).collect::<String>();
    let parts: Vec<String> = (1..34).map(|at| format!("{}费{at}.5万元", name(at))).collect();
    let text = format!("2023年，基本支出合计1000万元，其中：{}。\n", parts.join("、"));
    fs::write(here.join("a.txt"), text).unwrap();
    let human = stdout(&run(&here, &["check", "a.txt", "--all"]));
    assert!(human.contains("所列33项相加578万元") && human.contains("    → 另有13处\n"), "{human}");
}

#[test]
fn figures_in_two_units_are_shown_with_them() {
    let here = directory("check-units");
    let text = "2023年度某局部门整体支出绩效自评报告\n2023年“三公经费”实际支出总额352.67万元。\n附件1-1\n\
        部门整体支出绩效评价基础数据表（单位：元）\n| 经费控制情况 | 2022年决算数 | 2023年决算数 |\n\
        | 三公经费 | 1417200 | 3503499 |\n| 公用经费 | 3027600 | 3118100 |\n";
    fs::write(here.join("a.txt"), text).unwrap();
    let human = stdout(&run(&here, &["check", "a.txt", "--all"]));
    assert!(human.contains("（3503499元折合350.35万元）"), "{human}");
    assert!(human.contains("    算式：352.67万元 ≠ 3503499元\n"), "{human}");
}

#[test]
fn standard_input_is_a_file_named_dash() {
    let here = directory("check-stdin");
    let output = run_with_input(&here, &["check", "-", "--format", "jsonl"], WRONG.as_bytes());
    assert_eq!(code(&output), 1);
    let line: Value = serde_json::from_str(stdout(&output).trim_end()).unwrap();
    assert_eq!(line["file"], "-");
}

#[test]
fn a_reader_that_stops_reading_ends_the_run_quietly() {
    let here = directory("check-pipe");
    for number in 0..2000 {
        fs::write(here.join(format!("{number:04}.txt")), RIGHT).unwrap();
    }
    let mut child = gouji(&here)
        .args(["check", ".", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("0000.txt"));
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(stderr(&output), "");
}

#[test]
fn nothing_in_a_report_or_its_name_reaches_the_terminal_as_a_command() {
    let here = directory("check-injection");
    let text = WRONG.replace("基本支出合计", "基本\u{1b}[2J\u{202e}支出\u{9b}31m合计");
    fs::write(here.join("a.txt"), text).unwrap();
    for color in ["always", "never"] {
        let output = stdout(&run(&here, &["check", "a.txt", "--all", "--color", color]));
        assert!(!output.contains("\u{1b}[2J") && !output.contains('\u{202e}') && !output.contains('\u{9b}'));
        let tree = stdout(&run(&here, &["tree", "a.txt", "--color", color]));
        assert!(!tree.contains('\u{1b}') && !tree.contains('\u{202e}'));
    }
    let output = stderr(&run(&here, &["check", "no\u{1b}[31msuch\u{202e}.txt"]));
    assert!(!output.contains('\u{1b}') && !output.contains('\u{202e}'), "{output}");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let here = directory("check-color");
    fs::write(here.join("a.txt"), WRONG).unwrap();
    assert!(!stdout(&run(&here, &["check", "a.txt"])).contains('\u{1b}'));
    assert!(stdout(&run(&here, &["check", "a.txt", "--color", "always"])).contains('\u{1b}'));
}

#[test]
fn columns_are_counted_as_asked() {
    let here = directory("check-columns");
    fs::write(here.join("a.txt"), WRONG.replace("2023年，", "2023年𠮷，")).unwrap();
    let column = |unit: &str| {
        let json = json(&run(&here, &["check", "a.txt", "--format", "json", "--columns", unit]));
        let finding = json["files"][0]["findings"][0].clone();
        (finding["start"]["column"].as_u64().unwrap(), finding["start"]["offset"].as_u64().unwrap())
    };
    let ((utf16, at), (utf8, _), (utf32, same)) = (column("utf-16"), column("utf-8"), column("utf-32"));
    assert_eq!(at, same);
    assert!(utf32 < utf16 && utf16 < utf8);
}

#[test]
fn real_output_obeys_the_schema() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../gouji/schema/report.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let part = |name: &str| {
        let mut part = schema.clone();
        part["$ref"] = Value::String(format!("#/$defs/{name}"));
        jsonschema::validator_for(&part).unwrap()
    };
    let holds = |validator: &jsonschema::Validator, instance: &Value| {
        let faults: Vec<String> = validator.iter_errors(instance).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    };
    let here = directory("check-schema");
    fs::write(here.join("a.docx"), "").unwrap();
    let seed = seed();
    let seed = seed.to_str().unwrap();
    for lang in ["zh", "en"] {
        let report = run(&here, &["check", seed, ".", "missing", "--format", "json", "--lang", lang]);
        holds(&part("report"), &json(&report));
        for line in
            stdout(&run(&here, &["check", seed, "missing", "--format", "jsonl", "--lang", lang])).lines()
        {
            holds(&part("line"), &serde_json::from_str(line).unwrap());
        }
    }
    let score = run(&here, &["score", seed, "--format", "json"]);
    assert_eq!(code(&score), 0);
    holds(&part("scored"), &json(&score));
    assert!(!part("report").is_valid(&serde_json::json!({"schema": "gouji/report/1", "files": []})));
}

#[test]
fn the_real_report_reads_as_a_page() {
    let output = run(&directory("check-seed"), &["check", seed().to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    assert!(text.lines().count() <= 40, "{} lines", text.lines().count());
    assert!(!text.contains("错误") && !text.contains("违规"));
    assert!(text.contains("未核对不代表无误"));
}
