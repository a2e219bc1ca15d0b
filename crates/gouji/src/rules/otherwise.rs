//! Amounts of the prose that bear the name of an item and are another amount than the one it came to: what was saved of it, what
//! a whole region spent on it, what it was in a draft, or by other books.

use super::nearby::levels_beside;
use crate::{
    model::{FigureId, Home, Model},
    number::{Dimension, plus, times},
    syntax::Node,
    words,
};
use rust_decimal::Decimal;

/// Whether what is said before an amount makes it another one than its item came to.
pub(super) fn is_other(model: &Model<'_>, id: FigureId) -> bool {
    /// What a whole sentence speaks of: drafts of the budget, the books before and behind an audit, and those that are kept by
    /// what is due.
    const DRAFTS: &str = "“一上”|“二上”|“一下”|编制阶段|审计调整|审计调减|审计调增|权责发生制";
    let sentence = sentence_before(model, id);
    words::has(sentence, DRAFTS) || reaching(sentence).any(is_cut)
}

/// Whether an amount is one of a whole region (全县“三公”经费支出1250万元), and so much more or less than another that it can be no
/// slip of it.
pub(super) fn is_of_region(model: &Model<'_>, id: FigureId, other: FigureId) -> bool {
    let (Some(x), Some(y)) = (model.base_value(id), model.base_value(other)) else { return false };
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    let far = times(low, Decimal::TWO).is_some_and(|double| double < high);
    far && says_region(model, id) != says_region(model, other)
}

/// Whether an amount is said to be one of a whole region.
pub(super) fn says_region(model: &Model<'_>, id: FigureId) -> bool {
    const REGIONS: &str = "全县|全市|全区|全省|全州|全国|全镇|全乡";
    reaching(sentence_before(model, id)).any(|clause| words::has(clause, REGIONS))
}

/// Whether an amount and another one of its paragraph and its name make up a third: 年初结转项目支出50万元，当年项目支出514万元.
pub(super) fn adds_up(model: &Model<'_>, id: FigureId, total: FigureId) -> bool {
    let (Some(part), Some(total)) = (model.base_value(id), model.base_value(total)) else { return false };
    companions(model, id).any(|other| plus(part, other) == Some(total))
}

/// The amounts beside one in its paragraph that bear its name, with or without words before it.
pub(super) fn companions(model: &Model<'_>, id: FigureId) -> impl Iterator<Item = Decimal> {
    let item = &*model.figure(id).item;
    let named = move |other: &FigureId| !item.is_empty() && model.figure(*other).item.ends_with(item);
    levels_beside(model, id).filter(named).filter_map(|other| model.base_value(other))
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

/// What stands before an amount of the prose in its sentence, or behind the last semicolon.
fn sentence_before<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    /// No sentence leads so far, in bytes.
    const NEAR: usize = 300;
    let figure = model.figure(id);
    let (Home::Prose { node, .. }, Dimension::Money) = (figure.home, figure.quantity.unit.dimension) else {
        return "";
    };
    let Some(Node::Paragraph(paragraph)) = model.syntax.nodes.get(node) else { return "" };
    let (text, end) = (model.text(), figure.span.start);
    let start = text.ceil_char_boundary(paragraph.span.start.max(end.saturating_sub(NEAR)));
    let before = text.get(start..end).unwrap_or_default();
    before.rsplit(['。', '；', ';', '！', '？']).next().unwrap_or_default()
}
