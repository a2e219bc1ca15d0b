//! 一句话里的加减关系：净资产、净值、审减额、节约额、年末结转、全年预算、缺编。

use super::{
    Sink,
    breakdown::{TELLING, is_slip},
    claim::{Claim, significant},
    nearby, rest, rule,
};
use crate::{
    exact::{Judgement, Outcome, Sign},
    model::{FigureId, Home, Model, Role},
    number::{Dimension, times},
    words,
};
use rust_decimal::Decimal;

rule! {
    /// # 余额与所列的数矛盾
    ///
    /// 一句话里同时写出下列各数、各只一个时，应当相等：净资产＝资产－负债；净值＝原值－累计折旧（摊销）；审减额＝送审额－审定额；
    /// 采购节约额＝预算（计划）－实际采购（中标、成交）额；年末结转结余＝年初结转结余＋本年收入－本年支出；
    /// 全年（调整后）预算＝年初预算＋追加－调减＋上年结转；“三公”经费节约额＝预算－决算；缺编数＝编制数－实有人数；结余＝收入－支出；净收益＝收入－成本；未整改（未支付、在建等）＝全部－已整改（已支付、完工等）；
    /// 较年初增加＝全年预算－年初预算；未执行＝全年预算－执行；收入（支出）合计＝所列各项收入（支出）。
    /// 预算写在前面的段、条或节，后面一句写支出、执行率和结余的，其中两个与那个预算相符时，核第三个。
    /// 年末结转结余和全年预算还可能有分配、收回、上缴等，句中写到的、差额恰为旁边另一数的不核，未写到的只作提醒；收入减支出只在差额像是一位数字写错时提醒。
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
            (
                Sign::Plus,
                Names::Whole(
                    "资产|总资产|资产总额|国有资产总额|行政事业性国有资产总额|企业资产总额|企业国有资产总额|国有资产",
                ),
            ),
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
            (
                Sign::Plus,
                Names::Ends(
                    "采购预算|采购预算总额|采购预算规模|采购预算金额|项目预算|预算金额|采购计划|计划金额|控制价|预算价",
                ),
            ),
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
        left: "年末结转和结余|年末结转结余|年末结转|年末结余|年末结转资金|年末结余资金|年终结余|年终结转|年终结转结余",
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

/// An amount that all others of its kind before it in the sentence come to.
struct Chain {
    /// How it is called, at the end of the words before it.
    left: &'static str,
    /// What it begins with, which stands once; each other amount is called as one that comes to it or as one that goes off.
    base: &'static str,
    plus: &'static str,
    minus: &'static str,
    /// Whether the amounts that it comes from may also stand behind it.
    behind: bool,
    /// Whether there is nothing else that it may follow from; else only a difference of one digit is told.
    certain: bool,
}

const CHAINS: [Chain; 10] = [
    Chain {
        left: "收支结余|本年结余|当年结余|当期结余",
        base: "总收入|收入合计|收入总额|本年收入|全年收入|基金收入",
        plus: "",
        minus: "支出|总支出|支出合计|支出总额",
        behind: false,
        certain: true,
    },
    Chain {
        left: "净收益|净收入",
        base: "收入|总收入|收入合计|收入总额|营业收入",
        plus: "",
        minus: "成本|总成本|费用|支出|总支出",
        behind: false,
        certain: false,
    },
    Chain {
        left: "收入合计|收入总计|收入总量|收入共计",
        base: "公共预算收入|收入实际完成|收入完成|本年收入|本年收入合计|全年收入|基金收入|财政收入",
        plus: "补助收入|补助|结余|结转|结余收入|调入资金|调入|转移性收入|债券收入|转贷收入|结转收入|转移支付收入|转移支付|专项债券|稳定调节基金",
        minus: "",
        behind: false,
        certain: false,
    },
    Chain {
        left: "支出合计|支出总计|支出总量|支出共计",
        base: "公共预算支出|本年支出|本年支出合计|全年支出|基金支出|财政支出",
        plus: "调出资金|还本支出|上解支出|上解上级支出|转移性支出|补助下级支出|年终结余|结转下年|稳定调节基金|结余分配|年末结转和结余",
        minus: "",
        behind: false,
        certain: false,
    },
    Chain {
        left: "全年预算|全年预算数|调整后预算|调整后预算数|调整预算|调整后全年预算|调整后全年预算数|调整预算数|可用资金|可用财力|合计|总计|共计",
        base: "年初预算|年初预算数|年初部门预算|年初批复|年初批复预算|预算批复|部门预算|预算安排|本年预算|当年预算|年初安排",
        plus: "追加|调增|调整增加|增加|结转|结余|调整预算|新增",
        minus: "调减|核减|压减|减少|收回",
        behind: true,
        certain: false,
    },
    Chain {
        left: "节约|节支|节约资金|节约经费",
        base: "预算|预算数|预算安排",
        plus: "",
        minus: "决算|决算数|支出|支出数|执行|执行数",
        behind: false,
        certain: true,
    },
    Chain {
        left: "缺编|空编|空缺|缺额",
        base: "编制|编制数|编制总数|核定编制",
        plus: "",
        minus: "实有|实有人数|实有人员|在职|在职人数|在职人员|在职职工|在编|在编人数|在编人员|在编职工|在编教职工|在岗|在岗人员",
        behind: false,
        certain: true,
    },
    Chain {
        left: "较年初增加|比年初增加|较年初预算增加|比年初预算增加|较年初净增|较年初预算净增",
        base: "全年预算|全年预算数|调整后预算|调整后预算数|调整预算|调整预算数",
        plus: "",
        minus: "年初预算|年初预算数",
        behind: false,
        certain: true,
    },
    Chain {
        left: "较年初减少|比年初减少|较年初预算减少|比年初预算减少",
        base: "年初预算|年初预算数",
        plus: "",
        minus: "全年预算|全年预算数|调整后预算|调整后预算数|调整预算|调整预算数",
        behind: false,
        certain: true,
    },
    Chain {
        left: "结转|结余|收支结余|剩余|结转下年|结转下年使用|结转结余|结转和结余|剩余资金|未执行|未支出|未使用|尚未执行|尚未支出",
        base: "收入|总收入|收入总额|收入合计|收入总计|调整后预算|全年预算|全年预算数",
        plus: "年初结转|年初结余|上年结转|上年结余",
        minus: "支出|总支出|支出总额|支出合计|支出总计|使用|支付|执行|执行数",
        behind: false,
        certain: false,
    },
];

/// Holds what is left against what the sentence says that it is left of.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for left in (0..model.figures.len()).map(FigureId) {
        let figure = model.figure(left);
        let counted = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Count(_));
        if !counted || !matches!(figure.home, Home::Prose { .. }) || !may_be_left(model, left) {
            continue;
        }
        let called = [name_of(model, left), clause_of(model, left)];
        let is_left = |balance: &&Balance| called.iter().any(|name| words::ends(name, balance.left));
        if let Some(balance) = BALANCES.iter().find(is_left)
            && balance_of(model, sink, left, balance).is_some()
        {
            continue;
        }
        let is_left = |chain: &&Chain| words::ends(said_before(model, left), chain.left);
        if let Some(chain) = CHAINS.iter().find(is_left)
            && chain_of(model, sink, left, chain).is_none()
            && chain.behind
        {
            chain_behind(model, sink, left, chain);
        }
    }
}

