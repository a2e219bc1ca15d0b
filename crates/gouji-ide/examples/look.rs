//! Prints what an editor would show for a file: `look FILE [WORD]`, with everything at the first place of WORD.

use gouji_ide::{Analysis, Options, Span};
use std::time::Instant;

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_default();
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let options = Options::default();
    let start = Instant::now();
    let analysis = Analysis::new(text.as_str(), &options);
    let count = analysis.diagnostics().len();
    println!("{count} diagnostics in {:?}", start.elapsed());
    let whole = Span::new(0, text.len());
    let Some(word) = args.next() else {
        for _ in 0..2 {
            time("new", || Analysis::new(text.as_str(), &options).diagnostics().len());
        }
        time("check", || gouji::check(&text, None).findings.len());
        time("tokens", || analysis.tokens(None).len());
        time("symbols", || analysis.symbols().len());
        time("folds", || analysis.folds().len());
        time("hints", || analysis.hints(whole).len());
        time("lenses", || analysis.lenses().len());
        time("links", || analysis.links().len());
        time("preview", || analysis.preview().blocks.len());
        time("format", || analysis.format().len());
        time("hover", || usize::from(analysis.hover(text.len() / 2).is_some()));
        time("hover 2", || usize::from(analysis.hover(text.len() / 3).is_some()));
        time("completions", || analysis.completions(text.len() / 2).len());
        time("completions 2", || analysis.completions(text.len() / 3).len());
        time("actions", || analysis.actions(Span::new(text.len() / 2, text.len() / 2)).len());
        time("highlights", || analysis.highlights(text.len() / 3).len());
        for lens in analysis.lenses() {
            println!("lens {} | {}", lens.span.of(&text).trim(), lens.title);
        }
        for hint in analysis.hints(whole) {
            println!(
                "hint …{} [{}] {}",
                tail(&text[..hint.offset]),
                hint.label,
                hint.tooltip.replace('\n', " / ")
            );
        }
        for link in analysis.links() {
            println!("link {} → {:?}", link.span.of(&text), link.target);
        }
        return;
    };
    for (at, _) in text.match_indices(&word) {
        println!("\n==== {at} {}", around(&text, at));
        if let Some(hover) = analysis.hover(at) {
            println!("hover 「{}」\n{}", hover.span.of(&text), hover.markdown);
        }
        for target in analysis.definition(at) {
            println!("definition {}", around(&text, target.name_span.start));
        }
        for span in analysis.references(at, true) {
            println!("reference {} 「{}」", around(&text, span.start), span.of(&text));
        }
        for action in analysis.actions(Span::new(at, at)) {
            println!("action {:?} {} {:?}", action.kind, action.title, action.codes);
        }
    }
}

fn time(name: &str, work: impl FnOnce() -> usize) {
    let start = Instant::now();
    let count = work();
    println!("{name:<14} {count:>7} {:?}", start.elapsed());
}

fn tail(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(20);
    text.chars().skip(skip).collect::<String>().replace(['\n', '\t'], " ")
}

fn around(text: &str, at: usize) -> String {
    let after: String = text[at..].chars().take(16).collect();
    format!("…{}▸{}", tail(&text[..at]), after.replace(['\n', '\t'], " "))
}
