//! Checking every report of a folder, one file at a time, so that the editor stays usable and may stop it.

use crate::{
    diagnostics::{Counts, diagnostics},
    files::Listing,
    rpc::{self, Failure},
    session::{Answer, Session},
    structure,
    text::Text,
    view::{Places, View},
};
use gouji::Lang;
use gouji_ide::Analysis;
use ls_types::{PublishDiagnosticsParams, SymbolInformation, Uri};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{collections::BTreeMap, str::FromStr};

/// Most symbols of files that are not open; beyond them only open documents are searched.
const MAX_SYMBOLS: usize = 100_000;

/// Entries of a folder that are looked at before other messages get their turn.
const AT_A_TIME: usize = 256;

/// Most symbols of one answer.
const MAX_FOUND: usize = 500;

/// A file to be checked, with its text where the client handed it over.
#[derive(Clone, Deserialize)]
pub(crate) struct Item {
    uri: Uri,
    #[serde(default)]
    text: Option<String>,
}

/// A folder that is being checked.
pub(crate) struct Job {
    /// The request that is answered at the end.
    request: Value,
    /// Under which progress is reported, where the client shows it.
    token: Option<Value>,
    /// What is left of a folder to be looked through.
    listing: Option<Listing>,
    items: Vec<Item>,
    /// How many are done.
    done: usize,
    percentage: usize,
    result: Outcome,
}

impl Job {
    /// Looks through a part of the folder; false where all of it is known.
    fn look_through(&mut self) -> bool {
        let Some(listing) = &mut self.listing else { return false };
        for _ in 0..AT_A_TIME {
            let Some(entry) = listing.next() else {
                self.listing = None;
                return true;
            };
            let uri = entry.and_then(|uri| Uri::from_str(&uri).ok());
            self.items.extend(uri.map(|uri| Item { uri, text: None }));
        }
        true
    }
}

/// What a check of a folder came to.
#[derive(Default, Serialize)]
struct Outcome {
    files: usize,
    #[serde(flatten)]
    counts: Counts,
    failed: Vec<Failed>,
}

#[derive(Serialize)]
struct Failed {
    uri: Uri,
    reason: String,
}

/// What was found in files that are not open.
#[derive(Default)]
pub(crate) struct Checked {
    symbols: BTreeMap<String, Vec<SymbolInformation>>,
    count: usize,
}

impl Checked {
    fn insert(&mut self, uri: String, symbols: Vec<SymbolInformation>) {
        self.remove(&uri);
        let room = MAX_SYMBOLS.saturating_sub(self.count);
        let symbols: Vec<_> = symbols.into_iter().take(room).collect();
        self.count += symbols.len();
        self.symbols.insert(uri, symbols);
    }

    /// Whether something was found in that file.
    fn remove(&mut self, uri: &str) -> bool {
        let removed = self.symbols.remove(uri);
        self.count -= removed.as_ref().map_or(0, Vec::len);
        removed.is_some()
    }
}

impl Session {
    /// Begins to check the reports below `folder`, or those that the client hands over.
    pub(crate) fn check_folder(
        &mut self,
        request: &Value,
        folder: &str,
        items: Option<Vec<Item>>,
        token: Option<Value>,
    ) -> Result<Answer, Failure> {
        let lang = self.lang(folder);
        let (listing, items) = match items {
            Some(items) => (None, items),
            None => (Some(self.files.reports(folder, lang).map_err(Failure::refused)?), Vec::new()),
        };
        let token = token.or_else(|| self.new_token());
        if let Some(token) = &token {
            let title = pick(lang, "勾稽核对", "Checking reports");
            let begin = json!({"kind": "begin", "title": title, "percentage": 0, "cancellable": true});
            self.notify("$/progress", json!({"token": token, "value": begin}));
        }
        self.jobs.push_back(Job {
            request: request.clone(),
            token,
            listing,
            items,
            done: 0,
            percentage: 0,
            result: Outcome::default(),
        });
        Ok(Answer::Later)
    }

    /// A token for progress that the client did not ask for itself.
    fn new_token(&mut self) -> Option<Value> {
        if !self.client.progress {
            return None;
        }
        let token = json!(format!("gouji/folder/{}", self.new_result()));
        self.ask("window/workDoneProgress/create", json!({"token": token}));
        Some(token)
    }

