//! Reads 年度指标值 and 实际完成值: a quantity with its relation, a range, a day, or words.
//!
//! Both columns are written by hand, so the same target stands as `≥95%`, `不低于95％` or `95%以上`, and the actual often
//! copies the sign. Whatever is not plainly one quantity is words: a wrong reading costs more than a missing one.

use crate::{
    exact::Exact,
    number::{Approx, Dimension, Quantity, Unit, halfwidth, parse_number, parse_unit},
    width::is_letter,
    words,
};
use rust_decimal::Decimal;

/// How a target binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Relation {
    /// ≥, 不低于, 以上.
    AtLeast,
    /// ＞, 超过.
    MoreThan,
    /// ≤, 不超过, 以内.
    AtMost,
    /// ＜, 低于.
    LessThan,
    /// =.
    Equal,
    /// A bare quantity.
    Unsaid,
}

impl Relation {
    /// Whether more is better.
    pub(crate) fn is_up(self) -> bool {
        matches!(self, Relation::AtLeast | Relation::MoreThan)
    }

    /// Whether less is better.
    pub(crate) fn is_down(self) -> bool {
        matches!(self, Relation::AtMost | Relation::LessThan)
    }
}

/// A quantity with its unit as it is written.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Amount {
    pub(crate) quantity: Quantity,
    /// The counting word without 万 or 亿; empty for a bare number.
    pub(crate) word: String,
}

impl Amount {
    fn dimension(&self) -> Dimension {
        self.quantity.unit.dimension
    }

    /// A number without a unit.
    pub(crate) fn is_bare(&self) -> bool {
        self.word.is_empty() && self.dimension() == Dimension::Bare
    }

    pub(crate) fn is_percent(&self) -> bool {
        self.dimension() == Dimension::Percent
    }

    /// Whether it measures how long something takes.
    pub(crate) fn is_duration(&self) -> bool {
        const DURATIONS: [&str; 12] =
            ["年", "个月", "月", "周", "天", "日", "个工作日", "工作日", "小时", "分钟", "秒", "个小时"];
        DURATIONS.contains(&self.word.as_str())
    }

    fn value(&self) -> Exact {
        self.quantity.value.into()
    }

    fn base(&self) -> Option<Exact> {
        self.quantity.base_value().map(Exact::from)
    }

    /// The size of the last printed place, in printed units.
    fn last_place(&self) -> Option<Exact> {
        Decimal::try_new(1, self.quantity.places).ok().map(Exact::from)
    }
}

/// A day, a month or a year, from its first to its last day; months and days from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Days {
    pub(crate) from: (i32, u32, u32),
    pub(crate) to: (i32, u32, u32),
}

/// What a cell for a target or an actual value holds.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    /// Nothing, or a sign for nothing.
    Empty,
    /// One quantity.
    Amount(Relation, Amount),
    /// From one quantity to another.
    Range(Amount, Amount),
    /// A date or deadline.
    Days(Days),
    /// Words, without spaces and quotation marks.
    Words(String),
}

/// Longest text that may be a quantity, in characters.
const MAX_LENGTH: usize = 40;

/// Signs that say that a cell has no value.
const NOTHING: [&str; 7] = ["/", "-", "—", "——", "–", "--", "\\"];

/// Reads a target or an actual value. A date without a year is one of `year`, the report's.
pub(crate) fn read(text: &str, year: Option<i32>) -> Value {
    let plain = plain(text);
    if plain.is_empty() || NOTHING.contains(&plain.as_str()) {
        return Value::Empty;
    }
    if plain.chars().nth(MAX_LENGTH).is_some() {
        return Value::Words(plain);
    }
    if let Some(days) = days(&plain, year) {
        return Value::Days(days);
    }
    amount(&plain).unwrap_or(Value::Words(plain))
}

