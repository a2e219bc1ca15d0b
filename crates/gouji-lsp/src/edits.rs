//! Changes of a text: formatting and code actions.

use crate::{capabilities::command, text::Text, view::View};
use gouji_ide::{Action, ActionKind, Edit};
use ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, Command, Diagnostic, DocumentChanges,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit,
    TextEdit, WorkspaceEdit,
};
use serde_json::json;
use std::collections::HashMap;

/// The kinds of code actions that are offered.
pub(crate) const KINDS: [CodeActionKind; 4] = [
    CodeActionKind::QUICKFIX,
    CodeActionKind::REFACTOR,
    CodeActionKind::SOURCE,
    CodeActionKind::SOURCE_FIX_ALL,
];

pub(crate) fn format(view: &View<'_>) -> Vec<TextEdit> {
    view.edits(&view.analysis.format())
}

pub(crate) fn format_range(view: &View<'_>, range: Range) -> Vec<TextEdit> {
    view.edits(&view.analysis.format_range(view.span(range)))
}

pub(crate) fn format_on_type(view: &View<'_>, position: Position, typed: &str) -> Vec<TextEdit> {
    let Some(typed) = typed.chars().next() else { return Vec::new() };
    view.edits(&view.analysis.format_on_type(view.offset(position), typed))
}

pub(crate) fn actions(
    view: &View<'_>,
    range: Range,
    context: &CodeActionContext,
) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| match &context.only {
        Some(only) => only.iter().any(|asked| is_kind_of(kind, asked)),
        None => true,
    };
    let mut actions = view.analysis.actions(view.span(range));
    // What is done to the whole text may be asked for anywhere, so that an editor can do it on saving.
    if !actions.iter().any(|action| action.kind == ActionKind::FixAll) {
        actions.extend(view.analysis.fix_all());
    }
    let offered = actions.into_iter().filter(|action| wanted(&kind(action.kind)));
    offered.map(|action| offer(view, action, &context.diagnostics)).collect()
}

/// Whether `kind` is `asked` or a kind below it.
fn is_kind_of(kind: &CodeActionKind, asked: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn offer(view: &View<'_>, action: Action, diagnostics: &[Diagnostic]) -> CodeActionOrCommand {
    let edit = workspace_edit(view, &action.edits);
    if !view.client.code_actions {
        let arguments = Some(vec![json!({"label": action.title, "edit": edit})]);
        return CodeActionOrCommand::Command(Command {
            title: action.title,
            command: command::APPLY.to_owned(),
            arguments,
        });
    }
    let answers = |diagnostic: &&Diagnostic| match &diagnostic.code {
        Some(NumberOrString::String(code)) => action.codes.contains(code),
        _ => false,
    };
    let answered: Vec<Diagnostic> = match action.kind {
        ActionKind::QuickFix => diagnostics.iter().filter(answers).cloned().collect(),
        _ => Vec::new(),
    };
    CodeActionOrCommand::CodeAction(CodeAction {
        title: action.title,
        kind: Some(kind(action.kind)),
        diagnostics: (!answered.is_empty()).then_some(answered),
        edit: Some(edit),
        command: action.cursor.and_then(|offset| show(view, &action.edits, offset)),
        is_preferred: action.preferred.then_some(true),
        ..CodeAction::default()
    })
}

/// Has the editor go where something is to be written next: `offset` in the text with the edits.
fn show(view: &View<'_>, edits: &[Edit], offset: usize) -> Option<Command> {
    if !view.client.shows_places {
        return None;
    }
    let edited = Text::new(gouji_ide::apply(view.analysis.text(), edits)?);
    let position = edited.position_from(offset, view.unit(), Default::default());
    Some(Command {
        title: String::new(),
        command: command::SHOW.to_owned(),
        arguments: Some(vec![json!({"uri": view.uri, "position": position})]),
    })
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
        ActionKind::Refactor => CodeActionKind::REFACTOR,
        ActionKind::Source => CodeActionKind::SOURCE,
    }
}

/// Edits of one text, with its version where the client takes that.
pub(crate) fn workspace_edit(view: &View<'_>, edits: &[Edit]) -> WorkspaceEdit {
    let edits = view.edits(edits);
    if !view.client.versioned_edits {
        let changes = HashMap::from([(view.uri.clone(), edits)]);
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let text_document =
        OptionalVersionedTextDocumentIdentifier { uri: view.uri.clone(), version: view.version };
    let edit = TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_form_a_tree() {
        assert!(is_kind_of(&CodeActionKind::SOURCE_FIX_ALL, &CodeActionKind::SOURCE));
        assert!(is_kind_of(&CodeActionKind::QUICKFIX, &CodeActionKind::EMPTY));
        assert!(!is_kind_of(&CodeActionKind::SOURCE, &CodeActionKind::SOURCE_FIX_ALL));
        assert!(!is_kind_of(&CodeActionKind::from("sourcery"), &CodeActionKind::SOURCE));
    }
}
