//! What takes long, done in a worker: bytes in, bytes out, by the functions that the program calls, so that what is said and
//! what is made are the same.

use std::collections::BTreeSet;
use std::io;

use serde::{Deserialize, Serialize};
use sidedoor_core::authoring::Fault;
use sidedoor_core::authoring::check;
use sidedoor_core::codes::Need;
use sidedoor_core::files::{Files, part, within};
use sidedoor_import::knowledge::Knowledge;
use sidedoor_import::open::{Limits, Opened, dropped};
use sidedoor_import::report::{Counts, Entry, Report};
use sidedoor_import::{Options, import, link, place, sheets, written};
use sidedoor_kit::archive;
use sidedoor_kit::build::{Ready, Release, ready};
use sidedoor_kit::builder::newest_loader;
use sidedoor_kit::export::exported;
use sidedoor_kit::headers::{HEADERS, Profiles};
use sidedoor_kit::hosting::{Place, recipes};
use sidedoor_kit::operator::{Operator, Standing};
use sidedoor_kit::portable::CARRIED;
use sidedoor_kit::stale::record::recorded;
use sidedoor_kit::stale::{Wanted, calls, sheet};

use crate::row::{self, Row};
use crate::texts::{self, Line};
use crate::work;

/// Where what was dropped lies among the files of a job, beside the work itself.
pub const DROPPED: &str = "dropped/";
/// The names of what comes back as one file.
pub const SITE: &str = "site.zip";
/// As other systems read it.
pub const EXPORT: &str = "services.zip";
/// What a server is told.
pub const HOSTING: &str = "hosting.zip";
/// The call sheet on paper, and for a spreadsheet.
pub const CALLS: [&str; 2] = ["calls.html", "calls.csv"];

/// The languages of a release, each by its own name.
pub const LANGUAGES: [(&str, &str); 12] = [
    ("en", "English"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("fr", "Français"),
    ("hi", "हिन्दी"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("tl", "Tagalog"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh-Hans", "简体中文"),
];

/// What somebody says of what was dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Where services are that do not say so; may be empty.
    pub place: String,
    /// The page of whoever publishes this; may be empty.
    pub source: String,
    /// The time zone of hours that name none; may be empty.
    pub time_zone: String,
    /// What a service helps with of which no word says so, by its code; may be empty.
    pub need: String,
    /// Whether the services are the organisation's own.
    pub own: bool,
    /// ISO 8601.
    pub today: String,
}

/// What is to be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Job {
    /// Reads what was dropped.
    Read(Asked),
    /// Begins with the services that we have for one place.
    Begin(String),
    /// Puts a row: into a file of the work, perhaps in place of one of its services.
    Put(Asked, Row, Option<(String, Option<String>)>),
    /// Checks all of it.
    Check,
    /// The sheet of what is to be called, as of a day.
    Calls(String),
    /// Takes a filled sheet back, on a day.
    Record(String),
    /// Every sentence of a language, by its tag.
    Texts(String),
    /// Another sentence in the place of one.
    Word(Line, String),
    /// The site, to look at here.
    Look,
    /// The site, to take along, and what the server at an address is told.
    Site(String),
    /// The services as other systems read them.
    Export,
}

/// What a job says; the files that it made come beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Said {
    /// What became of what was dropped, or of a row.
    Read(Told),
    /// What would be built.
    Checked(Summary),
    /// How many calls there are to make.
    Calls(usize),
    /// How many days of calls were written, and what rows are to be looked at.
    Recorded(usize, Vec<String>),
    /// The sentences of a language.
    Texts(Vec<Line>),
    /// A sentence that was not taken; the placeholders that it should have.
    Wrong(String),
    /// What can be looked at: a page a language, by tag and name of the language.
    Look(Vec<(String, String, String)>),
    /// The line that puts the site on another page.
    Site(String),
    /// Files, and nothing to say of them.
    Files,
    /// What is to be mended before.
    Faults(Vec<Fault>),
}

/// What will be built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Services on the site.
    pub services: usize,
    /// Of them, the organisation's.
    pub theirs: usize,
    /// Ids of services of the organisation that do not ship, for they are elsewhere.
    pub outside: Vec<String>,
    /// Tags and names of the languages of the site.
    pub languages: Vec<(String, String)>,
}

