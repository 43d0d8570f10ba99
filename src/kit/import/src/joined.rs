//! Which rows belong to which service: by the ids of HSDS, or by the places that Ohana hangs everything on.

use std::collections::{HashMap, HashSet};

use crate::own::Facts;
use crate::report::{Outcome, Report};
use crate::row::{Origin, Row, Table, Tables};

type Index<'a> = HashMap<&'a str, Vec<&'a Row>>;

fn index<'a>(rows: &'a [Row], column: &str) -> Index<'a> {
    let mut index = Index::new();
    for row in rows {
        let key = row.get(column);
        if !key.is_empty() {
            index.entry(key).or_default().push(row);
        }
    }
    index
}

/// The rows of a table by what they hang on.
#[derive(Debug)]
struct Hung<'a> {
    service: Index<'a>,
    at_location: Index<'a>,
    location: Index<'a>,
    organization: Index<'a>,
}

impl<'a> Hung<'a> {
    fn new(rows: &'a [Row]) -> Self {
        Self {
            service: index(rows, "service_id"),
            at_location: index(rows, "service_at_location_id"),
            location: index(rows, "location_id"),
            organization: index(rows, "organization_id"),
        }
    }
}

/// A service and what hangs on it.
#[derive(Debug, Default)]
pub struct Bundle<'a> {
    /// Its organization, if one of the files has it.
    pub organization: Option<&'a Row>,
    /// Its places.
    pub locations: Vec<&'a Row>,
    /// Their addresses.
    pub addresses: Vec<&'a Row>,
    /// Numbers, the nearest first.
    pub phones: Vec<&'a Row>,
    /// Opening hours, of the nearest level only.
    pub schedules: Vec<&'a Row>,
    /// Whether hours were left out because they are those of several places.
    pub schedules_of_several: bool,
    /// Languages.
    pub languages: Vec<&'a Row>,
    /// Where it serves.
    pub areas: Vec<&'a Row>,
    /// Whom it serves.
    pub eligibility: Vec<&'a Row>,
    /// What it costs.
    pub costs: Vec<&'a Row>,
    /// Terms: the row that links, and the term.
    pub terms: Vec<(&'a Row, Option<&'a Row>)>,
    /// Names in the contacts table.
    pub people: Vec<&'a str>,
    /// Contacts without a name or a title: mailboxes of a group.
    pub nameless: Vec<&'a Row>,
    /// Which of the numbers hang on somebody in the contacts table.
    pub of_people: Vec<Origin>,
}

/// All rows, joined.
#[derive(Debug)]
pub struct Joined<'a> {
    tables: &'a Tables,
    organizations: Index<'a>,
    locations: Index<'a>,
    at_locations: Index<'a>,
    hung: HashMap<Table, Hung<'a>>,
    terms: Index<'a>,
    terms_by_code: Index<'a>,
    links: Index<'a>,
    /// Contacts that are nobody, by their id.
    nameless: HashSet<&'a str>,
    facts: &'a Facts<'a>,
}

const HUNG: [Table; 8] = [
    Table::Addresses,
    Table::Phones,
    Table::Schedules,
    Table::Languages,
    Table::ServiceAreas,
    Table::Eligibility,
    Table::CostOptions,
    Table::Contacts,
];

/// What JSON repeats beside these.
const COPIED: [Table; 5] = [
    Table::Locations,
    Table::Organizations,
    Table::ServiceAtLocations,
    Table::Attributes,
    Table::OrganizationIdentifiers,
];

/// Whether a contact is somebody: a mailbox that is nobody's has neither a name nor a title.
fn is_person(row: &Row) -> bool {
    !row.get("name").is_empty() || !row.get("title").is_empty()
}

impl<'a> Joined<'a> {
    /// Joins the tables.
    pub fn new(tables: &'a Tables, facts: &'a Facts<'a>) -> Self {
        let attributes = tables.of(Table::Attributes);
        let mut links = index(attributes, "service_id");
        for (key, rows) in index(attributes, "link_id") {
            links.entry(key).or_default().extend(rows);
        }
        Self {
            tables,
            organizations: index(tables.of(Table::Organizations), "id"),
            locations: index(tables.of(Table::Locations), "id"),
            at_locations: index(tables.of(Table::ServiceAtLocations), "service_id"),
            hung: HUNG.into_iter().map(|table| (table, Hung::new(tables.of(table)))).collect(),
            terms: index(tables.of(Table::TaxonomyTerms), "id"),
            terms_by_code: index(tables.of(Table::TaxonomyTerms), "taxonomy_id"),
            links,
            nameless: tables
                .of(Table::Contacts)
                .iter()
                .filter(|row| !is_person(row))
                .map(|row| row.get("id"))
                .collect(),
            facts,
        }
    }

