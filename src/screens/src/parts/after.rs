//! Back from a call or a text: how did it go?

use sidedoor_core::directory::Service;
use sidedoor_core::lines::lines;
use sidedoor_core::text::Key;

use super::button::button;
use super::line::listed;
use crate::node::{Node, el, row};
use crate::session::{Outcome, Session};

/// Asks, and answers with the next line where nobody picked up.
pub fn after(session: Session) -> Node {
    el("div.after").attr("role", "status").live(move || content(session))
}

fn content(session: Session) -> Node {
    let choice = move |outcome: Outcome, key: Key| {
        button("button.chip", "", session.t(key), move || session.outcome.set(outcome))
    };
    let said = |key: Key| el("p").text(session.t(key));
    match session.outcome.get() {
        Outcome::NotAsked => row(),
        Outcome::Asked => row().child(el("h2").text(session.t(Key::TalkReturned))).child(
            el("div.chips")
                .child(choice(Outcome::GotThrough, Key::TalkGotThrough))
                .child(choice(Outcome::NoAnswer, Key::TalkNoAnswer))
                .child(choice(Outcome::NotSafe, Key::TalkNotSafe)),
        ),
        Outcome::GotThrough => said(Key::TalkGotThroughAfter),
        Outcome::NotSafe => said(Key::TalkNotSafeAfter),
        Outcome::NoAnswer => match next(session) {
            None => said(Key::TalkNoMore),
            next => {
                row().child(said(Key::TalkNoAnswerAfter)).child(el("ul.list").child(listed(session, next.into_iter())))
            }
        },
    }
}

/// The line after the one that was tried.
fn next(session: Session) -> Option<Service<'static>> {
    let tried = session.tried.get()?;
    let all = session.with_place(|place| lines(session.directory, place, session.phone.get()));
    all.into_iter().skip_while(|service| service.row() != tried).nth(1)
}
