//! Every feature, over the connection.

use crate::client::{Client, Disk, URI, apply, at, merged, offset, position, slice};
use serde_json::{Value, json};

/// The report that was published.
pub(crate) const SEED: &str = include_str!("../../../../tests/corpus/huaihua-2023.txt");

/// A small report: one share and one sum do not agree, the line ends are mixed, and 𠮷 takes two units of UTF-16.
pub(crate) const REPORT: &str = "报告：2023年度某市𠮷局部门整体支出绩效自评报告\r\n填报单位：某市𠮷局\r\n年度：2023\r\n语言：1\r\n\r\n\
    一、部门基本情况\n（一）𠮷局经费\n\
    𠮷局2023年{基本支出 = 60万元}，{人员经费 = 40万元}，占基本支出的{68.67% = 人员经费 / 基本支出}。\n\
    二、其他\n\
    【表 经费情况】单位：万元\n\
    | 项目 | 2022年决算数 | 2023年决算数 |\n\
    | 三公经费 | 141.71 | 104.98 |\n\
    |   1、公车 | 138.00 | 97.99 |\n\
    |   2、公务接待费 | 3.71 | 6.99 |\n\n\
    【核对】\n\
    三公经费 = 公车 + 公务接待费 + 0.05万元\n\
    公务接待费 ≤ 公车\n";

fn rows(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn findings_are_published_with_their_places() {
    let (client, found) = Client::open(REPORT);
    let share = found.iter().find(|found| slice(REPORT, &found["range"]).contains("68.67")).unwrap();
    assert_eq!((&share["source"], &share["severity"]), (&json!("gouji"), &json!(1)));
    assert!(share["message"].as_str().unwrap().contains("66.67"), "{share}");
    let related = rows(&share["relatedInformation"]);
    assert!(
        related.iter().any(|related| slice(REPORT, &related["location"]["range"]).contains("60")),
        "{share}"
    );
    assert!(related.iter().all(|related| related["location"]["uri"] == URI));
    client.finish();
}

#[test]
fn the_status_counts_what_was_found() {
    let mut client = Client::start();
    client.did_open(URI, SEED);
    let found = client.expect("textDocument/publishDiagnostics");
    let status = client.expect("gouji/status");
    let of = |severity: u64| rows(&found["diagnostics"]).iter().filter(|d| d["severity"] == severity).count();
    let counted = [1, 2, 3, 4].map(|severity| json!(of(severity)));
    assert_eq!(
        counted,
        ["errors", "warnings", "infos", "hints"].map(|name| status[name].clone()),
        "in the status and in the list"
    );
    let report = gouji::check(SEED, None);
    assert_eq!(status["ruleset"], report.ruleset);
    assert_eq!(status["coverage"]["checked"], report.coverage.checked);
    assert_eq!(status["score"]["claimed"], json!("99"), "{status}");
    client.finish();
}

#[test]
fn hover_says_what_an_amount_is() {
    let (mut client, _) = Client::open(REPORT);
    let hover = client.about("textDocument/hover", json!({"position": at(REPORT, "104.98")}));
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("三公经费"), "{hover}");
    assert_eq!(slice(REPORT, &hover["range"]), "104.98");
    client.finish();
}

#[test]
fn completion_offers_items_where_one_is_named() {
    let text = format!("{REPORT}公务");
    let (mut client, _) = Client::open(&text);
    let list = client.about("textDocument/completion", json!({"position": position(&text, text.len())}));
    let item =
        rows(&list).iter().find(|item| item["label"] == "公务接待费").unwrap_or_else(|| panic!("{list}"));
    let made = apply(&text, &json!([item["textEdit"]]));
    assert!(made.ends_with("\n公务接待费"), "{item}");
    client.finish();
}

#[test]
fn a_client_without_snippets_gets_plain_text() {
    let text = "报告：2023年度某局部门整体支出绩效自评报告\n语言：1\n\n【";
    let offered = |client: &mut Client| {
        client.did_open(URI, text);
        client.diagnostics(URI, 1);
        client.about("textDocument/completion", json!({"position": position(text, text.len())}))
    };
    let mut with = Client::start();
    let with_stops = offered(&mut with);
    with.finish();
    let without = json!({"textDocument": {"completion": {"completionItem": {"snippetSupport": false}}}});
    let mut plain = Client::start_with(json!({"capabilities": without}), Disk::default());
    let without_stops = offered(&mut plain);
    plain.finish();
    assert!(rows(&with_stops).iter().any(|item| item["insertTextFormat"] == 2), "{with_stops}");
    assert_eq!(rows(&with_stops).len(), rows(&without_stops).len());
    for item in rows(&without_stops) {
        assert!(
            item.get("insertTextFormat").is_none()
                && !item["textEdit"]["newText"].as_str().unwrap().contains("${")
        );
    }
}

