//! Reads all of `resources/` and refuses what must not ship: the file, the record, the field, and
//! what would be right.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::emergency::{self, Entry};
use super::numbers::{digits, evidence_holds, is_code, is_valid_e164, shows};
use super::packing::{DAYS, minutes};
use super::reading::{self, Reading};
use super::service::{Contact, Organization, Service, Source};
use super::site::Site;
use super::{Fault, article, read_json};
use crate::codes::{Answerer, ContactKind, Need};
use crate::directory::rows::MOST_PARTS;
use crate::files::{self, Files};
use crate::rooms::written::Services;
use crate::search::Concept;
use crate::text::source::{Language, faults, read_all};

/// Everything in `resources/`, read.
#[derive(Clone, Debug)]
pub struct Resources {
    /// File (relative to `resources/`) and organisation.
    pub organizations: Vec<(String, Organization)>,
    /// Emergency numbers by country.
    pub emergency: emergency::File,
    /// Sentences and names; the first language defines the keys.
    pub languages: Vec<Language>,
    /// What people type, by language.
    pub phrases: BTreeMap<String, Phrases>,
    /// What there is to read, and what is asked.
    pub reading: Reading,
    /// The deployer's settings.
    pub site: Site,
    /// Ranks that were decided by hand, by the service's id; [`super::order::rank`] gives all others. `check` reads none.
    pub ranks: BTreeMap<String, u8>,
    /// Whose pages may show the site in a frame, as origins, besides its own. `check` reads none.
    pub ancestors: Vec<String>,
}

impl Resources {
    /// Leaves out every language but these.
    pub fn speak_only(&mut self, tags: &[&str]) {
        let stays = |tag: &str| tags.contains(&tag);
        self.languages.retain(|language| stays(&language.tag));
        self.phrases.retain(|tag, _| stays(tag));
        self.reading.words.retain(|tag, _| stays(tag));
    }

    /// The services by id: name and the place they serve.
    pub fn service_names(&self) -> Services {
        let services = self.organizations.iter().flat_map(|(_, one)| &one.services);
        services.map(|one| (one.id.clone(), (one.name.clone(), one.service_area.clone()))).collect()
    }

    /// What was to be reviewed before a day (ISO 8601), a line each.
    pub fn overdue(&self, today: &str) -> Vec<String> {
        self.reading.rooms.iter().flat_map(|(room, facts)| article::overdue(*room, facts, today)).collect()
    }
}

/// `resources/text/<language>/search.json`.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// Words that say nothing.
    pub stop: Vec<String>,
    /// `need.shelter` to the phrases that ask for it.
    pub concepts: BTreeMap<String, Vec<String>>,
}

/// A number that is known to be printed wrongly.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misprint {
    /// As it is printed.
    pub wrong: String,
    /// As it should be.
    pub right: String,
    /// Whose number it is.
    pub what: String,
}

/// Reads and checks `resources/`.
///
/// # Errors
/// Every fault there is, not only the first.
pub fn read(root: &Path) -> Result<Resources, Vec<Fault>> {
    let files = files::below(root).map_err(|error| vec![whole(&root.display().to_string(), error.to_string())])?;
    of(&files)
}

/// The same of files by their paths from there.
///
/// # Errors
/// As [`read`].
pub fn of(files: &Files) -> Result<Resources, Vec<Fault>> {
    let mut found = Vec::new();
    let mut keep = |fault: Fault| found.push(fault);
    let mut organizations = Vec::new();
    for file in files::json(files, "services/") {
        match read_json::<Organization>(files, &file) {
            Ok(organization) => organizations.push((file, organization)),
            Err(fault) => keep(fault),
        }
    }
    let misprints: Vec<Misprint> = load(files, "places/misprints.json", &mut keep).unwrap_or_default();
    let metadata: Metadata = load(files, "places/emergency-metadata.json", &mut keep).unwrap_or_default();
    let emergency: Option<emergency::File> = load(files, "places/emergency.json", &mut keep);
    let site: Option<Site> = load(files, "site.json", &mut keep);
    let languages = match read_all(files, "text/") {
        Ok(languages) => {
            for what in faults(&languages) {
                keep(whole("text", what));
            }
            languages
        }
        Err(what) => {
            keep(whole("text", what));
            Vec::new()
        }
    };
    let phrases = languages
        .iter()
        .filter_map(|language| {
            let phrases = load(files, &format!("text/{}/search.json", language.tag), &mut keep)?;
            Some((language.tag.clone(), phrases))
        })
        .collect();
    let tags: Vec<String> = languages.iter().map(|language| language.tag.clone()).collect();
    let reading = reading::read(files, &tags, &mut keep);
    let (Some(emergency), Some(site)) = (emergency, site) else { return Err(found) };
    let (ranks, ancestors) = (BTreeMap::new(), Vec::new());
    let resources = Resources { organizations, emergency, languages, phrases, reading, site, ranks, ancestors };
    found.extend(check(&resources, &misprints, &metadata));
    if found.is_empty() { Ok(resources) } else { Err(found) }
}

