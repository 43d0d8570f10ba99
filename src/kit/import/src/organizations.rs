//! Services, put under the organizations that they belong to.

use std::collections::BTreeMap;

use sidedoor_core::authoring::service::Organization;
use sidedoor_core::codes::Need;

use crate::own::Facts;
use crate::record::Made;
use crate::report::{Outcome, Report};
use crate::row::Row;
use crate::{identity, secret, text};

/// Organisations as they come about.
#[derive(Debug, Default)]
pub struct Organizations {
    made: BTreeMap<String, (String, Organization)>,
    ids: identity::Given,
    services: identity::Given,
}

impl Organizations {
    /// Adds a service to its organization.
    pub fn add(&mut self, row: &Row, organization: Option<&Row>, facts: &Facts<'_>, made: Made, report: &mut Report) {
        let Made { mut service, country } = made;
        let shelters = service.needs.contains(&Need::Shelter);
        let printed = |name: String| match secret::without_streets(&name) {
            Some((left, _)) if shelters => left,
            _ => name,
        };
        let name = organization.map(|one| printed(text::plain(one.get("name")).text.into_owned()));
        let name = name.filter(|name| !name.is_empty());
        let name = if let (Some(name), Some(one)) = (name, organization) {
            report.mark(one.origin, Outcome::Kept);
            name
        } else {
            let why = "is in none of the files; the service stands under its own name";
            report.mended(row.origin, "organization_id", row.get("organization_id"), &service.name, why);
            service.name.clone()
        };
        let named = |row: &Row, name: &str| match row.get("id") {
            "" => name.to_owned(),
            made if made.starts_with('#') => name.to_owned(),
            id => id.to_owned(),
        };
        let raw = organization.map_or_else(|| named(row, &name), |one| named(one, &name));
        let ours = organization.and_then(|one| facts.organization(one)).filter(|_| !service.id.is_empty());
        let id = match ours {
            Some((id, origin)) => {
                report.mark(origin, Outcome::Kept);
                self.ids.give_own(id, &raw)
            }
            None => self.ids.give(&country, &raw, &raw),
        };
        let raw_service = named(row, &format!("{name} {}", service.name));
        let whose = format!("{raw} {raw_service} {}", row.get("id"));
        service.id = if service.id.is_empty() {
            self.services.give(&country, &raw_service, &whose)
        } else {
            self.services.give_own(&service.id, &whose)
        };
        let (_, organization) = self.made.entry(id.clone()).or_insert_with(|| {
            let folder = if country == "001" { "world".to_owned() } else { country.to_ascii_lowercase() };
            (folder, Organization { id, name, services: Vec::new() })
        });
        organization.services.push(service);
    }

    /// All of them, each with the country of its folder.
    pub fn finish(self) -> Vec<(String, Organization)> {
        self.made.into_values().collect()
    }
}
