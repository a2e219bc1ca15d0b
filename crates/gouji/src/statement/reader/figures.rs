//! Amounts, counts and rates with their labels.

use super::{NEAR, Output, Reading, aside::aside, says_granted};
use crate::{
    model::{
        Figure, FigureId, Role,
        names::{self, Basis, Label, read_label},
    },
    number::{Counter, Dimension, Quantity, halfwidth, parse_chinese_number, parse_number},
    statement::{
        ListKind, Statement,
        pieces::{Piece, PieceKind, Printed, with_money},
    },
    words,
};
use rust_decimal::Decimal;
use std::{ops::Range, sync::Arc};

/// What is left of an amount, as the end of a name.
const LEFT: &str = "结余|剩余|节余|结余资金|剩余资金|结转|结转下年|余款|未支付|未支出|未使用|未拨付|未支";

impl Reading<'_, '_> {
    pub(super) fn figure(&mut self, out: &mut Output, pieces: &[Piece], i: usize, printed: &Printed) {
        let end = pieces[i].range.end;
        let before = self.text.get(self.boundary..printed.range.start).unwrap_or_default();
        let before = before.trim_end_matches(['{', '｛']);
        // 用于乡村振兴155万元；…: at the head of an item a purpose is the name of it.
        let purpose = before.trim_start().strip_prefix("用于").filter(|_| self.boundary == self.segment);
        let before = purpose.filter(|name| name.chars().count() >= 2).unwrap_or(before);
        // 三项合计（即基本支出）970.80万元
        let before =
            before.split_once("合计（").map_or(before, |(total, _)| &before[..total.len() + "合计".len()]);
        let label = read_label(before);
        let quantity = with_money(self.text, printed, before);
        match quantity.unit.dimension {
            Dimension::Percent => self.rate(out, printed, &label),
            Dimension::Points => self.total_claim(out, printed, before, &label),
            // 3.4个项目: the number of the paragraph and a count, as nothing is counted in tenths.
            Dimension::Count(_) if quantity.places > 0 && printed.range.start == 0 => {
                out.name_spans.push(self.span(printed.range.clone()));
            }
            _ if before.ends_with('第') => out.name_spans.push(self.span(printed.range.clone())),
            // 比目标值高6个百分点, 超额完成2次: how far two figures are apart.
            Dimension::PercentPoint => {
                self.push(out, quantity, printed.range.clone(), String::new(), &label, Role::Change);
            }
            _ if before.trim() == "超额完成" && !self.text[end..].starts_with('的') => {
                self.doubt(quantity);
                self.push(out, quantity, printed.range.clone(), String::new(), &label, Role::Change);
            }
            _ if is_target(before, &self.text[end..]) => {
                out.name_spans.push(self.span(printed.range.clone()))
            }
            _ if is_threshold(before) => self.doubt(quantity),
            // 压减10%即2万元: the amount of the change that the rate is of.
            _ if before.trim() == "即" && self.text[..self.boundary].ends_with(['%', '％']) => {
                self.push(out, quantity, printed.range.clone(), String::new(), &label, Role::Change);
            }
            // 其中救助支出371.61万元，是上年总收入427.82万元的86.86%: what something is a share of is no further part, and nothing behind
            // it speaks of it.
            _ if !before.trim().is_empty() && is_shared(&self.text[end..]) => {
                self.push(out, quantity, printed.range.clone(), label.name.to_string(), &label, Role::Level);
            }
            // 109466万元的90.9%, on a line of its own: what something else is a share of.
            _ if is_shared(&self.text[end..]) => {
                self.subordinate(out, quantity, before, end);
            }
            _ if is_per_head(before, &self.text[end..]) || not_a_level(before) => {
                self.subordinate(out, quantity, before, end);
            }
            _ => {
                let name_behind = || name_behind(&self.text[end..]);
                let to = self.goes_to(out, &pieces[..i], before.trim_start(), quantity);
                if to.is_some() {
                    self.leave_old_level(out);
                }
                let name = match &*label.name {
                    _ if to.is_some() => String::new(),
                    "" if before.trim().is_empty() => name_behind(),
                    // 全年预算(1)+(2)=1442万元: a sign is no name.
                    name if !name.contains(char::is_alphanumeric) => String::new(),
                    name if self.is_of_subject(out, name) => String::new(),
                    name => name.to_owned(),
                };
                self.level(out, &Printed { quantity, ..printed.clone() }, before, &label, name);
                if let Some((direction, at)) = to {
                    self.change_to(out, direction, at);
                }
                self.boundary = end;
                self.count_behind(out, pieces, i, quantity, printed.range.clone());
            }
        }
        self.boundary = end;
    }

