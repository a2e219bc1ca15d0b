//! Tables of amounts as trees: which row is part of which.
//!
//! Indentation, numbering and 其中 say it, and the rows that the rule set's form names anchor it: in the usual base-data
//! form nothing else says where a department's own list of projects ends.

use super::{FigureId, names};
use crate::map::Map;
use crate::{number::halfwidth, ruleset::FormRule, syntax::Style, text::Span, words};
use std::sync::Arc;

/// A column of amounts.
#[derive(Clone, Debug)]
pub(crate) struct AmountColumn {
    pub(crate) index: usize,
    pub(crate) title: Arc<str>,
    pub(crate) year: Option<i32>,
    pub(crate) basis: names::Basis,
}

/// What a row has in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    Figure(FigureId),
    /// An empty cell, or one with a sign for nothing: unknown.
    Empty(Span),
    /// Words.
    Text,
    /// It is not certain which column the row's cells belong to.
    Unbound,
}

/// How a row belongs to the one it is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Link {
    /// It is part of no row.
    Root,
    /// One of the parts that add up, as far as the form says so.
    Part,
    /// One of a 其中: the list need not be complete.
    OfWhich,
    /// 合计, 小计: the sum of rows beside it.
    Total,
    /// ……, （一个专项一行）: left over from the form.
    Prompt,
}

/// A row of amounts.
#[derive(Clone, Debug)]
pub(crate) struct AmountRow {
    pub(crate) label: Arc<str>,
    pub(crate) label_span: Span,
    pub(crate) item: Arc<str>,
    pub(crate) values: Vec<Value>,
    pub(crate) parent: Option<usize>,
    pub(crate) link: Link,
    /// Whether the form says that the rows within add up to this one.
    pub(crate) sum: bool,
}

/// Rows under one row of heads.
#[derive(Clone, Debug, Default)]
pub(crate) struct AmountTable {
    pub(crate) columns: Vec<AmountColumn>,
    pub(crate) rows: Vec<AmountRow>,
}

impl AmountTable {
    /// For every row the rows that are part of it, in order.
    pub(crate) fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.rows.len()];
        for (i, row) in self.rows.iter().enumerate() {
            if let Some(list) = row.parent.and_then(|parent| children.get_mut(parent)) {
                list.push(i);
            }
        }
        children
    }
}

/// The head of a row as far as its place in the tree depends on it.
#[derive(Clone, Debug)]
pub(crate) struct RowHead<'t> {
    /// The text of the label cell.
    pub(crate) text: &'t str,
    pub(crate) indent: usize,
    /// The item that the label names, in the form in which items are compared.
    pub(crate) item: &'t str,
    /// Whether the row has no figure at all.
    pub(crate) blank: bool,
}

/// Where a row belongs: the row it is part of, how, and what the form says of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    pub(crate) parent: Option<usize>,
    pub(crate) link: Link,
    pub(crate) sum: bool,
    pub(crate) open: bool,
}

/// What kind of row is open at a level of the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A row that the form names, or an unnumbered one.
    Anchor,
    Numbered(Style),
    OfWhich,
}

#[derive(Clone, Copy, Debug)]
struct OpenRow {
    index: usize,
    kind: Kind,
    indent: usize,
    blank: bool,
    open: bool,
}

/// Places the rows of a table, given the form it is, if it is one.
pub(crate) fn place_rows(rows: &[RowHead<'_>], form: Option<&FormRule>) -> Vec<Placed> {
    let form_rows: Map<String, &crate::ruleset::FormRow> =
        form.map_or_else(Map::new, |f| f.rows.iter().map(|row| (names::canonical(&row.name), row)).collect());
    let mut placer = Placer { form: form_rows, open: Vec::new(), by_item: Map::new() };
    rows.iter().enumerate().map(|(index, row)| placer.place(index, row)).collect()
}

/// Deepest level of rows within rows.
const MAX_DEPTH: usize = 24;

struct Placer<'f> {
    form: Map<String, &'f crate::ruleset::FormRow>,
    /// The chain of rows that the next row may be part of, outermost first.
    open: Vec<OpenRow>,
    /// Rows that the form names, by item.
    by_item: Map<String, usize>,
}

