//! The session: everything that the server knows, and what it does with each message.
//!
//! It is synchronous and has no clock, no threads of its own and no disk. A message is taken in by [`Session::receive`], which
//! gives at once everything that is to be sent; what may wait (checking a changed text, the next file of a folder) is
//! done by [`Session::work`] whenever whoever drives the session finds the time, and [`Session::pending`] says when. What
//! is found in a text is sent while the work on it goes on.

use crate::{
    capabilities::initialize_result,
    client::Client,
    diagnostics::{self, Status},
    edits,
    files::{Files, NoFiles},
    folder::{Checked, Job},
    language,
    rpc::{self, Failure, Incoming},
    rulesets::{RuleSets, Unreadable, line_of},
    settings::{Scopes, Settings, lies_in},
    sound::{Spelling, clamp_positions},
    structure,
    text::Text,
    view::{Places, View},
};
use gouji::{Both, Finding, Lang, Memory};
use gouji_ide::{Analysis, Options};
use ls_types::{
    CodeActionContext, Position, PublishDiagnosticsParams, Range, SemanticToken, SemanticTokens,
    SemanticTokensDelta, TextDocumentIdentifier, Uri,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    str::FromStr,
    sync::Arc,
};

/// When a session wants to work on by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pending {
    /// Not before the next message.
    Nothing,
    /// At once.
    Now,
    /// When no message has come for so many milliseconds.
    After(u64),
}

/// How far the client has come with us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
    Fresh,
    Running,
    ShutDown,
    /// With the exit code of the process.
    Exited(u8),
}

/// When an open document is to be checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Due {
    No,
    /// It was changed; more changes will follow.
    Soon,
    Now,
}

/// A document that is open in the editor.
struct Document {
    uri: Uri,
    version: Option<i32>,
    text: Text,
    /// What the text says, once it was read.
    analysis: Option<Arc<Analysis>>,
    /// What an older version said. Letting go of it takes a while, so that waits until the client was told of a newer one.
    outdated: Option<Arc<Analysis>>,
    /// What the version before leaves for the next.
    memory: Memory,
    /// Names what the client was told last; a new one for each analysis.
    result: u64,
    due: Due,
    tokens: Option<(String, Vec<SemanticToken>)>,
}

impl Document {
    /// Forgets what was read.
    fn outdate(&mut self, due: Due) {
        self.outdated = self.analysis.take().or(self.outdated.take());
        if self.due != Due::Now {
            self.due = due;
        }
    }
}

/// Something that the client was asked.
#[derive(Debug)]
enum Asked {
    /// The settings of everything and of these folders.
    Settings(Vec<String>),
    /// Something whose answer changes nothing.
    Nothing,
}

/// An answer to a request.
pub(crate) enum Answer {
    Now(Value),
    /// Later, by [`Session::work`].
    Later,
}

/// A language server without its transport.
pub struct Session {
    phase: Phase,
    pub(crate) client: Client,
    folders: Vec<String>,
    scopes: Scopes,
    documents: BTreeMap<String, Document>,
    rulesets: RuleSets,
    pub(crate) files: Box<dyn Files>,
    /// How a text is checked.
    both: Both,
    pub(crate) jobs: VecDeque<Job>,
    /// What folder checks found in files that are not open.
    pub(crate) checked: Checked,
    asked: HashMap<i64, Asked>,
    last_id: i64,
    last_result: u64,
    watched: BTreeSet<String>,
    spelling: Spelling,
    out: Vec<Value>,
}

impl Default for Session {
    fn default() -> Self {
        Self::new(Box::new(NoFiles))
    }
}

impl Session {
    /// A session that reads files through `files`.
    pub fn new(files: Box<dyn Files>) -> Self {
        Self {
            phase: Phase::Fresh,
            client: Client::default(),
            folders: Vec::new(),
            scopes: Scopes::default(),
            documents: BTreeMap::new(),
            rulesets: RuleSets::default(),
            files,
            both: gouji::in_turn,
            jobs: VecDeque::new(),
            checked: Checked::default(),
            asked: HashMap::new(),
            last_id: 0,
            last_result: 0,
            watched: BTreeSet::new(),
            spelling: Spelling::default(),
            out: Vec::new(),
        }
    }

