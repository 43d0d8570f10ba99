//! A directory as other systems read it: Open Referral HSDS 3.0 as JSON and as a tabular data package, and one flat
//! sheet for people.
//!
//! ```text
//! json/organizations/<id>.json   an organisation with its services
//! json/services/<id>.json        a service with its organisation
//! json/services.json             the list of services, as one page of an HSDS API
//! json/taxonomy_terms.json       our vocabulary
//! csv/*.csv, datapackage.json    the same as tables
//! services.csv                   a row a service, for a spreadsheet program
//! ```

pub mod hsds;
pub mod identifiers;
mod object;
pub mod spreadsheet;
pub mod tabular;
pub mod terms;

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value, json};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::service::{Organization, Service};
use sidedoor_core::files::Files;

use hsds::Translator;
use tabular::{TABLES, Tables};
use terms::Terms;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many organisations.
    pub organizations: usize,
    /// How many services.
    pub services: usize,
    /// Rows by file of the tabular package.
    pub rows: BTreeMap<&'static str, usize>,
}

/// Writes everything into a folder, which must be new or empty: a file that is left of an earlier export would be a
/// service that nobody has any more.
///
/// # Errors
/// When the folder holds something, or the disk refuses.
#[cfg(feature = "native")]
pub fn export(resources: &Resources, folder: &std::path::Path) -> io::Result<Summary> {
    std::fs::create_dir_all(folder)?;
    if std::fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "holds something already; name a new or an empty folder",
        ));
    }
    let (summary, files) = exported(resources)?;
    sidedoor_core::files::write(&files, folder)?;
    Ok(summary)
}

/// Everything, as files.
///
/// # Errors
/// Never in memory, but the writers speak of a stream.
pub fn exported(resources: &Resources) -> io::Result<(Summary, Files)> {
    let mut files = Files::new();
    let none = BTreeMap::new();
    let english = resources.languages.iter().find(|one| one.tag == "en").or(resources.languages.first());
    let translator = Translator { terms: Terms::ours(), names: english.map_or(&none, |one| &one.names) };
    let organizations: Vec<&Organization> = resources.organizations.iter().map(|(_, one)| one).collect();
    let services: Vec<(&Organization, &Service)> =
        organizations.iter().flat_map(|one| one.services.iter().map(move |service| (*one, service))).collect();

    let documents: Vec<Value> = organizations.iter().map(|one| translator.organization(one)).collect();
    for (organization, document) in organizations.iter().zip(&documents) {
        put(&mut files, &format!("json/organizations/{}", file_name(&organization.id)), document)?;
    }
    for (organization, service) in &services {
        let document = translator.full_service(organization, service);
        put(&mut files, &format!("json/services/{}", file_name(&service.id)), &document)?;
    }
    let listed = services.iter().map(|(organization, service)| translator.listed_service(organization, service));
    put(&mut files, "json/services.json", &page(&listed.collect::<Vec<_>>()))?;
    put(&mut files, "json/taxonomy_terms.json", &page(translator.terms.all()))?;

    let tables = Tables::of(&documents, &translator.terms);
    put(&mut files, "csv/datapackage.json", &tabular::datapackage(&tables))?;
    let mut rows = BTreeMap::new();
    for table in TABLES.iter().filter(|table| !tables.rows(table).is_empty()) {
        tables.write(table, files.entry(format!("csv/{}", table.path)).or_default())?;
        rows.insert(table.path, tables.rows(table).len());
    }
    spreadsheet::write(organizations.iter().copied(), files.entry("services.csv".to_owned()).or_default())?;
    Ok((Summary { organizations: organizations.len(), services: services.len(), rows }, files))
}

/// An id is a name of a file already; one that came from elsewhere may hold what a file's name must not.
fn file_name(id: &str) -> String {
    let plain: String =
        id.chars().map(|letter| if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '-' }).collect();
    format!("{plain}.json")
}

fn put(files: &mut Files, name: &str, value: &Value) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)? + "\n";
    files.insert(name.to_owned(), text.into_bytes());
    Ok(())
}

/// All of it, as the only page of an HSDS API.
fn page(contents: &[Value]) -> Value {
    json!({
        "total_items": contents.len(),
        "total_pages": 1,
        "page_number": 1,
        "size": contents.len(),
        "first_page": true,
        "last_page": true,
        "empty": contents.is_empty(),
        "contents": contents,
    })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
