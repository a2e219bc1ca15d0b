//! What a sentence says of an amount beside its name: that it was saved of its item, that a whole region spent it, that it is what
//! stood in a draft or in other books.

use crate::{model::Aside, number::Dimension, words};

/// What a whole sentence speaks of: drafts of the budget, the books before and behind an audit, and those that are kept by
/// what is due.
const DRAFTS: &str = "“一上”|“二上”|“一下”|编制阶段|审计调整|审计调减|审计调增|权责发生制";
const REGIONS: &str = "全县|全市|全区|全省|全州|全国|全镇|全乡";

/// What stands `before` a figure in its paragraph says of it.
pub(super) fn aside(before: &str, dimension: Dimension) -> Aside {
    let all = words::ends(before.trim_end_matches(['为', '：', ':', ' ']), "总计");
    if dimension != Dimension::Money {
        return Aside { all, ..Aside::default() };
    }
    let sentence = sentence_of(before);
    let other = words::has(sentence, DRAFTS) || reaching(sentence).any(is_cut);
    let of_region = reaching(sentence).any(|clause| words::has(clause, REGIONS));
    Aside { other, of_region, all }
}

/// The last sentence, or what stands behind the last semicolon.
fn sentence_of(before: &str) -> &str {
    /// No sentence leads so far, in bytes.
    const NEAR: usize = 300;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    near.rsplit(['。', '；', ';', '！', '？']).next().unwrap_or_default()
}

/// 压减基本支出10万元: a clause that names what was taken off. 压减了10万元, 压减后 name the change, or what was left.
fn is_cut(clause: &str) -> bool {
    const CUTS: &str = "压减|压缩|削减|核减|精简";
    const OTHERS: [char; 10] = ['了', '约', '后', '率', '幅', '至', '到', '为', '额', '共'];
    CUTS.split('|').any(|cut| {
        let behind = clause.split_once(cut).map(|(_, behind)| behind);
        behind.is_some_and(|behind| {
            !behind.is_empty() && !behind.starts_with(|c: char| c.is_ascii_digit() || OTHERS.contains(&c))
        })
    })
}

/// The clause before an amount, and those before it as far as each gives an amount too: 压减基本支出10万元、项目支出20万元, but not
/// 压减一般性支出，项目支出546万元.
fn reaching(sentence: &str) -> impl Iterator<Item = &str> {
    let gives_amount = |clause: &str| clause.contains(|c: char| c.is_ascii_digit());
    let mut clauses = sentence.rsplit(['，', ',', '、', '：', ':', '（', '(']);
    let own = clauses.next();
    own.into_iter().chain(clauses.take_while(move |clause| gives_amount(clause)))
}
