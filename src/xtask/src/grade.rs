//! How hard the words are to read, by formulas that others use: every English sentence that a person reads, and other
//! languages as far as there is a formula for them.

use std::process::Command;

use crate::run::{Fallible, Steps, output};
use crate::{root, tools};

/// npm: counts syllables.
const SYLLABLE: &str = "5.0.1";
/// npm: the formula.
const FLESCH_KINCAID: &str = "2.0.1";

/// `PyPI`: Flesch's measure for other languages.
const TEXTSTAT: &str = "0.7.13";
/// Those that it has a formula for, of ours, besides English.
const MEASURED: [&str; 3] = ["es", "fr", "ru"];

/// How easily the words of a language are read, from 0 to 100, where there is a formula for it and a Python to ask.
///
/// # Errors
/// When the words cannot be read.
pub fn ease(steps: &mut Steps, tag: &str) -> Fallible<Option<String>> {
    if !MEASURED.contains(&tag) {
        return Ok(None);
    }
    let Some(programs) = tools::python(steps, "textstat", TEXTSTAT) else { return Ok(None) };
    let mut command = Command::new(programs.join("python"));
    command.arg(root().join("src/xtask/src/ease.py")).arg(tag).arg(root().join("resources/text").join(tag));
    Ok(Some(output(&mut command).ok_or("ease.py failed")?))
}

/// The grades as a table; what is above its limit is named.
///
/// # Errors
/// When something is too hard to read, or npm is not there.
pub fn table(steps: &mut Steps) -> Fallible<String> {
    let wanted = [format!("syllable@{SYLLABLE}"), format!("flesch-kincaid@{FLESCH_KINCAID}")];
    tools::npm_install(steps, &wanted)?;
    let script = root().join("src/xtask/src/grade.mjs");
    let mut command = Command::new("node");
    command.arg(script).arg(tools::npm_module("")).arg(root().join("resources/text/en"));
    let told = command.output()?;
    let table = String::from_utf8_lossy(&told.stdout).into_owned();
    if told.status.success() {
        return Ok(format!("## Reading grade of the English words (Flesch-Kincaid)\n\n{table}"));
    }
    Err(format!("too hard to read:\n{}", String::from_utf8_lossy(&told.stderr)).into())
}
