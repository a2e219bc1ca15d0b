//! What reading one version of a text leaves for the next, so that a key pressed costs what it changed.
//!
//! Most of the time of a check goes into the two grammars: one tells the kinds of lines, the other reads the sentences of
//! a paragraph. Neither looks beyond its line or paragraph, so both can be kept where the text has stayed. What lines and
//! sentences mean together is worked out anew every time: a figure changed here may contradict one anywhere.

use crate::map::Map;
use crate::{
    statement::{Piece, pieces},
    syntax::{Lines, parse_lines},
};
use std::sync::Arc;

/// Lines and sentences of the version that was read last. A check with it finds what a check without it finds.
#[derive(Debug, Default)]
pub struct Memory {
    page: Page,
    pub(crate) prose: Prose,
}

impl Memory {
    /// The lines of `text`; those that were there before are not parsed again.
    pub(crate) fn lines(&mut self, text: &str) -> Lines {
        let lines = if self.page.text.is_empty() {
            parse_lines(text)
        } else {
            Lines::again(&self.page.lines, &self.page.text, text)
        };
        text.clone_into(&mut self.page.text);
        self.page.lines.clone_from(&lines);
        lines
    }
}

#[derive(Debug, Default)]
struct Page {
    text: String,
    lines: Lines,
}

/// The pieces of paragraphs by their text.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    known: Map<Box<str>, Kept>,
    round: u32,
}

#[derive(Debug)]
struct Kept {
    pieces: Arc<[Piece]>,
    /// The last round in which the paragraph stood in the text.
    round: u32,
}

impl Prose {
    /// The pieces of a paragraph.
    pub(crate) fn pieces(&mut self, text: &str) -> Arc<[Piece]> {
        let round = self.round;
        if let Some(kept) = self.known.get_mut(text) {
            kept.round = round;
            return Arc::clone(&kept.pieces);
        }
        let pieces: Arc<[Piece]> = pieces(text).into();
        self.known.insert(text.into(), Kept { pieces: Arc::clone(&pieces), round });
        pieces
    }

    /// Forgets the paragraphs that were not asked for since the last call.
    pub(crate) fn end_round(&mut self) {
        let round = self.round;
        self.known.retain(|_, kept| kept.round == round);
        self.round = round.wrapping_add(1);
    }
}
