//! A service as a row of the template, to mend or to fill in. A row says less than a service: what was not changed in the row
//! stays as it is in the service, with its sources and the days on which somebody called.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use sidedoor_core::authoring::service::{Contact, Organization, Service, Source};
use sidedoor_core::files::stem;
use sidedoor_import::knowledge::Knowledge;
use sidedoor_import::open::Opened;
use sidedoor_import::template::COLUMNS;
use sidedoor_import::{Imported, Options, import};
use sidedoor_kit::export::spreadsheet;

use crate::jobs::Note;

/// The cells of a row, in the order of the template's columns.
pub type Row = Vec<String>;

/// The row of a service.
pub fn of(organization: &Organization, service: &Service) -> Row {
    spreadsheet::row(organization, service).to_vec()
}

/// An organisation with what a row says: of one of its services, or of a new one.
///
/// # Errors
/// What keeps the row from coming in, by its columns.
pub fn put(
    row: &Row,
    into: Option<(&Organization, Option<&str>)>,
    taken: &BTreeSet<String>,
    (known, options): (&Knowledge, &Options),
) -> Result<(String, Organization, Vec<Note>), Vec<Note>> {
    let read = |row: &Row| import(&[Opened::new("row.csv", table(row))], known, options);
    let mut imported = read(row);
    let notes = Note::all(&imported.report, usize::MAX);
    let Some((country, fresh, now)) = only(&mut imported) else { return Err(notes) };
    let Some((organization, of)) = into else {
        let mut fresh = Organization { services: vec![now], ..fresh };
        free(&mut fresh, taken);
        return Ok((format!("services/{country}/{}.json", fresh.id), fresh, notes));
    };
    let mut organization = organization.clone();
    let path = format!("services/{country}/{}.json", organization.id);
    organization.name = fresh.name;
    if let Some(before) = of.and_then(|id| organization.services.iter_mut().find(|one| one.id == id)) {
        let row_before = self::of(&Organization { name: organization.name.clone(), ..empty() }, before);
        let said_before = only(&mut read(&row_before)).map(|(_, _, service)| service);
        *before = mended(before, said_before.as_ref(), now);
    } else {
        organization.services.push(Service { id: unlike(&now.id, taken), ..now });
    }
    Ok((path, organization, notes))
}

fn empty() -> Organization {
    Organization { id: String::new(), name: String::new(), services: Vec::new() }
}

/// The row as a table of its own.
fn table(row: &Row) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // In memory, nothing refuses.
    let _ = writer.write_record(COLUMNS).and_then(|()| writer.write_record(row));
    writer.into_inner().unwrap_or_default()
}

fn only(imported: &mut Imported) -> Option<(String, Organization, Service)> {
    let (country, mut organization) = imported.organizations.pop()?;
    let service = organization.services.pop()?;
    Some((country, organization, service))
}

/// Ids that nothing else has.
fn free(organization: &mut Organization, taken: &BTreeSet<String>) {
    organization.id = unlike(&organization.id, taken);
    for service in &mut organization.services {
        service.id = unlike(&service.id, taken);
    }
}

fn unlike(id: &str, taken: &BTreeSet<String>) -> String {
    let others = (2..=taken.len() + 2).map(|number| format!("{id}-{number}"));
    core::iter::once(id.to_owned()).chain(others).find(|id| !taken.contains(id)).unwrap_or_default()
}

/// A service with what a changed row says of it. `said_before` is what the row said before it was changed.
fn mended(before: &Service, said_before: Option<&Service>, now: Service) -> Service {
    let id = before.id.clone();
    let Some(said_before) = said_before else { return Service { id, ..now } };
    let fields = |service: &Service| match serde_json::to_value(service) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let (old, new) = (fields(said_before), fields(&now));
    let mut mended = fields(before);
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    // Contacts and facts name their sources by their places in the list, which is another one.
    let apart = ["id", "contacts", "sources", "answered_by", "tells"];
    for name in names.into_iter().filter(|name| !apart.contains(&name.as_str()) && old.get(*name) != new.get(*name)) {
        match new.get(name) {
            Some(value) => drop(mended.insert(name.clone(), value.clone())),
            None => drop(mended.remove(name)),
        }
    }
    let mut mended: Service = serde_json::from_value(Value::Object(mended)).unwrap_or_else(|_| before.clone());
    let source = |mended: &mut Service, at: usize| place(mended, now.sources.get(at));
    if said_before.answered_by.is != now.answered_by.is {
        mended.answered_by = now.answered_by.clone();
        mended.answered_by.source = now.answered_by.source.map(|at| source(&mut mended, at));
    }
    let tells = |service: &Service| service.tells.as_ref().map(|tells| tells.is);
    if tells(said_before) != tells(&now) {
        mended.tells.clone_from(&now.tells);
        let at = now.tells.as_ref().and_then(|tells| tells.source).map(|at| source(&mut mended, at));
        if let Some(tells) = &mut mended.tells {
            tells.source = at;
        }
    }
    let ways = |service: &Service| {
        service.contacts.iter().map(|one| (one.kind, one.value.clone(), one.extension.clone())).collect::<Vec<_>>()
    };
    if ways(said_before) != ways(&now) {
        mended.contacts = now
            .contacts
            .iter()
            .map(|contact| match before.contacts.iter().find(|one| same(one, contact)) {
                Some(one) => Contact { extension: contact.extension.clone(), ..one.clone() },
                None => Contact { source: source(&mut mended, contact.source), ..contact.clone() },
            })
            .collect();
        // Ways that no row can name stay: a row has no column for them.
        let unnamed = before.contacts.iter().filter(|one| !said_before.contacts.iter().any(|said| same(said, one)));
        let unnamed: Vec<Contact> = unnamed.cloned().collect();
        mended.contacts.extend(unnamed);
    }
    let first = |service: &Service| service.sources.first().map(|one| (one.url.clone(), one.read.clone()));
    if first(said_before) != first(&now)
        && let (Some(source), Some(now)) = (mended.sources.first_mut(), now.sources.first())
    {
        source.url.clone_from(&now.url);
        source.read.clone_from(&now.read);
    }
    mended
}

fn same(one: &Contact, other: &Contact) -> bool {
    one.kind == other.kind && one.value == other.value
}

/// Where a source stands in the list of a service, which it may have to be added to.
fn place(service: &mut Service, source: Option<&Source>) -> usize {
    let Some(source) = source else { return 0 };
    service.sources.iter().position(|one| one.url == source.url).unwrap_or_else(|| {
        service.sources.push(source.clone());
        service.sources.len() - 1
    })
}

/// The ids that files have: of organisations and of services.
pub fn taken<'a>(organizations: impl IntoIterator<Item = &'a (String, Organization)>) -> BTreeSet<String> {
    organizations
        .into_iter()
        .flat_map(|(path, one)| {
            one.services.iter().map(|service| service.id.clone()).chain([one.id.clone(), stem(path).to_owned()])
        })
        .collect()
}

#[cfg(test)]
#[path = "row_tests.rs"]
mod tests;
