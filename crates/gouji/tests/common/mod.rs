//! What several tests ask of a text.

use gouji::Severity;

/// Codes of the errors and warnings in `text`, in its order.
pub(crate) fn codes(text: &str) -> Vec<&'static str> {
    let report = gouji::check(text, None);
    let loud = report
        .findings
        .iter()
        .filter(|finding| matches!(finding.severity, Severity::Error | Severity::Warning));
    loud.map(|finding| finding.rule.code).collect()
}
