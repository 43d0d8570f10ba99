//! Without internet: a copy that is kept only where somebody asks for it, and a word on a list that has grown old.

use sidedoor_core::rooms::Rooms;
use sidedoor_core::text::{Key, say};

use crate::node::{Node, On, el, row};
use crate::parts::button::button;
use crate::parts::facts::date;
use crate::session::Session;

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

/// What to distrust, where the list is old; its words come with those of the rooms.
pub fn aged(session: Session, rooms: Option<&Rooms>) -> Node {
    let directory = session.directory;
    if rooms.is_none() || session.browser.today().as_str() < directory.old_from() {
        return row();
    }
    el("p.note").text(say::copy_aged(session.text(), &date(session.text(), directory.made())))
}
