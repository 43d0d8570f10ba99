//! Danger, now: the emergency number, and who can be called. Nothing is dialled by itself.

use sidedoor_core::text::Key;

use crate::home::{here, title};
use crate::node::{Node, el, row};
use crate::parts::button::{door, opens};
use crate::parts::emergency::numbers;
use crate::screen::Screen;
use crate::session::Session;

/// The card for an emergency; what was asked waits.
pub fn in_danger(session: Session) -> Node {
    let dial = move || match session.country.get() {
        Some(country) => numbers(session, &country),
        None => el("span").text(session.t(Key::HomeNoCountry)),
    };
    row()
        .child(title(session, Key::DangerTitle))
        .child(
            el("div.note.danger-card")
                .child(el("p").text(session.t(Key::DangerLead)))
                .child(el("p.numbers").live(dial)),
        )
        .child(el("h2").text(session.t(Key::HomeHere)))
        .child(el("p.leaves").text(session.t(Key::ContactAllLeave)))
        .child(el("div.slot").live(move || here(session)))
        .child(door(session, Screen::Talk, "", session.t(Key::HomeTalk), session.t(Key::HomeTalkHint)))
        .child(opens("back", session.t(Key::DangerBack), "", move || session.back()))
}
