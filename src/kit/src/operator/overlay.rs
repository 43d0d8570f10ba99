//! The released resources with an operator's put over them, in a folder that only this user can read and that goes away
//! with the value: what is then checked is exactly what is built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::service::Organization;
use sidedoor_core::authoring::{Fault, json_files, read_json};
use sidedoor_import::written::REPORTS;

use super::lines::Lines;
use super::words::replace;
use super::{OPERATOR, Operator, Standing};
use crate::manifest::each_file;

/// Ours with theirs over it.
#[derive(Debug)]
pub struct Overlay {
    folder: tempfile::TempDir,
    /// Ids of released services that are left out.
    pub left_out: Vec<String>,
    /// Ids of lines of the first screen that stay where all else is replaced.
    pub kept: Vec<String>,
    /// The operator's services: id and area.
    pub theirs: Vec<(String, String)>,
    /// The operator's services that do not ship, because `only` names other places.
    pub outside: Vec<String>,
    /// What lies in the operator's folder and was not read.
    pub not_read: Vec<String>,
}

/// What a release decides and an operator does not: numbers of emergency services, and facts that others answer for.
const RELEASED: [&str; 3] = ["places", "rooms", "checkins"];

fn fault(file: impl AsRef<Path>, field: &str, what: impl Into<String>) -> Fault {
    Fault {
        file: file.as_ref().display().to_string().replace('\\', "/"),
        record: String::new(),
        field: field.to_owned(),
        what: what.into(),
    }
}

/// Reads `operator.json`; a folder without one decides nothing.
///
/// # Errors
/// What is wrong with the file.
pub fn read_operator(with: &Path) -> Result<Operator, Fault> {
    let path = with.join(OPERATOR);
    if path.exists() { read_json(with, &path) } else { Ok(Operator::default()) }
}

impl Overlay {
    /// Puts an operator's folder over the released resources.
    ///
    /// # Errors
    /// Every fault of the operator's folder.
    pub fn make(
        root: &Path,
        released: &Resources,
        lines: &Lines,
        with: &Path,
        operator: &Operator,
    ) -> Result<Self, Vec<Fault>> {
        let broken = |error: io::Error| vec![fault(with, "", error.to_string())];
        let folder = tempfile::tempdir().map_err(broken)?;
        let mut overlay = Self {
            folder,
            left_out: Vec::new(),
            kept: Vec::new(),
            theirs: Vec::new(),
            outside: Vec::new(),
            not_read: Vec::new(),
        };
        copy(root, &overlay.root()).map_err(broken)?;
        overlay.ours(released, lines, operator).map_err(broken)?;
        let mut faults = Vec::new();
        overlay.their_services(with, operator, &mut faults);
        overlay.their_words(with, &mut faults);
        overlay.look_around(with, &mut faults).map_err(broken)?;
        overlay.forget_in_rooms().map_err(broken)?;
        if faults.is_empty() { Ok(overlay) } else { Err(faults) }
    }

