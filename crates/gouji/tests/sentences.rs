//! Single sentences and what is found in them: each line is a sentence form of published reports.

mod common;

use common::codes;

const TITLE: &str = "2023年度某市某局部门决算\n第一部分 说明\n一、情况\n";

fn found(text: &str, expected: &[&str]) {
    assert_eq!(codes(&format!("{TITLE}{text}\n")), expected, "{text}");
}

#[test]
fn of_which_behind_a_sentence_of_several_items_has_no_certain_whole() {
    found("2023年公务接待费支出决算5万元，公务用车运行维护费支出决算20万元。其中：甲6万元，乙16万元。", &[]);
    found("2023年三公经费支出决算25万元。其中：甲10万元，乙20万元。", &["GJ201"]);
}

#[test]
fn a_change_from_the_last_level_speaks_of_another() {
    found("2018年三公经费决算数为31.2万元，2019年比2018年减少2.6万元，下降8.33%。", &[]);
    let later = "2019年三公经费决算数为28.6万元。2018年三公经费决算数为31.2万元，2019年比2018年减少2.6万元，下降9.33%。";
    found(later, &["GJ311"]);
}

#[test]
fn the_base_of_a_change_may_stand_in_the_sentence() {
    found("三公经费支出决算15.36万元，较2022年决算数16.80万元减少1.44万元，下降8.57%。", &[]);
    found("三公经费支出决算15.36万元，较2022年决算数16.80万元减少1.44万元，下降9.38%。", &["GJ311"]);
    found("项目支出2000万元。项目支出较上年的2350.00万元减少350.00万元，下降17.50%。", &["GJ311"]);
}

#[test]
fn changes_of_what_was_spoken_of_last_are_held_against_it() {
    found(
        "“三公”经费支出预算21.00万元，支出决算18.32万元，完成预算的87.24%。决算数较上年减少8.15万元，下降10.50%。",
        &["GJ311"],
    );
    found(
        "全年执行数2390.51万元，其中：基本支出548.62万元，项目支出1841.89万元。较上年增加156.20万元，增长2.99%。",
        &["GJ311"],
    );
    found(
        "年末结转和结余16.82万元。结转和结余事项：项目尾款。与上年相比，减少9.83万元，减少31.76%。",
        &["GJ311"],
    );
    found(
        "公务车运行维护费4.25万元，主要用于公务用车的燃料费。费用支出较年初预算数减少0.75万元，下降17.0%。",
        &["GJ311"],
    );
}

#[test]
fn posts_and_spending_by_kind_are_no_more_than_all() {
    found("编制总数为132名，其中行政编制25名，事业编制177名；实有在职人员121人。", &["GJ201"]);
    found("基本支出1062.46万元，包括人员经费支出556.31万元和公用经费支出106.15万元。", &["GJ203"]);
    found(
        "市水利局整体支出合计数为4539.55万元，其中：基本支出合计3706.18万元，项目支出合计2833.37万元。",
        &["GJ201"],
    );
    found(
        "公务用车购置及运行维护费支出27.65万元。\n其中：公务用车购置费0万元。\n公务用车购置及运行维护费支出77.65万元，其中：公务用车购置费0万元，公务用车运行维护费27.65万元。",
        &["GJ203"],
    );
    found("公务接待费1.22万元。2023年国内公务接待18批次、126人、3.22万元。", &["GJ204"]);
    found(
        "政府性基金预算财政拨款年初结转和结余0万元，本年收入2030.00万元，本年支出2000.00万元，其中：基本支出0万元，项目支出2000.00万元，年末结转和结余0万元。",
        &["GJ206"],
    );
}

#[test]
fn what_is_part_of_all_is_no_more_than_all() {
    found("发放问卷200份，收回196份，满意692份，满意度97.96%。", &["GJ303"]);
    found("抽检食品3265批次，合格3501批次，合格率98.04%。", &["GJ303"]);
    found("18个项目开展了自评，涉及资金1604.74万元，占项目支出总额的700%。", &["GJ308"]);
    found("图书馆支出决算为236.51万元，完成预算140%，决算数等于预算数。", &["GJ318"]);
    found(
        "文物保护支出决算为415.6万元，完成预算94.36%，主要原因是工程跨年实施，预算数为450万元。",
        &["GJ303"],
    );
    found("部门整体支出绩效自评得分34.8分，等级为“优”。", &["GJ550"]);
    found("决策25分，自评得25分；管理30分，自评得48.5分；绩效45分，自评得43分。自评总分96.5分。", &["GJ201"]);
}

#[test]
fn a_rate_that_two_figures_before_it_give_but_for_a_digit_is_told() {
    found("甲县到位372.98万元，支出337.17万元，执行率80.4%。", &["GJ303"]);
    found("地方一般公共预算收入28583万元，税务部门完成13866万元，占一般公共预算收入的43.51%。", &["GJ301"]);
}

#[test]
fn what_a_sentence_is_about_is_held_against_its_parts_and_changes() {
    found("机关运行经费支出622.99万元，主要用于办公费。支出数较上年增加18.46万元，增长17.66%。", &["GJ311"]);
    found(
        "政府采购支出总额353.39万元，其中：货物支出47.63万元、工程支出143.28万元、服务支出162.48万元。授予中小企业合同金额200.61万元。与上年相比，总额减少79.00万元，下降16.27%。",
        &["GJ311"],
    );
    found(
        "支出决算2234.90万元。基本支出4810.72万元，主要用于人员；项目支出424.18万元，主要用于农田建设。",
        &["GJ201"],
    );
    found(
        "收入总计3057.35万元，其中本年收入2890.09万元，年初结转167.26万元；支出总计3257.35万元，其中本年支出2950.00万元，年末结转107.35万元。",
        &["GJ205"],
    );
    found(
        "公务用车购置及运行维护费支出64.50万元。其中：公务用车购置支出0万元；公务用车运行维护费支出24.50万元。",
        &["GJ203"],
    );
    found("编制154名（行政编制36名、事业编制118名），实有149人，在职人员控制率96.95%。", &["GJ303"]);
    found(
        "执行率10分，得9.0分；产出50分，得48.7分；效益30分，得99.2分；满意度10分，得10分，自评总得分96.9分。",
        &["GJ201"],
    );
}

#[test]
fn receipts_and_spending_in_one_name() {
    found("2023年度收、支总计3862.74万元。与2022年相比，收、支总计各减少415.36万元，下降9.71%。", &[]);
    found(
        "2023年度收、支总计3862.74万元。与2022年相比，收、支总计各减少415.36万元，下降10.75%。",
        &["GJ311"],
    );
}

#[test]
fn shares_without_a_whole_are_of_the_list_or_of_what_the_sentence_speaks_within() {
    found("支出100万元，主要用于以下方面：教育支出60万元，占60%；卫生健康支出40万元，占38%。", &["GJ301"]);
    found(
        "本年收入合计100万元，其中：财政拨款收入60万元，占总收入的60%；其他收入40万元，占总收入的38%。",
        &["GJ301"],
    );
    let within = "三公经费支出决算为14万元。三公经费支出决算中，公务接待费支出决算7万元，占";
    found(&format!("{within}50%。"), &[]);
    found(&format!("{within}40%。"), &["GJ301"]);
}

#[test]
fn a_budget_of_zero_has_no_rate_of_completion() {
    found("培训费年初预算为0万元，支出决算为46万元，完成年初预算的100%。", &["GJ306"]);
    found("培训费年初预算为0万元，支出决算为0万元，完成年初预算的100%。", &[]);
}

#[test]
fn parts_may_stand_below_their_whole() {
    found(
        "基本支出1476.2万元，其中：\n人员经费1288.14万元，主要包括：基本工资、奖金等。\n公用经费188.06万元，主要包括：办公费等。",
        &[],
    );
    found(
        "基本支出1476.2万元，其中：\n人员经费1288.41万元，主要包括：基本工资、奖金等。\n公用经费188.06万元，主要包括：办公费等。",
        &["GJ201"],
    );
    let named = "支出决算数为100万元，其中：\n1、教育支出（类）普通教育（款）小学教育（项）。\n支出决算为60万元。\n2、卫生健康支出（类）公共卫生（款）其他公共卫生支出（项）。\n支出决算为";
    found(&format!("{named}40万元。"), &[]);
    found(&format!("{named}50万元。"), &["GJ201"]);
}

#[test]
fn the_whole_of_a_list_is_an_amount_like_its_parts() {
    let text = "全年拨付资金1268.40万元，惠及学生15855人；其中中央资金1014.72万元，省级资金";
    found(&format!("{text}253.68万元。"), &[]);
    found(&format!("{text}353.68万元。"), &["GJ201"]);
}

#[test]
fn a_wrong_direction_is_one_fault() {
    found(
        "2022年培训费决算为20万元，2023年培训费决算为15万元，比2022年决算增加25%，主要原因是培训费减少。",
        &["GJ316"],
    );
}

#[test]
fn a_part_that_breaks_the_sum_and_its_share_is_one_fault() {
    found("支出合计100万元，其中：基本支出60万元，占60%；项目支出48万元，占40%。", &["GJ201"]);
}

#[test]
fn what_was_spent_of_an_amount_is_no_second_value_of_it() {
    found("食品安全监管专项资金1860万元，支出1823.4万元，支出率98.03%。", &[]);
}

#[test]
fn receipts_and_spending_are_each_as_much_as_their_total() {
    found(
        "2023年度收入、支出决算总计2486.93万元。其中：\n（一）收入决算总计2486.93万元。\n（二）支出决算总计2486.93万元。",
        &[],
    );
    let text =
        "2023年收入总计4216.75万元，支出总计4216.75万元，与2022年相比，收、支总计各增加318.42万元，增长";
    found(&format!("{text}8.17%。"), &[]);
    found(&format!("{text}7.55%。"), &["GJ311"]);
}

#[test]
fn a_change_behind_a_list_may_speak_of_the_whole() {
    found(
        "2023年支出2390.51万元，其中：基本支出548.62万元，项目支出1841.89万元。较上年增加156.20万元，增长6.99%。",
        &[],
    );
}

#[test]
fn people_in_post_are_no_part_of_the_posts() {
    found("编制54名，其中行政编制18名，事业编制36名，实有51人。", &[]);
    found("编制54名，其中行政编制18名，事业编制46名，实有51人。", &["GJ201"]);
}

#[test]
fn what_was_carried_over_is_a_part_of_this_year() {
    found("收入合计100万元，其中：财政拨款收入90万元，上年结转10万元。", &[]);
    found("收入合计100万元，其中：财政拨款收入90万元，上年结转20万元。", &["GJ201"]);
}

#[test]
fn shares_in_numbered_paragraphs_are_of_the_whole_above() {
    let text =
        "支出100万元，主要用于以下方面：\n1.教育（类）支出60万元，占60%。\n2.卫生健康（类）支出40万元，占";
    found(&format!("{text}40%。"), &[]);
    found(&format!("{text}4.0%。"), &["GJ301"]);
}

#[test]
fn other_provinces_outlines_are_not_held_to_the_rule_set() {
    let outline = |lines: &str| codes(&format!("2023年度某县某局部门整体支出绩效自评报告\n\n{lines}"));
    assert!(outline("一、部门概况\n略。\n二、预算绩效管理情况\n略。\n三、评价结论及建议\n略。\n").is_empty());
    let hunan = "一、部门基本情况\n略。\n二、部门整体支出管理及使用情况\n略。\n三、政府性基金预算支出情况\n无。\n四、国有资本经营预算支出情况\n无。\n五、社会保险基金预算支出情况\n无。\n六、部门整体支出绩效情况\n略。\n七、存在的问题及原因分析\n略。\n";
    assert_eq!(outline(hunan), ["GJ111"]);
}

#[test]
fn a_list_ends_where_its_parts_make_up_the_whole() {
    found("专项资金500万元，其中中央300万元、省级200万元，已支出450万元，支付率90%。", &[]);
    found(
        "该项目总投资1200万元，其中中央预算内投资800万元，地方配套400万元，2023年完成投资960万元，占总投资的80%。",
        &[],
    );
    found("采购支出50万元，其中：货物50万元、工程0万元、服务6万元。", &["GJ201"]);
}

#[test]
fn what_a_bracket_behind_a_part_says_is_no_part() {
    let text =
        "资产总额3500万元，其中：流动资产500万元，固定资产2900万元（房屋1800万元，其他1100万元），无形资产";
    found(&format!("{text}100万元。"), &[]);
    found(&format!("{text}300万元。"), &["GJ201"]);
}

#[test]
fn parts_of_one_name_of_different_wholes_are_different_figures() {
    found(
        "下达资金1000万元（其中：甲县600万元，乙县400万元），支出900万元（其中：甲县520万元，乙县380万元）。",
        &[],
    );
}

#[test]
fn spending_without_a_name_is_not_the_last_item() {
    found(
        "2023年收入1000万元，其中财政拨款900万元、非税100万元，收入比上年900万元增长11.11%，支出比上年880万元增长12.5%。",
        &[],
    );
}

#[test]
fn people_behind_a_list_that_is_complete_are_no_part_of_it() {
    let text = "核定编制71人，实际在岗教职工62人，其中副高级职称4人，中级职称25人，初级职称23人，其他10人";
    found(&format!("{text}，退休职工28人。"), &[]);
    found("实有人员62人，其中：行政人员25人，事业人员35人，工勤人员5人。", &["GJ201"]);
}

#[test]
fn a_base_may_be_less_or_more_by_an_amount() {
    found("车辆运行维护费2.94万元，比去年3.01万元少0.07万元。", &[]);
    found("车辆运行维护费2.94万元，比去年3.01万元少0.17万元。", &["GJ313"]);
    found("接待国内来宾74批次，至少3次在节假日，最多2人陪同。", &[]);
}

#[test]
fn last_year_is_another_year_where_no_year_is_said() {
    let text = "公务接待费5万元，比上年增加1万元，增长25%。上年公务接待费4万元。";
    assert!(codes(&format!("一、支出情况\n{text}\n")).is_empty());
}

#[test]
fn a_sentence_about_something_else_turns_away_from_the_figure_before() {
    let kinds = "2023年政府采购预算资金来源中，上年结转0元。按项目类型，分为货物、工程、服务三类。其中：";
    found(&format!("{kinds}货物10000元，工程0元，服务7000元。"), &[]);
    let reason = "2023年政府采购支出2.00万元。主要原因是设备更新。其中：货物1万元，工程0元，服务0.7万元。";
    found(reason, &["GJ203"]);
}

#[test]
fn one_item_by_a_longer_name_is_the_same_item() {
    let text = "2023年度“三公”经费财政拨款支出预算为44.52万元，2023年“三公”经费决算为22.62万元。其中公务接待费为20.10万元，";
    found(&format!("{text}占88.86%；公务用车运行维护费为2.52万元，占11.14%。"), &[]);
    found(&format!("{text}占88.86%；公务用车运行维护费为2.52万元，占11.41%。"), &["GJ301"]);
}

#[test]
fn more_than_a_year_is_no_figure() {
    found("本年度决算数未超过2023年预算数，超过2022年决算数。", &[]);
}

#[test]
fn a_full_stop_at_the_end_of_a_bracket_ends_no_sentence() {
    let text = "2023年三公经费预算502.4万元，其中：公务用车购置及运行费500.00万元（公务用车购置费100.00万元，比上年增加0万元；公务用车运行维护费400.00万元，比上年增加0万元。）比上年增加0万元；公务接待费";
    found(&format!("{text}2.4万元。"), &[]);
    found(&format!("{text}2.9万元。"), &["GJ201"]);
}

#[test]
fn receipts_and_spending_each_make_up_what_they_have_in_common() {
    let text = "2023年财政拨款收支总预算100.5万元。收入包括：一般公共预算拨款90.5万元、上年结转10万元；支出包括：教育支出";
    found(&format!("{text}80万元、住房保障支出20.5万元。"), &[]);
    found(&format!("{text}80万元、住房保障支出25.5万元。"), &["GJ201"]);
}

#[test]
fn what_was_spent_of_an_amount_gives_its_rate() {
    found("食品安全专项资金1860万元，支出1823.4万元，支出率98.03%。", &[]);
    found("食品安全专项资金1860万元，支出1823.4万元，支出率89.03%。", &["GJ303"]);
}

#[test]
fn the_parts_may_be_announced_in_a_sentence_of_their_own() {
    let text =
        "2023年三公经费决算总额25.4万元，比上年下降1.9%。分项情况是：公务接待费决算6.1万元，比上年下降7.6%；";
    found(&format!("{text}公务用车运行费决算19.3万元，比上年下降0.5%。"), &[]);
    found(&format!("{text}公务用车运行费决算18.3万元，比上年下降0.5%。"), &["GJ203"]);
}

#[test]
fn what_came_in_altogether_is_more_than_what_came_in_this_year() {
    let text = "2023年度收入总计986.54万元，其中本年收入合计972.31万元，年初结转和结余";
    found(&format!("{text}14.23万元。"), &[]);
    found(&format!("{text}14.32万元。"), &["GJ201"]);
    let sentences =
        "2023年度收入总计986.54万元，支出总计986.54万元。\n2023年度收入合计972.31万元，年初结转和结余";
    found(&format!("{sentences}14.23万元。"), &[]);
    found(&format!("{sentences}24.23万元。"), &["GJ201"]);
    // What the text speaks of without an amount may be what is missing.
    found(&format!("{sentences}10.23万元。使用非财政拨款结余见附表。"), &[]);
}

#[test]
fn total_receipts_are_total_spending() {
    found("2023年度收入总计986.54万元，支出总计986.54万元。", &[]);
    found("2023年度收入总计986.54万元，支出总计968.54万元。", &["GJ205"]);
    found("某县水利局2023年收入总计986.54万元，支出总计968.54万元。", &["GJ205"]);
    found("2023年度收入合计972.31万元，支出合计975.68万元。", &[]);
    found("2023年收入总计1000万元，支出总计950万元，年末结转50万元。", &[]);
}

#[test]
fn a_share_of_all_spending_finds_it_in_another_paragraph() {
    let text = "2023年度支出合计605.98万元，其中基本支出300万元，项目支出305.98万元。\n2023年度财政拨款支出598.20万元，占本年支出合计的";
    found(&format!("{text}98.7%。"), &[]);
    found(&format!("{text}88.7%。"), &["GJ301"]);
    let total =
        "2023年，我局支出总额975.68万元，其中基本支出500万元，占总支出的51.25%；项目支出475.68万元，占总支出";
    found(&format!("{total}48.75%。"), &[]);
    found(&format!("{total}38.75%。"), &["GJ301"]);
}

#[test]
fn a_share_may_call_the_whole_of_its_list_by_a_shorter_name() {
    let text = "2023年财政拨款三公经费支出决算21.45万元，其中：公务用车运行维护费14.20万元，占三公经费总支出的66.20%；公务接待费7.25万元，占三公经费总支出的";
    found(&format!("{text}33.80%。"), &[]);
    found(&format!("{text}38.30%。"), &["GJ301"]);
}

#[test]
fn a_change_says_year_on_year_in_two_characters() {
    let text = "公务用车购置费支出204.78万元，同比减少54.2万元，下降";
    found(&format!("{text}20.93%。"), &[]);
    found(&format!("{text}25.93%。"), &["GJ311"]);
    // On this year's terms: amount and rate agree with each other, and last year's figure is another.
    let same_terms =
        "2022年三公经费决算数为1300万元。2023年三公经费决算数为1165.08万元，按同口径同比减少63.96万元，下降";
    found(&format!("{same_terms}5.2%。"), &[]);
    found(&format!("{same_terms}6.2%。"), &["GJ311"]);
    found("公务用车购置费支出2800万元。公务接待费同口径比2022年减少38万元，下降7.4%。", &[]);
}

#[test]
fn shares_without_a_whole_find_it_by_agreeing_with_it() {
    let text = "2023年度财政拨款支出975.68万元，较年初预算数增加124.12万元。\n主要用于以下几个方面：\n（1）一般公共服务支出778.95万元，占79.8%，较上年增长18.0%。\n（2）社会保障和就业支出108.46万元，占11.1%。\n（3）住房保障支出88.27万元，占";
    found(&format!("{text}9.0%。"), &[]);
    found(&format!("{text}5.0%。"), &["GJ301"]);
    // Two shares that do not agree with each other make nothing certain.
    found("支出合计100万元。教育支出60万元，占60%；其他支出20万元，占38%。", &[]);
}

#[test]
fn a_list_may_go_on_in_the_next_sentences() {
    let text = "2023年三公经费支出1165.08万元。其中：因公出国费支出0万元。公务用车购置费支出204.78万元；公务用车运行维护费支出664.60万元。公务接待费支出";
    found(&format!("{text}295.70万元。"), &[]);
    found(&format!("{text}295.40万元。"), &["GJ201"]);
    // What is no slip of the keyboard may be another thing altogether.
    found("基本支出500万元。其中：人员经费400万元，增长5%。项目支出300万元。", &[]);
    found("项目支出1256.7万元。其中：业务费806.7万元，主要用于宣传。设备购置费250万元，已验收。", &[]);
    found("项目支出1256.7万元。其中：业务费806.7万元，主要用于宣传。基本支出500万元，已执行。", &[]);
}

#[test]
fn of_two_wholes_the_one_that_the_parts_make_up_is_meant() {
    let text = "已支付1785.6万元，执行率96%，结余74.4万元为质保金。其中：大棚主体工程1246.35万元，冷库工程318.5万元，道路工程162.75万元，监理及其他费用";
    found(&format!("{text}58万元。"), &[]);
    found(&format!("{text}53万元。"), &["GJ201"]);
    found(&format!("{text}20万元。"), &[]);
    // Of an uncertain whole, too, what rounding explains is a tail.
    found(
        "已支付1785.61万元，结余74.41万元为质保金。其中：大棚主体工程1246.35万元，冷库工程318.52万元，道路工程162.73万元，其他58.03万元。",
        &[],
    );
}

#[test]
fn a_rate_of_change_of_all_receipts_is_not_of_the_last_kind() {
    let text = "2023年部门收入合计22316.84万元。其中：财政拨款收入21865.20万元，事业收入386.50万元，其他收入65.14万元。与上年相比，收入合计增加1024.36万元，增长";
    found(&format!("{text}4.81%。"), &[]);
    found(&format!("{text}6.81%。"), &["GJ311"]);
}

#[test]
fn calculations_in_figures_are_reckoned_again() {
    for right in [
        "在职人员控制率=在职人员数/编制数×100%=94/96×100%=97.92%，计5分。",
        "预算完成率=（1200.50+300）÷1600×100%＝93.78%。",
        "变动率为(28.6-31.2)/31.2*100%=-8.33%。",
        "支付率=1861.2/2000万元=93.06%。",
        "得分=10×98.54%=9.85分。",
        "2023年预算1200万元＋追加300万元＝1500万元。",
        "新建道路3公里×2=8条。",
        "执行率=94/96×100=97.92%。",
    ] {
        found(right, &[]);
    }
    for wrong in [
        "在职人员控制率=94/96×100%=97.29%，计5分。",
        "预算完成率=（1200.50+300）÷1600×100%＝95.78%。",
        "得分=10×98.54%=9.58分。",
    ] {
        found(wrong, &["GJ307"]);
    }
}

#[test]
fn every_part_may_give_a_figure_for_each_of_two_wholes() {
    let text = "2023年末核定编制186人，实有在职人员178人。其中：局机关编制52人，实有49人；事务中心编制88人，实有85人；执法大队编制46人，实有";
    found(&format!("{text}44人。"), &[]);
    found(&format!("{text}41人。"), &["GJ201"]);
    // Neither sum comes out: the list may not be complete.
    found(
        "2023年末核定编制186人，实有178人。其中：局机关编制52人，实有49人；事务中心编制38人，实有37人。",
        &[],
    );
}

#[test]
fn a_survey_gives_its_rates() {
    let text = "发放问卷200份，收回196份，回收率98%，满意192份，满意度";
    found(&format!("{text}97.96%。"), &[]);
    found(&format!("{text}96%。"), &[]);
    found(&format!("{text}99.76%。"), &["GJ303"]);
    found("发放问卷1500份，收回1462份，回收率79.47%，学生及家长满意度95.6%。", &["GJ303"]);
    found("发放问卷100份，满意80份，基本满意15份，满意度95%。", &[]);
    found("回收农药包装物3000个，发放宣传册5000个，回收率85%。", &[]);
}

#[test]
fn the_whole_of_a_share_may_stand_in_the_share() {
    let text = "2023年年末实际在职人员为136人，占编委核定的编制数143人的比率为";
    found(&format!("{text}95.10%。"), &[]);
    found(&format!("{text}91.50%。"), &["GJ301"]);
    found("培训费支出5万元，占公用经费100万元的5%。", &[]);
    found("培训费支出5万元，占公用经费100万元的8%。", &["GJ301"]);
}

#[test]
fn more_or_less_coming_in_is_a_change() {
    let text = "全县财政收入完成52273万元，比上年同期增收14443万元，同比增长38.2%。其中：地方财政收入完成41508万元，比上年同期增收10010万元，同比增长31.8%。";
    found(text, &[]);
}

#[test]
fn a_list_that_misses_more_than_any_of_its_parts_is_one_of_examples() {
    found("支出完成218亿元。其中，教育支出45亿元，社会保障支出32亿元，医疗卫生支出41亿元。", &[]);
    found("支出完成218亿元。其中，教育支出95亿元，社会保障支出72亿元，医疗卫生支出41亿元。", &["GJ203"]);
}

#[test]
fn a_name_that_comes_again_in_a_paragraph_is_of_the_next_thing() {
    found(
        "行政单位资产总额4347.5亿元，负债总额1143.8亿元；事业单位资产总额9474.6亿元，负债总额1837.6亿元。",
        &[],
    );
    found("A村安排资金100万元，已支付90万元；B村安排资金200万元，已支付180万元。", &[]);
    found("一是道路项目，预算资金100万元，执行90万元；二是水利项目，预算资金150万元，执行140万元。", &[]);
    found("投入资金100万元用于道路维修，投入资金80万元用于水渠建设。", &[]);
    found("编报目标的项目48个，涉及预算金额7589.42万元；绩效跟踪的项目48个，涉及预算金额4974.93万元。", &[]);
    found("第一产业实现增加值47.24亿元，增长4%；第二产业实现增加值61.77亿元，增长5%。", &[]);
    found("2023年三公经费支出决算7万元。\n2023年三公经费支出决算8万元。", &["GJ401"]);
}

#[test]
fn a_part_named_by_the_year_alone_is_not_the_whole_once_more() {
    found("2023年度总支出125.08万元，其中本年支出116.12万元，较2022年决算数减少9.49万元。", &[]);
}

#[test]
fn a_completion_may_give_the_budget_itself() {
    let text = "三公经费支出决算为62.07万元，完成全年预算84.82万元的";
    found(&format!("{text}73.2%，比上年决算数增加38.97万元，增长168.7%。"), &[]);
    found(&format!("{text}83.2%，比上年决算数增加38.97万元，增长168.7%。"), &["GJ303"]);
    found(&format!("{text}73.2%，比上年决算数增加38.97万元，增长186.7%。"), &["GJ311"]);
    found("公务接待费年初预算为 53.93 万元，支出决算为 37.35 万元，完成年初预算的 79.26%。", &["GJ303"]);
}

#[test]
fn what_is_said_to_be_unchanged_is_what_the_sentence_goes_on_with() {
    found(
        "2023年三公经费决算总额为5.48万元，比去年增加1.55万元，增长39.4%。其中，公务接待费支出决算比预算无增减变化，比去年增加0.5万元，增长50%。",
        &[],
    );
}

#[test]
fn shares_in_step_are_each_of_their_own_part() {
    found(
        "货物、工程、服务采购规模分别为7738.1亿元、14486.8亿元和11704.8亿元，占全国采购规模比例为22.8%、42.7%和34.5%。",
        &[],
    );
}

#[test]
fn an_amount_in_two_parts_is_one() {
    found("2023年采购支出3万4993.1亿元，较上年减少1405.9亿元，下降3.9%。", &[]);
    found("2023年采购支出3万4993.1亿元，较上年减少1405.9亿元，下降9.3%。", &["GJ311"]);
}

#[test]
fn a_number_within_the_line_begins_the_next_item() {
    found(
        "二、公务用车购置及运行费预算150万元，其中公务用车运行费150万元，公务用车购置费0万元，三、公务接待费预算200万元。",
        &[],
    );
    found(
        "公务用车购置及运行费预算150万元，其中公务用车运行费150万元，公务用车购置费10万元，三、公务接待费预算200万元。",
        &["GJ201"],
    );
    found(
        "公务用车购置及运行费预算150万元，其中公务用车运行费150万元，公务用车购置费0万元，（三）公务接待费预算200万元。",
        &[],
    );
}

#[test]
fn what_a_list_touches_is_no_part_of_it() {
    found(
        "对9个重点项目进行了评价，其中项目支出评价4个、政策评价3个、部门整体评价2个，涉及部门单位7个。",
        &[],
    );
    found("共编制12个绩效目标指标，其中一级指标3个，二级指标9个，三级指标12个。", &[]);
    found(
        "现有编制人员205人。其中：局机关在职113人、离休2人、退休75人、财政事务中心10人、国库集中支付中心5人。",
        &[],
    );
}

#[test]
fn adjustments_are_no_parts() {
    found("财政收入调整为134000万元。其中：税收收入调整为85000万元，调减16000万元；非税收入49000万元。", &[]);
}

#[test]
fn a_list_whose_last_item_breaks_off_is_open() {
    let text = "支出决算数为100万元，其中：\n1、教育支出60万元，较上年增加。\n2、卫生健康支出20万元，较";
    found(text, &[]);
    found(&format!("{text}上年持平。"), &["GJ203"]);
}

