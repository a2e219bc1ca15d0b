//! `gouji tree`: what was understood of a report.

use crate::{
    Failure, Outcome,
    args::{ShowArgs, TreeArgs},
    read::{self, Input},
    rules, terminal,
};
use std::io::Write;

/// Runs the command.
pub(crate) fn run(args: &TreeArgs, show: ShowArgs) -> Result<Outcome, Failure> {
    let lang = show.lang();
    let ruleset = rules::load(args.rules.name.as_deref(), lang)?;
    let source = read::read(&Input::of(&args.path), lang)
        .map_err(|failed| Failure::Refused(format!("{}：{}", failed.name, failed.reason)))?;
    let tree = gouji::tree_in(&source.decoded.text, ruleset.as_ref(), lang);
    let (mut screen, _) = terminal::screen(show);
    for line in tree.lines() {
        writeln!(screen, "{}", terminal::visible(line))?;
    }
    screen.flush()?;
    Ok(Outcome::Clean)
}
