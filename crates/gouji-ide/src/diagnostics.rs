//! Findings as an editor lists them.

use crate::{Analysis, Edit, Options};
use gouji::{Finding, Severity, Span, Verdict};
use serde::Serialize;

/// Most other places of one finding.
pub const MAX_RELATED: usize = gouji::json::MAX_RELATED;

/// Findings about something that may go: an unused waiver, words that stand twice, what a form left over.
const UNNECESSARY: [&str; 4] = ["GJ711", "GJ123", "GJ124", "GJ131"];

/// One finding.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// How bad it is, as the configuration has it.
    pub severity: Severity,
    /// The kind of judgement.
    pub verdict: Verdict,
    /// The code of the rule.
    pub code: &'static str,
    /// The rule's short name.
    pub title: String,
    /// What stands where, why it does not agree, what to do.
    pub message: String,
    /// The place as people name it.
    pub place: String,
    /// The equation in figures.
    pub equation: Option<String>,
    /// Other places.
    pub related: Vec<Related>,
    /// What can be offered to put it right; never a change of an amount.
    pub fixes: Vec<Fix>,
    /// Whether what stands there may simply go.
    pub unnecessary: bool,
}

/// Another place that a finding speaks of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// A prepared change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Replacements in the order of the text.
    pub edits: Vec<Edit>,
}

impl Analysis {
    /// Everything that was found, in the order of the text, with the severities that are configured.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.reading.report.findings.iter().filter_map(|finding| self.diagnostic(finding)).collect()
    }

    fn diagnostic(&self, finding: &Finding) -> Option<Diagnostic> {
        let lang = self.lang();
        let code = finding.rule.code;
        Some(Diagnostic {
            severity: self.options.severity_of(finding)?,
            span: finding.span,
            verdict: finding.verdict(),
            code,
            title: crate::words::pick(lang, finding.rule.title.zh, finding.rule.title.en).to_owned(),
            message: finding.message(lang),
            place: finding.place.clone(),
            equation: finding.equation.clone(),
            related: finding
                .related
                .iter()
                .take(MAX_RELATED)
                .map(|related| Related { span: related.span, message: related.words.render(lang) })
                .collect(),
            fixes: finding
                .fixes
                .iter()
                .map(|fix| Fix { title: fix.words.render(lang), edits: fix.edits.iter().map(edit).collect() })
                .collect(),
            unnecessary: is_unnecessary(finding),
        })
    }
}

impl Options {
    /// The severity of a finding as it is configured; `None` where its rule is switched off.
    pub fn severity_of(&self, finding: &Finding) -> Option<Severity> {
        match self.severity.get(finding.rule.code) {
            Some(set) => set.severity(),
            None => Some(finding.severity),
        }
    }
}

/// Whether what stands at a finding may simply go.
pub fn is_unnecessary(finding: &Finding) -> bool {
    UNNECESSARY.contains(&finding.rule.code)
}

/// A fix's edit as an editor's edit.
pub(crate) fn edit(edit: &gouji::finding::Edit) -> Edit {
    Edit { span: edit.span, text: edit.text.clone() }
}
