//! What reading one version of a text leaves for the next, so that a key pressed costs what it changed.
//!
//! Most of the time of a check goes into what can be told of a part of the text by itself: the kinds of its lines, the
//! sentences of a paragraph, the figures of a table. All of that is kept by the words that it was made of. What the parts
//! mean together is worked out anew every time: a figure changed here may contradict one anywhere.

use crate::map::Map;
use crate::{
    model::{heading::Heading, kept::KeptTable},
    rules::{passages::Concerned, same_figure},
    ruleset::RuleSet,
    statement::{Piece, pieces, reader::Said},
    syntax::{Flow, KnownTables, Lines, Page, parse_lines},
};
use std::sync::Arc;

/// Lines, sentences and tables of the version that was read last. A check with it finds what a check without it finds.
#[derive(Debug, Default)]
pub struct Memory {
    pub(crate) page: KnownPage,
    /// The page with every paragraph on one line, where some were wrapped.
    pub(crate) joined: KnownPage,
    pub(crate) parts: Parts,
    /// What was found among the figures of each item.
    pub(crate) items: Kept<same_figure::Item>,
}

/// The lines and the tables of a text.
#[derive(Debug, Default)]
pub(crate) struct KnownPage {
    text: String,
    lines: Arc<Lines>,
    tables: KnownTables,
}

impl KnownPage {
    /// The lines of `text`; those that were there before are not parsed again.
    fn update(&mut self, text: &str) -> Page<'_> {
        if self.text.is_empty() {
            self.lines = Arc::new(parse_lines(text));
            self.tables.update(None);
        } else {
            // Nobody else has them any more: what was read of the version before is plain data of its own.
            let changed = Arc::make_mut(&mut self.lines).update(&self.text, text);
            self.tables.update(changed);
        }
        text.clone_into(&mut self.text);
        Page { lines: self.lines.clone(), tables: Some(&mut self.tables) }
    }
}

/// A text as lines; what `known` has of its last version is used, and becomes what is known of this one.
pub(crate) fn page<'k>(known: Option<&'k mut KnownPage>, text: &str) -> Page<'k> {
    known.map_or_else(|| Page::of(text), |known| known.update(text))
}

/// What is known of the parts of a text by themselves.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) prose: Prose,
    pub(crate) tables: Kept<KeptTable>,
    /// What the tables were read with.
    setting: Option<(RuleSet, Option<i32>)>,
}

/// What is known of paragraphs and headings.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    paragraphs: Kept<Paragraph>,
    headings: Kept<Arc<Heading>>,
    /// How many figures there were, so that a list of as many is made at once.
    pub(crate) figures: usize,
}

impl Parts {
    /// Begins a version whose tables are read under `rules` for `year`.
    pub(crate) fn begin(&mut self, rules: &RuleSet, year: Option<i32>) {
        let as_before = self.setting.as_ref().is_some_and(|(was, of)| was == rules && *of == year);
        if !as_before {
            self.tables = Kept::default();
            self.setting = Some((rules.clone(), year));
        }
    }

    /// Forgets the parts that were not asked for in this version.
    pub(crate) fn end(&mut self) {
        self.prose.paragraphs.end_round();
        self.prose.headings.end_round();
        self.tables.end_round();
    }
}

impl Prose {
    /// What is known of a paragraph.
    pub(crate) fn paragraph(&mut self, flow: &Flow<'_>) -> Paragraph {
        if let Some(known) = self.paragraphs.get(&flow.text) {
            return known.clone();
        }
        let concerned = Concerned::by_paragraph(flow);
        let known = Paragraph { pieces: pieces(&flow.text).into(), concerned, said: None };
        self.paragraphs.put(&flow.text, known.clone());
        known
    }

    /// Keeps what a paragraph said.
    pub(crate) fn keep(&mut self, text: &str, known: Paragraph, said: Said) {
        self.paragraphs.put(text, Paragraph { said: Some(Arc::new(said)), ..known });
    }

    /// What is known of a heading.
    pub(crate) fn heading(&mut self, title: &str) -> Arc<Heading> {
        if let Some(known) = self.headings.get(title) {
            return known.clone();
        }
        let known = Arc::new(Heading::of(title));
        self.headings.put(title, known.clone());
        known
    }
}

/// What a paragraph says by itself.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub(crate) pieces: Arc<[Piece]>,
    /// The rules about wording that may find something in it.
    pub(crate) concerned: Concerned,
    /// What it said where it was read last.
    pub(crate) said: Option<Arc<Said>>,
}

/// Values by the text that they were made of.
#[derive(Debug)]
pub(crate) struct Kept<V> {
    known: Map<Box<str>, (V, u32)>,
    /// Values of an earlier round stood in no text since.
    round: u32,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self { known: Map::new(), round: 0 }
    }
}

impl<V> Kept<V> {
    pub(crate) fn get(&mut self, text: &str) -> Option<&V> {
        let (value, round) = self.known.get_mut(text)?;
        *round = self.round;
        Some(value)
    }

    /// The value, which is forgotten unless somebody gets it.
    pub(crate) fn peek(&self, text: &str) -> Option<&V> {
        self.known.get(text).map(|(value, _)| value)
    }

    pub(crate) fn put(&mut self, text: &str, value: V) {
        self.known.insert(text.into(), (value, self.round));
    }

    /// Forgets the values that were not asked for since the last call.
    pub(crate) fn end_round(&mut self) {
        let ended = self.round;
        self.known.retain(|_, (_, round)| *round == ended);
        self.round = ended.wrapping_add(1);
    }
}
