//! `services.csv`: one flat sheet that a person can open, with the columns of the template in `resources/template`.
//!
//! A sheet cannot say everything: where each fact was read, who may be told, whether somebody called a number. That is
//! in the other files. What it does say must survive a spreadsheet program:
//!
//! - what would become a formula or lose its beginning is [`guarded`], and the importer takes that away again;
//! - all cells are quoted, so that a program that takes `;` for the end of a cell does not find a formula behind one;
//! - a byte order mark goes first, or accents are broken when the file is opened with a double click.

use std::io::{self, Write};

use sidedoor_core::authoring::service::{Contact, Organization, Service};
use sidedoor_core::codes::{Answerer, ContactKind, Cost, Tells};
use sidedoor_import::cell::{BETWEEN, guarded};
use sidedoor_import::template::COLUMNS;

/// Writes the sheet.
///
/// # Errors
/// When the writer refuses.
pub fn write<'a>(organizations: impl Iterator<Item = &'a Organization>, mut into: impl Write) -> io::Result<()> {
    into.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(into);
    writer.write_record(COLUMNS)?;
    for organization in organizations {
        for service in &organization.services {
            writer.write_record(row(organization, service).iter().map(|cell| guarded(cell)))?;
        }
    }
    writer.flush()
}

/// A service as a row of the template.
pub fn row(organization: &Organization, service: &Service) -> [String; 27] {
    let of = |kind: ContactKind| service.contacts.iter().filter(move |contact| contact.kind == kind);
    let values = |kind: ContactKind| joined(of(kind).map(|contact| contact.value.as_str()));
    let (country, state) = match service.service_area.split_once('-') {
        Some((country, _)) => (country, service.service_area.as_str()),
        None => (service.service_area.as_str(), ""),
    };
    let always =
        service.schedules.iter().any(|one| one.byday.len() == 7 && one.closes_at == "24:00" && one.opens_at == "00:00");
    let hours = if always { &[][..] } else { &service.schedules };
    let source = service.sources.first();
    [
        service.name.clone(),
        organization.name.clone(),
        service.description.clone(),
        service.url.clone().unwrap_or_default(),
        country.to_owned(),
        state.to_owned(),
        service.city.clone().unwrap_or_default(),
        values(ContactKind::Call),
        extensions(of(ContactKind::Call)),
        values(ContactKind::Text),
        values(ContactKind::Whatsapp),
        values(ContactKind::Email),
        values(ContactKind::Chat),
        joined(service.languages.iter().map(String::as_str)),
        joined(service.needs.iter().map(|need| need.code())),
        joined(service.eligibility.iter().map(|audience| audience.code())),
        joined(hours.iter().map(|one| one.byday.join(" ")).collect::<Vec<_>>().iter().map(String::as_str)),
        joined(hours.iter().map(|one| one.opens_at.as_str())),
        joined(hours.iter().map(|one| one.closes_at.as_str())),
        hours.first().and_then(|one| one.timezone.clone()).unwrap_or_default(),
        if always { "yes".to_owned() } else { String::new() },
        known(service.cost.code(), service.cost != Cost::Unknown),
        known(service.answered_by.is.code(), service.answered_by.is != Answerer::Unknown),
        tells(service),
        source.map(|source| source.url.clone()).unwrap_or_default(),
        source.map(|source| source.read.clone()).unwrap_or_default(),
        // We hold no street, so there is none to keep secret; whoever fills in the sheet decides for their own.
        String::new(),
    ]
}

/// The template asks whether they pass it on; that it is the police itself stands under who answers.
fn tells(service: &Service) -> String {
    let told = service.tells.as_ref().map(|tells| tells.is);
    let told = told.filter(|is| matches!(is, Tells::AsksFirst | Tells::MustReport));
    told.map(|is| is.code().to_owned()).unwrap_or_default()
}

fn known(code: &str, known: bool) -> String {
    if known { code.to_owned() } else { String::new() }
}

fn joined<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.collect::<Vec<_>>().join(BETWEEN)
}

/// In the order of the numbers: `; 12` is the extension of the second.
fn extensions<'a>(calls: impl Iterator<Item = &'a Contact>) -> String {
    let all = joined(calls.map(|contact| contact.extension.as_deref().unwrap_or_default()));
    if all.chars().all(|letter| BETWEEN.contains(letter)) { String::new() } else { all }
}