    /// Lends the session a second hand for the check of a text.
    pub fn lend(&mut self, both: Both) {
        self.both = both;
    }

    /// Takes in one JSON-RPC message and does everything that follows from it; gives the messages to be sent.
    pub fn dispatch(&mut self, message: Value) -> Vec<Value> {
        let mut out = self.receive(message);
        while self.pending() != Pending::Nothing {
            self.work(&mut |message| out.push(message));
        }
        out
    }

    /// Takes in one JSON-RPC message; gives the messages to be sent.
    pub fn receive(&mut self, message: Value) -> Vec<Value> {
        match Incoming::read(message) {
            Incoming::Request { id, method, mut params } => {
                self.make_sound(&mut params);
                match self.request(&id, &method, params) {
                    Ok(Answer::Now(result)) => self.out.push(rpc::response(id, Ok(result))),
                    Ok(Answer::Later) => {}
                    Err(failure) => self.out.push(rpc::response(id, Err(failure))),
                }
            }
            Incoming::Notification { method, mut params } => {
                self.make_sound(&mut params);
                self.notified(&method, params);
            }
            Incoming::Response { id, result } => self.answered(&id, result),
            Incoming::Unreadable => {
                let failure = Failure::invalid_request("neither a request nor a response");
                self.out.push(rpc::response(Value::Null, Err(failure)));
            }
        }
        self.take_out()
    }

    /// Whether there is work to do, and when.
    pub fn pending(&self) -> Pending {
        if !self.jobs.is_empty() || self.documents.values().any(|document| document.due == Due::Now) {
            return Pending::Now;
        }
        let soon = self.documents.iter().filter(|(_, document)| document.due == Due::Soon);
        let wait = soon.map(|(uri, _)| self.scopes.of(uri).debounce).min();
        wait.map_or(Pending::Nothing, Pending::After)
    }

    /// Does a piece of the pending work: checks one document or one file of a folder. Hands every message to `send` as soon as
    /// it is made.
    pub fn work(&mut self, send: &mut dyn FnMut(Value)) {
        let with = |due: Due| self.documents.iter().find(|(_, document)| document.due == due);
        let now = with(Due::Now).map(|(uri, _)| uri.clone());
        let soon = with(Due::Soon).map(|(uri, _)| uri.clone());
        if let Some(uri) = now {
            self.check(&uri, send);
        } else if let Some(uri) = soon {
            self.check(&uri, send);
        } else {
            self.work_on_folder();
        }
        self.take_out().into_iter().for_each(send);
    }

    /// The code with which the process is to end, once the client has asked for that: 0 after a shutdown, else 1.
    pub fn exit_code(&self) -> Option<u8> {
        if let Phase::Exited(code) = self.phase { Some(code) } else { None }
    }

    /// The code with which the process is to end where the connection is gone.
    pub fn code_of_hangup(&self) -> u8 {
        match self.phase {
            Phase::Exited(code) => code,
            Phase::ShutDown => 0,
            Phase::Fresh | Phase::Running => 1,
        }
    }

    fn make_sound(&mut self, params: &mut Value) {
        self.spelling.escape(params);
        clamp_positions(params);
    }

    fn take_out(&mut self) -> Vec<Value> {
        take_out(&mut self.out, &self.spelling)
    }

    pub(crate) fn notify(&mut self, method: &str, params: impl Serialize) {
        self.out.push(rpc::notification(method, params));
    }

    pub(crate) fn respond(&mut self, id: Value, result: Result<Value, Failure>) {
        self.out.push(rpc::response(id, result));
    }

    /// Asks the client for something whose answer changes nothing.
    pub(crate) fn ask(&mut self, method: &str, params: impl Serialize) {
        self.ask_for(Asked::Nothing, method, params);
    }

