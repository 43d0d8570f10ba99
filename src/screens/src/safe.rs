//! Stay safe on this phone: practise leaving, clear everything, and what this page cannot hide, in this browser.

use sidedoor_core::text::{Key, say};

use crate::family::Family;
use crate::home::title;
use crate::node::{Node, Words, el, row};
use crate::offline::offline;
use crate::parts::button::opens;
use crate::parts::facts::date;
use crate::parts::select::select;
use crate::session::{IDLE, Session};

/// When the sources of this room were read.
const READ: &str = "2026-11";

/// The room.
pub fn safe(session: Session) -> Node {
    let said = |key: Key| el("p").text(session.t(key));
    row()
        .child(title(session, Key::HomeSafe))
        .child(el("p.warn").text(session.t(Key::SafeFirst)))
        .child(el("div").live(move || practice(session)))
        .child(action(session, "clear", Key::SafeClear, Key::SafeClearHint, move || session.wipe()))
        .child(details(
            session,
            Key::SafeLeft,
            row()
                .child(el("p").text(of_family(session, "trace")))
                .child(said(Key::SafeLeftMore))
                .child(el("small").text(say::safe_measured(session.text(), &date(session.text(), READ)))),
            None,
        ))
        .child(details(session, Key::SafeEntry, entry(session), None))
        .child(general(session))
        .child(offline(session))
        .child(idle(session))
        .child(name(session))
}

/// What is true whether or not a script runs, and whatever the browser.
pub fn told(session: Session) -> Node {
    row().child(el("p.warn").text(session.t(Key::SafeFirst))).child(general(session))
}

/// A private window, calls and the bill, a phone that may be watched, a safer one.
fn general(session: Session) -> Node {
    let said = |key: Key| el("p").text(session.t(key));
    let part = |name: Key, keys: &[Key], source: Option<&str>| {
        details(session, name, row().children(keys.iter().map(|key| said(*key))), source)
    };
    row()
        .child(details(
            session,
            Key::SafePrivate,
            row().child(steps(session, "private")).child(said(Key::SafePrivateHides)).child(said(Key::SafePrivateNot)),
            None,
        ))
        .child(part(
            Key::SafeCalls,
            &[Key::SafeCallsList, Key::SafeCallsAccount, Key::SafeCallsDevices],
            Some("consumerreports.org, support.apple.com"),
        ))
        .child(part(
            Key::SafeWatched,
            &[Key::SafeWatchedSign, Key::SafeWatchedOften, Key::SafeWatchedNot],
            Some("techsafety.org, techsafety.ca"),
        ))
        .child(part(
            Key::SafeSafer,
            &[Key::SafeSaferWhere, Key::SafeSaferIphone],
            Some("techsafety.org, support.apple.com"),
        ))
}

fn details(session: Session, name: Key, content: Node, source: Option<&str>) -> Node {
    let source = source.map(|host| {
        let read = date(session.text(), READ);
        el("small").text(say::safe_source(session.text(), host, &read))
    });
    el("details").child(el("summary").text(session.t(name))).child(content).children(source)
}

fn action(session: Session, does: &'static str, name: Key, hint: Key, run: impl Fn() + 'static) -> Node {
    opens("", session.t(name), session.t(hint), run).attr("data-do", does)
}

/// Once a visit, so that the first use of the exit is not the emergency.
fn practice(session: Session) -> Node {
    if session.practised.get() {
        el("p.note").attr("role", "status").text(session.t(Key::SafePractiseNow))
    } else {
        action(session, "practise", Key::SafePractise, Key::SafePractiseHint, move || session.practise())
    }
}

/// What a group of words says of this browser, or of those that nobody has tried.
pub fn of_family(session: Session, group: &str) -> String {
    let own = session.named(group, Family::of(&session.browser.agent()).code());
    let words = if own.is_empty() { session.named(group, Family::Other.code()) } else { own };
    // Cut at letters: to look for a word in a text weighs a kilobyte more.
    let title = session.browser.title();
    words.split(['{', '}']).enumerate().map(|(at, part)| if at % 2 == 1 { &*title } else { part }).collect()
}

/// Steps for this browser, in order, and when they were read; in a sentence of `resources/text` they stand apart by
/// arrows.
fn steps(session: Session, group: &str) -> Node {
    let words = of_family(session, group);
    let steps = words.split('→').map(|step| el("li").text(step.trim().to_owned()));
    let read = say::safe_steps_read(session.text(), &date(session.text(), READ));
    row().child(el("ol").children(steps)).child(el("small").text(read))
}

/// How to take one line out of this browser's history.
pub fn entry(session: Session) -> Node {
    row()
        .child(steps(session, "entry"))
        .child(el("p").text(session.t(Key::SafeEntryNotAll)))
        .child(el("p").text(session.t(Key::SafeEntryAfter)))
}

/// After how long without a touch everything is cleared.
fn idle(session: Session) -> Node {
    let choices = IDLE.iter().map(|minutes| {
        let words = match *minutes {
            0 => session.t(Key::SafeIdleNever).into(),
            minutes => say::safe_idle_minutes(session.text(), minutes).into(),
        };
        (Words::from(minutes.to_string()), words)
    });
    select(
        "idle",
        session.t(Key::SafeIdle),
        choices.collect(),
        move || session.idle.get().to_string().into(),
        move |minutes| session.idle.set(minutes.parse().unwrap_or(0)),
    )
}

/// What an onlooker reads on the tab.
fn name(session: Session) -> Node {
    let all = session.browser.disguises();
    let names: Vec<(Words, Words)> =
        all.iter().map(|(title, _)| (title.clone().into(), title.clone().into())).collect();
    select(
        "name",
        session.t(Key::SafeName),
        names,
        move || session.browser.title().into(),
        move |chosen| {
            if let Some((title, icon)) = all.iter().find(|(title, _)| *title == chosen) {
                session.browser.disguise(title, icon);
            }
        },
    )
}
