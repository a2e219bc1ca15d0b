//! 重复的词：目标目标、的的、进行进行，以及“共……共计”。

use super::{
    Sink,
    passages::{Passage, Wording, after, before, passages},
    rule,
};
use crate::{
    finding::{Edit, Finding, Fix, Phrase, Words},
    model::Model,
    text::Span,
    width::is_han,
    words,
};
use std::ops::Range;

rule! {
    /// # 词语重复
    ///
    /// 同一个词或标点连着打了两遍，如“绩效目标目标，”“进行进行”“，，”。只报确定的重复：叠词（常常、研究研究、一一）、
    /// 两个词首尾相接（重点项目|项目支出）不算。
    ///
    /// ## 反例
    /// ```gj bad
    /// 下一步将严格制定绩效目标目标，进一步分解细化。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 各部门部门预算和重点项目项目支出，常常研究研究，达到了目的的要求。
    /// ```
    /// ## 怎么改
    /// 删去一个。
    DOUBLED = "GJ131", Hint, Review;
    title: "词语重复", "a word is typed twice";
    zh: "“{words}”重复，请删去一个。";
    en: "“{words}” is typed twice; delete one.";
}

rule! {
    /// # “共”与“共计”并用
    ///
    /// 一个分句里“共”和“共计”（合计、总计）只需一个。
    ///
    /// ## 反例
    /// ```gj bad
    /// 截止目前，共开展“领导接听日”活动共计93次。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 截至目前，共开展“领导接听日”活动93次。
    /// ```
    /// ## 怎么改
    /// 留一个。
    TOTAL_TWICE = "GJ132", Hint, Review;
    title: "“共”与“共计”并用", "one “in all” too many";
    zh: "分句里“共”与“{words}”并用，请留一个。";
    en: "the clause says “in all” twice (共, {words}); keep one.";
}

static DELETE: Phrase = Phrase { zh: "删去“{words}”", en: "delete “{words}”" };

/// Longest word that is looked for twice, in characters.
const MAX_WORD: usize = 8;
/// Words as long as this do not meet by accident.
const CERTAIN: usize = 4;

/// Words that never begin the next word, so that two of them in a row are always one too many.
const ALWAYS: [&str; 44] = [
    "进行", "开展", "实施", "以及", "因为", "所以", "通过", "根据", "按照", "为了", "对于", "关于", "其中",
    "主要", "已经", "能够", "可以", "应当", "应该", "必须", "需要", "加强", "提高", "完善", "落实", "推进",
    "促进", "保障", "确保", "完成", "达到", "实现", "增加", "减少", "下降", "增长", "由于", "并且", "同时",
    "没有", "我们", "万元", "认真", "积极",
];
/// Words that are doubled in good Chinese.
const REDUPLICATED: [&str; 26] = [
    "研究", "讨论", "商量", "考虑", "了解", "学习", "休息", "打听", "琢磨", "比较", "活动", "很多", "非常",
    "许多", "十分", "特别", "永远", "哈哈", "彼此", "各位", "哪里", "什么", "如何", "怎样", "多少", "哪些",
];

/// Whether the rule finds anything in a passage.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    let text = passage.text;
    is_prose(text) && (!doubled(text).is_empty() || !totals_twice(text).is_empty())
}

/// Looks for doubled words in every passage.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for passage in
        passages(model, Wording::Doubled).filter(|passage| !passage.contents && is_prose(passage.text))
    {
        for (range, words) in doubled(passage.text) {
            let span = passage.span(model, range.clone());
            let second = passage.span(model, range.start + words.len()..range.end);
            sink.push(finding(model, Finding::new(&DOUBLED, span), second, words));
        }
        for range in totals_twice(passage.text) {
            let words = &passage.text[range.clone()];
            let span = passage.span(model, range);
            sink.push(finding(model, Finding::new(&TOTAL_TWICE, span), span, words));
        }
    }
}

/// Heads that a machine ran together (预算数决算数预算数决算数) are no prose.
fn is_prose(text: &str) -> bool {
    text.contains(['，', '。', '；', '：', '、', '！', '？', ',', ';'])
}

/// With the fix that deletes `surplus`, unless the words are wrapped over lines there.
fn finding(model: &Model<'_>, finding: Finding, surplus: Span, words: &str) -> Finding {
    let mut finding = finding.with("words", words);
    if surplus.of(model.text()) == words {
        let edits = vec![Edit { span: surplus, text: String::new() }];
        finding.fixes.push(Fix { words: Words::new(&DELETE).with("words", words), edits });
    }
    finding
}

/// Doubled words of a passage: the place of both copies, and the word.
fn doubled(text: &str) -> Vec<(Range<usize>, &str)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let offset = |at: usize| chars.get(at).map_or(text.len(), |c| c.0);
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < chars.len() {
        let Some(length) = twice_at(text, &chars, at) else {
            at += 1;
            continue;
        };
        found.push((offset(at)..offset(at + 2 * length), &text[offset(at)..offset(at + length)]));
        at += 2 * length;
    }
    found
}

/// The length of the word that stands twice at `at`.
fn twice_at(text: &str, chars: &[(usize, char)], at: usize) -> Option<usize> {
    let first = chars[at].1;
    if chars.get(at + 1).is_some_and(|c| c.1 == first) {
        return single(chars, at).then_some(1);
    }
    if !is_han(first) {
        return None;
    }
    let equal = |length: usize| {
        chars.get(at + length).is_some_and(|c| c.1 == first)
            && (1..length).all(|i| chars.get(at + length + i).is_some_and(|c| c.1 == chars[at + i].1))
    };
    (2..=MAX_WORD).find(|&length| equal(length) && is_true_double(text, chars, at, length))
}

