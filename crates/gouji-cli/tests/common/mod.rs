//! What the tests of the binary share: a directory of their own, and a way to run it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)] // A failed set-up fails the test.
#![allow(dead_code)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A report whose sum does not agree with its parts.
pub const WRONG: &str = "2023年度某局部门整体支出绩效自评报告\n一、部门基本情况\n\
    2023年，整体支出合计数为4539.55万元，其中：基本支出合计1706.18万元，项目支出合计2800.37万元。\n";

/// The same with figures that agree.
pub const RIGHT: &str = "2023年度某局部门整体支出绩效自评报告\n一、部门基本情况\n\
    2023年，整体支出合计数为4539.55万元，其中：基本支出合计1706.18万元，项目支出合计2833.37万元。\n";

/// An empty directory for one test.
pub fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    fs::create_dir_all(&path).unwrap();
    path
}

/// The real report, as published.
pub fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/huaihua-2023.txt")
}

/// `gouji` in `directory`, as if nobody watched.
pub fn gouji(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(directory).env_remove("COLUMNS").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

/// Runs `gouji` with these arguments.
pub fn run(directory: &Path, args: &[&str]) -> Output {
    gouji(directory).args(args).output().unwrap()
}

/// Runs `gouji` with `input` on standard input.
pub fn run_with_input(directory: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = gouji(directory);
    let mut child = command
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("gouji was killed")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn utf16le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

pub fn utf16be(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

pub fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::GB18030.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}
