//! Wholes whose parts stand in the paragraphs below: …为1706.18万元，其中： at the end of a paragraph.

use super::{
    Output, Reading,
    lists::{is_basic_spending, sum_of},
};
use crate::{
    model::{FigureId, Role, names::Basis},
    statement::{ListKind, Statement},
    syntax::{ListNumber, Style},
};

/// `…为1706.18万元，其中：` at the end of a paragraph: the numbered paragraphs below are its parts.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    /// Each level of the item that the paragraph gives (年初预算, 决算), with its parts so far.
    wholes: Vec<(FigureId, Vec<FigureId>)>,
    /// The first amount of each item, whatever it is.
    firsts: Vec<FigureId>,
    style: Option<Style>,
    next: u32,
    /// A numbered paragraph gave only the name of a part; its figures stand in the paragraph below.
    named: bool,
    /// The parts stand in paragraphs without numbers.
    plain: bool,
    /// The first of these ended with 。: each part is a sentence, and nothing says where the list ends.
    sentences: bool,
    kind: ListKind,
    /// Whether a paragraph with a part ended with 。 or ；, and whether the last one did.
    ended: (bool, bool),
}

impl Pending {
    /// Whether a paragraph with this number, or without one, may be a part of the list or its end.
    pub(super) fn concerns(&self, number: Option<ListNumber>) -> bool {
        match (self.style, number) {
            (Some(style), Some(number)) => number.style.level() <= style.level(),
            (Some(_), None) => self.named || self.plain,
            (None, _) => true,
        }
    }
}

impl Reading<'_, '_> {
    /// The figures of this paragraph that are parts of a list that an earlier paragraph opened. A whole of which a
    /// numbered paragraph has no part is given up.
    pub(super) fn go_on_with_list(&self, out: &mut Output) {
        let Some(mut pending) = out.pending.take() else { return };
        let Some(number) = self.paragraph.number else {
            self.go_on_without_number(out, pending);
            return;
        };
        if pending.plain {
            finish_pending(out, pending);
            return;
        }
        let style = pending.style.unwrap_or(number.style);
        if number.style.level() > style.level() {
            out.pending = Some(pending);
            return;
        }
        if number.style != style || number.value != pending.next {
            finish_pending(out, pending);
            return;
        }
        pending.style = Some(number.style);
        pending.next += 1;
        pending.named = self.first_figure == out.figures.len();
        if pending.named && self.passed_over {
            return;
        }
        if !pending.named {
            self.take_parts(out, &mut pending);
        }
        out.pending = Some(pending);
    }

    /// Below a numbered name stand its figures; below 其中： by itself parts may stand without numbers.
    fn go_on_without_number(&self, out: &mut Output, mut pending: Pending) {
        if pending.named {
            pending.named = false;
            self.take_parts(out, &mut pending);
        } else if pending.style.is_none() && self.begins_with_part(out, &pending) {
            if let Some(parts) = self.whole_list(out, &pending) {
                let (whole, kind) = (pending.wholes[0].0, pending.kind);
                out.statements.push(Statement::Breakdown { whole, parts, kind, closed: true });
                return;
            }
            let sentence = self.text.trim_end().ends_with(['。', '！']);
            pending.sentences |= sentence && !pending.plain;
            pending.plain = true;
            self.take_parts(out, &mut pending);
            if sentence && !pending.sentences || is_complete(out, &pending) {
                finish_pending(out, pending);
                return;
            }
        } else if pending.plain {
            finish_pending(out, pending);
            return;
        } else if pending.style.is_none() && self.first_figure < out.figures.len() {
            // An item that is not read as one leaves the list open.
            return;
        }
        out.pending = Some(pending);
    }

    /// The amounts of the first sentence, where they make up the whole by themselves: …76142元，其中： | 基本支出76142元，项目支出0元。
    fn whole_list(&self, out: &Output, pending: &Pending) -> Option<Vec<FigureId>> {
        const MOST: usize = 12;
        let [(whole, parts)] = pending.wholes.as_slice() else { return None };
        let whole = &out.figures[whole.0].quantity;
        let end = self.paragraph.flow.offset(self.text.find('。').unwrap_or(self.text.len()));
        let is_part = |id: &FigureId| {
            let figure = &out.figures[id.0];
            figure.role == Role::Level && figure.span.end <= end && figure.quantity.comparable(whole)
        };
        let list: Vec<FigureId> =
            (self.first_figure..out.figures.len()).map(FigureId).filter(is_part).take(MOST).collect();
        let made_up = sum_of(list.iter().map(|id| &out.figures[id.0]));
        let complete = parts.is_empty() && list.len() >= 2 && made_up == whole.base_value();
        complete.then_some(list)
    }

    /// Whether the paragraph begins with a name and its amount: 人员经费1288.14万元，主要包括….
    fn begins_with_part(&self, out: &Output, pending: &Pending) -> bool {
        let (Some(first), Some((whole, _))) = (out.figures.get(self.first_figure), pending.wholes.first())
        else {
            return false;
        };
        let whole = &out.figures[whole.0];
        let before = self
            .paragraph
            .flow
            .text
            .find(['，', '。', '；', '（', ',', ';'])
            .map_or(usize::MAX, |at| self.paragraph.flow.offset(at));
        let named = !first.item.is_empty() && !first.total;
        let other = named && first.item != whole.item && first.role == Role::Level;
        // 地方财政收入10亿元。其中： | 税收收入7亿元。 | 一般公共预算支出37亿元。: more than the whole is another thing altogether.
        let fits = first.quantity.base_value() <= whole.quantity.base_value();
        other && fits && first.span.end <= before && first.quantity.comparable(&whole.quantity)
    }

