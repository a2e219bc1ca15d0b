//! Reports of invented departments in the layouts of several provinces: one without faults, one with seeded ones.
//!
//! `NAME.clean.txt` gives neither errors nor warnings. `NAME.txt` gives what `NAME.expected` lists, a line each
//! (`line CODE[|CODE…] note`), and no other error or warning.

use gouji::{ColumnUnit, LineIndex, Severity};
use std::{fs, path::Path};

/// Line, code and message of every finding that `wanted` accepts.
fn findings(text: &str, wanted: impl Fn(Severity) -> bool) -> Vec<(u32, &'static str, String)> {
    let index = LineIndex::new(text);
    let report = gouji::check(text, None);
    let kept = report.findings.iter().filter(|finding| wanted(finding.severity));
    kept.map(|finding| {
        let line = index.position(text, finding.span.start, ColumnUnit::Utf16).line;
        (line as u32, finding.rule.code, finding.message(gouji::Lang::Zh))
    })
    .collect()
}

fn loud(severity: Severity) -> bool {
    matches!(severity, Severity::Error | Severity::Warning)
}

/// Takes the expected findings out of those found; what could not be matched is said.
fn compare(name: &str, expected: &str, text: &str, faults: &mut Vec<String>) {
    let mut found = findings(text, |_| true);
    for wanted in expected.lines() {
        let mut words = wanted.splitn(3, ' ');
        let line: u32 = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        let codes: Vec<&str> = words.next().unwrap_or_default().split('|').collect();
        match found.iter().position(|(at, code, _)| *at == line && codes.contains(code)) {
            Some(at) => drop(found.remove(at)),
            None => faults.push(format!("{name}: not found: {wanted}")),
        }
    }
    let severities = findings(text, loud);
    let extra = found.iter().filter(|finding| severities.contains(finding));
    faults.extend(
        extra.map(|(line, code, message)| format!("{name}:{line}: beyond the expected: {code} {message}")),
    );
}

#[test]
fn reports_give_what_is_expected_and_no_more() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/reports");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".expected")?.to_owned()))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut faults = Vec::new();
    for name in names {
        let read = |suffix: &str| fs::read_to_string(folder.join(format!("{name}{suffix}"))).unwrap();
        let clean = findings(&read(".clean.txt"), loud);
        faults.extend(
            clean
                .iter()
                .map(|(line, code, message)| format!("{name}.clean:{line}: false alarm: {code} {message}")),
        );
        compare(&name, &read(".expected"), &read(".txt"), &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
