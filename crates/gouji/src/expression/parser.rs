//! Tokens → expressions. Brackets are counted before anything is nested, and whatever cannot be read is a slip.

use super::{
    CheckLine, Expression, MAX_DEPTH, MAX_LENGTH, Name, NameYear, Number, Parsed, Power, Relation, Sign,
    Slip, SlipKind, Term, Waiver,
};
use crate::{
    finding::Edit,
    grammar::{self, Rule, expression as rules},
    model::names::Basis,
    statement::pieces::quantity_of,
    text::Span,
};
use pest::iterators::Pair;
use std::ops::Range;

/// Where a range of the text that is read stands in the source.
pub(crate) type Place<'p> = &'p dyn Fn(Range<usize>) -> Span;

/// Reads what stands between braces.
pub(crate) fn marked(text: &str, place: Place<'_>) -> Parsed {
    if text.len() > MAX_LENGTH {
        return too_long(text, place);
    }
    // The grammar is total, so there is always a row of tokens.
    let Some(mut pairs) = grammar::parse(&rules::marked, text) else { return Parsed::default() };
    pairs.next().map(|row| read(row, text, place)).unwrap_or_default()
}

/// Reads a line of a 【核对】 block.
pub(crate) fn line(text: &str, place: Place<'_>) -> CheckLine {
    if text.len() > MAX_LENGTH {
        return CheckLine::Check(too_long(text, place));
    }
    let Some(mut pairs) = grammar::parse(&rules::check_line, text) else { return CheckLine::Comment };
    let Some(row) = pairs.next() else { return CheckLine::Comment };
    match row.clone().into_inner().next() {
        Some(first) if first.as_rule() == Rule::comment => CheckLine::Comment,
        Some(first) if first.as_rule() == Rule::waiver => CheckLine::Waiver(waiver(first, place)),
        _ => CheckLine::Check(read(row, text, place)),
    }
}

fn too_long(text: &str, place: Place<'_>) -> Parsed {
    let slip = Slip { kind: SlipKind::TooLong, span: place(0..text.len()), edits: Vec::new() };
    Parsed { expression: None, slips: vec![slip] }
}

fn range(pair: &Pair<'_, Rule>) -> Range<usize> {
    let span = pair.as_span();
    span.start()..span.end()
}

fn waiver(pair: Pair<'_, Rule>, place: Place<'_>) -> Waiver {
    let whole = range(&pair);
    let (mut code, mut target, mut name, mut reason) = (None, None, None, place(whole.end..whole.end));
    for part in pair.into_inner() {
        let at = range(&part);
        match part.as_rule() {
            Rule::code => code = Some(place(at)),
            Rule::target if !part.as_str().trim().is_empty() => {
                target = Some(place(at.clone()));
                name = only_name(part.as_str(), &|inner| place(at.start + inner.start..at.start + inner.end));
            }
            Rule::reason => {
                let length = part.as_str().trim_end_matches(|c: char| c.is_whitespace() || c == '。').len();
                reason = place(at.start..at.start + length);
            }
            _ => {}
        }
    }
    Waiver { span: place(whole), code, target, name, reason }
}

/// A name as it must be written to be read as one: in 「」 where it has signs or spaces.
pub(crate) fn written(name: &str) -> String {
    let plain = only_name(name, &|range| Span::new(range.start, range.end));
    let plain = plain.is_some_and(|read| read.path.len() == 1 && read.text() == name);
    if plain { name.to_owned() } else { format!("「{}」", name.replace(['「', '」'], "")) }
}

/// The name that is all of a text.
fn only_name(text: &str, place: Place<'_>) -> Option<Name> {
    let row = grammar::parse(&rules::marked, text)?.next()?;
    let mut tokens = row.into_inner().filter(|token| token.as_rule() != Rule::EOI);
    let token = tokens.next().filter(|token| token.as_rule() == Rule::name)?;
    if tokens.next().is_some() {
        return None;
    }
    Some(name(token, place).0)
}

