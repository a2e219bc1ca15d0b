//! What holds for any text and any place in it.

use crate::common::{analyse, applied, bad_examples, corpus};
use gouji_ide::{Action, ActionKind, Analysis, Edit, Fold, Options, Span, Symbol};
use proptest::prelude::*;

/// Lines of every kind, with characters that take one to four bytes.
fn any_line() -> impl Strategy<Value = String> {
    let fixed = [
        "报告：2023年度某局部门整体支出绩效自评报告",
        "年度：2023",
        "规程：部门整体支出",
        "语言：1",
        "一、部门基本情况",
        "二、部门整体支出情况（分值10分，得9分，扣1分）",
        "（一）预算执行",
        "1、𠮷办经费为12.50万元。",
        "2.😀",
        "①事项；",
        "三公经费实际支出{三公经费 = 104.98万元}，预算控制率为99.03%，与上年相比减少25.92%。",
        "基本支出1706.18万元，其中：人员经费1394.37万元，公用经费311.81万元，占基本支出18.27%。",
        "“三公”经费支出104.99万元，见附件1。",
        "{占比 = 人员经费 / 基本支出}{",
        "【表 经费】单位：万元",
        "【核对】",
        "【绩效指标",
        "三公经费 = 公务接待费 + 「𠮷 / B」@2022决算",
        "允许 GJ401（三公经费@2023决算）：理由",
        "允许 GJ201",
        "# 说明",
        "| 项目 | 2022年决算数 | 2023年决算数 |",
        "| 三公经费 | 141.72 | 104.98 |",
        "|   1、公务接待费 | 3.71 |  |",
        "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |",
        "| 产出指标（50分） | 巡查😀 | ≥20次 | 18次 | 10 | 10 |",
        "| 总分 |  |  |  | 100 | 99 |",
        "\t项目",
        "\t104.99　",
        "项目\t2023年决算数",
        "公务接待费\t6.99",
        "附件1",
        "第二部分 说明",
        "",
        "　",
        "https://example.cn/a?b=𠮷",
        "填表人：    联系电话：",
    ];
    prop_oneof![
        8 => prop::sample::select(fixed.to_vec()).prop_map(str::to_owned),
        1 => "[{}|@=0-9.%万元、一（）【】「」\u{3000}𠮷a ]{0,24}",
        1 => any::<String>(),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    (prop::collection::vec(any_line(), 0..24), 0..3usize)
        .prop_map(|(lines, end)| lines.join(["\n", "\r\n", "\r"][end]))
}

/// Edits that can be applied: on characters, in order, none over another.
fn fits(text: &str, edits: &[Edit]) {
    let mut end = 0;
    for edit in edits {
        assert!(edit.span.start <= edit.span.end && edit.span.end <= text.len(), "{edit:?}");
        assert!(text.is_char_boundary(edit.span.start) && text.is_char_boundary(edit.span.end), "{edit:?}");
        assert!(end <= edit.span.start, "{edits:?}");
        end = edit.span.end;
    }
}

fn is_text(text: &str, span: Span) {
    assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?}");
}

fn tokens_hold(analysis: &Analysis, range: Span) {
    let text = analysis.text();
    let all = analysis.tokens(None);
    let mut end = 0;
    for token in &all {
        is_text(text, token.span);
        assert!(end <= token.span.start && token.span.start < token.span.end, "{token:?}");
        assert!(!token.span.of(text).contains(['\n', '\r']), "{token:?}");
        end = token.span.end;
    }
    let part = analysis.tokens(Some(range));
    assert!(part.iter().all(|token| all.contains(token)));
    let touched = all.iter().filter(|token| token.span.end > range.start && token.span.start < range.end);
    assert_eq!(part.len(), touched.count());
}

fn symbols_hold(text: &str, symbols: &[Symbol], within: Span) {
    for symbol in symbols {
        is_text(text, symbol.span);
        assert!(within.contains(symbol.span), "{symbol:?} outside {within:?}");
        assert!(symbol.span.contains(symbol.name_span), "{symbol:?}");
        assert!(!symbol.name.is_empty(), "{symbol:?}");
        symbols_hold(text, &symbol.children, symbol.span);
    }
}

