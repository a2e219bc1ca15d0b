//! A paragraph as the flat row of pieces that the grammar `statement.pest` reads.

use crate::{
    grammar::{self, Rule, statement},
    number::{
        Approx, Dimension, Quantity, Unit, parse_chinese_number, parse_number, parse_unit, plus, times,
    },
    words,
};
use pest::iterators::Pair;
use rust_decimal::Decimal;
use std::ops::Range;

/// More, less, or the same as before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Direction {
    Rise,
    Fall,
    Level,
}

/// A figure with its place in the paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    pub(crate) quantity: Quantity,
    /// Number and unit.
    pub(crate) range: Range<usize>,
}

/// What stands at a place of a paragraph.
#[derive(Clone, Debug)]
pub(crate) enum PieceKind {
    Figure(Printed),
    /// A limit (100万元以上), a range, a date, a title, a run of digits: numbers that state no amount.
    Name,
    Date,
    /// 12个：a count that the grammar found before a list, in Chinese numerals.
    ChineseCount(u32),
    Share {
        whole: Range<usize>,
        rate: Printed,
        sign_missing: bool,
    },
    Completion {
        base: Range<usize>,
        /// 完成预算84.82万元的73.2%: the base with its amount.
        amount: Option<Printed>,
        rate: Printed,
    },
    /// 占核定编制数143人的比率为95.10%.
    ShareOfAmount {
        base: Range<usize>,
        whole: Printed,
        rate: Printed,
    },
    Reference {
        base: Range<usize>,
    },
    /// 比2021年决算数16.80万元: the base with its amount.
    ReferenceAmount {
        base: Range<usize>,
        figure: Printed,
    },
    Change {
        direction: Direction,
        figure: Option<Printed>,
    },
    Indicator {
        target: Range<usize>,
        actual: Range<usize>,
    },
    Weight(Printed),
    Points(Printed),
    Lost(Printed),
    NoneLost,
    OfWhich {
        colon: bool,
    },
    Mainly,
    Respectively,
    EtCetera,
    /// ②, 二是: an item begins.
    Item,
    Comma,
    Pause,
    Semicolon,
    Stop,
    Colon,
    Open,
    Close,
    Brace {
        body: Range<usize>,
    },
    BraceOpen,
}

/// A piece and the bytes of the paragraph that it takes up.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) range: Range<usize>,
}

/// Reads the pieces of a paragraph. Total: a text without any gives none.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let Some(paragraph) = grammar::parse(&statement::paragraph, text) else { return Vec::new() };
    let mut pieces: Vec<Piece> = paragraph.flat_map(Pair::into_inner).filter_map(piece).collect();
    write_out_yuan(text, &mut pieces);
    name_scores(text, &mut pieces);
    name_weights(text, &mut pieces);
    name_pairs(text, &mut pieces);
    name_title(text, &mut pieces);
    pass_over_groups(text, &mut pieces);
    pieces
}

