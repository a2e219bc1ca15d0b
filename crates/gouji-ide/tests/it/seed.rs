//! The published report as an editor shows it: for people to read, and to see what a change changes.

use crate::common::{SEED, SMALL, analyse, analyse_en, find};
use gouji_ide::{Analysis, Lang, PreviewBlock, RuleSet, Span, Symbol, explain};
use std::fmt::Write;

fn hover(analysis: &Analysis, word: &str, nth: usize) -> String {
    let at = find(analysis.text(), word, nth);
    match analysis.hover(at) {
        Some(hover) => format!("〔{}〕\n{}\n", hover.span.of(analysis.text()).trim(), hover.markdown),
        None => format!("〔{word}〕 nothing\n"),
    }
}

#[test]
fn hovers() {
    let analysis = analyse(SEED);
    let places = [
        ("104.98万元", 0),
        ("99.03%", 0),
        ("三公经费", 0),
        ("2833.37", 3),
        ("提供有价值", 0),
        ("一、部门基本情况", 0),
        ("106　", 0),
        ("2023年预算数", 0),
    ];
    let shown: Vec<String> = places.iter().map(|(word, nth)| hover(&analysis, word, *nth)).collect();
    insta::assert_snapshot!(shown.join("\n----\n"));
}

#[test]
fn hovers_over_the_language() {
    let analysis = analyse(SMALL);
    let places = [
        ("报告", 0),
        ("部门整体支出\n语言", 0),
        ("【核对】", 0),
        ("GJ212", 0),
        ("= 三公经费 /", 0),
        ("【表", 0),
    ];
    let shown: Vec<String> = places.iter().map(|(word, nth)| hover(&analysis, word, *nth)).collect();
    insta::assert_snapshot!(shown.join("\n----\n"));
}

#[test]
fn hovers_in_english() {
    let analysis = analyse_en(SMALL);
    let places = [("104.98", 0), ("年度", 1), ("二、部门", 0)];
    let shown: Vec<String> = places.iter().map(|(word, nth)| hover(&analysis, word, *nth)).collect();
    insta::assert_snapshot!(shown.join("\n----\n"));
}

fn outline(out: &mut String, symbols: &[Symbol], depth: usize) {
    for symbol in symbols {
        let _ = writeln!(
            out,
            "{:indent$}{:?} {} · {}",
            "",
            symbol.kind,
            symbol.name,
            symbol.detail,
            indent = depth * 2
        );
        outline(out, &symbol.children, depth + 1);
    }
}

#[test]
fn symbols() {
    for (name, text) in [("seed", SEED), ("small", SMALL)] {
        let mut out = String::new();
        outline(&mut out, &analyse(text).symbols(), 0);
        insta::assert_snapshot!(format!("symbols_{name}"), out);
    }
}

