//! The rules on wording (GJ1xx) against the examples in their documentation and against whole texts.

/// Examples of one kind in a rule's documentation.
fn examples(doc: &str, kind: &str) -> Vec<String> {
    let lines: Vec<&str> = doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].trim() == format!("```gj {kind}") {
            let end = lines[at + 1..]
                .iter()
                .position(|line| line.trim() == "```")
                .map_or(lines.len(), |end| at + 1 + end);
            found.push(lines[at + 1..end].join("\n") + "\n");
            at = end;
        }
        at += 1;
    }
    found
}

fn codes(text: &str) -> Vec<&'static str> {
    gouji::check(text, None).findings.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    for rule in gouji::rules::ALL.iter().filter(|rule| rule.code.starts_with("GJ1")) {
        let (bad, good) = (examples(rule.doc, "bad"), examples(rule.doc, "good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{} has no examples", rule.code);
        for text in bad {
            assert!(
                codes(&text).contains(&rule.code),
                "{} does not find\n{text}{:?}",
                rule.code,
                codes(&text)
            );
        }
        for text in good {
            assert!(!codes(&text).contains(&rule.code), "{} finds in\n{text}", rule.code);
        }
    }
}
