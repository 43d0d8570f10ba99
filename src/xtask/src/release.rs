//! Makes the folder that an organisation downloads: the site, what another one is built from without a compiler, and the
//! program that does it.

use std::fs;
use std::path::{Path, PathBuf};

use sidedoor_kit::VERSION;
use sidedoor_kit::build::release;
use sidedoor_kit::site::App;

use crate::build::{self, APP, cargo, flags};
use crate::root;
use crate::run::{Fallible, Steps, run};

/// What is said to whoever opens the folder.
const README: &str = include_str!("release.md");
/// What goes along as it is.
const ALONG: [&str; 5] = ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "SECURITY.md", "CHANGELOG.md"];

/// Builds the site and the program, and puts the folder together in `target/release-site/`.
///
/// # Errors
/// Of the step that fails, by name.
pub fn write() -> Fallible {
    let mut steps = Steps::new();
    build::dist(&mut steps)?;
    steps.step("build the program", || {
        run(cargo().args(["build", "-q", "-p", "sidedoor-kit", "--profile", "host"]).env("RUSTFLAGS", flags()))
    })?;
    let folder = root().join("target/release-site").join(format!("sidedoor-{VERSION}"));
    let folder = steps.step("put the folder together", || put(&root().join("target/host"), &folder))?;
    steps.summary();
    println!("\n  {}", folder.display());
    Ok(())
}

/// Puts a release together in a folder, with the program that lies in another.
///
/// # Errors
/// When a part is not there, or the disk refuses.
pub fn put(programs: &Path, folder: &Path) -> Fallible<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let program = format!("sidedoor{}", std::env::consts::EXE_SUFFIX);
    fs::copy(programs.join(&program), folder.join(&program))?;
    fs::write(folder.join("README.md"), README)?;
    for name in ALONG {
        fs::copy(root().join(name), folder.join(name))?;
    }
    let resources = build::resources()?;
    let app = App::load(&root().join(APP))?;
    release(folder, &root().join("dist"), &app, &root().join("resources"), &resources.site.made)?;
    Ok(folder.to_owned())
}
