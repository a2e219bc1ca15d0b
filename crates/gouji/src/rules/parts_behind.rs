//! Parts that stand right behind their whole without a word that says so: the kinds of “三公”经费, 基本支出 and 项目支出, where an
//! amount comes from, what was handed out in turn.

use super::nearby;
use crate::{
    model::{FigureId, Home, Model, Role},
    number::Dimension,
    words,
};

/// What stands behind a whole.
pub(super) enum Behind {
    /// All of it.
    All(Vec<FigureId>),
    /// What is likely all of it.
    Likely(Vec<FigureId>),
}

/// The parts behind a whole, where there are any.
pub(super) fn of(model: &Model<'_>, whole: FigureId) -> Option<Behind> {
    // Most figures stand in tables.
    let figure = model.figure(whole);
    if !matches!(figure.home, Home::Prose { .. }) || figure.role != Role::Level {
        return None;
    }
    let likely = || spending_behind(model, whole).map(Vec::from).or_else(|| sources_behind(model, whole));
    kinds_behind(model, whole).map(Behind::All).or_else(|| likely().map(Behind::Likely))
}

/// “三公”经费决算8.24万元。公务接待费2.41万元，公务用车运行维护费5.83万元。: the amounts of a sentence that names nothing but its three kinds, where all of
/// them are there or two are more than the whole.
fn kinds_behind(model: &Model<'_>, whole: FigureId) -> Option<Vec<FigureId>> {
    const MOST: usize = 8;
    let figure = model.figure(whole);
    let money = figure.quantity.unit.dimension == Dimension::Money;
    if !money || !words::ends(&figure.name, "三公经费|“三公”经费|三公经费支出|“三公”经费支出")
    {
        return None;
    }
    // 压减“三公”经费10万元: what was saved is no whole.
    if words::has(nearby::clause_before(model, whole), "压减|节约|节省|核减|压缩|减少|追加|收回|结余")
    {
        return None;
    }
    let behind = || (whole.0 + 1..model.figures.len()).map(FigureId).take(MOST);
    let here = |id: &FigureId| model.figure(*id).home == figure.home;
    let of_sentence = |id: &FigureId| {
        let between = nearby::between(model, whole, *id);
        here(id) && between.matches('。').count() == 1 && !between.contains("其中")
    };
    // 三公经费4.77万元，比上年减少0.61万元。三公经费包括：…
    let level = |id: &FigureId| model.figure(*id).role == Role::Level;
    let first = behind().find(|id| level(id) && here(id)).filter(|id| id.0 > whole.0 + 1);
    let again = first.is_none_or(|first| {
        nearby::between(model, whole, first).rsplit('。').next().is_some_and(|said| said.contains("三公"))
    });
    let all = kinds(model, whole, behind().filter(level).take_while(of_sentence)).filter(|_| again);
    let all = all.filter(|parts| parts.len() == KINDS || model.sum_of(parts) > model.base_value(whole));
    // “三公”经费支出100万元。 | 其中：…: of the only amount of the paragraph above.
    let below = |id: &FigureId| {
        let line = nearby::between(model, whole, *id).rsplit('\n').next().unwrap_or_default();
        !here(id) && line.trim_start().starts_with("其中") && !line.contains(['。', '年'])
    };
    let alone = || nearby::levels_beside(model, whole).next().is_none();
    all.or_else(|| {
        let all = kinds(model, whole, behind().skip_while(here).take_while(below))?;
        (all.len() == KINDS && alone()).then_some(all)
    })
}

/// 支出决算2234.90万元。基本支出1810.72万元，主要用于人员；项目支出424.18万元，主要用于农田建设: the two that begin the sentence behind, which all that a department
/// spends is divided into.
fn spending_behind(model: &Model<'_>, whole: FigureId) -> Option<[FigureId; 2]> {
    let parts = [FigureId(whole.0 + 1), FigureId(whole.0 + 2)];
    let figure = model.figure(whole);
    let alike = |id: &FigureId| {
        model.figures.get(id.0).is_some_and(|part| {
            part.role == Role::Level
                && part.home == figure.home
                && part.year == figure.year
                && !part.basis.differs(figure.basis)
                && part.quantity.unit == figure.quantity.unit
        })
    };
    if figure.quantity.unit.dimension != Dimension::Money || !parts.iter().all(alike) {
        return None;
    }
    let said = nearby::clause_before(model, whole).trim_end_matches(['为', '数', '合', '计', '共', '总']);
    let all = words::ends(said, "支出|支出决算|支出预算") && !words::has(said, "基本支出|项目支出");
    let opens = nearby::between(model, whole, parts[0]);
    let named = opens.trim_start().trim_start_matches('。').trim() == "基本支出"
        && opens.contains('。')
        && words::is(nearby::clause_before(model, parts[1]).trim(), "项目支出");
    // …；经营支出20万元: more than the two.
    let third = FigureId(whole.0 + 3);
    let more = alike(&third) && !nearby::between(model, parts[1], third).contains('。');
    (all && named && !more).then_some(parts)
}

