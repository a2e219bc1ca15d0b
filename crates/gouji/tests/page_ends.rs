//! Tables that go on behind the end of a page, in every way of writing them: the rows before and behind it are of one table, a total
//! that agrees with all of them is right, and one that does not is told.

mod common;

use common::codes;
use std::fmt::Write as _;

/// How a row is written.
type Notation = fn(&[&str]) -> String;

const NOTATIONS: [(&str, Notation); 6] = [
    ("tabs", |cells| format!("{}\n", cells.join("\t"))),
    ("bars", |cells| format!("| {} |\n", cells.join(" | "))),
    ("a cell a line behind a tab", |cells| format!("\t{}\n\n", cells.join("\n\t"))),
    ("a cell a line", |cells| {
        let filled = cells.iter().filter(|cell| !cell.is_empty());
        filled.fold(String::new(), |lines, cell| lines + cell + "\n")
    }),
    ("a cell a paragraph", |cells| {
        let filled = cells.iter().filter(|cell| !cell.is_empty());
        filled.fold(String::new(), |lines, cell| lines + cell + "\n\n")
    }),
    ("spaces", |cells| {
        let filled: Vec<&str> = cells.iter().filter(|cell| !cell.is_empty()).copied().collect();
        format!("{}\n", filled.join(" "))
    }),
];

/// A table of which the rows from `cut` on stand on the next page, behind what is written there and the heads once more.
fn on_two_pages(rows: &str, heads: usize, cut: usize, page: &str, row: Notation) -> String {
    let rows: Vec<Vec<&str>> = rows.lines().map(|line| line.split('|').collect()).collect();
    let mut text = String::new();
    for (at, cells) in rows.iter().enumerate() {
        if at == cut {
            let _ = write!(text, "{page}{}", row(&rows[heads]));
        }
        text.push_str(&row(cells));
    }
    text
}

const PAGES: [&str; 5] = ["", "\n- 4 -\n\n", "续表\n\n", "\n项目支出绩效自评表（续）\n\n", "\n第4页 共6页\n"];

#[test]
fn a_form_of_indicators_goes_on_behind_a_page() {
    const FORM: &str = "项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|460.38|511.53|448.61|10|87.70%|8.8
其中：当年财政拨款|460.38|511.53|448.61|—|87.70%|—
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|检查次数|≥503人次|549人次|5|5
|质量指标|培训合格率|≥95%|95.9%|36|36
|时效指标|完成及时率|≥95%|96.3%|9|9
效益指标|社会效益指标|政策知晓率|≥98%|99.1%|10|10
|可持续影响指标|机制健全性|健全|健全|20|20
满意度指标|服务对象满意度指标|服务对象满意度|≥98%|96.7%|10|9.87
总分|||||100|";
    for (name, row) in NOTATIONS {
        for page in PAGES {
            for cut in 6..=9 {
                let form = |points: &str| {
                    let rows = on_two_pages(&format!("{FORM}{points}"), 3, cut, page, row);
                    format!("某县某局2023年度项目支出绩效自评报告\n\n附件\n项目支出绩效自评表\n{rows}")
                };
                assert!(codes(&form("98.67")).is_empty(), "{name}, {page:?}:\n{}", form("98.67"));
                assert_eq!(codes(&form("96.67")), ["GJ506"], "{name}, {page:?}:\n{}", form("96.67"));
            }
        }
    }
}

#[test]
fn a_table_of_accounts_goes_on_behind_a_page() {
    const TABLE: &str = "科目编码|科目名称|本年支出合计|基本支出|项目支出
合计||1588.45|1336.63|251.82
201|一般公共服务支出|325.57|73.75|251.82
20103|政府办公厅（室）及相关机构事务|325.57|73.75|251.82
2010301|行政运行|73.75|73.75|0.00
2010302|一般行政管理事务|251.82|0.00|251.82
208|社会保障和就业支出|1224.61|1224.61|0.00
20805|行政事业单位养老支出|1224.61|1224.61|0.00
2080505|机关事业单位基本养老保险缴费支出|1224.61|1224.61|0.00
221|住房保障支出|38.27|38.27|0.00
22102|住房改革支出|38.27|38.27|0.00
2210201|住房公积金|38.27|38.27|0.00";
    for (name, row) in NOTATIONS {
        for page in PAGES {
            for cut in 4..=10 {
                let table = |rows: &str| {
                    let rows = on_two_pages(rows, 0, cut, page, row);
                    format!("某县某局\n2023年度部门决算\n\n支出决算表\n单位：万元\n{rows}")
                };
                let found = codes(&table(TABLE));
                assert!(found.is_empty(), "{name}, {page:?}: {found:?}\n{}", table(TABLE));
                let wrong = TABLE.replace("合计||1588.45", "合计||1598.45");
                // Where it cannot be read, nothing is told; between tabs and bars it can.
                let found = codes(&table(&wrong));
                let told = found.contains(&"GJ211") || row(&["", "a"]).starts_with('a');
                assert!(told, "{name}, {page:?}: {found:?}\n{}", table(&wrong));
            }
        }
    }
}

#[test]
fn a_table_of_which_only_a_part_is_there_has_no_wrong_total() {
    const HEADS: &str = "| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 |\n|---|---|---|---|\n";
    const FIRST: &str = "| 合计 |  | 350 | 350 |\n| 208 | 社会保障和就业支出 | 120 | 120 |\n\
         | 20805 | 行政事业单位养老支出 | 120 | 120 |\n| 2080505 | 基本养老保险缴费支出 | 120 | 120 |\n\n\n";
    const SECOND: &str = "| 213 | 农林水支出 | 230 | 230 |\n| 21301 | 农业农村 | 230 | 230 |\n| 2130101 | 行政运行 | 230 | 230 |\n";
    let table = |between: &str| {
        format!("某县某局\n2023年度部门决算\n\n支出决算表\n单位：万元\n{HEADS}{FIRST}{between}{SECOND}")
    };
    // Nothing says that it goes on, but its rows do.
    for between in ["", HEADS] {
        assert!(codes(&table(between)).is_empty(), "{between:?}");
    }
    let whole = table("另表：\n| 名称 | 号码 | 甲 | 乙 |\n|---|---|---|---|\n");
    assert!(codes(&whole).contains(&"GJ211"));
}

#[test]
fn two_forms_below_each_other_are_no_pages_of_one() {
    let form = |points: &str, total: &str| {
        format!(
            "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t培训\t≥3期\t3期\t60\t60\n\
             效益指标\t社会效益\t知晓率\t≥90%\t95%\t40\t{points}\n总分\t\t\t\t\t100\t{total}\n"
        )
    };
    let title = "某县某局2023年度项目支出绩效自评报告\n\n附件\n项目支出绩效自评表\n";
    let both = |total: &str| format!("{title}{}{}", form("38", "98"), form("35", total));
    assert!(codes(&both("95")).is_empty());
    assert_eq!(codes(&both("93")), ["GJ506"]);
    assert_eq!(gouji::check(&both("93"), None).findings.iter().filter(|f| f.rule.code == "GJ506").count(), 1);
}
