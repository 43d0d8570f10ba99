//! From checked records to the bytes of a directory pack.

use super::check::Resources;
use super::order::rank;
use super::service::{Contact, Organization, Schedule, Service, Source};
use crate::codes::{Answerer, Flags, Tells};
use crate::directory::host;
use crate::directory::rows::{ContactRow, EmergencyRow, Row, SourceRow, pack};
use crate::hours::{Hours, Span};
use crate::search::Field;
use crate::search::build::{Builder, Phrases};
use crate::text::source::Language;

/// Above this many services a phone would wait too long for the vocabulary to be made on arrival.
pub const VOCABULARY_SHIPS_ABOVE: usize = 2_000;

/// Packs everything that ships.
pub fn directory(resources: &Resources) -> Vec<u8> {
    let rows = rows(resources);
    let ships_vocabulary = rows.len() > VOCABULARY_SHIPS_ABOVE;
    let mut index = Builder::new(phrases(resources), ships_vocabulary);
    for (number, row) in (0_u32..).zip(&rows) {
        index_row(&mut index, number, row);
    }
    pack(&resources.site.made, &rows, &emergency(resources), index)
}

/// The phrases that travel with the directory.
pub fn phrases(resources: &Resources) -> Phrases {
    Phrases::of(resources.site.search.iter().filter_map(|tag| resources.phrases.get(tag)))
}

/// The phrases that travel with a language's sentences: none where they travel with the directory.
pub fn own_phrases(resources: &Resources, tag: &str) -> Phrases {
    let its_own = resources.phrases.get(tag).filter(|_| !resources.site.search.iter().any(|known| known == tag));
    Phrases::of(its_own.into_iter())
}

/// Every service as a row, countries together and the main lines first.
pub fn rows(resources: &Resources) -> Vec<Row> {
    let searched: Vec<&Language> =
        resources.languages.iter().filter(|language| resources.site.search.contains(&language.tag)).collect();
    let mut rows: Vec<(Row, u8)> = resources
        .organizations
        .iter()
        .flat_map(|(_, organization)| organization.services.iter().map(move |service| (organization, service)))
        .map(|(organization, service)| {
            let by_rule = rank(service);
            let rank = resources.ranks.get(&service.id).copied().unwrap_or(by_rule);
            (Row { rank, ..row(organization, service, &searched) }, by_rule)
        })
        .collect();
    sort(&mut rows, |(row, by_rule)| (row, *by_rule));
    rows.into_iter().map(|(row, _)| row).collect()
}

/// Puts countries together and the main lines first. Each is a row and its rank by the rule alone, which decides among those
/// that were given the same rank by hand.
pub fn sort<T>(rows: &mut [T], of: impl Fn(&T) -> (&Row, u8)) {
    rows.sort_by(|a, b| {
        let ((a, a_by_rule), (b, b_by_rule)) = (of(a), of(b));
        let country = |row: &Row| (row.area.split('-').next().map(str::to_owned), row.area.len() > 3);
        let key = |row: &Row, by_rule: u8| (country(row), row.answered_by.tier(), row.rank, by_rule);
        (key(a, a_by_rule), &a.name).cmp(&(key(b, b_by_rule), &b.name))
    });
}

fn bits(values: impl Iterator<Item = u32>) -> Flags {
    Flags(values.fold(0, |all, bit| all | bit))
}

fn row(organization: &Organization, service: &Service, languages: &[&Language]) -> Row {
    Row {
        id: service.id.clone(),
        name: service.name.clone(),
        name_language: service.name_language.clone(),
        organization: organization.name.clone(),
        other_names: service.alternate_names.clone(),
        description: service.description.clone(),
        url: service.url.clone().unwrap_or_default(),
        area: service.service_area.clone(),
        city: service.city.clone().unwrap_or_default(),
        place_words: place_words(service, languages),
        languages: service.languages.clone(),
        hours: hours(&service.schedules),
        timezone: service.schedules.iter().find_map(|schedule| schedule.timezone.clone()).unwrap_or_default(),
        needs: bits(service.needs.iter().map(|need| need.bit())),
        audiences: bits(service.eligibility.iter().map(|audience| audience.bit())),
        situations: bits(service.situations.iter().map(|situation| situation.bit())),
        interpreters: service.interpretation_services,
        answered_by: service.answered_by.is,
        tells: tells(service),
        cost: service.cost,
        rank: rank(service),
        contacts: service.contacts.iter().map(contact_row).collect(),
        sources: source_rows(&service.sources),
    }
}