/// The text in half-width signs, without spaces, quotation marks and closing punctuation.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match halfwidth(char) {
            c if c.is_whitespace()
                || matches!(c, '“' | '”' | '"' | '\u{feff}' | '\u{200b}' | '。' | '；' | ';') => {}
            '≧' | '⩾' => out.push('≥'),
            '≦' | '⩽' => out.push('≤'),
            '﹥' => out.push('>'),
            '﹤' => out.push('<'),
            '﹪' => out.push('%'),
            c => out.push(c),
        }
    }
    out
}

// --- quantities ------------------------------------------------------------------------------------------------------

/// Signs and words before a quantity, longest first where one begins another.
const BEFORE: &[(&str, Relation)] = &[
    ("大于或等于", Relation::AtLeast),
    ("大于等于", Relation::AtLeast),
    ("小于或等于", Relation::AtMost),
    ("小于等于", Relation::AtMost),
    ("≥=", Relation::AtLeast),
    (">=", Relation::AtLeast),
    ("=>", Relation::AtLeast),
    ("≥", Relation::AtLeast),
    ("≤=", Relation::AtMost),
    ("<=", Relation::AtMost),
    ("=<", Relation::AtMost),
    ("≤", Relation::AtMost),
    (">", Relation::MoreThan),
    ("<", Relation::LessThan),
    ("=", Relation::Equal),
    ("不低于", Relation::AtLeast),
    ("不少于", Relation::AtLeast),
    ("不小于", Relation::AtLeast),
    ("至少", Relation::AtLeast),
    ("高于", Relation::MoreThan),
    ("大于", Relation::MoreThan),
    ("多于", Relation::MoreThan),
    ("不超过", Relation::AtMost),
    ("不超", Relation::AtMost),
    ("不高于", Relation::AtMost),
    ("不大于", Relation::AtMost),
    ("不多于", Relation::AtMost),
    ("至多", Relation::AtMost),
    ("超过", Relation::MoreThan),
    ("超", Relation::MoreThan),
    ("逾", Relation::MoreThan),
    ("低于", Relation::LessThan),
    ("小于", Relation::LessThan),
    ("少于", Relation::LessThan),
    ("等于", Relation::Equal),
];

/// Words behind a quantity that bound it.
const BEHIND: &[(&str, Relation)] = &[
    ("(含)以上", Relation::AtLeast),
    ("及以上", Relation::AtLeast),
    ("以上", Relation::AtLeast),
    ("(含)以下", Relation::AtMost),
    ("(含)以内", Relation::AtMost),
    ("及以下", Relation::AtMost),
    ("及以内", Relation::AtMost),
    ("以下", Relation::AtMost),
    ("以内", Relation::AtMost),
    ("之内", Relation::AtMost),
    ("内", Relation::AtMost),
];

/// Words before a quantity that say nothing about it.
const LEADING: &[&str] =
    &["完成", "达到", "达", "实现", "控制在", "保持在", "确保", "实际", "已", "共", "累计", "合计", "为"];

/// Words behind a quantity that say nothing about it.
const TRAILING: &[&str] = &["(含)", "完成", "达标", "已完成"];

fn amount(plain: &str) -> Option<Value> {
    if plain == "零" {
        return Some(Value::Amount(Relation::Unsaid, bare(Decimal::ZERO, 0)));
    }
    if let Some(range) = bracketed_range(plain) {
        return Some(range);
    }
    let (relation, rest) = leading(plain)?;
    let (value, places, rest) = number(rest)?;
    let number_end = rest;
    let (unit, word, rest) = unit(strip_more(rest));
    let (word, rest) = with_per(word, strip_more(rest));
    // 5000余件, 7万余次, 5件多: at least so many.
    let more = number_end[..number_end.len() - rest.len()].contains(['余', '多']);
    let first = quantity(value, places, unit, &word);
    if let Some(rest) = range_mark(rest)
        && relation == Relation::Unsaid
    {
        return range(first, rest);
    }
    let (behind, rest) = trailing(rest);
    if !rest.is_empty() {
        return None;
    }
    let said = match (relation, behind) {
        (Relation::Unsaid, Some(behind)) => behind,
        (said, None) => said,
        // 不低于5个以上 and 达到≥5 say it twice; two different bounds are for a person to read.
        (said, Some(behind)) if said.is_up() == behind.is_up() && said.is_down() == behind.is_down() => said,
        _ => return None,
    };
    let said = if more && said == Relation::Unsaid { Relation::AtLeast } else { said };
    Some(Value::Amount(said, first))
}

