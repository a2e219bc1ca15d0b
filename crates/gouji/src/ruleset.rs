//! 规程: what a province or a year demands of a report, as data that a finance bureau can write.
//!
//! `rulesets/*.toml` are built in; `RuleSet::from_toml` reads others. The kinds of check are code, their instances
//! (sections, forms, names, rates, equations, weights, grades) stand here.

use crate::finding::Severity;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

/// A rule set.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// The name that a header's 规程 or `--rules` asks for.
    pub name: String,
    /// Other names for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The regulation behind it, or whose practice it is.
    #[serde(default)]
    pub source: String,
    /// Where a report does not name its rule set: words of which its title must have one.
    #[serde(default)]
    pub title_words: Vec<String>,
    /// Words that keep a title from asking for this rule set.
    #[serde(default)]
    pub title_without: Vec<String>,
    /// The unit of amounts where the report does not say one.
    #[serde(default = "ten_thousand_yuan")]
    pub unit: String,
    /// 口径 of an amount in prose that does not say one: 决算 or 预算.
    #[serde(default)]
    pub basis: DefaultBasis,
    /// Names of items and what else they are called.
    #[serde(default)]
    pub items: Vec<ItemRule>,
    /// Standard rates: 预算控制率 = 决算 ÷ 预算.
    #[serde(default)]
    pub rates: Vec<RateRule>,
    /// Standard equations between items of one year and basis.
    #[serde(default)]
    pub equations: Vec<EquationRule>,
    /// Forms and their rows.
    #[serde(default)]
    pub forms: Vec<FormRule>,
    /// Sections that the report must have.
    #[serde(default)]
    pub sections: Vec<SectionRule>,
    /// Points, weights and grades.
    #[serde(default)]
    pub scoring: ScoringRule,
    /// Severities that differ from the rules' own, by code; `"off"` silences a rule.
    #[serde(default)]
    pub severity: BTreeMap<String, SeverityRule>,
}

fn ten_thousand_yuan() -> String {
    "万元".to_owned()
}

/// The basis of an amount that does not say its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
pub enum DefaultBasis {
    /// 决算.
    #[default]
    #[serde(rename = "决算")]
    Final,
    /// 预算.
    #[serde(rename = "预算")]
    Budget,
}

/// A severity set by a rule set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeverityRule {
    /// See [`Severity::Error`].
    Error,
    /// See [`Severity::Warning`].
    Warning,
    /// See [`Severity::Info`].
    Info,
    /// See [`Severity::Hint`].
    Hint,
    /// The rule is not applied.
    Off,
}

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

/// An item and its other names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// The standard name.
    pub name: String,
    /// Names that mean the same item in every report.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A rate that the field defines.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRule {
    /// The name that a statement ends with: 预算控制率.
    pub name: String,
    /// Item of the numerator; the item that the statement is about where empty.
    #[serde(default)]
    pub over_item: String,
    /// Basis of the numerator.
    #[serde(default)]
    pub over: RateBasis,
    /// Item of the denominator; the item that the statement is about where empty.
    #[serde(default)]
    pub under_item: String,
    /// Bases of the denominator, any of which agrees.
    #[serde(default)]
    pub under: Vec<RateBasis>,
}

/// The bases that rates speak of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
pub enum RateBasis {
    /// 决算, 执行数.
    #[default]
    #[serde(rename = "决算")]
    Final,
    /// 年初预算.
    #[serde(rename = "年初预算")]
    Initial,
    /// 全年预算.
    #[serde(rename = "全年预算")]
    Adjusted,
    /// 预算.
    #[serde(rename = "预算")]
    Budget,
    /// A count: no basis.
    #[serde(rename = "无")]
    None,
}

/// 三公经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EquationRule {
    /// The whole.
    pub whole: String,
    /// Its parts, all of them.
    pub parts: Vec<String>,
    /// Where it is laid down.
    #[serde(default)]
    pub source: String,
}

/// A form that is annexed to the report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormRule {
    /// The name by which findings call it.
    pub name: String,
    /// Words of its title, any of which identifies it.
    pub title_words: Vec<String>,
    /// Whether the report must have it.
    #[serde(default)]
    pub required: bool,
    /// Lines at its foot that must be filled in: 填表人, 填报日期, 联系电话.
    #[serde(default)]
    pub sign_off: Vec<String>,
    /// Rows that it always has.
    #[serde(default)]
    pub rows: Vec<FormRow>,
}

/// A row of a form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormRow {
    /// Name of its item.
    pub name: String,
    /// The row it is part of; none for a row of its own.
    #[serde(default)]
    pub within: String,
    /// Whether the rows within it add up to it.
    #[serde(default)]
    pub sum: bool,
    /// Whether the department adds rows of its own below it.
    #[serde(default)]
    pub open: bool,
}

/// A section that the report must have.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// The name by which findings call it.
    pub name: String,
    /// Groups of words: its heading has at least one word of each group.
    pub words: Vec<Vec<String>>,
    /// How bad it is when the section is missing.
    #[serde(default)]
    pub severity: Option<SeverityRule>,
    /// The regulation that asks for it, where that is not the rule set's own.
    #[serde(default)]
    pub source: String,
}

