//! What stands at a place: what an amount is and whether it holds, why points are what they are, what a rule set asks for.

use crate::{
    Analysis, explain, index, items, skeleton,
    words::{self, pick, plain},
};
use gouji::{
    Lang, Severity, Span,
    coverage::NumberState,
    number::{Approx, Dimension},
    reading::{Equation, Figure, Home, Kind, Outcome, Role, Section},
    score::ScoreRow,
};
use rust_decimal::Decimal;
use serde::Serialize;

/// What is known of the thing at a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hover {
    /// The thing.
    pub span: Span,
    /// What is known of it, in Markdown.
    pub markdown: String,
}

/// Most places and equations that are listed.
const MAX_LISTED: usize = 8;

impl Analysis {
    /// What is known of the thing at `offset`.
    pub fn hover(&self, offset: usize) -> Option<Hover> {
        let offset = self.clamp(offset);
        self.hover_header(offset)
            .or_else(|| self.hover_waiver(offset))
            .or_else(|| self.hover_block(offset))
            .or_else(|| self.hover_figure(offset))
            .or_else(|| self.hover_column(offset))
            .or_else(|| self.hover_indicator(offset))
            .or_else(|| self.hover_name(offset))
            .or_else(|| self.hover_check(offset))
            .or_else(|| self.hover_heading(offset))
            .or_else(|| self.hover_number(offset))
    }

    // --- marks of the language ---------------------------------------------------------------------------------------

    fn hover_header(&self, offset: usize) -> Option<Hover> {
        let field = self
            .reading
            .header
            .iter()
            .find(|field| field.key.start <= offset && offset <= field.value.end)?;
        let key = field.key.of(&self.text);
        let mut markdown = format!("**{}**\n\n{}", plain(key), skeleton::key_docs(key, self.lang())?);
        if key == "规程" {
            markdown.push_str(&format!("\n\n{}", self.ruleset_docs()));
        }
        let span = if offset <= field.key.end { field.key } else { field.value };
        Some(Hover { span, markdown })
    }

    /// Which rule set is applied, and what it asks for.
    fn ruleset_docs(&self) -> String {
        let rules = self.rules();
        let names = |names: Vec<&str>| names.join("、");
        let sections = names(rules.sections.iter().map(|section| section.name.as_str()).collect());
        let forms = names(rules.forms.iter().map(|form| form.name.as_str()).collect());
        let none = pick(self.lang(), "无", "none");
        let or = |list: String| if list.is_empty() { none.to_owned() } else { list };
        match self.lang() {
            Lang::Zh => {
                format!("现用规程：**{}**\n\n- 章节：{}\n- 附表：{}", rules.name, or(sections), or(forms))
            }
            Lang::En => {
                format!("Applied: **{}**\n\n- sections: {}\n- forms: {}", rules.name, or(sections), or(forms))
            }
        }
    }

    fn hover_waiver(&self, offset: usize) -> Option<Hover> {
        let waiver = self.reading.waivers.iter().find(|waiver| at(waiver.span, offset))?;
        let lang = self.lang();
        if let Some(code) = waiver.code.filter(|code| at(*code, offset)) {
            let page = explain(code.of(&self.text), lang)?;
            return Some(Hover { span: code, markdown: page.markdown });
        }
        if waiver.target.is_some_and(|target| at(target, offset)) {
            return None;
        }
        let markdown = pick(
            lang,
            "**豁免**：`允许 代码（项目@年度口径）：理由`\n\n一条豁免只对一个代码、一个项目（或位置）有效，须写理由。",
            "**Waiver**: `允许 code（item@year basis）：reason`\n\nIt binds one code to one item or place, and needs a reason.",
        );
        Some(Hover { span: waiver.span, markdown: markdown.to_owned() })
    }

    fn hover_block(&self, offset: usize) -> Option<Hover> {
        let block = self.reading.blocks.iter().find(|block| at(block.span, offset))?;
        Some(Hover {
            span: block.span,
            markdown: format!("**【{}】**\n\n{}", block.kind, skeleton::block_docs(block.kind, self.lang())),
        })
    }