    /// The folder, in the form of `resources/`.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("resources")
    }

    /// The released services that stay.
    fn ours(&mut self, released: &Resources, lines: &Lines, operator: &Operator) -> io::Result<()> {
        for (file, organization) in &released.organizations {
            let mut now = organization.clone();
            now.services.retain(|service| {
                let line = lines.values().any(|id| *id == service.id) && !operator.gives_up(&service.id);
                let replaced = operator.standing(&service.service_area) == Standing::Replace;
                let ships = operator.ships(&service.service_area);
                if replaced && line && ships {
                    self.kept.push(service.id.clone());
                }
                let stays = ships && (line || !replaced);
                if !stays {
                    self.left_out.push(service.id.clone());
                }
                stays
            });
            if now.services.is_empty() {
                continue;
            }
            write(&self.root().join(file), &now)?;
        }
        Ok(())
    }

    fn their_services(&mut self, with: &Path, operator: &Operator, faults: &mut Vec<Fault>) {
        for path in json_files(&with.join("services")) {
            let mut organization = match read_json::<Organization>(with, &path) {
                Ok(organization) => organization,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let file = path.strip_prefix(with).unwrap_or(&path);
            let target = self.root().join(file);
            if target.exists() {
                faults.push(fault(
                    file,
                    "id",
                    "is an organisation of the release; give yours another id, or replace ours",
                ));
                continue;
            }
            let (ship, outside): (Vec<_>, Vec<_>) =
                organization.services.drain(..).partition(|service| operator.ships(&service.service_area));
            self.outside.extend(outside.into_iter().map(|service| service.id));
            self.theirs.extend(ship.iter().map(|service| (service.id.clone(), service.service_area.clone())));
            organization.services = ship;
            if !organization.services.is_empty()
                && let Err(error) = write(&target, &organization)
            {
                faults.push(fault(file, "", error.to_string()));
            }
        }
    }

    fn their_words(&self, with: &Path, faults: &mut Vec<Fault>) {
        let site = Some(with.join("site.json")).filter(|path| path.exists());
        for path in site.into_iter().chain(json_files(&with.join("text"))) {
            let file = path.strip_prefix(with).unwrap_or(&path).to_owned();
            let ours = self.root().join(&file);
            if file.ends_with("language.json") || !ours.is_file() {
                faults.push(fault(
                    &file,
                    "",
                    "is no file whose words can be replaced; text/en/ of the release has those",
                ));
                continue;
            }
            if let Err(fault) = over(with, &path, &ours, &mut |field, what| faults.push(fault(&file, field, what))) {
                faults.push(fault);
            }
        }
    }

    /// Says what is in the operator's folder and is not for it to decide, or is nothing that is read.
    fn look_around(&mut self, with: &Path, faults: &mut Vec<Fault>) -> io::Result<()> {
        for entry in fs::read_dir(with)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if RELEASED.contains(&name.as_str()) {
                faults.push(fault(
                    &name,
                    "",
                    "comes with the release and cannot be replaced; take it out of the folder",
                ));
            } else if ![OPERATOR, "site.json", "services", "text"].contains(&name.as_str())
                && !REPORTS.contains(&name.as_str())
            {
                self.not_read.push(name);
            }
        }
        Ok(())
    }

    /// An article shows no line of a service that is not there.
    fn forget_in_rooms(&self) -> io::Result<()> {
        let here: BTreeSet<&str> = self.theirs.iter().map(|(id, _)| id.as_str()).collect();
        let gone: BTreeSet<&str> = self.left_out.iter().map(String::as_str).filter(|id| !here.contains(id)).collect();
        for path in json_files(&self.root().join("rooms")) {
            let mut room: BTreeMap<String, Value> = serde_json::from_slice(&fs::read(&path)?)?;
            let articles = room.get_mut("articles").and_then(Value::as_array_mut);
            for services in articles.into_iter().flatten().filter_map(|one| one.get_mut("services")?.as_array_mut()) {
                services.retain(|id| id.as_str().is_none_or(|id| !gone.contains(id)));
            }
            write(&path, &room)?;
        }
        Ok(())
    }
}

/// Words in place of ours. Whoever had read ours has not read these.
fn over(with: &Path, theirs: &Path, ours: &Path, fault: &mut impl FnMut(&str, String)) -> Result<(), Fault> {
    let theirs: Map<String, Value> = read_json(with, theirs)?;
    let mut now: Map<String, Value> = read_json(ours, ours)?;
    if !theirs.contains_key("reviewed")
        && let Some(reviewed) = now.get_mut("reviewed")
    {
        *reviewed = Value::Array(Vec::new());
    }
    replace(&mut now, theirs, "", fault);
    write(ours, &now).map_err(|error| self::fault(ours, "", error.to_string()))
}

/// Everything but the services, and what only people look at.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    each_file(from, "", &mut |name, path| {
        if ["services/", "pictures/", "schema/"].iter().any(|folder| name.starts_with(folder)) {
            return Ok(());
        }
        let target = to.join(name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(target, fs::read(path)?)
    })
}

fn write(path: &Path, value: &impl Serialize) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, serde_json::to_vec(value)?)
}
