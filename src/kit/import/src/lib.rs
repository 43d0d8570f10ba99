//! What others export, read into our records: Open Referral HSDS 1, 2 and 3 (JSON and tables), Ohana and iCarol, and a
//! plain spreadsheet, as a table or as a workbook. Nothing is guessed silently, nothing is lost silently: see [`report`].
//!
//! ```text
//! open ─→ named bytes ─┬─ table (decode) ─┬─→ rows of the tables of HSDS 3 (row, shape)
//!                      ├─ json            │        │
//!                      └─ table+template ─┘     joined ─→ record ─→ our organisations ─→ written
//!                                                          │ text, phone, clock, hours, language, place, link,
//!                                                          │ needs (knowledge), secret, person, contacts
//!                                                          └─→ report
//! ```
//!
//! Each decision stands in one file: what a time is in [`clock`], what a person's name is in [`person`], what an address
//! that must not be found is in [`secret`], what counts of an export of our own in [`own`], and so on.

mod area;
pub mod cell;
pub mod clock;
mod contacts;
mod current;
pub mod date;
pub mod decode;
mod facts;
mod hours;
pub mod identity;
mod joined;
mod json;
pub mod knowledge;
pub mod language;
pub mod link;
mod listed;
mod mojibake;
mod needs;
mod numbers;
pub mod open;
mod organizations;
pub mod own;
mod package;
pub mod person;
pub mod phone;
pub mod place;
mod record;
pub mod report;
mod row;
pub mod secret;
mod shape;
mod source;
mod table;
pub mod template;
pub mod text;
mod threads;
mod wording;
pub mod workbook;
pub mod written;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sidedoor_core::authoring::service::Organization;
use sidedoor_core::codes::Need;

use joined::Joined;
use knowledge::Knowledge;
use open::Opened;
use organizations::Organizations;
use own::Facts;
use report::{Outcome, Report};
use row::{Row, Table, Tables};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// ISO 3166-1 or 3166-2: where a service is for that does not say so, and whose numbers they are.
    pub place: Option<String>,
    /// The page of whoever publishes the export.
    pub source: Option<String>,
    /// What that page is called.
    pub source_title: Option<String>,
    /// Whether the export is the organisation's own.
    pub own: bool,
    /// What a service helps with of which no word says so.
    pub need: Option<Need>,
    /// Terms of the export, folded, and what they stand for here.
    pub needs: HashMap<String, Need>,
    /// IANA time zone of hours that do not name one.
    pub time_zone: Option<String>,
    /// BCP 47 tag of the names of the services.
    pub language: String,
    /// Months after which a service counts as not confirmed.
    pub older_than: Option<u32>,
    /// Whether such a service is left out, rather than marked in the report.
    pub leave_out_old: bool,
    /// Whether a service that the export calls closed is kept and marked.
    pub keep_closed: bool,
    /// ISO 8601.
    pub today: String,
}

impl Options {
    /// Nothing asked for, on a day.
    pub fn on(today: &str) -> Self {
        Self {
            place: None,
            source: None,
            source_title: None,
            own: false,
            need: None,
            needs: HashMap::new(),
            time_zone: None,
            language: "en".to_owned(),
            older_than: None,
            leave_out_old: false,
            keep_closed: false,
            today: today.to_owned(),
        }
    }

    fn need_of(&self, term: &str) -> Option<Need> {
        if self.needs.is_empty() || term.is_empty() { None } else { self.needs.get(&text::folded(term)).copied() }
    }
}

/// What came of an import.
#[derive(Debug)]
pub struct Imported {
    /// Our organisations, each with the country of its folder.
    pub organizations: Vec<(String, Organization)>,
    /// What became of everything.
    pub report: Report,
}

/// Fewer services than these are not worth another thread.
const WORTH_A_THREAD: usize = 200;

/// Reads files into organisations of ours, by as many threads as there are cores.
pub fn import(files: &[Opened], known: &Knowledge, options: &Options) -> Imported {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    by_threads(files, known, options, |services| cores.min(services / WORTH_A_THREAD))
}

