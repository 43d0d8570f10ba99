//! Numbers of groups, never of people: what they are, where they can be dialled, and what stands beside them.

use sidedoor_core::authoring::numbers::{is_valid_e164, shows};
use sidedoor_core::authoring::service::Contact;
use sidedoor_core::codes::{ContactKind, Label};

use crate::contacts::{self, Beside, Found};
use crate::own::Said;
use crate::person;
use crate::phone::{self, Number};
use crate::record::Maker;
use crate::report::{Outcome, WITHHELD};
use crate::row::Row;
use crate::text::{folded, plain};

/// Why a row is the number of a person, if it is.
fn of_person(row: &Row, in_contacts: bool, beside: &str) -> Option<&'static str> {
    let (_, kind) = row.first(&["type", "number_type"]);
    let for_all = ["hotline", "helpline", "crisis", "line", "office", "intake", "24", "main", "advocate", "emergency"];
    let words = folded(beside);
    let of_group = words.split(' ').any(|word| for_all.contains(&word));
    if in_contacts {
        Some("the number of a person in the contacts table")
    } else if person::is_named(beside) {
        Some("a person is named beside this number")
    } else if (phone::is_carried(kind) || words.split(' ').any(phone::is_carried)) && !of_group {
        Some("a mobile phone that no word says is answered by a group; name it hotline or office if it is")
    } else {
        None
    }
}

/// Why a number is not for those who seek help.
fn of_nobody(words: &str) -> Option<&'static str> {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if says(&[" fax "]) {
        Some("a fax: nobody answers there")
    } else if says(&[" updates only ", " staff only ", " not for public ", " not public ", " internal "]) {
        Some("is not for those who seek help")
    } else {
        None
    }
}

/// Reads one number, or says why not.
pub fn read(maker: &mut Maker<'_>, row: &Row, in_contacts: bool, at: &Beside<'_>, found: &mut Found) {
    let said = maker.facts.of(row);
    let raw = row.get("number");
    let beside = [row.get("department"), row.get("description")].map(|text| plain(text).text.into_owned()).join(" ");
    let beside = beside.trim();
    if let Some(why) = of_person(row, in_contacts, beside) {
        maker.report.refused(row.origin, "number", WITHHELD, why);
        return;
    }
    let (field, kind) = row.first(&["type", "number_type"]);
    let coded = said.code("kind", ContactKind::from_code).filter(|kind| *kind != ContactKind::Email);
    let mut kind = match coded.map_or_else(|| phone::kind(kind), Ok) {
        Ok(kind) => kind,
        Err(why) => {
            maker.report.refused(row.origin, field, &format!("{raw} {kind}"), why);
            return;
        }
    };
    let words = format!(" {} ", folded(beside));
    if let Some(why) = of_nobody(&words) {
        maker.report.refused(row.origin, "department", &format!("{raw} {beside}"), why);
        return;
    }
    if kind == ContactKind::Chat {
        contacts::chat(maker, row, "number", at, found);
        return;
    }
    if coded.is_none() && kind == ContactKind::Call && (words.contains(" tty ") || words.contains(" tdd ")) {
        kind = ContactKind::Tty;
    }
    let prefixed = match row.get("country_prefix").trim_start_matches('+') {
        "" => raw.to_owned(),
        _ if raw.trim_start().starts_with('+') => raw.to_owned(),
        prefix => format!("+{prefix} {raw}"),
    };
    // What is no text is no number: it is read from the very words that are kept as its quotation.
    let prefixed = plain(&prefixed).text;
    let from = contacts::places(maker, row);
    let country = from.iter().map(String::as_str).find(|place| *place != "*").unwrap_or(at.country);
    let number = maker.numbers.read(&prefixed, country, &maker.known.misprints);
    let costs = "is a number that costs extra; with the cost call_charges its card would say so".to_owned();
    let number =
        match number.and_then(|number| if number.costs_extra && !at.may_cost { Err(costs) } else { Ok(number) }) {
            Ok(number) => number,
            Err(why) => {
                maker.report.refused(row.origin, "number", raw, &why);
                return;
            }
        };
    let value = as_dialled(raw, &number.value);
    if found.has(maker.facts, row, kind, &value) {
        maker.report.mark(row.origin, Outcome::Merged);
        return;
    }
    let anywhere = if number.from_abroad || country == "001" { "*" } else { country };
    let from = if from.is_empty() { vec![anywhere.to_owned()] } else { from };
    let mut contact = contacts::contact(kind, value, from);
    described(maker, row, number, &mut contact);
    if said.is_nothing() {
        contact.label = labelled(maker, row, beside, &words);
    } else {
        coded_facts(maker, row, said, &mut contact);
    }
    found.add(maker.facts, row, contact, at, &prefixed);
    maker.report.mark(row.origin, Outcome::Kept);
}

