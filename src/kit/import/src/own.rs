//! Facts in our own taxonomy, as `sidedoor export` writes them: what HSDS has no field for, read back.
//!
//! A taxonomy of this name proves nothing: anybody can write one. So a fact is a code of ours or has the same rules as the
//! rest of what comes in, texts are plain and without people, a call that somebody made is not believed, and a service that
//! our check would refuse with these facts is read without them.

use std::collections::{HashMap, HashSet};

use sidedoor_core::authoring::check::is_date;
use sidedoor_core::authoring::service::{Source, Sourced};
use sidedoor_core::codes::{Answerer, Audience, Cost, Need, Situation, Tells};

use crate::knowledge::Knowledge;
use crate::link;
use crate::row::{Origin, Row, Table, Tables};
use crate::text::{plain, visible};

/// What the taxonomy is called, and what our own identifiers are called.
pub const TAXONOMY: &str = "Sidedoor";

/// One attribute of something.
#[derive(Clone, Copy, Debug)]
struct Fact<'a> {
    /// `need.shelter`, or `city`.
    code: &'a str,
    value: &'a str,
    /// The id of the attribute, by which others point at it.
    id: &'a str,
    origin: Origin,
}

/// Every fact, by the id of what it is said of.
#[derive(Debug, Default)]
pub struct Facts<'a> {
    terms: HashSet<&'a str>,
    of: HashMap<&'a str, Vec<Fact<'a>>>,
    organizations: HashMap<&'a str, &'a Row>,
}

impl<'a> Facts<'a> {
    /// Finds them in the tables.
    pub fn new(tables: &'a Tables) -> Self {
        let ours = tables.of(Table::TaxonomyTerms).iter().filter(|term| term.get("taxonomy") == TAXONOMY);
        let codes: HashMap<&str, &str> = ours.map(|term| (term.get("id"), term.get("code"))).collect();
        let mut facts = Self { terms: codes.keys().copied().collect(), ..Self::default() };
        let mut seen = HashSet::new();
        for row in tables.of(Table::Attributes) {
            let Some(code) = codes.get(row.get("taxonomy_term_id")) else { continue };
            let (id, of) = (row.get("id"), row.get("link_id"));
            // JSON says the same attribute wherever its service stands.
            if seen.insert((of, id)) {
                let fact = Fact { code, value: row.get("value"), id, origin: row.origin };
                facts.of.entry(of).or_default().push(fact);
            }
        }
        for row in tables.of(Table::OrganizationIdentifiers) {
            if row.get("identifier_type") == TAXONOMY && is_id(row.get("identifier")) {
                facts.organizations.entry(row.get("organization_id")).or_insert(row);
            }
        }
        facts
    }

    /// Whether a term is one of our taxonomy.
    pub fn has_term(&self, id: &str) -> bool {
        self.terms.contains(id)
    }

    /// What is said of the thing that a row is about.
    pub fn of(&self, row: &Row) -> Said<'_> {
        let id = row.get("id");
        Said(if id.is_empty() { &[] } else { self.of.get(id).map_or(&[], Vec::as_slice) })
    }

    /// Our own id of an organization, and the row that says so.
    pub fn organization(&self, row: &Row) -> Option<(&'a str, Origin)> {
        self.organizations.get(row.get("id")).map(|row| (row.get("identifier"), row.origin))
    }
}

/// The facts that count: all, or none where our check took none of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Believed<'a>(pub Option<&'a Facts<'a>>);

impl<'a> Believed<'a> {
    /// What is said of the thing that a row is about.
    pub fn of(self, row: &Row) -> Said<'a> {
        self.0.map(|facts| facts.of(row)).unwrap_or_default()
    }
}

/// Whether this can be an id of ours, which is the name of a file.
fn is_id(id: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=100).contains(&id.len()) && id.bytes().all(good) && !id.starts_with('-')
}

/// What is said of one thing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a>(&'a [Fact<'a>]);

impl<'a> Said<'a> {
    /// Whether nothing is.
    pub const fn is_nothing(self) -> bool {
        self.0.is_empty()
    }

    /// Where it stands.
    pub fn origins(self) -> impl Iterator<Item = Origin> {
        self.0.iter().map(|fact| fact.origin)
    }