/// Sentences whose figures agree, one a line: none may raise an alarm.
#[test]
fn sentences_that_agree_raise_no_alarm() {
    let loud: Vec<String> = include_str!("agreeing.txt")
        .lines()
        .filter_map(|line| {
            let codes = codes(&format!("2022年度某市某局部门整体支出绩效自评报告\n一、情况\n{line}\n"));
            (!codes.is_empty()).then(|| format!("{codes:?} {line}"))
        })
        .collect();
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

/// Texts of several lines, `----` between them.
#[test]
fn pages_that_agree_raise_no_alarm() {
    let loud: Vec<String> = include_str!("agreeing-pages.txt")
        .split("\n----\n")
        .filter_map(|page| {
            let codes = codes(&format!("2022年度某市某局部门整体支出绩效自评报告\n{page}\n"));
            (!codes.is_empty()).then(|| format!("{codes:?} {page}"))
        })
        .collect();
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn a_number_before_a_sentence_changes_nothing() {
    // 1.12个项目 is a number of its own.
    let sentences =
        include_str!("agreeing.txt").lines().filter(|line| !line.starts_with(|c: char| c.is_ascii_digit()));
    let numbered =
        sentences.flat_map(|line| ["1.", "（一）", "①", "一是"].map(|number| format!("{number}{line}")));
    let loud: Vec<String> = numbered
        .filter(|line| {
            !codes(&format!("2022年度某市某局部门整体支出绩效自评报告\n一、情况\n{line}\n")).is_empty()
        })
        .collect();
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn a_total_behind_amounts_of_one_kind_is_theirs() {
    found("基本支出600万元，项目支出580万元，合计1180万元。", &[]);
    found("基本支出600万元，项目支出580万元，合计1190万元。", &["GJ201"]);
    found("货物56万元、工程60万元、服务40万元，共计166万元。", &["GJ201"]);
    // What the sentence says besides may count with them.
    found("基本支出600万元，比上年增加50万元，项目支出580万元，合计1230万元。", &[]);
    found("基本支出600万元，项目支出580万元，另有结转30万元，合计1210万元。", &[]);
}

#[test]
fn a_rate_of_a_budget_without_a_name_is_checked() {
    found("年初预算1000万元，支出900万元，执行率90%。", &[]);
    found("年初预算1000万元，支出900万元，执行率80%。", &["GJ303"]);
    found("年初预算1000万元，年中追加200万元，支出1180万元，执行率98.33%。", &[]);
}

#[test]
fn basic_spending_is_two_kinds_in_two_sentences() {
    let text = "2023年一般公共预算财政拨款基本支出1409.94万元，其中：人员经费483.18万元，主要包括：基本工资、津贴补贴等。公用经费";
    found(&format!("{text}926.76万元，主要包括：办公费、印刷费等。"), &[]);
    found(&format!("{text}916.76万元，主要包括：办公费、印刷费等。"), &["GJ203"]);
}

/// 财决01表: the two halves stand beside each other, with the numbers of the rows between.
#[test]
fn the_halves_of_a_table_of_receipts_and_spending_are_added_up() {
    let table = |receipts: &str, all: &str| {
        format!(
            "2022年度部门决算说明\n收入支出决算总表\n单位：万元\n收入\t\t\t支出\t\t\n\
             项目\t行次\t决算数\t项目\t行次\t决算数\n栏次\t\t1\t栏次\t\t2\n\
             一、一般公共预算财政拨款收入\t1\t600.00\t一、一般公共服务支出\t32\t500.00\n\
             二、政府性基金预算财政拨款收入\t2\t\t二、外交支出\t33\t\n\
             三、其他收入\t3\t30.00\t三、住房保障支出\t34\t105.00\n\
             本年收入合计\t27\t{receipts}\t本年支出合计\t58\t605.00\n\
             年初结转和结余\t29\t10.00\t年末结转和结余\t60\t35.00\n\
             总计\t31\t{all}\t总计\t62\t640.00\n"
        )
    };
    found(&table("630.00", "640.00"), &[]);
    found(&table("630.00", "645.00"), &["GJ211"]);
    found(&table("653.00", "663.00"), &["GJ211"]);
}

/// Titles of accounts that name no department: the parts of 三公经费 are known below them as well.
#[test]
fn accounts_are_told_by_what_their_titles_are_about() {
    let pages = [
        "某镇2022年度“三公”经费决算情况说明",
        "某市本级2022年“三公”经费决算",
        "某局2022年度决算公开说明",
        "某局2022年收支预算情况说明",
        "某局2022年度部门收支决算说明",
    ];
    for title in pages {
        let page = |bought: &str| {
            format!(
                "{title}\n单位：万元\n项目\t决算数\n公务用车购置及运行维护费\t407.00\n\
                其中：公务用车运行维护费\t264.80\n公务用车购置费\t{bought}\n"
            )
        };
        assert_eq!(codes(&page("142.20")), [""; 0], "{title}");
        assert_eq!(codes(&page("172.20")), ["GJ211"], "{title}");
    }
}

#[test]
fn a_total_without_a_weight_is_that_of_the_points() {
    let form = |name: &str, total: &str| {
        format!(
            "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\
             产出指标\t数量指标\t贷款发放额\t≥10万元\t11万元\t40\t40\n\
             \t质量指标\t贷款回收率\t≥90%\t98%\t40\t40\n\
             满意度指标\t服务对象满意度指标\t个人满意度\t≥80%\t95%\t20\t19\n{name}\t\t\t\t\t{total}\n"
        )
    };
    for name in ["总分", "得分合计", "合计"] {
        found(&form(name, "\t99"), &[]);
        found(&form(name, "\t98"), &["GJ506"]);
        found(&form(name, "\t100"), &["GJ506"]);
        // A cell of both may be either.
        found(&form(name, "99\t"), &[]);
        let spanned = |total: &str| {
            form(name, "\t").replace(&format!("{name}\t\t\t\t\t\t"), &format!("{name}\t{total}"))
        };
        for total in ["99", "100"] {
            found(&spanned(total), &[]);
        }
        found(&spanned("98"), &["GJ506"]);
    }
}

#[test]
fn the_rate_of_execution_stands_behind_the_indicators() {
    let form = |time: &str, rate: &str| {
        format!(
            "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t全年实际完成值\t分值\t得分\t未完成原因和改进措施\n\
             \t产出指标\t数量指标\t举办培训班期数\t≥150期\t156期\t40\t40\n\
             \t\t时效指标\t支付及时率\t100%\t96.18%\t10\t{time}\t设备尾款未达到支付条件\n\
             \t效益指标\t社会效益指标\t服务群众人次\t≥45万人次\t48.6万人次\t30\t30\n\
             \t满意度指标\t服务对象满意度指标\t群众满意度\t≥90%\t93.6%\t10\t10\n{rate}\
             总分\t\t\t\t\t\t100\t99.24\n"
        )
    };
    for rate in ["预算执行率\t\t\t\t\t\t10\t9.62\n", "预算执行率（10分）\t\t\t\t\t\t10\t9.62\t\n"]
    {
        found(&form("9.62", rate), &[]);
        found(&form("9.26", rate), &["GJ506"]);
    }
    let funds = "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
        \t年度资金总额\t100\t100\t96.2\t10\t96.2%\t9.62\n";
    found(&format!("{funds}{}", form("9.62", "预算执行率\t\t\t\t\t\t10\t9.62\n")), &[]);
}

#[test]
fn points_of_several_units_add_up_to_their_totals() {
    let table = |total: &str| {
        format!(
            "单位\t决策\t过程\t产出\t效益\t总分\t等级\n甲局\t18\t20\t32\t22\t{total}\t优\n\
             乙局\t17\t21\t31\t21\t90\t优\n丙局\t17\t20\t31\t23\t91\t优\n"
        )
    };
    found(&table("92"), &[]);
    found(&table("95"), &["GJ211"]);
    // What came on top stands in a column of its own, or in none.
    let more = "单位\t决策\t过程\t总分\n甲局\t18\t20\t40\n乙局\t17\t21\t41\n丙局\t17\t20\t37\n";
    found(more, &[]);
}

#[test]
fn what_stands_below_the_total_of_a_form_ends_it() {
    let form = |weight: &str| {
        format!(
            "| 一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 分值 | 得分 |\n\
             | 产出指标（50分） | 数量指标 | 里程 | 50公里 | 52.6公里 | 20 | 20 |\n\
             |  | 质量指标 | 合格率 | 100% | 100% | {weight} | {weight} |\n\
             | 效益指标（50分） | 社会效益指标 | 通车率 | 100% | 100% | 50 | 50 |\n\
             | 总分 | | | | | 100 | 100 |\n| 改进措施及结果应用方案 | 加强论证。 | | | | |\n"
        )
    };
    found(&form("30"), &[]);
    found(&form("31"), &["GJ505"]);
}

#[test]
fn a_sheet_of_points_has_levels_by_its_numbers() {
    let sheet = |points: &str| {
        format!(
            "评价指标\t指标分值\t自评分数\t未完成原因\n一、履职效能\t50\t47\t\n1.整体效能\t25\t23.5\t产出指标未完成\n\
             2.专项效能\t25\t23.5\t支出率偏低\n二、管理效率\t50\t46.6\t\n1.预算编制\t8\t8\t\n\
             2.预算执行\t7\t6.6\t结转结余率偏高\n3.绩效管理\t35\t{points}\t整改不及时\n合计\t100\t93.6\t\n"
        )
    };
    found(&sheet("32"), &[]);
    found(&sheet("33"), &["GJ211"]);
}

#[test]
fn what_is_told_in_words_has_no_measure() {
    let form = |total: &str, words: &str| {
        format!(
            "2023年度项目支出绩效自评表 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 实际完成值 分值 得分 偏差原因分析及改进措施 \
             产出指标 数量指标 受益学生数 ≥ 58 人 58 30 30 质量指标 达标率 = 100 % 97% 30 29.1 年末未及时支付 \
             效益指标 可持续影响指标 办学条件改善 {words} 30 30 \
             满意度指标 服务对象满意度指标 学生满意度 ≥ 90 % 95% 10 10 总分 100 {total}"
        )
        .replace(' ', "\n")
    };
    for words in ["= 明显 明显", "定性 有效改善 达成预期"] {
        found(&form("99.1", words), &[]);
        found(&form("99.9", words), &["GJ506"]);
    }
}

#[test]
fn funds_are_made_up_of_where_they_came_from() {
    let columns = |spent: &str| {
        format!(
            "资金投入情况（万元）\n\t全年预算数（A）\t全年执行数（B）\n年度资金总额\t808.10\t{spent}\n\
             其中：中央财政资金\t608.10\t492.98\n地方财政资金\t200.00\t200.00\n"
        )
    };
    found(&columns("692.98"), &[]);
    found(&columns("699.98"), &["GJ211"]);
    let lines =
        |all: &str| format!("资金情况（万元）\t年度资金总额：\t{all}\n其中：财政拨款\t165\n其他资金\t43\n");
    for between in ["\t", "\n"] {
        found(&lines("208").replace('\t', between), &[]);
        found(&lines("238").replace('\t', between), &["GJ211"]);
    }
    // Two totals beside each other have their parts in turn.
    found(
        "实施期资金总额：\n300\n年度资金总额：\n208\n其中：财政拨款\n250\n其中：财政拨款\n165\n其他资金\n50\n其他资金\n43",
        &[],
    );
}

#[test]
fn what_is_shared_out_among_places_makes_up_the_total() {
    let table = |heads: &str, total: &str| {
        format!("{heads}\n龙水镇\t24.5\n中敖镇\t10.5\n邮亭镇\t36.5\n合计\t{total}\n")
    };
    for heads in ["乡镇\t补助资金（万元）", "镇街（乡镇）\t2023年下达金额（万元）", "资金来源\t金额（万元）"]
    {
        found(&table(heads, "71.5"), &[]);
        found(&table(heads, "81.5"), &["GJ211"]);
    }
    // What is counted may be of several places, and a mean is no sum.
    found(&table("乡镇\t项目数（个）", "61"), &[]);
    found(&table("乡镇\t人均补助（元）", "23.5"), &[]);
    found(&table("乡镇\t金额（万元）", "23.5"), &[]);
    found(&table("乡镇\t金额（万元）", "81.5").replace("邮亭镇", "邮亭镇等"), &[]);
}

/// Text out of a PDF, or with a cell a line, has the halves beside each other without a mark between the cells.
#[test]
fn halves_without_marks_between_the_cells_are_read() {
    let table = |spent: &str| {
        format!(
            "2022年度部门决算说明\n收入支出决算总表\n单位：万元\n项目  决算数  项目  决算数\n\
             一、财政拨款收入  15236.40  五、教育支出  18602.77\n\
             五、事业收入  6820.15  八、社会保障和就业支出  1688.20\n八、其他收入  412.33  九、卫生健康支出  2022.84\n\
             十九、住房保障支出  10.00\n本年收入合计  22468.88  本年支出合计  {spent}\n\
             年初结转和结余  860.25  年末结转和结余  1005.32\n总计  23329.13  总计  23329.13\n"
        )
    };
    let numbered = |spent: &str| {
        let columns = table(spent)
            .replace("决算数  项目  决算数", "行次  决算数  项目  行次  决算数\n栏次  1  栏次  2");
        let (head, rows) = columns.split_once("一、").unwrap();
        let rows = rows.replace("收入  ", "收入  1  ").replace("支出  ", "支出  35  ");
        let rows = rows
            .replace("合计  ", "合计  27  ")
            .replace("结余  ", "结余  29  ")
            .replace("总计  ", "总计  31  ");
        format!("{head}一、{rows}")
    };
    for between in ["  ", "\n"] {
        for page in [table("22323.81"), numbered("22323.81")] {
            found(&page.replace("  ", between), &[]);
        }
        for page in [table("22332.81"), numbered("22332.81")] {
            let slip = codes(&format!("{TITLE}{}\n", page.replace("  ", between)));
            assert!(slip.contains(&"GJ211"), "{slip:?}");
        }
    }
    // Prose behind the heads begins no table.
    found("项目  决算数  项目  决算数\n2022年收入100万元，支出90万元，结余10万元。", &[]);
}

#[test]
fn columns_of_changes_stand_beside_amounts() {
    let table = |cars: &str, change: &str| {
        format!(
            "单位：万元\n项目\t2022年决算\t2023年决算\t增减额\t增减率\n\
             “三公”经费合计\t31.55\t27.36\t-4.19\t-13.28%\n\
             公务用车运行维护费\t22.31\t{cars}\t{change}\t-10.17%\n公务接待费\t9.24\t7.32\t-1.92\t-20.78%\n"
        )
    };
    found(&table("20.04", "-2.27"), &[]);
    // A column that has signs says of a fall without one that it is a rise.
    found(&table("20.04", "2.27"), &["GJ214"]);
    found(&table("20.04", "2.27").replace('-', ""), &[]);
    let taxes = |other: &str| {
        format!(
            "单位：万元\n项目\t2021年决算数\t2022年预算数\t2022年执行数\t比上年增长%\n一、税收收入\t401\t431\t431\t7.48\n\
             增值税\t266\t292\t292\t9.77\n企业所得税\t9\t5\t5\t-44.44\n其他税收\t126\t{other}\t134\t6.35\n\
             二、转移性收入\t2442\t2351\t2351\t-3.73\n收入总计\t2843\t2782\t2782\t-2.15\n"
        )
    };
    found(&taxes("134"), &[]);
    found(&taxes("154"), &["GJ211"]);
}

#[test]
fn spending_by_year_is_of_two_kinds() {
    let table = |whole: &str, kind: &str| {
        format!(
            "单位：万元\n年度\t{whole}\t基本支出\t项目支出\n2021年\t463.02\t298.66\t164.36\n\
             2022年\t490.77\t310.25\t{kind}\n2023年\t538.91\t321.47\t217.44\n"
        )
    };
    found(&table("实际支出", "180.52"), &[]);
    found(&table("实际支出", "185.02"), &["GJ214"]);
    found(&table("预算数", "185.02"), &[]);
    found(&table("收入", "185.02"), &[]);
}

#[test]
fn rows_that_are_blank_where_the_others_come_out_are_nothing() {
    let table = |budget: &str| {
        format!(
            "2023年“三公”经费统计表\n单位：万元\n项目\t2022年预算数\t2023年预算数\n合计\t18.15\t{budget}\n\
             1.因公出国（境）费\t\t\n2.公务接待费\t3\t7\n3.公务用车购置及运行费\t15.15\t15.15\n"
        )
    };
    found(&table("22.15"), &[]);
    found(&table("25.15"), &["GJ211"]);
    let of_which = |all: &str| {
        format!(
            "2023年“三公”经费统计表\n单位：万元\n项目\t本年预算数\t其中：公共预算财政拨款\n合计\t{all}\t34.35\n\
             1.因公出国（境）费用\t0\t0\n2.公务接待费\t1.70\t1.70\n3.公务用车费\t32.65\t32.65\n\
             其中：（1）公务用车运行维护费\t32.65\t32.65\n（2）公务用车购置\t0\t0\n"
        )
    };
    found(&of_which("34.35"), &[]);
    found(&of_which("36.35"), &["GJ211"]);
    let kinds = |spent: &str| {
        format!(
            "2023年“三公”经费统计表\n单位：万元\n经费项目\t2023年度支出\n因公出国（境）费\t0\n公务接待费\t71.53\n\
             公务用车费\t{spent}\n公务用车购置费\t423.81\n公务用车运行维护费\t1433.42\n总“三公”经费支出\t1928.76\n"
        )
    };
    found(&kinds("1857.23"), &[]);
    found(&kinds("1887.23"), &["GJ211"]);
}

#[test]
fn forms_of_several_projects_stand_each_for_itself() {
    let form = |project: &str, budget: &str, spent: &str, rate: &str| {
        format!(
            "项目支出绩效自评表\n项目名称\t{project}\n主管部门\t某县水利局\t实施单位\t某县水利局\n\
             项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
             \t年度资金总额\t{budget}\t{budget}\t{spent}\t10\t{rate}\t10\n\
             \t其中：当年财政拨款\t{budget}\t{budget}\t{spent}\t-\t{rate}\t-\n\n"
        )
    };
    let first = form("防汛抗旱", "200", "200", "100%");
    found(&format!("{first}{}", form("河长制", "150", "150", "100%")), &[]);
    // One form alone is still held against itself.
    found(&format!("{first}{}", form("河长制", "150", "150", "80%")), &["GJ513", "GJ513"]);
}

#[test]
fn forms_with_a_cell_a_line_stand_each_for_their_project_too() {
    let form = |name: &str, budget: &str, rate: &str| {
        let cells = format!(
            "项目支出绩效自评表 {name} 主管部门 某县水利局 实施单位 某县水利局 \
             项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分 \
             年度资金总额 {budget} {budget} {budget} 10 {rate} 10 其他资金 0 0 0 - - - "
        );
        [cells.replace(' ', "\n"), cells.replace(' ', "\n\n")]
    };
    for label in ["项目名称 ", "项目名称："] {
        let first = form(&format!("{label}防汛抗旱"), "200", "100%");
        let second = form(&format!("{label}河长制"), "150", "100%");
        let wrong = form(&format!("{label}河长制"), "150", "80%");
        for ((first, second), wrong) in first.iter().zip(second).zip(wrong) {
            assert_eq!(codes(&format!("{first}{second}")), Vec::<String>::new());
            assert_eq!(codes(&format!("{first}{wrong}")), ["GJ513"]);
        }
    }
}

#[test]
fn chapters_of_units_speak_of_their_own_figures() {
    let text = "（一）县第一中学\n三公经费支出决算15万元。\n（二）县第二小学\n三公经费支出决算13万元。";
    found(text, &[]);
    found(&text.replace("县第二小学", "三公经费情况"), &["GJ401"]);
}

#[test]
fn a_rate_behind_a_list_is_of_the_whole_that_it_fits() {
    let text = "支出合计调整后预算8000万元，项目支出调整后预算5900万元。\n支出合计决算7840万元，其中基本支出2090万元，项目支出5750万元，预算执行率";
    found(&format!("{text}98%。"), &[]);
    found(&format!("{text}89%。"), &["GJ303"]);
    let unnamed = text.replace("支出合计决算", "决算支出");
    found(&format!("{unnamed}98%。"), &[]);
}

#[test]
fn a_change_that_does_not_say_from_what_fits_in_itself() {
    found("公务接待费支出980万元，减少30万元，下降2.97%。", &[]);
    found("公务接待费支出980万元，减少30万元，下降9.97%。", &["GJ311"]);
    found("三公经费预算20万元，支出15万元，节约5万元。", &[]);
}

#[test]
fn what_was_spent_may_be_said_in_a_word() {
    found("防汛专项年度财政资金预算700万元，执行425万元，执行率60.71%。", &[]);
    found("防汛专项年度财政资金预算700万元，执行425万元，执行率67.01%。", &["GJ303"]);
    found("防汛专项预算700万元，已支付425万元，资金使用率60.17%。", &["GJ303"]);
}

/// A form of indicators whose rows are worth 90 points of 100.
const NINETY: &str = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 巡河次数 | ≥1200次 | 1260次 | 50 | 50 |
| 效益指标 | 社会效益指标 | 群众意识提高率 | ≥90% | 95% | 30 | 28 |
| 满意度指标 | 满意度指标 | 群众满意度 | ≥90% | 95% | 10 | 10 |
| 总分 | | | | | 100 | 97.8 |
";

#[test]
fn the_points_of_the_execution_rate_may_stand_outside_the_rows() {
    let report = |form: &str| format!("2022年度项目支出绩效自评表\n{form}");
    assert_eq!(codes(&report(NINETY)), Vec::<String>::new());
    assert_eq!(codes(&report(&NINETY.replace("| 50 | 50 |", "| 45 | 45 |"))), ["GJ506", "GJ506"]);
    let funds = "| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |
| 年度资金总额 | 43.2 | 43.2 | 42.34 | 98.01% |
";
    assert_eq!(codes(&report(&format!("{funds}{NINETY}"))), ["GJ506", "GJ506"]);
    let apart = "| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | 43.2 | 43.2 | 42.34 | 10 | 98.01% | 9.8 |

绩效指标完成情况如下。

";
    assert_eq!(codes(&report(&format!("{apart}{NINETY}"))), Vec::<String>::new());
}

#[test]
fn a_group_that_each_row_repeats_is_one() {
    let form = "2022年度项目支出绩效自评表
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标（50分） | 数量指标 | 储备物资 | ≥120吨 | 126吨 | 30 | 30 |
| 产出指标（50分） | 质量指标 | 验收合格率 | ≥95% | 100% | 20 | 20 |
| 效益指标（40分） | 社会效益指标 | 受灾减少 | 明显 | 明显 | 40 | 40 |
";
    for form in [form.to_owned(), form.replace(" | ", "\t").replace("| ", "").replace(" |", "")] {
        assert_eq!(codes(&form), Vec::<String>::new());
        assert_eq!(codes(&form.replace("20", "15").replace("1515", "2015")), ["GJ505"]);
    }
}

#[test]
fn the_weight_of_a_group_is_not_that_of_its_rows() {
    let form = "2022年度项目绩效评价指标得分表
| 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分 | 偏差原因 |
| 决策 | 40 | 项目立项 | 20 | 立项依据充分性 | 15 | 15 | |
| 决策 | 40 | 项目立项 | 20 | 立项程序规范性 | 5 | 4 | 缺少论证 |
| 决策 | 40 | 绩效目标 | 20 | 绩效目标合理性 | 20 | 20 | |
| 过程 | 60 | 资金管理 | 60 | 预算执行率 | 60 | 59 | 进度偏慢 |
| 合计 | | | | | 100 | 98 | |
";
    assert_eq!(codes(form), Vec::<String>::new());
    assert_eq!(codes(&form.replace("| 60 | 59 |", "| 55 | 54 |")), ["GJ505"]);
    assert_eq!(codes(&form.replace("| 缺少论证 |", "| |")), ["GJ520"]);
}

#[test]
fn points_that_are_full_at_one_decimal_are_full() {
    let row = |weight: &str, actual: &str| {
        format!(
            "2022年度项目支出绩效自评表
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 检查企业数 | ≥805家 | {actual} | {weight} | {weight} |
"
        )
    };
    assert_eq!(codes(&row("2", "804家")), Vec::<String>::new());
    assert_eq!(codes(&row("10", "804家")), Vec::<String>::new());
    assert_eq!(codes(&row("10", "770家")), ["GJ517"]);
}

/// A form with a cell a line; what stands below the row of the funds, and behind 问题整改率, is left to the test.
fn cell_lines(below: &str, reason: &str) -> String {
    let cells = format!(
        "项目支出绩效自评表 项目名称 农村饮水 \
         项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分 \
         年度资金总额 310.38 310.38 263.82 10 85% 8.5 {below}\
         一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 \
         产出指标 数量指标 检查企业数 ≥27家 27家 40 40 质量指标 问题整改率 95% 89% 5 4.68 {reason}\
         验收合格率 100% 100% 5 5 效益指标 社会效益指标 群众受益 明显 明显 40 40 合计 100 98.18 "
    );
    cells.replace(' ', "\n\n")
}

#[test]
fn a_reason_before_the_next_row_is_no_group() {
    assert_eq!(codes(&cell_lines("", "受疫情影响 ")), Vec::<String>::new());
    assert_eq!(codes(&cell_lines("", "")), ["GJ520"]);
}

#[test]
fn a_row_of_empty_cells_does_not_end_a_form() {
    let empty = format!("当年财政拨款 310.38 310.38 263.82  85%   上年结转资金 {}", " ".repeat(12));
    assert_eq!(codes(&cell_lines(&empty, "受疫情影响 ")), Vec::<String>::new());
}

#[test]
fn subtotals_and_bonus_points_are_no_rows_of_a_score() {
    let form = "2022年度项目绩效评分表
| 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 |
| 决策 | 项目立项 | 立项依据充分性 | 20 | 17.5 |
| | | 小计 | 20 | 17.5 |
| 过程 | 资金管理 | 到位率 | 80 | 74.4 |
| | | 小计 | 80 | 74.4 |
| 加分项 | 创新 | 获表彰 | 5 | 2 |
| 合计 | | | 100 | 91.9 |
";
    assert_eq!(codes(form), Vec::<String>::new());
    assert_eq!(codes(&form.replace("| 到位率 | 80 |", "| 到位率 | 85 |")), ["GJ506"]);
}

#[test]
fn statistics_below_amounts_are_no_parts_of_their_total() {
    let form = "2022年度部门决算
“三公”经费及机构运行信息表
单位：元
项目\t预算数\t决算数
合计\t320000.00\t268000.00
1.因公出国（境）费\t0.00\t0.00
2.公务用车购置及运行维护费\t220000.00\t183000.00
3.公务接待费\t100000.00\t85000.00
（二）相关统计数\t—\t—
4.公务用车保有量（辆）\t—\t6
5.国内公务接待批次（个）\t—\t85
6.国内公务接待人次（人）\t—\t680
";
    assert_eq!(codes(form), Vec::<String>::new());
    assert_eq!(codes(&form.replace("85000.00", "95000.00")), ["GJ211"]);
}

#[test]
fn forms_of_projects_are_not_held_against_the_form_of_the_unit() {
    let form = |title: &str, name: &str, [budget, spent, rate, points]: [&str; 4]| {
        format!(
            "{title}\n{name}| 年度资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| | 年度资金总额 | {budget} | {budget} | {spent} | 10 | {rate} | {points} |
| | 其中：当年财政拨款 | {budget} | {budget} | {spent} | — | {rate} | — |
"
        )
    };
    let unit = form("2022年度部门整体支出绩效自评表", "", ["400", "392", "98%", "9.8"]);
    let first = form("2022年度项目支出绩效自评表", "| 项目支出名称 | 防汛 |\n", ["300", "294", "98%", "9.8"]);
    let second = form("2022年度项目支出绩效自评表", "", ["100", "98", "98%", "9.8"]);
    let report = |forms: &[&str]| format!("2022年度某局部门整体支出绩效自评报告\n{}", forms.join("\n"));
    assert_eq!(codes(&report(&[&unit, &first, &second])), Vec::<String>::new());
    let wrong = first.replace("| 294 | 10 | 98%", "| 294 | 10 | 89%");
    assert_eq!(codes(&report(&[&unit, &wrong, &second])), ["GJ513"]);
}

#[test]
fn chapters_of_one_kind_speak_of_different_things() {
    let text = "（一）防汛经费\n年初预算200万元，上年结转38万元，支出230万元。\n（二）河长制经费\n年初预算100万元，上年结转20万元，支出110万元。";
    found(text, &[]);
    found(&text.replace("防汛经费", "总体情况").replace("河长制经费", "具体情况"), &["GJ401"]);
    found("（一）年初预算情况\n三公经费32万元。\n（二）决算情况\n三公经费26.8万元。", &[]);
}

#[test]
fn totals_of_plain_tables_are_added_up() {
    let numbered = "2022年度某局项目资金情况
| 序号 | 乡镇 | 金额（万元） |
| 1 | 城关镇 | 120 |
| 2 | 白马镇 | 80 |
| 3 | 红旗乡 | 60 |
| 合计 | | 260 |
";
    assert_eq!(codes(numbered), Vec::<String>::new());
    assert_eq!(codes(&numbered.replace("| 80 |", "| 90 |")), ["GJ211"]);
    // A row that is missing may be meant to be: only numbers say that all are there, or that money was shared out among places.
    let open = numbered.replace("| 1 |", "| |").replace("| 2 |", "| |").replace("| 3 |", "| |");
    let open = open.replace("乡镇", "用途");
    assert_eq!(codes(&open.replace("| 80 |", "| 90 |")), Vec::<String>::new());
    let crossed = "2022年度某局项目资金情况
单位\t中央资金\t省级资金\t合计
水利局\t100\t50\t150
农业局\t200\t60\t260
林业局\t40\t30\t70
合计\t340\t140\t480
";
    assert_eq!(codes(crossed), Vec::<String>::new());
    assert_eq!(codes(&crossed.replace("480", "490")), ["GJ211"]);
    assert_eq!(codes(&crossed.replace("\t260", "\t280")), ["GJ211", "GJ211"]);
    // Averages and subtotals are no rows of the sum.
    assert_eq!(codes(&crossed.replace("林业局", "小计")), Vec::<String>::new());
}

#[test]
fn a_total_is_of_its_own_part_of_the_sentence() {
    let text = "固定资产原值7042.37万元；公开招标采购54.63万元，竞争性磋商59.31万元，询价71.96万元，共计";
    found(&format!("{text}185.90万元。"), &[]);
    found("公开招标采购54.63万元；竞争性磋商59.31万元，询价71.96万元，共计186.90万元。", &["GJ201"]);
}

#[test]
fn numbered_rows_make_up_the_total_of_a_table_and_the_rows_between_are_theirs() {
    let table = |all: u32| {
        format!(
            "单位：万元\n项目\t年初预算数\t决算数\n一、基本支出\t60\t58\n人员经费\t40\t39\n公用经费\t20\t19\n二、项目支出\t90\t80\n合计\t150\t{all}"
        )
    };
    found(&table(138), &[]);
    found(&table(148), &["GJ211"]);
}

#[test]
fn a_form_may_break_its_total_down_twice() {
    let form = |last: u32| {
        format!(
            "预算情况\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t部门预算总额（万元）\t100\t100\t98\t10\t98%\t9.8\n\t1、资金来源：（1）财政性资金\t80\t80\t79\t-\t98.75%\t-\n\t（2）其他资金\t20\t20\t19\t-\t95%\t-\n\t2、资金结构：（1）基本支出\t60\t60\t60\t-\t100%\t-\n\t（2）项目支出\t40\t40\t{last}\t-\t-\t-"
        )
    };
    found(&form(38), &[]);
    found(&form(28), &["GJ211"]);
}

#[test]
fn a_cell_between_quotation_marks_may_stand_on_several_lines() {
    let form = |points: u32| {
        format!(
            "{HEADS}产出指标\t数量指标\t\"检查企\n业数\"\t≥5家\t4家\t40\t{points}\t\"受疫情\n影响\"\n\t质量指标\t合格率\t100%\t100%\t60\t60\t\n总分\t\t\t\t\t100\t92\t\n"
        )
    };
    const HEADS: &str =
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t\"偏差原因\n分析\"\n";
    found(&form(32), &[]);
    found(&form(31), &["GJ506"]);
}

#[test]
fn men_and_women_are_everybody_and_steps_of_a_case_overlap() {
    found("全局共有在职人员100人，其中男60人、女50人。", &["GJ201"]);
    found("全局共有在职人员100人，其中男60人、女40人。", &[]);
    found("抓获犯罪嫌疑人120人，其中刑拘90人、逮捕50人。", &[]);
}

#[test]
fn a_rate_is_of_what_the_paragraph_granted_and_spent() {
    let budget = "年初预算5992.04万元，年中追加预算682.69万元，全年预算6674.73万元。全年支出6607.66万元，";
    found(&format!("{budget}预算执行率99%。"), &[]);
    found(&format!("{budget}预算执行率99.00%。"), &[]);
    found(&format!("{budget}预算执行率89.00%。"), &["GJ303"]);
    let parts = "2023年全年预算数5127.36万元，其中，基本支出预算数3127.36万元，项目支出预算数2000万元。\
        资金总体支出5036.01万元，其中，基本支出3036.01万元，项目支出2000万元。";
    found(&format!("{parts}预算执行率为98.22%。"), &[]);
    found(&format!("{parts}预算执行率为78.22%。"), &["GJ303"]);
    found("人员类项目年初预算1102.6万元，年终执行1089.37万元，执行率78.8%。", &["GJ303"]);
    let total =
        "专项资金共计1933.80万元，其中中央资金1000万元，省级资金933.80万元。截至年末，实际支出1843.76万元，";
    found(&format!("{total}总体执行率95.34%。"), &[]);
    found(&format!("{total}总体执行率85.34%。"), &["GJ303"]);
}

#[test]
fn amounts_in_a_bracket_behind_an_amount_are_its_parts_where_a_slip_shows() {
    found("本年支出950.33万元（基本支出683.28万元，项目支出267.05万元）。", &[]);
    found("本年支出950.33万元（基本支出683.28万元，项目支出367.05万元）。", &["GJ201"]);
    found("本年支出950.33万元（基本支出683.28万元，项目支出20万元）。", &[]);
}

#[test]
fn a_change_is_counted_from_the_beginning_of_the_year_or_from_the_amount_beside_it() {
    found("资产总额1525.35万元，较年初966.53万元增加558.82万元，增长57.82%。", &[]);
    found("资产总额1525.35万元，较年初966.53万元增加658.82万元，增长57.82%。", &["GJ313"]);
    found("收入1200万元，上年1100万元，增加100万元。", &[]);
    found("收入1200万元，上年1100万元，增加110万元。", &["GJ313"]);
    let listed = "支出398万元，其中教育支出139万元，科学技术支出259万元，比上年同期139万元";
    found(&format!("{listed}增支120万元，增长86.3%。"), &[]);
    found(&format!("{listed}增支120元，增长86.3%。"), &["GJ313"]);
}

#[test]
fn a_list_goes_on_behind_its_semicolons_however_short_its_lines_are() {
    let list = |works: &str| {
        format!(
            "政府采购支出总额817万元，其中：政府采购货物支出245万元；\n政府采购工程支出{works}万元；\n政府采购服务支出190万元。"
        )
    };
    found(&list("382"), &[]);
    found(&list("482"), &["GJ201"]);
}

#[test]
fn amounts_with_digits_exchanged_are_one_figure() {
    found("2023年度项目支出1124.07万元。\n二、支出\n2023年项目支出1142.07万元。", &["GJ401"]);
    found("2023年度项目支出1124.07万元。\n二、支出\n2023年项目支出1324.07万元。", &[]);
}

#[test]
fn a_budget_is_what_it_was_and_what_came_on_top() {
    found("年初预算4378.46万元，年中追加405.24万元，全年预算4783.70万元。", &[]);
    found("年初预算4378.46万元，年中追加405.24万元，全年预算7483.70万元。", &["GJ206"]);
    found("年初预算4378.46万元，年中追加405.24万元，全年预算4913.22万元。", &[]);
}

#[test]
fn one_change_has_one_direction() {
    found("与上年相比，整体支出减少177.28万元，增长4.32%。", &["GJ319"]);
    found("三公经费减少20万元，项目支出增长8.5%。", &[]);
}

#[test]
fn posts_and_what_is_bought_are_held_against_what_they_are_made_of() {
    let title = "2023年度某局部门整体支出绩效自评报告\n一、情况\n";
    let of_department = |text: &str| codes(&format!("{title}{text}\n"));
    let posts = "编制数146人，年末在职人数132人，在职人员控制率";
    assert_eq!(of_department(&format!("{posts}94.01%。")), ["GJ303"]);
    assert!(of_department(&format!("{posts}90.41%。")).is_empty());
    let spent = "2023年“三公”经费预算32.00万元，实际支出27.00万元，控制率";
    assert_eq!(of_department(&format!("{spent}48.38%。")), ["GJ303"]);
    assert!(of_department(&format!("{spent}84.38%。")).is_empty());
    found("政府采购支出835.60万元，其中：货物126.40万元、工程198.20万元、服务61.00万元。", &["GJ203"]);
}

#[test]
fn two_numbers_of_points_behind_a_title_are_its_weight_and_what_it_got() {
    for head in [
        "分值3分，得N分",
        "满分3分，得N分",
        "3分，自评N分",
        "3分，得分N分",
        "3分，自评得分N分",
        "分值3分，自评N分",
    ] {
        let text = |points: &str| format!("（一）目标制定（{}）。", head.replace('N', points));
        found(&text("2.6"), &[]);
        found(&text("5.6"), &["GJ510"]);
    }
    found("（一）目标制定（3分，扣1分，得2分）。", &[]);
    found("（一）目标制定（3分，得5分，其中加分2分）。", &[]);
    let outline = |points: &str| {
        format!("（一）产出（30分，自评{points}分）\n1.数量（20分，自评19.5分）\n2.质量（10分，自评10分）")
    };
    found(&outline("29.5"), &[]);
    found(&outline("28.5"), &["GJ502"]);
}

#[test]
fn a_unit_may_be_set_apart() {
    let listed = "三公经费支出预算为2493.77万 元，其中：因公出国（境）费用83万 元，公务用车购置及运行维护费1534.95万 元，公务接待费";
    found(&format!("{listed}875.82万 元。"), &[]);
    found(&format!("{listed}865.82万 元。"), &["GJ203"]);
}

#[test]
fn names_may_stand_apart_from_the_figures_of_a_calculation() {
    found("结转结余率=年末结转结余 140.15/调整后预算 5126.5×100%=2.73%。", &[]);
    found("结转结余率=140.15/5126.5×100%=3.73%。", &["GJ307"]);
}

#[test]
fn words_of_comparison_speak_of_their_own_item() {
    let items = "2.文物保护（项）：支出决算为415.6万元，预算数为450万元。3.住房公积金（项）：支出决算为182.33万元，完成预算100%，决算数与预算数持平。";
    found(items, &[]);
    found("3.住房公积金（项）：预算数为450万元，支出决算为482.33万元，决算数小于预算数。", &["GJ318"]);
}

#[test]
fn an_adjustment_of_the_budget_is_no_change_from_last_year() {
    found("项目预算调整为85万元，调减16万元，比上年下降9.7%。", &[]);
    found("项目支出85万元，减少16万元，下降9.7%。", &["GJ311"]);
}

#[test]
fn a_change_is_not_one_of_years_before_its_base() {
    let of_2021 = "2021年度“三公”经费合计支出20.12万元，其中：公务接待12.39万元，公务用车运行费用7.73万元。";
    found(
        &format!(
            "{of_2021}2022年度“三公”经费预算较2021年度增加1.68万元，其中公务接待较上年同期减少0.58万元，减少4.68%。"
        ),
        &[],
    );
}

#[test]
fn a_target_is_no_item_with_a_change() {
    let text = "2022年财政总收入完成545876万元，完成收入计划550000万元的99.3%，同比增长4%。一般公共预算收入完成274609万元，完成收入计划275000万元的100%，同比增收56533万元，同比增长26%。";
    found(text, &[]);
    found(&text.replace('。', "。\n"), &[]);
}

#[test]
fn a_count_in_the_reason_is_not_the_whole_of_the_amounts_behind() {
    let text = "三公经费决算数59.89万元，较上年增加10.97万元，增长22.42%，主要原因是更新执法车辆1辆。其中：公务用车购置费";
    found(&format!("{text}17.98万元，公务用车运行维护费38.64万元，公务接待费3.27万元。"), &[]);
    found(&format!("{text}71.98万元，公务用车运行维护费38.64万元，公务接待费3.27万元。"), &["GJ201"]);
}

#[test]
fn a_list_is_complete_where_two_digits_that_changed_places_make_it_so() {
    let posts = |all: u32| format!("核定编制{all}人，其中行政编制118人、事业编制168人。");
    found(&posts(286), &[]);
    found(&posts(826), &["GJ203"]);
    let spent = |wages: &str| {
        format!(
            "行政经费支出1012.84万元，其中：工资福利支出{wages}万元、商品和服务支出264.38万元、资本性支出20万元。"
        )
    };
    found(&spent("728.46"), &[]);
    found(&spent("278.46"), &["GJ203"]);
    found("年初支出预算9280.00万元，其中基本支出1880.00万元、项目支出1100.00万元。", &["GJ203"]);
}

#[test]
fn the_accounts_of_a_row_add_up_across_its_columns() {
    let table = |row: &str| {
        format!(
            "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t854.83\t598.65\t256.18\n\
             201\t一般公共服务支出\t702.18\t446.00\t256.18\n20103\t政府办公厅\t702.18\t446.00\t256.18\n2010301\t行政运行\t446.00\t446.00\t0.00\n\
             2010308\t信访事务\t256.18\t0.00\t256.18\n208\t社会保障和就业支出\t78.46\t78.46\t0.00\n\
             20805\t行政事业单位养老支出\t78.46\t78.46\t0.00\n2080501\t行政单位离退休\t22.10\t22.10\t0.00\n\
             2080505\t机关事业单位基本养老保险缴费支出\t56.36\t56.36\t0.00\n210\t卫生健康支出\t{row}"
        )
    };
    let rows = "74.19\t74.19\t0.00\n21011\t行政事业单位医疗\t74.19\t74.19\t0.00\n2101101\t行政单位医疗\t74.19\t74.19\t0.00";
    found(&table(rows), &[]);
    found(
        &table(rows).replace("2101101\t行政单位医疗\t74.19\t74.19", "2101101\t行政单位医疗\t74.19\t71.49"),
        &["GJ211"],
    );
    found(&table(rows).replace("政府办公厅\t702.18\t446.00", "政府办公厅\t702.18\t466.00"), &["GJ211"]);
    // A column that is part of another one, and one that is left to itself.
    let nested = |paid: &str| {
        format!(
            "支出预算表\n单位：元\n类\t款\t科目名称\t合计\t小计\t人员经费\t公用经费\t项目支出\n\
             201\t\t一般公共服务\t1620\t1260\t{paid}\t245\t360\n201\t01\t人大事务\t1620\t1260\t1015\t245\t360\n\
             205\t\t教育支出\t936\t856\t702\t154\t80\n205\t02\t普通教育\t936\t856\t702\t154\t80\n\
             221\t\t住房保障支出\t377\t377\t377\t0\t0\n221\t02\t住房改革支出\t377\t377\t377\t0\t0"
        )
    };
    found(&nested("1015"), &[]);
    found(&nested("1051"), &["GJ211"]);
    // Text out of a PDF loses empty cells: the first figure is still all of the others.
    let lost = |row: &str| {
        format!(
            "收入决算表\n单位：万元\n科目编码\t科目名称\t合计\t财政拨款收入\t其他收入\n类\t款\t项\n\
             201\t一般公共服务支出\t2112.86\t2106.66\t6.20\n201\t06\t财政事务\t2112.86\t2106.66\t6.20\n\
             201\t06\t01\t行政运行\t1512.40\t1512.39\t0.01\n201\t06\t02\t一般行政管理事务\t600.46\t594.27\t6.19\n\
             208\t社会保障和就业支出\t326.72\t326.72\n208\t05\t行政事业单位养老支出\t{row}\n208\t05\t05\t养老保险缴费\t326.72\t326.72\n\
             合计\t2439.58\t2433.38\t6.20"
        )
    };
    found(&lost("326.72\t326.72"), &[]);
    found(&lost("326.72\t326.92"), &["GJ211"]);
    // A figure that stands on a line of its own may be that of any row.
    found(&lost("326.72\t26.72").replace("\n208\t05\t05", "\n300.00\n208\t05\t05"), &[]);
}

#[test]
fn the_rows_of_the_base_data_form_add_up() {
    let form = |run: &str, guests: &str, safety: &str| {
        format!(
            "2023年度某县某局部门整体支出绩效自评报告\n附件1\n部门整体支出绩效评价基础数据表\n经费控制情况（万元）\t2022年决算数\t2023年预算数\t2023年决算数\n三公经费\t12.60\t12.00\t11.40\n\
             1、公务用车购置和维护经费\t9.00\t8.50\t8.00\n其中：公车购置\t2.00\t0.00\t0.00\n公车运行维护\t{run}\t8.50\t8.00\n\
             2、出国经费\t0.00\t0.00\t0.00\n3、公务接待\t{guests}\t3.50\t3.40\n项目支出：\t620.00\t600.00\t652.88\n\
             1、业务工作经费\t320.00\t300.00\t332.88\n2、运行维护经费\t100.00\t100.00\t120.00\n\
             3、县级专项资金（一个专项一行）\t200.00\t200.00\t200.00\n安全生产专项\t{safety}\t120.00\t120.00\n应急演练专项\t80.00\t80.00\t80.00\n\
             公用经费\t150.00\t156.20\t156.20\n其中：办公经费\t50.00\t52.00\t52.00\n水费、电费、差旅费\t40.00\t42.00\t42.00\n\
             填表人：李某    填报日期：2024年3月1日    联系电话：12345678"
        )
    };
    let sums = |form: &str| codes(form).iter().filter(|code| **code == "GJ211").count();
    assert_eq!(sums(&form("7.00", "3.60", "120.00")), 0);
    assert_eq!(sums(&form("7.40", "3.60", "120.00")), 1);
    assert_eq!(sums(&form("7.00", "63.60", "120.00")), 1);
    assert_eq!(sums(&form("7.00", "3.60", "122.00")), 1);
}

#[test]
fn accounts_beside_each_other_add_up_each_below_its_own() {
    let table = |wages: &str, goods: &str, total: &str| {
        format!(
            "一般公共预算财政拨款基本支出决算明细表\n单位：万元\n人员经费\t\t\t公用经费\t\t\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n\
             301\t工资福利支出\t{wages}\t302\t商品和服务支出\t{goods}\n30101\t基本工资\t500.00\t30201\t办公费\t50.18\n\
             30102\t津贴补贴\t400.00\t30202\t印刷费\t20.00\n30103\t奖金\t250.00\t30207\t邮电费\t10.00\n\
             30108\t养老保险缴费\t200.00\t30211\t差旅费\t70.00\n303\t对个人和家庭的补助\t150.00\t\t\t\n30302\t退休费\t150.00\t\t\t\n\
             人员经费合计\t\t{total}\t公用经费合计\t\t150.18"
        )
    };
    found(&table("1350.00", "150.18", "1500.00"), &[]);
    found(&table("1750.00", "150.18", "1500.00"), &["GJ211", "GJ211"]);
    found(&table("1350.00", "155.18", "1500.00"), &["GJ211"]);
    found(&table("1350.00", "150.18", "1520.00"), &["GJ211"]);
    // 公用经费合计 is of the accounts in the last two of three.
    let three = |total: &str| {
        format!(
            "基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n\
             301\t工资福利支出\t90.00\t302\t商品和服务支出\t30.00\t310\t资本性支出\t8.00\n\
             30101\t基本工资\t60.00\t30201\t办公费\t18.00\t31002\t办公设备购置\t8.00\n30102\t津贴补贴\t30.00\t30211\t差旅费\t12.00\t31003\t专用设备购置\t\n\
             人员经费合计\t\t90.00\t公用经费合计\t\t\t\t\t{total}"
        )
    };
    found(&three("38.00"), &[]);
    found(&three("83.00"), &["GJ211"]);
}

#[test]
fn halves_of_receipts_and_spending_whose_empty_cells_are_lost() {
    let table = |services: &str, housing: &str| {
        format!(
            "2023年部门财务收支预算总表\n单位：元\n本年收入\t本年支出\n项目\t预算数\t项目\t预算数\n\
             一、财政拨款收入\t5,600,000一、一般公共服务支出\t{services}\n1.一般公共预算资金\t5,600,000二、公共安全支出\t1,633,000\n\
             2.政府性基金\t三、教育支出\t250,000\n二、事业收入\t四、科学技术支出\t100,000\n五、住房保障支出\t{housing}\n收入总计\t5,600,000\t支出总计\t5,600,000"
        )
    };
    found(&table("2,932,000", "685,000"), &[]);
    found(&table("2,932,000", "658,000"), &["GJ211"]);
    found(&table("2,392,000", "685,000"), &["GJ211"]);
}

#[test]
fn what_is_nothing_in_half_a_table_is_counted_as_well() {
    let table = |services: &str, carried: &str| {
        format!(
            "收入支出决算总表\n单位：万元\n项目\t行次\t金额\t项目\t行次\t金额\n\
             一、一般公共预算财政拨款收入\t1\t4627.57\t一、一般公共服务支出\t32\t{services}\n二、事业收入\t2\t80.78\t二、外交支出\t33\t0.00\n\
             三、其他收入\t3\t33.19\t三、教育支出\t34\t4146.04\n\t\t\t四、社会保障和就业支出\t35\t595.50\n\
             本年收入合计\t27\t4741.54\t本年支出合计\t58\t4741.54\n使用非财政拨款结余\t28\t0.00\t结余分配\t59\t0.00\n\
             年初结转和结余\t29\t{carried}\t年末结转和结余\t60\t0.00\n总计\t31\t4741.54\t总计\t62\t4741.54"
        )
    };
    found(&table("0.00", "0.00"), &[]);
    found(&table("100.00", "0.00"), &["GJ211"]);
    found(&table("0.00", "100.00"), &["GJ211"]);
}

#[test]
fn levels_of_a_list_are_added_up_where_a_column_bears_them_out() {
    let table = |all: &str, own: &str| {
        format!(
            "各单位项目支出情况表（单位：万元）\n单位\t年初预算\t支出数\n办公室\t50.00\t42.75\n业务一股\t{own}\t147.00\n\
             小计\t170.00\t189.75\n局属单位\t300.00\t320.10\n合计\t{all}\t509.85"
        )
    };
    found(&table("470.00", "120.00"), &[]);
    found(&table("480.00", "120.00"), &["GJ211"]);
    found(&table("470.00", "210.00"), &["GJ211"]);
}

#[test]
fn what_two_grades_of_an_indicator_are_worth_agrees() {
    let form = |cost: &str| {
        format!(
            "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t指标值（A）\t全年实际值（B）\t得分\t未完成原因分析\n\
             项目产出（30分）\t数量指标（10分）\t保障人数\t10\t2370人\t2370人\t10\t\n\t质量指标（5分）\t公用经费标准\t5\t符合\t符合\t5\t\n\
             \t时效指标（5分）\t完成时间\t5\t12月\t12月\t5\t\n\t成本指标（{cost}分）\t办公所需成本\t4\t15万元\t15万元\t4\t\n\
             \t\t维修所需成本\t3\t35万元\t35万元\t3\t\n\t\t绿化等成本\t3\t14.8万元\t14.8万元\t3\t"
        )
    };
    found(&form("10"), &[]);
    found(&form("14"), &["GJ505"]);
    let sheet = |quality: &str| {
        format!(
            "绩效评价指标评分表\n一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t得分\n决策\t20\t项目立项\t6\t立项依据充分性\t3\t3\n\
             \t\t\t\t立项程序规范性\t3\t3\n\t\t资金投入\t14\t预算编制科学性\t7\t7\n\t\t\t\t资金分配合理性\t7\t7\n\
             产出\t80\t产出数量\t50\t建设面积完成率\t25\t25\n\t\t\t\t渠道完成率\t25\t25\n\t\t产出质量\t{quality}\t验收合格率\t30\t28\n合计\t100\t\t100\t\t100\t98"
        )
    };
    found(&sheet("30"), &[]);
    found(&sheet("35"), &["GJ505"]);
}

#[test]
fn a_form_says_its_total_of_points_once_more_in_its_head() {
    let form = |claimed: &str| {
        format!(
            "项目支出绩效自评表\n项目名称\t初中公用经费\t\t自评得分\t{claimed}\n一级指标\t二级指标\t三级指标\t分值\t指标值\t实际完成值\t得分\t未完成原因分析\n\
             产出指标\t数量指标\t保障人数\t50\t2370人\t2370人\t50\t\n效益指标\t社会效益\t效果显著\t40\t改善\t改善\t35\t有待加强\n\
             满意度指标\t满意度\t满意度\t10\t≥90%\t92%\t8\t有待提高\n总分\t\t\t100\t\t\t93\t"
        )
    };
    found(&form("93"), &[]);
    found(&form("96"), &["GJ508"]);
    found(&form("96").replace("\n总分\t\t\t100\t\t\t93\t", ""), &["GJ506"]);
    found(&form("93").replace("\n总分\t\t\t100\t\t\t93\t", ""), &[]);
    // Where indicators are missing, so are their points.
    found(
        &form("96")
            .replace("\n总分\t\t\t100\t\t\t93\t", "")
            .replace("40\t改善\t改善\t35", "30\t改善\t改善\t25"),
        &[],
    );
}

#[test]
fn degrees_of_completion_are_those_of_their_rows() {
    let table = |degree: &str| {
        format!(
            "绩效指标完成情况\n指标\t目标值\t完成值\t完成率\t权重\t得分\n培训人次\t≥1200人次\t1260人次\t105%\t30\t30\n\
             合格率\t≥95%\t97%\t102.11%\t20\t20\n取证率\t≥95%\t94%\t{degree}\t20\t19.79\n\
             人均成本\t≤1500元\t1480元\t98.67%\t20\t20\n满意度\t≥90%\t96%\t106.67%\t10\t10\n合计\t\t\t\t100\t99.79"
        )
    };
    found(&table("98.95%"), &[]);
    found(&table("98.15%"), &["GJ303"]);
}

#[test]
fn budget_and_spending_beside_each_other_are_divided_below() {
    let form = |spent: &str, other: &str| {
        format!(
            "2023年度部门整体支出绩效自评表\n部门名称\t某县某局\n预算执行情况（万元）\t预算数\t2356.20\t执行数\t{spent}\n\
             \t其中：财政拨款\t2256.20\t其中：财政拨款\t2209.08\n\t其他资金\t{other}\t其他资金\t100.00"
        )
    };
    found(&form("2309.08", "100.00"), &[]);
    found(&form("2209.08", "100.00"), &["GJ211"]);
    found(&form("2309.08", "120.00"), &["GJ211"]);
}

#[test]
fn columns_follow_from_others_as_in_the_other_rows() {
    let table = |cells: &str| {
        let rows =
            "项目\t2022年决算数\t2021年决算数\t增减额\t增减幅度（%）\n公共卫生\t486.00\t412.30\t73.70\t17.88";
        format!(
            "收支对比表\n单位：万元\n{rows}\n机构补助\t320.00\t340.00\t{cells}\n合计\t806.00\t752.30\t53.70\t7.14"
        )
    };
    found(&table("-20.00\t-5.88"), &[]);
    found(&table("-20.00\t-8.58"), &["GJ214"]);
    let shares = |share: &str| {
        format!(
            "支出结构表\n单位：万元\n项目\t金额\t占比\n工资\t300.00\t37.50%\n公务\t180.00\t{share}%\n其他\t320.00\t40.00%\n合计\t800.00\t100%"
        )
    };
    found(&shares("22.50"), &[]);
    found(&shares("25.20"), &["GJ214"]);
    // What the heads say of units, the rows of a column share; a rate may be known by its sign alone.
    let changes = |change: &str| {
        format!(
            "主要指标完成情况表\n项目\t2023年\t2022年\t增长额\t增长比\n医疗收入（万元）\t5053.28\t5363.02\t-309.74\t-5.78%\n\
             门诊收入（万元）\t2551.77\t2333.68\t{change}\t9.35%\n住院收入（万元）\t2501.51\t3029.34\t-527.83\t-17.42%\n药占比\t28.07%\t30.28%\t-0.02\t"
        )
    };
    found(&changes("218.09"), &[]);
    found(&changes("268.09"), &["GJ214"]);
    let growth = |rate: &str| {
        format!(
            "指标\t2022年\t2023年\t同比增长\n财政拨款收入\t900.00\t1000.00\t{rate}\n基本支出\t890.00\t980.00\t10.11%\n\
             项目支出\t200.00\t300.00\t50.00%\n三公经费\t20.00\t18.00\t-10.00%"
        )
    };
    found(&growth("11.11%"), &[]);
    found(&growth("13.11%"), &["GJ214"]);
    let staff = |rate: &str, officers: &str| {
        format!(
            "人员情况统计表\n单位\t编制数\t实有人数\t其中：行政\t其中：事业\t退休\t控制率\n局机关\t45\t43\t{officers}\t15\t26\t{rate}\n\
             执法大队\t30\t29\t0\t29\t8\t96.67%\n服务中心\t20\t19\t0\t19\t3\t95.00%\n合计\t95\t91\t28\t63\t37\t95.79%"
        )
    };
    found(&staff("95.56%", "28"), &[]);
    found(&staff("95.06%", "28"), &["GJ214"]);
    found(&staff("95.56%", "22"), &["GJ211"]);
    let each = |mean: &str| {
        format!(
            "单位\t人数\t金额（万元）\t人均（元）\n甲\t100\t50.00\t{mean}\n乙\t200\t90.00\t4500\n合计\t300\t140.00\t4667"
        )
    };
    found(&each("5000"), &[]);
    found(&each("5500"), &["GJ214"]);
    let scores = |apart: &str| {
        format!(
            "指标\t分值\t自评得分\t复核得分\t差异\n决策\t50\t49\t46\t{apart}\n产出\t50\t48\t46\t-2\n合计\t100\t97\t92\t-5"
        )
    };
    found(&scores("-3"), &[]);
    found(&scores("-5"), &["GJ214"]);
    let unpaid = |rest: &str| {
        format!(
            "项目名称\t合同价\t变更增减\t结算价\t已付\t未付\n一标段\t500.00\t-20.00\t480.00\t450.00\t{rest}\n\
             二标段\t300.00\t15.00\t315.00\t300.00\t15.00\n合计\t800.00\t-5.00\t795.00\t750.00\t45.00"
        )
    };
    found(&unpaid("30.00"), &[]);
    found(&unpaid("60.00"), &["GJ214"]);
    let classes = |all: &str| {
        format!("等次\t个数\t占比\n优\t5\t41.7%\n良\t4\t33.3%\n中\t2\t16.7%\n差\t1\t8.3%\n合计\t{all}\t100%")
    };
    found(&classes("12"), &[]);
    found(&classes("15"), &["GJ211"]);
    let built = |share: &str| {
        format!(
            "投资构成\t金额（万元）\t占总投资比例\n建筑工程费\t600.00\t{share}\n设备购置费\t250.00\t25.00%\n其他费用\t150.00\t15.00%\n总投资\t1000.00\t100%"
        )
    };
    found(&built("60.00%"), &[]);
    found(&built("66.00%"), &["GJ214"]);
}

#[test]
fn the_total_of_projects_stands_below_their_budgets_and_rates() {
    let table = |total: &str| {
        let rows =
            "项目\t预算数\t决算数\t执行率\n公共卫生\t486.00\t412.30\t84.84%\n机构补助\t320.00\t320.00\t100%";
        format!("项目支出情况表\n单位：万元\n{rows}\n合计\t806.00\t{total}")
    };
    found(&table("732.30\t90.86%"), &[]);
    found(&table("742.30\t92.10%"), &["GJ211"]);
}

#[test]
fn points_are_those_of_the_report_only_where_nothing_else_is_named() {
    let report = |prose: &str| {
        let form = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 培训期数 | ≥5期 | 5期 | 50 | 49.47 |\n| 效益指标 | 社会效益 | 覆盖率 | ≥90% | 95% | 50 | 50 |\n| 总分 |  |  |  |  | 100 | 99.47 |";
        let text = format!("2023年度某县林业局部门整体支出绩效自评报告\n一、概况\n{prose}\n\n{form}\n");
        let found = codes(&text).into_iter().filter(|code| *code == "GJ508").count();
        assert!(found <= 1, "{prose}");
        found == 1
    };
    assert!(report("部门整体支出绩效自评得分98.47分。"));
    assert!(report("我单位2023年度部门整体支出绩效自评综合得分为94.99分，等级为优。"));
    for other in [
        "绩效自评总分为100分，我局自评99.47分。",
        "产出指标总得分49.47分，效益指标总得分50分。",
        "预算执行情况总分10分，自评得分9.87分。",
        "“森林防火”项目绩效自评结果，自评得分96分，自评结论为优。",
        "中央财政林业改革发展资金绩效自评得分96.8分。",
        "自评得分90分以上的4个，80至90分的1个。",
        "营商环境评价得分88.5分，全县第二。",
        "政府绩效考核综合得分96.3分，自评得分99.47分。",
        "2022年度自评得分95.2分，2023年度自评得分99.47分。",
    ] {
        assert!(!report(other), "{other}");
    }
}

#[test]
fn a_rule_that_takes_points_off_is_no_deduction() {
    found("1.职责履行（3分，一项未完成扣1分，扣完为止，得3分）", &[]);
    found("1.职责履行（分值3分，每低1个百分点扣0.5分，得3分）", &[]);
    found("1.职责履行（3分，扣1分，得3分）", &["GJ503"]);
}

#[test]
fn without_a_year_nothing_is_known_of_last_year() {
    let text = "某县林业局整体支出绩效自评报告\n一、情况\n项目支出1941.25万元，主要用于绿化养护。\n二、支出情况\n2023年度项目支出1941.25万元，同比增加564.59万元，增长41.01%。\n";
    assert!(!codes(text).iter().any(|code| code.starts_with("GJ31")), "{:?}", codes(text));
}

/// A report with the funds of its form, and one sentence.
fn with_funds(prose: &str) -> Vec<&'static str> {
    let form = "附件 部门整体支出绩效自评表\n| 部门预算 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | 1000 | 1200 | 1184 | 10 | 98.67% | 9.87 |\n| 基本支出 | 600 | 620 | 620 |  | 100% |  |\n| 项目支出 | 400 | 580 | 564 |  | 97.24% |  |";
    let text = format!("2023年度某县林业局部门整体支出绩效自评报告\n一、概况\n{prose}\n\n{form}\n");
    codes(&text).into_iter().filter(|code| code.starts_with("GJ40")).collect()
}

#[test]
fn parts_of_something_else_are_not_what_the_form_says_in_all() {
    for prose in [
        "年初预算1000万元，其中基本支出600万元、项目支出400万元；年中追加200万元，其中基本支出20万元、项目支出180万元；全年预算1200万元。",
        "年中调整增加200万元，其中基本支出20万元、项目支出180万元。",
        "预算调整数200万元，其中基本支出20万元、项目支出180万元。",
        "全年支出较年初预算增加184万元，其中基本支出20万元，项目支出164万元。",
        "财政收回16万元，其中基本支出2万元、项目支出14万元。",
        "年末结转结余16万元，其中：基本支出0万元，项目支出16万元。",
        "上年结转50万元，其中项目支出50万元。",
        "未执行16万元，其中项目支出16万元。",
        "局机关支出884万元，其中基本支出500万元，项目支出384万元；林场支出300万元，其中基本支出120万元，项目支出180万元。",
        "一般公共预算支出1084万元，其中基本支出620万元，项目支出464万元；政府性基金支出100万元，其中项目支出100万元。",
        "社会保障和就业支出100万元，其中基本支出90万元，项目支出10万元；农林水支出1084万元，其中基本支出530万元，项目支出554万元。",
        "商品和服务支出384万元，其中基本支出120万元，项目支出264万元。",
        "政府采购支出194万元，其中基本支出14万元，项目支出180万元。",
        "财政拨款支出1150万元，其中基本支出600万元，项目支出550万元；其他资金支出34万元，其中基本支出20万元，项目支出14万元。",
        "截至8月底，基本支出400万元，项目支出300万元，执行率63.64%。",
        "一季度支出280万元，其中基本支出200万元，项目支出80万元。",
        "绩效监控时，基本支出400万元，项目支出300万元。",
        "截至2023年6月底，项目支出280万元。全年项目支出564万元。",
    ] {
        assert_eq!(with_funds(prose), [""; 0], "{prose}");
    }
    assert_eq!(with_funds("全年执行1184万元，其中基本支出620万元，项目支出546万元。"), ["GJ401"]);
    assert_eq!(with_funds("部门整体支出1184万元，其中：基本支出602万元，项目支出564万元。"), ["GJ401"]);
    assert_eq!(with_funds("项目支出546万元，主要用于造林。"), ["GJ401"]);
}

#[test]
fn the_first_of_several_points_is_not_that_of_the_heading() {
    let report = |prose: &str| {
        let form = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 培训期数 | ≥5期 | 5期 | 10 | 10 |\n|  | 数量指标 | 植树面积 | ≥500亩 | 520亩 | 10 | 10 |";
        let text = format!("2023年度某县林业局部门整体支出绩效自评报告\n一、概况\n{prose}\n\n{form}\n");
        codes(&text).contains(&"GJ507")
    };
    assert!(!report("（1）数量指标。培训期数5期，得10分；植树面积520亩，得10分。"));
    assert!(!report("（1）数量指标：培训期数（10分），得10分；植树面积（10分），得10分。"));
    assert!(report("（1）数量指标（20分，得18分）。"));
    assert!(report("（1）数量指标。该指标分值20分，评价得分18分。"));
}

/// What is found in a report on a whole department with a form at its end.
fn found_beside_form(text: &str, expected: &[&str]) {
    const FORM: &str = "附件：部门整体支出绩效自评表\n\
        | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n\
        | 产出指标 | 数量指标 | 水库除险加固 | ≥18座 | 19座 | 30 | 30 |  |\n\
        |  | 质量指标 | 工程验收合格率 | ≥95% | 98% | 20 | 20 |  |\n\
        |  | 数量指标 | 围栏长度（10分） | ≥42公里 | 43.5公里 | 10 | 10 |  |\n\
        | 满意度指标 | 服务对象满意度 | 受益群众满意度 | ≥90% | 94% | 40 | 40 |  |\n\
        | 总分 |  |  |  |  | 100 | 100 |  |\n";
    let report = format!("2022年度某局部门整体支出绩效自评报告\n一、绩效目标完成情况\n{text}\n{FORM}");
    assert_eq!(codes(&report), expected, "{text}");
}

#[test]
fn the_value_of_an_indicator_is_that_of_the_form() {
    found_beside_form("水库除险加固完成19座，工程验收合格率达98%，受益群众满意度为94%。", &[]);
    found_beside_form("全年完成水库除险加固16座，工程验收合格率98%。", &["GJ540"]);
    found_beside_form("工程验收合格率达89%，受益群众满意度94%。", &["GJ540"]);
    found_beside_form("受益群众满意度49%。", &["GJ540"]);
    let length = "1.数量：围栏长度：根据评价指标体系，年初目标值≥42公里，实际完成值";
    found_beside_form(&format!("{length}43.5公里，指标完成率103.57%，分值8分，得8分。"), &[]);
    found_beside_form(&format!("{length}45.3公里，指标完成率107.86%，分值8分，得8分。"), &["GJ540"]);
    found_beside_form(&format!("{length}43.5公里，指标完成率130.57%，分值8分，得8分。"), &["GJ303"]);
    found_beside_form(&format!("{length}43.5公里，指标完成率103.57%，分值8分，得9分。"), &["GJ510"]);
    found_beside_form("1.工程验收合格率（分值20分，得20分）。合格。", &[]);
    found_beside_form("1.工程验收合格率（分值20分，得19分）。合格。", &["GJ507"]);
    found_beside_form("1.工程验收合格率（分值25分，得20分）。合格。", &["GJ507"]);
    found_beside_form("1.工程验收合格率（分值8分，得7分）。合格。", &[]);
}

#[test]
fn an_indicator_of_several_forms_is_that_of_one_of_them() {
    const HEADS: &str = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |";
    let form = |name: &str, value: &str| {
        format!(
            "附件：{name}绩效自评表\n{HEADS}\n| 满意度指标 | 满意度指标 | 群众满意度 | ≥90% | {value} | 10 | 10 |\n"
        )
    };
    let report = |stated: &str, project: &str| {
        let forms = format!("{}{}", form("部门整体支出", "95.2%"), form("防汛项目", project));
        codes(&format!(
            "2022年度某局部门整体支出绩效自评报告\n一、绩效情况\n（一）满意度指标。群众满意度{stated}。\n{forms}"
        ))
    };
    assert_eq!(report("92.5%", "95.2%"), ["GJ540"]);
    assert!(report("95.2%", "95.2%").is_empty());
    assert!(report("92.5%", "92.5%").is_empty());
}

#[test]
fn what_an_indicator_was_to_be_or_was_elsewhere_is_not_its_value() {
    for text in [
        "受益群众满意度目标90%以上。年度目标为受益群众满意度95%。",
        "受益群众满意度不低于85%。上年受益群众满意度92%。2021年受益群众满意度92%。",
        "防汛项目受益群众满意度92%。",
        "城区受益群众满意度92%，农村受益群众满意度91%。",
        "防汛：受益群众满意度92%。抗旱：受益群众满意度91%。",
        "受益群众满意度由92%提高到94%。受益群众满意度约93%。受益群众满意度92%以上。",
        "受益群众满意度达到目标值90%。受益群众满意度90%。",
    ] {
        found_beside_form(text, &[]);
    }
}

#[test]
fn a_list_of_scores_makes_up_the_score() {
    found(
        "自评得分97.04分。其中：预算执行情况19.44分，产出指标39分，效益指标29分，满意度指标10分。",
        &["GJ201"],
    );
    found(
        "自评总分95分，其中预算执行率得10分，产出指标得50分，效益指标得28分，满意度指标得10分。",
        &["GJ201"],
    );
    found("总分100分，其中：决策25分、过程20分、产出35分、效益25分。", &["GJ201"]);
    found(
        "绩效自评总分97.8分，其中部门预算项目绩效92.1分，履职效能39.2分，财务和资产管理29.5分。",
        &["GJ204"],
    );
    found("权重为20分，实际得分19.5分，得分率为79.50%。", &["GJ303"]);
    found("项目按期完成率94%，分值6分，得5.2分，扣0.8分。", &[]);
    found("项目按期完成率94%，分值6分，得5.2分，扣0.5分，因雨停工扣0.3分。", &[]);
    found("项目按期完成率94%，分值6分，得6分，扣0.8分。", &["GJ503"]);
}

#[test]
fn the_points_of_a_class_below_its_heading_are_those_of_its_parts() {
    let outline = |points: &str, degree: &str| {
        format!(
            "（一）项目决策情况\n项目决策类指标由2个二级指标构成，权重为14分，实际得分{points}分，得分率为{degree}。\n\
            1.项目立项（权重6分，得分6分）。立项规范。\n2.资金投入（权重8分，得分7.5分）。编制科学。"
        )
    };
    found(&outline("13.5", "96.43%"), &[]);
    found(&outline("13", "92.86%"), &["GJ502"]);
    found(&outline("13.5", "94.63%"), &["GJ303"]);
}

#[test]
fn a_table_of_scores_has_its_total_and_degrees() {
    let table = |weight: &str, degree: &str| {
        format!(
            "指标\t决策\t过程\t产出\t效益\t合计\n权重\t{weight}\t20\t35\t25\t100\n\
            得分\t19.5\t19.6\t34.2\t24.0\t97.3\n得分率\t97.50%\t98.00%\t{degree}\t96.00%\t97.30%"
        )
    };
    found(&table("20", "97.71%"), &[]);
    found(&table("20", "79.71%"), &["GJ303"]);
    assert!(codes(&format!("{TITLE}{}\n", table("25", "97.71%"))).contains(&"GJ211"));
}

#[test]
fn a_rate_of_what_was_done_is_of_what_was_to_be() {
    found("年初设定数量指标25项，实际完成25项，完成率92%。", &["GJ303"]);
    found("抽检农产品1260批次，合格1251批次，合格率92.99%。", &["GJ303"]);
    found("水库安全鉴定完成42座，年初目标值45座，完成率39.33%。", &["GJ303"]);
    found("全年完成食品安全抽检4368批次，完成年度目标4200批次的96.15%。", &["GJ303"]);
}

#[test]
fn a_grade_behind_points_of_all_is_theirs() {
    let text = "本项目最终评分结果为：总分为97.3分，绩效评级为“";
    found(&format!("{text}优”。"), &[]);
    found(&format!("{text}良”。"), &["GJ550"]);
    found("总分为97.3分，属于“良”。", &["GJ550"]);
    found("综合评分分为优、良、中、差四级。总分为97.3分，评级分为“优”、“良”。", &[]);
}

#[test]
fn tables_with_spaces_between_the_cells_are_read() {
    let table = |total: &str| {
        format!(
            "单位：万元\n项目  2022年决算数  2023年决算数\n人员经费  100.00  90.00\n公务用车购置及运行维护\n费  200.00  180.00\n\
            合 计  300.00  {total}"
        )
    };
    found(&table("270.00"), &[]);
    found(&table("280.00"), &["GJ211"]);
    let form = |points: &str| {
        format!(
            "项目支出绩效自评表\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n\
            产出指标 数量指标 培训人次 ≥ 100 人次 120人次 50 50\n效益指标 社会效益指标 群众知晓率 ≥90% 95% 50 48\n\
            总分 100 {points}"
        )
    };
    found(&form("98").replace("100 人次", "100人次"), &[]);
    found(&form("99").replace("100 人次", "100人次"), &["GJ506"]);
    // Which cell is which, nobody knows.
    found(&form("99"), &[]);
}

#[test]
fn a_table_goes_on_behind_a_page() {
    let head = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n";
    let table = |between: &str, last: &str| {
        format!(
            "支出决算表\n单位：万元\n{head}合计\t\t350\t250\t100\n208\t社会保障和就业支出\t120\t120\t\n\
            210\t卫生健康支出\t50\t50\t\n{between}213\t农林水支出\t{last}\t80\t100"
        )
    };
    for between in [format!("单位：万元\n{head}"), "续表\n".to_owned(), "第3页，共8页\n".to_owned()]
    {
        found(&table(&between, "180"), &[]);
        assert!(codes(&format!("{TITLE}{}\n", table(&between, "190"))).contains(&"GJ211"));
    }
}

#[test]
fn a_row_that_a_line_end_tore_is_one_row() {
    let table = |part: &str| {
        format!(
            "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\n213\t农林水支出\t300\n21302\t林业和草原\t300\n\
            2130201\t行政运行\t100\n2130205\t森林资源\n培育\t{part}\n合计\t\t300"
        )
    };
    found(&table("200"), &[]);
    found(&table("210"), &["GJ211"]);
}

#[test]
fn rows_of_a_web_page_lack_the_cells_of_their_groups() {
    let form = |points: &str| {
        format!(
            "自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\
            产出指标\t数量指标\t植树造林\t≥3000亩\t3200亩\t20\t20\n质量指标\t造林成活率\t≥85%\t92%\t30\t30\n\
            效益指标\t社会效益指标\t防火意识\t明显提升\t明显提升\t50\t45\n总分\t100\t{points}"
        )
    };
    found(&form("95"), &[]);
    found(&form("96"), &["GJ506"]);
}

#[test]
fn amounts_of_something_else_bear_the_name_of_an_item() {
    for prose in [
        "压减基本支出10万元、项目支出20万元。",
        "年初结转项目支出50万元，当年项目支出514万元。",
        "一般公共预算项目支出500万元；政府性基金项目支出64万元。",
        "全县基本支出12.5亿元，项目支出20.3亿元。",
        "年初部门预算数：基本支出600万元，项目支出400万元。",
        "预算编制阶段：基本支出600万元，项目支出580万元。",
        "“二上”基本支出610万元，项目支出585万元。",
        "审计调整后，项目支出560万元。",
        "按权责发生制，基本支出630万元，项目支出570万元。",
    ] {
        assert_eq!(with_funds(prose), [""; 0], "{prose}");
    }
    for prose in [
        "2023年项目支出546万元。",
        "我局负责全县林业工作，2023年项目支出546万元。",
        "坚持过紧日子，压减一般性支出，项目支出546万元。",
        "压减三公经费1万元。项目支出546万元。",
    ] {
        assert_eq!(with_funds(prose), ["GJ401"], "{prose}");
    }
}

#[test]
fn plans_other_years_and_parts_are_not_the_actual_value_of_an_indicator() {
    let with_form = |prose: &str| {
        let form = "附件 部门整体支出绩效自评表\n\
            | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n\
            | 产出指标 | 数量指标 | 植树造林 | ≥3000亩 | 3200亩 | 60 | 60 |\n\
            | 产出指标 | 数量指标 | 培训林农 | ≥500人次 | 520人次 | 30 | 30 |";
        codes(&format!("2023年度某县林业局部门整体支出绩效自评报告\n一、概况\n{prose}\n\n{form}\n"))
    };
    for prose in [
        "下一步，植树造林3500亩。",
        "明年，植树造林3500亩。",
        "工作思路：植树造林3500亩。",
        "三、2022年工作回顾\n植树造林2800亩。",
        "立项批复：植树造林3100亩。",
        "经第三方核查，植树造林3150亩。",
        "举办培训班6期，培训林农300人次；现场指导培训林农220人次。",
        "一是植树造林1500亩；二是封山育林1700亩。",
    ] {
        assert!(!with_form(prose).contains(&"GJ540"), "{prose}");
    }
    for prose in ["全年植树造林3500亩。", "举办培训班6期，培训林农502人次。"] {
        assert!(with_form(prose).contains(&"GJ540"), "{prose}");
    }
}

#[test]
fn shares_in_turn_are_of_the_amounts_in_turn() {
    let shares =
        |rates: &str| format!("基本支出213.0万元、项目支出398.2万元，分别占总支出611.1万元的{rates}。");
    found(&shares("34.9%和65.2%"), &[]);
    found(&shares("38.4%和65.2%"), &["GJ301"]);
    found(&shares("34.9%和62.5%"), &["GJ301"]);
}

#[test]
fn of_gross_and_net_value_the_net_one_is_a_part() {
    let assets = |net: &str| {
        format!(
            "资产总额1283.81万元，其中：固定资产原值1147.76万元、净值{net}万元，无形资产45.78万元，流动资产500万元。"
        )
    };
    found(&assets("738.03"), &[]);
    found(&assets("783.03"), &["GJ201"]);
}

#[test]
fn blanks_within_a_number_and_signs_around_it_are_read_over() {
    let parts = "其中争取上级资金293. 65万元，县级配套328. 44万元，自筹665. 09万元。";
    found(&format!("项目总投资1341. 18万元，{parts}"), &["GJ203"]);
    found("追加预算400万元，其中追加项目支出350万元，追加人员经费100万元。", &["GJ201"]);
    found("三公经费决算17.2万元，预算23.6万元，减少6.4万元，下降22.7%。", &["GJ311"]);
    found("全年预算数1200万元，执行数1140万元，结余60万元，执行率为94.17%。", &["GJ303"]);
    found("发放问卷200份，回收196份，回收率89%，其中满意180份，满意率91.84%。", &["GJ303"]);
}

#[test]
fn a_part_above_its_total_is_told_where_another_column_adds_up() {
    let form = |part: &str| {
        format!(
            "自评表\n\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t1410\t1500\t1410\t10\t94%\t9.4\n\
            其中：基本支出\t900\t900\t900\t—\t—\t—\n项目支出\t{part}\t600\t510\t—\t—\t—"
        )
    };
    found(&form("510"), &[]);
    found(&form("5100"), &["GJ211"]);
}

#[test]
fn rows_torn_by_a_long_name_are_part_of_the_sum() {
    let spaced = |part: &str| {
        format!(
            "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n合计 300 200 100\n\
            208 社会保障和就业支出 300 200 100\n20805 行政事业单位养老支出 300 200 100\n2080501 行政单位离退休 90 60 30\n\
            2080505 机关事业单位基本养老\n保险缴费支出 {part} 140 70\n"
        )
    };
    found(&spaced("210"), &[]);
    found(&spaced("201"), &["GJ211"]);
    found(&spaced("201").replace("2080505 机关", "2080505\n机关"), &["GJ211"]);
    let tabs = |part: &str| spaced(part).replace(' ', "\t");
    found(&tabs("210"), &[]);
    found(&tabs("201"), &["GJ211"]);
}

#[test]
fn the_numbers_of_columns_are_no_figures() {
    let table = |numbers: &str| {
        format!(
            "支出决算表\n单位：万元\n| 项目 | 支出合计 | 基本支出 | 项目支出 |\n| {numbers} |\n| 合计 | 200 | 100 | 100 |\n\
            | 甲 | 30 | 10 | 20 |\n| 丙 | 70 | 40 | 30 |\n| 乙 | 100 | 50 | 50 |\n"
        )
    };
    for numbers in ["栏次 | 1 | 2 | 3", "栏 次 | 1=2+3 | 2 | 3", " | 1 | 2 | 3", "行次 | 4 | 5 | 6"] {
        found(&table(numbers), &[]);
        found(&table(numbers).replace("| 乙 | 100", "| 乙 | 111"), &["GJ211", "GJ211"]);
    }
}

#[test]
fn a_group_whose_name_is_torn_has_its_own_points() {
    let form = |points: &str| {
        format!(
            "评分表\n一级指标\t二级指标\t三级指标\t分值\t评分标准\t得分\t扣分原因\n决策\n（20分）\t项目立项\t依据充分性\t10\t甲\t10\t\n\
            \t\t程序规范性\t{points}\t乙\t{points}\t\n\"产出\n（20分）\"\t产出数量\t完成率\t10\t丙\t10\t\n\t\t达标率\t10\t丁\t10\t\n"
        )
    };
    found(&form("10"), &[]);
    found(&form("12"), &["GJ505"]);
}

#[test]
fn amounts_without_a_name_are_the_funds_of_the_form_where_one_of_them_is() {
    let report = |said: &str| {
        format!(
            "2023年度某市某局部门整体支出绩效自评报告\n一、基本情况\n{said}\n附件\n部门整体支出绩效自评表\n\
            | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n\
            | 年度资金总额 | 1010 | 1200 | 1180 | 10 | 98.33% | 9.83 |\n"
        )
    };
    let spent = |amount: &str, rate: &str| {
        report(&format!("2023年全年预算1200万元，支出{amount}万元，预算执行率{rate}%。"))
    };
    assert_eq!(codes(&spent("1180", "98.33")), Vec::<&str>::new());
    assert_eq!(codes(&spent("1108", "92.33")), ["GJ401"]);
    let of_unit = "2023年部门预算总额1200万元，实际支出1108万元。";
    assert_eq!(codes(&report(of_unit)), ["GJ401"]);
    let budget = "2023年年初预算1100万元，全年预算1200万元，支出1180万元，执行率98.33%。";
    assert_eq!(codes(&report(budget)), ["GJ401"]);
    for said in [
        "2023年全年预算1200万元，当年支出1108万元，上年结转支出72万元。",
        "截至9月底，全年预算1200万元，支出900万元，执行率75%。",
        "2022年全年预算1200万元，支出1108万元，执行率92.33%。",
        "2023年财政拨款全年预算1200万元，支出1108万元，执行率92.33%。",
        "2023年全年预算1200万元，其中财政拨款1000万元，支出1000万元。",
        "防汛项目全年预算200万元，支出190万元，执行率95%。",
        "2023年总预算1250万元，支出1180万元。",
    ] {
        assert_eq!(codes(&report(said)), Vec::<&str>::new(), "{said}");
    }
}

#[test]
fn a_change_from_one_level_to_another_follows_from_both() {
    let text = "三公经费由2022年的20.5万元增加至2023年的25.2万元，增加";
    found(&format!("{text}4.7万元，增长22.93%。"), &[]);
    found(&format!("{text}4.7万元，增长18.65%。"), &["GJ311"]);
    found(&format!("{text}5.7万元。"), &["GJ313"]);
    found("公务接待费从20.5万元降至15.2万元，降低34.87%。", &["GJ311"]);
    found("三公经费由2022年的20.5万元下降至2023年的25.2万元。", &["GJ316"]);
    found("办件量由1000件增至1200件，增长25%。", &["GJ311"]);
    found("年末在职人数由50人减少至45人，减少6人。", &["GJ313"]);
}

#[test]
fn what_was_spent_and_what_is_left_make_up_the_budget() {
    found("项目预算100万元，支出90.3万元，结余19.7万元。", &["GJ201"]);
    found("全年预算数1000万元，执行数912.5万元，执行率91.25%，结余78.5万元。", &["GJ203"]);
    found("2023年总收入1012.5万元，总支出900.3万元，结余121.2万元。", &["GJ201"]);
    found("到位资金1012.5万元，已使用900.3万元，剩余121.2万元。", &["GJ201"]);
    found(
        "甲项目预算100万元，支出90.3万元，结余9.7万元；乙项目预算200万元，支出180.5万元，结余29.5万元。",
        &["GJ201"],
    );
}

#[test]
fn the_expenses_of_one_row_add_up_across_its_columns() {
    let full = |row: &str| {
        format!(
            "财政拨款“三公”经费支出决算表\n单位：万元\n\
            | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费 |\n| | | 小计 | 公务用车购置费 | 公务用车运行费 | |\n| {row} |"
        )
    };
    found(&full("35.20 | 0.00 | 25.20 | 10.00 | 15.20 | 10.00"), &[]);
    found(&full("35.20 | 0.00 | 25.20 | 10.00 | 15.20 | 9.00"), &["GJ211"]);
    found(&full("35.20 | 0.00 | 25.20 | 10.00 | 12.50 | 10.00"), &["GJ211"]);
    let halves = |spent: &str| {
        format!(
            "财政拨款“三公”经费支出决算表\n单位：万元\n预算数\t决算数\n\
            合计\t因公出国（境）费\t公务用车购置及运行费\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行费\t公务接待费\n\
            小计\t公务用车购置费\t公务用车运行费\t小计\t公务用车购置费\t公务用车运行费\n\
            35.20\t0.00\t25.20\t10.00\t15.20\t10.00\t{spent}\t0.00\t22.20\t8.00\t14.20\t8.00"
        )
    };
    found(&halves("30.20"), &[]);
    found(&halves("31.10"), &["GJ211"]);
}

#[test]
fn what_has_come_in_is_a_rate_of_the_budget_and_what_was_spent_of_either() {
    found("项目预算101.5万元，到位资金90.3万元，到位率98.87%。", &["GJ303"]);
    found("项目资金计划101.5万元，实际到位90.3万元，资金到位率98.87%。", &["GJ303"]);
    found("预算101.5万元，到位资金90.3万元，到位率88.97%；支出80.6万元，执行率97.41%。", &["GJ303"]);
    found("预算101.5万元，到位资金90.3万元，到位率88.97%，支出80.6万元，支出率98.26%。", &["GJ303"]);
}

#[test]
fn people_in_a_bracket_or_behind_a_colon_are_all_where_they_are_divided_so() {
    found("共有职工50人（在职30人，退休25人）。", &["GJ201"]);
    found("全局共有干部职工50人：在职30人，退休25人。", &["GJ201"]);
    found("我单位共有在职职工50人（行政人员30人、事业人员25人）。", &["GJ201"]);
    found("现有人员50名：行政30名，事业19名。", &["GJ203"]);
}

#[test]
fn a_total_of_so_many_items_is_of_those_before_it() {
    found("甲项目60.5万元，乙项目40.2万元，两项合计110.7万元。", &["GJ201"]);
    found("货物10.5万元、工程20.3万元、服务30.1万元，以上三项共计69.9万元。", &["GJ201"]);
}

#[test]
fn the_shares_of_all_spending_are_a_hundred() {
    found("支出结构中，基本支出占60.5%，项目支出占45.5%。", &["GJ301"]);
    found("基本支出占总支出的60.5%，项目支出占总支出的38.5%。", &["GJ301"]);
    found("支出结构：人员经费占50.5%，公用经费占20.3%，项目支出占35.2%。", &["GJ301"]);
}

#[test]
fn the_number_of_a_form_below_its_title_is_no_title() {
    let pages = |number: &str, office: &str| {
        let rows = format!(
            "一、财政拨款收入\t800\t一、一般公共服务支出\t{office}\n\t\t二、社会保障和就业支出\t60\n\t\t三、住房保障支出\t50\n"
        );
        let accounts = |total: &str, office: &str| {
            format!(
                "科目编码\t科目名称\t合计\n\t合计\t{total}\n201\t一般公共服务支出\t{office}\n208\t社会保障和就业支出\t60\n221\t住房保障支出\t50\n"
            )
        };
        let unit = "部门：某市某局 单位：万元\n";
        format!(
            "收入支出决算总表\n{number}\n{unit}项目\t决算数\t项目\t决算数\n{rows}支出决算表\n{number}\n{unit}{}\
            一般公共预算财政拨款支出决算表\n{number}\n{unit}{}",
            accounts("860", "750"),
            accounts("800", "690")
        )
    };
    for number in ["公开05表", "财决公开05表", "附05表", "表五", "附表5"] {
        found(&pages(number, "750"), &[]);
        found(&pages(number, "770"), &["GJ401"]);
    }
}

#[test]
fn parts_of_the_funds_that_add_up_to_the_budget_are_budgets() {
    let report = |parts: [&str; 2], spent: &str| {
        format!(
            "2023年全年支出970万元。其中：基本支出{spent}万元，项目支出380万元。\n\n整体支出绩效自评表\n年度预算申请（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
            \t年度资金总额\t900\t1000\t970\t10\t97%\t9.7\n\t按收入性质分：\t\t\t按支出性质分：\n\
            \t其中：一般公共预算：1000\t\t\t其中：基本支出：{}\n\t政府性基金拨款：0\t\t\t项目支出：{}",
            parts[0], parts[1]
        )
    };
    found(&report(["600", "400"], "590"), &[]);
    found(&report(["590", "380"], "590"), &[]);
    // Parts of what was spent are held against the prose.
    found(&report(["580", "390"], "590"), &["GJ401", "GJ401"]);
    // Parts of neither are told, wherever the two columns stand.
    let alone = report(["600", "460"], "590");
    found(alone.split_once("\n\n").unwrap_or_default().1, &["GJ211"]);
}

#[test]
fn points_of_prose_are_those_of_the_form_that_agrees() {
    let report = |whole: [&str; 2], title: &str| {
        let form = |title: &str, [first, second]: [&str; 2]| {
            format!(
                "{title}\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\
                产出指标（50分）\t数量指标\t开展督查次数\t≥12次\t15次\t{first}\t{first}\n\t质量指标\t督查事项办结率\t≥95%\t98%\t{second}\t{second}\n"
            )
        };
        let (whole, project) = (form(title, whole), form("项目支出绩效自评表", ["15", "35"]));
        let prose = "六、绩效情况\n1.数量指标（分值20分，得20分）\n2.质量指标（分值30分，得30分）";
        codes(&format!("2023年度某县某局部门整体支出绩效自评报告\n{prose}\n附件1\n{whole}附件2\n{project}"))
    };
    assert_eq!(report(["20", "30"], "整体支出绩效自评表"), [""; 0]);
    assert_eq!(report(["20", "30"], "项目支出绩效自评表"), [""; 0]);
    assert_eq!(report(["18", "32"], "整体支出绩效自评表"), ["GJ507", "GJ507"]);
}

#[test]
fn points_between_the_money_and_the_goals_are_part_of_the_total() {
    let form = |managed: &str, total: &str| {
        format!(
            "自评表\n项目资金\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t100\t100\t100\t10\t100%\t10\n\
            资金管理情况\t\t情况说明\t\t分值\t得分\n\t拨付合规性\t合规\t\t5\t{managed}\n年度总体目标\t预期目标\t实际完成情况\n\t开展普法\t已完成\n\
            一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t宣传场次\t≥20场\t22场\t85\t85\n\
            总分\t\t\t\t\t100\t{total}"
        )
    };
    found(&form("5", "100"), &[]);
    found(&form("4", "99"), &[]);
    found(&form("4", "100"), &["GJ506"]);
    // More points than the weight are told there as in any row.
    found(&form("6", "101"), &["GJ510"]);
}

#[test]
fn points_beyond_the_full_ones_may_be_part_of_the_total() {
    let form = |total: &str| {
        format!(
            "评分表\n一级指标\t二级指标\t分值\t得分\n投入\t目标设定\t20\t20\n过程\t预算管理\t50\t48\n产出\t职责履行\t30\t29\n\
            加分项\t获省级表彰\t2\t2\n合计\t\t100\t{total}"
        )
    };
    found(&form("99"), &[]);
    found(&form("97"), &[]);
    found(&form("98"), &["GJ506"]);
}

#[test]
fn a_list_behind_several_counts_is_of_one_of_them_or_of_their_sum() {
    for (counts, right) in [
        ("本部门由1个行政单位和2个事业单位组成，分别是", "甲局机关、甲站、甲院"),
        ("独立核算单位共3个，其中行政单位1个，参公单位0个，事业单位2个，分别为", "甲局机关、甲站、甲院"),
        ("设正科级内设机构2个、副科级内设机构1个", "办公室、人事科、财务科"),
    ] {
        found(&format!("{counts}：{right}。"), &[]);
        found(&format!("{counts}：{right}、甲所。"), &["GJ221"]);
    }
    let own = "本部门由机关本级和2个下属单位组成，具体为：甲局机关、甲站、甲院";
    found(&format!("{own}。"), &[]);
    found(&format!("{own}、甲所。"), &["GJ221"]);
    // A count of another sentence announces nothing.
    found("全局共有4人。下属单位2个：甲站、甲院、甲所、甲馆。", &["GJ221"]);
}

#[test]
fn money_taken_back_turns_the_direction_of_a_reason() {
    let change = "机关运行经费支出20万元，比2022年增加5.2万元，增长35.14%，主要原因是";
    found(&format!("{change}财政收回存量资金减少。"), &[]);
    found(&format!("{change}财政拨款资金减少。"), &["GJ317"]);
}

#[test]
fn a_change_against_the_year_before_is_read_by_every_word_for_it() {
    let against = |rate: &str| {
        format!(
            "收入合计1320万元。其中：财政拨款收入1200万元；其他收入120万元。与上年对比，收入合计减少168.72万元，下降{rate}%。"
        )
    };
    found(&against("11.33"), &[]);
    found(&against("15.34"), &["GJ311"]);
    let end_of_year =
        |rate: &str| format!("财政拨款结转结余51.26万元，比上年末191.12万元减少139.86万元，下降{rate}%。");
    found(&end_of_year("73.18"), &[]);
    found(&end_of_year("13.18"), &["GJ311"]);
}

#[test]
fn a_change_behind_what_was_carried_over_is_of_it_or_of_the_whole() {
    let budget = |rate: &str| {
        format!(
            "收入预算751.26万元，其中：一般公共预算拨款收入350.22万元，上年结转401.04万元，较上年减少98.57万元，下降{rate}%。"
        )
    };
    found(&budget("11.60"), &[]);
    found(&budget("19.73"), &[]);
    found(&budget("19.60"), &["GJ311"]);
}

#[test]
fn spending_divided_by_its_kinds_is_their_sum() {
    let kinds = |first: &str, share: &str| {
        format!(
            "支出合计570.24万元。按支出性质分：基本支出{first}万元，占{share}%；项目支出451.68万元，占79.21%。"
        )
    };
    found(&kinds("118.56", "20.79"), &[]);
    found(&kinds("118.65", "20.79"), &["GJ201"]);
    found(&kinds("118.56", "27.09"), &["GJ301"]);
}

#[test]
fn shares_in_turn_behind_a_list_are_of_its_parts() {
    let shares =
        |words: &str| format!("支出决算781.07万元，其中：基本支出189.45万元，项目支出591.62万元，{words}。");
    for words in ["占比分别为24.26%、75.74%", "分别占24.26%和75.74%", "占比分别是24.26%和75.74%"]
    {
        found(&shares(words), &[]);
    }
    found(&shares("占比分别为24.26%、75.24%"), &["GJ301"]);
    found(&shares("分别占14.26%和75.74%"), &["GJ301"]);
    let of_income = |share: &str| {
        format!(
            "本年收入合计936.72万元。\n本年收入的具体构成为：财政拨款收入214.65万元，占{share}%；其他收入722.07万元，占77.08%。"
        )
    };
    found(&of_income("22.92"), &[]);
    found(&of_income("29.22"), &["GJ301"]);
}

#[test]
fn what_a_whole_system_spent_is_not_what_its_office_did() {
    let unit = |name: &str, sum: &str| format!("{name}\n2023年三公经费支出{sum}万元。\n");
    let units =
        [unit("（一）局机关", "6.50"), unit("（二）县水库管理所", "1.20"), unit("（三）合计", "7.70")];
    found(&units.concat(), &[]);
    found(&[unit("（一）概况", "6.50"), unit("（二）三公经费", "5.60")].concat(), &["GJ401"]);
}

#[test]
fn an_amount_that_says_what_a_rate_comes_to_is_no_level() {
    let cut = |rate: &str| {
        format!(
            "年初预算安排三公经费20万元，年中压减10%即2万元，调整后预算18万元，实际支出15.3万元，完成调整预算的{rate}%，较年初预算下降23.5%。"
        )
    };
    found(&cut("85"), &[]);
    found(&cut("58"), &["GJ303"]);
}

#[test]
fn a_total_below_several_blocks_of_indicators_is_of_all_of_them() {
    let block = |total: &str| {
        format!(
            "一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分\n产出指标\t数量指标\t会议次数\t12次\t12次\t40\n{total}\n以下为另一目标。\n"
        )
    };
    let last = "一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分\n效益指标\t社会效益指标\t服务人次\t≥20人次\t21人次\t20\n总分\t70";
    found(&format!("{}{last}", block("")), &[]);
    // Behind a block with a total of its own it is one of this block alone.
    found(&format!("{}{last}", block("总分\t40")), &["GJ506"]);
}

#[test]
fn codes_in_several_cells_are_one() {
    let table = |part: &str| {
        format!(
            "支出决算表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n** ** 1 2 3\n合计 300 200 100\n208 社会保障和就业支出 300 200 100\n\
            208 05 行政事业单位养老支出 300 200 100\n208 05 01 行政单位离退休 90 60 30\n208 05 05 机关养老保险缴费支出 {part} 140 70\n"
        )
    };
    found(&table("210"), &[]);
    found(&table("201"), &["GJ211"]);
}

#[test]
fn what_is_counted_may_be_in_several_parts() {
    let parts = |whole: &str, parts: &str| format!("{whole}，其中{parts}。");
    found(&parts("支持企业20家", "规模以上12家、高新技术8家、专精特新5家"), &[]);
    found(&parts("公务用车20辆", "执法执勤用车12辆、应急保障用车8辆、机要通信用车5辆"), &["GJ201"]);
    found(&parts("职工50人", "行政人员30人、事业人员25人"), &["GJ201"]);
}

#[test]
fn accounts_are_read_below_heads_that_name_no_codes() {
    let rows = |part: &str| {
        format!(
            "合计 300 200 100\n208 社会保障和就业支出 300 200 100\n20805 行政事业单位养老支出 300 200 100\n2080501 行政单位离退休 90 60 30\n\
            机关事业单位基本\n2080505 {part} 140 70\n养老保险缴费支出\n"
        )
    };
    let heads = [
        "项目 本年支出合计 基本支出 项目支出\n功能分类科目编码 科目名称\n栏次 1 2 3\n",
        "项目\n合计 基本支出 项目支出\n功能分类\n科目名称\n科目编码\n",
    ];
    for heads in heads {
        let table = |part: &str| format!("支出决算表\n单位：万元\n{heads}{}", rows(part));
        found(&table("210"), &[]);
        found(&table("201"), &["GJ211"]);
    }
}

#[test]
fn the_total_of_one_item_is_what_it_is_worth() {
    let items = |points: &str| {
        format!(
            "自评得分95分。\n1、投入指标总分10分，得{points}分。\n2、过程指标总分30分，得28分。\n3、产出指标总分30分，得29分。\n4、效果指标总分30分，得28分。"
        )
    };
    found(&items("10"), &[]);
    found(&items("12"), &["GJ504", "GJ510"]);
    found("1、投入指标总分10分，扣0分，得10分。\n2、过程指标总分30分，扣2分，得28分。", &[]);
}

#[test]
fn a_rate_of_money_is_held_against_what_was_spent_and_what_there_was() {
    let rate = |text: &str, right: &str, wrong: &str| {
        found(&text.replace('#', right), &[]);
        found(&text.replace('#', wrong), &["GJ303"]);
    };
    rate("“三公”经费预算数45.00万元，决算数39.87万元，完成预算#。", "88.60%", "82.60%");
    rate("全年预算956.70万元，支出920.30万元，完成率#。", "96.20%", "86.20%");
    rate("项目预算资金350.00万元全部到位，支付资金332.50万元，支付率#。", "95.00%", "85.00%");
    rate("部门预算总额956.70万元，当年累计支出920.30万元，支出进度#。", "96.20%", "86.20%");
    rate("预算执行率为#（实际支出920.30万元，预算956.70万元）。", "96.20%", "86.20%");
    rate("年初预算支出820.50万元，决算支出920.30万元，完成年初预算的#。", "112.16%", "192.16%");
    let received = "该项目预算安排总额为500.00万元，2023年实际收到预算资金475.00万元，预算资金到位率为#。";
    rate(received, "95.00%", "85.00%");
    // Of work, of one of several.
    found("预算安排500.00万元，支出475.00万元，工作任务完成率98.00%。", &[]);
    found("项目总投资5000.00万元，本年支出400.00万元，支出进度100.00%。", &[]);
}

#[test]
fn a_change_between_two_years_of_one_sentence_needs_no_more_words() {
    found("2022年“三公”经费42.60万元，2023年39.87万元，下降6.41%。", &[]);
    found("2022年“三公”经费42.60万元，2023年39.87万元，下降16.41%。", &["GJ311"]);
    found("2021年三公经费50.00万元，2022年42.60万元，2023年39.87万元，下降20.26%。", &[]);
    let again = |by: &str| format!("三公经费39.87万元，较2022年“三公”经费42.60万元减少{by}万元。");
    found(&again("2.73"), &[]);
    found(&again("12.73"), &["GJ313"]);
}

#[test]
fn points_in_prose_make_up_their_total() {
    let total = |text: &str, right: &str, wrong: &str| {
        found(&text.replace('#', right), &[]);
        found(&text.replace('#', wrong), &["GJ201"]);
    };
    found("自评得分为98.60分，其中履职效能47.00分、管理效率47.60分。", &["GJ203"]);
    found("自评得分为94.60分，其中履职效能47.00分、管理效率47.60分。", &[]);
    let pairs =
        "投入指标（10分）得10分，过程指标（30分）得28分，产出指标（30分）得29分，效果指标（30分）得28分";
    total(&format!("自评得分#分，其中：{pairs}。"), "95", "98");
    total(&format!("{pairs}，自评得分#分。"), "95", "98");
    total(&format!("自评得分#分。{pairs}。"), "95", "98");
    total(
        "部门决策25分，自评得25分；综合管理30分，自评得28.5分；部门绩效45分，自评得43分。自评总分#分。",
        "96.5",
        "98.5",
    );
    total("自评得分#分（决策20分、过程19分、产出29分、效益28.5分）。", "96.5", "99.5");
    total(
        "自评总分#分。其中，决策指标满分20分，得20分；过程指标满分20分，得19分；产出指标满分30分，得29分；效益指标满分30分，得28.5分。",
        "96.5",
        "98.5",
    );
}

#[test]
fn points_that_were_lost_make_up_what_was_lost() {
    let lost = |all: &str| {
        format!("自评得分94.5分，共扣{all}分，其中：预算执行率扣1.5分，产出指标扣3分，满意度指标扣1分。")
    };
    found(&lost("5.5"), &[]);
    found(&lost("3.5"), &["GJ201"]);
    found("预算编制完整性，分值5分，扣1分，得4分。", &[]);
    found("预算编制完整性，分值5分，扣1分，得5分。", &["GJ503"]);
}

#[test]
fn what_stands_before_points_is_their_weight() {
    for text in [
        "投入指标（10分）得#分。",
        "投入指标10分，自评#分。",
        "投入指标得#分（满分10分）。",
        "投入指标应得10分，实得#分。",
    ] {
        found(&text.replace('#', "10"), &[]);
        found(&text.replace('#', "12"), &["GJ510"]);
    }
    found("每期培训2分，得10分。", &[]);
}

#[test]
fn an_indicator_in_prose_that_misses_its_target_has_no_full_points() {
    let trained = |actual: &str, points: &str, more: &str| {
        format!("（1）培训人数：年度指标值≥500人，实际完成值{actual}人，分值10分，得{points}分{more}。")
    };
    found(&trained("520", "10", ""), &[]);
    found(&trained("320", "6.4", ""), &[]);
    found(&trained("320", "10", ""), &["GJ511"]);
    found(&trained("320", "10", "，未完成的原因是下雨"), &[]);
    found("预算执行率86.20%，分值10分，得10分。", &["GJ516"]);
    found("预算执行率86.20%，分值10分，得10分，80%以上得满分。", &[]);
    found("预算执行率92.00%，分值10分，得10分。", &[]);
}

#[test]
fn a_change_with_a_sign_is_reckoned_again() {
    found("“三公”经费变动率=（39.87-42.60）/42.60×100%=-6.41%。", &[]);
    found("“三公”经费变动率=（39.87-42.60）/42.60×100%=-9.41%。", &["GJ307"]);
    found("2022年三公经费42.60万元，2023年39.87万元，变动率为-6.41%。", &[]);
    found("2022年三公经费42.60万元，2023年39.87万元，变动率为-9.41%。", &["GJ311"]);
    let both = |rate: &str| {
        format!(
            "2023年末结转结余36.40万元，比2022年末结转结余45.50万元减少9.10万元，结转结余变动率为-{rate}%。"
        )
    };
    found(&both("20.00"), &[]);
    found(&both("29.00"), &["GJ311"]);
}

#[test]
fn people_are_held_against_posts_whatever_they_are_called() {
    for text in [
        "部门编制数95人，实有在职人数90人，在职人员控制率为#。",
        "在职人数90人，编制数95人，在职人员控制率为#。",
        "现有编制95名，在职人员90人，控制率为#。",
    ] {
        found(&text.replace('#', "94.74%"), &[]);
        found(&text.replace('#', "84.74%"), &["GJ303"]);
    }
    found("行政编制45人，事业编制50人，在职90人，在职人员控制率94.74%。", &[]);
}

#[test]
fn a_rate_of_control_is_of_this_year_where_a_table_begins_with_the_year_before() {
    let report = |rate: &str| {
        format!(
            "2023年度某县某局部门整体支出绩效自评报告\n\n一、情况\n“三公”经费控制率为{rate}%。\n\n部门整体支出绩效评价基础数据表\n\
            经费控制情况（万元）\t2022年决算数\t2023年预算数\t2023年决算数\n三公经费\t42.60\t45.00\t39.87\n公用经费\t78.00\t82.00\t80.10\n"
        )
    };
    assert_eq!(codes(&report("88.60")), [""; 0]);
    assert_eq!(codes(&report("83.60")), ["GJ303"]);
}

#[test]
fn those_who_are_satisfied_by_and_large_may_count() {
    let survey =
        |rate: &str| format!("共调查群众100人，其中满意80人，基本满意15人，不满意5人，满意度{rate}。");
    found(&survey("80%"), &[]);
    found(&survey("95%"), &[]);
    found(&survey("98%"), &["GJ303"]);
    found("共调查群众100人，其中满意80人，基本满意15人，不满意5人，综合满意度98%。", &[]);
}

#[test]
fn no_part_of_all_is_above_it() {
    found("项目验收合格率100%，群众满意度98.50%，任务完成率120%。", &[]);
    found("项目验收合格率980%，群众满意度198.50%。", &["GJ308", "GJ308"]);
    found("某行拨备覆盖率180%。", &[]);
    let form = |actual: &str| {
        format!(
            "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t质量指标\t验收合格率\t≥95%\t{actual}\t10\t10\n"
        )
    };
    found(&form("98%"), &[]);
    found(&form("980%"), &["GJ308"]);
}

#[test]
fn the_prose_gives_one_total_of_points() {
    let twice = |other: &str| {
        format!(
            "部门整体支出绩效自评得分96.50分，评价等级为“优”。\n二、自评结论\n部门整体支出绩效自评得分为{other}分，等级为优。"
        )
    };
    found(&twice("96.50"), &[]);
    found(&twice("91.50"), &["GJ509"]);
    found("部门整体支出绩效自评得分96.50分。\n二、其他\n财政复评得分为91.50分。", &[]);
}

#[test]
fn people_by_office_are_added_up_to_those_of_the_unit() {
    let table = |whole: &str, total: &str| {
        format!(
            "核定编制{whole}人。\n人员情况表\n单位\t编制数\t在职人数\t退休人数\n局机关\t35\t32\t20\n水政大队\t18\t17\t5\n水库管理所\t42\t41\t16\n合计\t95\t{total}\t41"
        )
    };
    found(&table("95", "90"), &[]);
    found(&table("95", "98"), &["GJ211"]);
    // What a report on spending calls 核定编制 is the 编制数 in all, not that of the first office.
    let report = |whole: &str| {
        codes(&format!("2023年度某局部门整体支出绩效自评报告\n一、情况\n{}\n", table(whole, "90")))
    };
    assert_eq!(report("95"), [""; 0]);
    assert_eq!(report("59"), ["GJ401"]);
}

#[test]
fn expenses_are_made_up_of_their_accounts_in_any_order() {
    let table = |all: &str, run: &str, number: [&str; 3]| {
        let [one, two, three] = number;
        format!(
            "“三公”经费情况表\n单位：万元\n项目\t2022年决算数\t2023年决算数\n“三公”经费合计\t42.60\t{all}\n{one}因公出国（境）费\t0.00\t0.00\n\
            {two}公务用车购置及运行维护费\t30.20\t29.35\n其中：公务用车购置费\t0.00\t0.00\n公务用车运行维护费\t30.20\t{run}\n{three}公务接待费\t12.40\t10.52"
        )
    };
    for number in [["", "", ""], ["1.", "2.", "3."]] {
        found(&table("39.87", "29.35", number), &[]);
        found(&table("38.87", "29.35", number), &["GJ211"]);
        found(&table("39.87", "23.95", number), &["GJ211"]);
    }
    let total_last = |all: &str| {
        format!(
            "单位：万元\n项目\t预算数\t决算数\n公务接待费\t13.00\t10.52\n公务用车购置费\t0.00\t0.00\n公务用车运行维护费\t32.00\t29.35\n因公出国（境）费\t0.00\t0.00\n合计\t45.00\t{all}"
        )
    };
    found(&total_last("39.87"), &[]);
    found(&total_last("39.78"), &["GJ211"]);
}

#[test]
fn equal_parts_are_parts_beside_each_other() {
    found("预算400.00万元，其中甲项目100.00万元、乙项目100.00万元、丙项目300.00万元。", &["GJ201"]);
    found("共有车辆9辆，其中领导用车1辆、机要通信用车1辆、应急保障用车4辆、执法执勤用车5辆。", &["GJ201"]);
}

#[test]
fn a_total_that_lacks_one_of_its_kinds_is_told() {
    let income = |all: &str| {
        format!("收入总额{all}万元，其中：上年结转36.70万元，财政拨款收入900.00万元，其他收入20.00万元。")
    };
    found(&income("956.70"), &[]);
    found(&income("936.70"), &["GJ201"]);
}

#[test]
fn kinds_that_leave_nothing_over_fall_short() {
    found("设置绩效指标19个，其中产出指标8个、效益指标5个、满意度指标1个。", &["GJ203"]);
    found("人员编制113人，其中：行政编制14人，参公编制26人，事业编制37人。", &["GJ203"]);
    // Others may be left out of fewer kinds.
    found("人员编制113人，其中：行政编制14人，参公编制26人。", &[]);
    found("评价项目12个，其中优10个、良4个。", &["GJ201"]);
}

#[test]
fn names_are_counted_without_a_colon() {
    found("内设股室7个，分别是办公室、财务股、水政股、工程股、农水股、人事股。", &["GJ221"]);
    found("内设办公室、财务股、水政股、工程股、农水股、人事股共7个股室。", &["GJ221"]);
    found("内设办公室、财务股、水政股、工程股等3个股室。", &["GJ221"]);
}

#[test]
fn rows_below_numbered_ones_are_their_details() {
    let table = |part: &str| {
        format!(
            "单位：万元\n项目\t决算数\n一、工资福利支出\t520.30\n基本工资\t{part}\n津贴补贴\t180.00\n奖金\t140.00\n二、商品和服务支出\t80.10\n\
            办公费\t30.10\n差旅费\t50.00\n三、对个人和家庭的补助\t49.90\n合计\t650.30"
        )
    };
    found(&table("200.30"), &[]);
    found(&table("230.30"), &["GJ211"]);
    // What falls short may be a list of some.
    found(&table("100.30"), &[]);
}

#[test]
fn a_title_is_a_line_of_its_own_however_long_it_is() {
    let report = |spent: &str| {
        format!(
            "2022年度云岭县水利局部门整体支出绩效自评报告\n根据县财政局要求，我局认真组织开展自评工作。\n\
            公务接待费支出{spent}万元，完成预算2.66万元的89.47%。\n“三公”经费支出情况表（单位：万元）\n\
            项目\t2021年决算数\t2022年预算数\t2022年决算数\n公务接待费\t2.31\t2.66\t2.38\n"
        )
    };
    assert_eq!(codes(&report("2.38")), [""; 0]);
    assert_eq!(codes(&report("2.83")), ["GJ401"]);
}

#[test]
fn a_completion_may_name_its_budget_behind_what_was_spent() {
    found("2022年支出决算1250.36万元，年初预算为1000.36万元，完成年初预算的135.00%。", &["GJ303"]);
    found("基本支出决算数为1250.36万元，年初预算数为1000.36万元，完成年初预算的135.00%。", &["GJ303"]);
    found("2022年支出1250.36万元，年初预算1000.36万元，预算执行率135.00%。", &["GJ303"]);
    found(
        "2022年年初预算1000.36万元，调整预算1300.36万元，支出决算1250.36万元，完成预算的95.16%。",
        &["GJ303"],
    );
}

#[test]
fn shares_whose_parts_make_up_an_amount_are_of_it() {
    let shares = "基本支出950.36万元，占76.01%；项目支出300.00万元，占27.99%。";
    found(&format!("2022年支出合计1250.36万元。{shares}"), &["GJ301"]);
    let named = "基本支出950.36万元，占总支出的76.01%，项目支出300.00万元，占总支出的27.99%。";
    found(&format!("2022年支出1250.36万元，{named}"), &["GJ301"]);
}

#[test]
fn a_change_gives_its_rate_in_a_bracket_or_before_its_amount_or_between_two_levels() {
    found("2023年三公经费支出25.36万元，同比减少3.00万元（12.58%）。", &["GJ311"]);
    found("2023年三公经费支出25.36万元，比上年减少12.58%，减少3.00万元。", &["GJ311"]);
    found("2023年三公经费支出25.36万元，上年支出28.36万元，同比下降12.58%。", &["GJ311"]);
    found("2023年三公经费支出25.36万元，2022年支出28.36万元，同比下降12.58%。", &["GJ311"]);
}

#[test]
fn a_list_in_a_list_that_does_not_come_out_is_told() {
    found(
        "支出合计500万元，其中：工资福利支出320万元，商品和服务支出150万元（办公费100万元、差旅费50万元），资本性支出50万元。",
        &["GJ201"],
    );
    found(
        "本年收入合计1716.11万元，包括：财政拨款收入878.97万元、事业收入864.18万元、其他收入472.96万元，含利息收入281.47万元，捐赠收入191.49万元。",
        &["GJ204"],
    );
    found(
        "彩票公益金共计123.22万元，其组成情况如下：一是销售分成37.22万元，二是省级公益金85万元，三是支持体育事业共计4.5万元。",
        &["GJ201"],
    );
}

#[test]
fn what_is_left_follows_from_the_other_amounts_of_the_sentence() {
    found("固定资产原值1000.25万元，累计折旧300.15万元，净值800.10万元。", &["GJ206"]);
    found("送审金额12500.36万元，审定金额11800.25万元，核减800.11万元。", &["GJ206"]);
    let year = "年初结转20.30万元，本年收入100.25万元，本年支出90.15万元";
    found(&format!("{year}，年末结转40.40万元。"), &["GJ206"]);
    found(&format!("{year}，年末结转30.40万元。"), &[]);
    // What was given back is not said to be in what was spent.
    found(&format!("{year}，上缴财政10.00万元，年末结转20.40万元。"), &[]);
    // Of what the vehicles were worth, the sentence does not speak.
    found("固定资产原值1000.25万元，其中车辆200.10万元，累计折旧300.15万元，车辆净值50.10万元。", &[]);
    // The whole has the part's name at its end.
    found("流动资产200.25万元，负债300.15万元，净资产800.10万元。", &[]);
}

#[test]
fn parts_behind_a_semicolon_need_no_colon() {
    let taxes = "其中税务部门完成28684万元，增长33.2%";
    found(&format!("财政收入完成61646万元。{taxes}；财政部门完成33962万元，下降3.6%。"), &["GJ201"]);
    found(&format!("财政收入完成61646万元。{taxes}；财政部门完成32962万元，下降3.6%。"), &[]);
}

#[test]
fn a_change_may_be_from_the_same_month_and_say_its_base_twice() {
    found("财政收入11040亿元，比去年同月增加984亿元，增长6.8%。", &["GJ311"]);
    found("2023年收入总预算317.6万元，同比增加8.25万元，同比增长12.7%。", &["GJ311"]);
}

#[test]
fn words_of_comparison_are_held_against_the_rate_of_completion() {
    found("支出决算为120.36万元，完成年初预算的110.25%，决算数小于预算数的主要原因是厉行节约。", &["GJ318"]);
    found(
        "支出决算为120.36万元，完成年初预算的95.25%。决算数大于年初预算数的主要原因是年中追加。",
        &["GJ318"],
    );
    // 100% may be rounded.
    found("支出决算为120.36万元，完成年初预算的100%，决算数小于预算数的主要原因是厉行节约。", &[]);
    // These are two budgets.
    found("支出决算为120.36万元，完成调整预算的98.25%，决算数大于年初预算数的主要原因是年中追加。", &[]);
}

#[test]
fn what_was_paid_out_or_used_is_held_against_what_there_was() {
    found("项目资金共2179.36万元，截止2023年12月8日，已完成拨付2113.63万元，执行率87.25%。", &["GJ303"]);
    found("收到资金200.36万元，使用190.25万元，使用率85.25%。", &["GJ303"]);
    found("年度预算安排200.36万元，截至12月底支出190.25万元，支出进度达到85.25%。", &["GJ303"]);
    found("安排项目资金1237.25万元，支付1169.15万元，未支付78.10万元。", &["GJ201"]);
    found("下达资金1237.25万元，使用1169.15万元，结余78.10万元。", &["GJ201"]);
    // What was left before may be in what is left now.
    found("上年结转30.00万元。本年安排资金1237.25万元，支出1169.15万元，结转下年98.10万元。", &[]);
    found("项目资金1237.25万元，实际支出1169.15万元，结余50.00万元，另有18.10万元尚未支付。", &[]);
}

#[test]
fn a_share_may_name_its_part_again() {
    found("一般公共预算收入完成8736.25万元，其中：税收收入完成8039.15万元，税收占比82.02%。", &["GJ301"]);
    found("财政收入68.76亿元，其中税收收入28.46亿元，占财政收入的比重为51.39%。", &["GJ301"]);
    found("总支出1000.25万元，其中基本支出800.36万元，占比达70.02%。", &["GJ301"]);
}

#[test]
fn a_sum_may_stand_behind_its_parts_with_a_verb() {
    found("购买物资支出11.51万元，救助大病患者支出2.91万元，共计支出17.42万元。", &["GJ203"]);
    found("甲项目投入1196.25万元，乙项目投入69.15万元，共投入1268.40万元。", &["GJ201"]);
    // Of what the sentence speaks of.
    found("接待费支出5.76万元。国内公务接待52批次，468人次，共计支出5.76万元。", &[]);
}

#[test]
fn a_table_may_have_no_bar_before_its_first_cell() {
    found(
        "单位：万元\n项目 | 预算数 | 支出数 | 执行率 |\n甲项目 | 100 | 90 | 90% |\n乙项目 | 50 | 50 | 100% |\n合计 | 150 | 150 | 93.33% |",
        &["GJ211", "GJ513"],
    );
}

#[test]
fn what_a_purchase_saved_follows_from_its_budget() {
    found("采购预算9715.25万元，实际采购8129.15万元，节约资金1686.10万元。", &["GJ206"]);
    found("全年采购预算500万元，已完成采购预算400万元，采购金额380万元，节约资金20万元。", &[]);
    found("公用经费预算100万元，采购金额60万元，通过压减会议节约20万元。", &[]);
}

#[test]
fn changes_of_the_parts_add_up_to_that_of_the_whole() {
    let travel = "“三公”经费支出50万元，比上年增加8.5万元，其中：因公出国（境）费与上年持平；公务用车购置及运行维护费支出40万元，\
                  比上年增加11.5万元；公务接待费10万元，比上年减少2万元。";
    found(travel, &["GJ207"]);
    found(&travel.replace("8.5万元", "9.5万元"), &[]);
    found(
        "支出合计500万元，比上年增加50万元，其中基本支出300万元，增加20万元；项目支出200万元，增加10万元。",
        &["GJ207"],
    );
    // Not all of them need be named, nor counted from the same.
    found("公用经费比上年增加30.51万元，其中办公费增加10.51万元，差旅费增加12万元。", &[]);
    found(&travel.replace("比上年增加8.5万元", "按同口径比上年增加8.5万元"), &[]);
    found(&travel.replace("比上年减少2万元", "下降4.7%"), &[]);
    found(&travel.replace("比上年减少2万元", "比预算减少2万元"), &[]);
}

#[test]
fn a_table_behind_an_empty_line_may_be_another() {
    let form = "一级指标\t二级指标\t三级指标\t分值\t自评得分\t扣分原因\n\
                产出指标\t数量指标\t办件量\t50\t50\t\n效益指标\t社会效益\t办结率\t50\t50\t\n合计\t\t\t100\t100\t\n\n";
    let spent = "支出情况表\t单位：万元\n项目\t2022年决算数\t2023年决算数\t增减额\t增减率\n\
                 基本支出\t380.12\t397.98\t17.86\t4.70%\n项目支出\t191.34\t210.85\t19.51\t10.20%\n\
                 合计\t571.46\t608.83\t37.37\t6.54%";
    found(&format!("{form}{spent}"), &[]);
    found(&format!("{form}{}", spent.replace("608.83", "608.38")), &["GJ211"]);
}

#[test]
fn the_line_that_markdown_puts_below_heads_is_no_row() {
    found(
        "| 项目 | 预算数 | 决算数 |\n|---|---:|:---:|\n| 基本支出 | 100.15 | 90.15 |\n| 项目支出 | 200.15 | 190.15 |\n| 合计 | 300.30 | 280.35 |",
        &["GJ211"],
    );
}

#[test]
fn points_of_the_parts_add_up_to_those_of_all_however_they_are_written() {
    found(
        "我单位得分95.28分，评价等级为“优”。其中：投入管理指标15分，得14.28分；产出指标40分，得35分；效益指标35分，得32分；满意度10分，得10分。",
        &["GJ201"],
    );
    found(
        "满分100分，自评94.9分，属于“优”。\n（一）预算执行满分10分，自评9.4分；\n（二）产出满分50分，自评45.7分；\n\
         （三）效益满分30分，自评28分；\n（四）满意度满分10分，自评10分。",
        &["GJ504"],
    );
    found(
        "（一）预算执行率指标：满分10分，得分9.74分。\n（二）产出指标：满分50分，得分50分。\n（三）效益指标：满分30分，得分28分。\n\
         （四）满意度指标：满分10分，得分9.5分。\n以上四项合计92.74分。",
        &["GJ504"],
    );
    found(
        "自评得分93.5分，其中：预算管理50分中得46分，专项管理30分中得28分，结果应用20分中得15.9分。",
        &["GJ201"],
    );
    found("自评得分为96.13分，其中：预算执行情况得分18.31分，绩效目标完成情况得分78分。", &["GJ201"]);
    found("根据评分标准，投入15分得14分，过程45分得42分，产出及效率40分得38.5分，总计95.4分。", &["GJ201"]);
    found(
        "自评得分为96.2分。具体得分：运行成本20分（满分20分）、管理效率18.2分（满分20分）、履职效能38分（满分40分）、社会效应18分（满分20分）。",
        &["GJ201"],
    );
    found(
        "自评总分95.55分。产出指标60分，得57.2分，扣2.8分；效益指标20分，得19分，扣1分；满意度10分，得9.8分，扣0.2分；\
         预算执行10分，得9.55分，扣0.45分。累计扣5.45分。",
        &["GJ201"],
    );
}

#[test]
fn a_grade_may_stand_right_behind_the_points() {
    found("依据评分标准，整体绩效自评得95.55分，为“良”。", &["GJ550"]);
    found(
        "根据评分标准，投入15分得14分，过程45分得42分，产出及效率40分得38.5分，总计94.5分，评价为良好等级。",
        &["GJ550"],
    );
    found("绩效自评得分95.55分，评定为“良”。", &["GJ550"]);
    found("绩效自评得分95.55分，评定为“优”。", &[]);
}

#[test]
fn last_years_amount_may_stand_in_a_bracket_or_in_the_sentence_before() {
    found("支出合计1550.96万元。与上年（1650.44万元）对比减少59.48万元，下降3.69％。", &["GJ313", "GJ311"]);
    found("2023年支出2847.80万元，较2022年增加439.14万元（2022年：2498.66万元），增长13.97%。", &["GJ313"]);
    found("支出总计613.68万元，同比（655.20万元）减少41.52万元，下降6.43%。", &["GJ311"]);
    found("基本支出496.00万元，同比减少9.10万元（上年515.10万元）。", &["GJ313"]);
    found("总支出1524.38万元，同比增长17.54%，增支193.88万元（2022年总支出1330.50万元）。", &["GJ311"]);
    found("全年使用3934.17万元，与去年同期（支出4120.80万元）相比减少168.63万元，降低4.53%。", &["GJ313"]);
    found("项目支出279.78万元。与上年项目支出305.40万元相比下降8.93%，减少25.62万元。", &["GJ311"]);
    found("2023年部门支出7167.00万元，比2022年（6920.40万元）多264.60万元，同比增长3.6%。", &["GJ313"]);
    found("决算支出8781.17万元。与2022年支出7850.20万元相比，增加903.97万元，增幅为11.86%。", &["GJ313"]);
    found("全年“三公”经费决算8.24万元。与上年9.62万元相比减少1.83万元，下降14.35%。", &["GJ313"]);
    found("支出合计1550.96万元。与上年（1610.44万元）对比增加59.48万元，增长3.69％。", &["GJ316"]);
    found("决算支出8781.17万元。与2022年支出7850.20万元相比，减少930.97万元，降幅为11.86%。", &["GJ316"]);
}

#[test]
fn budgets_grow_by_what_comes_on_top_and_rests_are_what_is_left() {
    found(
        "2023年年初部门预算689.40万元，调整预算51.02万元，调整后预算760.42万元，预算调整率10.30%。",
        &["GJ206"],
    );
    found(
        "2023年县财政年初批复我局部门预算1925.5万元，年中追加298.3万元，全年预算数2214.8万元。",
        &["GJ206"],
    );
    found(
        "2023年部门年初预算3860.50万元，年中追加419.50万元，追加比例18.07%，调整后预算4280.00万元。",
        &["GJ303"],
    );
    found("2023年收入3015.00万元，支出2847.80万元，结转176.20万元。", &["GJ206"]);
    found("2023年度部门总收入1598.00万元，总支出1524.38万元，年末结转37.62万元。", &["GJ206"]);
    found("调整后预算4010.00万元。全年使用3934.17万元，使用率98.11%，剩余79.83万元由财政收回。", &["GJ206"]);
    found("2023年度部门预算总额为8,720,000.00元。实际总支出8,515,259.45元，预算完成率94.65%。", &["GJ303"]);
    found("（二）人员编制\n全系统编制312人，实有287人，缺编55人。", &["GJ206"]);
    found("全年“三公”经费预算9.50万元，决算8.24万元，节约1.62万元，完成预算的86.74%。", &["GJ206"]);
}

#[test]
fn counts_and_amounts_add_up_to_the_total_behind_them() {
    found(
        "（二）人员编制\n政法专项编制46名，工勤编制4名，共50名；年末实有干警44名、工勤3名，共49名。",
        &["GJ201"],
    );
    found("（二）人员编制\n编制总数64个；实有在职人员60人，在职人员控制率97.35%。", &["GJ303"]);
    found("（二）人员编制\n编制58人，实有在职52人，编制使用率86.96%。", &["GJ303"]);
    found("（二）人员编制\n我局核定行政编制28名、事业编制14名，两者合计48名。", &["GJ201"]);
    found(
        "支出中工资福利支出768.35万元、商品和服务支出92.60万元、对个人和家庭的补助46.85万元，三项合计（即基本支出）970.80万元。",
        &["GJ201"],
    );
    found("2023年三公经费支出4.86万元、会议费1.20万元、培训费2.35万元，三者合计8.14万元。", &["GJ201"]);
    found("公务用车购置及运行维护费25.90万元（购置费14.98万元，运行维护费7.92万元）。", &["GJ203"]);
    found("全局共有执法执勤用车2辆、特种专业技术用车1辆，共5辆。", &["GJ201"]);
}

#[test]
fn receipts_and_spending_stand_beside_each_other_whatever_their_heads() {
    let budget = |heads: &str, receipts: &str, spending: &str| {
        format!(
            "部门收支总表（单位：万元）\n{heads}\n一、一般公共预算拨款收入\t{receipts}\t一、一般公共服务支出\t128.00\n\
             二、政府性基金拨款收入\t16.00\t二、卫生健康支出\t14.00\n\t\t三、农林水支出\t{spending}\n\
             本年收入合计\t326.00\t本年支出合计\t326.00\n收入总计\t326.00\t支出总计\t326.00"
        )
    };
    for heads in ["收入项目\t预算数\t支出项目\t预算数", "项目\t金额\t支出内容\t金额"]
    {
        found(&budget(heads, "310.00", "184.00"), &[]);
        found(&budget(heads, "301.00", "184.00"), &["GJ211"]);
        found(&budget(heads, "310.00", "148.00"), &["GJ211"]);
    }
    // Lines without an amount are left out, and where the other half comes out none with one is missing.
    let accounts = |other: &str, total: &str| {
        format!(
            "收入支出决算总表（单位：万元）\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n\
             一、一般公共预算财政拨款收入\t512.36\t一、一般公共服务支出\t438.72\n八、其他收入\t{other}\t九、卫生健康支出\t77.24\n\
             本年收入合计\t516.56\t本年支出合计\t515.96\n年初结转和结余\t2.10\t年末结转和结余\t2.70\n收入总计\t{total}\t支出总计\t518.66"
        )
    };
    found(&accounts("4.20", "518.66"), &[]);
    found(&accounts("2.40", "518.66"), &["GJ211"]);
    found(&accounts("4.20", "511.66"), &["GJ211"]);
    // Spending by function, and below it once more by its kind.
    found(&accounts("4.20", "518.66").replace("年末结转和结余\t2.70", "一、工资福利支出\t9.70"), &[]);
}

#[test]
fn values_of_the_year_before_stand_beside_those_of_the_form() {
    let form = |heads: &str, last: u32, done: u32| {
        format!(
            "附件1\n绩效目标完成情况表\n|指标|{heads}|分值|得分|\n|培训人数（人次）|{last}|1300|{done}|50|50|\n\
             |登记失业率（%）|3.3|≤4.5|3.12|50|50|\n|合计||||100|100|"
        )
    };
    for heads in ["2022年完成值|2023年目标值|2023年完成值", "上年完成值|年度指标值|实际完成值"]
    {
        found(&form(heads, 1200, 1300), &[]);
        found(&form(heads, 1300, 1200), &["GJ511"]);
    }
}

#[test]
fn the_rate_of_execution_is_no_indicator_of_the_group_before() {
    let form = |points: &str| {
        format!(
            "附件\n部门整体支出绩效自评表\n\
             一级指标          二级指标    三级指标     年度指标值    实际完成值    分值    得分    偏差原因\n\
             产出指标（50分）    数量指标    甲建设数     ≥30个         32个          50        50\n\
             效益指标（30分）    社会效益    保障能力     提升          有所提升      30        30\n\
             满意度指标（10分）  满意度      农户满意度   ≥90%          94%           {points}        {points}\n\
             预算执行率（10分）                           100%          98.2%         10        9.82    进度略慢\n"
        )
    };
    found(&form("10"), &[]);
    found(&form("20"), &["GJ505"]);
    let alone = |points: &str| {
        format!(
            "附件\n部门整体支出绩效自评表\n|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因|\n\
             |产出指标（90分）|数量指标|甲建设数|≥30个|32个|90|90||\n|预算执行率（10分）|||100%|98.2%|10|{points}||"
        )
    };
    found(&alone("9.82"), &[]);
    found(&alone("9.8"), &[]);
    found(&alone("8"), &["GJ520"]);
}

#[test]
fn a_goal_is_no_indicator() {
    found(
        "某市某镇整体支出绩效自评表\n年度绩效指标\t一级指标\t二级指标\t三级指标\t年初目标值（A）\t实际完成值（B）\n\
         \t产出指标\t质量指标\t诉求办结率\t≥98%\t99.1%\n年度目标2（40分）\t改善人居环境\t\t\t\t\n\
         年度绩效指标\t一级指标\t二级指标\t三级指标\t年初目标值（A）\t实际完成值（B）\n\
         \t产出指标\t数量指标\t改建户厕\t150户\t150户",
        &[],
    );
}

#[test]
fn a_label_may_stand_before_the_heads_of_a_form_aligned_by_spaces() {
    let form = |done: &str, points: &str| {
        format!(
            "附件\n部门整体支出绩效自评表\n\
             年度绩效指标  一级指标            二级指标      指标内容    年度指标值  实际完成值  分值  得分\n\
             \x20             产出指标（50分）    数量指标      建档率      ≥90%       93.6%       20    20\n\
             \x20                                               扶助人数    5823人      5823人      10    10\n\
             \x20                                 质量指标      规范管理率  ≥62%       {done}       20    20\n\
             \x20             效益指标（40分）    社会效益指标  服务能力    提升        有所提升    40    {points}\n\
             \x20             满意度指标（10分）  满意度        群众满意度（10分）  ≥85%       88.2%       10    10\n\
             \x20             总分                                                                  100   100\n"
        )
    };
    found(&form("65.1%", "40"), &[]);
    found(&form("56.1%", "40"), &["GJ511"]);
    found(&form("65.1%", "41"), &["GJ510", "GJ506"]);
}

#[test]
fn heads_stand_once_more_behind_the_end_of_a_page() {
    let heads = "序号\t乡镇\t岗位人数\t分配资金\t实际支出\n";
    let rows = |page: &str, spent: &str| {
        format!(
            "表1  各乡镇资金分配使用情况表（单位：万元）\n{heads}1\t白阳镇\t164\t98.40\t98.40\n2\t古城镇\t132\t79.20\t78.65\n\
             {page}3\t王洼镇\t118\t70.80\t70.80\n4\t新集乡\t106\t63.60\t62.90\n\t合计\t520\t312.00\t{spent}"
        )
    };
    for page in
        [heads, "—— 2 ——\n", "第 2 页 共 3 页\n", &format!("- 2 -\n{heads}"), &format!("续表\n{heads}")]
    {
        found(&rows(page, "310.75"), &[]);
        found(&rows(page, "317.05"), &["GJ211"]);
    }
    // Two tables below each other have a total each.
    found(
        &rows(&format!("\t合计\t296\t177.60\t177.05\n{heads}"), "310.75")
            .replace("520\t312.00\t310.75", "224\t134.40\t133.70"),
        &[],
    );
}

#[test]
fn rows_between_spaces_may_lack_figures_at_their_end() {
    let form = "部门整体支出绩效自评表\n项目         年初预算数  全年预算数  全年执行数  执行率   分值   得分\n\
                支出总额     570.50      630.00      613.68      97.41%   10     9.74\n\
                基本支出     470.00      508.50      496.00      97.54%\n项目支出     100.50      121.50      117.68      96.86%";
    found(form, &[]);
    found(&form.replace("496.00", "469.00"), &["GJ211", "GJ513"]);
    found(&form.replace("508.50", "580.50"), &["GJ211", "GJ513"]);
}

#[test]
fn cells_between_spaces_stand_under_their_heads() {
    let form = "年度绩效指标  一级指标            二级指标      三级指标    年度指标值  实际完成值  分值  得分\n\
                \x20             产出指标（50分）    数量指标      建档率      ≥90%        93.6%       20    20\n\
                \x20                                               扶助人数    5823人      5823人      10    10\n\
                \x20                                 质量指标      规范管理率  ≥62%        56.1%       20    18.1\n\
                \x20             效益指标（50分）    社会效益指标  服务能力    提升        已提升      50    50\n\
                总分                                                                        100   98.1\n\
                评价结论      本项目自评总分98.1分。";
    found(form, &[]);
    found(&form.replace("93.6%       20    20", "93.6%       20    21"), &["GJ510", "GJ506"]);
    let budget = "收入项目            预算数    支出项目                预算数\n\
                  一、财政拨款收入      310.00  一、一般公共服务支出      128.00\n\
                  二、其他收入           16.00  二、卫生健康支出           14.00\n\
                  \x20                             三、农林水支出            184.00\n\
                  本年收入合计          326.00  本年支出合计              326.00";
    found(budget, &[]);
    found(&budget.replace("184.00", "148.00"), &["GJ211"]);
}

#[test]
fn a_total_of_points_may_be_far_off() {
    let form = "一级指标   二级指标       三级指标           指标值    完成值    分值   得分\n\
                产出指标   数量指标       审计项目数         ≥22个     24个      60     60\n\
                效益指标   经济效益指标   增收节支       ≥1500万元  1534万元  40     40\n\
                总分                                                               400    100";
    found(form, &["GJ506"]);
    found(&form.replace("400", "100"), &[]);
}

#[test]
fn bars_may_stand_between_cells_alone() {
    let rows = "序号|项目名称|预算金额（元）|支出金额（元）|结余（元）|完成率\n1|经济责任审计|380000|355000|25000|93.42%\n\
                2|外聘费|225000|221800|3200|98.58%\n3|审计平台|610000|600000|10000|98.36%\n|合计|1215000|1176800|38200|96.86%";
    found(rows, &[]);
    found(&rows.replace("221800|3200|98.58%", "228100|3200|98.58%"), &["GJ214", "GJ513", "GJ211"]);
    let funds = "预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因\n \
                 | 总额 | 380.00 | 412.00 | 386.14 | 93.72% | 10 | 9.37 | \n | 其中：财政资金 | 380.00 | 382.00 | 356.14 | 93.23% | / | / | \n \
                 | 单位资金 | 0.00 | 30.00 | 30.00 | 100.00% | / | / | ";
    found(funds, &[]);
    found(&funds.replace("30.00 | 30.00", "20.00 | 30.00"), &["GJ211", "GJ513"]);
}

#[test]
fn what_was_spent_stands_beside_the_budget() {
    let table = "附件：重点项目支出明细表（单位：万元）\n序号    项目名称            2023年预算    2023年支出    执行率\n\
                 1       农村公路养护工程    2700.00       2680.00       99.26%\n2       农村公路建设    1500.00       1420.50       94.70%\n\
                 \x20       合计                4200.00       4100.50       97.63%";
    found(table, &[]);
    found(&table.replace("4100.50", "4010.50"), &["GJ211", "GJ513"]);
    let units = "单位        编制  在职  全年预算  全年支出  执行率  得分  等级\n局机关      32    30    2,418.60  2,365.39  97.80%  97.5  优\n\
                 社会福利院  26    24    862.40    836.53    97.00%  95.2  优\n合计        58    54    3,281.00  3,201.92  97.59%  —    —";
    found(units, &[]);
    found(&units.replace("3,201.92", "3,210.92"), &["GJ211", "GJ513"]);
}

#[test]
fn tables_of_points_add_up_and_give_their_rates() {
    let sheet = "| 项目 | 分值 | 得分 | 得分率 |\n|---|---|---|---|\n| 部门决策 | 15 | 14 | 93.33% |\n| 预算管理 | 35 | 32.4 | 92.57% |\n\
                 | 履职产出 | 30 | 29.5 | 98.33% |\n| 履职效果 | 20 | 19 | 95.0% |\n| 合计 | 100 | 94.9 | 94.90% |";
    found(sheet, &[]);
    found(&sheet.replace("| 32.4 |", "| 31.4 |"), &["GJ303", "GJ211"]);
    found(&sheet.replace("98.33%", "93.83%"), &["GJ303"]);
    found(&sheet.replace("| 94.9 |", "| 49.9 |"), &["GJ211", "GJ303"]);
    found(&sheet.replace("| 19 | 95.0% |", "| 21 | 105% |"), &["GJ510", "GJ211"]);
}

#[test]
fn weights_may_stand_behind_every_level() {
    let form = "一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t评价标准\t得分\n投入\t40\t预算配置\t40\t在职人员控制率\t20\t计满分。\t20\n\
                \t\t\t\t重点支出安排率\t20\t计满分。\t20\n过程\t60\t预算执行\t35\t预算完成率\t35\t计满分。\t35\n\
                \t\t预算管理\t25\t政府采购执行率\t15\t计满分。\t15\n\t\t\t\t资金使用合规性\t10\t计满分。\t10\n合计\t100\t\t100\t\t100\t\t100";
    found(form, &[]);
    found(&form.replace("过程\t60", "过程\t65"), &["GJ505"]);
    found(&form.replace("100\t\t100\t\t100\t\t100", "100\t\t100\t\t100\t\t94"), &["GJ506"]);
}

#[test]
fn a_table_of_points_may_have_a_cell_a_line() {
    let sheet = "附表1  评分表\n\n评价指标\n分值\n自评得分\n备注\n一、履职效能\n50\n48\n\n整体效能\n25\n24\n群众知晓率有待提高\n\
                 专项效能\n25\n24\n\n二、管理效率\n50\n46.8\n\n预算执行\n25\n22.3\n\n信息公开\n25\n24.5\n\n合计\n100\n94.8";
    found(sheet, &[]);
    found(&sheet.replace("94.8", "98.4"), &["GJ211"]);
    found(&sheet.replace("24.5", "25.0"), &["GJ211"]);
}

#[test]
fn funds_may_be_named_before_their_heads() {
    let form = "单位：万元\n\n预算资金情况\n年初预算数\n全年预算数\n全年执行数\n分值\n执行率\n得分\n\n880\n958.3\n936.3\n10\n97.7%\n9.77\n\n\
                一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n未完成原因分析\n\n产出指标\n数量指标\n案件数\n≥120件\n126件\n90\n90\n\n\n总分\n100\n99.77";
    found(form, &[]);
    found(&form.replace("\n9.77", "\n9.97").replace("99.77", "99.97"), &["GJ516"]);
}

#[test]
fn heads_stand_once_more_where_a_page_begins() {
    let table = "表1  资金使用情况表（单位：万元）\n序号\t乡镇\t岗位人数\t分配资金\t实际支出\t结余\t执行率\n\
                 1\t白阳镇\t164\t98.40\t98.40\t0.00\t100.00%\n2\t古城镇\t132\t79.20\t78.65\t0.55\t99.31%\n\
                 序号\t乡镇\t岗位人数\t分配资金\t实际支出\t结余\t执行率\n3\t王洼镇\t118\t70.80\t70.80\t0.00\t100.00%\n\
                 4\t新集乡\t106\t63.60\t62.90\t0.70\t98.90%\n\t合计\t520\t312.00\t310.75\t1.25\t99.60%";
    found(table, &[]);
    found(&table.replace("310.75", "317.05"), &["GJ211", "GJ214"]);
}

#[test]
fn what_was_done_is_held_against_the_goal_that_the_sentence_gives() {
    found("惠民演出86场次，完成全年任务（80场次）的117.5%。", &["GJ303"]);
    found("惠民演出86场次，完成全年任务（80场次）的107.5%。", &[]);
    found("“两癌”筛查目标24000人，完成24860人，完成目标的105.38%。", &["GJ303"]);
    found("“两癌”筛查目标24000人，完成24860人，完成目标的103.58%。", &[]);
    found("改造低产园13820亩，计划15000亩，为计划的96.13%。", &["GJ303"]);
    found("改造低产园13820亩，计划15000亩，为计划的92.13%。", &[]);
    found("计划培训500人，实际完成520人，完成计划的109.00%。", &["GJ303"]);
    found("计划培训500人，实际完成520人，完成计划的104%。", &[]);
    // Of which goal, the sentence does not say.
    found("改造低产园13820亩，建成冷库11座，为计划的96.13%。", &[]);
}

#[test]
fn the_three_kinds_of_travel_reception_and_cars_need_no_word_before_them() {
    found("全年“三公”经费决算8.24万元。公务接待费2.61万元，公务用车运行维护费5.83万元。", &["GJ201"]);
    found("全年“三公”经费决算8.24万元。公务接待费2.41万元，公务用车运行维护费5.83万元。", &[]);
    found(
        "“三公”经费支出8.24万元。因公出国（境）费0万元，公务接待费2.41万元，公务用车运行维护费5.38万元。",
        &["GJ201"],
    );
    // Two of them need not be all.
    found("“三公”经费支出8.24万元。公务接待费2.41万元，公务用车运行维护费4.83万元。", &[]);
    found("“三公”经费支出8.24万元。公务接待费2.61万元，会议费5.83万元。", &[]);
}

#[test]
fn the_first_budget_in_the_prose_is_that_of_the_form() {
    let report = |initial: &str, besides: &str| {
        format!(
            "2023年年初部门预算{initial}万元，调整后预算760.42万元。全年支出749.19万元。{besides}\n附件 部门整体支出绩效自评表\n\
             |资金|年初预算数|全年预算数|全年执行数|执行率|\n|资金总额（万元）|689.40|760.42|749.19|98.52%|"
        )
    };
    found(&report("684.90", ""), &["GJ401"]);
    found(&report("689.40", ""), &[]);
    // Another figure, or one that stands elsewhere as well, is no slip.
    found(&report("512.30", ""), &[]);
    found(&report("684.90", "本级年初预算684.90万元。"), &[]);
}

#[test]
fn changes_of_some_parts_need_not_add_up() {
    let list = "人员经费支出100万元，比上年增加10万元，增长11.11%，其中：工资60万元，比上年增加5万元；津贴#万元，比上年增加1万元。";
    found(&list.replace('#', "20"), &["GJ203"]);
    found(&list.replace('#', "40"), &["GJ207"]);
}

#[test]
fn counts_differences_and_shares_of_a_row_are_told() {
    found(
        "局机关内设11个股室，下设农技推广中心、畜牧水产事务中心、农机事务中心5个二级事业单位。",
        &["GJ221"],
    );
    found("下属单位有县图书馆、县文化馆、县博物馆共4个。", &["GJ221"]);
    found("内设第一检察部、第二检察部、第三检察部、综合业务部、政治部共7个部门。", &["GJ221"]);
    found(
        "所属事业单位：县交通运输事业发展中心、县交通运输监察大队、县公路事业发展中心，计4个。",
        &["GJ221"],
    );
    found(
        "所属单位2家，分别是：1.某市水旱灾害防御中心；2.某市水利工程质量监督站；3.某市太平水库管理所；4.某市雨补水库管理所。",
        &["GJ221"],
    );
    found("单位组成：局机关及古城保护所、文物管理所，共6家预算单位。", &["GJ221"]);
    found("满意率91.6%，同比提高3.4个百分点（2022年为89.2%）。", &["GJ309"]);
    found("受益群众满意度96%，比目标值90%高9个百分点。", &["GJ309"]);
    found("污水集中处理率97.3%，较年初目标值95%高出3.2个百分点。", &["GJ309"]);
    found("新增有效灌溉面积任务0.85万亩，完成0.91万亩，超额完成0.16万亩。", &["GJ309"]);
    found("组织应急演练12次，较计划10次多4次。", &["GJ309"]);
    found("空气质量优良率由2022年的89.2%提高到91.6%，提高3.4个百分点。", &["GJ309"]);
    found("计划培训300人次，实际培训320人次，超计划30人次。", &["GJ309"]);
    found("抽检合格率97.2%，比目标98%高0.8个百分点。", &["GJ309"]);
    found(
        "总支出936.3万元，其中基本支出794.7万元，项目支出141.6万元，分别占总支出的84.88%和11.52%。",
        &["GJ301"],
    );
    found(
        "总支出936.3万元，其中基本支出794.7万元，项目支出141.6万元，占比分别为84.88%、11.52%。",
        &["GJ301"],
    );
    found("总支出936.3万元，其中基本支出794.7万元，项目支出141.6万元，分别占84.88%和11.52%。", &["GJ301"]);
    found(
        "支出7167.00万元。基本支出1846.20万元，项目支出5320.80万元，二者占比分别为25.76%、72.44%。",
        &["GJ301"],
    );
    found(
        "总支出936.3万元，其中基本支出794.7万元，项目支出141.6万元。基本支出、项目支出占总支出的比例分别是84.88%和11.52%。",
        &["GJ301"],
    );
    found(
        "总收入1598.00万元。中央资金520.00万元、市级资金310.00万元、县级资金768.00万元，占比分别为32.54%、14.90%、48.06%。",
        &["GJ301"],
    );
    found(
        "全部支出2821.70万元。人员经费1502.30万元（53.2%）、公用经费210.40万元（5.7%）、项目经费1109.00万元（39.3%）。",
        &["GJ301"],
    );
    found("总支出936.3万元，其中基本支出794.7万元（84.88%），项目支出141.6万元（11.52%）。", &["GJ301"]);
    found("总支出936.3万元，基本支出794.7万元，占84.88%，项目支出141.6万元，占比11.52%。", &["GJ301"]);
    found(
        "全局共有编制128名，其中行政编制12名，事业编制96名；年末实有在职人员121人，其中行政人员30人、事业人员91人。",
        &["GJ203"],
    );
    found("全局共有编制128名，其中行政编制12名，事业编制96名。", &["GJ203"]);
    found(
        "核定编制163名，其中公务员编制29名，事业编制71名；实际在编151名，其中公务员87名、事业人员64名。",
        &["GJ203"],
    );
    found("查出主要问题金额3.26亿元，其中违规金额0.42亿元、管理不规范金额5.84亿元。", &["GJ201"]);
    found("新登记市场主体8642户，其中企业2310户、个体工商户6281户、农民专业合作社52户。", &["GJ201"]);
    found("综上，部门整体绩效自评得分94.9分，扣4.1分，等级“优”。", &["GJ518"]);
    found("合计得分95.17分，评定等级为良。", &["GJ550"]);
    found("垦造耕地1260亩，超目标60亩（目标1000亩）。", &["GJ309"]);
    found("维修校舍10680平方米，比目标10000平方米超630平方米，完成率106.80%。", &["GJ309"]);
}

#[test]
fn what_looks_like_another_reading_is_told_where_it_is_none() {
    found(
        "本年支出合计200万元。\n基本支出100万元，占50%，其中人员经费60万元，占65%，公用经费40万元，占40%。",
        &["GJ301"],
    );
    found("公务接待费支出4.5万元，比预算减少0.5万元，比上年减少2.4万元，下降38.8%。", &["GJ311"]);
    found("公务接待费支出0.5万元，与上年持平。主要原因是接待批次增加。", &["GJ317"]);
    found("公务接待费支出0.5万元，与上年持平。公务接待费增加的主要原因是接待批次增加。", &["GJ317"]);
    found(
        "实现地区生产总值469.20亿元，其中：第一产业0.76亿元，第二产业130.33亿元，第三产业333.11亿元。",
        &["GJ203"],
    );
    found("地区生产总值469.20亿元。其中,第二产业130.33亿元;第三产业438.11亿元。", &["GJ204"]);
    found("收入1，392，476万元，其中：本级541，412万元，县级861，064万元。", &["GJ201"]);
    found("收入累计完成99552万元,占年初预算数109466万元的90.9%,同比增长6.1%,增收8300万元。", &["GJ311"]);
    found("房产税收入531万元,同比减收24万元,下降7.32%。", &["GJ311"]);
}

#[test]
fn a_head_is_divided_into_those_below_it() {
    let table = "表1 年度主要任务\n\
                 | 任务名称 | 主要内容 | 预算数（万元） |  |  | 执行数（万元） |  |  |\n|---|---|---|---|---|---|---|---|\n\
                 |  |  | 总额 | 财政拨款 | 其他资金 | 总额 | 财政拨款 | 其他资金 |\n\
                 | 任务1 | 人员经费 | 925.00 | 925.00 | 0 | 907.80 | 907.80 | 0 |\n\
                 | 任务2 | 河道治理 | 1610.00 | 1510.00 | 100.00 | 1480.00 | 1390.00 | 90.00 |\n\
                 | 任务3 | 值班 | 65.50 | 65.50 |  | 58.37 | 58.37 |  |\n\
                 | 金额合计 |  | 2600.50 | 2500.50 | 100.00 | 2446.17 | 2356.17 | 90.00 |";
    found(table, &[]);
    // The row and the column of a figure.
    found(&table.replace("1480.00", "1408.00"), &["GJ211", "GJ211"]);
    found(&table.replace("2356.17", "2365.17"), &["GJ211", "GJ211"]);
    // A part exceeds its total while the cell of the other one is empty; where it falls short, that one may lack.
    found(&table.replace("| 65.50 | 65.50 |", "| 65.50 | 68.50 |"), &["GJ211", "GJ211"]);
    found(&table.replace("| 58.37 | 58.37 |", "| 58.37 | 50.00 |").replace("2356.17", "2347.80"), &["GJ211"]);
}

#[test]
fn levels_of_indicators_stand_below_the_heads_of_the_rest() {
    let table = "绩效指标\t\t\t指标性质\t指标值\t度量单位\t实际完成值\t分值\t得分\t偏差原因\n\
                 一级指标\t二级指标\t三级指标\t\t\t\t\t\t\t\n\
                 产出指标\t数量指标\t治理面积\t≥\t32\t平方公里\t33.4\t50\t50\t\n\
                 满意度指标\t满意度\t用水户满意度\t≥\t90\t%\t92.7\t50\t50\t\n\
                 合计\t\t\t\t\t\t\t100\t100\t";
    found(table, &[]);
    found(&table.replace("33.4\t50\t50", "23.4\t50\t50"), &["GJ511"]);
    found(&table.replace("92.7\t50\t50", "92.7\t50\t55"), &["GJ510", "GJ506"]);
}

#[test]
fn a_missed_target_without_a_reason_is_worth_a_hint_where_no_points_are() {
    let table = "2023年度某局部门整体支出绩效自评表\n\
                 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 偏差原因分析及改进措施 |\n\
                 | 产出指标 | 数量指标 | 治理面积 | ≥32平方公里 | 33.4平方公里 |  |\n\
                 | 产出指标 | 成本指标 | 亩均成本 | ≤1.5万元 | 1.2万元 |  |\n";
    let hints = |text: &str| {
        gouji::check(text, None).findings.iter().filter(|finding| finding.rule.code == "GJ522").count()
    };
    assert_eq!(hints(table), 0);
    assert_eq!(hints(&table.replace("33.4平方公里", "23.4平方公里")), 1);
    assert_eq!(hints(&table.replace("| 1.2万元 |", "| 2.1万元 |")), 1);
    assert_eq!(hints(&table.replace("33.4平方公里 |  |", "23.4平方公里 | 汛期停工 |")), 0);
}

#[test]
fn groups_of_the_funds_may_have_their_amounts_beside_the_names() {
    let table = "表1\n| 年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n\
                 |---|---|---|---|---|---|---|---|\n\
                 |  | 年度资金总额 | 2316.74 | 2874.35 | 2730.63 | 10 | 95.0% | 9.5 |\n\
                 |  | 按收入性质分： |  |  |  | 按支出性质分： |  |  |\n\
                 |  | 其中：一般公共预算 | 2806.15 |  |  | 其中：基本支出 | 1489.17 |  |\n\
                 |  | 政府性基金拨款 | 68.2 |  |  | 项目支出 | 1241.46 |  |";
    found(table, &[]);
    found(&table.replace("2806.15", "2662.43"), &[]);
    found(&table.replace("1489.17", "1482.17"), &["GJ211"]);
    found(&table.replace("2806.15", "2860.15"), &["GJ211"]);
    // Where one part has no amount, nobody can tell.
    found(&table.replace("1489.17", ""), &[]);
}

#[test]
fn totals_of_a_budget_with_their_parts_behind_them() {
    let table = "2024年度某县文化局部门整体支出绩效目标申报表\n当年预算情况（万元）\n编制控制数\t86\t在职人员总数\t81\n\
                 其中：行政编制人数\t18\t事业编制人数\t68\n收入预算合计\t1863.42\t其中：上级财政拨款\t240.00\n\
                 本级财政安排\t1578.42\t其他资金\t45.00\n支出预算合计\t1863.42\t其中：人员经费\t896.70\n公用经费\t118.72\t项目经费\t848.00";
    found(table, &[]);
    found(&table.replace("收入预算合计\t1863.42", "收入预算合计\t1836.42"), &["GJ211"]);
    found(&table.replace("896.70", "869.70"), &["GJ211"]);
    // An empty cell may hold the rest, but not where the others are more than the total.
    found(&table.replace("\t45.00", "\t"), &[]);
    found(&table.replace("\t45.00", "\t").replace("1578.42", "1758.42"), &["GJ211"]);
}

#[test]
fn a_grade_needs_no_word_before_it_and_follows_comparisons_and_scales() {
    found("自评总分96.02分，自评等级良。", &["GJ550"]);
    found("自评得分95.4分（良）。", &["GJ550"]);
    found("绩效自评得分为96.3分，较上年度提高2.8分，等级良。", &["GJ550"]);
    found("绩效自评得分86.3分，比上年的92.1分下降5.8分，等级优。", &["GJ550"]);
    found(
        "综合得分95.6分。对照等级标准（S≥90优，80≤S＜90良，60≤S＜80中，S＜60差），等级为“良”。",
        &["GJ550"],
    );
    found("自评得分94.0分，属“良”等次。", &["GJ550"]);
    found("（一）自评结论：得分94.0分，“良好”等次。", &["GJ550"]);
    found("经自评，2023年我局整体支出绩效得95.4分，评价等级为“良”。", &["GJ550"]);
    found("总得分96.9分。评价等级良。", &["GJ550"]);
    found("综上，自评得97分，等级为“良”，扣3分。", &["GJ550"]);
    found(
        "自评总分97.35分。90（含）—100分为优、80（含）—90分为良、60（含）—80分为中、60分以下为差，本部门评价等级为“良”。",
        &["GJ550"],
    );
}

#[test]
fn a_row_of_a_table_has_the_grade_of_its_points() {
    let table = |first: &str, second: &str| {
        format!(
            "项目\t预算执行(10分)\t产出(50分)\t总分\t等级\n防汛物资采购\t9.96\t50\t98.46\t{first}\n\
             水库除险加固\t7.72\t43\t85.72\t{second}\n灌区改造\t9.53\t49\t97.03\t优"
        )
    };
    found(&table("优", "良"), &[]);
    found(&table("良", "良"), &["GJ550"]);
    found(&table("优", "优"), &["GJ550"]);
}

#[test]
fn what_was_got_and_what_was_lost_make_up_the_weight() {
    let text = |lost: &str| {
        format!("决策类指标满分10分，得9.67分，扣{lost}分；过程类指标满分30分，得29.6分，扣0.4分。")
    };
    found(&text("0.33"), &[]);
    found(&text("0.53"), &["GJ503"]);
    found("预算执行率满分10分，得9分，扣2分，其中进度慢扣0.6分，结转扣0.4分。", &["GJ503"]);
    found("决策类指标满分10分，得8分，扣1分，因资料不全扣1分。", &[]);
}

#[test]
fn what_was_lost_is_made_up_of_what_was_lost_of_each() {
    found("扣分6.9分，其中：投入扣2分；过程扣1.6分；产出扣2.4分；效果扣1分。", &["GJ201"]);
    found("失分8.1分，其中资金投入与管理0.6分、产出1.8分、效益0.5分、满意度0.2分。", &["GJ201"]);
    found(
        "过程类扣1.9分，其中预算执行率（5分）扣0.5分，资产管理（4分）扣0.8分，结转结余率（3分）扣0.9分。",
        &["GJ201"],
    );
}

#[test]
fn points_of_parts_with_their_weights_make_up_the_total() {
    let parts = "投入得19分（标准分20分）、过程得29.5分（标准分30分）、产出与效果得38.4分（标准分40分）、满意度得9分（标准分10分）";
    found(&format!("自评得分为百分制93.9分。{parts}，合计扣分4.1分。"), &["GJ201"]);
    let parts =
        "预算执行（10分），得9.85分；产出（50分），得49分；效益（30分），得29.5分；满意度（10分），得10分";
    found(&format!("部门整体支出绩效自评得分为91.35分：{parts}。"), &["GJ201"]);
    found("数量20分得20分，质量15分得14分，时效10分得9分，成本5分得5分，小计46分，扣2分。", &["GJ201"]);
    let lines = "部门管理：20分／18.8分；\n资金管理：10分／9.2分；\n履职产出：40分／37.6分；\n履职效果：30分／28.4分。";
    found(&format!("自评得分94.0分。\n{lines}"), &[]);
    found(&format!("自评得分99.0分。\n{lines}"), &["GJ504"]);
    let lines = "一级指标 投入（20分）：自评得分18.60分\n一级指标 过程（30分）：自评得分29.00分\n\
                 一级指标 产出（30分）：自评得分28.50分\n一级指标 效果（20分）：自评得分19.50分";
    found(&format!("{lines}\n综合得分95.6分。"), &[]);
    found(&format!("{lines}\n综合得分95.9分。"), &["GJ504"]);
}

#[test]
fn columns_of_what_could_be_had_was_got_and_was_lost() {
    let table = |lost: &str, all: &str| {
        format!(
            "| 评价内容 | 满分 | 自评得分 | 扣分 |\n| 预算执行 | 10 | 9.82 | {lost} |\n| 产出 | 50 | 48.5 | 1.5 |\n\
             | 效益 | 30 | 28.6 | 1.4 |\n| 满意度 | 10 | 9.1 | 0.9 |\n| 合计 | 100 | 96.02 | {all} |"
        )
    };
    found(&table("0.18", "3.98"), &[]);
    found(&table("6.18", "3.98"), &["GJ214"]);
    found(&table("0.18", "3.18"), &["GJ214"]);
}

#[test]
fn headings_of_one_level_are_worth_the_full_score() {
    let headings = |effect: &str| {
        format!(
            "（一）投入管理指标（15分）\n立项规范。\n（二）产出指标（40分，得39分）\n较好。\n（三）效益指标（{effect}分）\n明显。\n\
             （四）满意度指标（10分）\n满意。"
        )
    };
    found(&headings("35"), &[]);
    found(&headings("30"), &["GJ519"]);
    found("（一）投入指标（15分）\n1.立项（5分）\n2.资金（5分）\n3.管理（6分）", &["GJ501"]);
}

#[test]
fn a_rate_is_of_the_goal_beside_what_was_done() {
    found("更换给排水管网46.8公里，目标45公里，完成率105.00%。", &["GJ303"]);
    found("投放宣传广告48条（目标45条），完成率105.67%。", &["GJ303"]);
    found("修缮古城墙1200米，已完成1020米，完成率95%。", &["GJ303"]);
    found("修缮古城墙1200米，已完成1020米，完成率100%。", &["GJ303"]);
}

#[test]
fn what_a_budget_rose_by_and_what_is_left_of_it() {
    found("年初预算14236.58万元，全年预算16108.91万元，较年初增加1876.33万元，增幅13.15%。", &["GJ206"]);
    found("全年预算16108.91万元，全年执行15872.64万元，执行率98.53%，未执行266.27万元。", &["GJ206"]);
    found(
        "政府性基金支出83173万元，调出资金18300万元，债务还本支出315万元，支出合计131788万元。",
        &["GJ206"],
    );
    found("上年结余10万元，收入100万元，支出90万元，年终结余30万元。", &["GJ206"]);
    found(
        "年初结转结余65.3万元，收入1386.7万元，支出1398.41万元，退回财政10万元，年末结转结余73.59万元。",
        &["GJ206"],
    );
}

#[test]
fn a_change_of_a_count_has_one_direction() {
    found("为612名残疾儿童提供康复训练，较上年减少38名，增长6.62%。", &["GJ319"]);
    found("培训学员612人次，较上年减少38人次，增长6.62%。", &["GJ319"]);
    found("产量12.46万吨，比2022年11.93万吨减产0.53万吨，增长4.44%。", &["GJ316", "GJ319"]);
    found("产量12.46万吨，比2022年11.93万吨增产0.53万吨，下降4.44%。", &["GJ319", "GJ316"]);
    found("产量12.46万吨，比2022年11.93万吨增产0.53万吨，增长9.44%。", &["GJ311"]);
    found("污水处理率96.1%，高于目标（95.5%）4.6个百分点。", &["GJ309"]);
}
#[test]
fn frames_of_a_table_are_no_rows_of_it() {
    let table = "+--------------+----------+--------+--------+\n\
                 | 单位         | 年初预算 | 决算   | 执行率 |\n\
                 +==============+==========+========+========+\n\
                 | 局机关       | 300.00   | 294.00 | 98.00% |\n\
                 +--------------+----------+--------+--------+\n\
                 | 中心         | 200.00   | 190.00 | 95.00% |\n\
                 +--------------+----------+--------+--------+\n\
                 | 合计         | 500.00   | 484.00 | 96.80% |\n\
                 +--------------+----------+--------+--------+";
    found(&format!("表1 支出情况表（单位：万元）\n{table}"), &[]);
    found(&format!("表1 支出情况表（单位：万元）\n{}", table.replace("484.00", "448.00")), &["GJ211"]);
}

#[test]
fn points_and_what_was_taken_off_make_up_the_weight_of_a_row() {
    let table = "2023年度某项目支出绩效评价报告\n评分总表\n一级指标\t二级指标\t三级指标\t分值\t得分\t扣分\t扣分原因\n\
                 决策\t项目立项\t立项依据充分性\t20\t20\t0\t\n\t\t立项程序规范性\t20\t17\t3\t无会议纪要\n\
                 产出\t产出数量\t新建幼儿园\t40\t40\t0\t\n\t产出质量\t验收合格率\t20\t19\t1\t一所有缺陷\n合计\t\t\t100\t96\t4\t";
    found(table, &[]);
    found(&table.replace("20\t17\t3", "20\t17\t2"), &["GJ503"]);
    // 扣分 may be written with its sign.
    found(&table.replace("\t3\t无", "\t-3\t无").replace("\t1\t一", "\t-1\t一"), &[]);
    found(&table.replace("\t20\t0\t", "\t20\t3\t").replace("\t3\t无", "\t\t无"), &["GJ503"]);
}

#[test]
fn names_of_indicators_may_say_what_they_are_worth() {
    let table = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分\n\
                 产出指标\t数量指标\t新增就业人数（50分）\t≥3500人\t3716人\t50\n\t质量指标\t发放准确率（30分）\t=100%\t100%\t30\n\
                 满意度指标\t满意度\t对象满意度（20分）\t≥90%\t95.5%\t20\n总分\t\t\t\t\t100";
    found(table, &[]);
    found(&table.replace("95.5%\t20", "95.5%\t22").replace("\t100\t", "\t102\t"), &["GJ510", "GJ506"]);
    found(&table.replace("=100%\t100%", "=100%\t95%"), &["GJ511"]);
    // Where one name says nothing, the others may speak of something else.
    found(&table.replace("人数（50分）", "人数"), &[]);
}

#[test]
fn travel_cars_and_reception_in_one_line_of_figures() {
    let table = "“三公”经费决算表\n单位：万元\n                 预算数                              决算数\n\
                 合计    因公出国    公务用车购置及运行费        公务接待   合计   因公出国   公务用车购置及运行费      公务接待\n        \
                 （境）费  小计   购置费  运行费         费                （境）费  小计   购置费  运行费      费\n\
                 28.60   0.00      25.00  0.00   25.00          3.60      23.94  0.00      22.15  0.00   22.15        1.79";
    found(table, &[]);
    found(&table.replace("3.60", "3.06"), &["GJ211"]);
    found(&table.replace("22.15  0.00   22.15", "22.15  0.00   22.51"), &["GJ211"]);
}

#[test]
fn tables_of_grades_add_up() {
    let table = "2023年度某县项目支出绩效自评工作总结\n| 自评等级 | 得分区间 | 项目数（个） | 占比 | 涉及资金（万元） |\n|---|---|---|---|---|\n\
                 | 优 | 90（含）-100分 | 521 | 80.40% | 96,420.35 |\n| 良 | 80（含）-90分 | 98 | 15.12% | 15,738.60 |\n\
                 | 中 | 60（含）-80分 | 29 | 4.48% | 4,916.27 |\n| 合计 |  | 648 | 100.00% | 117,075.22 |";
    found(table, &[]);
    found(&table.replace("648", "658"), &["GJ211"]);
    found(&table.replace("80.40%", "84.40%"), &["GJ214"]);
    found(&table.replace("117,075.22", "117,705.22"), &["GJ211"]);
}

#[test]
fn shares_of_two_paragraphs_are_of_two_wholes() {
    found(
        "（一）收入情况。部门预算总收入3,158.46万元，年初结转186.20万元、占5.00%，当年财政拨款2,972.26万元、占94.10%。\n（二）支出情况。部门总支出2,967.31万元：基本支出1,672.88万元，占56.38%；项目支出1,294.43万元，占43.62%。",
        &["GJ301"],
    );
    found(
        "（一）收入情况。部门预算总收入3,158.46万元，年初结转186.20万元、占5.90%，当年财政拨款2,972.26万元、占94.10%。\n（二）支出情况。部门总支出2,967.31万元：基本支出1,672.88万元，占76.38%；项目支出1,294.43万元，占43.62%。",
        &["GJ301"],
    );
    found(
        "（一）收入情况。部门预算总收入3,158.46万元，年初结转186.20万元、占5.90%，当年财政拨款2,972.26万元、占94.10%。\n（二）支出情况。部门总支出2,967.31万元：基本支出1,672.88万元，占56.38%；项目支出1,294.43万元，占49.62%。",
        &["GJ301"],
    );
}

#[test]
fn brackets_of_a_family_hold_no_more_than_their_whole() {
    found("职工412人（在编186人，同工同酬173人，临聘73人）。", &["GJ201"]);
    found("追加上级专项资金18650万元（中央14200万元，省级3150万元，市级1500万元）。", &["GJ201"]);
}

#[test]
fn a_total_over_its_count_is_the_average() {
    found("公务用车运行维护费22.11万元，公务用车保有量11辆，车均运行维护费20.1万元。", &["GJ320"]);
    found("发放补贴3861户23408.6亩，按104.5元/亩计算，共计254.62万元。", &["GJ320"]);
    found("奖励扶助2,816人、按每人每年960元发放270.64万元。", &["GJ320"]);
    found("惠及牧户3,862户，户均4676元，应补1809.85万元。", &["GJ320"]);
    found("拨付营养改善计划资金１２６８.４０万元，惠及学生１５，９５５人，人均８００元。", &["GJ320"]);
    found("开发公益性岗位1180名，每人每月补助500元，全年应发780.00万元。", &["GJ320"]);
}

#[test]
fn points_of_the_rate_of_execution_count_towards_the_total() {
    // 执行率权重 and 执行率得分.
    let weighted = "| | 全年（调整）预算数 | 全年执行数 | 执行率（%） | 执行率权重 | 执行率得分 |\n| 预算执行情况 | 9,410 | 8,923.6 | 94.83 | 10 | 9.48 |\n| 绩效指标 | 指标性质 | 计量单位 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分 |\n| 清扫保洁面积 | ≥ | 万平方米 | 862 | 871.5 | 50 | 50 |\n| 路灯亮灯率 | ≥ | % | 98 | 98.1 | 40 | 40 |\n| 合计 | | | | | 100 | 99.48 |";
    found(weighted, &[]);
    found(&weighted.replace("40 | 40", "45 | 45"), &["GJ506"]);
    // 得分 without 分值.
    let scored = "资金情况（万元）\t全年预算数（A）\t全年执行数（B）\t执行率（B/A）\t得分\n年度资金总额：\t6480.00\t6246.43\t96.40%\t9.64\n一级指标\t二级指标\t三级指标\t指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t抚育面积（万亩）\t≥12\t12.6\t50\t50\n效益指标\t生态效益指标\t植被盖度（%）\t≥73\t73.2\t30\t30\n满意度指标\t服务对象满意度指标\t农牧民满意度（%）\t≥85\t91.7\t10\t10\n总分\t\t\t\t\t100\t99.64";
    found(scored, &[]);
    found(&scored.replace("50\t50", "55\t55"), &["GJ506", "GJ506"]);
    // Another table with rates of execution before the form.
    let second = "序号\t项目\t年初预算\t追加\t全年预算\t支出\t执行率\n1\t病险水库除险加固\t720\t160\t880\t862.4\t98.00%\n\t合计\t720\t160\t880\t862.4\t98.00%\n项目支出绩效自评表\n项目资金（万元）\t资金来源\t年初预算\t全年预算\t全年执行\t分值\t执行率\t得分\n\t年度资金总额\t1,320.00\t1,386.50\t1,323.24\t10\t95.44%\t9.54\n年度总体目标：四馆免费开放。\n一级指标\t二级指标\t三级指标\t指标性质\t年初指标值\t度量单位\t实际完成值\t分值\t得分\t偏差原因\n产出指标\t数量指标\t接待读者人次\t≥\t38\t万人次\t41.26\t50\t50\t\n效益指标\t社会效益指标\t非遗项目传播受众\t≥\t15\t万人次\t16.9\t30\t30\t\n满意度指标\t服务对象满意度\t读者满意度\t≥\t90\t%\t95.2\t10\t10\t\n总分\t\t\t\t\t\t\t100\t99.54\t";
    found(second, &[]);
    found(&second.replace("30\t30", "25\t25"), &["GJ506"]);
}

#[test]
fn cells_a_line_are_read_under_heads_that_fit() {
    let form = "附件1\n项目资金（万元）\n年初批复数\n全年预算数\n全年执行数\n执行率\n得分\n合计\n100\n100\n90\n90.00%\n9\n其中：省级资金\n60\n60\n54\n90.00%\n—\n县级资金\n40\n40\n36\n90.00%\n—\n一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n备注\n产出指标\n数量指标\n改造户数\n120户\n120户\n50\n50\n效益指标\n社会效益指标\n受益人数\n3000人\n3100人\n30\n30\n满意度指标\n满意度指标\n群众满意度\n90%\n92%\n10\n10\n总分\n100\n99";
    found(form, &[]);
    found(&form.replace("120户\n50\n50", "120户\n45\n45"), &["GJ506"]);
    // The heads of the indicators end the funds.
    let funds = "附件1\n项目资金（万元）\n全年预算数\n全年执行数\n执行率\n得分\n资金总额\n100\n90\n90.00%\n9\n省级资金\n60\n54\n90.00%\n县级资金\n40\n36\n90.00%\n绩效指标\n指标性质\n计量单位\n年初指标值\n全年完成值\n指标权重\n指标得分\n改造户数\n≥\n户\n120\n126\n50\n50\n受益人数\n≥\n人\n3000\n3030\n30\n30\n群众满意度\n≥\n%\n90\n92\n10\n10\n总分\n100\n99";
    found(funds, &[]);
    found(&funds.replace("90.00%\n9\n", "80.00%\n9\n"), &["GJ513"]);
    let shares = "全年支出5883万元，其中：基本支出3180万元，项目支出2703万元。\n附表2 2023年预算执行情况表\n支出性质\n全年预算数（万元）\n决算数（万元）\n执行率\n占总支出比重\n基本支出\n3614\n3180\n87.99%\n54.05%\n项目支出\n2703\n2703\n100.00%\n45.95%\n合计\n6317\n5883\n93.13%\n100.00%";
    found(shares, &[]);
    found(&shares.replace("87.99%", "78.99%"), &["GJ513"]);
}

#[test]
fn tables_that_go_on_add_up() {
    let table = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t350\t250\t100\n208\t社会保障和就业支出\t120\t120\t\n20805\t行政事业单位养老支出\t120\t120\t\n210\t卫生健康支出\t50\t50\t\n备注:\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n213\t农林水支出\t180\t80\t100";
    found(table, &[]);
    found(&table.replace("180\t80", "190\t80"), &["GJ211"]);
}

#[test]
fn a_sentence_goes_on_behind_the_edge_of_a_page() {
    let text = |edge: &str, share: &str| {
        format!(
            "一、情况\n2023年度我局认真组织开展了各项工作，预算支出合计2000万元，其中：项目支出1\n{edge}\n\
             100万元，占{share}%；基本支出900万元，占45.00%。"
        )
    };
    let edges =
        ["第 3 页，共 12 页", "第三页", "[3]", "Page 3", "- 3 -\n2023年度某市某局部门决算", "", "\u{c}"];
    for edge in edges {
        found(&text(edge, "55.00"), &[]);
        found(&text(edge, "57.00"), &["GJ301"]);
    }
}

#[test]
fn chapters_of_units_need_no_number() {
    let text = |second: &str| format!("局本级\n公务接待费支出10万元。\n{second}\n公务接待费支出15万元。");
    found(&text("乡镇"), &[]);
    found(&text("有关情况"), &["GJ401"]);
    found(
        "1）局本级\n支出100万元，其中基本支出60万元，项目支出50万元。\n2）乡镇\n支出50万元，其中基本支出50万元。",
        &["GJ201"],
    );
}

#[test]
fn another_year_in_a_title_begins_another_report() {
    let text = |year: &str, last: &str| {
        format!(
            "一、支出情况\n三公经费支出12.5万元。\n\n{year}年度某市某局部门整体支出绩效自评报告\n一、支出情况\n\
             三公经费支出15.5万元。\n二、结论\n三公经费支出{last}万元。"
        )
    };
    found(&text("2019", "15.5"), &[]);
    found(&text("2019", "16.5"), &["GJ401"]);
    found(&text("2023", "15.5"), &["GJ401"]);
}

#[test]
fn cells_with_bars_at_their_lines_lie_in_rows() {
    let cells = |total: &str| {
        format!(
            "项目 预算数 决算数 基本支出 100.00 110.00 上缴支出   项目支出 50.00 60.00 合计 150.00 {total}"
        )
    };
    let told = |total: &str, expected: &[&str]| {
        let cells = cells(total);
        let lines = |bar: &str| {
            cells.split(' ').map(|cell| format!("{cell}{bar}\n")).collect::<String>().replace("\n\n", "\n")
        };
        found(&lines(" |"), expected);
        found(&lines("\n|"), expected);
        // A bar before each row, too.
        let rows = cells.split(' ').enumerate();
        let row = |(at, cell)| format!("{}{cell} |\n", if at % 3 == 0 { "|\n" } else { "" });
        found(&format!("|\n单位：万元 |\n|\n|\n{}", rows.map(row).collect::<String>()), expected);
    };
    told("170.00", &[]);
    told("160.00", &["GJ211"]);
}

#[test]
fn empty_cells_that_are_left_out_leave_their_row_unbound() {
    let table = |row: &str, total: &str| {
        format!(
            "单位：万元\n项目 | 预算数 | 决算数 | 备注 |\n甲项目 | 100.00 | 90.00 | 无 |\n{row}\n\
             丙项目 | 50.00 | 60.00 | 无 |\n合计 | 150.00 | {total} | 无 |"
        )
    };
    found(&table("乙项目 | 15.00 | |||", "165.00"), &[]);
    found(&table("乙项目 |  | 15.00 |  |", "165.00"), &[]);
    found(&table("乙项目 |  | 15.00 |  |", "155.00"), &["GJ211"]);
}

#[test]
fn a_long_table_has_columns_that_follow_from_those_beside_them() {
    let table = |first: &str| {
        format!(
            "单位：万元\n| 填报单位： | 某县某局 | 2023年2季度 | 单位：万元 |\n\
             | 科目 | 年度预算 | 本期累计 | 同期累计 | 增减额 | 增减% | 占预算% | 当月 | 上年当月 | 当月增减额 | 当月增减率% |\n\
             | 税收收入 | 106,337 | 73,514 | 89,279 | {first} | -17.7 | 69.1 | 7,879 | 6,959 | 920 | 13.2 |\n\
             | 增值税 | 48,827 | 26,542 | 15,525 | 11,017 | 71.0 | 54.4 | 2,583 | 3,314 | -731 | -22.1 |\n\
             | 印花税 | 1,000 | 600 | 500 | 100 | 20.0 | 60.0 | 50 | 40 | 10 | 25.0 |\n\
             | 房产税 | 4,858 | 3,737 | 3,470 | 267 | 7.7 | 76.9 | 427 | 258 | 169 | 65.5 |"
        )
    };
    found(&table("-15,765"), &[]);
    found(&table("-15,675"), &["GJ214"]);
}

#[test]
fn two_kinds_that_leave_nothing_over_make_up_what_stands_before() {
    let text = |tax: &str, centre: &str| {
        format!(
            "前4个月，全国一般公共预算收入1000亿元。\n分中央和地方看，前4个月，中央一般公共预算收入{centre}亿元；\
             地方一般公共预算本级收入600亿元。分税收和非税收入看，前4个月，全国税收收入{tax}亿元；非税收入150亿元。"
        )
    };
    found(&text("850", "400"), &[]);
    found(&text("880", "400"), &["GJ201"]);
    found(&text("850", "430"), &["GJ201"]);
    let text = |tax: &str| {
        format!(
            "2023年，全县一般公共预算收入1000万元，支出1500万元，其中乡镇收入300万元。\n\
             从收入看，税收收入{tax}万元，增长5%；非税收入150万元，下降3%。"
        )
    };
    found(&text("850"), &[]);
    found(&text("820"), &["GJ201"]);
    // Of another region, of other months, with a third kind.
    found("全县一般公共预算收入1000万元。\n开发区税收收入300万元，非税收入150万元。", &[]);
    found("1-11月，全县一般公共预算收入1100万元。\n前10个月，税收收入850万元，非税收入150万元。", &[]);
    found("全县财政收入1100万元。税收收入850万元，非税收入150万元，基金收入100万元。", &[]);
    let text = |local: &str| {
        format!(
            "国有企业营业总收入1000万元，同比增长25%。其中中央企业600万元，同比增长25%；地方国有企业{local}万元，\
             同比增长25%。\n国有企业利润总额100万元。（1）中央企业60万元。（2）地方国有企业40万元。"
        )
    };
    found(&text("400"), &[]);
    found(&text("430"), &["GJ201"]);
}

#[test]
fn three_kinds_below_of_which_make_up_the_amount_above() {
    let text = |abroad: &str, above: &str| {
        format!(
            "2022年“三公”经费{above}，预算执行比例为80%。\n\
             其中：因公出国（境）费{abroad}万元，公务用车购置及运行费30万元，公务接待费10万元。"
        )
    };
    found(&text("60", "支出100万元"), &[]);
    found(&text("66", "支出100万元"), &["GJ201"]);
    found(&text("66", "预算125万元，支出100万元"), &[]);
    let text = |staff: &str| {
        format!(
            "2023年本年一般公共预算基本支出930万元，其中：\n人员经费{staff}万元，主要包括：基本工资、绩效工资。\n\
             公用经费100万元，主要包括：办公费、其他商品和服务支出。"
        )
    };
    found(&text("830"), &[]);
    found(&text("800"), &["GJ203"]);
}

#[test]
fn a_share_in_a_clause_of_its_own_is_of_the_amount_it_names() {
    let text = |rate: &str| {
        format!(
            "全县一般公共预算支出1000万元，其中民生支出完成800万元，同比增长5.6%，民生支出占一般公共预算支出的比重达{rate}%。"
        )
    };
    found(&text("80.0"), &[]);
    found(&text("79.1"), &["GJ301"]);
    found(
        "全县一般公共预算收入1000万元，其中税收收入800万元，增长5%，非税收入占一般公共预算收入的比重为20%。",
        &[],
    );
}

#[test]
fn parts_of_an_earlier_amount_may_miss_it_by_a_tail() {
    let text = |part: &str| {
        format!(
            "全年收到项目资金200.12万元，支出150万元。其中困难群众救助资金{part}万元，养老服务资金80.05万元。"
        )
    };
    found(&text("120.08"), &[]);
    found(&text("140.08"), &["GJ201"]);
    let donated = |bureau: &str| {
        format!(
            "接受捐赠款物110亿元（捐款100亿元，物资10亿元），其中：民政厅20亿元，红十字会45亿元，慈善总会{bureau}亿元；商务厅等5部门20亿元，基金会等15亿元。"
        )
    };
    found(&donated("10"), &[]);
    found(&donated("17"), &["GJ203"]);
    let kept = |part: &str| {
        format!(
            "截至年底慈善资金累计结余3151.19万元。其中，2023年提取慈善基金126.63万元，基金累计1752.08万元，可直接用于救助的资金{part}万元。"
        )
    };
    found(&kept("1399.11"), &[]);
    found(&kept("1499.11"), &["GJ201"]);
    let rates = |part: &str| {
        format!(
            "直达资金总额225.60亿元，其中：中央安排{part}亿元，分配率99.5%；地方安排41.34亿元，分配率99.5%。"
        )
    };
    found(&rates("184.26"), &[]);
    found(&rates("183.06"), &["GJ203"]);
}

#[test]
fn the_unit_of_a_table_may_stand_on_a_line_of_its_own() {
    let table = |caption: &str, spent: &str| {
        format!(
            "“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”{spent}万元，主要用于在职人员医疗保险缴费。\n\n2023年部门支出预算总表\n{caption}\n\
            | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n| 210 | 卫生健康支出 | 743,218 | 743,218 | 0 |\n\
            | 21011 | 行政事业单位医疗 | 743,218 | 743,218 | 0 |\n| 2101101 | 行政单位医疗 | 743,218 | 743,218 | 0 |"
        )
    };
    let captions = "单位：元#**单位：**元#单位：**元**#**编制部门：某局　单位：**元#编制部门：某局 单位：\n元#单位：\n\n元#- 单位：\n- 元#单位：人民币\n元#单位：|元#单位\n元";
    let of_budget = |text: &str| codes(&format!("2023年度某市某局部门预算公开说明\n{text}\n"));
    for caption in captions.split('#') {
        assert!(of_budget(&table(caption, "74.32")).is_empty(), "{caption}");
        assert_eq!(of_budget(&table(caption, "75.32")), ["GJ401"], "{caption}");
    }
    // Nothing says the unit.
    assert!(of_budget(&table("", "74.32")).is_empty());
}

#[test]
fn what_an_amount_is_a_share_of_is_no_level() {
    let spent = |rate: &str| {
        format!(
            "政府性基金支出累计完成6120万元，完成\n年初预算数28500万元的21.5%，比上年减支\n31800万元，下降{rate}%。"
        )
    };
    found(&spent("83.9"), &[]);
    found(&spent("63.9"), &["GJ311"]);
    let pupils = |rate: &str| {
        format!(
            "普通小学为7672.32元，比上年\n的6901.75元增长{rate}%。其中，农村为\n7403.94元，比上年的6854.92元增长8.01%。"
        )
    };
    found(&pupils("11.17"), &[]);
    found(&pupils("12.17"), &["GJ311"]);
    found("房产税31.7亿元，比上\n年同期增长11.7%；耕地占用税2.5\n亿元，比上年同期下降19.6%。", &[]);
    let bought = |rate: &str| format!("全市政府采购规模为109,197万元，较上年减少1714.8万元，下降{rate}%。");
    found(&bought("1.5"), &[]);
    found(&bought("1.6"), &["GJ311"]);
    let budget =
        |by: &str| format!("公务接待费2023年预算9.3万元，2022年预算15.5万元，对比减少{by}万元，减少率40%。");
    found(&budget("6.2"), &[]);
    found(&budget("5.7"), &["GJ313"]);
}

#[test]
fn lines_wrapped_at_few_columns_are_one_paragraph() {
    let text = |part: &str| {
        format!(
            "一般公共预算收入累计完成30128万元，完\n成年初预算数72400万元的41.6%，比上年减\n收1310万元，下降4.2%。其中：税收收入\n\
             {part}万元，比上年增收1560万元，增长\n18.7%；非税收入20224万元，比上年减收\n2870万元，下降12.4%。政府性基金支出累\n\
             计完成6120万元，完成年初预算数28500万\n元的21.5%，比上年减支31800万元，下降\n83.9%。"
        )
    };
    found(&text("9904"), &[]);
    found(&text("9964"), &["GJ201"]);
    // Items of one length are none.
    let items = "农业支出120万元，占10%\n林业支出240万元，占20%\n水利支出360万元，占30%\n渔业支出120万元，占10%\n畜牧支出240万元，占20%\n种业支出120万元，占10%";
    found(&format!("一、支出情况\n全年支出1200万元。\n{items}"), &[]);
}

#[test]
fn marks_of_markdown_and_feeds_say_nothing() {
    let items = |last: &str| {
        format!(
            "群众体育支出881.00万元，其中：\n（一）用于援建场地553.10万元；\n（二）用于队伍建设6.50万元；\n（三）用于全民健身活动304.20万元；\n**（四）用于科学研究与宣传{last}万元。**"
        )
    };
    found(&items("17.20"), &[]);
    found(&items("19.20"), &["GJ201"]);
    let spent = |part: &str| format!("支出**1200**万元，其中：基本支出**{part}**万元，项目支出**500**万元。");
    found(&spent("700"), &[]);
    found(&spent("800"), &["GJ201"]);
    let cost = |sign: &str| {
        format!(
            "三公经费决算2101.5万元。其中：\n{sign}因公出国（境）费0万元，主要原因是本年无因公出国（境）安排，与上年持平\n\
            {sign}公务接待费760.2万元，较上年增加120.2万元，上升18.78%，上升主要原因是本年招商引资接待费用增加。"
        )
    };
    for sign in ["* 1.", "• 1.", "## 1.", "1　", "1  ", "第1，", "> 1.", "□1."] {
        found(&cost(sign), &[]);
        let other = "与上年持平，主要原因是本年出国费用增加";
        found(&cost(sign).replace("主要原因是本年无因公出国（境）安排，与上年持平", other), &["GJ317"]);
    }
    let table = |part: &str| {
        format!(
            "支出决算表\n单位：元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t19604164\t13368164\t6236000\n\
            20805\t行政事业单位养老支出\t7234970\t7234970\t0\n12\n\u{c}20810\t社会福利\t8000100\t3000000\t5000100\n\
            20811\t残疾人事业\t{part}\t3133194\t1235900\n\t合计\t19604164\t13368164\t6236000"
        )
    };
    found(&table("4369094"), &[]);
    assert!(codes(&format!("{TITLE}{}\n", table("4569094"))).contains(&"GJ211"));
}

#[test]
fn of_two_columns_of_a_kind_the_plain_one_is_taken() {
    let text = |heads: &str, cells: &str| format!("一、情况\n| 项目 | {heads} |\n| 救助 | {cells} |");
    let rate = |heads: &str, cells: &str| found(&text(heads, cells), &["GJ513"]);
    rate("年初预算数 | 预算调整数 | 全年预算数 | 决算数 | 执行率", "300 | 40 | 340 | 323 | 96.00%");
    rate("年初预算数 | 调整预算数 | 决算数 | 执行率", "300 | 340 | 323 | 96.00%");
    rate("总预算 | 全年预算数 | 决算数 | 执行率", "1200 | 1000 | 982 | 89.20%");
    rate("全年预算数 | 决算数 | 上年执行率 | 执行率", "1000 | 982 | 98.20% | 89.20%");
    rate(
        "年初预算数 | 全年预算数 | 决算数 | 年初预算执行率 | 全年预算执行率",
        "950 | 1000 | 982 | 98.20% | 103.37%",
    );
    let goals = |heads: &str, cells: &str| {
        let text =
            format!("一、情况\n| 三级指标 | 分值 | {heads} | 得分 |\n| 新建公路 | 50 | {cells} | 50 |");
        found(&text, &["GJ511"]);
    };
    goals("年度指标值 | 2022年完成值 | 实际完成值", "≥120公里 | 125公里 | 100公里");
    goals("年度指标值 | 1-6月完成值 | 全年完成值", "≥120公里 | 125公里 | 60公里");
    goals("三年目标值 | 年度指标值 | 实际完成值", "≥120公里 | ≥350公里 | 125公里");
    goals("年初指标值 | 调整后指标值 | 实际完成值", "≥108公里 | ≥120公里 | 108公里");
}

#[test]
fn a_rate_is_of_the_amounts_right_before_it() {
    let text = |rate: &str| {
        format!(
            "一、情况\n| 项目 | 上年 |  | 本年 |  |  |\n|  | 预算 | 决算 | 预算 | 决算 | 执行率 |\n\
             | 救助 | 800 | 784 | 1100 | 1064 | {rate} |\n| 养老 | 200 | 198 | 300 | 293 | 97.67% |"
        )
    };
    found(&text("96.73%"), &[]);
    found(&text("98.00%"), &["GJ513"]);
}

#[test]
fn what_is_taken_off_must_come_out_to_the_digit() {
    found("自评得分96.5分，其中：基础分95分，加分项3分，扣分项0.5分。", &["GJ204"]);
    found("固定资产净值1200万元，其中：原值2100万元，累计折旧800万元。", &["GJ201"]);
    found("实付服务费428.38万元，其中应付432.38万元，扣减3万元。", &["GJ201"]);
    let text = |total: &str| {
        format!(
            "一、情况\n| 评分项目 | 分值 | 得分 |\n| 预算管理 | 40 | 38.5 |\n| 履职效能 | 60 | 57 |\n| 加分 |  | 1.5 |\n\
             | 减分 |  | 0.5 |\n| 合计 | 100 | {total} |"
        )
    };
    found(&text("96.5"), &[]);
    found(&text("94.5"), &["GJ211"]);
    found(
        "一、情况\n| 项目 | 金额（万元） |\n| 年初预算 | 1200 |\n| 追加 | 120 |\n| 调减 | 40 |\n| 合计 | 1480 |",
        &["GJ211"],
    );
}

#[test]
fn rates_of_points_are_of_the_points_before_them() {
    let text = |rate: &str| format!("项目立项6分，得5分，得分率83.33%；绩效目标8分，得6.5分，得分率{rate}。");
    found(&text("81.25%"), &[]);
    found(&text("83.33%"), &["GJ303"]);
    found("决策类指标20分，得17.5分，得分率92.5%，低于过程类指标得分率87.5%。", &["GJ303"]);
    found("预算执行4分，得3.5分，得分率87.5%；目标管理8分，得6.5分，得分率87.5%。", &["GJ303"]);
    found("发放问卷300份，收回问卷286份，回收率98.33%。", &["GJ303"]);
}

#[test]
fn weighted_points_are_what_was_got_of_the_weight() {
    let text = |points: &str| {
        format!(
            "一、情况\n| 指标 | 权重 | 目标值 | 实际值 | 得分 | 加权得分 |\n| 新建公路 | 40% | 120 | 108 | 90 | {points} |\n\
             | 改造危桥 | 30% | 16 | 16 | 100 | 30 |\n| 群众满意度 | 30% | 90% | 93.4% | 100 | 30 |\n| 合计 | 100% |  |  |  | 96 |"
        )
    };
    found(&text("36"), &[]);
    found(&text("46"), &["GJ510", "GJ506"]);
}

#[test]
fn a_colon_opens_the_points_of_the_parts() {
    found("自评得分97分：投入19分，过程39分，产出及效果39分。", &[]);
    found("自评得分97分：投入12分，过程39分，产出及效果39分。", &["GJ201"]);
    found("自评得分97分：投入20分，过程40分，产出及效果40分。", &[]);
}

#[test]
fn the_most_and_the_least_are_not_added_up() {
    let text = |head: &str| {
        format!(
            "一、情况\n| 维度 | 指标数 | 满分 | {head} |\n| 决策 | 6 | 20 | 19 |\n| 产出 | 4 | 80 | 79 |\n| 合计 | 10 | 100 | 96 |"
        )
    };
    found(&text("最高"), &[]);
    found(&text("数量"), &["GJ211"]);
}

#[test]
fn spending_is_taken_off_nothing_but_what_came_in() {
    let table = |total: &str| {
        format!(
            "| 项目 | 金额（万元） |\n|---|---|\n| 人员经费 | 600 |\n| 公用支出 | 50 |\n| 项目支出 | 450 |\n| 合计 | {total} |"
        )
    };
    found(&table("1100"), &[]);
    found(&table("1000"), &["GJ211"]);
    found(
        "2023年压减“三公”经费支出10万元。\n其中：公务接待费支出20万元，公务用车购置及运行费支出60万元，因公出国费用0万元。",
        &[],
    );
}

#[test]
fn a_total_may_begin_with_what_stands_right_above() {
    let text = |total: &str| {
        format!(
            "（一）中央财政下达资金3268万元。\n（二）省级配套安排320万元，县级安排80万元，共计{total}万元。"
        )
    };
    found(&text("3668"), &[]);
    found(&text("400"), &[]);
    found(&text("3658"), &["GJ201"]);
    found(&text("410"), &["GJ201"]);
}

#[test]
fn rates_of_wells_and_books_are_checked() {
    found("计划新建机井320眼，实际新建312眼，完成率97.50%。", &[]);
    found("计划新建机井320眼，实际新建312眼，完成率95.70%。", &["GJ303"]);
    found("计划整理档案3200卷，实际整理3120卷，完成率95.70%。", &["GJ303"]);
    found("2023年根据工作需要，修建水渠3块、架设线路5根本着节约的原则。", &[]);
}

#[test]
fn names_behind_other_words_are_counted_too() {
    found("纳入部门预算编报范围的单位共3个，包括：江滨市妇联（本级）、江滨市妇女儿童活动中心。", &["GJ221"]);
    found("项目涉及杨柳镇、大河镇、秦皇乡4个乡镇。", &["GJ221"]);
    found("下属二级机构3个（就业服务中心、社会保险服务中心）。", &["GJ221"]);
    found("本部门内设机构包括办公室、政工股、计财股，共4个。", &["GJ221"]);
    found("设立办公室、财务科、业务科等2个科室。", &["GJ221"]);
}

#[test]
fn between_a_budget_and_its_rate_stands_what_was_spent() {
    let table = |spent: &str, rate: &str| {
        format!(
            "| 项目 | 年初预算 | 全年预算 | {spent} | 执行率 |\n|---|---|---|---|---|\n| 办案业务费 | 650 | 720 | 705.83 | {rate} |"
        )
    };
    for spent in ["支出", "支付数", "支出（万元）"] {
        found(&table(spent, "98.03%"), &[]);
        found(&table(spent, "93.08%"), &["GJ513"]);
    }
    found("| 收入 | 预算 | 支出 | 预算 |\n|---|---|---|---|\n| 拨款 | 650 | 基本支出 | 720 |", &[]);
}

#[test]
fn an_amount_in_another_unit_is_told_where_all_comes_out_with_it() {
    let text = |unit: &str| {
        format!("2023年收入1540万元，包括：财政拨款1236.4万元、上年结转215万元、其他收入88.6{unit}。")
    };
    found(&text("万元"), &[]);
    found(&text("元"), &["GJ201"]);
    found("2023年收入1540万元，包括：财政拨款1236.4万元、上年结转215万元、零星收入886元等。", &[]);
    found("公用经费348.65万元。\n公用经费较大，公用经费支出348.65元。", &["GJ401"]);
}

#[test]
fn what_is_left_follows_from_all_and_what_was_done() {
    found("审计整改问题186个，已整改171个，整改率91.94%，正在整改51个。", &["GJ206"]);
    found("审计整改问题186个，已整改171个，整改率94.91%，正在整改15个。", &["GJ303"]);
    found("监测对象24户，已消除风险18户，未消除9户。", &["GJ206"]);
    found("安排项目61个，完工59个，在建5个。", &["GJ206"]);
    found(
        "全年受理各类案件8556件，其中旧存380件、新收8176件；审结8238件，结案率92.68%，未结318件。",
        &["GJ303"],
    );
    found(
        "全年受理各类案件8556件，其中旧存380件、新收8176件；审结8238件，结案率96.28%，未结381件。",
        &["GJ206"],
    );
    found("上级下达补贴资金2440.03万元，实际发放2412.78万元，发放率98.88%，结余25.27万元。", &["GJ206"]);
    found("到位债券资金36792万元，支出35964.84万元，支出率79.75%，结余827.16万元。", &["GJ303"]);
    found("全省共接收捐赠款物319.71亿元，已支出24.42亿元用于应急抢险。尚结存289.29亿元。", &["GJ206"]);
    found("社保基金收入39.97亿元，支出37.90亿元，本年收支结余2.70亿元。", &["GJ206"]);
    found("全年实现收入1002.11万元，运营成本134.50万元，净收益876.61万元。", &["GJ206"]);
    found("审计发现问题82个，已整改问题38个，正在整改问题31个，移送问题13个，整改率66.34%。", &["GJ303"]);
}

#[test]
fn a_change_is_held_against_the_level_of_the_paragraph_before() {
    let text = |amount: &str, rate: &str| {
        format!(
            "一般公共预算财政拨款“三公”经费支出年初预算为81,240元，支出决算为78,256.74元，完成年初预算的96.33%。\n\
             一般公共预算财政拨款“三公”经费支出决算数比上年减少{amount}元，下降{rate}%。"
        )
    };
    found(&text("56,962.26", "42.13"), &[]);
    found(&text("56,962.26", "45.13"), &["GJ311"]);
    found(&text("59,962.26", "42.13"), &["GJ311"]);
}

#[test]
fn a_rate_right_behind_its_two_amounts_is_told_where_a_digit_is_off() {
    for text in [
        "审计整改问题186个，已整改171个，整改率94.91%。",
        "上级下达补贴资金2440.03万元，实际发放2412.78万元，发放率89.88%。",
        "收到直达资金2440.03万元，已分配2412.78万元，分配进度89.88%。",
        "受理案件8556件，审结8238件，结案率92.68%。",
        "申请执行标的额8226.03万元，执行到位6551.22万元，标的到位率76.94%。",
        "资产总额28396.37万元，负债13380.19万元，净资产15016.18万元，资产负债率41.72%。",
        "抽查500户，面积不符6户，准确率98.2%。",
        "市本级直达资金136.98亿元，未分配0.96亿元，分配率98.3%。",
        "直达资金总量58.68亿元（其中共同财政事权8.37亿元，一般性转移支付2.01亿元，专项转移支付48.3亿元），支出金额13.62亿元，支出进度25.2%。",
    ] {
        found(text, &["GJ303"]);
    }
}

#[test]
fn points_taken_off_and_points_in_all_are_held_against_their_lists() {
    found("以上3项共扣3.8分：立项依据扣0.8分，立项程序扣1分，绩效指标扣1.5分。", &["GJ201"]);
    found("共扣分3.8分（立项依据扣0.8分，立项程序扣1分，绩效指标扣1.5分）。", &["GJ201"]);
    found("经自评，得分97分，其中：投入12分、过程39分、产出及效果39分。", &["GJ201"]);
    found("自评得97分，其中投入12分、过程39分、产出及效果39分。", &["GJ201"]);
    found("该部分得17.7分，扣2.3分，得分率为85.8%。", &["GJ303"]);
}

#[test]
fn what_is_added_makes_up_the_total_behind_it() {
    found("本年支出116074万元，加上债务还本支出3324万元、调出资金858万元，支出共计122256万元。", &["GJ206"]);
    found(
        "全省政府性基金收入146619亿元，加上上年结转收入2163亿元，新增专项债券3000亿元，收入总量为151982亿元。",
        &["GJ206"],
    );
    found(
        "一般公共预算收入实际完成46.17亿元，比上年决算数44.82亿元增长3.0%，加上上级补助收入40.08亿元、上年结余2.01亿元，收入合计88.76亿元。",
        &["GJ206"],
    );
}

#[test]
fn what_a_budget_was_raised_by_is_added_to_it_behind_its_parts() {
    found(
        "年初预算2268.92万元，其中：基本支出1856.32万元，项目支出412.6万元。年中追加182.45万元，全年预算数为2397.37万元。",
        &["GJ206"],
    );
    found(
        "年初预算2635.18万元（基本支出1702.5万元、项目支出932.68万元），年中调增116.26万元，全年预算数2801.44万元。",
        &["GJ206"],
    );
    found(
        "年初预算2268.92万元。年中追加128.45万元，全年预算数2397.37万元。全年支出2301.77万元，预算执行率96.01%，年末结转结余59.6万元。",
        &["GJ206"],
    );
}

#[test]
fn kinds_of_which_nobody_is_two_are_no_more_than_all() {
    found("建设学校7所，其中新建2所、改扩建6所。", &["GJ201"]);
    found("新增学位2460个，其中小学学位1350个、初中学位1210个。", &["GJ201"]);
    found("引进高层次人才63名，其中博士14名、硕士56名。", &["GJ201"]);
    found(
        "康复服务655人，其中视力残疾102人、听力残疾88人、肢体残疾331人、智力残疾64人、精神残疾90人。",
        &["GJ201"],
    );
}

#[test]
fn a_group_whose_points_stand_below_its_name_has_the_rows_of_both() {
    let text = "一、情况\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n\
         | 产出指标 | 数量指标 | 新增医院 | 1家 | 1家 | 20 | 20 |\n\
         | （40分） | 质量指标 | 管理率 | ≥70% | 73% | 20 | 20 |\n\
         | 效益指标 | 社会效益 | 知晓率 | ≥90% | 92% | 60 | 60 |";
    found(text, &[]);
    found(&text.replacen("40分", "50分", 1), &["GJ505"]);
    let text = "一、情况\n\
         一级指标  二级指标    三级指标          年度指标值  实际完成值  分值    得分\n\
         \x20         数量指标    改造小区数量      8个         8个         10      10\n\
         产出指标  数量指标    惠及居民户数      ≥2000户     2186户      10      10\n\
         （50分）  质量指标    验收合格率        100%        100%        30      30\n\
         效益指标  社会效益    居住条件改善户数  2186户      2186户      10      10\n\
         （30分）  可持续影响  管护机制覆盖小区  8个         8个         20      20\n\
         满意度    满意度      居民满意度        ≥90%        94%         20      20\n\
         总分                                                            100     100";
    found(text, &[]);
    found(&text.replacen("（50分）", "（70分）", 1), &["GJ505"]);
    let text = "一、情况\n\
         一级指标            二级指标        三级指标      年度指标值  实际完成值  分值  得分\n\
         \x20                   数量指标        新建站点      ≥100户      120户       20    20\n\
         产出指标（60分）    质量指标        验收合格率    100%        100%        20    20\n\
         \x20                   时效指标        按期完成率    100%        100%        20    20\n\
         \x20                   社会效益指标    受益人数      ≥100户      130户       10    10\n\
         效益指标（30分）    可持续影响指标  管护机制      100%        100%        10    9\n\
         \x20                   生态效益指标    覆盖率        ≥90%        94%         10    10\n\
         满意度指标（10分）  满意度指标      群众满意度    ≥90%        95%         10    10\n\
         总分                                                                      100   99";
    found(text, &[]);
    found(&text.replacen("（60分）", "（80分）", 1), &["GJ505"]);
}

#[test]
fn an_empty_cell_at_the_end_of_a_row_without_a_frame_is_one() {
    let text = "一、情况\n\
         序号|项目名称|全年预算数|1-7月执行数|执行率|全年预计执行数|预警\n\
         1|文化场馆免费开放|86|51.6|60.00%|86|绿灯\n\
         2|农村电影放映|24.6|14.35|58.33%|24.6|绿灯\n\
         3|文物保护修缮|120|22.8|19.00%|110|黄灯\n\
         合计||230.6|88.75|38.49%|220.6|";
    found(text, &[]);
    found(&text.replacen("合计||230.6", "合计||280.6", 1), &["GJ211"]);
}

#[test]
fn cells_that_go_on_below_themselves_are_put_together() {
    let text = "一、情况\n\
         项目      年初预算  调整预算  调整后预  决算      执行率\n\
         \x20                             算\n\
         基本支出  2150.6    72.51     2223.11   2203.11   99.10%\n\
         项目支出  486.9     60.19     547.09    508.4     92.93%\n\
         合计      2637.5    132.7     2770.2    2711.51   97.88%";
    found(text, &[]);
    found(&text.replacen("99.10%", "91.10%", 1), &["GJ513"]);
    let text = "一、情况\n\
         项目资金            年初预算  全年预算  全年执行  分值      执行率    得分\n\
         （万元）            数        数        数\n\
         \x20         年度资金  500       500       478.26    10        95.65%    9.57\n\
         \x20         总额\n\
         \x20         其中：中  300       300       300       —        100%      —\n\
         \x20         央补助\n\
         \x20         自治区补  120       120       112.6     —        93.83%    —\n\
         \x20         助\n\
         \x20         城区配套  80        80        65.66     —        82.08%    —";
    found(text, &[]);
    found(&text.replacen("80        80        65.66", "80        90        65.66", 1), &["GJ211", "GJ513"]);
    let text = "一、情况\n\
         绩效指标                一级指标        二级指标          三级指标            年度指标值  实际完成值  分值              得分      偏差原因分析及改进措施\n\
         \x20                       产出指标（50分） 数量指标         康复服务人数        ≥640人     655人       50                50\n\
         \x20                       效益指标（30分） 社会效益指标     残疾人就业率        ≥60%       61.21%      10                10\n\
         \x20                                       社会效益指标      残疾人生活质量      有所提高    有所提高    10                9         佐证材料不够充分\n\
         \x20                                       可持续影响指标    康复服务机制        健全        健全        10                10\n\
         \x20                       满意度指标（10  服务对象满意度指  残疾人满意度        ≥90%       95%         10                10\n\
         \x20                       分）            标\n\
         总分                                                                                                  100               98.63";
    found(text, &[]);
    found(&text.replacen("（30分）", "（40分）", 1), &["GJ505"]);
    let text = "一、情况\n\
         \x20                     2023年项目资金支出情况表\n\
         \x20                                                     单位：万元\n\
         序号    支出内容          预算数    支出数        结余数          执行率\n\
         \x20       自动气象站新建及\n\
         1       更新（含设备采购、512.30    498.66        13.64           97.34%\n\
         \x20       安装调试）\n\
         2       农业气象示范基地  180.00    180.00        0.00            100.00%\n\
         3       气象信息员队伍    124.20    109.75        14.45           88.37%\n\
         4       系统平台运行维护  120.00    114.00        6.00            95.00%\n\
         \x20       合计              936.50    902.41        34.09           96.36%";
    found(text, &[]);
    found(&text.replacen("498.66        13.64", "498.66        18.64", 1), &["GJ214"]);
    let text = "一、情况\n\
         一级指标          二级指标    三级指标          分值    评分标准      得分\n\
         决策（16分）      项目立项    立项依据充分性    8       符合得8       8\n\
         \x20                                                       分，否则\n\
         \x20                                                       不得分\n\
         \x20                             立项程序规范性    8       每缺1项扣1分  8\n\
         过程（84分）      资金管理    资金到位率        84      到位率×84     84";
    found(text, &[]);
    found(&text.replacen("（16分）", "（26分）", 1), &["GJ505"]);
    let text = "一、情况\n\
         单位：元\n\
         项目资金                  年初预算数    全年预算数    全年执行数    分值      执行率    得分\n\
         \x20           年度资金总额  2,360,000.00                              10        93.83%    9.38\n\
         \x20                                       2,360,000.00  2,214,385.60\n\
         \x20           其中：财政拨\n\
         \x20           款            2,360,000.00  2,360,000.00  2,214,385.60  —        93.83%    —\n\
         一级指标    二级指标      三级指标      年度指标值  实际完成值  分值      得分\n\
         产出指标    数量指标      屋面防水      4500平方米  4520平方米  50        50\n\
         效益指标    社会效益      办公楼改善    3栋         3栋         30        30\n\
         满意度指标  满意度        干部满意度    ≥90%        92.4%       10        10\n\
         总分                                                            100       99.38";
    found(text, &[]);
    found(&text.replacen("100       99.38", "100       89.38", 1), &["GJ506"]);
    let text = "一、情况\n\
         经费控制情况（万元）  2022年决算数          2023年预算数      2023年决算数\n\
         三公经费            28.9                    30                26.43\n\
         1、公务用车购置和   23.4                    24                21.3\n\
         维护经费\n\
         其中：公车购置      0                       0                 0\n\
         公车运行维护        23.4                    24                21.3\n\
         2、出国经费         0                       0                 0\n\
         3、公务接待         5.5                     6                 5.13";
    found(text, &[]);
    found(&text.replacen("28.9  ", "29.9  ", 1), &["GJ211"]);
}

#[test]
fn a_table_aligned_by_blanks_goes_on_behind_its_mark() {
    let text = "一、情况\n\
         表1　绩效评价指标评分表\n\
         一级指标      二级指标  三级指标        分值  得分\n\
         决策（16分）  项目立项  立项依据充分性  16    15\n\
         过程（24分）  资金管理  资金到位率      24    22.68\n\
         续表1　绩效评价指标评分表\n\
         一级指标      二级指标  三级指标        分值  得分\n\
         产出（35分）  产出数量  开工套数完成率  35    32.42\n\
         效益（25分）  社会效益  住房困难缓解    25    22.95\n\
         合计                                    100   93.05";
    found(text, &[]);
    found(&text.replacen("100   93.05", "100   98.05", 1), &["GJ506"]);
}

#[test]
fn a_name_in_the_middle_of_a_merged_cell_says_nothing_of_where_its_rows_begin() {
    let text = |weight: &str, last: &str| {
        format!(
            "一、情况\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n\
             | 产出指标（{weight}分） | 数量指标 | 新增医院 | 1家 | 1家 | 20 | 20 |\n|  | 质量指标 | 管理率 | ≥70% | 73% | 20 | 20 |\n\
             |  | 社会效益 | 知晓率 | ≥90% | 92% | 20 | 20 |\n| 效益指标（60分） | 经济效益 | 节约率 | ≥90% | 92% | 20 | 20 |\n\
             |  | 可持续影响 | 机制健全率 | ≥90% | 92% | {last} | 20 |"
        )
    };
    found(&text("40", "20"), &[]);
    found(&text("50", "20"), &["GJ505", "GJ505"]);
    found(&text("60", "25"), &["GJ505"]);
}

#[test]
fn rates_and_rests_are_told_under_their_plain_names() {
    found("收到资金1000万元，支出800万元，结余200万元，资金执行率90%。", &["GJ303"]);
    found("审计发现问题82个，已整改70个，未整改12个，问题整改率91.67%。", &["GJ303"]);
    found("审计发现问题100个，已整改95个，未整改12个。", &["GJ206"]);
    found("共扣5分：过程指标扣3分，产出指标扣1分，效益指标扣2分。", &["GJ201"]);
    found("于2023年13月完成验收，支出12.0.1元。", &["GJ153", "GJ033"]);
    found("内设科室4个（办公室、档案室、会计室）。", &["GJ221"]);
    found("二级机构共3个，包括：图书馆、信息中心。", &["GJ221"]);
    found("涉及幸福社区、阳光社区4个社区。", &["GJ221"]);
}

#[test]
fn rates_of_raised_budgets_and_rests_with_included_amounts_are_told() {
    found(
        "2023年部门预算1000.00万元，年中追加100.00万元，实际支出1045.00万元，占全年预算的85%。",
        &["GJ303"],
    );
    found(
        "2023年总收入1050.00万元（含年初结转50.00万元），总支出1030.00万元，年末结余30.00万元。",
        &["GJ206"],
    );
    found("三类补贴占比为14.1，其余为工资。", &["GJ031"]);
    found("总计增加（减少）5万元。", &["GJ122"]);
}

#[test]
fn the_rate_of_a_table_is_of_what_the_budget_became() {
    let rows = "办公室\t50.00\t45.00\t42.75\t90.00%\n业务一股\t120.00\t150.00\t147.00\t98.00%";
    let text = |heads: &str| format!("执行情况表\n\n{heads}\n{rows}");
    found(&text("项目\t预算数\t调整预算数\t支出数\t执行率"), &["GJ513"]);
    found(&text("项目\t预算数\t到位数\t支出数\t执行率"), &["GJ513"]);
}

#[test]
fn accounts_without_groups_and_with_one_account_add_up_to_the_total() {
    let heads = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n";
    let rows = "2010101\t行政运行\t878.00\t878.00\t\n2010103\t机关服务\t100.00\t\t100.00\n2010104\t人大会议\t920.00\t\t920.00\n";
    let above =
        "201\t一般公共服务支出\t1898.00\t878.00\t1020.00\n20101\t人大事务\t1898.00\t878.00\t1020.00\n";
    found(&format!("支出决算表\n\n{heads}合计\t\t1898.00\t878.00\t1020.00\n{rows}"), &[]);
    found(&format!("支出决算表\n\n{heads}合计\t\t1896.00\t876.00\t1020.00\n{rows}"), &["GJ211", "GJ211"]);
    found(
        &format!("支出决算表\n\n{heads}合计\t\t1896.00\t876.00\t1020.00\n{above}{rows}"),
        &["GJ211", "GJ211"],
    );
}

#[test]
fn what_was_got_of_each_part_makes_up_all() {
    let each =
        |total: &str| format!("投入指标得9分、过程指标得18分、产出指标得38分、效果指标得28分，{total}。");
    found(&each("总分93分"), &[]);
    found(&each("总分94分"), &["GJ201"]);
    found(&each("综合得分94分"), &["GJ201"]);
    found("综合评价得分94分，投入指标得9分，过程指标得18分，产出指标得38分，效果指标得28分。", &["GJ201"]);
    let counted = "数量指标完成率100%，得9分（权重10分）；质量指标得8分（权重10分）。时效指标得10分（权重10分）。合计得28分。";
    found(counted, &["GJ201"]);
    found(&counted.replace("28分", "27分"), &[]);
    found("立项依据得9分，立项程序得8分，绩效目标得10分，合计得28分。", &["GJ201"]);
    found("立项依据得9分，立项程序得8分，绩效目标未得满分，仅3分，合计得20分。", &[]);
    found(
        "决策得18分，扣2分；过程得19分，扣1分；产出得28分，扣2分；效益得29分，扣1分，总分95分。",
        &["GJ201"],
    );
    found(
        "预算执行率得9.5分，产出指标得48分，效益指标得29分，满意度指标得10分。绩效自评得分97.5分。",
        &["GJ201"],
    );
}

#[test]
fn spending_without_a_name_completes_the_budget_without_one() {
    found("全年预算1374.56万元，全年支出1339.44万元，完成预算的94.75%。", &["GJ303"]);
    found("调整后预算1374.56万元，全年支出1339.44万元，占调整后预算的94.75%。", &["GJ303"]);
    found("部门整体支出全年预算数1374.56万元。全年支出1339.44万元，占全年预算的94.75%。", &["GJ303"]);
    found("年初预算1374.56万元，调减74.56万元，支出1200万元，完成预算的92.31%。", &[]);
}

#[test]
fn rates_of_counts_are_told_beside_brackets_and_under_longer_names() {
    found("应检查123家（含新增5家），实际检查114家，检查率92.86%。", &["GJ303"]);
    found("计划培训1234人次（其中女性300人次），实际培训1145人次，培训完成率92.97%。", &["GJ303"]);
    found("参加考试12345人，合格11456人，考试合格率92.08%。", &["GJ303"]);
    found("实际完成123个，按时完成114个，完成及时率92.86%。", &["GJ303"]);
    found("延期9个，及时114个，及时率92.68%。", &[]);
    found("应收水费123.45万元，实收114.56万元，收缴率92.08%。", &["GJ303"]);
    found("预算123.45万元，采购金额114.56万元，节约率7.02%。", &["GJ303"]);
    found("计划成本123.45万元，实际成本114.56万元，成本节约率7.02%。", &["GJ303"]);
}

#[test]
fn differences_are_told_from_both_values_wherever_they_stand() {
    found("群众满意度较上年提高2.88个百分点（由91.21%提高到93.53%）。", &["GJ309"]);
    found("发病率下降0.86个百分点，由上年的3.22%降至2.53%。", &["GJ309"]);
    found("占比提高2个百分点，由于成本从5.22%降至2.53%。", &[]);
    found("群众满意度93.53%，上年为91.21%，提高2.88个百分点。", &["GJ309"]);
    found("预算执行率为93.53%，上年同期为91.22%，同比提高2.81个百分点。", &["GJ309"]);
    found("发病率由3.22%下降为2.53%，下降0.86个百分点。", &["GJ309"]);
    found("群众满意度93.53%，高于目标值（90%）2.53个百分点。", &["GJ309"]);
    found("群众满意度93.53%，高于目标值90%2.53个百分点。", &["GJ309"]);
}

#[test]
fn amounts_in_step_make_up_their_sum() {
    found("甲镇、乙镇、丙镇分别为120万元、130万元、140万元，合计400万元。", &["GJ201"]);
    found("小学、初中、高中分别招生1200人、1300人、1400人，共招生4000人。", &["GJ201"]);
    found("2021年、2022年、2023年分别投入120万元、130万元、140万元，三年共投入400万元。", &["GJ201"]);
    found("甲镇投入100万元，乙镇、丙镇分别投入120万元、130万元，合计350万元。", &[]);
    found(
        "全年预算数1027.80万元，其中年初预算823.45万元，年中追加152.36万元，上年结转51.27万元。",
        &["GJ206"],
    );
    found("项目总投资500万元，资金来源：中央资金200万元、省级资金100万元、自筹220万元。", &["GJ201"]);
}

#[test]
fn a_target_that_was_missed_was_not_reached() {
    found("群众满意度年度指标值≥95%，实际完成值93%，达到目标值。", &["GJ318"]);
    found("覆盖率年度指标值≥95%，实际完成值96%，未达到年度目标。", &["GJ318"]);
    found("投诉率年度指标值≤5%，实际完成值3%，达到年度目标。", &[]);
    found("信访量年度指标值100件，实际完成值80件，达到目标值。", &[]);
    found("覆盖率年度指标值≥95%，实际完成值93%，完成年度目标的97.89%。", &[]);
}

#[test]
fn what_stands_below_the_total_of_a_score_table_is_none_of_it() {
    let form = |points: &str, below: &str| {
        format!(
            "部门整体支出绩效自评表\n一级指标\t三级指标\t分值\t得分\n产出\t办结件数\t60\t60\n效益\t满意度\t40\t{points}\n\
             总分\t\t100\t98\n{below}"
        )
    };
    for below in ["填表人：\t张三\t联系电话：\t8223456", "联系电话\t\t\t13812345678", "自评得分排名\t\t\t3"]
    {
        found(&form("38", below), &[]);
        found(&form("36", below), &["GJ506"]);
    }
}

#[test]
fn rates_are_scored_by_the_bands_that_a_note_or_a_cell_names() {
    let funds = |rate: &str, points: &str, note: &str| {
        format!(
            "部门整体支出绩效自评表\n预算执行情况\t预算数\t执行数\t执行率\t分值\t得分\n年度资金总额\t600\t{rate}\t10\t{points}\n\n{note}"
        )
    };
    found(&funds("570\t95.00%", "10", "注：预算执行率在90%以上的得满分。"), &[]);
    found(&funds("510\t85.00%", "10", "注：预算执行率在90%以上的得满分。"), &["GJ516"]);
    found(&funds("570\t95.00%", "8", "注：执行率80%—100%得8分，100%得10分。"), &[]);
    found(&funds("570\t95.00%", "8", "注：满意度80%—100%得8分。"), &["GJ516"]);
    let row = |standard: &str| {
        format!(
            "部门整体支出绩效自评表\n预算执行情况\t预算数\t执行数\t执行率\t分值\t得分\t评分标准\n年度资金总额\t600\t570\t95.00%\t10\t10\t{standard}"
        )
    };
    found(&row("执行率≥95%得满分"), &[]);
    found(&row("分值×执行率"), &["GJ517"]);
    found(&row("100%得满分，每低1%扣0.1分"), &["GJ517"]);
}

#[test]
fn weights_of_groups_of_both_levels_are_kept_apart_without_their_empty_cells() {
    let form = |points: &str| {
        format!(
            "项目支出绩效自评表\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标（50分） 数量指标（20分） 培训人次 ≥500 510 20 20\n\
             质量指标（30分） 合格率 ≥95% 96% {points} {points}\n效益指标（50分） 社会效益（50分） 知晓率 ≥80% 85% 50 50\n总分 100 100"
        )
    };
    found(&form("30"), &[]);
    assert!(codes(&format!("{TITLE}{}\n", form("25"))).contains(&"GJ505"));
    let lines = form("30").replace(' ', "\n");
    found(&lines, &[]);
}

#[test]
fn a_line_on_which_something_is_written_is_filled_in() {
    found("评价人：__张三__ 评价时间：__2024年3月1日__", &[]);
    found("评价人：____ 评价时间：__2024年3月1日__", &["GJ121"]);
    found("全年培训____期____人次。", &["GJ121"]);
    found("财政部门审核意见：\n（盖章）\n        年    月    日", &[]);
    found("评价日期：\n        年    月    日", &["GJ121"]);
}

#[test]
fn all_of_it_is_told_where_less_came_in_or_was_done() {
    found("2023年预算安排400.00万元，实际到位资金380.00万元，资金到位率100%。", &["GJ303"]);
    found("2023年计划建设农村公路20公里，实际完成18公里，完成率100%。", &["GJ303"]);
    found("计划培训500人，实际培训480人，培训完成率100%。", &["GJ303"]);
    found("年初预算400.00万元，调整后预算400.00万元，决算支出380.00万元，执行率100%。", &["GJ303"]);
    found("2023年度收入合计1286.56万元，其中：财政拨款收入1216.56万元，占100.00%。", &["GJ301"]);
    found("项目总投资500万元，2023年到位资金380万元，资金到位率100%。", &[]);
    found("2023年预算安排500万元，截至6月底到位资金380万元，资金到位率100%。", &[]);
}

#[test]
fn a_hint_swallows_no_fault() {
    found(
        "2023年度“三公”经费支出决算为62.07万元，完成预算84.82万元的73.18%。其中：因公出国（境）费支出决算为12.02万元，完成预算\
         12.02万元的100%；公务用车购置及运行维护费支出决算为27.46万元，完成预算29.60万元的92.77%；公务接待费支出决算为26.59\
         万元，完成预算43.20万元的52.29%。\n2023年度“三公”经费支出决算中，因公出国（境）费12.02万元，占19.37%；公务用车购置及\
         运行维护费27.46万元，占44.24%；公务接待费22.59万元，占36.39%。",
        &["GJ401"],
    );
}

#[test]
fn what_was_spent_its_rate_and_the_rest_are_held_against_a_budget_said_before() {
    let of = |budget: &str, spent: &str, codes: &[&str]| found(&format!("{budget}\n{spent}"), codes);
    let granted = "2023年，上级下达我院补助资金共计586.00万元。";
    of(
        granted,
        "截至2023年12月31日，共支出548.62万元，执行率93.62%，结余32.38万元结转下年使用。",
        &["GJ206"],
    );
    of(
        granted,
        "截至2023年12月31日，共支出548.62万元，执行率93.12%，结余37.38万元结转下年使用。",
        &["GJ303"],
    );
    let raised = "项目年初预算120.00万元，年中调增35.60万元，调整后预算155.60万元。";
    of(raised, "2023年实际支出139.38万元，占调整后预算的96.00%，结余6.22万元。", &["GJ206"]);
    of(raised, "2023年实际支出149.38万元，占调整后预算的96.00%，结余6.42万元。", &["GJ206"]);
    of(raised, "2023年实际支出149.38万元，占调整后预算的95.00%，结余6.22万元。", &["GJ303"]);
    found("可用资金1250.00万元，支出1200.00万元，年末结转50.00万元，结转率7.00%。", &["GJ303"]);
}

#[test]
fn parts_said_first_make_up_what_they_come_to() {
    found("年初预算5775.04万元，执行中追加234.17万元，调整预算数5989.21万元。", &["GJ206"]);
    found("本年收入合计147.10万元，加上年初结转和结余44.20万元，收入总计196.30万元。", &["GJ206"]);
    found("预算安排200.00万元，上年结转50.00万元，共计255.00万元；支出235.00万元。", &["GJ206"]);
    found(
        "一般公共预算收入147.10万元，同比增长7.2%。加上转移性收入44.20万元，收入合计196.30万元。",
        &["GJ206"],
    );
    found(
        "上年结转50.00万元，年初预算1000.00万元，年中追加250.00万元，全年可用资金1250.00万元。",
        &["GJ206"],
    );
}

#[test]
fn lists_on_a_line_or_in_a_sentence_of_their_own_are_of_what_stands_before() {
    let text = "2023年收支总预算13921.00万元，较上年增加300.00万元，增长2.20%。\n收入包括：一般公共预算拨款收入13921.00万元、事业收入0万元；\
                支出包括：文化支出4353.61万元、社会保障和就业支出4804.15万元、卫生健康支出1050.04万元、住房保障支出3743.20万元。";
    found(text, &["GJ201"]);
    found("下达补助资金100.00万元。按资金来源看，中央资金90.00万元，省级资金30.00万元。", &["GJ201"]);
    found("下达补助资金100.00万元，按资金来源分，中央资金90.00万元，省级资金30.00万元。", &["GJ201"]);
    let below = "（一）收入决算总计4375.97万元。包括：\n1.本年收入决算合计4185.88万元。\n2.使用非财政拨款结余0万元。\n3.年初结转和结余140.09万元。";
    found(below, &["GJ201"]);
    found(
        "项目支出260.00万元。包括业务专项195.00万元、运行维护专项70.00万元、驻村帮扶50.00万元。",
        &["GJ204"],
    );
}

#[test]
fn people_and_what_is_left_of_counts_make_up_all() {
    found(
        "在职干警109人，其中员额法官38人、法官助理26人、书记员15人、司法警察17人、其他行政人员18人。",
        &["GJ201"],
    );
    found("编制75名（行政编制18名、事业编制87名）。", &["GJ201"]);
    found("离退休人员59名（离休2名、退休87名）。", &["GJ201"]);
    found("核定编制160名，年末在编教职工154人，空编9名。", &["GJ206"]);
    found("抽检食品3000批次，合格2970批次，合格率99.0%，不合格60批次。", &["GJ206"]);
    found("计划改造2300户，已竣工2288户，竣工率99.5%，在建42户。", &["GJ206"]);
    found("发现问题150个，整改到位145个，整改率96.7%，剩余8个正在整改。", &["GJ206"]);
}

#[test]
fn spending_is_held_against_its_budget_in_the_sentence_before() {
    let spent =
        |rest: &str| format!("公务接待费年初预算36.00万元，支出决算31.52万元，完成年初预算的87.56%。{rest}");
    for rest in [
        "决算数较年初预算数减少4.78万元，主要原因是厉行节约。",
        "决算数小于年初预算数4.78万元，主要原因是厉行节约。",
        "与年初预算数相比，决算数减少4.78万元。",
        "支出决算数比预算数减少4.78万元。",
    ] {
        found(&spent(rest), &["GJ313"]);
    }
    found(&spent("决算数较年初预算数增加4.48万元。"), &["GJ316"]);
}

#[test]
fn a_change_of_both_sides_is_one_of_each() {
    let sides = "2023年度财政拨款收入总计1286.56万元，支出总计1286.56万元。";
    found(&format!("{sides}与2022年度相比，收、支总计各增加84.37万元，增长7.52%。"), &["GJ311"]);
    found(&format!("{sides}与上年相比，财政拨款收入支出总计各增加84.37万元，增长7.52%。"), &["GJ311"]);
}

#[test]
fn a_list_that_the_paragraphs_below_go_through_says_the_same() {
    let below = "某项支出563.67万元，其中：智慧城管418.76万元，河道保洁144.91万元。\n\
        1.智慧城管448.76万元，主要用于平台建设。\n2.河道保洁144.91万元，主要用于人工。";
    found(below, &["GJ401"]);
}

#[test]
fn a_rate_that_no_number_of_what_is_counted_gives_is_off() {
    found("应训83人，实训76人，参训率97.57%。", &["GJ303"]);
    found("立刑事案件1067起，破获932起，破案率83.35%。", &["GJ303"]);
    found("发放满意度调查表150份，收回148份，其中满意141份，满意度93.27%。", &["GJ303"]);
    found("全年设置绩效指标12个，完成11个，完成率96.67%。", &["GJ303"]);
}

#[test]
fn what_is_listed_in_a_sentence_of_its_own_makes_up_what_stands_before() {
    found(
        "人员经费659.72万元。主要包括：基本工资221.85万元、津贴补贴239.27万元、奖金285.24万元。",
        &["GJ204"],
    );
    found(
        "2023年实际支出149.38万元。支出明细：康复训练88.50万元；辅具适配38.88万元；服药补助28.00万元。",
        &["GJ201"],
    );
    found("资产总额13822.10万元。从单位性质看：行政单位4847.50万元，事业单位9474.60万元。", &["GJ201"]);
    found("本院政法专项编制112个，事业编制6个，合计138个。", &["GJ201"]);
    found("低保户413户，特困人员62户，边缘户527户，共计1022户。", &["GJ201"]);
    found(
        "“三公”经费支出4.77万元，比上年减少0.61万元。“三公”经费包括：因公出国（境）费0.60万元、\
         公务用车购置及运行维护费3.80万元、公务接待费0.87万元。",
        &["GJ201"],
    );
}

#[test]
fn points_between_rates_are_their_difference() {
    found("大班额比例由上年10.27%下降到5.13%，下降8.14个百分点。", &["GJ309"]);
    found("执行率90.13%，上年度执行率86.05%，提升7.08个百分点。", &["GJ309"]);
    found("学员满意度88.23%，低于90%的目标值4.77个百分点。", &["GJ309"]);
}

#[test]
fn a_share_may_call_its_whole_by_a_word_more_or_less() {
    let whole =
        "2023年一般公共预算财政拨款支出1640.02万元。农林水支出1174.60万元，占一般公共预算财政拨款总支出的";
    found(&format!("{whole}71.62%。"), &[]);
    found(&format!("{whole}76.62%。"), &["GJ301"]);
}

#[test]
fn a_goal_is_one_whoever_set_it() {
    found("城镇新增就业2989人，完成市级目标任务2468人的112.11%。", &["GJ303"]);
    found("培训774人，完成县级下达任务人数645人的102%。", &["GJ303"]);
    found("培训774人，为年度目标任务645人的102%。", &["GJ303"]);
}

#[test]
fn a_budget_that_is_not_given_is_what_rate_and_gap_say() {
    found("公务接待费支出决算226.76万元，完成年初预算99.5%，较年初预算数减少1.64万元。", &["GJ303"]);
    found("一般公共预算支出1741.75万元，完成年初预算100%，决算数大于预算数55.93万元。", &["GJ303"]);
    found("“三公”经费支出合计为961.51万元，完成年初预算71.21%，比年初预算减少588.75万元。", &["GJ303"]);
}

#[test]
fn shares_of_one_whole_say_one_whole() {
    let of = |share: &str| {
        format!(
            "基本支出247.63万元，占一般公共预算支出的84.06%。\n项目支出46.95万元，占一般公共预算支出的{share}%。"
        )
    };
    found(&of("15.94"), &[]);
    found(&of("19.62"), &["GJ301"]);
    let alike = "卫生健康支出42.76亿元，占财政支出总量的16%。\n社会保障支出27.36亿元，占财政支出总量的16%。";
    found(alike, &["GJ301"]);
}

#[test]
fn points_are_not_called_per_cent() {
    found("水费收缴率由2022年的76.3%提升至2023年的88.9%，提高12.6%。", &["GJ310"]);
    found("水费收缴率由2022年的76.3%提升至2023年的88.9%，提高16.5%。", &[]);
    found("水费收缴率由2022年的76.3%提升至2023年的88.9%，提高12.6个百分点。", &[]);
}

#[test]
fn both_sides_come_to_what_they_have_in_common() {
    let sides = "2023年收入预算507.2万元，其中：一般公共预算拨款收入507.2万元。\n2023年支出预算507.2万元，其中：基本支出400万元，项目支出107.2万元。";
    found(&format!("2023年收支总预算607.2万元。\n{sides}"), &["GJ205"]);
    found(&format!("2023年收支总预算507.2万元。\n{sides}"), &[]);
    found("2023年度财政拨款收入总计540.12万元，支出总计500.12万元。", &["GJ205"]);
    let sides = |of: &str| {
        format!(
            "某县公安局2023年收支总预算36947.30万元。\n{of}2023年收入预算16947.30万元。\n{of}2023年支出预算16947.30万元。"
        )
    };
    found(&sides("某县公安局"), &["GJ205"]);
    found(&sides("局机关"), &[]);
}

#[test]
fn sources_and_turns_behind_an_amount_make_it_up() {
    found("项目总投资338.32万元，中央补助278.35万元，省级补助56.43万元，县级配套3.36万元。", &["GJ201"]);
    found("完成改造1250户，其中甲镇930户，乙镇420户。", &["GJ201"]);
    found("编制人数113人，其中：行政编制5人，全额事业编制178人，差额事业编制0人。", &["GJ201"]);
    found(
        "共有车辆25辆，其中：主要领导用车1辆、执法执勤用车20辆、特种专业技术用车2辆、离退休干部用车0辆、其他用车4辆。",
        &["GJ201"],
    );
    found(
        "公务接待费9.95万元。其中：外事接待费0万元，国内公务接待221批次，1768人，共计支出3.95万元。",
        &["GJ201"],
    );
}

#[test]
fn low_rates_of_the_budget_are_good() {
    let form = |target: &str, actual: &str| {
        format!(
            "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\
             管理效率\t预算管理\t{target}\t{actual}\t8\t8\n\t\t制度健全率\t100%\t100%\t5\t5"
        )
    };
    for (target, actual) in [
        ("预算调整率\t5%", "2%"),
        ("结转结余率\t10%", "4.2%"),
        ("“三公”经费控制率\t100%", "80%"),
        ("失业率\t5%", "3.1%"),
    ] {
        found(&form(target, actual), &[]);
    }
    found(&form("覆盖率\t95%", "80%"), &["GJ511"]);
}

#[test]
fn nothing_grows_by_more_than_it_is() {
    found("卫生健康支出275373.54元，同比增加490249.14元，增长223.5%。", &["GJ313"]);
    found("卫生健康支出275373.54元，同比增加190249.14元，增长223.5%。", &[]);
}

#[test]
fn answers_make_up_all_that_came_back() {
    let of = |fair: u32| {
        format!(
            "共发放问卷200份，收回有效问卷196份。其中非常满意150份，满意40份，基本满意{fair}份，不满意0份。"
        )
    };
    found(&of(6), &[]);
    found(&of(9), &["GJ201"]);
}

#[test]
fn a_share_that_names_its_whole_is_of_it() {
    let bought = "政府采购支出总额2886.19万元，其中：政府采购货物支出489.56万元、政府采购工程支出2314.38万元、政府采购服务支出82.25万元。";
    found(&format!("{bought}授予中小企业合同金额591.59万元，占政府采购支出总额的20.5%。"), &[]);
    found(&format!("{bought}授予中小企业合同金额991.59万元，占政府采购支出总额的20.5%。"), &["GJ301"]);
}

#[test]
fn balances_know_what_they_are_called() {
    found("国有资产总额1035.46万元，负债总额316.22万元，净资产919.24万元。", &["GJ206"]);
    found("采购预算总额612.00万元，实际采购金额576.48万元，节约资金38.52万元。", &["GJ206"]);
}
