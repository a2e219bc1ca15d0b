//! Shares of a whole and rates of completion.

use super::{NEAR, Output, Reading, lists::OpenList};
use crate::{
    model::{
        Figure, FigureId, Role,
        names::{self, Basis, Label, Year, read_label},
    },
    number::halfwidth,
    statement::{Statement, Whole, pieces::Printed},
    words,
};
use std::ops::Range;

impl Reading<'_, '_> {
    pub(super) fn share(
        &mut self,
        out: &mut Output,
        whole: Range<usize>,
        rate: &Printed,
        sign_missing: bool,
        at: Range<usize>,
    ) {
        let words = self.text[self.boundary..at.start].trim();
        let named = !words.is_empty() && !self.last_in_clause;
        let named_again = named && self.names_last(out, words);
        let named_part = named && !named_again;
        let label = Label {
            name: "占比".into(),
            year: Year::Reported,
            year_said: false,
            basis: Basis::Unsaid,
            total: false,
        };
        let id = self.push(out, rate.quantity, rate.range.clone(), String::new(), &label, Role::Rate);
        // 基本支出占60%，项目支出占40%: shares of what the text gives no amounts of are known by their names.
        if named_part {
            let named = read_label(self.text[self.boundary..at.start].trim()).name;
            out.figures[id.0].name = named.into();
        }
        self.boundary = at.end;
        // 耕地占用税2.5: no share.
        if sign_missing && !self.text[whole.clone()].starts_with('用') {
            out.statements.push(Statement::ShareWithoutSign { rate: id });
        }
        let of = read_label(&self.text[whole]);
        // 占上年支出的65%: of an amount that the sentence does not give.
        let of_other_year = of.year_said && names::is_other_year(Some(of.year), self.context.year);
        let named = of.name.into_owned();
        let more = self.shares_behind(at.end);
        if more > 0 {
            let within = &self.text[at.start..rate.range.start];
            if within.contains("分别") || self.text[..at.start].ends_with("分别") {
                self.list_in_turn(out, &named, id, more + 1);
            }
            return;
        }
        let part = self.last_level.filter(|level| level.0 >= self.sentence_figure);
        let (Some(part), false) = (part, named_part || of_other_year) else { return };
        let list = self.lists.last().filter(|list| list.parts.last() == Some(&part)).map(|list| list.whole);
        let whole = match (named.is_empty(), list) {
            (false, Some(list)) if names_whole(&named, &out.figures[list.0]) => Whole::Figure(list),
            (false, _) => Whole::Named(named.clone()),
            (true, Some(list)) => Whole::Figure(list),
            (true, None) if !self.whole_name.is_empty() => Whole::Named(self.whole_name.clone()),
            (true, None) => match self.whole_above(out, part).or(self.shared) {
                Some(whole) => Whole::Figure(whole),
                None => Whole::Unsaid,
            },
        };
        if let Whole::Figure(whole) = whole {
            self.shared = Some(whole).filter(|_| named.is_empty()).or(self.shared);
            if let Some(list) = self.lists.last_mut().filter(|list| list.whole == whole && !named_again) {
                list.shares += 1;
            }
        }
        out.statements.push(Statement::Share { rate: id, part, whole });
    }

    /// 其中税收收入80万元，税收占比80%: whether words name the part that stands right before them once more.
    fn names_last(&self, out: &Output, words: &str) -> bool {
        // 民生支出800万元，同比增长5.6%，民生支出占一般公共预算支出的80%: behind what is said of it, too.
        const MOST: usize = 6;
        // 上年税收收入占80%; 剔除一次性因素后，税收收入占80%: of another amount than the one before.
        let name = read_label(words).name;
        let plain = || words.trim() == name && !words::has(self.text, "剔除|扣除|口径");
        let is_level = |figure: &Figure| figure.role == Role::Level;
        let follows = |level: &FigureId| {
            let behind = &out.figures[level.0 + 1..];
            behind.is_empty() || behind.len() < MOST && !behind.iter().any(is_level) && plain()
        };
        let last = self.last_level.filter(|level| level.0 >= self.sentence_figure && follows(level));
        let is_it = |level: FigureId| {
            let rest = out.figures[level.0].name.strip_prefix(&*name);
            let rest = rest.map(|rest| words::without_tail(rest, DONE).unwrap_or(rest));
            rest.is_some_and(|rest| matches!(rest, "" | "收入" | "支出"))
        };
        name.chars().count() >= 2 && last.is_some_and(is_it)
    }

    /// How many more shares follow one: …分别为甲、乙和丙，占比例为22.8%、42.7%和34.5%. Which is whose, the order says.
    fn shares_behind(&self, end: usize) -> usize {
        const MOST: usize = 16;
        let next = |text: &mut &str| {
            let behind = text.trim_start_matches(['、', '和', '及', '与', ' ']);
            let number =
                behind.trim_start_matches(|c: char| halfwidth(c).is_ascii_digit() || matches!(c, '.' | '．'));
            let sign = number.trim_start().strip_prefix(['%', '％']);
            let follows = behind.len() < text.len() && number.len() < behind.len();
            *text = sign.filter(|_| follows)?;
            Some(())
        };
        let mut text = &self.text[end..];
        std::iter::from_fn(|| next(&mut text)).take(MOST).count()
    }

