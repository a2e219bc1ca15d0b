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
        let title = self.title_span(section);
        section.number.map_or(title, |number| number.join(title))
    }

    /// The title of a section, with the whole of a bracket that a comma stands in: 产出指标（分值50分，得50分）.
    pub(crate) fn title_span(&self, section: &Section) -> Span {
        let title = section.title.of(&self.text);
        let open = |text: &str| text.matches(['（', '(']).count() > text.matches(['）', ')']).count();
        let rest = &self.text[section.title.end..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        match line.find(['）', ')']).filter(|_| open(title)) {
            Some(at) => {
                let close = line[at..].chars().next().map_or(0, char::len_utf8);
                Span::new(section.title.start, section.title.end + at + close)
            }
            None => section.title,
        }
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
        let title = self.title_span(section);
        let rest = self.text.get(title.end..span.end).unwrap_or_default().trim();
        // 6、组织开展督查工作。 is an item of a list; 2、资金使用情况。 is a heading.
        let sentence = section.level >= 3 && rest.starts_with('。');
        let heads = ["情况", "分析", "说明", "管理", "指标", "措施", "问题"];
        let named = heads.iter().any(|tail| title.of(&self.text).ends_with(tail));
        rest.trim_matches(['。', '：', ':']).is_empty() && (!sentence || named)
    }
}

/// How many characters of `name` the heading has.
pub(crate) fn likeness(name: &str, heading: &str) -> usize {
    name.chars().filter(|c| heading.contains(*c)).count()
}
