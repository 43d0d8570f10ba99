//! What of others is in a release: every package in the program and in the WebAssembly, with the text of its licence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::build::{WASM, cargo};
use crate::run::{Fallible, output};

/// What cargo says of our packages and of all that they need.
#[derive(Debug, Deserialize)]
pub struct Metadata {
    /// Every package.
    pub packages: Vec<Package>,
    resolve: Option<Resolved>,
}

/// A package.
#[derive(Debug, Deserialize)]
pub struct Package {
    id: String,
    /// Its name.
    pub name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    source: Option<String>,
    /// Its `Cargo.toml`.
    pub manifest_path: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Resolved {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

/// What a package is needed for: nothing said is to be built in.
#[derive(Debug, Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// Asks cargo.
///
/// # Errors
/// When it cannot say.
pub fn metadata(more: &[&str]) -> Fallible<Metadata> {
    let said = output(cargo().args(["metadata", "--format-version", "1", "--locked"]).args(more));
    Ok(serde_json::from_str(&said.ok_or("cargo metadata failed")?)?)
}

/// What the program is built for: whatever this machine is.
///
/// # Errors
/// When `rustc` does not say it.
pub fn here() -> Fallible<String> {
    let said = output(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let here = said.lines().find_map(|line| line.strip_prefix("host: "));
    here.map(str::to_owned).ok_or_else(|| "rustc does not say what it builds for".into())
}
/// How the files of a package begin that hold its licence.
const TEXTS: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// The list, in Markdown: each package, and below it each text with the packages that it stands in.
///
/// # Errors
/// When cargo cannot say what is built in, or a package has no licence.
pub fn list() -> Fallible<String> {
    let mut packages = BTreeMap::new();
    for (root, target) in [("sidedoor-kit", here()?.as_str()), ("sidedoor-app", WASM), ("sidedoor-workbench", WASM)] {
        packages.extend(built_in(metadata(&["--filter-platform", target])?, root));
    }
    let mut said = "# Licences of what is built in\n\nEvery package in the program and in the site's WebAssembly, and below them the texts of their licences.\n\n\
         | package | version | licence | source |\n| --- | --- | --- | --- |\n"
        .to_owned();
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for ((name, version), package) in &packages {
        let licence = package.license.as_ref().ok_or_else(|| format!("{name} {version} does not say its licence"))?;
        let source = package.repository.as_deref().unwrap_or("");
        writeln!(said, "| {name} | {version} | {licence} | {source} |")?;
        for text in texts_of(&package.manifest_path)? {
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
fn built_in(metadata: Metadata, root: &str) -> BTreeMap<(String, String), Package> {
    let nodes: BTreeMap<String, Vec<Dependency>> =
        metadata.resolve.into_iter().flat_map(|resolved| resolved.nodes).map(|node| (node.id, node.deps)).collect();
    let mut open: Vec<&str> =
        metadata.packages.iter().filter(|package| package.name == root).map(|package| package.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id.to_owned()) {
            let built = |one: &&Dependency| one.dep_kinds.iter().any(|kind| kind.kind.is_none());
            open.extend(nodes.get(id).into_iter().flatten().filter(built).map(|one| one.pkg.as_str()));
        }
    }
    let of_others = metadata.packages.into_iter().filter(|one| seen.contains(&one.id) && one.source.is_some());
    of_others.map(|package| ((package.name.clone(), package.version.clone()), package)).collect()
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