/// 支出合计2 236万元: whether the digits before a blank are thousands of the same amount or the number of something before it, nobody can
/// tell, so neither is an amount.
fn pass_over_groups(text: &str, pieces: &mut [Piece]) {
    let digit = |c: char| c.is_ascii_digit();
    let is_rest = |figure: &Printed| {
        let digits =
            text[figure.range.start..].len() - text[figure.range.start..].trim_start_matches(digit).len();
        let before = text[..figure.range.start].strip_suffix([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
        let Some(before) = before.filter(|_| digits == 3) else { return false };
        let words = before.trim_end_matches(digit);
        let apart = !words.ends_with(|c: char| c.is_ascii_alphabetic() || ".-/—".contains(c));
        (1..=3).contains(&(before.len() - words.len())) && apart
    };
    for piece in pieces {
        if matches!(&piece.kind, PieceKind::Figure(figure) if is_rest(figure)) {
            piece.kind = PieceKind::Name;
        }
    }
}

/// 支出500万，其中防汛300万、抗旱200万: where one amount without 元 has a name of money, so have all that say nothing else.
fn write_out_yuan(text: &str, pieces: &mut [Piece]) {
    const MARKS: [char; 13] = ['，', ',', '、', '；', ';', '。', '：', ':', '（', '(', '）', ')', '的'];
    const OTHERS: &str = "人|口|众|客|户|亩|株|积|量|丝|击|览|读|放|数|字";
    // Its last characters say what a name is one of; a text without marks has no longer ones.
    const NEAR: usize = 60;
    let label = |figure: &Printed| {
        let from = text.ceil_char_boundary(figure.range.start.saturating_sub(NEAR));
        let before = text[from..figure.range.start].trim_end_matches(['：', ':', ' ']);
        before.rsplit(MARKS).next().unwrap_or_default()
    };
    let mut bare: Vec<&mut Printed> = pieces
        .iter_mut()
        .filter_map(|piece| amount(&mut piece.kind))
        .filter(|figure| lacks_yuan(text, figure))
        .collect();
    if !bare.iter().any(|figure| is_money(label(figure))) {
        return;
    }
    for figure in &mut bare {
        let ends = text[figure.range.end..].starts_with(MARKS);
        if is_money(label(figure)) || ends && !words::ends(label(figure), OTHERS) {
            figure.quantity.unit.dimension = Dimension::Money;
        }
    }
}

/// 目标制定（30分，自评29.5分）: behind a title two numbers of points in a bracket are its weight and what it got of it, as
/// 分值30分，得29.5分 says in so many words.
fn name_scores(text: &str, pieces: &mut [Piece]) {
    const WEIGHT: &str = "|共|计|总分|标准分|标准分值";
    const GOT: &str = "自评|自评分|自评为|评价|实际|实得分|评分|自评评分|自评价|评价分";
    let mut from = 0;
    while let Some([open, weight, comma, points, close]) = pieces.get_mut(from..from + 5) {
        from += 1;
        let marked = matches!(open.kind, PieceKind::Open)
            && matches!(comma.kind, PieceKind::Comma | PieceKind::Pause | PieceKind::Semicolon)
            && matches!(
                close.kind,
                PieceKind::Close | PieceKind::Comma | PieceKind::Pause | PieceKind::Semicolon
            );
        let between = |left: &Piece, right: usize| text.get(left.range.end..right).unwrap_or_default().trim();
        if !marked || !between(weight, comma.range.start).is_empty() {
            continue;
        }
        let got = points_of(&points.kind).filter(|got| words::is(between(comma, got.range.start), GOT));
        let got = got.filter(|_| between(points, close.range.start).is_empty());
        let said = matches!(weight.kind, PieceKind::Weight(_));
        let full = points_of(&weight.kind).filter(|full| words::is(between(open, full.range.start), WEIGHT));
        if !said && full.is_none()
            || got.is_none() && !matches!(points.kind, PieceKind::Points(_) | PieceKind::Lost(_))
        {
            continue;
        }
        if let Some(full) = full {
            weight.kind = PieceKind::Weight(full);
        }
        if let Some(got) = got {
            points.kind = PieceKind::Points(got);
        }
    }
}

/// 投入指标（10分）得9分; 部门决策25分，自评得25分; 10分，自评9分; 应得10分，实得9分: what stands right before the points that something got is what it
/// is worth, though no word says so.
fn name_weights(text: &str, pieces: &mut [Piece]) {
    /// What a label says that is no worth of one item.
    const OTHERS: &str = "每|各|均|单项|一项|一次|总分|评|考|测|调查|得分|打分|分数|扣|减|加|奖励|附加|年|超|得|线|及格|目标|最|达|要求|\
        预期|基准|上期|至少";
    const GOT: &str = "自评|自评得|自评为|实得|实际|评价";
    const NEAR: usize = 60;
    for from in 0..pieces.len() {
        let bracketed = matches!(pieces[from].kind, PieceKind::Open);
        let at = from + usize::from(bracketed);
        let Some([worth, last, next]) = pieces.get(at..at + 3) else { return };
        // 预算执行（10分），得9.85分；投入（20分）：自评得分18.6分
        let marked = bracketed && matches!(next.kind, PieceKind::Comma | PieceKind::Colon);
        let marked = marked && next.range.start == last.range.end;
        let (last_end, points) = match pieces.get(at + 3) {
            Some(points) if marked => (next.range.end, points),
            _ => (last.range.end, next),
        };
        let between = |left: usize, right: usize| text.get(left..right).unwrap_or_default().trim();
        let joint = match last.kind {
            PieceKind::Close => bracketed,
            PieceKind::Comma => !bracketed,
            _ => false,
        };
        if !joint || !between(worth.range.end, last.range.start).is_empty() {
            continue;
        }
        let start = text.ceil_char_boundary(worth.range.start.saturating_sub(NEAR));
        let before = &text[start..worth.range.start];
        let marks = ['，', ',', '；', ';', '。', '：', ':', '、', '（', '(', '）', ')', '\n'];
        let label_end = before.trim_end_matches(['（', '(']);
        let label = label_end.rsplit(marks).next().unwrap_or_default().trim();
        let plain = !words::has(label, OTHERS) && bracketed == (label_end.len() < before.len());
        let full = match &worth.kind {
            PieceKind::Points(full) if label.ends_with('应') => Some(full.clone()),
            // 民主测评92分，自评95分: no item is worth that much.
            kind => points_of(kind).filter(|full| {
                plain && label.chars().count() >= 2 && full.quantity.value <= Decimal::from(60)
            }),
        };
        let got = points_of(&points.kind);
        let got = got.filter(|got| words::is(between(last_end, got.range.start), GOT));
        let scored = matches!(points.kind, PieceKind::Points(_))
            && words::is(between(last_end, points.range.start), "|自评|评价|实际");
        let Some(full) = full.filter(|_| scored || got.is_some()) else { continue };
        pieces[at].kind = PieceKind::Weight(full);
        if let Some(got) = got {
            pieces[at + 2 + usize::from(marked)].kind = PieceKind::Points(got);
        }
    }
}

/// 部门管理：20分／18.8分: behind a title two points with a stroke between them are what it is worth and what it got of it.
fn name_pairs(text: &str, pieces: &mut [Piece]) {
    for from in 0..pieces.len() {
        let Some([title, worth, got]) = pieces.get(from..from + 3) else { return };
        let between = |left: usize, right: usize| text.get(left..right).unwrap_or_default().trim();
        let Some((full, points)) = points_of(&worth.kind).zip(points_of(&got.kind)) else { continue };
        let paired = words::is(between(worth.range.end, got.range.start), "／|/");
        let titled =
            matches!(title.kind, PieceKind::Colon) && between(title.range.end, full.range.start).is_empty();
        if paired && titled && points.quantity.value <= full.quantity.value {
            pieces[from + 1].kind = PieceKind::Weight(full);
            pieces[from + 2].kind = PieceKind::Points(points);
        }
    }
}

/// （二）产出指标（40分）: the only points of a title, in the bracket that ends it, are what it is worth.
fn name_title(text: &str, pieces: &mut [Piece]) {
    const LONGEST: usize = 30;
    if text.chars().nth(LONGEST).is_some() {
        return;
    }
    let end = text.trim_end_matches(['。', '：', ':', ' ']).len();
    let is_other =
        |piece: &Piece| matches!(piece.kind, PieceKind::Comma | PieceKind::Stop | PieceKind::Semicolon);
    let Some(close) = pieces.iter().position(|piece| piece.range.end == end) else { return };
    let Some([open, worth, last]) = close.checked_sub(2).and_then(|from| pieces.get(from..=close)) else {
        return;
    };
    let within = |left: usize, right: usize| text.get(left..right).unwrap_or_default().trim();
    let bracket = matches!(open.kind, PieceKind::Open) && matches!(last.kind, PieceKind::Close);
    let alone = within(open.range.end, worth.range.start).is_empty()
        && within(worth.range.end, last.range.start).is_empty();
    let plain = !pieces[..close - 2].iter().any(is_other);
    if let Some(full) = points_of(&worth.kind).filter(|_| bracket && alone && plain) {
        pieces[close - 1].kind = PieceKind::Weight(full);
    }
}

/// A figure of points, as the number alone.
fn points_of(kind: &PieceKind) -> Option<Printed> {
    let PieceKind::Figure(figure) = kind else { return None };
    let exact =
        figure.quantity.unit.dimension == Dimension::Points && figure.quantity.approx == Approx::Exact;
    let end = figure.range.end.checked_sub('分'.len_utf8())?;
    exact.then(|| Printed { range: figure.range.start..end, ..figure.clone() })
}

/// 505.8万 for 505.8万元: an amount where the name is one of money.
pub(crate) fn with_money(text: &str, printed: &Printed, name: &str) -> Quantity {
    let mut quantity = printed.quantity;
    if lacks_yuan(text, printed) && is_money(name) {
        quantity.unit.dimension = Dimension::Money;
    }
    quantity
}

fn lacks_yuan(text: &str, printed: &Printed) -> bool {
    text[printed.range.clone()].ends_with(['万', '亿'])
}

fn is_money(name: &str) -> bool {
    const MONEY: &str = "费|资金|支出|收入|预算|金额|投资|款|专项|补助|决算|执行|支付|拨付";
    words::ends(name.trim_end_matches(['为', '共', '计', '约', '达', '数', '额', '：']), MONEY)
}

/// The amount that a piece gives or is counted from.
fn amount(kind: &mut PieceKind) -> Option<&mut Printed> {
    match kind {
        PieceKind::Figure(figure)
        | PieceKind::ReferenceAmount { figure, .. }
        | PieceKind::ShareOfAmount { whole: figure, .. } => Some(figure),
        PieceKind::Change { figure, .. } | PieceKind::Completion { amount: figure, .. } => figure.as_mut(),
        _ => None,
    }
}

/// What pest alone makes of a paragraph, for benchmarks.
pub(crate) fn pest_alone(text: &str) -> usize {
    grammar::parse(&statement::paragraph, text).map_or(0, |pairs| pairs.flatten().count())
}

fn range(pair: &Pair<'_, Rule>) -> Range<usize> {
    let span = pair.as_span();
    span.start()..span.end()
}

fn piece(pair: Pair<'_, Rule>) -> Option<Piece> {
    let whole = range(&pair);
    let kind = match pair.as_rule() {
        Rule::figure => figure(pair),
        Rule::compound => PieceKind::Figure(compound(pair)?),
        Rule::date => PieceKind::Date,
        Rule::range | Rule::digits | Rule::title | Rule::document_number | Rule::braced_document => {
            PieceKind::Name
        }
        Rule::count_list => PieceKind::ChineseCount(parse_chinese_number(
            &pair.into_inner().next()?.as_str().replace('两', "二"),
        )?),
        Rule::share_amount => share_amount(pair)?,
        Rule::share => share(pair)?,
        Rule::completion => completion(pair)?,
        Rule::reference => PieceKind::Reference { base: inner_range(pair, Rule::reference_base)? },
        Rule::reference_amount => reference_amount(pair)?,
        Rule::change => change(pair)?,
        Rule::level => PieceKind::Change { direction: Direction::Level, figure: None },
        Rule::indicator => indicator(pair)?,
        Rule::weight => PieceKind::Weight(points(pair)?),
        Rule::points => PieceKind::Points(points(pair)?),
        Rule::lost => PieceKind::Lost(points(pair)?),
        Rule::none_lost => PieceKind::NoneLost,
        Rule::of_which => PieceKind::OfWhich { colon: pair.as_str().ends_with(['：', ':', '，', ',']) },
        Rule::mainly => PieceKind::Mainly,
        Rule::respectively => PieceKind::Respectively,
        Rule::et_cetera => PieceKind::EtCetera,
        Rule::item_sign => PieceKind::Item,
        Rule::comma => PieceKind::Comma,
        Rule::pause => PieceKind::Pause,
        Rule::semicolon => PieceKind::Semicolon,
        Rule::stop => PieceKind::Stop,
        Rule::colon => PieceKind::Colon,
        Rule::open => PieceKind::Open,
        Rule::close => PieceKind::Close,
        Rule::brace => PieceKind::Brace { body: inner_range(pair, Rule::brace_body)? },
        Rule::brace_open => PieceKind::BraceOpen,
        _ => return None,
    };
    Some(Piece { kind, range: whole })
}

fn inner_range(pair: Pair<'_, Rule>, rule: Rule) -> Option<Range<usize>> {
    pair.into_inner().find(|inner| inner.as_rule() == rule).map(|inner| range(&inner))
}

fn figure(pair: Pair<'_, Rule>) -> PieceKind {
    let bound = pair.clone().into_inner().any(|inner| inner.as_rule() == Rule::bound);
    match printed(pair) {
        Some(printed) if !bound => PieceKind::Figure(printed),
        _ => PieceKind::Name,
    }
}

/// Reads a `figure` or `percent`.
fn printed(pair: Pair<'_, Rule>) -> Option<Printed> {
    let whole = range(&pair);
    let (mut approx, mut negative, mut number, mut unit, mut start) =
        (Approx::Exact, false, None, Unit::base(Dimension::Bare), whole.start);
    let mut end = whole.end;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::approx => {
                approx = Approx::About;
                start = range(&part).end;
            }
            Rule::sign => negative = true,
            Rule::number if part.as_str().contains(". ") => {
                let (skipped, digits) = apart(&part);
                number = parse_number(&digits);
                start += skipped;
            }
            Rule::number => number = parse_number(part.as_str()),
            Rule::percent_sign => unit = parse_unit("%")?,
            Rule::quantity => {
                end = range(&part).end;
                let mut name = String::new();
                for sign in part.into_inner() {
                    match sign.as_rule() {
                        Rule::more => approx = Approx::More,
                        _ => name.push_str(sign.as_str()),
                    }
                }
                unit = parse_unit(&name)?;
            }
            Rule::bound => end = end.min(range(&part).start),
            _ => {}
        }
    }
    let (mut value, places) = number?;
    if negative {
        value.set_sign_negative(!value.is_zero());
    }
    Some(Printed { quantity: Quantity { value, places, unit, approx }, range: start..end })
}

