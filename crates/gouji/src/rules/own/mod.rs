//! 自己写的核对：花括号里和【核对】下的等式、不等式。

mod lower;

use super::{
    Agreement, EquationKind, Rule, Sink, Traced,
    claim::{Claim, stands, unit_suffix},
    rule,
};
use crate::map::Map;
use crate::{
    exact::{Exact, Expression, Outcome, Reason, Relation, compare, judge},
    expression::{self, Name, Term},
    finding::{Edit, Finding, Fix, Phrase, Related, Words},
    model::{
        FigureId, Model, Role,
        known::{Known, Miss, Operand},
        marks::Mark,
    },
    text::Span,
};
use lower::{Lowered, Reader, Refusal};

rule! {
    /// # 自定核对不成立
    ///
    /// 花括号或【核对】里写的等式、不等式，用文中的数代入后不成立，而且无论各数按四舍五入还是截尾得来都不可能成立。
    ///
    /// ## 反例
    /// ```gj bad
    /// 基本支出60万元，项目支出50万元，整体支出100万元。
    ///
    /// 【核对】
    /// 整体支出 = 基本支出 + 项目支出
    /// ```
    /// ## 正例
    /// ```gj good
    /// 基本支出60万元，项目支出50万元，整体支出110万元。
    ///
    /// 【核对】
    /// 整体支出 = 基本支出 + 项目支出
    /// ```
    /// ## 怎么改
    /// 核对式中每个数的出处；若式子本来就不该成立，改式子，或写明理由予以豁免。比率可以改为重算值，金额不替您改。
    CONTRADICTION = "GJ701", Error, Contradiction;
    title: "自定核对不成立", "a check of one's own does not hold";
    zh: "核对式“{source}”不成立：左边为{left}，右边为{right}（{figures}）{gap}{why}，请核实。";
    en: "The check “{source}” does not hold: {left} on the left, {right} on the right ({figures}){gap}{why}; check.";
}

rule! {
    /// # 自定核对差在尾数
    ///
    /// 按印出的数代入，等式差一点；各数未四舍五入之前可能相符。
    ///
    /// ## 反例
    /// ```gj bad
    /// 货物采购4.79万元，服务采购246.47万元，采购总量251.25万元。
    ///
    /// 【核对】
    /// 采购总量 = 货物采购 + 服务采购
    /// ```
    /// ## 正例
    /// ```gj good
    /// 货物采购4.79万元，服务采购246.47万元，采购总量251.26万元。
    ///
    /// 【核对】
    /// 采购总量 = 货物采购 + 服务采购
    /// ```
    /// ## 怎么改
    /// 如按元计算相符，可不改。
    TAIL = "GJ702", Info, Rounding;
    title: "自定核对差在尾数", "a check of one's own is off by rounding";
    zh: "核对式“{source}”：左边为{left}，右边为{right}（{figures}）{gap}{why}，如按元计算可不改。";
    en: "The check “{source}” is off by rounding: {left} on the left, {right} on the right ({figures}){gap}{why}; fine if it holds in yuan.";
}

rule! {
    /// # 未核对：名称不知指什么
    ///
    /// 式子里的名称在文中找不到：既不是任何一个数的名称、规程里的别名，也不是“单位名＋项目名”一类的写法。相近的名称
    /// 只作提示，不会自动代入。
    ///
    /// ## 反例
    /// ```gj bad
    /// 公务接待费6.99万元。
    ///
    /// 【核对】
    /// 公务招待费 ≤ 8万元
    /// ```
    /// ## 正例
    /// ```gj good
    /// 公务接待费6.99万元。
    ///
    /// 【核对】
    /// 公务接待费 ≤ 8万元
    /// ```
    /// ## 怎么改
    /// 按文中的写法写名称；名称里有运算符号、空格的，用「」括起来。
    UNKNOWN = "GJ703", Warning, Review;
    title: "未核对：名称不知指什么", "not checked: unknown name";
    zh: "核对式“{source}”未核对：文中没有名为“{name}”的数{hint}。请按文中的写法写名称。";
    en: "The check “{source}” was not run: the text has no figure called “{name}”{hint}. Write the name as the text does.";
}

