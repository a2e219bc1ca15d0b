//! Items by their names: where they stand, and renaming them everywhere.

use crate::{
    Analysis, Edit, Options, Target, index,
    words::{self, pick},
};
use gouji::{
    Lang, Span,
    reading::{self, Figure, Home, Kind, Reading, Role},
};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Why something cannot be done, as a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Refusal {
    /// The reason.
    pub reason: String,
}

/// In what an item's name stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Place {
    /// In `{名 = 值}`, which states it.
    Fact,
    /// In the label of a row.
    Row,
    /// In a sentence, before its figure.
    Prose,
    /// In a check or a waiver.
    Mark,
    /// In running text without a figure.
    Mention,
}

/// A name of an item where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Occurrence {
    pub(crate) span: Span,
    pub(crate) item: String,
    pub(crate) place: Place,
    /// The row or mark around it; in prose its figure.
    pub(crate) around: Span,
}

/// What a cursor means.
enum Meant<'a> {
    Name(&'a Occurrence),
    Figure(usize),
}

/// Every name of every item, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    pub(crate) all: Vec<Occurrence>,
    by_item: HashMap<String, Names>,
}

/// The names of one item.
#[derive(Debug, Default)]
struct Names {
    at: Vec<usize>,
    /// The ways in which they are written, as names are compared.
    surfaces: Vec<String>,
}

/// The name of an indicator, where the item is one.
pub(crate) fn indicator_name(item: &str) -> Option<&str> {
    item.strip_prefix(INDICATOR)
}

/// What the name of an indicator begins with as an item, so that none is taken for an amount of the same name.
const INDICATOR: &str = "指标\u{0}";

/// How far before its figure a name is looked for, in bytes.
const REACH: usize = 400;
/// How far before its figure a name usually ends.
const NEAR: usize = 48;

impl Analysis {
    pub(crate) fn occurrences(&self) -> &Occurrences {
        self.occurrences.get_or_init(|| Occurrences::new(&self.text, &self.reading))
    }

    /// The name at an offset.
    pub(crate) fn occurrence_at(&self, offset: usize) -> Option<&Occurrence> {
        self.occurrences().at(offset)
    }

