//! Attaches the pieces of a paragraph to each other: labels to figures, parts to wholes, changes to levels.

mod aside;
mod below;
mod braces;
mod changes;
mod figures;
mod granted;
mod kept;
mod lead;
mod lists;
mod points;
mod shares;

pub(crate) use below::end_section;
pub(crate) use figures::is_adjustment;
pub(crate) use granted::says_granted;
pub(crate) use kept::{Around, Said};
pub(crate) use lead::Lead;

use self::{
    below::Pending,
    lead::lead_name,
    lists::{OpenList, Separator},
    points::{LostList, ScoreList},
};
use crate::{
    expression::Waiver,
    model::{
        ClaimedPoints, Figure, FigureId, Home, ProseIndicator, Role, Scope,
        marks::Mark,
        names::{self, Basis, Year},
    },
    number::Dimension,
    statement::{BasePoint, Change, Direction, ListKind, Piece, Statement, pieces::PieceKind},
    syntax::Paragraph,
    text::Span,
    width::is_letter_or_number,
    words,
};
use std::{ops::Range, sync::Arc};

/// How many figures back anything is looked for, so that an endless paragraph takes no endless time.
const NEAR: usize = 300;

/// What the reader needs to know of the report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'c> {
    /// The report's year.
    pub(crate) year: Option<i32>,
    /// 填报单位.
    pub(crate) unit_name: &'c str,
    /// Basis of an amount that does not say its own.
    pub(crate) basis: Basis,
}

/// What reading gives; figures of all paragraphs share one list.
#[derive(Debug, Default)]
pub(crate) struct Output {
    pub(crate) figures: Vec<Figure>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) claims: Vec<ClaimedPoints>,
    pub(crate) total_claims: Vec<FigureId>,
    pub(crate) indicators: Vec<ProseIndicator>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) waivers: Vec<Waiver>,
    pub(crate) open_braces: Vec<Span>,
    /// Numbers that are part of names and dates.
    pub(crate) name_spans: Vec<Span>,
    /// A list that a paragraph opened for the numbered paragraphs below it.
    pending: Option<Pending>,
    /// Whether what the last paragraph says has to do with the paragraphs around it.
    bound: bool,
}

#[derive(Clone, Debug)]
struct Reading<'a, 't> {
    context: Context<'a>,
    node: usize,
    paragraph: &'a Paragraph<'t>,
    scope: Scope,
    text: &'a str,
    /// Where the label of the next figure begins.
    boundary: usize,
    depth: usize,
    subject: Arc<str>,
    subject_name: Arc<str>,
    year: Option<Year>,
    /// Another year than the report's is spoken of: 2021年支出100万元。三公经费18万元: perhaps of that year.
    of_other_year: bool,
    /// Whether the heading above the paragraph speaks of another year than the report.
    under_other_year: bool,
    /// That year, where the heading names no item: （一）2020年, 二、2023年预算安排.
    under_year: Option<Year>,
    last_level: Option<FigureId>,
    last_in_clause: bool,
    /// An amount was passed over: it stands in a subordinate clause.
    passed_over: bool,
    /// Whether the last change was one of an item whose amount the text does not give.
    levelless: bool,
    /// The last amount was one of many: 车均2.75万元，比上年下降5%.
    per_head: bool,
    /// What the sentence spoke of before each open bracket.
    outside: Vec<Outside>,
    lists: Vec<OpenList>,
    /// A list of one part so far, which the sentences behind it may go on with: 其中：甲5万元。乙6万元。
    carried: Option<OpenList>,
    /// Whether this sentence has gone on with it.
    carried_on: bool,
    /// The whole of a list that its parts make up, in this sentence.
    complete: Option<FigureId>,
    /// Where the sentence, or its part behind a semicolon, begins.
    segment: usize,
    /// Whether the figures of this part of the sentence make up a change: 增加200万元，其中基本支出20万元.
    of_change: bool,
    reference: Option<(BasePoint, bool)>,
    /// The level that the reference gives: 较上年的2350万元.
    old: Option<FigureId>,
    /// 三公经费决算中，…: what the shares of this sentence are shares of.
    whole_name: String,
    /// What the last 占 without a name was a share of; one behind the next semicolon is of the same.
    shared: Option<FigureId>,
    /// Several shares of one whole in a row: the whole, whose the next ones are, the last one first, and the share before them.
    in_turn: Option<(FigureId, Vec<FigureId>, FigureId)>,
    /// 收支总预算, of which the paragraph says what each side is made of.
    side_of: Option<FigureId>,
    change: Option<Change>,
    /// The last amount of a change, its direction, and where it began.
    changed_by: Option<(FigureId, Direction, Range<usize>)>,
    claim: Option<ClaimedPoints>,
    /// The points of all, and of its parts in the list behind: 自评得分97分，其中：产出指标50分.
    scores: Option<ScoreList>,
    /// The weight and the points that stood side by side last.
    scored: Option<(FigureId, FigureId)>,
    /// Where they end.
    scored_to: usize,
    /// The points that were got last, and where they end.
    got: Option<(FigureId, usize)>,
    /// The last points that may be of all that stand before them.
    summed: Option<FigureId>,
    /// The points that were lost in all, and what makes them up.
    lost_list: Option<LostList>,
    /// What was lost in all, behind what makes it up.
    lost_in_all: Option<FigureId>,
    /// Where the points that were lost last end.
    lost_to: usize,
    /// The last sum of what was got of some parts: 小计48分.
    last_subtotal: FigureId,
    /// The weight that stood last, and where it ends.
    weight: Option<(FigureId, usize)>,
    /// Whether the points of the heading have been said; what follows is said of its parts.
    claim_ended: bool,
    /// Whether the last points stood right behind the title.
    claim_direct: bool,
    first_figure: usize,
    sentence_figure: usize,
    sentence_start: usize,
    /// The basis that stands before a colon holds for the names behind it: 年初部门预算数：基本支出600万元，项目支出500万元.
    led: Basis,
    /// A sentence without figures stood between the last figure and this sentence, and was no reason for it: 按项目类型，
    /// 分为货物、工程和服务。
    turned_away: bool,
    /// The first figure of the sentence before.
    previous_figure: usize,
    first_statement: usize,
}

