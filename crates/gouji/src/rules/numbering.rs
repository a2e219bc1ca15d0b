//! 编号：一、（一）1.（1）① 是否连续、从头、同一体例。

use super::{Sink, passages, rule};
use crate::{
    finding::{Edit, Finding, Fix, Phrase, Words},
    model::Model,
    syntax::{ListNumber, Section, SectionId, Sequence, Style},
    text::Span,
};

rule! {
    /// # 编号不从头开始
    ///
    /// 一组编号的第一个不是“一”或“1”，多半是前面漏了一项，或者沿用了别的层次的编号。只作提示。
    ///
    /// 依据：《党政机关公文格式》GB/T 9704 结构层次序数依次为“一、”“（一）”“1.”“（1）”。
    ///
    /// ## 反例
    /// ```gj bad
    /// 一、支出情况
    /// 2.项目支出情况
    /// （2）“三公”经费使用和管理情况
    /// ```
    /// ## 正例
    /// ```gj good
    /// 一、支出情况
    /// 1.项目支出情况
    /// （1）“三公”经费使用和管理情况
    /// ```
    /// ## 怎么改
    /// 补上前面漏掉的内容，或把编号改为从头开始。
    STARTS_LATE = "GJ101", Hint, Review;
    title: "编号不从头开始", "a list does not begin at one";
    zh: "编号“{number}”之前没有同级的“{expected}”，请核对是否漏项或编号有误。";
    en: "“{number}” has no “{expected}” of its level before it; is an item missing or the number wrong?";
}

rule! {
    /// # 编号跳号、重号或倒退
    ///
    /// 同级编号应当依次递增。跳号可能是漏了一项，重号和倒退多半是增删段落后没有重排。
    /// 前面段落里行文中已有的编号（如“……。（八）负责……”）不算漏。
    ///
    /// ## 反例
    /// ```gj bad
    /// 一、基本情况
    /// 二、支出情况
    /// 四、存在问题
    /// ```
    /// ## 正例
    /// ```gj good
    /// 一、基本情况
    /// 二、支出情况
    /// 三、存在问题
    /// ```
    /// ## 怎么改
    /// 按顺序重排编号；确属漏项的，补上内容。只有改法唯一时才提供一键修改。
    OUT_OF_ORDER = "GJ102", Hint, Review;
    title: "编号跳号、重号或倒退", "numbers are skipped, repeated or go back";
    zh: "编号“{number}”{fault}，请核对是否漏项或编号有误。";
    en: "“{number}” {fault}; is an item missing or the number wrong?";
}

rule! {
    /// # 同一组编号体例不一
    ///
    /// 同一组第三层编号混用“1.”和“1、”。
    ///
    /// ## 反例
    /// ```gj bad
    /// 1.基本支出情况
    /// 2、项目支出情况
    /// ```
    /// ## 正例
    /// ```gj good
    /// 1.基本支出情况
    /// 2.项目支出情况
    /// ```
    /// ## 怎么改
    /// 统一为同一种写法。
    MIXED = "GJ103", Hint, Review;
    title: "同一组编号体例不一", "one list mixes two styles of numbers";
    zh: "编号“{number}”与同组的“{before}”体例不一，请统一。";
    en: "“{number}” is written in another style than “{before}” of the same list.";
}

static SKIPS: Phrase = Phrase {
    zh: "紧接在“{before}”之后，中间缺“{missing}”",
    en: "follows “{before}”: {missing} is missing",
};
static REPEATS: Phrase = Phrase { zh: "与前一项重复", en: "has the number of the item before it" };
static GOES_BACK: Phrase =
    Phrase { zh: "排在“{before}”之后，次序倒退", en: "stands behind “{before}”" };
static BEFORE: Phrase =
    Phrase { zh: "前一个编号“{number}”", en: "the number before: “{number}”" };
static RENUMBER: Phrase = Phrase { zh: "改为“{number}”", en: "renumber as “{number}”" };

