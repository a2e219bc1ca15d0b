//! What can be written at a place. Never an amount.

use crate::{
    Analysis, Edit, explain, index, items, skeleton,
    words::{self, pick},
};
use gouji::{
    Lang, RuleSet, Span,
    reading::{self, HEADER_KEYS, Home, Role},
};
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};

/// What a completion is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum CompletionKind {
    /// A key of the header.
    Key,
    /// A value of the header.
    Value,
    /// A `【…】` line.
    Block,
    /// The name of an item.
    Item,
    /// A unit.
    Unit,
    /// A year or basis.
    Basis,
    /// The code of a rule.
    Code,
    /// A word of the language.
    Keyword,
    /// A section or form to fill in.
    Snippet,
}

/// Something that can be written at a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What the list shows beside it.
    pub detail: String,
    /// What is known of it, in Markdown.
    pub docs: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What is written.
    pub edit: Edit,
    /// Whether the text has `${1:…}` places to fill in.
    pub snippet: bool,
    /// By which the list is sorted.
    pub sort: String,
    /// By which what is typed picks it.
    pub filter: String,
}

/// Most items of one list.
const MAX_ITEMS: usize = 200;
/// Longest part of a line, in characters, that may be the beginning of a name.
const MAX_TYPED: usize = 24;
const AMOUNT_UNITS: [&str; 4] = ["元", "千元", "万元", "亿元"];
const UNITS: [&str; 12] = ["万元", "元", "亿元", "千元", "%", "个百分点", "分", "人", "个", "件", "次", "㎡"];
const SECOND_LEVEL: [&str; 9] = [
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "经济效益指标",
    "社会效益指标",
    "生态效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
];
const FIRST_LEVEL: [&str; 3] = ["产出指标", "效益指标", "满意度指标"];

/// The place where something is typed.
struct Cursor<'t> {
    offset: usize,
    /// The line up to the cursor.
    before: &'t str,
    line: Span,
}

impl Analysis {
    /// What can be written at `offset`.
    pub fn completions(&self, offset: usize) -> Vec<Completion> {
        let offset = self.clamp(offset);
        let line = index::line_around(&self.text, Span::new(offset, offset));
        let cursor = Cursor { offset, before: &self.text[line.start..offset], line };
        let mut list = List { lang: self.lang(), found: Vec::new(), eol: self.line_end() };
        if let Some(span) = self.in_mark(&cursor) {
            self.complete_expression(&cursor, span, &mut list);
        } else if self.in_checks(&cursor) {
            self.complete_check_line(&cursor, &mut list);
        } else if self.in_header(&cursor) {
            self.complete_header(&cursor, &mut list);
        } else if cursor.before.trim_start().starts_with('【') {
            self.complete_block(&cursor, &mut list);
        } else if let Some((table, row, column)) = self.cell_at(offset) {
            self.complete_cell(&cursor, (table, row, column), &mut list);
        } else {
            self.complete_prose(&cursor, &mut list);
        }
        list.found
    }