    /// What is meant at an offset: the name or the figure that it lies in; between the two what begins there.
    fn meant(&self, offset: usize) -> Option<Meant<'_>> {
        let name = self.occurrence_at(offset);
        let figure = self
            .look()
            .figure_at(&self.reading, offset)
            .filter(|&figure| !self.reading.figures[figure].item.is_empty());
        match (name, figure) {
            (Some(name), Some(figure))
                if name.span.end == offset && self.reading.figures[figure].span.start == offset =>
            {
                Some(Meant::Figure(figure))
            }
            (Some(name), _) => Some(Meant::Name(name)),
            (None, figure) => figure.map(Meant::Figure),
        }
    }

    /// The item that stands or is stated at an offset.
    fn item_at(&self, offset: usize) -> Option<String> {
        match self.meant(offset) {
            Some(Meant::Name(found)) => Some(found.item.clone()),
            Some(Meant::Figure(figure)) => Some(self.reading.figures[figure].item.to_string()),
            None => self.mention_at(offset),
        }
    }

    /// An item that running text mentions at an offset.
    fn mention_at(&self, offset: usize) -> Option<String> {
        if !self.is_running_text(offset) {
            return None;
        }
        let known = self.occurrences();
        let line = index::line_around(&self.text, Span::new(offset, offset));
        let from = self.text.floor_char_boundary(offset.saturating_sub(120).max(line.start));
        let to = self.text.ceil_char_boundary((offset + 120).min(line.end));
        let near = Stripped::new(&self.text, Span::new(from, to.max(from)));
        let mut best: Option<(usize, &String)> = None;
        for (item, names) in &known.by_item {
            for surface in &names.surfaces {
                let here = |span: Span| span.start <= offset && offset <= span.end;
                let longer = best.is_none_or(|(length, _)| length < surface.len());
                if longer && near.find_all(&self.text, surface).any(here) {
                    best = Some((surface.len(), item));
                }
            }
        }
        let item = best?.1;
        self.mentions(item)
            .iter()
            .any(|span| span.start <= offset && offset <= span.end)
            .then(|| item.clone())
    }

    /// Where the thing at `offset` is stated: of a figure in prose the cell of the form, of a cell the sentence.
    pub fn definition(&self, offset: usize) -> Vec<Target> {
        let offset = self.clamp(offset);
        if let Some(Meant::Figure(figure)) = self.meant(offset) {
            return self.same_figures_elsewhere(figure);
        }
        if let Some(target) = self.annex_at(offset) {
            return vec![target];
        }
        let Some(item) = self.item_at(offset) else { return Vec::new() };
        let all = self.occurrences().of(&item);
        let here = |found: &&Occurrence| found.span.start <= offset && offset <= found.span.end;
        let elsewhere: Vec<&Occurrence> = all.iter().copied().filter(|found| !here(found)).collect();
        let Some(best) = elsewhere.iter().map(|found| found.place).min() else { return Vec::new() };
        elsewhere
            .iter()
            .filter(|found| found.place == best)
            .map(|found| Target { span: self.around(found).join(found.span), name_span: found.span })
            .collect()
    }

    /// The row, the mark or the sentence around a name.
    fn around(&self, found: &Occurrence) -> Span {
        if found.place == Place::Prose { sentence(&self.text, found.around) } else { found.around }
    }

    /// The same item of the same year and basis in other places, the best kind of place only.
    fn same_figures_elsewhere(&self, figure: usize) -> Vec<Target> {
        let own = &self.reading.figures[figure];
        let facts: HashSet<usize> = self.reading.marks.iter().filter_map(|mark| mark.fact).collect();
        let in_table = matches!(own.home, Home::Cell { .. });
        let rank = |id: usize| match self.reading.figures[id].home {
            _ if facts.contains(&id) => 0,
            Home::Cell { .. } => 1 + u8::from(in_table),
            Home::Prose { .. } => 2 - u8::from(in_table),
        };
        let same: Vec<usize> = self.same_figures(figure).into_iter().filter(|&id| id != figure).collect();
        let Some(best) = same.iter().map(|&id| rank(id)).min() else { return Vec::new() };
        same.into_iter().filter(|&id| rank(id) == best).map(|id| self.target_of(id)).collect()
    }

    fn target_of(&self, figure: usize) -> Target {
        let figure = &self.reading.figures[figure];
        let around = match figure.home {
            Home::Cell { table, row, .. } => {
                self.reading.tables.get(table).and_then(|table| table.rows.get(row)).map(|row| row.span)
            }
            Home::Prose { .. } => Some(sentence(&self.text, figure.span)),
        };
        Target { span: around.map_or(figure.span, |span| span.join(figure.span)), name_span: figure.span }
    }

    /// Figures of the same item, year and basis, the given one among them, in the order of the text.
    pub(crate) fn same_figures(&self, figure: usize) -> Vec<usize> {
        let own = &self.reading.figures[figure];
        if own.item.is_empty() || own.role != Role::Level {
            return vec![figure];
        }
        let compared: HashSet<usize> = self.compared_with(figure);
        let same = |other: &Figure| {
            other.year == own.year
                && meets(own.basis, other.basis)
                && other.quantity.unit.dimension == own.quantity.unit.dimension
        };
        let all = self.reading.by_item.get(&own.item).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<usize> = all
            .iter()
            .copied()
            .filter(|&id| id == figure || compared.contains(&id) || same(&self.reading.figures[id]))
            .collect();
        found.sort_by_key(|&id| self.reading.figures[id].span);
        found
    }

    /// Figures that were held against this one as the same figure.
    fn compared_with(&self, figure: usize) -> HashSet<usize> {
        let equations = self.look().equations_of(figure).iter().map(|&at| &self.reading.equations[at]);
        equations
            .filter(|equation| equation.kind == Kind::Same)
            .flat_map(|equation| equation.operands.iter().copied().chain([equation.stated]))
            .collect()
    }

    /// 附件1-1 in running text leads to that annex.
    fn annex_at(&self, offset: usize) -> Option<Target> {
        let found = self.annex_mentions(index::line_around(&self.text, Span::new(offset, offset)));
        found
            .into_iter()
            .find(|(span, _)| span.start <= offset && offset <= span.end)
            .map(|(_, target)| Target { span: target, name_span: target })
    }

    /// Every place where the item at `offset` stands: on a number the same figure, on a name the name.
    pub fn references(&self, offset: usize, include_declaration: bool) -> Vec<Span> {
        let offset = self.clamp(offset);
        let mut spans = self.places_of(offset);
        if !include_declaration {
            let declared: HashSet<Span> =
                self.definition(offset).into_iter().map(|target| target.name_span).collect();
            spans.retain(|span| !declared.contains(span));
        }
        spans
    }

    /// The places to be lit up with the thing at `offset`.
    pub fn highlights(&self, offset: usize) -> Vec<Span> {
        self.places_of(self.clamp(offset))
    }

    fn places_of(&self, offset: usize) -> Vec<Span> {
        if let Some(Meant::Figure(figure)) = self.meant(offset) {
            let same = self.same_figures(figure);
            return same.into_iter().map(|id| self.reading.figures[id].span).collect();
        }
        match self.item_at(offset) {
            Some(item) => self.all_places(&item).into_iter().map(|(span, _)| span).collect(),
            None => Vec::new(),
        }
    }

    /// Every place where an item's name stands, mentions and all, in order and without overlaps.
    fn all_places(&self, item: &str) -> Vec<(Span, Place)> {
        let known = self.occurrences();
        let mut places: Vec<(Span, Place)> =
            known.of(item).iter().map(|found| (found.span, found.place)).collect();
        places.extend(self.mentions(item).into_iter().map(|span| (span, Place::Mention)));
        places.sort();
        places.dedup_by(|next, last| next.0.start < last.0.end);
        places
    }

    /// Places in running text that name the item without a figure of their own. A longer name of another item that
    /// holds this one is that other item.
    fn mentions(&self, item: &str) -> Vec<Span> {
        let known = self.occurrences();
        let surfaces = known.surfaces(item);
        let longer: Vec<String> = known
            .by_item
            .keys()
            .filter(|other| *other != item)
            .flat_map(|other| known.surfaces(other).iter().cloned())
            .filter(|other| surfaces.iter().any(|surface| other.contains(surface.as_str())))
            .collect();
        let stripped = self.stripped.get_or_init(|| Stripped::new(&self.text, Span::new(0, self.text.len())));
        let mut found = Vec::new();
        for surface in surfaces {
            found.extend(stripped.find_all(&self.text, surface).filter(|&span| {
                stands_alone(&self.text, span)
                    && known.overlapping(span).is_none()
                    && !longer.iter().any(|other| within(&self.text, span, other))
                    && self.is_running_text(span.start)
            }));
        }
        found.sort();
        found
    }

    fn is_running_text(&self, offset: usize) -> bool {
        let node = self.look().node_at(offset).and_then(|node| self.reading.nodes.get(node));
        matches!(node, Some(reading::Node::Paragraph { .. }))
    }

    /// The name at `offset` that can be changed, and what it is now.
    pub fn rename_at(&self, offset: usize) -> Option<(Span, String)> {
        let offset = self.clamp(offset);
        if let Some(found) = self.occurrence_at(offset) {
            let span = unquoted(&self.text, found.span);
            return Some((span, span.of(&self.text).to_owned()));
        }
        let item = self.mention_at(offset)?;
        let mention =
            self.mentions(&item).into_iter().find(|span| span.start <= offset && offset <= span.end)?;
        Some((mention, mention.of(&self.text).to_owned()))
    }

    /// The item at `offset` under the name `new` everywhere: rows of forms, sentences, facts, checks and waivers.
    ///
    /// # Errors
    /// Why that cannot be: it would merge two items, or the name cannot be read as one.
    pub fn rename(&self, offset: usize, new: &str) -> Result<Vec<Edit>, Refusal> {
        let lang = self.lang();
        let offset = self.clamp(offset);
        let refuse = |reason: String| Err(Refusal { reason });
        let item = match self.rename_at(offset).and_then(|_| self.item_of_name(offset)) {
            Some(item) => item,
            None => {
                return refuse(
                    pick(lang, "此处没有可改的项目名称。", "There is no item to rename here.").to_owned(),
                );
            }
        };
        let new = new.trim();
        self.check_name(new, &item)?;
        let edits: Vec<Edit> = self
            .all_places(&item)
            .into_iter()
            .filter_map(|(span, place)| {
                let text =
                    if place == Place::Fact || place == Place::Mark { quoted(new) } else { new.to_owned() };
                let span = if text == new { self.with_idle_tail(span, new) } else { span };
                (span.of(&self.text) != text).then(|| Edit::replace(span, text))
            })
            .collect();
        self.check_renamed(&edits, &item, new)?;
        Ok(edits)
    }

    /// With the 支出 that says nothing behind the name of an expense, where it would say something behind the new one.
    fn with_idle_tail(&self, span: Span, new: &str) -> Span {
        let tail = "支出";
        if !self.text[span.end..].starts_with(tail) {
            return span;
        }
        let longer = Span::new(span.start, span.end + tail.len());
        let idle = reading::canonical(longer.of(&self.text)) == reading::canonical(span.of(&self.text));
        let stays_idle = reading::canonical(&format!("{new}{tail}")) == reading::canonical(new);
        if idle && !stays_idle { longer } else { span }
    }

    fn item_of_name(&self, offset: usize) -> Option<String> {
        self.occurrence_at(offset).map(|found| found.item.clone()).or_else(|| self.mention_at(offset))
    }

    /// Whether `new` can be read as a name and is no other item's.
    fn check_name(&self, new: &str, item: &str) -> Result<(), Refusal> {
        let lang = self.lang();
        let refuse = |zh: String, en: String| Err(Refusal { reason: if lang == Lang::Zh { zh } else { en } });
        if new.is_empty() || new.chars().count() > 60 {
            return refuse(
                "请写一个名称，不超过60个字。".into(),
                "Write a name of at most 60 characters.".into(),
            );
        }
        if let Some(sign) = new.chars().find(|c| FORBIDDEN.contains(c) || c.is_control()) {
            return refuse(
                format!("名称里不能有“{}”。", words::clip(&sign.escape_debug().to_string(), 8)),
                format!("A name cannot contain “{}”.", sign.escape_debug()),
            );
        }
        let canonical = reading::canonical(new);
        if item.starts_with(INDICATOR) {
            let other = format!("{INDICATOR}{canonical}");
            let taken = other != item && self.occurrences().by_item.contains_key(&other);
            return if taken {
                refuse(merges(Lang::Zh, new, new), merges(Lang::En, new, new))
            } else {
                Ok(())
            };
        }
        let standard = self.reading.standard(&canonical);
        if standard != item {
            let there = self.reading.by_item.get_key_value(standard).map(|(other, _)| other.as_ref());
            let other =
                there.or_else(|| self.occurrences().by_item.get_key_value(standard).map(|(k, _)| k.as_str()));
            let other = other.or_else(|| (standard != canonical).then_some(standard));
            if let Some(other) = other {
                return refuse(merges(Lang::Zh, new, other), merges(Lang::En, new, other));
            }
        }
        if reading::name_in(new) != canonical {
            let read = reading::name_in(new);
            return refuse(
                format!("“{new}”的一部分会被读成编号、年度、口径或合计字样（剩下“{read}”），请换一个名称。"),
                format!(
                    "Part of “{new}” would be read as a number, year, basis or total (what is left: “{read}”); choose another name."
                ),
            );
        }
        Ok(())
    }

    /// Reads the text as it would be and makes sure that every figure keeps to the figures it belonged to.
    fn check_renamed(&self, edits: &[Edit], item: &str, new: &str) -> Result<(), Refusal> {
        if item.starts_with(INDICATOR) || edits.is_empty() {
            return Ok(());
        }
        let lang = self.lang();
        let confused = || Refusal {
            reason: match lang {
                Lang::Zh => format!("改为“{new}”后，有的数会归到别的项目，请换一个名称。"),
                Lang::En => {
                    format!("Under “{new}” some figures would belong to another item; choose another name.")
                }
            },
        };
        let Some(text) = crate::apply(&self.text, edits) else { return Err(confused()) };
        let options = Options { rules: self.options.rules.clone(), ..Options::default() };
        let after = gouji::read(&text, options.rules.as_deref());
        let (old, renamed) = (&self.reading.figures, &after.figures);
        if old.len() != renamed.len() {
            return Err(confused());
        }
        let (mut to, mut from): (HashMap<&str, &str>, HashMap<&str, &str>) = Default::default();
        for (before, after) in old.iter().zip(renamed) {
            let (before, after) = (&*before.item, &*after.item);
            if *to.entry(before).or_insert(after) != after || *from.entry(after).or_insert(before) != before {
                return Err(confused());
            }
        }
        Ok(())
    }
}

