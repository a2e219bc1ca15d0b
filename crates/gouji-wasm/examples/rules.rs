//! Prints the documentation of every rule, by code, in JSON: `dist/gouji-rules.json` of the npm package.

use gouji::rules;
use std::collections::BTreeMap;

fn main() {
    let page = |rule: &&rules::Rule| (rule.code, gouji_wasm::markdown(rule));
    let pages: BTreeMap<&str, String> = rules::ALL.iter().map(page).collect();
    println!("{}", serde_json::to_string(&pages).unwrap_or_default());
}
