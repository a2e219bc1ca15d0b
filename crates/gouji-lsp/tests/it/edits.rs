//! Changes: any number of them, in any places, leave what opening the result afresh gives.

use crate::client::{Client, URI, position};
use crate::features::SEED;
use gouji_lsp::Session;
use serde_json::{Value, json};

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % sides.max(1) as u64) as usize
    }
}

/// What is typed and pasted.
const PIECES: [&str; 20] = [
    "𠮷",
    "😀",
    "👩‍👩‍👧",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    "三公经费",
    "104.98万元",
    "，其中：",
    "|",
    "| 合计 | 12 | 3 |\n",
    "{",
    "}",
    "【核对】\n",
    "\t",
    "%",
    "一、",
    "（一）",
    "e\u{301}",
];

/// A change of up to forty characters somewhere, as positions of the protocol and as bytes.
struct Edit {
    start: usize,
    end: usize,
    new: String,
}

impl Edit {
    fn any(text: &str, dice: &mut Dice) -> Self {
        let start = text.floor_char_boundary(dice.roll(text.len() + 1));
        let length = if dice.roll(3) == 0 { dice.roll(40) } else { 0 };
        let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
        let new = (0..dice.roll(3)).map(|_| PIECES[dice.roll(PIECES.len())]).collect();
        Self { start, end, new }
    }
}

/// The position of a byte, counted from the start of the text without any index.
fn counted(text: &str, offset: usize, unit: &str) -> Value {
    let before = &text[..offset];
    // A line feed right behind belongs to a carriage return before it: the line has not ended yet.
    let split = before.ends_with('\r') && text[offset..].starts_with('\n');
    let ended = if split { &before[..offset - 1] } else { before };
    let lines = ended.replace("\r\n", "\n").replace('\r', "\n");
    let line = lines.matches('\n').count();
    let last = ended.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let column = match unit {
        "utf-8" => before[last..].len(),
        "utf-16" => before[last..].encode_utf16().count(),
        _ => before[last..].chars().count(),
    };
    json!({"line": line, "character": column})
}

/// Ten thousand edits in each of the three units, some of them several at once.
fn ten_thousand(unit: &str) {
    let initialize = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"capabilities": {"general": {"positionEncodings": [unit]}}}});
    let mut session = Session::default();
    let result = session.receive(initialize.clone());
    assert_eq!(result[0]["result"]["capabilities"]["positionEncoding"], unit);
    let start: String = SEED.chars().take(1500).collect();
    let open = |text: &str| {
        let document = json!({"uri": URI, "languageId": "gouji", "version": 1, "text": text});
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}})
    };
    session.dispatch(open(&start));
    let mut text = start;
    let mut dice = Dice(42);
    let mut version = 1;
    let mut done = 0;
    while done < 10_000 {
        let mut changes = Vec::new();
        for _ in 0..=dice.roll(4) {
            let mut edit = Edit::any(&text, &mut dice);
            // Positions cannot name the place between \r and \n: it is the end of the line before them.
            for offset in [&mut edit.start, &mut edit.end] {
                if text[..*offset].ends_with('\r') && text[*offset..].starts_with('\n') {
                    *offset -= 1;
                }
            }
            let range =
                json!({"start": counted(&text, edit.start, unit), "end": counted(&text, edit.end, unit)});
            changes.push(json!({"range": range, "text": edit.new}));
            text.replace_range(edit.start..edit.end, &edit.new);
            done += 1;
        }
        // Keeps the text at a length at which the test is quick.
        if text.len() > 12_000 {
            text = text.chars().take(1500).collect();
            changes.push(json!({"text": text}));
        }
        version += 1;
        let document = json!({"uri": URI, "version": version});
        let sent = session.receive(json!({"jsonrpc": "2.0", "method": "textDocument/didChange",
            "params": {"textDocument": document, "contentChanges": changes}}));
        assert_eq!(sent, Vec::<Value>::new());
        assert_eq!(session.text(URI), Some(text.as_str()), "after {done} edits");
        if version % 100 == 0 {
            let mut fresh = Session::default();
            fresh.receive(initialize.clone());
            let mut sent = Vec::new();
            session.work(&mut |message| sent.push(message));
            assert_eq!(last_findings(sent), last_findings(fresh.dispatch(open(&text))));
        }
    }
}

fn last_findings(messages: Vec<Value>) -> Value {
    let published = messages.into_iter().rfind(|m| m["method"] == "textDocument/publishDiagnostics");
    published.unwrap()["params"]["diagnostics"].take()
}

#[test]
fn ten_thousand_edits_in_utf16_leave_the_text_as_it_is() {
    ten_thousand("utf-16");
}

#[test]
fn ten_thousand_edits_in_utf8_leave_the_text_as_it_is() {
    ten_thousand("utf-8");
}

#[test]
fn ten_thousand_edits_in_utf32_leave_the_text_as_it_is() {
    ten_thousand("utf-32");
}

/// Each change is right only behind the one before it, so any other order gives another text.
#[test]
fn a_burst_of_changes_keeps_its_order() {
    let (mut client, _) = Client::open("");
    let mut text = String::new();
    for number in 0..2000 {
        let place = text.len() / 2;
        let place = text.floor_char_boundary(place);
        let at = position(&text, place);
        let new = format!("{number}𠮷");
        client.did_change(number + 2, json!([{"range": {"start": at, "end": at}, "text": new}]));
        text.insert_str(place, &new);
        // Questions in between neither see half a change nor hold one up.
        if number % 500 == 0 {
            let tree = client.ask("gouji/tree", json!({"textDocument": {"uri": URI}}));
            assert_eq!(client.answer(tree).unwrap()["text"], gouji::tree(&text, None));
        }
    }
    let tree = client.about("gouji/tree", json!({}));
    assert_eq!(tree["text"], gouji::tree(&text, None));
    client.diagnostics(URI, 2001);
    client.finish();
}

#[test]
fn a_burst_is_checked_once_it_pauses() {
    let text = "三公经费104.98万元。";
    let params = json!({"initializationOptions": {"debounce": 300}});
    let mut client = Client::start_with(params, Default::default());
    client.did_open(URI, text);
    client.diagnostics(URI, 1);
    for version in 2..=50 {
        client.did_change(version, json!([{"text": format!("{text}{version}")}]));
    }
    let found = client.expect("textDocument/publishDiagnostics");
    assert_eq!(found["version"], 50, "the versions in between are left out");
    client.expect("gouji/status");
    client.finish();
}
