//! Titles of reports, several of which may stand in one text: those of several years, of several projects, of several units.

use crate::{model::identity::years_in, words};

/// What a line says as the title of a report, of a form or of a set of accounts.
#[derive(Clone, Debug)]
pub(super) struct Title {
    year: Option<i32>,
    kind: Kind,
    /// The unit before the year.
    unit: String,
    /// What the report is on, without year and kind: 某县某局职业培训.
    subject: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A report on performance.
    Report,
    /// 某县某局2023年部门预算, by itself.
    Accounts,
    /// A form or a summary, which goes with the report above it.
    Annex,
}

impl Title {
    /// The title that a line is, if it is one: 2019年度某某局部门整体支出绩效自评报告, …绩效自评报告（2019年度）.
    pub(super) fn of(line: &str) -> Option<Self> {
        /// Longest title, in bytes.
        const LONGEST: usize = 180;
        const ACCOUNTS: &str = "部门预算|部门决算|单位预算|单位决算";
        let line = line.trim();
        if line.len() > LONGEST || line.contains(['。', '，', '；', '：', ':', '《']) {
            return None;
        }
        let behind = line.rfind(['（', '(']).filter(|_| line.ends_with(['）', ')']));
        let name = line[..behind.unwrap_or(line.len())].trim_end();
        let mut years = years_in(line);
        let year = years.next().filter(|_| years.next().is_none());
        let kind = match name {
            name if name.ends_with("报告") => Kind::Report,
            name if words::ends(name, ACCOUNTS) => Kind::Accounts,
            name if words::ends(name, "自评表|评价表|总结|说明|决算|预算|公开") => {
                Kind::Annex
            }
            _ => return None,
        };
        if year.is_none() && (kind != Kind::Report || !name.contains("绩效")) {
            return None;
        }
        let unit = name.split_once('年').map_or("", |(before, _)| before.trim_end_matches(is_of_year));
        Some(Self { year, kind, unit: plain(unit), subject: subject(name) })
    }

    /// Whether it is that of another report than the one that is titled so: on another year, another project or another unit.
    pub(super) fn is_of_another(&self, before: &Self) -> bool {
        let other_year = self.year.is_some_and(|year| before.year.is_some_and(|before| year != before));
        match self.kind {
            Kind::Report if other_year => true,
            Kind::Report => before.kind == Kind::Report && are_apart(&self.subject, &before.subject),
            Kind::Accounts if before.kind != Kind::Accounts || !is_unit(&self.unit) => false,
            Kind::Accounts if other_year => self.unit == before.unit,
            Kind::Accounts => is_unit(&before.unit) && are_apart(&self.unit, &before.unit),
            Kind::Annex => false,
        }
    }

    /// Whether it is that of the first set of accounts in a text, which the next one is held against.
    pub(super) fn is_of_first_accounts(&self, before: &Self) -> bool {
        self.kind == Kind::Accounts && before.kind != Kind::Accounts && is_unit(&self.unit)
    }
}

/// Whether neither of two names is a part of the other, as it is where one of them is shortened.
fn are_apart(first: &str, second: &str) -> bool {
    !first.is_empty() && !second.is_empty() && !first.contains(second) && !second.contains(first)
}

/// Whether a name is that of a unit: 第二部分 is none.
fn is_unit(name: &str) -> bool {
    const TAILS: &str =
        "局|委|委员会|办|办公室|中心|院|校|学|所|站|馆|厅|会|队|处|社|团|政府|街道|镇|乡|部|本级";
    name.chars().count() >= 4 && words::ends(name, TAILS)
}

/// A title without its year and without the words for its kind.
fn subject(name: &str) -> String {
    const KINDS: &str = "报告|工作|综述|总结|的|自评|自我评价|评价|再评价|绩效|情况|支出|整体|部门|单位|项目|资金|重点|财政|和|及";
    let (before, behind) = name.split_once('年').unwrap_or(("", name));
    let behind = behind.trim_start_matches('度');
    let whole = [before.trim_end_matches(is_of_year), behind].concat();
    let mut rest = whole.as_str();
    while let Some(shorter) = words::without_tail(rest.trim(), KINDS) {
        rest = shorter;
    }
    plain(rest.strip_prefix("关于").unwrap_or(rest))
}

/// Without blanks, which fill lines of a title page.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_of_year(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || "〇○零一二三四五六七八九０１２３４５６７８９".contains(c)
}

/// A short line by itself without any mark of a sentence: 2024年部门预算编制说明.
pub(super) fn is_title(line: &str) -> bool {
    const TAILS: &str = "说明|情况|解释|设置|职能|表|概况|报告";
    line.chars().count() <= 40
        && !line.contains(['。', '，', '；', '：', ':', '、'])
        && words::ends(line, TAILS)
}

#[cfg(test)]
mod tests {
    use super::Title;

    #[test]
    fn reports_on_other_years_projects_and_units_are_others() {
        let other = |first, second| {
            Title::of(second).is_some_and(|title| title.is_of_another(&Title::of(first).unwrap()))
        };
        for (first, second) in [
            ("某县某局2019年度部门整体支出绩效自评报告", "某县某局2020年度部门整体支出绩效自评报告"),
            ("某县某局2023年度职业培训项目绩效自评报告", "某县某局2023年度疾控监测项目绩效自评报告"),
            ("江州市农村公路提档升级项目绩效评价报告", "滇西县2022年薄弱学校改造项目支出绩效自评报告"),
            ("某县统计局2023年部门预算", "某县统计局2024年部门预算"),
            ("某县统计局2023年度部门决算", "某县档案局2023年度部门决算"),
        ] {
            assert!(other(first, second), "{first} {second}");
        }
        for (first, second) in [
            ("某县某局2023年度部门整体支出绩效自评报告", "2023年度部门整体支出绩效评价报告"),
            ("某县某局部门整体支出绩效自评报告", "某县某局2023年度部门整体支出绩效自评工作报告"),
            ("关于某县某局2023年度部门整体支出绩效自评的报告", "某县某局2023年度部门整体支出绩效自评报告"),
            ("某县某局2023年度部门整体支出绩效自评报告", "某县某局2023年度职业培训项目绩效自评报告"),
            ("某县统计局2023年度部门决算", "2023年度部门决算"),
            ("某县统计局2024年部门预算", "第二部分2023年部门决算"),
            ("某县某局2023年度部门整体支出绩效自评报告", "某县某局2022年度部门整体支出绩效自评表"),
        ] {
            assert!(!other(first, second), "{first} {second}");
        }
    }
}