#[test]
fn a_name_leads_to_where_its_item_is_stated() {
    let (mut client, _) = Client::open(REPORT);
    let check = REPORT.find("公务接待费 ≤").unwrap();
    let here = json!({"position": position(REPORT, check + 3)});
    let found = client.about("textDocument/definition", here.clone());
    let link = &rows(&found)[0];
    assert_eq!(link["targetUri"], URI);
    assert!(slice(REPORT, &link["targetSelectionRange"]).contains("公务接待费"), "{link}");
    assert_eq!(link["targetSelectionRange"]["start"]["line"], at(REPORT, "2、公务接待费")["line"]);

    let all = merged(here.clone(), json!({"context": {"includeDeclaration": true}}));
    let all = client.about("textDocument/references", all);
    assert!(rows(&all).len() >= 3, "{all}");
    for place in rows(&all) {
        assert!(
            slice(REPORT, &place["range"]).contains("公务接待费")
                || slice(REPORT, &place["range"]).contains(['.'])
        );
    }
    let others = merged(here.clone(), json!({"context": {"includeDeclaration": false}}));
    let others = client.about("textDocument/references", others);
    assert!(rows(&others).len() < rows(&all).len());

    let lit = client.about("textDocument/documentHighlight", here);
    assert!(rows(&lit).len() >= 3, "{lit}");
    client.finish();
}

#[test]
fn an_old_client_gets_plain_places() {
    let old = json!({"textDocument": {"definition": {"linkSupport": false},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": false}, "codeAction": {"codeActionLiteralSupport": null},
        "hover": {"contentFormat": ["plaintext"]}}, "workspace": {"workspaceEdit": {"documentChanges": false}}});
    let mut client = Client::start_with(json!({"capabilities": old}), Disk::default());
    client.did_open(URI, REPORT);
    client.diagnostics(URI, 1);
    let check = REPORT.find("公务接待费 ≤").unwrap();
    let here = json!({"position": position(REPORT, check + 3)});
    let found = client.about("textDocument/definition", here.clone());
    assert_eq!(rows(&found)[0]["uri"], URI);
    let symbols = client.about("textDocument/documentSymbol", json!({}));
    assert!(rows(&symbols).iter().all(|symbol| symbol["location"]["uri"] == URI), "{symbols}");
    let hover = client.about("textDocument/hover", json!({"position": at(REPORT, "104.98")}));
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let renamed = client.about("textDocument/rename", merged(here, json!({"newName": "招待费"})));
    assert!(renamed["changes"][URI].is_array(), "{renamed}");

    let range = json!({"start": at(REPORT, "68.67"), "end": at(REPORT, "68.67")});
    let actions =
        client.about("textDocument/codeAction", json!({"range": range, "context": {"diagnostics": []}}));
    let command =
        rows(&actions).iter().find(|action| action["title"].as_str().unwrap().contains("66.67")).unwrap();
    assert_eq!(command["command"], "gouji.apply");
    client.execute("gouji.apply", command["arguments"][0].clone()).unwrap();
    let edit = client.expect_request("workspace/applyEdit", json!({"applied": true}));
    assert!(apply(REPORT, &edit["edit"]["changes"][URI]).contains("{66.67% ="));
    client.finish();
}

#[test]
fn an_item_is_renamed_everywhere() {
    let (mut client, _) = Client::open(REPORT);
    let check = REPORT.find("公务接待费 ≤").unwrap();
    let here = json!({"position": position(REPORT, check + 3)});
    let now = client.about("textDocument/prepareRename", here.clone());
    assert_eq!(now["placeholder"], "公务接待费");
    assert_eq!(slice(REPORT, &now["range"]), "公务接待费");
    let edit = client.about("textDocument/rename", merged(here.clone(), json!({"newName": "招待费"})));
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    let renamed = apply(REPORT, &change["edits"]);
    assert!(!renamed.contains("公务接待费") && renamed.matches("招待费").count() == 3, "{renamed}");

    let taken = merged(here, json!({"textDocument": {"uri": URI}, "newName": "三公经费"}));
    let refused = client.request("textDocument/rename", taken).unwrap_err();
    assert_eq!(refused["code"], -32803);
    assert!(!refused["message"].as_str().unwrap().is_empty());
    client.finish();
}

