//! Runs commands from the root of the workspace.

use std::{
    env, fs,
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

/// Runs a command that must succeed and gives what it printed.
pub(crate) fn stdout(command: &mut Command) -> Result<String, String> {
    let output = capture(command)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("{} ended with {}\n{said}", shown(command), output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{}: {error}", shown(command)))
}

/// Where cargo puts what it builds. A relative target directory counts from the root, where cargo ran.
pub(crate) fn target_directory() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    root().join(target)
}

/// `npm`, which is a script of another name on Windows.
pub(crate) fn npm(directory: &str, args: &[&str]) -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" }, args);
    command.current_dir(root().join(directory));
    command
}

/// Installs the npm packages of a directory, unless those that its lock file names are there.
pub(crate) fn npm_install(directory: &str) -> Result<(), String> {
    let here = root().join(directory);
    let lock = fs::read(here.join("package-lock.json"))
        .map_err(|error| format!("{directory}/package-lock.json: {error}"))?;
    let installed = here.join("node_modules").join(".gouji-lock.json");
    if fs::read(&installed).is_ok_and(|there| there == lock) {
        return Ok(());
    }
    run(&mut npm(directory, &["ci", "--no-audit", "--no-fund"]))
        .map_err(|why| format!("{why}\nNode 20 or newer with npm is needed: https://nodejs.org"))?;
    fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

/// Builds the release binary of gouji and says where it is.
pub(crate) fn gouji() -> Result<PathBuf, String> {
    run(&mut cargo(&["build", "--release", "--locked", "--package", "gouji-cli"]))?;
    Ok(target_directory().join("release").join(format!("gouji{}", env::consts::EXE_SUFFIX)))
}

/// Makes sure that the browsers are there in which pages are tried, with fonts for Chinese.
pub(crate) fn install_browsers() -> Result<(), String> {
    let there = || ["chromium", "firefox-esr"].iter().all(|name| Path::new("/usr/bin").join(name).exists());
    install("Chromium and Firefox", &["chromium", "firefox-esr", "fonts-noto-cjk"], there)
}

/// Installs packages of Debian where something is not there yet, or says what is missing and how to get it.
pub(crate) fn install(what: &str, packages: &[&str], there: impl Fn() -> bool) -> Result<(), String> {
    if there() {
        return Ok(());
    }
    let args = [&["install", "--yes"], packages].concat();
    let apt = |args: &[&str]| {
        let mut command = program("apt-get", args);
        capture(command.env("DEBIAN_FRONTEND", "noninteractive")).is_ok_and(|output| output.status.success())
    };
    // The lists of a new machine may be old, or not be there.
    if (apt(&args) || (apt(&["update"]) && apt(&args))) && there() {
        return Ok(());
    }
    Err(format!("{what}: missing; on Debian, as root: apt-get {}", args.join(" ")))
}
