//! What each part of the text is, for colouring.

use crate::Analysis;
use gouji::{
    Span,
    coverage::NumberState,
    reading::{Node, Outcome, Role},
};
use serde::Serialize;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum TokenKind {
    /// A key of the header.
    HeaderKey,
    /// Its value.
    HeaderValue,
    /// 一、 （一） 1.
    SectionNumber,
    /// The title of a section.
    Heading,
    /// 附件1-1, 第二部分.
    Division,
    /// `【表 …】`.
    Block,
    /// A head of a column.
    ColumnHead,
    /// The label of a row.
    RowName,
    /// The name of an item in a mark.
    ItemName,
    /// Digits.
    Number,
    /// The unit behind them.
    Unit,
    /// `{` and `}`.
    Brace,
    /// = + − × ÷ ≤ in marks.
    Operator,
    /// 允许.
    Keyword,
    /// GJ302 in a waiver.
    Code,
    /// The item or place of a waiver.
    WaiverTarget,
    /// The reason of a waiver, a note in 【核对】.
    Comment,
}

impl TokenKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [TokenKind; 17] = [
        TokenKind::HeaderKey,
        TokenKind::HeaderValue,
        TokenKind::SectionNumber,
        TokenKind::Heading,
        TokenKind::Division,
        TokenKind::Block,
        TokenKind::ColumnHead,
        TokenKind::RowName,
        TokenKind::ItemName,
        TokenKind::Number,
        TokenKind::Unit,
        TokenKind::Brace,
        TokenKind::Operator,
        TokenKind::Keyword,
        TokenKind::Code,
        TokenKind::WaiverTarget,
        TokenKind::Comment,
    ];

    /// The name by which an editor's theme knows it.
    pub fn name(self) -> &'static str {
        match self {
            TokenKind::HeaderKey => "headerKey",
            TokenKind::HeaderValue => "headerValue",
            TokenKind::SectionNumber => "sectionNumber",
            TokenKind::Heading => "heading",
            TokenKind::Division => "division",
            TokenKind::Block => "block",
            TokenKind::ColumnHead => "columnHead",
            TokenKind::RowName => "rowName",
            TokenKind::ItemName => "itemName",
            TokenKind::Number => "number",
            TokenKind::Unit => "unit",
            TokenKind::Brace => "brace",
            TokenKind::Operator => "operator",
            TokenKind::Keyword => "keyword",
            TokenKind::Code => "code",
            TokenKind::WaiverTarget => "waiverTarget",
            TokenKind::Comment => "comment",
        }
    }

    /// The usual kind of token that it is most like, for themes that know only those.
    pub fn like(self) -> &'static str {
        match self {
            TokenKind::HeaderKey | TokenKind::WaiverTarget => "property",
            TokenKind::HeaderValue => "string",
            TokenKind::SectionNumber | TokenKind::Brace | TokenKind::Operator => "operator",
            TokenKind::Heading | TokenKind::Division => "namespace",
            TokenKind::Block => "macro",
            TokenKind::ColumnHead => "parameter",
            TokenKind::RowName | TokenKind::ItemName => "variable",
            TokenKind::Number => "number",
            TokenKind::Unit => "type",
            TokenKind::Keyword => "keyword",
            TokenKind::Code => "enumMember",
            TokenKind::Comment => "comment",
        }
    }
}

/// What else is true of a token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Modifier {
    /// A number that was part of a decided equation.
    Checked,
    /// A number that is known, with nothing to hold it against.
    Stated,
    /// A number that is part of a name or a date.
    Name,
    /// A number that was not understood.
    Unread,
    /// A number that an equation contradicts.
    Contradicted,
    /// A share, rate or change.
    Derived,
    /// Points or a weight.
    Points,
    /// A figure that a mark states.
    Fact,
}

impl Modifier {
    /// All modifiers; the place of each is its bit.
    pub const ALL: [Modifier; 8] = [
        Modifier::Checked,
        Modifier::Stated,
        Modifier::Name,
        Modifier::Unread,
        Modifier::Contradicted,
        Modifier::Derived,
        Modifier::Points,
        Modifier::Fact,
    ];

    /// The name by which an editor's theme knows it.
    pub fn name(self) -> &'static str {
        match self {
            Modifier::Checked => "checked",
            Modifier::Stated => "stated",
            Modifier::Name => "name",
            Modifier::Unread => "unread",
            Modifier::Contradicted => "contradicted",
            Modifier::Derived => "derived",
            Modifier::Points => "points",
            Modifier::Fact => "fact",
        }
    }
}