#[test]
fn the_outline_is_a_tree() {
    let (mut client, _) = Client::open(REPORT);
    let symbols = client.about("textDocument/documentSymbol", json!({}));
    let section =
        rows(&symbols).iter().find(|symbol| symbol["name"].as_str().unwrap().contains("部门基本情况"));
    let section = section.unwrap_or_else(|| panic!("{symbols}"));
    assert!(
        rows(&section["children"]).iter().any(|child| child["name"].as_str().unwrap().contains("𠮷局经费"))
    );
    fn check(symbols: &[Value], around: (usize, usize)) {
        for symbol in symbols {
            let span = |range: &Value| (offset(REPORT, &range["start"]), offset(REPORT, &range["end"]));
            let (all, name) = (span(&symbol["range"]), span(&symbol["selectionRange"]));
            assert!(around.0 <= all.0 && all.1 <= around.1, "{symbol}");
            assert!(all.0 <= name.0 && name.1 <= all.1, "{symbol}");
            check(rows(&symbol["children"]), all);
        }
    }
    check(rows(&symbols), (0, REPORT.len()));
    client.finish();
}

#[test]
fn symbols_are_found_by_words() {
    let (mut client, _) = Client::open(REPORT);
    let found = client.request("workspace/symbol", json!({"query": "基本 部门"})).unwrap();
    assert_eq!(rows(&found).len(), 1, "{found}");
    assert_eq!(found[0]["location"]["uri"], URI);
    assert_eq!(client.request("workspace/symbol", json!({"query": "没有"})).unwrap(), json!([]));
    client.finish();
}

#[test]
fn folds_and_selections_cover_whole_pieces() {
    let (mut client, _) = Client::open(REPORT);
    let folds = client.about("textDocument/foldingRange", json!({}));
    let table = at(REPORT, "【表")["line"].as_u64().unwrap();
    let covers = |fold: &Value| {
        fold["startLine"].as_u64().unwrap() <= table && fold["endLine"].as_u64().unwrap() >= table + 4
    };
    assert!(rows(&folds).iter().any(covers), "{folds}");
    let here = json!({"positions": [at(REPORT, "68.67"), at(REPORT, "104.98")]});
    let selections = client.about("textDocument/selectionRange", here);
    for (selection, inner) in rows(&selections).iter().zip(["68.67", "104.98"]) {
        let mut around = selection;
        let mut last = slice(REPORT, &around["range"]);
        assert!(last.contains(inner) || inner.contains(last), "{last}");
        while around["parent"].is_object() {
            around = &around["parent"];
            let next = slice(REPORT, &around["range"]);
            assert!(next.contains(last));
            last = next;
        }
        assert_eq!(last, REPORT);
    }
    client.finish();
}

/// (text, kind, modifiers) of tokens.
fn decoded(text: &str, data: &Value) -> Vec<(String, u64, u64)> {
    let numbers: Vec<u64> = rows(data).iter().map(|number| number.as_u64().unwrap()).collect();
    let (mut line, mut character) = (0, 0);
    let mut tokens = Vec::new();
    for token in numbers.chunks(5) {
        line += token[0];
        character = if token[0] == 0 { character + token[1] } else { token[1] };
        let start = json!({"line": line, "character": character});
        let end = json!({"line": line, "character": character + token[2]});
        tokens.push((slice(text, &json!({"start": start, "end": end})).to_owned(), token[3], token[4]));
    }
    tokens
}