    /// 公务接待费：6.99万元: what stands before a colon names the figure behind it.
    pub(super) fn names_next_figure(&self, next: Option<&Piece>, colon: &Range<usize>) -> bool {
        const LEAD: &str = "其中|情况|如下|分别|包括|具体|来源|构成|单位|方面|目标|指标|内容|标准|电话|编号|时间|日期|得分|分值|说明";
        let behind = matches!(next, Some(Piece { kind: PieceKind::Figure(_), range })
            if self.text[colon.end..range.start].trim().is_empty());
        let name = self.text.get(self.boundary..colon.start).unwrap_or_default().trim();
        behind && (2..=20).contains(&name.chars().count()) && !words::ends(name, LEAD)
    }

    /// The basis that the words before a colon end with.
    pub(super) fn leading_basis(&self, colon: usize) -> Basis {
        let lead = self.text.get(self.boundary..colon).unwrap_or_default().trim();
        let said = words::ends(lead, "预算|预算数|预算安排|预算批复|决算|决算数|执行数");
        if said { read_label(lead).basis } else { Basis::Unsaid }
    }

    /// The year that stands before a colon holds for what follows it: 2024年预算：公用经费95万元，项目支出520万元.
    pub(super) fn lead_year(&mut self, colon: usize) {
        let lead = read_label(self.text.get(self.boundary..colon).unwrap_or_default());
        if lead.year_said && names::is_other_year(Some(lead.year), self.context.year) {
            self.year = Some(lead.year);
            self.of_other_year = true;
        }
    }

    /// An amount in a subordinate clause, or of one of many. What follows may speak of it.
    fn subordinate(&mut self, out: &mut Output, quantity: Quantity, before: &str, end: usize) {
        self.flush_change(out);
        self.doubt(quantity);
        self.passed_over = true;
        self.per_head = is_per_head(before, &self.text[end..]);
        // …；人均补助400元，占40%: what the part behind the semicolon speaks of, nothing before it says.
        let opens = self.boundary == self.segment;
        if opens {
            self.forget_subject();
        }
        if opens || !self.per_head {
            self.last_level = None;
        }
    }

    pub(super) fn forget_subject(&mut self) {
        self.subject = Arc::default();
        self.subject_name = Arc::default();
    }

    /// 绩效自评得分95分.
    fn total_claim(&mut self, out: &mut Output, printed: &Printed, before: &str, label: &Label<'_>) {
        // 自评得分为百分制95.9分
        let before = words::without_tail(before, "百分制").unwrap_or(before);
        let before = before.trim_end_matches(['为', '是', '：', ' ']);
        let of_all = words::ends(before, "总分|总评");
        if of_all && before != "总分" && is_worth(before, &self.text[printed.range.end..]) {
            return self.points(out, &PieceKind::Weight(printed.clone()), printed, printed.range.clone());
        }
        if let Some(kind) = self.kind_of_points(printed, before) {
            return self.points(out, &kind, printed, printed.range.clone());
        }
        // 以上四项合计92.74分
        let of_items = label.total && items_counted(&label.name).is_some_and(|count| count > 2);
        let score =
            || of_items || words::ends(before, "评分|得分|分数") && !self.speaks_of_part(printed.range.start);
        let (quantity, range) = (printed.quantity, printed.range.clone());
        if of_all || score() {
            let id = self.push(out, quantity, range, String::new(), label, Role::Points);
            // 总分100分，其中：决策20分: all that can be had.
            let full = before == "总分" && quantity.value == Decimal::ONE_HUNDRED;
            if !full {
                out.total_claims.push(id);
            }
            self.begin_scores(id);
        } else if self.lists_scores() {
            let id = self.push(out, quantity, range, label.name.to_string(), label, Role::Points);
            self.add_score(out, id, false);
        } else if self.lists_lost() {
            let id = self.push(out, quantity, range, label.name.to_string(), label, Role::Points);
            self.add_lost(id, before);
        }
    }

