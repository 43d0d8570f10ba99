//! Turns `resources/text` into typed keys, and stops the build where a language has a hole.

use std::path::{Path, PathBuf};

#[path = "src/files.rs"]
#[allow(dead_code)]
mod files;
#[path = "src/text/source.rs"]
#[allow(dead_code)]
mod source;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/text");
    println!("cargo::rerun-if-changed={}", root.display());
    let read = files::below(&root).map_err(|error| format!("{}: {error}", root.display()));
    let outcome = read.and_then(|files| source::read_all(&files, "")).and_then(|languages| {
        let faults = source::faults(&languages);
        if faults.is_empty() { Ok(languages) } else { Err(faults.join("\n")) }
    });
    match (outcome, std::env::var_os("OUT_DIR").map(PathBuf::from)) {
        (Ok(languages), Some(out)) => {
            let source = languages.first().map(source::keys_source).unwrap_or_default();
            if let Err(error) = std::fs::write(out.join("keys.rs"), source) {
                println!("cargo::error=keys.rs: {error}");
            }
        }
        (Err(faults), _) => faults.lines().for_each(|fault| println!("cargo::error={fault}")),
        (_, None) => println!("cargo::error=no OUT_DIR"),
    }
}
