//! Every sample of the language reference is checked: ```gj is clean, ```gj GJ201 gives just these codes.
//!
//! Codes are those of errors and warnings; what is folded away on every surface (tails, hints) does not count.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A failed set-up fails the test.

use gouji::Severity;
use std::fmt::Write as _;

const PAGE: &str = include_str!("../../../grammar/README.md");

/// A fenced sample: the codes that it must yield, its text, the line it begins at.
struct Sample<'p> {
    codes: Vec<&'p str>,
    text: String,
    line: usize,
}

fn samples(page: &str) -> Vec<Sample<'_>> {
    let mut samples = Vec::new();
    let mut open: Option<Sample<'_>> = None;
    for (i, line) in page.lines().enumerate() {
        match open.as_mut() {
            Some(_) if line == "```" => samples.extend(open.take()),
            Some(sample) => {
                let _ = writeln!(sample.text, "{line}");
            }
            None => {
                if let Some(codes) = line.strip_prefix("```gj") {
                    open = Some(Sample {
                        codes: codes.split_whitespace().collect(),
                        text: String::new(),
                        line: i + 1,
                    });
                }
            }
        }
    }
    samples
}

#[test]
fn every_sample_of_the_reference_does_what_it_says() {
    let samples = samples(PAGE);
    assert!(samples.len() >= 20, "only {} samples", samples.len());
    let mut faults = String::new();
    for sample in samples {
        let report = gouji::check(&sample.text, None);
        let shown = |severity| matches!(severity, Severity::Error | Severity::Warning);
        let mut found: Vec<&str> =
            report.findings.iter().filter(|f| shown(f.severity)).map(|finding| finding.rule.code).collect();
        found.sort_unstable();
        found.dedup();
        let mut expected = sample.codes.clone();
        expected.sort_unstable();
        if found != expected {
            let _ =
                writeln!(faults, "line {}: {found:?} instead of {expected:?}\n{}", sample.line, sample.text);
            for finding in &report.findings {
                let _ = writeln!(faults, "  {} {}", finding.rule.code, finding.message(gouji::Lang::Zh));
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn the_reference_names_only_codes_that_exist() {
    let codes = PAGE.match_indices("GJ").filter_map(|(at, _)| PAGE.get(at..at + 5));
    let unknown: Vec<&str> = codes
        .filter(|code| code[2..].bytes().all(|byte| byte.is_ascii_digit()))
        .filter(|code| gouji::rules::find(code).is_none())
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
