//! Every rule has a bad example that it finds and a good one that it does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A failed set-up fails the test.

use std::fmt::Write as _;

/// The ```gj blocks of a rule's documentation with this word behind `gj`; a number behind the word repeats the block.
fn examples(doc: &str, word: &str) -> Vec<String> {
    let fence = format!("```gj {word}");
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    let mut times = 1;
    for line in doc.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match open.as_mut() {
            Some(_) if line.trim_end() == "```" => found.extend(open.take().map(|text| text.repeat(times))),
            Some(text) => {
                let _ = writeln!(text, "{line}");
            }
            None => {
                if let Some(rest) = line.trim_end().strip_prefix(&fence) {
                    times = rest.trim().parse().unwrap_or(1);
                    open = Some(String::new());
                }
            }
        }
    }
    found
}

fn codes(text: &str) -> Vec<&'static str> {
    gouji::check(text, None).findings.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn every_rule_finds_its_bad_example_and_not_its_good_one() {
    let mut faults = String::new();
    for rule in gouji::rules::ALL {
        let (bad, good) = (examples(rule.doc, "bad"), examples(rule.doc, "good"));
        if bad.is_empty() || good.is_empty() {
            let _ = writeln!(faults, "{}: {} bad, {} good examples", rule.code, bad.len(), good.len());
        }
        for text in bad.iter().filter(|text| !codes(text).contains(&rule.code)) {
            let _ = writeln!(
                faults,
                "{} is not found in its bad example, only {:?}:\n{text}",
                rule.code,
                codes(text)
            );
        }
        for text in good.iter().filter(|text| codes(text).contains(&rule.code)) {
            let _ = writeln!(faults, "{} is found in its good example:\n{text}", rule.code);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn rules_stand_in_the_order_of_their_codes() {
    let codes: Vec<&str> = gouji::rules::ALL.iter().map(|rule| rule.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
}
