//! How hard the words are to read: every English sentence that a person reads, by a formula that others use.

use std::process::Command;

use crate::run::{Fallible, Steps};
use crate::{root, tools};

/// npm: counts syllables.
const SYLLABLE: &str = "5.0.1";
/// npm: the formula.
const FLESCH_KINCAID: &str = "2.0.1";

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
