//! Reading a label: which item it names, of which year, on which basis (口径).
//!
//! Official labels carry all of it at once: 2023年怀某局“三公经费”实际支出总额. Year, basis and filler are taken off both
//! ends; what is left is the name of the item.

use crate::{number::year_digit, words};
use std::borrow::Cow;

/// 口径: which of several official figures of one item and year is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Basis {
    /// 年初预算.
    Initial,
    /// 全年预算, 调整后预算.
    Adjusted,
    /// 预算, without saying which.
    Budget,
    /// 决算, 执行数, 实际支出.
    Final,
    /// 下达, 安排: any of the others may be meant.
    Open,
    /// Nothing is said.
    Unsaid,
}

impl Basis {
    /// The Chinese word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Basis::Initial => "年初预算",
            Basis::Adjusted => "全年预算",
            Basis::Budget => "预算",
            Basis::Final => "决算",
            Basis::Open => "口径未定",
            Basis::Unsaid => "",
        }
    }

    /// Whether both say a basis, and not the same one.
    pub(crate) fn differs(self, other: Basis) -> bool {
        let said = |basis| !matches!(basis, Basis::Unsaid | Basis::Open);
        said(self) && said(other) && !self.meets(other)
    }

    /// Whether figures of the two can be the same figure: 预算 may be either budget.
    pub(crate) fn meets(self, other: Basis) -> bool {
        let either = self == Basis::Budget || other == Basis::Budget;
        self == other || (either && self.is_budget() && other.is_budget())
    }

    /// Whether it is a budget and nothing else.
    pub(crate) fn is_budget(self) -> bool {
        matches!(self, Basis::Initial | Basis::Adjusted | Basis::Budget)
    }
}

/// The year a label names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Year {
    /// 2023年.
    Of(i32),
    /// 上年, 去年: relative to the report's year.
    Before,
    /// 本年, 当年, or nothing said.
    Reported,
}

/// The year before that of a report which does not say its own. It is no other year than itself, so that last year's figures
/// are not held against this year's.
pub(crate) const LAST_YEAR: i32 = -1;

/// The year before the report's.
pub(crate) fn year_before(report: Option<i32>) -> i32 {
    report.map_or(LAST_YEAR, |year| year - 1)
}

/// The year that a label means in a report of a year.
pub(crate) fn absolute(year: Option<Year>, report: Option<i32>) -> Option<i32> {
    match year {
        Some(Year::Of(year)) => Some(year),
        Some(Year::Before) => Some(year_before(report)),
        Some(Year::Reported) | None => report,
    }
}

/// Whether a label says another year than that of the report.
pub(crate) fn is_other_year(said: Option<Year>, report: Option<i32>) -> bool {
    report.is_some() && said.is_some() && absolute(said, report) != report
}

/// A label taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Label<'t> {
    /// The name of the item; empty where the label is only year, basis and filler.
    pub(crate) name: Cow<'t, str>,
    pub(crate) year: Year,
    /// Whether the year was said.
    pub(crate) year_said: bool,
    pub(crate) basis: Basis,
    /// 合计, 总计, 共计: the word that makes a list of parts complete.
    pub(crate) total: bool,
}

fn is_quote(char: char) -> bool {
    matches!(char, '“' | '”' | '"' | '「' | '」' | '‘' | '’' | '\'' | '＂' | '《' | '》' | '*')
}

fn is_colon(char: char) -> bool {
    matches!(char, '：' | ':')
}

/// White space of every kind, and the invisible marks that Word leaves behind.
fn is_space(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{feff}' | '\u{200b}')
}

