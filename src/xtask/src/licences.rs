//! What of others is in a release: every package in the program and in the WebAssembly, with the text of its licence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::build::cargo;
use crate::run::{Fallible, output};

/// Our packages that are released, each with what it is built for; the program for whatever this machine is.
const RELEASED: [(&str, Option<&str>); 2] = [("sidedoor-kit", None), ("sidedoor-app", Some("wasm32-unknown-unknown"))];
/// How the files of a package begin that hold its licence.
const TEXTS: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// The list, in Markdown: each package, and below it each text with the packages that it stands in.
///
/// # Errors
/// When cargo cannot say what is built in, or a package has no licence.
pub fn list() -> Fallible<String> {
    let mut packages = BTreeMap::new();
    for (root, target) in RELEASED {
        let here = output(Command::new("rustc").arg("-vV")).unwrap_or_default();
        let here = here.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not say where it is")?;
        let target = target.unwrap_or(here);
        let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", target];
        let metadata = output(cargo().args(arguments)).ok_or("cargo metadata failed")?;
        packages.extend(built_in(&serde_json::from_str(&metadata)?, root));
    }
    let mut said = "# Licences of what is built in\n\nEvery package in the program and in the site's WebAssembly, and below them the texts of their licences.\n\n\
         | package | version | licence | source |\n| --- | --- | --- | --- |\n"
        .to_owned();
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for ((name, version), package) in &packages {
        let of = |key: &str| package[key].as_str().unwrap_or("");
        let licence = of("license");
        if licence.is_empty() {
            return Err(format!("{name} {version} does not say its licence").into());
        }
        writeln!(said, "| {name} | {version} | {licence} | {} |", of("repository"))?;
        for text in texts_of(Path::new(of("manifest_path")))? {
            texts.entry(text).or_default().insert(format!("{name} {version}"));
        }
    }
    for (text, whose) in texts {
        let whose = whose.into_iter().collect::<Vec<_>>().join(", ");
        write!(said, "\n## {whose}\n\n```text\n{}\n```\n", text.trim_end())?;
    }
    Ok(said)
}

/// The packages of others that end up in what is built from one of ours, by name and version.
fn built_in(metadata: &Value, root: &str) -> BTreeMap<(String, String), Value> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages: BTreeMap<String, Value> =
        list(&metadata["packages"]).into_iter().map(|one| (one["id"].to_string(), one)).collect();
    let nodes: BTreeMap<String, Value> =
        list(&metadata["resolve"]["nodes"]).into_iter().map(|one| (one["id"].to_string(), one)).collect();
    let mut open: Vec<String> =
        packages.iter().filter(|(_, package)| package["name"] == root).map(|(id, _)| id.clone()).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let built = |dependency: &Value| list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
        let needed = nodes.get(&id).map(|node| list(&node["deps"])).unwrap_or_default();
        if seen.insert(id) {
            open.extend(needed.iter().filter(|one| built(one)).map(|one| one["pkg"].to_string()));
        }
    }
    let of_others = seen.iter().filter_map(|id| packages.get(id)).filter(|package| !package["source"].is_null());
    let named = |package: &Value| {
        let of = |key: &str| package[key].as_str().unwrap_or("").to_owned();
        ((of("name"), of("version")), package.clone())
    };
    of_others.map(named).collect()
}

/// The texts of a package's licences, from its folder.
fn texts_of(manifest: &Path) -> Fallible<Vec<String>> {
    let folder = manifest.parent().ok_or("a package without a folder")?;
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if TEXTS.iter().any(|text| name.starts_with(text)) && entry.path().is_file() {
            texts.push(String::from_utf8_lossy(&fs::read(entry.path())?).replace("\r\n", "\n"));
        }
    }
    texts.sort();
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_listed_and_what_only_builds_or_tests_is_not() {
        let list = list().unwrap();
        for built_in in ["| leptos |", "| wasm-bindgen |", "| clap |", "| brotli |"] {
            assert!(list.contains(built_in), "{built_in}");
        }
        for only_tests in ["| proptest |", "| fantoccini |"] {
            assert!(!list.contains(only_tests), "{only_tests}");
        }
        assert!(list.contains("Permission is hereby granted"), "the texts are there");
    }
}
