//! `gouji lsp`: the language server, with the files of this machine.

use crate::{
    complain,
    read::{self, Input},
    say::pick,
    walk,
};
use gouji::Lang;
use gouji_lsp::{Files, Listing, Session, run_stdio};
use ls_types::Uri;
use std::{
    path::{self, Path, PathBuf},
    process::ExitCode,
    str::FromStr,
};
use walkdir::DirEntry;

/// Runs the server until the editor is gone. The exit code is the protocol's: 0 after a shutdown, else 1.
pub(crate) fn run() -> ExitCode {
    match run_stdio(Session::new(Box::new(Disk))) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// The files of this machine, read just as the other commands read them.
struct Disk;

impl Files for Disk {
    fn reports(&mut self, folder: &str, lang: Lang) -> Result<Listing, String> {
        let folder = path_of(folder, lang)?;
        if !folder.is_dir() {
            let why = pick(lang, "没有这个目录", "no such directory");
            return Err(format!("{}：{why}", folder.display()));
        }
        // A directory that cannot be listed is passed over, as one without reports is.
        let report = |entry: walkdir::Result<DirEntry>| entry.ok().filter(walk::is_report);
        Ok(Box::new(walk::entries(&folder).map(move |entry| uri_of(report(entry)?.path()))))
    }

    fn read(&mut self, uri: &str, lang: Lang) -> Result<String, String> {
        let path = path_of(uri, lang)?;
        // Reading a pipe or a terminal would never end.
        if path.exists() && !path.is_file() {
            return Err(pick(lang, "不是文件", "not a file").to_owned());
        }
        let source = read::read(&Input::File(path), lang).map_err(|failed| failed.reason)?;
        Ok(source.decoded.text)
    }
}

/// The path behind a URI.
fn path_of(uri: &str, lang: Lang) -> Result<PathBuf, String> {
    let parsed = Uri::from_str(uri).ok().filter(|uri| uri.as_str().starts_with("file:"));
    let path = parsed.as_ref().and_then(Uri::to_file_path).map(|path| path.into_owned());
    path.ok_or_else(|| format!("{}：{uri}", pick(lang, "不是本机文件", "not a file of this machine")))
}

fn uri_of(path: &Path) -> Option<String> {
    let absolute = path::absolute(path).ok()?;
    Uri::from_file_path(absolute).map(|uri| uri.as_str().to_owned())
}