/// Gaps wider than this are no slip in counting: the line begins with a figure that only looks like a number sign.
const MAX_GAP: u32 = 5;
/// Longest number sign, in bytes, with the white space before and in it.
const MAX_SIGN: usize = 200;
/// Sections that are looked back at; longer lists are rare, and the work stays linear.
const MAX_LOOK_BACK: usize = 64;
/// Bytes of text that are searched for a number that stands inside a paragraph.
const MAX_SEARCH: usize = 20_000;

/// Looks at every number of the outline.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let sections = &model.syntax.sections;
    let mut mixed_in: Option<Option<SectionId>> = None;
    // What follows from a fault that has been found is no fault of its own.
    let mut explained: Option<Span> = None;
    for (i, section) in sections.iter().enumerate() {
        let Some(number) = section.number else { continue };
        if section.sequence == Sequence::Next
            || explained == Some(number.span)
            || !is_number_sign(model.text(), number)
            || continues_outer(model, i)
        {
            continue;
        }
        let finding = match section.sequence {
            Sequence::StartsLate => starts_late(model, i, number),
            Sequence::OtherStyle if mixed_in == Some(section.parent) => None,
            Sequence::OtherStyle => {
                mixed_in = Some(section.parent);
                mixed(model, i, number)
            }
            _ => out_of_order(model, i, number, section.sequence),
        };
        if let Some(finding) = finding {
            if !finding.fixes.is_empty() {
                explained = sibling_after(sections, i, number.style).map(|next| next.span);
            }
            sink.push(finding);
        }
    }
}

/// A wrapped line may begin with figures that look like a number sign: 12月\n30、31日.
fn is_number_sign(text: &str, number: ListNumber) -> bool {
    if number.span.end - number.span.start > MAX_SIGN {
        return false;
    }
    let next = passages::after(text, number.span.end).map(crate::number::halfwidth);
    if next.is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    let above = text[..number.span.start].trim_end();
    !above.ends_with(['，', '、', '的', '和', '与', '及', '至', '第', '（', '“'])
}

/// Whether the number goes on with a list around an inner list of the same style: 1. 1. 2. 3. 2.
fn continues_outer(model: &Model<'_>, at: usize) -> bool {
    let Some(own) = model.syntax.sections[at].number else { return false };
    let mut values: Vec<u32> = siblings_before(model, at, own.style).map(|number| number.value).collect();
    values.reverse();
    let mut lists: Vec<u32> = Vec::new();
    for value in values {
        if value == 1 {
            lists.push(1);
        } else if let Some(list) = lists.iter().rposition(|last| last + 1 == value) {
            lists.truncate(list + 1);
            lists[list] = value;
        } else if let Some(last) = lists.last_mut() {
            *last = value;
        } else {
            lists.push(value);
        }
    }
    lists.iter().any(|last| last + 1 == own.value)
}

/// Numbers of the same style before a section, nearest first, up to the section around their list.
fn siblings_before<'m>(
    model: &'m Model<'_>,
    at: usize,
    style: Style,
) -> impl Iterator<Item = ListNumber> + 'm {
    model.syntax.sections[..at]
        .iter()
        .rev()
        .take(MAX_LOOK_BACK)
        .map_while(move |section| section.number.filter(|n| n.style.level() >= style.level()))
        .filter(move |number| number.style == style && is_number_sign(model.text(), *number))
}

/// The next number of the same list.
fn sibling_after(sections: &[Section], at: usize, style: Style) -> Option<ListNumber> {
    sections[at + 1..]
        .iter()
        .take(MAX_LOOK_BACK)
        .map_while(|section| section.number.filter(|n| n.style.level() >= style.level()))
        .find(|number| number.style == style)
}

fn starts_late(model: &Model<'_>, at: usize, number: ListNumber) -> Option<Finding> {
    if number.value > MAX_GAP + 1 {
        return None;
    }
    let sections = &model.syntax.sections;
    let around = sections[..at]
        .iter()
        .rev()
        .take(MAX_LOOK_BACK)
        .find(|section| section.number.is_none_or(|n| n.style.level() < number.style.level()));
    let start = around.map_or(0, |section| section.title.start);
    if stands_between(model.text(), start, number, number.value - 1) {
        return None;
    }
    let expected = renumbered(printed(model, number), 1)?;
    Some(
        Finding::new(&STARTS_LATE, number.span)
            .with("number", printed(model, number))
            .with("expected", expected),
    )
}