#[test]
fn tokens_come_whole_in_part_and_as_differences() {
    let (mut client, _) = Client::open(REPORT);
    let full = client.about("textDocument/semanticTokens/full", json!({}));
    let tokens = decoded(REPORT, &full["data"]);
    assert!(tokens.iter().any(|(text, _, _)| text == "104.98"), "{tokens:?}");
    assert!(tokens.iter().any(|(text, _, _)| text.contains("公务接待费")));

    let range = json!({"start": at(REPORT, "| 三公经费"), "end": at(REPORT, "|   1、公车")});
    let part = client.about("textDocument/semanticTokens/range", json!({"range": range}));
    let part = decoded(REPORT, &part["data"]);
    assert!(!part.is_empty() && part.iter().all(|token| tokens.contains(token)));

    let change = json!({"range": {"start": at(REPORT, "104.98"), "end": at(REPORT, "104.98")}, "text": "7"});
    client.did_change(2, json!([change]));
    let changed = REPORT.replacen("104.98", "7104.98", 1);
    let previous = json!({"previousResultId": full["resultId"]});
    let delta = client.about("textDocument/semanticTokens/full/delta", previous.clone());
    let mut data = rows(&full["data"]).to_vec();
    for edit in rows(&delta["edits"]) {
        let start = edit["start"].as_u64().unwrap() as usize;
        let end = start + edit["deleteCount"].as_u64().unwrap() as usize;
        data.splice(start..end, rows(&edit["data"]).iter().cloned());
    }
    let fresh = client.about("textDocument/semanticTokens/full", json!({}));
    assert_eq!(Value::Array(data), fresh["data"]);
    assert!(decoded(&changed, &fresh["data"]).iter().any(|(text, _, _)| text == "7104.98"));

    let stale = client.about("textDocument/semanticTokens/full/delta", previous);
    assert_eq!(stale["data"], fresh["data"], "a client with an old state gets everything");
    client.diagnostics(URI, 2);
    client.finish();
}

#[test]
fn tokens_have_our_own_names_where_the_client_knows_them() {
    let own = json!({"initializationOptions": {"ownTokens": true}});
    for (params, name) in [(json!({}), "number"), (own, "rowName")] {
        let mut client = Client::connect(gouji_lsp::Session::default());
        let params = merged(json!({"capabilities": {}}), params);
        let result = client.request("initialize", params).unwrap();
        let legend = &result["capabilities"]["semanticTokensProvider"]["legend"];
        assert!(rows(&legend["tokenTypes"]).iter().any(|token| token == name), "{legend}");
        client.finish();
    }
}

#[test]
fn formatting_gives_what_the_formatter_gives() {
    let (mut client, _) = Client::open(REPORT);
    let options = json!({"options": {"tabSize": 4, "insertSpaces": true}});
    let edits = client.about("textDocument/formatting", options.clone());
    assert_ne!(edits, json!([]));
    assert_eq!(apply(REPORT, &edits), gouji::format(REPORT));

    let range = json!({"range": {"start": at(REPORT, "| 三公经费"), "end": at(REPORT, "| 三公经费")}});
    let part = client.about("textDocument/rangeFormatting", merged(options.clone(), range));
    assert_eq!(apply(REPORT, &part), gouji::format(REPORT), "the only table");
    let elsewhere = json!({"range": {"start": at(REPORT, "一、"), "end": at(REPORT, "一、")}});
    let none = client.about("textDocument/rangeFormatting", merged(options, elsewhere));
    assert_eq!(none, json!([]));
    client.finish();
}

#[test]
fn a_new_line_below_a_row_begins_a_row() {
    let before = "| 项目 | 2023年决算数 |\n| 三公经费 | 104.98 |\n";
    let text = format!("{before}\n");
    let (mut client, _) = Client::open(&text);
    let typed = json!({"position": position(&text, before.len()), "ch": "\n",
        "options": {"tabSize": 4, "insertSpaces": true}});
    let edits = client.about("textDocument/onTypeFormatting", typed);
    assert_eq!(apply(&text, &edits), format!("{before}| \n"));
    client.finish();
}

#[test]
fn a_fix_is_offered_and_its_finding_goes() {
    let (mut client, found) = Client::open(REPORT);
    let share = found.iter().find(|found| slice(REPORT, &found["range"]).contains("68.67")).unwrap();
    let asked = json!({"range": share["range"], "context": {"diagnostics": [share]}});
    let actions = client.about("textDocument/codeAction", asked);
    let fix = rows(&actions).iter().find(|action| action["title"].as_str().unwrap().contains("66.67"));
    let fix = fix.unwrap_or_else(|| panic!("{actions}"));
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["diagnostics"][0]["code"], share["code"]);
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    let fixed = apply(REPORT, &change["edits"]);
    client.did_change(2, json!([{"text": fixed}]));
    let left = client.diagnostics(URI, 2);
    assert!(left.iter().all(|found| !slice(&fixed, &found["range"]).contains("66.67%")), "{left:?}");
    client.finish();
}

