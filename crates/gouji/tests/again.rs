//! Reading the next version of a text with what is kept of the last gives what reading it afresh gives.

use gouji::{Memory, Reading, read, read_again, read_again_and_tell};

const SEED: &str = include_str!("../../../tests/corpus/huaihua-2023.txt");

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % sides.max(1) as u64) as usize
    }
}

/// What is typed and pasted: characters, line ends, and whole lines that change what stands below them.
const PIECES: [&str; 30] = [
    "7",
    "。",
    "的的",
    "（请填写）",
    "XX",
    "\t",
    "|",
    "\n",
    "\n\n",
    "附件9：某某表\n",
    "单位：元\n",
    "（二）政府性基金预算支出情况\n",
    "某某情况表\n",
    "| 项目 | 2022年决算数 | 2023年决算数 |\n| 三公经费 | 1 | 2 |\n",
    "年度：2022\n规程：部门整体支出\n\n",
    "三公经费支出104.98万元，其中：公务接待费6.99万元。\n",
    // What each rule about wording looks for, and what makes figures be called otherwise.
    "填报单位：某某市水利局\n",
    "填表人：　联系电话：\n",
    "评价等级为良。",
    "本单位无公务接待费。\n",
    "增加（减少）",
    "错误!未定义书签。",
    "{三公经费 = 104.98万元}",
    "}",
    "１２345678901234567890元",
    "简称：市府办\n报告：某报告\n",
    // Ends of pages, and what a note makes of the table above it.
    "\n- 4 -\n\n",
    "续表\n",
    "注：预算执行率90%以上的得满分。\n",
    "一级指标\t三级指标\t分值\t得分\t得分率\n",
];

/// Everything that is understood of a text, but for what has no order.
fn shown(reading: &Reading) -> String {
    let Reading { report, nodes, sections, tables, blocks, figures, equations, .. } = reading;
    let Reading { marks, waivers, names, numbers, prose_indicators, claims, missing_sections, .. } = reading;
    format!(
        "{report:#?}{nodes:#?}{sections:#?}{tables:#?}{blocks:#?}{figures:#?}{equations:#?}{marks:#?}{waivers:#?}\
         {names:#?}{numbers:#?}{prose_indicators:#?}{claims:#?}{missing_sections:#?}"
    )
}

/// Some lines go, come a second time or move, a digit changes, or something is typed anywhere.
fn edit(text: &mut String, dice: &mut Dice) {
    if dice.roll(4) == 0 {
        // What contradicted agrees, or the other way round, and nothing moves.
        let digits: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
        if let Some(&at) = digits.get(dice.roll(digits.len())) {
            text.replace_range(at..=at, &dice.roll(10).to_string());
        }
        return;
    }
    if dice.roll(3) == 0 {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let from = dice.roll(lines.len());
        let taken: Vec<&str> = lines[from..].iter().copied().take(1 + dice.roll(30)).collect();
        if dice.roll(2) == 0 {
            lines.drain(from..from + taken.len());
        }
        if dice.roll(2) == 0 {
            let to = dice.roll(lines.len() + 1);
            lines.splice(to..to, taken);
        }
        *text = lines.concat();
        return;
    }
    let start = text.floor_char_boundary(dice.roll(text.len() + 1));
    let end = text.floor_char_boundary((start + dice.roll(2) * dice.roll(40)).min(text.len()));
    text.replace_range(start..end.max(start), PIECES[dice.roll(PIECES.len())]);
}

/// What may be done beside each other may be done the other way round.
fn second_first(first: &mut (dyn FnMut() + Send), second: &mut (dyn FnMut() + Send)) {
    second();
    first();
}