/// What became of what was dropped.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Services that came in.
    pub services: usize,
    /// How the rows ended.
    pub rows: Counts,
    /// Each file: its name, and what it was read as.
    pub files: Vec<(String, String)>,
    /// What somebody should know, what could harm somebody first.
    pub notes: Vec<Note>,
    /// How many more there are.
    pub more: usize,
    /// What holds for all of it.
    pub remarks: Vec<String>,
    /// Rows of sheets that did not come in, to be mended one by one: file, row, cells.
    pub lost: Vec<(String, String, Row)>,
}

/// One thing that somebody should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The file.
    pub file: String,
    /// What, and where in it.
    pub entry: Entry,
}

impl Note {
    /// Not more than so many, the worst first.
    pub fn all(report: &Report, most: usize) -> Vec<Self> {
        let note = |entry: &Entry| Self { file: report.name(entry.file).to_owned(), entry: entry.clone() };
        written::sorted(report).into_iter().take(most).map(note).collect()
    }
}

/// More notes than these nobody reads on a page; all of them are in the report's table.
const NOTES: usize = 1000;

impl Told {
    fn of(report: &Report, opened: &[Opened]) -> Self {
        let lost: BTreeSet<(&str, String)> = report.refused_rows().into_iter().collect();
        let rows = if lost.is_empty() { Vec::new() } else { sheets(opened) };
        let is_lost = |(file, row, _): &(String, String, Row)| lost.contains(&(file.as_str(), row.clone()));
        let notes = Note::all(report, NOTES);
        Self {
            services: report.services,
            rows: report.all_counts(),
            files: report.files.iter().map(|file| (file.name.clone(), file.read_as.clone())).collect(),
            more: report.entries.len().saturating_sub(notes.len()),
            notes,
            remarks: report.remarks.clone(),
            lost: rows.into_iter().filter(is_lost).take(NOTES).collect(),
        }
    }
}

/// A release, and what the importer knows: what every job needs and none changes.
#[derive(Debug)]
pub struct Bench {
    release: Release,
    known: Knowledge,
}

impl Bench {
    /// From the files of a release.
    ///
    /// # Errors
    /// What is not as it was released.
    pub fn of(release: &Files) -> Result<Self, String> {
        let lines = |faults: Vec<Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        Ok(Self { release: Release::of(release).map_err(lines)?, known: Knowledge::built_in()? })
    }

    /// Does it. `files` are the work, and what was dropped.
    ///
    /// # Errors
    /// What cannot be read or done, in words.
    pub fn does(&self, job: &Job, files: &Files, tell: &dyn Fn(&str)) -> Result<(Said, Files), String> {
        let failed = |error: io::Error| error.to_string();
        match job {
            Job::Read(asked) => {
                let options = self.options(asked)?;
                tell("reading");
                let opened = dropped(within(files, DROPPED), Limits::default())?;
                let imported = import(&opened, &self.known, &options);
                let mut made = written::services(&imported).map_err(failed)?;
                made.extend(written::report(&imported.report).map_err(failed)?);
                Ok((Said::Read(Told::of(&imported.report, &opened)), made))
            }
            Job::Begin(place) => self.begin(place, files),
            Job::Put(asked, row, into) => self.put(asked, row, into.as_ref(), files),
            Job::Check => Ok(match ready(&self.release, files) {
                Ok(ready) => (Said::Checked(summary(&ready)), Files::new()),
                Err(faults) => (Said::Faults(faults), Files::new()),
            }),
            Job::Calls(today) => {
                let Ok(ready) = self.theirs(files) else { return Ok(self.faults(files)) };
                let calls = calls(&ready, &Wanted::default(), today);
                let mut table = Vec::new();
                sheet::csv(&calls, &mut table).map_err(failed)?;
                let made = [sheet::html(&calls, &[], today).into_bytes(), table];
                Ok((Said::Calls(calls.len()), CALLS.map(str::to_owned).into_iter().zip(made).collect()))
            }
            Job::Record(today) => {
                let Ok(ready) = self.theirs(files) else { return Ok(self.faults(files)) };
                let (_, filled) = within(files, DROPPED).next().ok_or("nothing was dropped")?;
                let read = |file: &str| {
                    let bytes = files.get(file).ok_or_else(|| io::Error::other(format!("{file}: is not there")))?;
                    Ok(String::from_utf8_lossy(bytes).into_owned())
                };
                let (outcome, changed) = recorded(&read, &ready, filled, today).map_err(failed)?;
                let remarks =
                    outcome.remarks.iter().map(|one| format!("{}: {}: {}", one.row, one.whose, one.what)).collect();
                Ok((Said::Recorded(outcome.recorded.len(), remarks), changed))
            }
            Job::Texts(tag) => Ok((Said::Texts(texts::lines(&self.release.resources, files, tag)), Files::new())),
            Job::Word(line, text) => Ok(match texts::put(&self.release.resources, files, line, text) {
                Ok(file) => (Said::Files, [file].into()),
                Err(wanted) => (Said::Wrong(wanted), Files::new()),
            }),
            Job::Look => {
                tell("checking");
                let Ok(ready) = ready(&self.release, files) else { return Ok(self.faults(files)) };
                tell("drawing");
                look(&ready, &ready.carried(&self.release).map_err(failed)?)
            }
            Job::Site(address) => {
                tell("checking");
                let Ok(ready) = ready(&self.release, files) else { return Ok(self.faults(files)) };
                tell("packing");
                taken_along(&ready.site(&self.release).map_err(failed)?, address)
            }
            Job::Export => {
                let Ok(resources) = self.theirs(files) else { return Ok(self.faults(files)) };
                let (_, made) = exported(&resources).map_err(failed)?;
                Ok((Said::Files, [(EXPORT.to_owned(), archive::packed(&made).map_err(failed)?)].into()))
            }
        }
    }

