//! Whose amount it is where a text speaks of a whole region: 全市一般公共预算收入 and 市本级政府性基金收入 are two figures, whatever
//! the sentences behind call them.

use super::{FigureId, Home, Model};
use crate::{syntax::Node, text::Span};

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

/// Every place where a text says something of it, in order. Empty for a text that does not speak of a region with several
/// budgets.
#[derive(Debug)]
pub(crate) struct Places(Vec<(usize, Reach)>);

const ALL: [&str; 7] = ["全省", "全市", "全县", "全区", "全州", "全旗", "全盟"];
const OWN: [&str; 6] = ["本级", "省级", "市级", "县级", "区级", "州级"];
const BUDGETS: [&str; 4] = ["一般公共预算", "政府性基金", "国有资本经营", "社会保险基金"];

/// Whether any of the words begins with a character: looked at before every one of a text, so that nearly all are passed
/// over at once.
fn begins_one(first: char) -> bool {
    matches!(first, '全' | '本' | '省' | '市' | '县' | '区' | '州' | '一' | '政' | '国' | '社')
}

/// Whether a text speaks of a region, and of more than one of its levels or budgets.
fn is_of_region(text: &str) -> bool {
    let several = || BUDGETS.iter().filter(|name| text.contains(**name)).count() >= 2;
    ALL.iter().any(|word| text.contains(word)) && (text.contains("本级") || several())
}

/// What a text says of it with its first word.
fn said_first(text: &str) -> Option<Reach> {
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    let level = |level: Level| Reach { level: Some(level), budget: None };
    if begins(&ALL) {
        return Some(level(Level::All));
    }
    if begins(&OWN) {
        return Some(level(Level::Own));
    }
    let budget = BUDGETS.iter().position(|name| text.starts_with(name))?;
    Some(Reach { level: None, budget: Some(budget) })
}

impl Reach {
    /// Whether the two cannot be one.
    pub(crate) fn differs(self, other: Self) -> bool {
        fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.zip(b).is_some_and(|(a, b)| a != b)
        }
        differ(self.level, other.level) || differ(self.budget, other.budget)
    }

    fn or(self, other: Self) -> Self {
        Self { level: self.level.or(other.level), budget: self.budget.or(other.budget) }
    }
}

impl Places {
    fn of(text: &str) -> Self {
        if !is_of_region(text) {
            return Self(Vec::new());
        }
        let may = text.char_indices().filter(|(_, first)| begins_one(*first));
        Self(may.filter_map(|(at, _)| Some((at, said_first(&text[at..])?))).collect())
    }

    /// What is said last within a part of the text.
    fn last_in(&self, part: Span) -> Reach {
        let end = self.0.partition_point(|(at, _)| *at < part.end);
        let within = self.0[..end].iter().rev().take_while(|(at, _)| *at >= part.start);
        let mut said = Reach::default();
        for (_, before) in within {
            said = said.or(*before);
            if said.level.is_some() && said.budget.is_some() {
                break;
            }
        }
        said
    }
}

impl Model<'_> {
    /// What was said last of it before a figure of the prose: in its paragraph, or else in the headings around.
    pub(crate) fn reach(&self, id: FigureId) -> Reach {
        let places = self.reaches.get_or_init(|| Places::of(self.text()));
        let figure = self.figure(id);
        let (Home::Prose { node, mut section }, false) = (figure.home, places.0.is_empty()) else {
            return Reach::default();
        };
        let Some(Node::Paragraph(paragraph)) = self.syntax.nodes.get(node) else { return Reach::default() };
        let mut said = places.last_in(Span { start: paragraph.span.start, end: figure.span.start });
        while let Some(heading) = section.and_then(|id| self.syntax.sections.get(id.0)) {
            said = said.or(places.last_in(heading.title));
            section = heading.parent;
        }
        said
    }
}
