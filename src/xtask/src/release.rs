//! Makes what an organisation downloads, as a folder and as one archive: the site, what another one is built from without a
//! compiler, the program that does it, and what of others is built in.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sidedoor_core::files::{self, below};
use sidedoor_kit::VERSION;
use sidedoor_kit::build::release;
use sidedoor_kit::site::App;

use crate::build::{self, APP, cargo, flags};
use crate::run::{Fallible, Steps, run};
use crate::workbench::{self, WORKBENCH};
use crate::{deny, licences, root, tools, windows};

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
    workbench::build(&mut steps)?;
    steps.step("build the program", || {
        run(cargo().args(["build", "-q", "-p", "sidedoor-kit", "--profile", "host"]).env("RUSTFLAGS", flags()))
    })?;
    let mut programs = vec![root().join("target/host").join(format!("sidedoor{}", std::env::consts::EXE_SUFFIX))];
    programs.extend(windows::program(&mut steps, "host", &flags())?);
    tools::for_releasing(&mut steps)?;
    deny::tell_flaws();
    let named = root().join("target/release-site").join(format!("sidedoor-{VERSION}"));
    let folder = steps.step("put the folder together", || {
        let texts = [
            ("licences.md", licences::list()?),
            bill("sidedoor-kit", &licences::here()?, "sidedoor.cdx.json")?,
            bill("sidedoor-app", build::WASM, "site.cdx.json")?,
            bill("sidedoor-workbench", build::WASM, "workbench.cdx.json")?,
        ];
        put_with(&programs, &named, &texts)
    })?;
    let archive = folder.with_file_name(format!("sidedoor-{VERSION}.zip"));
    steps.step("pack it", || pack(&folder, &archive))?;
    steps.summary();
    println!("\n  {}\n  {}", folder.display(), archive.display());
    Ok(())
}

/// What one of our packages is made of, as a `CycloneDX` bill of materials; its name in the release.
fn bill(package: &str, target: &str, name: &'static str) -> Fallible<(&'static str, String)> {
    let file = "bill-of-materials";
    let mut command = cargo();
    command.args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5", "--no-build-deps"]);
    run(command.args(["--target", target, "--override-filename", file]))?;
    let mut bill = Err(format!("there is no package {package}").into());
    // It is written beside the manifest of every package of the workspace.
    for member in licences::metadata(&["--no-deps"])?.packages {
        let path = member.manifest_path.with_file_name(format!("{file}.json"));
        if member.name == package {
            bill = Ok((name, as_it_always_is(&fs::read_to_string(&path)?)?));
        }
        fs::remove_file(path)?;
    }
    bill
}

/// A bill without what differs from one run to the next, and from one machine to another.
fn as_it_always_is(bill: &str) -> Fallible<String> {
    let mut bill: Value = serde_json::from_str(&bill.replace(&root().display().to_string(), ""))?;
    let parts = bill.as_object_mut().ok_or("a bill of materials that is no object")?;
    parts.remove("serialNumber");
    parts.get_mut("metadata").and_then(Value::as_object_mut).map(|metadata| metadata.remove("timestamp"));
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

/// One archive of a folder, the same for the same files.
fn pack(folder: &Path, archive: &Path) -> Fallible {
    let mut zip = zip::ZipWriter::new(fs::File::create(archive)?);
    let top = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for (name, bytes) in below(folder)? {
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

/// Puts a release together in a folder, with these programs.
///
/// # Errors
/// When a part is not there, or the disk refuses.
pub fn put(programs: &[PathBuf], folder: &Path) -> Fallible<PathBuf> {
    put_with(programs, folder, &[])
}

/// The same with more texts, each under its name.
fn put_with(programs: &[PathBuf], folder: &Path, texts: &[(&str, String)]) -> Fallible<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for program in programs {
        fs::copy(program, folder.join(program.file_name().unwrap_or_default()))?;
    }
    fs::write(folder.join("README.md"), README)?;
    for name in ALONG {
        fs::copy(root().join(name), folder.join(name))?;
    }
    for (name, text) in texts {
        fs::write(folder.join(name), text)?;
    }
    files::write(&below(&root().join(WORKBENCH))?, &folder.join("workbench"))?;
    let resources = build::resources()?;
    let app = App::of(&below(&root().join(APP))?)?;
    release(folder, &root().join("dist"), &app, &root().join("resources"), &resources.site.made)?;
    Ok(folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_archive_and_the_program_can_be_run_from_it() {
        let folder = std::env::temp_dir().join(format!("packed-{}", std::process::id()));
        let of = folder.join("sidedoor-9");
        fs::create_dir_all(of.join("site")).unwrap();
        for (name, text) in [("sidedoor", "program"), ("sidedoor.cdx.json", "{}"), ("site/index.html", "page")] {
            fs::write(of.join(name), text).unwrap();
        }
        let packed = ["one.zip", "two.zip"].map(|name| {
            pack(&of, &folder.join(name)).unwrap();
            fs::read(folder.join(name)).unwrap()
        });
        assert!(packed[0] == packed[1]);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&packed[0])).unwrap();
        let mode =
            |archive: &mut zip::ZipArchive<_>, name: &str| archive.by_name(name).unwrap().unix_mode().unwrap() & 0o777;
        assert_eq!(mode(&mut archive, "sidedoor-9/sidedoor"), 0o755);
        assert_eq!(mode(&mut archive, "sidedoor-9/site/index.html"), 0o644);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_bill_of_materials_holds_nothing_of_this_machine_or_this_hour() {
        let said = format!(
            r#"{{"serialNumber":"urn:uuid:1","metadata":{{"timestamp":"now","tools":[]}},"ref":"{}/src"}}"#,
            root().display()
        );
        let left: Value = serde_json::from_str(&as_it_always_is(&said).unwrap()).unwrap();
        assert_eq!(left, serde_json::json!({ "metadata": { "tools": [] }, "ref": "/src" }));
    }
}
