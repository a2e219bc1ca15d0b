//! 下达补贴资金2440.03万元，发放2412.78万元，发放率98.88%: a rate right behind the two amounts that its name says it is of.
//!
//! Most such rates may count more than the sentence says; so only one that is off by a digit, or has its digits in another order, is told.

use super::{
    Sink,
    claim::{Claim, terms},
    nearby, rate, rest,
};
use crate::{
    exact::{Formula, Outcome},
    model::{FigureId, Model},
    number::{Dimension, minus},
    words,
};

/// A rate by its name.
struct Kind {
    names: &'static str,
    /// What the words before the amount that it is a rate of have.
    whole: &'static str,
    /// The same of the other amount.
    part: &'static str,
    /// Whether the other amount is what is not in it.
    less: bool,
}

const fn kind(names: &'static str, whole: &'static str, part: &'static str, less: bool) -> Kind {
    Kind { names, whole, part, less }
}

const SPENDING: &str = "支出进度|支付进度|拨付进度|资金拨付进度|支出率|支付率|资金支付率|资金支出率|资金使用率|使用率|资金支出进度|资金支付进度|拨付率|资金拨付率";
const DEALT: &str = "分配率|分配进度|资金分配率|资金分配进度|分配下达率|分配下达进度";
const GRANTED: &str = "资金|收到|下达|到位|安排|拨入|指标|总量|拨付";

const KINDS: [Kind; 13] = [
    kind("结案率|审结率|案件结案率|综合结案率", "受理|收案", "审结|办结|执结|结案", false),
    kind("整改率|问题整改率|整改完成率", "问题|事项|线索", "已整改|整改完成|完成整改|整改到位", false),
    kind("发放率|资金发放率|补贴发放率", "资金|收到|下达|安排|应发|补贴|补助", "发放|兑付|实发|已发", false),
    kind("兑付率|资金兑付率", GRANTED, "兑付", false),
    kind(DEALT, GRANTED, "未分配|未下达|待分配", true),
    kind(DEALT, GRANTED, "分配|下达", false),
    kind("标的到位率|标的额到位率|执行到位率|执行标的到位率|到位率", "标的", "到位", false),
    kind("资产负债率", "资产|资产总额|资产总计|总资产", "负债", false),
    kind(SPENDING, GRANTED, "未支付|未支出|未拨付|未使用", true),
    kind(SPENDING, GRANTED, "支出|支付|使用|拨付", false),
    kind(
        "收缴率|征缴率|收费率|缴费率|实收率|清收率",
        "应收|应缴|应征",
        "实收|实缴|已收|已缴|实际|征收|收缴|入库",
        false,
    ),
    kind("节约率|资金节约率|节支率|成本节约率|采购节约率", "预算|控制价|计划", "采购|中标|成交|实际", true),
    kind(
        "准确率|正确率|合格率|符合率",
        "抽查|检查|抽检|核查|抽取",
        "不符|错误|不合格|不准确|有误|不正确",
        true,
    ),
];

/// Holds a rate against the two amounts before it; whether it is one of them.
pub(super) fn check(model: &Model<'_>, sink: &mut Sink, stated: FigureId, name: &str) -> bool {
    let mut kinds = KINDS.iter().filter(|kind| words::is(name, kind.names));
    kinds.any(|kind| beside(model, sink, stated, kind).is_some())
}

fn beside(model: &Model<'_>, sink: &mut Sink, stated: FigureId, kind: &Kind) -> Option<()> {
    const UNLESS: &str = "分别|人均|平均|每|历年|滚存|以前|上年|去年|往年|同期|利息|收回|上缴|退回|调剂|统筹|追加|调增|调减|结转|结余|不含|扣除|流动|长期|固定资产|\
        剔除|另|核减|核增|预计|拟|跨年|累计|比|较|第一|一是|其中：|三年|两年|涉及|可用";
    let [whole, part] = two_before(model, stated)?;
    let [of_whole, of_part] = [whole, part].map(|id| nearby::clause_before(model, id).trim());
    let between = nearby::between(model, part, stated);
    let lead = nearby::clause_before(model, stated);
    let said = [of_whole, of_part, lead.get(..lead.len().min(between.len())).unwrap_or_default()];
    let done = kind.less || !words::has(of_part, "未|不|正在|待|预算|应");
    let plain = !words::has(of_whole, "已|未|其中|实际支|合同") && !of_part.contains("其中");
    let fits = words::has(of_whole, kind.whole) && words::has(of_part, kind.part) && done && plain;
    let same_year = model.figure(whole).year == model.figure(part).year;
    let more = model.base_value(whole) > model.base_value(part);
    if !fits || !same_year || !more || said.iter().any(|said| words::has(said, UNLESS)) {
        return None;
    }
    let claim = claim(model, stated, [part, whole], kind.less)?;
    let judgement = claim.judged(model)?;
    if judgement.outcome == Outcome::Contradiction {
        let computed = judgement.computed?.round_dp(model.figure(stated).quantity.places);
        let slip = rest::is_slip_of(model.figure(stated).quantity.value, computed);
        let of_others = || nearby::is_of_others(model, stated, [part, whole], &|_| true, true);
        if !slip || nearby::other_pair(model, stated).is_some() || of_others() {
            return None;
        }
    }
    claim.mark(model, sink, &judgement);
    let rule = match judgement.outcome {
        Outcome::Contradiction => &rate::RATE,
        Outcome::Tail => &rate::RATE_TAIL,
        _ => return Some(()),
    };
    sink.push_decided(claim.draft(model, rule, &judgement).with("name", model.rate_name(stated)), claim);
    Some(())
}

/// The two amounts of one unit that the sentence has before a rate, but for parts that make one of them up and for what the one leaves
/// of the other.
fn two_before(model: &Model<'_>, stated: FigureId) -> Option<[FigureId; 2]> {
    let mut levels = nearby::levels_before(model, stated);
    let unit = model.figure(*levels.first()?).quantity.unit;
    let fits = |id: &FigureId| {
        let of = model.figure(*id).quantity.unit;
        of == unit || of.dimension == unit.dimension && unit.dimension == Dimension::Money
    };
    levels.retain(fits);
    levels.reverse();
    let mut at = 0;
    while at < levels.len() {
        let parts = rest::parts_of(model, levels[at], &levels[at + 1..], usize::from(at == 0));
        levels.drain(at + 1..at + 1 + parts);
        at += 1;
    }
    match *levels.as_slice() {
        [whole, part] => Some([whole, part]),
        [whole, part, left] => {
            let rest = minus(model.base_value(whole)?, model.base_value(part)?);
            (rest == model.base_value(left)).then_some([whole, part])
        }
        _ => None,
    }
}

fn claim(model: &Model<'_>, stated: FigureId, [part, whole]: [FigureId; 2], less: bool) -> Option<Claim> {
    let places =
        [part, whole].map(|id| model.figure(id).quantity.places).into_iter().max().unwrap_or(0).min(2);
    let printed = |id: FigureId| Some(model.exact(id)?.filled_to(places));
    let (over, under) = (printed(part)?, printed(whole)?);
    let [p, w] = terms(model, [part, whole]);
    let (formula, shown) = if less {
        (Formula::Change { new: over, old: under, decrease: true }, format!("({w} − {p}) ÷ {w}"))
    } else {
        (Formula::Share { part: over, whole: under }, format!("{p} ÷ {w}"))
    };
    Some(Claim { stated, formula, operands: vec![part, whole], shown, others: Vec::new() })
}
