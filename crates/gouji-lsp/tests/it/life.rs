//! The life of a connection: from the first word to the exit code.

use crate::client::{Client, URI, abilities};
use crate::features::REPORT;
use gouji_lsp::Session;
use serde_json::{Value, json};

#[test]
fn nothing_is_answered_before_the_introduction() {
    let mut client = Client::connect(Session::default());
    client.notify("initialized", json!({}));
    client.did_open(URI, REPORT);
    let refused = client.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(refused["code"], -32002);
    assert_eq!(client.request("shutdown", Value::Null).unwrap_err()["code"], -32002);
    client.request("initialize", json!({"capabilities": {}})).unwrap();
    let hover = json!({"position": {"line": 0, "character": 0}});
    assert_eq!(
        client.about("textDocument/hover", hover),
        Value::Null,
        "what was opened too early is not open"
    );
    client.finish();
}

#[test]
fn one_introduction_is_enough() {
    let mut client = Client::start();
    assert_eq!(client.request("initialize", json!({"capabilities": {}})).unwrap_err()["code"], -32600);
    client.finish();
}

#[test]
fn everything_that_is_promised_is_answered() {
    let mut client = Client::connect(Session::default());
    let result = client.request("initialize", json!({"capabilities": abilities()})).unwrap();
    assert_eq!(result["serverInfo"]["name"], "gouji");
    let capabilities = &result["capabilities"];
    assert_eq!(capabilities["positionEncoding"], "utf-16");
    assert_eq!(capabilities["textDocumentSync"]["change"], 2);
    let zero = json!({"line": 0, "character": 0});
    let everything = json!({"textDocument": {"uri": URI}, "position": zero, "range": {"start": zero, "end": zero},
        "positions": [zero], "context": {"includeDeclaration": true, "diagnostics": []}, "newName": "a", "ch": "\n",
        "options": {"tabSize": 4, "insertSpaces": true}, "query": "", "code": "GJ301"});
    for method in [
        "textDocument/hover",
        "textDocument/completion",
        "textDocument/definition",
        "textDocument/references",
        "textDocument/documentHighlight",
        "textDocument/documentSymbol",
        "textDocument/codeAction",
        "textDocument/codeLens",
        "textDocument/formatting",
        "textDocument/rangeFormatting",
        "textDocument/onTypeFormatting",
        "textDocument/rename",
        "textDocument/prepareRename",
        "textDocument/documentLink",
        "textDocument/foldingRange",
        "textDocument/selectionRange",
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/full/delta",
        "textDocument/semanticTokens/range",
        "textDocument/inlayHint",
        "textDocument/diagnostic",
        "workspace/symbol",
        "gouji/score",
        "gouji/tree",
        "gouji/preview",
        "gouji/explain",
    ] {
        assert!(
            client.request(method, everything.clone()).is_ok(),
            "{method} of a document that is not open"
        );
    }
    client.finish();
}

