//! What the client can do. Read leniently: a capability of a wrong type is one that it has not.

use gouji::{ColumnUnit, Lang};
use serde_json::Value;

/// The client as it introduced itself.
#[derive(Debug, Default)]
pub(crate) struct Client {
    /// The language of its user, where it says one.
    pub(crate) lang: Option<Lang>,
    /// How it counts columns.
    pub(crate) unit: ColumnUnit,
    /// Asks for diagnostics itself.
    pub(crate) pulls_diagnostics: bool,
    /// Asks for them again when told to.
    pub(crate) refreshes_diagnostics: bool,
    pub(crate) refreshes_hints: bool,
    pub(crate) refreshes_lenses: bool,
    pub(crate) refreshes_tokens: bool,
    /// Shows other places of a diagnostic.
    pub(crate) related: bool,
    /// Shows what may go in grey.
    pub(crate) tags: bool,
    pub(crate) code_description: bool,
    pub(crate) snippets: bool,
    pub(crate) markdown: bool,
    pub(crate) definition_links: bool,
    pub(crate) symbol_trees: bool,
    /// Takes code actions as such, not only commands.
    pub(crate) code_actions: bool,
    /// Takes edits with the version that they are for.
    pub(crate) versioned_edits: bool,
    /// Answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// Tells of changed files when asked to.
    pub(crate) watches_files: bool,
    pub(crate) relative_patterns: bool,
    pub(crate) progress: bool,
    pub(crate) applies_edits: bool,
    /// Shows a place that it is told to show.
    pub(crate) shows_places: bool,
    /// Knows the kinds of tokens by our own names, as `initializationOptions.ownTokens` says.
    pub(crate) own_tokens: bool,
    /// Where the page of a rule is, with `{code}` for its code, as `initializationOptions.ruleLink` says.
    pub(crate) rule_link: Option<String>,
    /// The command that shows the score sheet, as `initializationOptions.scoreCommand` says.
    pub(crate) score_command: Option<String>,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(crate) fn read(params: &Value) -> Self {
        let can = |path: &str| at(params, "capabilities", path).and_then(Value::as_bool).unwrap_or(false);
        let has = |path: &str| at(params, "capabilities", path).is_some_and(Value::is_object);
        let lists = |path: &str, wanted: &str| {
            at(params, "capabilities", path)
                .and_then(Value::as_array)
                .is_some_and(|list| list.iter().any(|item| item == wanted))
        };
        let option = |name: &str| at(params, "initializationOptions", name);
        let text = |name: &str| option(name).and_then(Value::as_str).map(str::to_owned);
        Self {
            lang: params.get("locale").and_then(Value::as_str).map(lang_of_locale),
            unit: unit(params),
            pulls_diagnostics: has("textDocument/diagnostic"),
            refreshes_diagnostics: can("workspace/diagnostics/refreshSupport")
                || can("workspace/diagnostic/refreshSupport"),
            refreshes_hints: can("workspace/inlayHint/refreshSupport"),
            refreshes_lenses: can("workspace/codeLens/refreshSupport"),
            refreshes_tokens: can("workspace/semanticTokens/refreshSupport"),
            related: can("textDocument/publishDiagnostics/relatedInformation")
                || can("textDocument/diagnostic/relatedInformation"),
            tags: has("textDocument/publishDiagnostics/tagSupport")
                || has("textDocument/diagnostic/tagSupport"),
            code_description: can("textDocument/publishDiagnostics/codeDescriptionSupport")
                || can("textDocument/diagnostic/codeDescriptionSupport"),
            snippets: can("textDocument/completion/completionItem/snippetSupport"),
            markdown: lists("textDocument/hover/contentFormat", "markdown"),
            definition_links: can("textDocument/definition/linkSupport"),
            symbol_trees: can("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            code_actions: has("textDocument/codeAction/codeActionLiteralSupport"),
            versioned_edits: can("workspace/workspaceEdit/documentChanges"),
            configuration: can("workspace/configuration"),
            watches_files: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            relative_patterns: can("workspace/didChangeWatchedFiles/relativePatternSupport"),
            progress: can("window/workDoneProgress"),
            applies_edits: can("workspace/applyEdit"),
            shows_places: can("window/showDocument/support"),
            own_tokens: option("ownTokens").and_then(Value::as_bool).unwrap_or(false),
            rule_link: text("ruleLink"),
            score_command: text("scoreCommand"),
        }
    }
}

/// The value below `root` at a path of names with slashes between.
fn at<'v>(params: &'v Value, root: &str, path: &str) -> Option<&'v Value> {
    path.split('/').try_fold(params.get(root)?, |value, name| value.get(name))
}

/// The first unit of the client's list that is known; UTF-16 where it has no list.
fn unit(params: &Value) -> ColumnUnit {
    let list = at(params, "capabilities", "general/positionEncodings").and_then(Value::as_array);
    let known = |value: &Value| match value.as_str()? {
        "utf-8" => Some(ColumnUnit::Utf8),
        "utf-16" => Some(ColumnUnit::Utf16),
        "utf-32" => Some(ColumnUnit::Utf32),
        _ => None,
    };
    list.into_iter().flatten().find_map(known).unwrap_or_default()
}

/// The name of a unit in the protocol.
pub(crate) fn unit_name(unit: ColumnUnit) -> &'static str {
    match unit {
        ColumnUnit::Utf8 => "utf-8",
        ColumnUnit::Utf16 => "utf-16",
        ColumnUnit::Utf32 => "utf-32",
    }
}

/// Chinese for every Chinese locale, English for any other.
fn lang_of_locale(locale: &str) -> Lang {
    if locale.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_client_that_says_nothing_gets_the_least() {
        let client = Client::read(&Value::Null);
        assert_eq!(client.unit, ColumnUnit::Utf16);
        assert_eq!(client.lang, None);
        assert!(!client.pulls_diagnostics && !client.snippets && !client.progress);
    }

    #[test]
    fn the_clients_first_known_unit_is_taken() {
        let with = |list: Value| {
            Client::read(&json!({"capabilities": {"general": {"positionEncodings": list}}})).unit
        };
        assert_eq!(with(json!(["utf-7", "utf-8", "utf-16"])), ColumnUnit::Utf8);
        assert_eq!(with(json!(["utf-32"])), ColumnUnit::Utf32);
        assert_eq!(with(json!("utf-8")), ColumnUnit::Utf16);
    }

    #[test]
    fn the_locale_decides_the_language() {
        let lang = |locale: &str| Client::read(&json!({"locale": locale})).lang;
        assert_eq!(lang("zh-CN"), Some(Lang::Zh));
        assert_eq!(lang("ZH_hans"), Some(Lang::Zh));
        assert_eq!(lang("en-US"), Some(Lang::En));
    }
}
