//! Where a service is for: what its rows say of its area, else of its addresses, else what was asked for.

use crate::joined::Bundle;
use crate::record::Maker;
use crate::report::{Outcome, WITHHELD};
use crate::row::Row;
use crate::template::is_yes;
use crate::text::plain;
use crate::{place, secret};

impl Maker<'_> {
    /// Where it serves, and the country of that.
    pub fn area(&mut self, row: &Row, bundle: &Bundle<'_>) -> Option<(String, String)> {
        for area in &bundle.areas {
            let found =
                ["extent", "name", "service_area"].iter().find_map(|field| place::place(area.get(field), self.known));
            let Some(found) = found else {
                let (field, raw) = area.first(&["name", "service_area"]);
                let why = "is no country or state that we have a name for";
                self.report.say(area.origin, field, Outcome::Refused, (raw, ""), why);
                self.report.mark(area.origin, Outcome::Refused);
                continue;
            };
            self.report.mark(area.origin, Outcome::Kept);
            let country = place::country_of(&found).to_owned();
            return Some((found, country));
        }
        let in_row = row.get("service_areas");
        if let Some(found) = in_row.split([';', ',', '|']).find_map(|part| place::place(part, self.known)) {
            let country = place::country_of(&found).to_owned();
            return Some((found, country));
        }
        let given = self.options.place.clone();
        for address in &bundle.addresses {
            let country = place::country(address.get("country"), self.known).or_else(|| {
                given
                    .as_deref()
                    .filter(|_| address.get("country").is_empty())
                    .map(|one| place::country_of(one).to_owned())
            });
            let Some(country) = country else { continue };
            let (field, state) = address.first(&["state_province", "region"]);
            self.report.mark(address.origin, Outcome::Kept);
            if let Some(area) = place::state(state, &country, self.known) {
                return Some((area, country));
            }
            let given = given.clone().filter(|given| place::country_of(given) == country);
            let area = given.unwrap_or_else(|| country.clone());
            if !state.is_empty() {
                self.report.mended(address.origin, field, state, &area, "is no state that we have a name for");
            }
            return Some((area, country));
        }
        if let Some(area) = given {
            let country = place::country_of(&area).to_owned();
            return Some((area, country));
        }
        let why = "neither a service area nor an address says a country that we know; --place US-FL would set one";
        self.report.refused(row.origin, "service_area", row.get("name"), why);
        None
    }

    /// The city, if it is in one only.
    pub fn city(&mut self, row: &Row, bundle: &Bundle<'_>, hidden: bool) -> Option<String> {
        // Our template and our export name a city only where that is all they serve; an address says where the house is.
        let given = plain(row.get("city")).text;
        if !given.is_empty() {
            let secret = is_yes(row.get("shelter_address_is_secret"));
            let why = if secret { "nobody may know where it is" } else { "is no name of a city" };
            if secret || !is_city(&given) {
                self.report.dropped(row.origin, "city", if secret { WITHHELD } else { &given }, why);
                return None;
            }
            return Some(given.into_owned());
        }
        let mut cities: Vec<(String, &Row)> = Vec::new();
        for address in &bundle.addresses {
            self.report.mark(address.origin, Outcome::Kept);
            let city = plain(address.get("city")).text.into_owned();
            if !city.is_empty() && !cities.iter().any(|(known, _)| *known == city) {
                cities.push((city, address));
            }
            if hidden && !address.get("address_1").is_empty() {
                let why = "the address of a place that people hide in never comes in; nor does its city";
                self.report.mended(address.origin, "address_1", WITHHELD, "", why);
            }
        }
        let [(city, address)] = cities.as_slice() else { return None };
        if hidden {
            return None;
        }
        if !is_city(city) {
            self.report.dropped(address.origin, "city", city, "is no name of a city");
            return None;
        }
        Some(city.clone())
    }
}

/// Whether this may be a city, and nothing nearer.
pub fn is_city(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && !text.bytes().any(|byte| byte.is_ascii_digit())
        && !secret::says_secret(text)
        && !sidedoor_core::authoring::check::names_a_street(text)
}
