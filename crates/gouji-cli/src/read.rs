//! Reads one report: a file or standard input, whatever encoding it is in.

use crate::{
    encoding::{self, Decoded},
    say::pick,
};
use gouji::Lang;
use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

/// Largest report that is read. A year's report of a department has some hundred kilobytes.
const MAX_BYTES: u64 = 512 << 20;

/// Where a report comes from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// What a path on the command line means.
    pub(crate) fn of(path: &Path) -> Self {
        if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path.to_owned()) }
    }

    /// The name in the output.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.display().to_string(),
        }
    }
}

/// A report as it was read.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) decoded: Decoded,
}

/// A file that could not be read or not be written, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Failed {
    pub(crate) name: String,
    pub(crate) reason: String,
}

/// Reads and decodes.
pub(crate) fn read(input: &Input, lang: Lang) -> Result<Source, Failed> {
    let bytes = raw(input, lang)?;
    Ok(Source { name: input.name(), decoded: encoding::decode(bytes) })
}

/// The bytes of a report, if it is a text at all.
pub(crate) fn raw(input: &Input, lang: Lang) -> Result<Vec<u8>, Failed> {
    let failed = |reason: String| Failed { name: input.name(), reason };
    let bytes = bytes(input).map_err(|error| failed(io_reason(&error, lang)))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(failed(pick(lang, "超过 512 MB，未读取", "larger than 512 MB, not read").to_owned()));
    }
    if let Some(reason) = foreign(&bytes, lang) {
        return Err(failed(reason));
    }
    Ok(bytes)
}

/// All bytes, one more than allowed at most.
pub(crate) fn bytes(input: &Input) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match input {
        Input::Stdin => io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?,
        Input::File(path) => File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

/// Office files are recognised by their first bytes, whatever their name says: read as text they would only give noise.
fn foreign(bytes: &[u8], lang: Lang) -> Option<String> {
    let kind = match bytes {
        [b'P', b'K', 3, 4, ..] => {
            pick(lang, "Word 或 Excel 文件（.docx、.xlsx）", "a Word or Excel file (.docx, .xlsx)")
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            pick(lang, "旧版 Word 或 Excel 文件（.doc、.xls）", "an old Word or Excel file (.doc, .xls)")
        }
        [b'%', b'P', b'D', b'F', ..] => pick(lang, "PDF 文件", "a PDF file"),
        [b'{', b'\\', b'r', b't', b'f', ..] => pick(lang, "RTF 文件", "an RTF file"),
        _ => return None,
    };
    Some(match lang {
        Lang::Zh => format!("这是{kind}，请先另存为纯文本（.txt）再核对"),
        Lang::En => format!("this is {kind}: save it as plain text (.txt) first"),
    })
}

/// Why the system refused, in words.
pub(crate) fn io_reason(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        ErrorKind::NotFound => pick(lang, "没有这个文件", "no such file").to_owned(),
        ErrorKind::PermissionDenied => pick(lang, "没有读写权限", "permission denied").to_owned(),
        ErrorKind::IsADirectory => {
            pick(lang, "这是目录，不是文件", "this is a directory, not a file").to_owned()
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_files_are_named_for_what_they_are() {
        assert!(foreign(b"PK\x03\x04....", Lang::Zh).unwrap().contains("Word"));
        assert!(foreign("一、部门基本情况".as_bytes(), Lang::Zh).is_none());
        assert!(foreign(b"", Lang::Zh).is_none());
    }
}