/// How many kinds of “三公”经费 there are.
const KINDS: usize = 3;

/// Amounts that are each of another kind of “三公”经费, two at least.
fn kinds(model: &Model<'_>, whole: FigureId, ids: impl Iterator<Item = FigureId>) -> Option<Vec<FigureId>> {
    const NAMES: [&str; KINDS] = ["因公出国", "公务用车", "公务接待"];
    let figure = model.figure(whole);
    let (mut parts, mut kinds) = (Vec::new(), Vec::new());
    for id in ids {
        let part = model.figure(id);
        let kind = NAMES.iter().position(|kind| part.name.contains(kind));
        // In a paragraph of their own 局本级公务接待费 and 公务接待费中国内接待 are not all of it.
        let whole_kind = |kind: &usize| {
            part.name.starts_with(NAMES[*kind]) && words::ends(&part.name, "费|费用|经费|支出")
        };
        let beside = part.home == figure.home;
        let kind = kind.filter(|kind| if beside { part.year == figure.year } else { whole_kind(kind) });
        let alike = part.role == Role::Level && !part.basis.differs(figure.basis);
        let kind = kind.filter(|kind| alike && !kinds.contains(kind))?;
        kinds.push(kind);
        parts.push(id);
    }
    (parts.len() >= 2).then_some(parts)
}

/// 补助资金共33832.24万元，中央资金27253万元，自治区资金6243万元，各县筹集336.24万元: the amounts behind one in its sentence, each of which says that it is of
/// another source. 分两批下达任务16971户，第一批8167户，第二批8804户: or of which turn.
fn sources_behind(model: &Model<'_>, whole: FigureId) -> Option<Vec<FigureId>> {
    const SOURCES: [&str; 6] = [
        "中央",
        "省级|省财政|省补助|省资金|省配套|自治区",
        "市级|市财政|市补助|市配套|州级|州财政",
        "县级|县财政|县补助|县配套|区级|区财政|区配套|市县|各县|各区|县市区|本级|镇级",
        "地方",
        "自筹|单位自筹|企业自筹|社会资金|社会资本|群众自筹",
    ];
    /// How far behind, in bytes, the sentence is looked at.
    const FAR: usize = 120;
    const TURNS: [&str; 4] = ["第一批", "第二批", "第三批", "第四批"];
    let of = model.figure(whole);
    let clause = |id: FigureId| {
        nearby::clause_before(model, id).trim_start().trim_start_matches("其中").trim_start_matches("包括")
    };
    let kind = |id: FigureId, kinds: &[&str]| kinds.iter().position(|kind| words::starts(clause(id), kind));
    let begins = |id: FigureId| [&SOURCES[..], &TURNS].into_iter().find(|kinds| kind(id, kinds).is_some());
    let next = Some(FigureId(whole.0 + 1)).filter(|next| next.0 < model.figures.len())?;
    let kinds = begins(next)?;
    let alike = |id: &FigureId| {
        let figure = model.figure(*id);
        figure.role == Role::Level
            && figure.home == of.home
            && figure.quantity.comparable(&of.quantity)
            && figure.year == of.year
            && !nearby::between(model, FigureId(id.0 - 1), *id).contains(['。', '\n', '（', '('])
    };
    let behind = (whole.0 + 1..model.figures.len()).map(FigureId).take_while(alike);
    let mut found = Vec::new();
    let parts: Vec<FigureId> = behind
        .take_while(|id| {
            let kind = kind(*id, kinds).filter(|kind| !found.contains(kind));
            found.extend(kind);
            kind.is_some()
        })
        .collect();
    // …，其余由企业自筹; …，第三批尚未下达; …，街道配套资金30万元: there is more of it.
    const DONE: &str = "支出|完成|使用|执行|支付|完工";
    const GRANTED: &str = "资金|投资|补助|经费|预算|拨款|任务|指标";
    let of_whole = !words::has(clause(whole), GRANTED)
        || kind(whole, kinds).is_some()
        || words::has(clause(whole), "中央|省级|市级|县级");
    let done = parts.iter().chain([&whole]).any(|id| words::has(clause(*id), DONE));
    let last = *parts.last()?;
    let more = model.figures.get(last.0 + 1).is_some_and(|figure| {
        let between = nearby::between(model, last, FigureId(last.0 + 1));
        figure.home == of.home
            && figure.quantity.comparable(&of.quantity)
            && !between.contains(['。', '；', ';'])
    });
    let behind = nearby::text_behind(model, model.figure(last).span.end, FAR);
    let behind = behind.split(['。', '；', '\n']).next().unwrap_or_default();
    let open = more || words::has(behind, "其余|其他|剩余|另|尚|未|不足|贷款|自筹|缺口|批");
    (parts.len() > 1 && !of_whole && !done && !open).then_some(parts)
}
