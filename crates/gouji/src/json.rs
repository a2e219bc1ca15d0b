//! The public JSON contract: what every surface (command line, editor, browser) says about a text, as plain data.
//!
//! The types mirror `schema/report.schema.json`. Decimals are strings, because a JSON number is a binary float in most
//! readers and 0.1 must stay 0.1.

use crate::{
    Coverage, Report,
    finding::{Edit, Finding, Fix, Lang, Related, Severity, Verdict},
    score::{Points, ScoreRow, ScoreSheet},
    text::{ColumnUnit, LineIndex, Span},
};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// Names the contract. The number grows when a reader that obeys the schema could misread the output.
pub const SCHEMA: &str = "gouji/report/1";

/// How many related places of one finding are given.
pub const MAX_RELATED: usize = 20;

/// What `check` says about some files.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReportJson {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The version of gouji.
    pub version: &'static str,
    /// The files that were checked.
    pub files: Vec<FileJson>,
    /// The files that could not be read.
    pub failed: Vec<FailedJson>,
    /// How many files were left alone, by extension (`.docx`), because they are no report text.
    pub skipped: BTreeMap<String, usize>,
}

impl ReportJson {
    /// The report on these files, all of which could be read.
    pub fn new(files: Vec<FileJson>) -> Self {
        Self { schema: SCHEMA, version: version(), files, failed: Vec::new(), skipped: BTreeMap::new() }
    }
}

/// The version of gouji.
pub const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// What a check says about one file.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FileJson {
    /// The name or path by which the file was given.
    pub file: String,
    /// The encoding that it was read in: `utf-8`, `utf-16le`, `utf-16be` or `gb18030`.
    pub encoding: String,
    /// Places whose bytes are no text in that encoding and stand as U+FFFD.
    pub replaced: usize,
    /// The rule set that was applied.
    pub ruleset: String,
    /// In the order of the text.
    pub findings: Vec<FindingJson>,
    /// Findings beyond [`crate::MAX_FINDINGS`]: counted, not given.
    pub omitted: usize,
    /// What became of the numbers.
    pub coverage: Coverage,
    /// The score sheet, where the report has indicators.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub score: Option<ScoreJson>,
}

/// A file that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FailedJson {
    /// The name or path by which the file was given.
    pub file: String,
    /// Why, as a sentence.
    pub reason: String,
}

/// A place in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlaceJson {
    /// Line from 1. Lines end at `\n`, `\r\n` or a lone `\r`.
    pub line: usize,
    /// Column from 1, in UTF-16 units unless another unit was asked for.
    pub column: usize,
    /// Bytes of the decoded UTF-8 text, without byte order mark, before the place.
    pub offset: usize,
}

/// One thing that a check found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FindingJson {
    /// `GJ` and three digits.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The kind of judgement.
    pub verdict: Verdict,
    /// What stands where, why it does not agree, what to do.
    pub message: String,
    /// The place as people name it.
    pub place: String,
    /// The first character.
    pub start: PlaceJson,
    /// One past the last character.
    pub end: PlaceJson,
    /// Other places, at most [`MAX_RELATED`].
    pub related: Vec<RelatedJson>,
    /// The figure as printed.
    pub stated: Option<String>,
    /// The figure recomputed.
    pub computed: Option<String>,
    /// `stated` minus `computed`.
    pub gap: Option<String>,
    /// The equation in figures.
    pub equation: Option<String>,
    /// What can be offered to put it right; never a change of an amount.
    pub fixes: Vec<FixJson>,
}

/// Another place that a finding speaks of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RelatedJson {
    /// What stands there.
    pub message: String,
    /// The first character.
    pub start: PlaceJson,
    /// One past the last character.
    pub end: PlaceJson,
}

/// A change that puts a finding right.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FixJson {
    /// What the fix does.
    pub message: String,
    /// Replacements, in the order of the text, that do not overlap.
    pub edits: Vec<EditJson>,
}

/// One replacement of a fix.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EditJson {
    /// The first character that goes.
    pub start: PlaceJson,
    /// One past the last character that goes.
    pub end: PlaceJson,
    /// What comes in its place.
    pub text: String,
}

/// The score sheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScoreJson {
    /// In the order of the form; a subtotal after its rows.
    pub rows: Vec<ScoreRowJson>,
    /// The sum of the weights.
    pub weight: Option<String>,
    /// The sum of the points.
    pub computed: Option<PointsJson>,
    /// The total that the report claims.
    pub claimed: Option<String>,
    /// The grades that the computed total may fall into.
    pub grades: Vec<String>,
    /// Rows whose points could not be computed.
    pub open_rows: usize,
}

/// One line of the score sheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScoreRowJson {
    /// 一级指标.
    pub first: String,
    /// 二级指标.
    pub second: String,
    /// 三级指标; empty for a subtotal.
    pub name: String,
    /// 年度指标值 as printed.
    pub target: String,
    /// 实际完成值 as printed.
    pub actual: String,
    /// Degree of completion in per cent.
    pub completion: Option<String>,
    /// 分值.
    pub weight: Option<String>,
    /// Points by the rule set's method.
    pub computed: Option<PointsJson>,
    /// 得分 as claimed.
    pub claimed: Option<String>,
    /// Why it is this many points, or why they could not be computed.
    pub why: Option<String>,
    /// The first character of the row.
    pub start: PlaceJson,
    /// One past its last character.
    pub end: PlaceJson,
}

/// Points that a method allows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PointsJson {
    /// Fewest.
    pub low: String,
    /// Most; the same as `low` where the method leaves no room.
    pub high: String,
}

