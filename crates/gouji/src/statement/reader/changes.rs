//! Changes: what they are counted from, how much, and why.

use super::{NEAR, Output, Reading, is_both_sides};
use crate::{
    model::{
        Figure, FigureId, Role,
        names::{self, Basis, Label, Year, read_label},
    },
    number::{Dimension, Quantity},
    statement::{
        BasePoint, Change, Direction, Piece, Statement,
        pieces::{PieceKind, Printed},
    },
    text::Span,
    words,
};
use std::{cmp::Ordering, ops::Range};

impl Reading<'_, '_> {
    pub(super) fn reference(&mut self, base: Range<usize>, at: Range<usize>) {
        let text = &self.text[base];
        // 比上年末减少: what stood at its end is a figure of that year.
        let label = read_label(words::without_tail(text, "同期|同月|同季|相|末|底").unwrap_or(text));
        let plain = label.name.is_empty();
        // 同口径同比: last year's, on this year's terms.
        let yearly = text.starts_with("口径");
        let known = yearly || (plain && (label.year_said || label.basis != Basis::Unsaid));
        let said = if label.year_said { Some(label.year) } else { None };
        let year = if yearly { Some(Year::Before) } else { said };
        let point = BasePoint { year: self.absolute(year), basis: label.basis };
        self.reference = Some((point, known));
        // The label of a change that follows begins before the reference only if it stands in the same clause.
        if self.text[self.boundary..at.start].trim().is_empty() {
            self.boundary = at.end;
        }
    }

    /// 较上年的2350万元减少…: the base is a figure of the item that the sentence is about.
    pub(super) fn reference_amount(
        &mut self,
        out: &mut Output,
        base: Range<usize>,
        figure: &Printed,
        at: Range<usize>,
    ) {
        let base = &self.text[base];
        // 同比（655.20万元）减少: last year's.
        let said =
            if base == "比" { "上年" } else { words::without_tail(base, "同期|同月").unwrap_or(base) };
        let label = read_label(said);
        // 较年初966.53万元增加…: what stood at the end of the year before.
        let opening = words::is(&label.name, "年初|期初|年初数|期初数|年初余额|期初余额");
        let label = if opening { Label { year: Year::Before, year_said: true, ..label } } else { label };
        // 较上年三公经费42.6万元减少…: what the sentence speaks of, by its name again.
        let again = |level: FigureId| {
            let name = words::without_head(&label.name, "年末|年底|末|底").unwrap_or(&label.name);
            level.0 >= self.first_figure && *out.figures[level.0].item == *names::canonical(name)
        };
        let again = self.last_level.is_some_and(again);
        let plain = label.name.is_empty()
            || opening
            || again
            || words::is(&label.name, "数|末|底|支出|决算支出|总额");
        let words = self.text.get(self.boundary..at.start).unwrap_or_default();
        let before = read_label(words);
        let level = match before.name.as_ref() {
            // 支出比上年880万元增长…: the spending of what, the sentence does not say.
            "" if words.trim().ends_with("支出") => None,
            "" => self.level_of(out, ""),
            name => self.level_of(out, &names::canonical(name)),
        };
        let known = plain && (label.year_said || label.basis != Basis::Unsaid);
        self.reference = None;
        if let Some(level) =
            level.filter(|level| known && figure.quantity.comparable(&out.figures[level.0].quantity))
        {
            let (year, mut basis) = (if label.year_said { Some(label.year) } else { self.year }, label.basis);
            if basis == Basis::Unsaid {
                basis = out.figures[level.0].basis;
            }
            // 资金600万元，其中中央400万元、省级200万元，较预算700万元减少…: the budget is of the last part or of the whole.
            let part = self.lists.last().is_some_and(|list| list.parts.contains(&level));
            let named = !part || self.last_in_clause;
            let of = Some(&out.figures[level.0]).filter(|_| named);
            let (name, item) = of.map(|level| (level.name.clone(), level.item.clone())).unwrap_or_default();
            let id = self.push(
                out,
                figure.quantity,
                figure.range.clone(),
                name.to_string(),
                &Label { year_said: false, ..label },
                Role::Level,
            );
            let year = self.absolute(year);
            let old = &mut out.figures[id.0];
            (old.year, old.basis, old.item) = (year, basis, item);
            self.reference = Some((BasePoint { year, basis }, true));
            self.old = Some(id);
        } else {
            self.push(
                out,
                figure.quantity,
                figure.range.clone(),
                String::new(),
                &read_label(""),
                Role::Change,
            );
        }
        if self.last_in_clause || self.text[self.boundary..at.start].trim().is_empty() {
            self.boundary = at.end;
        }
    }