rule! {
    /// # 未核对：名称所指不唯一
    ///
    /// 同一名称可以指几个项目，或同一项目、年度、口径在文中有几个不同的数，无法确定用哪一个。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 项目 | 2023年决算数 |
    /// | 公用经费 | 90 |
    /// |   其中：水费 | 40 |
    /// | 项目支出 | 80 |
    /// |   其中：水费 | 30 |
    ///
    /// 【核对】
    /// 水费@2023 ≤ 公用经费@2023
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 项目 | 2023年决算数 |
    /// | 公用经费 | 90 |
    /// |   其中：水费 | 40 |
    /// | 项目支出 | 80 |
    /// |   其中：水费 | 30 |
    ///
    /// 【核对】
    /// 公用经费·水费@2023 ≤ 公用经费@2023
    /// ```
    /// ## 怎么改
    /// 写“甲·乙”指明是甲下面的乙，或先使文中各处一致。
    SEVERAL = "GJ704", Warning, Review;
    title: "未核对：名称所指不唯一", "not checked: the name is ambiguous";
    zh: "核对式“{source}”未核对：“{name}”可以指{candidates}，不能确定是哪一个。请写全名称，或用“上级·{name}”指明。";
    en: "The check “{source}” was not run: “{name}” may be {candidates}. Write the full name, or “parent·{name}”.";
}

rule! {
    /// # 未核对：没有该年度、口径的数
    ///
    /// 名称不写年度和口径时，指报告年度的决算数（预算报告为预算数）。文中有这个项目，但没有这个年度、口径的数。
    ///
    /// ## 反例
    /// ```gj bad
    /// | 项目 | 2022年决算数 | 2023年预算数 |
    /// | 公务接待费 | 3.71 | 8 |
    ///
    /// 【核对】
    /// 公务接待费@2023决算 ≤ 公务接待费@2023预算
    /// ```
    /// ## 正例
    /// ```gj good
    /// | 项目 | 2022年决算数 | 2023年预算数 |
    /// | 公务接待费 | 3.71 | 8 |
    ///
    /// 【核对】
    /// 公务接待费@2022决算 ≤ 公务接待费@2023预算
    /// ```
    /// ## 怎么改
    /// 在名称后面用“@年度口径”写明要用哪一个数。
    ELSEWHERE = "GJ705", Warning, Review;
    title: "未核对：没有该年度、口径的数", "not checked: no figure of this year and basis";
    zh: "核对式“{source}”未核对：没有“{name}”该年度、口径的数{have}。请在名称后用“@年度口径”写明。";
    en: "The check “{source}” was not run: there is no figure of “{name}” of that year and basis{have}. Say which with “@”.";
}

rule! {
    /// # 未核对：式子算不出来
    ///
    /// 单位不同、除数为零、单元格空白等原因，使式子无法计算。
    ///
    /// ## 反例
    /// ```gj bad
    /// 编制数103人，公务接待费6.99万元。
    ///
    /// 【核对】
    /// 公务接待费 = 编制数 + 1人
    /// ```
    /// ## 正例
    /// ```gj good
    /// 编制数103人，公务接待费6.99万元。
    ///
    /// 【核对】
    /// 公务接待费 ÷ 编制数 ≤ 0.1万元
    /// ```
    /// ## 怎么改
    /// 数字写上单位；相加、相比的数要同类；空白的单元格填上数或 0。
    UNDECIDED = "GJ706", Warning, Review;
    title: "未核对：式子算不出来", "not checked: the check cannot be computed";
    zh: "核对式“{source}”未核对：{reason}。";
    en: "The check “{source}” was not run: {reason}.";
}

static WRITTEN: Phrase =
    Phrase { zh: "核对式“{source}”即此", en: "the check “{source}” says the same" };
static GAP: Phrase = Phrase { zh: "，相差{gap}", en: ", {gap} apart" };
static HINT: Phrase = Phrase { zh: "，是否指“{nearest}”", en: "; is “{nearest}” meant" };
static SPACES: Phrase = Phrase {
    zh: "，名称中的“{sign}”若是运算符号，两侧请加空格",
    en: "; put spaces around the “{sign}” if it is meant to reckon",
};
static HAVE: Phrase = Phrase { zh: "，已有{have}", en: "; known are {have}" };
static FIX_NAME: Phrase = Phrase { zh: "改为“{nearest}”", en: "write “{nearest}”" };
static FIX_SPACES: Phrase =
    Phrase { zh: "在“{sign}”两侧加空格", en: "put spaces around “{sign}”" };
