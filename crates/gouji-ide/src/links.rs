//! What leads elsewhere: addresses, annexes of the same report, the pages of rules.

use crate::{Analysis, explain, words::pick};
use gouji::{Lang, Span, reading::Node};
use serde::Serialize;
use std::collections::HashMap;

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "type", content = "value", rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum LinkTarget {
    /// An address.
    Url(String),
    /// A place in the same text.
    Place(Span),
    /// The page of a rule.
    Rule(String),
}

/// Text that leads somewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Link {
    /// The text.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
    /// What a tooltip says.
    pub tooltip: String,
}

impl Analysis {
    /// All links, in the order of the text.
    pub fn links(&self) -> Vec<Link> {
        let lang = self.lang();
        let whole = Span::new(0, self.text.len());
        let mut links: Vec<Link> = self.addresses();
        links.extend(self.annex_mentions(whole).into_iter().map(|(span, target)| Link {
            span,
            target: LinkTarget::Place(target),
            tooltip: pick(lang, "转到该附件", "go to the annex").to_owned(),
        }));
        for code in self.reading.waivers.iter().filter_map(|waiver| waiver.code) {
            if let Some(rule) = explain(code.of(&self.text), lang) {
                let tooltip = match lang {
                    Lang::Zh => format!("{} {}：查看说明", rule.code, rule.title),
                    Lang::En => format!("{} {}: show the rule", rule.code, rule.title),
                };
                links.push(Link { span: code, target: LinkTarget::Rule(rule.code.to_owned()), tooltip });
            }
        }
        links.sort_by_key(|link| link.span);
        links.dedup_by(|next, last| next.span.start < last.span.end);
        links
    }

    fn addresses(&self) -> Vec<Link> {
        let part =
            |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '|' | '{' | '}' | '\\' | '`');
        let mut links = Vec::new();
        for scheme in ["https://", "http://"] {
            for (at, _) in self.text.match_indices(scheme) {
                let rest = &self.text[at..];
                let end = rest.find(|c: char| !part(c)).unwrap_or(rest.len());
                let address = rest[..end].trim_end_matches(['.', ',', ')', ';', '?', '!', '\'']);
                if address.len() > scheme.len() {
                    links.push(Link {
                        span: Span::new(at, at + address.len()),
                        target: LinkTarget::Url(address.to_owned()),
                        tooltip: pick(self.lang(), "打开网址", "open the address").to_owned(),
                    });
                }
            }
        }
        links
    }

    /// Places within a span that mention an annex of this report, with the annex.
    pub(crate) fn annex_mentions(&self, within: Span) -> Vec<(Span, Span)> {
        let annexes: HashMap<&str, Span> = self
            .reading
            .nodes
            .iter()
            .rev()
            .filter_map(|node| match node {
                Node::Division { span, annex: true } => {
                    let line = span.of(&self.text).trim();
                    let name = line.split(['：', ':', ' ', '\u{3000}', '\t']).next().unwrap_or(line);
                    Some((name, *span))
                }
                _ => None,
            })
            .collect();
        // Names are of few lengths, so that each mention is looked up a few times only.
        let mut lengths: Vec<usize> = annexes.keys().map(|name| name.len()).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        let mut found = Vec::new();
        if annexes.is_empty() {
            return found;
        }
        for (at, _) in within.of(&self.text).match_indices("附件") {
            let at = within.start + at;
            let rest = &self.text[at..];
            let goes_on = |after: &str| after.starts_with(|c: char| c.is_ascii_digit() || c == '-');
            let named = lengths.iter().find_map(|&length| {
                let name = rest.get(..length)?;
                annexes.get(name).filter(|_| !goes_on(&rest[length..])).map(|target| (name, *target))
            });
            if let Some((name, target)) = named.filter(|(_, target)| !(target.start <= at && at < target.end))
            {
                found.push((Span::new(at, at + name.len()), target));
            }
        }
        found
    }
}
