//! Amounts of the prose that bear the name of an item and are another amount than the one it came to: what a whole region spent
//! on it, or one of two that make it up.

use super::nearby::levels_beside;
use crate::{
    model::{FigureId, Model},
    number::{plus, times},
};
use rust_decimal::Decimal;

/// Whether an amount is one of a whole region (全县“三公”经费支出1250万元), and so much more or less than another that it can be no
/// slip of it.
pub(super) fn is_of_region(model: &Model<'_>, id: FigureId, other: FigureId) -> bool {
    let (Some(x), Some(y)) = (model.base_value(id), model.base_value(other)) else { return false };
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    let far = times(low, Decimal::TWO).is_some_and(|double| double < high);
    far && model.figure(id).aside.of_region != model.figure(other).aside.of_region
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