    /// 较2022年增加439.14万元（2022年：2498.66万元）: the level that a change is counted from, in a bracket right behind its amount.
    pub(super) fn is_old_level(&mut self, out: &mut Output, id: FigureId, label: &Label<'_>) -> bool {
        let Some(change) = self.change.as_mut().filter(|_| self.depth > 0) else { return false };
        let (figure, new) = (&out.figures[id.0], &out.figures[change.new.0]);
        let beside = change.amount.or(change.rate).is_some_and(|last| last.0 + 1 == id.0);
        let of_base = label.name.is_empty() && label.year_said && figure.year == change.base.year;
        if !beside || !of_base || change.old.is_some() || !figure.quantity.comparable(&new.quantity) {
            return false;
        }
        let (name, item, basis) = (new.name.clone(), new.item.clone(), new.basis);
        let old = &mut out.figures[id.0];
        (old.name, old.item, old.basis) = (name, item, basis);
        change.old = Some(id);
        true
    }

    /// 其中：能力提升500万元，居民增收200万元: in a list of amounts such words end the names of items.
    pub(super) fn is_item_name(&self, printed: &Printed, at: &Range<usize>) -> bool {
        let name = self.text.get(self.boundary..at.start).unwrap_or_default().trim();
        printed.quantity.unit.dimension == Dimension::Money
            && self.lists.last().is_some_and(|list| list.depth == self.depth)
            && name.chars().count() >= 2
            && !words::has(name, "比|较|均")
            && words::starts(&self.text[at.clone()], "提升|增收")
    }