    /// Adds the paragraph's figure of each whole's year and basis to its parts; a whole without one is given up.
    fn take_parts(&self, out: &Output, pending: &mut Pending) {
        let figures = &out.figures;
        let ended = self.text.trim_end().ends_with(['。', '；', ';', '！']);
        pending.ended = (pending.ended.0 || ended, ended);
        let level = |id: &FigureId| figures[id.0].role == Role::Level;
        pending.firsts.extend((self.first_figure..figures.len()).map(FigureId).find(level));
        pending.wholes.retain_mut(|(whole, parts)| {
            let whole = &figures[whole.0];
            let part = (self.first_figure..figures.len()).map(FigureId).find(|id| {
                let figure = &figures[id.0];
                figure.role == Role::Level
                    && figure.quantity.comparable(&whole.quantity)
                    && figure.year == whole.year
                    && (figure.basis == Basis::Open
                        || self.said_basis(figure.basis) == self.said_basis(whole.basis))
            });
            parts.extend(part);
            part.is_some()
        });
    }

    /// The whole of the list that an earlier paragraph opened and whose next part this numbered paragraph begins with.
    pub(super) fn whole_above(&self, out: &Output, part: FigureId) -> Option<FigureId> {
        let (pending, number) = (out.pending.as_ref()?, self.paragraph.number?);
        let next = number.value == pending.next && pending.style.is_none_or(|style| style == number.style);
        let mut wholes = pending.wholes.iter().map(|(whole, _)| *whole).filter(|whole| {
            let (whole, part) = (&out.figures[whole.0], &out.figures[part.0]);
            whole.quantity.comparable(&part.quantity)
                && self.said_basis(whole.basis) == self.said_basis(part.basis)
        });
        let whole = wholes.next().filter(|_| next && part.0 == self.first_figure)?;
        wholes.next().is_none().then_some(whole)
    }

    /// Opens a list for the paragraphs below: each figure of the paragraph's last item is a whole of it.
    pub(super) fn open_below(&self, out: &mut Output, last: FigureId, kind: ListKind) {
        out.bound = true;
        if let Some(pending) = out.pending.take() {
            finish_pending(out, pending);
        }
        let item = &out.figures[last.0].item;
        let is_whole = |id: &FigureId| {
            let figure = &out.figures[id.0];
            let same = !item.is_empty() && figure.item == *item && figure.role == Role::Level;
            *id == last || same
        };
        let figures = (self.first_figure..out.figures.len()).map(FigureId);
        let wholes = figures.filter(is_whole).map(|id| (id, Vec::new())).collect();
        out.pending = Some(Pending {
            wholes,
            firsts: Vec::new(),
            style: None,
            next: 1,
            named: false,
            plain: false,
            sentences: false,
            kind,
            ended: (false, false),
        });
    }

    fn said_basis(&self, basis: Basis) -> Basis {
        if basis == Basis::Unsaid { self.context.basis } else { basis }
    }
}

/// Whether the parts so far make up the only whole.
fn is_complete(out: &Output, pending: &Pending) -> bool {
    const MOST: usize = 100;
    let [(whole, parts)] = pending.wholes.as_slice() else { return false };
    if !(2..=MOST).contains(&parts.len()) {
        return false;
    }
    let figure = |id: &FigureId| &out.figures[id.0];
    let sum = sum_of(parts.iter().map(figure));
    sum.is_some() && sum == figure(whole).quantity.base_value()
}

/// Closes a list whose parts stand in numbered paragraphs. Where only the last one breaks off, more may have followed.
fn finish_pending(out: &mut Output, pending: Pending) {
    let closed = pending.ended.1 || !pending.ended.0;
    let firsts = sum_of(pending.firsts.iter().map(|id| &out.figures[id.0]));
    for (whole, mut parts) in pending.wholes {
        // ①防汛180万元，已支付162万元；②…: amounts that make up the whole, whatever else is said of the items.
        if firsts.is_some() && firsts == out.figures[whole.0].quantity.base_value() {
            parts.clone_from(&pending.firsts);
        }
        // 公务接待费11万元，公务用车费28万元，其中： | 1.公务接待费11万元。 | 2.公务用车费28万元。: the items told before, once more.
        let item = &out.figures[whole.0].item;
        let again = |part: &FigureId| !item.is_empty() && out.figures[part.0].item == *item;
        let certain = !pending.sentences || is_basic_spending(&out.figures, whole, &parts);
        if parts.len() >= 2 && !certain {
            out.statements.push(Statement::Likely { wholes: vec![whole], parts });
        } else if parts.len() >= 2 && !parts.iter().any(again) {
            out.statements.push(Statement::Breakdown { whole, parts, kind: pending.kind, closed });
        }
    }
}

/// Ends what a paragraph may have left open for the next ones: at a table, a heading of another kind, the end.
pub(crate) fn end_section(out: &mut Output) {
    if let Some(pending) = out.pending.take() {
        finish_pending(out, pending);
    }
}
