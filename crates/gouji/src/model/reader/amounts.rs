//! Tables of amounts: names with their amounts by year and basis, in a tree of rows, or two such tables beside each other.

use super::TableReader;
use crate::{
    model::{
        FigureId, Role,
        cells::{self, Content},
        grid::{self, HalfLine},
        heads::{self, Head},
        names::{self, Basis, Year, absolute, read_label},
        tree::{self, AmountColumn, AmountRow, AmountTable, Link, RowHead, Value},
    },
    number::{Approx, Counter, Dimension, Quantity, Unit, parse_number, parse_unit},
    syntax::{RawCell, RawRow},
    text::Span,
    words,
};
use std::sync::Arc;

impl TableReader<'_, '_, '_> {
    pub(super) fn amounts(&mut self, heads: &[Option<Head>], head: usize, rows: &[usize]) {
        let head_cells = &self.raw.rows[head].cells;
        let mut columns = Vec::new();
        for (index, found) in heads.iter().enumerate() {
            if let Some(Head::Amount { year, basis }) = found {
                let title = head_cells[index].text.clone().into_owned();
                columns.push(AmountColumn {
                    index,
                    title: title.into(),
                    year: absolute(*year, self.builder.year),
                    basis: *basis,
                });
            }
        }
        let first = columns.first().map_or(0, |column| column.index);
        let label_column = (0..first).rev().find(|&c| !matches!(heads[c], Some(Head::Code))).unwrap_or(0);
        if first == 0 {
            return;
        }
        let width = head_cells.len();
        let prints_empty = rows.iter().any(|&row| prints_empty(&self.raw.rows[row]));
        // 合计 may stand in the column of numbers before the names.
        let label_of = |row: usize| {
            let cells = &self.raw.rows[row].cells;
            let label = cells.get(label_column)?;
            let total = cells[..label_column].iter().rev().find(|cell| tree::is_total(&cell.text));
            Some(total.filter(|_| label.text.is_empty()).unwrap_or(label))
        };
        let items: Vec<String> =
            rows.iter().map(|&row| label_of(row).map_or(String::new(), |c| self.item(&c.text))).collect();
        let heads_of: Vec<RowHead<'_>> = rows
            .iter()
            .zip(&items)
            .map(|(&row, item)| {
                let cells = &self.raw.rows[row].cells;
                let blank = cells.iter().enumerate().all(|(i, cell)| {
                    i <= label_column || cells::read(&cell.text, self.unit) == Content::Empty
                });
                let label = label_of(row);
                RowHead {
                    text: label.map_or("", |c| c.text.as_ref()),
                    indent: label.map_or(0, |c| c.indent),
                    item,
                    blank,
                }
            })
            .collect();
        let form = self.builder.tables[self.table].form.and_then(|form| self.builder.rules.forms.get(form));
        let form = form.filter(|form| !form.rows.is_empty());
        let placed = tree::place_rows(&heads_of, form);
        let blank: Vec<bool> = heads_of.iter().map(|head| head.blank).collect();
        let mut table = AmountTable { columns, rows: Vec::with_capacity(rows.len()) };
        for (((&row, placed), item), blank) in rows.iter().zip(placed).zip(items).zip(blank) {
            let raw = &self.raw.rows[row];
            let Some(label) = label_of(row) else { continue };
            let bound = !raw.loose
                && (raw.cells.len() == width
                    // | 营业税 | | | | | among rows of three cells.
                    || raw.cells.len() > width && blank
                    || (raw.cells.len() < width && prints_empty && raw.cells.len() > label_column));
            let values = self.values(row, &table.columns, bound, &label.text);
            let any = values.iter().any(|value| matches!(value, Value::Figure(_)));
            if !bound
                && raw
                    .cells
                    .iter()
                    .skip(1)
                    .any(|cell| matches!(cells::read(&cell.text, self.unit), Content::Number { .. }))
            {
                self.builder.tables[self.table].unbound_rows += 1;
            }
            if label.text.is_empty() && !any {
                // An empty row is no member of the tree, but rows keep their places in it.
                table.rows.push(amount_row(
                    label,
                    String::new(),
                    values,
                    tree::Placed { parent: None, link: Link::Prompt, sum: false, open: false },
                ));
                continue;
            }
            table.rows.push(amount_row(label, item, values, placed));
        }
        self.builder.tables[self.table].amounts.push(table);
    }

    fn values(&mut self, row: usize, columns: &[AmountColumn], bound: bool, label: &str) -> Vec<Value> {
        let raw = &self.raw.rows[row];
        columns
            .iter()
            .map(|column| {
                if !bound {
                    return Value::Unbound;
                }
                let Some(cell) = raw.cells.get(column.index) else {
                    return Value::Empty(Span { start: raw.span.end, end: raw.span.end });
                };
                let default = row_unit(label, self.unit);
                match cells::read(&cell.text, default) {
                    Content::Empty => Value::Empty(cell.span),
                    Content::Text => Value::Text,
                    Content::Number { quantity, .. } => {
                        let id = self.push(row, column.index, quantity, cell.span, label);
                        let figure = &mut self.builder.figures[id.0];
                        figure.year = column.year;
                        figure.basis = column.basis;
                        if quantity.unit.dimension == Dimension::Percent {
                            figure.role = Role::Rate;
                        }
                        Value::Figure(id)
                    }
                }
            })
            .collect()
    }

    /// The columns of names: those called so, and those that stand before amounts and hold a total. 收入项目 预算数 支出项目 预算数 are two
    /// tables beside each other, whatever the first of them is called.
    pub(super) fn label_columns(&self, heads: &[Option<Head>], rows: &[usize]) -> Vec<usize> {
        let amount = |column: usize| matches!(heads.get(column), Some(Some(Head::Amount { .. })));
        let total = |row: &usize, column: usize| {
            let cell = self.raw.rows[*row].cells.get(column);
            cell.is_some_and(|cell| tree::is_total(&cell.text))
        };
        let names = |column: &usize| match heads[*column] {
            Some(head) => head == Head::Label,
            None => amount(column + 1) && rows.iter().any(|row| total(row, *column)),
        };
        let mut labels: Vec<usize> = (0..heads.len()).filter(names).collect();
        let before = (0..heads.len()).find(|column| amount(*column)).and_then(|first| first.checked_sub(1));
        let unnamed = before.filter(|first| heads[*first].is_none() && labels.first() > Some(first));
        if let Some(first) = unnamed {
            labels.insert(0, first);
        }
        labels
    }

    /// 项目 决算数 项目 决算数: two tables beside each other, each below one of the columns of names.
    pub(super) fn pairs(&mut self, heads: &[Option<Head>], rows: &[usize], labels: &[usize]) {
        // Text out of a PDF loses empty cells, and lines with them.
        let certain = rows.iter().all(|row| self.raw.rows[*row].cells.len() == heads.len());
        let columns_of = |half: usize| {
            let end = labels.get(half + 1).copied().unwrap_or(heads.len());
            let amount = |column: usize| match heads[column] {
                Some(Head::Amount { year, basis }) => Some((column, (year, basis))),
                _ => None,
            };
            (labels[half] + 1..end).filter_map(amount).collect::<Vec<_>>()
        };
        let mut halves = match self.torn_lines(rows).filter(|_| !certain && labels.len() == 2) {
            Some(lines) => [0, 1].map(|half| self.torn_half(&lines, half, &columns_of(half))).into(),
            None => Vec::new(),
        };
        if halves.is_empty() {
            for (half, &label) in labels.iter().enumerate() {
                let columns = columns_of(half);
                let lines = rows.iter().filter_map(|&row| self.half_line(row, label, &columns));
                halves.push(lines.collect::<Vec<HalfLine>>());
            }
        }
        let sums = grid::sums_of_halves(&halves, certain);
        self.builder.tables[self.table].grids.extend(sums);
    }

    /// The names of both halves with the figures behind each, where empty cells are lost; `None` where a figure has no name, or nothing
    /// says of which half it is.
    fn torn_lines(&self, rows: &[usize]) -> Option<Vec<TornLine>> {
        let mut lines: Vec<TornLine> = Vec::new();
        for &row in rows {
            let first = lines.len();
            for (column, cell) in self.raw.rows[row].cells.iter().enumerate() {
                let number = self.number(cell, self.unit);
                // 156,211,123一、一般公共服务支出: nothing parts the figure of one half from the name of the other.
                let whole = cell.span.of(self.builder.syntax.text);
                let digits = whole.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
                let (glued, name) = whole.split_at(whole.len() - digits.len());
                let glued = Span { start: cell.span.start, end: cell.span.start + glued.len() };
                let name = if number.is_some() || cell.text.is_empty() { "" } else { name };
                if number.is_some()
                    || !glued.of(self.builder.syntax.text).is_empty() && grid::ordinal(name).is_some()
                {
                    let span = if number.is_some() { cell.span } else { glued };
                    lines.get_mut(first..)?.last_mut()?.figures.push((column, span));
                }
                if !name.is_empty() {
                    let turn = lines[first..].iter().any(|line| tree::is_total(&line.name));
                    let half = half_of(name, turn);
                    lines.push(TornLine { row, name: name.to_owned(), half, figures: Vec::new() });
                }
            }
        }
        // 行次: the numbers of lines are no figures.
        let mut above = self.raw.rows.iter().take(*rows.first()?).flat_map(|row| &row.cells);
        if above.any(|cell| words::has(&cell.text, "行次|栏次")) {
            lines.iter_mut().for_each(|line| line.figures.drain(..line.figures.len().min(1)).for_each(drop));
        }
        let placed = |line: &TornLine| line.figures.is_empty() || line.half.is_some();
        lines.iter().all(placed).then_some(lines)
    }

    /// A half of a table whose empty cells are lost. Its columns are certain where every line that has a figure has one in each.
    fn torn_half(
        &mut self,
        lines: &[TornLine],
        half: usize,
        columns: &[(usize, (Option<Year>, Basis))],
    ) -> Vec<HalfLine> {
        let own = || lines.iter().filter(|line| line.half == Some(half));
        let widest = own().map(|line| line.figures.len()).max().unwrap_or_default();
        let full = own().all(|line| line.figures.is_empty() || line.figures.len() == widest);
        let width = if full { widest } else { widest.min(1) };
        // Of columns of several years nobody knows which the first figure of a line is of.
        let alike = columns.iter().all(|(_, of)| *of == columns[0].1);
        let mut found = Vec::new();
        for line in own() {
            let mut figures = vec![None; width];
            for (at, &(column, span)) in line.figures.iter().take(width).enumerate() {
                let Some((value, places)) = parse_number(span.of(self.builder.syntax.text)) else { continue };
                let quantity = Quantity { value, places, unit: self.unit, approx: Approx::Exact };
                let of =
                    columns.first().filter(|_| at == 0 && (alike || columns.len() == line.figures.len()));
                let of = of.map(|(_, of)| *of);
                figures[at] = Some(self.half_figure((line.row, column), quantity, span, (&line.name, of)));
            }
            found.push(HalfLine { label: line.name.clone(), figures });
        }
        found
    }

    /// A figure of a half, known by its name where it is the first of its year and basis.
    fn half_figure(
        &mut self,
        (row, column): (usize, usize),
        quantity: Quantity,
        span: Span,
        (name, of): (&str, Option<(Option<Year>, Basis)>),
    ) -> FigureId {
        let named = if tree::is_total(name) { self.title_item() } else { name.to_owned() };
        let id = self.push(row, column, quantity, span, &named);
        let year = self.builder.year;
        let figure = &mut self.builder.figures[id.0];
        figure.name = names::row_label(name).into();
        match of {
            Some((said, basis)) => (figure.year, figure.basis) = (absolute(said, year), basis),
            None => figure.item = Arc::default(),
        }
        id
    }

    /// A name with its figures. Several columns of one year and basis are amounts of different kinds, of which only the first is
    /// the name's own.
    fn half_line(
        &mut self,
        row: usize,
        label: usize,
        columns: &[(usize, (Option<Year>, Basis))],
    ) -> Option<HalfLine> {
        let cells = &self.raw.rows[row].cells;
        let name = cells.get(label).filter(|name| {
            !name.text.is_empty() && matches!(cells::read(&name.text, self.unit), Content::Text)
        })?;
        let printed = name.text.clone().into_owned();
        let mut figures = Vec::with_capacity(columns.len());
        for (at, (column, of)) in columns.iter().enumerate() {
            let number = cells.get(*column).and_then(|cell| self.number(cell, self.unit));
            let first = !columns[..at].iter().any(|(_, before)| before == of);
            figures.push(number.map(|(quantity, span)| {
                let id = self.half_figure((row, *column), quantity, span, (&printed, Some(*of)));
                if !first {
                    self.builder.figures[id.0].item = Arc::default();
                }
                id
            }));
        }
        Some(HalfLine { label: printed, figures })
    }

    /// What the total of a table is a total of: 财政拨款收入支出 for 财政拨款收入支出决算总表.
    fn title_item(&self) -> String {
        let title = &self.builder.tables[self.table].title;
        read_label(title.trim_end_matches("总表").trim_end_matches('表')).name.into_owned()
    }
}