    /// A check of one's own, where neither a name nor a number of it is meant.
    fn hover_check(&self, offset: usize) -> Option<Hover> {
        let behind = self.reading.marks.partition_point(|mark| mark.span.start <= offset);
        let mark = self.reading.marks.get(behind.checked_sub(1)?).filter(|mark| at(mark.span, offset))?;
        let inside = |figure: usize| {
            self.reading.figures.get(figure).is_some_and(|figure| mark.span.contains(figure.span))
        };
        let items: Vec<&str> = mark.names.iter().map(|name| name.item.as_str()).collect();
        let about = |equation: &&Equation| {
            let figure = &self.reading.figures[equation.stated];
            inside(equation.stated)
                || (mark.line && equation.kind == Kind::Own && items.contains(&&*figure.item))
        };
        let found: Vec<String> = self
            .reading
            .equations
            .iter()
            .filter(about)
            .take(MAX_LISTED)
            .map(|equation| format!("- {}", self.equation_line(equation)))
            .collect();
        let title = match (mark.fact.is_some(), mark.read) {
            (true, _) => {
                pick(self.lang(), "事实：全文以此对照", "a fact: everything else is held against it")
            }
            (_, true) => pick(self.lang(), "核对", "a check"),
            (_, false) => pick(self.lang(), "未能读懂", "it could not be read"),
        };
        Some(Hover { span: mark.span, markdown: [format!("**{title}**\n"), found.join("\n")].join("\n") })
    }

    // --- figures -----------------------------------------------------------------------------------------------------

    fn hover_figure(&self, offset: usize) -> Option<Hover> {
        let id = self.look().figure_at(&self.reading, offset)?;
        let figure = &self.reading.figures[id];
        let mut parts = vec![self.figure_title(figure), self.figure_facts(id, figure)];
        parts.extend(self.elsewhere(id));
        parts.extend(self.equation_list(id));
        if figure.role == Role::Points {
            parts.extend(self.score_row_of(figure).map(|row| self.points_markdown(row)));
        }
        Some(Hover { span: figure.span, markdown: parts.join("\n\n") })
    }

    /// 三公经费 · 2023年 · 决算 · 104.98万元
    fn figure_title(&self, figure: &Figure) -> String {
        let lang = self.lang();
        let name = if figure.name.is_empty() {
            pick(lang, "（未识别名称）", "(name unknown)").to_owned()
        } else {
            plain(&words::clip(gouji::reading::bare_label(&figure.name), 40))
        };
        let mut parts = vec![format!("**{name}**")];
        let standard = &*figure.item;
        if !standard.is_empty() && standard != gouji::reading::canonical(&figure.name) {
            parts.push(match lang {
                Lang::Zh => format!("即“{}”", plain(standard)),
                Lang::En => format!("that is, “{}”", plain(standard)),
            });
        }
        if figure.role == Role::Level {
            parts.extend(figure.year.map(|year| match lang {
                Lang::Zh => format!("{year}年"),
                Lang::En => year.to_string(),
            }));
            parts.extend(Some(figure.basis.to_owned()).filter(|basis| !basis.is_empty()));
        }
        parts.push(plain(&words::show(&self.text, figure)));
        parts.join(" · ")
    }

    fn figure_facts(&self, id: usize, figure: &Figure) -> String {
        let lang = self.lang();
        let mut lines = vec![format!("- {}", self.kind_of(figure))];
        lines.extend(self.precision(figure).map(|words| format!("- {words}")));
        let place = plain(&self.reading.place(&self.text, id));
        let line = self.line_of(figure.span.start);
        lines.push(match lang {
            Lang::Zh => format!("- 位置：{place}（第{line}行）"),
            Lang::En => format!("- place: {place} (line {line})"),
        });
        let state = match figure.state {
            NumberState::Checked => pick(lang, "已核对", "checked"),
            NumberState::Stated => {
                pick(lang, "已识别，没有可以对照的数", "known, with nothing to hold it against")
            }
            NumberState::Name => pick(lang, "名称或日期的一部分", "part of a name or a date"),
            NumberState::Unread => pick(lang, "未识别", "not understood"),
        };
        lines.push(format!("- {state}"));
        lines.join("\n")
    }