/// What `report` says about `text`, in words of `lang`, with columns counted in `unit`.
pub fn file_json(
    text: &str,
    file: &str,
    encoding: &str,
    report: &Report,
    lang: Lang,
    unit: ColumnUnit,
) -> FileJson {
    let places = Places { text, index: LineIndex::new(text), lang, unit };
    FileJson {
        file: file.to_owned(),
        encoding: encoding.to_owned(),
        replaced: 0,
        ruleset: report.ruleset.clone(),
        findings: report.findings.iter().map(|finding| places.finding(finding)).collect(),
        omitted: report.omitted,
        coverage: report.coverage,
        score: report.sheet.as_ref().map(|sheet| places.sheet(sheet)),
    }
}

/// The score sheet of `text` alone.
pub fn score_json(text: &str, sheet: &ScoreSheet, lang: Lang, unit: ColumnUnit) -> ScoreJson {
    Places { text, index: LineIndex::new(text), lang, unit }.sheet(sheet)
}

/// Turns spans into places and phrases into sentences.
struct Places<'t> {
    text: &'t str,
    index: LineIndex,
    lang: Lang,
    unit: ColumnUnit,
}

impl Places<'_> {
    fn at(&self, offset: usize) -> PlaceJson {
        let position = self.index.position(self.text, offset, self.unit);
        PlaceJson { line: position.line, column: position.column, offset }
    }

    fn ends(&self, span: Span) -> (PlaceJson, PlaceJson) {
        (self.at(span.start), self.at(span.end))
    }

    fn finding(&self, finding: &Finding) -> FindingJson {
        let (start, end) = self.ends(finding.span);
        FindingJson {
            code: finding.rule.code,
            severity: finding.severity,
            verdict: finding.verdict(),
            message: finding.message(self.lang),
            place: finding.place.clone(),
            start,
            end,
            related: finding.related.iter().take(MAX_RELATED).map(|related| self.related(related)).collect(),
            stated: finding.stated.clone(),
            computed: finding.computed.clone(),
            gap: finding.gap.clone(),
            equation: finding.equation.clone(),
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    fn related(&self, related: &Related) -> RelatedJson {
        let (start, end) = self.ends(related.span);
        RelatedJson { message: related.words.render(self.lang), start, end }
    }

    fn fix(&self, fix: &Fix) -> FixJson {
        FixJson {
            message: fix.words.render(self.lang),
            edits: fix.edits.iter().map(|edit| self.edit(edit)).collect(),
        }
    }

    fn edit(&self, edit: &Edit) -> EditJson {
        let (start, end) = self.ends(edit.span);
        EditJson { start, end, text: edit.text.clone() }
    }

    fn sheet(&self, sheet: &ScoreSheet) -> ScoreJson {
        ScoreJson {
            rows: sheet.rows.iter().map(|row| self.row(row)).collect(),
            weight: sheet.weight.map(decimal),
            computed: sheet.computed.map(points),
            claimed: sheet.claimed.map(decimal),
            grades: sheet.grades.clone(),
            open_rows: sheet.open_rows,
        }
    }

    fn row(&self, row: &ScoreRow) -> ScoreRowJson {
        let (start, end) = self.ends(row.span);
        ScoreRowJson {
            first: row.first.clone(),
            second: row.second.clone(),
            name: row.name.clone(),
            target: row.target.clone(),
            actual: row.actual.clone(),
            completion: row.completion.map(decimal),
            weight: row.weight.map(decimal),
            computed: row.computed.map(points),
            claimed: row.claimed.map(decimal),
            why: row.why.as_ref().map(|why| why.render(self.lang)),
            start,
            end,
        }
    }
}

fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

fn points(points: Points) -> PointsJson {
    PointsJson { low: decimal(points.low), high: decimal(points.high) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Phrase, Words};

    static RULE: crate::rules::Rule = crate::rules::Rule {
        code: "GJ999",
        title: Phrase { zh: "示例", en: "Example" },
        severity: Severity::Error,
        verdict: Verdict::Contradiction,
        message: Phrase { zh: "{a}与{b}不一致，请核实。", en: "{a} is not {b}: please verify." },
        doc: "",
    };
    static THERE: Phrase = Phrase { zh: "此处", en: "here" };

    #[test]
    fn places_are_given_in_the_unit_that_was_asked_for() {
        let text = "甲\r\n𠮷三公经费104.98万元";
        let start = text.find("104").unwrap();
        let mut finding =
            Finding::new(&RULE, Span::new(start, start + 6)).with("a", "104.98").with("b", "104.99");
        for _ in 0..30 {
            finding = finding.relate(Span::new(0, 3), Words::new(&THERE));
        }
        let report = Report { findings: vec![finding], ..Report::default() };

        let file = file_json(text, "a.txt", "utf-8", &report, Lang::Zh, ColumnUnit::Utf16);
        let found = &file.findings[0];
        assert_eq!(found.start, PlaceJson { line: 2, column: 7, offset: start });
        assert_eq!(found.message, "104.98与104.99不一致，请核实。");
        assert_eq!(found.related.len(), MAX_RELATED);

        let file = file_json(text, "a.txt", "utf-8", &report, Lang::En, ColumnUnit::Utf32);
        assert_eq!(file.findings[0].start.column, 6);
        assert_eq!(file.findings[0].related[0].message, "here");
    }

    #[test]
    fn decimals_are_strings_without_idle_zeros() {
        let sheet = ScoreSheet {
            weight: Some(Decimal::new(1000, 1)),
            computed: Some(Points { low: Decimal::new(985, 1), high: Decimal::new(99, 0) }),
            ..ScoreSheet::default()
        };
        let json = serde_json::to_value(score_json("", &sheet, Lang::Zh, ColumnUnit::Utf16)).unwrap();
        assert_eq!(json["weight"], "100");
        assert_eq!(json["computed"]["low"], "98.5");
        assert_eq!(json["claimed"], serde_json::Value::Null);
    }
}
