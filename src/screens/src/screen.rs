//! Which screen is up, and the page around it. No address changes and no history entry is added: a
//! screen is a value in memory.

use sidedoor_core::text::Key;

use crate::node::{Node, el, row};
use crate::parts::after::after;
use crate::parts::emergency::danger;
use crate::session::Session;
use crate::{card::card, find::find, home::home, list::list, place::place, safe::safe, talk::talk, wipe::wiped};

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
    /// What was put aside.
    List,
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
        let form = el("form").attr("action", "/search").attr("autocomplete", "off").live(move || screen(session));
        row().child(top(session)).child(el("main").child(after(session)).child(form))
    })
}

fn screen(session: Session) -> Node {
    match session.screen.get() {
        Screen::Home => home(session),
        Screen::Talk => talk(session),
        Screen::Find => find(session),
        Screen::Card(row) => card(session, row),
        Screen::Place => place(session),
        Screen::List => list(session),
        Screen::Safe => safe(session),
        Screen::Wiped => wiped(session),
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
    el("header")
        .child(danger(session))
        // The page's inline script knows such an app by its name, and shows it.
        .child(el("p.warn.social").text(session.t(Key::SafeSocial)))
        .child(el("div").live(back))
        .child(el("div").attr("role", "alert").live(fault))
        .child(el("div").attr("role", "alert").live(move || idle_warning(session)))
}

/// Nobody has touched the page for long; any touch is enough to stay, but a tap on a word is easier to trust.
fn idle_warning(session: Session) -> Node {
    if !session.idle_warning.get() {
        return row();
    }
    el("p.warn").text(session.t(Key::SafeIdleWarning)).text(" ").child(
        el("button.chip")
            .attr("type", "button")
            .tap(move || session.idle_warning.set(false))
            .text(session.t(Key::SafeIdleStay)),
    )
}
