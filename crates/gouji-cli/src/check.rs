//! `gouji check`: many reports in parallel, their findings in the order of the paths, bounded memory.

use crate::{
    Failure, Outcome,
    args::{CheckArgs, Format, ShowArgs},
    batch::batches,
    complain,
    human::{self, Manner},
    read::{self, Failed, Input, Source},
    rules,
    say::{list, pick},
    tally::{Counts, Tally, skipped_line},
    terminal::{self, Screen},
    walk::{self, Inputs},
};
use gouji::{
    Lang, Report, RuleSet,
    json::{FailedJson, FileJson, SCHEMA, file_json, version},
};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::Serialize;
use std::{
    io::{self, IsTerminal, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

/// Runs the command.
pub(crate) fn run(args: &CheckArgs, show: ShowArgs) -> Result<Outcome, Failure> {
    let lang = show.lang();
    let ruleset = rules::load(args.rules.name.as_deref(), lang)?;
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here } else { args.paths.as_slice() };
    let inputs = walk::find(paths, lang);

    let (screen, look) = terminal::screen(show);
    let manner = Manner {
        lang,
        look,
        unit: args.columns.unit(),
        all: args.all,
        coverage: args.coverage,
        many: inputs.many(),
    };
    let job = Job { format: args.format, manner, ruleset };
    let mut tally = Tally::default();
    match job.print(screen, &inputs, &mut tally) {
        Ok(()) if inputs.nothing() => Err(Failure::Refused(nothing(paths, lang))),
        Ok(()) => Ok(tally.outcome()),
        // Whoever reads the output has seen enough; what was found until then still counts.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(tally.outcome()),
        Err(error) => Err(Failure::Output(error)),
    }
}

/// One run of the command.
struct Job {
    format: Format,
    manner: Manner,
    ruleset: Option<RuleSet>,
}

/// A report that was checked: what to print and what to count. Its text is gone.
struct Checked {
    output: String,
    counts: Counts,
}

/// One line of `--format jsonl`.
#[derive(Serialize)]
struct Line<T> {
    schema: &'static str,
    version: &'static str,
    #[serde(flatten)]
    file: T,
}

impl<T> Line<T> {
    fn new(file: T) -> Self {
        Line { schema: SCHEMA, version: version(), file }
    }
}

impl Job {
    fn print(&self, screen: Screen, inputs: &Inputs, tally: &mut Tally) -> io::Result<()> {
        let bar = progress(inputs);
        let mut printer = Printer { screen, format: self.format, files: 0, failed: Vec::new() };
        printer.open()?;
        for failed in &inputs.failed {
            self.report_failed(failed.clone(), &mut printer, tally)?;
        }
        for batch in batches(&inputs.inputs) {
            let results: Vec<Result<Checked, Failed>> =
                batch.par_iter().map(|input| self.check(input)).collect();
            let printed = bar.suspend(|| -> io::Result<()> {
                for result in results {
                    match result {
                        Ok(checked) => {
                            tally.add(&checked.counts);
                            printer.file(&checked.output)?;
                        }
                        Err(failed) => self.report_failed(failed, &mut printer, tally)?,
                    }
                }
                printer.screen.flush()
            });
            bar.inc(batch.len() as u64);
            if printed.is_err() {
                bar.finish_and_clear();
                return printed;
            }
        }
        bar.finish_and_clear();
        self.close(printer, inputs, tally)
    }

    fn close(&self, mut printer: Printer, inputs: &Inputs, tally: &Tally) -> io::Result<()> {
        if self.format == Format::Json {
            return printer.close_json(inputs);
        }
        if self.format == Format::Human && self.manner.many {
            printer.screen.write_all(self.summary(inputs, tally).as_bytes())?;
        }
        printer.screen.flush()
    }

    /// What closes a run over many reports; where there were none, only what was left alone.
    fn summary(&self, inputs: &Inputs, tally: &Tally) -> String {
        let Manner { lang, look, .. } = self.manner;
        if !inputs.nothing() {
            return tally.summary(&inputs.skipped, lang, look);
        }
        if inputs.skipped.is_empty() { String::new() } else { skipped_line(&inputs.skipped, lang) + "\n" }
    }

    /// Reads and checks one report and words its findings, all in the thread that has its text.
    fn check(&self, input: &Input) -> Result<Checked, Failed> {
        let source = read::read(input, self.manner.lang)?;
        // The core does not panic; should it all the same, the other hundred thousand reports still get checked.
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let report = gouji::check(&source.decoded.text, self.ruleset.as_ref());
            Checked { counts: Counts::of(&source.name, &report), output: self.word(&source, &report) }
        }));
        attempt.map_err(|_| Failed { name: source.name, reason: defect(self.manner.lang) })
    }

    fn word(&self, source: &Source, report: &Report) -> String {
        match self.format {
            Format::Human => human::file(source, report, self.manner),
            Format::Json => json(&self.file_json(source, report)),
            Format::Jsonl => json(&Line::new(self.file_json(source, report))),
        }
    }

    fn file_json(&self, source: &Source, report: &Report) -> FileJson {
        let decoded = &source.decoded;
        let (lang, unit) = (self.manner.lang, self.manner.unit);
        let mut file = file_json(&decoded.text, &source.name, decoded.encoding.id(), report, lang, unit);
        file.replaced = decoded.replaced;
        file
    }

    fn report_failed(&self, failed: Failed, printer: &mut Printer, tally: &mut Tally) -> io::Result<()> {
        tally.add_failed(1);
        printer.screen.flush()?;
        complain(&format!("{}：{}", failed.name, failed.reason));
        printer.failed(failed)
    }
}

