//! `cargo xtask demo`: the main job, on a real report, from a fresh clone.

use crate::shell::{SAMPLE, gouji, program};
use std::path::Path;

/// Builds gouji, checks and scores the sample, and says where to go next.
pub(crate) fn run() -> Result<(), String> {
    let gouji = gouji()?;
    step("核对一份真实公开的报告", &format!("gouji check {SAMPLE}"));
    show(&gouji, &["check", SAMPLE])?;
    step("按年度指标值和实际完成值重新计分", &format!("gouji score {SAMPLE}"));
    show(&gouji, &["score", SAMPLE])?;
    println!();
    println!("接下来：");
    println!("  逐条展开            gouji check --all {SAMPLE}");
    println!("  核对整个目录        gouji check tests/corpus");
    println!("  供程序读取          gouji check --format json {SAMPLE}");
    println!("  读懂了什么          gouji tree {SAMPLE}");
    println!("  一条规则的说明      gouji explain GJ301");
    println!("  程序在              {}", gouji.display());
    Ok(())
}

fn step(what: &str, command: &str) {
    println!("\n── {what}\n$ {command}\n");
}

/// Runs gouji with its output shown. That something is to be verified is the point of the demo, not a failure.
fn show(gouji: &Path, args: &[&str]) -> Result<(), String> {
    let status =
        program(&gouji.to_string_lossy(), args).status().map_err(|error| format!("gouji: {error}"))?;
    match status.code() {
        Some(0 | 1) => Ok(()),
        _ => Err(format!("gouji {} ended with {status}", args.join(" "))),
    }
}
