//! Which of the tables of HSDS a file or a JSON member is, in whatever version, and which of its columns are read.

use crate::row::Table;

/// What a table is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// It carries over.
    Table(Table),
    /// It is known, and our records have no place for it; the reason.
    NotCarried(&'static str),
    /// A plain spreadsheet with the columns of our template.
    Template,
}

/// Tables by the names that HSDS 1, 2 and 3 and Ohana give them.
const TABLES: [(&str, Table); 32] = [
    ("organization", Table::Organizations),
    ("organizations", Table::Organizations),
    ("service", Table::Services),
    ("services", Table::Services),
    ("location", Table::Locations),
    ("locations", Table::Locations),
    ("service_at_location", Table::ServiceAtLocations),
    ("service_at_locations", Table::ServiceAtLocations),
    ("services_at_location", Table::ServiceAtLocations),
    ("services_at_locations", Table::ServiceAtLocations),
    ("address", Table::Addresses),
    ("addresses", Table::Addresses),
    ("physical_address", Table::Addresses),
    ("physical_addresses", Table::Addresses),
    ("phone", Table::Phones),
    ("phones", Table::Phones),
    ("contact", Table::Contacts),
    ("contacts", Table::Contacts),
    ("schedule", Table::Schedules),
    ("schedules", Table::Schedules),
    ("regular_schedule", Table::Schedules),
    ("regular_schedules", Table::Schedules),
    ("language", Table::Languages),
    ("languages", Table::Languages),
    ("service_area", Table::ServiceAreas),
    ("service_areas", Table::ServiceAreas),
    ("cost_option", Table::CostOptions),
    ("cost_options", Table::CostOptions),
    ("taxonomy_term", Table::TaxonomyTerms),
    ("taxonomy_terms", Table::TaxonomyTerms),
    ("attribute", Table::Attributes),
    ("attributes", Table::Attributes),
];

/// Names that only some versions have.
const OLDER: [(&str, Table); 10] = [
    ("organization_identifier", Table::OrganizationIdentifiers),
    ("organization_identifiers", Table::OrganizationIdentifiers),
    ("eligibility", Table::Eligibility),
    ("eligibilities", Table::Eligibility),
    ("taxonomy", Table::TaxonomyTerms),
    ("service_taxonomy", Table::Attributes),
    ("services_taxonomy", Table::Attributes),
    ("service_attribute", Table::Attributes),
    ("service_attributes", Table::Attributes),
    ("attributes_taxonomy", Table::Attributes),
];

/// Known tables that never carry over, and why.
const NOT_CARRIED: [(&[&str], &str); 8] = [
    (
        &["mail_addresses", "mail_address", "postal_addresses", "postal_address"],
        "we keep no address of a street or a mailbox",
    ),
    (&["accessibility", "accessibility_for_disabilities"], "our cards do not speak of buildings"),
    (&["funding", "fundings"], "our cards do not speak of money"),
    (
        &["programs", "program", "payments_accepted", "payment_accepted", "required_documents", "required_document"],
        "our cards have no place for it; ask when you call",
    ),
    (&["holiday_schedules", "holiday_schedule"], "our hours are those of an ordinary week"),
    (
        &["metadata", "meta_table_descriptions", "meta_table_description"],
        "it tells of the export, not of services; it may name staff",
    ),
    (
        &["taxonomies", "categories", "taxonomy_mapping", "service_categories", "service_icarol_categories"],
        "it describes a list of terms, not services",
    ),
    (&["urls", "url", "additional_urls", "additional_websites"], "a service has one page here"),
];

/// Columns that make a plain spreadsheet one of our template; whoever takes out others has no use for them.
const TEMPLATE: [&str; 2] = ["name", "needs"];

/// What the name of a file or a member says.
pub fn by_name(name: &str) -> Option<Shape> {
    let name = name.to_ascii_lowercase().replace([' ', '-'], "_");
    let table = TABLES.iter().chain(&OLDER).find(|(known, _)| *known == name).map(|(_, table)| Shape::Table(*table));
    table.or_else(|| {
        NOT_CARRIED.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, why)| Shape::NotCarried(why))
    })
}

