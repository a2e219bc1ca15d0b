//! 未填写的占位符：XX、××、X年X月、____、【填写…】。

use super::{
    Sink, nearby,
    passages::{Gathered, Passage, Wording, after, before, passages},
    rule,
};
use crate::{
    model::Model,
    width::{is_han, is_letter},
    words,
};
use std::ops::Range;

rule! {
    /// # 占位符未填写
    ///
    /// 模板里的 XX、XXX万元、***万元、××、X年X月、____、（  ）万元、（待补充）、【填写……】 没有换成实际内容。同一节或同一张表的合为一处，注明处数。
    /// 不把这些当作占位符：X101 等代号、X射线、写明涉密或已隐去的内容、张XX 之类隐去的人名、二〇〇八年。
    ///
    /// ## 反例
    /// ```gj bad
    /// 2024年度收入支出总计XXX万元，比上年增长XX%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 2024年度收入支出总计2995.39万元，X101道路建设已完工。
    /// ```
    /// ## 怎么改
    /// 换成实际内容；不涉及的，删去该句。
    BLANK = "GJ121", Warning, Missing;
    title: "占位符未填写", "a placeholder is not filled in";
    zh: "有{count}处占位符未填写（“{words}”{more}），请填写；不涉及的请删去。";
    en: "{count} placeholders are not filled in (“{words}”); fill them in or delete them.";
}

/// Whether the rule finds anything in a passage.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    !placeholders(passage.text).is_empty()
}

/// Looks for placeholders in every passage.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let mut gathered = Gathered::new(&BLANK);
    for passage in passages(model, Wording::Placeholders).filter(|passage| !passage.contents) {
        let found = placeholders(passage.text);
        if found.is_empty() || is_withheld(passage.text) {
            continue;
        }
        for range in found.into_iter().filter(|range| !is_sealed(model, &passage, range)) {
            let shown = with_neighbours(passage.text, &range);
            gathered.add(passage.group, passage.span(model, range), &shown);
        }
    }
    for finding in gathered.findings() {
        sink.push(finding);
    }
}

/// （盖章）, and below it nothing but 年 月 日: who sets the seal writes the date by hand.
fn is_sealed(model: &Model<'_>, passage: &Passage<'_>, range: &Range<usize>) -> bool {
    /// How far above, in bytes, the seal stands.
    const FAR: usize = 200;
    if !passage.text[range.clone()].starts_with('年') || passage.text.trim().len() > range.len() {
        return false;
    }
    let above = nearby::text_before(model, passage.span(model, range.clone()).start, FAR);
    let line = above.lines().rev().map(str::trim).find(|line| !line.is_empty());
    line.is_some_and(|line| words::has(line, "盖章|公章|签章|签字|审核意见|审批意见"))
}

/// Words that say that something is left out on purpose.
fn is_withheld(text: &str) -> bool {
    words::has(text, "涉密|保密|脱敏|隐去|匿名|化名")
}

/// The placeholder with the word behind it, so that the reader sees what is missing: XXX万元.
fn with_neighbours(text: &str, range: &Range<usize>) -> String {
    const UNITS: [&str; 12] = ["万元", "亿元", "元", "%", "％", "个", "辆", "人次", "人", "分", "台", "项"];
    let rest = &text[range.end..];
    let unit = UNITS.into_iter().find(|unit| rest.starts_with(unit)).unwrap_or_default();
    format!("{}{unit}", &text[range.clone()])
}

/// Where placeholders stand in a passage, in order and apart.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for (at, char) in text.char_indices() {
        if at < end {
            continue;
        }
        let range = match char {
            'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '〇' | '○' => {
                end = at + run_of(text, at, char);
                letters(text, at, end, char)
            }
            '_' | '＿' => {
                end = at + run_of(text, at, char);
                match filled_line(text, at, end, char) {
                    Some(behind) => {
                        end = behind;
                        None
                    }
                    None => underscores(text, at, end),
                }
            }
            '【' | '［' | '〔' => bracket(text, at),
            '年' => date(text, at),
            '*' | '＊' => {
                end = at + run_of(text, at, char);
                stars(text, at, end)
            }
            '（' | '(' => blank_bracket(text, at),
            _ => None,
        };
        if let Some(range) = range {
            end = range.end;
            found.push(range);
        }
    }
    // The date of a form's sign-off has a rule of its own.
    if found.iter().any(|range| text[range.clone()].starts_with('年')) && is_sign_off(text) {
        found.retain(|range| !text[range.clone()].starts_with('年'));
    }
    found
}

fn is_sign_off(text: &str) -> bool {
    words::has(text, "填报日期|填表日期|填报时间|填表时间|报送日期")
}

/// Bytes of the run of `char` that begins at `at`.
fn run_of(text: &str, at: usize, char: char) -> usize {
    let rest = &text[at..];
    rest.len() - rest.trim_start_matches(char).len()
}

