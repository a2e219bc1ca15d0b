//! The indicators of a form, with their groups, points and totals.

use super::{TableReader, column_of, is_score_total, is_subtotal, labels, text_cell};
use crate::{
    model::{
        FigureId, Role,
        cells::{self, Content},
        forms::{self, IndicatorGroup, IndicatorRow, IndicatorTable, TextCell},
        heads::{self, Head},
    },
    number::{Approx, Dimension, Quantity, Unit, parse_number, plus, sum},
    syntax::{RawCell, RawRow},
    words,
};
use rust_decimal::Decimal;

impl TableReader<'_, '_, '_> {
    pub(super) fn indicator_row(&mut self, heads: &[Option<Head>], head: usize, row: usize) {
        let raw = &self.raw.rows[row];
        let width = self.raw.rows[head].cells.len();
        let has = |wanted: Head| heads.contains(&Some(wanted));
        let (weight, points, reason) = (has(Head::Weight), has(Head::Points), has(Head::Reason));
        let indicators = self.builder.tables[self.table].indicators.get_or_insert_default();
        indicators.has_weight |= weight;
        indicators.has_points |= points;
        indicators.has_reason |= reason;
        if is_score_total(raw) {
            self.score_total(heads, row);
            return;
        }
        let filled = raw.cells.iter().filter(|cell| !cell.text.is_empty()).count();
        let below = self.has_total() && stands_below_total(raw) && !self.is_scored(heads, raw);
        let done = is_subtotal(raw) || is_goal(raw) || is_note(raw) || below;
        if filled == 0 || done {
            return;
        }
        if is_bonus(raw) {
            self.bonus(row);
            return;
        }
        let first = heads
            .iter()
            .position(|h| matches!(h, Some(Head::First | Head::Second | Head::Third)))
            .unwrap_or(0);
        let leading_empty = raw.cells.first().is_some_and(|cell| cell.text.is_empty());
        let missing = missing_groups(raw, heads, width);
        let bound = !raw.loose
            && (raw.cells.len() == width
                || missing > 0
                || self.is_rate_of_execution(heads, raw)
                || (raw.cells.len() < width && raw.cells.len() > first && (leading_empty || first == 0)));
        if !bound {
            if filled >= 3 && !raw.loose {
                self.indicators().unbound += 1;
            }
            return;
        }
        let last = row + 1 == self.raw.rows.len();
        self.bound_indicator(&heads[missing.min(heads.len())..], row, width - missing, last);
    }

    /// Whether a row has the name of an indicator, its weight and its points.
    fn is_scored(&self, heads: &[Option<Head>], raw: &RawRow<'_>) -> bool {
        let cell = |wanted: Head| column_of(heads, wanted).and_then(|column| raw.cells.get(column));
        let number = |cell: &RawCell<'_>| parse_number(&cell.text).is_some();
        cell(Head::Third).is_some_and(|cell| !cell.text.is_empty() && !number(cell))
            && [Head::Weight, Head::Points].into_iter().all(|head| cell(head).is_some_and(number))
    }

    /// 预算执行率 | | | | | | 10 | 9.62: the rate of execution with its points in their columns, whatever the row lacks behind them.
    fn is_rate_of_execution(&self, heads: &[Option<Head>], raw: &RawRow<'_>) -> bool {
        let points = |wanted: Head| {
            let cell = column_of(heads, wanted).and_then(|column| raw.cells.get(column));
            cell.is_some_and(|cell| parse_number(&cell.text).is_some())
        };
        let named = raw.cells.first().is_some_and(|cell| forms::is_execution(&text_cell(cell)));
        named && points(Head::Weight) && points(Head::Points)
    }

    fn bound_indicator(&mut self, heads: &[Option<Head>], row: usize, width: usize, last: bool) {
        let raw = &self.raw.rows[row];
        let cell = |wanted: Head| column_of(heads, wanted).and_then(|c| raw.cells.get(c));
        let text = |wanted: Head| cell(wanted).map(text_cell).unwrap_or_default();
        let (first, second, mut third) = (text(Head::First), text(Head::Second), text(Head::Third));
        let second_weight = self.second_weight(row, heads, &second);
        let degree = self.degree(row, heads);
        // 预算执行率 stands among the groups, and has no indicators below it.
        let label = raw.label().map(text_cell).filter(forms::is_execution);
        if let (true, true, Some(label)) = (second.text.is_empty(), third.text.is_empty(), label) {
            third = label;
        }
        let mut indicator = IndicatorRow {
            row,
            span: raw.span,
            second,
            second_weight,
            degree,
            name: third,
            target: target_cell(text(Head::Relation), text(Head::Target), text(Head::Measure)),
            actual: measured(text(Head::Actual), &text(Head::Measure)),
            reason: text(Head::Reason),
            ..IndicatorRow::default()
        };
        self.score_cells(heads, row, &mut indicator);
        let empty = [&indicator.second, &indicator.name, &indicator.target, &indicator.actual]
            .iter()
            .all(|c| c.text.is_empty());
        let named_on = !first.text.is_empty() && self.names_on(row, heads, &first);
        if named_on && empty && indicator.weight.or(indicator.points).is_none() {
            return;
        }
        if !first.text.is_empty() {
            if !named_on && !self.goes_on(&first) {
                let group = self.group(row, heads, &first);
                self.indicators().groups.push(group);
            }
        } else if empty && indicator.weight.is_none() && indicator.points.is_none() {
            return;
        }
        // A text that was cut off ends in the middle of a row that had more to say.
        let cut = last
            && raw.cells.len() < width
            && indicator.points.is_none()
            && heads.contains(&Some(Head::Points));
        let indicators = self.indicators();
        let groups = indicators.groups.len();
        // In a form aligned by spaces nothing tells 预算执行率 behind the last indicators from the name of one.
        let apart = first.text.is_empty()
            && [&indicator.second, &indicator.name].into_iter().any(forms::is_execution)
            && indicators.groups.last().is_some_and(|group| words::has(&group.name, "满意度|效益"));
        if apart {
            self.indicators().rows.push(indicator);
            return;
        }
        if indicator.second.text.is_empty()
            && let Some(above) = self.indicators().rows.last()
            && above.group == groups.checked_sub(1)
        {
            indicator.second = above.second.clone();
        }
        indicator.group = groups.checked_sub(1);
        let indicators = self.indicators();
        indicators.cut_off |= cut;
        indicators.rows.push(indicator);
    }

    /// Whether a row of the same form repeats the group of the row above, as cells that are not merged do.
    fn goes_on(&self, first: &TextCell) -> bool {
        let (table, text) = (&self.builder.tables[self.table], self.builder.syntax.text);
        let Some(indicators) = &table.indicators else { return false };
        let (Some(group), Some(above)) = (indicators.groups.last(), indicators.rows.last()) else {
            return false;
        };
        let same_form = table.head_rows.last().is_none_or(|head| *head < above.row);
        same_form && group.span.of(text) == first.span.of(text)
    }

    /// Whether the name of the group above goes on: （50分） below 产出指标, 况（20分） below 预算执行情, 分） below 满意度指标（10.
    fn names_on(&mut self, row: usize, heads: &[Option<Head>], first: &TextCell) -> bool {
        let table = &self.builder.tables[self.table];
        let head = table.head_rows.last().copied().unwrap_or(0);
        let groups = table.indicators.as_ref().map(|indicators| &*indicators.groups);
        let below = |group: &&IndicatorGroup| group.named.0 >= head;
        let Some(above) = groups.and_then(|groups| groups.last()).filter(below) else { return false };
        let (span, before) = (above.span, above.span.of(self.builder.syntax.text));
        let rest = forms::without_brackets(&first.text);
        // Cells that are not merged say 产出指标（ and 60分） again.
        let open = |text: &str| text.contains(['（', '(']);
        let closes = |text: &str| text.contains(['）', ')']);
        let bracket = open(before) && !closes(before) && closes(&first.text) && !open(&first.text);
        if above.weight.is_some() && !bracket {
            return false;
        }
        if !bracket && rest.chars().count() > 1 && !words::is(rest, "指标|情况") {
            return false;
        }
        let text: std::sync::Arc<str> = format!("{before}{}", first.text).into();
        let column = column_of(heads, Head::First).unwrap_or(0);
        let mut weight = |span| self.bracket_weight(row, column, &TextCell { text: text.clone(), span });
        let weight = weight(first.span).or_else(|| weight(span));
        if let Some(group) = self.indicators().groups.last_mut() {
            group.name = forms::without_brackets(&text).to_owned();
            (group.weight, group.named.1) = (weight, row);
        }
        true
    }

    fn group(&mut self, row: usize, heads: &[Option<Head>], first: &TextCell) -> IndicatorGroup {
        let column = column_of(heads, Head::First).unwrap_or(0);
        let weight = self.bracket_weight(row, column, first);
        // A weight that no indicator takes is the group's own.
        let weight = match heads.get(column + 1) {
            Some(None) => weight.or_else(|| self.weight_beside(row, column + 1)),
            _ => weight,
        };
        let name = forms::without_brackets(&first.text).to_owned();
        IndicatorGroup { name, span: first.span, weight, named: (row, row) }
    }

    /// 数量指标（20分）, or 20 in a column of its own behind 数量指标.
    fn second_weight(&mut self, row: usize, heads: &[Option<Head>], second: &TextCell) -> Option<FigureId> {
        let column = column_of(heads, Head::Second).filter(|_| !second.text.is_empty())?;
        let weight =
            self.bracket_weight(row, column, second).or_else(|| self.weight_beside(row, column + 1))?;
        self.builder.figures[weight.0].item = Default::default();
        Some(weight)
    }

    /// 完成率 beside the target and what was reached.
    fn degree(&mut self, row: usize, heads: &[Option<Head>]) -> Option<FigureId> {
        let column = column_of(heads, Head::Rate)?;
        let head = *self.builder.tables[self.table].head_rows.last()?;
        let (titles, cells) = (&self.raw.rows[head].cells, &self.raw.rows[row].cells);
        let of_work = cells.len() == titles.len() && titles[column].text.trim_end().ends_with("完成率");
        if of_work { self.score_figure(row, column, Role::Rate, "完成率") } else { None }
    }

    /// 自评得分 | 96 above the indicators, where there is but one.
    pub(super) fn claimed_points(&mut self) {
        let Some(first) = self.builder.tables[self.table].indicators.as_ref().and_then(|of| of.rows.first())
        else {
            return;
        };
        // Of several forms in one table only the first has its head above all indicators.
        let (raw, head_rows) = (self.raw, &self.builder.tables[self.table].head_rows);
        if head_rows.last().is_some_and(|last| *last > first.row) {
            return;
        }
        // Who else scored, and what came on top or went off beside the indicators, makes another score of it.
        const OTHERS: &str = "扣分|加分|附加|复核|复评|评审|抽查|审核得分|调整后得分|折算";
        let others = |row: &RawRow<'_>| row.cells.iter().any(|cell| words::has(&cell.text, OTHERS));
        if raw.rows.iter().any(others) {
            return;
        }
        let cells = || raw.rows[..first.row].iter().enumerate();
        let claim = |(row, of): (usize, &RawRow<'_>)| {
            let column = of.cells.iter().position(|cell| is_claim(&cell.text))?;
            Some((row, column))
        };
        let mut claims = cells().filter_map(claim);
        let Some((row, column)) = claims.next().filter(|_| claims.next().is_none()) else { return };
        let cell = &raw.rows[row].cells[column];
        let points = Unit::base(Dimension::Points);
        let inside = || {
            let (_, value) = cell.text.split_once(['：', ':'])?;
            let digits = value.trim().trim_end_matches('分');
            let (value, places) = parse_number(digits)?;
            let span = cells::locate(self.builder.syntax.text, cell.span, digits)?;
            Some((Quantity { value, places, unit: points, approx: Approx::Exact }, span))
        };
        let beside = || self.number(raw.rows[row].cells.get(column + 1)?, points);
        let Some((quantity, span)) = inside().or_else(beside) else { return };
        let id = self.push(row, column, quantity, span, "自评得分");
        let figure = &mut self.builder.figures[id.0];
        (figure.role, figure.item) = (Role::Points, Default::default());
        self.indicators().claimed_points = Some(id);
    }

    /// The weight of a group in a column of its own: 一级指标, 分值, 二级指标, 分值, 三级指标, 分值, 得分.
    fn weight_beside(&mut self, row: usize, column: usize) -> Option<FigureId> {
        let head = *self.builder.tables[self.table].head_rows.last()?;
        let (titles, cells) = (&self.raw.rows[head].cells, &self.raw.rows[row].cells);
        let title = titles.get(column).filter(|_| cells.len() == titles.len())?;
        let name = cells.get(column.checked_sub(1)?)?;
        if heads::read(&title.text) != Some(Head::Weight) {
            return None;
        }
        self.score_figure(row, column, Role::Points, forms::without_brackets(&name.text))
    }

    /// The points in the brackets of a cell: 50 of 产出指标（50分）.
    pub(super) fn bracket_weight(&mut self, row: usize, column: usize, cell: &TextCell) -> Option<FigureId> {
        let digits = bracket_points(&cell.text)?;
        let span = cells::locate(self.builder.syntax.text, cell.span, digits)?;
        let (value, places) = parse_number(digits)?;
        let unit = Unit::base(Dimension::Points);
        let quantity = Quantity { value, places, unit, approx: Approx::Exact };
        let id = self.push(row, column, quantity, span, forms::without_brackets(&cell.text));
        self.builder.figures[id.0].role = Role::Points;
        Some(id)
    }

    /// 总分 100 99: the label spans the columns before the points.
    fn score_total(&mut self, heads: &[Option<Head>], row: usize) {
        let raw = &self.raw.rows[row];
        let has_number = |column: &usize| {
            raw.cells.get(*column).and_then(|cell| self.number(cell, Unit::base(Dimension::Points))).is_some()
        };
        let mut numbers: Vec<usize> = (1..raw.cells.len()).filter(has_number).collect();
        // The weights of the groups have totals of their own.
        if numbers.len() > 2 && raw.cells.len() == heads.len() {
            numbers.retain(|column| matches!(heads[*column], Some(Head::Weight | Head::Points)));
        }
        let has = |wanted: Head| heads.contains(&Some(wanted));
        let slots: &[Head] = match (has(Head::Weight), has(Head::Points), numbers.len()) {
            (true, true, 2) if column_of(heads, Head::Points) < column_of(heads, Head::Weight) => {
                &[Head::Points, Head::Weight]
            }
            (true, true, 2) => &[Head::Weight, Head::Points],
            (false, true, 1) => &[Head::Points],
            (true, false, 1) => &[Head::Weight],
            (true, true, 1) if self.is_total_of_points(heads, raw, numbers[0]) => &[Head::Points],
            _ => return,
        };
        for (&column, slot) in numbers.iter().zip(slots) {
            let Some((quantity, span)) = self.number(&raw.cells[column], Unit::base(Dimension::Points))
            else {
                continue;
            };
            let quantity = Quantity { unit: Unit::base(Dimension::Points), ..quantity };
            let name = if *slot == Head::Weight { "总分（分值）" } else { "总分（得分）" };
            let id = self.push(row, column, quantity, span, name);
            self.builder.figures[id.0].role = Role::Points;
            let indicators = self.indicators();
            match slot {
                Head::Weight => indicators.total_weight = Some(id),
                _ => indicators.total_points = Some(id),
            }
        }
        let lost = column_of(heads, Head::Lost).filter(|_| raw.cells.len() == heads.len());
        let lost = lost.and_then(|column| self.score_figure(row, column, Role::Points, "总分（扣分）"));
        let indicators = self.indicators();
        indicators.total_lost = lost.or(indicators.total_lost);
        let (weight, points) = (indicators.total_weight, indicators.total_points);
        self.score_rate(row, weight, points);
    }

    /// Whether the only number of a total is that of the points: it stands in their column, or where 总分 spans the others it is neither the
    /// full score nor what the weights above add up to.
    fn is_total_of_points(&self, heads: &[Option<Head>], raw: &RawRow<'_>, column: usize) -> bool {
        if raw.cells.len() == heads.len() {
            return heads[column] == Some(Head::Points);
        }
        let points = Unit::base(Dimension::Points);
        let Some((total, _)) = self.number(&raw.cells[column], points) else { return false };
        let rows = self.builder.tables[self.table].indicators.iter().flat_map(|found| &found.rows);
        let weights = rows.filter_map(|row| Some(self.builder.figures[row.weight?.0].quantity.value));
        let titles = self.builder.tables[self.table].head_rows.last().map(|head| &self.raw.rows[*head].cells);
        // 自评得分 | 复评得分: it is open which of them the total is of.
        let of_points =
            |cell: &&RawCell<'_>| words::ends(forms::without_brackets(&cell.text), "得分|评分|分数");
        let columns = titles.map_or(0, |titles| titles.iter().filter(of_points).count());
        let full = self.builder.rules.scoring.total;
        total.unit == points && columns <= 1 && total.value != full && sum(weights) != Some(total.value)
    }

    /// A row below 资金管理情况, 情况说明, 分值, 得分: the forms of 河南 give points for how the money was managed, which are part of the
    /// total like those of the indicators.
    pub(super) fn score_row(&mut self, heads: &[Option<Head>], row: usize) {
        let raw = &self.raw.rows[row];
        if is_score_total(raw) || is_subtotal(raw) {
            return;
        }
        let points = Unit::base(Dimension::Points);
        let numbers = raw.cells.iter().filter(|cell| self.number(cell, points).is_some()).count();
        let mut words =
            raw.cells.iter().filter(|cell| matches!(cells::read(&cell.text, self.unit), Content::Text));
        let Some(name) = words.next().filter(|_| numbers > 0) else { return self.label_facts(row) };
        if raw.cells.len() != heads.len() || raw.loose {
            self.indicators().unbound += 1;
            return;
        }
        let (name, reason) = (text_cell(name), words.next().map(text_cell).unwrap_or_default());
        let mut indicator = IndicatorRow { row, span: raw.span, name, reason, ..IndicatorRow::default() };
        self.score_cells(heads, row, &mut indicator);
        self.indicators().rows.push(indicator);
    }

    /// The weight and the points of a row, and what these miss of it.
    fn score_cells(&mut self, heads: &[Option<Head>], row: usize, indicator: &mut IndicatorRow) {
        let points = Unit::base(Dimension::Points);
        let slots = [
            (Head::Weight, &mut indicator.weight),
            (Head::Points, &mut indicator.points),
            (Head::Lost, &mut indicator.lost),
        ];
        for (wanted, slot) in slots {
            let Some(column) = column_of(heads, wanted) else { continue };
            let found = self.raw.rows[row].cells.get(column).and_then(|cell| self.number(cell, points));
            let Some((quantity, span)) = found else { continue };
            let quantity = Quantity { unit: points, ..quantity };
            let id = self.push(row, column, quantity, span, &indicator.name.text);
            self.builder.figures[id.0].role = Role::Points;
            *slot = Some(id);
        }
        self.score_rate(row, indicator.weight, indicator.points);
    }

    /// 得分率 of a row with its weight and its points.
    fn score_rate(&mut self, row: usize, weight: Option<FigureId>, points: Option<FigureId>) {
        let Some((weight, points)) = weight.zip(points) else { return };
        let Some(&head) = self.builder.tables[self.table].head_rows.last() else { return };
        let heads = &self.raw.rows[head].cells;
        let rate = heads
            .iter()
            .position(|cell| words::is(cell.text.trim(), "得分率|得分率（%）|得分率(%)|得分系数"));
        let whole = self.raw.rows[row].cells.len() == heads.len();
        let Some(column) = rate.filter(|_| whole) else { return };
        if let Some(rate) = self.score_figure(row, column, Role::Rate, "得分率") {
            self.indicators().rates.push([weight, points, rate]);
        }
    }

    /// The weight and the points of 加分项, which the totals may count or not.
    fn bonus(&mut self, row: usize) {
        let points = Unit::base(Dimension::Points);
        for (column, cell) in self.raw.rows[row].cells.iter().enumerate() {
            let found = self.number(cell, points).filter(|(quantity, _)| quantity.unit == points);
            let Some((quantity, span)) = found else { continue };
            let id = self.push(row, column, quantity, span, "");
            self.builder.figures[id.0].role = Role::Points;
            self.indicators().bonus.push(id);
        }
    }

    /// Whether the total of the scores has been read.
    fn has_total(&mut self) -> bool {
        let indicators = self.indicators();
        indicators.total_weight.is_some() || indicators.total_points.is_some()
    }

    pub(super) fn indicators(&mut self) -> &mut IndicatorTable {
        self.builder.tables[self.table].indicators.get_or_insert_default()
    }

    /// 新增就业人数（40分）: where no column says what an indicator is worth, the names of all of them may.
    pub(super) fn weights_in_names(&mut self, heads: &[Option<Head>], head: usize) {
        let Some(indicators) = &self.builder.tables[self.table].indicators else { return };
        let first = indicators.rows.partition_point(|row| row.row < head);
        let scored: Vec<usize> =
            (first..indicators.rows.len()).filter(|at| indicators.rows[*at].points.is_some()).collect();
        let named = |at: &usize| bracket_points(&indicators.rows[*at].name.text).is_some();
        if heads.contains(&Some(Head::Weight)) || scored.len() < 2 || !scored.iter().all(named) {
            return;
        }
        for at in scored {
            let (row, name) = {
                let row = &self.indicators().rows[at];
                (row.row, row.name.clone())
            };
            let column = self.raw.rows[row].cells.iter().position(|cell| cell.span == name.span);
            let weight = column.and_then(|column| self.bracket_weight(row, column, &name));
            self.indicators().rows[at].weight = weight;
        }
    }

    /// Takes the rows below a head out of the indicators that only add up those below them: 产出指标 50 above its indicators,
    /// which alone have targets or actual values.
    pub(super) fn drop_levels(&mut self, head: usize) {
        /// Most indicators of one group.
        const MOST: usize = 60;
        let figures = &self.builder.figures;
        let Some(indicators) = &mut self.builder.tables[self.table].indicators else { return };
        let first = indicators.rows.partition_point(|row| row.row < head);
        let rows = indicators.rows.split_off(first);
        let value = |row: &IndicatorRow| Some(figures[row.weight.or(row.points)?.0].quantity.value);
        let blank = |row: &IndicatorRow| row.target.text.is_empty() && row.actual.text.is_empty();
        let mut level = vec![false; rows.len()];
        for at in (0..rows.len()).rev().filter(|&at| blank(&rows[at])) {
            let Some(whole) = value(&rows[at]) else { continue };
            let below = (at + 1..rows.len()).take(MOST).filter(|&row| !level[row]);
            let below = below.take_while(|&row| !blank(&rows[row]));
            let mut sum = Decimal::ZERO;
            level[at] = below.map_while(|row| value(&rows[row])).any(|points| {
                sum = plus(sum, points).unwrap_or(sum);
                sum == whole
            });
        }
        let kept = rows.into_iter().zip(level).filter(|(_, level)| !level).map(|(row, _)| row);
        indicators.rows.extend(kept);
    }
}

