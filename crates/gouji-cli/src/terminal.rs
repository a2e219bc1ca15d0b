//! What a terminal needs: colours, widths, and text that cannot play tricks on it.

use crate::args::{Color, ShowArgs};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::{
    borrow::Cow,
    io::{self, BufWriter, StdoutLock},
};
use unicode_width::UnicodeWidthChar;

/// Width that is assumed where nobody says how wide the screen is.
const USUAL_WIDTH: usize = 100;

/// Standard output for people: colours are taken out where they are not wanted.
pub(crate) type Screen = BufWriter<AutoStream<StdoutLock<'static>>>;

/// Standard output, and how to write on it.
pub(crate) fn screen(show: ShowArgs) -> (Screen, Look) {
    let choice = match show.color {
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
        Color::Auto => AutoStream::choice(&io::stdout()),
    };
    let look = Look { color: choice != ColorChoice::Never, width: wanted_width() };
    (BufWriter::new(AutoStream::new(io::stdout().lock(), choice)), look)
}

/// The width of the terminal, or what `COLUMNS` says; `None` where output goes into a file or a pipe.
fn wanted_width() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    said.or_else(seen).map(|width: usize| width.clamp(40, 200))
}

/// Colours and width of the output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Look {
    pub(crate) color: bool,
    /// Where to break lines; `None` leaves them whole.
    pub(crate) width: Option<usize>,
}

/// The inks of the output. Nothing is said by colour alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ink {
    /// To be verified.
    Red,
    /// To be looked at.
    Yellow,
    /// Headings and names.
    Bold,
    /// What may be skipped.
    Dim,
    /// Agrees.
    Green,
}

impl Look {
    /// Width to fit into.
    pub(crate) fn columns(self) -> usize {
        self.width.unwrap_or(USUAL_WIDTH)
    }

    /// `text` in this ink.
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let style = match ink {
            Ink::Red => AnsiColor::Red.on_default().bold(),
            Ink::Yellow => AnsiColor::Yellow.on_default().bold(),
            Ink::Green => AnsiColor::Green.on_default(),
            Ink::Bold => Style::new().bold(),
            Ink::Dim => Style::new().dimmed(),
        };
        format!("{style}{text}{style:#}")
    }

    /// A figure within its line: coloured, or in marks where there is no colour.
    pub(crate) fn figure(self, ink: Ink, text: &str) -> String {
        if self.color { self.ink(ink, text) } else { format!("«{text}»") }
    }

    /// `text` broken into lines that start with `indent` spaces, if there is a width to break at.
    pub(crate) fn wrap(self, text: &str, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let Some(width) = self.width else { return format!("{margin}{text}") };
        let room = width.saturating_sub(indent).max(20);
        let mut out = margin.clone();
        let mut used = 0;
        for piece in pieces(text) {
            let wide = width_of(piece);
            if used > 0 && used + wide > room {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                out.push_str(&margin);
                used = 0;
            }
            if used == 0 && piece == " " {
                continue;
            }
            out.push_str(piece);
            used += wide;
        }
        out
    }
}

/// Splits where a line may break: around Chinese characters and at spaces, but not inside a figure and not before a
/// closing sign.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, first) = chars.next()?;
        let mut last = first;
        let end = chars.find_map(|(at, char)| {
            let breaks = breaks_between(last, char);
            last = char;
            breaks.then_some(at)
        });
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

fn breaks_between(before: char, after: char) -> bool {
    const CLOSING: &str = "，。；：、？！）》」』】〕”’％%…,.;:?!)]}›»";
    const OPENING: &str = "（《「『【〔“‘([{«";
    if CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    let solid = |char: char| char.is_ascii() && char != ' ';
    !(solid(before) && solid(after))
}