fn bare(value: Decimal, places: u32) -> Amount {
    quantity(value, places, Unit::base(Dimension::Bare), "")
}

fn quantity(value: Decimal, places: u32, unit: Unit, word: &str) -> Amount {
    Amount { quantity: Quantity { value, places, unit, approx: Approx::Exact }, word: word.to_owned() }
}

/// The relation at the head, and what follows it. The name of a rate may stand before it: 满意度≥95%, 合格率100%.
fn leading(plain: &str) -> Option<(Relation, &str)> {
    let plain = without_filler(plain);
    let at = plain.find(|c: char| c.is_ascii_digit() || matches!(c, '≥' | '≤' | '>' | '<' | '=' | '-'))?;
    let words = &plain[..at];
    let name = words.rfind(['率', '度']).map_or(0, |end| end + '率'.len_utf8());
    let signed = plain[at..].starts_with(['≥', '≤', '>', '<', '=']);
    let end = if name == 0 && signed && relation_at(plain).is_none() { at } else { name };
    let named =
        plain[..end].chars().all(|c| is_letter(c) || "()".contains(c)) && plain[..end].chars().count() <= 12;
    if !named {
        return None;
    }
    let rest = without_filler(&plain[end..]);
    if let Some(found) = relation_at(rest) {
        return Some(found);
    }
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '-').then_some((Relation::Unsaid, rest))
}

fn without_filler(text: &str) -> &str {
    let mut rest = text;
    while let Some(next) = LEADING.iter().find_map(|word| text_after(rest, word)) {
        rest = next;
    }
    rest
}

/// What follows a word, unless the two are one: 完成率 is a name.
fn text_after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).filter(|next| !next.starts_with(['率', '度', '值', '时']))
}

fn relation_at(text: &str) -> Option<(Relation, &str)> {
    BEFORE.iter().find_map(|(word, relation)| text.strip_prefix(word).map(|rest| (*relation, rest)))
}

fn number(text: &str) -> Option<(Decimal, u32, &str)> {
    let negative = usize::from(text.starts_with('-'));
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let end = text[negative..].find(|c: char| !digits(c)).map_or(text.len(), |at| at + negative);
    let (value, places) = parse_number(&text[..end])?;
    Some((value, places, &text[end..]))
}

fn strip_more(text: &str) -> &str {
    text.strip_prefix(['余', '多']).unwrap_or(text)
}

/// Counting words, longer ones before those that they begin with.
const UNITS: &[&str] = &[
    "个百分点",
    "百分点",
    "百分比",
    "%",
    "‰",
    "万亿元",
    "百万元",
    "千万元",
    "亿元",
    "万元",
    "千元",
    "百元",
    "元",
    "平方米",
    "平方公里",
    "平方千米",
    "㎡",
    "m²",
    "m2",
    "立方米",
    "公顷",
    "亩",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "米",
    "个月",
    "个工作日",
    "工作日",
    "个小时",
    "小时",
    "分钟",
    "秒",
    "天",
    "年",
    "月",
    "周",
    "日",
    "人次",
    "人",
    "名",
    "位",
    "户次",
    "场次",
    "户",
    "个",
    "家",
    "所",
    "件",
    "篇",
    "次",
    "项",
    "辆",
    "台",
    "套",
    "场",
    "期",
    "份",
    "条",
    "批次",
    "批",
    "起",
    "宗",
    "例",
    "处",
    "座",
    "张",
    "本",
    "部",
    "只",
    "间",
    "栋",
    "幢",
    "门",
    "组",
    "队",
    "支",
    "班",
    "届",
    "轮",
    "吨",
    "公斤",
    "千克",
    "通",
    "床",
    "学时",
    "课时",
    "册",
    "枚",
    "盏",
    "株",
    "棵",
    "头",
    "羽",
    "千瓦时",
    "度",
    "方",
    "层",
    "岁",
    "倍",
    "村",
    "街道",
    "分",
    "点",
    "片",
    "块",
    "笔",
    "架",
    "艘",
    "口",
    "道",
    "幅",
    "首",
    "集",
    "款",
    "种",
    "类",
    "根",
];

