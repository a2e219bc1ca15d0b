//! Checking a folder: every file, with progress, until somebody stops it.

use crate::client::{Client, Disk, URI};
use crate::features::REPORT;
use serde_json::{Value, json};

const OTHER: &str = "file:///w/b.gj";

fn disk(count: usize) -> Disk {
    let disk = Disk::default();
    for number in 0..count {
        disk.write(&format!("file:///w/d/{number:04}.gj"), REPORT);
    }
    disk
}

fn with_progress(disk: Disk) -> Client {
    Client::start_with(json!({"capabilities": {"window": {"workDoneProgress": true}}}), disk)
}

#[test]
fn every_report_is_checked_with_progress() {
    let mut client = with_progress(disk(3));
    let result = client.execute("gouji.checkFolder", json!({"uri": "file:///w/d"})).unwrap();
    let token = client.expect_request("window/workDoneProgress/create", Value::Null)["token"].clone();
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("end")) {
        let progress = client.expect("$/progress");
        assert_eq!(progress["token"], token);
        kinds.push(progress["value"]["kind"].clone());
    }
    assert_eq!(kinds, ["begin", "report", "report", "report", "end"].map(|kind| json!(kind)));
    let mut errors = 0;
    for number in 0..3 {
        let found = client.expect("textDocument/publishDiagnostics");
        assert_eq!(found["uri"], format!("file:///w/d/{number:04}.gj"));
        errors +=
            found["diagnostics"].as_array().unwrap().iter().filter(|found| found["severity"] == 1).count();
    }
    assert_eq!(
        (&result["files"], &result["errors"], &result["failed"]),
        (&json!(3), &json!(errors), &json!([]))
    );
    let found = client.request("workspace/symbol", json!({"query": "部门基本情况"})).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 3, "symbols of checked files are found");
    client.finish();
}

#[test]
fn what_is_in_the_editor_counts() {
    let disk = Disk::default();
    disk.write(URI, REPORT);
    disk.write(OTHER, REPORT);
    let mut client = Client::start_with(json!({}), disk);
    client.did_open(URI, "一、正文");
    client.diagnostics(URI, 1);
    client.execute("gouji.checkFolder", json!("file:///w")).unwrap();
    assert_eq!(client.expect("textDocument/publishDiagnostics")["uri"], OTHER);
    client.finish();
}

#[test]
fn a_checked_file_that_is_opened_shows_its_findings_once() {
    let disk = Disk::default();
    disk.write(OTHER, REPORT);
    let pulls = json!({"capabilities": {"textDocument": {"diagnostic": {}}}});
    let mut client = Client::start_with(pulls, disk);
    client.execute("gouji.checkFolder", json!("file:///w")).unwrap();
    assert_ne!(client.expect("textDocument/publishDiagnostics")["diagnostics"], json!([]));
    client.did_open(OTHER, REPORT);
    assert_eq!(client.expect("textDocument/publishDiagnostics"), json!({"uri": OTHER, "diagnostics": []}));
    client.expect("gouji/status");
    client.finish();
}

#[test]
fn a_check_is_stopped_by_its_request_and_by_its_progress() {
    let mut client = with_progress(disk(5000));
    let params = json!({"command": "gouji.checkFolder", "arguments": ["file:///w/d"]});
    let by_request = client.ask("workspace/executeCommand", params.clone());
    client.expect_request("window/workDoneProgress/create", Value::Null);
    client.expect("textDocument/publishDiagnostics");
    client.notify("$/cancelRequest", json!({"id": by_request}));
    assert_eq!(client.answer(by_request).unwrap_err()["code"], -32800);

    let by_token = client.ask("workspace/executeCommand", params);
    let token = client.expect_request("window/workDoneProgress/create", Value::Null)["token"].clone();
    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    assert_eq!(client.answer(by_token).unwrap_err()["code"], -32800);
    // The server is not held up by what was begun.
    assert_eq!(client.request("gouji/explain", json!({"code": "GJ000"})).unwrap(), Value::Null);
    while client.take_if("textDocument/publishDiagnostics") || client.take_if("$/progress") {}
    client.finish();
}

#[test]
fn the_editor_stays_usable_while_a_folder_is_checked() {
    let mut client = with_progress(disk(5000));
    let params = json!({"command": "gouji.checkFolder", "arguments": ["file:///w/d"]});
    let check = client.ask("workspace/executeCommand", params);
    client.expect_request("window/workDoneProgress/create", Value::Null);
    client.expect("textDocument/publishDiagnostics");
    let hover = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.request("textDocument/hover", hover).unwrap(), Value::Null);
    client.request("shutdown", Value::Null).unwrap();
    assert_eq!(client.answer(check).unwrap_err()["code"], -32800, "the shutdown stops it");
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn what_cannot_be_read_is_named() {
    let mut client = Client::start();
    let refused = client.execute("gouji.checkFolder", json!("file:///nowhere")).unwrap_err();
    assert!(refused["message"].as_str().unwrap().contains("没有这个目录"), "{refused}");
    let files = json!([{"uri": "file:///gone.gj"}, {"uri": OTHER, "text": REPORT}]);
    let result = client.execute("gouji.checkFolder", json!({"uri": "file:///", "files": files})).unwrap();
    assert_eq!(result["failed"], json!([{"uri": "file:///gone.gj", "reason": "没有这个文件"}]));
    assert_eq!(result["files"], 1);
    client.expect("textDocument/publishDiagnostics");
    client.finish();
}
