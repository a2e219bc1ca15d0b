//! Tables whose cells stand on one line with nothing but spaces between them: what copying out of a PDF leaves.
//!
//! Here a line ends a row, but nothing says under which head a figure stands once a cell is empty, and a long name goes
//! on above or below its figures. So a line counts as heads only where rows of exactly that many figures follow, and a
//! row with another number of figures is kept with its cells, but bound to no column. Rows of indicators, whose cells are
//! words as much as figures, are read as if each cell were a line.

use super::{
    Cell, Columns, Form, Heads, MAX_HEADS, MAX_NAME, empty_at, ends_form, is_heading, is_page_number,
};
use crate::{
    model::{
        cells::Content,
        forms::is_score_total,
        heads::{self, Head, names_figures},
        tree::{self, is_total},
    },
    syntax::{
        lines::{Line, LineKind},
        pages::is_mark,
        tables::{self, RawCell, RawRow, SPACE},
    },
    text::Span,
    width::{width, width_cjk},
    words,
};
use std::ops::Range;

/// Fewest cells of a line of heads: a name and two figures, or a code, a name and a figure.
pub(super) const MIN_HEADS: usize = 3;
/// Longest line that can be one of heads or figures, in bytes.
const MAX_LINE: usize = 400;
/// Lines below the heads among which rows must be that prove them.
const LOOKED_AT: usize = 6;

/// What stands in a row, from left to right.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// A code or a number of the row stands before its name.
    code: bool,
    /// Figures behind the name.
    figures: usize,
    /// A remark may stand behind the figures.
    remark: bool,
}

/// How many spaces stand between the cells of a line at least, where the line may be one of heads.
pub(super) fn gap(text: &str, line: &Line) -> Option<usize> {
    let content = line.span.of(text).trim_matches(SPACE);
    if line.kind != LineKind::Plain
        || content.len() > MAX_LINE
        || !content.contains([' ', '\u{3000}', '\u{a0}'])
    {
        return None;
    }
    let head =
        |cell: &str| cell.chars().count() <= MAX_NAME && !cell.contains(['。', '，', '；', '：', ':', '、']);
    [2, 1].into_iter().find(|&gap| {
        let cells = tokens(text, line.span, gap);
        (MIN_HEADS..=MAX_HEADS).contains(&cells.len()) && cells.iter().all(|cell| head(cell.of(text)))
    })
}

/// The cells of a line. What stands in brackets belongs to the cell before it: 项目资金 （万元）; so does a figure to the
/// sign before it: ≥ 100.
pub(super) fn tokens(text: &str, line: Span, gap: usize) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut spaces = gap;
    for (at, char) in line.of(text).char_indices() {
        if SPACE.contains(&char) {
            // A space of full width is as wide as two.
            spaces += if char == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        let (start, end) = (line.start + at, line.start + at + char.len_utf8());
        let sign = found.last().is_some_and(|last| ["≥", "≤", "=", "＝"].contains(&last.of(text)));
        // Farther off, the sign stands in a column of its own.
        let open = sign && spaces <= 2;
        match found.last_mut().filter(|_| spaces < gap || open || matches!(char, '（' | '(')) {
            Some(last) => last.end = end,
            None => found.push(Span { start, end }),
        }
        spaces = 0;
    }
    found
}

