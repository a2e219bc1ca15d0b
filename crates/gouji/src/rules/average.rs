//! 接待48人次，支出0.48万元，人均100元：总额、数量与平均数是否相符。

use super::{
    Sink,
    claim::{significant, unit_suffix},
    passages::{Passage, Wording, passages},
    rule,
};
use crate::{
    exact::{Cause, Exact, Expression, Formula, Judgement, Outcome, Power, Printed, causes, judge},
    finding::{Finding, Phrase, Severity, Words},
    model::Model,
    number::{Approx, Dimension, Quantity, minus, plus, times},
    statement::pieces::{PieceKind, pieces},
    words,
};
use rust_decimal::Decimal;
use std::ops::Range;

rule! {
    /// # 平均数与总额、数量不符
    ///
    /// “国内接待48人次，支出0.48万元，人均100元”“购置30台，单价1.2万元，共36万元”：总额除以数量应等于平均数或单价。
    /// 没有写明一年的单价，一个月到十二个月都算相符；数量有几项的，任一项或各项之和都算相符；本段里另有总额或数量能得出平均数的，也算相符。
    ///
    /// 只在一句里只有一个总额、一个数量，而且改一个数字、对调两个数字或移动小数点就能相符时才报告；“人均”“户均”等紧挨着写、并非这样的
    /// 笔误而不符的，只作提示。
    /// 带“约”“近”的、一句里有几个平均数的，不作核对。
    ///
    /// ## 反例
    /// ```gj bad
    /// 公务接待费支出0.48万元，国内接待6批次48人次，人均120元。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 公务接待费支出0.48万元，国内接待6批次48人次，人均100元。
    /// ```
    /// ## 怎么改
    /// 核对总额、数量和平均数，改正写错的一个。
    AVERAGE = "GJ320", Warning, Contradiction;
    title: "平均数与总额、数量不符", "an average contradicts its total and its count";
    zh: "“{words}”写为{stated}，按{total}÷{count}{months}应为{computed}，请核实这几个数。";
    en: "“{words}” is given as {stated}, but {total} ÷ {count}{months} is {computed}; check these figures.";
}

/// Most figures of one passage that are looked at.
const MANY: usize = 40;

/// Most totals, and most counts, that an average is held against.
const NEAR: usize = 6;

/// Fewest digits of a figure in which a slip means anything: of two digits every fourth number is a slip away.
const TELLING: usize = 4;

/// Words before a count that is another one than that of the year and of all.
const SOME: &str = "月份|年末|期末|年底|年初|月末|月底|截至|截止|目前|现有|现|计划|目标|编制|其中|新增|新|借调|陪|报废|注销|死亡|回访|上年|去年|应|拟|累计|减";
/// Words before an amount that is not the whole of what was spent.
const REST: &str = "余款|尾款|结余|剩余|预付|首付|配套|上年|去年|预算|目标|追加|其中";

static TOTAL: Phrase = Phrase { zh: "总额：{words}", en: "the total: {words}" };
static COUNT: Phrase = Phrase { zh: "数量：{words}", en: "the count: {words}" };

/// Holds every average against a total and a count of its passage.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for passage in passages(model, Wording::Averages).filter(|passage| !passage.contents && finds_in(passage))
    {
        let figures = figures(passage.text);
        for average in figures.iter().filter(|figure| figure.each.is_some()) {
            hold(model, sink, &passage, &figures, average);
        }
    }
}

/// Whether a passage may have an average.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    passage.text.contains('元') && words::has(passage.text, "均|每|元/|元／|单价")
}

/// A figure of a passage.
struct Figure<'t> {
    quantity: Quantity,
    range: Range<usize>,
    /// The words between the last figure or mark and it.
    before: &'t str,
    /// What it is one of each of, if it is.
    each: Option<Each<'t>>,
    /// Its number and unit.
    printed: &'t str,
    /// The sentence that it stands in, from 0.
    sentence: usize,
}

