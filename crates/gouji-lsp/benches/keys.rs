//! `cargo bench -p gouji-lsp`: from a key to published diagnostics, over the standard input and output of the release
//! binary, as an editor would measure it. Beside it, in the same run and on the same text, the check alone.
//!
//! The debounce is 0: it is the user's to choose and would only hide the rest. Both are given twice: on the wall, which
//! is what a person feels, and in processor time, which other programs do not change. Then memory after ten thousand
//! edits, and the processor time of a second without any message. With `--test` everything runs once on few keys.
//!
//! Between the keys runs work that is always the same and takes about as long as one. What it takes longer now and then is
//! the machine's: no key can be steadier than that.

use serde_json::{Value, json};
use std::{
    error::Error,
    fs,
    hint::black_box,
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The report that was published, as its department took it out of Word.
const SEED: &str = include_str!("../../../tests/corpus/huaihua-2023.txt");

const URI: &str = "file:///bench.gj";

/// What is typed, key by key. A figure that comes into being is read with every key.
const TYPED: &str = "本年三公经费支出104.98万元，其中：公务接待费6.99万元，占三公经费的6.66%。";

/// Keys between which the check alone is measured once.
const CHECKED: usize = 5;

/// Edits after which memory is looked at.
const EDITS: i64 = 10_000;

fn main() -> Result<()> {
    let testing = std::env::args().any(|arg| arg == "--test");
    let (seed_keys, long_keys) = if testing { (10, 2) } else { (1000, 300) };
    let binary = release_binary()?;
    println!("milliseconds; wall / processor");
    println!(
        "{:<6}{:>6}{:>18}{:>18}{:>18}{:>18}{:>10}{:>8}{:>20}",
        "text", "keys", "key p50", "key p99", "check p50", "check p99", "memory", "idle", "machine p99 : p50"
    );
    let seed = measure(&binary, "seed", SEED, seed_keys, testing)?;
    let long = measure(&binary, "1 MB", &gouji::bench::reports(SEED, 1_000_000), long_keys, testing)?;
    println!();
    goal("key to diagnostics on the seed, p99", seed.p99, 5.0, "ms");
    goal("key to diagnostics on 1 MB, p99", long.p99, 50.0, "ms");
    goal("memory after 10,000 edits of the seed", seed.megabytes, 100.0, "MB");
    goal("memory after 10,000 edits of 1 MB", long.megabytes, 100.0, "MB");
    goal("processor time of an idle second", seed.idle.max(long.idle), 1.0, "ms");
    Ok(())
}

fn goal(what: &str, is: f64, goal: f64, unit: &str) {
    let word = if is <= goal { "reached" } else { "missed" };
    println!("{what}: {is:.2} {unit} (goal: {goal} {unit}, {word})");
}

/// Builds the binary that people use.
fn release_binary() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--release", "--locked", "--package", "gouji-cli", "--message-format", "json"])
        .stderr(Stdio::inherit())
        .output()?;
    let messages = String::from_utf8(built.stdout)?;
    let executables = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut paths = executables.filter_map(|message| Some(message["executable"].as_str()?.to_owned()));
    Ok(paths.next_back().ok_or("cargo built no binary")?.into())
}

struct Measured {
    /// Milliseconds.
    p99: f64,
    /// Most that the process ever took.
    megabytes: f64,
    /// Milliseconds of processor time in a second without messages.
    idle: f64,
}