/// Reads one paragraph.
pub(crate) fn read(
    out: &mut Output,
    context: Context<'_>,
    node: usize,
    paragraph: &Paragraph<'_>,
    pieces: &[Piece],
    title: Option<&Lead>,
    section_scope: Scope,
) {
    let text: &str = &paragraph.flow.text;
    let lead = lead_name(text, pieces, title).or_else(|| title.cloned()).unwrap_or_default();
    let under_other_year = title.is_some_and(|title| names::is_other_year(title.year, context.year));
    let mut reading = Reading {
        context,
        node,
        paragraph,
        scope: section_scope,
        text,
        boundary: 0,
        depth: 0,
        subject: lead.item,
        subject_name: lead.name,
        year: None,
        of_other_year: under_other_year,
        under_other_year,
        under_year: title
            .filter(|title| under_other_year && title.item.is_empty())
            .and_then(|title| title.year),
        last_level: None,
        last_in_clause: false,
        passed_over: false,
        levelless: false,
        per_head: false,
        outside: Vec::new(),
        lists: Vec::new(),
        carried: None,
        carried_on: false,
        complete: None,
        segment: 0,
        of_change: false,
        reference: None,
        old: None,
        whole_name: String::new(),
        shared: None,
        in_turn: None,
        side_of: None,
        change: None,
        changed_by: None,
        claim: None,
        scores: None,
        scored: None,
        scored_to: 0,
        got: None,
        summed: None,
        lost_list: None,
        lost_in_all: None,
        lost_to: 0,
        last_subtotal: FigureId(0),
        weight: None,
        claim_ended: false,
        claim_direct: false,
        first_figure: out.figures.len(),
        sentence_figure: out.figures.len(),
        sentence_start: 0,
        led: Basis::Unsaid,
        turned_away: false,
        previous_figure: out.figures.len(),
        first_statement: out.statements.len(),
    };
    let inline = inline_brackets(text, pieces);
    for (i, piece) in pieces.iter().enumerate() {
        reading.piece(out, pieces, i, piece, &inline);
    }
    let first = reading.first_figure;
    reading.finish(out);
    // In a budget all amounts are of the budget.
    let open = !context.basis.is_budget() && title.is_some_and(|title| title.granted);
    leave_basis_open(&mut out.figures[first..], open);
}