fn merges(lang: Lang, new: &str, other: &str) -> String {
    match lang {
        Lang::Zh => format!("“{new}”已经是另一个项目（{other}）的名称，改名会把两个项目合成一个。"),
        Lang::En => format!("“{new}” already names another item ({other}); renaming would merge the two."),
    }
}

/// Signs that no name may have: they end it, or begin something else.
const FORBIDDEN: [char; 22] = [
    '{', '}', '｛', '｝', '|', '｜', '=', '＝', '【', '】', '「', '」', '“', '”', '"', '。', '；', '，',
    '：', ':', '@', '·',
];

/// A name in a mark, between 「」 where it would not be read as one otherwise.
pub(crate) fn quoted(name: &str) -> String {
    let signs = name.contains([
        ' ', '\u{3000}', '+', '-', '*', '/', '×', '÷', '−', '<', '>', '≤', '≥', '≠', '≈', '、', '!',
    ]);
    let digit = name.starts_with(|c: char| gouji::number::halfwidth(c).is_ascii_digit());
    if signs || digit { format!("「{name}」") } else { name.to_owned() }
}

/// The name without the 「」 around it.
fn unquoted(text: &str, span: Span) -> Span {
    let name = span.of(text);
    match name.strip_prefix('「').and_then(|rest| rest.strip_suffix('」')) {
        Some(inner) => {
            let start = span.start + '「'.len_utf8();
            Span::new(start, start + inner.len())
        }
        None => span,
    }
}