#[test]
fn after_the_shutdown_only_the_exit_counts() {
    let mut client = Client::start();
    client.request("shutdown", Value::Null).unwrap();
    client.did_open(URI, REPORT);
    assert_eq!(client.request("textDocument/hover", json!({})).unwrap_err()["code"], -32600);
    assert_eq!(client.request("shutdown", Value::Null).unwrap_err()["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn an_exit_without_a_shutdown_is_a_failure() {
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
    let mut client = Client::connect(Session::default());
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn a_client_that_is_gone_ends_the_server() {
    let (mut client, _) = Client::open(REPORT);
    assert_eq!(client.hang_up(), 1);
    let mut client = Client::start();
    client.request("shutdown", Value::Null).unwrap();
    assert_eq!(client.hang_up(), 0);
}

#[test]
fn a_closed_document_is_forgotten_and_its_findings_go() {
    let (mut client, _) = Client::open(REPORT);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.expect("textDocument/publishDiagnostics"), json!({"uri": URI, "diagnostics": []}));
    assert_eq!(client.about("gouji/tree", json!({})), Value::Null);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    client.finish();
}

#[test]
fn a_document_that_is_opened_twice_is_the_second_one() {
    let (mut client, _) = Client::open(REPORT);
    client.did_open(URI, "二、其他");
    client.diagnostics(URI, 1);
    assert_eq!(client.about("gouji/tree", json!({}))["text"], gouji::tree("二、其他", None));
    client.finish();
}

#[test]
fn saving_checks_at_once() {
    let params = json!({"initializationOptions": {"debounce": 10_000}});
    let mut client = Client::start_with(params, Default::default());
    client.did_open(URI, REPORT);
    client.diagnostics(URI, 1);
    client.did_change(2, json!([{"text": "一、其他"}]));
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    let start = std::time::Instant::now();
    client.diagnostics(URI, 2);
    assert!(start.elapsed().as_secs() < 9);
    client.finish();
}

#[test]
fn a_request_that_is_cancelled_in_the_queue_is_not_begun() {
    let (mut client, _) = Client::open(REPORT);
    // All in one write, so that they wait behind the first one, which takes its time.
    let long = REPORT.repeat(200);
    let document = json!({"uri": "file:///long.gj", "languageId": "gouji", "version": 1, "text": long});
    let messages = [
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
        json!({"jsonrpc": "2.0", "id": 901, "method": "gouji/tree", "params": {"textDocument": {"uri": "file:///long.gj"}}}),
        json!({"jsonrpc": "2.0", "id": 902, "method": "gouji/tree", "params": {"textDocument": {"uri": URI}}}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 902}}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77777}}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": "x"}),
    ];
    let frames: String = messages
        .iter()
        .map(|message| message.to_string())
        .map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len()))
        .collect();
    client.send_raw(frames.as_bytes());
    assert!(client.answer(901).is_ok());
    assert_eq!(client.answer(902).unwrap_err()["code"], -32800);
    client.diagnostics("file:///long.gj", 1);
    client.finish();
}

#[test]
fn chinese_uris_need_not_be_escaped() {
    let uri = "file:///w/2023 年度报告（送审稿）.gj";
    let mut client = Client::start();
    client.did_open(uri, REPORT);
    assert_ne!(client.diagnostics(uri, 1), Vec::<Value>::new());
    let at = json!({"textDocument": {"uri": uri}, "position": crate::client::at(REPORT, "公务接待费 ≤"), "newName": "招待费"});
    let edit = client.request("textDocument/rename", at).unwrap();
    assert_eq!(edit["documentChanges"][0]["textDocument"]["uri"], uri);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(client.expect("textDocument/publishDiagnostics")["uri"], uri);
    client.finish();
}

/// What a web worker does: one message in, all that follows out.
#[test]
fn a_session_without_a_shell_does_everything_at_once() {
    let mut session = Session::default();
    let mut say = |message: Value| session.dispatch(message);
    let hello = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}});
    assert_eq!(say(hello)[0]["id"], 1);
    let document = json!({"uri": URI, "languageId": "gouji", "version": 7, "text": REPORT});
    let out = say(
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
    );
    let methods: Vec<&str> = out.iter().filter_map(|message| message["method"].as_str()).collect();
    assert_eq!(methods, ["textDocument/publishDiagnostics", "gouji/status"]);
    let files = json!([{"uri": "file:///a.gj", "text": REPORT}, {"uri": "file:///b.gj"}]);
    let command = json!({"command": "gouji.checkFolder", "arguments": [{"uri": "file:///", "files": files}]});
    let out =
        say(json!({"jsonrpc": "2.0", "id": 2, "method": "workspace/executeCommand", "params": command}));
    let result = &out.iter().find(|message| message["id"] == 2).unwrap()["result"];
    assert_eq!((&result["files"], &result["failed"][0]["uri"]), (&json!(1), &json!("file:///b.gj")));
}
