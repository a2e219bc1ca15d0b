//! `cargo xtask verify`: every check and every test, each said in a line at the end.

use crate::{
    docs, editors,
    shell::{capture, cargo, program, run},
};
use std::time::Instant;

/// The target that the browser runs.
const WASM: &str = "wasm32-unknown-unknown";

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
    Step { name: "tests", run: || run(&mut cargo(&["test", "--workspace", "--locked"])) },
    Step { name: "core on wasm", run: wasm },
    Step {
        name: "documentation",
        run: || {
            let args = ["doc", "--workspace", "--no-deps", "--locked", "--document-private-items"];
            run(cargo(&args).env("RUSTDOCFLAGS", "-D warnings"))
        },
    },
    Step { name: "generated pages", run: docs::check },
    Step {
        name: "benchmark runs",
        run: || run(&mut cargo(&["bench", "--package", "gouji", "--locked", "--", "--test"])),
    },
    Step {
        // After the core, which has the target added.
        name: "session on wasm",
        run: || {
            let session = ["--package", "gouji-lsp", "--no-default-features"];
            let args = ["check", "--target", "wasm32-unknown-unknown", "--locked"];
            run(cargo(&args).args(session))
        },
    },
    Step {
        name: "server benchmark",
        run: || run(&mut cargo(&["bench", "--package", "gouji-lsp", "--locked", "--", "--test"])),
    },
    Step { name: "editors", run: editors::run_all },
];

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
        report.push(format!("{word}  {:<16} {seconds:>4} s", step.name));
    }
    println!("\n{}", report.join("\n"));
    println!("{} passed, {failed} failed", STEPS.len() - failed);
    if failed == 0 { Ok(()) } else { Err("not everything holds".to_owned()) }
}

/// The core must build for the browser, where there is nothing to read from and nothing to print to.
fn wasm() -> Result<(), String> {
    if !has_wasm() {
        // Left to its own judgement rustup adds a target only when it is asked to.
        let added = run(&mut program("rustup", &["target", "add", WASM]));
        if let Err(why) = added {
            return Err(format!("{why}\nThe target {WASM} is missing: run rustup target add {WASM}"));
        }
    }
    run(&mut cargo(&["check", "--package", "gouji", "--package", "gouji-ide", "--target", WASM, "--locked"]))
}

fn has_wasm() -> bool {
    let rustc = capture(&mut program("rustc", &["--print", "target-libdir", "--target", WASM]));
    let path = rustc.ok().filter(|output| output.status.success()).map(|output| output.stdout);
    path.and_then(|path| String::from_utf8(path).ok())
        .is_some_and(|path| std::path::Path::new(path.trim()).is_dir())
}