/// The digits of 1341. 18, and how many bytes are skipped before them: at the head of a sentence 1. is the number of an item.
fn apart(number: &Pair<'_, Rule>) -> (usize, String) {
    let span = number.as_span();
    let before = span.get_input().get(..span.start()).unwrap_or_default().trim_end_matches(' ');
    let begins = before.is_empty() || before.ends_with(['。', '；', ';', '：', ':', '\n']);
    match span.as_str().split_once(". ") {
        Some((item, digits)) if begins && item.len() <= 2 => {
            (span.as_str().len() - digits.len(), digits.to_owned())
        }
        _ => (0, span.as_str().replace(' ', "")),
    }
}

/// Reads 3万4993.1亿元: the leading part is worth ten thousand of the unit behind it.
fn compound(pair: Pair<'_, Rule>) -> Option<Printed> {
    let mut range = range(&pair);
    let (mut approx, mut leading, mut number, mut unit) = (Approx::Exact, None, None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::approx => {
                approx = Approx::About;
                range.start = part.as_span().end();
            }
            Rule::leading => leading = parse_number(part.as_str()),
            Rule::number => number = parse_number(part.as_str()),
            _ => unit = parse_unit(part.as_str()),
        }
    }
    let ((leading, _), (rest, places)) = (leading?, number?);
    let value = plus(times(leading, Decimal::from(10_000))?, rest)?;
    Some(Printed { quantity: Quantity { value, places, unit: unit?, approx }, range })
}