/// Words before the name, with what they say.
const PREFIXES: &[(&str, Mark)] = &[
    ("其中", Mark::Filler),
    ("本年度", Mark::Year(Year::Reported)),
    ("本年", Mark::Year(Year::Reported)),
    ("当年", Mark::Year(Year::Reported)),
    ("今年", Mark::Year(Year::Reported)),
    ("上年度", Mark::Year(Year::Before)),
    ("上年", Mark::Year(Year::Before)),
    ("去年", Mark::Year(Year::Before)),
    ("全年", Mark::Filler),
    ("年末", Mark::Filler),
    ("截至", Mark::Filler),
    ("本单位", Mark::Filler),
    ("本部门", Mark::Filler),
    ("我单位", Mark::Filler),
    ("我部门", Mark::Filler),
    ("我局", Mark::Filler),
    ("我办", Mark::Filler),
    ("我委", Mark::Filler),
    ("我院", Mark::Filler),
    ("我厅", Mark::Filler),
    ("我会", Mark::Filler),
    ("我校", Mark::Filler),
    ("我中心", Mark::Filler),
    ("调整后", Mark::Basis(Basis::Adjusted)),
    ("年初预算安排", Mark::Basis(Basis::Initial)),
    ("年初安排", Mark::Basis(Basis::Initial)),
    ("年初预算", Mark::Basis(Basis::Initial)),
    ("共下达", Mark::Basis(Basis::Open)),
    ("下达", Mark::Basis(Basis::Open)),
    ("安排", Mark::Basis(Basis::Open)),
    ("已使用", Mark::Basis(Basis::Final)),
    ("实际使用", Mark::Basis(Basis::Final)),
    ("实际完成", Mark::Basis(Basis::Final)),
    ("实际支出", Mark::Basis(Basis::Final)),
    ("实际", Mark::Basis(Basis::Final)),
    ("决算", Mark::Basis(Basis::Final)),
    ("共计", Mark::Filler),
    ("的", Mark::Filler),
    ("为", Mark::Filler),
    ("和", Mark::Filler),
    ("及", Mark::Filler),
    ("以及", Mark::Filler),
    ("另", Mark::Filler),
];

/// Words behind the name, longest first.
const SUFFIXES: &[(&str, Mark)] = &[
    ("年初预算安排数", Mark::Basis(Basis::Initial)),
    ("年初预算安排", Mark::Basis(Basis::Initial)),
    ("年初预算批复数", Mark::Basis(Basis::Initial)),
    ("年初预算数", Mark::Basis(Basis::Initial)),
    ("年初预算", Mark::Basis(Basis::Initial)),
    ("全年预算数", Mark::Basis(Basis::Adjusted)),
    ("全年预算", Mark::Basis(Basis::Adjusted)),
    ("调整后预算数", Mark::Basis(Basis::Adjusted)),
    ("调整后预算", Mark::Basis(Basis::Adjusted)),
    ("调整后", Mark::Basis(Basis::Adjusted)),
    ("调整预算数", Mark::Basis(Basis::Adjusted)),
    ("调整预算", Mark::Basis(Basis::Adjusted)),
    ("预算调整数", Mark::Basis(Basis::Adjusted)),
    ("当年预算执行数", Mark::Basis(Basis::Final)),
    ("预算执行数", Mark::Basis(Basis::Final)),
    ("全年执行数", Mark::Basis(Basis::Final)),
    ("全年执行", Mark::Basis(Basis::Final)),
    ("实际执行", Mark::Basis(Basis::Final)),
    ("实际支出总额", Mark::Basis(Basis::Final)),
    ("实际支出合计", Mark::TotalBasis(Basis::Final)),
    ("实际支出数", Mark::Basis(Basis::Final)),
    ("实际支出", Mark::Basis(Basis::Final)),
    ("实际执行数", Mark::Basis(Basis::Final)),
    ("实际完成数", Mark::Basis(Basis::Final)),
    ("实际使用", Mark::Basis(Basis::Final)),
    ("实际发生", Mark::Basis(Basis::Final)),
    ("执行数", Mark::Basis(Basis::Final)),
    ("决算总额", Mark::Basis(Basis::Final)),
    ("决算数", Mark::Basis(Basis::Final)),
    ("决算", Mark::Basis(Basis::Final)),
    ("总预算", Mark::Basis(Basis::Budget)),
    ("预算总额", Mark::Basis(Basis::Budget)),
    ("预算安排数", Mark::Basis(Basis::Budget)),
    ("预算安排", Mark::Basis(Basis::Budget)),
    ("预算金额", Mark::Basis(Basis::Budget)),
    ("预算数", Mark::Basis(Basis::Budget)),
    ("预算", Mark::Basis(Basis::Budget)),
    ("当年", Mark::Filler),
    ("实有", Mark::Filler),
    ("合计数", Mark::Total),
    ("合计金额", Mark::Total),
    ("合计", Mark::Total),
    ("总计", Mark::Total),
    ("共计", Mark::Total),
    ("总计数", Mark::Total),
    ("总金额", Mark::Filler),
    ("总额", Mark::Filler),
    ("同期", Mark::Filler),
    ("人民币", Mark::Filler),
    ("总数", Mark::Filler),
    ("累计", Mark::Filler),
    ("金额", Mark::Filler),
    ("数额", Mark::Filler),
    ("约为", Mark::Filler),
    ("达到", Mark::Filler),
    ("为", Mark::Filler),
    ("是", Mark::Filler),
    ("达", Mark::Filler),
    ("有", Mark::Filler),
    ("共", Mark::Filler),
    ("计", Mark::Filler),
    ("的", Mark::Filler),
    ("数", Mark::Filler),
    ("分别", Mark::Filler),
    ("均", Mark::Filler),
    ("各", Mark::Filler),
    ("仅", Mark::Filler),
];

