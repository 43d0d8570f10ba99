//! The released resources with an operator's put over them: what is then checked is exactly what is built.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::service::Organization;
use sidedoor_core::authoring::{Fault, read_json};
use sidedoor_core::files::{Files, below_only, json};
use sidedoor_import::written::REPORTS;

use super::lines::Lines;
use super::words::replace;
use super::{OPERATOR, Operator, Standing};

/// Ours with theirs over it.
#[derive(Debug)]
pub struct Overlay {
    /// The files, as in `resources/`.
    pub files: Files,
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
/// What an operator decides.
const READ: [&str; 4] = [OPERATOR, "site.json", "services", "text"];

/// An operator's folder: what is read of it, and the names of what else lies there.
///
/// # Errors
/// When the disk refuses.
pub fn read_folder(folder: &Path) -> io::Result<Files> {
    below_only(folder, &|name| READ.contains(&first(name)))
}

/// The first name of a path.
fn first(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn fault(file: &str, field: &str, what: impl Into<String>) -> Fault {
    Fault { file: file.to_owned(), record: String::new(), field: field.to_owned(), what: what.into() }
}

/// Reads `operator.json`; a folder without one decides nothing.
///
/// # Errors
/// What is wrong with the file.
pub fn read_operator(with: &Files) -> Result<Operator, Fault> {
    if with.contains_key(OPERATOR) { read_json(with, OPERATOR) } else { Ok(Operator::default()) }
}

impl Overlay {
    /// Puts an operator's files over the released ones.
    ///
    /// # Errors
    /// Every fault of the operator's.
    pub fn make(
        root: &Files,
        released: &Resources,
        lines: &Lines,
        with: &Files,
        operator: &Operator,
    ) -> Result<Self, Vec<Fault>> {
        let mut overlay = Self {
            files: copied(root),
            left_out: Vec::new(),
            kept: Vec::new(),
            theirs: Vec::new(),
            outside: Vec::new(),
            not_read: Vec::new(),
        };
        let mut faults = Vec::new();
        overlay.ours(released, lines, operator);
        overlay.their_services(with, operator, &mut faults);
        overlay.their_words(with, &mut faults);
        overlay.look_around(with, &mut faults);
        overlay.forget_in_rooms(&mut faults);
        if faults.is_empty() { Ok(overlay) } else { Err(faults) }
    }

    fn put(&mut self, name: &str, value: &impl Serialize) {
        // What was read from JSON is written as JSON.
        self.files.insert(name.to_owned(), serde_json::to_vec(value).unwrap_or_default());
    }

    /// The released services that stay.
    fn ours(&mut self, released: &Resources, lines: &Lines, operator: &Operator) {
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
            if !now.services.is_empty() {
                self.put(file, &now);
            }
        }
    }

    fn their_services(&mut self, with: &Files, operator: &Operator, faults: &mut Vec<Fault>) {
        for file in json(with, "services/") {
            let mut organization = match read_json::<Organization>(with, &file) {
                Ok(organization) => organization,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            if self.files.contains_key(&file) {
                let what = "is an organisation of the release; give yours another id, or replace ours";
                faults.push(fault(&file, "id", what));
                continue;
            }
            let (ship, outside): (Vec<_>, Vec<_>) =
                organization.services.drain(..).partition(|service| operator.ships(&service.service_area));
            self.outside.extend(outside.into_iter().map(|service| service.id));
            self.theirs.extend(ship.iter().map(|service| (service.id.clone(), service.service_area.clone())));
            organization.services = ship;
            if !organization.services.is_empty() {
                self.put(&file, &organization);
            }
        }
    }

    fn their_words(&mut self, with: &Files, faults: &mut Vec<Fault>) {
        let site = Some("site.json".to_owned()).filter(|name| with.contains_key(name));
        for file in site.into_iter().chain(json(with, "text/")) {
            if file.ends_with("/language.json") && self.files.contains_key(&file) {
                match signed(with, &self.files, &file) {
                    Ok(now) => self.put(&file, &now),
                    Err(fault) => faults.push(fault),
                }
                continue;
            }
            if file.ends_with("language.json") || !self.files.contains_key(&file) {
                let what = "is no file whose words can be replaced; text/en/ of the release has those";
                faults.push(fault(&file, "", what));
                continue;
            }
            match over(with, &self.files, &file, &mut |field, what| faults.push(fault(&file, field, what))) {
                Ok(now) => self.put(&file, &now),
                Err(fault) => faults.push(fault),
            }
        }
    }

    /// Says what is among the operator's files and is not for it to decide, or is nothing that is read.
    fn look_around(&mut self, with: &Files, faults: &mut Vec<Fault>) {
        let names: BTreeSet<&str> = with.keys().map(|name| first(name)).collect();
        for name in names {
            if RELEASED.contains(&name) {
                let what = "comes with the release and cannot be replaced; take it out of the folder";
                faults.push(fault(name, "", what));
            } else if !READ.contains(&name) && !REPORTS.contains(&name) {
                self.not_read.push(name.to_owned());
            }
        }
    }

    /// An article shows no line of a service that is not there.
    fn forget_in_rooms(&mut self, faults: &mut Vec<Fault>) {
        let here: BTreeSet<&str> = self.theirs.iter().map(|(id, _)| id.as_str()).collect();
        let gone = self.left_out.iter().filter(|id| !here.contains(id.as_str()));
        let gone: BTreeSet<String> = gone.cloned().collect();
        for file in json(&self.files, "rooms/").collect::<Vec<_>>() {
            let mut room: BTreeMap<String, Value> = match read_json(&self.files, &file) {
                Ok(room) => room,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let articles = room.get_mut("articles").and_then(Value::as_array_mut);
            for services in articles.into_iter().flatten().filter_map(|one| one.get_mut("services")?.as_array_mut()) {
                services.retain(|id| id.as_str().is_none_or(|id| !gone.contains(id)));
            }
            self.put(&file, &room);
        }
    }
}

/// Words in place of ours. Whoever had read ours has not read these.
fn over(
    with: &Files,
    ours: &Files,
    file: &str,
    fault: &mut impl FnMut(&str, String),
) -> Result<Map<String, Value>, Fault> {
    let theirs: Map<String, Value> = read_json(with, file)?;
    let mut now: Map<String, Value> = read_json(ours, file)?;
    if !theirs.contains_key("reviewed")
        && let Some(reviewed) = now.get_mut("reviewed")
    {
        *reviewed = Value::Array(Vec::new());
    }
    replace(&mut now, theirs, "", fault);
    Ok(now)
}

/// The name of a reader of theirs, who has read all of a language: of `language.json` that alone is theirs to say.
fn signed(with: &Files, ours: &Files, file: &str) -> Result<Map<String, Value>, Fault> {
    let theirs: Map<String, Value> = read_json(with, file)?;
    let mut now: Map<String, Value> = read_json(ours, file)?;
    for (key, value) in theirs.into_iter().filter(|(key, _)| !key.starts_with(['_', '$'])) {
        if key != "native_reader" || !value.is_string() {
            return Err(fault(
                file,
                &key,
                "only \"native_reader\", a reader's name and the month, is taken of this file",
            ));
        }
        now.insert(key, value);
    }
    Ok(now)
}

/// Everything but the services, and what only people look at.
fn copied(files: &Files) -> Files {
    let stays = |name: &str| !["services/", "pictures/", "schema/"].iter().any(|folder| name.starts_with(folder));
    files.iter().filter(|(name, _)| stays(name)).map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
}
