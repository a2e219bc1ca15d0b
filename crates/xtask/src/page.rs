//! `cargo xtask page`: the portal page, for a server and in one file.

use crate::{
    shell::{install_browsers, program, root, run},
    wasm::{self, WEB},
};
use std::path::PathBuf;

/// Builds the module and the page into `web/dist/`, and says where the page is.
pub(crate) fn build() -> Result<PathBuf, String> {
    wasm::build_for_page()?;
    build_alone()?;
    Ok(root().join(WEB).join("dist").join("page"))
}

/// Builds the page alone, around a module that is there, and uses it in two browsers, as a clerk does.
pub(crate) fn test() -> Result<(), String> {
    install_browsers()?;
    build_alone()?;
    node(&["--test", "page/tests/derivation.test.mjs", "page/tests/page.test.mjs"])
}

fn build_alone() -> Result<(), String> {
    node(&["node_modules/typescript/bin/tsc", "--project", "page"])?;
    node(&["page/build.mjs"])
}

fn node(args: &[&str]) -> Result<(), String> {
    run(program("node", args).current_dir(root().join(WEB)))
}
