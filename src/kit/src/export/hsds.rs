//! Our records in the words of Open Referral HSDS 3.0.
//!
//! Where HSDS has a field it is used; where it has none, the fact travels as an attribute in our taxonomy
//! ([`super::terms`]), so that nothing is lost. What is not known is not written. A chat is a *virtual location*, an
//! e-mail address a *contact* without a name, every number a *phone*.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sidedoor_core::authoring::service::{Contact, Organization, Schedule, Service, Source};
use sidedoor_core::codes::{ContactKind, Cost, Label};
use sidedoor_import::own::TAXONOMY;
use uuid::Uuid;

use super::identifiers::{of, part};
use super::object::Object;
use super::terms::Terms;

/// What turns records into HSDS: our words, and the names of places and languages.
#[derive(Debug)]
pub struct Translator<'a> {
    /// The vocabulary.
    pub terms: Terms,
    /// Codes of places and languages to their names.
    pub names: &'a BTreeMap<String, String>,
}

impl Translator<'_> {
    /// An organisation with its services.
    pub fn organization(&self, organization: &Organization) -> Value {
        let services: Vec<Value> = organization.services.iter().map(|one| self.service(organization, one)).collect();
        bare_organization(organization).with("services", services).finish()
    }

    /// A service with the organisation that it belongs to.
    pub fn full_service(&self, organization: &Organization, service: &Service) -> Value {
        let mut whole = self.service(organization, service);
        if let Some(fields) = whole.as_object_mut() {
            fields.insert("organization".to_owned(), bare_organization(organization).finish());
        }
        whole
    }

    /// A row of the list of services: what is one to one, and the organisation.
    pub fn listed_service(&self, organization: &Organization, service: &Service) -> Value {
        let mut row = self.full_service(organization, service);
        if let Some(fields) = row.as_object_mut() {
            fields.retain(|field, value| field == "organization" || !value.is_array());
        }
        row
    }

    fn service(&self, organization: &Organization, service: &Service) -> Value {
        let id = of("service", &service.id);
        let mut object = Object::new(id)
            .with("organization_id", of("organization", &organization.id).to_string())
            .with("name", service.name.as_str())
            .with("alternate_name", service.alternate_names.first().cloned())
            .with("description", service.description.as_str())
            .with("url", service.url.clone())
            .with("email", service.contacts.iter().find(|one| one.kind == ContactKind::Email).map(|one| &*one.value))
            .with("status", "active")
            .with("interpretation_services", interpreters(service.interpretation_services))
            .with("fees_description", self.fees(service.cost))
            .with("eligibility_description", self.eligibility(service))
            .with("assured_date", last_read(service));
        let sources: Vec<Uuid> = self.facts(&mut object, service);
        let ways = Ways { translator: self, service: id, sources: &sources };
        object
            .with("phones", ways.phones(&service.contacts))
            .with("contacts", ways.mailboxes(&service.contacts))
            .with("service_at_locations", ways.chats(&service.contacts))
            .with("schedules", self.schedules(id, &service.schedules))
            .with("service_areas", vec![self.area(id, service)])
            .with("languages", service.languages.iter().map(|tag| self.language(id, tag)).collect::<Vec<_>>())
            .finish()
    }

    /// Everything of a service that HSDS has no field for. Gives back the attribute of each source.
    fn facts(&self, object: &mut Object, service: &Service) -> Vec<Uuid> {
        let terms = &self.terms;
        object.attribute(terms, "identifier", Some(&service.id));
        for name in service.alternate_names.iter().skip(1) {
            object.attribute(terms, "alternate_name", Some(name));
        }
        if service.name_language != "en" {
            object.attribute(terms, "name_language", Some(&service.name_language));
        }
        if let Some(city) = &service.city {
            object.attribute(terms, "city", Some(city));
        }
        if let Some(languages) = service.interpretation_services {
            object.attribute(terms, "interpretation_services", Some(&languages.to_string()));
        }
        if service.stands_behind {
            object.attribute(terms, "stands_behind", Some("true"));
        }
        let coded = |family: &str, code: &str| format!("{family}.{code}");
        let needs = service.needs.iter().map(|one| coded("need", one.code()));
        let audiences = service.eligibility.iter().map(|one| coded("audience", one.code()));
        let situations = service.situations.iter().map(|one| coded("situation", one.code()));
        for code in needs.chain(audiences).chain(situations) {
            object.attribute(terms, &code, None);
        }
        object.attribute(terms, &coded("cost", service.cost.code()), None);
        let sources: Vec<Uuid> =
            service.sources.iter().map(|one| object.attribute(terms, "source", Some(&as_json(one)))).collect();
        let by = |source: Option<usize>| source.and_then(|at| sources.get(at)).map(Uuid::to_string);
        let answered = &service.answered_by;
        object.attribute(terms, &coded("answered_by", answered.is.code()), by(answered.source).as_deref());
        if let Some(tells) = &service.tells {
            object.attribute(terms, &coded("tells", tells.is.code()), by(tells.source).as_deref());
        }
        sources
    }

    fn fees(&self, cost: Cost) -> Option<&str> {
        (cost != Cost::Unknown).then(|| self.terms.meaning(&format!("cost.{}", cost.code())))
    }

    fn eligibility(&self, service: &Service) -> String {
        let audiences = service.eligibility.iter();
        let meant: Vec<&str> = audiences.map(|one| self.terms.meaning(&format!("audience.{}", one.code()))).collect();
        meant.join("; ")
    }

    fn area(&self, service: Uuid, record: &Service) -> Value {
        let code = record.service_area.as_str();
        let country = code.split('-').next().filter(|country| *country != code);
        let places = [Some(code), country].into_iter().flatten().map(|code| self.name(code));
        let name = record.city.as_deref().into_iter().chain(places).collect::<Vec<_>>().join(", ");
        Object::new(part(service, "area")).with("name", name).with("extent", code).with("extent_type", "text").finish()
    }

    fn language(&self, service: Uuid, tag: &str) -> Value {
        Object::new(part(service, &format!("language {tag}"))).with("name", self.name(tag)).with("code", tag).finish()
    }

    fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.names.get(code).map_or(code, String::as_str)
    }

    fn schedules(&self, service: Uuid, schedules: &[Schedule]) -> Vec<Value> {
        schedules
            .iter()
            .enumerate()
            .map(|(at, one)| self.schedule(part(service, &format!("hours {at}")), one))
            .collect()
    }

    /// HSDS has an offset from UTC, which is another one in summer: the zone's name travels beside it.
    fn schedule(&self, id: Uuid, hours: &Schedule) -> Value {
        // HSDS has no end of the day.
        let to_the_end = hours.closes_at == "24:00";
        let closes_at = if to_the_end { "23:59:00".to_owned() } else { format!("{}:00", hours.closes_at) };
        let mut object = Object::new(id)
            .with("freq", "WEEKLY")
            .with("byday", hours.byday.join(","))
            .with("description", hours.timezone.as_deref().map(|zone| format!("Local time in {zone}")))
            .with("opens_at", format!("{}:00", hours.opens_at))
            .with("closes_at", closes_at);
        if to_the_end {
            object.attribute(&self.terms, "closes_at", Some(&hours.closes_at));
        }
        if let Some(zone) = &hours.timezone {
            object.attribute(&self.terms, "timezone", Some(zone));
        }
        object.finish()
    }
}

