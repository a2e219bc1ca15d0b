//! 漏写的单位：百分号、“元”。

use super::{Sink, rule};
use crate::{
    finding::{Edit, Finding, Fix, Phrase, Words},
    model::{Home, Model},
    number::{Dimension, halfwidth},
    statement::Statement,
    text::Span,
};

rule! {
    /// # 占比漏写百分号
    ///
    /// “占76.23”一类的写法缺少“%”，读者会当成金额。已按百分比核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 人员经费1394.37万元，占基本支出的81.72。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 人员经费1394.37万元，占基本支出的81.72%。
    /// ```
    /// ## 怎么改
    /// 在数字后面补“%”。
    PERCENT = "GJ031", Warning, Syntax;
    title: "占比漏写百分号", "a share without its per cent sign";
    zh: "占比“{stated}”缺少百分号，请补“%”。";
    en: "The share “{stated}” lacks its per cent sign; add “%”.";
}

rule! {
    /// # 金额单位漏写“元”
    ///
    /// “505.8万”指金额时应写“505.8万元”。已按万元核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 项目支出505.8万。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 项目支出505.8万元。
    /// ```
    /// ## 怎么改
    /// 在“万”“亿”后面补“元”。
    YUAN = "GJ032", Hint, Syntax;
    title: "金额单位漏写“元”", "an amount without 元";
    zh: "金额“{stated}”宜写“{stated}元”。";
    en: "The amount “{stated}” should read “{stated}元”.";
}

static ADD: Phrase = Phrase { zh: "补“{sign}”", en: "add “{sign}”" };

/// Looks for units that were left out.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for statement in &model.statements {
        if let Statement::ShareWithoutSign { rate } = statement {
            let span = model.figure(*rate).span;
            if begins_ratio(&model.text()[span.end..]) {
                continue;
            }
            let finding = Finding::new(&PERCENT, span).with("stated", span.of(model.text()).trim());
            sink.push(with_sign(finding, model, span, "%"));
        }
    }
    for figure in &model.figures {
        let prose = matches!(figure.home, Home::Prose { .. });
        if !prose || figure.quantity.unit.dimension != Dimension::Money {
            continue;
        }
        let stated = figure.span.of(model.text()).trim_end_matches(['余', '多']);
        if stated.ends_with(['万', '亿']) {
            let finding = Finding::new(&YUAN, figure.span).with("stated", stated);
            sink.push(with_sign(finding, model, figure.span, "元"));
        }
    }
}

/// 占比为14.1：14.7：71.2: whether what stands behind a figure makes it one of a ratio.
fn begins_ratio(behind: &str) -> bool {
    let next = behind.trim_start().strip_prefix(['：', ':', '∶']);
    next.is_some_and(|next| next.trim_start().starts_with(|c| halfwidth(c).is_ascii_digit()))
}

/// Offers `sign` behind the figure.
fn with_sign(mut finding: Finding, model: &Model<'_>, span: Span, sign: &'static str) -> Finding {
    let end = span.start + span.of(model.text()).trim_end().len();
    let edits = vec![Edit { span: Span { start: end, end }, text: sign.to_owned() }];
    finding.fixes.push(Fix { words: Words::new(&ADD).with("sign", sign), edits });
    finding
}