    /// 投入15分得14分, 产出50分中得46分, 管理效率18.2分（满分20分）, 满分10分，自评9.4分: points that say by what stands beside them whether they are what a
    /// part is worth or what was got of it.
    fn kind_of_points(&self, printed: &Printed, before: &str) -> Option<PieceKind> {
        let behind = self.text[printed.range.end..].trim_start_matches(['，', ',', ' ', '中']);
        let got = words::without_head(behind, "得分为|得分|自评得|实际得|实得|得");
        let digits = |got: &'_ str| {
            let number = |c: char| c.is_ascii_digit() || c == '.';
            parse_number(&got[..got.len() - got.trim_start_matches(number).len()])
        };
        // 每期培训2分，得10分: what was got is no more than what a part is worth.
        let fits = got.and_then(digits).is_some_and(|(got, _)| got <= printed.quantity.value);
        // 目标90分，得85分, but not 绩效目标8分，得6.5分 or 目标管理8分，得6.5分.
        let aims = words::is(before.trim(), "目标|年度目标|平均|上年|上年度")
            || words::has(before, "上年|平均") && words::ends(before.trim_end(), "得|评|分");
        if fits && !aims && !words::has(before, "每|及格|标准|线") {
            return Some(PieceKind::Weight(printed.clone()));
        }
        let worth = words::starts(behind, "（满分|(满分");
        let before = before.trim();
        let of_weight = self.weight_ends_at(self.boundary) && words::is(before, "自评|自评为|评为|评价|评定");
        // 投入15分得14分，过程45分得42分，总计56分
        let in_all = self.has_scored() && words::is(before, "总计|合计|共计|合计得|总计得|共计得|小计");
        let points = worth && !before.is_empty() || of_weight || in_all;
        points.then(|| PieceKind::Points(printed.clone()))
    }

    /// An amount or a count of something: of what `name` says, or else of what the sentence speaks of.
    fn level(&mut self, out: &mut Output, printed: &Printed, before: &str, label: &Label<'_>, name: String) {
        let on_top = is_adjustment(&label.name) || words::ends(&label.name, "结转|结余");
        let said = !name.is_empty() && !label.name.is_empty() && !on_top;
        let spent = label.name.is_empty() && words::ends(before.trim_end_matches(['为', ' ']), "支出|收入");
        let begins = self.boundary == self.segment && (label.basis != Basis::Unsaid || spent);
        // 预算1000万元，其中基本支出600万元、项目支出400万元，年中追加10万元，全年预算1010万元: behind a complete list of the whole again.
        let goes_on = name.is_empty() && begins || is_adjustment(&label.name);
        let complete = || goes_on && self.complete_whole(out).is_some();
        if self.leaves_list(out, before, printed.quantity) || complete() {
            self.return_to_whole(out);
        } else if label.total {
            self.end_with_total(out, &label.name, printed.quantity);
        }
        // 补助资金600万元。2022年支出1180万元: another sentence about all that was spent.
        let sides = label.name.is_empty() && words::has(before, "支出|收入");
        if sides && self.sentence_start > 0 && self.boundary == self.sentence_start {
            self.forget_subject();
        }
        // 基本支出600万元，项目支出900万元。全年执行数1550万元: rather of all than of the last item.
        let all =
            name.is_empty() && label.basis != Basis::Unsaid && self.sentence_figure == out.figures.len();
        let of_last = |level: &FigureId| {
            let behind = &out.figures[(level.0 + 1).min(self.sentence_figure)..self.sentence_figure];
            let last = !behind.iter().take(NEAR).any(|figure| figure.role == Role::Level);
            last && level.0 < self.sentence_figure && out.figures[level.0].item == self.subject
        };
        if all && self.last_level.filter(of_last).is_some_and(|last| self.spoke_of_several(out, last)) {
            self.forget_subject();
        }
        // 编制62人，实有55人: people are no posts.
        if self.subject.contains("编制") && words::starts(before.trim_start(), HEADS) {
            self.forget_subject();
        }
        // 其中：人员经费134万元、公用经费425万元，年初预算728万元，执行761万元: rather of all than of the last part.
        if name.is_empty() && self.complete_whole(out).is_some() && self.lists_plainly(out) {
            self.forget_subject();
        }
        // 甲支出11.51万元，乙支出2.91万元，共计支出14.42万元: of both; 接待52批次，共计支出5.76万元: of what the sentence speaks of.
        let amounts = out.figures[self.sentence_figure..]
            .iter()
            .rev()
            .take(NEAR)
            .filter(|figure| figure.role == Role::Level && figure.quantity.comparable(&printed.quantity));
        let sum = sums_up(before).filter(|_| amounts.count() >= 2);
        let sum =
            sum.filter(|_| !words::starts(self.text[printed.range.end..].trim_start(), "（|(|，其中|,其中"));
        let inherits = name.is_empty()
            && !before.trim().is_empty()
            && sum.is_none()
            && self.speaks_of_subject(before, label);
        if name.is_empty() && label.total {
            // 省级15万元，市级15万元，合计30万元，支出28万元: that was spent of all, which has no name.
            self.forget_subject();
        }
        // 行政编制112个，事业编制26个，合计138个: as what it is the total of.
        let part = out.figures[self.sentence_figure..].last().filter(|_| name.is_empty() && label.total);
        let quantity = part.map_or(printed.quantity, |part| as_posts(printed.quantity, &part.name));
        let id = self.push(out, quantity, printed.range.clone(), name, label, Role::Level);
        if self.is_old_level(out, id, label) {
            return;
        }
        if said {
            self.subject_name = out.figures[id.0].name.clone();
            self.subject = out.figures[id.0].item.clone();
        } else if inherits {
            let figure = &mut out.figures[id.0];
            figure.name.clone_from(&self.subject_name);
            figure.item.clone_from(&self.subject);
            if words::has(before, "支出|支付|执行|使用|拨付") {
                self.granted(out, id);
            }
        }
        // 培训12期，比上年增加2期，培训860人次，增长30%: the rate is one of what stands right before it.
        self.flush_change(out);
        self.add_part(out, id, before);
        let counted = items_counted(&label.name);
        if label.total && (counted.is_some() || matches!(&*label.name, "" | "收入" | "支出")) {
            self.total_of_sentence(out, id, counted, true);
        } else if let Some((verb, certain)) = sum {
            self.total_by_verb(out, id, verb, certain);
        }
        if words::ends(&label.name, LEFT) {
            self.left_over(out, id, &self.text[printed.range.end..]);
        }
        if said && self.boundary == self.segment {
            self.carry_on(out, id);
        }
        self.last_level = Some(id);
        self.levelless = false;
        self.last_in_clause = true;
        // 人均2万元（48人），比上年增长2%; 人均2万元，上年为1.95万元，增长2.56%: still of one of them.
        self.per_head &= self.depth > 0 || words::has(before, "上年|去年");
    }

    /// 预算101.5万元，支出90.3万元，结余11.2万元: what was spent and what is left make up what there was, where nothing else is said
    /// to have come to it. What is left at the end of the year may be of years before, of which the sentence does not speak.
    /// `behind` it the sentence must not go on with what came or went besides, nor may it have begun with other money.
    fn left_over(&self, out: &mut Output, left: FigureId, behind: &str) {
        const MOST: usize = 8;
        const MORE: &str = "上年|年初|追加|调整|调增|调减|结转|收回|盘活|统筹|累计|滚存|年末|其他";
        const SPENT: &str = "|支出|总支出|资金|部门|单位|使用|支付";
        let begins = self.paragraph.flow.offset(self.segment);
        let before = (self.first_figure.max(left.0.saturating_sub(MOST))..left.0).map(FigureId);
        let in_segment = |id: &FigureId| {
            let figure = &out.figures[id.0];
            figure.role == Role::Level && figure.span.start >= begins
        };
        let levels: Vec<FigureId> = before.filter(in_segment).collect();
        let &[whole, spent] = levels.as_slice() else { return };
        let is_level = |figure: &&Figure| figure.role == Role::Level;
        // 基本支出预算300万元，支出295万元；项目支出预算200万元，支出180万元，共结余25万元: of both.
        let mut before = out.figures[self.sentence_figure.min(whole.0)..whole.0].iter().rev();
        let of_several = before.find(is_level).is_some_and(|last| !words::ends(&last.name, LEFT));
        let rest = behind.split(['。', '\n']).next().unwrap_or_default();
        let of_years = words::has(&out.figures[left.0].name, "历年|以前|往年");
        const BESIDES: &str = "其中|调|追加|收回|上年|以前年度|压减|核减|另|尚|待|含|利息";
        // 下达资金1000万元，支出1060万元，不足部分由自有资金解决，自有资金剩余20万元
        let from = self.text.ceil_char_boundary(self.boundary.saturating_sub(NEAR)).max(self.segment);
        let of_own = words::has(&self.text[from..self.text.len() - behind.len()], "不足|自有|自筹|垫付|利息");
        if of_several || of_years || of_own || words::has(rest, BESIDES) {
            return;
        }
        let [had, used, rest] = [whole, spent, left].map(|id| &out.figures[id.0]);
        let of_one = |figure: &Figure| figure.year == had.year && figure.quantity.comparable(&had.quantity);
        let of_all = used.item == had.item || words::is(&used.item, SPENT);
        let is_balance = had.granted == Some(true) && used.granted == Some(false) && of_all;
        if !is_balance || !of_one(used) || !of_one(rest) || had.quantity.unit.dimension != Dimension::Money {
            return;
        }
        // 收入100万元，支出90万元，年末结余15万元: with what was left of the years before.
        let more = words::has(self.around(NEAR), MORE);
        let carried = words::has(self.around(NEAR), "上年结转|上年结余|年初结转|年初结余|以前年度");
        if carried || more && had.name.ends_with("收入") {
            return;
        }
        // 下达资金1237万元，支付1169万元，剩余68万元: what was handed out is spent or left.
        let of_pot = words::ends(&had.name, "资金|经费|下达|安排|到位");
        let certain = !more && (of_pot || matches!(had.basis, Basis::Adjusted | Basis::Budget));
        let parts = vec![spent, left];
        out.statements.push(match certain {
            true => Statement::Breakdown { whole, parts, kind: ListKind::Exhaustive, closed: true },
            false => Statement::Likely { wholes: vec![whole], parts },
        });
    }

    /// Whether the innermost list names nothing but one amount of each part.
    fn lists_plainly(&self, out: &Output) -> bool {
        let Some(super::lists::OpenList { parts, whole, .. }) = self.lists.last() else { return false };
        let [first, .., last] = parts.as_slice() else { return false };
        let between = &out.figures[first.0.max(last.0.saturating_sub(NEAR))..=last.0];
        let levels = between.iter().filter(|figure| {
            figure.role == Role::Level && figure.quantity.comparable(&out.figures[whole.0].quantity)
        });
        levels.count() == parts.len()
    }

    /// The words around the label of a figure, so many bytes before it and a few behind.
    fn around(&self, before: usize) -> &str {
        /// Longest label, in bytes.
        const LABEL: usize = 30;
        let start = self.text.ceil_char_boundary(self.boundary.saturating_sub(before));
        &self.text[start..self.text.floor_char_boundary(self.boundary + LABEL)]
    }

    /// Whether an amount without a name of its own is one of the subject.
    fn speaks_of_subject(&self, before: &str, label: &Label<'_>) -> bool {
        // 总支出581.45万元，其中本年支出480.71万元: a part is not the whole once more.
        let begins_list =
            self.lists.last().is_some_and(|list| list.parts.is_empty() && list.depth == self.depth);
        let part = begins_list && label.basis == Basis::Unsaid;
        // 到位资金1200万元，支付1180万元; 项目甲190万元；合计300万元.
        let received = words::has(&self.subject, "收入|到位");
        let all = label.total || before.trim() == "共";
        // 专项资金500万元，当年安排支出480万元: what was allotted of it.
        let allotted = words::ends(before.trim_end(), "安排支出|下达支出");
        let other = all || allotted || (received && words::ends(before.trim_end(), "支出|支付|使用"));
        !self.subject.is_empty() && !part && !other
    }

    /// 三公经费预算23万元，支出合计20.5万元: what was spent of the item that the sentence speaks of. Behind receipts it is all
    /// that was spent.
    fn is_of_subject(&self, out: &Output, name: &str) -> bool {
        if name != "支出" {
            return false;
        }
        let last = self.last_level.filter(|level| level.0 >= self.sentence_figure);
        let item = last.map(|level| &*out.figures[level.0].item);
        item.is_some_and(|item| !item.is_empty() && !item.contains("收入") && !item.contains("支出"))
    }

    /// A number of things may announce a list of them.
    pub(super) fn count_behind(
        &mut self,
        out: &mut Output,
        pieces: &[Piece],
        i: usize,
        quantity: Quantity,
        at: Range<usize>,
    ) {
        if let Dimension::Count(_) = quantity.unit.dimension
            && quantity.places == 0
            && let Ok(count) = u32::try_from(quantity.value)
        {
            self.count(out, pieces, i, count, at);
        }
    }

    /// 专项资金1860万元，支出1823.4万元: what was spent of an amount says that the amount itself is the budget. That of 上半年支出300万元，
    /// 全年支出500万元 was spent as well.
    fn granted(&self, out: &mut Output, spent: FigureId) {
        let (item, year) = (out.figures[spent.0].item.clone(), out.figures[spent.0].year);
        let first = self.sentence_figure.max(spent.0.saturating_sub(NEAR));
        if out.figures[spent.0].basis == Basis::Unsaid {
            out.figures[spent.0].basis = Basis::Final;
        }
        for figure in &mut out.figures[first..spent.0] {
            if figure.role == Role::Level
                && figure.item == item
                && figure.year == year
                && figure.basis == Basis::Unsaid
                && figure.granted != Some(false)
            {
                figure.basis = Basis::Budget;
            }
        }
    }

    /// 编制54名，其中行政编制18名，事业编制36名，实有51人: people in post are no part of the posts, nor is what was spent
    /// of an amount a part of it.
    fn leaves_list(&self, out: &Output, before: &str, quantity: Quantity) -> bool {
        const OTHERS: &str = "涉及|覆盖|惠及|受益|带动|预算金额|资金总额|总投资";
        const SPENT: &str =
            "已支出|已支付|已使用|已拨付|已完成|已执行|实际支出|实际使用|实际支付|累计支出|累计支付|另";
        let Some(list) = self.lists.last().filter(|list| !list.parts.is_empty()) else { return false };
        let comparable = quantity.comparable(&out.figures[list.whole.0].quantity);
        let whole = &out.figures[list.whole.0].name;
        let before = before.trim_start();
        let name = read_label(before).name;
        // 支出13948万元，其中养老金13458万元，收支结余4352万元: what is left of both sides is no part of either.
        let balance = words::ends(&name, "收支结余|滚存结余") && !whole.ends_with("结余");
        if comparable && (balance || is_sibling(whole, &name)) {
            return true;
        }
        // 防汛695万元，涉及20个村，抗旱515万元: what is said of a part beside its amount does not end the list.
        if words::starts(before, OTHERS) && !words::has(whole, OTHERS) {
            return comparable;
        }
        let spent = words::starts(before, SPENT) && !whole.starts_with("已");
        // 编制205人，其中局机关在职113人、离休2人、退休75人: there people are what is listed.
        let people = list.parts.iter().any(|part| words::has(&out.figures[part.0].name, HEADS));
        let posts = whole.contains("编制") && !before.contains("编制") && !people;
        spent || posts && words::starts(before, HEADS)
    }

    pub(super) fn push(
        &mut self,
        out: &mut Output,
        quantity: Quantity,
        range: Range<usize>,
        name: String,
        label: &Label<'_>,
        role: Role,
    ) -> FigureId {
        let year = if label.year_said { Some(label.year) } else { self.year };
        let absolute = self.absolute(year);
        if label.year_said && role == Role::Level {
            self.year = Some(label.year);
            self.of_other_year = names::is_other_year(self.year, self.context.year);
        }
        let led = label.basis == Basis::Unsaid
            && role == Role::Level
            && quantity.unit.dimension == Dimension::Money
            && !name.is_empty()
            && !is_adjustment(&name);
        let basis = if led { self.led } else { label.basis };
        let range_start = range.start;
        let item = names::canonical(&name);
        // 同 比 增 加2433505.07元: a direction that blanks keep from being read is no item.
        let no_item = self.of_change || words::is(&item, "增加|减少|增长|下降");
        let figure = Figure {
            quantity: as_posts(quantity, &name),
            granted: says_granted(&self.text[..range.start]),
            aside: aside(&self.text[..range.start], quantity.unit.dimension),
            span: self.span(range),
            item: if no_item { Arc::default() } else { item.into() },
            name: name.into(),
            year: if self.is_in_part_of_year(range_start) {
                None
            } else if year.is_none() && self.of_other_year {
                self.under_year.and_then(|year| self.absolute(Some(year)))
            } else {
                absolute
            },
            basis,
            total: label.total,
            scope: self.scope,
            role,
            home: self.home(),
        };
        out.figures.push(figure);
        FigureId(out.figures.len() - 1)
    }

    /// 截至8月底，基本支出400万元; 1-9月; 一季度: what was spent in a part of a year is not what was spent in it.
    fn is_in_part_of_year(&self, end: usize) -> bool {
        /// Where the time stands, in bytes from the beginning of the sentence.
        const HEAD: usize = 90;
        let start = self.sentence_start;
        let head = self.text.get(start..self.text.floor_char_boundary(end.min(start + HEAD)));
        let head = head.unwrap_or_default();
        let month = |(at, _): (usize, &str)| {
            let before = &head[..at];
            let digits = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
            digits.parse::<u8>().is_ok_and(|month| month < 12)
        };
        head.match_indices('月').any(month) || words::has(head, "上半年|季度|监控")
    }

    /// A percentage by itself: a rate if its name says so.
    pub(super) fn rate(&mut self, out: &mut Output, printed: &Printed, label: &Label<'_>) {
        let name = label.name.clone().into_owned();
        let id = self.push(out, printed.quantity, printed.range.clone(), name.clone(), label, Role::Rate);
        if name.is_empty()
            && (self.next_share(out, id) || self.rate_in_bracket(out, id, printed.range.clone()))
        {
            return;
        }
        // 综合得分率 is of all of them.
        if name.ends_with("得分率")
            && !words::has(&name, "综合|总|整体|平均|合计")
            && let Some((weight, points)) = self.scored.filter(|(weight, _)| weight.0 >= self.sentence_figure)
        {
            // 决策20分，得17.5分，得分率87.5%，其中项目立项得分率83.33%: the points have their rate already.
            let rated = |figure: &Figure| figure.role == Role::Rate && figure.name.ends_with("得分率");
            if out.figures.get(points.0 + 1..id.0).is_some_and(|between| between.iter().any(rated)) {
                return;
            }
            let (base, under, node) = (Basis::Unsaid, Some(weight), self.node);
            return out.statements.push(Statement::Completion { rate: id, level: points, base, under, node });
        }
        // 实际完成值43.5公里，指标完成率103.57%
        let start = self.span(printed.range.clone()).start;
        if name.ends_with("完成率")
            && let Some(indicator) = self.indicator_before(out, start)
        {
            indicator.rate = Some(id);
            return;
        }
        if words::ends(&name, "变动率|变化率") && self.changes_by(out, id) {
            return;
        }
        let named = name.ends_with(['率', '比', '度']) || name.ends_with("比例") || name.ends_with("比重");
        // 执行率100%的项目1个, 执行率达90%以上: a class of things.
        let class = words::starts(
            self.text[printed.range.end..].trim_start(),
            "的|以上|以下|及以上|及以下|-|—|－|至|到|~|～",
        );
        let of_other_year = label.year_said && names::is_other_year(Some(label.year), self.context.year);
        if !named || class || of_other_year {
            return;
        }
        out.statements.push(Statement::Rate {
            rate: id,
            name,
            level: self.last_level.filter(|level| level.0 >= self.sentence_figure),
            item: self.subject.to_string(),
            node: self.node,
        });
    }
}

