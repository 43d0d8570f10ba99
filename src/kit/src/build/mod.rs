//! Builds a site from a release and what an operator has, with nothing but this program.

#[cfg(feature = "native")]
mod disk;
#[cfg(feature = "native")]
pub(crate) mod out;

use std::collections::BTreeSet;
use std::io;

use sidedoor_core::authoring::Fault;
use sidedoor_core::authoring::check::{self, Resources};
use sidedoor_core::files::{self, Files};

use crate::manifest::{MANIFEST, Manifest};
use crate::operator::OPERATOR;
use crate::operator::lines::{displaced, lines, ranks};
use crate::operator::overlay::{Overlay, read_operator};
use crate::portable::carried;
use crate::site::{App, site, unserved};

#[cfg(feature = "native")]
pub use disk::{build, release};

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

/// What a site is built from.
#[derive(Clone, Debug)]
pub struct Release {
    app: App,
    /// The files of `resources/`.
    pub resources: Files,
}

impl Release {
    /// Of the files of a release: what is in them must be what was released, for half a copy would be half a directory.
    ///
    /// # Errors
    /// What is not as it was released.
    pub fn of(files: &Files) -> Result<Self, Vec<Fault>> {
        let manifest = files.get(MANIFEST).ok_or_else(|| format!("{MANIFEST}: is not there"));
        let manifest = manifest.and_then(|bytes| Manifest::read(bytes)).map_err(|error| {
            vec![whole("", format!("is no released folder, which has site/, app/ and resources/: {error}"))]
        })?;
        let mut faults = Vec::new();
        for part in ["app", "resources"] {
            if files::within(files, &format!("{part}/")).next().is_none() {
                faults.push(whole("", format!("{part}/ is not there; unpack the release again")));
                continue;
            }
            faults.extend(manifest.part(part).differs(&files::part(files, &format!("{part}/"))).into_iter().map(
                |what| {
                    let how = "unpack the release again, and put what is yours into a folder of its own";
                    whole("", format!("{part}/{what}; {how}"))
                },
            ));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let app = App::of(&files::part(files, "app/")).map_err(|error| vec![whole("app", error.to_string())])?;
        Ok(Self { app, resources: files::part(files, "resources/") })
    }
}

/// What a site is drawn from, once all of it is checked.
#[derive(Debug)]
pub struct Ready {
    /// Ours with theirs over it, as read.
    pub resources: Resources,
    /// What will be built; no file is written yet.
    pub built: Built,
    files: Files,
}

impl Ready {
    /// The site, as it lies on a server.
    ///
    /// # Errors
    /// When a pack does not read back.
    pub fn site(&self, release: &Release) -> io::Result<Files> {
        site(&self.files, &self.resources, &release.app)
    }

    /// The same to look at where it was made, as a folder that needs no server.
    ///
    /// # Errors
    /// As above.
    pub fn carried(&self, release: &Release) -> io::Result<Files> {
        carried(&unserved(&self.files, &self.resources, &release.app)?)
    }
}

/// The site of a release with an operator's files, in memory.
///
/// # Errors
/// Every fault, by file, record and field.
pub fn site_of(release: &Release, with: &Files, tell: &dyn Fn(&str)) -> Result<(Built, Files), Vec<Fault>> {
    tell("checking the services, words and settings");
    let ready = ready(release, with)?;
    tell("packing and drawing the pages");
    let files = ready.site(release).map_err(|error| vec![whole("", error.to_string())])?;
    let written = files.iter().filter(|(name, _)| *name != MANIFEST);
    let files_and_bytes = written.fold((0, 0), |(count, sum), (_, bytes)| (count + 1, sum + bytes.len() as u64));
    Ok((Built { files: files_and_bytes, ..ready.built }, files))
}

/// Puts an operator's files over those of a release, and checks all of it.
///
/// # Errors
/// Every fault, by file, record and field.
pub fn ready(release: &Release, with: &Files) -> Result<Ready, Vec<Fault>> {
    let broken = |place: &str, error: &dyn std::fmt::Display| vec![whole(place, error.to_string())];
    let released = check::of(&release.resources)?;
    let operator = read_operator(with).map_err(|fault| vec![fault])?;
    let before = lines(&released).map_err(|error| broken("resources", &error))?;
    let faults = operator.faults(&places(&released), &before);
    if !faults.is_empty() {
        return Err(faults);
    }
    let overlay = Overlay::make(&release.resources, &released, &before, with, &operator)?;
    let mut resources = check::of(&overlay.files)?;
    let spoken = |tag: &String| resources.languages.iter().any(|language| language.tag == *tag);
    let unknown = operator.languages.iter().filter(|tag| !spoken(tag));
    let unknown: Vec<Fault> =
        unknown.map(|tag| whole(OPERATOR, format!("languages: {tag:?} has no folder in text/"))).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    if !operator.languages.is_empty() {
        resources.speak_only(&operator.languages.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if !resources.languages.iter().any(|language| language.tag == resources.site.language) {
        return Err(vec![whole("site.json", format!("{:?} is no language of the site", resources.site.language))]);
    }
    resources.ancestors.clone_from(&operator.ancestors);
    resources.ranks = ranks(&operator, &before, &overlay.theirs);
    let now = lines(&resources).map_err(|error| broken("services", &error))?;
    let faults = displaced(&operator, &before, &now);
    if !faults.is_empty() {
        return Err(faults);
    }

    let changed = before.into_iter().filter(|(code, id)| now.get(code) != Some(id));
    let built = Built {
        services: resources.organizations.iter().map(|(_, one)| one.services.len()).sum(),
        theirs: overlay.theirs.len(),
        lines: changed.map(|(code, id)| (code.clone(), id, now.get(&code).cloned())).collect(),
        left_out: overlay.left_out,
        kept_lines: overlay.kept,
        outside: overlay.outside,
        not_read: overlay.not_read,
        files: (0, 0),
    };
    Ok(Ready { resources, built, files: overlay.files })
}

fn whole(file: &str, what: String) -> Fault {
    Fault { file: file.to_owned(), record: String::new(), field: String::new(), what }
}

fn places(resources: &Resources) -> BTreeSet<&str> {
    resources.languages.first().map(|language| language.names.keys().map(String::as_str).collect()).unwrap_or_default()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