fn is_true_double(text: &str, chars: &[(usize, char)], at: usize, length: usize) -> bool {
    let word = &chars[at..at + length];
    if !word.iter().all(|c| is_han(c.1)) || word.iter().all(|c| c.1 == word[0].1) {
        return false;
    }
    let end = chars.get(at + 2 * length).map_or(text.len(), |c| c.0);
    let words = &text[word[0].0..chars[at + length].0];
    if ALWAYS.contains(&words) {
        return true;
    }
    // 一步一步, 三番三番: a way of counting.
    let counts = "一二三四五六七八九十两几半".contains(word[0].1);
    if counts || REDUPLICATED.contains(&words) {
        return false;
    }
    // The second copy may begin the next word (项目 of 项目支出), but not where that word would have nothing else.
    length >= CERTAIN || ends_here(text, end)
}

/// A mark or a word that no compound goes on with.
fn ends_here(text: &str, at: usize) -> bool {
    let Some(next) = after(text, at) else { return true };
    if "，。；：、！？,.;:!?）)”》".contains(next) {
        return true;
    }
    // 的 and the like begin words too (的确, 和谐, 及时), but hardly ever behind a noun.
    let next_but_one = after(text, at + next.len_utf8());
    match next {
        '的' => next_but_one != Some('确'),
        '和' => !next_but_one.is_some_and(|c| "谐平气".contains(c)),
        '及' => next_but_one != Some('时'),
        '与' | '是' | '为' | '等' | '了' => true,
        _ => false,
    }
}

/// A single character or mark that is never doubled, with the words in which it is all the same.
fn single(chars: &[(usize, char)], at: usize) -> bool {
    let char = chars[at].1;
    let left = at.checked_sub(1).and_then(|i| chars.get(i)).map_or(' ', |c| c.1);
    let right = chars.get(at + 2).map_or(' ', |c| c.1);
    if left == char || right == char {
        return false;
    }
    let clear = |not_after: &str, not_before: &str| !not_after.contains(left) && !not_before.contains(right);
    match char {
        // 标的的价格, but 绩效目标的的.
        '的' if left == '标' => {
            at.checked_sub(2).and_then(|i| chars.get(i)).is_some_and(|c| "目指".contains(c.1))
        }
        '的' => clear("目有似", "确士"),
        '了' => clear("", "解结却然望不得"),
        '和' => clear("温缓柔平调总共暖饱", "谐平气睦解美田县政"),
        '在' => clear("存现实所潜内外旨正自", "建职校线岗编册学读场于乎任"),
        '与' => clear("参赋给授", "会其此"),
        '及' => clear("以涉普提危顾触波来不", "时格早其"),
        '，' | '；' | '、' => true,
        '。' => true,
        _ => false,
    }
}

/// 共计 behind a 共 of the same clause.
fn totals_twice(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for word in ["共计", "合计", "总计"].into_iter().filter(|word| text.contains(word)) {
        for (at, _) in text.match_indices(word) {
            let figure =
                after(text, at + word.len()).is_some_and(|c| crate::number::halfwidth(c).is_ascii_digit());
            let head = &text[text.ceil_char_boundary(at.saturating_sub(MAX_CLAUSE))..at];
            let clause =
                head.rsplit(['，', '。', '；', '：', ',', ';', ':', '、']).next().unwrap_or_default();
            let close = before(text, at).is_none_or(|c| c != '共');
            if figure && close && begins_with_total(clause) {
                found.push(at..at + word.len());
            }
        }
    }
    found
}

/// Longest clause that is looked at, in bytes.
const MAX_CLAUSE: usize = 180;

/// 共 as an adverb at the head of a clause: no 公共, 共同, 共享.
fn begins_with_total(clause: &str) -> bool {
    let clause = clause.trim_start();
    let clause = words::without_head(clause, "全年|年内|累计|已|目前|本年|今年").unwrap_or(clause);
    let Some(rest) = clause.strip_prefix('共') else { return false };
    rest.chars().next().is_some_and(|c| is_han(c) && !"同享产建治青和抓识管商性处存荣振担计用有".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        doubled(text).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn true_doubles_are_found() {
        assert_eq!(words("严格制定绩效目标目标，进一步"), ["目标"]);
        assert_eq!(words("对项目进行进行检查"), ["进行"]);
        assert_eq!(words("全面的的工作，，并且；"), ["的", "，"]);
        assert_eq!(words("绩效目标的的设置"), ["的"]);
        assert_eq!(words("支出100万元万元。"), ["万元"]);
        assert_eq!(words("怀化市财政局怀化市财政局负责"), ["怀化市财政局"]);
        assert_eq!(words("加强管理管理的能力"), ["管理"]);
    }

    #[test]
    fn reduplication_and_words_that_meet_are_left_alone() {
        for text in [
            "多多、人人、天天、常常、一一、各各、日日、万万",
            "看看，研究研究，一步一步，三个三个",
            "项目目标、目的的要求、标的的价格、为了了解情况、存在在建工程",
            "各部门部门预算，重点项目项目支出，街道社区社区事务",
            "石石小区，平安和和谐，以及及时",
            "。。。……，",
            "XXXX万元，1111",
            "公共安全支出（类）其他公共安全支出（款）其他公共安全支出（项）",
        ] {
            assert!(words(text).is_empty(), "{text} {:?}", words(text));
        }
    }

    #[test]
    fn one_total_is_enough() {
        let found = |text: &str| totals_twice(text).len();
        assert_eq!(found("截止目前，共开展“领导接听活动”共计93次"), 1);
        assert_eq!(found("一般公共预算收入合计100万元"), 0);
        assert_eq!(found("共同开展活动合计3次，共计5人"), 0);
        assert_eq!(found("共3项，合计20万元"), 0);
    }
}
