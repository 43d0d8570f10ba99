//! The emergency number, always with its country beside it.

use sidedoor_core::text::{Key, say};

use crate::node::{Node, el, row};
use crate::screen::Screen;
use crate::session::Session;

/// The strip at the top: the number to dial in danger, and for which country it is; beside it another country, where
/// the clock and the language of the browser say different ones.
///
/// Its shape is the same with and without a country, because the page's inline script fills it in for a
/// guessed country before the app has arrived.
pub fn danger(session: Session) -> Node {
    let dial = move || match session.country.get() {
        Some(country) => numbers(session, &country),
        None => el("span").text(session.t(Key::DangerBelow)),
    };
    let known = move || session.country.get().is_some();
    let place = move || if known() { row().text(session.place_name()) } else { row() };
    let change = move || row().text(session.t(if known() { Key::CommonChange } else { Key::PlaceTitle }));
    let other = move || row().text(session.other.get().map_or_else(String::new, |code| session.name(&code)));
    el("div.danger")
        .child(
            el("p.where")
                .child(el("b").text(session.t(Key::DangerQuestion)))
                .text(" ")
                .child(el("span").live(place))
                .text(" ")
                .child(
                    el("button.link.other")
                        .attr("type", "button")
                        .live_attr("hidden", move || session.other.get().is_none().then(|| "".into()))
                        .tap(move || session.swap_countries())
                        .live(other),
                )
                .text(" ")
                .child(
                    el("button.link.needs")
                        .attr("type", "button")
                        .attr("data-go", "place")
                        .tap(move || session.go(Screen::Place))
                        .live(change),
                ),
        )
        .child(el("p.numbers").live(dial))
}

/// The numbers themselves.
pub fn numbers(session: Session, country: &str) -> Node {
    let text = session.text();
    let Some(entry) = session.directory.emergency(country) else {
        return el("span").text(text.get(Key::DangerNone));
    };
    let link = |scheme: &str, number: &str, words: String| match number {
        "" => row(),
        _ => row().child(el("a.sos").attr("href", format!("{scheme}:{number}")).text(words)).text(" "),
    };
    let everywhere = entry.everywhere();
    row()
        .child(link("tel", entry.all(), say::danger_call(text, entry.all())))
        .child(link("tel", entry.police(), say::danger_police(text, entry.police())))
        .child(link("tel", entry.ambulance(), say::danger_ambulance(text, entry.ambulance())))
        .child(link("sms", entry.text(), say::danger_text(text, entry.text())))
        .children((!everywhere).then(|| el("small").text(text.get(Key::DangerMaybe))))
}