/// That no report was found; nobody may take that for a pass.
fn nothing(paths: &[PathBuf], lang: Lang) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let names = list(&names, lang);
    match lang {
        Lang::Zh => format!("{names}：没有找到 .txt 或 .gj 文件，没有可以核对的报告"),
        Lang::En => format!("{names}: no .txt or .gj files found, so there is no report to check"),
    }
}

fn defect(lang: Lang) -> String {
    pick(
        lang,
        "核对时程序自身出现故障，此文件未核对；请把它报告给 gouji 的维护者",
        "gouji itself failed on this file, which was not checked; please report it",
    )
    .to_owned()
}

/// JSON of plain data; the types hold nothing that could not be written.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes results in the frame that each format needs, as they come.
struct Printer {
    screen: Screen,
    format: Format,
    files: usize,
    failed: Vec<FailedJson>,
}

impl Printer {
    fn open(&mut self) -> io::Result<()> {
        if self.format == Format::Json {
            let (schema, version) = (json(&SCHEMA), json(&version()));
            write!(self.screen, "{{\"schema\":{schema},\"version\":{version},\"files\":[")?;
        }
        Ok(())
    }

    fn file(&mut self, output: &str) -> io::Result<()> {
        match self.format {
            Format::Human => write!(self.screen, "{output}")?,
            Format::Jsonl => writeln!(self.screen, "{output}")?,
            Format::Json => {
                let comma = if self.files > 0 { "," } else { "" };
                write!(self.screen, "{comma}\n{output}")?;
            }
        }
        self.files += 1;
        Ok(())
    }

    fn failed(&mut self, failed: Failed) -> io::Result<()> {
        let failed = FailedJson { file: failed.name, reason: failed.reason };
        match self.format {
            Format::Human => Ok(()),
            Format::Jsonl => writeln!(self.screen, "{}", json(&Line::new(failed))),
            Format::Json => {
                self.failed.push(failed);
                Ok(())
            }
        }
    }

    fn close_json(&mut self, inputs: &Inputs) -> io::Result<()> {
        let (failed, skipped) = (json(&self.failed), json(&inputs.skipped));
        writeln!(self.screen, "\n],\"failed\":{failed},\"skipped\":{skipped}}}")?;
        self.screen.flush()
    }
}

/// A bar on standard error, where that is a terminal and there is something to wait for.
fn progress(inputs: &Inputs) -> ProgressBar {
    let count = inputs.inputs.len();
    if count < 8 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(count as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