/// Whether figures on these bases can be the same figure.
pub(crate) fn meets(a: &str, b: &str) -> bool {
    let budget = |basis: &str| basis.ends_with("预算");
    a == b || (a == "预算" && budget(b)) || (b == "预算" && budget(a))
}

/// Whether nothing around a span in running text goes on with the name.
fn stands_alone(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let edge = |c: Option<char>, words: &str| {
        c.is_none_or(|c| !c.is_alphanumeric() || words.contains(c) || c.is_ascii_digit())
    };
    edge(before, "占和及与比较的对为将年度其中项从在")
        && edge(after, "占和及与比较的为是共支预决年由等使在中按")
}

/// Whether `span` is part of a place where `other` stands.
fn within(text: &str, span: Span, other: &str) -> bool {
    let from = text.floor_char_boundary(span.start.saturating_sub(other.len()));
    let to = text.ceil_char_boundary((span.end + other.len()).min(text.len()));
    let near = Stripped::new(text, Span::new(from, to));
    near.find_all(text, other).any(|found| found.contains(span))
}

/// A part of the text as names are compared: without quotation marks and spaces, brackets of one width. Line ends stay.
#[derive(Debug)]
pub(crate) struct Stripped {
    within: Span,
    text: String,
    /// (offset in `text`, offset in the source) wherever the two part ways, ascending.
    pieces: Vec<(usize, usize)>,
}