fn by_threads(files: &[Opened], known: &Knowledge, options: &Options, threads: impl Fn(usize) -> usize) -> Imported {
    let mut report = Report::default();
    let mut tables = Tables::default();
    let described = package::read(files);
    for file in files {
        read(file, described.get(&file.name), &mut report, &mut tables);
    }
    let facts = Facts::new(&tables);
    let joined = Joined::new(&tables, &facts);
    let mut seen: HashMap<&str, &Row> = HashMap::new();
    let mut rows: Vec<&Row> = Vec::new();
    for row in joined.services() {
        match seen.entry(row.get("id")) {
            Entry::Occupied(first) if !row.get("id").is_empty() => again(row, first.get(), &mut report),
            Entry::Occupied(_) => rows.push(row),
            Entry::Vacant(place) => {
                place.insert(row);
                rows.push(row);
            }
        }
    }
    let mut organizations = Organizations::default();
    let count = threads(rows.len()).max(1);
    for made in threads::make(&rows, &joined, &facts, known, options, &mut report, count) {
        organizations.add(made.row, made.organization, &facts, made.made, &mut report);
    }
    for at in tables.of(Table::ServiceAtLocations) {
        let service = seen.get(at.get("service_id"));
        if service.is_some_and(|service| report.outcome(service.origin) >= Outcome::Merged) {
            report.mark(at.origin, Outcome::Kept);
        }
    }
    joined.close(&mut report);
    let organizations = organizations.finish();
    report.organizations = organizations.len();
    report.services = organizations.iter().map(|(_, one)| one.services.len()).sum();
    report.close();
    Imported { organizations, report }
}

/// The rows of sheets with the columns of the template, as they stand: the file, the row as a spreadsheet program counts it, and
/// its cells in the order of [`template::COLUMNS`].
pub fn sheets(files: &[Opened]) -> Vec<(String, String, Vec<String>)> {
    let mut report = Report::default();
    let mut tables = Tables::default();
    tables.sheets = Some(Vec::new());
    for file in files {
        read(file, None, &mut report, &mut tables);
    }
    let rows = tables.sheets.unwrap_or_default();
    let cells = |row: &Row| template::COLUMNS.iter().map(|column| row.get(column).to_owned()).collect();
    rows.iter().map(|row| (report.name(row.origin.file).to_owned(), report.label(row.origin), cells(row))).collect()
}

fn read(file: &Opened, described: Option<&package::Described>, report: &mut Report, tables: &mut Tables) {
    let name = file.name.to_ascii_lowercase();
    let ending = name.rsplit('.').next().unwrap_or("");
    if let Some(why) = file.unread {
        let number = report.file(&file.name);
        report.read_as(number, why);
    } else if package::is_package(&name) {
        let number = report.file(&file.name);
        report.read_as(number, "what the files are, and what separates their cells");
    } else if name.ends_with("metadata.json") {
        let number = report.file(&file.name);
        report.read_as(number, "not read: it describes the tables, which describe themselves");
    } else if matches!(ending, "json" | "jsonl" | "ndjson") {
        json::read(&file.name, &file.bytes, report, tables);
    } else if ending == "zip" {
        let number = report.file(&file.name);
        let why = if file.bytes.starts_with(b"PK") {
            "an archive in an archive is not opened; unpack it"
        } else {
            "is called .zip and is none; give it the ending that it should have"
        };
        report.whole(number, "", Outcome::Refused, ("", ""), why);
    } else {
        table::read(&file.name, &file.bytes, described, report, tables);
    }
}

/// A service whose id stood before: the same again, or another one.
fn again(row: &Row, first: &Row, report: &mut Report) {
    let same = |column: &str| row.get(column) == first.get(column);
    if ["name", "description", "organization_id", "status"].into_iter().all(same) {
        report.mark(row.origin, Outcome::Merged);
    } else {
        let why = format!("stands in row {} already, for another service", report.label(first.origin));
        report.refused(row.origin, "id", row.get("id"), &why);
    }
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
