//! Writes the built-in rule sets as bytes that need no TOML reader at run time, and the grammars as data: a page loads
//! both with the checker.

// The types are the core's own; the script uses a part of them.
#[path = "build/grammar.rs"]
mod grammar;
#[allow(dead_code, unreachable_pub)]
#[path = "src/ruleset/types.rs"]
mod types;

use std::{env, error::Error, fs, path::Path};

/// In the order in which a title is held against them: the general one, which fits every report, last.
const RULESETS: [&str; 4] = ["overall", "project", "accounts", "general"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=rulesets");
    println!("cargo:rerun-if-changed=src/ruleset/types.rs");
    let mut rulesets: Vec<types::RuleSet> = Vec::new();
    for name in RULESETS {
        let path = format!("rulesets/{name}.toml");
        let toml = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        rulesets.push(toml::from_str(&toml).map_err(|error| format!("{path}: {error}"))?);
    }
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out).join("grammar.rs"), grammar::written()?)?;
    fs::write(Path::new(&out).join("rulesets.bin"), postcard::to_allocvec(&rulesets)?)?;
    Ok(())
}
