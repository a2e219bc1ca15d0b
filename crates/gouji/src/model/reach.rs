//! Whether an amount is one of a whole region or of its own level (本级), where a text gives both: 全市一般公共预算收入 and
//! 市本级一般公共预算收入 are two figures, whatever they are called in the sentences behind.

use super::{FigureId, Home, Model};
use crate::{syntax::Node, words};

/// Whose money it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reach {
    /// 全市, 全县: with all that lies below.
    All,
    /// 市本级, 县本级.
    Own,
}

const ALL: &str = "全省|全市|全县|全区|全州|全旗|全盟";
const OWN: &str = "本级";

impl Model<'_> {
    /// What was said last of it before a figure of the prose: in its paragraph, or else in the headings around. `None` in a
    /// text that does not tell the one from the other.
    pub(crate) fn reach(&self, id: FigureId) -> Option<Reach> {
        let text = self.text();
        let both = || text.contains(OWN) && words::has(text, ALL);
        if !*self.tells_reach.get_or_init(both) {
            return None;
        }
        let figure = self.figure(id);
        let Home::Prose { node, mut section } = figure.home else { return None };
        let Some(Node::Paragraph(paragraph)) = self.syntax.nodes.get(node) else { return None };
        let mut said = last_in(text.get(paragraph.span.start..figure.span.start).unwrap_or_default());
        while let (None, Some(heading)) = (said, section.and_then(|id| self.syntax.sections.get(id.0))) {
            said = last_in(heading.title.of(text));
            section = heading.parent;
        }
        said
    }
}

fn last_in(text: &str) -> Option<Reach> {
    let own = text.rfind(OWN).map(|at| (at, Reach::Own));
    let all = words::last(text, ALL).map(|at| (at, Reach::All));
    let last = [own, all].into_iter().flatten().max_by_key(|(at, _)| *at);
    last.map(|(_, reach)| reach)
}
