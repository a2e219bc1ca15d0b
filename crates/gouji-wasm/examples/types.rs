//! Prints the TypeScript types of everything that crosses the border to a page: `web/src/types.ts`.

use gouji::{
    Coverage, Severity, Verdict,
    coverage::NumberState,
    fields::{FieldFinding, FieldMeaning, FieldOptions},
    json,
    reading::Number,
};
use gouji_wasm::{ExplainJson, RulesJson};
use ts_rs::{Config, TS};

fn main() {
    let config = Config::new();
    println!("// Written by `cargo xtask types` from the Rust types; edit those.");
    show::<Severity>(&config);
    show::<Verdict>(&config);
    show::<Coverage>(&config);
    show::<json::PlaceJson>(&config);
    show::<json::EditJson>(&config);
    show::<json::FixJson>(&config);
    show::<json::RelatedJson>(&config);
    show::<json::FindingJson>(&config);
    show::<json::PointsJson>(&config);
    show::<json::ScoreRowJson>(&config);
    show::<json::ScoreJson>(&config);
    show::<json::FileJson>(&config);
    println!(
        "\n/** What stands in the fields, by their names. */\nexport type FieldModel = Record<string, string>;"
    );
    show::<FieldMeaning>(&config);
    println!(
        "\n/** Which figure each field is. */\nexport type FieldMapping = Record<string, FieldMeaning>;"
    );
    show::<FieldOptions>(&config);
    show::<FieldFinding>(&config);
    println!(
        "\n/** What was found, by field. A field that could not be checked is not named: it has not passed. */\n\
         export type FieldReport = Record<string, FieldFinding[]>;"
    );
    show::<ExplainJson>(&config);
    show::<RulesJson>(&config);
    editor(&config);
}

/// What an editor gets; its spans are in the units that it counts in.
fn editor(config: &Config) {
    show::<gouji_ide::Span>(config);
    show::<NumberState>(config);
    show::<Number>(config);
    show::<gouji_ide::Edit>(config);
    show::<gouji_ide::Target>(config);
    show::<gouji_ide::Related>(config);
    show::<gouji_ide::Fix>(config);
    show::<gouji_ide::Diagnostic>(config);
    show::<gouji_ide::Hover>(config);
    show::<gouji_ide::CompletionKind>(config);
    show::<gouji_ide::Completion>(config);
    show::<gouji_ide::SymbolKind>(config);
    show::<gouji_ide::Symbol>(config);
    show::<gouji_ide::FoldKind>(config);
    show::<gouji_ide::Fold>(config);
    show::<gouji_ide::TokenKind>(config);
    show::<gouji_ide::Modifiers>(config);
    show::<gouji_ide::Token>(config);
    show::<gouji_ide::ActionKind>(config);
    show::<gouji_ide::Action>(config);
    show::<gouji_ide::HintKind>(config);
    show::<gouji_ide::Hint>(config);
    show::<gouji_ide::Lens>(config);
    show::<gouji_ide::LinkTarget>(config);
    show::<gouji_ide::Link>(config);
    show::<gouji_ide::Piece>(config);
    show::<gouji_ide::PreviewField>(config);
    show::<gouji_ide::PreviewCell>(config);
    show::<gouji_ide::PreviewRow>(config);
    show::<gouji_ide::PreviewBlock>(config);
    show::<gouji_ide::Preview>(config);
}

/// One type, with its documentation.
fn show<T: TS>(config: &Config) {
    let docs = T::docs().unwrap_or_default();
    println!("\n{docs}export {}", T::decl(config));
}
