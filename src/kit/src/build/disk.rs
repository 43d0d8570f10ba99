//! The same from folders into a folder.

use std::fs;
use std::io;
use std::path::Path;

use sidedoor_core::authoring::Fault;
use sidedoor_core::files::{self, Files};

use super::out::{Staged, may_be_replaced};
use super::{Built, Release, site_of, whole};
use crate::manifest::{MANIFEST, Manifest};
use crate::operator::overlay::read_folder;
use crate::site::App;

/// Builds a site into `out`, which may be a site that was built before. `with` is the operator's folder; `tell` hears what is
/// being done. Nothing is written before everything has been checked.
///
/// # Errors
/// Every fault, by file, record and field.
pub fn build(release: &Path, with: Option<&Path>, out: &Path, tell: &dyn Fn(&str)) -> Result<Built, Vec<Fault>> {
    let broken =
        |place: &Path, error: &dyn std::fmt::Display| vec![whole(&place.display().to_string(), error.to_string())];
    let read = |folder: &Path| files::below(folder).map_err(|error| broken(folder, &error));
    may_be_replaced(out).map_err(|error| broken(out, &error))?;
    tell("reading the release");
    let mut released = Files::new();
    for part in ["app", "resources"] {
        let folder = release.join(part);
        let files = if folder.is_dir() { read(&folder)? } else { Files::new() };
        released.extend(files.into_iter().map(|(name, bytes)| (format!("{part}/{name}"), bytes)));
    }
    if let Ok(manifest) = fs::read(release.join(MANIFEST)) {
        released.insert(MANIFEST.to_owned(), manifest);
    }
    let at = |fault: Fault| Fault { file: release.join(fault.file).display().to_string(), ..fault };
    let released = Release::of(&released).map_err(|faults| faults.into_iter().map(at).collect::<Vec<_>>())?;
    let with = match with {
        None => Files::new(),
        Some(with) if with.is_dir() => read_folder(with).map_err(|error| broken(with, &error))?,
        Some(with) => return Err(broken(with, &"is no folder")),
    };
    let (built, files) = site_of(&released, &with, tell)?;

    let staged = Staged::beside(out).map_err(|error| broken(out, &error))?;
    let site = staged.folder();
    files::write(&files, &site).map_err(|error| broken(out, &error))?;
    tell("reading it back");
    if read(&site)? != files {
        return Err(broken(out, &"is not what was written"));
    }
    staged.put().map_err(|error| broken(out, &error))?;
    Ok(built)
}

/// Makes a release folder of a built site, its app and its resources. The program and the words to go with it are put
/// there by whoever releases, before the manifest is written.
///
/// # Errors
/// When the disk refuses, or the resources cannot be read.
pub fn release(folder: &Path, site: &Path, app: &App, root: &Path, made: &str) -> io::Result<()> {
    let mut resources = files::below(root)?;
    resources.retain(|name, _| !name.starts_with("pictures/"));
    for (part, files) in [("site", files::below(site)?), ("app", app.files()), ("resources", resources)] {
        files::write(&files, &folder.join(part))?;
    }
    let mut all = files::below(folder)?;
    Manifest::of(&all, made).put(&mut all);
    fs::write(folder.join(MANIFEST), all.get(MANIFEST).map_or(&[][..], Vec::as_slice))
}