    /// The values under a name.
    pub fn values(self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |fact| fact.code == name).map(|fact| fact.value).filter(|value| !value.is_empty())
    }

    /// The value under a name.
    pub fn value(self, name: &str) -> Option<&'a str> {
        self.values(name).next()
    }

    /// The codes of a family, each with its value.
    pub fn codes<T>(self, family: &str, from: impl Fn(&str) -> Option<T>) -> Vec<(T, &'a str)> {
        let of_family = |fact: &'a Fact<'a>| fact.code.strip_prefix(family)?.strip_prefix('.');
        self.0.iter().filter_map(|fact| Some((from(of_family(fact)?)?, fact.value))).collect()
    }

    /// The first code of a family.
    pub fn code<T>(self, family: &str, from: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.codes(family, from).into_iter().next().map(|(code, _)| code)
    }

    /// All that a record of ours says, if this is one: it has an id of ours, helps with something, and names its sources.
    pub fn record(self, known: &Knowledge, today: &str) -> Option<Ours<'a>> {
        let id = self.value("identifier").filter(|id| is_id(id))?;
        let sources: Vec<(&str, Source)> =
            self.0.iter().filter(|fact| fact.code == "source").filter_map(|fact| quoted(fact, today)).collect();
        let needs = each(self.codes("need", Need::from_code));
        if needs.is_empty() || sources.is_empty() {
            return None;
        }
        let by = |attribute: &str| sources.iter().position(|(id, _)| *id == attribute);
        let answered = self.codes("answered_by", Answerer::from_code).into_iter().next();
        let answered = answered.map(|(is, source)| Sourced { is, source: by(source) });
        let tells = self.codes("tells", Tells::from_code).into_iter().next();
        Some(Ours {
            id,
            alternate_names: self.values("alternate_name").collect(),
            name_language: self.value("name_language").filter(|tag| known.has(tag)).unwrap_or("en"),
            city: self.value("city"),
            needs,
            eligibility: each(self.codes("audience", Audience::from_code)),
            situations: each(self.codes("situation", Situation::from_code)),
            answered_by: answered
                .filter(|one| one.is == Answerer::Unknown || one.source.is_some())
                .unwrap_or(Sourced { is: Answerer::Unknown, source: None }),
            tells: tells
                .map(|(is, source)| Sourced { is, source: by(source) })
                .filter(|tells| tells.source.is_some() || tells.is == Tells::Unknown),
            interpretation_services: self.value("interpretation_services").and_then(|count| count.parse().ok()),
            cost: self.code("cost", Cost::from_code).unwrap_or(Cost::Unknown),
            stands_behind: self.value("stands_behind") == Some("true"),
            sources,
        })
    }
}

/// What our taxonomy says of a service.
#[derive(Debug)]
pub struct Ours<'a> {
    /// Our id.
    pub id: &'a str,
    /// Names beside that of HSDS's own field.
    pub alternate_names: Vec<&'a str>,
    /// BCP 47 tag of the name.
    pub name_language: &'a str,
    /// The only city that it serves.
    pub city: Option<&'a str>,
    /// What it helps with, in its order.
    pub needs: Vec<Need>,
    /// Whom it is for.
    pub eligibility: Vec<Audience>,
    /// What it knows about.
    pub situations: Vec<Situation>,
    /// Who answers.
    pub answered_by: Sourced<Answerer>,
    /// Who may be told.
    pub tells: Option<Sourced<Tells>>,
    /// Interpreters.
    pub interpretation_services: Option<u32>,
    /// What it costs.
    pub cost: Cost,
    /// Whether another service stands before it.
    pub stands_behind: bool,
    /// Where facts were read, each with the id of the attribute that says so.
    pub sources: Vec<(&'a str, Source)>,
}

fn each<T: PartialEq>(codes: Vec<(T, &str)>) -> Vec<T> {
    let mut all: Vec<T> = Vec::new();
    for (code, _) in codes {
        if !all.contains(&code) {
            all.push(code);
        }
    }
    all
}

/// A source as it is written in an attribute.
fn quoted<'a>(fact: &Fact<'a>, today: &str) -> Option<(&'a str, Source)> {
    let source: Source = serde_json::from_str(fact.value).ok()?;
    let is_past = |date: &str| is_date(date) && date <= today;
    let good = link::is_readable(&source.url) && is_past(&source.read);
    let published = source.published.filter(|date| is_past(date));
    let title = plain(&source.title).text.into_owned();
    // A quotation that is changed is none, and it never stands on the page.
    let evidence = source.evidence.as_deref().map(visible);
    good.then_some((fact.id, Source { title, evidence, published, ..source }))
}

#[cfg(test)]
#[path = "own_tests.rs"]
mod tests;