impl SectionRule {
    /// Whether a heading is of this section.
    pub fn fits(&self, heading: &str) -> bool {
        self.words.iter().all(|group| group.iter().any(|word| heading.contains(word.as_str())))
    }
}

/// Points, weights and grades.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScoringRule {
    /// The weights that all indicators together must have.
    pub total: Decimal,
    /// The standard weights of the first-level indicators; other sets are allowed.
    pub weights: Vec<WeightRule>,
    /// Grades, best first.
    pub grades: Vec<GradeRule>,
    /// Completion of more than this many per cent of the target is asked about.
    pub over_target: Decimal,
    /// How a target of "at most" is scored when it is missed.
    pub at_most: AtMostMethod,
    /// Bands of qualitative indicators, best first: from (included) and to, in per cent of the weight.
    pub bands: Vec<BandRule>,
    /// Words of the actual value that mean the band of that index.
    pub band_words: Vec<Vec<String>>,
    /// Words of effects that nobody can measure: a target that is made of them says nothing.
    pub vague_words: Vec<String>,
}

/// Words of an actual value that say how far the target was reached, best band first. Those of a worse band win:
/// 未完成 and 部分完成 hold 完成.
const BAND_WORDS: [&[&str]; 3] = [
    &[
        "达成", "完成", "实现", "达到", "达标", "合格", "通过", "符合", "显著", "明显", "良好", "优秀",
        "按时", "及时", "有效", "满意",
    ],
    &["部分达成", "部分完成", "部分实现", "部分达到", "有一定效果", "有待提高", "有待加强", "有待提升"],
    &[
        "未达成",
        "未完成",
        "未实现",
        "未达到",
        "未达标",
        "没有达成",
        "没有完成",
        "未能",
        "未按",
        "尚未",
        "不达标",
        "不合格",
        "未通过",
        "不符合",
        "较差",
        "不明显",
        "不显著",
        "不满意",
        "不及时",
    ],
];

const VAGUE_WORDS: [&str; 34] = [
    "增长", "增加", "提高", "提升", "改善", "发展", "促进", "推动", "推进", "增强", "加强", "优化", "显著",
    "明显", "较好", "良好", "持续", "长期", "有效", "逐步", "不断", "稳定", "和谐", "效果", "效益", "影响",
    "保障", "进步", "美化", "繁荣", "深远", "积极", "较大", "满意",
];

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

impl Default for ScoringRule {
    fn default() -> Self {
        let band = |name: &str, from: i64, to: i64| BandRule {
            name: name.to_owned(),
            from: Decimal::from(from),
            to: Decimal::from(to),
        };
        let grade = |name: &str, from: i64| GradeRule { name: name.to_owned(), from: Decimal::from(from) };
        Self {
            total: Decimal::ONE_HUNDRED,
            weights: Vec::new(),
            grades: vec![grade("优", 90), grade("良", 80), grade("中", 60), grade("差", 0)],
            over_target: Decimal::from(130),
            at_most: AtMostMethod::Inverse,
            bands: vec![
                band("达成年度指标", 80, 100),
                band("部分达成年度指标并具有一定效果", 60, 80),
                band("未达成年度指标且效果较差", 0, 60),
            ],
            band_words: BAND_WORDS.iter().map(|words| owned(words)).collect(),
            vague_words: owned(&VAGUE_WORDS),
        }
    }
}

/// The weight of a first-level indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightRule {
    /// 一级指标.
    pub name: String,
    /// Its points.
    pub weight: Decimal,
}

/// A grade.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeRule {
    /// 优, 良, 中, 差.
    pub name: String,
    /// The fewest points that give it.
    pub from: Decimal,
}

/// A band of a qualitative indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandRule {
    /// What the form calls it.
    pub name: String,
    /// Per cent of the weight, included.
    pub from: Decimal,
    /// Per cent of the weight.
    pub to: Decimal,
}

/// How a target of "at most A" with an actual B above it is scored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AtMostMethod {
    /// A/B × weight, as the official notes have it.
    #[default]
    Inverse,
    /// (1 − (B − A)/A) × weight, none from 2A on, as integrated platforms compute it.
    Linear,
}

/// The rule sets that come with the product: the general one last.
const BUILTIN: [&str; 4] = [
    include_str!("../rulesets/overall.toml"),
    include_str!("../rulesets/project.toml"),
    include_str!("../rulesets/accounts.toml"),
    include_str!("../rulesets/general.toml"),
];

impl RuleSet {
    /// Reads a rule set from TOML.
    ///
    /// # Errors
    /// A sentence with line and column that says what is wrong and what is expected.
    pub fn from_toml(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|error| error.to_string())
    }

    /// All rule sets that come with the product, read once.
    pub fn builtins() -> &'static [Self] {
        static READ: OnceLock<Vec<RuleSet>> = OnceLock::new();
        // A test reads every built-in rule set, so none is ever left out here.
        READ.get_or_init(|| BUILTIN.iter().filter_map(|toml| Self::from_toml(toml).ok()).collect())
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
    fn every_builtin_rule_set_reads() {
        for toml in BUILTIN {
            let read = RuleSet::from_toml(toml);
            assert!(read.is_ok(), "{read:?}");
        }
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
