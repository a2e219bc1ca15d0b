//! Tables of accounts: codes of 类, 款 and 项 with their names and amounts.

use super::TableReader;
use crate::{
    map::Map,
    model::{
        cells::{self, Content},
        columns,
        names::{self, Basis},
        tree::{self, CodeRow, CodeTable},
    },
    number::{Dimension, Unit},
    syntax::{Notation, RawCell, RawRow},
    text::Span,
    words,
};
use std::{ops::Range, sync::Arc};

/// Accounts that stand beside each other: the row of their heads, and the columns of each side.
struct Sides {
    head: usize,
    columns: Vec<Range<usize>>,
}

/// The columns that codes of accounts stand in, by their heads.
fn code_heads(row: &RawRow<'_>) -> impl Iterator<Item = usize> {
    let of_codes = |(_, cell): &(usize, &RawCell<'_>)| words::ends(&cell.text, "编码|代码");
    row.cells.iter().enumerate().filter(of_codes).map(|(column, _)| column)
}

impl<'r, 't> TableReader<'r, '_, 't> {
    /// A table of 类, 款, 项 codes. Three rows with codes make one.
    pub(super) fn read_codes(&mut self) -> bool {
        let coded = |row: &RawRow<'_>| tree::account_code(row.cells.iter().map(|cell| cell.text.as_ref()));
        if self
            .raw
            .rows
            .iter()
            .filter(|row| coded(row).is_some_and(|(_, used)| used < row.cells.len()))
            .take(3)
            .count()
            < 3
        {
            return false;
        }
        if let Some(sides) = self.code_sides() {
            self.read_sides(&sides);
            return true;
        }
        let mut table = self.read_code_table();
        // Two charts side by side, torn apart by a text extractor, have codes without names: nothing certain is left.
        let named = table.rows.iter().filter(|row| !row.label.is_empty()).count();
        let text = |cell: &RawCell<'_>| matches!(cells::read(&cell.text, self.unit), Content::Text);
        let doubled = self
            .raw
            .rows
            .iter()
            .filter(|row| row.cells.iter().filter(|cell| text(cell)).count() > 1 && coded(row).is_some())
            .count();
        if named * 10 < table.rows.len() * 6 || doubled * 10 > table.rows.len() {
            for id in table.rows.iter().flat_map(|row| &row.figures) {
                self.builder.figures[id.0].item = Arc::default();
            }
            self.builder.tables[self.table].unbound_rows += table.rows.len();
            return true;
        }
        let widest = table.rows.iter().map(|row| row.figures.len()).max().unwrap_or(0);
        table.full = table.rows.iter().all(|row| row.figures.is_empty() || row.figures.len() == widest);
        self.name_paths(&table);
        self.builder.tables[self.table].codes = vec![table];
        true
    }

    fn read_code_table(&mut self) -> CodeTable {
        let coded = |row: &RawRow<'_>| tree::account_code(row.cells.iter().map(|cell| cell.text.as_ref()));
        let totals = self.has_total_heads();
        let mut table =
            CodeTable { rows: Vec::new(), full: true, aligned: true, totals, ..CodeTable::default() };
        let mut width = None;
        let titles = self.code_titles();
        let basis = self.code_basis();
        for (index, row) in self.raw.rows.iter().enumerate() {
            // 合计 stands across the columns of codes and names, or under the head of the names.
            let first = row.cells.iter().position(|cell| !cell.text.is_empty());
            let total = first.filter(|&first| tree::is_total(&row.cells[first].text));
            let Some((code, used)) = coded(row).or(total.map(|at| (String::new(), at))) else {
                table.strays |= !row.outside && self.has_figures(row);
                continue;
            };
            // 201 | | | 一般公共服务支出: the columns of 款 and 项 are empty beside a 类.
            let label = row
                .cells
                .iter()
                .skip(used)
                .find(|cell| !cell.text.is_empty())
                .filter(|cell| matches!(cells::read(&cell.text, self.unit), Content::Text));
            let mut figures = Vec::new();
            let name = label.map_or(String::new(), |cell| cell.text.clone().into_owned());
            for (column, cell) in row.cells.iter().enumerate().skip(used) {
                // 完成年初预算%: rates of accounts add up to nothing.
                let title =
                    titles.map(|titles| &titles.cells).filter(|titles| titles.len() == row.cells.len());
                let rate = title.is_some_and(|titles| columns::is_rate(&titles[column].text));
                let unit = if rate { Unit::base(Dimension::Percent) } else { self.unit };
                if let Some((quantity, span)) = self.number(cell, unit) {
                    let id = self.push(index, column, quantity, span, &name);
                    let figure = &mut self.builder.figures[id.0];
                    figure.basis = basis;
                    // Only the first figure is certainly the row's total; the other columns are of other items.
                    if !figures.is_empty() {
                        figure.item = Arc::default();
                    }
                    figures.push(id);
                }
            }
            // The figures of a row torn by a long name stand in another: no sum that it is part of is known.
            let torn = row.cells.len() < width.unwrap_or_default();
            if figures.is_empty() && total.is_none() && !torn {
                continue;
            }
            table.aligned &= *width.get_or_insert(row.cells.len()) == row.cells.len();
            let cells = row.cells[..used].iter().map(|cell| cell.span);
            let place = cells.reduce(Span::join).filter(|_| !code.is_empty()).unwrap_or_default();
            table.rows.push(CodeRow { code, place, label: name, figures });
        }
        table
    }

    /// Accounts that stand beside each other: 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 (部门决算报表 财决公开06表).
    fn code_sides(&self) -> Option<Sides> {
        let whole = |row: &RawRow<'_>, width: usize| !row.outside && !row.loose && row.cells.len() == width;
        let head = self.raw.rows.iter().position(|row| code_heads(row).nth(1).is_some())?;
        let width = self.raw.rows[head].cells.len();
        let starts: Vec<usize> = code_heads(&self.raw.rows[head]).collect();
        let ends = starts.iter().skip(1).copied().chain([width]);
        let columns: Vec<Range<usize>> = starts.iter().zip(ends).map(|(start, end)| *start..end).collect();
        let body = &self.raw.rows[head + 1..];
        let cut = self.raw.notation == Notation::CellLines
            || body.iter().any(|row| self.has_figures(row) && !whole(row, width));
        // Of several amounts beside a name, an empty one says nothing of the others.
        let several = |row: &RawRow<'_>| {
            let numbers = |side: &Range<usize>| {
                let cells = row.cells.get(side.clone()).unwrap_or_default();
                let (_, used) = tree::account_code(cells.iter().map(|cell| &*cell.text)).unwrap_or_default();
                cells[used..].iter().filter(|cell| self.number(cell, self.unit).is_some()).count()
            };
            columns.iter().any(|side| numbers(side) > 1)
        };
        (!cut && !body.iter().any(several)).then_some(Sides { head, columns })
    }

    /// The accounts of each side, and of sides without a total of their own together with those behind them: 公用经费合计 is of two.
    fn read_sides(&mut self, sides: &Sides) {
        let empty = || CodeTable { full: true, beside: true, ..CodeTable::default() };
        let (mut tables, mut table) = (Vec::new(), empty());
        for side in &sides.columns {
            let mut summed = false;
            for row in sides.head + 1..self.raw.rows.len() {
                if let Some(account) = self.side_row(row, side, sides) {
                    summed |= account.code.is_empty();
                    table.rows.push(account);
                }
            }
            if summed {
                tables.push(std::mem::replace(&mut table, empty()));
            }
        }
        tables.extend(Some(table).filter(|table| !table.rows.is_empty()));
        if flow_on(&tables) {
            return;
        }
        if is_mixed(&tables) {
            // 人员经费合计 is then that of no side.
            tables.iter_mut().for_each(|table| table.rows.retain(|row| !row.code.is_empty()));
        }
        self.builder.tables[self.table].codes.extend(tables);
    }

    /// An account with its amount, or the amount of a total, whose name may stand below the side before it.
    fn side_row(&mut self, row: usize, side: &Range<usize>, sides: &Sides) -> Option<CodeRow> {
        let raw = &self.raw.rows[row];
        let cells = raw.cells.get(side.clone()).filter(|_| !raw.outside)?;
        let coded = |cells: &[RawCell<'_>]| tree::account_code(cells.iter().map(|cell| &*cell.text));
        let total = || {
            let any =
                |side: &Range<usize>| raw.cells.get(side.clone()).is_some_and(|cells| coded(cells).is_some());
            // One 合计 of all is of no side.
            let named = |name: &str| raw.cells.iter().any(|cell| cell.text.trim_end().ends_with(name));
            let named = named("人员经费合计") || named("公用经费合计");
            (named && !sides.columns.iter().any(any)).then(|| (String::new(), 0))
        };
        let (code, used) = coded(cells).or_else(total)?;
        let label = cells.get(used).map_or(String::new(), |cell| cell.text.clone().into_owned());
        let amount = |(column, cell)| Some((column, self.number(cell, self.unit)?));
        let (column, (quantity, span)) = cells.iter().enumerate().skip(used).find_map(amount)?;
        let id = self.push(row, side.start + column, quantity, span, &label);
        // Which of the accounts beside each other a text speaks of, only their numbers could say.
        self.builder.figures[id.0].item = Arc::default();
        let place = cells[..used].iter().map(|cell| cell.span).reduce(Span::join).unwrap_or_default();
        Some(CodeRow { code, place, label, figures: vec![id] })
    }

    /// The row of heads above the accounts.
    fn code_titles(&self) -> Option<&'r RawRow<'t>> {
        let coded =
            |row: &RawRow<'_>| tree::account_code(row.cells.iter().map(|cell| cell.text.as_ref())).is_some();
        let first = self.raw.rows.iter().position(coded)?;
        let titles = |row: &&RawRow<'_>| {
            row.cells.len() > 2
                && row.cells.iter().any(|cell| cell.text.contains("名称") || cell.text.contains("科目"))
        };
        self.raw.rows[..first].iter().rev().find(titles)
    }

    /// Whether a head above the accounts is called 合计, and none is a part of another.
    fn has_total_heads(&self) -> bool {
        let coded =
            |row: &&RawRow<'_>| tree::account_code(row.cells.iter().map(|cell| cell.text.as_ref())).is_none();
        let above =
            self.raw.rows.iter().take_while(coded).filter(|row| !row.outside && !self.has_figures(row));
        let mut heads = above.flat_map(|row| &row.cells);
        let total = heads.clone().any(|cell| words::has(&cell.text, "合计|总计|小计"));
        total && !heads.any(|cell| cell.text.contains("其中"))
    }

    fn has_figures(&self, row: &RawRow<'_>) -> bool {
        row.cells.iter().any(|cell| matches!(cells::read(&cell.text, self.unit), Content::Number { .. }))
    }

    fn code_basis(&self) -> Basis {
        let title = &self.builder.tables[self.table].title;
        if title.contains("决算") {
            Basis::Final
        } else if title.contains("预算") {
            Basis::Budget
        } else {
            Basis::Unsaid
        }
    }

    /// Accounts are known by their whole path: 行政运行 stands under many. Receipts for an account are another item than
    /// spending on it.
    fn name_paths(&mut self, table: &CodeTable) {
        let title = &self.builder.tables[self.table].title;
        let income = title.contains("收入") && !title.contains("支出");
        let names: Map<&str, &str> = table
            .rows
            .iter()
            .map(|row| (row.code.as_str(), row.label.as_str()))
            .filter(|(_, name)| !name.is_empty())
            .collect();
        for row in &table.rows {
            let Some(&first) = row.figures.first() else { continue };
            let levels: Vec<&str> = [3, 5, 7]
                .into_iter()
                .filter(|&length| length <= row.code.len())
                .filter_map(|length| names.get(&row.code[..length]).copied())
                .collect();
            let complete = levels.len() == (row.code.len().max(3) - 1) / 2;
            let item = if complete && !row.code.is_empty() {
                names::canonical(&levels.join("·"))
            } else {
                String::new()
            };
            let item = if income && !item.is_empty() { format!("{item}·收入") } else { item };
            self.builder.figures[first.0].item = item.into();
        }
    }
}

