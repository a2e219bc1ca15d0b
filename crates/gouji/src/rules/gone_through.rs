//! 基本支出563.67万元，其中：人员经费418.76万元，公用经费144.91万元。 | 1.人员经费448.76万元，主要包括… | 2.公用经费144.91万元，主要包括…: a list that the paragraphs below go
//! through, part by part.
//!
//! Where the list adds up, and all of its parts but one come again as they are, the one that is off by a digit is told.

use super::{Sink, nearby, rest::is_slip_of, same_figure};
use crate::{
    model::{FigureId, Model, Role},
    statement::Statement,
};

/// Holds the parts of every list against the paragraphs below that begin with them.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink) {
    for statement in &model.statements {
        let (whole, parts) = match statement {
            Statement::Breakdown { whole, parts, .. } => (whole, parts),
            Statement::Likely { wholes, parts } if wholes.len() == 1 => (&wholes[0], parts),
            _ => continue,
        };
        if parts.len() > 1 && model.sum_of(parts) == model.base_value(*whole) {
            decide(model, sink, parts);
        }
    }
}

fn decide(model: &Model<'_>, sink: &mut Sink, parts: &[FigureId]) -> Option<()> {
    let again = gone_through(model, parts)?;
    let mut others =
        parts.iter().zip(&again).filter(|(part, id)| model.base_value(**part) != model.base_value(**id));
    let (part, id) = others.next()?;
    let slip = is_slip_of(model.base_value(*part)?, model.base_value(*id)?);
    let told = [*part, *id].iter().any(|id| sink.found_at(model.figure(*id).span));
    if others.next().is_some() || !slip || told {
        return None;
    }
    let (finding, claim) = same_figure::differs(model, sink, *id, *part, &[])?;
    sink.push_decided(finding, claim);
    Some(())
}

/// The amounts that the paragraphs right below begin with, where they are called like the parts, in their order.
fn gone_through(model: &Model<'_>, parts: &[FigureId]) -> Option<Vec<FigureId>> {
    /// Most figures behind the list that are looked through.
    const MOST: usize = 60;
    let node = |id: FigureId| nearby::paragraph_of(model, id);
    let last = parts.iter().max()?;
    let list = node(*last)?;
    let behind = (last.0 + 1..model.figures.len()).map(FigureId).take(MOST);
    let begins = |id: &FigureId| node(*id) != node(FigureId(id.0 - 1));
    let near = |id: &FigureId| node(*id).is_some_and(|node| node <= list + 2 * parts.len() + 1);
    let mut firsts = behind.take_while(near).filter(begins);
    // 其中一般公共预算财政拨款： on a line between speaks of a part of it.
    firsts.clone().next().filter(|id| node(*id) == Some(list + 1))?;
    let called = |id: &FigureId, part: &FigureId| {
        let [figure, part] = [*id, *part].map(|id| model.figure(id));
        figure.role == Role::Level
            && !figure.name.is_empty()
            && figure.name == part.name
            && figure.year == part.year
            && figure.quantity.unit == part.quantity.unit
            && !figure.basis.differs(part.basis)
    };
    parts.iter().map(|part| firsts.next().filter(|id| called(id, part))).collect()
}
