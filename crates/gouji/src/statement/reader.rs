//! Attaches the pieces of a paragraph to each other: labels to figures, parts to wholes, changes to levels.

use super::{
    BasePoint, Change, Direction, ListKind, Statement, Whole,
    counts::listed,
    pieces::{Piece, PieceKind, Printed},
};
use crate::{
    expression::{self, Name, NameYear, Number, Relation, Term, Waiver},
    model::{
        ClaimedPoints, Figure, FigureId, Home, ProseIndicator, Role, Scope,
        marks::Mark,
        names::{self, Basis, Label, Year, read_label},
    },
    number::{Dimension, Quantity},
    syntax::Paragraph,
    text::Span,
    width::is_letter_or_number,
};
use std::{cmp::Ordering, ops::Range, sync::Arc};

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
}

/// `…为1706.18万元，其中：` at the end of a paragraph: the numbered paragraphs below are its parts.
#[derive(Clone, Debug)]
struct Pending {
    /// Each level of the item that the paragraph gives (年初预算, 决算), with its parts so far.
    wholes: Vec<(FigureId, Vec<FigureId>)>,
    style: Option<crate::syntax::Style>,
    next: u32,
    /// A numbered paragraph gave only the name of a part; its figures stand in the paragraph below.
    named: bool,
    /// The parts stand in paragraphs without numbers.
    plain: bool,
    kind: ListKind,
}

/// Strength of the marks between the members of a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Separator {
    None,
    Pause,
    Comma,
    Semicolon,
}

/// Most lists within lists.
const MAX_NESTED: usize = 8;

#[derive(Clone, Debug)]
struct OpenList {
    whole: FigureId,
    parts: Vec<FigureId>,
    kind: ListKind,
    /// Strongest mark between two members so far.
    separator: Separator,
    since_part: Separator,
    /// Depth of brackets at which it began.
    depth: usize,
    /// A figure that may or may not be a member: then nothing is decided.
    uncertain: bool,
    /// 其中： rather than 其中.
    colon: bool,
    /// One side of what receipts and spending have in common.
    side: bool,
    /// The figures that may be the whole, where it is not certain which.
    candidates: Vec<FigureId>,
    /// How many parts say their share of the whole.
    shares: usize,
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
        }
    }
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
    last_level: Option<FigureId>,
    last_in_clause: bool,
    /// Last level and subject before each open bracket.
    levels: Vec<(Option<FigureId>, Arc<str>, Arc<str>)>,
    lists: Vec<OpenList>,
    /// A list of one part so far, which the sentences behind it may go on with: 其中：甲5万元。乙6万元。
    carried: Option<OpenList>,
    /// Whether this sentence has gone on with it.
    carried_on: bool,
    /// Where the sentence, or its part behind a semicolon, begins.
    segment: usize,
    reference: Option<(BasePoint, bool)>,
    /// The level that the reference gives: 较上年的2350万元.
    old: Option<FigureId>,
    /// 三公经费决算中，…: what the shares of this sentence are shares of.
    whole_name: String,
    /// What the last 占 without a name was a share of; one behind the next semicolon is of the same.
    shared: Option<FigureId>,
    /// 收支总预算, of which the paragraph says what each side is made of.
    side_of: Option<FigureId>,
    change: Option<Change>,
    claim: Option<ClaimedPoints>,
    first_figure: usize,
    sentence_figure: usize,
    sentence_start: usize,
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
    let lead = lead_name(text, pieces).or_else(|| title.cloned()).unwrap_or_default();
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
        last_level: None,
        last_in_clause: false,
        levels: Vec::new(),
        lists: Vec::new(),
        carried: None,
        carried_on: false,
        segment: 0,
        reference: None,
        old: None,
        whole_name: String::new(),
        shared: None,
        side_of: None,
        change: None,
        claim: None,
        first_figure: out.figures.len(),
        sentence_figure: out.figures.len(),
        sentence_start: 0,
        turned_away: false,
        previous_figure: out.figures.len(),
        first_statement: out.statements.len(),
    };
    let inline = inline_brackets(text, pieces);
    for (i, piece) in pieces.iter().enumerate() {
        reading.piece(out, pieces, i, piece, &inline);
    }
    reading.finish(out);
}

/// What a paragraph is about before it names anything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lead {
    name: Arc<str>,
    item: Arc<str>,
}

impl Lead {
    fn of(label: &str) -> Self {
        let name = read_label(label).name;
        Self { item: names::canonical(&name).into(), name: name.into() }
    }

    /// What the paragraphs under a heading are about.
    pub(crate) fn of_title(title: &str) -> Self {
        Self::of(without_heading_words(title))
    }
}

/// The first clause of a paragraph, where that has no figure and says what it is about.
fn lead_name(text: &str, pieces: &[Piece]) -> Option<Lead> {
    let end = pieces
        .iter()
        .find(|p| {
            matches!(p.kind, PieceKind::Stop | PieceKind::Colon | PieceKind::Comma | PieceKind::Semicolon)
        })
        .map_or(text.len(), |p| p.range.start);
    let figure =
        pieces.iter().find(|p| matches!(p.kind, PieceKind::Figure(_))).map_or(usize::MAX, |p| p.range.start);
    let said = end < figure && (account_path(&text[..end]) || text[end..].starts_with('。'));
    said.then(|| Lead::of(&text[..end]))
}

/// 支出决算 of 支出决算总体情况说明.
fn without_heading_words(title: &str) -> &str {
    ["说明", "情况", "总体"].iter().fold(title.trim(), |rest, word| rest.strip_suffix(word).unwrap_or(rest))
}