    fn ask_for(&mut self, asked: Asked, method: &str, params: impl Serialize) {
        self.last_id += 1;
        self.asked.insert(self.last_id, asked);
        self.out.push(rpc::request(self.last_id, method, params));
    }

    /// A number that was not given before.
    pub(crate) fn new_result(&mut self) -> u64 {
        self.last_result += 1;
        self.last_result
    }

    /// The language of the settings, else of the client.
    pub(crate) fn lang(&self, uri: &str) -> Lang {
        self.scopes.of(uri).lang.or(self.client.lang).unwrap_or_default()
    }
}

/// What is to be sent, in the client's own spelling.
fn take_out(out: &mut Vec<Value>, spelling: &Spelling) -> Vec<Value> {
    let mut out = std::mem::take(out);
    out.iter_mut().for_each(|message| spelling.restore(message));
    out
}

/// The notification of what was found in a document.
fn published(uri: &Uri, version: Option<i32>, found: Vec<Value>) -> Value {
    let mut params = rpc::value(PublishDiagnosticsParams::new(uri.clone(), Vec::new(), version));
    params["diagnostics"] = Value::Array(found);
    rpc::notification("textDocument/publishDiagnostics", params)
}

/// The life of a session.
impl Session {
    fn request(&mut self, id: &Value, method: &str, params: Value) -> Result<Answer, Failure> {
        match (self.phase, method) {
            (Phase::Fresh, "initialize") => Ok(Answer::Now(self.initialize(&params))),
            (Phase::Fresh, _) => Err(Failure::not_initialized()),
            (Phase::Running, "initialize") => Err(Failure::invalid_request("initialized already")),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.stop_jobs();
                Ok(Answer::Now(Value::Null))
            }
            (Phase::Running, "workspace/executeCommand") => self.execute(id, params),
            (Phase::Running, _) => self.answer(method, params).map(Answer::Now),
            (Phase::ShutDown | Phase::Exited(_), _) => Err(Failure::invalid_request("shut down")),
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.phase = Phase::Running;
        self.client = Client::read(params);
        let listed = params.get("workspaceFolders").and_then(Value::as_array);
        let listed = listed.into_iter().flatten().filter_map(|folder| folder.get("uri"));
        self.folders = listed.filter_map(Value::as_str).map(str::to_owned).collect();
        if self.folders.is_empty() {
            self.folders.extend(params.get("rootUri").and_then(Value::as_str).map(str::to_owned));
        }
        if let Some(settings) = params.get("initializationOptions").and_then(Settings::read_pushed) {
            self.scopes.set(settings);
        }
        initialize_result(&self.client)
    }

    fn notified(&mut self, method: &str, params: Value) {
        if method == "exit" {
            self.phase = Phase::Exited(self.code_of_hangup());
            return;
        }
        if self.phase != Phase::Running {
            return;
        }
        match method {
            "initialized" => {
                self.ask_for_settings();
            }
            "textDocument/didOpen" => self.told(method, params, Self::open),
            "textDocument/didChange" => self.told(method, params, Self::change),
            "textDocument/didSave" => self.told(method, params, Self::save),
            "textDocument/didClose" => self.told(method, params, Self::close),
            "workspace/didChangeConfiguration" => self.settings_changed(&params),
            "workspace/didChangeWatchedFiles" => self.rulesets_changed(),
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(&params),
            "$/cancelRequest" => self.cancel(params.get("id").unwrap_or(&Value::Null)),
            "window/workDoneProgress/cancel" => {
                self.cancel_progress(params.get("token").unwrap_or(&Value::Null));
            }
            _ => {}
        }
    }

    /// Hands parameters on, or says in the log why they were left.
    fn told<P: DeserializeOwned>(&mut self, method: &str, params: Value, handle: fn(&mut Self, P)) {
        match P::deserialize(params) {
            Ok(params) => handle(self, params),
            Err(why) => self.log(&format!("{method}: {why}")),
        }
    }

    fn log(&mut self, message: &str) {
        self.notify("window/logMessage", json!({"type": 2, "message": message}));
    }

