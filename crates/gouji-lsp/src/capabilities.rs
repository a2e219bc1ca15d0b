//! What the server can do, and the commands and requests of its own.

use crate::{
    client::{Client, unit_name},
    edits, structure,
};
use serde_json::{Value, json};

/// Commands of `workspace/executeCommand`.
pub(crate) mod command {
    /// Applies every prepared fix that leaves no choice: `{uri}`.
    pub(crate) const FIX_ALL: &str = "gouji.fixAll";
    /// Checks every report below a folder: `{uri, files?: [{uri, text}]}`.
    pub(crate) const CHECK_FOLDER: &str = "gouji.checkFolder";
    /// A new report as text: `{ruleset?, unit?, year}`.
    pub(crate) const NEW_REPORT: &str = "gouji.newReport";
    /// Applies an edit, for clients that know no code actions: `{label, edit}`.
    pub(crate) const APPLY: &str = "gouji.apply";
    /// Shows the place where something is to be written next: `{uri, position}`.
    pub(crate) const SHOW: &str = "gouji.show";
}

/// Characters after which completion is offered unasked.
const COMPLETES_AFTER: [&str; 9] = ["{", "=", "@", "【", "：", "·", "「", "（", "|"];

/// The answer to `initialize`.
pub(crate) fn initialize_result(client: &Client) -> Value {
    let mut capabilities = json!({
        "positionEncoding": unit_name(client.unit),
        "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
        "hoverProvider": true,
        "completionProvider": {"triggerCharacters": COMPLETES_AFTER},
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "codeActionProvider": if client.code_actions { json!({"codeActionKinds": edits::KINDS}) } else { json!(true) },
        "codeLensProvider": {},
        "documentFormattingProvider": true,
        "documentRangeFormattingProvider": true,
        "documentOnTypeFormattingProvider": {"firstTriggerCharacter": "\n"},
        "renameProvider": {"prepareProvider": true},
        "documentLinkProvider": {},
        "foldingRangeProvider": true,
        "selectionRangeProvider": true,
        "semanticTokensProvider": {
            "legend": structure::legend(client.own_tokens),
            "range": true,
            "full": {"delta": true},
        },
        "inlayHintProvider": true,
        "executeCommandProvider": {
            "commands": [command::FIX_ALL, command::CHECK_FOLDER, command::NEW_REPORT, command::APPLY, command::SHOW],
            "workDoneProgress": true,
        },
        "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
    });
    if client.pulls_diagnostics {
        capabilities["diagnosticProvider"] =
            json!({"identifier": "gouji", "interFileDependencies": false, "workspaceDiagnostics": false});
    }
    json!({
        "capabilities": capabilities,
        "serverInfo": {"name": "gouji", "version": gouji::json::version()},
    })
}