/// 自评得分, 自评总分（分）：97.10.
fn is_claim(text: &str) -> bool {
    const NAMES: &str = "自评得分|自评总分|绩效自评得分|绩效自评总分|自评总得分|项目自评得分";
    let name = text.split(['：', ':']).next().unwrap_or_default();
    // 自评得分（上年） is another.
    let of_points = |name: &str| words::has(name, "（分）|(分)") || !name.contains(['（', '(']);
    words::is(forms::without_brackets(name), NAMES) && of_points(name)
}

/// How many cells of groups a row lacks at its head: in web pages a cell that spans rows stands in the first of them only.
fn missing_groups(row: &RawRow<'_>, heads: &[Option<Head>], width: usize) -> usize {
    let [Some(name), Some(weight), Some(points)] =
        [Head::Third, Head::Weight, Head::Points].map(|wanted| column_of(heads, wanted))
    else {
        return 0;
    };
    let number = |at: usize| row.cells.get(at).is_some_and(|cell| parse_number(&cell.text).is_some());
    let fits = |missing: &usize| {
        let words = |cell: &RawCell<'_>| !cell.text.is_empty() && parse_number(&cell.text).is_none();
        row.cells.get(name - missing).is_some_and(words)
            && number(weight - missing)
            && number(points - missing)
    };
    let short = width.saturating_sub(row.cells.len());
    let ordered = weight > name && points > name;
    // A group that is there stands in the first cell of the row.
    (0..=short.min(name)).find(|missing| ordered && fits(missing)).unwrap_or(0)
}