    pub(super) fn change(
        &mut self,
        out: &mut Output,
        direction: Direction,
        figure: Option<&Printed>,
        at: Range<usize>,
    ) {
        let before = self.text.get(self.boundary..at.start).unwrap_or_default();
        let yearly = before.contains("同比");
        let comparable = self.on_comparable_basis(at.start);
        // 2023年预算9万元，2022年预算15万元，对比减少6万元: of no item of its own.
        let before = if words::is(before.trim(), "对比|相比|相比较|比较") { "" } else { before };
        let label_text = before.replace("同比", "");
        let label_text = label_text.split(['与', '比', '较']).next().unwrap_or_default();
        let label = read_label(without_terms(label_text));
        let id = self.push_change(out, figure);
        self.opposed(out, direction, id, at.clone());
        self.boundary = at.end;
        // 三公经费9.5万元，公务接待费比预算减少0.5万元，比上年减少2.4万元: of an item whose amount is not given.
        self.levelless = match &*label.name {
            "" => self.levelless,
            name => self.level_of(out, &names::canonical(name)).is_none(),
        };
        if label.name.is_empty() && self.levelless {
            return self.flush_change(out);
        }
        // 分别下降16.67%、25%: changes in step.
        let in_step = self.text[..at.start].trim_end().ends_with("分别");
        if in_step || (self.per_head && label.name.is_empty()) {
            return;
        }
        let (amount, rate) = match figure.map(|p| p.quantity.unit.dimension) {
            Some(Dimension::Percent) => (None, id),
            Some(Dimension::PercentPoint) => return,
            Some(_) => (id, None),
            None => (None, None),
        };
        let unsaid = BasePoint { year: self.context.year.map(|y| y - 1), basis: Basis::Unsaid };
        // 预算3.20万元，减少1.34万元，比上年的2.05万元下降9.27%: from another level.
        let from_it = self.change.as_ref().is_none_or(|change| self.old.is_none() || self.old == change.old);
        let as_before = from_it && self.is_as_before(out, unsaid, yearly);
        // 减少56.95万元，下降1.87%: the rate goes on with the amount.
        if let Some(change) = self.change.as_mut()
            && change.direction == direction
            && change.rate.is_none()
            && rate.is_some()
            && label.name.is_empty()
            && as_before
        {
            change.rate = rate;
            return;
        }
        // 从20万元降至15万元，减少5万元: what the two levels say already. 减少10.58%，减少3万元: the amount may stand behind the rate.
        if let Some(change) = self.change.as_mut()
            && change.direction == direction
            && change.amount.is_none()
            && label.name.is_empty()
            && as_before
            && fits_unit(out, amount, change.new)
            // 增加1.23%，扣除上年结转后，同口径增加419.82万元: of other amounts.
            && (change.comparable || !comparable)
        {
            change.amount = amount;
            return;
        }
        self.flush_change(out);
        // 预算调整为85万元，调减16万元，比上年下降9.7%: an adjustment is one of the budget, not a change from last year.
        if self.reference.is_none() && words::starts(&self.text[at.clone()], "调增|调减|核减") {
            return;
        }
        // 公务接待费980万元，减少30万元，下降2.97%: from what, it does not say; amount and rate must fit each other.
        let bare = self.reference.is_none() && !yearly;
        let before_last = self.year_before(out).filter(|_| bare && rate.is_some());
        let base = match self.reference {
            _ if yearly => unsaid,
            Some((base, true)) => base,
            None if self.follows_level(out) && (amount.is_some() || before_last.is_some()) => unsaid,
            _ => return,
        };
        // 比年初预算减少141万元，同比减少125万元、下降13.82%: what follows goes on with the year before.
        if yearly && self.reference.is_some() {
            self.reference = Some((unsaid, true));
        }
        let year = if label.year_said { self.absolute(Some(label.year)) } else { self.context.year };
        // …，共378万元。决算数比预算数增加180万元: of what, the sentence before need not have said.
        let elsewhere = self.last_level.is_none_or(|level| level.0 < self.sentence_figure);
        if label.name.is_empty() && !label_text.trim().is_empty() && elsewhere {
            return;
        }
        let item = names::canonical(&label.name);
        let of_all = label.total && label.name.is_empty();
        // …194万元。其中：| 货物48万元、工程100万元、服务46万元，较上年增加14万元: rather of all than of the last part.
        let below = out.pending.is_some() && self.paragraph.number.is_none();
        if label.name.is_empty() && below && self.gives_several(out) {
            return;
        }
        let level = match self.lists.first() {
            // 其中甲695万元，乙1109万元；合计比上年减少200万元: of the whole.
            Some(list) if of_all => Some(list.whole),
            // 印刷费85万元；差旅费91万元，总额较上年下降15%: of what stands nowhere.
            None if of_all => self.level_of(out, "").filter(|level| out.figures[level.0].total),
            _ => self.level_of(out, &item),
        };
        let is_meant = |level: &FigureId| {
            let figure = &out.figures[level.0];
            // 收入1436万元，增加215万元，其中财政拨款收入减少23万元: a part is not the whole; nor did 目标值247元 change.
            let clause = self.text[..at.start].rsplit(['，', ',', '；', '。']).next().unwrap_or_default();
            let is_it = !clause.contains("其中") || item.is_empty() || *figure.item == *item;
            let is_it = is_it && !words::ends(&figure.name, "目标值|指标值|计划数|差");
            // 三公经费预算62万元。三公经费支出比上年增加5万元: what was granted is not what was spent.
            let spent = words::ends(label_text.trim_end(), "支出|决算|决算数") && base.basis == Basis::Unsaid;
            is_it && !(spent && figure.basis.is_budget())
        };
        let level = level.filter(is_meant);
        let Some(new) = level.and_then(|level| later_level(out, level, base, year, self.sentence_figure))
        else {
            return;
        };
        // 三公经费15万元，上年18万元，减少3万元: from the one that stands right behind it.
        let last_year = |old: FigureId| yearly && out.figures[old.0].year == base.year;
        let beside = level
            .filter(|old| (bare || last_year(*old)) && old.0 == new.0 + 1 && new.0 >= self.sentence_figure);
        if figure.is_none() && direction != Direction::Level {
            return;
        }
        // 某局上年支出900万元，增加100万元: there the amount itself is last year's; 上年结转 is what this year has of it.
        let item = &out.figures[new.0].item;
        if words::has(item, "上年|去年") && !words::has(item, "上年结转|上年结余") {
            return;
        }
        let span = self.span(at);
        // 预算126万元，比上年预算136万元减少10万元，其中公务接待36万元，减少4万元: that base is the whole's.
        let meant = |old: &FigureId| {
            let old = &out.figures[old.0];
            let new = &out.figures[new.0];
            let of_item = old.item.is_empty() || old.item == new.item;
            let of_kind = base.basis.is_budget() || old.basis.is_budget() == new.basis.is_budget();
            of_item && of_kind && old.year == base.year && !old.basis.differs(base.basis)
        };
        let two_years = before_last.filter(|old| old.0 + 1 == new.0);
        let old = self.old.filter(meant).or(beside).or(two_years);
        self.change = Some(Change {
            new,
            base,
            old,
            comparable: comparable || bare && beside.or(two_years).is_none(),
            direction,
            amount,
            rate,
            span,
            reason: None,
            node: self.node,
        });
    }