/// 万元/台, 元/人·月: what an amount is counted by belongs to its unit.
fn with_per<'t>(word: &str, rest: &'t str) -> (String, &'t str) {
    let per = rest.strip_prefix('/').filter(|_| !word.is_empty()).map(|per| {
        let end = per.find(|c: char| !(is_letter(c) || matches!(c, '·' | '.' | '/'))).unwrap_or(per.len());
        &per[..end]
    });
    let per = per.filter(|per| !per.is_empty() && per.chars().count() <= 6);
    let end = per.and_then(|per| BEHIND.iter().find_map(|(word, _)| per.strip_suffix(word)).or(Some(per)));
    match end {
        Some(per) => (format!("{word}/{per}"), &rest[1 + per.len()..]),
        None => (word.to_owned(), rest),
    }
}

const MAGNITUDES: &[&str] = &["万亿", "亿", "万"];

/// The unit at the head of `text`, its word without magnitude, and what follows.
fn unit(text: &str) -> (Unit, &str, &str) {
    let none = (Unit::base(Dimension::Bare), "", text);
    if let Some(word) = UNITS.iter().find(|word| text.starts_with(**word)) {
        let Some(unit) = parse_unit(word) else { return none };
        return (unit, &text[..word.len()], &text[word.len()..]);
    }
    let Some(magnitude) = MAGNITUDES.iter().find(|word| text.starts_with(**word)) else { return none };
    let rest = strip_more(&text[magnitude.len()..]);
    let word = UNITS.iter().find(|word| rest.starts_with(**word)).copied().unwrap_or("");
    let scale = match *magnitude {
        "万" => Decimal::from(10_000),
        "亿" => Decimal::from(100_000_000),
        _ => Decimal::from(1_000_000_000_000_i64),
    };
    let Some(unit) = parse_unit(word) else { return none };
    let Some(scale) = unit.scale.checked_mul(scale) else { return none };
    (Unit { scale, ..unit }, &rest[..word.len()], &rest[word.len()..])
}

fn range_mark(text: &str) -> Option<&str> {
    words::without_head(text, "—|–|-|~|～|至|到")
}

/// 90-100%: the first end takes the unit of the second where it has none.
fn range(first: Amount, rest: &str) -> Option<Value> {
    let (value, places, rest) = number(rest)?;
    let (unit, word, rest) = unit(rest);
    let (_, rest) = trailing(rest);
    let second = quantity(value, places, unit, word);
    let first = if first.is_bare() {
        quantity(first.quantity.value, first.quantity.places, unit, word)
    } else {
        first
    };
    let ordered = first.base()? <= second.base()?;
    (rest.is_empty() && ordered && first.dimension() == second.dimension())
        .then_some(Value::Range(first, second))
}

/// `[80,100]`, `[80%,100%)`, with or without a unit behind.
fn bracketed_range(plain: &str) -> Option<Value> {
    let inner = plain.strip_prefix(['[', '('])?;
    let end = inner.find([']', ')'])?;
    let (low, high) = inner[..end].split_once([',', '，', '、'])?;
    let behind = inner[end..].strip_prefix([']', ')'])?;
    let (value, places, rest) = number(low)?;
    let (low_unit, low_word, rest) = unit(rest);
    if !rest.is_empty() {
        return None;
    }
    let first = quantity(value, places, low_unit, low_word);
    range(first, &format!("{high}{behind}"))
}

fn trailing(text: &str) -> (Option<Relation>, &str) {
    let (mut rest, mut relation) = (text, None);
    loop {
        if let Some((found, next)) =
            BEHIND.iter().find_map(|(word, r)| rest.strip_prefix(word).map(|next| (*r, next)))
        {
            relation = relation.or(Some(found));
            rest = next;
        } else if let Some(next) = TRAILING.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = next;
        } else {
            return (relation, rest);
        }
    }
}

