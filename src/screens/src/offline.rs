//! Without internet: a copy that is kept only where somebody asks for it, and a word on a list that has grown old.

use sidedoor_core::text::{Key, say};

use crate::node::{Node, On, el, row};
use crate::parts::button::button;
use crate::parts::facts::date;
use crate::session::Session;

/// From so many months on, it is said how old the list is.
const OLD: u32 = 6;

/// What a copy is, whether there is one, and the way to keep it or take it away.
pub fn offline(session: Session) -> Node {
    let rest = move || {
        ask(session, "");
        let said = |key: Key| el("p").text(session.t(key));
        row()
            .child(said(Key::CopyWhat))
            .child(said(Key::CopySeen))
            .child(said(Key::CopyNewer))
            .child(el("div").attr("role", "status").live(move || copy(session)))
    };
    el("details").child(el("summary").text(session.t(Key::CopyName))).on(On::Opened(Box::new(rest)))
}

fn ask(session: Session, act: &'static str) {
    session.offline.set(String::new());
    session.browser.copying(act, Box::new(move |told| session.offline.set(told.unwrap_or_else(|why| why))));
}

fn copy(session: Session) -> Node {
    let code = session.offline.get();
    let (act, words) = match code.as_str() {
        "" => return el("p").text(session.t(Key::CommonGettingReady)),
        "kept" => ("drop", Key::CopyDrop),
        _ => ("keep", Key::CopyKeep),
    };
    let way = (code != "unable").then(|| button("button.more", act, session.t(words), move || ask(session, act)));
    row().child(el("p.note").text(session.named("copied", &code))).children(way)
}

/// What to distrust, where the list is old.
pub fn aged(session: Session) -> Node {
    // Its words come with those of the rooms.
    if session.rooms.get().is_none() {
        return row();
    }
    let made = session.directory.made();
    match month(&session.browser.today()).zip(month(made)) {
        Some((today, then)) if today.saturating_sub(then) >= OLD => {
            el("p.note").text(say::copy_aged(session.text(), &date(session.text(), made)))
        }
        _ => row(),
    }
}

/// A month as a number, of `2026-11` or `2026-11-24`.
fn month(date: &str) -> Option<u32> {
    let (year, rest) = date.split_once('-')?;
    Some(year.parse::<u32>().ok()?.saturating_mul(12).saturating_add(rest.get(..2)?.parse().ok()?))
}
