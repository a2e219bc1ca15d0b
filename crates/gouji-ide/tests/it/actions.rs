//! What can be done about a place.

use crate::common::{SMALL, analyse, analyse_en, applied, cursor};
use gouji_ide::{Action, ActionKind, Span};

fn actions(text: &str) -> (String, Vec<Action>) {
    let (text, at) = cursor(text);
    let found = analyse(&text).actions(Span::new(at, at));
    (text, found)
}

/// The text after the action at `$0` whose title begins with `title`.
fn act(text: &str, title: &str) -> String {
    let (text, found) = actions(text);
    let titles: Vec<&str> = found.iter().map(|action| action.title.as_str()).collect();
    let action = found.iter().find(|action| action.title.starts_with(title));
    applied(&text, &action.unwrap_or_else(|| panic!("{title} is not among {titles:?}")).edits)
}

fn titles(text: &str) -> Vec<String> {
    actions(text).1.into_iter().map(|action| action.title).collect()
}

#[test]
fn a_rate_is_recomputed() {
    let text = "2023年基本支出60万元，人员经费40万元，占基本支出的68$0.67%。\n";
    assert_eq!(act(text, "改为重算值66.67%"), "2023年基本支出60万元，人员经费40万元，占基本支出的66.67%。\n");
}

#[test]
fn the_same_change_is_offered_once() {
    let text = "2023年三公经费支出{三公经费 = 9.86万元}，年初预算{三公经费@2023预算 = 12.00万元}，\
                控制率{8$01.17% = 三公经费 / 三公经费@2023预算}。\n";
    let titles = titles(text);
    assert_eq!(titles.iter().filter(|title| title.contains("82.17%")).count(), 1, "{titles:?}");
}

#[test]
fn an_amount_is_never_recomputed() {
    let text =
        "人员经费支出139$04.37万元，其中：工资福利支出1460.93万元、对个人和家庭的补助支出338.5万元。\n";
    let titles = titles(text);
    assert!(titles.iter().all(|title| !title.starts_with("改为")), "{titles:?}");
    assert!(titles.iter().any(|title| title.starts_with("豁免 GJ201")), "{titles:?}");
}

#[test]
fn a_figure_becomes_a_fact() {
    let header = "填报单位：某局\n年度：2023\n规程：部门整体支出\n\n";
    let text = format!("{header}2023年某局三公经费实际支出10$04.98万元，低于预算。\n");
    let after = format!("{header}2023年某局三公经费实际支出{{三公经费 = 104.98万元}}，低于预算。\n");
    assert_eq!(act(&text, "标为事实"), after);
    let before = "规程：部门整体支出\n年度：2023\n\n上年三公经费决算14$01.72万元。\n";
    assert!(act(before, "标为事实").ends_with("上年三公经费决算{三公经费@2022决算 = 141.72万元}。\n"));
    assert!(titles("{三公经费 = 10$04.98万元}。\n").iter().all(|title| !title.starts_with("标为")));
}

#[test]
fn a_fact_reads_as_the_figure_that_it_was() {
    let text = "2023年某局12345政务热线经费747.4万元，年初预算700万元。\n";
    let analysis = analyse(text);
    for word in ["747.4", "700"] {
        let at = text.find(word).expect("a figure");
        let action = analysis.actions(Span::new(at, at)).into_iter().find(|a| a.title.starts_with("标为"));
        let Some(action) = action else { continue };
        let after = analyse(&applied(text, &action.edits));
        let fact = after.reading().marks[0].fact.expect("a fact");
        let figure = &after.reading().figures[fact];
        let before =
            analysis.reading().figures.iter().find(|f| f.span.of(text).starts_with(word)).expect("it");
        assert_eq!(
            (&figure.item, figure.year, figure.basis),
            (&before.item, before.year, before.basis),
            "{word}"
        );
    }
}

const FORM: &str = "整体支出绩效自评表
| 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | 80 | 100 | 95 | 10 |  |  |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 产出指标 | 数量指标 | 巡查 | ≥20次 | 18次 | 30 |  | 天气 |
";

#[test]
fn empty_cells_take_points_and_rates() {
    let points = FORM.replace("| 30 |  |", "| 30 | $0 |");
    assert_eq!(act(&points, "填入按规程计算的得分27分"), FORM.replace("| 30 |  |", "| 30 | 27 |"));
    let rate = FORM.replace("| 10 |  |  |", "| 10 | $0 |  |");
    assert_eq!(act(&rate, "填入执行率95%"), FORM.replace("| 10 |  |  |", "| 10 | 95% |  |"));
    let amount = FORM.replace("| 80 | 100 |", "| $0 | 100 |");
    assert!(titles(&amount).iter().all(|title| !title.starts_with("填入执行")), "no amount is filled in");
}

