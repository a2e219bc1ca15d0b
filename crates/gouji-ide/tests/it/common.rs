//! Texts with a cursor, and what tests share.

use gouji_ide::{Analysis, Edit, Lang, Options, Span};

/// The report that was published.
pub(crate) const SEED: &str = include_str!("../../../../tests/corpus/huaihua-2023.txt");

/// A small report with most of what the language has.
pub(crate) const SMALL: &str = "\
报告：2023年度某市某局部门整体支出绩效自评报告
填报单位：某市某局
年度：2023
规程：部门整体支出
语言：1

一、部门基本情况
（二）人员编制情况
人员编制数103人，年末在职人数93人。

二、部门整体支出管理及使用情况
2023年，整体支出合计数为4539.55万元，其中：基本支出合计1706.18万元，项目支出合计2833.37万元。
三公经费实际支出{三公经费 = 104.98万元}，预算控制率为{99.04% = 三公经费 / 三公经费@预算}。

【表 经费控制情况】单位：万元
| 项目                       | 2022年决算数 | 2023年预算数 | 2023年决算数 |
| 三公经费                   | 141.72 | 106 | 104.98 |
|   1、公务用车购置和维护经费 | 138.00 |  98 |  97.99 |
|   2、出国经费               |   0.00 |     |        |
|   3、公务接待               |   3.71 |   8 |   6.99 |

【核对】
三公经费 = 公务用车购置和维护经费 + 出国经费 + 公务接待
三公经费 ≤ 三公经费@预算
允许 GJ212（三公经费@2022决算）：原始数据以元为单位，四舍五入产生尾差
";

/// An analysis in Chinese with the rule set that the text asks for.
pub(crate) fn analyse(text: &str) -> Analysis {
    Analysis::new(text, &Options::default())
}

/// The same in English.
pub(crate) fn analyse_en(text: &str) -> Analysis {
    Analysis::new(text, &Options { lang: Lang::En, ..Options::default() })
}

/// The text without `$0`, and where that stood.
pub(crate) fn cursor(text: &str) -> (String, usize) {
    let at = text.find("$0").expect("a cursor");
    (text.replacen("$0", "", 1), at)
}

/// The offset of the `nth` place of `word`, from 0.
pub(crate) fn find(text: &str, word: &str, nth: usize) -> usize {
    text.match_indices(word).nth(nth).unwrap_or_else(|| panic!("no {word}")).0
}

/// The text with edits applied.
pub(crate) fn applied(text: &str, edits: &[Edit]) -> String {
    gouji_ide::apply(text, edits).expect("edits in order that do not overlap")
}

/// The text with `⟦…⟧` around spans.
pub(crate) fn marked(text: &str, spans: &[Span]) -> String {
    let mut sorted = spans.to_vec();
    sorted.sort();
    let mut out = String::new();
    let mut at = 0;
    for span in sorted {
        out.push_str(&text[at..span.start]);
        out.push('⟦');
        out.push_str(&text[span.start..span.end]);
        out.push('⟧');
        at = span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The lines that have a mark in them.
pub(crate) fn marked_lines(text: &str, spans: &[Span]) -> String {
    let lines: Vec<String> = marked(text, spans)
        .lines()
        .filter(|line| line.contains('⟦') || line.contains('⟧'))
        .map(|line| line.trim().to_owned())
        .collect();
    lines.join("\n")
}

/// Every report of the corpus.
pub(crate) fn corpus() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for folder in ["corpus", "reports"] {
        let folder = format!("{}/../../tests/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).expect("the corpus") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|end| end == "txt") {
                let name =
                    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                texts.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    texts.sort();
    texts
}

/// The bad examples of all rules, with their codes.
pub(crate) fn bad_examples() -> Vec<(&'static str, String)> {
    let mut examples = Vec::new();
    for rule in gouji::rules::ALL {
        let doc: Vec<&str> = rule.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let doc = doc.join("\n");
        for part in doc.split("```gj bad").skip(1) {
            let (count, rest) = part.split_once('\n').unwrap_or_default();
            // Examples that only count when repeated say nothing about fixes.
            if count.trim().is_empty() {
                examples.push((rule.code, rest.split("```").next().unwrap_or_default().to_owned()));
            }
        }
    }
    examples
}