// --- days --------------------------------------------------------------------------------------------------------------

fn days(plain: &str, year: Option<i32>) -> Option<Days> {
    const LEADING: [&str; 9] = ["完成时间", "时间", "实际于", "已于", "截至", "截止", "至", "于", "在"];
    const TRAILING: [&str; 14] = [
        "之前",
        "以前",
        "前",
        "之内",
        "以内",
        "内",
        "止",
        "按时完成",
        "全部完成",
        "已完成",
        "完成",
        "达成",
        "验收",
        "底",
    ];
    let mut rest = plain;
    while let Some(next) = LEADING.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    let (days, mut rest) = day_at(rest, year)?;
    while let Some(next) = TRAILING.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    rest.is_empty().then_some(days)
}

fn day_at(text: &str, year: Option<i32>) -> Option<(Days, &str)> {
    if let Some(rest) = text.strip_prefix("年底").or_else(|| text.strip_prefix("年末")) {
        return Some((of_year(year?), rest));
    }
    let (first, rest) = digits(text)?;
    if let Some(rest) = rest.strip_prefix('月') {
        let month = u32::try_from(first).ok().filter(|m| (1..=12).contains(m))?;
        return day_of(year?, month, rest);
    }
    if !(1990..2100).contains(&first) {
        return None;
    }
    if let Some(rest) = rest.strip_prefix('年') {
        let rest = rest.strip_prefix('度').unwrap_or(rest);
        let Some((month, rest)) =
            digits(rest).and_then(|(month, rest)| Some((month, rest.strip_prefix('月')?)))
        else {
            let rest = rest.strip_prefix(['底', '末']).unwrap_or(rest);
            return Some((of_year(first), rest));
        };
        return day_of(first, u32::try_from(month).ok().filter(|m| (1..=12).contains(m))?, rest);
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '-' | '/'))?;
    let (month, rest) = digits(&rest[1..])?;
    let (day, rest) = digits(rest.strip_prefix(mark)?)?;
    let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some((Days { from: (first, month, day), to: (first, month, day) }, rest))
}

fn of_year(year: i32) -> Days {
    Days { from: (year, 1, 1), to: (year, 12, 31) }
}

/// The day behind a month, or the whole month.
fn day_of(year: i32, month: u32, rest: &str) -> Option<(Days, &str)> {
    if let Some((day, rest)) =
        digits(rest).and_then(|(day, rest)| Some((day, rest.strip_prefix(['日', '号'])?)))
    {
        let day = u32::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
        return Some((Days { from: (year, month, day), to: (year, month, day) }, rest));
    }
    let rest = rest.strip_prefix('份').unwrap_or(rest);
    let rest = rest.strip_prefix(['底', '末']).unwrap_or(rest);
    Some((Days { from: (year, month, 1), to: (year, month, 31) }, rest))
}

/// Up to four digits at the head.
fn digits(text: &str) -> Option<(i32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let value = text.get(..end).filter(|d| (1..=4).contains(&d.len()))?.parse().ok()?;
    Some((value, &text[end..]))
}

// --- comparing ---------------------------------------------------------------------------------------------------------

/// How far a bare number may lie from a target in 万元 or the like before its unit is in doubt.
const UNIT_DOUBT: i64 = 1000;

/// Both quantities in one unit; `None` where it is not certain that they are of one kind.
pub(crate) fn align(target: &Amount, actual: &Amount) -> Option<(Exact, Exact)> {
    if actual.is_bare() && !target.is_bare() {
        return with_bare(target, actual);
    }
    if target.is_bare() && !actual.is_bare() {
        return with_bare(actual, target).map(|(with_unit, bare)| (bare, with_unit));
    }
    let counted = matches!(target.dimension(), Dimension::Count(_));
    let people = |word: &str| matches!(word, "人" | "名" | "位" | "人次");
    let entities = |word: &str| matches!(word, "个" | "家" | "所");
    let (a, b) = (target.word.as_str(), actual.word.as_str());
    // Counting words are told apart by their first character elsewhere; 公里 and 公斤 must not meet here.
    let one_word = a == b || (people(a) && people(b)) || (entities(a) && entities(b));
    let per = |word: &str| word.split_once('/').map(|(_, per)| per.to_owned());
    if target.dimension() != actual.dimension() || (counted && !one_word) || per(a) != per(b) {
        return None;
    }
    Some((target.base()?, actual.base()?))
}