#[test]
fn claimed_points_take_what_the_method_gives() {
    let text = FORM.replace("| 30 |  |", "| 30 | 3$00 |");
    assert_eq!(act(&text, "填入按规程计算的得分27分"), FORM.replace("| 30 |  |", "| 30 | 27 |"));
}

const REPORT: &str = "2023年度某局部门整体支出绩效自评报告$0\n\n一、部门基本情况\n略。\n二、部门整体支出管理及使用情况\n略。\n\
                      三、部门整体支出绩效情况\n略。\n四、存在的问题\n无。\n\n附件1\n基础数据表、自评表另附\n";

#[test]
fn missing_sections_are_added_behind_the_last_one() {
    let text = format!("规程：部门整体支出\n\n{REPORT}");
    let added = act(&text, "补写章节“下一步改进措施”");
    assert!(
        added.contains("四、存在的问题\n无。\n五、下一步改进措施\n（请填写；没有相关内容的写“无”）\n\n附件1"),
        "{added}"
    );
    let all = act(&text, "补写所缺的");
    assert!(analyse(&all).diagnostics().iter().all(|diagnostic| diagnostic.code != "GJ111"), "{all}");
}

#[test]
fn missing_forms_are_added_at_the_end() {
    let text = format!("规程：部门整体支出\n\n{}", REPORT.replace("基础数据表、自评表另附", "略"));
    let added = act(&text, "补上附表“部门整体支出绩效评价基础数据表”");
    assert!(added.contains("\n附件2\n部门整体支出绩效评价基础数据表\n| 项目 |"), "{added}");
    let missing = |text: &str| analyse(text).reading().missing_forms.clone();
    assert!(!missing(&added).contains(&"部门整体支出绩效评价基础数据表".to_owned()));
}

#[test]
fn a_waiver_goes_into_the_block_that_is_there() {
    let (text, found) = actions(
        &SMALL
            .replace("允许 GJ212（三公经费@2022决算）：原始数据以元为单位，四舍五入产生尾差\n", "")
            .replace("141.72", "14$01.72"),
    );
    let action = found.iter().find(|action| action.title.starts_with("豁免 GJ212")).expect("a waiver");
    let after = applied(&text, &action.edits);
    assert!(after.ends_with("三公经费 ≤ 三公经费@预算\n允许 GJ212（三公经费@2022决算）：\n"), "{after}");
    let cursor = action.cursor.expect("a place for the reason");
    assert!(after[..cursor].ends_with("）：") && after[cursor..].starts_with('\n'));
}

#[test]
fn notation_is_put_right_all_at_once() {
    let text = "填报单位：某局\n年度：2023\n规程：部门整体\n\n人员经费40万元，占基本支出的66.67。\n【表 经费 单位：万元\n";
    let analysis = analyse(text);
    let action = analysis.fix_all().expect("something to put right");
    assert_eq!(action.kind, ActionKind::FixAll);
    let after = analyse(&applied(text, &action.edits)).diagnostics();
    assert!(
        after.iter().all(|diagnostic| !action.codes.iter().any(|code| code == diagnostic.code)),
        "{after:?}"
    );
    assert!(analyse("没有问题。\n").fix_all().is_none());
}

#[test]
fn a_pasted_report_gets_its_header() {
    let text = "2023年度某市某局部门整体支出绩效自评报告$0\n\n正文一句。\n";
    let after = act(text, "加上文首");
    assert!(after.starts_with("报告：2023年度某市某局部门整体支出绩效自评报告\n填报单位：某市某局\n年度：2023\n规程：部门整体支出\n语言：1\n\n"), "{after}");
    assert_eq!(analyse(&after).reading().header.len(), 5);
}

#[test]
fn actions_speak_english() {
    let text = "2023年基本支出60万元，人员经费40万元，占基本支出的68.67%。\n";
    let at = text.find("68.67").expect("a rate");
    let found = analyse_en(text).actions(Span::new(at, at));
    assert!(found.iter().any(|action| action.title == "write the computed 66.67% (40 ÷ 60)"), "{found:?}");
}