/// Of amounts that say no basis the report's own is taken; not where they may have been granted: 部门预算支出, all that stands under
/// 年初预算情况.
fn leave_basis_open(figures: &mut [Figure], granted: bool) {
    const MAY_BE: &str = "部门预算支出|单位预算支出|年度预算支出|本年预算支出|年预算支出";
    let mut is_part = false;
    for figure in figures.iter_mut().filter(|figure| figure.role == Role::Level) {
        let unsaid = figure.basis == Basis::Unsaid && !is_adjustment(&figure.name);
        is_part = unsaid && (is_part && !figure.name.is_empty() || words::ends(&figure.name, MAY_BE));
        let named = !figure.item.is_empty();
        if unsaid && named && (granted || is_part) && figure.quantity.unit.dimension == Dimension::Money {
            figure.basis = Basis::Open;
        }
    }
}

/// Brackets that belong to a name: 因公出国（境）费, （类）, （以合同签订为准）. Gives for each piece whether it is one of them.
fn inline_brackets(text: &str, pieces: &[Piece]) -> Vec<bool> {
    let mut inline = vec![false; pieces.len()];
    let mut opens: Vec<usize> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        match piece.kind {
            PieceKind::Open => opens.push(i),
            PieceKind::Close => {
                let Some(open) = opens.pop() else { continue };
                let within = text.get(pieces[open].range.end..piece.range.start).unwrap_or_default();
                let plain =
                    pieces[open + 1..i].iter().all(|p| matches!(p.kind, PieceKind::Pause | PieceKind::Name));
                let behind_name =
                    text[..pieces[open].range.start].chars().next_back().is_some_and(is_letter_or_number);
                if plain && behind_name && within.chars().count() <= 12 {
                    inline[open..=i].fill(true);
                }
            }
            _ => {}
        }
    }
    inline
}

/// What a sentence spoke of before a bracket, and goes on with behind it.
#[derive(Clone, Debug)]
struct Outside {
    level: Option<FigureId>,
    subject: Arc<str>,
    subject_name: Arc<str>,
    year: Option<Year>,
}

impl Reading<'_, '_> {
    /// Whether a date is the first thing of its sentence, with nothing behind it.
    fn is_head(&self, last: &Piece) -> bool {
        let ends = self.text[last.range.end..].starts_with(['，', ',']);
        let begins = self.text.get(self.sentence_start..last.range.start).unwrap_or_default();
        matches!(last.kind, PieceKind::Date) && ends && !begins.contains(char::is_alphanumeric)
    }

