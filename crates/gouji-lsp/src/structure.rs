//! Questions about the whole text: outline, folding, selections, tokens, hints, lenses, links.

use crate::{diagnostics::rule_page, view::View};
use gouji::Span;
use gouji_ide::{Fold, Link, LinkTarget, Modifier, Symbol, SymbolKind, Token, TokenKind};
use ls_types::{
    CodeLens, Command, DocumentLink, DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind,
    InlayHint, InlayHintLabel, InlayHintTooltip, Position, Range, SelectionRange, SemanticToken,
    SemanticTokenModifier, SemanticTokenType, SemanticTokensEdit, SemanticTokensLegend, SymbolInformation,
    Uri,
};
use serde_json::json;
use std::str::FromStr;

pub(crate) fn symbols(view: &View<'_>) -> DocumentSymbolResponse {
    let symbols = view.analysis.symbols();
    if view.client.symbol_trees {
        DocumentSymbolResponse::Nested(symbols.iter().map(|symbol| symbol_tree(view, symbol)).collect())
    } else {
        DocumentSymbolResponse::Flat(symbol_list(view, &symbols))
    }
}

#[expect(deprecated, reason = "the field is still part of the type")]
fn symbol_tree(view: &View<'_>, symbol: &Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> =
        symbol.children.iter().map(|child| symbol_tree(view, child)).collect();
    DocumentSymbol {
        name: symbol_name(symbol),
        detail: Some(symbol.detail.clone()).filter(|detail| !detail.is_empty()),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: view.range(symbol.span.join(symbol.name_span)),
        selection_range: view.range(symbol.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

/// All symbols one after the other, each with the name of the one around it.
pub(crate) fn symbol_list(view: &View<'_>, symbols: &[Symbol]) -> Vec<SymbolInformation> {
    let mut list = Vec::new();
    add_symbols(view, symbols, None, &mut list);
    list
}

#[expect(deprecated, reason = "the field is still part of the type")]
fn add_symbols(
    view: &View<'_>,
    symbols: &[Symbol],
    container: Option<&str>,
    list: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        list.push(SymbolInformation {
            name: symbol_name(symbol),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: view.location(symbol.name_span),
            container_name: container.map(str::to_owned),
        });
        add_symbols(view, &symbol.children, Some(&symbol.name), list);
    }
}

/// Editors refuse an empty name.
fn symbol_name(symbol: &Symbol) -> String {
    if symbol.name.trim().is_empty() { "—".to_owned() } else { symbol.name.clone() }
}

fn symbol_kind(kind: SymbolKind) -> ls_types::SymbolKind {
    match kind {
        SymbolKind::Header => ls_types::SymbolKind::KEY,
        SymbolKind::Division => ls_types::SymbolKind::MODULE,
        SymbolKind::Section => ls_types::SymbolKind::NAMESPACE,
        SymbolKind::Table => ls_types::SymbolKind::STRUCT,
        SymbolKind::Row => ls_types::SymbolKind::FIELD,
        SymbolKind::Indicator => ls_types::SymbolKind::ENUM_MEMBER,
        SymbolKind::Block => ls_types::SymbolKind::OBJECT,
        SymbolKind::Fact => ls_types::SymbolKind::CONSTANT,
        SymbolKind::Check => ls_types::SymbolKind::OPERATOR,
    }
}

pub(crate) fn folds(view: &View<'_>) -> Vec<FoldingRange> {
    view.analysis.folds().iter().filter_map(|fold| folding_range(view, fold)).collect()
}

/// Whole lines. A fold that ends at the start of a line ends with the one before.
fn folding_range(view: &View<'_>, fold: &Fold) -> Option<FoldingRange> {
    let range = view.range(fold.span);
    let end = if range.end.character == 0 { range.end.line.saturating_sub(1) } else { range.end.line };
    (end > range.start.line).then(|| FoldingRange {
        start_line: range.start.line,
        end_line: end,
        kind: Some(FoldingRangeKind::Region),
        ..FoldingRange::default()
    })
}

pub(crate) fn selections(view: &View<'_>, positions: &[Position]) -> Vec<SelectionRange> {
    positions.iter().map(|position| selection(view, *position)).collect()
}

fn selection(view: &View<'_>, position: Position) -> SelectionRange {
    let offset = view.offset(position);
    let mut around = None;
    for span in view.analysis.selections(offset).into_iter().rev() {
        around = Some(Box::new(SelectionRange { range: view.range(span), parent: around }));
    }
    let here = view.range(Span::new(offset, offset));
    around.map_or(SelectionRange { range: here, parent: None }, |innermost| *innermost)
}

/// The kinds and modifiers of tokens, in the order of their numbers.
pub(crate) fn legend(own: bool) -> SemanticTokensLegend {
    let name = |kind: &TokenKind| SemanticTokenType::new(if own { kind.name() } else { kind.like() });
    SemanticTokensLegend {
        token_types: TokenKind::ALL.iter().map(name).collect(),
        token_modifiers: Modifier::ALL.iter().map(|m| SemanticTokenModifier::new(m.name())).collect(),
    }
}

/// The tokens of the text or of a part of it.
pub(crate) fn tokens(view: &View<'_>, range: Option<Range>) -> Vec<SemanticToken> {
    let mut before = Position::default();
    let mut tokens = Vec::new();
    for token in view.analysis.tokens(range.map(|range| view.span(range))) {
        let at = view.range(token.span);
        // A token never crosses the end of a line; one that did would throw all others off.
        if at.end.line != at.start.line || at.end.character <= at.start.character {
            continue;
        }
        tokens.push(relative(&token, at, before));
        before = at.start;
    }
    tokens
}

fn relative(token: &Token, at: Range, before: Position) -> SemanticToken {
    let delta_line = at.start.line - before.line;
    SemanticToken {
        delta_line,
        delta_start: if delta_line == 0 { at.start.character - before.character } else { at.start.character },
        length: at.end.character - at.start.character,
        token_type: token.kind as u32,
        token_modifiers_bitset: u32::from(token.modifiers.0),
    }
}

/// The one edit that makes the old tokens the new ones; none where they are the same.
pub(crate) fn tokens_edit(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let same_start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same_start..], &new[same_start..]);
    let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (old.len() - same_end, &new[..new.len() - same_end]);
    if gone == 0 && come.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        // A token is five numbers.
        start: same_start as u32 * 5,
        delete_count: gone as u32 * 5,
        data: Some(come.to_vec()),
    }]
}

