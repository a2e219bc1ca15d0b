//! 一句话里的加减关系：净资产、净值、审减额、节约额、年末结转。

use super::{Sink, claim::Claim, nearby, rule};
use crate::{
    exact::{Formula, Outcome, Sign, Term},
    model::{FigureId, Home, Model},
    number::Dimension,
    words,
};

rule! {
    /// # 余额与所列的数矛盾
    ///
    /// 一句话里同时写出下列各数、各只一个时，应当相等：净资产＝资产－负债；净值＝原值－累计折旧（摊销）；审减额＝送审额－审定额；
    /// 采购节约额＝预算（计划）－实际采购（中标、成交）额；年末结转结余＝年初结转结余＋本年收入－本年支出。
    /// 最后一式还可能有结余分配、收回、上缴等，句中写到的不核，未写到的只作提醒。
    ///
    /// 依据：政府会计准则——基本准则（净资产、账面价值）；政府会计制度（结转结余）。
    ///
    /// ## 反例
    /// ```gj bad
    /// 年末资产总额1000.25万元，负债总额300.15万元，净资产800.10万元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 年末资产总额1000.25万元，负债总额300.15万元，净资产700.10万元。
    /// ```
    /// ## 怎么改
    /// 核对各数的账面原始数，改正有误的一个。
    BALANCE = "GJ206", Error, Contradiction;
    title: "余额与所列的数矛盾", "a balance contradicts its figures";
    zh: "{name}{stated}，按{shown}为{computed}，相差{gap}{why}，请核实。";
    en: "{name} is {stated}, but {shown} is {computed}, {gap} apart{why}; check them.";
}

/// What is left of amounts that one sentence gives.
struct Balance {
    /// How the amount that is left is called, at the end of its name.
    left: &'static str,
    /// The amounts that it follows from; whole names where other names end with them.
    terms: &'static [(Sign, Names)],
    /// Words of the sentence that speak of more.
    unless: &'static str,
    /// Whether there is nothing else that it may follow from.
    certain: bool,
}

/// How an amount may be called.
enum Names {
    Whole(&'static str),
    Ends(&'static str),
}

impl Names {
    fn fit(&self, name: &str) -> bool {
        match self {
            Self::Whole(names) => words::is(name, names),
            Self::Ends(names) => words::ends(name, names),
        }
    }
}

const BALANCES: [Balance; 5] = [
    Balance {
        left: "净资产",
        terms: &[
            (Sign::Plus, Names::Whole("资产|总资产|资产总额")),
            (Sign::Minus, Names::Whole("负债|总负债|负债总额")),
        ],
        unless: "增加|减少|增长|下降",
        certain: true,
    },
    Balance {
        left: "净值",
        terms: &[(Sign::Plus, Names::Ends("原值")), (Sign::Minus, Names::Ends("累计折旧|累计摊销"))],
        unless: "减值|其中|增加|减少",
        certain: true,
    },
    Balance {
        left: "审减|核减|审减额|核减额|审减资金|核减资金|审减投资|核减投资",
        terms: &[
            (Sign::Plus, Names::Ends("送审|送审投资|送审资金|送审造价|送审价|报审")),
            (Sign::Minus, Names::Ends("审定|审定投资|审定资金|审定造价|审定价")),
        ],
        unless: "核增|审增|净|其中|待审|在审|已审|已完成|完成评审",
        certain: true,
    },
    Balance {
        left: "节约|节约资金|节约金额|节约财政资金|节约采购资金",
        terms: &[
            (Sign::Plus, Names::Ends("采购预算|项目预算|预算金额|采购计划|计划金额|控制价|预算价")),
            (
                Sign::Minus,
                Names::Ends(
                    "实际采购|采购金额|采购规模|实际采购额|中标|中标金额|中标价|成交|成交金额|成交价|合同金额",
                ),
            ),
        ],
        unless: "其中|上年|去年|分别|结余|概算|追加|未采购|取消",
        certain: true,
    },
    Balance {
        left: "年末结转和结余|年末结转结余|年末结转|年末结余|年末结转资金|年末结余资金",
        terms: &[
            (
                Sign::Plus,
                Names::Ends("年初结转和结余|年初结转结余|年初结转|年初结余|上年结转|上年结余|上年结转和结余"),
            ),
            (Sign::Plus, Names::Whole("收入|本年收入|当年收入|总收入")),
            (Sign::Minus, Names::Whole("支出|本年支出|当年支出|总支出")),
        ],
        unless: "分配|收回|上缴|上交|调整|调剂|核减|弥补|盘活|其中|预算|项目",
        certain: false,
    },
];

/// Holds what is left against what the sentence says that it is left of.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for left in (0..model.figures.len()).map(FigureId) {
        let figure = model.figure(left);
        let money = figure.quantity.unit.dimension == Dimension::Money;
        if !money || !matches!(figure.home, Home::Prose { .. }) || !may_be_left(model, left) {
            continue;
        }
        let called = [name_of(model, left), clause_of(model, left)];
        let is_left = |balance: &&Balance| called.iter().any(|name| words::ends(name, balance.left));
        if let Some(balance) = BALANCES.iter().find(is_left) {
            balance_of(model, sink, left, balance);
        }
    }
}

