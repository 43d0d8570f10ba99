//! Whether everyone can use the page: what is aimed for, what was tried, what nobody has tried, what does not work.

use sidedoor_core::text::{Key, say};

use crate::home::title;
use crate::node::{Node, el, row};
use crate::parts::facts::date;
use crate::session::Session;

/// When this was written; `tests/accessible.rs` is what stands behind it.
const WRITTEN: &str = "2026-11";

/// The statement.
pub fn access(session: Session) -> Node {
    row().child(title(session, Key::HomeAccess)).child(statement(session))
}

/// What it says.
pub fn statement(session: Session) -> Node {
    let said = [
        Key::AccessAim,
        Key::AccessTried,
        Key::AccessUntried,
        Key::AccessWords,
        Key::AccessLines,
        Key::AccessScript,
        Key::AccessTell,
    ];
    let written = say::access_written(session.text(), &date(session.text(), WRITTEN));
    row().children(said.map(|key| el("p").text(session.t(key)))).child(el("small").text(written))
}
