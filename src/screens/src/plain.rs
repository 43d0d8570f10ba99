//! What there is besides the first page where no script runs: everything to read, and the services by country. Each opens in
//! place, because each link that is followed leaves a line in the history.

use sidedoor_core::codes::Room;
use sidedoor_core::directory::Service;
use sidedoor_core::lines::countries;
use sidedoor_core::order::by;
use sidedoor_core::rooms::{CheckIn, Rooms};
use sidedoor_core::text::{Key, say};

use crate::access::statement;
use crate::article::told;
use crate::node::{Node, el, row};
use crate::parts::contact::{contacts, site};
use crate::parts::facts::short;
use crate::parts::line::{about, warning};
use crate::safe;
use crate::session::Session;

/// The pages, by the name of their file, which says nothing.
pub const READ: &str = "2.html";
/// Likewise.
pub const SERVICES: &str = "3.html";

/// The ways to them, on the page that works without script.
pub fn ways(session: Session) -> Node {
    let way = |to: &'static str, name: Key, hint: Key| {
        el("a.door")
            .attr("href", to)
            .child(el("b").text(session.t(name)))
            .text(" ")
            .child(el("span").text(session.t(hint)))
    };
    el("nav.doors.plain").child(way(READ, Key::PlainRead, Key::PlainReadHint)).child(way(
        SERVICES,
        Key::PlainServices,
        Key::PlainServicesHint,
    ))
}

/// A page: the way back, what it leaves behind, its heading, and what is in it.
fn page(session: Session, first: &'static str, title: &str, name: Key, content: Node) -> Node {
    el("div")
        .attr("id", "page")
        .child(el("header").child(el("a.back").attr("href", first).text(session.t(Key::CommonFirst))))
        .child(
            el("main")
                .child(el("h1").text(session.t(name)))
                .child(el("p.warn").text(say::plain_stays(session.text(), title)))
                .child(content),
        )
}

fn opens(name: &'static str, content: Node) -> Node {
    el("details").child(el("summary").text(name)).child(content)
}

/// Everything to read; `title` is that of the page, `first` the address of the first page.
pub fn read(session: Session, rooms: &'static Rooms, title: &str, first: &'static str) -> Node {
    let room = |which: Room| {
        let articles = rooms.articles(which).map(|article| {
            let place = (!article.place().is_empty()).then(|| el("p.meta").text(session.name(article.place())));
            opens(article.title(), row().children(place).child(told(session, article)))
        });
        opens(
            rooms.title(which),
            row().children(rooms.intro(which).map(|words| el("p").text(words))).children(articles),
        )
    };
    let questions = row()
        .child(el("p").text(session.t(Key::CheckinLead)))
        .child(el("p").text(session.t(Key::PlainQuestions)))
        .children(rooms.all_checkins().map(|checkin| opens(checkin.title(), asked(session, checkin))))
        .child(el("p").text(session.t(Key::PlainTurn)));
    let content = row()
        .children(Room::ALL.iter().map(|which| room(*which)))
        .child(opens(session.t(Key::HomeCheckins), questions))
        .child(opens(session.t(Key::HomeSafe), safe::told(session)))
        .child(opens(session.t(Key::HomeAccess), statement(session)));
    page(session, first, title, Key::PlainRead, content)
}

/// The questions of a check-in, to be answered in one's mind.
fn asked(session: Session, checkin: CheckIn<'static>) -> Node {
    let count = checkin.rules().questions.len();
    let one = |at: usize| {
        el("li")
            .text(checkin.ask(at))
            .text(" ")
            .child(el("small").text(session.t(Key::CheckinWhy)).text(" ").text(checkin.why(at)))
    };
    row()
        .child(el("ol").children((0..count).map(one)))
        .children(checkin.end(true).skip(1).map(|words| el("p").text(words)))
}

/// Every service, by country.
pub fn services(session: Session, title: &str, first: &'static str) -> Node {
    let text = session.text();
    let mut all: Vec<(&str, &'static str)> =
        countries(session.directory).into_iter().map(|code| (text.name(code), code)).collect();
    by(&mut all, |(name, _)| session.browser.normalize(name));
    let of = |code: &str| {
        let code = code.to_owned();
        session.directory.iter().filter(move |service| service.country() == code)
    };
    let world = opens(session.t(Key::PlaceWorld), row().children(of("001").map(|one| service(session, one))));
    let countries = all
        .into_iter()
        .filter(|(_, code)| of(code).next().is_some())
        .map(|(name, code)| opens(name, row().children(of(code).map(|one| service(session, one)))));
    page(session, first, title, Key::PlainServices, row().child(world).children(countries))
}

fn service(session: Session, service: Service<'static>) -> Node {
    let text = session.text();
    let foreign = service.name_language() != text.tag();
    let name = el("h3").child(el("bdi").text(service.name()));
    let place = match (service.city(), service.subdivision()) {
        ("", None) => None,
        ("", Some(area)) => Some(text.name(area).to_owned()),
        (city, _) => Some(city.to_owned()),
    };
    let page = (!service.url().is_empty()).then(|| site(session, service.url()));
    el("div.listed")
        .children(warning(session, service))
        .child(if foreign { name.attr("lang", service.name_language()) } else { name })
        .children(place.map(|place| el("p.meta").text(place)))
        .child(about(service))
        .child(contacts(session, service))
        .children(page)
        .child(short(text, service))
}
