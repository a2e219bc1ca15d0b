//! Questions about one place: hover, completion, definition, references, highlights, rename.

use crate::{rpc::Failure, view::View};
use gouji::Span;
use gouji_ide::{Completion, CompletionKind, Target};
use ls_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, DocumentHighlight, DocumentHighlightKind,
    Documentation, GotoDefinitionResponse, Hover, HoverContents, InsertTextFormat, Location, LocationLink,
    MarkupContent, MarkupKind, Position, PrepareRenameResponse, TextEdit, WorkspaceEdit,
};

pub(crate) fn hover(view: &View<'_>, position: Position) -> Option<Hover> {
    let hover = view.analysis.hover(view.offset(position))?;
    Some(Hover {
        contents: HoverContents::Markup(markup(view, hover.markdown)),
        range: Some(view.range(hover.span)),
    })
}

/// Markdown where the client shows it; else the same words, which Markdown leaves readable.
fn markup(view: &View<'_>, markdown: String) -> MarkupContent {
    let kind = if view.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    MarkupContent { kind, value: markdown }
}

pub(crate) fn completions(view: &View<'_>, position: Position) -> Vec<CompletionItem> {
    let completions = view.analysis.completions(view.offset(position));
    completions.into_iter().map(|completion| item(view, completion)).collect()
}

fn item(view: &View<'_>, completion: Completion) -> CompletionItem {
    let snippet = completion.snippet && view.client.snippets;
    let plain = completion.snippet && !view.client.snippets;
    let text = if plain { without_stops(&completion.edit.text) } else { completion.edit.text };
    let documentation = Some(completion.docs).filter(|docs| !docs.is_empty());
    CompletionItem {
        label: completion.label,
        detail: Some(completion.detail).filter(|detail| !detail.is_empty()),
        documentation: documentation.map(|docs| Documentation::MarkupContent(markup(view, docs))),
        kind: Some(item_kind(completion.kind)),
        sort_text: Some(completion.sort),
        filter_text: Some(completion.filter),
        insert_text_format: snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(view.range(completion.edit.span), text))),
        ..CompletionItem::default()
    }
}

fn item_kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Key => CompletionItemKind::PROPERTY,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Block => CompletionItemKind::MODULE,
        CompletionKind::Item => CompletionItemKind::VARIABLE,
        CompletionKind::Unit => CompletionItemKind::UNIT,
        CompletionKind::Basis => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Code => CompletionItemKind::CONSTANT,
        CompletionKind::Keyword => CompletionItemKind::KEYWORD,
        CompletionKind::Snippet => CompletionItemKind::SNIPPET,
    }
}

/// A snippet as plain text: `${1:名称}` is 名称, `$0` nothing.
fn without_stops(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut chars = snippet.chars().peekable();
    let mut open = 0usize;
    while let Some(char) = chars.next() {
        match char {
            '\\' => out.extend(chars.next()),
            '$' => {
                let braced = chars.next_if_eq(&'{').is_some();
                while chars.next_if(char::is_ascii_digit).is_some() {}
                if braced && chars.next_if_eq(&':').is_some() {
                    open += 1;
                } else if braced {
                    chars.next_if_eq(&'}');
                }
            }
            '}' if open > 0 => open -= 1,
            _ => out.push(char),
        }
    }
    out
}

pub(crate) fn definition(view: &View<'_>, position: Position) -> Option<GotoDefinitionResponse> {
    let targets = view.analysis.definition(view.offset(position));
    if targets.is_empty() {
        return None;
    }
    Some(if view.client.definition_links {
        GotoDefinitionResponse::Link(targets.iter().map(|target| link(view, target)).collect())
    } else {
        GotoDefinitionResponse::Array(targets.iter().map(|target| view.location(target.name_span)).collect())
    })
}

fn link(view: &View<'_>, target: &Target) -> LocationLink {
    LocationLink {
        origin_selection_range: None,
        target_uri: view.uri.clone(),
        target_range: view.range(target.span.join(target.name_span)),
        target_selection_range: view.range(target.name_span),
    }
}

pub(crate) fn references(view: &View<'_>, position: Position, declarations: bool) -> Vec<Location> {
    let spans = view.analysis.references(view.offset(position), declarations);
    spans.into_iter().map(|span| view.location(span)).collect()
}

pub(crate) fn highlights(view: &View<'_>, position: Position) -> Vec<DocumentHighlight> {
    let light =
        |span: Span| DocumentHighlight { range: view.range(span), kind: Some(DocumentHighlightKind::TEXT) };
    view.analysis.highlights(view.offset(position)).into_iter().map(light).collect()
}

pub(crate) fn prepare_rename(view: &View<'_>, position: Position) -> Option<PrepareRenameResponse> {
    let (span, placeholder) = view.analysis.rename_at(view.offset(position))?;
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: view.range(span), placeholder })
}

pub(crate) fn rename(view: &View<'_>, position: Position, new: &str) -> Result<WorkspaceEdit, Failure> {
    let edits = view
        .analysis
        .rename(view.offset(position), new)
        .map_err(|refusal| Failure::refused(refusal.reason))?;
    Ok(crate::edits::workspace_edit(view, &edits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_become_plain_text() {
        assert_eq!(without_stops("【表 ${1:标题}】\n| ${2:项目} | $3 |$0"), "【表 标题】\n| 项目 |  |");
        assert_eq!(without_stops("{${1:名} = ${2}\\}"), "{名 = }");
        assert_eq!(without_stops("${1:a${2:b}c}d\\$"), "abcd$");
    }
}