    /// 其中：基本支出189万元，项目支出592万元，占比分别为24.2%、75.8%: shares in the order of the parts of a list.
    fn list_in_turn(&mut self, out: &mut Output, named: &str, rate: FigureId, shares: usize) {
        let of_list = |list: &&OpenList| {
            let of_whole = named.is_empty() || names_whole(named, &out.figures[list.whole.0]);
            of_whole && list.parts.len() == shares && list.candidates.is_empty() && !list.uncertain
        };
        let Some(list) = self.lists.last().filter(of_list) else { return };
        let whole = list.whole;
        let mut parts: Vec<FigureId> = list.parts.iter().rev().copied().collect();
        if let Some(part) = parts.pop() {
            out.statements.push(Statement::Share { rate, part, whole: Whole::Figure(whole) });
        }
        self.in_turn = Some((whole, parts, rate));
    }

    /// 基本支出213万元、项目支出398.2万元，分别占总支出611.1万元的34.8%和65.2%: as many amounts of the sentence as there are shares, in
    /// their order. None where the sentence has not as many.
    fn parts_in_turn(&self, out: &Output, whole: FigureId, shares: usize, at: usize) -> Vec<FigureId> {
        let is_part = |id: &FigureId| {
            let figure = &out.figures[id.0];
            figure.role == Role::Level && figure.quantity.comparable(&out.figures[whole.0].quantity)
        };
        let first = self.sentence_figure.max(whole.0.saturating_sub(NEAR));
        let before = (first..whole.0).rev().map(FigureId).filter(is_part);
        let in_turn = self.text[..at].trim_end().ends_with("分别");
        let parts: Vec<FigureId> = before.take(if in_turn { shares } else { 0 }).collect();
        if parts.len() == shares { parts } else { Vec::new() }
    }

    /// The next of several shares of one whole, which stands right behind the one before; whether it is one.
    pub(super) fn next_share(&mut self, out: &mut Output, rate: FigureId) -> bool {
        let Some((whole, parts, last)) = &mut self.in_turn else { return false };
        if last.0 + 1 != rate.0 {
            return false;
        }
        *last = rate;
        if let Some(part) = parts.pop() {
            out.statements.push(Statement::Share { rate, part, whole: Whole::Figure(*whole) });
        }
        true
    }

    /// 占核定编制数143人的比率为95.10%: the whole stands in the share itself.
    pub(super) fn share_of_amount(
        &mut self,
        out: &mut Output,
        base: Range<usize>,
        whole: &Printed,
        rate: &Printed,
        at: Range<usize>,
    ) {
        let named_part = !self.text[self.boundary..at.start].trim().is_empty() && !self.last_in_clause;
        let part = self.last_level.filter(|level| level.0 >= self.sentence_figure && !named_part);
        let said = self.text[base].to_owned();
        let label = read_label(&said);
        let name = label.name.clone().into_owned();
        let whole = self.push(out, whole.quantity, whole.range.clone(), name, &label, Role::Level);
        let id =
            self.push(out, rate.quantity, rate.range.clone(), String::new(), &read_label(""), Role::Rate);
        self.boundary = at.end;
        let more = self.shares_behind(at.end);
        let part = if more > 0 {
            let mut parts = self.parts_in_turn(out, whole, more + 1, at.start);
            let first = parts.pop();
            self.in_turn = Some((whole, parts, id));
            first
        } else {
            part.filter(|part| out.figures[part.0].quantity.comparable(&out.figures[whole.0].quantity))
        };
        let Some(part) = part else { return };
        if out.figures[whole.0].basis == Basis::Unsaid {
            out.figures[whole.0].basis = out.figures[part.0].basis;
        }
        out.statements.push(Statement::Share { rate: id, part, whole: Whole::Figure(whole) });
    }

    /// 完成年初预算的98.20%, 完成全年预算84.82万元的73.2%: the budget is one of the item that the sentence speaks of.
    pub(super) fn completion(
        &mut self,
        out: &mut Output,
        base: Range<usize>,
        amount: Option<&Printed>,
        rate: &Printed,
        at: Range<usize>,
    ) {
        let base = &self.text[base];
        let base = match read_label(base).basis {
            // 完成年度目标4200批次的104%: what was to be done is no budget.
            Basis::Unsaid if !base.contains("预算") => Basis::Open,
            Basis::Unsaid => Basis::Budget,
            basis => basis,
        };
        let level = self.last_level.filter(|level| level.0 >= self.sentence_figure);
        let spent =
            level.and_then(|budget| self.spent_before(out, budget, base)).filter(|_| amount.is_none());
        let (level, behind) = match (base, amount) {
            (Basis::Open, None) => level.and_then(|level| self.goal_beside(out, level)).unzip(),
            _ if spent.is_some() => (spent, level),
            _ => (level, None),
        };
        let under = amount.map(|amount| self.budget_of(out, level, base, amount)).or(behind);
        let label = read_label("");
        let id = self.push(out, rate.quantity, rate.range.clone(), String::new(), &label, Role::Rate);
        self.boundary = at.end;
        if let Some(level) = level {
            out.statements.push(Statement::Completion { rate: id, level, base, under, node: self.node });
        }
    }

