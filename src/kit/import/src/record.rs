//! From a service of the export, and what hangs on it, to a service of ours.

use std::borrow::Cow;

use sidedoor_core::authoring::check;
use sidedoor_core::authoring::service::{Schedule, Service};
use sidedoor_core::codes::{Cost, Need};

use crate::area::is_city;
use crate::contacts::{self, Contacts};
use crate::hours::{self, Beside};
use crate::joined::Bundle;
use crate::knowledge::Knowledge;
use crate::needs::{situations, terms_of};
use crate::own::{Believed, Facts, Ours, TAXONOMY};
use crate::phone::Numbers;
use crate::report::{Outcome, Report};
use crate::row::Row;
use crate::template::is_yes;
use crate::text::{folded, plain};
use crate::wording::Scrub;
use crate::{Options, person, secret};

/// What making a record needs.
#[derive(Debug)]
pub struct Maker<'a> {
    /// What is known.
    pub known: &'a Knowledge,
    /// What was asked for.
    pub options: &'a Options,
    /// What is said in our own taxonomy.
    pub claimed: &'a Facts<'a>,
    /// What of that counts for this service.
    pub facts: Believed<'a>,
    /// What became of everything.
    pub report: &'a mut Report,
    /// Numbers that were read.
    pub numbers: Numbers,
}

/// A service of ours without its id, and the country of the place that it is for.
#[derive(Debug)]
pub struct Made {
    /// The service.
    pub service: Service,
    /// ISO 3166-1, or 001.
    pub country: String,
}