impl Stripped {
    fn new(source: &str, within: Span) -> Self {
        let mut text = String::with_capacity(within.end - within.start);
        let mut pieces = vec![(0, within.start)];
        let mut expected = within.start;
        for (at, char) in within.of(source).char_indices() {
            let (at, shown) = (within.start + at, plain(char));
            if is_dropped(char) && !matches!(char, '\n' | '\r') {
                continue;
            }
            if at != expected {
                pieces.push((text.len(), at));
            }
            text.push(shown);
            expected = at + shown.len_utf8();
        }
        Self { within, text, pieces }
    }

    /// The place in the source of an offset.
    fn offset(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.0 <= offset).saturating_sub(1);
        self.pieces.get(at).map_or(offset, |piece| piece.1 + (offset - piece.0))
    }

    /// Every place of a name in canonical form.
    fn find_all<'s>(&'s self, source: &'s str, name: &'s str) -> impl Iterator<Item = Span> + 's {
        self.text.match_indices(name).map(move |(at, _)| {
            let start = self.offset(at);
            let last = name.chars().next_back().map_or(0, char::len_utf8);
            let last = self.offset(at + name.len() - last.min(name.len()));
            let end = last + source[last..].chars().next().map_or(0, char::len_utf8);
            balanced(source, self.within, Span::new(start, end))
        })
    }
}

