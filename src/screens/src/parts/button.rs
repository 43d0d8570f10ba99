//! Buttons: what they look like, what they say, what they do. Each is made here, once.

use crate::node::{Node, Words, el};
use crate::screen::Screen;
use crate::session::Session;

/// A button; `does` is what scripts and tests know it by.
pub fn button(look: &'static str, does: &'static str, words: impl Into<Words>, run: impl Fn() + 'static) -> Node {
    made(look, does, words.into(), Box::new(run))
}

fn made(look: &'static str, does: &'static str, words: Words, run: Box<dyn Fn()>) -> Node {
    el(look).attr("type", "button").attr("data-do", does).tap(run).text(words)
}

/// The way to a screen.
pub fn way(session: Session, to: Screen, look: &'static str, does: &'static str, words: impl Into<Words>) -> Node {
    button(look, does, words, move || session.go(to))
}

/// A door: a name, and a word on what is behind it.
pub fn door(session: Session, to: Screen, go: &'static str, name: &'static str, hint: &'static str) -> Node {
    opens(go, name, hint, move || session.go(to))
}

/// A door that does something else than to lead to a screen.
pub fn opens(go: &'static str, name: &'static str, hint: &'static str, run: impl Fn() + 'static) -> Node {
    let door = el("button.door").attr("type", "button").attr("data-go", go).tap(run);
    let door = door.child(el("b").text(name));
    if hint.is_empty() { door } else { door.text(" ").child(el("span").text(hint)) }
}

/// A button that is pressed or not, as a signal says.
pub fn pressed(button: Node, is: impl Fn() -> bool + 'static) -> Node {
    button.live_attr("aria-pressed", move || Some(if is() { "true" } else { "false" }.into()))
}
