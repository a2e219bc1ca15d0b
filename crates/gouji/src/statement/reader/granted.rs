//! Whether words speak of money that was granted or of money that was spent: 年初批复预算1500万元（基本支出600万元，项目支出900万元） gives two
//! budgets, though nothing is said of them beside their names.

use crate::words;

/// What names money that is there to be spent.
const GRANTED: &str = "预算|下达|安排|到位|收到|批复|筹措|筹集|投入|投资|拨款|指标|申报|财力|来源|争取|可用|可支配|资金总额|\
    项目资金|专项资金|共有资金|资金规模|计划|核定|收入";
/// What says that money was spent.
const SPENT: &str = "支出|执行|决算|使用|支付|开支|实支|支用|发生";
/// Names that only sound so.
const NAMES: [&str; 10] = [
    "基本支出",
    "项目支出",
    "整体支出",
    "人员支出",
    "公用支出",
    "支出性质",
    "支出功能",
    "支出结构",
    "支出方向",
    "预算执行",
];
/// Farthest in bytes that is looked back.
const FAR: usize = 600;

/// Whether the last word that says one of both says that money was granted; `None` where there is none.
pub(crate) fn says_granted(text: &str) -> Option<bool> {
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(FAR))..];
    text.char_indices().rev().filter(|(_, first)| begins_word(*first)).find_map(|(at, _)| {
        let behind = &text[at..];
        let said = if words::starts(behind, GRANTED) {
            true
        } else {
            words::starts(behind, SPENT).then_some(false)?
        };
        // 预算支出 is a budget.
        let budget = !said && text[..at].ends_with("预算");
        (!is_in_name(text, at) && !is_compared(&text[..at])).then_some(said || budget)
    })
}

/// Whether one of the words may begin with this character; few do.
fn begins_word(first: char) -> bool {
    matches!(
        first,
        '预' | '下'
            | '安'
            | '到'
            | '收'
            | '批'
            | '筹'
            | '投'
            | '拨'
            | '指'
            | '申'
            | '财'
            | '来'
            | '争'
            | '可'
            | '资'
            | '项'
            | '专'
            | '共'
            | '计'
            | '核'
            | '支'
            | '执'
            | '决'
            | '使'
            | '开'
            | '实'
            | '发'
    )
}

/// 完成年初预算的85.2%，其中…: what is held against a budget is none.
fn is_compared(before: &str) -> bool {
    let before = words::without_tail(before, "年初|全年|年度|本年|当年|调整|调整后").unwrap_or(before);
    words::ends(before, "完成|完成了|占|比|较|与")
}

/// Whether the word at `at` is part of one of the [`NAMES`].
fn is_in_name(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub("基本".len()));
    let around = &text[from..];
    NAMES.iter().any(|name| around.starts_with(name) || text[at..].starts_with(name))
}
