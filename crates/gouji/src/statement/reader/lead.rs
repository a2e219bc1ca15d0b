//! What a paragraph is about before it names anything.

use crate::{
    model::names::{self, Year, read_label},
    number::halfwidth,
    statement::pieces::{Piece, PieceKind},
    words,
};
use std::sync::Arc;

/// What a paragraph is about before it names anything.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Lead {
    pub(super) name: Arc<str>,
    pub(super) item: Arc<str>,
    /// The year that a heading says: 2021年情况.
    pub(super) year: Option<Year>,
    /// Whether a heading says that what stands below it was granted: 年初预算情况. What is 支出 there need not have been spent.
    pub(super) granted: bool,
}

impl Lead {
    fn of(label: &str) -> Self {
        let label = read_label(label);
        let year = label.year_said.then_some(label.year);
        Self { item: names::canonical(&label.name).into(), name: label.name.into(), year, granted: false }
    }

    /// What the paragraphs under a heading are about.
    pub(crate) fn of_title(title: &str) -> Self {
        let words = without_heading_words(title);
        let lead = Self::of(words);
        // 部门基本情况, 资金使用情况: of which amount, such a heading does not say. 支出85万元 is a sentence of its own.
        const NAMELESS: &str = "基本|概况|资金使用|经费使用|资金安排|预算安排|资金管理|项目管理|财务管理|\
            资金到位|资金拨付|资金落实|资金分配|资金下达|资金投入|项目实施|组织实施|项目组织|项目进展|自评|绩效评价";
        let has_amount =
            words::has(words, "元|万|亿|%|％") && words.contains(|c: char| halfwidth(c).is_ascii_digit());
        let lead = Self { granted: !has_amount && is_of_budget(title), ..lead };
        const NO_ITEM: &str =
            "资金|绩效|项目|完成|执行|预算执行|部门预算执行|年度预算执行|资金执行|预算收支|预算执行及管理";
        if has_amount || words::ends(words, NAMELESS) || words::is(words, NO_ITEM) {
            Self { year: lead.year, granted: lead.granted, ..Self::default() }
        } else {
            lead
        }
    }
}

/// 年初预算情况, 预算安排; not 预算安排及支出情况, 预算执行.
fn is_of_budget(title: &str) -> bool {
    const BUDGET: &str =
        "年初预算|预算安排|预算编制|预算批复|收入预算|支出预算|预算下达|年初部门预算|部门预算情况";
    const SPENT: &str = "执行|决算|使用|完成|管理|绩效|及支出|和支出|与支出|、支出|结余|结转";
    words::has(title, BUDGET) && !words::has(title, SPENT)
}

/// The first clause of a paragraph, where that has no figure and says what it is about. It may go on with the `title` above it:
/// 社会保障和就业支出（类）行政事业单位养老支出（款）, and on the next line 行政单位离退休（项）.
pub(super) fn lead_name(text: &str, pieces: &[Piece], title: Option<&Lead>) -> Option<Lead> {
    let end = pieces
        .iter()
        .find(|p| {
            matches!(p.kind, PieceKind::Stop | PieceKind::Colon | PieceKind::Comma | PieceKind::Semicolon)
        })
        .map_or(text.len(), |p| p.range.start);
    let figure =
        pieces.iter().find(|p| matches!(p.kind, PieceKind::Figure(_))).map_or(usize::MAX, |p| p.range.start);
    let clause = text.get(..end).filter(|_| end < figure)?;
    let path = title
        .filter(|title| account_path(&title.name) && words::ends(clause.trim(), "（项）|(项)|（款）|(款)"));
    if account_path(clause) {
        return Some(Lead::of(clause));
    }
    if let Some(path) = path {
        return Some(Lead::of(&[&path.name, clause.trim()].concat()));
    }
    text[end..].starts_with('。').then(|| Lead::of_title(clause))
}

/// 支出决算 of 支出决算总体情况说明.
fn without_heading_words(title: &str) -> &str {
    ["说明", "情况", "总体"].iter().fold(title.trim(), |rest, word| rest.strip_suffix(word).unwrap_or(rest))
}

/// 一般公共服务支出（类）财政事务（款）行政运行（项）.
fn account_path(text: &str) -> bool {
    text.contains("（类）") || text.contains("(类)")
}
