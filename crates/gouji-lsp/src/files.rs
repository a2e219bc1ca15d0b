//! The files that a session may read. It touches no disk itself, so that it also runs in a browser.

use gouji::Lang;

/// What lies below a folder, by name: the URI of a report, or nothing for anything else, so that whoever goes through a
/// large folder may pause in it.
pub type Listing = Box<dyn Iterator<Item = Option<String>> + Send>;

/// Whoever reads files for a session.
pub trait Files: Send {
    /// The reports below a folder.
    ///
    /// # Errors
    /// Why the folder could not be listed, as a sentence.
    fn reports(&mut self, folder: &str, lang: Lang) -> Result<Listing, String>;

    /// The text of a file.
    ///
    /// # Errors
    /// Why it could not be read, as a sentence.
    fn read(&mut self, uri: &str, lang: Lang) -> Result<String, String>;
}

/// No files at all: in a browser the editor hands over the texts.
#[derive(Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn reports(&mut self, _folder: &str, lang: Lang) -> Result<Listing, String> {
        Err(unreadable(lang))
    }

    fn read(&mut self, _uri: &str, lang: Lang) -> Result<String, String> {
        Err(unreadable(lang))
    }
}

fn unreadable(lang: Lang) -> String {
    let why = match lang {
        Lang::Zh => "这里不能读取文件",
        Lang::En => "files cannot be read here",
    };
    why.to_owned()
}