/// XX, ××; one X where a year, an amount or a count has to stand.
fn letters(text: &str, at: usize, end: usize, char: char) -> Option<Range<usize>> {
    let count = text[at..end].chars().count();
    let (left, right) = (before(text, at), after(text, end));
    // 20XX年 is a year, unlike all that begins with a figure.
    if count == 2 && text[..at].ends_with("20") && right == Some('年') {
        return Some(at - "20".len()..end);
    }
    if is_code(&text[..at], &text[end..], char) {
        return None;
    }
    if matches!(char, '〇' | '○') {
        // 二〇〇八年 is a year, a single ○ a mark.
        let numeral = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九十百千零".contains(c));
        return (count >= 2 && !numeral(left) && !numeral(right)).then_some(at..end);
    }
    if count == 1 {
        return single(text, at, end, char).then_some(at..end);
    }
    (!is_masked_name(text, at, end)).then_some(at..end)
}

/// X101, W-07X, XXL: part of a code or a word in Latin letters.
fn is_code(left: &str, right: &str, char: char) -> bool {
    let hyphen = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '－' | '_'));
    let code = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() && c != char);
    let (mut left, mut right) = (left.chars().rev(), right.chars());
    let (first, next) = (left.next(), right.next());
    code(first) || code(next) || (hyphen(first) && code(left.next())) || (hyphen(next) && code(right.next()))
}

/// X年X月X日, X万元, X个.
fn single(text: &str, at: usize, end: usize, char: char) -> bool {
    const BEHIND: &str = "年|月|日|万元|亿元|元|个|人次|%|％|分";
    // 3×5 is a product, and 系数×分 a formula.
    let formula =
        char == '×' || before(text, at).is_some_and(|c| c.is_ascii_digit() || "）)＝=+＋-－/／*".contains(c));
    !formula
        && words::starts(&text[end..], BEHIND)
        && before(text, at).is_none_or(|c| !is_letter(c) || is_han(c))
}

/// 张XX, 李××: a person whose given name is withheld. Before a unit a surname is the end of a word: 工程XX个.
fn is_masked_name(text: &str, at: usize, end: usize) -> bool {
    const SURNAMES: &str = "张王李赵刘陈杨黄周吴徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶苏魏吕丁任姚卢傅钟姜崔谭廖范汪贾夏韦";
    const WORDS: &str = "万元|亿元|元|%|％|个|人|名|辆|台|年|月|次|项|局|县";
    let surname = before(text, at).is_some_and(|c| SURNAMES.contains(c));
    surname && !words::starts(&text[end..], WORDS)
}

/// __张三__, ____12____: where a line ends on which something is written.
fn filled_line(text: &str, at: usize, end: usize, char: char) -> Option<usize> {
    /// Most bytes on it.
    const LONGEST: usize = 60;
    let near = &text[end..text.floor_char_boundary((end + LONGEST).min(text.len()))];
    let written = &near[..near.find(char)?];
    let behind = end + written.len() + run_of(text, end + written.len(), char);
    let bold = end - at == 2 * char.len_utf8() && behind - end - written.len() == 2 * char.len_utf8();
    let word = bold && written.chars().count() >= 2 && written.chars().all(is_han);
    let apart = after(text, behind).is_none_or(|c| !is_han(c));
    let figure = written.contains(|c: char| c.is_ascii_digit());
    let plain = !written.contains(['，', '。', '；', '：', ':', '\n']) && !written.trim().is_empty();
    (plain && (figure || word && apart)).then_some(behind)
}

/// A line to write on, unless it is for a signature.
fn underscores(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let code = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // 评价组组长（签字）：____: signed by hand.
    let said = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':'));
    let signed = words::ends(
        said,
        "签字）|签名）|签章）|盖章）|公章）|签字)|签名)|签章)|盖章)|公章)|签字|签名|签章|盖章",
    );
    (!signed && text[at..end].chars().count() >= 2 && !code(before(text, at)) && !code(after(text, end)))
        .then_some(at..end)
}

/// 支出***万元: stars where an amount has to stand.
fn stars(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let apart = !before(text, at).is_some_and(|char| char.is_ascii_digit() || "）)=＝".contains(char));
    let several = text[at..end].chars().count() >= 2;
    let unit = words::starts(&text[end..], "万元|亿元") || words::is(&text[end..], "元|元。");
    (several && apart && unit).then_some(at..end)
}

