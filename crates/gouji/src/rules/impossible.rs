//! 写不成立的数字和日期：123.4.5万元、1,23.45万元、2月30日。

use super::{
    Sink,
    passages::{Passage, Wording, passages},
    rule,
};
use crate::{finding::Finding, model::Model, width::is_han, words};
use std::ops::Range;

rule! {
    /// # 数字写法不成立
    ///
    /// 一个金额里有两个小数点，或者千分撇隔开的不是三位：不知道是多少，也就没有核对。
    /// 编号（1.1.5万元以下的项目）、日期和并列的序号不算。
    ///
    /// ## 反例
    /// ```gj bad
    /// 全年支出123.4.5万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 全年支出123.45万元。
    /// ```
    /// ## 怎么改
    /// 对照原始资料，删去多出的小数点或逗号。
    NUMBER = "GJ033", Warning, Syntax;
    title: "数字写法不成立", "a number that cannot be read";
    zh: "“{words}”不是一个数：小数点或千分撇的位置不对，没有核对，请改正。";
    en: "“{words}” is no number: a point or a comma is out of place; it was not checked.";
}

rule! {
    /// # 日期不存在
    ///
    /// 一年没有13月，2月没有30日。
    ///
    /// ## 反例
    /// ```gj bad
    /// 项目于2023年2月30日完工。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 项目于2023年2月28日完工。
    /// ```
    /// ## 怎么改
    /// 核对日期。
    DATE = "GJ153", Warning, Review;
    title: "日期不存在", "a day that does not exist";
    zh: "日历上没有“{words}”，请核对日期。";
    en: "there is no “{words}”; check the date.";
}

/// Whether the rules find anything in a passage.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    numbers(passage.text).next().is_some() || dates(passage.text).next().is_some()
}

/// Looks for numbers and dates that cannot be.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for passage in passages(model, Wording::Impossible).filter(|passage| !passage.contents) {
        let numbers = numbers(passage.text).map(|range| (&NUMBER, range));
        let dates = dates(passage.text).map(|range| (&DATE, range));
        for (rule, range) in numbers.chain(dates) {
            let words = passage.text[range.clone()].to_owned();
            sink.push(Finding::new(rule, passage.span(model, range)).with("words", words));
        }
    }
}

/// Amounts with two points, or with commas that are not before three digits. They stand behind a word: what opens a line may be
/// its number, and what stands behind a mark one of several.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    const UNITS: &str = "万元|亿元|元";
    // 元旦, 元数据, 万元GDP; 分别奖励50,30,10.5元, 附件1.2.3万元以上的项目.
    const OTHER: &str = "旦|宵|件|数据|素|月|器|GDP|以|及";
    const SEVERAL: &str = "分别|依次|每|各|档|附件|附表|指标|版本|序号|编号";
    /// How far back a clause is looked at, in bytes.
    const FAR: usize = 90;
    let of_number = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
    text.match_indices('元').filter_map(move |(at, _)| {
        let end =
            at - ["万", "亿"].iter().find(|unit| text[..at].ends_with(**unit)).map_or(0, |unit| unit.len());
        let start = text[..end].trim_end_matches(of_number).len();
        let number = &text[start..end];
        let behind_word = text[..start].chars().next_back().is_some_and(|char| is_han(char) && char != '第');
        let fits = number.len() > 4 && behind_word && words::starts(&text[end..], UNITS);
        let before = &text[text.ceil_char_boundary(start.saturating_sub(FAR))..start];
        let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
        let other = words::starts(&text[at + '元'.len_utf8()..], OTHER)
            || words::has(clause, SEVERAL)
            || words::ends(clause, "截至|至|到|于");
        (fits && !other && is_no_number(number)).then_some(start..end)
    })
}

/// 123.4.5, 1,23.45.
fn is_no_number(number: &str) -> bool {
    let (whole, decimals) = number.rsplit_once('.').unwrap_or((number, ""));
    let pieces = |text: &'_ str, mark: char| -> bool { text.split(mark).all(|piece| !piece.is_empty()) };
    if decimals.is_empty() || !pieces(whole, '.') || !pieces(whole, ',') {
        return false;
    }
    let dates = words::starts(whole, "19|20") && whole.find('.') == Some(4);
    let broken = || whole.split(',').skip(1).any(|group| group.len() < 3);
    whole.contains('.') && !whole.contains(',') && !dates || !whole.contains('.') && broken()
}

/// 2023年13月, 2月30日.
fn dates(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices('月').filter_map(move |(at, sign)| {
        let (start, month) = digits_before(text, at)?;
        let behind = at + sign.len();
        let of_year =
            || text[..start].strip_suffix('年').and_then(|before| digits_before(before, before.len()));
        // 2023年13月工资, 农历2月30日.
        if text[..start].ends_with("农历") || words::starts(&text[behind..], "工资|租金|账|薪|奖|（")
        {
            return None;
        }
        if month == 0 || month > 12 {
            let (from, year) = of_year()?;
            return (1990..2100).contains(&year).then_some(from..behind);
        }
        let day = text[behind..].find(|char: char| !char.is_ascii_digit())?;
        let end = behind + day;
        let is_date = text[end..].starts_with('日') && (1..=2).contains(&day);
        let day: u32 = text[behind..end].parse().ok()?;
        let last = match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let is_date = is_date && !text[end..].starts_with("日历");
        (is_date && (day == 0 || day > last)).then_some(start..end + '日'.len_utf8())
    })
}

/// The whole number that ends at `end`, and where it begins; of four digits at most.
fn digits_before(text: &str, end: usize) -> Option<(usize, u32)> {
    let start = text[..end].trim_end_matches(|char: char| char.is_ascii_digit()).len();
    let apart = !text[..start].ends_with(['.', '-', '—', '~', '－', '/']);
    let number = text[start..end].parse().ok().filter(|_| end - start <= 4 && apart)?;
    Some((start, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_two_points_or_broken_groups_are_told() {
        let told = |text: &str| numbers(text).map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(told("全年支出123.4.5万元，拨付34.568.64万元。"), ["123.4.5", "34.568.64"]);
        assert_eq!(told("全年支出1,23.45万元。"), ["1,23.45"]);
        assert_eq!(told("支出12,345,6.78元。"), ["12,345,6.78"]);
        for text in [
            "全年支出1,234.56万元，1234.5元。",
            "1.1.5万元以下的项目。",
            "（1）1.1.5万元以下的项目。",
            "截至2023.12.31万元以上的。",
            "第1,2.5万元档。",
            "甲、乙分别为1,23.45万元。",
            "支出12,345.6元、...元。",
            "于2023.5.6元旦前完成。",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_told() {
        let told = |text: &str| dates(text).map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told("2023年13月完成，2月30日验收，2023年4月31日。"),
            ["2023年13月", "2月30日", "4月31日"]
        );
        for text in [
            "2023年12月31日",
            "2月29日",
            "36月龄",
            "工期18月",
            "3年24月",
            "1-6月31日",
            "2023年月日",
            "12月",
            "2023.2.30",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
