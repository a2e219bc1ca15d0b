//! Lists that a count announces: 内科室为22个：文电科、会议科、…

use super::pieces::{Piece, PieceKind, Printed};
use crate::{model::names, number::Dimension, words};

/// A list behind a count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Listed {
    /// Names in the list; the bracket behind a name does not count.
    pub(crate) items: usize,
    /// How many more there may be: 甲、乙和丙 are two or three.
    pub(crate) joins: usize,
    /// Whether the list says that it is not complete, or its end is missing.
    pub(crate) open: bool,
}

impl Listed {
    /// Whether the list may be one of so many things.
    pub(crate) fn fits(self, stated: u32) -> bool {
        let items = self.items as u32;
        (items..=items + self.joins as u32).contains(&stated) || (self.open && items <= stated)
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

/// What offices and units are called behind their count.
const OFFICES: [&str; 18] = [
    "股室",
    "科室",
    "处室",
    "职能科室",
    "职能股室",
    "内设机构",
    "职能部门",
    "部门",
    "二级机构",
    "二级事业单位",
    "二级预算单位",
    "二级单位",
    "下属事业单位",
    "下属单位",
    "直属单位",
    "事业单位",
    "预算单位",
    "单位",
];

/// The names before the count of offices or units that is `pieces[count]`, and what they are called: 内设办公室、财务股、人事股共3个股室;
/// 所属事业单位：图书馆、文化馆，计2个. `None` where what stands there is no plain list of names.
pub(crate) fn listed_before(text: &str, pieces: &[Piece], count: usize) -> Option<(&'static str, Listed)> {
    const IN_ALL: &str = "共计|合计|总计|一共|共|计";
    const VERBS: [&str; 12] = [
        "设立",
        "内设机构有",
        "内设机构为",
        "内设",
        "下设",
        "下属单位有",
        "下属单位为",
        "所属单位有",
        "所属单位为",
        "下辖",
        "设有",
        "包括",
    ];
    let counted = pieces.get(count)?.range.clone();
    // …、文物管理所，共6家预算单位: the comma is no end of the list.
    let is_comma = |piece: &Piece| matches!(piece.kind, PieceKind::Comma);
    let comma = count.checked_sub(1).and_then(|last| pieces.get(last)).filter(|last| is_comma(last));
    let aside = comma.filter(|comma| words::is(text[comma.range.end..counted.start].trim(), IN_ALL));
    let last = count - usize::from(aside.is_some());
    let end = aside.map_or(counted.start, |comma| comma.range.start);
    let (start, behind_colon) = list_start(&pieces[..last])?;
    let words = text.get(start..end)?.trim();
    let before_all = words::without_tail(words, IN_ALL);
    let in_all = aside.is_some() || before_all.is_some();
    // 行政单位：局机关、执法大队；事业单位：信息中心，共3家预算单位: of the groups before as well.
    let sentence = tail(&text[..start]).rsplit(['。', '\n']).next().unwrap_or_default();
    if in_all && sentence.contains(['；', ';']) {
        return None;
    }
    let names = before_all.unwrap_or(words).trim();
    let behind = text.get(counted.end..)?;
    if let Some(list) = places_in(names, behind) {
        return Some(list);
    }
    let names = match VERBS.into_iter().find_map(|verb| names.split_once(verb)) {
        Some((_, names)) => names,
        None if behind_colon && announces_units(text.get(..start)?) => names,
        None => return None,
    };
    // 共8人 are people, 新设立…，共8个科室 with those that were there.
    let of_things = words::ends(&text[counted], "个|家|所");
    let office = called(behind, in_all).filter(|_| of_things)?;
    let list = names_in(names)?;
    // 综合科室、业务科室: kinds of them.
    let kinds = office.len() > 3 && names.split('、').all(|name| name.ends_with(office));
    (!kinds && !words::has(words, "新设|新增|增设|撤销")).then_some((office, list))
}

/// 涉及杨柳镇、三河镇、秦皇乡3个乡镇: names that all are of the kind that is counted.
fn places_in(names: &str, behind: &str) -> Option<(&'static str, Listed)> {
    const KINDS: [(&str, &str); 5] = [
        ("乡镇", "镇|乡|街道|街道办|办事处"),
        ("街道", "街道|街道办|办事处"),
        ("社区", "社区"),
        ("县区", "县|区|市"),
        ("区县", "县|区|市"),
    ];
    let (kind, ends) = KINDS.into_iter().find(|(kind, _)| behind.starts_with(kind))?;
    // 4个社区食堂, 5个县区级医院: what is counted is something else.
    let rest = &behind[kind.len()..];
    if !rest.is_empty() && !rest.starts_with(['。', '，', '；', '、', '）', ')', ',', '的', '\n']) {
        return None;
    }
    let first = names.split('、').next().unwrap_or_default();
    let lead = ["涉及", "包括", "覆盖", "惠及", "分布在", "位于"];
    let behind_lead = lead.iter().find_map(|verb| Some(first.find(verb)? + verb.len()));
    let names = &names[behind_lead.unwrap_or(0)..];
    let list = plain_names(names, ends)?;
    // 全县、各镇: no names.
    let named = |name: &str| name.chars().count() > 2 && !words::has(name, "全|各|其他|其余|以外|除");
    names.trim_end_matches('等').split('、').all(named).then_some((kind, list))
}

/// Where the last clause of these pieces begins, and whether behind a colon, where it has nothing but names.
fn list_start(pieces: &[Piece]) -> Option<(usize, bool)> {
    const NEAR: usize = 60;
    let mut depth = 0usize;
    for piece in pieces.iter().rev().take(NEAR) {
        match piece.kind {
            PieceKind::Close => depth += 1,
            PieceKind::Open if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            PieceKind::Pause | PieceKind::Name => {}
            // 内设机构包括甲股、乙股
            PieceKind::Comma
            | PieceKind::Semicolon
            | PieceKind::Stop
            | PieceKind::Colon
            | PieceKind::Mainly => {
                return Some((piece.range.end, matches!(piece.kind, PieceKind::Colon | PieceKind::Mainly)));
            }
            _ => return None,
        }
    }
    (pieces.len() <= NEAR).then_some((0, false))
}

/// What is counted, by the words behind the count; 共4个 by itself counts units.
fn called(behind: &str, in_all: bool) -> Option<&'static str> {
    let ends = behind.is_empty() || behind.starts_with(['。', '，', '；', '（', ',', ';', '(', '\n']);
    OFFICES.into_iter().find(|office| behind.starts_with(office)).or((in_all && ends).then_some("单位"))
}

/// 所属事业单位：, 单位组成：: names of units stand behind the colon.
fn announces_units(before: &str) -> bool {
    const HEADS: &str =
        "单位|机构|科室|股室|处室|单位组成|机构组成|机构设置|单位有|机构有|单位为|机构为|包括|分别为|分别是";
    let head = before.trim_end_matches(['：', ':']);
    words::ends(head, HEADS) && !words::ends(head, "填报单位|主管单位|编制单位|公章单位")
}

/// Counts names of offices and units: all of them have to end as such names do.
fn names_in(names: &str) -> Option<Listed> {
    const ENDS: &str =
        "科|室|处|股|部|所|站|队|中心|局|馆|院|校|办|组|会|公司|机关|本级|园|场|委|联|庭|分局|社";
    plain_names(names, ENDS)
}

/// Counts names that all end so.
fn plain_names(names: &str, ends: &str) -> Option<Listed> {
    const JOINS: [char; 6] = ['和', '及', '与', '以', '兼', '暨'];
    let (names, open) = names.strip_suffix('等').map_or((names, false), |names| (names, true));
    let names = outside_brackets(names);
    let all = || names.split('、').map(str::trim);
    let plain = !names.contains(|c: char| c.is_ascii_digit()) && !has_range(&names);
    let named = all().all(|name| words::ends(name, ends) && !begins_with_count(name));
    let joins = names.matches(JOINS).count();
    let items = all().count();
    (plain && named && items >= 2).then_some(Listed { items, joins, open })
}

/// 一室, 三科: a name that stands for several.
fn begins_with_count(name: &str) -> bool {
    let mut chars = name.chars();
    let numeral = chars.next().is_some_and(|first| "一二三四五六七八九十两".contains(first));
    numeral && chars.count() <= 2
}

/// A text without what stands in its brackets.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let outside = |c: &char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

/// The names in the bracket right behind the count that is `pieces[count]`: 下属单位2个（图书馆、文化馆）.
pub(crate) fn listed_in_bracket(text: &str, pieces: &[Piece], count: usize) -> Option<Listed> {
    /// Most pieces in a bracket of names.
    const NEAR: usize = 120;
    let open = pieces.get(count + 1).filter(|piece| matches!(piece.kind, PieceKind::Open))?;
    let mut depth = 0usize;
    let close = pieces[count + 1..].iter().take(NEAR).find(|piece| {
        match piece.kind {
            PieceKind::Open => depth += 1,
            PieceKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    let beside = text[pieces[count].range.end..open.range.start].trim().is_empty();
    let before = tail(&text[..pieces[count].range.start]);
    let names = text.get(open.range.end..close.range.start)?;
    // 含机关党委, 公益一类：图书馆，…: some of them, or in groups.
    let some =
        words::starts(names, "含|不含|包括|其中|除|主要|另设|新增|原|由|均为") || names.contains(MARKS);
    let counted = counts_offices(before, &text[pieces[count].range.clone()]);
    // 学校、卫生院: kinds of units.
    let kinds =
        names.split('、').any(|name| words::is(name.trim(), "学校|医院|卫生院|卫生室|幼儿园|小学|中学"));
    names_in(names).filter(|_| beside && !some && counted && !kinds)
}

/// Marks that part names in another way than 、.
const MARKS: [char; 8] = ['，', ',', '；', ';', '：', ':', ' ', '\u{3000}'];

/// Whether a count is one of offices or units, by the words before it and by how it counts: 下属单位2个, 内设科室5个.
pub(crate) fn counts_offices(before: &str, count: &str) -> bool {
    const OTHERS: &str = "所属单位|下属机构|编报范围的单位|编制范围的单位";
    let label = before.trim_end_matches(['共', '有', '计', '为', '：', ':', ' ']);
    let label = label.rsplit(['，', '。', '；', '、']).next().unwrap_or_default();
    // 单位 by itself may be that of anybody: 成员单位15家（发改局、财政局）.
    let offices = OFFICES.iter().any(|office| *office != "单位" && label.ends_with(office));
    let offices = offices || words::ends(label, OTHERS);
    words::ends(count, "个|家|所") && offices && !words::has(label, "抽查|检查|新增|撤并")
}

/// The last words of a text, as far as a list of names may reach back.
pub(crate) fn tail(text: &str) -> &str {
    const FAR: usize = 1500;
    &text[text.ceil_char_boundary(text.len().saturating_sub(FAR))..]
}

/// Counts the names behind the colon that is `pieces[colon]`. `None` where what follows is no plain list of names.
pub(crate) fn listed(text: &str, pieces: &[Piece], colon: usize) -> Option<Listed> {
    let start = pieces.get(colon)?.range.end;
    if let Some(items) = numbered_in(text.get(start..)?) {
        return Some(Listed { items, joins: 0, open: false });
    }
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
            // 单位3个：局机关；林业站；草原站: other marks part these names.
            PieceKind::Semicolon if pauses + commas == 0 => return None,
            PieceKind::Semicolon | PieceKind::Stop => {
                (end, open) = (piece.range.start, false);
                break;
            }
            PieceKind::EtCetera => {
                return Some(Listed { items: pauses + commas + 1, joins: 0, open: true });
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
    let joins = usize::from(last.contains(['和', '及', '与', '以'])) + body.matches("及所属").count();
    Some(Listed { items, joins, open })
}

/// Counts the short names of a sentence that carry numbers: 1.防御中心；2.监督站。. `None` where it is no such list.
fn numbered_in(text: &str) -> Option<usize> {
    const LONG: usize = 30;
    let (names, _) = text.split_once('。')?;
    let mut items = 0;
    for numbered in names.split(['；', ';']).map(str::trim) {
        let number = names::list_sign(numbered)?;
        let name = &numbered[number.span.end..];
        let plain = name.chars().count() <= LONG
            && !name.contains(['，', '：', ':', ','])
            && !name.contains(|c: char| c.is_ascii_digit());
        items += 1;
        if number.value != items || !plain {
            return None;
        }
    }
    (items > 1).then_some(items as usize)
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

    fn count(text: &str) -> Option<(usize, usize, bool)> {
        let pieces = pieces(text);
        let colon = pieces.iter().position(|piece| matches!(piece.kind, PieceKind::Colon))?;
        listed(text, &pieces, colon).map(|l| (l.items, l.joins, l.open))
    }

    #[test]
    fn names_are_counted_outside_brackets() {
        assert_eq!(count("科室3个：甲科、乙科（设一科、二科）、丙室；另有"), Some((3, 0, false)));
        assert_eq!(count("单位2个：甲中心、乙中心。"), Some((2, 0, false)));
        assert_eq!(count("单位2个：甲、乙和丙。"), Some((2, 1, false)));
        assert_eq!(count("单位2个：甲、乙"), Some((2, 0, true)));
        assert_eq!(count("单位5个：甲、乙等。"), Some((2, 0, true)));
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
        assert_eq!(count("内设办公室和财务股、水政股、人事股共4个股室。"), Some(("股室", 3, false)));
        assert_eq!(count("内设机构包括办公室、财务股、人事股，共4个。"), Some(("单位", 3, false)));
        assert_eq!(count("涉及杨柳镇、大河镇、秦皇乡4个乡镇。"), Some(("乡镇", 3, false)));
        for text in ["在杨柳镇、三河镇3个村试点。", "除杨柳镇、三河镇外的4个乡镇。", "全镇、各乡4个乡镇。"]
        {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn lists_of_figures_are_no_lists_of_names() {
        assert_eq!(count("项目2个：甲5万元、乙6万元。"), None);
        assert_eq!(count("措施3个：一是加强、二是改进、三是。"), None);
        assert_eq!(count("行业3个：（1）投资类。共4户。（2）建设类。"), None);
    }
}
