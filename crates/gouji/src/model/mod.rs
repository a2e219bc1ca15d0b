//! Syntax → report model: every figure with its item, year, basis and place, the tables, the indicators.

pub(crate) mod build;
pub(crate) mod cells;
pub(crate) mod columns;
pub(crate) mod forms;
pub(crate) mod grid;
pub(crate) mod heading;
pub(crate) mod heads;
pub(crate) mod identity;
pub(crate) mod kept;
pub(crate) mod known;
pub(crate) mod lookup;
pub(crate) mod marks;
pub(crate) mod names;
mod naming;
mod owners;
pub(crate) mod place;
pub(crate) mod reach;
mod reader;
mod tables;
pub(crate) mod tree;

use crate::map::Map;
use crate::{
    expression::Waiver,
    number::{Approx, Quantity, plus},
    rules::{
        kept::Outcomes,
        passages::{Concerned, Wording},
    },
    ruleset::RuleSet,
    statement::Statement,
    syntax::{SectionId, Syntax},
    text::Span,
};
use forms::{FundTable, IndicatorTable};
use names::Basis;
pub(crate) use owners::Chapter;
use rust_decimal::Decimal;
use std::sync::{Arc, OnceLock};
use tree::AmountTable;

/// Index of a [`Figure`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct FigureId(pub(crate) usize);

/// What a figure is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// An amount or a count: a level of its item.
    Level,
    /// A share, rate or degree.
    Rate,
    /// The amount or rate by which an item changed.
    Change,
    /// Points, weights.
    Points,
}

/// Where a figure stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Home {
    /// In running text: index of the node.
    Prose { node: usize, section: Option<SectionId> },
    /// In a table: index in [`Model::tables`], row, column.
    Cell { table: usize, row: usize, column: usize },
}

/// Which money a figure is of, where the section or the table says so and the name does not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) enum Scope {
    /// All of it, or nothing is said.
    #[default]
    Whole,
    /// 政府性基金.
    Fund,
    /// 国有资本经营.
    StateCapital,
    /// 社会保险基金.
    SocialInsurance,
    /// 一般公共预算, 财政拨款.
    General,
}

impl Scope {
    /// The scope that a heading or a title sets.
    pub(crate) fn of(title: &str) -> Self {
        if title.contains("政府性基金") {
            Scope::Fund
        } else if title.contains("国有资本经营") {
            Scope::StateCapital
        } else if title.contains("社会保险基金") {
            Scope::SocialInsurance
        } else if title.contains("一般公共预算") || title.contains("财政拨款") {
            Scope::General
        } else {
            Scope::Whole
        }
    }
}

/// A figure as it is printed, with what it is known to mean.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) quantity: Quantity,
    pub(crate) span: Span,
    /// The item's name as it stands there; empty where it is unknown.
    pub(crate) name: Arc<str>,
    /// The item's name as it is compared; empty where it is unknown.
    pub(crate) item: Arc<str>,
    pub(crate) year: Option<i32>,
    pub(crate) basis: Basis,
    pub(crate) total: bool,
    pub(crate) scope: Scope,
    pub(crate) role: Role,
    pub(crate) home: Home,
    /// Whether the paragraph before it speaks of money that was granted rather than spent, where it speaks of either.
    pub(crate) granted: Option<bool>,
    pub(crate) aside: Aside,
}

/// What the sentence before an amount of the prose says of it beside its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Aside {
    /// It is another amount than the one that its item came to: what was saved of it, what it was in a draft, or by other
    /// books.
    pub(crate) other: bool,
    /// It is one of a whole region: 全县“三公”经费支出1250万元.
    pub(crate) of_region: bool,
    /// 总计: 财政拨款收入总计 is more than 财政拨款收入 by what was carried over.
    pub(crate) all: bool,
}