/// 年初预算5992万元，年中追加683万元，全年预算6675万元: an amount against all that the sentence gives before it.
fn chain_of(model: &Model<'_>, sink: &mut Sink, left: FigureId, chain: &Chain) -> Option<()> {
    const MOST: usize = 8;
    const UNLESS: &str = "其中|分别|人均|每|累计|历年|滚存|以前年度|调剂|统筹|上缴|分配";
    let mut amounts = amounts_before(model, left, MOST);
    // 收入46.17亿元，比上年决算数44.82亿元增长3.0%，加上补助…: what it is compared with did not come in.
    amounts.retain(|id| {
        let compared = words::starts(nearby::clause_before(model, *id).trim_start(), "比|较|与|同");
        !compared && !is_included(model, *id)
    });
    // By chance some amounts may make up the one before them, where all together come to the sum.
    let (amounts, ends) = match model.sum_of(&amounts) == model.base_value(left) {
        true => (amounts.clone(), amounts),
        false => without_parts(model, &amounts),
    };
    let first = *amounts.first()?;
    let behind = amounts.iter().skip(1).chain([&left]);
    let said = ends.iter().zip(behind).map(|(end, next)| nearby::between(model, *end, *next));
    // What is certain is of two amounts; a third may be of something else.
    let many = chain.certain && amounts.len() > 2;
    // 其中：土地出让收入125.6亿元。加上转移性收入33.8亿元，收入合计164亿元 speaks of another sentence.
    let mut around = said.chain([nearby::sentence_before(model, first)]);
    let included = amounts
        .iter()
        .any(|id| words::starts(said_before(model, *id).trim_start(), "含|包含|包括|已含|已包括"));
    if amounts.len() < 2 || many || included || around.any(|words| words::has(words, UNLESS)) {
        return None;
    }
    let terms = amounts.iter().map(|id| term_of(model, chain, *id)).collect::<Option<_>>()?;
    decide_chain(model, sink, left, chain, terms)
}

