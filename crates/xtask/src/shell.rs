//! Runs commands from the root of the workspace.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The report on which everything is shown, relative to the root.
pub(crate) const SAMPLE: &str = "tests/corpus/huaihua-2023.txt";

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// `cargo`, the same that runs this task.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root());
    command
}

/// Another program.
pub(crate) fn program(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(args).current_dir(root());
    command
}

/// Runs a command with its output shown.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{}: {error}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", shown(command))) }
}

/// Runs a command and keeps its output.
pub(crate) fn capture(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| format!("{}: {error}", shown(command)))
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program =
        Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}

/// Builds the release binary of gouji and says where it is.
pub(crate) fn gouji() -> Result<PathBuf, String> {
    run(&mut cargo(&["build", "--release", "--locked", "--package", "gouji-cli"]))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    // A relative target directory counts from the root, where cargo ran.
    Ok(root().join(target).join("release").join(format!("gouji{}", env::consts::EXE_SUFFIX)))
}