/// What the columns say; for files whose name says nothing.
pub fn by_columns(columns: &[String]) -> Option<Shape> {
    let has = |column: &str| columns.iter().any(|one| one == column);
    if TEMPLATE.iter().all(|column| has(column)) {
        return Some(Shape::Template);
    }
    let table = if has("opens_at") && has("closes_at") {
        Table::Schedules
    } else if has("address_1") {
        Table::Addresses
    } else if has("number") && (has("extension") || has("type") || has("number_type")) {
        Table::Phones
    } else if has("service_id") && has("location_id") && columns.len() <= 4 {
        Table::ServiceAtLocations
    } else if has("name") && has("organization_id") && (has("status") || has("interpretation_services")) {
        Table::Services
    } else if has("name") && has("transportation") {
        Table::Locations
    } else if has("name") && (has("tax_id") || has("tax_status") || has("legal_status")) {
        Table::Organizations
    } else {
        return None;
    };
    Some(Shape::Table(table))
}

/// The column that names the parent when a table stands inside another in JSON.
pub const fn parent_column(table: Table) -> &'static str {
    match table {
        Table::Organizations => "organization_id",
        Table::Services => "service_id",
        Table::Locations => "location_id",
        Table::ServiceAtLocations => "service_at_location_id",
        Table::Contacts => "contact_id",
        Table::Phones => "phone_id",
        Table::TaxonomyTerms => "taxonomy_term_id",
        _ => "link_id",
    }
}

/// The columns that some part of the importer reads. The others are named in the report, once a file.
pub const fn columns(table: Table) -> &'static [&'static str] {
    match table {
        Table::Organizations => &["id", "name", "alternate_name", "description", "url", "website", "email", "uri"],
        Table::Services => &[
            "id",
            "organization_id",
            "location_id",
            "program_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "website",
            "email",
            "status",
            "interpretation_services",
            "fees",
            "fees_description",
            "eligibility",
            "eligibility_description",
            "audience",
            "minimum_age",
            "maximum_age",
            "assured_date",
            "last_modified",
            "last_verified",
            "last_verified_on",
            "keywords",
            "languages",
            "service_areas",
            "taxonomy_ids",
            "answered_by",
            "tells_police",
            "cost",
            "needs",
            "for_whom",
            "source_page",
            "shelter_address_is_secret",
        ],
        Table::Locations => &["id", "organization_id", "name", "description", "languages", "url"],
        Table::OrganizationIdentifiers => &["id", "organization_id", "identifier_type", "identifier"],
        Table::ServiceAtLocations => &["id", "service_id", "location_id"],
        Table::Addresses => {
            &["id", "location_id", "address_1", "city", "state_province", "region", "country", "address_type"]
        }
        Table::Phones => &[
            "id",
            "location_id",
            "service_id",
            "organization_id",
            "contact_id",
            "service_at_location_id",
            "number",
            "country_prefix",
            "extension",
            "type",
            "number_type",
            "department",
            "description",
            "language",
        ],
        // Names of people: read only to take them out of other texts. A contact without a name or a title is no person.
        Table::Contacts => {
            &["id", "organization_id", "service_id", "service_at_location_id", "location_id", "name", "title", "email"]
        }
        Table::Schedules => &[
            "id",
            "service_id",
            "location_id",
            "service_at_location_id",
            "valid_from",
            "valid_to",
            "dtstart",
            "until",
            "timezone",
            "freq",
            "interval",
            "byday",
            "bymonthday",
            "byyearday",
            "byweekno",
            "weekday",
            "opens_at",
            "closes_at",
        ],
        Table::Languages => &["id", "service_id", "location_id", "phone_id", "name", "code", "language", "note"],
        Table::ServiceAreas => &["id", "service_id", "name", "service_area", "extent", "description"],
        Table::Eligibility => &["id", "service_id", "eligibility"],
        Table::CostOptions => &["id", "service_id", "option", "amount", "amount_description", "valid_to"],
        Table::TaxonomyTerms => &["id", "code", "name", "term", "taxonomy_id", "taxonomy", "parent_name"],
        Table::Attributes => &[
            "id",
            "link_id",
            "link_entity",
            "link_type",
            "service_id",
            "taxonomy_id",
            "taxonomy_term_id",
            "taxonomy_detail",
            "value",
        ],
    }
}
