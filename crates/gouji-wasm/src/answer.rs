//! One request, one answer. A request is three parts: the name of the call, a line of options in JSON, and the text.

use crate::{
    options::{Options, Speech},
    request::{self, Read, Value, within},
    writer::written,
};
use gouji::{
    Report, RuleSet, Severity, Verdict,
    fields::{FieldMapping, FieldMeaning, FieldModel, FieldOptions, check_fields},
    json::{file_json, score_json},
    rules::{self, Rule},
};
use serde::Serialize;

/// A rule, for people who ask what it checks and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExplainJson {
    /// `GJ` and three digits.
    pub code: &'static str,
    /// A short name.
    pub title: &'static str,
    /// How bad its findings are, unless a rule set says otherwise.
    pub severity: Severity,
    /// The kind of judgement.
    pub verdict: Verdict,
    /// What, why, legal basis, examples, remedy.
    pub markdown: String,
}

/// A built-in rule set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RulesJson {
    /// The name that asks for it.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [String],
}

/// Answers `request`, which is `call`, a line feed, options in JSON without line feeds, a line feed, and the text.
///
/// # Errors
/// A sentence that says why there is no answer: an unknown call, options that cannot be read, no such rule set.
pub fn answer(request: &str) -> Result<String, String> {
    let (call, rest) = request.split_once('\n').unwrap_or((request, ""));
    let (options, text) = rest.split_once('\n').unwrap_or((rest, ""));
    let options: Options = if options.is_empty() {
        Options::default()
    } else {
        Options::read(options).map_err(|why| within("options", why))?
    };
    // The larger module answers the same calls from one reading, and more.
    #[cfg(feature = "ide")]
    if let Some(answer) = crate::ide::answer(call, text, &options) {
        return answer;
    }
    match call {
        "check" => check(text, &options),
        "score" => score(text, &options),
        "check_fields" => fields(text, &options),
        "format" => json(&gouji::format(text)),
        "explain" => json(&explain(text, options.lang)),
        "rules" => json(&builtins()),
        "version" => json(&gouji::json::version()),
        #[cfg(feature = "session")]
        "dispatch" => crate::session::dispatch(text),
        #[cfg(feature = "session")]
        "receive" => crate::session::receive(text),
        #[cfg(feature = "session")]
        "work" => crate::session::work(),
        #[cfg(feature = "session")]
        "files" => crate::session::files(text),
        "trap" => trap(),
        _ => Err(format!("no such call: {call}")),
    }
}

fn check(text: &str, options: &Options) -> Result<String, String> {
    let ruleset = options.ruleset()?;
    file(text, &gouji::check(text, ruleset.as_deref()), options)
}

/// Byte for byte what the command line says about one file.
pub(crate) fn file(text: &str, report: &Report, options: &Options) -> Result<String, String> {
    let encoding = options.file_encoding.as_deref().unwrap_or("utf-8");
    let mut file =
        file_json(text, &options.file, encoding, report, options.lang.lang(), options.encoding.unit());
    file.replaced = options.replaced;
    json(&file)
}

fn score(text: &str, options: &Options) -> Result<String, String> {
    let ruleset = options.ruleset()?;
    sheet(text, &gouji::check(text, ruleset.as_deref()), options)
}

/// The score sheet, or `null` where the text has no indicators.
pub(crate) fn sheet(text: &str, report: &Report, options: &Options) -> Result<String, String> {
    let sheet = report.sheet.as_ref();
    json(&sheet.map(|sheet| score_json(text, sheet, options.lang.lang(), options.encoding.unit())))
}

/// What `check_fields` takes as its text.
#[derive(Debug)]
struct FieldsJson {
    model: FieldModel,
    mapping: FieldMapping,
    options: FieldOptions,
}

impl FieldsJson {
    fn read(json: &str) -> Read<Self> {
        let (mut model, mut mapping, mut options) = (None, None, FieldOptions::default());
        Value::new(json)?.members(&mut |key, value| {
            match key {
                "model" => model = Some(value.map(Value::text)?),
                "mapping" => mapping = Some(value.map(meaning)?),
                "options" => options = field_options(value)?,
                _ => return request::unknown(),
            }
            Ok(())
        })?;
        Ok(Self {
            model: model.ok_or_else(|| "model is missing".to_owned())?,
            mapping: mapping.ok_or_else(|| "mapping is missing".to_owned())?,
            options,
        })
    }
}