/// A table with what it is about.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// Its node.
    pub(crate) node: usize,
    /// 附件1-1, or else its title; what people call it.
    pub(crate) name: String,
    pub(crate) title: String,
    /// The rule set's form that it is, by index.
    pub(crate) form: Option<usize>,
    pub(crate) scope: Scope,
    pub(crate) amounts: Vec<AmountTable>,
    pub(crate) funds: Option<FundTable>,
    pub(crate) indicators: Option<IndicatorTable>,
    /// Accounts with their codes; several where they stand beside each other.
    pub(crate) codes: Vec<tree::CodeTable>,
    /// What it is where it is nothing else.
    pub(crate) grids: Vec<grid::Grid>,
    /// Its columns, where some are called as if they followed from others.
    pub(crate) columns: Option<columns::Columns>,
    /// Rows that say of which project (项目名称) the form below them is, with its name.
    pub(crate) projects: Vec<(usize, Arc<str>)>,
    /// Rows of heads.
    pub(crate) head_rows: Vec<usize>,
    /// For each of them which of its cells say what the figures below are.
    pub(crate) figure_heads: Vec<Vec<bool>>,
    /// Rows of which no cell could be bound to a column.
    pub(crate) unbound_rows: usize,
    /// Whether 续表 stands above or below it, and the other part is a table of its own: no sum is complete.
    pub(crate) partial: bool,
    /// The lowest execution rate of which a note below says what it scores.
    pub(crate) band: Option<u32>,
    /// Whether anything above it or in its heads says the unit of its amounts.
    pub(crate) unit_said: bool,
    /// Its first figure; the others follow.
    pub(crate) first_figure: usize,
    /// Where each of them stands, once somebody has asked; the same wherever the table moves.
    pub(crate) places: Arc<[OnceLock<Place>]>,
    /// What the rules found in it, where that is kept for the next version of the text.
    pub(crate) outcomes: Option<Arc<Outcomes>>,
}

/// The place of a figure in a table, with the name by which it is called there.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) name: Arc<str>,
    pub(crate) place: Box<str>,
}

/// Points that a heading or paragraph claims: （分值10分，得9分，扣1分）.
#[derive(Clone, Debug)]
pub(crate) struct ClaimedPoints {
    pub(crate) section: SectionId,
    pub(crate) title: String,
    pub(crate) weight: Option<FigureId>,
    pub(crate) points: Option<FigureId>,
    pub(crate) lost: Option<FigureId>,
    /// 未扣分, where it stands.
    pub(crate) none_lost: Option<Span>,
}

/// An indicator that prose states: 年度指标值≥100篇，实际完成值284篇.
#[derive(Clone, Debug)]
pub(crate) struct ProseIndicator {
    pub(crate) name: String,
    pub(crate) name_span: Span,
    pub(crate) target: Span,
    pub(crate) actual: Span,
    /// 指标完成率103.57% right behind.
    pub(crate) rate: Option<FigureId>,
    /// 分值10分，得9分 right behind: the weight and the points.
    pub(crate) scored: Option<(FigureId, FigureId)>,
    pub(crate) section: Option<SectionId>,
}

/// All that is known of a report.
#[derive(Debug)]
pub(crate) struct Model<'t> {
    pub(crate) syntax: Syntax<'t>,
    pub(crate) rules: &'t RuleSet,
    /// Whether somebody named the rule set; else the title only suggests one.
    pub(crate) asked: bool,
    pub(crate) title: String,
    /// 填报单位.
    pub(crate) unit_name: String,
    /// All names of the unit, as names are compared, between 、.
    pub(crate) unit_names: String,
    pub(crate) year: Option<i32>,
    pub(crate) figures: Vec<Figure>,
    /// The value of each figure in base units, where a decimal can hold it.
    pub(crate) bases: Vec<Option<Decimal>>,
    /// The headings around what stands in each section, once somebody has asked.
    pub(crate) places: Vec<OnceLock<String>>,
    /// For each section the chapter that it lies in, where chapters beside each other speak of different things of one kind.
    pub(crate) chapters: Vec<Option<(usize, usize)>>,
    /// Chapters beside each other whose headings have no number.
    plain_chapters: Vec<owners::PlainChapter>,
    /// Where the text says of whom its amounts are; see [`Self::reach`].
    reaches: OnceLock<reach::Places>,
    /// The amounts that are budgets, once somebody has asked; see [`Self::budgets`].
    budgets: OnceLock<Vec<Budget>>,
    /// For the parts of lists the first list that each is in, once somebody has asked; see [`Self::list_with`].
    lists: OnceLock<Map<FigureId, usize>>,
    /// For each section that the rule set asks for whether no heading fits, once somebody has asked.
    pub(crate) missing_sections: OnceLock<Vec<bool>>,
    pub(crate) tables: Vec<Table>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) claims: Vec<ClaimedPoints>,
    /// 绩效得分99分: the total in prose.
    pub(crate) total_claims: Vec<FigureId>,
    pub(crate) prose_indicators: Vec<ProseIndicator>,
    /// Basis of an amount that does not say its own.
    pub(crate) basis: Basis,
    /// For each node the rules about wording that may find something in it.
    pub(crate) concerned: Vec<Concerned>,
    /// What stands in braces and in the lines of 【核对】, in the order of the text.
    pub(crate) marks: Vec<marks::Mark>,
    /// 允许 …, in the order of the text.
    pub(crate) waivers: Vec<Waiver>,
    /// Braces without their partner.
    pub(crate) open_braces: Vec<Span>,
    /// Numbers that are part of names and dates.
    pub(crate) name_spans: Vec<Span>,
    /// Standard name by every name of an item.
    pub(crate) aliases: Map<String, String>,
    /// Figures by item.
    pub(crate) by_item: Map<Arc<str>, Vec<FigureId>>,
}

