//! A row as it was found, of whatever format: what it says, and where that stands.

use std::rc::Rc;

/// Where a row stands: the file, and which of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// Number of the file in the report.
    pub file: u16,
    /// Number of the row in the file, from 0.
    pub at: u32,
}

/// The tables of HSDS that carry over, under the names of version 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// `organizations`
    Organizations,
    /// `services`
    Services,
    /// `locations`
    Locations,
    /// `service_at_locations`
    ServiceAtLocations,
    /// `addresses`
    Addresses,
    /// `phones`
    Phones,
    /// `contacts`: people, whose names never carry over.
    Contacts,
    /// `schedules`
    Schedules,
    /// `languages`
    Languages,
    /// `service_areas`
    ServiceAreas,
    /// `eligibility`, a table before version 3.
    Eligibility,
    /// `cost_options`
    CostOptions,
    /// `taxonomy_terms`
    TaxonomyTerms,
    /// `organization_identifiers`, of which only ours carry over.
    OrganizationIdentifiers,
    /// `attributes`: which term describes what.
    Attributes,
}

/// What one row says.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub origin: Origin,
    /// Column and cell, where the cell is not empty.
    pub cells: Vec<(Rc<str>, Box<str>)>,
}

impl Row {
    /// The cell of a column, or nothing.
    pub fn get(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| &**name == column).map_or("", |(_, cell)| cell)
    }

    /// The first of several columns that says something: HSDS renamed some.
    pub fn first<'a>(&'a self, columns: &[&'a str]) -> (&'a str, &'a str) {
        columns
            .iter()
            .map(|column| (*column, self.get(column)))
            .find(|(_, cell)| !cell.is_empty())
            .unwrap_or((columns.first().copied().unwrap_or(""), ""))
    }
}

/// All rows of all files.
#[derive(Debug, Default)]
pub struct Tables {
    rows: std::collections::BTreeMap<Table, Vec<Row>>,
}

impl Tables {
    /// Adds a row.
    pub fn push(&mut self, table: Table, row: Row) {
        self.rows.entry(table).or_default().push(row);
    }

    /// The rows of a table, in the order of the files.
    pub fn of(&self, table: Table) -> &[Row] {
        self.rows.get(&table).map_or(&[], Vec::as_slice)
    }
}