/// 支出（  ）万元, （待补充）: brackets with nothing in them before a unit, or with the word that something is to come.
fn blank_bracket(text: &str, at: usize) -> Option<Range<usize>> {
    let open = after(text, at)?.len_utf8();
    let near = &text[at..text.floor_char_boundary((at + MAX_BRACKET).min(text.len()))];
    let length = near.find(['）', ')'])?;
    let (inside, end) = (near[open..length].trim(), at + length + after(text, at + length)?.len_utf8());
    if inside.is_empty() {
        let unit = words::starts(&text[end..], "万元|亿元|%|％") || words::is(&text[end..], "元|元。");
        return (length > open && unit && !is_asked(text, at, end)).then_some(at..end);
    }
    // 缺编2人（待补充） is a state of affairs, and （待完善） by itself in a cell may be how far something has come.
    let to_come = match words::ends(&text[..at], "元|%|％|：|:") {
        true => words::is(inside, "待补充|待填写|待填|待补|待核实|待完善|待定稿"),
        false => at == 0 && end == text.len() && words::is(inside, "待填写|待填|待补"),
    };
    to_come.then_some(at..end)
}

/// 金额单位：（√）万元（ ）元, 您家收入（ ）万元: whether a bracket is to be ticked or answered by somebody else.
fn is_asked(text: &str, at: usize, end: usize) -> bool {
    const FAR: usize = 120;
    let from = text.floor_char_boundary(at.saturating_sub(FAR));
    let around = &text[from..text.floor_char_boundary((end + FAR).min(text.len()))];
    words::has(around, "√|☑|□|问卷|填表|请|您|单位：")
}

/// Longest placeholder in brackets, in bytes.
const MAX_BRACKET: usize = 100;

/// 【填写项目名称】.
fn bracket(text: &str, at: usize) -> Option<Range<usize>> {
    let open = after(text, at)?;
    let close = match open {
        '【' => '】',
        '［' => '］',
        _ => '〕',
    };
    let near = &text[at..text.floor_char_boundary((at + MAX_BRACKET).min(text.len()))];
    let length = near.find(close)? + close.len_utf8();
    let inside = &near[open.len_utf8()..length - close.len_utf8()];
    let asks = words::has(inside, "填写|填入|请填|待填|待补|此处|请输入");
    (asks && !inside.contains("说明")).then_some(at..at + length)
}

/// 年 月 日 with nothing between, or a year without month and day.
fn date(text: &str, at: usize) -> Option<Range<usize>> {
    let space = |text: &str| text.len() - text.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len();
    let mut end = at + '年'.len_utf8();
    let gap = space(&text[end..]);
    if gap == 0 {
        return None;
    }
    end += gap;
    end += text[end..].starts_with('月').then_some('月'.len_utf8())?;
    end += space(&text[end..]);
    end += text[end..].starts_with('日').then_some('日'.len_utf8())?;
    Some(at..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ColumnUnit, Lang, LineIndex};

    fn found(text: &str) -> Vec<String> {
        let report = crate::check(text, None);
        let lines = LineIndex::new(text);
        let own = report.findings.iter().filter(|f| f.rule.code == BLANK.code);
        own.map(|f| {
            format!("{} {}", lines.position(text, f.span.start, ColumnUnit::Utf16).line, f.message(Lang::Zh))
        })
        .collect()
    }

    #[test]
    fn placeholders_of_every_kind_are_found() {
        for text in [
            "上海市XX局本级决算。\n",
            "平均得分XX分，完成××项任务。\n",
            "截至X年X月X日，结余X万元。\n",
            "项目负责人：____。\n",
            "【填写项目名称】已完成。\n",
            "评价日期：    年  月  日\n",
            "经费共计○○万元。\n",
            "基本工程XX个。\n",
            "ｘｘ局\n",
            "20XX年度部门决算。\n",
            "评价日期：XXXX-XX-XX。\n",
            "全年支出***万元。\n",
            "全年支出（  ）万元。\n",
            "全年支出100万元（待补充）。\n",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn names_and_codes_are_none() {
        for text in [
            "X101、X102街坊，W060701单元，X射线机2台，XXL号服装，MAXX牌。\n",
            "面积100×20米，得分＝执行率×分值。\n",
            "二〇〇八年建成。二〇二三年十月。\n",
            "救助对象张XX，李××，名单从略。\n",
            "因涉密，XX项目名称从略。\n",
            "详见〔2023〕12号文，附件【2017】89号。\n",
            "完成 30% 的任务；x轴、X光片。\n",
            "字段_Toc12_3 与 a__b 无关，电话138XXXX1234，【填写说明】如下。\n",
            "填报日期：  年  月  日\n",
            "得分＝**万元，全年支出（）万元，（待补充材料）已交，完成情况（ ）分。\n",
            "**全年支出1200万元**，其中：张**1人。\n",
        ] {
            assert!(found(text).is_empty(), "{text} {:?}", found(text));
        }
    }

    #[test]
    fn one_finding_a_section_with_the_count() {
        let text = "一、收入\n收入XXX万元，增长XX%。\n其中：拨款XXX万元。\n二、支出\n支出XXX万元。\n";
        let all = found(text);
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all[0].contains("有3处"), "{all:?}");
    }
}
