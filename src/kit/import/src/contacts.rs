//! Ways to make contact: numbers of groups, never of people; mailboxes that a group reads; chats on a page.

use sidedoor_core::authoring::service::Contact;
use sidedoor_core::codes::{ContactKind, Label};

use crate::joined::Bundle;
use crate::phone;
use crate::record::Maker;
use crate::report::Outcome;
use crate::row::Row;
use crate::text::{folded, plain};
use crate::{link, person};

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
pub fn read(maker: &mut Maker<'_>, row: &Row, bundle: &Bundle<'_>, country: &str, url: Option<&str>) -> Contacts {
    let mut found = Contacts { own_host: own_host(bundle, url), ..Contacts::default() };
    for phone in &bundle.phones {
        number(maker, phone, country, &mut found);
    }
    let organization = bundle.organization.filter(|_| row.get("email").is_empty());
    for row in [Some(row), organization].into_iter().flatten() {
        mailboxes(maker, row, &mut found);
    }
    found.ways.sort_by_key(|contact| contact.kind != ContactKind::Call);
    if found.ways.len() > MOST {
        let left_out = format!("{} more", found.ways.len() - MOST);
        maker.report.say(row.origin, "phones", Outcome::Refused, (&left_out, ""), "more ways than a card holds");
        found.ways.truncate(MOST);
    }
    found
}

fn own_host(bundle: &Bundle<'_>, url: Option<&str>) -> Option<String> {
    let organization = bundle.organization.and_then(|one| link::page(one.first(&["website", "url"]).1).ok());
    organization.map(|(page, _)| page).or_else(|| url.map(str::to_owned)).map(|page| link::host(&page).to_owned())
}

fn mailboxes(maker: &mut Maker<'_>, row: &Row, found: &mut Contacts) {
    for raw in row.get("email").split([',', ';', ' ']).filter(|raw| !raw.is_empty()) {
        match link::mailbox(raw, found.own_host.as_deref()) {
            Ok(value) => {
                if !found.ways.iter().any(|known| known.value == value) {
                    found.ways.push(contact(ContactKind::Email, value, vec!["*".to_owned()]));
                    add(&mut found.evidence, raw);
                }
            }
            // A mailbox with somebody's name does not stand in the report, which is handed on.
            Err(why) => maker.report.dropped(row.origin, "email", "(not printed here)", why),
        }
    }
}

fn contact(kind: ContactKind, value: String, from: Vec<String>) -> Contact {
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

fn add(evidence: &mut String, raw: &str) {
    if !evidence.is_empty() {
        evidence.push_str("; ");
    }
    evidence.push_str(&plain(raw).text);
}

/// Why a row is the number of a person, if it is.
fn of_person(row: &Row, beside: &str) -> Option<&'static str> {
    let (_, kind) = row.first(&["type", "number_type"]);
    let for_all = ["hotline", "helpline", "crisis", "line", "office", "intake", "24", "main", "advocate", "emergency"];
    let words = folded(beside);
    let of_group = words.split(' ').any(|word| for_all.contains(&word));
    if !row.get("contact_id").is_empty() {
        Some("the number of a person in the contacts table")
    } else if person::is_named(beside) {
        Some("a person is named beside this number")
    } else if (phone::is_carried(kind) || words.split(' ').any(phone::is_carried)) && !of_group {
        Some("a mobile phone that no word says is answered by a group; name it hotline or office if it is")
    } else {
        None
    }
}

