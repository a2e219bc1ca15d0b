//! Points, indicators and counted lists.

use super::{NEAR, Output, Reading};
use crate::{
    model::{ClaimedPoints, FigureId, ProseIndicator, Role, names::read_label},
    number::{Dimension, minus, sum},
    statement::{
        ListKind, Statement,
        counts::{counts_before, counts_offices, listed, listed_before, listed_in_bracket, tail},
        pieces::{Piece, PieceKind, Printed},
    },
    text::Span,
    words,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Points of all with those of its parts.
#[derive(Clone, Debug)]
pub(super) struct ScoreList {
    whole: FigureId,
    /// What names a part, its weight where it has one, and what it got.
    parts: Vec<(FigureId, FigureId)>,
    open: bool,
    /// How deep in brackets the parts stand.
    depth: usize,
    /// Whether only a bracket or a colon opens it, which may name what each part is worth.
    bare: bool,
}

/// What was lost in all, and each of what makes it up.
#[derive(Clone, Debug)]
pub(super) struct LostList {
    whole: FigureId,
    parts: Vec<FigureId>,
    depth: usize,
}

impl Reading<'_, '_> {
    pub(super) fn claim_here(&mut self) -> Option<&mut ClaimedPoints> {
        let section = self.paragraph.section?;
        // 决策类指标由3个二级指标构成，权重20分，得分19.5分: the first sentence below a heading speaks of all that stands under it.
        const ALL: &str = "类指标|个二级指标|个三级指标";
        let head = self.text.split('。').next().unwrap_or_default();
        if self.paragraph.number.is_none()
            && (self.sentence_start > 0 || head.contains('；') || !words::has(head, ALL))
        {
            return None;
        }
        if self.claim.is_none() {
            let end = self.text.find(['（', '(', '。', '，', '：', '由']).unwrap_or(self.text.len());
            self.claim = Some(ClaimedPoints {
                section,
                title: self.text[..end].trim().to_owned(),
                weight: None,
                points: None,
                lost: None,
                none_lost: None,
            });
        }
        self.claim.as_mut()
    }

    pub(super) fn points(&mut self, out: &mut Output, kind: &PieceKind, printed: &Printed, at: Range<usize>) {
        let before = self.text.get(self.boundary..at.start).unwrap_or_default().trim().to_owned();
        let is_points = matches!(kind, PieceKind::Points(_));
        let in_list = self.lists_scores() || self.lists_in_bracket(out, kind);
        let listed = in_list && !matches!(kind, PieceKind::Lost(_));
        let named = if self.lists_scores() { before.clone() } else { self.before_bracket().to_owned() };
        let label = read_label(if listed { &named } else { "" });
        // 决策20分，自评得19分: no name of a part.
        let name = if words::is(&label.name, WHO) { String::new() } else { label.name.to_string() };
        let id = self.push(out, printed.quantity, printed.range.clone(), name, &label, Role::Points);
        self.score(out, kind, id, &at);
        let in_bracket = self.depth > 0;
        self.boundary = at.end;
        if is_points && before == "小计" {
            return self.subtotal(out, id);
        }
        if listed {
            self.add_score(out, id, is_points);
            return;
        }
        // 满分100分，自评94.9分
        let of_hundred = self.scored.is_some_and(|(weight, points)| {
            points == id && out.figures[weight.0].quantity.value == Decimal::ONE_HUNDRED
        });
        let of_all = of_hundred || self.is_total_claim(&before, &at);
        if is_points && !in_bracket && !before.contains("平均") && of_all {
            out.total_claims.push(id);
            self.begin_scores(id);
            return;
        }
        // 经自评，得分97分，其中：…; 自评得97分，其中…: what it is made up of may follow as well.
        let clause = self.text[self.segment..at.start].trim().trim_end_matches(['，', ',']);
        if is_points
            && !in_bracket
            && words::is(clause, "自评|经自评|经综合评价|经自我评价|经评价|经综合自评")
        {
            self.begin_scores(id);
        }
        // …，效果指标（30分）得28分，自评得分95分: behind its parts no word says that it is of all.
        let got =
            words::has(&self.text[at.clone()], "自评得分|得分") || words::ends(&before, "共|合计|总计|共计");
        self.summed = Some(id)
            .filter(|_| is_points && got && words::is(&before, "|合计|共|共计|总计|最终|绩效|评价|自评"));
        let heading = in_bracket || words::is(&before, "|评价|自评|综合评价");
        if !heading {
            return;
        }
        // （3分，一项未完成扣1分，得3分）: the rule by which points are taken off.
        let clause = self.text[self.segment..at.start].rsplit(['，', ',', '、', '；', '（', '(']).next();
        let clause = clause.unwrap_or_default().trim();
        if matches!(kind, PieceKind::Lost(_)) && !words::is(clause, "|共|共计|合计|实|应|自评|评价")
        {
            return;
        }
        let ended = self.claim_ended;
        let direct = self.claim_direct;
        if is_points {
            self.claim_direct = self.is_behind_title(at.start);
        }
        let Some(claim) = self.claim_here() else { return };
        // （满分12分，得9分）。其中：资金到位率4分，得4分；合规性4分，得2分，扣2分: what follows the second points is said of a part.
        let of_part = is_points && claim.points.is_some();
        if of_part {
            claim.weight = claim.weight.filter(|weight| Some(*weight) < claim.points);
            // （1）数量指标。培训5期，得10分；植树520亩，得10分: each of them is of one of several.
            if !direct {
                (claim.weight, claim.points) = (None, None);
            }
        }
        if of_part || ended {
            self.claim_ended = true;
            return;
        }
        // 得18分。目标不够细化，扣1分；依据不足，扣1分: each for a reason of its own, which together make up what was lost.
        if matches!(kind, PieceKind::Lost(_)) && claim.lost.is_some() {
            claim.lost = None;
            self.claim_ended = true;
            return;
        }
        let slot = match kind {
            PieceKind::Weight(_) => &mut claim.weight,
            PieceKind::Points(_) => &mut claim.points,
            _ => &mut claim.lost,
        };
        slot.get_or_insert(id);
    }

    /// 数量20分得20分，质量15分得14分，小计34分: what was got since the sentence, or the last sum of its kind, began.
    fn subtotal(&mut self, out: &mut Output, whole: FigureId) {
        let since = self.last_subtotal.max(FigureId(self.sentence_figure));
        self.last_subtotal = whole;
        let said = out.statements.get(self.first_statement..).unwrap_or_default();
        let (weights, parts) = scores_of(said);
        let first = weights.iter().position(|weight| *weight >= since).unwrap_or(weights.len());
        let parts = parts[first..].to_vec();
        // Nothing else that counts stands between them.
        let whole_row = whole.0.checked_sub(2 * parts.len()).is_some_and(|start| start == since.0);
        if parts.len() >= 2 && (whole_row || since.0 + 1 + 2 * parts.len() == whole.0) {
            let kind = ListKind::Exhaustive;
            out.statements.push(Statement::Breakdown { whole, parts, kind, closed: true });
        }
    }

    /// Whether nothing that could be named stands between the title of a heading and points: （一）决策（满分12分，得9分）.
    fn is_behind_title(&self, end: usize) -> bool {
        const PLAIN: &str =
            "分值|满分|权重|得分|得|扣|未扣|不扣|该|本|此|自评|评价|综合评价|实际|计|共|0|1|2|3|4|5|6|7|8|9";
        /// Longest title with what stands behind it, in bytes.
        const LONG: usize = 400;
        let Some(text) = self.text.get(..end).filter(|text| text.len() <= LONG) else { return false };
        let marks = ['（', '(', '）', ')', '。', '，', ',', '：', ':', '；'];
        text.split(marks)
            .skip(1)
            .map(str::trim)
            .all(|clause| clause.is_empty() || words::starts(clause, PLAIN))
    }

    /// 分值3分，自评得2.6分: the points right behind a weight are what was got of it. Extra points may go beyond.
    fn score(&mut self, out: &mut Output, kind: &PieceKind, id: FigureId, at: &Range<usize>) {
        const BETWEEN: &str = "|中|自评|评价|实际|综合评价|自我评价|本次|共|最终";
        const EXTRA: &str = "加分|附加|奖励|，加|,加";
        let weight = self.weight.take();
        let got = self.got.take();
        match (kind, weight) {
            (PieceKind::Weight(_), _) => {
                self.weight = Some((id, at.end));
                // 得9分（满分10分）
                let between = |end: usize| self.text.get(end..at.start).unwrap_or_default().trim();
                if let Some((points, _)) = got.filter(|(_, end)| matches!(between(*end), "（" | "(")) {
                    self.weight = None;
                    out.statements.push(Statement::Score { weight: id, points });
                }
            }
            (PieceKind::Points(_), Some((weight, end))) => {
                let between = self.text.get(end..at.start).unwrap_or_default();
                let between =
                    between.trim_matches(|c: char| c.is_whitespace() || "，,、；;：）)／/".contains(c));
                let behind = &self.text[at.end..self.text.floor_char_boundary(at.end + NEAR)];
                let behind = behind.split(['）', ')', '。', '；']).next().unwrap_or_default();
                let start = self.sentence_start.max(at.start.saturating_sub(NEAR));
                let before = self.text.get(self.text.ceil_char_boundary(start)..at.start).unwrap_or_default();
                let extra = [before, behind].into_iter().any(|said| words::has(said, EXTRA));
                // 产出指标50分，其中数量指标20分，质量指标30分，自评得48分: of all of them.
                let value = |id: FigureId| out.figures[id.0].quantity.value;
                let since = self.text.get(self.sentence_start..end).unwrap_or_default();
                let since = since.rsplit('得').next().unwrap_or_default();
                let is_worth = |(at, _): &(usize, &str)| since[..*at].ends_with(|c: char| c.is_ascii_digit());
                let in_row = since.match_indices('分').filter(is_worth).take(2).count() == 2;
                let of_all = in_row && value(id) > value(weight);
                if words::is(between, BETWEEN) && !extra && !of_all {
                    let of_heading = self.claim.as_ref().is_some_and(|claim| claim.weight == Some(weight));
                    let lost = FigureId(id.0.saturating_sub(1));
                    if weight.0 + 2 == id.0 && !of_heading && self.depth == 0 {
                        // 分值5分，扣1分，得4分
                        out.statements.push(Statement::Deducted { weight, points: id, lost });
                    }
                    self.scored = Some((weight, id));
                    self.scored_to = at.end;
                    // 年度指标值≥500人，实际完成值520人，分值10分，得10分
                    let start = out.figures[weight.0].span.start;
                    if let Some(indicator) = self.indicator_before(out, start) {
                        indicator.scored = Some((weight, id));
                    }
                    out.statements.push(Statement::Score { weight, points: id });
                }
            }
            (PieceKind::Lost(_), _) => {
                // What was lost may stand between the weight and what was got.
                let between = |end: usize| self.text.get(end..at.start).unwrap_or_default().trim();
                let beside = |(_, end): &(FigureId, usize)| words::is(between(*end), "，|,|、");
                self.weight = weight.filter(beside).map(|(weight, _)| (weight, at.end));
                let in_all = words::is(between(self.boundary), "共|共计|合计|总共|累计");
                if !in_all {
                    self.lost(out, id, at);
                }
                self.list_lost(id, at, in_all);
            }
            _ => {}
        }
        if matches!(kind, PieceKind::Points(_)) {
            self.got = Some((id, at.end));
        }
    }

    /// 共扣5.5分，其中：预算执行率扣1.5分，产出指标扣4分: each of them is named.
    fn list_lost(&mut self, id: FigureId, at: &Range<usize>, in_all: bool) {
        let before = self.text.get(self.boundary..at.start).unwrap_or_default().trim();
        let behind = self.text[at.end..].trim_start_matches(['，', ',', '。', '；', ' ']);
        // 部门绩效扣3.6分，其中…；本年扣6.9分。其中…: a list behind a full stop is of what the whole sentence speaks of.
        let opens = behind.starts_with("其中") && (in_all || !self.text[at.end..].starts_with('。'));
        if in_all || opens {
            self.lost_list = opens.then(|| LostList { whole: id, parts: Vec::new(), depth: self.depth });
            self.lost_in_all = Some(id).filter(|_| in_all && !opens);
        } else if before.ends_with(['多', '少']) {
            // 执行率扣0.8分，比上年多扣0.3分: no part of its own.
        } else if let Some(list) = self.lost_list.as_mut().filter(|list| list.depth == self.depth) {
            // 预算执行率（5分）扣0.5分: the name stands before what it is worth.
            let named = before.chars().count() >= 2
                || before.is_empty() && self.text[..at.start].trim_end().ends_with(['）', ')']);
            if !named {
                self.lost_list = None;
            } else {
                list.parts.push(id);
            }
        }
    }

    /// Whether the parts of what was lost are being listed.
    pub(super) fn lists_lost(&self) -> bool {
        self.lost_list.as_ref().is_some_and(|list| list.depth == self.depth)
    }

    /// 失分3.1分，其中投入0.6分、产出2.5分: what stands behind the name of a part is what was lost of it.
    pub(super) fn add_lost(&mut self, id: FigureId, name: &str) {
        const OTHERS: &str = "得|满分|分值|总分|标准|加";
        let named = name.chars().count() >= 2 && !words::has(name, OTHERS);
        self.lost_list = self.lost_list.take().filter(|_| named);
        if let Some(list) = &mut self.lost_list {
            list.parts.push(id);
        }
    }

    /// What was lost in all is made up of what the sentence that ends here says was lost, unless it speaks of parts of parts.
    pub(super) fn end_lost(&mut self, out: &mut Output, end: usize) {
        let Some(LostList { whole, parts, .. }) = self.lost_list.take_if(|list| !list.parts.is_empty())
        else {
            return;
        };
        let sentence = self.text.get(self.sentence_start..end).unwrap_or_default();
        let several = sentence.matches("其中").count() > 1 || words::has(sentence, "包括|主要|等|每|各");
        if parts.len() >= 2 && !several {
            out.statements.push(Statement::Breakdown {
                whole,
                parts,
                kind: ListKind::Exhaustive,
                closed: true,
            });
        }
    }

    /// 产出指标60分，得57.2分，扣2.8分；…。累计扣5.45分: where the weights of a paragraph make up a hundred, what was lost of them was lost in all.
    pub(super) fn total_of_lost(&mut self, out: &mut Output) {
        let Some(whole) = self.lost_in_all.take() else { return };
        let said = out.statements.get(self.first_statement..).unwrap_or_default();
        let (weights, got) = scores_of(said);
        let value = |id: &FigureId| out.figures[id.0].quantity.value;
        let lost = |statement: &Statement| match statement {
            Statement::Deducted { lost, .. } => Some(*lost),
            _ => None,
        };
        let parts: Vec<FigureId> = said.iter().filter_map(lost).collect();
        let all = sum(weights.iter().map(value)) == Some(Decimal::ONE_HUNDRED);
        // Where nothing was lost of a part, that need not be said.
        let lost_of =
            weights.iter().zip(&got).filter(|(weight, points)| value(weight) != value(points)).count();
        let each = parts.len() == lost_of && parts.len() >= 2 && parts.iter().all(|part| part.0 < whole.0);
        if all && each {
            let kind = ListKind::Exhaustive;
            out.statements.push(Statement::Breakdown { whole, parts, kind, closed: true });
        }
    }

    /// 部门决策25分，自评得25分；…。自评总分96.5分: where the weights of a paragraph make up a hundred, what was got of them makes up its total.
    pub(super) fn total_of_scores(&mut self, out: &mut Output) {
        const OTHERS: &str = "加分|附加|奖励|倒扣|另扣|平均|折算|权重";
        let said = out.statements.get(self.first_statement..).unwrap_or_default();
        let (weights, parts) = scores_of(said);
        let totals = out.total_claims.iter().rev().copied().take_while(|id| id.0 >= self.first_figure);
        let totals: Vec<FigureId> = totals.take(2).collect();
        let last = self.summed.filter(|id| parts.iter().all(|part| part < id));
        let whole = match totals.as_slice() {
            [] => last,
            [total] => Some(*total),
            _ => None,
        };
        let listed = |whole: FigureId| {
            said.iter().any(|said| matches!(said, Statement::Breakdown { whole: of, .. } if *of == whole))
        };
        let value = |id: &FigureId| out.figures[id.0].quantity.value;
        let Some(whole) = whole.filter(|whole| !listed(*whole) && !weights.contains(whole)) else { return };
        let all = sum(weights.iter().map(value)) == Some(Decimal::ONE_HUNDRED);
        if all && parts.len() >= 2 && !parts.contains(&whole) && !words::has(self.text, OTHERS) {
            if totals.is_empty() {
                out.total_claims.push(whole);
            }
            out.statements.push(Statement::Breakdown {
                whole,
                parts,
                kind: ListKind::Exhaustive,
                closed: true,
            });
        }
    }

    /// 分值6分，得5.2分，扣0.8分: outside a heading, of which its own rule speaks, what was got and what was lost make up what could be had. Where
    /// more is lost of it in the sentence, it is for reasons of their own.
    fn lost(&mut self, out: &mut Output, id: FigureId, at: &Range<usize>) {
        /// Statements that are looked through.
        const NEAREST: usize = 8;
        let Some((weight, points)) = self.scored else { return };
        let again =
            |said: &Statement| matches!(said, Statement::Deducted { points: of, .. } if *of == points);
        let details = self.text.get(self.lost_to..at.start).unwrap_or_default().contains("其中");
        // What 其中 leads to goes on to the end of the sentence.
        if !details {
            self.lost_to = at.end;
        }
        let last = out.statements.len().saturating_sub(NEAREST).max(self.first_statement);
        if let Some(said) = out.statements[last..].iter().rposition(again) {
            if !details {
                out.statements.remove(last + said);
            }
            return;
        }
        let between = self.text.get(self.scored_to..at.start).unwrap_or_default();
        let beside = points.0 + 1 == id.0 && words::is(between.trim(), "，|,|、|；");
        let of_heading = self.claim.as_ref().is_some_and(|claim| claim.points == Some(points));
        if beside && !of_heading && self.depth == 0 {
            out.statements.push(Statement::Deducted { weight, points, lost: id });
        }
    }

    /// 自评得分97分: a list of what it is made up of may follow.
    pub(super) fn begin_scores(&mut self, whole: FigureId) {
        self.scores =
            Some(ScoreList { whole, parts: Vec::new(), open: false, depth: self.depth, bare: false });
    }

    /// Opens the list where 其中 stands right behind the points of all.
    pub(super) fn open_scores(&mut self, out: &Output) -> bool {
        let last = out.figures.len();
        let depth = self.depth;
        let list = self.scores.as_mut().filter(|list| list.whole.0 + 1 == last);
        list.is_some_and(|list| {
            (list.open, list.depth) = (true, depth);
            true
        })
    }

    /// 自评得分96.5分（决策20分、过程19分、产出29分、效益28.5分）: a bracket, or a colon, with several points right behind those of all.
    pub(super) fn open_bracket_scores(&mut self, out: &Output, within: &[Piece], at: &Range<usize>) {
        const MOST: usize = 60;
        let is_points = |piece: &&Piece| match &piece.kind {
            PieceKind::Points(_) => true,
            PieceKind::Figure(printed) => printed.quantity.unit.dimension == Dimension::Points,
            _ => false,
        };
        let ends = |piece: &&Piece| matches!(piece.kind, PieceKind::Close | PieceKind::Stop);
        let within = within.iter().take(MOST).take_while(|piece| !ends(piece));
        let direct = self.text.get(self.boundary..at.start).unwrap_or_default().trim().is_empty();
        let opens = direct && within.filter(is_points).count() >= 3 && self.open_scores(out);
        if let Some(list) = self.scores.as_mut().filter(|_| opens) {
            list.bare = true;
        }
    }

    pub(super) fn lists_scores(&self) -> bool {
        self.scores.as_ref().is_some_and(|list| list.open && list.depth == self.depth)
    }

    /// 其中：投入指标（10分，得9分），过程指标（30分）得28分: what stands in a bracket right behind the name of a part.
    fn lists_in_bracket(&self, out: &Output, kind: &PieceKind) -> bool {
        let Some(list) = self.scores.as_ref().filter(|list| list.open && list.depth + 1 == self.depth) else {
            return false;
        };
        match kind {
            PieceKind::Weight(_) => {
                let opens = self.text[..self.boundary].ends_with(['（', '(']);
                opens && !self.before_bracket().is_empty() && !self.before_bracket().ends_with('分')
            }
            PieceKind::Points(_) => {
                let last =
                    |(name, got): &(FigureId, FigureId)| name == got && name.0 + 1 == out.figures.len();
                list.parts.last().is_some_and(last)
            }
            _ => false,
        }
    }

    /// The words before the bracket that has just been opened.
    fn before_bracket(&self) -> &str {
        let Some(before) = self.text[..self.boundary].strip_suffix(['（', '(']) else { return "" };
        before
            .rsplit(['，', ',', '、', '；', ';', '：', ':', '。', '（', '(', '）', ')'])
            .next()
            .unwrap_or_default()
            .trim()
    }

    /// 决策20分，得19.5分: what was got takes the place of the weight beside it.
    pub(super) fn add_score(&mut self, out: &Output, id: FigureId, is_points: bool) {
        let Some(list) = &mut self.scores else { return };
        // …，满意度指标9分；上年得分95分: of another year.
        let figure = &out.figures[id.0];
        let of_year = figure.year == out.figures[list.whole.0].year;
        if !figure.name.is_empty() && of_year {
            list.parts.push((id, id));
            return;
        }
        let beside = |(name, got): &&mut (FigureId, FigureId)| name == got && got.0 + 1 == id.0;
        match list.parts.last_mut().filter(|part| is_points && of_year && beside(part)) {
            Some((_, got)) => *got = id,
            // What belongs to what is not certain.
            None => {
                list.open = false;
                list.parts.clear();
            }
        }
    }

    /// The parts of a score make it up where they are those of the whole sheet; some of them may at least not be more. The scores of several
    /// projects, which are averaged, are no parts.
    pub(super) fn end_scores(&mut self, out: &mut Output) {
        let before =
            self.scores.as_ref().is_none_or(|list| !list.open && list.whole.0 + 1 == out.figures.len());
        let Some(list) = self.scores.take_if(|_| !before) else { return };
        let named =
            |words: &str| list.parts.iter().any(|(part, _)| words::has(&out.figures[part.0].name, words));
        let value = |id: &FigureId| out.figures[id.0].quantity.value;
        let whole = list.whole;
        let weighed = list.parts.iter().all(|(weight, got)| weight != got);
        let weights = sum(list.parts.iter().map(|(weight, _)| value(weight)));
        let parts: Vec<FigureId> = list.parts.iter().map(|(_, got)| *got).collect();
        let all = sum(parts.iter().map(value));
        let full = Some(Decimal::ONE_HUNDRED);
        let most = parts.iter().map(value).max().unwrap_or_default();
        let others = all.and_then(|all| minus(all, most));
        let complete = weighed && weights == full
            || named("履职效能") && named("管理效率")
            || named("预算执行") && named("绩效目标|目标完成")
            || named("产出")
                && named("效益|效果")
                && named("决策|过程|投入|管理|执行")
                && named("满意|决策|过程");
        // 自评得分96.5分（决策20分、过程20分、产出40分、效益20分）: what each is worth.
        let only_worth = (list.bare || list.depth > 0) && !weighed && all == full;
        if parts.len() < if complete { 2 } else { 3 }
            || only_worth
            || others.is_none_or(|others| others >= value(&whole))
        {
            return;
        }
        let kind = if complete { ListKind::Exhaustive } else { ListKind::Partial };
        out.statements.push(Statement::Breakdown { whole, parts, kind, closed: true });
    }

    /// Whether the paragraph has said of something what was got of it.
    pub(super) fn has_scored(&self) -> bool {
        self.scored.is_some()
    }

    /// Whether nothing but a comma stands between a weight and a place.
    pub(super) fn weight_ends_at(&self, place: usize) -> bool {
        let between = |(_, end): &(FigureId, usize)| self.text.get(*end..place).unwrap_or_default();
        self.weight.as_ref().is_some_and(|weight| words::is(between(weight).trim(), "，|,"))
    }

    pub(super) fn no_points_lost(&mut self, at: Range<usize>) {
        let span = self.span(at);
        if self.claim_ended {
            return;
        }
        if let Some(claim) = self.claim_here() {
            claim.none_lost.get_or_insert(span);
        }
    }

    /// 绩效得分, 自评总分: the points of the whole report. 该指标分值20分，评价得分17.5分 are those of a part.
    fn is_total_claim(&self, before: &str, at: &Range<usize>) -> bool {
        let words = format!("{before}{}", &self.text[at.clone()]);
        words::has(&words, TOTAL) || words::has(&words, SCORE) && !self.speaks_of_part(at.start)
    }

    /// Whether the sentence, or its part behind a semicolon, says before `end` what an indicator or a part of the score is worth.
    pub(super) fn speaks_of_part(&self, end: usize) -> bool {
        let sentence = self.text.get(self.segment..end).unwrap_or_default();
        let is_weight = |(at, _): (usize, &str)| {
            let digits = sentence[..at].trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.');
            let digits = if at - digits.len() <= 1 { digits } else { "" };
            let number = &digits[digits.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len()..];
            !number.is_empty() && number != "100" && number.len() <= 4
        };
        words::has(sentence, "该指标|该项指标|本指标|本项指标|一级指标|二级指标|三级指标")
            || sentence.match_indices('分').any(is_weight)
    }

    /// The indicator of this paragraph whose actual value stands right before a figure of it: 实际完成值43.5公里，指标完成率103.57%.
    pub(super) fn indicator_before<'o>(
        &self,
        out: &'o mut Output,
        figure: usize,
    ) -> Option<&'o mut ProseIndicator> {
        /// Most bytes between the two.
        const BESIDE: usize = 40;
        let here = self.paragraph.flow.offset(0);
        let beside = |actual: Span| {
            actual.start >= here && (actual.end..actual.end.saturating_add(BESIDE)).contains(&figure)
        };
        out.indicators.last_mut().filter(|indicator| beside(indicator.actual))
    }

    pub(super) fn indicator(
        &mut self,
        out: &mut Output,
        target: Range<usize>,
        actual: Range<usize>,
        at: Range<usize>,
    ) {
        let start = self.text[..at.start]
            .rfind(['。', '；', ';'])
            .map_or(0, |p| p + self.text[p..].chars().next().map_or(1, char::len_utf8));
        let space = |c: char| c.is_whitespace() || "，,、：:".contains(c);
        let mut raw = self.text[start..at.start].trim_end_matches(space);
        // 设备验收合格率：根据评价指标体系，年初目标值100%
        if let Some((name, by)) = raw.rsplit_once(['，', '：', ':'])
            && words::starts(by, "根据|按照|依据")
        {
            raw = name.trim_end_matches(space);
        }
        // 2.对于“产出质量”：设备验收合格率：
        let name = raw.rsplit(['：', ':']).next().unwrap_or_default().trim_start_matches(space);
        let name_start = start + raw.len() - name.len();
        out.name_spans.push(self.span(at.clone()));
        self.boundary = at.end;
        self.claim_ended = true;
        if name.is_empty() || name.chars().count() > 40 {
            return;
        }
        out.indicators.push(ProseIndicator {
            name: name.to_owned(),
            name_span: self.span(name_start..name_start + name.len()),
            target: self.span(target),
            actual: self.span(actual),
            rate: None,
            scored: None,
            section: self.paragraph.section,
        });
    }

    pub(super) fn count(
        &mut self,
        out: &mut Output,
        pieces: &[Piece],
        i: usize,
        stated: u32,
        at: Range<usize>,
    ) {
        if let Some(list) = listed_before(self.text, pieces, i).filter(|_| (1..=500).contains(&stated)) {
            let name = String::from(list.0);
            out.statements.push(Statement::Count { stated, span: self.span(at), name, list: list.1 });
            return;
        }
        let name_of = |label: &str| read_label(label).name.into_owned();
        let before = tail(&self.text[..at.start]);
        let label = before.rsplit(['，', '。', '；', '：', '、', '（']).next().unwrap_or_default();
        if let Some(list) = listed_in_bracket(self.text, pieces, i) {
            let name = name_of(label);
            out.statements.push(Statement::Count { stated, span: self.span(at), name, list });
            return;
        }
        let Some(colon) = pieces[i + 1..].iter().position(|p| !matches!(p.kind, PieceKind::Respectively))
        else {
            return;
        };
        let mut colon = i + 1 + colon;
        // 12个，分别为：甲、乙; 2个，包括：甲、乙
        let names_all = |piece: &Piece| match piece.kind {
            PieceKind::Respectively => true,
            PieceKind::Mainly => {
                &self.text[piece.range.clone()] == "包括"
                    && counts_offices(label, &self.text[pieces[i].range.clone()])
            }
            _ => false,
        };
        if matches!(pieces[colon].kind, PieceKind::Comma) && pieces.get(colon + 1).is_some_and(names_all) {
            colon += 2;
        }
        // 7个，分别是甲、乙: two names or more need no colon before them.
        let mut least = 1;
        if !matches!(pieces.get(colon).map(|p| &p.kind), Some(PieceKind::Colon)) && colon == i + 3 {
            (colon, least) = (colon - 1, 2);
        }
        let leads = |piece: &&Piece| matches!(piece.kind, PieceKind::Colon) || least == 2;
        let Some(piece) = pieces.get(colon).filter(leads) else { return };
        let between = &self.text[pieces[i].range.end..piece.range.start];
        if between.chars().count() > 10 || !(1..=500).contains(&stated) {
            return;
        }
        let Some(list) = listed(self.text, pieces, colon).filter(|list| list.items >= least) else { return };
        // 由机关本级和2个下属单位组成：甲局机关、…: the list may name the one as well.
        let and = words::without_tail(label.trim(), "以及|和|及|与");
        let one = u32::from(and.is_some_and(|name| words::ends(name, "本级|机关|本部|本部门|本单位")));
        let counts = counts_before(pieces, i).flat_map(|count| [count, count.saturating_add(one)]);
        let stated = { counts }.find(|count| list.fits(*count)).unwrap_or(stated);
        out.statements.push(Statement::Count { stated, span: self.span(at), name: name_of(label), list });
    }
}

/// What parts are worth, and what was got of each.
fn scores_of(statements: &[Statement]) -> (Vec<FigureId>, Vec<FigureId>) {
    let score = |statement: &Statement| match statement {
        Statement::Score { weight, points } => Some((*weight, *points)),
        _ => None,
    };
    statements.iter().filter_map(score).unzip()
}

/// Who scored, which names no part of a score.
const WHO: &str = "自评|评价|实际|实|本次|最终|自我评价|综合评价|中|其中";

/// Words for the points of the whole report, whatever else a sentence says.
const TOTAL: &str = "总分|总得分|总评分|综合得分|综合评分|总体得分|最终得分";

/// Words for points of the whole report or of a part of it.
const SCORE: &str = "绩效得分|自评得分|自评打分|评价得分|该项目得分|本项目得分|单位得分|我局得分|我委得分|部门得分|我院得分|绩效自评得|整体自评得";
