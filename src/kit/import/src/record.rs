//! From a service of the export, and what hangs on it, to a service of ours.

use sidedoor_core::authoring::service::{Service, Source, Sourced};
use sidedoor_core::codes::{Answerer, Audience, Cost, Need, Publisher, Situation, Tells};

use crate::contacts::{self, Contacts};
use crate::hours::{self, Beside};
use crate::joined::Bundle;
use crate::knowledge::{Knowledge, Means, meanings};
use crate::phone::Numbers;
use crate::report::{Outcome, Report};
use crate::row::Row;
use crate::template::is_yes;
use crate::text::{folded, plain, shortened};
use crate::{Options, date, language, link, person, place, secret};

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

/// Ways to say that something is closed.
const CLOSED: [&str; 8] = [
    "inactive",
    "defunct",
    "closed",
    "temporarily closed",
    "permanently closed",
    "suspended",
    "discontinued",
    "no longer available",
];

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

    /// Whether it is open at all, and was confirmed lately enough.
    fn is_current(&mut self, row: &Row) -> bool {
        let status = folded(row.get("status"));
        if CLOSED.contains(&status.as_str()) {
            if !self.options.keep_closed {
                self.report.refused(row.origin, "status", row.get("status"), "is closed; --closed mark would keep it");
                return false;
            }
            self.report.mended(row.origin, "status", row.get("status"), "kept", "the export says that it is closed");
        } else if !matches!(status.as_str(), "" | "active" | "open") {
            self.report.dropped(
                row.origin,
                "status",
                row.get("status"),
                "is not known; active, inactive, defunct would be",
            );
        }
        let Some(months) = self.options.older_than else { return true };
        let limit = date::months_before(&self.options.today, months);
        let confirmed = confirmed(row);
        if confirmed.as_ref().is_some_and(|date| date.as_str() >= limit.as_str()) {
            return true;
        }
        let when = confirmed
            .map_or_else(|| "nobody says when it was confirmed".to_owned(), |date| format!("last confirmed {date}"));
        let why = format!("{when}; that is longer ago than {months} months");
        if self.options.leave_out_old {
            self.report.refused(row.origin, "assured_date", "", &why);
        } else {
            self.report.mended(row.origin, "assured_date", "", "kept", &why);
        }
        !self.options.leave_out_old
    }

    /// A text of a row, plain, with a word about what was done to it.
    pub fn text(&mut self, row: &Row, field: &str) -> String {
        let raw = row.get(field);
        let plain = plain(raw);
        if !plain.done.is_empty() {
            self.report.mended(row.origin, field, raw, &plain.text, &plain.done.join("; "));
        }
        plain.text.into_owned()
    }

    /// The description of the service, or of its organization.
    fn description_of(&mut self, row: &Row, bundle: &Bundle<'_>) -> String {
        let own = self.text(row, "description");
        let organization = bundle.organization.filter(|_| own.is_empty());
        let Some(organization) = organization.filter(|one| !one.get("description").is_empty()) else { return own };
        let text = self.text(organization, "description");
        self.report.mended(
            row.origin,
            "description",
            "",
            &text,
            "is missing; that of its organization stands in its place",
        );
        text
    }

    fn shortened(&mut self, row: &Row, description: &str, name: &str, bundle: &Bundle<'_>) -> String {
        if description.is_empty() {
            let organization = bundle.organization.map_or("", |one| one.get("name"));
            let organization = plain(organization).text;
            let text = if organization.is_empty() || organization == name {
                format!("{name}.")
            } else {
                format!("{name}, {organization}.")
            };
            let why = "is missing, or holds nothing that may be printed; its name stands in its place";
            self.report.mended(row.origin, "description", "", &text, why);
            return text;
        }
        let (kept, cut) = shortened(description);
        if !cut.is_empty() {
            self.report.mended(
                row.origin,
                "description",
                &format!("…{cut}"),
                "",
                "is longer than a card; this end was cut off",
            );
        }
        kept.to_owned()
    }

    fn area(&mut self, row: &Row, bundle: &Bundle<'_>) -> Option<(String, String)> {
        for area in &bundle.areas {
            let found =
                ["name", "service_area", "extent"].iter().find_map(|field| place::place(area.get(field), self.known));
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

    fn city(&mut self, bundle: &Bundle<'_>, hidden: bool) -> Option<String> {
        let mut cities: Vec<(String, &Row)> = Vec::new();
        for address in &bundle.addresses {
            self.report.mark(address.origin, Outcome::Kept);
            let city = plain(address.get("city")).text.into_owned();
            if !city.is_empty() && !cities.iter().any(|(known, _)| *known == city) {
                cities.push((city, address));
            }
            if hidden && !address.get("address_1").is_empty() {
                let why = "the address of a place that people hide in never comes in; nor does its city";
                self.report.mended(address.origin, "address_1", "(not printed here)", "", why);
            }
        }
        let [(city, address)] = cities.as_slice() else { return None };
        let good = city.len() <= 60 && !city.bytes().any(|byte| byte.is_ascii_digit()) && !secret::says_secret(city);
        if hidden {
            return None;
        }
        if !good || sidedoor_core::authoring::check::names_a_street(city) {
            self.report.dropped(address.origin, "city", city, "is no name of a city");
            return None;
        }
        Some(city.clone())
    }

    /// What it helps with: by the mapping that was given, by what directories write, by what people type, or by default.
    fn needs(&mut self, row: &Row, bundle: &Bundle<'_>, name: &str, description: &str) -> Option<Vec<Need>> {
        let mut found: Vec<(Need, String, &str)> = Vec::new();
        for code in row.get("needs").split([',', ';', '|']).map(str::trim).filter(|code| !code.is_empty()) {
            match Need::from_code(&folded(code).replace(' ', "_")).or_else(|| self.options.need_of(code)) {
                Some(need) => found.push((need, code.to_owned(), "")),
                None => self.report.dropped(
                    row.origin,
                    "needs",
                    code,
                    "is no need that we know; see resources/template/README.md",
                ),
            }
        }
        let mut names: Vec<String> = Vec::new();
        for (link, term) in &bundle.terms {
            self.report.mark(link.origin, Outcome::Kept);
            let (_, id) = link.first(&["taxonomy_term_id", "taxonomy_id"]);
            let words = term.map_or("", |term| term.first(&["name", "term"]).1);
            if let Some(term) = term {
                self.report.mark(term.origin, Outcome::Kept);
            }
            let codes =
                [words, id, term.map_or("", |term| term.get("code")), term.map_or("", |term| term.get("taxonomy_id"))];
            let mapped =
                codes.iter().find_map(|code| self.options.need_of(code).map(|need| (need, (*code).to_owned())));
            match mapped {
                Some((need, code)) => found.push((need, code, "by the mapping that was given")),
                None => names.push(words.to_owned()),
            }
        }
        let add = |found: &mut Vec<(Need, String, &str)>, lexicon, text: &str, why| {
            let needs = meanings(lexicon, text).into_iter().filter_map(|(means, phrase)| match means {
                Means::Need(need) => Some((need, phrase, why)),
                _ => None,
            });
            found.extend(needs);
        };
        if found.is_empty() {
            for text in names.iter().map(String::as_str).chain([name, row.get("keywords")]) {
                add(&mut found, &self.known.written, text, "by a word of its name or its terms");
            }
        }
        if found.is_empty() {
            add(&mut found, &self.known.written, description, "by a word of its description");
        }
        if found.is_empty() {
            add(&mut found, &self.known.typed, &format!("{name} {}", names.join(" ")), "by a word that people type");
        }
        let mut needs: Vec<Need> = found.iter().map(|(need, _, _)| *need).collect();
        needs.sort_unstable();
        needs.dedup();
        for (need, phrase, why) in found.iter().filter(|(_, _, why)| !why.is_empty()) {
            self.report.say(row.origin, "needs", Outcome::Mended, (phrase, need.code()), why);
        }
        if let (true, Some(need)) = (needs.is_empty(), self.options.need) {
            self.report.mended(
                row.origin,
                "needs",
                "",
                need.code(),
                "no word of it says what it helps with; by --need",
            );
            needs.push(need);
        }
        if needs.is_empty() {
            let why = "no word of it says what it helps with; map its terms with --needs FILE, or give --need CODE";
            self.report.refused(row.origin, "needs", &names.join("; "), why);
            return None;
        }
        Some(needs)
    }

    fn url(&mut self, row: &Row, bundle: &Bundle<'_>) -> Option<String> {
        let own = ["url", "website"].map(|field| (row, field));
        let of = bundle.organization.into_iter().flat_map(|one| ["url", "website"].map(|field| (one, field)));
        for (row, field) in own.into_iter().chain(of) {
            let raw = row.get(field);
            if raw.is_empty() {
                continue;
            }
            match link::page(raw) {
                Ok((page, changed)) => {
                    if changed {
                        self.report.mended(
                            row.origin,
                            field,
                            raw,
                            &page,
                            "only encrypted lines are linked; see that it opens",
                        );
                    }
                    return Some(page);
                }
                Err(why) => self.report.dropped(row.origin, field, raw, why),
            }
        }
        None
    }

    fn source(&mut self, row: &Row, url: Option<&str>, evidence: &str) -> Option<Source> {
        let page = Some(row.get("source_page")).and_then(|page| link::page(page).ok()).map(|(page, _)| page);
        let page = page.or_else(|| self.options.source.clone()).or_else(|| url.map(str::to_owned));
        let Some(page) = page else {
            let why = "no page to name as the source; give --source with the page of whoever publishes this data";
            self.report.refused(row.origin, "source", row.get("name"), why);
            return None;
        };
        let title = self.options.source_title.clone().unwrap_or_else(|| link::host(&page).to_owned());
        for field in ["assured_date", "last_verified", "last_modified"] {
            let raw = row.get(field);
            if !raw.is_empty() && date::read(raw).is_none() {
                self.report.dropped(row.origin, field, raw, "is no date with one reading, such as 2026-11-24");
            }
        }
        let (confirmed, changed) = (row.get("assured_date"), row.get("last_modified"));
        if let (Some(confirmed), Some(changed)) = (date::read(confirmed), date::read(changed))
            && confirmed > self.options.today
        {
            self.report.dropped(
                row.origin,
                "assured_date",
                &confirmed,
                &format!("lies in the future; it was changed {changed}"),
            );
        }
        Some(Source {
            url: page,
            title,
            publisher: if self.options.own { Publisher::Own } else { Publisher::Other },
            published: confirmed_before(row, &self.options.today),
            read: self.options.today.clone(),
            evidence: Some(evidence.to_owned()).filter(|evidence| !evidence.is_empty()),
        })
    }

    fn languages(&mut self, row: &Row, bundle: &Bundle<'_>) -> (Vec<String>, bool) {
        let mut tags: Vec<String> = Vec::new();
        let mut interpreters = false;
        let of_row = [(row, "languages")].into_iter();
        let tables =
            bundle.languages.iter().map(|one| (*one, if one.get("language").is_empty() { "name" } else { "language" }));
        for (row, field) in of_row.chain(tables) {
            let code = row.get("code");
            let raw = if row.get(field).is_empty() { code } else { row.get(field) };
            if raw.is_empty() {
                continue;
            }
            let by_name = language::read(raw, self.known);
            let by_code = language::read(code, self.known);
            let spoken =
                if by_name.tags.is_empty() && !by_code.tags.is_empty() && field == "name" { by_code } else { by_name };
            let note = format!("{} {}", row.get("note"), "").trim().to_owned();
            let by_interpreter = !note.is_empty() && language::read(&note, self.known).interpreters;
            for part in &spoken.unknown {
                self.report.dropped(row.origin, field, part, "is no language that we have a name for");
            }
            if spoken.interpreters || by_interpreter {
                interpreters = true;
                self.report.mended(
                    row.origin,
                    field,
                    raw,
                    "there are interpreters",
                    "not the same as somebody who speaks it",
                );
            }
            if !by_interpreter {
                tags.extend(spoken.tags.iter().filter(|tag| !tags.contains(tag)).cloned().collect::<Vec<_>>());
            }
            let came = !spoken.tags.is_empty() || spoken.interpreters;
            self.report.mark(row.origin, if came { Outcome::Kept } else { Outcome::Refused });
        }
        let told = plain(row.get("interpretation_services")).text.into_owned();
        if !told.is_empty() && !matches!(folded(&told).as_str(), "no" | "none" | "n a" | "false") {
            interpreters = true;
            self.report.say(
                row.origin,
                "interpretation_services",
                Outcome::Mended,
                (&told, "there are interpreters"),
                "in how many languages is not counted",
            );
        }
        (tags, interpreters)
    }

    fn cost(&mut self, row: &Row, bundle: &Bundle<'_>) -> Cost {
        let given = row.get("cost");
        if !given.is_empty() {
            if let Some(cost) = Cost::from_code(&folded(given).replace(' ', "_")) {
                return cost;
            }
            self.report.dropped(row.origin, "cost", given, "should be free, call_charges, low_income or unknown");
        }
        for option in &bundle.costs {
            self.report.mark(option.origin, Outcome::NotCarried);
        }
        let (field, fees) = row.first(&["fees_description", "fees"]);
        let folded = folded(fees);
        if matches!(
            folded.as_str(),
            "free"
                | "none"
                | "no fee"
                | "no fees"
                | "no cost"
                | "no charge"
                | "free of charge"
                | "0"
                | "0 00"
                | "gratis"
                | "no cost to clients"
        ) {
            self.report.say(row.origin, field, Outcome::Mended, (fees, "free"), "a word of the fees");
            return Cost::Free;
        }
        if !fees.is_empty() {
            self.report.say(
                row.origin,
                field,
                Outcome::NotCarried,
                (fees, ""),
                "our cards say only whether it is free; this does not say so alone",
            );
        }
        Cost::Unknown
    }

    fn audiences(&mut self, row: &Row, bundle: &Bundle<'_>) -> Vec<Audience> {
        let mut found: Vec<Audience> = Vec::new();
        for code in row.get("for_whom").split([',', ';', '|']).map(str::trim).filter(|code| !code.is_empty()) {
            match Audience::from_code(&folded(code).replace(' ', "_")) {
                Some(audience) => found.push(audience),
                None if matches!(folded(code).as_str(), "anyone" | "everyone" | "all") => {}
                None => self.report.dropped(
                    row.origin,
                    "for_whom",
                    code,
                    "is no group that we know; see resources/template/README.md",
                ),
            }
        }
        let own = ["eligibility_description", "eligibility", "audience"].map(|field| (row, field));
        let tables = bundle.eligibility.iter().map(|one| (*one, "eligibility"));
        for (row, field) in own.into_iter().chain(tables) {
            let text = plain(row.get(field)).text.into_owned();
            if text.is_empty() {
                continue;
            }
            self.report.mark(row.origin, Outcome::Kept);
            let words = format!(" {} ", folded(&text));
            let open = [
                " anyone ",
                " everyone ",
                " all ",
                " general public ",
                " open to the public ",
                " no restrictions ",
                " none ",
            ];
            let mut here = if open.iter().any(|word| words.contains(word)) {
                Vec::new()
            } else {
                audiences(&self.known.written, &text)
            };
            if here.iter().any(|(one, _)| *one == Audience::Women) && here.iter().any(|(one, _)| *one == Audience::Men)
            {
                here.clear();
            }
            if here.is_empty() {
                self.report.say(
                    row.origin,
                    field,
                    Outcome::NotCarried,
                    (&text, ""),
                    "our cards have codes for some groups only; ask when you call",
                );
            }
            for (audience, phrase) in here {
                self.report.say(
                    row.origin,
                    field,
                    Outcome::Mended,
                    (&text, audience.code()),
                    &format!("by the word {phrase:?}"),
                );
                found.push(audience);
            }
        }
        let oldest = row.get("maximum_age").parse::<f32>().ok();
        if oldest.is_some_and(|age| age > 0.0 && age <= 21.0) {
            self.report.say(
                row.origin,
                "maximum_age",
                Outcome::Mended,
                (row.get("maximum_age"), "under_18"),
                "it is for young people",
            );
            found.push(Audience::Under18);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn answered_by(&mut self, row: &Row) -> Sourced<Answerer> {
        let raw = row.get("answered_by");
        let is = Answerer::from_code(&folded(raw).replace(' ', "_"));
        if is.is_none() && !raw.is_empty() {
            self.report.dropped(
                row.origin,
                "answered_by",
                raw,
                "should be charity, mixed, government, police …; see resources/template/README.md",
            );
        }
        let is = is.unwrap_or(Answerer::Unknown);
        Sourced { source: (is != Answerer::Unknown).then_some(0), is }
    }

    fn tells(&mut self, row: &Row) -> Option<Sourced<Tells>> {
        let raw = row.get("tells_police");
        let is = match folded(raw).as_str() {
            "" | "unknown" | "not known" => return None,
            "asks first" | "only if you agree" | "no" => Tells::AsksFirst,
            "yes" | "must report" => Tells::MustReport,
            _ => {
                self.report.dropped(row.origin, "tells_police", raw, "should be asks_first, must_report or empty");
                return None;
            }
        };
        Some(Sourced { is, source: Some(0) })
    }
}

/// What must not stand in a text, and what may.
struct Scrub<'a> {
    hidden: bool,
    people: &'a [String],
    contacts: &'a [sidedoor_core::authoring::service::Contact],
    host: Option<&'a str>,
    addresses: &'a Bundle<'a>,
}

impl Maker<'_> {
    /// A text without names, mailboxes and numbers of people, and without streets where people hide.
    fn scrubbed(&mut self, row: &Row, field: &str, text: &str, scrub: &Scrub<'_>) -> String {
        let mut text = text.to_owned();
        let mut cut = |text: &mut String, found: Option<(String, Vec<String>)>, why: &str| {
            if let Some((left, cut)) = found {
                // What must not be found must not stand in the report either.
                let from = format!("{} of these", cut.len());
                self.report.mended(row.origin, field, &from, "", why);
                *text = left;
            }
        };
        let found = person::without_names(&text, scrub.people);
        cut(&mut text, found, "the name of somebody in the contacts table was cut out");
        let found = person::without_mailboxes(&text, |mailbox| link::mailbox(mailbox, scrub.host).is_ok());
        cut(&mut text, found, "a mailbox that may be one person's was cut out");
        let on_card = |digits: &str| {
            let ending = digits.get(digits.len().saturating_sub(7)..).unwrap_or(digits);
            scrub.contacts.iter().any(|contact| contact.value.ends_with(ending))
        };
        let found = person::without_numbers(&text, on_card);
        cut(&mut text, found, "a number that does not stand on the card was cut out: in a text it has no check");
        if scrub.hidden {
            let found = secret::without_streets(&text);
            cut(&mut text, found, "a street was cut out: the place of a shelter is never printed");
            for address in &scrub.addresses.addresses {
                let found = secret::without(&text, &plain(address.get("address_1")).text)
                    .map(|left| (left, vec![String::new()]));
                cut(&mut text, found, "an address was cut out: the place of a shelter is never printed");
            }
            let found = without_street_sentences(&text);
            cut(
                &mut text,
                found,
                "a sentence that may name a street was cut out: the place of a shelter is never printed",
            );
        }
        text
    }
}

/// Our check refuses a shelter whose text has a number and a word for a street; the sentence with that word goes.
fn without_street_sentences(text: &str) -> Option<(String, Vec<String>)> {
    use sidedoor_core::authoring::check::{names_a_street, names_a_street_word};
    if !names_a_street(text) {
        return None;
    }
    let (cut, kept): (Vec<&str>, Vec<&str>) =
        text.split_inclusive(['.', '!', '?', ';']).partition(|part| names_a_street_word(part));
    let left = kept.concat().trim().to_owned();
    // A word for a street can span the cut; then nothing of the text is safe.
    let left = if names_a_street(&left) { String::new() } else { left };
    Some((left, cut.into_iter().map(str::to_owned).collect()))
}

fn terms_of(bundle: &Bundle<'_>) -> String {
    let names = bundle.terms.iter().filter_map(|(_, term)| term.as_ref()).map(|term| term.first(&["name", "term"]).1);
    names.collect::<Vec<_>>().join(" ")
}

fn confirmed(row: &Row) -> Option<String> {
    ["assured_date", "last_verified", "last_verified_on", "last_modified"]
        .iter()
        .find_map(|field| date::read(row.get(field)))
}

/// The newest date of the record that is not in the future.
fn confirmed_before(row: &Row, today: &str) -> Option<String> {
    confirmed(row).filter(|date| date.as_str() <= today)
}

fn audiences(lexicon: &crate::knowledge::Lexicon, text: &str) -> Vec<(Audience, String)> {
    let all = meanings(lexicon, text).into_iter();
    all.filter_map(|(means, phrase)| match means {
        Means::Audience(audience) => Some((audience, phrase)),
        _ => None,
    })
    .collect()
}

/// What it knows about, for the search.
fn situations(lexicon: &crate::knowledge::Lexicon, text: &str) -> Vec<Situation> {
    let all = meanings(lexicon, text).into_iter();
    let mut found: Vec<Situation> = all
        .filter_map(|(means, _)| match means {
            Means::Situation(situation) => Some(situation),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}