    fn answered(&mut self, id: &Value, result: Value) {
        let asked = id.as_i64().and_then(|id| self.asked.remove(&id));
        if let Some(Asked::Settings(folders)) = asked
            && let Value::Array(sections) = result
        {
            self.take_settings(folders, sections);
        }
    }
}

/// The parameters of `textDocument/didOpen`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Opened {
    text_document: OpenedDocument,
}

#[derive(Deserialize)]
struct OpenedDocument {
    uri: Uri,
    #[serde(default)]
    version: Option<i32>,
    text: String,
}

/// The parameters of `textDocument/didChange`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Changed {
    text_document: ChangedDocument,
    /// Read one by one, so that a change that is not understood does not lose the others.
    content_changes: Vec<Value>,
}

#[derive(Deserialize)]
struct ChangedDocument {
    uri: Uri,
    #[serde(default)]
    version: Option<i32>,
}

/// A change of a part, or of everything where there is no range.
#[derive(Deserialize)]
struct Change {
    #[serde(default)]
    range: Option<Range>,
    text: String,
}

/// Parameters that name a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    text_document: TextDocumentIdentifier,
}

/// Documents and what is known of them.
impl Session {
    fn open(&mut self, Opened { text_document: opened }: Opened) {
        self.take_back(&opened.uri);
        let document = Document {
            version: opened.version,
            text: Text::new(opened.text),
            analysis: None,
            outdated: None,
            memory: Memory::default(),
            result: 0,
            due: Due::Now,
            tokens: None,
            uri: opened.uri,
        };
        self.documents.insert(document.uri.as_str().to_owned(), document);
    }

    fn change(&mut self, changed: Changed) {
        let unit = self.client.unit;
        let uri = changed.text_document.uri.as_str();
        let Some(document) = self.documents.get_mut(uri) else {
            self.log(&format!("textDocument/didChange: {uri} is not open"));
            return;
        };
        let mut faults = Vec::new();
        for change in changed.content_changes {
            match Change::deserialize(change) {
                Ok(Change { range: Some(range), text }) => document.text.replace(range, unit, &text),
                Ok(Change { range: None, text }) => document.text = Text::new(text),
                Err(why) => faults.push(format!("textDocument/didChange: {why}")),
            }
        }
        document.version = changed.text_document.version.or(document.version);
        document.outdate(Due::Soon);
        faults.iter().for_each(|fault| self.log(fault));
    }

    /// Whoever saves wants to know. A client that does not watch files for us may have saved a rule set.
    fn save(&mut self, saved: About) {
        if !self.client.watches_files {
            self.rulesets_changed();
        }
        let document = self.documents.get_mut(saved.text_document.uri.as_str());
        if let Some(document) = document.filter(|document| document.due == Due::Soon) {
            document.due = Due::Now;
        }
    }

    fn close(&mut self, closed: About) {
        let uri = closed.text_document.uri;
        if self.documents.remove(uri.as_str()).is_some() && !self.client.pulls_diagnostics {
            self.notify(
                "textDocument/publishDiagnostics",
                PublishDiagnosticsParams::new(uri, Vec::new(), None),
            );
        }
    }

    /// Checks a document and tells the client.
    fn check(&mut self, uri: &str, send: &mut dyn FnMut(Value)) {
        // Before anything that might fail, so that it is not tried for ever.
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.due = Due::No;
        let read = document.analysis.is_some();
        if !read {
            self.read(uri, Some(send));
        } else if !self.client.pulls_diagnostics {
            let found = self.view(uri, |view| {
                let found = diagnostics::diagnostics(view).into_iter().map(rpc::value).collect();
                published(view.uri, view.version, found)
            });
            self.out.extend(found);
        }
        if let Some(status) = self.view(uri, Status::of) {
            self.notify("gouji/status", status);
        }
    }