/// Columns that `text` takes on a screen.
pub(crate) fn width_of(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(char: char) -> usize {
    char.width().unwrap_or(0)
}

/// `text`, shortened with … to `width` columns.
pub(crate) fn shorten(text: &str, width: usize) -> Cow<'_, str> {
    // The byte length bounds the width from above for all but a handful of characters, and is free.
    if text.len() <= width || width_of(text) <= width {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", head(text, width.saturating_sub(1))))
}

/// `text`, shortened in its middle to `width` columns.
pub(crate) fn shorten_middle(text: &str, width: usize) -> Cow<'_, str> {
    if width_of(text) <= width {
        return Cow::Borrowed(text);
    }
    let half = width.saturating_sub(3) / 2;
    Cow::Owned(format!("{} … {}", head(text, half).trim_end(), tail(text, half).trim_start()))
}

/// `text` in exactly `width` columns, shortened or filled up with spaces.
pub(crate) fn fit(text: &str, width: usize) -> String {
    let short = shorten(text, width);
    let fill = width.saturating_sub(width_of(&short));
    format!("{short}{}", " ".repeat(fill))
}

/// `text` at the right of `width` columns.
pub(crate) fn fit_right(text: &str, width: usize) -> String {
    let short = shorten(text, width);
    let fill = width.saturating_sub(width_of(&short));
    format!("{}{short}", " ".repeat(fill))
}

/// As much of the start of `text` as fits into `width` columns.
pub(crate) fn head(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, char)| {
        used += char_width(char);
        (used > width).then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
}

/// As much of the end of `text` as fits into `width` columns.
pub(crate) fn tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().rev().find_map(|(at, char)| {
        used += char_width(char);
        (used > width).then_some(at + char.len_utf8())
    });
    &text[start.unwrap_or(0)..]
}

/// `text` on one line, with every character that steers a terminal or turns the reading direction made visible.
///
/// A report comes from outside; printed raw, an escape sequence in it could recolour or rewrite the findings, and a
/// direction mark could make another figure seem to stand there.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '\t' => out.push(' '),
            '\0'..='\u{1F}' => out.push(char::from_u32(0x2400 + u32::from(char)).unwrap_or('\u{FFFD}')),
            '\u{7F}' => out.push('\u{2421}'),
            _ if is_hidden(char) => out.push_str(&format!("<U+{:04X}>", u32::from(char))),
            _ => out.push(char),
        }
    }
    Cow::Owned(out)
}

fn is_hidden(char: char) -> bool {
    matches!(char,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead() {
        assert_eq!(visible("三公\u{1b}[31m经费"), "三公␛[31m经费");
        assert_eq!(visible("104.98\u{202e}89.401"), "104.98<U+202E>89.401");
        assert_eq!(visible("a\tb\r\nc\u{9b}"), "a b␍␊c<U+009B>");
        assert!(matches!(visible("〔2024〕46号"), Cow::Borrowed(_)));
    }

    #[test]
    fn text_is_cut_by_its_width_on_the_screen() {
        assert_eq!(shorten("三公经费", 8), "三公经费");
        assert_eq!(shorten("三公经费支出", 8), "三公经…");
        assert_eq!(fit("三公", 6), "三公  ");
        assert_eq!(fit_right("98", 4), "  98");
        assert_eq!(tail("三公经费", 5), "经费");
        assert_eq!(shorten_middle("1 + 2 + 3 + 4 + 5 + 6", 13), "1 + 2 … 5 + 6");
    }

    #[test]
    fn lines_break_between_words_and_never_before_a_closing_sign() {
        let look = Look { color: false, width: Some(40) };
        let text = "人员经费1394.37万元，所列2项相加1799.43万元，相差405.06万元，请核实合计或明细。";
        let wrapped = look.wrap(text, 2);
        assert!(wrapped.lines().all(|line| width_of(line) <= 40 && line.starts_with("  ")));
        assert!(wrapped.lines().all(|line| !line.trim_start().starts_with(['，', '。'])));
        assert_eq!(wrapped.replace("\n  ", "").trim_start(), text);
        assert_eq!(Look { color: false, width: None }.wrap(text, 2), format!("  {text}"));
    }
}
