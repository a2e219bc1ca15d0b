//! One root fault is one finding: what vanishes when the root takes its other value is folded into it.

use super::{Sink, claim::Claim};
use crate::{
    exact::{Formula, Outcome, judge},
    finding::{Phrase, Related, Words},
    model::{FigureId, Model},
};
use std::collections::HashMap;

static FOLLOWS: Phrase = Phrase {
    zh: "{place}：{figure}（按{reference}重算即相符，随本处核实）",
    en: "{place}: {figure} (agrees when recomputed with {reference})",
};

/// A contradiction with the claim behind it.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    /// Index of its finding.
    pub(crate) finding: usize,
    pub(crate) claim: Claim,
}

/// Folds every contradiction that only fails because one of its figures differs from the same figure elsewhere.
pub(crate) fn fold(model: &Model<'_>, sink: &mut Sink) {
    let decided = std::mem::take(&mut sink.decided);
    // What a figure would be if the other place were right.
    let mut roots: HashMap<FigureId, (usize, FigureId)> = HashMap::new();
    for root in &decided {
        if let (Formula::Same(_), Some(reference)) = (&root.claim.formula, root.claim.operands.first()) {
            roots.insert(root.claim.stated, (root.finding, *reference));
        }
    }
    let mut folded = Vec::new();
    for follower in &decided {
        if matches!(follower.claim.formula, Formula::Same(_)) {
            continue;
        }
        let Some((root, reference)) = explained_by(model, &follower.claim, &roots) else { continue };
        let words = Words::new(&FOLLOWS)
            .with("place", model.place(follower.claim.stated))
            .with("figure", super::claim::show(model, follower.claim.stated))
            .with("reference", super::claim::show(model, reference));
        let span = model.figure(follower.claim.stated).span;
        if let Some(finding) = sink.findings.get_mut(root) {
            finding.related.push(Related { span, words });
            folded.push(follower.finding);
        }
    }
    folded.sort_unstable();
    let mut index = 0;
    sink.findings.retain(|_| {
        let keep = folded.binary_search(&index).is_err();
        index += 1;
        keep
    });
}

/// The root whose other value makes the claim hold.
fn explained_by(
    model: &Model<'_>,
    claim: &Claim,
    roots: &HashMap<FigureId, (usize, FigureId)>,
) -> Option<(usize, FigureId)> {
    let stated = model.exact(claim.stated)?;
    claim.operands.iter().enumerate().find_map(|(position, operand)| {
        let (root, reference) = *roots.get(operand)?;
        let other = claim.formula.with_figure(position, model.exact(reference)?);
        let holds = matches!(judge(&stated, &other).outcome, Outcome::Agrees | Outcome::Tail);
        holds.then_some((root, reference))
    })
}
