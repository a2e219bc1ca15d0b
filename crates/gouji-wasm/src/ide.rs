//! The calls of the larger module. Each reads the text anew unless it is the one that was asked about last: a page asks
//! several things about one text.

use crate::{answer::json, layout::layout, options::Options};
use gouji::json::file_json;
use gouji_ide::Analysis;
use std::{cell::RefCell, sync::Arc};

thread_local! {
    static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
}

/// The text that was read last, and how.
struct Last {
    rules: Option<String>,
    analysis: Analysis,
}

/// Answers a call of this module; `None` leaves it to the smaller one.
pub(crate) fn answer(call: &str, text: &str, options: &Options) -> Option<Result<String, String>> {
    let run: fn(&Analysis, &Options) -> Result<String, String> = match call {
        "check" => check,
        "layout" => |analysis, _| json(&layout(analysis)),
        _ => return None,
    };
    Some(with_analysis(text, options, |analysis| run(analysis, options)))
}

/// Byte for byte what the smaller module says.
fn check(analysis: &Analysis, options: &Options) -> Result<String, String> {
    let encoding = options.file_encoding.as_deref().unwrap_or("utf-8");
    let report = &analysis.reading().report;
    let (lang, unit) = (options.lang.lang(), options.encoding.unit());
    let mut file = file_json(analysis.text(), &options.file, encoding, report, lang, unit);
    file.replaced = options.replaced;
    json(&file)
}

fn with_analysis<R>(
    text: &str,
    options: &Options,
    then: impl FnOnce(&Analysis) -> Result<R, String>,
) -> Result<R, String> {
    let rules = options.rules.as_ref().map(|rules| format!("{rules:?}"));
    LAST.with_borrow_mut(|last| {
        let known = last.take().filter(|last| last.rules == rules && last.analysis.text() == text);
        let last = match known {
            Some(known) => last.insert(known),
            None => {
                let ruleset = options.ruleset()?.map(|ruleset| Arc::new(ruleset.into_owned()));
                let ide = gouji_ide::Options { rules: ruleset, ..Default::default() };
                last.insert(Last { rules, analysis: Analysis::new(text, &ide) })
            }
        };
        then(&last.analysis)
    })
}

#[cfg(test)]
mod tests {
    use crate::answer;

    #[test]
    fn both_modules_say_the_same_about_a_text() {
        let text = "2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
        let report = gouji::check(text, None);
        let expected =
            gouji::json::file_json(text, "a.txt", "utf-8", &report, gouji::Lang::Zh, gouji::ColumnUnit::Utf16);
        for _ in 0..2 {
            let found = answer(&format!("check\n{{\"file\":\"a.txt\"}}\n{text}")).unwrap();
            assert_eq!(found, serde_json::to_string(&expected).unwrap());
        }
    }

    #[test]
    fn what_was_read_last_is_not_mistaken_for_another_text() {
        let ask = |options: &str, text: &str| answer(&format!("check\n{options}\n{text}")).unwrap();
        let first = ask("", "支出合计100万元，其中：甲60万元，乙50万元。");
        assert!(first.contains("GJ201"));
        assert!(!ask("", "支出合计110万元，其中：甲60万元，乙50万元。").contains("GJ201"));
        assert_eq!(ask("", "支出合计100万元，其中：甲60万元，乙50万元。"), first);
        let other = ask("{\"rules\":\"项目支出\"}", "支出合计100万元，其中：甲60万元，乙50万元。");
        assert_ne!(other, first);
        assert!(answer("check\n{\"rules\":\"某规程\"}\n甲").is_err());
    }

    #[test]
    fn a_layout_is_given_in_ranges() {
        let found = answer("layout\n\n一、经费\n支出3万元。\n").unwrap();
        assert!(found.contains(r#""kind":"heading","range":[0,4],"level":1"#), "{found}");
    }
}