    /// What the words of a form stand for.
    fn options(&self, asked: &Asked) -> Result<Options, String> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut options = Options::on(&asked.today);
        if let Some(raw) = given(&asked.place) {
            let found = place::place(&raw, &self.known);
            options.place =
                Some(found.ok_or_else(|| format!("{raw}: is no country or state that we have a name for"))?);
        }
        if let Some(raw) = given(&asked.source) {
            options.source = Some(link::page(&raw).map_err(|why| format!("{raw}: {why}"))?.0);
        }
        options.time_zone = given(&asked.time_zone);
        options.need = given(&asked.need).and_then(|code| Need::from_code(&code));
        options.own = asked.own;
        Ok(options)
    }

    fn put(
        &self,
        asked: &Asked,
        row: &Row,
        into: Option<&(String, Option<String>)>,
        files: &Files,
    ) -> Result<(Said, Files), String> {
        let work = work::Work::with(files.clone());
        let organizations = work.organizations();
        let taken = row::taken(&organizations);
        let options = self.options(asked)?;
        // A new service of an organisation that is there already is put beside the others.
        let beside = || {
            let name = row.get(1).filter(|name| !name.is_empty())?;
            organizations.iter().find(|(_, one)| one.name == *name).map(|(path, _)| (path.clone(), None))
        };
        let into = into.cloned().or_else(beside);
        let of = into.as_ref().and_then(|(path, service)| {
            let (_, organization) = organizations.iter().find(|(name, _)| name == path)?;
            Some((organization, service.as_deref()))
        });
        let told = |services: usize, notes: Vec<Note>| {
            let rows = Counts::default();
            Said::Read(Told {
                services,
                rows,
                files: Vec::new(),
                notes,
                more: 0,
                remarks: Vec::new(),
                lost: Vec::new(),
            })
        };
        match row::put(row, of, &taken, (&self.known, &options)) {
            Ok((path, organization, notes)) => {
                // It may be in another country now; where it was, an empty file says that it goes.
                let mut made: Files = [(path.clone(), work::text(&organization))].into();
                if let Some((before, _)) = into.filter(|(before, _)| *before != path) {
                    made.insert(before.clone(), Vec::new());
                }
                Ok((told(1, notes), made))
            }
            Err(notes) => Ok((told(0, notes), Files::new())),
        }
    }

    /// What we have for a place, as an organisation's own to go on with; ours of that place are then left out, but not the line
    /// of the first screen, which stays as it is.
    fn begin(&self, place: &str, files: &Files) -> Result<(Said, Files), String> {
        let lines = |faults: Vec<Fault>| faults.first().map(ToString::to_string).unwrap_or_default();
        let resources = check::of(&self.release.resources).map_err(lines)?;
        let first: BTreeSet<String> = sidedoor_kit::operator::lines::lines(&resources)
            .map_err(|error| error.to_string())?
            .into_values()
            .collect();
        let there = |area: &str| area == place || area.strip_prefix(place).is_some_and(|rest| rest.starts_with('-'));
        let mut made = Files::new();
        for (file, organization) in &resources.organizations {
            let ours = organization.services.iter();
            if ours.clone().all(|one| there(&one.service_area)) && !ours.clone().any(|one| first.contains(&one.id)) {
                made.insert(file.clone(), work::text(organization));
            }
        }
        let mut operator: Operator = work::Work::with(files.clone()).operator();
        operator.places.insert(place.to_owned(), Standing::Replace);
        made.insert(sidedoor_kit::operator::OPERATOR.to_owned(), work::text(&operator));
        Ok((Said::Files, made))
    }

    /// The organisation's own services, with the names that ours know.
    fn theirs(&self, files: &Files) -> Result<check::Resources, Vec<Fault>> {
        let mut resources = ready(&self.release, files)?.resources;
        resources.organizations.retain(|(file, _)| files.contains_key(file));
        Ok(resources)
    }

    fn faults(&self, files: &Files) -> (Said, Files) {
        (Said::Faults(ready(&self.release, files).err().unwrap_or_default()), Files::new())
    }
}

