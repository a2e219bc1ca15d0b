//! Marks of the writer's own in the model: their numbers are figures like all others.

use super::{Aside, Figure, FigureId, Home, Role, Scope, names::Basis};
use crate::{
    expression::{self, CheckLine, Parsed},
    number::Dimension,
    statement::reader::Output,
    syntax::{Block, BlockKind},
    text::Span,
};
use std::sync::Arc;

/// Braces in prose, or a line of 【核对】.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// With the braces.
    pub(crate) span: Span,
    /// Without them.
    pub(crate) inner: Span,
    pub(crate) home: Home,
    /// Which money the text around it speaks of.
    pub(crate) scope: Scope,
    /// A line of 【核对】; there, `名 = 值` is a check.
    pub(crate) line: bool,
    pub(crate) parsed: Parsed,
    /// The figures of its numbers, in order.
    pub(crate) numbers: Vec<FigureId>,
    /// The figure that it states.
    pub(crate) fact: Option<FigureId>,
}

/// The figures that marks state.
pub(crate) fn facts(marks: &[Mark]) -> impl Iterator<Item = FigureId> + '_ {
    marks.iter().filter_map(|mark| mark.fact)
}

/// Reads the lines of a 【核对】 block; other blocks have none.
pub(crate) fn read_block(out: &mut Output, text: &str, node: usize, block: &Block) {
    if block.kind != BlockKind::Checks {
        return;
    }
    for &line in &block.body {
        read_line(out, text, node, line);
    }
}

fn read_line(out: &mut Output, text: &str, node: usize, line: Span) {
    let place = |range: std::ops::Range<usize>| Span::new(line.start + range.start, line.start + range.end);
    match expression::line(line.of(text), &place) {
        CheckLine::Comment => out.name_spans.push(line),
        CheckLine::Waiver(waiver) => {
            out.name_spans.push(waiver.span);
            out.waivers.push(waiver);
        }
        CheckLine::Check(parsed) => {
            let home = Home::Prose { node, section: None };
            let numbers = parsed
                .numbers()
                .iter()
                .map(|number| {
                    let rate = matches!(
                        number.quantity.unit.dimension,
                        Dimension::Percent | Dimension::PercentPoint
                    );
                    out.figures.push(Figure {
                        granted: None,
                        aside: Aside::default(),
                        quantity: number.quantity,
                        span: number.span,
                        name: Arc::default(),
                        item: Arc::default(),
                        year: None,
                        basis: Basis::Unsaid,
                        total: false,
                        scope: Scope::Whole,
                        role: if rate { Role::Rate } else { Role::Level },
                        home,
                    });
                    FigureId(out.figures.len() - 1)
                })
                .collect();
            out.name_spans.extend(parsed.names().iter().map(|name| name.span));
            out.marks.push(Mark {
                span: line,
                inner: line,
                home,
                scope: Scope::Whole,
                line: true,
                parsed,
                numbers,
                fact: None,
            });
        }
    }
}