/// 人均支出, 每人每月, 元/亩, 单价: that an amount is one for each of something.
struct Each<'t> {
    /// The first character of what; empty where it may be anything.
    of: &'t str,
    /// The words behind 均, where that is how it is said.
    averaged: Option<&'t str>,
    /// Most months that the total may be of.
    months: i64,
    /// It is told for a month.
    monthly: bool,
}

const YEAR: i64 = 12;

fn figures(text: &str) -> Vec<Figure<'_>> {
    const STOPS: [char; 4] = ['。', '；', ';', '\n'];
    const PAUSES: [char; 9] = ['，', ',', '。', '；', ';', '、', '（', '(', '\n'];
    let (mut end, mut sentence) = (0, 0);
    let all = pieces(text);
    let printed = all.iter().filter_map(|piece| match &piece.kind {
        PieceKind::Figure(printed) => Some(printed),
        _ => None,
    });
    let figure = printed.map(|figure| {
        let between = text.get(end..figure.range.start).unwrap_or_default();
        sentence += between.matches(STOPS).count();
        end = figure.range.end;
        let before = between.rsplit(PAUSES).next().unwrap_or_default().trim();
        let money = figure.quantity.unit.dimension == Dimension::Money;
        let each = if money { Each::read(before, &text[end..]) } else { None };
        let (quantity, range, printed) = (figure.quantity, figure.range.clone(), &text[figure.range.clone()]);
        Figure { quantity, range, before, each, printed, sentence }
    });
    figure.take(MANY).collect()
}

impl<'t> Each<'t> {
    /// What the words on either side of an amount say that it is for.
    fn read(before: &'t str, behind: &'t str) -> Option<Self> {
        let said = before.trim_end_matches(['为', '是', '达', '到', '：', ':', ' ']);
        // 人均100元标准, 按每人100元以内控制: what may be spent.
        if words::starts(
            behind.trim_start_matches(['（', '(']),
            "标准|以内|以下|控制|的标准|上年|为上年|定额",
        ) {
            return None;
        }
        // 104.5元/亩, 7750元/辆·月
        if let Some(unit) = words::without_head(behind, "/|／") {
            let end = unit.find(|c: char| !c.is_alphabetic() && !matches!(c, '·' | '/' | '／'));
            let parts = unit[..end.unwrap_or(unit.len())].split(['·', '/', '／']);
            let monthly = said.contains('月');
            return Self::one(parts).map(|each| Self { monthly: monthly || each.monthly, ..each });
        }
        if let Some((head, label)) = said.rsplit_once('均').filter(|(head, _)| !head.ends_with('平')) {
            let of = head.char_indices().next_back().map_or("", |(at, _)| &head[at..]);
            // 上年人均, 全省人均, 目标值人均: those are of another count.
            let of_time = words::is(of, "|年|月|日|天|季|周|时") || head.len() > of.len();
            let monthly = said.contains('月');
            let months = if monthly { YEAR } else { 1 };
            return (!of_time).then(|| Self { of, averaged: Some(label.trim()), months, monthly });
        }
        if let Some((_, each)) = said.split_once('每') {
            return Self::one(each.split('每'));
        }
        words::ends(said, "单价").then_some(Self { of: "", averaged: None, months: 1, monthly: false })
    }

    /// One of each of these: 人, 月. Without a word for the time it may be one for each month.
    fn one(parts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let (mut of, mut months, mut monthly) = ("", YEAR, false);
        for part in parts {
            let first = part.chars().next()?;
            match first {
                '月' => monthly = true,
                '年' => months = 1,
                '日' | '天' | '季' | '周' | '学' | '时' | '小' => return None,
                _ => of = &part[..first.len_utf8()],
            }
        }
        (!of.is_empty()).then_some(Self { of, averaged: None, months, monthly })
    }