/// Country to the emergency numbers that libphonenumber's metadata knows there.
pub type Metadata = BTreeMap<String, Vec<String>>;

fn load<T: serde::de::DeserializeOwned>(files: &Files, file: &str, keep: &mut impl FnMut(Fault)) -> Option<T> {
    read_json(files, file).map_err(keep).ok()
}

fn whole(file: &str, what: String) -> Fault {
    Fault { file: file.to_owned(), record: String::new(), field: String::new(), what }
}

/// Every fault in what has been read.
pub fn check(resources: &Resources, misprints: &[Misprint], metadata: &Metadata) -> Vec<Fault> {
    let mut all = Vec::new();
    let known: Option<BTreeSet<&str>> =
        resources.languages.first().map(|language| language.names.keys().map(String::as_str).collect());
    let known = known.unwrap_or_default();
    let mut ids = BTreeSet::new();
    for (file, organization) in &resources.organizations {
        let stem = files::stem(file);
        if organization.id != stem {
            all.push(whole(file, format!("id is {:?}, should be the file's name {stem:?}", organization.id)));
        }
        for service in &organization.services {
            let mut checker =
                Checker { file, service, known: &|code| known.contains(code), misprints, faults: &mut all };
            checker.service();
            if !ids.insert(service.id.as_str()) {
                checker.fault("id", "stands in the directory twice; give one of them another id");
            }
        }
    }
    all.extend(reading::faults(&resources.reading, &known, &ids));
    for (country, entry) in &resources.emergency {
        all.extend(emergency_faults(country, entry, metadata, &known));
    }
    all.extend(site_faults(&resources.site, &resources.languages));
    for phrases in resources.phrases.values() {
        for concept in phrases.concepts.keys().filter(|concept| Concept::named(concept).is_none()) {
            all.push(whole("text: search.json", format!("{concept} is no need, audience or situation")));
        }
    }
    all
}

/// Where leaving goes: from every language, over an encrypted line, in an address that the page can hold.
fn site_faults(site: &Site, languages: &[Language]) -> Vec<Fault> {
    let fault = |what: String| whole("site.json", format!("leave_to: {what}"));
    let unsafe_places = site.leave_to.iter().flat_map(|(tag, places)| places.iter().map(move |place| (tag, place)));
    let mut all: Vec<Fault> = unsafe_places
        .filter(|(_, place)| !is_https(place) || place.contains('|'))
        .map(|(tag, place)| fault(format!("{tag}: {place:?} must begin with https://, without blanks or |")))
        .collect();
    let missing = languages.iter().filter(|language| site.leave_to.get(&language.tag).is_none_or(Vec::is_empty));
    all.extend(missing.map(|language| fault(format!("{} has nowhere to go", language.tag))));
    all
}

fn is_https(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| rest.contains('.') && !rest.contains([' ', '"', '<', '>']))
}

/// The address of a page that somebody may read, over whatever line.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// `2026`, `2026-11` or `2026-11-24`.
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let in_range = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    match parts.as_slice() {
        [year] => number(year, 4),
        [year, month] => number(year, 4) && number(month, 2) && in_range(month, 12),
        [year, month, day] => {
            number(year, 4) && number(month, 2) && in_range(month, 12) && number(day, 2) && in_range(day, 31)
        }
        _ => false,
    }
}

/// Words that name a street. A shelter's place is never printed: it is the one thing that must not be found.
const STREETS: [&str; 16] = [
    "street",
    " st.",
    "avenue",
    " ave",
    "road",
    " rd.",
    "boulevard",
    "blvd",
    "lane",
    "suite",
    "calle",
    "avenida",
    "straße",
    "strasse",
    "rue ",
    "p.o. box",
];