/// Reads a number by itself, with or without a unit; `None` where it has more digits than are read.
pub(crate) fn quantity_of(text: &str) -> Option<Quantity> {
    if let Some((value, places)) = parse_number(text) {
        return Some(Quantity { value, places, unit: Unit::base(Dimension::Bare), approx: Approx::Exact });
    }
    if let Some(mut pairs) = grammar::parse(&statement::figure, text) {
        return printed(pairs.next()?).map(|printed| printed.quantity);
    }
    let bare = text.trim_start_matches(|c: char| !crate::number::halfwidth(c).is_ascii_digit());
    let approx = if bare.len() < text.len() { Approx::About } else { Approx::Exact };
    let (value, places) = parse_number(bare)?;
    Some(Quantity { value, places, unit: Unit::base(Dimension::Bare), approx })
}

fn share(pair: Pair<'_, Rule>) -> Option<PieceKind> {
    let (mut whole, mut rate, mut sign_missing) = (0..0, None, false);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::share_whole => whole = range(&part),
            Rule::percent => rate = printed(part),
            Rule::bare_percent => {
                sign_missing = true;
                let place = range(&part);
                let (value, places) = parse_number(part.as_str().trim())?;
                rate = Some(percent(value, places, place));
            }
            _ => {}
        }
    }
    let rate = rate?;
    // 占地3000 and the like state no share; a share without its sign has places and lies below 100.
    let plausible = rate.quantity.places > 0 && rate.quantity.value <= Decimal::ONE_HUNDRED;
    if sign_missing && !plausible {
        return Some(PieceKind::Name);
    }
    Some(PieceKind::Share { whole, rate, sign_missing })
}

