//! What a check found, for people to read: errors and warnings in about two lines each, the rest folded.

use crate::{
    read::Source,
    say::{self, list, pick, places},
    tally::{coverage_line, coverage_table, is_loud},
    terminal::{Ink, Look, head, shorten_middle, tail, visible, width_of},
};
use gouji::{
    ColumnUnit, Finding, Lang, LineIndex, Report, Severity, Span, Verdict, json::MAX_RELATED, rules::Rule,
};

/// How many errors and warnings of one report are shown unless all are asked for.
const MAX_SHOWN: usize = 60;

/// Widest place name before it is shortened.
const PLACE_WIDTH: usize = 44;

/// Narrowest excerpt worth showing.
const EXCERPT_WIDTH: usize = 18;

/// Widest equation outside `--all`.
const EQUATION_WIDTH: usize = 64;

/// What to show, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    pub(crate) lang: Lang,
    pub(crate) look: Look,
    pub(crate) unit: ColumnUnit,
    /// Everything in full.
    pub(crate) all: bool,
    /// The table of what was checked.
    pub(crate) coverage: bool,
    /// One of many reports: those with nothing to verify are passed over, and a summary follows them all.
    pub(crate) many: bool,
}

/// The findings of one report.
pub(crate) fn file(source: &Source, report: &Report, manner: Manner) -> String {
    let loud = report.findings.iter().filter(|finding| is_loud(finding)).count();
    let quiet_file = manner.many && !manner.all && !manner.coverage;
    if quiet_file && loud == 0 && source.decoded.replaced == 0 {
        return String::new();
    }
    let page = Page { text: &source.decoded.text, index: LineIndex::new(&source.decoded.text), manner };
    let mut out = page.title(source, report);
    let shown = if manner.all { usize::MAX } else { MAX_SHOWN };
    let picked = report.findings.iter().filter(|finding| manner.all || is_loud(finding));
    for finding in picked.take(shown) {
        out += &page.finding(finding);
    }
    if !manner.all {
        out += &page.folded(&report.findings, loud.saturating_sub(shown));
    }
    out += &page.closing(report, loud);
    out.push('\n');
    out
}

/// One report's page of output.
struct Page<'t> {
    text: &'t str,
    index: LineIndex,
    manner: Manner,
}