pub(crate) fn hints(view: &View<'_>, range: Range) -> Vec<InlayHint> {
    let hint = |hint: gouji_ide::Hint| InlayHint {
        position: view.position(hint.offset),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(hint.tooltip).filter(|tip| !tip.is_empty()).map(InlayHintTooltip::String),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    view.analysis.hints(view.span(range)).into_iter().map(hint).collect()
}

pub(crate) fn lenses(view: &View<'_>) -> Vec<CodeLens> {
    let lens = |lens: gouji_ide::Lens| {
        let show = view.client.score_command.as_ref().filter(|_| lens.score);
        let arguments = show.map(|_| vec![json!(view.uri), json!(lens.detail)]);
        // An editor shows a lens without a command as plain words.
        let command = Command { title: lens.title, command: show.cloned().unwrap_or_default(), arguments };
        CodeLens { range: view.range(lens.span), command: Some(command), data: None }
    };
    view.analysis.lenses().into_iter().map(lens).collect()
}

pub(crate) fn links(view: &View<'_>) -> Vec<DocumentLink> {
    view.analysis.links().iter().filter_map(|link| document_link(view, link)).collect()
}

fn document_link(view: &View<'_>, link: &Link) -> Option<DocumentLink> {
    let target = match &link.target {
        LinkTarget::Url(url) => Uri::from_str(url).ok(),
        LinkTarget::Rule(code) => rule_page(view, code),
        LinkTarget::Place(span) => {
            let start = view.position(span.start);
            let uri = view.uri.as_str().split('#').next().unwrap_or_default();
            Uri::from_str(&format!("{uri}#L{},{}", start.line + 1, start.character + 1)).ok()
        }
    };
    Some(DocumentLink {
        range: view.range(link.span),
        target: Some(target?),
        tooltip: Some(link.tooltip.clone()).filter(|tip| !tip.is_empty()),
        data: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(start: u32) -> SemanticToken {
        SemanticToken { delta_start: start, ..SemanticToken::default() }
    }

    #[test]
    fn edits_of_tokens_make_the_new_from_the_old() {
        let lists: [&[u32]; 6] = [&[], &[1], &[1, 2, 3], &[1, 3], &[1, 2, 2, 3], &[4, 2, 3, 5]];
        for old in lists {
            for new in lists {
                let (old, new): (Vec<_>, Vec<_>) =
                    (old.iter().copied().map(token).collect(), new.iter().copied().map(token).collect());
                let mut made = old.clone();
                for edit in tokens_edit(&old, &new) {
                    let (start, count) = (edit.start as usize / 5, edit.delete_count as usize / 5);
                    made.splice(start..start + count, edit.data.unwrap());
                }
                assert_eq!(made, new);
            }
        }
    }
}
