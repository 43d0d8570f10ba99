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
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use serde_json::{Value, json};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::service::{Organization, Service};

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
pub fn export(resources: &Resources, folder: &Path) -> io::Result<Summary> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "holds something already; name a new or an empty folder",
        ));
    }
    let none = BTreeMap::new();
    let english = resources.languages.iter().find(|one| one.tag == "en").or(resources.languages.first());
    let translator = Translator { terms: Terms::ours(), names: english.map_or(&none, |one| &one.names) };
    let organizations: Vec<&Organization> = resources.organizations.iter().map(|(_, one)| one).collect();
    let services: Vec<(&Organization, &Service)> =
        organizations.iter().flat_map(|one| one.services.iter().map(move |service| (*one, service))).collect();

    let documents: Vec<Value> = organizations.iter().map(|one| translator.organization(one)).collect();
    for (organization, document) in organizations.iter().zip(&documents) {
        write_json(&folder.join("json/organizations").join(file_name(&organization.id)), document)?;
    }
    for (organization, service) in &services {
        let document = translator.full_service(organization, service);
        write_json(&folder.join("json/services").join(file_name(&service.id)), &document)?;
    }
    let listed = services.iter().map(|(organization, service)| translator.listed_service(organization, service));
    write_json(&folder.join("json/services.json"), &page(&listed.collect::<Vec<_>>()))?;
    write_json(&folder.join("json/taxonomy_terms.json"), &page(translator.terms.all()))?;

    let tables = Tables::of(&documents, &translator.terms);
    write_json(&folder.join("csv/datapackage.json"), &tabular::datapackage(&tables))?;
    let mut rows = BTreeMap::new();
    for table in TABLES.iter().filter(|table| !tables.rows(table).is_empty()) {
        tables.write(table, BufWriter::new(File::create(folder.join("csv").join(table.path))?))?;
        rows.insert(table.path, tables.rows(table).len());
    }
    spreadsheet::write(organizations.iter().copied(), BufWriter::new(File::create(folder.join("services.csv"))?))?;
    Ok(Summary { organizations: organizations.len(), services: services.len(), rows })
}

/// An id is a name of a file already; one that came from elsewhere may hold what a file's name must not.
fn file_name(id: &str) -> String {
    let plain: String =
        id.chars().map(|letter| if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '-' }).collect();
    format!("{plain}.json")
}

fn write_json(path: &Path, value: &Value) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, serde_json::to_string_pretty(value)? + "\n")
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