/// A quantity with a unit and a bare number that is meant in the same unit.
fn with_bare(unit: &Amount, bare: &Amount) -> Option<(Exact, Exact)> {
    let (a, b) = (unit.value(), bare.value());
    // 1 beside 100% may be one per cent or all of it.
    let fraction = unit.is_percent() && b <= Exact::ONE && b.is_positive() && a > Exact::ONE;
    if fraction {
        return None;
    }
    let scaled = unit.quantity.unit.scale != Decimal::ONE;
    let factor = Exact::from(UNIT_DOUBT);
    let far = |x: Exact, y: Exact| x.checked_mul(factor).is_none_or(|bound| y >= bound);
    if scaled && a.is_positive() && b.is_positive() && (far(a, b) || far(b, a)) {
        return None;
    }
    Some((a, b))
}

/// Whether two readings of one target or actual value agree; `None` where they cannot be compared.
pub(crate) fn same(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Amount(a, left), Value::Amount(b, right)) => {
            let opposite = (a.is_up() && b.is_down()) || (a.is_down() && b.is_up());
            Some(same_amount(left, right)? && !opposite)
        }
        (Value::Range(a, b), Value::Range(c, d)) => Some(same_amount(a, c)? && same_amount(b, d)?),
        (Value::Days(left), Value::Days(right)) => Some(left.to == right.to),
        (Value::Words(left), Value::Words(right)) if left == right => Some(true),
        _ => None,
    }
}

