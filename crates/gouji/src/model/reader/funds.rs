//! The funds of a form: budget, spending and rate of execution, and the groups of parts that they are divided into.

use super::{TableReader, indicators::bracket_points, split_fact, text_cell};
use crate::{
    exact::Exact,
    model::{
        FigureId, Role,
        cells::{self, Content},
        forms::{self, FundGroup, FundRow, FundTable, TextCell},
        heads::{self, Head},
        names::{self, Basis, absolute},
    },
    number::{Dimension, Unit, plus},
    syntax::{RawCell, RawRow},
    text::Span,
    words,
};
use std::sync::Arc;

impl TableReader<'_, '_, '_> {
    pub(super) fn fund_row(&mut self, heads: &[Option<Head>], head: usize, row: usize) {
        let raw = &self.raw.rows[row];
        let width = heads.len();
        let first = heads.iter().position(|h| matches!(h, Some(Head::Amount { .. }))).unwrap_or(0);
        let figures =
            raw.cells.iter().skip(first).filter(|cell| self.number(cell, self.unit).is_some()).count();
        // 局机关 | 32 | 30 | 2418.60: what is counted may stand between the name and the amounts.
        let words =
            |cell: &RawCell<'_>| !cell.text.is_empty() && cells::read(&cell.text, self.unit) == Content::Text;
        let before = || raw.cells.iter().take(first);
        // 任务名称, 主要内容, 完成情况: a column may be called that of the names.
        let titles = || self.raw.rows[head].cells.iter();
        let of_names =
            |(title, cell): (&RawCell<'_>, &RawCell<'_>)| title.text.ends_with("名称") && words(cell);
        let label_column = titles()
            .zip(before())
            .position(of_names)
            .or_else(|| before().rposition(words))
            .or_else(|| before().rposition(|cell| !cell.text.is_empty()));
        let leading_empty = raw.cells.first().is_some_and(|cell| cell.text.is_empty());
        let head_span = self.raw.rows[head].span;
        let bound = raw.cells.len() == width || (raw.cells.len() < width && leading_empty && figures > 0);
        // The heads of the indicators below could not be read: 指标1工程资金金额.
        let indicator = label_column.is_some_and(|column| raw.cells[column].text.starts_with("指标"));
        if indicator {
            return;
        }
        // 分值 and 得分 on lines of their own: whatever has points below them stands in no row that could be read.
        let alone = |row: usize| match &self.raw.rows[row].cells[..] {
            [cell] => heads::read(&cell.text),
            _ => None,
        };
        if alone(row) == Some(Head::Points) && alone(row - 1) == Some(Head::Weight) {
            self.indicators().unbound += 1;
        }
        // A row right below the heads may have its name before these: 预算资金情况, 全年预算数.
        let of_heads =
            self.raw.rows[head].cells.first().filter(|_| row == head + 1 && raw.cells.len() == width);
        let label = label_column.map(|column| &raw.cells[column]).or(of_heads);
        let of_groups = self.is_group_row(row) || group_heads(raw).count() > 1;
        if let (true, true, false, Some(label)) = (bound, figures > 0, of_groups, label) {
            let mut fund = FundRow { row, label: text_cell(label), ..FundRow::default() };
            let name = label.text.clone().into_owned();
            let before = self.builder.figures.len();
            for (column, found) in heads.iter().enumerate() {
                self.fund_cell(&mut fund, &name, *found, row, column, head);
            }
            if self.is_rate_of_other(&fund, head, row) {
                fund.adjusted = None;
            }
            if label_column.is_none() {
                self.builder.figures[before..].iter_mut().for_each(|figure| figure.item = Arc::default());
            }
            let first = self.builder.tables[self.table].funds.is_none();
            if first && fund.points.is_some() && fund.weight.is_none() {
                fund.weight = self.weight_in_heads(head);
            }
            let funds = self.builder.tables[self.table].funds.get_or_insert_default();
            funds.head = head_span;
            funds.rows.push(fund);
            return;
        }
        self.fund_groups(row, head_span);
    }

    /// 预算执行（10分） beside the heads of the funds: what the rate of execution is worth, where no column says it.
    fn weight_in_heads(&mut self, head: usize) -> Option<FigureId> {
        let cells = &self.raw.rows[head].cells;
        let named =
            |cell: &RawCell<'_>| words::starts(&cell.text, "预算执行|资金执行|执行率|预算资金|项目资金|得分");
        let column = cells.iter().position(|cell| named(cell) && bracket_points(&cell.text).is_some())?;
        self.bracket_weight(head, column, &text_cell(&cells[column]))
    }

    fn fund_cell(
        &mut self,
        fund: &mut FundRow,
        name: &str,
        head: Option<Head>,
        row: usize,
        column: usize,
        head_row: usize,
    ) {
        let Some(cell) = self.raw.rows[row].cells.get(column) else { return };
        let default = match head {
            Some(Head::Weight | Head::Points) => Unit::base(Dimension::Points),
            Some(Head::Rate) => Unit::base(Dimension::Bare),
            Some(Head::Amount { .. }) => {
                let titles = &self.raw.rows[head_row].cells;
                let said = |column: usize| titles.get(column).and_then(|title| heads::unit_in(&title.text));
                said(column).or_else(|| said(0)).unwrap_or(self.unit)
            }
            _ => return,
        };
        let Some((quantity, span)) = self.number(cell, default) else { return };
        let id = self.push(row, column, quantity, span, name);
        if self.is_of_other_rate(head_row, column) {
            return;
        }
        let year = self.builder.year;
        let figure = &mut self.builder.figures[id.0];
        let slot = match head {
            Some(Head::Amount { year: said, basis }) => {
                figure.year = absolute(said, year);
                figure.basis = basis;
                // 2021年决算, 2022年预算, 2022年决算, 执行率: the rate is of the report's own year.
                if names::is_other_year(said, year) {
                    return;
                }
                let title = &self.raw.rows[head_row].cells[column].text;
                let spent = basis == Basis::Unsaid && title.contains("支出") && !title.contains("预算");
                match basis {
                    Basis::Initial => &mut fund.initial,
                    // 预算数 | 调整预算数: the rate is of what became of the budget.
                    Basis::Budget if self.has_adjusted(head_row) => &mut fund.initial,
                    Basis::Final => &mut fund.executed,
                    // 2023年预算 beside 2023年支出.
                    _ if spent && fund.adjusted.is_some() => &mut fund.executed,
                    _ => &mut fund.adjusted,
                }
            }
            Some(Head::Rate) => {
                figure.role = Role::Rate;
                &mut fund.rate
            }
            Some(Head::Weight) => {
                figure.role = Role::Points;
                &mut fund.weight
            }
            _ => {
                figure.role = Role::Points;
                &mut fund.points
            }
        };
        slot.get_or_insert(id);
    }

    /// Whether the heads have the budget of the whole year beside another one.
    fn has_adjusted(&self, head: usize) -> bool {
        let adjusted = |cell: &RawCell<'_>| {
            matches!(heads::read(&cell.text), Some(Head::Amount { year: None, basis: Basis::Adjusted }))
        };
        self.raw.rows[head].cells.iter().any(adjusted)
    }

    /// Whether the rate of a row is that of what arrived or could be spent rather than of the budget: 预算数 | 到位数 | 支出数 | 执行率.
    fn is_rate_of_other(&self, fund: &FundRow, head: usize, row: usize) -> bool {
        const OTHER: &str = "到位|下达|可用|可执行|拨付|收到";
        let value = |id: Option<FigureId>| Some(self.builder.figures[id?.0].quantity);
        let (Some(rate), Some(executed)) = (value(fund.rate), value(fund.executed)) else { return false };
        let (titles, cells) = (&self.raw.rows[head].cells, &self.raw.rows[row].cells);
        let other = |title: &RawCell<'_>| words::has(&title.text, OTHER) && !title.text.contains('率');
        let mut others = titles.iter().zip(cells).filter(|(title, _)| other(title));
        others.any(|(_, cell)| {
            let whole = self.number(cell, self.unit).map(|(quantity, _)| Exact::from(quantity.value));
            let share = whole.and_then(|whole| {
                Exact::from(executed.value).checked_div(whole)?.checked_mul(Exact::HUNDRED)
            });
            share.is_some_and(|share| share.prints_as(rate.value, rate.value.scale()))
        })
    }

    /// Whether a column comes once more before the rate: of 预算 | 决算 below 基本支出 and again, with 执行率, below 合计 it is the last that the
    /// rate is of.
    fn is_of_other_rate(&self, head: usize, column: usize) -> bool {
        /// Columns among which the rate stands.
        const NEAR: usize = 16;
        let cells = &self.raw.rows[head].cells;
        let behind = || cells[column + 1..].iter().take(NEAR);
        let rate = behind().position(|cell| heads::read(&cell.text) == Some(Head::Rate));
        rate.is_some_and(|rate| behind().take(rate).any(|cell| cell.text == cells[column].text))
    }

    /// Whether a row stands below groups beside each other: 其中：基本支出 under the name of one, with its amount or nothing behind it.
    fn is_group_row(&self, row: usize) -> bool {
        let cells = &self.raw.rows[row].cells;
        let Some(funds) = &self.builder.tables[self.table].funds else { return false };
        let leading = usize::from(cells.first().is_some_and(|cell| cell.text.is_empty()));
        let name =
            |group: &FundGroup| cells.get(group.column + leading).is_some_and(|cell| self.is_name(cell));
        funds.groups.iter().any(|group| group.beside && name(group))
    }

    fn is_name(&self, cell: &RawCell<'_>) -> bool {
        !cell.text.is_empty() && cells::read(&cell.text, self.unit) == Content::Text
    }

    /// The name of a part of a group, with its amount in the next cell.
    fn neighbours(&mut self, row: usize, column: usize) -> Option<FigureId> {
        let cells = &self.raw.rows[row].cells;
        let name = cells.get(column).filter(|cell| self.is_name(cell))?;
        if split_fact(&name.text).is_some_and(|(_, value)| !value.is_empty()) {
            return None;
        }
        let name = names::row_label(name.text.trim_end_matches(['：', ':'])).to_owned();
        let (quantity, span) = self.number(cells.get(column + 1)?, self.unit)?;
        let id = self.push(row, column + 1, quantity, span, &name);
        self.builder.figures[id.0].basis = Basis::Open;
        Some(id)
    }

    /// 按收入性质分 heads a column of `名：值` cells, or of names with their amounts beside them.
    fn fund_groups(&mut self, row: usize, head_span: Span) {
        let raw = &self.raw.rows[row];
        let leading = usize::from(raw.cells.first().is_some_and(|cell| cell.text.is_empty()));
        let heads: Vec<usize> = group_heads(raw).collect();
        if !heads.is_empty() {
            let funds = self.builder.tables[self.table].funds.get_or_insert_default();
            funds.head = head_span;
            let beside = heads.len() > 1;
            funds.groups.extend(heads.into_iter().map(|at| FundGroup {
                title: group_title(&raw.cells[at]),
                beside,
                column: at - leading.min(at),
                parts: Vec::new(),
                blank: Vec::new(),
            }));
            return;
        }
        let beside = self.is_group_row(row);
        let columns = |funds: &FundTable| funds.groups.iter().map(|group| group.column).collect();
        let columns: Vec<usize> = self.builder.tables[self.table].funds.as_ref().map_or(Vec::new(), columns);
        let named: Vec<usize> = (0..raw.cells.len()).filter(|&c| self.is_name(&raw.cells[c])).collect();
        for (turn, &column) in named.iter().enumerate() {
            // Under its head, or in its turn where the heads stand apart from each other otherwise.
            let at = column.saturating_sub(leading);
            let turn = if named.len() == columns.len() { turn } else { at };
            let group = columns.iter().rposition(|head| *head == at).unwrap_or(turn);
            // An amount behind a name that stands below no group is of a column that nobody knows.
            let grouped = group < columns.len();
            let fact = self
                .label_fact(row, column)
                .or_else(|| if grouped { self.neighbours(row, column) } else { None });
            if !grouped {
                continue;
            }
            let cell = text_cell(&self.raw.rows[row].cells[column]);
            let value = match split_fact(&cell.text) {
                Some((_, value)) if !value.is_empty() || !beside => Some(value),
                _ => self.raw.rows[row].cells.get(column + 1).map(|beside| &*beside.text),
            };
            let blank = value.is_some_and(|value| cells::read(value, self.unit) == Content::Empty);
            if let Some(group) =
                self.builder.tables[self.table].funds.as_mut().and_then(|funds| funds.groups.get_mut(group))
            {
                group.parts.extend(fact);
                if blank && fact.is_none() {
                    group.blank.push(cell);
                }
            }
        }
    }

    /// Takes the parts of the funds that add up to a budget, and not to what was spent, for parts of that budget: the form leaves
    /// open which of its columns 按支出性质分 divides.
    pub(super) fn group_bases(&mut self) {
        let figures = &mut self.builder.figures;
        let Some(funds) = &self.builder.tables[self.table].funds else { return };
        for parts in funds.groups.iter().map(|group| &group.parts) {
            let values = parts.iter().map(|id| figures[id.0].quantity.base_value());
            let sum = values.reduce(|sum, value| plus(sum?, value?)).flatten();
            let comes_to = |wanted: fn(&FundRow) -> Option<FigureId>| {
                let mut amounts = funds.rows.iter().filter_map(wanted);
                sum.is_some() && amounts.any(|id| figures[id.0].quantity.base_value() == sum)
            };
            let basis = match () {
                () if comes_to(|row| row.executed) => Basis::Open,
                () if comes_to(|row| row.adjusted) => Basis::Adjusted,
                () if comes_to(|row| row.initial) => Basis::Initial,
                () => Basis::Open,
            };
            parts.iter().for_each(|id| figures[id.0].basis = basis);
        }
    }
}

/// The cells that head groups of parts of the funds.
fn group_heads(row: &RawRow<'_>) -> impl Iterator<Item = usize> {
    row.cells.iter().enumerate().filter(|(_, cell)| forms::is_group_head(&cell.text)).map(|(at, _)| at)
}

/// 按收入性质分, without the amount that may stand behind it.
fn group_title(cell: &RawCell<'_>) -> TextCell {
    let text = split_fact(&cell.text).map_or(cell.text.as_ref(), |(name, _)| name);
    TextCell { text: text.into(), span: cell.span }
}