/// 全年预算1027.80万元，其中年初预算823.45万元，年中追加153.08万元，上年结转51.27万元: the same with the amounts behind it.
fn chain_behind(model: &Model<'_>, sink: &mut Sink, left: FigureId, chain: &Chain) -> Option<()> {
    const MOST: usize = 6;
    let next = FigureId(left.0 + 1);
    let of = model.figure(left);
    let opens = nearby::between(model, left, model.figures.get(next.0).map(|_| next)?);
    let opens = opens.trim_start_matches(['，', ',', '（', '(', '：', ':', '。']);
    let fits = |id: &FigureId| {
        let figure = model.figures.get(id.0);
        figure.is_some_and(|figure| figure.home == of.home && figure.quantity.comparable(&of.quantity))
            && (*id == next
                || !nearby::between(model, FigureId(id.0 - 1), *id).contains(['。', '；', '）', ')']))
    };
    let behind = (next.0..next.0 + MOST).map(FigureId).take_while(fits);
    let terms: Vec<_> = behind.map_while(|id| term_of(model, chain, id)).collect();
    let one = terms.iter().filter(|(base, ..)| *base).count() == 1;
    let leads = words::starts(opens, "其中|包括|含") || words::starts(opens, chain.base);
    (leads && one && terms.len() > 1).then_some(())?;
    decide_chain(model, sink, left, chain, terms)
}

/// Whether an amount is what a chain begins with, and whether it comes to it or goes off.
fn term_of(model: &Model<'_>, chain: &Chain, id: FigureId) -> Option<(bool, Sign, FigureId)> {
    let clause = said_before(model, id);
    let clause = clause.trim_end_matches(|c: char| "数额".contains(c));
    // 预算100万元，追加20万元，节约5万元: what comes on top says nothing of what was saved.
    let comes = !chain.plus.is_empty() && (words::ends(clause, chain.plus) || clause.contains("追加"));
    let base = words::ends(clause, chain.base) && !comes;
    let goes = !chain.minus.is_empty() && words::ends(clause, chain.minus);
    let sign = if goes { Sign::Minus } else { Sign::Plus };
    (base || comes || goes).then_some((base, sign, id))
}

