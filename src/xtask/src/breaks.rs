//! `cargo xtask soak breaks`: breaks each promise on purpose and sees its test fail. A test that cannot fail is worse than
//! none; this is how that is known again after every change.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use crate::build::cargo;
use crate::run::{Fallible, Steps, run};
use crate::{build, root};

/// A deliberate break, and the test that must notice it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Break {
    /// In words.
    what: String,
    /// The file that is broken, and what takes whose place in it.
    file: String,
    from: String,
    to: String,
    /// The promise, and the beginning of its test's name; empty for all of them.
    test: String,
    name: String,
}

/// A file that is as it was again when this goes.
struct Broken {
    path: PathBuf,
    whole: String,
}

impl Broken {
    fn new(one: &Break) -> Fallible<Self> {
        let path = root().join(&one.file);
        let whole = fs::read_to_string(&path)?;
        let broken = whole.replacen(&one.from, &one.to, 1);
        if broken == whole {
            return Err(
                format!("{}: does not hold {:?} any more; mend tests/data/breaks.json", one.file, one.from).into()
            );
        }
        fs::write(&path, broken)?;
        Ok(Self { path, whole })
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        if fs::write(&self.path, &self.whole).is_err() {
            eprintln!("{} is still broken: take it back with git", self.path.display());
        }
    }
}

/// Breaks and tests, one after the other; says how many were noticed.
///
/// # Errors
/// Naming those that nobody noticed.
pub fn breaks(steps: &mut Steps) -> Fallible<String> {
    let all: Vec<Break> = serde_json::from_slice(&fs::read(root().join("tests/data/breaks.json"))?)?;
    let mut unnoticed = Vec::new();
    for one in &all {
        let broken = Broken::new(one)?;
        build::dist(steps)?;
        let mut test = cargo();
        test.args(["test", "-q", "-p", "promises", "--test", &one.test, &one.name, "--", "--test-threads=1"]);
        let noticed = steps.step(&one.what, || run(test.env("ENGINES", "chromium"))).is_err();
        drop(broken);
        if !noticed {
            unnoticed.push(one.what.as_str());
        }
    }
    build::dist(steps)?;
    if unnoticed.is_empty() {
        Ok(format!("{} of {} noticed", all.len(), all.len()))
    } else {
        Err(format!("nobody noticed: {}", unnoticed.join("; ")).into())
    }
}