/// A set of [`Modifier`]s, the first of [`Modifier::ALL`] in the lowest bit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Modifiers(pub u16);

impl Modifiers {
    /// With one more.
    #[must_use]
    pub fn with(self, modifier: Modifier) -> Self {
        Self(self.0 | (1 << modifier as u16))
    }

    /// Whether it is in the set.
    pub fn has(self, modifier: Modifier) -> bool {
        self.0 & (1 << modifier as u16) != 0
    }
}

/// A part of one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Token {
    /// Where it stands; never over the end of a line.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// What else is true of it.
    pub modifiers: Modifiers,
}

impl Analysis {
    /// The tokens of the whole text, or those that touch `range`, in order; none overlaps another.
    pub fn tokens(&self, range: Option<Span>) -> Vec<Token> {
        let all = self.tokens.get_or_init(|| self.all_tokens());
        let Some(range) = range else { return all.clone() };
        let first = all.partition_point(|token| token.span.end <= range.start);
        all[first..].iter().take_while(|token| token.span.start < range.end).copied().collect()
    }

    fn all_tokens(&self) -> Vec<Token> {
        let mut painter = Painter { text: &self.text, layers: Vec::new() };
        self.paint_structure(&mut painter);
        self.paint_tables(&mut painter);
        self.paint_marks(&mut painter);
        self.paint_numbers(&mut painter);
        painter.flatten()
    }

    fn paint_structure(&self, painter: &mut Painter<'_>) {
        for field in &self.reading.header {
            painter.push(field.key, TokenKind::HeaderKey);
            painter.push(field.value, TokenKind::HeaderValue);
        }
        for section in &self.reading.sections {
            if let Some(number) = section.number {
                painter.push(number, TokenKind::SectionNumber);
                if self.is_heading(section) {
                    painter.push(self.title_span(section), TokenKind::Heading);
                }
            }
        }
        for node in &self.reading.nodes {
            match node {
                Node::Division { span, .. } => painter.push(*span, TokenKind::Division),
                Node::Block(block) => {
                    if let Some(block) = self.reading.blocks.get(*block) {
                        let end = if block.closed { block.caption.start } else { block.span.end };
                        let end = end.clamp(block.span.start, block.span.end);
                        painter.push(Span::new(block.span.start, end), TokenKind::Block);
                    }
                }
                _ => {}
            }
        }
    }

    fn paint_tables(&self, painter: &mut Painter<'_>) {
        for table in &self.reading.tables {
            let heads = table.head_rows.iter().filter_map(|&row| table.rows.get(row));
            for cell in heads.flat_map(|row| &row.cells) {
                painter.push(cell.span, TokenKind::ColumnHead);
            }
            for row in table.amounts.iter().flat_map(|amounts| &amounts.rows) {
                painter.push(row.span, TokenKind::RowName);
            }
            for row in &table.indicators {
                painter.push(row.name_span, TokenKind::RowName);
            }
        }
    }

    fn paint_marks(&self, painter: &mut Painter<'_>) {
        for mark in &self.reading.marks {
            if !mark.line {
                painter.push(Span::new(mark.span.start, mark.inner.start), TokenKind::Brace);
                painter.push(Span::new(mark.inner.end, mark.span.end), TokenKind::Brace);
            }
            for (at, char) in mark.inner.of(&self.text).char_indices() {
                let start = mark.inner.start + at;
                let named = mark.names.iter().any(|name| name.span.start <= start && start < name.span.end);
                if OPERATORS.contains(&char) && !named {
                    painter.push(Span::new(start, start + char.len_utf8()), TokenKind::Operator);
                }
            }
            for name in &mark.names {
                painter.push(name.span, TokenKind::ItemName);
            }
        }
        for waiver in &self.reading.waivers {
            let keyword = waiver.span.start + "允许".len();
            if waiver.span.of(&self.text).starts_with("允许") {
                painter.push(Span::new(waiver.span.start, keyword), TokenKind::Keyword);
            }
            waiver.code.into_iter().for_each(|code| painter.push(code, TokenKind::Code));
            waiver.target.into_iter().for_each(|target| painter.push(target, TokenKind::WaiverTarget));
            painter.push(waiver.reason, TokenKind::Comment);
        }
        let lines = self.reading.blocks.iter().flat_map(|block| &block.body);
        for line in lines.filter(|line| line.of(&self.text).trim_start().starts_with(['#', '＃'])) {
            painter.push(*line, TokenKind::Comment);
        }
    }

