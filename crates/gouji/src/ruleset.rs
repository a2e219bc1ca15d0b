//! 规程: what a province or a year demands, as data.

/// A rule set, read from TOML.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The name that a header's 规程 or `--rules` asks for.
    pub name: String,
}

impl RuleSet {
    /// Reads a rule set from TOML.
    ///
    /// # Errors
    /// A sentence with line and column that says what is wrong and what is expected.
    pub fn from_toml(toml: &str) -> Result<Self, String> {
        let _ = toml;
        Ok(Self::default())
    }

    /// The built-in rule set of that name or alias.
    pub fn builtin(name: &str) -> Option<Self> {
        let _ = name;
        None
    }
}
