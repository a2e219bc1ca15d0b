//! Every rule's documentation has a bad and a good example; here they are run.

use gouji::rules::{ALL, Rule};

/// The ```gj blocks of a rule's documentation: whether each is a bad one, and its text.
fn examples(rule: &Rule) -> Vec<(bool, String)> {
    let mut examples = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in rule.doc.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut open, line.trim_end()) {
            (None, "```gj bad") => open = Some((true, String::new())),
            (None, "```gj good") => open = Some((false, String::new())),
            (Some(_), "```") => examples.extend(open.take()),
            (Some((_, text)), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, _) => {}
        }
    }
    examples
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    let mut wrong = Vec::new();
    for rule in ALL {
        let examples = examples(rule);
        for kind in [true, false] {
            if !examples.iter().any(|(bad, _)| *bad == kind) {
                wrong.push(format!("{} has no {} example", rule.code, if kind { "bad" } else { "good" }));
            }
        }
        for (bad, text) in examples {
            let codes: Vec<&str> =
                gouji::check(&text, None).findings.iter().map(|finding| finding.rule.code).collect();
            if codes.contains(&rule.code) != bad {
                wrong.push(format!(
                    "{} on its {} example gives {codes:?}:\n{text}",
                    rule.code,
                    if bad { "bad" } else { "good" }
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = ALL.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted() && codes.windows(2).all(|pair| pair[0] != pair[1]), "{codes:?}");
}