    /// The line end that the text uses.
    pub(crate) fn line_end(&self) -> &'static str {
        let at = self.text.find(['\n', '\r']).unwrap_or(self.text.len());
        ["\r\n", "\n", "\r"].into_iter().find(|end| self.text[at..].starts_with(end)).unwrap_or("\n")
    }

    // --- where ---------------------------------------------------------------------------------------------------------

    /// The open part of a `{…}` around the cursor.
    fn in_mark(&self, cursor: &Cursor<'_>) -> Option<Span> {
        let open = cursor.before.rfind(['{', '｛'])?;
        let inner = open + cursor.before[open..].chars().next().map_or(1, char::len_utf8);
        let closed = cursor.before[inner..].contains(['}', '｝']);
        (!closed && !cursor.before.starts_with('|'))
            .then(|| Span::new(cursor.line.start + inner, cursor.offset))
    }

    fn in_checks(&self, cursor: &Cursor<'_>) -> bool {
        let before = self.reading.blocks.iter().rev().find(|block| block.span.end < cursor.offset);
        let Some(block) = before.filter(|block| block.kind == "核对") else { return false };
        let end = block.body.last().map_or(block.span.end, |last| last.end);
        // Only blank lines lie between the block and a line that is being written.
        let between = self.text.get(end..cursor.line.start.max(end)).unwrap_or_default();
        cursor.line.start <= end || between.trim().is_empty()
    }

    fn in_header(&self, cursor: &Cursor<'_>) -> bool {
        let above = &self.text[..cursor.line.start];
        if above.trim().is_empty() {
            let line = cursor.line.of(&self.text).trim();
            return line.chars().count() <= 8 || line.contains(['：', ':']);
        }
        let Some(last) = self.reading.header.last() else { return false };
        let end = last.value.end.max(last.key.end);
        cursor.line.start <= end
            || (self.text[end..cursor.line.start].matches('\n').count() <= 1
                && self.text[end..cursor.line.start].trim().is_empty())
    }

    fn cell_at(&self, offset: usize) -> Option<(usize, usize, usize)> {
        let node = self.look().node_at(offset)?;
        let Some(reading::Node::Table(id)) = self.reading.nodes.get(node) else { return None };
        let table = self.reading.tables.get(*id)?;
        let row = table.rows.partition_point(|row| row.span.start <= offset).checked_sub(1)?;
        let line = index::line_around(&self.text, table.rows[row].span);
        let cells = &table.rows[row].cells;
        let column = cells.iter().position(|cell| cell.outer.start <= offset && offset <= cell.outer.end);
        (offset <= line.end && !table.rows[row].loose).then_some((*id, row, column.unwrap_or(cells.len())))
    }

    // --- header --------------------------------------------------------------------------------------------------------

    fn complete_header(&self, cursor: &Cursor<'_>, list: &mut List) {
        let lang = self.lang();
        if let Some((key, typed)) = cursor.before.split_once(['：', ':']) {
            let span = Span::new(cursor.offset - typed.trim_start().len(), cursor.offset);
            for (value, detail) in self.header_values(key.trim()) {
                list.push(CompletionKind::Value, &value, &detail, span, value.clone());
            }
            return;
        }
        let typed = cursor.before.trim_start();
        let span = Span::new(cursor.offset - typed.len(), cursor.offset);
        let there: Vec<&str> = self.reading.header.iter().map(|field| field.key.of(&self.text)).collect();
        for key in HEADER_KEYS.into_iter().filter(|key| !there.contains(key)) {
            let docs = skeleton::key_docs(key, lang).unwrap_or_default();
            list.push(CompletionKind::Key, key, "", span, format!("{key}："));
            list.document(docs);
        }
        if self.text[..cursor.line.start].trim().is_empty() {
            for rules in RuleSet::builtins() {
                let label = pick(lang, "新报告：", "new report: ").to_owned() + &rules.name;
                let year = self.reading.year.unwrap_or(2024);
                let text = skeleton::new_report(rules, &self.reading.unit_name, year);
                list.push(
                    CompletionKind::Snippet,
                    &label,
                    pick(lang, "全部章节与附表", "all sections and forms"),
                    span,
                    text,
                );
            }
        } else {
            self.complete_line_start(cursor, list);
        }
    }

    fn header_values(&self, key: &str) -> Vec<(String, String)> {
        match key {
            "年度" => self.years().into_iter().map(|year| (year.to_string(), String::new())).collect(),
            "规程" => {
                let own = self.options.rules.iter().map(|rules| rules.name.clone());
                let builtin = RuleSet::builtins().iter().map(|rules| rules.name.clone());
                let mut names: Vec<String> = own.chain(builtin).collect();
                names.dedup();
                let titled = RuleSet::for_title(&self.reading.title);
                let detail = |name: &str| {
                    if name == titled.name {
                        pick(self.lang(), "与题目相符", "fits the title").to_owned()
                    } else {
                        String::new()
                    }
                };
                names.into_iter().map(|name| (name.clone(), detail(&name))).collect()
            }
            "金额单位" => AMOUNT_UNITS.iter().map(|unit| ((*unit).to_owned(), String::new())).collect(),
            "语言" => vec![("1".to_owned(), String::new())],
            "填报单位" | "单位名称" | "部门" if !self.reading.unit_name.is_empty() => {
                vec![(self.reading.unit_name.clone(), String::new())]
            }
            "报告" => {
                let year = self.reading.year.map_or(String::new(), |year| format!("{year}年度"));
                vec![(format!("{year}{}部门整体支出绩效自评报告", self.reading.unit_name), String::new())]
            }
            _ => Vec::new(),
        }
    }

    /// The years that the text speaks of, the report's first.
    fn years(&self) -> Vec<i32> {
        let mut years: BTreeSet<i32> = self.reading.figures.iter().filter_map(|figure| figure.year).collect();
        let mut out: Vec<i32> = self.reading.year.into_iter().collect();
        out.iter().for_each(|year| {
            years.remove(year);
        });
        out.extend(years.into_iter().rev());
        out
    }

    // --- blocks, sections, forms -----------------------------------------------------------------------------------------

    fn complete_block(&self, cursor: &Cursor<'_>, list: &mut List) {
        let start = cursor.before.find('【').map_or(cursor.offset, |at| cursor.line.start + at);
        // What the editor closed by itself behind the cursor goes as well.
        let behind = &self.text[cursor.offset..cursor.line.end];
        let end = if behind.starts_with('】') { cursor.offset + '】'.len_utf8() } else { cursor.offset };
        self.push_blocks(Span::new(start, end), list);
    }

    fn push_blocks(&self, span: Span, list: &mut List) {
        for kind in skeleton::blocks() {
            let text = skeleton::block_snippet(kind, self.reading.year.unwrap_or(2024));
            list.push_snippet(CompletionKind::Block, &format!("【{kind}】"), "", span, text);
            list.document(skeleton::block_docs(kind, self.lang()));
        }
    }

    /// What can begin a line: blocks, and the sections and forms of the rule set that are not there yet.
    fn complete_line_start(&self, cursor: &Cursor<'_>, list: &mut List) {
        let lang = self.lang();
        let typed = cursor.before.trim_start();
        let span = Span::new(cursor.offset - typed.len(), cursor.offset);
        let number = self.next_section_number(cursor.line.start);
        let rules = self.rules();
        let missing: HashSet<&str> =
            self.reading.missing_sections.iter().map(|(name, _)| name.as_str()).collect();
        for (at, rule) in (0..).zip(rules.sections.iter().filter(|rule| missing.contains(rule.name.as_str())))
        {
            let text = skeleton::section_text(rule, number + at, true);
            let label = text.lines().next().unwrap_or_default().to_owned();
            if label.starts_with(typed) || rule.name.starts_with(typed) {
                list.push_snippet(
                    CompletionKind::Snippet,
                    &label,
                    pick(lang, "规程要求的章节", "a required section"),
                    span,
                    text,
                );
                list.filter(if rule.name.starts_with(typed) { &rule.name } else { &label });
            }
        }
        let bound: HashSet<&str> =
            self.reading.tables.iter().filter_map(|table| table.form.as_deref()).collect();
        for form in rules.forms.iter().filter(|form| !bound.contains(form.name.as_str())) {
            if form.name.starts_with(typed) {
                let text = skeleton::form_text(form, rules, self.reading.year.unwrap_or(2024));
                list.push(
                    CompletionKind::Snippet,
                    &form.name,
                    pick(lang, "规程的附表", "a form of the rule set"),
                    span,
                    text,
                );
            }
        }
        if typed.is_empty() {
            self.push_blocks(span, list);
        }
    }

    /// The number of a first-level section that begins at an offset.
    pub(crate) fn next_section_number(&self, offset: usize) -> u32 {
        let before = self.reading.sections.iter().take_while(|section| section.span.start < offset);
        let since = before.fold(0u32, |count, section| match section.level {
            0 => 0,
            1 => count + 1,
            _ => count,
        });
        since + 1
    }

    // --- expressions -----------------------------------------------------------------------------------------------------

    /// Names, bases and units in a mark or a line of checks; `span` is what was written of it so far.
    fn complete_expression(&self, cursor: &Cursor<'_>, span: Span, list: &mut List) {
        let written = span.of(&self.text);
        let name = written
            .rsplit(['=', '＝', '+', '＋', '−', '×', '÷', '≤', '≥', '<', '>', '≈', '≠', '(', '（'])
            .next()
            .unwrap_or_default();
        if let Some(at) = name.rfind(['@', '＠']) {
            let typed = &name[at + name[at..].chars().next().map_or(1, char::len_utf8)..];
            let span = Span::new(cursor.offset - typed.len(), cursor.offset);
            self.push_bases(name[..at].trim(), span, list);
            return;
        }
        if self.push_units(cursor, list) {
            return;
        }
        let typed = name.trim_start();
        let start = cursor.offset - typed.len();
        self.push_items(typed, start, cursor.offset, true, list);
    }

    fn push_bases(&self, name: &str, span: Span, list: &mut List) {
        let lang = self.lang();
        let item = self.reading.item_of(name.trim_matches(['「', '」', ' ']));
        let figures = item.and_then(|item| self.reading.by_item.get(item)).map_or(&[][..], Vec::as_slice);
        let mut seen = HashSet::new();
        for &id in figures {
            let figure = &self.reading.figures[id];
            let Some(year) = figure.year else { continue };
            let label = format!("{year}{}", figure.basis);
            if figure.basis.is_empty() || !seen.insert(label.clone()) {
                continue;
            }
            list.push(CompletionKind::Basis, &label, &words::show(&self.text, figure), span, label.clone());
            list.document(&self.reading.place(&self.text, id));
        }
        let general = [
            ("决算", "决算数、执行数", "what was executed"),
            ("预算", "年初预算或全年预算", "the initial or the adjusted budget"),
            ("年初预算", "", ""),
            ("全年预算", "调整后的预算", "the adjusted budget"),
            ("上年", "上年度", "the year before"),
        ];
        for (label, zh, en) in general {
            list.push(CompletionKind::Basis, label, pick(lang, zh, en), span, label.to_owned());
        }
    }

    /// Units, where a number stands before the cursor. Gives whether one does.
    fn push_units(&self, cursor: &Cursor<'_>, list: &mut List) -> bool {
        let typed: String = {
            let tail = cursor.before.trim_end_matches(|c: char| "万亿千百元个百分点人件次%㎡分".contains(c));
            cursor.before[tail.len()..].to_owned()
        };
        let number = &cursor.before[..cursor.before.len() - typed.len()];
        let digit = number.ends_with(|c: char| gouji::number::halfwidth(c).is_ascii_digit());
        // A year, or the first digits of a date, takes no unit.
        if !digit || typed.chars().count() > 3 {
            return false;
        }
        let span = Span::new(cursor.offset - typed.len(), cursor.offset);
        for unit in UNITS.iter().filter(|unit| unit.starts_with(typed.as_str())) {
            list.push(CompletionKind::Unit, unit, "", span, (*unit).to_owned());
        }
        true
    }

    /// Names of items that begin with the end of what is typed. In marks `anywhere` all of them are offered.
    fn push_items(&self, typed: &str, earliest: usize, offset: usize, anywhere: bool, list: &mut List) {
        let lang = self.lang();
        let rules = self.rules();
        let mut offered: HashSet<String> = HashSet::new();
        let known = self.occurrences();
        let mut names: Vec<(String, bool)> = Vec::new();
        for item in known.items() {
            names.extend(known.surfaces(item).iter().map(|name| (name.clone(), true)));
        }
        names.sort();
        names.extend(rules.items.iter().map(|rule| (rule.name.clone(), false)));
        let tail = tail_of(typed, MAX_TYPED);
        for (name, there) in names {
            if offered.len() >= MAX_ITEMS {
                break;
            }
            let overlap = overlap(tail, &name);
            let whole_name = overlap == name.len();
            if (overlap == 0 && !(anywhere && tail.trim().is_empty()))
                || whole_name
                || !offered.insert(name.clone())
            {
                continue;
            }
            let span = Span::new((offset - overlap).max(earliest.min(offset)), offset);
            let text = if anywhere { items::quoted(&name) } else { name.clone() };
            let detail = if there {
                self.item_detail(&name)
            } else {
                pick(lang, "规程里的名称", "a name of the rule set").to_owned()
            };
            list.push(CompletionKind::Item, &name, &detail, span, text);
            if offered.len() <= 40
                && let Some(docs) = self.reading.item_of(&name).and_then(|item| self.item_markdown(item))
            {
                list.document(&docs);
            }
        }
    }

    /// The report's own figure of an item.
    fn item_detail(&self, name: &str) -> String {
        let Some(figures) = self.reading.item_of(name).and_then(|item| self.reading.by_item.get(item)) else {
            return String::new();
        };
        let own = |id: &&usize| {
            let figure = &self.reading.figures[**id];
            figure.year == self.reading.year && items::meets(figure.basis, self.reading.basis)
        };
        let figure = figures.iter().find(own).or(figures.first()).map(|&id| &self.reading.figures[id]);
        figure.map_or(String::new(), |figure| {
            format!(
                "{}{} {}",
                figure.year.map_or(String::new(), |year| year.to_string()),
                figure.basis,
                words::show(&self.text, figure)
            )
        })
    }

    fn complete_check_line(&self, cursor: &Cursor<'_>, list: &mut List) {
        let lang = self.lang();
        let typed = cursor.before.trim_start();
        if let Some(rest) = typed.strip_prefix("允许") {
            self.complete_waiver(cursor, rest.trim_start(), list);
            return;
        }
        if "允许".starts_with(typed) {
            let span = Span::new(cursor.offset - typed.len(), cursor.offset);
            list.push_snippet(
                CompletionKind::Keyword,
                "允许",
                pick(lang, "豁免一条发现", "waive a finding"),
                span,
                "允许 ${1:GJ}（${2:项目@年度口径}）：${3:理由}".to_owned(),
            );
        }
        let start = cursor.offset - typed.len();
        self.complete_expression(cursor, Span::new(start, cursor.offset), list);
    }

    /// Codes behind 允许, those of this report's findings first; then the items and places that were found.
    fn complete_waiver(&self, cursor: &Cursor<'_>, rest: &str, list: &mut List) {
        let lang = self.lang();
        if let Some((code, typed)) = rest.split_once(['（', '(']) {
            if typed.contains(['）', ')']) {
                return;
            }
            let span = Span::new(cursor.offset - typed.len(), cursor.offset);
            let code = code.trim();
            let mut seen = HashSet::new();
            for finding in self.reading.report.findings.iter().filter(|finding| finding.rule.code == code) {
                for target in [self.waiver_target(finding), finding.place.clone()] {
                    if !target.is_empty() && seen.insert(target.clone()) {
                        list.push(
                            CompletionKind::Item,
                            &target,
                            &words::clip(&finding.message(lang), 60),
                            span,
                            target.clone(),
                        );
                    }
                }
            }
            return;
        }
        let span = Span::new(cursor.offset - rest.len(), cursor.offset);
        let mut seen = HashSet::new();
        for finding in &self.reading.report.findings {
            let code = finding.rule.code;
            if seen.insert(code) && !code.starts_with("GJ71") {
                let target = snippet_text(&self.waiver_target(finding));
                let text = format!("{code}（${{1:{target}}}）：${{2:理由}}");
                list.push_snippet(
                    CompletionKind::Code,
                    code,
                    pick(lang, finding.rule.title.zh, finding.rule.title.en),
                    span,
                    text,
                );
                list.document(&explain(code, lang).map_or(String::new(), |page| page.markdown));
            }
        }
        for rule in gouji::rules::ALL
            .iter()
            .filter(|rule| !seen.contains(rule.code) && !rule.code.starts_with("GJ71"))
        {
            let text = format!("{}（${{1:项目}}）：${{2:理由}}", rule.code);
            list.push_snippet(
                CompletionKind::Code,
                rule.code,
                pick(lang, rule.title.zh, rule.title.en),
                span,
                text,
            );
        }
    }

    // --- tables ------------------------------------------------------------------------------------------------------------

    fn complete_cell(
        &self,
        cursor: &Cursor<'_>,
        (table, row, column): (usize, usize, usize),
        list: &mut List,
    ) {
        let lang = self.lang();
        let Some(table) = self.reading.tables.get(table) else { return };
        let start = table
            .rows
            .get(row)
            .and_then(|row| row.cells.get(column))
            .map_or(cursor.offset, |cell| cell.span.start.min(cursor.offset));
        let whole = &self.text[start..cursor.offset];
        let typed = reading::bare_label(whole);
        let span = Span::new(cursor.offset - typed.len().min(whole.len()), cursor.offset);
        let head = table.head_rows.iter().rev().find(|&&head| head < row);
        let title = head
            .and_then(|&head| table.rows.get(head)?.cells.get(column))
            .map_or("", |cell| cell.text(&self.text));
        let names: &[&str] = match title.trim() {
            "一级指标" => &FIRST_LEVEL,
            "二级指标" => &SECOND_LEVEL,
            _ => &[],
        };
        for name in names.iter().filter(|name| name.starts_with(typed)) {
            list.push(CompletionKind::Item, name, "", span, (*name).to_owned());
        }
        let first_amount =
            table.amounts.iter().flat_map(|amounts| &amounts.columns).map(|column| column.index).min();
        if !names.is_empty()
            || first_amount.is_some_and(|first| column >= first)
            || !table.indicators.is_empty()
        {
            return;
        }
        let form =
            table.form.as_deref().and_then(|name| self.rules().forms.iter().find(|form| form.name == name));
        let there: HashSet<&str> =
            table.amounts.iter().flat_map(|amounts| &amounts.rows).map(|row| &*row.item).collect();
        for row in form.iter().flat_map(|form| &form.rows) {
            let canonical = reading::canonical(&row.name);
            if row.name.starts_with(typed) && !there.contains(self.reading.standard(&canonical)) {
                list.push(
                    CompletionKind::Item,
                    &row.name,
                    pick(lang, "表样里的行", "a row of the form"),
                    span,
                    row.name.clone(),
                );
            }
        }
        self.push_items(typed, span.start, cursor.offset, false, list);
    }

    // --- running text --------------------------------------------------------------------------------------------------------

    fn complete_prose(&self, cursor: &Cursor<'_>, list: &mut List) {
        if cursor.before.trim().is_empty() || cursor.before.chars().count() <= 6 {
            self.complete_line_start(cursor, list);
        }
        if cursor.before.trim().is_empty() || self.push_units(cursor, list) {
            return;
        }
        self.push_items(cursor.before, cursor.line.start, cursor.offset, false, list);
    }

    /// What a waiver of a finding binds to: the item with its year and basis, or else the place.
    pub(crate) fn waiver_target(&self, finding: &gouji::Finding) -> String {
        let figures = self.look().figures_in(&self.reading, finding.span);
        let own = figures
            .map(|id| &self.reading.figures[id])
            .find(|figure| figure.span == finding.span && !figure.item.is_empty());
        let Some(figure) = own else { return finding.place.clone() };
        // What says neither year nor basis cannot be told from other figures of its item.
        if figure.basis.is_empty() && (figure.role == Role::Level || figure.year != self.reading.year) {
            return finding.place.clone();
        }
        let year = figure.year.filter(|_| !figure.basis.is_empty());
        let basis = year.map_or(String::new(), |year| format!("@{year}{}", figure.basis));
        let name = match figure.home {
            Home::Prose { .. } | Home::Cell { .. } if figure.name.contains(['\n', '\r']) => {
                figure.item.to_string()
            }
            _ => reading::bare_label(&figure.name).to_owned(),
        };
        let name =
            if self.reading.item_of(&name) == Some(&*figure.item) { name } else { figure.item.to_string() };
        format!("{}{basis}", items::quoted(&name))
    }
}

