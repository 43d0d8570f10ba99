//! What needs a call: every number that nobody has called, or not for long, the oldest word first.
//!
//! How old a number's word is, is said by the first that is known: the day on which somebody called it, the date of the
//! page that it was read on, the day on which we read that page.

pub mod dates;
pub mod record;
pub mod sheet;

use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::service::{Contact, Schedule, Service};
use sidedoor_core::codes::{Answerer, ContactKind, Tells};

use crate::export::terms::Terms;

/// After so many months a call is to be made again, if nothing else is asked for.
pub const CALL_AGAIN: i32 = 12;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Only what has an older word than so many months.
    pub older_than: Option<i32>,
    /// Only what serves this place, or a part of it: ISO 3166.
    pub place: Option<&'a str>,
}

/// A number, a chat or an address that somebody should try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The service, by the id that the files use.
    pub service: String,
    /// What it is called.
    pub name: String,
    /// Whose service it is, where that is another name.
    pub organization: String,
    /// The place it serves, by name.
    pub place: String,
    /// How it is reached.
    pub kind: ContactKind,
    /// E.164, a code, a page, an address: as in the files.
    pub value: String,
    /// As people there write it.
    pub shown: String,
    /// What to dial then.
    pub extension: String,
    /// The word to send.
    pub keyword: String,
    /// The day of the last call, if there was any.
    pub called: Option<String>,
    /// The page that it was read on.
    pub page: String,
    /// That page's own date.
    pub published: Option<String>,
    /// When we read it.
    pub read: String,
    /// What we believe, as a question's name and the answer; `None`: we do not know.
    pub believed: Vec<(&'static str, Option<String>)>,
    /// An emergency number: it is looked up, never called to see whether it answers.
    pub never_call: bool,
}

impl Call {
    /// The last word on it.
    pub fn last_word(&self) -> &str {
        self.called.as_deref().or(self.published.as_deref()).unwrap_or(&self.read)
    }

    /// What to do, in a word.
    pub fn verb(&self) -> &'static str {
        match self.kind {
            _ if self.never_call => "look up",
            ContactKind::Call => "call",
            ContactKind::Text => "text",
            ContactKind::Tty => "call by textphone",
            ContactKind::Videophone => "call by video",
            ContactKind::Whatsapp => "WhatsApp",
            ContactKind::Chat => "open the chat",
            ContactKind::Email => "write to",
        }
    }
}

/// What needs a call, oldest first. `today` is ISO 8601.
pub fn calls(resources: &Resources, wanted: &Wanted<'_>, today: &str) -> Vec<Call> {
    let terms = Terms::ours();
    let mut all = Vec::new();
    for organization in resources.organizations.iter().map(|(_, one)| one) {
        for service in organization.services.iter().filter(|one| serves(one, wanted.place)) {
            for contact in &service.contacts {
                let mut call = call(resources, &terms, service, contact);
                if organization.name != service.name {
                    call.organization.clone_from(&organization.name);
                }
                if is_wanted(&call, wanted.older_than, today) {
                    all.push(call);
                }
            }
        }
    }
    all.sort_by_cached_key(|call| (dates::first_day(call.last_word()), call.service.clone()));
    all
}

/// Whether a service serves a place or a part of it.
fn serves(service: &Service, place: Option<&str>) -> bool {
    place.is_none_or(|place| {
        let area = &service.service_area;
        area == place || area.strip_prefix(place).is_some_and(|rest| rest.starts_with('-'))
    })
}

fn is_wanted(call: &Call, older_than: Option<i32>, today: &str) -> bool {
    match (older_than, &call.called) {
        (Some(months), _) => dates::months_between(call.last_word(), today) >= months,
        (None, Some(called)) => dates::months_between(called, today) >= CALL_AGAIN,
        (None, None) => true,
    }
}

fn call(resources: &Resources, terms: &Terms, service: &Service, contact: &Contact) -> Call {
    let name = |code: &str| -> String {
        let names = resources.languages.first().map(|language| &language.names);
        names.and_then(|names| names.get(code)).map_or_else(|| code.to_owned(), Clone::clone)
    };
    let place = [service.city.clone(), Some(name(&service.service_area))];
    let source = service.sources.get(contact.source);
    Call {
        service: service.id.clone(),
        name: service.name.clone(),
        organization: String::new(),
        place: place.into_iter().flatten().collect::<Vec<_>>().join(", "),
        kind: contact.kind,
        value: contact.value.clone(),
        shown: contact.shown.clone().unwrap_or_else(|| contact.value.clone()),
        extension: contact.extension.clone().unwrap_or_default(),
        keyword: contact.keyword.clone().unwrap_or_default(),
        called: contact.called.clone(),
        page: source.map(|source| source.url.clone()).unwrap_or_default(),
        published: source.and_then(|source| source.published.clone()),
        read: source.map(|source| source.read.clone()).unwrap_or_default(),
        believed: believed(terms, service, &name),
        never_call: is_emergency(resources, service, contact),
    }
}

fn is_emergency(resources: &Resources, service: &Service, contact: &Contact) -> bool {
    let country = service.service_area.split('-').next().unwrap_or_default();
    let mut there = contact.from.iter().map(String::as_str).chain([country]);
    there.any(|country| {
        resources.emergency.get(country).is_some_and(|entry| {
            let numbers = [&entry.all, &entry.police, &entry.ambulance, &entry.text];
            numbers.into_iter().flatten().any(|number| *number == contact.value)
        })
    })
}

/// What the files say, for somebody who asks whether it is so.
fn believed(terms: &Terms, service: &Service, name: &dyn Fn(&str) -> String) -> Vec<(&'static str, Option<String>)> {
    let meaning =
        |family: &str, code: &str| (code != "unknown").then(|| terms.meaning(&format!("{family}.{code}")).to_owned());
    let list = |items: Vec<String>| (!items.is_empty()).then(|| items.join(", "));
    let interpreters = service.interpretation_services.map(|count| match count {
        0 => "interpreters".to_owned(),
        count => format!("interpreters in {count} languages"),
    });
    let languages = service.languages.iter().map(|tag| name(tag)).chain(interpreters).collect();
    let tells = match service.answered_by.is {
        Answerer::Police | Answerer::Immigration => Tells::Police,
        _ => service.tells.as_ref().map_or(Tells::Unknown, |tells| tells.is),
    };
    vec![
        ("hours", list(service.schedules.iter().map(hours).collect())),
        ("languages", list(languages)),
        ("cost", meaning("cost", service.cost.code())),
        ("answered_by", meaning("answered_by", service.answered_by.is.code())),
        ("tells_police", meaning("tells", tells.code())),
    ]
}

fn hours(schedule: &Schedule) -> String {
    let days = if schedule.byday.len() == 7 { "every day".to_owned() } else { schedule.byday.join(" ") };
    if schedule.opens_at == "00:00" && schedule.closes_at == "24:00" {
        return format!("{days}, day and night");
    }
    let zone = schedule.timezone.as_deref().map(|zone| format!(" ({zone})")).unwrap_or_default();
    format!("{days} {} to {}{zone}", schedule.opens_at, schedule.closes_at)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