#[test]
fn tokens() {
    let analysis = analyse(SMALL);
    let mut out = String::new();
    for token in analysis.tokens(None) {
        let modifiers = gouji_ide::Modifier::ALL.iter().filter(|modifier| token.modifiers.has(**modifier));
        let modifiers: Vec<&str> = modifiers.map(|modifier| modifier.name()).collect();
        let _ = writeln!(out, "{} {} {}", token.kind.name(), token.span.of(SMALL), modifiers.join(" "));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn hints_and_lenses() {
    let analysis = analyse(SEED);
    let mut out = String::new();
    for lens in analysis.lenses() {
        let line = SEED[..lens.span.start].lines().count() + 1;
        let _ = writeln!(out, "{line}: {}", lens.title);
    }
    out.push('\n');
    for hint in analysis.hints(Span::new(0, SEED.len())) {
        let before: String = SEED[..hint.offset].chars().rev().take(12).collect();
        let before: String = before.chars().rev().collect();
        let _ = writeln!(out, "…{}⟨{}⟩", before.replace(['\n', '\t'], " "), hint.label);
    }
    insta::assert_snapshot!(out);
}

#[test]
fn actions() {
    let analysis = analyse(SEED);
    let mut out = String::new();
    for diagnostic in analysis.diagnostics() {
        let _ = writeln!(out, "{} {}", diagnostic.code, diagnostic.message);
        for action in
            analysis.actions(diagnostic.span).iter().filter(|a| a.codes.iter().any(|c| c == diagnostic.code))
        {
            let _ = writeln!(out, "    {:?} {}", action.kind, action.title);
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn preview() {
    let preview = analyse(SEED).preview();
    let mut out =
        format!("{} | {} | {:?} | {}\n", preview.title, preview.unit, preview.year, preview.ruleset);
    let first = |pieces: &[gouji_ide::Piece]| {
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        text.chars().take(24).collect::<String>()
    };
    for block in &preview.blocks {
        let _ = match block {
            PreviewBlock::Header { fields, .. } => writeln!(out, "header {}", fields.len()),
            PreviewBlock::Title { pieces, .. } => writeln!(out, "title {}", first(pieces)),
            PreviewBlock::Heading { level, pieces, .. } => writeln!(out, "heading {level} {}", first(pieces)),
            PreviewBlock::Paragraph { pieces, .. } => writeln!(out, "paragraph {}", first(pieces)),
            PreviewBlock::Division { text, annex, .. } => writeln!(out, "division {text} {annex}"),
            PreviewBlock::Table { name, rows, .. } => {
                let heads = rows.iter().filter(|row| row.head).count();
                writeln!(out, "table {name} {} rows, {heads} heads", rows.len())
            }
            PreviewBlock::Block { kind, title, lines, .. } => {
                writeln!(out, "block {kind} {title} {}", lines.len())
            }
        };
    }
    insta::assert_snapshot!(out);
    for block in preview.blocks {
        if let PreviewBlock::Paragraph { pieces, .. } | PreviewBlock::Heading { pieces, .. } = block {
            assert!(pieces.iter().all(|piece| piece.span.of(SEED) == piece.text));
        }
    }
}

#[test]
fn every_rule_explains_itself() {
    for rule in gouji::rules::ALL {
        let page = explain(rule.code, Lang::Zh).expect("a page");
        assert!(
            page.markdown.starts_with(&format!("# {} {}\n", rule.code, rule.title.zh)),
            "{}",
            page.markdown
        );
        assert!(page.markdown.contains("怎么改") && !page.markdown.contains("gj bad"), "{}", page.markdown);
    }
    assert!(explain("GJ000", Lang::Zh).is_none());
}

#[test]
fn what_need_not_be_a_mistake_is_a_doubt_and_no_contradiction() {
    let page = |code: &str, lang: Lang| explain(code, lang).expect("a page").markdown;
    assert!(page("GJ201", Lang::Zh).contains("矛盾 · 须核实"));
    assert!(page("GJ203", Lang::Zh).contains("存疑 · 请留意"));
    assert!(page("GJ203", Lang::En).contains("doubtful · look"));
    let text = "2023年政府采购支出36.40万元，其中：货物11.25万元，服务21.55万元。\n";
    let shown = hover(&analyse(text), "36.40", 0);
    assert!(shown.contains("≠ 存疑 · 合计") && !shown.contains("矛盾"), "{shown}");
}

#[test]
fn a_new_report_has_nothing_missing() {
    for rules in RuleSet::builtins() {
        let text = gouji_ide::new_report(rules, "某市某局", 2024);
        let analysis = analyse(&text);
        assert_eq!(analysis.reading().report.ruleset, rules.name);
        let loud: Vec<String> = analysis
            .diagnostics()
            .into_iter()
            .filter(|d| matches!(d.code, "GJ111" | "GJ112") || d.verdict == gouji_ide::Verdict::Syntax)
            .map(|d| format!("{} {}", d.code, d.message))
            .collect();
        assert!(loud.is_empty(), "{}: {loud:?}\n{text}", rules.name);
        // A section that nobody has written yet says so, and the check does as well.
        let asks = analysis.diagnostics().iter().any(|d| d.code == "GJ123");
        assert_eq!(asks, !rules.sections.is_empty(), "{text}");
        assert!(!text.contains("\n无。\n"), "{text}");
        assert!(analysis.format().is_empty() || rules.name != "通用");
    }
}