/// Whether one amount is by its name beside the other, and no part of it: 项目支出 behind 基本支出，其中：人员经费.
fn is_sibling(whole: &str, name: &str) -> bool {
    const SIBLINGS: [&str; 8] = [
        "基本支出|项目支出",
        "财政拨款收入|事业收入|经营收入|其他收入|上级补助收入|附属单位上缴收入",
        "限额|余额",
        "三公经费|“三公”经费|三公经费支出|“三公”经费支出|会议费|培训费|机关运行经费|政府采购支出",
        "工资福利支出|商品和服务支出|对个人和家庭的补助|对个人和家庭的补助支出|资本性支出",
        "固定资产|流动资产|无形资产",
        "税收收入|非税收入",
        "基金收入|支出|收支结余|滚存结余",
    ];
    fn tail<'t>(text: &'t str, words: &str) -> Option<&'t str> {
        // 非流动资产 is not 流动资产.
        let rest = words::without_tail(text, words).filter(|rest| !rest.ends_with('非'))?;
        Some(&text[rest.len()..])
    }
    SIBLINGS.iter().any(|of| tail(whole, of).zip(tail(name, of)).is_some_and(|(one, other)| one != other))
}

/// 共计投入, 总计下达, 共: what words before an amount say that was done with the sum of those before it, and whether they say so for
/// certain.
fn sums_up(before: &str) -> Option<(&str, bool)> {
    const VERBS: &str = "|支出|投入|下达|拨付|募集|到位|安排|筹集|投资|使用|支付|投入资金|安排资金|下达资金|拨付资金|筹集资金";
    let certain = words::without_head(before.trim(), "共计|合计|总计");
    let verb = certain.or_else(|| words::without_head(before.trim(), "总共|一共|共"));
    let verb = verb.filter(|verb| words::is(verb, VERBS))?;
    Some((words::without_tail(verb, "资金").unwrap_or(verb), certain.is_some()))
}

