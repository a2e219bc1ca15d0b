//! Items by their names: where they stand, and renaming them everywhere.

use crate::{Analysis, Edit, Target};
use gouji::Span;
use serde::Serialize;

/// Why something cannot be done, as a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Refusal {
    /// The reason.
    pub reason: String,
}

/// Where the names of items stand.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {}

impl Analysis {
    /// Where the thing at `offset` is stated.
    pub fn definition(&self, offset: usize) -> Vec<Target> {
        let _ = self.clamp(offset);
        Vec::new()
    }

    /// Every place where the item at `offset` stands.
    pub fn references(&self, offset: usize, include_declaration: bool) -> Vec<Span> {
        let _ = (self.clamp(offset), include_declaration);
        Vec::new()
    }

    /// The places to be lit up with the thing at `offset`.
    pub fn highlights(&self, offset: usize) -> Vec<Span> {
        let _ = self.clamp(offset);
        Vec::new()
    }

    /// The name at `offset` that can be changed, and what it is now.
    pub fn rename_at(&self, offset: usize) -> Option<(Span, String)> {
        let _ = self.clamp(offset);
        None
    }

    /// The item at `offset` under the name `new` everywhere.
    ///
    /// # Errors
    /// Why that cannot be: it would merge two items, or the name cannot be read as one.
    pub fn rename(&self, offset: usize, new: &str) -> Result<Vec<Edit>, Refusal> {
        let _ = (self.clamp(offset), new);
        Err(Refusal { reason: String::new() })
    }
}
