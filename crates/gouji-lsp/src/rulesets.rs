//! The rule sets that settings name: built in, or TOML files.

use crate::{
    files::Files,
    sound::{escape_bytes, file_uri},
};
use gouji::{Lang, RuleSet};
use std::{collections::BTreeMap, sync::Arc};

/// A rule set file that does not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Unreadable {
    pub(crate) uri: String,
    pub(crate) reason: String,
}

/// Rule sets that were asked for.
#[derive(Debug, Default)]
pub(crate) struct RuleSets {
    builtin: BTreeMap<String, Arc<RuleSet>>,
    /// By URI, with the reason for one that does not read.
    read: BTreeMap<String, Result<Arc<RuleSet>, String>>,
    /// What has to be said yet.
    complaints: Vec<Unreadable>,
    /// Files that were complained of and why, so that nobody hears it twice and it can be taken back.
    faulty: BTreeMap<String, String>,
}

impl RuleSets {
    /// The rule set of that name or path; a relative path counts from `base`. `None` where it does not read: the report
    /// then decides, as without a setting.
    pub(crate) fn find(
        &mut self,
        name: &str,
        base: &str,
        files: &mut dyn Files,
        lang: Lang,
    ) -> Option<Arc<RuleSet>> {
        self.look_up(name, base, files, lang).map_err(|fault| self.complaints.push(fault)).ok()
    }

    /// The rule set of that name or path, or why it does not read.
    pub(crate) fn look_up(
        &mut self,
        name: &str,
        base: &str,
        files: &mut dyn Files,
        lang: Lang,
    ) -> Result<Arc<RuleSet>, Unreadable> {
        if let Some(known) = self.builtin.get(name) {
            return Ok(known.clone());
        }
        if let Some(builtin) = RuleSet::builtin(name) {
            let shared = Arc::new(builtin.clone());
            self.builtin.insert(name.to_owned(), shared.clone());
            return Ok(shared);
        }
        let uri = resolve(name, base);
        let read = self.read.entry(uri.clone()).or_insert_with(|| {
            files.read(&uri, lang).and_then(|toml| RuleSet::from_toml(&toml)).map(Arc::new)
        });
        read.clone().map_err(|reason| Unreadable { uri, reason })
    }

    /// Forgets what was read of files, so that it is read again.
    pub(crate) fn forget(&mut self) {
        self.read.clear();
    }

    /// The files that are in use.
    pub(crate) fn in_use(&self) -> impl Iterator<Item = &String> {
        self.read.keys()
    }

    /// What is to be said: files that do not read, and files that do again.
    pub(crate) fn news(&mut self) -> (Vec<Unreadable>, Vec<String>) {
        let mut complaints = std::mem::take(&mut self.complaints);
        complaints.retain(|new| {
            self.faulty.insert(new.uri.clone(), new.reason.clone()).as_ref() != Some(&new.reason)
        });
        let sound = |uri: &&String| self.read.get(*uri).is_none_or(Result::is_ok);
        let mended: Vec<String> = self.faulty.keys().filter(sound).cloned().collect();
        for uri in &mended {
            self.faulty.remove(uri);
        }
        (complaints, mended)
    }
}

/// The URI of a rule set that is named by a URI, an absolute path or a path relative to the folder `base`.
fn resolve(name: &str, base: &str) -> String {
    if name.starts_with("file:") {
        return name.to_owned();
    }
    let relative = || {
        let path = name.strip_prefix("./").unwrap_or(name).replace('\\', "/");
        format!("{}/{}", base.trim_end_matches('/'), escape_bytes(&path, b"-._~/"))
    };
    file_uri(name).unwrap_or_else(relative)
}

/// The line, from 0, that a reason names; the first one where it names none.
pub(crate) fn line_of(reason: &str) -> u32 {
    let after = reason.split_once("at line ").map_or("", |(_, after)| after);
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u32>().map_or(0, |line| line.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_count_from_their_folder() {
        assert_eq!(resolve("./省/2023.toml", "file:///w/"), "file:///w/%E7%9C%81/2023.toml");
        assert_eq!(resolve("/etc/a.toml", "file:///w"), "file:///etc/a.toml");
        assert_eq!(resolve("file:///b.toml", "file:///w"), "file:///b.toml");
    }

    #[test]
    fn a_fault_names_its_line() {
        let why = RuleSet::from_toml("name = \"x\"\nweights = 3\n").unwrap_err();
        assert_eq!(line_of(&why), 1, "{why}");
        assert_eq!(line_of("没有这个文件"), 0);
    }
}
