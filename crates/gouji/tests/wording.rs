//! The rules on wording (GJ1xx) against whole texts: published reports, and reports in other provinces' styles.

use gouji::{ColumnUnit, LineIndex};
use std::path::Path;

/// A text of the corpus.
fn corpus(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus").join(name);
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Code and line of every finding on wording, hints too.
fn found(text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    let report = gouji::check(text, None);
    let own = report.findings.iter().filter(|finding| finding.rule.code.starts_with("GJ1"));
    own.map(|f| format!("{} {}", f.rule.code, lines.position(text, f.span.start, ColumnUnit::Utf16).line))
        .collect()
}

#[test]
fn published_reports_give_what_a_reviewer_finds() {
    let cases: [(&str, &[&str]); 8] = [
        ("huaihua-2023.txt", &["GJ101 39", "GJ132 59", "GJ131 77", "GJ123 144", "GJ113 422", "GJ113 667"]),
        ("putuo-finance-2024-final.txt", &[]),
        ("putuo-wanli-2024-budget.txt", &["GJ141 479"]),
        ("guichi-tangxi-2022-project.txt", &[]),
        ("zhongjiang-water-2022-project.txt", &[]),
        ("xiangyang-hospital-2021-project.txt", &[]),
        ("nanxian-cppcc-2021-overall.txt", &[]),
        ("mianyang-science-2021-overall.txt", &[]),
    ];
    for (name, expected) in cases {
        assert_eq!(found(&corpus(name)), expected, "{name}");
    }
}

#[test]
fn a_blank_template_is_told_of_once_a_section() {
    let text = corpus("final-accounts-template-blank.txt");
    let report = gouji::check(&text, None);
    let own: Vec<_> = report.findings.iter().filter(|finding| finding.rule.code == "GJ121").collect();
    assert!(own.len() <= 24, "{} findings", own.len());
    assert!(own.iter().all(|finding| finding.related.len() <= 20));
    // Every run of two or more X is counted in one of them.
    let runs = text.split(|c| c != 'X').filter(|run| run.len() >= 2).count();
    let counted: usize = own
        .iter()
        .map(|finding| finding.message(gouji::Lang::Zh))
        .filter_map(|message| message.split_once('有')?.1.split_once('处')?.0.parse::<usize>().ok())
        .sum();
    assert!(counted + 3 >= runs, "{counted} of {runs}");
}

/// A report in the outline of another province, with words that look like faults and are none.
const CLEAN: &str = "2022年度某县自然资源局部门整体支出绩效自评报告

一、部门概况
（一）机构组成。
某县自然资源局下设12个股室：办公室、法规股、耕保股等。
（二）机构职能。
1.履行全民所有土地、矿产等自然资源资产所有者职责。
2.负责自然资源调查监测评价。
二、部门资金收支情况
（一）部门总体收支情况。
2022年支出总计3254.17万元，较上年增加213.08万元，增长7.01%。
1、财政拨款收入情况
2、财政拨款支出情况
三、部门整体预算绩效管理情况
（一）部门预算项目绩效管理。
我局常常研究部署，层层压实责任，各项目项目负责人包干，达到了预期目的的要求，惠及群众合计6万人次。
（二）结果应用情况。
2021年度绩效自评结果已应用于2022年预算编制。
四、评价结论及建议
（一）评价结论。
自评得分96.5分。
（二）存在问题。
一是预算编制不够精细。二是X101线改造、W-07地块征收推进缓慢，当事人张××已签约。
（三）改进建议。
1.加强学习。2.加强协调，做到事事有人管、件件有着落。
3.强化监督。

附件1
部门整体支出绩效自评表
（2022年度）
部门名称	某县自然资源局
一级指标	二级指标	三级指标	指标性质	指标值	度量单位	权重	实际完成值	得分	未完成原因
产出指标	数量指标	土地报批	≥	20	宗	50	22	50	
效益指标	社会效益指标	群众满意	定性	高中低	无	40	高	36.5	年底集中办件
满意度指标	服务对象满意度	群众满意度	≥	90	%	10	95	10	
填表人：李四	联系电话：0816-6123456	填报日期：2023年3月20日
";

/// The same kind of report with faults of wording.
const FAULTY: &str = "2023年度某区民政局部门整体支出绩效自评报告
一、部门概况
某区民政局主管全区民政工作，共同推进基层治理。
二、预算执行情况
2023年无因公出国（境）费。三公经费比上年增加（减少）3.2万元，下降(增长)5%。
4.社会救助支出。共发放低保金合计1260.50万元，救助XX人次。
4.养老服务支出。详见错误!未找到引用源。
6.其他支出。
三、存在问题
（1）预算编制不细不细，项目管理有待加强加强。
（3）绩效目标的的设置不合理。
四、改进措施
加强业务学习，，提高水平。下一步将（填写具体措施）。
评价日期：2024年  月  日

附件1：2022年度整体支出绩效自评表
填报单位：某区卫生健康局
| 项目 | 2022年决算数 | 2023年决算数 |
| 三公经费 | 12.00 | 9.85 |
| 因公出国（境）费 | 0.00 | 2.90 |
| …… | | |
填表人：王五 填报日期：2024年  月  日 联系电话：
";

#[test]
fn what_only_looks_like_a_fault_is_left_alone() {
    assert_eq!(found(CLEAN), Vec::<String>::new());
    assert_eq!(found(&gouji::format(CLEAN)), Vec::<String>::new());
}

#[test]
fn faults_of_wording_are_found_at_their_lines() {
    let expected = [
        "GJ142 5", "GJ122 5", "GJ101 6", "GJ132 6", "GJ121 6", "GJ102 7", "GJ124 7", "GJ131 10", "GJ131 10",
        "GJ102 11", "GJ131 11", "GJ131 13", "GJ123 13", "GJ121 14", "GJ151 16", "GJ152 17", "GJ123 21",
        "GJ113 22",
    ];
    assert_eq!(found(FAULTY), expected);
    assert_eq!(found(&gouji::format(FAULTY)).len(), expected.len());
}
