//! A room to read in: its articles, those first that the answers touch and that hold where the person is.

use sidedoor_core::codes::{Flags, Room};
use sidedoor_core::order::{by, number};
use sidedoor_core::place::lies_in;
use sidedoor_core::rooms::{Article, Rooms};
use sidedoor_core::text::Key;

use crate::answers::touched;
use crate::checkins::{begin, unreviewed};
use crate::find::elsewhere;
use crate::node::{Node, el, row};
use crate::parts::button::door;
use crate::screen::Screen;
use crate::session::Session;

/// A room.
pub fn room(session: Session, rooms: &'static Rooms, which: Room) -> Node {
    let mut near = first_touched(rooms, which, touched(session, rooms));
    let mut far = near.clone();
    near.retain(|article| applies(session, *article));
    far.retain(|article| !applies(session, *article));
    let ask = rooms.all_checkins().filter(|one| which == Room::Signs && one.id() == "someone");
    row()
        .child(el("h1").attr("tabindex", "-1").text(rooms.title(which)))
        .children(rooms.intro(which).map(|words| el("p").text(words)))
        .children(ask.map(|checkin| begin(session, checkin)))
        .children((!far.is_empty()).then(|| elsewhere(session, Key::CommonChange)))
        .child(listed(session, &near))
        .children(others(session, far))
        .child(unreviewed(session, rooms.reviewed(which)))
}

/// Articles under their headings.
fn listed(session: Session, articles: &[Article<'static>]) -> Node {
    let mut list = el("div.doors");
    let mut group = "";
    for article in articles {
        if article.group() != group {
            group = article.group();
            list = list.child(el("h2").text(group));
        }
        list = list.child(door(session, Screen::Article(article.row()), "", article.title(), ""));
    }
    list
}

/// What holds in other countries, by country.
fn others(session: Session, mut articles: Vec<Article<'static>>) -> Vec<Node> {
    let mut all = Vec::new();
    while let Some(place) = articles.first().map(|first| first.place()) {
        let mut there = articles.clone();
        there.retain(|one| one.place() == place);
        articles.retain(|one| one.place() != place);
        all.push(el("details").child(el("summary").text(session.name(place))).child(listed(session, &there)));
    }
    all
}

/// Whether an article holds where the person is. What holds everywhere stands with them all.
pub fn applies(session: Session, article: Article<'_>) -> bool {
    let country = session.country.get().unwrap_or_default();
    article.place().is_empty() || lies_in(&country, article.place())
}

/// The articles of a room, what the answers touch first; else in the room's order.
pub fn first_touched(rooms: &'static Rooms, room: Room, touched: Flags) -> Vec<Article<'static>> {
    let mut all: Vec<Article<'static>> = rooms.articles(room).collect();
    by(&mut all, |article| number(&[u8::from(!touched.has(article.concerns().0))]));
    all
}

/// The settings that there are signs for: what is shown with something below it.
pub fn settings(rooms: &'static Rooms) -> impl Iterator<Item = Article<'static>> {
    rooms.articles(Room::Signs).filter(|article| article.also().next().is_some())
}
