//! `cargo xtask …`: builds, checks and shows the whole project, on any system that has Rust.
#![forbid(unsafe_code)]

mod demo;
mod docs;
mod editors;
mod page;
mod picture;
mod serve;
mod shell;
mod verify;
mod vscode;
mod wasm;

#[cfg(feature = "bindgen")]
mod bindgen;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask demo [--once]   build gouji and run it on a real published report; then serve the page until Ctrl+C
cargo xtask verify          run every check and every test
cargo xtask docs [--check]  write the pages that are generated from the code, or say which are stale
cargo xtask wasm            build the module for browsers and the npm package into web/dist
cargo xtask page            build the portal page, for a server and in one file, into web/dist
cargo xtask wasm --test     test the package in Node, in old V8s, and in Chromium and Firefox
cargo xtask types [--check] write the TypeScript types, or say whether they are stale
cargo xtask vsix            package the VS Code extension into target/vsix
cargo xtask vscode          try the packaged extension in real editors; --pictures takes those of its README
cargo xtask editors         have a real Neovim and Emacs use the language server
cargo xtask picture         draw the terminal output on the real report for the README";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["demo"] => demo::run(demo::Page::Served),
        ["demo", "--once"] => demo::run(demo::Page::Built),
        ["verify"] => verify::run_steps(),
        ["docs"] => docs::write(),
        ["docs", "--check"] => docs::check(),
        ["wasm"] => wasm::build(),
        #[cfg(feature = "bindgen")]
        ["bindgen", module, folder] => bindgen::finish(module, folder),
        ["wasm", "--package"] => wasm::package(),
        ["wasm", "--test"] => wasm::test(),
        ["page"] => page::build().map(|folder| println!("wrote {}", folder.display())),
        ["types"] => wasm::write_types(),
        ["types", "--check"] => wasm::check_types(),
        ["vsix"] => vscode::package(),
        ["vscode"] => vscode::test(false),
        ["vscode", "--pictures"] => vscode::test(true),
        ["editors"] => editors::run_all(),
        ["picture"] => picture::draw(),
        [] | ["help" | "-h" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("unknown task: {}\n{HELP}", args.join(" "))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