/// Names that end in one of the [`SUFFIXES`] and are whole names all the same.
const WHOLE: &str = "编制数|人数|户数|次数|件数|批次数|总数|统计|设计|审计|会计|指数|基数|公共预算|公共";

#[derive(Clone, Copy)]
enum Mark {
    Filler,
    Total,
    Year(Year),
    Basis(Basis),
    TotalBasis(Basis),
}

/// Whether a word of [`PREFIXES`] begins with it: most names begin with none of them.
fn begins_prefix(char: char) -> bool {
    matches!(
        char,
        '其' | '本'
            | '当'
            | '今'
            | '上'
            | '去'
            | '全'
            | '年'
            | '截'
            | '我'
            | '共'
            | '下'
            | '安'
            | '已'
            | '调'
            | '实'
            | '决'
            | '的'
            | '为'
            | '和'
            | '及'
            | '以'
            | '另'
    )
}

/// Whether a word of [`SUFFIXES`], or 支出, ends with it.
fn ends_suffix(char: char) -> bool {
    matches!(
        char,
        '数' | '排'
            | '算'
            | '行'
            | '额'
            | '币'
            | '计'
            | '付'
            | '用'
            | '生'
            | '有'
            | '年'
            | '为'
            | '到'
            | '是'
            | '达'
            | '共'
            | '的'
            | '别'
            | '均'
            | '各'
            | '仅'
            | '后'
            | '出'
            | '期'
    )
}

/// Takes a label apart.
pub(crate) fn read_label(text: &str) -> Label<'_> {
    let bare = unquoted(text);
    let mut label = Label {
        name: Cow::Borrowed(""),
        year: Year::Reported,
        year_said: false,
        basis: Basis::Unsaid,
        total: false,
    };
    let name = match bare {
        Cow::Borrowed(text) => Cow::Borrowed(strip(text, &mut label)),
        Cow::Owned(text) => Cow::Owned(strip(&text, &mut label).to_owned()),
    };
    label.name = name;
    if label.total {
        all_of_a_year(&mut label);
    }
    // 收入总计 takes in what was carried over, 收入合计 does not: they are two items.
    if label.total && text.contains("总计") {
        label.name = match &*label.name {
            "收入" => Cow::Borrowed(ALL_RECEIPTS),
            "支出" => Cow::Borrowed(ALL_SPENDING),
            _ => label.name,
        };
    }
    label
}

/// 某县水利局2024年收入合计: the unit before the year is not part of the name.
fn all_of_a_year(label: &mut Label<'_>) {
    let Some((at, _)) = label.name.char_indices().rev().nth(1) else { return };
    let (unit, sum) = label.name.split_at(at);
    let Some((start, year)) =
        year_behind(unit.trim_end_matches('度')).filter(|_| matches!(sum, "收入" | "支出"))
    else {
        return;
    };
    if start == 0 || label.year_said {
        return;
    }
    label.year = Year::Of(year);
    label.year_said = true;
    label.name = Cow::Owned(sum.to_owned());
}

/// The year that a text ends with, and where it begins.
fn year_behind(text: &str) -> Option<(usize, i32)> {
    let digits = text.strip_suffix('年')?;
    let start = digits.len().checked_sub(4)?;
    let year: i32 = digits.get(start..)?.parse().ok()?;
    (1950..2100).contains(&year).then_some((start, year))
}

/// 收入总计: what came in, with what was carried over.
pub(crate) const ALL_RECEIPTS: &str = "收入总计";
/// 支出总计: what was spent, with what is left over.
pub(crate) const ALL_SPENDING: &str = "支出总计";

fn strip<'t>(text: &'t str, label: &mut Label<'_>) -> &'t str {
    let mut rest = trim(text);
    loop {
        let before = trim(strip_year(rest, label));
        // All suffixes first: the 年初预算 of 年初预算数为 belongs to the basis.
        rest = trim(strip_suffix(before, label));
        if rest != before {
            continue;
        }
        rest = trim(strip_prefix(before, label));
        if rest == before {
            return rest;
        }
    }
}

fn trim(text: &str) -> &str {
    let mark = |c: char| matches!(c, '，' | ',' | '、' | '；' | ';' | '。' | '.' | '-' | '—' | '…');
    text.trim_matches(|c: char| mark(c) || is_colon(c) || is_space(c))
}