impl Page<'_> {
    fn ink(&self, ink: Ink, text: &str) -> String {
        self.manner.look.ink(ink, text)
    }

    /// The file, its encoding, the rule set, and a word of warning where bytes were no text.
    fn title(&self, source: &Source, report: &Report) -> String {
        let lang = self.manner.lang;
        let encoding = source.decoded.encoding.name();
        let mut title =
            format!("{}  {}", self.ink(Ink::Bold, &visible(&source.name)), self.ink(Ink::Dim, encoding));
        if !report.ruleset.is_empty() {
            let ruleset = format!("{}{}", pick(lang, "规程：", "rules: "), visible(&report.ruleset));
            title += &format!("  {}", self.ink(Ink::Dim, &ruleset));
        }
        title += "\n";
        if source.decoded.replaced > 0 {
            let count = source.decoded.replaced;
            let notice = match lang {
                Lang::Zh => format!("! 有{count}处字节不是{encoding}文字，以�代替；请核实文件的编码。"),
                Lang::En => format!(
                    "! {count} places are no {encoding} text and stand as �; please check the encoding."
                ),
            };
            title += &format!("{}\n", self.ink(Ink::Yellow, &notice));
        }
        title
    }

    /// A finding: where, with its source; then what stands there, why it does not agree, what to do.
    fn finding(&self, finding: &Finding) -> String {
        let mut out = self.headline(finding);
        out += &self.manner.look.wrap(&self.message(finding), 2);
        out.push('\n');
        if self.manner.all {
            out += &self.details(finding);
        }
        out
    }

    fn headline(&self, finding: &Finding) -> String {
        let lang = self.manner.lang;
        let position = self.index.position(self.text, finding.span.start, self.manner.unit);
        let sign = say::sign(finding.severity);
        let verdict = say::verdict(finding.verdict(), finding.severity, lang);
        let at = format!("{}:{}", position.line, position.column);
        let code = finding.rule.code;
        let place = visible(&finding.place);
        let place = shorten_middle(&place, PLACE_WIDTH);
        let used = width_of(&format!("{sign} {at} {verdict} {code}  {place}｜"));
        let ink = ink_of(finding.severity);
        let mut line = format!(
            "{} {} {} {}",
            self.ink(ink, sign),
            self.ink(Ink::Bold, &at),
            self.ink(ink, verdict),
            self.ink(Ink::Dim, code)
        );
        if !place.is_empty() {
            line += &format!("  {}", self.ink(Ink::Bold, &place));
        }
        let room = self.manner.look.columns().saturating_sub(used);
        if room >= EXCERPT_WIDTH
            && let Some(excerpt) = self.excerpt(finding.span, room, ink)
        {
            line += &format!("{}{excerpt}", if place.is_empty() { "  " } else { "｜" });
        }
        line + "\n"
    }

    /// The line of a finding, shortened around the figure; `None` where the figure is all that stands there.
    fn excerpt(&self, span: Span, room: usize, ink: Ink) -> Option<String> {
        let position = self.index.position(self.text, span.start, ColumnUnit::Utf8);
        let line = self.index.line_span(self.text, position.line - 1);
        let end = span.end.clamp(span.start, line.end.max(span.start));
        // Forms are full of runs of blanks; squeezed, more of the words fits. Long lines are cut first.
        let before = squeeze(tail(self.text.get(line.start..span.start)?, 4 * room));
        let figure = squeeze(head(self.text.get(span.start..end)?, 4 * room));
        let after = squeeze(head(self.text.get(end..line.end)?, 4 * room));
        let (before, figure, after) = (before.trim_start(), figure.trim_end(), after.trim_end());
        if figure.is_empty()
            || (before.is_empty() && after.is_empty() && width_of(head(figure, room)) < room / 2)
        {
            return None;
        }
        Some(self.around(before, figure, after, room, ink))
    }

    fn around(&self, before: &str, figure: &str, after: &str, room: usize, ink: Ink) -> String {
        let marks = if self.manner.look.color { 0 } else { 2 };
        let room = room.saturating_sub(marks);
        let cut_figure = head(figure, room.saturating_sub(1));
        let figure =
            if cut_figure.len() < figure.len() { format!("{cut_figure}…") } else { figure.to_owned() };
        let rest = room.saturating_sub(width_of(&figure));
        let left_room = if width_of(head(after, rest)) < rest / 2 {
            rest - width_of(head(after, rest))
        } else {
            rest / 2
        };
        let left = end_within(before, left_room);
        let right = start_within(after, rest.saturating_sub(width_of(&left)));
        // Shown characters may turn out wider than the hidden ones they stand for; the line may then be a little long.
        format!("{}{}{}", visible(&left), self.manner.look.figure(ink, &visible(&figure)), visible(&right))
    }

    /// The message, with the figures that it does not name itself.
    fn message(&self, finding: &Finding) -> String {
        let lang = self.manner.lang;
        let message = finding.message(lang);
        let mut extras = Vec::new();
        let said = |figure: &str, extras: &[String]| {
            message.replace(',', "").contains(figure) || extras.iter().any(|extra| extra.contains(figure))
        };
        if let Some(equation) = finding.equation.as_deref().filter(|_| !self.manner.all)
            && is_news(equation, &message)
        {
            extras.push(shorten_middle(equation, EQUATION_WIDTH).into_owned());
        }
        if let Some(computed) = &finding.computed
            && !said(computed, &extras)
        {
            extras.push(recomputed(finding, computed, lang));
        }
        if let Some(gap) = finding.gap.as_deref().map(|gap| gap.trim_start_matches('-'))
            && !said(gap, &extras)
        {
            extras.push(format!("{}{gap}{}", pick(lang, "相差", "gap "), gap_unit(finding.unit)));
        }
        let message = visible(&message).into_owned();
        if extras.is_empty() {
            return message;
        }
        let extras = extras.join(pick(lang, "，", ", "));
        let extras = visible(&extras);
        match lang {
            Lang::Zh => format!("{message}（{extras}）"),
            Lang::En => format!("{message} ({extras})"),
        }
    }

    /// What `--all` adds: the whole equation, the other places, what can be offered.
    fn details(&self, finding: &Finding) -> String {
        let lang = self.manner.lang;
        let mut lines = Vec::new();
        if let Some(equation) = &finding.equation {
            lines.push(format!("{}{equation}", pick(lang, "算式：", "equation: ")));
        }
        for related in finding.related.iter().take(MAX_RELATED) {
            let position = self.index.position(self.text, related.span.start, self.manner.unit);
            lines.push(format!("→ {}:{} {}", position.line, position.column, related.words.render(lang)));
        }
        let more = finding.related.len().saturating_sub(MAX_RELATED) + finding.unnamed;
        if more > 0 {
            lines.push(match lang {
                Lang::Zh => format!("→ 另有{more}处"),
                Lang::En => format!("→ and {more} more"),
            });
        }
        for fix in &finding.fixes {
            lines.push(format!("{}{}", pick(lang, "可改：", "fix: "), fix.words.render(lang)));
        }
        let look = self.manner.look;
        lines.iter().map(|line| look.ink(Ink::Dim, &look.wrap(&visible(line), 4)) + "\n").collect()
    }

    /// Infos and hints, a line per kind, and how to see them.
    fn folded(&self, findings: &[Finding], cut: usize) -> String {
        let lang = self.manner.lang;
        let kinds = [Verdict::Missing, Verdict::Rounding, Verdict::Review, Verdict::Syntax];
        // What need not be a contradiction is one of the things to look at.
        let quiet = |finding: &Finding| match finding.verdict() {
            Verdict::Contradiction => Verdict::Review,
            kind => kind,
        };
        let how = pick(lang, "，--all 逐条展开", "; --all shows each");
        let mut lines = Vec::new();
        if cut > 0 {
            lines.push(match lang {
                Lang::Zh => format!("× 另有{cut}处须核实或请留意{how}"),
                Lang::En => format!("× {cut} more to verify or to look at{how}"),
            });
        }
        for kind in kinds {
            let of_kind = |finding: &&Finding| !is_loud(finding) && quiet(finding) == kind;
            let count = findings.iter().filter(of_kind).count();
            if count == 0 {
                continue;
            }
            let groups: Vec<String> = by_rule(findings.iter().filter(of_kind))
                .into_iter()
                .map(|(rule, count)| {
                    format!("{} {} {count}", pick(lang, rule.title.zh, rule.title.en), rule.code)
                })
                .collect();
            let count = places(count, lang);
            let kind = say::verdict(kind, Severity::Hint, lang);
            lines.push(match lang {
                Lang::Zh => format!("· {kind} {count}（{}）", list(&groups, lang)),
                Lang::En => format!("· {kind} {count} ({})", list(&groups, lang)),
            });
        }
        if let Some(last) = lines.last_mut().filter(|last| !last.ends_with(how)) {
            *last += how;
        }
        let look = self.manner.look;
        lines.iter().map(|line| look.ink(Ink::Dim, &hanging(look, line)) + "\n").collect()
    }

    /// How many there are, and how much was checked.
    fn closing(&self, report: &Report, loud: usize) -> String {
        let Manner { lang, look, coverage, many, .. } = self.manner;
        let mut out = String::new();
        if report.omitted > 0 {
            let (kept, omitted) = (report.findings.len(), report.omitted);
            out += &match lang {
                Lang::Zh => format!("只留下较重的{kept}处，另有{omitted}处未列出。\n"),
                Lang::En => format!("Only the {kept} most severe are kept; {omitted} more are not listed.\n"),
            };
        }
        if coverage {
            out += &coverage_table(report.coverage, lang, look);
        }
        if many {
            return out;
        }
        out += &self.ink(Ink::Bold, &verdict_line(self.text, report, loud, lang));
        out + &coverage_line(report.coverage, lang) + "\n"
    }
}

