//! JSON of an HSDS API or a list, made into rows: every object of a known kind becomes a row of its table, and points at
//! the object that it stood in.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::decode;
use crate::report::{Outcome, Report};
use crate::row::{Row, Table, Tables};
use crate::shape::{self, Shape};

/// Objects inside objects deeper than this are no HSDS.
const DEEPEST: usize = 12;

/// Reads a file into the tables: one value, an array, or values one after another as some exports write them.
pub fn read(name: &str, bytes: &[u8], report: &mut Report, tables: &mut Tables) {
    let (bytes, _) = decode::unmarked(bytes);
    let (text, foreign) = decode::cell(&bytes);
    let file = report.file(name);
    report.read_as(file, "JSON");
    if foreign {
        let what = ("Windows-1252", "UTF-8");
        report.whole(file, "", Outcome::Mended, what, "the file is not written in UTF-8");
    }
    let mut into = Into { file, report, tables, next: 0 };
    let mut place = String::new();
    for value in serde_json::Deserializer::from_str(&text).into_iter::<Value>() {
        match value {
            Ok(value) => into.top(&value, &mut place),
            Err(error) => {
                let why = format!("is not JSON from here on: {error}");
                into.report.whole(file, "", Outcome::Refused, ("", ""), &why);
                break;
            }
        }
    }
    if into.next == 0 {
        into.report.whole(
            file,
            "",
            Outcome::NotCarried,
            ("", ""),
            "nothing in it looks like an organization or a service",
        );
    }
}

/// The object that another stands in.
#[derive(Clone, Copy)]
struct Parent<'a> {
    table: Table,
    id: &'a str,
    above: Option<&'a Parent<'a>>,
}

struct Into<'a> {
    file: u16,
    report: &'a mut Report,
    tables: &'a mut Tables,
    /// For objects without an id.
    next: usize,
}

impl Into<'_> {
    fn top(&mut self, value: &Value, place: &mut String) {
        match value {
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.inside(place, &format!("[{at}]"), |into, place| into.top(item, place));
                }
            }
            Value::Object(object) => {
                if let Some(page) = object.get("contents").filter(|contents| contents.is_array()) {
                    self.inside(place, "contents", |into, place| into.top(page, place));
                } else if let Some(table) = kind(object) {
                    let _ = self.object(table, object, None, place, 0);
                } else {
                    self.tables_of(object, place);
                }
            }
            _ => {}
        }
    }

    /// An object whose members are tables: `{"services.csv": [...]}`.
    fn tables_of(&mut self, object: &Map<String, Value>, place: &mut String) {
        for (name, value) in object {
            let Some(Shape::Table(table)) = shape::by_name(name.trim_end_matches(".csv")) else { continue };
            for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                if let Value::Object(item) = item {
                    let step = format!("{name}[{at}]");
                    self.inside(place, &step, |into, place| drop(into.object(table, item, None, place, 0)));
                }
            }
        }
    }

    fn inside(&mut self, place: &mut String, step: &str, then: impl FnOnce(&mut Self, &mut String)) {
        let length = place.len();
        let dot = if place.is_empty() || step.starts_with('[') { "" } else { "." };
        let _ = write!(place, "{dot}{step}");
        then(self, place);
        place.truncate(length);
    }

    fn object(
        &mut self,
        table: Table,
        object: &Map<String, Value>,
        parent: Option<&Parent<'_>>,
        place: &mut String,
        depth: usize,
    ) -> Option<String> {
        let origin = self.report.row(self.file, Some(if place.is_empty() { "top" } else { place }));
        self.next += 1;
        if depth > DEEPEST {
            self.report.refused(origin, "", "", "stands deeper inside other objects than HSDS has it");
            return None;
        }
        let mut row = Row::new(origin, 8, 0);
        for (name, value) in object {
            let cell = match value {
                Value::String(text) => text.trim().to_owned(),
                Value::Number(number) => number.to_string(),
                Value::Bool(is) => is.to_string(),
                _ => continue,
            };
            match (cell.is_empty(), shape::columns(table).iter().find(|known| *known == name)) {
                (true, _) => {}
                (false, Some(column)) => row.push(column, &cell),
                (false, None) => self.report.unread(self.file, &format!("{table:?}.{name}").to_lowercase()),
            }
        }
        if row.get("id").is_empty() {
            row.push("id", &format!("#{}-{}", self.file, self.next));
        }
        let id = row.get("id").to_owned();
        link(&mut row, table, parent);
        let this = Parent { table, id: &id, above: parent };
        self.members(&mut row, object, &this, place, depth);
        self.tables.push(table, row);
        Some(id)
    }

    fn members(
        &mut self,
        row: &mut Row,
        object: &Map<String, Value>,
        this: &Parent<'_>,
        place: &mut String,
        depth: usize,
    ) {
        for (name, value) in object {
            let shape = shape::by_name(name);
            match (value, shape) {
                (Value::Object(child), Some(Shape::Table(table))) => {
                    let mut id = None;
                    self.inside(place, name, |into, place| {
                        id = into.object(table, child, Some(this), place, depth + 1);
                    });
                    let column = shape::parent_column(table);
                    if let Some(id) = id.filter(|_| row.get(column).is_empty()) {
                        row.push(column, &id);
                    }
                }
                (Value::Array(children), Some(Shape::Table(table))) => {
                    for (at, child) in children.iter().enumerate() {
                        if let Value::Object(child) = child {
                            let step = format!("{name}[{at}]");
                            self.inside(place, &step, |into, place| {
                                into.object(table, child, Some(this), place, depth + 1);
                            });
                        }
                    }
                }
                (Value::Array(children), Some(Shape::NotCarried(_)) | None) => {
                    for _ in children {
                        self.report.unread(self.file, name);
                    }
                }
                (Value::Object(_), Some(Shape::NotCarried(_)) | None) => self.report.unread(self.file, name),
                _ => {}
            }
        }
    }
}

/// Writes into a row what it stood in, up to the top: a phone of a location of a service belongs to that location.
fn link(row: &mut Row, table: Table, parent: Option<&Parent<'_>>) {
    let mut above = parent;
    let mut nearest = true;
    while let Some(parent) = above {
        let column = shape::parent_column(parent.table);
        // A row belongs to the nearest; a place of a service also to the service, a service to its organization.
        let far = matches!(table, Table::Services | Table::Locations | Table::ServiceAtLocations);
        let known = shape::columns(table).contains(&column) || column == "link_id";
        if (nearest || far || parent.table == Table::Contacts) && known && row.get(column).is_empty() {
            row.push(column, parent.id);
        }
        nearest = false;
        above = parent.above;
    }
    if let (Table::Attributes, Some(parent), "") = (table, parent, row.get("link_id")) {
        row.push("link_id", parent.id);
    }
}

/// What an object without a name around it is.
fn kind(object: &Map<String, Value>) -> Option<Table> {
    let has = |member: &str| object.contains_key(member);
    if !has("name") && !has("service_at_locations") && !has("location") {
        return None;
    }
    if has("organization") || has("organization_id") && has("status") || has("service_at_locations") {
        return Some(Table::Services);
    }
    if has("services") || has("tax_status") || has("legal_status") || has("organization_identifiers") || has("website")
    {
        return Some(Table::Organizations);
    }
    if has("service") && has("location") {
        return Some(Table::ServiceAtLocations);
    }
    if has("addresses") || has("latitude") || has("location_type") {
        return Some(Table::Locations);
    }
    if has("status") || has("phones") { Some(Table::Services) } else { None }
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