/// The sentence around a span, bounded.
pub(crate) fn sentence(text: &str, span: Span) -> Span {
    let ends = ['。', '；', '\n', '\r', '！', '？'];
    let from = text.floor_char_boundary(span.start.saturating_sub(2 * REACH));
    let start = text[from..span.start].rfind(ends).map_or(from, |at| {
        let end = text[from + at..].chars().next().map_or(0, char::len_utf8);
        from + at + end
    });
    let to = text.ceil_char_boundary((span.end + 2 * REACH).min(text.len()));
    let end = text[span.end..to].find(ends).map_or(to, |at| span.end + at);
    let lead = text[start..span.start].len() - text[start..span.start].trim_start().len();
    Span::new(start + lead, end)
}

impl Occurrences {
    fn new(text: &str, reading: &Reading) -> Self {
        let mut finder = Finder { text, reading, found: Vec::new(), labelled: HashSet::new() };
        finder.rows();
        finder.figures();
        finder.marks();
        finder.indicators();
        let mut all = finder.found;
        all.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end), found.place));
        all.dedup_by(|next, last| next.span.start < last.span.end);
        let mut by_item: HashMap<String, Names> = HashMap::new();
        for (at, found) in all.iter().enumerate() {
            let names = by_item.entry(found.item.clone()).or_default();
            names.at.push(at);
            let name = unquoted(text, found.span).of(text);
            if !name.contains(['\n', '\r'])
                && name.chars().nth(1).is_some()
                && !names.surfaces.iter().any(|s| s == name)
            {
                names.surfaces.push(name.to_owned());
            }
        }
        Self { all, by_item }
    }

    pub(crate) fn at(&self, offset: usize) -> Option<&Occurrence> {
        let behind = self.all.partition_point(|found| found.span.start <= offset);
        let near = behind.saturating_sub(2)..behind;
        self.all[near].iter().rev().find(|found| offset <= found.span.end)
    }

    fn overlapping(&self, span: Span) -> Option<&Occurrence> {
        let behind = self.all.partition_point(|found| found.span.start < span.end);
        behind.checked_sub(1).map(|at| &self.all[at]).filter(|found| span.start < found.span.end)
    }

    pub(crate) fn of(&self, item: &str) -> Vec<&Occurrence> {
        self.by_item.get(item).into_iter().flat_map(|names| &names.at).map(|&at| &self.all[at]).collect()
    }

    /// Every item that has a name in the text.
    pub(crate) fn items(&self) -> impl Iterator<Item = &str> {
        self.by_item.keys().map(String::as_str).filter(|item| !item.starts_with(INDICATOR))
    }

    /// The ways in which an item's name is written.
    pub(crate) fn surfaces(&self, item: &str) -> &[String] {
        self.by_item.get(item).map_or(&[], |names| names.surfaces.as_slice())
    }
}

