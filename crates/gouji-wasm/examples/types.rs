//! Prints the TypeScript types of everything that crosses the border to a page: `web/src/types.ts`.

use gouji::{Coverage, Severity, Verdict, json};
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
    show::<ExplainJson>(&config);
    show::<RulesJson>(&config);
}

/// One type, with its documentation.
fn show<T: TS>(config: &Config) {
    let docs = T::docs().unwrap_or_default();
    println!("\n{docs}export {}", T::decl(config));
}