fn share_amount(pair: Pair<'_, Rule>) -> Option<PieceKind> {
    let (mut base, mut whole, mut rate) = (None, None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::reference_label => base = Some(range(&part)),
            Rule::figure => whole = printed(part),
            Rule::percent => rate = printed(part),
            _ => {}
        }
    }
    Some(PieceKind::ShareOfAmount { base: base?, whole: whole?, rate: rate? })
}

fn percent(value: Decimal, places: u32, range: Range<usize>) -> Printed {
    let unit = Unit::base(Dimension::Percent);
    Printed { quantity: Quantity { value, places, unit, approx: Approx::Exact }, range }
}

fn completion(pair: Pair<'_, Rule>) -> Option<PieceKind> {
    let (mut base, mut amount, mut rate) = (None, None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::budget_base | Rule::goal_base => base = Some(range(&part)),
            Rule::figure => amount = printed(part),
            Rule::percent => rate = printed(part),
            _ => {}
        }
    }
    Some(PieceKind::Completion { base: base?, amount, rate: rate? })
}

fn reference_amount(pair: Pair<'_, Rule>) -> Option<PieceKind> {
    let (mut base, mut figure) = (None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::reference_label => base = Some(range(&part)),
            Rule::figure => figure = printed(part),
            _ => {}
        }
    }
    Some(PieceKind::ReferenceAmount { base: base?, figure: figure? })
}