/// 年中追加, 多支出: what came on top or was left out, no item that later figures speak of.
pub(crate) fn is_adjustment(name: &str) -> bool {
    const VERBS: &str = "追加|调整|调增|调减|增拨|增列|增补|扩大|新增|\
            多支出|多安排|多列支|多拨付|多收|多完成|多发放|超支|超收|超出|高出|超|\
            少支出|少安排|少列支|少拨付|少收|少完成|少发放|短收|欠收|\
            节支|节省|节约|结余|缩减|削减|核减|精简|压减|压缩|回落|低";
    let short = name.strip_prefix("年中").unwrap_or(name);
    let compared = words::starts(name, "同比|环比|较|比") && words::ends(name, VERBS);
    compared || words::is(short, VERBS)
}

/// How many items a total says that it is of: 2 of 以上两项合计.
fn items_counted(name: &str) -> Option<usize> {
    let number = name.strip_suffix(['项', '者'])?.trim_start_matches("以上").trim_start_matches("上述");
    let digits = parse_chinese_number(&number.replace('两', "二"));
    digits.map(|count| count as usize).or_else(|| number.parse().ok())
}

/// What people are called that fill posts or have left them.
const HEADS: &str = "实有|现有|年末|实际|在职|在编|在岗|退休|离退休";

