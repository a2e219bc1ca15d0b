//! Wholes and their parts within a paragraph: 其中, 主要是, 分别为.

use super::{NEAR, Output, Reading, is_both_sides};
use crate::{
    model::{Figure, FigureId, Home, Role, names::Basis},
    number::{Counter, Dimension, Quantity, sum},
    statement::{ListKind, Piece, Statement, pieces::PieceKind},
    words,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Strength of the marks between the members of a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Separator {
    None,
    Pause,
    Comma,
    Semicolon,
}

/// Most lists within lists.
const MAX_NESTED: usize = 8;

#[derive(Clone, Debug)]
pub(super) struct OpenList {
    pub(super) whole: FigureId,
    pub(super) parts: Vec<FigureId>,
    pub(super) kind: ListKind,
    /// Strongest mark between two members so far.
    pub(super) separator: Separator,
    pub(super) since_part: Separator,
    /// Depth of brackets at which it began.
    pub(super) depth: usize,
    /// A figure that may or may not be a member: then nothing is decided.
    pub(super) uncertain: bool,
    /// 其中： rather than 其中.
    pub(super) colon: bool,
    /// One side of what receipts and spending have in common.
    pub(super) side: bool,
    /// The figures that may be the whole, where it is not certain which.
    pub(super) candidates: Vec<FigureId>,
    /// How many parts say their share of the whole.
    pub(super) shares: usize,
    /// Where in the paragraph it was opened.
    pub(super) opened: usize,
    /// Signs (②, 二是) begin its parts.
    pub(super) itemized: bool,
}

impl OpenList {
    fn new(whole: FigureId, kind: ListKind, depth: usize) -> Self {
        Self {
            whole,
            parts: Vec::new(),
            kind,
            separator: Separator::None,
            since_part: Separator::None,
            depth,
            uncertain: false,
            colon: false,
            side: false,
            candidates: Vec::new(),
            shares: 0,
            opened: 0,
            itemized: false,
        }
    }
}

impl Reading<'_, '_> {
    pub(super) fn separate(&mut self, separator: Separator, end: usize) {
        self.boundary = end;
        self.last_in_clause = false;
        for list in &mut self.lists {
            list.since_part = list.since_part.max(separator);
        }
    }

    pub(super) fn open_list(&mut self, out: &mut Output, kind: ListKind, colon: bool, at: Range<usize>) {
        self.flush_change(out);
        self.claim_ended |= self.claim.is_some();
        let begins = self.span(at.clone()).start;
        self.of_change |= out.figures.last().is_some_and(|last| {
            /// A comma or a bracket, in bytes.
            const MARK: usize = 6;
            last.role == Role::Change
                && last.quantity.unit.dimension == Dimension::Money
                && last.span.start >= self.paragraph.flow.offset(self.segment)
                && begins.saturating_sub(last.span.end) <= MARK
        });
        // 捐赠144万元（不包含援建项目款639万元）: what is left out is no part.
        if self.open_scores(out) || self.text[..at.start].ends_with(['不', '未']) {
            self.boundary = at.end;
            return;
        }
        // 分别占基本支出的88.85%、11.15%; 分别增长7.2%、8.6%: shares and changes in step, no parts.
        const IN_STEP: &str =
            "占|增长|增加|增至|下降|减少|减至|提高|降低|降至|降到|上升|升至|比|较|同比|达到|完成";
        if self.text[..at.end].ends_with("分别") && words::starts(&self.text[at.end..], IN_STEP) {
            self.boundary = at.end;
            return;
        }
        let between = self.text[self.boundary..at.start].trim();
        if matches!(between, "收入" | "支出") && self.open_side(out, at.end) {
            return;
        }
        let name_between = !between.is_empty() && !self.last_in_clause;
        self.boundary = at.end;
        let same_sentence = self.last_level.is_some_and(|level| level.0 >= self.sentence_figure);
        // 主要用于 speaks of the sentence's own figure only; 其中 may also begin a sentence of its own.
        let heads_list = self.text[at.end..].starts_with("以下");
        if (name_between && !between_whole_and_parts(between))
            || (kind == ListKind::Partial && !same_sentence && !heads_list && !self.includes(out, &at))
        {
            return;
        }
        // 其中包括：: one list, not one within another.
        if let Some(list) =
            self.lists.last_mut().filter(|list| list.opened == at.start && list.parts.is_empty())
        {
            (list.kind, list.opened) = (kind, at.end);
            return;
        }
        let certain = self.whole_of_list(out);
        let candidates = if certain.is_none() { self.wholes_before(out, kind) } else { Vec::new() };
        let Some(whole) = certain.or(candidates.last().copied()) else { return };
        let whole = self.level_of_this_year(out, whole);
        // A sentence with more lists within lists than this is no sentence; the bound keeps its work linear.
        if self.lists.len() >= MAX_NESTED {
            self.lists.remove(0);
        }
        let opened = at.end;
        self.lists.push(OpenList { colon, candidates, opened, ..OpenList::new(whole, kind, self.depth) });
    }

    /// 项目支出260万元。包括业务专项140万元、驻村帮扶120万元: whether a sentence begins with what the only amount of the one before includes.
    fn includes(&self, out: &Output, at: &Range<usize>) -> bool {
        let head = self.text.get(self.sentence_start..at.end).unwrap_or_default();
        let alone = out.figures.len().checked_sub(1).filter(|last| *last == self.previous_figure);
        words::is(head.trim().trim_end_matches(['：', ':']), "包括|包含|主要包括|主要包含|其中主要包括")
            && alone.map(FigureId) == self.last_level
    }

    /// 收入120万元，上年为100万元，增加20万元。其中：…: what is listed behind is of this year, where the same stands before.
    fn level_of_this_year(&self, out: &Output, whole: FigureId) -> FigureId {
        let last = &out.figures[whole.0];
        if last.year.is_none() || last.year >= self.context.year {
            return whole;
        }
        let first = self.previous_figure.min(whole.0).max(whole.0.saturating_sub(NEAR));
        let same = |id: &FigureId| {
            let figure = &out.figures[id.0];
            let one = figure.item == last.item && figure.quantity.comparable(&last.quantity);
            figure.role == Role::Level && figure.year == self.context.year && one
        };
        (first..whole.0).rev().map(FigureId).find(same).unwrap_or(whole)
    }

    /// 本年支出950.33万元（基本支出683.28万元，项目支出267.05万元）: amounts in a bracket right behind another are rather its parts, but
    /// no word says so.
    pub(super) fn open_bracket_list(&mut self, out: &Output, within: &[Piece], at: &Range<usize>) {
        const OTHERWISE: &str =
            "含|不含|包含|其中|较|比|占|同比|约|折|合|扣|原|剔|另|上年|去年|人均|预计|计划";
        let behind = self.text[at.end..].trim_start();
        let Some(whole) = self.last_level.filter(|_| !words::starts(behind, OTHERWISE)) else { return };
        let follows = out.figures[whole.0].span.end == self.span(at.clone()).start;
        let amounts = within
            .iter()
            .take_while(|piece| !matches!(piece.kind, PieceKind::Open | PieceKind::Close | PieceKind::OfWhich { .. }))
            .filter(|piece| matches!(&piece.kind, PieceKind::Figure(printed) if printed.quantity.comparable(&out.figures[whole.0].quantity)));
        if follows && amounts.take(2).count() == 2 {
            self.lists.push(OpenList {
                candidates: vec![whole],
                opened: at.end,
                ..OpenList::new(whole, ListKind::Exhaustive, self.depth)
            });
        }
    }

    /// 现有人员50名：行政30名，事业20名。 people behind a colon are rather those before it, but no word says so.
    pub(super) fn open_people(&mut self, out: &Output, behind: &[Piece], at: &Range<usize>) {
        /// Most pieces that are looked at.
        const MOST: usize = 60;
        let people =
            |id: FigureId| out.figures[id.0].quantity.unit.dimension == Dimension::Count(Counter::People);
        if self.lists.is_empty() && self.last_level.is_some_and(people) {
            let ends = |piece: &Piece| matches!(piece.kind, PieceKind::Stop | PieceKind::Semicolon);
            let sentence = behind[..behind.len().min(MOST)].split(ends).next().unwrap_or_default();
            self.open_bracket_list(out, sentence, at);
        }
    }

    /// 总投资500万元，资金来源：中央资金300万元、自筹200万元: where all of an amount comes from.
    pub(super) fn open_sources(&mut self, out: &mut Output, colon: &Range<usize>) {
        let said = self.text.get(self.boundary..colon.start).unwrap_or_default();
        let lead = words::without_tail(said.trim(), "为|是").unwrap_or(said.trim());
        let direct = self.last_level.is_some_and(|level| level.0 + 1 == out.figures.len());
        const SOURCES: &str = "资金来源|其资金来源|经费来源|其来源|按资金来源分|按资金来源看|从资金来源看|按资金来源划分|按来源分|按经费来源分";
        const DETAILS: &str = "明细|支出明细|具体明细|费用明细|支出明细如下|具体支出明细";
        let divided = words::ends(lead, "单位性质看|单位性质分|资金性质分|支出性质分|级次看|级次分");
        if direct && (divided || words::is(lead, SOURCES) || words::is(lead, DETAILS)) {
            self.boundary = colon.start;
            self.open_list(out, ListKind::Exhaustive, true, colon.clone());
        }
    }

    /// 财政拨款收支总预算100万元。收入包括：…；支出包括：…: each side makes up the figure that both have in common.
    fn open_side(&mut self, out: &mut Output, end: usize) -> bool {
        let common = |id: &FigureId| out.figures[id.0].item.contains("收支");
        let open = self.lists.last().filter(|list| list.side).map(|list| list.whole);
        let here = open.or(self.side_of).or(self.last_level.filter(common));
        let Some(whole) = here.or_else(|| self.both_sides_above(out)) else { return false };
        while !self.lists.is_empty() {
            self.close_list(out, true);
        }
        self.side_of = Some(whole);
        self.boundary = end;
        self.lists.push(OpenList {
            side: true,
            colon: true,
            ..OpenList::new(whole, ListKind::Exhaustive, self.depth)
        });
        true
    }

    /// 收支总预算100万元，比上年增加5万元。 | 收入包括：…: what both sides come to, where the paragraph above says it.
    fn both_sides_above(&self, out: &mut Output) -> Option<FigureId> {
        const NODES: usize = 2;
        const MOST: usize = 8;
        let first = self.first_figure;
        // 主要包括, 以及上年结转 and what is carried over behind the list leave it open.
        let (list, behind) = self.text.split_once('。').unwrap_or((self.text, ""));
        let open = words::has(list, "主要|以及|等") || words::has(behind, "结转|结余");
        if first < out.figures.len() || open {
            return None;
        }
        out.bound = true;
        let common = |id: &FigureId| {
            let figure = &out.figures[id.0];
            let near = matches!(figure.home, Home::Prose { node, .. } if node + NODES >= self.node);
            let of_year = figure.year.is_none() || figure.year == self.context.year;
            near && of_year && figure.role == Role::Level && is_both_sides(&figure.item)
        };
        (first.saturating_sub(MOST)..first).map(FigureId).find(common)
    }

    /// The figure that 其中 speaks of. Where it begins a sentence and the one before gives several items, that may be any
    /// of them, or what they are parts of; where that one speaks of something else altogether, no figure before it is meant.
    pub(super) fn whole_of_list(&self, out: &Output) -> Option<FigureId> {
        let whole = self.last_level?;
        let near = !self.turned_away && !self.spoke_of_several(out, whole);
        (whole.0 >= self.sentence_figure || near).then_some(whole)
    }

    /// Whether the sentence before gives amounts of other items than that of its last one.
    pub(super) fn spoke_of_several(&self, out: &Output, last: FigureId) -> bool {
        let last = &out.figures[last.0];
        let others =
            self.previous_figure.max(self.sentence_figure.saturating_sub(NEAR))..self.sentence_figure;
        out.figures[others].iter().any(|figure| {
            figure.role == Role::Level
                && figure.quantity.comparable(&last.quantity)
                && figure.quantity.base_value() != last.quantity.base_value()
                && !is_same_item(&figure.item, &last.item)
        })
    }

    /// The figures of the sentence before that 其中 at the head of this one may speak of.
    fn wholes_before(&self, out: &Output, kind: ListKind) -> Vec<FigureId> {
        let begins = self.sentence_figure == out.figures.len() && !self.turned_away;
        if kind == ListKind::Partial || !begins {
            return Vec::new();
        }
        let first = self.previous_figure.max(self.sentence_figure.saturating_sub(NEAR));
        (first..self.sentence_figure)
            .map(FigureId)
            .filter(|id| out.figures[id.0].role == Role::Level)
            .collect()
    }

    /// Keeps a list of one part for the sentences behind it, and ends one that this sentence did not go on with.
    pub(super) fn carry(&mut self, out: &mut Output) {
        // 收入61646万元。其中税务部门28684万元；财政部门32962万元。: without a colon the list ends with its sentence.
        let goes_on = self.carried_on && self.carried.as_ref().is_some_and(|list| list.colon);
        if self.sentence_figure < out.figures.len() && !goes_on {
            self.end_carried(out);
        }
        self.carried_on = false;
        // 人员经费383万元，主要包括基本工资、津贴补贴等。公用经费…: names without amounts end no list.
        while self.lists.len() > 1 && self.lists.last().is_some_and(|list| list.parts.is_empty()) {
            self.lists.pop();
        }
        if let [list] = self.lists.as_slice()
            && list.colon
            && list.parts.len() == 1
            && is_kept(list)
        {
            self.end_carried(out);
            self.carried = self.lists.pop();
        }
    }

    /// Takes the figure that a sentence or its part begins with for a part of the list before.
    pub(super) fn carry_on(&mut self, out: &Output, id: FigureId) {
        let Some(list) = self.carried.as_mut().filter(|_| self.lists.is_empty()) else { return };
        let (part, whole) = (&out.figures[id.0], &out.figures[list.whole.0]);
        if part.quantity.comparable(&whole.quantity)
            && part.year == whole.year
            && part.item != whole.item
            && !part.basis.differs(whole.basis)
        {
            list.parts.push(id);
            self.carried_on = true;
        }
    }

    pub(super) fn end_carried(&mut self, out: &mut Output) {
        let Some(list) = self.carried.take() else { return };
        let OpenList { whole, .. } = list;
        let value = |id: FigureId| out.figures[id.0].quantity.base_value();
        let mut list = list;
        // 其中税务部门…；财政部门…: without a colon only what is called alike.
        let name = |id: &FigureId| &*out.figures[id.0].name;
        let alike = || list.parts.windows(2).all(|pair| is_alike(name(&pair[0]), name(&pair[1])));
        // 收入1110万元，其中税收1400万元；非税12万元: more than the whole, whatever else belongs to it. 其中甲…；乙…等: not all.
        let more = value(list.parts[0]) > value(whole);
        // 采购支出100万元，…，部门支出570万元；其中基本支出300万元: rather of another amount.
        let before = self.text[..list.opened].trim_end_matches("其中");
        if more && before.ends_with(['；', ';']) {
            return;
        }
        let first = list.kind == ListKind::Partial || more;
        if first || !list.colon && !alike() {
            list.parts.truncate(1);
        }
        let kind = match list.parts.len() {
            1 => Some(ListKind::Partial),
            2 if is_basic_spending(&out.figures, whole, &list.parts) => Some(ListKind::Exhaustive),
            _ => None,
        };
        let parts = list.parts;
        out.statements.push(match kind {
            Some(kind) => Statement::Breakdown { whole, parts, kind, closed: true },
            None => Statement::Likely { wholes: vec![whole], parts },
        });
    }

    pub(super) fn add_part(&mut self, out: &mut Output, id: FigureId, label: &str) {
        // 固定资产2900万元（房屋1800万元，其他1100万元）: what a bracket behind a part says is no part beside it.
        let depth = self.depth;
        let Some(list) = self.lists.last_mut().filter(|list| list.depth >= depth) else { return };
        // What is said of the whole holds for its parts: 下达专项经费共计…，主要是甲…、乙….
        let (whole_basis, whole_year) = (out.figures[list.whole.0].basis, out.figures[list.whole.0].year);
        // 其中甲预算200万元，支出195万元；乙…: another figure of a part is no further part.
        let item = &out.figures[id.0].item;
        let one_whole = list.candidates.is_empty();
        if one_whole
            && !item.is_empty()
            && list.parts.last().is_some_and(|part| out.figures[part.0].item == *item)
        {
            list.uncertain = true;
            return;
        }
        let figure = &mut out.figures[id.0];
        if figure.basis == Basis::Unsaid {
            figure.basis = whole_basis;
        }
        if self.year.is_none() {
            figure.year = whole_year;
        }
        let figure = &out.figures[id.0];
        // 资金1268.4万元，惠及15855人；其中中央资金…: the whole is the only figure of the sentence that can be one.
        if list.parts.is_empty() && !figure.quantity.comparable(&out.figures[list.whole.0].quantity) {
            // 三公经费60万元，因为更新车辆1辆。其中：…: or of the sentence before.
            let behind = list.whole.0 < self.sentence_figure;
            let first = if behind { self.previous_figure } else { self.sentence_figure };
            let mut wholes =
                (first.max(list.whole.0.saturating_sub(NEAR))..list.whole.0).map(FigureId).filter(|whole| {
                    let whole = &out.figures[whole.0];
                    whole.role == Role::Level && whole.quantity.comparable(&figure.quantity)
                });
            if let (Some(whole), None) = (wholes.next(), wholes.next()) {
                list.whole = whole;
            }
        }
        let whole = &out.figures[list.whole.0];
        if !figure.quantity.comparable(&whole.quantity) {
            // 来信36件、来访48批次、网上信访72件: parts that are counted otherwise, unless the list is of money.
            list.uncertain |= list.since_part == Separator::Pause
                && whole.quantity.unit.dimension != Dimension::Money
                && figure.quantity.unit.dimension != Dimension::Money;
            return;
        }
        // 本年支出45万元，其中：基本支出5万元，项目支出40万元，年末结转和结余15万元: what is left was not spent.
        let left = words::starts(label.trim(), "年末结转|年末结余|结转下年|结余分配|年末滚存");
        let spent = words::is(&whole.name, "") || words::ends(&whole.name, "支出");
        if left && spent && !list.parts.is_empty() {
            return;
        }
        // 指标12个，其中一级指标3个、二级指标9个: the levels of a tree are no parts beside each other.
        let level_of_tree = figure.name.starts_with("二级") || figure.name.starts_with("三级");
        if level_of_tree && words::ends(&figure.name, "指标|目标|科目|目录") {
            list.uncertain = true;
            return;
        }
        // 中小企业80万元，小微企业60万元: the small ones are among them; what came from the budget and what it was spent on are two ways to divide.
        let named = |words: &str| list.parts.iter().any(|part| words::has(&out.figures[part.0].name, words));
        let is_within = figure.name.contains("小微") && named("中小")
            || words::ends(&figure.name, "增值税|所得税|营业税|消费税|契税|资源税") && named("税收");
        if is_within {
            return;
        }
        const USES: &str = "基本支出|项目支出|人员经费|公用经费";
        let funds = |part: &FigureId| {
            words::ends(&out.figures[part.0].name, "财政拨款|财政拨款支出|公共预算|公共预算支出")
        };
        if words::ends(&figure.name, USES) && list.parts.last().is_some_and(funds) {
            list.uncertain = true;
            return;
        }
        // 追加250万元，其中上年结转50万元，全年预算1250万元: what all comes to is no part.
        const ALL: &str =
            "全年预算|全年预算数|调整后预算|调整后预算数|调整预算|调整预算数|可用资金|收入总计|支出总计";
        let more = figure.quantity.base_value() > whole.quantity.base_value();
        if more && !list.parts.is_empty() && words::ends(label.trim().trim_end_matches('为'), ALL) {
            return;
        }
        let other_basis = figure.basis.differs(whole.basis);
        if other_basis || figure.year != whole.year || figure.item == whole.item && !figure.item.is_empty() {
            list.uncertain = true;
            return;
        }
        if !list.parts.is_empty() {
            list.separator = list.separator.max(list.since_part);
        }
        list.since_part = Separator::None;
        // 工资150万元、津贴277.75万元，合计人员经费427.75万元；公用经费…: a sum of parts takes their place.
        if !list.uncertain && words::starts(label.trim_start(), "合计|小计|共计") {
            let summed = summed_last(&out.figures, &list.parts, out.figures[id.0].quantity);
            list.uncertain |= summed == 0;
            list.parts.truncate(list.parts.len() - summed);
        }
        // 固定资产原值1147万元，累计折旧410万元，净值738万元: of one thing only what is left of it counts.
        const LEFT: &str = "净值|净额|账面价值";
        const BEFORE: &str = "原值|累计折旧|累计摊销|减值准备";
        if words::ends(&out.figures[id.0].name, LEFT) {
            let gross = |part: &FigureId| words::ends(&out.figures[part.0].name, BEFORE);
            while list.parts.last().is_some_and(gross) {
                list.parts.pop();
            }
        }
        list.parts.push(id);
    }

    /// ②课题研究…: what was said of the item before ends, and the lists within it.
    pub(super) fn item(&mut self, out: &mut Output, at: Range<usize>) {
        let before = self.text[..at.start].trim_end();
        let in_words = !before.is_empty() && !before.ends_with(['，', ',', '；', ';', '。', '：', ':', '、']);
        if in_words && self.text[at.clone()].ends_with('是') {
            return;
        }
        self.flush_change(out);
        if let Some(list) = self.lists.last_mut().filter(|list| list.parts.is_empty() && list.colon) {
            list.itemized = true;
        }
        while self.lists.last().is_some_and(|list| !list.itemized) {
            self.close_list(out, true);
        }
        self.reference = None;
        self.old = None;
        self.last_in_clause = false;
        self.segment = at.end;
        self.boundary = at.end;
    }

    /// 防汛155.53万元，主要用于物资储备，…: a purpose without an amount is no list.
    pub(super) fn end_purpose(&mut self, at: usize) {
        let opened = |list: &OpenList| list.kind == ListKind::Partial && !list.colon && list.parts.is_empty();
        if self.lists.last().is_some_and(|list| opened(list) && list.opened < at) {
            self.lists.pop();
        }
    }

    /// A figure that is comparable but perhaps no member makes the innermost list uncertain.
    pub(super) fn doubt(&mut self, quantity: Quantity) {
        if quantity.unit.dimension == Dimension::Money
            && let Some(list) = self.lists.last_mut()
        {
            list.uncertain = true;
        }
    }

    /// 其中：财政拨款收入972万元，占100%；此外，年初结转14万元: what follows is of no list.
    pub(super) fn besides(&mut self, out: &mut Output, at: &Range<usize>) {
        let words = self.text.get(self.boundary..at.start).unwrap_or_default();
        if words::is(words.trim(), "此外|另外|除此之外|除此以外") {
            while !self.lists.is_empty() {
                self.close_list(out, true);
            }
        }
    }

    pub(super) fn et_cetera(&mut self) {
        if let Some(list) = self.lists.last_mut().or(self.carried.as_mut()) {
            list.kind = ListKind::Partial;
        }
    }

    pub(super) fn close_at_semicolon(&mut self, out: &mut Output) {
        while let Some(list) = self.lists.last() {
            let nested = self.lists.len() > 1;
            // Of several wholes each part may give a figure: 编制52人，实有49人；….
            let weaker =
                list.parts.len() >= 2 && list.separator < Separator::Semicolon && list.candidates.is_empty();
            let single = list.parts.len() == 1 && !list.colon && list.shares == 0;
            if !(nested || weaker || single || list.parts.is_empty()) {
                return;
            }
            if nested {
                return self.close_list(out, true);
            }
            if single && list.parts.len() == 1 && is_kept(list) {
                let whole = list.whole;
                self.end_carried(out);
                self.carried = self.lists.pop();
                return self.speak_of(out, whole);
            }
            self.return_to_whole(out);
        }
    }

    /// 收入100万元，加补助50万元，其中甲30万元，乙20万元，上年结转5万元，收入合计155万元: a total ends the list, and where that
    /// is so, not all before it need be a part.
    /// That of 一是甲40万元，二是乙共计4.5万元 is the item's own, as is that of 其中：基本支出合计60万元，项目支出合计40万元.
    pub(super) fn end_with_total(&mut self, out: &mut Output, name: &str, total: Quantity) {
        let Some(list) = self.lists.last_mut() else { return };
        // 其中：基本支出合计60万元，项目支出合计40万元，全年支出合计100万元: the last one is of both.
        let sums_up = summed_last(&out.figures, &list.parts, total) > 0;
        let of_each = !sums_up && list.parts.last().is_some_and(|part| out.figures[part.0].total);
        if (list.itemized || of_each) && !name.is_empty() {
            return;
        }
        if list.depth != self.depth || list.parts.is_empty() {
            return;
        }
        if list.candidates.is_empty() {
            list.candidates.push(list.whole);
        }
        self.close_list(out, true);
    }

    /// 基本支出600万元，项目支出580万元，合计1180万元: where a sentence names nothing but amounts of one kind, a total behind them is
    /// theirs. 两项合计 says of how many.
    pub(super) fn total_of_sentence(
        &self,
        out: &mut Output,
        total: FigureId,
        counted: Option<usize>,
        certain: bool,
    ) {
        const OTHERWISE: &str =
            "其中|比|较|占|分别|完成|加|减|增|降|调|用于|含|结转|结余|另|余|缺|扣|均|以上|以下|来源";
        let first = self.sentence_figure.max(total.0.saturating_sub(NEAR));
        let (parts, whole) = (&out.figures[first..total.0], &out.figures[total.0]);
        let segment = self.span(self.segment..self.boundary.max(self.segment)).start;
        let nearer = |parts: &[Figure]| {
            parts.iter().position(|part| part.span.start >= segment).unwrap_or(parts.len())
        };
        // 编制46名，工勤4名，共50名；实有干警44名、工勤3名，共47名: counts are told in the part of the sentence that they stand in.
        let of_counts = matches!(whole.quantity.unit.dimension, Dimension::Count(_));
        let first = if of_counts { first + nearer(parts) } else { first };
        let parts = &out.figures[first..total.0];
        let words = self.text.get(self.sentence_start..self.boundary).unwrap_or_default();
        let is_part = |figure: &Figure| {
            figure.role == Role::Level
                && !figure.total
                && !figure.item.is_empty()
                && figure.quantity.comparable(&whole.quantity)
                && figure.year == whole.year
                && !figure.basis.differs(whole.basis)
        };
        if parts.len() < 2 || self.depth > 0 || !parts.iter().all(is_part) || words::has(words, OTHERWISE) {
            return;
        }
        // 固定资产7042.37万元，净值6243.85万元；招标54.63万元，询价71.96万元，共计126.59万元: of what stands behind the semicolon.
        let nearer = nearer(parts);
        let made_up = sum_of(parts[nearer..].iter()) == whole.quantity.base_value();
        let first = if made_up && parts.len() - nearer > 1 { first + nearer } else { first };
        if counted.is_some_and(|count| count != total.0 - first) {
            return;
        }
        let parts = (first..total.0).map(FigureId).collect();
        out.statements.push(match certain {
            true => Statement::Breakdown { whole: total, parts, kind: ListKind::Exhaustive, closed: true },
            false => Statement::Likely { wholes: vec![total], parts },
        });
    }

    /// 购买物资支出11.51万元，救助支出2.91万元，共计支出14.42万元: the same with a verb, which must be that of every part. What was paid
    /// out of two amounts that were granted is not their sum.
    pub(super) fn total_by_verb(&self, out: &mut Output, total: FigureId, verb: &str, certain: bool) {
        const OTHERWISE: &str = "等|主要|小计|合计|一是|二是|预算|合同|撬动";
        let words = self.text.get(self.sentence_start..self.boundary).unwrap_or_default();
        let parts = &out.figures[self.sentence_figure.max(total.0.saturating_sub(NEAR))..total.0];
        // 下达中央资金30.9万元，县财政资金31.9万元，共计下达62.8万元: said once of all of them.
        let of_all = certain
            && parts.first().is_some_and(|first| {
                let start = self.paragraph.flow.offset(self.sentence_start);
                let before = first.span.start.checked_sub(start).and_then(|end| words.get(..end));
                before.is_some_and(|before| before.contains(verb))
            });
        let each = words.matches(verb).take(NEAR).count() >= parts.len();
        let (done, certain) = (each || of_all, certain && each);
        // 执法车2辆、特种车1辆，共3辆: nothing else is counted so.
        let unit = out.figures[total.0].quantity.unit;
        let counted = matches!(unit.dimension, Dimension::Count(_)) && verb.is_empty();
        let alike = counted && parts.iter().all(|part| part.quantity.unit == unit);
        let words = if alike { &self.text[self.segment..self.boundary.max(self.segment)] } else { words };
        let again = !alike && words.contains('共');
        if (verb.is_empty() || done) && !again && !words::has(words, OTHERWISE) {
            out.figures[total.0].total |= alike;
            self.total_of_sentence(out, total, None, certain || alike);
        }
    }

    /// 年初预算100万元，其中甲40万元，乙60万元；实际支出90万元: of what the list was of.
    pub(super) fn return_to_whole(&mut self, out: &mut Output) {
        let Some(whole) = self.lists.last().map(|list| list.whole) else { return };
        self.complete = self.complete_whole(out).or(self.complete);
        self.close_list(out, true);
        self.speak_of(out, whole);
    }

    /// What follows is said of this amount.
    pub(super) fn speak_of(&mut self, out: &Output, level: FigureId) {
        self.last_level = Some(level);
        self.subject = out.figures[level.0].item.clone();
        self.subject_name = out.figures[level.0].name.clone();
    }

    /// The whole of the outermost list, where its parts make it up: 预算1500万元，其中基本支出600万元，项目支出900万元。全年执行1550万元.
    /// What then has no name is rather said of the whole than of the last part.
    pub(super) fn complete_whole(&self, out: &Output) -> Option<FigureId> {
        let of_some = |list: &&OpenList| (2..=NEAR).contains(&list.parts.len()) && list.candidates.is_empty();
        let list = self.lists.first().filter(of_some)?;
        let figure = |id: &FigureId| &out.figures[id.0];
        let parts = sum_of(list.parts.iter().map(figure))?;
        (parts == figure(&list.whole).quantity.base_value()?).then_some(list.whole)
    }

    pub(super) fn close_list(&mut self, out: &mut Output, closed: bool) {
        let Some(list) = self.lists.pop() else { return };
        // Receipts and spending are each as much as their common total.
        let both = !list.side && is_both_sides(&out.figures[list.whole.0].item);
        if list.parts.is_empty() || list.uncertain || both {
            return;
        }
        if !list.candidates.is_empty() {
            if list.parts.len() >= 2 {
                out.statements.push(Statement::Likely { wholes: list.candidates, parts: list.parts });
            }
            return;
        }
        // 其中甲占60%；乙占40%: behind a semicolon only what says its share is a part for certain.
        let open = list.separator == Separator::Semicolon && !list.colon && list.shares < list.parts.len();
        let mut parts = list.parts;
        if open && list.shares > 0 {
            parts.truncate(list.shares);
        }
        let kind = if parts.len() == 1 || open { ListKind::Partial } else { list.kind };
        out.statements.push(Statement::Breakdown { whole: list.whole, parts, kind, closed });
    }

    pub(super) fn close_bracket(&mut self, out: &mut Output, end: usize) {
        while self.lists.last().is_some_and(|list| list.depth >= self.depth && self.depth > 0) {
            self.close_list(out, true);
        }
        if self.depth > 0 && self.lists_scores() {
            self.end_scores(out);
        }
        self.depth = self.depth.saturating_sub(1);
        // What a bracket named is not what the sentence goes on with.
        if let Some(outside) = self.outside.pop() {
            self.last_level = outside.level;
            self.subject = outside.subject;
            self.subject_name = outside.subject_name;
            self.year = outside.year;
        }
        self.boundary = end;
    }
}

/// Whether what stands behind the mark that ends a list of one part may go on with it.
fn is_kept(list: &OpenList) -> bool {
    list.kind == ListKind::Exhaustive && !list.uncertain && list.candidates.is_empty()
}

/// The sum of amounts, where a decimal can hold them and it.
pub(super) fn sum_of<'f>(figures: impl Iterator<Item = &'f Figure>) -> Option<Decimal> {
    let values = figures.map(|figure| figure.quantity.base_value()).collect::<Option<Vec<_>>>()?;
    sum(values.into_iter())
}

