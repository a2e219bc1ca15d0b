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
    syntax::{RawCell, RawRow},
    text::Span,
};
use std::sync::Arc;

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
        let mut table = CodeTable { rows: Vec::new(), full: true, aligned: true };
        let mut width = None;
        let titles = self.code_titles();
        let basis = self.code_basis();
        for (index, row) in self.raw.rows.iter().enumerate() {
            // 合计 stands across the columns of codes and names, or under the head of the names.
            let first = row.cells.iter().position(|cell| !cell.text.is_empty());
            let total = first.filter(|&first| tree::is_total(&row.cells[first].text));
            let Some((code, used)) = coded(row).or(total.map(|at| (String::new(), at))) else { continue };
            let label = row
                .cells
                .get(used)
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
        self.builder.tables[self.table].codes = Some(table);
        true
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
