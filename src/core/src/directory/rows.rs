//! Rows on the host, and packing them into columns: the counterpart of [`super::Directory::read`].

use super::written::pattern;
use super::{VERSION, host};
use crate::codes::{Answerer, ContactKind, Cost, Flags, Label, Publisher, Tells};
use crate::hours::Hours;
use crate::pack::{Kind, Writer};
use crate::search::build::Builder;

/// A service, whole.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "each field is documented at the getter of its name in `Service`")]
pub struct Row {
    /// The id that `resources/` gives it; it stays on the host.
    pub id: String,
    pub name: String,
    pub name_language: String,
    pub organization: String,
    pub other_names: Vec<String>,
    pub description: String,
    pub url: String,
    pub area: String,
    pub city: String,
    pub place_words: String,
    pub languages: Vec<String>,
    pub hours: Hours,
    pub timezone: String,
    pub needs: Flags,
    pub audiences: Flags,
    pub situations: Flags,
    pub interpreters: Option<u32>,
    pub answered_by: Answerer,
    pub tells: Tells,
    pub cost: Cost,
    pub rank: u8,
    pub contacts: Vec<ContactRow>,
    pub sources: Vec<SourceRow>,
}

/// A way to make contact.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "as `Row`")]
pub struct ContactRow {
    pub kind: ContactKind,
    pub value: String,
    pub shown: String,
    pub extension: String,
    pub keyword: String,
    pub label: Label,
    pub from: String,
    pub called: String,
}

/// Where facts were read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as `Row`")]
pub struct SourceRow {
    pub host: String,
    pub date: String,
    pub read: String,
    pub publisher: Publisher,
}

/// The emergency numbers of a country.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "as `Row`")]
pub struct EmergencyRow {
    pub country: String,
    pub all: String,
    pub police: String,
    pub ambulance: String,
    pub text: String,
    pub everywhere: bool,
}

/// What repeats the value of another column, or is the usual, is left empty.
fn unless<'a>(text: &'a str, usual: &str) -> &'a str {
    if text == usual { "" } else { text }
}

fn bare(url: &str) -> &str {
    url.strip_prefix("https://").unwrap_or(url)
}

/// Packs a directory. `emergency` must be sorted by country.
pub fn pack(made: &str, rows: &[Row], emergency: &[EmergencyRow], index: Builder) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.texts([made, &old_from(made)]);
    writer.count(rows.len());
    writer.texts(rows.iter().map(|row| &row.name));
    writer.coded(rows.iter().map(|row| &row.name_language));
    writer.texts(rows.iter().map(|row| unless(&row.organization, &row.name)));
    writer.texts(rows.iter().map(|row| row.other_names.join("; ")));
    writer.texts(rows.iter().map(|row| &row.description));
    writer.texts(rows.iter().map(|row| bare(&row.url).trim_end_matches('/')));
    writer.coded(rows.iter().map(|row| &row.area));
    writer.texts(rows.iter().map(|row| &row.city));
    writer.coded(rows.iter().map(|row| &row.place_words));
    writer.coded(rows.iter().map(|row| row.languages.join(" ")));
    writer.coded(rows.iter().map(|row| row.hours.packed()));
    writer.coded(rows.iter().map(|row| &row.timezone));
    writer.numbers(rows.iter().map(|row| row.needs.0));
    writer.numbers(rows.iter().map(|row| row.audiences.0));
    writer.numbers(rows.iter().map(|row| row.situations.0));
    writer.numbers(rows.iter().map(|row| row.interpreters.map_or(0, |languages| languages + 1)));
    writer.bytes(&rows.iter().map(|row| row.answered_by as u8).collect::<Vec<_>>());
    writer.bytes(&rows.iter().map(|row| row.tells as u8).collect::<Vec<_>>());
    writer.bytes(&rows.iter().map(|row| row.cost as u8).collect::<Vec<_>>());
    writer.bytes(&rows.iter().map(|row| row.rank).collect::<Vec<_>>());
    writer.bytes(&rows.iter().map(|row| part(row.contacts.len())).collect::<Vec<_>>());
    writer.bytes(&rows.iter().map(|row| part(row.sources.len())).collect::<Vec<_>>());
    contacts(&mut writer, rows);
    sources(&mut writer, rows);
    writer.count(emergency.len());
    writer.texts(emergency.iter().map(|row| &row.country));
    writer.texts(emergency.iter().map(|row| &row.all));
    writer.texts(emergency.iter().map(|row| &row.police));
    writer.texts(emergency.iter().map(|row| &row.ambulance));
    writer.texts(emergency.iter().map(|row| &row.text));
    writer.bytes(&emergency.iter().map(|row| u8::from(row.everywhere)).collect::<Vec<_>>());
    index.write(&mut writer);
    writer.finish(Kind::Directory, VERSION)
}

/// The month from which a directory counts as old: half a year after it was put together; without that month, never.
fn old_from(made: &str) -> String {
    let months = |(year, month): (&str, &str)| Some(year.parse::<u32>().ok()? * 12 + month.parse::<u32>().ok()? - 1);
    let then = made.split_once('-').and_then(months).map(|month| month + 6);
    then.map_or_else(|| "9999".to_owned(), |month| format!("{:04}-{:02}", month / 12, month % 12 + 1))
}

/// How many contacts or sources a service may have; `check` refuses more.
pub const MOST_PARTS: usize = 32;

fn part(count: usize) -> u8 {
    u8::try_from(count.min(MOST_PARTS)).unwrap_or(0)
}

fn contacts(writer: &mut Writer, rows: &[Row]) {
    let all: Vec<(&ContactRow, &str)> = rows
        .iter()
        .flat_map(|row| row.contacts.iter().take(MOST_PARTS).map(|contact| (contact, row.area.as_str())))
        .collect();
    writer.count(all.len());
    writer.texts(all.iter().map(|(contact, _)| bare(&contact.value)));
    writer.coded(all.iter().map(|(contact, _)| pattern(&contact.shown, &contact.value)));
    writer.coded(all.iter().map(|(contact, _)| &contact.extension));
    writer.coded(all.iter().map(|(contact, _)| &contact.keyword));
    writer.coded(all.iter().map(|(contact, area)| unless(&contact.from, area.split('-').next().unwrap_or(""))));
    writer.coded(all.iter().map(|(contact, _)| &contact.called));
    writer.bytes(&all.iter().map(|(contact, _)| contact.kind as u8).collect::<Vec<_>>());
    writer.bytes(&all.iter().map(|(contact, _)| contact.label as u8).collect::<Vec<_>>());
}

fn sources(writer: &mut Writer, rows: &[Row]) {
    let all: Vec<(&SourceRow, &str)> = rows
        .iter()
        .flat_map(|row| row.sources.iter().take(MOST_PARTS).map(|source| (source, host(bare(&row.url)))))
        .collect();
    writer.count(all.len());
    writer.texts(all.iter().map(|(source, own)| unless(&source.host, own)));
    writer.coded(all.iter().map(|(source, _)| &source.date));
    writer.coded(all.iter().map(|(source, _)| &source.read));
    writer.bytes(&all.iter().map(|(source, _)| source.publisher as u8).collect::<Vec<_>>());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_counts_as_old_after_half_a_year_also_over_the_end_of_one() {
        assert_eq!(old_from("2026-06"), "2026-12");
        assert_eq!(old_from("2026-11"), "2027-05");
        assert_eq!(old_from(""), "9999");
    }
}