/// Finds the names of items.
struct Finder<'f> {
    text: &'f str,
    reading: &'f Reading,
    found: Vec<Occurrence>,
    /// Figures whose name is the label of a row that was found already.
    labelled: HashSet<usize>,
}

impl Finder<'_> {
    fn push(&mut self, span: Option<Span>, item: &str, place: Place, around: Span) {
        if let Some(span) = span.filter(|span| span.start < span.end && !item.is_empty()) {
            self.found.push(Occurrence { span, item: item.to_owned(), place, around });
        }
    }

    fn rows(&mut self) {
        for table in &self.reading.tables {
            for row in table.amounts.iter().flat_map(|amounts| &amounts.rows) {
                self.labelled.extend(row.figures.iter().flatten());
                let span = self.name_in_cell(row.span, &row.label, &row.item);
                self.push(span, &row.item, Place::Row, row.span);
            }
        }
    }

    /// The part of a label that is the name of the item.
    fn name_in_cell(&self, cell: Span, label: &str, item: &str) -> Option<Span> {
        self.within(cell, item).or_else(|| {
            let name = reading::name_in(label);
            self.within(cell, &name)
        })
    }

    /// The last place within a span where a name stands, read as names are compared.
    fn within(&self, span: Span, name: &str) -> Option<Span> {
        find_name(self.text, span, name)
    }

    fn figures(&mut self) {
        for (id, figure) in self.reading.figures.iter().enumerate() {
            if figure.item.is_empty() || self.labelled.contains(&id) || figure.role == Role::Points {
                continue;
            }
            match figure.home {
                Home::Prose { .. } => self.prose(figure),
                Home::Cell { table, row, column } => self.cell(figure, table, row, column),
            }
        }
    }

    fn prose(&mut self, figure: &Figure) {
        // What a mark states has its name in the mark.
        let from = self.text.floor_char_boundary(figure.span.start.saturating_sub(REACH));
        let before = &self.text[from..figure.span.start];
        let from = before.rfind(['。', '；']).map_or(from, |at| from + at + '。'.len_utf8());
        let reach = Span::new(from, figure.span.start);
        let span = self
            .right_before(reach, &figure.item)
            .or_else(|| self.within(reach, &figure.item))
            .or_else(|| {
                let name = reading::canonical(&figure.name);
                (name != *figure.item).then(|| self.within(reach, &name)).flatten()
            });
        self.push(span, &figure.item, Place::Prose, figure.span);
    }

    /// The name where it stands just as it is compared, near the end of the span: the usual case, found at once.
    fn right_before(&self, reach: Span, name: &str) -> Option<Span> {
        let at = reach.start + reach.of(self.text).rfind(name)?;
        let span = Span::new(at, at + name.len());
        (reach.end - span.end <= NEAR).then_some(span)
    }

    /// The name of a figure in a table stands left of it, or heads its column.
    fn cell(&mut self, figure: &Figure, table: usize, row: usize, column: usize) {
        let Some(table) = self.reading.tables.get(table) else { return };
        let Some(raw) = table.rows.get(row) else { return };
        let own = raw.cells.get(..=column).unwrap_or(&raw.cells);
        let heads = table.head_rows.iter().rev().filter(|&&head| head < row).take(1);
        let head = heads.filter_map(|&head| table.rows.get(head)?.cells.get(column)).next();
        let name = reading::canonical(&figure.name);
        // An account is known by its path, but stands there by its own name.
        let last = figure.item.rsplit('·').next().unwrap_or_default();
        let span = own.iter().rev().chain(head).find_map(|cell| {
            let cell = Span::new(
                cell.span.start,
                cell.span.end.min(figure.span.start.max(cell.span.start)).max(cell.span.start),
            );
            let cell = if cell.start == cell.end { return None } else { cell };
            self.within(cell, &name).or_else(|| self.within(cell, last))
        });
        self.push(span, &figure.item, Place::Row, raw.span);
    }

    fn marks(&mut self) {
        for mark in &self.reading.marks {
            for (at, name) in mark.names.iter().enumerate() {
                let place = if mark.fact.is_some() && at == 0 { Place::Fact } else { Place::Mark };
                let span = last_segment(self.text, name.span);
                self.push(Some(span), &name.item, place, mark.span);
            }
        }
        for waiver in &self.reading.waivers {
            if let Some(name) = &waiver.name {
                let span = last_segment(self.text, name.span);
                self.push(Some(span), &name.item, Place::Mark, waiver.span);
            }
        }
    }

    fn indicators(&mut self) {
        for row in self.reading.tables.iter().flat_map(|table| &table.indicators) {
            let item = format!("{INDICATOR}{}", reading::canonical(&row.name));
            if !row.name.is_empty() {
                self.push(Some(row.name_span), &item, Place::Row, row.span);
            }
        }
        for stated in &self.reading.prose_indicators {
            let item = format!("{INDICATOR}{}", reading::canonical(&stated.name));
            self.push(Some(stated.name_span), &item, Place::Prose, stated.name_span.join(stated.actual));
        }
    }
}

