//! Whatever a client sends, in whatever order, the server goes on and answers.

use crate::client::{Client, URI, at};
use crate::features::REPORT;
use gouji_lsp::Session;
use serde_json::{Value, json};

/// The server still answers, and rightly.
fn assert_alive(client: &mut Client, text: &str) {
    assert_eq!(client.about("gouji/tree", json!({}))["text"], gouji::tree(text, None));
}

#[test]
fn what_is_no_message_is_answered_with_an_error() {
    let (mut client, _) = Client::open(REPORT);
    for (body, code) in [
        ("{", -32700),
        ("", -32700),
        ("[]", -32600),
        ("7", -32600),
        ("{\"jsonrpc\":\"2.0\"}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"shutdown\"}", -32600),
        ("\u{0}", -32700),
    ] {
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let answer = client.take(|message| message["id"].is_null() && message["error"].is_object());
        assert_eq!(answer["error"]["code"], code, "{body}");
    }
    client.send_raw(b"nonsense\r\n\r\nContent-Type: x\r\nContent-Length: -5\r\n\r\n");
    assert_alive(&mut client, REPORT);
    client.finish();
}

#[test]
fn unknown_methods_are_refused_and_unknown_notifications_passed_over() {
    let (mut client, _) = Client::open(REPORT);
    assert_eq!(client.request("textDocument/unheardOf", json!({})).unwrap_err()["code"], -32601);
    assert_eq!(client.request("", json!(null)).unwrap_err()["code"], -32601);
    client.notify("$/unheardOf", json!([1, 2]));
    client.notify("textDocument/unheardOf", json!("x"));
    client.send(&json!({"jsonrpc": "2.0", "id": 4711, "result": {"nobody": "asked"}}));
    client.send(&json!({"jsonrpc": "2.0", "id": "x", "error": {"code": 1, "message": "y"}}));
    assert_alive(&mut client, REPORT);
    client.finish();
}

#[test]
fn parameters_of_wrong_types_are_refused() {
    let (mut client, _) = Client::open(REPORT);
    let wrong = [
        json!(null),
        json!([]),
        json!("x"),
        json!({"textDocument": 7}),
        json!({"textDocument": {"uri": 7}}),
        json!({"textDocument": {"uri": URI}, "position": "x", "range": [], "positions": {}, "context": 1, "ch": 1,
            "newName": 4, "previousResultId": {}, "command": [], "code": 9}),
    ];
    for method in [
        "textDocument/hover",
        "textDocument/references",
        "textDocument/rename",
        "textDocument/codeAction",
        "textDocument/rangeFormatting",
        "textDocument/onTypeFormatting",
        "textDocument/selectionRange",
        "textDocument/semanticTokens/range",
        "textDocument/semanticTokens/full/delta",
        "textDocument/inlayHint",
        "textDocument/diagnostic",
        "workspace/executeCommand",
        "gouji/explain",
    ] {
        for params in &wrong {
            let refused = client.request(method, params.clone()).unwrap_err();
            assert_eq!(refused["code"], -32602, "{method} {params}");
        }
    }
    for command in ["gouji.fixAll", "gouji.checkFolder", "gouji.newReport", "gouji.apply", "gouji.show", "rm"]
    {
        for argument in [json!(null), json!([]), json!({"uri": 1, "year": []}), json!(7)] {
            let refused = client.execute(command, argument.clone()).unwrap_err();
            assert_eq!(refused["code"], -32602, "{command} {argument}");
        }
    }
    assert_alive(&mut client, REPORT);
    client.finish();
}

#[test]
fn notifications_of_wrong_types_are_logged() {
    let (mut client, _) = Client::open(REPORT);
    for (method, params) in [
        ("textDocument/didOpen", json!({"textDocument": {"uri": URI}})),
        ("textDocument/didChange", json!(null)),
        (
            "textDocument/didChange",
            json!({"textDocument": {"uri": "file:///other.gj"}, "contentChanges": []}),
        ),
        ("textDocument/didClose", json!([])),
        ("textDocument/didSave", json!(7)),
    ] {
        client.notify(method, params);
        let logged = client.expect("window/logMessage");
        assert!(logged["message"].as_str().unwrap().starts_with(method), "{logged}");
    }
    client.notify("workspace/didChangeConfiguration", json!({"settings": 7}));
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": [7]}));
    client.notify("workspace/didChangeWatchedFiles", json!(null));
    client.notify("window/workDoneProgress/cancel", json!(null));
    client.notify("initialized", json!(null));
    assert_alive(&mut client, REPORT);
    client.finish();
}

#[test]
fn a_change_that_is_not_understood_does_not_lose_the_others() {
    let (mut client, _) = Client::open("甲乙");
    let range = |from: i64, to: i64| json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}});
    client.did_change(
        2,
        json!([{"range": range(0, 1), "text": "丙"}, {"text": 7}, {"range": range(1, 2), "text": "丁"}]),
    );
    client.expect("window/logMessage");
    client.diagnostics(URI, 2);
    assert_alive(&mut client, "丙丁");
    client.finish();
}

