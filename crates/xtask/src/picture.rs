//! `cargo xtask picture`: real terminal output as an SVG, for the README.

use crate::shell::{SAMPLE, capture, gouji, program, root};
use std::{fmt::Write, fs, path::Path};

/// Where the picture goes, relative to the root.
const PICTURE: &str = "web/docs/check.svg";

/// Columns of the pictured terminal.
const COLUMNS: usize = 104;

/// Size of a cell, in pixels. A Chinese character takes two cells across.
const CELL: f64 = 8.0;
const LINE: f64 = 21.0;
const MARGIN: f64 = 18.0;

/// Checks the sample in a terminal of fixed width and draws what it says.
pub(crate) fn draw() -> Result<(), String> {
    let gouji = gouji()?;
    let sample = Path::new(SAMPLE);
    let directory = root().join(sample.parent().unwrap_or(sample));
    let name = sample.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut command = program(&gouji.to_string_lossy(), &["check", &name, "--color", "always"]);
    let output = capture(command.current_dir(directory).env("COLUMNS", COLUMNS.to_string()))?;
    let text = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;

    let svg = svg(&format!("$ gouji check {name}\n{text}"));
    let path = root().join(PICTURE);
    let parent = path.parent().unwrap_or(&path);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&path, svg))
        .map_err(|error| format!("{PICTURE}: {error}"))?;
    println!("wrote {PICTURE}");
    Ok(())
}

/// A piece of a line in one style and of one width of characters.
struct Run {
    column: usize,
    columns: usize,
    class: &'static str,
    text: String,
}

fn svg(terminal: &str) -> String {
    let lines: Vec<Vec<Run>> = terminal.trim_end().lines().map(runs).collect();
    let width = COLUMNS as f64 * CELL + 2.0 * MARGIN;
    let height = lines.len() as f64 * LINE + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         role=\"img\" aria-label=\"gouji check\">\n<style>\n\
         text {{ font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', \
         'Microsoft YaHei', monospace; fill: #d8dee4; white-space: pre }}\n\
         .bold {{ font-weight: 600; fill: #ffffff }} .dim {{ fill: #8b949e }}\n\
         .red {{ fill: #ff7b72; font-weight: 600 }} .yellow {{ fill: #e3b341; font-weight: 600 }} \
         .green {{ fill: #56d364 }}\n</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#161b22\"/>\n"
    );
    for (number, runs) in lines.iter().enumerate() {
        let y = MARGIN + (number as f64 + 0.75) * LINE;
        for run in runs {
            let x = MARGIN + run.column as f64 * CELL;
            let length = run.columns as f64 * CELL;
            let text = run.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let class =
                if run.class.is_empty() { String::new() } else { format!(" class=\"{}\"", run.class) };
            // Writing to a string cannot fail.
            let _ = writeln!(svg, "<text{class} x=\"{x}\" y=\"{y}\" textLength=\"{length}\">{text}</text>");
        }
    }
    svg + "</svg>\n"
}

/// Cuts a line with escape sequences into runs. Fonts disagree on how wide a Chinese character is beside a Latin one,
/// so each run is of one kind and gets its place and length said.
fn runs(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut column, mut class, mut wide_before) = (0, "", None);
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        if char == '\u{1b}' {
            let code: String = chars.by_ref().skip(1).take_while(|char| *char != 'm').collect();
            class = style(&code, class);
            wide_before = None;
            continue;
        }
        let wide = is_wide(char);
        let columns = if wide { 2 } else { 1 };
        match runs.last_mut() {
            Some(run) if wide_before == Some(wide) => {
                run.text.push(char);
                run.columns += columns;
            }
            _ => runs.push(Run { column, columns, class, text: char.to_string() }),
        }
        wide_before = Some(wide);
        column += columns;
    }
    runs.retain(|run| !run.text.trim().is_empty());
    runs
}

fn style<'c>(code: &str, before: &'c str) -> &'c str {
    match code {
        "0" | "" => "",
        "1" if before.is_empty() => "bold",
        "2" => "dim",
        "31" => "red",
        "32" => "green",
        "33" => "yellow",
        _ => before,
    }
}

fn is_wide(char: char) -> bool {
    matches!(char, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}'
        | '\u{20000}'..='\u{3FFFD}')
}
