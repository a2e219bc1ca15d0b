//! 算式写在正文或表内：94/96×100%=97.92%。 What the writer reckoned out in figures is reckoned again.

use super::{
    Sink,
    claim::unit_suffix,
    passages::{Passage, Wording, before, passages},
    rule,
};
use crate::{
    exact::{Exact, Expression, Formula, Outcome, Power, Printed, Sign, judge},
    expression::{self, Number, Relation, Term},
    finding::Finding,
    model::Model,
    number::Dimension,
    text::Span,
    width::{is_han, is_letter_or_number},
    words,
};
use std::ops::Range;

rule! {
    /// # 算式与结果不符
    ///
    /// 正文或表内写出了算式，如“94/96×100%=97.92%”，按所写的数重算与结果不符。按四舍五入或截尾都不可能得到时报告；
    /// 含有文字名称的算式不查。
    ///
    /// ## 反例
    /// ```gj bad
    /// 在职人员控制率=在职人员数/编制数×100%=94/96×100%=97.29%。
    /// ```
    /// ## 正例
    /// ```gj good
    /// 在职人员控制率=在职人员数/编制数×100%=94/96×100%=97.92%。
    /// ```
    /// ## 怎么改
    /// 核对算式中的每个数，改正写错的数或结果。
    WRONG = "GJ307", Error, Contradiction;
    title: "算式与结果不符", "a calculation does not give its result";
    zh: "算式“{source}”的结果应为{computed}，写为{stated}，请核实算式或结果。";
    en: "“{source}” gives {computed}, not {stated}; check the calculation or its result.";
}

/// Most calculations of one passage that are reckoned again: nobody writes more, and reading one takes its time.
const MANY: usize = 200;

/// Longest calculation on either side of the sign, in bytes.
const LONGEST: usize = 160;

/// Reckons every calculation in figures again.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    for passage in passages(model, Wording::Arithmetic) {
        for equation in equations(passage.text) {
            decide(model, sink, &passage, &equation);
        }
    }
}

/// Whether a passage may have anything to reckon.
pub(crate) fn finds_in(passage: &Passage<'_>) -> bool {
    ranges(passage.text).next().is_some()
}

/// Figures on the left of a sign of equality, one figure on its right.
struct Equation {
    range: Range<usize>,
    left: Term,
    result: Number,
}

fn equations(text: &str) -> impl Iterator<Item = Equation> {
    ranges(text).take(MANY).filter_map(|range| equation(text, range))
}

/// From the first figure before a sign of equality to the figure behind it.
fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let signs = text.match_indices(['=', '＝', '≈']);
    signs.filter_map(|(at, sign)| Some(start_of(text, at)?..end_of(text, at + sign.len())?))
}

fn equation(text: &str, range: Range<usize>) -> Option<Equation> {
    let parsed =
        expression::marked(&spaced(&text[range.clone()]), &|range| Span::new(range.start, range.end));
    if !parsed.slips.is_empty() {
        return None;
    }
    let mut expression = parsed.expression?;
    let exact = matches!(*expression.relations, [Relation::Equal | Relation::About]);
    let result = match expression.sides.pop()? {
        Term::Number(number) if exact => number,
        // （39.87-42.60）/42.60×100%=-6.41%
        Term::Sum(mut terms) if exact => match (terms.pop()?, terms.is_empty()) {
            ((Sign::Minus, Term::Number(mut number)), true) => {
                number.quantity.value = -number.quantity.value;
                number
            }
            _ => return None,
        },
        _ => return None,
    };
    let left = expression.sides.pop()?;
    let reckoned = !matches!(left, Term::Number(_) | Term::Name(_));
    let of_rows = refers_to_rows(&text[range.clone()]);
    (reckoned && !of_rows).then_some(Equation { range, left, result })
}

/// (4)/(3)=96.57%: numbers alone in brackets are those of rows or items above.
fn refers_to_rows(calculation: &str) -> bool {
    let left = calculation.split(['=', '＝', '≈']).next().unwrap_or_default();
    left.match_indices(['(', '（']).any(|(at, open)| {
        let inside = &left[at + open.len()..];
        let digits = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (1..=2).contains(&digits) && inside[digits..].starts_with([')', '）'])
    })
}

/// With spaces around the operators: without them 94/96 could be a name.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for char in text.chars() {
        let negative =
            matches!(char, '-' | '－' | '−') && out.trim_end().ends_with(['=', '＝', '≈', '(', '（']);
        if OPERATORS.contains(char) && !negative {
            out.extend([' ', char, ' ']);
        } else {
            out.push(char);
        }
    }
    out
}

/// Where the calculation before a sign begins; nothing where it goes on with words: 3公里×2.
fn start_of(text: &str, sign: usize) -> Option<usize> {
    let from = text.ceil_char_boundary(sign.saturating_sub(LONGEST));
    let before_sign = text.get(from..sign)?;
    let calculation = before_sign.trim_end_matches(|c: char| reckons(c) || UNITS.contains(c));
    // A unit at the head belongs to a word: 率94/96, 万元×2.
    let head =
        before_sign[calculation.len()..].trim_start_matches(|c: char| UNITS.contains(c) || c.is_whitespace());
    let start = sign - head.len();
    let opens = head.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '（' | '('));
    let cut_off = start == from && from > 0;
    let goes_on =
        before(text, start).is_some_and(|c| is_letter_or_number(c) && !is_han(c) || matches!(c, '{' | '｛'));
    (opens && !cut_off && !goes_on && !follows_operator(before_sign, head)).then_some(start)
}

