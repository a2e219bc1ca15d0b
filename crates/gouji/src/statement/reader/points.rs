//! Points, indicators and counted lists.

use super::{NEAR, Output, Reading};
use crate::{
    model::{ClaimedPoints, FigureId, ProseIndicator, Role, names::read_label},
    number::{minus, sum},
    statement::{
        ListKind, Statement,
        counts::{counts_before, listed, listed_before},
        pieces::{Piece, PieceKind, Printed},
    },
    words,
};
use std::ops::Range;

/// Points of all with those of its parts.
#[derive(Clone, Debug)]
pub(super) struct ScoreList {
    whole: FigureId,
    parts: Vec<FigureId>,
    open: bool,
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
        let listed = self.lists_scores() && !matches!(kind, PieceKind::Lost(_));
        let label = read_label(if listed { &before } else { "" });
        let name = label.name.to_string();
        let id = self.push(out, printed.quantity, printed.range.clone(), name, &label, Role::Points);
        self.score(out, kind, id, &at);
        let in_bracket = self.depth > 0;
        self.boundary = at.end;
        if listed {
            self.add_score(out, id, is_points);
            return;
        }
        if is_points && !in_bracket && !before.contains("平均") && self.is_total_claim(&before, &at) {
            out.total_claims.push(id);
            self.begin_scores(id);
            return;
        }
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

    /// Whether nothing that could be named stands between the title of a heading and points: （一）决策（满分12分，得9分）.
    fn is_behind_title(&self, end: usize) -> bool {
        const PLAIN: &str =
            "分值|满分|权重|得分|得|扣|未扣|不扣|该|本|此|自评|评价|综合评价|实际|计|共|0|1|2|3|4|5|6|7|8|9";
        let text = self.text.get(..end).unwrap_or_default();
        let marks = ['（', '(', '）', ')', '。', '，', ',', '：', ':', '；'];
        text.split(marks)
            .skip(1)
            .map(str::trim)
            .all(|clause| clause.is_empty() || words::starts(clause, PLAIN))
    }

    /// 分值3分，自评得2.6分: the points right behind a weight are what was got of it. Extra points may go beyond.
    fn score(&mut self, out: &mut Output, kind: &PieceKind, id: FigureId, at: &Range<usize>) {
        const BETWEEN: &str = "|自评|评价|实际|综合评价|自我评价|本次|共|最终";
        const EXTRA: &str = "加分|附加|奖励|，加|,加";
        let weight = self.weight.take();
        match (kind, weight) {
            (PieceKind::Weight(_), _) => self.weight = Some((id, at.end)),
            (PieceKind::Points(_), Some((weight, end))) => {
                let between = self.text.get(end..at.start).unwrap_or_default();
                let between = between.trim_matches(|c: char| c.is_whitespace() || "，,、；;".contains(c));
                let behind = &self.text[at.end..self.text.floor_char_boundary(at.end + NEAR)];
                let behind = behind.split(['）', ')', '。', '；']).next().unwrap_or_default();
                let start = self.sentence_start.max(at.start.saturating_sub(NEAR));
                let before = self.text.get(self.text.ceil_char_boundary(start)..at.start).unwrap_or_default();
                let extra = [before, behind].into_iter().any(|said| words::has(said, EXTRA));
                if words::is(between, BETWEEN) && !extra {
                    self.scored = Some((weight, id));
                    self.scored_to = at.end;
                    out.statements.push(Statement::Score { weight, points: id });
                }
            }
            (PieceKind::Lost(_), _) => self.lost(out, id, at),
            _ => {}
        }
    }

    /// 分值6分，得5.2分，扣0.8分: outside a heading, of which its own rule speaks, what was got and what was lost make up what could be had. Where
    /// more is lost in the sentence, it is for reasons of their own.
    fn lost(&mut self, out: &mut Output, id: FigureId, at: &Range<usize>) {
        if let Some(Statement::Breakdown { parts, .. }) = out.statements.last()
            && parts.last().is_some_and(|last| last.0 + 1 == id.0 && Some(*last) == self.last_lost)
        {
            out.statements.pop();
        }
        self.last_lost = Some(id);
        let between = self.text.get(self.scored_to..at.start).unwrap_or_default();
        let Some((weight, points)) = self.scored.filter(|(_, points)| points.0 + 1 == id.0) else { return };
        let of_heading = self.claim.as_ref().is_some_and(|claim| claim.points == Some(points));
        if words::is(between.trim(), "，|,|、|；") && !of_heading && self.depth == 0 {
            let (parts, kind) = (vec![points, id], ListKind::Exhaustive);
            out.statements.push(Statement::Breakdown { whole: weight, parts, kind, closed: true });
        }
    }

