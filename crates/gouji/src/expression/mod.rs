//! Marks of the writer's own: facts and checks in braces, and the lines of a 【核对】 block.
//!
//! The grammar gives a flat row of tokens; `parser` nests them, with brackets counted, and says what it could not read.
//! Nothing here knows the figures of the report: names are looked up later.

mod parser;
mod slip;

pub(crate) use parser::{line, marked, written};
pub(crate) use slip::{Slip, SlipKind};

pub(crate) use crate::exact::{Power, Relation, Sign};
use crate::{model::names::Basis, number::Quantity, text::Span};

/// Most brackets inside each other.
pub(crate) const MAX_DEPTH: usize = 64;
/// Longest expression that is read, in bytes.
pub(crate) const MAX_LENGTH: usize = 4096;

/// One or several comparisons: `甲 = 乙 + 丙`, `甲 ≤ 乙 ≤ 丙`.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    /// One more than there are relations.
    pub(crate) sides: Vec<Term>,
    pub(crate) relations: Vec<Relation>,
}

/// An operand or what operators make of several.
#[derive(Clone, Debug)]
pub(crate) enum Term {
    Number(Number),
    Name(Name),
    Sum(Vec<(Sign, Term)>),
    Product(Vec<(Power, Term)>),
}

/// A number as it is printed.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// The how manieth number of the expression it is.
    pub(crate) index: usize,
    pub(crate) quantity: Quantity,
    /// Its place in the text that was read.
    pub(crate) at: std::ops::Range<usize>,
    pub(crate) span: Span,
}

/// A name, and of which year and basis its figure is meant to be.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// 公用经费·水费 has two segments.
    pub(crate) path: Vec<String>,
    pub(crate) year: Option<NameYear>,
    pub(crate) basis: Option<Basis>,
    pub(crate) span: Span,
    /// Where the spaces would have to stand if a sign inside the name was meant to reckon.
    pub(crate) joints: Vec<Span>,
}

/// The year behind `@`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum NameYear {
    Of(i32),
    /// 上年.
    Before,
}

impl Name {
    /// The name as it was written, without quotation signs.
    pub(crate) fn text(&self) -> String {
        self.path.join("·")
    }
}

/// What was read between braces or in a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parsed {
    /// Nothing where it could not be read.
    pub(crate) expression: Option<Expression>,
    pub(crate) slips: Vec<Slip>,
}

impl Parsed {
    /// Name and value of `名 = 值`.
    pub(crate) fn fact(&self) -> Option<(&Name, &Number)> {
        let expression = self.expression.as_ref()?;
        match (expression.sides.as_slice(), expression.relations.as_slice()) {
            ([Term::Name(name), Term::Number(number)], [Relation::Equal]) => Some((name, number)),
            _ => None,
        }
    }

    /// All names, in the order of the text.
    pub(crate) fn names(&self) -> Vec<&Name> {
        let mut names = Vec::new();
        for side in self.expression.iter().flat_map(|expression| &expression.sides) {
            side.visit(&mut |term| {
                if let Term::Name(name) = term {
                    names.push(name);
                }
            });
        }
        names
    }

    /// All numbers, in the order of the text.
    pub(crate) fn numbers(&self) -> Vec<&Number> {
        let mut numbers = Vec::new();
        for side in self.expression.iter().flat_map(|expression| &expression.sides) {
            side.visit(&mut |term| {
                if let Term::Number(number) = term {
                    numbers.push(number);
                }
            });
        }
        numbers
    }
}

impl Term {
    /// Shows `each` this term and all within it.
    pub(crate) fn visit<'t>(&'t self, each: &mut impl FnMut(&'t Term)) {
        each(self);
        match self {
            Term::Number(_) | Term::Name(_) => {}
            Term::Sum(terms) => terms.iter().for_each(|(_, term)| term.visit(each)),
            Term::Product(terms) => terms.iter().for_each(|(_, term)| term.visit(each)),
        }
    }
}

/// 允许 GJ302（三公经费@2022决算）：理由.
#[derive(Clone, Debug)]
pub(crate) struct Waiver {
    pub(crate) span: Span,
    pub(crate) code: Option<Span>,
    pub(crate) target: Option<Span>,
    /// The target read as a name, where it can be one.
    pub(crate) name: Option<Name>,
    pub(crate) reason: Span,
}

/// A line of a 【核对】 block.
#[derive(Clone, Debug)]
pub(crate) enum CheckLine {
    Check(Parsed),
    Waiver(Waiver),
    /// `# …`: for the reader only.
    Comment,
}