    /// What `look` makes of an open document; `None` where it is not open.
    pub(crate) fn view<R>(&mut self, uri: &str, look: impl FnOnce(&View<'_>) -> R) -> Option<R> {
        let analysis = self.analysis(uri)?;
        let document = self.documents.get(uri)?;
        let places = Places::new(&document.uri, &document.text, &self.client);
        Some(look(&View::new(places, document.version, &analysis)))
    }

    /// What an open document says, read now where it was changed.
    fn analysis(&mut self, uri: &str) -> Option<Arc<Analysis>> {
        match &self.documents.get(uri)?.analysis {
            Some(analysis) => Some(analysis.clone()),
            None => self.read(uri, None),
        }
    }

    /// Reads an open document. What is found goes through `send`, where it is to be published, before the rest of the
    /// reading is made: it is what a writer waits for at every key.
    fn read(&mut self, uri: &str, send: Option<&mut dyn FnMut(Value)>) -> Option<Arc<Analysis>> {
        let options = self.options(uri);
        let result = self.new_result();
        let document = self.documents.get_mut(uri)?;
        let mut outdated = document.outdated.take();
        let text = document.text.as_str();
        let mut send = send.filter(|_| !self.client.pulls_diagnostics);
        let (uri, client, both) = (&document.uri, &self.client, self.both);
        let (out, spelling) = (&mut self.out, &self.spelling);
        let worded = |findings: &[Finding]| -> Vec<Value> {
            let places = Places::new(uri, &document.text, client);
            diagnostics::worded(&places, &options, findings).into_iter().map(rpc::value).collect()
        };
        let mut tell = |findings: &[Finding]| {
            let Some(send) = &mut send else { return };
            let (front, back) = findings.split_at(findings.len() / 2);
            let (mut found, mut behind) = (Vec::new(), Vec::new());
            both(&mut || found = worded(front), &mut || behind = worded(back));
            found.append(&mut behind);
            out.push(published(uri, document.version, found));
            take_out(out, spelling).into_iter().for_each(send);
            // Nobody waits any more, and the rest of the reading can be made in its place.
            outdated = None;
        };
        let rules = options.rules.as_deref();
        let reading = gouji::read_again_and_tell(text, rules, &mut document.memory, both, &mut tell);
        let analysis = Arc::new(Analysis::of(text, reading, &options));
        document.analysis = Some(analysis.clone());
        document.result = result;
        Some(analysis)
    }

    /// How a document or file is to be looked at.
    pub(crate) fn options(&mut self, uri: &str) -> Options {
        let lang = self.lang(uri);
        let settings = self.scopes.of(uri);
        let severity = settings.severity.clone();
        let rules = settings.rules.clone().and_then(|name| {
            let around = self.folders.iter().filter(|folder| lies_in(uri, folder));
            let parent = uri.rsplit_once('/').map_or(uri, |(parent, _)| parent);
            let base = around.max_by_key(|folder| folder.len()).map_or(parent, String::as_str);
            self.rulesets.find(&name, base, &mut *self.files, lang)
        });
        self.tell_of_rulesets(lang);
        Options { lang, rules, severity }
    }

    /// The rule set that is asked for by name or path, or why there is none.
    pub(crate) fn ruleset(&mut self, name: &str) -> Result<Arc<gouji::RuleSet>, String> {
        let base = self.folders.first().cloned().unwrap_or_default();
        let lang = self.lang(&base);
        self.rulesets.look_up(name, &base, &mut *self.files, lang).map_err(|fault| fault.reason)
    }

    /// The text of an open document as the session has it.
    pub fn text(&self, uri: &str) -> Option<&str> {
        self.documents.get(uri).map(|document| document.text.as_str())
    }

    pub(crate) fn is_open(&self, uri: &str) -> bool {
        self.documents.contains_key(uri)
    }

    pub(crate) fn open_documents(&self) -> Vec<String> {
        self.documents.keys().cloned().collect()
    }

    /// All documents are to be read and checked again.
    fn outdate_all(&mut self) {
        self.documents.values_mut().for_each(|document| document.outdate(Due::Now));
        let client = &self.client;
        let refreshed = [
            (client.refreshes_diagnostics && client.pulls_diagnostics, "workspace/diagnostic/refresh"),
            (client.refreshes_hints, "workspace/inlayHint/refresh"),
            (client.refreshes_lenses, "workspace/codeLens/refresh"),
            (client.refreshes_tokens, "workspace/semanticTokens/refresh"),
        ];
        if self.documents.is_empty() {
            return;
        }
        for (_, method) in refreshed.into_iter().filter(|(wanted, _)| *wanted) {
            self.ask(method, Value::Null);
        }
    }
}

/// Settings and rule sets.
impl Session {
    /// Asks for the settings, where the client can say them.
    fn ask_for_settings(&mut self) {
        if !self.client.configuration {
            return;
        }
        let mut items = vec![json!({"section": "gouji"})];
        items.extend(self.folders.iter().map(|folder| json!({"scopeUri": folder, "section": "gouji"})));
        let folders = self.folders.clone();
        self.ask_for(Asked::Settings(folders), "workspace/configuration", json!({"items": items}));
    }

