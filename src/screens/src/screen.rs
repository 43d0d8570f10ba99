//! Which screen is up, and the page around it. No address changes and no history entry is added: a
//! screen is a value in memory.

use sidedoor_core::codes::Room;
use sidedoor_core::rooms::Rooms;
use sidedoor_core::text::{Key, say};

use crate::home::{languages, title};
use crate::node::{Node, el, row};
use crate::offline::aged;
use crate::parts::after::after;
use crate::parts::button::{button, way};
use crate::parts::emergency::danger;
use crate::parts::facts::date;
use crate::session::Session;
use crate::{
    access::access, article::article, card::card, checkins::checkins, danger::in_danger, ending::ending, find::find,
};
use crate::{
    home::home, list::list, paper::paper, place::place, question::question, room::room, safe::safe, talk::talk,
    wipe::wiped,
};

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The first: the main line, the doors, every country's line.
    Home,
    /// The lines of a place.
    Talk,
    /// Services by need, place, audience and words.
    Find,
    /// One service, by its row.
    Card(usize),
    /// Where somebody is.
    Place,
    /// The check-ins.
    CheckIns,
    /// A question of a check-in, both by number.
    Question(usize, usize),
    /// The end of a check-in.
    Ending(usize),
    /// Danger, now.
    Danger,
    /// A room to read in.
    Room(Room),
    /// One article, by its row.
    Article(usize),
    /// What was put aside.
    List,
    /// Cards, a sheet and a note with numbers.
    Paper,
    /// Whether everyone can use the page.
    Access,
    /// Leaving, clearing, and what stays behind.
    Safe,
    /// What was cleared, and what no page can clear.
    Wiped,
}

/// The whole page but for the exit, which stands outside of what is ever replaced.
pub fn page(session: Session) -> Node {
    el("div").attr("id", "page").live(move || {
        // The page is drawn anew when its language changes; see `Session::text`.
        session.text.get();
        // Chromium asks its maker what kind of boxes a page has, by a number made of the site's name and its boxes; not
        // of boxes in a form that goes to a search (measured: `tests/nothing_leaves.rs`). It is never sent.
        let form = el("form").attr("action", "/search").attr("autocomplete", "off").live(move || below_age(session));
        let foot = el("footer").live(move || foot(session));
        let main = el("main").child(after(session)).child(form);
        row().child(top(session)).child(main).child(foot)
    })
}

/// The screen, below a word on an old list: drawn with it or not at all, for what came later would push a number away under
/// a finger. The first screen has that word at its end.
fn below_age(session: Session) -> Node {
    let old = match session.screen.get() {
        Screen::Home => row(),
        _ => aged(session, session.rooms.now()),
    };
    row().child(old).child(screen(session))
}

fn screen(session: Session) -> Node {
    match session.screen.get() {
        Screen::Home => home(session),
        Screen::Talk => talk(session),
        Screen::Find => find(session),
        Screen::Card(row) => card(session, row),
        Screen::Place => place(session),
        Screen::Danger => in_danger(session),
        other => match session.rooms.get() {
            Some(rooms) => to_read(session, rooms, other).unwrap_or_else(row),
            None if session.lost.get() => title(session, Key::FaultReload),
            None => title(session, Key::CommonGettingReady),
        },
    }
}

/// A screen whose words come later, once they have come. A row that is not there is nothing.
fn to_read(session: Session, rooms: &'static Rooms, screen: Screen) -> Option<Node> {
    Some(match screen {
        Screen::Question(checkin, at) => question(session, rooms, rooms.checkin(checkin)?, at),
        Screen::Ending(checkin) => ending(session, rooms, rooms.checkin(checkin)?),
        Screen::Room(which) => room(session, rooms, which),
        Screen::List => list(session),
        Screen::Safe => safe(session),
        Screen::Paper => paper(session),
        Screen::Access => access(session),
        Screen::Wiped => wiped(session),
        Screen::Article(row) => article(session, rooms, rooms.at(row)?),
        _ => checkins(session, rooms),
    })
}

/// The other languages, below every screen; the first has them above. A star says what nobody has read.
fn foot(session: Session) -> Node {
    let text = session.text();
    let first = match session.screen.get() {
        Screen::Home => row()
            .child(el("p").text(say::common_made(text, &date(text, session.directory.made()))))
            .child(aged(session, session.rooms.get()))
            .child(way(session, Screen::Access, "button.link.needs", "access", session.t(Key::HomeAccess))),
        _ => languages(session),
    };
    let starred = session.languages().iter().any(|language| language.autonym.ends_with('*'));
    row().child(first).children(starred.then(|| el("p").text("* ").text(text.unreviewed())))
}

/// The emergency number and the way back, above every screen.
fn top(session: Session) -> Node {
    let does =
        move |look: &'static str, key: Key, run: fn(Session)| button(look, "", session.t(key), move || run(session));
    let back = move || match session.screen.get() {
        Screen::Home => row(),
        _ => row()
            .child(does("button.back", Key::CommonBack, Session::back))
            // From deep within, not one screen after the other.
            .children(
                (session.trail.now().len() > 1).then(|| does("button.link.first", Key::CommonFirst, Session::home)),
            ),
    };
    let fault = move || match session.fault.get() {
        fault if fault.is_empty() => row(),
        fault => el("p.note").text(fault),
    };
    el("header")
        .child(danger(session))
        // The page's inline script knows such an app by its name, and shows it.
        .child(el("p.warn.social").text(session.t(Key::CommonSocial)))
        .child(el("div").live(back))
        .child(el("div").attr("role", "alert").live(fault))
        .child(el("div").attr("role", "alert").live(move || idle_warning(session)))
}

/// Nobody has touched the page for long; any touch is enough to stay, but a tap on a word is easier to trust.
fn idle_warning(session: Session) -> Node {
    if !session.idle_warning.get() {
        return row();
    }
    let stay = button("button.chip", "stay", session.t(Key::CommonIdleStay), move || session.idle_warning.set(false));
    el("p.warn").text(session.t(Key::CommonIdleWarning)).text(" ").child(stay)
}