/// How many of the last parts add up to an amount.
fn summed_last(figures: &[Figure], parts: &[FigureId], total: Quantity) -> usize {
    let figure = |id: &FigureId| &figures[id.0];
    let sums = |from: usize| sum_of(parts[from..].iter().map(figure)) == total.base_value();
    let first = parts.len().saturating_sub(NEAR);
    (first..parts.len().saturating_sub(1)).find(|from| sums(*from)).map_or(0, |from| parts.len() - from)
}

/// 基本支出 is 人员经费 and 公用经费 and nothing else (部门预算管理办法), in however many sentences they stand.
pub(super) fn is_basic_spending(figures: &[Figure], whole: FigureId, parts: &[FigureId]) -> bool {
    let ends = |id: FigureId, tail: &str| figures[id.0].item.ends_with(tail);
    let [staff, office] = parts else { return false };
    ends(whole, "基本支出") && ends(*staff, "人员经费") && ends(*office, "公用经费")
}

/// Whether two names begin or end with the same two characters, and these say more than that money was spent.
fn is_alike(one: &str, other: &str) -> bool {
    /// Two characters, in bytes.
    const TWO: usize = 6;
    let head = one.get(..TWO).is_some_and(|head| other.starts_with(head));
    let tail = one.len().checked_sub(TWO).and_then(|at| one.get(at..));
    head || tail.is_some_and(|tail| other.ends_with(tail) && !words::is(tail, "支出|收入|项目|资金"))
}

/// 三公经费 and 三公经费财政拨款支出.
fn is_same_item(left: &str, right: &str) -> bool {
    let said = |rest: &str| matches!(rest, "" | "支出" | "财政拨款" | "财政拨款支出" | "总额" | "总支出");
    left.strip_prefix(right).or_else(|| right.strip_prefix(left)).is_some_and(said)
}

/// 支出方向分别为, 资金构成包括: words that only lead from a whole to its parts.
fn between_whole_and_parts(words: &str) -> bool {
    let plain = words.chars().count() <= 8 && !words.contains(['，', '：', ':', ',']);
    plain && words::ends(words, "方向|内容|构成|组成|明细|情况|具体")
}
