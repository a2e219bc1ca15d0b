//! 全文的取舍习惯：百分比是四舍五入还是截去尾数。

use super::{Sink, rule};
use crate::{
    finding::{Finding, Verdict},
    model::Model,
};

rule! {
    /// # 全文百分比似以截尾取数
    ///
    /// 重算全文的占比、比率和增减幅度，有三处以上只能由“截去尾数”得到，而不是四舍五入。只说一次，供统一取数方法。
    ///
    /// ## 反例
    /// ```gj bad
    /// 支出合计1706.18万元，其中：甲311.81万元，占18.27%；乙1394.37万元，占81.72%。
    /// 收入合计106.00万元，其中：甲104.98万元，占99.03%；乙1.02万元，占0.96%。
    /// 经费合计98.00万元，其中：甲97.99万元，占99.98%；乙0.01万元，占0.01%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 支出合计1706.18万元，其中：甲311.81万元，占18.28%；乙1394.37万元，占81.72%。
    /// ```
    /// ## 怎么改
    /// 百分比一律四舍五入到所写的位数。
    CUTS_OFF = "GJ305", Info, Rounding;
    title: "全文百分比似以截尾取数", "percentages look cut off throughout";
    zh: "全文重算{all}处百分比，其中{cut}处只能由截去尾数得到，{both}处两种取法皆可，{round}处只能由四舍五入得到，{neither}处两种都不是；建议统一为四舍五入。";
    en: "Of {all} percentages recomputed, {cut} can only come from cutting off, {both} fit both ways, {round} only rounding, {neither} neither; round half up throughout.";
}

/// Says the document's habit once, where it plainly has one.
pub(crate) fn check(_model: &Model<'_>, sink: &mut Sink) {
    let count = |rounded: bool, cut: bool| sink.habits.iter().filter(|h| **h == (rounded, cut)).count();
    let (both, round, cut, neither) =
        (count(true, true), count(true, false), count(false, true), count(false, false));
    if cut < 3 || cut <= round {
        return;
    }
    let tail =
        |finding: &&Finding| finding.verdict() == Verdict::Rounding && finding.rule.code.starts_with("GJ3");
    let Some(span) = sink.findings.iter().filter(tail).map(|finding| finding.span).min() else { return };
    sink.push(
        Finding::new(&CUTS_OFF, span)
            .with("all", sink.habits.len())
            .with("cut", cut)
            .with("both", both)
            .with("round", round)
            .with("neither", neither),
    );
}
