//! One service, whole: what is it, for whom, when, in which languages, what does it cost, who answers,
//! who may be told, how do we know.

use sidedoor_core::codes::{Audience, Need, Publisher};
use sidedoor_core::directory::{Service, Source};
use sidedoor_core::text::{Key, Text, say};

use crate::aloud::aloud;
use crate::join::joined;
use crate::list::toggle;
use crate::node::{Node, Words, el, row};
use crate::parts::contact::{contacts, site};
use crate::parts::facts::{date, hours, languages, open_badge};
use crate::parts::line::{about, warning};
use crate::session::Session;

/// A service's card.
pub fn card(session: Session, at: usize) -> Node {
    let Some(service) = session.directory.service(at) else { return row() };
    let text = session.text();
    let runs = service.organization();
    let names = service.other_names();
    let name = el("h1.aloud").attr("tabindex", "-1").child(el("bdi").text(service.name()));
    let foreign = service.name_language() != text.tag();
    el("article.card")
        .child(if foreign { name.attr("lang", service.name_language()) } else { name })
        .children((text.tag() != "en").then(|| el("small").text(text.get(Key::CardOwnWords))))
        .child(about(service))
        .children((!runs.is_empty() && runs != service.name()).then(|| el("p.meta").text(say::card_runs(text, runs))))
        .children((!names.is_empty() && names != runs).then(|| el("p.meta").text(say::card_named(text, names))))
        .children(warning(session, service))
        .child(el("h2").text(text.get(Key::CardContact)))
        .child(contacts(session, service))
        .children((!service.url().is_empty()).then(|| site(session, service.url())))
        .child(el("p").child(toggle(session, service)))
        .child(aloud(session))
        .child(facts(session, service))
        .child(el("h2").text(text.get(Key::CardHow)))
        .child(el("ul.sources").children(service.sources().map(|source| el("li").text(source_words(text, source)))))
        .child(el("p").text(called(text, service)))
}

fn facts(session: Session, service: Service<'static>) -> Node {
    let text = session.text();
    let needs = Need::ALL.iter().filter(|need| service.needs().has(need.bit())).map(|need| need.code());
    let fact = |list: Node, question: Key, answer: Node| {
        list.child(el("dt.aloud").text(text.get(question))).child(el("dd.aloud").child(answer))
    };
    let words = |words: Words| row().text(words);
    let mut list = el("dl");
    for (question, answer) in [
        (Key::CardTells, words(text.named("tells", service.tells().code()).into())),
        (Key::CardAnswers, words(text.named("answerer", service.answered_by().code()).into())),
        (Key::CardCost, words(text.named("cost", service.cost().code()).into())),
        (Key::CardWhen, row().child(open_badge(session, service)).text(" ").text(when(text, service))),
        (Key::CardLanguages, words(spoken(text, service).into())),
        (Key::CardWhat, words(named(text, "need", needs).into())),
        (Key::CardWho, words(audience(text, service).into())),
        (Key::CardWhere, words(place(text, service).into())),
    ] {
        list = fact(list, question, answer);
    }
    list
}

fn named<'a>(text: &Text, group: &str, codes: impl Iterator<Item = &'a str>) -> String {
    joined(&codes.map(|code| text.named(group, code).to_owned()).collect::<Vec<_>>(), " · ")
}

fn audience(text: &Text, service: Service<'_>) -> String {
    if service.audiences().is_empty() {
        return text.get(Key::CardAnyone).to_owned();
    }
    let codes = Audience::ALL.iter().filter(|audience| service.audiences().has(audience.bit()));
    named(text, "audience", codes.map(|audience| audience.code()))
}

fn spoken(text: &Text, service: Service<'_>) -> String {
    let names = languages(text, service);
    if names.is_empty() { text.get(Key::CardLanguagesUnknown).to_owned() } else { names }
}

fn when(text: &Text, service: Service<'_>) -> String {
    let mut words = hours(text, service);
    let zone = service.timezone().rsplit('/').next().unwrap_or("").replace('_', " ");
    if !zone.is_empty() {
        words = format!("{words}. {}", say::card_hours_zone(text, &zone));
    }
    words
}

fn place(text: &Text, service: Service<'_>) -> String {
    match service.city() {
        "" => text.name(service.area()).to_owned(),
        city => format!("{city}, {}", text.name(service.area())),
    }
}

/// Who called, and when; or that nobody has.
fn called(text: &Text, service: Service<'_>) -> String {
    let calls: Vec<String> = service
        .contacts()
        .filter(|contact| !contact.called().is_empty())
        .map(|contact| say::card_called(text, &date(text, contact.called()), &contact.shown()))
        .collect();
    if calls.is_empty() { text.get(Key::CardNobodyCalled).to_owned() } else { joined(&calls, " ") }
}

fn source_words(text: &Text, source: Source<'_>) -> String {
    let read = date(text, source.read());
    let read = match source.publisher() {
        Publisher::Own => say::card_read_own(text, source.host(), &read),
        Publisher::Official => say::card_read_official(text, source.host(), &read),
        Publisher::Other => say::card_read_other(text, source.host(), &read),
        // Nothing was read: there is no page with a date.
        Publisher::List => return say::card_read_list(text, source.host(), &read),
        Publisher::Given => return say::card_read_given(text, source.host(), &read),
    };
    let dated = match source.date() {
        "" => text.get(Key::CardUndated).to_owned(),
        published => say::card_dated(text, &date(text, published)),
    };
    format!("{read} {dated}")
}
