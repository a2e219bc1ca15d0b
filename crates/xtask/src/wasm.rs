//! `cargo xtask wasm`: the WebAssembly modules, their JavaScript builds and the npm package, into `web/dist/`.

use crate::shell::{
    cargo, gouji, install_browsers, npm_install, program, root, run, stdout, target_directory,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The target that the browser runs.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Where the package is, relative to the root.
pub(crate) const WEB: &str = "web";

/// The types that are generated from the Rust types, relative to the root.
const TYPES: &str = "web/src/types.ts";

/// Features of WebAssembly that Chromium 78 has not, or not by these names, are switched off in the compiler; wasm-opt
/// lowers what the standard library has of them. A panic traps at once and writes no message, which nobody in a page
/// could read: the page replaces the instance either way. Nor does anything there print what `Debug` would say. Loops stay
/// as they are: what LLVM would make of them, a running address for everything that a loop touches, is no faster and five
/// kilobytes more over the wire.
const RUSTFLAGS: &str = "-C target-feature=-reference-types,-multivalue -Z unstable-options -C panic=immediate-abort \
    -Z fmt-debug=none -Z location-detail=none -C llvm-args=-disable-lsr";

/// The standard library is built along, for size and without what panics say: together a twentieth of what goes over the
/// wire. What copies and compares in it stays as fast as it comes. All this is unstable; the pinned toolchain takes it with
/// `RUSTC_BOOTSTRAP`, and for the modules alone.
const STANDARD_LIBRARY: &[&str] = &[
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "--config=profile.wasm.package.compiler_builtins.opt-level=3",
];

/// What wasm-opt has to understand of rustc's output.
const ENABLED: &[&str] = &[
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Rewritten for old browsers, and made smaller only as far as it also becomes smaller over the wire, where it is
/// compressed: `-Oz` in place of `-O1` makes the module smaller and what is compressed larger.
const PASSES: &[&str] = &[
    "--strip-producers",
    "--dae-optimizing",
    "-O1",
    "--merge-locals",
    "--rse",
    "--vacuum",
    "--reorder-locals",
    "--remove-unused-module-elements",
];

/// What wasm2js cannot translate and wasm-opt writes in simpler words.
const LOWERED: &[&str] =
    &["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering"];

/// One module: the cargo features that make it, its name in the package, and whether it also comes as JavaScript.
struct Module {
    features: &'static str,
    name: &'static str,
    script: bool,
}

const MODULES: &[Module] = &[
    Module { features: "checker,slim", name: "gouji", script: true },
    Module { features: "ide,slim", name: "gouji-ide", script: true },
    SESSION,
];

/// What the VS Code extension runs. VS Code runs nowhere where WebAssembly does not, and explains rules to the reader.
const SESSION: Module = Module { features: "session", name: "gouji-session", script: false };

/// Builds everything.
pub(crate) fn build() -> Result<(), String> {
    build_modules(|_| true)?;
    package()
}

/// Builds the one module that the portal page loads.
pub(crate) fn build_for_page() -> Result<(), String> {
    build_modules(|module| module.name == "gouji-ide")
}

fn build_modules(wanted: fn(&Module) -> bool) -> Result<(), String> {
    add_target()?;
    npm_install(WEB)?;
    let dist = root().join(WEB).join("dist");
    fs::create_dir_all(&dist).map_err(|error| format!("web/dist: {error}"))?;
    for module in MODULES.iter().filter(|module| wanted(module)) {
        build_module(module)?;
    }
    write_rules()
}

/// Builds the language server's session alone and says where it is.
pub(crate) fn session() -> Result<PathBuf, String> {
    add_target()?;
    npm_install(WEB)?;
    let dist = root().join(WEB).join("dist");
    fs::create_dir_all(&dist).map_err(|error| format!("web/dist: {error}"))?;
    build_module(&SESSION)?;
    Ok(dist.join(format!("{}.wasm", SESSION.name)))
}

/// The documentation of the rules, which the modules leave out.
fn write_rules() -> Result<(), String> {
    let rules =
        stdout(&mut cargo(&["run", "--quiet", "--locked", "--package", "gouji-wasm", "--example", "rules"]))?;
    let path = root().join(WEB).join("dist").join("gouji-rules.json");
    fs::write(&path, rules).map_err(|error| format!("{}: {error}", path.display()))
}

/// The npm package alone, from modules that are there.
pub(crate) fn package() -> Result<(), String> {
    run(program("node", &["build.mjs"]).current_dir(root().join(WEB)))
}

/// Tests the package against the native binary: in Node, in the V8s of old Chromium, in Chromium and in Firefox.
pub(crate) fn test() -> Result<(), String> {
    npm_install(WEB)?;
    install_browsers()?;
    let gouji = gouji()?;
    let web = root().join(WEB);
    run(program("node", &["build-examples.mjs"]).current_dir(&web))?;
    let node = |test: &str, browser: &str| {
        let file = format!("tests/{test}.test.mjs");
        let mut command = program("node", &["--test", "--test-reporter=dot", &file]);
        command.current_dir(&web).env("GOUJI", &gouji).env("BROWSER", browser);
        run(&mut command).map_err(|why| format!("{why} ({browser})"))
    };
    node("node", "node")?;
    node("bundlers", "chromium")?;
    node("browser", "chromium")?;
    node("browser", "firefox")
}

/// Adds the source of the standard library where it is missing.
fn add_standard_library() -> Result<(), String> {
    let sysroot = stdout(&mut program("rustc", &["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    run(&mut program("rustup", &["component", "add", "rust-src"])).map_err(|why| {
        format!("{why}\nThe source of the standard library is missing: run rustup component add rust-src")
    })
}

/// Adds the target where it is missing.
pub(crate) fn add_target() -> Result<(), String> {
    let found = stdout(&mut program("rustc", &["--print", "target-libdir", "--target", TARGET]));
    if found.is_ok_and(|path| PathBuf::from(path.trim()).is_dir()) {
        return Ok(());
    }
    // Left to its own judgement rustup adds a target only when it is asked to.
    run(&mut program("rustup", &["target", "add", TARGET]))
        .map_err(|why| format!("{why}\nThe target {TARGET} is missing: run rustup target add {TARGET}"))
}

fn build_module(module: &Module) -> Result<(), String> {
    add_standard_library()?;
    // As a library for Rust besides, which Cargo.toml also names, the crate would not be optimised as a whole.
    let args = [
        "rustc",
        "--crate-type",
        "cdylib",
        "--package",
        "gouji-wasm",
        "--profile",
        "wasm",
        "--target",
        TARGET,
        "--locked",
        "--no-default-features",
        "--features",
        module.features,
    ];
    run(cargo(&args).args(STANDARD_LIBRARY).env("RUSTFLAGS", RUSTFLAGS).env("RUSTC_BOOTSTRAP", "1"))?;
    let built = finish(&target_directory().join(TARGET).join("wasm"))?;
    let built = built.to_string_lossy();
    let wasm = format!("dist/{}.wasm", module.name);
    println!("wasm-opt {}", module.name);
    binaryen("wasm-opt", &[ENABLED, PASSES, &[&built, "-o", &wasm]].concat())?;
    order(&wasm)?;
    if module.script { translate(module, &built) } else { Ok(()) }
}

/// Puts functions that are alike beside each other, for gzip.
fn order(wasm: &str) -> Result<(), String> {
    run(program("node", &["order-functions.mjs", wasm]).current_dir(root().join(WEB)))?;
    let sorted = ["--reorder-functions-by-name", "--strip-debug", wasm, "-o", wasm];
    binaryen("wasm-opt", &[ENABLED, &sorted].concat())
}

/// The same module as JavaScript; `build.mjs` gives it its final form, the order of its functions too.
fn translate(module: &Module, built: &str) -> Result<(), String> {
    let lowered = format!("dist/{}.lowered.wasm", module.name);
    let script = format!("dist/{}.wasm2js.js", module.name);
    println!("wasm2js {}", module.name);
    binaryen("wasm-opt", &[ENABLED, LOWERED, &["--dae-optimizing", "-Oz", built, "-o", &lowered]].concat())?;
    // Its final order is found in the script itself, and comes out better from this one.
    order(&lowered)?;
    binaryen("wasm2js", &["-Oz", &lowered, "-o", &script])?;
    fs::remove_file(root().join(WEB).join(&lowered)).map_err(|error| format!("{lowered}: {error}"))
}

/// Lets wasm-bindgen finish the module in `folder`, and says where it is then.
pub(crate) fn finish(folder: &Path) -> Result<PathBuf, String> {
    let module = folder.join("gouji_wasm.wasm");
    let (module, out) = (module.to_string_lossy(), folder.join("bound"));
    let task = ["run", "--quiet", "--locked", "--package", "xtask", "--features", "bindgen", "--", "bindgen"];
    run(cargo(&task).arg(&*module).arg(&out))?;
    Ok(out.join("gouji_wasm_bg.wasm"))
}

/// Runs a tool of Binaryen, which npm has put beside the package.
fn binaryen(tool: &str, args: &[&str]) -> Result<(), String> {
    let tool = format!("node_modules/binaryen/bin/{tool}");
    run(program("node", &[&[tool.as_str()], args].concat()).current_dir(root().join(WEB)))
}

/// Writes the TypeScript types.
pub(crate) fn write_types() -> Result<(), String> {
    fs::write(root().join(TYPES), types()?).map_err(|error| format!("{TYPES}: {error}"))?;
    println!("wrote {TYPES}");
    Ok(())
}

/// Says whether the TypeScript types have been left behind.
pub(crate) fn check_types() -> Result<(), String> {
    let types = types()?;
    let current =
        fs::read_to_string(root().join(TYPES)).is_ok_and(|found| found.replace("\r\n", "\n") == types);
    if current { Ok(()) } else { Err(format!("stale: {TYPES}; run cargo xtask types")) }
}

fn types() -> Result<String, String> {
    let args =
        ["run", "--quiet", "--locked", "--package", "gouji-wasm", "--features", "ts", "--example", "types"];
    stdout(&mut cargo(&args))
}
