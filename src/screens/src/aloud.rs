//! Reading a screen aloud, by a voice of this machine, after a word on who else may hear.

use sidedoor_core::text::Key;

use crate::node::{Node, el, row};
use crate::parts::button::button;
use crate::session::Session;

/// What is going on with reading aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aloud {
    /// Nothing.
    Still,
    /// Whether to begin is asked: the browser may call a voice its own that is not (Chromium on Android does so of all).
    Asked,
    /// It reads.
    Reading,
}

/// The button for it, where there is a voice; what it reads is marked with the class `aloud`.
pub fn aloud(session: Session) -> Node {
    // Its words come with those of the rooms.
    if session.rooms.get().is_none() || !session.browser.has_voice(session.text().tag()) {
        return row();
    }
    el("div.chips").attr("role", "status").live(move || way(session))
}

fn way(session: Session) -> Node {
    let chip = move |does: &'static str, key: Key, run: fn(Session)| {
        button("button.chip", does, session.t(key), move || run(session))
    };
    match session.aloud.get() {
        Aloud::Still => chip("aloud", Key::AloudBegin, |session| {
            if session.aloud_agreed.now() { begin(session) } else { session.aloud.set(Aloud::Asked) }
        }),
        Aloud::Asked => row()
            .child(el("p.warn").text(session.t(Key::AloudAsk)))
            .child(chip("aloud-yes", Key::AloudBegin, begin))
            .child(chip("aloud-no", Key::AloudNot, |session| session.aloud.set(Aloud::Still))),
        Aloud::Reading => chip("hush", Key::AloudStop, Session::quiet),
    }
}

fn begin(session: Session) {
    session.aloud_agreed.set(true);
    session.aloud.set(Aloud::Reading);
    session.browser.read_aloud(session.text().tag(), Box::new(move || session.aloud.set(Aloud::Still)));
}