fn holds_after_edits(start: &str, edits: usize, seed: u64) {
    let mut dice = Dice(seed);
    let mut memory = Memory::default();
    let mut text = start.to_owned();
    for done in 0..edits {
        let again = read_again_and_tell(&text, None, &mut memory, second_first, &mut |_| {});
        let fresh = read(&text, None);
        assert_eq!(shown(&again), shown(&fresh), "after {done} edits of {seed}: {text}");
        edit(&mut text, &mut dice);
        // Back to the beginning now and then, so that the text stays a report.
        if text.len() > 2 * start.len() || done % 60 == 59 {
            start.clone_into(&mut text);
        }
    }
}

#[test]
fn a_report_read_again_is_the_report_read_afresh() {
    holds_after_edits(SEED, 120, 7);
}

#[test]
fn reports_one_after_the_other_read_again_are_as_afresh() {
    holds_after_edits(&gouji::bench::reports(SEED, 30_000), 60, 11);
}

#[test]
fn a_form_read_again_is_the_form_read_afresh() {
    // The form alone begins the text, so that its first cell is the first byte.
    let form = &SEED[SEED.rfind("附件").unwrap_or(0)..];
    holds_after_edits(form, 120, 13);
    let table = "| | 2022年决算数 | 2023年决算数 |\n| 三公经费 | 1 | 2 |\n| | | 3 |\n";
    holds_after_edits(table, 400, 17);
}

#[test]
fn tables_of_several_pages_read_again_are_as_afresh() {
    let form = "预算执行情况\t预算数\t执行数\t执行率\t分值\t得分\n年度资金总额\t600\t570\t95.00%\t10\t10\n注：执行率90%以上的得满分。\n\n";
    let heads = "一级指标\t三级指标\t分值\t得分\t得分率\n";
    let rows = "产出\t件数\t60\t54\t90.00%\n产出\t里程\t20\t20\t100.00%\n";
    let last = "效益\t知晓率\t20\t19\t95.00%\n总分\t\t100\t93\t93.00%\n填表人：\t张三\t电话：\t8223456\t\n";
    let tabs = format!("{form}{heads}{rows}\n- 4 -\n\n{heads}{last}");
    let bars = tabs.replace('\t', " | ").replace("\n\n- 4 -", "\n\n\n- 4 -");
    let lines = format!("{heads}{rows}续表\n{heads}{last}").replace('\t', "\n");
    let led = format!("\t{}\n\n", heads.trim_end().replace('\t', "\n\t"))
        + &rows.trim_end().replace('\t', "\n\t").replace('\n', "\n\n\t").replace("\n\n\t\t", "\n\t");
    let prose = "全年预算2810.16万元。\n全年支出2726.30万元，预算执行率99.02%，结转结余83.86万元。\n收入包括：拨款10万元，其他2万元。\n";
    let text = format!("某局2023年度项目支出绩效自评报告\n{prose}{tabs}\n{bars}\n{lines}\n{led}\n");
    for seed in [19, 23, 29] {
        holds_after_edits(&text, 150, seed);
    }
}

#[test]
fn what_stands_between_two_amounts_of_an_item_matters_to_both() {
    let text = |between: &str| {
        format!(
            "某县某局2023年度项目支出绩效自评报告\n\n项目总预算250万元。2022年安排100万元，支出100万元；2023年安排150万元，{between}\
             实际支出142.50万元，执行率95%。\n"
        )
    };
    let mut memory = Memory::default();
    for between in ["", "（覆盖3个乡镇），", "", "另有房屋3间，", ""] {
        let text = text(between);
        let again = read_again(&text, None, &mut memory);
        assert_eq!(shown(&again), shown(&read(&text, None)), "{between}");
    }
}

#[test]
fn another_rule_set_reads_the_same_tables_anew() {
    let mut memory = Memory::default();
    for name in ["部门整体支出", "部门决算", "部门整体支出"] {
        let rules = gouji::RuleSet::builtin(name);
        assert!(rules.is_some() || name == "部门决算", "{name}");
        let again = read_again(SEED, rules, &mut memory);
        assert_eq!(shown(&again), shown(&read(SEED, rules)), "{name}");
    }
}
