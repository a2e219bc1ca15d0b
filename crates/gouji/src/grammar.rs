//! The grammars as data, and the one walk that reads a text by any of them.
//!
//! `build/grammar.rs` turns the `.pest` files, read and optimised by pest itself, into the trees below; how a text is
//! matched and what comes of it is pest's as well. Only the code between is not written out for every rule: it would be an
//! eighth of what a page loads.

use pest::{ParseResult, ParserState, iterators::Pairs};

include!(concat!(env!("OUT_DIR"), "/grammar.rs"));

/// A rule of a grammar.
pub(crate) struct Definition {
    rule: Rule,
    kind: Kind,
    node: Node,
}

/// What the sign before a rule's braces says: nothing, `_`, `@` or `$`.
enum Kind {
    Normal,
    Silent,
    Atomic,
    CompoundAtomic,
}

/// What a part of a rule matches.
enum Node {
    Text(&'static str),
    /// The first that fits.
    AnyText(&'static [&'static str]),
    /// Any of these characters, which stand in their order.
    OneOf(&'static [char]),
    /// A character from the first to the last.
    Range(char, char),
    Any,
    Start,
    End,
    Named(&'static Definition),
    /// All that comes before the first of these characters.
    Until(&'static [char]),
    /// All that comes before the first of these texts: few, so that pest finds them without trying every place. What is
    /// opened ever again and never closed (《《《) takes the square of its length, and stays quick this way.
    UntilText(&'static [&'static str]),
    All(&'static [Node]),
    /// The first that fits.
    AnyOf(&'static [Node]),
    Maybe(&'static Node),
    Repeated(&'static Node),
    Ahead(&'static Node),
    NotAhead(&'static Node),
}

type State<'i> = Box<ParserState<'i, Rule>>;
type Matched<'i> = ParseResult<State<'i>>;

/// Reads `text` as `definition` has it; `None` where it does not fit.
pub(crate) fn parse<'i>(definition: &'static Definition, text: &'i str) -> Option<Pairs<'i, Rule>> {
    pest::state(text, |state| definition.matched(state)).ok()
}

impl Definition {
    fn matched<'i>(&'static self, state: State<'i>) -> Matched<'i> {
        let inner = |state: State<'i>| self.node.matched(state);
        match self.kind {
            Kind::Silent => inner(state),
            Kind::Normal => state.rule(self.rule, inner),
            Kind::Atomic => state.rule(self.rule, |state| state.atomic(pest::Atomicity::Atomic, inner)),
            Kind::CompoundAtomic => {
                state.atomic(pest::Atomicity::CompoundAtomic, |state| state.rule(self.rule, inner))
            }
        }
    }
}

impl Node {
    fn matched<'i>(&'static self, state: State<'i>) -> Matched<'i> {
        match self {
            Node::Text(text) => state.match_string(text),
            Node::AnyText(texts) => first(texts, state, |text, state| state.match_string(text)),
            Node::OneOf(chars) => state.match_char_by(|c| chars.binary_search(&c).is_ok()),
            Node::Range(from, to) => state.match_range(*from..*to),
            Node::Any => state.skip(1),
            Node::Start => state.start_of_input(),
            Node::End => state.rule(Rule::EOI, |state| state.end_of_input()),
            Node::Named(definition) => definition.matched(state),
            Node::UntilText(texts) => state.skip_until(texts),
            Node::Until(chars) => Ok(skip_to(chars, state)),
            Node::All(nodes) => {
                state.sequence(|state| nodes.iter().try_fold(state, |state, node| node.matched(state)))
            }
            Node::AnyOf(nodes) => first(nodes, state, Node::matched),
            Node::Maybe(node) => state.optional(|state| node.matched(state)),
            Node::Repeated(node) => state.repeat(|state| node.matched(state)),
            Node::Ahead(node) => state.lookahead(true, |state| node.matched(state)),
            Node::NotAhead(node) => state.lookahead(false, |state| node.matched(state)),
        }
    }
}

/// Goes on to the first of some characters, or to the end.
fn skip_to<'i>(chars: &'static [char], mut state: State<'i>) -> State<'i> {
    loop {
        match state.match_char_by(|c| chars.binary_search(&c).is_err()) {
            Ok(further) => state = further,
            Err(there) => return there,
        }
    }
}

/// The first of some ways that fits; one that does not leaves the state as it was.
fn first<'i, W>(
    ways: &'static [W],
    mut state: State<'i>,
    matched: impl Fn(&'static W, State<'i>) -> Matched<'i>,
) -> Matched<'i> {
    for way in ways {
        match matched(way, state) {
            Ok(state) => return Ok(state),
            Err(unchanged) => state = unchanged,
        }
    }
    Err(state)
}
