//! Talk to someone now: every line of the place, those that suit the phone first.

use sidedoor_core::codes::{Flags, PhoneState};
use sidedoor_core::directory::Service;
use sidedoor_core::lines::lines;
use sidedoor_core::search::Nearness;
use sidedoor_core::text::Key;

use crate::home::{results, title};
use crate::node::{Node, el, row};
use crate::parts::button::{button, door, pressed};
use crate::parts::line::{listed, more};
use crate::screen::Screen;
use crate::session::Session;

/// The lines of a place.
pub fn talk(session: Session) -> Node {
    row()
        .child(title(session, Key::TalkTitle))
        .child(phone(session))
        .child(el("p.leaves").text(session.t(Key::ContactAllLeave)))
        .child(el("div").live(move || only_world(session)))
        .child(results(session))
        .child(el("ul.list").live(move || listed(session, all(session).into_iter().take(session.shown.get()))))
        .child(more(session, move || all(session).len(), || ()))
        .child(el("p").text(session.t(Key::TalkWhyPolice)))
        .child(door(session, Screen::Find, "", session.t(Key::TalkSeeAll), ""))
}

/// What this phone can do now; skippable.
fn phone(session: Session) -> Node {
    let chip = move |state: &'static PhoneState| {
        let toggle = move || session.phone.set(Flags(session.phone.now().0 ^ state.bit()));
        pressed(button("button.chip", "", session.named("phone", state.code()), toggle), move || {
            session.phone.get().has(state.bit())
        })
    };
    el("fieldset.phone")
        .child(el("legend").text(session.t(Key::TalkPhone)))
        .child(el("div.chips").children(PhoneState::ALL.iter().map(chip)))
        .child(el("p.hint").text(session.t(Key::TalkPhoneSkip)))
}

fn all(session: Session) -> Vec<Service<'static>> {
    session.with_place(|place| lines(session.directory, place, session.phone.get()))
}

/// Where the place has no line of its own, it says so.
fn only_world(session: Session) -> Node {
    let all = all(session);
    let near =
        |service: &Service<'static>| session.with_place(|place| place.nearness(*service) != Some(Nearness::World));
    if all.iter().any(near) { row() } else { el("p.note").text(session.t(Key::TalkNothing)) }
}