    /// Whether the paragraph has given several amounts so far.
    fn gives_several(&self, out: &Output) -> bool {
        let levels = out.figures[self.first_figure..].iter().take(NEAR);
        levels.filter(|figure| figure.role == Role::Level && !figure.item.is_empty()).count() > 1
    }

    /// 由2022年的20万元增加至25万元, 从20万元降至15万元: whether a figure is what another one rose or fell to, and the words that say it.
    pub(super) fn goes_to(
        &self,
        out: &Output,
        before: &[Piece],
        label: &str,
        to: Quantity,
    ) -> Option<(Direction, Range<usize>)> {
        const RISE: &str = "增至|增到|增为|升至|升到|升为";
        const FALL: &str = "降至|降到|降为|减至|减到|减为";
        let last = out.figures.len().checked_sub(1).map(FigureId);
        let old = last.filter(|old| self.last_in_clause && self.last_level == Some(*old))?;
        let old = &out.figures[old.0];
        if !old.name.contains(['由', '从']) || !old.quantity.comparable(&to) {
            return None;
        }
        let mut said = before.iter().rev().filter(|piece| !matches!(piece.kind, PieceKind::Date));
        match (said.next()?, said.next()) {
            (
                Piece { kind: PieceKind::Change { direction, figure: None }, range },
                Some(Piece { kind: PieceKind::Figure(_), .. }),
            ) if words::starts(label, "至|到|为") => Some((*direction, range.clone())),
            (Piece { kind: PieceKind::Figure(_), .. }, _) => {
                let at = self.boundary..self.text.len().min(self.boundary + "增至".len());
                let rises = words::starts(label, RISE).then_some(Direction::Rise);
                Some((rises.or_else(|| words::starts(label, FALL).then_some(Direction::Fall))?, at))
            }
            _ => None,
        }
    }

    /// Goes back from the old level to the item that has changed: 三公经费 of 三公经费由2022年的20万元.
    pub(super) fn leave_old_level(&mut self, out: &Output) {
        let Some(old) = self.last_level else { return };
        let name = out.figures[old.0].name.split(['由', '从']).next().unwrap_or_default();
        self.subject_name = read_label(name).name.into();
        self.subject = names::canonical(&self.subject_name).into();
        if let Some(list) = self.lists.last_mut().filter(|list| list.parts.last() == Some(&old)) {
            list.parts.pop();
        }
    }

    /// The change from a level to the one right behind it. That one is held against no other place: it may be of any time.
    pub(super) fn change_to(&mut self, out: &mut Output, direction: Direction, at: Range<usize>) {
        let Some(new) = self.last_level.filter(|new| new.0 > 0) else { return };
        let old = FigureId(new.0 - 1);
        out.figures[new.0].item = Default::default();
        // 财政拨款收入80万元，由上年的70万元增加到80万元: what was given before is no further part.
        let repeats = out.figures[old.0].name.starts_with(['由', '从']);
        if let Some(list) = self.lists.last_mut().filter(|list| repeats && list.parts.last() == Some(&new)) {
            list.parts.pop();
        }
        let since = out.figures[old.0].name.split(['由', '从']).next_back().unwrap_or_default();
        let since = read_label(since);
        let year = match since.basis {
            Basis::Unsaid if !since.year_said => Year::Before,
            _ => since.year,
        };
        self.change = Some(Change {
            new,
            base: BasePoint { year: self.absolute(Some(year)), basis: since.basis },
            old: Some(old),
            comparable: true,
            direction,
            amount: None,
            rate: None,
            span: self.span(at),
            reason: None,
            node: self.node,
        });
    }

