//! Findings as the protocol's diagnostics, and in figures for a status line.

use crate::view::{Places, View};
use gouji::{
    ColumnUnit, Finding, Lang, ScoreSheet, Severity,
    json::{self, FindingJson, PointsJson, ScoreJson},
};
use gouji_ide::{Analysis, MAX_RELATED, Options, is_unnecessary};
use ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    NumberOrString, Uri,
};
use serde::Serialize;
use std::str::FromStr;

/// Everything that was found in a text that was read.
pub(crate) fn diagnostics(view: &View<'_>) -> Vec<Diagnostic> {
    worded(view, view.analysis.options(), &view.analysis.reading().report.findings)
}

/// Findings as their rules are configured. Only what the client shows is worded: it is told all of it at every key.
pub(crate) fn worded(places: &Places<'_>, options: &Options, findings: &[Finding]) -> Vec<Diagnostic> {
    let shown = findings.iter().filter_map(|finding| Some((finding, options.severity_of(finding)?)));
    shown.map(|(finding, severity)| diagnostic(places, options.lang, finding, severity)).collect()
}

fn diagnostic(places: &Places<'_>, lang: Lang, finding: &Finding, level: Severity) -> Diagnostic {
    let code = finding.rule.code;
    let related = finding.related.iter().take(MAX_RELATED).map(|related| DiagnosticRelatedInformation {
        location: places.location(related.span),
        message: related.words.render(lang),
    });
    Diagnostic {
        range: places.range(finding.span),
        severity: Some(severity(level)),
        code: Some(NumberOrString::String(code.to_owned())),
        code_description: rule_link(places, code).map(|href| CodeDescription { href }),
        source: Some("gouji".to_owned()),
        message: finding.message(lang),
        related_information: places.client.related.then(|| related.collect()),
        tags: (places.client.tags && is_unnecessary(finding)).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// The page of a rule, where the client said where these are.
fn rule_link(places: &Places<'_>, code: &str) -> Option<Uri> {
    places.client.code_description.then(|| rule_page(places, code)).flatten()
}

/// The page of a rule, where the client said where these are.
pub(crate) fn rule_page(places: &Places<'_>, code: &str) -> Option<Uri> {
    Uri::from_str(&places.client.rule_link.as_ref()?.replace("{code}", code)).ok()
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    pub(crate) hints: usize,
}

impl Counts {
    pub(crate) fn of(analysis: &Analysis) -> Self {
        let options = analysis.options();
        let mut counts = Self::default();
        for finding in &analysis.reading().report.findings {
            match options.severity_of(finding) {
                Some(Severity::Error) => counts.errors += 1,
                Some(Severity::Warning) => counts.warnings += 1,
                Some(Severity::Info) => counts.infos += 1,
                Some(Severity::Hint) => counts.hints += 1,
                None => {}
            }
        }
        counts
    }

    pub(crate) fn add(&mut self, other: Counts) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.hints += other.hints;
    }
}

/// `gouji/status`: what a status line says of a text.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub(crate) struct Status {
    uri: Uri,
    version: Option<i32>,
    #[serde(flatten)]
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<StatusScore>,
    coverage: gouji::Coverage,
    ruleset: String,
}

/// The total of the score sheet.
#[derive(Clone, PartialEq, Debug, Serialize)]
struct StatusScore {
    computed: Option<PointsJson>,
    claimed: Option<String>,
    grades: Vec<String>,
}

impl Status {
    pub(crate) fn of(view: &View<'_>) -> Self {
        let report = &view.analysis.reading().report;
        let score = report.sheet.as_ref().map(|sheet| {
            // Its rows are not needed, so neither are their places.
            let total = ScoreSheet {
                computed: sheet.computed,
                claimed: sheet.claimed,
                grades: sheet.grades.clone(),
                ..ScoreSheet::default()
            };
            let total = json::score_json("", &total, view.analysis.options().lang, ColumnUnit::Utf16);
            StatusScore { computed: total.computed, claimed: total.claimed, grades: total.grades }
        });
        Self {
            uri: view.uri.clone(),
            version: view.version,
            counts: Counts::of(view.analysis),
            score,
            coverage: report.coverage,
            ruleset: report.ruleset.clone(),
        }
    }
}

/// The score sheet as every surface gives it.
pub(crate) fn score(analysis: &Analysis) -> Option<ScoreJson> {
    let sheet = analysis.reading().report.sheet.as_ref()?;
    Some(json::score_json(analysis.text(), sheet, analysis.options().lang, ColumnUnit::Utf16))
}

/// The findings as every surface gives them, with the severities that are configured.
pub(crate) fn findings(analysis: &Analysis, file: &str) -> Vec<FindingJson> {
    let options = analysis.options();
    let report = &analysis.reading().report;
    let json =
        json::file_json(analysis.text(), file, "utf-8", report, options.lang, ColumnUnit::Utf16).findings;
    let configured = |mut finding: FindingJson| {
        if let Some(set) = options.severity.get(finding.code) {
            finding.severity = set.severity()?;
        }
        Some(finding)
    };
    json.into_iter().filter_map(configured).collect()
}
