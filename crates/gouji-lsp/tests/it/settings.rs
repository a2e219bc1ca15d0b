//! Settings, their scopes, and rule sets of one's own.

use crate::client::{Client, Disk, URI, at, merged};
use crate::features::REPORT;
use serde_json::{Value, json};

const TOML: &str = "file:///w/%E7%9C%81.toml";

/// What a client that is asked for settings and watches files can do.
fn asked() -> Value {
    json!({"workspace": {"configuration": true, "didChangeWatchedFiles": {"dynamicRegistration": true,
        "relativePatternSupport": true}, "inlayHint": {"refreshSupport": true}}})
}

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().map(|found| found["code"].as_str().unwrap()).collect()
}

#[test]
fn settings_are_asked_for_and_asked_again_when_they_change() {
    let mut client = Client::start_with(json!({"capabilities": asked()}), Disk::default());
    let items = client.expect_request("workspace/configuration", json!([{"debounce": 0}, null]));
    let section = json!({"section": "gouji"});
    assert_eq!(items["items"], json!([section, merged(section.clone(), json!({"scopeUri": "file:///w"}))]));
    client.did_open(URI, REPORT);
    let before = client.diagnostics(URI, 1);
    let code = before[0]["code"].as_str().unwrap().to_owned();

    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let settings = json!({"debounce": 0, "severity": {code.as_str(): "off"}});
    client.expect_request("workspace/configuration", json!([settings, null]));
    client.expect_request("workspace/inlayHint/refresh", Value::Null);
    let after = client.diagnostics(URI, 1);
    assert!(!codes(&after).contains(&code.as_str()), "{after:?}");

    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let folder = json!({"debounce": 0, "severity": {code.as_str(): "hint"}});
    client.expect_request("workspace/configuration", json!([settings, folder]));
    client.expect_request("workspace/inlayHint/refresh", Value::Null);
    let after = client.diagnostics(URI, 1);
    let hinted = after.iter().find(|found| found["code"] == code.as_str()).unwrap();
    assert_eq!(hinted["severity"], 4, "what the folder says counts for its documents");
    client.finish();
}

#[test]
fn pushed_settings_are_taken() {
    let (mut client, before) = Client::open(REPORT);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"gouji": {"lang": "en", "hints": false,
        "lenses": false, "debounce": 0}}}),
    );
    let after = client.diagnostics(URI, 1);
    assert_eq!(codes(&before), codes(&after));
    assert_ne!(before[0]["message"], after[0]["message"]);
    let whole = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    assert_eq!(client.about("textDocument/inlayHint", whole), Value::Null);
    assert_eq!(client.about("textDocument/codeLens", json!({})), Value::Null);
    client.finish();
}

#[test]
fn a_rule_set_of_ones_own_is_applied_and_watched() {
    let disk = Disk::default();
    disk.write(TOML, "name = \"本省\"\n");
    let mut client = Client::start_with(json!({"capabilities": asked()}), disk.clone());
    client.expect_request("workspace/configuration", json!([{"rules": "省.toml", "debounce": 0}, null]));
    client.did_open(URI, REPORT);
    let registered = client.expect_request("client/registerCapability", Value::Null);
    let registration = &registered["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let pattern = &registration["registerOptions"]["watchers"][0]["globPattern"];
    assert_eq!(pattern, &json!({"baseUri": "file:///w", "pattern": "*.toml"}));
    client.expect("textDocument/publishDiagnostics");
    assert_eq!(client.expect("gouji/status")["ruleset"], "本省");

    disk.write(TOML, "name = \"本省二〇二四\"\n");
    let changed = || json!({"changes": [{"uri": TOML, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changed());
    client.expect_request("workspace/inlayHint/refresh", Value::Null);
    client.expect("textDocument/publishDiagnostics");
    assert_eq!(client.expect("gouji/status")["ruleset"], "本省二〇二四");

    disk.write(TOML, "name = \"x\"\nweights = 3\n");
    client.notify("workspace/didChangeWatchedFiles", changed());
    client.expect_request("workspace/inlayHint/refresh", Value::Null);
    let message = client.expect("window/showMessage");
    assert!(message["message"].as_str().unwrap().contains("规程文件未能读取"), "{message}");
    let fault = client.take(|message| message["params"]["uri"] == TOML);
    assert_eq!(fault["params"]["diagnostics"][0]["range"]["start"]["line"], 1, "{fault}");
    client.expect("textDocument/publishDiagnostics");
    assert_eq!(client.expect("gouji/status")["ruleset"], "部门整体支出", "the report decides by itself");

    disk.write(TOML, "name = \"本省\"\n");
    client.notify("workspace/didChangeWatchedFiles", changed());
    client.expect_request("workspace/inlayHint/refresh", Value::Null);
    let mended = client.take(|message| message["params"]["uri"] == TOML);
    assert_eq!(mended["params"]["diagnostics"], json!([]));
    client.expect("textDocument/publishDiagnostics");
    assert_eq!(client.expect("gouji/status")["ruleset"], "本省");
    client.finish();
}

#[test]
fn a_client_that_does_not_watch_has_rule_sets_read_again_on_saving() {
    let disk = Disk::default();
    disk.write(TOML, "name = \"本省\"\n");
    let params = json!({"initializationOptions": {"rules": "/w/省.toml"}});
    let mut client = Client::start_with(params, disk.clone());
    client.did_open(URI, REPORT);
    client.expect("textDocument/publishDiagnostics");
    assert_eq!(client.expect("gouji/status")["ruleset"], "本省");
    disk.write(TOML, "name = \"另一省\"\n");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    client.expect("textDocument/publishDiagnostics");
    assert_eq!(client.expect("gouji/status")["ruleset"], "另一省");
    client.finish();
}

#[test]
fn a_built_in_rule_set_may_be_named() {
    let params = json!({"initializationOptions": {"rules": "通用"}});
    let mut client = Client::start_with(params, Disk::default());
    client.did_open(URI, REPORT);
    client.expect("textDocument/publishDiagnostics");
    assert_eq!(client.expect("gouji/status")["ruleset"], "通用");
    let hover = client.about("textDocument/hover", json!({"position": at(REPORT, "104.98")}));
    assert!(hover.is_object());
    client.finish();
}

#[test]
fn folders_come_and_go() {
    let mut client = Client::start_with(json!({"capabilities": asked()}), Disk::default());
    client.expect_request("workspace/configuration", json!([{}, {}]));
    let event =
        json!({"added": [{"uri": "file:///v", "name": "v"}], "removed": [{"uri": "file:///w", "name": "w"}]});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    let items = client.expect_request("workspace/configuration", json!([null, null]));
    assert_eq!(items["items"][1]["scopeUri"], "file:///v");
    assert_eq!(items["items"].as_array().unwrap().len(), 2);
    client.finish();
}