fn measure(binary: &PathBuf, name: &str, text: &str, keys: usize, testing: bool) -> Result<Measured> {
    let mut editor = Editor::start(binary, text)?;
    let (mut to_diagnostics, mut alone) = (Times::default(), Times::default());
    let typed: Vec<char> = TYPED.chars().collect();
    let mut machine = Steady::default();
    for key in 0..keys {
        let (round, at) = (key / typed.len(), key % typed.len());
        if at == 0 {
            editor.go_to(round);
        }
        let before = editor.processor_time()?;
        let message = editor.key(typed[at]);
        let start = Instant::now();
        editor.send(&message)?;
        let arrived = editor.wait_for_version()?;
        to_diagnostics.wall.push((arrived - start).as_secs_f64() * 1e3);
        to_diagnostics.processor.push(editor.processor_time()? - before);
        machine.work((arrived - start).as_secs_f64());

        // The check alone takes many times as long as a key.
        if key % CHECKED != 0 {
            continue;
        }
        let before = processor_time("/proc/self/task");
        let start = Instant::now();
        black_box(gouji::check(black_box(&editor.text), None));
        alone.wall.push(start.elapsed().as_secs_f64() * 1e3);
        alone.processor.push(processor_time("/proc/self/task")? - before?);
    }
    let edits = if testing { 100 } else { EDITS };
    let megabytes = editor.memory_after(edits)?;
    let idle = editor.idle()?;
    editor.quit()?;
    println!(
        "{name:<6}{keys:>6}{:>18}{:>18}{:>18}{:>18}{megabytes:>7.1} MB{idle:>8.1}{:>20.2}",
        to_diagnostics.shown(50),
        to_diagnostics.shown(99),
        alone.shown(50),
        alone.shown(99),
        percentile(&machine.took, 99) / percentile(&machine.took, 50)
    );
    Ok(Measured { p99: percentile(&to_diagnostics.wall, 99), megabytes, idle })
}

/// Work that never varies, as much of it as takes about as long as the first key.
#[derive(Default)]
struct Steady {
    steps: u64,
    /// Milliseconds of every time.
    took: Vec<f64>,
}

impl Steady {
    /// Does it once; the first time it is told how many seconds it is to take.
    fn work(&mut self, seconds: f64) {
        let begun = Instant::now();
        if self.steps == 0 {
            while begun.elapsed().as_secs_f64() < seconds {
                mix(1000);
                self.steps += 1000;
            }
            return;
        }
        mix(self.steps);
        self.took.push(begun.elapsed().as_secs_f64() * 1e3);
    }
}

fn mix(steps: u64) {
    black_box(
        (0..steps).fold(1_u64, |mixed, step| black_box(mixed.wrapping_mul(6_364_136_223_846_793_005) ^ step)),
    );
}

/// Milliseconds of every key.
#[derive(Default)]
struct Times {
    wall: Vec<f64>,
    processor: Vec<f64>,
}

impl Times {
    fn shown(&self, percent: usize) -> String {
        format!("{:.2} / {:.2}", percentile(&self.wall, percent), percentile(&self.processor, percent))
    }
}

/// The time that all but so many in a hundred keep within.
fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).copied().unwrap_or(f64::NAN)
}

/// The processor time of all threads of a process so far, in milliseconds; nothing where the system does not tell.
fn processor_time(threads: &str) -> Result<f64> {
    let Ok(threads) = fs::read_dir(threads) else { return Ok(f64::NAN) };
    let mut nanoseconds = 0.0;
    for thread in threads {
        // A thread may have ended since it was listed.
        let Ok(times) = fs::read_to_string(thread?.path().join("schedstat")) else { continue };
        nanoseconds += times.split(' ').next().ok_or("no number")?.parse::<f64>()?;
    }
    Ok(nanoseconds / 1e6)
}

/// An editor with one text open.
struct Editor {
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    text: String,
    /// Where the next key goes.
    cursor: usize,
    version: i64,
}

