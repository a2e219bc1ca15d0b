//! The command line of gouji: reads files, calls the core, prints. It judges nothing itself.
#![forbid(unsafe_code)]

mod args;
mod batch;
mod check;
mod encoding;
mod explain;
mod fmt;
mod help;
mod human;
mod lsp;
mod read;
mod rules;
mod say;
mod score;
mod tally;
mod terminal;
mod tree;
mod walk;

use args::Command;
use mimalloc::MiMalloc;
use std::{ffi::OsString, io, process::ExitCode};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Why a command could not do its work at all.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It was asked for something that is not there; the sentence says what.
    Refused(String),
    /// Output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Outcome {
    /// Nothing to verify.
    Clean,
    /// Something to verify, or to format.
    Found,
    /// Some file could not be read.
    Incomplete,
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match help::parse(&arguments) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let show = cli.show;
    let result = match cli.command {
        Command::Check(args) => check::run(&args, show),
        Command::Score(args) => score::run(&args, show),
        Command::Fmt(args) => fmt::run(&args, show),
        Command::Explain(args) => explain::run(&args, show),
        Command::Tree(args) => tree::run(&args, show),
        Command::Rules => rules::run(show),
        Command::Lsp(_) => return lsp::run(),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // Whoever reads the output has seen enough: `gouji check … | head`.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => refuse(&error.to_string()),
        Err(Failure::Refused(why)) => refuse(&why),
    }
}

/// Says why nothing was done.
fn refuse(why: &str) -> ExitCode {
    complain(why);
    ExitCode::from(2)
}

/// Says something beside the output.
pub(crate) fn complain(what: &str) {
    use io::Write;
    // A closed standard error must not end the run.
    let _ = writeln!(io::stderr(), "gouji：{}", terminal::visible(what));
}
