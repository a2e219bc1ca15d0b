//! Counts over many reports, and the summary that closes a run.

use crate::{
    Outcome,
    say::{list, pick, thousands},
    terminal::{Ink, Look, fit, fit_right, visible, width_of},
};
use gouji::{Coverage, Finding, Lang, Report, Severity, rules::Rule};
use std::collections::BTreeMap;

/// What one report adds to the tally; small, so that a hundred thousand of them cost nothing.
#[derive(Default, Debug)]
pub(crate) struct Counts {
    errors: usize,
    warnings: usize,
    coverage: Coverage,
    rules: Vec<(&'static Rule, usize)>,
    /// The name of the report, if none of its figures could be checked.
    unchecked: Option<String>,
}

impl Counts {
    pub(crate) fn of(name: &str, report: &Report) -> Self {
        let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
        let mut rules: Vec<(&'static Rule, usize)> = Vec::new();
        for finding in report.findings.iter().filter(|finding| is_loud(finding)) {
            match rules.iter_mut().find(|(rule, _)| rule.code == finding.rule.code) {
                Some((_, count)) => *count += 1,
                None => rules.push((finding.rule, 1)),
            }
        }
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            coverage: report.coverage,
            rules,
            unchecked: (report.coverage.checked == 0).then(|| name.to_owned()),
        }
    }
}

/// Errors and warnings are shown; infos and hints are folded until asked for.
pub(crate) fn is_loud(finding: &Finding) -> bool {
    finding.severity <= Severity::Warning
}

/// How many reports in which nothing could be checked are named.
const MAX_NAMED: usize = 10;

/// Counts over all reports of a run.
#[derive(Default, Debug)]
pub(crate) struct Tally {
    files: usize,
    with_errors: usize,
    with_warnings: usize,
    /// Without errors and warnings, but for want of figures to check.
    unchecked: usize,
    /// The names of the first of those.
    unchecked_names: Vec<String>,
    failed: usize,
    coverage: Coverage,
    /// By code: the rule, in how many places, in how many files.
    rules: BTreeMap<&'static str, (&'static Rule, usize, usize)>,
}

impl Tally {
    pub(crate) fn add(&mut self, counts: &Counts) {
        self.files += 1;
        self.with_errors += usize::from(counts.errors > 0);
        self.with_warnings += usize::from(counts.errors == 0 && counts.warnings > 0);
        if let Some(name) = counts.unchecked.as_ref().filter(|_| counts.errors + counts.warnings == 0) {
            self.unchecked += 1;
            if self.unchecked_names.len() < MAX_NAMED {
                self.unchecked_names.push(name.clone());
            }
        }
        for (rule, count) in &counts.rules {
            let entry = self.rules.entry(rule.code).or_insert((rule, 0, 0));
            entry.1 += count;
            entry.2 += 1;
        }
        let (sum, more) = (&mut self.coverage, counts.coverage);
        sum.numbers += more.numbers;
        sum.checked += more.checked;
        sum.stated += more.stated;
        sum.names += more.names;
        sum.unread += more.unread;
    }

    pub(crate) fn add_failed(&mut self, count: usize) {
        self.failed += count;
    }

    /// A file that could not be read counts more than what was found in others: the run is not complete.
    pub(crate) fn outcome(&self) -> Outcome {
        if self.failed > 0 {
            Outcome::Incomplete
        } else if self.with_errors > 0 {
            Outcome::Found
        } else {
            Outcome::Clean
        }
    }

    /// The closing summary of a run over many reports.
    pub(crate) fn summary(&self, skipped: &BTreeMap<String, usize>, lang: Lang, look: Look) -> String {
        let mut lines = vec![look.ink(Ink::Bold, &self.files_line(lang))];
        lines.extend(self.rules.values().map(|(rule, places, files)| rule_line(rule, *places, *files, lang)));
        if self.files > 0 {
            lines.push(coverage_line(self.coverage, lang));
        }
        if self.unchecked > 0 {
            lines.push(self.unchecked_line(lang));
        }
        if !skipped.is_empty() {
            lines.push(skipped_line(skipped, lang));
        }
        lines.join("\n") + "\n"
    }

