//! Builds a site from a release and an operator's folder, with nothing but this program.

pub(crate) mod out;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use sidedoor_core::authoring::Fault;
use sidedoor_core::authoring::check::{self, Resources};

use crate::manifest::Manifest;
use crate::operator::lines::{displaced, lines, ranks};
use crate::operator::overlay::{Overlay, read_operator};
use crate::site::{App, write_site};

/// What was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// How many services the site has.
    pub services: usize,
    /// How many of them are the operator's.
    pub theirs: usize,
    /// Ids of released services that were left out.
    pub left_out: Vec<String>,
    /// Ids of lines that stay on the first screen where all else is replaced.
    pub kept_lines: Vec<String>,
    /// Countries whose first screen has another line than the released site, or none: country, before, now.
    pub lines: Vec<(String, String, Option<String>)>,
    /// Ids of the operator's services that `only` leaves out.
    pub outside: Vec<String>,
    /// What lies in the operator's folder and was not read.
    pub not_read: Vec<String>,
    /// How many files were written, and how many bytes.
    pub files: (usize, u64),
}

/// Builds a site into `out`, which may be a site that was built before. `with` is the operator's folder; `tell` hears what is
/// being done. Nothing is written before everything has been checked.
///
/// # Errors
/// Every fault, by file, record and field.
pub fn build(release: &Path, with: Option<&Path>, out: &Path, tell: &dyn Fn(&str)) -> Result<Built, Vec<Fault>> {
    let broken = |place: &Path, error: &dyn std::fmt::Display| vec![whole(place, error.to_string())];
    out::may_be_replaced(out).map_err(|error| broken(out, &error))?;
    tell("reading the release");
    arrived_whole(release)?;
    let app = App::load(&release.join("app")).map_err(|error| broken(release, &error))?;
    let root = release.join("resources");
    let released = check::read(&root)?;
    let nothing = tempfile::tempdir().map_err(|error| broken(out, &error))?;
    let with = with.unwrap_or(nothing.path());
    if !with.is_dir() {
        return Err(broken(with, &"is no folder"));
    }

    tell("checking the services, words and settings");
    let operator = read_operator(with).map_err(|fault| vec![fault])?;
    let before = lines(&released).map_err(|error| broken(&root, &error))?;
    let faults = operator.faults(&places(&released), &before);
    if !faults.is_empty() {
        return Err(faults);
    }
    let overlay = Overlay::make(&root, &released, &before, with, &operator)?;
    let mut resources = check::read(&overlay.root())?;
    let spoken = |tag: &String| resources.languages.iter().any(|language| language.tag == *tag);
    let unknown = operator.languages.iter().filter(|tag| !spoken(tag));
    let unknown: Vec<Fault> = unknown
        .map(|tag| whole(Path::new(crate::operator::OPERATOR), format!("languages: {tag:?} has no folder in text/")))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    if !operator.languages.is_empty() {
        resources.speak_only(&operator.languages.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if !resources.languages.iter().any(|language| language.tag == resources.site.language) {
        return Err(vec![whole(
            Path::new("site.json"),
            format!("{:?} is no language of the site", resources.site.language),
        )]);
    }
    resources.ancestors.clone_from(&operator.ancestors);
    resources.ranks = ranks(&operator, &before, &overlay.theirs);
    let now = lines(&resources).map_err(|error| broken(with, &error))?;
    let faults = displaced(&operator, &before, &now);
    if !faults.is_empty() {
        return Err(faults);
    }

    tell("packing and drawing the pages");
    let staged = out::Staged::beside(out).map_err(|error| broken(out, &error))?;
    let site = staged.folder();
    write_site(&site, &overlay.root(), &resources, &app).map_err(|error| broken(out, &error))?;
    tell("reading it back");
    let manifest = Manifest::load(&site).map_err(|error| broken(out, &error))?;
    if let Some(what) = manifest.differs(&site).map_err(|error| broken(out, &error))?.first() {
        return Err(broken(out, &what));
    }
    staged.put().map_err(|error| broken(out, &error))?;
    let changed = before.into_iter().filter(|(code, id)| now.get(code) != Some(id));
    Ok(Built {
        services: resources.organizations.iter().map(|(_, one)| one.services.len()).sum(),
        theirs: overlay.theirs.len(),
        lines: changed.map(|(code, id)| (code.clone(), id, now.get(&code).cloned())).collect(),
        left_out: overlay.left_out.clone(),
        kept_lines: overlay.kept.clone(),
        outside: overlay.outside.clone(),
        not_read: overlay.not_read.clone(),
        files: (manifest.files.len(), manifest.files.values().map(|entry| entry.bytes).sum()),
    })
}

fn whole(file: &Path, what: String) -> Fault {
    Fault { file: file.display().to_string(), record: String::new(), field: String::new(), what }
}

fn places(resources: &Resources) -> BTreeSet<&str> {
    resources.languages.first().map(|language| language.names.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// What a site is built from must be what was released: half a copy would be half a directory.
fn arrived_whole(release: &Path) -> Result<(), Vec<Fault>> {
    let manifest = Manifest::load(release).map_err(|error| {
        vec![whole(release, format!("is no released folder, which has site/, app/ and resources/: {error}"))]
    })?;
    let mut faults = Vec::new();
    for part in ["app", "resources"] {
        let differs = manifest.part(part).differs(&release.join(part));
        let differs = differs.map_err(|error| vec![whole(&release.join(part), error.to_string())])?;
        faults.extend(differs.into_iter().map(|what| {
            whole(
                release,
                format!("{part}/{what}; unpack the release again, and put what is yours into a folder of its own"),
            )
        }));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Makes a release folder of a built site, its app and its resources. The program and the words to go with it are put
/// there by whoever releases, before the manifest is written.
///
/// # Errors
/// When the disk refuses, or the resources cannot be read.
pub fn release(folder: &Path, site: &Path, app: &App, root: &Path, made: &str) -> io::Result<()> {
    copy(site, &folder.join("site"))?;
    app.store(&folder.join("app"))?;
    copy(root, &folder.join("resources"))?;
    Manifest::of(folder, made)?.store(folder)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    crate::manifest::each_file(from, "", &mut |name, path| {
        if name.starts_with("pictures/") {
            return Ok(());
        }
        let target = to.join(name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(target, fs::read(path)?)
    })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