fn out_of_order(model: &Model<'_>, at: usize, number: ListNumber, sequence: Sequence) -> Option<Finding> {
    let sections = &model.syntax.sections;
    let previous = siblings_before(model, at, number.style).next()?;
    let own = printed(model, number);
    let before = printed(model, previous);
    let fault = match sequence {
        Sequence::Skips(last) => {
            let missing = last + 1..number.value;
            let inline =
                missing.clone().all(|value| stands_between(model.text(), previous.span.end, number, value));
            if missing.len() > MAX_GAP as usize || inline {
                return None;
            }
            let missing: Vec<String> = missing.filter_map(|value| renumbered(own, value)).collect();
            Words::new(&SKIPS).with("before", before).with("missing", missing.join("”“"))
        }
        Sequence::Repeats => Words::new(&REPEATS),
        _ => Words::new(&GOES_BACK).with("before", before),
    };
    let mut finding = Finding::new(&OUT_OF_ORDER, number.span)
        .with("number", own)
        .with_words("fault", fault)
        .relate(previous.span, Words::new(&BEFORE).with("number", before));
    let wanted = previous.value + 1;
    let next = sibling_after(sections, at, number.style).map(|next| next.value);
    // Only where the numbers around it leave one number to choose.
    if !matches!(sequence, Sequence::Skips(_)) && next.is_none_or(|next| next == wanted + 1) {
        finding.fixes.extend(renumbered(own, wanted).map(|sign| renumber(number.span, sign)));
    }
    Some(finding)
}

fn mixed(model: &Model<'_>, at: usize, number: ListNumber) -> Option<Finding> {
    let other = if number.style == Style::ArabicComma { Style::ArabicStop } else { Style::ArabicComma };
    let previous = siblings_before(model, at, other).next()?;
    let (own, before) = (printed(model, number), printed(model, previous));
    let mut finding = Finding::new(&MIXED, number.span)
        .with("number", own)
        .with("before", before)
        .relate(previous.span, Words::new(&BEFORE).with("number", before));
    if let (Some(mark), Some(digits)) =
        (before.chars().next_back(), own.get(..own.trim_end_matches(['、', '.', '．', '﹒', ' ']).len()))
    {
        finding.fixes.push(renumber(number.span, format!("{digits}{mark}")));
    }
    Some(finding)
}

fn renumber(span: Span, sign: String) -> Fix {
    Fix { words: Words::new(&RENUMBER).with("number", &sign), edits: vec![Edit { span, text: sign }] }
}

fn printed<'m>(model: &'m Model<'_>, number: ListNumber) -> &'m str {
    let sign = number.span.of(model.text()).trim();
    &sign[..sign.floor_char_boundary(MAX_SIGN.min(sign.len()))]
}

/// Whether a number of the list stands inside a paragraph: ……规则。（八）负责…….
fn stands_between(text: &str, start: usize, number: ListNumber, value: u32) -> bool {
    let start = text.ceil_char_boundary(start.max(number.span.start.saturating_sub(MAX_SEARCH)));
    let Some(region) = text.get(start..number.span.start) else { return false };
    let digits = value.to_string();
    let chinese = chinese_numeral(value).unwrap_or_default();
    let signs = match number.style {
        Style::ChineseComma => {
            ["、", "．", ".", " ", "\u{3000}", "部分"].map(|mark| format!("{chinese}{mark}")).to_vec()
        }
        Style::ChineseBracket => vec![format!("（{chinese}）"), format!("({chinese})")],
        Style::ArabicStop | Style::ArabicComma => {
            ["、", "．", "."].map(|mark| format!("{digits}{mark}")).to_vec()
        }
        Style::ArabicBracket | Style::HalfBracket => {
            vec![format!("（{digits}）"), format!("({digits})"), format!("{digits}）"), format!("{digits})")]
        }
        Style::Circled => circled(value).map(String::from).into_iter().collect(),
    };
    let alone = |at: usize, sign: &str| {
        let digit =
            |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        !digit(passages::before(region, at)) && !digit(passages::after(region, at + sign.len()))
    };
    signs.iter().any(|sign| region.match_indices(sign.as_str()).any(|(at, _)| alone(at, sign)))
}

