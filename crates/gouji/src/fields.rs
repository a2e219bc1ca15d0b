//! Fields of a form, checked like a report: the page says which figure each field is, and the core decides.
//!
//! The fields are written as a small report text, a mark a line, and checked by the same rules as any other; findings
//! come back to the fields by their places. So a form and a report never judge the same figures differently.

use crate::{
    Finding, Lang, RuleSet, Severity, Span, Verdict,
    map::Map,
    number::parse_number,
    ruleset::{EquationRule, RateBasis, RateRule},
};
use serde::Serialize;

/// What stands in the fields, by their names, as it was typed.
pub type FieldModel = Map<String, String>;

/// Which figure each field is.
pub type FieldMapping = Map<String, FieldMeaning>;

/// What was found, by field. A field that could not be checked (empty, half typed, no number) is not named at all: what
/// is not checked has not passed. A field without a finding has an empty list. In the order of the names.
pub type FieldReport = Map<String, Vec<FieldFinding>>;

/// Which figure a field is.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(untagged))]
pub enum FieldMeaning {
    /// `三公经费@2023决算`, an amount; `三公经费预算控制率`, a rate of the rule set; `= 甲 / 乙`, a figure that is computed;
    /// `指标·名·得分`, a cell of the form of indicators.
    Short(String),
    /// The same with what a short one leaves to its defaults.
    Full {
        /// As in the short form.
        figure: String,
        /// The unit of what is typed; 万元, % and 分 by default, as the figure is.
        #[cfg_attr(feature = "ts", ts(optional))]
        unit: Option<String>,
        /// The decimal places that the form keeps: 106 stands for 106.00 where it is 2.
        #[cfg_attr(feature = "ts", ts(optional))]
        places: Option<u32>,
    },
}

/// Options of a check of fields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(optional_fields, rename_all = "camelCase"))]
pub struct FieldOptions {
    /// The year of figures that do not say theirs.
    pub year: Option<i32>,
    /// Checks of the form's own: `三公经费 ≤ 三公经费@预算`.
    #[cfg_attr(feature = "ts", ts(as = "Option<Vec<String>>", optional))]
    pub checks: Vec<String>,
}

/// One finding at a field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FieldFinding {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of judgement.
    pub verdict: Verdict,
    /// `GJ` and three digits.
    pub code: &'static str,
    /// What stands where, why it does not agree, what to do.
    pub message: String,
    /// The equation in figures, which says the same in few signs: `104.98万元 ÷ 106.00万元 = 99.04%`.
    pub equation: Option<String>,
    /// The figure that the field is, as the mapping says it.
    pub place: String,
    /// What could be put in the field: only for rates, shares and points. Nobody knows an amount but who answers for it.
    pub computed: Option<String>,
    /// The fields whose figures were put together.
    pub fields: Vec<String>,
}

/// Checks fields against each other and a rule set.
///
/// # Errors
/// A sentence where a mapping or a check of the form's own cannot be read: a fault of the page, not of who fills it in.
pub fn check_fields(
    model: &FieldModel,
    mapping: &FieldMapping,
    options: &FieldOptions,
    ruleset: Option<&RuleSet>,
    lang: Lang,
) -> Result<FieldReport, String> {
    let ruleset =
        ruleset.or_else(|| RuleSet::builtin("部门整体支出")).unwrap_or_else(|| RuleSet::for_title(""));
    let fields = read(model, mapping, ruleset)?;
    let plain = Written::new(&fields, options, ruleset, false).found(ruleset, lang)?;
    let filled = Written::new(&fields, options, ruleset, true).found(ruleset, lang)?;
    let mut report: FieldReport = fields.iter().map(|field| (field.key.to_owned(), Vec::new())).collect();
    for mut found in filled {
        let also = |other: &&Found| other.line == found.line && other.key == found.key;
        let certain = plain.iter().filter(also).any(|other| other.finding.severity == Severity::Error);
        // What contradicts only because 106 is taken for 106.00 may still be a figure that was rounded.
        if found.finding.severity == Severity::Error && !certain {
            found.finding.severity = Severity::Warning;
        }
        report.entry_or_default(found.key).push(found.finding);
    }
    Ok(report)
}

