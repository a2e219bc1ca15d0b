//! Prints the score sheet of a file.
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let Some(sheet) = gouji::check(&text, None).sheet else { continue };
        let show = |value: Option<rust_decimal::Decimal>| {
            value.map_or("-".to_owned(), |v| v.normalize().to_string())
        };
        println!("== {path}");
        for row in &sheet.rows {
            let why = row.why.as_ref().map(|why| why.render(gouji::Lang::Zh)).unwrap_or_default();
            let computed = row.computed.map_or("-".to_owned(), |points| points.to_string());
            println!(
                "{} › {} › {} | {} | {} | {}% | {} | {computed} | {} | {why}",
                row.first,
                row.second,
                row.name,
                row.target,
                row.actual,
                show(row.completion),
                show(row.weight),
                show(row.claimed)
            );
        }
        let computed = sheet.computed.map_or("-".to_owned(), |points| points.to_string());
        println!(
            "总分 {} | {computed} | {} | {:?} 未算 {}",
            show(sheet.weight),
            show(sheet.claimed),
            sheet.grades,
            sheet.open_rows
        );
    }
}