fn verdict_line(text: &str, report: &Report, loud: usize, lang: Lang) -> String {
    if loud > 0 {
        return loud_line(report, loud, lang);
    }
    if report.coverage.checked > 0 {
        return pick(lang, "未见不一致。", "No disagreement found. ").to_owned();
    }
    let why = if text.is_empty() {
        pick(lang, "文件是空的，没有可以核对的内容。", "The file is empty: there is nothing to check. ")
    } else if text.trim().is_empty() {
        pick(lang, "文件里只有空白，没有可以核对的内容。", "The file is blank: there is nothing to check. ")
    } else {
        pick(
            lang,
            "没有找到可以相互核对的数字。",
            "No figures were found that could be held against each other. ",
        )
    };
    why.to_owned()
}

/// How many errors and warnings there are.
fn loud_line(report: &Report, loud: usize, lang: Lang) -> String {
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(count);
    // What was left out is no more severe than what was kept.
    let at_least = report.omitted > 0 && loud == report.findings.len();
    let [to_verify, to_look_at] =
        [Severity::Error, Severity::Warning].map(|severity| say::severity(severity, lang));
    match lang {
        Lang::Zh => {
            let at_least = if at_least { "至少有：" } else { "" };
            format!("{at_least}{to_verify}{errors}处，{to_look_at}{warnings}处。")
        }
        Lang::En => {
            let at_least = if at_least { "At least " } else { "" };
            format!("{at_least}{errors} {to_verify}, {warnings} {to_look_at}. ")
        }
    }
}