/// What a field is.
#[derive(Debug)]
enum Figure<'m> {
    /// 三公经费@2023决算
    Fact(&'m str),
    /// The figure that a formula gives.
    Claim(String),
    /// A cell of the form of indicators.
    Cell { indicator: &'m str, column: usize },
}

/// A field that can be checked.
#[derive(Debug)]
struct Field<'m> {
    key: &'m str,
    figure: Figure<'m>,
    /// As the mapping has it.
    name: &'m str,
    /// The number or, in a cell, the words.
    value: String,
    unit: &'m str,
    /// Decimal places typed.
    places: u32,
    /// Decimal places that the form keeps.
    kept: Option<u32>,
}

/// How findings call running text without headings.
const TEXT: &str = "正文";

/// The columns of the form of indicators that a field can be.
const COLUMNS: [&str; 4] = ["年度指标值", "实际完成值", "分值", "得分"];

fn read<'m>(
    model: &'m FieldModel,
    mapping: &'m FieldMapping,
    ruleset: &RuleSet,
) -> Result<Vec<Field<'m>>, String> {
    let mut fields = Vec::new();
    let mut keys: Vec<&str> = mapping.keys().map(String::as_str).collect();
    keys.sort_unstable();
    for key in keys {
        let Some(meaning) = mapping.get(key) else { continue };
        let (name, unit, kept) = match meaning {
            FieldMeaning::Short(figure) => (figure.trim(), None, None),
            FieldMeaning::Full { figure, unit, places } => (figure.trim(), unit.as_deref(), *places),
        };
        if name.is_empty() || name.contains(['{', '}', '｛', '｝', '|', '\n', '\r', '【', '】']) {
            return Err(format!("“{key}”：无法读懂“{name}” (cannot read the mapping of {key})"));
        }
        let typed = model.get(key).map_or("", |value| value.trim());
        let (figure, own_unit) = figure(name, ruleset)?;
        let unit = unit.unwrap_or(own_unit);
        // A target or an actual value is words: ≥100篇, 显著提升.
        if let Figure::Cell { column: 0 | 1, .. } = figure {
            let value: String =
                typed.chars().map(|c| if c.is_control() || c == '|' { ' ' } else { c }).collect();
            if !value.trim().is_empty() {
                fields.push(Field { key, figure, name, value, unit, places: 0, kept: None });
            }
            continue;
        }
        if let Some((value, places)) = number(typed, unit) {
            fields.push(Field { key, figure, name, value, unit, places, kept });
        }
    }
    Ok(fields)
}

/// What a mapping means, and the unit that it has by default.
fn figure<'m>(name: &'m str, ruleset: &RuleSet) -> Result<(Figure<'m>, &'static str), String> {
    if let Some(formula) = name.strip_prefix(['=', '＝']) {
        let divides = formula.contains([' ', '÷']) && formula.contains(['/', '÷']);
        return Ok((Figure::Claim(formula.trim().to_owned()), if divides { "%" } else { "万元" }));
    }
    if let Some(cell) = name.strip_prefix("指标·") {
        let unknown = || format!("“{name}”：应为 指标·名称·{} (no such column)", COLUMNS.join("/"));
        let (indicator, column) = cell.rsplit_once('·').ok_or_else(unknown)?;
        let column = COLUMNS.iter().position(|known| *known == column.trim()).ok_or_else(unknown)?;
        return Ok((Figure::Cell { indicator: indicator.trim(), column }, "分"));
    }
    let (item, _) = split_at(name);
    // 预算控制率 is also a 控制率: the longest name is meant.
    let named = ruleset.rates.iter().filter(|rate| item.ends_with(&rate.name));
    match named.max_by_key(|rate| rate.name.len()) {
        Some(rate) => Ok((Figure::Claim(formula_of(rate, name)), "%")),
        None => Ok((Figure::Fact(name), "万元")),
    }
}

/// The formula of a rate that the rule set knows: 三公经费预算控制率@2023 is 三公经费@2023决算 / 三公经费@2023预算.
fn formula_of(rate: &RateRule, name: &str) -> String {
    let (item, year) = split_at(name);
    let stem = item.strip_suffix(rate.name.as_str()).unwrap_or_default();
    let year: String = year.chars().take_while(char::is_ascii_digit).collect();
    let part = |item: &str, basis: RateBasis| {
        let item = if item.is_empty() { stem } else { item };
        match basis_word(basis) {
            "" => item.to_owned(),
            basis => format!("{item}@{year}{basis}"),
        }
    };
    let under = rate.under.first().copied().unwrap_or(RateBasis::Budget);
    format!("{} / {}", part(&rate.over_item, rate.over), part(&rate.under_item, under))
}