/// Whether two quantities are the same at the coarser of the two precisions, rounded or cut off.
fn same_amount(left: &Amount, right: &Amount) -> Option<bool> {
    let (a, b) = align(left, right)?;
    if a == b {
        return Some(true);
    }
    let in_unit = |amount: &Amount, of: &Amount| {
        // A bare number takes the printed unit of the other; both then count in it.
        let scale =
            if left.is_bare() != right.is_bare() { Exact::ONE } else { of.quantity.unit.scale.into() };
        amount.last_place()?.checked_mul(scale)
    };
    let (fine_a, fine_b) = (in_unit(left, left)?, in_unit(right, right)?);
    let (fine, coarse, unit) = if fine_a <= fine_b { (a, b, fine_b) } else { (b, a, fine_a) };
    Some(fine.round_to(unit)? == coarse || fine.cut_to(unit)? == coarse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(text: &str) -> String {
        let amount = |a: &Amount| {
            format!("{}{}", a.base().and_then(|b| b.to_decimal(4)).unwrap_or_default().normalize(), a.word)
        };
        match read(text, Some(2023)) {
            Value::Empty => "empty".to_owned(),
            Value::Amount(relation, a) => format!("{relation:?} {}", amount(&a)),
            Value::Range(a, b) => format!("{}..{}", amount(&a), amount(&b)),
            Value::Days(d) => format!("{:?}", d.to),
            Value::Words(words) => words,
        }
    }

    #[test]
    fn quantities_have_a_relation_and_a_unit() {
        for (text, expected) in [
            ("≥40篇", "AtLeast 40篇"),
            ("＝100％", "Equal 100%"),
            (" ≤ 90 万元 ", "AtMost 900000万元"),
            (">=95%", "AtLeast 95%"),
            ("不低于95%", "AtLeast 95%"),
            ("95%以上", "AtLeast 95%"),
            ("95%（含）以上", "AtLeast 95%"),
            ("不超过3个工作日", "AtMost 3个工作日"),
            ("3个工作日内", "AtMost 3个工作日"),
            ("达到5亿元", "Unsaid 500000000亿元"),
            ("5.2万人次", "Unsaid 52000人次"),
            ("7万余次", "AtLeast 70000次"),
            ("≥100百分比", "AtLeast 100百分比"),
            ("满意度≥95%", "AtLeast 95%"),
            ("满意度达到95%以上", "AtLeast 95%"),
            ("完成率100%", "Unsaid 100%"),
            ("编发信息≥40篇", "AtLeast 40篇"),
            ("累计不少于20场", "AtLeast 20场"),
            ("-5%", "Unsaid -5%"),
            ("1,200", "Unsaid 1200"),
            ("0起", "Unsaid 0起"),
            ("1年", "Unsaid 1年"),
            ("96", "Unsaid 96"),
            ("完成100%", "Unsaid 100%"),
            ("≤2万元/台", "AtMost 20000万元/台"),
            ("300元/人以内", "AtMost 300元/人"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_and_days_are_read() {
        for (text, expected) in [
            ("90-100", "90..100"),
            ("90%~100%", "90%..100%"),
            ("[80,100]", "80..100"),
            ("[80%，100%]", "80%..100%"),
            ("5至10次", "5次..10次"),
            ("2023年12月31日前", "(2023, 12, 31)"),
            ("2023年12月31日前完成", "(2023, 12, 31)"),
            ("2023年底前", "(2023, 12, 31)"),
            ("12月底前", "(2023, 12, 31)"),
            ("2023.11.30", "(2023, 11, 30)"),
            ("2023-11-30前", "(2023, 11, 30)"),
            ("2023年", "(2023, 12, 31)"),
            ("年底前完成", "(2023, 12, 31)"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_single_quantity_is_words() {
        for text in [
            "每户补助800元",
            "门诊收入达到3亿元",
            "产业繁荣",
            "不超过预算",
            "5场,3次",
            "12315热线",
            "3A级",
            "第1名",
            "1:1",
            "约100件",
            "专款专用",
            "是",
            "无",
            "达成预期指标",
            "100%以上和95%以下",
            "2023年1月至12月",
        ] {
            assert!(matches!(read(text, Some(2023)), Value::Words(_)), "{text}: {}", show(text));
        }
        for text in ["", "  ", "/", "——", "\u{3000}"] {
            assert_eq!(read(text, None), Value::Empty);
        }
    }

    #[test]
    fn one_figure_in_two_places_is_compared_at_the_coarser_precision() {
        let same = |a, b| super::same(&read(a, None), &read(b, None));
        assert_eq!(same("≥40篇", "40篇"), Some(true));
        assert_eq!(same("96篇", "96"), Some(true));
        assert_eq!(same("96.4%", "96.38%"), Some(true));
        assert_eq!(same("96.4%", "96.51%"), Some(false));
        assert_eq!(same("1亿元", "10000万元"), Some(true));
        assert_eq!(same("5件", "5篇"), None);
        assert_eq!(same("5公里", "5公斤"), None);
        assert_eq!(same("≥5", "≤5"), Some(false));
        assert_eq!(same("2万元/台", "20000元/台"), Some(true));
        assert_eq!(same("2万元/台", "2万元/人"), None);
        assert_eq!(same("1", "100%"), None);
        assert_eq!(same("2023年12月31日前", "2023年12月31日前完成"), Some(true));
        assert_eq!(same("效果明显", "达成预期指标"), None);
    }

    proptest! {
        #[test]
        fn reading_never_fails(text in "\\PC{0,60}") {
            let _ = read(&text, Some(2023));
        }

        #[test]
        fn a_printed_number_is_read_back(value in 0u32..10_000_000, places in 0u32..3, unit in prop::sample::select(vec!["", "%", "万元", "件", "万人次"])) {
            let printed = Decimal::new(i64::from(value), places);
            let Value::Amount(relation, amount) = read(&format!("≥{printed}{unit}"), None) else { panic!("{printed}{unit}") };
            prop_assert_eq!(relation, Relation::AtLeast);
            prop_assert_eq!(amount.quantity.value, printed);
        }
    }
}