    /// The services, in the order of the files.
    pub fn services(&self) -> &'a [Row] {
        self.tables.of(Table::Services)
    }

    /// Everything that hangs on a service.
    pub fn bundle(&self, service: &'a Row) -> Bundle<'a> {
        let id = service.get("id");
        let mut at: Vec<&Row> = Vec::new();
        let mut location_ids: Vec<&str> = Vec::new();
        if !id.is_empty() {
            at.extend(self.at_locations.get(id).into_iter().flatten());
        }
        location_ids.extend(at.iter().map(|row| row.get("location_id")));
        location_ids.push(service.get("location_id"));
        location_ids.retain(|id| !id.is_empty());
        location_ids.sort_unstable();
        location_ids.dedup();
        let locations: Vec<&Row> =
            location_ids.iter().filter_map(|id| self.locations.get(id)?.first()).copied().collect();
        let organization_id = Some(service.get("organization_id"))
            .filter(|id| !id.is_empty())
            .or_else(|| locations.iter().map(|row| row.get("organization_id")).find(|id| !id.is_empty()))
            .unwrap_or("");
        let at_ids: Vec<&str> = at.iter().map(|row| row.get("id")).filter(|id| !id.is_empty()).collect();
        let hangs = Hangs { id, at: &at_ids, locations: &location_ids, organization: organization_id };
        let all = |table| self.levels(table, &hangs).concat();
        let (schedules, schedules_of_several) = self.schedules(&hangs);
        let mut bundle = Bundle {
            organization: self.organizations.get(organization_id).and_then(|rows| rows.first()).copied(),
            addresses: self.levels(Table::Addresses, &hangs).into_iter().nth(2).unwrap_or_default(),
            phones: self.phones(&hangs),
            schedules,
            schedules_of_several,
            languages: all(Table::Languages),
            areas: all(Table::ServiceAreas),
            eligibility: all(Table::Eligibility),
            costs: all(Table::CostOptions),
            terms: self.terms(service),
            people: Vec::new(),
            nameless: Vec::new(),
            of_people: Vec::new(),
            locations,
        };
        let contacts = self.levels(Table::Contacts, &hangs).concat();
        let (people, nameless): (Vec<&Row>, Vec<&Row>) = contacts.into_iter().partition(|row| is_person(row));
        bundle.nameless = nameless;
        bundle.people = people.iter().map(|row| row.get("name")).filter(|name| !name.is_empty()).collect();
        let of_organization = self.hung.get(&Table::Contacts).and_then(|hung| hung.organization.get(organization_id));
        bundle.people.extend(of_organization.into_iter().flatten().map(|row| row.get("name")));
        bundle.of_people = bundle.phones.iter().filter(|row| self.is_of_person(row)).map(|row| row.origin).collect();
        bundle
    }

    /// Rows that hang on the service, on the service at a place, on its places.
    fn levels(&self, table: Table, hangs: &Hangs<'_>) -> [Vec<&'a Row>; 3] {
        let Some(hung) = self.hung.get(&table) else { return Default::default() };
        let own = hung.service.get(hangs.id).cloned().unwrap_or_default();
        let elsewhere = |row: &&Row| !row.get("service_id").is_empty() && row.get("service_id") != hangs.id;
        let new =
            |row: &&'a Row, known: &[Vec<&'a Row>]| !known.iter().flatten().any(|other| other.origin == row.origin);
        let mut at: Vec<&Row> = hangs.at.iter().filter_map(|id| hung.at_location.get(id)).flatten().copied().collect();
        at.retain(|row| !elsewhere(row) && new(row, std::slice::from_ref(&own)));
        let mut there: Vec<&Row> =
            hangs.locations.iter().filter_map(|id| hung.location.get(id)).flatten().copied().collect();
        if table == Table::Addresses {
            return [own, at, there];
        }
        let known = [own, at];
        there.retain(|row| !elsewhere(row) && new(row, &known));
        let [own, at] = known;
        [own, at, there]
    }

    /// The nearest numbers: those of the organization only if nothing nearer has one.
    fn phones(&self, hangs: &Hangs<'_>) -> Vec<&'a Row> {
        let mut phones = self.levels(Table::Phones, hangs).concat();
        if phones.is_empty() {
            let hung = self.hung.get(&Table::Phones);
            let own = |row: &&&Row| row.get("service_id").is_empty() && row.get("location_id").is_empty();
            let rows = hung.and_then(|hung| hung.organization.get(hangs.organization)).into_iter().flatten();
            phones = rows.filter(own).copied().collect();
        }
        phones
    }

    fn schedules(&self, hangs: &Hangs<'_>) -> (Vec<&'a Row>, bool) {
        let [own, at, there] = self.levels(Table::Schedules, hangs);
        if !own.is_empty() {
            return (own, false);
        }
        let several = |rows: &[&Row], column: &str| {
            rows.windows(2).any(|pair| match pair {
                [one, other] => one.get(column) != other.get(column),
                _ => false,
            })
        };
        match (at.is_empty(), there.is_empty()) {
            (false, _) if several(&at, "service_at_location_id") => (Vec::new(), true),
            (false, _) => (at, false),
            (true, false) if several(&there, "location_id") => (Vec::new(), true),
            _ => (there, false),
        }
    }

    /// A number of a contact that is in none of the files may be anybody's.
    fn is_of_person(&self, phone: &Row) -> bool {
        let contact = phone.get("contact_id");
        !contact.is_empty() && !self.nameless.contains(contact)
    }

    fn terms(&self, service: &'a Row) -> Vec<(&'a Row, Option<&'a Row>)> {
        let term = |id: &str| {
            let found = self.terms.get(id).or_else(|| self.terms_by_code.get(id));
            found.and_then(|rows| rows.first()).copied()
        };
        let mut terms: Vec<(&Row, Option<&Row>)> = Vec::new();
        if !service.get("id").is_empty() {
            for link in self.links.get(service.get("id")).into_iter().flatten() {
                let (_, id) = link.first(&["taxonomy_term_id", "taxonomy_id"]);
                if !self.facts.has_term(id) {
                    terms.push((link, term(id)));
                }
            }
        }
        for id in service.get("taxonomy_ids").split([',', ';']).map(str::trim).filter(|id| !id.is_empty()) {
            terms.push((service, term(id)));
        }
        terms
    }

    /// JSON repeats an object wherever it is pointed at: a copy of what was looked at ends with it.
    fn merge_copies(&self, report: &mut Report) {
        for table in HUNG.into_iter().chain(COPIED) {
            let rows = self.tables.of(table);
            let left = |row: &&Row| report.outcome(row.origin) == Outcome::Unseen && !row.get("id").is_empty();
            if !rows.iter().any(|row| left(&row)) {
                continue;
            }
            let seen: HashSet<&str> = rows
                .iter()
                .filter(|row| report.outcome(row.origin) != Outcome::Unseen && !row.get("id").is_empty())
                .map(|row| row.get("id"))
                .collect();
            for row in rows {
                if report.outcome(row.origin) == Outcome::Unseen && seen.contains(row.get("id")) {
                    report.mark(row.origin, Outcome::Merged);
                }
            }
        }
    }

    /// Gives rows an ending that no service gives them: people, languages of one number, numbers that are further away
    /// than others, terms that nothing uses, places of services that came in.
    pub fn close(&self, report: &mut Report) {
        let mut told = None;
        for person in self.tables.of(Table::Contacts) {
            report.mark(person.origin, Outcome::NotCarried);
            if is_person(person) && told.replace(person.origin.file) != Some(person.origin.file) {
                let why = "people: names, titles and mailboxes of staff never come in";
                report.whole(person.origin.file, "contacts", Outcome::NotCarried, ("", ""), why);
            }
        }
        self.merge_copies(report);
        for row in self.tables.of(Table::OrganizationIdentifiers) {
            if report.outcome(row.origin) == Outcome::Unseen {
                report.mark(row.origin, Outcome::NotCarried);
                report.unread(row.origin.file, "identifier (in a register)");
            }
        }
        let unseen = |report: &Report, row: &Row| report.outcome(row.origin) == Outcome::Unseen;
        for row in self.tables.of(Table::Languages) {
            if unseen(report, row) && !row.get("phone_id").is_empty() {
                report.mark(row.origin, Outcome::NotCarried);
            }
        }
        for row in self.tables.of(Table::TaxonomyTerms).iter().chain(self.tables.of(Table::Attributes)) {
            if unseen(report, row) {
                report.mark(row.origin, Outcome::NotCarried);
            }
        }
        for row in self.tables.of(Table::Organizations) {
            if unseen(report, row) {
                report.refused(row.origin, "", row.get("name"), "no service of it came in");
            }
        }
        for row in self.tables.of(Table::Eligibility) {
            if unseen(report, row) && row.get("service_id").is_empty() {
                report.refused(
                    row.origin,
                    "service_id",
                    row.get("eligibility"),
                    "is missing: nobody can say whose row this is",
                );
            }
        }
        for row in self.tables.of(Table::Phones) {
            if !unseen(report, row) {
                continue;
            }
            if self.is_of_person(row) {
                report.refused(row.origin, "number", "", "the number of a person in the contacts table");
            } else if row.get("service_id").is_empty() && row.get("location_id").is_empty() {
                report.say(
                    row.origin,
                    "number",
                    Outcome::NotCarried,
                    (row.get("number"), ""),
                    "its services have numbers of their own",
                );
                report.mark(row.origin, Outcome::NotCarried);
            }
        }
    }
}

/// What rows may hang on.
struct Hangs<'b> {
    id: &'b str,
    at: &'b [&'b str],
    locations: &'b [&'b str],
    organization: &'b str,
}
