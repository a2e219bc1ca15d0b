//! What cannot be read in an expression, and the change that would put it right.

use crate::{finding::Edit, text::Span};

/// A slip of the pen, or a limit that was reached.
#[derive(Clone, Debug)]
pub(crate) struct Slip {
    pub(crate) kind: SlipKind,
    pub(crate) span: Span,
    /// The change that puts it right, where there is only one that can be meant.
    pub(crate) edits: Vec<Edit>,
}

/// The kinds of slips.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SlipKind {
    /// An operator or a relation has nothing on one of its sides.
    MissingOperand,
    /// Two operands stand side by side.
    MissingOperator,
    /// `==`, `= =`.
    DoubledRelation,
    /// A bracket without its partner.
    Bracket,
    /// A quotation sign without its partner.
    Quote,
    /// A character that means nothing here.
    Unreadable,
    /// No relation: nothing is stated and nothing can be checked.
    NoRelation,
    /// Nothing behind `@` that names a year or a basis.
    Qualifier,
    /// More digits than are read.
    TooManyDigits,
    /// More brackets inside each other than are read.
    TooDeep,
    /// Longer than is read.
    TooLong,
}