    /// 减少177.28万元，增长4.32%: an amount and the rate right behind it are of one change, which has one direction.
    fn opposed(&mut self, out: &mut Output, direction: Direction, id: Option<FigureId>, at: Range<usize>) {
        let Some(rate) = id.filter(|_| direction != Direction::Level) else { return };
        let dimension = out.figures[rate.0].quantity.unit.dimension;
        if matches!(dimension, Dimension::Money | Dimension::Count(_)) {
            self.changed_by = Some((rate, direction, at));
            return;
        }
        let Some((amount, before, by)) = self.changed_by.take().filter(|_| dimension == Dimension::Percent)
        else {
            return;
        };
        // 比预算减少2万元，比上年增长5%: with any other word between them they may be two changes.
        let between = self.text.get(by.end..at.start).unwrap_or_default().trim();
        let plain = words::starts(&self.text[by.clone()], "增加|减少|增长|下降|上升|降低|增产|减产");
        // 减少2万元，增长率-10%: the head of a column says no direction.
        let noun = words::has(&self.text[at.clone()], "率|幅");
        let signed = [amount, rate].iter().any(|id| out.figures[id.0].quantity.value.is_sign_negative());
        let apart = before != direction && words::is(between, "|，|,|、|（|(");
        if amount.0 + 1 == rate.0 && apart && plain && !noun && !signed {
            out.statements.push(Statement::Opposed { amount, rate, span: self.span(by.start..at.end) });
        }
    }

    /// Whether what is said now is counted from what the change before it is: 比预算减少5.2万元，比上年下降9.46% are two changes.
    fn is_as_before(&self, out: &Output, unsaid: BasePoint, yearly: bool) -> bool {
        let Some(change) = &self.change else { return false };
        let basis = |base: BasePoint| match base.basis {
            Basis::Unsaid => out.figures[change.new.0].basis,
            basis => basis,
        };
        let same =
            |base: BasePoint| base.year == change.base.year && !basis(base).differs(basis(change.base));
        match self.reference {
            // 比年初预算增加3.92万元，同比增长13%: last year is no budget.
            _ if yearly => {
                let of_budget = change.base.basis.is_budget();
                same(unsaid) && (!of_budget || out.figures[change.new.0].basis.is_budget())
            }
            Some((base, known)) => known && same(base),
            None => true,
        }
    }

    /// 减少3.00万元（10.58%）: a rate alone in a bracket right behind the amount of a change goes on with it. Whether it is one.
    pub(super) fn rate_in_bracket(&mut self, out: &mut Output, rate: FigureId, range: Range<usize>) -> bool {
        let before = self.text[..range.start].trim_end();
        let behind = self.text[range.end..].trim_start();
        let Some(before) = before.strip_suffix(['（', '(']) else { return false };
        let falls = out.figures[rate.0].quantity.value.is_sign_negative();
        let end = self.span(0..before.trim_end().len()).end;
        let goes_on = |change: &&mut Change| {
            let amount = change.amount.filter(|amount| amount.0 + 1 == rate.0);
            let beside = amount.is_some_and(|amount| out.figures[amount.0].span.end == end);
            beside && change.rate.is_none() && !(falls && change.direction == Direction::Rise)
        };
        let Some(change) = self.change.as_mut().filter(|_| behind.starts_with(['）', ')'])).filter(goes_on)
        else {
            return false;
        };
        change.rate = Some(rate);
        self.say_by(out, rate);
        true
    }

    /// Takes a rate whose sign says which way for one whose words do: -6.41% for 减少6.41%.
    fn say_by(&self, out: &mut Output, rate: FigureId) {
        out.figures[rate.0].role = Role::Change;
        let value = &mut out.figures[rate.0].quantity.value;
        *value = value.abs();
    }

    fn push_change(&mut self, out: &mut Output, figure: Option<&Printed>) -> Option<FigureId> {
        let label = read_label("");
        figure.map(|p| self.push(out, p.quantity, p.range.clone(), String::new(), &label, Role::Change))
    }

    /// 公务接待费支出决算比预算无增减变化，比去年增加0.5万元: what is said to be as budgeted is what the sentence goes on with,
    /// whether its amount is known or not.
    pub(super) fn unchanged(&mut self, out: &Output, at: &Range<usize>) {
        const WORDS: &str = "无增减|无变化|没有变化|未发生变化|没有增减|持平";
        let start = self.text[..at.start]
            .rfind(['，', '。', '；', '：', ','])
            .map_or(0, |mark| mark + self.text[mark..].chars().next().map_or(0, char::len_utf8));
        let clause = self.text.get(start.max(self.segment)..at.start).unwrap_or_default();
        if !words::has(clause, WORDS) || self.last_in_clause {
            return;
        }
        let Some(named) = clause.find(['比', '较', '与']).map(|end| &clause[..end]) else { return };
        let label = read_label(named);
        if label.name.is_empty() {
            return;
        }
        let item = names::canonical(&label.name);
        self.last_level = self.level_of(out, &item);
        self.subject = item.into();
        self.subject_name = label.name.into_owned().into();
    }