/// The class of an account of spending by its purpose: 301 of 30107.
fn class_of(code: &str) -> &str {
    code.get(..3).unwrap_or(code)
}

/// Whether accounts of one class stand on several sides: columns as in a newspaper, where the sides mean nothing.
fn flow_on(tables: &[CodeTable]) -> bool {
    let has = |table: &CodeTable, class: &str| table.rows.iter().any(|row| class_of(&row.code) == class);
    tables.iter().enumerate().any(|(at, table)| {
        let codes = table.rows.iter().filter(|row| !row.code.is_empty());
        { codes }.any(|row| tables[at + 1..].iter().any(|other| has(other, class_of(&row.code))))
    })
}

/// Whether accounts of staff (301, 303) and of the office (302, 310) do not stand on one side each.
fn is_mixed(tables: &[CodeTable]) -> bool {
    const STAFF: &str = "301|303|305|501|505|509";
    let of = |table: &CodeTable, staff: bool| {
        let codes = table.rows.iter().filter(|row| !row.code.is_empty());
        { codes }.any(|row| words::is(class_of(&row.code), STAFF) == staff)
    };
    let sides = |staff: bool| tables.iter().filter(|table| of(table, staff)).count();
    sides(true) > 1 || sides(false) > 1 || tables.iter().any(|table| of(table, true) && of(table, false))
}