fn basis_word(basis: RateBasis) -> &'static str {
    match basis {
        RateBasis::Final => "决算",
        RateBasis::Initial => "年初预算",
        RateBasis::Adjusted => "全年预算",
        RateBasis::Budget => "预算",
        RateBasis::None => "",
    }
}

/// A name and what stands behind its `@`.
fn split_at(name: &str) -> (&str, &str) {
    name.split_once('@').unwrap_or((name, ""))
}

/// A number that is typed to its end, without separators, and its places. `12.`, `-` and `1,2` are still being typed.
fn number(typed: &str, unit: &str) -> Option<(String, u32)> {
    let bare = typed.strip_suffix(unit).unwrap_or(typed).trim();
    let bare = bare.strip_suffix(['%', '％']).filter(|_| unit == "%").unwrap_or(bare).trim();
    if !is_grouped(bare) {
        return None;
    }
    let (value, places) = parse_number(bare)?;
    Some((value.to_string(), places))
}

/// Whether the commas of a number stand where thousands are parted.
fn is_grouped(number: &str) -> bool {
    let whole = number.split(['.', '．']).next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '−', '－']).split([',', '，']);
    let first = groups.next().unwrap_or_default().chars().count();
    let mut rest = groups.peekable();
    rest.peek().is_none() || ((1..=3).contains(&first) && rest.all(|group| group.chars().count() == 3))
}

/// The fields as a text, and where each of them stands in it.
struct Written<'f> {
    fields: &'f [Field<'f>],
    text: String,
    /// The figure of each field, in the order of the fields.
    spans: Vec<Span>,
    /// Lines that are no field's: checks.
    checks: Vec<Span>,
}

/// A finding of the text, at its field.
struct Found {
    key: String,
    line: usize,
    finding: FieldFinding,
}