fn folds_hold(text: &str, folds: &[Fold]) {
    for fold in folds {
        is_text(text, fold.span);
        assert!(fold.span.of(text).contains(['\n', '\r']), "{fold:?}");
    }
}

fn at_offset(analysis: &Analysis, offset: usize) {
    let text = analysis.text();
    if let Some(hover) = analysis.hover(offset) {
        is_text(text, hover.span);
        assert!(!hover.markdown.is_empty());
    }
    for completion in analysis.completions(offset) {
        is_text(text, completion.edit.span);
        assert!(!completion.edit.span.of(text).contains(['\n', '\r']), "{completion:?}");
    }
    for target in analysis.definition(offset) {
        is_text(text, target.span);
        assert!(target.span.contains(target.name_span), "{target:?}");
    }
    let references = analysis.references(offset, true);
    references.iter().for_each(|span| is_text(text, *span));
    assert!(references.is_sorted());
    analysis.highlights(offset).iter().for_each(|span| is_text(text, *span));
    let mut inner = None;
    for span in analysis.selections(offset) {
        is_text(text, span);
        assert!(inner.is_none_or(|inner| span.contains(inner) && span != inner), "{span:?}");
        inner = Some(span);
    }
    for typed in ['\n', '|', 'a'] {
        fits(text, &analysis.format_on_type(offset, typed));
    }
    for action in analysis.actions(Span::new(offset, offset)) {
        fits(text, &action.edits);
        let after = applied(text, &action.edits);
        assert!(action.cursor.is_none_or(|cursor| after.is_char_boundary(cursor)), "{action:?}");
    }
    if let Some((span, name)) = analysis.rename_at(offset) {
        assert_eq!(span.of(text), name);
        if let Ok(edits) = analysis.rename(offset, "甲乙丙丁费") {
            fits(text, &edits);
        }
    }
}

/// Everything that does not depend on a place.
fn whole(analysis: &Analysis) {
    let text = analysis.text();
    let all = Span::new(0, text.len());
    for diagnostic in analysis.diagnostics() {
        is_text(text, diagnostic.span);
        diagnostic.related.iter().for_each(|related| is_text(text, related.span));
        diagnostic.fixes.iter().for_each(|fix| fits(text, &fix.edits));
    }
    symbols_hold(text, &analysis.symbols(), all);
    folds_hold(text, &analysis.folds());
    for hint in analysis.hints(all) {
        assert!(text.is_char_boundary(hint.offset));
    }
    analysis.lenses().iter().for_each(|lens| is_text(text, lens.span));
    analysis.links().iter().for_each(|link| is_text(text, link.span));
    serde_json::to_string(&analysis.preview()).expect("a preview is data");
    fits(text, &analysis.format());
    assert_eq!(applied(text, &analysis.format()), gouji::format(text));
    assert_eq!(applied(text, &analysis.format_range(all)), gouji::format(text));
    let report = gouji::check(text, None);
    assert_eq!(analysis.reading().report.findings, report.findings);
    assert_eq!(analysis.reading().report.coverage, report.coverage);
    assert_eq!(analysis.reading().numbers.len(), report.coverage.numbers);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_every_edit_fits(text in any_text(), offsets in prop::collection::vec(any::<prop::sample::Index>(), 6)) {
        let analysis = analyse(&text);
        whole(&analysis);
        let places: Vec<usize> = offsets.iter().map(|index| index.index(text.len() + 2)).collect();
        tokens_hold(&analysis, Span::new(places[0].min(places[1]), places[0].max(places[1])));
        for offset in places {
            at_offset(&analysis, offset);
        }
    }

    #[test]
    fn a_renamed_item_takes_its_name_back(
        item in "[甲乙丙丁戊][一-龥]{1,3}经费",
        new in "[庚辛壬癸][一-龥]{1,4}专项",
        end in 0..3usize,
    ) {
        let lines = [
            format!("2023年{item}支出12.5万元，比上年增加2.5万元😀；{item}合计12.5万元。"),
            format!("𠮷。{{{item} = 12.5万元}}"),
            String::new(),
            "| 项目 | 2022年决算数 | 2023年决算数 |".to_owned(),
            format!("| {item} | 10 | 12.5 |"),
            "| 会议费 | 1 | 2 |".to_owned(),
            String::new(),
            "【核对】".to_owned(),
            format!("{item} = 12.5万元"),
            format!("允许 GJ201（{item}）：理由"),
        ];
        let text = lines.join(["\n", "\r\n", "\r"][end]);
        let analysis = analyse(&text);
        let at = text.find(&item).expect("the item");
        // What is refused is refused for a reason; what is not, can be undone.
        match analysis.rename(at, &new) {
            Err(refusal) => prop_assert!(!refusal.reason.is_empty()),
            Ok(edits) => {
                let renamed = applied(&text, &edits);
                prop_assert!(!renamed.contains(&item), "{}", renamed);
                let back = analyse(&renamed).rename(at, &item).map_err(|refusal| refusal.reason);
                prop_assert_eq!(back.map(|edits| applied(&renamed, &edits)), Ok(text));
            }
        }
    }
}

