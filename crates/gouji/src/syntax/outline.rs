//! The five levels of official numbering (一、 （一） 1. （1） ①) as an outline.

use crate::text::Span;

/// How a number of the outline is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Style {
    /// 一、
    ChineseComma,
    /// （一）
    ChineseBracket,
    /// 1.
    ArabicStop,
    /// 1、
    ArabicComma,
    /// （1）
    ArabicBracket,
    /// 1）
    HalfBracket,
    /// ①
    Circled,
}

impl Style {
    /// The official level from 1; `1.` and `1、` are both the third.
    pub(crate) fn level(self) -> usize {
        match self {
            Style::ChineseComma => 1,
            Style::ChineseBracket => 2,
            Style::ArabicStop | Style::ArabicComma => 3,
            Style::ArabicBracket | Style::HalfBracket => 4,
            Style::Circled => 5,
        }
    }
}

/// A number of the outline as it is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ListNumber {
    pub(crate) style: Style,
    pub(crate) value: u32,
    pub(crate) span: Span,
}

/// Index of a [`Section`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct SectionId(pub(crate) usize);

/// How the number of a section follows from the one before it in its list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sequence {
    /// As it should.
    Next,
    /// The first of its list is not 1.
    StartsLate,
    /// The number of its predecessor again.
    Repeats,
    /// Numbers are left out after its predecessor.
    Skips(u32),
    /// Lower than its predecessor without starting anew.
    GoesBack(u32),
    /// It continues a list that began in another style (`1.` and `1、`).
    OtherStyle,
}

/// A numbered paragraph and what stands below it, a part (第二部分), or an annex.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    pub(crate) parent: Option<SectionId>,
    pub(crate) number: Option<ListNumber>,
    pub(crate) sequence: Sequence,
    /// The first clause behind the number.
    pub(crate) title: Span,
}

/// Builds the outline from numbered paragraphs in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct OutlineBuilder {
    pub(crate) sections: Vec<Section>,
    /// Open sections, outermost first: style (none for a part or annex), last number, section.
    open: Vec<(Option<Style>, u32, SectionId)>,
    /// An unnumbered title stood here: a list that begins behind it belongs to no list before it.
    title_before: bool,
}

impl OutlineBuilder {
    /// The section that text at this point belongs to.
    pub(crate) fn current(&self) -> Option<SectionId> {
        self.open.last().map(|open| open.2)
    }

    /// Starts a part or annex: all numbering begins anew below it.
    pub(crate) fn restart(&mut self, title: Span) {
        self.open.clear();
        let id = SectionId(self.sections.len());
        self.sections.push(Section { parent: None, number: None, sequence: Sequence::Next, title });
        self.open.push((None, 0, id));
    }

    /// Notes an unnumbered title.
    pub(crate) fn title(&mut self) {
        self.title_before = true;
    }

    /// Enters a numbered paragraph.
    pub(crate) fn enter(&mut self, number: ListNumber, title: Span) -> SectionId {
        if std::mem::take(&mut self.title_before) && number.value == 1 {
            self.open.retain(|open| open.0.is_none());
        }
        let sequence = self.place(number);
        let parent = self.current();
        let id = SectionId(self.sections.len());
        self.sections.push(Section { parent, number: Some(number), sequence, title });
        self.open.push((Some(number.style), number.value, id));
        id
    }

    /// Closes what the number ends and says how it follows from its predecessor.
    fn place(&mut self, number: ListNumber) -> Sequence {
        if let Some(at) = self.open.iter().rposition(|open| open.0 == Some(number.style)) {
            let last = self.open[at].1;
            self.open.truncate(at);
            return follow(last, number.value);
        }
        if let Some(at) = self.other_style(number) {
            self.open.truncate(at);
            return Sequence::OtherStyle;
        }
        // A number of a higher level than everything open ends all that is below that level.
        let level = number.style.level();
        if let Some(at) = self.open.iter().position(|open| open.0.is_some_and(|style| style.level() > level))
        {
            self.open.truncate(at);
        }
        if number.value == 1 { Sequence::Next } else { Sequence::StartsLate }
    }

    /// `1.` and `1、` mixed in one list: the other style of the same level is open and this is its next number.
    fn other_style(&self, number: ListNumber) -> Option<usize> {
        let same_level = |style: Option<Style>| style.is_some_and(|s| s.level() == number.style.level());
        let at = self.open.iter().rposition(|open| same_level(open.0))?;
        (number.value > 1 && self.open[at].1 + 1 == number.value).then_some(at)
    }
}

fn follow(last: u32, value: u32) -> Sequence {
    if value == last + 1 || value == 1 {
        Sequence::Next
    } else if value == last {
        Sequence::Repeats
    } else if value > last {
        Sequence::Skips(last)
    } else {
        Sequence::GoesBack(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequences(numbers: &[(Style, u32)]) -> Vec<Sequence> {
        let mut builder = OutlineBuilder::default();
        for &(style, value) in numbers {
            builder.enter(ListNumber { style, value, span: Span::default() }, Span::default());
        }
        builder.sections.iter().map(|section| section.sequence).collect()
    }

    #[test]
    fn a_list_within_a_list_starts_at_one() {
        use Style::{ArabicBracket, ArabicComma, ArabicStop, ChineseBracket};
        let found = sequences(&[
            (ChineseBracket, 1),
            (ArabicStop, 1),
            (ArabicBracket, 1),
            (ArabicBracket, 2),
            (ArabicStop, 2),
            (ArabicComma, 1),
            (ArabicComma, 2),
            (ArabicBracket, 2),
        ]);
        assert_eq!(found[..7], [Sequence::Next; 7]);
        assert_eq!(found[7], Sequence::StartsLate);
    }

    #[test]
    fn gaps_and_repeats_are_seen() {
        use Style::{ArabicComma, ArabicStop, ChineseComma};
        let found = sequences(&[
            (ChineseComma, 1),
            (ChineseComma, 3),
            (ChineseComma, 3),
            (ChineseComma, 2),
            (ArabicComma, 1),
            (ArabicStop, 2),
        ]);
        let expected = [
            Sequence::Next,
            Sequence::Skips(1),
            Sequence::Repeats,
            Sequence::GoesBack(3),
            Sequence::Next,
            Sequence::OtherStyle,
        ];
        assert_eq!(found, expected);
    }
}