/// An organisation without its services. HSDS requires a description; all that is known is what its services offer.
fn bare_organization(organization: &Organization) -> Object {
    let id = of("organization", &organization.id);
    let offers: Vec<&str> = organization.services.iter().map(|service| service.description.as_str()).collect();
    let identifier = Object::new(part(id, "identifier"))
        .with("identifier_type", TAXONOMY)
        .with("identifier", organization.id.as_str());
    Object::new(id)
        .with("name", organization.name.as_str())
        .with("description", offers.join(" "))
        .with("organization_identifiers", vec![identifier.finish()])
}

/// The ways to make contact of one service.
struct Ways<'a> {
    translator: &'a Translator<'a>,
    service: Uuid,
    sources: &'a [Uuid],
}

impl Ways<'_> {
    fn all<'a>(
        &'a self,
        contacts: &'a [Contact],
        wanted: impl Fn(ContactKind) -> bool + 'a,
    ) -> impl Iterator<Item = (usize, Uuid, &'a Contact)> {
        let numbered = contacts.iter().enumerate().filter(move |(_, one)| wanted(one.kind));
        // The number is the id, so that it stays when another one is added; a second time it is told apart.
        numbered.map(|(at, one)| {
            let same = contacts.iter().take(at).filter(|other| other.kind == one.kind && other.value == one.value);
            (at, part(self.service, &format!("{} {} {}", one.kind.code(), one.value, same.count())), one)
        })
    }

    fn phones(&self, contacts: &[Contact]) -> Vec<Value> {
        let number = |kind| !matches!(kind, ContactKind::Chat | ContactKind::Email);
        self.all(contacts, number).map(|(at, id, one)| self.phone(at, id, one)).collect()
    }

    fn phone(&self, at: usize, id: Uuid, contact: &Contact) -> Value {
        let extension = contact.extension.as_deref();
        // HSDS wants a number: `012` would become 12, and someone else would answer.
        let plain = extension.and_then(|text| text.parse::<u64>().ok().filter(|n| n.to_string() == text));
        let mut object = Object::new(id)
            .with("number", contact.value.as_str())
            .with("extension", plain)
            .with("type", phone_type(contact.kind))
            .with("description", self.says(contact));
        if let Some(extension) = extension.filter(|_| plain.is_none()) {
            object.attribute(&self.translator.terms, "extension", Some(extension));
        }
        self.facts(&mut object, at, contact);
        object.finish()
    }

    /// What a person must know before they dial.
    fn says(&self, contact: &Contact) -> String {
        let terms = &self.translator.terms;
        let kind = match contact.kind {
            ContactKind::Call | ContactKind::Text => None,
            kind => Some(terms.meaning(&format!("kind.{}", kind.code())).to_owned()),
        };
        let label = contact.label;
        let label = (label != Label::None).then(|| terms.meaning(&format!("label.{}", label.code())).to_owned());
        let keyword = contact.keyword.as_ref().map(|word| format!("Send the word {word}"));
        let extension = contact.extension.as_ref().map(|extension| format!("Extension {extension}"));
        [kind, label, keyword, extension].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn mailboxes(&self, contacts: &[Contact]) -> Vec<Value> {
        self.all(contacts, |kind| kind == ContactKind::Email)
            .map(|(at, id, one)| {
                let mut object = Object::new(id).with("email", one.value.as_str());
                self.facts(&mut object, at, one);
                object.finish()
            })
            .collect()
    }

    fn chats(&self, contacts: &[Contact]) -> Vec<Value> {
        self.all(contacts, |kind| kind == ContactKind::Chat)
            .map(|(at, id, one)| {
                let mut place = Object::new(part(id, "location"))
                    .with("location_type", "virtual")
                    .with("url", one.value.as_str())
                    .with("name", self.translator.terms.meaning("kind.chat"));
                self.facts(&mut place, at, one);
                Object::new(id).with("location", place.finish()).finish()
            })
            .collect()
    }

    fn facts(&self, object: &mut Object, at: usize, contact: &Contact) {
        let terms = &self.translator.terms;
        object.attribute(terms, &format!("kind.{}", contact.kind.code()), None);
        object.attribute(terms, "position", Some(&at.to_string()));
        if contact.label != Label::None {
            object.attribute(terms, &format!("label.{}", contact.label.code()), None);
        }
        for country in &contact.from {
            object.attribute(terms, "from", Some(country));
        }
        let source = self.sources.get(contact.source).map(Uuid::to_string);
        object.attribute(terms, "source", source.as_deref());
        for (name, value) in [("shown", &contact.shown), ("keyword", &contact.keyword), ("called", &contact.called)] {
            if let Some(value) = value {
                object.attribute(terms, name, Some(value));
            }
        }
    }
}

/// Of the kinds that HSDS takes from RFC 6350. It has none for `WhatsApp`, and `text` would send somebody's message
/// where nobody reads it.
fn phone_type(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Call => "voice",
        ContactKind::Text => "text",
        ContactKind::Tty => "textphone",
        ContactKind::Videophone => "video",
        other => other.code(),
    }
}

fn interpreters(languages: Option<u32>) -> Option<String> {
    languages.map(|count| match count {
        0 => "Interpreters".to_owned(),
        count => format!("Interpreters in {count} languages"),
    })
}

/// The last day on which a source was read, where days are known: HSDS has no months.
fn last_read(service: &Service) -> Option<&str> {
    let days =
        service.sources.iter().map(|source| source.read.as_str()).filter(|read| read.len() == "2026-11-24".len());
    days.max()
}

fn as_json(source: &Source) -> String {
    json!(source).to_string()
}