fn summary(ready: &Ready) -> Summary {
    let languages = ready.resources.languages.iter();
    Summary {
        services: ready.built.services,
        theirs: ready.built.theirs,
        outside: ready.built.outside.clone(),
        languages: languages.map(|one| (one.tag.clone(), one.meta_text("autonym").to_owned())).collect(),
    }
}

/// The first page of each language, and what it is carried with.
fn look(ready: &Ready, carried: &Files) -> Result<(Said, Files), String> {
    let (mut pages, mut made) = (Vec::new(), Files::new());
    for language in &ready.resources.languages {
        let first = language.tag == ready.resources.site.language;
        let name = if first { "index.html".to_owned() } else { format!("{}/index.html", language.tag) };
        let html = carried.get(&name).ok_or_else(|| format!("{name}: is not there"))?;
        made.insert(name.clone(), html.clone());
        pages.push((language.tag.clone(), language.meta_text("autonym").to_owned(), name));
    }
    made.insert(CARRIED.to_owned(), carried.get(CARRIED).cloned().unwrap_or_default());
    Ok((Said::Look(pages), made))
}

/// The site as one archive, and what the server at an address is told, if one is named.
fn taken_along(site: &Files, address: &str) -> Result<(Said, Files), String> {
    let failed = |error: io::Error| error.to_string();
    let mut made: Files = [(SITE.to_owned(), archive::packed(site).map_err(failed)?)].into();
    let mut line = String::new();
    if !address.trim().is_empty() {
        let place = Place::new(address.trim(), "/srv/help-finder/site")?;
        let profiles = Profiles::read(site.get(HEADERS).map_or(&[][..], Vec::as_slice))?;
        let names: Vec<String> = site.keys().cloned().collect();
        let told = recipes(&profiles, &names, &place)?;
        let told: Files = told.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
        made.insert(HOSTING.to_owned(), archive::packed(&told).map_err(failed)?);
        let embed = part(site, "embed/");
        let (loader, integrity) = newest_loader(&embed).ok_or("no loader")?;
        let to = address.trim().trim_end_matches('/');
        line = format!(
            "<help-finder><a href=\"{to}/\">Information</a></help-finder>\n<script src=\"{to}/embed/{loader}\" \
             integrity=\"{integrity}\" crossorigin=\"anonymous\" async></script>"
        );
    }
    Ok((Said::Site(line), made))
}

/// Whether somebody dropped a call sheet that was filled in.
pub fn is_call_sheet(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..400.min(bytes.len())).unwrap_or_default());
    let heading = start.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    ["called_on", "number_is_right", "service_id"].iter().all(|column| heading.contains(column))
}

#[cfg(test)]
#[path = "jobs_tests.rs"]
mod tests;
