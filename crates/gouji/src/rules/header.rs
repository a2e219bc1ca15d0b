//! 文首的“键：值”。

use super::{Sink, rule};
use crate::{
    RuleSet,
    finding::{Edit, Finding, Fix, Phrase, Words},
    model::Model,
    similar,
    syntax::{Field, HEADER_KEYS},
};

rule! {
    /// # 不认识的文首键
    ///
    /// 文首的“键：值”只认：报告、填报单位（单位名称、部门）、年度、规程、语言、金额单位、简称。其他的键不起作用。
    ///
    /// ## 反例
    /// ```gj bad
    /// 报告：某局部门整体支出绩效自评报告
    /// 年分：2023
    /// ```
    /// ## 正例
    /// ```gj good
    /// 报告：某局部门整体支出绩效自评报告
    /// 年度：2023
    /// ```
    /// ## 怎么改
    /// 改为认识的键；不属于文首的内容，与文首之间空一行。
    KEY = "GJ011", Warning, Syntax;
    title: "不认识的文首键", "an unknown header key";
    zh: "文首没有“{key}”这一项{hint}，未起作用。可用的有：{keys}。";
    en: "The header has no “{key}”{hint}; it has no effect. Known are {keys}.";
}

rule! {
    /// # 文首的值无法采用
    ///
    /// 年度应为四位年份；语言目前只有第 1 版；金额单位应为元、千元、万元、亿元之一。
    ///
    /// ## 反例
    /// ```gj bad
    /// 报告：某局部门整体支出绩效自评报告
    /// 年度：去年
    /// ```
    /// ## 正例
    /// ```gj good
    /// 报告：某局部门整体支出绩效自评报告
    /// 年度：2023
    /// ```
    /// ## 怎么改
    /// 按要求的样子填写，或删去这一行。
    VALUE = "GJ012", Warning, Syntax;
    title: "文首的值无法采用", "a header value cannot be used";
    zh: "“{key}：{value}”无法采用：{expected}。";
    en: "“{key}：{value}” cannot be used: {expected}.";
}

rule! {
    /// # 没有这个规程
    ///
    /// 文首“规程”写的名称不在已有规程之列，改按题目选用。
    ///
    /// ## 反例
    /// ```gj bad
    /// 报告：某局部门整体支出绩效自评报告
    /// 规程：部门整体
    /// ```
    /// ## 正例
    /// ```gj good
    /// 报告：某局部门整体支出绩效自评报告
    /// 规程：部门整体支出
    /// ```
    /// ## 怎么改
    /// 改为已有的规程名称，或删去这一行，由题目决定。
    RULES = "GJ013", Warning, Syntax;
    title: "没有这个规程", "an unknown rule set";
    zh: "没有名为“{value}”的规程{hint}，改用“{used}”。已有：{names}。";
    en: "There is no rule set “{value}”{hint}; “{used}” is used. Known are {names}.";
}

rule! {
    /// # 文首的键重复
    ///
    /// 同一个键写了两次，以后一个为准。
    ///
    /// ## 反例
    /// ```gj bad
    /// 报告：某局部门整体支出绩效自评报告
    /// 年度：2023
    /// 年度：2022
    /// ```
    /// ## 正例
    /// ```gj good
    /// 报告：某局部门整体支出绩效自评报告
    /// 年度：2023
    /// ```
    /// ## 怎么改
    /// 留下正确的一个。
    REPEATED = "GJ014", Warning, Syntax;
    title: "文首的键重复", "a header key is repeated";
    zh: "文首的“{key}”重复，以后一个为准。";
    en: "The header repeats “{key}”; the last one counts.";
}

static NEAREST: Phrase = Phrase { zh: "，是否指“{nearest}”", en: "; is “{nearest}” meant" };
static WRITE: Phrase = Phrase { zh: "改为“{nearest}”", en: "write “{nearest}”" };
static YEAR: Phrase = Phrase {
    zh: "年度应为四位年份，如 2023",
    en: "a year of four digits is expected, such as 2023",
};
static LANGUAGE: Phrase = Phrase { zh: "语言目前只有第 1 版", en: "the language has version 1 only" };
static UNIT: Phrase = Phrase {
    zh: "金额单位应为元、千元、万元、亿元之一",
    en: "one of 元, 千元, 万元, 亿元 is expected",
};

/// Looks at every line of the header.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    let text = model.text();
    for (i, field) in model.syntax.header.iter().enumerate() {
        let (key, value) = (field.key.of(text), field.value.of(text).trim());
        if !HEADER_KEYS.contains(&key) {
            sink.push(unknown_key(field, key));
            continue;
        }
        if model.syntax.header[..i].iter().any(|before| before.key.of(text) == key) {
            sink.push(Finding::new(&REPEATED, field.key).with("key", key));
        }
        let expected = match key {
            "年度" if !is_year(value) => &YEAR,
            "语言"
                if crate::number::parse_number(value)
                    .is_none_or(|(version, _)| version != rust_decimal::Decimal::ONE) =>
            {
                &LANGUAGE
            }
            "金额单位" if !["元", "千元", "万元", "亿元"].contains(&value) => &UNIT,
            "规程" => {
                rule_set(model, sink, field, value);
                continue;
            }
            _ => continue,
        };
        let span = if value.is_empty() { field.key } else { field.value };
        sink.push(
            Finding::new(&VALUE, span)
                .with("key", key)
                .with("value", value)
                .with_words("expected", Words::new(expected)),
        );
    }
}

fn is_year(value: &str) -> bool {
    let digits: String =
        value.trim_end_matches('度').trim_end_matches('年').chars().map(crate::number::halfwidth).collect();
    digits.parse::<i32>().is_ok_and(|year| (1990..2100).contains(&year))
}

fn unknown_key(field: &Field, key: &str) -> Finding {
    let finding = Finding::new(&KEY, field.key).with("key", key).with("keys", HEADER_KEYS.join("、"));
    suggest(finding, field.key, similar::nearest(key, HEADER_KEYS.into_iter()))
}

fn suggest(finding: Finding, span: crate::Span, nearest: Option<&str>) -> Finding {
    let Some(nearest) = nearest else { return finding };
    let mut finding = finding.with_words("hint", Words::new(&NEAREST).with("nearest", nearest));
    let edits = vec![Edit { span, text: nearest.to_owned() }];
    finding.fixes.push(Fix { words: Words::new(&WRITE).with("nearest", nearest), edits });
    finding
}

fn rule_set(model: &Model<'_>, sink: &mut Sink, field: &Field, value: &str) {
    let sets = RuleSet::builtins();
    let named = |set: &RuleSet| set.name == value || set.aliases.iter().any(|alias| alias == value);
    if named(model.rules) || sets.iter().any(named) {
        return;
    }
    let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
    let contained = names
        .iter()
        .copied()
        .find(|name| !value.is_empty() && (name.contains(value) || value.contains(name)));
    let nearest = contained.or_else(|| similar::nearest(value, names.iter().copied()));
    let span = if value.is_empty() { field.key } else { field.value };
    let finding = Finding::new(&RULES, span)
        .with("value", value)
        .with("used", &model.rules.name)
        .with("names", names.join("、"));
    sink.push(suggest(finding, span, nearest));
}
