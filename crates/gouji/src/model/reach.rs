//! Whose amount it is where a text speaks of a whole region: 全市一般公共预算收入 and 市本级政府性基金收入 are two figures, whatever
//! the sentences behind call them.

use super::{FigureId, Home, Model};
use crate::{syntax::Node, words};

/// What was said last before a figure, as far as anything was said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Reach {
    level: Option<Level>,
    /// Which of the four budgets, as an index of [`BUDGETS`].
    budget: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Level {
    /// 全市, 全县: with all that lies below.
    All,
    /// 市本级, 县级.
    Own,
}

const ALL: &str = "全省|全市|全县|全区|全州|全旗|全盟";
const OWN: &str = "本级|省级|市级|县级|区级|州级";
const BUDGETS: [&str; 4] = ["一般公共预算", "政府性基金", "国有资本经营", "社会保险基金"];

impl Reach {
    /// Whether the two cannot be one.
    pub(crate) fn differs(self, other: Self) -> bool {
        fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.zip(b).is_some_and(|(a, b)| a != b)
        }
        differ(self.level, other.level) || differ(self.budget, other.budget)
    }

    /// What `text` says last of it.
    fn said_in(text: &str) -> Self {
        let own = words::last(text, OWN).map(|at| (at, Level::Own));
        let all = words::last(text, ALL).map(|at| (at, Level::All));
        let budgets =
            BUDGETS.iter().enumerate().filter_map(|(budget, name)| Some((text.rfind(name)?, budget)));
        Self {
            level: own.into_iter().chain(all).max_by_key(|(at, _)| *at).map(|(_, level)| level),
            budget: budgets.max_by_key(|(at, _)| *at).map(|(_, budget)| budget),
        }
    }

    fn or(self, other: Self) -> Self {
        Self { level: self.level.or(other.level), budget: self.budget.or(other.budget) }
    }
}

impl Model<'_> {
    /// What was said last of it before a figure of the prose: in its paragraph, or else in the headings around. Nothing in a
    /// text that does not speak of a region with several budgets.
    pub(crate) fn reach(&self, id: FigureId) -> Reach {
        let text = self.text();
        let several = || BUDGETS.iter().filter(|name| text.contains(**name)).count() >= 2;
        let tells = || words::has(text, ALL) && (text.contains("本级") || several());
        let figure = self.figure(id);
        let Home::Prose { node, mut section } = figure.home else { return Reach::default() };
        let Some(Node::Paragraph(paragraph)) = self.syntax.nodes.get(node) else { return Reach::default() };
        if !*self.tells_reach.get_or_init(tells) {
            return Reach::default();
        }
        let before = text.get(paragraph.span.start..figure.span.start).unwrap_or_default();
        let mut said = Reach::said_in(before);
        while let Some(heading) = section.and_then(|id| self.syntax.sections.get(id.0)) {
            said = said.or(Reach::said_in(heading.title.of(text)));
            section = heading.parent;
        }
        said
    }
}