    /// 支出决算1250.36万元，年初预算为1000.36万元，完成年初预算的124.99%: what was spent, said before the budget that is completed, where
    /// the sentence has no other amounts.
    fn spent_before(&self, out: &Output, budget: FigureId, base: Basis) -> Option<FigureId> {
        let of = &out.figures[budget.0];
        let completed = of.basis == base || base == Basis::Budget && of.basis.is_budget();
        let is_level = |id: &FigureId| out.figures[id.0].role == Role::Level;
        let mut before = (self.sentence_figure.max(budget.0.saturating_sub(NEAR))..budget.0)
            .rev()
            .map(FigureId)
            .filter(is_level);
        let (spent, None) = (before.next()?, before.next()) else { return None };
        let figure = &out.figures[spent.0];
        let of_one = of.item.is_empty() || figure.item == of.item;
        let is_spent = figure.basis == Basis::Final && figure.year == of.year && of_one;
        (completed && is_spent && figure.quantity.comparable(&of.quantity)).then_some(spent)
    }

    /// 筛查目标24000人，完成24860人，完成目标的103.58%; 改造1.38万亩，计划1.5万亩，为计划的92%: what was done and what was to be done, the last two
    /// levels of the sentence of which just one is called so.
    fn goal_beside(&self, out: &Output, level: FigureId) -> Option<(FigureId, FigureId)> {
        let before = FigureId(level.0.checked_sub(1)?);
        let planned = |id: FigureId| {
            // 计划培训500人，实际完成520人: of the same, and done.
            let figure = &out.figures[id.0];
            figure.basis != Basis::Final && words::has(&figure.name, "目标|计划|任务")
        };
        let beside = before.0 >= self.sentence_figure
            && out.figures[before.0].role == Role::Level
            && out.figures[before.0].quantity.comparable(&out.figures[level.0].quantity);
        match (planned(before), planned(level)) {
            (true, false) if beside => Some((level, before)),
            (false, true) if beside => Some((before, level)),
            _ => None,
        }
    }

    /// The budget that a completion gives, as a figure of the item that was completed.
    fn budget_of(
        &mut self,
        out: &mut Output,
        level: Option<FigureId>,
        basis: Basis,
        amount: &Printed,
    ) -> FigureId {
        let id = self.push(
            out,
            amount.quantity,
            amount.range.clone(),
            String::new(),
            &read_label(""),
            Role::Level,
        );
        if let Some(level) = level {
            let done = &out.figures[level.0];
            let (name, item, year) = (done.name.clone(), done.item.clone(), done.year);
            let budget = &mut out.figures[id.0];
            (budget.name, budget.item, budget.year, budget.basis) = (name, item, year, basis);
        }
        id
    }

    /// 2022年“三公”经费支出决算中，, 本年收入的具体构成为：: the shares that follow are shares of it.
    pub(super) fn within(&mut self, at: &Range<usize>) {
        let clause = self.text.get(self.boundary..at.start).unwrap_or_default().trim();
        let head = words::without_tail(clause, "中|的具体构成为|的具体构成如下|的构成为|的构成如下");
        let Some(head) = head.filter(|_| !self.last_in_clause) else { return };
        let label = read_label(head);
        let least = if clause.ends_with('中') { 3 } else { 2 };
        if label.name.chars().count() < least {
            return;
        }
        self.whole_name = names::canonical(&label.name);
        if label.year_said {
            self.year = Some(label.year);
        }
    }
}

/// What a name of receipts or spending may end with that adds nothing.
const DONE: &str = "累计完成|完成|累计实现|实现";

/// Whether a share's 占… names the whole of the list that it stands in: 基本支出 of 财政拨款基本支出, 三公经费总支出 of
/// 财政拨款三公经费.
fn names_whole(name: &str, whole: &Figure) -> bool {
    let short = names::canonical(name);
    let short = words::without_tail(&short, "总支出|总额|总量").unwrap_or(&short);
    let long_enough = short.chars().count() >= 4;
    // 一般公共预算收入完成100万元，其中税收收入80万元，占一般公共预算收入的80%.
    let done = words::without_tail(&whole.name, DONE).map(|name| names::canonical(name).ends_with(short));
    is_grand_total(name, whole) || (long_enough && (whole.item.ends_with(short) || done == Some(true)))
}

/// 总收入 of a list that breaks down 收入合计, 总支出 of one that breaks down 支出合计.
fn is_grand_total(name: &str, whole: &Figure) -> bool {
    let kind = match name {
        "总收入" | "收入总额" | "收入" => "收入",
        "总支出" | "支出总额" | "支出" => "支出",
        _ => return false,
    };
    let item = ["本年", "部门", "单位", "全年", "决算"]
        .iter()
        .fold(&*whole.item, |rest, word| rest.trim_start_matches(word));
    let item = item.strip_suffix("总计").unwrap_or(item);
    item.is_empty() || item == kind || (whole.total && item.ends_with(kind))
}
