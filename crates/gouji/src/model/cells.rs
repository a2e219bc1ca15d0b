//! What a cell of a table holds.

use crate::{
    number::{Approx, Dimension, Quantity, Unit, parse_number, parse_unit},
    text::Span,
};
use std::ops::Range;

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// Nothing, or a sign for nothing: `/`, `——`, `-`. Unknown, not zero.
    Empty,
    /// A number, with its unit where one is printed, and where in the cell it stands.
    Number { quantity: Quantity, unit_said: bool, range: Range<usize> },
    /// Anything else.
    Text,
}

/// Signs that say that a cell has no figure.
const NOTHING: [&str; 8] = ["/", "／", "-", "－", "—", "——", "–", "--"];

/// Reads a cell; a number without a unit takes `default`.
pub(crate) fn read(text: &str, default: Unit) -> Content {
    let trimmed = text.trim();
    if trimmed.is_empty() || NOTHING.contains(&trimmed) {
        return Content::Empty;
    }
    // A number is short; long cells need no second look.
    if trimmed.len() > 64 {
        return Content::Text;
    }
    let start = text.len() - text.trim_start().len();
    let (number, unit) = split_unit(trimmed);
    let Some((value, places)) = parse_number(number) else { return Content::Text };
    let unit_said = !unit.is_empty();
    let known = if unit_said { parse_unit(unit) } else { Some(default) };
    // A word behind a number is a unit only if it is a plain one: 2023年12月 and 1楼 are text.
    let plain = matches!(
        known.map(|unit| unit.dimension),
        Some(
            Dimension::Money
                | Dimension::Percent
                | Dimension::PercentPoint
                | Dimension::Points
                | Dimension::Area
        )
    );
    if unit_said && !plain && !is_counter(unit) {
        return Content::Text;
    }
    let Some(unit) = known else { return Content::Text };
    let quantity = Quantity { value, places, unit, approx: Approx::Exact };
    Content::Number { quantity, unit_said, range: start..start + number.trim_end().len() }
}

/// The last place of `wanted` in a part of the source. White space does not count: a cell's text may be wrapped there
/// and is not in `wanted`.
pub(crate) fn locate(source: &str, within: Span, wanted: &str) -> Option<Span> {
    let space = |c: char| c.is_whitespace() || crate::syntax::INVISIBLE.contains(&c);
    let wanted: Vec<char> = wanted.chars().filter(|c| !space(*c)).collect();
    let there: Vec<(usize, char)> = within.of(source).char_indices().filter(|(_, c)| !space(*c)).collect();
    let found =
        there.windows(wanted.len().max(1)).rfind(|run| run.iter().map(|(_, c)| c).eq(wanted.iter()))?;
    let (first, last) = (found.first()?, found.last()?);
    Some(Span::new(within.start + first.0, within.start + last.0 + last.1.len_utf8()))
}

/// The number at the head of a cell, and what stands behind it.
fn split_unit(text: &str) -> (&str, &str) {
    let end = text
        .char_indices()
        .find(|&(at, c)| {
            let half = crate::number::halfwidth(c);
            let sign = at == 0 && matches!(half, '-' | '−');
            !(half.is_ascii_digit() || matches!(half, '.' | ',') || sign)
        })
        .map_or(text.len(), |(at, _)| at);
    (&text[..end], text[end..].trim())
}

fn is_counter(unit: &str) -> bool {
    const COUNTERS: [&str; 30] = [
        "人",
        "名",
        "个",
        "家",
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
        "批",
        "户",
        "人次",
        "处",
        "座",
        "张",
        "本",
        "间",
        "万人",
        "万人次",
        "亩",
        "公里",
        "吨",
        "米",
        "天",
    ];
    COUNTERS.contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        match read(text, Unit::ten_thousand_yuan()) {
            Content::Empty => "empty".to_owned(),
            Content::Text => "text".to_owned(),
            Content::Number { quantity, range, .. } => {
                format!("{} {:?} {}", quantity.value, quantity.unit.dimension, &text[range])
            }
        }
    }

    #[test]
    fn cells_are_numbers_nothing_or_text() {
        assert_eq!(show(" 2,946.25 "), "2946.25 Money 2,946.25");
        assert_eq!(show("90.29%"), "90.29 Percent 90.29");
        assert_eq!(show("284篇"), "284 Count(Other('篇')) 284");
        assert_eq!(show("——"), "empty");
        assert_eq!(show(""), "empty");
        assert_eq!(show("2023年12月31日前"), "text");
        assert_eq!(show("≥100篇"), "text");
        assert_eq!(show("3、公务接待"), "text");
    }
}
