//! A service in a list: its name, who answers where that matters first, and the tap that reaches it.

use sidedoor_core::codes::{Answerer, ContactKind, Tells};
use sidedoor_core::directory::{Contact, Service};
use sidedoor_core::lines::suits;
use sidedoor_core::order::{by, number};
use sidedoor_core::text::Key;

use super::button::{button, way};
use super::contact::{link, site};
use super::facts::{open_badge, short};
use crate::node::{Node, el, row};
use crate::screen::Screen;
use crate::session::{PAGE, Session};

/// The warning that stands before a number which police or immigration answer, or where what is said is passed on.
pub fn warning(session: Session, service: Service<'_>) -> Option<Node> {
    let words = match service.answered_by() {
        Answerer::Police => session.t(Key::CardWarnPolice),
        Answerer::Immigration => session.t(Key::CardWarnImmigration),
        _ if service.tells() == Tells::MustReport => session.named("tells", Tells::MustReport.code()),
        _ => return None,
    };
    Some(el("p.warn").text(words))
}

/// The contacts worth showing in a list: a call and a text, or what suits the phone; else the first.
fn chosen(session: Session, service: Service<'static>) -> Vec<Contact<'static>> {
    let phone = session.phone.get();
    let mut contacts: Vec<Contact<'static>> = service.contacts().collect();
    by(&mut contacts, |contact| number(&[u8::from(!suits(service, *contact, phone)), contact.kind() as u8]));
    let first_of = |kind: ContactKind| contacts.iter().copied().find(move |contact| contact.kind() == kind);
    let mut chosen: Vec<Contact<'static>> = if phone.is_empty() {
        [ContactKind::Call, ContactKind::Text, ContactKind::Whatsapp].into_iter().filter_map(first_of).collect()
    } else {
        contacts.iter().copied().filter(|contact| suits(service, *contact, phone)).take(3).collect()
    };
    if chosen.is_empty() {
        chosen.extend(contacts.first().copied());
    }
    chosen
}

/// A line, short: what stands on the first page for each country, and in every list.
pub fn line(session: Session, service: Service<'static>) -> Node {
    let text = session.text();
    let taps = chosen(session, service).into_iter().map(|contact| link(session, service.row(), contact));
    let foreign = service.name_language() != text.tag();
    let name = el("h3").child(el("bdi").text(service.name()));
    let name = if foreign { name.attr("lang", service.name_language()) } else { name };
    el("div.line")
        .children(warning(session, service))
        .child(name)
        .children(taps)
        .children(tells_more(session, service).then(|| about(service)))
        .child(short(text, service))
}

/// A name that the reader may not be able to read says nothing: what the service does is said with it, below the number,
/// where that is in the reader's language. The first page has a line of every country: each word of it weighs.
fn tells_more(session: Session, service: Service<'_>) -> bool {
    let tag = session.text().tag();
    tag == WRITTEN && service.name_language() != tag
}

/// The language that records are written in.
const WRITTEN: &str = "en";

/// What a service does, in the language that its record is written in.
pub fn about(service: Service<'static>) -> Node {
    el("p.about").attr("lang", WRITTEN).attr("dir", "ltr").text(service.description())
}

/// Lines in a list of the app, each with the way to its card.
pub fn listed(session: Session, services: impl Iterator<Item = Service<'static>>) -> Node {
    row().children(services.map(|service| item(session, service)))
}

fn item(session: Session, service: Service<'static>) -> Node {
    let text = session.text();
    let at = service.row();
    let place = match (service.city(), service.subdivision()) {
        ("", None) if service.area() == "001" => text.get(Key::PlaceWorld).to_owned(),
        ("", None) => text.name(service.area()).to_owned(),
        ("", Some(area)) => text.name(area).to_owned(),
        (city, Some(area)) => format!("{city}, {}", text.name(area)),
        (city, None) => format!("{city}, {}", text.name(service.country())),
    };
    // What nobody knows is said where it can be asked, on the card.
    let answerer = (service.answered_by() != Answerer::Unknown)
        .then(|| row().text(" · ").child(el("span").text(text.named("answerer", service.answered_by().code()))));
    // Who has no number has a page.
    let page = (service.contacts().next().is_none() && !service.url().is_empty()).then(|| site(session, service.url()));
    el("li.listed")
        .child(line(session, service))
        .children(page)
        .children((!tells_more(session, service)).then(|| about(service)))
        .child(el("p.meta").child(open_badge(session, service)).child(el("span").text(place)).children(answerer))
        .child(
            way(session, Screen::Card(at), "button.link", "", text.get(Key::CommonDetails))
                .child(el("span.hidden").text(format!(": {}", service.name()))),
        )
}

/// Shows more of a list, while there is more of it.
pub fn more(session: Session, count: impl Fn() -> usize + 'static, then: impl Fn() + 'static) -> Node {
    let shows = move || {
        session.shown.set(session.shown.now() + PAGE);
        then();
    };
    button("button.more", "", session.t(Key::CommonMore), shows)
        .live_attr("hidden", move || (count() <= session.shown.get()).then(|| "".into()))
}