impl Editor {
    fn start(binary: &PathBuf, text: &str) -> Result<Self> {
        let mut server =
            Command::new(binary).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let to = server.stdin.take().ok_or("no standard input")?;
        let from = BufReader::new(server.stdout.take().ok_or("no standard output")?);
        let mut editor = Self { server, to, from, text: text.to_owned(), cursor: 0, version: 1 };
        let options = json!({"debounce": 0});
        editor.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize",
            "params": {"capabilities": {}, "initializationOptions": options}}))?;
        editor.wait(|message| message["id"] == 1)?;
        editor.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}))?;
        let document = json!({"uri": URI, "languageId": "gouji", "version": 1, "text": text});
        editor.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}))?;
        editor.wait_for_version()?;
        Ok(editor)
    }

    /// Puts the cursor behind some sentence, another one each round.
    fn go_to(&mut self, round: usize) {
        let ends: Vec<usize> = self.text.match_indices('。').map(|(at, end)| at + end.len()).collect();
        // Far apart, so that the text is typed into all over.
        self.cursor = ends[(round * 7919) % ends.len()];
    }

    /// Types a key into the text; gives the message that tells the server of it.
    fn key(&mut self, key: char) -> String {
        let line = self.text[..self.cursor].matches('\n').count();
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let column = self.text[start..self.cursor].encode_utf16().count();
        let at = json!({"line": line, "character": column});
        self.text.insert(self.cursor, key);
        self.cursor += key.len_utf8();
        self.version += 1;
        let document = json!({"uri": URI, "version": self.version});
        let change = json!({"range": {"start": at, "end": at}, "text": key});
        json!({"jsonrpc": "2.0", "method": "textDocument/didChange",
            "params": {"textDocument": document, "contentChanges": [change]}})
        .to_string()
    }

    /// Types as fast as the server takes it and gives the most memory that the server ever took, in megabytes.
    fn memory_after(&mut self, edits: i64) -> Result<f64> {
        for edit in 0..edits {
            if edit % 50 == 0 {
                self.go_to(usize::try_from(edit)?);
            }
            let message = self.key(if edit % 50 == 49 { '\n' } else { '𠮷' });
            self.send(&message)?;
            // Reads now and then, as an editor does, or both sides would wait for the other.
            if edit % 100 == 99 {
                self.wait_for_version()?;
            }
        }
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id()));
        // Only Linux tells.
        let Ok(status) = status else { return Ok(f64::NAN) };
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).ok_or("no VmHWM")?;
        let kilobytes: f64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
        Ok(kilobytes / 1024.0)
    }

    /// The processor time, in milliseconds, that the server takes in a second without messages.
    fn idle(&mut self) -> Result<f64> {
        // An answer means that everything before it is done.
        self.send(
            &json!({"jsonrpc": "2.0", "id": 3, "method": "gouji/explain", "params": {"code": "GJ301"}}),
        )?;
        self.wait(|message| message["id"] == 3)?;
        thread::sleep(Duration::from_millis(100));
        let before = self.processor_time()?;
        thread::sleep(Duration::from_secs(1));
        Ok(self.processor_time()? - before)
    }

    /// The processor time of the server so far, in milliseconds.
    fn processor_time(&self) -> Result<f64> {
        processor_time(&format!("/proc/{}/task", self.server.id()))
    }

    fn quit(mut self) -> Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}))?;
        self.wait(|message| message["id"] == 2)?;
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}))?;
        let status = self.server.wait()?;
        if status.success() { Ok(()) } else { Err(format!("the server ended with {status}").into()) }
    }

    fn send(&mut self, body: &(impl ToString + ?Sized)) -> Result<()> {
        let body = body.to_string();
        // One write, as editors do.
        self.to.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())?;
        Ok(self.to.flush()?)
    }

    fn wait_for_version(&mut self) -> Result<Instant> {
        let version = self.version;
        self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == version
        })
    }

    /// Waits for a message that fits; says when the last byte of it arrived. What an editor makes of it is its own affair.
    fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Result<Instant> {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                if self.from.read_line(&mut line)? == 0 {
                    return Err("the server has gone".into());
                }
                if let Some(value) = line.strip_prefix("Content-Length:") {
                    length = value.trim().parse()?;
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            self.from.read_exact(&mut body)?;
            let arrived = Instant::now();
            if fits(&serde_json::from_slice(&body)?) {
                return Ok(arrived);
            }
        }
    }
}
