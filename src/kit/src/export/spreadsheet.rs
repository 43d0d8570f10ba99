//! `services.csv`: one flat sheet that a person can open, with the columns of the template in `resources/template`.
//!
//! A sheet cannot say everything: where each fact was read, who may be told, whether somebody called a number. That is
//! in the other files. What it does say must survive a spreadsheet program:
//!
//! - a cell that begins with `=`, `+`, `-`, `@`, a tab or a line's end, would become a formula, and a number loses its
//!   `+` or its leading `0`. An apostrophe stands before it; [`bare`] takes it away again;
//! - all cells are quoted, so that a program that takes `;` for the end of a cell does not find a formula behind one;
//! - a byte order mark goes first, or accents are broken when the file is opened with a double click.

use std::io::{self, Write};

use sidedoor_core::authoring::service::{Contact, Organization, Service};
use sidedoor_core::codes::{Answerer, ContactKind, Cost, Tells};

/// The columns, as in the template that is filled by hand.
pub const COLUMNS: [&str; 27] = [
    "name",
    "organization",
    "description",
    "website",
    "country",
    "state",
    "city",
    "phone",
    "phone_extension",
    "text_number",
    "whatsapp",
    "email",
    "chat",
    "languages",
    "needs",
    "for_whom",
    "open_days",
    "opens_at",
    "closes_at",
    "time_zone",
    "always_open",
    "cost",
    "answered_by",
    "tells_police",
    "source_page",
    "checked_on",
    "shelter_address_is_secret",
];

/// Between several values in one cell.
const BETWEEN: &str = "; ";

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

fn row(organization: &Organization, service: &Service) -> [String; 27] {
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

/// Whether a spreadsheet program would make something else of a cell.
fn is_mistaken(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let is_formula = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let loses_zero = bare.len() > 1 && bare.starts_with('0') && bare.bytes().all(|byte| byte.is_ascii_digit());
    is_formula || loses_zero
}

/// A cell that stays what it is in a spreadsheet program.
pub fn guarded(cell: &str) -> String {
    if is_mistaken(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// What a cell holds: the counterpart of [`guarded`], for whoever reads such a sheet.
pub fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_mistaken(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_becomes_a_formula_and_no_number_loses_its_beginning() {
        for cell in ["=1+1", "+18883737888", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "0116", "'=1"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        for cell in ["988", "0", "09:00", "'Āhuru", "a=b", ""] {
            assert_eq!(guarded(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_is_read_as_it_was(cell in "['=+0-9@a\t-]{0,6}") {
            let guarded = guarded(&cell);
            prop_assert_eq!(bare(&guarded), cell.as_str());
        }
    }
}
