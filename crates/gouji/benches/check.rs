//! `cargo bench`: the whole check beside what it cannot do without, on the same bytes in the same run.
//!
//! "pest alone" is pest over the page and over every paragraph of running text, as the check runs it, and nothing else.
//! Rounds are interleaved and medians taken, so that a machine that slows down slows all columns alike. With `--test`
//! everything runs once on small texts, to see that it runs.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// The report that was published, as its department took it out of Word.
const SEED: &str = include_str!("../../../tests/corpus/huaihua-2023.txt");

/// Time that the rounds of one text may take, and how many there are at least.
const BUDGET: Duration = Duration::from_secs(4);
const FEWEST_ROUNDS: usize = 5;
const MOST_ROUNDS: usize = 301;

fn main() {
    let testing = std::env::args().any(|arg| arg == "--test");
    let sizes: &[usize] = if testing { &[20_000] } else { &[100_000, 1_000_000, 10_000_000] };
    println!(
        "{:<12}{:>12}{:>14}{:>14}{:>10}{:>14}",
        "text", "UTF-8", "pest alone", "gouji::check", "/ pest", "check MB/s"
    );
    let seed = measure("seed", SEED, testing);
    let grown: Vec<Medians> = sizes
        .iter()
        .map(|size| measure(&label(*size), &gouji::bench::reports(SEED, *size), testing))
        .collect();
    let (Some(first), Some(last)) = (grown.first(), grown.last()) else { return };
    println!();
    println!("seed: check takes {:.2} times pest's own time (goal: at most 2.5)", seed.check / seed.pest);
    if testing {
        return;
    }
    let growth = last.check_per_byte() / first.check_per_byte();
    println!(
        "growth from {} to {}: {:+.1} % against linear (goal: within 10 %)",
        label(first.bytes),
        label(last.bytes),
        (growth - 1.0) * 100.0
    );
}

/// Median seconds of each column.
struct Medians {
    bytes: usize,
    pest: f64,
    check: f64,
}

impl Medians {
    fn check_per_byte(&self) -> f64 {
        self.check / self.bytes as f64
    }
}

/// Measures the three columns on `text`, turn by turn, and prints a line.
fn measure(name: &str, text: &str, testing: bool) -> Medians {
    let prose = gouji::bench::paragraphs(text);
    let paragraphs: Vec<&str> = prose.iter().map(String::as_str).collect();
    let (mut utf8, mut pest, mut check) = (Vec::new(), Vec::new(), Vec::new());
    let start = Instant::now();
    loop {
        utf8.push(seconds(|| std::str::from_utf8(black_box(text.as_bytes())).is_ok()));
        pest.push(seconds(|| gouji::bench::pest_of(black_box(text), &paragraphs)));
        check.push(seconds(|| gouji::check(black_box(text), None)));
        let rounds = check.len();
        let enough = rounds >= FEWEST_ROUNDS && start.elapsed() > BUDGET;
        if testing || enough || rounds >= MOST_ROUNDS {
            break;
        }
    }
    let (utf8, pest, check) = (median(utf8), median(pest), median(check));
    println!(
        "{name:<12}{:>12}{:>14}{:>14}{:>10.2}{:>14.1}",
        shown(utf8),
        shown(pest),
        shown(check),
        check / pest,
        text.len() as f64 / check / 1e6
    );
    Medians { bytes: text.len(), pest, check }
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Clock::now();
    let result = work();
    let seconds = start.seconds();
    // Dropping is part of nobody's column.
    drop(black_box(result));
    seconds
}

/// Time on the processor where the system tells it (Linux), else on the wall; other programs only count in the latter.
struct Clock {
    processor: Option<u64>,
    wall: Instant,
}

impl Clock {
    fn now() -> Self {
        Self { processor: processor_nanoseconds(), wall: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        match (self.processor, processor_nanoseconds()) {
            (Some(start), Some(end)) if end > start => (end - start) as f64 / 1e9,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

fn processor_nanoseconds() -> Option<u64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn shown(seconds: f64) -> String {
    if seconds < 1e-3 { format!("{:.1} µs", seconds * 1e6) } else { format!("{:.2} ms", seconds * 1e3) }
}

fn label(bytes: usize) -> String {
    match bytes {
        0..950_000 => format!("{} KB", (bytes + 500) / 1000),
        _ => format!("{} MB", (bytes + 500_000) / 1_000_000),
    }
}
