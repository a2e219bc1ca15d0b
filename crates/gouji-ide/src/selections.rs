//! Ever larger pieces around a place.

use crate::Analysis;
use gouji::Span;

impl Analysis {
    /// The pieces around `offset`, inner to outer; each lies within the next.
    pub fn selections(&self, offset: usize) -> Vec<Span> {
        let _ = self.clamp(offset);
        vec![Span::new(0, self.text.len())]
    }
}