static FIX_RATE: Phrase = Phrase { zh: "改为重算值{computed}", en: "write the computed {computed}" };
static UNITS: Phrase = Phrase {
    zh: "“{left}”与“{right}”的单位不同类，不能相加、相比",
    en: "“{left}” and “{right}” have units that cannot be added or compared",
};
static FACTORS: Phrase = Phrase {
    zh: "“{left}”与“{right}”的单位不能这样相乘、相除",
    en: "the units of “{left}” and “{right}” cannot be multiplied or divided like this",
};
static EMPTY: Phrase =
    Phrase { zh: "“{name}”在表中为空白", en: "the cell of “{name}” is empty" };
static EMPTY_CELLS: Phrase = Phrase {
    zh: "有单元格空白，所列各项不足以判断",
    en: "cells are empty, and what is there does not decide it",
};
static ZERO: Phrase = Phrase { zh: "除数为零", en: "it divides by zero" };
static NEGATIVE: Phrase =
    Phrase { zh: "基数为负，增减幅度没有确定的含义", en: "the base is negative" };
static OVERFLOW: Phrase = Phrase {
    zh: "数字过大或位数过多，超出计算范围",
    en: "the figures are too large or too fine",
};

/// Runs the checks that the writer wrote.
pub(crate) fn check(model: &Model<'_>, sink: &mut Sink) {
    if model.marks.is_empty() {
        return;
    }
    let known = Known::new(model);
    let others = Others::new(sink);
    for mark in model.marks.iter().filter(|mark| mark.fact.is_none()) {
        run(model, &known, &others, sink, mark);
    }
}

/// What the other rules found: place in [`Sink::decided`] by the figure that is stated.
struct Others(Map<FigureId, Vec<usize>>);

impl Others {
    fn new(sink: &Sink) -> Self {
        let mut others: Map<FigureId, Vec<usize>> = Map::new();
        for (i, decided) in sink.decided.iter().enumerate() {
            others.entry_or_default(decided.claim.stated).push(i);
        }
        Others(others)
    }

    /// The finding that holds the same figure against the same others.
    fn of<'s>(&self, sink: &'s mut Sink, claim: &Claim) -> Option<&'s mut Finding> {
        let figures = |claim: &Claim| {
            let mut operands = claim.operands.clone();
            operands.sort_unstable();
            operands
        };
        let wanted = figures(claim);
        let candidates = self.0.get(&claim.stated)?.iter().filter_map(|at| sink.decided.get(*at));
        let found =
            candidates.filter(|other| figures(&other.claim) == wanted).map(|other| other.finding).next()?;
        sink.findings.get_mut(found)
    }
}

fn run(model: &Model<'_>, known: &Known<'_>, others: &Others, sink: &mut Sink, mark: &Mark) {
    let Some(expression) = &mark.parsed.expression else { return };
    let mut reader = Reader { model, mark, operands: Vec::new() };
    let mut missed = false;
    for name in mark.parsed.names() {
        match known.find(name, mark.scope) {
            Ok(operand) => reader.operands.push((name.span.start, operand)),
            Err(miss) => {
                missed = true;
                sink.push(miss_finding(model, mark, name, &miss));
            }
        }
    }
    if missed {
        return;
    }
    for (i, relation) in expression.relations.iter().enumerate() {
        let check = Check {
            reader: &reader,
            others,
            left: &expression.sides[i],
            right: &expression.sides[i + 1],
            relation: *relation,
        };
        check.decide(sink, expression.relations.len() == 1);
    }
}

/// Words of the writer, short enough for a sentence.
fn quote(model: &Model<'_>, span: Span) -> String {
    let source: String = span.of(model.text()).chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    let source = source.trim();
    let mut short: String = source.chars().take(60).collect();
    if source.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

fn miss_finding(model: &Model<'_>, mark: &Mark, name: &Name, miss: &Miss) -> Finding {
    let of = |rule: &'static Rule| {
        Finding::new(rule, name.span).with("source", quote(model, mark.inner)).with("name", name.text())
    };
    match miss {
        Miss::Unknown { nearest } => unknown(model, of(&UNKNOWN), name, nearest.as_deref()),
        Miss::SeveralNames(names) => {
            let names: Vec<String> = names.iter().take(5).map(|name| format!("“{name}”")).collect();
            of(&SEVERAL).with("candidates", names.join("、"))
        }
        Miss::SeveralFigures(ids) => {
            let figures: Vec<String> = ids.iter().take(5).map(|id| super::claim::show(model, *id)).collect();
            let finding = of(&SEVERAL).with("candidates", figures.join("、"));
            ids.iter()
                .take(20)
                .fold(finding, |finding, id| finding.relate(model.figure(*id).span, stands(model, *id)))
        }
        Miss::Elsewhere(have) if have.is_empty() => of(&ELSEWHERE),
        Miss::Elsewhere(have) => {
            let have: Vec<String> = have.iter().map(|said| format!("{}{said}", name.text())).collect();
            of(&ELSEWHERE).with_words("have", Words::new(&HAVE).with("have", have.join("、")))
        }
    }
}

