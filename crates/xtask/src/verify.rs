//! `cargo xtask verify`: every check and every test, each said in a line at the end.

use crate::{
    docs, editors, page,
    shell::{cargo, run},
    vscode, wasm,
};
use std::{process::Command, time::Instant};

/// What is to hold, and how to see whether it does.
struct Step {
    name: &'static str,
    run: fn() -> Result<(), String>,
}

const STEPS: &[Step] = &[
    Step { name: "format", run: || run(&mut cargo(&["fmt", "--all", "--check"])) },
    Step {
        name: "lints",
        run: || {
            let args = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
            run(&mut cargo(&args))
        },
    },
    Step { name: "tests", run: || run(&mut drawn(cargo(&["test", "--workspace", "--locked"]))) },
    Step {
        // The workspace is tested without the features of the larger modules.
        name: "larger modules",
        run: || {
            let features = ["--package", "gouji-wasm", "--features", "ide,session", "--locked"];
            run(cargo(&["clippy", "--all-targets"]).args(features).args(["--", "-D", "warnings"]))?;
            run(drawn(cargo(&["test"])).args(features))
        },
    },
    Step { name: "core on wasm", run: core_on_wasm },
    Step {
        name: "documentation",
        run: || {
            // The binary is called as the library is, and both would be written to one place at the same time.
            let doc = |which: &[&str]| {
                let args =
                    [&["doc", "--no-deps", "--locked", "--document-private-items"][..], which].concat();
                run(cargo(&args).env("RUSTDOCFLAGS", "-D warnings"))
            };
            doc(&["--workspace", "--exclude", "gouji-cli"])?;
            doc(&["--package", "gouji-cli"])
        },
    },
    Step { name: "generated pages", run: docs::check },
    Step { name: "generated types", run: wasm::check_types },
    Step { name: "browser build", run: wasm::build },
    Step { name: "npm package", run: wasm::test },
    Step { name: "portal page", run: page::test },
    Step { name: "VS Code", run: || vscode::test(false) },
    Step {
        name: "benchmark runs",
        run: || run(&mut cargo(&["bench", "--package", "gouji", "--locked", "--", "--test"])),
    },
    Step {
        name: "server benchmark",
        run: || run(&mut cargo(&["bench", "--package", "gouji-lsp", "--locked", "--", "--test"])),
    },
    Step { name: "editors", run: editors::run_all },
];

/// With the same inputs for the properties at every run: whether a change may land is no matter of luck. `cargo test` by itself
/// draws new ones each time.
fn drawn(mut tests: Command) -> Command {
    tests.env("PROPTEST_RNG_SEED", "2023");
    tests
}

/// Runs every step, also after one has failed, and fails if any did.
pub(crate) fn run_steps() -> Result<(), String> {
    let mut report = Vec::new();
    let mut failed = 0;
    for step in STEPS {
        println!("\n── {}", step.name);
        let start = Instant::now();
        let result = (step.run)();
        let seconds = start.elapsed().as_secs();
        let word = match &result {
            Ok(()) => "passed",
            Err(why) => {
                failed += 1;
                eprintln!("{why}");
                "FAILED"
            }
        };
        report.push(format!("{word}  {:<20} {seconds:>4} s", step.name));
    }
    println!("\n{}", report.join("\n"));
    println!("{} passed, {failed} failed", STEPS.len() - failed);
    if failed == 0 { Ok(()) } else { Err("not everything holds".to_owned()) }
}

/// The core must build for the browser, where there is nothing to read from and nothing to print to.
fn core_on_wasm() -> Result<(), String> {
    wasm::add_target()?;
    run(&mut cargo(&[
        "check",
        "--package",
        "gouji",
        "--package",
        "gouji-ide",
        "--target",
        wasm::TARGET,
        "--locked",
    ]))
}