/// Whether the last character of what an amount is called is one of those of [`BALANCES`]: of nearly all amounts it is not.
fn may_be_left(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figure(id);
    let called = if figure.name.is_empty() { &model.text()[..figure.span.start] } else { &*figure.name };
    called.ends_with(['产', '值', '减', '额', '金', '资', '转', '余', '约'])
}

/// What an amount is called; 核减700万元 is a change without a name of its own.
fn name_of<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    let name = &*model.figure(id).name;
    // 年末结转 has lost its 年末.
    if name.is_empty() || words::starts(name, "结转|结余") { clause_of(model, id) } else { name }
}

/// The words before an amount, without those that only lead to it.
fn clause_of<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    nearby::clause_before(model, id).trim_end_matches(['为', '了', '共', '计', ' '])
}

fn balance_of(model: &Model<'_>, sink: &mut Sink, left: FigureId, balance: &Balance) -> Option<()> {
    let others = amounts_of_sentence(model, left, balance.unless)?;
    let operands = balance.terms.iter().map(|(_, names)| {
        // 采购预算 has lost its 预算.
        let fits = |id: FigureId| names.fit(name_of(model, id)) || names.fit(clause_of(model, id));
        let mut named = others.iter().filter(|id| fits(**id));
        named.next().filter(|_| named.next().is_none()).copied()
    });
    let operands = operands.collect::<Option<Vec<_>>>()?;
    // 上年结转 is an amount of the year before; the balances that are certain are all of one day.
    let of_year = |id: &FigureId| !balance.certain || model.figure(*id).year == model.figure(left).year;
    let again = |id: &FigureId| words::ends(name_of(model, *id), balance.left);
    if !operands.iter().all(of_year) || others.iter().any(again) {
        return None;
    }
    let signs = || balance.terms.iter().map(|(sign, _)| *sign);
    let terms = signs().zip(&operands).map(|(sign, id)| Some((sign, Term::Printed(model.exact(*id)?))));
    let shown = signs().zip(&operands).skip(1).fold(model.term(operands[0]), |shown, (sign, id)| {
        let sign = if sign == Sign::Plus { " + " } else { " − " };
        shown + sign + &model.term(*id)
    });
    let formula = Formula::Sum { terms: terms.collect::<Option<Vec<_>>>()? };
    let claim = Claim { stated: left, formula, operands, shown, others: Vec::new() };
    let judgement = claim.decide(model, sink)?;
    if judgement.outcome == Outcome::Contradiction && judgement.computed.is_some() {
        let mut finding = claim.draft(model, &BALANCE, &judgement).with("name", name_of(model, left));
        if !balance.certain {
            finding.severity = crate::Severity::Warning;
        }
        sink.push_decided(finding, claim);
    }
    Some(())
}

/// The other amounts in the unit of one in its sentence. `None` where the sentence speaks of more than they say.
fn amounts_of_sentence(model: &Model<'_>, left: FigureId, unless: &str) -> Option<Vec<FigureId>> {
    /// Most figures on either side.
    const NEAR: usize = 8;
    let of = model.figure(left);
    let of_sentence = |id: &FigureId| {
        let ends = nearby::between(model, left.min(*id), left.max(*id)).contains(['。', '\n']);
        model.figure(*id).home == of.home && !ends
    };
    let before = (left.0.saturating_sub(NEAR)..left.0).rev().map(FigureId).take_while(of_sentence);
    let behind = (left.0 + 1..model.figures.len().min(left.0 + NEAR)).map(FigureId).take_while(of_sentence);
    let all: Vec<FigureId> = before.chain(behind).collect();
    let (first, last) = (all.iter().min()?, all.iter().max()?);
    let around = nearby::clause_before(model, (*first).min(left));
    let within = nearby::between(model, (*first).min(left), (*last).max(left));
    if words::has(around, unless) || words::has(within, unless) {
        return None;
    }
    let same_unit = |id: &FigureId| model.figure(*id).quantity.unit == of.quantity.unit;
    let money = |id: &FigureId| model.figure(*id).quantity.unit.dimension == Dimension::Money;
    all.iter().filter(|id| money(id)).all(same_unit).then(|| all.iter().copied().filter(money).collect())
}
