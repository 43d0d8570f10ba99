//! `cargo xtask dist --twice`: the same source, built once more in another folder, for another user, later and in another time
//! zone, gives the same bytes; or it says which files differ. (Nobody lies to it about the year: rustc's allocator stands still
//! under `faketime`.)

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use sidedoor_core::files::below;

use crate::run::{Fallible, Steps, output, run};
use crate::{build, root};

/// Where the second is built: a path of another length.
const ELSEWHERE: &str = "sidedoor-built-once-more/by/somebody/else";
/// Builds twice, and compares.
///
/// # Errors
/// When a build fails, or a file differs.
pub fn twice() -> Fallible {
    let mut steps = Steps::new();
    build::dist(&mut steps)?;
    let copy = std::env::temp_dir().join(ELSEWHERE);
    let _ = fs::remove_dir_all(&copy);
    steps.step("copy what git knows of", || copied(&copy))?;
    steps.step("build it once more, elsewhere", || run(&mut elsewhere(&copy)))?;
    let (one, other) = (below(&root().join("dist"))?, below(&copy.join("dist"))?);
    steps.summary();
    fs::remove_dir_all(&copy)?;
    compared(&one, &other)
}

fn copied(copy: &Path) -> Fallible {
    let listed = output(Command::new("git").current_dir(root()).args(["ls-files", "-co", "--exclude-standard"]));
    for name in listed.ok_or("git does not say what there is")?.lines() {
        let (from, to) = (root().join(name), copy.join(name));
        fs::create_dir_all(to.parent().unwrap_or(copy))?;
        // What was taken away and not committed is listed, too.
        if from.is_file() {
            fs::copy(from, to)?;
        }
    }
    // The tools are the same; they are not what is built.
    fs::create_dir_all(copy.join("target"))?;
    Ok(std::os::unix::fs::symlink(root().join("target/tools"), copy.join("target/tools"))?)
}

fn elsewhere(copy: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    let home = std::env::var("HOME").unwrap_or_default();
    let kept = |name: &str, folder: &str| std::env::var(name).unwrap_or_else(|_| format!("{home}/{folder}"));
    command
        .args(["xtask", "dist"])
        .current_dir(copy)
        .env("CARGO_HOME", kept("CARGO_HOME", ".cargo"))
        .env("RUSTUP_HOME", kept("RUSTUP_HOME", ".rustup"))
        .env("HOME", copy)
        .env("USER", "somebody")
        .env("LOGNAME", "somebody")
        .env("TZ", "Pacific/Kiritimati")
        .env("LC_ALL", "C")
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("CARGO_MANIFEST_DIR");
    command
}

/// Nothing but the same.
///
/// # Errors
/// The files that differ.
pub fn compared(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Fallible {
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    let differ: Vec<&str> = names.filter(|name| one.get(*name) != other.get(*name)).map(String::as_str).collect();
    if differ.is_empty() {
        println!("{} files, byte for byte the same", one.len());
        return Ok(());
    }
    Err(format!("{} files are not the same in both:\n  {}", differ.len(), differ.join("\n  ")).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_another_or_is_missing_is_named() {
        let files = |all: &[(&str, &str)]| {
            all.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect::<BTreeMap<_, _>>()
        };
        let one = files(&[("a", "1"), ("b", "2")]);
        assert!(compared(&one, &one).is_ok());
        let said = compared(&one, &files(&[("a", "1"), ("b", "3"), ("c", "")])).unwrap_err().to_string();
        assert_eq!(said, "2 files are not the same in both:\n  b\n  c");
    }
}
