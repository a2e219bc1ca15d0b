//! What a check found, as data; wording is made from it later, in the language that is asked for.

use crate::{
    rules::{Rule, claim::Draft},
    source::Places,
    text::Span,
};

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Severity {
    /// The report contradicts itself or lacks what its form demands.
    Error,
    /// Very likely wrong, but an explanation is possible.
    Warning,
    /// No fault: a rounding tail, say.
    Info,
    /// Worth a reviewer's look.
    Hint,
}

/// The kind of judgement behind a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Verdict {
    /// 矛盾: no unrounded amounts behind the printed figures could make them agree.
    Contradiction,
    /// 尾差: unrounded amounts could explain the difference.
    Rounding,
    /// 缺项: something that the form demands is not there.
    Missing,
    /// 提示: for a person to judge.
    Review,
    /// 写法: the text could not be read as it is written.
    Syntax,
}

/// The languages in which findings are worded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

/// A sentence, or part of one, in both languages. `{name}` stands for an argument.
#[derive(PartialEq, Eq, Debug)]
pub struct Phrase {
    /// Chinese wording.
    pub zh: &'static str,
    /// English wording.
    pub en: &'static str,
}

/// A value that fills a `{name}` of a phrase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Arg {
    /// Words that are the same in every language: names, figures, quotations.
    Text(String),
    /// A wording of its own.
    Words(Words),
}

/// A phrase with its arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    phrase: &'static Phrase,
    args: Vec<(&'static str, Arg)>,
}

impl Words {
    /// The phrase without arguments; add them with [`Words::with`].
    pub fn new(phrase: &'static Phrase) -> Self {
        Self { phrase, args: Vec::new() }
    }

    /// Fills `{name}` with text, in place of what filled it before.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl ToString) -> Self {
        self.fill(name, Arg::Text(value.to_string()))
    }

    /// Fills `{name}` with text that is made already.
    #[must_use]
    pub(crate) fn with_text(self, name: &'static str, text: String) -> Self {
        self.fill(name, Arg::Text(text))
    }

    /// Fills `{name}` with other words, in place of what filled it before.
    #[must_use]
    pub fn with_words(self, name: &'static str, words: Words) -> Self {
        self.fill(name, Arg::Words(words))
    }

    /// Whether something fills `{name}`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.args.iter().any(|(known, _)| *known == name)
    }

    /// Fills `{name}` with text unless it is filled already.
    pub(crate) fn fill_gap(&mut self, name: &'static str, text: impl FnOnce() -> String) {
        if !self.has(name) {
            self.args.push((name, Arg::Text(text())));
        }
    }

    /// Fills `{name}`, which nothing fills yet, with other words.
    pub(crate) fn fill_with(&mut self, name: &'static str, words: Words) {
        self.args.push((name, Arg::Words(words)));
    }

    fn fill(mut self, name: &'static str, arg: Arg) -> Self {
        match self.args.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = arg,
            None => self.args.push((name, arg)),
        }
        self
    }

    /// The sentence in `lang`. A `{name}` without an argument vanishes.
    pub fn render(&self, lang: Lang) -> String {
        let template = match lang {
            Lang::Zh => self.phrase.zh,
            Lang::En => self.phrase.en,
        };
        let mut out = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else { break };
            match self.args.iter().find(|(n, _)| *n == name) {
                Some((_, Arg::Text(text))) => out.push_str(text),
                Some((_, Arg::Words(words))) => out.push_str(&words.render(lang)),
                None => {}
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Another place that a finding speaks of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there and what it has to do with the finding.
    pub words: Words,
}

/// A change that puts a finding right. Never for an amount: nobody but the writer knows which figure is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What the fix does.
    pub words: Words,
    /// Replacements, in the order of the text, that do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement of a [`Fix`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The text that is replaced; empty for an insertion.
    pub span: Span,
    /// The text that takes its place.
    pub text: String,
}

/// One thing that a check found.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule that found it: code and documentation.
    pub rule: &'static Rule,
    /// Usually the rule's own; a rule set may set another.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// The place as people name it: 附件1-1 › 三公经费 › 2023年决算数.
    pub place: String,
    /// The message and its arguments.
    pub words: Words,
    /// The figure as it is printed, a decimal without unit sign or separators.
    pub stated: Option<String>,
    /// The figure recomputed from the others, rounded to the printed places.
    pub computed: Option<String>,
    /// `stated` minus `computed`.
    pub gap: Option<String>,
    /// The unit of these figures as people write it, `万元`; empty where they have none.
    pub unit: &'static str,
    /// The equation in figures: `1460.93 + 338.5 = 1799.43`.
    pub equation: Option<String>,
    /// Other places, the other figures of the equation first.
    pub related: Vec<Related>,
    /// How many figures of the equation are too many to be among `related`.
    pub unnamed: usize,
    /// What can be offered to put it right.
    pub fixes: Vec<Fix>,
    /// What its words are still to be made of; nothing in a finding that is given out.
    pub(crate) draft: Option<Box<Draft>>,
}

impl Finding {
    /// A finding of `rule` at `span`, with the rule's severity and wording.
    pub fn new(rule: &'static Rule, span: Span) -> Self {
        Self {
            rule,
            severity: rule.severity,
            span,
            place: String::new(),
            words: Words::new(&rule.message),
            stated: None,
            computed: None,
            gap: None,
            unit: "",
            equation: None,
            related: Vec::new(),
            unnamed: 0,
            fixes: Vec::new(),
            draft: None,
        }
    }

    /// Fills `{name}` of the message with text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.words = self.words.with(name, value);
        self
    }

    /// Fills `{name}` of the message with other words.
    #[must_use]
    pub fn with_words(mut self, name: &'static str, words: Words) -> Self {
        self.words = self.words.with_words(name, words);
        self
    }

    /// Names another place.
    #[must_use]
    pub fn relate(mut self, span: Span, words: Words) -> Self {
        self.related.push(Related { span, words });
        self
    }

    /// Puts it back to where it stands in the text.
    pub(crate) fn put_back(&mut self, places: &Places<'_>) {
        let related = self.related.iter_mut().map(|related| &mut related.span);
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.span);
        related.chain(edits).chain([&mut self.span]).for_each(|span| places.put_back(span));
    }

    /// The message in `lang`: what stands where, why it does not agree, what to do.
    pub fn message(&self, lang: Lang) -> String {
        self.words.render(lang)
    }

    /// The rule's verdict.
    pub fn verdict(&self) -> Verdict {
        self.rule.verdict
    }
}