/// An amount that is a budget, with what is asked of thousands of them for each rate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    pub(crate) figure: FigureId,
    /// In base units, unless it is 约, 不低于 or the like.
    pub(crate) exact: Option<Decimal>,
}

impl Model<'_> {
    pub(crate) fn text(&self) -> &str {
        self.syntax.text
    }

    pub(crate) fn figure(&self, id: FigureId) -> &Figure {
        &self.figures[id.0]
    }

    /// Whether a rule about wording may find something in a node.
    pub(crate) fn concerns(&self, node: usize, wording: Wording) -> bool {
        self.concerned.get(node).is_none_or(|concerned| concerned.has(wording))
    }

    /// The amounts that are budgets, by what they are called or by the words before them.
    pub(crate) fn budgets(&self) -> &[Budget] {
        let budget = |(_, figure): &(usize, &Figure)| {
            let said = figure.basis.is_budget() || figure.basis == Basis::Open;
            figure.role == Role::Level && (said || figure.granted == Some(true))
        };
        let found = |(id, figure): (usize, &Figure)| {
            let exact = figure.quantity.approx == Approx::Exact;
            Budget { figure: FigureId(id), exact: self.bases[id].filter(|_| exact) }
        };
        self.budgets.get_or_init(|| self.figures.iter().enumerate().filter(budget).map(found).collect())
    }

    /// The whole, where it is certain, and the parts of the first list in prose that a figure is a part of.
    pub(crate) fn list_with(&self, part: FigureId) -> Option<(Option<FigureId>, &[FigureId])> {
        let list = |statement| match statement {
            &Statement::Breakdown { whole, ref parts, .. } => Some((Some(whole), parts.as_slice())),
            Statement::Likely { parts, .. } => Some((None, parts.as_slice())),
            _ => None,
        };
        let lists = self.lists.get_or_init(|| {
            let mut lists = Map::new();
            for (at, statement) in self.statements.iter().enumerate() {
                let parts = list(statement).map_or(&[][..], |(_, parts)| parts);
                parts.iter().for_each(|part| {
                    lists.entry_or_insert_with(*part, || at);
                });
            }
            lists
        });
        list(self.statements.get(*lists.get(&part)?)?)
    }

    /// Numbers that are part of names and dates, the codes of accounts, and the numbers of columns and pages.
    pub(crate) fn names(&self) -> impl Iterator<Item = Span> {
        let tables = self.syntax.nodes.iter().filter_map(|node| match node {
            crate::syntax::Node::Table { table, .. } => Some(&table.rows),
            _ => None,
        });
        let outside = tables.flatten().filter(|row| row.outside).map(|row| row.span);
        let coded = self.tables.iter().flat_map(|table| &table.codes).flat_map(|codes| &codes.rows);
        let codes = coded.filter(|row| !row.code.is_empty()).map(|row| row.place);
        self.name_spans.iter().copied().chain(codes).chain(outside)
    }

    /// A figure's value in base units; `None` where that needs more digits than a decimal has.
    pub(crate) fn base_value(&self, id: FigureId) -> Option<Decimal> {
        self.bases[id.0]
    }

    /// The chapters that a figure of the prose stands in; see [`Self::chapters`].
    pub(crate) fn chapter_of(&self, id: FigureId) -> Chapter {
        let Home::Prose { node, section } = self.figure(id).home else { return Chapter::default() };
        let numbered = section.and_then(|section| self.chapters.get(section.0).copied().flatten());
        let plain = owners::plain_chapter(&self.syntax, &self.plain_chapters, (node, section));
        Chapter { numbered, plain }
    }

    /// Which of several reports in one text a node is of.
    pub(crate) fn report_at(&self, node: usize) -> usize {
        self.syntax.reports.partition_point(|title| *title <= node)
    }

    /// Which of several reports in one text a place is in.
    pub(crate) fn report_around(&self, at: usize) -> usize {
        let begins = |node: &usize| self.syntax.nodes.get(*node).map_or(0, place::node_start) <= at;
        self.syntax.reports.partition_point(begins)
    }

    /// Which of several reports in one text a figure is of.
    pub(crate) fn report_of(&self, id: FigureId) -> usize {
        match self.figure(id).home {
            Home::Prose { node, .. } => self.report_at(node),
            Home::Cell { table, .. } => self.tables.get(table).map_or(0, |table| self.report_at(table.node)),
        }
    }

    /// The section that a figure of the prose stands in.
    pub(crate) fn section_of(&self, id: FigureId) -> Option<usize> {
        let Home::Prose { section, .. } = self.figure(id).home else { return None };
        Some(section?.0)
    }

    /// What figures add up to in base units; `None` where a value is not known or the sum too large.
    pub(crate) fn sum_of(&self, figures: &[FigureId]) -> Option<Decimal> {
        figures.iter().try_fold(Decimal::ZERO, |sum, id| plus(sum, self.base_value(*id)?))
    }

    /// Whether a mark states the figure: `{名 = 值}`.
    pub(crate) fn is_fact(&self, id: FigureId) -> bool {
        let start = self.figure(id).span.start;
        let behind = self.marks.partition_point(|mark| mark.span.start <= start);
        behind.checked_sub(1).is_some_and(|last| self.marks[last].fact == Some(id))
    }

    /// Figures of `item`, in the order of the text.
    pub(crate) fn of_item(&self, item: &str) -> &[FigureId] {
        self.by_item.get(item).map_or(&[], Vec::as_slice)
    }

    /// A figure's number without thousands separators.
    pub(crate) fn plain(&self, id: FigureId) -> String {
        self.figure(id).quantity.value.to_string()
    }

    /// A figure as equations show it. A share or a rate keeps its sign, for nothing beside it says what it is.
    pub(crate) fn term(&self, id: FigureId) -> String {
        self.plain(id) + self.figure(id).quantity.percent_sign()
    }

    /// Whether the rule set or a table names the item, so that the same words mean the same thing everywhere.
    pub(crate) fn known_item(&self, item: &str) -> bool {
        let listed = |id: &FigureId| matches!(self.figure(*id).home, Home::Cell { .. });
        let of_any = owners::in_any_report(item);
        self.aliases.contains_key(of_any)
            || [item, of_any].iter().any(|item| self.of_item(item).iter().any(listed))
    }

    /// The item that a name in canonical form means.
    pub(crate) fn resolve<'n>(&'n self, name: &'n str) -> &'n str {
        self.aliases.get(name).map_or(name, String::as_str)
    }

    /// The item that a rule set's name means.
    pub(crate) fn standard<'n>(&'n self, name: &'n str) -> &'n str {
        let canonical = names::canonical(name);
        let found = self
            .aliases
            .get(&canonical)
            .map(String::as_str)
            .or_else(|| self.by_item.get_key_value(canonical.as_str()).map(|(key, _)| key.as_ref()));
        found.unwrap_or(name)
    }

    /// What a rate is called; 完成比例 where it has no name of its own.
    pub(crate) fn rate_name(&self, id: FigureId) -> String {
        let figure = self.figure(id);
        if figure.name.is_empty() { "完成比例".to_owned() } else { place::clip(&figure.name) }
    }

    /// A figure as it stands in the text.
    pub(crate) fn printed(&self, id: FigureId) -> &str {
        self.figure(id).span.of(self.text())
    }
}
