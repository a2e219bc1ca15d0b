//! One version of a text between the core's places (bytes) and the editor's (lines and columns).

use crate::{client::Client, text::Text};
use gouji::{ColumnUnit, Span};
use gouji_ide::{Analysis, Edit};
use ls_types::{Location, Position, Range, TextEdit, Uri};
use std::{cell::Cell, ops::Deref};

/// A text that was read.
pub(crate) struct View<'a> {
    pub(crate) version: Option<i32>,
    pub(crate) analysis: &'a Analysis,
    places: Places<'a>,
}

/// A text, read or not, with how its client counts.
pub(crate) struct Places<'a> {
    pub(crate) uri: &'a Uri,
    pub(crate) client: &'a Client,
    text: &'a Text,
    /// The place that was asked for last. Places mostly come in the order of the text, and a line may be very long.
    last: Cell<(usize, Position)>,
}

impl<'a> View<'a> {
    pub(crate) fn new(places: Places<'a>, version: Option<i32>, analysis: &'a Analysis) -> Self {
        Self { version, analysis, places }
    }
}

impl<'a> Deref for View<'a> {
    type Target = Places<'a>;

    fn deref(&self) -> &Places<'a> {
        &self.places
    }
}

impl<'a> Places<'a> {
    pub(crate) fn new(uri: &'a Uri, text: &'a Text, client: &'a Client) -> Self {
        Self { uri, client, text, last: Cell::default() }
    }

    pub(crate) fn unit(&self) -> ColumnUnit {
        self.client.unit
    }

    /// The byte at an editor's position.
    pub(crate) fn offset(&self, position: Position) -> usize {
        self.text.offset(position, self.unit())
    }

    /// The bytes of an editor's range.
    pub(crate) fn span(&self, range: Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        Span::new(a.min(b), a.max(b))
    }

    /// The editor's position of a byte.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let position = self.text.position_from(offset, self.unit(), self.last.get());
        self.last.set((offset, position));
        position
    }

    /// The editor's range of a span.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    pub(crate) fn location(&self, span: Span) -> Location {
        Location::new(self.uri.clone(), self.range(span))
    }

    pub(crate) fn edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        edits.iter().map(|edit| TextEdit::new(self.range(edit.span), edit.text.clone())).collect()
    }
}