    fn take_settings(&mut self, folders: Vec<String>, sections: Vec<Value>) {
        let before = std::mem::take(&mut self.scopes);
        let mut sections = sections.into_iter();
        // A client that knows nothing of the section says null: what it said before still holds.
        let read = |section: Option<Value>| section.filter(Value::is_object).map(|s| Settings::read(&s));
        self.scopes.set(read(sections.next()).unwrap_or_else(|| before.global().clone()));
        for folder in folders {
            if let Some(settings) = read(sections.next()) {
                self.scopes.set_folder(folder, settings);
            }
        }
        if self.scopes != before {
            self.outdate_all();
        }
    }

    fn settings_changed(&mut self, params: &Value) {
        if self.client.configuration {
            self.ask_for_settings();
        } else if let Some(settings) = params.get("settings").and_then(Settings::read_pushed) {
            self.scopes.set(settings);
            self.outdate_all();
        }
    }

    fn folders_changed(&mut self, params: &Value) {
        let uris = |name: &str| -> Vec<String> {
            let list = params.get("event").and_then(|event| event.get(name)).and_then(Value::as_array);
            let uris = list.into_iter().flatten().filter_map(|folder| folder.get("uri")?.as_str());
            uris.map(str::to_owned).collect()
        };
        let removed = uris("removed");
        self.folders.retain(|folder| !removed.contains(folder));
        for folder in uris("added") {
            if !self.folders.contains(&folder) {
                self.folders.push(folder);
            }
        }
        self.ask_for_settings();
    }

    /// A rule set file was changed.
    fn rulesets_changed(&mut self) {
        if self.rulesets.in_use().next().is_some() {
            self.rulesets.forget();
            self.outdate_all();
        }
    }

    /// Says which rule sets do not read, and has those in use watched.
    fn tell_of_rulesets(&mut self, lang: Lang) {
        let (complaints, mended) = self.rulesets.news();
        for complaint in complaints {
            self.complain(&complaint, lang);
        }
        for uri in mended.iter().filter_map(|uri| Uri::from_str(uri).ok()) {
            self.notify(
                "textDocument/publishDiagnostics",
                PublishDiagnosticsParams::new(uri, Vec::new(), None),
            );
        }
        self.watch();
    }

    fn complain(&mut self, Unreadable { uri, reason }: &Unreadable, lang: Lang) {
        let message = match lang {
            Lang::Zh => format!("规程文件未能读取，暂按报告自身判断：{uri}\n{reason}"),
            Lang::En => {
                format!("The rule set could not be read; each report decides by itself: {uri}\n{reason}")
            }
        };
        self.notify("window/showMessage", json!({"type": 2, "message": message}));
        let Ok(uri) = Uri::from_str(uri) else { return };
        let line = line_of(reason);
        let diagnostic = json!({
            "range": Range::new(Position::new(line, 0), Position::new(line + 1, 0)),
            "severity": 1,
            "source": "gouji",
            "message": reason,
        });
        self.notify("textDocument/publishDiagnostics", json!({"uri": uri, "diagnostics": [diagnostic]}));
    }