/// What an amount is held against.
const BASES: &str = "比上年|较上年|比去年|较去年|与上年|与去年";

/// An amount in a clause that says what it was used for, or that is no level: 用于, 其余, 每.
fn not_a_level(label: &str) -> bool {
    let label = label.trim().trim_end_matches('为');
    // 支出合计多27.53万元, 基本支出与上年相比，增 59.11万元: by how much something differs.
    const APART: &str = "多|少|多支出|少支出|多支出共|少支出共";
    // 2023年，用于乡村振兴建设任务安排资金19204.10万元
    let granted = words::ends(label, "安排资金|下达资金|投入资金|拨付资金|安排|下达|投入|拨付");
    words::starts(label, "用于") && !granted
        || words::starts(label, "每|单价|平均|扣除|剔除|不含")
        || words::ends(label, "每|单价|平均|差异总额")
        || words::ends(label, APART)
        || words::is(label, "增|减")
}

/// 首次突破12亿元, 超额完成12亿元的目标, 节约5万元: what the amount before it is held against, or how far it is from that.
fn is_threshold(label: &str) -> bool {
    const WORDS: &str = "节约|超过|不低于|不超过|不少于|突破|首次突破|超额完成|迈上|站稳";
    const AT_LEAST: &str = "超过|不低于|不超过|不少于|突破";
    let label = label.trim();
    words::starts(label, WORDS) || words::ends(label, AT_LEAST) || words::starts(label, BASES)
}