#[test]
fn only_the_kinds_that_are_asked_for_are_offered() {
    let (mut client, _) = Client::open(REPORT);
    for (only, place) in
        [("quickfix", "68.67"), ("source", "一、"), ("source.fixAll", "一、"), ("refactor", "141.71")]
    {
        let range = json!({"start": at(REPORT, place), "end": at(REPORT, place)});
        let context = json!({"range": range, "context": {"diagnostics": [], "only": [only]}});
        let actions = client.about("textDocument/codeAction", context);
        assert_ne!(actions, json!([]), "{only}");
        for action in rows(&actions) {
            assert!(action["kind"].as_str().unwrap().starts_with(only), "{action}");
        }
    }
    client.finish();
}

#[test]
fn a_waiver_is_written_and_its_reason_asked_for() {
    let (mut client, found) = Client::open(REPORT);
    let asked = json!({"range": found[0]["range"], "context": {"diagnostics": []}});
    let actions = client.about("textDocument/codeAction", asked);
    let waiver = rows(&actions).iter().find(|action| action["command"].is_object());
    let waiver = waiver.unwrap_or_else(|| panic!("{actions}"));
    let edited = apply(REPORT, &waiver["edit"]["documentChanges"][0]["edits"]);
    let place = waiver["command"]["arguments"][0].clone();
    assert!(edited[..offset(&edited, &place["position"])].ends_with('：'), "{waiver}");
    client.execute(waiver["command"]["command"].as_str().unwrap(), place.clone()).unwrap();
    let shown = client.expect_request("window/showDocument", json!({"success": true}));
    assert_eq!((&shown["uri"], &shown["selection"]["start"]), (&json!(URI), &place["position"]));
    client.finish();
}

#[test]
fn every_safe_fix_is_applied_at_once() {
    let (mut client, _) = Client::open(REPORT);
    let done = client.execute("gouji.fixAll", json!({"uri": URI})).unwrap();
    let edit = client.expect_request("workspace/applyEdit", json!({"applied": true}));
    let edits = &edit["edit"]["documentChanges"][0]["edits"];
    assert_eq!(done["edits"], rows(edits).len());
    let fixed = apply(REPORT, edits);
    assert!(fixed.contains("{66.67% =") && fixed.contains("104.98"), "{fixed}");
    client.did_change(2, json!([{"text": fixed}]));
    client.diagnostics(URI, 2);
    assert_eq!(client.execute("gouji.fixAll", json!(URI)).unwrap(), json!({"edits": 0}));
    client.finish();
}

#[test]
fn computed_figures_stand_beside_the_stated_ones() {
    let (mut client, _) = Client::open(REPORT);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
    let hints = client.about("textDocument/inlayHint", json!({"range": whole}));
    let hint = rows(&hints).iter().find(|hint| hint["label"].as_str().unwrap().contains("66.67"));
    let hint = hint.unwrap_or_else(|| panic!("{hints}"));
    assert_eq!(hint["position"]["line"], at(REPORT, "68.67")["line"]);
    client.finish();
}

#[test]
fn lenses_say_sums_and_points() {
    let show = json!({"initializationOptions": {"scoreCommand": "gouji.showScore"}});
    let mut client = Client::start_with(show, Disk::default());
    client.did_open(URI, SEED);
    client.diagnostics(URI, 1);
    let lenses = client.about("textDocument/codeLens", json!({}));
    let with = |command: &str| rows(&lenses).iter().any(|lens| lens["command"]["command"] == command);
    assert!(with("gouji.showScore") && with(""), "{lenses}");
    client.finish();
}

#[test]
fn links_lead_to_rules_and_annexes() {
    let text = format!(
        "{REPORT}允许 GJ701（三公经费@2023决算）：说明见附件1\n\n附件1\n见 https://example.org/a 。\n"
    );
    let params = json!({"initializationOptions": {"ruleLink": "gouji-rule:/{code}.md"}});
    let mut client = Client::start_with(params, Disk::default());
    client.did_open(URI, &text);
    let found = client.diagnostics(URI, 1);
    let code = found[0]["code"].as_str().unwrap();
    assert_eq!(found[0]["codeDescription"]["href"], format!("gouji-rule:/{code}.md"));
    let links = client.about("textDocument/documentLink", json!({}));
    let leads = |words: &str, target: &str| {
        rows(&links).iter().any(|link| {
            slice(&text, &link["range"]).contains(words)
                && link["target"].as_str().unwrap().starts_with(target)
        })
    };
    assert!(leads("GJ701", "gouji-rule:/GJ701.md") && leads("https://", "https://example.org/a"), "{links}");
    client.finish();
}

