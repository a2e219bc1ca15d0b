//! Prints what is found in a file.
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let report = gouji::check(&text, None);
        let index = gouji::LineIndex::new(&text);
        println!("== {path} [{}] {:?}", report.ruleset, report.coverage);
        for finding in &report.findings {
            let at = index.position(&text, finding.span.start, gouji::ColumnUnit::Utf16);
            println!(
                "{:?} {} {}:{} {}\n      {}",
                finding.severity,
                finding.rule.code,
                at.line,
                at.column,
                finding.place,
                finding.message(gouji::Lang::Zh)
            );
        }
    }
}