#[derive(Clone, Debug)]
enum Token<'t> {
    Relation(Relation),
    Sign(Sign),
    Power(Power),
    Value(&'t str),
    Name(Name),
    Open,
    Close,
    Quote,
    Other,
}

fn read(row: Pair<'_, Rule>, text: &str, place: Place<'_>) -> Parsed {
    let mut parser = Nest { text, place, tokens: Vec::new(), at: 0, numbers: 0, slips: Vec::new() };
    for pair in row.into_inner() {
        parser.token(pair);
    }
    parser.drop_closing_marks();
    let expression = parser.comparison();
    let deaf = parser.slips.iter().any(|slip| !slip.is_mended());
    Parsed { expression: expression.filter(|_| !deaf), slips: parser.slips }
}

impl Slip {
    /// Whether reading went on as if the slip had been put right.
    fn is_mended(&self) -> bool {
        matches!(self.kind, SlipKind::DoubledRelation | SlipKind::Bracket)
    }
}

/// Reads a name; the second part is where its qualifier stands, if that says neither year nor basis.
fn name(pair: Pair<'_, Rule>, place: Place<'_>) -> (Name, Option<Range<usize>>) {
    let whole = range(&pair);
    let mut name = Name { path: Vec::new(), year: None, basis: None, span: place(whole), joints: Vec::new() };
    let mut fault = None;
    for part in pair.into_inner() {
        let at = range(&part);
        match part.as_rule() {
            Rule::plain => {
                name.joints.extend(
                    joints(part.as_str()).map(|sign| place(at.start + sign.start..at.start + sign.end)),
                );
                name.path.push(part.as_str().to_owned());
            }
            Rule::quoted => name.path.extend(part.into_inner().map(|inner| inner.as_str().trim().to_owned())),
            Rule::qualifier => match qualifier(part.as_str()) {
                Some((year, basis)) => (name.year, name.basis) = (year, basis),
                None => fault = Some(at),
            },
            _ => {}
        }
    }
    (name, fault)
}