    /// 按同口径同比减少63.96万元, 按可比口径，比上年增长5%.
    fn on_comparable_basis(&self, at: usize) -> bool {
        const NEAR: usize = 120;
        let start = self.text.ceil_char_boundary(self.sentence_start.max(at.saturating_sub(NEAR)));
        self.text.get(start..at).is_some_and(|words| words.contains("口径"))
    }

    /// The level that a change speaks of: the last one of that name in this paragraph, or the last one of all.
    fn level_of(&self, out: &Output, item: &str) -> Option<FigureId> {
        if item.is_empty() {
            // Behind a sentence of several items it may speak of any of them.
            return self
                .last_level
                .filter(|level| level.0 >= self.sentence_figure || self.whole_of_list(out) == Some(*level));
        }
        if is_both_sides(item) {
            // 收入总计…，支出总计…，收支较上年增加…: both are the same amount.
            return self.last_level.filter(|level| {
                let figure = &out.figures[level.0];
                is_both_sides(&figure.item) || (figure.total && figure.item.ends_with(['入', '出', '计']))
            });
        }
        let levels = || {
            self.recent(out).filter(|id| {
                let figure = &out.figures[id.0];
                figure.role == Role::Level && !figure.item.is_empty()
            })
        };
        let item_of = |id: FigureId| &*out.figures[id.0].item;
        if let Some(level) = levels().find(|id| item_of(*id) == item) {
            return Some(level);
        }
        // 收入合计 is no 其他收入; 部门收入合计 is.
        let all = matches!(item, "收入" | "支出");
        let total = |id: FigureId| out.figures[id.0].total;
        let longer = |id: &FigureId| item_of(*id).ends_with(item);
        let alike = |id: &FigureId| longer(id) || item.ends_with(item_of(*id));
        let found = levels().find(|id| alike(id) && (total(*id) || !all))?;
        // 流动资产3235万元，固定资产3829万元。资产比上年减少…: what several end in, or the sentence before, is something else.
        let several = || levels().any(|id| longer(&id) && item_of(id) != item_of(found));
        let certain = !longer(&found) || total(found) || found.0 >= self.sentence_figure && !several();
        certain.then_some(found)
    }

    /// The figures of this paragraph, the last one first; of an endless paragraph only the last few hundred.
    fn recent(&self, out: &Output) -> impl Iterator<Item = FigureId> + use<> {
        (self.first_figure..out.figures.len()).rev().take(NEAR).map(FigureId)
    }

    pub(super) fn flush_change(&mut self, out: &mut Output) {
        let Some(change) = self.change.take() else { return };
        // An amount alone from what nobody says can be held against nothing.
        if change.old.is_some() || change.rate.is_some() || self.reference.is_some() || !change.comparable {
            out.statements.push(Statement::Change(change));
        }
    }

    /// Whether the last figure is the level that a change behind it speaks of.
    fn follows_level(&self, out: &Output) -> bool {
        let last = out.figures.len().checked_sub(2).map(FigureId);
        last.is_some() && last == self.last_level && self.sentence_figure <= out.figures.len() - 2
    }

    /// 2022年三公经费42.6万元，2023年39.87万元，下降6.41%: the level before the last one, where the two are of one item in two years that follow each
    /// other, and the sentence gives no third.
    fn year_before(&self, out: &Output) -> Option<FigureId> {
        let levels = out.figures.get(self.sentence_figure..out.figures.len().checked_sub(1)?)?;
        let mut levels = levels.iter().rev();
        let (last, before) = (levels.next()?, levels.next()?);
        let of_item =
            |other: &Figure| other.role == Role::Level && !other.item.is_empty() && other.item == last.item;
        let third = levels.next().is_some_and(of_item);
        let apart = last.year?.checked_sub(before.year?)?.abs();
        let alike = of_item(last) && of_item(before) && last.quantity.comparable(&before.quantity);
        let in_order = before.year < last.year;
        let old = out.figures.len().checked_sub(if in_order { 3 } else { 2 })?;
        (alike && !third && apart == 1 && last.basis == before.basis).then_some(FigureId(old))
    }