#[test]
fn diagnostics_are_pulled_where_the_client_pulls() {
    let pulls = json!({"capabilities": {"textDocument": {"diagnostic": {}}}});
    let mut client = Client::start_with(pulls, Disk::default());
    client.did_open(URI, REPORT);
    assert_eq!(client.expect("gouji/status")["version"], 1);
    let first = client.about("textDocument/diagnostic", json!({}));
    assert_eq!(first["kind"], "full");
    assert!(!rows(&first["items"]).is_empty());
    let again = client.about("textDocument/diagnostic", json!({"previousResultId": first["resultId"]}));
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    client.did_change(2, json!([{"text": "一、正文"}]));
    let changed = client.about("textDocument/diagnostic", json!({"previousResultId": first["resultId"]}));
    assert_eq!(changed["kind"], "full");
    assert_eq!(client.expect("gouji/status")["version"], 2);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    let closed = client.about("textDocument/diagnostic", json!({}));
    assert_eq!(closed, json!({"kind": "full", "items": []}));
    client.finish();
}

#[test]
fn our_own_requests_are_answered() {
    let (mut client, _) = Client::open(SEED);
    let report = gouji::check(SEED, None);
    let sheet = gouji::json::score_json(
        SEED,
        report.sheet.as_ref().unwrap(),
        gouji::Lang::Zh,
        gouji::ColumnUnit::Utf16,
    );
    assert_eq!(client.about("gouji/score", json!({})), serde_json::to_value(sheet).unwrap());
    assert_eq!(client.about("gouji/tree", json!({}))["text"], gouji::tree(SEED, None));

    let preview = client.about("gouji/preview", json!({}));
    assert_eq!(preview["version"], 1);
    let file = gouji::json::file_json(SEED, URI, "utf-8", &report, gouji::Lang::Zh, gouji::ColumnUnit::Utf16);
    assert_eq!(preview["findings"], serde_json::to_value(file.findings).unwrap());
    assert!(preview["score"]["rows"].is_array());
    let blocks = rows(&preview["preview"]["blocks"]);
    let pieces = blocks.iter().flat_map(|block| rows(&block["pieces"]));
    let pieces: Vec<&Value> = pieces.collect();
    assert!(pieces.len() > 20);
    for piece in pieces {
        assert_eq!(slice(SEED, &piece["span"]), piece["text"]);
    }

    let explained = client.request("gouji/explain", json!({"code": "GJ301"})).unwrap();
    assert_eq!(explained["code"], "GJ301");
    assert!(explained["markdown"].as_str().unwrap().contains("GJ301"));
    let english = client.request("gouji/explain", json!({"code": "GJ301", "lang": "en"})).unwrap();
    assert_ne!(english["title"], explained["title"]);
    assert_eq!(client.request("gouji/explain", json!({"code": "GJ000"})).unwrap(), Value::Null);
    client.finish();
}

#[test]
fn a_new_report_is_written_for_its_rule_set() {
    let mut client = Client::start();
    let wanted = json!({"ruleset": "项目支出", "unit": "某市科技局", "year": "2024"});
    let text = client.execute("gouji.newReport", wanted).unwrap();
    let text = text.as_str().unwrap();
    assert!(
        text.contains("某市科技局") && text.contains("2024") && text.contains("规程：项目支出"),
        "{text}"
    );
    assert!(gouji::check(text, None).findings.iter().all(|found| found.severity != gouji::Severity::Error));
    let general = client.execute("gouji.newReport", json!({"year": 2023})).unwrap();
    assert!(general.as_str().unwrap().contains("部门整体支出"));
    let unknown = client.execute("gouji.newReport", json!({"ruleset": "没有", "year": 2023})).unwrap_err();
    assert_eq!(unknown["message"], "没有：没有这个文件");
    assert_eq!(client.execute("gouji.newReport", json!({})).unwrap_err()["code"], -32602);
    client.finish();
}

#[test]
fn english_for_an_english_editor() {
    let mut client = Client::start_with(json!({"locale": "en-GB"}), Disk::default());
    client.did_open(URI, REPORT);
    let found = client.diagnostics(URI, 1);
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains("does not hold"), "{message}");
    client.finish();
}