    fn paint_numbers(&self, painter: &mut Painter<'_>) {
        let look = self.look();
        let contradicted = |figure: usize| {
            let equations = look.equations_of(figure).iter().map(|&at| &self.reading.equations[at]);
            equations
                .filter(|equation| equation.stated == figure && equation.code.is_some())
                .any(|equation| equation.outcome == Outcome::Contradiction)
        };
        let mut figures = look.by_place.iter().peekable();
        let mut covered: Vec<Span> = painter.layers.iter().map(|token| token.span).collect();
        covered.sort();
        for number in &self.reading.numbers {
            while figures.next_if(|&&id| self.reading.figures[id].span.end <= number.span.start).is_some() {}
            let figure = figures.peek().map(|&&id| id).filter(|&id| {
                let span = self.reading.figures[id].span;
                span.start <= number.span.start && number.span.end <= span.end
            });
            let state = match number.state {
                NumberState::Checked => Modifier::Checked,
                NumberState::Stated => Modifier::Stated,
                NumberState::Name => Modifier::Name,
                NumberState::Unread => Modifier::Unread,
            };
            // The year in a head and the number of a list item are part of what they stand in.
            if state == Modifier::Name && is_covered(&covered, number.span) {
                continue;
            }
            let mut modifiers = Modifiers::default().with(state);
            if let Some(id) = figure {
                match self.reading.figures[id].role {
                    Role::Rate | Role::Change => modifiers = modifiers.with(Modifier::Derived),
                    Role::Points => modifiers = modifiers.with(Modifier::Points),
                    Role::Level => {}
                }
                if contradicted(id) {
                    modifiers = modifiers.with(Modifier::Contradicted);
                }
                let behind =
                    Span::new(number.span.end, self.reading.figures[id].span.end.max(number.span.end));
                if !behind.of(&self.text).contains(['\n', '\r']) {
                    painter.push(behind, TokenKind::Unit);
                }
            }
            painter.push_with(number.span, TokenKind::Number, modifiers);
        }
    }
}

const OPERATORS: [char; 28] = [
    '=', '＝', '≠', '≤', '≥', '<', '>', '＜', '＞', '≈', '+', '＋', '-', '－', '−', '*', '×', '/', '／', '÷',
    '!', '（', '）', '(', ')', '≦', '≧', '·',
];

/// Whether one of the sorted spans holds `span`; only the nearest few can.
fn is_covered(sorted: &[Span], span: Span) -> bool {
    let behind = sorted.partition_point(|other| other.start <= span.start);
    sorted[behind.saturating_sub(3)..behind].iter().any(|other| other.contains(span))
}

/// Collects spans that may lie within each other; of two at one place the later one lies within the earlier.
struct Painter<'t> {
    text: &'t str,
    layers: Vec<Token>,
}

impl Painter<'_> {
    fn push(&mut self, span: Span, kind: TokenKind) {
        self.push_with(span, kind, Modifiers::default());
    }

    fn push_with(&mut self, span: Span, kind: TokenKind, modifiers: Modifiers) {
        if span.start < span.end {
            self.layers.push(Token { span, kind, modifiers });
        }
    }

    /// The layers as one row of tokens: where spans lie within each other the innermost shows.
    fn flatten(mut self) -> Vec<Token> {
        self.layers.sort_by_key(|token| (token.span.start, std::cmp::Reverse(token.span.end)));
        let mut out = Vec::with_capacity(self.layers.len());
        let mut open: Vec<Token> = Vec::new();
        let mut at = 0;
        for mut token in self.layers {
            while let Some(top) = open.last().copied().filter(|top| top.span.end <= token.span.start) {
                emit(self.text, &mut out, top, &mut at, top.span.end);
                open.pop();
            }
            if let Some(top) = open.last().copied() {
                token.span.end = token.span.end.min(top.span.end);
                emit(self.text, &mut out, top, &mut at, token.span.start);
            }
            at = at.max(token.span.start);
            open.push(token);
        }
        while let Some(top) = open.pop() {
            emit(self.text, &mut out, top, &mut at, top.span.end);
        }
        out
    }
}

/// Writes the part of a token from `at` to `end`, line by line, without the white space around it.
fn emit(text: &str, out: &mut Vec<Token>, token: Token, at: &mut usize, end: usize) {
    let start = (*at).max(token.span.start);
    if start >= end {
        return;
    }
    *at = end;
    let mut line_start = start;
    for line in text[start..end].split(['\n', '\r']) {
        let content = line.trim();
        let from = line_start + (line.len() - line.trim_start().len());
        if !content.is_empty() {
            out.push(Token { span: Span::new(from, from + content.len()), ..token });
        }
        line_start += line.len() + 1;
    }
}