/// A number sign with another number in it.
fn renumbered(sign: &str, value: u32) -> Option<String> {
    const CHINESE: &str = "一二三四五六七八九十百零〇";
    let numeral = |c: char| c.is_ascii_digit() || CHINESE.contains(c) || ('①'..='⑳').contains(&c);
    let start = sign.find(numeral)?;
    let end = start + sign[start..].find(|c| !numeral(c)).unwrap_or(sign.len() - start);
    let first = sign[start..].chars().next()?;
    let new = if first.is_ascii_digit() {
        value.to_string()
    } else if CHINESE.contains(first) {
        chinese_numeral(value)?
    } else {
        circled(value)?.to_string()
    };
    Some(format!("{}{new}{}", sign[..start].trim_start(), &sign[end..]))
}

fn circled(value: u32) -> Option<char> {
    (1..=20).contains(&value).then(|| char::from_u32('①' as u32 + value - 1)).flatten()
}

/// 一 to 九十九.
fn chinese_numeral(value: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (value / 10, value % 10);
    let head = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        2..=9 => format!("{}十", DIGITS[tens as usize]),
        _ => return None,
    };
    (value > 0).then(|| format!("{head}{}", DIGITS[ones as usize]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let report = crate::check(text, None);
        let own = |f: &&Finding| ["GJ101", "GJ102", "GJ103"].contains(&f.rule.code);
        let fix =
            |f: &Finding| f.fixes.first().map_or(String::new(), |fix| format!(" → {}", fix.edits[0].text));
        report
            .findings
            .iter()
            .filter(own)
            .map(|f| format!("{} {}{}", f.rule.code, f.span.of(text), fix(f)))
            .collect()
    }

    #[test]
    fn numerals_are_written_as_in_official_texts() {
        let all: Vec<String> = [1, 9, 10, 11, 20, 35].into_iter().filter_map(chinese_numeral).collect();
        assert_eq!(all, ["一", "九", "十", "十一", "二十", "三十五"]);
        assert_eq!(chinese_numeral(0), None);
        assert_eq!(renumbered("（三）", 12).as_deref(), Some("（十二）"));
        assert_eq!(renumbered("③", 4).as_deref(), Some("④"));
    }

    #[test]
    fn faults_are_found_and_fixed_where_one_fix_is_possible() {
        assert_eq!(found("1.甲\n2.乙\n2.丙\n"), ["GJ102 2. → 3."]);
        assert_eq!(found("（一）甲\n（二）乙\n（二）丙\n（四）丁\n"), ["GJ102 （二） → （三）"]);
        assert_eq!(found("1.甲\n2.乙\n2.丙\n3.丁\n"), ["GJ102 2."]);
        assert_eq!(found("1.甲\n2、乙\n3.丙\n"), ["GJ103 2、 → 2."]);
        assert_eq!(found("一、甲\n（二）乙\n"), ["GJ101 （二）"]);
    }

    #[test]
    fn lists_that_only_look_faulty_are_left_alone() {
        for text in [
            "1.甲\n1.子\n2.子\n3.子\n2.乙\n3.丙\n",
            "（七）负责会计管理工作。（八）负责非税收入管理。\n（九）拟订制度。\n",
            "会议于12月\n30、31日召开。\n",
            "有以下要求：1.先培训。\n2.后上岗。\n",
            "一、甲\n1.子\n2.子\n二、乙\n1.子\n",
            "① 甲\n② 乙\n③2023年无此项。\n",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