/// What may have been meant by an unknown name: a similar one, or a sum that was written without spaces.
fn unknown(model: &Model<'_>, finding: Finding, name: &Name, nearest: Option<&str>) -> Finding {
    if let Some(sign) = name.joints.first() {
        let sign = sign.of(model.text());
        let edits = name
            .joints
            .iter()
            .map(|at| Edit { span: *at, text: format!(" {} ", at.of(model.text())) })
            .collect();
        let mut finding = finding.with_words("hint", Words::new(&SPACES).with("sign", sign));
        finding.fixes.push(Fix { words: Words::new(&FIX_SPACES).with("sign", sign), edits });
        return finding;
    }
    let Some(nearest) = nearest else { return finding };
    let mut finding = finding.with_words("hint", Words::new(&HINT).with("nearest", nearest));
    // Year and basis behind the name stay.
    let written = name.span.of(model.text());
    let length = written.find(['@', '＠']).map_or(written.len(), |at| written[..at].trim_end().len());
    let span = Span { start: name.span.start, end: name.span.start + length };
    let edits = vec![Edit { span, text: expression::written(nearest) }];
    finding.fixes.push(Fix { words: Words::new(&FIX_NAME).with("nearest", nearest), edits });
    finding
}

/// Two sides and how they are said to compare.
struct Check<'c, 'm> {
    reader: &'c Reader<'c, 'm>,
    others: &'c Others,
    left: &'c Term,
    right: &'c Term,
    relation: Relation,
}

/// What is wrong with a check.
struct Found {
    left: String,
    right: String,
    finding: Finding,
    /// What an equation claims.
    claim: Option<Claim>,
}

impl Check<'_, '_> {
    fn decide(&self, sink: &mut Sink, alone: bool) {
        let model = self.reader.model;
        let mark = self.reader.mark;
        let source =
            if alone { mark.inner } else { self.reader.span(self.left).join(self.reader.span(self.right)) };
        let found = match self.outcome(sink) {
            Ok(None) => return,
            Ok(Some(found)) => found,
            Err(refusal) => {
                let mut finding = Finding::new(&UNDECIDED, mark.span)
                    .with("source", quote(model, source))
                    .with_words("reason", reason(&refusal));
                if matches!(refusal, Refusal::Empty(_) | Refusal::Reason(_)) {
                    finding.severity = crate::Severity::Hint;
                }
                sink.push(finding);
                return;
            }
        };
        let mut finding = found
            .finding
            .with("source", quote(model, source))
            .with("left", found.left)
            .with("right", found.right);
        finding.span = mark.span;
        finding.place = String::new();
        match found.claim {
            Some(claim) => match self.others.of(sink, &claim) {
                // Another rule found it already: one fault is one finding.
                Some(other) => {
                    let words = Words::new(&WRITTEN).with("source", quote(model, source));
                    other.related.push(Related { span: mark.span, words });
                }
                None => sink.push_decided(finding, claim),
            },
            None => sink.push(finding),
        }
    }

    /// Equations with a figure alone on one side are decided exactly; all else by plain interval arithmetic.
    fn outcome(&self, sink: &mut Sink) -> Result<Option<Found>, Refusal> {
        if self.relation == Relation::Equal {
            let typed = |term: &Term| matches!(term, Term::Number(_));
            let left = self.reader.lone(self.left);
            let right = self.reader.lone(self.right);
            // What the writer typed is held against the document, not the other way round.
            match (left, right) {
                (Some(left), Some(_)) if typed(self.left) || !typed(self.right) => {
                    return self.equation(sink, left, false);
                }
                (_, Some(right)) if left.is_none() || typed(self.right) => {
                    return self.equation(sink, right, true);
                }
                (Some(left), _) => return self.equation(sink, left, false),
                _ => {}
            }
        }
        self.comparison(sink)
    }