/// Counts by rule, the most frequent first.
fn by_rule<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<(&'static Rule, usize)> {
    let mut rules: Vec<(&'static Rule, usize)> = Vec::new();
    for finding in findings {
        match rules.iter_mut().find(|(rule, _)| rule.code == finding.rule.code) {
            Some((_, count)) => *count += 1,
            None => rules.push((finding.rule, 1)),
        }
    }
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    rules
}

/// Whether an equation has a figure that the message has not; one of which much is left out could not be followed.
fn is_news(equation: &str, message: &str) -> bool {
    let mut figures = equation.split(|char: char| !char.is_ascii_digit() && char != '.');
    // The message prints figures as the report does, the equation without separators.
    let message = message.replace(',', "");
    !equation.contains('…') && figures.any(|figure| !figure.is_empty() && !message.contains(figure))
}

/// The figure that follows from the others. Where two that should be one are in different units, nothing is computed: the
/// other is put into the unit of this one.
fn recomputed(finding: &Finding, computed: &str, lang: Lang) -> String {
    let sides = finding.equation.as_deref().and_then(|equation| equation.split_once(" ≠ "));
    let other = sides.filter(|(_, other)| !other.ends_with(|last: char| last.is_ascii_digit()));
    let unit = finding.unit;
    match (other, lang) {
        (Some((_, other)), Lang::Zh) => format!("{other}折合{computed}{unit}"),
        (Some((_, other)), Lang::En) => format!("{other} is {computed}{unit}"),
        (None, Lang::Zh) => format!("重算{computed}{unit}"),
        (None, Lang::En) => format!("recomputed {computed}{unit}"),
    }
}

/// What a gap is counted in: percentages are percentage points apart.
fn gap_unit(unit: &str) -> &str {
    if unit == "%" { "个百分点" } else { unit }
}

/// Wraps a line that starts with its own sign, so that what follows stands under the text.
fn hanging(look: Look, line: &str) -> String {
    look.wrap(line, 2).trim_start().to_owned()
}

fn ink_of(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::Red,
        Severity::Warning => Ink::Yellow,
        Severity::Info | Severity::Hint => Ink::Bold,
    }
}

/// `text` with one blank for every run of them.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        let blank = char.is_whitespace();
        if !(blank && out.ends_with(' ')) {
            out.push(if blank { ' ' } else { char });
        }
    }
    out
}

/// The end of `text` within `room` columns, … before it where some is left out.
fn end_within(text: &str, room: usize) -> String {
    let whole = tail(text, room);
    if whole.len() == text.len() {
        return whole.to_owned();
    }
    let cut = tail(text, room.saturating_sub(1));
    if cut.is_empty() { String::new() } else { format!("…{cut}") }
}