/// Whether words lead from an operator to the calculation, which then is only the end of one: 结余140.15/调整后预算 5126.5×100%.
fn follows_operator(before_sign: &str, head: &str) -> bool {
    let words = before_sign[..before_sign.len() - head.len()]
        .trim_end_matches(|c: char| is_han(c) || c.is_whitespace() || matches!(c, '“' | '”'));
    words.ends_with(|c: char| OPERATORS.contains(c))
}

/// Where the figure behind a sign ends.
fn end_of(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..text.ceil_char_boundary((from + LONGEST).min(text.len()))];
    let figure = rest.trim_start();
    let number =
        figure.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '－'));
    // 88.57 %: text out of a PDF sets the sign apart.
    let apart = Some(number.trim_start()).filter(|sign| sign.starts_with(['%', '％'])).unwrap_or(number);
    let unit = words::without_head(apart, "%|％|万元|亿元|元|分");
    let end = text.len().min(from + rest.len() - unit.unwrap_or(number).len());
    (number.len() < figure.len()).then_some(end)
}

const UNITS: &str = "万亿元人个名户";
const OPERATORS: &str = "+＋-－−–×*＊÷/／";

fn reckons(char: char) -> bool {
    char.is_ascii_digit() || char.is_whitespace() || ".,%％+＋-－−–×*＊÷/／（）()".contains(char)
}

fn decide(model: &Model<'_>, sink: &mut Sink, passage: &Passage<'_>, equation: &Equation) {
    let quantity = equation.result.quantity;
    let (Some(left), Some(stated)) = (lower(&equation.left), printed(&equation.result)) else { return };
    if !one_unit(equation) {
        return;
    }
    let percent = quantity.unit.dimension == Dimension::Percent;
    let hundredfold = Expression::Product(vec![
        (Power::Times, left.clone()),
        (Power::Times, Expression::Number(Exact::HUNDRED)),
    ]);
    // 94/96×100=97.92% is written as often as 94/96×100%.
    // 94/96×100%=97.92: only its sign is left out.
    let sign_left_out = quantity.unit.dimension == Dimension::Bare
        && passage.text[equation.range.clone()].contains(['%', '％']);
    let readings = if percent || sign_left_out { vec![hundredfold, left] } else { vec![left] };
    let judged: Vec<_> =
        readings.into_iter().map(|reading| judge(&stated, &Formula::Expression(reading))).collect();
    if !judged.iter().all(|judgement| judgement.outcome == Outcome::Contradiction) {
        return;
    }
    let Some(computed) = judged.first().and_then(|judgement| judgement.computed) else { return };
    let unit = unit_suffix(quantity);
    let computed = computed.round_dp(quantity.places.max(2)).normalize();
    let finding = Finding::new(&WRONG, passage.span(model, equation.range.clone()))
        .with("source", passage.text[equation.range.clone()].trim())
        .with("computed", format!("{computed}{unit}"))
        .with("stated", format!("{}{unit}", quantity.value.normalize()));
    sink.push(finding);
}

/// Whether all amounts are in one unit, so that it can be left out: 1861.2/2000万元=93.06%.
fn one_unit(equation: &Equation) -> bool {
    let mut scale = None;
    let mut one = true;
    let mut see = |number: &Number| {
        let unit = number.quantity.unit;
        if unit.dimension == Dimension::Money {
            one &= scale.replace(unit.scale).is_none_or(|before| before == unit.scale);
        }
    };
    see(&equation.result);
    equation.left.visit(&mut |term| {
        if let Term::Number(number) = term {
            see(number);
        }
    });
    one
}

/// A calculation in figures as an expression in base units; nothing where it has names or units that do not go together.
fn lower(term: &Term) -> Option<Expression> {
    match term {
        Term::Name(_) => None,
        Term::Number(number) => {
            let percent = number.quantity.unit.dimension == Dimension::Percent;
            let factor = if percent { Exact::fraction(1, 100)? } else { Exact::ONE };
            Some(Expression::Figure { printed: printed(number)?, factor })
        }
        Term::Sum(terms) => {
            let lowered = terms.iter().map(|(sign, term)| Some((*sign, lower(term)?)));
            Some(Expression::Sum(lowered.collect::<Option<_>>()?))
        }
        Term::Product(terms) => {
            let lowered = terms.iter().map(|(power, term)| Some((*power, lower(term)?)));
            Some(Expression::Product(lowered.collect::<Option<_>>()?))
        }
    }
}

/// A number of a calculation: a whole number is itself, one with places may have been rounded.
fn printed(number: &Number) -> Option<Printed> {
    let quantity = number.quantity;
    let printed = Printed::new(quantity.value, quantity.places, rust_decimal::Decimal::ONE)?;
    let counted = quantity.places == 0 && quantity.unit.dimension != Dimension::Money;
    Some(if counted { printed.exact() } else { printed })
}