    /// 自评得分97分: a list of what it is made up of may follow.
    pub(super) fn begin_scores(&mut self, whole: FigureId) {
        self.scores = Some(ScoreList { whole, parts: Vec::new(), open: false });
    }

    /// Opens the list where 其中 stands right behind the points of all.
    pub(super) fn open_scores(&mut self, out: &Output) -> bool {
        let last = out.figures.len();
        let list = self.scores.as_mut().filter(|list| list.whole.0 + 1 == last);
        list.is_some_and(|list| {
            list.open = true;
            true
        })
    }

    pub(super) fn lists_scores(&self) -> bool {
        self.depth == 0 && self.scores.as_ref().is_some_and(|list| list.open)
    }

    /// 决策20分，得19.5分: what was got takes the place of the weight beside it.
    pub(super) fn add_score(&mut self, out: &Output, id: FigureId, is_points: bool) {
        let Some(list) = &mut self.scores else { return };
        let named = !out.figures[id.0].name.is_empty();
        let belongs = named || is_points && list.parts.pop().is_some();
        if !belongs {
            // What belongs to what is not certain.
            list.open = false;
            list.parts.clear();
            return;
        }
        list.parts.push(id);
    }

    /// The parts of a score make it up where they are those of the whole sheet; some of them may at least not be more. The scores of several
    /// projects, which are averaged, are no parts.
    pub(super) fn end_scores(&mut self, out: &mut Output) {
        let before =
            self.scores.as_ref().is_none_or(|list| !list.open && list.whole.0 + 1 == out.figures.len());
        let Some(ScoreList { whole, parts, .. }) = self.scores.take_if(|_| !before) else { return };
        let named = |words: &str| parts.iter().any(|part| words::has(&out.figures[part.0].name, words));
        let value = |id: &FigureId| out.figures[id.0].quantity.value;
        let most = parts.iter().map(value).max().unwrap_or_default();
        let others = sum(parts.iter().map(value)).and_then(|sum| minus(sum, most));
        if parts.len() < 3 || others.is_none_or(|others| others >= value(&whole)) {
            return;
        }
        let complete = named("产出")
            && named("效益|效果")
            && named("决策|过程|投入|管理|执行")
            && named("满意|决策|过程");
        let kind = if complete { ListKind::Exhaustive } else { ListKind::Partial };
        out.statements.push(Statement::Breakdown { whole, parts, kind, closed: true });
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
        let Some(colon) = pieces[i + 1..].iter().position(|p| !matches!(p.kind, PieceKind::Respectively))
        else {
            return;
        };
        let mut colon = i + 1 + colon;
        // 12个，分别为：甲、乙
        if matches!(pieces[colon].kind, PieceKind::Comma)
            && matches!(pieces.get(colon + 1).map(|p| &p.kind), Some(PieceKind::Respectively))
        {
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
        let label =
            self.text[..at.start].rsplit(['，', '。', '；', '：', '、', '（']).next().unwrap_or_default();
        // 由机关本级和2个下属单位组成：甲局机关、…: the list may name the one as well.
        let and = words::without_tail(label.trim(), "以及|和|及|与");
        let one = u32::from(and.is_some_and(|name| words::ends(name, "本级|机关|本部|本部门|本单位")));
        let counts = counts_before(pieces, i).flat_map(|count| [count, count.saturating_add(one)]);
        let stated = { counts }.find(|count| list.fits(*count)).unwrap_or(stated);
        out.statements.push(Statement::Count {
            stated,
            span: self.span(at),
            name: read_label(label).name.into_owned(),
            list,
        });
    }
}

/// Words for the points of the whole report, whatever else a sentence says.
const TOTAL: &str = "总分|总得分|总评分|综合得分|综合评分|总体得分|最终得分";

/// Words for points of the whole report or of a part of it.
const SCORE: &str = "绩效得分|自评得分|自评打分|评价得分|该项目得分|本项目得分";
