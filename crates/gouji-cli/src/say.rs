//! The command line's own sentences, in both languages. What a report holds is said by the core.

use gouji::{Lang, Severity, Verdict};

/// The wording in `lang`.
pub(crate) fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// 矛盾, 尾差 … What disagrees but need not be a mistake is 存疑: nobody should take it for a contradiction.
pub(crate) fn verdict(verdict: Verdict, severity: Severity, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Contradiction if severity != Severity::Error => pick(lang, "存疑", "doubtful"),
        Verdict::Contradiction => pick(lang, "矛盾", "contradiction"),
        Verdict::Rounding => pick(lang, "尾差", "rounding"),
        Verdict::Missing => pick(lang, "缺项", "missing"),
        Verdict::Review => pick(lang, "提示", "review"),
        Verdict::Syntax => pick(lang, "写法", "notation"),
    }
}

/// What a reader should do with a finding.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => pick(lang, "须核实", "to verify"),
        Severity::Warning => pick(lang, "请留意", "to look at"),
        Severity::Info => pick(lang, "说明", "for information"),
        Severity::Hint => pick(lang, "提示", "hints"),
    }
}

/// A sign before a finding, so that severity does not hang on colour.
pub(crate) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "×",
        Severity::Warning => "!",
        Severity::Info | Severity::Hint => "·",
    }
}

/// Joins parts of a list.
pub(crate) fn list(parts: &[String], lang: Lang) -> String {
    parts.join(pick(lang, "、", ", "))
}

/// “3处” or “3”.
pub(crate) fn places(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count}处"),
        Lang::En => count.to_string(),
    }
}

/// Whole numbers with thousands separators.
pub(crate) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_separated() {
        assert_eq!(super::thousands(7), "7");
        assert_eq!(super::thousands(100_000), "100,000");
        assert_eq!(super::thousands(1_234_567), "1,234,567");
    }
}
