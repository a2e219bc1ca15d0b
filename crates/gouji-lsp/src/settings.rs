//! The configuration section `gouji`, for everything and for each folder of the workspace.

use gouji::{Lang, ruleset::SeverityRule};
use serde_json::Value;
use std::collections::BTreeMap;

/// Milliseconds without a change after which a changed text is checked.
const DEBOUNCE: u64 = 150;

/// No editor waits longer.
const MAX_DEBOUNCE: u64 = 10_000;

/// What the user has set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Settings {
    /// `gouji.rules`: the name of a rule set or the path of one; without it the report decides.
    pub(crate) rules: Option<String>,
    /// `gouji.lang`; without it the client's locale decides.
    pub(crate) lang: Option<Lang>,
    /// `gouji.severity`: severities that differ from the rules' own, by code.
    pub(crate) severity: BTreeMap<String, SeverityRule>,
    /// `gouji.hints`.
    pub(crate) hints: bool,
    /// `gouji.lenses`.
    pub(crate) lenses: bool,
    /// `gouji.debounce`, in milliseconds.
    pub(crate) debounce: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rules: None,
            lang: None,
            severity: BTreeMap::new(),
            hints: true,
            lenses: true,
            debounce: DEBOUNCE,
        }
    }
}

impl Settings {
    /// Reads the section. What has a wrong type or value counts as not set.
    pub(crate) fn read(section: &Value) -> Self {
        let default = Self::default();
        let text = |name: &str| section.get(name).and_then(Value::as_str).map(str::trim);
        let switch = |name: &str, unset| section.get(name).and_then(Value::as_bool).unwrap_or(unset);
        let severity = section.get("severity").and_then(Value::as_object);
        Self {
            rules: text("rules").filter(|rules| !matches!(*rules, "" | "auto")).map(str::to_owned),
            lang: match text("lang") {
                Some("zh") => Some(Lang::Zh),
                Some("en") => Some(Lang::En),
                _ => None,
            },
            severity: severity.into_iter().flatten().filter_map(severity_of).collect(),
            hints: switch("hints", default.hints),
            lenses: switch("lenses", default.lenses),
            debounce: debounce(section).unwrap_or(default.debounce).min(MAX_DEBOUNCE),
        }
    }

    /// Reads what a client pushes: the section alone, or all settings with the section in them.
    pub(crate) fn read_pushed(settings: &Value) -> Option<Self> {
        let section = settings.get("gouji").unwrap_or(settings);
        section.is_object().then(|| Self::read(section))
    }
}

fn severity_of((code, severity): (&String, &Value)) -> Option<(String, SeverityRule)> {
    let severity = match severity.as_str()? {
        "error" => SeverityRule::Error,
        "warning" => SeverityRule::Warning,
        "info" => SeverityRule::Info,
        "hint" => SeverityRule::Hint,
        "off" => SeverityRule::Off,
        _ => return None,
    };
    Some((code.to_ascii_uppercase(), severity))
}

fn debounce(section: &Value) -> Option<u64> {
    let number = section.get("debounce")?.as_f64()?;
    // The cast itself keeps within the bounds of the type: a negative number is 0.
    Some(number as u64)
}

/// The settings of every place.
#[derive(PartialEq, Eq, Debug, Default)]
pub(crate) struct Scopes {
    global: Settings,
    folders: BTreeMap<String, Settings>,
}

impl Scopes {
    /// The settings that hold outside of every folder.
    pub(crate) fn global(&self) -> &Settings {
        &self.global
    }

    /// The settings for a document: those of the innermost folder that it lies in.
    pub(crate) fn of(&self, uri: &str) -> &Settings {
        let around = self.folders.iter().filter(|(folder, _)| lies_in(uri, folder));
        around.max_by_key(|(folder, _)| folder.len()).map_or(&self.global, |(_, settings)| settings)
    }

    /// Takes new settings for everything.
    pub(crate) fn set(&mut self, global: Settings) {
        self.folders.clear();
        self.global = global;
    }

    /// Takes new settings for a folder.
    pub(crate) fn set_folder(&mut self, folder: String, settings: Settings) {
        self.folders.insert(folder, settings);
    }
}

/// Whether a URI is that of a folder or of something below it.
pub(crate) fn lies_in(uri: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    uri.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_of_a_wrong_type_count_as_not_set() {
        let section = json!({"rules": 3, "lang": "fr", "severity": {"gj301": "off", "GJ302": 1}, "hints": "no",
            "debounce": -5});
        let settings = Settings::read(&section);
        let severity = BTreeMap::from([("GJ301".to_owned(), SeverityRule::Off)]);
        assert_eq!(settings, Settings { severity, debounce: 0, ..Settings::default() });
        assert_eq!(Settings::read(&Value::Null), Settings::default());
    }

    #[test]
    fn the_innermost_folder_decides() {
        let named = |rules: &str| Settings { rules: Some(rules.to_owned()), ..Settings::default() };
        let mut scopes = Scopes::default();
        scopes.set(named("a"));
        scopes.set_folder("file:///x".to_owned(), named("b"));
        scopes.set_folder("file:///x/y/".to_owned(), named("c"));
        let rules = |uri: &str| scopes.of(uri).rules.clone().unwrap();
        assert_eq!(rules("file:///z/1.gj"), "a");
        assert_eq!(rules("file:///xy/1.gj"), "a");
        assert_eq!(rules("file:///x/1.gj"), "b");
        assert_eq!(rules("file:///x/y/1.gj"), "c");
    }
}
