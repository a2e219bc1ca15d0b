//! `gouji fmt`: tables as aligned pipe tables, in the file's own encoding and line ends.

use crate::{
    Failure, Outcome,
    args::{FmtArgs, ShowArgs},
    complain, encoding,
    read::{self, Failed, Input},
    say::pick,
    terminal::visible,
    walk,
};
use gouji::Lang;
use std::{
    fs::{self, OpenOptions, Permissions},
    io::{self, Write},
    path::Path,
};

/// Runs the command.
pub(crate) fn run(args: &FmtArgs, show: ShowArgs) -> Result<Outcome, Failure> {
    let lang = show.lang();
    let inputs = walk::find(&args.paths, lang);
    let mut outcome = Outcome::Clean;
    for failed in &inputs.failed {
        complain(&format!("{}：{}", failed.name, failed.reason));
        outcome = Outcome::Incomplete;
    }
    for input in &inputs.inputs {
        let delivered = format(input, lang).map(|formatted| deliver(args, input, &formatted, lang));
        outcome = outcome.max(match delivered {
            Ok(Delivery::Done(outcome)) => outcome,
            Ok(Delivery::NoOutput(error)) => return Err(Failure::Output(error)),
            Ok(Delivery::NotWritten(failed)) | Err(failed) => {
                complain(&format!("{}：{}", failed.name, failed.reason));
                Outcome::Incomplete
            }
        });
    }
    Ok(outcome)
}

/// The formatted bytes of a file.
struct Formatted {
    bytes: Vec<u8>,
    changed: bool,
}

/// Formats the text of `input`, unless its bytes could not be written back as they were.
fn format(input: &Input, lang: Lang) -> Result<Formatted, Failed> {
    let failed = |reason: &str| Failed { name: input.name(), reason: reason.to_owned() };
    let before = read::raw(input, lang)?;
    let decoded = encoding::decode(before.clone());
    let encode = |text: &str| encoding::encode(text, decoded.encoding, decoded.bom);
    // Asked of the bytes and not of the decoder alone: some bytes decode and yet encode to others.
    if encode(&decoded.text).as_ref() != Some(&before) {
        let why = pick(
            lang,
            "有不能解码的字节，为免丢失内容未作改动",
            "has bytes that are no text; nothing was changed",
        );
        return Err(failed(why));
    }
    let Some(bytes) = encode(&gouji::format(&decoded.text)) else {
        let why = pick(
            lang,
            "有原编码写不出的字，未作改动",
            "has characters that its encoding lacks; nothing was changed",
        );
        return Err(failed(why));
    };
    Ok(Formatted { changed: bytes != before, bytes })
}

/// What became of a formatted text.
enum Delivery {
    Done(Outcome),
    /// The file could not be written; the others may.
    NotWritten(Failed),
    /// Standard output is closed.
    NoOutput(io::Error),
}

/// Puts the formatted text where it was asked for.
fn deliver(args: &FmtArgs, input: &Input, formatted: &Formatted, lang: Lang) -> Delivery {
    let Input::File(path) = input else { return to_stdout(args, input, formatted, lang) };
    if args.stdout || args.check {
        return to_stdout(args, input, formatted, lang);
    }
    if !formatted.changed {
        return Delivery::Done(Outcome::Clean);
    }
    if let Err(error) = replace(path, &formatted.bytes) {
        return Delivery::NotWritten(Failed { name: input.name(), reason: read::io_reason(&error, lang) });
    }
    say(input, pick(lang, "已整理 ", "formatted "))
}

/// The text itself, or with `--check` whether it would change.
fn to_stdout(args: &FmtArgs, input: &Input, formatted: &Formatted, lang: Lang) -> Delivery {
    if !args.check {
        let mut stdout = io::stdout().lock();
        return match stdout.write_all(&formatted.bytes).and_then(|()| stdout.flush()) {
            Ok(()) => Delivery::Done(Outcome::Clean),
            Err(error) => Delivery::NoOutput(error),
        };
    }
    if !formatted.changed {
        return Delivery::Done(Outcome::Clean);
    }
    match say(input, pick(lang, "需整理 ", "needs formatting: ")) {
        Delivery::Done(_) => Delivery::Done(Outcome::Found),
        other => other,
    }
}

fn say(input: &Input, what: &str) -> Delivery {
    match writeln!(io::stdout(), "{what}{}", visible(&input.name())) {
        Ok(()) => Delivery::Done(Outcome::Clean),
        Err(error) => Delivery::NoOutput(error),
    }
}

/// Writes beside the file and renames, so that a cut of power leaves the old text or the new, never half of one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Through links to the file itself: the link stays a link.
    let path = path.canonicalize()?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.gouji", std::process::id()));
    let written = write_new(&beside, bytes, permissions).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // Nothing more can be done if the half-written copy cannot be removed either.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(path: &Path, bytes: &[u8], permissions: Permissions) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.set_permissions(permissions)?;
    file.sync_all()
}