impl Placer<'_> {
    fn place(&mut self, index: usize, row: &RowHead<'_>) -> Placed {
        // No form is that deep; the bound keeps hostile tables from making a tree that is all depth.
        self.open.truncate(MAX_DEPTH);
        if is_prompt(row.text) {
            return Placed { parent: None, link: Link::Prompt, sum: false, open: false };
        }
        if is_total(row.text) {
            return Placed {
                parent: self.open.first().and(None),
                link: Link::Total,
                sum: false,
                open: false,
            };
        }
        if let Some(form) = self.form.get(row.item).copied() {
            return self.place_form_row(index, row, form);
        }
        let link = self.close_for(row);
        let parent = self.open.last();
        // Rows of one's own below a row of the form belong to it; so do numbered rows below an unnumbered one.
        let (parent, link) = match parent {
            Some(above) => (Some(above.index), link),
            None => (None, Link::Root),
        };
        let kind = match (link, names::list_sign(row.text)) {
            (Link::OfWhich, _) => Kind::OfWhich,
            (_, Some(number)) => Kind::Numbered(number.style),
            _ => Kind::Anchor,
        };
        // （一个专项一行）: as far as the form says where they end, the rows below are its own, whether or not it has their sum.
        let blank = row.blank || !self.form.is_empty() && words::has(row.text, "一个专项一行|一个项目一行");
        self.open.push(OpenRow { index, kind, indent: row.indent, blank, open: false });
        Placed { parent, link, sum: false, open: false }
    }

    fn place_form_row(&mut self, index: usize, row: &RowHead<'_>, form: &crate::ruleset::FormRow) -> Placed {
        let within = names::canonical(&form.within);
        let parent = self.by_item.get(&within).copied();
        match parent.and_then(|p| self.open.iter().position(|open| open.index == p)) {
            Some(at) => self.open.truncate(at + 1),
            None => self.open.clear(),
        }
        let of_which = is_of_which(row.text) || self.continues_of_which(row, parent);
        let link = match parent {
            None => Link::Root,
            Some(_) if of_which => Link::OfWhich,
            Some(_) => Link::Part,
        };
        let kind = match (of_which, names::list_sign(row.text)) {
            (true, _) => Kind::OfWhich,
            (_, Some(number)) => Kind::Numbered(number.style),
            _ => Kind::Anchor,
        };
        self.by_item.insert(row.item.to_owned(), index);
        self.open.push(OpenRow { index, kind, indent: row.indent, blank: row.blank, open: form.open });
        Placed { parent, link, sum: form.sum, open: form.open }
    }

    /// An unnumbered row further in than its parent goes on with the parent's 其中.
    fn continues_of_which(&self, row: &RowHead<'_>, parent: Option<usize>) -> bool {
        let Some(above) = parent.and_then(|p| self.open.iter().find(|open| open.index == p)) else {
            return false;
        };
        names::list_sign(row.text).is_none() && row.indent > above.indent
    }

    /// Closes the open rows that `row` is no part of and says how it belongs to the one that stays.
    fn close_for(&mut self, row: &RowHead<'_>) -> Link {
        if is_of_which(row.text) {
            self.close_while(|open| open.kind == Kind::OfWhich);
            return Link::OfWhich;
        }
        if let Some(number) = names::list_sign(row.text) {
            if let Some(at) = self.open.iter().rposition(|open| open.kind == Kind::Numbered(number.style)) {
                self.open.truncate(at);
            } else {
                self.close_while(|open| open.kind == Kind::OfWhich);
            }
            return Link::Part;
        }
        // In a list behind 其中, an unnumbered row that is not set further out goes on with the list.
        if let Some(at) = self.open.iter().rposition(|open| open.kind == Kind::OfWhich) {
            let list = self.open[at];
            let outside =
                at > 0 && row.indent <= self.open[at - 1].indent && list.indent > self.open[at - 1].indent;
            if !outside {
                self.open.truncate(at);
                return Link::OfWhich;
            }
            self.open.truncate(at);
        }
        // An unnumbered row below an open row of the form, or below a numbered heading without figures, is part of it.
        if let Some(at) = self
            .open
            .iter()
            .rposition(|open| open.open || (open.blank && matches!(open.kind, Kind::Numbered(_))))
        {
            self.open.truncate(at + 1);
            return Link::Part;
        }
        let indent = row.indent;
        self.close_while(|open| open.indent >= indent);
        Link::Part
    }

    fn close_while(&mut self, ends: impl Fn(&OpenRow) -> bool) {
        while self.open.last().is_some_and(&ends) {
            self.open.pop();
        }
    }
}

fn is_of_which(text: &str) -> bool {
    text.trim_start().starts_with("其中")
}

/// 合计, 小计, 总计, with or without spaces between; 支出合计, where no number makes it one of several.
pub(crate) fn is_total(text: &str) -> bool {
    const TOTALS: &str = "合计|总计|小计|共计|总合计|本年合计";
    const NAMED: &str = "支出合计|收入合计|支出总计|收入总计|本年支出合计|本年收入合计|资金合计|资金总计|预算合计\
        |经费合计|金额合计|项目合计|全部合计|单位合计|部门合计|人员合计|费用合计";
    let label: String = names::row_label(text).chars().filter(|c| !c.is_whitespace()).collect();
    words::is(&label, TOTALS) || (words::is(&label, NAMED) && names::list_sign(text).is_none())
}

/// A row that the form prints to show that rows can be added.
pub(crate) fn is_prompt(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| "….。·⋯ ".contains(c))
}