/// 一般公共服务支出（类）财政事务（款）行政运行（项）.
fn account_path(text: &str) -> bool {
    text.contains("（类）") || text.contains("(类)")
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

impl Reading<'_, '_> {
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
            PieceKind::Completion { base, rate } => self.completion(out, base.clone(), rate, at),
            PieceKind::Reference { base } => self.reference(base.clone(), at),
            PieceKind::ReferenceAmount { base, figure } => {
                self.reference_amount(out, base.clone(), figure, at)
            }
            PieceKind::Change { direction, figure } => self.change(out, *direction, figure.as_ref(), at),
            PieceKind::Indicator { target, actual } => {
                self.indicator(out, target.clone(), actual.clone(), at)
            }
            PieceKind::Weight(printed) | PieceKind::Points(printed) | PieceKind::Lost(printed) => {
                self.points(out, &piece.kind, printed, at);
            }
            PieceKind::NoneLost => {
                let span = self.span(at.clone());
                if let Some(claim) = self.claim_here() {
                    claim.none_lost.get_or_insert(span);
                }
                self.boundary = at.end;
            }
            PieceKind::OfWhich { colon } => self.open_list(out, ListKind::Exhaustive, *colon, at),
            PieceKind::Mainly => self.open_list(out, ListKind::Partial, false, at),
            PieceKind::Respectively => self.open_list(out, ListKind::Exhaustive, true, at),
            PieceKind::EtCetera => self.et_cetera(),
            PieceKind::Comma => {
                self.within(&at);
                self.separate(Separator::Comma, at.end);
            }
            // 收、支总计 is one name.
            PieceKind::Pause if receipts_and_spending(&self.text[..at.start], &self.text[at.end..]) => {}
            PieceKind::Pause => self.separate(Separator::Pause, at.end),
            PieceKind::Semicolon => {
                self.flush_change(out);
                self.close_at_semicolon(out);
                self.separate(Separator::Semicolon, at.end);
                self.segment = at.end;
                self.reference = None;
                self.old = None;
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
                self.boundary = at.end;
                self.last_in_clause = false;
            }
            PieceKind::Open => {
                self.depth += 1;
                self.levels.push((self.last_level, self.subject.clone(), self.subject_name.clone()));
                self.boundary = at.end;
            }
            PieceKind::Close => self.close_bracket(out, at.end),
            PieceKind::Brace { body } => {
                self.brace(out, pieces, i, body.clone());
                self.boundary = at.end;
            }
            PieceKind::BraceOpen => out.open_braces.push(self.span(at)),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.paragraph.flow.span(range)
    }

    fn home(&self) -> Home {
        Home::Prose { node: self.node, section: self.paragraph.section }
    }

    fn separate(&mut self, separator: Separator, end: usize) {
        self.boundary = end;
        self.last_in_clause = false;
        for list in &mut self.lists {
            list.since_part = list.since_part.max(separator);
        }
    }

    // --- figures ---------------------------------------------------------------------------------------------------

    fn figure(&mut self, out: &mut Output, pieces: &[Piece], i: usize, printed: &Printed) {
        let text = self.text;
        let before =
            text.get(self.boundary..printed.range.start).unwrap_or_default().trim_end_matches(['{', '｛']);
        let label = read_label(before);
        let quantity = self.with_money(printed, before);
        if quantity.unit.dimension == Dimension::Percent {
            self.rate(out, printed, &label);
            self.boundary = pieces[i].range.end;
            return;
        }
        if quantity.unit.dimension == Dimension::Points {
            self.boundary = pieces[i].range.end;
            if ["评分", "总分", "得分", "分数", "总评"]
                .iter()
                .any(|tail| before.trim_end_matches(['为', '是', '：', ' ']).ends_with(tail))
            {
                let id = self.push(out, quantity, printed.range.clone(), String::new(), &label, Role::Points);
                out.total_claims.push(id);
            }
            return;
        }
        if before.ends_with('第') {
            out.name_spans.push(self.span(printed.range.clone()));
            self.boundary = pieces[i].range.end;
            return;
        }
        if quantity.unit.dimension == Dimension::PercentPoint || not_a_level(before) {
            // 年, 天 and the like, or an amount in a subordinate clause.
            self.boundary = pieces[i].range.end;
            self.doubt(quantity);
            return;
        }
        let name = if label.name.is_empty() && before.trim().is_empty() {
            name_behind(&text[pieces[i].range.end..])
        } else if self.is_of_subject(out, &label.name) {
            String::new()
        } else {
            label.name.clone().into_owned()
        };
        let name_unsaid = name.is_empty();
        let said = !label.name.is_empty() && !name_unsaid && !is_adjustment(&label.name);
        let id = self.push(out, quantity, printed.range.clone(), name, &label, Role::Level);
        if said {
            self.subject_name = out.figures[id.0].name.clone();
            self.subject = out.figures[id.0].item.clone();
        } else if name_unsaid && !before.trim().is_empty() && !self.subject.is_empty() {
            let figure = &mut out.figures[id.0];
            figure.name.clone_from(&self.subject_name);
            figure.item.clone_from(&self.subject);
            self.granted(out, id);
        }
        if self.leaves_list(out, before) {
            self.close_list(out, true);
        }
        self.add_part(out, id);
        if said && self.boundary == self.segment {
            self.carry_on(out, id);
        }
        self.last_level = Some(id);
        self.last_in_clause = true;
        self.boundary = pieces[i].range.end;
        self.count_behind(out, pieces, i, quantity, printed.range.clone());
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
    fn count_behind(
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

    /// 专项资金1860万元，支出1823.4万元: what was spent of an amount says that the amount itself is the budget.
    fn granted(&self, out: &mut Output, spent: FigureId) {
        let (item, year) = (out.figures[spent.0].item.clone(), out.figures[spent.0].year);
        let first = self.sentence_figure.max(spent.0.saturating_sub(NEAR));
        for figure in &mut out.figures[first..spent.0] {
            if figure.role == Role::Level
                && figure.item == item
                && figure.year == year
                && figure.basis == Basis::Unsaid
            {
                figure.basis = Basis::Budget;
            }
        }
    }

    /// 编制54名，其中行政编制18名，事业编制36名，实有51人: people in post are no part of the posts, nor is what was spent
    /// of an amount a part of it.
    fn leaves_list(&self, out: &Output, before: &str) -> bool {
        const HEADS: [&str; 9] = ["实有", "现有", "年末", "实际", "在职", "在编", "在岗", "退休", "离退休"];
        let Some(list) = self.lists.last().filter(|list| !list.parts.is_empty()) else { return false };
        let whole = &out.figures[list.whole.0];
        const SPENT: [&str; 12] = [
            "已支出",
            "已支付",
            "已使用",
            "已拨付",
            "已完成",
            "已执行",
            "实际支出",
            "实际使用",
            "实际支付",
            "累计支出",
            "累计支付",
            "另",
        ];
        let spent =
            SPENT.iter().any(|head| before.trim_start().starts_with(head)) && !whole.name.starts_with("已");
        let posts = whole.name.contains("编制") && !before.contains("编制");
        spent || posts && HEADS.iter().any(|head| before.trim_start().starts_with(head))
    }

    /// 505.8万 for 505.8万元: an amount where the name is one of money.
    fn with_money(&self, printed: &Printed, label: &str) -> Quantity {
        let mut quantity = printed.quantity;
        let bare = self.text[printed.range.clone()].ends_with(['万', '亿']);
        let money = [
            "费", "资金", "支出", "收入", "预算", "金额", "投资", "款", "专项", "补助", "决算", "执行",
            "支付", "拨付",
        ];
        let label = label.trim_end_matches(['为', '共', '计', '约', '达', '数', '额', '：']);
        if bare && money.iter().any(|tail| label.ends_with(tail)) {
            quantity.unit.dimension = Dimension::Money;
        }
        quantity
    }

    fn push(
        &mut self,
        out: &mut Output,
        quantity: Quantity,
        range: Range<usize>,
        name: String,
        label: &Label<'_>,
        role: Role,
    ) -> FigureId {
        let year = if label.year_said { Some(label.year) } else { self.year };
        if label.year_said && role == Role::Level {
            self.year = Some(label.year);
        }
        let basis = label.basis;
        let figure = Figure {
            quantity,
            span: self.span(range),
            item: names::canonical(&name).into(),
            name: name.into(),
            year: self.absolute(year),
            basis,
            total: label.total,
            scope: self.scope,
            role,
            home: self.home(),
        };
        out.figures.push(figure);
        FigureId(out.figures.len() - 1)
    }

    fn absolute(&self, year: Option<Year>) -> Option<i32> {
        names::absolute(year, self.context.year)
    }

    /// A percentage by itself: a rate if its name says so.
    fn rate(&mut self, out: &mut Output, printed: &Printed, label: &Label<'_>) {
        let name = label.name.clone().into_owned();
        let id = self.push(out, printed.quantity, printed.range.clone(), name.clone(), label, Role::Rate);
        let named = name.ends_with(['率', '比', '度']) || name.ends_with("比例") || name.ends_with("比重");
        if !named {
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

    // --- braces ----------------------------------------------------------------------------------------------------

    /// A fact enters the text's figures under its own name; a check's leading value is the prose's own figure.
    fn brace(&mut self, out: &mut Output, pieces: &[Piece], i: usize, body: Range<usize>) {
        let text = &self.text[body.clone()];
        let inner = |range: Range<usize>| body.start + range.start..body.start + range.end;
        let parsed = expression::marked(text, &|range| self.paragraph.flow.span(inner(range)));
        let leading = parsed.expression.as_ref().and_then(|e| match (&e.sides[0], e.relations.first()) {
            (Term::Number(number), Some(Relation::Equal)) => Some(number.index),
            _ => None,
        });
        let mut fact = None;
        let mut numbers = Vec::new();
        if let Some((name, number)) = parsed.fact() {
            let id = self.fact(out, pieces, i, name, number, inner(number.at.clone()));
            fact = Some(id);
            numbers.push(id);
        } else {
            for number in parsed.numbers() {
                let printed = Printed { quantity: number.quantity, range: inner(number.at.clone()) };
                numbers.push(self.checked_number(out, pieces, i, &printed, leading == Some(number.index)));
            }
        }
        out.name_spans.extend(parsed.names().iter().map(|name| name.span));
        let (span, scope) = (self.span(pieces[i].range.clone()), self.scope);
        out.marks.push(Mark {
            span,
            inner: self.span(body),
            home: self.home(),
            scope,
            line: false,
            parsed,
            numbers,
            fact,
        });
    }

    /// `{名 = 值}`: as a figure in the sentence, but with the name, year and basis that the mark gives it.
    fn fact(
        &mut self,
        out: &mut Output,
        pieces: &[Piece],
        i: usize,
        name: &Name,
        number: &Number,
        range: Range<usize>,
    ) -> FigureId {
        let text = self.text;
        let before = read_label(text.get(self.boundary..pieces[i].range.start).unwrap_or_default());
        let year = match name.year {
            Some(NameYear::Of(year)) => Year::Of(year),
            Some(NameYear::Before) => Year::Before,
            None => Year::Reported,
        };
        let basis = name.basis.unwrap_or(Basis::Unsaid);
        let label = Label { name: "".into(), year, year_said: true, basis, total: before.total };
        let quantity =
            self.with_money(&Printed { quantity: number.quantity, range: range.clone() }, &name.text());
        let rate = matches!(quantity.unit.dimension, Dimension::Percent | Dimension::PercentPoint);
        let sentence_year = self.year;
        let id =
            self.push(out, quantity, range, name.text(), &label, if rate { Role::Rate } else { Role::Level });
        self.year = sentence_year;
        if rate {
            return id;
        }
        self.subject_name.clone_from(&out.figures[id.0].name);
        self.subject.clone_from(&out.figures[id.0].item);
        self.add_part(out, id);
        self.last_level = Some(id);
        self.last_in_clause = true;
        self.count_behind(out, pieces, i, quantity, pieces[i].range.clone());
        id
    }

    /// A number of a check. The leading one is what the sentence prints; the others are figures without a name.
    fn checked_number(
        &mut self,
        out: &mut Output,
        pieces: &[Piece],
        i: usize,
        printed: &Printed,
        leading: bool,
    ) -> FigureId {
        let rate = matches!(printed.quantity.unit.dimension, Dimension::Percent | Dimension::PercentPoint);
        let next = out.figures.len();
        if leading && !rate {
            self.figure(out, pieces, i, printed);
        }
        if out.figures.len() == next {
            let role = if rate { Role::Rate } else { Role::Level };
            self.push(out, printed.quantity, printed.range.clone(), String::new(), &read_label(""), role);
        }
        FigureId(next)
    }

    // --- wholes and parts ------------------------------------------------------------------------------------------

    fn open_list(&mut self, out: &mut Output, kind: ListKind, colon: bool, at: Range<usize>) {
        self.flush_change(out);
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
            || (kind == ListKind::Partial && !same_sentence && !heads_list)
        {
            return;
        }
        let certain = self.whole_of_list(out);
        let candidates = if certain.is_none() { self.wholes_before(out, kind) } else { Vec::new() };
        let Some(whole) = certain.or(candidates.last().copied()) else { return };
        // A sentence with more lists within lists than this is no sentence; the bound keeps its work linear.
        if self.lists.len() >= MAX_NESTED {
            self.lists.remove(0);
        }
        self.lists.push(OpenList { colon, candidates, ..OpenList::new(whole, kind, self.depth) });
    }

    /// 财政拨款收支总预算100万元。收入包括：…；支出包括：…: each side makes up the figure that both have in common.
    fn open_side(&mut self, out: &mut Output, end: usize) -> bool {
        let common = |id: &FigureId| out.figures[id.0].item.contains("收支");
        let open = self.lists.last().filter(|list| list.side).map(|list| list.whole);
        let Some(whole) = open.or(self.side_of).or(self.last_level.filter(common)) else { return false };
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

    /// The figure that 其中 speaks of. Where it begins a sentence and the one before gives several items, that may be any
    /// of them, or what they are parts of; where that one speaks of something else altogether, no figure before it is meant.
    fn whole_of_list(&self, out: &Output) -> Option<FigureId> {
        let whole = self.last_level?;
        let last = &out.figures[whole.0];
        let others =
            self.previous_figure.max(self.sentence_figure.saturating_sub(NEAR))..self.sentence_figure;
        let several = out.figures[others].iter().any(|figure| {
            figure.role == Role::Level
                && figure.quantity.comparable(&last.quantity)
                && !is_same_item(&figure.item, &last.item)
        });
        let near = !self.turned_away && !several;
        (whole.0 >= self.sentence_figure || near).then_some(whole)
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
    fn carry(&mut self, out: &mut Output) {
        if self.sentence_figure < out.figures.len() && !self.carried_on {
            self.end_carried(out);
        }
        self.carried_on = false;
        let one = |list: &OpenList| {
            list.colon && list.parts.len() == 1 && list.kind == ListKind::Exhaustive && !list.uncertain
        };
        if let [list] = self.lists.as_slice()
            && one(list)
            && list.candidates.is_empty()
        {
            self.end_carried(out);
            self.carried = self.lists.pop();
        }
    }

    /// Takes the figure that a sentence or its part begins with for a part of the list before.
    fn carry_on(&mut self, out: &Output, id: FigureId) {
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

    fn end_carried(&mut self, out: &mut Output) {
        let Some(list) = self.carried.take() else { return };
        out.statements.push(match list.parts.len() {
            1 => Statement::Breakdown {
                whole: list.whole,
                parts: list.parts,
                kind: ListKind::Partial,
                closed: true,
            },
            _ => Statement::Likely { wholes: vec![list.whole], parts: list.parts },
        });
    }

    fn add_part(&mut self, out: &mut Output, id: FigureId) {
        // 固定资产2900万元（房屋1800万元，其他1100万元）: what a bracket behind a part says is no part beside it.
        let depth = self.depth;
        let Some(list) = self.lists.last_mut().filter(|list| list.depth >= depth) else { return };
        // What is said of the whole holds for its parts: 下达专项经费共计…，主要是甲…、乙….
        let (whole_basis, whole_year) = (out.figures[list.whole.0].basis, out.figures[list.whole.0].year);
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
            let mut wholes = (self.sentence_figure.max(list.whole.0.saturating_sub(NEAR))..list.whole.0)
                .map(FigureId)
                .filter(|whole| {
                    let whole = &out.figures[whole.0];
                    whole.role == Role::Level && whole.quantity.comparable(&figure.quantity)
                });
            if let (Some(whole), None) = (wholes.next(), wholes.next()) {
                list.whole = whole;
            }
        }
        let whole = &out.figures[list.whole.0];
        if !figure.quantity.comparable(&whole.quantity) {
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
        list.parts.push(id);
    }

    /// A figure that is comparable but perhaps no member makes the innermost list uncertain.
    fn doubt(&mut self, quantity: Quantity) {
        if quantity.unit.dimension == Dimension::Money
            && let Some(list) = self.lists.last_mut()
        {
            list.uncertain = true;
        }
    }

    fn et_cetera(&mut self) {
        if let Some(list) = self.lists.last_mut() {
            list.kind = ListKind::Partial;
        }
    }

    fn close_at_semicolon(&mut self, out: &mut Output) {
        while let Some(list) = self.lists.last() {
            let nested = self.lists.len() > 1;
            // Of several wholes each part may give a figure: 编制52人，实有49人；….
            let weaker =
                list.parts.len() >= 2 && list.separator < Separator::Semicolon && list.candidates.is_empty();
            let single = list.parts.len() == 1 && !list.colon && list.shares == 0;
            if !(nested || weaker || single || list.parts.is_empty()) {
                return;
            }
            self.close_list(out, true);
            if nested {
                return;
            }
        }
    }

    fn close_list(&mut self, out: &mut Output, closed: bool) {
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
        let kind = if list.parts.len() == 1 || open { ListKind::Partial } else { list.kind };
        out.statements.push(Statement::Breakdown { whole: list.whole, parts: list.parts, kind, closed });
    }

    fn close_bracket(&mut self, out: &mut Output, end: usize) {
        while self.lists.last().is_some_and(|list| list.depth >= self.depth && self.depth > 0) {
            self.close_list(out, true);
        }
        self.depth = self.depth.saturating_sub(1);
        // What a bracket named is not what the sentence goes on with.
        if let Some((level, subject, name)) = self.levels.pop() {
            self.last_level = level;
            self.subject = subject;
            self.subject_name = name;
        }
        self.boundary = end;
    }

    /// The figures of this paragraph that are parts of a list that an earlier paragraph opened. A whole of which a
    /// numbered paragraph has no part is given up.
    fn go_on_with_list(&self, out: &mut Output) {
        let Some(mut pending) = out.pending.take() else { return };
        let Some(number) = self.paragraph.number else {
            self.go_on_without_number(out, pending);
            return;
        };
        if pending.plain {
            finish_pending(out, pending);
            return;
        }
        let style = pending.style.unwrap_or(number.style);
        if number.style.level() > style.level() {
            out.pending = Some(pending);
            return;
        }
        if number.style != style || number.value != pending.next {
            finish_pending(out, pending);
            return;
        }
        pending.style = Some(number.style);
        pending.next += 1;
        pending.named = self.first_figure == out.figures.len();
        if !pending.named {
            self.take_parts(out, &mut pending);
        }
        out.pending = Some(pending);
    }

    /// Below a numbered name stand its figures; below 其中： by itself parts may stand without numbers.
    fn go_on_without_number(&self, out: &mut Output, mut pending: Pending) {
        if pending.named {
            pending.named = false;
            self.take_parts(out, &mut pending);
        } else if pending.style.is_none() && self.begins_with_part(out, &pending) {
            pending.plain = true;
            self.take_parts(out, &mut pending);
        } else if pending.plain {
            finish_pending(out, pending);
            return;
        }
        out.pending = Some(pending);
    }

    /// Whether the paragraph begins with a name and its amount: 人员经费1288.14万元，主要包括….
    fn begins_with_part(&self, out: &Output, pending: &Pending) -> bool {
        let (Some(first), Some((whole, _))) = (out.figures.get(self.first_figure), pending.wholes.first())
        else {
            return false;
        };
        let whole = &out.figures[whole.0];
        let before = self
            .paragraph
            .flow
            .text
            .find(['，', '。', '；', '：', '（', ',', ';'])
            .map_or(usize::MAX, |at| self.paragraph.flow.offset(at));
        let other = !first.item.is_empty() && first.item != whole.item && first.role == Role::Level;
        other && first.span.end <= before && first.quantity.comparable(&whole.quantity)
    }

    /// Adds the paragraph's figure of each whole's year and basis to its parts; a whole without one is given up.
    fn take_parts(&self, out: &Output, pending: &mut Pending) {
        let figures = &out.figures;
        pending.wholes.retain_mut(|(whole, parts)| {
            let whole = &figures[whole.0];
            let part = (self.first_figure..figures.len()).map(FigureId).find(|id| {
                let figure = &figures[id.0];
                figure.role == Role::Level
                    && figure.quantity.comparable(&whole.quantity)
                    && figure.year == whole.year
                    && self.said_basis(figure.basis) == self.said_basis(whole.basis)
            });
            parts.extend(part);
            part.is_some()
        });
    }

    fn said_basis(&self, basis: Basis) -> Basis {
        if basis == Basis::Unsaid { self.context.basis } else { basis }
    }

    // --- shares and rates ------------------------------------------------------------------------------------------

    fn share(
        &mut self,
        out: &mut Output,
        whole: Range<usize>,
        rate: &Printed,
        sign_missing: bool,
        at: Range<usize>,
    ) {
        let named_part = !self.text[self.boundary..at.start].trim().is_empty() && !self.last_in_clause;
        let label = Label {
            name: "占比".into(),
            year: Year::Reported,
            year_said: false,
            basis: Basis::Unsaid,
            total: false,
        };
        let id = self.push(out, rate.quantity, rate.range.clone(), String::new(), &label, Role::Rate);
        self.boundary = at.end;
        if sign_missing {
            out.statements.push(Statement::ShareWithoutSign { rate: id });
        }
        let part = self.last_level.filter(|level| level.0 >= self.sentence_figure);
        let (Some(part), false) = (part, named_part) else { return };
        let named = read_label(&self.text[whole]).name.into_owned();
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
            if let Some(list) = self.lists.last_mut().filter(|list| list.whole == whole) {
                list.shares += 1;
            }
        }
        out.statements.push(Statement::Share { rate: id, part, whole });
    }

    /// 占核定编制数143人的比率为95.10%: the whole stands in the share itself.
    fn share_of_amount(
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
        let Some(part) =
            part.filter(|part| out.figures[part.0].quantity.comparable(&out.figures[whole.0].quantity))
        else {
            return;
        };
        if out.figures[whole.0].basis == Basis::Unsaid {
            out.figures[whole.0].basis = out.figures[part.0].basis;
        }
        out.statements.push(Statement::Share { rate: id, part, whole: Whole::Figure(whole) });
    }

    /// The whole of the list that an earlier paragraph opened and whose next part this numbered paragraph begins with.
    fn whole_above(&self, out: &Output, part: FigureId) -> Option<FigureId> {
        let (pending, number) = (out.pending.as_ref()?, self.paragraph.number?);
        let next = number.value == pending.next && pending.style.is_none_or(|style| style == number.style);
        let mut wholes = pending.wholes.iter().map(|(whole, _)| *whole).filter(|whole| {
            let (whole, part) = (&out.figures[whole.0], &out.figures[part.0]);
            whole.quantity.comparable(&part.quantity)
                && self.said_basis(whole.basis) == self.said_basis(part.basis)
        });
        let whole = wholes.next().filter(|_| next && part.0 == self.first_figure)?;
        wholes.next().is_none().then_some(whole)
    }

    fn completion(&mut self, out: &mut Output, base: Range<usize>, rate: &Printed, at: Range<usize>) {
        let base = match read_label(&self.text[base]).basis {
            Basis::Unsaid => Basis::Budget,
            basis => basis,
        };
        let label = read_label("");
        let id = self.push(out, rate.quantity, rate.range.clone(), String::new(), &label, Role::Rate);
        self.boundary = at.end;
        let level = self.last_level.filter(|level| level.0 >= self.sentence_figure);
        if let Some(level) = level {
            out.statements.push(Statement::Completion { rate: id, level, base, node: self.node });
        }
    }

    /// 2022年“三公”经费支出决算中，: the shares that follow are shares of it.
    fn within(&mut self, at: &Range<usize>) {
        let clause = self.text.get(self.boundary..at.start).unwrap_or_default().trim();
        let Some(head) = clause.strip_suffix('中').filter(|_| !self.last_in_clause) else { return };
        let label = read_label(head);
        if label.name.chars().count() < 3 {
            return;
        }
        self.whole_name = names::canonical(&label.name);
        if label.year_said {
            self.year = Some(label.year);
        }
    }

    // --- changes ---------------------------------------------------------------------------------------------------

    fn reference(&mut self, base: Range<usize>, at: Range<usize>) {
        let text = &self.text[base];
        let label = read_label(text.trim_end_matches("同期").trim_end_matches("相"));
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
    fn reference_amount(&mut self, out: &mut Output, base: Range<usize>, figure: &Printed, at: Range<usize>) {
        let said = self.text[base.clone()].to_owned();
        let label = read_label(&said);
        let plain = label.name.is_empty() || label.name.as_ref() == "数";
        let words = self.text.get(self.boundary..at.start).unwrap_or_default();
        let before = read_label(words);
        let level = match before.name.as_ref() {
            // 支出比上年880万元增长…: the spending of what, the sentence does not say.
            "" if words.trim().ends_with("支出") => None,
            "" => self.last_level.filter(|level| level.0 >= self.sentence_figure),
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
            let (name, item) = (out.figures[level.0].name.clone(), out.figures[level.0].item.clone());
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

    fn change(&mut self, out: &mut Output, direction: Direction, figure: Option<&Printed>, at: Range<usize>) {
        let before = self.text.get(self.boundary..at.start).unwrap_or_default();
        let yearly = before.contains("同比");
        let comparable = self.on_comparable_basis(at.start);
        let label_text = before.replace("同比", "");
        let label_text = label_text.split(['与', '比', '较']).next().unwrap_or_default();
        let label = read_label(without_terms(label_text));
        let id = figure.map(|p| {
            self.push(out, p.quantity, p.range.clone(), String::new(), &read_label(""), Role::Change)
        });
        self.boundary = at.end;
        let (amount, rate) = match figure.map(|p| p.quantity.unit.dimension) {
            Some(Dimension::Percent) => (None, id),
            Some(Dimension::PercentPoint) => return,
            Some(_) => (id, None),
            None => (None, None),
        };
        // 减少56.95万元，下降1.87%: the rate goes on with the amount.
        if let Some(change) = self.change.as_mut()
            && change.direction == direction
            && change.rate.is_none()
            && rate.is_some()
            && label.name.is_empty()
        {
            change.rate = rate;
            return;
        }
        self.flush_change(out);
        let base = match (self.reference, yearly) {
            (Some((base, true)), _) => base,
            (None, true) => BasePoint { year: self.context.year.map(|y| y - 1), basis: Basis::Unsaid },
            _ => return,
        };
        let year = if label.year_said { self.absolute(Some(label.year)) } else { self.context.year };
        let level = self.level_of(out, &names::canonical(&label.name));
        let Some(new) = level.and_then(|level| later_level(out, level, base, year)) else { return };
        if figure.is_none() && direction != Direction::Level {
            return;
        }
        let span = self.span(at);
        let old = self.old.filter(|_| self.reference.is_some_and(|(point, _)| point.year == base.year));
        self.change = Some(Change {
            new,
            base,
            old,
            comparable,
            direction,
            amount,
            rate,
            span,
            reason: None,
            node: self.node,
        });
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
        let level = |fits: &dyn Fn(&Figure) -> bool| {
            self.recent(out).find(|id| {
                let figure = &out.figures[id.0];
                figure.role == Role::Level && !figure.item.is_empty() && fits(figure)
            })
        };
        let ends_alike = |figure: &Figure| figure.item.ends_with(item) || item.ends_with(&*figure.item);
        // 收入合计 is no 其他收入; 部门收入合计 is.
        let all = matches!(item, "收入" | "支出");
        level(&|figure| &*figure.item == item)
            .or_else(|| level(&|figure| ends_alike(figure) && (figure.total || !all)))
    }

    /// The figures of this paragraph, the last one first; of an endless paragraph only the last few hundred.
    fn recent(&self, out: &Output) -> impl Iterator<Item = FigureId> + use<> {
        (self.first_figure..out.figures.len()).rev().take(NEAR).map(FigureId)
    }

    fn flush_change(&mut self, out: &mut Output) {
        if let Some(change) = self.change.take() {
            out.statements.push(Statement::Change(change));
        }
    }

    // --- points and indicators -------------------------------------------------------------------------------------

    fn claim_here(&mut self) -> Option<&mut ClaimedPoints> {
        let section = self.paragraph.section?;
        self.paragraph.number?;
        if self.claim.is_none() {
            let end = self.text.find(['（', '(', '。', '，', '：']).unwrap_or(self.text.len());
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

    fn points(&mut self, out: &mut Output, kind: &PieceKind, printed: &Printed, at: Range<usize>) {
        let before = self.text.get(self.boundary..at.start).unwrap_or_default().trim().to_owned();
        let label = read_label("");
        let id = self.push(out, printed.quantity, printed.range.clone(), String::new(), &label, Role::Points);
        let in_bracket = self.depth > 0;
        self.boundary = at.end;
        if matches!(kind, PieceKind::Points(_)) && is_total_claim(&before, self.text, &at) && !in_bracket {
            out.total_claims.push(id);
            return;
        }
        let heading = in_bracket || before.is_empty();
        if !heading {
            return;
        }
        if let Some(claim) = self.claim_here() {
            let slot = match kind {
                PieceKind::Weight(_) => &mut claim.weight,
                PieceKind::Points(_) => &mut claim.points,
                _ => &mut claim.lost,
            };
            slot.get_or_insert(id);
        }
    }

    fn indicator(&mut self, out: &mut Output, target: Range<usize>, actual: Range<usize>, at: Range<usize>) {
        let start = self.text[..at.start]
            .rfind(['。', '；', ';'])
            .map_or(0, |p| p + self.text[p..].chars().next().map_or(1, char::len_utf8));
        let space = |c: char| c.is_whitespace() || "，,、：:".contains(c);
        let raw = &self.text[start..at.start];
        let name = raw.trim_matches(space);
        let name_start = start + (raw.len() - raw.trim_start_matches(space).len());
        out.name_spans.push(self.span(at.clone()));
        self.boundary = at.end;
        if name.is_empty() || name.chars().count() > 40 {
            return;
        }
        out.indicators.push(ProseIndicator {
            name: name.to_owned(),
            name_span: self.span(name_start..name_start + name.len()),
            target: self.span(target),
            actual: self.span(actual),
            section: self.paragraph.section,
        });
    }

    // --- lists of names --------------------------------------------------------------------------------------------

    fn count(&mut self, out: &mut Output, pieces: &[Piece], i: usize, stated: u32, at: Range<usize>) {
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
        let Some(piece) = pieces.get(colon).filter(|p| matches!(p.kind, PieceKind::Colon)) else { return };
        let between = &self.text[pieces[i].range.end..piece.range.start];
        if between.chars().count() > 10 || stated > 500 {
            return;
        }
        let Some(list) = listed(self.text, pieces, colon) else { return };
        let label =
            self.text[..at.start].rsplit(['，', '。', '；', '：', '、', '（']).next().unwrap_or_default();
        out.statements.push(Statement::Count {
            stated,
            span: self.span(at),
            name: read_label(label).name.into_owned(),
            items: list.items,
            joined: list.joined,
            open: list.open,
        });
    }

    // --- ends ------------------------------------------------------------------------------------------------------

    fn stop(&mut self, out: &mut Output, end: usize) {
        self.flush_change(out);
        self.carry(out);
        while !self.lists.is_empty() {
            self.close_list(out, true);
        }
        if self.sentence_figure < out.figures.len() {
            self.turned_away = false;
        } else if !gives_reason(&self.text[self.sentence_start..end]) {
            self.turned_away = true;
        }
        self.sentence_start = end;
        self.segment = end;
        self.boundary = end;
        self.reference = None;
        self.year = None;
        self.last_in_clause = false;
        self.old = None;
        self.shared = None;
        self.whole_name.clear();
        self.previous_figure = self.sentence_figure;
        self.sentence_figure = out.figures.len();
    }

    fn finish(mut self, out: &mut Output) {
        self.flush_change(out);
        self.compare_words(out);
        self.reasons(out);
        let ending = self.text.trim_end();
        let opens_list = ending.ends_with("其中：") || ending.ends_with("其中:") || ending.ends_with("其中");
        let partial = ["方面：", "方面:", "包括：", "包括:"].iter().any(|tail| ending.ends_with(tail));
        let both = |id: &FigureId| is_both_sides(&out.figures[id.0].item);
        let last = self.whole_of_list(out).filter(|id| (opens_list || partial) && !both(id));
        let ended = ending.ends_with(['；', ';', '）', ')']);
        while !self.lists.is_empty() {
            self.close_list(out, ended);
        }
        self.end_carried(out);
        self.go_on_with_list(out);
        if let Some(last) = last {
            if let Some(pending) = out.pending.take() {
                finish_pending(out, pending);
            }
            let item = &out.figures[last.0].item;
            let wholes = (self.first_figure..out.figures.len())
                .map(FigureId)
                .filter(|id| {
                    *id == last
                        || (!item.is_empty()
                            && out.figures[id.0].item == *item
                            && out.figures[id.0].role == Role::Level)
                })
                .map(|id| (id, Vec::new()))
                .collect();
            out.pending = Some(Pending {
                wholes,
                style: None,
                next: 1,
                named: false,
                plain: false,
                kind: if partial { ListKind::Partial } else { ListKind::Exhaustive },
            });
        }
        if let Some(claim) = self.claim
            && (claim.weight.is_some() || claim.points.is_some())
        {
            out.claims.push(claim);
        }
    }

    /// 决算数小于预算数: both figures must stand in this paragraph, of one item.
    fn compare_words(&self, out: &mut Output) {
        const FORMS: [(&str, Ordering); 8] = [
            ("决算数小于预算数", Ordering::Less),
            ("决算数小于年初预算数", Ordering::Less),
            ("决算数低于预算数", Ordering::Less),
            ("决算数低于年初预算数", Ordering::Less),
            ("决算数大于预算数", Ordering::Greater),
            ("决算数大于年初预算数", Ordering::Greater),
            ("决算数等于预算数", Ordering::Equal),
            ("决算数与预算数持平", Ordering::Equal),
        ];
        if !self.text.contains("决算数") {
            return;
        }
        for (words, relation) in FORMS {
            for (at, _) in self.text.match_indices(words) {
                let span = self.span(at..at + words.len());
                let before = |basis: fn(Basis) -> bool| {
                    self.recent(out).find(|id| {
                        let figure = &out.figures[id.0];
                        figure.role == Role::Level && basis(figure.basis) && figure.span.end <= span.start
                    })
                };
                let level = before(|basis| basis == Basis::Final);
                let other = before(|basis| matches!(basis, Basis::Initial | Basis::Budget | Basis::Adjusted));
                if let (Some(level), Some(other)) = (level, other)
                    && out.figures[level.0].item == out.figures[other.0].item
                {
                    out.statements.push(Statement::Compare { level, other, relation, span });
                }
            }
        }
    }

    /// 主要原因是…: the reason belongs to the last change before it.
    fn reasons(&self, out: &mut Output) {
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
            if let Some(Statement::Change(change)) = last {
                change.reason.get_or_insert(span);
            }
        }
    }
}

/// 2018年决算数31.2万元，2019年比2018年减少…: the last level is the one that the change is counted from, so the later
/// one of the item is looked for.
fn later_level(out: &Output, level: FigureId, base: BasePoint, year: Option<i32>) -> Option<FigureId> {
    let last = &out.figures[level.0];
    let of_base = last.year == base.year && (base.basis == Basis::Unsaid || base.basis == last.basis);
    if !of_base {
        return Some(level);
    }
    if last.item.is_empty() || year == base.year {
        return None;
    }
    (0..out.figures.len()).rev().take(NEAR).map(FigureId).find(|id| {
        let figure = &out.figures[id.0];
        figure.role == Role::Level
            && figure.item == last.item
            && figure.year == year
            && figure.basis == last.basis
    })
}

/// 主要原因是人员增加。
fn gives_reason(sentence: &str) -> bool {
    let head = &sentence[..sentence.floor_char_boundary(60)];
    ["原因", "主要是", "由于", "因为"].iter().any(|word| head.contains(word))
}

/// 三公经费 and 三公经费财政拨款支出.
fn is_same_item(left: &str, right: &str) -> bool {
    let said = |rest: &str| matches!(rest, "" | "支出" | "财政拨款" | "财政拨款支出" | "总额" | "总支出");
    left.strip_prefix(right).or_else(|| right.strip_prefix(left)).is_some_and(said)
}

/// 支出方向分别为, 资金构成包括: words that only lead from a whole to its parts.
fn between_whole_and_parts(words: &str) -> bool {
    let plain = words.chars().count() <= 8 && !words.contains(['，', '：', ':', ',']);
    plain && ["方向", "内容", "构成", "组成", "明细", "情况", "具体"].iter().any(|tail| words.ends_with(tail))
}

/// 年中追加: what came on top, no item that later figures speak of.
fn is_adjustment(name: &str) -> bool {
    matches!(name, "年中追加" | "追加" | "年中调整" | "年中调增" | "年中调减" | "调增" | "调减" | "调整")
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

/// 公务接待费 of 公务接待费按同口径.
fn without_terms(label: &str) -> &str {
    ["按同口径", "按可比口径", "同口径", "可比口径"]
        .iter()
        .find_map(|terms| label.strip_suffix(terms))
        .unwrap_or(label)
}

/// Whether a share's 占… names the whole of the list that it stands in: 基本支出 of 财政拨款基本支出, 三公经费总支出 of
/// 财政拨款三公经费.
fn names_whole(name: &str, whole: &Figure) -> bool {
    let short = names::canonical(name);
    let short = ["总支出", "总额", "总量"].iter().find_map(|tail| short.strip_suffix(tail)).unwrap_or(&short);
    let long_enough = short.chars().count() >= 4;
    is_grand_total(name, whole) || (long_enough && whole.item.ends_with(short))
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

/// Closes a list whose parts stand in numbered paragraphs.
fn finish_pending(out: &mut Output, pending: Pending) {
    for (whole, parts) in pending.wholes {
        if parts.len() >= 2 {
            out.statements.push(Statement::Breakdown { whole, parts, kind: pending.kind, closed: true });
        }
    }
}

/// Ends what a paragraph may have left open for the next ones: at a table, a heading of another kind, the end.
pub(crate) fn end_section(out: &mut Output) {
    if let Some(pending) = out.pending.take() {
        finish_pending(out, pending);
    }
}

/// 绩效得分, 自评总分: the points of the whole report.
fn is_total_claim(before: &str, text: &str, at: &Range<usize>) -> bool {
    let words = format!("{before}{}", &text[at.clone()]);
    [
        "绩效得分",
        "绩效自评得分",
        "自评得分",
        "综合得分",
        "总得分",
        "评价得分",
        "总分",
        "自评总分",
        "绩效评价得分",
        "综合评分",
    ]
    .iter()
    .any(|claim| words.contains(claim))
}

/// An amount in a clause that says what it was used for, or that is no level: 用于, 其余, 每.
fn not_a_level(label: &str) -> bool {
    let label = label.trim();
    const BASES: [&str; 6] = ["比上年", "较上年", "比去年", "较去年", "与上年", "与去年"];
    if BASES.iter().any(|base| label.starts_with(base)) {
        return true;
    }
    ["用于", "每", "人均", "单价", "平均", "节约", "超过", "不低于", "不超过", "不少于", "第"]
        .iter()
        .any(|head| label.starts_with(head))
        || ["每", "人均", "单价", "平均"].iter().any(|tail| label.ends_with(tail))
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
