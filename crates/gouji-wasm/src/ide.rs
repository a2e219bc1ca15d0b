//! What an editor in a page asks about a text, by the position of its cursor.

use crate::{
    answer::{file, json, sheet},
    layout::layout,
    options::Options,
    positions::Positions,
};
use gouji::Memory;
use gouji_ide::{Analysis, Span};
use serde::Serialize;
use std::{cell::RefCell, sync::Arc};

/// The text that was asked about last. An editor asks many things about one text.
struct Last {
    text: Arc<str>,
    /// The options that decide how it is read.
    options: (Option<crate::options::Rules>, crate::options::Speech),
    analysis: Analysis,
}

thread_local! {
    static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
    /// What that text leaves for the next, which mostly is the same but for a key.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Answers `call`; `None` where there is no such call.
pub(crate) fn answer(call: &str, text: &str, options: &Options) -> Option<Result<String, String>> {
    let ask: fn(&Analysis, &Place<'_>) -> Result<String, String> = match call {
        "check" => |analysis, place| file(analysis.text(), &analysis.reading().report, place.options),
        "score" => |analysis, place| sheet(analysis.text(), &analysis.reading().report, place.options),
        "diagnostics" => |analysis, place| place.json(&analysis.diagnostics()),
        "hover" => |analysis, place| place.json(&analysis.hover(place.offset())),
        "completions" => |analysis, place| place.json(&analysis.completions(place.offset())),
        "definition" => |analysis, place| place.json(&analysis.definition(place.offset())),
        "references" => |analysis, place| place.json(&analysis.references(place.offset(), true)),
        "highlights" => |analysis, place| place.json(&analysis.highlights(place.offset())),
        "rename" => |analysis, place| {
            let new = place.options.name.as_deref().unwrap_or_default();
            let edits = analysis.rename(place.offset(), new).map_err(|refusal| refusal.reason)?;
            place.json(&edits)
        },
        "symbols" => |analysis, place| place.json(&analysis.symbols()),
        "folds" => |analysis, place| place.json(&analysis.folds()),
        "selections" => |analysis, place| place.json(&analysis.selections(place.offset())),
        "tokens" => |analysis, place| place.json(&analysis.tokens(place.options.end.map(|_| place.span()))),
        "actions" => |analysis, place| place.json(&analysis.actions(place.span())),
        "fix_all" => |analysis, place| place.json(&analysis.fix_all()),
        "format_edits" => |analysis, place| place.json(&analysis.format()),
        "format_on_type" => |analysis, place| {
            let typed = place.options.typed.unwrap_or('\n');
            place.json(&analysis.format_on_type(place.offset(), typed))
        },
        "hints" => |analysis, place| place.json(&analysis.hints(place.span())),
        "lenses" => |analysis, place| place.json(&analysis.lenses()),
        "links" => |analysis, place| place.json(&analysis.links()),
        "layout" => |analysis, _| json(&layout(analysis)),
        "numbers" => |analysis, place| place.json(&analysis.reading().numbers),
        "preview" => |analysis, place| place.json(&analysis.preview()),
        _ => return None,
    };
    Some(with_analysis(text, options, |analysis| {
        let positions = Positions::new(analysis.text(), options.encoding);
        ask(analysis, &Place { positions, options })
    }))
}

fn with_analysis(
    text: &str,
    options: &Options,
    then: impl FnOnce(&Analysis) -> Result<String, String>,
) -> Result<String, String> {
    let key = (options.rules.clone(), options.lang);
    LAST.with_borrow_mut(|last| {
        if let Some(known) = last.as_ref().filter(|last| last.options == key && &*last.text == text) {
            return then(&known.analysis);
        }
        let rules = options.ruleset()?.map(|rules| Arc::new(rules.into_owned()));
        let own = gouji_ide::Options { lang: options.lang.lang(), rules, ..Default::default() };
        let text: Arc<str> = text.into();
        let analysis = MEMORY.with_borrow_mut(|memory| Analysis::again(Arc::clone(&text), &own, memory));
        then(&last.insert(Last { text, options: key, analysis }).analysis)
    })
}

/// Where the editor asks, and how it counts.
struct Place<'a> {
    positions: Positions<'a>,
    options: &'a Options,
}

impl Place<'_> {
    fn offset(&self) -> usize {
        self.positions.byte(self.options.offset.or(self.options.start).unwrap_or(0))
    }

    /// The range that was asked about; the cursor where there is none.
    fn span(&self) -> Span {
        let start = self.offset();
        Span::new(start, self.options.end.map_or(start, |end| self.positions.byte(end)).max(start))
    }

    /// JSON with every span in the units of the editor.
    fn json(&self, value: &impl Serialize) -> Result<String, String> {
        let mut value = serde_json::to_value(value).map_err(|error| error.to_string())?;
        self.positions.turn(&mut value);
        json(&value)
    }
}

#[cfg(test)]
mod tests {
    use crate::answer;
    use gouji::{ColumnUnit, Lang, json::file_json};

    #[test]
    fn both_modules_say_the_same_about_a_text() {
        let text = "2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
        let report = gouji::check(text, None);
        let expected = file_json(text, "a.txt", "utf-8", &report, Lang::Zh, ColumnUnit::Utf16);
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
}
