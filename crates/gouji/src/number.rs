//! Figures as they are printed: exact value, printed places, unit.

use rust_decimal::Decimal;

/// What a unit measures. Figures of different dimensions are never compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dimension {
    /// Money; the base unit is 元.
    Money,
    /// 百分比; the base unit is one per cent.
    Percent,
    /// 个百分点: the difference of two percentages.
    PercentPoint,
    /// 分: points of a score.
    Points,
    /// ㎡ and the like.
    Area,
    /// Things that are counted; each counting word is a kind of its own.
    Count(Counter),
    /// A bare number.
    Bare,
}

/// Counting words; those that are used for the same things share one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Counter {
    /// 人、名、位.
    People,
    /// 个、家、所.
    Entities,
    /// Any other, by the code point of its first character.
    Other(char),
}

/// A printed unit: what it measures and how many base units one of it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    /// Base units in one of this: 10000 for 万元.
    pub scale: Decimal,
}

impl Unit {
    /// A unit of `dimension` whose size is the base unit.
    pub const fn base(dimension: Dimension) -> Self {
        Self { dimension, scale: Decimal::ONE }
    }

    /// 万元.
    pub fn ten_thousand_yuan() -> Self {
        Self { dimension: Dimension::Money, scale: Decimal::from(10_000) }
    }
}

/// How far the words around a figure widen it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Approx {
    /// Nothing does.
    #[default]
    Exact,
    /// 余、多: at least this much, less than one more of the last significant digit.
    More,
    /// 约、近、超.
    About,
}

/// A printed figure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Quantity {
    /// Its value in the printed unit.
    pub value: Decimal,
    /// Places printed after the point.
    pub places: u32,
    /// Its unit.
    pub unit: Unit,
    /// How far the words around it widen it.
    pub approx: Approx,
}

/// The sum of two amounts, unless it needs more digits than a decimal has. rust_decimal has its addition written out
/// wherever it is called, and so often that it made a fiftieth of the module for the page; this is the one place.
#[inline(never)]
pub(crate) fn plus(left: Decimal, right: Decimal) -> Option<Decimal> {
    left.checked_add(right)
}

/// What is left of an amount, as [`plus`] has it.
#[inline(never)]
pub(crate) fn minus(left: Decimal, right: Decimal) -> Option<Decimal> {
    left.checked_sub(right)
}

/// The product of two amounts, as [`plus`] has it.
#[inline(never)]
pub(crate) fn times(left: Decimal, right: Decimal) -> Option<Decimal> {
    left.checked_mul(right)
}

/// The sum of some amounts, as [`plus`] has it.
pub(crate) fn sum(mut amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    amounts.try_fold(Decimal::ZERO, plus)
}

impl Quantity {
    /// The value in base units, exact; `None` where that needs more digits than a decimal has.
    pub fn base_value(&self) -> Option<Decimal> {
        times(self.value, self.unit.scale).map(|v| v.normalize())
    }

    /// Whether this can be added to and compared with `other`.
    pub fn comparable(&self, other: &Quantity) -> bool {
        self.unit.dimension == other.unit.dimension
    }

    /// The sign of a percentage, which belongs to its number as no other unit does.
    pub(crate) fn percent_sign(&self) -> &'static str {
        if self.unit == Unit::base(Dimension::Percent) { "%" } else { "" }
    }
}

/// Longest run of digits that is read as a number: longer ones are identifiers, and sums of them could overflow.
pub(crate) const MAX_DIGITS: usize = 18;

/// Reads a number with thousands separators, half- or full-width, with an optional sign. Gives value and places.
pub fn parse_number(text: &str) -> Option<(Decimal, u32)> {
    let (mut digits, mut count, mut places) = (0_i64, 0, None);
    let mut negative = false;
    for char in text.chars() {
        match halfwidth(char) {
            digit @ '0'..='9' if count < MAX_DIGITS => {
                digits = digits * 10 + i64::from(digit.to_digit(10)?);
                count += 1;
                places = places.map(|p: u32| p + 1);
            }
            '.' if places.is_none() => places = Some(0),
            ',' | ' ' if places.is_none() => {}
            '-' | '−' if count == 0 && places.is_none() => negative = true,
            _ => return None,
        }
    }
    if count == 0 || places == Some(0) {
        return None;
    }
    let (digits, places) = without_binary_tail(digits, places.unwrap_or(0));
    Some((Decimal::new(if negative { -digits } else { digits }, places), places))
}

/// 1360.7000000000001 was 1360.7 before a spreadsheet added it up in binary fractions.
fn without_binary_tail(digits: i64, places: u32) -> (i64, u32) {
    /// Decimals that nobody types.
    const LONG: u32 = 9;
    /// Most decimals of what was meant.
    const MEANT: u32 = 6;
    /// How small the tail is beside the last digit that was meant.
    const SMALL: i64 = 100_000;
    if places < LONG {
        return (digits, places);
    }
    let meant = (0..=MEANT).find_map(|kept| {
        let step = 10_i64.checked_pow(places - kept)?;
        let rest = digits % step;
        let up = i64::from(2 * rest >= step);
        let tail = rest.min(step - rest);
        (tail < step / SMALL).then_some((digits / step + up, kept))
    });
    meant.unwrap_or((digits, places))
}