/// ≥ | 100 | 篇 in three columns reads ≥100篇.
fn target_cell(relation: TextCell, target: TextCell, measure: TextCell) -> TextCell {
    let sign = ["≥", "≤", "＝", "=", ">", "<", "＞", "＜"].contains(&&*relation.text);
    let prefix = if sign { &*relation.text } else { "" };
    let target = measured(target, &measure);
    TextCell { text: format!("{prefix}{}", target.text).into(), span: target.span }
}

/// 96 | 篇 in two columns reads 96篇.
fn measured(value: TextCell, measure: &TextCell) -> TextCell {
    let number = parse_number(&value.text).is_some();
    let suffix = if number { &*measure.text } else { "" };
    TextCell { text: format!("{}{suffix}", value.text).into(), span: value.span }
}

/// 最终得分, 自评排名: what became of a total above it, and who signs for it: 联系电话.
fn stands_below_total(row: &RawRow<'_>) -> bool {
    const RESULTS: &str = "得分|分数|得分率|排名|名次|等级|等次|人数";
    const SIGNED: &str = "填表|填报|制表|经办|审核|复核|负责|联系|电话|手机|办公电话|单位负责|项目负责|日期|评价人|评价组|分管";
    row.label().is_some_and(|cell| {
        let name = forms::without_brackets(cell.text.trim());
        words::ends(name, RESULTS) || words::starts(name, SIGNED)
    })
}