/// Where police or immigration answer, they are told, whatever the record says.
fn tells(service: &Service) -> Tells {
    match service.answered_by.is {
        Answerer::Police | Answerer::Immigration => Tells::Police,
        _ => service.tells.as_ref().map_or(Tells::Unknown, |tells| tells.is),
    }
}

fn contact_row(contact: &Contact) -> ContactRow {
    ContactRow {
        kind: contact.kind,
        value: contact.value.clone(),
        shown: contact.shown.clone().unwrap_or_else(|| contact.value.clone()),
        extension: contact.extension.clone().unwrap_or_default(),
        keyword: contact.keyword.clone().unwrap_or_default(),
        label: contact.label,
        from: contact.from.join(" "),
        called: contact.called.clone().unwrap_or_default(),
    }
}

/// One row a page, however many quotations of it the record holds.
fn source_rows(sources: &[Source]) -> Vec<SourceRow> {
    let mut rows: Vec<SourceRow> = Vec::new();
    for row in sources.iter().map(source_row) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

fn source_row(source: &Source) -> SourceRow {
    SourceRow {
        host: host(source.url.split_once("://").map_or(&*source.url, |(_, after)| after)).to_owned(),
        date: source.published.clone().unwrap_or_default(),
        read: source.read.clone(),
        publisher: source.publisher,
    }
}

/// A clock time such as `09:00` in minutes after midnight.
pub fn minutes(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && all <= 24 * 60).then_some(all)
}

/// iCalendar's days, Monday first.
pub const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

fn hours(schedules: &[Schedule]) -> Hours {
    let spans: Option<Vec<Span>> = schedules.iter().map(span).collect();
    match spans.as_deref() {
        Some([]) | None => Hours::Unknown,
        Some([Span { days: 0x7f, opens: 0, closes: 1440 }]) => Hours::Always,
        Some(spans) => Hours::Weekly(spans.to_vec()),
    }
}

fn span(schedule: &Schedule) -> Option<Span> {
    let days = schedule
        .byday
        .iter()
        .try_fold(0_u8, |days, day| DAYS.iter().position(|known| known == day).map(|at| days | 1 << at))?;
    Some(Span { days, opens: minutes(&schedule.opens_at)?, closes: minutes(&schedule.closes_at)? })
}

fn emergency(resources: &Resources) -> Vec<EmergencyRow> {
    let text = |number: &Option<String>| number.clone().unwrap_or_default();
    resources
        .emergency
        .iter()
        .map(|(country, entry)| EmergencyRow {
            country: country.clone(),
            all: text(&entry.all),
            police: text(&entry.police),
            ambulance: text(&entry.ambulance),
            text: text(&entry.text),
            everywhere: !entry.sources.is_empty() && !entry.not_everywhere,
        })
        .collect()
}

/// Puts a row's texts into an index that ships its vocabulary.
pub fn index_row(index: &mut Builder, number: u32, row: &Row) {
    index.add(number, Field::Name, &row.name);
    index.add(number, Field::OtherName, &row.other_names.join("; "));
    index.add(number, Field::Organization, &row.organization);
    index.add(number, Field::Description, &row.description);
    index.add(number, Field::Place, &row.city);
    index.add(number, Field::Place, &row.place_words);
}

/// Names of the subdivision and of the languages spoken, in the languages that are understood on every page; see
/// `Service::place_codes` for those of the page's own.
fn place_words(service: &Service, languages: &[&Language]) -> String {
    let area = Some(service.service_area.as_str()).filter(|area| area.contains('-'));
    // English is spoken at most lines; as a word it would say nothing.
    let tags = service.languages.iter().map(String::as_str).filter(|tag| *tag != "en");
    let codes: Vec<&str> = area.into_iter().chain(tags).collect();
    let mut words: Vec<&str> = languages
        .iter()
        .flat_map(|language| codes.iter().filter_map(|code| language.names.get(*code)))
        .map(String::as_str)
        .collect();
    words.dedup();
    words.join(" ")
}
