//! Builds the site: Trunk builds the app, its hook comes back here to finish.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sidedoor_core::authoring::check::{self, Resources};
use sidedoor_core::files::{self, below};
use sidedoor_kit::headers::Inline;
use sidedoor_kit::site::{App, site};

use crate::run::{Fallible, Steps, output, run};
use crate::shrink::{self, Kind};
use crate::tools;
use crate::{pseudo, root};

/// What the app is built for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Where the app of the last build is, to build other sites from.
pub const APP: &str = "target/app";

/// Installs what is missing and builds the release site into `dist/`.
///
/// # Errors
/// Of the step that fails, by name.
pub fn dist(steps: &mut Steps) -> Fallible {
    tools::for_building(steps)?;
    steps.step("check resources/", || resources().map(|_| ()))?;
    if std::env::var_os(SMALLEST).is_some() {
        return smallest(steps);
    }
    steps.step("build the site (trunk)", || {
        let mut trunk = Command::new("trunk");
        // Trunk 0.21 takes NO_COLOR=1 for a mistake.
        trunk.args(["build", "--release", "--quiet"]).env_remove("NO_COLOR");
        // For the WebAssembly alone: with flags for the host, Trunk's hook would build all of this once more.
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags());
        run(trunk.current_dir(root()))
    })
}

/// Asks for Rust's own library to be built along, without what a panic would say: some 5 KB less. It needs what the
/// compiler calls unstable, and so it is not how a release is made.
const SMALLEST: &str = "SMALLEST";

fn smallest(steps: &mut Steps) -> Fallible {
    tools::rust_source(steps)?;
    let folder = root().join("target/smallest");
    let staging = folder.join("site");
    steps.step("build the app and Rust's library", || {
        let mut command = cargo();
        command.args(["build", "-q", "--release", "-p", "sidedoor-app", "--target", WASM, "--target-dir"]).arg(&folder);
        command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        command.args(["-Zpanic-immediate-abort", "--config", "profile.release.panic='immediate-abort'"]);
        run(command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()))
    })?;
    steps.step("write the site", || {
        let _ = fs::remove_dir_all(&staging);
        let built = folder.join(WASM).join("release/sidedoor-app.wasm");
        run(Command::new("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&staging)
            .arg(built))?;
        finished(&staging, true)?;
        let _ = fs::remove_dir_all(root().join("dist"));
        Ok(fs::rename(&staging, root().join("dist"))?)
    })
}

/// What a test or a measurement in a browser needs: browsers and their drivers, the site, and the server of it.
///
/// # Errors
/// Of the step that fails, by name.
pub fn for_browsers(steps: &mut Steps) -> Fallible {
    tools::for_testing(steps)?;
    dist(steps)?;
    steps.step("build a site in languages that nobody speaks", pseudo::site)?;
    steps.step("build the sidedoor binary", || run(cargo().args(["build", "-q", "-p", "sidedoor-kit"])))
}

/// The builder's folders are written as others: whose machine it was is nobody's business, and the same source
/// should give the same bytes anywhere.
pub fn flags() -> String {
    let home = std::env::var("HOME").unwrap_or_default();
    let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let rust = output(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let other = |from: &str, to: &str| format!("--remap-path-prefix={from}={to}");
    let here = root().display().to_string();
    [other(&cargo, "/cargo"), other(&rust, "/rust"), other(&here, "/src")].join(" ")
}

/// The cargo that this was built with, at the project's root.
pub fn cargo() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root());
    command
}

/// Reads and checks `resources/`.
///
/// # Errors
/// Every fault, a line each.
pub fn resources() -> Fallible<Resources> {
    check::read(&root().join("resources")).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("{}\n{} to mend", lines.join("\n"), lines.len()).into()
    })
}

/// Writes `resources/schema/` anew, and which file has which of them for editors.
///
/// # Errors
/// When the disk refuses.
pub fn write_schemas() -> Fallible {
    let folder = root().join("resources/schema");
    fs::create_dir_all(&folder)?;
    for (name, text) in sidedoor_kit::schema::schemas() {
        fs::write(folder.join(name), text)?;
    }
    fs::create_dir_all(root().join(".vscode"))?;
    Ok(fs::write(root().join(".vscode/settings.json"), sidedoor_kit::schema::editor_settings())?)
}

/// Trunk's hook: what Trunk has built is made small, and the site is written in its place.
///
/// # Errors
/// Of the step that fails.
pub fn finish() -> Fallible {
    let staging =
        PathBuf::from(std::env::var_os("TRUNK_STAGING_DIR").ok_or("finish is Trunk's hook: run `cargo xtask dist`")?);
    finished(&staging, std::env::var("TRUNK_PROFILE").as_deref() == Ok("release"))
}

/// Of what wasm-bindgen has left in a folder, the site in its place.
fn finished(staging: &Path, release: bool) -> Fallible {
    let resources = resources()?;
    let built = staging.join("sidedoor-app_bg.wasm");
    let script = staging.join("sidedoor-app.js");
    let public = root().join("public");
    let glue = fs::read_to_string(&script)?;
    let glue = if release { shrink::wasm(&built, &glue)? } else { glue };
    let own = |name: &str| fs::read_to_string(public.join(name));
    let boot =
        [glue, own("wipe.js")?, own("keep.js")?, own("aloud.js")?, own("copy.js")?, own("stay.js")?, own("boot.js")?];
    let boot = boot.join("\n");
    let wasm = fs::read(&built)?;
    if release && holds(&wasm, &root().display().to_string()) {
        println!("note: the WebAssembly names this machine's folders; `cargo xtask dist` builds one that does not");
    }
    let inline = Inline {
        style: shrink::text(&own("style.css")?, Kind::Style)?,
        head: shrink::text(&own("head.js")?, Kind::Script)?,
        script: shrink::text(&own("early.js")?, Kind::Script)?,
    };
    let app = App {
        wasm,
        script: shrink::text(&boot, Kind::Module)?.into_bytes(),
        worker: shrink::text(&own("worker.js")?, Kind::Script)?,
        framed: Inline {
            script: shrink::text(&(own("frame.js")? + ";" + &own("early.js")?), Kind::Script)?,
            ..inline.clone()
        },
        inline,
        // As it is: a loader that was published never changes, not even by a smaller way to write it.
        embed: below(&public.join("embed"))?,
    };
    for (name, bytes) in &app.embed {
        if Path::new(name).extension().is_some_and(|ending| ending == "js") {
            shrink::text(std::str::from_utf8(bytes)?, Kind::Script)?;
        }
    }
    // `cargo xtask release` takes it along.
    let _ = fs::remove_dir_all(root().join(APP));
    files::write(&app.files(), &root().join(APP))?;
    for entry in fs::read_dir(staging)?.flatten() {
        let path = entry.path();
        if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
    }
    Ok(files::write(&site(&below(&root().join("resources"))?, &resources, &app)?, staging)?)
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len().max(1)).any(|window| window == text.as_bytes())
}