    /// Has the rule set files in use watched.
    fn watch(&mut self) {
        let in_use: BTreeSet<String> = self.rulesets.in_use().cloned().collect();
        if !self.client.watches_files || in_use.is_subset(&self.watched) {
            return;
        }
        const ID: &str = "gouji-rules";
        if !self.watched.is_empty() {
            let old = json!({"id": ID, "method": "workspace/didChangeWatchedFiles"});
            self.ask("client/unregisterCapability", json!({"unregisterations": [old]}));
        }
        let relative = self.client.relative_patterns;
        let watchers: Vec<Value> = in_use.iter().filter_map(|uri| watcher(uri, relative)).collect();
        let registration = json!({
            "id": ID,
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        });
        self.ask("client/registerCapability", json!({"registrations": [registration]}));
        self.watched = in_use;
    }
}

/// How a file is watched: by its folder and name where the client can; else every TOML file of the workspace.
fn watcher(uri: &str, relative: bool) -> Option<Value> {
    let (folder, name) = uri.rsplit_once('/')?;
    // Escaped characters and those that mean something in a pattern stand for any.
    let pattern: String = if relative {
        let plain = name.split('%').next() == Some(name) && !name.contains(['*', '?', '[', ']', '{', '}']);
        if plain { name.to_owned() } else { "*.toml".to_owned() }
    } else {
        return Some(json!({"globPattern": "**/*.toml"}));
    };
    Some(json!({"globPattern": {"baseUri": folder, "pattern": pattern}}))
}

/// A position in a document.
#[derive(Deserialize)]
struct At {
    position: Position,
}

/// A range of a document.
#[derive(Deserialize)]
struct In {
    range: Range,
}

#[derive(Deserialize)]
struct References {
    position: Position,
    context: ReferencesContext,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReferencesContext {
    include_declaration: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rename {
    position: Position,
    new_name: String,
}

#[derive(Deserialize)]
struct OnType {
    position: Position,
    ch: String,
}

#[derive(Deserialize)]
struct CodeActions {
    range: Range,
    context: CodeActionContext,
}

#[derive(Deserialize)]
struct Selections {
    positions: Vec<Position>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Previous {
    #[serde(default)]
    previous_result_id: Option<String>,
}

/// Nothing beside the document.
#[derive(Deserialize)]
struct All {}

/// Questions about documents.
impl Session {
    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match method {
            "textDocument/hover" => self.about(params, |view, p: At| language::hover(view, p.position)),
            "textDocument/completion" => {
                self.about(params, |view, p: At| language::completions(view, p.position))
            }
            "textDocument/definition" => {
                self.about(params, |view, p: At| language::definition(view, p.position))
            }
            "textDocument/references" => self.about(params, |view, p: References| {
                language::references(view, p.position, p.context.include_declaration)
            }),
            "textDocument/documentHighlight" => {
                self.about(params, |view, p: At| language::highlights(view, p.position))
            }
            "textDocument/prepareRename" => {
                self.about(params, |view, p: At| language::prepare_rename(view, p.position))
            }
            "textDocument/rename" => {
                self.try_about(params, |view, p: Rename| language::rename(view, p.position, &p.new_name))
            }
            "textDocument/formatting" => self.about(params, |view, _: All| edits::format(view)),
            "textDocument/rangeFormatting" => {
                self.about(params, |view, p: In| edits::format_range(view, p.range))
            }
            "textDocument/onTypeFormatting" => {
                self.about(params, |view, p: OnType| edits::format_on_type(view, p.position, &p.ch))
            }
            "textDocument/codeAction" => {
                self.about(params, |view, p: CodeActions| edits::actions(view, p.range, &p.context))
            }
            "textDocument/documentSymbol" => self.about(params, |view, _: All| structure::symbols(view)),
            "textDocument/foldingRange" => self.about(params, |view, _: All| structure::folds(view)),
            "textDocument/selectionRange" => {
                self.about(params, |view, p: Selections| structure::selections(view, &p.positions))
            }
            "textDocument/documentLink" => self.about(params, |view, _: All| structure::links(view)),
            "textDocument/inlayHint" => {
                let shown = self.settings_of(&params)?.hints;
                self.about(params, |view, p: In| shown.then(|| structure::hints(view, p.range)))
            }
            "textDocument/codeLens" => {
                let shown = self.settings_of(&params)?.lenses;
                self.about(params, |view, _: All| shown.then(|| structure::lenses(view)))
            }
            "textDocument/semanticTokens/range" => self.about(params, |view, p: In| SemanticTokens {
                result_id: None,
                data: structure::tokens(view, Some(p.range)),
            }),
            "textDocument/semanticTokens/full" => self.tokens(params, false),
            "textDocument/semanticTokens/full/delta" => self.tokens(params, true),
            "textDocument/diagnostic" => self.pull_diagnostics(params),
            "workspace/symbol" => Ok(self.workspace_symbols(&params)),
            _ => self.answer_own(method, params),
        }
    }

    /// Answers about an open document; null for one that is not open.
    pub(crate) fn about<P: DeserializeOwned, R: Serialize>(
        &mut self,
        params: Value,
        look: impl FnOnce(&View<'_>, P) -> R,
    ) -> Result<Value, Failure> {
        self.try_about(params, |view, params| Ok(look(view, params)))
    }

    fn try_about<P: DeserializeOwned, R: Serialize>(
        &mut self,
        params: Value,
        look: impl FnOnce(&View<'_>, P) -> Result<R, Failure>,
    ) -> Result<Value, Failure> {
        let uri = document_of(&params)?;
        let params: P = read(params)?;
        let answer = self.view(uri.as_str(), |view| look(view, params));
        answer.transpose().map(rpc::value)
    }

    fn settings_of(&self, params: &Value) -> Result<&Settings, Failure> {
        Ok(self.scopes.of(document_of(params)?.as_str()))
    }

    /// The tokens of a document, or how they differ from what the client has.
    fn tokens(&mut self, params: Value, delta: bool) -> Result<Value, Failure> {
        let uri = document_of(&params)?;
        let previous: Previous = read(params)?;
        let Some(new) = self.view(uri.as_str(), |view| structure::tokens(view, None)) else {
            return Ok(Value::Null);
        };
        let id = self.new_result().to_string();
        let Some(document) = self.documents.get_mut(uri.as_str()) else { return Ok(Value::Null) };
        let old = document.tokens.replace((id.clone(), new.clone()));
        let known = old.filter(|(old, _)| delta && previous.previous_result_id.as_ref() == Some(old));
        Ok(match known {
            Some((_, old)) => rpc::value(SemanticTokensDelta {
                result_id: Some(id),
                edits: structure::tokens_edit(&old, &new),
            }),
            None => rpc::value(SemanticTokens { result_id: Some(id), data: new }),
        })
    }

    fn pull_diagnostics(&mut self, params: Value) -> Result<Value, Failure> {
        let uri = document_of(&params)?;
        let previous: Previous = read(params)?;
        if self.analysis(uri.as_str()).is_none() {
            return Ok(json!({"kind": "full", "items": []}));
        }
        let id = self.documents.get(uri.as_str()).map(|document| document.result.to_string());
        if id == previous.previous_result_id {
            return Ok(json!({"kind": "unchanged", "resultId": id}));
        }
        let items = self.view(uri.as_str(), diagnostics::diagnostics);
        Ok(json!({"kind": "full", "resultId": id, "items": items}))
    }
}

/// The document that parameters are about.
fn document_of(params: &Value) -> Result<Uri, Failure> {
    About::deserialize(params)
        .map(|about| about.text_document.uri)
        .map_err(|why| Failure::invalid_params(why.to_string()))
}

/// Parameters as they are to be.
pub(crate) fn read<P: DeserializeOwned>(params: Value) -> Result<P, Failure> {
    P::deserialize(params).map_err(|why| Failure::invalid_params(why.to_string()))
}