/// A row of a chart of accounts: 类, 款, 项 codes, name, figures.
#[derive(Clone, Debug)]
pub(crate) struct CodeRow {
    /// 201, 20106, 2010601; empty for the 合计 row.
    pub(crate) code: String,
    /// From the first cell of the code to the last.
    pub(crate) place: Span,
    pub(crate) label: String,
    pub(crate) figures: Vec<FigureId>,
}

/// A table of which the rows are accounts with codes.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeTable {
    pub(crate) rows: Vec<CodeRow>,
    /// Whether every row has as many figures as the widest: then all columns are certain, else the first only.
    pub(crate) full: bool,
    /// Whether every row has as many cells, so that a figure is of the column that its cell stands in, and an empty cell is of
    /// none.
    pub(crate) aligned: bool,
    /// Whether the heads say that some column is the total of others.
    pub(crate) totals: bool,
    /// Whether it stands beside others: then its codes say all of what is part of what.
    pub(crate) beside: bool,
    /// Whether figures stand in rows without an account: a text extractor tore them from theirs.
    pub(crate) strays: bool,
}

/// The account code at the head of a row, and how many cells it takes up.
pub(crate) fn account_code<'c>(cells: impl Iterator<Item = &'c str>) -> Option<(String, usize)> {
    let mut code = String::new();
    let mut used = 0;
    for cell in cells {
        let digits = cell.chars().all(|c| halfwidth(c).is_ascii_digit());
        let fits = match (code.len(), cell.chars().count()) {
            (0, 3 | 5 | 7) => true,
            (3 | 5, 1 | 2) => used > 0,
            _ => false,
        };
        if !digits || cell.is_empty() || !fits {
            break;
        }
        if cell.chars().count() == 1 {
            code.push('0');
        }
        code.extend(cell.chars().map(halfwidth));
        used += 1;
    }
    (used > 0).then_some((code, used))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(rows: &[(&str, usize, bool)], form: Option<&FormRule>) -> Vec<String> {
        let heads: Vec<RowHead<'_>> = rows
            .iter()
            .map(|&(text, indent, blank)| RowHead { text, indent, item: names::row_label(text), blank })
            .collect();
        place_rows(&heads, form)
            .iter()
            .map(|placed| match placed.parent {
                Some(parent) => format!("{:?}<{}", placed.link, names::row_label(rows[parent].0)),
                None => format!("{:?}", placed.link),
            })
            .collect()
    }

    #[test]
    fn numbering_and_of_which_make_the_tree() {
        let rows = [
            ("三公经费", 0, false),
            ("1、公务用车", 3, false),
            ("其中：购置", 7, false),
            ("运行", 13, false),
            ("2、出国", 3, true),
            ("3、接待", 3, false),
        ];
        assert_eq!(
            tree(&rows, None),
            [
                "Root",
                "Part<三公经费",
                "OfWhich<公务用车",
                "OfWhich<公务用车",
                "Part<三公经费",
                "Part<三公经费"
            ]
        );
    }

    #[test]
    fn the_form_says_where_ones_own_rows_end() {
        let form = FormRule {
            name: String::new(),
            title_words: vec![],
            required: false,
            sign_off: vec![],
            rows: vec![
                crate::ruleset::FormRow {
                    name: "项目支出".into(),
                    within: String::new(),
                    sum: true,
                    open: true,
                },
                crate::ruleset::FormRow {
                    name: "公用经费".into(),
                    within: String::new(),
                    sum: false,
                    open: false,
                },
            ],
        };
        let rows = [
            ("项目支出：", 0, false),
            ("1、业务工作经费", 4, true),
            ("2、专项资金", 0, true),
            ("甲专项", 0, false),
            ("乙专项", 0, false),
            ("3、其他", 0, true),
            ("……", 0, true),
            ("公用经费", 0, false),
            ("其中：办公费", 4, false),
            ("水费", 10, false),
        ];
        assert_eq!(
            tree(&rows, Some(&form)),
            [
                "Root",
                "Part<项目支出",
                "Part<项目支出",
                "Part<专项资金",
                "Part<专项资金",
                "Part<项目支出",
                "Prompt",
                "Root",
                "OfWhich<公用经费",
                "OfWhich<公用经费"
            ]
        );
    }

    #[test]
    fn account_codes_stand_in_one_cell_or_several() {
        let code = |cells: &[&str]| account_code(cells.iter().copied());
        assert_eq!(code(&["201", "06", "01", "行政运行", "5"]), Some(("2010601".into(), 3)));
        assert_eq!(code(&["301", "2", "津贴"]), Some(("30102".into(), 2)));
        assert_eq!(code(&["2050205", "高等教育"]), Some(("2050205".into(), 1)));
        assert_eq!(code(&["合计", "201"]), None);
        assert_eq!(code(&["201", "106.00"]), Some(("201".into(), 1)));
    }
}
