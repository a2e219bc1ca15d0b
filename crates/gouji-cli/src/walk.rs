//! Paths of the command line to the reports behind them.

use crate::read::{Failed, Input, io_reason};
use gouji::Lang;
use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// The extensions that a directory is searched for.
const REPORTS: [&str; 2] = ["txt", "gj"];

/// The reports behind some paths.
#[derive(Default, Debug)]
pub(crate) struct Inputs {
    /// In the order of the paths, and within a directory by name.
    pub(crate) inputs: Vec<Input>,
    /// How many files were left alone, by extension (`.docx`; empty for none); nobody may take them for checked.
    pub(crate) skipped: BTreeMap<String, usize>,
    /// What could not be listed.
    pub(crate) failed: Vec<Failed>,
    /// Whether a directory was searched.
    pub(crate) searched: bool,
}

impl Inputs {
    /// Whether there may be more reports than one, so that a summary is due.
    pub(crate) fn many(&self) -> bool {
        self.searched || self.inputs.len() > 1
    }

    /// Whether there is no report at all, nor anything that could not be listed.
    pub(crate) fn nothing(&self) -> bool {
        self.inputs.is_empty() && self.failed.is_empty()
    }
}

/// Finds the reports. A file that is named is taken whatever its extension; a directory only gives .txt and .gj.
pub(crate) fn find(paths: &[PathBuf], lang: Lang) -> Inputs {
    let mut inputs = Inputs::default();
    let mut seen = HashSet::new();
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            inputs.searched = true;
            search(path, lang, &mut inputs);
        } else {
            inputs.inputs.push(Input::of(path));
        }
    }
    inputs.inputs.retain(|input| seen.insert(input.clone()));
    inputs
}

/// Everything below a directory that is not hidden, by name, one after the other.
pub(crate) fn entries(root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> + Send + use<> {
    let entries = WalkDir::new(root).sort_by_file_name().into_iter();
    entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
}

/// Whether it is a file that may be a report.
pub(crate) fn is_report(entry: &DirEntry) -> bool {
    !is_directory(entry) && REPORTS.contains(&extension(entry.path()).as_str())
}

fn search(root: &Path, lang: Lang, inputs: &mut Inputs) {
    for entry in entries(root) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                inputs.failed.push(unlisted(root, &error, lang));
                continue;
            }
        };
        if is_directory(&entry) {
            continue;
        }
        if is_report(&entry) {
            inputs.inputs.push(Input::File(entry.into_path()));
        } else {
            let extension = extension(entry.path());
            let dotted = if extension.is_empty() { extension } else { format!(".{extension}") };
            *inputs.skipped.entry(dotted).or_default() += 1;
        }
    }
}

/// `.git` and its like hold no reports, nor do Word's lock files.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

/// Links to files are followed, links to directories not: they may lead back up.
fn is_directory(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() || entry.path_is_symlink() && entry.path().is_dir()
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn unlisted(root: &Path, error: &walkdir::Error, lang: Lang) -> Failed {
    let name = error.path().unwrap_or(root).display().to_string();
    let reason = error.io_error().map_or_else(|| error.to_string(), |error| io_reason(error, lang));
    Failed { name, reason }
}
