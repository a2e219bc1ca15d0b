//! Sections and forms of a rule set as text to fill in.

use gouji::{Lang, RuleSet};

/// A new report of a unit and year under a rule set, with every section and form that it asks for.
pub fn new_report(rules: &RuleSet, unit: &str, year: i32, lang: Lang) -> String {
    let _ = (rules, unit, year, lang);
    String::new()
}