#[test]
fn real_reports_hold_in_every_place() {
    for (name, text) in corpus() {
        let analysis = analyse(&text);
        whole(&analysis);
        tokens_hold(&analysis, Span::new(text.len() / 3, text.len() / 2));
        let step = (text.len() / 40).max(1);
        for offset in (0..text.len()).step_by(step) {
            at_offset(&analysis, offset);
        }
        eprintln!("{name}");
    }
}

#[test]
fn line_ends_of_every_kind_give_the_same() {
    for end in ["\r\n", "\r"] {
        let analysis = analyse(&crate::common::SEED.replace('\n', end));
        whole(&analysis);
        tokens_hold(&analysis, Span::new(100, 9000));
        for offset in (0..analysis.text().len()).step_by(701) {
            at_offset(&analysis, offset);
        }
    }
}

/// What tells a finding from others after an edit moved it.
fn identity(text: &str) -> Vec<(String, String)> {
    let findings = gouji::check(text, None).findings;
    findings.iter().map(|f| (f.rule.code.to_owned(), f.message(gouji::Lang::Zh))).collect()
}

fn count(found: &[(String, String)], wanted: &(String, String)) -> usize {
    found.iter().filter(|one| *one == wanted).count()
}

#[test]
fn a_fix_makes_its_finding_go() {
    let mut tried = 0;
    for (code, text) in bad_examples() {
        let before = identity(&text);
        for diagnostic in analyse(&text).diagnostics() {
            let wanted = (diagnostic.code.to_owned(), diagnostic.message.clone());
            for fix in &diagnostic.fixes {
                fits(&text, &fix.edits);
                let after = identity(&applied(&text, &fix.edits));
                assert!(
                    count(&after, &wanted) < count(&before, &wanted),
                    "{code}: {} stays after {}",
                    wanted.1,
                    fix.title
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= 12, "only {tried} fixes");
}

/// Actions of the whole text by their kind of title.
fn actions(analysis: &Analysis, title: &str) -> Vec<(Span, Action)> {
    let places = analysis.diagnostics().into_iter().map(|diagnostic| diagnostic.span);
    let found = places.flat_map(|span| analysis.actions(span).into_iter().map(move |action| (span, action)));
    found.filter(|(_, action)| action.title.starts_with(title)).collect()
}

#[test]
fn a_waiver_with_a_reason_makes_its_finding_go() {
    let mut tried = 0;
    for (name, text) in corpus().into_iter().take(12) {
        let analysis = analyse(&text);
        let before = identity(&text);
        for diagnostic in analysis.diagnostics() {
            let of = |action: &Action| action.title.starts_with("豁免") && action.codes == [diagnostic.code];
            let Some(action) = analysis.actions(diagnostic.span).into_iter().find(of) else { continue };
            let mut waived = applied(&text, &action.edits);
            waived.insert_str(action.cursor.expect("a place for the reason"), "已与原始凭证核对");
            let after = identity(&waived);
            let wanted = (diagnostic.code.to_owned(), diagnostic.message.clone());
            assert!(
                count(&after, &wanted) < count(&before, &wanted),
                "{name}: {wanted:?} stays after {}",
                action.title
            );
            assert!(
                !after.iter().any(|(code, _)| code.starts_with("GJ71")),
                "{name}: {} {after:?}",
                action.title
            );
            tried += 1;
        }
    }
    assert!(tried >= 60, "only {tried} waivers");
}

#[test]
fn a_computed_value_makes_its_contradiction_go() {
    let mut tried = 0;
    for (name, text) in corpus() {
        let analysis = analyse(&text);
        let before = identity(&text);
        for (span, action) in actions(&analysis, "改为重算值") {
            let codes: Vec<&str> = action.codes.iter().map(String::as_str).collect();
            let of = |d: &gouji_ide::Diagnostic| d.span == span && codes.contains(&d.code);
            let Some(diagnostic) = analysis.diagnostics().into_iter().find(of) else { continue };
            let after = identity(&applied(&text, &action.edits));
            let wanted = (diagnostic.code.to_owned(), diagnostic.message.clone());
            assert!(
                count(&after, &wanted) < count(&before, &wanted),
                "{name}: {wanted:?} stays after {}",
                action.title
            );
            tried += 1;
        }
    }
    assert!(tried >= 30, "only {tried} values");
}

#[test]
fn no_action_writes_an_amount() {
    for (name, text) in corpus() {
        let analysis = analyse(&text);
        for diagnostic in analysis.diagnostics() {
            for action in analysis.actions(diagnostic.span) {
                let quick = matches!(action.kind, ActionKind::QuickFix | ActionKind::FixAll);
                let amounts = |text: &str| -> Vec<String> {
                    let reading = gouji::read(text, None);
                    let money = gouji::number::Dimension::Money;
                    let amount = |figure: &&gouji::reading::Figure| figure.quantity.unit.dimension == money;
                    reading.figures.iter().filter(amount).map(|f| f.quantity.value.to_string()).collect()
                };
                let digits =
                    |edits: &[Edit]| edits.iter().any(|e| e.text.contains(|c: char| c.is_ascii_digit()));
                if quick
                    && digits(&action.edits)
                    && !action.title.starts_with("豁免")
                    && !action.title.starts_with("补")
                {
                    assert_eq!(
                        amounts(&text),
                        amounts(&applied(&text, &action.edits)),
                        "{name}: {}",
                        action.title
                    );
                }
            }
        }
    }
}

#[test]
fn a_rule_that_is_switched_off_is_not_shown() {
    let mut options = Options::default();
    options.severity.insert("GJ401".to_owned(), gouji_ide::SeverityRule::Off);
    options.severity.insert("GJ302".to_owned(), gouji_ide::SeverityRule::Error);
    let analysis = Analysis::new(crate::common::SEED, &options);
    let found = analysis.diagnostics();
    assert!(found.iter().all(|diagnostic| diagnostic.code != "GJ401"));
    assert!(found.iter().any(|d| d.code == "GJ302" && d.severity == gouji_ide::Severity::Error));
}

/// Texts with very many of one thing: work that grows with its square would not come to an end here.
#[test]
fn very_many_of_one_thing_are_no_trouble() {
    let head = "规程：部门整体支出\n年度：2023\n\n";
    let many = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let texts = [
        format!(
            "{head}| 项目 | 2022年决算数 | 2023年决算数 |\n{}",
            many(6000, &|i| format!("| 甲费{i} | {i}.5 | {i} |\n"))
        ),
        format!("{head}| 项目 | 2023年决算数 |{}\n", " 1 |".repeat(20_000)),
        format!("{head}一、情况\n{}。\n", many(3000, &|i| format!("支出{{甲费{i} = {i}万元}}，"))),
        format!("{head}【核对】\n{}", many(3000, &|i| format!("允许 GJ201（甲费{i}）：理由\n"))),
        format!("{head}{}", many(5000, &|i| format!("一、甲费{i}\n"))),
        format!("{head}{}", "{".repeat(30_000)),
        format!("{head}{}{}", "见附件1，".repeat(8000), many(500, &|i| format!("\n附件{i}\n"))),
        format!("{head}一、情况\n{}。\n", "三公经费1万元，".repeat(4000)),
    ];
    for text in texts {
        let analysis = analyse(&text);
        whole(&analysis);
        tokens_hold(&analysis, Span::new(text.len() / 3, text.len() / 2));
        for offset in [head.len() + 20, text.len() / 2, text.len() - 1] {
            at_offset(&analysis, offset);
        }
    }
}