    /// 上年42.60万元，本年39.87万元，变动率为-6.41%; 减少9.10万元，变动率为-20%: a rate whose sign says which way. Whether the sentence says of what.
    pub(super) fn changes_by(&mut self, out: &mut Output, rate: FigureId) -> bool {
        let falls = out.figures[rate.0].quantity.value.is_sign_negative();
        let direction = if falls { Direction::Fall } else { Direction::Rise };
        let goes_on = |change: &&mut Change| change.rate.is_none() && change.direction == direction;
        if let Some(change) = self.change.as_mut().filter(goes_on) {
            change.rate = Some(rate);
        } else if let Some(old) = self.year_before(out) {
            let new = FigureId(2 * rate.0 - 3 - old.0);
            self.flush_change(out);
            let base = BasePoint { year: out.figures[old.0].year, basis: Basis::Unsaid };
            self.change = Some(Change {
                new,
                base,
                old: Some(old),
                comparable: true,
                direction,
                amount: None,
                rate: Some(rate),
                span: out.figures[rate.0].span,
                reason: None,
                node: self.node,
            });
        } else {
            return false;
        }
        self.say_by(out, rate);
        true
    }

    /// 决算数小于预算数: both figures must stand in this paragraph, of one item.
    pub(super) fn compare_words(&self, out: &mut Output) {
        const FORMS: [(&str, Ordering); 9] = [
            ("决算数小于预算数", Ordering::Less),
            ("决算数小于年初预算数", Ordering::Less),
            ("决算数低于预算数", Ordering::Less),
            ("决算数低于年初预算数", Ordering::Less),
            ("决算数大于预算数", Ordering::Greater),
            ("决算数大于年初预算数", Ordering::Greater),
            ("决算数等于预算数", Ordering::Equal),
            ("决算数与预算数持平", Ordering::Equal),
            ("决算数与年初预算数持平", Ordering::Equal),
        ];
        if !self.text.contains("决算数") {
            return;
        }
        for (words, relation) in FORMS {
            for (at, _) in self.text.match_indices(words) {
                let span = self.span(at..at + words.len());
                let item = self.paragraph.flow.offset(self.item_start(at));
                // 支出决算为181万元，与上年201万元相比减少20万元，决算数小于预算数: last year's is neither.
                let levels = || {
                    self.recent(out).filter(|id| {
                        let figure = &out.figures[id.0];
                        let of_item = figure.span.start >= item && figure.span.end <= span.start;
                        let of_year = figure.year.is_none() || figure.year == self.context.year;
                        figure.role == Role::Level && of_item && of_year
                    })
                };
                let before = |basis: fn(Basis) -> bool| levels().find(|id| basis(out.figures[id.0].basis));
                let last = levels().map(|id| &out.figures[id.0].item).find(|item| !item.is_empty());
                let level = before(|basis| basis == Basis::Final);
                let initial = before(|basis| basis == Basis::Initial);
                let adjusted = before(|basis| basis == Basis::Adjusted);
                let plain = before(|basis| basis == Basis::Budget);
                // 年初预算5万元，调整预算6万元: which is the 预算数, it does not say.
                let said = || [initial, adjusted, plain].into_iter().flatten();
                let amount = |id: FigureId| out.figures[id.0].quantity;
                let other = if words.contains("年初") {
                    initial
                } else {
                    said().max().filter(|last| said().all(|id| amount(id) == amount(*last)))
                };
                if let (Some(level), Some(other)) = (level, other)
                    && out.figures[level.0].item == out.figures[other.0].item
                    && last.is_none_or(|last| out.figures[level.0].item == *last)
                {
                    out.statements.push(Statement::Compare { level, other, relation, span });
                } else if self.begins_clause(at)
                    && let Some(rate) = self.completed_before(out, span, words.contains("年初"))
                {
                    out.statements.push(Statement::CompareRate { rate, relation, span });
                }
            }
        }
    }

    /// Whether a clause begins here: 三公经费决算数小于预算数 is of another item, perhaps.
    fn begins_clause(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end();
        before.is_empty() || before.ends_with(['，', ',', '。', '；', ';', '（', '(', '：', ':'])
    }

    /// The rate of completion of the first budget, or of one that nothing tells from it, that is the last figure before these
    /// words. 完成调整预算的98%，决算数大于年初预算数 speaks of two budgets.
    fn completed_before(&self, out: &Output, words: Span, first: bool) -> Option<FigureId> {
        let last = self.recent(out).find(|id| out.figures[id.0].span.end <= words.start)?;
        let of_budget = |base: Basis| base == Basis::Initial || base == Basis::Budget && !first;
        let said = out.statements[self.first_statement..].iter().rev().take(NEAR);
        let found = said.filter_map(|said| match said {
            Statement::Completion { rate, base, .. } if of_budget(*base) => Some(*rate),
            _ => None,
        });
        { found }.any(|rate| rate == last).then_some(last)
    }