    fn piece(&mut self, out: &mut Output, pieces: &[Piece], i: usize, piece: &Piece, inline: &[bool]) {
        let at = piece.range.clone();
        match &piece.kind {
            _ if inline[i] => {}
            PieceKind::Name | PieceKind::Date => out.name_spans.push(self.span(at)),
            PieceKind::Figure(printed) => self.figure(out, pieces, i, printed),
            PieceKind::ChineseCount(count) => self.count(out, pieces, i, *count, at),
            PieceKind::Share { whole, rate, sign_missing } => {
                self.share(out, whole.clone(), rate, *sign_missing, at)
            }
            PieceKind::ShareOfAmount { base, whole, rate } => {
                self.share_of_amount(out, base.clone(), whole, rate, at);
            }
            PieceKind::Completion { base, amount, rate } => {
                self.completion(out, base.clone(), amount.as_ref(), rate, at);
            }
            PieceKind::Reference { base } => self.reference(base.clone(), at),
            PieceKind::ReferenceAmount { base, figure } => {
                self.reference_amount(out, base.clone(), figure, at)
            }
            PieceKind::Change { figure: Some(printed), .. } if self.is_item_name(printed, &at) => {
                self.figure(out, pieces, i, printed);
            }
            PieceKind::Change { direction, figure } => self.change(out, *direction, figure.as_ref(), at),
            PieceKind::Indicator { target, actual } => {
                self.indicator(out, target.clone(), actual.clone(), at)
            }
            PieceKind::Weight(printed) | PieceKind::Points(printed) | PieceKind::Lost(printed) => {
                self.points(out, &piece.kind, printed, at);
            }
            PieceKind::NoneLost => {
                self.boundary = at.end;
                self.no_points_lost(at);
            }
            PieceKind::OfWhich { colon } => self.open_list(out, ListKind::Exhaustive, *colon, at),
            PieceKind::Mainly => self.open_list(out, ListKind::Partial, false, at),
            PieceKind::Respectively => self.open_list(out, ListKind::Exhaustive, true, at),
            PieceKind::EtCetera => self.et_cetera(),
            PieceKind::Item => self.item(out, at),
            PieceKind::Comma => {
                self.open_sources(out, &at);
                self.within(&at);
                self.besides(out, &at);
                self.unchanged(out, &at);
                self.end_purpose(at.start);
                // 2024年，区财政批复我局基本支出960万元、项目支出520万元: at the head of a sentence a year holds for all of it.
                if i.checked_sub(1).is_some_and(|last| self.is_head(&pieces[last])) {
                    self.lead_year(at.start);
                }
                self.separate(Separator::Comma, at.end);
            }
            // 收、支总计 is one name.
            PieceKind::Pause if receipts_and_spending(&self.text[..at.start], &self.text[at.end..]) => {}
            // …，三、公务接待费: the next item of a numbered list begins within the line.
            PieceKind::Pause if self.is_item_number(&at) => self.stop(out, at.end),
            PieceKind::Pause => self.separate(Separator::Pause, at.end),
            PieceKind::Semicolon => {
                self.flush_change(out);
                self.close_at_semicolon(out);
                self.separate(Separator::Semicolon, at.end);
                self.segment = at.end;
                self.of_change = false;
                self.reference = None;
                self.old = None;
                // 会议费8.79万元，上年8.88万元；年初预算2888万元: of this year again.
                self.year = self.year.filter(|year| *year != Year::Before);
            }
            // （……增加0万元。）: what a bracket ends with does not end the sentence around it.
            PieceKind::Stop
                if self.depth > 0 && matches!(pieces.get(i + 1).map(|p| &p.kind), Some(PieceKind::Close)) =>
            {
                self.flush_change(out);
                self.separate(Separator::Comma, at.end);
            }
            PieceKind::Stop => self.stop(out, at.end),
            PieceKind::Colon => {
                // 主要用于以下方面：
                if let Some(list) = self.lists.last_mut().filter(|list| list.parts.is_empty()) {
                    list.colon = true;
                }
                self.open_sources(out, &at);
                self.open_people(out, &pieces[i + 1..], &at);
                self.open_bracket_scores(out, &pieces[i + 1..], &at);
                self.within(&at);
                if !self.names_next_figure(pieces.get(i + 1), &at) {
                    self.led = self.leading_basis(at.start);
                    self.lead_year(at.start);
                    self.boundary = at.end;
                }
                self.last_in_clause = false;
            }
            PieceKind::Open => {
                self.depth += 1;
                self.outside.push(Outside {
                    level: self.last_level,
                    subject: self.subject.clone(),
                    subject_name: self.subject_name.clone(),
                    year: self.year,
                });
                self.open_bracket_list(out, &pieces[i + 1..], &at);
                self.open_bracket_scores(out, &pieces[i + 1..], &at);
                self.boundary = at.end;
            }
            PieceKind::Close => {
                let number = self.is_bracketed_number(&at);
                self.close_bracket(out, at.end);
                if number {
                    self.stop(out, at.end);
                }
            }
            PieceKind::Brace { body } => {
                self.brace(out, pieces, i, body.clone());
                self.boundary = at.end;
            }
            PieceKind::BraceOpen => out.open_braces.push(self.span(at)),
        }
    }

    /// Whether all between the last mark and this one is a number of an item: 三 of …，三、….
    fn is_item_number(&self, at: &Range<usize>) -> bool {
        let number = self.text.get(self.boundary..at.start).unwrap_or_default().trim();
        self.depth == 0 && self.boundary > 0 && is_chinese_number(number)
    }

    /// Whether a bracket that ends here holds the number of an item: （三） of …。（三）….
    fn is_bracketed_number(&self, at: &Range<usize>) -> bool {
        let Some(before) = self.text.get(..self.boundary).filter(|_| self.depth == 1) else { return false };
        let number = self.text.get(self.boundary..at.start).unwrap_or_default().trim();
        let before = before.strip_suffix(['（', '(']).unwrap_or(before).trim_end();
        is_chinese_number(number) && before.ends_with(['，', ',', '。', '；', ';'])
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.paragraph.flow.span(range)
    }

