//! An editor over an in-memory connection. Every message of the server must be looked at: [`Client::finish`] fails
//! where one is left.

use gouji_lsp::{Files, Listing, Session, serve};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf, split},
    runtime::Runtime,
    task::JoinHandle,
    time::timeout,
};

/// A server that is silent for so long hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where documents of the tests lie.
pub(crate) const URI: &str = "file:///w/%E6%8A%A5%E5%91%8A.gj";

/// Files in memory, which a test may change.
#[derive(Clone, Default)]
pub(crate) struct Disk(Arc<Mutex<BTreeMap<String, String>>>);

impl Disk {
    pub(crate) fn write(&self, uri: &str, text: &str) {
        self.0.lock().unwrap().insert(uri.to_owned(), text.to_owned());
    }
}

impl Files for Disk {
    fn reports(&mut self, folder: &str, _lang: gouji::Lang) -> Result<Listing, String> {
        let files = self.0.lock().unwrap();
        let inside = files.keys().filter(|uri| uri.starts_with(folder));
        let found: Vec<_> = inside.map(|uri| Some(uri.clone()).filter(|uri| uri.ends_with(".gj"))).collect();
        if found.is_empty() { Err(format!("没有这个目录：{folder}")) } else { Ok(Box::new(found.into_iter())) }
    }

    fn read(&mut self, uri: &str, _lang: gouji::Lang) -> Result<String, String> {
        self.0.lock().unwrap().get(uri).cloned().ok_or_else(|| "没有这个文件".to_owned())
    }
}

/// What an editor of our days can do; diagnostics are pushed.
pub(crate) fn abilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1]},
                "codeDescriptionSupport": true},
            "completion": {"completionItem": {"snippetSupport": true}},
            "hover": {"contentFormat": ["markdown"]},
            "definition": {"linkSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        },
        "workspace": {"applyEdit": true, "workspaceEdit": {"documentChanges": true}},
        "window": {"showDocument": {"support": true}},
    })
}

/// `base` with the fields of `more` in it, at every depth.
pub(crate) fn merged(mut base: Value, more: Value) -> Value {
    match (&mut base, more) {
        (Value::Object(fields), Value::Object(more)) => {
            for (key, value) in more {
                let old = fields.remove(&key).unwrap_or_default();
                fields.insert(key, merged(old, value));
            }
            base
        }
        (_, more) => more,
    }
}

pub(crate) struct Client {
    runtime: Runtime,
    server: Option<JoinHandle<std::io::Result<u8>>>,
    to: Option<WriteHalf<DuplexStream>>,
    from: BufReader<ReadHalf<DuplexStream>>,
    unread: VecDeque<Value>,
    last_id: i64,
}