    fn kind_of(&self, figure: &Figure) -> String {
        let lang = self.lang();
        let unit = words::unit_sign(figure.quantity.unit);
        let what = match (figure.role, figure.quantity.unit.dimension) {
            (Role::Points, _) => pick(lang, "分值或得分", "points or a weight"),
            (Role::Rate, _) => pick(lang, "比率", "a rate"),
            (Role::Change, _) => pick(lang, "增减额或增减幅度", "a change"),
            (Role::Level, Dimension::Money) => pick(lang, "金额", "an amount"),
            (Role::Level, Dimension::Area) => pick(lang, "面积", "an area"),
            (Role::Level, Dimension::Count(_)) => pick(lang, "数量", "a count"),
            (Role::Level, _) => pick(lang, "数值", "a value"),
        };
        let printed = figure.span.of(&self.text);
        let said = unit.is_empty()
            || printed.trim_end().ends_with(|c: char| !gouji::number::halfwidth(c).is_ascii_digit());
        match (lang, unit.is_empty(), said) {
            (_, true, _) => what.to_owned(),
            (Lang::Zh, _, true) => format!("{what}，单位{unit}"),
            (Lang::Zh, _, false) => format!("{what}，单位{unit}（由表头、表题或规程得来）"),
            (Lang::En, _, true) => format!("{what} in {unit}"),
            (Lang::En, _, false) => format!("{what} in {unit} (from the heads, the caption or the rule set)"),
        }
    }

    /// What the printed places stand for: 104.98 is anything from 104.975 up to 104.985.
    fn precision(&self, figure: &Figure) -> Option<String> {
        let lang = self.lang();
        let quantity = figure.quantity;
        if matches!(quantity.unit.dimension, Dimension::Count(_) | Dimension::Points | Dimension::Bare) {
            return None;
        }
        let unit = words::unit_sign(quantity.unit);
        match quantity.approx {
            Approx::More => {
                return Some(pick(lang, "“余”“多”：不止此数", "“余”, “多”: more than this").to_owned());
            }
            Approx::About => {
                return Some(pick(lang, "“约”“近”：大约此数", "“约”, “近”: about this").to_owned());
            }
            Approx::Exact => {}
        }
        let half = Decimal::try_new(5, quantity.places.checked_add(1)?).ok()?;
        let (low, high) = (quantity.value.checked_sub(half)?, quantity.value.checked_add(half)?);
        let places = quantity.places;
        Some(match lang {
            Lang::Zh if places == 0 => format!("印到个位：如为四舍五入，原数在{low}～{high}{unit}之间"),
            Lang::En if places == 0 => {
                format!("printed without decimals: if rounded, it stands for {low} to {high}{unit}")
            }
            Lang::Zh => format!("印到小数点后{places}位：如为四舍五入，原数在{low}～{high}{unit}之间"),
            Lang::En => {
                format!("printed to {places} places: if rounded, it stands for {low} to {high}{unit}")
            }
        })
    }

    /// Where else the same figure stands.
    fn elsewhere(&self, id: usize) -> Option<String> {
        let same: Vec<usize> = self.same_figures(id).into_iter().filter(|&other| other != id).collect();
        if same.is_empty() {
            return None;
        }
        let lang = self.lang();
        let own = self.reading.figures[id].quantity;
        let mut lines = vec![match lang {
            Lang::Zh => format!("**同一数字另见{}处**\n", same.len()),
            Lang::En => format!("**The same figure in {} other places**\n", same.len()),
        }];
        for &other in same.iter().take(MAX_LISTED) {
            let figure = &self.reading.figures[other];
            let sign = if figure.quantity.base_value() == own.base_value() { "" } else { " ≠" };
            let basis = if figure.basis.is_empty() {
                pick(lang, "（口径未写明）", " (basis not said)")
            } else {
                ""
            };
            lines.push(format!(
                "-{sign} {}{basis} — {}{}",
                plain(&words::show(&self.text, figure)),
                plain(&self.reading.place(&self.text, other)),
                self.line_note(figure.span.start)
            ));
        }
        lines.extend(more(lang, same.len()));
        Some(lines.join("\n"))
    }

    /// Which equations hold and which do not.
    fn equation_list(&self, id: usize) -> Option<String> {
        let lang = self.lang();
        let equations = self.look().equations_of(id).iter().map(|&at| &self.reading.equations[at]);
        // Where the same figure stands is listed already.
        let news = |equation: &&Equation| equation.kind != Kind::Same || equation.code.is_some();
        let mut sorted: Vec<&Equation> = equations.filter(news).collect();
        if sorted.is_empty() {
            return None;
        }
        // What does not hold comes first, and what the figure itself is held against before what it is a part of.
        sorted.sort_by_key(|equation| (std::cmp::Reverse(equation.outcome), equation.stated != id));
        let mut lines = vec![format!("**{}**\n", pick(lang, "核对", "Equations"))];
        lines.extend(
            sorted.iter().take(MAX_LISTED).map(|equation| format!("- {}", self.equation_line(equation))),
        );
        lines.extend(more(lang, sorted.len()));
        Some(lines.join("\n"))
    }

