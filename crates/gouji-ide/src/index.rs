//! Where things stand, so that every question about an offset is answered by halving.

use gouji::{
    Reading, Span,
    reading::{Home, Node},
};
use std::collections::HashMap;

/// Figures, equations and pieces by place.
#[derive(Debug)]
pub(crate) struct Index {
    /// Figures by the start of their span.
    pub(crate) by_place: Vec<usize>,
    /// For every figure the equations that it is part of.
    pub(crate) equations: HashMap<usize, Vec<usize>>,
    /// The span of every piece.
    pub(crate) nodes: Vec<Span>,
    /// Rows of the score sheet by the start of their span: (span, row).
    pub(crate) scores: Vec<(Span, usize)>,
}

impl Index {
    pub(crate) fn new(text: &str, reading: &Reading) -> Self {
        let mut by_place: Vec<usize> = (0..reading.figures.len()).collect();
        by_place.sort_by_key(|&figure| reading.figures[figure].span);
        let mut equations: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, equation) in reading.equations.iter().enumerate() {
            for figure in equation.operands.iter().chain([&equation.stated]) {
                let list = equations.entry(*figure).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        let nodes = reading.nodes.iter().map(|node| span_of(reading, node)).collect();
        let rows = reading.report.sheet.iter().flat_map(|sheet| &sheet.rows).enumerate();
        let mut scores: Vec<(Span, usize)> = rows
            .filter(|(_, row)| !row.name.is_empty())
            .map(|(at, row)| (line_around(text, row.span), at))
            .collect();
        scores.sort();
        Self { by_place, equations, nodes, scores }
    }

    /// The figure at an offset, the innermost where there are several; the one before it where it stands at an end.
    pub(crate) fn figure_at(&self, reading: &Reading, offset: usize) -> Option<usize> {
        let behind = self.by_place.partition_point(|&figure| reading.figures[figure].span.start <= offset);
        let near = self.by_place[behind.saturating_sub(8)..behind].iter().rev().copied();
        near.filter(|&figure| offset <= reading.figures[figure].span.end)
            .min_by_key(|&figure| reading.figures[figure].span.end - reading.figures[figure].span.start)
    }

    /// Figures that begin within a span.
    pub(crate) fn figures_in<'i>(
        &'i self,
        reading: &'i Reading,
        span: Span,
    ) -> impl Iterator<Item = usize> + 'i {
        let first = self.by_place.partition_point(|&figure| reading.figures[figure].span.start < span.start);
        let inside =
            move |figure: &&usize| reading.figures[**figure].span.start < span.end.max(span.start + 1);
        self.by_place[first..].iter().take_while(inside).copied()
    }

    /// The equations that a figure is part of.
    pub(crate) fn equations_of(&self, figure: usize) -> &[usize] {
        self.equations.get(&figure).map_or(&[], Vec::as_slice)
    }

    /// The piece at an offset.
    pub(crate) fn node_at(&self, offset: usize) -> Option<usize> {
        let behind = self.nodes.partition_point(|span| span.start <= offset);
        behind.checked_sub(1).filter(|&node| offset <= self.nodes[node].end)
    }
}

/// Where a piece stands, a block with the lines below it.
pub(crate) fn span_of(reading: &Reading, node: &Node) -> Span {
    match node {
        Node::Paragraph { span, .. } | Node::Division { span, .. } => *span,
        Node::Table(table) => reading.tables.get(*table).map_or(Span::default(), |table| table.span),
        Node::Block(block) => reading.blocks.get(*block).map_or(Span::default(), |block| {
            block.body.last().map_or(block.span, |last| block.span.join(*last))
        }),
    }
}

/// The whole lines that a span stands on.
pub(crate) fn line_around(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
    let from = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let to = text[end..].find(['\n', '\r']).map_or(text.len(), |at| end + at);
    Span::new(from, to)
}

/// The table and the row that a figure stands in.
pub(crate) fn cell_of(home: Home) -> Option<(usize, usize, usize)> {
    match home {
        Home::Cell { table, row, column } => Some((table, row, column)),
        Home::Prose { .. } => None,
    }
}
