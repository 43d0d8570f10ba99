//! Makes what an organisation downloads, as a folder and as one archive: the site, what another one is built from without a
//! compiler, the program that does it, and what of others is built in.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use sidedoor_kit::VERSION;
use sidedoor_kit::app::files_below;
use sidedoor_kit::build::release;
use sidedoor_kit::site::App;

use crate::build::{self, APP, cargo, flags};
use crate::run::{Fallible, Steps, run};
use crate::{licences, root, tools};

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
    tools::for_releasing(&mut steps)?;
    let named = root().join("target/release-site").join(format!("sidedoor-{VERSION}"));
    let folder = steps.step("put the folder together", || {
        put_with(
            &root().join("target/host"),
            &named,
            &[("licences.md", licences::list()?), bill("sidedoor-kit")?, bill("sidedoor-app")?],
        )
    })?;
    let archive = folder.with_file_name(format!("sidedoor-{VERSION}.zip"));
    steps.step("pack it", || pack(&folder, &archive))?;
    steps.summary();
    println!("\n  {}\n  {}", folder.display(), archive.display());
    Ok(())
}

/// What one of our packages is made of, as a CycloneDX bill of materials; its name in the release.
fn bill(package: &str) -> Fallible<(&'static str, String)> {
    let (folder, target, name) = match package {
        "sidedoor-app" => ("src/app", "wasm32-unknown-unknown", "site.cdx.json"),
        _ => ("src/kit", "all", "sidedoor.cdx.json"),
    };
    let file = "bill-of-materials";
    let mut command = cargo();
    command.args(["cyclonedx", "--quiet", "--format", "json", "--target", target, "--override-filename", file]);
    run(command.arg("--manifest-path").arg(root().join(folder).join("Cargo.toml")).env("SOURCE_DATE_EPOCH", "0"))?;
    let path = root().join(folder).join(format!("{file}.json"));
    let text = fs::read_to_string(&path)?;
    fs::remove_file(path)?;
    // It may hold where this machine keeps the sources.
    Ok((name, text.replace(&root().display().to_string(), "")))
}

/// One archive of a folder, the same for the same files.
fn pack(folder: &Path, archive: &Path) -> Fallible {
    let mut zip = zip::ZipWriter::new(fs::File::create(archive)?);
    let top = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for (name, bytes) in files_below(folder)? {
        let mode = if name.starts_with("sidedoor") && !name.contains('.') { 0o755 } else { 0o644 };
        let options = zip::write::SimpleFileOptions::default()
            .unix_permissions(mode)
            .last_modified_time(zip::DateTime::default());
        zip.start_file(format!("{top}/{name}"), options)?;
        zip.write_all(&bytes)?;
    }
    zip.finish()?;
    Ok(())
}

/// Puts a release together in a folder, with the program that lies in another.
///
/// # Errors
/// When a part is not there, or the disk refuses.
pub fn put(programs: &Path, folder: &Path) -> Fallible<PathBuf> {
    put_with(programs, folder, &[])
}

/// The same with more texts, each under its name.
fn put_with(programs: &Path, folder: &Path, texts: &[(&str, String)]) -> Fallible<PathBuf> {
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
    for (name, text) in texts {
        fs::write(folder.join(name), text)?;
    }
    let resources = build::resources()?;
    let app = App::load(&root().join(APP))?;
    release(folder, &root().join("dist"), &app, &root().join("resources"), &resources.site.made)?;
    Ok(folder.to_owned())
}