impl<'t> Form<'_, 't> {
    /// Reads the cells of the next line. How far a line is indented says nothing, since names may be centred.
    pub(super) fn next_spaced(&mut self, gap: usize) -> Option<()> {
        let at = super::next_filled(self.lines, self.next)?;
        let line = *self.lines.line(at);
        if !matches!(line.kind, LineKind::Plain | LineKind::Numbered(_))
            || line.span.end - line.span.start > MAX_LINE
        {
            return None;
        }
        let heading = is_heading(&line);
        let first = self.cells.len();
        let mut found = tokens(self.text, line.span, gap);
        if !self.starts.is_empty() {
            found = self.apart(found, line.span);
        }
        for (i, span) in found.iter().enumerate() {
            let text = tables::visible(span.of(self.text).into());
            // The invisible marks between cells belong to one of them, too.
            let outer = Span {
                start: if i == 0 { line.span.start } else { span.start },
                end: found.get(i + 1).map_or(line.span.end, |next| next.start),
            };
            let raw = tables::cell(self.text, text, outer, 0);
            self.cells.push(Cell { raw, end: at + 1, heading: heading && i == 0, close: false });
        }
        self.next = at + 1;
        self.starts = self.heads_of(&self.cells[first..]).unwrap_or(std::mem::take(&mut self.starts));
        (self.cells.len() > first).then_some(())
    }

    /// The cells of the line that begins with the cell `at`.
    pub(super) fn line(&mut self, at: usize) -> Option<Range<usize>> {
        let end = self.cell(at)?.end;
        let begins = at == 0 || self.cells[at - 1].end != end;
        let cells = self.cells[at..].iter().take_while(|cell| cell.end == end).count();
        begins.then_some(at..at + cells)
    }

    /// The heads on the line that begins with the cell `at`, and the cell behind them.
    pub(super) fn spaced_heads(&mut self, at: usize) -> Option<(Heads, usize)> {
        let line = self.line(at).filter(|line| (MIN_HEADS..=MAX_HEADS).contains(&line.len()))?;
        if self.cells[line.clone()].iter().any(|cell| cell.heading || !cell.can_be_name()) {
            return None;
        }
        let (titles, next) = self.titles(&line);
        if self.wrapped_below(&line, &titles, next) {
            return Some((Heads::Aligned { heads: line.clone(), wrapped: true }, line.end));
        }
        let read: Vec<Option<Head>> =
            self.cells[line.clone()].iter().map(|cell| heads::read(cell.text())).collect();
        let labelled = read[0].is_none();
        let of_indicators = [Head::Second, Head::Third].iter().all(|head| read.contains(&Some(*head)));
        if of_indicators && !labelled && self.aligned_below(&line) {
            return Some((Heads::Aligned { heads: line.clone(), wrapped: false }, line.end));
        }
        let known: Option<Vec<Head>> = read[usize::from(labelled)..].iter().copied().collect();
        if let Some(columns) = known.as_deref().and_then(Columns::of) {
            return Some((Heads::Indicators { columns, labelled }, line.end));
        }
        let code = read[0] == Some(Head::Code);
        let remark =
            read.last() == Some(&Some(Head::Reason)) || self.cells[line.end - 1].text().ends_with("等级");
        let named = !read[usize::from(code)].is_some_and(names_figures);
        if !code && let Some((shape, named)) = self.accounts_below(line.clone(), remark) {
            return Some((Heads::Spaced { shape, named, over: None }, line.end));
        }
        let figures = line.len().checked_sub(usize::from(code) + usize::from(remark) + usize::from(named))?;
        let shape = Shape { code, figures, remark };
        // Heads that are known prove themselves in part.
        let amounts = read.iter().flatten().filter(|head| names_figures(**head)).count();
        let wanted = if amounts >= 2 && named == (read.len() > amounts) { 1 } else { 2 };
        let first = line.start + usize::from(code) + usize::from(named);
        let over = first..first + figures;
        let found = self.rows_below(line.end, shape);
        let fits = figures > 0 && found.len() >= wanted;
        let below = found
            .iter()
            .all(|row| row.clone().zip(over.clone()).all(|(value, head)| self.is_below(value, head)));
        let repeated = read.iter().flatten().filter(|head| **head == Head::Label).count() > 1;
        if !fits && amounts + usize::from(repeated) >= 2 && self.aligned_below(&line) {
            return Some((Heads::Aligned { heads: line.clone(), wrapped: false }, line.end));
        }
        if !fits && let Some(width) = self.heads_of_halves(at) {
            return Some((Heads::Halves(width), line.end));
        }
        fits.then_some((Heads::Spaced { shape, named, over: below.then_some(over) }, line.end))
    }

    /// In which half-width column of its line a cell begins, and the one behind it.
    fn columns(&self, width: fn(&str) -> usize, cell: usize) -> Range<usize> {
        let cell = &self.cells[cell];
        let line = self.lines.line(cell.end - 1).span;
        let start = width(Span { start: line.start, end: cell.raw.span.start }.of(self.text));
        start..start + width(cell.raw.span.of(self.text))
    }

    /// Whether a figure stands below a head, on whichever side the two are in line.
    fn is_below(&self, value: usize, head: usize) -> bool {
        let (value, head) = (self.columns(width, value), self.columns(width, head));
        value.start < head.end && head.start < value.end
    }

    /// Under which of the heads each cell of a line begins, or each figure ends; `None` where one does under none. Programs do not
    /// agree on how wide ≥ and “ are.
    pub(super) fn aligned(
        &self,
        line: Range<usize>,
        heads: &Range<usize>,
        wrapped: bool,
    ) -> Option<Vec<usize>> {
        [width, width_cjk].into_iter().find_map(|width| self.aligned_by(width, line.clone(), heads, wrapped))
    }

    fn aligned_by(
        &self,
        width: fn(&str) -> usize,
        line: Range<usize>,
        heads: &Range<usize>,
        wrapped: bool,
    ) -> Option<Vec<usize>> {
        const NEAR: usize = 1;
        let starts: Vec<usize> = heads.clone().map(|head| self.columns(width, head).start).collect();
        // A line of words alone is a sentence or a heading, unless it goes on with a cell further right.
        let first = &self.cells[line.start];
        let right = || wrapped && self.columns(width, line.start).start > starts[0] + 4;
        if line.len() == 1 && (first.heading || !first.can_be_name() && !first.is_value() && !right()) {
            return None;
        }
        let under = |cell: usize| {
            let place = self.columns(width, cell);
            let value = self.cells[cell].is_value();
            let next = starts.iter().position(|head| *head > place.start + NEAR).unwrap_or(starts.len());
            let within = starts.get(next).is_none_or(|next| place.end < *next);
            // A long head pushes those behind it away from their columns.
            let over = |head: &usize| {
                let head = self.columns(width, heads.start + head);
                place.start < head.end && head.start < place.end
            };
            let mut heads_over = (0..starts.len()).filter(over);
            match (heads_over.next(), heads_over.next()) {
                (Some(head), None) if value && wrapped => return Some(head),
                (None, _) if value && wrapped && cell > line.start => {
                    let pushed =
                        |head: &usize| starts.get(*head).is_some_and(|start| *start <= place.end + NEAR);
                    return Some(next).filter(pushed).or(next.checked_sub(1));
                }
                _ => {}
            }
            // 年度资金总额 stands below 项目资金, a little further in.
            let value = value || wrapped && next == 1;
            // 总分 stands across the columns, from the margin on.
            let total = cell == line.start && is_score_total(self.cells[cell].text());
            match next.checked_sub(1) {
                Some(head) => (starts[head].abs_diff(place.start) <= NEAR || value && within).then_some(head),
                None => total.then_some(0),
            }
        };
        let under = line.clone().map(under).collect::<Option<Vec<usize>>>()?;
        under.is_sorted_by(|one, next| one < next).then_some(under)
    }

    /// Whether the lines below heads are cells that begin right where these do: not all of them need be rows, but where one has
    /// figures elsewhere, nobody knows what the others lack.
    fn aligned_below(&mut self, heads: &Range<usize>) -> bool {
        const ENOUGH: usize = 2;
        const MOST: usize = 120;
        let mut heads = heads.clone();
        let (mut at, mut found) = (heads.end, 0);
        for _ in 0..MOST {
            let Some(line) = self.line(at) else { break };
            at = line.end;
            let cells = &self.cells[line.clone()];
            let alone = cells.len() == 1;
            // A page may end below the first row.
            let again = found < ENOUGH
                && cells.iter().map(Cell::text).eq(self.cells[heads.clone()].iter().map(Cell::text));
            if again || alone && is_mark(cells[0].text()) {
                heads = if again { line } else { heads };
                continue;
            }
            let other_heads = cells.iter().filter(|cell| heads::read(cell.text()).is_some()).count() >= 2;
            if ends_form(cells[0].text()) || alone && cells[0].heading || other_heads {
                break;
            }
            let total = is_score_total(cells[0].text());
            if self.aligned(line.clone(), &heads, false).is_some() {
                found += usize::from(!alone);
            } else if !alone && !total && cells.iter().any(Cell::is_value) {
                return false;
            }
            if total {
                break;
            }
        }
        found >= ENOUGH
    }

    /// The line that begins with the cell `at` as a row whose cells stand under the heads that they begin under.
    pub(super) fn aligned_row(&mut self, at: usize, heads: &Range<usize>, wrapped: bool) -> Option<usize> {
        let line = self.line(at)?;
        // 续表 and the number of a page are no cells, wherever they stand.
        let alone = self.cells[line.start].text();
        if wrapped && line.len() == 1 && (is_mark(alone) || is_page_number(alone)) {
            return None;
        }
        let is_total = |cell: &RawCell<'_>| is_score_total(&cell.text);
        // What stands below the total is none of its table, unless it is the first row.
        let above = self.rows.iter().rev().skip(1).take_while(|row| {
            !row.raw.cells.iter().any(|cell| matches!(super::content(&cell.text), Content::Number { .. }))
        });
        let head = self.cells[heads.start].raw.span;
        let first = wrapped && { above }.any(|row| row.raw.cells[0].span == head);
        if !first && self.rows.last().and_then(|row| row.raw.label()).is_some_and(is_total) {
            return None;
        }
        let end = self.cells[line.start].end;
        let cells = match self.aligned(line.clone(), heads, wrapped) {
            Some(under) => self.spread(line.clone(), &under, heads.len()),
            None if is_total(&self.cells[line.start].raw) => {
                self.cells[line.clone()].iter().map(|cell| cell.raw.clone()).collect()
            }
            None => return None,
        };
        self.push(cells, end);
        Some(line.end)
    }

    /// What the rows below heads are that name no codes, where they are accounts: final accounts print 项目 above 科目编码 and
    /// 科目名称, or the two on lines of their own below the other heads. With it, whether the names have a head.
    fn accounts_below(&mut self, heads: Range<usize>, remark: bool) -> Option<(Shape, bool)> {
        /// Rows that prove it, and the lines among which they must be: names may stand on several.
        const ENOUGH: usize = 2;
        const NEAR: usize = 16;
        let said = |cell: &Cell<'_>| words::has(cell.text(), "合计|支出|收入");
        if !self.cells[heads.clone()].iter().any(said) {
            return None;
        }
        let mut found = [0; 2];
        let figures = |named: bool| heads.len() - usize::from(remark) - usize::from(named);
        let mut at = heads.end;
        for _ in 0..NEAR {
            let Some(line) = self.line(at) else { break };
            at = line.end;
            let coded = tree::account_code(self.cells[line.clone()].iter().map(Cell::text)).is_some();
            for named in [false, true].into_iter().filter(|_| coded) {
                let shape = Shape { code: true, figures: figures(named), remark };
                let fits =
                    self.parts(line.clone(), shape).is_some_and(|parts| parts.values.len() == shape.figures);
                found[usize::from(named)] += usize::from(fits);
            }
        }
        let named = [false, true].into_iter().find(|named| found[usize::from(*named)] >= ENOUGH)?;
        Some((Shape { code: true, figures: figures(named), remark }, named))
    }

    /// The figures of those of the lines from the cell `at` on that are rows of that shape.
    fn rows_below(&mut self, mut at: usize, shape: Shape) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for _ in 0..LOOKED_AT {
            let Some(line) = self.line(at) else { break };
            at = line.end;
            let whole = self.parts(line, shape).filter(|parts| parts.values.len() == shape.figures);
            found.extend(whole.map(|parts| parts.values));
        }
        found
    }

    /// A line as a row: code, name, figures, remark. `None` where it is none.
    fn parts(&self, line: Range<usize>, shape: Shape) -> Option<Parts> {
        let code = if shape.code { self.code_cells(line.clone()) } else { 0 };
        let name = line.start + code;
        let words =
            |from: usize| self.cells[from..line.end].iter().take_while(|cell| !cell.is_value()).count();
        let values = name + words(name);
        let behind = values + self.cells[values..line.end].iter().take_while(|cell| cell.is_value()).count();
        let rest = words(behind);
        let remark = rest == 0 || (shape.remark && behind - values == shape.figures);
        let plain = self.cells[name..values].iter().all(Cell::can_be_name);
        (plain && values < behind && remark && behind + rest == line.end).then_some(Parts {
            code,
            name: name..values,
            values: values..behind,
            remark: behind..line.end,
        })
    }

    /// How many cells the code at the head of a line takes up: 2080505 one, 208 05 05 three; so does any other whole number one.
    fn code_cells(&self, line: Range<usize>) -> usize {
        let cells = || self.cells[line.clone()].iter().map(Cell::text);
        if let Some((_, used)) = tree::account_code(cells()) {
            return used;
        }
        usize::from(cells().next().is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_digit())))
    }

    /// Keeps the heads from the cell `at` to `next`; above names without a head of their own stands an empty one.
    pub(super) fn spaced_head_row(&mut self, at: usize, next: usize, named: bool) -> usize {
        if named { self.row(at, next) } else { self.row_without_name(at, next) }
    }

    /// The row that begins with the cell `at`.
    pub(super) fn spaced_row(
        &mut self,
        at: usize,
        shape: Shape,
        over: Option<Range<usize>>,
    ) -> Option<usize> {
        let line = self.line(at)?;
        let parts = self.parts(line.clone(), shape)?;
        let values = self.under_heads(parts.values.clone(), over);
        let whole = values.len() == shape.figures;
        if self.cells[line.start].heading && !whole {
            return None;
        }
        let mut cells = Vec::with_capacity(line.len() + 1);
        let own = self.code(line.start..line.start + parts.code);
        let name = self.spaced_name(parts.name, &self.cells[line.start].clone(), own.is_some(), shape.code);
        let (code, name) = match name {
            Some(name) if shape.code && own.is_none() => self.code_before(name),
            name => (own, name),
        };
        // A row that lacks figures must not come to the width of the heads by cells that nobody wrote.
        if let Some(code) = code {
            cells.push(code);
        } else if shape.code && whole {
            cells.push(empty_at(self.cells[line.start].raw.outer.start));
        }
        if let Some(name) = name {
            cells.push(name);
        } else if whole {
            cells.push(empty_at(self.cells[parts.values.start].raw.outer.start));
        }
        cells.extend(values);
        let remark = self.joined(parts.remark.clone());
        if shape.remark && whole {
            cells.push(remark.unwrap_or_else(|| empty_at(self.cells[line.end - 1].raw.outer.end)));
        }
        self.push(cells, self.cells[line.end - 1].end);
        Some(line.end)
    }

    /// The figures of a row. Where some are missing, an empty cell stands for each of them, if the others stand below their heads.
    fn under_heads(&self, values: Range<usize>, over: Option<Range<usize>>) -> Vec<RawCell<'t>> {
        let printed = || self.cells[values.clone()].iter().map(|cell| cell.raw.clone()).collect();
        let Some(over) = over.filter(|over| values.len() < over.len()) else { return printed() };
        let under = |value: usize| {
            let mut heads = over.clone().filter(|head| self.is_below(value, *head));
            heads.next().filter(|_| heads.next().is_none())
        };
        let Some(under) = values.clone().map(under).collect::<Option<Vec<usize>>>() else { return printed() };
        if !under.is_sorted_by(|one, next| one < next) {
            return printed();
        }
        let under: Vec<usize> = under.iter().map(|head| head - over.start).collect();
        self.spread(values, &under, over.len())
    }

    /// Cells under so many heads, with empty ones under those that none stands `under`.
    fn spread(&self, cells: Range<usize>, under: &[usize], heads: usize) -> Vec<RawCell<'t>> {
        let (mut next, mut end) = (cells.start, self.cells[cells.start].raw.outer.start);
        let mut spread = Vec::with_capacity(heads);
        for head in 0..heads {
            if under.get(next - cells.start) == Some(&head) {
                end = self.cells[next].raw.span.end;
                spread.push(self.cells[next].raw.clone());
                next += 1;
            } else {
                spread.push(empty_at(end));
            }
        }
        spread
    }

    /// The name of a row: its words, behind those of the lines right above it that have nothing else.
    fn spaced_name(
        &mut self,
        name: Range<usize>,
        first: &Cell<'t>,
        code: bool,
        codes: bool,
    ) -> Option<RawCell<'t>> {
        let own = self.joined(name);
        let above = if code { 0 } else { self.name_lines_above(first.end, codes) };
        if above == 0 {
            return own;
        }
        let above = self.rows.split_off(self.rows.len() - above);
        let mut pieces: Vec<Span> = above.iter().map(|row| row.raw.cells[0].outer).collect();
        pieces.extend(own.map(|own| own.outer));
        let (first, last) = (pieces.first()?, pieces.last()?);
        let joined = tables::join_wrapped(pieces.iter().map(|piece| piece.of(self.text)));
        Some(tables::cell(
            self.text,
            tables::visible(joined),
            first.join(*last),
            above[0].raw.cells[0].indent,
        ))
    }

    /// How many lines right above one that ends before line `end` begin its name: the last one, or in a table with codes those
    /// from a code on.
    fn name_lines_above(&self, end: usize, codes: bool) -> usize {
        /// Most lines of a name above its figures.
        const MOST: usize = 3;
        let last = self.rows.len();
        let beside = |back: &usize| {
            let row = last.checked_sub(back + 1).and_then(|at| self.rows.get(at));
            row.filter(|row| row.end + back + 1 == end && row.raw.cells.len() == 1).is_some()
        };
        let name = |back: usize| &self.rows[last - back - 1].raw;
        let is_head = |text: &str| text.split(SPACE).any(|word| heads::read(word).is_some());
        let open = |raw: &RawRow<'_>| {
            let text = &*raw.cells[0].text;
            !raw.loose && !text.ends_with(['：', ':']) && !is_head(text)
        };
        let lines = || (0..MOST).take_while(beside);
        let coded = |back: &usize| codes && self.code_in(&name(*back).cells[0]).is_some();
        match lines().find(coded) {
            Some(back) if (0..back).all(|back| open(name(back))) => back + 1,
            _ => usize::from(lines().next().is_some_and(|back| open(name(back)))),
        }
    }

    /// The code of an account that a cell begins with, and where it ends there: 20103 政府办公厅, 208 05 05 基本养老.
    fn code_in(&self, cell: &RawCell<'t>) -> Option<(String, usize)> {
        let text = cell.span.of(self.text);
        let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b' ').count();
        let (code, used) = tree::account_code(text[..digits].split(' '))?;
        let length: usize = text[..digits].split(' ').take(used).map(|group| group.len() + 1).sum();
        Some((code, cell.span.start + length - 1))
    }

    /// The code before a name of which lines stand above its figures, and the name.
    fn code_before(&self, name: RawCell<'t>) -> (Option<RawCell<'t>>, Option<RawCell<'t>>) {
        let Some((code, end)) = self.code_in(&name) else { return (None, Some(name)) };
        let place = Span { start: name.span.start, end };
        let printed = place.of(self.text);
        let rest = name.text.strip_prefix(printed).unwrap_or_default().trim_matches(SPACE).to_owned();
        let outer = Span { start: end, end: name.outer.end };
        let name = (!rest.is_empty()).then(|| tables::cell(self.text, rest.into(), outer, 0));
        (Some(tables::cell(self.text, code.into(), place, 0)), name)
    }

    /// The cells of a code as one: 208 05 05 as 2080505.
    fn code(&self, cells: Range<usize>) -> Option<RawCell<'t>> {
        let whole = self.joined(cells)?;
        let text = if whole.text.contains(SPACE) { whole.text.replace(SPACE, "").into() } else { whole.text };
        Some(RawCell { text, ..whole })
    }

    /// Cells beside each other as one.
    fn joined(&self, cells: Range<usize>) -> Option<RawCell<'t>> {
        let found = &self.cells[cells];
        let (first, last) = (found.first()?, found.last()?);
        let span = first.raw.outer.join(last.raw.outer);
        let text = tables::visible(span.of(self.text).trim_matches(SPACE).into());
        Some(tables::cell(self.text, text, span, first.raw.indent))
    }

    /// The cell behind the number of a page that is the line at a cell.
    pub(super) fn behind_page(&mut self, at: usize) -> usize {
        let line = self.line(at).filter(|_| self.is_spaced());
        let number =
            |line: &Range<usize>| self.joined(line.clone()).is_some_and(|cell| is_page_number(&cell.text));
        line.filter(number).map_or(at, |line| line.end)
    }

    /// Whether the heads of the table stand once more at a cell, with more rows than the total below them.
    fn goes_on_behind(&mut self, at: usize) -> bool {
        let Some(heads) = self.line(at).filter(|_| !super::is_behind_total(&self.rows)) else { return false };
        let same = |row: &super::Row<'_>| {
            let cells = self.cells[heads.clone()].iter().map(Cell::text);
            cells.eq(row.raw.cells.iter().map(|cell| &*cell.text))
        };
        self.rows.first().is_some_and(same)
            && self.cell(heads.end).is_some_and(|cell| !is_score_total(cell.text()) && !is_total(cell.text()))
    }

    /// Keeps a line that is no row with the table, if the table can go on behind it.
    pub(super) fn spaced_between(&mut self, at: usize) -> Option<usize> {
        let line = self.line(at)?;
        let cell = self.joined(line.clone())?;
        let continued = is_mark(&cell.text) && self.goes_on_behind(line.end);
        let first = &self.cells[line.start];
        if first.heading
            || ends_form(&cell.text) && !continued
            || cell.text.contains('。')
            || cell.text.chars().count() > MAX_NAME
        {
            return None;
        }
        let page = continued || is_page_number(&cell.text);
        let (span, end) = (cell.span, first.end);
        self.rows
            .push(super::Row { raw: RawRow { cells: vec![cell], span, loose: page, outside: page }, end });
        Some(line.end)
    }
}

/// A line of figures as a row, in cells.
struct Parts {
    /// How many cells the code takes up.
    code: usize,
    name: Range<usize>,
    values: Range<usize>,
    remark: Range<usize>,
}