    fn files_line(&self, lang: Lang) -> String {
        let clean = self.files - self.with_errors - self.with_warnings - self.unchecked;
        let [files, errors, warnings, clean] =
            [self.files, self.with_errors, self.with_warnings, clean].map(thousands);
        let [unchecked, failed] = [self.unchecked, self.failed].map(thousands);
        let mut line = match lang {
            Lang::Zh => format!("共{files}份：须核实{errors}份，仅请留意{warnings}份，未见不一致{clean}份"),
            Lang::En => {
                format!(
                    "{files} files: {errors} to verify, {warnings} only to look at, {clean} without disagreement"
                )
            }
        };
        if self.unchecked > 0 {
            line += &match lang {
                Lang::Zh => format!("，没有可以核对的数字{unchecked}份"),
                Lang::En => format!(", {unchecked} with no figures to check"),
            };
        }
        if self.failed > 0 {
            line += &match lang {
                Lang::Zh => format!("；另有{failed}份未能读取"),
                Lang::En => format!("; {failed} could not be read"),
            };
        }
        line + pick(lang, "。", ".")
    }

    /// The reports in which nothing could be checked: silence about them says nothing.
    fn unchecked_line(&self, lang: Lang) -> String {
        let names: Vec<String> = self.unchecked_names.iter().map(|name| visible(name).into_owned()).collect();
        let (named, more) = (list(&names, lang), self.unchecked - names.len());
        match (lang, more) {
            (Lang::Zh, 0) => format!("没有可以核对的数字：{named}。"),
            (Lang::Zh, _) => format!("没有可以核对的数字：{named}，另有{}份。", thousands(more)),
            (Lang::En, 0) => format!("No figures to check: {named}."),
            (Lang::En, _) => format!("No figures to check: {named} and {} more.", thousands(more)),
        }
    }
}

fn rule_line(rule: &Rule, places: usize, files: usize, lang: Lang) -> String {
    let title = fit(pick(lang, rule.title.zh, rule.title.en), 36);
    let places = fit_right(&thousands(places), 9);
    let files = fit_right(&thousands(files), 9);
    match lang {
        Lang::Zh => format!("  {} {title}{places}处{files}份", rule.code),
        Lang::En => format!("  {} {title}{places} places{files} files", rule.code),
    }
}

/// What was checked and what was not: nobody may take silence for a pass.
pub(crate) fn coverage_line(coverage: Coverage, lang: Lang) -> String {
    let [checked, stated, unread] = [coverage.checked, coverage.stated, coverage.unread].map(thousands);
    match lang {
        Lang::Zh => {
            format!("已核{checked}处，{stated}处仅有陈述无对照，{unread}处未识别；未核对不代表无误。")
        }
        Lang::En => format!(
            "{checked} figures checked, {stated} stated with nothing to hold them against, {unread} not understood; \
             unchecked does not mean correct."
        ),
    }
}

/// Every count of the coverage, with its share as a bar.
pub(crate) fn coverage_table(coverage: Coverage, lang: Lang, look: Look) -> String {
    const BAR: usize = 20;
    let rows = [
        (pick(lang, "已核", "checked"), coverage.checked),
        (pick(lang, "仅有陈述，无对照", "stated only"), coverage.stated),
        (pick(lang, "名称、日期、编号", "names and dates"), coverage.names),
        (pick(lang, "未识别", "not understood"), coverage.unread),
    ];
    let mut out = match lang {
        Lang::Zh => format!("  文中数字{}处\n", thousands(coverage.numbers)),
        Lang::En => format!("  {} numbers in the text\n", thousands(coverage.numbers)),
    };
    for (name, count) in rows {
        let share = (count * 100).checked_div(coverage.numbers).unwrap_or(0);
        let bar = "█".repeat((count * BAR).div_ceil(coverage.numbers.max(1)));
        let fill = " ".repeat(BAR - width_of(&bar).min(BAR));
        let line = format!("  {} {} {share:>3}% ", fit(name, 18), fit_right(&thousands(count), 9));
        out += format!("{line}{}{fill}", look.ink(Ink::Green, &bar)).trim_end();
        out.push('\n');
    }
    out
}

/// The files that are no report text, by kind.
pub(crate) fn skipped_line(skipped: &BTreeMap<String, usize>, lang: Lang) -> String {
    let parts: Vec<String> = skipped
        .iter()
        .map(|(extension, count)| {
            let name =
                if extension.is_empty() { pick(lang, "无扩展名", "no extension") } else { extension };
            format!("{} {}", visible(name), thousands(*count))
        })
        .collect();
    let parts = list(&parts, lang);
    match lang {
        Lang::Zh => format!("未核对的文件：{parts}（只核对 .txt 和 .gj，其他格式请先另存为纯文本）。"),
        Lang::En => {
            format!("Files not checked: {parts} (only .txt and .gj are; save others as plain text first).")
        }
    }
}