    /// ≠ 矛盾 · 比率 99.03%：104.98 ÷ 106 = 99.04%（GJ304）
    pub(crate) fn equation_line(&self, equation: &Equation) -> String {
        let lang = self.lang();
        let stated = &self.reading.figures[equation.stated];
        let printed = words::show(&self.text, stated);
        let head = format!(
            "{} {} · {}",
            words::outcome_sign(equation.outcome),
            outcome(lang, equation),
            words::kind(lang, equation.kind),
        );
        let place = |id: usize| self.reading.place(&self.text, id);
        let code = equation.code.map_or(String::new(), |code| format!("（{code}）"));
        let body = match (equation.kind, equation.computed) {
            (Kind::Same, _) => {
                let other = equation.operands.first().copied().unwrap_or(equation.stated);
                let shown = words::show(&self.text, &self.reading.figures[other]);
                let sign = if equation.outcome == Outcome::Agrees { "=" } else { "≠" };
                format!("{printed} {sign} {shown}（{}）", place(other))
            }
            (_, Some(computed)) => {
                let computed = words::computed(computed, stated.quantity);
                format!(
                    "{}{printed}{}{} = {computed}",
                    name_of(stated),
                    pick(lang, "：", ": "),
                    equation.shown
                )
            }
            (_, None) => format!("{}{}{}", name_of(stated), pick(lang, "：", ": "), equation.shown),
        };
        format!("{head} · {}{code}", plain(&body))
    }

    fn line_of(&self, offset: usize) -> usize {
        self.line_index.position(&self.text, offset, gouji::ColumnUnit::Utf8).line
    }

    fn line_note(&self, offset: usize) -> String {
        let line = self.line_of(offset);
        match self.lang() {
            Lang::Zh => format!("（第{line}行）"),
            Lang::En => format!(" (line {line})"),
        }
    }

    // --- columns ---------------------------------------------------------------------------------------------------

    /// What the head of a column makes of the figures below it.
    fn hover_column(&self, offset: usize) -> Option<Hover> {
        let lang = self.lang();
        let (id, table) = self.reading.tables.iter().enumerate().find(|(_, table)| at(table.span, offset))?;
        let head = table.head_rows.iter().copied().find(|&row| at(table.rows[row].span, offset))?;
        let column = table.rows[head].cells.iter().position(|cell| at(cell.span, offset))?;
        let next = table.head_rows.iter().copied().find(|&row| row > head).unwrap_or(table.rows.len());
        let below = self.look().figures_in(&self.reading, table.span).map(|id| &self.reading.figures[id]);
        let figures: Vec<&Figure> = below
            .filter(|figure| match figure.home {
                Home::Cell { table, row, column: own } => {
                    table == id && own == column && head < row && row < next
                }
                Home::Prose { .. } => false,
            })
            .collect();
        let first = figures.first()?;
        let mut parts = vec![format!(
            "**{}**\n",
            plain(&words::clip(table.rows[head].cells[column].text(&self.text), 40))
        )];
        if first.role == Role::Level {
            let year = first.year.map_or(pick(lang, "未知", "unknown").to_owned(), |year| year.to_string());
            let basis =
                if first.basis.is_empty() { pick(lang, "未写明", "not said") } else { first.basis };
            parts.push(format!("- {}{year}", pick(lang, "年度：", "year: ")));
            parts.push(format!("- {}{basis}", pick(lang, "口径：", "basis: ")));
        }
        let unit = words::unit_sign(first.quantity.unit);
        if !unit.is_empty() {
            parts.push(format!("- {}{unit}", pick(lang, "单位：", "unit: ")));
        }
        let checked = figures.iter().filter(|figure| figure.state == NumberState::Checked).count();
        parts.push(match lang {
            Lang::Zh => format!("- {}个数，已核{checked}个", figures.len()),
            Lang::En => format!("- {} figures, {checked} checked", figures.len()),
        });
        Some(Hover { span: table.rows[head].cells[column].span, markdown: parts.join("\n") })
    }

    // --- indicators --------------------------------------------------------------------------------------------------

    fn hover_indicator(&self, offset: usize) -> Option<Hover> {
        let table = self.reading.tables.iter().find(|table| at(table.span, offset))?;
        let row = table.rows.iter().find(|row| at(row.span, offset))?;
        let found = self.score_row_in(row.span)?;
        let cell = row.cells.iter().find(|cell| at(cell.outer, offset)).map_or(row.span, |cell| cell.span);
        Some(Hover { span: cell, markdown: self.points_markdown(found) })
    }

