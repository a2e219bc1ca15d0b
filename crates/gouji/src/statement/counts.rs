//! Lists that a count announces: 内科室为22个：文电科、会议科、…

use super::pieces::{Piece, PieceKind, Printed};
use crate::{model::names, number::Dimension};

/// A list behind a count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Listed {
    /// Names in the list; the bracket behind a name does not count.
    pub(crate) items: usize,
    /// Whether the last name may be two (甲、乙和丙).
    pub(crate) joined: bool,
    /// Whether the list says that it is not complete, or its end is missing.
    pub(crate) open: bool,
}

impl Listed {
    /// Whether the list may be one of so many things.
    pub(crate) fn fits(self, stated: u32) -> bool {
        let items = self.items as u32;
        items == stated || (self.joined && items + 1 == stated) || (self.open && items <= stated)
    }
}

/// What a list behind the count that is `pieces[last]` may be of, the likeliest first: each count of its sentence, and what the
/// last ones make up: 由1个行政单位和2个事业单位组成，分别是：….
pub(crate) fn counts_before(pieces: &[Piece], last: usize) -> impl Iterator<Item = u32> {
    const NEAR: usize = 60;
    let sentence = pieces[..=last].iter().rev().take(NEAR);
    let sentence = sentence.take_while(|piece| !matches!(piece.kind, PieceKind::Stop | PieceKind::Semicolon));
    let mut sum = 0u32;
    { sentence }.filter_map(count_of).flat_map(move |count| {
        sum = sum.saturating_add(count);
        [count, sum]
    })
}

/// How many things a piece counts, if it does.
fn count_of(piece: &Piece) -> Option<u32> {
    match &piece.kind {
        PieceKind::ChineseCount(count) => Some(*count),
        PieceKind::Figure(Printed { quantity, .. }) => {
            let counts = matches!(quantity.unit.dimension, Dimension::Count(_)) && quantity.places == 0;
            counts.then(|| u32::try_from(quantity.value).ok()).flatten()
        }
        _ => None,
    }
}

/// The names before the count of offices that is `pieces[count]`, and what they are called: 内设办公室、财务股、人事股共3个股室. `None`
/// where what stands there is no plain list of names.
pub(crate) fn listed_before(text: &str, pieces: &[Piece], count: usize) -> Option<(&'static str, Listed)> {
    const NEAR: usize = 60;
    const VERBS: [&str; 4] = ["内设机构有", "内设", "下设", "设有"];
    let counted = pieces.get(count)?.range.clone();
    let behind = text.get(counted.end..)?;
    let office =
        ["股室", "科室", "处室", "内设机构"].into_iter().find(|office| behind.starts_with(office))?;
    let (mut depth, mut pauses, mut start) = (0usize, 0, None);
    for piece in pieces[..count].iter().rev().take(NEAR) {
        match piece.kind {
            PieceKind::Close => depth += 1,
            PieceKind::Open if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            PieceKind::Pause => pauses += 1,
            PieceKind::Comma | PieceKind::Semicolon | PieceKind::Stop => {
                start = Some(piece.range.end);
                break;
            }
            _ => return None,
        }
    }
    let start = start.or((count <= NEAR).then_some(0))?;
    let words = text.get(start..counted.start)?.trim_end_matches(['共', '计', '合', '总']);
    let verb = VERBS.into_iter().find_map(|verb| words.split_once(verb));
    let names = verb?.1;
    let open = names.ends_with('等');
    let (before, last) = names.rsplit_once('、')?;
    let joins = ['和', '及', '与', '以', '兼'];
    let plain = !before.contains(joins) && !names.contains(|c: char| c.is_ascii_digit()) && !has_range(names);
    (plain && pauses >= 2)
        .then_some((office, Listed { items: pauses + 1, joined: last.contains(joins), open }))
}

