//! A row as it was found, of whatever format: what it says, and where that stands.

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

/// What one row says: the cells that are not empty, one behind the other, so that a row is two allocations and not one a
/// cell.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub origin: Origin,
    text: String,
    /// Each column, and where its cell ends in the text.
    ends: Vec<(&'static str, usize)>,
}

impl Row {
    /// A row without cells, with room for some, of so many bytes together.
    pub fn new(origin: Origin, cells: usize, bytes: usize) -> Self {
        Self { origin, text: String::with_capacity(bytes), ends: Vec::with_capacity(cells) }
    }

    /// Adds a cell.
    pub fn push(&mut self, column: &'static str, cell: &str) {
        self.text.push_str(cell);
        self.ends.push((column, self.text.len()));
    }

    /// The cell of a column, or nothing.
    pub fn get(&self, column: &str) -> &str {
        let mut begin = 0;
        for (name, end) in &self.ends {
            if *name == column {
                return self.text.get(begin..*end).unwrap_or("");
            }
            begin = *end;
        }
        ""
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
    /// The rows of sheets as they stand, where somebody asks for them.
    pub sheets: Option<Vec<Row>>,
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
