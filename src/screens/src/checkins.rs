//! The check-ins to choose from, and what is true of all of them.

use sidedoor_core::codes::Flags;
use sidedoor_core::rooms::{CheckIn, Rooms, missing};
use sidedoor_core::text::{Key, say};

use crate::home::title;
use crate::join::joined;
use crate::node::{Node, el, row};
use crate::parts::button::door;
use crate::screen::Screen;
use crate::session::Session;

/// The check-ins.
pub fn checkins(session: Session, rooms: &'static Rooms) -> Node {
    row()
        .child(title(session, Key::HomeCheckins))
        .child(el("p.lead").text(session.t(Key::CheckinLead)))
        .child(el("p.warn").text(session.t(Key::CheckinSafe)))
        .child(el("p").text(session.t(Key::CheckinStays)))
        .child(el("div.doors").children(rooms.all_checkins().map(|checkin| begin(session, checkin))))
        .children(rooms.checkin(0).map(|checkin| unreviewed(session, checkin.reviewed())))
}

/// The way into a check-in.
pub fn begin(session: Session, checkin: CheckIn<'static>) -> Node {
    door(session, Screen::Question(checkin.row(), 0), checkin.id(), checkin.title(), checkin.hint())
}

/// Who has not reviewed words yet.
pub fn unreviewed(session: Session, reviewed: Flags) -> Node {
    let who: Vec<String> = missing(reviewed).map(|one| session.named("review", one.code()).to_owned()).collect();
    if who.is_empty() { row() } else { el("p.note").text(say::room_unreviewed(session.text(), &joined(&who, ", "))) }
}
