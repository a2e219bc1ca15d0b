//! 规程: what a province or a year demands of a report, as data that a finance bureau can write.
//!
//! `rulesets/*.toml` are built in; `RuleSet::from_toml` reads others. The kinds of check are code, their instances
//! (sections, forms, names, rates, equations, weights, grades) stand here.

mod bytes;
mod types;

pub use types::{
    AtMostMethod, BandRule, DefaultBasis, EquationRule, FormRow, FormRule, GradeRule, ItemRule, RateBasis,
    RateRule, RuleSet, ScoringRule, SectionRule, SeverityRule, WeightRule,
};

use crate::finding::Severity;
use std::sync::OnceLock;

impl SeverityRule {
    /// The severity, or `None` where the rule is switched off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            SeverityRule::Error => Some(Severity::Error),
            SeverityRule::Warning => Some(Severity::Warning),
            SeverityRule::Info => Some(Severity::Info),
            SeverityRule::Hint => Some(Severity::Hint),
            SeverityRule::Off => None,
        }
    }
}

/// The rule sets that come with the product, the general one last, as the build script found them in `rulesets/*.toml`.
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rulesets.bin"));

impl RuleSet {
    /// Reads a rule set from TOML.
    ///
    /// # Errors
    /// A sentence with line and column that says what is wrong and what is expected.
    #[cfg(feature = "toml")]
    pub fn from_toml(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|error| error.to_string())
    }

    /// All rule sets that come with the product, read once.
    pub fn builtins() -> &'static [Self] {
        static READ: OnceLock<Vec<RuleSet>> = OnceLock::new();
        READ.get_or_init(|| bytes::read(BUILTIN))
    }

    /// The built-in rule set of that name or alias.
    pub fn builtin(name: &str) -> Option<&'static Self> {
        let name = name.trim();
        Self::builtins().iter().find(|set| set.name == name || set.aliases.iter().any(|alias| alias == name))
    }

    /// The rule set that a report's title asks for; the general one where none fits.
    pub fn for_title(title: &str) -> &'static Self {
        static NONE: OnceLock<RuleSet> = OnceLock::new();
        let fits = |set: &&Self| {
            set.title_words.iter().any(|word| title.contains(word.as_str()))
                && !set.title_without.iter().any(|word| title.contains(word.as_str()))
        };
        let sets = Self::builtins();
        sets.iter().find(fits).or(sets.last()).unwrap_or_else(|| NONE.get_or_init(Self::default))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtin_rule_sets_are_those_of_the_toml_files() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rulesets");
        let mut names: Vec<String> = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let toml = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let read = RuleSet::from_toml(&toml).unwrap();
            let builtin = RuleSet::builtin(&read.name).unwrap();
            assert_eq!(format!("{builtin:?}"), format!("{read:?}"));
            names.push(read.name);
        }
        assert_eq!(names.len(), RuleSet::builtins().len());
        assert_eq!(RuleSet::builtins().last().map(|set| set.name.as_str()), Some("通用"));
    }

    #[test]
    fn titles_ask_for_their_rule_set() {
        assert_eq!(RuleSet::for_title("2023年度某局部门整体支出绩效自评报告").name, "部门整体支出");
        assert_eq!(RuleSet::for_title("项目支出绩效自评表").name, "项目支出");
        assert_eq!(RuleSet::for_title("某局2024年度部门决算").name, "部门决算");
        assert_eq!(RuleSet::for_title("").name, "通用");
    }

    #[test]
    fn a_wrong_rule_set_says_where() {
        let error = RuleSet::from_toml("name = \"x\"\nweights = 3\n").unwrap_err();
        assert!(error.contains("weights"), "{error}");
    }
}