/// 年度目标2（40分） | 改善人居环境: what the indicators below the next heads are of.
fn is_goal(row: &RawRow<'_>) -> bool {
    let goal = labels(row).next().is_some_and(|label| words::starts(label, "年度目标|年度总体目标|总体目标"));
    goal && labels(row).count() <= 2
}

/// 其他需说明事项 | 无: what stands below the indicators of a form.
fn is_note(row: &RawRow<'_>) -> bool {
    const NOTES: &str = "其他需说明|其他需要说明|需要说明的|其他说明|其他事项|备注|说明|改进措施|改进建议|存在问题|存在的问题|存在主要问题|\
        主要问题|结果应用|自评结论|评价结论|综合评价|下一步|意见建议|相关建议";
    labels(row).next().is_some_and(|label| words::starts(label, NOTES)) && labels(row).count() <= 2
}

/// A row of points beyond the full ones: 加分项, 扣分项.
fn is_bonus(row: &RawRow<'_>) -> bool {
    labels(row).next().is_some_and(|label| words::starts(label, "加分|扣分|减分|附加分|奖励分"))
}

/// The digits of （50分）.
pub(super) fn bracket_points(text: &str) -> Option<&str> {
    let open = text.find(['（', '('])?;
    let rest = &text[open..];
    let start = rest.find(|c: char| crate::number::halfwidth(c).is_ascii_digit())?;
    let tail = &rest[start..];
    let end = tail
        .find(|c: char| !(crate::number::halfwidth(c).is_ascii_digit() || c == '.'))
        .unwrap_or(tail.len());
    tail[end..].trim_start().starts_with('分').then_some(&tail[..end])
}
