//! Commands of `workspace/executeCommand` and the server's own requests.

use crate::{
    capabilities::command,
    diagnostics::{findings, score},
    edits::workspace_edit,
    folder::Item,
    rpc::{self, Failure},
    session::{Answer, Session, read},
    view::View,
};
use gouji::{Lang, RuleSet};
use gouji_ide::explain;
use ls_types::{Position, Range, Uri};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The parameters of `workspace/executeCommand`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Execute {
    command: String,
    #[serde(default)]
    arguments: Vec<Value>,
    #[serde(default)]
    work_done_token: Option<Value>,
}

/// The document or folder that a command is about.
#[derive(Deserialize)]
struct Target {
    uri: Uri,
    #[serde(default)]
    files: Option<Vec<Item>>,
}

/// The report that is to be written.
#[derive(Deserialize, Default)]
#[serde(default)]
struct NewReport {
    ruleset: Option<String>,
    unit: Option<String>,
    year: Option<Value>,
}

/// A place that is to be shown.
#[derive(Deserialize)]
struct Place {
    uri: Uri,
    position: Position,
}

#[derive(Deserialize)]
struct Explain {
    code: String,
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Deserialize)]
struct Nothing {}

impl Session {
    pub(crate) fn execute(&mut self, request: &Value, params: Value) -> Result<Answer, Failure> {
        let Execute { command, arguments, work_done_token } = read(params)?;
        let argument = arguments.into_iter().next().unwrap_or_default();
        match command.as_str() {
            command::FIX_ALL => self.fix_all(target(argument)?.uri.as_str()).map(Answer::Now),
            command::CHECK_FOLDER => {
                let Target { uri, files } = target(argument)?;
                self.check_folder(request, uri.as_str(), files, work_done_token)
            }
            command::NEW_REPORT => self.new_report(read(argument)?).map(Answer::Now),
            command::APPLY => self.apply(argument).map(Answer::Now),
            command::SHOW => self.show(read(argument)?).map(Answer::Now),
            _ => Err(Failure::invalid_params(format!("unknown command: {command}"))),
        }
    }

    /// Has every fix applied that leaves no choice; gives how many edits that is.
    fn fix_all(&mut self, uri: &str) -> Result<Value, Failure> {
        let fixes = self.view(uri, |view| {
            let action = view.analysis.fix_all()?;
            let edit = workspace_edit(view, &action.edits);
            Some((action.edits.len(), json!({"label": action.title, "edit": edit})))
        });
        let Some((count, edit)) = fixes.flatten() else { return Ok(json!({"edits": 0})) };
        self.apply(edit)?;
        Ok(json!({"edits": count}))
    }

    /// Has the client apply an edit.
    fn apply(&mut self, edit: Value) -> Result<Value, Failure> {
        if !self.client.applies_edits {
            return Err(Failure::refused("the client does not apply edits"));
        }
        if edit.get("edit").is_none_or(|edit| !edit.is_object()) {
            return Err(Failure::invalid_params("no edit"));
        }
        self.ask("workspace/applyEdit", edit);
        Ok(Value::Null)
    }

    fn show(&mut self, Place { uri, position }: Place) -> Result<Value, Failure> {
        let selection = Range::new(position, position);
        self.ask("window/showDocument", json!({"uri": uri, "takeFocus": true, "selection": selection}));
        Ok(Value::Null)
    }

    fn new_report(&mut self, NewReport { ruleset, unit, year }: NewReport) -> Result<Value, Failure> {
        let year = year.as_ref().and_then(whole).ok_or_else(|| Failure::invalid_params("no year"))?;
        let unit = unit.unwrap_or_default();
        let text = match ruleset.as_deref().map(str::trim).filter(|name| !matches!(*name, "" | "auto")) {
            None => gouji_ide::new_report(RuleSet::for_title("部门整体支出绩效自评报告"), &unit, year),
            Some(name) => {
                let ruleset = self.ruleset(name).map_err(|why| Failure::refused(format!("{name}：{why}")))?;
                gouji_ide::new_report(&ruleset, &unit, year)
            }
        };
        Ok(Value::String(text))
    }

    /// Requests of our own.
    pub(crate) fn answer_own(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match method {
            "gouji/score" => self.about(params, |view, _: Nothing| score(view.analysis)),
            "gouji/tree" => self.about(params, |view, _: Nothing| {
                let rules = view.analysis.options().rules.as_deref();
                json!({"text": gouji::tree(view.analysis.text(), rules)})
            }),
            "gouji/preview" => self.about(params, |view, _: Nothing| preview(view)),
            "gouji/explain" => {
                let Explain { code, lang } = read(params)?;
                let lang = match lang.as_deref() {
                    Some("zh") => Lang::Zh,
                    Some("en") => Lang::En,
                    _ => self.lang(""),
                };
                Ok(rpc::value(explain(&code, lang)))
            }
            _ => Err(Failure::unknown_method(method)),
        }
    }
}

/// A command's argument: an object with a URI, or the URI itself.
fn target(argument: Value) -> Result<Target, Failure> {
    match argument {
        Value::String(uri) => read(json!({"uri": uri})),
        argument => read(argument),
    }
}

/// A year as a number or as its digits.
fn whole(value: &Value) -> Option<i32> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())?;
    i32::try_from(number).ok()
}

/// The report as it will look, with what was found in it. Places in it are ranges, as everywhere in the protocol.
fn preview(view: &View<'_>) -> Value {
    let mut preview = rpc::value(view.analysis.preview());
    spans_to_ranges(view, &mut preview);
    json!({
        "version": view.version,
        "preview": preview,
        "findings": findings(view.analysis, view.uri.as_str()),
        "score": score(view.analysis),
    })
}

/// Turns every span, which is an object of `start` and `end` in bytes, into an editor's range.
fn spans_to_ranges(view: &View<'_>, value: &mut Value) {
    match value {
        Value::Object(fields) => match span(fields) {
            Some(span) => *value = rpc::value(view.range(span)),
            None => fields.values_mut().for_each(|value| spans_to_ranges(view, value)),
        },
        Value::Array(items) => items.iter_mut().for_each(|item| spans_to_ranges(view, item)),
        _ => {}
    }
}

fn span(fields: &Map<String, Value>) -> Option<gouji::Span> {
    let bytes = |name: &str| usize::try_from(fields.get(name)?.as_u64()?).ok();
    (fields.len() == 2).then(|| Some(gouji::Span::new(bytes("start")?, bytes("end")?)))?
}
