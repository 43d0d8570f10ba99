//! Builds the workbench: the page on which an organisation makes its own site, as a folder that opens from a disk.

use std::fs;

use sidedoor_core::files::{self, below};
use sidedoor_kit::site::App;
use sidedoor_kit::workbench::folder;

use crate::build::{self, APP, WASM, bound, cargo, flags};
use crate::root;
use crate::run::{Fallible, Steps, run};

/// Where the folder is once it was built.
pub const WORKBENCH: &str = "target/workbench";

/// Builds it from the app of the last site.
///
/// # Errors
/// Of the step that fails, by name.
pub fn build(steps: &mut Steps) -> Fallible {
    steps.step("build the workbench", || {
        let mut command = cargo();
        command.args(["build", "-q", "-p", "sidedoor-workbench", "--profile", "workbench", "--target", WASM]);
        run(command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()))
    })?;
    steps.step("write the workbench", || {
        let made = root().join("target/workbench-made");
        let built = root().join("target").join(WASM).join("workbench/sidedoor_workbench.wasm");
        bound(&built, "no-modules", &made)?;
        let glue = fs::read_to_string(made.join("sidedoor_workbench.js"))?;
        let wasm = fs::read(made.join("sidedoor_workbench_bg.wasm"))?;
        let app = App::of(&below(&root().join(APP))?)?;
        let resources = below(&root().join("resources"))?;
        let made = build::resources()?.site.made;
        let _ = fs::remove_dir_all(root().join(WORKBENCH));
        Ok(files::write(&folder(&glue, &wasm, &app, &resources, &made)?, &root().join(WORKBENCH))?)
    })
}