/// Without quotation marks and spaces, which clerks set as they like.
fn unquoted(text: &str) -> Cow<'_, str> {
    let drop = |c: char| is_quote(c) || is_space(c);
    if !text.contains(drop) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !drop(*c)).collect())
}

/// A leading 2023年 or 2023年度.
fn strip_year<'t>(text: &'t str, label: &mut Label<'_>) -> &'t str {
    if !text.starts_with(|c: char| year_digit(c).is_ascii_digit()) {
        return text;
    }
    let digits: String = text.chars().take(4).map(year_digit).collect();
    let Ok(year) = digits.parse::<i32>() else { return text };
    let rest: &str = match text.char_indices().nth(4) {
        Some((at, '年')) if (1950..2100).contains(&year) => &text[at + '年'.len_utf8()..],
        _ => return text,
    };
    if !label.year_said {
        label.year = Year::Of(year);
        label.year_said = true;
    }
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    rest.strip_prefix(['末', '底']).unwrap_or(rest)
}

fn strip_prefix<'t>(text: &'t str, label: &mut Label<'_>) -> &'t str {
    if !text.starts_with(begins_prefix) {
        return text;
    }
    for (word, mark) in PREFIXES {
        if let Some(rest) = text.strip_prefix(word)
            && (!rest.is_empty()
                || !matches!(mark, Mark::Filler)
                || matches!(*word, "全年" | "年末" | "截至" | "和" | "及" | "以及"))
            && keeps_name(word, rest)
        {
            apply(*mark, label);
            return rest;
        }
    }
    text
}

/// 和谐, 实际问题, 安排部署 begin like filler and are not.
fn keeps_name(word: &str, rest: &str) -> bool {
    // 决算收入 is income on that basis; 决算编制费 is a name.
    let budget_word = word != "决算" || matches!(rest, "收入" | "支出" | "总收入" | "总支出");
    // 上年结转 is an item of this year.
    let carried = word.starts_with("上年") && words::starts(rest, "结转|结余");
    budget_word && !carried && !(word.chars().count() == 1 && (1..3).contains(&rest.chars().count()))
}

fn strip_suffix<'t>(text: &'t str, label: &mut Label<'_>) -> &'t str {
    if !text.ends_with(ends_suffix) {
        return text;
    }
    if words::ends(text, WHOLE) {
        return text;
    }
    // 支出决算 alone is a basis; behind a name the 支出 belongs to the name.
    if matches!(text, "支出决算" | "支出决算数" | "支出" | "支出数") {
        if text.contains("决算") {
            apply(Mark::Basis(Basis::Final), label);
        }
        // 支出合计 names all that was spent.
        return if label.total { "支出" } else { "" };
    }
    // 预算700万元，执行425万元: what was spent of the item that the sentence speaks of.
    const SPENT: &str = "执行|已执行|年终执行|已支出|仅支出|已支付|完成支付|支付|累计支出|累计支付";
    if words::is(text, SPENT) {
        apply(Mark::Basis(Basis::Final), label);
        return "";
    }
    if let "支出总额" | "支出总数" = text {
        label.total = true;
        return "支出";
    }
    for (word, mark) in SUFFIXES {
        if let Some(rest) = text.strip_suffix(word) {
            // 数 is filler behind 支出, 收入 and the like only.
            if *word == "数" && !words::ends(rest, "支出|收入|预算|安排") {
                continue;
            }
            apply(*mark, label);
            return rest;
        }
    }
    text
}

fn apply(mark: Mark, label: &mut Label<'_>) {
    let mut set = |basis: Basis| {
        if label.basis == Basis::Unsaid {
            label.basis = basis;
        }
    };
    match mark {
        Mark::Filler => {}
        Mark::Total => label.total = true,
        Mark::Basis(basis) => set(basis),
        Mark::TotalBasis(basis) => {
            set(basis);
            label.total = true;
        }
        Mark::Year(year) if !label.year_said => {
            label.year = year;
            label.year_said = true;
        }
        Mark::Year(_) => {}
    }
}

/// Whether `rest`, what stands before a known name, says nothing that makes another item of it: the unit or its short
/// form, place words, filler. `units` are the names of the unit, between 、.
pub(crate) fn is_neutral(rest: &str, units: &str) -> bool {
    const WORDS: &str = "本单位|本部门|我单位|我局|我办|我委|日常|全部|本年|当年|全年|实际|合计|总|\
            共|县市区|全市|全县|全区|市级|区级|县级|省级|本级|省|市|县|区|州|乡|镇|街道|\
            的|年度|年";
    let mut rest = rest;
    let names = || units.split('、').filter(|unit| !unit.is_empty());
    while !rest.is_empty() && !names().any(|unit| rest == unit || is_unit(rest, unit)) {
        let year =
            rest.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())).map(|_| &rest[4..]);
        let next = names().find_map(|unit| rest.strip_prefix(unit));
        let next = next.or(year).or_else(|| words::without_head(rest, WORDS));
        let Some(next) = next else { return false };
        rest = next;
    }
    true
}