fn meaning(value: Value) -> Read<FieldMeaning> {
    if let Value::Text(short) = value {
        return Ok(FieldMeaning::Short(short));
    }
    let (mut figure, mut unit, mut places) = (None, None, None);
    value.members(&mut |key, value| {
        match key {
            "figure" => figure = Some(value.text()?),
            "unit" => unit = value.optional(Value::text)?,
            "places" => places = value.optional(Value::number)?,
            _ => {}
        }
        Ok(())
    })?;
    let figure = figure.ok_or_else(|| "figure is missing".to_owned())?;
    Ok(FieldMeaning::Full { figure, unit, places })
}

fn field_options(value: Value) -> Read<FieldOptions> {
    let mut read = FieldOptions::default();
    value.members(&mut |key, value| {
        match key {
            "year" => read.year = value.optional(Value::number)?,
            "checks" => read.checks = value.list()?.into_iter().map(Value::text).collect::<Read<_>>()?,
            _ => return request::unknown(),
        }
        Ok(())
    })?;
    Ok(read)
}

/// The fields of a form, checked against each other and the rule set.
fn fields(text: &str, options: &Options) -> Result<String, String> {
    let ruleset = options.ruleset()?;
    let FieldsJson { model, mapping, options: own } =
        &FieldsJson::read(text).map_err(|why| within("fields", why))?;
    json(&check_fields(model, mapping, own, ruleset.as_deref(), options.lang.lang())?)
}

/// The rule of a code, or `null`.
fn explain(code: &str, lang: Speech) -> Option<ExplainJson> {
    let rule = rules::find(code)?;
    Some(ExplainJson {
        code: rule.code,
        title: match lang {
            Speech::Zh => rule.title.zh,
            Speech::En => rule.title.en,
        },
        severity: rule.severity,
        verdict: rule.verdict,
        markdown: markdown(rule),
    })
}

/// The documentation of a rule.
pub fn markdown(rule: &Rule) -> String {
    rule.doc_lines().map(|line| line.to_owned() + "\n").collect()
}

fn builtins() -> Vec<RulesJson> {
    RuleSet::builtins().iter().map(|set| RulesJson { name: &set.name, aliases: &set.aliases }).collect()
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, String> {
    Ok(written(value))
}

/// Ends the instance as a defect would, so that a page and its tests can see how it recovers.
#[cfg(target_arch = "wasm32")]
fn trap() -> ! {
    core::arch::wasm32::unreachable()
}

#[cfg(not(target_arch = "wasm32"))]
fn trap() -> Result<String, String> {
    Err("only an instance in a page can be trapped".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_answered_as_the_core_answers() {
        let text = "2023年整体支出合计100万元，其中：基本支出60万元，项目支出50万元。\n";
        let found = answer(&format!("check\n{{\"file\":\"a.txt\"}}\n{text}")).unwrap();
        let report = gouji::check(text, None);
        let expected = file_json(text, "a.txt", "utf-8", &report, gouji::Lang::Zh, gouji::ColumnUnit::Utf16);
        assert_eq!(found, serde_json::to_string(&expected).unwrap());
        assert!(found.contains("GJ201"));
    }

    #[test]
    fn what_cannot_be_answered_is_refused_in_a_sentence() {
        assert!(answer("").unwrap_err().contains("no such call"));
        assert!(answer("check\n{\"lnag\":\"zh\"}\n").unwrap_err().contains("lnag"));
        assert!(answer("check\n{\"rules\":\"某规程\"}\n").unwrap_err().contains("内置规程有"));
        assert!(answer("check\n{\"rules\":{\"toml\":\"x = 1\"}}\n").is_err());
    }

    #[test]
    fn fields_are_checked_and_their_mapping_is_held_to_its_form() {
        let asked = r#"{"model":{"a":"5.00","b":"6.00"},"mapping":{"a":"会议费@2023决算","b":{"figure":"会议费@2023决算"}}}"#;
        assert!(answer(&format!("check_fields\n\n{asked}")).unwrap().contains("GJ401"));
        assert!(answer("check_fields\n\n{\"model\":{},\"mapping\":{\"a\":{}}}").is_err());
    }

    #[test]
    fn rules_are_explained_by_code() {
        assert!(answer("explain\n\nGJ301").unwrap().contains("\"code\":\"GJ301\""));
        assert_eq!(answer("explain\n\nGJ999").unwrap(), "null");
    }
}
