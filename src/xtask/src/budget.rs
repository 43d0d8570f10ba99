//! What the built site weighs, and what each part of it may (`tests/budget.json`, bytes after Brotli 11): a change that makes
//! somebody's download larger says so, and is asked why.

use std::collections::BTreeMap;
use std::fs;

use crate::root;
use crate::run::Fallible;

const BUDGET: &str = "tests/budget.json";

/// What the files of the built site weigh: `wasm`, `js`, `worker`, `directory`, `loader`, and of each language `page`, `first` and `later`.
///
/// # Errors
/// When there is no built site.
pub fn sizes() -> Fallible<BTreeMap<String, u64>> {
    let dist = root().join("dist");
    let mut sizes = BTreeMap::new();
    for entry in fs::read_dir(&dist)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let page = entry.path().join("index.html.br");
        let (what, file) = match name.strip_suffix(".br").and_then(|name| name.rsplit_once('.')) {
            Some(("w", "js")) => ("worker".to_owned(), entry.path()),
            Some((_, ending @ ("js" | "wasm"))) => (ending.to_owned(), entry.path()),
            Some((name, "bin")) => match (name.rsplit_once('_'), name.rsplit_once('-')) {
                (Some((tag, _)), _) => (format!("{tag} later"), entry.path()),
                (None, Some((tag, _))) => (format!("{tag} first"), entry.path()),
                (None, None) => ("directory".to_owned(), entry.path()),
            },
            Some(("index", "html")) => ("en page".to_owned(), entry.path()),
            // The builder page is no language.
            None if page.is_file() && name != "embed" => (format!("{name} page"), page),
            _ => continue,
        };
        sizes.insert(what, fs::metadata(file)?.len());
    }
    let loaders = fs::read_dir(dist.join("embed"))?.flatten().map(|entry| entry.path().join("loader.js.br"));
    let largest = loaders.filter_map(|file| fs::metadata(file).ok()).map(|file| file.len()).max();
    sizes.extend(largest.map(|bytes| ("loader".to_owned(), bytes)));
    Ok(sizes)
}

/// Each part of the built site is within its budget, in every language.
///
/// # Errors
/// Every part that is not, with its bytes.
pub fn holds() -> Fallible {
    let budget: BTreeMap<String, u64> = serde_json::from_slice(&fs::read(root().join(BUDGET))?)?;
    let over = over(&sizes()?, &budget);
    if over.is_empty() { Ok(()) } else { Err(format!("{}\n({BUDGET})", over.join("\n")).into()) }
}

fn over(sizes: &BTreeMap<String, u64>, budget: &BTreeMap<String, u64>) -> Vec<String> {
    let mut all = sizes.clone();
    let of = |name: &str| sizes.get(name).copied().unwrap_or(0);
    let common: u64 = ["wasm", "js", "directory"].map(of).iter().sum();
    for tag in sizes.keys().filter_map(|name| name.strip_suffix(" page")) {
        all.insert(format!("{tag} visit"), common + of(&format!("{tag} page")) + of(&format!("{tag} first")));
    }
    let mut over: Vec<String> = Vec::new();
    for (name, bytes) in &all {
        let part = name.rsplit(' ').next().unwrap_or(name);
        match budget.get(part) {
            Some(most) if bytes > most => over.push(format!("{name}: {bytes} bytes, at most {most}")),
            Some(_) => {}
            None => over.push(format!("{name}: {bytes} bytes, and no budget for {part:?}")),
        }
    }
    let there = |part: &&String| !all.keys().any(|name| name.rsplit(' ').next() == Some(part.as_str()));
    over.extend(budget.keys().filter(there).map(|part| format!("{part}: not there, and a budget for it")));
    over
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_weighs_more_has_no_budget_or_is_not_there_is_named() {
        let of = |all: &[(&str, u64)]| all.iter().map(|(name, bytes)| ((*name).to_owned(), *bytes)).collect();
        let sizes = of(&[("wasm", 10), ("en page", 5), ("es page", 7), ("en first", 1), ("es first", 1), ("new", 1)]);
        let budget = of(&[("wasm", 10), ("page", 6), ("first", 1), ("visit", 17), ("loader", 3)]);
        assert_eq!(
            over(&sizes, &budget),
            [
                "es page: 7 bytes, at most 6",
                "es visit: 18 bytes, at most 17",
                "new: 1 bytes, and no budget for \"new\"",
                "loader: not there, and a budget for it",
            ]
        );
    }
}