fn change(pair: Pair<'_, Rule>) -> Option<PieceKind> {
    let (mut direction, mut figure) = (None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::direction => {
                direction = part.into_inner().next().map(|way| match way.as_rule() {
                    Rule::rise => Direction::Rise,
                    _ => Direction::Fall,
                });
            }
            Rule::figure => figure = printed(part),
            _ => {}
        }
    }
    Some(PieceKind::Change { direction: direction?, figure })
}

fn indicator(pair: Pair<'_, Rule>) -> Option<PieceKind> {
    let (mut target, mut actual) = (None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::target => target = Some(range(&part)),
            Rule::actual => actual = Some(range(&part)),
            _ => {}
        }
    }
    Some(PieceKind::Indicator { target: target?, actual: actual? })
}

fn points(pair: Pair<'_, Rule>) -> Option<Printed> {
    let number = pair.into_inner().find(|part| part.as_rule() == Rule::number)?;
    let place = range(&number);
    let (value, places) = parse_number(number.as_str())?;
    let unit = Unit::base(Dimension::Points);
    Some(Printed { quantity: Quantity { value, places, unit, approx: Approx::Exact }, range: place })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let show = |p: &Printed| text[p.range.clone()].to_owned();
        pieces(text)
            .iter()
            .filter_map(|piece| match &piece.kind {
                PieceKind::Figure(p) => Some(format!("figure {}", show(p))),
                PieceKind::Share { whole, rate, .. } => {
                    Some(format!("share {} {}", &text[whole.clone()], show(rate)))
                }
                PieceKind::Completion { base, rate, .. } => {
                    Some(format!("done {} {}", &text[base.clone()], show(rate)))
                }
                PieceKind::Reference { base } => Some(format!("than {}", &text[base.clone()])),
                PieceKind::ReferenceAmount { base, figure } => {
                    Some(format!("than {} {}", &text[base.clone()], show(figure)))
                }
                PieceKind::Change { direction, figure } => {
                    Some(format!("{direction:?} {}", figure.as_ref().map(show).unwrap_or_default()))
                }
                PieceKind::Weight(p) => Some(format!("weight {}", show(p))),
                PieceKind::Points(p) => Some(format!("points {}", show(p))),
                PieceKind::Lost(p) => Some(format!("lost {}", show(p))),
                PieceKind::NoneLost => Some("none lost".to_owned()),
                PieceKind::Indicator { target, actual } => {
                    Some(format!("indicator {} {}", &text[target.clone()], &text[actual.clone()]))
                }
                PieceKind::OfWhich { .. } => Some("of which".to_owned()),
                PieceKind::Name => Some(format!("name {}", &text[piece.range.clone()])),
                PieceKind::Date => Some(format!("date {}", &text[piece.range.clone()])),
                PieceKind::ChineseCount(n) => Some(format!("count {n}")),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn the_sentence_forms_of_official_prose_are_read() {
        let cases: &[(&str, &[&str])] = &[
            (
                "整体支出合计数为4,539.55万元，其中：基本支出1706.18万元",
                &["figure 4,539.55万元", "of which", "figure 1706.18万元"],
            ),
            ("占基本支出81.73%", &["share 基本支出 81.73%"]),
            ("占本年支出合计的100.00％。", &["share 本年支出合计 100.00％"]),
            ("占比31.92%，占71.73%", &["share  31.92%", "share  71.73%"]),
            ("占总支出的比重为5%", &["share 总支出 5%"]),
            ("占 76.23。", &["share   76.23"]),
            ("完成年初预算的98.20%", &["done 年初预算 98.20%"]),
            ("完成年初预算的 98.20%", &["done 年初预算 98.20%"]),
            ("完成全年预算84.82万元的73.2%", &["done 全年预算 73.2%"]),
            ("规模为3万4993.1亿元", &["figure 3万4993.1亿元"]),
            ("增加值47.24亿元", &["figure 47.24亿元"]),
            ("与上年相比减少25.92%", &["than 上年", "Fall 25.92%"]),
            ("比2023年预算执行数增加46.19%", &["than 2023年预算执行数", "Rise 46.19%"]),
            ("比2023年预算持平", &["than 2023年预算", "Level "]),
            ("较2021年决算数16.80万元减少1.44万元", &["than 2021年决算数 16.80万元", "Fall 1.44万元"]),
            ("较上年的2350万元下降5%", &["than 上年的 2350万元", "Fall 5%"]),
            (
                "与2023年度相比，收入支出总计减少56.95万元，下降1.87%",
                &["than 2023年度", "Fall 56.95万元", "Fall 1.87%"],
            ),
            ("（分值 10 分，得10 分，未扣分）", &["weight 10", "points 10", "none lost"]),
            ("绩效得分99分，扣1分", &["points 99", "lost 1"]),
            ("资料，年度指标值≥100篇，实际完成值284篇；", &["indicator ≥100篇 284篇"]),
            (
                "年度指标2023年12月31日前完成，实际2023年12月31日前完成",
                &["indicator 2023年12月31日前完成 2023年12月31日前完成"],
            ),
            (
                "来电32万余通，单价100万元（含）以上设备2台",
                &["figure 32万余通", "name 100万元（含）以上", "figure 2台"],
            ),
            (
                "通过12345政务热线〔2024〕46号，90-100分",
                &["name 12345", "name 〔2024〕46号", "name 90-100分"],
            ),
            ("内设十二个科室：甲、乙", &["count 12"]),
            ("2023年12月31日前", &["date 2023年12月31日"]),
            ("下降0.33个百分点", &["Fall 0.33个百分点"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&read(text), expected, "{text}");
        }
    }
}