fn decide_chain(
    model: &Model<'_>,
    sink: &mut Sink,
    left: FigureId,
    chain: &Chain,
    terms: Vec<(bool, Sign, FigureId)>,
) -> Option<()> {
    let of_year = |(.., id): &(bool, Sign, FigureId)| {
        let same = model.figure(*id).year == model.figure(left).year;
        same || words::has(said_before(model, *id), "结转|结余")
    };
    let one = terms.iter().filter(|(base, ..)| *base).count() == 1;
    let told = terms.iter().any(|(.., id)| sink.found_at(model.figure(*id).span));
    if !one || told || !terms.iter().all(of_year) {
        return None;
    }
    let mut signed: Vec<(Sign, FigureId)> = terms.into_iter().map(|(_, sign, id)| (sign, id)).collect();
    signed.sort_by_key(|(sign, _)| *sign == Sign::Minus);
    let claim = Claim::of_signed_sum(model, left, &signed, 0)?;
    let judgement = claim.judged(model)?;
    let wrong = judgement.outcome == Outcome::Contradiction;
    let slip = wrong && is_slip(model, &claim, &judgement);
    let sure = || is_digit(model, &claim, &judgement) || says_all(model, left, &claim.operands);
    let unsure = wrong && !chain.certain && !slip && !sure();
    // 核定编制160名，实有人员174人，空编6名: of those who hold a post.
    let negative = judgement.computed.is_some_and(|computed| computed.is_sign_negative());
    let other = wrong && (is_of_some_posts(model, left) || comes_from_before(model, &claim, &judgement));
    if unsure || other || wrong && (negative || leaves(model, &claim, &judgement)) {
        return None;
    }
    claim.mark(model, sink, &judgement);
    if wrong && judgement.computed.is_some() {
        let mut finding = claim.draft(model, &BALANCE, &judgement).with("name", said_before(model, left));
        if !chain.certain && !slip {
            finding.severity = crate::Severity::Warning;
        }
        sink.push_decided(finding, claim);
    }
    Some(())
}

/// 领导职数空缺1名: what is vacant among some of the posts only.
fn is_of_some_posts(model: &Model<'_>, left: FigureId) -> bool {
    const VACANT: &str = "空编|缺编|空缺|缺额";
    let said = said_before(model, left).trim();
    let said = words::without_head(said, "现|尚|仍|还|目前").unwrap_or(said);
    words::ends(said, VACANT)
        && !words::is(said, VACANT)
        && !words::is(said, "空缺编制|编制空缺|编制空编|编制缺额")
}

/// 甲项目预算安排200万元。 | 乙项目预算安排100万元，上年结转20万元，合计320万元: whether amounts before the first one are all that a sum is more.
fn comes_from_before(model: &Model<'_>, claim: &Claim, judgement: &Judgement) -> bool {
    /// Most amounts before it.
    const NEAR: usize = 6;
    let Some(first) = claim.operands.iter().min() else { return false };
    let Some(gap) = judgement.gap.filter(|gap| gap.is_sign_positive()) else { return false };
    let before = (first.0.saturating_sub(NEAR)..first.0).rev().map(FigureId);
    let alike = |id: &FigureId| model.figure(*id).quantity.comparable(&model.figure(claim.stated).quantity);
    let before: Vec<FigureId> = before.filter(alike).collect();
    let pairs = before.windows(2).filter_map(|pair| model.sum_of(pair));
    let one = before.iter().filter_map(|id| model.base_value(*id));
    one.chain(pairs).chain(nearby::last_sums(model, &before)).any(|sum| sum == gap)
}