/// The last segment of a name in a mark, without its year and basis: 水费 of 公用经费·水费@2022.
fn last_segment(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let mut quoted = false;
    let (mut start, mut end) = (0, whole.len());
    for (at, char) in whole.char_indices() {
        match char {
            '「' => quoted = true,
            '」' => quoted = false,
            '·' if !quoted => start = at + char.len_utf8(),
            '@' | '＠' if !quoted => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let part = &whole[start..end.max(start)];
    let lead = part.len() - part.trim_start().len();
    Span::new(span.start + start + lead, span.start + start + lead + part.trim().len())
}

/// The last place within a span where a name stands; quotation marks, spaces and the width of brackets do not count.
fn find_name(text: &str, within: Span, name: &str) -> Option<Span> {
    let wanted: Vec<char> = reading::canonical(name).chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let there: Vec<(usize, char, char)> = within
        .of(text)
        .char_indices()
        .filter(|(_, c)| !is_dropped(*c))
        .map(|(at, c)| (at, c, plain(c)))
        .collect();
    let at = there.windows(wanted.len()).rposition(|run| run.iter().map(|(_, _, c)| c).eq(wanted.iter()))?;
    let (first, last) = (there[at], there[at + wanted.len() - 1]);
    let span = Span::new(within.start + first.0, within.start + last.0 + last.1.len_utf8());
    Some(balanced(text, within, span))
}

/// A span that begins behind an opening quotation mark and holds its closing one takes both: “三公”经费.
fn balanced(text: &str, within: Span, span: Span) -> Span {
    let inside = span.of(text);
    let unpaired = inside.matches('”').count() > inside.matches('“').count();
    let before = text.get(within.start..span.start).unwrap_or_default();
    if unpaired && before.ends_with('“') {
        return Span::new(span.start - '“'.len_utf8(), span.end);
    }
    if inside.matches('"').count() % 2 == 1 && before.ends_with('"') {
        return Span::new(span.start - 1, span.end);
    }
    span
}

/// Characters that do not count when names are compared.
fn is_dropped(char: char) -> bool {
    let mark = matches!(
        char,
        '：' | ':'
            | '“'
            | '”'
            | '"'
            | '「'
            | '」'
            | '‘'
            | '’'
            | '\''
            | '＂'
            | '《'
            | '》'
            | '*'
            | '\u{feff}'
            | '\u{200b}'
    );
    mark || char.is_whitespace()
}

fn plain(char: char) -> char {
    match char {
        '（' => '(',
        '）' => ')',
        other => gouji::number::halfwidth(other),
    }
}