/// 完成收入计划550000万元的99.3%: what was to be reached, no amount of an item of its own.
fn is_target(label: &str, behind: &str) -> bool {
    let label = label.trim();
    let plan = label.starts_with("完成") && words::ends(label, "计划|计划数|任务|任务数|目标|目标数");
    plan && behind.trim_start().starts_with('的')
}

/// 投入指标总分10分，得9分; 过程指标总分30分: all that one item can have, not what the whole report has got. What was got of it stands `behind`
/// it, or its name says that it is an item.
fn is_worth(before: &str, behind: &str) -> bool {
    const ITEMS: &str = "投入|决策|过程|管理|产出|效果|效益|满意度|一级|二级|三级|数量|质量|时效|成本";
    let item = words::without_tail(before, "指标总分|部分总分").unwrap_or_default();
    let clauses = behind.split(['。', '；', ';', '\n', '：', ':']).next().unwrap_or_default();
    let got = |clause: &str| words::starts(clause.trim_start(), "得|自评得|实得|实际得|评价得|自评为");
    words::ends(item, ITEMS) || clauses.split(['，', ',']).skip(1).take(2).any(got)
}

/// 的86.86%: whether a rate of the amount stands behind it.
fn is_shared(behind: &str) -> bool {
    let Some(rate) = behind.trim_start().strip_prefix('的') else { return false };
    let sign =
        rate.trim_start_matches(|c: char| halfwidth(c).is_ascii_digit() || matches!(c, '.' | '．' | ' '));
    sign.len() < rate.len() && sign.starts_with(['%', '％'])
}