/// The start of `text` within `room` columns, … after it where some is left out.
fn start_within(text: &str, room: usize) -> String {
    let whole = head(text, room);
    if whole.len() == text.len() {
        return whole.to_owned();
    }
    let cut = head(text, room.saturating_sub(1));
    if cut.is_empty() { String::new() } else { format!("{cut}…") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::decode;
    use gouji::{
        Coverage,
        finding::{Phrase, Words},
    };

    static SUM: Rule = Rule {
        code: "GJ998",
        title: Phrase { zh: "合计与明细不符", en: "A sum differs from its parts" },
        severity: Severity::Error,
        verdict: Verdict::Contradiction,
        message: Phrase {
            zh: "{name}相加{sum}万元，请核实。", en: "{name} add up to {sum}: please verify."
        },
        doc: "",
    };
    static TAIL: Rule = Rule {
        code: "GJ999",
        title: Phrase { zh: "合计尾差", en: "Rounding tail of a sum" },
        severity: Severity::Info,
        verdict: Verdict::Rounding,
        message: Phrase { zh: "尾差，可不改。", en: "A tail." },
        doc: "",
    };
    static PART: Phrase = Phrase { zh: "工资福利支出1460.93万元", en: "1460.93 for wages" };

    const TEXT: &str = "一、部门基本情况\n（1）人员经费支出1394.37万元，占基本支出81.73%，用于根据国家规定安排的工资性支出，及对个人和\
                        家庭补助等人员经费支出。其中：工资福利支出1460.93万元、对个人和家庭的补助支出338.5万元。\n\t104.99\n";

    fn source(text: &str) -> Source {
        Source { name: "报告.txt".to_owned(), decoded: decode(text.as_bytes().to_vec()) }
    }

    fn span(text: &str, figure: &str) -> Span {
        let start = text.find(figure).unwrap();
        Span::new(start, start + figure.len())
    }

    fn wrong_sum(text: &str, figure: &str) -> Finding {
        let mut finding =
            Finding::new(&SUM, span(text, figure)).with("name", "所列2项").with("sum", "1799.43");
        finding.place = "一（1） › 人员经费".to_owned();
        finding.equation = Some("1460.93 + 338.5 = 1799.43".to_owned());
        finding.computed = Some("1799.43".to_owned());
        finding.gap = Some("-405.06".to_owned());
        finding.relate(span(TEXT, "1460.93"), Words::new(&PART))
    }

    fn manner() -> Manner {
        Manner {
            lang: Lang::Zh,
            look: Look { color: false, width: None },
            unit: ColumnUnit::Utf16,
            all: false,
            coverage: false,
            many: false,
        }
    }

    fn report(findings: Vec<Finding>) -> Report {
        Report {
            findings,
            coverage: Coverage { numbers: 9, checked: 5, stated: 2, names: 1, unread: 1 },
            ..Report::default()
        }
    }

    #[test]
    fn an_error_takes_two_lines_and_tails_are_folded() {
        let tail = || Finding::new(&TAIL, span(TEXT, "81.73%"));
        let report = report(vec![wrong_sum(TEXT, "1394.37"), tail(), tail()]);
        let output = file(&source(TEXT), &report, manner());
        let expected = "\
报告.txt  UTF-8
× 2:10 矛盾 GJ998  一（1） › 人员经费｜（1）人员经费支出«1394.37»万元，占基本支出81.73%，用于根据国…
  所列2项相加1799.43万元，请核实。（1460.93 + 338.5 = 1799.43，相差405.06）
· 尾差 2处（合计尾差 GJ999 2），--all 逐条展开
须核实1处，请留意0处。已核5处，2处仅有陈述无对照，1处未识别；未核对不代表无误。

";
        assert_eq!(output, expected);
    }

    #[test]
    fn all_shows_every_place() {
        let report = report(vec![wrong_sum(TEXT, "1394.37"), Finding::new(&TAIL, span(TEXT, "81.73%"))]);
        let output = file(&source(TEXT), &report, Manner { all: true, ..manner() });
        assert!(
            output.contains("    算式：1460.93 + 338.5 = 1799.43\n    → 2:75 工资福利支出1460.93万元\n"),
            "{output}"
        );
        assert!(output.contains("· 2:25 尾差 GJ999"), "{output}");
        assert!(!output.contains("逐条展开"));
    }

    #[test]
    fn what_is_not_shown_is_counted_with_a_way_to_see_it() {
        let report = report((0..=MAX_SHOWN).map(|_| wrong_sum(TEXT, "1394.37")).collect());
        let output = file(&source(TEXT), &report, manner());
        assert!(output.contains("× 另有1处须核实或请留意，--all 逐条展开\n"), "{output}");
    }

    #[test]
    fn places_beyond_the_limit_are_counted() {
        let mut finding = wrong_sum(TEXT, "1394.37");
        finding.unnamed = 13;
        for _ in 1..MAX_RELATED {
            finding = finding.relate(span(TEXT, "338.5"), Words::new(&PART));
        }
        let output = file(&source(TEXT), &report(vec![finding]), Manner { all: true, ..manner() });
        assert!(output.contains("    → 另有13处\n"), "{output}");
    }

    #[test]
    fn figures_beside_the_message_have_their_unit() {
        let mut finding = wrong_sum(TEXT, "1394.37").with("sum", "3503499");
        finding.unit = "万元";
        finding.equation = Some("352.67万元 ≠ 3503499元".to_owned());
        finding.computed = Some("350.3499".to_owned());
        finding.gap = Some("2.3201".to_owned());
        let output = file(&source(TEXT), &report(vec![finding]), manner());
        let extras = "（352.67万元 ≠ 3503499元，3503499元折合350.3499万元，相差2.3201万元）";
        assert!(output.contains(extras), "{output}");
    }

    #[test]
    fn counts_are_lower_bounds_where_findings_as_severe_may_have_been_left_out() {
        let full = Report { omitted: 7, ..report(vec![wrong_sum(TEXT, "1394.37")]) };
        let output = file(&source(TEXT), &full, manner());
        assert!(
            output.contains("只留下较重的1处，另有7处未列出。\n至少有：须核实1处，请留意0处。"),
            "{output}"
        );
        let tail = Finding::new(&TAIL, span(TEXT, "81.73%"));
        let exact = Report { omitted: 7, ..report(vec![wrong_sum(TEXT, "1394.37"), tail]) };
        let output = file(&source(TEXT), &exact, manner());
        assert!(output.contains("未列出。\n须核实1处，请留意0处。"), "{output}");
    }

    #[test]
    fn a_cell_alone_on_its_line_needs_no_excerpt() {
        let output = file(&source(TEXT), &report(vec![wrong_sum(TEXT, "104.99")]), manner());
        assert!(output.contains("× 3:2 矛盾 GJ998  一（1） › 人员经费\n"), "{output}");
    }

    #[test]
    fn among_many_reports_those_without_findings_are_passed_over() {
        let tail = Finding::new(&TAIL, span(TEXT, "81.73%"));
        let many = Manner { many: true, ..manner() };
        assert_eq!(file(&source(TEXT), &report(vec![tail]), many), "");
        assert!(!file(&source(TEXT), &report(vec![wrong_sum(TEXT, "1394.37")]), many).contains("已核"));
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        let text = "支出\u{1b}[2J\u{202e}104.98\u{7}万元";
        let finding = wrong_sum(text, "104.98").with("name", "");
        let mut source = source(text);
        source.name = "\u{1b}]0;x\u{7}.txt".to_owned();
        for color in [false, true] {
            let look = Look { color, width: Some(80) };
            let output =
                file(&source, &report(vec![finding.clone()]), Manner { look, all: true, ..manner() });
            assert!(
                !output.contains("\u{1b}[2J") && !output.contains("\u{1b}]") && !output.contains('\u{7}')
            );
            assert!(!output.contains('\u{202e}'));
            assert!(output.contains("␛[2J<U+202E>"), "{output}");
        }
    }

    #[test]
    fn an_excerpt_of_a_very_long_line_is_short() {
        let text = format!("{}104.98{}", "三公经费".repeat(500_000), "万元".repeat(500_000));
        let output = file(&source(&text), &report(vec![wrong_sum(&text, "104.98")]), manner());
        assert!(output.len() < 1000);
        assert!(output.contains("«104.98»万元"));
    }

    #[test]
    fn silence_is_never_taken_for_a_pass() {
        let output = file(&source("无"), &Report::default(), manner());
        assert!(output.contains("没有找到可以相互核对的数字。"));
        let output = file(&source("无"), &Report::default(), Manner { lang: Lang::En, ..manner() });
        assert!(output.contains("unchecked does not mean correct."));
    }
}
