//! `cargo xtask demo`: the main job, on a real report, from a fresh clone.

use crate::{
    page,
    serve::Server,
    shell::{SAMPLE, gouji, program},
};
use std::path::Path;

/// What becomes of the portal page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// It is served until the task is ended.
    Served,
    /// It is only built, for those who do not wait.
    Built,
}

/// Builds gouji, checks and scores the sample, says where to go next, and shows the page.
pub(crate) fn run(wanted: Page) -> Result<(), String> {
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
    show_page(wanted)
}

/// The portal page with the sample loaded. It comes last: what was shown so far needs no Node.
fn show_page(wanted: Page) -> Result<(), String> {
    println!("\n── 网页版：编译核对模块和网页");
    let folder = page::build()?;
    println!("单个文件，不联网，双击即用  {}", folder.with_file_name("gouji.html").display());
    if wanted == Page::Built {
        return Ok(());
    }
    let server = Server::open(&folder)?;
    let name = Path::new(SAMPLE).file_name().unwrap_or_default().to_string_lossy();
    println!("网页版（已载入样例）        {}?report={name}", server.address()?);
    println!("按 Ctrl+C 结束");
    server.run();
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
