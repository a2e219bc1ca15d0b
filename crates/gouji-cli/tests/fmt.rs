//! `gouji fmt` as a user runs it: nothing is lost, whatever the encoding and the line ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A failed set-up fails the test.

mod common;

use common::{code, directory, gb18030, run, run_with_input, stderr, stdout, utf16be, utf16le};
use std::fs;

/// A report with a table whose bars do not stand under each other.
const TEXT: &str = "一、部门基本情况\r\n\r\n【表 经费控制情况】单位：万元\r\n\
    | 项目 | 2022年决算数 | 2023年预算数 | 2023年决算数 |\r\n| 三公经费 | 141.72 | 106 | 104.98 |\r\n\
    | 其中：公务接待 | 3.71 | 8 | 6.99 |\r\n\r\n二、其他\r\n";

fn solid(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

#[test]
fn the_encoding_the_mark_and_the_line_ends_stay() {
    let here = directory("fmt-encodings");
    let mark = |bytes: Vec<u8>, mark: &[u8]| [mark, bytes.as_slice()].concat();
    type Case = (&'static str, fn(&str) -> Vec<u8>, &'static [u8]);
    let cases: [Case; 6] = [
        ("utf8.txt", |text| text.as_bytes().to_vec(), b""),
        ("utf8-bom.txt", |text| text.as_bytes().to_vec(), b"\xEF\xBB\xBF"),
        ("le.txt", utf16le, b"\xFF\xFE"),
        ("be.txt", utf16be, b"\xFE\xFF"),
        ("le-plain.txt", utf16le, b""),
        ("gb.txt", gb18030, b""),
    ];
    let formatted = stdout(&run_with_input(&here, &["fmt", "-"], TEXT.as_bytes()));
    assert_ne!(formatted, TEXT);
    assert_eq!(solid(&formatted), solid(TEXT));
    assert_eq!(formatted.matches('\n').count(), formatted.matches("\r\n").count());
    for (name, encode, bom) in cases {
        let path = here.join(name);
        fs::write(&path, mark(encode(TEXT), bom)).unwrap();
        let output = run(&here, &["fmt", name]);
        assert_eq!((code(&output), stdout(&output)), (0, format!("已整理 {name}\n")), "{}", stderr(&output));
        assert_eq!(fs::read(&path).unwrap(), mark(encode(&formatted), bom), "{name}");
        let again = run(&here, &["fmt", name]);
        assert_eq!((code(&again), stdout(&again)), (0, String::new()), "{name}");
    }
    assert_eq!(fs::read_dir(&here).unwrap().count(), 6, "a temporary file was left behind");
}

#[test]
fn check_says_which_files_would_change_and_changes_none() {
    let here = directory("fmt-check");
    fs::write(here.join("a.txt"), TEXT).unwrap();
    let output = run(&here, &["fmt", "--check", "a.txt"]);
    assert_eq!((code(&output), stdout(&output)), (1, "需整理 a.txt\n".to_owned()));
    assert_eq!(fs::read_to_string(here.join("a.txt")).unwrap(), TEXT);
    run(&here, &["fmt", "a.txt"]);
    let output = run(&here, &["fmt", "--check", "."]);
    assert_eq!((code(&output), stdout(&output)), (0, String::new()));
}

#[test]
fn a_file_that_cannot_be_written_back_byte_for_byte_is_left_alone() {
    let here = directory("fmt-broken");
    let mut broken = TEXT.as_bytes().to_vec();
    broken.extend_from_slice(b"\xFF\xFE\xFF");
    // 0x80 is read as € by GB18030 and would be written back as two bytes.
    let mut euro = gb18030(TEXT);
    euro.extend_from_slice(b"\x80\r\n");
    for (name, bytes) in [("broken.txt", broken), ("euro.txt", euro)] {
        fs::write(here.join(name), &bytes).unwrap();
        let output = run(&here, &["fmt", name]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("未作改动"));
        assert_eq!(fs::read(here.join(name)).unwrap(), bytes);
    }
}

#[test]
fn standard_output_gives_the_bytes_that_would_be_written() {
    let here = directory("fmt-stdout");
    fs::write(here.join("gb.txt"), gb18030(TEXT)).unwrap();
    let to_stdout = run(&here, &["fmt", "--stdout", "gb.txt"]).stdout;
    assert_eq!(fs::read(here.join("gb.txt")).unwrap(), gb18030(TEXT));
    run(&here, &["fmt", "gb.txt"]);
    assert_eq!(fs::read(here.join("gb.txt")).unwrap(), to_stdout);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let here = directory("fmt-permissions");
    fs::write(here.join("real.txt"), TEXT).unwrap();
    fs::set_permissions(here.join("real.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.txt", here.join("link.txt")).unwrap();
    assert_eq!(code(&run(&here, &["fmt", "link.txt"])), 0);
    assert!(fs::symlink_metadata(here.join("link.txt")).unwrap().is_symlink());
    assert_ne!(fs::read_to_string(here.join("real.txt")).unwrap(), TEXT);
    assert_eq!(fs::metadata(here.join("real.txt")).unwrap().permissions().mode() & 0o777, 0o640);

    fs::write(here.join("fixed.txt"), TEXT).unwrap();
    fs::set_permissions(here.join("fixed.txt"), fs::Permissions::from_mode(0o440)).unwrap();
    assert_eq!(code(&run(&here, &["fmt", "fixed.txt"])), 2);
    assert_eq!(fs::read_to_string(here.join("fixed.txt")).unwrap(), TEXT);
}
