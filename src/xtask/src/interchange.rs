//! Our export, before a judge that knows nothing of us: `frictionless` of `PyPI` reads the tabular package.

use std::fs;
use std::path::Path;
use std::process::Command;

use sidedoor_kit::export::export;

use crate::run::{Fallible, Steps, output, run};
use crate::{build, root, tools};

/// `PyPI`: validates data packages.
const FRICTIONLESS: &str = "5.21.0";

/// No organisation's id.
const NOBODY: &str = "00000000-0000-5000-8000-000000000000";

/// Exports our directory and has the package validated; then one that was spoiled, which must be refused, or nobody has
/// looked.
///
/// # Errors
/// When the package is not valid, or a broken one passes.
pub fn holds(steps: &mut Steps) -> Fallible {
    let Some(programs) = tools::python(steps, "frictionless", FRICTIONLESS) else {
        println!("  NOT RUN: the export was not held against frictionless; that wants python3 with venv and pip");
        return Ok(());
    };
    let frictionless = programs.join("frictionless");
    steps.step("our export as a data package, by frictionless", || {
        let folder = root().join("target/export");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        export(&build::resources()?, &folder)?;
        let package = folder.join("csv");
        run(&mut validation(&frictionless, &package))?;
        let organizations = package.join("organizations.csv");
        let text = fs::read_to_string(&organizations)?;
        let first = text.lines().nth(1).and_then(|row| row.split(',').next()).ok_or("no organisation was exported")?;
        fs::write(&organizations, text.replace(first, NOBODY))?;
        let passes = output(&mut validation(&frictionless, &package)).is_some();
        fs::write(&organizations, text)?;
        if passes { Err("a service of an organisation that is not there was not noticed".into()) } else { Ok(()) }
    })
}

fn validation(frictionless: &Path, package: &Path) -> Command {
    let mut command = Command::new(frictionless);
    command.args(["validate", "datapackage.json"]).current_dir(package);
    command
}
