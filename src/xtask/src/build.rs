//! Builds the site: cargo builds the app, or Trunk does and its hook comes back here; then it is made small, packed and drawn.

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
use crate::{pseudo, root, twice, workbench};

/// What the app is built for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Where the app of the last build is, to build other sites from.
pub const APP: &str = "target/app";

/// Installs what is missing and builds the release site into `dist/`: what `trunk build --release` makes, without Trunk, which
/// takes longer to install than this takes.
///
/// # Errors
/// Of the step that fails, by name.
pub fn dist(steps: &mut Steps) -> Fallible {
    tools::for_building(steps)?;
    steps.step("check resources/", || resources().map(|_| ()))?;
    let smallest = std::env::var_os(SMALLEST).is_some();
    if smallest {
        tools::rust_source(steps)?;
    }
    let target = root().join(if smallest { "target/smallest" } else { "target" });
    steps.step("build the app", || {
        let mut command = cargo();
        command.args(["build", "-q", "--release", "-p", "sidedoor-app", "--target", WASM, "--target-dir"]).arg(&target);
        if smallest {
            command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
            command.args(["-Zpanic-immediate-abort", "--config", "profile.release.panic='immediate-abort'"]);
            command.env("RUSTC_BOOTSTRAP", "1");
        }
        // For the WebAssembly alone: with flags for the host, all of this would be built once more.
        run(command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()))
    })?;
    steps.step("write the site", || {
        let staging = root().join("target/site");
        let _ = fs::remove_dir_all(&staging);
        bound(&target.join(WASM).join("release/sidedoor-app.wasm"), "web", &staging)?;
        finished(&staging, true)?;
        let _ = fs::remove_dir_all(root().join("dist"));
        Ok(fs::rename(&staging, root().join("dist"))?)
    })
}

/// Asks for Rust's own library to be built along, without what a panic would say: some 5 KB less. It needs what the
/// compiler calls unstable, and so it is not how a release is made.
const SMALLEST: &str = "SMALLEST";

/// Writes the script that starts some WebAssembly beside it, as a kind of script. Names of functions stay where `wasm-opt` puts
/// them in the order of their names; it takes them away then.
///
/// # Errors
/// When `wasm-bindgen` fails.
pub fn bound(built: &Path, kind: &str, folder: &Path) -> Fallible {
    let mut command = Command::new("wasm-bindgen");
    command.args((kind != "web").then_some("--remove-name-section"));
    run(command.args(["--target", kind, "--no-typescript", "--out-dir"]).arg(folder).arg(built))
}

/// Trunk builds the very same site.
///
/// # Errors
/// Of a build that fails, or with the files that differ.
pub fn trunk_agrees(steps: &mut Steps) -> Fallible {
    tools::for_serving(steps)?;
    let ours = below(&root().join("dist"))?;
    steps.step("build the site by Trunk", || {
        let mut trunk = Command::new("trunk");
        // Trunk 0.21 takes NO_COLOR=1 for a mistake.
        trunk.args(["build", "--release", "--quiet"]).env_remove("NO_COLOR");
        run(trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()).current_dir(root()))
    })?;
    twice::compared(&ours, &below(&root().join("dist"))?)
}

/// What a test or a measurement in a browser needs: browsers and their drivers, the site, and the server of it.
///
/// # Errors
/// Of the step that fails, by name.
pub fn for_browsers(steps: &mut Steps) -> Fallible {
    tools::for_testing(steps)?;
    dist(steps)?;
    workbench::build(steps)?;
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
        wasm: shrink::packed(wasm)?,
        script: shrink::packed(shrink::text(&boot, Kind::Module)?.into_bytes())?,
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