/// Whether a text may say where a house is: a word for a street, and a number.
pub fn names_a_street(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) && names_a_street_word(text)
}

/// Whether a text holds a word for a street.
pub fn names_a_street_word(text: &str) -> bool {
    let lower = text.to_lowercase();
    STREETS.iter().any(|street| lower.contains(street))
}

/// Every fault in one service; `known` are codes of places and languages that have a name.
pub fn service_faults(service: &Service, known: &dyn Fn(&str) -> bool, misprints: &[Misprint]) -> Vec<Fault> {
    let mut faults = Vec::new();
    Checker { file: "", service, known, misprints, faults: &mut faults }.service();
    faults
}

struct Checker<'a> {
    file: &'a str,
    service: &'a Service,
    known: &'a dyn Fn(&str) -> bool,
    misprints: &'a [Misprint],
    faults: &'a mut Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, field: &str, what: impl Into<String>) {
        self.faults.push(Fault {
            file: self.file.to_owned(),
            record: self.service.id.clone(),
            field: field.to_owned(),
            what: what.into(),
        });
    }

    fn service(&mut self) {
        let service = self.service;
        if service.sources.is_empty() {
            self.fault("sources", "none; a service ships only with the page it was read on");
        }
        if service.needs.is_empty() {
            self.fault("needs", "none; nobody would find it");
        }
        if service.contacts.is_empty() && service.url.is_none() {
            self.fault("contacts", "none, and no url; there is no way to make contact");
        }
        if service.contacts.len() > MOST_PARTS || service.sources.len() > MOST_PARTS {
            self.fault("contacts", format!("more than {MOST_PARTS} contacts or sources"));
        }
        if !(self.known)(&service.service_area) {
            self.fault(
                "service_area",
                format!("{:?} is no country or subdivision with a name in names.json", service.service_area),
            );
        }
        for tag in &service.languages {
            if !(self.known)(tag) {
                self.fault("languages", format!("{tag:?} is no language with a name in names.json"));
            }
        }
        if let Some(url) = service.url.as_ref().filter(|url| !is_https(url)) {
            self.fault("url", format!("{url:?} must begin with https://"));
        }
        for (field, text) in [("name", &service.name), ("description", &service.description)] {
            if text.trim().is_empty() {
                self.fault(field, "is empty");
            }
            if service.needs.contains(&Need::Shelter) && names_a_street(text) {
                self.fault(field, "names a street; a shelter's place is never printed");
            }
        }
        if service.city.as_ref().is_some_and(|city| names_a_street(city) || city.to_lowercase().contains("secret")) {
            self.fault("city", "must be a city's name and nothing nearer");
        }
        if service.answered_by.is != Answerer::Unknown {
            self.source_is_there("answered_by", service.answered_by.source);
        }
        if let Some(tells) = &service.tells {
            self.source_is_there("tells", tells.source);
        }
        self.schedules();
        for source in &service.sources {
            self.source(source);
        }
        for contact in &service.contacts {
            self.contact(contact);
        }
    }

    fn source_is_there(&mut self, field: &str, source: Option<usize>) {
        if source.is_none_or(|source| source >= self.service.sources.len()) {
            self.fault(field, "needs `source`: which of the sources says so, counted from 0");
        }
    }

    fn schedules(&mut self) {
        for schedule in &self.service.schedules {
            if schedule.byday.is_empty() || !schedule.byday.iter().all(|day| DAYS.contains(&day.as_str())) {
                self.fault("schedules", format!("byday {:?} should be of {DAYS:?}", schedule.byday));
            }
            for clock in [&schedule.opens_at, &schedule.closes_at] {
                if minutes(clock).is_none() {
                    self.fault("schedules", format!("{clock:?} should be a time such as 09:00, at most 24:00"));
                }
            }
            let always = schedule.byday.len() == 7 && schedule.opens_at == "00:00" && schedule.closes_at == "24:00";
            if !always && schedule.timezone.is_none() {
                self.fault("schedules", "needs a timezone such as America/Chicago");
            }
        }
    }

    fn source(&mut self, source: &Source) {
        if !is_web(&source.url) {
            self.fault("sources", format!("{:?} is no address of a page", source.url));
        }
        if !is_date(&source.read) {
            self.fault("sources", format!("read {:?} should be a date such as 2026-11-24", source.read));
        }
        if let Some(date) = source.published.as_ref().filter(|date| !is_date(date)) {
            self.fault("sources", format!("published {date:?} should be a date such as 2026, 2026-11 or 2026-11-24"));
        }
    }

    fn contact(&mut self, contact: &Contact) {
        let value = contact.value.as_str();
        let shown = contact.shown.as_deref().unwrap_or(value);
        if contact.from.is_empty() {
            self.fault("contacts", format!("{value}: needs `from`: a country's code, or * for anywhere"));
        }
        for country in contact.from.iter().filter(|country| *country != "*" && !(self.known)(country)) {
            self.fault("contacts", format!("{value}: from {country:?} is no country with a name in names.json"));
        }
        if let Some(date) = contact.called.as_ref().filter(|date| !is_date(date)) {
            self.fault("contacts", format!("{value}: called {date:?} should be a date such as 2026-11-24"));
        }
        let Some(source) = self.service.sources.get(contact.source) else {
            self.fault("contacts", format!("{value}: source {} is not there", contact.source));
            return;
        };
        match contact.kind {
            ContactKind::Chat if !is_https(value) => {
                self.fault("contacts", format!("{value:?} must begin with https://"));
            }
            ContactKind::Email
                if !value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) =>
            {
                self.fault("contacts", format!("{value:?} is no e-mail address"));
            }
            ContactKind::Chat | ContactKind::Email => {}
            _ => self.number(contact, value, shown, source),
        }
    }

    fn number(&mut self, contact: &Contact, value: &str, shown: &str, source: &Source) {
        if value.starts_with('+') {
            if !is_valid_e164(value) {
                self.fault("contacts", format!("{value} is not a valid number; E.164 such as +18883737888"));
            }
        } else if !is_code(value) {
            self.fault("contacts", format!("{value:?} is neither E.164 (+ and digits) nor a code of 2 to 8 digits"));
        } else if contact.from.iter().any(|country| country == "*") {
            self.fault("contacts", format!("{value}: a code works in one country only; say which in `from`"));
        }
        if !evidence_holds(source.evidence.as_deref().unwrap_or(""), value) {
            self.fault("contacts", format!("{value}: the quotation of source {} does not hold it", contact.source));
        }
        if !shows(shown, value) {
            self.fault("contacts", format!("{value}: shown as {shown:?}, which is another number"));
        }
        for misprint in self.misprints {
            let wrong = digits(&misprint.wrong);
            if [value, shown].iter().any(|number| {
                let number = digits(number);
                number == wrong
                    || (number.len() > 7 && wrong.len() > 7 && number.ends_with(wrong.trim_start_matches(['0', '1'])))
            }) {
                self.fault(
                    "contacts",
                    format!("{value} is a known misprint of {} ({})", misprint.right, misprint.what),
                );
            }
        }
    }
}