impl Client {
    /// Connected, with nothing said.
    pub(crate) fn connect(session: Session) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
        let (ours, theirs) = tokio::io::duplex(1 << 20);
        let (input, output) = split(theirs);
        let server = runtime.spawn(serve(session, input, output));
        let (from, to) = split(ours);
        let from = BufReader::new(from);
        Self { runtime, server: Some(server), to: Some(to), from, unread: VecDeque::new(), last_id: 0 }
    }

    /// Introduced, with these parameters added to the usual ones.
    pub(crate) fn start_with(params: Value, disk: Disk) -> Self {
        let mut client = Self::connect(Session::new(Box::new(disk)));
        let usual = json!({"processId": null, "rootUri": null, "locale": "zh-cn", "capabilities": abilities(),
            "initializationOptions": {"debounce": 0}, "workspaceFolders": [{"uri": "file:///w", "name": "w"}]});
        client.request("initialize", merged(usual, params)).unwrap();
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn start() -> Self {
        Self::start_with(json!({}), Disk::default())
    }

    /// With `text` open and checked; its diagnostics are given too.
    pub(crate) fn open(text: &str) -> (Self, Vec<Value>) {
        let mut client = Self::start();
        client.did_open(URI, text);
        let found = client.diagnostics(URI, 1);
        (client, found)
    }

    pub(crate) fn did_open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "gouji", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn did_change(&mut self, version: i64, changes: Value) {
        let document = json!({"uri": URI, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().unwrap();
        self.runtime.block_on(async { timeout(PATIENCE, to.write_all(bytes)).await }).unwrap().unwrap();
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and gives its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        self.last_id
    }

    /// The answer to a request, or its error.
    pub(crate) fn answer(&mut self, id: i64) -> Result<Value, Value> {
        let mut message = self.take(|message| message["id"] == id && message.get("method").is_none());
        match message.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(message["result"].take()),
        }
    }

    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// A request about the open document.
    pub(crate) fn about(&mut self, method: &str, params: Value) -> Value {
        let document = json!({"textDocument": {"uri": URI}});
        self.request(method, merged(document, params)).unwrap()
    }

    pub(crate) fn execute(&mut self, command: &str, argument: Value) -> Result<Value, Value> {
        self.request("workspace/executeCommand", json!({"command": command, "arguments": [argument]}))
    }

    /// The parameters of the next notification of that method.
    pub(crate) fn expect(&mut self, method: &str) -> Value {
        self.take(|message| message["method"] == method)["params"].take()
    }

    /// The next request of that method; it is answered with `result`.
    pub(crate) fn expect_request(&mut self, method: &str, result: Value) -> Value {
        let mut message = self.take(|message| message["method"] == method && message.get("id").is_some());
        self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
        message["params"].take()
    }

    /// The diagnostics of that version, with the status that comes with them. Versions only grow, and those that came
    /// before may be left out.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let mut last = 0;
        loop {
            let mut found = self.expect("textDocument/publishDiagnostics");
            let status = self.expect("gouji/status");
            let at = found["version"].as_i64().unwrap();
            assert_eq!((&found["uri"], &status["version"]), (&json!(uri), &json!(at)));
            assert!(last < at && at <= version, "version {at} after {last}");
            last = at;
            if at == version {
                return found["diagnostics"].as_array_mut().unwrap().drain(..).collect();
            }
        }
    }

    /// The next message that fits, put aside before or still to come.
    pub(crate) fn take(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&fits) {
            return self.unread.remove(at).unwrap();
        }
        loop {
            let message = self.read().expect("the server has gone");
            if fits(&message) {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    /// Takes a notification of that method out of those that were put aside.
    pub(crate) fn take_if(&mut self, method: &str) -> bool {
        let at = self.unread.iter().position(|message| message["method"] == method);
        at.map(|at| self.unread.remove(at)).is_some()
    }

    fn read(&mut self) -> Option<Value> {
        let from = &mut self.from;
        let frame = async {
            let mut length = None;
            loop {
                let mut line = String::new();
                if from.read_line(&mut line).await.unwrap() == 0 {
                    return None;
                }
                if let Some(value) = line.strip_prefix("Content-Length:") {
                    length = value.trim().parse::<usize>().ok();
                }
                if line.trim().is_empty() {
                    let mut body = vec![0; length.unwrap()];
                    from.read_exact(&mut body).await.unwrap();
                    return Some(serde_json::from_slice(&body).unwrap());
                }
            }
        };
        let waited = self.runtime.block_on(async { timeout(PATIENCE, frame).await });
        waited.expect("the server is silent")
    }

    /// Hangs up and gives the exit code; all messages that were not looked at stay.
    pub(crate) fn hang_up(&mut self) -> u8 {
        let mut to = self.to.take().unwrap();
        self.runtime.block_on(to.shutdown()).unwrap();
        self.exit_code()
    }

    pub(crate) fn exit_code(&mut self) -> u8 {
        while let Some(message) = self.read() {
            self.unread.push_back(message);
        }
        self.exit_code_unread()
    }

    /// The exit code, without a look at anything that the server says.
    pub(crate) fn exit_code_unread(&mut self) -> u8 {
        let server = self.server.take().unwrap();
        let ended = self.runtime.block_on(async { timeout(PATIENCE, server).await });
        ended.expect("the server does not end").unwrap().unwrap()
    }

    /// Leaves as the protocol demands. Nothing may be left unread.
    pub(crate) fn finish(mut self) {
        assert_eq!(self.request("shutdown", Value::Null).unwrap(), Value::Null);
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
        assert_eq!(self.exit_code(), 0);
        assert_eq!(self.unread, VecDeque::<Value>::new(), "messages that nobody looked at");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if self.server.is_some() && !std::thread::panicking() {
            panic!("the test has not finished with its server");
        }
    }
}

/// The position of `needle` in `text`, in UTF-16.
pub(crate) fn at(text: &str, needle: &str) -> Value {
    position(text, text.find(needle).unwrap_or_else(|| panic!("no {needle}")))
}

/// The position of a byte in UTF-16.
pub(crate) fn position(text: &str, offset: usize) -> Value {
    let place = gouji::LineIndex::new(text).position(text, offset, gouji::ColumnUnit::Utf16);
    json!({"line": place.line - 1, "character": place.column - 1})
}

/// The byte of a position in UTF-16, found without the code that is tested.
pub(crate) fn offset(text: &str, position: &Value) -> usize {
    let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
    let index = gouji::LineIndex::new(text);
    let span = index.line_span(text, line as usize);
    let mut units = 0;
    for (at, char) in span.of(text).char_indices() {
        if units >= character {
            assert_eq!(units, character, "a position inside a character");
            return span.start + at;
        }
        units += char.len_utf16() as u64;
    }
    span.end
}

/// The text of a range.
pub(crate) fn slice<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

/// `text` with the edits of the protocol applied.
pub(crate) fn apply(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let new = edit["newText"].as_str().unwrap();
            (offset(text, &range["start"]), offset(text, &range["end"]), new)
        })
        .collect();
    edits.sort();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
