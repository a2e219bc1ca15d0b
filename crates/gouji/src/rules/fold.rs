//! One root fault is one finding: what vanishes when the root takes its other value is folded into it.

use super::{Sink, claim::Claim};
use crate::map::Map;
use crate::{
    exact::{Formula, Outcome, Printed, Sign, Term, judge},
    finding::{Finding, Phrase, Related, Severity, Words},
    model::{FigureId, Model},
    number::minus,
};

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

/// What a figure would be if another place, or the sum it stands in, were right.
#[derive(Clone, Debug)]
struct Root {
    finding: usize,
    other: Printed,
    /// The figure that has this value, or the one that would have it.
    from: FigureId,
    /// Whether a sum says so, rather than another place.
    of_sum: bool,
}

impl Root {
    /// The value as the finding names it.
    fn shown(&self, model: &Model<'_>) -> String {
        if !self.of_sum {
            return super::claim::show(model, self.from);
        }
        let scale = model.figure(self.from).quantity.unit.scale;
        self.other.value().checked_div(scale).unwrap_or_default().normalize().to_string()
    }
}

/// Folds every contradiction that only fails because one of its figures differs from the same figure elsewhere, or from
/// what the sum that it stands in leaves for it.
pub(crate) fn fold(model: &Model<'_>, sink: &mut Sink) {
    let decided = std::mem::take(&mut sink.decided);
    let roots = roots(model, &decided);
    let mut folded = Vec::new();
    for follower in decided.iter().filter(|decided| !is_root(&decided.claim)) {
        let tells = |root: &Root| may_swallow(&sink.findings, root.finding, follower.finding);
        let Some(root) = explained_by(model, &follower.claim, &roots, &tells) else { continue };
        let words = Words::new(&FOLLOWS)
            .with("place", model.place(follower.claim.stated))
            .with("figure", super::claim::show(model, follower.claim.stated))
            .with("reference", root.shown(model));
        let span = model.figure(follower.claim.stated).span;
        if let Some(finding) = sink.findings.get_mut(root.finding) {
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

/// Whether what one finding says is still told when it goes into another: a hint tells no fault.
fn may_swallow(findings: &[Finding], root: usize, follower: usize) -> bool {
    let severity = |at: usize| findings.get(at).map(|finding| finding.severity);
    severity(root) <= severity(follower).max(Some(Severity::Warning))
}

/// Amounts come before what is computed from them.
fn is_root(claim: &Claim) -> bool {
    matches!(claim.formula, Formula::Same(_))
}

fn roots(model: &Model<'_>, decided: &[Decided]) -> Map<FigureId, Vec<Root>> {
    let mut roots: Map<FigureId, Vec<Root>> = Map::new();
    for root in decided {
        let finding = root.finding;
        match (&root.claim.formula, root.claim.operands.first()) {
            (Formula::Same(other), Some(reference)) => {
                // Which of the two places is wrong, nobody can say: what agrees with the one contradicts the other.
                let stated = root.claim.stated;
                let places = [(stated, *reference, Some(*other)), (*reference, stated, model.exact(stated))];
                for (id, other_id, other) in places {
                    let Some(other) = other else { continue };
                    roots.entry_or_default(id).push(Root { finding, other, from: other_id, of_sum: false });
                }
            }
            (Formula::Sum { terms }, Some(_)) => {
                for (id, other) in sum_roots(model, &root.claim, terms) {
                    roots.entry_or_default(id).push(Root { finding, other, from: id, of_sum: true });
                }
            }
            _ => {}
        }
    }
    roots
}

/// The total as its parts add up, and each part as the total and the others leave it.
fn sum_roots(model: &Model<'_>, claim: &Claim, terms: &[(Sign, Term)]) -> Vec<(FigureId, Printed)> {
    let values: Option<Vec<_>> = claim.operands.iter().map(|id| model.base_value(*id)).collect();
    let (Some(values), Some(total), true) = (values, model.base_value(claim.stated), adds_up(terms)) else {
        return Vec::new();
    };
    let Some(sum) = model.sum_of(&claim.operands) else { return Vec::new() };
    let Some(excess) = minus(sum, total) else { return Vec::new() };
    let printed = |id: FigureId, base: rust_decimal::Decimal| {
        let quantity = model.figure(id).quantity;
        let value = base.checked_div(quantity.unit.scale).filter(|value| value.is_sign_positive())?;
        Some((id, Printed::new(value, quantity.places.max(value.normalize().scale()), quantity.unit.scale)?))
    };
    let parts =
        claim.operands.iter().zip(&values).filter_map(|(id, value)| printed(*id, minus(*value, excess)?));
    printed(claim.stated, sum).into_iter().chain(parts).collect()
}

/// Whether all the terms are figures that are added.
fn adds_up(terms: &[(Sign, Term)]) -> bool {
    terms.iter().all(|(sign, term)| *sign == Sign::Plus && matches!(term, Term::Printed(_)))
}

/// The root whose other value makes the claim hold.
fn explained_by<'r>(
    model: &Model<'_>,
    claim: &Claim,
    roots: &'r Map<FigureId, Vec<Root>>,
    tells: &dyn Fn(&Root) -> bool,
) -> Option<&'r Root> {
    let stated = model.exact(claim.stated)?;
    // Two sums that share a part would each explain the other away.
    let sum = matches!(&claim.formula, Formula::Sum { terms } if adds_up(terms));
    let agrees =
        |formula: &Formula| matches!(judge(&stated, formula).outcome, Outcome::Agrees | Outcome::Tail);
    claim.operands.iter().enumerate().find_map(|(position, operand)| {
        roots
            .get(operand)?
            .iter()
            .filter(|root| !(sum && root.of_sum) && tells(root))
            .find(|root| agrees(&claim.formula.with_figure(position, root.other)))
    })
}
