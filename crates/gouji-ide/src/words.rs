//! Small words in both languages, and numbers as clerks write them.

use gouji::{
    Lang, Severity,
    number::{Dimension, Quantity, Unit},
    reading::{Figure, Kind, Outcome},
};
use rust_decimal::Decimal;

/// One of two wordings.
pub(crate) fn pick<'w>(lang: Lang, zh: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The sign of a unit; empty where it has none.
pub(crate) fn unit_sign(unit: Unit) -> &'static str {
    let scale = unit.scale.normalize();
    let is = |scale_of: i64| scale == Decimal::from(scale_of);
    match unit.dimension {
        Dimension::Money if is(1) => "元",
        Dimension::Money if is(100) => "百元",
        Dimension::Money if is(1_000) => "千元",
        Dimension::Money if is(10_000) => "万元",
        Dimension::Money if is(1_000_000) => "百万元",
        Dimension::Money if is(10_000_000) => "千万元",
        Dimension::Money if is(100_000_000) => "亿元",
        Dimension::Money => "元",
        Dimension::Percent if scale == Decimal::new(1, 1) => "‰",
        Dimension::Percent => "%",
        Dimension::PercentPoint => "个百分点",
        Dimension::Points => "分",
        Dimension::Area => "㎡",
        Dimension::Count(_) | Dimension::Bare => "",
    }
}

/// A figure as it is printed, with the unit that it has from its table where none stands behind it.
pub(crate) fn show(text: &str, figure: &Figure) -> String {
    let printed: String = figure.span.of(text).chars().filter(|c| !c.is_whitespace()).collect();
    let bare = printed.ends_with(|c: char| gouji::number::halfwidth(c).is_ascii_digit());
    if bare { format!("{printed}{}", unit_sign(figure.quantity.unit)) } else { printed }
}

/// A recomputed value to the places of the stated one, with its unit.
pub(crate) fn computed(value: Decimal, quantity: Quantity) -> String {
    format!("{}{}", fixed(value, quantity.places), unit_sign(quantity.unit))
}

/// `value` with at least the `places` that are printed.
pub(crate) fn fixed(value: Decimal, places: u32) -> String {
    let mut value = value.normalize();
    if value.scale() < places {
        value.rescale(places);
    }
    value.to_string()
}

/// 一致, 尾差, 矛盾.
pub(crate) fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Agrees => pick(lang, "一致", "agrees"),
        Outcome::Within => pick(lang, "未超出", "does not exceed"),
        Outcome::Tail => pick(lang, "尾差", "rounding"),
        Outcome::Contradiction => pick(lang, "矛盾", "contradiction"),
    }
}

/// The sign for it.
pub(crate) fn outcome_sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Agrees | Outcome::Within => "✓",
        Outcome::Tail => "≈",
        Outcome::Contradiction => "≠",
    }
}

/// What an equation is about.
pub(crate) fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Same => pick(lang, "同一数字", "the same figure"),
        Kind::Sum => pick(lang, "合计", "sum"),
        Kind::Share => pick(lang, "比率", "rate"),
        Kind::Change => pick(lang, "增减", "change"),
        Kind::Product => pick(lang, "得分", "points"),
        Kind::Own => pick(lang, "自定核对", "own check"),
    }
}

/// What findings of that severity are called; never 错误.
pub(crate) fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => pick(lang, "须核实", "verify"),
        Severity::Warning => pick(lang, "请留意", "look"),
        Severity::Info => pick(lang, "说明", "note"),
        Severity::Hint => pick(lang, "提示", "hint"),
    }
}

/// Text that stands in Markdown as it is: what a report says is never a link, a tag or a table.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(char);
            }
            '&' => out.push_str("&amp;"),
            '\n' | '\r' | '\t' => out.push(' '),
            // Marks that turn the direction of writing are shown, not obeyed.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}' => {
                out.push_str(&format!("⟨U+{:04X}⟩", char as u32));
            }
            other => out.push(other),
        }
    }
    out
}

/// The first `length` characters, with … where there are more.
pub(crate) fn clip(text: &str, length: usize) -> String {
    let text: Vec<&str> = text.split_whitespace().collect();
    let text = text.join(" ");
    let mut short: String = text.chars().take(length).collect();
    if text.chars().nth(length).is_some() {
        short.push('…');
    }
    short
}