impl<'f> Written<'f> {
    fn new(fields: &'f [Field<'f>], options: &FieldOptions, ruleset: &RuleSet, fill: bool) -> Self {
        let mut written = Written {
            fields,
            text: String::new(),
            spans: vec![Span::default(); fields.len()],
            checks: Vec::new(),
        };
        let named = fields.iter().find_map(|field| year_in(field.name));
        if let Some(year) = options.year.or(named) {
            written.text += &format!("年度：{year}\n\n");
        }
        for (index, field) in fields.iter().enumerate() {
            let value = field.shown(if fill { widest(fields, field) } else { field.places });
            match &field.figure {
                Figure::Fact(name) => written.put(index, &format!("{{{name} = "), &value, "}。\n\n"),
                Figure::Claim(formula) => {
                    written.put(index, "{", &value, &format!(" = {formula}}}。\n\n"));
                    // The whole mark is the field's: that is where findings about it stand.
                    let start = written.spans[index].start;
                    written.spans[index] = Span::new(start.saturating_sub(1), written.text.trim_end().len());
                }
                Figure::Cell { .. } => {}
            }
        }
        written.indicators();
        written.checks(options, ruleset);
        written
    }

    /// Writes the value of a field between two texts and keeps its place.
    fn put(&mut self, index: usize, before: &str, value: &str, after: &str) {
        self.text += before;
        let start = self.text.len();
        self.text += value;
        self.spans[index] = Span::new(start, self.text.len());
        self.text += after;
    }

    /// The form of indicators, a row for each that has a field.
    fn indicators(&mut self) {
        let mut rows: Map<&str, [Option<usize>; COLUMNS.len()]> = Map::new();
        for (index, field) in self.fields.iter().enumerate() {
            if let Figure::Cell { indicator, column } = field.figure {
                rows.entry_or_default(indicator)[column] = Some(index);
            }
        }
        if rows.is_empty() {
            return;
        }
        self.text +=
            "【绩效指标】\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n";
        let mut indicators: Vec<&str> = rows.keys().copied().collect();
        indicators.sort_unstable();
        for indicator in indicators {
            self.text += &format!("| | | {indicator} |");
            for cell in rows.get(indicator).into_iter().flatten() {
                match cell {
                    Some(index) => {
                        let value = self.fields[*index].value.clone();
                        self.put(*index, " ", &value, " |");
                    }
                    None => self.text += " |",
                }
            }
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    /// The equations of the rule set for whose figures there are fields, and the form's own.
    fn checks(&mut self, options: &FieldOptions, ruleset: &RuleSet) {
        let mut lines: Vec<String> = ruleset.equations.iter().flat_map(|rule| self.equations(rule)).collect();
        lines.extend(options.checks.iter().map(|check| check.replace(['\n', '\r'], " ")));
        if lines.is_empty() {
            return;
        }
        self.text += "【核对】\n";
        for line in lines {
            let start = self.text.len();
            self.text += line.trim();
            self.checks.push(Span::new(start, self.text.len()));
            self.text.push('\n');
        }
    }

    /// A standard equation, once for each year and basis in which all its items are fields.
    fn equations(&self, rule: &EquationRule) -> Vec<String> {
        let facts: Vec<(&str, &str)> = self
            .fields
            .iter()
            .filter_map(|field| match field.figure {
                Figure::Fact(name) => Some(split_at(name)),
                _ => None,
            })
            .collect();
        let mut when: Vec<&str> =
            facts.iter().filter(|(item, _)| *item == rule.whole).map(|(_, at)| *at).collect();
        when.dedup();
        let all_parts = || rule.parts.iter().chain(&rule.perhaps);
        let whole = |at: &&str| all_parts().all(|part| facts.contains(&(part.as_str(), *at)));
        let name =
            |item: &str, at: &str| if at.is_empty() { item.to_owned() } else { format!("{item}@{at}") };
        when.into_iter()
            .filter(whole)
            .map(|at| {
                let parts: Vec<String> = all_parts().map(|part| name(part, at)).collect();
                format!("{} = {}", name(&rule.whole, at), parts.join(" + "))
            })
            .collect()
    }

    /// Checks the text and gives each finding to its field.
    fn found(&self, ruleset: &RuleSet, lang: Lang) -> Result<Vec<Found>, String> {
        let report = crate::check(&self.text, Some(ruleset));
        let mut found = Vec::new();
        for finding in &report.findings {
            let line = self.checks.iter().position(|check| check.contains(finding.span));
            if let (Some(_), Verdict::Syntax) = (line, finding.verdict()) {
                return Err(finding.message(lang));
            }
            let fields = self.fields_of(finding);
            let Some(&first) = fields.first() else { continue };
            let field = &self.fields[first];
            found.push(Found {
                key: field.key.to_owned(),
                line: line.map_or(first, |line| self.fields.len() + line),
                finding: FieldFinding {
                    severity: finding.severity,
                    verdict: finding.verdict(),
                    code: finding.rule.code,
                    message: self.named(&finding.message(lang), &fields),
                    equation: finding.equation.clone(),
                    place: field.name.to_owned(),
                    computed: finding.computed.clone().filter(|_| field.can_be_offered()),
                    fields: fields.iter().map(|index| self.fields[*index].key.to_owned()).collect(),
                },
            });
        }
        Ok(found)
    }

    /// The message with the other field where it speaks of a place in the text, which nobody has ever seen.
    fn named(&self, message: &str, fields: &[usize]) -> String {
        let mut message = message.to_owned();
        if let [first, other, ..] = fields {
            let (first, other) = (&self.fields[*first], &self.fields[*other]);
            // Two fields of one figure have one name; what tells them apart is how the page calls them.
            let name = if first.name == other.name { other.key } else { other.name };
            message = message.replace(TEXT, &format!("“{name}”"));
        }
        let mut names: Vec<&str> = self.fields.iter().map(|field| field.name).collect();
        // 三公经费@2023 also begins 三公经费@2023决算.
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.into_iter().fold(message, |message, name| message.replace(name, &as_read(name)))
    }

    /// The fields that a finding speaks of, first the one where it stands.
    fn fields_of(&self, finding: &Finding) -> Vec<usize> {
        let mut fields = Vec::new();
        for span in std::iter::once(finding.span).chain(finding.related.iter().map(|related| related.span)) {
            let meets = |own: &Span| own.start < span.end && span.start < own.end;
            let here = self.spans.iter().position(meets).filter(|_| !self.checks.contains(&span));
            fields.extend(here.filter(|index| !fields.contains(index)));
        }
        fields
    }
}

impl Field<'_> {
    /// The value with its unit, and with zeros behind the point up to `places` or what the form keeps.
    fn shown(&self, places: u32) -> String {
        let missing = self.kept.unwrap_or(places).saturating_sub(self.places) as usize;
        let point = if self.places == 0 && missing > 0 { "." } else { "" };
        format!("{}{point}{}{}", self.value, "0".repeat(missing.min(8)), self.unit)
    }

    /// Rates, shares and points follow from other figures; an amount never does.
    fn can_be_offered(&self) -> bool {
        matches!(self.unit, "%" | "％" | "分" | "个百分点" | "百分点")
    }
}