    fn home(&self) -> Home {
        Home::Prose { node: self.node, section: self.paragraph.section }
    }

    /// The year that words mean: 上年 is the one before that which the sentence speaks of.
    fn absolute(&self, year: Option<Year>) -> Option<i32> {
        match (year, self.year) {
            (Some(Year::Before), Some(Year::Of(spoken))) => Some(spoken - 1),
            (Some(Year::Before), _) if self.under_other_year => None,
            _ => names::absolute(year, self.context.year),
        }
    }

    fn stop(&mut self, out: &mut Output, end: usize) {
        self.flush_change(out);
        self.end_scores(out);
        self.end_lost(out, end);
        self.carry(out);
        let whole = self.complete_whole(out).or(self.complete.take());
        while !self.lists.is_empty() {
            self.close_list(out, true);
        }
        if let Some(whole) = whole {
            self.speak_of(out, whole);
        }
        // …。2.公共安全支出（类）公安（款）…: the next item of a numbered list within the line.
        if names::list_sign(&self.text[end..]).is_some() {
            self.forget_subject();
        }
        if self.sentence_figure < out.figures.len() {
            self.turned_away = false;
        } else if !gives_reason(&self.text[self.sentence_start..end]) {
            self.turned_away = true;
        }
        self.led = Basis::Unsaid;
        self.sentence_start = end;
        self.segment = end;
        self.of_change = false;
        self.boundary = end;
        self.reference = None;
        self.year = None;
        self.last_in_clause = false;
        self.per_head = false;
        self.old = None;
        self.shared = None;
        self.whole_name.clear();
        self.levelless = false;
        self.previous_figure = self.sentence_figure;
        self.sentence_figure = out.figures.len();
    }

    fn finish(mut self, out: &mut Output) {
        self.flush_change(out);
        self.compare_words(out);
        self.reasons(out);
        let ending = self.text.trim_end();
        let opens_list = ending.ends_with("其中：") || ending.ends_with("其中:") || ending.ends_with("其中");
        // 收入总计100万元。包括：, and each of its parts on a line below.
        let alone = ending.rsplit('。').next().unwrap_or_default().trim();
        let of_all = words::is(alone, "包括：|包括:")
            && self.last_level.is_some_and(|id| {
                words::ends(&out.figures[id.0].name, "收入总计|支出总计|收入决算总计|支出决算总计")
            });
        let partial = words::ends(ending, "方面：|方面:|包括：|包括:") && !of_all;
        let opens_list = opens_list || of_all;
        let both = |id: &FigureId| is_both_sides(&out.figures[id.0].item);
        let last = self.whole_of_list(out).filter(|id| (opens_list || partial) && !both(id));
        let ended = ending.ends_with(['；', ';', '）', ')']);
        while !self.lists.is_empty() {
            self.close_list(out, ended);
        }
        self.end_carried(out);
        self.end_scores(out);
        self.end_lost(out, self.text.len());
        self.total_of_scores(out);
        self.total_of_lost(out);
        self.go_on_with_list(out);
        if let Some(last) = last {
            let kind = if partial { ListKind::Partial } else { ListKind::Exhaustive };
            self.open_below(out, last, kind);
        }
        if let Some(claim) = self.claim
            && (claim.weight.is_some() || claim.points.is_some())
        {
            let again = self.paragraph.number.is_none();
            out.bound |= again;
            // What the heading claims by itself, the sentence below it says again.
            let both = claim.weight.is_some() && claim.points.is_some();
            if !again || both && out.claims.last().is_none_or(|last| last.section != claim.section) {
                out.claims.push(claim);
            }
        }
    }
}

/// 主要原因是人员增加。
fn gives_reason(sentence: &str) -> bool {
    let head = &sentence[..sentence.floor_char_boundary(60)];
    words::has(head, "原因|主要是|由于|因为")
}

fn is_chinese_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// 收、支 and 收入、支出: a pause within a name.
fn receipts_and_spending(before: &str, behind: &str) -> bool {
    (before.ends_with('收') && behind.starts_with('支'))
        || (before.ends_with("收入") && behind.starts_with("支出"))
}

/// 收、支总计, 收入、支出决算总计, 收支: receipts and spending in one figure.
fn is_both_sides(item: &str) -> bool {
    matches!(item, "收支" | "收、支" | "收入、支出" | "收入支出")
}
