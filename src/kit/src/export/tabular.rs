//! The same HSDS objects as tables: what is nested in another object becomes a row that names it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::terms::{Terms, taxonomy};

/// A table of the package: where HSDS nests its objects, and the columns that we fill.
#[derive(Debug)]
pub struct Table {
    /// The name of the resource.
    pub name: &'static str,
    /// The file.
    pub path: &'static str,
    /// The field that holds such objects in another object.
    nested_in: &'static str,
    /// The columns; those that are required carry a `!`, the type follows a colon.
    columns: &'static [&'static str],
}

/// The tables that we fill, in an order in which each names only tables before it.
pub const TABLES: [Table; 13] = [
    table("organization", "organizations.csv", "", &["name!", "description!"]),
    table(
        "organization_identifier",
        "organization_identifiers.csv",
        "organization_identifiers",
        &["organization_id!", "identifier_type!", "identifier!"],
    ),
    table(
        "service",
        "services.csv",
        "services",
        &[
            "organization_id!",
            "name!",
            "alternate_name",
            "description",
            "url",
            "email",
            "status!",
            "interpretation_services",
            "fees_description",
            "eligibility_description",
            "assured_date:date",
        ],
    ),
    table("location", "locations.csv", "location", &["location_type!", "url", "name"]),
    table("service_at_location", "service_at_location.csv", "service_at_locations", &["service_id!", "location_id!"]),
    table("phone", "phones.csv", "phones", &["service_id", "number!", "extension:number", "type", "description"]),
    table("contact", "contacts.csv", "contacts", &["service_id", "email"]),
    table(
        "schedule",
        "schedules.csv",
        "schedules",
        &["service_id", "freq", "byday", "description", "opens_at:time", "closes_at:time"],
    ),
    table("service_area", "service_areas.csv", "service_areas", &["service_id", "name", "extent", "extent_type"]),
    table("language", "languages.csv", "languages", &["service_id", "name", "code"]),
    table("taxonomy", "taxonomies.csv", "taxonomy_detail", &["name!", "description!", "version"]),
    table(
        "taxonomy_term",
        "taxonomy_terms.csv",
        "taxonomy_term",
        &["code", "name!", "description!", "parent_id", "taxonomy", "taxonomy_id", "language"],
    ),
    table(
        "attribute",
        "attributes.csv",
        "attributes",
        &["link_id!", "taxonomy_term_id!", "link_type", "link_entity!", "value"],
    ),
];

const fn table(
    name: &'static str,
    path: &'static str,
    nested_in: &'static str,
    columns: &'static [&'static str],
) -> Table {
    Table { name, path, nested_in, columns }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The field.
    pub name: &'static str,
    /// The type, as data packages call it.
    pub kind: &'static str,
    /// Whether every row has it.
    pub required: bool,
}

impl Table {
    /// Its columns, the id first.
    pub fn columns(&self) -> impl Iterator<Item = Column> {
        core::iter::once(&"id!").chain(self.columns).map(|written| {
            let (name, kind) = written.split_once(':').unwrap_or((written, "string"));
            Column { name: name.trim_end_matches('!'), kind, required: written.ends_with('!') }
        })
    }

    fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name == name)
    }

    fn nested_as(field: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| !field.is_empty() && table.nested_in == field)
    }
}

/// Rows by the name of their table.
#[derive(Debug, Default)]
pub struct Tables {
    rows: BTreeMap<&'static str, Vec<Map<String, Value>>>,
}

impl Tables {
    /// Every organisation, with all that is in it, and our vocabulary.
    pub fn of(organizations: &[Value], terms: &Terms) -> Self {
        let mut tables = Self::default();
        let organization = Table::named("organization");
        for (table, value) in organizations.iter().map(|value| (organization, value)) {
            tables.take(table, value, &[]);
        }
        tables.take(Table::named("taxonomy"), &taxonomy(), &[]);
        for term in terms.all() {
            tables.take(Table::named("taxonomy_term"), term, &[]);
        }
        tables
    }

    /// The rows of a table.
    pub fn rows(&self, table: &Table) -> &[Map<String, Value>] {
        self.rows.get(table.name).map_or(&[], Vec::as_slice)
    }

    fn take(&mut self, table: Option<&'static Table>, value: &Value, links: &[(String, Value)]) {
        let (Some(table), Some(object)) = (table, value.as_object()) else { return };
        let id = object.get("id").cloned().unwrap_or_default();
        let mut row = Map::new();
        for (field, value) in object {
            match (Table::nested_as(field), value) {
                // The vocabulary is a table of its own; an attribute only names its term.
                (Some(term), Value::Object(of_term)) if term.name == "taxonomy_term" => {
                    row.insert("taxonomy_term_id".to_owned(), of_term.get("id").cloned().unwrap_or_default());
                }
                (Some(one), Value::Object(part)) => {
                    row.insert(format!("{}_id", one.name), part.get("id").cloned().unwrap_or_default());
                    self.take(Some(one), value, &[]);
                }
                (Some(many), Value::Array(parts)) => {
                    let links = if many.name == "attribute" {
                        vec![("link_id".to_owned(), id.clone()), ("link_entity".to_owned(), json!(table.name))]
                    } else {
                        vec![(format!("{}_id", table.name), id.clone())]
                    };
                    for part in parts {
                        self.take(Some(many), part, &links);
                    }
                }
                _ => {
                    row.insert(field.clone(), value.clone());
                }
            }
        }
        row.extend(links.iter().cloned());
        self.rows.entry(table.name).or_default().push(row);
    }

    /// Writes a table as CSV. These files are for machines: a cell holds what the field holds, nothing before it.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, table: &Table, into: impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(into);
        let columns: Vec<Column> = table.columns().collect();
        writer.write_record(columns.iter().map(|column| column.name))?;
        for row in self.rows(table) {
            writer.write_record(columns.iter().map(|column| cell(row.get(column.name))))?;
        }
        writer.flush()
    }
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// `datapackage.json`: what each table holds and which row names which, in the terms of Frictionless Data.
pub fn datapackage(tables: &Tables) -> Value {
    let filled = TABLES.iter().filter(|table| !tables.rows(table).is_empty());
    json!({
        "name": "services",
        "title": "Services, in the Human Services Data Specification 3.0",
        "profile": "tabular-data-package",
        "resources": filled.map(|table| resource(table, tables)).collect::<Vec<_>>(),
    })
}

fn resource(table: &Table, tables: &Tables) -> Value {
    let fields: Vec<Value> = table.columns().map(field).collect();
    let links: Vec<Value> = table
        .columns()
        .filter_map(|column| {
            let named = match column.name {
                // A term's own parent stands in the same table.
                "parent_id" => "",
                name => name.strip_suffix("_id").filter(|name| Table::named(name).is_some())?,
            };
            let filled = named.is_empty() || Table::named(named).is_some_and(|table| !tables.rows(table).is_empty());
            filled.then(|| json!({ "fields": column.name, "reference": { "resource": named, "fields": "id" } }))
        })
        .collect();
    json!({
        "name": table.name,
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": { "fields": fields, "primaryKey": "id", "foreignKeys": links },
    })
}

fn field(column: Column) -> Value {
    let format = match column.name {
        name if name == "id" || name.ends_with("_id") => "uuid",
        "url" => "uri",
        "email" => "email",
        _ => "default",
    };
    json!({
        "name": column.name,
        "type": column.kind,
        "format": format,
        "constraints": { "required": column.required, "unique": column.name == "id" },
    })
}
