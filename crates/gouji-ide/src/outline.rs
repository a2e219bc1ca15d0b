//! Questions about the outline that several features ask.

use crate::Analysis;
use gouji::{
    Span,
    reading::{Node, Section},
    ruleset::SectionRule,
};

impl Analysis {
    /// The innermost section around an offset.
    pub(crate) fn section_at(&self, offset: usize) -> Option<usize> {
        let sections = &self.reading.sections;
        let mut next = sections.partition_point(|section| section.span.start <= offset).checked_sub(1);
        while let Some(at) = next {
            let section = sections.get(at)?;
            if offset < section.span.end || section.span.end == self.text.len() {
                return Some(at);
            }
            next = section.parent.or_else(|| at.checked_sub(1)).filter(|&before| before < at);
        }
        None
    }

    /// The heading of a section: its number sign and its title.
    pub(crate) fn heading_span(&self, section: &Section) -> Span {
        section.number.map_or(section.title, |number| number.join(section.title))
    }

    /// The first rule set's section that a first-level heading is.
    pub(crate) fn section_rule(&self, section: &Section) -> Option<&SectionRule> {
        if section.level > 1 {
            return None;
        }
        let heading = section.title.of(&self.text);
        // The rule that most of the heading's words belong to, since 支出绩效情况 holds 支出 and 情况 as well.
        let fits = self.rules().sections.iter().filter(|rule| rule.fits(heading));
        fits.max_by_key(|rule| likeness(&rule.name, heading))
    }

    /// Whether a numbered paragraph is a heading: nothing but its title stands in it.
    pub(crate) fn is_heading(&self, section: &Section) -> bool {
        let span = match section.node.and_then(|node| self.reading.nodes.get(node)) {
            Some(Node::Paragraph { span, .. }) => *span,
            _ => return true,
        };
        let rest = self.text.get(section.title.end..span.end).unwrap_or_default();
        rest.trim().trim_matches(['。', '：', ':']).is_empty()
    }
}

/// How many characters of `name` the heading has.
pub(crate) fn likeness(name: &str, heading: &str) -> usize {
    name.chars().filter(|c| heading.contains(*c)).count()
}
