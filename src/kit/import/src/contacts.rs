//! Ways to make contact: numbers (see [`crate::numbers`]), mailboxes that a group reads, chats on a page.

use sidedoor_core::authoring::numbers::evidence_holds;
use sidedoor_core::authoring::service::{Contact, Source};
use sidedoor_core::codes::{ContactKind, Label};

use crate::joined::Bundle;
use crate::own::Believed;
use crate::record::Maker;
use crate::report::{Outcome, WITHHELD};
use crate::row::Row;
use crate::text::plain;
use crate::{link, numbers};

/// More than these nobody reads on a card.
const MOST: usize = 12;

/// What was found.
#[derive(Debug, Default)]
pub struct Contacts {
    /// The ways, the best first.
    pub ways: Vec<Contact>,
    /// The words of the export that hold them.
    pub evidence: String,
    /// The host of the organisation's page.
    pub own_host: Option<String>,
}

/// Reads the numbers and mailboxes of a service.
///
/// A way of a record of ours names one of `sources`; any other has the export itself, which stands behind them.
pub fn read(maker: &mut Maker<'_>, row: &Row, bundle: &Bundle<'_>, beside: &Beside<'_>) -> Contacts {
    let mut found = Found { own_host: own_host(bundle, beside.url), ..Found::default() };
    for phone in &bundle.phones {
        numbers::read(maker, phone, bundle.of_people.contains(&phone.origin), beside, &mut found);
    }
    let organization = bundle.organization.filter(|_| row.get("email").is_empty());
    for row in bundle.nameless.iter().copied().chain([Some(row), organization].into_iter().flatten()) {
        mailboxes(maker, row, beside, &mut found);
    }
    for place in &bundle.locations {
        if maker.facts.of(place).code("kind", ContactKind::from_code) == Some(ContactKind::Chat) {
            chat(maker, place, "url", beside, &mut found);
        } else if !place.get("url").is_empty() {
            maker.report.unread(place.origin.file, "url (of a place)");
        }
    }
    found.ways.sort_by_key(|way| (way.position, way.contact.kind != ContactKind::Call));
    if found.ways.len() > MOST {
        let left_out = format!("{} more", found.ways.len() - MOST);
        maker.report.say(row.origin, "phones", Outcome::Refused, (&left_out, ""), "more ways than a card holds");
        found.ways.truncate(MOST);
    }
    let ways = found.ways.into_iter().map(|way| way.contact).collect();
    Contacts { ways, evidence: found.evidence, own_host: found.own_host }
}

/// What decides beside the rows.
#[derive(Debug)]
pub struct Beside<'a> {
    /// The country of the service.
    pub country: &'a str,
    /// Its page.
    pub url: Option<&'a str>,
    /// Whether its card says that a call may cost.
    pub may_cost: bool,
    /// What it and its organization are called: a mailbox may be called so, too.
    pub names: &'a [&'a str],
    /// Sources of a record of ours, by the id of the attribute that says so.
    pub sources: &'a [(&'a str, Source)],
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Found {
    ways: Vec<Way>,
    evidence: String,
    own_host: Option<String>,
}

/// A way, where it stands among the others, and the id of its row.
#[derive(Debug)]
struct Way {
    contact: Contact,
    position: usize,
    row: String,
}

impl Found {
    /// Adds a way, with what our taxonomy says of it. `words` of the export, as plain text, hold it.
    pub fn add(&mut self, facts: Believed<'_>, row: &Row, mut contact: Contact, beside: &Beside<'_>, words: &str) {
        let said = facts.of(row);
        let by = said.value("source");
        let source = beside.sources.iter().position(|(id, source)| {
            let number = !matches!(contact.kind, ContactKind::Chat | ContactKind::Email);
            let holds = evidence_holds(source.evidence.as_deref().unwrap_or(""), &contact.value);
            Some(*id) == by && (holds || !number)
        });
        contact.source = source.unwrap_or(beside.sources.len());
        if source.is_none() {
            add(&mut self.evidence, words);
        }
        let position = said.value("position").and_then(|position| position.parse().ok()).unwrap_or(usize::MAX);
        self.ways.push(Way { contact, position, row: row.get("id").to_owned() });
    }

    /// Whether a way stands there already: the same number in another row, or the same row of ours again.
    pub fn has(&self, facts: Believed<'_>, row: &Row, kind: ContactKind, value: &str) -> bool {
        let ours = !facts.of(row).is_nothing();
        self.ways.iter().any(|known| {
            let same = known.contact.kind == kind && known.contact.value == value;
            same && (!ours || known.row == row.get("id"))
        })
    }
}

fn own_host(bundle: &Bundle<'_>, url: Option<&str>) -> Option<String> {
    let organization =
        bundle.organization.and_then(|one| link::page(one.first(&["website", "url", "host_page"]).1).ok());
    organization.map(|(page, _)| page).or_else(|| url.map(str::to_owned)).map(|page| link::host(&page).to_owned())
}

fn mailboxes(maker: &mut Maker<'_>, row: &Row, beside: &Beside<'_>, found: &mut Found) {
    for raw in row.get("email").split([',', ';', ' ']).filter(|raw| !raw.is_empty()) {
        match link::mailbox(raw, found.own_host.as_deref(), beside.names) {
            Ok(value) => {
                let known = found.ways.iter().any(|known| known.contact.value.eq_ignore_ascii_case(&value));
                if !known {
                    let value = if maker.facts.of(row).is_nothing() { value } else { raw.to_owned() };
                    let contact = contact(ContactKind::Email, value, anywhere(places(maker, row)));
                    found.add(maker.facts, row, contact, beside, &plain(raw).text);
                }
                maker.report.mark(row.origin, Outcome::Kept);
            }
            // A mailbox with somebody's name does not stand in the report, which is handed on.
            Err(why) => maker.report.dropped(row.origin, "email", WITHHELD, why),
        }
    }
}

/// Where a way is for, as our taxonomy says.
pub fn places(maker: &Maker<'_>, row: &Row) -> Vec<String> {
    let known = |place: &&str| *place == "*" || maker.known.has(place);
    maker.facts.of(row).values("from").filter(known).map(str::to_owned).collect()
}

fn anywhere(from: Vec<String>) -> Vec<String> {
    if from.is_empty() { vec!["*".to_owned()] } else { from }
}

/// A way with nothing but what it is.
pub fn contact(kind: ContactKind, value: String, from: Vec<String>) -> Contact {
    Contact {
        kind,
        value,
        shown: None,
        extension: None,
        keyword: None,
        label: Label::None,
        from,
        source: 0,
        called: None,
    }
}

fn add(evidence: &mut String, words: &str) {
    if !evidence.is_empty() {
        evidence.push_str("; ");
    }
    evidence.push_str(words);
}

/// Reads the page of a chat.
pub fn chat(maker: &mut Maker<'_>, row: &Row, field: &str, beside: &Beside<'_>, found: &mut Found) {
    let raw = row.get(field);
    match link::page(raw) {
        Ok((page, _)) => {
            if !found.has(maker.facts, row, ContactKind::Chat, &page) {
                let contact = contact(ContactKind::Chat, page, anywhere(places(maker, row)));
                found.add(maker.facts, row, contact, beside, &plain(raw).text);
            }
            maker.report.mark(row.origin, Outcome::Kept);
        }
        Err(why) => maker.report.refused(row.origin, "chat", raw, why),
    }
}
