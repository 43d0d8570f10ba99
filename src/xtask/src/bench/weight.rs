//! What a first visit in one language weighs.

use std::fs;

use super::size;
use crate::root;
use crate::run::Fallible;

/// What comes after the first screen: for everyone, whatever they do.
const LATER: &str = "English, to read";

/// A row a file, Brotli 11, and the sum.
pub fn table() -> Fallible<String> {
    let dist = root().join("dist");
    let mut rows = vec![("page", dist.join("index.html.br"))];
    for entry in fs::read_dir(&dist)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let what = match name.strip_suffix(".br").and_then(|name| name.rsplit('.').next()) {
            // What keeps a copy is loaded only when somebody asks.
            Some("js") if name.starts_with('a') => "script",
            Some("wasm") => "WebAssembly",
            Some("bin") if name.starts_with('d') => "directory",
            Some("bin") if name.starts_with("en-") => "English",
            Some("bin") if name.starts_with("en_") => LATER,
            _ => continue,
        };
        rows.push((what, entry.path()));
    }
    let mut said = "## First visit, Brotli 11, English\n\n| file | bytes |\n| --- | --- |\n".to_owned();
    let (mut all, mut later) = (0, 0);
    for (what, path) in &rows {
        let bytes = size(path)?;
        *if *what == LATER { &mut later } else { &mut all } += bytes;
        said.push_str(&format!("| {what} | {bytes} |\n"));
    }
    said.push_str(&format!(
        "| **{} requests** (at most 6) | **{all}** until the first screen is whole (at most 150,000), and then {later}: {} |\n",
        rows.len(),
        all + later
    ));
    Ok(said)
}