/// The most places that are typed in fields of one unit. Rates keep theirs: a rate of 85% is no 85.00%.
fn widest(fields: &[Field<'_>], field: &Field<'_>) -> u32 {
    if field.can_be_offered() {
        return field.places;
    }
    let same = fields.iter().filter(|other| other.unit == field.unit);
    same.map(|other| other.places.max(other.kept.unwrap_or(0))).max().unwrap_or(field.places)
}

/// A name as people read it, without the sign of the language: 三公经费（2023年决算）.
fn as_read(name: &str) -> String {
    let (item, at) = split_at(name);
    if at.is_empty() || item.starts_with(['=', '＝']) {
        return name.to_owned();
    }
    let basis = at.trim_start_matches(|c: char| c.is_ascii_digit());
    let year = &at[..at.len() - basis.len()];
    if year.is_empty() { format!("{item}（{basis}）") } else { format!("{item}（{year}年{basis}）") }
}

/// The year in 三公经费@2023决算.
fn year_in(name: &str) -> Option<i32> {
    let digits: String = split_at(name).1.chars().take(4).collect();
    digits.parse().ok().filter(|year| (1900..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[(&str, &str)], options: &FieldOptions) -> FieldReport {
        let model = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mapping = values
            .iter()
            .map(|(name, _)| ((*name).to_owned(), FieldMeaning::Short((*name).to_owned())))
            .collect();
        check_fields(&model, &mapping, options, None, Lang::Zh).unwrap()
    }

    fn shown(report: &FieldReport) -> Vec<String> {
        let line = |(key, found): (&String, &Vec<FieldFinding>)| {
            found
                .iter()
                .map(move |f| format!("{key} {:?} {} {:?}", f.severity, f.code, f.computed))
                .collect::<Vec<_>>()
        };
        report.iter().flat_map(line).collect()
    }

    /// The first finding at a field.
    fn at<'r>(report: &'r FieldReport, key: &str) -> &'r FieldFinding {
        &report.get(key).unwrap()[0]
    }

    const THREE: [(&str, &str); 5] = [
        ("三公经费@2023决算", "104.98"),
        ("因公出国（境）费@2023决算", "0"),
        ("公务用车购置及运行维护费@2023决算", "97.99"),
        ("公务接待费@2023决算", "6.99"),
        ("三公经费@2023预算", "106"),
    ];

    fn with(key: &str, value: &str) -> Vec<(&'static str, String)> {
        let mut values: Vec<(&str, String)> = THREE.iter().map(|(k, v)| (*k, (*v).to_owned())).collect();
        for entry in &mut values {
            if entry.0 == key {
                entry.1 = value.to_owned();
            }
        }
        values
    }

    fn of(values: &[(&str, String)]) -> FieldReport {
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        found(&values, &FieldOptions::default())
    }

    #[test]
    fn figures_that_agree_have_no_finding_and_are_all_named() {
        let report = found(&THREE, &FieldOptions::default());
        assert_eq!(shown(&report), [""; 0]);
        assert_eq!(report.iter().count(), THREE.len());
    }

    #[test]
    fn a_standard_equation_of_the_rule_set_is_checked_and_no_amount_is_offered() {
        let report = of(&with("公务接待费@2023决算", "9.66"));
        assert_eq!(shown(&report), ["三公经费@2023决算 Error GJ701 None"], "{report:#?}");
        let fields = &at(&report, "三公经费@2023决算").fields;
        assert_eq!(fields.len(), 4, "{fields:?}");
    }

    #[test]
    fn what_contradicts_only_through_filled_zeros_is_a_warning() {
        let report = of(&with("公务接待费@2023决算", "7.5"));
        assert_eq!(shown(&report), ["三公经费@2023决算 Warning GJ701 None"], "{report:#?}");
    }

    #[test]
    fn half_typed_fields_are_not_checked_and_not_named() {
        for typed in ["", "12.", "-", "1,2", "12,34", "无", "1.2.3"] {
            let report = of(&with("公务接待费@2023决算", typed));
            assert!(!report.contains_key("公务接待费@2023决算"), "{typed}");
            assert_eq!(shown(&report), [""; 0], "{typed}");
        }
        let report = of(&with("公务接待费@2023决算", "1,234.50"));
        assert!(report.contains_key("公务接待费@2023决算"));
    }

    #[test]
    fn rates_are_recomputed_and_offered() {
        let mut values = THREE.to_vec();
        values.push(("= 三公经费@2023决算 / 三公经费@2023预算", "95.04"));
        let report = found(&values, &FieldOptions::default());
        assert_eq!(shown(&report).len(), 1, "{report:#?}");
        let finding = at(&report, "= 三公经费@2023决算 / 三公经费@2023预算");
        assert_eq!(finding.computed.as_deref(), Some("99.04"));
        assert_eq!(finding.equation.as_deref(), Some("104.98万元 ÷ 106.00万元 = 99.04%"));
        values.pop();
        values.push(("三公经费预算控制率@2023", "99.04%"));
        assert_eq!(shown(&found(&values, &FieldOptions::default())), [""; 0]);
    }

    #[test]
    fn points_of_an_indicator_are_recomputed_and_offered() {
        let values = [
            ("指标·提供参阅资料·年度指标值", "≥100篇"),
            ("指标·提供参阅资料·实际完成值", "84篇"),
            ("指标·提供参阅资料·分值", "10"),
            ("指标·提供参阅资料·得分", "10"),
        ];
        let report = found(&values, &FieldOptions::default());
        let finding = at(&report, "指标·提供参阅资料·得分");
        assert_eq!(finding.computed.as_deref(), Some("8.4"));
    }

    #[test]
    fn the_form_has_checks_of_its_own() {
        let options =
            FieldOptions { year: None, checks: vec!["三公经费@2023决算 ≤ 100万元".to_owned()] };
        assert_eq!(shown(&found(&THREE, &options)), ["三公经费@2023决算 Error GJ701 None"]);
        let options = FieldOptions { year: None, checks: vec!["三公经费 ≤ ≤ （".to_owned()] };
        let (model, mapping) = (FieldModel::new(), FieldMapping::new());
        assert!(check_fields(&model, &mapping, &options, None, Lang::Zh).is_err());
    }

    #[test]
    fn messages_name_figures_as_people_do() {
        let checks = vec!["三公经费@2023决算 ≤ 三公经费@2023预算".to_owned()];
        let mut values = with("三公经费@2023预算", "100");
        values.push(("三公经费预算控制率@2023", "95%".to_owned()));
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let report = found(&values, &FieldOptions { year: None, checks });
        let message = &at(&report, "三公经费@2023决算").message;
        let read =
            "核对式“三公经费（2023年决算） ≤ 三公经费（2023年预算）”不成立：左边为104.98万元，右边为100万元";
        assert!(message.starts_with(read), "{message}");
        assert!(message.contains("104.98 > 100"), "{message}");
        let finding = at(&report, "三公经费预算控制率@2023");
        assert_eq!(finding.computed.as_deref(), Some("105"), "{finding:?}");
        assert!(!finding.message.contains('@'), "{finding:?}");
    }

    #[test]
    fn hostile_values_are_no_marks() {
        let report = found(
            &[
                ("公务接待费@2023决算", "1万元}{三公经费 = 2万元"),
                ("指标·甲·年度指标值", "≥1 |\n【核对】\n"),
                ("指标·甲·得分", "2"),
            ],
            &FieldOptions::default(),
        );
        assert!(!report.contains_key("公务接待费@2023决算"));
    }

    #[test]
    fn two_fields_of_one_figure_must_agree() {
        let model =
            [("a", "5.00"), ("b", "6.00")].map(|(k, v)| (k.to_owned(), v.to_owned())).into_iter().collect();
        let meaning = || FieldMeaning::Short("会议费@2023决算".to_owned());
        let mapping = [("a".to_owned(), meaning()), ("b".to_owned(), meaning())].into_iter().collect();
        let report = check_fields(&model, &mapping, &FieldOptions::default(), None, Lang::Zh).unwrap();
        assert_eq!(shown(&report).len(), 1, "{report:#?}");
        assert!(at(&report, "b").message.contains("“a”为5.00万元"), "{report:#?}");
    }
}