/// Whether `text` is the unit's name, its end, or a short form: its characters in order, at least three of them.
pub(crate) fn is_unit(text: &str, unit: &str) -> bool {
    if text.chars().count() < 3 || unit.is_empty() {
        return false;
    }
    if unit.ends_with(text) {
        return true;
    }
    let ends = text.ends_with([
        '局', '办', '委', '室', '厅', '院', '会', '处', '站', '所', '校', '部', '心', '府', '协', '联',
    ]);
    let mut letters = unit.chars();
    ends && text.chars().all(|c| letters.any(|u| u == c))
}

/// The form in which names are compared: no quotation marks, spaces or list signs, brackets of one width, no 支出
/// behind a name that is an expense anyway.
pub(crate) fn canonical(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        if is_quote(char) || is_colon(char) || is_space(char) {
            continue;
        }
        out.push(match char {
            '（' => '(',
            '）' => ')',
            other => crate::number::halfwidth(other),
        });
    }
    let expense = ["费支出", "经费支出", "专项支出", "补助支出", "资金支出"];
    if out.ends_with("支出") && expense.iter().any(|tail| out.ends_with(tail)) {
        out.truncate(out.len() - "支出".len());
    }
    out
}

/// Takes list signs (1、 （一） 其中：) and the closing colon off a row label.
pub(crate) fn row_label(text: &str) -> &str {
    let closing = |c: char| is_colon(c) || is_space(c);
    let mut rest = text.trim_matches(closing);
    while let Some(next) = without_list_sign(rest) {
        rest = next.trim_matches(closing);
    }
    rest
}

fn without_list_sign(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("其中") {
        return Some(rest);
    }
    list_sign(text).map(|number| &text[number.span.end..])
}

/// The number sign at the head of a label.
pub(crate) fn list_sign(text: &str) -> Option<crate::syntax::ListNumber> {
    let first = text.chars().next()?;
    if !"一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩ \u{3000}\t".contains(first)
        && !crate::number::halfwidth(first).is_ascii_digit()
    {
        return None;
    }
    crate::syntax::list_number(text.get(..text.floor_char_boundary(32)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Year, Basis, bool) {
        let label = read_label(text);
        (label.name.into_owned(), label.year, label.basis, label.total)
    }

    #[test]
    fn year_basis_and_filler_come_off_both_ends() {
        let said = |name: &str, year, basis, total| (name.to_owned(), year, basis, total);
        assert_eq!(
            read("2023年某办“三公经费”实际支出总额"),
            said("某办三公经费", Year::Of(2023), Basis::Final, false)
        );
        assert_eq!(read("年初预算为"), said("", Year::Reported, Basis::Initial, false));
        assert_eq!(read("支出决算为"), said("", Year::Reported, Basis::Final, false));
        assert_eq!(read("2023年当年预算执行数为"), said("", Year::Of(2023), Basis::Final, false));
        assert_eq!(read("整体支出合计数为"), said("整体支出", Year::Reported, Basis::Unsaid, true));
        assert_eq!(read("2023年下达专项经费共计"), said("专项经费", Year::Of(2023), Basis::Open, true));
        assert_eq!(read("政府性基金预算"), said("政府性基金", Year::Reported, Basis::Budget, false));
        assert_eq!(read("人员编制数"), said("人员编制数", Year::Reported, Basis::Unsaid, false));
    }

    #[test]
    fn every_word_at_an_end_is_looked_for() {
        assert!(PREFIXES.iter().all(|(word, _)| word.starts_with(begins_prefix)));
        assert!(SUFFIXES.iter().all(|(word, _)| word.ends_with(ends_suffix)));
        assert!("支出".ends_with(ends_suffix));
    }

    #[test]
    fn only_the_unit_and_places_are_neutral() {
        let unit = "怀某市人民政府办公室";
        assert!(is_neutral("市政府办", unit));
        assert!(is_neutral("政府办公室", unit));
        assert!(is_neutral("县市区", unit));
        assert!(!is_neutral("政务服务中心", unit));
        assert!(!is_neutral("项目", unit));
        assert!(is_neutral("市府办", "怀某市人民政府办公室、市府办"));
        assert!(!is_neutral("、", "甲、乙"));
    }
}