/// A name of a half with its figures: the column of the cell, and where each stands.
struct TornLine {
    row: usize,
    name: String,
    half: Option<usize>,
    figures: Vec<(usize, Span)>,
}

/// Which half a name is of, receipts or spending; `turn` where another total stands before it in its row.
fn half_of(name: &str, turn: bool) -> Option<usize> {
    const SPENT: &str = "支出|年末|结余分配";
    const RECEIVED: &str = "收入|拨款|资金|年初|上年|上级补助|附属单位上缴|使用非财政拨款结余";
    if words::has(name, SPENT) {
        Some(1)
    } else if words::has(name, RECEIVED) {
        Some(0)
    } else {
        tree::is_total(name).then_some(usize::from(turn))
    }
}

fn amount_row(label: &RawCell<'_>, item: String, values: Vec<Value>, placed: tree::Placed) -> AmountRow {
    AmountRow {
        label: names::row_label(&label.text).into(),
        label_span: label.span,
        item: item.into(),
        values,
        parent: placed.parent,
        link: placed.link,
        sum: placed.sum,
    }
}

fn prints_empty(row: &RawRow<'_>) -> bool {
    row.cells
        .iter()
        .position(|cell| cell.text.is_empty())
        .is_some_and(|at| row.cells[at..].iter().any(|cell| !cell.text.is_empty()))
}

/// The unit of a row whose label says that it counts something else than money.
fn row_unit(label: &str, money: Unit) -> Unit {
    if let Some(unit) = heads::unit_in(label) {
        return unit;
    }
    // 4.公务用车保有量（辆）
    // 3.市级专项资金（一个专项一行） is told how it is filled in.
    const COUNTED: &str = "人|人次|名|个|辆|台|套|台套|次|批|批次|户|家|件|亩|公里|团组|平方米|㎡|%|％";
    let bracket = label.trim_end().strip_suffix(['）', ')']).and_then(|rest| rest.rsplit(['（', '(']).next());
    let bracket = bracket.filter(|bracket| words::is(bracket.trim(), COUNTED));
    if let Some(unit) = bracket.and_then(parse_unit).filter(|unit| unit.dimension != Dimension::Money) {
        return unit;
    }
    let name = names::row_label(label);
    let tails = ["人数", "编制数", "人员编制", "在职人员", "人次", "批次", "车辆数", "辆数"];
    if tails.iter().any(|tail| name.ends_with(tail)) {
        return Unit::base(Dimension::Count(Counter::People));
    }
    if name.ends_with('率') {
        return Unit::base(Dimension::Percent);
    }
    money
}