    /// Goes on with the first job: looks through a part of its folder, checks its next file, or ends it.
    pub(crate) fn work_on_folder(&mut self) {
        let Some(mut job) = self.jobs.pop_front() else { return };
        if job.look_through() {
            return self.jobs.push_front(job);
        }
        let Some(item) = job.items.get_mut(job.done) else {
            let result = rpc::value(&job.result);
            return self.finish(job, Ok(result));
        };
        let item = Item { uri: item.uri.clone(), text: item.text.take() };
        self.check_file(item, &mut job.result);
        job.done += 1;
        self.report_progress(&mut job);
        self.jobs.push_front(job);
    }

    fn check_file(&mut self, item: Item, result: &mut Outcome) {
        let uri = item.uri.as_str();
        // What is in the editor counts, not what is on the disk.
        if let Some(counts) = self.view(uri, |view| Counts::of(view.analysis)) {
            result.files += 1;
            result.counts.add(counts);
            return;
        }
        let lang = self.lang(uri);
        let read = item.text.map_or_else(|| self.files.read(uri, lang), Ok);
        let text = match read {
            Ok(text) => text,
            Err(reason) => return result.failed.push(Failed { uri: item.uri, reason }),
        };
        let options = self.options(uri);
        let analysis = Analysis::new(text.as_str(), &options);
        let text = Text::new(text);
        let view = View::new(Places::new(&item.uri, &text, &self.client), None, &analysis);
        let found = PublishDiagnosticsParams::new(item.uri.clone(), diagnostics(&view), None);
        let symbols = structure::symbol_list(&view, &analysis.symbols());
        result.files += 1;
        result.counts.add(Counts::of(&analysis));
        self.checked.insert(uri.to_owned(), symbols);
        self.notify("textDocument/publishDiagnostics", found);
    }

    fn report_progress(&mut self, job: &mut Job) {
        let percentage = job.done * 100 / job.items.len().max(1);
        let Some(token) = job.token.as_ref().filter(|_| percentage != job.percentage) else { return };
        job.percentage = percentage;
        let message = format!("{}/{}", job.done, job.items.len());
        let report = json!({"kind": "report", "message": message, "percentage": percentage});
        self.notify("$/progress", json!({"token": token, "value": report}));
    }

    fn finish(&mut self, job: Job, result: Result<Value, Failure>) {
        if let Some(token) = job.token {
            self.notify("$/progress", json!({"token": token, "value": {"kind": "end"}}));
        }
        self.respond(job.request, result);
    }

    /// The client wants no answer any more.
    pub(crate) fn cancel(&mut self, request: &Value) {
        self.stop(|job| job.request == *request);
    }

    /// The user has stopped the work behind a progress bar.
    pub(crate) fn cancel_progress(&mut self, token: &Value) {
        self.stop(|job| job.token.as_ref() == Some(token));
    }

    /// Nothing more is to be done.
    pub(crate) fn stop_jobs(&mut self) {
        self.stop(|_| true);
    }

    fn stop(&mut self, is_meant: impl Fn(&Job) -> bool) {
        let (stopped, left) = std::mem::take(&mut self.jobs).into_iter().partition(|job| is_meant(job));
        self.jobs = left;
        for job in Vec::from(stopped) {
            self.finish(job, Err(Failure::cancelled()));
        }
    }

    /// A file is opened: what the check of its folder said of it is now said of the document.
    pub(crate) fn take_back(&mut self, uri: &Uri) {
        // Where diagnostics are pushed, those of the document take the place of these.
        if self.checked.remove(uri.as_str()) && self.client.pulls_diagnostics {
            self.notify(
                "textDocument/publishDiagnostics",
                PublishDiagnosticsParams::new(uri.clone(), Vec::new(), None),
            );
        }
    }

    /// The symbols of open documents and checked files whose name has the words of the query.
    pub(crate) fn workspace_symbols(&mut self, params: &Value) -> Value {
        let query = params.get("query").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let fits = |symbol: &SymbolInformation| {
            let name = symbol.name.to_lowercase();
            words.iter().all(|word| name.contains(word))
        };
        let mut found = Vec::new();
        for uri in self.open_documents() {
            let symbols = self.view(&uri, |view| structure::symbol_list(view, &view.analysis.symbols()));
            found.extend(symbols.into_iter().flatten().filter(&fits));
        }
        let closed = self.checked.symbols.iter().filter(|(uri, _)| !self.is_open(uri));
        found.extend(closed.flat_map(|(_, symbols)| symbols).filter(|symbol| fits(symbol)).cloned());
        found.truncate(MAX_FOUND);
        rpc::value(found)
    }
}

fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
