//! What a first visit in one language weighs.

use std::fs;

use super::size;
use crate::root;
use crate::run::Fallible;

/// A row a file, Brotli 11, and the sum.
pub fn table() -> Fallible<String> {
    let dist = root().join("dist");
    let mut rows = vec![("page", dist.join("index.html.br"))];
    for entry in fs::read_dir(&dist)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let what = match name.strip_suffix(".br").and_then(|name| name.rsplit('.').next()) {
            Some("js") => "script",
            Some("wasm") => "WebAssembly",
            Some("bin") if name.starts_with('d') => "directory",
            Some("bin") if name.starts_with("en-") => "English",
            _ => continue,
        };
        rows.push((what, entry.path()));
    }
    let mut said = "## First visit, Brotli 11, English\n\n| file | bytes |\n| --- | --- |\n".to_owned();
    let mut all = 0;
    for (what, path) in &rows {
        let bytes = size(path)?;
        all += bytes;
        said.push_str(&format!("| {what} | {bytes} |\n"));
    }
    said.push_str(&format!(
        "| **{} requests** (at most 6) | **{all}** (at most 140,000; 120,000 while there was one room) |\n",
        rows.len()
    ));
    Ok(said)
}
