//! Ever larger pieces around a place.

use crate::{Analysis, index, items::sentence};
use gouji::{Span, reading::Node};

impl Analysis {
    /// The pieces around `offset`, inner to outer; each lies within the next.
    pub fn selections(&self, offset: usize) -> Vec<Span> {
        let offset = self.clamp(offset);
        let mut around = self.small_pieces(offset);
        if let Some(node) = self.look().node_at(offset) {
            around.push(self.look().nodes[node]);
            match self.reading.nodes.get(node) {
                Some(Node::Table(table)) => around.extend(self.table_pieces(*table, offset)),
                Some(Node::Block(block)) => {
                    around.extend(self.reading.blocks.get(*block).map(|block| block.span))
                }
                Some(Node::Paragraph { .. }) => around.extend(self.clauses(offset)),
                Some(Node::Division { .. }) | None => {}
            }
        }
        around.push(index::line_around(&self.text, Span::new(offset, offset)));
        let mut section = self.section_at(offset);
        while let Some(found) = section.and_then(|id| self.reading.sections.get(id)) {
            around.push(found.span);
            section = found.parent;
        }
        around.push(Span::new(0, self.text.len()));
        nested(around, offset)
    }

    /// Number, figure, name and mark.
    fn small_pieces(&self, offset: usize) -> Vec<Span> {
        let mut pieces = Vec::new();
        let numbers = &self.reading.numbers;
        let behind = numbers.partition_point(|number| number.span.start <= offset);
        pieces.extend(behind.checked_sub(1).map(|at| numbers[at].span));
        pieces.extend(self.look().figure_at(&self.reading, offset).map(|id| self.reading.figures[id].span));
        pieces.extend(self.occurrence_at(offset).map(|found| found.span));
        let behind = self.reading.marks.partition_point(|mark| mark.span.start <= offset);
        if let Some(mark) = behind.checked_sub(1).map(|at| &self.reading.marks[at]) {
            pieces.extend([mark.inner, mark.span]);
        }
        for field in &self.reading.header {
            pieces.extend([field.key, field.value, field.key.join(field.value)]);
        }
        pieces
    }

    fn table_pieces(&self, table: usize, offset: usize) -> Vec<Span> {
        let Some(table) = self.reading.tables.get(table) else { return Vec::new() };
        let at = table.rows.partition_point(|row| row.span.start <= offset);
        let Some(row) = at.checked_sub(1).map(|at| &table.rows[at]) else { return Vec::new() };
        let cells = row.cells.iter().flat_map(|cell| [cell.span, cell.outer]);
        cells.chain([row.span]).collect()
    }

    /// The clause and the sentence around a place in running text.
    fn clauses(&self, offset: usize) -> Vec<Span> {
        let whole = sentence(&self.text, Span::new(offset, offset));
        let text = whole.of(&self.text);
        let at = offset.saturating_sub(whole.start).min(text.len());
        let marks = ['，', '、', '：', ','];
        let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { return vec![whole] };
        let start = head
            .rfind(marks)
            .map_or(0, |found| found + head[found..].chars().next().map_or(0, char::len_utf8));
        let end = tail.find(marks).map_or(text.len(), |found| at + found);
        vec![Span::new(whole.start + start, whole.start + end), whole]
    }
}

/// The spans around an offset of which each lies within the next, the smallest first.
fn nested(mut around: Vec<Span>, offset: usize) -> Vec<Span> {
    around.retain(|span| span.start <= offset && offset <= span.end && span.start < span.end);
    around.sort_by_key(|span| (span.end - span.start, span.start));
    let mut chain: Vec<Span> = Vec::new();
    for span in around {
        match chain.last() {
            Some(last) if *last == span || !span.contains(*last) => {}
            _ => chain.push(span),
        }
    }
    if chain.is_empty() {
        chain.push(Span::new(offset, offset));
    }
    chain
}