/// Counts the names behind the colon that is `pieces[colon]`. `None` where what follows is no plain list of names.
pub(crate) fn listed(text: &str, pieces: &[Piece], colon: usize) -> Option<Listed> {
    let start = pieces.get(colon)?.range.end;
    let (mut depth, mut pauses, mut commas, mut open, mut end) = (0usize, 0, 0, true, text.len());
    for piece in &pieces[colon + 1..] {
        match piece.kind {
            PieceKind::Open => depth += 1,
            PieceKind::Close if depth == 0 => {
                (end, open) = (piece.range.start, false);
                break;
            }
            PieceKind::Close => depth -= 1,
            _ if depth > 0 => {}
            PieceKind::Pause => pauses += 1,
            PieceKind::Comma => commas += 1,
            PieceKind::Semicolon | PieceKind::Stop => {
                (end, open) = (piece.range.start, false);
                break;
            }
            PieceKind::EtCetera => {
                return Some(Listed { items: pauses + commas + 1, joined: false, open: true });
            }
            // Figures and sentence forms make it more than a list of names.
            PieceKind::Name | PieceKind::ChineseCount(_) => {}
            _ => return None,
        }
    }
    let body = text.get(start..end)?.trim();
    // Items with numbers of their own end with a full stop each: （1）甲类。…（2）乙类。….
    if names::list_sign(body).is_some() {
        return None;
    }
    let several_each = body.contains("一是") || has_range(body);
    if body.is_empty() || several_each || body.ends_with(['等', '…']) || (pauses > 0 && commas > 0) {
        return None;
    }
    let items = pauses + commas + 1;
    // A clause without separators is a name only if it is short.
    if items == 1 && body.chars().count() > 30 {
        return None;
    }
    let last = body.rsplit(['、', '，', ',']).next().unwrap_or_default();
    let joined = last.contains(['和', '及', '与', '以']);
    Some(Listed { items, joined, open })
}

/// 第一至第五检察部, 业务一至八科, 一科至三科: one name for several.
fn has_range(names: &str) -> bool {
    /// Most characters between a number and the sign: 科 of 一科至三科.
    const NEAR: usize = 3;
    let numeral = |char: char| "一二三四五六七八九十".contains(char);
    names.match_indices(['至', '到', '—', '-', '～', '~']).any(|(at, sign)| {
        let before = names[..at].chars().rev().take(NEAR).any(numeral);
        before && names[at + sign.len()..].chars().take(NEAR).any(numeral)
    })
}

#[cfg(test)]
mod tests {
    use super::{super::pieces::pieces, *};

    fn count(text: &str) -> Option<(usize, bool, bool)> {
        let pieces = pieces(text);
        let colon = pieces.iter().position(|piece| matches!(piece.kind, PieceKind::Colon))?;
        listed(text, &pieces, colon).map(|l| (l.items, l.joined, l.open))
    }

    #[test]
    fn names_are_counted_outside_brackets() {
        assert_eq!(count("科室3个：甲科、乙科（设一科、二科）、丙室；另有"), Some((3, false, false)));
        assert_eq!(count("单位2个：甲中心、乙中心。"), Some((2, false, false)));
        assert_eq!(count("单位2个：甲、乙和丙。"), Some((2, true, false)));
        assert_eq!(count("单位2个：甲、乙"), Some((2, false, true)));
        assert_eq!(count("单位5个：甲、乙等。"), Some((2, false, true)));
        assert_eq!(count("部门8个：办公室、政治部、第一至第五检察部、检务督察部。"), None);
    }

    #[test]
    fn names_before_a_count_are_counted() {
        let count = |text: &str| {
            let pieces = pieces(text);
            let count = pieces.iter().position(|piece| count_of(piece).is_some())?;
            listed_before(text, &pieces, count).map(|(office, list)| (office, list.items, list.open))
        };
        assert_eq!(
            count("内设办公室、财务股（挂国库股、采购股牌子）、人事股共3个股室。"),
            Some(("股室", 3, false))
        );
        assert_eq!(count("我局下设办公室、财务股、人事股等9个股室。"), Some(("股室", 3, true)));
        assert_eq!(count("走访办公室、财务股、人事股共3个股室。"), None);
        assert_eq!(count("内设办公室和财务股、水政股、人事股共4个股室。"), None);
    }

    #[test]
    fn lists_of_figures_are_no_lists_of_names() {
        assert_eq!(count("项目2个：甲5万元、乙6万元。"), None);
        assert_eq!(count("措施3个：一是加强、二是改进、三是。"), None);
        assert_eq!(count("行业3个：（1）投资类。共4户。（2）建设类。"), None);
    }
}
