//! One article: what it says, how that is known, who can help.

use sidedoor_core::codes::{Audience, Concern, Room};
use sidedoor_core::rooms::{Article, Block, Rooms};
use sidedoor_core::text::{Key, say};

use crate::aloud::aloud;
use crate::answers::touched;
use crate::checkins::unreviewed;
use crate::ending::look_for;
use crate::home::here;
use crate::list::{Item, put};
use crate::node::{Node, el, row};
use crate::parts::button::{button, way};
use crate::parts::facts::date;
use crate::parts::icon::icon;
use crate::parts::line::listed;
use crate::screen::Screen;
use crate::session::Session;

/// An article.
pub fn article(session: Session, rooms: &'static Rooms, article: Article<'static>) -> Node {
    let (text, room) = (session.text(), article.room());
    let item = Item { name: article.title().to_owned(), area: format!("{}/{}", room.code(), article.id()) };
    let print = move || session.browser.print();
    let source = say::safe_source(text, article.hosts(), &date(text, article.read()));
    let place = el("p.meta").text(rooms.title(room));
    el("article.reading")
        .child(if article.place().is_empty() { place } else { place.text(" · ").text(session.name(article.place())) })
        .child(el("h1.aloud").attr("tabindex", "-1").text(article.title()))
        .children(old(session, article))
        .child(aloud(session))
        .child(body(session, article, "h2.aloud"))
        .children(
            article
                .also()
                .map(|other| row().child(el("h2.aloud").text(other.title())).child(blocks(other, "h3.aloud"))),
        )
        .child(el("h2").text(session.t(Key::CheckinSee)))
        // What hangs in a staff room needs the line to call.
        .children((room == Room::Signs).then(|| el("div.slot").live(move || here(session))))
        .child(helpers(session, rooms, article))
        .child(el("div.chips").child(put(session, item)).child(button(
            "button.chip",
            "print",
            session.t(Key::RoomPrint),
            print,
        )))
        .child(el("small").text(source))
        .child(unreviewed(session, rooms.reviewed(room)))
}

/// What it says; of a right, with its law.
fn body(session: Session, article: Article<'static>, heading: &'static str) -> Node {
    let law = (article.room() == Room::Rights).then(|| law(session, article));
    row().child(blocks(article, heading)).children(law)
}

/// What it says, and how that is known, where nothing can be tapped.
pub fn told(session: Session, article: Article<'static>) -> Node {
    let source = say::safe_source(session.text(), article.hosts(), &date(session.text(), article.read()));
    el("div.reading").child(body(session, article, "h3")).child(el("small").text(source))
}

/// The way to an article, in words.
pub fn to(session: Session, article: Article<'static>) -> Node {
    el("p").child(way(session, Screen::Article(article.row()), "button.link", "read", article.title()))
}

/// Past its day, that is said first.
fn old(session: Session, article: Article<'_>) -> Option<Node> {
    let (due, today) = (article.review_by(), session.browser.today());
    (!due.is_empty() && due < today.as_str())
        .then(|| el("p.warn.old").text(say::room_old(session.text(), &date(session.text(), due))))
}

/// The blocks under headings of a level, items that follow each other in one list.
fn blocks(article: Article<'static>, heading: &'static str) -> Node {
    let mut all = row();
    let mut items = el("ul");
    let mut pending = false;
    for block in article.body() {
        let (tag, text) = match block {
            Block::Item(text) => {
                items = items.child(el("li.aloud").text(text));
                pending = true;
                continue;
            }
            Block::Heading(text) => (heading, text),
            Block::Warning(text) => ("p.warn.aloud", text),
            Block::Paragraph(text) => ("p.aloud", text),
        };
        if pending {
            all = all.child(core::mem::replace(&mut items, el("ul")));
            pending = false;
        }
        all = all.child(el(tag).text(text));
    }
    if pending { all.child(items) } else { all }
}

/// The law, its date, and that it is no advice.
fn law(session: Session, article: Article<'static>) -> Node {
    let text = session.text();
    row().child(el("p.warn.aloud").text(session.t(Key::RoomLawyer))).child(el("p.meta").text(say::room_law(
        text,
        &date(text, article.law_date()),
        article.law(),
    )))
}

/// Who can help: services that it names, and the way to those for each need.
fn helpers(session: Session, rooms: &'static Rooms, article: Article<'static>) -> Node {
    let named = article.services().filter_map(move |(name, area)| {
        session.directory.iter().find(|service| service.name() == name && service.area() == area)
    });
    let young = touched(session, rooms).has(Concern::Under18.bit()).then_some(Audience::Under18);
    let ways = article.needs().map(|need| {
        let see = button("button.chip", "see", "", move || look_for(session, need, young));
        see.child(icon(Some(need))).text(session.named("need", need.code()))
    });
    row().child(el("ul.list").child(listed(session, named))).child(el("div.chips").children(ways))
}
