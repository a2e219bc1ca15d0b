//! What a rule set says. Plain data, so that the build script reads the built-in ones with the same types.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A rule set.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SeverityRule {
    /// See [`crate::finding::Severity::Error`].
    Error,
    /// See [`crate::finding::Severity::Warning`].
    Warning,
    /// See [`crate::finding::Severity::Info`].
    Info,
    /// See [`crate::finding::Severity::Hint`].
    Hint,
    /// The rule is not applied.
    Off,
}

/// An item and its other names.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// The standard name.
    pub name: String,
    /// Names that mean the same item in every report.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A rate that the field defines.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
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
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EquationRule {
    /// The whole.
    pub whole: String,
    /// Its parts, all of them.
    pub parts: Vec<String>,
    /// Parts that not every report has. One that the report speaks of without a certain amount leaves the equation open.
    #[serde(default)]
    pub perhaps: Vec<String>,
    /// Where it is laid down.
    #[serde(default)]
    pub source: String,
}

/// A form that is annexed to the report.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
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
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
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
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
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
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScoringRule {
    /// The weights that all indicators together must have.
    #[serde(with = "decimal")]
    pub total: Decimal,
    /// The standard weights of the first-level indicators; other sets are allowed.
    pub weights: Vec<WeightRule>,
    /// Grades, best first.
    pub grades: Vec<GradeRule>,
    /// Completion of more than this many per cent of the target is asked about.
    #[serde(with = "decimal")]
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
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WeightRule {
    /// 一级指标.
    pub name: String,
    /// Its points.
    #[serde(with = "decimal")]
    pub weight: Decimal,
}

/// A grade.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GradeRule {
    /// 优, 良, 中, 差.
    pub name: String,
    /// The fewest points that give it.
    #[serde(with = "decimal")]
    pub from: Decimal,
}

/// A band of a qualitative indicator.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BandRule {
    /// What the form calls it.
    pub name: String,
    /// Per cent of the weight, included.
    #[serde(with = "decimal")]
    pub from: Decimal,
    /// Per cent of the weight.
    #[serde(with = "decimal")]
    pub to: Decimal,
}

/// How a target of "at most A" with an actual B above it is scored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AtMostMethod {
    /// A/B × weight, as the official notes have it.
    #[default]
    Inverse,
    /// (1 − (B − A)/A) × weight, none from 2A on, as integrated platforms compute it.
    Linear,
}

/// A decimal as people write it in TOML, and as sixteen bytes where nobody reads it.
mod decimal {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return Serialize::serialize(value, serializer);
        }
        Serialize::serialize(&value.serialize(), serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        if deserializer.is_human_readable() {
            return <Decimal as Deserialize>::deserialize(deserializer);
        }
        <[u8; 16] as Deserialize>::deserialize(deserializer).map(Decimal::deserialize)
    }
}