fn emergency_faults(country: &str, entry: &Entry, metadata: &Metadata, known: &BTreeSet<&str>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, what: String| {
        faults.push(Fault {
            file: "places/emergency.json".to_owned(),
            record: country.to_owned(),
            field: field.to_owned(),
            what,
        });
    };
    if !known.contains(country) {
        fault("", "is no country with a name in names.json".to_owned());
    }
    let numbers =
        [("all", &entry.all), ("police", &entry.police), ("ambulance", &entry.ambulance), ("text", &entry.text)];
    if numbers.iter().all(|(_, number)| number.is_none()) {
        fault("", "has no number".to_owned());
    }
    for (field, number) in numbers {
        let Some(number) = number else { continue };
        if !metadata.get(country).is_some_and(|numbers| numbers.contains(number)) {
            fault(field, format!("{number}: the metadata knows no such emergency number there"));
        }
        if entry.sources.is_empty() && number != "112" {
            fault(field, format!("{number} has no source; without one only 112 may be shown"));
        }
        if !entry.sources.is_empty() && !entry.sources.iter().any(|source| evidence_holds(&source.evidence, number)) {
            fault(field, format!("{number}: no quotation holds it"));
        }
    }
    for source in &entry.sources {
        if !is_date(&source.read) || source.published.as_ref().is_some_and(|date| !is_date(date)) {
            fault("sources", "read and published should be dates such as 2026-11-24".to_owned());
        }
    }
    faults
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
