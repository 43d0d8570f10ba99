//! From a service of the export, and what hangs on it, to a service of ours.

use sidedoor_core::authoring::service::Service;
use sidedoor_core::codes::Need;

use crate::contacts::{self, Contacts};
use crate::hours::{self, Beside};
use crate::joined::Bundle;
use crate::knowledge::Knowledge;
use crate::needs::{situations, terms_of};
use crate::phone::Numbers;
use crate::report::{Outcome, Report};
use crate::row::Row;
use crate::template::is_yes;
use crate::text::folded;
use crate::wording::Scrub;
use crate::{Options, person, secret};

/// What making a record needs.
#[derive(Debug)]
pub struct Maker<'a> {
    /// What is known.
    pub known: &'a Knowledge,
    /// What was asked for.
    pub options: &'a Options,
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
    /// Makes a service, or says why not.
    pub fn service(&mut self, row: &Row, bundle: &Bundle<'_>) -> Option<Made> {
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
        let said = format!("{name} {raw_description} {}", terms_of(bundle));
        let needs = self.needs(row, bundle, &name, &raw_description)?;
        let situations = situations(&self.known.written, &said);
        let hidden = needs.contains(&Need::Shelter)
            || is_yes(row.get("shelter_address_is_secret"))
            || secret::speaks_of_shelter(&said)
            || bundle.addresses.iter().any(|address| secret::says_secret(address.get("address_1")));
        let url = self.url(row, bundle);
        let mut people = person::names(bundle.people.iter().copied());
        // Somebody whose name is on the door: it is the name of the place.
        let door = [Some(name.as_str()), bundle.organization.map(|one| one.get("name"))]
            .map(|name| folded(name.unwrap_or("")));
        people.retain(|person| !door.contains(&folded(person)));
        let found = contacts::read(self, row, bundle, &country, url.as_deref());
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
        let scrub =
            Scrub { hidden, people: &people, contacts: &contacts, host: own_host.as_deref(), addresses: bundle };
        let description = self.scrubbed(row, "description", &raw_description, &scrub);
        let description = self.shortened(row, &description, &name, bundle);
        let name = self.scrubbed(row, "name", &name, &scrub);
        if name.is_empty() {
            self.report.refused(row.origin, "name", "", "holds nothing but what must not be printed");
            return None;
        }
        let source = self.source(row, url.as_deref(), &evidence)?;
        let (languages, interpreters) = self.languages(row, bundle);
        let city = self.city(bundle, hidden);
        let zone = self.options.time_zone.as_deref();
        let beside = Beside { country: &country, zone, today: &self.options.today };
        if bundle.schedules_of_several {
            let why = "several places, each with hours of its own; the hours of the service are not known";
            self.report.say(row.origin, "schedules", Outcome::Refused, ("", ""), why);
        }
        let schedules = hours::read(&bundle.schedules, &beside, self.known, self.report);
        let alternate = self.text(row, "alternate_name");
        let alternate = self.scrubbed(row, "alternate_name", &alternate, &scrub);
        self.report.mark(row.origin, Outcome::Kept);
        let service = Service {
            id: String::new(),
            alternate_names: Some(alternate).filter(|other| !other.is_empty() && *other != name).into_iter().collect(),
            name,
            name_language: self.options.language.clone(),
            description,
            url,
            service_area: area,
            city,
            needs,
            eligibility: self.audiences(row, bundle),
            situations,
            answered_by: self.answered_by(row),
            tells: self.tells(row),
            languages,
            interpretation_services: interpreters.then_some(0),
            cost: self.cost(row, bundle),
            schedules,
            contacts,
            sources: vec![source],
            stands_behind: false,
        };
        Some(Made { service, country })
    }
}
