//! Which screen is up, and the page around it. No address changes and no history entry is added: a
//! screen is a value in memory.

use sidedoor_core::text::Key;

use crate::node::{Node, el, row};
use crate::parts::after::after;
use crate::parts::emergency::danger;
use crate::session::Session;
use crate::{card::card, find::find, home::home, place::place, talk::talk};

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
}

/// The whole page but for the exit, which stands outside of what is ever replaced.
pub fn page(session: Session) -> Node {
    el("div").attr("id", "page").live(move || {
        // The page is drawn anew when its language changes; see `Session::text`.
        session.text.get();
        row().child(top(session)).child(el("main").child(after(session)).child(el("div").live(move || screen(session))))
    })
}

fn screen(session: Session) -> Node {
    match session.screen.get() {
        Screen::Home => home(session),
        Screen::Talk => talk(session),
        Screen::Find => find(session),
        Screen::Card(row) => card(session, row),
        Screen::Place => place(session),
    }
}

/// The emergency number and the way back, above every screen.
fn top(session: Session) -> Node {
    let back = move || match session.screen.get() {
        Screen::Home => row(),
        _ => el("button.back").attr("type", "button").tap(move || session.back()).text(session.t(Key::CommonBack)),
    };
    let fault = move || match session.fault.get() {
        fault if fault.is_empty() => row(),
        fault => el("p.note").text(fault),
    };
    el("header").child(danger(session)).child(el("div").live(back)).child(el("div").attr("role", "alert").live(fault))
}