fn number(maker: &mut Maker<'_>, row: &Row, country: &str, found: &mut Contacts) {
    let raw = row.get("number");
    let beside = [row.get("department"), row.get("description")].map(|text| plain(text).text.into_owned()).join(" ");
    let beside = beside.trim();
    if let Some(why) = of_person(row, beside) {
        maker.report.refused(row.origin, "number", "(not printed here)", why);
        return;
    }
    let (field, kind) = row.first(&["type", "number_type"]);
    let kind = match phone::kind(kind) {
        Ok(kind) => kind,
        Err(why) => {
            maker.report.refused(row.origin, field, &format!("{raw} {kind}"), why);
            return;
        }
    };
    let words = format!(" {} ", folded(beside));
    let says = |word: &str| words.contains(word);
    if says(" fax ") {
        maker.report.refused(row.origin, "department", &format!("{raw} {beside}"), "a fax: nobody answers there");
        return;
    }
    if says(" updates only ")
        || says(" staff only ")
        || says(" not for public ")
        || says(" not public ")
        || says(" internal ")
    {
        maker.report.refused(row.origin, "department", beside, "is not for those who seek help");
        return;
    }
    if kind == ContactKind::Chat {
        chat(maker, row, raw, found);
        return;
    }
    let kind = if kind == ContactKind::Call && (says(" tty ") || says(" tdd ")) { ContactKind::Tty } else { kind };
    let prefixed = match row.get("country_prefix").trim_start_matches('+') {
        "" => raw.to_owned(),
        _ if raw.trim_start().starts_with('+') => raw.to_owned(),
        prefix => format!("+{prefix} {raw}"),
    };
    let number = match maker.numbers.read(&prefixed, country, &maker.known.misprints) {
        Ok(number) => number,
        Err(why) => {
            maker.report.refused(row.origin, "number", raw, &why);
            return;
        }
    };
    if let Some(odd) = &number.odd_extension {
        maker.report.mended(row.origin, "number", raw, &number.value, &format!("{odd:?} behind it is no extension"));
    }
    if found.ways.iter().any(|known| known.value == number.value && known.kind == kind) {
        maker.report.mark(row.origin, Outcome::Merged);
        return;
    }
    let given = row.get("extension");
    let extension = phone::extension(given);
    if extension.is_none() && !given.is_empty() {
        maker.report.mended(row.origin, "extension", given, "", "is no extension of digits");
    }
    let label = label(&words);
    if label != Label::None {
        maker.report.say(
            row.origin,
            "description",
            Outcome::Mended,
            (beside, label.code()),
            "by a word beside the number",
        );
    } else if !beside.is_empty() {
        maker.report.unread(row.origin.file, "description (beside a number)");
    }
    if digits_changed(raw, &number.value) {
        maker.report.say(row.origin, "number", Outcome::Mended, (raw, &number.value), "written in E.164");
    }
    let from = if number.from_abroad { "*" } else { country };
    let from = if from == "001" { "*" } else { from };
    let mut contact = contact(kind, number.value, vec![from.to_owned()]);
    contact.shown = number.shown;
    contact.extension = extension.or(number.extension);
    contact.label = label;
    add(&mut found.evidence, &prefixed);
    found.ways.push(contact);
    maker.report.mark(row.origin, Outcome::Kept);
}

/// Whether more than the marks between digits is different.
fn digits_changed(raw: &str, value: &str) -> bool {
    raw.chars().any(char::is_alphabetic) || !value.ends_with(&sidedoor_core::authoring::numbers::digits(raw))
}

fn chat(maker: &mut Maker<'_>, row: &Row, raw: &str, found: &mut Contacts) {
    match link::page(raw) {
        Ok((page, _)) => {
            found.ways.push(contact(ContactKind::Chat, page, vec!["*".to_owned()]));
            maker.report.mark(row.origin, Outcome::Kept);
        }
        Err(why) => maker.report.refused(row.origin, "chat", raw, why),
    }
}

fn label(words: &str) -> Label {
    let says = |word: &str| words.contains(word);
    if says(" after hours ") || says(" night ") || says(" nights ") {
        Label::Night
    } else if says(" spanish ") || says(" espanol ") {
        Label::Spanish
    } else if says(" office ") || says(" business ") || says(" admin ") || says(" administration ") {
        Label::Office
    } else if says(" legal ") {
        Label::Legal
    } else {
        Label::None
    }
}
