//! What was cleared, what there was, what could not be looked at; and what no page can clear.

use sidedoor_core::text::{Key, say};

use crate::home::title;
use crate::node::{Node, el, row};
use crate::safe::{entry, of_family};
use crate::session::Session;

/// What came of looking into one thing that may keep something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// There was something; it is gone.
    Cleared,
    /// There was nothing.
    Empty,
    /// The browser does not let a page look.
    Unseen,
}

/// What a browser may keep of a page, in the order in which it is emptied.
pub const KEPT: [Key; 8] = [
    Key::WipeLocal,
    Key::WipeSession,
    Key::WipeDatabases,
    Key::WipeCaches,
    Key::WipeWorkers,
    Key::WipeCookies,
    Key::WipeSelection,
    Key::WipeSpeech,
];
/// What may hold something and cannot be looked at by any page.
const UNSEEN: [Key; 3] = [Key::WipeClipboard, Key::WipeKeyboard, Key::WipeDevices];

/// The report.
pub fn wiped(session: Session) -> Node {
    let found = session.wiped.get();
    let line = |what: Key, found: Found| {
        let found = match found {
            Found::Cleared => Key::WipeCleared,
            Found::Empty => Key::WipeEmpty,
            Found::Unseen => Key::WipeUnseen,
        };
        el("li").text(session.t(what)).text(": ").child(el("b").text(session.t(found)))
    };
    let lines = KEPT.into_iter().zip(found).map(|(what, found)| line(what, found));
    let opened = session.opened.get();
    let limits =
        [Key::WipeLimitHistory, Key::WipeLimitSearches, Key::WipeLimitCalls, Key::WipeLimitNetwork, Key::WipeLimitSpy];
    row()
        .child(title(session, Key::WipeTitle))
        .child(el("p").text(session.t(Key::WipeLead)))
        .child(
            el("ul.report")
                .child(line(Key::WipeDrawer, Found::Cleared))
                .children(lines)
                .children(UNSEEN.map(|what| line(what, Found::Unseen))),
        )
        .children((opened > 0).then(|| el("p.note").text(say::common_opened(session.text(), opened))))
        .child(el("h2").text(session.t(Key::WipeLimits)))
        .child(el("ul").children(limits.map(|limit| el("li").text(session.t(limit)))))
        .child(el("p").text(of_family(session, "trace")))
        .child(el("h2").text(session.t(Key::SafeEntry)))
        .child(entry(session))
}