    /// Whether what a figure counts is what the average is one for.
    fn counts(&self, figure: &Figure<'_>) -> bool {
        let unit =
            figure.printed.trim_start_matches(|c: char| !c.is_alphabetic() || matches!(c, '万' | '亿'));
        let units = match self.of {
            "人" | "名" | "生" | "位" => "人|名|位|生",
            "车" | "辆" => "辆|台",
            "次" => "次|人次|批次|场次",
            "台" | "套" => "台|套|辆",
            "" => return matches!(figure.quantity.unit.dimension, Dimension::Count(_)),
            of => of,
        };
        let measured = matches!(figure.quantity.unit.dimension, Dimension::Count(_) | Dimension::Area);
        measured && words::starts(unit, units)
    }
}

fn hold(
    model: &Model<'_>,
    sink: &mut Sink,
    passage: &Passage<'_>,
    figures: &[Figure<'_>],
    average: &Figure<'_>,
) -> Option<()> {
    let each = average.each.as_ref()?;
    let exact = |figure: &&Figure<'_>| figure.each.is_none() && figure.quantity.approx == Approx::Exact;
    let money = |figure: &&Figure<'_>| figure.quantity.unit.dimension == Dimension::Money;
    let totals = nearest(figures.iter().filter(exact).filter(money), average);
    let counts = nearest(figures.iter().filter(exact).filter(|figure| each.counts(figure)), average);
    let beside = |figure: &&Figure<'_>| figure.sentence == average.sentence;
    let alone = figures.iter().filter(beside).filter(|figure| figure.each.is_some()).count() == 1;
    if average.quantity.approx != Approx::Exact || !alone {
        return None;
    }
    let amounts = |figures: &[&Figure<'_>]| -> Vec<Printed> {
        figures.iter().filter_map(|figure| figure.exact()).collect()
    };
    let in_sentence = counts.iter().copied().filter(beside);
    let together = in_sentence
        .map(|count| count.quantity.base_value())
        .try_fold(Decimal::ZERO, |all, one| plus(all, one?));
    let together = together.and_then(|all| Printed::new(all, 0, Decimal::ONE)).map(Printed::exact);
    let stated = average.exact()?;
    let of = |total, count, months| Product { average: stated, total, count, months };
    let agrees = |total: Printed| {
        let counts = amounts(&counts).into_iter().chain(together);
        let mut each = counts.flat_map(|count| (1..=each.months).map(move |months| of(total, count, months)));
        each.any(|product| product.agrees())
    };
    if amounts(&totals).into_iter().any(agrees) {
        sink.compared(passage.span(model, average.range.clone()));
        return None;
    }
    let total = totals.iter().copied().find(|figure| beside(figure))?;
    let count = counts.iter().copied().find(|figure| beside(figure))?;
    let only = |all: &[&Figure<'_>]| all.iter().copied().filter(beside).count() == 1;
    if !only(&totals)
        || !only(&counts)
        || words::has(count.before, SOME)
        || words::has(total.before, REST)
        || total.before.starts_with("计划")
    {
        return None;
    }
    let months = if each.monthly { YEAR } else { 1 };
    let product = of(total.exact()?, count.exact()?, months);
    let slipped = product.slipped();
    let certain = each.averaged.is_some_and(|label| total.before.contains(label));
    if !certain && !slipped {
        return None;
    }
    let computed = product.judge(0)?.computed?;
    let places = average.quantity.places.max(2);
    let computed = computed.checked_div(average.quantity.unit.scale)?.round_dp(places).normalize();
    let mut finding = Finding::new(&AVERAGE, passage.span(model, average.range.clone()))
        .with("words", average.before)
        .with("stated", average.printed)
        .with("total", total.printed)
        .with("count", count.printed)
        .with("months", if months == YEAR { "÷12" } else { "" })
        .with("computed", format!("{computed}{}", unit_suffix(average.quantity)))
        .relate(passage.span(model, total.range.clone()), Words::new(&TOTAL).with("words", total.printed))
        .relate(passage.span(model, count.range.clone()), Words::new(&COUNT).with("words", count.printed));
    // Without a slip that explains it the count may be another one than that of the average.
    if !slipped {
        finding.severity = Severity::Hint;
    }
    sink.push(finding);
    Some(())
}

/// Some of these figures, the one that stands nearest to the average first.
fn nearest<'f, 't>(
    figures: impl Iterator<Item = &'f Figure<'t>>,
    average: &Figure<'t>,
) -> Vec<&'f Figure<'t>> {
    let mut all: Vec<_> = figures.collect();
    all.sort_by_key(|figure| figure.range.start.abs_diff(average.range.start));
    all.truncate(NEAR);
    all
}

impl Figure<'_> {
    /// For exact arithmetic, in base units.
    fn exact(&self) -> Option<Printed> {
        let Quantity { value, places, unit, .. } = self.quantity;
        let printed = Printed::new(value, places, unit.scale)?;
        let counted = places == 0 && unit.scale == Decimal::ONE && unit.dimension != Dimension::Money;
        Some(if counted { printed.exact() } else { printed })
    }
}

/// Digits of a figure that say something: zeros at its end do where they stand behind the point.
fn digits(printed: &Printed) -> usize {
    match printed.places() {
        0 => significant(printed.value()),
        _ => printed.in_print(printed.value()).map_or(0, |value| value.mantissa().to_string().len()),
    }
}

/// A total that is said to be the average times a count, for so many months.
#[derive(Clone, Copy)]
struct Product {
    average: Printed,
    total: Printed,
    count: Printed,
    months: i64,
}

impl Product {
    /// Whether the three agree.
    fn agrees(&self) -> bool {
        self.is_near() && self.judge(0).is_some_and(|judgement| judgement.outcome != Outcome::Contradiction)
    }

    /// Whether they come within a tenth of each other, which takes less time to tell.
    fn is_near(&self) -> bool {
        let product = times(self.average.value(), self.count.value());
        let product = product.and_then(|product| times(product, Decimal::from(self.months)));
        let gap = product.and_then(|product| minus(product, self.total.value()));
        gap.and_then(|gap| times(gap.abs(), Decimal::TEN)).is_some_and(|gap| gap <= self.total.value())
    }

    /// Whether one wrong digit, two swapped ones or a moved point in one of the three explains why they do not.
    fn slipped(&self) -> bool {
        (0..3).any(|place| {
            self.judge(place).is_some_and(|judgement| {
                let (stated, formula) = self.follows(place);
                let causes = causes(&stated, &formula, &judgement, &[]);
                let slip = |cause: &Cause| {
                    matches!(cause, Cause::UnitSlip { .. } | Cause::DigitsSwapped | Cause::DigitDiffers)
                };
                digits(&stated) >= TELLING && causes.iter().any(slip)
            })
        })
    }

    /// One of the three as it follows from the others: the average, the total, the count.
    fn follows(&self, place: usize) -> (Printed, Formula) {
        let figure = Expression::figure;
        let (average, total, count) = (figure(self.average), figure(self.total), figure(self.count));
        let months = Expression::Number(Exact::from(Decimal::from(self.months)));
        let (stated, first, power, second, of_months) = match place {
            0 => (self.average, total, Power::Over, count, Power::Over),
            1 => (self.total, average, Power::Times, count, Power::Times),
            _ => (self.count, total, Power::Over, average, Power::Over),
        };
        let factors = vec![(Power::Times, first), (power, second), (of_months, months)];
        (stated, Formula::Expression(Expression::Product(factors)))
    }

    fn judge(&self, place: usize) -> Option<Judgement> {
        let (stated, formula) = self.follows(place);
        Some(judge(&stated, &formula)).filter(|judgement| judgement.computed.is_some())
    }
}