/// 预算安排200万元，上年结转50万元，共计250万元; 收入147.10万元，加上年初结转49.20万元，收入总计196.30万元; 上年结转50万元，年初预算1000万元，追加200万元，可用资金1250万元:
/// whether the words say that an amount is just what those before it come to, none of which goes without a number.
fn says_all(model: &Model<'_>, left: FigureId, terms: &[FigureId]) -> bool {
    const MORE: &str = "等|其他|其它|剔|除|不含|另|还有|以及|减|收回|上缴|退回|统筹|扣|净|约|上解";
    let mut terms = terms.to_vec();
    terms.sort_unstable();
    let (Some(first), Some(second)) = (terms.first(), terms.get(1)) else { return false };
    if *terms.last().unwrap_or(first) > left {
        return false;
    }
    let behind = terms.iter().skip(1).chain([&left]);
    let all_counted = terms.iter().zip(behind).all(|(one, next)| {
        let between = nearby::between(model, *one, *next);
        let mut clauses = between.split(['，', ',', '、', '；', '。', '（', '）']).map(str::trim);
        let _ = clauses.next_back();
        !words::has(between, MORE) && { clauses }
            .all(|said| said.is_empty() || said.contains(|c: char| c.is_ascii_digit()))
    });
    let said = |id: FigureId| said_before(model, id).trim();
    let named = |names: &str| terms.iter().any(|id| words::has(said(*id), names));
    let bare = words::is(said(left), "合计|总计|共计");
    let added = words::starts(said(*second), "加") && words::ends(said(left), "合计|总计|共计");
    let of_all = named("结转|结余") && named("追加|调增|新增");
    all_counted && (bare || added || of_all)
}

/// 年初预算2268万元，其中：基本支出1856万元，项目支出412万元。年中追加128万元: the amounts without those that make up the one before them, and the last of each
/// with its parts.
pub(super) fn without_parts(model: &Model<'_>, amounts: &[FigureId]) -> (Vec<FigureId>, Vec<FigureId>) {
    let (mut wholes, mut ends) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some((whole, rest)) = amounts.get(at..).and_then(<[_]>::split_first) {
        let parts = rest::parts_of(model, *whole, rest, 0);
        wholes.push(*whole);
        ends.push(amounts[at + parts]);
        at += 1 + parts;
    }
    (wholes, ends)
}

/// 支出1398.41万元，退回财政10万元，年末结转结余43.59万元: whether an amount beside those of a balance is all that it is off by; whatever it is called, it
/// left the balance or came to it.
pub(super) fn leaves(model: &Model<'_>, claim: &Claim, judgement: &Judgement) -> bool {
    /// Most figures on either side.
    const NEAR: usize = 8;
    let stated = claim.stated;
    let Some(gap) = judgement.gap else { return false };
    let of_paragraph = |id: &FigureId| {
        let figure = model.figure(*id);
        figure.home == model.figure(stated).home && figure.quantity.comparable(&model.figure(stated).quantity)
    };
    let around = stated.0.saturating_sub(NEAR)..model.figures.len().min(stated.0 + NEAR);
    let beside = around.map(FigureId).filter(of_paragraph);
    let other = |id: &FigureId| *id != stated && !claim.operands.contains(id);
    { beside }.filter(other).any(|id| model.base_value(id).is_some_and(|amount| amount.abs() == gap.abs()))
}

/// Whether an amount of enough digits is off in one of them, of four digits by little of what it is a rest of: what was left out is rarely so.
pub(super) fn is_digit(model: &Model<'_>, claim: &Claim, judgement: &Judgement) -> bool {
    let little = |gap: Decimal| {
        let gap = times(gap, Decimal::ONE_HUNDRED);
        claim
            .operands
            .iter()
            .filter_map(|id| model.base_value(*id))
            .any(|of| gap.is_some_and(|gap| gap <= of))
    };
    let digits = significant(model.figure(claim.stated).quantity.value);
    let telling = |gap: Decimal| digits > TELLING || digits == TELLING && little(gap);
    judgement.gap.is_some_and(|gap| significant(gap) == 1 && telling(gap))
}

/// The amounts of its kind before one in its sentence, or in the one before where that has but one.
fn amounts_before(model: &Model<'_>, left: FigureId, most: usize) -> Vec<FigureId> {
    let of = model.figure(left);
    let alike = |id: &FigureId| {
        let figure = model.figure(*id);
        let amount = matches!(figure.role, Role::Level | Role::Change);
        amount && figure.home == of.home && figure.quantity.comparable(&of.quantity)
    };
    let before = (left.0.saturating_sub(4 * most)..left.0).rev().map(FigureId);
    nearby::of_sentence_or_before(model, before.filter(alike).take(most).collect(), left, |here| here == 1)
}