/// As it is dialled, where it is written so and our check takes that: with a zero inside, as some countries have.
fn as_dialled(raw: &str, value: &str) -> String {
    let digits = |all: &str| all.bytes().all(|one| one.is_ascii_digit());
    let other = raw != value && raw.strip_prefix('+').is_some_and(digits) && is_valid_e164(raw);
    if other { raw.to_owned() } else { value.to_owned() }
}

/// How it is shown, its extension, and what had to be changed.
fn described(maker: &mut Maker<'_>, row: &Row, number: Number, contact: &mut Contact) {
    let (raw, given) = (row.get("number"), row.get("extension"));
    if let Some(odd) = &number.odd_extension {
        maker.report.mended(row.origin, "number", raw, &number.value, &format!("{odd:?} behind it is no extension"));
    }
    let extension = phone::extension(given);
    if extension.is_none() && !given.is_empty() {
        maker.report.mended(row.origin, "extension", given, "", "is no extension of digits");
    }
    if digits_changed(raw, &contact.value) {
        maker.report.say(row.origin, "number", Outcome::Mended, (raw, &contact.value), "written in E.164");
    }
    contact.extension = extension.or(number.extension);
    contact.shown = number.shown;
}

/// Which of several numbers it is, by the words beside it.
fn labelled(maker: &mut Maker<'_>, row: &Row, beside: &str, words: &str) -> Label {
    let label = label(words);
    if label != Label::None {
        let change = (beside, label.code());
        maker.report.say(row.origin, "description", Outcome::Mended, change, "by a word beside the number");
    } else if !beside.is_empty() {
        maker.report.unread(row.origin.file, "description (beside a number)");
    }
    label
}

/// The same for a record of ours, whose words say in English what its codes say.
fn coded_facts(maker: &mut Maker<'_>, row: &Row, said: Said<'_>, contact: &mut Contact) {
    let shown = said.value("shown").map(|shown| plain(shown).text.into_owned());
    contact.shown = shown.filter(|shown| shows(shown, &contact.value));
    let extension = said.value("extension").filter(|one| is_dialled(one)).map(str::to_owned);
    contact.extension = contact.extension.take().or(extension);
    contact.keyword = said.value("keyword").filter(|word| is_keyword(word)).map(str::to_owned);
    contact.label = said.code("label", Label::from_code).unwrap_or(Label::None);
    if let Some(day) = said.value("called") {
        maker.report.dropped(row.origin, "called", day, "that somebody called is only true where somebody here did");
    }
}

/// What can be dialled behind a number.
fn is_dialled(extension: &str) -> bool {
    (1..=12).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'*'))
}

/// A word to send in a text, or two.
fn is_keyword(word: &str) -> bool {
    (1..=30).contains(&word.chars().count()) && word.chars().all(|letter| letter.is_alphanumeric() || letter == ' ')
}

/// Whether more than the marks between digits is different.
fn digits_changed(raw: &str, value: &str) -> bool {
    raw.chars().any(char::is_alphabetic) || !value.ends_with(&sidedoor_core::authoring::numbers::digits(raw))
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