impl Maker<'_> {
    /// Makes a service, or says why not. One that comes from an export of ours is a record again, if our check takes it.
    pub fn service(&mut self, row: &Row, bundle: &Bundle<'_>) -> Option<Made> {
        self.facts = Believed(None);
        let Some(ours) = self.claimed.of(row).record(self.known, &self.options.today) else {
            return self.make(row, bundle, None);
        };
        self.facts = Believed(Some(self.claimed));
        let made = self.make(row, bundle, Some(&ours))?;
        let faults = check::service_faults(&made.service, &|code| self.known.has(code), &self.known.misprints);
        let Some(fault) = faults.first() else {
            self.mark_facts(row, bundle);
            return Some(made);
        };
        let why = format!(
            "what the taxonomy {TAXONOMY} says of it does not pass our check ({}: {})",
            fault.field, fault.what
        );
        self.report.dropped(row.origin, "attributes", ours.id, &why);
        self.facts = Believed(None);
        self.make(row, bundle, None)
    }

    /// What was said of a service that came in, came in.
    fn mark_facts(&mut self, row: &Row, bundle: &Bundle<'_>) {
        let rows = [&bundle.phones, &bundle.nameless, &bundle.locations, &bundle.schedules];
        for row in rows.into_iter().flatten().copied().chain([row]) {
            for origin in self.facts.of(row).origins() {
                self.report.mark(origin, Outcome::Kept);
            }
        }
    }

    fn make(&mut self, row: &Row, bundle: &Bundle<'_>, ours: Option<&Ours<'_>>) -> Option<Made> {
        if !self.is_current(row) {
            return None;
        }
        let name = self.text(row, "name");
        if name.is_empty() {
            self.report.refused(row.origin, "name", row.get("name"), "is missing; nobody could choose it");
            return None;
        }
        let (area, country) = self.area(row, bundle)?;
        let raw_description = self.description_of(row, bundle);
        let said = folded(&format!("{name} {raw_description} {}", terms_of(bundle)));
        let needs = self.needs(row, bundle, &name, &raw_description)?;
        let situations = situations(&self.known.written, &said);
        let hidden = needs.contains(&Need::Shelter) || is_hidden(row, bundle, &said);
        let url = self.url(row, bundle);
        let people = people(&name, bundle);
        let names = [name.as_str(), bundle.organization.map_or("", |one| one.get("name")), row.get("alternate_name")];
        let names: Vec<&str> =
            names.into_iter().chain(ours.iter().flat_map(|ours| ours.alternate_names.iter().copied())).collect();
        let own_sources = ours.map_or(&[][..], |ours| &ours.sources);
        let cost = ours.map_or(row.get("cost"), |ours| ours.cost.code());
        let beside = contacts::Beside {
            country: &country,
            url: url.as_deref(),
            may_cost: cost == Cost::CallCharges.code(),
            names: &names,
            sources: own_sources,
        };
        let found = contacts::read(self, row, bundle, &beside);
        let Contacts { ways: contacts, evidence, own_host } = found;
        if contacts.is_empty() && url.is_none() {
            self.report.refused(
                row.origin,
                "",
                &name,
                "no number, page or mailbox of it could be read; nobody could reach it",
            );
            return None;
        }
        let scrub = Scrub {
            hidden,
            people: &people,
            contacts: &contacts,
            host: own_host.as_deref(),
            any_host: false,
            names: &names,
            addresses: bundle,
        };
        let name = self.scrubbed(row, "name", &name, &scrub);
        if name.is_empty() {
            self.report.refused(row.origin, "name", "", "holds nothing but what must not be printed");
            return None;
        }
        let description = self.described(row, &raw_description, &scrub);
        // Where it says nothing, the name is said again.
        let description = self.shortened(row, &description, &name, bundle, &scrub);
        let mut sources = self.own_sources(row, own_sources, &scrub);
        if sources.is_empty() || contacts.iter().any(|contact| contact.source >= sources.len()) {
            sources.push(self.source(row, url.as_deref(), &evidence)?);
        }
        let (languages, interpreters) = self.languages(row, bundle, &area);
        let city = match ours {
            Some(ours) => ours.city.map(str::to_owned).filter(|city| is_city(city)),
            None => self.city(row, bundle, hidden),
        };
        let schedules = self.hours(row, bundle, &country);
        let alternate_names = self.other_names(row, ours, &name, &scrub);
        self.report.mark(row.origin, Outcome::Kept);
        let (eligibility, cost) = match ours {
            Some(ours) => (ours.eligibility.clone(), ours.cost),
            None => (self.audiences(row, bundle), self.cost(row, bundle)),
        };
        let (answered_by, tells) = match ours {
            Some(ours) => (ours.answered_by.clone(), ours.tells.clone()),
            None => (self.answered_by(row), self.tells(row)),
        };
        let service = Service {
            id: ours.map_or_else(String::new, |ours| ours.id.to_owned()),
            name,
            alternate_names,
            name_language: ours.map_or(&*self.options.language, |ours| ours.name_language).to_owned(),
            description,
            url,
            service_area: area,
            city,
            needs,
            eligibility,
            situations: ours.map_or(situations, |ours| ours.situations.clone()),
            answered_by,
            tells,
            languages,
            interpretation_services: ours.map_or(interpreters.then_some(0), |ours| ours.interpretation_services),
            cost,
            schedules,
            contacts,
            sources,
            stands_behind: ours.is_some_and(|ours| ours.stands_behind),
        };
        Some(Made { service, country })
    }

    fn hours(&mut self, row: &Row, bundle: &Bundle<'_>, country: &str) -> Vec<Schedule> {
        let zone = self.options.time_zone.as_deref();
        let beside = Beside { country, zone, today: &self.options.today, facts: self.facts };
        if bundle.schedules_of_several {
            let why = "several places, each with hours of its own; the hours of the service are not known";
            self.report.say(row.origin, "schedules", Outcome::Refused, ("", ""), why);
        }
        hours::read(&bundle.schedules, &beside, self.known, self.report)
    }

    fn other_names(&mut self, row: &Row, ours: Option<&Ours<'_>>, name: &str, scrub: &Scrub<'_>) -> Vec<String> {
        let first = self.text(row, "alternate_name");
        let more = ours.into_iter().flat_map(|ours| ours.alternate_names.iter().map(|other| plain(other).text));
        let all: Vec<String> = [first].into_iter().chain(more.map(Cow::into_owned)).collect();
        let all = all.iter().map(|other| self.scrubbed(row, "alternate_name", other, scrub));
        all.filter(|other| !other.is_empty() && other != name).collect()
    }
}

/// Whether it is a place that people hide in, by what is said of it.
fn is_hidden(row: &Row, bundle: &Bundle<'_>, said: &str) -> bool {
    is_yes(row.get("shelter_address_is_secret"))
        || secret::speaks_of_shelter(said)
        || bundle.addresses.iter().any(|address| secret::says_secret(address.get("address_1")))
}

/// Names of people; but somebody whose name is on the door has given it to the place.
fn people(name: &str, bundle: &Bundle<'_>) -> Vec<String> {
    let mut people = person::names(bundle.people.iter().copied());
    if !people.is_empty() {
        let door = [name, bundle.organization.map_or("", |one| one.get("name"))].map(folded);
        people.retain(|person| !door.contains(&folded(person)));
    }
    people
}