    /// `stated` is the figure that stands alone, on the right side if `mirrored`.
    fn equation(&self, sink: &mut Sink, stated: Operand, mirrored: bool) -> Result<Option<Found>, Refusal> {
        let model = self.reader.model;
        let (own, other) = if mirrored { (self.right, self.left) } else { (self.left, self.right) };
        let Operand::Figure(stated) = stated else { return Err(Refusal::Empty(self.reader.words(own))) };
        let (formula, operands) = self.reader.formula(own, stated, other)?;
        let shown = self.reader.shown(other, Some(stated));
        let claim = Claim { stated, formula, operands, shown, others: Vec::new() };
        let Some(judgement) = claim.decide(model, sink) else { return Err(undecided(model, &claim)) };
        let outcome = judgement.outcome;
        if outcome == Outcome::Agrees {
            return Ok(None);
        }
        let rule = if outcome == Outcome::Tail { &TAIL } else { &CONTRADICTION };
        let mut finding = claim.finding(model, rule, &judgement).with("figures", &claim.shown);
        let stated_text = super::claim::show(model, stated);
        let suffix = unit_suffix(model.figure(stated).quantity);
        let computed = finding
            .computed
            .as_ref()
            .map_or_else(|| claim.shown.clone(), |computed| format!("{computed}{suffix}"));
        if let Some(gap) = &finding.gap {
            let gap = gap.trim_start_matches('-');
            let words = Words::new(&GAP);
            let words = match suffix {
                "%" => words.with_words("gap", super::claim::percent_points(gap)),
                _ => words.with("gap", format!("{gap}{suffix}")),
            };
            finding = finding.with_words("gap", words);
        }
        self.offer_rate(&mut finding, stated, own);
        // The writer sees what stands in the mark itself; the stated figure may stand elsewhere.
        finding.related.retain(|related| !self.reader.mark.span.contains(related.span));
        if !matches!(own, Term::Number(_)) {
            finding.related.insert(
                0,
                crate::finding::Related { span: model.figure(stated).span, words: stands(model, stated) },
            );
        }
        let (left, right) = if mirrored { (computed, stated_text) } else { (stated_text, computed) };
        Ok(Some(Found { left, right, finding, claim: Some(claim) }))
    }

    /// A rate follows from other figures, so its computed value can be offered.
    fn offer_rate(&self, finding: &mut Finding, stated: FigureId, own: &Term) {
        let model = self.reader.model;
        let figure = model.figure(stated);
        let (Term::Number(_), Role::Rate, Some(computed)) = (own, figure.role, &finding.computed) else {
            return;
        };
        let printed = figure.span.of(model.text());
        let digits = printed.trim_end_matches(|c: char| !crate::number::halfwidth(c).is_ascii_digit());
        let start = digits.find(|c: char| crate::number::halfwidth(c).is_ascii_digit()).unwrap_or(0);
        let span = Span::new(figure.span.start + start, figure.span.start + digits.len());
        let words =
            Words::new(&FIX_RATE).with("computed", format!("{computed}{}", unit_suffix(figure.quantity)));
        let edits = vec![Edit { span, text: computed.clone() }];
        finding.fixes.push(Fix { words, edits });
    }

    fn comparison(&self, sink: &mut Sink) -> Result<Option<Found>, Refusal> {
        let model = self.reader.model;
        let left = self.reader.lower(self.left)?;
        let right = self.reader.lower(self.right)?;
        self.reader.same_kind(self.left, &left, self.right, &right)?;
        let outcome = compare(&left.expression, self.relation, &right.expression);
        if let Outcome::Undecided(reason) = outcome {
            return Err(Refusal::Reason(reason));
        }
        let figures: Vec<FigureId> =
            self.reader.figures(self.left).into_iter().chain(self.reader.figures(self.right)).collect();
        figures.iter().for_each(|id| sink.checked(*id));
        sink.note(|| self.traced(&figures, outcome));
        if outcome == Outcome::Agrees {
            return Ok(None);
        }
        let rule = if outcome == Outcome::Tail { &TAIL } else { &CONTRADICTION };
        let shown = [self.left, self.right].map(|term| self.reader.shown(term, None));
        let mut finding = Finding::new(rule, self.reader.mark.span)
            .with("figures", shown.join(found_instead(self.relation)));
        finding.equation = Some(shown.join(&format!(" {} ", sign(self.relation))));
        for id in figures {
            if self.reader.mark.numbers.binary_search(&id).is_err() {
                finding = finding.relate(model.figure(id).span, stands(model, id));
            }
        }
        let show = |side: &Lowered, term: &Term| self.value(side, term);
        let gap = Expression::Sum(vec![
            (crate::exact::Sign::Plus, left.expression.clone()),
            (crate::exact::Sign::Minus, right.expression.clone()),
        ]);
        if let Some(gap) = gap.value().and_then(|gap| self.in_unit(gap.abs(), &left, &right)) {
            finding = finding.with_words("gap", Words::new(&GAP).with("gap", gap));
        }
        let (left, right) = (show(&left, self.left), show(&right, self.right));
        Ok(Some(Found { left, right, finding, claim: None }))
    }

