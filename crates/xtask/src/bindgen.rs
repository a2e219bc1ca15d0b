//! What wasm-bindgen leaves to be done to a module that the compiler has built.

use wasm_bindgen_cli_support::Bindgen;

/// Finishes `module` and writes it into `folder` as `gouji_wasm_bg.wasm`.
pub(crate) fn finish(module: &str, folder: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let bindgen = bindgen.input_path(module).web(true).map_err(|error| error.to_string())?;
    bindgen
        .typescript(false)
        .omit_default_module_path(false)
        .generate(folder)
        .map_err(|error| format!("{error:#}"))
}