    /// Where the item of a numbered list within the line begins that a place belongs to: …预算数为450万元。3.住房公积金….
    fn item_start(&self, at: usize) -> usize {
        const NEAR: usize = 20;
        let ends = self.text[..at].rmatch_indices('。').take(NEAR).map(|(stop, _)| stop + '。'.len_utf8());
        { ends }.find(|end| names::list_sign(&self.text[*end..]).is_some()).unwrap_or(0)
    }

    /// 主要原因是…: the reason belongs to the last change before it.
    pub(super) fn reasons(&self, out: &mut Output) {
        let first = self.first_statement;
        let changes: Vec<(usize, usize)> = out.statements[first..]
            .iter()
            .enumerate()
            .filter_map(|(i, statement)| match statement {
                Statement::Change(change) => Some((change.span.end, first + i)),
                _ => None,
            })
            .collect();
        if changes.is_empty() {
            return;
        }
        for (at, word) in self.text.match_indices("原因") {
            let rest = &self.text[at + word.len()..];
            let skipped = rest.len() - rest.trim_start_matches(['是', '为', '：', ':', '，']).len();
            let start = at + word.len() + skipped;
            // A reason of more than a few lines is none that words can be weighed in.
            let window = &self.text[start..self.text.floor_char_boundary((start + 600).min(self.text.len()))];
            let end = window.find(['。', '；']).map_or(start + window.len(), |e| start + e);
            let place = self.paragraph.flow.offset(at);
            let span = self.span(start..end);
            let before = changes.partition_point(|(end, _)| *end <= place);
            let last = before.checked_sub(1).and_then(|i| out.statements.get_mut(changes[i].1));
            if let Some(Statement::Change(change)) = last
                && !speaks_of_other(&self.text[..at], &out.figures[change.new.0].item)
            {
                change.reason.get_or_insert(span);
            }
        }
    }
}

/// 公务接待费与上年持平。会议费减少的原因是…: whether a sentence that gives a reason, up to that word, names another item than this one as what has
/// changed.
fn speaks_of_other(before: &str, item: &str) -> bool {
    let Some((_, sentence)) = before.rsplit_once('。') else { return false };
    let sentence = words::without_tail(sentence, "的主要|主要|的").unwrap_or(sentence);
    let Some(name) = words::without_tail(sentence, "增加|减少|下降|增长|上升|降低|变化") else {
        return false;
    };
    let name = names::canonical(&read_label(name).name);
    !name.is_empty() && !item.is_empty() && !name.contains(item) && !item.contains(&*name)
}

/// 2018年决算数31.2万元，2019年比2018年减少…: the last level is the one that the change is counted from, so the later
/// one of the item is looked for.
fn later_level(
    out: &mut Output,
    level: FigureId,
    base: BasePoint,
    year: Option<i32>,
    sentence: usize,
) -> Option<FigureId> {
    let last = &out.figures[level.0];
    // 2021年度公务接待12万元。2022年度预算中公务接待较上年减少0.6万元: in a report of 2023 neither year is the level's.
    let older = last.year.zip(base.year).is_some_and(|(level, base)| level < base);
    if older && level.0 < sentence {
        return None;
    }
    let of_base = last.year == base.year && (base.basis == Basis::Unsaid || base.basis == last.basis);
    if !of_base {
        return Some(level);
    }
    if last.item.is_empty() || year == base.year {
        return None;
    }
    out.bound = true;
    let last = &out.figures[level.0];
    (0..out.figures.len()).rev().take(NEAR).map(FigureId).find(|id| {
        let figure = &out.figures[id.0];
        figure.role == Role::Level
            && figure.item == last.item
            && figure.year == year
            // 三公经费25万元，上年支出28万元: which of the two says its basis makes no difference.
            && (figure.basis == last.basis || id.0 + 1 == level.0 && !figure.basis.differs(last.basis))
    })
}

/// Whether the amount of a change is counted like the level that changed.
fn fits_unit(out: &Output, amount: Option<FigureId>, level: FigureId) -> bool {
    amount.is_some_and(|amount| out.figures[amount.0].quantity.comparable(&out.figures[level.0].quantity))
}

/// 公务接待费 of 公务接待费按同口径.
fn without_terms(label: &str) -> &str {
    words::without_tail(label, "按同口径|按可比口径|同口径|可比口径").unwrap_or(label)
}