/// Signs inside a name that could have been meant to reckon, outside its brackets.
fn joints(name: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut depth = 0usize;
    name.char_indices().filter_map(move |(at, char)| {
        match char {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let sign = "+＋-－–/／*＊".contains(char) && depth == 0;
        sign.then(|| at..at + char.len_utf8())
    })
}

/// 2022决算, 2022年, 预算, 上年决算.
fn qualifier(text: &str) -> Option<(Option<NameYear>, Option<Basis>)> {
    let (year, rest) = qualifier_year(text);
    let rest = rest.strip_prefix(['的']).unwrap_or(rest);
    let basis = match rest.strip_suffix('数').unwrap_or(rest) {
        "" => None,
        "年初预算" | "年初" | "初始预算" => Some(Basis::Initial),
        "全年预算" | "调整预算" | "调整后预算" | "预算调整" => Some(Basis::Adjusted),
        "预算" => Some(Basis::Budget),
        "决算" | "执行" | "预算执行" | "全年执行" | "实际" | "实际支出" | "支出决算" => {
            Some(Basis::Final)
        }
        _ => return None,
    };
    (year.is_some() || basis.is_some()).then_some((year, basis))
}

fn qualifier_year(text: &str) -> (Option<NameYear>, &str) {
    if let Some(rest) = text.strip_prefix("上年").or_else(|| text.strip_prefix("去年")) {
        return (Some(NameYear::Before), rest.strip_prefix('度').unwrap_or(rest));
    }
    if let Some(rest) = text.strip_prefix("本年").or_else(|| text.strip_prefix("当年")) {
        return (None, rest.strip_prefix('度').unwrap_or(rest));
    }
    let digits: String = text.chars().take(4).map(crate::number::halfwidth).collect();
    let rest = text.char_indices().nth(4).map_or("", |(at, _)| &text[at..]);
    match digits.parse::<i32>() {
        Ok(year) if (1950..2100).contains(&year) => {
            // 2022年初预算 is the initial budget of 2022, not a 初预算 of 2022年.
            let initial = rest.starts_with("年初");
            let rest = rest.strip_prefix('年').filter(|_| !initial).unwrap_or(rest);
            (Some(NameYear::Of(year)), rest.strip_prefix('度').unwrap_or(rest))
        }
        _ => (None, text),
    }
}

/// Nests the tokens by how strongly their operators bind.
struct Nest<'t, 'p> {
    text: &'t str,
    place: Place<'p>,
    tokens: Vec<(Token<'t>, Range<usize>)>,
    at: usize,
    numbers: usize,
    slips: Vec<Slip>,
}

/// Nothing more can be read; the slip that says why is noted.
struct Stop;

impl<'t> Nest<'t, '_> {
    fn token(&mut self, pair: Pair<'t, Rule>) {
        let at = range(&pair);
        let token = match pair.as_rule() {
            Rule::EOI => return,
            Rule::equal => Token::Relation(Relation::Equal),
            Rule::unequal => Token::Relation(Relation::Unequal),
            Rule::at_most => Token::Relation(Relation::AtMost),
            Rule::at_least => Token::Relation(Relation::AtLeast),
            Rule::less => Token::Relation(Relation::Less),
            Rule::more_than => Token::Relation(Relation::More),
            Rule::about => Token::Relation(Relation::About),
            Rule::plus => Token::Sign(Sign::Plus),
            Rule::minus => Token::Sign(Sign::Minus),
            Rule::times => Token::Power(Power::Times),
            Rule::divide => Token::Power(Power::Over),
            Rule::open => Token::Open,
            Rule::close => Token::Close,
            Rule::quote_open => Token::Quote,
            Rule::value => Token::Value(pair.as_str()),
            Rule::name => {
                let (name, fault) = name(pair, self.place);
                if let Some(fault) = fault {
                    self.slip(SlipKind::Qualifier, fault, Vec::new());
                }
                Token::Name(name)
            }
            _ => Token::Other,
        };
        self.tokens.push((token, at));
    }

    /// A closing 。 or ； says nothing.
    fn drop_closing_marks(&mut self) {
        while let Some((Token::Other, at)) = self.tokens.last()
            && self.text[at.clone()].contains(['。', '；', ';', '，', ',', '.'])
        {
            self.tokens.pop();
        }
    }

    fn slip(&mut self, kind: SlipKind, at: Range<usize>, edits: Vec<Edit>) {
        self.slips.push(Slip { kind, span: (self.place)(at), edits });
    }

    fn edit(&self, at: Range<usize>, text: &str) -> Edit {
        Edit { span: (self.place)(at), text: text.to_owned() }
    }

    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    /// Where the next token stands; the end of the text behind the last one.
    fn here(&self) -> Range<usize> {
        let end = self.tokens.last().map_or(0, |(_, at)| at.end);
        self.tokens.get(self.at).map_or(end..end, |(_, at)| at.clone())
    }

    fn before(&self) -> Range<usize> {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0..0, |(_, at)| at.clone())
    }

    fn comparison(&mut self) -> Option<Expression> {
        if self.tokens.is_empty() {
            self.slip(SlipKind::NoRelation, 0..self.text.len(), Vec::new());
            return None;
        }
        let (mut sides, mut relations) = (vec![self.sum(0).ok()?], Vec::new());
        while let Some(Token::Relation(relation)) = self.peek() {
            let relation = *relation;
            self.at += 1;
            self.skip_doubled(relation);
            relations.push(relation);
            sides.push(self.sum(0).ok()?);
        }
        if self.at < self.tokens.len() {
            self.left_over();
            return None;
        }
        if relations.is_empty() {
            let end = self.here().end;
            self.slip(SlipKind::NoRelation, 0..end, Vec::new());
            return None;
        }
        Some(Expression { sides, relations })
    }

    /// `==` and `= =` for `=`.
    fn skip_doubled(&mut self, relation: Relation) {
        let first = self.before();
        let mut end = None;
        while relation == Relation::Equal && matches!(self.peek(), Some(Token::Relation(Relation::Equal))) {
            end = Some(self.here().end);
            self.at += 1;
        }
        if let Some(end) = end {
            let sign = self.text[first.clone()].to_owned();
            let edits = vec![self.edit(first.start..end, &sign)];
            self.slip(SlipKind::DoubledRelation, first.start..end, edits);
        }
    }

    /// An operand where an operator would have to stand, or something that is neither.
    fn left_over(&mut self) {
        let here = self.here();
        let kind = match self.peek() {
            Some(Token::Other) => SlipKind::Unreadable,
            Some(Token::Quote) => SlipKind::Quote,
            _ => SlipKind::MissingOperator,
        };
        self.slip(kind, here, Vec::new());
    }

    fn sum(&mut self, depth: usize) -> Result<Term, Stop> {
        let mut terms = vec![(Sign::Plus, self.product(depth)?)];
        loop {
            match self.peek() {
                Some(Token::Sign(sign)) => {
                    let sign = *sign;
                    self.at += 1;
                    terms.push((sign, self.product(depth)?));
                }
                // A closing bracket that nothing opened says nothing: read on as if it were not there.
                Some(Token::Close) if depth == 0 => {
                    let here = self.here();
                    let edits = vec![self.edit(here.clone(), "")];
                    self.slip(SlipKind::Bracket, here, edits);
                    self.at += 1;
                }
                _ => break,
            }
        }
        Ok(match terms.len() {
            1 => terms.swap_remove(0).1,
            _ => Term::Sum(terms),
        })
    }

    fn product(&mut self, depth: usize) -> Result<Term, Stop> {
        let mut terms = vec![(Power::Times, self.operand(depth)?)];
        while let Some(Token::Power(power)) = self.peek() {
            let power = *power;
            self.at += 1;
            terms.push((power, self.operand(depth)?));
        }
        Ok(match terms.len() {
            1 => terms.swap_remove(0).1,
            _ => Term::Product(terms),
        })
    }

    fn operand(&mut self, depth: usize) -> Result<Term, Stop> {
        let mut negative = false;
        while let Some(Token::Sign(sign)) = self.peek() {
            negative ^= *sign == Sign::Minus;
            self.at += 1;
        }
        let here = self.here();
        let term = match self.peek() {
            Some(Token::Name(name)) => Term::Name(name.clone()),
            Some(Token::Value(text)) => self.number(text, here.clone())?,
            Some(Token::Open) => self.bracket(depth, here.clone())?,
            Some(Token::Quote) => {
                let edits = self.closing_quote();
                self.slip(SlipKind::Quote, here, edits);
                return Err(Stop);
            }
            Some(Token::Other) => {
                self.slip(SlipKind::Unreadable, here, Vec::new());
                return Err(Stop);
            }
            _ => {
                // The sign that lacks its operand is the one before; a lone sign in front lacks its left one.
                let at = if self.at > 0 { self.before() } else { here };
                self.slip(SlipKind::MissingOperand, at, Vec::new());
                return Err(Stop);
            }
        };
        self.at += 1;
        Ok(if negative { Term::Sum(vec![(Sign::Minus, term)]) } else { term })
    }

    fn number(&mut self, text: &str, at: Range<usize>) -> Result<Term, Stop> {
        let Some(quantity) = quantity_of(text) else {
            self.slip(SlipKind::TooManyDigits, at, Vec::new());
            return Err(Stop);
        };
        let number = Number { index: self.numbers, quantity, at: at.clone(), span: (self.place)(at) };
        self.numbers += 1;
        Ok(Term::Number(number))
    }

    /// What stands in brackets; afterwards the closing one is the current token.
    fn bracket(&mut self, depth: usize, open: Range<usize>) -> Result<Term, Stop> {
        if depth + 1 >= MAX_DEPTH {
            self.slip(SlipKind::TooDeep, open, Vec::new());
            return Err(Stop);
        }
        self.at += 1;
        let term = self.sum(depth + 1)?;
        if matches!(self.peek(), Some(Token::Close)) {
            return Ok(term);
        }
        if !matches!(self.peek(), None | Some(Token::Relation(_))) {
            self.left_over();
            return Err(Stop);
        }
        let end = self.before().end;
        let close = if self.text[open.clone()].starts_with('（') { "）" } else { ")" };
        let edits = vec![self.edit(end..end, close)];
        self.slip(SlipKind::Bracket, open, edits);
        // The caller steps over the closing bracket; there is none.
        self.at -= 1;
        Ok(term)
    }

    /// 」 behind the name that follows.
    fn closing_quote(&self) -> Vec<Edit> {
        match self.tokens.get(self.at + 1) {
            Some((Token::Name(_), name)) if self.text[self.here()].starts_with('「') => {
                vec![self.edit(name.end..name.end, "」")]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(term: &Term, text: &str) -> String {
        match term {
            Term::Number(number) => format!("#{}", number.span.of(text)),
            Term::Name(name) => {
                let year = match name.year {
                    Some(NameYear::Of(year)) => format!("@{year}"),
                    Some(NameYear::Before) => "@before".to_owned(),
                    None => String::new(),
                };
                format!(
                    "{}{year}{}",
                    name.text(),
                    name.basis.map_or(String::new(), |b| format!("@{}", b.word()))
                )
            }
            Term::Sum(terms) => {
                let parts = terms.iter().map(|(sign, term)| {
                    format!("{}{}", if *sign == Sign::Plus { '+' } else { '-' }, show(term, text))
                });
                format!("[{}]", parts.collect::<String>())
            }
            Term::Product(terms) => {
                let parts = terms.iter().map(|(power, term)| {
                    format!("{}{}", if *power == Power::Times { '*' } else { '/' }, show(term, text))
                });
                format!("({})", parts.collect::<String>())
            }
        }
    }

    fn read(text: &str) -> String {
        let parsed = marked(text, &|range| Span::new(range.start, range.end));
        let mut out = match &parsed.expression {
            Some(expression) => {
                let mut out = show(&expression.sides[0], text);
                for (relation, side) in expression.relations.iter().zip(&expression.sides[1..]) {
                    out += &format!(" {relation:?} {}", show(side, text));
                }
                out
            }
            None => "-".to_owned(),
        };
        for slip in &parsed.slips {
            out += &format!(" !{:?} {}", slip.kind, slip.span.of(text));
        }
        out
    }

    #[test]
    fn names_are_official_and_ugly() {
        let same = [
            "因公出国（境）费",
            "12345政务热线经费",
            "水费、电费、差旅费",
            "“三公”经费",
            "互联网+政务服务经费",
            "2022-2023年经费",
            "水/电费",
            "3年级学费",
            "××项目经费",
            "甲（乙（丙）丁）戊",
        ];
        for name in same {
            assert_eq!(read(&format!("{name} = 1万元")), format!("{name} Equal #1万元"));
        }
        assert_eq!(read("「A / B - 1」 = 甲"), "A / B - 1 Equal 甲");
        assert_eq!(read("公用经费 · 水费 = 甲"), "公用经费·水费 Equal 甲");
    }

    #[test]
    fn names_are_quoted_where_they_must_be() {
        assert_eq!(written("因公出国（境）费"), "因公出国（境）费");
        assert_eq!(written("A / B"), "「A / B」");
        assert_eq!(written("5万元"), "「5万元」");
        assert_eq!(written("甲·乙"), "「甲·乙」");
    }

    #[test]
    fn years_and_bases_stand_behind_the_name() {
        assert_eq!(read("甲@2022决算 = 甲@2022年年初预算数"), "甲@2022@决算 Equal 甲@2022@年初预算");
        assert_eq!(read("甲@2022年初预算 = 甲@2022年初"), "甲@2022@年初预算 Equal 甲@2022@年初预算");
        assert_eq!(read("甲＠预算 = 甲@上年"), "甲@预算 Equal 甲@before");
        assert_eq!(read("甲@很多 = 乙"), "- !Qualifier 很多");
    }

    #[test]
    fn digits_are_values_before_a_unit_or_an_operator() {
        assert_eq!(read("甲 = 104.98万元+5万元"), "甲 Equal [+#104.98万元+#5万元]");
        assert_eq!(read("1,234.5 万元 = 甲 × 2"), "#1,234.5 万元 Equal (*甲*#2)");
        assert_eq!(read("99.04% = 甲 / 乙"), "#99.04% Equal (*甲/乙)");
        assert_eq!(read("甲 = 约32万余元"), "甲 Equal #约32万余元");
        assert_eq!(read("甲 = 1234567890123456789万元"), "- !TooManyDigits 1234567890123456789万元");
    }

    #[test]
    fn operators_bind_as_usual_and_widths_mix() {
        assert_eq!(read("甲＝乙＋丙－丁"), "甲 Equal 乙＋丙－丁");
        assert_eq!(read("甲 ＝ 乙 ＋ 丙 － 丁"), "甲 Equal [+乙+丙-丁]");
        assert_eq!(read("甲 = （乙 + 丙) × 丁 ÷ 戊"), "甲 Equal (*[+乙+丙]*丁/戊)");
        assert_eq!(read("甲 = -乙 − -丙"), "甲 Equal [+[-乙]-[-丙]]");
        assert_eq!(read("甲 ≤ 乙 <= 丙 ≠ 丁。"), "甲 AtMost 乙 AtMost 丙 Unequal 丁");
    }

    #[test]
    fn slips_are_told_with_their_place() {
        assert_eq!(read("甲 == 乙"), "甲 Equal 乙 !DoubledRelation ==");
        assert_eq!(read("甲 = = 乙"), "甲 Equal 乙 !DoubledRelation = =");
        assert_eq!(read("甲 = 乙 +"), "- !MissingOperand +");
        assert_eq!(read("= 乙"), "- !MissingOperand =");
        assert_eq!(read("甲 ="), "- !MissingOperand =");
        assert_eq!(read("甲 乙 = 丙"), "- !MissingOperator 乙");
        assert_eq!(read("(甲 + 乙 = 丙"), "[+甲+乙] Equal 丙 !Bracket (");
        assert_eq!(read("甲 + 乙） = 丙"), "[+甲+乙] Equal 丙 !Bracket ）");
        assert_eq!(read("甲 = 「乙"), "- !Quote 「");
        assert_eq!(read("甲 = 乙，丙"), "- !MissingOperator ，".replace("MissingOperator", "Unreadable"));
        assert_eq!(read("三公经费"), "- !NoRelation 三公经费");
        assert_eq!(read(""), "- !NoRelation ");
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let nested = |depth: usize| format!("{}甲{} = 乙", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(read(&nested(60)), "甲 Equal 乙");
        assert_eq!(read(&nested(100)), "- !TooDeep (");
        assert!(read(&nested(100_000)).starts_with("- !TooLong"));
        assert!(read(&"+ ".repeat(2000)).starts_with("- !MissingOperand"));
        assert!(read(&"甲（".repeat(500)).starts_with("- !"));
    }

    #[test]
    fn waivers_bind_code_target_and_reason() {
        let text = "允许 GJ302（因公出国（境）费@2022决算）：以元为单位。";
        let CheckLine::Waiver(waiver) = line(text, &|range| Span::new(range.start, range.end)) else {
            panic!()
        };
        assert_eq!(waiver.code.map(|code| code.of(text)), Some("GJ302"));
        assert_eq!(waiver.target.map(|target| target.of(text)), Some("因公出国（境）费@2022决算"));
        assert_eq!(waiver.name.and_then(|name| name.year), Some(NameYear::Of(2022)));
        assert_eq!(waiver.reason.of(text), "以元为单位");
        assert!(matches!(
            line("允许支出 = 乙", &|range| Span::new(range.start, range.end)),
            CheckLine::Check(_)
        ));
    }
}
