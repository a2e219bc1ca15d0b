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
    let decoded = encoding::decode(raw(input, lang)?);
    let name = input.name();
    if decoded.is_noise() {
        return Err(Failed { name, reason: Foreign::Other.reason(lang).to_owned() });
    }
    Ok(Source { name, decoded })
}

/// The bytes of a report, if it is a text at all.
pub(crate) fn raw(input: &Input, lang: Lang) -> Result<Vec<u8>, Failed> {
    let failed = |reason: String| Failed { name: input.name(), reason };
    let bytes = bytes(input).map_err(|error| failed(io_reason(&error, lang)))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(failed(pick(lang, "超过 512 MB，未读取", "larger than 512 MB, not read").to_owned()));
    }
    if let Some(foreign) = foreign(&input.name(), &bytes) {
        return Err(failed(foreign.reason(lang).to_owned()));
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

/// What a file is that holds no plain text: read as such it would only give noise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Foreign {
    Word,
    Excel,
    Pdf,
    Other,
}

impl Foreign {
    /// What it is, and how to get its text.
    fn reason(self, lang: Lang) -> &'static str {
        match self {
            Foreign::Word => pick(
                lang,
                "这是 Word 文档，暂不能直接读取；请在 Word 或 WPS 里选“另存为 → 纯文本（.txt）”，再核对存出的文件",
                "this is a Word document, which cannot be read directly yet; save it as plain text (.txt) and check that",
            ),
            Foreign::Excel => pick(
                lang,
                "这是 Excel 工作簿，暂不能直接读取；请在 Excel 或 WPS 里把各工作表另存为“文本文件（制表符分隔）（.txt）”，\
                 再核对存出的文件",
                "this is an Excel workbook, which cannot be read directly yet; save its sheets as tab-separated text (.txt) \
                 and check those",
            ),
            Foreign::Pdf => pick(
                lang,
                "这是 PDF 或版式文件，暂不能直接读取；请打开后全选复制，粘贴到文本文件（.txt）里，再核对那个文件",
                "this is a PDF or fixed-layout file, which cannot be read directly yet; open it, copy all of it into a text \
                 file (.txt) and check that",
            ),
            Foreign::Other => pick(
                lang,
                "这个文件不是文本，没有读取；请另存为纯文本（.txt）再核对",
                "this file is no text and was not read; save it as plain text (.txt) first",
            ),
        }
    }
}

/// What a file is by its first bytes, whatever its name says; only what can be anything is told by its name.
fn foreign(name: &str, bytes: &[u8]) -> Option<Foreign> {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Some(Foreign::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some(Foreign::Word),
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            Some(by_parts(bytes).or_else(|| by_name(name)).unwrap_or(Foreign::Other))
        }
        _ => encoding::is_binary(bytes).then(|| by_name(name).unwrap_or(Foreign::Other)),
    }
}

/// The kind of an office file by the names of its parts, which are neither packed nor, in old files, ASCII.
fn by_parts(bytes: &[u8]) -> Option<Foreign> {
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let wide = |part: &str| part.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    if has(b"word/document") || has(b"opendocument.text") || has(&wide("WordDocument")) {
        Some(Foreign::Word)
    } else if has(b"xl/workbook") || has(b"opendocument.spreadsheet") || has(&wide("Workbook")) {
        Some(Foreign::Excel)
    } else {
        has(b"OFD.xml").then_some(Foreign::Pdf)
    }
}

fn by_name(name: &str) -> Option<Foreign> {
    let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "doc" | "docx" | "wps" | "rtf" | "odt" => Some(Foreign::Word),
        "xls" | "xlsx" | "et" | "ods" => Some(Foreign::Excel),
        "pdf" | "ofd" => Some(Foreign::Pdf),
        _ => None,
    }
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
        let zip = |part: &str| [b"PK\x03\x04....", part.as_bytes()].concat();
        let old = |part: &str| {
            let wide = part.encode_utf16().flat_map(u16::to_le_bytes);
            [0xD0, 0xCF, 0x11, 0xE0].into_iter().chain(wide).collect::<Vec<u8>>()
        };
        assert_eq!(foreign("a.txt", &zip("word/document.xml")), Some(Foreign::Word));
        assert_eq!(foreign("a.txt", &zip("xl/workbook.xml")), Some(Foreign::Excel));
        assert_eq!(foreign("a.txt", &zip("OFD.xml")), Some(Foreign::Pdf));
        assert_eq!(foreign("a.txt", &old("WordDocument")), Some(Foreign::Word));
        assert_eq!(foreign("a.txt", &old("Workbook")), Some(Foreign::Excel));
        assert_eq!(foreign("甲/a.ET", &old("")), Some(Foreign::Excel));
        assert_eq!(foreign("a.zip", &zip("")), Some(Foreign::Other));
        assert_eq!(foreign("a.txt", b"%PDF-1.7"), Some(Foreign::Pdf));
    }

    #[test]
    fn a_text_is_a_text_whatever_its_name() {
        assert_eq!(foreign("a.doc", "一、部门基本情况".as_bytes()), None);
        assert_eq!(foreign("a.txt", b""), None);
    }
}