/// 车均2.75万元, 补助标准400元, 每人每月1450元, 320万元/公里: an amount of one of many.
fn is_per_head(before: &str, behind: &str) -> bool {
    const WORDS: &str = "人均|户均|车均|月均|年均|日均|次均|亩均|生均|校均|均价|单位成本|补助标准|补贴标准|收费标准|支出标准|定额标准";
    let of_one = behind.strip_prefix('/').is_some_and(|unit| unit.starts_with(|c: char| !c.is_ascii_digit()));
    let label = before.trim_end_matches(['为', '是', '：', ' ']);
    of_one || words::has(before, WORDS) || label.ends_with("标准") || ends_with_each(label)
}

/// 每人每月, 每亩补助, but not 每年安排, which is all of a year.
fn ends_with_each(label: &str) -> bool {
    const SHORT: usize = 4;
    let Some((before, one)) = label.rsplit_once('每') else { return false };
    let of_time = !before.contains('每') && words::starts(one, "年|月|季|周|天|日|期|批|次");
    one.chars().count() <= SHORT && !of_time
}

/// 30万元用于工程预算编制: the name stands behind the amount.
fn name_behind(text: &str) -> String {
    let text = &text[..text.floor_char_boundary(120)];
    let Some(rest) = text.strip_prefix("用于").or_else(|| text.strip_prefix("为")) else {
        return String::new();
    };
    let end = rest.find(['，', '。', '；', ';', ',', '、', '（']).unwrap_or(rest.len());
    let name = &rest[..end];
    if name.chars().count() <= 20 { name.to_owned() } else { String::new() }
}

/// 核定编制58名，其中行政编制27个: posts are of people, however they are counted.
fn as_posts(mut quantity: Quantity, name: &str) -> Quantity {
    if quantity.unit.dimension == Dimension::Count(Counter::Entities)
        && words::ends(name, "编制|编制数|编制总数")
    {
        quantity.unit.dimension = Dimension::Count(Counter::People);
    }
    quantity
}