/// The last `length` characters.
fn tail_of(text: &str, length: usize) -> &str {
    let skip = text.chars().count().saturating_sub(length);
    text.char_indices().nth(skip).map_or("", |(at, _)| &text[at..])
}

/// How many bytes at the end of `typed` are the beginning of `name`.
fn overlap(typed: &str, name: &str) -> usize {
    let starts = typed.char_indices().map(|(at, _)| &typed[at..]);
    starts.filter(|tail| name.starts_with(tail)).map(str::len).max().unwrap_or(0)
}

/// Text within a snippet's place to fill in.
fn snippet_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// The list that is being made.
struct List {
    lang: Lang,
    found: Vec<Completion>,
    eol: &'static str,
}

impl List {
    fn push(&mut self, kind: CompletionKind, label: &str, detail: &str, span: Span, text: String) {
        let sort = format!("{:04}", self.found.len());
        let text = if self.eol == "\n" { text } else { text.replace('\n', self.eol) };
        self.found.push(Completion {
            label: label.to_owned(),
            detail: detail.to_owned(),
            docs: String::new(),
            kind,
            edit: Edit::replace(span, text),
            snippet: false,
            sort,
            filter: label.to_owned(),
        });
    }

    fn push_snippet(&mut self, kind: CompletionKind, label: &str, detail: &str, span: Span, text: String) {
        self.push(kind, label, detail, span, text);
        if let Some(last) = self.found.last_mut() {
            last.snippet = true;
            if last.detail.is_empty() {
                last.detail = pick(self.lang, "可填写的样式", "to fill in").to_owned();
            }
        }
    }

    fn document(&mut self, docs: &str) {
        if let Some(last) = self.found.last_mut() {
            docs.clone_into(&mut last.docs);
        }
    }

    fn filter(&mut self, filter: &str) {
        if let Some(last) = self.found.last_mut() {
            filter.clone_into(&mut last.filter);
        }
    }
}