    /// The line of the score sheet for the row that a figure stands in.
    fn score_row_of(&self, figure: &Figure) -> Option<&ScoreRow> {
        let (table, row, _) = index::cell_of(figure.home)?;
        self.score_row_in(self.reading.tables.get(table)?.rows.get(row)?.span)
    }

    pub(crate) fn score_row_in(&self, row: Span) -> Option<&ScoreRow> {
        let scores = &self.look().scores;
        let first = scores.partition_point(|(span, _)| span.end <= row.start);
        let (_, at) = scores.get(first).filter(|(span, _)| span.start < row.end)?;
        self.reading.report.sheet.as_ref()?.rows.get(*at)
    }

    /// The line of the score sheet of an indicator, by its name as names are compared.
    fn score_row_named(&self, name: &str) -> Option<&ScoreRow> {
        let rows = &self.reading.report.sheet.as_ref()?.rows;
        rows.iter().find(|row| !row.name.is_empty() && gouji::reading::canonical(&row.name) == name)
    }

    pub(crate) fn points_markdown(&self, row: &ScoreRow) -> String {
        let lang = self.lang();
        let mut lines = vec![format!("**{}**\n", plain(&words::clip(&row.name, 40)))];
        let mut push = |zh: &str, en: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                lines.push(format!("- {}{}", pick(lang, zh, en), plain(&value)));
            }
        };
        push("年度指标值：", "target: ", Some(words::clip(&row.target, 60)));
        push("实际完成值：", "actual: ", Some(words::clip(&row.actual, 60)));
        push("完成程度：", "completion: ", row.completion.map(|percent| format!("{}%", percent.normalize())));
        push("分值：", "weight: ", row.weight.map(|weight| weight.normalize().to_string()));
        let none = pick(lang, "不能计算", "cannot be computed").to_owned();
        push("重算得分：", "computed points: ", Some(row.computed.map_or(none, |points| points.to_string())));
        push("自评得分：", "claimed points: ", row.claimed.map(|points| points.normalize().to_string()));
        push("理由：", "why: ", row.why.as_ref().map(|why| why.render(lang)));
        lines.join("\n")
    }

    // --- names -------------------------------------------------------------------------------------------------------

    fn hover_name(&self, offset: usize) -> Option<Hover> {
        let found = self.occurrence_at(offset)?;
        let markdown = match items::indicator_name(&found.item) {
            Some(name) => self.points_markdown(self.score_row_named(name)?),
            None => self.item_markdown(&found.item)?,
        };
        Some(Hover { span: found.span, markdown })
    }

    /// An item: its standard name, its other names, its figures by year and basis.
    pub(crate) fn item_markdown(&self, item: &str) -> Option<String> {
        let lang = self.lang();
        let figures = self.reading.by_item.get(item)?;
        let rule = self.rules().items.iter().find(|rule| gouji::reading::canonical(&rule.name) == item);
        let name = rule.map_or(item, |rule| rule.name.as_str());
        let mut parts = vec![format!("**{}**", plain(name))];
        if let Some(rule) = rule.filter(|rule| !rule.aliases.is_empty()) {
            let aliases: Vec<&str> = rule.aliases.iter().take(MAX_LISTED).map(String::as_str).collect();
            parts.push(match lang {
                Lang::Zh => format!("又称：{}", plain(&aliases.join("、"))),
                Lang::En => format!("also: {}", plain(&aliases.join("、"))),
            });
        }
        let equations =
            self.rules().equations.iter().filter(|rule| gouji::reading::canonical(&rule.whole) == item);
        parts.extend(equations.map(|rule| {
            let source =
                if rule.source.is_empty() { String::new() } else { format!("（{}）", rule.source) };
            plain(&format!("{} = {}{source}", rule.whole, rule.parts.join(" + ")))
        }));
        let mut lines: Vec<String> = figures
            .iter()
            .take(2 * MAX_LISTED)
            .map(|&id| {
                let figure = &self.reading.figures[id];
                let year = figure
                    .year
                    .map_or(String::new(), |year| pick(lang, "{}年", "{} ").replace("{}", &year.to_string()));
                format!(
                    "- {year}{}：{} — {}{}",
                    if figure.basis.is_empty() {
                        pick(lang, "口径未写明", "basis not said")
                    } else {
                        figure.basis
                    },
                    plain(&words::show(&self.text, figure)),
                    plain(&self.reading.place(&self.text, id)),
                    self.line_note(figure.span.start),
                )
            })
            .collect();
        if figures.len() > 2 * MAX_LISTED {
            lines.push("- …".to_owned());
        }
        parts.push(lines.join("\n"));
        Some(parts.join("\n\n"))
    }

    /// A number that is no figure.
    fn hover_number(&self, offset: usize) -> Option<Hover> {
        let behind = self.reading.numbers.partition_point(|number| number.span.start <= offset);
        let number =
            self.reading.numbers.get(behind.checked_sub(1)?).filter(|number| at(number.span, offset))?;
        let words = match number.state {
            NumberState::Unread => pick(
                self.lang(),
                "这个数没有识别出来，未参加核对。写明名称和单位，或用 `{名 = 值}` 标出，就能核对。",
                "This number was not understood and is not checked. Give its name and unit, or mark it as `{名 = 值}`.",
            ),
            NumberState::Checked => pick(self.lang(), "已核对", "checked"),
            NumberState::Name | NumberState::Stated => return None,
        };
        Some(Hover { span: number.span, markdown: words.to_owned() })
    }

    // --- headings ----------------------------------------------------------------------------------------------------

    fn hover_heading(&self, offset: usize) -> Option<Hover> {
        let at_heading = |section: &&Section| at(self.heading_span(section), offset);
        let behind = self.reading.sections.partition_point(|section| section.span.start <= offset);
        let section = self.reading.sections[..behind].iter().rev().take(2).find(at_heading)?;
        let lang = self.lang();
        let mut parts =
            vec![format!("**{}**", plain(&words::clip(self.title_span(section).of(&self.text), 40)))];
        if let Some(rule) = self.section_rule(section) {
            let rules = self.rules();
            let source = match [&rule.source, &rules.source].into_iter().find(|source| !source.is_empty()) {
                Some(source) => format!("（{}）", plain(source)),
                None => String::new(),
            };
            let words: Vec<String> =
                rule.words.iter().map(|group| group.join(pick(lang, "或", " or "))).collect();
            parts.push(match lang {
                Lang::Zh => format!(
                    "规程“{}”{source}要求有“{}”一节。标题中应有：{}。没有相关内容的写“无”。",
                    plain(&rules.name),
                    plain(&rule.name),
                    plain(&words.join("；"))
                ),
                Lang::En => format!(
                    "The rule set “{}”{source} asks for the section “{}”. Its heading has: {}. Where there is nothing to report, say 无.",
                    plain(&rules.name),
                    plain(&rule.name),
                    plain(&words.join("; "))
                ),
            });
        }
        parts.push(self.section_tally(section));
        Some(Hover { span: self.heading_span(section), markdown: parts.join("\n\n") })
    }

    /// What was checked within a section.
    fn section_tally(&self, section: &Section) -> String {
        let numbers = &self.reading.numbers;
        let first = numbers.partition_point(|number| number.span.start < section.span.start);
        let inside = numbers[first..].iter().take_while(|number| number.span.start < section.span.end);
        let (mut checked, mut stated, mut unread) = (0, 0, 0);
        for number in inside {
            match number.state {
                NumberState::Checked => checked += 1,
                NumberState::Stated => stated += 1,
                NumberState::Unread => unread += 1,
                NumberState::Name => {}
            }
        }
        match self.lang() {
            Lang::Zh => {
                format!("本节数字：已核{checked}处，{stated}处无对照，{unread}处未识别；未核对不代表无误。")
            }
            Lang::En => format!(
                "Numbers here: {checked} checked, {stated} with nothing to check against, {unread} not understood."
            ),
        }
    }
}

fn at(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}

/// What an equation comes to. Where its finding need not be a mistake, it is not called a contradiction here either.
fn outcome(lang: Lang, equation: &Equation) -> &'static str {
    let rule = equation.code.and_then(gouji::rules::find);
    match equation.outcome {
        Outcome::Contradiction if rule.is_some_and(|rule| rule.severity != Severity::Error) => {
            pick(lang, "存疑", "doubtful")
        }
        outcome => words::outcome(lang, outcome),
    }
}

fn name_of(figure: &Figure) -> String {
    let name = words::clip(gouji::reading::bare_label(&figure.name), 20);
    match figure.home {
        Home::Prose { .. } | Home::Cell { .. } if !name.is_empty() => format!("{name} "),
        _ => name,
    }
}

fn more(lang: Lang, all: usize) -> Option<String> {
    let rest = all.checked_sub(MAX_LISTED).filter(|rest| *rest > 0)?;
    Some(match lang {
        Lang::Zh => format!("- 另有{rest}条"),
        Lang::En => format!("- {rest} more"),
    })
}