/// 总收入1050万元（含年初结转50万元）: whether an amount is part of the one before the bracket.
fn is_included(model: &Model<'_>, id: FigureId) -> bool {
    nearby::inside_bracket(model, id)
        .is_some_and(|said| words::starts(said.trim_start(), "含|包含|包括|其中"))
}

/// Whether the last character of what an amount is called is one of those of [`BALANCES`] and [`CHAINS`]: of most amounts it is not.
fn may_be_left(model: &Model<'_>, id: FigureId) -> bool {
    let figure = model.figure(id);
    let before = model.text()[..figure.span.start].trim_end_matches(['为', '了', ' ']);
    before.ends_with([
        '产', '值', '减', '额', '金', '资', '转', '余', '约', '算', '计', '支', '编', '缺', '年', '费', '数',
        '行', '用', '加', '增', '少', '益', '入', '量',
    ])
}

/// What an amount is called; 核减700万元 is a change without a name of its own.
fn name_of<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    let name = &*model.figure(id).name;
    // 年末结转 has lost its 年末.
    if name.is_empty() || words::starts(name, "结转|结余") { clause_of(model, id) } else { name }
}

/// The words before an amount; unlike those of [`clause_of`] they may end with 合计.
fn said_before<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    nearby::clause_before(model, id).trim_end_matches(['为', '了', ' '])
}

/// The words before an amount, without those that only lead to it.
fn clause_of<'m>(model: &'m Model<'_>, id: FigureId) -> &'m str {
    nearby::clause_before(model, id).trim_end_matches(['为', '了', '共', '计', ' '])
}

fn balance_of(model: &Model<'_>, sink: &mut Sink, left: FigureId, balance: &Balance) -> Option<()> {
    let others = amounts_of_sentence(model, left, balance.unless)?;
    let operands = balance.terms.iter().map(|(_, names)| {
        // 年终结余50万元，较上年结余80万元减少30万元: what it is compared with did not come in.
        let compared = |id: FigureId| words::starts(clause_of(model, id).trim_start(), "比|较|与|同");
        // 采购预算 has lost its 预算.
        let fits = |id: FigureId| {
            !compared(id) && (names.fit(name_of(model, id)) || names.fit(clause_of(model, id)))
        };
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
    let signs = balance.terms.iter().map(|(sign, _)| *sign);
    let counted = signs.zip(operands).filter(|(_, id)| !is_included(model, *id));
    let claim = Claim::of_signed_sum(model, left, &counted.collect::<Vec<_>>(), 0)?;
    let judgement = claim.judged(model)?;
    let wrong = judgement.outcome == Outcome::Contradiction;
    if wrong && !balance.certain && leaves(model, &claim, &judgement) {
        return None;
    }
    claim.mark(model, sink, &judgement);
    if wrong && judgement.computed.is_some() {
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
    let money = |id: &FigureId| model.figure(*id).quantity.unit.dimension == Dimension::Money;
    // 净资产3亿元，资产负债率42.28%，较年初下降2.74个百分点: rates speak of something else.
    let mut all: Vec<FigureId> = before.chain(behind).filter(money).chain([left]).collect();
    all.sort_unstable();
    // 本年支出2000万元，其中：基本支出500万元，项目支出1500万元: what divides one of them speaks of nothing else.
    let (mut all, ends) = without_parts(model, &all);
    let within = ends.iter().zip(&all[1..]).map(|(end, next)| nearby::between(model, *end, *next));
    let around = nearby::clause_before(model, *all.first()?);
    // 政府性基金预算 is the name of a fund.
    let said = |words: &str| words::has(&words.replace("基金预算", "").replace("公共预算", ""), unless);
    if !all.contains(&left) || said(around) || within.into_iter().any(said) {
        return None;
    }
    all.retain(|id| *id != left);
    let same_unit = |id: &FigureId| model.figure(*id).quantity.unit == of.quantity.unit;
    all.iter().all(same_unit).then_some(all)
}