    /// The comparison, as far as it can be told of its first figure.
    fn traced(&self, figures: &[FigureId], outcome: Outcome) -> Traced {
        let shown = |term: &Term| self.reader.shown(term, None);
        Traced {
            kind: EquationKind::Own,
            stated: figures.first().copied().unwrap_or(FigureId(usize::MAX)),
            operands: figures.get(1..).unwrap_or_default().to_vec(),
            shown: format!("{} {} {}", shown(self.left), sign(self.relation), shown(self.right)),
            computed: None,
            gap: None,
            agreement: match outcome {
                Outcome::Contradiction => Agreement::Contradiction,
                Outcome::Tail => Agreement::Tail,
                _ => Agreement::Agrees,
            },
        }
    }

    /// The value of a side as a reader expects it: in the unit of its first figure.
    fn value(&self, side: &Lowered, term: &Term) -> String {
        let value = side.expression.value().and_then(|value| self.in_unit(value, side, side));
        value.unwrap_or_else(|| self.reader.shown(term, None))
    }

    fn in_unit(&self, value: Exact, first: &Lowered, second: &Lowered) -> Option<String> {
        let model = self.reader.model;
        if first.is_scalar() {
            let percent = value.checked_mul(Exact::HUNDRED)?.round_half_up(2)?.normalize();
            return Some(if first.percent || second.percent {
                format!("{percent}%")
            } else {
                value.round_half_up(4)?.normalize().to_string()
            });
        }
        let unit = first.unit.or(second.unit)?;
        let quantity = model.figure(unit).quantity;
        let places = first.places.max(second.places);
        let value = value.checked_div(quantity.unit.scale.into())?.round_half_up(places)?.normalize();
        Some(format!("{value}{}", unit_suffix(quantity)))
    }
}

/// Why a claim could not be decided.
fn undecided(model: &Model<'_>, claim: &Claim) -> Refusal {
    let outcome = model.exact(claim.stated).map(|stated| judge(&stated, &claim.formula).outcome);
    match outcome {
        Some(Outcome::Undecided(reason)) => Refusal::Reason(reason),
        _ => Refusal::Reason(Reason::Overflow),
    }
}

fn sign(relation: Relation) -> char {
    match relation {
        Relation::Equal => '=',
        Relation::Unequal => '≠',
        Relation::AtMost => '≤',
        Relation::AtLeast => '≥',
        Relation::Less => '<',
        Relation::More => '>',
        Relation::About => '≈',
    }
}

/// How two figures stand to each other that do not stand as they should.
fn found_instead(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal | Relation::About => " ≠ ",
        Relation::Unequal => " = ",
        Relation::AtMost => " > ",
        Relation::AtLeast => " < ",
        Relation::Less => " ≥ ",
        Relation::More => " ≤ ",
    }
}

fn reason(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::Units(left, right) => Words::new(&UNITS).with("left", left).with("right", right),
        Refusal::Factors(left, right) => Words::new(&FACTORS).with("left", left).with("right", right),
        Refusal::Empty(name) => Words::new(&EMPTY).with("name", name),
        Refusal::Reason(Reason::EmptyCells) => Words::new(&EMPTY_CELLS),
        Refusal::Reason(Reason::ZeroBase) => Words::new(&ZERO),
        Refusal::Reason(Reason::NegativeBase) => Words::new(&NEGATIVE),
        Refusal::Reason(Reason::Overflow) => Words::new(&OVERFLOW),
    }
}