/// The half-width form of full-width digits and signs; any other character itself.
pub fn halfwidth(char: char) -> char {
    match char {
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '＝'
        | '（'
        | '）'
        | '：'
        | '，'
        | '．'
        | '＋'
        | '／'
        | '＜'
        | '＞'
        | '；'
        | '－' => char::from_u32(char as u32 - 0xFEE0).unwrap_or(char),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => char,
    }
}

/// Reads a Chinese numeral below ten thousand: 二十三, 一百零五, 〇.
pub fn parse_chinese_number(text: &str) -> Option<u32> {
    let (mut total, mut digit, mut seen) = (0u32, None, false);
    for char in text.chars() {
        let scale = match char {
            '零' | '〇' => {
                digit = Some(0);
                seen = true;
                continue;
            }
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let value = "一二三四五六七八九".chars().position(|c| c == char)? as u32 + 1;
                let value = if char == '两' { 2 } else { value };
                digit = Some(value);
                seen = true;
                continue;
            }
        };
        total = total.checked_add(digit.take().unwrap_or(1).checked_mul(scale)?)?;
        seen = true;
    }
    seen.then(|| total + digit.unwrap_or(0))
}

/// The unit of that name; bare where `text` is empty, `None` where it is no unit.
pub fn parse_unit(text: &str) -> Option<Unit> {
    let money = |scale: i64| Some(Unit { dimension: Dimension::Money, scale: Decimal::from(scale) });
    let area = |scale: i64| Some(Unit { dimension: Dimension::Area, scale: Decimal::from(scale) });
    match text {
        "" => Some(Unit::base(Dimension::Bare)),
        "元" | "元整" => money(1),
        "百元" => money(100),
        "千元" => money(1_000),
        "万元" | "万元整" => money(10_000),
        "百万元" => money(1_000_000),
        "千万元" => money(10_000_000),
        "亿元" => money(100_000_000),
        "万亿元" => money(1_000_000_000_000),
        "%" | "％" | "﹪" | "百分比" => Some(Unit::base(Dimension::Percent)),
        "‰" => Some(Unit { dimension: Dimension::Percent, scale: Decimal::new(1, 1) }),
        "个百分点" | "百分点" => Some(Unit::base(Dimension::PercentPoint)),
        "分" => Some(Unit::base(Dimension::Points)),
        "㎡" | "m²" | "m2" | "平方米" | "平米" => area(1),
        "万平方米" | "万㎡" => area(10_000),
        "亩" => Some(Unit::base(Dimension::Count(Counter::Other('亩')))),
        _ => counted(text),
    }
}

fn counted(text: &str) -> Option<Unit> {
    let (scale, word): (i64, &str) = match text.chars().next()? {
        '万' if text.starts_with("万亿") => (1_000_000_000_000, &text["万亿".len()..]),
        '万' => (10_000, &text['万'.len_utf8()..]),
        '亿' => (100_000_000, &text['亿'.len_utf8()..]),
        _ => (1, text),
    };
    let first = word.chars().next().unwrap_or('个');
    let counter = match first {
        '人' | '名' | '位' => Counter::People,
        '个' | '家' | '所' => Counter::Entities,
        other => Counter::Other(other),
    };
    Some(Unit { dimension: Dimension::Count(counter), scale: Decimal::from(scale) })
}

/// A digit in half width, also where it is written as 二 or 〇.
pub(crate) fn year_digit(char: char) -> char {
    const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let zero = matches!(char, '○' | '零' | 'Ｏ' | 'O').then_some('0');
    let written =
        CHINESE.iter().zip('0'..='9').find(|(chinese, _)| **chinese == char).map(|(_, digit)| digit);
    zero.or(written).unwrap_or_else(|| halfwidth(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        parse_number(text).map(|(value, places)| format!("{value} {places}"))
    }

    #[test]
    fn numbers_of_every_width_are_read() {
        assert_eq!(number("2,946.25").as_deref(), Some("2946.25 2"));
        assert_eq!(number("１２３．４０").as_deref(), Some("123.40 2"));
        assert_eq!(number("-5.2").as_deref(), Some("-5.2 1"));
        assert_eq!(number("1.2.3"), None);
        assert_eq!(number("1234567890123456789"), None);
        assert_eq!(number(""), None);
    }

    #[test]
    fn chinese_numerals_are_read() {
        let read = |text| parse_chinese_number(text);
        assert_eq!(read("十"), Some(10));
        assert_eq!(read("二十三"), Some(23));
        assert_eq!(read("一百零五"), Some(105));
        assert_eq!(read("百分"), None);
    }

    #[test]
    fn units_have_scales() {
        assert_eq!(parse_unit("亿元").map(|u| u.scale), Some(Decimal::from(100_000_000)));
        assert_eq!(parse_unit("人").map(|u| u.dimension), parse_unit("名").map(|u| u.dimension));
        assert_ne!(parse_unit("台").map(|u| u.dimension), parse_unit("辆").map(|u| u.dimension));
    }
}