#[test]
fn positions_anywhere_are_somewhere() {
    let (mut client, _) = Client::open(REPORT);
    let odd = [json!(-1), json!(0), json!(3), json!(2.7), json!(4294967295u64), json!(1e18), json!(-1e300)];
    let mut sent = 0i64;
    for line in &odd {
        for character in &odd {
            let place = json!({"line": line, "character": character});
            let range = json!({"start": place, "end": {"line": character, "character": line}});
            let params = json!({"textDocument": {"uri": URI}, "position": place, "range": range, "positions": [place],
                "newName": "甲", "ch": "\n", "context": {"diagnostics": [], "includeDeclaration": true}});
            for method in [
                "textDocument/hover",
                "textDocument/completion",
                "textDocument/definition",
                "textDocument/references",
                "textDocument/documentHighlight",
                "textDocument/prepareRename",
                "textDocument/codeAction",
                "textDocument/selectionRange",
                "textDocument/onTypeFormatting",
                "textDocument/rangeFormatting",
                "textDocument/inlayHint",
                "textDocument/semanticTokens/range",
            ] {
                assert!(client.request(method, params.clone()).is_ok(), "{method} {place}");
            }
            // There may be nothing to rename, which is said as such.
            let renamed = client.request("textDocument/rename", params.clone());
            assert!(renamed.is_ok() || renamed.is_err_and(|refused| refused["code"] == -32803));
            sent += 1;
            client.did_change(sent + 1, json!([{"range": range, "text": ""}, {"text": REPORT}]));
        }
    }
    client.diagnostics(URI, sent + 1);
    assert_alive(&mut client, REPORT);
    client.finish();
}

#[test]
fn half_a_character_is_its_start() {
    let (mut client, _) = Client::open("甲𠮷乙");
    let place = |character: u32| json!({"line": 0, "character": character});
    client.did_change(2, json!([{"range": {"start": place(2), "end": place(2)}, "text": "x"}]));
    client.diagnostics(URI, 2);
    assert_alive(&mut client, "甲x𠮷乙");
    client.finish();
}

#[test]
fn ids_may_be_used_twice_and_be_anything() {
    let (mut client, _) = Client::open(REPORT);
    let tree = |id: Value| json!({"jsonrpc": "2.0", "id": id, "method": "gouji/tree", "params": {"textDocument": {"uri": URI}}});
    for id in [json!(901), json!(901), json!("a"), json!("901"), json!(-1), json!(i64::MAX)] {
        client.send(&tree(id.clone()));
        client.send(&tree(id.clone()));
        for _ in 0..2 {
            let answer = client.take(|message| message["id"] == id && message.get("method").is_none());
            assert!(answer["result"]["text"].is_string());
        }
    }
    client.finish();
}

/// Messages drawn at random from everything that there is, in any order, to a session in any state.
#[test]
fn any_order_of_messages_is_survived() {
    let place = at(REPORT, "104.98");
    let about = json!({"textDocument": {"uri": URI, "version": 3, "text": REPORT, "languageId": "gouji"}, "position": place,
        "range": {"start": {"line": 9, "character": 9}, "end": place}, "positions": [place], "newName": "甲", "ch": "\n",
        "contentChanges": [{"range": {"start": place, "end": place}, "text": "𠮷\r"}], "query": "a", "code": "GJ301",
        "context": {"diagnostics": [], "includeDeclaration": true}, "capabilities": {"workspace": {"configuration": true}},
        "settings": {"gouji": {"rules": "/no/such.toml", "debounce": 0}}, "id": 3, "token": "t",
        "event": {"added": [{"uri": "file:///x", "name": "x"}], "removed": []}});
    let methods = [
        "initialize",
        "initialized",
        "shutdown",
        "exit",
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "textDocument/didSave",
        "workspace/didChangeConfiguration",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
        "$/cancelRequest",
        "window/workDoneProgress/cancel",
        "textDocument/hover",
        "textDocument/completion",
        "textDocument/codeAction",
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/full/delta",
        "textDocument/rename",
        "textDocument/diagnostic",
        "textDocument/codeLens",
        "workspace/symbol",
        "gouji/preview",
        "gouji/score",
    ];
    let mut seed = 7u64;
    let mut roll = |sides: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((seed >> 33) % sides as u64) as usize
    };
    for _ in 0..60 {
        let mut session = Session::default();
        let mut requests = 0;
        let mut answers = 0;
        for id in 0..40 {
            let method = methods[roll(methods.len())];
            // The start is mostly as it should be, or nothing but refusals would be tested.
            let method = if id == 0 && roll(5) > 0 { "initialize" } else { method };
            let request = roll(4) > 0 || method == "initialize";
            let message = if request {
                requests += 1;
                json!({"jsonrpc": "2.0", "id": id, "method": method, "params": about})
            } else {
                json!({"jsonrpc": "2.0", "method": method, "params": about})
            };
            let out = session.dispatch(message);
            answers += out.iter().filter(|message| message.get("method").is_none()).count();
        }
        assert_eq!(requests, answers, "every request is answered once");
    }
}

/// A client that writes and writes and reads nothing, and then says goodbye.
#[test]
fn a_client_that_reads_nothing_does_not_keep_the_server() {
    let (mut client, _) = Client::open(REPORT);
    let preview = json!({"jsonrpc": "2.0", "id": 1, "method": "gouji/preview", "params": {"textDocument": {"uri": URI}}});
    // More answers than the connection holds; the server stops writing, not reading.
    for _ in 0..200 {
        client.send(&preview);
    }
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code_unread(), 1);
}
